/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a match: decides the documents that it finds and puts the best of them in order.
 *
 * Whoever wants all of them gets them in the order in which they lie. Whoever wants the best has
 * them decided in that of their weights, part by part, until there are enough. */
#include "candidates.h"

#include <string.h>

/* The best are decided at first so many at a time, or a quarter more than are wanted; then twice as
 * many each time. */
#define FIRST_PART 64
#define AHEAD 8  /* documents */
#define SLOTS 16 /* whose values are read of candidates */

struct NgCandidate {
    NgDb *db;
    guint32 docid;
    NgDbValueCursor *values[SLOTS];
    GError *failed; /* a value could not be read */
    guint64 parts[NG_TRACKED_MAX];
};

typedef struct {
    const NgMatchRun *run;
    NgCandidate candidate;
    guint32 accepted;
    GArray *ranked; /* NgRanked: of those that match */
} Running;

guint32 ng_candidate_docid(const NgCandidate *candidate)
{
    return candidate->docid;
}

const char *ng_candidate_value(NgCandidate *candidate, guint32 slot, gsize *len)
{
    const char *value;
    *len = 0;
    if (slot >= SLOTS || candidate->failed)
        return "";
    NgDbValueCursor **cursor = &candidate->values[slot];
    if (!*cursor)
        *cursor = ng_db_value_cursor(candidate->db, slot);
    if (ng_db_value_cursor_at(*cursor, candidate->docid, &value, len, &candidate->failed))
        return value;
    *len = 0;
    return "";
}

guint64 ng_candidate_parts(const NgCandidate *candidate, guint n)
{
    return n < NG_TRACKED_MAX ? candidate->parts[n] : NG_DB_PARTS_NOT_TOLD;
}

static bool decide(Running *running, guint32 docid, double weight, bool *matches, GError **error)
{
    const NgMatchRun *run = running->run;
    GError *failed = NULL;
    running->candidate.docid = docid;
    *matches = !run->decide || run->decide(&running->candidate, run->data, &failed);
    if (*matches && !failed && run->seen)
        run->seen(&running->candidate, weight, run->data);
    running->accepted += *matches;
    if (!failed)
        failed = g_steal_pointer(&running->candidate.failed);
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}

/* ---- all, as they lie ---- */

static bool run_all(Running *running, NgCandidates *candidates, GError **error)
{
    g_autofree guint32 *docids = g_new(guint32, NG_WINDOW_DOCUMENTS);
    g_autofree double *weights = g_new(double, NG_WINDOW_DOCUMENTS);
    bool looks = running->run->decide || running->run->seen;
    for (guint n = 1; n > 0;) {
        if (!ng_candidates_next(candidates, docids, weights, &n, error))
            return false;
        if (!looks) {
            running->accepted += n;
            continue;
        }
        ng_db_expect(running->candidate.db, docids, n);
        for (guint i = 0; i < n; i++) {
            bool matches;
            if (running->run->ahead && i + AHEAD < n)
                running->run->ahead(docids[i + AHEAD], running->run->data);
            for (guint j = 0; j < running->run->n_tracked; j++)
                running->candidate.parts[j] = ng_candidates_parts(candidates, j, docids[i]);
            if (!decide(running, docids[i], weights[i], &matches, error))
                return false;
        }
    }
    return true;
}

/* ---- the best ---- */

typedef struct {
    NgRanked ranked;
    gsize value, len; /* in the bytes of all */
    guint parts;      /* where its own begin */
    bool matches;
} Sorted;

typedef struct {
    GArray *heap;    /* of Sorted, the best on top */
    GString *values; /* that it is ordered by */
    GArray *parts;   /* guint64: of all tracked terms, document by document */
    bool by_value, ascending;
} Order;

/* Without a value last in either order; what weighs the same goes by number. */
static bool is_before(const Order *order, const Sorted *a, const Sorted *b)
{
    if (order->by_value) {
        if (!a->len || !b->len) {
            if (a->len || b->len)
                return a->len > 0;
        } else {
            int difference = memcmp(order->values->str + a->value, order->values->str + b->value,
                                    MIN(a->len, b->len));
            if (difference == 0)
                difference = (a->len > b->len) - (a->len < b->len);
            if (difference)
                return (difference < 0) == order->ascending;
        }
    }
    if (a->ranked.weight != b->ranked.weight)
        return a->ranked.weight > b->ranked.weight;
    return a->ranked.docid < b->ranked.docid;
}

static void sift_down(const Order *order, guint at)
{
    Sorted *v = (Sorted *)(void *)order->heap->data, moved = v[at];
    for (guint kid; (kid = 2 * at + 1) < order->heap->len; at = kid) {
        if (kid + 1 < order->heap->len && is_before(order, &v[kid + 1], &v[kid]))
            kid++;
        if (!is_before(order, &v[kid], &moved))
            break;
        v[at] = v[kid];
    }
    v[at] = moved;
}

static Sorted take_best(const Order *order)
{
    Sorted *v = (Sorted *)(void *)order->heap->data, best = v[0];
    v[0] = v[order->heap->len - 1];
    g_array_set_size(order->heap, order->heap->len - 1);
    if (order->heap->len)
        sift_down(order, 0);
    return best;
}

static bool take_all(Running *running, NgCandidates *candidates, const Order *order, GError **error)
{
    g_autofree guint32 *docids = g_new(guint32, NG_WINDOW_DOCUMENTS);
    g_autofree double *weights = g_new(double, NG_WINDOW_DOCUMENTS);
    for (guint n = 1; n > 0;) {
        if (!ng_candidates_next(candidates, docids, weights, &n, error))
            return false;
        for (guint i = 0; i < n; i++) {
            Sorted one = {.ranked = {docids[i], weights[i]},
                          .value = order->values->len,
                          .parts = order->parts->len};
            for (guint j = 0; j < running->run->n_tracked; j++) {
                guint64 parts = ng_candidates_parts(candidates, j, docids[i]);
                g_array_append_val(order->parts, parts);
            }
            if (order->by_value) {
                running->candidate.docid = docids[i];
                const char *value = ng_candidate_value(&running->candidate,
                                                       (guint32)running->run->sort_slot, &one.len);
                g_string_append_len(order->values, value, (gssize)one.len);
                if (running->candidate.failed) {
                    g_propagate_error(error, g_steal_pointer(&running->candidate.failed));
                    return false;
                }
            }
            g_array_append_val(order->heap, one);
        }
    }
    for (guint i = order->heap->len / 2; i > 0; i--)
        sift_down(order, i - 1);
    return true;
}

static int by_docid(gconstpointer a, gconstpointer b)
{
    const Sorted *left = *(Sorted *const *)a, *right = *(Sorted *const *)b;
    return left->ranked.docid < right->ranked.docid ? -1 : left->ranked.docid > right->ranked.docid;
}

/* Decides the best so many of the heap, in the order in which they lie. */
static bool decide_part(Running *running, const Order *order, guint size, GError **error)
{
    g_autoptr(GArray) part = g_array_new(FALSE, FALSE, sizeof(Sorted));
    while (part->len < size && order->heap->len) {
        Sorted best = take_best(order);
        g_array_append_val(part, best);
    }
    Sorted *v = (Sorted *)(void *)part->data;
    g_autofree Sorted **lying = g_new(Sorted *, part->len + 1);
    g_autofree guint32 *docids = g_new(guint32, part->len + 1);
    for (guint i = 0; i < part->len; i++)
        lying[i] = &v[i];
    qsort(lying, part->len, sizeof *lying, by_docid);
    for (guint i = 0; i < part->len; i++)
        docids[i] = lying[i]->ranked.docid;
    ng_db_expect(running->candidate.db, docids, part->len);
    for (guint i = 0; i < part->len; i++) {
        const guint64 *parts = &g_array_index(order->parts, guint64, lying[i]->parts);
        for (guint j = 0; j < running->run->n_tracked; j++)
            running->candidate.parts[j] = parts[j];
        if (!decide(running, docids[i], lying[i]->ranked.weight, &lying[i]->matches, error))
            return false;
    }
    for (guint i = 0; i < part->len && running->ranked->len < running->run->top; i++)
        if (v[i].matches)
            g_array_append_val(running->ranked, v[i].ranked);
    return true;
}

static bool run_best(Running *running, NgCandidates *candidates, GError **error)
{
    const NgMatchRun *run = running->run;
    g_autoptr(GArray) heap = g_array_new(FALSE, FALSE, sizeof(Sorted));
    g_autoptr(GString) values = g_string_new(NULL);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(guint64));
    Order order = {heap, values, parts, run->sort_slot >= 0, run->sort_ascending};
    if (!take_all(running, candidates, &order, error))
        return false;
    guint64 part = MAX(FIRST_PART, (guint64)run->top + run->top / 4 + 1);
    for (; heap->len && running->accepted <= MAX(run->top, run->check); part *= 2)
        if (!decide_part(running, &order, (guint)MIN(part, heap->len), error))
            return false;
    return true;
}

/* ---- the whole ---- */

bool ng_db_match(NgDb *db, const NgMatch *match, const NgMatchRun *run, GArray *ranked,
                 guint32 *matches, GError **error)
{
    Running running = {.run = run, .candidate = {.db = db}, .ranked = ranked};
    NgCandidates *candidates = ng_candidates_new(db, match, run->k1, run->b, run->k3, error);
    if (candidates && run->n_tracked)
        ng_candidates_track(candidates, run->tracked, run->n_tracked);
    bool ok = candidates && (run->top ? run_best(&running, candidates, error)
                                      : run_all(&running, candidates, error));
    ng_candidates_free(candidates);
    g_clear_error(&running.candidate.failed);
    for (guint i = 0; i < SLOTS; i++)
        ng_db_value_cursor_free(running.candidate.values[i]);
    if (ok && matches)
        *matches = running.accepted;
    return ok;
}

bool ng_db_estimate(NgDb *db, const NgMatch *match, guint32 *most, GError **error)
{
    NgCandidates *candidates = ng_candidates_new(db, match, 0, 0, 0, error);
    if (candidates)
        *most = ng_candidates_most(candidates);
    ng_candidates_free(candidates);
    return candidates != NULL;
}
