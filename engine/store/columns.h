/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a search reads of many documents, once more, by document number, in one file beside a
 * database: the values of some slots, and how long each document is. Inside store only.
 *
 * The file is made with a generation and not changed any more. It stays true while documents are
 * added and removed, for a document is never changed under its number and no number is given
 * twice; those added later are not in it. Without the file, or when it is damaged or of another
 * database, the database itself is read. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define NG_COLUMNS_FILE "columns"
#define NG_COLUMNS_MAX 2 /* slots */

typedef struct NgColumns NgColumns;
/* Of the database in the folder, which has this UUID; NULL when there is none. */
NgColumns *ng_columns_open(const char *folder, const char *uuid);
void ng_columns_free(NgColumns *columns);
/* From now on the beginning of the file, at most so many bytes of it, is mapped into memory. That
 * costs a program that answers one question more than it saves. */
void ng_columns_keep(NgColumns *columns, gsize bytes);
/* These documents (n of them, ascending) will be asked for next: neighbours are read together. */
void ng_columns_expect(NgColumns *columns, const guint32 *docids, guint n);
/* false: the file does not tell. Borrowed until another document is asked for; len 0 when the
 * document has none. */
bool ng_columns_value(NgColumns *columns, guint32 docid, guint32 slot, const char **value,
                      gsize *len);

/* Whether the file is to tell of a document: it was made after it. */
bool ng_columns_has(const NgColumns *columns, guint32 docid);
/* How long documents are, as the database counts: of the first so many, up to one that the file
 * does not tell of. */
guint ng_columns_lengths(const NgColumns *columns, const guint32 *docids, guint n,
                         guint32 *lengths);
/* Of one; false: it does not tell. */
bool ng_columns_length(const NgColumns *columns, guint32 docid, guint32 *length);

/* Value `column` of document `docid`, borrowed until the next call. */
typedef bool (*NgColumnFunc)(gpointer data, guint32 docid, guint column, const char **value,
                             gsize *len, GError **error);
/* Writes the file of a database that is nowhere open for writing. lengths: of documents 1 to last.
 */
bool ng_columns_write(const char *folder, const char *uuid, guint32 last, const guint32 *lengths,
                      const guint32 *slots, guint n_slots, NgColumnFunc func, gpointer data,
                      GError **error);

G_END_DECLS
