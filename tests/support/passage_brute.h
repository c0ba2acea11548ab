/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: the passage predicate once more, written the slow and plain way over arrays of
 * words, passage by passage. Beside test_passage.c.
 * Must not know: engine/search; it shares only the tree with it. */
#pragma once

#include "nutgraf/passage.h"

typedef struct {
    guint n_words;
    uint32_t *words; /* a bit for each leaf that stands there */
} BruteParagraph;

typedef struct {
    guint paragraph, first, last; /* words */
} BruteQuote;

typedef struct {
    guint n_paragraphs; /* the headline counts */
    BruteParagraph *paragraphs;
    guint n_quotes;
    BruteQuote *quotes;
    uint32_t filters; /* a bit for each boolean leaf that is true of the article */
} BruteArticle;

/* Appends the passages that match (guint), as ng_passage_eval does; returns whether any does. */
bool brute_eval(const NgPassage *root, NgScope scope, const BruteArticle *article,
                GArray *passages);
