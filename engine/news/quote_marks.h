/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: one quotation mark: of what make it is, and what may stand before one that opens.
 * Between bytes and quotes.c. Internal. Must not know: words, paragraphs. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef enum {
    NG_MARK_NONE,
    NG_MARK_STRAIGHT, /* " */
    NG_MARK_OPEN,     /* “ ‟ */
    NG_MARK_CLOSE,    /* ” */
    NG_MARK_LOW,      /* „ */
    NG_MARK_TICKS,    /* `` */
    NG_MARK_PRIMES,   /* '' */
    NG_MARK_SINGLE_OPEN,
    NG_MARK_SINGLE, /* ' ’: a closing mark, or an apostrophe */
    NG_MARK_ANGLE_OPEN,
    NG_MARK_ANGLE_CLOSE,
    NG_MARK_CORNER_OPEN,
    NG_MARK_CORNER_CLOSE,
} NgMark;

/* The mark at byte i of the text, and how many bytes it has. */
NgMark ng_mark_at(const char *text, uint32_t i, uint32_t len, uint32_t *size);
bool ng_mark_is_space(gunichar c);
/* May a mark open behind this character? */
bool ng_mark_opens_after(gunichar before);

/* "They told me it was a "category five storm." We know …": behind the mark that closes the
 * straight one at `from`, when it has others inside, told by what stands beside each; `len`, and
 * unclosed, when only the first is left open there. 0 when there are none inside, or they tell
 * nothing. */
uint32_t ng_marks_nested_end(const char *text, uint32_t len, uint32_t from, bool *unclosed);

static inline bool ng_mark_may_be(char c)
{
    unsigned char u = (unsigned char)c;
    return u == '"' || u == '\'' || u == '`' || u == 0xc2 || u == 0xe2 || u == 0xe3;
}

G_END_DECLS
