/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of what was found, the copies of one story. */
#include "collapse.h"

/* Whether it is the first of its story. met: a bit for each. */
static bool is_first(const NgFound *found, guint8 *met)
{
    guint8 bit = (guint8)(1u << found->story % 8);
    if (found->story == NG_NO_STORY)
        return true;
    bool first = !(met[found->story / 8] & bit);
    met[found->story / 8] |= bit;
    return first;
}

static guint8 *none_met(const NgSeenStories *stories)
{
    return g_malloc0(ng_seen_stories_count(stories) / 8 + 1);
}

guint64 ng_collapse_count(const GArray *found, const NgSeenStories *stories)
{
    g_autofree guint8 *met = none_met(stories);
    guint64 count = 0;
    for (guint i = 0; i < found->len; i++)
        count += is_first(&g_array_index(found, NgFound, i), met);
    return count;
}

guint ng_collapse_reach(const GArray *found, guint n, guint top, const NgSeenStories *stories)
{
    g_autofree guint8 *met = none_met(stories);
    guint i = 0;
    for (guint have = 0; have < top && i < n; i++)
        have += is_first(&g_array_index(found, NgFound, i), met);
    return i;
}

void ng_collapse(GArray *found, guint top, const NgSeenStories *stories)
{
    g_autofree guint8 *met = none_met(stories);
    guint kept = 0;
    for (guint i = 0; i < found->len && kept < top; i++) {
        const NgFound *one = &g_array_index(found, NgFound, i);
        if (is_first(one, met))
            g_array_index(found, NgFound, kept++) = *one;
    }
    g_array_set_size(found, kept);
}
