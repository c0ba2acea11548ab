/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file: entries, the most frequent first, so that those that are counted most lie together; for
 * each of them a byte with its facet; the rows; for each document and one more the place where its
 * row begins, in units of NG_ROW_UNIT from the first row (the next place is where it ends; without
 * a row it ends where it begins); a trailer. In the order of this machine's bytes: the trailer
 * begins with a number that reads differently on another.
 *
 * A row: its head; the time, lower half first; the numbers of entries, those that are said of the
 * document itself first; for each of the others a mask of 1, 2, 4 or 8 bytes, as its paragraphs
 * need: bit i for block i, the highest for the article as a whole, which is always set. */
#pragma once

#include "nutgraf/facet_rows.h"

#include <stdint.h>

G_BEGIN_DECLS

#define NG_ROWS_FILE "facets"
#define NG_ROWS_MAGIC UINT64_C(0x6e67726f77730002) /* and the number of this form */
#define NG_ROW_UNIT sizeof(guint32)

typedef struct {
    guint64 magic, rows_begin, places_begin;
    guint32 last, n_entries;
    char uuid[40];
} NgRowsTrailer;

/* Of the head: how many have masks, how many have none, the binary logarithm of a mask's bytes. */
#define NG_ROW_MASKED_MAX 0xffff
#define NG_ROW_WHOLE_MAX 0xff
#define NG_ROW_HEAD_UNITS 3 /* with the time */

static inline guint32 ng_row_head(guint masked, guint whole, guint width_log)
{
    return masked | whole << 16 | width_log << 24;
}

/* With what fills them up to where rows may begin. */
static inline gsize ng_rows_kinds_bytes(guint32 n_entries)
{
    return ((gsize)n_entries + 7) / 8 * 8;
}

static inline guint8 ng_rows_kind(const NgFacetEntry *entry)
{
    return (guint8)(entry->facet | (entry->again ? NG_FACET_KIND_AGAIN : 0));
}

static inline gsize ng_rows_places_bytes(guint32 last)
{
    return (((gsize)last + 1) * sizeof(guint32) + 7) / 8 * 8;
}

/* ---- inside store ---- */

/* The file of the folder, or NULL; nothing of it is read yet. */
NgFacetRows *ng_facet_rows_open(const char *folder);
void ng_facet_rows_free(NgFacetRows *rows);
/* Reads what it is when that is asked first; false: it is not of the database with this UUID. */
bool ng_facet_rows_is_of(NgFacetRows *rows, const char *uuid);

/* One item of a row. */
typedef struct {
    guint32 entry;
    guint64 mask; /* with its highest bit at bit 63 */
} NgRowItem;
/* The last document that it may tell of. */
guint32 ng_facet_rows_last(const NgFacetRows *rows);
/* What a row tells, to be checked: of NgRowItem, replaced. false: there is none. */
bool ng_facet_rows_items(const NgFacetRows *rows, guint32 docid, GArray *items, guint *n_whole,
                         gint64 *time);

typedef struct NgRowsWriter NgRowsWriter;
NgRowsWriter *ng_rows_writer(const char *folder, const char *uuid, guint32 last, GError **error);
/* First all rows to be counted, then, in the order of their documents, to be written. */
void ng_rows_writer_count(NgRowsWriter *writer, const NgFacetRow *row);
void ng_rows_writer_row(NgRowsWriter *writer, guint32 docid, const NgFacetRow *row);
/* Frees the writer; without success (abandon: in any case) there is no file. */
bool ng_rows_writer_close(NgRowsWriter *writer, bool abandon, GError **error);

G_END_DECLS
