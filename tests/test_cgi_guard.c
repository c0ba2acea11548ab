/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: last words. Each case is a child that gets lost in another way. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "searcher/cgi/guard.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char words[] = "Status: 503\r\n\r\nlast words\n";

static void run_out_of_time(void)
{
    for (;;)
        pause();
}

static void loop(void)
{
    for (volatile guint64 i = 0;; i++)
        ;
}

#ifndef __SANITIZE_ADDRESS__
static void run_out_of_memory(void)
{
    for (;;)
        memset(g_malloc(1 << 20), 1, 1 << 20);
}

static void read_nowhere(void)
{
    volatile char *volatile nowhere = (char *)(gsize)64;
    *nowhere = 1;
}

static guint deeper(guint n)
{
    volatile char room[4096];
    room[0] = (char)n;
    return n == G_MAXUINT ? 0 : deeper(n + 1) + (guint)room[0];
}

static void run_out_of_stack(void)
{
    exit((int)deeper(0) + 99);
}

static void give_up(void)
{
    abort();
}
#endif

/* What a child writes that loses itself; its exit status. */
static char *child(void (*lose)(void), guint milliseconds, int *status)
{
    int ends[2];
    GString *said = g_string_new(NULL);
    char bytes[4096];
    ssize_t n;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(ends[0]);
        ng_guard_install();
        ng_guard_arm(ends[1], words, sizeof words - 1, milliseconds);
        lose();
        _exit(99);
    }
    close(ends[1]);
    while ((n = read(ends[0], bytes, sizeof bytes)) > 0)
        g_string_append_len(said, bytes, n);
    close(ends[0]);
    assert_int_equal(waitpid(pid, status, 0), pid);
    return g_string_free(said, FALSE);
}

static void test_guard__has_the_last_word_however_a_process_is_lost(void **state)
{
    static const struct {
        const char *name;
        void (*lose)(void);
    } cases[] = {
        {"waits", run_out_of_time},          {"loops", loop},
#ifndef __SANITIZE_ADDRESS__
        {"takes memory", run_out_of_memory}, {"reads nowhere", read_nowhere},
        {"goes deeper", run_out_of_stack},   {"gives up", give_up},
#endif
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int status;
        g_autofree char *said = child(cases[i].lose, 1500, &status);
        if (strcmp(said, words) != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("one that %s says \"%s\", status %d", cases[i].name, said, status);
    }
}

static void write_slowly(void)
{
    ng_guard_writing();
    g_usleep(300 * 1000);
    _exit(7);
}

static void test_guard__adds_nothing_to_an_answer_that_is_on_its_way(void **state)
{
    int status;
    (void)state;
    g_autofree char *said = child(write_slowly, 100, &status);
    assert_string_equal(said, "");
    assert_int_equal(WEXITSTATUS(status), 7);
}

static void go_on(void)
{
    ng_guard_disarm();
    g_usleep(300 * 1000);
    _exit(7);
}

static void test_guard__lets_go_when_it_is_disarmed(void **state)
{
    int status;
    (void)state;
    g_autofree char *said = child(go_on, 100, &status);
    assert_string_equal(said, "");
    assert_int_equal(WEXITSTATUS(status), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guard__has_the_last_word_however_a_process_is_lost),
        cmocka_unit_test(test_guard__adds_nothing_to_an_answer_that_is_on_its_way),
        cmocka_unit_test(test_guard__lets_go_when_it_is_disarmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
