/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the text of an ANPA message, between STX and ETX, taken apart.
 * Fills headline and paragraphs; what only the header can settle is left to anpa.c.
 * Must not know: the header. */
#pragma once

#include "indexer/input/agency.h"

G_BEGIN_DECLS

typedef struct {
    char *keyword_line; /* "BC-US--Ethanol, 1st Ld-Writethru,1140", or NULL */
    GPtrArray *bylines; /* of char * */
} AnpaCopy;

void anpa_copy_clear(AnpaCopy *copy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AnpaCopy, anpa_copy_clear)

/* text: valid UTF-8 with its control characters. Notes to editors settle the article's status. */
void anpa_copy_read(AnpaCopy *copy, NgArticle *article, const char *text, gsize len);
void anpa_copy_bylines(const AnpaCopy *copy, NgArticle *article);

G_END_DECLS
