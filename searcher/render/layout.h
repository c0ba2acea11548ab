/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: text from articles made safe for a terminal, measured in columns, wrapped,
 * styled. Under every renderer for people; the one place that writes escape sequences. Must not
 * know: what the text means. */
#pragma once

#include "view.h"

typedef enum {
    NG_STYLE_PLAIN,
    NG_STYLE_STRONG, /* headlines */
    NG_STYLE_FAINT,  /* what stands around the text */
    NG_STYLE_MARK,   /* words that were searched */
} NgStyle;

/* Columns that the text takes once it is safe. */
guint ng_text_columns(const char *text, gssize len_bytes);

/* Appends text in one style, without wrapping. Nothing in it can steer the terminal: control
 * characters are written as \x1b, those that turn the direction of text are left out, line ends
 * and tabs are spaces. */
void ng_put(GString *out, const NgView *view, NgStyle style, const char *text, gssize len_bytes);
/* The same, cut to so many columns with an ellipsis; padded with spaces when `pad`. */
void ng_put_cut(GString *out, const NgView *view, NgStyle style, const char *text, guint columns,
                bool pad);
void ng_put_spaces(GString *out, guint columns);
/* "20,000" */
void ng_put_number(GString *out, guint64 number);

/* Opens and closes a hyperlink (OSC 8); nothing when links are off or the URL is no http one. */
bool ng_link_open(GString *out, const NgView *view, const char *url);
void ng_link_close(GString *out);
/* http or https, and nothing in it that a link must not hold. */
bool ng_url_is_web(const char *url);

typedef struct {
    guint column; /* where the first line goes on */
    guint indent; /* where the others begin */
    guint width;  /* columns a line may take, indent included */
    NgStyle style;
    const GArray *spans; /* of NgSpan in the text, marked; NULL: none */
    gsize begin, end;    /* the part to show; end 0: to its end; an ellipsis stands for the rest */
    const char *link;    /* NULL: none */
} NgFlow;

/* Appends text wrapped at spaces (and between characters of scripts without them), and a line
 * end. */
void ng_put_flow(GString *out, const NgView *view, const char *text, const NgFlow *flow);
