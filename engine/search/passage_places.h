/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: places of words, phrases and proximity in one article: what the predicate's files share.
 * Inside engine/search only.
 * Must not know: sets of passages, scopes. */
#pragma once

#include "nutgraf/passage.h"

/* A half of the work happens in coordinates: positions in which a paragraph of several blocks is
 * one run of words. They rise as positions do, and paragraphs stay more than a window apart. */
typedef struct {
    uint32_t begin, end; /* coordinates of the first and the last word */
} NgSpot;

/* By begin, then end; distinct. Memory of the scratch. */
typedef struct {
    NgSpot *v;
    guint n;
} NgSpots;

struct NgPassageScratch {
    GPtrArray *blocks; /* of memory, kept from article to article */
    GArray *sizes;     /* of gsize */
    guint block;       /* being filled */
    gsize used;
    GArray *pairs; /* of NgSpot: proximity before it is sorted */
    GArray *left, *right;
};

void ng_scratch_reset(NgPassageScratch *scratch);
/* Valid until the reset; not zeroed. */
void *ng_scratch_take(NgPassageScratch *scratch, gsize bytes);

static inline bool ng_input_is_plain(const NgPassageInput *input)
{
    return !input->first_block || !input->n_paragraphs;
}
uint32_t ng_coordinate(const NgPassageInput *input, uint32_t position);
uint32_t ng_coordinate_position(const NgPassageInput *input, uint32_t coordinate);
guint ng_coordinate_paragraph(const NgPassageInput *input, uint32_t coordinate);

/* Where a leaf, OR, PHRASE, NEAR or ADJ stands; other nodes stand nowhere. */
NgSpots ng_spots(const NgPassage *node, const NgPassageInput *input, NgPassageScratch *scratch);
/* The pairs a before b, at most distance apart: func is called for each. */
void ng_spots_pairs(NgSpots a, NgSpots b, guint distance,
                    void (*func)(const NgSpot *a, const NgSpot *b, gpointer data), gpointer data);
/* Sorts and makes distinct what the array (of NgSpot) holds, and copies it to the scratch. */
NgSpots ng_spots_settle(GArray *array, NgPassageScratch *scratch);
