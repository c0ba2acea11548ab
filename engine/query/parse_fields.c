/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words, phrases and fields of a query to nodes.
 * Part of stage 2; parse.c joins them by operators.
 * Must not know: stems, terms, the index. */
#include "engine/query/lex.h"
#include "engine/query/parse.h"

#include <string.h>

NgNode *ng_node_word(const NgLexeme *lexeme, const char *text, gsize len)
{
    NgNode *node = ng_node_new(NG_NODE_WORD, lexeme->begin, lexeme->end);
    node->text = g_strndup(text, len);
    return node;
}

/* One word between quotation marks: `=` and `*` mean what they mean outside. */
static NgNode *phrase_word(NgParser *parser, const NgLexeme *lexeme, const char *text)
{
    gsize len = strlen(text);
    bool exact = len > 1 && text[0] == '=';
    if (exact) {
        text++;
        len--;
    }
    bool prefix = len > 1 && text[len - 1] == '*';
    len -= prefix;
    NgNode *node = ng_node_word(lexeme, text, len);
    node->exact = exact;
    node->prefix = prefix;
    if (strchr(node->text, '*'))
        ng_parser_fail(parser, lexeme, "* stands only at the end of a word, as in audit*");
    else if (exact && prefix)
        ng_parser_fail(parser, lexeme, "= and * cannot both stand at one word");
    else if (prefix && g_utf8_strlen(node->text, -1) < 3)
        ng_parser_fail(parser, lexeme, "* needs at least 3 letters before it");
    else
        return node;
    ng_node_free(node);
    return NULL;
}

NgNode *ng_parse_phrase(NgParser *parser, const NgLexeme *lexeme)
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

static NgNode *needs_value(NgParser *parser, const NgLexeme *field)
{
    return ng_parser_fail(parser, field, "%s: needs a value right after the colon",
                          ng_field_info(field->field)->name);
}

/* outlet:(reuters OR new york times): values between ORs. */
static NgNode *parse_value_group(NgParser *parser, const NgLexeme *field)
{
    const NgLexeme *open = ng_parser_take(parser);
    g_autoptr(NgNode) group = NULL;
    for (;;) {
        g_autoptr(GString) value = g_string_new(NULL);
        gsize end = open->end;
        while (ng_parser_peek(parser)->kind == NG_LEX_WORD ||
               ng_parser_peek(parser)->kind == NG_LEX_PHRASE) {
            const NgLexeme *part = ng_parser_take(parser);
            g_string_append_printf(value, "%s%s", value->len ? " " : "", part->text);
            end = part->end;
        }
        const NgLexeme *next = ng_parser_take(parser);
        g_strstrip(value->str);
        if (!*value->str)
            return needs_value(parser, field);
        NgNode *one = value_node(field->field, field->begin, end, value->str);
        group = group ? ng_node_join(NG_NODE_OR, g_steal_pointer(&group), one) : one;
        if (next->kind == NG_LEX_CLOSE)
            return g_steal_pointer(&group);
        if (next->kind == NG_LEX_END)
            return ng_parser_fail(parser, open, "this bracket is never closed");
        if (next->kind != NG_LEX_OR)
            return ng_parser_fail(parser, next, "only OR can stand between values of %s:",
                                  ng_field_info(field->field)->name);
    }
}

NgNode *ng_parse_field(NgParser *parser, const NgLexeme *field)
{
    const NgFieldInfo *info = ng_field_info(field->field);
    if (parser->inside != NG_FIELD_TEXT)
        return ng_parser_fail(parser, field, "%s: cannot stand inside %s:", info->name,
                              ng_field_info(parser->inside)->name);
    if (field->field == NG_FIELD_UNDATED)
        return value_node(field->field, field->begin, field->end, "");
    NgLexKind next = ng_parser_peek(parser)->kind;
    if (!ng_field_takes_words(field->field)) {
        if (next == NG_LEX_OPEN)
            return parse_value_group(parser, field);
        if (next != NG_LEX_WORD && next != NG_LEX_PHRASE)
            return needs_value(parser, field);
        const NgLexeme *value = ng_parser_take(parser);
        NgNode *node = value_node(field->field, field->begin, value->end, value->text);
        if (*node->text)
            return node;
        ng_node_free(node);
        return needs_value(parser, field);
    }
    bool word = next == NG_LEX_WORD || next == NG_LEX_PHRASE;
    if (next != NG_LEX_OPEN && !(word && ng_query_has_word(ng_parser_peek(parser)->text)))
        return needs_value(parser, field);
    if (!ng_parser_deeper(parser, field))
        return NULL;
    parser->inside = field->field;
    NgNode *words = ng_parse_primary(parser);
    parser->inside = NG_FIELD_TEXT;
    parser->depth--;
    if (!words || field->field == NG_FIELD_TEXT)
        return words;
    NgNode *node = ng_node_new(NG_NODE_FIELD, field->begin, words->end);
    node->field = field->field;
    ng_node_add(node, words);
    return node;
}
