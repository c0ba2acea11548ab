/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of stories, in memory and packed. */
#include "nutgraf/story_table.h"
#include "packing.h"

#include <string.h>

static int by_docid(gconstpointer a, gconstpointer b)
{
    const NgStoryPlace *left = a, *right = b;
    return left->docid < right->docid ? -1 : left->docid > right->docid;
}

static int by_pair(gconstpointer a, gconstpointer b)
{
    const NgStoryPair *left = a, *right = b;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return left->b < right->b ? -1 : left->b > right->b;
}

/* Leaves out stories of one, and numbers the others by their first member. */
static guint renumber(GArray *members)
{
    g_autoptr(GHashTable) sizes = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    guint kept = 0;
    for (guint i = 0; i < members->len; i++) {
        gpointer story = GUINT_TO_POINTER(g_array_index(members, NgStoryPlace, i).story);
        guint size = GPOINTER_TO_UINT(g_hash_table_lookup(sizes, story));
        g_hash_table_insert(sizes, story, GUINT_TO_POINTER(size + 1));
    }
    for (guint i = 0; i < members->len; i++) {
        NgStoryPlace place = g_array_index(members, NgStoryPlace, i);
        gpointer story = GUINT_TO_POINTER(place.story);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(sizes, story)) < 2)
            continue;
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, story));
        if (number == 0) {
            number = g_hash_table_size(numbers) + 1;
            g_hash_table_insert(numbers, story, GUINT_TO_POINTER(number));
        }
        place.story = number - 1;
        g_array_index(members, NgStoryPlace, kept++) = place;
    }
    g_array_set_size(members, kept);
    return g_hash_table_size(numbers);
}

static NgStoryTable *table_of(GArray *members, GArray *pairs, guint stories)
{
    NgStoryTable *table = g_new0(NgStoryTable, 1);
    table->members = members;
    table->stories = stories;
    table->pairs = pairs ? pairs : g_array_new(FALSE, FALSE, sizeof(NgStoryPair));
    table->docids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return table;
}

NgStoryTable *ng_story_table_new(GArray *members, GArray *pairs)
{
    g_array_sort(members, by_docid);
    if (pairs)
        g_array_sort(pairs, by_pair);
    guint stories = renumber(members);
    return table_of(members, pairs, stories);
}

NgStoryTable *ng_story_table_map(const NgStoryMap *map, gpointer mapped, GDestroyNotify unmap)
{
    NgStoryTable *table =
        table_of(g_array_new(FALSE, FALSE, sizeof(NgStoryPlace)), NULL, map->stories);
    table->map = *map;
    table->mapped = mapped;
    table->unmap = unmap;
    return table;
}

void ng_story_table_free(NgStoryTable *table)
{
    if (!table)
        return;
    g_array_unref(table->members);
    g_array_unref(table->docids);
    g_array_unref(table->pairs);
    if (table->starts)
        g_array_unref(table->starts);
    if (table->unmap)
        table->unmap(table->mapped);
    g_free(table);
}

guint ng_story_table_stories(const NgStoryTable *table)
{
    return table->stories;
}

/* ---- looking up ---- */

/* The first member from `from` on whose docid is not below this one: by steps that double, then by
 * halves (Bentley & Yao 1976). */
static guint first_from(const GArray *members, guint from, uint32_t docid)
{
    const NgStoryPlace *v = (const NgStoryPlace *)(const void *)members->data;
    guint low = from, high = from;
    for (guint step = 1; high < members->len && v[high].docid < docid; step *= 2) {
        low = high + 1;
        high = step < members->len - high ? high + step : members->len;
    }
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (v[middle].docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t mapped_of(const NgStoryMap *map, uint32_t docid)
{
    uint32_t story = docid > 0 && docid <= map->last ? map->of[docid - 1] : NG_NO_STORY;
    return story < map->stories ? story : NG_NO_STORY;
}

uint32_t ng_story_table_of(NgStoryTable *table, uint32_t docid)
{
    if (table->map.of)
        return mapped_of(&table->map, docid);
    const NgStoryPlace *v = (const NgStoryPlace *)(const void *)table->members->data;
    bool behind = table->at > 0 && v[table->at - 1].docid >= docid;
    table->at = first_from(table->members, behind ? 0 : table->at, docid);
    return table->at < table->members->len && v[table->at].docid == docid ? v[table->at].story
                                                                          : NG_NO_STORY;
}

#define LOOKED_FOR 16

static void index_members(NgStoryTable *table)
{
    const NgStoryPlace *members = (const NgStoryPlace *)(const void *)table->members->data;
    guint n = table->members->len, stories = table->stories;
    table->starts = g_array_new(FALSE, TRUE, sizeof(guint));
    g_array_set_size(table->starts, stories + 1);
    g_array_set_size(table->docids, n);
    guint *starts = (guint *)(void *)table->starts->data;
    for (guint i = 0; i < n; i++)
        starts[members[i].story + 1]++;
    for (guint i = 0; i < stories; i++)
        starts[i + 1] += starts[i];
    g_autofree guint *at = g_memdup2(starts, (stories + 1) * sizeof *starts);
    for (guint i = 0; i < n; i++)
        g_array_index(table->docids, uint32_t, at[members[i].story]++) = members[i].docid;
}

static void look_for_members(NgStoryTable *table, uint32_t story)
{
    g_array_set_size(table->docids, 0);
    for (guint i = 0; i < table->members->len; i++) {
        const NgStoryPlace *place = &g_array_index(table->members, NgStoryPlace, i);
        if (place->story == story)
            g_array_append_val(table->docids, place->docid);
    }
}

static const uint32_t *mapped_members(const NgStoryMap *map, uint32_t story, guint *n)
{
    uint32_t begin = map->starts[story], end = map->starts[story + 1];
    if (begin > end || end > map->members)
        return NULL;
    *n = end - begin;
    return map->docids + begin;
}

const uint32_t *ng_story_table_members(NgStoryTable *table, uint32_t story, guint *n)
{
    *n = 0;
    if (story >= table->stories)
        return NULL;
    if (table->map.of)
        return mapped_members(&table->map, story, n);
    if (!table->starts && table->asked++ < LOOKED_FOR) {
        look_for_members(table, story);
        *n = table->docids->len;
        return (const uint32_t *)(const void *)table->docids->data;
    }
    if (!table->starts)
        index_members(table);
    const guint *starts = (const guint *)(const void *)table->starts->data;
    *n = starts[story + 1] - starts[story];
    return (const uint32_t *)(const void *)table->docids->data + starts[story];
}

/* ---- packed ---- */

#define VERSION 1

/* A member says its story by how many others have begun since; 0 begins one. */
void ng_story_table_pack(const NgStoryTable *table, uint32_t first, GString *value)
{
    uint32_t before = 0, begun = 0;
    g_string_truncate(value, 0);
    if (table->members->len == 0)
        return;
    pack_number(value, VERSION);
    pack_number(value, first);
    pack_number(value, table->members->len);
    for (guint i = 0; i < table->members->len; i++) {
        NgStoryPlace place = g_array_index(table->members, NgStoryPlace, i);
        pack_number(value, place.docid - before);
        pack_number(value, place.story == begun ? 0 : begun - place.story);
        begun += place.story == begun;
        before = place.docid;
    }
    pack_number(value, table->pairs->len);
    for (guint i = 0; i < table->pairs->len; i++) {
        NgStoryPair pair = g_array_index(table->pairs, NgStoryPair, i);
        pack_number(value, pair.a);
        pack_number(value, pair.b);
    }
}

/* The docids that are in use. */
typedef struct {
    uint32_t first, last;
} Used;

/* Each takes two bytes at least, so that a damaged number does not ask for memory at will. Who
 * answers one question reads all of them: nothing is appended that could be set. */
static bool unpack_members(NgUnpacker *in, gint64 shift, Used used, GArray *members, guint *stories)
{
    guint32 n, step, back;
    gint64 docid = shift;
    if (!unpack_uint32(in, &n) || n > (guint64)(in->end - in->at) / 2)
        return false;
    g_array_set_size(members, n);
    NgStoryPlace *place = (NgStoryPlace *)(void *)members->data;
    for (guint32 i = 0; i < n; i++) {
        if (!unpack_uint32(in, &step) || !unpack_uint32(in, &back) || step == 0 || back > *stories)
            return false;
        docid += step;
        if (docid < used.first || docid > used.last)
            return false;
        place[i] = (NgStoryPlace) {(uint32_t)docid, back == 0 ? *stories : *stories - back};
        *stories += back == 0;
    }
    return true;
}

static bool unpack_pairs(NgUnpacker *in, guint64 shift, GArray *pairs)
{
    guint32 n, a, b;
    if (!unpack_uint32(in, &n) || n > (guint64)(in->end - in->at))
        return false;
    for (guint32 i = 0; i < n; i++) {
        if (!unpack_uint32(in, &a) || !unpack_uint32(in, &b))
            return false;
        NgStoryPair pair = {(uint32_t)(a + shift), (uint32_t)(b + shift)};
        g_array_append_val(pairs, pair);
    }
    return true;
}

NgStoryTable *ng_story_table_unpack(const char *value, gsize len_bytes, uint32_t first,
                                    uint32_t last)
{
    NgUnpacker in = {value, value + len_bytes};
    guint32 version, written;
    guint stories = 0;
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(NgStoryPlace));
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(NgStoryPair));
    if (len_bytes > 0) {
        if (!unpack_uint32(&in, &version) || version != VERSION || !unpack_uint32(&in, &written))
            return NULL;
        guint64 shift = (guint64)first - written;
        if (!unpack_members(&in, (gint64)shift, (Used) {first, last}, members, &stories) ||
            !unpack_pairs(&in, shift, pairs))
            return NULL;
    }
    return table_of(g_steal_pointer(&members), g_steal_pointer(&pairs), stories);
}

void ng_boilerplate_pack(const GArray *numbers, GString *value)
{
    guint64 before = 0;
    g_string_truncate(value, 0);
    for (guint i = 0; i < numbers->len; i++) {
        guint64 number = g_array_index(numbers, guint64, i);
        pack_number(value, number - before);
        before = number;
    }
}

GArray *ng_boilerplate_unpack(const char *value, gsize len_bytes)
{
    NgUnpacker in = {value, value + len_bytes};
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint64));
    guint64 number = 0, step;
    while (in.at < in.end) {
        if (!unpack_number(&in, &step))
            return NULL;
        number += step;
        g_array_append_val(numbers, number);
    }
    return g_steal_pointer(&numbers);
}
