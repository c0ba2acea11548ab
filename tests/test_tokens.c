/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tokeniser promises, rule by rule.
 * Expected tokens are written as their folded forms; + before a form: EXTRA at the same word;
 * | stands for a word number that no token has. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/token.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *text, *expected;
} Case;

/* Checks what holds for each list, whatever the text. */
static void assert_sound(const NgTokens *t, const char *text, gsize len)
{
    uint32_t word = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        const NgToken *k = &t->v[i];
        bool bad = k->begin >= k->end || k->end > len || k->word >= t->words || k->word < word ||
                   k->lower_len == 0 || k->form_len == 0 || k->lower_len > 60000 ||
                   k->form_len > 60000 || (gsize)k->lower + k->lower_len > t->bytes_len ||
                   (gsize)k->form + k->form_len > t->bytes_len ||
                   (i == 0 && k->flags & NG_TOKEN_EXTRA) ||
                   (k->flags & NG_TOKEN_EXTRA && k->word != word) ||
                   !g_utf8_validate(ng_token_form(t, i), k->form_len, NULL) ||
                   !g_utf8_validate(ng_token_lower(t, i), k->lower_len, NULL);
        if (bad)
            fail_msg("token %u (%u..%u, word %u) of \"%.200s\" is not sound", i, k->begin, k->end,
                     k->word, text);
        word = k->word;
    }
    if (t->n > 0 && t->words == 0)
        fail_msg("no words in \"%.200s\"", text);
}

static char *written(const NgTokens *t, bool lower)
{
    GString *out = g_string_new(NULL);
    uint32_t next = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        const NgToken *k = &t->v[i];
        if (k->flags & NG_TOKEN_EXTRA) {
            g_string_append_c(out, '+');
        } else {
            if (out->len)
                g_string_append_c(out, ' ');
            for (; next < k->word; next++)
                g_string_append(out, "| ");
            next = k->word + 1;
        }
        if (lower)
            g_string_append_len(out, ng_token_lower(t, i), k->lower_len);
        else
            g_string_append_len(out, ng_token_form(t, i), k->form_len);
    }
    return g_string_free(out, FALSE);
}

static void check_as(const Case *cases, gsize n, bool lower)
{
    NgTokens t;
    ng_tokens_init(&t);
    for (gsize i = 0; i < n; i++) {
        ng_tokenise(&t, cases[i].text, strlen(cases[i].text));
        assert_sound(&t, cases[i].text, strlen(cases[i].text));
        g_autofree char *got = written(&t, lower);
        if (strcmp(got, cases[i].expected))
            fail_msg("\"%s\" gave\n  \"%s\", expected\n  \"%s\"", cases[i].text, got,
                     cases[i].expected);
    }
    ng_tokens_clear(&t);
}
#define check(cases) check_as(cases, G_N_ELEMENTS(cases), false)
#define check_lower(cases) check_as(cases, G_N_ELEMENTS(cases), true)

static void test_tokenise__finds_plain_words(void **state)
{
    static const Case cases[] = {
        {"", ""},
        {" \t\n...!?", ""},
        {"The audit of source code.", "the audit of source code"},
        {"said:\"No\"(yes)", "said no yes"},
        {"end", "end"},
        {"a b", "a b"},
        {"B2B G20 3D MI6", "b2b g20 3d mi6"},
        {"snake_case user@host #MeToo @handle", "snake case user host metoo handle"},
        {"cyberscoop.com, see.this", "cyberscoop com see this"},
        {"wait...what\xE2\x80\x94really\xE2\x80\x93yes \xE2\x80\x9Cquoted\xE2\x80\x9D",
         "wait what really yes quoted"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__cuts_possessives(void **state)
{
    static const Case cases[] = {
        {"Kaspersky's software", "kaspersky software"},
        {"KASPERSKY'S", "kaspersky"},
        {"Kaspersky\xE2\x80\x99s, Kaspersky\xCA\xBCs", "kaspersky kaspersky"},
        {"the senators' letter", "the senators letter"},
        {"U.S.'s and F.B.I.\xE2\x80\x99s", "u.s+us and f.b.i+fbi"},
        {"Moody's-rated bonds", "moody rated+moodyrated bonds"},
        {"the 1990's", "the 1990+1990s"},
        {"it's", "it"},
        {"gov't's", "gov't+govt"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__keeps_inner_apostrophes(void **state)
{
    static const Case cases[] = {
        {"Gov't", "gov't+govt"},
        {"O'Brien O\xE2\x80\x99"
         "Brien",
         "o'brien+obrien o'brien+obrien"},
        {"don't", "don't+dont"},
        {"she'll we're I've he'd I\xE2\x80\x99m", "she'll we're i've he'd i'm"},
        {"O\xC2\xB4"
         "Brien O\xE2\x80\x98"
         "Brien \xE2\x80\x98so\xE2\x80\x99",
         "o'brien+obrien o'brien+obrien so"},
        {"rock'n'roll", "rock'n'roll+rocknroll"},
        {"'quoted' 'tis", "quoted tis"},
        {"aujourd'hui", "aujourd'hui+aujourdhui"},
        {"\xD0\xBF'\xD1\x8F\xD1\x82\xD1\x8C",
         "\xD0\xBF'\xD1\x8F\xD1\x82\xD1\x8C+\xD0\xBF\xD1\x8F\xD1\x82\xD1\x8C"},
        {"6'2\" tall", "6 2 tall"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__splits_elisions(void **state)
{
    static const Case cases[] = {
        {"l'homme d\xE2\x80\x99"
         "affaires",
         "l homme d affaires"},
        {"qu'il s'agit jusqu'au", "qu il s agit jusqu au"},
        {"dell'arte all'Italia", "dell arte all italia"},
        {"l'\xC3\xA9t\xC3\xA9", "l ete"},
        {"Alfonse D'Amato", "alfonse d amato+damato"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__joins_hyphenated_parts_as_extra(void **state)
{
    static const Case cases[] = {
        {"non-governmental", "non governmental+nongovernmental"},
        {"Non-Gov't Deals", "non gov't+govt+nongovt deals"},
        {"state-of-the-art", "state of the art+stateoftheart"},
        {"co\xE2\x80\x90operate co\xE2\x80\x91operate",
         "co operate+cooperate co operate+cooperate"},
        {"COVID-19 F-16", "covid 19+covid19 f 16+f16"},
        {"U.S.-led", "u.s+us led+usled"},
        {"US-Russia", "us+u.s russia+usrussia"},
        {"10-15 2017-08-25 5-3/4", "10 15 2017 08 25 5 3/4"},
        {"dash -- dash - dash- -dash", "dash dash dash dash"},
        {"coop\xC2\xAD"
         "era\xC2\xADtion",
         "cooperation"},
        {"vice-pr\xC3\xA9sident", "vice president+vicepresident"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__keeps_dotted_letters_together(void **state)
{
    static const Case cases[] = {
        {"U.S. officials", "u.s+us officials"},
        {"the U.S", "the u.s+us"},
        {"F.B.I., e.g. at 5 p.m.", "f.b.i+fbi e.g+eg at 5 p.m+pm"},
        {"J.K. Rowling, J. Smith", "j.k+jk rowling j smith"},
        {"i.e.the", "i.e+ie the"},
        {"S.Korea", "s korea"},
        {"The US and the UK", "the us+u.s and the uk+u.k"},
        {"US AND UK", "us and uk"},
        {"us Us USA", "us us usa"},
        {"Plan B. A new", "plan b a new"},
        {"\xD0\xA1.\xD0\xA8.\xD0\x90.", "\xD1\x81.\xD1\x88.\xD0\xB0+\xD1\x81\xD1\x88\xD0\xB0"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__keeps_ampersands_plus_and_sharp(void **state)
{
    static const Case cases[] = {
        {"AT&T, R&D", "at&t r&d"},
        {"Q & A; a&1", "q a a 1"},
        {"C++ and C# and F#", "c++ and c# and f#"},
        {"C++11, Notepad++.", "c++ 11 notepad++"},
        {"a+++ page#3 C#x +1", "a page 3 c x 1"},
        {"S&P's", "s&p"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__reads_numbers_as_one_word(void **state)
{
    static const Case cases[] = {
        {"24/7 and 9/11", "24/7 and 9/11"},
        {"03/04/2024", "03/04/2024"},
        {"if/when", "if when"},
        {"4.5 percent, 4.5.", "4.5 percent 4.5"},
        {"$4.5m \xC2\xA3"
         "1,000",
         "4.5m 1000"},
        {"1,000,000.50", "1000000.50"},
        {"1,000-strong", "1000 strong+1000strong"},
        {"1.000.000", "1.000.000"},
        {"1,2,3 4,5 1990,200 12,3456 1,0000", "1 2 3 4 5 1990 200 12 3456 1 0000"},
        {"12,345,67", "12345 67"},
        {"10:30 50% 192.168.1.1 v2.0", "10 30 50 192.168.1.1 v2.0"},
        {"\xD9\xA1\xD9\xA2\xD9\xA3", "123"},
        {"CO\xE2\x82\x82 said\xC2\xB2", "co2 said"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__folds_case_and_diacritics(void **state)
{
    static const Case cases[] = {
        {"Caf\xC3\xA9 CAF\xC3\x89 cafe\xCC\x81", "cafe cafe cafe"},
        {"Stra\xC3\x9F"
         "e STRA\xE1\xBA\x9E"
         "E",
         "strasse strasse"},
        {"\xC3\x98rsted \xC5\x81\xC3\xB3"
         "d\xC5\xBA \xC3\x86on \xC4\xB0stanbul",
         "orsted lodz aeon istanbul"},
        {"\xEF\xAC\x81nance \xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\x91", "finance ab1"},
        {"Vi\xE1\xBB\x87t", "viet"},
        {"\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1 \xCE\xBB\xCF\x8C\xCE\xB3\xCE\xBF\xCF\x82",
         "\xCE\xB1\xCE\xB8\xCE\xB7\xCE\xBD\xCE\xB1 \xCE\xBB\xCE\xBF\xCE\xB3\xCE\xBF\xCF\x83"},
        /* Cyrillic: yo is ye, short i stays also when it comes in two, stress goes */
        {"\xD0\x81\xD0\xB6 \xD0\xB9 \xD0\xB8\xCC\x86 \xD0\xB7\xD0\xB0\xCC\x81",
         "\xD0\xB5\xD0\xB6 \xD0\xB9 \xD0\xB9 \xD0\xB7\xD0\xB0"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__lower_form_keeps_diacritics(void **state)
{
    static const Case cases[] = {
        {"CAF\xC3\x89 cafe\xCC\x81", "caf\xC3\xA9 caf\xC3\xA9"},
        {"Gov\xE2\x80\x99t", "gov't+govt"},
        {"vice-Pr\xC3\xA9sident", "vice pr\xC3\xA9sident+vicepr\xC3\xA9sident"},
    };
    (void)state;
    check_lower(cases);
}

static void test_tokenise__pairs_scripts_without_spaces(void **state)
{
    static const Case cases[] = {
        {"\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD",
         "\xE6\x9D\xB1\xE4\xBA\xAC \xE4\xBA\xAC\xE9\x83\xBD"},
        {"\xE7\x8C\xAB", "\xE7\x8C\xAB"},
        {"\xE6\x9D\xB1\xE4\xBA\xAC ABC", "\xE6\x9D\xB1\xE4\xBA\xAC | abc"},
        {"ABC\xE6\x9D\xB1\xE4\xBA\xAC", "abc \xE6\x9D\xB1\xE4\xBA\xAC"},
        /* kana in two characters is one; half width is full width */
        {"\xE3\x81\x8B\xE3\x82\x99\xE3\x81\x8D", "\xE3\x81\x8C\xE3\x81\x8D"},
        {"\xEF\xBD\xB1\xEF\xBD\xB2", "\xE3\x82\xA2\xE3\x82\xA4"},
        /* Thai: a mark stays with its letter */
        {"\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88\xE0\xB8\x99",
         "\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88\xE0\xB8\x99"},
        /* Korean has spaces: words, also letter by letter */
        {"\xED\x95\x9C\xEA\xB5\xAD \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
         "\xED\x95\x9C\xEA\xB5\xAD \xED\x95\x9C"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__ignores_what_is_invisible(void **state)
{
    static const Case cases[] = {
        {"in\xE2\x80\x8D"
         "visible a\xE2\x81\xA0"
         "b \xEF\xBB\xBF"
         "c",
         "invisible ab c"},
        {"a\xE2\x80\x8B"
         "b",
         "a b"},
        {"\xCC\x81 \xCC\x81"
         "a \xE2\x80\x8D",
         "a"},
        {"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 family \xE2\x98\x83", "family"},
        {"\xE2\x80\x8F\xD7\xA9\xD7\xA8\xE2\x80\x8F", "\xD7\xA9\xD7\xA8"},
    };
    (void)state;
    check(cases);
}

static void test_tokenise__spans_and_flags(void **state)
{
    static const struct {
        const char *text;
        uint32_t i, begin, end;
        unsigned flags;
    } cases[] = {
        {"Kaspersky's lab", 0, 0, 9, NG_TOKEN_CAPITAL | NG_TOKEN_SPACE | NG_TOKEN_POSSESSIVE},
        {"Kaspersky's lab", 1, 12, 15, NG_TOKEN_SPACE},
        {"the senators' x", 1, 4, 12, NG_TOKEN_SPACE | NG_TOKEN_POSSESSIVE},
        {"(FBI)", 0, 1, 4, NG_TOKEN_CAPITAL | NG_TOKEN_ALL_CAPS},
        {"in the U.S. now", 2, 7, 11, NG_TOKEN_CAPITAL | NG_TOKEN_ALL_CAPS | NG_TOKEN_SPACE},
        {"in the U.S. now", 3, 7, 11,
         NG_TOKEN_CAPITAL | NG_TOKEN_ALL_CAPS | NG_TOKEN_SPACE | NG_TOKEN_EXTRA},
        {"MI6", 0, 0, 3, NG_TOKEN_CAPITAL | NG_TOKEN_ALL_CAPS | NG_TOKEN_DIGIT | NG_TOKEN_SPACE},
        {"4G", 0, 0, 2, NG_TOKEN_CAPITAL | NG_TOKEN_DIGIT | NG_TOKEN_SPACE},
        {"A", 0, 0, 1, NG_TOKEN_CAPITAL | NG_TOKEN_SPACE},
        {"x non-state", 1, 2, 5, NG_TOKEN_SPACE},
        {"x non-state", 2, 6, 11, 0},
        {"x non-state", 3, 2, 11, NG_TOKEN_SPACE | NG_TOKEN_EXTRA},
        {"F-16", 2, 0, 4, NG_TOKEN_CAPITAL | NG_TOKEN_DIGIT | NG_TOKEN_SPACE | NG_TOKEN_EXTRA},
        {"a \xC3\x89t\xC3\xA9", 1, 2, 7, NG_TOKEN_CAPITAL | NG_TOKEN_SPACE},
        {"a\xC2\xA0\xC3\x89T\xC3\x89", 1, 3, 8,
         NG_TOKEN_CAPITAL | NG_TOKEN_ALL_CAPS | NG_TOKEN_SPACE},
        {"C++!", 0, 0, 3, NG_TOKEN_CAPITAL | NG_TOKEN_SPACE},
        {"1,000", 0, 0, 5, NG_TOKEN_DIGIT | NG_TOKEN_SPACE},
        {"\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD", 1, 3, 9, NG_TOKEN_CJK},
    };
    NgTokens t;
    (void)state;
    ng_tokens_init(&t);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ng_tokenise(&t, cases[i].text, strlen(cases[i].text));
        if (cases[i].i >= t.n)
            fail_msg("\"%s\" has %u tokens only", cases[i].text, t.n);
        const NgToken *k = &t.v[cases[i].i];
        if (k->begin != cases[i].begin || k->end != cases[i].end || k->flags != cases[i].flags)
            fail_msg("\"%s\", token %u: %u..%u flags %x, expected %u..%u flags %x", cases[i].text,
                     cases[i].i, k->begin, k->end, k->flags, cases[i].begin, cases[i].end,
                     cases[i].flags);
    }
    ng_tokens_clear(&t);
}

static void test_tokenise__ascii_form_is_lower(void **state)
{
    static const char text[] = "Plain TEXT gov't \xC3\xA9t\xC3\xA9 na\xC3\xAFve";
    NgTokens t;
    (void)state;
    ng_tokens_init(&t);
    ng_tokenise(&t, text, strlen(text));
    for (uint32_t i = 0; i < t.n; i++) {
        g_autofree char *lower = g_strndup(ng_token_lower(&t, i), t.v[i].lower_len);
        assert_true(g_str_is_ascii(lower) == (t.v[i].form == t.v[i].lower));
    }
    ng_tokens_clear(&t);
}

static void test_tokenise__cuts_words_without_end(void **state)
{
    static const char *const letters[] = {
        "a", "\xC3\x9F", "\xC3\xA9", "e\xCC\x81", "a'", "1", "\xE0\xA4\x95\xE0\xA5\x8D"};
    NgTokens t;
    (void)state;
    ng_tokens_init(&t);
    for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < 300000)
            g_string_append(text, letters[i]);
        g_string_append(text, "z end");
        ng_tokenise(&t, text->str, text->len);
        assert_sound(&t, text->str, text->len);
        assert_int_equal(t.words, 2);
        assert_int_equal(t.v[0].end, text->len - 4);
        assert_true(t.v[0].lower_len > 59000 && t.v[0].lower_len <= 60000);
        g_string_free(text, TRUE);
    }
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 10000; i++)
        g_string_append_c(text, 'x');
    ng_tokenise(&t, text->str, text->len);
    assert_int_equal(t.n, 1);
    assert_int_equal(t.v[0].form_len, 10000);
    g_string_free(text, TRUE);
    ng_tokens_clear(&t);
}

/* Pieces that meet in every order, so that each joiner stands next to everything. */
static void test_tokenise__is_sound_on_any_mixture(void **state)
{
    static const char *const pieces[] = {"a",
                                         "Bc",
                                         "9",
                                         "1,000",
                                         "s",
                                         "'s",
                                         "'",
                                         "\xE2\x80\x99",
                                         "-",
                                         ".",
                                         "..",
                                         ",",
                                         "/",
                                         "&",
                                         "+",
                                         "++",
                                         "#",
                                         " ",
                                         "\n",
                                         "\xC2\xAD",
                                         "\xE2\x80\x8D",
                                         "\xCC\x81",
                                         "\xD0\xB8",
                                         "\xCC\x86",
                                         "\xC3\x9F",
                                         "\xC4\xB0",
                                         "\xEF\xAC\x83",
                                         "\xEF\xB7\xBA",
                                         "\xE6\x9D\xB1",
                                         "\xE3\x81\x8B\xE3\x82\x99",
                                         "\xE0\xB8\x97\xE0\xB8\xB5",
                                         "\xF0\xA0\x80\x80",
                                         "\xF0\x9F\x98\x80",
                                         "\xD7\xA9",
                                         "\xE2\x80\x8F",
                                         "\xD9\xA3",
                                         "U.S.",
                                         "l'",
                                         "O'B",
                                         "\xED\x95\x9C",
                                         "\xE1\x85\xA1",
                                         "\xF0\x90\x90\x80",
                                         "\xEF\xBF\xBD",
                                         "\xCD\x8F"};
    NgTokens t;
    g_autoptr(GRand) rand = g_rand_new_with_seed(20170825);
    (void)state;
    ng_tokens_init(&t);
    for (int round = 0; round < 30000; round++) {
        GString *text = g_string_new(NULL);
        int n = g_rand_int_range(rand, 0, 24);
        for (int i = 0; i < n; i++)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        /* an exact copy on the heap: one byte too far is seen by the sanitizer */
        g_autofree char *exact = g_memdup2(text->str, MAX(text->len, 1));
        ng_tokenise(&t, exact, text->len);
        assert_sound(&t, text->str, text->len);
        g_autofree char *first = written(&t, false);
        ng_tokenise(&t, exact, text->len);
        g_autofree char *second = written(&t, false);
        assert_string_equal(first, second);
        g_string_free(text, TRUE);
    }
    ng_tokens_clear(&t);
}

static void test_tokenise__is_sound_on_random_characters(void **state)
{
    NgTokens t;
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    (void)state;
    ng_tokens_init(&t);
    for (int round = 0; round < 3000; round++) {
        GString *text = g_string_new(NULL);
        int n = g_rand_int_range(rand, 1, 200);
        while (n-- > 0) {
            int plane = g_rand_int_range(rand, 0, 4);
            gunichar cp = (gunichar)g_rand_int_range(rand, 1,
                                                     plane == 0   ? 0x80
                                                     : plane == 1 ? 0x600
                                                     : plane == 2 ? 0x10000
                                                                  : 0x110000);
            if (g_unichar_validate(cp))
                g_string_append_unichar(text, cp);
        }
        g_autofree char *exact = g_memdup2(text->str, MAX(text->len, 1));
        ng_tokenise(&t, exact, text->len);
        assert_sound(&t, text->str, text->len);
        g_string_free(text, TRUE);
    }
    ng_tokens_clear(&t);
}

/* Callers promise valid text; a broken promise must not read or write outside. */
static void test_tokenise__survives_invalid_bytes(void **state)
{
    static const Case cases[] = {
        {"a\xC3", "a"},
        {"a\xE2\x80", "a"},
        {"\xED\xA0\x80x", "x"},
        {"\xC0\x80x \xF8\x88\x80\x80\x80y", "x y"},
        {"\xF4\x90\x80\x80z", "z"},
        {"caf\xE9 noir", "caf noir"},
    };
    NgTokens t;
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    (void)state;
    check(cases);
    ng_tokens_init(&t);
    for (int round = 0; round < 3000; round++) {
        gsize n = (gsize)g_rand_int_range(rand, 1, 200);
        g_autofree char *bytes = g_malloc(n);
        for (gsize i = 0; i < n; i++)
            bytes[i] = (char)g_rand_int_range(rand, 0, 256);
        ng_tokenise(&t, bytes, n);
        assert_sound(&t, "random bytes", n);
    }
    ng_tokens_clear(&t);
}

/* A word alone and the same word in a text give the same form: query and text meet. */
static void test_tokenise__reads_a_word_the_same_anywhere(void **state)
{
    static const char *const words[] = {"Gov't",
                                        "U.S.",
                                        "AT&T",
                                        "C++",
                                        "24/7",
                                        "$4.5m",
                                        "1,000",
                                        "na\xC3\xAFve",
                                        "Stra\xC3\x9F"
                                        "e",
                                        "O'Brien",
                                        "F.B.I."};
    NgTokens alone, within;
    (void)state;
    ng_tokens_init(&alone);
    ng_tokens_init(&within);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *text = g_strdup_printf("(before %s after)", words[i]);
        ng_tokenise(&alone, words[i], strlen(words[i]));
        ng_tokenise(&within, text, strlen(text));
        g_autofree char *a = written(&alone, false), *w = written(&within, false);
        g_autofree char *expected = g_strdup_printf("before %s after", a);
        assert_string_equal(w, expected);
    }
    ng_tokens_clear(&alone);
    ng_tokens_clear(&within);
}

/* The fast path for ASCII and the careful one give the same tokens: an invisible character within
 * its words sends a text the careful way. */
static void test_tokenise__fast_path_agrees_with_the_careful_one(void **state)
{
    static const char *const pieces[] = {
        "audit", "Kaspersky", "FBI", "US", "IT", "I",  "a",           "s",   "'s",  "'",
        "'t",    "-",         ".",   ",",  "/",  "&",  "+",           "++",  "#",   " ",
        " ",     "\n",        "(",   "\"", "7",  "24", "1,000",       "4.5", "mi6", "4G",
        "U.S.",  "--",        "...", ":",  "_",  "@",  "\xE2\x80\x94"};
    NgTokens fast, careful;
    g_autoptr(GRand) rand = g_rand_new_with_seed(40);
    (void)state;
    ng_tokens_init(&fast);
    ng_tokens_init(&careful);
    for (int round = 0; round < 30000; round++) {
        g_autoptr(GString) text = g_string_new(NULL), hidden = g_string_new(NULL);
        int n = g_rand_int_range(rand, 1, 16);
        while (n-- > 0)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        for (gsize i = 0; i < text->len; i++) {
            bool inside =
                i > 0 && g_ascii_isalpha(text->str[i - 1]) && g_ascii_isalpha(text->str[i]);
            if (inside)
                g_string_append(hidden, "\xC2\xAD");
            g_string_append_c(hidden, text->str[i]);
        }
        ng_tokenise(&fast, text->str, text->len);
        ng_tokenise(&careful, hidden->str, hidden->len);
        g_autofree char *a = written(&fast, false), *b = written(&careful, false);
        if (strcmp(a, b))
            fail_msg("\"%s\" gives\n  \"%s\", and carefully\n  \"%s\"", text->str, a, b);
        assert_int_equal(fast.n, careful.n);
        for (uint32_t i = 0; i < fast.n; i++)
            if (fast.v[i].flags != careful.v[i].flags)
                fail_msg("\"%s\", token %u: flags %x, and carefully %x", text->str, i,
                         fast.v[i].flags, careful.v[i].flags);
    }
    ng_tokens_clear(&fast);
    ng_tokens_clear(&careful);
}

static void test_tokens__list_is_reused(void **state)
{
    NgTokens t;
    (void)state;
    ng_tokens_init(&t);
    ng_tokenise(&t, "one two three four five", 23);
    const NgToken *v = t.v;
    const char *bytes = t.bytes;
    ng_tokenise(&t, "six seven", 9);
    assert_ptr_equal(v, t.v);
    assert_ptr_equal(bytes, t.bytes);
    assert_int_equal(t.n, 2);
    assert_int_equal(t.words, 2);
    ng_tokens_clear(&t);
    assert_null(t.v);
    ng_tokens_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokenise__finds_plain_words),
        cmocka_unit_test(test_tokenise__cuts_possessives),
        cmocka_unit_test(test_tokenise__keeps_inner_apostrophes),
        cmocka_unit_test(test_tokenise__splits_elisions),
        cmocka_unit_test(test_tokenise__joins_hyphenated_parts_as_extra),
        cmocka_unit_test(test_tokenise__keeps_dotted_letters_together),
        cmocka_unit_test(test_tokenise__keeps_ampersands_plus_and_sharp),
        cmocka_unit_test(test_tokenise__reads_numbers_as_one_word),
        cmocka_unit_test(test_tokenise__folds_case_and_diacritics),
        cmocka_unit_test(test_tokenise__lower_form_keeps_diacritics),
        cmocka_unit_test(test_tokenise__pairs_scripts_without_spaces),
        cmocka_unit_test(test_tokenise__ignores_what_is_invisible),
        cmocka_unit_test(test_tokenise__spans_and_flags),
        cmocka_unit_test(test_tokenise__ascii_form_is_lower),
        cmocka_unit_test(test_tokenise__cuts_words_without_end),
        cmocka_unit_test(test_tokenise__is_sound_on_any_mixture),
        cmocka_unit_test(test_tokenise__is_sound_on_random_characters),
        cmocka_unit_test(test_tokenise__survives_invalid_bytes),
        cmocka_unit_test(test_tokenise__reads_a_word_the_same_anywhere),
        cmocka_unit_test(test_tokenise__fast_path_agrees_with_the_careful_one),
        cmocka_unit_test(test_tokens__list_is_reused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
