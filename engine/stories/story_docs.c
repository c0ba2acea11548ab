/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who has which shingle. */
#include "story_docs.h"

#include <string.h>

uint32_t ng_story_mix(const NgSketch *sketch)
{
    guint64 mix = sketch->outlet;
    for (uint32_t i = 0; i < sketch->n; i++)
        mix = (mix ^ sketch->hashes[i]) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    return (uint32_t)(mix >> 32);
}

/* By the hash in the upper half, and stably: two passes of half its bits each. */
static void sort_postings(GArray *postings)
{
    enum { HALF = NG_SHINGLE_BITS / 2, BUCKETS = 1 << HALF };
    g_autofree guint64 *other = g_new(guint64, MAX(postings->len, 1));
    g_autofree guint *at = g_new(guint, BUCKETS + 1);
    guint64 *from = (guint64 *)postings->data, *to = other;
    for (guint shift = 32; shift < 32 + NG_SHINGLE_BITS; shift += HALF) {
        memset(at, 0, (BUCKETS + 1) * sizeof *at);
        for (guint i = 0; i < postings->len; i++)
            at[(from[i] >> shift & (BUCKETS - 1)) + 1]++;
        for (guint i = 0; i < BUCKETS; i++)
            at[i + 1] += at[i];
        for (guint i = 0; i < postings->len; i++)
            to[at[from[i] >> shift & (BUCKETS - 1)]++] = from[i];
        guint64 *swap = from;
        from = to;
        to = swap;
    }
}

GArray *ng_story_postings(const GArray *docs, guint8 flags, const guint8 *among)
{
    GArray *postings = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autofree guint8 *once = g_malloc0(NG_SHINGLE_SET_BYTES);
    g_autofree guint8 *again = g_malloc0(NG_SHINGLE_SET_BYTES);
    const NgStoryDoc *all = (const NgStoryDoc *)docs->data;
    for (guint i = 0; i < docs->len; i++)
        for (uint32_t j = 0; (all[i].flags & flags) == flags && j < all[i].sketch.n; j++) {
            uint32_t hash = all[i].sketch.hashes[j];
            shingle_set_add(shingle_set_has(once, hash) ? again : once, hash);
        }
    for (guint i = 0; i < docs->len; i++)
        for (uint32_t j = 0; (all[i].flags & flags) == flags && j < all[i].sketch.n; j++) {
            uint32_t hash = all[i].sketch.hashes[j];
            guint64 posting = (guint64)hash << 32 | i;
            if (shingle_set_has(again, hash) && (!among || shingle_set_has(among, hash)))
                g_array_append_val(postings, posting);
        }
    sort_postings(postings);
    return postings;
}
