/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For the HTML reader's tests: one page in, its article out. */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/input/reader.h"

#include <stdio.h>
#include <string.h>

static inline bool reading_keep(NgArticle *article, gpointer data)
{
    NgArticle **slot = data;
    assert_null(*slot);
    *slot = article;
    return true;
}

static inline void reading_skip(const char *where, const char *reason, gpointer data)
{
    (void)where;
    (void)data;
    fail_msg("skipped: %s", reason);
}

/* The article, or NULL with the reason in *error (which may be NULL when there must be one). */
static inline NgArticle *reading_bytes(const char *data, gsize len, GError **error)
{
    NgArticle *article = NULL;
    const NgSinks sinks = {.article = reading_keep, .skip = reading_skip, .data = &article};
    const NgInput input = {.data = data, .len = len, .source = "/news/page.html"};
    bool good = ng_reader_html.read(&input, &sinks, error);
    assert_int_equal(good, article != NULL);
    return article;
}

static inline NgArticle *reading(const char *html)
{
    g_autoptr(GError) error = NULL;
    NgArticle *article = reading_bytes(html, strlen(html), &error);
    if (!article)
        fail_msg("%s: %s", error->message, html);
    return article;
}

/* Paragraphs as "role: text" lines. */
static inline char *reading_lines(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_string_append_printf(out, "%s: %s\n", ng_role_name(paragraph->role), paragraph->text);
    }
    return g_string_free(out, FALSE);
}

static inline void reading_expect(const char *what, const char *found, const char *expected)
{
    if (g_strcmp0(found, expected) != 0)
        fail_msg("%s:\n--- found\n%s\n--- expected\n%s", what, found ? found : "(null)",
                 expected ? expected : "(null)");
}
