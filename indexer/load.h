/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: small databases into the index: merged beside it and put in place at once, or,
 * when they are few, copied into the live one. Last step of a load; knows ids and versions, not
 * where articles came from. */
#pragma once

#include "indexer/pool.h"

typedef struct {
    NgWriting *writing;
    const NgAuthority *authority; /* whose aliases the index keeps; may be NULL */
    NgReport *report;
    NgProgress *progress;
    GHashTable *read;   /* set of paths of this run, for the list of what was skipped; owned */
    bool afresh;        /* reindex: the live generation is left out of the merge */
    GPtrArray *pending; /* of NgUnitResult with databases */
    guint64 pending_articles;
    guint pending_databases;
} NgLoad;

void ng_load_init(NgLoad *load, NgWriting *writing, const NgAuthority *authority, NgReport *report,
                  NgProgress *progress);
void ng_load_clear(NgLoad *load);
/* An NgUnitDone: counts, keeps the database, puts in place what is pending at each checkpoint. */
bool ng_load_unit_done(NgUnitResult *result, gpointer load, GError **error);
/* Puts in place what is pending, and the list of what was skipped. After an error the index is as
 * it was; a full disk or a failed write must end the process (see store.h). */
bool ng_load_put_in_place(NgLoad *load, GError **error);
