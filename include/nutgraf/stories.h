/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: finds which articles of an index are copies of one text, and keeps that up to date.
 * Between the store and those who write; search reads only the table (story_table.h).
 * Must not know: files, queries.
 *
 * Two articles are copies when enough of the shorter stands in the other, boilerplate aside
 * (engine/stories/copy_text.c); a story is all that is joined by such pairs. Both follow from the
 * articles that the index has and nothing else: not from the order in which they came, nor from who
 * read them. What is kept from before only saves looking again. */
#pragma once

#include "nutgraf/store.h"
#include "nutgraf/story_table.h"

G_BEGIN_DECLS

/* What a write in place adds and takes away. */
typedef struct NgStoryChange NgStoryChange;
NgStoryChange *ng_story_change_new(void);
void ng_story_change_free(NgStoryChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgStoryChange, ng_story_change_free)
/* A document that has just been added, or is about to be deleted. */
bool ng_story_change_note(NgStoryChange *change, NgDb *db, uint32_t docid, bool deleted,
                          GError **error);

/* What the table is to be after documents from first_new on have been added; only reads, and may
 * run in a thread with a database of its own. change: NULL says that anything may be different.
 * Costs a look at every sketch, and a comparison of texts for what could be a copy of what is new.
 */
typedef struct NgStoriesFound NgStoriesFound;
NgStoriesFound *ng_stories_find(NgDb *db, const NgStoryChange *change, uint32_t first_new,
                                GError **error);
void ng_stories_found_free(NgStoriesFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgStoriesFound, ng_stories_found_free)
/* Into the index that it was found in. */
bool ng_stories_write(NgDbWriter *writer, const NgStoriesFound *found, GError **error);
/* Both at once. */
bool ng_stories_update(NgDbWriter *writer, const NgStoryChange *change, uint32_t first_new,
                       GError **error);
/* The table of one database; without stories when it has none. NULL on error. */
NgStoryTable *ng_stories_read(NgDb *db, GError **error);
/* The same for lookups alone: the table may have no members and pairs to go through. Mapped from
 * the file beside the database when that is of the table that the database has. */
NgStoryTable *ng_stories_read_quickly(NgDb *db, GError **error);
/* Writes that file, of a database that is nowhere open for writing and has none yet. */
bool ng_stories_write_file(const char *folder, GError **error);

G_END_DECLS
