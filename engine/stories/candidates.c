/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who could be a copy of whom: who has shingles in common that are not boilerplate. */
#include "story_docs.h"

/* So many shingles in common, of sketches of NG_SKETCH_HASHES. */
#define IN_COMMON 2
/* Of more articles than this with one shingle not every two are tried: a story of a thousand copies
 * holds together without half a million pairs. */
#define ALL_PAIRS 12
#define NEIGHBOURS 3

typedef struct {
    const NgStoryDoc *docs;
    guint8 either;
    GArray *pairs; /* guint64, once for each shingle in common */
} Finding;

static void try_pair(Finding *finding, guint a, guint b)
{
    guint64 pair = (guint64)MIN(a, b) << 32 | MAX(a, b);
    if (!finding->either || (finding->docs[a].flags | finding->docs[b].flags) & finding->either)
        g_array_append_val(finding->pairs, pair);
}

static int by_mix(gconstpointer a, gconstpointer b, gpointer data)
{
    const NgStoryDoc *docs = data, *left = &docs[*(const guint *)a],
                     *right = &docs[*(const guint *)b];
    return left->mix < right->mix ? -1 : left->mix > right->mix;
}

static void try_all(Finding *finding, GArray *having)
{
    const guint *v = (const guint *)having->data;
    guint ahead = having->len;
    if (having->len > ALL_PAIRS) {
        g_array_sort_with_data(having, by_mix, (gpointer)finding->docs);
        ahead = NEIGHBOURS;
        for (guint i = NEIGHBOURS + 1; i < having->len; i++)
            try_pair(finding, v[0], v[i]);
    }
    for (guint i = 0; i < having->len; i++)
        for (guint j = i + 1; j < having->len && j - i <= ahead; j++)
            try_pair(finding, v[i], v[j]);
}

static int by_pair(gconstpointer a, gconstpointer b)
{
    guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
    return left < right ? -1 : left > right;
}

/* Keeps those that are there often enough, once. */
static void keep_frequent(GArray *pairs)
{
    guint64 *v = (guint64 *)pairs->data;
    guint kept = 0;
    g_array_sort(pairs, by_pair);
    for (guint i = 0; i < pairs->len;) {
        guint end = i;
        while (end < pairs->len && v[end] == v[i])
            end++;
        if (end - i >= IN_COMMON)
            v[kept++] = v[i];
        i = end;
    }
    g_array_set_size(pairs, kept);
}

GArray *ng_story_candidates(const GArray *docs, guint8 both, guint8 either,
                            const GArray *boilerplate)
{
    Finding finding = {(const NgStoryDoc *)docs->data, either,
                       g_array_new(FALSE, FALSE, sizeof(guint64))};
    g_autoptr(GArray) postings = ng_story_postings(docs, both, NULL);
    g_autoptr(GArray) having = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree guint8 *somewhere = ng_boilerplate_set(boilerplate);
    for (guint i = 0; i < postings->len;) {
        uint32_t hash = (uint32_t)(g_array_index(postings, guint64, i) >> 32);
        bool ask = shingle_set_has(somewhere, hash);
        g_array_set_size(having, 0);
        for (; i < postings->len && g_array_index(postings, guint64, i) >> 32 == hash; i++) {
            guint doc = (guint32)g_array_index(postings, guint64, i);
            if (!ask || !ng_boilerplate_has(boilerplate, &finding.docs[doc], hash))
                g_array_append_val(having, doc);
        }
        try_all(&finding, having);
    }
    keep_frequent(finding.pairs);
    return finding.pairs;
}
