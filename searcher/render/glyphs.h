/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: one character of text as a terminal may get it.
 * Below layout and the caret under a wrong query.
 * Must not know: lines, styles. */
#pragma once

#include "layout.h"

typedef struct {
    char bytes[12]; /* not terminated; none when the character is left out */
    guint8 len;
    guint8 columns;
    bool space;       /* a line may break here, and drops it */
    bool wide;        /* a line may break after it */
    bool holds_left;  /* closing punctuation: no line begins with it */
    bool holds_right; /* opening punctuation: no line ends in it */
    bool marked;      /* for layout's own use */
} NgGlyph;

/* Reads one character before `end` and returns where the next one begins; bytes that are no UTF-8
 * give U+FFFD, one each. */
const char *ng_glyph_next(const char *text, const char *end, NgGlyph *glyph);

void ng_style_open(GString *out, const NgView *view, NgStyle style);
void ng_style_close(GString *out, const NgView *view, NgStyle style);
