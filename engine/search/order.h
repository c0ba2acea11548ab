/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts what was found in order: by score or time, then time, then id. */
#pragma once

#include "collect.h"

/* Of NgFound; all of them, or the first n among themselves. */
void ng_order(GArray *found, NgSort sort);
void ng_order_first(GArray *found, guint n, NgSort sort);
/* What is left equal is ordered by id, as far down as is shown: ids are read for those alone. */
bool ng_order_ties(GArray *found, const NgCollect *want, NgDb *db, GError **error);
