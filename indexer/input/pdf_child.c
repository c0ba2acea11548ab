/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pdftotext as a child process. PDF is a language for printers with a long history of holes in its
 * readers: none of it is parsed in our own process. */
#include "indexer/input/pdf.h"
#include "nutgraf/error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS_MAX 3
#define MEMORY_MAX ((rlim_t)512 << 20)
#define OUTPUT_MAX ((gsize)32 << 20)
#define PAGES_MAX "60" /* a longer document is a report, whose beginning sums it up */

static void limit(int what, rlim_t value)
{
    struct rlimit there;
    if (getrlimit(what, &there) == 0 && (there.rlim_max == RLIM_INFINITY || there.rlim_max > value))
        setrlimit(what, &(struct rlimit) {value, value});
}

G_GNUC_NORETURN static void run_child(const char *program, int in, int out)
{
    static const char *const arguments[] = {"pdftotext", "-q",      "-bbox-layout", "-enc", "UTF-8",
                                            "-l",        PAGES_MAX, "/dev/stdin",   "-",    NULL};
    static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
    int nothing = open("/dev/null", O_WRONLY);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    dup2(in, 0);
    dup2(out, 1);
    dup2(nothing, 2);
    close_range(3, ~0U, 0);
    limit(RLIMIT_CPU, SECONDS_MAX);
    limit(RLIMIT_AS, MEMORY_MAX);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
    execve(program, (char *const *)arguments, (char *const *)environment);
    _exit(127);
}

/* A file without a name that holds the bytes: PDF is read from its end. */
static int file_of(const char *data, gsize len)
{
    int fd = memfd_create("nutgraf-pdf", MFD_CLOEXEC);
    for (gsize at = 0; fd >= 0 && at < len;) {
        gssize n = write(fd, data + at, len - at);
        if (n <= 0) {
            close(fd);
            return -1;
        }
        at += (gsize)n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

/* false when it took too long or wrote too much. */
static bool read_output(int fd, GString *out)
{
    gint64 end = g_get_monotonic_time() + SECONDS_MAX * G_USEC_PER_SEC;
    for (;;) {
        gint64 left = (end - g_get_monotonic_time()) / 1000;
        struct pollfd polled = {fd, POLLIN, 0};
        char block[65536];
        if (left <= 0 || poll(&polled, 1, (int)left) == 0)
            return false;
        gssize got = read(fd, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return true;
        g_string_append_len(out, block, got);
        if (out->len > OUTPUT_MAX)
            return false;
    }
}

static const char *reason_of(bool complete, int status)
{
    if (!complete || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return "a PDF document that takes too long to read or says too much";
    if (WIFSIGNALED(status))
        return "a PDF document that pdftotext crashed on";
    switch (WEXITSTATUS(status)) {
    case 0:
        return NULL;
    case 3:
        return "a PDF document that does not permit reading";
    case 127:
        return "a PDF document, and pdftotext cannot be run";
    default:
        return "a PDF document that is damaged or encrypted";
    }
}

static const char *run(const char *program, const char *data, gsize len, GString *out)
{
    int ends[2], status = 0;
    int in = file_of(data, len);
    if (in < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        if (in >= 0)
            close(in);
        return "a PDF document, and no room to read it in";
    }
    pid_t pid = fork();
    if (pid == 0)
        run_child(program, in, ends[1]);
    close(in);
    close(ends[1]);
    bool complete = pid > 0 && read_output(ends[0], out);
    close(ends[0]);
    if (pid < 0)
        return "a PDF document, and no process to read it in";
    if (!complete)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return reason_of(complete, status);
}

char *ng_pdf_words(const char *data, gsize len, gsize *out_len, GError **error)
{
    g_autofree char *program = g_find_program_in_path("pdftotext");
    GString *out = g_string_new(NULL);
    const char *reason = program ? run(program, data, len, out)
                                 : "a PDF document; with pdftotext (Debian's poppler-utils) "
                                   "installed it would be read";
    if (reason) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, reason);
        g_string_free(out, TRUE);
        return NULL;
    }
    *out_len = out->len;
    return g_string_free(out, FALSE);
}
