/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who asks for Albanian and any other words means Albania: words for one place raise each other. */
#pragma once

#include "nutgraf/query.h"

/* Of a query of any of several words: changes the plan's match so that articles weigh more by the
 * other words for the places that it names. Which articles match stays as it was. */
void ng_kindred_add(NgPlan *plan);
