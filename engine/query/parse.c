/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: stage 2 of a query: lexemes to a tree, by recursive descent.
 * OR binds loosest, then AND (or nothing), NOT, SAME, and NEAR and ADJ closest.
 * Must not know: stems, terms, the index. */
#include "engine/query/lex.h"
#include "engine/query/parse.h"

#include "nutgraf/token.h"

#include <stdarg.h>
#include <string.h>

NgNode *ng_node_new(NgNodeKind kind, gsize begin, gsize end)
{
    NgNode *node = g_new0(NgNode, 1);
    node->kind = kind;
    node->begin = begin;
    node->end = end;
    return node;
}

void ng_node_free(NgNode *node)
{
    if (!node)
        return;
    g_free(node->text);
    if (node->kids)
        g_ptr_array_unref(node->kids);
    g_free(node);
}

void ng_node_add(NgNode *parent, NgNode *kid)
{
    if (!parent->kids)
        parent->kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_node_free);
    g_ptr_array_add(parent->kids, kid);
    parent->end = MAX(parent->end, kid->end);
}

bool ng_field_takes_words(NgField field)
{
    return field == NG_FIELD_TEXT || field == NG_FIELD_TITLE || field == NG_FIELD_LEAD ||
           field == NG_FIELD_QUOTE;
}

bool ng_query_has_word(const char *text)
{
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, text, strlen(text));
    bool any = tokens.n > 0;
    ng_tokens_clear(&tokens);
    return any;
}

const NgLexeme *ng_parser_peek(const NgParser *parser)
{
    return parser->v[parser->at];
}

const NgLexeme *ng_parser_take(NgParser *parser)
{
    const NgLexeme *lexeme = parser->v[parser->at];
    if (lexeme->kind != NG_LEX_END)
        parser->at++;
    return lexeme;
}

/* Records what is wrong with the lexeme; always NULL. */
NgNode *ng_parser_fail(NgParser *parser, const NgLexeme *lexeme, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    ng_query_fail(parser->place, parser->error, lexeme->begin, lexeme->end, NULL, "%s", message);
    return NULL;
}

static const char *operator_name(NgLexKind kind)
{
    static const char *const names[] = {
        [NG_LEX_AND] = "AND",   [NG_LEX_OR] = "OR",   [NG_LEX_NOT] = "NOT",
        [NG_LEX_NEAR] = "NEAR", [NG_LEX_ADJ] = "ADJ", [NG_LEX_SAME] = "SAME",
    };
    return kind < G_N_ELEMENTS(names) ? names[kind] : NULL;
}

bool ng_parser_deeper(NgParser *parser, const NgLexeme *lexeme)
{
    if (++parser->depth <= ng_limits_terminal.max_depth)
        return true;
    ng_parser_fail(parser, lexeme, "more than %u levels of brackets", ng_limits_terminal.max_depth);
    return false;
}

/* Joins two into one of kind; nodes of that very kind are flattened into it. */
NgNode *ng_node_join(NgNodeKind kind, NgNode *left, NgNode *right)
{
    NgNode *node = left;
    if (left->kind != kind) {
        node = ng_node_new(kind, left->begin, left->end);
        ng_node_add(node, left);
    }
    if (right->kind != kind) {
        ng_node_add(node, right);
        return node;
    }
    while (right->kids->len)
        ng_node_add(node, g_ptr_array_steal_index(right->kids, 0));
    ng_node_free(right);
    return node;
}

static NgNode *parse_or(NgParser *parser);

static NgNode *parse_group(NgParser *parser, const NgLexeme *open)
{
    if (!ng_parser_deeper(parser, open))
        return NULL;
    if (ng_parser_peek(parser)->kind == NG_LEX_CLOSE)
        return ng_parser_fail(parser, open, "there is nothing in these brackets");
    g_autoptr(NgNode) node = parse_or(parser);
    parser->depth--;
    if (!node)
        return NULL;
    if (ng_parser_peek(parser)->kind != NG_LEX_CLOSE)
        return ng_parser_fail(parser, open, "this bracket is never closed");
    ng_parser_take(parser);
    return g_steal_pointer(&node);
}

/* Proximity counts words from place to place: what has no place cannot take part. */
static bool all_of(const NgNode *node, guint kinds)
{
    if (!(kinds >> node->kind & 1))
        return false;
    if (node->kind == NG_NODE_PHRASE || !node->kids)
        return true;
    for (guint i = 0; i < node->kids->len; i++) {
        if (!all_of(node->kids->pdata[i], kinds))
            return false;
    }
    return true;
}

enum {
    COUNTABLE = 1 << NG_NODE_WORD | 1 << NG_NODE_PHRASE | 1 << NG_NODE_OR,
    PLACED = COUNTABLE | 1 << NG_NODE_NEAR | 1 << NG_NODE_ADJ,
    TOGETHER = PLACED | 1 << NG_NODE_AND | 1 << NG_NODE_SAME,
};

static NgNode *parse_atleast(NgParser *parser, const NgLexeme *atleast)
{
    if (ng_parser_peek(parser)->kind != NG_LEX_OPEN)
        return ng_parser_fail(parser, atleast, "atleast needs brackets, as in atleast3(audit)");
    NgNode *inner = parse_group(parser, ng_parser_take(parser));
    if (!inner)
        return NULL;
    NgNode *node = ng_node_new(NG_NODE_ATLEAST, atleast->begin, inner->end);
    node->distance = atleast->distance;
    ng_node_add(node, inner);
    if (all_of(inner, COUNTABLE))
        return node;
    ng_node_free(node);
    return ng_parser_fail(parser, atleast, "atleast takes a word, a phrase or an OR of these");
}

NgNode *ng_parse_primary(NgParser *parser)
{
    const NgLexeme *lexeme = ng_parser_take(parser);
    switch (lexeme->kind) {
    case NG_LEX_WORD: {
        NgNode *node = ng_node_word(lexeme, lexeme->text, strlen(lexeme->text));
        node->exact = lexeme->exact;
        node->prefix = lexeme->prefix;
        return node;
    }
    case NG_LEX_PHRASE:
        return ng_parse_phrase(parser, lexeme);
    case NG_LEX_OPEN:
        return parse_group(parser, lexeme);
    case NG_LEX_FIELD:
        return ng_parse_field(parser, lexeme);
    case NG_LEX_ATLEAST:
        return parse_atleast(parser, lexeme);
    case NG_LEX_CLOSE:
        return ng_parser_fail(parser, lexeme, "this bracket was never opened");
    case NG_LEX_END:
        lexeme = parser->at ? parser->v[parser->at - 1] : lexeme;
        break;
    default:
        break;
    }
    const char *name = operator_name(lexeme->kind);
    if (!name)
        return ng_parser_fail(parser, lexeme, "a word is missing here");
    return ng_parser_fail(parser, lexeme,
                          lexeme->kind == NG_LEX_NOT ? "%s needs something after it"
                                                     : "%s needs something on both sides",
                          name);
}

static NgNode *parse_near(NgParser *parser)
{
    g_autoptr(NgNode) left = ng_parse_primary(parser);
    guint chain = 0;
    while (left && (ng_parser_peek(parser)->kind == NG_LEX_NEAR ||
                    ng_parser_peek(parser)->kind == NG_LEX_ADJ)) {
        const NgLexeme *op = ng_parser_take(parser);
        if (++chain + parser->depth > ng_limits_terminal.max_depth)
            return ng_parser_fail(parser, op, "more than %u operators in a row",
                                  ng_limits_terminal.max_depth);
        NgNode *right = ng_parse_primary(parser);
        if (!right)
            return NULL;
        NgNode *node = ng_node_new(op->kind == NG_LEX_NEAR ? NG_NODE_NEAR : NG_NODE_ADJ,
                                   left->begin, right->end);
        node->distance = op->distance;
        ng_node_add(node, g_steal_pointer(&left));
        ng_node_add(node, right);
        left = node;
        if (!all_of(node, PLACED))
            return ng_parser_fail(parser, op,
                                  "%s takes words, phrases and OR groups on either side",
                                  operator_name(op->kind));
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_same(NgParser *parser)
{
    g_autoptr(NgNode) left = parse_near(parser);
    while (left && ng_parser_peek(parser)->kind == NG_LEX_SAME) {
        const NgLexeme *op = ng_parser_take(parser);
        NgNode *right = parse_near(parser);
        if (!right)
            return NULL;
        left = ng_node_join(NG_NODE_SAME, g_steal_pointer(&left), right);
        if (!all_of(left, TOGETHER))
            return ng_parser_fail(parser, op,
                                  "SAME takes words, phrases and groups of these on either side");
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_unary(NgParser *parser)
{
    if (ng_parser_peek(parser)->kind != NG_LEX_NOT)
        return parse_same(parser);
    const NgLexeme *op = ng_parser_take(parser);
    if (!ng_parser_deeper(parser, op))
        return NULL;
    NgNode *inner = parse_unary(parser);
    parser->depth--;
    if (!inner)
        return NULL;
    NgNode *node = ng_node_new(NG_NODE_NOT, op->begin, inner->end);
    ng_node_add(node, inner);
    return node;
}

static NgNode *parse_and(NgParser *parser)
{
    g_autoptr(NgNode) left = parse_unary(parser);
    while (left) {
        NgLexKind next = ng_parser_peek(parser)->kind;
        if (next == NG_LEX_AND)
            ng_parser_take(parser);
        else if (next == NG_LEX_OR || next == NG_LEX_CLOSE || next == NG_LEX_END)
            break;
        NgNode *right = parse_unary(parser);
        if (!right)
            return NULL;
        left = ng_node_join(NG_NODE_AND, g_steal_pointer(&left), right);
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_or(NgParser *parser)
{
    g_autoptr(NgNode) left = parse_and(parser);
    while (left && ng_parser_peek(parser)->kind == NG_LEX_OR) {
        ng_parser_take(parser);
        NgNode *right = parse_and(parser);
        if (!right)
            return NULL;
        left = ng_node_join(NG_NODE_OR, g_steal_pointer(&left), right);
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_prose(const NgParser *parser)
{
    NgNode *any = ng_node_new(NG_NODE_ANY, 0, 0);
    for (guint i = 0; parser->v[i]->kind == NG_LEX_WORD; i++)
        ng_node_add(any,
                    ng_node_word(parser->v[i], parser->v[i]->text, strlen(parser->v[i]->text)));
    return any;
}

NgNode *ng_query_parse(const GArray *lexemes, bool prose, GPtrArray *notices, NgQueryError *place,
                       GError **error)
{
    (void)notices;
    GError *problem = NULL;
    g_autofree const NgLexeme **kept = g_new(const NgLexeme *, lexemes->len);
    NgParser parser_value = {.v = kept, .place = place, .error = &problem};
    NgParser *parser = &parser_value;
    guint n = 0;
    for (guint i = 0; i < lexemes->len; i++) {
        const NgLexeme *lexeme = &g_array_index(lexemes, NgLexeme, i);
        bool word = lexeme->kind == NG_LEX_WORD || lexeme->kind == NG_LEX_PHRASE;
        bool value =
            n && kept[n - 1]->kind == NG_LEX_FIELD && kept[n - 1]->field != NG_FIELD_UNDATED;
        if (!word || value || ng_query_has_word(lexeme->text))
            kept[n++] = lexeme;
    }
    const NgLexeme *end = kept[n - 1];
    if (n == 1) {
        if (lexemes->len == 1)
            return NULL;
        ng_parser_fail(parser, end, "there is no word to search for");
        g_propagate_error(error, problem);
        return NULL;
    }
    if (prose)
        return parse_prose(parser);
    g_autoptr(NgNode) node = parse_or(parser);
    if (node && ng_parser_peek(parser)->kind == NG_LEX_CLOSE)
        ng_parser_fail(parser, ng_parser_peek(parser), "this bracket was never opened");
    if (!problem)
        return g_steal_pointer(&node);
    g_propagate_error(error, problem);
    return NULL;
}
