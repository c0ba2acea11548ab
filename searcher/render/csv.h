/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the hits as a table for spreadsheets and programs.
 * A renderer like the others (view.h), and what its reader has to be told beside it.
 * Must not know: options, the terminal. */
#pragma once

#include "view.h"

/* A line for the user when the table does not hold all that was found; new string, or NULL. A table
 * has no place for it, and half a table looks like a whole one. */
char *ng_csv_left_out(const NgResults *results, const NgRequest *request);
