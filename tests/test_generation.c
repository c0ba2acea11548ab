/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index folder: what is live, who may write, what is left behind and cleared. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/generation.h"
#include "tests/support/index_fixture.h"

static char *dir;

static int set_up(void **state)
{
    (void)state;
    dir = fixture_folder();
    return 0;
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

static bool exists(const char *name)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void put(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    g_mkdir_with_parents(folder, 0777);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static NgWriting *begin(bool create)
{
    GError *error = NULL;
    NgWriting *writing = ng_writing_begin(dir, create, &error);
    g_assert_no_error(error);
    return writing;
}

/* A generation of one file. */
static void publish(NgWriting *writing)
{
    GError *error = NULL;
    g_autofree char *next = ng_writing_next(writing);
    g_autofree char *file = g_build_filename(next, "data", NULL);
    assert_false(g_file_test(next, G_FILE_TEST_EXISTS));
    g_mkdir(next, 0777);
    g_file_set_contents(file, "x", 1, NULL);
    assert_true(ng_writing_publish(writing, &error));
    g_assert_no_error(error);
}

static void test_generation__pointer_is_read_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int code; /* 0: read */
    } cases[] = {
        {"nutgraf index, schema 1, generation 7\n", 0},
        {"nutgraf index, schema 99, generation 7\n", 0},
        {"", NG_ERROR_CORRUPT},
        {"nutgraf index, schema x, generation 7\n", NG_ERROR_CORRUPT},
        {"nutgraf index, schema 1", NG_ERROR_CORRUPT},
        {"../../etc/passwd", NG_ERROR_CORRUPT},
    };
    NgLive live;
    GError *error = NULL;
    assert_false(ng_live_read(dir, &live, &error));
    expect_code(error, NG_ERROR_NO_INDEX, "empty folder");
    error = NULL;
    assert_false(ng_live_read("/nowhere/at/all", &live, &error));
    expect_code(error, NG_ERROR_NO_INDEX, "no folder");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        put("current", cases[i].text);
        error = NULL;
        bool ok = ng_live_read(dir, &live, &error);
        if (ok != (cases[i].code == 0))
            fail_msg("\"%s\": %s", cases[i].text, ok ? "read" : error->message);
        if (!ok) {
            expect_code(error, (NgErrorCode)cases[i].code, cases[i].text);
            continue;
        }
        assert_int_equal(live.number, 7);
        assert_true(g_str_has_suffix(live.path, "/gen-000007"));
        ng_live_clear(&live);
    }
}

static void test_generation__publish_moves_the_pointer(void **state)
{
    (void)state;
    NgWriting *writing = begin(true);
    assert_null(ng_writing_live(writing));
    assert_int_equal(ng_writing_live_schema(writing), NG_SCHEMA_VERSION);
    for (guint number = 1; number <= 3; number++) {
        NgLive live;
        publish(writing);
        assert_true(ng_live_read(dir, &live, NULL));
        assert_int_equal(live.number, number);
        assert_int_equal(live.schema, NG_SCHEMA_VERSION);
        assert_string_equal(live.path, ng_writing_live(writing));
        assert_true(g_file_test(live.path, G_FILE_TEST_IS_DIR));
        ng_live_clear(&live);
    }
    assert_false(exists("gen-000001"));
    assert_false(exists("gen-000002"));
    ng_writing_end(writing);
    assert_false(exists("build"));
    assert_false(exists("current.new"));
}

static void test_generation__publish_of_nothing_changes_nothing(void **state)
{
    (void)state;
    NgWriting *writing = begin(true);
    publish(writing);
    GError *error = NULL;
    assert_false(ng_writing_publish(writing, &error));
    expect_code(error, NG_ERROR_IO, "no next generation");
    assert_true(g_str_has_suffix(ng_writing_live(writing), "gen-000001"));
    assert_true(exists("gen-000001"));
    ng_writing_end(writing);
}

static void test_generation__one_writer_at_a_time(void **state)
{
    (void)state;
    GError *error = NULL;
    assert_null(ng_writing_begin(dir, false, &error));
    expect_code(error, NG_ERROR_NO_INDEX, "not to be created");
    NgWriting *first = begin(true);
    put("build/half", "done");
    error = NULL;
    assert_null(ng_writing_begin(dir, true, &error));
    expect_code(error, NG_ERROR_LOCKED, "second writer");
    assert_true(exists("build/half")); /* the other's work is left alone */
    ng_writing_end(first);
    ng_writing_end(begin(true));
    put("current", "nonsense");
    error = NULL;
    assert_null(ng_writing_begin(dir, true, &error));
    expect_code(error, NG_ERROR_CORRUPT, "bad pointer");
    error = NULL;
    put("file", "");
    g_autofree char *file = g_build_filename(dir, "file", NULL);
    assert_null(ng_writing_begin(file, true, &error));
    expect_code(error, NG_ERROR_IO, "a file");
}

static void test_generation__clears_what_was_left_behind(void **state)
{
    (void)state;
    NgWriting *writing = begin(true);
    publish(writing);
    publish(writing);
    ng_writing_end(writing);
    put("gen-000001/data", "old");
    put("gen-000003/deep/er/data", "half made");
    put("build/unit-00000001/data", "half made");
    g_autofree char *outside = fixture_folder();
    g_autofree char *kept = g_build_filename(outside, "kept", NULL);
    g_autofree char *link = g_build_filename(dir, "build", "link", NULL);
    g_file_set_contents(kept, "x", 1, NULL);
    assert_int_equal(symlink(outside, link), 0);
    writing = begin(false);
    assert_true(exists("gen-000002/data"));
    assert_false(exists("gen-000001"));
    assert_false(exists("gen-000003"));
    assert_false(exists("build/unit-00000001"));
    assert_true(exists("build"));
    assert_true(g_file_test(kept, G_FILE_TEST_EXISTS));
    ng_writing_end(writing);
    ng_remove_tree(outside);
}

static void test_generation__strangers_folder_is_left_alone(void **state)
{
    (void)state;
    put("build/my-work", "precious");
    put("gen-ealogy", "precious");
    GError *error = NULL;
    assert_null(ng_writing_begin(dir, true, &error));
    expect_code(error, NG_ERROR_IO, "a folder of something else");
    assert_true(exists("build/my-work"));
    assert_true(exists("gen-ealogy"));
    assert_false(exists("lock"));
}

static void test_generation__failed_write_in_place_leaves_a_mark(void **state)
{
    (void)state;
    NgWriting *writing = begin(true);
    publish(writing);
    assert_true(ng_writing_in_place_begin(writing, NULL));
    assert_true(exists("writing"));
    ng_writing_in_place_end(writing, false);
    assert_false(exists("writing"));
    assert_false(ng_writing_in_doubt(writing));
    assert_true(ng_writing_in_place_begin(writing, NULL));
    ng_writing_in_place_end(writing, true);
    assert_true(ng_writing_in_doubt(writing));
    ng_writing_end(writing);
    writing = begin(true);
    assert_true(ng_writing_in_doubt(writing));
    publish(writing); /* rebuilt */
    assert_false(ng_writing_in_doubt(writing));
    ng_writing_end(writing);
    assert_false(exists("writing"));
    /* One that was killed has committed or has not. */
    put("writing", "w");
    writing = begin(true);
    assert_false(ng_writing_in_doubt(writing));
    assert_false(exists("writing"));
    ng_writing_end(writing);
}

static const FixtureText old = {.id = "old", .title = "Old", .paragraphs = {"Before the load."}};
static const FixtureText fresh = {.id = "new", .title = "New", .paragraphs = {"After the load."}};

static void test_generation__readers_see_before_or_after(void **state)
{
    (void)state;
    g_autoptr(Fixture) fixture = fixture_new();
    fixture_add_texts(fixture, &old, 1);
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autofree char *revision = g_strdup(ng_index_revision(index));
    NgRequest request = {.query = "load", .sort = NG_SORT_OLDEST};
    g_autofree char *before = fixture_hits(index, &request);
    assert_string_equal(before, "old#1");
    fixture_add_texts(fixture, &fresh, 1);
    fixture_publish(fixture); /* the generation that is open vanishes */
    g_autofree char *after = fixture_hits(index, &request);
    assert_string_equal(after, "new#1 old#1");
    assert_string_not_equal(revision, ng_index_revision(index));
    for (guint i = 0; i < 3; i++) { /* two commits make a reader stale */
        g_autofree char *id = g_strdup_printf("more-%u", i);
        FixtureText more = {.id = id, .title = "More", .paragraphs = {"One load more."}};
        fixture_commit(fixture, &more);
    }
    g_autofree char *last = fixture_hits(index, &request);
    assert_string_equal(last, "more-0#1 more-1#1 more-2#1 new#1 old#1");
    assert_int_equal(ng_index_articles(index), 5);
    assert_int_equal(ng_index_paragraphs(index), 5);
}

static void test_generation__index_of_another_schema_is_refused(void **state)
{
    (void)state;
    put("current", "nutgraf index, schema 99, generation 1\n");
    const char *const dirs[] = {dir, NULL}, *const none[] = {"/nowhere", NULL};
    GError *error = NULL;
    assert_null(ng_index_open(dirs, &error));
    expect_code(error, NG_ERROR_SCHEMA_MISMATCH, "schema 99");
    error = NULL;
    assert_null(ng_index_open(none, &error));
    expect_code(error, NG_ERROR_NO_INDEX, "nowhere");
}

/* Who was killed between writing the pointer and putting it in place. */
static void test_generation__half_made_pointer_is_cleared_away(void **state)
{
    (void)state;
    NgWriting *writing = begin(true);
    publish(writing);
    ng_writing_end(writing);
    put("current.new", "nutgraf index, schema 2, gen");
    writing = begin(false);
    g_autofree char *half = g_build_filename(dir, "current.new", NULL);
    assert_false(g_file_test(half, G_FILE_TEST_EXISTS));
    publish(writing);
    ng_writing_end(writing);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_generation__pointer_is_read_or_refused),
        TEST(test_generation__half_made_pointer_is_cleared_away),
        TEST(test_generation__publish_moves_the_pointer),
        TEST(test_generation__publish_of_nothing_changes_nothing),
        TEST(test_generation__one_writer_at_a_time),
        TEST(test_generation__clears_what_was_left_behind),
        TEST(test_generation__strangers_folder_is_left_alone),
        TEST(test_generation__failed_write_in_place_leaves_a_mark),
        TEST(test_generation__readers_see_before_or_after),
        TEST(test_generation__index_of_another_schema_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
