/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The predicate on one article of the index: reads its positions, says which passages match. */
#pragma once

#include "index.h"
#include "nutgraf/token.h"

typedef struct {
    NgIndex *index;
    const NgPlan *plan;
    NgPassageScratch *scratch;
    GArray *flat; /* uint32_t: all positions of the article in hand */
    NgPositions *leaves;
    guint *leaf_from; /* where each leaf's positions begin in flat */
    GArray *first_block, *quote_begin, *quote_end;
    GArray *passages; /* guint: the answer for the article in hand */
    GString *value, *record;
    GArray *texts; /* NgRecordText of the article in hand, when words are looked at */
    NgTokens tokens;
    NgPassageInput input;
    double *weights; /* of the leaves: inverse document frequencies */
} NgEvaluator;

bool ng_evaluator_init(NgEvaluator *evaluator, NgIndex *index, const NgPlan *plan, GError **error);
void ng_evaluator_clear(NgEvaluator *evaluator);
/* Fills passages (and input, for scores and places). blocks: the article's NG_SLOT_BLOCKS, or NULL
 * to have it read. *matches: whether the article matches. */
bool ng_evaluator_run(NgEvaluator *evaluator, guint32 docid, bool *matches, GError **error);
/* In quote scope the paragraph of quotation number `passage`; else the passage itself. */
guint ng_evaluator_paragraph(const NgEvaluator *evaluator, guint passage);
