/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The file of facet rows is made of the values beside the documents, and says what they say. */
#include "facet_rows_form.h"
#include "nutgraf/store.h"

typedef struct {
    NgRowsWriter *writer;
    NgFacetRow *row;
    bool counts;
} Making;

static bool make_row(guint32 docid, const char *value, gsize len, gpointer data)
{
    Making *making = data;
    if (!ng_facet_row_read(making->row, value, len))
        return true;
    if (making->counts)
        ng_rows_writer_count(making->writer, making->row);
    else
        ng_rows_writer_row(making->writer, docid, making->row);
    return true;
}

bool ng_db_write_facet_rows(const char *path, guint32 slot, GError **error)
{
    const char *const paths[] = {path, NULL};
    NgDb *db = ng_db_open(paths, error);
    if (!db)
        return false;
    g_autofree char *uuid = ng_db_uuid(db);
    Making making = {ng_rows_writer(path, uuid, ng_db_last(db), error), NULL, true};
    bool ok = making.writer != NULL;
    making.row = ng_facet_row_new();
    ok = ok && ng_db_each_value(db, slot, make_row, &making, error);
    making.counts = false;
    ok = ok && ng_db_each_value(db, slot, make_row, &making, error);
    ok = making.writer && ng_rows_writer_close(making.writer, !ok, error) && ok;
    ng_facet_row_free(making.row);
    ng_db_free(db);
    return ok;
}

/* ---- checking ---- */

typedef struct {
    const NgFacetRows *rows;
    const NgFacetEntry *entries;
    NgFacetRow *row;
    GArray *items; /* of NgRowItem */
    guint32 last;
    bool same;
} Check;

static bool is_same(guint32 docid, const char *value, gsize len, gpointer data)
{
    Check *check = data;
    guint n_whole = 0;
    gint64 time = 0;
    bool there = ng_facet_rows_items(check->rows, docid, check->items, &n_whole, &time);
    const NgFacetRow *row = check->row;
    check->same = ng_facet_row_read(check->row, value, len) == there || docid > check->last;
    if (!there)
        return check->same;
    check->same = check->same && check->items->len == row->items->len && n_whole == row->n_whole &&
                  time == row->time;
    for (guint i = 0; check->same && i < row->items->len; i++) {
        const NgRowItem *told = &g_array_index(check->items, NgRowItem, i);
        const NgFacetItem *item = &g_array_index(row->items, NgFacetItem, i);
        const NgFacetEntry *entry = &check->entries[told->entry];
        guint64 mask = i < n_whole ? 0 : item->blocks | G_GUINT64_CONSTANT(1) << 63;
        check->same =
            entry->key == item->key && entry->facet == (guint32)item->facet && told->mask == mask;
    }
    return check->same;
}

static bool is_actor(const NgFacetEntry *entry)
{
    return entry->facet == NG_FACET_PERSON || entry->facet == NG_FACET_ORG ||
           entry->facet == NG_FACET_PLACE;
}

/* Who stands with two kinds is told, and nobody else; the facets are told twice. */
static bool tells_kinds(const NgFacetEntry *entries, const guint8 *kinds, guint32 n)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal),
                          again = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint32 i = 0; i < n; i++)
        if (is_actor(&entries[i]) && !g_hash_table_add(seen, (gpointer)&entries[i].key))
            g_hash_table_add(again, (gpointer)&entries[i].key);
    for (guint32 i = 0; i < n; i++) {
        bool expected = is_actor(&entries[i]) && g_hash_table_contains(again, &entries[i].key);
        if (entries[i].again != (guint32)expected || kinds[i] != ng_rows_kind(&entries[i]))
            return false;
    }
    return true;
}

bool ng_db_check_facet_rows(const char *path, guint32 slot, bool *tells, GError **error)
{
    const char *const paths[] = {path, NULL};
    guint32 n;
    NgDb *db = ng_db_open(paths, error);
    if (!db)
        return false;
    bool ok = true;
    Check check = {.rows = ng_db_facet_rows(db), .same = true};
    if (check.rows) {
        check.entries = ng_facet_rows_entries(check.rows, &n);
        check.last = ng_facet_rows_last(check.rows);
        check.row = ng_facet_row_new();
        check.items = g_array_new(FALSE, FALSE, sizeof(NgRowItem));
        ok = ng_db_each_value(db, slot, is_same, &check, error);
        check.same = check.same && tells_kinds(check.entries, ng_facet_rows_kinds(check.rows), n);
        g_array_unref(check.items);
        ng_facet_row_free(check.row);
    }
    *tells = check.same;
    ng_db_free(db);
    return ok;
}
