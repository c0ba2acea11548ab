/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: what a process can still do once it is shut in. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "searcher/cgi/confine.h"

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder, *file, *outside;

/* Each gives 0 when it could be done. */

static int read_inside(void)
{
    char bytes[8];
    int fd = open(file, O_RDONLY);
    return fd >= 0 && pread(fd, bytes, 4, 0) == 4 && close(fd) == 0 ? 0 : 1;
}

static int list_inside(void)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    bool ok = dir && g_dir_read_name(dir);
    if (dir)
        g_dir_close(dir);
    return ok ? 0 : 1;
}

static int take_memory(void)
{
    char *bytes = g_try_malloc(16 << 20);
    if (!bytes)
        return 1;
    memset(bytes, 1, 16 << 20);
    g_free(bytes);
    return 0;
}

static int write_answer(void)
{
    return write(STDERR_FILENO, "", 0) == 0 ? 0 : 1;
}

static int read_outside(void)
{
    return open(outside, O_RDONLY) >= 0 ? 0 : 1;
}

static int write_inside(void)
{
    return open(file, O_WRONLY) >= 0 ? 0 : 1;
}

static int truncate_inside(void)
{
    return truncate(file, 1) == 0 ? 0 : 1;
}

static int create_inside(void)
{
    g_autofree char *path = g_build_filename(folder, "new", NULL);
    return open(path, O_RDWR | O_CREAT, 0600) >= 0 ? 0 : 1;
}

static int remove_inside(void)
{
    return unlink(file) == 0 ? 0 : 1;
}

static int rename_inside(void)
{
    g_autofree char *path = g_build_filename(folder, "other", NULL);
    return rename(file, path) == 0 ? 0 : 1;
}

static int run_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return 1;
}

static int start_process(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return pid > 0 ? 0 : 1;
}

static int make_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : 1;
}

static int make_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) != MAP_FAILED
               ? 0
               : 1;
}

static int be_traced(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : 1;
}

static bool can(int (*act)(void), bool confined)
{
    int status;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        const char *const dirs[] = {folder, NULL};
        if (confined)
            ng_confine(dirs);
        _exit(act());
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFEXITED(status))
        fail_msg("a confined process died of signal %d", WTERMSIG(status));
    return WEXITSTATUS(status) == 0;
}

/* Not in a program built with a sanitizer (confine.h). */
static bool has_filters(void)
{
#ifdef __SANITIZE_ADDRESS__
    return false;
#else
    return prctl(PR_GET_SECCOMP) >= 0;
#endif
}

static bool has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, 1u) >= 1;
}

static void test_confined__can_read_the_index_and_answer(void **state)
{
    (void)state;
    assert_true(can(read_inside, true));
    assert_true(can(list_inside, true));
    assert_true(can(take_memory, true));
    assert_true(can(write_answer, true));
}

static void test_confined__can_do_nothing_else(void **state)
{
    static const struct {
        const char *name;
        int (*act)(void);
    } cases[] = {
        {"write in the index", write_inside},   {"cut a file of it", truncate_inside},
        {"make a file in it", create_inside},   {"remove a file of it", remove_inside},
        {"rename a file of it", rename_inside}, {"run a program", run_program},
        {"start a process", start_process},     {"make a socket", make_socket},
        {"make memory that is run", make_code}, {"call the tracer", be_traced},
    };
    (void)state;
    if (!has_filters())
        skip();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (can(cases[i].act, true))
            fail_msg("it can %s", cases[i].name);
    assert_true(can(write_inside, false));
    assert_true(can(make_socket, false));
}

static void test_confined__cannot_read_other_files(void **state)
{
    (void)state;
    if (!has_landlock() || !has_filters())
        skip();
    assert_false(can(read_outside, true));
    assert_true(can(read_outside, false));
}

static int set_up(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("nutgraf-confine-XXXXXX", NULL);
    file = g_build_filename(folder, "file", NULL);
    outside = g_strconcat(folder, "-outside", NULL);
    return g_file_set_contents(file, "some text", -1, NULL) &&
                   g_file_set_contents(outside, "some text", -1, NULL)
               ? 0
               : 1;
}

static int tear_down(void **state)
{
    (void)state;
    g_unlink(file);
    g_unlink(outside);
    g_rmdir(folder);
    g_free(folder);
    g_free(file);
    g_free(outside);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_confined__can_read_the_index_and_answer),
        cmocka_unit_test(test_confined__can_do_nothing_else),
        cmocka_unit_test(test_confined__cannot_read_other_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
