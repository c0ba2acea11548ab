/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remove, check, compact: they hold the writer's lock. */
#include "indexer/commands/load_common.h"
#include "indexer/database.h"
#include "indexer/merge.h"
#include "indexer/removal.h"
#include "nutgraf/article.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/record.h"
#include "nutgraf/stories.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool right_schema(const NgWriting *writing, const char *dir, GError **error)
{
    if (ng_writing_live_schema(writing) == NG_SCHEMA_VERSION)
        return true;
    g_set_error(error, NG_ERROR, NG_ERROR_SCHEMA_MISMATCH,
                "the index at %s is of schema %u, this program writes %d", dir,
                ng_writing_live_schema(writing), NG_SCHEMA_VERSION);
    return false;
}

/* ---- remove ---- */

static bool note_docid(guint32 docid, gpointer data)
{
    g_hash_table_add(data, GUINT_TO_POINTER(docid));
    return true;
}

static bool find_by(NgDb *db, const char *prefix, const char *value, GHashTable *docids,
                    GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    ng_term_make(term, prefix, value, strlen(value));
    return ng_db_each_posting(db, term->str, term->len, note_docid, docids, error);
}

/* By id as shown, by the id that the text would be given, by URL, by source path. */
static bool find_article(NgDb *db, const char *what, GHashTable *docids, GError **error)
{
    g_autofree char *encoded = ng_article_id_encode(what);
    g_autofree char *path = g_canonicalize_filename(what, NULL);
    return find_by(db, NG_TERM_ID, what, docids, error) &&
           find_by(db, NG_TERM_ID, encoded, docids, error) &&
           find_by(db, NG_TERM_URL, what, docids, error) &&
           find_by(db, NG_TERM_SOURCE, what, docids, error) &&
           find_by(db, NG_TERM_SOURCE, path, docids, error);
}

int ng_command_remove(const NgOptions *options, char **arguments, GError **error)
{
    if (!arguments[0]) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                            "nothing to remove: name article ids, URLs or source paths");
        return NG_EXIT_USAGE;
    }
    g_autoptr(NgWriting) writing = ng_writing_begin(options->db, false, error);
    if (!writing || !right_schema(writing, options->db, error))
        return NG_EXIT_IO;
    NgDb *db = ng_database_open(ng_writing_live(writing), error);
    if (!db)
        return NG_EXIT_IO;
    g_autoptr(NgReport) report = ng_report_new();
    g_autoptr(GHashTable) docids = g_hash_table_new(NULL, NULL);
    bool ok = true;
    for (guint i = 0; ok && arguments[i]; i++) {
        guint before = g_hash_table_size(docids);
        ok = find_article(db, arguments[i], docids, error);
        if (ok && g_hash_table_size(docids) == before)
            ng_report_skip(report, arguments[i], NULL, "no such article");
    }
    ng_db_free(db);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(guint32));
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, docids);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        guint32 docid = GPOINTER_TO_UINT(key);
        g_array_append_val(list, docid);
    }
    if (!ok || (!options->dry_run && !ng_removal_run(writing, list, error)))
        return NG_EXIT_IO;
    report->removed = list->len;
    if (options->json) {
        json_t *json = ng_report_json(report);
        json_dumpf(json, stdout, JSON_INDENT(1) | JSON_ENSURE_ASCII);
        putchar('\n');
        json_decref(json);
    } else if (!options->quiet) {
        ng_report_print(report, stderr, options->dry_run, options->verbose);
    }
    return report->skips->len ? NG_EXIT_SOME_SKIPPED : NG_EXIT_DONE;
}

/* ---- compact ---- */

static bool rebuild(NgWriting *writing, GError **error)
{
    g_autofree char *next = ng_writing_next(writing);
    const char *const sources[] = {ng_writing_live(writing), NULL};
    if (ng_db_compact(sources, next, error) && ng_merge_columns(next, error) &&
        ng_stories_write_file(next, error) && ng_merge_common(next, error) &&
        ng_writing_publish(writing, error))
        return true;
    ng_remove_tree(next);
    return false;
}

int ng_command_compact(const NgOptions *options, char **arguments, GError **error)
{
    (void)arguments;
    g_autoptr(NgWriting) writing = ng_writing_begin(options->db, false, error);
    return writing && right_schema(writing, options->db, error) && rebuild(writing, error)
               ? NG_EXIT_DONE
               : NG_EXIT_IO;
}

/* ---- check ---- */

typedef struct {
    GString *report;
    guint problems;
    NgTotals totals;
} Check;

static void note_problem(Check *check, guint32 docid, const char *problem)
{
    check->problems++;
    g_string_append_printf(check->report, "document %u: %s\n", docid, problem);
}

static bool has_term(NgDb *db, const char *id, GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);
    guint32 documents = 0;
    ng_term_make(term, NG_TERM_ID, id, strlen(id));
    return ng_db_frequency(db, term->str, term->len, &documents, error) && documents == 1;
}

static bool note_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)term, (void)len, (void)documents;
    *(bool *)data = true;
    return false;
}

static bool add_weight(const char *term, gsize len, guint32 times, gpointer data)
{
    (void)term, (void)len;
    *(guint64 *)data += times;
    return true;
}

/* What searches read of the columns is what the database has. */
static bool check_columns(NgDb *db, guint32 docid, NgDbValueCursor *const *columns, GError **error)
{
    static const guint32 slots[] = {NG_SLOT_META, NG_SLOT_FORWARD};
    g_autoptr(GString) kept = g_string_new(NULL);
    guint64 weight = 0;
    guint32 length;
    if (!ng_db_each_document_word(db, docid, add_weight, &weight, error) ||
        !ng_db_lengths(db, &docid, 1, &length, error))
        return false;
    bool same = weight == length;
    for (guint i = 0; i < G_N_ELEMENTS(slots); i++) {
        const char *value;
        gsize len;
        if (!ng_db_value(db, docid, slots[i], kept, error) ||
            !ng_db_value_cursor_at(columns[i], docid, &value, &len, error))
            return false;
        same = same && len == kept->len && memcmp(value, kept->str, len) == 0 &&
               ng_db_columns_tell(db, docid, slots[i]);
    }
    if (!same)
        g_set_error(error, NG_ERROR, NG_ERROR_CORRUPT, "its columns are not its own");
    return same;
}

static void check_documents(NgDb *db, Check *check)
{
    NgDbValueCursor *const columns[] = {ng_db_value_cursor(db, NG_SLOT_META),
                                        ng_db_value_cursor(db, NG_SLOT_FORWARD)};
    g_autoptr(GString) data = g_string_sized_new(16384);
    guint32 last = ng_db_last(db);
    for (guint32 docid = 1; docid <= last; docid++) {
        g_autoptr(GError) failed = NULL;
        if (!ng_db_data(db, docid, data, &failed)) {
            if (!g_error_matches(failed, NG_ERROR, NG_ERROR_NOT_FOUND))
                note_problem(check, docid, failed->message);
            continue;
        }
        if (data->len == 0) { /* a number that is not in use, or one whose text is lost */
            bool used = false;
            ng_db_each_document_term(db, docid, NG_TERM_ID, 1, note_term, &used, NULL);
            if (used)
                note_problem(check, docid, "its text is lost");
            continue;
        }
        g_autoptr(NgArticle) article = ng_record_decode(data->str, data->len, &failed);
        NgTotals its;
        if (!article)
            note_problem(check, docid, failed->message);
        else if (!has_term(db, article->id, &failed))
            note_problem(check, docid, "its id is not its own");
        else if (!ng_totals_of(db, docid, &its, &failed) ||
                 !check_columns(db, docid, columns, &failed))
            note_problem(check, docid, failed->message);
        else {
            check->totals.paragraphs += its.paragraphs;
            check->totals.quotes += its.quotes;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        ng_db_value_cursor_free(columns[i]);
}

/* So is what they read of the table of stories. */
static bool check_stories(NgDb *db, Check *check, GError **error)
{
    g_autoptr(NgStoryTable) table = ng_stories_read(db, error);
    g_autoptr(NgStoryTable) quick = table ? ng_stories_read_quickly(db, error) : NULL;
    if (!quick)
        return false;
    bool same = ng_story_table_stories(table) == ng_story_table_stories(quick);
    for (guint32 docid = 1; same && docid <= ng_db_last(db); docid++)
        same = ng_story_table_of(table, docid) == ng_story_table_of(quick, docid);
    for (guint32 story = 0; same && story < ng_story_table_stories(table); story++) {
        guint n, n_quick;
        const uint32_t *docids = ng_story_table_members(table, story, &n);
        const uint32_t *others = ng_story_table_members(quick, story, &n_quick);
        same = n == n_quick && memcmp(docids, others, n * sizeof *docids) == 0;
    }
    if (!same) {
        check->problems++;
        g_string_append(check->report, "the file of its stories is not its own\n");
    }
    return true;
}

/* And of who has what is common. */
static void check_common(const char *path, Check *check)
{
    g_autoptr(GError) failed = NULL;
    bool tells = true;
    if (ng_merge_check_common(path, &tells, &failed) && tells)
        return;
    check->problems++;
    g_string_append_printf(check->report, "%s\n",
                           failed ? failed->message : "the file of common words is not its own");
}

/* And of what facets count. */
static void check_facets(const char *path, Check *check)
{
    g_autoptr(GError) failed = NULL;
    bool tells = true;
    if (ng_db_check_facet_rows(path, NG_SLOT_META, &tells, &failed) && tells)
        return;
    check->problems++;
    g_string_append_printf(check->report, "%s\n",
                           failed ? failed->message : "the rows of its facets are not its own");
}

static bool check_totals(NgDb *db, Check *check, GError **error)
{
    NgTotals kept;
    if (!ng_totals_read(db, &kept, error))
        return false;
    if (kept.paragraphs != check->totals.paragraphs || kept.quotes != check->totals.quotes) {
        check->problems++;
        g_string_append(check->report, "the count of paragraphs or quotations is wrong\n");
    }
    return true;
}

/* From the stored texts alone: terms and positions of a damaged index are not to be trusted. */
static int repair(const NgOptions *options, NgWriting *writing, GError **error)
{
    g_autoptr(NgAuthority) authority = ng_command_authority(options, error);
    return authority ? ng_rebuild(options, writing, authority, error) : NG_EXIT_IO;
}

/* Tables of a damaged index make the engine below read where nothing is. */
static void end_on_fault(int number)
{
    static const char text[] = "nutgraf-index: the index is damaged so that it cannot be checked; "
                               "`check --repair` keeps what can be read, else index anew\n";
    (void)number;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(NG_EXIT_IO);
    _exit(NG_EXIT_DAMAGED);
}

int ng_command_check(const NgOptions *options, char **arguments, GError **error)
{
    (void)arguments;
    signal(SIGSEGV, end_on_fault);
    signal(SIGBUS, end_on_fault);
    g_autoptr(NgWriting) writing = ng_writing_begin(options->db, false, error);
    if (!writing || !right_schema(writing, options->db, error))
        return NG_EXIT_IO;
    g_autoptr(GString) report = g_string_new(NULL);
    g_autoptr(GError) failed = NULL;
    Check check = {report, 0, {0}};
    if (ng_writing_in_doubt(writing)) {
        check.problems++;
        g_string_append(report, "an earlier write failed half-way\n");
    }
    if (!ng_db_check(ng_writing_live(writing), report, &failed)) {
        check.problems++;
        g_string_append_printf(report, "%s\n", failed->message);
    }
    NgDb *db = ng_database_open(ng_writing_live(writing), error);
    if (!db)
        return NG_EXIT_DAMAGED;
    check_documents(db, &check);
    bool ok = check_totals(db, &check, error) && check_stories(db, &check, error);
    check_common(ng_writing_live(writing), &check);
    check_facets(ng_writing_live(writing), &check);
    if (ok && check.problems) {
        g_auto(GStrv) lines = g_strsplit(report->str, "\n", -1);
        for (guint i = 0; lines[i]; i++)
            if (*lines[i]) {
                ng_print_safely(stdout, lines[i]);
                putchar('\n');
            }
    }
    guint32 count = ng_db_count(db);
    ng_db_free(db);
    if (!ok && !options->repair)
        return NG_EXIT_DAMAGED;
    if ((!ok || check.problems) && options->repair) {
        g_clear_error(error);
        return repair(options, writing, error);
    }
    if (check.problems) {
        g_set_error(error, NG_ERROR, NG_ERROR_CORRUPT, "%u problems in the index at %s",
                    check.problems, options->db);
        return NG_EXIT_DAMAGED;
    }
    if (!options->quiet)
        printf("%u articles, %" G_GUINT64_FORMAT " paragraphs: no damage\n", count,
               check.totals.paragraphs);
    return NG_EXIT_DONE;
}
