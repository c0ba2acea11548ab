/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "row_counts.h"

#include <string.h>

#define KINDS 32 /* more than there are facets */

struct NgRowCounts {
    const NgFacetRows *rows;
    const NgFacetEntry *entries;
    const guint8 *kinds;
    guint32 n;
    guint32 *counts; /* of the entries */
    guint wanted;
    bool days;
    const NgCountsBeside *beside;
    bool told;                  /* cells are of all that was counted ... */
    guint best[NG_FACET_COUNT]; /* ... so many of each facet; 0: all */
    GArray *cells[NG_FACET_COUNT];
    GArray *by_day;
    /* while cells are made: what several entries are one of; what was counted beside, 0 once that
     * was told, and the most of that; what is counted more seldom is none of the best; what an
     * entry must have to be one of them */
    NgCounts sums[NG_FACET_COUNT];
    NgCountsBeside left;
    guint64 most_beside[NG_FACET_COUNT], least[NG_FACET_COUNT], from[KINDS];
};

G_STATIC_ASSERT(NG_FACET_COUNT <= KINDS && KINDS <= NG_FACET_KIND_AGAIN);

NgRowCounts *ng_row_counts_new(const NgFacetRows *rows, guint wanted, bool days,
                               const NgCountsBeside *beside)
{
    NgRowCounts *counts = g_new0(NgRowCounts, 1);
    counts->rows = rows;
    counts->entries = ng_facet_rows_entries(rows, &counts->n);
    counts->kinds = ng_facet_rows_kinds(rows);
    counts->counts = g_new0(guint32, counts->n);
    counts->wanted = wanted;
    counts->days = days;
    counts->beside = beside;
    counts->by_day = g_array_new(FALSE, FALSE, sizeof(NgTallied));
    for (guint i = 0; i < NG_FACET_COUNT; i++)
        counts->cells[i] = g_array_new(FALSE, FALSE, sizeof(NgTallied));
    return counts;
}

void ng_row_counts_free(NgRowCounts *counts)
{
    if (!counts)
        return;
    for (guint i = 0; i < NG_FACET_COUNT; i++)
        g_array_unref(counts->cells[i]);
    g_array_unref(counts->by_day);
    g_free(counts->counts);
    g_free(counts);
}

bool ng_row_counts_add(NgRowCounts *counts, guint32 docid, guint64 paragraphs, gint64 *time)
{
    counts->told = false;
    return ng_facet_rows_count(counts->rows, docid, paragraphs, counts->counts, time);
}

void ng_row_counts_ahead(const NgRowCounts *counts, guint32 docid)
{
    ng_facet_rows_ahead(counts->rows, docid);
}

void ng_row_counts_changed(NgRowCounts *counts)
{
    counts->told = false;
}

/* ---- cells ---- */

/* With what was counted of it beside. */
static void put(NgRowCounts *counts, NgFacet facet, guint64 key, guint64 n)
{
    NgTallied cell = {key, n + ng_counts_take(&counts->left.facets[facet], key)};
    if (counts->best[facet])
        ng_counts_keep(counts->cells[facet], counts->best[facet], cell);
    else
        g_array_append_val(counts->cells[facet], cell);
}

static void put_day(NgRowCounts *counts, guint64 day, guint64 n)
{
    NgTallied cell = {day, n + ng_counts_take(&counts->left.days, day)};
    g_array_append_val(counts->by_day, cell);
}

/* ---- which entries are none of the best ---- */

/* How often an entry must have been counted to be one of the best of the facet. */
static guint64 needed(const NgRowCounts *counts, NgFacet facet)
{
    guint64 least = counts->least[facet], beside = counts->most_beside[facet];
    return least == G_MAXUINT64 ? least : least - MIN(least, beside);
}

static void settle_from(NgRowCounts *counts)
{
    static const NgFacet named[] = {NG_FACET_PERSON, NG_FACET_ORG, NG_FACET_PLACE};
    for (guint i = 0; i < KINDS; i++)
        counts->from[i] = i < NG_FACET_COUNT ? needed(counts, i) : G_MAXUINT64;
    for (guint i = 0; i < G_N_ELEMENTS(named); i++) /* who counts as an actor, too */
        counts->from[named[i]] = MIN(counts->from[named[i]], counts->from[NG_FACET_ACTOR]);
}

/* ---- keys ---- */

static void tell(NgRowCounts *counts, NgFacet facet, guint64 key, guint64 n)
{
    const GArray *cells = counts->cells[facet];
    guint best = counts->best[facet];
    if (!(counts->wanted & 1u << facet) || !key)
        return;
    put(counts, facet, key, n);
    if (!best || cells->len < best)
        return;
    guint64 least = g_array_index(cells, NgTallied, best - 1).count;
    if (least == counts->least[facet])
        return;
    counts->least[facet] = least;
    settle_from(counts);
}

static void sum(NgRowCounts *counts, NgFacet facet, guint64 key, guint64 n)
{
    if (counts->wanted & 1u << facet && key)
        ng_counts_add(&counts->sums[facet], key, n);
}

/* As ng_tally_article has it: what is coarser stands under "unknown" (1). */
static void tell_day(NgRowCounts *counts, guint64 day, guint64 n)
{
    guint64 month = day / 100, year = month / 100;
    sum(counts, NG_FACET_YEAR, year ? year : 1, n);
    sum(counts, NG_FACET_MONTH, month % 100 ? month : 1, n);
    sum(counts, NG_FACET_DAY, day % 100 ? day : 1, n);
    if (counts->days && day)
        put_day(counts, day, n);
}

static void tell_entry(NgRowCounts *counts, const NgFacetEntry *entry, guint64 n)
{
    switch (entry->facet) {
    case NG_FACET_PERSON:
    case NG_FACET_ORG:
    case NG_FACET_PLACE:
        tell(counts, entry->facet, entry->key, n);
        if (entry->again)
            sum(counts, NG_FACET_ACTOR, entry->key, n);
        else
            tell(counts, NG_FACET_ACTOR, entry->key, n);
        break;
    case NG_FACET_DAY:
        tell_day(counts, entry->key, n);
        break;
    case NG_FACET_KIND: /* which is named from a table */
        if (entry->key <= 1 + (guint64)NG_KIND_STATEMENT)
            tell(counts, NG_FACET_KIND, entry->key, n);
        break;
    case NG_FACET_SPEAKER:
    case NG_FACET_ABOUT:
    case NG_FACET_OUTLET:
    case NG_FACET_BYLINE:
    case NG_FACET_LANG:
        tell(counts, entry->facet, entry->key, n);
        break;
    default: /* of a damaged file */
        break;
    }
}

/* ---- all of them ---- */

static void begin_cells(NgRowCounts *counts)
{
    const guint dates = 1u << NG_FACET_YEAR | 1u << NG_FACET_MONTH | 1u << NG_FACET_DAY;
    g_array_set_size(counts->by_day, 0);
    counts->left.days = ng_counts_copy(&counts->beside->days);
    for (guint i = 0; i < NG_FACET_COUNT; i++) {
        const NgCounts *beside = &counts->beside->facets[i];
        g_array_set_size(counts->cells[i], 0);
        counts->left.facets[i] = ng_counts_copy(beside);
        counts->most_beside[i] = ng_counts_most(beside);
        counts->least[i] = counts->wanted & 1u << i ? 0 : G_MAXUINT64;
    }
    /* those of days are told to others */
    counts->least[NG_FACET_DAY] = counts->days || counts->wanted & dates ? 0 : G_MAXUINT64;
    settle_from(counts);
}

/* Most have not been counted: passed over several at once. */
#define AT_ONCE ((gsize)16)

static guint32 next_counted(const guint32 *counts, guint32 from, guint32 n)
{
    gsize at = from;
    for (; at + AT_ONCE <= n; at += AT_ONCE) {
        guint32 any = 0;
        for (gsize i = 0; i < AT_ONCE; i++)
            any |= counts[at + i];
        if (any)
            break;
    }
    while (at < n && !counts[at])
        at++;
    return (guint32)at;
}

/* Of tens of thousands of entries a few are among the best: the others are told by a byte. */
static void tell_entries(NgRowCounts *counts)
{
    for (guint32 i = 0; (i = next_counted(counts->counts, i, counts->n)) < counts->n; i++) {
        guint8 kind = counts->kinds[i];
        if (counts->counts[i] >= counts->from[kind % KINDS] || kind & NG_FACET_KIND_AGAIN)
            tell_entry(counts, &counts->entries[i], counts->counts[i]);
    }
}

static void end_cells(NgRowCounts *counts)
{
    NgCounts *sums = counts->sums, *left = counts->left.facets;
    for (guint i = 0; i < NG_FACET_COUNT; i++) {
        for (guint j = 0; j < sums[i].room; j++)
            if (sums[i].cells[j].key)
                put(counts, i, sums[i].cells[j].key, sums[i].cells[j].count);
        for (guint j = 0; j < left[i].room; j++)
            if (left[i].cells[j].count)
                put(counts, i, left[i].cells[j].key, 0);
        ng_counts_clear(&sums[i]);
        ng_counts_clear(&left[i]);
    }
    for (guint j = 0; j < counts->left.days.room; j++)
        if (counts->left.days.cells[j].count)
            put_day(counts, counts->left.days.cells[j].key, 0);
    ng_counts_clear(&counts->left.days);
}

static void tell_all(NgRowCounts *counts)
{
    begin_cells(counts);
    tell_entries(counts);
    end_cells(counts);
    counts->told = true;
}

const GArray *ng_row_counts_of(NgRowCounts *counts, NgFacet facet, const guint *best)
{
    static const guint all[NG_FACET_COUNT] = {0};
    best = best ? best : all;
    if (!counts->told || counts->best[facet] != best[facet]) {
        memcpy(counts->best, best, sizeof counts->best);
        tell_all(counts);
    }
    return counts->cells[facet];
}

const GArray *ng_row_counts_days(NgRowCounts *counts)
{
    if (!counts->told)
        tell_all(counts);
    return counts->by_day;
}
