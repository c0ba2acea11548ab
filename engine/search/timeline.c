/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The timeline: the days of a tally put together to spans, and beside each how many articles the
 * index has of it. */
#include "facets.h"
#include "nutgraf/values.h"

#include <stdlib.h>
#include <string.h>

static void span_free(NgTimelineSpan *span)
{
    g_free(span->from);
    g_free(span);
}

/* Where the span begins that holds the day; false when the day is not known well enough. */
static bool span_begin(uint32_t ymd, NgTimeline step, GDate *begin)
{
    guint year = ymd / 10000, month = ymd / 100 % 100, day = ymd % 100;
    if (!year || (step != NG_TIMELINE_YEAR && !month) ||
        ((step == NG_TIMELINE_WEEK || step == NG_TIMELINE_DAY) && !day))
        return false;
    guint m = step == NG_TIMELINE_YEAR ? 1 : month;
    guint d = step == NG_TIMELINE_YEAR || step == NG_TIMELINE_MONTH ? 1 : day;
    if (!g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)year))
        return false;
    g_date_set_dmy(begin, (GDateDay)d, (GDateMonth)m, (GDateYear)year);
    if (step == NG_TIMELINE_WEEK)
        g_date_subtract_days(begin, (guint)g_date_get_weekday(begin) - 1);
    return true;
}

static void span_next(GDate *date, NgTimeline step)
{
    switch (step) {
    case NG_TIMELINE_DAY:
        g_date_add_days(date, 1);
        break;
    case NG_TIMELINE_WEEK:
        g_date_add_days(date, 7);
        break;
    case NG_TIMELINE_MONTH:
        g_date_add_months(date, 1);
        break;
    default:
        g_date_add_years(date, 1);
    }
}

/* "2017", "2017-08", "2017-08-21"; between: what stands between the parts. */
static void span_name(const GDate *date, NgTimeline step, const char *between, char name[16])
{
    guint year = g_date_get_year(date), month = g_date_get_month(date), day = g_date_get_day(date);
    if (step == NG_TIMELINE_YEAR)
        g_snprintf(name, 16, "%04u", year);
    else if (step == NG_TIMELINE_MONTH)
        g_snprintf(name, 16, "%04u%s%02u", year, between, month);
    else
        g_snprintf(name, 16, "%04u%s%02u%s%02u", year, between, month, between, day);
}

typedef struct {
    GHashTable *spans; /* julian day of the beginning -> articles */
    NgTimeline step;
} Spans;

static void add_to_span(GHashTable *spans, uint32_t ymd, NgTimeline step, gint64 n)
{
    GDate begin;
    g_date_clear(&begin, 1);
    if (!span_begin(ymd, step, &begin))
        return;
    gpointer key = GUINT_TO_POINTER(g_date_get_julian(&begin));
    gint64 count = (gint64)GPOINTER_TO_SIZE(g_hash_table_lookup(spans, key)) + n;
    g_hash_table_insert(spans, key, GSIZE_TO_POINTER((gsize)MAX(0, count)));
}

static void note_match(uint32_t date_ymd, gint64 articles, gpointer data)
{
    Spans *found = data;
    add_to_span(found->spans, date_ymd, found->step, articles);
}

static bool note_indexed(const char *term, gsize len, guint32 documents, gpointer data)
{
    Spans *indexed = data;
    char digits[9] = "00000000";
    memcpy(digits, term + 1, MIN(len - 1, 8));
    add_to_span(indexed->spans, (uint32_t)strtoul(digits, NULL, 10), indexed->step, documents);
    return true;
}

static const char *date_prefix(NgTimeline step)
{
    return step == NG_TIMELINE_YEAR    ? NG_TERM_YEAR
           : step == NG_TIMELINE_MONTH ? NG_TERM_MONTH
                                       : NG_TERM_DAY;
}

/* Looked up one by one up to so many, else read through: a step of Xapian's from one term to the
 * next goes over all that a common one has, and the years are common. */
#define LOOKUPS_MAX 400

/* All that begin in the spans from first to last, which are julian days. */
static bool look_up_indexed(NgIndex *index, guint first, guint last, Spans *indexed, GError **error)
{
    bool weeks = indexed->step == NG_TIMELINE_WEEK;
    NgTimeline step = weeks ? NG_TIMELINE_DAY : indexed->step;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, first);
    for (guint end = last + (weeks ? 6 : 0); g_date_get_julian(&date) <= end;
         span_next(&date, step)) {
        char term[17];
        guint32 documents;
        term[0] = *date_prefix(step);
        span_name(&date, step, "", term + 1);
        gsize len = strlen(term);
        if (!ng_db_frequency(index->db, term, len, &documents, error))
            return false;
        note_indexed(term, len, documents, indexed);
    }
    return true;
}

static guint lookups_for(guint first, guint last, NgTimeline step)
{
    guint days = last - first + 1;
    return step == NG_TIMELINE_YEAR ? days / 365 : step == NG_TIMELINE_MONTH ? days / 28 : days;
}

static bool count_indexed(NgIndex *index, guint first, guint last, gint64 now, Spans *indexed,
                          GError **error)
{
    g_autoptr(GArray) hidden = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GString) value = g_string_new(NULL);
    bool few = lookups_for(first, last, indexed->step) <= LOOKUPS_MAX;
    if (!(few ? look_up_indexed(index, first, last, indexed, error)
              : ng_db_each_term(index->db, date_prefix(indexed->step), 1, note_indexed, indexed,
                                error)) ||
        !ng_index_hidden(index, now, NULL, NULL, hidden, error))
        return false;
    for (guint i = 0; i < hidden->len; i++) {
        NgMeta meta;
        if (!ng_db_value(index->db, g_array_index(hidden, guint32, i), NG_SLOT_META, value, error))
            return false;
        if (ng_meta_unpack(value->str, value->len, &meta))
            add_to_span(indexed->spans, meta.date_ymd, indexed->step, -1);
    }
    return true;
}

/* ---- the step that fits ---- */

#define FIT_SPANS 31

typedef struct {
    guint first, last; /* julian days */
    gint64 articles, without_day, without_month;
} Extent;

static void note_extent(uint32_t date_ymd, gint64 articles, gpointer data)
{
    Extent *extent = data;
    GDate begin;
    g_date_clear(&begin, 1);
    extent->articles += articles;
    if (span_begin(date_ymd, NG_TIMELINE_DAY, &begin)) {
        /* known well enough for every step */
    } else if (span_begin(date_ymd, NG_TIMELINE_MONTH, &begin)) {
        extent->without_day += articles;
    } else if (span_begin(date_ymd, NG_TIMELINE_YEAR, &begin)) {
        extent->without_day += articles;
        extent->without_month += articles;
    } else {
        extent->articles -= articles;
        return;
    }
    extent->first = MIN(extent->first, g_date_get_julian(&begin));
    extent->last = MAX(extent->last, g_date_get_julian(&begin));
}

/* A step that would leave out more than every twentieth article, for its date is not known so well,
 * does not fit. */
static NgTimeline fitting_step(NgTally *tally)
{
    Extent extent = {.first = G_MAXUINT};
    ng_tally_each_day(tally, note_extent, &extent);
    if (extent.last == 0)
        return NG_TIMELINE_YEAR;
    guint days = extent.last - extent.first + 1;
    bool month = extent.without_month * 20 <= extent.articles;
    bool day = extent.without_day * 20 <= extent.articles;
    if (day && days <= FIT_SPANS)
        return NG_TIMELINE_DAY;
    if (day && days <= (FIT_SPANS - 1) * 7)
        return NG_TIMELINE_WEEK;
    return month && days <= (FIT_SPANS - 1) * 30 ? NG_TIMELINE_MONTH : NG_TIMELINE_YEAR;
}

/* A timeline by day over two thousand years would be no answer. */
#define SPANS_MAX 10000

GPtrArray *ng_tally_timeline(NgTally *tally, NgIndex *index, NgTimeline step, gint64 now,
                             GError **error)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL),
                          indexed = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) spans = g_ptr_array_new_with_free_func((GDestroyNotify)span_free);
    Spans matches = {found, step == NG_TIMELINE_FIT ? fitting_step(tally) : step};
    Spans all = {indexed, matches.step};
    ng_tally_each_day(tally, note_match, &matches);
    guint first = G_MAXUINT, last = 0;
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, found);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        first = MIN(first, GPOINTER_TO_UINT(key));
        last = MAX(last, GPOINTER_TO_UINT(key));
    }
    if (last == 0)
        return g_steal_pointer(&spans);
    if (!count_indexed(index, first, last, now, &all, error))
        return NULL;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, first);
    while (g_date_get_julian(&date) <= last && spans->len < SPANS_MAX) {
        NgTimelineSpan *span = g_new0(NgTimelineSpan, 1);
        char name[16];
        gpointer begin = GUINT_TO_POINTER(g_date_get_julian(&date));
        span_name(&date, matches.step, "-", name);
        span->from = g_strdup(name);
        span->count = GPOINTER_TO_SIZE(g_hash_table_lookup(found, begin));
        span->indexed = GPOINTER_TO_SIZE(g_hash_table_lookup(indexed, begin));
        g_ptr_array_add(spans, span);
        span_next(&date, matches.step);
    }
    return g_steal_pointer(&spans);
}
