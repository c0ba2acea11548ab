/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The field table's invariants, spelling, and the one function that makes terms. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "nutgraf/fields.h"

static void test_fields__table_is_ordered_and_unambiguous(void **state)
{
    (void)state;
    for (guint i = 0; i < NG_FIELD_COUNT; i++) {
        const NgFieldInfo *info = ng_field_info((NgField)i);
        assert_int_equal(info->field, i);
        assert_true(info->help && *info->help);
        assert_ptr_equal(ng_field_find(info->name, strlen(info->name)), info);
        g_autofree char *capitals = g_ascii_strup(info->name, -1);
        assert_ptr_equal(ng_field_find(capitals, strlen(capitals)), info);
        for (guint j = 0; info->also[j]; j++)
            assert_ptr_equal(ng_field_find(info->also[j], strlen(info->also[j])), info);
        for (const char *c = info->prefix; c && *c; c++)
            assert_true(g_ascii_isupper(*c));
    }
    assert_null(ng_field_info(NG_FIELD_COUNT));
    assert_null(ng_field_find("titles", 6));
    assert_null(ng_field_find("", 0));
    assert_non_null(ng_field_find("title:code", 5));
}

static void test_fields__facets_are_found_by_name(void **state)
{
    (void)state;
    for (guint i = 0; i < NG_FACET_COUNT; i++) {
        NgFacet facet;
        const char *name = ng_facet_name((NgFacet)i);
        assert_true(ng_facet_parse(name, strlen(name), &facet));
        assert_int_equal(facet, i);
    }
    NgFacet facet = NG_FACET_DAY;
    assert_false(ng_facet_parse("actors", 6, &facet));
    assert_int_equal(facet, NG_FACET_DAY);
    assert_null(ng_facet_name(NG_FACET_COUNT));
}

static void test_fields__nearest_name_is_two_edits_away_at_most_or_another_word_for_it(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"titel", "title"},   {"outlte", "outlet"},
        {"actr", "actor"},    {"sadby", "saidby"},
        {"LNAG", "lang"},     {"speaker", "saidby"},
        {"Author", "byline"}, {"since", "after"},
        {"xyzzy", NULL},      {"", NULL},
        {"q", NULL},          {"a-name-that-is-far-longer-than-any-field-has", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *found = ng_field_nearest(cases[i][0], strlen(cases[i][0]));
        if (g_strcmp0(found, cases[i][1]) != 0)
            fail_msg("%s: nearest %s, expected %s", cases[i][0], found, cases[i][1]);
    }
}

static void test_fields__spelling_distance(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        guint distance;
    } cases[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"abc", "ABC", 0},
        {"ab", "ba", 1},
        {"ca", "abc", 3},
        {"kitten", "sitting", 3},
        {"audit", "audti", 1},
        {"abcdefghijklmnopqrstuvwxyz01234", "abcdefghijklmnopqrstuvwxyz01234", 0},
        {"abcdefghijklmnopqrstuvwxyz012345", "a", G_MAXUINT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint there =
            ng_spelling_distance(cases[i].a, strlen(cases[i].a), cases[i].b, strlen(cases[i].b));
        guint back =
            ng_spelling_distance(cases[i].b, strlen(cases[i].b), cases[i].a, strlen(cases[i].a));
        if (there != cases[i].distance || back != cases[i].distance)
            fail_msg("%s, %s: %u and %u", cases[i].a, cases[i].b, there, back);
    }
}

/* Words of few letters, so that many are near. */
static gsize make_word(GRand *dice, char *word)
{
    gsize len = (gsize)g_rand_int_range(dice, 0, 9);
    for (gsize i = 0; i < len; i++)
        word[i] = "abAcd-"[g_rand_int_range(dice, 0, 6)];
    return len;
}

static void test_fields__spelling_distance_is_told_as_far_as_it_is_wanted(void **state)
{
    (void)state;
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    for (guint i = 0; i < 20000; i++) {
        char a[8], b[8];
        gsize a_len = make_word(dice, a), b_len = make_word(dice, b);
        guint whole = ng_spelling_distance(a, a_len, b, b_len);
        for (guint most = 0; most < 6; most++) {
            guint within = ng_spelling_distance_within(a, a_len, b, b_len, most);
            if (within != (whole <= most ? whole : G_MAXUINT))
                fail_msg("%.*s, %.*s within %u: %u, not %u", (int)a_len, a, (int)b_len, b, most,
                         within, whole);
        }
    }
}

/* What Xapian stores of a term: a NUL takes two bytes. */
static gsize stored(const GString *term)
{
    gsize n = term->len;
    for (gsize i = 0; i < term->len; i++)
        n += term->str[i] == '\0';
    return n;
}

static void test_term__is_cut_so_that_it_fits(void **state)
{
    (void)state;
    g_autofree char *letters = g_strnfill(10000, 'x');
    g_autofree char *nuls = g_malloc0(400);
    g_autoptr(GString) term = g_string_new("left over");
    for (gsize len = 0; len <= 300; len++) {
        ng_term_make(term, NG_TERM_QUOTE_BEGIN, letters, len);
        assert_true(stored(term) <= 245);
        if (len <= 237)
            assert_int_equal(term->len, len + 2);
        ng_term_make(term, NG_TERM_QUOTE_BEGIN, nuls, len);
        assert_true(stored(term) <= 245);
    }
    /* The same word is cut alike under every prefix; longer words that begin alike differ. */
    g_autoptr(GString) other = g_string_new(NULL);
    ng_term_make(term, "", letters, 10000);
    ng_term_make(other, NG_TERM_RAW, letters, 10000);
    assert_string_equal(term->str, other->str + 1);
    ng_term_make(other, "", letters, 9999);
    assert_string_not_equal(term->str, other->str);
    ng_term_make(term, NG_TERM_ID, "a\0b", 3);
    assert_int_equal(term->len, 4);
    assert_memory_equal(term->str, "Qa\0b", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields__table_is_ordered_and_unambiguous),
        cmocka_unit_test(test_fields__facets_are_found_by_name),
        cmocka_unit_test(
            test_fields__nearest_name_is_two_edits_away_at_most_or_another_word_for_it),
        cmocka_unit_test(test_fields__spelling_distance),
        cmocka_unit_test(test_fields__spelling_distance_is_told_as_far_as_it_is_wanted),
        cmocka_unit_test(test_term__is_cut_so_that_it_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
