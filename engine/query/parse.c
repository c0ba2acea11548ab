/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: stage 2 of a query: lexemes to a tree, by recursive descent.
 * OR binds loosest, then AND (or nothing), NOT, SAME, and NEAR and ADJ closest.
 * Must not know: stems, terms, the index. */
#include "engine/query/lex.h"
#include "engine/query/parse.h"

#include "nutgraf/token.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
    const NgLexeme **v; /* without words of which the tokeniser leaves nothing */
    guint at, depth;
    NgField inside; /* the field whose words are read, TEXT outside */
    NgQueryError *place;
    GError **error;
} Parser;

static NgNode *parse_or(Parser *parser);

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

static const NgLexeme *peek(const Parser *parser)
{
    return parser->v[parser->at];
}

static const NgLexeme *take(Parser *parser)
{
    const NgLexeme *lexeme = parser->v[parser->at];
    if (lexeme->kind != NG_LEX_END)
        parser->at++;
    return lexeme;
}

/* Records what is wrong with the lexeme; always NULL. */
static G_GNUC_PRINTF(3, 4) NgNode *fail(Parser *parser, const NgLexeme *lexeme, const char *format,
                                        ...)
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

static bool deeper(Parser *parser, const NgLexeme *lexeme)
{
    if (++parser->depth <= ng_limits_terminal.max_depth)
        return true;
    fail(parser, lexeme, "more than %u levels of brackets", ng_limits_terminal.max_depth);
    return false;
}

/* Joins two into one of kind; nodes of that very kind are flattened into it. */
static NgNode *join(NgNodeKind kind, NgNode *left, NgNode *right)
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

static NgNode *word_node(const NgLexeme *lexeme, const char *text, gsize len)
{
    NgNode *node = ng_node_new(NG_NODE_WORD, lexeme->begin, lexeme->end);
    node->text = g_strndup(text, len);
    return node;
}

/* One word between quotation marks: `=` and `*` mean what they mean outside. */
static NgNode *phrase_word(Parser *parser, const NgLexeme *lexeme, const char *text)
{
    gsize len = strlen(text);
    bool exact = len > 1 && text[0] == '=';
    if (exact) {
        text++;
        len--;
    }
    bool prefix = len > 1 && text[len - 1] == '*';
    len -= prefix;
    NgNode *node = word_node(lexeme, text, len);
    node->exact = exact;
    node->prefix = prefix;
    if (strchr(node->text, '*'))
        fail(parser, lexeme, "* stands only at the end of a word, as in audit*");
    else if (exact && prefix)
        fail(parser, lexeme, "= and * cannot both stand at one word");
    else if (prefix && g_utf8_strlen(node->text, -1) < 3)
        fail(parser, lexeme, "* needs at least 3 letters before it");
    else
        return node;
    ng_node_free(node);
    return NULL;
}

static NgNode *parse_phrase(Parser *parser, const NgLexeme *lexeme)
{
    g_auto(GStrv) words = g_strsplit(lexeme->text, " ", -1);
    g_autoptr(NgNode) phrase = ng_node_new(NG_NODE_PHRASE, lexeme->begin, lexeme->end);
    for (guint i = 0; words[i]; i++) {
        if (!ng_query_has_word(words[i]))
            continue;
        NgNode *word = phrase_word(parser, lexeme, words[i]);
        if (!word)
            return NULL;
        ng_node_add(phrase, word);
    }
    if (phrase->kids->len == 1)
        return g_ptr_array_steal_index(phrase->kids, 0);
    return g_steal_pointer(&phrase);
}

static NgNode *value_node(NgField field, gsize begin, gsize end, const char *value)
{
    NgNode *node = ng_node_new(NG_NODE_FIELD, begin, end);
    node->field = field;
    node->text = g_strstrip(g_strdup(value));
    return node;
}

static NgNode *needs_value(Parser *parser, const NgLexeme *field)
{
    return fail(parser, field, "%s: needs a value right after the colon",
                ng_field_info(field->field)->name);
}

/* outlet:(reuters OR new york times): values between ORs. */
static NgNode *parse_value_group(Parser *parser, const NgLexeme *field)
{
    const NgLexeme *open = take(parser);
    g_autoptr(NgNode) group = NULL;
    for (;;) {
        g_autoptr(GString) value = g_string_new(NULL);
        gsize end = open->end;
        while (peek(parser)->kind == NG_LEX_WORD || peek(parser)->kind == NG_LEX_PHRASE) {
            const NgLexeme *part = take(parser);
            g_string_append_printf(value, "%s%s", value->len ? " " : "", part->text);
            end = part->end;
        }
        const NgLexeme *next = take(parser);
        g_strstrip(value->str);
        if (!*value->str)
            return needs_value(parser, field);
        NgNode *one = value_node(field->field, field->begin, end, value->str);
        group = group ? join(NG_NODE_OR, g_steal_pointer(&group), one) : one;
        if (next->kind == NG_LEX_CLOSE)
            return g_steal_pointer(&group);
        if (next->kind == NG_LEX_END)
            return fail(parser, open, "this bracket is never closed");
        if (next->kind != NG_LEX_OR)
            return fail(parser, next, "only OR can stand between values of %s:",
                        ng_field_info(field->field)->name);
    }
}

static NgNode *parse_primary(Parser *parser);

static NgNode *parse_field(Parser *parser, const NgLexeme *field)
{
    const NgFieldInfo *info = ng_field_info(field->field);
    if (parser->inside != NG_FIELD_TEXT)
        return fail(parser, field, "%s: cannot stand inside %s:", info->name,
                    ng_field_info(parser->inside)->name);
    if (field->field == NG_FIELD_UNDATED)
        return value_node(field->field, field->begin, field->end, "");
    NgLexKind next = peek(parser)->kind;
    if (!ng_field_takes_words(field->field)) {
        if (next == NG_LEX_OPEN)
            return parse_value_group(parser, field);
        if (next != NG_LEX_WORD && next != NG_LEX_PHRASE)
            return needs_value(parser, field);
        const NgLexeme *value = take(parser);
        NgNode *node = value_node(field->field, field->begin, value->end, value->text);
        if (*node->text)
            return node;
        ng_node_free(node);
        return needs_value(parser, field);
    }
    bool word = next == NG_LEX_WORD || next == NG_LEX_PHRASE;
    if (next != NG_LEX_OPEN && !(word && ng_query_has_word(peek(parser)->text)))
        return needs_value(parser, field);
    if (!deeper(parser, field))
        return NULL;
    parser->inside = field->field;
    NgNode *words = parse_primary(parser);
    parser->inside = NG_FIELD_TEXT;
    parser->depth--;
    if (!words || field->field == NG_FIELD_TEXT)
        return words;
    NgNode *node = ng_node_new(NG_NODE_FIELD, field->begin, words->end);
    node->field = field->field;
    ng_node_add(node, words);
    return node;
}

static NgNode *parse_group(Parser *parser, const NgLexeme *open)
{
    if (!deeper(parser, open))
        return NULL;
    if (peek(parser)->kind == NG_LEX_CLOSE)
        return fail(parser, open, "there is nothing in these brackets");
    g_autoptr(NgNode) node = parse_or(parser);
    parser->depth--;
    if (!node)
        return NULL;
    if (peek(parser)->kind != NG_LEX_CLOSE)
        return fail(parser, open, "this bracket is never closed");
    take(parser);
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

static NgNode *parse_atleast(Parser *parser, const NgLexeme *atleast)
{
    if (peek(parser)->kind != NG_LEX_OPEN)
        return fail(parser, atleast, "atleast needs brackets, as in atleast3(audit)");
    NgNode *inner = parse_group(parser, take(parser));
    if (!inner)
        return NULL;
    NgNode *node = ng_node_new(NG_NODE_ATLEAST, atleast->begin, inner->end);
    node->distance = atleast->distance;
    ng_node_add(node, inner);
    if (all_of(inner, COUNTABLE))
        return node;
    ng_node_free(node);
    return fail(parser, atleast, "atleast takes a word, a phrase or an OR of these");
}

static NgNode *parse_primary(Parser *parser)
{
    const NgLexeme *lexeme = take(parser);
    switch (lexeme->kind) {
    case NG_LEX_WORD: {
        NgNode *node = word_node(lexeme, lexeme->text, strlen(lexeme->text));
        node->exact = lexeme->exact;
        node->prefix = lexeme->prefix;
        return node;
    }
    case NG_LEX_PHRASE:
        return parse_phrase(parser, lexeme);
    case NG_LEX_OPEN:
        return parse_group(parser, lexeme);
    case NG_LEX_FIELD:
        return parse_field(parser, lexeme);
    case NG_LEX_ATLEAST:
        return parse_atleast(parser, lexeme);
    case NG_LEX_CLOSE:
        return fail(parser, lexeme, "this bracket was never opened");
    case NG_LEX_END:
        lexeme = parser->at ? parser->v[parser->at - 1] : lexeme;
        break;
    default:
        break;
    }
    const char *name = operator_name(lexeme->kind);
    if (!name)
        return fail(parser, lexeme, "a word is missing here");
    return fail(parser, lexeme,
                lexeme->kind == NG_LEX_NOT ? "%s needs something after it"
                                           : "%s needs something on both sides",
                name);
}

static NgNode *parse_near(Parser *parser)
{
    g_autoptr(NgNode) left = parse_primary(parser);
    guint chain = 0;
    while (left && (peek(parser)->kind == NG_LEX_NEAR || peek(parser)->kind == NG_LEX_ADJ)) {
        const NgLexeme *op = take(parser);
        if (++chain + parser->depth > ng_limits_terminal.max_depth)
            return fail(parser, op, "more than %u operators in a row",
                        ng_limits_terminal.max_depth);
        NgNode *right = parse_primary(parser);
        if (!right)
            return NULL;
        NgNode *node = ng_node_new(op->kind == NG_LEX_NEAR ? NG_NODE_NEAR : NG_NODE_ADJ,
                                   left->begin, right->end);
        node->distance = op->distance;
        ng_node_add(node, g_steal_pointer(&left));
        ng_node_add(node, right);
        left = node;
        if (!all_of(node, PLACED))
            return fail(parser, op, "%s takes words, phrases and OR groups on either side",
                        operator_name(op->kind));
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_same(Parser *parser)
{
    g_autoptr(NgNode) left = parse_near(parser);
    while (left && peek(parser)->kind == NG_LEX_SAME) {
        const NgLexeme *op = take(parser);
        NgNode *right = parse_near(parser);
        if (!right)
            return NULL;
        left = join(NG_NODE_SAME, g_steal_pointer(&left), right);
        if (!all_of(left, TOGETHER))
            return fail(parser, op, "SAME takes words, phrases and groups of these on either side");
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_unary(Parser *parser)
{
    if (peek(parser)->kind != NG_LEX_NOT)
        return parse_same(parser);
    const NgLexeme *op = take(parser);
    if (!deeper(parser, op))
        return NULL;
    NgNode *inner = parse_unary(parser);
    parser->depth--;
    if (!inner)
        return NULL;
    NgNode *node = ng_node_new(NG_NODE_NOT, op->begin, inner->end);
    ng_node_add(node, inner);
    return node;
}

static NgNode *parse_and(Parser *parser)
{
    g_autoptr(NgNode) left = parse_unary(parser);
    while (left) {
        NgLexKind next = peek(parser)->kind;
        if (next == NG_LEX_AND)
            take(parser);
        else if (next == NG_LEX_OR || next == NG_LEX_CLOSE || next == NG_LEX_END)
            break;
        NgNode *right = parse_unary(parser);
        if (!right)
            return NULL;
        left = join(NG_NODE_AND, g_steal_pointer(&left), right);
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_or(Parser *parser)
{
    g_autoptr(NgNode) left = parse_and(parser);
    while (left && peek(parser)->kind == NG_LEX_OR) {
        take(parser);
        NgNode *right = parse_and(parser);
        if (!right)
            return NULL;
        left = join(NG_NODE_OR, g_steal_pointer(&left), right);
    }
    return g_steal_pointer(&left);
}

static NgNode *parse_prose(const Parser *parser)
{
    NgNode *any = ng_node_new(NG_NODE_ANY, 0, 0);
    for (guint i = 0; parser->v[i]->kind == NG_LEX_WORD; i++)
        ng_node_add(any, word_node(parser->v[i], parser->v[i]->text, strlen(parser->v[i]->text)));
    return any;
}

NgNode *ng_query_parse(const GArray *lexemes, bool prose, GPtrArray *notices, NgQueryError *place,
                       GError **error)
{
    (void)notices;
    GError *problem = NULL;
    g_autofree const NgLexeme **kept = g_new(const NgLexeme *, lexemes->len);
    Parser parser_value = {.v = kept, .place = place, .error = &problem};
    Parser *parser = &parser_value;
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
        fail(parser, end, "there is no word to search for");
        g_propagate_error(error, problem);
        return NULL;
    }
    if (prose)
        return parse_prose(parser);
    g_autoptr(NgNode) node = parse_or(parser);
    if (node && peek(parser)->kind == NG_LEX_CLOSE)
        fail(parser, peek(parser), "this bracket was never opened");
    if (!problem)
        return g_steal_pointer(&node);
    g_propagate_error(error, problem);
    return NULL;
}
