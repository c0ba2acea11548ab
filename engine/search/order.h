/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts what was found in the order of its scores. */
#pragma once

#include "collect.h"

/* Of NgFound, highest score first; `ties` orders those of one score. */
void ng_order_by_score(GArray *found, GCompareDataFunc ties, gpointer data);
