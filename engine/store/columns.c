/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file: values, document by document, slot by slot; where each document's begin and how long
 * they are; a trailer that tells what it is. In the order of this machine's bytes: the trailer
 * begins with a number that reads differently on another. */
#include "columns.h"
#include "nutgraf/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC UINT64_C(0x6e67636f6c730001) /* and the number of this form */
/* What a process has of the file counts as its memory. What lies in its beginning stays, since it
 * costs nothing to read again; of the rest there is never more than a part. The system maps some
 * pages around the one that is touched. */
#define KEPT_BYTES ((gsize)72 << 20)
#define PART_BYTES ((gsize)24 << 20)
#define AROUND_BYTES ((gsize)64 << 10)

typedef struct {
    guint64 begin;
    guint32 len[NG_COLUMNS_MAX];
} Row;

typedef struct {
    guint64 magic, rows_begin;
    guint32 last, n_slots;
    guint32 slots[NG_COLUMNS_MAX];
    char uuid[40];
} Trailer;

struct NgColumns {
    const char *map;
    gsize size;
    const Row *rows; /* of documents 1 to last */
    guint32 last, n_slots;
    guint32 slots[NG_COLUMNS_MAX];
    gsize piece;     /* in which piece of AROUND_BYTES the last value lay */
    gsize mapped;    /* pieces beyond KEPT_BYTES that may be in memory */
    guint8 *touched; /* for each piece, whether it is one of them */
};

static bool is_ours(const Trailer *trailer, gsize size, const char *uuid)
{
    gsize rows = (gsize)trailer->last * sizeof(Row);
    return trailer->magic == MAGIC && trailer->n_slots <= NG_COLUMNS_MAX &&
           memchr(trailer->uuid, 0, sizeof trailer->uuid) && strcmp(trailer->uuid, uuid) == 0 &&
           trailer->rows_begin % sizeof(guint64) == 0 && trailer->rows_begin <= size &&
           size - trailer->rows_begin == rows + sizeof(Trailer);
}

NgColumns *ng_columns_open(const char *folder, const char *uuid)
{
    g_autofree char *path = g_build_filename(folder, NG_COLUMNS_FILE, NULL);
    struct stat stat;
    Trailer trailer;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    bool ok = fstat(file, &stat) == 0 && stat.st_size >= (off_t)sizeof trailer &&
              pread(file, &trailer, sizeof trailer, stat.st_size - (off_t)sizeof trailer) ==
                  (ssize_t)sizeof trailer &&
              is_ours(&trailer, (gsize)stat.st_size, uuid);
    void *map = ok ? mmap(NULL, (gsize)stat.st_size, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    close(file);
    if (map == MAP_FAILED)
        return NULL;
    NgColumns *columns = g_new0(NgColumns, 1);
    columns->map = map;
    columns->size = (gsize)stat.st_size;
    columns->rows = (const Row *)(const void *)(columns->map + trailer.rows_begin);
    columns->last = trailer.last;
    columns->n_slots = trailer.n_slots;
    memcpy(columns->slots, trailer.slots, sizeof columns->slots);
    columns->touched = g_new0(guint8, columns->size / AROUND_BYTES + 1);
    return columns;
}

void ng_columns_free(NgColumns *columns)
{
    if (!columns)
        return;
    munmap((void *)columns->map, columns->size);
    g_free(columns->touched);
    g_free(columns);
}

static void note_piece(NgColumns *columns, gsize piece)
{
    columns->piece = piece;
    if (columns->touched[piece])
        return;
    if ((columns->mapped + 1) * AROUND_BYTES > PART_BYTES) {
        gsize end = (gsize)((const char *)columns->rows - columns->map) / AROUND_BYTES;
        if (end * AROUND_BYTES > KEPT_BYTES)
            madvise((void *)(columns->map + KEPT_BYTES), end * AROUND_BYTES - KEPT_BYTES,
                    MADV_DONTNEED);
        memset(columns->touched, 0, columns->size / AROUND_BYTES + 1);
        columns->mapped = 0;
    }
    columns->touched[piece] = 1;
    columns->mapped++;
}

bool ng_columns_value(NgColumns *columns, guint32 docid, guint32 slot, const char **value,
                      gsize *len)
{
    guint column = 0;
    while (column < columns->n_slots && columns->slots[column] != slot)
        column++;
    if (column == columns->n_slots || docid == 0 || docid > columns->last)
        return false;
    const Row *row = &columns->rows[docid - 1];
    guint64 begin = row->begin;
    for (guint i = 0; i < column; i++)
        begin += row->len[i];
    if (begin > columns->size || row->len[column] > columns->size - begin)
        return false;
    *value = columns->map + begin;
    *len = row->len[column];
    if (begin >= KEPT_BYTES && begin / AROUND_BYTES != columns->piece)
        note_piece(columns, (gsize)begin / AROUND_BYTES);
    return true;
}

/* ---- writing ---- */

static bool fail(const char *path, GError **error)
{
    g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write %s: %s", path,
                g_strerror(errno ? errno : EIO));
    return false;
}

static bool write_rows(FILE *out, const char *path, guint32 last, guint n_slots, NgColumnFunc func,
                       gpointer data, GArray *rows, guint64 *at, GError **error)
{
    for (guint32 docid = 1; docid <= last; docid++) {
        Row row = {.begin = *at};
        for (guint i = 0; i < n_slots; i++) {
            const char *value;
            gsize len;
            if (!func(data, docid, i, &value, &len, error))
                return false;
            if (fwrite(value, 1, len, out) != len)
                return fail(path, error);
            row.len[i] = (guint32)len;
            *at += len;
        }
        g_array_append_val(rows, row);
    }
    return true;
}

bool ng_columns_write(const char *folder, const char *uuid, guint32 last, const guint32 *slots,
                      guint n_slots, NgColumnFunc func, gpointer data, GError **error)
{
    static const char padding[sizeof(guint64)];
    g_autofree char *path = g_build_filename(folder, NG_COLUMNS_FILE, NULL);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    Trailer trailer = {.magic = MAGIC, .last = last, .n_slots = n_slots};
    g_strlcpy(trailer.uuid, uuid, sizeof trailer.uuid);
    memcpy(trailer.slots, slots, n_slots * sizeof *slots);
    errno = 0;
    FILE *out = fopen(path, "wbxe");
    if (!out)
        return fail(path, error);
    bool ok = write_rows(out, path, last, n_slots, func, data, rows, &trailer.rows_begin, error);
    gsize pad = (gsize)(-trailer.rows_begin & (sizeof padding - 1));
    trailer.rows_begin += pad;
    if (ok && (fwrite(padding, 1, pad, out) != pad ||
               (rows->len && fwrite(rows->data, sizeof(Row), rows->len, out) != rows->len) ||
               fwrite(&trailer, sizeof trailer, 1, out) != 1 || fflush(out) != 0))
        ok = fail(path, error);
    if (fclose(out) != 0 && ok)
        ok = fail(path, error);
    if (!ok)
        unlink(path);
    return ok;
}
