/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the leaves of a plan: terms, each set of them once.
 * Below plan_words.c and plan_filters.c.
 * Must not know: what the terms mean. */
#include "engine/query/plan.h"

#include <string.h>

void ng_terms_add(GPtrArray *terms, const char *prefix, const char *value, gsize len)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, value, len);
    for (guint i = 0; i < terms->len; i++) {
        gsize size;
        const void *data = g_bytes_get_data(terms->pdata[i], &size);
        if (size == term->len && memcmp(data, term->str, size) == 0)
            return;
    }
    g_ptr_array_add(terms, g_bytes_new(term->str, term->len));
}

NgMatch *ng_terms_match(const GPtrArray *terms, NgMatchOp op)
{
    GPtrArray *kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    for (guint i = 0; i < terms->len; i++) {
        gsize size;
        const char *data = g_bytes_get_data(terms->pdata[i], &size);
        g_ptr_array_add(kids, ng_match_term(data, size, 1));
    }
    return ng_match_op_many(op, kids);
}

static void leaf_free(gpointer data)
{
    NgLeaf *leaf = data;
    g_ptr_array_unref(leaf->terms);
    g_free(leaf->exact);
    g_free(leaf->prefix);
    g_free(leaf->shown);
    g_free(leaf);
}

GPtrArray *ng_leaves_new(void)
{
    return g_ptr_array_new_with_free_func(leaf_free);
}

static bool same_terms(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len)
        return false;
    for (guint i = 0; i < a->len; i++) {
        if (!g_bytes_equal(a->pdata[i], b->pdata[i]))
            return false;
    }
    return true;
}

NgPassage *ng_plan_leaf(NgPlanner *planner, GPtrArray *terms, NgLeafKind kind, const char *form,
                        bool positive, const char *shown)
{
    NgPlan *plan = planner->plan;
    const char *exact = kind == NG_LEAF_EXACT ? form : NULL;
    const char *prefix = kind == NG_LEAF_PREFIX ? form : NULL;
    bool boolean = kind == NG_LEAF_BOOLEAN;
    positive = positive && !boolean && kind != NG_LEAF_ACTOR;
    NgPassage *node = ng_passage_new(boolean ? NG_PASSAGE_FILTER : NG_PASSAGE_LEAF);
    for (guint i = 0; i < plan->leaves->len; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        if (leaf->boolean == boolean && leaf->positive == positive &&
            !g_strcmp0(leaf->exact, exact) && !g_strcmp0(leaf->prefix, prefix) &&
            same_terms(leaf->terms, terms)) {
            g_ptr_array_unref(terms);
            node->leaf = i;
            return node;
        }
    }
    NgLeaf *leaf = g_new0(NgLeaf, 1);
    leaf->terms = terms;
    leaf->exact = g_strdup(exact);
    leaf->prefix = g_strdup(prefix);
    leaf->boolean = boolean;
    leaf->positive = positive;
    leaf->shown = g_strdup(shown);
    leaf->emphasis = 1;
    node->leaf = plan->leaves->len;
    g_ptr_array_add(plan->leaves, leaf);
    return node;
}
