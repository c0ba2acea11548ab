/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a plan over the index: which articles match, in which order, with which counts. */
#pragma once

#include "evaluate.h"
#include "facets.h"
#include "like.h"
#include "seen_stories.h"

/* There may be hundreds of thousands. */
typedef struct {
    guint32 docid;
    guint passages;   /* that match */
    guint32 story;    /* or NG_NO_STORY */
    guint16 evidence; /* inside collect_order.c and collect.c: which of those weighed; 0: not
                         weighed yet */
    NgHasTerms has;   /* of the plan's */
    double score;
    gint64 time; /* G_MININT64 undated */
} NgFound;

typedef struct {
    GArray *found; /* of NgFound: the first `top` of those that are shown in order */
    guint64 articles, passages;
    guint64 stories;               /* an article without copies is one */
    guint64 shown, shown_passages; /* what pages are made of: the best of each story, or all */
    bool exact;
} NgCollected;

void ng_collected_clear(NgCollected *collected);

/* How articles are put in order, in words, for --explain. */
#define NG_RANKING_SHOWN                                                                           \
    "BM25 (k1 1.5, b 0.6); of the best 300 + 0.6 x the best 50 words + 0.3 x the words among the " \
    "first 100"

typedef struct {
    NgSort sort;
    guint top;                    /* how many articles are wanted in order */
    bool all;                     /* exact counts whatever they are */
    bool best_only;               /* no counts beyond what finding the best takes */
    NgTally *tally;               /* or NULL */
    const NgSeenStories *stories; /* or NULL: stories are not counted */
    bool collapse;                /* of each story the best is kept */
    bool by_hits;                 /* pages are made of paragraphs: shown_passages is asked for */
    gint64 now;
    double recency_days; /* > 0: what is so old counts half as much as what is new */
    const NgLike *like;  /* or NULL: only what is similar; wants `all` */
    NgSeen *seen;        /* or NULL: those are passed over; wants `all` */
    bool notes_seen;     /* what is found is noted there */
} NgCollect;

/* Articles are exact up to NG_EXACT_ARTICLES even when not `all`. */
#define NG_EXACT_ARTICLES 20000
bool ng_collect(NgEvaluator *evaluator, const NgCollect *want, NgCollected *collected,
                GError **error);
/* What the match alone gives one article. */
bool ng_collect_weight(NgIndex *index, const NgMatch *match, guint32 docid, double *weight,
                       GError **error);
