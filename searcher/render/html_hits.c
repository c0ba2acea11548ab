/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Results: an article's headline, what it is, and the paragraphs found in it. */
#include "html_parts.h"
#include "excerpt.h"
#include "permalink.h"
#include "speakers.h"

#include <string.h>

/* The best paragraph shows more than those below it. */
#define EXCERPT_FIRST 400u
#define EXCERPT_OTHER 260u
/* A page of ten is to weigh less than 40 KB, style and facets included, also where addresses are
 * long: where the articles so far have taken more than this each, the next shows its best
 * paragraph. */
#define ARTICLE_BYTES 1750u
/* By so much less where the few links that carry a long request are long. */
#define CARRIED_BYTES 900u
#define MAX_AUTHORS 3u
#define MAX_MEMBERS 3u
#define MAX_SPEAKERS 2u

void ng_page_lang(GString *out, const NgPage *page, const char *lang)
{
    if (!lang || strcmp(lang, page->words->lang) == 0)
        return;
    g_string_append(out, " lang=\"");
    ng_html_text(out, lang, -1);
    g_string_append_c(out, '"');
}

static void put_authors(GString *out, const NgPage *page, const NgArticle *article)
{
    const NgWords *words = page->words;
    g_autoptr(GString) names = g_string_new(NULL);
    guint n = article->authors->len, shown = MIN(n, MAX_AUTHORS);
    if (n == 0)
        return;
    for (guint i = 0; i < shown; i++) {
        if (i > 0)
            g_string_append(names, i + 1 == n ? words->join_and : ", ");
        g_string_append(names, "<bdi>");
        ng_html_text(names, article->authors->pdata[i], -1);
        g_string_append(names, "</bdi>");
    }
    if (n > shown)
        ng_html_text(names, words->and_others, -1);
    g_string_append(out, " <span>");
    ng_say(out, words->by, names->str, NULL, NULL);
    g_string_append(out, "</span>");
}

void ng_page_about(GString *out, const NgPage *page, const NgArticle *article)
{
    const NgWords *words = page->words;
    g_string_append(out, "<p class=\"by\">");
    if (article->outlet) {
        g_string_append(out, "<b><bdi>");
        ng_html_text(out, article->outlet, -1);
        g_string_append(out, "</bdi></b> ");
    }
    if (article->published) {
        g_string_append(out, "<time datetime=\"");
        ng_html_text(out, article->published, -1);
        g_string_append(out, "\">");
        ng_say_date(out, words, article->published);
        g_string_append(out, "</time>");
    } else {
        g_string_append(out, "<span>");
        ng_html_text(out, words->undated, -1);
        g_string_append(out, "</span>");
    }
    put_authors(out, page, article);
    const char *notes[] = {article->kind == NG_KIND_STATEMENT ? words->statement : NULL,
                           article->status == NG_STATUS_CORRECTED ? words->corrected : NULL};
    for (guint i = 0; i < G_N_ELEMENTS(notes); i++)
        if (notes[i]) {
            g_string_append(out, " <span class=\"tag\">");
            ng_html_text(out, notes[i], -1);
            g_string_append(out, "</span>");
        }
    g_string_append(out, "</p>\n");
}

static void put_headline(GString *out, const NgPage *page, const NgHit *hit)
{
    const NgArticle *article = hit->article;
    const char *title = article->headline->text;
    NgLayer marks = {hit->title_spans, "<mark>", NULL, "</mark>"};
    g_string_append(out, "<h3 dir=\"auto\"");
    ng_page_lang(out, page, article->lang);
    g_string_append(out, "><a");
    bool linked = ng_html_web_href(out, article->url);
    if (!linked && page->served)
        ng_page_href_paragraph(out, page, article, MAX(hit->n, 1));
    g_string_append_c(out, '>');
    if (*title)
        ng_page_marked(out, title, 0, strlen(title), &marks, 1);
    else
        ng_html_text(out, page->words->no_title, -1);
    g_string_append(out, "</a></h3>\n");
}

/* Quotations that do not overlap, for the layer of them: those in marks, or the one found. */
static GArray *quotation_spans(const NgHit *hit, const NgParagraph *paragraph)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    guint at = 0;
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        bool shown = hit->quote >= 0 ? (guint)hit->quote == i : quote->direct;
        if (!shown || quote->span.begin < at)
            continue;
        g_array_append_val(spans, quote->span);
        at = quote->span.end;
    }
    return spans;
}

static void put_text(GString *out, const NgHit *hit, const NgParagraph *paragraph,
                     const GArray *spans, guint columns)
{
    gsize begin, end, len = strlen(paragraph->text);
    const NgSpan *must = NULL;
    if (hit->n > 0 && hit->quote >= 0 && (guint)hit->quote < paragraph->quotes->len)
        must = &((const NgQuote *)paragraph->quotes->pdata[hit->quote])->span;
    ng_excerpt(paragraph->text, spans, must, columns, &begin, &end);
    g_autoptr(GArray) quoted = quotation_spans(hit, paragraph);
    NgLayer layers[] = {{quoted, "<q>", NULL, "</q>"}, {spans, "<mark>", NULL, "</mark>"}};
    if (begin > 0)
        g_string_append(out, "… ");
    ng_page_marked(out, paragraph->text, begin, end, layers, G_N_ELEMENTS(layers));
    if (end < len)
        g_string_append(out, " …");
}

/* Whose words stand in the paragraph, each speaker once. */
static void put_speakers(GString *out, const NgHit *hit, const NgParagraph *paragraph)
{
    const NgQuote *said[MAX_SPEAKERS];
    guint n = ng_hit_speakers(hit, paragraph, said, MAX_SPEAKERS);
    for (guint i = 0; i < n; i++) {
        const NgQuote *quote = said[i];
        g_string_append(out, i > 0 ? ", <b><bdi>" : "<span class=\"said\">— <b><bdi>");
        ng_html_text(out, quote->speaker_name ? quote->speaker_name : quote->speaker, -1);
        g_string_append(out, "</bdi></b>");
    }
    if (n > 0)
        g_string_append(out, "</span>");
}

static void put_links(GString *out, const NgPage *page, const NgHit *hit,
                      const NgParagraph *paragraph, bool to_source)
{
    const NgWords *words = page->words;
    g_autofree char *source = to_source ? ng_permalink(hit->article->url, paragraph->text) : NULL;
    g_autoptr(GString) links = g_string_new(NULL);
    if (page->served) {
        g_string_append(links, "<a");
        ng_page_href_paragraph(links, page, hit->article, MAX(hit->n, 1));
        g_string_append_c(links, '>');
        g_autofree char *n = g_strdup_printf("%u", MAX(hit->n, 1)),
                        *of = g_strdup_printf("%u", hit->article->paragraphs->len);
        ng_say(links, words->paragraph_of, n, of, NULL);
        g_string_append(links, "</a> ");
    }
    if (source) {
        g_string_append(links, "<a");
        ng_html_web_href(links, source);
        g_string_append_c(links, '>');
        ng_html_text(links, words->at_source, -1);
        g_string_append(links, "</a>");
    }
    if (links->len > 0)
        g_string_append_printf(out, " <span class=\"to\">%s</span>", links->str);
}

/* The way to the source goes with the article's best paragraph; the others have it on their pages.
 */
static void put_paragraph(GString *out, const NgPage *page, const NgHit *hit, bool other)
{
    bool lede = hit->n == 0; /* the headline stands above: the lede goes with it */
    if (lede && hit->article->paragraphs->len == 0)
        return;
    const NgParagraph *paragraph = lede ? hit->article->paragraphs->pdata[0] : hit->paragraph;
    g_string_append(out, hit->quote >= 0 ? "<p class=\"par inq\" dir=\"auto\""
                                         : "<p class=\"par\" dir=\"auto\"");
    ng_page_lang(out, page, paragraph->lang ? paragraph->lang : hit->article->lang);
    g_string_append_c(out, '>');
    put_text(out, hit, paragraph, lede ? NULL : hit->spans, other ? EXCERPT_OTHER : EXCERPT_FIRST);
    g_string_append(out, "</p>\n<p class=\"meta\">");
    put_speakers(out, hit, paragraph);
    put_links(out, page, hit, paragraph, !other);
    g_string_append(out, "</p>\n");
}

static guint hits_of_article(const NgResults *results, const NgPage *page, guint first)
{
    const NgHit *hit = results->hits->pdata[first];
    guint n = 1;
    while (!page->view->request->ungrouped && first + n < results->hits->len &&
           ((const NgHit *)results->hits->pdata[first + n])->article == hit->article)
        n++;
    return n;
}

/* All of an article's paragraphs, as a search of their own. */
static gsize article_bytes(const NgPage *page)
{
    return ARTICLE_BYTES - MIN(page->carried, CARRIED_BYTES);
}

/* To the article itself where a link to them alone would be too long. */
static void put_rest(GString *out, const NgPage *page, const NgResults *results, const NgHit *hit,
                     guint rest)
{
    const NgPlural *plural = results->scope == NG_SCOPE_QUOTE ? &page->words->more_quotations
                                                              : &page->words->more_paragraphs;
    g_autofree char *query = g_strdup_printf("(%s) id:\"%s\"", results->parsed, hit->article->id);
    NgChange changes[] = {{NG_CHANGE_SET, "q", query}, {NG_CHANGE_SET, "group", "none"}};
    bool linked = page->served && results->parsed && *results->parsed && strlen(query) <= 512;
    g_string_append(out, "<p class=\"rest\">");
    if (linked) {
        g_string_append(out, "<a");
        if (ng_page_is_heavy(page))
            ng_page_href_paragraph(out, page, hit->article, MAX(hit->n, 1));
        else
            ng_page_href(out, page, changes, G_N_ELEMENTS(changes));
        g_string_append_c(out, '>');
    }
    ng_say_count(out, page->words, plural, rest, NULL);
    g_string_append(out, linked ? "</a></p>\n" : "</p>\n");
}

static bool is_shown_before(const NgResults *results, guint first, guint at)
{
    const NgHit *hit = results->hits->pdata[at];
    for (guint i = first; i < at; i++)
        if (MAX(((const NgHit *)results->hits->pdata[i])->n, 1) == MAX(hit->n, 1))
            return true;
    return false;
}

/* Where else the same text stands: the latest few by their outlets, and the way to all of them.
 * shown: which of them stands above; other versions in its own outlet are not "also in" it. */
static void put_story(GString *out, const NgPage *page, const NgStory *story,
                      const NgArticle *shown)
{
    const NgWords *words = page->words;
    guint named = 0;
    if (!story || story->copies < 2)
        return;
    g_string_append(out, "<p class=\"also\">");
    if (story->outlets > 1)
        ng_say_count(out, words, &words->also_in, story->outlets - 1, NULL);
    else
        ng_say_count(out, words, &words->more_copies, story->copies - 1, NULL);
    for (guint i = 0; i < story->members->len && named < MAX_MEMBERS; i++) {
        const NgStoryMember *member = story->members->pdata[i];
        if (story->outlets > 1 && member->outlet && g_strcmp0(member->outlet, shown->outlet) == 0)
            continue;
        const char *name = member->outlet ? member->outlet : member->title;
        NgArticle article = {.id = member->id};
        g_string_append(out, named++ ? ", <a" : ": <a");
        if (!ng_html_web_href(out, member->url) && page->served)
            ng_page_href_paragraph(out, page, &article, 1);
        g_string_append(out, "><bdi>");
        ng_html_text(out, name && *name ? name : words->no_title, -1);
        g_string_append(out, "</bdi></a>");
    }
    if (page->served && !page->view->request->dups_show && story->members->len > named) {
        NgChange change = {NG_CHANGE_SET, "dups", "show"};
        g_string_append(out, " · <a");
        ng_page_href(out, page, &change, 1);
        g_string_append_c(out, '>');
        ng_html_text(out, words->more_values, -1);
        g_string_append(out, "</a>");
    }
    g_string_append(out, "</p>\n");
}

/* rank: how many articles stand before it on the page; begin: where the first of them begins. */
static void put_article(GString *out, const NgPage *page, const NgResults *results, guint first,
                        guint n, guint rank, gsize begin)
{
    const NgHit *hit = results->hits->pdata[first];
    guint told = 0;
    g_string_append(out, "<li><article>\n");
    put_headline(out, page, hit);
    ng_page_about(out, page, hit->article);
    put_story(out, page, hit->story, hit->article);
    for (bool shown = false; told < n; told++) {
        if (is_shown_before(results, first, first + told))
            continue;
        if (shown && out->len - begin > (rank + 1) * article_bytes(page))
            break;
        put_paragraph(out, page, results->hits->pdata[first + told], shown);
        shown = true;
    }
    if (!page->view->request->ungrouped && hit->matching > told)
        put_rest(out, page, results, hit, hit->matching - told);
    g_string_append(out, "</article></li>\n");
}

static void put_page_link(GString *out, const NgPage *page, const char *rel, const char *text,
                          gint64 offset)
{
    g_autofree char *value = offset > 0 ? g_strdup_printf("%" G_GINT64_FORMAT, offset) : NULL;
    NgChange change = {NG_CHANGE_SET, "offset", value};
    g_string_append_printf(out, "<a rel=\"%s\"", rel);
    ng_page_href(out, page, &change, 1);
    g_string_append_c(out, '>');
    ng_html_text(out, text, -1);
    g_string_append(out, "</a>\n");
}

static void put_pages(GString *out, const NgPage *page, const NgResults *results)
{
    const NgRequest *request = page->view->request;
    guint limit = request->limit ? request->limit : 10;
    if (!page->served || (request->offset == 0 && results->next < 0))
        return;
    g_string_append(out, "<nav class=\"pages\" aria-label=\"");
    ng_html_text(out, page->words->pages, -1);
    g_string_append(out, "\">\n");
    if (request->offset > 0)
        put_page_link(out, page, "prev", page->words->previous,
                      request->offset > limit ? request->offset - limit : 0);
    g_autofree char *number = g_strdup_printf("%u", request->offset / limit + 1);
    g_string_append(out, "<span>");
    ng_say(out, page->words->page, number, NULL, NULL);
    g_string_append(out, "</span>\n");
    if (results->next >= 0)
        put_page_link(out, page, "next", page->words->next, results->next);
    g_string_append(out, "</nav>\n");
}

void ng_page_hits(GString *out, const NgPage *page, const NgResults *results)
{
    const NgRequest *request = page->view->request;
    g_string_append_printf(out, "<ol class=\"hits\" start=\"%u\">\n", request->offset + 1);
    gsize begin = out->len;
    for (guint first = 0, n, rank = 0; first < results->hits->len; first += n, rank++) {
        n = hits_of_article(results, page, first);
        put_article(out, page, results, first, n, rank, begin);
    }
    g_string_append(out, "</ol>\n");
    put_pages(out, page, results);
}
