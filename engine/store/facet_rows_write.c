/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "beside.h"
#include "facet_rows_form.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is counted, with how many have it; once that is known, its number. */
typedef struct {
    NgFacetEntry entry;
    guint32 rows; /* 0: the cell is empty */
    guint32 number;
} Cell;

struct NgRowsWriter {
    FILE *out;
    char *path;
    Cell *cells; /* open addressing */
    guint32 room, used;
    bool numbered;
    guint32 *places;
    guint32 units; /* of rows, written so far */
    guint32 at;    /* the next document */
    bool too_large;
    GArray *row; /* guint32 */
    NgRowsTrailer trailer;
};

NgRowsWriter *ng_rows_writer(const char *folder, const char *uuid, guint32 last, GError **error)
{
    g_autofree char *path = g_build_filename(folder, NG_ROWS_FILE, NULL);
    FILE *out = ng_beside_create(path, error);
    if (!out)
        return NULL;
    NgRowsWriter *writer = g_new0(NgRowsWriter, 1);
    writer->out = out;
    writer->path = g_steal_pointer(&path);
    writer->room = 1024;
    writer->cells = g_new0(Cell, writer->room);
    writer->places = g_new0(guint32, (gsize)last + 2);
    writer->at = 1;
    writer->row = g_array_new(FALSE, FALSE, sizeof(guint32));
    writer->trailer = (NgRowsTrailer) {.magic = NG_ROWS_MAGIC, .last = last};
    g_strlcpy(writer->trailer.uuid, uuid, sizeof writer->trailer.uuid);
    return writer;
}

/* ---- entries ---- */

static Cell *cell_of(const NgRowsWriter *writer, guint32 facet, guint64 key)
{
    guint64 hash = (key ^ (guint64)facet << 56) * 0x9e3779b97f4a7c15u;
    guint32 at = (guint32)(hash >> 32) & (writer->room - 1);
    while (writer->cells[at].rows &&
           (writer->cells[at].entry.key != key || writer->cells[at].entry.facet != facet))
        at = (at + 1) & (writer->room - 1);
    return &writer->cells[at];
}

static void make_room(NgRowsWriter *writer)
{
    Cell *old = writer->cells;
    guint32 room = writer->room;
    writer->room *= 2;
    writer->cells = g_new0(Cell, writer->room);
    for (guint32 i = 0; i < room; i++)
        if (old[i].rows)
            *cell_of(writer, old[i].entry.facet, old[i].entry.key) = old[i];
    g_free(old);
}

void ng_rows_writer_count(NgRowsWriter *writer, const NgFacetRow *row)
{
    for (guint i = 0; i < row->items->len; i++) {
        const NgFacetItem *item = &g_array_index(row->items, NgFacetItem, i);
        if (writer->used * 2 >= writer->room)
            make_room(writer);
        Cell *cell = cell_of(writer, item->facet, item->key);
        if (!cell->rows) {
            cell->entry = (NgFacetEntry) {item->key, item->facet, 0};
            writer->used++;
        }
        cell->rows++;
    }
}

static int by_rows(gconstpointer a, gconstpointer b)
{
    const Cell *left = *(Cell *const *)a, *right = *(Cell *const *)b;
    if (left->rows != right->rows)
        return left->rows > right->rows ? -1 : 1;
    if (left->entry.facet != right->entry.facet)
        return left->entry.facet < right->entry.facet ? -1 : 1;
    return left->entry.key < right->entry.key ? -1 : left->entry.key > right->entry.key;
}

static bool is_again(const NgRowsWriter *writer, const NgFacetEntry *entry)
{
    static const NgFacet kinds[] = {NG_FACET_PERSON, NG_FACET_ORG, NG_FACET_PLACE};
    guint n = 0;
    bool is_actor = false;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        is_actor = is_actor || entry->facet == kinds[i];
        n += cell_of(writer, kinds[i], entry->key)->rows > 0;
    }
    return is_actor && n > 1;
}

/* Gives all their numbers, and writes them in that order. */
static void put_entries(NgRowsWriter *writer)
{
    g_autofree Cell **order = g_new(Cell *, writer->used + 1);
    guint32 n = 0;
    for (guint32 i = 0; i < writer->room; i++)
        if (writer->cells[i].rows)
            order[n++] = &writer->cells[i];
    qsort(order, n, sizeof *order, by_rows);
    for (guint32 i = 0; i < n; i++) {
        order[i]->number = i;
        order[i]->entry.again = is_again(writer, &order[i]->entry);
        fwrite(&order[i]->entry, sizeof order[i]->entry, 1, writer->out);
    }
    g_autofree guint8 *kinds = g_malloc0(ng_rows_kinds_bytes(n) + 1);
    for (guint32 i = 0; i < n; i++)
        kinds[i] = ng_rows_kind(&order[i]->entry);
    fwrite(kinds, 1, ng_rows_kinds_bytes(n), writer->out);
    writer->trailer.n_entries = n;
    writer->trailer.rows_begin = n * (guint64)sizeof(NgFacetEntry) + ng_rows_kinds_bytes(n);
    writer->numbered = true;
}

/* ---- rows ---- */

static guint width_log_of(const NgFacetRow *row)
{
    guint width_log = 0;
    while (row->n_blocks > (8u << width_log) - 1)
        width_log++;
    return width_log;
}

static void put_mask(char *at, guint64 blocks, guint width_log)
{
    guint64 mask = blocks | G_GUINT64_CONSTANT(1) << ((8u << width_log) - 1);
    guint8 one = (guint8)mask;
    guint16 two = (guint16)mask;
    guint32 four = (guint32)mask;
    const void *const ways[] = {&one, &two, &four, &mask};
    memcpy(at, ways[width_log], (gsize)1 << width_log);
}

/* Places of the documents before `docid` that have none, and its own. */
static void put_places(NgRowsWriter *writer, guint32 docid)
{
    while (writer->at <= docid)
        writer->places[writer->at++ - 1] = writer->units;
}

void ng_rows_writer_row(NgRowsWriter *writer, guint32 docid, const NgFacetRow *row)
{
    guint n = row->items->len, n_masked = n - row->n_whole, width_log = width_log_of(row);
    gsize units =
        NG_ROW_HEAD_UNITS + n + (((gsize)n_masked << width_log) + NG_ROW_UNIT - 1) / NG_ROW_UNIT;
    if (!writer->numbered)
        put_entries(writer);
    if (docid < writer->at || docid > writer->trailer.last || n_masked > NG_ROW_MASKED_MAX ||
        row->n_whole > NG_ROW_WHOLE_MAX || row->n_blocks > NG_FACET_ROW_BLOCKS)
        return;
    if (units > G_MAXUINT32 - writer->units - 1) {
        writer->too_large = true;
        return;
    }
    put_places(writer, docid);
    g_array_set_size(writer->row, 0);
    g_array_set_size(writer->row, (guint)units);
    guint32 *at = (guint32 *)(void *)writer->row->data;
    memset(at, 0, units * sizeof *at);
    at[0] = ng_row_head(n_masked, row->n_whole, width_log);
    at[1] = (guint32)row->time;
    at[2] = (guint32)((guint64)row->time >> 32);
    char *masks = (char *)(at + NG_ROW_HEAD_UNITS + n);
    for (guint i = 0; i < n; i++) {
        const NgFacetItem *item = &g_array_index(row->items, NgFacetItem, i);
        at[NG_ROW_HEAD_UNITS + i] = cell_of(writer, item->facet, item->key)->number;
        if (i >= row->n_whole)
            put_mask(masks + ((gsize)(i - row->n_whole) << width_log), item->blocks, width_log);
    }
    fwrite(at, sizeof *at, units, writer->out);
    writer->units += (guint32)units;
}

/* ---- the file ---- */

static void put_end(NgRowsWriter *writer)
{
    static const guint32 none = 0;
    if (!writer->numbered)
        put_entries(writer);
    put_places(writer, writer->trailer.last + 1);
    if (writer->units % 2) /* what follows are larger numbers */
        fwrite(&none, sizeof none, 1, writer->out);
    writer->trailer.places_begin =
        writer->trailer.rows_begin + (writer->units + writer->units % 2) * (guint64)NG_ROW_UNIT;
    fwrite(writer->places, 1, ng_rows_places_bytes(writer->trailer.last), writer->out);
    fwrite(&writer->trailer, sizeof writer->trailer, 1, writer->out);
}

bool ng_rows_writer_close(NgRowsWriter *writer, bool abandon, GError **error)
{
    errno = 0;
    if (!abandon && !writer->too_large)
        put_end(writer);
    if (writer->too_large)
        errno = EFBIG;
    bool ok = ng_beside_end(writer->out, writer->path, !abandon && !writer->too_large,
                            abandon ? NULL : error);
    g_array_unref(writer->row);
    g_free(writer->cells);
    g_free(writer->places);
    g_free(writer->path);
    g_free(writer);
    return ok;
}
