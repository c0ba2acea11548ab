/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: prose to words: nothing is an operator, nothing is an error.
 * Taken by lex.c when the input reads as pasted text.
 * Must not know: fields, operators, the tree. */
#include "engine/query/lex.h"

#include <string.h>

/* Scripts that are written without spaces: the tokeniser makes pairs of their characters. */
static bool unspaced(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

typedef struct {
    gsize begin, end;
    guint unspaced; /* characters */
} Chunk;

static bool separates(const char *input, gsize at, gsize len, gsize *step)
{
    NgCharClass class = ng_query_char(input, at, len, step);
    return (class != NG_CHAR_WORD && class != NG_CHAR_HYPHEN) || input[at] == '*';
}

/* The next run of characters that are neither space, quote, bracket nor bar. */
static bool next_chunk(const char *input, gsize len, gsize *at, Chunk *chunk)
{
    gsize step;
    while (*at < len && separates(input, *at, len, &step))
        *at += step;
    if (*at >= len)
        return false;
    *chunk = (Chunk) {.begin = *at};
    while (*at < len && !separates(input, *at, len, &step)) {
        if (step > 1 && unspaced(g_utf8_get_char(input + *at)))
            chunk->unspaced++;
        *at += step;
    }
    chunk->end = *at;
    return true;
}

/* Without a letter or digit there is no word in it ("-", "&", "..."). */
static bool has_letter(const char *text, gsize len)
{
    for (const char *p = text; p < text + len; p = g_utf8_next_char(p)) {
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return true;
    }
    return false;
}

guint ng_query_count_words(const char *input, gsize len)
{
    guint words = 0;
    gsize at = 0;
    Chunk chunk;
    while (next_chunk(input, len, &at, &chunk)) {
        if (has_letter(input + chunk.begin, chunk.end - chunk.begin))
            words += MAX(1, (chunk.unspaced + 1) / 2);
    }
    return words;
}

static void add_word(GArray *lexemes, const char *input, gsize begin, gsize end)
{
    gsize step;
    while (begin < end &&
           (input[begin] == '=' || ng_query_char(input, begin, end, &step) == NG_CHAR_HYPHEN)) {
        ng_query_char(input, begin, end, &step);
        begin += step;
    }
    if (begin == end || !has_letter(input + begin, end - begin))
        return;
    NgLexeme *lexeme = ng_lex_add(lexemes, NG_LEX_WORD, begin, end);
    lexeme->text = g_strndup(input + begin, end - begin);
}

/* Overlapping pairs, as the tokeniser makes them; what stands between is a word of its own. */
static void add_pairs(GArray *lexemes, const char *input, gsize begin, gsize end)
{
    gsize other = begin;
    bool after_unspaced = false;
    for (gsize at = begin; at < end;) {
        gsize next = (gsize)(g_utf8_next_char(input + at) - input);
        if (!unspaced(g_utf8_get_char(input + at))) {
            after_unspaced = false;
            at = next;
            continue;
        }
        add_word(lexemes, input, other, at);
        if (next < end && unspaced(g_utf8_get_char(input + next)))
            add_word(lexemes, input, at, (gsize)(g_utf8_next_char(input + next) - input));
        else if (!after_unspaced)
            add_word(lexemes, input, at, next);
        after_unspaced = true;
        at = next;
        other = next;
    }
    add_word(lexemes, input, other, end);
}

void ng_query_lex_prose(GArray *lexemes, const char *input, gsize len)
{
    gsize at = 0;
    Chunk chunk;
    while (next_chunk(input, len, &at, &chunk)) {
        if (chunk.unspaced > 1)
            add_pairs(lexemes, input, chunk.begin, chunk.end);
        else
            add_word(lexemes, input, chunk.begin, chunk.end);
    }
    ng_lex_add(lexemes, NG_LEX_END, len, len);
}
