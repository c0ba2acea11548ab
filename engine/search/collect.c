/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a plan over the index.
 *
 * The store finds the candidates and weighs them by BM25 (Robertson & Zaragoza 2009); the predicate
 * decides each. The best of them are then weighed again by evidence.c: an article
 * that says it all in one place, or at its beginning, stands above one that has the words
 * scattered. */
#include "collapse.h"
#include "collecting.h"
#include "nutgraf/values.h"
#include "seen.h"

#define WEIGHED_AT_ONCE (NG_RERANKED + NG_RERANKED / 4)
/* Where it is likely that more are found than these no article is weighed before all are found. */
#define MANY (3 * WEIGHED_AT_ONCE)

void ng_collected_clear(NgCollected *collected)
{
    if (collected->found)
        g_array_unref(collected->found);
    collected->found = NULL;
}

/* The paragraphs of the passages that match, each once. */
static const GArray *paragraphs_of(NgCollecting *run)
{
    const GArray *passages = run->evaluator->passages;
    if (run->evaluator->plan->scope != NG_SCOPE_QUOTE)
        return passages;
    g_array_set_size(run->paragraphs, 0);
    for (guint i = 0; i < passages->len; i++) {
        guint paragraph = ng_evaluator_paragraph(run->evaluator, g_array_index(passages, guint, i));
        guint n = run->paragraphs->len;
        if (n == 0 || g_array_index(run->paragraphs, guint, n - 1) != paragraph)
            g_array_append_val(run->paragraphs, paragraph);
    }
    return run->paragraphs;
}

/* Where few are found all of them will be weighed again: better while they are at hand. */
static bool weighs_now(const NgCollecting *run)
{
    return ng_collecting_reranks(run) && run->want->top > 0 && !run->prunes &&
           !(run->many && run->known.decides) && run->collected->found->len < WEIGHED_AT_ONCE;
}

/* Reads no more of an article than it takes. */
static bool evaluate(NgCollecting *run, const NgCandidate *candidate, bool *matches, GError **error)
{
    bool told = ng_known_eval(&run->known, run->evaluator, candidate, matches);
    run->read = !told || (*matches && weighs_now(run));
    if (!run->read)
        return true;
    return ng_evaluator_run(run->evaluator, ng_candidate_docid(candidate),
                            ng_known_terms(&run->known, candidate), matches, error);
}

static void take_found(NgCollecting *run, const NgCandidate *candidate, double weight, gint64 time)
{
    guint32 docid = ng_candidate_docid(candidate);
    bool weighs = weighs_now(run);
    const NgSeenStories *stories = run->want->stories;
    NgFound found = {.docid = docid,
                     .story = stories ? ng_seen_story_of(stories, docid) : NG_NO_STORY,
                     .has = ng_known_terms(&run->known, candidate),
                     .score = weight,
                     .time = time,
                     .passages = run->evaluator->passages->len};
    if (weighs) {
        double evidence = ng_collecting_evidence(run->evaluator);
        g_array_append_val(run->evidence, evidence);
        found.evidence = (guint16)run->evidence->len;
    }
    run->collected->articles++;
    run->collected->passages += found.passages;
    g_array_append_val(run->collected->found, found);
}

/* The packed value has it as well as a slot of its own, and is at hand. */
static gint64 time_of(NgCandidate *candidate)
{
    gsize len;
    NgMeta meta;
    const char *value = ng_candidate_value(candidate, NG_SLOT_META, &len);
    return ng_meta_unpack(value, len, &meta) && meta.has_time ? meta.time : G_MININT64;
}

/* ---- all that match ---- */

/* As rows have them, which tell of no article that has more. */
static guint64 paragraph_bits(const GArray *paragraphs)
{
    guint64 bits = 0;
    for (guint i = 0; i < paragraphs->len; i++)
        bits |= G_GUINT64_CONSTANT(1) << (g_array_index(paragraphs, guint, i) & 63);
    return bits;
}

/* Counts it; the value that the counts need tells its time as well. */
static gint64 tally_candidate(NgCollecting *run, NgCandidate *candidate)
{
    NgMeta meta;
    gsize len;
    gint64 time;
    bool whole = run->evaluator->plan->passage == NULL;
    /* the value of one that was read is at hand, and few are counted sooner than all that rows know
     * is gone through at the end */
    bool by_row = whole || run->many || ng_db_keeps(run->evaluator->index->db) ||
                  (!run->read && run->collected->found->len >= MANY);
    if (by_row && ng_tally_row(run->want->tally, ng_candidate_docid(candidate),
                               whole ? G_MAXUINT64 : paragraph_bits(paragraphs_of(run)), &time))
        return time;
    const char *value = ng_candidate_value(candidate, NG_SLOT_META, &len);
    if (!ng_meta_unpack(value, len, &meta))
        return G_MININT64;
    ng_tally_article(run->want->tally, &meta, paragraphs_of(run), whole);
    return meta.has_time ? meta.time : G_MININT64;
}

/* A copy of the text that similar ones are looked for. */
static bool is_own_copy(const NgCollecting *run, guint32 docid)
{
    const NgSeenStories *stories = run->want->stories;
    uint32_t story = stories ? ng_seen_story_of(stories, run->want->like->docid) : NG_NO_STORY;
    return story != NG_NO_STORY && ng_seen_story_of(stories, docid) == story;
}

static void decide_and_take(NgCandidate *candidate, double weight, gpointer data)
{
    NgCollecting *run = data;
    const NgLike *like = run->want->like;
    guint32 docid = ng_candidate_docid(candidate);
    if (run->failed || (like && is_own_copy(run, docid)))
        return;
    if (like && !ng_like_weigh(like, run->evaluator->index, candidate, &weight))
        return;
    bool matches = false;
    if (!evaluate(run, candidate, &matches, &run->failed) || !matches)
        return;
    if (run->want->seen && (!ng_seen_look(run->want->seen, run->evaluator->index->db, docid,
                                          run->want->notes_seen, &matches, &run->failed) ||
                            !matches))
        return;
    take_found(run, candidate, weight,
               run->want->tally ? tally_candidate(run, candidate) : time_of(candidate));
}

static void look_ahead(guint32 docid, gpointer data)
{
    ng_tally_ahead(((const NgCollecting *)data)->want->tally, docid);
}

/* ---- the best of very many: no more are decided than it takes ---- */

static bool decide_now(NgCandidate *candidate, gpointer data, GError **error)
{
    NgCollecting *run = data;
    bool matches = false;
    return evaluate(run, candidate, &matches, error) && matches;
}

static void seen_now(NgCandidate *candidate, double weight, gpointer data)
{
    take_found(data, candidate, weight, time_of(candidate));
}

/* Beyond what is counted exactly only the best are known: keeps those, in their order. */
static void keep_ranked(NgCollected *collected, const GArray *ranked)
{
    g_autoptr(GHashTable) best = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < ranked->len; i++)
        g_hash_table_add(best, GUINT_TO_POINTER(g_array_index(ranked, NgRanked, i).docid));
    guint kept = 0;
    for (guint i = 0; i < collected->found->len; i++) {
        NgFound found = g_array_index(collected->found, NgFound, i);
        if (g_hash_table_contains(best, GUINT_TO_POINTER(found.docid)))
            g_array_index(collected->found, NgFound, kept++) = found;
    }
    g_array_set_size(collected->found, kept);
}

static void count_stories(NgCollecting *run)
{
    NgCollected *collected = run->collected;
    if (run->want->stories)
        collected->stories = ng_collapse_count(collected->found, run->want->stories);
}

static bool match_all(NgCollecting *run, const NgMatch *match, GError **error)
{
    NgMatchRun match_run = {.check = G_MAXUINT32,
                            .k1 = run->evaluator->plan->filters_only ? 0 : NG_BM25_K1,
                            .b = NG_BM25_B,
                            .k3 = NG_BM25_K3,
                            .sort_slot = -1,
                            .tracked = run->known.tracked,
                            .n_tracked = run->known.n_tracked,
                            .seen = decide_and_take,
                            .ahead = run->want->tally ? look_ahead : NULL,
                            .data = run};
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    if (!ng_db_match(run->evaluator->index->db, match, &match_run, ranked, NULL, error))
        return false;
    if (run->failed) {
        g_propagate_error(error, g_steal_pointer(&run->failed));
        return false;
    }
    count_stories(run);
    return true;
}

static bool match_best(NgCollecting *run, const NgMatch *match, guint top, bool *enough,
                       GError **error)
{
    NgSort sort = run->want->sort;
    NgMatchRun match_run = {.top = top,
                            .check = run->want->best_only ? 0 : NG_EXACT_ARTICLES + 1,
                            .k1 = run->evaluator->plan->filters_only ? 0 : NG_BM25_K1,
                            .b = NG_BM25_B,
                            .k3 = NG_BM25_K3,
                            .sort_slot = sort == NG_SORT_RELEVANCE ? -1 : NG_SLOT_TIME,
                            .sort_ascending = sort == NG_SORT_OLDEST,
                            .tracked = run->known.tracked,
                            .n_tracked = run->known.n_tracked,
                            .decide = decide_now,
                            .seen = seen_now,
                            .data = run};
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    if (!ng_db_match(run->evaluator->index->db, match, &match_run, ranked, NULL, error))
        return false;
    count_stories(run);
    *enough = true;
    if (run->collected->articles > (run->want->best_only ? top : NG_EXACT_ARTICLES)) {
        GArray *found = run->collected->found;
        run->collected->exact = false;
        keep_ranked(run->collected, ranked);
        *enough = !run->want->collapse || ranked->len < top ||
                  ng_collapse_count(found, run->want->stories) >= run->want->top;
    }
    return true;
}

/* Of the best there may be many copies: then more are asked for. */
static bool match_enough(NgCollecting *run, const NgMatch *match, GError **error)
{
    bool enough = false;
    for (guint64 top = MAX(run->want->top, NG_RERANKED);; top *= 4) {
        g_array_set_size(run->collected->found, 0);
        g_array_set_size(run->evidence, 0);
        run->collected->articles = run->collected->passages = 0;
        if (!match_best(run, match, (guint)MIN(top, G_MAXUINT32), &enough, error))
            return false;
        if (enough || top > G_MAXUINT32)
            return true;
    }
}

/* What pages are made of. */
static void settle_shown(NgCollecting *run)
{
    NgCollected *collected = run->collected;
    collected->shown = collected->articles;
    collected->shown_passages = collected->passages;
    if (!run->want->collapse)
        return;
    ng_collapse(collected->found, run->want->by_hits ? G_MAXUINT : run->want->top,
                run->want->stories);
    collected->shown = collected->stories;
    collected->shown_passages = 0;
    for (guint i = 0; i < collected->found->len; i++)
        collected->shown_passages += g_array_index(collected->found, NgFound, i).passages;
}

bool ng_collect(NgEvaluator *evaluator, const NgCollect *want, NgCollected *collected,
                GError **error)
{
    const NgPlan *plan = evaluator->plan;
    *collected = (NgCollected) {.found = g_array_new(FALSE, FALSE, sizeof(NgFound)), .exact = true};
    NgCollect settled = *want;
    if (plan->filters_only && want->sort == NG_SORT_RELEVANCE)
        settled.sort = NG_SORT_NEWEST;
    NgCollecting run = {.evaluator = evaluator,
                        .want = &settled,
                        .collected = collected,
                        .paragraphs = g_array_new(FALSE, FALSE, sizeof(guint)),
                        .evidence = g_array_new(FALSE, FALSE, sizeof(double))};
    g_autoptr(NgMatch) match =
        ng_index_visible(evaluator->index, ng_match_copy(plan->match), want->now);
    ng_known_init(&run.known, plan, match);
    guint32 most = 0;
    bool best_first = !want->all && want->best_only && !plan->filters_only;
    bool ok = best_first || ng_db_estimate(evaluator->index->db, match, &most, error);
    run.many = most > MANY && (!plan->passage || plan->passage->op != NG_PASSAGE_AND);
    run.prunes = ng_collecting_prunes(&run);
    if (ok)
        ok = best_first || (!want->all && most > 2 * NG_EXACT_ARTICLES)
                 ? match_enough(&run, match, error)
                 : match_all(&run, match, error);
    ok = ok && (want->top == 0 || ng_collecting_order(&run, error));
    if (ok)
        settle_shown(&run);
    g_array_unref(run.paragraphs);
    g_array_unref(run.evidence);
    if (!ok)
        ng_collected_clear(collected);
    return ok;
}

/* ---- one article ---- */

typedef struct {
    guint32 docid;
    double weight;
} One;

static void note_one(NgCandidate *candidate, double weight, gpointer data)
{
    One *one = data;
    if (ng_candidate_docid(candidate) == one->docid)
        one->weight = weight;
}

bool ng_collect_weight(NgIndex *index, const NgMatch *match, guint32 docid, double *weight,
                       GError **error)
{
    One one = {.docid = docid};
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    NgMatchRun run = {.check = G_MAXUINT32,
                      .k1 = NG_BM25_K1,
                      .b = NG_BM25_B,
                      .k3 = NG_BM25_K3,
                      .sort_slot = -1,
                      .seen = note_one,
                      .data = &one};
    bool ok = ng_db_match(index->db, match, &run, ranked, NULL, error);
    *weight = one.weight;
    return ok;
}
