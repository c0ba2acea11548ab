/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index actors list, show: who is known, under which names, since which change. */
#include "indexer/commands/actors.h"
#include "indexer/report.h"
#include "nutgraf/fields.h"
#include "nutgraf/token.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    NgKnown known;
    GPtrArray *aliases, *offices; /* borrowed strings of the authority, or owned ones of merged */
    GPtrArray *merged;            /* ids that count as this one */
} Row;

static void row_free(Row *row)
{
    ng_known_clear(&row->known);
    g_ptr_array_unref(row->aliases);
    g_ptr_array_unref(row->offices);
    g_ptr_array_unref(row->merged);
    g_free(row);
}

static void add_text(GPtrArray *texts, const char *text)
{
    if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL))
        g_ptr_array_add(texts, g_strdup(text));
}

/* The row of the actor as which an id counts; made when there is none yet. */
static Row *row_of(NgActors *actors, GHashTable *rows, const char *id)
{
    const char *canonical = ng_actor_table_canonical(actors->table, id);
    Row *row = g_hash_table_lookup(rows, canonical);
    if (row)
        return row;
    row = g_new0(Row, 1);
    row->aliases = g_ptr_array_new_with_free_func(g_free);
    row->offices = g_ptr_array_new_with_free_func(g_free);
    row->merged = g_ptr_array_new_with_free_func(g_free);
    if (!ng_actors_describe(actors, canonical, &row->known))
        row->known = (NgKnown) {g_strdup(canonical), g_strdup(canonical), NG_ACTOR_ORG};
    g_hash_table_insert(rows, row->known.id, row);
    return row;
}

static void add_one(NgActors *actors, GHashTable *rows, const char *id)
{
    Row *row = row_of(actors, rows, id);
    int at = ng_authority_find(actors->authority, id);
    bool known = at >= 0 && strcmp(ng_authority_id(actors->authority, (guint)at), id) == 0;
    if (strcmp(id, row->known.id) != 0) {
        g_auto(NgKnown) part = {0};
        add_text(row->merged, id);
        if (ng_actors_describe(actors, id, &part) && strcmp(part.name, row->known.name) != 0)
            add_text(row->aliases, part.name);
    }
    if (!known)
        return;
    const char *const *aliases = ng_authority_aliases(actors->authority, (guint)at);
    const char *const *offices = ng_authority_offices(actors->authority, (guint)at);
    for (guint i = 0; aliases[i]; i++)
        add_text(row->aliases, aliases[i]);
    for (guint i = 0; offices[i]; i++)
        add_text(row->offices, offices[i]);
}

typedef struct {
    NgActors *actors;
    GHashTable *rows;
    gsize prefix;
} Gather;

static bool gather_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    const Gather *gather = data;
    (void)documents;
    g_autofree char *id = g_strndup(term + gather->prefix, len - gather->prefix);
    add_one(gather->actors, gather->rows, id);
    return true;
}

static void gather_merged(const char *id, const char *canonical, gpointer data)
{
    const Gather *gather = data;
    (void)canonical;
    add_one(gather->actors, gather->rows, id);
}

/* All who are known, by canonical id. */
static GHashTable *gather_all(NgActors *actors, GError **error)
{
    g_autoptr(GHashTable) rows =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)row_free);
    Gather gather = {actors, rows, strlen(NG_TERM_ACTOR)};
    for (guint i = 0; i < ng_authority_count(actors->authority); i++)
        add_one(actors, rows, ng_authority_id(actors->authority, i));
    ng_actor_table_each_merged(actors->table, gather_merged, &gather);
    if (actors->db &&
        (!ng_db_each_term(actors->db, NG_TERM_ACTOR, gather.prefix, gather_term, &gather, error) ||
         !ng_db_each_term(actors->db, NG_TERM_SPEAKER, strlen(NG_TERM_SPEAKER), gather_term,
                          &gather, error)))
        return NULL;
    return g_steal_pointer(&rows);
}

/* ---- patterns ---- */

typedef struct {
    char *folded;
    GPatternSpec *spec; /* of one with * or ?; else any part of a name */
} Wanted;

static bool fits(const Wanted *wanted, const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    return wanted->spec ? g_pattern_spec_match_string(wanted->spec, folded)
                        : strstr(folded, wanted->folded) != NULL;
}

static bool row_fits(const Wanted *wanted, const Row *row)
{
    if (!wanted->folded || fits(wanted, row->known.id) || fits(wanted, row->known.name))
        return true;
    const GPtrArray *lists[] = {row->aliases, row->merged};
    for (guint k = 0; k < G_N_ELEMENTS(lists); k++)
        for (guint i = 0; i < lists[k]->len; i++)
            if (fits(wanted, lists[k]->pdata[i]))
                return true;
    return false;
}

/* ---- showing ---- */

static json_t *strings(const GPtrArray *texts)
{
    json_t *list = json_array();
    for (guint i = 0; i < texts->len; i++)
        json_array_append_new(list, json_string(texts->pdata[i]));
    return list;
}

static guint32 articles_of(NgActors *actors, const Row *row, bool speaking)
{
    g_auto(GStrv) ids = ng_actor_table_members(actors->table, row->known.id);
    return ng_actors_articles(actors, (const char *const *)ids, speaking);
}

static void print_json(NgActors *actors, const Row *row)
{
    json_t *json =
        json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:i, s:i}", "id", row->known.id, "kind",
                  ng_actor_kind_name(row->known.kind), "name", row->known.name, "aliases",
                  strings(row->aliases), "offices", strings(row->offices), "merged",
                  strings(row->merged), "articles", (int)articles_of(actors, row, false),
                  "speaks_in", (int)articles_of(actors, row, true));
    json_dumpf(json, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(json);
}

static char *joined(const GPtrArray *texts, const char *between)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(all, "%s%s", i ? between : "", (const char *)texts->pdata[i]);
    return g_string_free(all, FALSE);
}

static int by_id(gconstpointer a, gconstpointer b)
{
    return strcmp((*(Row *const *)a)->known.id, (*(Row *const *)b)->known.id);
}

int ng_actors_list(const NgOptions *options, char **arguments, GError **error)
{
    g_auto(NgActors) actors;
    if (!ng_actors_open(&actors, options, false, false, error))
        return NG_EXIT_IO;
    g_autoptr(GHashTable) rows = gather_all(&actors, error);
    if (!rows)
        return NG_EXIT_IO;
    Wanted wanted = {0};
    if (arguments[0]) {
        wanted.folded = g_utf8_casefold(arguments[0], -1);
        if (strpbrk(wanted.folded, "*?"))
            wanted.spec = g_pattern_spec_new(wanted.folded);
    }
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    GHashTableIter iter;
    gpointer row;
    g_hash_table_iter_init(&iter, rows);
    while (g_hash_table_iter_next(&iter, NULL, &row))
        if (row_fits(&wanted, row))
            g_ptr_array_add(shown, row);
    g_ptr_array_sort(shown, by_id);
    for (guint i = 0; i < shown->len && !ng_stop_asked; i++) {
        const Row *one = shown->pdata[i];
        if (options->json) {
            print_json(&actors, one);
            continue;
        }
        /* The form that import reads. */
        g_autofree char *aliases = joined(one->aliases, "|"), *offices = joined(one->offices, "|");
        g_autofree char *line =
            g_strjoin("\t", one->known.id, ng_actor_kind_name(one->known.kind), one->known.name,
                      aliases, *offices ? offices : NULL, NULL);
        g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
        for (guint k = 0; cells[k]; k++) {
            if (k)
                putchar('\t');
            ng_print_safely(stdout, cells[k]);
        }
        putchar('\n');
    }
    g_free(wanted.folded);
    g_clear_pointer(&wanted.spec, g_pattern_spec_free);
    if (shown->len || !arguments[0])
        return NG_EXIT_DONE;
    g_set_error(error, NG_ERROR, NG_ERROR_NOT_FOUND, "nobody's name has \"%s\" in it",
                arguments[0]);
    return NG_EXIT_SOME_SKIPPED;
}

static void print_field(const char *label, const char *text)
{
    printf("%-10s", label);
    ng_print_safely(stdout, text);
    putchar('\n');
}

static char *change_words(const NgChange *change)
{
    switch (change->verb) {
    case NG_CHANGE_ADD:
        return g_strdup_printf("added as \"%s\"%s%s", change->name,
                               *change->aliases ? ", also " : "", change->aliases);
    case NG_CHANGE_ALIAS:
        return g_strdup_printf("\"%s\" became a name of it", change->aliases);
    case NG_CHANGE_DROP:
        return g_strdup_printf("\"%s\" is no more a name of it", change->aliases);
    case NG_CHANGE_MERGE:
        return g_strdup_printf("%s merged into %s", change->id, change->into);
    case NG_CHANGE_SPLIT:
        return g_strdup_printf("%s by itself again", change->id);
    case NG_CHANGE_UNDO:
        break;
    }
    return g_strdup("");
}

static void print_changes(NgActors *actors, const Row *row)
{
    for (guint i = 0; i < ng_actor_table_count(actors->table); i++) {
        const NgChange *change = ng_actor_table_change(actors->table, i);
        if (change->verb == NG_CHANGE_UNDO)
            continue;
        bool ours = strcmp(change->id, row->known.id) == 0 ||
                    g_strcmp0(change->into, row->known.id) == 0 ||
                    g_ptr_array_find_with_equal_func(row->merged, change->id, g_str_equal, NULL);
        if (!ours)
            continue;
        g_autofree char *words = change_words(change);
        bool undone = ng_actor_table_undone(actors->table, change->number);
        g_autofree char *text =
            g_strdup_printf("%u: %s%s", change->number, words, undone ? " (undone)" : "");
        print_field("change", text);
    }
}

int ng_actors_show(const NgOptions *options, char **arguments, GError **error)
{
    g_auto(NgActors) actors;
    g_auto(NgKnown) found = {0};
    if (!ng_actors_open(&actors, options, false, false, error) ||
        !ng_actors_find(&actors, arguments[0], &found, error))
        return NG_EXIT_IO;
    g_autoptr(GHashTable) rows =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)row_free);
    Row *row = row_of(&actors, rows, found.id);
    g_auto(GStrv) members = ng_actor_table_members(actors.table, row->known.id);
    for (guint i = 0; members[i]; i++)
        add_one(&actors, rows, members[i]);
    if (options->json) {
        print_json(&actors, row);
        return NG_EXIT_DONE;
    }
    print_field("id", row->known.id);
    print_field("name", row->known.name);
    print_field("kind", ng_actor_kind_name(row->known.kind));
    g_autofree char *aliases = joined(row->aliases, " | "), *merged = joined(row->merged, ", ");
    if (*aliases)
        print_field("also", aliases);
    for (guint i = 0; i < row->offices->len; i++)
        print_field(i ? "" : "office", row->offices->pdata[i]);
    if (*merged)
        print_field("merged", merged);
    printf("%-10s%u, speaks in %u\n", "articles", articles_of(&actors, row, false),
           articles_of(&actors, row, true));
    print_changes(&actors, row);
    return NG_EXIT_DONE;
}
