/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Matching against an evaluator of its own: random trees over random documents, more of them than a
 * window has, some removed, in one database and in two; the same documents, the same weights. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nutgraf/generation.h"
#include "nutgraf/store.h"

#define DOCUMENTS 20000
#define TERMS 12
#define TREES 120
#define K1 1.5
#define B 0.6
#define K3 8.0
#define LEAST_LENGTH 0.1

/* How often each term stands in each document, in the numbers of the database. */
typedef struct {
    guint8 wdf[TERMS];
    bool there;
    char value; /* 'a' to 'z'; 0 none */
} Doc;

static char *dir;
static Doc docs[DOCUMENTS + 1];
static guint32 frequency[TERMS];
static double documents, mean_length;

static void term_of(guint term, char name[4])
{
    g_snprintf(name, 4, "t%u", term);
}

/* Term n stands in one document of 2^n or so. */
static void draw(GRand *dice, Doc *doc)
{
    doc->there = g_rand_int_range(dice, 0, 50) != 0;
    doc->value = g_rand_boolean(dice) ? (char)g_rand_int_range(dice, 'a', 'z' + 1) : 0;
    for (guint i = 0; i < TERMS; i++)
        if (i == 0 || g_rand_int_range(dice, 0, 1 << i) == 0)
            doc->wdf[i] = (guint8)g_rand_int_range(dice, 1, 5);
}

static void write_doc(NgDbWriter *writer, const Doc *doc)
{
    NgDbDoc *out = ng_db_doc_new();
    char name[4];
    for (guint i = 0; i < TERMS; i++) {
        term_of(i, name);
        if (doc->wdf[i])
            ng_db_doc_term(out, name, strlen(name), doc->wdf[i]);
    }
    if (doc->value)
        ng_db_doc_value(out, 3, &doc->value, 1);
    assert_true(ng_db_writer_add(writer, out, NULL, NULL));
    ng_db_doc_free(out);
}

static NgDb *make(guint parts, bool columns)
{
    static guint made;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (guint part = 0; part < parts; part++) {
        g_autofree char *name = g_strdup_printf("db%u", made++);
        char *path = g_build_filename(dir, name, NULL);
        NgDbWriter *writer = ng_db_writer_open(path, NG_DB_CREATE | NG_DB_SCRATCH, NULL);
        assert_non_null(writer);
        for (guint i = 1 + part; i <= DOCUMENTS; i += parts)
            write_doc(writer, &docs[i]);
        for (guint i = 1 + part; i <= DOCUMENTS; i += parts)
            if (!docs[i].there)
                assert_true(ng_db_writer_delete(writer, (i - 1 - part) / parts + 1, NULL));
        assert_true(ng_db_writer_close(writer, NULL));
        const guint32 slots[] = {3};
        static const char *const none[] = {NULL}, *const words[] = {"t", NULL};
        g_autoptr(GPtrArray) keys = g_ptr_array_new();
        const NgDbCommon common = {
            .all = none, .some = words, .parted = none, .least = 1000, .keys = keys};
        if (columns)
            assert_true(ng_db_write_columns(path, slots, 1, NULL) &&
                        ng_db_write_common(path, &common, NULL));
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_add(paths, NULL);
    NgDb *db = ng_db_open((const char *const *)paths->pdata, NULL);
    assert_non_null(db);
    return db;
}

static int set_up(void **state)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    guint64 length = 0;
    (void)state;
    dir = g_dir_make_tmp("nutgraf-match-XXXXXX", NULL);
    for (guint i = 1; i <= DOCUMENTS; i++) {
        draw(dice, &docs[i]);
        for (guint t = 0; docs[i].there && t < TERMS; t++) {
            frequency[t] += docs[i].wdf[t] > 0;
            length += docs[i].wdf[t];
        }
        documents += docs[i].there;
    }
    mean_length = (double)length / documents;
    return dir ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ng_remove_tree(dir);
    g_clear_pointer(&dir, g_free);
    return 0;
}

/* ---- random trees ---- */

static NgMatch *grow(GRand *dice, guint depth);

static NgMatch *grow_terms(GRand *dice)
{
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = (guint)g_rand_int_range(dice, 2, 5); i; i--) {
        char name[4];
        term_of((guint)g_rand_int_range(dice, 0, TERMS), name);
        g_ptr_array_add(kids, ng_match_term(name, strlen(name), 1));
    }
    return ng_match_op_many(NG_MATCH_SYNONYM, kids);
}

static NgMatch *grow(GRand *dice, guint depth)
{
    static const NgMatchOp joins[] = {NG_MATCH_AND,  NG_MATCH_OR,      NG_MATCH_OR,
                                      NG_MATCH_AND,  NG_MATCH_AND_NOT, NG_MATCH_FILTER,
                                      NG_MATCH_MAYBE};
    gint32 chosen = g_rand_int_range(dice, 0, 20);
    char name[4], least = 'm';
    if (chosen == 0)
        return ng_match_all();
    if (chosen == 1)
        return ng_match_none();
    if (chosen == 2)
        return ng_match_value_ge(3, &least, 1);
    if (chosen == 3)
        return grow_terms(dice);
    if (chosen == 4 && depth)
        return ng_match_scale(grow(dice, depth - 1), g_rand_boolean(dice) ? 0 : 2.5);
    if (chosen < 9 || !depth) {
        term_of((guint)g_rand_int_range(dice, 0, TERMS), name);
        return ng_match_term(name, strlen(name), (uint32_t)g_rand_int_range(dice, 1, 3));
    }
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = (guint)g_rand_int_range(dice, 2, 4); i; i--)
        g_ptr_array_add(kids, grow(dice, depth - 1));
    return ng_match_op_many(joins[g_rand_int_range(dice, 0, G_N_ELEMENTS(joins))], kids);
}

/* ---- the evaluator: one document at a time, straight from the definitions ---- */

static double weight_of(double with)
{
    double odds = (documents - with + 0.5) / (with + 0.5);
    return log(odds < 2 ? odds / 2 + 1 : odds) * (K1 + 1);
}

static double bm25(const Doc *doc, double with, double wqf, double times)
{
    double length = 0;
    for (guint i = 0; i < TERMS; i++)
        length += doc->wdf[i];
    double norm = K1 * (B * MAX(length / mean_length, LEAST_LENGTH) + 1 - B);
    return weight_of(with) * (K3 + 1) * wqf / (K3 + wqf) * times / (times + norm);
}

static guint number_of(const NgMatch *match)
{
    g_autofree char *digits = g_strndup(match->term + 1, match->term_len - 1);
    return (guint)g_ascii_strtoull(digits, NULL, 10);
}

static bool synonym(const Doc *doc, const NgMatch *match, double *weight)
{
    double without = 1, times = 0;
    for (guint i = 0; i < match->kids->len; i++) {
        guint term = number_of(match->kids->pdata[i]);
        without *= 1 - frequency[term] / documents;
        times += doc->wdf[term];
    }
    *weight = times > 0 ? bm25(doc, floor(documents * (1 - without) + 0.5), 1, times) : 0;
    return times > 0;
}

static bool finds(const Doc *doc, const NgMatch *match, double *weight)
{
    double its = 0;
    bool first = match->kids && finds(doc, match->kids->pdata[0], weight), all = first;
    if (!match->kids)
        *weight = 0;
    for (guint i = 1; match->kids && i < match->kids->len; i++) {
        bool found = finds(doc, match->kids->pdata[i], &its);
        switch (match->op) {
        case NG_MATCH_AND_NOT:
            all = all && !found;
            break;
        case NG_MATCH_MAYBE:
            *weight += its;
            break;
        case NG_MATCH_FILTER:
            all = all && found;
            break;
        case NG_MATCH_AND:
            all = all && found;
            *weight += its;
            break;
        default:
            all = all || found;
            *weight += its;
        }
    }
    guint term;
    switch (match->op) {
    case NG_MATCH_TERM:
        term = number_of(match);
        all = doc->wdf[term] > 0;
        *weight = all ? bm25(doc, frequency[term], match->wqf, doc->wdf[term]) : 0;
        break;
    case NG_MATCH_ALL:
        all = true;
        break;
    case NG_MATCH_VALUE_GE:
        all = doc->value >= match->term[0];
        break;
    case NG_MATCH_SYNONYM:
        all = synonym(doc, match, weight);
        break;
    case NG_MATCH_SCALE:
        *weight *= match->factor;
        break;
    default:
        break;
    }
    if (!all)
        *weight = 0;
    return all;
}

/* ---- both ---- */

typedef struct {
    const NgMatch *match;
    guint32 before;
    guint found;
} Look;

static void look(NgCandidate *candidate, double weight, gpointer data)
{
    Look *all = data;
    guint32 docid = ng_candidate_docid(candidate);
    double expected;
    assert_true(docid > all->before && docid <= DOCUMENTS && docs[docid].there);
    all->before = docid;
    all->found++;
    assert_true(finds(&docs[docid], all->match, &expected));
    assert_true(fabs(weight - expected) < 1e-9);
    gsize len;
    const char *value = ng_candidate_value(candidate, 3, &len);
    assert_int_equal(len, docs[docid].value != 0);
    assert_true(len == 0 || *value == docs[docid].value);
}

static guint count(const NgMatch *match)
{
    guint n = 0;
    double weight;
    for (guint i = 1; i <= DOCUMENTS; i++)
        n += docs[i].there && finds(&docs[i], match, &weight);
    return n;
}

static void try_trees(NgDb *db, guint32 seed)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
    for (guint i = 0; i < TREES; i++) {
        g_autoptr(NgMatch) match = grow(dice, 3);
        Look data = {.match = match};
        NgMatchRun run = {.check = G_MAXUINT32,
                          .k1 = K1,
                          .b = B,
                          .k3 = K3,
                          .sort_slot = -1,
                          .seen = look,
                          .data = &data};
        g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        guint32 matches = 0, most = 0;
        assert_true(ng_db_match(db, match, &run, ranked, &matches, NULL));
        assert_int_equal(data.found, count(match));
        assert_int_equal(matches, data.found);
        assert_true(ng_db_estimate(db, match, &most, NULL));
        assert_true(most >= matches);
    }
}

static void test_match__finds_and_weighs_as_defined(void **state)
{
    (void)state;
    for (guint columns = 0; columns < 2; columns++) {
        NgDb *db = make(1, columns);
        try_trees(db, 1);
        if (columns) { /* read from the file until now; from the mapped one from here on */
            ng_db_keep(db);
            try_trees(db, 2);
        }
        ng_db_free(db);
    }
}

static void test_match__several_databases_are_one(void **state)
{
    (void)state;
    NgDb *db = make(2, true);
    try_trees(db, 3);
    ng_db_free(db);
}

static bool odd_ones(NgCandidate *candidate, gpointer data, GError **error)
{
    (void)data;
    (void)error;
    return ng_candidate_docid(candidate) % 2;
}

/* The best are the best of all that match, however few of those are decided. */
static void test_match__the_best_are_the_best_of_all(void **state)
{
    (void)state;
    g_autoptr(GRand) dice = g_rand_new_with_seed(4);
    NgDb *db = make(1, true);
    for (guint i = 0; i < TREES / 10; i++) {
        g_autoptr(NgMatch) match = grow(dice, 2);
        NgMatchRun run = {
            .k1 = K1, .b = B, .k3 = K3, .sort_slot = i % 3 == 0 ? 3 : -1, .decide = odd_ones};
        g_autoptr(GArray) few = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(NgRanked));
        guint32 some, matches;
        run.top = 7;
        assert_true(ng_db_match(db, match, &run, few, &some, NULL));
        run.top = run.check = G_MAXUINT32;
        assert_true(ng_db_match(db, match, &run, all, &matches, NULL));
        assert_int_equal(all->len, matches);
        assert_int_equal(few->len, MIN(7, matches));
        assert_true(some == matches || (some > 7 && some < matches));
        for (guint j = 0; j < few->len; j++)
            assert_int_equal(g_array_index(few, NgRanked, j).docid,
                             g_array_index(all, NgRanked, j).docid);
        for (guint j = 1; run.sort_slot < 0 && j < all->len; j++)
            assert_true(g_array_index(all, NgRanked, j - 1).weight >=
                        g_array_index(all, NgRanked, j).weight);
    }
    ng_db_free(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match__finds_and_weighs_as_defined),
        cmocka_unit_test(test_match__several_databases_are_one),
        cmocka_unit_test(test_match__the_best_are_the_best_of_all),
    };
    return cmocka_run_group_tests_name("match", tests, set_up, tear_down);
}
