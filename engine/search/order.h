/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts what was found in order: by score or time, then time, then id. */
#pragma once

#include "collect.h"

/* Of NgFound. Brings at least so many of the best to the front, in order; the others follow in any.
 * Returns how many are in order. */
guint ng_order_best(GArray *found, guint best, NgSort sort);
/* Those from `from` on, among themselves; the first n likewise. */
void ng_order_rest(GArray *found, guint from, NgSort sort);
void ng_order_first(GArray *found, guint n, NgSort sort);
/* How many of the first, of which in_order are in order, are shown, with those that tie with the
 * last. All of in_order: there may be more behind them. */
guint ng_order_shown(const GArray *found, guint in_order, const NgCollect *want);
/* What is left equal among those that are shown is ordered by id: ids are read for those alone. */
bool ng_order_ties(GArray *found, guint shown, const NgCollect *want, NgDb *db, GError **error);
