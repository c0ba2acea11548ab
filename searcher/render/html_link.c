/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Links: the request's own parameters with a few changes. */
#include "html_parts.h"

#include <string.h>

/* In the order of the contract, so that one answer has one address. */
static const char *const names[] = {"q",       "n",       "offset", "scope",  "match",    "expand",
                                    "recency", "sort",    "actor",  "outlet", "saidby",   "since",
                                    "until",   "lang",    "kind",   "facets", "timeline", "group",
                                    "dups",    "context", "like",   "format", "fragment"};

/* A page has some seventy links that carry the request, and is to weigh less than 40 KB. */
#define LIGHT_BYTES 100u

bool ng_page_is_heavy(const NgPage *page)
{
    return page->carried > LIGHT_BYTES;
}

/* What a link never carries on: they belong to one answer. */
static bool belongs_to_answer(const char *name)
{
    return strcmp(name, "offset") == 0 || strcmp(name, "format") == 0 ||
           strcmp(name, "fragment") == 0;
}

static guint count(const NgPage *page)
{
    return page->params && page->params->list ? page->params->list->len : 0;
}

static const NgParam *param(const NgPage *page, guint i)
{
    return &g_array_index(page->params->list, NgParam, i);
}

const char *ng_page_param(const NgPage *page, const char *name)
{
    for (guint i = 0; i < count(page); i++)
        if (strcmp(param(page, i)->name, name) == 0)
            return param(page, i)->value;
    return NULL;
}

bool ng_page_has_param(const NgPage *page, const char *name, const char *value)
{
    for (guint i = 0; i < count(page); i++)
        if (strcmp(param(page, i)->name, name) == 0 && strcmp(param(page, i)->value, value) == 0)
            return true;
    return false;
}

static bool is_dropped(const NgParam *one, const NgChange *changes, guint n)
{
    if (belongs_to_answer(one->name))
        return true;
    for (guint i = 0; i < n; i++) {
        if (strcmp(changes[i].name, one->name) != 0)
            continue;
        if (changes[i].kind == NG_CHANGE_SET || strcmp(changes[i].value, one->value) == 0)
            return true;
    }
    return false;
}

static void put_pair(GString *out, const char *name, const char *value, bool *first)
{
    g_string_append(out, *first ? "?" : "&amp;");
    ng_html_component(out, name, true);
    g_string_append_c(out, '=');
    ng_html_component(out, value, true);
    *first = false;
}

void ng_page_link(GString *out, const NgPage *page, const NgChange *changes, guint n)
{
    bool first = true;
    ng_html_text(out, page->search, -1);
    for (guint k = 0; k < G_N_ELEMENTS(names); k++) {
        for (guint i = 0; i < count(page); i++)
            if (strcmp(param(page, i)->name, names[k]) == 0 &&
                !is_dropped(param(page, i), changes, n))
                put_pair(out, names[k], param(page, i)->value, &first);
        for (guint i = 0; i < n; i++)
            if (strcmp(changes[i].name, names[k]) == 0 && changes[i].kind != NG_CHANGE_REMOVE &&
                changes[i].value)
                put_pair(out, names[k], changes[i].value, &first);
    }
    if (first)
        g_string_append_c(out, '?');
}

void ng_page_href(GString *out, const NgPage *page, const NgChange *changes, guint n)
{
    g_string_append(out, " href=\"");
    ng_page_link(out, page, changes, n);
    g_string_append_c(out, '"');
}

void ng_page_href_new(GString *out, const NgPage *page, const char *name, const char *value)
{
    bool first = true;
    g_string_append(out, " href=\"");
    ng_html_text(out, page->search, -1);
    put_pair(out, name, value, &first);
    g_string_append_c(out, '"');
}

void ng_page_href_paragraph(GString *out, const NgPage *page, const NgArticle *article, guint n)
{
    const char *query = ng_page_param(page, "q");
    bool first = true;
    g_string_append(out, " href=\"");
    ng_html_text(out, page->home, -1);
    g_string_append(out, "/p/");
    ng_html_component(out, article->id, false);
    g_string_append_printf(out, "/%u", n);
    if (query && *query && strlen(query) <= 64)
        put_pair(out, "q", query, &first);
    g_string_append_c(out, '"');
}
