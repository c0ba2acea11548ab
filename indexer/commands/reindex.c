/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reindex: the stored text through today's analysis into a new generation. */
#include "indexer/commands/load_common.h"
#include "indexer/database.h"
#include "indexer/merge.h"
#include "nutgraf/date.h"

typedef struct {
    NgDb *db;
    NgReport *report;
    GError **error;
} Keep;

static bool keep_one(const char *key, gsize len, guint32 documents, gpointer data)
{
    Keep *keep = data;
    (void)documents;
    g_autofree char *value = ng_db_metadata(keep->db, key, len, NULL, keep->error);
    g_auto(GStrv) parts = value ? g_strsplit(value, "\t", 2) : NULL;
    if (parts && parts[0] && parts[1])
        ng_report_skip(keep->report, parts[0], NULL, parts[1]);
    return value != NULL;
}

/* What was skipped before is still skipped: the inputs are not looked at. */
static bool keep_skips(NgDb *db, NgReport *report, GError **error)
{
    Keep keep = {db, report, error};
    return ng_db_each_key(db, "k", 1, keep_one, &keep, error);
}

int ng_rebuild(const NgOptions *options, NgWriting *writing, const NgAuthority *authority,
               GError **error)
{
    NgDb *db = ng_database_open(ng_writing_live(writing), error);
    if (!db)
        return NG_EXIT_IO;
    g_autoptr(NgReport) before = ng_report_new(), report = ng_report_new();
    guint32 last = ng_db_last(db), count = ng_db_count(db);
    /* A damaged index may have lost that list; its articles count for more. */
    keep_skips(db, before, NULL);
    ng_db_free(db);
    g_autoptr(GPtrArray) units = ng_units_of_documents(last);
    g_autoptr(GPtrArray) no_files = g_ptr_array_new();
    g_autoptr(NgPoison) poisoned = ng_poison_new();
    g_autoptr(NgNameModel) names = ng_command_names();
    g_autofree char *live = g_strdup(ng_writing_live(writing));
    NgProgress *progress = ng_progress_new(count, "articles", options->quiet || options->json);
    NgJob job = {.files = no_files,
                 .units = units,
                 .live = live,
                 .build_dir = ng_writing_build_dir(writing),
                 .authority = authority,
                 .names = names,
                 .writing = writing,
                 .poisoned = poisoned,
                 .reindex = true,
                 .words_only = options->words_only};
    NgLoad load;
    ng_load_init(&load, writing, authority, report, progress);
    load.afresh = true;
    bool ok = (units->len == 0 || ng_pool_run(&job, (guint)options->jobs, report, progress,
                                              &ng_stop_asked, ng_load_unit_done, &load, error));
    guint lost = report->skips->len;
    for (guint i = 0; i < before->skips->len; i++) {
        const NgSkip *skip = before->skips->pdata[i];
        ng_report_skip(report, skip->source, NULL, skip->reason);
    }
    /* Half of an index is no index: an interrupted rebuild leaves the old one. */
    ok = ok && (ng_stop_asked || ng_load_put_in_place(&load, error));
    ng_load_clear(&load);
    ng_progress_end(progress);
    if (!ok)
        return NG_EXIT_IO;
    if (!options->quiet && !options->json)
        fprintf(stderr,
                "%s: %" G_GUINT64_FORMAT " of %u articles, %" G_GUINT64_FORMAT " paragraphs\n",
                ng_stop_asked ? "interrupted, the index is as it was" : "rebuilt", report->added,
                count, report->paragraphs);
    if (ng_stop_asked)
        return NG_EXIT_INTERRUPTED;
    return lost ? NG_EXIT_SOME_SKIPPED : NG_EXIT_DONE;
}

int ng_command_reindex(const NgOptions *options, char **arguments, GError **error)
{
    if (arguments[0]) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                            "reindex takes no paths: it works on what the index has stored");
        return NG_EXIT_USAGE;
    }
    g_autoptr(NgAuthority) authority = ng_command_authority(options, error);
    g_autoptr(NgWriting) writing = authority ? ng_writing_begin(options->db, false, error) : NULL;
    return writing ? ng_rebuild(options, writing, authority, error) : NG_EXIT_IO;
}
