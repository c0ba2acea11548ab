/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: lexemes and trees as text: what --explain and `query.parsed` say.
 * Beside lex.c and parse.c: what is shown reads back as the same tree.
 * Must not know: terms, the index. */
#include "engine/query/lex.h"
#include "engine/query/parse.h"

#include <string.h>

char *ng_query_lexemes_show(const GArray *lexemes)
{
    static const char *const names[] = {
        [NG_LEX_OPEN] = "(",     [NG_LEX_CLOSE] = ")",  [NG_LEX_AND] = "AND",
        [NG_LEX_OR] = "OR",      [NG_LEX_NOT] = "NOT",  [NG_LEX_SAME] = "SAME",
        [NG_LEX_NEAR] = "NEAR/", [NG_LEX_ADJ] = "ADJ/", [NG_LEX_ATLEAST] = "ATLEAST",
    };
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < lexemes->len; i++) {
        const NgLexeme *lexeme = &g_array_index(lexemes, NgLexeme, i);
        if (lexeme->kind == NG_LEX_END)
            break;
        if (i)
            g_string_append_c(out, ' ');
        if (lexeme->kind == NG_LEX_WORD)
            g_string_append_printf(out, "[%s%s%s]", lexeme->exact ? "=" : "", lexeme->text,
                                   lexeme->prefix ? "*" : "");
        else if (lexeme->kind == NG_LEX_PHRASE)
            g_string_append_printf(out, "[\"%s\"]", lexeme->text);
        else if (lexeme->kind == NG_LEX_FIELD)
            g_string_append_printf(out, "%s:", ng_field_info(lexeme->field)->name);
        else
            g_string_append(out, names[lexeme->kind]);
        if (lexeme->kind == NG_LEX_NEAR || lexeme->kind == NG_LEX_ADJ ||
            lexeme->kind == NG_LEX_ATLEAST)
            g_string_append_printf(out, "%u", lexeme->distance);
    }
    return g_string_free(out, FALSE);
}

/* Does the text, standing alone, lex to one word (after one field when value is set) that is it? */
static bool lexes_to(const char *spelt, const NgNode *node, bool value)
{
    bool prose, same = false;
    GArray *lexemes = ng_query_lex(spelt, &prose, NULL, NULL, NULL);
    if (lexemes && !prose && lexemes->len == (value ? 3 : 2)) {
        const NgLexeme *lexeme = &g_array_index(lexemes, NgLexeme, value ? 1 : 0);
        same = lexeme->kind == NG_LEX_WORD && strcmp(lexeme->text, node->text) == 0 &&
               lexeme->exact == node->exact && lexeme->prefix == node->prefix;
    }
    ng_lexemes_free(lexemes);
    return same;
}

static void show_word(GString *out, const NgNode *node, bool quoted)
{
    g_autofree char *spelt =
        g_strconcat(node->exact ? "=" : "", node->text, node->prefix ? "*" : "", NULL);
    const char *mark = quoted || lexes_to(spelt, node, false) ? "" : "\"";
    g_string_append_printf(out, "%s%s%s", mark, spelt, mark);
}

static void show_value(GString *out, const NgNode *node)
{
    const char *name = ng_field_info(node->field)->name;
    g_autofree char *spelt = g_strconcat(name, ":", node->text, NULL);
    if (node->field == NG_FIELD_UNDATED || lexes_to(spelt, node, true))
        g_string_append(out, spelt);
    else
        g_string_append_printf(out, "%s:\"%s\"", name, node->text);
}

/* How closely a node binds: one that binds less than its place asks for goes into brackets. */
static guint binding(const NgNode *node)
{
    switch (node->kind) {
    case NG_NODE_ANY:
    case NG_NODE_OR:
        return 0;
    case NG_NODE_AND:
        return 1;
    case NG_NODE_NOT:
        return 2;
    case NG_NODE_SAME:
        return 3;
    case NG_NODE_NEAR:
    case NG_NODE_ADJ:
        return 4;
    default:
        return 5;
    }
}

static void show(GString *out, const NgNode *node, guint place);

static void show_list(GString *out, const NgNode *node, const char *between, guint place)
{
    for (guint i = 0; i < node->kids->len; i++) {
        if (i)
            g_string_append(out, between);
        show(out, node->kids->pdata[i], place);
    }
}

static void show_plain(GString *out, const NgNode *node)
{
    switch (node->kind) {
    case NG_NODE_WORD:
        show_word(out, node, false);
        break;
    case NG_NODE_PHRASE:
        g_string_append_c(out, '"');
        for (guint i = 0; i < node->kids->len; i++) {
            if (i)
                g_string_append_c(out, ' ');
            show_word(out, node->kids->pdata[i], true);
        }
        g_string_append_c(out, '"');
        break;
    case NG_NODE_ANY:
    case NG_NODE_OR:
        show_list(out, node, " OR ", 1);
        break;
    case NG_NODE_AND:
        show_list(out, node, " AND ", 2);
        break;
    case NG_NODE_SAME:
        show_list(out, node, " SAME ", 4);
        break;
    case NG_NODE_NOT:
        g_string_append(out, "NOT ");
        show(out, node->kids->pdata[0], 2);
        break;
    case NG_NODE_NEAR:
    case NG_NODE_ADJ:
        show(out, node->kids->pdata[0], 4);
        g_string_append_printf(out, " %s/%u ", node->kind == NG_NODE_NEAR ? "NEAR" : "ADJ",
                               node->distance);
        show(out, node->kids->pdata[1], 5);
        break;
    case NG_NODE_ATLEAST:
        g_string_append_printf(out, "atleast%u(", node->distance);
        show(out, node->kids->pdata[0], 0);
        g_string_append_c(out, ')');
        break;
    case NG_NODE_FIELD:
        if (!node->kids) {
            show_value(out, node);
            break;
        }
        g_string_append_printf(out, "%s:", ng_field_info(node->field)->name);
        const NgNode *kid = node->kids->pdata[0];
        bool bare = kid->kind == NG_NODE_WORD || kid->kind == NG_NODE_PHRASE;
        show(out, kid, bare ? 0 : 6);
        break;
    }
}

static void show(GString *out, const NgNode *node, guint place)
{
    bool brackets = binding(node) < place;
    if (brackets)
        g_string_append_c(out, '(');
    show_plain(out, node);
    if (brackets)
        g_string_append_c(out, ')');
}

char *ng_node_show(const NgNode *node)
{
    if (!node)
        return g_strdup("");
    GString *out = g_string_new(NULL);
    show(out, node, 0);
    return g_string_free(out, FALSE);
}
