/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the index into an evaluator: the positions of each leaf in each article, as they are stored.
 * Used by evaluate.c, which says what they mean; ng_evaluator_load stands here too. */
#pragma once

#include "evaluate.h"

/* Which terms are looked up in every document, and in which documents the others stand; and the
 * leaf's inverse document frequency. */
bool ng_positions_prepare(NgEvaluator *evaluator, const NgLeaf *leaf, NgLeafTerms *terms,
                          double *weight, GError **error);
