/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The predicate on one article of the index: reads its positions, says which passages match. */
#pragma once

#include "index.h"
#include "nutgraf/token.h"

/* Terms of one leaf: most stand in few documents. Reading a position list that is not there costs
 * as much as reading one that is, so the documents of the rarer terms are known beforehand. */
typedef struct {
    GArray *common; /* guint: terms that are asked of every document */
    GArray *rare;   /* of NgRareTerm, by docid */
} NgLeafTerms;

typedef struct {
    guint32 docid;
    guint term;
} NgRareTerm;

typedef struct {
    NgIndex *index;
    const NgPlan *plan;
    NgPassageScratch *scratch;
    NgLeafTerms *terms; /* of each leaf */
    double *weights;    /* of the leaves: inverse document frequencies */
    /* what ng_evaluator_load has read */
    GArray *docids;      /* guint32 */
    GArray *flat;        /* uint32_t: positions, leaf by leaf, article by article */
    GArray *from;        /* guint: where those of an article and leaf begin in flat */
    GArray *quotes;      /* uint32_t: begins, then ends, of each article */
    GArray *quotes_from; /* guint */
    /* the article in hand */
    NgPassageInput input;
    NgPositions *leaves;
    GArray *fitting; /* uint32_t: positions of leaves that the text has confirmed */
    GArray *first_block;
    GArray *passages;   /* guint: the answer */
    GArray *places;     /* evidence.c: where its words stand */
    GArray *beginnings; /* guint32: evidence.c: of its paragraphs, in words */
    GString *value, *record;
    GByteArray *lengths; /* ng_length_pack, of the article last asked for */
    double mean_length;  /* words a paragraph, over the index */
    GArray *texts;       /* NgRecordText, when words are looked at */
    NgTokens tokens;
} NgEvaluator;

bool ng_evaluator_init(NgEvaluator *evaluator, NgIndex *index, const NgPlan *plan, GError **error);
void ng_evaluator_clear(NgEvaluator *evaluator);
/* Reads the positions of all articles, leaf by leaf: the lists of one term lie side by side in the
 * index, those of one article do not. docids: ascending is fastest. */
bool ng_evaluator_load(NgEvaluator *evaluator, const guint32 *docids, guint n, GError **error);
/* Fills passages (and input, for scores and places) for the i-th article loaded. *matches: whether
 * it matches. */
bool ng_evaluator_at(NgEvaluator *evaluator, guint i, bool *matches, GError **error);
/* Both, for one article. */
bool ng_evaluator_run(NgEvaluator *evaluator, guint32 docid, bool *matches, GError **error);
/* Reads how long the article's paragraphs are, for the scores of those. */
void ng_evaluator_lengths(NgEvaluator *evaluator, const guint8 *lengths, guint n); /* known */
bool ng_evaluator_measure(NgEvaluator *evaluator, guint32 docid, GError **error);
/* A paragraph of the article in hand, measured before. */
double ng_evaluator_score(NgEvaluator *evaluator, guint paragraph);
/* In quote scope the paragraph of quotation number `passage`; else the passage itself. */
guint ng_evaluator_paragraph(const NgEvaluator *evaluator, guint passage);
