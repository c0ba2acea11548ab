/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the JSON of an answer promises. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/search_answer.h"
#include "searcher/render/permalink.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (!value)
        fail_msg("no JSON: %s at %d in %s", error.text, error.position, text);
    return value;
}

/* "v query index ...": the keys in their order. */
static char *keys_of(json_t *object)
{
    GString *keys = g_string_new(NULL);
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
        g_string_append_printf(keys, "%s%s", keys->len ? " " : "", key);
    return g_string_free(keys, FALSE);
}

static void assert_keys(json_t *object, const char *expected)
{
    g_autofree char *keys = keys_of(object);
    if (!object || strcmp(keys, expected) != 0)
        fail_msg("keys are \"%s\", expected \"%s\"", keys, expected);
}

static void test_json__equals_its_golden_files(void **state)
{
    static const struct {
        const char *name;
        NgRenderer render;
    } cases[] = {{"search-full.json", ng_render_json}, {"search-full.ndjson", ng_render_ndjson}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgAnswer) answer = ng_answer_full();
        g_autoptr(GString) out = g_string_new(NULL);
        g_autofree char *why = NULL;
        cases[i].render(out, &answer->results, &answer->view);
        if (!ng_golden_matches(cases[i].name, out, &why))
            fail_msg("%s", why);
    }
}

static void test_json__has_the_keys_of_version_1_in_their_order(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    ng_render_json(out, &answer->results, &answer->view);
    json_t *root = parse(out->str), *hit = json_array_get(json_object_get(root, "hits"), 0);
    assert_keys(root, "v query index total hits facets timeline next took_ms");
    assert_keys(json_object_get(root, "query"), "input parsed scope notices");
    assert_keys(json_object_get(root, "index"), "revision articles paragraphs");
    assert_keys(json_object_get(root, "total"), "paragraphs articles stories exact");
    assert_keys(hit, "id score article paragraph actors quotes story");
    assert_keys(json_object_get(hit, "article"),
                "id title title_spans url outlet authors published lang kind status matching");
    assert_keys(json_object_get(hit, "paragraph"), "n of text spans permalink");
    assert_keys(json_array_get(json_object_get(hit, "actors"), 0), "id name kind");
    assert_keys(json_array_get(json_object_get(hit, "quotes"), 0),
                "text span direct speaker speaker_name cue");
    assert_keys(json_object_get(hit, "story"), "id copies outlets");
    assert_keys(json_array_get(json_object_get(json_object_get(root, "facets"), "actor"), 0),
                "value name count unit exact selected");
    assert_keys(json_array_get(json_object_get(root, "timeline"), 0), "from count indexed");
    json_decref(root);
}

static void test_json__has_facets_and_timeline_only_when_asked(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_nothing();
    g_autoptr(GString) out = g_string_new(NULL);
    answer->results.explained = g_strdup("tree");
    ng_render_json(out, &answer->results, &answer->view);
    json_t *root = parse(out->str);
    assert_keys(root, "v query index total hits next help explained took_ms");
    assert_true(json_is_null(json_object_get(root, "next")));
    assert_int_equal(json_array_size(json_object_get(root, "hits")), 0);
    json_decref(root);
}

static void test_json__spans_cut_the_words_found(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    ng_render_json(out, &answer->results, &answer->view);
    json_t *root = parse(out->str);
    json_t *paragraph =
        json_object_get(json_array_get(json_object_get(root, "hits"), 0), "paragraph");
    const char *text = json_string_value(json_object_get(paragraph, "text"));
    const char *const words[] = {"source", "code", "audit"};
    size_t i;
    json_t *span;
    assert_int_equal(json_array_size(json_object_get(paragraph, "spans")), 3);
    json_array_foreach(json_object_get(paragraph, "spans"), i, span)
    {
        gsize begin = (gsize)json_integer_value(json_array_get(span, 0));
        gsize end = (gsize)json_integer_value(json_array_get(span, 1));
        if (strncmp(text + begin, words[i], end - begin) != 0)
            fail_msg("span %zu is \"%.*s\"", i, (int)(end - begin), text + begin);
    }
    json_decref(root);
}

static void test_json__holds_whatever_the_text_holds(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    NgArticle *article = answer->articles->pdata[0];
    g_free(article->outlet);
    article->outlet = g_strdup("\xFF \xC2\x9B \xE2\x80\xAE \x7f \" \\ </script>");
    ((NgHit *)answer->results.hits->pdata[0])->score = NAN;
    ng_render_json(out, &answer->results, &answer->view);
    json_t *root = parse(out->str);
    json_t *hit = json_array_get(json_object_get(root, "hits"), 0);
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(hit, "article"), "outlet")),
        "\xEF\xBF\xBD \xC2\x9B \xE2\x80\xAE \x7f \" \\ </script>");
    json_decref(root);
    for (const char *p = out->str; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if ((c < 0x20 && p[1]) || (c >= 0x7f && c < 0xa0) || c == 0x202e)
            fail_msg("U+%04X stands as it is in %s", c, out->str);
    }
}

static void test_json__is_one_line_and_so_is_each_hit(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) whole = g_string_new(NULL), lines = g_string_new(NULL);
    ng_render_json(whole, &answer->results, &answer->view);
    ng_render_ndjson(lines, &answer->results, &answer->view);
    assert_ptr_equal(strchr(whole->str, '\n'), whole->str + whole->len - 1);
    g_auto(GStrv) hits = g_strsplit(lines->str, "\n", -1);
    assert_int_equal(g_strv_length(hits), answer->results.hits->len + 1);
    for (guint i = 0; i < answer->results.hits->len; i++) {
        json_t *hit = parse(hits[i]);
        assert_string_equal(json_string_value(json_object_get(hit, "id")),
                            ((NgHit *)answer->results.hits->pdata[i])->id);
        json_decref(hit);
    }
}

static void test_json__quote_scope_gives_the_quotation_found(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    NgHit *hit = answer->results.hits->pdata[0];
    NgQuote *second = ng_quote_new();
    second->span = (NgSpan) {0, 99999}; /* past the end: never read */
    g_ptr_array_add(hit->paragraph->quotes, second);
    hit->quote = 1;
    answer->results.scope = NG_SCOPE_QUOTE;
    ng_render_ndjson(out, &answer->results, &answer->view);
    *strchr(out->str, '\n') = '\0';
    json_t *root = parse(out->str);
    json_t *quotes = json_object_get(root, "quotes");
    assert_int_equal(json_array_size(quotes), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(quotes, 0), "text")),
                        hit->paragraph->text);
    assert_true(json_is_null(json_object_get(json_array_get(quotes, 0), "speaker")));
    json_decref(root);
}

static void test_json__has_the_paragraphs_around_a_hit_when_asked(void **state)
{
    static const struct {
        guint hit, context;
        const char *expected; /* numbers of the paragraphs */
    } cases[] = {{0, 1, "1 3"}, {0, 100, "1 3"}, {1, 1, "2"},
                 {1, 2, "1 2"}, {2, 1, "1"},     {3, 1, ""}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgAnswer) answer = ng_answer_full();
        g_autoptr(GString) out = g_string_new(NULL), found = g_string_new(NULL);
        const NgHit *hit = answer->results.hits->pdata[cases[i].hit];
        answer->view.context = cases[i].context;
        ng_render_json(out, &answer->results, &answer->view);
        json_t *root = parse(out->str), *paragraph;
        json_t *got = json_array_get(json_object_get(root, "hits"), cases[i].hit);
        size_t k;
        assert_keys(got, "id score article paragraph context actors quotes story");
        json_array_foreach(json_object_get(got, "context"), k, paragraph)
        {
            guint n = (guint)json_integer_value(json_object_get(paragraph, "n"));
            const NgParagraph *stored = hit->article->paragraphs->pdata[n - 1];
            assert_keys(paragraph, "n text");
            assert_string_equal(json_string_value(json_object_get(paragraph, "text")),
                                stored->text);
            g_string_append_printf(found, "%s%u", k ? " " : "", n);
        }
        if (strcmp(found->str, cases[i].expected) != 0)
            fail_msg("case %u: %s, expected %s", i, found->str, cases[i].expected);
        json_decref(root);
    }
}

static void test_permalink__opens_the_page_at_the_paragraph(void **state)
{
    static const struct {
        const char *url, *text, *expected;
    } cases[] = {
        {"https://a.example/x", "The audit came.",
         "https://a.example/x#:~:text=The%20audit%20came."},
        {"http://a.example/", "one two three four five six seven eight nine ten",
         "http://a.example/#:~:text=one%20two%20three%20four%20five%20six%20seven%20eight"},
        {"https://a.example/x#part", "a-b, c&d",
         "https://a.example/x#part:~:text=a%2Db%2C%20c%26d"},
        {"https://a.example/x#:~:text=old", "new", "https://a.example/x#:~:text=new"},
        {"https://a.example/x", "“Ü”", "https://a.example/x#:~:text=%E2%80%9C%C3%9C%E2%80%9D"},
        {"https://a.example/x", "", "https://a.example/x"},
        {"ftp://a.example/x", "a", NULL},
        {"javascript:alert(1)", "a", NULL},
        {"news/x.html", "a", NULL},
        {NULL, "a", NULL},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = ng_permalink(cases[i].url, cases[i].text);
        if (g_strcmp0(got, cases[i].expected) != 0)
            fail_msg("%s, \"%s\": %s, expected %s", cases[i].url, cases[i].text, got,
                     cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json__equals_its_golden_files),
        cmocka_unit_test(test_json__has_the_keys_of_version_1_in_their_order),
        cmocka_unit_test(test_json__has_facets_and_timeline_only_when_asked),
        cmocka_unit_test(test_json__spans_cut_the_words_found),
        cmocka_unit_test(test_json__holds_whatever_the_text_holds),
        cmocka_unit_test(test_json__is_one_line_and_so_is_each_hit),
        cmocka_unit_test(test_json__quote_scope_gives_the_quotation_found),
        cmocka_unit_test(test_json__has_the_paragraphs_around_a_hit_when_asked),
        cmocka_unit_test(test_permalink__opens_the_page_at_the_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
