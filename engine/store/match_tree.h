/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A match made ready to be run: each term with its postings and its weight. Inside store only. */
#pragma once

#include "nutgraf/store.h"

G_BEGIN_DECLS

/* What a node says of a document: that it is found; its weight; how often its terms stand there. */
typedef enum { NG_SCORE_NONE, NG_SCORE_WEIGHT, NG_SCORE_COUNT } NgScoring;

typedef struct NgMatchNode NgMatchNode;
struct NgMatchNode {
    const NgMatch *match;
    NgScoring scoring;
    double weight;          /* of a term or synonym: NG_SCORE_WEIGHT */
    double frequency;       /* documents, estimated */
    guint32 most;           /* documents */
    NgDbPostings *postings; /* of a term, of all documents */
    int tracked;            /* which of those whose parts are wanted; -1: none */
    NgDbValueCursor *values;
    GPtrArray *kids; /* of NgMatchNode, or NULL; those of a conjunction rarest first */
};

/* What the weights follow from. */
typedef struct {
    double k1, b, k3, documents, mean_length;
    guint32 last; /* docid */
} NgMatchStatistics;

/* Borrows match. NULL on error. */
NgMatchNode *ng_match_node_new(NgDb *db, const NgMatchStatistics *statistics, const NgMatch *match,
                               GError **error);
void ng_match_node_free(NgMatchNode *node);

G_END_DECLS
