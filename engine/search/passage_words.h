/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the passage predicate on what most people ask, words that are all wanted: without sets.
 * Inside engine/search only.
 * Must not know: quotations, the store, terms. */
#pragma once

#include "nutgraf/passage.h"

/* A word alone, in paragraphs of a block each. Passages as of ng_passage_eval. */
bool ng_passage_of_word(const NgPositions *positions, GArray *passages);
/* AND of words, none of them strict. */
bool ng_passage_is_words(const NgPassage *root);
/* Of an article of at most 64 paragraphs of a block each, of which positions tell; or where told is
 * given, that (ng_passage_eval_told). Not in quote scope. */
bool ng_passage_of_words(const NgPassage *root, NgScope scope, const NgPassageInput *input,
                         const uint64_t *told, GArray *passages);
/* The numbers of the bits that are set; whether there are any. */
bool ng_passage_append(const uint64_t *bits, guint words, GArray *passages);
