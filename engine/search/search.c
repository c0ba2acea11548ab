/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ng_search: one question from its bytes to its answer; opens the index again when it has moved on
 * meanwhile. */
#include "answer.h"
#include "feedback.h"
#include "help.h"
#include "kindred.h"
#include "nearest.h"
#include "nutgraf/date.h"
#include "nutgraf/token.h"
#include "searching.h"
#include "seen.h"

#include <string.h>

#define NAME_WORDS 4 /* of a name, at most */

NgPlan *ng_searching_plan(NgSearching *search, const NgFilters *filters, NgScope scope,
                          GError **error)
{
    const NgRequest *request = search->request;
    return ng_query_plan(search->tree, filters, scope, request->match_any,
                         request->web_limits ? &ng_limits_web : &ng_limits_terminal,
                         &search->vocabulary, search->now, &search->place, error);
}

const NgLike *ng_searching_like(const NgSearching *search)
{
    return search->request->like ? &search->like : NULL;
}

/* ---- running a plan ---- */

/* A name that is misspelt: of plain words, some of which nobody has ever written. */
static void add_name(NgSearching *search)
{
    NgResults *results = search->results;
    bool unknown = false;
    for (guint i = 0; i < results->help->len; i++)
        unknown = unknown || ((NgWordHelp *)results->help->pdata[i])->articles == 0;
    for (const char *p = results->input; unknown && *p; p = g_utf8_next_char(p))
        unknown = g_unichar_isalpha(g_utf8_get_char(p)) || *p == ' ' || *p == '.';
    if (!unknown || results->help->len > NAME_WORDS)
        return;
    guint32 articles = 0, of_word = 0;
    g_autofree char *slug = ng_slug(results->input);
    g_autofree char *id = ng_nearest_actor(search->index, slug, search->now, &articles);
    const NgWordHelp *only = results->help->len == 1 ? results->help->pdata[0] : NULL;
    if (only && only->suggestion)
        of_word = only->suggested;
    /* a common word that happens to be in somebody's name means the word */
    NgFacetValue actor = {0};
    if (id && articles >= of_word / 4 &&
        ng_facet_name_hash(search->index, ng_name_hash('a', id, strlen(id)), &actor, NULL))
        g_ptr_array_add(results->notices,
                        g_strdup_printf("did you mean actor:%s, %s?", actor.value, actor.name));
    g_free(actor.value);
    g_free(actor.name);
}

static bool add_help(NgSearching *search, const NgPlan *plan, GError **error)
{
    NgResults *results = search->results;
    if (!ng_help_words(search->index, plan, search->now, results, error))
        return false;
    add_name(search);
    if (search->request->scope != NG_SCOPE_PARAGRAPH || results->help->len < 2)
        return true;
    g_autoptr(NgPlan) apart = ng_searching_plan(search, &search->filters, NG_SCOPE_ARTICLE, error);
    if (!apart)
        return false;
    NgEvaluator evaluator;
    if (!ng_evaluator_init(&evaluator, search->index, apart, error))
        return false;
    NgCollect want = {.all = true, .now = search->now, .like = ng_searching_like(search)};
    NgCollected collected;
    bool ok = ng_collect(&evaluator, &want, &collected, error);
    if (ok) {
        results->in_different_paragraphs = (guint32)collected.articles;
        ng_collected_clear(&collected);
    }
    ng_evaluator_clear(&evaluator);
    return ok;
}

static bool run_plan(NgSearching *search, const NgPlan *plan, GError **error)
{
    const NgRequest *request = search->request;
    NgResults *results = search->results;
    NgEvaluator evaluator;
    NgSeenStories stories;
    if (!ng_seen_stories_init(&stories, search->index, search->now, error))
        return false;
    if (!ng_evaluator_init(&evaluator, search->index, plan, error)) {
        ng_seen_stories_clear(&stories);
        return false;
    }
    guint wanted = 0;
    for (guint i = 0; i < request->n_facets; i++)
        wanted |= ng_searching_counts(request->facets[i].facet);
    bool timeline = request->timeline != NG_TIMELINE_NONE;
    NgTally *tally = wanted || timeline ? ng_tally_new(search->index, wanted, timeline) : NULL;
    for (guint i = 0; tally && i < request->n_facets; i++)
        if (request->facets[i].facet != NG_FACET_DISTINCTIVE)
            ng_tally_expect(tally, request->facets[i].facet, request->facets[i].limit);
    guint limit = request->limit ? request->limit : 10;
    /* age changes the order as far down as there are articles */
    bool recent = request->recency_days > 0 && request->sort == NG_SORT_RELEVANCE;
    NgCollect want = {.sort = request->sort,
                      .top = request->count_only ? 0 : request->offset + limit,
                      .all =
                          request->count_only || tally || request->seen || request->like || recent,
                      .best_only = request->best_only && request->sort == NG_SORT_RELEVANCE,
                      .tally = tally,
                      .stories = &stories,
                      .collapse = !request->dups_show,
                      .by_hits = request->ungrouped,
                      .now = search->now,
                      .recency_days = request->recency_days,
                      .like = ng_searching_like(search),
                      .seen = request->seen,
                      .notes_seen = true};
    NgCollected collected = {0};
    bool ok = ng_collect(&evaluator, &want, &collected, error);
    if (ok) {
        results->total_articles = collected.articles;
        results->total_stories = collected.stories;
        results->total_paragraphs = collected.passages;
        results->exact = collected.exact;
        ok = request->count_only ||
             ng_answer_page(&evaluator, request, &collected, &stories, results, error);
        ok = ok && (!wanted || ng_searching_facets(search, tally, error));
        ok = ok && (!timeline || ng_tally_timeline(tally, search->index, request->timeline,
                                                   search->now, results, error));
        bool helps = !request->count_only && !request->seen && !request->like;
        if (ok && helps && collected.articles > 0)
            ok = ng_help_seldom(search->index, plan, search->now, results, error);
        else if (ok && helps)
            ok = add_help(search, plan, error);
        ng_collected_clear(&collected);
    }
    ng_tally_free(tally);
    ng_evaluator_clear(&evaluator);
    ng_seen_stories_clear(&stories);
    return ok;
}

/* Adds to the plan what raises without finding: words for the same place, what the best articles
 * share; and tells. */
static bool raise_words(NgSearching *search, NgPlan *plan, GString *added, GError **error)
{
    const NgRequest *request = search->request;
    if (request->count_only || request->sort != NG_SORT_RELEVANCE)
        return true;
    ng_kindred_add(plan);
    return !request->expand || ng_feedback_add(search->index, plan, search->now, added,
                                               search->results->notices, error);
}

static void add_notices(GPtrArray *to, const GPtrArray *from)
{
    for (guint i = 0; from && i < from->len; i++)
        g_ptr_array_add(to, g_strdup(from->pdata[i]));
}

static bool describe_index(NgSearching *search, GError **error)
{
    guint32 articles;
    guint64 paragraphs;
    NgIndex *index = search->index;
    if (!ng_index_hidden(index, search->now, &articles, &paragraphs, NULL, error))
        return false;
    search->results->revision = g_strdup(index->revision);
    search->results->index_articles = ng_db_count(index->db) - articles;
    search->results->index_paragraphs = index->paragraphs - paragraphs;
    return true;
}

/* ---- what is similar ---- */

/* What the words give the article itself, from which follows what is similar to it. */
static bool settle_like(NgSearching *search, GError **error)
{
    NgLike *like = &search->like;
    const NgFilters none = {0};
    g_autoptr(NgPlan) plan =
        ng_query_plan(like->tree, &none, NG_SCOPE_ARTICLE, false, &ng_limits_terminal,
                      &search->vocabulary, search->now, &search->place, error);
    if (!plan)
        return false;
    g_autoptr(GString) id = g_string_new(NULL);
    ng_term_make(id, NG_TERM_ID, like->id, strlen(like->id));
    g_autoptr(NgMatch) match = ng_match_op(NG_MATCH_FILTER, ng_match_copy(plan->match),
                                           ng_match_term(id->str, id->len, 1));
    double own;
    if (!ng_collect_weight(search->index, match, like->docid, &own, error))
        return false;
    ng_like_settle(like, own);
    return true;
}

/* Its words join those of the query. */
static bool add_like(NgSearching *search, GError **error)
{
    NgLike *like = &search->like;
    if (!search->request->like)
        return true;
    if (!ng_like_read(search->index, search->request->like, search->now, like, error) ||
        !settle_like(search, error))
        return false;
    NgNode *words = g_steal_pointer(&like->tree), *both = search->tree;
    if (both && both->kind != NG_NODE_AND) {
        both = g_new0(NgNode, 1);
        both->kind = NG_NODE_AND;
        both->end = search->tree->end;
        both->kids = g_ptr_array_new_with_free_func((GDestroyNotify)ng_node_free);
        g_ptr_array_add(both->kids, search->tree);
    }
    if (both)
        g_ptr_array_add(both->kids, words);
    search->tree = both ? both : words;
    return true;
}

/* ---- one try ---- */

/* A document that was found and is not there is damage. */
static bool run_whole(NgSearching *search, const NgPlan *plan, GError **error)
{
    GError *failed = NULL;
    if (run_plan(search, plan, &failed))
        return true;
    if (g_error_matches(failed, NG_ERROR, NG_ERROR_NOT_FOUND))
        failed->code = NG_ERROR_CORRUPT;
    g_propagate_error(error, failed);
    return false;
}

static bool attempt(gpointer data, GError **error)
{
    NgSearching *search = data;
    const NgRequest *request = search->request;
    bool prose = false;
    NgResults *results = search->results = ng_results_new();
    const char *input = request->query ? request->query : "";
    results->input = g_strdup(input);
    results->scope = request->scope;
    if (request->seen)
        ng_seen_begin(request->seen);
    search->vocabulary = ng_index_vocabulary(search->index, search->now);
    g_clear_pointer(&search->place.nearest, g_free);
    GArray *lexemes = ng_query_lex(input, &prose, results->notices, &search->place, error);
    bool ok = lexemes != NULL;
    if (ok) {
        g_autoptr(GError) failed = NULL;
        search->tree = ng_query_parse(lexemes, prose, results->notices, &search->place, &failed);
        if (failed) {
            g_propagate_error(error, g_steal_pointer(&failed));
            ok = false;
        }
    }
    if (ok) {
        results->parsed = search->tree ? ng_node_show(search->tree) : g_strdup("");
        g_autoptr(NgPlan) plan =
            add_like(search, error)
                ? ng_searching_plan(search, &search->filters, request->scope, error)
                : NULL;
        ok = plan != NULL;
        if (ok)
            add_notices(results->notices, plan->notices);
        g_autoptr(GString) added = g_string_new(NULL);
        ok = ok && describe_index(search, error) && raise_words(search, plan, added, error);
        if (ok && request->explain) {
            ng_searching_explain(search, lexemes, plan);
            ng_searching_explain_ranking(search, added);
        }
        ok = ok && run_whole(search, plan, error);
    }
    ng_lexemes_free(lexemes);
    g_clear_pointer(&search->tree, ng_node_free);
    ng_like_clear(&search->like);
    if (!ok)
        g_clear_pointer(&search->results, ng_results_free);
    return ok;
}

static void tell_place(const NgQueryError *from, NgQueryPlace *to)
{
    if (!to)
        return;
    to->begin = from->begin;
    to->end = from->end;
    g_strlcpy(to->nearest, from->nearest ? from->nearest : "", sizeof to->nearest);
}

NgResults *ng_search(NgIndex *index, const NgRequest *request, NgQueryPlace *place, GError **error)
{
    gint64 began = g_get_monotonic_time();
    NgSearching search = {.index = index,
                          .request = request,
                          .filters = {request->actor, request->outlet, request->saidby,
                                      request->lang, request->kind, request->since, request->until},
                          .now = request->now ? request->now : ng_now_unix()};
    bool ok = ng_index_attempt(index, attempt, &search, error);
    if (!ok)
        tell_place(&search.place, place);
    g_free(search.place.nearest);
    if (!ok)
        return NULL;
    search.results->took_ms = (double)(g_get_monotonic_time() - began) / 1000.0;
    return search.results;
}
