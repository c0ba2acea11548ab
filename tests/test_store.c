/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The store: what is written is read, errors are told in the user's terms, several databases are
 * one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>

#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/generation.h"
#include "nutgraf/store.h"

/* Xapian 1.4.22 frees what its check has made by a destructor that is not virtual. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}

static char *dir;

static int set_up(void **state)
{
    (void)state;
    dir = g_dir_make_tmp("nutgraf-store-XXXXXX", NULL);
    return dir ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ng_remove_tree(dir);
    g_clear_pointer(&dir, g_free);
    return 0;
}

static void expect_code(GError *error, NgErrorCode code, const char *what)
{
    if (!g_error_matches(error, NG_ERROR, (int)code))
        fail_msg("%s: expected code %d, got %s", what, code, error ? error->message : "no error");
    g_error_free(error);
}

static char *path_of(const char *name)
{
    return g_build_filename(dir, name, NULL);
}

static NgDbWriter *create(const char *name)
{
    g_autofree char *path = path_of(name);
    GError *error = NULL;
    NgDbWriter *writer = ng_db_writer_open(path, NG_DB_CREATE | NG_DB_SCRATCH, &error);
    g_assert_no_error(error);
    return writer;
}

/* A document of words, the number as its value and its data. */
static void add(NgDbWriter *writer, const char *words, const char *data)
{
    NgDbDoc *doc = ng_db_doc_new();
    g_auto(GStrv) all = g_strsplit(words, " ", -1);
    GError *error = NULL;
    for (guint i = 0; all[i]; i++)
        if (*all[i])
            ng_db_doc_term(doc, all[i], strlen(all[i]), 1);
    ng_db_doc_value(doc, 0, data, strlen(data));
    ng_db_doc_data(doc, data, strlen(data));
    ng_db_writer_add(writer, doc, NULL, &error);
    g_assert_no_error(error);
    ng_db_doc_free(doc);
}

static void finish(NgDbWriter *writer)
{
    GError *error = NULL;
    ng_db_writer_close(writer, &error);
    g_assert_no_error(error);
}

static NgDb *open_them(const char *first, const char *second)
{
    g_autofree char *one = path_of(first), *two = second ? path_of(second) : NULL;
    const char *const paths[] = {one, two, NULL};
    GError *error = NULL;
    NgDb *db = ng_db_open(paths, &error);
    g_assert_no_error(error);
    return db;
}

static char *data_of(NgDb *db, guint32 docid)
{
    GString *data = g_string_new(NULL);
    GError *error = NULL;
    ng_db_data(db, docid, data, &error);
    g_assert_no_error(error);
    return g_string_free(data, FALSE);
}

/* Two databases: a1 a2 a3 with the word "odd", b1 b2 with it. */
static void make_two(void)
{
    NgDbWriter *writer = create("one");
    add(writer, "odd apple pear", "a1");
    add(writer, "odd pear", "a2");
    add(writer, "odd apple apple", "a3");
    ng_db_writer_metadata(writer, "ha", 2, "first", 5, NULL);
    ng_db_writer_metadata(writer, "x", 1, "one", 3, NULL);
    finish(writer);
    writer = create("two");
    add(writer, "odd pear plum", "b1");
    add(writer, "odd apple", "b2");
    ng_db_writer_metadata(writer, "hb", 2, "second", 6, NULL);
    ng_db_writer_metadata(writer, "x", 1, "two", 3, NULL);
    finish(writer);
}

/* ---- errors ---- */

static void test_store__names_what_is_wrong_with_a_folder(void **state)
{
    (void)state;
    g_autofree char *none = path_of("none"), *empty = path_of("empty"), *file = path_of("file");
    g_mkdir(empty, 0777);
    g_file_set_contents(file, "no database", -1, NULL);
    const char *const cases[] = {none, empty, file};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *const paths[] = {cases[i], NULL};
        GError *error = NULL;
        assert_null(ng_db_open(paths, &error));
        if (error->code != NG_ERROR_NO_INDEX && error->code != NG_ERROR_IO &&
            error->code != NG_ERROR_CORRUPT)
            fail_msg("%s: code %d", cases[i], error->code);
        g_error_free(error);
        error = NULL;
        assert_null(ng_db_writer_open(cases[i], 0, &error));
        assert_non_null(error);
        g_error_free(error);
    }
    const char *const paths[] = {none, NULL};
    GError *error = NULL;
    assert_null(ng_db_open(paths, &error));
    expect_code(error, NG_ERROR_NO_INDEX, "no folder");
}

static void test_store__second_writer_is_locked_out(void **state)
{
    (void)state;
    NgDbWriter *first = create("db");
    g_autofree char *path = path_of("db");
    GError *error = NULL;
    assert_null(ng_db_writer_open(path, 0, &error));
    expect_code(error, NG_ERROR_LOCKED, "second writer");
    error = NULL;
    finish(first);
    NgDbWriter *second = ng_db_writer_open(path, 0, &error);
    g_assert_no_error(error);
    finish(second);
    error = NULL;
    assert_null(ng_db_writer_open(path, NG_DB_CREATE, &error));
    assert_non_null(error);
    g_error_free(error);
}

static void test_store__damage_is_told_not_thrown(void **state)
{
    (void)state;
    make_two();
    g_autofree char *path = path_of("one");
    GString *report = g_string_new(NULL);
    assert_true(ng_db_check(path, report, NULL));
    assert_int_equal(report->len, 0);
    static const char *const tables[] = {"postlist.glass", "docdata.glass", "iamglass"};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *table = g_build_filename(path, tables[i], NULL);
        g_autofree char *bytes = NULL;
        gsize len;
        assert_true(g_file_get_contents(table, &bytes, &len, NULL));
        g_autofree char *broken = g_memdup2(bytes, len);
        memset(broken, 0xa5, len);
        g_file_set_contents(table, broken, (gssize)len, NULL);
        const char *const paths[] = {path, NULL};
        GError *error = NULL, *checked = NULL;
        NgDb *db = ng_db_open(paths, &error);
        g_autoptr(GString) data = g_string_new("kept");
        if (db && strcmp(tables[i], "postlist.glass") == 0) {
            guint32 documents = 77;
            assert_false(ng_db_frequency(db, "odd", 3, &documents, &error));
            assert_int_equal(documents, 77);
        } else if (db) {
            assert_false(ng_db_data(db, 1, data, &error));
            assert_string_equal(data->str, "kept");
        }
        ng_db_free(db);
        if (!error)
            fail_msg("%s: damage not seen", tables[i]);
        g_error_free(error);
        g_string_truncate(report, 0);
        assert_false(ng_db_check(path, report, &checked));
        assert_non_null(checked);
        g_error_free(checked);
        g_file_set_contents(table, bytes, (gssize)len, NULL);
    }
    g_string_free(report, TRUE);
}

static void test_store__missing_document_has_no_data(void **state)
{
    (void)state;
    make_two();
    NgDb *db = open_them("one", NULL);
    g_autoptr(GString) data = g_string_new("kept");
    GError *error = NULL;
    assert_true(ng_db_data(db, 99, data, &error)); /* has no data */
    assert_int_equal(data->len, 0);
    ng_db_free(db);
}

/* ---- what is written is read ---- */

/* Of three documents in four, some have the word, some a value. */
static void test_store__cursors_answer_in_any_order(void **state)
{
    enum { DOCUMENTS = 3000 };
    (void)state;
    for (guint parts = 1; parts <= 2; parts++) {
        const char *names[2][2] = {{"alone", NULL}, {"left", "right"}};
        NgDbWriter *writers[2] = {create(names[parts - 1][0]),
                                  parts == 2 ? create(names[1][1]) : NULL};
        for (guint i = 0; i < DOCUMENTS; i++) {
            NgDbDoc *doc = ng_db_doc_new();
            g_autofree char *value = g_strdup_printf("value %u", i);
            ng_db_doc_term(doc, i % 4 ? "word" : "other", i % 4 ? 4 : 5, 1);
            if (i % 3)
                ng_db_doc_value(doc, 5, value, strlen(value));
            assert_true(ng_db_writer_add(writers[i % parts], doc, NULL, NULL));
            ng_db_doc_free(doc);
        }
        for (guint i = 0; i < parts; i++)
            finish(writers[i]);
        NgDb *db = open_them(names[parts - 1][0], names[parts - 1][1]);
        NgDbTermCursor *term = ng_db_term_cursor(db, "word", 4);
        NgDbTermCursor *none = ng_db_term_cursor(db, "nowhere", 7);
        NgDbValueCursor *values = ng_db_value_cursor(db, 5);
        guint32 asked = 1;
        for (guint i = 0; i < 4 * DOCUMENTS; i++) {
            asked = i % 5 == 4 ? 1 + asked * 7919u % (DOCUMENTS + 9) : asked % (DOCUMENTS + 9) + 1;
            bool has, has_none, there = asked <= DOCUMENTS;
            const char *value;
            gsize len;
            g_autofree char *expected = g_strdup_printf("value %u", asked - 1);
            assert_true(ng_db_term_cursor_has(term, asked, &has, NULL));
            assert_true(ng_db_term_cursor_has(none, asked, &has_none, NULL));
            assert_true(ng_db_value_cursor_at(values, asked, &value, &len, NULL));
            if (has != (there && (asked - 1) % 4 != 0) || has_none)
                fail_msg("%u parts, document %u: has the word: %d", parts, asked, has);
            if (!there || (asked - 1) % 3 == 0)
                assert_int_equal(len, 0);
            else if (len != strlen(expected) || memcmp(value, expected, len))
                fail_msg("%u parts, document %u: %.*s", parts, asked, (int)len, value);
        }
        ng_db_term_cursor_free(term);
        ng_db_term_cursor_free(none);
        ng_db_value_cursor_free(values);
        ng_db_free(db);
    }
}

static void add_numbered(NgDbWriter *writer, guint from, guint after)
{
    for (guint i = from; i < after; i++) {
        NgDbDoc *doc = ng_db_doc_new();
        g_autofree char *value = g_strdup_printf("%u %s", i, i % 7 ? "some" : "");
        ng_db_doc_term(doc, "all", 3, 1);
        if (i % 5)
            ng_db_doc_value(doc, 1, value, strlen(value));
        ng_db_doc_value(doc, 6, value, MIN(i % 11, strlen(value)));
        assert_true(ng_db_writer_add(writer, doc, NULL, NULL));
        ng_db_doc_free(doc);
    }
}

/* What value cursors say of documents 1 to n, in one string. */
static char *values_of(const char *name, guint n)
{
    NgDb *db = open_them(name, NULL);
    NgDbValueCursor *cursors[] = {ng_db_value_cursor(db, 1), ng_db_value_cursor(db, 6),
                                  ng_db_value_cursor(db, 2)};
    GString *all = g_string_new(NULL);
    for (guint32 docid = 1; docid <= n; docid++)
        for (guint i = 0; i < G_N_ELEMENTS(cursors); i++) {
            const char *value;
            gsize len;
            assert_true(ng_db_value_cursor_at(cursors[i], docid, &value, &len, NULL));
            g_string_append_printf(all, "%u/%u %.*s\n", docid, i, (int)len, value);
        }
    for (guint i = 0; i < G_N_ELEMENTS(cursors); i++)
        ng_db_value_cursor_free(cursors[i]);
    ng_db_free(db);
    return g_string_free(all, FALSE);
}

/* Mapped columns say what the database says, also once it has been written on; and whatever has
 * become of the file. */
static void test_store__columns_say_what_the_database_says(void **state)
{
    static const guint32 slots[] = {1, 6};
    enum { BEFORE = 300, AFTER = 340 };
    (void)state;
    NgDbWriter *writer = create("db");
    add_numbered(writer, 0, BEFORE);
    finish(writer);
    g_autofree char *path = path_of("db");
    g_autofree char *file = g_build_filename(path, "columns", NULL);
    g_autofree char *without = values_of("db", BEFORE);
    assert_true(ng_db_write_columns(path, slots, G_N_ELEMENTS(slots), NULL));
    g_autofree char *with = values_of("db", BEFORE);
    assert_string_equal(with, without);
    GError *error = NULL;
    writer = ng_db_writer_open(path, 0, &error);
    g_assert_no_error(error);
    assert_true(ng_db_writer_delete(writer, BEFORE, NULL)); /* the last number is not given again */
    finish(writer);
    writer = ng_db_writer_open(path, 0, &error);
    g_assert_no_error(error);
    add_numbered(writer, BEFORE, AFTER);
    guint32 last = ng_db_last(ng_db_writer_reader(writer));
    assert_int_equal(last, AFTER);
    finish(writer);
    g_autofree char *later = values_of("db", AFTER), *bytes = NULL;
    assert_true(g_str_has_prefix(later, without));
    gsize len;
    assert_true(g_file_get_contents(file, &bytes, &len, NULL));
    assert_true(len > 4000);
    /* only the document that has gone is told by the file alone */
    g_autofree char *gone = g_strdup_printf("%u/0", BEFORE);
    gsize same = (gsize)(strstr(later, gone) - later);
    for (guint damage = 0; damage < 6; damage++) {
        g_autofree char *changed = g_memdup2(bytes, len);
        const gsize kept[] = {0, 10, len / 2, len - 1, len, len};
        if (damage == 4)
            changed[len - 3] ^= 1; /* the UUID's padding: no matter */
        if (damage == 5)
            changed[len - 40] ^= 1; /* the UUID */
        assert_true(g_file_set_contents(file, changed, (gssize)kept[damage], NULL));
        g_autofree char *told = values_of("db", AFTER);
        if (strncmp(told, later, same) != 0)
            fail_msg("damage %u is told as values", damage);
    }
    /* where rows lead beyond the file nothing is read */
    for (guint i = 0; i < 2000; i++) {
        g_autofree char *changed = g_memdup2(bytes, len);
        gsize at = len - 100 - (i * 7919u) % (len - 200);
        changed[at] = (char)(changed[at] ^ 0x40);
        assert_true(g_file_set_contents(file, changed, (gssize)len, NULL));
        g_free(values_of("db", i % 50 ? 20 : AFTER));
    }
}

static void test_store__takes_any_term_that_ng_term_make_gives(void **state)
{
    (void)state;
    g_autofree char *letters = g_malloc(10000);
    memset(letters, 'x', 10000);
    g_autofree char *nuls = g_malloc0(300);
    const struct {
        const char *value;
        gsize len;
    } cases[] = {{letters, 10000}, {letters, 237}, {letters, 238}, {nuls, 1},  {nuls, 118},
                 {nuls, 119},      {nuls, 300},    {"", 0},        {"a\0b", 3}};
    NgDbWriter *writer = create("db");
    g_autoptr(GString) term = g_string_new(NULL), again = g_string_new("something else");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgDbDoc *doc = ng_db_doc_new();
        GError *error = NULL;
        ng_term_make(term, NG_TERM_QUOTE_BEGIN, cases[i].value, cases[i].len);
        ng_db_doc_term(doc, term->str, term->len, 1);
        ng_db_writer_add(writer, doc, NULL, &error);
        if (error)
            fail_msg("case %u: %s", i, error->message);
        ng_db_doc_free(doc);
    }
    finish(writer);
    NgDb *db = open_them("db", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint32 documents = 0;
        ng_term_make(again, NG_TERM_QUOTE_BEGIN, cases[i].value, cases[i].len);
        assert_true(ng_db_frequency(db, again->str, again->len, &documents, NULL));
        if (documents != 1)
            fail_msg("case %u: %u documents", i, documents);
    }
    ng_db_free(db);
}

static bool note_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    g_string_append_printf(data, "%.*s/%u ", (int)len, term, documents);
    return ((GString *)data)->len < 40;
}

static bool note_docid(guint32 docid, gpointer data)
{
    g_string_append_printf(data, "%u ", docid);
    return docid < 4;
}

static void test_store__lists_terms_keys_and_postings(void **state)
{
    (void)state;
    make_two();
    NgDb *one = open_them("one", NULL), *both = open_them("one", "two");
    g_autoptr(GString) out = g_string_new(NULL);
    assert_true(ng_db_each_term(one, "", 0, note_term, out, NULL));
    assert_string_equal(out->str, "apple/2 odd/3 pear/2 ");
    g_string_truncate(out, 0);
    assert_true(ng_db_each_term(both, "p", 1, note_term, out, NULL));
    assert_string_equal(out->str, "pear/3 plum/1 ");
    g_string_truncate(out, 0);
    assert_true(ng_db_each_key(both, "h", 1, note_term, out, NULL));
    assert_string_equal(out->str, "ha/0 hb/0 ");
    g_string_truncate(out, 0);
    assert_true(ng_db_each_document_term(one, 1, "", 0, note_term, out, NULL));
    assert_string_equal(out->str, "apple/0 odd/0 pear/0 ");
    g_string_truncate(out, 0);
    assert_true(ng_db_each_posting(both, "odd", 3, note_docid, out, NULL));
    assert_string_equal(out->str, "1 2 3 4 "); /* stops when told to */
    ng_db_free(one);
    ng_db_free(both);
}

static void test_store__several_databases_are_one(void **state)
{
    (void)state;
    make_two();
    NgDb *db = open_them("one", "two");
    static const char *const by_docid[] = {"a1", "b1", "a2", "b2", "a3"};
    assert_int_equal(ng_db_count(db), 5);
    for (guint32 docid = 1; docid <= 5; docid++) {
        g_autofree char *data = data_of(db, docid);
        assert_string_equal(data, by_docid[docid - 1]);
    }
    g_autofree char *first = ng_db_metadata(db, "x", 1, NULL, NULL);
    g_autofree char *second = ng_db_metadata(db, "hb", 2, NULL, NULL);
    g_autofree char *none = ng_db_metadata(db, "nothing", 7, NULL, NULL);
    assert_string_equal(first, "one");
    assert_string_equal(second, "second");
    assert_string_equal(none, "");
    g_autofree char *revision = ng_db_revision(db, NULL);
    assert_non_null(strchr(revision, '+'));
    ng_db_free(db);
}

typedef struct {
    NgDb *db;
    GString *seen;
    const char *keep; /* the word that must be in it, by the value */
} Decide;

static bool decide(NgCandidate *candidate, gpointer data, GError **error)
{
    Decide *run = data;
    (void)error;
    gsize len;
    const char *value = ng_candidate_value(candidate, 0, &len);
    g_autofree char *stored = data_of(run->db, ng_candidate_docid(candidate));
    /* The number is that of the document whose value is shown. */
    assert_int_equal(strlen(stored), len);
    assert_memory_equal(stored, value, len);
    return strchr(run->keep, value[1]) != NULL;
}

static void seen(NgCandidate *candidate, double weight, gpointer data)
{
    (void)weight;
    gsize len;
    const char *value = ng_candidate_value(candidate, 0, &len);
    g_string_append_printf(((Decide *)data)->seen, "%.*s ", (int)len, value);
}

static void test_store__match_decides_and_sees_right_documents(void **state)
{
    (void)state;
    make_two();
    for (guint both = 0; both < 2; both++) {
        NgDb *db = open_them("one", both ? "two" : NULL);
        Decide data = {db, g_string_new(NULL), "13"};
        NgMatchRun run = {.top = 10,
                          .check = G_MAXUINT32,
                          .sort_slot = 0,
                          .sort_ascending = true,
                          .decide = decide,
                          .seen = seen,
                          .data = &data};
        g_autoptr(NgMatch) match = ng_match_term("odd", 3, 1);
        g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        guint32 matches = 0;
        GError *error = NULL;
        assert_true(ng_db_match(db, match, &run, ranked, &matches, &error));
        assert_int_equal(matches, both ? 3 : 2);
        assert_int_equal(ranked->len, both ? 3 : 2);
        g_autoptr(GString) order = g_string_new(NULL);
        for (guint i = 0; i < ranked->len; i++) {
            g_autofree char *stored = data_of(db, g_array_index(ranked, NgRanked, i).docid);
            g_string_append_printf(order, "%s ", stored);
        }
        assert_string_equal(order->str, both ? "a1 a3 b1 " : "a1 a3 ");
        assert_int_equal(data.seen->len, order->len);
        g_string_free(data.seen, TRUE);
        ng_db_free(db);
    }
}

/* Gaps in the numbers, a term in every document, and so many documents that the list of all has
 * several chunks: Xapian takes the one list for the other. */
static void make_gaps(const char *name, guint documents, guint gap)
{
    NgDbWriter *writer = create(name);
    GError *error = NULL;
    for (guint i = 1; i <= documents; i++)
        add(writer, i % 3 ? "odd apple" : "odd pear", "d");
    if (gap)
        ng_db_writer_delete(writer, gap, &error);
    g_assert_no_error(error);
    finish(writer);
}

static guint32 count_of(NgDb *db, NgMatch *match, double k1)
{
    g_autoptr(NgMatch) owned = match;
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {
        .top = G_MAXUINT32, .check = G_MAXUINT32, .sort_slot = -1, .k1 = k1, .b = 0.5};
    GError *error = NULL;
    guint32 matches = 0;
    ng_db_match(db, owned, &run, ranked, &matches, &error);
    g_assert_no_error(error);
    assert_int_equal(ranked->len, matches);
    return matches;
}

static void test_store__term_of_all_documents_is_found_where_some_were_removed(void **state)
{
    (void)state;
    make_gaps("gaps", 3000, 51);
    make_gaps("whole", 40, 0);
    NgDb *one = open_them("gaps", NULL), *two = open_them("whole", "gaps");
    for (guint i = 0; i < 2; i++) { /* weighed and not */
        double k1 = i ? 1.2 : 0;
        assert_int_equal(count_of(one, ng_match_term("odd", 3, 1), k1), 2999);
        assert_int_equal(count_of(two, ng_match_term("odd", 3, 1), k1), 3039);
        assert_int_equal(count_of(one,
                                  ng_match_op(NG_MATCH_FILTER, ng_match_term("pear", 4, 1),
                                              ng_match_term("odd", 3, 1)),
                                  k1),
                         999);
        assert_int_equal(count_of(two,
                                  ng_match_op(NG_MATCH_AND_NOT, ng_match_term("odd", 3, 1),
                                              ng_match_term("pear", 4, 1)),
                                  k1),
                         3039 - 999 - 13);
        assert_int_equal(count_of(one,
                                  ng_match_op(NG_MATCH_AND_NOT, ng_match_term("pear", 4, 1),
                                              ng_match_term("odd", 3, 1)),
                                  k1),
                         0);
    }
    ng_db_free(one);
    ng_db_free(two);
}

static void test_store__ascending_order_has_the_valueless_last(void **state)
{
    (void)state;
    NgDbWriter *writer = create("db");
    add(writer, "odd", "");
    add(writer, "odd", "2");
    add(writer, "odd", "1");
    finish(writer);
    NgDb *db = open_them("db", NULL);
    for (guint ascending = 0; ascending < 2; ascending++) {
        NgMatchRun run = {
            .top = 2, .check = G_MAXUINT32, .sort_slot = 0, .sort_ascending = ascending};
        g_autoptr(NgMatch) match = ng_match_term("odd", 3, 1);
        g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        assert_true(ng_db_match(db, match, &run, ranked, NULL, NULL));
        assert_int_equal(g_array_index(ranked, NgRanked, 0).docid, ascending ? 3 : 2);
        assert_int_equal(g_array_index(ranked, NgRanked, 1).docid, ascending ? 2 : 3);
    }
    ng_db_free(db);
}

static bool refuse(NgCandidate *candidate, gpointer data, GError **error)
{
    (void)candidate;
    (void)data;
    g_set_error_literal(error, NG_ERROR, NG_ERROR_STALE, "moved on");
    return false;
}

static void test_store__error_of_a_decider_ends_the_match(void **state)
{
    (void)state;
    make_two();
    for (guint both = 0; both < 2; both++) {
        NgDb *db = open_them("one", both ? "two" : NULL);
        NgMatchRun run = {.top = 10, .check = 10, .sort_slot = -1, .decide = refuse};
        g_autoptr(NgMatch) match = ng_match_all();
        g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        GError *error = NULL;
        assert_false(ng_db_match(db, match, &run, ranked, NULL, &error));
        expect_code(error, NG_ERROR_STALE, "decider");
        ng_db_free(db);
    }
}

/* ---- writing ---- */

static void test_store__reader_goes_stale_and_reopens(void **state)
{
    (void)state;
    make_two();
    NgDb *db = open_them("one", NULL);
    g_autofree char *path = path_of("one");
    g_autofree char *before = ng_db_revision(db, NULL);
    GError *error = NULL;
    NgDbWriter *writer = ng_db_writer_open(path, 0, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < 3; i++) {
        add(writer, "odd new", "n");
        assert_true(ng_db_writer_commit(writer, NULL));
    }
    assert_int_equal(ng_db_count(db), 3);
    g_autoptr(GString) data = g_string_new(NULL);
    bool stale = false;
    for (guint32 docid = 1; docid <= 3 && !stale; docid++)
        stale = !ng_db_data(db, docid, data, &error);
    if (stale)
        expect_code(error, NG_ERROR_STALE, "read after three commits");
    assert_true(ng_db_reopen(db, NULL));
    assert_int_equal(ng_db_count(db), 6);
    g_autofree char *after = ng_db_revision(db, NULL);
    assert_string_not_equal(before, after);
    finish(writer);
    ng_db_free(db);
}

static void test_store__abandoned_writer_commits_nothing(void **state)
{
    (void)state;
    make_two();
    g_autofree char *path = path_of("one");
    GError *error = NULL;
    NgDbWriter *writer = ng_db_writer_open(path, 0, &error);
    add(writer, "odd lost", "lost");
    NgDbDoc *bad = ng_db_doc_new();
    g_autofree char *letters = g_malloc(300);
    memset(letters, 'x', 300);
    ng_db_doc_term(bad, letters, 300, 1);
    assert_false(ng_db_writer_add(writer, bad, NULL, &error));
    assert_non_null(error);
    g_error_free(error);
    ng_db_doc_free(bad);
    ng_db_writer_abandon(writer);
    ng_db_writer_abandon(NULL);
    NgDb *db = open_them("one", NULL);
    assert_int_equal(ng_db_count(db), 3);
    ng_db_free(db);
}

static void test_store__copies_compacts_and_deletes(void **state)
{
    (void)state;
    make_two();
    g_autofree char *one = path_of("one"), *two = path_of("two"), *all = path_of("all");
    const char *const sources[] = {two, one, NULL};
    GError *error = NULL;
    assert_true(ng_db_compact(sources, all, &error));
    NgDb *db = open_them("all", NULL);
    static const char *const order[] = {"b1", "b2", "a1", "a2", "a3"};
    for (guint32 docid = 1; docid <= 5; docid++) {
        g_autofree char *data = data_of(db, docid);
        assert_string_equal(data, order[docid - 1]);
    }
    g_autofree char *first = ng_db_metadata(db, "x", 1, NULL, NULL);
    assert_true(!strcmp(first, "one") || !strcmp(first, "two"));
    NgDbWriter *writer = create("copy");
    assert_true(ng_db_writer_copy(writer, db, 5, &error));
    assert_false(ng_db_writer_copy(writer, db, 9, &error));
    expect_code(error, NG_ERROR_NOT_FOUND, "copy of none");
    error = NULL;
    assert_true(ng_db_writer_copy(writer, db, 1, NULL));
    assert_true(ng_db_writer_delete(writer, 2, NULL));
    assert_int_equal(ng_db_count(ng_db_writer_reader(writer)), 1);
    finish(writer);
    NgDb *copy = open_them("copy", NULL);
    g_autofree char *data = data_of(copy, 1);
    assert_string_equal(data, "a3");
    guint32 documents = 0;
    assert_true(ng_db_frequency(copy, "apple", 5, &documents, NULL));
    assert_int_equal(documents, 1);
    g_autoptr(GString) value = g_string_new(NULL);
    assert_true(ng_db_value(copy, 1, 0, value, NULL));
    assert_string_equal(value->str, "a3");
    ng_db_free(copy);
    ng_db_free(db);
    error = NULL;
    assert_false(ng_db_compact((const char *const[]) {"/nowhere", NULL}, all, &error));
    assert_non_null(error);
    g_error_free(error);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_store__names_what_is_wrong_with_a_folder),
        TEST(test_store__second_writer_is_locked_out),
        TEST(test_store__damage_is_told_not_thrown),
        TEST(test_store__missing_document_has_no_data),
        TEST(test_store__cursors_answer_in_any_order),
        TEST(test_store__columns_say_what_the_database_says),
        TEST(test_store__takes_any_term_that_ng_term_make_gives),
        TEST(test_store__lists_terms_keys_and_postings),
        TEST(test_store__several_databases_are_one),
        TEST(test_store__match_decides_and_sees_right_documents),
        TEST(test_store__term_of_all_documents_is_found_where_some_were_removed),
        TEST(test_store__ascending_order_has_the_valueless_last),
        TEST(test_store__error_of_a_decider_ends_the_match),
        TEST(test_store__reader_goes_stale_and_reopens),
        TEST(test_store__abandoned_writer_commits_nothing),
        TEST(test_store__copies_compacts_and_deletes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
