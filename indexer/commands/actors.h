/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index actors: what its subcommands share: who is known, and the change in hand. */
#pragma once

#include "indexer/commands.h"
#include "nutgraf/actors.h"
#include "nutgraf/analysis.h"
#include "nutgraf/error.h"
#include "nutgraf/generation.h"
#include "nutgraf/store.h"

/* An index's actors: the authority with its changes, the changes, and what the index names. */
typedef struct {
    const NgOptions *options;
    NgWriting *writing; /* the lock, or NULL when nothing is written */
    NgAuthority *authority;
    NgActorTable *table;
    NgDb *db;       /* the live index, or NULL when there is none yet */
    GString *lines; /* of the change in hand, for the journal */
    guint number;   /* of it */
} NgActors;

/* A name and what is known of whoever bears it; strings are owned. */
typedef struct {
    char *id, *name;
    NgActorKind kind;
} NgKnown;
void ng_known_clear(NgKnown *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NgKnown, ng_known_clear)

/* ---- actors_known.c ---- */

/* write: takes the lock; create: makes the index folder when there is none. */
bool ng_actors_open(NgActors *actors, const NgOptions *options, bool write, bool create,
                    GError **error);
void ng_actors_close(NgActors *actors);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NgActors, ng_actors_close)
/* Does the index name the id, or quote it? */
bool ng_actors_stands(NgActors *actors, const char *id);
/* Who is meant by an id or a name: of the authority, of the changes, or of the index.
 * NG_ERROR_NOT_FOUND; NG_ERROR_BAD_INPUT when several are. */
bool ng_actors_find(NgActors *actors, const char *text, NgKnown *known, GError **error);
/* What is known of an id; false when nothing is. */
bool ng_actors_describe(NgActors *actors, const char *id, NgKnown *known);
/* Articles that have any of the ids, as actor or (speaking) as speaker. */
guint32 ng_actors_articles(NgActors *actors, const char *const *ids, bool speaking);

/* ---- actors_write.c ---- */

/* Adds a line to the change in hand. NG_ERROR_BAD_INPUT: a name has what cannot be kept. */
bool ng_actors_change(NgActors *actors, NgChange change, GError **error);
/* A name that id goes by from now on: if the index has an actor of just that name, it is merged. */
bool ng_actors_take_name(NgActors *actors, const NgKnown *known, const char *name, GError **error);
/* Puts the change in place, unless --dry-run. */
bool ng_actors_commit(NgActors *actors, GError **error);

/* ---- actors_forms.c: the lists that import reads ---- */

typedef struct {
    char *id; /* NULL: of its name */
    char *name;
    NgActorKind kind;
    GPtrArray *aliases, *offices; /* of char * */
    guint line;
} NgListed;
void ng_listed_free(NgListed *listed);
/* Appends what a file lists (NgListed, owned by the array): our TSV, CAMEO's and PETRARCH's actors
 * with their dated roles, or a name a line. NG_ERROR_BAD_INPUT names file and line; of CAMEO's a
 * bad line alone is left out, and told of in faults (of char *, "12: why"). */
bool ng_actors_read_list(const char *path, GPtrArray *listed, GPtrArray *faults, GError **error);

/* ---- the subcommands: arguments are those behind their name ---- */

typedef int (*NgActorsCommand)(const NgOptions *options, char **arguments, GError **error);
int ng_actors_list(const NgOptions *options, char **arguments, GError **error);
int ng_actors_show(const NgOptions *options, char **arguments, GError **error);
int ng_actors_add(const NgOptions *options, char **arguments, GError **error);
int ng_actors_alias(const NgOptions *options, char **arguments, GError **error);
int ng_actors_merge(const NgOptions *options, char **arguments, GError **error);
int ng_actors_split(const NgOptions *options, char **arguments, GError **error);
int ng_actors_undo(const NgOptions *options, char **arguments, GError **error);
int ng_actors_import(const NgOptions *options, char **arguments, GError **error);
