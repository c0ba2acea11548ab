/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: parts of the rendering for people, one file each.
 * Shared by text*.c only.
 * Must not know: options, the terminal. */
#pragma once

#include "layout.h"

/* No line of running text is longer, however wide the terminal. */
#define NG_TEXT_COLUMNS 104u

/* "1 article", "20,000 articles" */
void ng_put_count(GString *out, guint64 count, const char *one, const char *many);
/* A line that begins with a word in faint print and is wrapped under itself. */
void ng_put_note(GString *out, const NgView *view, const char *label, const char *text);

void ng_text_hits(GString *out, const NgResults *results, const NgView *view);
/* Who else has the article of a hit; nothing when nobody has. */
void ng_text_story(GString *out, const NgHit *hit, const NgView *view, guint indent, guint width);
void ng_text_facets(GString *out, const NgResults *results, const NgView *view);
void ng_text_timeline(GString *out, const NgResults *results, const NgView *view);
/* A line with the query as it was meant, when a word of it has a likelier spelling. */
void ng_text_spelling(GString *out, const NgResults *results, const NgView *view);
void ng_text_nothing(GString *out, const NgResults *results, const NgView *view);
