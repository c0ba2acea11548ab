/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents of a window of numbers, with a score each. Inside store only. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define NG_WINDOW_DOCUMENTS 8192
#define NG_WINDOW_WORD_BITS 64
#define NG_WINDOW_WORDS (NG_WINDOW_DOCUMENTS / NG_WINDOW_WORD_BITS)

/* Scores stand side by side, in the order in which they came: a set of few touches little memory.
 * After a cut nothing is added any more. */
typedef struct {
    guint64 bits[NG_WINDOW_WORDS];
    guint16 places[NG_WINDOW_DOCUMENTS]; /* of the score, where the bit is set */
    guint n, used;
    double scores[NG_WINDOW_DOCUMENTS];
} NgWindowSet;

static inline void ng_window_clear(NgWindowSet *set)
{
    memset(set->bits, 0, sizeof set->bits);
    set->n = set->used = 0;
}

static inline double *ng_window_score(NgWindowSet *set, guint at)
{
    return &set->scores[set->places[at]];
}

static inline bool ng_window_has(const NgWindowSet *set, guint at)
{
    return set->bits[at / NG_WINDOW_WORD_BITS] >> at % NG_WINDOW_WORD_BITS & 1;
}

static inline void ng_window_add(NgWindowSet *set, guint at, double score)
{
    guint64 bit = G_GUINT64_CONSTANT(1) << at % NG_WINDOW_WORD_BITS,
            *word = &set->bits[at / NG_WINDOW_WORD_BITS];
    if (*word & bit) {
        *ng_window_score(set, at) += score;
        return;
    }
    *word |= bit;
    set->places[at] = (guint16)set->used;
    set->scores[set->used++] = score;
    set->n++;
}

/* The first at or behind `at`; NG_WINDOW_DOCUMENTS when there is none. */
static inline guint ng_window_next(const NgWindowSet *set, guint at)
{
    while (at < NG_WINDOW_DOCUMENTS) {
        guint64 left = set->bits[at / NG_WINDOW_WORD_BITS] >> at % NG_WINDOW_WORD_BITS;
        if (left)
            return at + (guint)__builtin_ctzll(left);
        at = (at / NG_WINDOW_WORD_BITS + 1) * NG_WINDOW_WORD_BITS;
    }
    return at;
}

#define NG_WINDOW_EACH(set, at)                                                                    \
    for (guint at = ng_window_next(set, 0); at < NG_WINDOW_DOCUMENTS;                              \
         at = ng_window_next(set, at + 1))

static inline void ng_window_unite(NgWindowSet *into, const NgWindowSet *with)
{
    NG_WINDOW_EACH (with, at)
        ng_window_add(into, at, with->scores[with->places[at]]);
}

/* Keeps those that are (or are not) in the other; scores add up. */
static inline void ng_window_cut(NgWindowSet *set, const NgWindowSet *with, bool inside)
{
    set->n = 0;
    for (guint i = 0; i < NG_WINDOW_WORDS; i++) {
        set->bits[i] &= inside ? with->bits[i] : ~with->bits[i];
        set->n += (guint)__builtin_popcountll(set->bits[i]);
    }
    if (inside)
        NG_WINDOW_EACH (set, at)
            *ng_window_score(set, at) += with->scores[with->places[at]];
}
