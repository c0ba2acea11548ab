/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paragraphs beyond all measure, cut. */
#include "indexer/long_paragraphs.h"

#include <string.h>

/* So far back from the end of a piece a sentence's end is looked for, then a word's. */
#define LOOK_BACK ((gsize)4 << 10)

static bool is_too_long(const NgParagraph *paragraph)
{
    return !paragraph->actors_given && !paragraph->quotes_given &&
           strlen(paragraph->text) > NG_PARAGRAPH_BYTES_MAX;
}

/* Bytes of the first piece of a text that is longer than that. */
static gsize piece_of(const char *text)
{
    gsize least = NG_PARAGRAPH_BYTES_MAX - LOOK_BACK, word = 0, end = NG_PARAGRAPH_BYTES_MAX;
    for (gsize at = end; at > least; at--) {
        if (text[at] != ' ')
            continue;
        if (strchr(".!?", text[at - 1]))
            return at;
        word = word ? word : at;
    }
    while (!word && ((guchar)text[end] & 0xC0) == 0x80)
        end--;
    return word ? word : end;
}

static void cut(GPtrArray *paragraphs, NgParagraph *whole)
{
    const char *at = whole->text;
    for (gsize left = strlen(at); left > 0;) {
        gsize len = left > NG_PARAGRAPH_BYTES_MAX ? piece_of(at) : left;
        NgParagraph *piece = ng_paragraph_new(at, (gssize)len, whole->role);
        piece->lang = whole->lang;
        piece->lang_given = whole->lang_given;
        g_ptr_array_add(paragraphs, piece);
        at += len;
        left -= len;
        if (left > 0 && *at == ' ') {
            at++;
            left--;
        }
    }
    ng_paragraph_free(whole);
}

void ng_cut_long_paragraphs(NgArticle *article)
{
    bool any = false;
    for (guint i = 0; i < article->paragraphs->len && !any; i++)
        any = is_too_long(article->paragraphs->pdata[i]);
    if (!any)
        return;
    gsize n;
    g_autofree gpointer *paragraphs = g_ptr_array_steal(article->paragraphs, &n);
    for (gsize i = 0; i < n; i++) {
        if (is_too_long(paragraphs[i]))
            cut(article->paragraphs, paragraphs[i]);
        else
            g_ptr_array_add(article->paragraphs, paragraphs[i]);
    }
}
