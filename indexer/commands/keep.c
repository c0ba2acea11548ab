/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stats, list, export: what the index holds, read without the writer's lock. */
#include "indexer/commands.h"
#include "indexer/database.h"
#include "indexer/merge.h"
#include "nutgraf/actors.h"
#include "nutgraf/article_json.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/generation.h"
#include "nutgraf/record.h"

#include <errno.h>
#include <string.h>

#define TRIES 3

/* Opens the live database; a writer may have moved the pointer in between, then once more. */
static NgDb *open_index(const char *dir, GError **error)
{
    for (int i = 1;; i++) {
        NgLive live;
        g_autoptr(GError) failed = NULL;
        if (!ng_live_read(dir, &live, error))
            return NULL;
        NgDb *db = ng_database_open(live.path, &failed);
        ng_live_clear(&live);
        if (db)
            return db;
        if (i == TRIES) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return NULL;
        }
    }
}

/* Calls func for each article that is stored. */
typedef bool (*ArticleFunc)(NgArticle *article, gpointer data, GError **error);
static bool each_article(NgDb *db, ArticleFunc func, gpointer data, GError **error)
{
    g_autoptr(GString) bytes = g_string_sized_new(16384);
    guint32 last = ng_db_last(db);
    for (guint32 docid = 1; docid <= last && !ng_stop_asked; docid++) {
        g_autoptr(GError) failed = NULL;
        if (!ng_db_data(db, docid, bytes, &failed)) {
            if (g_error_matches(failed, NG_ERROR, NG_ERROR_NOT_FOUND))
                continue;
            g_propagate_error(error, g_steal_pointer(&failed));
            return false;
        }
        if (bytes->len == 0)
            continue;
        g_autoptr(NgArticle) article = ng_record_decode(bytes->str, bytes->len, error);
        if (!article || !func(article, data, error))
            return false;
    }
    return true;
}

/* ---- stats ---- */

static bool count_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)term, (void)len, (void)documents;
    (*(guint *)data)++;
    return true;
}

static bool first_last_year(const char *term, gsize len, guint32 documents, gpointer data)
{
    GString *const *days = data;
    (void)documents;
    if (days[0]->len == 0)
        g_string_append_len(days[0], term + 1, (gssize)len - 1);
    g_string_truncate(days[1], 0);
    g_string_append_len(days[1], term + 1, (gssize)len - 1);
    return true;
}

static char *dashed(const GString *day)
{
    if (day->len != 8)
        return day->len ? g_strdup(day->str) : NULL;
    return g_strdup_printf("%.4s-%.2s-%.2s", day->str, day->str + 4, day->str + 6);
}

static bool collect_lang(const char *term, gsize len, guint32 documents, gpointer data)
{
    g_autofree char *lang = g_strndup(term + 1, len - 1);
    json_object_set_new(data, lang, json_integer(documents));
    return true;
}

/* As search gives it: another one when the table of actors has changed. */
static char *revision_of(NgDb *db, const char *dir, GError **error)
{
    const char *const dirs[] = {dir, NULL};
    g_autofree char *revision = ng_db_revision(db, error);
    g_autoptr(NgActorTable) actors = revision ? ng_actor_table_read(dirs, error) : NULL;
    if (!actors)
        return NULL;
    const char *version = ng_actor_table_version(actors);
    return g_strconcat(revision, *version ? "-a" : "", version, NULL);
}

static json_t *stats_json(NgDb *db, const char *dir, GError **error)
{
    NgTotals totals;
    guint outlets = 0;
    guint32 withdrawn = 0;
    g_autoptr(GString) first = g_string_new(NULL), last = g_string_new(NULL);
    GString *days[] = {first, last};
    g_autofree char *revision = revision_of(db, dir, error);
    g_autofree char *schema = ng_db_metadata(db, "schema", 6, NULL, error);
    json_t *languages = json_object();
    if (!revision || !schema || !ng_totals_read(db, &totals, error) ||
        !ng_db_frequency(db, NG_TERM_WITHDRAWN, strlen(NG_TERM_WITHDRAWN), &withdrawn, error) ||
        !ng_db_each_term(db, NG_TERM_OUTLET, strlen(NG_TERM_OUTLET), count_term, &outlets, error) ||
        !ng_db_each_term(db, NG_TERM_DAY, 1, first_last_year, days, error) ||
        !ng_db_each_term(db, NG_TERM_LANG, 1, collect_lang, languages, error)) {
        json_decref(languages);
        return NULL;
    }
    g_autofree char *from = dashed(first), *to = dashed(last);
    return json_pack("{s:I, s:I, s:I, s:i, s:o, s:s?, s:s?, s:s, s:i}", "articles",
                     (json_int_t)(ng_db_count(db) - withdrawn), "paragraphs",
                     (json_int_t)totals.paragraphs, "quotations", (json_int_t)totals.quotes,
                     "outlets", (int)outlets, "languages", languages, "from", from, "to", to,
                     "revision", revision, "schema", atoi(schema));
}

int ng_command_stats(const NgOptions *options, char **arguments, GError **error)
{
    (void)arguments;
    NgDb *db = open_index(options->db, error);
    if (!db)
        return NG_EXIT_IO;
    json_t *stats = stats_json(db, options->db, error);
    ng_db_free(db);
    if (!stats)
        return NG_EXIT_IO;
    if (options->json) {
        json_dumpf(stats, stdout, JSON_INDENT(1));
        putchar('\n');
    } else {
        const char *key;
        json_t *value;
        json_object_foreach(stats, key, value)
        {
            printf("%-12s", key);
            if (json_is_integer(value))
                printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
            else if (json_is_object(value)) {
                const char *lang, *between = "";
                json_t *count;
                json_object_foreach(value, lang, count)
                {
                    printf("%s%s %" JSON_INTEGER_FORMAT, between, lang, json_integer_value(count));
                    between = ", ";
                }
            } else {
                ng_print_safely(stdout, json_is_string(value) ? json_string_value(value) : "-");
            }
            putchar('\n');
        }
    }
    json_decref(stats);
    return NG_EXIT_DONE;
}

/* ---- export ---- */

static bool export_one(NgArticle *article, gpointer data, GError **error)
{
    const NgOptions *options = data;
    g_autofree char *line =
        ng_article_to_json(article, options->source_only ? NG_JSON_SOURCE_ONLY : 0);
    if (fputs(line, stdout) == EOF) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write: %s", g_strerror(errno));
        return false;
    }
    return true;
}

int ng_command_export(const NgOptions *options, char **arguments, GError **error)
{
    (void)arguments;
    NgDb *db = open_index(options->db, error);
    if (!db)
        return NG_EXIT_IO;
    bool ok = each_article(db, export_one, (gpointer)options, error);
    ng_db_free(db);
    return !ok ? NG_EXIT_IO : ng_stop_asked ? NG_EXIT_INTERRUPTED : NG_EXIT_DONE;
}

/* ---- list ---- */

static bool list_one(NgArticle *article, gpointer data, GError **error)
{
    const NgOptions *options = data;
    (void)error;
    if (options->json) {
        json_t *line = json_pack("{s:s, s:s?, s:s, s:b}", "id", article->id, "published",
                                 article->published, "title", article->headline->text, "withdrawn",
                                 article->status == NG_STATUS_WITHDRAWN);
        json_dumpf(line, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(line);
        return true;
    }
    printf("%-10.10s  ", article->published ? article->published : "undated");
    ng_print_safely(stdout, article->id);
    fputs("  ", stdout);
    ng_print_safely(stdout, article->headline->text);
    if (article->status == NG_STATUS_WITHDRAWN)
        fputs("  (withdrawn)", stdout);
    putchar('\n');
    return true;
}

typedef struct {
    NgDb *db;
    GError **error;
    bool json;
    json_t *list;
} Skipped;

static bool print_skipped(const char *key, gsize len, guint32 documents, gpointer data)
{
    Skipped *skipped = data;
    (void)documents;
    g_autofree char *value = ng_db_metadata(skipped->db, key, len, NULL, skipped->error);
    g_auto(GStrv) parts = value ? g_strsplit(value, "\t", 2) : NULL;
    if (!parts || !parts[0] || !parts[1])
        return value != NULL;
    if (skipped->list) {
        g_autofree char *source = g_utf8_make_valid(parts[0], -1);
        json_array_append_new(skipped->list,
                              json_pack("{s:s, s:s}", "source", source, "reason", parts[1]));
        return true;
    }
    ng_print_safely(stdout, parts[0]);
    fputs(": ", stdout);
    ng_print_safely(stdout, parts[1]);
    putchar('\n');
    return true;
}

int ng_command_list(const NgOptions *options, char **arguments, GError **error)
{
    (void)arguments;
    NgDb *db = open_index(options->db, error);
    if (!db)
        return NG_EXIT_IO;
    g_autoptr(GError) failed = NULL;
    bool ok;
    if (options->skipped) {
        Skipped skipped = {db, &failed, options->json, options->json ? json_array() : NULL};
        ok = ng_db_each_key(db, "k", 1, print_skipped, &skipped, &failed) && !failed;
        if (skipped.list) {
            json_dumpf(skipped.list, stdout, JSON_INDENT(1));
            putchar('\n');
            json_decref(skipped.list);
        }
    } else {
        ok = each_article(db, list_one, (gpointer)options, &failed);
    }
    ng_db_free(db);
    if (!ok)
        g_propagate_error(error, g_steal_pointer(&failed));
    return ok ? NG_EXIT_DONE : NG_EXIT_IO;
}
