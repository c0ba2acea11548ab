/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facets that a request asks for, each without its own filter. */
#include "distinctive.h"
#include "searching.h"
#include "nutgraf/token.h"

#include <string.h>

/* The filter that a facet ignores, so that a choice can be widened. */
static const char *const **own_filter(NgFilters *filters, NgFacet facet)
{
    switch (facet) {
    case NG_FACET_ACTOR:
    case NG_FACET_PERSON:
    case NG_FACET_ORG:
    case NG_FACET_PLACE:
        return &filters->actor;
    case NG_FACET_OUTLET:
        return &filters->outlet;
    case NG_FACET_SPEAKER:
        return &filters->saidby;
    case NG_FACET_LANG:
        return &filters->lang;
    case NG_FACET_KIND:
        return &filters->kind;
    default:
        return NULL;
    }
}

guint ng_searching_counts(NgFacet facet)
{
    return 1u << (facet == NG_FACET_DISTINCTIVE ? NG_FACET_ACTOR : facet);
}

static bool is_date(NgFacet facet)
{
    return facet == NG_FACET_YEAR || facet == NG_FACET_MONTH || facet == NG_FACET_DAY;
}

static bool is_filtered(NgSearching *search, NgFacet facet)
{
    const char *const **own = own_filter(&search->filters, facet);
    if (is_date(facet))
        return search->filters.since || search->filters.until;
    return own && *own && **own;
}

/* The values of a facet that the filters have chosen; NULL-terminated, NULL when there are none. */
static char **chosen_values(NgSearching *search, NgFacet facet, GError **error)
{
    g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func(g_free);
    const char *const **own = own_filter(&search->filters, facet);
    if (is_date(facet)) {
        if (search->filters.since && g_strcmp0(search->filters.since, search->filters.until) == 0)
            g_ptr_array_add(chosen, g_strdup(search->filters.since));
    } else if (own && *own) {
        for (guint i = 0; (*own)[i]; i++) {
            if (own == &search->filters.actor || own == &search->filters.saidby) {
                g_auto(GStrv) ids =
                    search->vocabulary.actors(search->vocabulary.data, (*own)[i], error);
                if (!ids)
                    return NULL;
                for (guint j = 0; ids[j]; j++)
                    g_ptr_array_add(chosen, g_strdup(ids[j]));
            } else {
                g_ptr_array_add(chosen, own == &search->filters.outlet
                                            ? ng_slug((*own)[i])
                                            : g_ascii_strdown((*own)[i], -1));
            }
        }
    }
    g_ptr_array_add(chosen, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&chosen), FALSE);
}

/* One match more, without the facet's own filter. */
static bool widen(NgSearching *search, NgFacet facet, NgTally *tally, GError **error)
{
    NgFilters filters = search->filters;
    const char *const **own = own_filter(&filters, facet);
    if (own)
        *own = NULL;
    else
        filters.since = filters.until = NULL;
    g_autoptr(NgPlan) plan = ng_searching_plan(search, &filters, search->request->scope, error);
    if (!plan)
        return false;
    NgEvaluator evaluator;
    if (!ng_evaluator_init(&evaluator, search->index, plan, error))
        return false;
    NgCollect want = {.all = true,
                      .tally = tally,
                      .now = search->now,
                      .like = ng_searching_like(search),
                      .seen = search->request->seen};
    NgCollected collected;
    bool ok = ng_collect(&evaluator, &want, &collected, error);
    if (ok)
        ng_collected_clear(&collected);
    ng_evaluator_clear(&evaluator);
    return ok;
}

bool ng_searching_facets(NgSearching *search, NgTally *tally, GError **error)
{
    const NgRequest *request = search->request;
    for (guint i = 0; i < request->n_facets; i++) {
        NgFacet facet = request->facets[i].facet;
        bool distinctive = facet == NG_FACET_DISTINCTIVE;
        g_auto(GStrv) chosen = chosen_values(search, distinctive ? NG_FACET_ACTOR : facet, error);
        NgTally *own = NULL;
        if (!chosen)
            return false;
        if (is_filtered(search, facet)) {
            own = ng_tally_new(search->index, 1u << facet, false);
            if (!widen(search, facet, own, error)) {
                ng_tally_free(own);
                return false;
            }
        }
        guint limit = request->facets[i].limit;
        NgFacetResult *result =
            distinctive ? ng_tally_distinctive(tally, search->index, limit,
                                               (const char *const *)chosen, search->now, error)
                        : ng_tally_facet(own ? own : tally, search->index, facet, limit,
                                         (const char *const *)chosen, error);
        ng_tally_free(own);
        if (!result)
            return false;
        g_ptr_array_add(search->results->facets, result);
    }
    return true;
}
