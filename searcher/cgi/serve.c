/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --serve: a web server for trying out. */
#include "serve.h"
#include "cgi.h"
#include "searcher/complaint.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_PORT 8017
#define PORTS_TRIED 20
#define START_MS 10000
#define END_MS 5000

static volatile sig_atomic_t told_to_end;

static void note_end(int number)
{
    (void)number;
    told_to_end = 1;
}

static int fail(const char *format, ...) G_GNUC_PRINTF(1, 2);
static int fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("nutgraf-search: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return NG_EXIT_IO;
}

/* ---- ports ---- */

static struct sockaddr_in loopback(unsigned port)
{
    return (struct sockaddr_in) {.sin_family = AF_INET,
                                 .sin_port = htons((guint16)port),
                                 .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

static bool is_free(unsigned port)
{
    struct sockaddr_in address = loopback(port);
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    /* as lighttpd does: connections that have ended do not count */
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bool ok = bind(fd, (struct sockaddr *)&address, sizeof address) == 0;
    close(fd);
    return ok;
}

static bool is_answered(unsigned port)
{
    struct sockaddr_in address = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

/* 0: none. */
static unsigned choose_port(unsigned wanted)
{
    if (wanted > 0)
        return is_free(wanted) ? wanted : 0;
    for (unsigned port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port++)
        if (is_free(port))
            return port;
    return 0;
}

/* ---- the folder ---- */

static void remove_folder(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    if (dir)
        g_dir_close(dir);
    g_rmdir(folder);
}

/* The configuration's path; new string. */
static char *write_config(const char *folder, const char *db, unsigned port)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *program = g_build_filename(folder, "nutgraf-search", NULL);
    g_autofree char *whole = g_canonicalize_filename(db, NULL);
    g_autofree char *root = g_build_filename(folder, "root", NULL);
    g_autofree char *path = g_build_filename(folder, "lighttpd.conf", NULL);
    g_autofree char *config = ng_serve_config(folder, program, whole, port);
    /* wherever it is, under a name without blanks */
    if (!config || !self || symlink(self, program) != 0 || g_mkdir(root, 0700) != 0 ||
        !g_file_set_contents(path, config, -1, NULL))
        return NULL;
    return g_steal_pointer(&path);
}

/* ---- lighttpd ---- */

static pid_t start(const char *lighttpd, const char *config)
{
    pid_t parent = getpid(), pid = fork();
    if (pid != 0)
        return pid;
    /* Ctrl-C is ours; and nothing is left when we are killed */
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGPIPE, SIG_DFL);
    if (getppid() == parent)
        execl(lighttpd, lighttpd, "-D", "-f", config, (char *)NULL);
    _exit(127);
}

/* Waits until it is ready; false when it ends instead. */
static bool wait_for_start(pid_t pid, unsigned port)
{
    for (guint waited_ms = 0; waited_ms < START_MS && !told_to_end; waited_ms += 20) {
        if (waitpid(pid, NULL, WNOHANG) == pid)
            return false;
        if (is_answered(port))
            return true;
        g_usleep(20000);
    }
    return !told_to_end;
}

static void end(pid_t pid)
{
    kill(pid, SIGTERM);
    for (guint waited_ms = 0; waited_ms < END_MS; waited_ms += 10) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return;
        g_usleep(10000);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void tell_log(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "log", NULL);
    g_autofree char *text = NULL;
    if (g_file_get_contents(path, &text, NULL, NULL))
        fputs(text, stderr);
}

static int run(const char *lighttpd, const char *config, const char *folder, unsigned port)
{
    pid_t pid = start(lighttpd, config);
    if (pid < 0)
        return fail("cannot start lighttpd: %s", g_strerror(errno));
    if (!wait_for_start(pid, port)) {
        if (told_to_end) {
            end(pid);
            return NG_EXIT_FOUND;
        }
        tell_log(folder);
        return fail("lighttpd did not start");
    }
    printf("http://127.0.0.1:%u/\nCtrl-C ends it.\n", port);
    fflush(stdout);
    while (!told_to_end) {
        if (waitpid(pid, NULL, 0) == pid) {
            tell_log(folder);
            return fail("lighttpd has ended");
        }
    }
    end(pid);
    return NG_EXIT_FOUND;
}

static char *find_lighttpd(void)
{
    char *found = g_find_program_in_path("lighttpd");
    /* Debian keeps servers where users have no path to */
    if (!found && g_file_test("/usr/sbin/lighttpd", G_FILE_TEST_IS_EXECUTABLE))
        found = g_strdup("/usr/sbin/lighttpd");
    return found;
}

int ng_serve_run(unsigned port, char *const *db)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_end};
    g_autofree char *lighttpd = find_lighttpd();
    g_autoptr(GError) error = NULL;
    if (!lighttpd)
        return fail("--serve needs the web server lighttpd: apt-get install lighttpd");
    unsigned chosen = choose_port(port);
    if (chosen == 0)
        return fail("port %u of this machine is taken, or not for you to use",
                    port > 0 ? port : FIRST_PORT);
    /* before there is anything to clear away */
    sigemptyset(&action.sa_mask);
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        sigaction(ends[i], &action, NULL);
    g_autofree char *folder = g_dir_make_tmp("nutgraf-serve-XXXXXX", &error);
    if (!folder)
        return fail("%s", error->message);
    g_autofree char *config = write_config(folder, db[0], chosen);
    int code = config ? run(lighttpd, config, folder, chosen)
                      : fail("cannot write a configuration in %s", folder);
    remove_folder(folder);
    return code;
}
