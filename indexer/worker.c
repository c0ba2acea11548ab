/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A unit of work, in a child process. */
#include "indexer/worker.h"
#include "indexer/database.h"
#include "indexer/confine.h"
#include "indexer/long_paragraphs.h"
#include "indexer/scratch.h"
#include "indexer/slice.h"
#include "indexer/unit_lines.h"
#include "nutgraf/article_json.h"
#include "nutgraf/document.h"
#include "nutgraf/error.h"
#include "nutgraf/record.h"

#include <string.h>

/* More of them wait in a file. */
#define LINES_BYTES_MAX ((gsize)8 << 20)

/* An article of more paragraphs than this is none; their numbers are also limited by the index. */
#define PARAGRAPHS_MAX 100000

/* Which record of the unit gave the most text: the one to blame for what comes after reading. */
typedef struct {
    gsize bytes; /* 0: none */
    guint slice;
    bool in_record;
    guint64 record;
    char where[NG_WHERE_BYTES];
} Heaviest;

struct NgWorker {
    const NgJob *job;
    NgWorkerPlace *place;
    NgAnalyser *analyser;
    NgDocumentBuilder *builder;
    NgDb *live;
    NgDbDoc *doc;
    NgDocumentSink sink;
    GString *scratch_text;
    /* the unit in hand */
    NgScratch *scratch;
    NgUnitResult *result;
    const char *source; /* of the slice in hand */
    Heaviest heaviest;
    gsize lines_bytes; /* in result->lines */
    guint64 slice_key;
    bool cut;    /* the slice in hand: what comes from it now is not wanted any more */
    guint skips; /* of the slice in hand */
};

/* So many parts of one slice are named; of millions of bad lines nobody reads more. */
enum { SKIPS_NAMED = 1000 };

/* ---- the sink of a document ---- */

static void sink_term(gpointer data, const char *term, gsize len, guint32 wdf)
{
    ng_db_doc_term(((NgWorker *)data)->doc, term, len, wdf);
}

static void sink_value(gpointer data, guint32 slot, const char *value, gsize len)
{
    NgWorker *worker = data;
    NgMeta meta;
    ng_db_doc_value(worker->doc, slot, value, len);
    /* The document is the judge of what a quotation is: the headline has some as well, and one
     * inside another is none. What is removed later is counted by the same record. */
    if (slot == NG_SLOT_META && ng_meta_unpack(value, len, &meta))
        worker->result->quotes += meta.n_quotes;
}

static void sink_record(gpointer data, const char *bytes, gsize len)
{
    ng_db_doc_data(((NgWorker *)data)->doc, bytes, len);
}

static void set_fatal(NgWorker *worker, GError *error)
{
    if (g_error_matches(error, NG_ERROR, NG_ERROR_MEMORY))
        ng_confine_out_of_memory();
    if (!worker->result->fatal) {
        worker->result->fatal = g_strdup(error->message);
        worker->result->fatal_code = error->domain == NG_ERROR ? error->code : NG_ERROR_IO;
    }
    g_error_free(error);
}

static void sink_name(gpointer data, const char *key, gsize key_len, const char *value,
                      gsize value_len)
{
    ng_scratch_name(((NgWorker *)data)->scratch, key, key_len, value, value_len);
}

NgWorker *ng_worker_new(const NgJob *job, NgWorkerPlace *place)
{
    NgWorker *worker = g_new0(NgWorker, 1);
    worker->job = job;
    worker->place = place;
    worker->analyser = ng_analyser_new(job->authority);
    ng_analyser_set_model(worker->analyser, job->names);
    worker->builder = ng_document_builder_new();
    worker->doc = ng_db_doc_new();
    worker->scratch_text = g_string_sized_new(4096);
    worker->scratch = ng_scratch_new(job->build_dir);
    worker->sink = (NgDocumentSink) {sink_term, sink_value, sink_record, sink_name, worker};
    return worker;
}

void ng_worker_free(NgWorker *worker)
{
    if (!worker)
        return;
    ng_analyser_free(worker->analyser);
    ng_document_builder_free(worker->builder);
    ng_db_doc_free(worker->doc);
    ng_db_free(worker->live);
    g_string_free(worker->scratch_text, TRUE);
    ng_scratch_free(worker->scratch);
    g_free(worker);
}

/* ---- one article ---- */

static bool first_docid(guint32 docid, gpointer data)
{
    *(guint32 *)data = docid;
    return false;
}

/* The version that the live index has of an id; false when it has none. */
static bool live_version(NgWorker *worker, const char *id, NgVersion *there, GError **error)
{
    guint32 docid = 0;
    ng_term_make(worker->scratch_text, NG_TERM_ID, id, strlen(id));
    if (!ng_db_each_posting(worker->live, worker->scratch_text->str, worker->scratch_text->len,
                            first_docid, &docid, error) ||
        docid == 0)
        return false;
    return ng_db_value(worker->live, docid, NG_SLOT_VERSION, worker->scratch_text, error) &&
           ng_version_unpack(worker->scratch_text->str, worker->scratch_text->len, there);
}

static gsize text_bytes(const NgArticle *article)
{
    gsize bytes = strlen(article->headline->text) + 1;
    for (guint i = 0; i < article->paragraphs->len; i++)
        bytes += strlen(((const NgParagraph *)article->paragraphs->pdata[i])->text);
    return bytes;
}

static void analyse(NgWorker *worker, NgArticle *article)
{
    if (worker->job->words_only)
        ng_analyse_words(article);
    else
        ng_analyse(worker->analyser, article);
}

static void build_article(NgWorker *worker, NgArticle *article, const NgVersion *version)
{
    GError *error = NULL;
    /* What is withdrawn stays as a record that nobody finds: its paragraphs count for nothing. */
    bool counts = article->status != NG_STATUS_WITHDRAWN;
    worker->result->built++;
    if (counts)
        worker->result->paragraphs += article->paragraphs->len;
    if (worker->job->dry_run)
        return;
    analyse(worker, article);
    ng_db_doc_clear(worker->doc);
    if (!worker->job->words_only)
        ng_document_builder_take_tokens(worker->builder, ng_analyser_tokens(worker->analyser));
    ng_document_build(worker->builder, article, version, &worker->sink);
    if (!worker->result->fatal &&
        !ng_scratch_add(worker->scratch, worker->doc, text_bytes(article), &error))
        set_fatal(worker, error);
}

static void note_id(NgWorker *worker, const NgArticle *article)
{
    if (!worker->job->collect_ids)
        return;
    g_ptr_array_add(worker->result->ids, g_strdup(article->id));
}

/* Standard input is no place: what has neither id nor URL there is named for its text, or the next
 * text that is piped in would take its place. */
static void settle_id(const NgWorker *worker, NgArticle *article)
{
    char *source = NULL;
    if (strcmp(worker->source, "-") == 0)
        source = g_steal_pointer(&article->source);
    ng_article_settle_id(article);
    if (source)
        article->source = source;
}

static void complete_source(NgWorker *worker, NgArticle *article)
{
    const NgJob *job = worker->job;
    if (!article->source)
        article->source = g_strdup(worker->source);
    if (job->outlet && g_strcmp0(article->outlet, job->outlet) != 0) {
        g_free(article->outlet);
        article->outlet = g_strdup(job->outlet);
        ng_article_consider(article, "outlet", "option", job->outlet, 1);
        ng_article_set_provenance(article, "outlet", "option");
    }
    if (job->lang && g_strcmp0(article->lang, job->lang) != 0) {
        g_free(article->lang);
        article->lang = g_strdup(job->lang);
        ng_article_consider(article, "lang", "option", job->lang, 1);
        ng_article_set_provenance(article, "lang", "option");
    }
    settle_id(worker, article);
    if (!article->added)
        article->added = g_strdup(job->added);
}

static void keep_line(NgWorker *worker, char *line)
{
    GError *error = NULL;
    g_ptr_array_add(worker->result->lines, line);
    worker->lines_bytes += strlen(line);
    if (worker->lines_bytes < LINES_BYTES_MAX)
        return;
    if (!ng_unit_lines_spill(worker->job->build_dir, worker->result->unit, worker->result->lines,
                             &error))
        set_fatal(worker, error);
    worker->lines_bytes = 0;
}

static void add_skip(NgWorker *worker, const char *where, const char *reason)
{
    g_ptr_array_add(worker->result->skips, g_strdup(worker->source));
    g_ptr_array_add(worker->result->skips, g_strdup(where ? where : ""));
    g_ptr_array_add(worker->result->skips, g_strdup(reason));
}

static void take_skip(const char *where, const char *reason, gpointer data)
{
    NgWorker *worker = data;
    if (worker->cut)
        return; /* that something breaks off is our doing */
    if (worker->skips++ < SKIPS_NAMED)
        add_skip(worker, where, reason);
}

static void note_weight(NgWorker *worker, const NgArticle *article)
{
    const NgWorkerPlace *place = worker->place;
    Heaviest *heaviest = &worker->heaviest;
    gsize bytes = text_bytes(article);
    if (bytes <= heaviest->bytes)
        return;
    *heaviest = (Heaviest) {bytes, place->slice, place->in_record, place->record, ""};
    memcpy(heaviest->where, place->where, sizeof heaviest->where);
}

static bool take_article(NgArticle *handed, gpointer data)
{
    NgWorker *worker = data;
    g_autoptr(NgArticle) article = handed;
    NgVersion version, there;
    GError *error = NULL;
    if (worker->cut)
        return false;
    ng_article_mend_encoding(article);
    ng_cut_long_paragraphs(article);
    if (article->paragraphs->len > PARAGRAPHS_MAX) {
        g_autofree char *reason =
            g_strdup_printf("%u paragraphs, too many for one article", article->paragraphs->len);
        take_skip(worker->place->in_record ? worker->place->where : NULL, reason, worker);
        return true;
    }
    note_weight(worker, article);
    if (worker->job->considered)
        ng_article_keep_considered(article); /* what was chosen is told for every format */
    complete_source(worker, article);
    if (worker->job->extract) {
        analyse(worker, article);
        worker->result->built++;
        worker->result->paragraphs += article->paragraphs->len;
        keep_line(worker,
                  ng_article_to_json(article, worker->job->source_only ? NG_JSON_SOURCE_ONLY : 0));
        return worker->result->fatal == NULL;
    }
    note_id(worker, article);
    ng_version_of(article, &version);
    if (worker->live && live_version(worker, article->id, &there, &error)) {
        if (memcmp(version.hash, there.hash, sizeof there.hash) == 0) {
            worker->result->unchanged++;
            return true;
        }
        if (!ng_version_replaces(&version, &there)) {
            worker->result->older++;
            return true;
        }
        worker->result->replacing++;
    }
    if (error)
        set_fatal(worker, error);
    else
        build_article(worker, article, &version);
    return worker->result->fatal == NULL;
}

/* ---- one slice ---- */

static void start_clock(NgWorkerPlace *place)
{
    place->turn++;
    place->since = g_get_monotonic_time();
}

static NgRecordVerdict take_record(const char *where, guint64 number, gpointer data)
{
    NgWorker *worker = data;
    NgWorkerPlace *place = worker->place;
    NgRecordVerdict verdict = ng_poison_verdict(worker->job->poisoned, worker->slice_key, number);
    if (place->stop) {
        worker->cut = true;
        verdict = NG_RECORD_STOP;
    }
    place->record = number;
    place->passed = verdict != NG_RECORD_READ;
    g_strlcpy(place->where, where ? where : "", sizeof place->where);
    place->in_record = true;
    start_clock(place);
    return verdict;
}

static void do_slice(NgWorker *worker, const NgSlice *slice)
{
    const NgJob *job = worker->job;
    const NgFile *file = job->files->pdata[slice->file];
    NgSinks sinks = {take_article, take_skip, worker, take_record};
    worker->source = file->path;
    worker->slice_key = ng_slice_key(slice);
    worker->cut = false;
    worker->skips = 0;
    if (ng_poison_has_slice(job->poisoned, worker->slice_key))
        return; /* the parent has reported it */
    NgSliceOptions options = {job->outlet, job->lang, job->considered};
    ng_slice_read(slice, file, &options, &sinks);
    if (worker->skips > SKIPS_NAMED) {
        g_autofree char *more =
            g_strdup_printf("%u more records could not be read", worker->skips - SKIPS_NAMED);
        g_autofree char *where = g_strdup_printf("from byte %" G_GUINT64_FORMAT, slice->begin);
        add_skip(worker, where, more);
    }
}

/* ---- reindex: one stored article ---- */

/* Takes away what analysis had added, so that today's analysis adds it anew. */
static void strip_analysis(NgArticle *article)
{
    for (guint i = 0; i <= article->paragraphs->len; i++) {
        NgParagraph *paragraph = i == 0 ? article->headline : article->paragraphs->pdata[i - 1];
        if (!paragraph->actors_given)
            g_ptr_array_set_size(paragraph->actors, 0);
        if (!paragraph->quotes_given)
            g_ptr_array_set_size(paragraph->quotes, 0);
    }
    if (g_strcmp0(ng_article_provenance(article, "lang"), "text") == 0)
        g_clear_pointer(&article->lang, g_free);
    if (!article->kind_given)
        article->kind = NG_KIND_ARTICLE;
}

static void do_document(NgWorker *worker, guint32 docid)
{
    g_autoptr(GString) data = g_string_sized_new(16384), value = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    if (!ng_db_data(worker->live, docid, data, &error) ||
        !ng_db_value(worker->live, docid, NG_SLOT_VERSION, value, &error)) {
        if (g_error_matches(error, NG_ERROR, NG_ERROR_NOT_FOUND))
            return; /* a number that is not in use */
        g_autofree char *where = g_strdup_printf("document %u", docid);
        add_skip(worker, where, error->message);
        return;
    }
    if (data->len == 0)
        return;
    g_autoptr(NgArticle) article = ng_record_decode(data->str, data->len, &error);
    NgVersion version;
    if (!article) {
        g_autofree char *where = g_strdup_printf("document %u", docid);
        add_skip(worker, where, error->message);
        return;
    }
    strip_analysis(article);
    if (!ng_version_unpack(value->str, value->len, &version))
        ng_version_of(article, &version);
    build_article(worker, article, &version);
}

/* From here on nothing is read, but what was read is put together: the clock runs for that. */
static void blame_heaviest(NgWorker *worker)
{
    const Heaviest *heaviest = &worker->heaviest;
    NgWorkerPlace *place = worker->place;
    place->since = 0;
    if (heaviest->bytes == 0)
        return;
    place->slice = heaviest->slice;
    place->in_record = heaviest->in_record;
    place->passed = false;
    place->record = heaviest->record;
    memcpy(place->where, heaviest->where, sizeof place->where);
    start_clock(place);
}

NgUnitResult *ng_worker_do(NgWorker *worker, guint number)
{
    const NgJob *job = worker->job;
    const NgUnit *unit = job->units->pdata[number];
    NgUnitResult *result = g_new0(NgUnitResult, 1);
    GError *error = NULL;
    result->unit = number;
    result->skips = g_ptr_array_new_with_free_func(g_free);
    result->ids = g_ptr_array_new_with_free_func(g_free);
    result->lines = g_ptr_array_new_with_free_func(g_free);
    worker->result = result;
    ng_scratch_begin(worker->scratch, number);
    worker->heaviest.bytes = 0;
    worker->lines_bytes = 0;
    if (job->extract)
        ng_unit_lines_drop(job->build_dir, number); /* of a worker that died over the same unit */
    if (job->live && !worker->live) {
        worker->live = ng_database_open(job->live, &error);
        if (!worker->live)
            set_fatal(worker, error);
    }
    for (guint i = 0; i < unit->slices->len && !result->fatal; i++) {
        const NgSlice *slice = &g_array_index(unit->slices, NgSlice, i);
        worker->place->slice = i;
        worker->place->in_record = false;
        start_clock(worker->place);
        do_slice(worker, slice);
        worker->place->bytes += slice->end - slice->begin;
    }
    worker->source = job->live;
    for (guint32 docid = unit->first_docid; docid && docid <= unit->last_docid && !result->fatal;
         docid++) {
        do_document(worker, docid);
        worker->place->bytes++;
    }
    blame_heaviest(worker);
    if (result->fatal)
        ng_scratch_abandon(worker->scratch);
    else if (!ng_scratch_end(worker->scratch, &result->databases, &error))
        set_fatal(worker, error);
    return result;
}
