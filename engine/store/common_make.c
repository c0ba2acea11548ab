/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is common of a database: its terms, who has them, and where in those they stand. */
#include "columns.h"
#include "common.h"

#include <string.h>

enum { AT_ONCE = 1024 };

typedef struct {
    const NgDbCommon *what;
    NgDb *db;
    NgColumns *columns; /* NULL: parts are not known */
    NgCommonWriter *writer;
    bool all, parted; /* of the terms in hand */
    GError *error;
} Making;

/* Asks for them in the order in which memory was told that it would. */
static void take_parts(const Making *making, const char *term, gsize len, const guint32 *docids,
                       guint n, guint64 *parts)
{
    const NgDbCommon *what = making->what;
    if (making->columns)
        ng_columns_expect(making->columns, docids, n);
    for (guint i = 0; i < n; i++) {
        const char *value;
        gsize value_len;
        parts[i] = 0;
        if (making->columns &&
            ng_columns_value(making->columns, docids[i], what->parts_slot, &value, &value_len))
            parts[i] = what->parts(value, value_len, term, len, what->parts_data);
    }
}

static bool put_documents(Making *making, const char *term, gsize len)
{
    guint32 docids[AT_ONCE], wdfs[AT_ONCE];
    guint64 parts[AT_ONCE] = {0};
    NgDbPostings *postings = ng_db_postings(making->db, term, len);
    guint32 from = 1;
    bool ok = true;
    for (guint n = AT_ONCE; ok && n == AT_ONCE;) {
        n = 0;
        ok = ng_db_postings_read(postings, from, G_MAXUINT32, AT_ONCE, docids, wdfs, NULL, &n,
                                 &making->error);
        if (making->parted)
            take_parts(making, term, len, docids, n, parts);
        for (guint i = 0; i < n; i++)
            ng_common_writer_document(making->writer, docids[i], wdfs[i], parts[i]);
        from = n ? docids[n - 1] + 1 : from;
    }
    ng_db_postings_free(postings);
    return ok;
}

static bool put_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    Making *making = data;
    bool common = documents >= making->what->least;
    if (common || making->all)
        ng_common_writer_term(making->writer, term, len, documents, making->parted);
    return !common || put_documents(making, term, len);
}

/* Each term that begins so and what it has. */
static bool put_terms(Making *making, const char *const *prefixes, bool all, bool parted)
{
    making->all = all;
    making->parted = parted;
    for (guint i = 0; prefixes[i]; i++) {
        ng_common_writer_all(making->writer, all ? prefixes[i] : NULL);
        if (!ng_db_each_term(making->db, prefixes[i], strlen(prefixes[i]), put_term, making,
                             &making->error) ||
            making->error)
            return false;
    }
    ng_common_writer_all(making->writer, NULL);
    return true;
}

static bool put_metadata(Making *making)
{
    const GPtrArray *keys = making->what->keys;
    for (guint i = 0; i < keys->len; i++) {
        gsize key_len, len = 0;
        const char *key = g_bytes_get_data(keys->pdata[i], &key_len);
        g_autofree char *value = ng_db_metadata(making->db, key, key_len, &len, &making->error);
        if (!value)
            return false;
        ng_common_writer_metadata(making->writer, key, key_len, value, len);
    }
    return true;
}

bool ng_db_write_common(const char *path, const NgDbCommon *what, GError **error)
{
    const char *const paths[] = {path, NULL};
    Making making = {.what = what, .db = ng_db_open(paths, error)};
    guint64 revision = 0;
    if (!making.db)
        return false;
    /* one that is there already tells nothing here: it is written anew */
    ng_common_free(ng_db_take_common(making.db));
    g_autofree char *uuid = ng_db_uuid(making.db);
    bool ok = uuid && ng_db_number(making.db, &revision, &making.error);
    making.writer = ok ? ng_common_writer(path, uuid, revision, &making.error) : NULL;
    making.columns = making.writer ? ng_columns_open(path, uuid) : NULL;
    if (making.columns)
        ng_columns_keep(making.columns, G_MAXSIZE);
    ok = making.writer && put_terms(&making, what->all, true, false) &&
         put_terms(&making, what->some, false, false) &&
         put_terms(&making, what->parted, false, true) && put_metadata(&making);
    if (making.writer)
        ok = ng_common_writer_close(making.writer, !ok, ok ? &making.error : NULL) && ok;
    ng_columns_free(making.columns);
    ng_db_free(making.db);
    if (making.error)
        g_propagate_error(error, making.error);
    return ok;
}
