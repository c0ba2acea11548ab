/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages of answers, errors, and the site's description for browsers. */
#include "html.h"
#include "html_frame.h"

#include <string.h>

/* What the page shows beside the results. */
static const NgFacetRequest shown[] = {{NG_FACET_ACTOR, 8},
                                       {NG_FACET_OUTLET, 8},
                                       {NG_FACET_SPEAKER, 6},
                                       {NG_FACET_KIND, 4},
                                       {NG_FACET_LANG, 6}};

void ng_html_ask(NgRequest *request)
{
    if (request->n_facets == 0) {
        request->facets = shown;
        request->n_facets = G_N_ELEMENTS(shown);
    }
    if (request->timeline == NG_TIMELINE_NONE)
        request->timeline = NG_TIMELINE_FIT;
}

/* ---- an answer ---- */

static void put_count(GString *out, const NgPage *page, const NgResults *results)
{
    const NgWords *words = page->words;
    bool quotes = results->scope == NG_SCOPE_QUOTE;
    g_autoptr(GString) articles = g_string_new(NULL), parts = g_string_new(NULL);
    if (results->scope != NG_SCOPE_ARTICLE && results->total_paragraphs > 0 &&
        (results->total_paragraphs != results->total_articles || quotes)) {
        ng_say_count(parts, words, quotes ? &words->quotations : &words->paragraphs,
                     results->total_paragraphs, NULL);
        ng_say_count(articles, words, &words->articles_dative, results->total_articles, NULL);
        ng_say(out, results->exact ? words->found_in : words->at_least_in, parts->str,
               articles->str, NULL);
    } else {
        ng_say_count(articles, words, &words->articles, results->total_articles, NULL);
        ng_say(out, results->exact ? words->found : words->at_least_found, articles->str, NULL,
               NULL);
    }
}

/* The rest of a start tag, and what the engine says. */
static void put_message(GString *out, const NgPage *page, const char *message)
{
    g_autofree char *translated = ng_words_message(page->words, message);
    if (!translated)
        ng_page_lang(out, page, "en");
    g_string_append_c(out, '>');
    ng_html_text(out, translated ? translated : message, -1);
}

static void put_notices(GString *out, const NgPage *page, const NgResults *results)
{
    if (!results->notices || results->notices->len == 0)
        return;
    g_string_append(out, "<ul class=\"notices\" aria-label=\"");
    ng_html_text(out, page->words->notices, -1);
    g_string_append(out, "\">\n");
    for (guint i = 0; i < results->notices->len; i++) {
        g_string_append(out, "<li");
        put_message(out, page, results->notices->pdata[i]);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
}

static void put_results(GString *out, const NgPage *page, const NgResults *results)
{
    const NgWords *words = page->words;
    bool any = results->hits->len > 0;
    g_string_append(out, "<div class=\"sum\">\n<h1>");
    if (any)
        put_count(out, page, results);
    else
        ng_html_text(out, words->nothing_title, -1);
    g_string_append(out, "</h1>\n<p class=\"told\">");
    ng_page_explain(out, page, results);
    g_string_append(out, "</p>\n");
    ng_page_chosen(out, page, results);
    put_notices(out, page, results);
    if (any)
        ng_page_spelling(out, page, results);
    ng_page_orders(out, page, results);
    g_string_append(out, "</div>\n");
    if (any)
        ng_page_timeline(out, page, results);
    g_string_append(out, "<h2 class=\"vh\">");
    ng_html_text(out, words->results, -1);
    g_string_append(out, "</h2>\n");
    if (any)
        ng_page_hits(out, page, results);
    else
        ng_page_nothing(out, page, results);
}

/* Neighbouring pages, and the same answer as a feed. */
static char *head_links(const NgPage *page, const NgResults *results)
{
    const NgRequest *request = page->view->request;
    guint limit = request->limit ? request->limit : 10;
    GString *out = g_string_new(NULL);
    const struct {
        const char *rel;
        bool there;
        gint64 offset;
    } pages[] = {{"prev", request->offset > 0,
                  request->offset > limit ? (gint64)(request->offset - limit) : 0},
                 {"next", results->next >= 0, results->next}};
    NgChange feed[] = {{NG_CHANGE_SET, "format", "rss"}};
    if (!page->served)
        return g_string_free(out, FALSE);
    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *offset =
            pages[i].offset ? g_strdup_printf("%" G_GINT64_FORMAT, pages[i].offset) : NULL;
        NgChange change = {NG_CHANGE_SET, "offset", offset};
        if (!pages[i].there)
            continue;
        g_string_append_printf(out, "<link rel=\"%s\"", pages[i].rel);
        ng_page_href(out, page, &change, 1);
        g_string_append(out, ">\n");
    }
    g_string_append(out, "<link rel=\"alternate\" type=\"application/rss+xml\"");
    ng_page_href(out, page, feed, 1);
    g_string_append(out, ">\n");
    return g_string_free(out, FALSE);
}

void ng_html_search(GString *out, const NgResults *results, const NgView *view,
                    const NgParams *params, const NgSite *site)
{
    g_auto(NgPage) page = {0};
    ng_frame_init(&page, site, params, view, NG_FRAME_SEARCH);
    if (!results) {
        ng_frame_open(out, &page, NULL, "/", NULL);
        ng_page_start(out, &page);
        ng_frame_close(out, &page);
        return;
    }
    g_autofree char *extra = head_links(&page, results);
    g_autoptr(GString) canonical = g_string_new("/");
    const char *offset = ng_page_param(&page, "offset");
    NgChange same = {NG_CHANGE_SET, "offset", offset};
    ng_page_link(canonical, &page, &same, 1);
    const char *input = results->input;
    bool words = input && input[strspn(input, " ")];
    ng_frame_open(out, &page, words ? input : page.words->results, canonical->str, extra);
    g_autoptr(GString) narrow = g_string_new(NULL);
    ng_page_facets(narrow, &page, results);
    page.narrows = narrow->len > 0;
    g_string_append(out, "<div class=\"grid\">\n<main id=\"main\">\n");
    put_results(out, &page, results);
    g_string_append(out, "</main>\n");
    g_string_append_len(out, narrow->str, (gssize)narrow->len);
    g_string_append(out, "</div>\n");
    ng_frame_close(out, &page);
}

void ng_html_fragment(GString *out, const NgResults *results, const NgView *view,
                      const NgParams *params, const NgSite *site)
{
    g_auto(NgPage) page = {0};
    ng_frame_init(&page, site, params, view, NG_FRAME_FRAGMENT);
    g_string_append_printf(out, "<section class=\"nutgraf\" lang=\"%s\">\n", page.words->lang);
    if (results)
        put_results(out, &page, results);
    g_string_append(out, "</section>\n");
}

void ng_render_html(GString *out, const NgResults *results, const NgView *view)
{
    NgSite site = {.lang = "en"};
    ng_html_search(out, results, view, NULL, &site);
}

/* ---- an error ---- */

static guint kind_of(int status)
{
    static const int known[] = {400, 404, 405, 413, 414, 503};
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i] == status)
            return i;
    return G_N_ELEMENTS(known);
}

/* The query with the place that is wrong, and what was probably meant as a link. */
static void put_place(GString *out, const NgPage *page, const NgQueryPlace *place)
{
    const char *query = ng_page_param(page, "q");
    if (!query || !place || place->end == 0)
        return;
    gsize len = strlen(query);
    gsize begin = MIN(place->begin, len), end = CLAMP(place->end, begin, len);
    g_string_append(out, "<p class=\"wrong\" dir=\"auto\"><code>");
    ng_html_text(out, query, (gssize)begin);
    g_string_append(out, "<mark>");
    ng_html_text(out, query + begin, (gssize)(end - begin));
    g_string_append(out, "</mark>");
    ng_html_text(out, query + end, -1);
    g_string_append(out, "</code></p>\n");
    if (!place->nearest[0] || !page->served)
        return;
    /* of "kind:statment" it is the value that was meant otherwise */
    const char *colon = memchr(query + begin, ':', end - begin);
    gsize keep = colon ? (gsize)(colon + 1 - query) : begin;
    g_autofree char *better =
        g_strdup_printf("%.*s%s%s", (int)keep, query, place->nearest, query + end);
    NgChange change = {NG_CHANGE_SET, "q", better};
    g_autoptr(GString) link = g_string_new("<a dir=\"auto\"");
    ng_page_href(link, page, &change, 1);
    g_string_append_c(link, '>');
    ng_html_text(link, better, -1);
    g_string_append(link, "</a>");
    g_string_append(out, "<p class=\"hint\">");
    ng_say(out, page->words->did_you_mean, link->str, NULL, NULL);
    g_string_append(out, "</p>\n");
}

void ng_html_error(GString *out, int status, const char *message, const NgQueryPlace *place,
                   const NgParams *params, const NgSite *site)
{
    g_auto(NgPage) page = {0};
    ng_frame_init(&page, site, params, NULL, NG_FRAME_ELSEWHERE);
    const NgWords *words = page.words;
    guint kind = kind_of(status);
    ng_frame_open(out, &page, words->errors[kind].title, NULL, NULL);
    g_string_append(out, "<main id=\"main\" class=\"error\">\n<h1>");
    ng_html_text(out, words->errors[kind].title, -1);
    g_string_append(out, "</h1>\n");
    if (message) {
        g_string_append(out, "<p class=\"lead\"");
        put_message(out, &page, message);
        g_string_append(out, "</p>\n");
    }
    put_place(out, &page, place);
    g_string_append(out, "<p>");
    ng_html_text(out, words->errors[kind].help, -1);
    g_string_append(out, "</p>\n");
    if (page.served) {
        g_string_append(out, "<p class=\"hint\"><a href=\"");
        ng_html_text(out, site->base, -1);
        g_string_append(out, "/\">");
        ng_html_text(out, words->start_again, -1);
        g_string_append(out, "</a></p>\n");
    }
    g_string_append(out, "</main>\n");
    ng_frame_close(out, &page);
}

/* ---- for browsers ---- */

void ng_html_opensearch(GString *out, const NgSite *site)
{
    const NgWords *words = ng_words(site->lang);
    const char *name = site->name && *site->name ? site->name : "nutgraf";
    /* the format allows 16 characters for the short name */
    g_autofree char *brief = g_utf8_substring(name, 0, MIN(16, g_utf8_strlen(name, -1)));
    g_autoptr(GString) home = g_string_new(NULL);
    ng_html_text(home, site->origin, -1);
    ng_html_text(home, site->base, -1);
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
                         "<ShortName>");
    ng_html_text(out, brief, -1);
    g_string_append(out, "</ShortName>\n<Description>");
    ng_html_text(out, words->start_lead, -1);
    g_string_append_printf(
        out,
        "</Description>\n<InputEncoding>UTF-8</InputEncoding>\n"
        "<Url type=\"text/html\" template=\"%s/?q={searchTerms}\"/>\n"
        "<Url type=\"application/rss+xml\" template=\"%s/?q={searchTerms}&amp;format=rss\"/>\n"
        "<Url type=\"application/json\" rel=\"results\" "
        "template=\"%s/?q={searchTerms}&amp;format=json\"/>\n"
        "<Url type=\"application/x-suggestions+json\" template=\"%s/suggest?q={searchTerms}\"/>\n"
        "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" "
        "template=\"%s/opensearch.xml\"/>\n"
        "<Language>%s</Language>\n</OpenSearchDescription>\n",
        home->str, home->str, home->str, home->str, home->str, words->lang);
}
