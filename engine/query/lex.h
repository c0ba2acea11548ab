/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the files of the lexer share: classes of characters, operators, prose.
 * Inside engine/query only.
 * Must not know: the tree, the index. */
#pragma once

#include "nutgraf/query.h"

#define NG_PROSE_WORDS 8u /* more words than this without an operator are prose */

typedef enum {
    NG_CHAR_WORD,
    NG_CHAR_SPACE, /* white space, controls, bytes that are no UTF-8 */
    NG_CHAR_QUOTE, /* " and its curly and low forms */
    NG_CHAR_ANGLE, /* angle quotes */
    NG_CHAR_OPEN,
    NG_CHAR_CLOSE,
    NG_CHAR_BAR,
    NG_CHAR_HYPHEN, /* what may stand for NOT before a word */
} NgCharClass;

/* Class of the character at text + at; *len_bytes is its length, at least 1. at < len. */
NgCharClass ng_query_char(const char *text, gsize at, gsize len, gsize *len_bytes);

/* Does the chunk spell an operator? Fills kind and distance. *malformed: it was meant as one. */
bool ng_query_operator(const char *chunk, gsize len, NgLexeme *lexeme, bool *malformed);

/* Appends a WORD (borrowed text is copied); takes `=` and `*` off when marks is set. */
NgLexeme *ng_lex_add(GArray *lexemes, NgLexKind kind, gsize begin, gsize end);

/* The input as plain words, whatever it holds. */
void ng_query_lex_prose(GArray *lexemes, const char *input, gsize len);
/* How many words it would be. Text without spaces counts a word for two characters. */
guint ng_query_count_words(const char *input, gsize len);

/* Fills place (may be NULL) and sets a NG_ERROR_BAD_QUERY; returns false. nearest is copied. */
bool ng_query_fail(NgQueryError *place, GError **error, gsize begin, gsize end, const char *nearest,
                   const char *format, ...) G_GNUC_PRINTF(6, 7);
