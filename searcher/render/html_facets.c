/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The columns of what an answer can be narrowed by. */
#include "html_parts.h"

#include <string.h>

#define QUERY_BYTES 512u

/* What a button of a value or of "More" sends, when links would make the page heavy. */
#define FORM_ID "more"

static void put_button(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "<button form=\"" FORM_ID "\" name=\"%s\" value=\"", name);
    ng_html_text(out, value, -1);
    g_string_append(out, "\">");
}

/* The request once, for all the buttons. */
static void put_button_form(GString *out, const NgPage *page)
{
    static const char *const none[] = {NULL};
    if (!page->served || !ng_page_is_heavy(page))
        return;
    g_string_append(out, "<form id=\"" FORM_ID "\" action=\"");
    ng_html_text(out, page->site->base, -1);
    g_string_append(out, "/\">");
    ng_page_hidden(out, page, none);
    g_string_append(out, "</form>\n");
}

/* All that a phrase of a query may end with. */
static bool has_quote(const char *text)
{
    static const char *const quotes[] = {"\"", "\\", "«",  "»",  "“",  "”",
                                         "„",  "‟",  "〝", "〞", "〟", "＂"};
    for (guint i = 0; i < G_N_ELEMENTS(quotes); i++)
        if (strstr(text, quotes[i]))
            return true;
    return false;
}

/* The query narrowed by a field, for facets that no parameter narrows by; NULL when there is no
 * such field, or the value cannot stand in a query. New string. */
static char *narrowed_query(const NgResults *results, NgFacet facet, const char *value)
{
    const char *parsed = results->parsed && *results->parsed ? results->parsed : NULL;
    /* about: and a year finds its months, too, which are counted apart */
    bool month = facet == NG_FACET_ABOUT && strlen(value) > 4;
    const char *field = facet == NG_FACET_BYLINE ? "byline" : month ? "about" : NULL;
    if (!field || has_quote(value))
        return NULL;
    g_autofree char *query =
        g_strdup_printf("%s%s%s%s:\"%s\"", parsed ? "(" : "", parsed ? parsed : "",
                        parsed ? ") " : "", field, value);
    return strlen(query) <= QUERY_BYTES ? g_steal_pointer(&query) : NULL;
}

static void put_facet_value(GString *out, const NgPage *page, const NgResults *results,
                            const NgFacetResult *facet, const NgFacetValue *value)
{
    const char *param = ng_page_facet_param(facet->facet);
    g_autofree char *query = narrowed_query(results, facet->facet, value->value);
    bool linked = page->served && strcmp(value->value, "unknown") != 0 &&
                  (param || query || ng_page_facet_is_calendar(facet->facet));
    bool button = linked && param && !value->selected && ng_page_is_heavy(page);
    g_string_append(out, value->selected ? "<li class=\"on\">" : "<li>");
    if (button) {
        put_button(out, param, value->value);
    } else if (linked) {
        NgChange date[] = {{NG_CHANGE_SET, "since", value->selected ? NULL : value->value},
                           {NG_CHANGE_SET, "until", value->selected ? NULL : value->value}};
        NgChange more = {NG_CHANGE_SET, "q", query};
        NgChange one = {value->selected ? NG_CHANGE_REMOVE : NG_CHANGE_ADD, param, value->value};
        g_string_append(out, "<a");
        if (param)
            ng_page_href(out, page, &one, 1);
        else if (query)
            ng_page_href(out, page, &more, 1);
        else
            ng_page_href(out, page, date, 2);
        g_string_append_c(out, '>');
        if (value->selected) {
            g_string_append(out, "<span class=\"vh\">");
            ng_html_text(out, page->words->remove, -1);
            g_string_append(out, " </span>");
        }
    }
    g_string_append(out, "<bdi>");
    ng_page_facet_name(out, page, facet->facet, value->value, value->name);
    g_string_append(out, "</bdi>");
    if (linked)
        g_string_append(out, button ? "</button>" : "</a>");
    g_string_append(out, " <span>");
    ng_say_number(out, page->words, value->count);
    g_string_append(out, "</span></li>\n");
}

/* One value that everything has narrows nothing. */
static bool is_worth_showing(const NgFacetResult *facet, const NgResults *results)
{
    if (facet->values->len != 1)
        return facet->values->len > 1;
    const NgFacetValue *only = facet->values->pdata[0];
    return only->selected || only->count < results->total_articles;
}

/* Asks for this facet alone with many values, or for the usual again. */
static void put_more(GString *out, const NgPage *page, const NgFacetResult *facet, guint asked)
{
    g_autofree char *many = g_strdup_printf("%s:100", ng_facet_name(facet->facet));
    bool all = ng_page_has_param(page, "facets", many);
    NgChange change = {NG_CHANGE_SET, "facets", all ? NULL : many};
    if (!page->served || (!all && facet->values->len < asked))
        return;
    bool button = ng_page_is_heavy(page) && !ng_page_param(page, "facets");
    g_string_append(out, "<p>");
    if (button) {
        put_button(out, "facets", many);
    } else {
        g_string_append(out, "<a");
        ng_page_href(out, page, &change, 1);
        g_string_append_c(out, '>');
    }
    g_autoptr(GString) name = g_string_new(NULL);
    ng_html_text(name, page->words->facets[facet->facet], -1);
    ng_html_text(out, all ? page->words->fewer : page->words->more_values, -1);
    g_string_append(out, "<span class=\"vh\"> (");
    g_string_append(out, name->str);
    g_string_append(out, button ? ")</span></button></p>\n" : ")</span></a></p>\n");
}

/* How many values were asked for: by the request, or by the page itself. */
static guint limit_of(const NgPage *page, NgFacet facet)
{
    NgRequest request = *page->view->request;
    ng_html_ask(&request);
    for (guint i = 0; i < request.n_facets; i++)
        if (request.facets[i].facet == facet && request.facets[i].limit)
            return request.facets[i].limit;
    return 20;
}

static void put_facet(GString *out, const NgPage *page, const NgResults *results,
                      const NgFacetResult *facet)
{
    const NgWords *words = page->words;
    g_string_append(out, "<section><h3>");
    ng_html_text(out, words->facets[facet->facet], -1);
    g_string_append(out, "</h3>\n<ul>\n");
    for (guint on = 2; on-- > 0;)
        for (guint i = 0; i < facet->values->len; i++) {
            const NgFacetValue *value = facet->values->pdata[i];
            if (value->selected == (on == 1))
                put_facet_value(out, page, results, facet, value);
        }
    g_string_append(out, "</ul>\n");
    if (!facet->exact) {
        g_string_append(out, "<p>");
        ng_html_text(out, words->estimated, -1);
        g_string_append(out, "</p>\n");
    }
    put_more(out, page, facet, limit_of(page, facet->facet));
    g_string_append(out, "</section>\n");
}

/* From a day to a day, typed: what a timeline cannot do with a keyboard alone. */
static void put_dates(GString *out, const NgPage *page)
{
    static const char *const names[] = {"since", "until", NULL};
    const NgWords *words = page->words;
    const char *const labels[] = {words->from_day, words->to_day};
    if (!page->served)
        return;
    g_string_append(out, "<section><h3>");
    ng_html_text(out, words->dates, -1);
    g_string_append(out, "</h3>\n<form class=\"dates\" action=\"");
    ng_html_text(out, page->site->base, -1);
    g_string_append(out, "/\">\n");
    for (guint i = 0; names[i]; i++) {
        const char *value = ng_page_param(page, names[i]);
        g_string_append(out, "<label>");
        ng_html_text(out, labels[i], -1);
        g_string_append_printf(out, " <input name=\"%s\" size=\"10\" placeholder=\"", names[i]);
        ng_html_text(out, words->date_hint, -1);
        g_string_append(out, "\" value=\"");
        ng_html_text(out, value, -1);
        g_string_append(out, "\"></label>\n");
    }
    ng_page_hidden(out, page, names);
    g_string_append(out, "<button>");
    ng_html_text(out, words->apply, -1);
    g_string_append(out, "</button>\n</form></section>\n");
}

void ng_page_facets(GString *out, const NgPage *page, const NgResults *results)
{
    const NgWords *words = page->words;
    g_autoptr(GString) lists = g_string_new(NULL);
    for (guint i = 0; results->facets && i < results->facets->len; i++) {
        const NgFacetResult *facet = results->facets->pdata[i];
        if (is_worth_showing(facet, results))
            put_facet(lists, page, results, facet);
    }
    if (results->hits->len > 0)
        put_dates(lists, page);
    if (lists->len == 0)
        return;
    g_string_append(out, "<aside id=\"narrow\" aria-labelledby=\"narrow-h\">\n"
                         "<h2 id=\"narrow-h\">");
    ng_html_text(out, words->narrow, -1);
    g_string_append(out, "</h2>\n");
    put_button_form(out, page);
    g_string_append(out, lists->str);
    g_string_append(out, "</aside>\n");
}
