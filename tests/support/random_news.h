/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: small articles of a few words, thrown by dice, with headline, quotations, outlet
 * and month, and the same articles as the plain evaluation wants them.
 * Beside test_search_random.c.
 * Must not know: queries, the index. */
#pragma once

#include "tests/support/index_fixture.h"
#include "tests/support/passage_brute.h"

/* Words that are their own stems, no two with the same, none the beginning of another. */
#define RANDOM_WORDS 10
extern const char *const ng_random_words[RANDOM_WORDS];

/* Leaf numbers: the words, then what is said of the article or marked at a quotation. */
#define RANDOM_MONTHS 4 /* the last: undated */
#define RANDOM_OUTLETS 2
#define RANDOM_SPEAKERS 2
enum {
    RANDOM_LEAF_MONTH = RANDOM_WORDS,
    RANDOM_LEAF_OUTLET = RANDOM_LEAF_MONTH + RANDOM_MONTHS,
    RANDOM_LEAF_SPEAKER = RANDOM_LEAF_OUTLET + RANDOM_OUTLETS,
};
extern const char *const ng_random_months[RANDOM_MONTHS]; /* the last NULL */
extern const char *const ng_random_outlets[RANDOM_OUTLETS];
extern const char *const ng_random_speakers[RANDOM_SPEAKERS];

typedef struct RandomArticle RandomArticle;
RandomArticle *random_article_new(GRand *dice, guint number);
void random_article_free(RandomArticle *article);
const char *random_article_id(const RandomArticle *article);
/* For the index; new. */
NgArticle *random_article_made(const RandomArticle *article);
/* For brute_eval; belongs to the article. */
const BruteArticle *random_article_brute(const RandomArticle *article);
