/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests: one text through the plain text reader, and what came of it in a form to compare. */
#pragma once

#include "indexer/input/reader.h"

#include <string.h>

typedef struct {
    NgArticle *article;
    guint articles;
} TextRead;

static bool text_read_sink(NgArticle *article, gpointer data)
{
    TextRead *got = data;
    ng_article_free(got->article);
    got->article = article;
    got->articles++;
    return true;
}

static void text_read_skip(const char *where, const char *reason, gpointer data)
{
    (void)where;
    (void)reason;
    (void)data;
}

/* The article, or NULL with the error. */
static inline NgArticle *text_read(const char *data, gsize len, const char *source, GError **error)
{
    TextRead got = {0};
    NgInput input = {.data = data, .len = len, .source = source};
    NgSinks sinks = {text_read_sink, text_read_skip, &got};
    if (!ng_reader_text.read(&input, &sinks, error))
        g_assert(got.article == NULL);
    g_assert(got.articles <= 1);
    return got.article;
}

/* "role|text" a line; new string. */
static inline char *text_read_paragraphs(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_string_append_printf(out, "%s|%s\n", ng_role_name(paragraph->role), paragraph->text);
    }
    return g_string_free(out, FALSE);
}
