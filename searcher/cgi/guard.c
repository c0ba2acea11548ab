/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Deadline, limits, last words. */
#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#define MEGABYTE (1024 * 1024)
/* What a process may allocate. The program itself and its stack come to 16 MB more. */
#define DATA_MAX_BYTES (104 * MEGABYTE)
#define WRITING_MS 30000
#define STACK_BYTES 65536

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static struct {
    int fd;
    const char *bytes;
    gsize len;
    volatile sig_atomic_t armed;
} last;

static void write_all(int fd, const char *bytes, gsize len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        bytes += n;
        len -= (gsize)n;
    }
}

static const char *reason_of(int number)
{
    switch (number) {
    case SIGALRM:
        return "nutgraf-search: ended: out of time\n";
    case SIGABRT:
    case SIGTRAP:
        return "nutgraf-search: ended: out of memory, or in a state that cannot be\n";
    default:
        return "nutgraf-search: ended: the index may be damaged; `nutgraf-index check` looks at "
               "it\n";
    }
}

static void end(int number)
{
    const char *reason = reason_of(number);
    if (last.armed) {
        last.armed = 0;
        write_all(last.fd, last.bytes, last.len);
    }
    write_all(STDERR_FILENO, reason, strlen(reason));
    _exit(0);
}

static void limit_memory(void)
{
#ifndef SANITIZED
    const struct rlimit data = {DATA_MAX_BYTES, DATA_MAX_BYTES};
    setrlimit(RLIMIT_DATA, &data);
#endif
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

void ng_guard_install(void)
{
    /* A stack of its own: the usual one may be what ran out. */
    static char stack[STACK_BYTES];
    const stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    static const int signals[] = {SIGALRM, SIGSEGV, SIGBUS,  SIGFPE,
                                  SIGILL,  SIGABRT, SIGTRAP, SIGSYS};
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_ONSTACK};
    /* nothing comes between the last words */
    sigfillset(&action.sa_mask);
    sigaltstack(&other, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
#ifdef SANITIZED
        if (signals[i] == SIGALRM)
#endif
            sigaction(signals[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    limit_memory();
}

static void start_clock(guint milliseconds)
{
    const struct itimerval timer = {.it_value = {milliseconds / 1000, (milliseconds % 1000) * 1000},
                                    /* should the first one come at a moment when it is lost */
                                    .it_interval = {milliseconds > 0, 0}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

void ng_guard_arm(int fd, const char *bytes, gsize len, guint milliseconds)
{
    last.armed = 0;
    last.fd = fd;
    last.bytes = bytes;
    last.len = len;
    last.armed = 1;
    if (milliseconds > 0)
        start_clock(milliseconds);
}

void ng_guard_writing(void)
{
    last.armed = 0;
    start_clock(WRITING_MS);
}

void ng_guard_disarm(void)
{
    last.armed = 0;
    start_clock(0);
}
