/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: one paragraph's score, and its places to highlight, from the predicate's tree.
 * Beside passage.c; asked for the paragraphs that are shown or ranked.
 * Must not know: the store, terms, fields. */
#include "engine/search/passage_places.h"

#include <string.h>

enum { PLACES_LOOKED_AT = 512 };
/* k1 and b of BM25 (Robertson and Zaragoza 2009). */
static const double SATURATION = 1.5, LENGTH_SHARE = 0.75;
static const double NEARNESS = 0.2; /* what a neighbour of another kind adds, at most */

/* The leaves' positions cut down to one paragraph. Memory of the scratch. */
static NgPassageInput input_of_paragraph(const NgPassageInput *input, guint paragraph,
                                         NgPassageScratch *scratch)
{
    uint64_t first = paragraph, after = (uint64_t)paragraph + 1;
    if (!ng_input_is_plain(input)) {
        paragraph = MIN(paragraph, input->n_paragraphs - 1);
        first = input->first_block[paragraph];
        after = paragraph + 1 < input->n_paragraphs ? input->first_block[paragraph + 1]
                                                    : (uint64_t)NG_BLOCK_MAX + 1;
    }
    uint64_t bounds[2] = {first * NG_BLOCK_STRIDE, after * NG_BLOCK_STRIDE};
    NgPositions *leaves = ng_scratch_take(scratch, input->n_leaves * sizeof *leaves);
    for (guint i = 0; i < input->n_leaves; i++) {
        guint at[2];
        for (guint side = 0; side < 2; side++) {
            guint low = 0, high = input->leaves[i].n;
            while (low < high) {
                guint middle = low + (high - low) / 2;
                if (input->leaves[i].v[middle] < bounds[side])
                    low = middle + 1;
                else
                    high = middle;
            }
            at[side] = low;
        }
        leaves[i] = (NgPositions) {input->leaves[i].v + at[0], at[1] - at[0]};
    }
    NgPassageInput cut = *input;
    cut.leaves = leaves;
    return cut;
}

/* Marks the leaves outside any NOT. */
static void positive_leaves(const NgPassage *node, guint n_leaves, bool *positive)
{
    if (node->op == NG_PASSAGE_NOT || node->op == NG_PASSAGE_FILTER)
        return;
    if (node->op == NG_PASSAGE_LEAF && node->leaf < n_leaves)
        positive[node->leaf] = true;
    for (guint i = 0; node->kids && i < node->kids->len; i++)
        positive_leaves(node->kids->pdata[i], n_leaves, positive);
}

static int compare_places(gconstpointer a, gconstpointer b)
{
    const NgPlace *x = a, *y = b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

/* For each leaf, how near the nearest place of another one stands to any of its own. */
static double nearness(const NgPlace *places, guint n, const double *weights, double *best,
                       guint n_leaves)
{
    memset(best, 0, n_leaves * sizeof *best);
    for (guint i = 1; i < n; i++) {
        const NgPlace *a = &places[i - 1], *b = &places[i];
        if (a->leaf == b->leaf)
            continue;
        double apart = MAX(1, b->position - a->position);
        double gain = NEARNESS * MIN(weights[a->leaf], weights[b->leaf]) / apart;
        best[a->leaf] = MAX(best[a->leaf], gain);
        best[b->leaf] = MAX(best[b->leaf], gain);
    }
    double sum = 0;
    for (guint i = 0; i < n_leaves; i++)
        sum += best[i];
    return sum;
}

double ng_passage_score(const NgPassage *root, const NgPassageInput *input, const double *weights,
                        guint paragraph, double length, NgPassageScratch *scratch)
{
    ng_scratch_reset(scratch);
    guint n_leaves = input->n_leaves, n = 0;
    if (!n_leaves)
        return 0;
    NgPassageInput cut = input_of_paragraph(input, paragraph, scratch);
    bool *positive = ng_scratch_take(scratch, n_leaves * sizeof *positive);
    memset(positive, 0, n_leaves * sizeof *positive);
    positive_leaves(root, n_leaves, positive);
    NgPlace *places = ng_scratch_take(scratch, PLACES_LOOKED_AT * sizeof *places);
    double score = 0, saturation = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length);
    for (guint i = 0; i < n_leaves; i++) {
        if (!positive[i] || !cut.leaves[i].n || weights[i] <= 0)
            continue;
        double times = cut.leaves[i].n;
        score += weights[i] * times * (SATURATION + 1) / (times + saturation);
        for (guint j = 0; j < cut.leaves[i].n && n < PLACES_LOOKED_AT; j++)
            places[n++] = (NgPlace) {ng_coordinate(&cut, cut.leaves[i].v[j]), i};
    }
    qsort(places, n, sizeof *places, compare_places);
    double *best = ng_scratch_take(scratch, n_leaves * sizeof *best);
    return score + nearness(places, n, weights, best, n_leaves);
}

/* ---- places ---- */

typedef struct {
    const NgPassageInput *input;
    NgPassageScratch *scratch;
    guint paragraph;
    GArray *places;
    const NgSpots *only; /* of the node being looked at for pairs; NULL: all */
} Marker;

static void mark(const Marker *marker, const NgPassage *node, const NgSpots *only);

static int compare_spots(gconstpointer a, gconstpointer b)
{
    const NgSpot *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static bool wanted(const NgSpots *only, const NgSpot *spot)
{
    return !only || (only->n && bsearch(spot, only->v, only->n, sizeof *spot, compare_spots));
}

static void mark_leaf(const Marker *marker, const NgPassage *node, const NgSpots *only)
{
    NgSpots spots = ng_spots(node, marker->input, marker->scratch);
    for (guint i = 0; i < spots.n; i++) {
        if (!wanted(only, &spots.v[i]))
            continue;
        NgPlace place = {ng_coordinate_position(marker->input, spots.v[i].begin), node->leaf};
        g_array_append_val(marker->places, place);
    }
}

static void mark_phrase(const Marker *marker, const NgPassage *node, const NgSpots *only)
{
    NgSpots spots = ng_spots(node, marker->input, marker->scratch);
    NgSpots words = {.v = ng_scratch_take(marker->scratch, spots.n * sizeof(NgSpot))};
    for (guint kid = 0; kid < node->kids->len; kid++) {
        words.n = 0;
        for (guint i = 0; i < spots.n; i++) {
            uint32_t at = spots.v[i].begin + (!kid ? 0 : node->gap ? node->gap[kid] : kid);
            if (wanted(only, &spots.v[i]))
                words.v[words.n++] = (NgSpot) {at, at};
        }
        mark(marker, node->kids->pdata[kid], &words);
    }
}

static void collect_pair(const NgSpot *a, const NgSpot *b, gpointer data)
{
    const Marker *marker = data;
    NgSpot hull = {a->begin, b->end};
    if (!wanted(marker->only, &hull))
        return;
    /* Neighbouring pairs repeat their first: most doubles go here, the rest when it is settled. */
    GArray *left = marker->scratch->left, *right = marker->scratch->right;
    if (!left->len || compare_spots(&g_array_index(left, NgSpot, left->len - 1), a))
        g_array_append_val(left, *a);
    g_array_append_val(right, *b);
}

static void mark_near(const Marker *marker, const NgPassage *node, const NgSpots *only)
{
    const NgPassage *kids[2] = {node->kids->pdata[0], node->kids->pdata[1]};
    NgSpots spots[2], parts[2][2] = {{{0}}};
    for (guint i = 0; i < 2; i++)
        spots[i] = ng_spots(kids[i], marker->input, marker->scratch);
    Marker pairs = *marker;
    pairs.only = only;
    for (guint turn = 0; turn < (node->op == NG_PASSAGE_NEAR ? 2 : 1); turn++) {
        g_array_set_size(marker->scratch->left, 0);
        g_array_set_size(marker->scratch->right, 0);
        ng_spots_pairs(spots[turn], spots[1 - turn], node->distance, collect_pair, &pairs);
        parts[turn][turn] = ng_spots_settle(marker->scratch->left, marker->scratch);
        parts[turn][1 - turn] = ng_spots_settle(marker->scratch->right, marker->scratch);
    }
    for (guint turn = 0; turn < 2; turn++) {
        for (guint i = 0; i < 2; i++) {
            if (parts[turn][i].n)
                mark(marker, kids[i], &parts[turn][i]);
        }
    }
}

static void mark(const Marker *marker, const NgPassage *node, const NgSpots *only)
{
    switch (node->op) {
    case NG_PASSAGE_LEAF:
        mark_leaf(marker, node, only);
        return;
    case NG_PASSAGE_PHRASE:
        if (node->kids)
            mark_phrase(marker, node, only);
        return;
    case NG_PASSAGE_NEAR:
    case NG_PASSAGE_ADJ:
        if (node->kids && node->kids->len == 2)
            mark_near(marker, node, only);
        return;
    case NG_PASSAGE_NOT:
    case NG_PASSAGE_FILTER:
    case NG_PASSAGE_ALL:
        return;
    case NG_PASSAGE_WITHIN:
        if (marker->paragraph < node->first || marker->paragraph > node->last)
            return;
        break;
    default:
        break;
    }
    for (guint i = 0; node->kids && i < node->kids->len; i++)
        mark(marker, node->kids->pdata[i], only);
}

void ng_passage_places(const NgPassage *root, const NgPassageInput *input, guint paragraph,
                       NgPassageScratch *scratch, GArray *places)
{
    ng_scratch_reset(scratch);
    NgPassageInput cut = input_of_paragraph(input, paragraph, scratch);
    guint begin = places->len;
    Marker marker = {.input = &cut, .scratch = scratch, .paragraph = paragraph, .places = places};
    mark(&marker, root, NULL);
    if (places->len - begin < 2)
        return;
    NgPlace *v = (NgPlace *)(void *)places->data + begin;
    guint n = places->len - begin, kept = 1;
    qsort(v, n, sizeof *v, compare_places);
    for (guint i = 1; i < n; i++) {
        if (compare_places(&v[kept - 1], &v[i]))
            v[kept++] = v[i];
    }
    g_array_set_size(places, begin + kept);
}
