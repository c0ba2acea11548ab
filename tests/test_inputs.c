/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paths to files, files to units of work, and a unit's result on its way to the parent. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/inputs.h"
#include "indexer/worker.h"

static char *dir;

static int set_up(void **state)
{
    (void)state;
    dir = g_dir_make_tmp("nutgraf-inputs-XXXXXX", NULL);
    return dir ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    ng_remove_tree(dir);
    g_clear_pointer(&dir, g_free);
    return 0;
}

static char *put(const char *name, gsize size)
{
    char *path = g_build_filename(dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path), *bytes = g_strnfill(size, 'x');
    g_mkdir_with_parents(folder, 0777);
    assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
    return path;
}

static GPtrArray *find(const char *path, NgReport *report)
{
    const char *const paths[] = {path, NULL};
    GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)ng_file_free);
    GError *error = NULL;
    assert_true(ng_inputs_find(paths, dir, files, report, &error));
    g_assert_no_error(error);
    return files;
}

static void test_inputs__folders_give_news_in_order_of_names(void **state)
{
    (void)state;
    static const char *const names[] = {"b.html",    "a.txt",   "sub/c.xml",   "style.CSS",
                                        "sub/x.png", ".hidden", "no-extension"};
    static const char *const expected[] = {"a.txt", "b.html", "no-extension", "sub/c.xml"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(put(names[i], 3));
    g_autoptr(NgReport) report = ng_report_new();
    g_autoptr(GPtrArray) files = find(dir, report);
    assert_int_equal(files->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < files->len; i++) {
        const NgFile *file = files->pdata[i];
        g_autofree char *path = g_build_filename(dir, expected[i], NULL);
        assert_string_equal(file->path, path);
        assert_int_equal(file->size, 3);
        assert_false(file->named);
    }
    assert_int_equal(report->passed_over, 2);
    assert_int_equal(report->skips->len, 0);
    /* named on the command line, it is tried whatever it is called */
    g_autofree char *style = g_build_filename(dir, "style.CSS", NULL);
    g_autoptr(GPtrArray) named = find(style, report);
    assert_int_equal(named->len, 1);
    assert_true(((NgFile *)named->pdata[0])->named);
}

static void test_inputs__what_cannot_be_read_is_reported(void **state)
{
    (void)state;
    g_free(put("in/a.txt", 1));
    g_autofree char *in = g_build_filename(dir, "in", NULL);
    g_autofree char *up = g_build_filename(in, "up", NULL),
                    *self = g_build_filename(in, "me", NULL);
    g_autofree char *pipe = g_build_filename(in, "pipe", NULL);
    g_autofree char *gone = g_build_filename(dir, "gone", NULL);
    assert_int_equal(symlink(in, up), 0);
    assert_int_equal(symlink("me", self), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    g_autoptr(NgReport) report = ng_report_new();
    g_autoptr(GPtrArray) files = find(in, report);
    g_autoptr(GPtrArray) none = find(gone, report);
    static const char *const reasons[] = {"link loop", "FIFO", "folder loop", "No such file"};
    assert_int_equal(files->len, 1);
    assert_int_equal(none->len, 0);
    assert_int_equal(report->skips->len, G_N_ELEMENTS(reasons));
    for (guint i = 0; i < report->skips->len; i++) {
        const NgSkip *skip = report->skips->pdata[i];
        if (!strstr(skip->reason, reasons[i]))
            fail_msg("%s: \"%s\", expected %s", skip->source, skip->reason, reasons[i]);
    }
}

static void test_units__hold_every_file_once_in_order(void **state)
{
    (void)state;
    for (guint jobs = 1; jobs <= 8; jobs *= 2) {
        g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)ng_file_free);
        for (guint i = 0; i < 1000; i++) {
            NgFile *file = g_new0(NgFile, 1);
            file->path = g_strdup("/nowhere");
            file->size = i * 100;
            g_ptr_array_add(files, file);
        }
        g_autoptr(GPtrArray) units = ng_units_of_files(files, NULL, jobs);
        guint next = 0;
        for (guint i = 0; i < units->len; i++) {
            const NgUnit *unit = units->pdata[i];
            assert_true(unit->slices->len > 0);
            for (guint j = 0; j < unit->slices->len; j++) {
                const NgSlice *slice = &g_array_index(unit->slices, NgSlice, j);
                assert_int_equal(slice->file, next);
                assert_int_equal(slice->begin, 0);
                assert_int_equal(slice->end, next * 100);
                assert_true(slice->whole);
                next++;
            }
        }
        assert_int_equal(next, 1000);
        assert_true(units->len >= jobs);
    }
    static const guint32 lasts[] = {0, 1, 500, 501, 12345};
    for (guint i = 0; i < G_N_ELEMENTS(lasts); i++) {
        g_autoptr(GPtrArray) units = ng_units_of_documents(lasts[i]);
        guint32 next = 1;
        for (guint j = 0; j < units->len; j++) {
            const NgUnit *unit = units->pdata[j];
            assert_int_equal(unit->first_docid, next);
            assert_true(unit->last_docid >= next);
            next = unit->last_docid + 1;
        }
        assert_int_equal(next, lasts[i] + 1);
    }
}

static NgUnitResult *a_result(bool fatal)
{
    NgUnitResult *result = g_new0(NgUnitResult, 1);
    *result = (NgUnitResult) {.unit = 7,
                              .built = 3,
                              .databases = 2,
                              .replacing = 1,
                              .unchanged = 9,
                              .older = 2,
                              .paragraphs = (guint64)1 << 40,
                              .quotes = 5,
                              .skips = g_ptr_array_new_with_free_func(g_free),
                              .ids = g_ptr_array_new_with_free_func(g_free),
                              .lines = g_ptr_array_new_with_free_func(g_free)};
    g_ptr_array_add(result->skips, g_strdup("/a"));
    g_ptr_array_add(result->skips, g_strdup(""));
    g_ptr_array_add(result->skips, g_strdup("no known format"));
    g_ptr_array_add(result->lines, g_strdup("{}\n"));
    result->fatal = fatal ? g_strdup("disk full") : NULL;
    result->fatal_code = fatal ? 8 : 0;
    return result;
}

static void test_unit_result__comes_back(void **state)
{
    (void)state;
    for (guint fatal = 0; fatal < 2; fatal++) {
        NgUnitResult *result = a_result(fatal);
        g_autoptr(GString) bytes = g_string_new(NULL);
        ng_unit_result_pack(result, bytes);
        NgUnitResult *again = ng_unit_result_unpack(bytes->str, bytes->len);
        assert_non_null(again);
        assert_int_equal(again->unit, 7);
        assert_int_equal(again->built, 3);
        assert_int_equal(again->databases, 2);
        assert_int_equal(again->replacing, 1);
        assert_int_equal(again->unchanged, 9);
        assert_int_equal(again->older, 2);
        assert_int_equal(again->paragraphs, (guint64)1 << 40);
        assert_int_equal(again->quotes, 5);
        assert_int_equal(again->skips->len, 3);
        assert_string_equal(again->skips->pdata[2], "no known format");
        assert_int_equal(again->ids->len, 0);
        assert_string_equal(again->lines->pdata[0], "{}\n");
        assert_true((again->fatal != NULL) == (fatal == 1));
        assert_int_equal(again->fatal_code, fatal ? 8 : 0);
        ng_unit_result_free(again);
        /* A worker that died has written a part. */
        for (gsize len = 0; len < bytes->len; len++) {
            g_autofree char *part = g_memdup2(bytes->str, len);
            NgUnitResult *half = ng_unit_result_unpack(part, len);
            if (half)
                fail_msg("%zu of %zu bytes were taken", len, bytes->len);
        }
        ng_unit_result_free(result);
    }
}

static void test_report__prints_no_control_characters(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    ng_print_safely(out, "a\033[2Jb\n\xff\xe2\x80\xaeü");
    fclose(out);
    assert_string_equal(text, "a\\x1b[2Jb\\x0a\xef\xbf\xbd\\x202eü");
    free(text);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_inputs__folders_give_news_in_order_of_names),
        TEST(test_inputs__what_cannot_be_read_is_reported),
        TEST(test_units__hold_every_file_once_in_order),
        TEST(test_unit_result__comes_back),
        TEST(test_report__prints_no_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
