/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small databases into the index.
 *
 * Merging beside the live generation costs in proportion to the whole index, writing in place in
 * proportion to what is new, but many times as much for each article; bench/batch measures where
 * the lines cross. */
#include "indexer/load.h"
#include "indexer/database.h"
#include "indexer/merge.h"
#include "indexer/scratch.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/stories.h"
#include "nutgraf/values.h"

#include <string.h>

/* A kill costs at most this much work. */
#define CHECKPOINT_ARTICLES 50000
/* Their files are all open during a merge. */
#define CHECKPOINT_DATABASES 400
#define IN_PLACE_ARTICLES 50
#define IN_PLACE_SHARE 50 /* and one for each so many that are there */

void ng_load_init(NgLoad *load, NgWriting *writing, const NgAuthority *authority, NgReport *report,
                  NgProgress *progress)
{
    *load =
        (NgLoad) {.writing = writing,
                  .authority = authority,
                  .report = report,
                  .progress = progress,
                  .read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                  .pending = g_ptr_array_new_with_free_func((GDestroyNotify)ng_unit_result_free)};
}

void ng_load_clear(NgLoad *load)
{
    g_ptr_array_unref(load->pending);
    g_hash_table_unref(load->read);
}

static int by_unit(gconstpointer a, gconstpointer b)
{
    const NgUnitResult *left = *(NgUnitResult *const *)a, *right = *(NgUnitResult *const *)b;
    return left->unit < right->unit ? -1 : left->unit > right->unit;
}

/* The databases of what is pending, in the order of the input, after `first` when it is not NULL.
 */
static GPtrArray *pending_paths(NgLoad *load, const char *first)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    if (first)
        g_ptr_array_add(paths, g_strdup(first));
    g_ptr_array_sort(load->pending, by_unit);
    for (guint i = 0; i < load->pending->len; i++) {
        const NgUnitResult *result = load->pending->pdata[i];
        for (guint n = 0; n < result->databases; n++)
            g_ptr_array_add(paths,
                            ng_unit_database(ng_writing_build_dir(load->writing), result->unit, n));
    }
    g_ptr_array_add(paths, NULL);
    return paths;
}

static NgTotals pending_totals(const NgLoad *load)
{
    NgTotals totals = {0};
    for (guint i = 0; i < load->pending->len; i++) {
        const NgUnitResult *result = load->pending->pdata[i];
        totals.paragraphs += result->paragraphs;
        totals.quotes += result->quotes;
    }
    return totals;
}

/* The databases of what is pending are of no more use. */
static void remove_pending(const NgLoad *load)
{
    for (guint i = 0; i < load->pending->len; i++) {
        const NgUnitResult *result = load->pending->pdata[i];
        for (guint n = 0; n < result->databases; n++) {
            g_autofree char *path =
                ng_unit_database(ng_writing_build_dir(load->writing), result->unit, n);
            ng_remove_tree(path);
        }
    }
}

static gpointer remove_pending_thread(gpointer load)
{
    remove_pending(load);
    return NULL;
}

/* ---- beside the live generation ---- */

/* Of several documents of one id one stays. last_before: the last document that was there before,
 * under the number that it has now. */
static bool settle(NgLoad *load, const char *next, guint32 last_before, NgTotals *totals,
                   GError **error)
{
    bool rivals = false;
    NgDb *db = ng_database_open(next, error);
    bool ok = db && ng_merge_has_rivals(db, &rivals, error);
    ng_db_free(db);
    if (!ok || !rivals)
        return ok;
    NgDbWriter *writer = ng_db_writer_open(next, NG_DB_SCRATCH, error);
    if (!writer)
        return false;
    if (ng_merge_settle(writer, last_before, totals, load->report, error))
        return ng_db_writer_close(writer, error);
    ng_db_writer_abandon(writer);
    return false;
}

typedef struct {
    NgDb *db;
    guint32 first_new;
    NgStoriesFound *found;
    GError *error;
} StoriesJob;

static gpointer find_stories(gpointer data)
{
    StoriesJob *job = data;
    job->found = ng_stories_find(job->db, NULL, job->first_new, &job->error);
    return NULL;
}

/* What is made of the documents and needs no writer: stories in a thread, beside them all else. */
static bool look_through(NgLoad *load, const char *next, guint32 last_before,
                         NgStoriesFound **stories, NgAliases **aliases, GError **error)
{
    StoriesJob job = {ng_database_open(next, error), last_before + 1, NULL, NULL};
    NgDb *db = job.db ? ng_database_open(next, error) : NULL;
    bool ok = db != NULL;
    if (ok) {
        GThread *thread = g_thread_new("stories", find_stories, &job);
        *aliases = ng_merge_find_aliases(db, load->authority, error);
        ok = *aliases && ng_merge_columns(next, error);
        g_thread_join(thread);
    }
    if (job.error && ok)
        g_propagate_error(error, g_steal_pointer(&job.error));
    g_clear_error(&job.error);
    *stories = job.found;
    ng_db_free(db);
    ng_db_free(job.db);
    return ok && *stories;
}

static bool complete_generation(NgLoad *load, const char *next, guint32 last_before,
                                NgTotals totals, GError **error)
{
    g_autoptr(NgStoriesFound) stories = NULL;
    g_autoptr(NgAliases) aliases = NULL;
    if (!settle(load, next, last_before, &totals, error) ||
        !look_through(load, next, last_before, &stories, &aliases, error))
        return false;
    NgDbWriter *writer = ng_db_writer_open(next, NG_DB_SCRATCH, error);
    if (!writer)
        return false;
    if (!ng_totals_write(writer, &totals, error) ||
        !ng_merge_aliases(writer, aliases, ng_db_writer_reader(writer), error) ||
        !ng_merge_skips(writer, load->report, load->read, error) ||
        !ng_stories_write(writer, stories, error)) {
        ng_db_writer_abandon(writer);
        return false;
    }
    return ng_db_writer_close(writer, error) && ng_stories_write_file(next, error) &&
           ng_merge_common(next, error);
}

typedef struct {
    guint32 first, last;
} Used;

static bool note_used(guint32 docid, gpointer data)
{
    Used *used = data;
    if (used->first == 0)
        used->first = docid;
    used->last = docid;
    return true;
}

/* Merging moves the first one in use to 1, and those after it by as much. Numbers at the end that
 * are not in use any more are given anew. */
static bool last_after_merge(NgDb *db, guint32 *last, GError **error)
{
    Used used = {0};
    if (ng_db_count(db) && !ng_db_each_posting(db, "", 0, note_used, &used, error))
        return false;
    *last = used.last ? used.last - (used.first - 1) : 0;
    return true;
}

static bool merge_beside(NgLoad *load, GError **error)
{
    const char *live = load->afresh ? NULL : ng_writing_live(load->writing);
    g_autofree char *next = ng_writing_next(load->writing);
    NgTotals totals = {0};
    guint32 last_before = 0;
    if (live) {
        NgDb *db = ng_database_open(live, error);
        if (!db)
            return false;
        bool ok = last_after_merge(db, &last_before, error) && ng_totals_read(db, &totals, error);
        ng_db_free(db);
        if (!ok)
            return false;
    }
    NgTotals more = pending_totals(load);
    totals.paragraphs += more.paragraphs;
    totals.quotes += more.quotes;
    g_autoptr(GPtrArray) paths = pending_paths(load, live);
    ng_progress_phase(load->progress, "merging");
    bool ok;
    if (paths->len == 1) { /* nothing at all: an empty index, which can be searched */
        NgDbWriter *writer = ng_db_writer_open(next, NG_DB_CREATE | NG_DB_SCRATCH, error);
        ok = writer && ng_db_writer_close(writer, error);
    } else {
        ok = ng_db_compact((const char *const *)paths->pdata, next, error);
    }
    /* A thousand files to unlink take a while, and from here on nobody reads them. */
    GThread *removal = ok ? g_thread_new("removal", remove_pending_thread, load) : NULL;
    ok = ok && complete_generation(load, next, last_before, totals, error) &&
         ng_writing_publish(load->writing, error);
    if (removal)
        g_thread_join(removal); /* workers are forked: no thread may be left */
    if (!ok)
        ng_remove_tree(next);
    load->afresh = false; /* what was there before is now in the new one, or left out for good */
    return ok;
}

/* ---- into the live generation ---- */

static bool take_docid(guint32 docid, gpointer data)
{
    *(guint32 *)data = docid;
    return false;
}

static bool take_term(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)documents;
    g_string_append_len(data, term, (gssize)len);
    return false;
}

static bool copy_one(NgLoad *load, NgDbWriter *writer, NgDb *from, guint32 docid,
                     guint32 last_before, NgTotals *totals, NgStoryChange *change, GError **error)
{
    NgDb *there_db = ng_db_writer_reader(writer);
    g_autoptr(GString) id = g_string_new(NULL), mine = g_string_new(NULL),
                       theirs = g_string_new(NULL);
    NgVersion version = {0}, there_version = {0};
    guint32 there = 0;
    NgTotals its;
    if (!ng_db_each_document_term(from, docid, NG_TERM_ID, 1, take_term, id, error) ||
        !ng_db_each_posting(there_db, id->str, id->len, take_docid, &there, error) ||
        !ng_totals_of(from, docid, &its, error))
        return false;
    if (there) {
        NgTotals lost;
        if (!ng_db_value(from, docid, NG_SLOT_VERSION, mine, error) ||
            !ng_db_value(there_db, there, NG_SLOT_VERSION, theirs, error) ||
            !ng_totals_of(there_db, there, &lost, error))
            return false;
        ng_version_unpack(mine->str, mine->len, &version);
        ng_version_unpack(theirs->str, theirs->len, &there_version);
        load->report->added--;
        bool replaces = ng_version_replaces(&version, &there_version);
        if (replaces && there <= last_before)
            load->report->replaced++;
        else
            load->report->superseded++;
        if (!replaces) {
            load->report->paragraphs -= MIN(its.paragraphs, load->report->paragraphs);
            return true;
        }
        if (there > last_before)
            load->report->paragraphs -= MIN(lost.paragraphs, load->report->paragraphs);
        totals->paragraphs -= MIN(lost.paragraphs, totals->paragraphs);
        totals->quotes -= MIN(lost.quotes, totals->quotes);
        if (!ng_story_change_note(change, there_db, there, true, error) ||
            !ng_db_writer_delete(writer, there, error))
            return false;
    }
    totals->paragraphs += its.paragraphs;
    totals->quotes += its.quotes;
    return ng_story_change_note(change, from, docid, false, error) &&
           ng_db_writer_copy(writer, from, docid, error);
}

typedef struct {
    NgDbWriter *writer;
    NgDb *from;
    GError **error;
    bool failed;
} CopyNames;

static bool copy_name(const char *key, gsize len, guint32 documents, gpointer data)
{
    CopyNames *copy = data;
    (void)documents;
    gsize value_len;
    g_autofree char *there =
        ng_db_metadata(ng_db_writer_reader(copy->writer), key, len, NULL, copy->error);
    if (there && *there)
        return true;
    g_autofree char *value =
        there ? ng_db_metadata(copy->from, key, len, &value_len, copy->error) : NULL;
    copy->failed =
        !value || !ng_db_writer_metadata(copy->writer, key, len, value, value_len, copy->error);
    return !copy->failed;
}

static bool copy_aliases(const NgLoad *load, NgDbWriter *writer, NgDb *from, GError **error)
{
    g_autoptr(NgAliases) aliases = ng_merge_find_aliases(from, load->authority, error);
    return aliases && ng_merge_aliases(writer, aliases, ng_db_writer_reader(writer), error);
}

static bool copy_all(NgLoad *load, NgDbWriter *writer, GError **error)
{
    NgTotals totals;
    guint32 last_before = ng_db_last(ng_db_writer_reader(writer));
    if (!ng_totals_read(ng_db_writer_reader(writer), &totals, error))
        return false;
    g_autoptr(GPtrArray) paths = pending_paths(load, NULL);
    g_autoptr(NgStoryChange) change = ng_story_change_new();
    for (guint i = 0; paths->pdata[i]; i++) {
        NgDb *from = ng_database_open(paths->pdata[i], error);
        if (!from)
            return false;
        CopyNames names = {writer, from, error, false};
        bool ok = ng_db_each_key(from, "h", 1, copy_name, &names, error) && !names.failed &&
                  copy_aliases(load, writer, from, error);
        guint32 last = ng_db_last(from);
        for (guint32 docid = 1; ok && docid <= last; docid++)
            ok = copy_one(load, writer, from, docid, last_before, &totals, change, error);
        ng_db_free(from);
        if (!ok)
            return false;
    }
    return ng_totals_write(writer, &totals, error) &&
           ng_merge_skips(writer, load->report, load->read, error) &&
           ng_stories_update(writer, change, last_before + 1, error);
}

static bool write_in_place(NgLoad *load, GError **error)
{
    if (!ng_writing_in_place_begin(load->writing, error))
        return false;
    NgDbWriter *writer = ng_db_writer_open(ng_writing_live(load->writing), 0, error);
    bool ok = false, tried = false;
    if (writer && copy_all(load, writer, error)) {
        tried = true;
        ok = ng_db_writer_close(writer, error);
    } else if (writer) {
        ng_db_writer_abandon(writer);
    }
    ng_writing_in_place_end(load->writing, tried && !ok);
    return ok;
}

/* ---- */

static bool only_skips_changed(NgLoad *load, bool *changed, GError **error)
{
    NgDb *db = ng_database_open(ng_writing_live(load->writing), error);
    if (!db)
        return false;
    bool ok = ng_merge_skips_differ(db, load->report, load->read, changed, error);
    ng_db_free(db);
    return ok;
}

static guint32 live_count(NgLoad *load)
{
    NgDb *db = ng_database_open(ng_writing_live(load->writing), NULL);
    guint32 count = db ? ng_db_count(db) : 0;
    ng_db_free(db);
    return count;
}

bool ng_load_put_in_place(NgLoad *load, GError **error)
{
    bool ok, changed = true;
    if (!ng_writing_live(load->writing) || load->afresh || ng_writing_in_doubt(load->writing)) {
        ok = merge_beside(load, error);
    } else if (load->pending->len == 0) {
        ok = only_skips_changed(load, &changed, error) && (!changed || write_in_place(load, error));
    } else if (load->pending_articles <= IN_PLACE_ARTICLES + live_count(load) / IN_PLACE_SHARE) {
        ok = write_in_place(load, error);
        if (ok)
            remove_pending(load);
    } else {
        ok = merge_beside(load, error);
    }
    g_ptr_array_set_size(load->pending, 0);
    load->pending_articles = 0;
    load->pending_databases = 0;
    return ok;
}

bool ng_load_unit_done(NgUnitResult *result, gpointer data, GError **error)
{
    NgLoad *load = data;
    NgReport *report = load->report;
    report->unchanged += result->unchanged;
    report->superseded += result->older;
    report->added += result->built; /* those that replace one are moved when they meet it */
    report->paragraphs += result->paragraphs;
    ng_unit_result_tell_skips(result, report);
    ng_progress_articles(load->progress, result->built + result->unchanged);
    if (result->built == 0) {
        ng_unit_result_free(result);
        return true;
    }
    load->pending_articles += result->built;
    load->pending_databases += result->databases;
    g_ptr_array_add(load->pending, result);
    /* A generation made afresh is put in place whole or not at all. */
    if (load->afresh || (load->pending_articles < CHECKPOINT_ARTICLES &&
                         load->pending_databases < CHECKPOINT_DATABASES))
        return true;
    return ng_load_put_in_place(load, error);
}
