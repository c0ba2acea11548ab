/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of two documents of one id wins. */
#include "nutgraf/date.h"
#include "nutgraf/values.h"
#include "packing.h"

#define HASH_BYTES 16
enum { WITHDRAWN = 1, TEASER = 2 };

static void feed(GChecksum *sum, const char *text)
{
    /* The terminator is part of it, so that "ab","c" and "a","bc" differ; NULL is its own thing. */
    if (text)
        g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
    else
        g_checksum_update(sum, (const guchar *)"\1", 2);
}

static void feed_all(GChecksum *sum, const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        feed(sum, texts->pdata[i]);
    feed(sum, NULL);
}

static void feed_given(GChecksum *sum, const NgParagraph *paragraph)
{
    for (guint i = 0; paragraph->actors_given && i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        feed(sum, mention->id);
        feed(sum, mention->name);
        g_checksum_update(sum, (const guchar *)mention->spans->data,
                          (gssize)(mention->spans->len * sizeof(NgSpan)));
    }
    for (guint i = 0; paragraph->quotes_given && i < paragraph->quotes->len; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        feed(sum, quote->speaker);
        feed(sum, quote->cue);
        g_checksum_update(sum, (const guchar *)&quote->span, sizeof quote->span);
    }
}

void ng_version_of(const NgArticle *article, NgVersion *version)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
    feed(sum, article->url);
    feed(sum, article->headline->text);
    feed_given(sum, article->headline);
    feed(sum, article->outlet);
    feed_all(sum, article->authors);
    feed_all(sum, article->credit);
    feed(sum, article->published);
    feed(sum, article->updated);
    feed(sum, article->lang);
    feed(sum, ng_kind_name(article->kind));
    feed(sum, ng_status_name(article->status));
    feed(sum, article->embargo);
    g_autofree char *number = g_strdup_printf("%u", article->version);
    feed(sum, number);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = article->paragraphs->pdata[i];
        feed(sum, paragraph->text);
        feed(sum, ng_role_name(paragraph->role));
        feed_given(sum, paragraph);
        if (paragraph->lang_given)
            feed(sum, paragraph->lang);
    }
    guint8 digest[32];
    gsize digest_len = sizeof digest;
    g_checksum_get_digest(sum, digest, &digest_len);
    memcpy(version->hash, digest, HASH_BYTES);
    version->version = article->version;
    version->withdrawn = article->status == NG_STATUS_WITHDRAWN;
    version->teaser = ng_article_is_teaser(article);
    NgDate date;
    version->updated = article->updated && ng_date_parse_iso(article->updated, &date)
                           ? ng_date_unix(&date)
                           : G_MININT64;
}

void ng_version_pack(const NgVersion *version, GString *value)
{
    g_string_truncate(value, 0);
    g_string_append_len(value, (const char *)version->hash, HASH_BYTES);
    pack_number(value, version->version);
    pack_fixed64(value, (guint64)version->updated);
    pack_number(value, (version->withdrawn ? WITHDRAWN : 0) | (version->teaser ? TEASER : 0));
}

bool ng_version_unpack(const char *value, gsize len_bytes, NgVersion *version)
{
    NgUnpacker in = {value, value + len_bytes};
    guint64 updated, flags;
    if (len_bytes < HASH_BYTES)
        return false;
    memcpy(version->hash, value, HASH_BYTES);
    in.at += HASH_BYTES;
    if (!unpack_uint32(&in, &version->version) || !unpack_fixed64(&in, &updated) ||
        !unpack_number(&in, &flags))
        return false;
    version->updated = (gint64)updated;
    version->withdrawn = (flags & WITHDRAWN) != 0;
    version->teaser = (flags & TEASER) != 0;
    return true;
}

bool ng_version_replaces(const NgVersion *later, const NgVersion *there)
{
    if (later->version != there->version)
        return later->version > there->version;
    if (later->updated != there->updated)
        return later->updated > there->updated;
    if (later->withdrawn != there->withdrawn)
        return later->withdrawn;
    return !later->teaser || there->teaser;
}
