/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "row_counts.h"
#include "counts.h"

struct NgRowCounts {
    const NgFacetRows *rows;
    const NgFacetEntry *entries;
    guint32 n;
    guint32 *counts; /* of the entries */
    guint wanted;
    bool days;
    bool told; /* cells are of all that was counted */
    GArray *cells[NG_FACET_COUNT];
    GArray *by_day;
    NgCounts sums[NG_FACET_COUNT]; /* of what several entries are one of, while cells are made */
};

NgRowCounts *ng_row_counts_new(const NgFacetRows *rows, guint wanted, bool days)
{
    NgRowCounts *counts = g_new0(NgRowCounts, 1);
    counts->rows = rows;
    counts->entries = ng_facet_rows_entries(rows, &counts->n);
    counts->counts = g_new0(guint32, counts->n);
    counts->wanted = wanted;
    counts->days = days;
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

/* ---- keys ---- */

static void tell(NgRowCounts *counts, NgFacet facet, guint64 key, guint64 n)
{
    NgTallied cell = {key, n};
    if (counts->wanted & 1u << facet && key)
        g_array_append_val(counts->cells[facet], cell);
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
    NgTallied cell = {day, n};
    sum(counts, NG_FACET_YEAR, year ? year : 1, n);
    sum(counts, NG_FACET_MONTH, month % 100 ? month : 1, n);
    sum(counts, NG_FACET_DAY, day % 100 ? day : 1, n);
    if (counts->days && day)
        g_array_append_val(counts->by_day, cell);
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

/* Most have not been counted: passed over several at once. */
#define AT_ONCE 16

static guint32 none_from(const NgRowCounts *counts, guint32 from)
{
    guint32 at = from;
    for (; at + AT_ONCE <= counts->n; at += AT_ONCE) {
        guint32 any = 0;
        for (guint i = 0; i < AT_ONCE; i++)
            any |= counts->counts[at + i];
        if (any)
            break;
    }
    return at - from;
}

static void tell_all(NgRowCounts *counts)
{
    if (counts->told)
        return;
    counts->told = true;
    g_array_set_size(counts->by_day, 0);
    for (guint i = 0; i < NG_FACET_COUNT; i++)
        g_array_set_size(counts->cells[i], 0);
    for (guint32 i = 0; i < counts->n; i++) {
        i += none_from(counts, i);
        if (i < counts->n && counts->counts[i])
            tell_entry(counts, &counts->entries[i], counts->counts[i]);
    }
    for (guint i = 0; i < NG_FACET_COUNT; i++) {
        const NgCounts *sums = &counts->sums[i];
        for (guint j = 0; j < sums->room; j++)
            if (sums->cells[j].key)
                g_array_append_val(counts->cells[i], sums->cells[j]);
        ng_counts_clear(&counts->sums[i]);
    }
}

const GArray *ng_row_counts_of(NgRowCounts *counts, NgFacet facet)
{
    tell_all(counts);
    return counts->cells[facet];
}

const GArray *ng_row_counts_days(NgRowCounts *counts)
{
    tell_all(counts);
    return counts->by_day;
}
