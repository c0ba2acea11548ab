/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the lines of a PDF document with their places, between the steps that make
 * paragraphs of them. Private to those. */
#pragma once

#include "indexer/input/pdf.h"

G_BEGIN_DECLS

typedef struct {
    guint page, block;
    double left, right, top, bottom;
    double page_width, page_height;
    double size; /* height of its words: the middle one */
    GString *text;
    bool dropped;
} NgPdfLine;

typedef struct {
    GPtrArray *lines;  /* of NgPdfLine */
    char *title;       /* of the document's properties */
    GHashTable *words; /* in the middle of lines: how the document writes them elsewhere */
    double size;       /* of most of the text */
} NgPdfLayout;

static inline NgPdfLine *ng_pdf_line(const NgPdfLayout *layout, guint i)
{
    return layout->lines->pdata[i];
}

/* Appends the lines that pdftotext printed. */
void ng_pdf_read_words(NgPdfLayout *layout, const char *words);
/* Puts the lines of each page into the order in which people read: what spans the page, then
 * column after column. */
void ng_pdf_order_columns(NgPdfLayout *layout);
/* The middle one of some doubles, which it sorts; 0 when there are none. */
double ng_pdf_middle(GArray *values);

G_END_DECLS
