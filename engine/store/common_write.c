/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "common_form.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct NgCommonWriter {
    FILE *out;
    char *path;
    guint64 at;       /* so much has been written */
    GString *records; /* those that are whole */
    GArray *entries;  /* of NgCommonEntry, one for each of them */
    NgCommonTrailer trailer;
    bool promised;         /* the last promise goes on */
    NgCommonRecord record; /* in hand, when there is a key */
    GString *key, *value;
    GArray *marks;
    guint in_block;
    GArray *parts; /* guint64: of the documents in the block, where they are told */
    guint32 last;
};

NgCommonWriter *ng_common_writer(const char *folder, const char *uuid, guint64 revision,
                                 GError **error)
{
    g_autofree char *path = g_build_filename(folder, NG_COMMON_FILE, NULL);
    FILE *out = ng_beside_create(path, error);
    if (!out)
        return NULL;
    NgCommonWriter *writer = g_new0(NgCommonWriter, 1);
    writer->out = out;
    writer->path = g_steal_pointer(&path);
    writer->records = g_string_new(NULL);
    writer->entries = g_array_new(FALSE, FALSE, sizeof(NgCommonEntry));
    writer->key = g_string_new(NULL);
    writer->value = g_string_new(NULL);
    writer->marks = g_array_new(FALSE, FALSE, sizeof(NgCommonMark));
    writer->parts = g_array_new(FALSE, FALSE, sizeof(guint64));
    writer->trailer = (NgCommonTrailer) {.magic = NG_COMMON_MAGIC, .revision = revision};
    g_strlcpy(writer->trailer.uuid, uuid, sizeof writer->trailer.uuid);
    return writer;
}

/* What goes wrong is told at the end: stdio remembers it. */
static void put(NgCommonWriter *writer, const void *bytes, gsize len)
{
    if (len)
        fwrite(bytes, 1, len, writer->out);
    writer->at += len;
}

static void put_number(NgCommonWriter *writer, guint64 number)
{
    for (; number > 0x7f; number >>= 7, writer->at++)
        putc_unlocked((int)((number & 0x7f) | 0x80), writer->out);
    putc_unlocked((int)number, writer->out);
    writer->at++;
}

static void align(GString *bytes)
{
    while (bytes->len % NG_COMMON_ALIGN)
        g_string_append_c(bytes, '\0');
}

static guint32 place(const NgCommonWriter *writer)
{
    return (guint32)(writer->records->len / NG_COMMON_ALIGN);
}

static void put_mark(NgCommonWriter *writer, guint32 docid)
{
    NgCommonMark mark = {docid, (guint32)(writer->at - writer->record.list_begin)};
    g_array_append_val(writer->marks, mark);
}

/* Most stand in one part alone. */
static void put_parts(NgCommonWriter *writer)
{
    for (guint i = 0; i < writer->parts->len; i++) {
        guint64 bits = g_array_index(writer->parts, guint64, i) & ~NG_DB_PARTS_NOT_TOLD;
        if (bits && !(bits & (bits - 1)))
            put_number(writer, (guint64)__builtin_ctzll(bits) << 1 | 1);
        else
            put_number(writer, bits << 1);
    }
    g_array_set_size(writer->parts, 0);
}

static void end_record(NgCommonWriter *writer)
{
    NgCommonRecord *record = &writer->record;
    if (!writer->key->len)
        return;
    put_parts(writer);
    record->key_len = (guint32)writer->key->len;
    record->value_len = (guint32)writer->value->len;
    record->n_blocks = writer->marks->len;
    if (record->n_blocks)
        put_mark(writer, G_MAXUINT32);
    NgCommonEntry entry = {
        ng_common_hash((NgCommonKind)record->kind, writer->key->str, writer->key->len),
        place(writer)};
    g_array_append_val(writer->entries, entry);
    g_string_append_len(writer->records, (const char *)record, sizeof *record);
    g_string_append_len(writer->records, writer->key->str, (gssize)writer->key->len);
    g_string_append_len(writer->records, writer->value->str, (gssize)writer->value->len);
    align(writer->records);
    g_string_append_len(writer->records, writer->marks->data,
                        (gssize)(writer->marks->len * sizeof(NgCommonMark)));
    if (writer->promised)
        writer->trailer.promises[writer->trailer.n_promises - 1].n++;
    g_string_truncate(writer->key, 0);
    g_string_truncate(writer->value, 0);
    g_array_set_size(writer->marks, 0);
}

static void begin_record(NgCommonWriter *writer, NgCommonKind kind, const char *key, gsize len)
{
    end_record(writer);
    g_string_append_len(writer->key, key, (gssize)len);
    writer->record = (NgCommonRecord) {.kind = kind, .list_begin = writer->at};
    writer->in_block = 0;
}

void ng_common_writer_all(NgCommonWriter *writer, const char *prefix)
{
    NgCommonTrailer *trailer = &writer->trailer;
    end_record(writer);
    writer->promised = prefix && trailer->n_promises < NG_COMMON_PROMISES &&
                       strlen(prefix) < sizeof trailer->promises[0].prefix;
    if (!writer->promised)
        return;
    NgCommonPromise *promise = &trailer->promises[trailer->n_promises++];
    g_strlcpy(promise->prefix, prefix, sizeof promise->prefix);
    promise->place = place(writer);
}

void ng_common_writer_term(NgCommonWriter *writer, const char *term, gsize len, guint32 documents,
                           bool has_parts)
{
    begin_record(writer, NG_COMMON_TERM, term, len);
    writer->record.documents = documents;
    writer->record.has_parts = has_parts;
}

void ng_common_writer_document(NgCommonWriter *writer, guint32 docid, guint32 wdf, guint64 parts)
{
    if (writer->in_block == 0) {
        put_parts(writer);
        put_mark(writer, docid);
        writer->last = docid;
    }
    put_number(writer, (guint64)(docid - writer->last) << 1 | (wdf != 1));
    if (wdf != 1)
        put_number(writer, wdf);
    if (writer->record.has_parts)
        g_array_append_val(writer->parts, parts);
    writer->last = docid;
    writer->in_block = (writer->in_block + 1) % NG_COMMON_BLOCK;
}

void ng_common_writer_metadata(NgCommonWriter *writer, const char *key, gsize key_len,
                               const char *value, gsize len)
{
    begin_record(writer, NG_COMMON_METADATA, key, key_len);
    g_string_append_len(writer->value, value, (gssize)len);
}

static void put_table(NgCommonWriter *writer)
{
    guint32 size = 16;
    while (size < 2 * writer->entries->len)
        size *= 2;
    g_autofree NgCommonEntry *table = g_new(NgCommonEntry, size);
    memset(table, 0xff, size * sizeof *table);
    for (guint i = 0; i < writer->entries->len; i++) {
        const NgCommonEntry *entry = &g_array_index(writer->entries, NgCommonEntry, i);
        guint32 at = entry->hash & (size - 1);
        while (table[at].place != G_MAXUINT32)
            at = (at + 1) & (size - 1);
        table[at] = *entry;
    }
    writer->trailer.n_entries = size;
    put(writer, table, size * sizeof *table);
}

static void put_all(NgCommonWriter *writer)
{
    static const char padding[NG_COMMON_ALIGN];
    end_record(writer);
    put(writer, padding, ng_common_aligned(writer->at) - writer->at);
    writer->trailer.records_begin = writer->at;
    put(writer, writer->records->str, writer->records->len);
    writer->trailer.table_begin = writer->at;
    put_table(writer);
    put(writer, &writer->trailer, sizeof writer->trailer);
}

bool ng_common_writer_close(NgCommonWriter *writer, bool abandon, GError **error)
{
    errno = 0;
    if (!abandon)
        put_all(writer);
    bool ok = ng_beside_end(writer->out, writer->path, !abandon, abandon ? NULL : error);
    g_string_free(writer->records, TRUE);
    g_string_free(writer->key, TRUE);
    g_string_free(writer->value, TRUE);
    g_array_unref(writer->entries);
    g_array_unref(writer->marks);
    g_array_unref(writer->parts);
    g_free(writer->path);
    g_free(writer);
    return ok;
}
