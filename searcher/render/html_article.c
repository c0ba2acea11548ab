/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A paragraph in its article: its neighbours, who is named and quoted in it, where each fact about
 * the article comes from, and the way to the source. */
#include "html_parts.h"
#include "html_frame.h"
#include "layout.h"
#include "permalink.h"

#include <string.h>

#define NEIGHBOURS 3u

static const NgParagraph *paragraph_at(const NgArticle *article, guint n)
{
    return n == 0 ? article->headline : article->paragraphs->pdata[n - 1];
}

/* Names as links, for the layer of them. */
static void name_layers(const NgPage *page, const NgParagraph *paragraph, GArray *spans,
                        GPtrArray *opens)
{
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        for (guint k = 0; k < mention->spans->len; k++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, k);
            guint at = spans->len;
            while (at > 0 && g_array_index(spans, NgSpan, at - 1).begin > span.begin)
                at--;
            bool crosses = (at > 0 && g_array_index(spans, NgSpan, at - 1).end > span.begin) ||
                           (at < spans->len && g_array_index(spans, NgSpan, at).begin < span.end);
            if (crosses || span.begin >= span.end)
                continue;
            g_autoptr(GString) open = g_string_new(page->served ? "<a class=\"name\"" : "<b>");
            if (page->served) {
                ng_page_href_new(open, page, "actor", mention->id);
                g_string_append_c(open, '>');
            }
            g_array_insert_val(spans, at, span);
            g_ptr_array_insert(opens, (gint)at, g_string_free(g_steal_pointer(&open), FALSE));
        }
    }
}

static GArray *direct_quotations(const NgParagraph *paragraph)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    guint at = 0;
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        if (!quote->direct || quote->span.begin < at)
            continue;
        g_array_append_val(spans, quote->span);
        at = quote->span.end;
    }
    return spans;
}

static void put_one(GString *out, const NgPage *page, const NgArticle *article, guint n,
                    bool chosen)
{
    const NgParagraph *paragraph = paragraph_at(article, n);
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    g_autoptr(GPtrArray) opens = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) quoted = direct_quotations(paragraph);
    if (chosen)
        name_layers(page, paragraph, names, opens);
    NgLayer layers[] = {{quoted, "<q>", NULL, "</q>"},
                        {names, NULL, opens, page->served ? "</a>" : "</b>"}};
    const char *tag = paragraph->role == NG_ROLE_HEADING ? "h2" : "p";
    g_string_append_printf(out, "<li%s><%s dir=\"auto\"", chosen ? " class=\"this\"" : "", tag);
    if (chosen)
        g_string_append(out, " id=\"this\"");
    ng_page_lang(out, page, paragraph->lang ? paragraph->lang : article->lang);
    g_string_append_c(out, '>');
    ng_page_marked(out, paragraph->text, 0, strlen(paragraph->text), layers, 2);
    g_string_append_printf(out, "</%s>", tag);
    g_string_append(out, "<span class=\"n\" aria-hidden=\"true\">");
    if (page->served && !chosen) {
        g_string_append(out, "<a tabindex=\"-1\"");
        ng_page_href_paragraph(out, page, article, n);
        g_string_append_c(out, '>');
    }
    g_string_append_printf(out, "%u", n);
    g_string_append(out, page->served && !chosen ? "</a></span></li>\n" : "</span></li>\n");
}

static void put_step(GString *out, const NgPage *page, const NgArticle *article, guint n,
                     const char *rel, const char *text)
{
    g_string_append_printf(out, "<a rel=\"%s\"", rel);
    ng_page_href_paragraph(out, page, article, n);
    g_string_append_c(out, '>');
    ng_html_text(out, text, -1);
    g_string_append(out, "</a>\n");
}

static void put_text(GString *out, const NgPage *page, const NgArticle *article, guint n)
{
    const NgWords *words = page->words;
    guint of = article->paragraphs->len, first = n > NEIGHBOURS ? n - NEIGHBOURS : 1;
    guint last = MIN(of, MAX(n, 1) + NEIGHBOURS);
    g_autofree char *number = g_strdup_printf("%u", n), *all = g_strdup_printf("%u", of);
    g_string_append(out, "<p class=\"where\">");
    if (n == 0)
        ng_html_text(out, words->whole_headline, -1);
    else
        ng_say(out, words->paragraph_of, number, all, NULL);
    g_string_append_printf(out, "</p>\n<ol class=\"body\" start=\"%u\">\n", first);
    for (guint i = first; i <= last; i++)
        put_one(out, page, article, i, i == n);
    g_string_append(out, "</ol>\n");
    if (!page->served || of < 2)
        return;
    g_string_append(out, "<nav class=\"pages\" aria-label=\"");
    ng_html_text(out, words->pages, -1);
    g_string_append(out, "\">\n");
    if (n > 1)
        put_step(out, page, article, n - 1, "prev", words->earlier);
    if (n < of)
        put_step(out, page, article, n + 1, "next", words->later);
    g_string_append(out, "</nav>\n");
}

static void put_heading(GString *out, const char *text)
{
    g_string_append(out, "<section><h2>");
    ng_html_text(out, text, -1);
    g_string_append(out, "</h2>\n");
}

static void put_actors(GString *out, const NgPage *page, const NgParagraph *paragraph)
{
    if (paragraph->actors->len == 0)
        return;
    put_heading(out, page->words->actors);
    g_string_append(out, "<ul>\n");
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        g_string_append(out, page->served ? "<li><a" : "<li><span");
        if (page->served)
            ng_page_href_new(out, page, "actor", mention->id);
        g_string_append(out, "><bdi>");
        ng_html_text(out, mention->name, -1);
        g_string_append(out, page->served ? "</bdi></a>" : "</bdi></span>");
        g_string_append(out, " <span>");
        ng_html_text(out, page->words->actor_kinds[mention->kind], -1);
        g_string_append(out, "</span></li>\n");
    }
    g_string_append(out, "</ul></section>\n");
}

static void put_speaker(GString *out, const NgPage *page, const NgQuote *quote, bool first)
{
    if (!quote->speaker) {
        ng_html_text(out, page->words->nobody, -1);
        return;
    }
    g_string_append(out, first ? "— " : ", ");
    g_string_append(out, page->served ? "<a" : "<b");
    if (page->served)
        ng_page_href_new(out, page, "saidby", quote->speaker);
    g_string_append(out, "><bdi>");
    ng_html_text(out, quote->speaker_name ? quote->speaker_name : quote->speaker, -1);
    g_string_append(out, page->served ? "</bdi></a>" : "</bdi></b>");
}

static void put_quotations(GString *out, const NgPage *page, const NgParagraph *paragraph)
{
    const NgWords *words = page->words;
    gsize len = strlen(paragraph->text);
    if (paragraph->quotes->len == 0)
        return;
    put_heading(out, words->said_here);
    for (guint i = 0, voices; i < paragraph->quotes->len; i += voices) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        voices = ng_quote_voices(paragraph->quotes, i);
        gsize end = MIN(quote->span.end, len), begin = MIN(quote->span.begin, end);
        g_string_append(out, "<figure class=\"quo\"><blockquote dir=\"auto\">");
        ng_html_text(out, paragraph->text + begin, (gssize)(end - begin));
        g_string_append(out, "</blockquote>\n<figcaption>");
        for (guint voice = 0; voice < voices; voice++)
            put_speaker(out, page, paragraph->quotes->pdata[i + voice], voice == 0);
        if (!quote->direct) {
            g_string_append(out, " · ");
            ng_html_text(out, words->indirect, -1);
        }
        g_string_append(out, "</figcaption></figure>\n");
    }
    g_string_append(out, "</section>\n");
}

static void put_ways_on(GString *out, const NgPage *page, const NgArticle *article, guint n)
{
    const NgWords *words = page->words;
    g_autofree char *source = ng_permalink(article->url, paragraph_at(article, n)->text);
    g_autofree char *id = g_strdup_printf("%s#%u", article->id, n);
    if (!source && !page->served)
        return;
    g_string_append(out, "<p class=\"ways-on\">");
    if (source) {
        g_string_append(out, "<a");
        ng_html_web_href(out, source);
        g_string_append_c(out, '>');
        ng_html_text(out, words->at_source, -1);
        g_string_append(out, "</a> ");
    }
    if (page->served) {
        g_string_append(out, "<a");
        ng_page_href_new(out, page, "like", n ? id : article->id);
        g_string_append_c(out, '>');
        ng_html_text(out, words->more_like, -1);
        g_string_append(out, "</a>");
    }
    g_string_append(out, "</p>\n");
}

static const char *field_label(const NgWords *words, const char *field)
{
    static const char *const names[] = {"title", "outlet", "authors", "published", "updated",
                                        "lang",  "url",    "text",    "kind",      "credit"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], field) == 0)
            return words->fields[i];
    return field;
}

static void put_fact(GString *out, const NgPage *page, const char *field, const char *value,
                     const char *rule)
{
    const char *language =
        strcmp(field, "lang") == 0 && value ? ng_words_language(page->words, value) : NULL;
    g_string_append(out, "<tr><th scope=\"row\">");
    ng_html_text(out, field_label(page->words, field), -1);
    g_string_append(out, "</th><td><bdi>");
    ng_html_text(out, language ? language : *value ? value : "–", -1);
    g_string_append(out, "</bdi></td><td>");
    ng_html_text(out, rule, -1);
    g_string_append(out, "</td></tr>\n");
}

/* Of the text its beginning would be no news here. */
static void put_provenance(GString *out, const NgPage *page, const NgArticle *article)
{
    const NgWords *words = page->words;
    g_string_append(out, "<section class=\"prov\"><h2>");
    ng_html_text(out, words->where_from, -1);
    g_string_append(out, "</h2>\n<table><thead><tr><th scope=\"col\">");
    ng_html_text(out, words->field, -1);
    g_string_append(out, "</th><th scope=\"col\">");
    ng_html_text(out, words->value, -1);
    g_string_append(out, "</th><th scope=\"col\">");
    ng_html_text(out, words->rule, -1);
    g_string_append(out, "</th></tr></thead><tbody>\n");
    for (guint i = 0; i + 1 < article->provenance->len; i += 2) {
        const char *field = article->provenance->pdata[i];
        bool text = strcmp(field, "text") == 0;
        g_autoptr(GString) value = g_string_new(text ? NULL : ng_article_field(article, field));
        if (text)
            ng_say_count(value, words, &words->paragraphs, article->paragraphs->len, NULL);
        put_fact(out, page, field, value->str, article->provenance->pdata[i + 1]);
    }
    /* a path on the server is nobody's business */
    if (article->source && ng_url_is_web(article->source))
        put_fact(out, page, words->read_from, article->source, "");
    if (article->added) {
        g_autoptr(GString) day = g_string_new(NULL);
        ng_say_date(day, words, article->added);
        put_fact(out, page, words->added, day->str, "");
    }
    g_string_append(out, "</tbody></table></section>\n");
}

static void put_back(GString *out, const NgPage *page)
{
    const char *query = ng_page_param(page, "q");
    if (!page->served || !query || !*query)
        return;
    g_autoptr(GString) shown = g_string_new("<b><bdi>");
    ng_html_text(shown, query, -1);
    g_string_append(shown, "</bdi></b>");
    g_string_append(out, "<p class=\"back\"><a");
    ng_page_href_new(out, page, "q", query);
    g_string_append(out, ">← ");
    ng_say(out, page->words->back, shown->str, NULL, NULL);
    g_string_append(out, "</a></p>\n");
}

void ng_html_article(GString *out, const NgArticle *article, guint n, const NgParams *params,
                     const NgSite *site)
{
    g_auto(NgPage) page = {0};
    const char *title = article->headline->text;
    ng_frame_init(&page, site, params, NULL, NG_FRAME_ELSEWHERE);
    n = MIN(n, article->paragraphs->len);
    g_autofree char *named = g_strdup(*title ? title : page.words->no_title);
    g_autoptr(GString) canonical = g_string_new(NULL);
    g_string_append(canonical, "/p/");
    ng_html_component(canonical, article->id, false);
    g_string_append_printf(canonical, "/%u", n);
    ng_frame_open(out, &page, named, canonical->str, NULL);
    g_string_append(out, "<main id=\"main\" class=\"one\">\n");
    put_back(out, &page);
    g_string_append(out, "<article>\n<h1 dir=\"auto\"");
    ng_page_lang(out, &page, article->lang);
    g_string_append_c(out, '>');
    bool linked = ng_url_is_web(article->url);
    if (linked) {
        g_string_append(out, "<a");
        ng_html_web_href(out, article->url);
        g_string_append_c(out, '>');
    }
    ng_html_text(out, named, -1);
    g_string_append(out, linked ? "</a></h1>\n" : "</h1>\n");
    ng_page_about(out, &page, article);
    put_text(out, &page, article, n);
    g_string_append(out, "</article>\n<aside aria-label=\"");
    ng_html_text(out, page.words->about_paragraph, -1);
    g_string_append(out, "\">\n");
    put_ways_on(out, &page, article, n);
    put_actors(out, &page, paragraph_at(article, n));
    put_quotations(out, &page, paragraph_at(article, n));
    g_string_append(out, "</aside>\n");
    put_provenance(out, &page, article);
    g_string_append(out, "</main>\n");
    ng_frame_close(out, &page);
}
