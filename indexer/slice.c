/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A slice of a file, mapped, through its reader. */
#include "indexer/slice.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* One article larger than this is no article. */
#define SLICE_BYTES_MAX ((guint64)64 << 20)
#define SNIFFED_BYTES 4096
/* By so many bytes a reader sees that a record begins. */
#define RECORD_TAG_BYTES_MAX 64

guint64 ng_slice_key(const NgSlice *slice)
{
    return (guint64)slice->file << 40 ^ slice->begin;
}

typedef struct {
    char *map;
    gsize len;
    int fd;
} Mapped;

typedef struct {
    const NgSlice *slice;
    const NgFile *file;
    const NgSliceOptions *options;
    const NgSinks *sinks;
    Mapped mapped;
} Reading;

static void skip(const Reading *reading, const char *where, const char *reason)
{
    reading->sinks->skip(where, reason, reading->sinks->data);
}

static const char *map_file(const NgFile *file, Mapped *mapped)
{
    struct stat info;
    mapped->map = MAP_FAILED;
    mapped->fd = open(file->spool ? file->spool : file->path, O_RDONLY | O_CLOEXEC);
    if (mapped->fd < 0 || fstat(mapped->fd, &info) != 0)
        return g_strerror(errno);
    mapped->len = (gsize)info.st_size;
    if (mapped->len == 0)
        return "empty file";
    mapped->map = mmap(NULL, mapped->len, PROT_READ, MAP_PRIVATE, mapped->fd, 0);
    return mapped->map == MAP_FAILED ? g_strerror(errno) : NULL;
}

static void unmap_file(Mapped *mapped)
{
    if (mapped->map != MAP_FAILED)
        munmap(mapped->map, mapped->len);
    if (mapped->fd >= 0)
        close(mapped->fd);
}

static void skip_too_large(const Reading *reading, guint64 begin, guint64 end)
{
    g_autofree char *reason = g_strdup_printf(
        "%" G_GUINT64_FORMAT " MB in one piece; the limit is %" G_GUINT64_FORMAT " MB",
        (end - begin) >> 20, SLICE_BYTES_MAX >> 20);
    g_autofree char *where = g_strdup_printf("record at byte %" G_GUINT64_FORMAT, begin);
    skip(reading, reading->slice->whole ? NULL : where, reason);
}

/* Not from the map: its pages would count as this process's memory, and to touch what somebody has
 * cut off meanwhile is fatal. */
static bool read_all(const Mapped *mapped, char *to, guint64 at, gsize len)
{
    errno = 0;
    while (len > 0) {
        gssize got = pread(mapped->fd, to, len, (off_t)at);
        if (got < 0 && errno == EINTR) {
            errno = 0;
            continue;
        }
        if (got <= 0)
            return false;
        to += got;
        at += (guint64)got;
        len -= (gsize)got;
    }
    return true;
}

/* Reads the bytes from begin to end: a copy that ends in a NUL, or those of the file where the
 * reader takes any number. */
static void read_bytes(const Reading *reading, guint64 begin, guint64 end)
{
    const char *source = reading->file->path, *bytes = reading->mapped.map + begin;
    const NgReader *reader = reading->slice->reader, *forced = NULL;
    const char *reason = NULL;
    if (reading->slice->whole) {
        const NgReader *around = ng_reader_around(reader, bytes, MIN(end - begin, SNIFFED_BYTES));
        forced = around ? reader : NULL;
        reader = around ? around : reader;
    }
    if (!reader)
        reader = ng_reader_guess(bytes, MIN(end - begin, SNIFFED_BYTES),
                                 strcmp(source, "-") == 0 ? NULL : source, &reason);
    if (!reader) {
        skip(reading, NULL, reason ? reason : "no known format");
        return;
    }
    g_autofree char *copy = NULL;
    if (!reader->any_size) {
        if (end - begin > SLICE_BYTES_MAX) {
            skip_too_large(reading, begin, end);
            return;
        }
        copy = g_try_malloc(end - begin + 1);
        if (!copy) {
            skip(reading, NULL, "out of memory");
            return;
        }
        if (!read_all(&reading->mapped, copy, begin, end - begin)) {
            skip(reading, NULL, errno ? g_strerror(errno) : "it became shorter while it was read");
            return;
        }
        copy[end - begin] = '\0';
        bytes = copy;
    }
    NgInput input = {.data = bytes,
                     .len = end - begin,
                     .source = source,
                     .outlet = reading->options->outlet,
                     .lang = reading->options->lang,
                     .offset = begin,
                     .considered = reading->options->considered,
                     .forced = forced};
    if (reading->slice->shared) {
        /* a file that grows is read to its new end */
        input.from = reading->slice->begin;
        input.until = reading->slice->last ? G_MAXUINT64 : reading->slice->end;
    }
    g_autoptr(GError) error = NULL;
    if (!reader->read(&input, reading->sinks, &error))
        skip(reading, reading->slice->whole ? NULL : "a part",
             error ? error->message : "unreadable");
}

/* The records from begin to end: at once, or, with one among them that is too large, those before
 * it and those behind it. */
static void read_records(const Reading *reading, guint64 begin, guint64 end)
{
    const NgReader *reader = reading->slice->reader;
    const Mapped *mapped = &reading->mapped;
    while (end - begin > SLICE_BYTES_MAX && !reader->any_size) {
        guint64 stop = begin, next = begin;
        do {
            stop = next;
            next = MIN(end, reader->next_record(mapped->map, mapped->len, stop + 1));
        } while (next - begin <= SLICE_BYTES_MAX);
        if (stop > begin)
            read_bytes(reading, begin, stop);
        else
            skip_too_large(reading, begin, next);
        begin = stop > begin ? stop : next;
    }
    if (begin < end)
        read_bytes(reading, begin, end);
}

void ng_slice_read(const NgSlice *slice, const NgFile *file, const NgSliceOptions *options,
                   const NgSinks *sinks)
{
    Reading reading = {slice, file, options, sinks, {0}};
    Mapped *mapped = &reading.mapped;
    const char *reason = map_file(file, mapped);
    if (reason) {
        skip(&reading, NULL, reason);
    } else if (slice->whole) {
        read_bytes(&reading, 0, mapped->len);
    } else {
        /* Every slice that a long record covers would otherwise look for its end. */
        gsize looked_at = MIN(mapped->len, slice->end + RECORD_TAG_BYTES_MAX);
        gsize begin = slice->reader->next_record(mapped->map, looked_at, slice->begin);
        gsize end = begin;
        if (slice->end >= mapped->len)
            end = mapped->len;
        else if (begin < slice->end)
            end = slice->reader->next_record(mapped->map, mapped->len, slice->end);
        if (begin < end)
            read_records(&reading, begin, end);
    }
    unmap_file(mapped);
}
