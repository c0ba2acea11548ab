/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file: values, document by document: how long the first is, then one after the other; a row
 * for each document and one more, where its values begin (the next row is where they end) and how
 * long the document is; for each NG_COLUMNS_GROUP of rows the place that they count from; a trailer
 * that tells what it is. In the order of this machine's bytes: the trailer begins with a number
 * that reads differently on another. */
#pragma once

#include "columns.h"

#include <stdint.h>

#define NG_COLUMNS_MAGIC UINT64_C(0x6e67636f6c730003) /* and the number of this form */

/* Rows are touched all over the file, so they are small: the lower half of a place. */
typedef struct {
    guint32 begin, length;
} NgColumnsRow;

/* The values of so many documents fill less than 4 GiB. */
#define NG_COLUMNS_GROUP 64

typedef struct {
    guint64 magic, rows_begin;
    guint32 last, n_slots;
    guint32 slots[NG_COLUMNS_MAX];
    char uuid[40];
} NgColumnsTrailer;

/* What comes before the values of a document: the length of the first. */
#define NG_COLUMNS_HEAD_BYTES sizeof(guint32)

static inline guint ng_columns_groups(guint32 last)
{
    return last / NG_COLUMNS_GROUP + 1; /* the end's row is in one, too */
}
