/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: pairs of quotation marks in a text.
 * The first pass of sentences.c; shares with it what a text is and which bytes matter.
 * Must not know: who speaks, what a quotation is worth. */
#pragma once

#include "engine/text/letters.h"

typedef struct {
    const uint8_t *s;
    gsize len;
} NgText;

typedef struct {
    gsize open, close; /* first bytes of the two marks */
} NgQuotation;

/* Appends the pairs (NgQuotation) in the order of the text; they do not overlap. */
void ng_quotations_find(const NgText *text, GArray *out);

/* The next byte from `at` on that is no plain letter, digit or comma: a stop, a quotation mark, a
 * line end, or beyond ASCII; the text's length if none is left. */
gsize ng_text_skip(const NgText *text, gsize at);

/* *n is 0 at the end. */
static inline uint32_t ng_text_char(const NgText *text, gsize at, unsigned *n)
{
    if (at < text->len)
        return ng_utf8_next(text->s + at, text->len - at, n);
    *n = 0;
    return 0;
}

static inline bool ng_is_space(uint32_t cp)
{
    return ng_letter(cp).kind == NG_CH_SPACE;
}

static inline bool ng_is_wordish(uint32_t cp)
{
    uint8_t kind = ng_letter(cp).kind;
    return kind == NG_CH_LETTER || kind == NG_CH_DIGIT || kind == NG_CH_PAIRED;
}
