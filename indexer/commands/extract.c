/* SPDX-License-Identifier: GPL-2.0-or-later */
/* extract: what would be indexed, as JSON lines, in the order of the input. */
#include "indexer/commands/load_common.h"
#include "indexer/unit_lines.h"
#include "nutgraf/date.h"

#include <errno.h>
#include <string.h>

typedef struct {
    NgReport *report;
    const char *spool;   /* where lines wait that are too many for memory */
    GHashTable *waiting; /* unit -> NgUnitResult that came before its turn */
    guint32 next;
} Lines;

static bool print_unit(Lines *lines, NgUnitResult *result, GError **error)
{
    if (!ng_unit_lines_print(lines->spool, result->unit, stdout, error))
        return false;
    for (guint i = 0; i < result->lines->len; i++)
        fputs(result->lines->pdata[i], stdout);
    ng_unit_result_tell_skips(result, lines->report);
    if (ferror(stdout)) {
        g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write: %s", g_strerror(errno));
        return false;
    }
    return true;
}

static bool unit_done(NgUnitResult *result, gpointer data, GError **error)
{
    Lines *lines = data;
    g_hash_table_insert(lines->waiting, GUINT_TO_POINTER(result->unit), result);
    bool ok = true;
    while (ok && (result = g_hash_table_lookup(lines->waiting, GUINT_TO_POINTER(lines->next)))) {
        ok = print_unit(lines, result, error);
        g_hash_table_remove(lines->waiting, GUINT_TO_POINTER(lines->next++));
    }
    return ok;
}

int ng_command_extract(const NgOptions *options, char **arguments, GError **error)
{
    const NgReader *reader;
    const char *lang;
    if (!arguments[0]) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                            "nothing to read: name files or folders, or - for standard input");
        return NG_EXIT_USAGE;
    }
    if (!ng_command_reader(options, &reader, error) || !ng_command_lang(options, &lang, error))
        return NG_EXIT_USAGE;
    g_autoptr(NgAuthority) authority = ng_command_authority(options, error);
    g_autofree char *spool = authority ? g_dir_make_tmp("nutgraf-XXXXXX", error) : NULL;
    if (!spool)
        return NG_EXIT_IO;
    g_autoptr(NgReport) report = ng_report_new();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)ng_file_free);
    g_autoptr(NgPoison) poisoned = ng_poison_new();
    g_autoptr(NgNameModel) names = ng_command_names();
    g_autofree char *added = ng_format_utc(ng_now_unix());
    bool ok = ng_inputs_find((const char *const *)arguments, spool, files, report, error);
    if (ok && files->len) {
        g_autoptr(GPtrArray) units = ng_units_of_files(files, reader, (guint)options->jobs);
        NgJob job = {.files = files,
                     .units = units,
                     .outlet = options->outlet,
                     .lang = lang,
                     .build_dir = spool,
                     .authority = authority,
                     .names = names,
                     .poisoned = poisoned,
                     .added = added,
                     .extract = true,
                     .source_only = options->source_only,
                     .considered = options->provenance,
                     .words_only = options->words_only};
        Lines lines = {report, spool,
                       g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)ng_unit_result_free),
                       0};
        ok = ng_pool_run(&job, (guint)options->jobs, report, NULL, &ng_stop_asked, unit_done,
                         &lines, error);
        g_hash_table_unref(lines.waiting);
    }
    ng_remove_tree(spool);
    if (!ok)
        return NG_EXIT_IO;
    /* Standard output is the articles'; a summary would only repeat them. */
    for (guint i = 0; i < report->skips->len; i++) {
        const NgSkip *skip = report->skips->pdata[i];
        fputs("skipped ", stderr);
        ng_print_safely(stderr, skip->source);
        fputs(": ", stderr);
        ng_print_safely(stderr, skip->reason);
        fputc('\n', stderr);
    }
    if (ng_stop_asked)
        return NG_EXIT_INTERRUPTED;
    return report->skips->len ? NG_EXIT_SOME_SKIPPED : NG_EXIT_DONE;
}
