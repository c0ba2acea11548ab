/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: a PDF document to text, in two steps: a program that knows PDF says where each
 * word stands, and from that come paragraphs.
 * Below the reader of PDF. */
#pragma once

#include "indexer/input/reader.h"

G_BEGIN_DECLS

/* Runs pdftotext on the bytes, without a shell, within limits of time, memory and output. The words
 * with their places, as its option -bbox-layout prints them; NULL with a reason. */
char *ng_pdf_words(const char *data, gsize len, gsize *out_len, GError **error);

typedef struct {
    char *title; /* the largest words of the first page, or the document's own title; or NULL */
    char *letterhead; /* the first line above that, in the margin; or NULL */
    char *text; /* paragraphs with blank lines between, without the title, running heads and page
                   numbers */
} NgPdfText;
/* From what ng_pdf_words gave. */
void ng_pdf_text(const char *words, gsize len, NgPdfText *text);
void ng_pdf_text_clear(NgPdfText *text);

/* The article from what ng_pdf_words gave: all of the reader's work that runs in this process. */
bool ng_pdf_read_laid_out(const char *words, gsize len, const NgInput *input, const NgSinks *sinks,
                          GError **error);

G_END_DECLS
