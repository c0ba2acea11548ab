/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For the tests of readers of many records: what came out, as lines that can be compared. */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/input/reader.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    GString *articles; /* "source | url | title | how it begins" */
    GString *skips;    /* "where: reason" */
    GString *records;  /* what was announced */
    guint n_articles;
    guint64 number;     /* announced last */
    guint64 pass, stop; /* the verdicts on these numbers */
    GPtrArray *kept;    /* of NgArticle */
} Reading;

static inline bool reading_article(NgArticle *article, gpointer data)
{
    Reading *reading = data;
    const NgParagraph *first =
        article->paragraphs->len ? g_ptr_array_index(article->paragraphs, 0) : NULL;
    const char *text = first ? first->text : "";
    g_string_append_printf(reading->articles, "%s | %s | %s | %.*s\n", article->source,
                           article->url ? article->url : "-", article->headline->text,
                           (int)strcspn(text, ",."), text);
    reading->n_articles++;
    g_ptr_array_add(reading->kept, article);
    return true;
}

static inline void reading_skipped(const char *where, const char *reason, gpointer data)
{
    Reading *reading = data;
    g_string_append_printf(reading->skips, "%s: %s\n", where ? where : "-", reason);
}

static inline NgRecordVerdict reading_record(const char *where, guint64 number, gpointer data)
{
    Reading *reading = data;
    assert_true(number > reading->number);
    reading->number = number;
    if (where)
        g_string_append_printf(reading->records, "%s\n", where);
    return number == reading->pass   ? NG_RECORD_PASS
           : number == reading->stop ? NG_RECORD_STOP
                                     : NG_RECORD_READ;
}

static inline void reading_free(Reading *reading)
{
    g_string_free(reading->articles, TRUE);
    g_string_free(reading->skips, TRUE);
    g_string_free(reading->records, TRUE);
    g_ptr_array_unref(reading->kept);
    g_free(reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

static inline Reading *reading_new(void)
{
    Reading *reading = g_new0(Reading, 1);
    reading->articles = g_string_new(NULL);
    reading->skips = g_string_new(NULL);
    reading->records = g_string_new(NULL);
    reading->kept = g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free);
    return reading;
}

/* The bytes stand in memory of their own, without a NUL behind: as a mapped file does. */
static inline void reading_run_share(Reading *reading, const NgReader *reader, const char *source,
                                     const char *data, gsize len, guint64 from, guint64 until)
{
    g_autoptr(GError) error = NULL;
    const NgSinks sinks = {reading_article, reading_skipped, reading, reading_record};
    char *own = g_malloc(len + (reader->any_size ? 0 : 1));
    memcpy(own, data, len);
    if (!reader->any_size)
        own[len] = '\0';
    const NgInput input = {.data = own, .len = len, .source = source, .from = from, .until = until};
    if (!reader->read(&input, &sinks, &error))
        g_string_append_printf(reading->skips, "!: %s\n", error ? error->message : "no reason");
    g_free(own);
}

static inline void reading_run(Reading *reading, const NgReader *reader, const char *source,
                               const char *data, gsize len)
{
    reading_run_share(reading, reader, source, data, len, 0, 0);
}

static inline void reading_expect(const char *what, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0)
        fail_msg("%s:\n%s\ninstead of\n%s", what, got, wanted);
}

/* A page of the test's own. */
static inline char *reading_page(const char *title, const char *text)
{
    return g_strdup_printf(
        "<!DOCTYPE html><html lang=\"en\"><head><title>%s</title></head><body>"
        "<article><h1>%s</h1><p>%s, the harbour office said on Monday, and "
        "nobody along the quay had expected anything else of it.</p><p>The "
        "second paragraph tells what became of the boats, which were moved to "
        "the northern basin before the tide came in.</p></article></body></html>",
        title, title, text);
}
