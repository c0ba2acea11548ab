/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/search/passage_words.h"

/* They are its positions' blocks. */
bool ng_passage_of_word(const NgPositions *positions, GArray *passages)
{
    guint kept = passages->len, before = G_MAXUINT;
    g_array_set_size(passages, kept + positions->n);
    guint *v = (guint *)(void *)passages->data;
    for (guint i = 0; i < positions->n; i++) {
        guint paragraph = positions->v[i] / NG_BLOCK_STRIDE;
        v[kept] = paragraph;
        kept += paragraph != before;
        before = paragraph;
    }
    passages->len = kept;
    return positions->n > 0;
}

bool ng_passage_append(const uint64_t *bits, guint words, GArray *passages)
{
    bool any = false;
    for (guint word = 0; word < words; word++) {
        guint some[64], n_some = 0;
        for (uint64_t left = bits[word]; left; left &= left - 1)
            some[n_some++] = word * 64 + (guint)__builtin_ctzll(left);
        if (n_some)
            g_array_append_vals(passages, some, n_some);
        any = any || n_some;
    }
    return any;
}

static uint64_t bits_of(const NgPassage *leaf, const NgPassageInput *input, const uint64_t *told)
{
    uint64_t bits = 0;
    if (told)
        return told[leaf->leaf];
    if (leaf->leaf >= input->n_leaves)
        return 0;
    const NgPositions *positions = &input->leaves[leaf->leaf];
    for (guint i = 0; i < positions->n; i++)
        bits |= (uint64_t)1 << (positions->v[i] / NG_BLOCK_STRIDE & 63);
    return bits;
}

bool ng_passage_is_words(const NgPassage *root)
{
    if (root->op != NG_PASSAGE_AND || root->strict || !root->kids)
        return false;
    for (guint i = 0; i < root->kids->len; i++) {
        const NgPassage *kid = root->kids->pdata[i];
        if (kid->op != NG_PASSAGE_LEAF || kid->strict)
            return false;
    }
    return root->kids->len > 0;
}

/* The headline speaks for every paragraph. */
bool ng_passage_of_words(const NgPassage *root, NgScope scope, const NgPassageInput *input,
                         const uint64_t *told, GArray *passages)
{
    uint64_t own = 0, truth = ~(uint64_t)0;
    bool all = true;
    for (guint i = 0; i < root->kids->len; i++) {
        uint64_t bits = bits_of(root->kids->pdata[i], input, told);
        own |= bits;
        truth &= bits & 1 ? ~(uint64_t)0 : bits;
        all = all && bits;
    }
    if (scope == NG_SCOPE_ARTICLE)
        truth = all ? own : 0;
    own &= truth;
    return ng_passage_append(&own, 1, passages);
}

bool ng_passage_is_plain(const NgPassage *node)
{
    if (node->op == NG_PASSAGE_LEAF || node->op == NG_PASSAGE_ALL)
        return true;
    if (node->op != NG_PASSAGE_AND && node->op != NG_PASSAGE_OR && node->op != NG_PASSAGE_NOT)
        return false;
    for (guint i = 0; node->kids && i < node->kids->len; i++)
        if (!ng_passage_is_plain(node->kids->pdata[i]))
            return false;
    return true;
}
