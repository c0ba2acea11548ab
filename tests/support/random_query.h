/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: a query thrown by dice over the words of random_news.h: its spelling, and the tree
 * that it means
 * in a scope.
 * Must not know: the parser, the planner, the index. */
#pragma once

#include "nutgraf/passage.h"

/* The spelling is appended to query; the tree is new. Leaves are numbered as in random_news.h. */
NgPassage *random_query(GRand *dice, NgScope scope, GString *query);
