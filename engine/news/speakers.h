/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the stretches of an article with who speaks in each, while they are judged.
 * Between speakers.c, which judges, and quotes_emit.c, which writes them into the article.
 * Internal. Must not know: how subjects are found. */
#pragma once

#include "engine/news/quotes.h"

G_BEGIN_DECLS

typedef struct {
    NgSpeech speech;
    GArray *stretches;
    GArray *attributions;  /* one a stretch */
    GArray *told;          /* of NgTold, ascending */
    uint32_t issuer;       /* the person who issues a statement without an outlet, or NG_NOBODY */
    bool issuer_is_outlet; /* and by whose name its outlet goes */
} NgJudge;

static inline const NgStretch *ng_judged_stretch(const NgJudge *j, guint i)
{
    return &g_array_index(j->stretches, NgStretch, i);
}

static inline NgAttribution *ng_judged_attribution(const NgJudge *j, guint i)
{
    return &g_array_index(j->attributions, NgAttribution, i);
}

/* issuer.c: the person who issues a statement of which no outlet is known, or NG_NOBODY. */
uint32_t ng_issuer(const NgReading *r);
/* The person whose name a statement's outlet is, "Senator Jane Doe", or NG_NOBODY. */
uint32_t ng_issuer_of_outlet(const NgReading *r);
/* quotes_emit.c: stretch k becomes a quotation of its paragraph. */
void ng_quote_emit(const NgJudge *j, guint k);
/* What is told becomes indirect quotations, where no direct one stands; after these. */
void ng_told_emit(const NgJudge *j);

G_END_DECLS
