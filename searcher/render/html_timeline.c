/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The timeline: a bar a span, drawn as inline SVG. A bar is a link that narrows to its span; what
 * it says is its label, so that it can be read without being seen. The few articles that lie far
 * from all others are told of at its ends. Sizes are attributes, for styles
 * in elements are what the page's own policy forbids. */
#include "html_parts.h"
#include "nutgraf/date.h"

#include <string.h>

#define HEIGHT 56u
#define FEW 8u
#define LEAST 3u         /* places for bars: one alone would be a wall */
#define LINK_BYTES 2000u /* of a long request, carried by all the bars */
#define BAR 10u          /* a bar and the gap behind it; the drawing is stretched to the column */

typedef enum { STEP_YEAR, STEP_MONTH, STEP_WEEK, STEP_DAY } Step;

/* g_date_strftime() opens tables of character sets for what is nothing but digits. */
static void write_day(const GDate *day, char out[16])
{
    g_snprintf(out, 16, "%04u-%02u-%02u", g_date_get_year(day), (guint)g_date_get_month(day),
               (guint)g_date_get_day(day));
}

static void next_day(const char *from, guint days, char out[16])
{
    NgDate date;
    GDate day;
    out[0] = '\0';
    if (!ng_date_parse_iso(from, &date) || date.day == 0)
        return;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)date.day, (GDateMonth)date.month, (GDateYear)date.year);
    g_date_add_days(&day, days);
    write_day(&day, out);
}

static Step step_of(const NgResults *results)
{
    const NgTimelineSpan *first = results->timeline->pdata[0];
    gsize len = strlen(first->from);
    if (len <= 4)
        return STEP_YEAR;
    if (len <= 7)
        return STEP_MONTH;
    if (results->timeline->len < 2)
        return STEP_DAY;
    char tomorrow[16];
    next_day(first->from, 1, tomorrow);
    return strcmp(((const NgTimelineSpan *)results->timeline->pdata[1])->from, tomorrow) == 0
               ? STEP_DAY
               : STEP_WEEK;
}

static void put_label(GString *out, const NgPage *page, const NgTimelineSpan *span)
{
    g_autoptr(GString) when = g_string_new(NULL), count = g_string_new(NULL),
                       indexed = g_string_new(NULL);
    ng_say_date(when, page->words, span->from);
    ng_say_number(count, page->words, span->count);
    ng_say_number(indexed, page->words, span->indexed);
    ng_say(out, page->words->bar, when->str, count->str, indexed->str);
}

/* Where links would be too heavy, the form for dates narrows all the same. */
static bool is_linked(const NgPage *page, const GPtrArray *spans)
{
    gsize bars = 0;
    for (guint i = 0; i < spans->len; i++)
        bars += ((const NgTimelineSpan *)spans->pdata[i])->count > 0;
    return page->served && (!ng_page_is_heavy(page) || bars * page->carried <= LINK_BYTES);
}

static void put_bar(GString *out, const NgPage *page, const NgTimelineSpan *span, Step step,
                    guint at, guint64 most, bool linked)
{
    char until[16];
    guint height = (guint)MAX(2, (span->count * HEIGHT + most / 2) / most);
    next_day(span->from, 6, until);
    NgChange changes[] = {{NG_CHANGE_SET, "since", span->from},
                          {NG_CHANGE_SET, "until", step == STEP_WEEK ? until : span->from}};
    g_string_append(out, linked ? "<a" : "<g");
    if (linked)
        ng_page_href(out, page, changes, G_N_ELEMENTS(changes));
    g_string_append(out, "><title>");
    put_label(out, page, span);
    g_string_append_printf(out,
                           "</title><path d=\"M%u 0h%uv%uh-%uz\"/><rect x=\"%u\" y=\"%u\" "
                           "width=\"%u\" height=\"%u\"/>%s\n",
                           at * BAR, BAR, HEIGHT, BAR, at * BAR, HEIGHT - height, BAR - 2, height,
                           linked ? "</a>" : "</g>");
}

/* ---- what lies far before and behind ---- */

/* The last span before `from` in days, or the first behind it, as exactly as `from` is written. */
static void neighbour(const char *from, Step step, bool before, char out[16])
{
    NgDate date;
    GDate day;
    out[0] = '\0';
    if (!ng_date_parse_iso(from, &date))
        return;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)MAX(1, date.day), (GDateMonth)MAX(1, date.month),
                   (GDateYear)date.year);
    if (before)
        g_date_subtract_days(&day, 1);
    else if (step == STEP_YEAR)
        g_date_add_years(&day, 1);
    else if (step == STEP_MONTH)
        g_date_add_months(&day, 1);
    else
        g_date_add_days(&day, step == STEP_WEEK ? 7 : 1);
    write_day(&day, out);
    out[strlen(from)] = '\0';
}

static void put_rest(GString *out, const NgPage *page, const char *words, guint64 articles,
                     const char *parameter, const char *value)
{
    g_autoptr(GString) count = g_string_new(NULL);
    NgChange change = {NG_CHANGE_SET, parameter, value};
    ng_say_number(count, page->words, articles);
    if (page->served) {
        g_string_append(out, "<a");
        ng_page_href(out, page, &change, 1);
        g_string_append_c(out, '>');
    }
    ng_say(out, words, count->str, NULL, NULL);
    if (page->served)
        g_string_append(out, "</a>");
}

static void put_first(GString *out, const NgPage *page, const NgResults *results, Step step)
{
    const NgTimelineSpan *first = results->timeline->pdata[0];
    char until[16];
    neighbour(first->from, step, true, until);
    g_string_append(out, "<span>");
    if (results->earlier > 0) {
        put_rest(out, page, page->words->far_before, results->earlier, "until", until);
        g_string_append(out, " · ");
    }
    ng_say_date(out, page->words, first->from);
    g_string_append(out, "</span> ");
}

static void put_last(GString *out, const NgPage *page, const NgResults *results, Step step)
{
    const NgTimelineSpan *last = results->timeline->pdata[results->timeline->len - 1];
    char since[16];
    neighbour(last->from, step, false, since);
    g_string_append(out, " <span>");
    if (results->timeline->len > 1)
        ng_say_date(out, page->words, last->from);
    if (results->later > 0) {
        g_string_append(out, results->timeline->len > 1 ? " · " : "");
        put_rest(out, page, page->words->far_behind, results->later, "since", since);
    }
    g_string_append(out, "</span>");
}

static void put_caption(GString *out, const NgPage *page, const NgResults *results, Step step,
                        const NgTimelineSpan *peak)
{
    g_autoptr(GString) when = g_string_new(NULL), count = g_string_new(NULL);
    g_string_append(out, "<p class=\"cap\" id=\"time-c\">");
    put_first(out, page, results, step);
    g_string_append(out, "<span>");
    ng_say_date(when, page->words, peak->from);
    ng_say_number(count, page->words, peak->count);
    ng_say(out, page->words->by_span[step], when->str, count->str, NULL);
    g_string_append(out, "</span>");
    put_last(out, page, results, step);
    g_string_append(out, "</p>\n");
}

static const NgTimelineSpan *peak_of(const GPtrArray *spans)
{
    const NgTimelineSpan *peak = NULL;
    for (guint i = 0; spans && i < spans->len; i++) {
        const NgTimelineSpan *span = spans->pdata[i];
        if (span->count > (peak ? peak->count : 0))
            peak = span;
    }
    return peak;
}

void ng_page_timeline(GString *out, const NgPage *page, const NgResults *results)
{
    const GPtrArray *spans = results->timeline;
    const NgTimelineSpan *peak = peak_of(spans);
    if (!peak || (spans->len < 2 && results->earlier + results->later == 0))
        return;
    Step step = step_of(results);
    bool linked = is_linked(page, spans);
    /* a few bars over the whole column would be boxes */
    g_string_append_printf(out,
                           "<div class=\"time%s\" role=\"group\" aria-labelledby=\"time-c\">\n",
                           spans->len <= FEW ? " few" : "");
    g_string_append_printf(out,
                           "<svg viewBox=\"0 0 %u %u\" preserveAspectRatio=\"none\" "
                           "focusable=\"false\">\n",
                           MAX(spans->len, LEAST) * BAR - 2, HEIGHT);
    for (guint i = 0; i < spans->len; i++) {
        const NgTimelineSpan *span = spans->pdata[i];
        if (span->count > 0)
            put_bar(out, page, span, step, i, peak->count, linked);
    }
    g_string_append(out, "</svg>\n");
    put_caption(out, page, results, step, peak);
    g_string_append(out, "</div>\n");
}
