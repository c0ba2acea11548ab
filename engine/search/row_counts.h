/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Articles counted by the facet rows beside the index: numbers are added up, and become the keys of
 * facets when those are asked for. */
#pragma once

#include "counts.h"

/* What is counted in another way, of articles without a row: it belongs to the same numbers. */
typedef struct {
    NgCounts facets[NG_FACET_COUNT];
    NgCounts days; /* date_ymd */
} NgCountsBeside;

typedef struct NgRowCounts NgRowCounts;
/* wanted, days: as of ng_tally_new. Borrows rows and beside. */
NgRowCounts *ng_row_counts_new(const NgFacetRows *rows, guint wanted, bool days,
                               const NgCountsBeside *beside);
void ng_row_counts_free(NgRowCounts *counts);
/* As ng_tally_row. */
bool ng_row_counts_add(NgRowCounts *counts, guint32 docid, guint64 paragraphs, gint64 *time);
void ng_row_counts_ahead(const NgRowCounts *counts, guint32 docid);
/* Something was counted beside. */
void ng_row_counts_changed(NgRowCounts *counts);
/* Of a facet that is wanted: NgTallied, each key once; the best[facet] most frequent of each facet
 * in the order of ng_counts_order, or all in any order where that is 0 or best NULL. To ask for
 * others of a facet goes through all that was counted once more. Borrowed until more is counted or
 * others asked. */
const GArray *ng_row_counts_of(NgRowCounts *counts, NgFacet facet, const guint *best);
/* All days of a timeline, in the same way. */
const GArray *ng_row_counts_days(NgRowCounts *counts);
