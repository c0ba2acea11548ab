/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One plan while it is run: what collect.c has in hand and collect_order.c puts in order. */
#pragma once

#include "collect.h"
#include "known.h"

/* How many of the best are weighed again; the same for every page, so that pages do not contradict
 * each other. */
#define NG_RERANKED 300

#define NG_BM25_K1 1.5
#define NG_BM25_B 0.6
#define NG_BM25_K3 8.0

typedef struct {
    NgEvaluator *evaluator;
    NgKnown known;
    bool many;   /* will be found: those at hand at first are hardly the best */
    bool prunes; /* those that cannot be among the best that are wanted are not weighed again */
    bool read;   /* the article in hand was, not only told of */
    const NgCollect *want;
    NgCollected *collected;
    GArray *paragraphs; /* of the article in hand */
    GArray *evidence;   /* double: what the text of those adds that were weighed when found */
    GError *failed;     /* the first error: the rest of the match is for nothing */
} NgCollecting;

/* collect_order.c: whether the best are weighed again; what the text of the article in hand adds
 * then; all that were found into their order. */
bool ng_collecting_reranks(const NgCollecting *run);
double ng_collecting_evidence(NgEvaluator *evaluator);
bool ng_collecting_order(NgCollecting *run, GError **error);

/* collect_prune.c: whether of the best no more are weighed again than may be wanted; and that. n:
 * at most NG_RERANKED; in no order then, their scores whole but for those that are none of the
 * wanted. */
bool ng_collecting_prunes(const NgCollecting *run);
bool ng_collecting_weigh_best(NgCollecting *run, NgFound *found, guint n, GError **error);
