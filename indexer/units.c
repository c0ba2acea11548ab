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
/* Who shares an archive unpacks what stands before the share: a smaller one is not worth that. */
#define SHARE_BYTES_MIN ((guint64)512 << 10)

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

static guint64 unit_bytes_for(guint64 total, guint jobs)
{
    return CLAMP(total / (jobs * 4), UNIT_BYTES_MIN, UNIT_BYTES_MAX);
}

static guint64 total_bytes(const GPtrArray *files)
{
    guint64 total = 0;
    for (guint i = 0; i < files->len; i++)
        total += ((const NgFile *)files->pdata[i])->size;
    return total;
}

/* Into how many shares an archive goes: as many as it has of all workers' work. */
static guint shares_of(const NgFile *file, guint64 total, guint jobs)
{
    guint64 fair = MIN((file->size * jobs + total / 2) / MAX(total, 1), jobs);
    return (guint)MIN(fair, file->size / SHARE_BYTES_MIN);
}

static void add_shares(GPtrArray *units, guint file, guint64 size, const NgReader *reader, guint n)
{
    guint64 each = size / n + 1;
    for (guint i = 0; i < n; i++) {
        NgSlice slice = {.file = file,
                         .reader = reader,
                         .begin = i * each,
                         .end = MIN((i + 1) * each, size),
                         .whole = true,
                         .shared = true,
                         .last = i + 1 == n};
        NgUnit *unit = unit_new(units);
        g_array_append_val(unit->slices, slice);
        unit->bytes = slice.end - slice.begin;
    }
}

GPtrArray *ng_units_of_files(const GPtrArray *files, const NgReader *forced, guint jobs)
{
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify)ng_unit_free);
    guint64 total = total_bytes(files), unit_bytes = unit_bytes_for(total, jobs);
    NgUnit *open_unit = NULL; /* takes small files until it is full */
    guint64 weight = 0;
    guint files_max = CLAMP(files->len / (jobs * 2), 1, UNIT_FILES_MAX);
    for (guint i = 0; i < files->len; i++) {
        const NgFile *file = files->pdata[i];
        const NgReader *reader = forced;
        if (file->size > unit_bytes && (!forced || forced->next_record || forced->shares))
            reader = sniff(file, forced);
        guint shares = reader && reader->shares ? shares_of(file, total, jobs) : 0;
        if (shares > 1) {
            open_unit = NULL;
            add_shares(units, i, file->size, reader, shares);
            continue;
        }
        if (file->size > unit_bytes && reader && reader->next_record) {
            open_unit = NULL;
            for (guint64 at = 0; at < file->size; at += unit_bytes) {
                NgSlice slice = {.file = i,
                                 .reader = reader,
                                 .begin = at,
                                 .end = MIN(at + unit_bytes, file->size)};
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
        NgSlice slice = {.file = i, .reader = forced, .end = file->size, .whole = true};
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
