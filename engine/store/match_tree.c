/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match_tree.h"

#include <math.h>

typedef struct {
    NgDb *db;
    const NgMatchStatistics *statistics;
} Building;

void ng_match_node_free(NgMatchNode *node)
{
    if (!node)
        return;
    ng_db_postings_free(node->postings);
    ng_db_value_cursor_free(node->values);
    if (node->kids)
        g_ptr_array_unref(node->kids);
    g_free(node);
}

static double weight_of(const NgMatchStatistics *statistics, double frequency, double wqf)
{
    double weight = ng_match_idf(statistics->documents, frequency) * (statistics->k1 + 1);
    return weight * (statistics->k3 + 1) * wqf / (statistics->k3 + wqf);
}

static bool is_conjunction(NgMatchOp op)
{
    return op == NG_MATCH_AND || op == NG_MATCH_FILTER;
}

static bool is_any(NgMatchOp op)
{
    return op == NG_MATCH_OR || op == NG_MATCH_SYNONYM;
}

static NgMatchNode *node_new(const Building *building, const NgMatch *match, NgScoring scoring,
                             double factor, GError **error);

static bool take_term(const Building *building, NgMatchNode *node, double factor, GError **error)
{
    const NgMatch *match = node->match;
    guint32 documents = 0;
    if (!ng_db_frequency(building->db, match->term, match->term_len, &documents, error))
        return false;
    node->most = documents;
    node->frequency = documents;
    if (documents == 0)
        return true;
    node->postings = ng_db_postings(building->db, match->term, match->term_len);
    if (node->scoring == NG_SCORE_WEIGHT)
        node->weight = factor * weight_of(building->statistics, documents, match->wqf);
    return true;
}

/* How the nth kid of a node counts. */
static NgScoring scoring_of_kid(const NgMatchNode *node, guint n)
{
    switch (node->match->op) {
    case NG_MATCH_SYNONYM:
        return node->scoring == NG_SCORE_WEIGHT ? NG_SCORE_COUNT : node->scoring;
    case NG_MATCH_FILTER:
    case NG_MATCH_AND_NOT:
        return n == 0 ? node->scoring : NG_SCORE_NONE;
    default:
        return node->scoring;
    }
}

static int rarest_first(gconstpointer a, gconstpointer b)
{
    const NgMatchNode *left = *(NgMatchNode *const *)a, *right = *(NgMatchNode *const *)b;
    return left->most < right->most ? -1 : left->most > right->most;
}

static void settle_joined(const Building *building, NgMatchNode *node, double factor)
{
    double all = MAX(1, building->statistics->documents), without = 1;
    guint64 sum = 0;
    guint32 least = G_MAXUINT32;
    const NgMatchNode *first = node->kids->pdata[0];
    for (guint i = 0; i < node->kids->len; i++) {
        const NgMatchNode *kid = node->kids->pdata[i];
        without *= 1 - MIN(1, kid->frequency / all);
        sum += kid->most;
        least = MIN(least, kid->most);
    }
    if (is_conjunction(node->match->op)) {
        node->most = least;
        node->frequency = least;
        g_ptr_array_sort(node->kids, rarest_first);
        return;
    }
    if (!is_any(node->match->op)) {
        node->most = first->most;
        node->frequency = first->frequency;
        return;
    }
    node->most = (guint32)MIN(sum, building->statistics->last);
    node->frequency = floor(all * (1 - without) + 0.5);
    if (node->match->op == NG_MATCH_SYNONYM && node->scoring == NG_SCORE_WEIGHT)
        node->weight = factor * weight_of(building->statistics, node->frequency, 1);
}

/* A word has forms in the languages of an index of which most stand nowhere: what no document has
 * is none of several. */
static bool finds_nothing(const NgMatchNode *node)
{
    return node->match->op == NG_MATCH_TERM && node->most == 0;
}

/* Of a synonym of one term only this is left. */
static NgMatchNode *without_choice(NgMatchNode *node)
{
    NgMatchNode *kid = node->kids && node->kids->len == 1 ? node->kids->pdata[0] : NULL;
    if (node->match->op != NG_MATCH_SYNONYM || !kid || kid->match->op != NG_MATCH_TERM)
        return node;
    g_ptr_array_steal_index(node->kids, 0);
    kid->scoring = node->scoring;
    kid->weight = node->weight;
    ng_match_node_free(node);
    return kid;
}

static bool take_kids(const Building *building, NgMatchNode *node, double factor, GError **error)
{
    const GPtrArray *kids = node->match->kids;
    node->kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_node_free);
    for (guint i = 0; kids && i < kids->len; i++) {
        NgMatchNode *kid =
            node_new(building, kids->pdata[i], scoring_of_kid(node, i), factor, error);
        if (!kid)
            return false;
        if (is_any(node->match->op) && finds_nothing(kid))
            ng_match_node_free(kid);
        else
            g_ptr_array_add(node->kids, kid);
    }
    if (node->kids->len)
        settle_joined(building, node, factor);
    return true;
}

static NgMatchNode *node_new(const Building *building, const NgMatch *match, NgScoring scoring,
                             double factor, GError **error)
{
    while (match->op == NG_MATCH_SCALE && match->kids->len) {
        factor *= match->factor;
        scoring = match->factor > 0 ? scoring : NG_SCORE_NONE;
        match = match->kids->pdata[0];
    }
    NgMatchNode *node = g_new0(NgMatchNode, 1);
    node->match = match;
    node->scoring = scoring;
    node->tracked = -1;
    bool ok = true;
    switch (match->op) {
    case NG_MATCH_TERM:
        ok = take_term(building, node, factor, error);
        break;
    case NG_MATCH_ALL:
        node->postings = ng_db_postings(building->db, "", 0);
        node->most = (guint32)building->statistics->documents;
        node->frequency = building->statistics->documents;
        break;
    case NG_MATCH_VALUE_GE:
        node->values = ng_db_value_cursor(building->db, match->slot);
        node->most = (guint32)building->statistics->documents;
        node->frequency = building->statistics->documents;
        break;
    case NG_MATCH_NONE:
        break;
    default:
        ok = take_kids(building, node, factor, error);
    }
    if (ok)
        return without_choice(node);
    ng_match_node_free(node);
    return NULL;
}

NgMatchNode *ng_match_node_new(NgDb *db, const NgMatchStatistics *statistics, const NgMatch *match,
                               GError **error)
{
    const Building building = {db, statistics};
    return node_new(&building, match, statistics->k1 > 0 ? NG_SCORE_WEIGHT : NG_SCORE_NONE, 1,
                    error);
}
