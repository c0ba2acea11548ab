/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of some slots once more, by document number, in one file beside a database that is
 * mapped into memory: a search that looks at thousands of documents reads them without a system
 * call each. Inside store only.
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
/* false: the file does not tell. Borrowed; len 0 when the document has none. */
bool ng_columns_value(NgColumns *columns, guint32 docid, guint32 slot, const char **value,
                      gsize *len);

/* Writes the file of a database that is nowhere open for writing. Value `slot` of document `docid`,
 * borrowed until the next call. */
typedef bool (*NgColumnFunc)(gpointer data, guint32 docid, guint column, const char **value,
                             gsize *len, GError **error);
bool ng_columns_write(const char *folder, const char *uuid, guint32 last, const guint32 *slots,
                      guint n_slots, NgColumnFunc func, gpointer data, GError **error);

G_END_DECLS
