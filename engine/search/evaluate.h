/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The predicate on one article of the index: reads its positions, says which passages match. */
#pragma once

#include "positions.h"

typedef struct {
    NgIndex *index;
    const NgPlan *plan;
    NgPassageScratch *scratch;
    double *weights;    /* of the leaves: inverse document frequencies */
    double mean_length; /* words a paragraph, over the index */
    NgPositionReader reader;
    /* the article in hand */
    NgPassageInput input;
    NgPositions *leaves;
    GArray *passages;    /* guint: the answer */
    GArray *lengths;     /* uint32_t: words of each paragraph, the headline first, once measured */
    GArray *first_block; /* uint32_t: of each paragraph, when one is longer than a block */
    GArray *places;      /* evidence.c: where its words stand */
    GArray *beginnings;  /* guint32: evidence.c: of its paragraphs, in words */
} NgEvaluator;

bool ng_evaluator_init(NgEvaluator *evaluator, NgIndex *index, const NgPlan *plan, GError **error);
void ng_evaluator_clear(NgEvaluator *evaluator);
/* Fills passages (and input, for scores and places) for an article. Ascending docids are quickest.
 * has: or NG_TERMS_NOT_TOLD. *matches: whether it matches. */
bool ng_evaluator_run(NgEvaluator *evaluator, guint32 docid, NgHasTerms has, bool *matches,
                      GError **error);
/* How long the paragraphs of the article in hand are, for the scores of those. */
void ng_evaluator_measure(NgEvaluator *evaluator);
/* A paragraph of the article in hand, measured before. */
double ng_evaluator_score(NgEvaluator *evaluator, guint paragraph);
/* In quote scope the paragraph of quotation number `passage`; else the passage itself. */
guint ng_evaluator_paragraph(const NgEvaluator *evaluator, guint passage);
