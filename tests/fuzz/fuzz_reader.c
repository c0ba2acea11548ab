/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: any bytes through one reader, FUZZ_READER: articles that hold what articles
 * promise, or a reason. */
#include "indexer/input/reader.h"
#include "tests/fuzz/article_check.h"

#include <string.h>

extern const NgReader FUZZ_READER;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool keep(NgArticle *article, gpointer data)
{
    (void)data;
    if (!article->source)
        article->source = g_strdup("/news/page");
    ng_article_settle_id(article);
    fuzz_check_article(article);
    fuzz_check_json(article);
    ng_article_free(article);
    return true;
}

static void skip(const char *where, const char *reason, gpointer data)
{
    (void)data;
    FUZZ_REQUIRE(reason && reason[0], "skipped without a reason");
    FUZZ_REQUIRE(!where || where[0], "skipped at an empty place");
}

typedef struct {
    bool any;
    guint64 last;
} Records;

static NgRecordVerdict record(const char *where, guint64 number, gpointer data)
{
    Records *records = data;
    (void)where;
    FUZZ_REQUIRE(!records->any || number > records->last,
                 "record %" G_GUINT64_FORMAT " after %" G_GUINT64_FORMAT, number, records->last);
    records->any = true;
    records->last = number;
    /* Some are passed over, as if a worker had died of them. */
    return number % 7 == 5 ? NG_RECORD_PASS : NG_RECORD_READ;
}

static void check_records(const char *data, gsize len)
{
    if (!FUZZ_READER.next_record)
        return;
    for (gsize from = 0; from < len; from += 1 + len / 7) {
        gsize next = FUZZ_READER.next_record(data, len, from);
        FUZZ_REQUIRE(next >= from && next <= len, "the record behind %zu is at %zu of %zu", from,
                     next, len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A block of its own, so that a byte too far is seen. */
    g_autofree char *copy = g_malloc(size + 1);
    memcpy(copy, data, size);
    copy[size] = '\0';
    Records records = {0};
    const NgInput input = {.data = copy, .len = size, .source = "/news/page"};
    const NgSinks sinks = {.article = keep, .skip = skip, .data = &records, .record = record};
    g_autoptr(GError) error = NULL;
    FUZZ_READER.sniff(copy, MIN(size, (size_t)4096), NULL);
    check_records(copy, size);
    FUZZ_READER.read(&input, &sinks, &error);
    return 0;
}
