/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The timeline: the days of a tally put together to spans, and beside each how many articles the
 * index has of it. */
#include "digits.h"
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
    g_date_clear(begin, 1);
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
    if (!span_begin(ymd, step, &begin))
        return;
    gpointer key = GUINT_TO_POINTER(g_date_get_julian(&begin));
    gint64 count = (gint64)GPOINTER_TO_SIZE(g_hash_table_lookup(spans, key)) + n;
    g_hash_table_insert(spans, key, GSIZE_TO_POINTER((gsize)MAX(0, count)));
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

/* ---- the step that fits, and the days that are shown ---- */

#define FIT_SPANS 31
/* Of few articles one may lie apart, of more two, of many every twentieth. */
#define APART_OF 20
#define APART_FEW 2
#define APART_FEW_OF 5
#define NEAR 2 /* half of the days of those that are near each other */

typedef struct {
    guint day; /* julian; the first of a month or year of which no more is known */
    gint64 articles;
    bool month, day_known;
} Day;

static void note_day(uint32_t date_ymd, gint64 articles, gpointer data)
{
    Day day = {.articles = articles};
    GDate begin;
    day.day_known = span_begin(date_ymd, NG_TIMELINE_DAY, &begin);
    day.month = day.day_known || span_begin(date_ymd, NG_TIMELINE_MONTH, &begin);
    if (!day.month && !span_begin(date_ymd, NG_TIMELINE_YEAR, &begin))
        return;
    day.day = g_date_get_julian(&begin);
    g_array_append_val(data, day);
}

#define DAY_BITS 22 /* the last day of the year 9999 has no more */

static void sort_days(GArray *days)
{
    g_autofree NgKey *keys = g_new(NgKey, days->len);
    g_autofree Day *before = g_memdup2(days->data, days->len * sizeof *before);
    for (guint i = 0; i < days->len; i++)
        keys[i] = (NgKey) {before[i].day, i};
    ng_keys_sort(keys, days->len, DAY_BITS);
    for (guint i = 0; i < days->len; i++)
        g_array_index(days, Day, i) = before[keys[i].from];
}

typedef struct {
    const Day *first, *last;
} Window;

static guint days_of(Window window)
{
    return window.last->day - window.first->day + 1;
}

/* A step that would leave out more than every twentieth article, for its date is not known so well,
 * does not fit. */
static NgTimeline fitting_step(Window window)
{
    gint64 articles = 0, without_month = 0, without_day = 0;
    guint days = days_of(window);
    for (const Day *day = window.first; day <= window.last; day++) {
        articles += day->articles;
        without_month += day->month ? 0 : day->articles;
        without_day += day->day_known ? 0 : day->articles;
    }
    bool month = without_month * 20 <= articles;
    bool day = without_day * 20 <= articles;
    if (day && days <= FIT_SPANS)
        return NG_TIMELINE_DAY;
    if (day && days <= (FIT_SPANS - 1) * 7)
        return NG_TIMELINE_WEEK;
    return month && days <= (FIT_SPANS - 1) * 30 ? NG_TIMELINE_MONTH : NG_TIMELINE_YEAR;
}

/* The shortest that holds nearly all. */
static Window nearly_all(Window whole)
{
    gint64 articles = 0, inside = 0;
    for (const Day *day = whole.first; day <= whole.last; day++)
        articles += day->articles;
    gint64 apart = MAX(articles / APART_OF, MIN(APART_FEW, articles / APART_FEW_OF));
    Window best = whole, window = {whole.first, whole.first};
    for (; window.last <= whole.last; window.last++) {
        inside += window.last->articles;
        while (inside - window.first->articles >= articles - apart)
            inside -= (window.first++)->articles;
        if (inside >= articles - apart && days_of(window) < days_of(best))
            best = window;
    }
    return best;
}

/* With what lies next to it, for a gap is what sets apart. */
static Window with_neighbours(Window window, Window whole)
{
    for (guint near = days_of(window) / NEAR;; near = days_of(window) / NEAR) {
        if (window.first > whole.first && window.first[0].day - window.first[-1].day <= near)
            window.first--;
        else if (window.last < whole.last && window.last[1].day - window.last[0].day <= near)
            window.last++;
        else
            return window;
    }
}

/* One article of another century would make the bars of all others too thin to be seen: what lies
 * that far apart is told of by its number. */
static Window worth_showing(Window whole)
{
    Window window = with_neighbours(nearly_all(whole), whole);
    bool apart = days_of(window) <= days_of(whole) / 4;
    bool thin = days_of(whole) / 365 > FIT_SPANS;
    return apart && (thin || fitting_step(window) != fitting_step(whole)) ? window : whole;
}

/* A timeline by day over two thousand years would be no answer. */
#define SPANS_MAX 10000

/* Where the span begins that holds the day. */
static guint begin_of(const Day *day, NgTimeline step)
{
    GDate date, begin;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, day->day);
    guint ymd =
        g_date_get_year(&date) * 10000u + g_date_get_month(&date) * 100u + g_date_get_day(&date);
    return span_begin(ymd, step, &begin) ? g_date_get_julian(&begin) : day->day;
}

/* The last day that it may be. */
static guint end_of(const Day *day)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, day->day);
    if (!day->month)
        g_date_add_years(&date, 1);
    else if (!day->day_known)
        g_date_add_months(&date, 1);
    return g_date_get_julian(&date) - (day->day_known ? 0 : 1);
}

/* Whether it is known in which span it lies. */
static bool is_known(const Day *day, NgTimeline step)
{
    return step == NG_TIMELINE_YEAR || (step == NG_TIMELINE_MONTH ? day->month : day->day_known);
}

static guint next_begin(guint begin, NgTimeline step)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, begin);
    span_next(&date, step);
    return g_date_get_julian(&date);
}

/* Thousands of days, in order, are of few spans: dates are reckoned where a span begins. */
static void note_matches(const GArray *days, Spans *found)
{
    guint begin = 0, end = 0;
    gsize count = 0;
    for (guint i = 0; i < days->len; i++) {
        const Day *day = &g_array_index(days, Day, i);
        if (!is_known(day, found->step))
            continue;
        if (day->day >= end) {
            if (end)
                g_hash_table_insert(found->spans, GUINT_TO_POINTER(begin), GSIZE_TO_POINTER(count));
            begin = begin_of(day, found->step);
            end = next_begin(begin, found->step);
            count = 0;
        }
        count += (gsize)day->articles;
    }
    if (end)
        g_hash_table_insert(found->spans, GUINT_TO_POINTER(begin), GSIZE_TO_POINTER(count));
}

/* How many lie outside of the window, and the first and the last span in it that have a match. */
static void find_ends(const Spans *found, Window window, const GArray *days, guint *first,
                      guint *last, NgResults *results)
{
    guint begin = begin_of(window.first, found->step), end = begin_of(window.last, found->step);
    GHashTableIter iter;
    gpointer key;
    for (guint i = 0; i < days->len; i++) {
        const Day *day = &g_array_index(days, Day, i);
        if (day->day < begin && end_of(day) < begin)
            results->earlier += (guint64)day->articles;
        else if (day->day > window.last->day && begin_of(day, found->step) > end)
            results->later += (guint64)day->articles;
    }
    *first = G_MAXUINT;
    *last = 0;
    g_hash_table_iter_init(&iter, found->spans);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        guint at = GPOINTER_TO_UINT(key);
        if (at >= begin && at <= end) {
            *first = MIN(*first, at);
            *last = MAX(*last, at);
        }
    }
}

static void put_spans(const Spans *found, GHashTable *indexed, guint first, guint last,
                      GPtrArray *timeline)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, first);
    while (g_date_get_julian(&date) <= last && timeline->len < SPANS_MAX) {
        NgTimelineSpan *span = g_new0(NgTimelineSpan, 1);
        char name[16];
        gpointer begin = GUINT_TO_POINTER(g_date_get_julian(&date));
        span_name(&date, found->step, "-", name);
        span->from = g_strdup(name);
        span->count = GPOINTER_TO_SIZE(g_hash_table_lookup(found->spans, begin));
        span->indexed = GPOINTER_TO_SIZE(g_hash_table_lookup(indexed, begin));
        g_ptr_array_add(timeline, span);
        span_next(&date, found->step);
    }
}

bool ng_tally_timeline(NgTally *tally, NgIndex *index, NgTimeline step, gint64 now,
                       NgResults *results, GError **error)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL),
                          indexed = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Day));
    guint first, last;
    ng_tally_each_day(tally, note_day, days);
    g_ptr_array_unref(results->timeline);
    results->timeline = g_ptr_array_new_with_free_func((GDestroyNotify)span_free);
    if (days->len == 0)
        return true;
    sort_days(days);
    Window window = {&g_array_index(days, Day, 0), &g_array_index(days, Day, days->len - 1)};
    if (step == NG_TIMELINE_FIT) {
        window = worth_showing(window);
        step = fitting_step(window);
    }
    Spans matches = {found, step}, all = {indexed, step};
    note_matches(days, &matches);
    find_ends(&matches, window, days, &first, &last, results);
    if (last == 0)
        return true;
    if (!count_indexed(index, first, last, now, &all, error))
        return false;
    put_spans(&matches, indexed, first, last, results->timeline);
    return true;
}
