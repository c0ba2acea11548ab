/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: which part of a long paragraph to show.
 * Between a hit and its lines on a terminal.
 * Must not know: lines, styles, the index. */
#pragma once

#include "nutgraf/nutgraf.h"

/* Chooses the part of text, at most `columns` wide, that shows most of the different words in
 * spans (of NgSpan, ascending; may be NULL): whole sentences, or where one alone is too long, whole
 * words of it. `must` (may be NULL) is a place that should be inside: a quotation. *begin and *end
 * are bytes of text; 0 and its length when all of it fits. */
void ng_excerpt(const char *text, const GArray *spans, const NgSpan *must, guint columns,
                gsize *begin, gsize *end);
