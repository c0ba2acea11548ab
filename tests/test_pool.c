/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a worker's death costs: the file it was reading, or the record that it had announced, and
 * nothing else. With a reader that dies on command. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/confine.h"
#include "indexer/pool.h"
#include "nutgraf/analysis.h"
#include "nutgraf/error.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void fill_memory(void)
{
    /* Touched, or it costs nothing. */
    for (guint i = 0; i < 2000; i++)
        memset(g_malloc(1 << 20), 1, 1 << 20);
}

static void compute_for_ever(void)
{
    volatile guint64 sum = 0;
    for (;;)
        sum++;
}

/* As an archive does that somebody cuts off while it is read. */
static void touch_what_was_cut_off(void)
{
    g_autofree char *path = NULL;
    signal(SIGBUS, SIG_DFL); /* cmocka's is its own */
    int fd = g_file_open_tmp("nutgraf-cut-XXXXXX", &path, NULL);
    gsize len = (gsize)sysconf(_SC_PAGESIZE) * 2;
    if (ftruncate(fd, (off_t)len) != 0)
        _exit(4);
    const volatile char *map = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
    unlink(path);
    if (map == MAP_FAILED || ftruncate(fd, 0) != 0)
        _exit(4);
    _exit(map[len / 2]);
}

/* A record a line: "good NAME", or what happens. */
static void do_as_told(const char *line)
{
    if (g_str_has_prefix(line, "fill"))
        fill_memory();
    if (g_str_has_prefix(line, "much"))
        g_free(g_malloc((gsize)4 << 30));
    if (g_str_has_prefix(line, "long"))
        compute_for_ever();
    if (g_str_has_prefix(line, "crash"))
        raise(SIGKILL);
    if (g_str_has_prefix(line, "cut"))
        touch_what_was_cut_off();
    if (g_str_has_prefix(line, "leave"))
        _exit(3);
}

static bool read_lines(const NgInput *input, const NgSinks *sinks, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(input->data, "\n", -1);
    bool silent = g_str_has_prefix(input->data, "silent");
    (void)error;
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *where = g_strconcat("#", lines[i], NULL);
        if (g_str_has_prefix(lines[i], "between")) { /* no record was announced for it */
            raise(SIGKILL);
            continue;
        }
        NgRecordVerdict verdict = silent ? NG_RECORD_READ : ng_sinks_record(sinks, where, i);
        if (verdict == NG_RECORD_STOP)
            break;
        if (verdict == NG_RECORD_PASS)
            continue;
        do_as_told(lines[i]);
        if (!g_str_has_prefix(lines[i], "good"))
            continue;
        NgArticle *article = ng_article_new();
        article->id = g_strdup(lines[i] + 5);
        ng_article_add_paragraph(article, "A tug came in.", -1, NG_ROLE_BODY);
        if (!sinks->article(article, sinks->data))
            break;
    }
    return true;
}

static int sniff_nothing(const char *data, gsize len, const char *path)
{
    (void)data, (void)len, (void)path;
    return 0;
}

static const NgReader told_reader = {.name = "told", .sniff = sniff_nothing, .read = read_lines};

typedef struct {
    GPtrArray *files;
    NgReport *report;
    GString *ids;
    char *dir;
} Load;

static bool unit_done(NgUnitResult *result, gpointer data, GError **error)
{
    Load *load = data;
    (void)error;
    for (guint i = 0; i < result->lines->len; i++) {
        const char *line = result->lines->pdata[i], *id = strstr(line, "\"id\":\"");
        assert_non_null(id);
        g_string_append_printf(load->ids, "%.*s ", (int)strcspn(id + 6, "\""), id + 6);
    }
    ng_unit_result_tell_skips(result, load->report);
    ng_unit_result_free(result);
    return true;
}

static void load_files(Load *load, const char *const *contents, guint jobs)
{
    GError *error = NULL;
    load->dir = g_dir_make_tmp("nutgraf-pool-XXXXXX", NULL);
    load->files = g_ptr_array_new_with_free_func((GDestroyNotify)ng_file_free);
    load->report = ng_report_new();
    load->ids = g_string_new(NULL);
    for (guint i = 0; contents[i]; i++) {
        NgFile *file = g_new0(NgFile, 1);
        file->path = g_strdup_printf("%s/%u", load->dir, i);
        file->size = strlen(contents[i]);
        assert_true(g_file_set_contents(file->path, contents[i], -1, NULL));
        g_ptr_array_add(load->files, file);
    }
    g_autoptr(GPtrArray) units = ng_units_of_files(load->files, &told_reader, jobs);
    g_autoptr(NgPoison) poisoned = ng_poison_new();
    NgJob job = {.files = load->files,
                 .units = units,
                 .build_dir = load->dir,
                 .poisoned = poisoned,
                 .added = "2026-11-22T09:00:00Z",
                 .extract = true};
    bool ok = ng_pool_run(&job, jobs, load->report, NULL, NULL, unit_done, load, &error);
    g_assert_no_error(error);
    assert_true(ok);
}

static void load_clear(Load *load)
{
    ng_remove_tree(load->dir);
    g_free(load->dir);
    g_ptr_array_unref(load->files);
    ng_report_free(load->report);
    g_string_free(load->ids, TRUE);
}

/* "0#crash|its reader crashed (Killed)" a skip, without the folder. */
static char *skips_of(const Load *load)
{
    GString *told = g_string_new(NULL);
    for (guint i = 0; i < load->report->skips->len; i++) {
        const NgSkip *skip = load->report->skips->pdata[i];
        g_string_append_printf(told, "%s|%s\n", skip->source + strlen(load->dir) + 1, skip->reason);
    }
    return g_string_free(told, FALSE);
}

static void check(const char *const *contents, guint jobs, const char *ids, const char *skips)
{
    Load load = {0};
    load_files(&load, contents, jobs);
    g_autofree char *told = skips_of(&load);
    if (strcmp(load.ids->str, ids) != 0 || strcmp(told, skips) != 0)
        fail_msg("%s: got articles %s and skips\n%s", contents[0], load.ids->str, told);
    load_clear(&load);
}

#define KILLED "its reader crashed (Killed)"
#define REST "; what stands behind it in the file is not read"

static void test_pool__a_death_costs_the_record_that_was_announced(void **state)
{
    (void)state;
    static const char *const contents[] = {"good a\ncrash 1\ngood b\nleave 2\ngood c", "good d",
                                           NULL};
    check(contents, 1, "a b c d ",
          "0#crash 1|" KILLED "\n"
          "0#leave 2|its reader ended (exit 3)\n");
}

static void test_pool__what_takes_too_long_or_too_much_is_told_so(void **state)
{
    (void)state;
    if (NG_CHECKED_BUILD)
        skip(); /* a sanitizer's shadow of the memory cannot be limited */
    static const char *const contents[] = {"good a\nmuch 1\ngood b\nfill 2\nlong 3\ngood c", NULL};
    check(contents, 1, "a b c ",
          "0#much 1|needed more memory than 448 MB\n"
          "0#fill 2|needed more memory than 448 MB\n"
          "0#long 3|took longer than 4 seconds\n");
}

static void test_pool__a_file_that_is_cut_off_while_it_is_read_costs_a_record(void **state)
{
    (void)state;
    if (NG_CHECKED_BUILD)
        skip(); /* a sanitizer takes the signal for itself */
    static const char *const contents[] = {"good a\ncut 1\ngood b", "good c", NULL};
    check(contents, 1, "a b c ",
          "0#cut 1|it became shorter while it was read, or its disk cannot be read\n");
}

static void test_pool__a_death_without_a_record_costs_the_file(void **state)
{
    (void)state;
    static const char *const contents[] = {"good a", "silent\ngood b\ncrash", "good c", NULL};
    check(contents, 1, "a c ", "1|" KILLED "\n");
}

static void test_pool__a_death_between_records_costs_what_is_behind(void **state)
{
    (void)state;
    static const char *const contents[] = {"good a\ngood b\nbetween\ngood c", "good d", NULL};
    check(contents, 1, "a d ", "0#good b|" KILLED "\n0#good b|" KILLED REST "\n");
}

static void test_pool__a_file_that_kills_again_and_again_is_given_up(void **state)
{
    (void)state;
    GString *text = g_string_new("good a");
    for (guint i = 0; i < 40; i++)
        g_string_append_printf(text, "\ncrash %u", i);
    g_string_append(text, "\ngood b");
    const char *const contents[] = {text->str, "good c", NULL};
    Load load = {0};
    load_files(&load, contents, 1);
    assert_string_equal(load.ids->str, "a c ");
    assert_int_equal(load.report->skips->len, 20);
    const NgSkip *last = load.report->skips->pdata[19];
    assert_string_equal(last->reason, KILLED REST);
    load_clear(&load);
    g_string_free(text, TRUE);
}

/* A worker that was there before the other's death knows nothing of it. */
static void test_pool__one_death_is_told_once_with_several_workers(void **state)
{
    (void)state;
    for (guint round = 0; round < 20; round++) {
        static const char *const contents[] = {"good a",  "crash 1", "good b", "good c",
                                               "crash 2", "good d",  NULL};
        Load load = {0};
        load_files(&load, contents, 3);
        assert_int_equal(load.report->skips->len, 2);
        assert_int_equal(load.ids->len, 8);
        load_clear(&load);
    }
}

static void test_poison__remembers_by_slice_and_number(void **state)
{
    (void)state;
    g_autoptr(NgPoison) poison = ng_poison_new();
    assert_int_equal(ng_poison_verdict(poison, 1, 5), NG_RECORD_READ);
    assert_int_equal(ng_poison_add_record(poison, 1, 5, false), NG_LOST_RECORD);
    assert_int_equal(ng_poison_verdict(poison, 1, 5), NG_RECORD_PASS);
    assert_int_equal(ng_poison_verdict(poison, 1, 6), NG_RECORD_READ);
    assert_int_equal(ng_poison_verdict(poison, 2, 5), NG_RECORD_READ);
    assert_int_equal(ng_poison_add_record(poison, 1, 5, true), NG_LOST_REST);
    assert_int_equal(ng_poison_verdict(poison, 1, 4), NG_RECORD_READ);
    assert_int_equal(ng_poison_verdict(poison, 1, 5), NG_RECORD_STOP);
    assert_int_equal(ng_poison_verdict(poison, 1, 6), NG_RECORD_STOP);
    assert_false(ng_poison_has_slice(poison, 1));
    assert_int_equal(ng_poison_add_record(poison, 1, 5, true), NG_LOST_SLICE);
    assert_true(ng_poison_has_slice(poison, 1));
    assert_false(ng_poison_has_slice(poison, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pool__a_death_costs_the_record_that_was_announced),
        cmocka_unit_test(test_pool__what_takes_too_long_or_too_much_is_told_so),
        cmocka_unit_test(test_pool__a_file_that_is_cut_off_while_it_is_read_costs_a_record),
        cmocka_unit_test(test_pool__a_death_without_a_record_costs_the_file),
        cmocka_unit_test(test_pool__a_death_between_records_costs_what_is_behind),
        cmocka_unit_test(test_pool__a_file_that_kills_again_and_again_is_given_up),
        cmocka_unit_test(test_pool__one_death_is_told_once_with_several_workers),
        cmocka_unit_test(test_poison__remembers_by_slice_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
