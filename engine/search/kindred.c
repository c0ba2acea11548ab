/* SPDX-License-Identifier: GPL-2.0-or-later */
/* News says China and Chinese of one thing, and stems keep a country and its adjective apart. Where
 * any of several words will do, an article that has the other word answers as well.
 *
 * Nothing more is found by it: the words weigh where they stand in what matches anyway. */
#include "kindred.h"
#include "kindred_words.h"

#include <string.h>

/* What the other words weigh together, against the word that was asked for. */
#define SHARE 0.7

static bool leaf_has(const NgLeaf *leaf, const char *word, gsize len)
{
    if (!leaf->positive || leaf->boolean || leaf->exact || leaf->prefix)
        return false;
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize term_len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &term_len);
        if (term_len == len && memcmp(term, word, len) == 0)
            return true;
    }
    return false;
}

/* The leaf that asks for it (of two words the first); NULL: none does. */
static const NgLeaf *asks(const NgPlan *plan, const char *words)
{
    const char *space = strchr(words, ' ');
    gsize first = space ? (gsize)(space - words) : strlen(words);
    for (guint i = 0; i < plan->leaves->len; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        if (!leaf_has(leaf, words, first))
            continue;
        if (!space || (i + 1 < plan->leaves->len &&
                       leaf_has(plan->leaves->pdata[i + 1], space + 1, strlen(space + 1))))
            return leaf;
    }
    return NULL;
}

/* The words of the row that the query does not have, as one; NULL: it has none or all of them. */
static NgMatch *others(const NgPlan *plan, const char *const *row)
{
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    double emphasis = 0;
    for (guint i = 0; i < NG_KINDRED_MAX && row[i]; i++) {
        const NgLeaf *leaf = asks(plan, row[i]);
        if (leaf)
            emphasis = MAX(emphasis, leaf->emphasis);
        else if (!strchr(row[i], ' '))
            g_ptr_array_add(kids, ng_match_term(row[i], strlen(row[i]), 1));
    }
    if (emphasis <= 0 || kids->len == 0) {
        g_ptr_array_unref(kids);
        return NULL;
    }
    NgMatchOp op = kids->len == 1 ? NG_MATCH_OR : NG_MATCH_SYNONYM;
    return ng_match_scale(ng_match_op_many(op, kids), SHARE * emphasis);
}

void ng_kindred_add(NgPlan *plan)
{
    if (!plan->any || plan->filters_only || plan->match->op == NG_MATCH_NONE)
        return;
    GPtrArray *added = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; i < G_N_ELEMENTS(ng_kindred_rows); i++) {
        NgMatch *match = others(plan, ng_kindred_rows[i]);
        if (match)
            g_ptr_array_add(added, match);
    }
    if (added->len)
        plan->match =
            ng_match_op(NG_MATCH_MAYBE, plan->match, ng_match_op_many(NG_MATCH_OR, added));
    else
        g_ptr_array_unref(added);
}
