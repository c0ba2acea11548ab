/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cgi/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FEW 16 /* as many as there are at least */

static char *etag_of(guint number)
{
    return g_strdup_printf("\"%u\"", number);
}

/* Text of its own, as long as a page. */
static GString *page_of(guint number)
{
    GString *page = g_string_new(NULL);
    for (guint i = 0; i < 800; i++)
        g_string_append_printf(page, "<p>line %u of page %u</p>\n", i, number);
    return page;
}

static bool find(NgKept *kept, guint number)
{
    g_autofree char *etag = etag_of(number);
    const GString *body = ng_kept_find(kept, etag);
    GString *page = page_of(number);
    if (body && !g_string_equal(body, page))
        fail_msg("page %u is another one", number);
    g_string_free(page, TRUE);
    return body != NULL;
}

/* As a process does: what is not there is made, and given to keep. */
static bool ask(NgKept *kept, guint number)
{
    g_autofree char *etag = etag_of(number);
    if (find(kept, number))
        return true;
    GString *page = page_of(number);
    ng_kept_add(kept, etag, page);
    g_string_free(page, TRUE);
    return false;
}

static void test_kept__the_last_few_are_there(void **state)
{
    (void)state;
    NgKept *kept = ng_kept_new(NULL);
    for (guint i = 0; i < 3 * FEW; i++)
        assert_false(ask(kept, i));
    for (guint i = 2 * FEW; i < 3 * FEW; i++)
        assert_true(find(kept, i));
    assert_false(find(kept, FEW - 1));
    ng_kept_free(kept);
}

static void test_kept__what_is_asked_for_again_is_shared_and_stays(void **state)
{
    (void)state;
    NgShared *shared = ng_shared_new();
    NgKept *one = ng_kept_new(shared), *other = ng_kept_new(shared);
    guint given = 0;
    for (guint round = 0; round < 4; round++)
        for (guint i = 0; i < 200; i++)
            given += ask(round % 2 ? other : one, i);
    /* made twice: noted, then kept; another may be noted in its place */
    assert_in_range(given, 2 * 200 - 20, 2 * 200);
    for (guint i = 1000; i < 1500; i++)
        ask(one, i); /* nobody asks for them again */
    for (guint i = 0; i < 200; i++)
        assert_true(find(i % 2 ? one : other, i));
    ng_kept_free(one);
    ng_kept_free(other);
    ng_shared_free(shared);
}

static void test_kept__one_asked_for_while_it_is_there_stays(void **state)
{
    (void)state;
    NgShared *shared = ng_shared_new();
    NgKept *kept = ng_kept_new(shared);
    assert_false(ask(kept, 1));
    assert_true(ask(kept, 1));
    for (guint i = 100; i < 300; i++)
        ask(kept, i);
    assert_true(find(kept, 1));
    ng_kept_free(kept);
    ng_shared_free(shared);
}

static void test_shared__goes_round_and_never_mixes_answers(void **state)
{
    (void)state;
    enum { PAGES = 2000 };
    NgShared *shared = ng_shared_new();
    NgKept *kept = ng_kept_new(shared);
    guint found = 0;
    for (guint round = 0; round < 2; round++)
        for (guint i = 0; i < PAGES; i++)
            ask(kept, i); /* which compares what is found */
    for (guint i = 0; i < PAGES; i++)
        found += find(kept, i);
    assert_in_range(found, 200, 600);
    assert_true(find(kept, PAGES - 1));
    ng_kept_free(kept);
    ng_shared_free(shared);
}

static void test_shared__what_does_not_become_short_is_not_there(void **state)
{
    (void)state;
    NgShared *shared = ng_shared_new();
    GString *noise = g_string_new(NULL), *found = g_string_new(NULL);
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);
    for (guint i = 0; i < 60000; i++)
        g_string_append_c(noise, (char)g_rand_int_range(dice, 0, 128));
    ng_shared_add(shared, "\"noise\"", noise);
    assert_false(ng_shared_find(shared, "\"noise\"", found));
    const char *etag = "\"page\"";
    GString *page = page_of(1);
    ng_shared_add(shared, etag, page);
    assert_true(ng_shared_find(shared, etag, found) && g_string_equal(found, page));
    g_string_free(noise, TRUE);
    g_string_free(found, TRUE);
    g_string_free(page, TRUE);
    ng_shared_free(shared);
}

/* Processes that write the same places over and over, one of which is killed again and again. */
static void test_shared__by_processes_that_die_gives_nothing_torn(void **state)
{
    (void)state;
    enum { WRITERS = 3, PAGES = 600 };
    NgShared *shared = ng_shared_new();
    NgKept *kept = ng_kept_new(shared);
    pid_t writers[WRITERS] = {0};
    guint found = 0;
    for (guint turn = 0; turn < 30; turn++) {
        for (guint i = 0; i < WRITERS; i++) {
            if (writers[i] > 0 && i == turn % WRITERS) {
                kill(writers[i], SIGKILL);
                waitpid(writers[i], NULL, 0);
                writers[i] = 0;
            }
            if (writers[i] == 0 && (writers[i] = fork()) == 0) {
                NgKept *own = ng_kept_new(shared);
                for (guint n = 0;; n++)
                    ask(own, n * 7 % PAGES);
            }
        }
        for (guint n = 0; n < 100; n++)
            found += find(kept, (turn * 100 + n) % PAGES);
    }
    for (guint i = 0; i < WRITERS; i++) {
        kill(writers[i], SIGKILL);
        waitpid(writers[i], NULL, 0);
    }
    assert_true(found > 0);
    ng_kept_free(kept);
    ng_shared_free(shared);
}

static void test_kept__what_is_too_large_or_not_wanted_is_not(void **state)
{
    (void)state;
    NgKept *kept = ng_kept_new(NULL);
    GString *large = g_string_new(NULL);
    g_string_set_size(large, 65537);
    memset(large->str, 'x', large->len);
    ng_kept_add(kept, "\"large\"", large);
    assert_null(ng_kept_find(kept, "\"large\""));
    ng_kept_add(NULL, "\"large\"", large);
    assert_null(ng_kept_find(NULL, "\"large\""));
    g_string_free(large, TRUE);
    ng_kept_free(kept);
    ng_kept_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept__the_last_few_are_there),
        cmocka_unit_test(test_kept__what_is_asked_for_again_is_shared_and_stays),
        cmocka_unit_test(test_kept__one_asked_for_while_it_is_there_stays),
        cmocka_unit_test(test_shared__goes_round_and_never_mixes_answers),
        cmocka_unit_test(test_shared__what_does_not_become_short_is_not_there),
        cmocka_unit_test(test_shared__by_processes_that_die_gives_nothing_torn),
        cmocka_unit_test(test_kept__what_is_too_large_or_not_wanted_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
