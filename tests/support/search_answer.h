/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers made by hand, for the tests of the renderers. */
#pragma once

#include "searcher/render/view.h"

typedef struct {
    NgResults results;
    NgRequest request;
    NgView view;
    GPtrArray *articles; /* owned */
} NgAnswer;

/* Three articles: a long paragraph with a quotation; one in Japanese; one whose every string wants
 * to steer the terminal. Facets, a timeline, a next page. */
NgAnswer *ng_answer_full(void);
/* Nothing found, with all the help there is. */
NgAnswer *ng_answer_nothing(void);
void ng_answer_free(NgAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgAnswer, ng_answer_free)

/* The spans of every place where one of the words stands in text, case aside. */
GArray *ng_answer_spans(const char *text, const char *const *words);

/* Compares with tests/golden/NAME; with NG_GOLDEN=write writes it instead. false and a message in
 * *why (new string) when they differ. */
bool ng_golden_matches(const char *name, const GString *text, char **why);
