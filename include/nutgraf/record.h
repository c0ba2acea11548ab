/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an article as the bytes that the index keeps: the text once, with its spans.
 * Between article.h and the store; tagged fields, so that a later version reads an earlier record.
 * Must not know: terms, files. */
#pragma once

#include "nutgraf/article.h"

G_BEGIN_DECLS

/* Replaces record. */
void ng_record_encode(const NgArticle *article, GString *record);
/* NG_ERROR_CORRUPT when the bytes are no record. Unknown fields are passed over. */
NgArticle *ng_record_decode(const char *data, gsize len_bytes, GError **error);
/* The same, but who is named and quoted only in these paragraphs, 0 the headline; in others nobody.
 */
NgArticle *ng_record_decode_shown(const char *data, gsize len_bytes, const guint *paragraphs,
                                  guint n, GError **error);

/* The texts alone, headline first, for those who look at words and nothing else. */
typedef struct {
    const char *text; /* borrowed from data, not terminated */
    gsize len;        /* bytes */
} NgRecordText;
/* Fills texts (of NgRecordText, replaced). */
bool ng_record_texts(const char *data, gsize len_bytes, GArray *texts, GError **error);

G_END_DECLS
