/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening costs one call, for a process may answer one question that asks for no facets. */
#include "beside.h"
#include "facet_rows_form.h"

#include <string.h>
#include <unistd.h>

/* Most rows have no more. */
#define AHEAD_LINES 3
#define LINE_BYTES ((gsize)64)

struct NgFacetRows {
    int file;
    bool looked, sound;
    NgBesideMap map;
    gsize size;
    const NgFacetEntry *entries;
    const guint8 *kinds;
    const guint32 *rows, *places;
    guint32 last, n_entries, n_units;
};

static bool is_ours(const NgRowsTrailer *trailer, guint64 size, const char *uuid)
{
    return trailer->magic == NG_ROWS_MAGIC && memchr(trailer->uuid, 0, sizeof trailer->uuid) &&
           strcmp(trailer->uuid, uuid) == 0 &&
           trailer->rows_begin == trailer->n_entries * (guint64)sizeof(NgFacetEntry) +
                                      ng_rows_kinds_bytes(trailer->n_entries) &&
           trailer->rows_begin <= trailer->places_begin && trailer->places_begin <= size &&
           trailer->places_begin % sizeof(guint64) == 0 &&
           (trailer->places_begin - trailer->rows_begin) / NG_ROW_UNIT <= G_MAXUINT32 &&
           size - trailer->places_begin ==
               ng_rows_places_bytes(trailer->last) + sizeof(NgRowsTrailer);
}

NgFacetRows *ng_facet_rows_open(const char *folder)
{
    int file = ng_beside_open(folder, NG_ROWS_FILE);
    if (file < 0)
        return NULL;
    NgFacetRows *rows = g_new0(NgFacetRows, 1);
    rows->file = file;
    return rows;
}

void ng_facet_rows_free(NgFacetRows *rows)
{
    if (!rows)
        return;
    ng_beside_unmap(&rows->map);
    close(rows->file);
    g_free(rows);
}

bool ng_facet_rows_is_of(NgFacetRows *rows, const char *uuid)
{
    NgRowsTrailer trailer;
    if (rows->looked)
        return rows->sound;
    rows->looked = true;
    if (!ng_beside_trailer(rows->file, &trailer, sizeof trailer, &rows->size) ||
        !is_ours(&trailer, rows->size, uuid))
        return false;
    const char *all = ng_beside_map(rows->file, 0, rows->size, &rows->map);
    if (!all)
        return false;
    rows->entries = (const NgFacetEntry *)(const void *)all;
    rows->kinds = (const guint8 *)(rows->entries + trailer.n_entries);
    rows->rows = (const guint32 *)(const void *)(all + trailer.rows_begin);
    rows->places = (const guint32 *)(const void *)(all + trailer.places_begin);
    rows->n_units = (guint32)((trailer.places_begin - trailer.rows_begin) / NG_ROW_UNIT);
    rows->last = trailer.last;
    rows->n_entries = trailer.n_entries;
    return rows->sound = true;
}

const NgFacetEntry *ng_facet_rows_entries(const NgFacetRows *rows, guint32 *n)
{
    *n = rows->n_entries;
    return rows->entries;
}

const guint8 *ng_facet_rows_kinds(const NgFacetRows *rows)
{
    return rows->kinds;
}

guint32 ng_facet_rows_last(const NgFacetRows *rows)
{
    return rows->last;
}

gsize ng_facet_rows_size(const NgFacetRows *rows)
{
    return rows->size;
}

/* ---- rows ---- */

typedef struct {
    const guint32 *entries;
    const char *masks;
    guint n_whole, n_masked, width_log;
    gint64 time;
} Row;

/* All of the row is in the file, and its numbers are of entries. */
static bool find(const NgFacetRows *rows, guint32 docid, Row *row)
{
    if (docid == 0 || docid > rows->last)
        return false;
    guint32 begin = rows->places[docid - 1], end = rows->places[docid], most = 0;
    if (end > rows->n_units || begin > end || end - begin < NG_ROW_HEAD_UNITS)
        return false;
    const guint32 *at = rows->rows + begin;
    guint32 n_masked = at[0] & NG_ROW_MASKED_MAX, n_whole = at[0] >> 16 & NG_ROW_WHOLE_MAX,
            width_log = at[0] >> 24;
    if (width_log > 3)
        return false;
    guint32 n = n_whole + n_masked;
    guint32 mask_units = ((n_masked << width_log) + NG_ROW_UNIT - 1) / NG_ROW_UNIT;
    if (end - begin != NG_ROW_HEAD_UNITS + n + mask_units)
        return false;
    row->time = (gint64)(at[1] | (guint64)at[2] << 32);
    row->entries = at + NG_ROW_HEAD_UNITS;
    row->masks = (const char *)(row->entries + n);
    row->n_whole = n_whole;
    row->n_masked = n_masked;
    row->width_log = width_log;
    for (guint32 i = 0; i < n; i++)
        most = MAX(most, row->entries[i]);
    return n == 0 || most < rows->n_entries;
}

void ng_facet_rows_ahead(const NgFacetRows *rows, guint32 docid)
{
    if (docid == 0 || docid > rows->last || rows->places[docid - 1] >= rows->n_units)
        return;
    const guint32 *row = rows->rows + rows->places[docid - 1];
    for (guint i = 0; i < AHEAD_LINES; i++)
        __builtin_prefetch((const char *)row + i * LINE_BYTES);
}

/* The highest bit of 64 becomes that of a mask. */
static guint64 narrowed(guint64 paragraphs, guint width_log)
{
    guint whole = (8u << width_log) - 1;
    guint64 below = paragraphs & ((G_GUINT64_CONSTANT(1) << whole) - 1);
    return below | paragraphs >> 63 << whole;
}

#define COUNT(type)                                                                                \
    for (guint i = 0; i < row.n_masked; i++) {                                                     \
        type mask;                                                                                 \
        memcpy(&mask, row.masks + i * sizeof mask, sizeof mask);                                   \
        counts[masked[i]] += (mask & (type)wanted) != 0;                                           \
    }

bool ng_facet_rows_count(const NgFacetRows *rows, guint32 docid, guint64 paragraphs,
                         guint32 *counts, gint64 *time)
{
    Row row;
    if (!find(rows, docid, &row))
        return false;
    for (guint i = 0; i < row.n_whole; i++)
        counts[row.entries[i]]++;
    const guint32 *masked = row.entries + row.n_whole;
    guint64 wanted = narrowed(paragraphs, row.width_log);
    switch (row.width_log) {
    case 0:
        COUNT(guint8);
        break;
    case 1:
        COUNT(guint16);
        break;
    case 2:
        COUNT(guint32);
        break;
    default:
        COUNT(guint64);
    }
    *time = row.time;
    return true;
}

bool ng_facet_rows_items(const NgFacetRows *rows, guint32 docid, GArray *items, guint *n_whole,
                         gint64 *time)
{
    Row row;
    g_array_set_size(items, 0);
    if (!find(rows, docid, &row))
        return false;
    guint width = 1u << row.width_log, whole = 8 * width - 1;
    for (guint i = 0; i < row.n_whole + row.n_masked; i++) {
        NgRowItem item = {row.entries[i], 0};
        const guint8 *mask = (const guint8 *)row.masks + (gsize)(i - row.n_whole) * width;
        for (guint byte = 0; i >= row.n_whole && byte < width; byte++) {
            guint at = G_BYTE_ORDER == G_LITTLE_ENDIAN ? byte : width - 1 - byte;
            item.mask |= (guint64)mask[byte] << 8 * at;
        }
        if (whole < 63 && item.mask >> whole)
            item.mask ^= G_GUINT64_CONSTANT(1) << whole | G_GUINT64_CONSTANT(1) << 63;
        g_array_append_val(items, item);
    }
    *n_whole = row.n_whole;
    *time = row.time;
    return true;
}
