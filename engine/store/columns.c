/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page of a mapped file costs most when it is touched first, and the system maps some around it:
 * who looks at a document here and there pays six times what reading those would. So values are
 * read, several at once where they lie together; the beginning is mapped where that pays. */
#include "columns.h"
#include "beside.h"
#include "columns_form.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What lies so near is read, too, rather than read for itself later. */
#define NEAR_BYTES 4096
#define READ_BYTES ((gsize)64 << 10)
/* How many documents ahead memory is asked for what will be looked at, and how much of it. */
#define AHEAD 6
#define AHEAD_BYTES 512
#define LINE_BYTES 64

struct NgColumns {
    int file;
    NgBesideMap map;          /* from the rows on */
    const NgColumnsRow *rows; /* of documents 1 to last, and the end */
    const guint64 *groups;    /* where the first of each NG_COLUMNS_GROUP begins */
    guint64 values_end;
    guint32 last, n_slots;
    guint32 slots[NG_COLUMNS_MAX];
    char *kept; /* the beginning, mapped, or NULL */
    gsize kept_size;
    guint32 looked_at; /* last, there */
    char *buffer;      /* what was read last */
    gsize buffer_room;
    guint64 buffer_begin;
    gsize buffer_len;
    GArray *expected; /* guint32 */
    guint at;         /* which of them was asked for last, or comes next */
};

static bool is_ours(const NgColumnsTrailer *trailer, gsize size, const char *uuid)
{
    gsize rows = ((gsize)trailer->last + 1) * sizeof(NgColumnsRow) +
                 (gsize)ng_columns_groups(trailer->last) * sizeof(guint64);
    return trailer->magic == NG_COLUMNS_MAGIC && trailer->n_slots <= NG_COLUMNS_MAX &&
           memchr(trailer->uuid, 0, sizeof trailer->uuid) && strcmp(trailer->uuid, uuid) == 0 &&
           trailer->rows_begin % sizeof(guint64) == 0 && trailer->rows_begin <= size &&
           size - trailer->rows_begin == rows + sizeof(NgColumnsTrailer);
}

NgColumns *ng_columns_open(const char *folder, const char *uuid)
{
    NgColumnsTrailer trailer;
    NgBesideMap map = {0};
    gsize size;
    int file = ng_beside_open(folder, NG_COLUMNS_FILE);
    if (file < 0)
        return NULL;
    const char *rows = NULL;
    if (ng_beside_trailer(file, &trailer, sizeof trailer, &size) && is_ours(&trailer, size, uuid))
        rows = ng_beside_map(file, (gsize)trailer.rows_begin, size, &map);
    if (!rows) {
        close(file);
        return NULL;
    }
    NgColumns *columns = g_new0(NgColumns, 1);
    columns->file = file;
    columns->map = map;
    columns->rows = (const NgColumnsRow *)(const void *)rows;
    columns->groups = (const guint64 *)(const void *)(columns->rows + trailer.last + 1);
    columns->values_end = trailer.rows_begin;
    columns->last = trailer.last;
    columns->n_slots = trailer.n_slots;
    memcpy(columns->slots, trailer.slots, sizeof columns->slots);
    columns->expected = g_array_new(FALSE, FALSE, sizeof(guint32));
    return columns;
}

void ng_columns_free(NgColumns *columns)
{
    if (!columns)
        return;
    ng_beside_unmap(&columns->map);
    if (columns->kept)
        munmap(columns->kept, columns->kept_size);
    close(columns->file);
    g_array_unref(columns->expected);
    g_free(columns->buffer);
    g_free(columns);
}

void ng_columns_keep(NgColumns *columns, gsize bytes)
{
    gsize size = MIN(bytes, (gsize)columns->values_end);
    if (columns->kept || size == 0)
        return;
    void *map = mmap(NULL, size, PROT_READ, MAP_SHARED, columns->file, 0);
    if (map == MAP_FAILED)
        return;
    columns->kept = map;
    columns->kept_size = size;
}

void ng_columns_expect(NgColumns *columns, const guint32 *docids, guint n)
{
    g_array_set_size(columns->expected, 0);
    g_array_append_vals(columns->expected, docids, n);
    columns->at = 0;
}

/* ---- values ---- */

G_STATIC_ASSERT(NG_COLUMNS_MAX == 2);

static guint64 begin_of(const NgColumns *columns, guint32 docid)
{
    guint64 first = columns->groups[(docid - 1) / NG_COLUMNS_GROUP];
    return first + (guint32)(columns->rows[docid - 1].begin - (guint32)first);
}

static gsize size_of(const NgColumns *columns, guint32 docid)
{
    return (guint32)(columns->rows[docid].begin - columns->rows[docid - 1].begin);
}

static bool is_sound(const NgColumns *columns, guint32 docid)
{
    guint64 begin = begin_of(columns, docid);
    return begin <= columns->values_end && size_of(columns, docid) <= columns->values_end - begin;
}

static guint32 expected_at(const NgColumns *columns, guint i)
{
    guint32 docid = i < columns->expected->len ? g_array_index(columns->expected, guint32, i) : 0;
    return docid <= columns->last ? docid : 0;
}

/* Goes on to the document among those expected; false: it is none of them. */
static bool go_on(NgColumns *columns, guint32 docid)
{
    while (columns->at < columns->expected->len &&
           g_array_index(columns->expected, guint32, columns->at) < docid)
        columns->at++;
    return expected_at(columns, columns->at) == docid;
}

/* How much to read from the document on: those expected next that lie near. */
static gsize reach(NgColumns *columns, guint32 docid)
{
    guint64 begin = begin_of(columns, docid);
    gsize size = size_of(columns, docid);
    for (guint i = columns->at + 1; go_on(columns, docid) && size < READ_BYTES; i++) {
        guint32 next = expected_at(columns, i);
        if (next <= docid || !is_sound(columns, next))
            break;
        guint64 next_begin = begin_of(columns, next);
        gsize next_end = (gsize)(next_begin - begin) + size_of(columns, next);
        if (next_begin < begin || next_begin > begin + size + NEAR_BYTES || next_end > READ_BYTES)
            break;
        size = next_end;
    }
    return size;
}

static bool read_from(NgColumns *columns, guint64 begin, gsize size)
{
    if (size > columns->buffer_room) {
        columns->buffer_room = MAX(size, READ_BYTES);
        g_free(columns->buffer);
        columns->buffer = g_malloc(columns->buffer_room);
    }
    columns->buffer_begin = begin;
    columns->buffer_len = 0;
    while (columns->buffer_len < size) {
        ssize_t got = pread(columns->file, columns->buffer + columns->buffer_len,
                            size - columns->buffer_len, (off_t)(begin + columns->buffer_len));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            columns->buffer_len = 0;
            return false;
        }
        columns->buffer_len += (gsize)got;
    }
    return true;
}

static void fetch_ahead(NgColumns *columns, guint32 docid)
{
    if (!go_on(columns, docid))
        return;
    guint32 far = expected_at(columns, columns->at + 2 * AHEAD);
    guint32 near = expected_at(columns, columns->at + AHEAD);
    if (far)
        __builtin_prefetch(&columns->rows[far - 1]);
    guint64 begin = near ? begin_of(columns, near) : columns->kept_size;
    for (guint i = 0; i < AHEAD_BYTES && begin + i < columns->kept_size; i += LINE_BYTES)
        __builtin_prefetch(columns->kept + begin + i);
}

/* The values of a document, which is sound, and what comes before them. */
static const char *values_of(NgColumns *columns, guint32 docid)
{
    guint64 begin = begin_of(columns, docid);
    gsize size = size_of(columns, docid);
    if (begin + size <= columns->kept_size) {
        fetch_ahead(columns, docid);
        columns->looked_at = docid;
        return columns->kept + begin;
    }
    bool there = begin >= columns->buffer_begin &&
                 begin + size <= columns->buffer_begin + columns->buffer_len;
    if (!there && !read_from(columns, begin, reach(columns, docid)))
        return NULL;
    return columns->buffer + (begin - columns->buffer_begin);
}

bool ng_columns_value(NgColumns *columns, guint32 docid, guint32 slot, const char **value,
                      gsize *len)
{
    guint column = slot == columns->slots[0] ? 0 : 1;
    if (docid == 0 || docid > columns->last || slot != columns->slots[column] ||
        column >= columns->n_slots)
        return false;
    /* the second value of the document that was looked at last: it is sound, and there */
    const char *values =
        columns->looked_at == docid ? columns->kept + begin_of(columns, docid) : NULL;
    if (!values && is_sound(columns, docid))
        values = values_of(columns, docid);
    gsize size = size_of(columns, docid);
    guint32 first;
    if (!values || size < NG_COLUMNS_HEAD_BYTES)
        return false;
    memcpy(&first, values, NG_COLUMNS_HEAD_BYTES);
    values += NG_COLUMNS_HEAD_BYTES;
    size -= NG_COLUMNS_HEAD_BYTES;
    if (first > size)
        return false;
    *value = values + (column ? first : 0);
    *len = column ? size - first : first;
    return true;
}

bool ng_columns_has(const NgColumns *columns, guint32 docid)
{
    return docid > 0 && docid <= columns->last;
}

guint ng_columns_lengths(const NgColumns *columns, const guint32 *docids, guint n, guint32 *lengths)
{
    const NgColumnsRow *rows = columns->rows;
    guint32 last = columns->last;
    guint i = 0;
    for (; i < n && docids[i] - 1 < last; i++)
        lengths[i] = rows[docids[i] - 1].length;
    return i;
}

bool ng_columns_length(const NgColumns *columns, guint32 docid, guint32 *length)
{
    if (!ng_columns_has(columns, docid))
        return false;
    *length = columns->rows[docid - 1].length;
    return true;
}
