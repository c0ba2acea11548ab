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

static bool plan_node(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece);

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

static NgMatch *weightless(NgMatch *match)
{
    return ng_match_scale(match, 0);
}

/* ---- AND ---- */

typedef struct {
    NgMatch *words, *filters, *excluded;
    NgPassage *passage; /* AND, NULL while nothing is for the predicate */
    bool exact, by_passage;
    guint n_by_passage;
} Conjunction;

static void conjunction_clear(Conjunction *all)
{
    ng_match_free(all->words);
    ng_match_free(all->filters);
    ng_match_free(all->excluded);
    ng_passage_free(all->passage);
}

static void conjunction_add(Conjunction *all, NgPiece *piece, NgPassageOp op)
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

static void conjunction_end(NgPlanner *planner, const NgWhere *where, Conjunction *all,
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
    *all = (Conjunction) {0};
}

/* NOT: an article is only left out when nothing of it could be a hit. */
static bool conjunction_not(NgPlanner *planner, Conjunction *all, const NgNode *node,
                            const NgWhere *where)
{
    const NgNode *inner = node->kids->pdata[0];
    if (inner->kind == NG_NODE_NOT) { /* NOT NOT a is a */
        NgPiece piece = {0};
        if (!plan_node(planner, inner->kids->pdata[0], where, &piece))
            return false;
        conjunction_add(all, &piece, NG_PASSAGE_AND);
        return true;
    }
    NgPiece kid = {0};
    NgWhere inside = *where;
    inside.negative = true;
    inside.conjunct = false;
    if (!plan_node(planner, inner, &inside, &kid))
        return false;
    bool whole = kid.exact && (is_article_logic(planner, where) || !kid.by_passage);
    NgPiece piece = {.exact = whole, .boolean = true, .by_passage = kid.by_passage};
    if (whole && kid.match) {
        NgMatch *match = weightless(g_steal_pointer(&kid.match));
        all->excluded = all->excluded ? ng_match_op(NG_MATCH_OR, all->excluded, match) : match;
        piece.by_passage = false;
    }
    if (!whole || !where->conjunct) {
        piece.passage = ng_passage_new(NG_PASSAGE_NOT);
        ng_passage_add(piece.passage, g_steal_pointer(&kid.passage));
    }
    ng_piece_clear(&kid);
    conjunction_add(all, &piece, NG_PASSAGE_AND);
    return true;
}

static bool is_field(const NgNode *node, NgField field)
{
    if (node->kind == NG_NODE_FIELD)
        return node->field == field;
    if (node->kind != NG_NODE_OR)
        return false;
    for (guint i = 0; i < node->kids->len; i++) {
        if (!is_field(node->kids->pdata[i], field))
            return false;
    }
    return true;
}

static bool has_field(const GPtrArray *kids, NgField field)
{
    for (guint i = 0; i < kids->len; i++) {
        if (is_field(kids->pdata[i], field))
            return true;
    }
    return false;
}

/* A node that only narrows: it stays a condition under --match any. */
static bool is_narrowing(const NgNode *node)
{
    if (node->kind == NG_NODE_OR) {
        for (guint i = 0; i < node->kids->len; i++) {
            if (!is_narrowing(node->kids->pdata[i]))
                return false;
        }
        return true;
    }
    return node->kind == NG_NODE_NOT || (node->kind == NG_NODE_FIELD && !node->kids);
}

static bool plan_and(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                     NgPiece *piece);
static bool plan_or(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                    NgPiece *piece);

/* What is sought inside quotations, as one condition on one and the same quotation. */
static bool plan_in_quote(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                          NgPiece *piece)
{
    NgWhere inside = *where;
    inside.prefix = NG_TERM_QUOTE;
    inside.field = NG_FIELD_QUOTE;
    inside.conjunct = false;
    NgPiece inner = {0};
    if (!plan_and(planner, kids, &inside, &inner))
        return false;
    *piece = inner;
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
        bool quote = is_field(kid, NG_FIELD_QUOTE), saidby = is_field(kid, NG_FIELD_SAIDBY);
        if (quote || saidby)
            g_ptr_array_add(together, g_ptr_array_steal_index(kids, i));
        else
            i++;
    }
}

static bool conjunction_plan(NgPlanner *planner, Conjunction *all, const GPtrArray *kids,
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
        done = plan_in_quote(planner, together, where, &piece);
        if (done)
            conjunction_add(all, &piece, NG_PASSAGE_AND);
    }
    for (guint i = 0; done && i < rest->len; i++) {
        const NgNode *kid = rest->pdata[i];
        if (kid->kind == NG_NODE_NOT) {
            done = conjunction_not(planner, all, kid, where);
            continue;
        }
        done = plan_node(planner, kid, where, &piece);
        if (done)
            conjunction_add(all, &piece, where->same ? NG_PASSAGE_SAME : NG_PASSAGE_AND);
    }
    return done;
}

static bool plan_and(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                     NgPiece *piece)
{
    Conjunction all = {.exact = true};
    if (!conjunction_plan(planner, &all, kids, where)) {
        conjunction_clear(&all);
        return false;
    }
    conjunction_end(planner, where, &all, piece);
    return true;
}

/* ---- OR ---- */

static bool plan_or(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece)
{
    GPtrArray *matches = g_ptr_array_new_with_free_func((GDestroyNotify)ng_match_free);
    NgWhere inside = *where;
    inside.conjunct = false;
    bool everything = false, planned = true;
    *piece = (NgPiece) {.exact = true, .boolean = true};
    piece->passage = ng_passage_new(NG_PASSAGE_OR);
    for (guint i = 0; planned && i < kids->len; i++) {
        NgPiece kid = {0};
        planned = plan_node(planner, kids->pdata[i], &inside, &kid);
        if (!planned)
            break;
        everything = everything || !kid.match;
        if (kid.match)
            g_ptr_array_add(matches, kid.boolean ? weightless(kid.match) : kid.match);
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

/* ---- any of many words ---- */

typedef struct {
    const NgNode *node;
    guint32 documents;
    guint order;
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

/* Keeps of many words the rarest that the limits allow, each once, in their order. */
static bool keep_rarest(NgPlanner *planner, const GPtrArray *kids, GPtrArray *kept)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < kids->len; i++) {
        const NgNode *kid = kids->pdata[i];
        Candidate candidate = {kid, 1, i};
        if (kid->kind == NG_NODE_WORD &&
            !g_hash_table_add(seen, g_strdup_printf("%d%d%s", kid->exact, kid->prefix, kid->text)))
            continue;
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
    for (guint i = 0; i < candidates->len; i++)
        g_ptr_array_add(kept, (gpointer)g_array_index(candidates, Candidate, i).node);
    return true;
}

static bool plan_any(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                     NgPiece *piece)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    return keep_rarest(planner, kids, kept) && plan_or(planner, kept, where, piece);
}

/* ---- proximity and counting ---- */

static bool has_places(const NgPassage *passage)
{
    if (passage->op == NG_PASSAGE_OR) {
        for (guint i = 0; passage->kids && i < passage->kids->len; i++) {
            if (!has_places(passage->kids->pdata[i]))
                return false;
        }
        return true;
    }
    return passage->op == NG_PASSAGE_LEAF || passage->op == NG_PASSAGE_PHRASE ||
           passage->op == NG_PASSAGE_NEAR || passage->op == NG_PASSAGE_ADJ;
}

/* The kids of NEAR, ADJ and atleast have places, which title: and lead: would hide. */
static bool plan_placed(NgPlanner *planner, const NgNode *node, const NgWhere *where,
                        NgPiece *piece)
{
    NgWhere inside = *where;
    if (inside.field != NG_FIELD_QUOTE)
        inside.field = NG_FIELD_TEXT;
    inside.conjunct = false;
    if (!plan_node(planner, node, &inside, piece))
        return false;
    if (has_places(piece->passage))
        return true;
    ng_piece_clear(piece);
    return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                         "this word has too many parts to stand beside an operator");
}

static bool plan_near(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    const char *name = node->kind == NG_NODE_NEAR ? "NEAR" : "ADJ";
    if (node->distance > planner->limits->max_window)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "%s/%u reaches too far; %s/%u is the most", name, node->distance, name,
                             planner->limits->max_window);
    if (++planner->phrases > planner->limits->max_phrases)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "more than %u phrases and proximity operators",
                             planner->limits->max_phrases);
    NgPiece left = {0}, right = {0};
    if (!plan_placed(planner, node->kids->pdata[0], where, &left))
        return false;
    if (!plan_placed(planner, node->kids->pdata[1], where, &right)) {
        ng_piece_clear(&left);
        return false;
    }
    NgPassage *near = ng_passage_new(node->kind == NG_NODE_NEAR ? NG_PASSAGE_NEAR : NG_PASSAGE_ADJ);
    near->distance = node->distance;
    ng_passage_add(near, left.passage);
    ng_passage_add(near, right.passage);
    *piece = (NgPiece) {.match = ng_match_op(NG_MATCH_AND, left.match, right.match)};
    piece->passage = ng_plan_wrap(near, where);
    piece->by_passage = !piece->passage->by_article;
    return true;
}

static bool plan_atleast(NgPlanner *planner, const NgNode *node, const NgWhere *where,
                         NgPiece *piece)
{
    NgWhere inside = *where;
    if (planner->plan->scope == NG_SCOPE_QUOTE && where->field == NG_FIELD_TEXT)
        inside.prefix = ""; /* the article has it so often, not the quotation */
    NgPiece kid = {0};
    if (!plan_placed(planner, node->kids->pdata[0], &inside, &kid))
        return false;
    NgPassage *atleast = ng_passage_new(NG_PASSAGE_ATLEAST);
    atleast->distance = node->distance;
    ng_passage_add(atleast, kid.passage);
    *piece = (NgPiece) {.match = kid.match};
    /* in quote scope it may stand outside every quotation */
    piece->exact = kid.exact && node->distance <= 1 && planner->plan->scope != NG_SCOPE_QUOTE;
    piece->passage = ng_plan_wrap(atleast, where);
    return true;
}

static bool plan_same(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    NgWhere inside = *where;
    if (inside.field != NG_FIELD_QUOTE)
        inside.field = NG_FIELD_TEXT; /* title: and lead: are about the whole */
    inside.same = true;
    inside.conjunct = false;
    if (!plan_and(planner, node->kids, &inside, piece))
        return false;
    piece->passage = ng_plan_wrap(piece->passage, where);
    piece->by_passage = !piece->passage->by_article;
    piece->exact = false;
    return true;
}

/* ---- fields and nodes ---- */

static bool plan_field(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    if (!node->kids)
        return ng_plan_filter(planner, node, where, piece);
    if (node->field == NG_FIELD_QUOTE && planner->plan->scope != NG_SCOPE_QUOTE)
        return plan_in_quote(planner, node->kids, where, piece);
    NgWhere inside = *where;
    if (node->field == NG_FIELD_TITLE || node->field == NG_FIELD_LEAD) {
        inside.field = node->field;
        inside.prefix = node->field == NG_FIELD_TITLE ? NG_TERM_TITLE : "";
    }
    return plan_node(planner, node->kids->pdata[0], &inside, piece);
}

static bool plan_node(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    *piece = (NgPiece) {0};
    switch (node->kind) {
    case NG_NODE_WORD:
        return ng_plan_word(planner, node, where, piece);
    case NG_NODE_PHRASE:
        return ng_plan_phrase(planner, node, where, piece);
    case NG_NODE_AND:
        return plan_and(planner, node->kids, where, piece);
    case NG_NODE_OR:
        return plan_or(planner, node->kids, where, piece);
    case NG_NODE_ANY:
        return plan_any(planner, node->kids, where, piece);
    case NG_NODE_NOT: {
        g_autoptr(GPtrArray) alone = g_ptr_array_new();
        g_ptr_array_add(alone, (gpointer)node);
        return plan_and(planner, alone, where, piece);
    }
    case NG_NODE_NEAR:
    case NG_NODE_ADJ:
        return plan_near(planner, node, where, piece);
    case NG_NODE_SAME:
        return plan_same(planner, node, where, piece);
    case NG_NODE_ATLEAST:
        return plan_atleast(planner, node, where, piece);
    case NG_NODE_FIELD:
        /* inside quote: saidby: may stand beside its words */
        if (where->field == NG_FIELD_QUOTE && node->field == NG_FIELD_QUOTE)
            return plan_node(planner, node->kids->pdata[0], where, piece);
        return plan_field(planner, node, where, piece);
    }
    return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                         "this cannot be searched");
}

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
    if (filters->since && *filters->since) {
        g_autofree char *range = g_strconcat(filters->since, "..", NULL);
        g_ptr_array_add(nodes, option_node(NG_FIELD_DATE, range));
    }
    if (filters->until && *filters->until) {
        g_autofree char *range = g_strconcat("..", filters->until, NULL);
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
    for (guint i = 0; all && all[i]; i++)
        g_ptr_array_add(left, (gpointer)all[i]);
    for (guint i = 0; i < conditions->len; i++) {
        const NgNode *node = conditions->pdata[i];
        g_autoptr(GPtrArray) codes = g_ptr_array_new();
        if (!is_field(node, NG_FIELD_LANG))
            continue;
        languages_of(node, codes);
        for (guint j = 0; j < left->len;) {
            if (g_ptr_array_find_with_equal_func(codes, left->pdata[j], g_str_equal, NULL))
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
    NgWhere where = {.prefix = "", .field = NG_FIELD_TEXT, .conjunct = true};
    if (planner->plan->scope == NG_SCOPE_QUOTE)
        where.prefix = NG_TERM_QUOTE;
    if (!any)
        return plan_and(planner, conditions, &where, piece);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autoptr(GPtrArray) narrowing = g_ptr_array_new();
    for (guint i = 0; i < conditions->len; i++) {
        NgNode *node = conditions->pdata[i];
        g_ptr_array_add(is_narrowing(node) ? narrowing : words, node);
    }
    Conjunction all = {.exact = true};
    NgPiece either = {0};
    bool planned = !words->len || plan_any(planner, words, &where, &either);
    if (planned && words->len)
        conjunction_add(&all, &either, NG_PASSAGE_AND);
    planned = planned && conjunction_plan(planner, &all, narrowing, &where);
    if (!planned) {
        conjunction_clear(&all);
        return false;
    }
    conjunction_end(planner, &where, &all, piece);
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
        plan->match = weightless(plan->match);
    if (plan->scope == NG_SCOPE_QUOTE) {
        plan->needs_quotes = true;
        if (!plan->passage)
            plan->passage = ng_passage_new(NG_PASSAGE_ALL);
        plan->match =
            ng_match_op(NG_MATCH_FILTER, plan->match,
                        ng_match_term(NG_TERM_QUOTE_BEGIN, strlen(NG_TERM_QUOTE_BEGIN), 1));
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
