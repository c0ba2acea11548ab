/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what an article's text is recognised by: the smallest hashes of its shingles.
 * Written beside each document as it is built, read by stories/ where copies are found.
 * Must not know: the store, other articles.
 *
 * A shingle is NG_SHINGLE_WORDS words in a row (headline aside, across paragraphs). Of all of them
 * the NG_SKETCH_HASHES with the smallest hashes are kept, a sample that any two articles draw in
 * the same way: what the sketches have in common tells what the texts have (Broder, On the
 * resemblance and containment of documents, 1997; the bottom-k form of it). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

#define NG_SHINGLE_WORDS 4
#define NG_SHINGLE_BITS 24
#define NG_SKETCH_HASHES 16

/* Words go in, hashes of shingles come out. Zero-initialise. */
typedef struct {
    guint64 words[NG_SHINGLE_WORDS]; /* hashes of the last ones, in a ring */
    guint n;                         /* words seen */
} NgShingler;
/* Hash of one word, its folded form. */
guint64 ng_shingle_word(const char *form, gsize len_bytes);
/* true once there are words enough for a shingle, whose hash (NG_SHINGLE_BITS) is set. */
static inline bool ng_shingler_add(NgShingler *shingler, guint64 word, uint32_t *hash)
{
    guint64 sum = 0;
    shingler->words[shingler->n++ % NG_SHINGLE_WORDS] = word;
    if (shingler->n < NG_SHINGLE_WORDS)
        return false;
    for (guint i = 0; i < NG_SHINGLE_WORDS; i++)
        sum = (sum ^ shingler->words[(shingler->n + i) % NG_SHINGLE_WORDS]) *
              G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    *hash = (uint32_t)((sum ^ sum >> 29) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9) >>
                       (64 - NG_SHINGLE_BITS));
    return true;
}

typedef struct {
    uint16_t outlet;                   /* of the outlet's hash; 0: not known */
    uint32_t n;                        /* hashes */
    uint32_t hashes[NG_SKETCH_HASHES]; /* ascending, each once */
} NgSketch;
/* Keeps the hash when it is among the smallest. */
void ng_sketch_add(NgSketch *sketch, uint32_t hash);
/* NG_SLOT_SKETCH; "" when there is no shingle. */
void ng_sketch_pack(const NgSketch *sketch, GString *value);
bool ng_sketch_unpack(const char *value, gsize len_bytes, NgSketch *sketch);

G_END_DECLS
