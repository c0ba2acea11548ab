/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The distinctive actors of a result, from the counts of a tally. */
#pragma once

#include "facets.h"

/* The actors that `tally` (of actors) has far more often than the rest of the index has, most
 * distinctive first, at most `limit` (0: 20). chosen: the ids that a filter has, or NULL; they are
 * marked only when they are distinctive. */
NgFacetResult *ng_tally_distinctive(const NgTally *tally, NgIndex *index, guint limit,
                                    const char *const *chosen, gint64 now, GError **error);
/* Dunning's G2, at least 0: `with` of `of` articles against `others_with` of `others`. with <= of,
 * others_with <= others; of and others are not 0. */
double ng_log_likelihood(guint64 with, guint64 of, guint64 others_with, guint64 others);
