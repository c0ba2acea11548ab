/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: documents of terms, values and data on disk: the shim over Xapian.
 * Below schema and search, which bring the meaning; but for matching, which stands on the rest, the
 * C++ file implements it.
 * Must not know: news, languages, fields, generations.
 *
 * Every function that can fail takes GError **error last and leaves its outputs untouched on
 * failure; no exception passes. Codes: STALE (reopen and repeat), CORRUPT, IO, LOCKED, NO_INDEX,
 * MEMORY. Terms, keys and values are bytes with a length. Docids are from 1; several databases
 * opened together interleave theirs. */
#pragma once

#include "nutgraf/facet_rows.h"
#include "nutgraf/match.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* ---- reading ---- */

typedef struct NgDb NgDb;
/* Opens one or several databases as one. paths: NULL-terminated. */
NgDb *ng_db_open(const char *const *paths, GError **error);
/* The folder of the first. */
const char *ng_db_path(const NgDb *db);
void ng_db_free(NgDb *db);
/* Sees what has been committed since; cheap when nothing has. */
bool ng_db_reopen(NgDb *db, GError **error);
guint32 ng_db_count(NgDb *db); /* documents */
guint32 ng_db_last(NgDb *db);  /* highest docid in use */
double ng_db_average_length(NgDb *db);
/* UUID and revision of each part, joined: another string whenever the content is another. */
char *ng_db_revision(NgDb *db, GError **error);
/* Of the first. New string. */
char *ng_db_uuid(NgDb *db);

bool ng_db_frequency(NgDb *db, const char *term, gsize len, guint32 *documents, GError **error);
/* How often it weighs, over all documents. */
bool ng_db_occurrences(NgDb *db, const char *term, gsize len, guint64 *occurrences, GError **error);
/* New string, "" when there is none (*len may be NULL). NULL on error. */
char *ng_db_metadata(NgDb *db, const char *key, gsize key_len, gsize *len, GError **error);
/* Callbacks return false to stop early. */
typedef bool (*NgDbTermFunc)(const char *term, gsize len, guint32 documents, gpointer data);
typedef bool (*NgDbPostingFunc)(guint32 docid, gpointer data);
bool ng_db_each_term(NgDb *db, const char *prefix, gsize prefix_len, NgDbTermFunc func,
                     gpointer data, GError **error);
bool ng_db_each_key(NgDb *db, const char *prefix, gsize prefix_len, NgDbTermFunc func,
                    gpointer data, GError **error); /* metadata keys; documents is 0 */
bool ng_db_each_posting(NgDb *db, const char *term, gsize len, NgDbPostingFunc func, gpointer data,
                        GError **error);
/* Terms of one document that begin with prefix. */
bool ng_db_each_document_term(NgDb *db, guint32 docid, const char *prefix, gsize prefix_len,
                              NgDbTermFunc func, gpointer data, GError **error);
/* Terms of one document that weigh, with how much (wdf): its words. */
typedef bool (*NgDbWordFunc)(const char *term, gsize len, guint32 times, gpointer data);
bool ng_db_each_document_word(NgDb *db, guint32 docid, NgDbWordFunc func, gpointer data,
                              GError **error);
/* Walks the documents of one term, or the values in one slot. Documents may be asked for in any
 * order; ascending is quick. Opening reads nothing; what cannot be read is told when it is asked
 * for. */
typedef struct NgDbTermCursor NgDbTermCursor;
NgDbTermCursor *ng_db_term_cursor(NgDb *db, const char *term, gsize len);
void ng_db_term_cursor_free(NgDbTermCursor *cursor);
bool ng_db_term_cursor_has(NgDbTermCursor *cursor, guint32 docid, bool *has, GError **error);
/* The documents of one term (of len 0: all), ascending: what is asked for may not lie before what
 * was asked for last. next: the first at or behind `from`, 0 when there is none. read: at most
 * `max` of them before `until`, with how often the term weighs in each. parts: NULL or as below. */
typedef struct NgDbPostings NgDbPostings;
NgDbPostings *ng_db_postings(NgDb *db, const char *term, gsize len);
void ng_db_postings_free(NgDbPostings *postings);
/* In which parts of a document a term stands, as a file beside the database tells: bits 0 to 62. It
 * tells so of common terms only, and not of each document: else it is this bit alone. */
#define NG_DB_PARTS_NOT_TOLD (G_GUINT64_CONSTANT(1) << 63)
bool ng_db_postings_next(NgDbPostings *postings, guint32 from, guint32 *docid, GError **error);
bool ng_db_postings_read(NgDbPostings *postings, guint32 from, guint32 until, guint max,
                         guint32 *docids, guint32 *wdfs, guint64 *parts, guint *n, GError **error);
bool ng_db_postings_pick(NgDbPostings *postings, const guint32 *wanted, guint n_wanted,
                         guint32 *docids, guint32 *wdfs, guint64 *parts, guint *n, GError **error);
/* How long documents are: what their terms weigh together. */
bool ng_db_lengths(NgDb *db, const guint32 *docids, guint n, guint32 *lengths, GError **error);
/* Many more questions will follow: what is read for them may be kept in memory, at most 66 MB with
 * the facet rows: those first, for every question with facets reads of them. */
void ng_db_keep(NgDb *db);
bool ng_db_keeps(const NgDb *db);
/* The values of these documents will be asked for next, in ascending order. */
void ng_db_expect(NgDb *db, const guint32 *docids, guint n);
typedef struct NgDbValueCursor NgDbValueCursor;
NgDbValueCursor *ng_db_value_cursor(NgDb *db, guint32 slot);
void ng_db_value_cursor_free(NgDbValueCursor *cursor);
/* Borrowed until the next call; len 0 when the document has none. */
bool ng_db_value_cursor_at(NgDbValueCursor *cursor, guint32 docid, const char **value, gsize *len,
                           GError **error);
/* false: the file of columns should have the value of this document and does not tell it. */
bool ng_db_columns_tell(NgDb *db, guint32 docid, guint32 slot);
/* Writes beside a database that is nowhere open the values of some slots (at most 2) once more, for
 * value cursors and candidates to read quickly. It must have none yet. */
bool ng_db_write_columns(const char *path, const guint32 *slots, guint n, GError **error);
/* The parts of a document in which a term stands, from a value that it has; 0: not known. */
typedef guint64 (*NgDbPartsFunc)(const char *value, gsize len, const char *term, gsize term_len,
                                 gpointer data);
/* What a file of what searches ask for most is to tell of a database: how many documents each term
 * has that begins with one of the prefixes in `all` (at most 8, each of at most 7 bytes); who has
 * them, and those that begin with one of `some` or `parted`, where at least so many do; of
 * `parted` the parts, too, from the values of parts_slot, which columns must have; the metadata
 * under keys (of GBytes). */
typedef struct {
    const char *const *all, *const *some, *const *parted;
    guint32 least;
    guint32 parts_slot;
    NgDbPartsFunc parts;
    gpointer parts_data;
    const GPtrArray *keys;
} NgDbCommon;
/* Writes it beside a database that is nowhere open for writing. It is read as long as nothing is
 * written to the database. */
bool ng_db_write_common(const char *path, const NgDbCommon *what, GError **error);
/* Whether the file that it wrote, if it is there and of this revision, tells what the database has;
 * of what only that counts which tells parts. */
bool ng_db_check_common(const char *path, const NgDbCommon *what, bool *tells, GError **error);
/* Of the only database, and as long as it is open; NULL: there are none, or not its own. Reads what
 * the file is when that is asked first. */
const NgFacetRows *ng_db_facet_rows(NgDb *db);
/* Writes beside a database that is nowhere open the facet rows of the values in the slot (of what
 * NG_SLOT_META holds). */
bool ng_db_write_facet_rows(const char *path, guint32 slot, GError **error);
/* Whether the file that it wrote, if it is there and of this database, tells what the values do. */
bool ng_db_check_facet_rows(const char *path, guint32 slot, bool *tells, GError **error);
/* Each document that has a value in the slot, in order; the value is borrowed for the call.
 * Callbacks return false to stop early. */
typedef bool (*NgDbValueFunc)(guint32 docid, const char *value, gsize len, gpointer data);
bool ng_db_each_value(NgDb *db, guint32 slot, NgDbValueFunc func, gpointer data, GError **error);
bool ng_db_value(NgDb *db, guint32 docid, guint32 slot, GString *value, GError **error);
bool ng_db_data(NgDb *db, guint32 docid, GString *data, GError **error);

/* ---- matching ---- */

typedef struct NgCandidate NgCandidate; /* the document being looked at, during a match */
guint32 ng_candidate_docid(const NgCandidate *candidate);
/* Borrowed until the next call; len 0 when it has none. */
const char *ng_candidate_value(NgCandidate *candidate, guint32 slot, gsize *len);

/* In which parts the document has tracked term number n (see NgMatchRun), 0 in none, or
 * NG_DB_PARTS_NOT_TOLD. */
guint64 ng_candidate_parts(const NgCandidate *candidate, guint n);
/* Whether every document that a match finds has been looked up in the term's list. */
bool ng_match_looks_up(const NgMatch *match, const char *term, gsize len);

typedef struct {
    const char *term;
    gsize len;
} NgTracked;
#define NG_TRACKED_MAX 8

typedef struct {
    guint32 docid;
    double weight;
} NgRanked;

typedef struct {
    guint32 top;      /* how many of the best to return */
    guint32 check;    /* look for no fewer than so many that match; G_MAXUINT32 all */
    double k1, b, k3; /* BM25; k1 <= 0 means boolean: no weights */
    gint64 sort_slot; /* -1: by weight; else by this value, then weight */
    bool sort_ascending;
    /* Terms whose parts are wanted, which the match looks up; at most NG_TRACKED_MAX. */
    const NgTracked *tracked;
    guint n_tracked;
    /* NULL or: does the document match? Sets *error to abort. */
    bool (*decide)(NgCandidate *candidate, gpointer data, GError **error);
    /* NULL or: called for each document that matches, right after it was decided. When top is 0 in
     * the order of the documents; else in no order. */
    void (*seen)(NgCandidate *candidate, double weight, gpointer data);
    /* NULL or: this document comes soon, when top is 0. */
    void (*ahead)(guint32 docid, gpointer data);
    gpointer data;
} NgMatchRun;

/* Best first into ranked (of NgRanked, appended). *matches: how many were found to match, all of
 * them unless that is more than both top and check. */
bool ng_db_match(NgDb *db, const NgMatch *match, const NgMatchRun *run, GArray *ranked,
                 guint32 *matches, GError **error);
/* No more documents than *most match; found without looking at them. */
bool ng_db_estimate(NgDb *db, const NgMatch *match, guint32 *most, GError **error);

/* ---- writing ---- */

typedef struct NgDbDoc NgDbDoc;
NgDbDoc *ng_db_doc_new(void);
void ng_db_doc_free(NgDbDoc *doc);
void ng_db_doc_clear(NgDbDoc *doc); /* ready for another document */
/* wdf: how much the term counts for the weight and the document's length; 0 for filters. What is
 * given for one term adds up. */
void ng_db_doc_term(NgDbDoc *doc, const char *term, gsize len, guint32 wdf);
void ng_db_doc_value(NgDbDoc *doc, guint32 slot, const char *value, gsize len);
void ng_db_doc_data(NgDbDoc *doc, const char *data, gsize len);

/* After an error a writer must be given to ng_db_writer_abandon: its handle is never touched again
 * (a failed commit leaves Xapian's handle silently broken). */
typedef struct NgDbWriter NgDbWriter;
typedef enum {
    NG_DB_CREATE = 1 << 0,  /* must not exist yet */
    NG_DB_SCRATCH = 1 << 1, /* no syncing: a database that is merged and thrown away */
} NgDbWriterFlags;
NgDbWriter *ng_db_writer_open(const char *path, NgDbWriterFlags flags, GError **error);
bool ng_db_writer_add(NgDbWriter *writer, const NgDbDoc *doc, guint32 *docid, GError **error);
bool ng_db_writer_delete(NgDbWriter *writer, guint32 docid, GError **error);
/* Adds a document as it stands in another database, postings, values, data and all. */
bool ng_db_writer_copy(NgDbWriter *writer, NgDb *from, guint32 docid, GError **error);
bool ng_db_writer_metadata(NgDbWriter *writer, const char *key, gsize key_len, const char *value,
                           gsize value_len, GError **error);
/* Reads through the writer see what is not committed yet. Borrowed; valid while the writer is. */
NgDb *ng_db_writer_reader(NgDbWriter *writer);
bool ng_db_writer_commit(NgDbWriter *writer, GError **error);
/* Commits and closes; the writer is gone either way. */
bool ng_db_writer_close(NgDbWriter *writer, GError **error);
void ng_db_writer_abandon(NgDbWriter *writer);

/* Merges databases into a new one at path, documents in the order of the sources; metadata: of
 * several sources that have a key one wins, not always the first. */
bool ng_db_compact(const char *const *sources, const char *path, GError **error);
/* The library's own check of one database; problems appended to report. false with CORRUPT when it
 * found any. */
bool ng_db_check(const char *path, GString *report, GError **error);

G_END_DECLS
