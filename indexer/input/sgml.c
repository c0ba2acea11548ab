/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of SGML collections, Reuters-21578 and TREC's: finds the records of a
 * file and hands each on. */
#include "indexer/input/reader.h"
#include "indexer/input/sgml_article.h"
#include "indexer/input/sgml_record.h"

#include <string.h>

static const char *const record_names[] = {"REUTERS", "DOC"};

/* Does a tag of a record stand at p, which is '<'? */
static bool record_tag(const char *p, gsize room, bool end_tag)
{
    gsize skip = end_tag ? 2 : 1;
    if (room < skip + 1 || (end_tag && p[1] != '/')) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(record_names); i++) {
        gsize len = strlen(record_names[i]);
        if (room > skip + len && g_ascii_strncasecmp(p + skip, record_names[i], len) == 0 &&
            (p[skip + len] == '>' || g_ascii_isspace(p[skip + len]))) {
            return true;
        }
    }
    return false;
}

static gsize next_record(const char *data, gsize len, gsize from)
{
    while (from < len) {
        const char *less = memchr(data + from, '<', len - from);
        if (less == NULL) {
            return len;
        }
        from = (gsize)(less - data);
        if (record_tag(less, len - from, false)) {
            return from;
        }
        from++;
    }
    return len;
}

/* Where the record that begins at `begin` ends: behind its end tag, or where the next one begins.
 */
static gsize record_end(const char *data, gsize len, gsize begin)
{
    for (gsize at = begin + 1; at < len; at++) {
        const char *less = memchr(data + at, '<', len - at);
        if (less == NULL) {
            return len;
        }
        at = (gsize)(less - data);
        if (record_tag(less, len - at, false)) {
            return at;
        }
        if (record_tag(less, len - at, true)) {
            const char *close = memchr(less, '>', len - at);
            return close != NULL ? (gsize)(close - data) + 1 : len;
        }
    }
    return len;
}

static int sniff(const char *data, gsize len, const char *path)
{
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    bool named = dot != NULL &&
                 (g_ascii_strcasecmp(dot, ".sgm") == 0 || g_ascii_strcasecmp(dot, ".sgml") == 0);
    gsize first = next_record(data, len, 0);
    if (first == len) {
        return named ? 40 : 0;
    }
    /* Only a document type and comments stand before the first record. */
    gsize plain = 0;
    bool in_tag = false;
    for (gsize i = 0; i < first; i++) {
        in_tag = data[i] == '<' || (in_tag && data[i] != '>');
        plain += !in_tag && data[i] != '>' && !g_ascii_isspace(data[i]) ? 1 : 0;
    }
    bool bom = first >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0;
    if (plain == 0 || (bom && plain == 3)) {
        return 97;
    }
    return named ? 90 : 0;
}

static NgArticle *read_record(const char *bytes, gsize len)
{
    g_autofree char *repaired = NULL;
    if (!g_utf8_validate_len(bytes, len, NULL)) {
        repaired = ng_text_to_utf8(bytes, len, &len);
        bytes = repaired;
    }
    g_autoptr(SgmlRecord) record = sgml_record_parse(bytes, len);
    return sgml_article(record);
}

static bool read_sgml(const NgInput *input, const NgSinks *sinks, GError **error)
{
    gsize begin = next_record(input->data, input->len, 0);
    guint n = 0;
    while (begin < input->len) {
        gsize end = record_end(input->data, input->len, begin);
        guint64 offset = input->offset + begin;
        char where[32];
        n++;
        if (input->offset == 0) {
            g_snprintf(where, sizeof where, "record %u", n);
        } else {
            g_snprintf(where, sizeof where, "byte %" G_GUINT64_FORMAT, offset);
        }
        NgRecordVerdict verdict = ng_sinks_record(sinks, where, offset);
        if (verdict == NG_RECORD_STOP) {
            return true;
        }
        NgArticle *article =
            verdict == NG_RECORD_READ ? read_record(input->data + begin, end - begin) : NULL;
        if (verdict == NG_RECORD_PASS) {
            /* it has been reported */
        } else if (article == NULL) {
            sinks->skip(where, "neither title nor text", sinks->data);
        } else {
            /* Without a number of its own a record is named for its place, whoever reads it. */
            article->source = article->id != NULL
                                  ? g_strdup_printf("%s#%s", input->source, article->id)
                                  : g_strdup_printf("%s#%" G_GUINT64_FORMAT, input->source,
                                                    input->offset + begin);
            if (!sinks->article(article, sinks->data)) {
                return true;
            }
        }
        begin = next_record(input->data, input->len, end);
    }
    if (n == 0 && input->offset == 0) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                            "no <REUTERS> or <DOC> element in it");
        return false;
    }
    return true;
}

const NgReader ng_reader_sgml = {
    .name = "sgml", .sniff = sniff, .read = read_sgml, .next_record = next_record};
