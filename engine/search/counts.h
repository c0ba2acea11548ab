/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers counted: a table of keys, which are never 0, to how often each came. */
#pragma once

#include "facets.h"

/* Zero-initialised it is empty. */
typedef struct {
    NgTallied *cells; /* open addressing; key 0 marks an empty slot */
    guint room, used;
} NgCounts;

void ng_counts_add(NgCounts *counts, guint64 key, guint64 n);
NgCounts ng_counts_copy(const NgCounts *counts);
void ng_counts_clear(NgCounts *counts);
guint64 ng_counts_of(const NgCounts *counts, guint64 key); /* 0: never */
guint64 ng_counts_take(NgCounts *counts, guint64 key);     /* and forgets it */
guint64 ng_counts_most(const NgCounts *counts);
/* All (NgTallied): the `best` most frequent first and in order, equal ones by key; the others after
 * them in any order. */
GArray *ng_counts_best(const NgCounts *counts, guint best);
/* Brings cells (of NgTallied) into that order. */
void ng_counts_order(GArray *cells, guint best);
/* Adds one cell to the best, which are in that order, when it is among them. best: more than 0. */
void ng_counts_keep(GArray *cells, guint best, NgTallied cell);
