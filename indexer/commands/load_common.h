/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what the commands that load share: authority, job, exit code. */
#pragma once

#include "indexer/commands.h"
#include "indexer/load.h"
#include "nutgraf/error.h"

/* The shipped authority, that of --actors, and what `actors` has changed in the index. */
NgAuthority *ng_command_authority(const NgOptions *options, GError **error);
/* The shipped model of names; NULL, and a line on standard error, when it cannot be read. */
NgNameModel *ng_command_names(void);
/* The reader of --format; NULL without an error for "auto". */
bool ng_command_reader(const NgOptions *options, const NgReader **reader, GError **error);
/* The language of --lang; NULL for "auto". */
bool ng_command_lang(const NgOptions *options, const char **lang, GError **error);
/* Prints the summary as the options ask for it, and says with which code to exit. */
int ng_command_finish(const NgOptions *options, const NgReport *report);
/* The stored texts through today's analysis into a new generation; what cannot be read is named and
 * left out. Gives an exit code, prints what it did. */
int ng_rebuild(const NgOptions *options, NgWriting *writing, const NgAuthority *authority,
               GError **error);
/* Sum of the sizes of the files. */
guint64 ng_command_bytes(const GPtrArray *files);
