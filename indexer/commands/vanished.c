/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/commands/vanished.h"
#include "indexer/database.h"
#include "indexer/removal.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/record.h"

#include <string.h>

typedef struct {
    NgDb *db;
    const char *path; /* absolute, without a slash at its end */
    GHashTable *seen;
    GHashTable *skipped; /* set of paths */
    GArray *docids;
    GPtrArray *terms;
} Search;

static bool collect_docid(guint32 docid, gpointer data)
{
    g_array_append_val((GArray *)data, docid);
    return true;
}

static bool is_under(const char *source, gsize len, const char *path)
{
    gsize path_len = strlen(path);
    return len >= path_len && memcmp(source, path, path_len) == 0 &&
           (len == path_len || source[path_len] == '/');
}

static bool collect_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    Search *search = data;
    (void)documents;
    if (is_under(term + 1, len - 1, search->path))
        g_ptr_array_add(search->terms, g_bytes_new(term, len));
    return true;
}

/* The documents whose source lies under search->path. */
static bool documents_under(Search *search, GArray *docids, GError **error)
{
    g_autoptr(GString) prefix = g_string_new(NULL);
    g_ptr_array_set_size(search->terms, 0);
    /* A long path's term is cut: half a term's room is always the path's own beginning. */
    ng_term_make(prefix, NG_TERM_SOURCE, search->path, MIN(strlen(search->path), (gsize)100));
    if (!ng_db_each_term(search->db, prefix->str, prefix->len, collect_term, search, error))
        return false;
    for (guint i = 0; i < search->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(search->terms->pdata[i], &len);
        if (!ng_db_each_posting(search->db, term, len, collect_docid, docids, error))
            return false;
    }
    return true;
}

/* Whether the source, its file or a folder above it could not be read, in whole or in part: then
 * nobody knows whether the article vanished. */
static bool was_skipped(GHashTable *skipped, const char *source)
{
    g_autofree char *path = g_strdup(source ? source : "");
    for (gsize len = strlen(path); len > 0; len--) {
        if (path[len] != '\0' && path[len] != '/' && path[len] != '#')
            continue;
        path[len] = '\0';
        if (g_hash_table_contains(skipped, path))
            return true;
    }
    return false;
}

static bool judge(Search *search, guint32 docid, GError **error)
{
    g_autoptr(GString) data = g_string_new(NULL);
    if (!ng_db_data(search->db, docid, data, error))
        return false;
    g_autoptr(NgArticle) article = ng_record_decode(data->str, data->len, error);
    if (!article)
        return false;
    if (!g_hash_table_contains(search->seen, article->id) &&
        !was_skipped(search->skipped, article->source))
        g_array_append_val(search->docids, docid);
    return true;
}

bool ng_vanished_forgive(const char *live, char **paths, NgReport *report, GError **error)
{
    if (!live)
        return true;
    NgDb *db = ng_database_open(live, error);
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    bool ok = db != NULL;
    for (guint i = 0; ok && paths[i]; i++) {
        g_autofree char *whole = g_canonicalize_filename(paths[i], NULL);
        if (g_file_test(whole, G_FILE_TEST_EXISTS))
            continue;
        Search search = {.db = db, .path = whole, .terms = terms};
        g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
        ok = documents_under(&search, docids, error);
        for (guint j = report->skips->len; ok && docids->len && j-- > 0;)
            if (strcmp(((NgSkip *)report->skips->pdata[j])->source, whole) == 0)
                g_ptr_array_remove_index(report->skips, j);
    }
    ng_db_free(db);
    return ok;
}

bool ng_vanished_find(const char *live, char **paths, GHashTable *seen, NgReport *report,
                      GArray *gone, GError **error)
{
    if (!live)
        return true;
    NgDb *db = ng_database_open(live, error);
    if (!db)
        return false;
    g_autoptr(GHashTable) skipped = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < report->skips->len; i++)
        g_hash_table_add(skipped, ((NgSkip *)report->skips->pdata[i])->path);
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    bool ok = true;
    for (guint i = 0; ok && paths[i]; i++) {
        g_autofree char *whole = g_canonicalize_filename(paths[i], NULL);
        g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
        Search search = {db, whole, seen, skipped, gone, terms};
        ok = documents_under(&search, docids, error);
        for (guint j = 0; ok && j < docids->len; j++)
            ok = judge(&search, g_array_index(docids, guint32, j), error);
    }
    ng_db_free(db);
    if (ok)
        report->removed += gone->len;
    return ok;
}

bool ng_vanished_remove(NgWriting *writing, char **paths, GHashTable *seen, NgReport *report,
                        GError **error)
{
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(guint32));
    return ng_vanished_find(ng_writing_live(writing), paths, seen, report, gone, error) &&
           ng_removal_run(writing, gone, error);
}
