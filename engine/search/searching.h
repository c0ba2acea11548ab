/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One request while it is answered: what search.c has in hand and its neighbours fill. */
#pragma once

#include "collect.h"

typedef struct {
    NgIndex *index;
    const NgRequest *request;
    NgNode *tree;
    NgFilters filters;
    NgVocabulary vocabulary;
    gint64 now;
    NgQueryError place;
    NgLike like; /* request->like */
    NgResults *results;
} NgSearching;

/* search.c: the query's tree under these filters; what is similar, or NULL. */
NgPlan *ng_searching_plan(NgSearching *search, const NgFilters *filters, NgScope scope,
                          GError **error);
const NgLike *ng_searching_like(const NgSearching *search);

/* request_facets.c: what a tally has to count for a facet; all facets of the request, from it. */
guint ng_searching_counts(NgFacet facet);
bool ng_searching_facets(NgSearching *search, NgTally *tally, GError **error);

/* explain.c */
void ng_searching_explain(NgSearching *search, const GArray *lexemes, const NgPlan *plan);
void ng_searching_explain_ranking(NgSearching *search, const GString *added);
