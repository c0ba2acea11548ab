/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gzip through zlib: libarchive's stops at the first damage, and a web archive of gigabytes must
 * not be lost for one bad block. */
#include "indexer/input/gunzip.h"

#include <string.h>
#include <zlib.h>

#define GZIP_WINDOW (16 + MAX_WBITS)
#define RECORD_BYTES_MAX 16

struct NgGunzip {
    const char *data;
    gsize len;
    const char *record;
    NgContainer *container;
    z_stream stream;
    gsize member; /* where the one in hand begins */
    bool open, ended;
};

static bool magic_at(const char *data, gsize len)
{
    /* the last flags are reserved and zero */
    return len >= 18 && memcmp(data, "\037\213\010", 3) == 0 && ((guchar)data[3] & 0xE0) == 0;
}

bool ng_gzip_begins(const char *data, gsize len, const char *record)
{
    guchar out[RECORD_BYTES_MAX];
    gsize wanted = strlen(record);
    z_stream stream = {0};
    if (!magic_at(data, len) || wanted > sizeof out || inflateInit2(&stream, GZIP_WINDOW) != Z_OK)
        return false;
    stream.next_in = (Bytef *)data;
    stream.avail_in = (uInt)MIN(len, (gsize)4096);
    stream.next_out = out;
    stream.avail_out = (uInt)wanted;
    inflate(&stream, Z_SYNC_FLUSH);
    bool begins = stream.avail_out == 0 && memcmp(out, record, wanted) == 0;
    inflateEnd(&stream);
    return begins;
}

NgGunzip *ng_gunzip_new(const char *data, gsize len, const char *record, NgContainer *container)
{
    NgGunzip *gunzip = g_new0(NgGunzip, 1);
    gunzip->data = data;
    gunzip->len = len;
    gunzip->record = record;
    gunzip->container = container;
    return gunzip;
}

void ng_gunzip_free(NgGunzip *gunzip)
{
    if (!gunzip)
        return;
    if (gunzip->open)
        inflateEnd(&gunzip->stream);
    g_free(gunzip);
}

static gsize at_byte(const NgGunzip *gunzip)
{
    return (gsize)((const char *)gunzip->stream.next_in - gunzip->data);
}

/* zlib counts in 32 bits. */
static void feed(NgGunzip *gunzip, gsize at)
{
    gunzip->stream.next_in = (Bytef *)gunzip->data + at;
    gunzip->stream.avail_in = (uInt)MIN(gunzip->len - at, (gsize)1 << 30);
}

/* The next member, behind zeros that some writers pad with; false at the end. */
static bool next_member(NgGunzip *gunzip)
{
    gsize at = gunzip->open ? at_byte(gunzip) : 0;
    while (at < gunzip->len && gunzip->data[at] == '\0')
        at++;
    if (at >= gunzip->len)
        return false;
    gunzip->member = at;
    if (!gunzip->open && inflateInit2(&gunzip->stream, GZIP_WINDOW) != Z_OK)
        return false;
    if (gunzip->open)
        inflateReset2(&gunzip->stream, GZIP_WINDOW);
    gunzip->open = true;
    feed(gunzip, at);
    return true;
}

/* Behind damage: to the next member that begins a record. */
static gssize recover(NgGunzip *gunzip, const char *reason, GError **error)
{
    g_autofree char *told = g_strdup_printf("%s at byte %" G_GUINT64_FORMAT, reason,
                                            gunzip->container->input->offset + at_byte(gunzip));
    gunzip->ended = true;
    if (!gunzip->record) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, told);
        return NG_PULL_ERROR;
    }
    ng_container_skip(gunzip->container, NULL, told);
    /* Garbage may have hidden the next member's beginning: from the damaged one's own on. */
    for (gsize at = gunzip->member + 1; at < gunzip->len; at++) {
        const char *found = memchr(gunzip->data + at, 0x1f, gunzip->len - at);
        if (!found)
            break;
        at = (gsize)(found - gunzip->data);
        if (!ng_gzip_begins(found, gunzip->len - at, gunzip->record))
            continue;
        feed(gunzip, at);
        gunzip->ended = !next_member(gunzip);
        return gunzip->ended ? 0 : NG_PULL_GAP;
    }
    return 0;
}

gssize ng_gunzip_pull(gpointer data, char *to, gsize room, GError **error)
{
    NgGunzip *gunzip = data;
    z_stream *stream = &gunzip->stream;
    if (gunzip->ended)
        return 0;
    if (!gunzip->open && !next_member(gunzip)) {
        gunzip->ended = true;
        return 0;
    }
    stream->next_out = (Bytef *)to;
    stream->avail_out = (uInt)MIN(room, (gsize)1 << 30);
    uInt before = stream->avail_out;
    while (stream->avail_out == before) {
        if (stream->avail_in == 0)
            feed(gunzip, at_byte(gunzip));
        if (stream->avail_in == 0)
            return recover(gunzip, "cut off in the middle of its gzip data", error);
        int code = inflate(stream, Z_NO_FLUSH);
        if (code == Z_STREAM_END && !next_member(gunzip)) {
            gunzip->ended = true;
            break;
        }
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR &&
            stream->avail_out == before)
            return recover(gunzip, "damaged gzip data", error);
        if (code != Z_OK && code != Z_STREAM_END)
            break; /* what came before the damage first */
    }
    gsize got = before - stream->avail_out;
    if (!ng_container_count_bytes(gunzip->container, got, at_byte(gunzip), error))
        return NG_PULL_ERROR;
    return (gssize)got;
}

static GByteArray *inflate_all(const char *data, gsize len, int window, gsize limit,
                               bool *too_large)
{
    z_stream stream = {0};
    if (len > G_MAXUINT32 / 2 || inflateInit2(&stream, window) != Z_OK)
        return NULL;
    GByteArray *out = g_byte_array_sized_new((guint)MIN(len * 4 + 64, limit));
    int code = Z_OK;
    stream.next_in = (Bytef *)data;
    stream.avail_in = (uInt)len;
    while (code == Z_OK && out->len <= limit) {
        guint at = out->len;
        g_byte_array_set_size(out, at + 65536);
        stream.next_out = out->data + at;
        stream.avail_out = 65536;
        code = inflate(&stream, Z_NO_FLUSH);
        g_byte_array_set_size(out, at + 65536 - stream.avail_out);
    }
    inflateEnd(&stream);
    *too_large = out->len > limit;
    /* A body that breaks off is a page that breaks off, and browsers show it. */
    if (!*too_large && (code == Z_STREAM_END || (code == Z_BUF_ERROR && out->len > 0)))
        return out;
    g_byte_array_unref(out);
    return NULL;
}

GByteArray *ng_inflate(const char *data, gsize len, gsize limit, bool *too_large)
{
    GByteArray *out = NULL;
    *too_large = false;
    if (len >= 3 && memcmp(data, "\037\213\010", 3) == 0)
        return inflate_all(data, len, GZIP_WINDOW, limit, too_large);
    /* zlib's two bytes are a multiple of 31 */
    if (len >= 2 && (data[0] & 0x0F) == 8 &&
        ((guint)(guchar)data[0] * 256 + (guchar)data[1]) % 31 == 0)
        out = inflate_all(data, len, MAX_WBITS, limit, too_large);
    return out || *too_large ? out : inflate_all(data, len, -MAX_WBITS, limit, too_large);
}
