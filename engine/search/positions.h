/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the index into an evaluator: where each leaf stands in an article, as it is stored.
 * Used by evaluate.c, which says what it means. */
#pragma once

#include "nutgraf/forward.h"
#include "nutgraf/query.h"
#include "index.h"

/* One leaf's terms: most stand in few documents. Which of them a document has is known beforehand
 * (rare), follows from its having been found (sure), or is looked up in the index (cursors). */
typedef struct {
    NgForwardTerm *terms;
    guint n_terms;
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
bool ng_positions_read(NgPositionReader *reader, guint32 docid, GError **error);
NgPositions ng_positions_at(const NgPositionReader *reader, guint list);
