/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the command line taken apart before GOption sees it: options on one side, the
 * words of the query on the other. GOption would call the exclusion in `audit -kaspersky` an
 * unknown option.
 * Must not know: what an option means. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    GPtrArray *options; /* of char *, owned: the program's name, then options and their values */
    GPtrArray *words;   /* of char *, owned: in the order given */
    bool ends;          /* "--" was there */
} NgArguments;

/* argv: NULL-terminated, the program's name first. entries: the options there are.
 *
 * A word that begins with one dash is an option when it is one: a letter alone (-d), or a letter
 * that takes a number and nothing but digits after it (-n20); before the first word of the query
 * also a letter with its value (-dDIR). After the first word every other one is an exclusion and
 * goes to the query as it is. After "--" everything does. Fails for an option that there is not. */
bool ng_arguments_split(const GOptionEntry *entries, char *const *argv, NgArguments *arguments,
                        GError **error);
void ng_arguments_clear(NgArguments *arguments);
