/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the changes of actors come to: who counts as whom, who goes by which name. */
#include "engine/news/actor_table.h"

#include "nutgraf/error.h"
#include "nutgraf/token.h"

#include <glib/gstdio.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define JOURNAL "actors"

static char *journal_path(const char *dir)
{
    return g_build_filename(dir, JOURNAL, NULL);
}

static guint64 change_key(guint file, guint number)
{
    return (guint64)file << 32 | number;
}

static NgActorTable *new_table(void)
{
    NgActorTable *table = g_new0(NgActorTable, 1);
    table->texts = g_ptr_array_new_with_free_func(g_free);
    table->changes = g_array_new(FALSE, FALSE, sizeof(NgChange));
    table->file_ends = g_array_new(FALSE, FALSE, sizeof(guint));
    table->undone = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    table->merged = g_hash_table_new(g_str_hash, g_str_equal);
    table->by_slug = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    table->dropped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    table->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    return table;
}

void ng_actor_table_free(NgActorTable *table)
{
    if (!table)
        return;
    g_ptr_array_unref(table->texts);
    g_array_unref(table->changes);
    g_array_unref(table->file_ends);
    g_hash_table_unref(table->undone);
    g_hash_table_unref(table->merged);
    g_hash_table_unref(table->by_slug);
    g_hash_table_unref(table->dropped);
    g_hash_table_unref(table->names);
    g_free(table->version);
    g_free(table);
}

const char *ng_actor_table_canonical(const NgActorTable *table, const char *id)
{
    const char *into;
    /* No cycles: a merge that would close one is not taken up. */
    while ((into = g_hash_table_lookup(table->merged, id)))
        id = into;
    return id;
}

/* ---- taking changes up ---- */

static void note_name(NgActorTable *table, const char *id, const char *name, NgActorKind kind)
{
    NgTableName *noted = g_new(NgTableName, 1);
    *noted = (NgTableName) {name, kind};
    g_hash_table_replace(table->names, (char *)id, noted);
}

static char *drop_key(const char *id, const char *slug)
{
    return g_strconcat(id, "\t", slug, NULL);
}

static void note_alias(NgActorTable *table, const char *id, const char *alias)
{
    char *slug = ng_slug(*alias == '~' ? alias + 1 : alias);
    g_autofree char *dropped = drop_key(id, slug);
    g_hash_table_remove(table->dropped, dropped);
    if (*alias == '~' || strcmp(slug, id) == 0)
        g_free(slug);
    else
        g_hash_table_replace(table->by_slug, slug, (char *)id);
}

static void note_aliases(NgActorTable *table, const char *id, const char *aliases)
{
    g_auto(GStrv) list = g_strsplit(aliases, "|", -1);
    for (guint i = 0; list[i]; i++)
        if (*list[i])
            note_alias(table, id, list[i]);
}

/* Who is called what. */
static void take_names_up(NgActorTable *table, const NgChange *change)
{
    if (change->verb == NG_CHANGE_ADD) {
        note_alias(table, change->id, change->name);
        note_aliases(table, change->id, change->aliases);
    } else if (change->verb == NG_CHANGE_ALIAS) {
        note_alias(table, change->id, change->aliases);
    } else if (change->verb == NG_CHANGE_DROP) {
        g_autofree char *slug = ng_slug(change->aliases);
        if (g_strcmp0(g_hash_table_lookup(table->by_slug, slug), change->id) == 0)
            g_hash_table_remove(table->by_slug, slug);
        g_hash_table_add(table->dropped, drop_key(change->id, slug));
    }
}

/* Who counts as whom. */
static void take_up(NgActorTable *table, const NgChange *change)
{
    switch (change->verb) {
    case NG_CHANGE_MERGE:
        if (g_hash_table_contains(table->merged, change->id) ||
            strcmp(ng_actor_table_canonical(table, change->into), change->id) == 0)
            break; /* another index has decided otherwise */
        g_hash_table_insert(table->merged, (char *)change->id, (char *)change->into);
        break;
    case NG_CHANGE_SPLIT:
        g_hash_table_remove(table->merged, change->id);
        break;
    case NG_CHANGE_ADD:
    case NG_CHANGE_ALIAS:
    case NG_CHANGE_DROP:
    case NG_CHANGE_UNDO:
        break;
    }
}

/* What an actor is called, which `add` says, and `merge` of the one that stays. */
static void take_proper_name_up(NgActorTable *table, const NgChange *change)
{
    if (change->verb == NG_CHANGE_ADD)
        note_name(table, change->id, change->name, change->kind);
    else if (change->verb == NG_CHANGE_MERGE && !g_hash_table_contains(table->names, change->into))
        note_name(table, change->into, change->name, change->kind);
}

static void each_in_force(NgActorTable *table, void (*func)(NgActorTable *, const NgChange *))
{
    for (guint i = 0, file = 0; i < table->changes->len; i++) {
        while (i >= g_array_index(table->file_ends, guint, file))
            file++;
        const NgChange *change = &g_array_index(table->changes, NgChange, i);
        guint64 key = change_key(file, change->number);
        if (!g_hash_table_contains(table->undone, &key))
            func(table, change);
    }
}

/* A search that asks for nobody by name does not pay for the names of a long list. */
static void settle_names(const NgActorTable *table)
{
    if (table->names_settled)
        return;
    NgActorTable *ours = (NgActorTable *)table;
    ours->names_settled = true;
    each_in_force(ours, take_names_up);
}

static void settle_proper_names(const NgActorTable *table)
{
    if (g_hash_table_size(table->names))
        return;
    each_in_force((NgActorTable *)table, take_proper_name_up);
}

static void take_all_up(NgActorTable *table)
{
    for (guint i = 0, file = 0; i < table->changes->len; i++) {
        while (i >= g_array_index(table->file_ends, guint, file))
            file++;
        const NgChange *change = &g_array_index(table->changes, NgChange, i);
        if (change->verb != NG_CHANGE_UNDO)
            continue;
        guint64 key = change_key(file, change->undone);
        g_hash_table_add(table->undone, g_memdup2(&key, sizeof key));
    }
    each_in_force(table, take_up);
}

NgActorTable *ng_actor_table_read(const char *const *dirs, GError **error)
{
    g_autoptr(NgActorTable) table = new_table();
    g_autoptr(GString) version = g_string_new(NULL);
    for (guint i = 0; dirs[i]; i++) {
        g_autofree char *path = journal_path(dirs[i]);
        g_autoptr(GError) failed = NULL;
        char *text;
        gsize len;
        /* asked first, for GLib's own account of what is not there takes long */
        bool absent = access(path, F_OK) != 0 && errno == ENOENT;
        if (!absent && g_file_get_contents(path, &text, &len, &failed)) {
            g_ptr_array_add(table->texts, text);
            if (!ng_actor_journal_parse(text, len, path, table->changes, error))
                return NULL;
        } else if (failed && !g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "%s", failed->message);
            return NULL;
        }
        guint end = table->changes->len;
        guint begin = i ? g_array_index(table->file_ends, guint, i - 1) : 0;
        g_array_append_val(table->file_ends, end);
        g_string_append_printf(version, "%s%u", i ? "." : "",
                               end > begin ? g_array_index(table->changes, NgChange, end - 1).number
                                           : 0);
    }
    table->version = g_strdup(table->changes->len ? version->str : "");
    take_all_up(table);
    return g_steal_pointer(&table);
}

char *ng_actor_table_stamp(const char *const *dirs)
{
    GString *stamp = g_string_new(NULL);
    for (guint i = 0; dirs[i]; i++) {
        g_autofree char *path = journal_path(dirs[i]);
        GStatBuf info;
        if (g_stat(path, &info) == 0)
            g_string_append_printf(stamp, "%" G_GUINT64_FORMAT "-%" G_GINT64_FORMAT "-%ld.%09ld",
                                   (guint64)info.st_ino, (gint64)info.st_size,
                                   (long)info.st_mtim.tv_sec, (long)info.st_mtim.tv_nsec);
        g_string_append_c(stamp, '\n');
    }
    return g_string_free(stamp, FALSE);
}

/* ---- questions ---- */

const char *ng_actor_table_version(const NgActorTable *table)
{
    return table->version;
}

bool ng_actor_table_is_empty(const NgActorTable *table)
{
    return table->changes->len == 0;
}

char **ng_actor_table_members(const NgActorTable *table, const char *id)
{
    GPtrArray *members = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key;
    g_ptr_array_add(members, g_strdup(id));
    g_hash_table_iter_init(&iter, table->merged);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (strcmp(ng_actor_table_canonical(table, key), id) == 0)
            g_ptr_array_add(members, g_strdup(key));
    g_ptr_array_add(members, NULL);
    return (char **)g_ptr_array_free(members, FALSE);
}

const char *ng_actor_table_by_slug(const NgActorTable *table, const char *slug)
{
    settle_names(table);
    return g_hash_table_lookup(table->by_slug, slug);
}

bool ng_actor_table_dropped(const NgActorTable *table, const char *id, const char *slug)
{
    g_autofree char *key = drop_key(id, slug);
    settle_names(table);
    return g_hash_table_contains(table->dropped, key);
}

bool ng_actor_table_name(const NgActorTable *table, const char *id, const char **name,
                         NgActorKind *kind)
{
    settle_proper_names(table);
    const NgTableName *noted = g_hash_table_lookup(table->names, id);
    if (!noted)
        return false;
    *name = noted->name;
    *kind = noted->kind;
    return true;
}

void ng_actor_table_each_merged(const NgActorTable *table, NgMergedFunc func, gpointer data)
{
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, table->merged);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        func(id, ng_actor_table_canonical(table, id), data);
}

void ng_actor_table_each_slug(const NgActorTable *table, NgMergedFunc func, gpointer data)
{
    GHashTableIter iter;
    gpointer slug, id;
    settle_names(table);
    g_hash_table_iter_init(&iter, table->by_slug);
    while (g_hash_table_iter_next(&iter, &slug, &id))
        func(slug, id, data);
}

guint ng_actor_table_count(const NgActorTable *table)
{
    return table->changes->len;
}

const NgChange *ng_actor_table_change(const NgActorTable *table, guint i)
{
    return &g_array_index(table->changes, NgChange, i);
}

bool ng_actor_table_undone(const NgActorTable *table, guint number)
{
    guint64 key = change_key(0, number);
    return g_hash_table_contains(table->undone, &key);
}

/* ---- showing an article ---- */

static int by_begin(gconstpointer a, gconstpointer b)
{
    const NgSpan *x = a, *y = b;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

static void show_as(const NgActorTable *table, char **id, char **name, NgActorKind *kind)
{
    const char *canonical = ng_actor_table_canonical(table, *id), *known;
    NgActorKind known_kind;
    bool named = ng_actor_table_name(table, canonical, &known, &known_kind);
    if (named) {
        g_free(*name);
        *name = g_strdup(known);
        if (kind)
            *kind = known_kind;
    }
    if (strcmp(canonical, *id) != 0) {
        g_free(*id);
        *id = g_strdup(canonical);
    }
}

/* Two who spoke together have become one. */
static bool said_before(const GPtrArray *quotes, guint i)
{
    const NgQuote *quote = quotes->pdata[i];
    for (guint k = i; k > 0 && ng_quote_is_same(quotes->pdata[k - 1], quote); k--)
        if (g_strcmp0(((const NgQuote *)quotes->pdata[k - 1])->speaker, quote->speaker) == 0)
            return true;
    return false;
}

static void apply_to(const NgActorTable *table, NgParagraph *paragraph)
{
    for (guint i = 0; i < paragraph->actors->len; i++) {
        NgMention *mention = paragraph->actors->pdata[i];
        show_as(table, &mention->id, &mention->name, &mention->kind);
        for (guint k = 0; k < i; k++) {
            NgMention *before = paragraph->actors->pdata[k];
            if (strcmp(before->id, mention->id) != 0)
                continue;
            g_array_append_vals(before->spans, mention->spans->data, mention->spans->len);
            g_array_sort(before->spans, by_begin);
            g_ptr_array_remove_index(paragraph->actors, i--);
            break;
        }
    }
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        NgQuote *quote = paragraph->quotes->pdata[i];
        if (!quote->speaker)
            continue;
        show_as(table, &quote->speaker, &quote->speaker_name, NULL);
        if (said_before(paragraph->quotes, i))
            g_ptr_array_remove_index(paragraph->quotes, i--);
    }
}

void ng_actor_table_apply(const NgActorTable *table, NgArticle *article)
{
    if (ng_actor_table_is_empty(table))
        return;
    apply_to(table, article->headline);
    for (guint i = 0; i < article->paragraphs->len; i++)
        apply_to(table, article->paragraphs->pdata[i]);
}
