/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an article is recognised by, and the table of stories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "nutgraf/sketch.h"
#include "nutgraf/story_table.h"

#include <string.h>

static void test_sketch__keeps_the_smallest_once_and_in_order(void **state)
{
    NgSketch sketch = {0};
    (void)state;
    for (uint32_t i = 0; i < 400; i++)
        ng_sketch_add(&sketch, (i * 37) % 200 + 5);
    assert_int_equal(sketch.n, NG_SKETCH_HASHES);
    for (uint32_t i = 0; i < sketch.n; i++)
        assert_int_equal(sketch.hashes[i], i + 5);
}

static void test_sketch__does_not_depend_on_the_order_of_shingles(void **state)
{
    NgSketch there = {0}, back = {0};
    (void)state;
    for (uint32_t i = 0; i < 100; i++) {
        ng_sketch_add(&there, i * 7919 % 65521);
        ng_sketch_add(&back, (99 - i) * 7919 % 65521);
    }
    assert_memory_equal(&there, &back, sizeof there);
}

static void test_sketch__comes_back_as_it_was_packed(void **state)
{
    g_autoptr(GString) value = g_string_new("x");
    (void)state;
    for (uint32_t n = 1; n <= NG_SKETCH_HASHES; n++) {
        NgSketch sketch = {.outlet = (uint16_t)(n * 4001)}, read;
        for (uint32_t i = 0; i < n; i++)
            ng_sketch_add(&sketch, (1u << NG_SHINGLE_BITS) - 1 - i * i * 1000);
        ng_sketch_pack(&sketch, value);
        assert_true(ng_sketch_unpack(value->str, value->len, &read));
        assert_memory_equal(&sketch, &read, sizeof read);
    }
    NgSketch none = {0};
    ng_sketch_pack(&none, value);
    assert_int_equal(value->len, 0);
}

static void test_sketch__refuses_what_is_damaged(void **state)
{
    NgSketch sketch = {0}, read;
    g_autoptr(GString) value = g_string_new(NULL);
    (void)state;
    for (uint32_t i = 0; i < NG_SKETCH_HASHES; i++)
        ng_sketch_add(&sketch, i * 100000);
    ng_sketch_pack(&sketch, value);
    g_string_append_c(value, 1);
    assert_false(ng_sketch_unpack(value->str, value->len, &read));
    assert_false(ng_sketch_unpack("", 0, &read));
    assert_false(ng_sketch_unpack("ab", 2, &read));
    assert_false(ng_sketch_unpack("ab\xff\xff\xff\xff\xff\x0f", 8, &read));
    assert_false(ng_sketch_unpack("ab\x05\x00", 4, &read));
}

static void test_shingler__is_the_same_wherever_the_words_stand(void **state)
{
    static const char *const words[] = {"the", "ferry", "to", "alder", "bay", "was", "late"};
    (void)state;
    NgShingler whole = {0}, part = {0};
    uint32_t hashes[8], n = 0, hash;
    for (guint i = 0; i < 7; i++)
        if (ng_shingler_add(&whole, ng_shingle_word(words[i], strlen(words[i])), &hash))
            hashes[n++] = hash;
    assert_int_equal(n, 7 - NG_SHINGLE_WORDS + 1);
    for (guint i = 2, k = 2; i < 7; i++)
        if (ng_shingler_add(&part, ng_shingle_word(words[i], strlen(words[i])), &hash))
            assert_int_equal(hash, hashes[k++]);
    /* order counts */
    NgShingler turned = {0};
    bool same = false;
    for (guint i = 7; i > 0; i--)
        if (ng_shingler_add(&turned, ng_shingle_word(words[i - 1], strlen(words[i - 1])), &hash))
            for (guint k = 0; k < n; k++)
                same = same || hashes[k] == hash;
    assert_false(same);
}

/* ---- the table ---- */

static NgStoryTable *table_of(const NgStoryPlace *places, guint n, const NgStoryPair *pairs,
                              guint n_pairs)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(NgStoryPlace));
    GArray *known = g_array_new(FALSE, FALSE, sizeof(NgStoryPair));
    g_array_append_vals(members, places, n);
    g_array_append_vals(known, pairs, n_pairs);
    return ng_story_table_new(members, known);
}

static const NgStoryPlace places[] = {{90, 7}, {4, 3}, {12, 7}, {40, 3}, {13, 9}, {41, 7}};

static void test_table__numbers_stories_by_their_first_member(void **state)
{
    g_autoptr(NgStoryTable) table = table_of(places, 6, NULL, 0);
    guint n;
    (void)state;
    assert_int_equal(ng_story_table_stories(table), 2);
    assert_int_equal(ng_story_table_of(table, 4), 0);
    assert_int_equal(ng_story_table_of(table, 40), 0);
    assert_int_equal(ng_story_table_of(table, 12), 1);
    assert_int_equal(ng_story_table_of(table, 90), 1);
    assert_int_equal(ng_story_table_of(table, 13), NG_NO_STORY); /* alone */
    assert_int_equal(ng_story_table_of(table, 5), NG_NO_STORY);
    assert_int_equal(ng_story_table_of(table, 1000000), NG_NO_STORY);
    const uint32_t *docids = ng_story_table_members(table, 1, &n);
    assert_int_equal(n, 3);
    assert_int_equal(docids[0], 12);
    assert_int_equal(docids[2], 90);
    assert_null(ng_story_table_members(table, 2, &n));
    assert_int_equal(n, 0);
}

static void test_table__tells_the_same_however_often_it_is_asked(void **state)
{
    g_autoptr(NgStoryTable) table = table_of(places, 6, NULL, 0);
    static const uint32_t docids[] = {90, 1, 12, 41, 4, 40, 41, 5, 90, 89};
    guint32 stories[G_N_ELEMENTS(docids)];
    (void)state;
    for (guint round = 0; round < 40; round++) {
        for (guint i = 0; i < G_N_ELEMENTS(docids); i++) {
            uint32_t story = ng_story_table_of(table, docids[i]);
            stories[i] = round ? stories[i] : story;
            assert_int_equal(story, stories[i]);
        }
        for (guint story = 0; story < ng_story_table_stories(table); story++) {
            guint n;
            const uint32_t *members = ng_story_table_members(table, story, &n);
            assert_true(n > 1);
            for (guint i = 0; i < n; i++) {
                assert_int_equal(ng_story_table_of(table, members[i]), story);
                assert_true(i == 0 || members[i] > members[i - 1]);
            }
        }
    }
    assert_int_equal(stories[1], NG_NO_STORY);
}

static void test_table__moves_with_the_documents(void **state)
{
    static const NgStoryPair pairs[] = {{12, 41}, {41, 90}};
    g_autoptr(NgStoryTable) table = table_of(places, 6, pairs, 2);
    g_autoptr(GString) value = g_string_new(NULL);
    (void)state;
    ng_story_table_pack(table, 4, value);
    g_autoptr(NgStoryTable) same = ng_story_table_unpack(value->str, value->len, 4, 90);
    assert_non_null(same);
    assert_int_equal(same->members->len, table->members->len);
    assert_memory_equal(same->members->data, table->members->data,
                        table->members->len * sizeof(NgStoryPlace));
    /* the three numbers before the first one in use are gone */
    g_autoptr(NgStoryTable) moved = ng_story_table_unpack(value->str, value->len, 1, 87);
    assert_non_null(moved);
    assert_int_equal(ng_story_table_of(moved, 1), 0);
    assert_int_equal(ng_story_table_of(moved, 87), 1);
    assert_int_equal(g_array_index(moved->pairs, NgStoryPair, 1).b, 87);
    /* and one that says more than there is is damaged */
    assert_null(ng_story_table_unpack(value->str, value->len, 1, 86));
}

static void test_table__refuses_what_is_damaged(void **state)
{
    static const NgStoryPair pairs[] = {{12, 41}};
    g_autoptr(NgStoryTable) table = table_of(places, 6, pairs, 1);
    g_autoptr(GString) value = g_string_new(NULL);
    (void)state;
    ng_story_table_pack(table, 4, value);
    for (gsize len = 1; len < value->len; len++)
        assert_null(ng_story_table_unpack(value->str, len, 4, 90));
    for (gsize i = 0; i < value->len; i++)
        for (guint bit = 0; bit < 8; bit++) {
            value->str[i] ^= (char)(1 << bit);
            g_autoptr(NgStoryTable) read = ng_story_table_unpack(value->str, value->len, 4, 90);
            for (guint story = 0; read && story < ng_story_table_stories(read); story++) {
                guint n;
                assert_non_null(ng_story_table_members(read, story, &n));
            }
            value->str[i] ^= (char)(1 << bit);
        }
    g_autoptr(NgStoryTable) none = ng_story_table_unpack("", 0, 1, 10);
    assert_non_null(none);
    assert_int_equal(ng_story_table_stories(none), 0);
}

static void test_boilerplate__comes_back_as_it_was_packed(void **state)
{
    static const guint64 some[] = {3, 4, 1ull << 24, (1ull << 40) + 5};
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autoptr(GString) value = g_string_new(NULL);
    (void)state;
    g_array_append_vals(numbers, some, 4);
    ng_boilerplate_pack(numbers, value);
    g_autoptr(GArray) read = ng_boilerplate_unpack(value->str, value->len);
    assert_non_null(read);
    assert_int_equal(read->len, 4);
    assert_memory_equal(read->data, some, sizeof some);
    assert_null(ng_boilerplate_unpack(value->str, value->len - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sketch__keeps_the_smallest_once_and_in_order),
        cmocka_unit_test(test_sketch__does_not_depend_on_the_order_of_shingles),
        cmocka_unit_test(test_sketch__comes_back_as_it_was_packed),
        cmocka_unit_test(test_sketch__refuses_what_is_damaged),
        cmocka_unit_test(test_shingler__is_the_same_wherever_the_words_stand),
        cmocka_unit_test(test_table__numbers_stories_by_their_first_member),
        cmocka_unit_test(test_table__tells_the_same_however_often_it_is_asked),
        cmocka_unit_test(test_table__moves_with_the_documents),
        cmocka_unit_test(test_table__refuses_what_is_damaged),
        cmocka_unit_test(test_boilerplate__comes_back_as_it_was_packed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
