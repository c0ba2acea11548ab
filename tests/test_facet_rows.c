/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facet rows: they count what the values beside the documents say, whatever has become of the
 * file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "engine/search/counts.h"
#include "engine/search/index.h"
#include "engine/store/facet_rows_form.h"
#include "nutgraf/generation.h"
#include "nutgraf/values.h"

#define SLOT 4
#define ALL G_MAXUINT64
#define EVERY_FACET ((1u << NG_FACET_DISTINCTIVE) - 1)

static char *dir, *path, *file;

static int set_up(void **state)
{
    (void)state;
    dir = g_dir_make_tmp("nutgraf-rows-XXXXXX", NULL);
    path = g_build_filename(dir, "db", NULL);
    file = g_build_filename(path, "facets", NULL);
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

/* ---- articles ---- */

static guint pick(GRand *dice, guint n)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)n);
}

/* Some of few names, so that many share them; now and then one under another kind, or nowhere. */
static void pack_some(GRand *dice, GString *names, guint first, guint n, guint paragraphs)
{
    for (guint name = 0; name < n; name++) {
        g_autoptr(GArray) where = g_array_new(FALSE, FALSE, sizeof(guint32));
        if (pick(dice, 3) == 0)
            continue;
        for (guint32 block = 0; block <= paragraphs; block++)
            if (pick(dice, 6) == 0)
                g_array_append_val(where, block);
        NgActorKind kind = (NgActorKind)(pick(dice, 20) ? name % 3 : pick(dice, 3));
        ng_names_pack_one(names, first + name, kind, (const uint32_t *)(void *)where->data,
                          where->len);
    }
}

static void pack_article(GRand *dice, guint paragraphs, GString *value)
{
    static const char *const langs[] = {"en", "de", "", "fra"};
    static const uint32_t days[] = {0, 20170000, 20170800, 20170825, 20170826, 20180101, 19991231};
    g_autoptr(GString) actors = g_string_new(NULL), speakers = g_string_new(NULL),
                       times = g_string_new(NULL);
    NgMeta meta = {.date_ymd = days[pick(dice, G_N_ELEMENTS(days))],
                   .kind = pick(dice, 5) ? NG_KIND_ARTICLE : NG_KIND_STATEMENT,
                   .outlet = pick(dice, 4),
                   .n_bylines = pick(dice, 4),
                   .n_paragraphs = paragraphs,
                   .has_time = pick(dice, 4) > 0,
                   .time = (gint64)pick(dice, 1000) * 10000000 - 5000000000};
    g_strlcpy(meta.lang, langs[pick(dice, G_N_ELEMENTS(langs))], sizeof meta.lang);
    for (guint i = 0; i < meta.n_bylines; i++)
        meta.bylines[i] = 1 + pick(dice, 5); /* also twice the same */
    pack_some(dice, actors, 1000, 30, paragraphs);
    pack_some(dice, speakers, 1000, 5, paragraphs);
    pack_some(dice, times, 2010, 5, paragraphs);
    meta.actors = actors->str;
    meta.actors_len = actors->len;
    meta.speakers = speakers->str;
    meta.speakers_len = speakers->len;
    meta.times = times->str;
    meta.times_len = times->len;
    ng_meta_pack(&meta, value);
}

static void add_articles(NgDbWriter *writer, guint n, guint most, guint32 seed)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
    g_autoptr(GString) value = g_string_new(NULL);
    NgDbDoc *doc = ng_db_doc_new();
    for (guint i = 0; i < n; i++) {
        pack_article(dice, 1 + pick(dice, most), value);
        if (i % 40 == 9)
            g_string_truncate(value, i % 3 ? 5 : value->len - 1); /* cannot be read */
        ng_db_doc_clear(doc);
        if (i % 40 != 19)
            ng_db_doc_value(doc, SLOT, value->str, value->len);
        assert_true(ng_db_writer_add(writer, doc, NULL, NULL));
    }
    ng_db_doc_free(doc);
}

static void write_articles(guint n, guint most)
{
    g_autoptr(GError) error = NULL;
    NgDbWriter *writer = ng_db_writer_open(path, NG_DB_CREATE | NG_DB_SCRATCH, &error);
    g_assert_no_error(error);
    add_articles(writer, n, most, 17);
    assert_true(ng_db_writer_delete(writer, 7, NULL));
    assert_true(ng_db_writer_close(writer, NULL));
    ng_db_write_facet_rows(path, SLOT, &error);
    g_assert_no_error(error);
}

static NgDb *open_db(void)
{
    const char *const paths[] = {path, NULL};
    NgDb *db = ng_db_open(paths, NULL);
    assert_non_null(db);
    return db;
}

/* ---- counting ---- */

typedef enum { BY_VALUES, BY_ROWS, BY_BOTH } Way;

static bool count_value(NgTally *tally, NgDb *db, guint32 docid, guint64 wanted, gint64 *time)
{
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(guint));
    NgMeta meta;
    for (guint i = 0; i < 63; i++)
        if (wanted >> i & 1)
            g_array_append_val(paragraphs, i);
    if (!ng_db_value(db, docid, SLOT, value, NULL) ||
        !ng_meta_unpack(value->str, value->len, &meta))
        return false;
    ng_tally_article(tally, &meta, paragraphs, wanted >> 63);
    *time = meta.has_time ? meta.time : G_MININT64;
    return true;
}

static guint limit_of(NgFacet facet)
{
    return facet % 2 ? 5 : facet % 4 ? 150 : 400;
}

static void tell_facets(NgTally *tally, NgIndex *index, GString *told)
{
    for (NgFacet facet = 0; facet < NG_FACET_DISTINCTIVE; facet++) {
        NgFacetResult *result = ng_tally_facet(tally, index, facet, limit_of(facet), NULL, NULL);
        assert_non_null(result);
        g_string_append_printf(told, "\n%u:", facet);
        for (guint i = 0; i < result->values->len; i++) {
            const NgFacetValue *value = result->values->pdata[i];
            g_string_append_printf(told, " %s %u", value->value, (guint)value->count);
        }
        ng_facet_result_free(result);
    }
}

static void note_day(uint32_t date_ymd, gint64 articles, gpointer data)
{
    ng_counts_add(data, date_ymd, (guint64)articles * 1000 + 1); /* and how often it came */
}

/* All that a tally says, in one string. */
static void tell_tally(NgTally *tally, NgIndex *index, GString *told)
{
    NgCounts days = {0};
    tell_facets(tally, index, told);
    ng_tally_each_day(tally, note_day, &days);
    g_autoptr(GArray) by_day = ng_counts_best(&days, G_MAXUINT), actors = ng_tally_actors(tally);
    for (guint i = 0; i < by_day->len; i++) {
        const NgTallied *day = &g_array_index(by_day, NgTallied, i);
        g_string_append_printf(told, "\nday %u %u", (guint)day->key, (guint)day->count);
    }
    for (guint i = 0; i < actors->len; i++) {
        const NgTallied *actor = &g_array_index(actors, NgTallied, i);
        g_string_append_printf(told, "\n%u %u %u", (guint)actor->key, (guint)actor->count,
                               (guint)ng_tally_actor(tally, actor->key));
    }
    g_string_append_printf(told, "\nof %u\n", (guint)ng_tally_articles(tally));
    ng_counts_clear(&days);
}

/* What is counted of documents from first on with random paragraphs; by_rows: of how many. */
static char *counted(NgDb *db, Way way, guint32 first, guint *by_rows)
{
    NgIndex index = {.db = db};
    g_autoptr(GRand) dice = g_rand_new_with_seed(first);
    NgTally *tally = ng_tally_new(&index, EVERY_FACET, true);
    GString *told = g_string_new(NULL);
    for (NgFacet facet = 0; first % 3 && facet < NG_FACET_DISTINCTIVE; facet++)
        ng_tally_expect(tally, facet, first % 3 == 1 ? limit_of(facet) : 3 /* and then more */);
    *by_rows = 0;
    for (guint32 docid = first; docid <= ng_db_last(db); docid += 1 + first / 4) {
        guint64 wanted = (guint64)g_rand_int(dice) << 32 | g_rand_int(dice);
        guint how = pick(dice, 4);
        gint64 time = G_MININT64;
        wanted = how == 0 ? ALL : how == 1 ? wanted & 0xff : how == 2 ? 0 : wanted;
        wanted &= how == 0 ? ALL : ALL >> 1;
        bool row = (way == BY_ROWS || (way == BY_BOTH && docid % 2)) &&
                   ng_tally_row(tally, docid, wanted, &time);
        *by_rows += row;
        if (row || count_value(tally, db, docid, wanted, &time))
            g_string_append_printf(told, " %" G_GINT64_FORMAT, time);
        if (docid == 50) /* and go on */
            tell_tally(tally, &index, told);
    }
    tell_tally(tally, &index, told);
    ng_tally_free(tally);
    return g_string_free(told, FALSE);
}

static void expect_same(guint least)
{
    NgDb *db = open_db();
    for (guint32 first = 1; first < 12; first++) {
        guint none, rows, some;
        g_autofree char *expected = counted(db, BY_VALUES, first, &none),
                        *told = counted(db, BY_ROWS, first, &rows),
                        *mixed = counted(db, BY_BOTH, first, &some);
        assert_string_equal(told, expected);
        assert_string_equal(mixed, expected);
        assert_int_equal(none, 0);
        assert_true(first > 1 || rows >= least);
        assert_true(first > 1 || !least || (some > 0 && some < rows));
    }
    ng_db_free(db);
}

static void test_facet_rows__count_as_values_do(void **state)
{
    (void)state;
    write_articles(600, 80);
    expect_same(350);
}

static void test_facet_rows__of_short_articles_are_narrow(void **state)
{
    (void)state;
    write_articles(300, 6);
    expect_same(270);
}

static void test_facet_rows__hold_while_documents_come_and_go(void **state)
{
    (void)state;
    write_articles(100, 20);
    NgDbWriter *writer = ng_db_writer_open(path, 0, NULL);
    assert_true(ng_db_writer_delete(writer, 12, NULL));
    add_articles(writer, 50, 20, 18);
    assert_true(ng_db_writer_close(writer, NULL));
    NgDb *db = open_db();
    NgIndex index = {.db = db};
    NgTally *tally = ng_tally_new(&index, EVERY_FACET, true);
    gint64 time;
    assert_true(ng_tally_row(tally, 11, ALL, &time));
    assert_false(ng_tally_row(tally, 0, ALL, &time));
    assert_false(ng_tally_row(tally, 101, ALL, &time)); /* added since */
    assert_false(ng_tally_row(tally, G_MAXUINT32, ALL, &time));
    assert_false(ng_tally_row(tally, 10, ALL, &time)); /* cannot be read */
    assert_int_equal(ng_tally_articles(tally), 1);
    ng_tally_free(tally);
    ng_db_free(db);
    bool tells = false;
    assert_true(ng_db_check_facet_rows(path, SLOT, &tells, NULL));
    assert_true(tells);
}

static bool has_rows(NgIndex *index)
{
    NgTally *tally = ng_tally_new(index, EVERY_FACET, true);
    gint64 time;
    bool has = ng_tally_row(tally, 1, ALL, &time);
    ng_tally_free(tally);
    return has;
}

static void test_facet_rows__are_not_used_where_they_cannot_tell(void **state)
{
    (void)state;
    write_articles(50, 20);
    const char *const both[] = {path, path, NULL};
    NgDb *db = open_db();
    NgIndex index = {.db = db};
    assert_true(has_rows(&index));
    index.counted_as = g_hash_table_new(NULL, NULL); /* actors that are joined */
    assert_false(has_rows(&index));
    g_hash_table_unref(index.counted_as);
    ng_db_free(db);
    index = (NgIndex) {.db = ng_db_open(both, NULL)};
    assert_false(has_rows(&index));
    ng_db_free(index.db);
    assert_int_equal(remove(file), 0);
    index = (NgIndex) {.db = open_db()};
    assert_false(has_rows(&index));
    ng_db_free(index.db);
}

static void test_facet_rows__of_an_empty_database_are_none(void **state)
{
    (void)state;
    NgDbWriter *writer = ng_db_writer_open(path, NG_DB_CREATE | NG_DB_SCRATCH, NULL);
    assert_true(ng_db_writer_close(writer, NULL));
    assert_true(ng_db_write_facet_rows(path, SLOT, NULL));
    bool tells = false;
    assert_true(ng_db_check_facet_rows(path, SLOT, &tells, NULL));
    assert_true(tells);
    expect_same(0);
}

/* ---- damage ---- */

static void put(const char *bytes, gsize len)
{
    assert_true(g_file_set_contents(file, bytes, (gssize)len, NULL));
}

static void test_facet_rows__are_passed_over_where_the_file_is_cut(void **state)
{
    g_autofree char *bytes = NULL;
    gsize len;
    (void)state;
    write_articles(100, 20);
    assert_true(g_file_get_contents(file, &bytes, &len, NULL));
    for (gsize kept = 0; kept < len; kept += 1 + len / 50) {
        put(bytes, kept);
        NgIndex index = {.db = open_db()};
        assert_false(has_rows(&index));
        ng_db_free(index.db);
    }
}

/* What a byte somewhere may change is an answer, nothing worse; and whoever checks is told. */
static void test_facet_rows__any_byte_may_be_wrong(void **state)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);
    g_autofree char *bytes = NULL;
    gsize len;
    guint missed = 0;
    (void)state;
    write_articles(30, 30);
    assert_true(g_file_get_contents(file, &bytes, &len, NULL));
    for (gsize at = 0; at < len; at++) {
        guint rows;
        bool tells = false;
        char sound = bytes[at];
        bytes[at] = (char)(sound ^ (at % 3 ? 1 << pick(dice, 8) : 0xff));
        put(bytes, len);
        bytes[at] = sound;
        NgDb *db = open_db();
        bool ours = ng_db_facet_rows(db) != NULL;
        g_autofree char *told = counted(db, BY_ROWS, 1, &rows);
        ng_db_free(db);
        assert_true(ng_db_check_facet_rows(path, SLOT, &tells, NULL));
        assert_true(ours || tells);
        missed += ours && tells;
    }
    /* what only fills up the space between masks and numbers, and behind the UUID */
    if (missed > 30 * 3 + 20)
        fail_msg("%u of %zu changed bytes are not told", missed, len);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_facet_rows__count_as_values_do),
        TEST(test_facet_rows__of_short_articles_are_narrow),
        TEST(test_facet_rows__hold_while_documents_come_and_go),
        TEST(test_facet_rows__are_not_used_where_they_cannot_tell),
        TEST(test_facet_rows__of_an_empty_database_are_none),
        TEST(test_facet_rows__are_passed_over_where_the_file_is_cut),
        TEST(test_facet_rows__any_byte_may_be_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
