/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files to units. */
#include "indexer/units.h"

#include <fcntl.h>
#include <unistd.h>

/* A database of about this much text is built fastest; small loads are cut finer, so
 * that every worker has some. */
#define UNIT_BYTES_MAX ((guint64)256 << 10)
#define UNIT_BYTES_MIN ((guint64)64 << 10)
#define UNIT_FILES_MAX 200
/* A whole file is most often one article with a lot of markup around it. */
#define ARTICLE_BYTES 5000
#define MARKUP_SHARE 20
#define UNIT_DOCUMENTS 500
#define SNIFFED_BYTES 4096

void ng_unit_free(NgUnit *unit)
{
    if (!unit)
        return;
    g_array_unref(unit->slices);
    g_free(unit);
}

static NgUnit *unit_new(GPtrArray *units)
{
    NgUnit *unit = g_new0(NgUnit, 1);
    unit->slices = g_array_new(FALSE, TRUE, sizeof(NgSlice));
    g_ptr_array_add(units, unit);
    return unit;
}

/* The reader of a large file: the forced one, unless that is for what stands in it. */
static const NgReader *sniff(const NgFile *file, const NgReader *forced)
{
    const char *path = file->spool ? file->spool : file->path;
    char head[SNIFFED_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    gssize got = read(fd, head, sizeof head);
    close(fd);
    const char *reason;
    if (forced)
        return got > 0 && ng_reader_around(forced, head, (gsize)got) ? NULL : forced;
    return got > 0 ? ng_reader_guess(head, (gsize)got, file->spool ? NULL : file->path, &reason)
                   : NULL;
}

static guint64 unit_bytes_for(const GPtrArray *files, guint jobs)
{
    guint64 total = 0;
    for (guint i = 0; i < files->len; i++)
        total += ((const NgFile *)files->pdata[i])->size;
    return CLAMP(total / (jobs * 4), UNIT_BYTES_MIN, UNIT_BYTES_MAX);
}

GPtrArray *ng_units_of_files(const GPtrArray *files, const NgReader *forced, guint jobs)
{
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify)ng_unit_free);
    guint64 unit_bytes = unit_bytes_for(files, jobs);
    NgUnit *open_unit = NULL; /* takes small files until it is full */
    guint64 weight = 0;
    guint files_max = CLAMP(files->len / (jobs * 2), 1, UNIT_FILES_MAX);
    for (guint i = 0; i < files->len; i++) {
        const NgFile *file = files->pdata[i];
        const NgReader *reader = forced;
        if (file->size > unit_bytes && (!forced || forced->next_record))
            reader = sniff(file, forced);
        if (file->size > unit_bytes && reader && reader->next_record) {
            open_unit = NULL;
            for (guint64 at = 0; at < file->size; at += unit_bytes) {
                NgSlice slice = {i, reader, at, MIN(at + unit_bytes, file->size), false};
                NgUnit *unit = unit_new(units);
                g_array_append_val(unit->slices, slice);
                unit->bytes = slice.end - slice.begin;
            }
            continue;
        }
        if (!open_unit || weight >= unit_bytes || open_unit->slices->len >= files_max) {
            open_unit = unit_new(units);
            weight = 0;
        }
        NgSlice slice = {i, forced, 0, file->size, true};
        g_array_append_val(open_unit->slices, slice);
        open_unit->bytes += file->size;
        weight += MIN(file->size, ARTICLE_BYTES) + file->size / MARKUP_SHARE;
    }
    return units;
}

GPtrArray *ng_units_of_documents(guint32 last_docid)
{
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify)ng_unit_free);
    for (guint32 first = 1; first <= last_docid; first += UNIT_DOCUMENTS) {
        NgUnit *unit = unit_new(units);
        unit->first_docid = first;
        unit->last_docid = MIN(first + UNIT_DOCUMENTS - 1, last_docid);
        unit->bytes = unit->last_docid - first + 1;
    }
    return units;
}
