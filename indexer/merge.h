/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what stands in the index beside its documents (totals, names, aliases, what was
 * skipped), and which of several documents of one id stays.
 * Used by every command that writes. */
#pragma once

#include "indexer/report.h"
#include "nutgraf/analysis.h"
#include "nutgraf/store.h"

typedef struct {
    guint64 paragraphs, quotes;
} NgTotals;

/* Metadata keys: "schema", "totals"; "h..." names, "a..." aliases (values.h), "k..." skipped. */
bool ng_totals_read(NgDb *db, NgTotals *totals, GError **error);
bool ng_totals_write(NgDbWriter *writer, const NgTotals *totals, GError **error);
/* What one document adds to them. */
bool ng_totals_of(NgDb *db, guint32 docid, NgTotals *totals, GError **error);

/* Writes beside the finished database what searches read of very many documents, to be mapped. */
bool ng_merge_columns(const char *path, GError **error);
/* Writes what searches ask for most; after all else that is written to the database. */
bool ng_merge_common(const char *path, GError **error);
/* Whether the file, if there is one, tells what the database has. */
bool ng_merge_check_common(const char *path, bool *tells, GError **error);

/* Of all documents with one id the one that wins stays (values.h). Documents up to last_before were
 * there before this load: removing one of them counts as replaced, of the others as superseded. */
bool ng_merge_settle(NgDbWriter *writer, guint32 last_before, NgTotals *totals, NgReport *report,
                     GError **error);
/* Whether any id has several documents: then a writer is needed to settle them. */
bool ng_merge_has_rivals(NgDb *db, bool *rivals, GError **error);

/* The aliases of the authority's actors that stand in `from`, each with its ids; only reads. NULL
 * on error; without an authority there are none. Free with ng_aliases_free. */
typedef struct NgAliases NgAliases;
NgAliases *ng_merge_find_aliases(NgDb *from, const NgAuthority *authority, GError **error);
void ng_aliases_free(NgAliases *aliases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgAliases, ng_aliases_free)
/* Writes those that are not known to `there` (NULL: all are new). */
bool ng_merge_aliases(NgDbWriter *writer, const NgAliases *aliases, NgDb *there, GError **error);

/* Brings the list of skipped inputs up to date: adds those of the report, takes away those of the
 * paths in `read` (a set of char *) that were read without fault this time. */
bool ng_merge_skips(NgDbWriter *writer, const NgReport *report, GHashTable *read, GError **error);
/* Whether that would change anything. */
bool ng_merge_skips_differ(NgDb *db, const NgReport *report, GHashTable *read, bool *differ,
                           GError **error);
