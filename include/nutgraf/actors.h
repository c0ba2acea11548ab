/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what people have decided about actors: names added, actors merged and split.
 * DIR/actors is a journal of numbered changes, only ever appended to; the table is what it comes
 * to. The analysis takes names from it, search counts and shows by it what was indexed before.
 * Must not know: the index, documents, queries. */
#pragma once

#include "nutgraf/article.h"

G_BEGIN_DECLS

typedef enum {
    NG_CHANGE_ADD,   /* id, kind, name; aliases and offices, separated by "|", may be "" */
    NG_CHANGE_ALIAS, /* id, kind, name; aliases: the one that id goes by from now on */
    NG_CHANGE_DROP,  /* id, kind, name; aliases: the one that id goes by no more */
    NG_CHANGE_MERGE, /* into, kind and name of it; id counts as it */
    NG_CHANGE_SPLIT, /* id is by itself again */
    NG_CHANGE_UNDO,  /* undone: the number of a change that is as if it had not been */
} NgChangeVerb;

/* Strings are borrowed from the table that gives it, and copied by the one that takes it. */
typedef struct {
    guint number; /* several lines of one number were one command */
    NgChangeVerb verb;
    const char *id, *into, *name, *aliases, *offices;
    NgActorKind kind;
    guint undone;
} NgChange;

typedef struct NgActorTable NgActorTable;
/* Reads DIR/actors of each folder, and takes them together: of two that contradict each other the
 * first one's holds. A folder without one has an empty table. NG_ERROR_CORRUPT names the line. */
NgActorTable *ng_actor_table_read(const char *const *dirs, GError **error);
void ng_actor_table_free(NgActorTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgActorTable, ng_actor_table_free)
/* Another string whenever a journal is another; cheap: nothing is read. New string. */
char *ng_actor_table_stamp(const char *const *dirs);
/* The number of the last change of each folder, "7" or "7.0"; "" when there are none. */
const char *ng_actor_table_version(const NgActorTable *table);
bool ng_actor_table_is_empty(const NgActorTable *table);

/* ---- what it comes to ---- */

/* The id under which `id` is counted and shown: its own unless it was merged. Borrowed. */
const char *ng_actor_table_canonical(const NgActorTable *table, const char *id);
/* The ids that count as canonical `id`, itself among them; new vector. */
char **ng_actor_table_members(const NgActorTable *table, const char *id);
/* The id that goes by a name since a change (its slug: ng_slug), or NULL. Borrowed. */
const char *ng_actor_table_by_slug(const NgActorTable *table, const char *slug);
typedef void (*NgMergedFunc)(const char *from, const char *to, gpointer data);
/* Each name that an actor goes by since a change (its slug), and the id. */
void ng_actor_table_each_slug(const NgActorTable *table, NgMergedFunc func, gpointer data);
/* Was this name (by its slug) taken from that id? */
bool ng_actor_table_dropped(const NgActorTable *table, const char *id, const char *slug);
/* What a change says of an id; false when none does. */
bool ng_actor_table_name(const NgActorTable *table, const char *id, const char **name,
                         NgActorKind *kind);
/* Each id that is merged into another, with its canonical one. */
void ng_actor_table_each_merged(const NgActorTable *table, NgMergedFunc func, gpointer data);
/* Shows an article by it: mentions and speakers become the canonical actors; mentions of actors
 * that are one now are joined. */
void ng_actor_table_apply(const NgActorTable *table, NgArticle *article);

/* ---- the journal ---- */

/* All changes in order, undone ones and undos too. */
guint ng_actor_table_count(const NgActorTable *table);
const NgChange *ng_actor_table_change(const NgActorTable *table, guint i);
bool ng_actor_table_undone(const NgActorTable *table, guint number);
/* The line of a change in the journal; "" when a string in it cannot stand there. New string. */
char *ng_change_line(const NgChange *change);
/* The first line of a journal. */
#define NG_ACTORS_HEAD "# nutgraf actors, version 1\n"

G_END_DECLS
