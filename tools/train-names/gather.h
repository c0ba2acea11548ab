/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: documents to chains of numbered features. */
#pragma once

#include "tools/train-names/corpus.h"
#include "tools/train-names/crf.h"

/* Numbers for features by their hash. */
typedef struct {
    uint64_t *key;
    uint32_t *number; /* while counting: times seen */
    uint32_t mask, used;
} Index;

void index_init(Index *index);
void index_clear(Index *index);
/* The slot's number, or NULL; with add, a new one at 0. */
uint32_t *index_at(Index *index, uint64_t key, bool add);

typedef struct {
    const NgAuthority *authority;
    NgReading reading;
    NgScene scene;
    NgWordBook book;
    uint8_t *tags; /* of all words of the article in hand, from gold */
    uint32_t tags_room;
} Gatherer;

void gatherer_init(Gatherer *gatherer, const NgAuthority *authority);
void gatherer_clear(Gatherer *gatherer);
/* Reads a document's words, forgetting the authority's names with the probability forget, and
 * sets the gold tags. Returns how many gold names of the wanted kinds there are. */
uint32_t gather_read(Gatherer *gatherer, const Document *document, double forget, GRand *rand);
/* All features of a word of a window, hashed; out has room for NG_FEATURES_ALL. */
#define NG_FEATURES_ALL (NG_FEATURE_OFFSETS * NG_FEATURES_WORD + NG_FEATURES_PLACE)
uint32_t gather_features(const Gatherer *gatherer, const NgWindow *window, uint32_t i,
                         uint64_t *out);
