/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: where words, phrases and proximity stand in one article: arrays in, arrays out.
 * Below passage.c, which makes sets of passages of them.
 * Must not know: passages, scopes, terms. */
#include "engine/search/passage_places.h"

#include <string.h>

enum { SCRATCH_BLOCK_BYTES = 64 * 1024, PAIRS_UNSORTED_MAX = 1 << 16 };

NgPassageScratch *ng_passage_scratch_new(void)
{
    NgPassageScratch *scratch = g_new0(NgPassageScratch, 1);
    scratch->blocks = g_ptr_array_new_with_free_func(g_free);
    scratch->sizes = g_array_new(FALSE, FALSE, sizeof(gsize));
    scratch->pairs = g_array_new(FALSE, FALSE, sizeof(NgSpot));
    scratch->left = g_array_new(FALSE, FALSE, sizeof(NgSpot));
    scratch->right = g_array_new(FALSE, FALSE, sizeof(NgSpot));
    return scratch;
}

void ng_passage_scratch_free(NgPassageScratch *scratch)
{
    if (!scratch)
        return;
    g_ptr_array_unref(scratch->blocks);
    g_array_unref(scratch->sizes);
    g_array_unref(scratch->pairs);
    g_array_unref(scratch->left);
    g_array_unref(scratch->right);
    g_free(scratch);
}

void ng_scratch_reset(NgPassageScratch *scratch)
{
    scratch->block = 0;
    scratch->used = 0;
}

void *ng_scratch_take(NgPassageScratch *scratch, gsize bytes)
{
    bytes = (bytes + 15) & ~(gsize)15;
    while (scratch->block < scratch->blocks->len) {
        gsize size = g_array_index(scratch->sizes, gsize, scratch->block);
        if (bytes <= size - scratch->used) {
            char *memory = (char *)scratch->blocks->pdata[scratch->block] + scratch->used;
            scratch->used += bytes;
            return memory;
        }
        scratch->block++;
        scratch->used = 0;
    }
    gsize size = MAX(bytes, (gsize)SCRATCH_BLOCK_BYTES);
    g_ptr_array_add(scratch->blocks, g_malloc(size));
    g_array_append_val(scratch->sizes, size);
    scratch->used = bytes;
    return scratch->blocks->pdata[scratch->block];
}

/* The paragraph whose blocks hold this one: the last that begins at or before it. */
static guint paragraph_of_block(const NgPassageInput *input, uint32_t block)
{
    if (ng_input_is_plain(input))
        return block;
    guint low = 0, high = input->n_paragraphs;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (input->first_block[middle] <= block)
            low = middle;
        else
            high = middle;
    }
    return low;
}

guint ng_passage_paragraph(const NgPassageInput *input, uint32_t position)
{
    return paragraph_of_block(input, position / NG_BLOCK_STRIDE);
}

/* A coordinate never leaves the blocks of its paragraph: blocks are counted shorter than they
 * are. */
guint ng_coordinate_paragraph(const NgPassageInput *input, uint32_t coordinate)
{
    return paragraph_of_block(input, coordinate / NG_BLOCK_STRIDE);
}

uint32_t ng_coordinate(const NgPassageInput *input, uint32_t position)
{
    if (ng_input_is_plain(input))
        return position;
    uint32_t block = position / NG_BLOCK_STRIDE;
    uint32_t first = input->first_block[paragraph_of_block(input, block)];
    if (block <= first)
        return position;
    return first * NG_BLOCK_STRIDE + (block - first) * NG_BLOCK_WORDS + position % NG_BLOCK_STRIDE;
}

uint32_t ng_coordinate_position(const NgPassageInput *input, uint32_t coordinate)
{
    if (ng_input_is_plain(input))
        return coordinate;
    uint32_t block = coordinate / NG_BLOCK_STRIDE;
    uint32_t first = input->first_block[paragraph_of_block(input, block)];
    uint32_t offset = coordinate - first * NG_BLOCK_STRIDE;
    return (first + offset / NG_BLOCK_WORDS) * NG_BLOCK_STRIDE + offset % NG_BLOCK_WORDS;
}

static int compare_spots(gconstpointer a, gconstpointer b)
{
    const NgSpot *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static void sort_distinct(GArray *array)
{
    g_array_sort(array, compare_spots);
    NgSpot *v = (NgSpot *)(void *)array->data;
    guint kept = 0;
    for (guint i = 0; i < array->len; i++) {
        if (!kept || compare_spots(&v[kept - 1], &v[i]))
            v[kept++] = v[i];
    }
    g_array_set_size(array, kept);
}

NgSpots ng_spots_settle(GArray *array, NgPassageScratch *scratch)
{
    sort_distinct(array);
    NgSpots spots = {.n = array->len};
    spots.v = ng_scratch_take(scratch, array->len * sizeof(NgSpot));
    if (array->len)
        memcpy(spots.v, array->data, array->len * sizeof(NgSpot));
    return spots;
}

static NgSpots leaf_spots(const NgPassage *node, const NgPassageInput *input,
                          NgPassageScratch *scratch)
{
    NgSpots spots = {0};
    if (node->leaf >= input->n_leaves)
        return spots;
    const NgPositions *positions = &input->leaves[node->leaf];
    spots.v = ng_scratch_take(scratch, positions->n * sizeof(NgSpot));
    spots.n = positions->n;
    bool plain = ng_input_is_plain(input);
    for (guint i = 0; i < positions->n; i++) {
        uint32_t at = plain ? positions->v[i] : ng_coordinate(input, positions->v[i]);
        spots.v[i] = (NgSpot) {at, at};
    }
    return spots;
}

static NgSpots merge(NgSpots a, NgSpots b, NgPassageScratch *scratch)
{
    if (!a.n)
        return b;
    if (!b.n)
        return a;
    NgSpots out = {.v = ng_scratch_take(scratch, (a.n + b.n) * sizeof(NgSpot))};
    guint i = 0, j = 0;
    while (i < a.n || j < b.n) {
        int order = i == a.n ? 1 : j == b.n ? -1 : compare_spots(&a.v[i], &b.v[j]);
        out.v[out.n++] = order <= 0 ? a.v[i] : b.v[j];
        i += order <= 0;
        j += order >= 0;
    }
    return out;
}

/* Keeps of `spots` those at whose begin + gap a word of `next` stands, and lets them end there. */
static NgSpots follow(NgSpots spots, NgSpots next, guint gap)
{
    guint kept = 0, j = 0;
    for (guint i = 0; i < spots.n; i++) {
        uint64_t want = (uint64_t)spots.v[i].begin + gap;
        while (j < next.n && next.v[j].begin < want)
            j++;
        if (j == next.n)
            break;
        if (next.v[j].begin == want)
            spots.v[kept++] = (NgSpot) {spots.v[i].begin, MAX(spots.v[i].end, (uint32_t)want)};
    }
    spots.n = kept;
    return spots;
}

static NgSpots phrase_spots(const NgPassage *node, const NgPassageInput *input,
                            NgPassageScratch *scratch)
{
    NgSpots first = ng_spots(node->kids->pdata[0], input, scratch);
    /* The first kid's array may be the input of nobody else, but merge() can hand one through. */
    NgSpots spots = {.v = ng_scratch_take(scratch, first.n * sizeof(NgSpot)), .n = first.n};
    if (first.n)
        memcpy(spots.v, first.v, first.n * sizeof(NgSpot));
    for (guint i = 1; i < node->kids->len && spots.n; i++) {
        NgSpots next = ng_spots(node->kids->pdata[i], input, scratch);
        spots = follow(spots, next, MIN(node->gap ? node->gap[i] : i, NG_BLOCK_WINDOW));
    }
    return spots;
}

void ng_spots_pairs(NgSpots a, NgSpots b, guint distance,
                    void (*func)(const NgSpot *a, const NgSpot *b, gpointer data), gpointer data)
{
    distance = MIN(distance, NG_BLOCK_WINDOW);
    for (guint i = 0; i < a.n; i++) {
        uint64_t last = (uint64_t)a.v[i].end + distance;
        guint low = 0, high = b.n; /* the first that begins after a ends */
        while (low < high) {
            guint middle = low + (high - low) / 2;
            if (b.v[middle].begin <= a.v[i].end)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < b.n && b.v[low].begin <= last; low++)
            func(&a.v[i], &b.v[low], data);
    }
}

/* The same span comes from many pairs; sorting it out in between keeps the array small. */
typedef struct {
    GArray *spots;
    guint limit;
} Hulls;

static void add_hull(const NgSpot *a, const NgSpot *b, gpointer data)
{
    Hulls *hulls = data;
    NgSpot hull = {a->begin, b->end};
    g_array_append_val(hulls->spots, hull);
    if (hulls->spots->len < hulls->limit)
        return;
    sort_distinct(hulls->spots);
    hulls->limit = hulls->spots->len * 2 + PAIRS_UNSORTED_MAX;
}

static NgSpots near_spots(const NgPassage *node, const NgPassageInput *input,
                          NgPassageScratch *scratch)
{
    NgSpots a = ng_spots(node->kids->pdata[0], input, scratch);
    NgSpots b = ng_spots(node->kids->pdata[1], input, scratch);
    Hulls hulls = {scratch->pairs, PAIRS_UNSORTED_MAX};
    g_array_set_size(scratch->pairs, 0);
    ng_spots_pairs(a, b, node->distance, add_hull, &hulls);
    if (node->op == NG_PASSAGE_NEAR)
        ng_spots_pairs(b, a, node->distance, add_hull, &hulls);
    return ng_spots_settle(scratch->pairs, scratch);
}

NgSpots ng_spots(const NgPassage *node, const NgPassageInput *input, NgPassageScratch *scratch)
{
    NgSpots spots = {0};
    if (node->op == NG_PASSAGE_LEAF)
        return leaf_spots(node, input, scratch);
    if (!node->kids)
        return spots;
    switch (node->op) {
    case NG_PASSAGE_OR:
        for (guint i = 0; i < node->kids->len; i++)
            spots = merge(spots, ng_spots(node->kids->pdata[i], input, scratch), scratch);
        return spots;
    case NG_PASSAGE_PHRASE:
        return phrase_spots(node, input, scratch);
    case NG_PASSAGE_NEAR:
    case NG_PASSAGE_ADJ:
        return node->kids->len == 2 ? near_spots(node, input, scratch) : spots;
    default:
        return spots;
    }
}
