/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: AND, OR, NOT and "any of these" of a query, put together from planned pieces.
 * Part of stage 3, between plan.c and the files of words and filters.
 * Must not know: stems, terms, the store. */
#include "engine/query/plan.h"

#include "nutgraf/token.h"

#include <string.h>

void ng_piece_clear(NgPiece *piece)
{
    ng_match_free(piece->match);
    ng_passage_free(piece->passage);
    *piece = (NgPiece) {0};
}

/* Here a word in one paragraph and one in another are together: the article counts, no passage. */
static bool is_article_logic(const NgPlanner *planner, const NgWhere *where)
{
    return planner->plan->scope == NG_SCOPE_ARTICLE && where->field != NG_FIELD_QUOTE &&
           !where->same;
}

NgMatch *ng_match_weightless(NgMatch *match)
{
    return ng_match_scale(match, 0);
}

/* Of articles that quote nobody there is nothing to look at. */
NgMatch *ng_match_with_quotes(NgMatch *match)
{
    return ng_match_op(NG_MATCH_FILTER, match,
                       ng_match_term(NG_TERM_QUOTE_BEGIN, strlen(NG_TERM_QUOTE_BEGIN), 1));
}

/* ---- AND ---- */

void ng_conjunction_clear(NgConjunction *all)
{
    ng_match_free(all->words);
    ng_match_free(all->filters);
    ng_match_free(all->excluded);
    ng_passage_free(all->passage);
}

void ng_conjunction_add(NgConjunction *all, NgPiece *piece, NgPassageOp op)
{
    NgMatch **side = piece->boolean ? &all->filters : &all->words;
    if (piece->match)
        *side = *side ? ng_match_op(NG_MATCH_AND, *side, piece->match) : piece->match;
    if (piece->passage) {
        if (!all->passage)
            all->passage = ng_passage_new(op);
        ng_passage_add(all->passage, piece->passage);
    }
    all->exact = all->exact && piece->exact;
    all->n_by_passage += piece->by_passage;
    *piece = (NgPiece) {0};
}

/* An AND of one is that one. */
static NgPassage *unwrap(NgPassage *list)
{
    if (!list || !list->kids || list->kids->len != 1 || list->op == NG_PASSAGE_NOT)
        return list;
    NgPassage *only = g_ptr_array_steal_index(list->kids, 0);
    ng_passage_free(list);
    return only;
}

void ng_conjunction_end(NgPlanner *planner, const NgWhere *where, NgConjunction *all,
                        NgPiece *piece)
{
    *piece = (NgPiece) {.passage = unwrap(all->passage), .by_passage = all->n_by_passage > 0};
    piece->boolean = !all->words;
    piece->match = all->words ? all->words : all->filters;
    if (all->words && all->filters)
        piece->match = ng_match_op(NG_MATCH_FILTER, all->words, all->filters);
    if (all->excluded)
        piece->match = ng_match_op(NG_MATCH_AND_NOT, piece->match ? piece->match : ng_match_all(),
                                   all->excluded);
    piece->exact = all->exact && (is_article_logic(planner, where) || all->n_by_passage <= 1);
    *all = (NgConjunction) {0};
}

/* NOT: an article is only left out when nothing of it could be a hit. */
static bool conjunction_not(NgPlanner *planner, NgConjunction *all, const NgNode *node,
                            const NgWhere *where)
{
    const NgNode *inner = node->kids->pdata[0];
    if (inner->kind == NG_NODE_NOT) { /* NOT NOT a is a */
        NgPiece piece = {0};
        if (!ng_plan_node(planner, inner->kids->pdata[0], where, &piece))
            return false;
        ng_conjunction_add(all, &piece, NG_PASSAGE_AND);
        return true;
    }
    NgPiece kid = {0};
    NgWhere inside = *where;
    inside.negative = true;
    inside.conjunct = false;
    if (!ng_plan_node(planner, inner, &inside, &kid))
        return false;
    bool whole = kid.exact && (is_article_logic(planner, where) || !kid.by_passage);
    NgPiece piece = {.exact = whole, .boolean = true, .by_passage = kid.by_passage};
    if (whole && kid.match) {
        NgMatch *match = ng_match_weightless(g_steal_pointer(&kid.match));
        all->excluded = all->excluded ? ng_match_op(NG_MATCH_OR, all->excluded, match) : match;
        piece.by_passage = false;
    }
    if (!whole || !where->conjunct) {
        piece.passage = ng_passage_new(NG_PASSAGE_NOT);
        ng_passage_add(piece.passage, g_steal_pointer(&kid.passage));
    }
    ng_piece_clear(&kid);
    ng_conjunction_add(all, &piece, NG_PASSAGE_AND);
    return true;
}

bool ng_node_is_field(const NgNode *node, NgField field)
{
    if (node->kind == NG_NODE_FIELD)
        return node->field == field;
    if (node->kind != NG_NODE_OR)
        return false;
    for (guint i = 0; i < node->kids->len; i++) {
        if (!ng_node_is_field(node->kids->pdata[i], field))
            return false;
    }
    return true;
}

static bool has_field(const GPtrArray *kids, NgField field)
{
    for (guint i = 0; i < kids->len; i++) {
        if (ng_node_is_field(kids->pdata[i], field))
            return true;
    }
    return false;
}

/* A node that only narrows: it stays a condition under --match any. */
bool ng_node_is_narrowing(const NgNode *node)
{
    if (node->kind == NG_NODE_OR) {
        for (guint i = 0; i < node->kids->len; i++) {
            if (!ng_node_is_narrowing(node->kids->pdata[i]))
                return false;
        }
        return true;
    }
    return node->kind == NG_NODE_NOT || (node->kind == NG_NODE_FIELD && !node->kids);
}

/* What is sought inside quotations, as one condition on one and the same quotation. */
bool ng_plan_in_quote(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                      NgPiece *piece)
{
    NgWhere inside = *where;
    inside.quoted = true;
    inside.field = NG_FIELD_QUOTE;
    inside.conjunct = false;
    NgPiece inner = {0};
    if (!ng_plan_and(planner, kids, &inside, &inner))
        return false;
    *piece = inner;
    if (piece->match)
        piece->match = ng_match_with_quotes(piece->match);
    piece->passage = ng_passage_new(NG_PASSAGE_QUOTE);
    piece->passage->strict = true;
    ng_passage_add(piece->passage, inner.passage);
    piece->by_passage = true;
    planner->plan->needs_quotes = true;
    return true;
}

/* quote: and saidby: side by side mean one quotation. Takes them out of `kids` into `together`. */
static void gather_quotation(const NgPlanner *planner, const NgWhere *where, GPtrArray *kids,
                             GPtrArray *together)
{
    if (planner->plan->scope == NG_SCOPE_QUOTE || where->field != NG_FIELD_TEXT ||
        !has_field(kids, NG_FIELD_QUOTE) || !has_field(kids, NG_FIELD_SAIDBY))
        return;
    for (guint i = 0; i < kids->len;) {
        NgNode *kid = kids->pdata[i];
        bool quote = ng_node_is_field(kid, NG_FIELD_QUOTE),
             saidby = ng_node_is_field(kid, NG_FIELD_SAIDBY);
        if (quote || saidby)
            g_ptr_array_add(together, g_ptr_array_steal_index(kids, i));
        else
            i++;
    }
}

bool ng_conjunction_plan(NgPlanner *planner, NgConjunction *all, const GPtrArray *kids,
                         const NgWhere *where)
{
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    g_autoptr(GPtrArray) together = g_ptr_array_new();
    for (guint i = 0; i < kids->len; i++)
        g_ptr_array_add(rest, kids->pdata[i]);
    gather_quotation(planner, where, rest, together);
    NgPiece piece = {0};
    bool done = true;
    if (together->len) {
        done = ng_plan_in_quote(planner, together, where, &piece);
        if (done)
            ng_conjunction_add(all, &piece, NG_PASSAGE_AND);
    }
    for (guint i = 0; done && i < rest->len; i++) {
        const NgNode *kid = rest->pdata[i];
        if (kid->kind == NG_NODE_NOT) {
            done = conjunction_not(planner, all, kid, where);
            continue;
        }
        done = ng_plan_node(planner, kid, where, &piece);
        if (done)
            ng_conjunction_add(all, &piece, where->same ? NG_PASSAGE_SAME : NG_PASSAGE_AND);
    }
    return done;
}

bool ng_plan_and(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece)
{
    NgConjunction all = {.exact = true};
    if (!ng_conjunction_plan(planner, &all, kids, where)) {
        ng_conjunction_clear(&all);
        return false;
    }
    ng_conjunction_end(planner, where, &all, piece);
    return true;
}

/* ---- OR ---- */

/* What is said more than once is meant more (k3 of BM25, Robertson and Zaragoza 2009). */
static double emphasis(guint times)
{
    static const double k3 = 8;
    return (k3 + 1) * times / (k3 + times);
}

static void emphasise(NgPlanner *planner, NgPiece *piece, const NgPassage *passage, double share)
{
    if (passage == piece->passage && piece->match)
        piece->match = ng_match_scale(piece->match, share);
    if (passage->op == NG_PASSAGE_LEAF)
        ((NgLeaf *)planner->plan->leaves->pdata[passage->leaf])->emphasis = share;
    for (guint i = 0; passage->kids && i < passage->kids->len; i++)
        emphasise(planner, piece, passage->kids->pdata[i], share);
}

/* times: guint, how often each of them is said; NULL: once. */
static bool plan_either(NgPlanner *planner, const GPtrArray *kids, const GArray *times,
                        const NgWhere *where, NgPiece *piece)
{
    GPtrArray *matches = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    NgWhere inside = *where;
    inside.conjunct = false;
    inside.any = times != NULL;
    bool everything = false, planned = true;
    *piece = (NgPiece) {.exact = true, .boolean = true};
    piece->passage = ng_passage_new(NG_PASSAGE_OR);
    for (guint i = 0; planned && i < kids->len; i++) {
        NgPiece kid = {0};
        planned = ng_plan_node(planner, kids->pdata[i], &inside, &kid);
        if (!planned)
            break;
        if (times && g_array_index(times, guint, i) > 1 && kid.passage)
            emphasise(planner, &kid, kid.passage, emphasis(g_array_index(times, guint, i)));
        everything = everything || !kid.match;
        if (kid.match)
            g_ptr_array_add(matches, kid.boolean ? ng_match_weightless(kid.match) : kid.match);
        ng_passage_add(piece->passage, kid.passage);
        piece->exact = piece->exact && kid.exact;
        piece->boolean = piece->boolean && kid.boolean;
        piece->by_passage = piece->by_passage || kid.by_passage;
    }
    if (!planned) {
        g_ptr_array_unref(matches);
        ng_piece_clear(piece);
        return false;
    }
    if (everything)
        g_ptr_array_add(matches, ng_match_all());
    piece->match = ng_match_op_many(NG_MATCH_OR, matches);
    if (piece->boolean && piece->exact && !piece->by_passage && where->conjunct)
        g_clear_pointer(&piece->passage, ng_passage_free); /* outlet:(a OR b): decided */
    else
        piece->passage = unwrap(piece->passage);
    return true;
}

bool ng_plan_or(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece)
{
    return plan_either(planner, kids, NULL, where, piece);
}

/* ---- any of many words ---- */

typedef struct {
    const NgNode *node;
    guint32 documents;
    guint order, times;
} Candidate;

static int by_rarity(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;
    bool unknown_x = !x->documents, unknown_y = !y->documents;
    if (unknown_x != unknown_y)
        return unknown_x ? 1 : -1;
    if (x->documents != y->documents)
        return x->documents < y->documents ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int by_order(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

/* Keeps of many words the rarest that the limits allow, each once, in their order; times (guint):
 * how often each was said. */
static bool keep_rarest(NgPlanner *planner, const GPtrArray *kids, GPtrArray *kept, GArray *times)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < kids->len; i++) {
        const NgNode *kid = kids->pdata[i];
        Candidate candidate = {kid, 1, i, 1};
        if (kid->kind == NG_NODE_WORD) {
            g_autofree char *folded = ng_fold(kid->text, -1);
            g_autofree char *key = g_strdup_printf("%d%d%s", kid->exact, kid->prefix, folded);
            gpointer before;
            if (g_hash_table_lookup_extended(seen, key, NULL, &before)) {
                g_array_index(candidates, Candidate, GPOINTER_TO_UINT(before)).times++;
                continue;
            }
            g_hash_table_insert(seen, g_steal_pointer(&key), GUINT_TO_POINTER(candidates->len));
        }
        g_array_append_val(candidates, candidate);
    }
    guint max = planner->limits->max_terms;
    if (candidates->len > max) {
        ng_plan_notice(planner, "of %u different words the %u rarest count", candidates->len, max);
        for (guint i = 0; i < candidates->len; i++) {
            Candidate *candidate = &g_array_index(candidates, Candidate, i);
            if (candidate->node->kind == NG_NODE_WORD && !candidate->node->prefix &&
                !ng_plan_rarity(planner, candidate->node, &candidate->documents))
                return false;
        }
        g_array_sort(candidates, by_rarity);
        g_array_set_size(candidates, max);
        g_array_sort(candidates, by_order);
    }
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        g_ptr_array_add(kept, (gpointer)candidate->node);
        g_array_append_val(times, candidate->times);
    }
    return true;
}

bool ng_plan_any(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(guint));
    return keep_rarest(planner, kids, kept, times) &&
           plan_either(planner, kept, times, where, piece);
}
