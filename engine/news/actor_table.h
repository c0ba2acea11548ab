/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the table of actors as its files share it. Internal to engine/news. */
#pragma once

#include "nutgraf/actors.h"

typedef struct {
    const char *name;
    NgActorKind kind;
} NgTableName;

struct NgActorTable {
    GPtrArray *texts;   /* the journals, cut into strings */
    GArray *changes;    /* of NgChange */
    GArray *file_ends;  /* of guint: changes up to the end of each journal */
    GHashTable *undone; /* number of the journal << 32 | change */
    char *version;
    GHashTable *merged;  /* id -> id it was merged into, directly */
    bool names_settled;  /* by_slug and dropped are filled when they are first asked */
    GHashTable *by_slug; /* slug of a name (owned) -> id */
    GHashTable *dropped; /* "id\tslug" (owned) */
    GHashTable *names;   /* the same; id -> NgTableName (owned) */
};

/* actor_journal.c: appends the changes of one journal; text is cut in place, len its bytes, a NUL
 * behind them. */
bool ng_actor_journal_parse(char *text, gsize len, const char *path, GArray *changes,
                            GError **error);
