/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index, as the files of this folder share it. */
#pragma once

#include "nutgraf/actors.h"
#include "nutgraf/nutgraf.h"
#include "nutgraf/query.h"
#include "nutgraf/store.h"
#include "nutgraf/story_table.h"

/* An actor that is merged into another, or into which others are. */
typedef struct {
    guint64 own, hash;     /* under which it is counted */
    const char *id, *name; /* of the actor it is counted as */
    NgActorKind kind;
} NgCountedAs;

struct NgIndex {
    char **dirs;
    NgDb *db;
    char *pointers; /* the live generations, joined: shows when one has moved */
    char *revision;
    char **languages, **inner; /* as in NgVocabulary */
    bool has_withdrawn, has_embargo;
    guint64 paragraphs;     /* of all articles stored */
    NgActorTable *actors;   /* what people decided about actors; never NULL once open */
    char *actors_stamp;     /* shows when it has changed */
    GHashTable *counted_as; /* hash -> NgCountedAs */
    gint64 asked_at;        /* the time of the question in hand */
    gint64 opened_at;       /* on the monotonic clock, until something is asked; else 0 */
    gint64 told_at;         /* the same of ng_index_state */
    bool asked;             /* something has been: more will follow */
    GArray *embargoes;      /* of gint64, ascending: when those end that there are */
    char *embargoes_of;     /* in this revision */
    NgStoryTable *stories;  /* NULL: not asked for yet */
};

/* Opens, or opens again what has moved on. */
bool ng_index_refresh(NgIndex *index, GError **error);
/* Opens again in any case. */
bool ng_index_reopen(NgIndex *index, GError **error);
/* Opens again what has moved on, and repeats what fails since it moved on meanwhile; attempt leaves
 * nothing behind when it fails. */
bool ng_index_attempt(NgIndex *index, bool (*attempt)(gpointer data, GError **error), gpointer data,
                      GError **error);
/* article.c: *docid 0 when there is none that may be found at `now`. */
bool ng_index_find(NgIndex *index, const char *id, gint64 now, guint32 *docid, GError **error);
/* merged.c: reads the table of actors when it is another one; it is kept as it was on failure. */
bool ng_index_read_actors(NgIndex *index, GError **error);
void ng_index_forget_actors(NgIndex *index);
/* NULL: as itself, under the name that the index has. */
const NgCountedAs *ng_index_counted_as(const NgIndex *index, guint64 hash);
/* The planner's view of it at `now`; valid while the index is open. */
NgVocabulary ng_index_vocabulary(NgIndex *index, gint64 now);
/* match without what nobody may find at `now`: withdrawn, under embargo. Takes match over. */
NgMatch *ng_index_visible(NgIndex *index, NgMatch *match, gint64 now);
/* How many articles, and of how many paragraphs, nobody may find at `now`. Fills `hidden` with
 * their docids (guint32) when not NULL. */
bool ng_index_hidden(NgIndex *index, gint64 now, guint32 *articles, guint64 *paragraphs,
                     GArray *hidden, GError **error);
