/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "beside.h"
#include "columns.h"
#include "columns_form.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    FILE *out;
    const char *path;
    guint64 at; /* so much has been written */
    GArray *rows, *groups;
} Writing;

static bool put(Writing *writing, const void *bytes, gsize len, GError **error)
{
    if (len && fwrite(bytes, 1, len, writing->out) != len)
        return ng_beside_fail(writing->path, error);
    writing->at += len;
    return true;
}

/* The next document's values begin here. */
static bool put_row(Writing *writing, guint32 length, GError **error)
{
    NgColumnsRow row = {(guint32)writing->at, length};
    if (writing->groups->len &&
        writing->at - g_array_index(writing->groups, guint64, writing->groups->len - 1) >
            G_MAXUINT32) {
        errno = EFBIG;
        return ng_beside_fail(writing->path, error);
    }
    if (writing->rows->len % NG_COLUMNS_GROUP == 0)
        g_array_append_val(writing->groups, writing->at);
    g_array_append_val(writing->rows, row);
    return true;
}

static bool put_values(Writing *writing, guint32 docid, guint n_slots, NgColumnFunc func,
                       gpointer data, GError **error)
{
    g_autofree char *first = NULL;
    const char *value = NULL;
    gsize first_len = 0, len = 0;
    if (n_slots > 0) {
        if (!func(data, docid, 0, &value, &first_len, error))
            return false;
        first = g_memdup2(value, first_len);
    }
    if (n_slots > 1 && !func(data, docid, 1, &value, &len, error))
        return false;
    guint32 head = (guint32)first_len;
    return put(writing, &head, sizeof head, error) && put(writing, first, first_len, error) &&
           put(writing, value, len, error);
}

static bool put_all(Writing *writing, NgColumnsTrailer *trailer, const guint32 *lengths,
                    NgColumnFunc func, gpointer data, GError **error)
{
    static const char padding[sizeof(guint64)];
    for (guint32 docid = 1; docid <= trailer->last; docid++)
        if (!put_row(writing, lengths[docid - 1], error) ||
            !put_values(writing, docid, trailer->n_slots, func, data, error))
            return false;
    if (!put_row(writing, 0, error) ||
        !put(writing, padding, -writing->at & (sizeof padding - 1), error))
        return false;
    trailer->rows_begin = writing->at;
    return put(writing, writing->rows->data, writing->rows->len * sizeof(NgColumnsRow), error) &&
           put(writing, writing->groups->data, writing->groups->len * sizeof(guint64), error) &&
           put(writing, trailer, sizeof *trailer, error) &&
           (fflush(writing->out) == 0 || ng_beside_fail(writing->path, error));
}

bool ng_columns_write(const char *folder, const char *uuid, guint32 last, const guint32 *lengths,
                      const guint32 *slots, guint n_slots, NgColumnFunc func, gpointer data,
                      GError **error)
{
    g_autofree char *path = g_build_filename(folder, NG_COLUMNS_FILE, NULL);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(NgColumnsRow));
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(guint64));
    NgColumnsTrailer trailer = {.magic = NG_COLUMNS_MAGIC, .last = last, .n_slots = n_slots};
    g_strlcpy(trailer.uuid, uuid, sizeof trailer.uuid);
    memcpy(trailer.slots, slots, n_slots * sizeof *slots);
    errno = 0;
    FILE *out = fopen(path, "wbxe");
    if (!out)
        return ng_beside_fail(path, error);
    Writing writing = {.out = out, .path = path, .rows = rows, .groups = groups};
    bool ok = put_all(&writing, &trailer, lengths, func, data, error);
    if (fclose(out) != 0 && ok)
        ok = ng_beside_fail(path, error);
    if (!ok)
        unlink(path);
    return ok;
}
