/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A unit may be one archive of any size, but a database in the making costs memory, and the more of
 * it the slower it grows: with some text in it, it is closed and the next one is begun. */
#include "indexer/scratch.h"
#include "nutgraf/generation.h"

#include <stdlib.h>
#include <string.h>

/* Of 15 MB of text in one archive: 16.7 seconds of computing and 50 MB of memory, where a single
 * database took 22.5 seconds and 228 MB. */
#define DATABASE_BYTES ((gsize)2 << 20)

/* Metadata that the database in hand will have. */
typedef struct {
    const char *key, *value;
    gsize key_len, value_len;
} Name;

struct NgScratch {
    const char *build_dir;
    NgDbWriter *writer; /* or NULL */
    GHashTable *names;  /* of Name, each with its bytes behind it */
    gsize bytes;        /* of text in it */
    guint unit;
    guint32 databases;
};

char *ng_unit_database(const char *build_dir, guint unit, guint number)
{
    return g_strdup_printf("%s/unit-%08u-%04u", build_dir, unit, number);
}

static guint name_hash(gconstpointer data)
{
    const Name *name = data;
    guint32 hash = 2166136261u; /* FNV-1a, 32 bits */
    for (gsize i = 0; i < name->key_len; i++)
        hash = (hash ^ (guint8)name->key[i]) * 16777619u;
    return hash;
}

static gboolean name_equal(gconstpointer a, gconstpointer b)
{
    const Name *left = a, *right = b;
    return left->key_len == right->key_len && memcmp(left->key, right->key, left->key_len) == 0;
}

NgScratch *ng_scratch_new(const char *build_dir)
{
    NgScratch *scratch = g_new0(NgScratch, 1);
    scratch->build_dir = build_dir;
    scratch->names = g_hash_table_new_full(name_hash, name_equal, g_free, NULL);
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

static int by_key(gconstpointer a, gconstpointer b)
{
    const Name *left = *(const Name *const *)a, *right = *(const Name *const *)b;
    int order = memcmp(left->key, right->key, MIN(left->key_len, right->key_len));
    return order ? order : (left->key_len > right->key_len) - (left->key_len < right->key_len);
}

/* In their order: Xapian puts each key into its tree at once, and for one that lies elsewhere than
 * the last a block is written and another one read. */
static bool write_names(const NgScratch *scratch, NgDbWriter *writer, GError **error)
{
    guint n;
    g_autofree gpointer *names = g_hash_table_get_keys_as_array(scratch->names, &n);
    bool ok = true;
    qsort(names, n, sizeof *names, by_key);
    for (guint i = 0; ok && i < n; i++) {
        const Name *name = names[i];
        ok = ng_db_writer_metadata(writer, name->key, name->key_len, name->value, name->value_len,
                                   error);
    }
    return ok;
}

static bool close_database(NgScratch *scratch, GError **error)
{
    NgDbWriter *writer = g_steal_pointer(&scratch->writer);
    bool ok = !writer || write_names(scratch, writer, error);
    g_hash_table_remove_all(scratch->names);
    if (writer && ok)
        return ng_db_writer_close(writer, error);
    ng_db_writer_abandon(writer);
    return ok;
}

void ng_scratch_name(NgScratch *scratch, const char *key, gsize key_len, const char *value,
                     gsize value_len)
{
    const Name wanted = {key, NULL, key_len, 0};
    if (g_hash_table_contains(scratch->names, &wanted))
        return;
    Name *name = g_malloc(sizeof *name + key_len + value_len);
    char *bytes = (char *)(name + 1);
    *name = (Name) {bytes, bytes + key_len, key_len, value_len};
    memcpy(bytes, key, key_len);
    memcpy(bytes + key_len, value, value_len);
    g_hash_table_add(scratch->names, name);
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
    g_hash_table_remove_all(scratch->names);
}
