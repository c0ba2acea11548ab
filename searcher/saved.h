/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: queries that were saved under a name, and what their runs have shown.
 *
 * $XDG_CONFIG_HOME/nutgraf/saved/NAME has the query: a line of arguments, quoted as for a shell,
 * that people may edit. $XDG_STATE_HOME/nutgraf/saved/NAME has when it was run last and what was
 * seen by then; it is replaced by renaming, and locked by NAME.lock beside it.
 * Must not know: the index, rendering. */
#pragma once

#include "nutgraf/nutgraf.h"

typedef struct {
    char *name;
    char **arguments; /* as NgSearchOptions has them in `standing` */
    gint64 last_run;  /* seconds since 1970 UTC; 0 never */
    NgSeen *seen;
    int lock; /* held until it is freed; -1 none */
} NgSaved;

void ng_saved_free(NgSaved *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgSaved, ng_saved_free)

/* Refuses a name that is taken, or that is no good as the name of a file. */
bool ng_saved_may_add(const char *name, GError **error);
bool ng_saved_add(const char *name, char *const *arguments, const NgSeen *seen, gint64 now,
                  GError **error);
/* locked: no other run of it until it is freed; NG_ERROR_LOCKED when one takes longer than a few
 * seconds. NG_ERROR_NOT_FOUND names those there are. */
NgSaved *ng_saved_open(const char *name, bool locked, GError **error);
/* Writes what was seen by now. */
bool ng_saved_keep(const NgSaved *saved, gint64 now, GError **error);
bool ng_saved_forget(const char *name, GError **error);
/* Names, in order; NULL-terminated vector. */
char **ng_saved_names(void);
/* A line that lists it: text for people, or JSON. */
void ng_saved_put(GString *out, const NgSaved *saved, bool json);
