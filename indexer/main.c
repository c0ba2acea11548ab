/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: finds the command, runs it, reports what went wrong. */
#include "indexer/commands.h"
#include "indexer/report.h"
#include "nutgraf/error.h"
#include "nutgraf/nutgraf.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const struct {
    const char *name;
    NgCommand run;
    bool alone; /* about the whole index: no words behind it */
} commands[] = {
    {"add", ng_command_add, false},       {"update", ng_command_update, false},
    {"remove", ng_command_remove, false}, {"extract", ng_command_extract, false},
    {"export", ng_command_export, true},  {"reindex", ng_command_reindex, true},
    {"stats", ng_command_stats, true},    {"list", ng_command_list, true},
    {"check", ng_command_check, true},    {"compact", ng_command_compact, true},
    {"actors", ng_command_actors, false},
};

volatile int ng_stop_asked;

static void on_interrupt(int signal_number)
{
    if (ng_stop_asked)
        _exit(NG_EXIT_INTERRUPTED); /* asked twice: the index is as it was at the last checkpoint */
    ng_stop_asked = signal_number;
}

static int exit_code_for(const GError *error)
{
    if (error->domain == G_OPTION_ERROR)
        return NG_EXIT_USAGE;
    if (error->domain != NG_ERROR)
        return NG_EXIT_IO;
    switch ((NgErrorCode)error->code) {
    case NG_ERROR_LOCKED:
        return NG_EXIT_LOCKED;
    case NG_ERROR_MEMORY:
        return NG_EXIT_MEMORY;
    case NG_ERROR_NO_INDEX:
    case NG_ERROR_CORRUPT:
    case NG_ERROR_SCHEMA_MISMATCH:
        return NG_EXIT_DAMAGED;
    case NG_ERROR_BAD_QUERY:
        return NG_EXIT_USAGE;
    case NG_ERROR_BAD_INPUT:
    case NG_ERROR_NOT_FOUND:
        return NG_EXIT_SOME_SKIPPED;
    case NG_ERROR_STALE:
    case NG_ERROR_IO:
        break;
    }
    return NG_EXIT_IO;
}

/* "nutgraf-index ", with the folder where it is another than the usual one: the advice can be
 * copied.
 */
static void advise(const char *db, const char *rest)
{
    g_autofree char *usual = ng_index_default_dir();
    g_autofree char *quoted = db ? g_shell_quote(db) : NULL;
    bool named = db && strcmp(db, usual) != 0;
    bool plain = named && strspn(db, "/._-+" G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS) == strlen(db);
    fputs(named ? "`nutgraf-index -d " : "`nutgraf-index ", stderr);
    if (named)
        ng_print_safely(stderr, plain ? db : quoted);
    fprintf(stderr, "%s%s\n", named ? " " : "", rest);
}

static int report_error(const GError *error, const char *db)
{
    fputs("nutgraf-index: ", stderr);
    ng_print_safely(stderr, error->message);
    fputc('\n', stderr);
    int code = exit_code_for(error);
    if (code == NG_EXIT_USAGE)
        fputs("Try `nutgraf-index --help`.\n", stderr);
    else if (g_error_matches(error, NG_ERROR, NG_ERROR_SCHEMA_MISMATCH))
        advise(db, "reindex` rebuilds it.");
    else if (g_error_matches(error, NG_ERROR, NG_ERROR_CORRUPT))
        advise(db, "check --repair` keeps what can still be read.");
    else if (g_error_matches(error, NG_ERROR, NG_ERROR_NO_INDEX))
        advise(db, "add PATH` makes one.");
    return code;
}

/* A merge holds the files of many small databases open at once. */
static void raise_open_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

#define COMMANDS                                                                                   \
    "add, update, remove, extract, export, reindex, stats, list, check, compact, actors"

static int run(NgOptions *options, GError **error)
{
    if (options->help) {
        ng_options_help();
        return NG_EXIT_DONE;
    }
    if (options->version) {
        puts("nutgraf-index " NG_VERSION);
        return NG_EXIT_DONE;
    }
    if (!options->words || !options->words[0]) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                            "no command; there are " COMMANDS);
        return NG_EXIT_USAGE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, options->words[0]) != 0)
            continue;
        if (!commands[i].alone || !options->words[1])
            return commands[i].run(options, options->words + 1, error);
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "%s is about the whole index, and takes no \"%s\"", commands[i].name,
                    options->words[1]);
        return NG_EXIT_USAGE;
    }
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                "no command \"%s\"; there are " COMMANDS, options->words[0]);
    return NG_EXIT_USAGE;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    /* Small databases are written out once, when they are closed. */
    g_setenv("XAPIAN_FLUSH_THRESHOLD", "5000", TRUE);
    raise_open_files();
    struct sigaction action = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    NgOptions options;
    g_autoptr(GError) error = NULL;
    int code = NG_EXIT_USAGE;
    if (ng_options_parse(argc, argv, &options, &error))
        code = run(&options, &error);
    if (error)
        code = report_error(error, options.db);
    ng_options_clear(&options);
    if (fflush(stdout) != 0 && code == NG_EXIT_DONE) {
        fprintf(stderr, "nutgraf-index: cannot write: %s\n", g_strerror(errno));
        code = NG_EXIT_IO;
    }
    return code;
}
