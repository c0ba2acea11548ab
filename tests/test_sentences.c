/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where sentences begin. The expected beginnings are marked with a caret in the text itself. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/token.h"

#include <string.h>

static GArray *new_starts(void)
{
    return g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

/* The text with a caret before each sentence but the first. */
static char *marked(const char *text, GArray *starts)
{
    GString *out = g_string_new(text);
    for (guint i = starts->len; i-- > 1;)
        g_string_insert_c(out, g_array_index(starts, uint32_t, i), '^');
    return g_string_free(out, FALSE);
}

static void check(const char *const *cases, gsize n)
{
    g_autoptr(GArray) starts = new_starts();
    for (gsize i = 0; i < n; i++) {
        g_auto(GStrv) parts = g_strsplit(cases[i], "^", -1);
        g_autofree char *text = g_strjoinv("", parts);
        ng_sentences(text, strlen(text), starts);
        g_autofree char *got = marked(text, starts);
        if (strcmp(got, cases[i]))
            fail_msg("\n  \"%s\", expected\n  \"%s\"", got, cases[i]);
        assert_int_equal(g_array_index(starts, uint32_t, 0), 0);
    }
}

static void test_sentences__end_at_stops(void **state)
{
    static const char *const cases[] = {
        "One sentence only",
        "The audit began. ^It ended in May. ^Nobody knew why.",
        "Who paid? ^The company did! ^That was all.",
        "It grew in 2017. ^The next year it shrank.",
        "He paused... and went on. ^Then he stopped... ^Nobody spoke.",
        "He wrote it (for the record). ^She read it.",
        "First line\n\n^Second paragraph",
        "It rained all day.\n^The next day it snowed.",
        "See nutgraf.example for more. ^That is all.",
        "The end came. ^$4.5 million went. ^40 people left.",
    };
    (void)state;
    check(cases, G_N_ELEMENTS(cases));
}

static void test_sentences__do_not_end_at_abbreviations(void **state)
{
    static const char *const cases[] = {
        "Mr. Smith met Sen. Jones and Gen. Brown. ^They spoke.",
        "Kaspersky Lab Inc. Chairman Eugene Kaspersky spoke.",
        "He joined Acme Corp. ^The company is large.",
        "The U.S. Congress met. ^It voted.",
        "He lives in the U.S. ^He likes it.",
        "At 5 p.m. Monday it began. ^It ended at 6 p.m. ^The crowd left.",
        "George W. Bush and J. K. Rowling met. ^They talked.",
        "So did I. ^Nobody else came.",
        "Boston, Mass. Governor Smith spoke.",
        "On Sept. 11 and Oct. 3 it rained. ^It was cold.",
        "See No. 5 and p. 7 there. ^She said no. ^Everyone left.",
        "A pact, e.g. NATO, holds. ^It is old.",
        "Smith v. Jones was decided. ^It took years.",
        "St. Petersburg is large. ^It is old.",
        "Am 3. Oktober kam Dr. Weber. ^Er sprach.",
        "It began on Feb. 27. ^Smith paid $27.16. ^Jones paid AT&T. ^Brown left.",
        "PORTSMOUTH, N.H. — He may be an underdog. ^She is not.",
        "1. The first point. ^2. The second point.",
        "It fell 4.5 percent to 1.25. ^The rest rose.",
    };
    (void)state;
    check(cases, G_N_ELEMENTS(cases));
}

static void test_sentences__do_not_end_inside_quotations(void **state)
{
    static const char *const cases[] = {
        "\"We did it. It works. Nobody paid,\" he said. ^She agreed.",
        "“We did it. It works,” he said. ^“Did it? Yes,” she said.",
        "He said: \"We did it. It works.\" ^Then he left.",
        "“Who paid?” Mr. Smith asked. ^Nobody knew.",
        "\"Stop!\" ^The crowd fell silent.",
        "« Nous l'avons fait. Cela marche », a-t-il dit. ^Elle aussi.",
        "„Wir haben es getan. Es geht“, sagte er. ^Sie auch.",
        "‘We did it. It works,’ he said. ^The ‘so-called’ plan failed. ^It ended.",
        /* a mark without its end holds nothing together */
        "He said \"we did it. ^It works. ^Nobody paid.",
        "“The first paragraph of many. ^It goes on.",
        "The 6\" pipe broke. ^The 8\" pipe held.",
    };
    (void)state;
    check(cases, G_N_ELEMENTS(cases));
}

static void test_sentences__know_other_scripts(void **state)
{
    static const char *const cases[] = {
        "港务局表示将公布报告。^公司名称尚未公开。",
        "「調査は終わった。結果は出た」と述べた。^会社は認めた。",
        "Отчёт готов. ^Его опубликуют.",
        "रिपोर्ट तैयार है। ^यह कल आएगी।",
        "هل انتهى التقرير؟ ^نعم انتهى.",
    };
    (void)state;
    check(cases, G_N_ELEMENTS(cases));
}

static void test_sentences__of_nothing(void **state)
{
    g_autoptr(GArray) starts = new_starts();
    (void)state;
    ng_sentences("", 0, starts);
    assert_int_equal(starts->len, 0);
    ng_sentences(" . ", 3, starts);
    assert_int_equal(starts->len, 1);
}

static void test_sentences__are_sound_on_any_mixture(void **state)
{
    static const char *const pieces[] = {
        "a",        "Bc",    "The ", "Mr. ", "U.S. ",    ". ", ".",        "! ",
        "?",        "\"",    "“",    "”",    "‘",        "’",  "«",        "»",
        "„",        "\n",    "\n\n", " ",    "。",       "「", "」",       "9",
        "1. ",      "said ", ") ",   "(",    "\xCC\x81", "é",  "\xE2\x80", "\xF0\x9F\x98\x80",
        "\xC2\xA0", "..."};
    g_autoptr(GArray) starts = new_starts();
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    (void)state;
    for (int round = 0; round < 30000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        int n = g_rand_int_range(rand, 1, 30);
        for (int i = 0; i < n; i++)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        g_autofree char *exact = g_memdup2(text->str, text->len);
        ng_sentences(exact, text->len, starts);
        assert_true(starts->len >= 1);
        for (guint i = 1; i < starts->len; i++) {
            uint32_t at = g_array_index(starts, uint32_t, i);
            if (at <= g_array_index(starts, uint32_t, i - 1) || at >= text->len)
                fail_msg("start %u of \"%s\" is %u", i, text->str, at);
        }
    }
}

/* Time grows with the text, not with its square. */
static void test_sentences__take_linear_time(void **state)
{
    static const char *const pieces[] = {"\"", "“",   "Mr.",  "a",
                                         ". ", "...", "\n\n", "“a „b «c ‘d "};
    g_autoptr(GArray) starts = new_starts();
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 2 << 20)
            g_string_append(text, pieces[i]);
        gint64 begin = g_get_monotonic_time();
        ng_sentences(text->str, text->len, starts);
        double seconds = (double)(g_get_monotonic_time() - begin) / 1e6;
        if (seconds > 10)
            fail_msg("2 MB of %s took %.1f s", pieces[i], seconds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences__end_at_stops),
        cmocka_unit_test(test_sentences__do_not_end_at_abbreviations),
        cmocka_unit_test(test_sentences__do_not_end_inside_quotations),
        cmocka_unit_test(test_sentences__know_other_scripts),
        cmocka_unit_test(test_sentences__of_nothing),
        cmocka_unit_test(test_sentences__are_sound_on_any_mixture),
        cmocka_unit_test(test_sentences__take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
