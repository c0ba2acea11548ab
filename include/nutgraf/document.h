/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an analysed article to the terms, values and record of its document.
 * After analysis, before the store, which it knows as a sink only.
 * Must not know: files, generations, how a query is run. */
#pragma once

#include "nutgraf/article.h"
#include "nutgraf/fields.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

G_BEGIN_DECLS

/* Where the parts of a document go. Terms are made by ng_term_make. */
typedef struct {
    /* One term may come several times; its weights add up. */
    void (*term)(gpointer data, const char *term, gsize len, guint32 wdf);
    void (*value)(gpointer data, guint32 slot, const char *value, gsize len);
    void (*record)(gpointer data, const char *bytes, gsize len);
    /* A name that facets show: key and value of metadata (see values.h). */
    void (*name)(gpointer data, const char *key, gsize key_len, const char *value, gsize value_len);
    gpointer data;
} NgDocumentSink;

/* Holds scratch memory and stemmers; one a process. */
typedef struct NgDocumentBuilder NgDocumentBuilder;
NgDocumentBuilder *ng_document_builder_new(void);
void ng_document_builder_free(NgDocumentBuilder *builder);
/* Where the tokens of the article may be had that is built next, the headline's first; NULL:
 * nowhere. Borrowed. */
void ng_document_builder_take_tokens(NgDocumentBuilder *builder, const NgKeptTokens *kept);
/* version: of the article as the source gave it, before analysis added to it. */
void ng_document_build(NgDocumentBuilder *builder, const NgArticle *article,
                       const NgVersion *version, const NgDocumentSink *sink);

/* Which quotations of a paragraph have a place in the index (begin and end terms): those with a
 * word in them that do not lie inside the one before. Appends their indexes into paragraph->quotes
 * (guint), in order; tokens are those of the paragraph's text. */
void ng_document_placed_quotes(const NgParagraph *paragraph, const NgTokens *tokens,
                               GArray *indexes);

G_END_DECLS
