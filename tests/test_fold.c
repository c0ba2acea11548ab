/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What folding and slugs promise. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/token.h"

#include <string.h>

static void test_fold__takes_case_and_diacritics_off(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {"Kaspersky Lab", "kaspersky lab"},
        {"Andrés Manuel LÓPEZ Obrador", "andres manuel lopez obrador"},
        {"e\xCC\x81t\xC3\xA9", "ete"},
        {"Gauß, Ørsted & Łódź", "gauss, orsted & lodz"},
        {"Đoković Þór Æsir œuvre", "dokovic thor aesir oeuvre"},
        {"İstanbul Diyarbakır", "istanbul diyarbakir"},
        {"Ёлкин Зеленський Толстой", "елкин зеленський толстой"},
        {"и\xCC\x86", "й"},
        {"Αθήνα Λόγος", "αθηνα λογοσ"},
        {"O\xE2\x80\x99Neill co\xE2\x80\x91op so\xC2\xAD"
         "ft",
         "o'neill co-op soft"},
        {"أحمد", "احمد"},
        {"शर्मा", "शर्मा"},
        {"東京", "東京"},
        {"\xEF\xBC\xA1\xEF\xBC\x91", "a1"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = ng_fold(cases[i].text, -1);
        if (strcmp(got, cases[i].expected))
            fail_msg("\"%s\" folds to \"%s\", expected \"%s\"", cases[i].text, got,
                     cases[i].expected);
        g_autofree char *again = ng_fold(got, (gssize)strlen(got));
        if (strcmp(again, got))
            fail_msg("\"%s\", folded twice, is \"%s\"", got, again);
    }
}

static void test_fold__reads_no_more_than_it_was_given(void **state)
{
    g_autofree char *got = ng_fold("ABCdef", 3);
    g_autofree char *half = ng_fold("a\xC3\xA9", 2);
    (void)state;
    assert_string_equal(got, "abc");
    assert_string_equal(half, "a\xEF\xBF\xBD");
}

/* Folding a word's text gives the form that the tokeniser gives. */
static void test_fold__agrees_with_the_tokeniser(void **state)
{
    static const char *const words[] = {
        "Straße", "NAÏVE", "e\xCC\x81t\xC3\xA9", "Ёж",   "Ǆungla", "ŉdaba", "Ǻ",
        "Ợ",      "ﬁn",    "ὈΔΥΣΣΕΎΣ",           "ІЇЄҐ", "ĲSSEL",  "gov't", "ﬃ",
        "한국"};
    NgTokens t;
    (void)state;
    ng_tokens_init(&t);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *fold = ng_fold(words[i], -1);
        ng_tokenise(&t, words[i], strlen(words[i]));
        assert_true(t.n >= 1);
        g_autofree char *form = g_strndup(ng_token_form(&t, 0), t.v[0].form_len);
        if (strcmp(fold, form))
            fail_msg("\"%s\" folds to \"%s\", and its token to \"%s\"", words[i], fold, form);
    }
    ng_tokens_clear(&t);
}

static void test_slug__joins_folded_words(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"Eugene Kaspersky", "eugene-kaspersky"},
        {"U.S. Congress", "us-congress"},
        {"US Congress", "us-congress"},
        {"AT&T Inc.", "at-t-inc"},
        {"O'Brien's Gov't", "obrien-govt"},
        {"C++", "cplusplus"},
        {"C", "c"},
        {"F#", "fsharp"},
        {"24/7 at 4.5%", "24-7-at-4-5"},
        {"non-governmental", "non-governmental"},
        {"Müller & Søn", "muller-son"},
        {"  Several   spaces ", "several-spaces"},
        {"Касперский", "касперский"},
        {"東京新聞 online", "東京新聞-online"},
        {"../../etc/passwd", "etc-passwd"},
        {"<script>", "script"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = ng_slug(cases[i].text);
        if (strcmp(got, cases[i].expected))
            fail_msg("\"%s\" gives \"%s\", expected \"%s\"", cases[i].text, got, cases[i].expected);
    }
}

static void test_slug__gives_a_hash_when_nothing_is_left(void **state)
{
    g_autofree char *a = ng_slug("?!"), *b = ng_slug("!!"), *empty = ng_slug("");
    (void)state;
    assert_int_equal(strlen(a), 16);
    assert_int_equal(strspn(a, "0123456789abcdef"), 16);
    assert_string_not_equal(a, b);
    assert_int_equal(strlen(empty), 16);
}

static void test_slug__keeps_long_names_short_and_apart(void **state)
{
    g_autoptr(GString) name = g_string_new(NULL);
    (void)state;
    while (name->len < 400)
        g_string_append(name, "Министерство ");
    g_autofree char *first = ng_slug(name->str);
    g_string_append(name, "иное");
    g_autofree char *second = ng_slug(name->str);
    assert_true(strlen(first) <= 120 && strlen(second) <= 120);
    assert_true(g_utf8_validate(first, -1, NULL));
    assert_string_not_equal(first, second);
}

/* Names in plain letters are not made into tokens: nothing may come out but what those would give.
 */
static void test_slug__of_plain_letters_is_its_tokens(void **state)
{
    static const char letters[] = "aBcIlMsSuUtTxyz019  ";
    uint32_t random = 20261122;
    NgTokens tokens;
    (void)state;
    ng_tokens_init(&tokens);
    for (int round = 0; round < 20000; round++) {
        char text[160];
        gsize len = 0, most = 1 + (random >> 16) % (round % 50 == 0 ? 150 : 24);
        for (; len < most; len++) {
            random = random * 1664525 + 1013904223;
            text[len] = letters[(random >> 20) % (sizeof letters - 1)];
        }
        text[len] = '\0';
        g_autoptr(GString) expected = g_string_new(NULL);
        ng_tokenise(&tokens, text, len);
        for (uint32_t i = 0; i < tokens.n; i++) {
            if (tokens.v[i].flags & NG_TOKEN_EXTRA)
                continue;
            if (expected->len)
                g_string_append_c(expected, '-');
            g_string_append_len(expected, ng_token_form(&tokens, i), tokens.v[i].form_len);
        }
        g_autofree char *got = ng_slug(text);
        if (expected->len == 0 || expected->len > 120)
            continue; /* named for their hash */
        if (strcmp(got, expected->str))
            fail_msg("\"%s\" gives \"%s\", expected \"%s\"", text, got, expected->str);
    }
    ng_tokens_clear(&tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fold__takes_case_and_diacritics_off),
        cmocka_unit_test(test_fold__reads_no_more_than_it_was_given),
        cmocka_unit_test(test_fold__agrees_with_the_tokeniser),
        cmocka_unit_test(test_slug__joins_folded_words),
        cmocka_unit_test(test_slug__of_plain_letters_is_its_tokens),
        cmocka_unit_test(test_slug__gives_a_hash_when_nothing_is_left),
        cmocka_unit_test(test_slug__keeps_long_names_short_and_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
