/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the lines of a field, and how they make paragraphs and headlines.
 * Between sgml_record.h and sgml_article.c. Must not know: which field it is. */
#pragma once

#include "nutgraf/article.h"

G_BEGIN_DECLS

/* A line without the white space at its ends, and how far it was indented. */
typedef struct {
    const char *s; /* borrowed from the field */
    gsize len;
    guint indent;
} SgmlLine;

/* White space, and the control characters of the wires. */
static inline bool sgml_blank(char c)
{
    return (unsigned char)c <= 0x20 || c == 0x7F;
}

/* Array of SgmlLine. */
GArray *sgml_lines(const GString *field);
/* Appends a line to what runs on from the line before. */
void sgml_join(GString *text, const SgmlLine *line);
/* The widest line, in bytes. */
gsize sgml_width(const GArray *lines);
/* The indentation that every line but the first one has. */
guint sgml_margin(const GArray *lines, guint from);
/* Paragraphs of the lines from `from`; an indentation over the margin begins one. width: of the
 * copy's lines where a line that ends early ends a paragraph, else 0. */
void sgml_add_paragraphs(NgArticle *article, const GArray *lines, guint from, NgRole role,
                         guint margin, gsize width);
/* Takes the agency's name, or "MORE", from the end of the lines; notes the credit. */
void sgml_drop_sign_off(NgArticle *article, GArray *lines);
void sgml_add_credit(NgArticle *article, const char *agency); /* once */
/* Sets the title from the first lines of unprocessed copy; how many lines it took. */
guint sgml_title_of_copy(NgArticle *article, const GArray *lines);

G_END_DECLS
