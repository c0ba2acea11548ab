/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which articles of an index are copies of one text: its stories, as the index keeps them.
 * stories/ finds them when articles are written, search shows each once.
 * Must not know: how copies are told, the store. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

/* Metadata key of the table, and of what is known to be boilerplate. */
#define NG_STORIES_KEY "stories"
#define NG_STORIES_DIGEST_KEY "stories-digest" /* 8 bytes: tells one table from another */
#define NG_BOILERPLATE_KEY "boilerplate"

typedef struct {
    uint32_t docid, story;
} NgStoryPlace; /* an article that has copies, and which story it is of */

/* Two members, as docids, of which one is a copy of the other. */
typedef struct {
    uint32_t a, b;
} NgStoryPair;

#define NG_NO_STORY G_MAXUINT32

/* The same as arrays that somebody else has, from a file that may be damaged. */
typedef struct {
    const uint32_t *of;     /* of documents 1 to last: story or NG_NO_STORY */
    const uint32_t *starts; /* where a story's members begin in docids, and the end */
    const uint32_t *docids; /* members story by story, ascending */
    uint32_t last, stories, members;
} NgStoryMap;

typedef struct {
    GArray *members; /* of NgStoryPlace, by docid; stories numbered by their first member */
    guint stories;
    /* NgStoryPair, ascending: who is a copy of whom, of the stories only that have a member which
     * is not always visible (embargo): a story holds without it what holds together without it. */
    GArray *pairs;
    guint at; /* which of the members was looked at last */
    /* Whoever answers one question asks for the members of ten stories: they are looked for. Who is
     * asked more often puts them together by story. */
    guint asked;
    GArray *docids; /* uint32_t: members story by story, ascending; or of the one asked for last */
    GArray *starts; /* guint: where a story's begin in docids, and the end; NULL until then */
    NgStoryMap map; /* instead of all that, when map.of is set: members and pairs are empty then */
    gpointer mapped;
    GDestroyNotify unmap;
} NgStoryTable;

/* members: of NgStoryPlace in any order, with any numbers; taken over, so is pairs (or NULL). A
 * story of one is none. */
NgStoryTable *ng_story_table_new(GArray *members, GArray *pairs);
/* Borrows from mapped, which is given to unmap when the table is freed. */
NgStoryTable *ng_story_table_map(const NgStoryMap *map, gpointer mapped, GDestroyNotify unmap);
void ng_story_table_free(NgStoryTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgStoryTable, ng_story_table_free)
guint ng_story_table_stories(const NgStoryTable *table);
/* NG_NO_STORY: the article has no copies. Quickest when asked in the order of docids. */
uint32_t ng_story_table_of(NgStoryTable *table, uint32_t docid);
/* Docids, ascending; borrowed until asked again. */
const uint32_t *ng_story_table_members(NgStoryTable *table, uint32_t story, guint *n);

/* first: the lowest docid in use. Merging databases moves all docids by what lies before it, so a
 * reader gives the one it finds. */
void ng_story_table_pack(const NgStoryTable *table, uint32_t first, GString *value);
/* last: the highest docid in use. NULL when the value is damaged; an empty one is a table without
 * stories. */
NgStoryTable *ng_story_table_unpack(const char *value, gsize len_bytes, uint32_t first,
                                    uint32_t last);

/* Shingles that are an outlet's boilerplate: ascending numbers, NULL when the value is damaged. */
void ng_boilerplate_pack(const GArray *numbers /* of guint64 */, GString *value);
GArray *ng_boilerplate_unpack(const char *value, gsize len_bytes);

G_END_DECLS
