/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Width, colours, links, pager. */
#include "terminal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WIDTH_MIN 20u
#define WIDTH_MAX 1000u

static guint positive(const char *text)
{
    guint64 number = 0;
    if (!text || !g_ascii_string_to_unsigned(text, 10, 1, 100000, &number, NULL))
        return 0;
    return (guint)number;
}

static bool decide(NgWhen when, bool otherwise)
{
    return when == NG_WHEN_ALWAYS || (when == NG_WHEN_AUTO && otherwise);
}

void ng_terminal_look(NgTerminal *terminal, NgWhen colour, NgWhen links)
{
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    *terminal = (NgTerminal) {.terminal = isatty(STDOUT_FILENO)};
    terminal->dumb = !term || !term[0] || strcmp(term, "dumb") == 0;
    terminal->width = positive(getenv("COLUMNS"));
    struct winsize size;
    if (terminal->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        if (terminal->width == 0)
            terminal->width = size.ws_col;
        terminal->height = size.ws_row;
    }
    if (terminal->width == 0)
        terminal->width = 80;
    terminal->width = CLAMP(terminal->width, WIDTH_MIN, WIDTH_MAX);
    bool able = terminal->terminal && !terminal->dumb;
    terminal->colour = decide(colour, able && !(no_color && no_color[0]));
    /* the kernel's console prints what stands in a link */
    terminal->links = decide(links, able && strcmp(term, "linux") != 0);
}

/* false on failure; a reader that went away ends the writing, without one unless `strict`. */
static bool write_all(int fd, const char *bytes, gsize len, bool strict, GError **error)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EPIPE && !strict)
            return true;
        if (n < 0) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write the answer: %s",
                        g_strerror(errno));
            return false;
        }
        bytes += n;
        len -= (gsize)n;
    }
    return true;
}

/* Lines of a screen that the text takes, or more (escape sequences count as text). */
static guint lines_of(const GString *text, guint width)
{
    guint lines = 0;
    for (const char *p = text->str, *end; *p; p = *end ? end + 1 : end) {
        end = p + strcspn(p, "\n");
        lines += 1 + (guint)((gsize)(end - p) / (4 * (gsize)width));
    }
    return lines;
}

/* $PAGER, else less; NULL when there is none that can be started. */
static char *pager_command(void)
{
    const char *pager = getenv("PAGER");
    if (!pager)
        pager = "less";
    g_autofree char *first = g_strndup(pager, strcspn(pager, " \t"));
    if (!first[0] || strcmp(pager, "cat") == 0)
        return NULL;
    g_autofree char *found = g_find_program_in_path(first);
    /* something for the shell (a variable, quotes): the shell will know */
    if (!found && !strpbrk(first, "$'\"\\=~("))
        return NULL;
    return g_strdup(pager);
}

static bool spawn_pager(char *command, int from, int unused, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    char *argv[] = {(char[]) {"sh"}, (char[]) {"-c"}, command, NULL};
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGINT);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, from, STDIN_FILENO);
    if (from != STDIN_FILENO)
        posix_spawn_file_actions_addclose(&actions, from);
    posix_spawn_file_actions_addclose(&actions, unused);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    /* quit when it fits, colours as they are, leave the text on the screen */
    setenv("LESS", "FRX", 0);
    setenv("LV", "-c", 0);
    int failed = posix_spawn(pid, "/bin/sh", &actions, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed == 0;
}

bool ng_terminal_write(const NgTerminal *terminal, const GString *text, bool paged, GError **error)
{
    int ends[2];
    pid_t pid;
    g_autofree char *pager = NULL;
    if (paged && terminal->terminal && !terminal->dumb && terminal->height > 0 &&
        lines_of(text, terminal->width) >= terminal->height)
        pager = pager_command();
    if (!pager || pipe(ends) != 0)
        return write_all(STDOUT_FILENO, text->str, text->len, terminal->strict, error);
    if (!spawn_pager(pager, ends[0], ends[1], &pid)) {
        close(ends[0]);
        close(ends[1]);
        return write_all(STDOUT_FILENO, text->str, text->len, terminal->strict, error);
    }
    /* Ctrl-C belongs to the pager while it has the screen. */
    signal(SIGINT, SIG_IGN);
    close(ends[0]);
    bool ok = write_all(ends[1], text->str, text->len, false, error);
    close(ends[1]);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
    return ok;
}
