/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the index into an evaluator: where each leaf stands in an article, as it is stored.
 * Used by evaluate.c, which says what it means. */
#pragma once

#include "nutgraf/forward.h"
#include "nutgraf/query.h"
#include "index.h"

/* Which of the terms of a plan, numbered leaf by leaf, a document has: bit n, when this is told. */
typedef guint16 NgHasTerms;
#define NG_TERMS_NOT_TOLD_BIT 15
#define NG_TERMS_NOT_TOLD ((NgHasTerms)1 << NG_TERMS_NOT_TOLD_BIT)

/* One leaf's terms: most stand in few documents. Which of them a document has is known beforehand
 * (rare), follows from its having been found (sure), is told, or is looked up in the index
 * (cursors). */
typedef struct {
    NgForwardTerm *terms;
    guint n_terms, first; /* number of the first one among those of all leaves */
    NgForwardForms forms;
    bool boolean, sure;
    GPtrArray *cursors; /* NgDbTermCursor of each term, or NULL */
    GArray *rare;       /* NgRareTerm, by docid */
} NgLeafReader;

typedef struct {
    guint32 docid;
    guint term;
} NgRareTerm;

typedef struct {
    NgLeafReader *leaves;
    guint n_leaves;
    NgDbValueCursor *values;
    NgDbTermCursor *quoted; /* NULL: quotations are not asked for */
    /* the article in hand */
    NgForward forward; /* of no terms where it has none */
    GArray *flat;      /* uint32_t: positions leaf by leaf, then quotations' begins and ends */
    guint *from;       /* where each leaf's begin in flat, the two of quotations, the end */
} NgPositionReader;

/* weights: filled, the leaves' inverse document frequencies. Borrows index and plan. */
bool ng_position_reader_init(NgPositionReader *reader, NgIndex *index, const NgPlan *plan,
                             double *weights, GError **error);
void ng_position_reader_clear(NgPositionReader *reader);
/* Fills forward, flat and from. */
bool ng_positions_read(NgPositionReader *reader, guint32 docid, NgHasTerms has, GError **error);
NgPositions ng_positions_at(const NgPositionReader *reader, guint list);
