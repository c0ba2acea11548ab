/* SPDX-License-Identifier: GPL-2.0-or-later */
/* HTTP/1 responses, RFC 9112, as crawlers wrote them down: more lenient than a client may be. */
#include "indexer/input/http_message.h"
#include "indexer/input/gunzip.h"

#include <string.h>
#ifdef NG_BROTLI
#include <brotli/decode.h>
#endif

#define HEAD_BYTES_MAX ((gsize)256 << 10)

typedef struct {
    char *type, *transfer, *encoding; /* values of headers */
} Head;

static void head_clear(Head *head)
{
    g_free(head->type);
    g_free(head->transfer);
    g_free(head->encoding);
}

void ng_media_type_parse(const char *value, char **type, char **charset)
{
    g_auto(GStrv) parts = g_strsplit(value, ";", 8);
    *type = *charset = NULL;
    for (guint i = 0; parts[i]; i++) {
        char *part = g_strstrip(parts[i]);
        if (i == 0 && *part)
            *type = g_ascii_strdown(part, -1);
        if (i == 0 || *charset || g_ascii_strncasecmp(part, "charset", 7) != 0)
            continue;
        char *name = g_strchug(part + 7);
        if (*name != '=')
            continue;
        g_strdelimit(name, "=\"'", ' ');
        g_strstrip(name);
        if (*name && strlen(name) < 40)
            *charset = g_strdup(name);
    }
}

static void take_header(Head *head, const char *line, gsize len)
{
    static const char *const names[] = {"content-type", "transfer-encoding", "content-encoding"};
    char **const values[] = {&head->type, &head->transfer, &head->encoding};
    const char *colon = memchr(line, ':', len);
    if (!colon)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == (gsize)(colon - line) &&
            g_ascii_strncasecmp(line, names[i], (gsize)(colon - line)) == 0 && !*values[i]) {
            char *value = g_strndup(colon + 1, len - (gsize)(colon + 1 - line));
            *values[i] = g_strstrip(value);
        }
}

/* Where the body begins; 0 when there is no head. */
static gsize read_head(const char *data, gsize len, int *status, Head *head)
{
    gsize at = 0, room = MIN(len, HEAD_BYTES_MAX);
    if (len < 12 || g_ascii_strncasecmp(data, "HTTP/", 5) != 0)
        return 0;
    for (guint line = 0; at < room; line++) {
        const char *newline = memchr(data + at, '\n', room - at);
        gsize end = newline ? (gsize)(newline - data) : room, next = newline ? end + 1 : end;
        while (end > at && data[end - 1] == '\r')
            end--;
        if (end == at)
            return next;
        if (line == 0) {
            const char *space = memchr(data, ' ', end);
            *status = space && data + end - space >= 4 && g_ascii_isdigit(space[1]) &&
                              g_ascii_isdigit(space[2]) && g_ascii_isdigit(space[3])
                          ? (space[1] - '0') * 100 + (space[2] - '0') * 10 + (space[3] - '0')
                          : 0;
        } else {
            take_header(head, data + at, end - at);
        }
        at = next;
    }
    return at;
}

/* NULL when these are no chunks: many writers keep the header and join them all the same. */
static GByteArray *join_chunks(const char *data, gsize len)
{
    GByteArray *out = g_byte_array_sized_new((guint)MIN(len, (gsize)1 << 20));
    gsize at = 0;
    for (guint n = 0; at < len; n++) {
        gsize size = 0;
        guint digits = 0;
        for (; at < len && g_ascii_isxdigit(data[at]) && digits < 8; digits++)
            size = size * 16 + (gsize)g_ascii_xdigit_value(data[at++]);
        const char *newline = memchr(data + at, '\n', MIN(len - at, (gsize)1024));
        if (digits == 0 || !newline || !strchr(n == 0 ? "\r; " : "\r\n; ", data[at]))
            break; /* nothing that could be a chunk, or the body breaks off */
        at = (gsize)(newline - data) + 1;
        if (size == 0)
            return out;
        gsize there = MIN(size, len - at);
        g_byte_array_append(out, (const guint8 *)data + at, (guint)there);
        at += there;
        while (at < len && (data[at] == '\r' || data[at] == '\n'))
            at++;
    }
    if (out->len > 0)
        return out;
    g_byte_array_unref(out);
    return NULL;
}

static GByteArray *unbrotli(const char *data, gsize len, gsize limit, bool *too_large)
{
#ifdef NG_BROTLI
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    GByteArray *out = g_byte_array_new();
    const uint8_t *in = (const uint8_t *)data;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->len <= limit) {
        guint at = out->len;
        g_byte_array_set_size(out, at + 65536);
        uint8_t *to = out->data + at;
        size_t room = 65536;
        result = BrotliDecoderDecompressStream(state, &len, &in, &room, &to, NULL);
        g_byte_array_set_size(out, at + 65536 - (guint)room);
    }
    BrotliDecoderDestroyInstance(state);
    *too_large = out->len > limit;
    if (!*too_large && (result == BROTLI_DECODER_RESULT_SUCCESS ||
                        (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && out->len > 0)))
        return out;
    g_byte_array_unref(out);
#else
    (void)data;
    (void)len;
    (void)limit;
    (void)too_large;
#endif
    return NULL;
}

static void replace_body(NgHttpMessage *message, GByteArray *decoded)
{
    if (message->decoded)
        g_byte_array_unref(message->decoded);
    message->decoded = decoded;
    message->body = (const char *)decoded->data;
    message->len = decoded->len;
}

/* Markup that is read as it stands was decoded before it was stored. */
static bool is_plain(const NgHttpMessage *message)
{
    gsize n = MIN(message->len, (gsize)512), odd = 0;
    for (gsize i = 0; i < n; i++) {
        guchar c = (guchar)message->body[i];
        odd += c < 0x20 && !g_ascii_isspace(c) ? 1 : 0;
    }
    return odd == 0;
}

static bool undo_coding(NgHttpMessage *message, const char *coding, gsize limit,
                        const char **reason)
{
    bool too_large = false;
    GByteArray *out = NULL;
    if (g_str_has_prefix(coding, "x-"))
        coding += 2;
    if (!*coding || strcmp(coding, "identity") == 0 || message->len == 0 || is_plain(message))
        return true;
    if (strcmp(coding, "gzip") == 0 || strcmp(coding, "deflate") == 0)
        out = ng_inflate(message->body, message->len, limit, &too_large);
    else if (strcmp(coding, "br") == 0)
        out = unbrotli(message->body, message->len, limit, &too_large);
    if (out)
        replace_body(message, out);
    else
        *reason = too_large ? "its body unpacks to more than any article has"
                            : "its body is in a content encoding that cannot be undone";
    return out != NULL;
}

static bool undo_codings(NgHttpMessage *message, const char *value, gsize limit,
                         const char **reason)
{
    g_autofree char *lower = g_ascii_strdown(value, -1);
    g_auto(GStrv) codings = g_strsplit(lower, ",", 5);
    for (guint i = g_strv_length(codings); i-- > 0;)
        if (!undo_coding(message, g_strstrip(codings[i]), limit, reason))
            return false;
    return true;
}

bool ng_http_message_parse(const char *data, gsize len, gsize limit, NgHttpMessage *message,
                           const char **reason)
{
    Head head = {0};
    memset(message, 0, sizeof *message);
    gsize body = read_head(data, len, &message->status, &head);
    bool ok = body > 0;
    if (!ok) {
        *reason = "no HTTP response";
    } else {
        message->body = data + body;
        message->len = len - body;
        if (head.type)
            ng_media_type_parse(head.type, &message->type, &message->charset);
        if (head.transfer && g_ascii_strcasecmp(head.transfer, "chunked") == 0) {
            GByteArray *joined = join_chunks(message->body, message->len);
            if (joined)
                replace_body(message, joined);
        }
        ok = message->status != 200 || !head.encoding ||
             undo_codings(message, head.encoding, limit, reason);
    }
    head_clear(&head);
    return ok;
}

void ng_http_message_clear(NgHttpMessage *message)
{
    g_free(message->type);
    g_free(message->charset);
    if (message->decoded)
        g_byte_array_unref(message->decoded);
    memset(message, 0, sizeof *message);
}
