/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the parser and the show functions share.
 * Inside engine/query only.
 * Must not know: the index. */
#pragma once

#include "nutgraf/query.h"

NgNode *ng_node_new(NgNodeKind kind, gsize begin, gsize end);
void ng_node_add(NgNode *parent, NgNode *kid /* taken over */);

/* title:, lead:, quote: and text: take words; the others a value. */
bool ng_field_takes_words(NgField field);
/* Is there anything in the text that the tokeniser calls a word? */
bool ng_query_has_word(const char *text);

typedef struct {
    const NgLexeme **v; /* without words of which the tokeniser leaves nothing */
    guint at, depth;
    NgField inside; /* the field whose words are read, TEXT outside */
    NgQueryError *place;
    GError **error;
} NgParser;

const NgLexeme *ng_parser_peek(const NgParser *parser);
const NgLexeme *ng_parser_take(NgParser *parser); /* goes on; never past END */
/* Records what is wrong with the lexeme; always NULL. */
NgNode *ng_parser_fail(NgParser *parser, const NgLexeme *lexeme, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* One level of brackets more; false with an error when it is too deep. */
bool ng_parser_deeper(NgParser *parser, const NgLexeme *lexeme);

/* A word, a phrase, a bracket or a field. */
NgNode *ng_parse_primary(NgParser *parser);
NgNode *ng_parse_phrase(NgParser *parser, const NgLexeme *lexeme);
NgNode *ng_parse_field(NgParser *parser, const NgLexeme *field);
NgNode *ng_node_word(const NgLexeme *lexeme, const char *text, gsize len);
/* Joins two into one of kind; nodes of that very kind are flattened into it. */
NgNode *ng_node_join(NgNodeKind kind, NgNode *left, NgNode *right);
