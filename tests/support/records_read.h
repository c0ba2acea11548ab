/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For the tests of readers: the articles that a reader makes of bytes, what it skips, and why it
 * gives up. */
#pragma once

#include "indexer/input/reader.h"

#include <string.h>

typedef struct {
    GPtrArray *articles; /* of NgArticle */
    GPtrArray *skips;    /* "where: reason" */
    char *error;         /* NULL: it did not give up */
} Got;

static inline Got got_new(void)
{
    return (Got) {g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free),
                  g_ptr_array_new_with_free_func(g_free), NULL};
}

static inline void got_clear(Got *got)
{
    g_ptr_array_unref(got->articles);
    g_ptr_array_unref(got->skips);
    g_free(got->error);
}

static inline bool got_article(NgArticle *article, gpointer data)
{
    g_ptr_array_add(((Got *)data)->articles, article);
    return true;
}

static inline void got_skip(const char *where, const char *reason, gpointer data)
{
    g_ptr_array_add(((Got *)data)->skips, g_strdup_printf("%s: %s", where, reason));
}

/* Reads a copy of exactly this size with a NUL behind it, as a worker hands it over; adds to what
 * is there. offset: of the bytes in their file. */
static inline bool got_read(Got *got, const NgReader *reader, const char *source, const char *bytes,
                            gsize len, guint64 offset)
{
    g_autofree char *copy = g_malloc(len + 1);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    NgInput input = {.data = copy, .len = len, .source = source, .offset = offset};
    NgSinks sinks = {.article = got_article, .skip = got_skip, .data = got};
    g_autoptr(GError) error = NULL;
    bool ok = reader->read(&input, &sinks, &error);
    g_free(got->error);
    got->error = ok ? NULL : g_strdup(error->message);
    return ok;
}
