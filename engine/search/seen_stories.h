/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stories as they are seen at one time: without what is under embargo. */
#pragma once

#include "index.h"

typedef struct {
    NgStoryTable *table;
    GHashTable *moved; /* docid -> story + 1, of stories that an embargo takes from; or NULL */
    GPtrArray *apart;  /* of GArray of uint32_t: the members of stories numbered from there on */
} NgSeenStories;

bool ng_seen_stories_init(NgSeenStories *seen, NgIndex *index, gint64 now, GError **error);
void ng_seen_stories_clear(NgSeenStories *seen);
/* How many numbers there are for stories. */
guint ng_seen_stories_count(const NgSeenStories *seen);
/* NG_NO_STORY: no copy of it is seen. */
uint32_t ng_seen_story_of(const NgSeenStories *seen, uint32_t docid);
/* Docids, ascending. */
const uint32_t *ng_seen_story_members(const NgSeenStories *seen, uint32_t story, guint *n);
