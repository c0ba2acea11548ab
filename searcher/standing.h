/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the command line of a standing query.
 * Must not know: where it is kept, what the options mean. */
#pragma once

#include "arguments.h"

/* A command as it is saved: options, "--", words; folders made absolute. New vector. */
char **ng_standing_line(char *const *db, const NgArguments *arguments);
/* argv of a saved query: what it was saved with, and what `given` says on top of how it is shown. A
 * run that shows what is new has defaults of its own. New vector. */
char **ng_standing_rerun(char *const *saved, char *const *given);
