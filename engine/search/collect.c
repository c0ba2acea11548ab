/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a plan over the index.
 *
 * The store finds the candidates and weighs them by BM25 (Robertson & Zaragoza 2009); the predicate
 * decides each. The best of them are then weighed again by evidence.c: an article
 * that says it all in one place, or at its beginning, stands above one that has the words
 * scattered. */
#include "collect.h"
#include "collapse.h"
#include "evidence.h"
#include "known.h"
#include "nutgraf/values.h"
#include "order.h"
#include "seen.h"

#include <math.h>
#include <string.h>

#define BM25_K1 1.5
#define BM25_B 0.6
#define BM25_K3 8.0
/* How many of the best are weighed again; the same for every page, so that pages do not contradict
 * each other. */
#define RERANKED 300
#define WEIGHED_AT_ONCE (RERANKED + RERANKED / 4)
/* Where it is likely that more are found than these no article is weighed before all are found. */
#define MANY (3 * WEIGHED_AT_ONCE)
/* So many more are put in order, for copies of a story are passed over. */
#define ORDERED_BEYOND 100

typedef struct {
    NgEvaluator *evaluator;
    NgKnown known;
    bool many; /* will be found: those at hand at first are hardly the best */
    bool read; /* the article in hand was, not only told of */
    const NgCollect *want;
    NgCollected *collected;
    GArray *paragraphs; /* of the article in hand */
    GArray *evidence;   /* double: what the text of those adds that were weighed when found */
    GError *failed;     /* the first error: the rest of the match is for nothing */
} Run;

void ng_collected_clear(NgCollected *collected)
{
    if (collected->found)
        g_array_unref(collected->found);
    collected->found = NULL;
}

/* The paragraphs of the passages that match, each once. */
static const GArray *paragraphs_of(Run *run)
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

static bool is_reranked(const Run *run)
{
    const NgPlan *plan = run->evaluator->plan;
    return run->want->sort == NG_SORT_RELEVANCE && plan->passage && !plan->filters_only;
}

static double evidence_of(NgEvaluator *evaluator)
{
    ng_evaluator_measure(evaluator);
    return ng_evaluator_evidence(evaluator);
}

/* Where few are found all of them will be weighed again: better while they are at hand. */
static bool weighs_now(const Run *run)
{
    return is_reranked(run) && run->want->top > 0 && !(run->many && run->known.n) &&
           run->collected->found->len < WEIGHED_AT_ONCE;
}

/* Reads no more of an article than it takes. */
static bool evaluate(Run *run, const NgCandidate *candidate, bool *matches, GError **error)
{
    bool told = ng_known_eval(&run->known, run->evaluator, candidate, matches);
    run->read = !told || (*matches && weighs_now(run));
    if (!run->read)
        return true;
    return ng_evaluator_run(run->evaluator, ng_candidate_docid(candidate), matches, error);
}

static void take_found(Run *run, guint32 docid, double weight, gint64 time)
{
    bool weighs = weighs_now(run);
    const NgSeenStories *stories = run->want->stories;
    NgFound found = {.docid = docid,
                     .story = stories ? ng_seen_story_of(stories, docid) : NG_NO_STORY,
                     .score = weight,
                     .time = time,
                     .passages = run->evaluator->passages->len};
    if (weighs) {
        double evidence = evidence_of(run->evaluator);
        g_array_append_val(run->evidence, evidence);
        found.evidence = run->evidence->len;
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
static gint64 tally_candidate(Run *run, NgCandidate *candidate)
{
    NgMeta meta;
    gsize len;
    gint64 time;
    bool whole = run->evaluator->plan->passage == NULL;
    /* the value of one that was read is at hand, and few are counted sooner than all that rows know
     * is gone through at the end */
    bool by_row = whole || run->many || (!run->read && run->collected->found->len >= MANY);
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
static bool is_own_copy(const Run *run, guint32 docid)
{
    const NgSeenStories *stories = run->want->stories;
    uint32_t story = stories ? ng_seen_story_of(stories, run->want->like->docid) : NG_NO_STORY;
    return story != NG_NO_STORY && ng_seen_story_of(stories, docid) == story;
}

static void decide_and_take(NgCandidate *candidate, double weight, gpointer data)
{
    Run *run = data;
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
    take_found(run, docid, weight,
               run->want->tally ? tally_candidate(run, candidate) : time_of(candidate));
}

static void look_ahead(guint32 docid, gpointer data)
{
    ng_tally_ahead(((const Run *)data)->want->tally, docid);
}

/* ---- the best of very many: no more are decided than it takes ---- */

static bool decide_now(NgCandidate *candidate, gpointer data, GError **error)
{
    Run *run = data;
    bool matches = false;
    return evaluate(run, candidate, &matches, error) && matches;
}

static void seen_now(NgCandidate *candidate, double weight, gpointer data)
{
    take_found(data, ng_candidate_docid(candidate), weight, time_of(candidate));
}

/* ---- order ---- */

#define DAY_SECONDS 86400.0
/* What age leaves of a score, however old: so a good answer of long ago is still found. */
#define LASTING_SHARE 0.25

/* Nobody knows how old what is undated is: it counts as one half-life old. */
static double freshness(const Run *run, const NgFound *found)
{
    if (run->want->recency_days <= 0)
        return 1;
    double halves = 1;
    if (found->time != G_MININT64)
        halves =
            MAX(0, (double)(run->want->now - found->time)) / DAY_SECONDS / run->want->recency_days;
    return LASTING_SHARE + (1 - LASTING_SHARE) * exp2(-halves);
}

static int by_found_docid(gconstpointer a, gconstpointer b)
{
    const NgFound *left = a, *right = b;
    return left->docid < right->docid ? -1 : left->docid > right->docid;
}

static bool weigh_again(Run *run, NgFound *found, guint n, GError **error)
{
    /* in the order in which they lie in the index */
    if (n > 0)
        qsort(found, n, sizeof *found, by_found_docid);
    for (guint i = 0; i < n; i++) {
        bool matches;
        double evidence;
        if (found[i].evidence) {
            evidence = g_array_index(run->evidence, double, found[i].evidence - 1);
        } else {
            if (!ng_evaluator_run(run->evaluator, found[i].docid, &matches, error))
                return false;
            evidence = evidence_of(run->evaluator);
        }
        found[i].score += freshness(run, &found[i]) * evidence;
    }
    return true;
}

/* Those below keep their place, whatever their number is compared with. */
static void hold_below(GArray *all, guint from, guint to, double least)
{
    for (guint i = from; i < to; i++) {
        NgFound *found = &g_array_index(all, NgFound, i);
        found->score = MIN(found->score, least);
    }
}

static bool put_in_order(Run *run, GError **error)
{
    GArray *all = run->collected->found;
    NgSort sort = run->want->sort;
    bool ages = sort == NG_SORT_RELEVANCE && run->want->recency_days > 0;
    for (guint i = 0; ages && i < all->len; i++)
        g_array_index(all, NgFound, i).score *= freshness(run, &g_array_index(all, NgFound, i));
    /* pages of hits ask how many there are of those that are kept, down to the last */
    guint most = MAX(RERANKED, MIN(run->want->top, G_MAXINT)) + ORDERED_BEYOND;
    guint best = run->want->by_hits ? G_MAXUINT : most;
    guint in_order = ng_order_best(all, best, sort);
    double least = G_MAXDOUBLE;
    if (is_reranked(run)) {
        guint n = MIN(RERANKED, all->len);
        if (!weigh_again(run, (NgFound *)all->data, n, error))
            return false;
        ng_order_first(all, n, sort);
        if (n)
            least = g_array_index(all, NgFound, n - 1).score;
        hold_below(all, n, in_order, least);
    }
    guint shown = ng_order_shown(all, in_order, run->want);
    if (shown == in_order && in_order < all->len) {
        ng_order_rest(all, in_order, sort);
        hold_below(all, in_order, all->len, least);
        shown = ng_order_shown(all, all->len, run->want);
    }
    return ng_order_ties(all, shown, run->want, run->evaluator->index->db, error);
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

static void count_stories(Run *run)
{
    NgCollected *collected = run->collected;
    if (run->want->stories)
        collected->stories = ng_collapse_count(collected->found, run->want->stories);
}

static bool match_all(Run *run, const NgMatch *match, GError **error)
{
    NgMatchRun match_run = {.check = G_MAXUINT32,
                            .k1 = run->evaluator->plan->filters_only ? 0 : BM25_K1,
                            .b = BM25_B,
                            .k3 = BM25_K3,
                            .sort_slot = -1,
                            .tracked = run->known.tracked,
                            .n_tracked = run->known.n,
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

static bool match_best(Run *run, const NgMatch *match, guint top, bool *enough, GError **error)
{
    NgSort sort = run->want->sort;
    NgMatchRun match_run = {.top = top,
                            .check = run->want->best_only ? 0 : NG_EXACT_ARTICLES + 1,
                            .k1 = run->evaluator->plan->filters_only ? 0 : BM25_K1,
                            .b = BM25_B,
                            .k3 = BM25_K3,
                            .sort_slot = sort == NG_SORT_RELEVANCE ? -1 : NG_SLOT_TIME,
                            .sort_ascending = sort == NG_SORT_OLDEST,
                            .tracked = run->known.tracked,
                            .n_tracked = run->known.n,
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
static bool match_enough(Run *run, const NgMatch *match, GError **error)
{
    bool enough = false;
    for (guint64 top = MAX(run->want->top, RERANKED);; top *= 4) {
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
static void settle_shown(Run *run)
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
    Run run = {.evaluator = evaluator,
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
    if (ok)
        ok = best_first || (!want->all && most > 2 * NG_EXACT_ARTICLES)
                 ? match_enough(&run, match, error)
                 : match_all(&run, match, error);
    ok = ok && (want->top == 0 || put_in_order(&run, error));
    if (ok)
        settle_shown(&run);
    ng_known_clear(&run.known);
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
                      .k1 = BM25_K1,
                      .b = BM25_B,
                      .k3 = BM25_K3,
                      .sort_slot = -1,
                      .seen = note_one,
                      .data = &one};
    bool ok = ng_db_match(index->db, match, &run, ranked, NULL, error);
    *weight = one.weight;
    return ok;
}
