/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what standard output is, and how rendered text gets there.
 * First asked for width, colour and links; last given the text.
 * Must not know: what is printed. */
#pragma once

#include "options.h"

typedef struct {
    bool terminal; /* standard output is one */
    bool dumb;     /* TERM is dumb or not set */
    guint width;   /* COLUMNS, else the terminal's, else 80 */
    guint height;  /* lines of the terminal; 0 when it is none */
    bool colour, links;
    bool strict; /* set by the caller: that the reader went away is a failure */
} NgTerminal;

void ng_terminal_look(NgTerminal *terminal, NgWhen colour, NgWhen links);

/* Writes to standard output, through the pager when `paged`, standard output is a terminal and the
 * text is longer than it. A reader that went away is no error unless `strict`; who leaves the pager
 * has read. */
bool ng_terminal_write(const NgTerminal *terminal, const GString *text, bool paged, GError **error);
