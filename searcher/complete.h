/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what the line that is being typed in a shell may go on with. The shells' scripts
 * (searcher/completion/) hand it over and take what is printed; all that can be said comes from the
 * table of options and from the index that the line names.
 * Must not know: how a query is answered. */
#pragma once

#include "nutgraf/nutgraf.h"

/* shell: "bash", "zsh" or "fish". line: as typed, up to the cursor, the program's name first.
 * Appends a candidate a line, with a tab and what it is called where that says more; ":folders"
 * where the shell knows better. Says nothing of errors. */
void ng_complete(GString *out, const char *shell, const char *line);
