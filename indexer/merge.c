/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands beside the documents, and which of several documents of one id stays. */
#include "indexer/merge.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/values.h"

#include <stdlib.h>
#include <string.h>

/* ---- totals ---- */

bool ng_totals_read(NgDb *db, NgTotals *totals, GError **error)
{
    g_autofree char *text = ng_db_metadata(db, "totals", 6, NULL, error);
    if (!text)
        return false;
    *totals = (NgTotals) {0};
    sscanf(text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &totals->paragraphs, &totals->quotes);
    return true;
}

bool ng_totals_write(NgDbWriter *writer, const NgTotals *totals, GError **error)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                            totals->paragraphs, totals->quotes);
    g_autofree char *schema = g_strdup_printf("%d", NG_SCHEMA_VERSION);
    return ng_db_writer_metadata(writer, "totals", 6, text, strlen(text), error) &&
           ng_db_writer_metadata(writer, "schema", 6, schema, strlen(schema), error);
}

bool ng_totals_of(NgDb *db, guint32 docid, NgTotals *totals, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);
    NgMeta meta;
    if (!ng_db_value(db, docid, NG_SLOT_META, value, error))
        return false;
    *totals = (NgTotals) {0};
    if (ng_meta_unpack(value->str, value->len, &meta))
        *totals = (NgTotals) {meta.n_paragraphs, meta.n_quotes};
    return true;
}

/* ---- several documents of one id ---- */

static bool collect_rival(const char *term, gsize len, guint32 documents, gpointer data)
{
    if (documents > 1)
        g_ptr_array_add(data, g_bytes_new(term, len));
    return true;
}

static bool stop_at_rival(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)term, (void)len;
    *(bool *)data |= documents > 1;
    return documents <= 1;
}

bool ng_merge_has_rivals(NgDb *db, bool *rivals, GError **error)
{
    *rivals = false;
    return ng_db_each_term(db, NG_TERM_ID, 1, stop_at_rival, rivals, error);
}

static bool collect_docid(guint32 docid, gpointer data)
{
    g_array_append_val((GArray *)data, docid);
    return true;
}

static bool remove_loser(NgDbWriter *writer, guint32 docid, bool was_there, NgTotals *totals,
                         NgReport *report, GError **error)
{
    NgTotals its;
    if (!ng_totals_of(ng_db_writer_reader(writer), docid, &its, error) ||
        !ng_db_writer_delete(writer, docid, error))
        return false;
    totals->paragraphs -= MIN(its.paragraphs, totals->paragraphs);
    totals->quotes -= MIN(its.quotes, totals->quotes);
    if (was_there) {
        report->replaced++;
    } else {
        report->superseded++;
        report->paragraphs -= MIN(its.paragraphs, report->paragraphs);
    }
    report->added--;
    return true;
}

static bool settle_one(NgDbWriter *writer, GBytes *term, guint32 last_before, NgTotals *totals,
                       NgReport *report, GError **error)
{
    NgDb *db = ng_db_writer_reader(writer);
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GString) value = g_string_new(NULL);
    gsize len;
    const char *bytes = g_bytes_get_data(term, &len);
    if (!ng_db_each_posting(db, bytes, len, collect_docid, docids, error))
        return false;
    guint32 winner = 0;
    NgVersion best;
    for (guint i = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i), loser = docid;
        NgVersion version = {0};
        if (!ng_db_value(db, docid, NG_SLOT_VERSION, value, error))
            return false;
        ng_version_unpack(value->str, value->len, &version);
        if (winner == 0 || ng_version_replaces(&version, &best)) {
            loser = winner;
            winner = docid;
            best = version;
        }
        if (loser && !remove_loser(writer, loser, loser <= last_before, totals, report, error))
            return false;
    }
    return true;
}

bool ng_merge_settle(NgDbWriter *writer, guint32 last_before, NgTotals *totals, NgReport *report,
                     GError **error)
{
    g_autoptr(GPtrArray) rivals = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    if (!ng_db_each_term(ng_db_writer_reader(writer), NG_TERM_ID, 1, collect_rival, rivals, error))
        return false;
    for (guint i = 0; i < rivals->len; i++)
        if (!settle_one(writer, rivals->pdata[i], last_before, totals, report, error))
            return false;
    return true;
}

/* ---- columns ---- */

bool ng_merge_columns(const char *path, GError **error)
{
    static const guint32 slots[] = {NG_SLOT_META, NG_SLOT_FORWARD};
    return ng_db_write_columns(path, slots, G_N_ELEMENTS(slots), error) &&
           ng_db_write_facet_rows(path, NG_SLOT_META, error);
}

/* ---- aliases ---- */

struct NgAliases {
    const NgAuthority *authority;
    GHashTable *ids; /* alias key -> GString of ids, one a line; inner key -> "1" */
    gsize prefix_len;
};

static void note_inner_key(const char *key, gsize len, gpointer data)
{
    GHashTable *ids = data;
    if (!g_hash_table_contains(ids, key))
        g_hash_table_insert(ids, g_strndup(key, len), g_string_new("1"));
}

static void note_alias(NgAliases *aliases, const char *alias, const char *id)
{
    char *key = ng_alias_key(alias);
    ng_inner_keys(key + 1, id, note_inner_key, aliases->ids);
    GString *ids = g_hash_table_lookup(aliases->ids, key);
    if (!ids) {
        g_hash_table_insert(aliases->ids, key, g_string_new(id));
        return;
    }
    g_free(key);
    g_auto(GStrv) known = g_strsplit(ids->str, "\n", -1);
    if (!g_strv_contains((const char *const *)known, id))
        g_string_append_printf(ids, "\n%s", id);
}

static bool note_actor(const char *term, gsize len, guint32 documents, gpointer data)
{
    NgAliases *aliases = data;
    (void)documents;
    g_autofree char *id = g_strndup(term + aliases->prefix_len, len - aliases->prefix_len);
    int actor = ng_authority_by_id(aliases->authority, id);
    if (actor < 0)
        return true;
    note_alias(aliases, ng_authority_name(aliases->authority, (guint)actor), id);
    const char *const *names = ng_authority_aliases(aliases->authority, (guint)actor);
    for (guint i = 0; names && names[i]; i++)
        note_alias(aliases, names[i][0] == '~' ? names[i] + 1 : names[i], id);
    return true;
}

/* The lines of both, each once. */
static char *join_ids(const char *known, const char *more)
{
    if (!*known)
        return g_strdup(more);
    g_auto(GStrv) there = g_strsplit(known, "\n", -1), fresh = g_strsplit(more, "\n", -1);
    GString *all = g_string_new(known);
    for (guint i = 0; fresh[i]; i++)
        if (!g_strv_contains((const char *const *)there, fresh[i]))
            g_string_append_printf(all, "\n%s", fresh[i]);
    return g_string_free(all, FALSE);
}

static void free_ids(gpointer ids)
{
    g_string_free(ids, TRUE);
}

void ng_aliases_free(NgAliases *aliases)
{
    if (!aliases)
        return;
    g_hash_table_unref(aliases->ids);
    g_free(aliases);
}

NgAliases *ng_merge_find_aliases(NgDb *from, const NgAuthority *authority, GError **error)
{
    static const char *const prefixes[] = {NG_TERM_ACTOR, NG_TERM_SPEAKER};
    g_autoptr(NgAliases) aliases = g_new(NgAliases, 1);
    *aliases = (NgAliases) {authority,
                            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_ids), 0};
    for (guint i = 0; authority && i < G_N_ELEMENTS(prefixes); i++) {
        aliases->prefix_len = strlen(prefixes[i]);
        if (!ng_db_each_term(from, prefixes[i], aliases->prefix_len, note_actor, aliases, error))
            return NULL;
    }
    return g_steal_pointer(&aliases);
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool ng_merge_aliases(NgDbWriter *writer, const NgAliases *aliases, NgDb *there, GError **error)
{
    guint n;
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(aliases->ids, &n);
    qsort(keys, n, sizeof *keys, by_name); /* neighbours in the tree are read and written once */
    for (guint i = 0; i < n; i++) {
        const char *key = keys[i];
        const GString *text = g_hash_table_lookup(aliases->ids, key);
        g_autofree char *known =
            there ? ng_db_metadata(there, key, strlen(key), NULL, error) : g_strdup("");
        if (!known)
            return false;
        g_autofree char *all = join_ids(known, text->str);
        if (strcmp(known, all) != 0 &&
            !ng_db_writer_metadata(writer, key, strlen(key), all, strlen(all), error))
            return false;
    }
    return true;
}

/* ---- skipped inputs ---- */

static GHashTable *skip_entries(const NgReport *report)
{
    GHashTable *entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GString) key = g_string_new(NULL);
    for (guint i = 0; i < report->skips->len; i++) {
        const NgSkip *skip = report->skips->pdata[i];
        ng_term_make(key, "k", skip->source, strlen(skip->source));
        g_hash_table_insert(entries, g_strdup(key->str),
                            g_strdup_printf("%s\t%s", skip->source, skip->reason));
    }
    return entries;
}

typedef struct {
    const GHashTable *entries;
    GHashTable *read;
    GPtrArray *stale; /* keys */
    NgDb *db;
    GError **error;
    bool failed;
} Stale;

/* "path", "path: where", "path#member: where": was the path read in this run? */
static bool was_read(GHashTable *read, const char *source)
{
    if (g_hash_table_contains(read, source))
        return true;
    g_autofree char *path = g_strdup(source);
    for (gsize len = strlen(path); len > 0; len--) {
        if (path[len] != '#' && !(path[len] == ':' && source[len + 1] == ' '))
            continue;
        path[len] = '\0';
        if (g_hash_table_contains(read, path))
            return true;
    }
    return false;
}

static bool note_stale(const char *key, gsize len, guint32 documents, gpointer data)
{
    Stale *stale = data;
    (void)documents;
    g_autofree char *name = g_strndup(key, len);
    if (g_hash_table_contains((GHashTable *)stale->entries, name))
        return true;
    g_autofree char *value = ng_db_metadata(stale->db, key, len, NULL, stale->error);
    if (!value) {
        stale->failed = true;
        return false;
    }
    char *tab = strchr(value, '\t');
    if (tab)
        *tab = '\0';
    if (was_read(stale->read, value))
        g_ptr_array_add(stale->stale, g_steal_pointer(&name));
    return true;
}

static bool find_stale(NgDb *db, GHashTable *entries, GHashTable *read, GPtrArray *keys,
                       GError **error)
{
    Stale stale = {entries, read, keys, db, error, false};
    return ng_db_each_key(db, "k", 1, note_stale, &stale, error) && !stale.failed;
}

bool ng_merge_skips_differ(NgDb *db, const NgReport *report, GHashTable *read, bool *differ,
                           GError **error)
{
    g_autoptr(GHashTable) entries = skip_entries(report);
    g_autoptr(GPtrArray) stale = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer key, value;
    if (!find_stale(db, entries, read, stale, error))
        return false;
    *differ = stale->len > 0;
    g_hash_table_iter_init(&iter, entries);
    while (!*differ && g_hash_table_iter_next(&iter, &key, &value)) {
        g_autofree char *there = ng_db_metadata(db, key, strlen(key), NULL, error);
        if (!there)
            return false;
        *differ = strcmp(there, value) != 0;
    }
    return true;
}

bool ng_merge_skips(NgDbWriter *writer, const NgReport *report, GHashTable *read, GError **error)
{
    g_autoptr(GHashTable) entries = skip_entries(report);
    g_autoptr(GPtrArray) stale = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer key, value;
    if (!find_stale(ng_db_writer_reader(writer), entries, read, stale, error))
        return false;
    for (guint i = 0; i < stale->len; i++)
        if (!ng_db_writer_metadata(writer, stale->pdata[i], strlen(stale->pdata[i]), "", 0, error))
            return false;
    g_hash_table_iter_init(&iter, entries);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (!ng_db_writer_metadata(writer, key, strlen(key), value, strlen(value), error))
            return false;
    return true;
}
