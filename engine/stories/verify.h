/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pairs that could be copies, looked at in their texts, and joined to stories. Inside stories only.
 */
#pragma once

#include "nutgraf/store.h"
#include "story_docs.h"

/* pairs: of ng_story_candidates, over docs. Appends to members (NgStoryPlace) who is in a story,
 * under the index of one of its docs, and to known (NgStoryPair, docids) all pairs of copies of
 * those stories that have one of `embargoed` (a set of docids). */
bool ng_story_verify(NgDb *db, const GArray *docs, const GArray *pairs, const GArray *boilerplate,
                     GHashTable *embargoed, GArray *members, GArray *known, GError **error);
