/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nothing found: what could be tried, each as a link. */
#include "html_parts.h"

#include <string.h>

static bool is_word(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* The query with each misspelt word respelt, or NULL when there is nothing to respell. */
static char *respelt(const NgResults *results, const NgWordHelp *only)
{
    bool any = false;
    GString *out = g_string_new(NULL);
    for (const char *p = results->input ? results->input : ""; *p;) {
        const char *end = p;
        while (*end && is_word(g_utf8_get_char(end)))
            end = g_utf8_next_char(end);
        if (end == p)
            end = g_utf8_next_char(p);
        const NgWordHelp *better = NULL;
        for (guint i = 0; results->help && i < results->help->len; i++) {
            const NgWordHelp *help = results->help->pdata[i];
            if (help->suggestion && (!only || help == only) &&
                strlen(help->word) == (gsize)(end - p) &&
                strncmp(help->word, p, (gsize)(end - p)) == 0)
                better = help;
        }
        if (better)
            g_string_append(out, better->suggestion);
        else
            g_string_append_len(out, p, end - p);
        any = any || better;
        p = end;
    }
    return g_string_free(out, !any);
}

static void put_query_link(GString *out, const NgPage *page, const char *query)
{
    NgChange change = {NG_CHANGE_SET, "q", query};
    g_string_append(out, page->served ? "<a" : "<b");
    if (page->served)
        ng_page_href(out, page, &change, 1);
    g_string_append(out, " dir=\"auto\">");
    ng_html_text(out, query, -1);
    g_string_append(out, page->served ? "</a>" : "</b>");
}

void ng_page_spelling(GString *out, const NgPage *page, const NgResults *results)
{
    g_autofree char *query = respelt(results, NULL);
    if (!query)
        return;
    g_autoptr(GString) link = g_string_new(NULL);
    put_query_link(link, page, query);
    g_string_append(out, "<p class=\"hint\">");
    ng_say(out, page->words->did_you_mean, link->str, NULL, NULL);
    g_string_append(out, "</p>\n");
}

static void put_words_alone(GString *out, const NgPage *page, const NgResults *results)
{
    const NgWords *words = page->words;
    if (!results->help || results->help->len == 0)
        return;
    g_string_append(out, "<h3>");
    ng_html_text(out, words->each_word, -1);
    g_string_append(out, "</h3>\n<ul class=\"try\">\n");
    for (guint i = 0; i < results->help->len; i++) {
        const NgWordHelp *help = results->help->pdata[i];
        g_string_append(out, "<li>");
        if (help->articles > 0) {
            put_query_link(out, page, help->word);
        } else {
            g_string_append(out, "<b dir=\"auto\">");
            ng_html_text(out, help->word, -1);
            g_string_append(out, "</b>");
        }
        g_string_append_c(out, ' ');
        if (help->articles > 0)
            ng_say_count(out, words, &words->articles, help->articles, NULL);
        else
            ng_html_text(out, words->word_none, -1);
        if (help->suggestion) {
            g_autoptr(GString) link = g_string_new(NULL);
            put_query_link(link, page, help->suggestion);
            g_string_append(out, " · ");
            ng_say(out, words->did_you_mean, link->str, NULL, NULL);
        }
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
}

static void put_apart(GString *out, const NgPage *page, const NgResults *results)
{
    const NgWords *words = page->words;
    if (results->in_different_paragraphs == 0)
        return;
    NgChange change = {NG_CHANGE_SET, "scope", "article"};
    g_string_append(out, "<p class=\"hint\">");
    ng_say_count(out, words,
                 results->scope == NG_SCOPE_QUOTE ? &words->apart_quotation
                                                  : &words->apart_paragraph,
                 results->in_different_paragraphs, NULL);
    if (page->served) {
        g_string_append(out, " <a");
        ng_page_href(out, page, &change, 1);
        g_string_append_c(out, '>');
        ng_html_text(out, words->look_in_articles, -1);
        g_string_append(out, "</a>");
    }
    g_string_append(out, "</p>\n");
}

/* Filters that may have hidden everything. */
static void put_filters(GString *out, const NgPage *page)
{
    static const char *const names[] = {"actor", "outlet", "saidby", "since",
                                        "until", "lang",   "kind"};
    NgChange changes[G_N_ELEMENTS(names)];
    bool any = false;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        changes[i] = (NgChange) {NG_CHANGE_SET, names[i], NULL};
        any = any || ng_page_param(page, names[i]);
    }
    if (!any || !page->served)
        return;
    g_string_append(out, "<p class=\"hint\"><a");
    ng_page_href(out, page, changes, G_N_ELEMENTS(changes));
    g_string_append_c(out, '>');
    ng_html_text(out, page->words->without_filters, -1);
    g_string_append(out, "</a></p>\n");
}

static void put_any(GString *out, const NgPage *page, const NgResults *results)
{
    NgChange change = {NG_CHANGE_SET, "match", "any"};
    if (!page->served || page->view->request->match_any || !results->help || results->help->len < 2)
        return;
    g_string_append(out, "<p class=\"hint\"><a");
    ng_page_href(out, page, &change, 1);
    g_string_append_c(out, '>');
    ng_html_text(out, page->words->try_any, -1);
    g_string_append(out, "</a></p>\n");
}

void ng_page_nothing(GString *out, const NgPage *page, const NgResults *results)
{
    if (results->index_articles == 0) {
        g_string_append(out, "<p class=\"hint\">");
        ng_html_text(out, page->words->empty_index, -1);
        g_string_append(out, "</p>\n");
        return;
    }
    ng_page_spelling(out, page, results);
    put_apart(out, page, results);
    put_filters(out, page);
    put_any(out, page, results);
    put_words_alone(out, page, results);
}
