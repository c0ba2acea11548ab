/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an article's own text adds to its weight, from the places of the query's words in it. */
#pragma once

#include "evaluate.h"

/* Of the article in hand (ng_evaluator_at), measured before (ng_evaluator_lengths, _measure): what
 * its best window of words and its beginning say, to be added to its BM25. */
double ng_evaluator_evidence(NgEvaluator *evaluator);
/* No article of this BM25 has more evidence, whatever it says; for plans of plain words, none said
 * twice. shares: its weight as a share of the most that words of the weight 1 could have, k1 + 1;
 * norm: k1 (b length + 1 - b), with its length as a share of the mean. */
double ng_evaluator_most_evidence(const NgEvaluator *evaluator, double shares, double norm);
