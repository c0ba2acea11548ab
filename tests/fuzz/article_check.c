/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/fuzz/article_check.h"
#include "nutgraf/article_json.h"
#include "nutgraf/error.h"
#include "nutgraf/record.h"

#include <string.h>

static void check_text(const char *what, const char *text)
{
    FUZZ_REQUIRE(g_utf8_validate(text, -1, NULL), "%s is not UTF-8", what);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        FUZZ_REQUIRE(!g_unichar_iscntrl(c), "%s has the control character U+%04X", what, c);
        FUZZ_REQUIRE(c != 0x2028 && c != 0x2029, "%s has a line separator", what);
    }
}

static void check_field(const char *what, const char *value)
{
    if (!value)
        return;
    check_text(what, value);
    FUZZ_REQUIRE(value[0], "%s is empty and not NULL", what);
}

static void check_id(const char *what, const char *id)
{
    FUZZ_REQUIRE(id && id[0], "%s: none", what);
    for (const char *at = id; *at; at++)
        FUZZ_REQUIRE(g_ascii_isalnum(*at) || strchr("._~-%", *at), "%s: \"%s\"", what, id);
}

static void check_span(const char *what, const char *text, NgSpan span)
{
    gsize len = strlen(text);
    FUZZ_REQUIRE(span.begin < span.end && span.end <= len, "%s: span %u-%u in %zu bytes", what,
                 span.begin, span.end, len);
    FUZZ_REQUIRE((text[span.begin] & 0xC0) != 0x80 && (text[span.end] & 0xC0) != 0x80,
                 "%s: span %u-%u cuts a character", what, span.begin, span.end);
}

static void check_actors(const NgParagraph *paragraph)
{
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        guint32 end = 0;
        FUZZ_REQUIRE(mention->id && mention->name, "an actor without id or name");
        check_text("actor's name", mention->name);
        for (guint k = 0; k < mention->spans->len; k++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, k);
            check_span("actor", paragraph->text, span);
            FUZZ_REQUIRE(span.begin >= end, "an actor's spans overlap");
            end = span.end;
        }
    }
}

static void check_quotes(const NgParagraph *paragraph)
{
    guint32 begin = 0;
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        check_span("quotation", paragraph->text, quote->span);
        FUZZ_REQUIRE(quote->span.begin >= begin, "quotations out of order");
        FUZZ_REQUIRE(!quote->speaker == !quote->speaker_name, "half a speaker");
        check_field("cue", quote->cue);
        begin = quote->span.begin;
    }
}

static void check_paragraph(const NgParagraph *paragraph, bool headline)
{
    check_text("paragraph", paragraph->text);
    FUZZ_REQUIRE(headline || paragraph->text[0], "an empty paragraph");
    FUZZ_REQUIRE(!strstr(paragraph->text, "  ") && !g_str_has_prefix(paragraph->text, " ") &&
                     !g_str_has_suffix(paragraph->text, " "),
                 "spaces in \"%s\"", paragraph->text);
    check_actors(paragraph);
    check_quotes(paragraph);
}

void fuzz_check_article(const NgArticle *article)
{
    check_id("id", article->id);
    check_field("url", article->url);
    check_field("outlet", article->outlet);
    check_field("published", article->published);
    check_field("updated", article->updated);
    check_field("embargo", article->embargo);
    check_field("lang", article->lang);
    for (guint i = 0; i < article->authors->len; i++)
        check_field("author", article->authors->pdata[i]);
    for (guint i = 0; i < article->credit->len; i++)
        check_field("credit", article->credit->pdata[i]);
    for (guint i = 0; i < article->provenance->len; i++)
        check_field("provenance", article->provenance->pdata[i]);
    check_paragraph(article->headline, true);
    for (guint i = 0; i < article->paragraphs->len; i++)
        check_paragraph(article->paragraphs->pdata[i], false);
}

static void check_same_texts(const char *what, const NgArticle *a, const NgArticle *b)
{
    FUZZ_REQUIRE(strcmp(a->headline->text, b->headline->text) == 0, "%s: another headline", what);
    FUZZ_REQUIRE(a->paragraphs->len == b->paragraphs->len, "%s: %u paragraphs became %u", what,
                 a->paragraphs->len, b->paragraphs->len);
    for (guint i = 0; i < a->paragraphs->len; i++) {
        const NgParagraph *left = a->paragraphs->pdata[i], *right = b->paragraphs->pdata[i];
        FUZZ_REQUIRE(strcmp(left->text, right->text) == 0, "%s: \"%s\" became \"%s\"", what,
                     left->text, right->text);
        FUZZ_REQUIRE(left->actors->len == right->actors->len, "%s: actors lost", what);
        FUZZ_REQUIRE(left->quotes->len == right->quotes->len, "%s: quotations lost", what);
    }
}

void fuzz_check_json(const NgArticle *article)
{
    g_autofree char *json = ng_article_to_json(article, 0);
    g_autoptr(GError) error = NULL;
    FUZZ_REQUIRE(g_utf8_validate(json, -1, NULL), "JSON that is not UTF-8");
    if (!article->headline->text[0] && article->paragraphs->len == 0)
        return; /* nothing of what is required */
    g_autoptr(NgArticle) again = ng_article_from_json(json, strlen(json), &error);
    FUZZ_REQUIRE(again, "our own JSON is refused: %s\n%s", error->message, json);
    check_same_texts("JSON", article, again);
}

void fuzz_check_record(const NgArticle *article)
{
    g_autoptr(GString) record = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    ng_record_encode(article, record);
    g_autoptr(NgArticle) again = ng_record_decode(record->str, record->len, &error);
    FUZZ_REQUIRE(again, "our own record is refused: %s", error->message);
    check_same_texts("record", article, again);
}
