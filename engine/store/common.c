/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records and table are mapped: few of their pages are looked at. Lists are read, piece by piece
 * into one small buffer, so that a process that answers many questions does not grow by what all of
 * them have read. */
#include "common_form.h"

#include <string.h>
#include <unistd.h>

/* ---- the file ---- */

static bool is_ours(const NgCommonTrailer *trailer, guint64 size, const char *uuid,
                    guint64 revision)
{
    guint64 table = (guint64)trailer->n_entries * sizeof(NgCommonEntry);
    return trailer->magic == NG_COMMON_MAGIC && trailer->revision == revision &&
           memchr(trailer->uuid, 0, sizeof trailer->uuid) && strcmp(trailer->uuid, uuid) == 0 &&
           trailer->n_entries && !(trailer->n_entries & (trailer->n_entries - 1)) &&
           trailer->n_promises <= NG_COMMON_PROMISES &&
           trailer->records_begin % NG_COMMON_ALIGN == 0 &&
           trailer->table_begin % NG_COMMON_ALIGN == 0 &&
           trailer->records_begin <= trailer->table_begin && trailer->table_begin <= size &&
           size - trailer->table_begin == table + sizeof *trailer;
}

NgCommon *ng_common_open(const char *folder, const char *uuid, guint64 revision)
{
    NgCommonTrailer trailer;
    NgBesideMap map = {0};
    gsize size;
    int file = ng_beside_open(folder, NG_COMMON_FILE);
    if (file < 0)
        return NULL;
    const char *records = NULL;
    if (ng_beside_trailer(file, &trailer, sizeof trailer, &size) &&
        is_ours(&trailer, size, uuid, revision))
        records = ng_beside_map(file, (gsize)trailer.records_begin, size, &map);
    if (!records) {
        close(file);
        return NULL;
    }
    NgCommon *common = g_new0(NgCommon, 1);
    *common = (NgCommon) {.refs = 1,
                          .file = file,
                          .map = map,
                          .records = records,
                          .records_size = (gsize)(trailer.table_begin - trailer.records_begin),
                          .trailer = trailer};
    common->table = (const NgCommonEntry *)(const void *)(common->records + common->records_size);
    return common;
}

void ng_common_free(NgCommon *common)
{
    if (!common || --common->refs > 0)
        return;
    ng_beside_unmap(&common->map);
    close(common->file);
    g_free(common);
}

/* ---- records ---- */

static const char *key_of(const NgCommonRecord *record)
{
    return (const char *)(record + 1);
}

/* How much of the file it takes; 0: not all of it is there. */
static gsize size_of(const NgCommon *common, gsize at)
{
    const NgCommonRecord *record = (const void *)(common->records + at);
    gsize left = at < common->records_size ? common->records_size - at : 0;
    if (left < sizeof *record || record->key_len > left || record->value_len > left ||
        record->n_blocks >= left / sizeof(NgCommonMark))
        return 0;
    gsize size = ng_common_aligned(sizeof *record + record->key_len + record->value_len);
    if (record->n_blocks)
        size += (record->n_blocks + 1) * sizeof(NgCommonMark);
    return size <= left ? size : 0;
}

static const NgCommonRecord *record_at(const NgCommon *common, guint32 place)
{
    gsize at = (gsize)place * NG_COMMON_ALIGN;
    return size_of(common, at) ? (const void *)(common->records + at) : NULL;
}

const NgCommonRecord *ng_common_find(const NgCommon *common, NgCommonKind kind, const char *key,
                                     gsize len)
{
    guint32 hash = ng_common_hash(kind, key, len), mask = common->trailer.n_entries - 1;
    for (guint32 i = 0; len && i <= mask; i++) {
        const NgCommonEntry *entry = &common->table[(hash + i) & mask];
        if (entry->place == G_MAXUINT32)
            return NULL;
        const NgCommonRecord *record = entry->hash == hash ? record_at(common, entry->place) : NULL;
        if (record && record->kind == kind && record->key_len == len &&
            memcmp(key_of(record), key, len) == 0)
            return record;
    }
    return NULL;
}

/* The prefix with a promise that the term has; NULL: none. */
static const NgCommonPromise *promise_of(const NgCommon *common, const char *term, gsize len)
{
    for (guint i = 0; i < common->trailer.n_promises; i++) {
        const NgCommonPromise *promise = &common->trailer.promises[i];
        gsize prefix_len = strnlen(promise->prefix, sizeof promise->prefix);
        if (prefix_len <= len && memcmp(promise->prefix, term, prefix_len) == 0)
            return promise;
    }
    return NULL;
}

bool ng_common_frequency(const NgCommon *common, const char *term, gsize len, guint32 *documents)
{
    const NgCommonRecord *record = ng_common_find(common, NG_COMMON_TERM, term, len);
    if (!record && !promise_of(common, term, len))
        return false;
    *documents = record ? record->documents : 0;
    return true;
}

bool ng_common_metadata(const NgCommon *common, const char *key, gsize key_len, const char **value,
                        gsize *len)
{
    const NgCommonRecord *record = ng_common_find(common, NG_COMMON_METADATA, key, key_len);
    if (!record)
        return false;
    *value = key_of(record) + record->key_len;
    *len = record->value_len;
    return true;
}

bool ng_common_each(const NgCommon *common, const char *prefix, gsize prefix_len, NgCommonFunc func,
                    gpointer data)
{
    const NgCommonPromise *promise = promise_of(common, prefix, prefix_len);
    gsize at = promise ? (gsize)promise->place * NG_COMMON_ALIGN : 0, size;
    for (guint pass = 0; promise && pass < 2; pass++, at = (gsize)promise->place * NG_COMMON_ALIGN)
        for (guint32 i = 0; i < promise->n; i++, at += size) {
            const NgCommonRecord *record = (const void *)(common->records + at);
            size = size_of(common, at);
            if (!size)
                return false;
            bool wanted = pass == 1 && record->key_len >= prefix_len &&
                          memcmp(key_of(record), prefix, prefix_len) == 0;
            if (wanted && !func(key_of(record), record->key_len, record->documents, data))
                return true;
        }
    return promise;
}

bool ng_common_each_record(const NgCommon *common, NgCommonRecordFunc func, gpointer data)
{
    gsize at = 0, size;
    for (; at < common->records_size; at += size) {
        const NgCommonRecord *record = (const void *)(common->records + at);
        size = size_of(common, at);
        if (!size ||
            ng_common_find(common, record->kind, key_of(record), record->key_len) != record)
            return false;
        const char *value =
            record->kind == NG_COMMON_METADATA ? key_of(record) + record->key_len : NULL;
        if (!func(key_of(record), record->key_len, record->documents, value, record->value_len,
                  data))
            return false;
    }
    return at == common->records_size;
}
