/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the lexer's alphabet: classes of characters and the spellings of operators.
 * Below lex.c and lex_prose.c.
 * Must not know: fields, order, the tree. */
#include "engine/query/lex.h"

#include "nutgraf/error.h"

#include <stdarg.h>
#include <string.h>

NgCharClass ng_query_char(const char *text, gsize at, gsize len, gsize *len_bytes)
{
    unsigned char byte = (unsigned char)text[at];
    *len_bytes = 1;
    if (byte < 0x80) {
        switch (byte) {
        case '"':
            return NG_CHAR_QUOTE;
        case '(':
            return NG_CHAR_OPEN;
        case ')':
            return NG_CHAR_CLOSE;
        case '|':
            return NG_CHAR_BAR;
        case '-':
            return NG_CHAR_HYPHEN;
        default:
            return byte <= ' ' || byte == 0x7f ? NG_CHAR_SPACE : NG_CHAR_WORD;
        }
    }
    gunichar c = g_utf8_get_char_validated(text + at, (gssize)(len - at));
    if (c == (gunichar)-1 || c == (gunichar)-2)
        return NG_CHAR_SPACE;
    *len_bytes = (gsize)g_unichar_to_utf8(c, NULL);
    switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
        return NG_CHAR_QUOTE;
    case 0x00AB:
    case 0x00BB:
        return NG_CHAR_ANGLE;
    case 0xFF08:
        return NG_CHAR_OPEN;
    case 0xFF09:
        return NG_CHAR_CLOSE;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
    case 0xFE63:
    case 0xFF0D:
        return NG_CHAR_HYPHEN;
    case 0x200B:
    case 0x2060:
    case 0xFEFF:
        return NG_CHAR_SPACE;
    default:
        return g_unichar_isspace(c) || g_unichar_iscntrl(c) ? NG_CHAR_SPACE : NG_CHAR_WORD;
    }
}

/* All digits, 1 to 999,999; longer ones are as far as it goes. */
static bool read_number(const char *text, gsize len, guint *number)
{
    guint value = 0;
    if (!len)
        return false;
    for (gsize i = 0; i < len; i++) {
        if (!g_ascii_isdigit(text[i]))
            return false;
        value = MIN(value * 10 + (guint)(text[i] - '0'), 999999u);
    }
    *number = value;
    return value > 0;
}

static const struct {
    const char *name;
    NgLexKind kind;
    guint distance;
} plain_operators[] = {
    {"AND", NG_LEX_AND, 0},   {"OR", NG_LEX_OR, 0},      {"NOT", NG_LEX_NOT, 0},
    {"SAME", NG_LEX_SAME, 0}, {"NEAR", NG_LEX_NEAR, 10}, {"ADJ", NG_LEX_ADJ, 1},
};

/* slash_only: a distance needs the slash, for "w5" and "pre5" are words */
static const struct {
    const char *name;
    NgLexKind kind;
    bool slash_only;
} numbered_operators[] = {
    {"near", NG_LEX_NEAR, false},
    {"adj", NG_LEX_ADJ, false},
    {"w", NG_LEX_NEAR, true},
    {"pre", NG_LEX_ADJ, true},
};

bool ng_query_operator(const char *chunk, gsize len, NgLexeme *lexeme, bool *malformed)
{
    *malformed = false;
    lexeme->distance = 0;
    for (guint i = 0; i < G_N_ELEMENTS(plain_operators); i++) {
        if (strlen(plain_operators[i].name) == len &&
            memcmp(plain_operators[i].name, chunk, len) == 0) {
            lexeme->kind = plain_operators[i].kind;
            lexeme->distance = plain_operators[i].distance;
            return true;
        }
    }
    if (len == 3 && g_ascii_strncasecmp(chunk, "w/p", 3) == 0) {
        lexeme->kind = NG_LEX_SAME;
        return true;
    }
    for (guint i = 0; i < G_N_ELEMENTS(numbered_operators); i++) {
        gsize name_len = strlen(numbered_operators[i].name);
        if (len <= name_len || g_ascii_strncasecmp(chunk, numbered_operators[i].name, name_len))
            continue;
        bool slash = chunk[name_len] == '/';
        if (!slash && numbered_operators[i].slash_only)
            continue;
        gsize digits = name_len + (slash ? 1 : 0);
        lexeme->kind = numbered_operators[i].kind;
        if (read_number(chunk + digits, len - digits, &lexeme->distance))
            return true;
        bool zero = len > digits && strspn(chunk + digits, "0") >= len - digits;
        bool capitals = name_len > 1 && g_ascii_isupper(chunk[0]) && g_ascii_isupper(chunk[1]);
        *malformed = zero || (slash && capitals);
        return false;
    }
    if (len > 7 && g_ascii_strncasecmp(chunk, "atleast", 7) == 0) {
        lexeme->kind = NG_LEX_ATLEAST;
        if (read_number(chunk + 7, len - 7, &lexeme->distance))
            return true;
        *malformed = strspn(chunk + 7, "0") >= len - 7;
    }
    return false;
}

NgLexeme *ng_lex_add(GArray *lexemes, NgLexKind kind, gsize begin, gsize end)
{
    NgLexeme lexeme = {.kind = kind, .begin = begin, .end = end};
    g_array_append_val(lexemes, lexeme);
    return &g_array_index(lexemes, NgLexeme, lexemes->len - 1);
}

bool ng_query_fail(NgQueryError *place, GError **error, gsize begin, gsize end, const char *nearest,
                   const char *format, ...)
{
    if (error && *error)
        return false;
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_QUERY, message);
    if (place) {
        place->begin = begin;
        place->end = end;
        g_free(place->nearest);
        place->nearest = g_strdup(nearest);
    }
    return false;
}
