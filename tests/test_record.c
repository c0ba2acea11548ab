/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stored record: what goes in comes out; damaged bytes are an error or an article, never a
 * crash, and every span lies in its text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "nutgraf/article_json.h"
#include "nutgraf/error.h"
#include "nutgraf/record.h"
#include "nutgraf/stem.h"

static GRand *dice;

static guint roll(guint n)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)n);
}

static const char *const texts[] = {
    "The FBI said “nothing to add” on Friday.",
    "Größe: 3 m – naïve Élan",
    "モスクワで監査が始まる。",
    "x",
    "Eugene Kaspersky answered.",
    "Kaspersky Lab, of Moscow, sues over the ban.",
};

static char *maybe(const char *text)
{
    return roll(3) ? g_strdup(text) : NULL;
}

static NgSpan random_span(const char *text)
{
    /* whole characters, as analysis gives them */
    glong n = g_utf8_strlen(text, -1);
    glong begin = (glong)roll((guint)n), end = begin + 1 + (glong)roll((guint)(n - begin));
    return (NgSpan) {(uint32_t)(g_utf8_offset_to_pointer(text, begin) - text),
                     (uint32_t)(g_utf8_offset_to_pointer(text, end) - text)};
}

static void fill_paragraph(NgParagraph *paragraph)
{
    static const struct {
        const char *id, *name;
    } names[] = {{"fbi", "FBI"},
                 {"eugene-kaspersky", "Eugene Kaspersky"},
                 {"q42", "Кремль"},
                 {"kaspersky-lab", "Kaspersky"}};
    paragraph->actors_given = roll(2);
    paragraph->quotes_given = roll(2);
    paragraph->lang = roll(4) ? NULL : ng_language_normalise(roll(2) ? "de" : "ja");
    paragraph->lang_given = paragraph->lang && roll(2);
    for (guint i = roll(3); i > 0 && *paragraph->text; i--) {
        guint who = roll(G_N_ELEMENTS(names));
        NgMention *mention = ng_mention_new(names[who].id, names[who].name, (NgActorKind)roll(3));
        NgSpan span = random_span(paragraph->text);
        if (roll(4))
            g_array_append_val(mention->spans, span);
        g_ptr_array_add(paragraph->actors, mention);
    }
    for (guint i = roll(3); i > 0 && *paragraph->text; i--) {
        NgQuote *quote = ng_quote_new();
        quote->span = random_span(paragraph->text);
        quote->direct = roll(2);
        quote->cue = maybe("said");
        if (roll(2)) {
            guint who = roll(G_N_ELEMENTS(names));
            quote->speaker = g_strdup(names[who].id);
            quote->speaker_name = g_strdup(names[who].name);
        }
        g_ptr_array_add(paragraph->quotes, quote);
    }
}

static NgArticle *random_article(void)
{
    NgArticle *article = ng_article_new();
    article->id = g_strdup_printf("id-%u", roll(1000));
    article->version = roll(3) * 1000000;
    article->url = maybe("https://example.org/a?b=c#d");
    article->outlet = maybe("The Wire");
    article->published = maybe("2017-08-25T10:00:00+02:00");
    article->updated = maybe("2017-08");
    article->added = maybe(roll(2) ? "2026-11-22T09:00:00Z" : "2199-01-01T00:00:00Z");
    article->lang = maybe("en");
    article->kind = roll(2) ? NG_KIND_STATEMENT : NG_KIND_ARTICLE;
    article->kind_given = roll(2);
    article->source = maybe("/a/path with spaces/x.ndjson#17");
    article->status = (NgStatus)roll(3);
    article->embargo = maybe("2027-01-01");
    for (guint i = roll(3); i > 0; i--)
        g_ptr_array_add(article->authors, g_strdup("Jane Roe"));
    for (guint i = roll(2); i > 0; i--)
        g_ptr_array_add(article->credit, g_strdup("AP"));
    ng_article_set_provenance(article, "title", roll(2) ? "json-ld" : "a rule of its own");
    if (roll(3))
        ng_article_set_title(article, texts[roll(G_N_ELEMENTS(texts))]);
    fill_paragraph(article->headline);
    for (guint i = roll(5); i > 0; i--) {
        const char *text = texts[roll(G_N_ELEMENTS(texts))];
        fill_paragraph(ng_article_add_paragraph(article, text, -1, (NgRole)roll(6)));
    }
    return article;
}

static void check_flags(const NgParagraph *a, const NgParagraph *b)
{
    assert_int_equal(a->actors_given, b->actors_given);
    assert_int_equal(a->quotes_given, b->quotes_given);
    assert_int_equal(a->lang_given, b->lang_given);
    assert_true(a->lang == b->lang); /* constants */
    assert_int_equal(a->role, b->role);
    assert_int_equal(a->actors->len, b->actors->len);
    for (guint i = 0; i < a->actors->len; i++) {
        const NgMention *left = a->actors->pdata[i], *right = b->actors->pdata[i];
        assert_string_equal(left->id, right->id);
        assert_string_equal(left->name, right->name);
        assert_int_equal(left->kind, right->kind);
        assert_int_equal(left->spans->len, right->spans->len);
    }
}

static void test_record__gives_back_every_field(void **state)
{
    (void)state;
    g_autoptr(GString) record = g_string_new(NULL);
    for (guint i = 0; i < 2000; i++) {
        g_autoptr(NgArticle) article = random_article();
        g_autoptr(GError) error = NULL;
        ng_record_encode(article, record);
        g_autoptr(NgArticle) again = ng_record_decode(record->str, record->len, &error);
        if (!again)
            fail_msg("article %u: %s", i, error->message);
        g_autofree char *before = ng_article_to_json(article, 0);
        g_autofree char *after = ng_article_to_json(again, 0);
        if (strcmp(before, after) != 0) {
            gsize same = 0;
            while (before[same] == after[same])
                same++;
            same -= MIN(same, 30);
            fail_msg("article %u\n  was %.200s\n  is  %.200s", i, before + same, after + same);
        }
        assert_int_equal(article->kind_given, again->kind_given);
        check_flags(article->headline, again->headline);
        for (guint p = 0; p < article->paragraphs->len; p++)
            check_flags(article->paragraphs->pdata[p], again->paragraphs->pdata[p]);
        g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(NgRecordText));
        assert_true(ng_record_texts(record->str, record->len, parts, &error));
        assert_int_equal(parts->len, article->paragraphs->len + 1);
        for (guint p = 0; p < parts->len; p++) {
            const NgRecordText *part = &g_array_index(parts, NgRecordText, p);
            const NgParagraph *paragraph =
                p ? article->paragraphs->pdata[p - 1] : article->headline;
            assert_int_equal(part->len, strlen(paragraph->text));
            assert_memory_equal(part->text, paragraph->text, part->len);
        }
    }
}

static void check_spans(const NgParagraph *paragraph)
{
    gsize len = strlen(paragraph->text);
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        for (guint j = 0; j < mention->spans->len; j++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, j);
            assert_true(span.begin <= span.end && span.end <= len);
        }
    }
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        NgSpan span = ((const NgQuote *)paragraph->quotes->pdata[i])->span;
        assert_true(span.begin <= span.end && span.end <= len);
    }
}

/* Decodes a copy of exactly these bytes: reading on behind them is seen. */
static bool survives(const char *bytes, gsize len)
{
    g_autofree char *copy = g_memdup2(bytes, len);
    g_autoptr(GError) error = NULL;
    g_autoptr(NgArticle) article = ng_record_decode(copy, len, &error);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(NgRecordText));
    ng_record_texts(copy, len, parts, NULL);
    if (!article) {
        assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_CORRUPT));
        return false;
    }
    assert_non_null(article->id);
    check_spans(article->headline);
    for (guint i = 0; i < article->paragraphs->len; i++)
        check_spans(article->paragraphs->pdata[i]);
    return true;
}

static void test_record__survives_hostile_bytes(void **state)
{
    (void)state;
    g_autoptr(GString) record = g_string_new(NULL);
    assert_false(survives("", 0));
    for (guint i = 0; i < 60; i++) {
        g_autoptr(NgArticle) article = random_article();
        ng_record_encode(article, record);
        for (gsize len = 0; len < record->len; len++)
            survives(record->str, len);
        for (guint j = 0; j < 300; j++) {
            g_autofree char *broken = g_memdup2(record->str, record->len);
            for (guint k = 1 + roll(3); k > 0; k--)
                broken[roll((guint)record->len)] = (char)roll(256);
            survives(broken, record->len);
        }
    }
    for (guint i = 0; i < 20000; i++) {
        char noise[64] = {1};
        guint len = 1 + roll(sizeof noise - 1);
        for (guint k = 1; k < len; k++)
            noise[k] = (char)roll(roll(2) ? 32 : 256);
        survives(noise, len);
    }
}

/* format 1; id "a"; a paragraph of a long text, a mention at its end, then a shorter text */
static void test_record__spans_hold_for_the_text_that_stays(void **state)
{
    (void)state;
    static const char bytes[] = "\x01\x01\x01"
                                "a"
                                "\x11\x18"
                                "\x01\x08"
                                "longtext"
                                "\x04\x09"
                                "\x03"
                                "fbi"
                                "\x01"
                                "F"
                                "\x00\x04\x04"
                                "\x01\x01"
                                "x";
    assert_false(survives(bytes, sizeof bytes - 1));
    assert_int_equal(sizeof bytes - 1, 4 + 2 + 0x18);
}

/* Everything but who is named and quoted in paragraphs that were not asked for. */
static void test_record__names_come_with_the_paragraphs_that_are_shown(void **state)
{
    (void)state;
    g_autoptr(GString) record = g_string_new(NULL);
    for (guint i = 0; i < 500; i++) {
        g_autoptr(NgArticle) article = random_article();
        const guint shown[] = {roll(3), roll(5)}, n = roll(3);
        ng_record_encode(article, record);
        g_autoptr(NgArticle) some =
            ng_record_decode_shown(record->str, record->len, shown, n, NULL);
        assert_non_null(some);
        for (guint p = 0; p <= article->paragraphs->len; p++) {
            NgParagraph *its = p ? article->paragraphs->pdata[p - 1] : article->headline;
            bool wanted = (n > 0 && shown[0] == p) || (n > 1 && shown[1] == p);
            if (!wanted) {
                g_ptr_array_set_size(its->actors, 0);
                g_ptr_array_set_size(its->quotes, 0);
            }
        }
        g_autofree char *expected = ng_article_to_json(article, 0);
        g_autofree char *has = ng_article_to_json(some, 0);
        assert_string_equal(has, expected);
    }
}

static int set_up(void **state)
{
    (void)state;
    dice = g_rand_new_with_seed(7);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_rand_free(dice);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_record__gives_back_every_field),
        cmocka_unit_test(test_record__survives_hostile_bytes),
        cmocka_unit_test(test_record__spans_hold_for_the_text_that_stays),
        cmocka_unit_test(test_record__names_come_with_the_paragraphs_that_are_shown),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
