/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of JSON lines, arrays and documents: what a bad line costs, and how parts join. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/input/reader.h"

#include <string.h>

typedef struct {
    GPtrArray *titles, *ids, *skips;
    guint most; /* the sink stops after so many */
} Got;

static bool take(NgArticle *article, gpointer data)
{
    Got *got = data;
    g_ptr_array_add(got->titles, g_strdup(article->headline->text));
    g_ptr_array_add(got->ids, g_strdup_printf("%s < %s", article->id, article->source));
    ng_article_free(article);
    return got->titles->len < got->most;
}

static void take_skip(const char *where, const char *reason, gpointer data)
{
    Got *got = data;
    g_ptr_array_add(got->skips, g_strdup_printf("%s: %s", where, reason));
}

static Got got_new(void)
{
    return (Got) {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free),
                  g_ptr_array_new_with_free_func(g_free), G_MAXUINT};
}

static void got_clear(Got *got)
{
    g_ptr_array_unref(got->titles);
    g_ptr_array_unref(got->ids);
    g_ptr_array_unref(got->skips);
}

static bool run(const char *data, gsize len, const char *source, guint64 offset, Got *got)
{
    /* As the worker hands it over: a copy of exactly this size and a NUL behind it. */
    char *copy = g_malloc(len + 1);
    memcpy(copy, data, len);
    copy[len] = '\0';
    NgInput input = {copy, len, source, NULL, NULL, offset};
    NgSinks sinks = {take, take_skip, got};
    g_autoptr(GError) error = NULL;
    bool ok = ng_reader_ndjson.read(&input, &sinks, &error);
    assert_true(ok == (error == NULL));
    if (error != NULL) {
        take_skip("input", error->message, got);
    }
    g_free(copy);
    return ok;
}

static char *joined(GPtrArray *strings)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < strings->len; i++) {
        g_string_append_printf(out, "%s%s", i > 0 ? "|" : "",
                               (const char *)g_ptr_array_index(strings, i));
    }
    return g_string_free(out, FALSE);
}

static void check(const char *input, GPtrArray *strings, const char *expected)
{
    g_autofree char *text = joined(strings);
    if (strcmp(text, expected) != 0) {
        fail_msg("%s: got \"%s\", expected \"%s\"", input, text, expected);
    }
}

static void test_ndjson__a_bad_line_costs_itself(void **state)
{
    (void)state;
    static const struct {
        const char *data, *titles, *skips;
    } cases[] = {
        {"{\"title\":\"a\"}\n{\"title\":\"b\"}\n", "a|b", ""},
        {"{\"title\":\"a\"}", "a", ""},
        {"\xEF\xBB\xBF{\"title\":\"a\"}\r\n\r\n  \n{\"title\":\"b\"}\r\n", "a|b", ""},
        {"{\"title\":\"a\"}\nnonsense\n{\"title\":\"b\"}\n{\"title\":3}\n{}\n", "a|b",
         "line 2: not JSON: no JSON value begins here, at column 1|line 4: title: expected a "
         "string, found a number|line 5: an article needs a title, paragraphs or text"},
        {"{\"title\":\"cut\n{\"title\":\"b\"}\n", "b",
         "line 1: not JSON: a string is not closed, at column 10"},
        {"{\"title\":\"cut\",\n{\"title\":\"b\"}\n", "b",
         "line 1: not JSON: expected a key in quotes, at column 16"},
        {"\n\n[1]\n{\"title\":\"b\"}\n", "b",
         "byte 3: article: expected an object, found a number"},
        {"{\"title\":\"caf\xE9\"}\n{\"title\":\"caf\xC3\xA9 \xFF\"}\n",
         "caf\xC3\xA9|caf\xC3\xA9 \xEF\xBF\xBD", ""},
        {"[{\"title\":\"a\"},\n {\"title\":\"b\"},\n 7,\n {\"title\":\"c\"}\n]\n", "a|b|c",
         "byte 33: article: expected an object, found a number"},
        {"{\n  \"title\": \"a\",\n  \"paragraphs\": [\n    \"p\"\n  ]\n}\n", "a", ""},
        {"{\n  \"title\": \"a\"\n}\n{\n  \"title\": \"b\"\n}\n", "a|b", ""},
        {"[{\"title\":\"a\"}, {\"title\":\"b\"", "a",
         "byte 28: not JSON from here on: the JSON ends too early"},
        {"", "", "input: no articles in it"},
        {"\n \n", "", "input: no articles in it"},
        {"[]", "", "input: no articles in it"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Got got = got_new();
        run(cases[i].data, strlen(cases[i].data), "/f", 0, &got);
        check(cases[i].data, got.titles, cases[i].titles);
        check(cases[i].data, got.skips, cases[i].skips);
        got_clear(&got);
    }
}

static void test_ndjson__nul_bytes_and_a_huge_line_are_survived(void **state)
{
    (void)state;
    static const char nuls[] = "{\"title\":\"a\0b\"}\n\0\n{\"title\":\"c\"}\n";
    Got got = got_new();
    run(nuls, sizeof nuls - 1, "/f", 0, &got);
    check("NULs", got.titles, "ab|c");
    assert_int_equal(got.skips->len, 1);
    got_clear(&got);

    enum { HUGE_BYTES = 100 << 20 };
    GString *big = g_string_sized_new(HUGE_BYTES + 100);
    g_string_append(big, "{\"title\":\"long\",\"text\":\"");
    gsize from = big->len;
    g_string_set_size(big, from + HUGE_BYTES);
    memset(big->str + from, 'x', HUGE_BYTES);
    g_string_append(big, "\"}\n{\"title\":\"next\"}\n{\"title\":\"");
    from = big->len;
    g_string_set_size(big, from + HUGE_BYTES / 4);
    memset(big->str + from, '\\', HUGE_BYTES / 4);
    g_string_append(big, "\n{\"title\":\"last\"}\n");
    got = got_new();
    run(big->str, big->len, "/f", 0, &got);
    check("a huge line", got.titles, "long|next|last");
    assert_int_equal(got.skips->len, 1);
    got_clear(&got);
    g_string_free(big, TRUE);
}

static void test_ndjson__an_article_without_id_is_named_for_its_place(void **state)
{
    (void)state;
    static const char data[] = "{\"title\":\"a\"}\n{\"title\":\"b\",\"source\":\"CNN\"}\n"
                               "{\"title\":\"c\",\"id\":\"x\"}\n"
                               "{\"title\":\"d\",\"url\":\"https://e.org/d\"}\n";
    Got got = got_new();
    run(data, sizeof data - 1, "/n/f", 0, &got);
    check(data, got.ids,
          "%2Fn%2Ff%230 < /n/f#0|%2Fn%2Ff%2314 < CNN|x < /n/f#43|"
          "https%3A%2F%2Fe.org%2Fd < /n/f#66");
    got_clear(&got);
    /* Of two streams neither replaces the other, and one sent twice changes nothing. */
    Got once = got_new();
    Got twice = got_new();
    run("{\"title\":\"a\"}\n", 14, "-", 0, &once);
    run("\n{\"title\":\"a\"}\n{\"title\":\"b\"}\n", 29, "-", 0, &twice);
    const char *a = g_ptr_array_index(once.ids, 0);
    const char *b = g_ptr_array_index(twice.ids, 0);
    const char *c = g_ptr_array_index(twice.ids, 1);
    assert_true(g_str_has_prefix(a, "sha256-"));
    assert_memory_equal(a, b, 7 + 32);
    assert_memory_not_equal(a, c, 7 + 32);
    got_clear(&once);
    got_clear(&twice);
}

static void test_ndjson__parts_of_any_size_give_what_the_whole_gives(void **state)
{
    (void)state;
    GString *data = g_string_new("\xEF\xBB\xBF");
    for (guint i = 0; i < 60; i++) {
        g_string_append_printf(data, "{\"title\":\"t%u\",\"text\":\"%*s\"}%s", i, (int)(i * 7 % 50),
                               "x", i % 5 == 0 ? "\r\n\n" : "\n");
    }
    Got whole = got_new();
    run(data->str, data->len, "/f", 0, &whole);
    assert_int_equal(whole.titles->len, 60);
    g_autofree char *expected = joined(whole.ids);
    for (gsize size = 1; size < data->len; size += 1 + size / 3) {
        Got parts = got_new();
        for (gsize at = 0; at < data->len; at += size) {
            gsize begin = ng_reader_ndjson.next_record(data->str, data->len, at);
            gsize end =
                ng_reader_ndjson.next_record(data->str, data->len, MIN(at + size, data->len));
            end = at + size >= data->len ? data->len : end;
            if (begin < end) {
                assert_true(run(data->str + begin, end - begin, "/f", begin, &parts));
            }
        }
        g_autofree char *text = joined(parts.ids);
        if (strcmp(text, expected) != 0) {
            fail_msg("parts of %zu bytes: %s", size, text);
        }
        assert_int_equal(parts.skips->len, 0);
        got_clear(&parts);
    }
    got_clear(&whole);
    g_string_free(data, TRUE);
}

static void test_ndjson__a_document_is_not_cut(void **state)
{
    (void)state;
    static const char *const documents[] = {"[\n{\"title\":\"a\"},\n{\"title\":\"b\"}\n]\n",
                                            "{\n\"title\":\"a\"\n}\n"};
    for (guint i = 0; i < G_N_ELEMENTS(documents); i++) {
        gsize len = strlen(documents[i]);
        assert_int_equal(ng_reader_ndjson.next_record(documents[i], len, 0), 0);
        for (gsize at = 1; at <= len; at++) {
            assert_int_equal(ng_reader_ndjson.next_record(documents[i], len, at), len);
        }
    }
}

static void test_ndjson__a_bad_line_in_a_part_is_named_by_its_byte(void **state)
{
    (void)state;
    static const char data[] = "{\"title\":\"a\"}\n{bad}\n";
    Got got = got_new();
    run(data, sizeof data - 1, "/f", 1000, &got);
    check(data, got.skips, "byte 1014: not JSON: expected a key in quotes, at column 2");
    got_clear(&got);
    got = got_new();
    assert_true(run("\n\n", 2, "/f", 1000, &got)); /* the blank end of a file is no mistake */
    got_clear(&got);
}

static void test_ndjson__stops_when_the_sink_has_enough(void **state)
{
    (void)state;
    static const char *const inputs[] = {
        "{\"title\":\"a\"}\n{\"title\":\"b\"}\n{\"title\":\"c\"}\n",
        "[{\"title\":\"a\"},{\"title\":\"b\"},{\"title\":\"c\"}]"};
    for (guint i = 0; i < G_N_ELEMENTS(inputs); i++) {
        Got got = got_new();
        got.most = 2;
        run(inputs[i], strlen(inputs[i]), "/f", 0, &got);
        check(inputs[i], got.titles, "a|b");
        got_clear(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ndjson__a_bad_line_costs_itself),
        cmocka_unit_test(test_ndjson__nul_bytes_and_a_huge_line_are_survived),
        cmocka_unit_test(test_ndjson__an_article_without_id_is_named_for_its_place),
        cmocka_unit_test(test_ndjson__parts_of_any_size_give_what_the_whole_gives),
        cmocka_unit_test(test_ndjson__a_document_is_not_cut),
        cmocka_unit_test(test_ndjson__a_bad_line_in_a_part_is_named_by_its_byte),
        cmocka_unit_test(test_ndjson__stops_when_the_sink_has_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
