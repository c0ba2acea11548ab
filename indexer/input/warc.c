/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of web archives (WARC 1.0 and 1.1, ISO 28500): every page, feed and document that was
 * fetched, under the address that it was fetched from. libarchive's reader of WARC keeps neither
 * the addresses of all records nor goes on behind damage. */
#include "indexer/input/container.h"
#include "indexer/input/gunzip.h"
#include "indexer/input/http_message.h"

#include <string.h>

#define RECORD_WORD "WARC/1."
#define HEADER_BYTES_MAX ((gsize)64 << 10)
#define PIECE ((gsize)64 << 10)

typedef struct {
    NgContainer container;
    NgPull pull;
    gpointer data;
    GByteArray *bytes;
    gsize at; /* of the bytes, what comes next */
    bool ended, gap;
    GError *error;
    guint64 records;
} Warc;

typedef struct {
    char *type, *url, *content_type;
    guint64 length;
    bool has_length, is_segment;
} Record;

static void record_clear(Record *record)
{
    g_free(record->type);
    g_free(record->url);
    g_free(record->content_type);
    memset(record, 0, sizeof *record);
}

/* ---- the stream ---- */

static const char *here(const Warc *warc)
{
    return (const char *)warc->bytes->data + warc->at;
}

/* How many of the wanted bytes are there. */
static gsize fill(Warc *warc, gsize wanted)
{
    if (warc->at >= PIECE * 4) {
        g_byte_array_remove_range(warc->bytes, 0, (guint)warc->at);
        warc->at = 0;
    }
    while (warc->bytes->len - warc->at < wanted && !warc->ended && !warc->gap) {
        guint len = warc->bytes->len;
        g_byte_array_set_size(warc->bytes, len + (guint)PIECE);
        gssize got = warc->pull(warc->data, (char *)warc->bytes->data + len, PIECE, &warc->error);
        g_byte_array_set_size(warc->bytes, len + (guint)MAX(got, 0));
        warc->ended = got == 0 || got == NG_PULL_ERROR;
        warc->gap = got == NG_PULL_GAP;
    }
    return MIN(wanted, warc->bytes->len - warc->at);
}

/* Passes over bytes without keeping them; false when there are not so many. */
static bool pass_over(Warc *warc, guint64 len)
{
    while (len > 0) {
        gsize n = fill(warc, (gsize)MIN(len, (guint64)PIECE));
        if (n == 0)
            return false;
        warc->at += n;
        len -= n;
    }
    return true;
}

/* ---- a record's header ---- */

static void take_field(Record *record, const char *line, gsize len)
{
    const char *colon = memchr(line, ':', len);
    if (!colon)
        return;
    g_autofree char *name = g_ascii_strdown(line, colon - line);
    char *value = g_strndup(colon + 1, len - (gsize)(colon + 1 - line));
    g_strstrip(value);
    char **slot = strcmp(name, "warc-type") == 0         ? &record->type
                  : strcmp(name, "warc-target-uri") == 0 ? &record->url
                  : strcmp(name, "content-type") == 0    ? &record->content_type
                                                         : NULL;
    if (slot && !*slot) {
        *slot = g_steal_pointer(&value);
    } else if (strcmp(name, "content-length") == 0 && g_ascii_isdigit(*value)) {
        char *end;
        record->length = g_ascii_strtoull(value, &end, 10);
        record->has_length = *end == '\0' && record->length < (guint64)1 << 62;
    } else if (strcmp(name, "warc-segment-number") == 0) {
        record->is_segment = true;
    }
    g_free(value);
}

/* 1.0 as some wrote it has the address in angle brackets. */
static void settle_url(Record *record)
{
    gsize len = record->url ? strlen(record->url) : 0;
    if (len > 2 && record->url[0] == '<' && record->url[len - 1] == '>') {
        memmove(record->url, record->url + 1, len - 2);
        record->url[len - 2] = '\0';
    }
    if (record->url) {
        char *clean = ng_clean_text(record->url, -1); /* a carriage return may stand in it */
        g_free(record->url);
        record->url = clean;
    }
}

/* The header that begins here, its blank line with it. */
static bool read_header(Warc *warc, Record *record)
{
    gsize line = 0, got = 0;
    for (guint n = 0; line < HEADER_BYTES_MAX; n++) {
        const char *newline = NULL;
        while (!newline) {
            gsize before = got;
            newline = got > line ? memchr(here(warc) + line, '\n', got - line) : NULL;
            if (!newline && (got = fill(warc, got + 1024)) == before)
                return false;
            if (!newline && got - line > HEADER_BYTES_MAX)
                return false;
        }
        gsize end = (gsize)(newline - here(warc)), next = end + 1;
        if (end > line && here(warc)[end - 1] == '\r')
            end--;
        if (n == 0 && (end < 8 || memcmp(here(warc), RECORD_WORD, strlen(RECORD_WORD)) != 0))
            return false;
        if (end == line) {
            warc->at += next;
            settle_url(record);
            return record->has_length && record->type;
        }
        if (n > 0)
            take_field(record, here(warc) + line, end - line);
        line = next;
    }
    return false;
}

/* To the next line that begins a record. */
static bool find_record(Warc *warc)
{
    warc->at += fill(warc, 1);
    while (fill(warc, PIECE) > 0) {
        gsize len = fill(warc, PIECE);
        char *found = g_strstr_len(here(warc), (gssize)len, "\n" RECORD_WORD);
        for (gsize from = 0; !found && from < len;) {
            /* g_strstr_len stops at a NUL */
            const char *nul = memchr(here(warc) + from, '\0', len - from);
            from = nul ? (gsize)(nul - here(warc)) + 1 : len;
            found = g_strstr_len(here(warc) + from, (gssize)(len - from), "\n" RECORD_WORD);
        }
        if (found) {
            warc->at += (gsize)(found + 1 - here(warc));
            return true;
        }
        if (len <= sizeof "\n" RECORD_WORD)
            return false;
        warc->at += len - sizeof "\n" RECORD_WORD;
    }
    return false;
}

/* ---- what a record holds ---- */

typedef enum { NO_NEWS, PERHAPS, NEWS } Worth;

/* By media type: what scripts exchange, pictures and code are no news, and not worth a word. */
static Worth worth_of(const char *type)
{
    static const struct {
        const char *type;
        Worth worth;
    } types[] = {
        {"text/html", NEWS},
        {"application/xhtml+xml", NEWS},
        {"application/pdf", NEWS},
        {"application/rss+xml", NEWS},
        {"application/atom+xml", NEWS},
        {"application/rdf+xml", PERHAPS},
        {"application/xml", PERHAPS},
        {"text/xml", PERHAPS},
        {"text/plain", PERHAPS},
        {"application/x-ndjson", PERHAPS},
        {"message/rfc822", NEWS},
    };
    if (!type)
        return PERHAPS;
    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i].type, type) == 0)
            return types[i].worth;
    return NO_NEWS;
}

/* The path of an address, for the names of files in it; NULL for what sites tell crawlers. */
static char *path_of(const char *url)
{
    static const char *const for_crawlers[] = {"/robots.txt", "/ads.txt", "/app-ads.txt",
                                               "/humans.txt", "/llms.txt"};
    const char *host = strstr(url, "://");
    const char *path = host ? strchr(host + 3, '/') : NULL;
    char *plain = path ? g_strndup(path, strcspn(path, "?#")) : g_strdup("/");
    for (guint i = 0; i < G_N_ELEMENTS(for_crawlers); i++)
        if (plain && strcmp(plain, for_crawlers[i]) == 0)
            g_clear_pointer(&plain, g_free);
    if (plain && g_strcmp0(strrchr(plain, '/'), "/security.txt") == 0)
        g_clear_pointer(&plain, g_free);
    return plain;
}

static void read_document(Warc *warc, const Record *record, const char *type, const char *charset,
                          const char *body, gsize len)
{
    Worth worth = worth_of(type);
    g_autofree char *path = path_of(record->url);
    if (worth == NO_NEWS || !path || len == 0)
        return;
    NgMember member = {
        .name = record->url, .path = path, .url = record->url, .quiet = worth != NEWS};
    if (type && strstr(type, "html")) {
        /* A piece of a page has nothing that would tell it from text. */
        const char *reason;
        const NgReader *guessed = ng_reader_guess(body, len, path, &reason);
        if (guessed == &ng_reader_text || guessed == NULL)
            member.reader = &ng_reader_html;
    }
    member.announced = true;
    gsize utf8_len = len;
    g_autofree char *utf8 =
        type && g_str_has_prefix(type, "text/") && !g_str_has_suffix(type, "xml")
            ? ng_transport_to_utf8(body, len, charset, &utf8_len)
            : NULL;
    ng_member_read(&warc->container, &member, utf8 ? utf8 : body, utf8_len);
}

static void read_body(Warc *warc, const Record *record, const char *body, gsize len)
{
    g_autofree char *type = NULL, *charset = NULL;
    if (record->content_type)
        ng_media_type_parse(record->content_type, &type, &charset);
    bool http = g_strcmp0(type, "application/http") == 0 ||
                (strcmp(record->type, "response") == 0 && len > 5 && memcmp(body, "HTTP/", 5) == 0);
    if (!http) {
        read_document(warc, record, type, charset, body, len);
        return;
    }
    NgHttpMessage message;
    const char *reason = NULL;
    if (!ng_http_message_parse(body, len, NG_MEMBER_BYTES_MAX, &message, &reason)) {
        if (worth_of(message.type) == NEWS)
            ng_container_skip(&warc->container, record->url, reason);
    } else if (message.status == 200) {
        read_document(warc, record, message.type, message.charset, message.body, message.len);
    }
    ng_http_message_clear(&message);
}

/* Requests, redirects' records, metadata and what was fetched before say nothing themselves. */
static bool is_wanted(const Record *record)
{
    return record->url && record->length > 0 &&
           (strcmp(record->type, "response") == 0 || strcmp(record->type, "resource") == 0 ||
            strcmp(record->type, "conversion") == 0) &&
           (g_str_has_prefix(record->url, "http://") || g_str_has_prefix(record->url, "https://") ||
            strcmp(record->type, "resource") == 0);
}

/* false when the stream ended in it. */
static bool read_record(Warc *warc, const Record *record)
{
    NgContainer *container = &warc->container;
    bool ours = ng_container_is_ours(container);
    if (container->stopped)
        return false;
    if (!is_wanted(record))
        return pass_over(warc, record->length);
    if (record->is_segment || record->length > NG_MEMBER_BYTES_MAX) {
        ng_container_skip(container, record->url,
                          record->is_segment ? "one of several parts of a page"
                                             : "larger than any article");
        return pass_over(warc, record->length);
    }
    if (!ng_container_count_member(container))
        return false;
    if (!ours)
        return pass_over(warc, record->length);
    if (!ng_container_announce(container, record->url))
        return !container->stopped && pass_over(warc, record->length);
    if (fill(warc, (gsize)record->length) < record->length) {
        ng_container_skip(container, record->url, "the archive breaks off in the middle of it");
        warc->at = warc->bytes->len;
        return false;
    }
    read_body(warc, record, here(warc), (gsize)record->length);
    warc->at += (gsize)record->length;
    return true;
}

static void read_records(Warc *warc)
{
    bool in_step = true;
    while (!warc->container.stopped) {
        Record record = {0};
        while (fill(warc, 1) == 1 && g_ascii_isspace(*here(warc)))
            warc->at++;
        if (fill(warc, 1) == 0) {
            if (!warc->gap)
                break;
            warc->gap = false;
            continue;
        }
        if (read_header(warc, &record)) {
            warc->records++;
            in_step = read_record(warc, &record);
            if (!in_step && !warc->gap)
                warc->ended = true;
        } else {
            if (in_step && warc->records > 0)
                ng_container_skip(&warc->container, NULL,
                                  "damaged: no record where one should begin");
            in_step = false;
            if (warc->gap || !find_record(warc))
                warc->at = warc->bytes->len;
        }
        record_clear(&record);
    }
}

static bool read_stream(const NgInput *input, const NgSinks *sinks, NgPull pull, gpointer data,
                        GError **error)
{
    Warc warc = {.pull = pull, .data = data, .bytes = g_byte_array_sized_new((guint)PIECE)};
    if (!ng_container_open(&warc.container, input, sinks, error)) {
        g_byte_array_unref(warc.bytes);
        return false;
    }
    read_records(&warc);
    bool ok = warc.records > 0;
    if (warc.error)
        g_propagate_error(error, warc.error);
    else if (!ok)
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                            "no record of a web archive in it");
    ok = ok && !warc.error;
    ng_container_close(&warc.container);
    g_byte_array_unref(warc.bytes);
    return ok;
}

typedef struct {
    NgContainer *container;
    const NgInput *input;
    gsize at;
} Plain;

static gssize pull_plain(gpointer data, char *to, gsize room, GError **error)
{
    Plain *plain = data;
    gsize n = MIN(room, plain->input->len - plain->at);
    memcpy(to, plain->input->data + plain->at, n);
    plain->at += n;
    return n == 0 || ng_container_count_bytes(plain->container, n, plain->at, error)
               ? (gssize)n
               : NG_PULL_ERROR;
}

static bool read_warc(const NgInput *input, const NgSinks *sinks, GError **error)
{
    NgContainer container;
    if (!ng_container_open(&container, input, sinks, error))
        return false;
    NgMember self = {.reader = &ng_reader_warc};
    if (input->len > 2 && memcmp(input->data, "\037\213", 2) == 0) {
        NgGunzip *gunzip = ng_gunzip_new(input->data, input->len, RECORD_WORD, &container);
        ng_member_pull(&container, &self, ng_gunzip_pull, gunzip);
        ng_gunzip_free(gunzip);
    } else {
        Plain plain = {&container, input, 0};
        ng_member_pull(&container, &self, pull_plain, &plain);
    }
    ng_container_close(&container);
    return true;
}

static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    bool plain = len > 8 && memcmp(data, RECORD_WORD, strlen(RECORD_WORD)) == 0;
    return plain || ng_gzip_begins(data, len, RECORD_WORD) ? 98 : 0;
}

const NgReader ng_reader_warc = {.name = "warc",
                                 .sniff = sniff,
                                 .read = read_warc,
                                 .any_size = true,
                                 .shares = true,
                                 .read_stream = read_stream};
