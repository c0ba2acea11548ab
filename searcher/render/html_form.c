/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The search box, and the choices of scope and order beside the results. */
#include "html_parts.h"

void ng_page_hidden(GString *out, const NgPage *page, const char *const *besides)
{
    static const char *const never[] = {"offset", "format", "fragment", NULL};
    for (guint i = 0; page->params && page->params->list && i < page->params->list->len; i++) {
        const NgParam *param = &g_array_index(page->params->list, NgParam, i);
        if (g_strv_contains(never, param->name) || g_strv_contains(besides, param->name))
            continue;
        g_string_append(out, "<input type=\"hidden\" name=\"");
        ng_html_text(out, param->name, -1);
        g_string_append(out, "\" value=\"");
        ng_html_text(out, param->value, -1);
        g_string_append(out, "\">");
    }
}

void ng_page_form(GString *out, const NgPage *page, const char *query)
{
    static const char *const own[] = {"q", "like", NULL};
    const NgWords *words = page->words;
    g_string_append(out, "<form role=\"search\" class=\"ask\" action=\"");
    ng_html_text(out, page->site->base, -1);
    g_string_append(out, "/\">\n<label class=\"vh\" for=\"q\">");
    ng_html_text(out, words->search_label, -1);
    g_string_append(out,
                    "</label>\n<div class=\"box\"><input id=\"q\" name=\"q\" type=\"search\" "
                    "dir=\"auto\" maxlength=\"512\" autocomplete=\"off\" autocapitalize=\"off\" "
                    "spellcheck=\"false\" enterkeyhint=\"search\" data-list=\"");
    ng_html_text(out, words->suggestions, -1);
    g_string_append(out, "\" value=\"");
    ng_html_text(out, query, -1);
    g_string_append(out, "\" placeholder=\"");
    ng_html_text(out, words->example, -1);
    g_string_append(out, "\"></div>\n<button>");
    ng_html_text(out, words->search, -1);
    g_string_append(out, "</button>\n");
    ng_page_hidden(out, page, own);
    g_string_append(out, "</form>\n");
}

/* One of a few choices: the one that holds is text, the others are links. */
static void put_choice(GString *out, const NgPage *page, const char *name, const char *value,
                       const char *shown, bool chosen)
{
    NgChange change = {NG_CHANGE_SET, name, value};
    if (chosen) {
        g_string_append(out, "<li aria-current=\"true\">");
        ng_html_text(out, shown, -1);
    } else {
        g_string_append(out, "<li><a");
        ng_page_href(out, page, &change, 1);
        g_string_append_c(out, '>');
        ng_html_text(out, shown, -1);
        g_string_append(out, "</a>");
    }
    g_string_append(out, "</li>\n");
}

static void put_choices(GString *out, const NgPage *page, const char *title, const char *name,
                        const char *const *values, const char *const *shown, guint chosen)
{
    g_string_append(out, "<div><span>");
    ng_html_text(out, title, -1);
    g_string_append(out, "</span>\n<ul aria-label=\"");
    ng_html_text(out, title, -1);
    g_string_append(out, "\">\n");
    for (guint i = 0; i < 3; i++)
        /* the first is what holds without being asked for */
        put_choice(out, page, name, i ? values[i] : NULL, shown[i], i == chosen);
    g_string_append(out, "</ul></div>\n");
}

void ng_page_orders(GString *out, const NgPage *page, const NgResults *results)
{
    static const char *const scopes[] = {"paragraph", "article", "quote"};
    static const char *const orders[] = {"relevance", "newest", "oldest"};
    const NgWords *words = page->words;
    if (!page->served)
        return;
    g_string_append(out, "<div class=\"opts\">\n");
    put_choices(out, page, words->scope, "scope", scopes, words->scopes, results->scope);
    if (results->hits->len > 0)
        put_choices(out, page, words->order, "sort", orders, words->orders,
                    page->view->request->sort);
    /* on a phone what narrows stands below the results */
    if (page->narrows) {
        g_string_append(out, "<a class=\"jump\" href=\"#narrow\">");
        ng_html_text(out, words->narrow, -1);
        g_string_append(out, "</a>\n");
    }
    g_string_append(out, "</div>\n");
}
