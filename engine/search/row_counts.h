/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Articles counted by the facet rows beside the index: numbers are added up, and become the keys of
 * facets when those are asked for. */
#pragma once

#include "facets.h"

typedef struct NgRowCounts NgRowCounts;
/* wanted, days: as of ng_tally_new. */
NgRowCounts *ng_row_counts_new(const NgFacetRows *rows, guint wanted, bool days);
void ng_row_counts_free(NgRowCounts *counts);
/* As ng_tally_row. */
bool ng_row_counts_add(NgRowCounts *counts, guint32 docid, guint64 paragraphs, gint64 *time);
void ng_row_counts_ahead(const NgRowCounts *counts, guint32 docid);
/* Of a facet that is wanted, and of the days of a timeline: NgTallied, each key once, in any order;
 * borrowed until more is counted. */
const GArray *ng_row_counts_of(NgRowCounts *counts, NgFacet facet);
const GArray *ng_row_counts_days(NgRowCounts *counts);
