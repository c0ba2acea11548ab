/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: its commands. Each gets the options and its own arguments, prints what it has to
 * say, and returns an exit code or sets an error, which main reports. */
#pragma once

#include "indexer/options.h"

/* error set: the code does not count. */
typedef int (*NgCommand)(const NgOptions *options, char **arguments, GError **error);

int ng_command_add(const NgOptions *options, char **arguments, GError **error);
int ng_command_update(const NgOptions *options, char **arguments, GError **error);
int ng_command_extract(const NgOptions *options, char **arguments, GError **error);
int ng_command_reindex(const NgOptions *options, char **arguments, GError **error);
int ng_command_remove(const NgOptions *options, char **arguments, GError **error);
int ng_command_export(const NgOptions *options, char **arguments, GError **error);
int ng_command_stats(const NgOptions *options, char **arguments, GError **error);
int ng_command_list(const NgOptions *options, char **arguments, GError **error);
int ng_command_check(const NgOptions *options, char **arguments, GError **error);
int ng_command_actors(const NgOptions *options, char **arguments, GError **error);
int ng_command_compact(const NgOptions *options, char **arguments, GError **error);

/* Set by Ctrl-C: finish what is in hand. */
extern volatile int ng_stop_asked;
