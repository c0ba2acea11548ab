/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which paragraphs of an article match, told by the lists of its words alone (NG_DB_PARTS_NOT_TOLD
 * in store.h), without reading where in them the words stand. That is so of plain words, and of
 * AND, OR and NOT of these. */
#pragma once

#include "evaluate.h"

typedef struct {
    guint n; /* terms; 0: nothing can be told of this plan */
    NgTracked tracked[NG_TRACKED_MAX];
    guint leaf_of[NG_TRACKED_MAX];
    NgPositions *leaves; /* of all leaves of the plan: the paragraphs of the article in hand */
    guint n_leaves;
    uint32_t *places;
} NgKnown;

/* match: what is run for the plan. Borrows the plan. */
void ng_known_init(NgKnown *known, const NgPlan *plan, const NgMatch *match);
void ng_known_clear(NgKnown *known);
/* Fills the evaluator's passages (its positions stay those of another article); false: this is not
 * told of the article. */
bool ng_known_eval(NgKnown *known, NgEvaluator *evaluator, const NgCandidate *candidate,
                   bool *matches);
