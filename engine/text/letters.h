/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what a code point is to a word: letter, digit, mark, joiner; its lower case and its
 * fold. Below tokens, folding, sentences and language guessing. Must not know: words, languages. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    NG_CH_OTHER, /* punctuation, symbols, controls: ends a word */
    NG_CH_SPACE,
    NG_CH_LETTER,
    NG_CH_DIGIT,
    NG_CH_MARK,   /* goes on with a word, begins none */
    NG_CH_VANISH, /* soft hyphen, zero-width joiners, direction marks: as if they were not there */
    NG_CH_APOSTROPHE,
    NG_CH_HYPHEN,
    NG_CH_PAIRED, /* a letter of a script without spaces */
} NgCharKind;

enum { NG_FOLD_MAX = 3 };

typedef struct {
    uint32_t lower;             /* lower case; digits of any script are ASCII digits */
    uint32_t form[NG_FOLD_MAX]; /* the fold of `lower`, 0 after the last; none: it goes */
    uint8_t kind;               /* NgCharKind */
    bool upper;                 /* upper or title case */
} NgLetter;

/* What lies beyond ASCII; any value from 0x80 on is allowed, also above U+10FFFF. */
NgLetter ng_letter_beyond(uint32_t cp);

static inline NgLetter ng_letter(uint32_t cp)
{
    if (cp >= 0x80)
        return ng_letter_beyond(cp);
    uint32_t folded = cp | 0x20;
    NgLetter l = {.lower = cp, .form = {cp}, .kind = NG_CH_OTHER};
    if (folded >= 'a' && folded <= 'z') {
        l.kind = NG_CH_LETTER;
        l.upper = cp != folded;
        l.lower = l.form[0] = folded;
    } else if (cp >= '0' && cp <= '9') {
        l.kind = NG_CH_DIGIT;
    } else if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
        l.kind = NG_CH_SPACE;
    } else if (cp == '\'') {
        l.kind = NG_CH_APOSTROPHE;
    } else if (cp == '-') {
        l.kind = NG_CH_HYPHEN;
    }
    return l;
}

/* Decodes one character; *n bytes of it were read (at least 1 of the `left`, which is not 0).
 * What is not valid UTF-8 is U+FFFD, one byte at a time. */
static inline uint32_t ng_utf8_next(const uint8_t *s, size_t left, unsigned *n)
{
    uint32_t c = s[0];
    *n = 1;
    if (c < 0x80)
        return c;
    if (c >= 0xC2 && c < 0xE0 && left >= 2 && (s[1] & 0xC0) == 0x80) {
        *n = 2;
        return (c & 0x1F) << 6 | (s[1] & 0x3Fu);
    }
    if ((c & 0xF0) == 0xE0 && left >= 3 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
        uint32_t cp = (c & 0x0F) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
        if (cp >= 0x800 && (cp < 0xD800 || cp > 0xDFFF)) {
            *n = 3;
            return cp;
        }
    }
    if (c >= 0xF0 && c < 0xF5 && left >= 4 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 &&
        (s[3] & 0xC0) == 0x80) {
        uint32_t cp =
            (c & 0x07) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
        if (cp >= 0x10000 && cp <= 0x10FFFF) {
            *n = 4;
            return cp;
        }
    }
    return 0xFFFD;
}

/* The character that ends right before s[at]; at > 0. */
static inline uint32_t ng_utf8_before(const uint8_t *s, size_t at)
{
    size_t begin = at - 1;
    unsigned n;
    while (begin > 0 && at - begin < 4 && (s[begin] & 0xC0) == 0x80)
        begin--;
    uint32_t cp = ng_utf8_next(s + begin, at - begin, &n);
    return begin + n == at ? cp : 0xFFFD;
}

/* Writes at most 4 bytes, gives their number. */
static inline unsigned ng_utf8_put(char *out, uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}
