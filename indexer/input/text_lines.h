/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: lines of a text with their indents and widths, from the bytes to the layout.
 * Must not know: what a line means. */
#pragma once

#include "text.h"

G_BEGIN_DECLS

/* No screen is so wide: the line has lost its ends. */
#define TEXT_ENDLESS_BYTES 600

typedef struct {
    const char *s;
    gsize len;    /* without white space at either end */
    guint indent; /* columns before it */
    guint width;  /* indent and characters */
    bool gap;     /* begins after a gap inside a line */
} TextLine;

typedef struct {
    GArray *lines; /* of TextLine; len 0 is a blank one */
    bool wrapped;
    bool packed;      /* few lines, one of them endless */
    guint gaps;       /* block ends found inside lines */
    bool blanks_lie;  /* a blank line after every line: they say nothing */
    guint full_width; /* columns of a full line */
    guint base;       /* usual indent */
} TextLines;

/* Cuts the text at its line ends, and endless lines at their gaps. `lines->lines` is the caller's.
 */
void text_read_lines(TextLines *layout, const char *text, gsize len);
/* How wide and how broken the lines are. */
void text_measure_lines(TextLines *layout);
/* Does `line` go on in the middle of `before`'s sentence? */
bool text_line_goes_on(const TextLine *before, const TextLine *line);
/* Width of the white space from p on, and where it ends. */
guint text_gap_at(const char *p, const char *end, const char **after);

G_END_DECLS
