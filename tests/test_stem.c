/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stems promise: Snowball's, folded, with and without diacritics, and remembered. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <stdio.h>
#include <string.h>

/* Both stems of the first word of `text`, separated by a bar. */
static char *stems_of(NgStemmer *stemmer, const char *text)
{
    NgTokens t;
    NgStems s;
    ng_tokens_init(&t);
    ng_tokenise(&t, text, strlen(text));
    if (t.n == 0)
        fail_msg("no word in \"%s\"", text);
    ng_stem(stemmer, ng_token_lower(&t, 0), t.v[0].lower_len, ng_token_form(&t, 0), t.v[0].form_len,
            &s);
    GString *out = g_string_new_len(s.stem[0], s.len[0]);
    if (s.n == 2) {
        g_string_append_c(out, '|');
        g_string_append_len(out, s.stem[1], s.len[1]);
    } else if (s.n != 1) {
        fail_msg("%d stems of \"%s\"", s.n, text);
    }
    ng_tokens_clear(&t);
    return g_string_free(out, FALSE);
}

static void test_stem__gives_folded_stems_with_and_without_diacritics(void **state)
{
    static const struct {
        const char *lang, *text, *expected;
    } cases[] = {
        {"en", "audits", "audit"},
        {"en", "auditing", "audit"},
        {"en", "Kaspersky", "kasperski"},
        {"en", "governments", "govern"},
        {"en", "gov't", "gov't"},
        {"es", "investigación", "investig|investigacion"},
        {"es", "investigacion", "investigacion"},
        {"de", "Häuser", "haus"},
        {"de", "Straßen", "strass"},
        {"fr", "élections", "elect"},
        {"ru", "выборов", "выбор"},
        {"fi", "talossa", "talo"},
        {"no", "regjeringen", "regjering"},
        {"hu", "házakban", "haz"},
        {"el", "κυβέρνηση", "κυβερνησ"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgStemmer *stemmer = ng_stemmer_new(cases[i].lang);
        for (int round = 0; round < 2; round++) { /* worked out, then remembered */
            g_autofree char *got = stems_of(stemmer, cases[i].text);
            if (strcmp(got, cases[i].expected))
                fail_msg("%s \"%s\", round %d: \"%s\", expected \"%s\"", cases[i].lang,
                         cases[i].text, round, got, cases[i].expected);
        }
        ng_stemmer_free(stemmer);
    }
}

/* What one types without accents finds what was written with them. */
static void test_stem__forms_with_and_without_accents_meet(void **state)
{
    static const struct {
        const char *lang, *written, *typed;
    } cases[] = {
        {"es", "investigación", "investigacion"}, {"pt", "eleições", "eleicoes"},
        {"fr", "sécurité", "securite"},           {"de", "Währungen", "wahrungen"},
        {"hu", "házakban", "hazakban"},           {"tr", "görüşmeler", "gorusmeler"},
        {"sv", "åklagaren", "aklagaren"},         {"en", "naïvely", "naively"},
        {"ro", "alegerilor", "alegerilor"},       {"ru", "ёлки", "елки"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgStemmer *stemmer = ng_stemmer_new(cases[i].lang);
        g_autofree char *written = stems_of(stemmer, cases[i].written);
        g_autofree char *typed = stems_of(stemmer, cases[i].typed);
        g_auto(GStrv) a = g_strsplit(written, "|", 2), b = g_strsplit(typed, "|", 2);
        bool meet = false;
        for (int x = 0; a[x]; x++)
            for (int y = 0; b[y]; y++)
                meet |= !strcmp(a[x], b[y]);
        if (!meet)
            fail_msg("%s: \"%s\" and \"%s\" share no stem", cases[i].lang, written, typed);
        ng_stemmer_free(stemmer);
    }
}

static void test_stem__leaves_what_is_no_plain_word(void **state)
{
    static const char *const words[] = {"U.S.", "24/7", "C++", "AT&T", "4.5m", "1990s", "東京"};
    static const char *const own[] = {"u.s", "24/7", "c++", "at&t", "4.5m", "1990s", "東京"};
    NgStemmer *stemmer = ng_stemmer_new("en");
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *got = stems_of(stemmer, words[i]);
        assert_string_equal(got, own[i]);
    }
    char longest[200];
    memset(longest, 's', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    g_autofree char *got = stems_of(stemmer, longest);
    assert_string_equal(got, longest);
    ng_stemmer_free(stemmer);
    ng_stemmer_free(NULL);
}

static void test_stem__without_snowball_words_are_their_own_stems(void **state)
{
    static const char *const langs[] = {NULL, "", "pl", "zh", "xx", "../en"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(langs); i++) {
        NgStemmer *stemmer = ng_stemmer_new(langs[i]);
        g_autofree char *got = stems_of(stemmer, "Audits");
        assert_string_equal(got, "audits");
        g_autofree char *folded = stems_of(stemmer, "Źródła");
        assert_string_equal(folded, "zrodla");
        assert_false(ng_stemmer_knows(langs[i]));
        ng_stemmer_free(stemmer);
    }
}

static void test_stem__knows_each_language_of_snowball(void **state)
{
    static const char *const langs[] = {"ar", "hy", "eu", "ca", "da", "nl",   "en", "fi",
                                        "fr", "de", "el", "hi", "hu", "id",   "ga", "it",
                                        "lt", "ne", "no", "pt", "ro", "ru",   "sr", "es",
                                        "sv", "ta", "tr", "yi", "nb", "en-US"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(langs); i++)
        if (!ng_stemmer_knows(langs[i]))
            fail_msg("%s is not known", langs[i]);
    assert_true(ng_stemmer_knows("english"));
}

static void stem_number(NgStemmer *stemmer, unsigned i, NgStems *out)
{
    char word[16];
    int n = 0;
    word[n++] = 'q';
    for (; i > 0; i /= 25)
        word[n++] = (char)('a' + i % 25);
    word[n++] = 'z';
    ng_stem(stemmer, word, (gsize)n, word, (gsize)n, out);
}

/* Borrowed stems outlive 2^18 further words, and memory stays bounded over millions. */
static void test_stem__keeps_what_it_lent(void **state)
{
    NgStemmer *stemmer = ng_stemmer_new("en");
    NgStems first, late, s;
    unsigned i = 1;
    (void)state;
    stem_number(stemmer, 1, &first);
    g_autofree char *expected = g_strndup(first.stem[0], first.len[0]);
    for (; i < 1u << 18; i++)
        stem_number(stemmer, i, &s);
    assert_memory_equal(first.stem[0], expected, first.len[0]);

    /* a word that only the old generation has is moved along when asked for */
    for (; i < (1u << 18) + 1000; i++)
        stem_number(stemmer, i, &s);
    stem_number(stemmer, 1, &late);
    for (unsigned k = 0; k < (1u << 18) - 1; k++)
        stem_number(stemmer, i++, &s);
    assert_int_equal(late.len[0], strlen(expected));
    assert_memory_equal(late.stem[0], expected, late.len[0]);

    for (; i < 1500000; i++) {
        NgStems again;
        stem_number(stemmer, i, &s);
        stem_number(stemmer, i, &again);
        assert_ptr_equal(s.stem[0], again.stem[0]);
    }
    ng_stemmer_free(stemmer);
}

static void test_stem__is_the_same_for_every_language_on_any_bytes(void **state)
{
    static const char *const langs[] = {"ar", "hy", "eu", "ca", "da", "nl", "en", "fi", "fr", "de",
                                        "el", "hi", "hu", "id", "ga", "it", "lt", "ne", "no", "pt",
                                        "ro", "ru", "sr", "es", "sv", "ta", "tr", "yi"};
    (void)state;
    for (gsize l = 0; l < G_N_ELEMENTS(langs); l++) {
        g_autoptr(GRand) rand = g_rand_new_with_seed(99);
        NgStemmer *stemmer = ng_stemmer_new(langs[l]);
        NgTokens t;
        ng_tokens_init(&t);
        for (int round = 0; round < 300; round++) {
            g_autoptr(GString) text = g_string_new(NULL);
            int n = g_rand_int_range(rand, 1, 120);
            while (n-- > 0) {
                gunichar cp = (gunichar)g_rand_int_range(rand, 0x20, n % 3 ? 0x700 : 0x1100);
                if (g_unichar_validate(cp))
                    g_string_append_unichar(text, cp);
            }
            ng_tokenise(&t, text->str, text->len);
            for (uint32_t i = 0; i < t.n; i++) {
                NgStems s;
                ng_stem(stemmer, ng_token_lower(&t, i), t.v[i].lower_len, ng_token_form(&t, i),
                        t.v[i].form_len, &s);
                assert_true(s.n == 1 || s.n == 2);
                for (int k = 0; k < s.n; k++)
                    if (s.len[k] == 0 || !g_utf8_validate(s.stem[k], s.len[k], NULL))
                        fail_msg("%s: stem %d of \"%.*s\"", langs[l], k, t.v[i].lower_len,
                                 ng_token_lower(&t, i));
            }
        }
        ng_tokens_clear(&t);
        ng_stemmer_free(stemmer);
    }
}

static void test_stem__languages_are_there_before_they_are_wanted(void **state)
{
    (void)state;
    static const char *const langs[] = {"en", "fr", "sr", "ja", "", NULL};
    g_autoptr(GError) error = NULL;
    assert_true(ng_stemmers_load(langs, &error));
    assert_true(ng_stemmers_load(NULL, &error));
    assert_null(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stem__languages_are_there_before_they_are_wanted),
        cmocka_unit_test(test_stem__gives_folded_stems_with_and_without_diacritics),
        cmocka_unit_test(test_stem__forms_with_and_without_accents_meet),
        cmocka_unit_test(test_stem__leaves_what_is_no_plain_word),
        cmocka_unit_test(test_stem__without_snowball_words_are_their_own_stems),
        cmocka_unit_test(test_stem__knows_each_language_of_snowball),
        cmocka_unit_test(test_stem__keeps_what_it_lent),
        cmocka_unit_test(test_stem__is_the_same_for_every_language_on_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
