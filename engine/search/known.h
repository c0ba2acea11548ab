/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the lists of a plan's words tell of an article while it is found: which of the words it has,
 * so that nobody needs to look that up again; and of plain words, and AND, OR and NOT of these,
 * which of its paragraphs match, without reading where in them the words stand
 * (NG_DB_PARTS_NOT_TOLD in store.h). */
#pragma once

#include "evaluate.h"

typedef struct {
    guint n_tracked;
    NgTracked tracked[NG_TRACKED_MAX];
    /* those of all leaves, leaf by leaf, which may be the same; 0: nothing can be told of this
     * plan */
    guint n;
    struct {
        guint leaf, tracked;
    } terms[NG_TERMS_NOT_TOLD_BIT];
    bool decides; /* which paragraphs match, too */
} NgKnown;

/* match: what is run for the plan. Borrows the plan. */
void ng_known_init(NgKnown *known, const NgPlan *plan, const NgMatch *match);
/* Which of the plan's terms the article has. */
NgHasTerms ng_known_terms(const NgKnown *known, const NgCandidate *candidate);
/* Fills the evaluator's passages (its positions stay those of another article); false: this is not
 * told of the article. */
bool ng_known_eval(const NgKnown *known, NgEvaluator *evaluator, const NgCandidate *candidate,
                   bool *matches);
