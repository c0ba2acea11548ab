/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: quotation marks of whatever make, told by their bytes. */
#include "engine/news/quote_marks.h"

#include <string.h>

NgMark ng_mark_at(const char *text, uint32_t i, uint32_t len, uint32_t *size)
{
    const unsigned char *c = (const unsigned char *)text + i;
    *size = 1;
    switch (*c) {
    case '"':
        return NG_MARK_STRAIGHT;
    case '\'':
        if (i + 1 < len && c[1] == '\'') {
            *size = 2;
            return NG_MARK_PRIMES;
        }
        return NG_MARK_SINGLE;
    case '`':
        if (i + 1 < len && c[1] == '`') {
            *size = 2;
            return NG_MARK_TICKS;
        }
        return NG_MARK_SINGLE_OPEN;
    case 0xc2:
        *size = 2;
        return c[1] == 0xab   ? NG_MARK_ANGLE_OPEN
               : c[1] == 0xbb ? NG_MARK_ANGLE_CLOSE
                              : NG_MARK_NONE;
    case 0xe2:
        *size = 3;
        if (c[1] != 0x80)
            return NG_MARK_NONE;
        switch (c[2]) {
        case 0x98:
        case 0x9b:
            return NG_MARK_SINGLE_OPEN;
        case 0x99:
            return NG_MARK_SINGLE;
        case 0x9c:
        case 0x9f:
            return NG_MARK_OPEN;
        case 0x9d:
            return NG_MARK_CLOSE;
        case 0x9e:
            return NG_MARK_LOW;
        case 0xb9:
            return NG_MARK_ANGLE_OPEN;
        case 0xba:
            return NG_MARK_ANGLE_CLOSE;
        default:
            return NG_MARK_NONE;
        }
    case 0xe3:
        *size = 3;
        if (c[1] == 0x80 && (c[2] == 0x8c || c[2] == 0x8e))
            return NG_MARK_CORNER_OPEN;
        if (c[1] == 0x80 && (c[2] == 0x8d || c[2] == 0x8f))
            return NG_MARK_CORNER_CLOSE;
        return NG_MARK_NONE;
    default:
        return NG_MARK_NONE;
    }
}

bool ng_mark_is_space(gunichar c)
{
    return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009;
}

bool ng_mark_opens_after(gunichar before)
{
    return ng_mark_is_space(before) || before == '(' || before == '[' || before == '-' ||
           before == '/' || before == ':' || before == '>' ||
           (before >= 0x2010 && before <= 0x201f) || before == '"' || before == '\'' ||
           before == 0xbf || before == 0xa1 || before == 0x2026;
}

/* A straight mark is told by what stands beside it: 1 opens, -1 closes, 0 may do either. */
static int straight_side(const char *text, uint32_t len, uint32_t i)
{
    gunichar before = i ? g_utf8_get_char(g_utf8_prev_char(text + i)) : ' ';
    gunichar after = i + 1 < len ? g_utf8_get_char(text + i + 1) : ' ';
    bool left = ng_mark_opens_after(before);
    if (left && !ng_mark_is_space(after))
        return 1;
    return !left && !g_unichar_isalnum(after) ? -1 : 0;
}

uint32_t ng_marks_nested_end(const char *text, uint32_t len, uint32_t from, bool *unclosed)
{
    uint32_t depth = 1, deepest = 1;
    *unclosed = false;
    if (straight_side(text, len, from) <= 0)
        return 0;
    for (uint32_t i = from + 1; i < len; i++) {
        if (text[i] != '"')
            continue;
        int side = straight_side(text, len, i);
        /* Behind the end of a sentence another quotation begins, and the first was never closed. */
        if (!side || (side > 0 && i >= 2 && strchr(".?!\"", text[i - 2])))
            return 0;
        depth = side > 0 ? depth + 1 : depth - 1;
        deepest = MAX(deepest, depth);
        if (!depth)
            return deepest > 1 ? i + 1 : 0;
    }
    *unclosed = deepest > 1 && depth == 1;
    return *unclosed ? len : 0;
}
