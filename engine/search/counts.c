/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "counts.h"

/* Where key stands, or the empty slot where it would. */
static guint slot_of(const NgCounts *counts, guint64 key)
{
    guint64 hash = key * 0x9e3779b97f4a7c15u; /* Fibonacci hashing: dates are close to each other */
    guint at = (guint)(hash >> 32) & (counts->room - 1);
    while (counts->cells[at].key && counts->cells[at].key != key)
        at = (at + 1) & (counts->room - 1);
    return at;
}

void ng_counts_add(NgCounts *counts, guint64 key, guint64 n)
{
    if (counts->used * 2 >= counts->room) {
        NgCounts old = *counts;
        counts->room = MAX(256, old.room * 2);
        counts->cells = g_new0(NgTallied, counts->room);
        counts->used = 0;
        for (guint i = 0; i < old.room; i++)
            if (old.cells[i].key)
                ng_counts_add(counts, old.cells[i].key, old.cells[i].count);
        g_free(old.cells);
    }
    guint at = slot_of(counts, key);
    if (!counts->cells[at].key) {
        counts->cells[at].key = key;
        counts->used++;
    }
    counts->cells[at].count += n;
}

NgCounts ng_counts_copy(const NgCounts *counts)
{
    NgCounts copy = *counts;
    copy.cells = g_memdup2(counts->cells, counts->room * sizeof *counts->cells);
    return copy;
}

void ng_counts_clear(NgCounts *counts)
{
    g_free(counts->cells);
    *counts = (NgCounts) {0};
}

guint64 ng_counts_of(const NgCounts *counts, guint64 key)
{
    return counts->room ? counts->cells[slot_of(counts, key)].count : 0;
}

guint64 ng_counts_take(NgCounts *counts, guint64 key)
{
    if (!counts->used)
        return 0;
    NgTallied *cell = &counts->cells[slot_of(counts, key)];
    guint64 count = cell->count;
    cell->count = 0;
    return count;
}

guint64 ng_counts_most(const NgCounts *counts)
{
    guint64 most = 0;
    for (guint i = 0; i < counts->room; i++)
        most = MAX(most, counts->cells[i].count);
    return most;
}

/* ---- the most frequent ---- */

static int by_count(gconstpointer a, gconstpointer b)
{
    const NgTallied *left = a, *right = b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

/* Brings the most frequent to the front in their order; the others follow in any. Of tens of
 * thousands of names twenty are shown. */
static void bring_best(GArray *cells, guint limit)
{
    NgTallied *v = (NgTallied *)(void *)cells->data;
    guint n = cells->len, kept = 0;
    limit = MIN(limit, n);
    for (guint i = 0; i < n && limit; i++) {
        if (kept == limit && by_count(&v[i], &v[kept - 1]) >= 0)
            continue;
        NgTallied cell = v[i];
        if (kept < limit)
            kept++;
        v[i] = v[kept - 1];
        guint at = kept - 1;
        for (; at > 0 && by_count(&cell, &v[at - 1]) < 0; at--)
            v[at] = v[at - 1];
        v[at] = cell;
    }
}

void ng_counts_keep(GArray *cells, guint best, NgTallied cell)
{
    if (cells->len < best)
        g_array_append_val(cells, cell);
    NgTallied *v = (NgTallied *)(void *)cells->data;
    guint at = cells->len - 1;
    if (by_count(&cell, &v[at]) > 0)
        return;
    for (; at > 0 && by_count(&cell, &v[at - 1]) < 0; at--)
        v[at] = v[at - 1];
    v[at] = cell;
}

/* Beyond so many all are put in order at once. */
#define FEW 256

void ng_counts_order(GArray *cells, guint best)
{
    if (best > FEW)
        g_array_sort(cells, by_count);
    else
        bring_best(cells, best);
}

GArray *ng_counts_best(const NgCounts *counts, guint best)
{
    GArray *cells = g_array_sized_new(FALSE, FALSE, sizeof(NgTallied), counts->used);
    for (guint i = 0; i < counts->room; i++)
        if (counts->cells[i].key)
            g_array_append_val(cells, counts->cells[i]);
    ng_counts_order(cells, best);
    return cells;
}
