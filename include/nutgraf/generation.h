/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an index folder: numbered generations, one pointer to the live one, one writer's lock.
 *
 *   DIR/current        text: schema version and number of the live generation; replaced by rename
 *   DIR/gen-000007/    a database; nothing is renamed over it, the pointer moves
 *   DIR/lock           flock'ed by the one writer
 *   DIR/writing        exists while the live generation is written in place; says whether a write
 *                      failed half-way
 *   DIR/build/         what a load has in hand; cleared by the next writer
 *
 * Used by the indexer's commands and by search.
 * Must not know: documents, terms. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* ---- readers ---- */

typedef struct {
    guint schema;
    guint number;
    char *path; /* of the live database; owned */
} NgLive;
/* NG_ERROR_NO_INDEX; NG_ERROR_CORRUPT when the pointer makes no sense. The schema is not judged. */
bool ng_live_read(const char *dir, NgLive *live, GError **error);
void ng_live_clear(NgLive *live);

/* ---- the writer ---- */

typedef struct NgWriting NgWriting;
/* Takes the lock (NG_ERROR_LOCKED), makes the folder and an empty pointer's place when `create`,
 * clears what an earlier writer left behind. */
NgWriting *ng_writing_begin(const char *dir, bool create, GError **error);
void ng_writing_end(NgWriting *writing); /* gives the lock back, removes build/ */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgWriting, ng_writing_end)
/* In a forked child: lets go of the lock without giving it back, so that it ends with the parent.
 */
void ng_writing_forget(NgWriting *writing);
const char *ng_writing_dir(const NgWriting *writing);
const char *ng_writing_build_dir(const NgWriting *writing); /* exists, empty at the beginning */
/* The live database, or NULL when the index is still empty. Borrowed. */
const char *ng_writing_live(const NgWriting *writing);
guint ng_writing_live_schema(const NgWriting *writing);
/* An earlier write into the live generation failed half-way: it must be rebuilt before it is
 * written again. */
bool ng_writing_in_doubt(const NgWriting *writing);

/* Where the next generation is to be made. New string; nothing stands there. */
char *ng_writing_next(const NgWriting *writing);
/* Syncs the database made at ng_writing_next and moves the pointer; the one before is removed (who
 * still reads it keeps its open files). */
bool ng_writing_publish(NgWriting *writing, GError **error);

/* Before and after a write in place; `failed` after one whose commit failed. */
bool ng_writing_in_place_begin(NgWriting *writing, GError **error);
void ng_writing_in_place_end(NgWriting *writing, bool failed);

/* Removes a folder and all that is in it, links themselves and not what they point to. */
void ng_remove_tree(const char *path);

G_END_DECLS
