/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sketches of many articles, and who has which shingle. Inside stories only. */
#pragma once

#include "nutgraf/sketch.h"

typedef struct {
    uint32_t docid;
    uint32_t mix; /* of the sketch: an order that does not depend on when it came */
    NgSketch sketch;
    guint8 flags;
} NgStoryDoc;

/* Bits for all hashes of shingles. */
#define NG_SHINGLE_SET_BYTES ((gsize)1 << (NG_SHINGLE_BITS - 3))
static inline bool shingle_set_has(const guint8 *set, uint32_t hash)
{
    return set[hash >> 3] & 1 << (hash & 7);
}
static inline void shingle_set_add(guint8 *set, uint32_t hash)
{
    set[hash >> 3] |= (guint8)(1 << (hash & 7));
}

uint32_t ng_story_mix(const NgSketch *sketch);
/* guint64: hash << 32 | index into docs, sorted; only hashes that two or more of docs (with all of
 * `flags`) have. among: NULL or the set of hashes that are wanted. */
GArray *ng_story_postings(const GArray *docs, guint8 flags, const guint8 *among);

/* ---- boilerplate ---- */

/* Ascending numbers (guint64) of an outlet and a shingle that stands on its pages whatever they are
 * about; or of any outlet. among: as above; for those alone it is worked out, of the others it is
 * as it was before. */
GArray *ng_story_boilerplate(const GArray *docs, const GArray *before, const guint8 *among);
bool ng_boilerplate_has(const GArray *numbers, const NgStoryDoc *doc, uint32_t hash);
/* The set of all shingles that are boilerplate somewhere: a quick no. New. */
guint8 *ng_boilerplate_set(const GArray *numbers);
static inline uint32_t boilerplate_hash(guint64 number)
{
    return (uint32_t)(number & ((1u << NG_SHINGLE_BITS) - 1));
}

/* ---- who could be a copy of whom ---- */

/* guint64: index << 32 | higher index into docs, ascending, each once: pairs that have shingles in
 * common which are boilerplate to neither, of docs with all of `both` and one with `either`. */
GArray *ng_story_candidates(const GArray *docs, guint8 both, guint8 either,
                            const GArray *boilerplate);
