/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: what was typed, to lexemes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/query.h"

#include <string.h>

typedef GArray Lexemes;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexemes, ng_lexemes_free)

static const struct {
    const char *input, *lexemes;
} good[] = {
    {"source code audit", "[source] [code] [audit]"},
    {"  source\tcode\n", "[source] [code]"},
    {"", ""},
    {"\"source code\"", "[\"source code\"]"},
    {"\u201Csource code\u201D audit", "[\"source code\"] [audit]"},
    {"\u201Esource code\u201C", "[\"source code\"]"},
    {"\u00ABsource code\u00BB", "[\"source code\"]"},
    {"\u00BBsource code\u00AB", "[\"source code\"]"},
    {"\"source\u00A0code\"", "[\"source code\"]"},
    {"a OR b AND c", "[a] OR [b] AND [c]"},
    {"a|b || c", "[a] OR [b] OR [c]"},
    {"a -b", "[a] NOT [b]"},
    {"a \u2212b \u2013c", "[a] NOT [b] NOT [c]"},
    {"a - b", "[a] [b]"},
    {"a -- b --c", "[a] [b] [c]"},
    {"-\"a b\" -(c d)", "NOT [\"a b\"] NOT ( [c] [d] )"},
    {"non-governmental", "[non-governmental]"},
    {"\"a b\"-c", "[\"a b\"] [c]"},
    {"a NOT b", "[a] NOT [b]"},
    {"(a b) c", "( [a] [b] ) [c]"},
    {"a NEAR/5 b", "[a] NEAR/5 [b]"},
    {"a near5 b", "[a] NEAR/5 [b]"},
    {"a near/5 b", "[a] NEAR/5 [b]"},
    {"a w/5 b", "[a] NEAR/5 [b]"},
    {"a W/5 b", "[a] NEAR/5 [b]"},
    {"a pre/3 b", "[a] ADJ/3 [b]"},
    {"a ADJ/3 b", "[a] ADJ/3 [b]"},
    {"a adj3 b", "[a] ADJ/3 [b]"},
    {"a NEAR b", "[a] NEAR/10 [b]"},
    {"a ADJ b", "[a] ADJ/1 [b]"},
    {"a SAME b", "[a] SAME [b]"},
    {"a w/p b", "[a] SAME [b]"},
    {"w/o doubt", "[w/o] [doubt]"},
    {"near the end", "[near] [the] [end]"},
    {"nearly same and or not", "[nearly] [same] [and] [or] [not]"},
    {"atleast3(audit)", "ATLEAST3 ( [audit] )"},
    {"ATLEAST12(a OR b)", "ATLEAST12 ( [a] OR [b] )"},
    {"atleast once", "[atleast] [once]"},
    {"=audit", "[=audit]"},
    {"audit*", "[audit*]"},
    {"\u0431\u0435\u043B*", "[\u0431\u0435\u043B*]"},
    {"C++ C# AT&T 24/7 R&D", "[C++] [C#] [AT&T] [24/7] [R&D]"},
    {"U.S. Gov't O\u2019Brien", "[U.S.] [Gov't] [O\u2019Brien]"},
    {"title:audit", "title: [audit]"},
    {"intitle:audit", "title: [audit]"},
    {"hlead:audit", "lead: [audit]"},
    {"Title:\"source code\"", "title: [\"source code\"]"},
    {"title:(a OR b)", "title: ( [a] OR [b] )"},
    {"actor:kaspersky-lab x", "actor: [kaspersky-lab] [x]"},
    {"actor:\"Kaspersky Lab\"", "actor: [\"Kaspersky Lab\"]"},
    {"-outlet:reuters", "NOT outlet: [reuters]"},
    {"(outlet:reuters)", "( outlet: [reuters] )"},
    {"outlet: reuters", "outlet: [reuters]"},
    {"date:2017-04..2017-07", "date: [2017-04..2017-07]"},
    {"date:7d..", "date: [7d..]"},
    {"undated: audit", "undated: [audit]"},
    {"url:https://example.org/a(b)?c=d", "url: [https://example.org/a(b)?c=d]"},
    {"https://example.org/a", "[https://example.org/a]"},
    {"at 10:30 sharp", "[at] [10:30] [sharp]"},
    {"note: this", "[note:] [this]"},
    {"a \xff\xfe b\x01"
     "c",
     "[a] [b] [c]"},
    {"\xC3\xA9t\xC3", "[\xC3\xA9t]"},
    {"\xEF\xBC\x88"
     "a"
     "\xEF\xBC\x89",
     "( [a] )"},
};

static void test_query_lex__reads_words_operators_and_fields(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GError) error = NULL;
        bool prose = true;
        g_autoptr(Lexemes) lexemes = ng_query_lex(good[i].input, &prose, NULL, NULL, &error);
        if (!lexemes)
            print_error("%s: %s\n", good[i].input, error->message);
        assert_non_null(lexemes);
        g_autofree char *shown = ng_query_lexemes_show(lexemes);
        if (strcmp(shown, good[i].lexemes))
            print_error("%s\n", good[i].input);
        assert_string_equal(shown, good[i].lexemes);
        assert_false(prose);
    }
}

static const struct {
    const char *input;
    gsize begin, end;
    const char *nearest, *message;
} bad[] = {
    {"a autor:kaspersky", 2, 7, "actor", "no field \"autor\"; did you mean \"actor\"?"},
    {"outlt:\"x y\"", 0, 5, "outlet", "no field \"outlt\"; did you mean \"outlet\"?"},
    {"zzzzzz:audit", 0, 6, NULL, "no field \"zzzzzz\""},
    {"a \"b c", 2, 3, NULL, "this quotation mark is never closed"},
    {"\xE2\x80\x9C"
     "b c",
     0, 3, NULL, "this quotation mark is never closed"},
    {"a NEAR/x b", 2, 8, "NEAR/5", "this operator needs a number from 1 on, as in NEAR/5"},
    {"a NEAR/0 b", 2, 8, "NEAR/5", "this operator needs a number from 1 on, as in NEAR/5"},
    {"a ADJ/ b", 2, 6, "ADJ/5", "this operator needs a number from 1 on, as in ADJ/5"},
    {"atleast3 audit", 0, 8, "atleast3(audit)", "atleast needs brackets, as in atleast3(audit)"},
    {"atleast(audit)", 0, 7, "atleast3(audit)",
     "this operator needs a number from 1 on, as in atleast3(audit)"},
    {"varga AND audit AND (source OR code) AND hospital AND \"pump of the", 54, 55, NULL,
     "this quotation mark is never closed"},
    {"au*", 0, 3, NULL, "* needs at least 3 letters before it"},
    {"*audit", 0, 6, NULL, "* stands only at the end of a word, as in audit*"},
    {"au*dit", 0, 6, NULL, "* stands only at the end of a word, as in audit*"},
    {"=audit*", 0, 7, NULL, "= and * cannot both stand at one word"},
    {"undated:maybe", 8, 13, NULL, "undated: takes no value"},
};

static void test_query_lex__names_the_place_of_what_is_wrong(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        NgQueryError place = {0};
        bool prose;
        g_autoptr(Lexemes) lexemes = ng_query_lex(bad[i].input, &prose, NULL, &place, &error);
        if (lexemes || strcmp(error->message, bad[i].message) || place.begin != bad[i].begin ||
            place.end != bad[i].end)
            print_error("%s: %s at %zu..%zu\n", bad[i].input, error ? error->message : "taken",
                        place.begin, place.end);
        assert_null(lexemes);
        assert_string_equal(error->message, bad[i].message);
        assert_int_equal(place.begin, bad[i].begin);
        assert_int_equal(place.end, bad[i].end);
        if (bad[i].nearest)
            assert_string_equal(place.nearest, bad[i].nearest);
        else
            assert_null(place.nearest);
        g_free(place.nearest);
    }
}

static const struct {
    const char *input, *lexemes;
} prose_inputs[] = {
    {"Kaspersky Lab said on Friday that it would open its source code",
     "[Kaspersky] [Lab] [said] [on] [Friday] [that] [it] [would] [open] [its] [source] [code]"},
    {"He said: \u201Cwe will see (soon) what the autor:x gave\u201D and \"left",
     "[He] [said:] [we] [will] [see] [soon] [what] [the] [autor:x] [gave] [and] [left]"},
    {"He said \"we will OR we will NOT see title:x\" again",
     "[He] [said] [we] [will] [OR] [we] [will] [NOT] [see] [title:x] [again]"},
    {"a b c d e f g h* =i ) ( \xff", "[a] [b] [c] [d] [e] [f] [g] [h] [i]"},
    {"FED SAYS BANKS AND THRIFTS MAY NOT MERGE OR CLOSE",
     "[FED] [SAYS] [BANKS] [AND] [THRIFTS] [MAY] [NOT] [MERGE] [OR] [CLOSE]"},
    {"Grid & Meter | the letter of people who said \"no",
     "[Grid] [Meter] [the] [letter] [of] [people] [who] [said] [no]"},
    {"The visitors met at one place: the harbour of Duluth",
     "[The] [visitors] [met] [at] [one] [place:] [the] [harbour] [of] [Duluth]"},
    {"\"one two three four five six seven eight nine\"",
     "[one] [two] [three] [four] [five] [six] [seven] [eight] [nine]"},
    {"\u5361\u5DF4\u65AF\u57FA\u5B9E\u9A8C\u5BA4\u63D0\u4F9B\u6E90\u4EE3\u7801\u4F9B\u653F\u5E9C"
     "\u5BA1\u8BA1\u3002",
     "[\u5361\u5DF4] [\u5DF4\u65AF] [\u65AF\u57FA] [\u57FA\u5B9E] [\u5B9E\u9A8C] [\u9A8C\u5BA4] "
     "[\u5BA4\u63D0] [\u63D0\u4F9B] [\u4F9B\u6E90] [\u6E90\u4EE3] [\u4EE3\u7801] [\u7801\u4F9B] "
     "[\u4F9B\u653F] [\u653F\u5E9C] [\u5E9C\u5BA1] [\u5BA1\u8BA1]"},
};

static void test_query_lex__takes_prose_as_words(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(prose_inputs); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
        bool prose = false;
        g_autoptr(Lexemes) lexemes =
            ng_query_lex(prose_inputs[i].input, &prose, notices, NULL, &error);
        if (!lexemes)
            print_error("%s: %s\n", prose_inputs[i].input, error->message);
        assert_non_null(lexemes);
        g_autofree char *shown = ng_query_lexemes_show(lexemes);
        if (strcmp(shown, prose_inputs[i].lexemes))
            print_error("%s\n", prose_inputs[i].input);
        assert_string_equal(shown, prose_inputs[i].lexemes);
        assert_true(prose);
        assert_int_equal(notices->len, 1);
    }
}

/* As it is copied out of a page: with bars, a word in dashes, a colon. */
static void test_query_lex__takes_a_long_text_with_few_operators_as_prose(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("Home | News | place:Duluth ");
    for (guint i = 0; i < 300; i++)
        g_string_append_printf(text, "w%u ", i);
    g_autoptr(GString) query = g_string_new("w");
    for (guint i = 0; i < 40; i++)
        g_string_append_printf(query, " OR w%u", i);
    bool prose = false;
    g_autoptr(Lexemes) lexemes = ng_query_lex(text->str, &prose, NULL, NULL, NULL);
    assert_non_null(lexemes);
    assert_true(prose);
    g_autoptr(Lexemes) alternatives = ng_query_lex(query->str, &prose, NULL, NULL, NULL);
    assert_non_null(alternatives);
    assert_false(prose);
}

static void test_query_lex__takes_long_queries_with_operators_as_queries(void **state)
{
    (void)state;
    static const char *const inputs[] = {
        "a b c d e f g h OR i",
        "a b c d e f g h i -j",
        "one two three four five six seven eight outlet:reuters",
        "a AND b AND c AND d AND e AND f AND g AND h AND i",
        "one two three four five six seven near/3 eight nine",
    };
    for (guint i = 0; i < G_N_ELEMENTS(inputs); i++) {
        bool prose = true;
        g_autoptr(Lexemes) lexemes = ng_query_lex(inputs[i], &prose, NULL, NULL, NULL);
        if (!lexemes || prose)
            print_error("%s\n", inputs[i]);
        assert_non_null(lexemes);
        assert_false(prose);
    }
}

static void test_query_lex__notices_a_lower_case_or(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        guint notices;
    } inputs[] = {{"audit or review", 1}, {"\"or\" audit", 0}, {"or audit", 0},
                  {"audit or", 0},        {"a OR b", 0},       {"(a) or title:b", 1}};
    for (guint i = 0; i < G_N_ELEMENTS(inputs); i++) {
        g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
        bool prose;
        g_autoptr(Lexemes) lexemes = ng_query_lex(inputs[i].input, &prose, notices, NULL, NULL);
        assert_non_null(lexemes);
        if (notices->len != inputs[i].notices)
            print_error("%s\n", inputs[i].input);
        assert_int_equal(notices->len, inputs[i].notices);
    }
}

static void test_query_lex__refuses_more_than_4096_bytes(void **state)
{
    (void)state;
    g_autofree char *fits = g_strnfill(4096, 'a'), *over = g_strnfill(4097, 'a');
    bool prose;
    g_autoptr(Lexemes) lexemes = ng_query_lex(fits, &prose, NULL, NULL, NULL);
    assert_non_null(lexemes);
    g_autoptr(GError) error = NULL;
    assert_null(ng_query_lex(over, &prose, NULL, NULL, &error));
    assert_string_equal(error->message, "the query is longer than 4096 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query_lex__reads_words_operators_and_fields),
        cmocka_unit_test(test_query_lex__names_the_place_of_what_is_wrong),
        cmocka_unit_test(test_query_lex__takes_prose_as_words),
        cmocka_unit_test(test_query_lex__takes_a_long_text_with_few_operators_as_prose),
        cmocka_unit_test(test_query_lex__takes_long_queries_with_operators_as_queries),
        cmocka_unit_test(test_query_lex__notices_a_lower_case_or),
        cmocka_unit_test(test_query_lex__refuses_more_than_4096_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
