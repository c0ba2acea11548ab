/* SPDX-License-Identifier: GPL-2.0-or-later */
/* add and update. */
#include "indexer/commands/load_common.h"
#include "indexer/commands/vanished.h"
#include "nutgraf/date.h"
#include "nutgraf/fields.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    NgLoad *load; /* NULL in a dry run */
    NgReport *report;
    GHashTable *seen; /* ids of update, or NULL */
} Taken;

static void note_seen(Taken *taken, NgUnitResult *result)
{
    for (guint i = 0; taken->seen && i < result->ids->len; i++)
        g_hash_table_add(taken->seen, g_steal_pointer(&result->ids->pdata[i]));
}

/* A dry run counts, and touches no index. */
static bool count_only(NgUnitResult *result, gpointer data, GError **error)
{
    Taken *taken = data;
    NgReport *report = taken->report;
    (void)error;
    note_seen(taken, result);
    report->added += result->built - result->replacing;
    report->replaced += result->replacing;
    report->unchanged += result->unchanged;
    report->superseded += result->older;
    report->paragraphs += result->paragraphs;
    ng_unit_result_tell_skips(result, report);
    ng_unit_result_free(result);
    return true;
}

static bool unit_done(NgUnitResult *result, gpointer data, GError **error)
{
    Taken *taken = data;
    note_seen(taken, result);
    return ng_load_unit_done(result, taken->load, error);
}

/* What vanished, for a dry run: it is counted and stays. */
static bool count_vanished(const NgJob *job, char **paths, GHashTable *seen, NgReport *report,
                           GError **error)
{
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(guint32));
    return ng_vanished_forgive(job->live, paths, report, error) &&
           ng_vanished_find(job->live, paths, seen, report, gone, error);
}

static void keep_paths(NgLoad *load, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        g_hash_table_add(load->read, g_strdup(((const NgFile *)files->pdata[i])->path));
}

static bool load_paths(const NgOptions *options, char **arguments, NgWriting *writing, NgJob *job,
                       const NgReader *reader, bool update, NgReport *report, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)ng_file_free);
    if (!ng_inputs_find((const char *const *)arguments, job->build_dir, files, report, error))
        return false;
    g_autoptr(GPtrArray) units = ng_units_of_files(files, reader, (guint)options->jobs);
    NgProgress *progress =
        ng_progress_new(ng_command_bytes(files), NULL, options->quiet || options->json);
    job->files = files;
    job->units = units;
    g_autoptr(GHashTable) seen =
        update ? g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) : NULL;
    bool ok;
    if (options->dry_run) {
        Taken taken = {NULL, report, seen};
        ok = (units->len == 0 || ng_pool_run(job, (guint)options->jobs, report, progress,
                                             &ng_stop_asked, count_only, &taken, error)) &&
             (!update || ng_stop_asked || count_vanished(job, arguments, seen, report, error));
    } else {
        NgLoad load;
        ng_load_init(&load, writing, job->authority, report, progress);
        keep_paths(&load, files);
        Taken taken = {&load, report, seen};
        ok = units->len == 0 || ng_pool_run(job, (guint)options->jobs, report, progress,
                                            &ng_stop_asked, unit_done, &taken, error);
        if (ng_stop_asked)
            g_hash_table_remove_all(load.read); /* nobody knows which were read to their end */
        ok = ok &&
             (!update || ng_stop_asked ||
              ng_vanished_forgive(ng_writing_live(writing), arguments, report, error)) &&
             ng_load_put_in_place(&load, error) &&
             (!update || ng_stop_asked ||
              ng_vanished_remove(writing, arguments, seen, report, error));
        ng_load_clear(&load);
    }
    ng_progress_end(progress);
    return ok;
}

static int add(const NgOptions *options, char **arguments, bool update, GError **error)
{
    const NgReader *reader;
    const char *lang;
    if (!arguments[0]) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                            "nothing to add: name files or folders, or - for standard input");
        return NG_EXIT_USAGE;
    }
    if (!ng_command_reader(options, &reader, error) || !ng_command_lang(options, &lang, error))
        return NG_EXIT_USAGE;
    g_autoptr(NgAuthority) authority = ng_command_authority(options, error);
    if (!authority)
        return NG_EXIT_USAGE;
    g_autoptr(NgWriting) writing = NULL;
    g_autofree char *own_build = NULL, *added = ng_format_utc(ng_now_unix());
    NgLive live = {0};
    if (options->dry_run) {
        own_build = g_dir_make_tmp("nutgraf-XXXXXX", error);
        if (!own_build)
            return NG_EXIT_IO;
        ng_live_read(options->db, &live, NULL);
    } else {
        writing = ng_writing_begin(options->db, true, error);
        if (!writing)
            return NG_EXIT_IO;
        if (ng_writing_live(writing) && ng_writing_live_schema(writing) != NG_SCHEMA_VERSION) {
            g_set_error(error, NG_ERROR, NG_ERROR_SCHEMA_MISMATCH,
                        "the index at %s is of schema %u, this program writes %d", options->db,
                        ng_writing_live_schema(writing), NG_SCHEMA_VERSION);
            return NG_EXIT_DAMAGED;
        }
    }
    g_autoptr(NgPoison) poisoned = ng_poison_new();
    g_autoptr(NgNameModel) names = ng_command_names();
    NgJob job = {.outlet = options->outlet,
                 .lang = lang,
                 .live = options->dry_run ? live.path : ng_writing_live(writing),
                 .build_dir = writing ? ng_writing_build_dir(writing) : own_build,
                 .authority = authority,
                 .names = names,
                 .writing = writing,
                 .poisoned = poisoned,
                 .added = added,
                 .collect_ids = update,
                 .dry_run = options->dry_run,
                 .words_only = options->words_only};
    g_autofree char *live_path = g_strdup(job.live); /* a checkpoint moves it */
    job.live = live_path;
    g_autoptr(NgReport) report = ng_report_new();
    bool ok = load_paths(options, arguments, writing, &job, reader, update, report, error);
    if (own_build)
        ng_remove_tree(own_build);
    ng_live_clear(&live);
    return ok ? ng_command_finish(options, report) : NG_EXIT_IO;
}

int ng_command_add(const NgOptions *options, char **arguments, GError **error)
{
    return add(options, arguments, false, error);
}

int ng_command_update(const NgOptions *options, char **arguments, GError **error)
{
    return add(options, arguments, true, error);
}
