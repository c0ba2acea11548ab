/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The order of what was found. */
#include "collecting.h"
#include "evidence.h"
#include "order.h"

#include <math.h>
#include <stdlib.h>

/* So many more are put in order, for copies of a story are passed over. */
#define ORDERED_BEYOND 100
#define DAY_SECONDS 86400.0
/* What age leaves of a score, however old: so a good answer of long ago is still found. */
#define LASTING_SHARE 0.25

bool ng_collecting_reranks(const NgCollecting *run)
{
    const NgPlan *plan = run->evaluator->plan;
    return run->want->sort == NG_SORT_RELEVANCE && plan->passage && !plan->filters_only;
}

double ng_collecting_evidence(NgEvaluator *evaluator)
{
    ng_evaluator_measure(evaluator);
    return ng_evaluator_evidence(evaluator);
}

/* Nobody knows how old what is undated is: it counts as one half-life old. */
static double freshness(const NgCollecting *run, const NgFound *found)
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

/* The store is told whom it will be asked for. */
static void expect(NgCollecting *run, const NgFound *found, guint n)
{
    guint32 docids[NG_RERANKED];
    guint expected = 0;
    for (guint i = 0; i < n; i++)
        if (!found[i].evidence)
            docids[expected++] = found[i].docid;
    ng_db_expect(run->evaluator->index->db, docids, expected);
}

/* n: at most NG_RERANKED. */
static bool weigh_again(NgCollecting *run, NgFound *found, guint n, GError **error)
{
    guint unread = 0;
    for (guint i = 0; i < n; i++)
        unread += !found[i].evidence;
    if (unread) { /* in the order in which they lie in the index */
        qsort(found, n, sizeof *found, by_found_docid);
        expect(run, found, n);
    }
    for (guint i = 0; i < n; i++) {
        bool matches;
        double evidence;
        if (found[i].evidence) {
            evidence = g_array_index(run->evidence, double, found[i].evidence - 1);
        } else {
            if (!ng_evaluator_run(run->evaluator, found[i].docid, found[i].has, &matches, error))
                return false;
            evidence = ng_collecting_evidence(run->evaluator);
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

bool ng_collecting_order(NgCollecting *run, GError **error)
{
    GArray *all = run->collected->found;
    NgSort sort = run->want->sort;
    bool ages = sort == NG_SORT_RELEVANCE && run->want->recency_days > 0;
    for (guint i = 0; ages && i < all->len; i++)
        g_array_index(all, NgFound, i).score *= freshness(run, &g_array_index(all, NgFound, i));
    /* pages of hits ask how many there are of those that are kept, down to the last */
    guint most = MAX(NG_RERANKED, MIN(run->want->top, G_MAXINT)) + ORDERED_BEYOND;
    guint best = run->want->by_hits ? G_MAXUINT : most;
    bool reranks = ng_collecting_reranks(run);
    guint in_order = all->len;
    if (!reranks || all->len > NG_RERANKED) /* else all of them are put in order once more */
        in_order = ng_order_best(all, best, sort);
    double least = G_MAXDOUBLE;
    if (reranks) {
        guint n = MIN(NG_RERANKED, all->len);
        NgFound *found = (NgFound *)(void *)all->data;
        if (!(run->prunes ? ng_collecting_weigh_best(run, found, n, error)
                          : weigh_again(run, found, n, error)))
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
