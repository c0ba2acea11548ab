/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the passage predicate: sets of passages from places, node by node (see passage.h).
 * Above passage_places.c; asked by search for each candidate.
 * Must not know: the store, terms, fields. */
#include "engine/search/passage_places.h"
#include "engine/search/passage_words.h"

#include <string.h>

/* The passages that are spoken of: the article's paragraphs, or its quotations. */
typedef struct {
    const NgPassageInput *input;
    const uint64_t *told; /* instead of positions: of each leaf the paragraphs that have it */
    NgPassageScratch *scratch;
    bool quotes;
    guint n, words; /* passages, and 64-bit words of a set of them */
} Frame;

typedef struct {
    uint64_t *own, *truth, *has;
} Sets;

static Sets evaluate(const NgPassage *node, const Frame *frame);

static uint64_t *set_empty(const Frame *frame)
{
    uint64_t *set = ng_scratch_take(frame->scratch, frame->words * sizeof *set);
    memset(set, 0, frame->words * sizeof *set);
    return set;
}

static uint64_t *set_full(const Frame *frame)
{
    uint64_t *set = ng_scratch_take(frame->scratch, frame->words * sizeof *set);
    memset(set, 0xff, frame->words * sizeof *set);
    if (frame->n % 64 || !frame->n)
        set[frame->words - 1] = ((uint64_t)1 << frame->n % 64) - 1;
    return set;
}

static uint64_t *set_copy(const Frame *frame, const uint64_t *other)
{
    uint64_t *set = ng_scratch_take(frame->scratch, frame->words * sizeof *set);
    memcpy(set, other, frame->words * sizeof *set);
    return set;
}

static void set_and(const Frame *frame, uint64_t *set, const uint64_t *other)
{
    for (guint i = 0; i < frame->words; i++)
        set[i] &= other[i];
}

static void set_or(const Frame *frame, uint64_t *set, const uint64_t *other)
{
    for (guint i = 0; i < frame->words; i++)
        set[i] |= other[i];
}

static bool set_any(const Frame *frame, const uint64_t *set)
{
    for (guint i = 0; i < frame->words; i++) {
        if (set[i])
            return true;
    }
    return false;
}

static void set_add(const Frame *frame, uint64_t *set, guint i)
{
    if (i < frame->n)
        set[i / 64] |= (uint64_t)1 << i % 64;
}

/* ---- what a node is by its nature ---- */

static bool all_kids(const NgPassage *node, bool quotes,
                     bool (*is)(const NgPassage *node, bool quotes))
{
    for (guint i = 0; node->kids && i < node->kids->len; i++) {
        if (!is(node->kids->pdata[i], quotes))
            return false;
    }
    return true;
}

/* A passage is no hit for its sake alone. */
static bool is_condition(const NgPassage *node, bool quotes)
{
    switch (node->op) {
    case NG_PASSAGE_FILTER:
    case NG_PASSAGE_ALL:
    case NG_PASSAGE_NOT:
        return true;
    case NG_PASSAGE_WITHIN:
        return quotes;
    case NG_PASSAGE_AND:
    case NG_PASSAGE_OR:
        return all_kids(node, quotes, is_condition);
    default:
        return false;
    }
}

/* It is said of the article: true of all of its passages or of none. */
static bool is_of_article(const NgPassage *node, bool quotes)
{
    switch (node->op) {
    case NG_PASSAGE_FILTER:
    case NG_PASSAGE_ALL:
    case NG_PASSAGE_ATLEAST:
        return true;
    case NG_PASSAGE_WITHIN:
        return quotes || node->by_article;
    case NG_PASSAGE_AND:
    case NG_PASSAGE_OR:
    case NG_PASSAGE_NOT:
        return all_kids(node, quotes, is_of_article);
    default:
        return false;
    }
}

/* ---- units: what stands in passages ---- */

static uint64_t *passages_of_spots(NgSpots spots, const Frame *frame)
{
    uint64_t *own = set_empty(frame);
    const NgPassageInput *input = frame->input;
    if (!frame->quotes) {
        for (guint i = 0; i < spots.n; i++)
            set_add(frame, own, ng_coordinate_paragraph(input, spots.v[i].begin));
        return own;
    }
    for (guint q = 0; q < frame->n; q++) {
        uint32_t begin = ng_coordinate(input, input->quote_begin[q]);
        uint32_t end = ng_coordinate(input, input->quote_end[q]);
        guint low = 0, high = spots.n;
        while (low < high) {
            guint middle = low + (high - low) / 2;
            if (spots.v[middle].begin < begin)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < spots.n && spots.v[low].begin <= end; low++) {
            if (spots.v[low].end <= end) {
                set_add(frame, own, q);
                break;
            }
        }
    }
    return own;
}

/* own given: the headline speaks for every paragraph, unless the node is strict. */
static Sets unit_sets(const NgPassage *node, const Frame *frame, uint64_t *own)
{
    bool headline = !frame->quotes && !node->strict && frame->n && own[0] & 1;
    return (Sets) {.own = own, .truth = headline ? set_full(frame) : own, .has = own};
}

static Sets all_or_none(const Frame *frame, bool all, uint64_t *own)
{
    uint64_t *truth = all ? set_full(frame) : set_empty(frame);
    if (!own) { /* a condition: the headline stands for the article */
        own = frame->quotes ? truth : set_empty(frame);
        if (all && !frame->quotes)
            set_add(frame, own, 0);
    }
    return (Sets) {.own = own, .truth = truth, .has = truth};
}

static Frame frame_of(const NgPassageInput *input, NgPassageScratch *scratch, bool quotes, guint n)
{
    return (Frame) {input, NULL, scratch, quotes, n, MAX(1, (n + 63) / 64)};
}

static guint count_paragraphs(const NgPassageInput *input)
{
    guint n = MAX(1, input->n_paragraphs);
    for (guint i = 0; ng_input_is_plain(input) && i < input->n_leaves; i++) {
        const NgPositions *positions = &input->leaves[i];
        if (positions->n)
            n = MAX(n, positions->v[positions->n - 1] / NG_BLOCK_STRIDE + 1);
    }
    return n;
}

static Sets quote_sets(const NgPassage *node, const Frame *frame)
{
    const NgPassageInput *input = frame->input;
    if (frame->quotes)
        return evaluate(node->kids->pdata[0], frame);
    uint64_t *own = set_empty(frame);
    Frame inner = frame_of(input, frame->scratch, true, input->quote_begin ? input->n_quotes : 0);
    Sets kid = evaluate(node->kids->pdata[0], &inner);
    for (guint q = 0; q < inner.n; q++) {
        if (kid.own[q / 64] & kid.truth[q / 64] & (uint64_t)1 << q % 64)
            set_add(frame, own, ng_passage_paragraph(input, input->quote_begin[q]));
    }
    return unit_sets(node, frame, own);
}

static Sets within_sets(const NgPassage *node, const Frame *frame)
{
    Frame inner = frame->quotes ? frame_of(frame->input, frame->scratch, false,
                                           count_paragraphs(frame->input))
                                : *frame;
    Sets kid = evaluate(node->kids->pdata[0], &inner);
    uint64_t *range = set_empty(&inner);
    for (guint i = node->first; i <= node->last && i < inner.n; i++)
        set_add(&inner, range, i);
    set_and(&inner, range, kid.own);
    if (frame->quotes)
        return all_or_none(frame, set_any(&inner, range), NULL);
    if (node->by_article)
        return all_or_none(frame, set_any(frame, range), range);
    return unit_sets(node, frame, range);
}

static Sets atleast_sets(const NgPassage *node, const Frame *frame)
{
    NgSpots spots = ng_spots(node->kids->pdata[0], frame->input, frame->scratch);
    guint times = 0;
    for (guint i = 0; i < spots.n; i++)
        times += !i || spots.v[i].begin != spots.v[i - 1].begin;
    bool enough = times >= node->distance;
    return all_or_none(frame, enough, enough ? passages_of_spots(spots, frame) : set_empty(frame));
}

static Sets same_sets(const NgPassage *node, const Frame *frame)
{
    uint64_t *own = set_full(frame);
    for (guint i = 0; i < node->kids->len; i++)
        set_and(frame, own, evaluate(node->kids->pdata[i], frame).own);
    return unit_sets(node, frame, own);
}

/* ---- logic ---- */

static Sets or_sets(const NgPassage *node, const Frame *frame)
{
    Sets out = {set_empty(frame), set_empty(frame), set_empty(frame)};
    for (guint i = 0; node->kids && i < node->kids->len; i++) {
        Sets kid = evaluate(node->kids->pdata[i], frame);
        set_or(frame, out.own, kid.own);
        set_or(frame, out.truth, kid.truth);
        set_or(frame, out.has, kid.has);
    }
    if (node->strict)
        out.truth = out.own;
    return out;
}

/* Who is named, who speaks: narrows what words find, and is found for its own sake without them. */
static bool is_narrowing(const NgPassage *node)
{
    return node->strict && node->op != NG_PASSAGE_QUOTE;
}

static bool has_words(const NgPassage *node, bool quotes)
{
    for (guint i = 0; node->kids && i < node->kids->len; i++) {
        const NgPassage *kid = node->kids->pdata[i];
        if (!is_condition(kid, quotes) && !is_of_article(kid, quotes) && !is_narrowing(kid))
            return true;
    }
    return false;
}

static Sets and_sets(const NgPassage *node, const Frame *frame)
{
    Sets out = {set_empty(frame), set_full(frame), set_empty(frame)};
    bool evidence = false, by_passage = false, words = has_words(node, frame->quotes);
    for (guint i = 0; node->kids && i < node->kids->len; i++) {
        const NgPassage *kid = node->kids->pdata[i];
        Sets sets = evaluate(kid, frame);
        set_and(frame, out.truth, sets.truth);
        if (is_condition(kid, frame->quotes))
            continue;
        evidence = true;
        if (!words || !is_narrowing(kid))
            set_or(frame, out.own, sets.own);
        if (!is_of_article(kid, frame->quotes)) {
            by_passage = true;
            set_or(frame, out.has, sets.has);
        }
    }
    if (!evidence && frame->quotes)
        out.own = set_copy(frame, out.truth);
    else if (!evidence)
        set_add(frame, out.own, 0);
    set_and(frame, out.own, out.truth);
    if (by_passage)
        set_and(frame, out.has, out.truth);
    else
        out.has = set_copy(frame, out.truth);
    if (node->strict)
        out.truth = out.own;
    return out;
}

static Sets not_sets(const NgPassage *node, const Frame *frame)
{
    uint64_t *truth = set_full(frame);
    const uint64_t *has = evaluate(node->kids->pdata[0], frame).has;
    for (guint i = 0; i < frame->words; i++)
        truth[i] &= ~has[i];
    uint64_t *own = set_copy(frame, truth);
    for (guint i = 0; !frame->quotes && i < frame->words; i++)
        own[i] &= i == 0;
    return (Sets) {.own = own, .truth = truth, .has = truth};
}

static Sets evaluate(const NgPassage *node, const Frame *frame)
{
    switch (node->op) {
    case NG_PASSAGE_AND:
        return and_sets(node, frame);
    case NG_PASSAGE_OR:
        return or_sets(node, frame);
    case NG_PASSAGE_NOT:
        return not_sets(node, frame);
    case NG_PASSAGE_SAME:
        return same_sets(node, frame);
    case NG_PASSAGE_ATLEAST:
        return atleast_sets(node, frame);
    case NG_PASSAGE_WITHIN:
        return within_sets(node, frame);
    case NG_PASSAGE_QUOTE:
        return quote_sets(node, frame);
    case NG_PASSAGE_FILTER:
        return all_or_none(
            frame, node->leaf < frame->input->n_leaves && frame->input->leaves[node->leaf].n > 0,
            NULL);
    case NG_PASSAGE_ALL:
        return all_or_none(frame, true, NULL);
    case NG_PASSAGE_LEAF:
        if (frame->told)
            return unit_sets(node, frame, set_copy(frame, &frame->told[node->leaf]));
        break;
    case NG_PASSAGE_PHRASE:
    case NG_PASSAGE_NEAR:
    case NG_PASSAGE_ADJ:
        break;
    }
    NgSpots spots = ng_spots(node, frame->input, frame->scratch);
    return unit_sets(node, frame, passages_of_spots(spots, frame));
}

/* Article scope: logic over units; `found` gathers the paragraphs that have positive ones. */
static bool article_matches(const NgPassage *node, const Frame *frame, bool positive,
                            uint64_t *found)
{
    bool all = true, any = false;
    switch (node->op) {
    case NG_PASSAGE_AND:
    case NG_PASSAGE_OR:
        for (guint i = 0; node->kids && i < node->kids->len; i++) {
            bool kid = article_matches(node->kids->pdata[i], frame, positive, found);
            all = all && kid;
            any = any || kid;
        }
        return node->op == NG_PASSAGE_AND ? all : any;
    case NG_PASSAGE_NOT:
        return !article_matches(node->kids->pdata[0], frame, false, found);
    case NG_PASSAGE_FILTER:
    case NG_PASSAGE_ALL:
        return set_any(frame, evaluate(node, frame).truth);
    default:
        break;
    }
    Sets sets = evaluate(node, frame);
    if (positive)
        set_or(frame, found, sets.own);
    return set_any(frame, sets.own);
}

static bool eval_frame(const NgPassage *root, NgScope scope, const Frame *frame, GArray *passages)
{
    uint64_t *matching;
    if (scope == NG_SCOPE_ARTICLE) {
        matching = set_empty(frame);
        if (!article_matches(root, frame, true, matching))
            return false;
        if (!set_any(frame, matching))
            set_add(frame, matching, 0);
    } else {
        Sets sets = evaluate(root, frame);
        matching = set_copy(frame, sets.own);
        set_and(frame, matching, sets.truth);
    }
    return ng_passage_append(matching, frame->words, passages);
}

bool ng_passage_eval(const NgPassage *root, NgScope scope, const NgPassageInput *input,
                     NgPassageScratch *scratch, GArray *passages)
{
    bool quotes = scope == NG_SCOPE_QUOTE;
    if (root->op == NG_PASSAGE_LEAF && !quotes && ng_input_is_plain(input))
        return root->leaf < input->n_leaves &&
               ng_passage_of_word(&input->leaves[root->leaf], passages);
    guint n = !quotes ? count_paragraphs(input) : input->quote_begin ? input->n_quotes : 0;
    if (!quotes && n <= 64 && ng_input_is_plain(input) && ng_passage_is_words(root))
        return ng_passage_of_words(root, scope, input, NULL, passages);
    ng_scratch_reset(scratch);
    Frame frame = frame_of(input, scratch, quotes, n);
    return eval_frame(root, scope, &frame, passages);
}

bool ng_passage_eval_told(const NgPassage *root, NgScope scope, const uint64_t *told,
                          NgPassageScratch *scratch, GArray *passages)
{
    if (root->op == NG_PASSAGE_LEAF)
        return ng_passage_append(&told[root->leaf], 1, passages);
    if (ng_passage_is_words(root))
        return ng_passage_of_words(root, scope, NULL, told, passages);
    ng_scratch_reset(scratch);
    Frame frame = frame_of(NULL, scratch, false, 64);
    frame.told = told;
    return eval_frame(root, scope, &frame, passages);
}
