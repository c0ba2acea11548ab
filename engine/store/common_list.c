/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who has a term: block by block, each read when it is come to. */
#include "common_form.h"

#include <errno.h>
#include <unistd.h>

/* Who goes on to the next block gets more than who jumps to one. */
#define READ_ON_BYTES ((gsize)16 << 10)
#define READ_THERE_BYTES ((gsize)3 << 10)

struct NgCommonList {
    NgCommon *common;
    const NgCommonRecord *record;
    const NgCommonMark *marks;
    guint32 block; /* the one in hand, or n_blocks: none */
    guint n, at;   /* documents in it; the next one */
    guint32 docids[NG_COMMON_BLOCK], wdfs[NG_COMMON_BLOCK];
    guint64 parts[NG_COMMON_BLOCK]; /* of the first n_parts, as far as they were asked for */
    guint n_parts;
    const guint8 *next_parts, *end; /* the next one's bytes */
    guint32 read_begin, read_len;   /* of the list */
    char bytes[]; /* as many as the list has, at most READ_ON_BYTES: hundreds may be open at once */
};

NgCommonList *ng_common_list(const NgCommon *common, const char *term, gsize len)
{
    const NgCommonRecord *record = ng_common_find(common, NG_COMMON_TERM, term, len);
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
    list->n_parts = 0;
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

/* Nearly all numbers have one byte or two, in no order that the processor could guess: both are
 * taken without a jump. false: it has more, or the end is too near. */
#define SHORT_BYTES 2

static inline bool take_short(const guint8 **at, const guint8 *end, guint32 *number)
{
    const guint8 *bytes = *at;
    if (end - bytes < SHORT_BYTES)
        return false;
    guint32 two = bytes[0] >> 7;
    *number = (bytes[0] & 0x7fu) | ((bytes[1] & 0x7fu) << 7 & (0u - two));
    *at = bytes + 1 + two;
    return !(two & bytes[1] >> 7);
}

/* The distance, doubled, and the wdf; 1 more than the first says that it follows. */
static inline bool take_posting(const guint8 **at, const guint8 *end, guint64 *step, guint64 *wdf)
{
    const guint8 *begin = *at;
    guint32 number;
    if (take_short(at, end, &number) && *at < end) {
        guint32 follows = number & 1, byte = **at;
        *step = number;
        *wdf = (byte & (0u - follows)) | (1 - follows);
        *at += follows;
        if (!(follows & byte >> 7))
            return true;
    }
    *at = begin;
    *wdf = 1;
    return take_number(at, end, step) && (!(*step & 1) || take_number(at, end, wdf));
}

/* Of the documents before number `until` in the block in hand: who looks for one in it does not ask
 * for all. */
static bool take_parts(NgCommonList *list, guint until)
{
    const guint8 *at = list->next_parts;
    for (; list->n_parts < until; list->n_parts++) {
        guint64 number = 0;
        guint32 low;
        const guint8 *begin = at;
        if (list->record->has_parts && take_short(&at, list->end, &low)) {
            number = low;
        } else if (list->record->has_parts) {
            at = begin;
            if (!take_number(&at, list->end, &number))
                return false;
        }
        guint64 bits = number & 1 ? G_GUINT64_CONSTANT(1) << (number >> 1 & 63) : number >> 1;
        list->parts[list->n_parts] = bits ? bits : NG_DB_PARTS_NOT_TOLD;
    }
    list->next_parts = at;
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
        guint64 step, wdf;
        if (!take_posting(&at, end, &step, &wdf))
            return false;
        docid += (guint32)(step >> 1);
        /* each lies behind the one before it and before the next block */
        if (docid >= next || (step >> 1 == 0) != (i == 0))
            return false;
        list->docids[i] = docid;
        list->wdfs[i] = (guint32)wdf;
    }
    list->n_parts = 0;
    list->next_parts = at;
    list->end = end;
    list->block = block;
    list->n = n;
    return true;
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
    if (!go_to(list, from))
        return false;
    while (read < max && !is_at_end(list) && list->docids[list->at] < until) {
        docids[read] = list->docids[list->at];
        if (parts && list->at >= list->n_parts && !take_parts(list, list->n))
            return false;
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
    for (guint i = 0; i < n_wanted; i++) {
        if (!go_to(list, wanted[i]))
            return false;
        if (is_at_end(list))
            break;
        if (list->docids[list->at] != wanted[i])
            continue;
        docids[picked] = wanted[i];
        if (parts && !take_parts(list, list->at + 1))
            return false;
        if (parts)
            parts[picked] = list->parts[list->at];
        wdfs[picked++] = list->wdfs[list->at];
    }
    *n = picked;
    return true;
}
