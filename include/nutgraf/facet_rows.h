/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the file of facet rows beside a database: what facets count of each of its documents, as
 * numbers that are counted by adding up. Between the store, which opens it, and search.
 * Must not know: how facets are shown.
 *
 * The file is made with a generation and not changed any more, and holds as long as `columns` does:
 * a document is never changed under its number; those added later have no row. */
#pragma once

#include "nutgraf/facet_row.h"

G_BEGIN_DECLS

/* What is counted: a facet and its key, as in NgFacetItem. Its number is where it stands. */
typedef struct {
    guint64 key;
    guint32 facet;
    guint32 again; /* of actors: the key stands with another kind, too */
} NgFacetEntry;

typedef struct NgFacetRows NgFacetRows;
/* As long as the rows are open; a damaged file may say anything in them. */
const NgFacetEntry *ng_facet_rows_entries(const NgFacetRows *rows, guint32 *n);
/* The facet of each entry once more, in a byte, for whoever passes over most of them; and whether
 * its key comes again. */
#define NG_FACET_KIND_AGAIN 0x80
const guint8 *ng_facet_rows_kinds(const NgFacetRows *rows);
/* Adds 1 in counts (as many as there are entries) for all that is said of the document itself, and
 * for what stands in one of the paragraphs (bit 0 the headline, bit i paragraph i; bit 63: in any
 * of them or none). time: G_MININT64 when it has none. false: there is no row, nothing was counted.
 */
bool ng_facet_rows_count(const NgFacetRows *rows, guint32 docid, guint64 paragraphs,
                         guint32 *counts, gint64 *time);
/* The row of this document will be counted soon: memory is asked for it. */
void ng_facet_rows_ahead(const NgFacetRows *rows, guint32 docid);
/* How many bytes of the file are mapped. */
gsize ng_facet_rows_size(const NgFacetRows *rows);

G_END_DECLS
