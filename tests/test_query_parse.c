/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: lexemes to a tree, and the tree's own spelling. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/query.h"

#include <string.h>

typedef GArray Lexemes;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexemes, ng_lexemes_free)

enum { FUZZ_CASES = 200000 };

static NgNode *parse(const char *input, bool *prose, NgQueryError *place, GError **error)
{
    g_autoptr(Lexemes) lexemes = ng_query_lex(input, prose, NULL, place, error);
    return lexemes ? ng_query_parse(lexemes, *prose, NULL, place, error) : NULL;
}

static const struct {
    const char *input, *shown;
} good[] = {
    {"source code audit", "source AND code AND audit"},
    {"source", "source"},
    {"a OR b c", "a OR b AND c"},
    {"(a OR b) c", "(a OR b) AND c"},
    {"(a b) c", "a AND b AND c"},
    {"a OR (b OR c)", "a OR b OR c"},
    {"a | b", "a OR b"},
    {"a -b", "a AND NOT b"},
    {"a AND NOT b", "a AND NOT b"},
    {"-(a OR b) c", "NOT (a OR b) AND c"},
    {"NOT NOT a", "NOT NOT a"},
    {"\"source code\"", "\"source code\""},
    {"\"source\"", "source"},
    {"\"=source cod*\"", "\"=source cod*\""},
    {"\"OR\"", "\"OR\""},
    {"\"title:x\"", "\"title:x\""},
    {"\"-a\" \"(\" b", "\"-a\" AND b"},
    {"=audit audit*", "=audit AND audit*"},
    {"a NEAR/5 b NEAR/3 c", "a NEAR/5 b NEAR/3 c"},
    {"a NEAR/5 (b ADJ/3 c)", "a NEAR/5 (b ADJ/3 c)"},
    {"(a OR b) w/5 \"c d\"", "(a OR b) NEAR/5 \"c d\""},
    {"a SAME b SAME c", "a SAME b SAME c"},
    {"(a b) SAME c", "(a AND b) SAME c"},
    {"a NEAR/2 b SAME c", "a NEAR/2 b SAME c"},
    {"x a NEAR/2 b OR c", "x AND a NEAR/2 b OR c"},
    {"-a NEAR/2 b", "NOT a NEAR/2 b"},
    {"atleast3(audit OR \"a b\")", "atleast3(audit OR \"a b\")"},
    {"title:audit code", "title:audit AND code"},
    {"title:\"a b\"", "title:\"a b\""},
    {"title:(a OR b -c)", "title:(a OR b AND NOT c)"},
    {"title:(a)", "title:a"},
    {"text:(a b)", "a AND b"},
    {"lead:a quote:(b c)", "lead:a AND quote:(b AND c)"},
    {"actor:\"Kaspersky Lab\"", "actor:\"Kaspersky Lab\""},
    {"actor:fbi -outlet:reuters", "actor:fbi AND NOT outlet:reuters"},
    {"outlet:(reuters OR new york times)", "outlet:reuters OR outlet:\"new york times\""},
    {"saidby:x date:2017..", "saidby:x AND date:2017.."},
    {"undated:", "undated:"},
    {"undated: & a", "undated: AND a"},
    {"a & b ... c", "a AND b AND c"},
    {"url:https://x.org/a?b=c", "url:https://x.org/a?b=c"},
    {"site:x.org id:a%20b", "site:x.org AND id:a%20b"},
};

static void test_query_parse__gives_the_tree_that_was_meant(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        bool prose;
        g_autoptr(NgNode) node = parse(good[i].input, &prose, NULL, &error);
        if (!node)
            print_error("%s: %s\n", good[i].input, error ? error->message : "empty");
        assert_non_null(node);
        g_autofree char *shown = ng_node_show(node);
        if (strcmp(shown, good[i].shown))
            print_error("%s\n", good[i].input);
        assert_string_equal(shown, good[i].shown);
        g_autoptr(NgNode) again = parse(shown, &prose, NULL, NULL);
        g_autofree char *shown_again = ng_node_show(again);
        assert_string_equal(shown_again, shown);
    }
}

static const struct {
    const char *input;
    gsize begin, end;
    const char *message;
} bad[] = {
    {"a OR", 2, 4, "OR needs something on both sides"},
    {"OR a", 0, 2, "OR needs something on both sides"},
    {"a AND AND b", 6, 9, "AND needs something on both sides"},
    {"a NOT", 2, 5, "NOT needs something after it"},
    {"a NEAR/5", 2, 8, "NEAR needs something on both sides"},
    {"(a b", 0, 1, "this bracket is never closed"},
    {"a b)", 3, 4, "this bracket was never opened"},
    {"a () b", 2, 3, "there is nothing in these brackets"},
    {"title:", 0, 6, "title: needs a value right after the colon"},
    {"title: OR a", 0, 6, "title: needs a value right after the colon"},
    {"title:...", 0, 6, "title: needs a value right after the colon"},
    {"outlet:", 0, 7, "outlet: needs a value right after the colon"},
    {"outlet:\" \"", 0, 7, "outlet: needs a value right after the colon"},
    {"outlet:(a AND b)", 10, 13, "only OR can stand between values of outlet:"},
    {"title:(actor:x)", 7, 13, "actor: cannot stand inside title:"},
    {"a NEAR/5 (b c)", 2, 8, "NEAR takes words, phrases and OR groups on either side"},
    {"a NEAR/5 title:b", 2, 8, "NEAR takes words, phrases and OR groups on either side"},
    {"a SAME outlet:b", 2, 6, "SAME takes words, phrases and groups of these on either side"},
    {"atleast3(a b)", 0, 8, "atleast takes a word, a phrase or an OR of these"},
    {"...", 3, 3, "there is no word to search for"},
    {"((((((((((((((((((a))))))))))))))))))", 16, 17, "more than 16 levels of brackets"},
};

static void test_query_parse__names_the_place_of_what_is_wrong(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        NgQueryError place = {0};
        bool prose;
        g_autoptr(NgNode) node = parse(bad[i].input, &prose, &place, &error);
        if (node || !error || strcmp(error->message, bad[i].message) ||
            place.begin != bad[i].begin || place.end != bad[i].end)
            print_error("%s: %s at %zu..%zu\n", bad[i].input, error ? error->message : "taken",
                        place.begin, place.end);
        assert_null(node);
        assert_non_null(error);
        assert_string_equal(error->message, bad[i].message);
        assert_int_equal(place.begin, bad[i].begin);
        assert_int_equal(place.end, bad[i].end);
        g_free(place.nearest);
    }
}

static void test_query_parse__gives_no_tree_and_no_error_for_an_empty_query(void **state)
{
    (void)state;
    static const char *const inputs[] = {"", "  ", "\t\n"};
    for (guint i = 0; i < G_N_ELEMENTS(inputs); i++) {
        g_autoptr(GError) error = NULL;
        bool prose;
        assert_null(parse(inputs[i], &prose, NULL, &error));
        assert_null(error);
    }
}

static void test_query_parse__takes_prose_as_any_of_its_words(void **state)
{
    (void)state;
    bool prose;
    g_autoptr(NgNode) pasted =
        parse("He said: \"we may not (ever) see autor:x\" again - here", &prose, NULL, NULL);
    assert_true(prose);
    assert_non_null(pasted);
    assert_int_equal(pasted->kind, NG_NODE_ANY);
    g_autofree char *shown = ng_node_show(pasted);
    assert_string_equal(shown, "He OR said: OR we OR may OR not OR ever OR see OR \"autor:x\" OR "
                               "again OR here");
}

/* ---- random bytes and random operators ---- */

static const char *const scraps[] = {
    " ",         "audit",   "code",     "\"",      "\u201C",
    "\u201D",    "\u00AB",  "\u00BB",   "(",       ")",
    "OR",        "AND",     "NOT",      "-",       "|",
    "NEAR/5",    "ADJ/2",   "SAME",     "near3",   "w/5",
    "pre/2",     "w/p",     "*",        "=",       "title:",
    "lead:",     "quote:",  "actor:",   "outlet:", "date:",
    "undated:",  "autor:",  "2017",     "..",      "7d",
    "atleast2(", "NEAR/",   "\xff",     "\xC3",    "\u4E2D\u56FD",
    "U.S.",      "non-gov", "https://", "x.org",   "\u00E9",
    "'",         ":",       "&",        "or",      "\u2013",
    "\x01",      "1",       "\u2026",   "A",       "\u0E44\u0E17",
    "id:",
};

static char *random_input(GRand *rand)
{
    GString *input = g_string_new(NULL);
    guint n = (guint)g_rand_int_range(rand, 0, 24);
    bool bytes = g_rand_int_range(rand, 0, 8) == 0;
    for (guint i = 0; i < n; i++) {
        if (bytes)
            g_string_append_c(input, (char)g_rand_int_range(rand, 1, 256));
        else
            g_string_append(input, scraps[g_rand_int_range(rand, 0, G_N_ELEMENTS(scraps))]);
        if (!bytes && g_rand_int_range(rand, 0, 2))
            g_string_append_c(input, ' ');
    }
    return g_string_free(input, FALSE);
}

static void test_query_parse__takes_or_refuses_anything_and_reads_back_what_it_shows(void **state)
{
    (void)state;
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    guint taken = 0, refused = 0, prose_taken = 0;
    for (guint i = 0; i < FUZZ_CASES; i++) {
        g_autofree char *input = random_input(rand);
        g_autoptr(GError) error = NULL;
        NgQueryError place = {0};
        bool prose = false;
        g_autoptr(NgNode) node = parse(input, &prose, &place, &error);
        if (error) {
            assert_null(node);
            assert_true(place.begin <= place.end && place.end <= strlen(input));
            assert_true(g_utf8_validate(error->message, -1, NULL));
            assert_false(prose);
            g_free(place.nearest);
            refused++;
            continue;
        }
        if (!node)
            continue;
        taken++;
        prose_taken += prose;
        g_autofree char *shown = ng_node_show(node);
        g_autoptr(GError) second = NULL;
        g_autoptr(NgNode) again = parse(shown, &prose, NULL, &second);
        g_autofree char *shown_again = ng_node_show(again);
        if (!again || strcmp(shown, shown_again)) {
            g_autofree char *escaped = g_strescape(input, NULL);
            print_error("case %u: %s\n%s\n%s\n%s\n", i, escaped, shown, shown_again,
                        second ? second->message : "");
        }
        assert_string_equal(shown_again, shown);
    }
    print_message("%u taken (%u as prose), %u refused\n", taken, prose_taken, refused);
    assert_true(taken > FUZZ_CASES / 10 && refused > FUZZ_CASES / 10 && prose_taken > 100);
}

static void test_query_parse__is_quick_with_the_longest_queries(void **state)
{
    (void)state;
    static const char *const units[] = {"(",      "\"",      "-", "NOT ", "a OR ",  "a NEAR/2 ",
                                        "title:", "a SAME ", "=", "a|",   "\u4E2D", "a "};
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) input = g_string_new(NULL);
        while (input->len + strlen(units[i]) <= 4096)
            g_string_append(input, units[i]);
        gint64 start = g_get_monotonic_time();
        bool prose;
        g_autoptr(NgNode) node = parse(input->str, &prose, NULL, NULL);
        g_autofree char *shown = ng_node_show(node);
        if (g_get_monotonic_time() - start > 500000)
            print_error("%s takes %.0f ms\n", units[i],
                        (double)(g_get_monotonic_time() - start) / 1000);
        assert_true(g_get_monotonic_time() - start < 500000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query_parse__gives_the_tree_that_was_meant),
        cmocka_unit_test(test_query_parse__names_the_place_of_what_is_wrong),
        cmocka_unit_test(test_query_parse__gives_no_tree_and_no_error_for_an_empty_query),
        cmocka_unit_test(test_query_parse__takes_prose_as_any_of_its_words),
        cmocka_unit_test(test_query_parse__takes_or_refuses_anything_and_reads_back_what_it_shows),
        cmocka_unit_test(test_query_parse__is_quick_with_the_longest_queries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
