/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of hits: fetches its articles, picks their paragraphs, marks the words. */
#pragma once

#include "collect.h"

/* Paragraphs of one article that are shown together. */
#define NG_SHOWN_TOGETHER 3

/* Fills results->hits and ->next. */
bool ng_answer_page(NgEvaluator *evaluator, const NgRequest *request, const NgCollected *collected,
                    const NgSeenStories *stories, NgResults *results, GError **error);
NgResults *ng_results_new(void);
