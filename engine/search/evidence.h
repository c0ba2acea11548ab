/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an article's own text adds to its weight, from the places of the query's words in it. */
#pragma once

#include "evaluate.h"

/* Of the article in hand (ng_evaluator_at), measured before (ng_evaluator_lengths, _measure): what
 * its best window of words and its beginning say, to be added to its BM25. */
double ng_evaluator_evidence(NgEvaluator *evaluator);
