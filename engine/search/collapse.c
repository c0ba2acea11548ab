/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of what was found, the copies of one story. */
#include "collapse.h"

/* Whether it is the first of its story. */
static bool is_first(const NgFound *found, const NgSeenStories *stories, GHashTable *met)
{
    uint32_t story = ng_seen_story_of(stories, found->docid);
    return story == NG_NO_STORY || g_hash_table_add(met, GUINT_TO_POINTER(story));
}

guint64 ng_collapse_count(const GArray *found, const NgSeenStories *stories)
{
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    guint64 count = 0;
    for (guint i = 0; i < found->len; i++)
        count += is_first(&g_array_index(found, NgFound, i), stories, met);
    return count;
}

guint ng_collapse_reach(const GArray *found, guint top, const NgSeenStories *stories)
{
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    guint i = 0;
    for (guint have = 0; have < top && i < found->len; i++)
        have += is_first(&g_array_index(found, NgFound, i), stories, met);
    return i;
}

void ng_collapse(GArray *found, const NgSeenStories *stories)
{
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    guint kept = 0;
    for (guint i = 0; i < found->len; i++) {
        NgFound *one = &g_array_index(found, NgFound, i);
        if (!is_first(one, stories, met))
            continue;
        /* What is left behind is cleared with the rest of the array. */
        NgFound swapped = g_array_index(found, NgFound, kept);
        g_array_index(found, NgFound, kept++) = *one;
        if (kept - 1 != i)
            *one = swapped;
    }
    g_array_set_size(found, kept);
}
