/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The best by BM25 are weighed again by what stands in them, which has to be read. Whoever wants
 * ten of three hundred need not read those that could not be among the ten with all the evidence
 * that their BM25 leaves possible (maxscore: Turtle & Flood: Query evaluation, strategies and
 * optimizations, IP&M 1995). */
#include "collecting.h"
#include "evidence.h"

#include <stdlib.h>

#define WANTED_MOST 100
#define AT_ONCE 16
/* What is equal may be reckoned differently in the last bits. */
#define SLACK (1 + 1e-9)

typedef struct {
    double most; /* what its score can be */
    NgFound found;
} Hope;

typedef struct {
    double score;
    guint32 story;
} Best;

static bool is_plain(const NgPlan *plan)
{
    for (guint i = 0; i < plan->leaves->len; i++)
        if (((const NgLeaf *)plan->leaves->pdata[i])->emphasis != 1)
            return false;
    return true;
}

bool ng_collecting_prunes(const NgCollecting *run)
{
    const NgCollect *want = run->want;
    /* who answers one question has what it counts at hand with the rest */
    bool unread = run->many || ng_db_keeps(run->evaluator->index->db);
    return ng_collecting_reranks(run) && run->known.decides && unread &&
           run->known.n == run->known.n_tracked && want->top > 0 && want->top <= WANTED_MOST &&
           want->recency_days <= 0 && !want->like && !want->by_hits &&
           is_plain(run->evaluator->plan);
}

static int most_first(gconstpointer a, gconstpointer b)
{
    const Hope *left = a, *right = b;
    if (left->most != right->most)
        return left->most > right->most ? -1 : 1;
    return left->found.docid < right->found.docid ? -1 : left->found.docid > right->found.docid;
}

static int by_docid(gconstpointer a, gconstpointer b)
{
    const Hope *left = a, *right = b;
    return left->found.docid < right->found.docid ? -1 : left->found.docid > right->found.docid;
}

static bool hope(const NgCollecting *run, const NgFound *found, guint n, Hope *hopes,
                 GError **error)
{
    NgDb *db = run->evaluator->index->db;
    guint32 docids[NG_RERANKED], lengths[NG_RERANKED];
    for (guint i = 0; i < n; i++)
        docids[i] = found[i].docid;
    if (!ng_db_lengths(db, docids, n, lengths, error))
        return false;
    double average = ng_db_average_length(db), mean = average > 0 ? average : 1;
    for (guint i = 0; i < n; i++) {
        double norm = ng_match_norm(NG_BM25_K1, NG_BM25_B, lengths[i], mean);
        double evidence =
            ng_evaluator_most_evidence(run->evaluator, found[i].score / (NG_BM25_K1 + 1), norm);
        hopes[i] = (Hope) {(found[i].score + evidence) * SLACK, found[i]};
    }
    return true;
}

/* best: the best of each story, best first, no more than are wanted. */
static void note(const NgCollecting *run, GArray *best, const NgFound *found)
{
    Best one = {found->score, found->story};
    bool has_copies = run->want->collapse && found->story != NG_NO_STORY;
    for (guint i = 0; has_copies && i < best->len; i++) {
        const Best *other = &g_array_index(best, Best, i);
        if (other->story != one.story)
            continue;
        if (other->score >= one.score)
            return;
        g_array_remove_index(best, i);
        break;
    }
    guint at = best->len;
    while (at > 0 && g_array_index(best, Best, at - 1).score < one.score)
        at--;
    g_array_insert_val(best, at, one);
    if (best->len > run->want->top)
        g_array_set_size(best, run->want->top);
}

static bool weigh(NgCollecting *run, Hope *hopes, guint n, GArray *best, GError **error)
{
    guint32 docids[AT_ONCE];
    qsort(hopes, n, sizeof *hopes, by_docid);
    for (guint i = 0; i < n; i++)
        docids[i] = hopes[i].found.docid;
    ng_db_expect(run->evaluator->index->db, docids, n);
    for (guint i = 0; i < n; i++) {
        NgFound *found = &hopes[i].found;
        bool matches;
        if (!ng_evaluator_run(run->evaluator, found->docid, found->has, &matches, error))
            return false;
        found->score += ng_collecting_evidence(run->evaluator);
        note(run, best, found);
    }
    return true;
}

bool ng_collecting_weigh_best(NgCollecting *run, NgFound *found, guint n, GError **error)
{
    g_autofree Hope *hopes = g_new(Hope, n + 1);
    g_autoptr(GArray) best = g_array_new(FALSE, FALSE, sizeof(Best));
    if (!hope(run, found, n, hopes, error))
        return false;
    if (n)
        qsort(hopes, n, sizeof *hopes, most_first);
    for (guint at = 0, some; at < n; at += some) {
        bool full = best->len == run->want->top;
        double least = full ? g_array_index(best, Best, best->len - 1).score : 0;
        for (some = 0; some < AT_ONCE && at + some < n; some++)
            if (full && hopes[at + some].most < least)
                break;
        if (some == 0)
            break;
        if (!weigh(run, hopes + at, some, best, error))
            return false;
    }
    for (guint i = 0; i < n; i++)
        found[i] = hopes[i].found;
    return true;
}
