/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a plan over the index.
 *
 * The engine underneath walks the candidates and weighs them by BM25 (Robertson & Zaragoza 2009);
 * the predicate decides each. The best of them are then weighed again with their best paragraph:
 * an article that says it all in one paragraph stands above one that has the words scattered. */
#include "collect.h"
#include "nutgraf/values.h"

#include <string.h>

#define BM25_K1 1.2
#define BM25_B 0.7
#define BM25_K3 8.0 /* words of the query count as often as they stand in it */
/* How many of the best are weighed with their best paragraph; the same for every page, so that
 * pages do not contradict each other. */
#define RERANKED 200
#define PARAGRAPH_SHARE 0.5
#define PARAGRAPHS_WEIGHED 64

typedef struct {
    NgEvaluator *evaluator;
    const NgCollect *want;
    NgCollected *collected;
    GArray *paragraphs; /* of the article in hand */
    bool passages_needed;
} Run;

static void found_clear(gpointer found)
{
    g_free(((NgFound *)found)->id);
}

void ng_collected_clear(NgCollected *collected)
{
    if (collected->found)
        g_array_unref(collected->found);
    collected->found = NULL;
}

static bool decide(NgCandidate *candidate, gpointer data, GError **error)
{
    Run *run = data;
    bool matches = false;
    if (!run->passages_needed)
        return true;
    return ng_evaluator_run(run->evaluator, ng_candidate_docid(candidate), &matches, error) &&
           matches;
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

static void seen(NgCandidate *candidate, double weight, gpointer data)
{
    Run *run = data;
    NgCollected *collected = run->collected;
    NgFound found = {.docid = ng_candidate_docid(candidate), .score = weight, .time = G_MININT64};
    found.passages = run->passages_needed ? run->evaluator->passages->len : 1;
    gsize len;
    const char *value = ng_candidate_value(candidate, NG_SLOT_TIME, &len);
    ng_time_unpack(value, len, &found.time);
    collected->articles++;
    collected->passages += found.passages;
    g_array_append_val(collected->found, found);
    if (run->want->tally)
        ng_tally_article(run->want->tally, candidate, paragraphs_of(run),
                         run->evaluator->plan->passage == NULL);
}

/* ---- order ---- */

static int by_time(const NgFound *a, const NgFound *b, bool oldest_first)
{
    if (a->time == b->time)
        return 0;
    if (oldest_first && (a->time == G_MININT64 || b->time == G_MININT64))
        return a->time == G_MININT64 ? 1 : -1; /* without a date is last in either order */
    return (a->time > b->time) != oldest_first ? -1 : 1;
}

static int by_rank(gconstpointer a, gconstpointer b, gpointer data)
{
    const NgFound *left = a, *right = b;
    NgSort sort = *(const NgSort *)data;
    int order;
    if (sort == NG_SORT_RELEVANCE && left->score != right->score)
        return left->score > right->score ? -1 : 1;
    order = by_time(left, right, sort == NG_SORT_OLDEST);
    if (order)
        return order;
    if (sort != NG_SORT_RELEVANCE && left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->id && right->id)
        return strcmp(left->id, right->id);
    return left->docid < right->docid ? -1 : left->docid > right->docid;
}

static bool take_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)documents;
    *(char **)data = g_strndup(term + 1, len - 1);
    return false;
}

static bool same_rank(const NgFound *a, const NgFound *b)
{
    return a->score == b->score && a->time == b->time;
}

/* Ties are broken by id; ids are read only for those that reach into what is shown. */
static bool break_ties(Run *run, GError **error)
{
    GArray *all = run->collected->found;
    guint n = MIN(run->want->top, all->len);
    while (n > 0 && n < all->len &&
           same_rank(&g_array_index(all, NgFound, n - 1), &g_array_index(all, NgFound, n)))
        n++;
    for (guint i = 0; i < n; i++) {
        NgFound *found = &g_array_index(all, NgFound, i);
        bool tie = (i > 0 && same_rank(found, found - 1)) ||
                   (i + 1 < all->len && same_rank(found, found + 1));
        if (tie && !found->id &&
            !ng_db_each_document_term(run->evaluator->index->db, found->docid, NG_TERM_ID, 1,
                                      take_id, &found->id, error))
            return false;
    }
    NgSort sort = run->want->sort;
    g_qsort_with_data(all->data, (int)n, sizeof(NgFound), by_rank, &sort);
    return true;
}

/* The best paragraph's share in an article's score. */
static bool weigh_paragraphs(Run *run, NgFound *found, GError **error)
{
    NgEvaluator *evaluator = run->evaluator;
    bool matches;
    double best = 0;
    if (!ng_evaluator_run(evaluator, found->docid, &matches, error))
        return false;
    for (guint i = 0; i < MIN(evaluator->passages->len, PARAGRAPHS_WEIGHED); i++) {
        guint paragraph =
            ng_evaluator_paragraph(evaluator, g_array_index(evaluator->passages, guint, i));
        best = MAX(best, ng_passage_score(evaluator->plan->passage, &evaluator->input,
                                          evaluator->weights, paragraph, evaluator->scratch));
    }
    found->score += PARAGRAPH_SHARE * best;
    return true;
}

static bool put_in_order(Run *run, GError **error)
{
    GArray *all = run->collected->found;
    NgSort sort = run->want->sort;
    g_array_sort_with_data(all, by_rank, &sort);
    if (sort == NG_SORT_RELEVANCE && run->evaluator->plan->passage &&
        !run->evaluator->plan->filters_only) {
        guint n = MIN(RERANKED, all->len);
        for (guint i = 0; i < n; i++)
            if (!weigh_paragraphs(run, &g_array_index(all, NgFound, i), error))
                return false;
        g_qsort_with_data(all->data, (int)n, sizeof(NgFound), by_rank, &sort);
        /* Those below keep their place, whatever their number is compared with. */
        if (n && n < all->len) {
            double least = g_array_index(all, NgFound, n - 1).score;
            for (guint i = n; i < all->len; i++) {
                NgFound *found = &g_array_index(all, NgFound, i);
                found->score = MIN(found->score, least);
            }
        }
    }
    return break_ties(run, error);
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

bool ng_collect(NgEvaluator *evaluator, const NgCollect *want, NgCollected *collected,
                GError **error)
{
    const NgPlan *plan = evaluator->plan;
    *collected = (NgCollected) {.found = g_array_new(FALSE, FALSE, sizeof(NgFound)), .exact = true};
    g_array_set_clear_func(collected->found, found_clear);
    Run run = {evaluator, want, collected, g_array_new(FALSE, FALSE, sizeof(guint)), true};
    NgSort sort =
        plan->filters_only && want->sort == NG_SORT_RELEVANCE ? NG_SORT_NEWEST : want->sort;
    NgCollect settled = *want;
    settled.sort = sort;
    run.want = &settled;
    NgMatchRun match_run = {
        .top = want->all ? 0 : MAX(want->top, RERANKED),
        .check = want->all ? G_MAXUINT32 : NG_EXACT_ARTICLES + 1,
        .k1 = plan->filters_only ? 0 : BM25_K1,
        .b = BM25_B,
        .k3 = BM25_K3,
        .sort_slot = sort == NG_SORT_RELEVANCE ? -1 : NG_SLOT_TIME,
        .sort_ascending = sort == NG_SORT_OLDEST,
        .decide = decide,
        .seen = seen,
        .data = &run,
    };
    NgMatch *match = ng_index_visible(evaluator->index, ng_match_copy(plan->match), want->now);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(NgRanked));
    bool ok = ng_db_match(evaluator->index->db, match, &match_run, ranked, NULL, error);
    ng_match_free(match);
    if (ok && !want->all && collected->articles > NG_EXACT_ARTICLES) {
        collected->exact = false;
        keep_ranked(collected, ranked);
    }
    ok = ok && (want->top == 0 || put_in_order(&run, error));
    g_array_unref(run.paragraphs);
    if (!ok)
        ng_collected_clear(collected);
    return ok;
}
