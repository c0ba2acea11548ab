/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: a small index in memory, built by the real schema, that runs a plan the slow and
 * plain way: the match as logic over sets of terms, the predicate over its positions.
 * Beside test_query_plan.c.
 * Must not know: the store. */
#pragma once

#include "nutgraf/article.h"
#include "nutgraf/query.h"

typedef struct Model Model;
Model *model_new(const char *const *languages);
void model_free(Model *model);
/* Takes the article over and returns its number. Text between curly marks becomes a quotation of
 * the paragraph, by `speaker` (may be NULL); every name of an actor of the model a mention. */
guint model_add(Model *model, NgArticle *article, const char *speaker);
guint model_count(const Model *model);
const NgVocabulary *model_vocabulary(Model *model);

bool model_matches(const Model *model, guint n, const NgMatch *match);
/* Appends the passages (guint) that match; the predicate alone. */
bool model_passages(const Model *model, guint n, const NgPlan *plan, GArray *passages);
/* "1#2 1#3 4#0": articles from 1 and their passages that match and predicate find. */
char *model_find(const Model *model, const NgPlan *plan);
