/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: stage 3 of a query: the tree to what the engine is asked and what the predicate decides.
 * Words and filters become pieces in plan_words.c and plan_filters.c; here they are put together.
 *
 * The match must find every article of which the tree may be true; it need not be exact, for the
 * predicate decides. Where it is exact is kept track of, so that search can spare the predicate.
 * Must not know: the store, output. */
#include "engine/query/lex.h"
#include "engine/query/plan.h"

#include "nutgraf/stem.h"

#include <string.h>

/* ---- the whole ---- */

static NgNode *option_node(NgField field, const char *value)
{
    NgNode *node = g_new0(NgNode, 1);
    node->kind = NG_NODE_FIELD;
    node->field = field;
    node->text = g_strstrip(g_strdup(value));
    return node;
}

/* An option that was given several times: any of its values. */
static void add_option(GPtrArray *nodes, NgField field, const char *const *values)
{
    if (!values || !values[0])
        return;
    if (!values[1]) {
        g_ptr_array_add(nodes, option_node(field, values[0]));
        return;
    }
    NgNode *any = g_new0(NgNode, 1);
    any->kind = NG_NODE_OR;
    any->kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_node_free);
    for (guint i = 0; values[i]; i++)
        g_ptr_array_add(any->kids, option_node(field, values[i]));
    g_ptr_array_add(nodes, any);
}

static void add_options(GPtrArray *nodes, const NgFilters *filters)
{
    if (!filters)
        return;
    add_option(nodes, NG_FIELD_ACTOR, filters->actor);
    add_option(nodes, NG_FIELD_OUTLET, filters->outlet);
    add_option(nodes, NG_FIELD_SAIDBY, filters->saidby);
    add_option(nodes, NG_FIELD_LANG, filters->lang);
    add_option(nodes, NG_FIELD_KIND, filters->kind);
    const char *since = filters->since ? filters->since : "";
    const char *until = filters->until ? filters->until : "";
    if (*since || *until) { /* one range, so that one that ends before it begins is told */
        g_autofree char *range = g_strconcat(since, "..", until, NULL);
        g_ptr_array_add(nodes, option_node(NG_FIELD_DATE, range));
    }
}

static void languages_of(const NgNode *node, GPtrArray *codes)
{
    for (guint i = 0; node->kids && i < node->kids->len; i++)
        languages_of(node->kids->pdata[i], codes);
    const char *code = node->text ? ng_language_normalise(node->text) : NULL;
    if (code)
        g_ptr_array_add(codes, (gpointer)code);
}

/* The languages of the index, less those that lang: rules out. */
static void choose_languages(NgPlanner *planner, const GPtrArray *conditions)
{
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    const char *const *all = planner->vocabulary->languages;
    const char *const *inner = planner->vocabulary->inner;
    for (guint i = 0; all && all[i]; i++)
        g_ptr_array_add(left, (gpointer)all[i]);
    for (guint i = 0; i < conditions->len; i++) {
        const NgNode *node = conditions->pdata[i];
        g_autoptr(GPtrArray) codes = g_ptr_array_new();
        if (!ng_node_is_field(node, NG_FIELD_LANG))
            continue;
        languages_of(node, codes);
        for (guint j = 0; j < left->len;) {
            if (g_ptr_array_find_with_equal_func(codes, left->pdata[j], g_str_equal, NULL) ||
                (inner && g_strv_contains(inner, left->pdata[j])))
                j++;
            else
                g_ptr_array_remove_index(left, j);
        }
    }
    g_ptr_array_add(left, NULL);
    ng_plan_languages(planner, left->len > 1 ? (const char *const *)left->pdata : all);
}

static bool plan_root(NgPlanner *planner, const GPtrArray *conditions, bool any, NgPiece *piece)
{
    NgWhere where = {
        .field = NG_FIELD_TEXT, .quoted = planner->plan->scope == NG_SCOPE_QUOTE, .conjunct = true};
    if (!any)
        return ng_plan_and(planner, conditions, &where, piece);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autoptr(GPtrArray) narrowing = g_ptr_array_new();
    for (guint i = 0; i < conditions->len; i++) {
        NgNode *node = conditions->pdata[i];
        g_ptr_array_add(ng_node_is_narrowing(node) ? narrowing : words, node);
    }
    NgConjunction all = {.exact = true};
    NgPiece either = {0};
    bool planned = !words->len || ng_plan_any(planner, words, &where, &either);
    if (planned && words->len)
        ng_conjunction_add(&all, &either, NG_PASSAGE_AND);
    planned = planned && ng_conjunction_plan(planner, &all, narrowing, &where);
    if (!planned) {
        ng_conjunction_clear(&all);
        return false;
    }
    ng_conjunction_end(planner, &where, &all, piece);
    return true;
}

static void mark_leaves(NgPassage *passage, guint *numbers)
{
    if (passage->op == NG_PASSAGE_LEAF || passage->op == NG_PASSAGE_FILTER)
        numbers[passage->leaf] = 1;
    for (guint i = 0; passage->kids && i < passage->kids->len; i++)
        mark_leaves(passage->kids->pdata[i], numbers);
}

static void number_leaves(NgPassage *passage, const guint *numbers)
{
    if (passage->op == NG_PASSAGE_LEAF || passage->op == NG_PASSAGE_FILTER)
        passage->leaf = numbers[passage->leaf];
    for (guint i = 0; passage->kids && i < passage->kids->len; i++)
        number_leaves(passage->kids->pdata[i], numbers);
}

/* Leaves of what the match has decided are read by nobody. */
static void drop_unused_leaves(NgPlan *plan)
{
    g_autofree guint *numbers = g_new0(guint, plan->leaves->len + 1);
    if (plan->passage)
        mark_leaves(plan->passage, numbers);
    guint kept = 0;
    for (guint i = 0, at = 0; at < plan->leaves->len; i++) {
        if (numbers[i]) {
            numbers[i] = kept++;
            at++;
        } else {
            g_ptr_array_remove_index(plan->leaves, at);
        }
    }
    if (plan->passage)
        number_leaves(plan->passage, numbers);
}

static void finish(NgPlanner *planner, NgPiece *piece)
{
    NgPlan *plan = planner->plan;
    plan->match = piece->match ? piece->match : ng_match_all();
    plan->passage = piece->passage;
    plan->decided = piece->exact;
    drop_unused_leaves(plan);
    plan->filters_only = true;
    for (guint i = 0; i < plan->leaves->len; i++)
        plan->filters_only &= !((const NgLeaf *)plan->leaves->pdata[i])->positive;
    if (plan->filters_only)
        plan->match = ng_match_weightless(plan->match);
    if (plan->scope == NG_SCOPE_QUOTE) {
        plan->needs_quotes = true;
        if (!plan->passage)
            plan->passage = ng_passage_new(NG_PASSAGE_ALL);
        plan->match = ng_match_with_quotes(plan->match);
    }
    *piece = (NgPiece) {0};
}

NgPlan *ng_query_plan(const NgNode *node, const NgFilters *filters, NgScope scope, bool any,
                      const NgLimits *limits, const NgVocabulary *vocabulary, gint64 now,
                      NgQueryError *place, GError **error)
{
    GError *problem = NULL;
    g_autoptr(NgPlan) plan = g_new0(NgPlan, 1);
    plan->scope = scope;
    plan->leaves = ng_leaves_new();
    plan->notices = g_ptr_array_new_with_free_func(g_free);
    plan->any = any || (node && node->kind == NG_NODE_ANY);
    g_autoptr(GPtrArray) stemmers = g_ptr_array_new();
    NgPlanner planner = {plan, limits, vocabulary, now, stemmers, 0, 0, 0, place, &problem};

    g_autoptr(GPtrArray) conditions = g_ptr_array_new();
    g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func((GDestroyNotify)ng_node_free);
    if (node && node->kind == NG_NODE_AND) {
        for (guint i = 0; i < node->kids->len; i++)
            g_ptr_array_add(conditions, node->kids->pdata[i]);
    } else if (node) {
        g_ptr_array_add(conditions, (gpointer)node);
    }
    add_options(options, filters);
    for (guint i = 0; i < options->len; i++)
        g_ptr_array_add(conditions, options->pdata[i]);

    NgPiece piece = {0};
    if (node && node->end > limits->max_bytes)
        ng_query_fail(place, &problem, limits->max_bytes, node->end, NULL,
                      "the query is longer than %u bytes", limits->max_bytes);
    else {
        choose_languages(&planner, conditions);
        if (plan_root(&planner, conditions, any, &piece)) {
            finish(&planner, &piece);
            return g_steal_pointer(&plan);
        }
    }
    g_propagate_error(error, problem);
    return NULL;
}

void ng_plan_free(NgPlan *plan)
{
    if (!plan)
        return;
    ng_match_free(plan->match);
    ng_passage_free(plan->passage);
    g_clear_pointer(&plan->leaves, g_ptr_array_unref);
    g_clear_pointer(&plan->notices, g_ptr_array_unref);
    g_free(plan);
}
