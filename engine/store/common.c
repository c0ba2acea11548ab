/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records and table are mapped: few of their pages are looked at. Lists are read, piece by piece
 * into one small buffer, so that a process that answers many questions does not grow by what all of
 * them have read. */
#include "beside.h"
#include "common_form.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Who goes on to the next block gets more than who jumps to one. */
#define READ_ON_BYTES ((gsize)16 << 10)
#define READ_THERE_BYTES ((gsize)3 << 10)

struct NgCommon {
    guint refs; /* lists have one each */
    int file;
    NgBesideMap map; /* from the records on */
    const char *records;
    gsize records_size;
    const NgCommonEntry *table;
    NgCommonTrailer trailer;
};

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

static const NgCommonRecord *find(const NgCommon *common, NgCommonKind kind, const char *key,
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
    const NgCommonRecord *record = find(common, NG_COMMON_TERM, term, len);
    if (!record && !promise_of(common, term, len))
        return false;
    *documents = record ? record->documents : 0;
    return true;
}

bool ng_common_metadata(const NgCommon *common, const char *key, gsize key_len, const char **value,
                        gsize *len)
{
    const NgCommonRecord *record = find(common, NG_COMMON_METADATA, key, key_len);
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
        if (!size || find(common, record->kind, key_of(record), record->key_len) != record)
            return false;
        const char *value =
            record->kind == NG_COMMON_METADATA ? key_of(record) + record->key_len : NULL;
        if (!func(key_of(record), record->key_len, record->documents, value, record->value_len,
                  data))
            return false;
    }
    return at == common->records_size;
}

/* ---- lists ---- */

struct NgCommonList {
    NgCommon *common;
    const NgCommonRecord *record;
    const NgCommonMark *marks;
    guint32 block; /* the one in hand, or n_blocks: none */
    guint n, at;   /* documents in it; the next one */
    guint32 docids[NG_COMMON_BLOCK], wdfs[NG_COMMON_BLOCK];
    guint64 parts[NG_COMMON_BLOCK]; /* once they were asked for */
    bool wants_parts;
    guint32 read_begin, read_len; /* of the list */
    char bytes[]; /* as many as the list has, at most READ_ON_BYTES: hundreds may be open at once */
};

NgCommonList *ng_common_list(const NgCommon *common, const char *term, gsize len)
{
    const NgCommonRecord *record = find(common, NG_COMMON_TERM, term, len);
    if (!record || !record->n_blocks ||
        (record->documents + NG_COMMON_BLOCK - 1) / NG_COMMON_BLOCK != record->n_blocks)
        return NULL;
    const char *marks = (const char *)record +
                        ng_common_aligned(sizeof *record + record->key_len + record->value_len);
    guint32 size = ((const NgCommonMark *)(const void *)marks)[record->n_blocks].begin;
    if (record->list_begin > common->trailer.records_begin ||
        size > common->trailer.records_begin - record->list_begin)
        return NULL;
    NgCommonList *list = g_malloc(sizeof *list + MIN(READ_ON_BYTES, (gsize)size));
    list->common = (NgCommon *)common;
    list->common->refs++;
    list->record = record;
    list->marks = (const void *)marks;
    list->block = record->n_blocks;
    list->n = list->at = 0;
    list->read_begin = list->read_len = 0;
    list->wants_parts = false;
    return list;
}

void ng_common_list_free(NgCommonList *list)
{
    if (!list)
        return;
    ng_common_free(list->common);
    g_free(list);
}

static bool read_block(NgCommonList *list, guint32 block, bool goes_on)
{
    guint32 begin = list->marks[block].begin, end = list->marks[block + 1].begin,
            all = list->marks[list->record->n_blocks].begin;
    if (begin > end || end > all || end - begin > NG_COMMON_BLOCK * NG_COMMON_LONGEST)
        return false;
    if (begin >= list->read_begin && end <= list->read_begin + list->read_len)
        return true;
    gsize wanted = MIN(goes_on ? READ_ON_BYTES : READ_THERE_BYTES, all - begin);
    ssize_t got;
    do
        got = pread(list->common->file, list->bytes, wanted,
                    (off_t)(list->record->list_begin + begin));
    while (got < 0 && errno == EINTR);
    list->read_begin = begin;
    list->read_len = got > 0 ? (guint32)got : 0;
    return end - begin <= list->read_len;
}

static bool take_number(const guint8 **at, const guint8 *end, guint64 *number)
{
    guint64 value = 0;
    for (guint shift = 0; shift < 64; shift += 7) {
        if (*at >= end)
            return false;
        guint8 byte = *(*at)++;
        value |= (guint64)(byte & 0x7f) << shift;
        if (!(byte & 0x80)) {
            *number = value;
            return shift < 63 || byte <= 1;
        }
    }
    return false;
}

static bool take_parts(NgCommonList *list, const guint8 *at, const guint8 *end, guint n)
{
    for (guint i = 0; i < n; i++) {
        guint64 number = 0;
        if (list->record->has_parts) {
            if (at < end && !(*at & 0x80))
                number = *at++;
            else if (!take_number(&at, end, &number))
                return false;
        }
        guint64 bits = number & 1 ? G_GUINT64_CONSTANT(1) << (number >> 1 & 63) : number >> 1;
        list->parts[i] = bits ? bits : NG_DB_PARTS_NOT_TOLD;
    }
    return true;
}

/* Into hand; false: it is damaged. */
static bool take_block(NgCommonList *list, guint32 block)
{
    guint32 docid = list->marks[block].docid, next = list->marks[block + 1].docid;
    bool goes_on = block == 0 || (list->block < block && block - list->block == 1);
    guint n = MIN(NG_COMMON_BLOCK, list->record->documents - block * NG_COMMON_BLOCK);
    list->block = list->record->n_blocks;
    list->n = list->at = 0;
    if (!read_block(list, block, goes_on))
        return false;
    const guint8 *at = (const guint8 *)list->bytes + (list->marks[block].begin - list->read_begin);
    const guint8 *end = at + (list->marks[block + 1].begin - list->marks[block].begin);
    for (guint i = 0; i < n; i++) {
        guint64 step, wdf = 1;
        if (at < end && !(*at & 0x80))
            step = *at++;
        else if (!take_number(&at, end, &step))
            return false;
        if (step & 1 && !take_number(&at, end, &wdf))
            return false;
        docid += (guint32)(step >> 1);
        /* each lies behind the one before it and before the next block */
        if (docid >= next || (step >> 1 == 0) != (i == 0))
            return false;
        list->docids[i] = docid;
        list->wdfs[i] = (guint32)wdf;
    }
    if (list->wants_parts && !take_parts(list, at, end, n))
        return false;
    list->block = block;
    list->n = n;
    return true;
}

/* The block in hand was taken without them. */
static bool want_parts(NgCommonList *list)
{
    guint32 block = list->block;
    guint at = list->at;
    if (list->wants_parts)
        return true;
    list->wants_parts = true;
    if (block >= list->record->n_blocks)
        return true;
    bool ok = take_block(list, block);
    list->at = at;
    return ok;
}

/* Goes to the first document at or behind `from`, which does not lie before where it is; none: n is
 * 0. */
static bool go_to(NgCommonList *list, guint32 from)
{
    guint32 n_blocks = list->record->n_blocks;
    bool here = list->block < n_blocks;
    if (here && list->at < list->n && list->docids[list->at] >= from)
        return true;
    /* the last block that begins at or before it */
    guint32 low = here ? list->block : 0, step = 1;
    while (low + step < n_blocks && list->marks[low + step].docid <= from) {
        low += step;
        step *= 2;
    }
    for (; step; step /= 2)
        if (low + step < n_blocks && list->marks[low + step].docid <= from)
            low += step;
    for (guint32 block = low; block < n_blocks; block++) {
        if (list->block != block && !take_block(list, block))
            return false;
        while (list->at < list->n && list->docids[list->at] < from)
            list->at++;
        if (list->at < list->n)
            return true;
    }
    return true;
}

static bool is_at_end(const NgCommonList *list)
{
    return list->at >= list->n;
}

bool ng_common_list_next(NgCommonList *list, guint32 from, guint32 *docid)
{
    if (!go_to(list, from))
        return false;
    *docid = is_at_end(list) ? 0 : list->docids[list->at];
    return true;
}

bool ng_common_list_read(NgCommonList *list, guint32 from, guint32 until, guint max,
                         guint32 *docids, guint32 *wdfs, guint64 *parts, guint *n)
{
    guint read = 0;
    if ((parts && !want_parts(list)) || !go_to(list, from))
        return false;
    while (read < max && !is_at_end(list) && list->docids[list->at] < until) {
        docids[read] = list->docids[list->at];
        if (parts)
            parts[read] = list->parts[list->at];
        wdfs[read++] = list->wdfs[list->at++];
        if (is_at_end(list) && list->block + 1 < list->record->n_blocks &&
            !take_block(list, list->block + 1))
            return false;
    }
    *n = read;
    return true;
}

bool ng_common_list_pick(NgCommonList *list, const guint32 *wanted, guint n_wanted, guint32 *docids,
                         guint32 *wdfs, guint64 *parts, guint *n)
{
    guint picked = 0;
    if (parts && !want_parts(list))
        return false;
    for (guint i = 0; i < n_wanted; i++) {
        if (!go_to(list, wanted[i]))
            return false;
        if (is_at_end(list))
            break;
        if (list->docids[list->at] != wanted[i])
            continue;
        docids[picked] = wanted[i];
        if (parts)
            parts[picked] = list->parts[list->at];
        wdfs[picked++] = list->wdfs[list->at];
    }
    *n = picked;
    return true;
}
