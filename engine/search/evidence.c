/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an article's own text adds to its weight: how well its best few lines answer the query, and
 * how much of it stands at the top.
 *
 * News say first what they are about, and what is said in one place is meant together. A window of
 * words serves where paragraphs do not: those of agencies have thirty words, those of magazines a
 * thousand (Kaszkiel and Zobel: Effective ranking with arbitrary passages, JASIST 2001). The
 * numbers were chosen on one half of the queries of TIME and of Reuters' topics, see
 * bench/ranking. */
#include "evidence.h"
#include "passage_places.h"

#include <string.h>

#define WINDOW_WORDS 50
#define WINDOW_STEP (WINDOW_WORDS / 2)
#define WINDOW_SHARE 0.6
#define OPENING_WORDS 100
#define OPENING_SHARE 0.3
#define SATURATION 2.0
/* What a neighbour of another kind adds, at most. */
#define NEARNESS 0.1
/* A word said more often in one article is looked at so many times. */
#define PLACES_A_LEAF 256

typedef struct {
    guint32 at; /* words from the article's beginning */
    guint leaf;
} Place;

/* Puts the places from a number on, a leaf's in their order, among those before: behind those of
 * other leaves at the same place. */
static void merge_leaf(NgEvaluator *evaluator, guint from)
{
    Place *v = (Place *)(void *)evaluator->places->data;
    guint to = evaluator->places->len, n = to - from;
    if (n == 0 || from == 0 || v[from - 1].at <= v[from].at)
        return;
    Place *own = ng_scratch_take(evaluator->scratch, n * sizeof *own);
    memcpy(own, v + from, n * sizeof *own);
    while (n > 0) {
        bool before = from > 0 && v[from - 1].at > own[n - 1].at;
        v[--to] = before ? v[--from] : own[--n];
    }
}

/* Where each paragraph begins, in words; where its length is not known it is a block's. */
static void find_beginnings(NgEvaluator *evaluator, guint n)
{
    GArray *beginnings = evaluator->beginnings;
    g_array_set_size(beginnings, 0);
    guint32 words = 0;
    for (guint i = 0; i < n; i++) {
        g_array_append_val(beginnings, words);
        words += i < evaluator->lengths->len ? g_array_index(evaluator->lengths, uint32_t, i)
                                             : NG_BLOCK_WORDS;
    }
}

/* The paragraph of the nth passage that matches. */
static guint matching(const NgEvaluator *evaluator, guint nth)
{
    return ng_evaluator_paragraph(evaluator, g_array_index(evaluator->passages, guint, nth));
}

/* The places of words outside any NOT, in the paragraphs that match. */
static void take_places(NgEvaluator *evaluator)
{
    const NgPassageInput *input = &evaluator->input;
    g_array_set_size(evaluator->places, 0);
    guint last = 0;
    for (guint leaf = 0; leaf < input->n_leaves; leaf++)
        if (input->leaves[leaf].n)
            last =
                MAX(last,
                    ng_passage_paragraph(input, input->leaves[leaf].v[input->leaves[leaf].n - 1]));
    find_beginnings(evaluator, last + 1);
    for (guint leaf = 0; leaf < input->n_leaves; leaf++) {
        const NgPositions *positions = &input->leaves[leaf];
        const NgLeaf *wanted = evaluator->plan->leaves->pdata[leaf];
        guint passage = 0, first = evaluator->places->len;
        if (!wanted->positive || evaluator->weights[leaf] <= 0)
            continue;
        for (guint i = 0; i < MIN(positions->n, PLACES_A_LEAF); i++) {
            guint paragraph = ng_passage_paragraph(input, positions->v[i]);
            while (passage < evaluator->passages->len && matching(evaluator, passage) < paragraph)
                passage++;
            /* the headline speaks for every paragraph */
            if (paragraph > 0 &&
                (passage == evaluator->passages->len || matching(evaluator, passage) != paragraph))
                continue;
            guint32 block = input->first_block && paragraph < input->n_paragraphs
                                ? input->first_block[paragraph]
                                : paragraph;
            Place place = {g_array_index(evaluator->beginnings, guint32, paragraph) +
                               (positions->v[i] / NG_BLOCK_STRIDE - block) * NG_BLOCK_WORDS +
                               positions->v[i] % NG_BLOCK_STRIDE,
                           leaf};
            g_array_append_val(evaluator->places, place);
        }
        merge_leaf(evaluator, first);
    }
    /* Where a compound stands, the whole does not count beside its parts. */
    Place *places = (Place *)(void *)evaluator->places->data;
    guint kept = 0;
    for (guint i = 0; i < evaluator->places->len; i++)
        if (i == 0 || places[i].at != places[kept - 1].at)
            places[kept++] = places[i];
    g_array_set_size(evaluator->places, kept);
}

static double weigh(double weight, double times)
{
    return weight * times * (SATURATION + 1) / (times + SATURATION);
}

/* How near places of different words stand in the window: for each word its best. */
static double nearness(const NgEvaluator *evaluator, const Place *places, guint n, double *best)
{
    double sum = 0;
    for (guint i = 0; i < n; i++)
        best[places[i].leaf] = 0;
    for (guint i = 1; i < n; i++) {
        const Place *a = &places[i - 1], *b = &places[i];
        if (a->leaf == b->leaf)
            continue;
        double gain = NEARNESS * MIN(evaluator->weights[a->leaf], evaluator->weights[b->leaf]) /
                      MAX(1, b->at - a->at);
        sum += MAX(0, gain - best[a->leaf]) + MAX(0, gain - best[b->leaf]);
        best[a->leaf] = MAX(best[a->leaf], gain);
        best[b->leaf] = MAX(best[b->leaf], gain);
    }
    return sum;
}

typedef struct {
    const NgEvaluator *evaluator;
    guint *times; /* of each leaf in the window */
    double sum;
} Window;

static void window_change(Window *window, guint leaf, int by)
{
    double weight = window->evaluator->weights[leaf];
    window->sum -= weigh(weight, window->times[leaf]);
    window->times[leaf] += (guint)by;
    window->sum += weigh(weight, window->times[leaf]);
}

/* Windows overlap by half. */
static double best_window(const NgEvaluator *evaluator)
{
    const Place *places = (const Place *)(void *)evaluator->places->data;
    guint n = evaluator->places->len, n_leaves = evaluator->input.n_leaves;
    guint *times = ng_scratch_take(evaluator->scratch, n_leaves * sizeof *times);
    double *near = ng_scratch_take(evaluator->scratch, n_leaves * sizeof *near);
    Window window = {.evaluator = evaluator, .times = times};
    double best = 0;
    for (guint i = 0; i < n_leaves; i++)
        times[i] = 0;
    guint32 begins = 0;
    for (guint first = 0, after = 0; first < n; begins += WINDOW_STEP) {
        if (first == after) /* nothing until the next place */
            begins =
                MAX(begins, places[first].at / WINDOW_STEP * WINDOW_STEP -
                                MIN(places[first].at / WINDOW_STEP * WINDOW_STEP, WINDOW_STEP));
        for (; first < after && places[first].at < begins; first++)
            window_change(&window, places[first].leaf, -1);
        for (; after < n && places[after].at < begins + WINDOW_WORDS; after++)
            window_change(&window, places[after].leaf, 1);
        /* nearness adds no more than a share of what stands there */
        if (window.sum * (1 + NEARNESS) > best)
            best = MAX(best, window.sum + nearness(evaluator, places + first, after - first, near));
    }
    return best;
}

/* The words of the query that the first hundred words have, each once. */
static double opening(const NgEvaluator *evaluator)
{
    const Place *places = (const Place *)(void *)evaluator->places->data;
    bool *seen = ng_scratch_take(evaluator->scratch, evaluator->input.n_leaves * sizeof *seen);
    for (guint i = 0; i < evaluator->input.n_leaves; i++)
        seen[i] = false;
    double sum = 0;
    for (guint i = 0; i < evaluator->places->len && places[i].at < OPENING_WORDS; i++) {
        if (!seen[places[i].leaf])
            sum += evaluator->weights[places[i].leaf];
        seen[places[i].leaf] = true;
    }
    return sum;
}

double ng_evaluator_evidence(NgEvaluator *evaluator)
{
    ng_scratch_reset(evaluator->scratch);
    take_places(evaluator);
    return WINDOW_SHARE * best_window(evaluator) + OPENING_SHARE * opening(evaluator);
}

/* BM25 gives a word that stands t times the share u = t / (t + norm) of its weight, so that it
 * tells t; a window has it no more often. Of several words only the sum is known: where t / (t +
 * SATURATION) is concave in u the most is reached where all have the same share (Jensen), else
 * where some have all. */
double ng_evaluator_most_evidence(const NgEvaluator *evaluator, double shares, double norm)
{
    double all = 0;
    guint n = 0;
    for (guint leaf = 0; leaf < evaluator->plan->leaves->len; leaf++) {
        const NgLeaf *wanted = evaluator->plan->leaves->pdata[leaf];
        if (!wanted->positive || evaluator->weights[leaf] <= 0)
            continue;
        all += evaluator->weights[leaf];
        n++;
    }
    if (n == 0)
        return 0;
    double share = MIN(shares / all, 1), most = all * (SATURATION + 1) * share;
    if (n == 1 || norm >= SATURATION)
        most = all * (SATURATION + 1) * norm * share / (norm * share + SATURATION * (1 - share));
    if (n > 1)
        most *= 1 + NEARNESS;
    return WINDOW_SHARE * most + OPENING_SHARE * all;
}
