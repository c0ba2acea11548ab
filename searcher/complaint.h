/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what went wrong, as lines for standard error, and the exit code that goes with
 * it. Where main turns when a step failed. Must not know: how the answer would have been shown. */
#pragma once

#include "nutgraf/nutgraf.h"

/* Exit codes of the contract. */
enum {
    NG_EXIT_FOUND = 0,
    NG_EXIT_NOTHING = 1,
    NG_EXIT_USAGE = 3,
    NG_EXIT_IO = 5,
    NG_EXIT_MEMORY = 6,
    NG_EXIT_NO_INDEX = 7,
    NG_EXIT_DEADLINE = 8,
};

int ng_exit_code_for(const GError *error);

/* The query with a caret under [begin, end), in two lines of at most `width` columns; of a longer
 * query the part around that place. */
void ng_complain_place(GString *out, const char *query, gsize begin, gsize end, guint width);
/* The whole complaint. place: NULL, or where the query is wrong; db: the folders that were to be
 * searched (NULL: the usual one). */
void ng_complain(GString *out, const GError *error, const char *query, const NgQueryPlace *place,
                 char *const *db, guint width);
