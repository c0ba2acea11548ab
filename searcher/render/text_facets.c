/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets in as many columns as fit; the timeline as bars. */
#include "text.h"

#include <string.h>

#define GAP 3u
#define NAME_MIN 8u
#define NAME_FAIR 24u /* what most names need */
#define NAME_LONG 40u
#define BAR_MAX 50u
#define EMPTY_MIN 3u /* so many empty spans of a timeline are shown as one line */

static guint number_columns(guint64 number)
{
    g_autoptr(GString) text = g_string_new(NULL);
    ng_put_number(text, number);
    return (guint)text->len;
}

static void put_right(GString *out, guint64 number, guint columns)
{
    guint used = number_columns(number);
    ng_put_spaces(out, columns > used ? columns - used : 0);
    ng_put_number(out, number);
}

static bool is_calendar(NgFacet facet)
{
    return facet == NG_FACET_YEAR || facet == NG_FACET_MONTH || facet == NG_FACET_DAY;
}

static const char *shown_name(const NgFacetValue *value)
{
    return value->name && value->name[0] ? value->name : value->value;
}

/* People read a calendar forwards; what is not dated comes last. */
static int by_date(gconstpointer a, gconstpointer b)
{
    const NgFacetValue *x = *(NgFacetValue *const *)a, *y = *(NgFacetValue *const *)b;
    bool x_dated = g_ascii_isdigit(x->value[0]), y_dated = g_ascii_isdigit(y->value[0]);
    if (x_dated != y_dated)
        return x_dated ? -1 : 1;
    return strcmp(x->value, y->value);
}

/* indexed: columns of the number behind "of", 0 when the facet has none. */
static void put_value(GString *out, const NgView *view, const NgFacetValue *value, guint name,
                      guint count, guint indexed)
{
    g_string_append(out, value->selected ? "* " : "  ");
    ng_put_cut(out, view, value->selected ? NG_STYLE_STRONG : NG_STYLE_PLAIN, shown_name(value),
               name, true);
    g_string_append_c(out, ' ');
    put_right(out, value->count, count);
    if (indexed == 0)
        return;
    g_autoptr(GString) of = g_string_new(" of ");
    put_right(of, value->indexed, indexed);
    ng_put(out, view, NG_STYLE_FAINT, of->str, -1);
}

/* Columns for a name, at most: one long name is cut rather than that it halves the columns. */
static guint name_room(guint width, guint around)
{
    guint whole = width > around + NAME_MIN ? width - around : NAME_MIN;
    guint half = (width + GAP) / 2;
    half = half > around + GAP ? half - around - GAP : 0;
    return half < NAME_FAIR ? whole : MIN(half, NAME_LONG);
}

/* How many values were asked for. */
static guint limit_of(const NgView *view, NgFacet facet)
{
    for (guint i = 0; i < view->request->n_facets; i++) {
        const NgFacetRequest *request = &view->request->facets[i];
        if (request->facet == facet && request->limit)
            return request->limit;
    }
    return 20;
}

static void put_facet(GString *out, const NgFacetResult *facet, const NgView *view)
{
    g_autoptr(GPtrArray) values = g_ptr_array_copy(facet->values, NULL, NULL);
    g_ptr_array_set_free_func(values, NULL);
    if (is_calendar(facet->facet))
        g_ptr_array_sort(values, by_date);
    guint name = NAME_MIN, count = 1, indexed = 0;
    for (guint i = 0; i < values->len; i++) {
        const NgFacetValue *value = values->pdata[i];
        name = MAX(name, ng_text_columns(shown_name(value), -1));
        count = MAX(count, number_columns(value->count));
        if (facet->facet == NG_FACET_DISTINCTIVE)
            indexed = MAX(indexed, number_columns(value->indexed));
    }
    guint around = 2 + 1 + count + (indexed ? 4 + indexed : 0);
    name = MIN(name, name_room(view->width, around));
    guint across = MAX((view->width + GAP) / (around + name + GAP), 1u);
    guint down = (values->len + across - 1) / across;
    ng_put(out, view, NG_STYLE_STRONG, ng_facet_name(facet->facet), -1);
    if (!facet->exact)
        ng_put(out, view, NG_STYLE_FAINT, " (estimated)", -1);
    guint limit = limit_of(view, facet->facet);
    bool cut = values->len > 1 && values->len >= limit;
    g_autoptr(GString) about = g_string_new(NULL);
    if (cut)
        g_string_append_printf(about, " (the %u most %s)", limit,
                               indexed ? "distinctive" : "frequent");
    else if (indexed && view->width > 60)
        g_string_append(about, " (articles found, of those indexed)");
    if (about->len > 0)
        ng_put(out, view, NG_STYLE_FAINT, about->str, -1);
    g_string_append_c(out, '\n');
    for (guint row = 0; row < down; row++) {
        for (guint i = row; i < values->len; i += down) {
            if (i != row)
                ng_put_spaces(out, GAP);
            put_value(out, view, values->pdata[i], name, count, indexed);
        }
        g_string_append_c(out, '\n');
    }
}

void ng_text_facets(GString *out, const NgResults *results, const NgView *view)
{
    bool any = false;
    for (guint i = 0; results->facets && i < results->facets->len; i++) {
        const NgFacetResult *facet = results->facets->pdata[i];
        if (facet->values->len == 0)
            continue;
        if (!any)
            g_string_append_c(out, '\n');
        any = true;
        put_facet(out, facet, view);
    }
}

/* How many spans from `first` on have no article at all, found or not. */
static guint empty_spans(const GPtrArray *timeline, guint first)
{
    guint i = first;
    for (; i < timeline->len; i++) {
        const NgTimelineSpan *span = timeline->pdata[i];
        if (span->count > 0 || span->indexed > 0)
            break;
    }
    return i - first;
}

void ng_text_timeline(GString *out, const NgResults *results, const NgView *view)
{
    if (!results->timeline || results->timeline->len == 0)
        return;
    guint from = 0, count = 1, indexed = 1;
    guint64 most = 1;
    for (guint i = 0; i < results->timeline->len; i++) {
        const NgTimelineSpan *span = results->timeline->pdata[i];
        from = MAX(from, ng_text_columns(span->from, -1));
        count = MAX(count, number_columns(span->count));
        indexed = MAX(indexed, number_columns(span->indexed));
        most = MAX(most, span->count);
    }
    guint used = 2 + from + 1 + count + 4 + indexed + 2;
    guint room = MIN(view->width > used ? view->width - used : 0, BAR_MAX);
    g_string_append_c(out, '\n');
    ng_put(out, view, NG_STYLE_STRONG, "timeline", -1);
    if (view->width > 44)
        ng_put(out, view, NG_STYLE_FAINT, " (articles found, of those indexed)", -1);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < results->timeline->len; i++) {
        guint empty = empty_spans(results->timeline, i);
        if (empty >= EMPTY_MIN) {
            ng_put(out, view, NG_STYLE_FAINT, "  …", -1);
            g_string_append_c(out, '\n');
            i += empty - 1;
            continue;
        }
        const NgTimelineSpan *span = results->timeline->pdata[i];
        g_string_append(out, "  ");
        ng_put_cut(out, view, NG_STYLE_PLAIN, span->from, from, true);
        g_string_append_c(out, ' ');
        put_right(out, span->count, count);
        g_autoptr(GString) of = g_string_new(" of ");
        put_right(of, span->indexed, indexed);
        ng_put(out, view, NG_STYLE_FAINT, of->str, -1);
        guint bar = (guint)((double)span->count / (double)most * room + 0.5);
        if (span->count > 0 && bar == 0 && room > 0)
            bar = 1;
        if (bar > 0)
            g_string_append(out, "  ");
        for (guint k = 0; k < bar; k++)
            g_string_append(out, "▪");
        g_string_append_c(out, '\n');
    }
}
