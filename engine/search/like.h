/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is similar to an article or a paragraph: its most telling words as a query, who is named in
 * it, and from which weight on another article counts as similar. */
#pragma once

#include "index.h"

typedef struct {
    NgNode *tree; /* any of its most telling words; what finds nothing when it has none */
    guint32 docid;
    char *id;           /* of the article */
    double least;       /* weight, words and actors together */
    double most_actors; /* that actors can add */
    GHashTable *actors; /* hash (owned) -> weight (double, owned) */
    GArray *paragraphs; /* scratch of uint32_t */
    char *shown;        /* for people: words and actors with their weights */
} NgLike;

/* id: an article's, or ARTICLE#n. NG_ERROR_NOT_FOUND also for what nobody may find at `now`. */
bool ng_like_read(NgIndex *index, const char *id, gint64 now, NgLike *like, GError **error);
void ng_like_clear(NgLike *like);
/* own: what the words alone give the article itself. */
void ng_like_settle(NgLike *like, double own);
/* Whether the candidate is similar; adds to its weight who is named in both. */
bool ng_like_weigh(const NgLike *like, const NgIndex *index, NgCandidate *candidate,
                   double *weight);
