/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forward index against lists of what was added. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "nutgraf/fields.h"
#include "nutgraf/forward.h"

typedef struct {
    NgForwardKind kind;
    char *term, *form;
    uint32_t place, position;
} Added;

typedef struct {
    NgForwardBuilder *builder;
    GArray *added;   /* Added */
    GArray *lengths; /* uint32_t */
    GString *packed;
    uint32_t begin, block;
} Article;

static void added_clear(gpointer data)
{
    g_free(((Added *)data)->term);
    g_free(((Added *)data)->form);
}

static Article *article_new(void)
{
    Article *article = g_new0(Article, 1);
    article->builder = ng_forward_builder_new();
    article->added = g_array_new(FALSE, FALSE, sizeof(Added));
    g_array_set_clear_func(article->added, added_clear);
    article->lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    article->packed = g_string_new(NULL);
    return article;
}

static void article_free(Article *article)
{
    ng_forward_builder_free(article->builder);
    g_array_unref(article->added);
    g_array_unref(article->lengths);
    g_string_free(article->packed, TRUE);
    g_free(article);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Article, article_free)

static void begin(Article *article)
{
    ng_forward_begin(article->builder);
    g_array_set_size(article->added, 0);
    g_array_set_size(article->lengths, 0);
    article->begin = article->block = 0;
}

static void paragraph(Article *article, uint32_t words)
{
    if (article->lengths->len) {
        uint32_t last = g_array_index(article->lengths, uint32_t, article->lengths->len - 1);
        article->begin += last;
        article->block += (last + NG_BLOCK_WORDS - 1) / NG_BLOCK_WORDS;
    }
    g_array_append_val(article->lengths, words);
    ng_forward_paragraph(article->builder, words);
}

static void add(Article *article, NgForwardKind kind, const char *term, const char *form,
                uint32_t word)
{
    Added added = {kind, g_strdup(term), g_strdup(form), article->begin + word, 0};
    added.position =
        (article->block + word / NG_BLOCK_WORDS) * NG_BLOCK_STRIDE + word % NG_BLOCK_WORDS;
    g_array_append_val(article->added, added);
    ng_forward_add(article->builder, kind, term, strlen(term), form, form ? strlen(form) : 0, word,
                   kind == NG_FORWARD_WORD);
}

static bool counts(const Added *added, const char *exact, const char *prefix)
{
    if (exact)
        return added->kind == NG_FORWARD_WORD && strcmp(added->form, exact) == 0;
    return !prefix || (added->form && g_str_has_prefix(added->form, prefix));
}

static int by_number(gconstpointer a, gconstpointer b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

/* By going through all that was added. */
static GArray *expected(const Article *article, const char *term, const char *exact,
                        const char *prefix)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < article->added->len; i++) {
        const Added *added = &g_array_index(article->added, Added, i);
        if (strcmp(added->term, term) == 0 && counts(added, exact, prefix))
            g_array_append_val(all, added->position);
    }
    g_array_sort(all, by_number);
    guint kept = 0;
    for (guint i = 0; i < all->len; i++) {
        uint32_t position = g_array_index(all, uint32_t, i);
        if (!i || position != g_array_index(all, uint32_t, kept - 1))
            g_array_index(all, uint32_t, kept++) = position;
    }
    g_array_set_size(all, kept);
    return all;
}

static void check(const Article *article, const char *term, const char *exact, const char *prefix)
{
    NgForward forward;
    NgForwardTerm wanted = ng_forward_term(term, strlen(term));
    NgForwardForms forms = {exact, prefix, exact ? strlen(exact) : 0, prefix ? strlen(prefix) : 0};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) right = expected(article, term, exact, prefix);
    assert_true(ng_forward_open(&forward, article->packed->str, article->packed->len));
    ng_forward_find(&forward, &wanted, &forms, found);
    ng_forward_settle(&forward, found, 0);
    if (found->len != right->len ||
        (found->len && memcmp(found->data, right->data, found->len * sizeof(uint32_t)) != 0))
        fail_msg("%s (exact %s, begins %s): %u places instead of %u", term, exact ? exact : "any",
                 prefix ? prefix : "any", found->len, right->len);
}

/* Of the positions that are right: in which paragraphs they are, if none is beyond those told. */
static void check_paragraphs(const Article *article, const char *term)
{
    g_autoptr(GArray) right = expected(article, term, NULL, NULL);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    guint64 wanted = 0;
    guint block = 0, at = 0;
    for (guint i = 0; i < article->lengths->len && article->lengths->len <= 63; i++) {
        guint words = g_array_index(article->lengths, uint32_t, i);
        block += MAX(1, (words + NG_BLOCK_WORDS - 1) / NG_BLOCK_WORDS);
        for (; at < right->len && g_array_index(right, uint32_t, at) / NG_BLOCK_STRIDE < block;
             at++)
            wanted |= G_GUINT64_CONSTANT(1) << i;
    }
    assert_true(ng_forward_paragraphs(article->packed->str, article->packed->len, term,
                                      strlen(term), places) == wanted);
}

static void check_all(Article *article)
{
    NgForward forward;
    g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    ng_forward_pack(article->builder, article->packed);
    assert_true(ng_forward_open(&forward, article->packed->str, article->packed->len));
    ng_forward_lengths(&forward, lengths, blocks);
    assert_int_equal(lengths->len, article->lengths->len);
    assert_memory_equal(lengths->data, article->lengths->data, lengths->len * sizeof(uint32_t));
    for (guint i = 0; i < article->added->len; i++) {
        const Added *added = &g_array_index(article->added, Added, i);
        if (g_hash_table_add(seen, added->term)) {
            check(article, added->term, NULL, NULL);
            check_paragraphs(article, added->term);
        }
        if (!added->form || i % 16)
            continue;
        g_autofree char *first = g_strndup(added->form, strlen(added->form) / 2 + 1);
        check(article, added->term, added->form, NULL);
        check(article, added->term, NULL, added->form);
        check(article, added->term, NULL, first);
    }
}

static void test_forward__words_readings_and_marks_stand_where_they_were_put(void **state)
{
    (void)state;
    g_autoptr(Article) article = article_new();
    begin(article);
    paragraph(article, 2);
    add(article, NG_FORWARD_WORD, "price", "prices", 0);
    add(article, NG_FORWARD_WORD, "rise", "rose", 1); /* no ending of its stem */
    paragraph(article, 4);
    add(article, NG_FORWARD_WORD, "price", "price", 0);
    add(article, NG_FORWARD_WORD, "price", "pricing", 1);
    add(article, NG_FORWARD_WORD, "oil", "oil", 2);
    add(article, NG_FORWARD_OTHER, "price", "prices", 2); /* part of a compound, say */
    add(article, NG_FORWARD_OTHER, "oilprice", "oilprices", 2);
    add(article, NG_FORWARD_MARK, "XAopec", NULL, 2);
    add(article, NG_FORWARD_MARK, "XAopec", NULL, 2); /* twice is once */
    add(article, NG_FORWARD_MARK, "XAopec", NULL, 3);
    check_all(article);
    check(article, "rise", "rose", NULL);
    check(article, "rise", NULL, "ris");
}

/* Blocks of a long paragraph, and an article that follows one of another in the same builder. */
static void test_forward__long_paragraphs_take_several_blocks(void **state)
{
    (void)state;
    g_autoptr(Article) article = article_new();
    for (guint round = 0; round < 2; round++) {
        begin(article);
        paragraph(article, 1);
        add(article, NG_FORWARD_WORD, "headline", "headline", 0);
        paragraph(article, 3 * NG_BLOCK_WORDS);
        for (uint32_t i = 0; i < 3 * NG_BLOCK_WORDS; i++)
            add(article, NG_FORWARD_WORD, i % 7 ? "common" : "seldom", i % 7 ? "common" : "seldom",
                i);
        paragraph(article, 5);
        add(article, NG_FORWARD_WORD, "last", "last", 4);
        check_all(article);
    }
}

/* Hashes of 16 bits: of a thousand terms some share one; and those of 32 bits. */
static void test_forward__terms_of_one_hash_are_told_apart(void **state)
{
    (void)state;
    static const guint counts_of[] = {200, 260, 1000, 4095, 4096, 9000};
    g_autoptr(Article) article = article_new();
    for (guint round = 0; round < G_N_ELEMENTS(counts_of); round++) {
        guint n = counts_of[round];
        begin(article);
        paragraph(article, n);
        for (guint i = 0; i < n; i++) {
            g_autofree char *word = g_strdup_printf("w%u", i * 7);
            add(article, NG_FORWARD_WORD, word, word, i);
        }
        ng_forward_pack(article->builder, article->packed);
        for (guint i = 0; i < n; i++) {
            const Added *added = &g_array_index(article->added, Added, i);
            NgForward forward;
            g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            NgForwardTerm term = ng_forward_term(added->term, strlen(added->term));
            assert_true(ng_forward_open(&forward, article->packed->str, article->packed->len));
            ng_forward_find(&forward, &term, NULL, found);
            ng_forward_settle(&forward, found, 0);
            if (found->len != 1 || g_array_index(found, uint32_t, 0) != added->position)
                fail_msg("%s among %u: %u places", added->term, n, found->len);
        }
    }
}

static guint rolls = 1;

static guint roll(guint sides)
{
    rolls = rolls * 1103515245u + 12345u;
    return (rolls >> 16) % sides;
}

static void test_forward__random_articles_are_read_as_they_were_written(void **state)
{
    static const char *const endings[] = {"", "s", "ed", "ing", "ation", "ungen", "xyz", "\u00e9"};
    (void)state;
    g_autoptr(Article) article = article_new();
    for (guint round = 0; round < 400; round++) {
        guint stems = 1 + roll(round % 10 ? 300 : 3000);
        begin(article);
        for (guint p = 0, paragraphs = 1 + roll(12); p < paragraphs; p++) {
            uint32_t words = 1 + roll(90);
            paragraph(article, words);
            for (uint32_t w = 0; w < words; w++) {
                g_autofree char *stem = g_strdup_printf("t%u", roll(stems));
                g_autofree char *form = g_strconcat(stem, endings[roll(8)], NULL);
                if (roll(20))
                    add(article, NG_FORWARD_WORD, stem, form, w);
                if (!roll(9))
                    add(article, NG_FORWARD_OTHER, stem, stem, roll(words));
                g_autofree char *mark = g_strdup_printf("XA%u", roll(9));
                if (!roll(6))
                    add(article, NG_FORWARD_MARK, mark, NULL, w);
            }
        }
        check_all(article);
    }
}

static void test_forward__hostile_bytes_stay_within_bounds(void **state)
{
    (void)state;
    g_autoptr(Article) article = article_new();
    begin(article);
    for (guint p = 0; p < 4; p++) {
        paragraph(article, 200);
        for (uint32_t w = 0; w < 200; w++) {
            g_autofree char *stem = g_strdup_printf("t%u", roll(500));
            g_autofree char *form = g_strconcat(stem, w % 3 ? "s" : "qqq", NULL);
            add(article, w % 5 ? NG_FORWARD_WORD : NG_FORWARD_OTHER, stem, form, w);
        }
    }
    ng_forward_pack(article->builder, article->packed);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    guint opened = 0;
    for (guint i = 0; i < 20000; i++) {
        gsize len = roll(4) ? article->packed->len : roll((guint)article->packed->len);
        g_autofree char *bytes = g_memdup2(article->packed->str, MAX(len, 1));
        for (guint changes = roll(6); changes && len; changes--)
            bytes[roll(3) ? roll((guint)len) : roll(20) % len] = (char)roll(256);
        NgForward forward;
        if (!ng_forward_open(&forward, bytes, len))
            continue;
        opened++;
        for (guint term = 0; term < 8; term++) {
            g_autofree char *stem = g_strdup_printf("t%u", roll(500));
            NgForwardTerm wanted = ng_forward_term(stem, strlen(stem));
            NgForwardForms forms = {term % 3 ? NULL : "t1s", term % 3 == 1 ? "t" : NULL, 3, 1};
            (void)ng_forward_paragraphs(bytes, len, stem, strlen(stem), places);
            g_array_set_size(places, 0);
            ng_forward_find(&forward, &wanted, &forms, places);
            ng_forward_settle(&forward, places, 0);
            for (guint j = 1; j < places->len; j++)
                assert_true(g_array_index(places, uint32_t, j - 1) <
                            g_array_index(places, uint32_t, j));
        }
        ng_forward_lengths(&forward, places, blocks);
    }
    assert_true(opened > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forward__words_readings_and_marks_stand_where_they_were_put),
        cmocka_unit_test(test_forward__long_paragraphs_take_several_blocks),
        cmocka_unit_test(test_forward__terms_of_one_hash_are_told_apart),
        cmocka_unit_test(test_forward__random_articles_are_read_as_they_were_written),
        cmocka_unit_test(test_forward__hostile_bytes_stay_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
