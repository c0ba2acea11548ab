/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The HTML reader: charset, cleaning, page, facts, main text, article. One page is one article. */
#include "indexer/input/html_charset.h"
#include "indexer/input/html_clean.h"
#include "indexer/input/html_content.h"
#include "indexer/input/html_fields.h"
#include "indexer/input/html_statement.h"
#include "indexer/input/html_title_rivals.h"
#include "indexer/input/reader.h"
#include "nutgraf/stem.h"

#include <string.h>

/* No article is that large; the parser's time grows with it. */
#define MAX_PAGE_BYTES (32u << 20)
/* Less text than this, and the page is looked at for text that scripts would draw. */
#define FEW_BYTES 200
/* How many of the last lines may be about who wrote the others. */
#define NOTES 3
/* Bytes of what somebody is before the name ("The city engineer Jane Doe"). */
#define BEFORE_NAME 40
/* No more than the introduction of a live blog whose updates scripts would draw. */
#define LITTLE_BYTES 1500

static bool stands_in(const char *head, gsize len, const char *needle)
{
    gsize n = strlen(needle);
    for (gsize i = 0; i + n <= len; i++)
        if (head[i] == needle[0] && g_ascii_strncasecmp(head + i, needle, n) == 0)
            return true;
    return false;
}

static int sniff(const char *data, gsize len, const char *path)
{
    static const char *const suffixes[] = {".html", ".htm", ".xhtml", ".shtml"};
    static const char *const sure[] = {"<!doctype html", "<html"};
    /* markup of others that has elements of these names, too */
    static const char *const others[] = {"<rss",  "<feed",       "<rdf:",   "<reuters",
                                         "<nitf", "<newsitem",   "<newsml", "<newsmessage",
                                         "<doc>", "<packageitem"};
    static const char *const likely[] = {"<head", "<body", "<meta ", "<title", "<div", "<p>"};
    gsize n = MIN(len, 4096), plain = 0;
    g_autofree char *head = g_new(char, n + 1);
    int score = 0;
    /* without NULs, UTF-16 reads as ASCII here */
    for (gsize i = 0; i < n; i++)
        if (data[i])
            head[plain++] = data[i];
    gsize begin = 0;
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (stands_in(head, plain, others[i]) && !stands_in(head, plain, "<html"))
            return 5;
    while (begin < plain && (g_ascii_isspace(head[begin]) || (guchar)head[begin] >= 0x80))
        begin++;
    for (guint i = 0; i < G_N_ELEMENTS(sure) && score < 95; i++)
        if (stands_in(head, plain, sure[i]))
            score = 90;
    if (score > 0 && begin < plain && head[begin] == '<')
        score = 95;
    for (guint i = 0; i < G_N_ELEMENTS(likely) && score < 60; i++)
        if (stands_in(head, plain, likely[i]))
            score = begin < plain && head[begin] == '<' ? 60 : 30;
    if (path)
        for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
            gsize path_len = strlen(path), suffix_len = strlen(suffixes[i]);
            if (path_len > suffix_len &&
                g_ascii_strcasecmp(path + path_len - suffix_len, suffixes[i]) == 0)
                score = score ? MIN(100, score + 30) : 40;
        }
    return score;
}

static guint add_paragraphs(NgArticle *article, NgBlocks *blocks)
{
    guint added = 0;
    for (guint b = 0; b < blocks->blocks->len; b++) {
        const NgBlock *block = ng_block(blocks, b);
        if (block->kept && ng_article_add_paragraph(article, ng_block_text(blocks, block),
                                                    block->len, ng_content_role(block)))
            added++;
    }
    return added;
}

/* A page that is drawn by scripts may hold its text in JSON-LD only. */
static void add_body(NgArticle *article, const char *body)
{
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    for (char **line = lines; *line; line++)
        ng_article_add_paragraph(article, *line, -1, NG_ROLE_BODY);
}

static gsize text_bytes(const NgArticle *article)
{
    gsize bytes = 0;
    for (guint i = 0; i < article->paragraphs->len; i++)
        bytes += strlen(((NgParagraph *)g_ptr_array_index(article->paragraphs, i))->text);
    return bytes;
}

/* The text of a string of HTML that a script would have drawn. */
static void add_embedded(NgArticle *article, const char *html, const NgContentHints *hints)
{
    g_autoptr(NgHtmlClean) clean = ng_html_clean(html, strlen(html));
    g_autoptr(NgPage) page = ng_page_parse(clean->html->str, clean->html->len);
    g_autoptr(NgBlocks) blocks = ng_blocks_new(page);
    ng_content_choose(page, blocks, hints);
    add_paragraphs(article, blocks);
}

/* "Correction: An earlier version ...", right above, inside or right below the text. */
static bool marked_as_corrected(const NgBlocks *blocks, const NgContent *content)
{
    guint from = content->first > 3 ? content->first - 3 : 0;
    guint to = MIN(content->last + 4, blocks->blocks->len);
    for (guint b = from; b < to; b++) {
        const NgBlock *block = ng_block(blocks, b);
        bool ours =
            block->kept || !(block->evidence & (NG_EV_COMMENT | NG_EV_NEVER | NG_EV_TEASER));
        if (ours && ng_phrase_is_correction(ng_block_text(blocks, block), block->len))
            return true;
    }
    return false;
}

/* "Jane Doe is a reporter in Bern.", below her own text. */
static bool is_note_on(const char *text, const char *author)
{
    static const char *const verbs[] = {
        "is",      "was",    "has",      "works",     "writes",   "covers",   "reports",   "joined",
        "teaches", "lives",  "ist",      "war",       "arbeitet", "schreibt", "berichtet", "lebt",
        "lehrt",   "leitet", "studiert", "studierte", "est",      "es",       "è",         "é",
        "är",      "jest",   "escribe",  "écrit",     "scrive",   "werkt"};
    gsize len = strlen(author);
    const char *name = strchr(author, ' ') ? strstr(text, author) : NULL;
    if (!name || name - text > BEFORE_NAME)
        return false;
    /* "Jane Doe, 34, is", "Jane Doe (Bern) is" */
    const char *at = name + len, *stop = strpbrk(at, ".!?:\"");
    for (guint words = 0; words < 4 && (at = strchr(at, ' ')) && (!stop || at < stop); words++) {
        at++;
        for (guint v = 0; v < G_N_ELEMENTS(verbs); v++)
            if (g_str_has_prefix(at, verbs[v]) && at[strlen(verbs[v])] == ' ')
                return true;
    }
    return false;
}

/* What the last lines say of who wrote the text is no part of it. */
static void drop_notes_on_authors(const NgArticle *article, NgBlocks *blocks,
                                  const NgContent *content)
{
    guint looked = 0;
    for (guint b = content->last; b-- > content->first && looked < NOTES;) {
        NgBlock *block = ng_block(blocks, b);
        if (!block->kept)
            continue;
        looked++;
        for (guint a = 0; a < article->authors->len && block->kept; a++)
            block->kept =
                !is_note_on(ng_block_text(blocks, block), g_ptr_array_index(article->authors, a));
    }
}

/* A statement's outlet is whoever issued it. */
static void settle_issuer(NgArticle *article, const NgFacts *facts)
{
    const char *about = ng_facts_get(facts, NG_FACT_OUTLET, "about section");
    if (article->outlet) {
        char *issuer = ng_statement_issuer(article->outlet);
        g_free(article->outlet);
        article->outlet = issuer;
    } else if (about) {
        article->outlet = g_strdup(about);
        ng_article_set_provenance(article, "outlet", "about section");
    }
}

/* How sure the main text is: JSON-LD confirms it, markup calls it so, or it only stands thickest.
 */
static void consider_text(NgArticle *article, const NgContent *content)
{
    static const struct {
        const char *rule;
        double confidence;
    } rules[] = {{"json-ld articleBody", 0.97}, {"markup", 0.95}, {"density", 0.85}};
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        if (strcmp(content->rule, rules[i].rule) == 0)
            ng_article_consider(article, "text", content->rule, ng_article_field(article, "text"),
                                rules[i].confidence);
}

static void read_page(NgArticle *article, const NgInput *input, const char *utf8, gsize utf8_len)
{
    g_autoptr(NgHtmlClean) clean = ng_html_clean(utf8, utf8_len);
    g_autoptr(NgPage) page = ng_page_parse(clean->html->str, clean->html->len);
    g_autoptr(NgFacts) facts = ng_facts_new();
    g_autoptr(NgBlocks) blocks = ng_blocks_new(page);
    ng_facts_from_head(facts, page);
    const char *hint = ng_facts_get(facts, NG_FACT_TITLE, "og:title");
    ng_facts_from_json_ld(facts, clean->json_ld,
                          hint ? hint : ng_facts_get(facts, NG_FACT_TITLE, NULL));
    ng_facts_from_brand(facts, page, blocks);
    const char *rule = "";
    g_autofree char *site = ng_settle_outlet(facts, NULL, &rule);
    g_autofree char *heading = ng_find_heading(facts, page, blocks, site);

    article->outlet =
        input->outlet ? g_strdup(input->outlet) : ng_settle_outlet(facts, heading, &rule);
    ng_article_consider(article, "outlet", "--outlet", input->outlet, 1);
    if (article->outlet)
        ng_article_set_provenance(article, "outlet", input->outlet ? "--outlet" : rule);
    g_autofree char *outlet = ng_settle_outlet(facts, heading, &rule);
    g_autofree char *title = ng_settle_title(facts, page, outlet, heading, &rule);
    NgContentHints hints = {.title = title,
                            .heading = ng_title_is_stated(facts, heading) ? heading : NULL,
                            .description = ng_facts_get(facts, NG_FACT_DESCRIPTION, NULL),
                            .body = ng_facts_get(facts, NG_FACT_BODY, "json-ld")};
    NgContent content = ng_content_choose(page, blocks, &hints);
    ng_facts_from_page(facts, page, blocks, &content);
    const char *lang = ng_facts_get(facts, NG_FACT_LANG, "html lang");
    ng_facts_from_dateline(facts, blocks, &content, lang ? ng_language_normalise(lang) : NULL);
    if (ng_statement_read(facts, page, blocks, &content, outlet) && !input->outlet)
        settle_issuer(article, facts);
    if (!title)
        title = ng_settle_title(facts, page, outlet, heading, &rule);
    if (title) {
        ng_article_set_title(article, title);
        ng_article_set_provenance(article, "title", rule);
    }
    if (input->lang) {
        lang = ng_language_normalise(input->lang);
        article->lang = g_strdup(lang ? lang : input->lang);
        ng_article_set_provenance(article, "lang", "--lang");
        ng_article_consider(article, "lang", "--lang", article->lang, 1);
    }
    ng_settle_fields(article, facts, input->source);
    ng_facts_consider(article, facts);
    /* a byline as the first line of the text is no paragraph of it */
    if (g_strcmp0(ng_article_provenance(article, "authors"), "first line") == 0)
        ng_block(blocks, content.first)->kept = false;
    drop_notes_on_authors(article, blocks, &content);
    if (marked_as_corrected(blocks, &content)) {
        article->status = NG_STATUS_CORRECTED;
        ng_article_set_provenance(article, "status", "text");
    }
    add_paragraphs(article, blocks);
    ng_article_set_provenance(article, "text", content.rule);
    consider_text(article, &content);
    if (hints.body && text_bytes(article) * 3 < strlen(hints.body)) {
        g_ptr_array_set_size(article->paragraphs, 0);
        add_body(article, hints.body);
        ng_article_set_provenance(article, "text", "json-ld articleBody alone");
    }
    const char *updates = ng_facts_get(facts, NG_FACT_BODY, "json-ld liveBlogUpdate");
    if (updates && text_bytes(article) * 3 < strlen(updates) &&
        text_bytes(article) < LITTLE_BYTES) {
        add_body(article, updates);
        ng_article_set_provenance(article, "text", "json-ld liveBlogUpdate");
    }
    if (text_bytes(article) < FEW_BYTES) {
        g_autofree char *html = ng_html_embedded(utf8, utf8_len);
        if (html) {
            add_embedded(article, html, &hints);
            ng_article_set_provenance(article, "text", "script");
        }
    }
}

static bool read_html(const NgInput *input, const NgSinks *sinks, GError **error)
{
    if (input->len > MAX_PAGE_BYTES) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "the page is larger than %u MB: no article is", MAX_PAGE_BYTES >> 20);
        return false;
    }
    gsize len;
    g_autofree char *utf8 = ng_html_to_utf8(input->data, input->len, &len, NULL);
    g_autoptr(NgArticle) article = ng_input_article(input);
    article->source = g_strdup(input->source);
    read_page(article, input, utf8, len);
    if (article->paragraphs->len == 0 && !*article->headline->text) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "the page holds no text");
        return false;
    }
    sinks->article(g_steal_pointer(&article), sinks->data);
    return true;
}

const NgReader ng_reader_html = {.name = "html", .sniff = sniff, .read = read_html};
