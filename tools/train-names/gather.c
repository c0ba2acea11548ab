/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: an annotated document read as the indexer would read it, its words' features and
 * tags. */
#include "tools/train-names/gather.h"

#include <string.h>

void index_init(Index *index)
{
    index->mask = (1u << 22) - 1;
    index->used = 0;
    index->key = g_new0(uint64_t, index->mask + 1u);
    index->number = g_new0(uint32_t, index->mask + 1u);
}

void index_clear(Index *index)
{
    g_free(index->key);
    g_free(index->number);
}

static uint32_t slot_of(const Index *index, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 20) & index->mask;
    while (index->key[at] && index->key[at] != key)
        at = (at + 1) & index->mask;
    return at;
}

static void grow(Index *index)
{
    Index old = *index;
    index->mask = old.mask * 2 + 1;
    index->key = g_new0(uint64_t, index->mask + 1u);
    index->number = g_new0(uint32_t, index->mask + 1u);
    for (uint32_t i = 0; i <= old.mask; i++)
        if (old.key[i]) {
            uint32_t at = slot_of(index, old.key[i]);
            index->key[at] = old.key[i];
            index->number[at] = old.number[i];
        }
    index_clear(&old);
}

uint32_t *index_at(Index *index, uint64_t key, bool add)
{
    key = key ? key : 1;
    uint32_t at = slot_of(index, key);
    if (!index->key[at]) {
        if (!add)
            return NULL;
        if (index->used++ > index->mask / 2) {
            grow(index);
            at = slot_of(index, key);
        }
        index->key[at] = key;
    }
    return &index->number[at];
}

void gatherer_init(Gatherer *gatherer, const NgAuthority *authority)
{
    memset(gatherer, 0, sizeof *gatherer);
    gatherer->authority = authority;
    ng_reading_init(&gatherer->reading, authority);
    ng_scene_init(&gatherer->scene);
}

void gatherer_clear(Gatherer *gatherer)
{
    ng_reading_clear(&gatherer->reading);
    ng_scene_clear(&gatherer->scene);
    g_free(gatherer->tags);
}

static void forget_names(NgReading *r, double forget, uint32_t salt)
{
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        uint64_t h = (r->words[found->first].key ^ r->words[found->last - 1].key ^ salt) *
                     0x9e3779b97f4a7c15u;
        if ((double)(h >> 40) / (1 << 24) < forget)
            for (uint32_t w = found->first; w < found->last; w++)
                r->words[w].found = 0;
    }
}

static void tag_gold(Gatherer *g, const Gold *gold)
{
    const NgReading *r = &g->reading;
    const NgPart *part = ng_reading_part(r, gold->part);
    uint32_t first = part->first;
    while (first < part->last && r->words[first].end <= gold->span.begin)
        first++;
    uint32_t last = first;
    while (last < part->last && r->words[last].begin < gold->span.end)
        last++;
    if (first == last)
        return;
    for (guint w = 0; w < g->scene.windows->len; w++) {
        const NgWindow *window = &g_array_index(g->scene.windows, NgWindow, w);
        if (first < window->first || last > window->last)
            continue;
        for (uint32_t i = first; i < last; i++)
            g->tags[i] = (uint8_t)NG_TAG(gold->kind, last - first == 1 ? NG_TAG_UNIT
                                                     : i == first      ? NG_TAG_BEGIN
                                                     : i + 1 == last   ? NG_TAG_LAST
                                                                       : NG_TAG_INSIDE);
    }
}

uint32_t gather_read(Gatherer *g, const Document *document, double forget, GRand *rand)
{
    NgReading *r = &g->reading;
    ng_reading_begin(r, document->article);
    ng_reading_add(r, document->article->headline);
    for (guint i = 0; i < document->article->paragraphs->len; i++)
        ng_reading_add(r, g_ptr_array_index(document->article->paragraphs, i));
    ng_actors_match(r);
    if (forget > 0)
        forget_names(r, forget, g_rand_int(rand));
    ng_scene_begin(&g->scene, &g->book, r);
    if (r->n_words > g->tags_room) {
        g->tags_room = r->n_words * 2;
        g->tags = g_renew(uint8_t, g->tags, g->tags_room);
    }
    memset(g->tags, 0, r->n_words);
    uint32_t wanted = 0;
    for (guint i = 0; i < document->gold->len; i++) {
        const Gold *gold = &g_array_index(document->gold, Gold, i);
        tag_gold(g, gold);
        wanted += gold->kind != NG_NAME_OTHER;
    }
    return wanted;
}

uint32_t gather_features(const Gatherer *g, const NgWindow *window, uint32_t i, uint64_t *out)
{
    const NgPart *part = ng_reading_part(&g->reading, window->part);
    uint32_t n = 0;
    for (int offset = -2; offset <= 2; offset++) {
        int64_t at = (int64_t)i + offset;
        if (at >= part->first && at < part->last)
            n += ng_features_of_word(&g->reading, &g->book, part, (uint32_t)at, offset, out + n);
    }
    return n + ng_features_of_place(&g->scene, window, i, out + n);
}
