/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file of what is common: it says what the database says, for one revision and whatever has
 * become of the file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/store/common.h"
#include "nutgraf/generation.h"
#include "nutgraf/store.h"

#define DOCUMENTS 3000
#define LEAST 40
#define SLOT 3

static char *dir, *path, *file;
/* Of many documents, of some, of a few, of one; with large and small wdf; a prefix of others. */
static const char *const words[] = {"all",   "half", "often", "rare", "once", "weighty", "M2020",
                                    "M2021", "Y1",   "none",  "M",    "hal",  "halfway"};

static bool has(guint word, guint i)
{
    static const guint every[] = {1, 2, 9, 200, 2999, 3, 4, 700, 5, 0, 0, 0, 77};
    return every[word] && i % every[word] == 0;
}

static guint32 weighs(guint word, guint i)
{
    return word == 5 ? i * 1000 : word == 0 ? 1 + i % 3 : word == 6 ? 0 : 1;
}

/* In one part, in several up to the last, or it is not known. */
static guint64 parts_in(guint32 docid, const char *term)
{
    guint64 mixed = (docid + (guint8)term[0]) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    guint64 one = G_GUINT64_CONSTANT(1) << (mixed >> 32) % 63;
    switch (docid % 5) {
    case 0:
        return 0;
    case 1:
        return mixed & ~NG_DB_PARTS_NOT_TOLD;
    case 2:
        return one | G_GUINT64_CONSTANT(1) << 62;
    default:
        return one;
    }
}

static guint64 parts_of(const char *value, gsize len, const char *term, gsize term_len,
                        gpointer data)
{
    g_autofree char *number = g_strndup(value, len), *name = g_strndup(term, term_len);
    assert_ptr_equal(data, &dir);
    return parts_in((guint32)strtoul(number, NULL, 10), name);
}

static const NgDbCommon parted = {.parts_slot = SLOT, .parts = parts_of, .parts_data = &dir};

static void add(NgDbWriter *writer, guint i)
{
    NgDbDoc *doc = ng_db_doc_new();
    g_autofree char *number = g_strdup_printf("%u", i);
    ng_db_doc_value(doc, SLOT, number, strlen(number));
    for (guint word = 0; word < G_N_ELEMENTS(words); word++)
        if (has(word, i))
            ng_db_doc_term(doc, words[word], strlen(words[word]), weighs(word, i));
    assert_true(ng_db_writer_add(writer, doc, NULL, NULL));
    ng_db_doc_free(doc);
}

static int set_up(void **state)
{
    (void)state;
    dir = g_dir_make_tmp("nutgraf-common-XXXXXX", NULL);
    path = g_build_filename(dir, "db", NULL);
    file = g_build_filename(path, "common", NULL);
    NgDbWriter *writer = ng_db_writer_open(path, NG_DB_CREATE | NG_DB_SCRATCH, NULL);
    assert_non_null(writer);
    for (guint i = 1; i <= DOCUMENTS; i++)
        add(writer, i);
    for (guint i = 1; i <= DOCUMENTS; i += 90)
        assert_true(ng_db_writer_delete(writer, i, NULL));
    assert_true(ng_db_writer_metadata(writer, "name", 4, "a\0b", 3, NULL));
    assert_true(ng_db_writer_metadata(writer, "other", 5, "value", 5, NULL));
    assert_true(ng_db_writer_close(writer, NULL));
    const guint32 slots[] = {SLOT};
    assert_true(ng_db_write_columns(path, slots, 1, NULL));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ng_remove_tree(dir);
    g_clear_pointer(&dir, g_free);
    g_clear_pointer(&path, g_free);
    g_clear_pointer(&file, g_free);
    return 0;
}

static void write_common(void)
{
    static const char *const all[] = {"M", "Y", NULL}, *const none[] = {NULL},
                             *const placed[] = {"a", "h", "o", "w", NULL};
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GError) error = NULL;
    g_ptr_array_add(keys, g_bytes_new("name", 4));
    g_ptr_array_add(keys, g_bytes_new("missing", 7));
    const NgDbCommon what = {.all = all,
                             .some = none,
                             .parted = placed,
                             .least = LEAST,
                             .parts_slot = SLOT,
                             .parts = parts_of,
                             .parts_data = &dir,
                             .keys = keys};
    ng_db_write_common(path, &what, &error);
    g_assert_no_error(error);
}

static bool note_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    g_string_append_printf(data, " %.*s:%u", (int)len, term, documents);
    return true;
}

static void tell_list(NgDb *db, const char *term, GRand *dice, GString *told)
{
    NgDbPostings *postings = ng_db_postings(db, term, strlen(term));
    guint32 from = 1, docids[300], wdfs[300], wanted[300];
    while (from && from < DOCUMENTS + 50) {
        guint n = 0, n_wanted = 0;
        g_string_append_printf(told, "\n%s from %u:", term, from);
        switch (g_rand_int_range(dice, 0, 3)) {
        case 0:
            assert_true(ng_db_postings_next(postings, from, &docids[0], NULL));
            g_string_append_printf(told, " next %u", docids[0]);
            from += (guint32)g_rand_int_range(dice, 1, 300);
            continue;
        case 1:
            assert_true(ng_db_postings_read(
                postings, from, from + (guint32)g_rand_int_range(dice, 1, 900),
                (guint)g_rand_int_range(dice, 1, 300), docids, wdfs, NULL, &n, NULL));
            from = n ? docids[n - 1] + 1 : from + 900;
            break;
        default:
            while (n_wanted < 20)
                wanted[n_wanted++] = from += (guint32)g_rand_int_range(dice, 1, 40);
            assert_true(
                ng_db_postings_pick(postings, wanted, n_wanted, docids, wdfs, NULL, &n, NULL));
        }
        for (guint i = 0; i < n; i++)
            g_string_append_printf(told, " %u*%u", docids[i], wdfs[i]);
    }
    ng_db_postings_free(postings);
}

/* All that the database says, in one string. */
static char *everything(void)
{
    const char *const paths[] = {path, NULL};
    static const char *const prefixes[] = {"M", "M2", "M2021", "Y", "h", "x"}, *const keys[] = {
                                                                                   "name", "other",
                                                                                   "missing",
                                                                                   "neither"};
    g_autoptr(GRand) dice = g_rand_new_with_seed(11);
    GString *told = g_string_new(NULL);
    NgDb *db = ng_db_open(paths, NULL);
    assert_non_null(db);
    for (guint word = 0; word < G_N_ELEMENTS(words); word++) {
        guint32 documents;
        assert_true(ng_db_frequency(db, words[word], strlen(words[word]), &documents, NULL));
        g_string_append_printf(told, "\n%s in %u", words[word], documents);
        for (guint turn = 0; turn < 8; turn++)
            tell_list(db, words[word], dice, told);
    }
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        g_string_append_printf(told, "\n%s*", prefixes[i]);
        assert_true(ng_db_each_term(db, prefixes[i], strlen(prefixes[i]), note_term, told, NULL));
    }
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        gsize len;
        g_autofree char *value = ng_db_metadata(db, keys[i], strlen(keys[i]), &len, NULL);
        g_autofree char *escaped = g_strescape(value, NULL);
        g_string_append_printf(told, "\n%s: %zu %s", keys[i], len, escaped);
    }
    ng_db_free(db);
    return g_string_free(told, FALSE);
}

static void check_parts(const guint32 *docids, const guint64 *parts, guint n, const char *term,
                        bool told)
{
    for (guint i = 0; i < n; i++) {
        guint64 expected = told ? parts_in(docids[i], term) : 0;
        assert_int_equal(parts[i], expected ? expected : NG_DB_PARTS_NOT_TOLD);
    }
}

static void test_common__parts(void **state)
{
    (void)state;
    static const char *const terms[] = {"all", "half", "weighty", "rare", "M2020"};
    const char *const paths[] = {path, NULL};
    write_common();
    NgDb *db = ng_db_open(paths, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
        guint32 docids[300], wdfs[300], wanted[300];
        guint64 parts[300];
        guint n, all = 0;
        NgDbPostings *postings = ng_db_postings(db, terms[i], strlen(terms[i]));
        /* some of a block without them, the rest of it with them, then single ones */
        assert_true(ng_db_postings_read(postings, 1, 2000, 10, docids, wdfs, NULL, &n, NULL));
        guint32 from = docids[n - 1] + 1;
        assert_true(ng_db_postings_read(postings, from, 2000, 250, docids, wdfs, parts, &n, NULL));
        check_parts(docids, parts, n, terms[i], i < 3);
        for (guint j = 0; j < 300; j++)
            wanted[j] = 2000 + 3 * j;
        assert_true(ng_db_postings_pick(postings, wanted, 300, docids, wdfs, parts, &all, NULL));
        check_parts(docids, parts, all, terms[i], i < 3);
        assert_true(n + all > 0);
        ng_db_postings_free(postings);
    }
    ng_db_free(db);
}

static NgCommon *opened(void)
{
    const char *const paths[] = {path, NULL};
    NgDb *db = ng_db_open(paths, NULL);
    g_autofree char *revision = ng_db_revision(db, NULL);
    char *number = strrchr(revision, '-');
    *number = '\0';
    ng_db_free(db);
    return ng_common_open(path, revision, g_ascii_strtoull(number + 1, NULL, 10));
}

static void test_common__says_what_the_database_says(void **state)
{
    (void)state;
    g_autofree char *without = everything();
    write_common();
    g_autofree char *with = everything();
    assert_string_equal(with, without);
}

static void test_common__tells_of_what_it_was_made_for_and_of_nothing_else(void **state)
{
    guint32 documents = 1;
    const char *value;
    gsize len;
    (void)state;
    write_common();
    NgCommon *common = opened();
    assert_non_null(common);
    assert_true(ng_common_frequency(common, "half", 4, &documents));
    assert_true(documents > DOCUMENTS / 3);
    assert_true(ng_common_frequency(common, "M2022", 5, &documents));
    assert_int_equal(documents, 0);
    assert_false(ng_common_frequency(common, "rare", 4, &documents));
    assert_false(ng_common_frequency(common, "halfw", 5, &documents));
    assert_false(ng_common_frequency(common, "", 0, &documents));
    assert_true(ng_common_metadata(common, "name", 4, &value, &len));
    assert_int_equal(len, 3);
    assert_memory_equal(value, "a\0b", 3);
    assert_true(ng_common_metadata(common, "missing", 7, &value, &len));
    assert_int_equal(len, 0);
    assert_false(ng_common_metadata(common, "other", 5, &value, &len));
    assert_false(ng_common_metadata(common, "half", 4, &value, &len));
    assert_null(ng_common_list(common, "rare", 4));
    assert_null(ng_common_list(common, "M2021", 5)); /* too few */
    NgCommonList *list = ng_common_list(common, "half", 4);
    assert_non_null(list);
    ng_common_free(common); /* a list outlives it */
    assert_true(ng_common_list_next(list, 5, &documents));
    assert_int_equal(documents, 6);
    ng_common_list_free(list);
}

static void test_common__holds_for_one_revision(void **state)
{
    const char *const paths[] = {path, NULL};
    guint32 before, after;
    (void)state;
    write_common();
    NgDb *db = ng_db_open(paths, NULL);
    assert_true(ng_db_frequency(db, "half", 4, &before, NULL));
    NgDbWriter *writer = ng_db_writer_open(path, 0, NULL);
    assert_true(ng_db_writer_delete(writer, 4, NULL));
    add(writer, DOCUMENTS + 2);
    assert_true(ng_db_writer_delete(writer, 8, NULL));
    assert_true(ng_db_writer_close(writer, NULL));
    assert_null(opened());
    assert_true(ng_db_frequency(db, "half", 4, &after, NULL));
    assert_int_equal(after, before); /* until it is opened again */
    assert_true(ng_db_reopen(db, NULL));
    assert_true(ng_db_frequency(db, "half", 4, &after, NULL));
    assert_int_equal(after, before - 1);
    ng_db_free(db);
    g_autofree char *with = everything();
    remove(file);
    g_autofree char *without = everything();
    assert_string_equal(with, without);
}

static void put_damaged(const char *bytes, gsize len, gsize at, char byte, gsize n)
{
    g_autofree char *changed = g_memdup2(bytes, len);
    memset(changed + at, byte, MIN(n, len - at));
    assert_true(g_file_set_contents(file, changed, (gssize)len, NULL));
}

/* Broken off, or with bytes in a list that no list has: the database is asked. */
static void test_common__is_passed_over_where_it_is_damaged(void **state)
{
    g_autofree char *without = everything(), *bytes = NULL;
    gsize len;
    (void)state;
    write_common();
    assert_true(g_file_get_contents(file, &bytes, &len, NULL));
    const gsize kept[] = {0, 10, len / 2, len - 1};
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
        assert_true(g_file_set_contents(file, bytes, (gssize)kept[i], NULL));
        g_autofree char *with = everything();
        assert_string_equal(with, without);
    }
    for (gsize at = 0; at < 3000; at += 100) { /* lists are first, and longer than that */
        put_damaged(bytes, len, at, (char)0xff, 30);
        g_autofree char *with = everything();
        assert_string_equal(with, without);
    }
}

/* What a byte somewhere may change is an answer, nothing worse. */
static void test_common__any_byte_may_be_wrong(void **state)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);
    g_autofree char *bytes = NULL;
    gsize len;
    (void)state;
    write_common();
    assert_true(g_file_get_contents(file, &bytes, &len, NULL));
    for (guint i = 0; i < 300; i++) {
        gsize at = (gsize)g_rand_int_range(dice, i % 3 ? (gint32)len - 2000 : 0, (gint32)len);
        put_damaged(bytes, len, at, (char)g_rand_int_range(dice, 0, 256), 1 + i % 4);
        NgCommon *common = opened();
        if (!common)
            continue;
        guint32 docids[300], wdfs[300], documents;
        guint64 parts[300];
        g_autoptr(GString) terms = g_string_new(NULL);
        for (guint word = 0; word < G_N_ELEMENTS(words); word++) {
            guint n = 1;
            ng_common_frequency(common, words[word], strlen(words[word]), &documents);
            NgCommonList *list = ng_common_list(common, words[word], strlen(words[word]));
            for (guint32 from = 1; list && n; from = docids[n - 1] + 1)
                if (!ng_common_list_read(list, from, G_MAXUINT32, 300, docids, wdfs, parts, &n) ||
                    !n)
                    break;
            ng_common_list_free(list);
        }
        ng_common_each(common, "M", 1, note_term, terms);
        ng_common_free(common);
    }
}

/* A byte of a list is another document or another weight; whoever checks is told. */
static void test_common__a_check_compares_it_with_the_database(void **state)
{
    g_autofree char *bytes = NULL;
    gsize len;
    bool tells = false;
    (void)state;
    assert_true(ng_db_check_common(path, &parted, &tells, NULL));
    assert_true(tells); /* there is none yet */
    write_common();
    tells = false;
    assert_true(ng_db_check_common(path, &parted, &tells, NULL));
    assert_true(tells);
    assert_true(g_file_get_contents(file, &bytes, &len, NULL));
    for (gsize at = 0; at < 3000; at += 7) {
        put_damaged(bytes, len, at, (char)(bytes[at] ^ (at % 2 ? 2 : 4)), 1);
        tells = true;
        assert_true(ng_db_check_common(path, &parted, &tells, NULL));
        assert_false(tells);
    }
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_common__says_what_the_database_says),
        TEST(test_common__tells_of_what_it_was_made_for_and_of_nothing_else),
        TEST(test_common__holds_for_one_revision),
        TEST(test_common__parts),
        TEST(test_common__is_passed_over_where_it_is_damaged),
        TEST(test_common__any_byte_may_be_wrong),
        TEST(test_common__a_check_compares_it_with_the_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
