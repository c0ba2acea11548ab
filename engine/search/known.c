/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "known.h"

/* A word's place in a paragraph makes no difference to it. */
static bool is_plain(const NgPassage *node)
{
    if (node->op == NG_PASSAGE_LEAF || node->op == NG_PASSAGE_ALL)
        return true;
    if (node->op != NG_PASSAGE_AND && node->op != NG_PASSAGE_OR && node->op != NG_PASSAGE_NOT)
        return false;
    for (guint i = 0; node->kids && i < node->kids->len; i++)
        if (!is_plain(node->kids->pdata[i]))
            return false;
    return true;
}

static bool add_leaf(NgKnown *known, const NgLeaf *leaf, guint number, const NgMatch *match)
{
    if (leaf->boolean || leaf->exact || leaf->prefix)
        return false;
    for (guint i = 0; i < leaf->terms->len; i++) {
        NgTracked term;
        term.term = g_bytes_get_data(leaf->terms->pdata[i], &term.len);
        if (known->n == NG_TRACKED_MAX || !ng_match_looks_up(match, term.term, term.len))
            return false;
        known->leaf_of[known->n] = number;
        known->tracked[known->n++] = term;
    }
    return true;
}

void ng_known_init(NgKnown *known, const NgPlan *plan, const NgMatch *match)
{
    *known = (NgKnown) {.n = 0};
    if (!plan->passage || plan->scope == NG_SCOPE_QUOTE || plan->needs_quotes ||
        !is_plain(plan->passage))
        return;
    known->n_leaves = plan->leaves->len;
    for (guint i = 0; i < plan->leaves->len; i++) {
        if (add_leaf(known, plan->leaves->pdata[i], i, match))
            continue;
        known->n = 0;
        return;
    }
    known->leaves = g_new0(NgPositions, known->n_leaves + 1);
    known->places = g_new(uint32_t, (known->n_leaves + 1) * 64);
}

void ng_known_clear(NgKnown *known)
{
    g_free(known->leaves);
    g_free(known->places);
    *known = (NgKnown) {.n = 0};
}

/* The first place of each of the paragraphs. */
static NgPositions places_of(guint64 paragraphs, uint32_t *places)
{
    guint n = 0;
    for (; paragraphs; paragraphs &= paragraphs - 1)
        places[n++] = (uint32_t)__builtin_ctzll(paragraphs) * NG_BLOCK_STRIDE;
    return (NgPositions) {places, n};
}

/* One word is found where it stands. */
static bool take_paragraphs(guint64 paragraphs, GArray *passages)
{
    g_array_set_size(passages, (guint)__builtin_popcountll(paragraphs));
    guint *at = (guint *)(void *)passages->data;
    for (; paragraphs; paragraphs &= paragraphs - 1)
        *at++ = (guint)__builtin_ctzll(paragraphs);
    return passages->len > 0;
}

bool ng_known_eval(NgKnown *known, NgEvaluator *evaluator, const NgCandidate *candidate,
                   bool *matches)
{
    guint64 parts[NG_TRACKED_MAX] = {0}; /* there are no more leaves than terms */
    if (known->n == 0)
        return false;
    for (guint i = 0; i < known->n; i++) {
        guint64 its = ng_candidate_parts(candidate, i);
        if (its & NG_DB_PARTS_NOT_TOLD)
            return false;
        parts[known->leaf_of[i]] |= its;
    }
    if (evaluator->plan->passage->op == NG_PASSAGE_LEAF) {
        *matches = take_paragraphs(parts[evaluator->plan->passage->leaf], evaluator->passages);
        return true;
    }
    for (guint i = 0; i < known->n_leaves; i++)
        known->leaves[i] = places_of(parts[i], known->places + (gsize)i * 64);
    NgPassageInput input = {.leaves = known->leaves, .n_leaves = known->n_leaves};
    evaluator->passages->len = 0;
    *matches = ng_passage_eval(evaluator->plan->passage, evaluator->plan->scope, &input,
                               evaluator->scratch, evaluator->passages);
    return true;
}
