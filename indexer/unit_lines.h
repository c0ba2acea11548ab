/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the articles of one unit as lines, in a file when they are too many to be handed
 * over in memory: a single archive may hold millions.
 * Written by a worker, printed by the parent; knows nothing of what a line says. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

/* What is in `lines` (of char *) goes behind what is in the unit's file, and out of memory. */
bool ng_unit_lines_spill(const char *dir, guint unit, GPtrArray *lines, GError **error);
/* Prints what was spilled, if anything was, and removes it. */
bool ng_unit_lines_print(const char *dir, guint unit, FILE *out, GError **error);
/* Forgets it: a worker died over the unit, and it is done again. */
void ng_unit_lines_drop(const char *dir, guint unit);
