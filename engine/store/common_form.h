/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file: lists of documents, block by block; records, each with its key and what follows; a
 * table of hashes that leads to the records; a trailer that tells what it is. In the order of this
 * machine's bytes: the trailer begins with a number that reads differently on another.
 *
 * A block has NG_COMMON_BLOCK documents, the last one of a list as many as are left. Each document
 * is its distance from the one before it, doubled, and 1 more when its wdf is another than 1 and
 * follows; numbers are LEB128. The first distance of a block is 0: its mark has the number. Behind
 * them, where the record says so, in which parts of each document the term stands: twice the number
 * of the only part and 1 more, or twice the bits of all; 0: this is not told. */
#pragma once

#include "beside.h"
#include "common.h"

#include <stdint.h>

#define NG_COMMON_MAGIC UINT64_C(0x6e67636f6d6d0002) /* and the number of this form */
#define NG_COMMON_BLOCK 128
#define NG_COMMON_ALIGN 8
#define NG_COMMON_PROMISES 8
#define NG_COMMON_LONGEST 20 /* bytes of two numbers of 32 bits and one of 64 */

typedef enum { NG_COMMON_TERM, NG_COMMON_METADATA } NgCommonKind;

/* Behind it its key, then the value, or from the next multiple of NG_COMMON_ALIGN on the marks of
 * n_blocks blocks and one more, where the last one ends. */
typedef struct {
    guint32 kind, key_len;
    guint32 documents, value_len; /* of a term, of metadata */
    guint64 list_begin;           /* in the file; marks count from it */
    guint32 n_blocks, has_parts;
} NgCommonRecord;

typedef struct {
    guint32 docid, begin; /* the first document of the block, and where it is */
} NgCommonMark;

typedef struct {
    guint32 hash, place; /* of the record, in units of NG_COMMON_ALIGN from the first; G_MAXUINT32:
                          * nothing is here */
} NgCommonEntry;

/* All terms that begin so are told of in n records, one after the other. */
typedef struct {
    char prefix[8];
    guint32 place, n;
} NgCommonPromise;

typedef struct {
    guint64 magic, revision;
    guint64 records_begin, table_begin;
    guint32 n_entries; /* a power of two */
    guint32 n_promises;
    NgCommonPromise promises[NG_COMMON_PROMISES];
    char uuid[40];
} NgCommonTrailer;

static inline gsize ng_common_aligned(gsize size)
{
    return (size + NG_COMMON_ALIGN - 1) / NG_COMMON_ALIGN * NG_COMMON_ALIGN;
}

/* FNV-1a, 32 bits, and mixed once more: the table uses the lower ones. */
static inline guint32 ng_common_hash(NgCommonKind kind, const char *key, gsize len)
{
    guint32 hash = 2166136261u ^ kind;
    for (gsize i = 0; i < len; i++)
        hash = (hash ^ (guint8)key[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* ---- a file that is open ---- */

struct NgCommon {
    guint refs; /* lists have one each */
    int file;
    NgBesideMap map; /* from the records on */
    const char *records;
    gsize records_size;
    const NgCommonEntry *table;
    NgCommonTrailer trailer;
};

const NgCommonRecord *ng_common_find(const NgCommon *common, NgCommonKind kind, const char *key,
                                     gsize len);
