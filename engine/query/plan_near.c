/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: nodes of a query to pieces, one by one; proximity and counting.
 * Part of stage 3, between plan.c and the files of words and filters.
 * Must not know: stems, terms, the store. */
#include "engine/query/lex.h"
#include "engine/query/plan.h"

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
    if (!ng_plan_node(planner, node, &inside, piece))
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
        inside.quoted = false; /* the article has it so often, not the quotation */
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
    if (!ng_plan_and(planner, node->kids, &inside, piece))
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
        return ng_plan_in_quote(planner, node->kids, where, piece);
    NgWhere inside = *where;
    if (node->field == NG_FIELD_TITLE || node->field == NG_FIELD_LEAD) {
        inside.field = node->field;
        inside.quoted = false; /* not in a quotation, whatever the scope */
    }
    return ng_plan_node(planner, node->kids->pdata[0], &inside, piece);
}

bool ng_plan_node(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    *piece = (NgPiece) {0};
    switch (node->kind) {
    case NG_NODE_WORD:
        return ng_plan_word(planner, node, where, piece);
    case NG_NODE_PHRASE:
        return ng_plan_phrase(planner, node, where, piece);
    case NG_NODE_AND:
        return ng_plan_and(planner, node->kids, where, piece);
    case NG_NODE_OR:
        return ng_plan_or(planner, node->kids, where, piece);
    case NG_NODE_ANY:
        return ng_plan_any(planner, node->kids, where, piece);
    case NG_NODE_NOT: {
        g_autoptr(GPtrArray) alone = g_ptr_array_new();
        g_ptr_array_add(alone, (gpointer)node);
        return ng_plan_and(planner, alone, where, piece);
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
            return ng_plan_node(planner, node->kids->pdata[0], where, piece);
        return plan_field(planner, node, where, piece);
    }
    return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                         "this cannot be searched");
}
