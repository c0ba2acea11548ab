/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What searches ask for most, once more, in one file beside a database: who has the common terms,
 * how many documents some terms have, names from the metadata. Inside store only.
 *
 * Xapian's own lists of a database that was merged of many lie in as many short pieces as there
 * were, each looked up by itself; here a list is one run of bytes with marks to jump by. The file
 * is true for one revision of the database and for no other: after a write in place, without it or
 * where it is damaged the database itself is asked. */
#pragma once

#include "nutgraf/store.h"

G_BEGIN_DECLS

#define NG_COMMON_FILE "common"

typedef struct NgCommon NgCommon;
/* Of the database in the folder, which has this UUID and revision; NULL when there is none. */
NgCommon *ng_common_open(const char *folder, const char *uuid, guint64 revision);
void ng_common_free(NgCommon *common);

/* These return false when the file does not tell. */
bool ng_common_frequency(const NgCommon *common, const char *term, gsize len, guint32 *documents);
/* Borrowed while the file is open; len 0 when there is none under the key. */
bool ng_common_metadata(const NgCommon *common, const char *key, gsize key_len, const char **value,
                        gsize *len);
/* The terms that begin with prefix, in order; the callback returns false to stop early. */
typedef bool (*NgCommonFunc)(const char *term, gsize len, guint32 documents, gpointer data);
bool ng_common_each(const NgCommon *common, const char *prefix, gsize prefix_len, NgCommonFunc func,
                    gpointer data);

/* The documents of one term, as in store.h; NULL when the file does not tell. The functions return
 * false where the file is damaged, and then have told nothing. */
typedef struct NgCommonList NgCommonList;
NgCommonList *ng_common_list(const NgCommon *common, const char *term, gsize len);
void ng_common_list_free(NgCommonList *list);
bool ng_common_list_next(NgCommonList *list, guint32 from, guint32 *docid);
bool ng_common_list_read(NgCommonList *list, guint32 from, guint32 until, guint max,
                         guint32 *docids, guint32 *wdfs, guint64 *parts, guint *n);
bool ng_common_list_pick(NgCommonList *list, const guint32 *wanted, guint n_wanted, guint32 *docids,
                         guint32 *wdfs, guint64 *parts, guint *n);

/* ---- checking ---- */

/* What the file of an open database tells, which from here on is asked itself; NULL without one. */
NgCommon *ng_db_take_common(NgDb *db);
/* Of all that the file tells: of a term value is NULL. Returns false where it is damaged, or where
 * the callback does. */
typedef bool (*NgCommonRecordFunc)(const char *key, gsize key_len, guint32 documents,
                                   const char *value, gsize len, gpointer data);
bool ng_common_each_record(const NgCommon *common, NgCommonRecordFunc func, gpointer data);

/* ---- writing ---- */

/* The revision of a database in one folder. */
bool ng_db_number(NgDb *db, guint64 *revision, GError **error);

typedef struct NgCommonWriter NgCommonWriter;
NgCommonWriter *ng_common_writer(const char *folder, const char *uuid, guint64 revision,
                                 GError **error);
/* From here to the next call come all terms that begin with prefix (of at most 7 bytes), in order;
 * NULL: no such promise any more. All promises are made before other things are told. */
void ng_common_writer_all(NgCommonWriter *writer, const char *prefix);
void ng_common_writer_term(NgCommonWriter *writer, const char *term, gsize len, guint32 documents,
                           bool has_parts);
/* Those of the term that was told last: all of them, ascending, or none at all. */
void ng_common_writer_document(NgCommonWriter *writer, guint32 docid, guint32 wdf, guint64 parts);
void ng_common_writer_metadata(NgCommonWriter *writer, const char *key, gsize key_len,
                               const char *value, gsize len);
/* Frees the writer; without success (abandon: in any case) there is no file. */
bool ng_common_writer_close(NgCommonWriter *writer, bool abandon, GError **error);

G_END_DECLS
