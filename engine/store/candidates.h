/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The documents that a match finds, in their order, and what BM25 gives each (Robertson & Zaragoza:
 * The Probabilistic Relevance Framework, 2009). Inside store only.
 *
 * Term at a time within a window of documents, the windows one after the other: lists are read
 * forwards and in bulk, memory does not depend on how many documents there are, and what is looked
 * at stays in the processor's cache. Xapian's own matcher goes document by document and looks up
 * each one's length in a list of its own, which takes several times as long where all that match
 * are wanted. Weights are as Xapian's BM25Weight gives them (k2 0). */
#pragma once

#include "nutgraf/store.h"
#include "window_set.h"

G_BEGIN_DECLS

typedef struct NgCandidates NgCandidates;
/* Borrows db and match. k1 <= 0: no weights. NULL on error. */
NgCandidates *ng_candidates_new(NgDb *db, const NgMatch *match, double k1, double b, double k3,
                                GError **error);
/* From here on the parts of these are noted: before the first of them is asked for. */
void ng_candidates_track(NgCandidates *candidates, const NgTracked *tracked, guint n);
/* Of a document that was given last, or together with it. */
guint64 ng_candidates_parts(const NgCandidates *candidates, guint tracked, guint32 docid);
void ng_candidates_free(NgCandidates *candidates);
/* The next of them, at most NG_WINDOW_DOCUMENTS, ascending; weights may be NULL. n is 0 at the end.
 */
bool ng_candidates_next(NgCandidates *candidates, guint32 *docids, double *weights, guint *n,
                        GError **error);
/* No more than so many. */
guint32 ng_candidates_most(const NgCandidates *candidates);

G_END_DECLS
