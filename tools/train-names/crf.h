/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: a linear-chain conditional random field, learned by AdaGrad. */
#pragma once

#include "engine/news/recogniser.h"

/* One chain: the words of a window, each with its features by number. */
typedef struct {
    uint32_t n;
    uint32_t *start;   /* n + 1 offsets into feature */
    uint32_t *feature; /* numbers */
    uint8_t *gold;     /* NULL when not known */
} Chain;

typedef struct {
    uint32_t features;
    float (*weight)[16];          /* a row a feature: tags 1 .. 16; tag 0 is always 0 */
    float step[NG_TAGS][NG_TAGS]; /* from tag to tag */
} Crf;

typedef struct {
    int rounds;
    double rate, decay;
    double drop; /* share of features left out each time */
    uint32_t seed;
} CrfSetting;

Crf *crf_new(uint32_t features);
void crf_free(Crf *crf);
/* Learns from chains with gold; after each round calls after(round, data) if it is not NULL. */
void crf_train(Crf *crf, const GPtrArray *chains, const CrfSetting *setting,
               void (*after)(int round, void *data), void *data);
/* The best tags of a chain. */
void crf_decode(const Crf *crf, const Chain *chain, uint8_t *tags);
