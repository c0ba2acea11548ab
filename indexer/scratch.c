/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A unit may be one archive of any size, but a database in the making costs memory, and the more of
 * it the slower it grows: with some text in it, it is closed and the next one is begun. */
#include "indexer/scratch.h"
#include "nutgraf/generation.h"

/* Of 15 MB of text in one archive: 16.7 seconds of computing and 50 MB of memory, where a single
 * database took 22.5 seconds and 228 MB. */
#define DATABASE_BYTES ((gsize)2 << 20)

struct NgScratch {
    const char *build_dir;
    NgDbWriter *writer; /* or NULL */
    GHashTable *names;  /* of GBytes: keys that it has */
    gsize bytes;        /* of text in it */
    guint unit;
    guint32 databases;
};

char *ng_unit_database(const char *build_dir, guint unit, guint number)
{
    return g_strdup_printf("%s/unit-%08u-%04u", build_dir, unit, number);
}

NgScratch *ng_scratch_new(const char *build_dir)
{
    NgScratch *scratch = g_new0(NgScratch, 1);
    scratch->build_dir = build_dir;
    scratch->names =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    return scratch;
}

void ng_scratch_free(NgScratch *scratch)
{
    if (!scratch)
        return;
    ng_scratch_abandon(scratch);
    g_hash_table_unref(scratch->names);
    g_free(scratch);
}

void ng_scratch_begin(NgScratch *scratch, guint unit)
{
    scratch->unit = unit;
    scratch->databases = 0;
}

static bool open_database(NgScratch *scratch, GError **error)
{
    if (scratch->writer)
        return true;
    g_autofree char *path = ng_unit_database(scratch->build_dir, scratch->unit, scratch->databases);
    ng_remove_tree(path); /* of a worker that died over the same unit */
    scratch->writer = ng_db_writer_open(path, NG_DB_CREATE | NG_DB_SCRATCH, error);
    scratch->databases += scratch->writer != NULL;
    scratch->bytes = 0;
    return scratch->writer != NULL;
}

static bool close_database(NgScratch *scratch, GError **error)
{
    NgDbWriter *writer = g_steal_pointer(&scratch->writer);
    g_hash_table_remove_all(scratch->names);
    return !writer || ng_db_writer_close(writer, error);
}

bool ng_scratch_name(NgScratch *scratch, const char *key, gsize key_len, const char *value,
                     gsize value_len, GError **error)
{
    if (!open_database(scratch, error))
        return false;
    if (!g_hash_table_add(scratch->names, g_bytes_new(key, key_len)))
        return true;
    return ng_db_writer_metadata(scratch->writer, key, key_len, value, value_len, error);
}

bool ng_scratch_add(NgScratch *scratch, const NgDbDoc *doc, gsize text_bytes, GError **error)
{
    if (!open_database(scratch, error) || !ng_db_writer_add(scratch->writer, doc, NULL, error))
        return false;
    scratch->bytes += text_bytes;
    return scratch->bytes < DATABASE_BYTES || close_database(scratch, error);
}

bool ng_scratch_end(NgScratch *scratch, guint32 *databases, GError **error)
{
    *databases = scratch->databases;
    return close_database(scratch, error);
}

void ng_scratch_abandon(NgScratch *scratch)
{
    if (scratch->writer)
        ng_db_writer_abandon(g_steal_pointer(&scratch->writer));
}
