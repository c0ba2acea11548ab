/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the command line. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Exit codes of the contract. */
enum {
    NG_EXIT_DONE = 0,
    NG_EXIT_SOME_SKIPPED = 2,
    NG_EXIT_USAGE = 3,
    NG_EXIT_LOCKED = 4,
    NG_EXIT_IO = 5,
    NG_EXIT_MEMORY = 6,
    NG_EXIT_DAMAGED = 7,
    NG_EXIT_INTERRUPTED = 130,
};

typedef struct {
    char *db; /* folder of the index */
    char *format, *outlet, *lang, *actors;
    int jobs;
    gboolean dry_run, quiet, verbose, json, source_only, words_only, provenance, skipped, repair,
        version, help;
    char **words; /* command and its arguments */
} NgOptions;

/* false with a message for the user when the line makes no sense. */
bool ng_options_parse(int argc, char **argv, NgOptions *options, GError **error);
/* A screenful on standard output. */
void ng_options_help(void);
void ng_options_clear(NgOptions *options);
