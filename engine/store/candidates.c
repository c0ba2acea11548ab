/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "candidates.h"
#include "match_tree.h"

#include <string.h>

/* Postings are taken from the store so many at a time. */
#define BATCH 256
/* Where a term has so many times as many documents as are of interest, these are looked up. */
#define LOOKED_UP_SHARE 2

/* Of one term, of those documents of the window that were looked up, side by side as scores are. */
typedef struct {
    guint64 bits[NG_WINDOW_WORDS];
    guint16 places[NG_WINDOW_DOCUMENTS]; /* of the parts, where the bit is set */
    guint used;
    guint64 parts[NG_WINDOW_DOCUMENTS];
} Tracking;

struct NgCandidates {
    NgDb *db;
    NgMatchStatistics statistics;
    NgMatchNode *root;
    guint32 from;      /* from: the next window begins no sooner */
    guint32 low, high; /* the window in hand: low to high - 1 */
    GPtrArray *sets;   /* of NgWindowSet, each used by one node at a time */
    guint sets_used;
    Tracking *tracking;
    guint n_tracked;
    guint anys; /* nodes in hand of which one kid after the other adds to the same set */
};

static NgWindowSet *take_set(NgCandidates *candidates)
{
    if (candidates->sets_used == candidates->sets->len)
        g_ptr_array_add(candidates->sets, g_new(NgWindowSet, 1));
    NgWindowSet *set = candidates->sets->pdata[candidates->sets_used++];
    ng_window_clear(set);
    return set;
}

static void give_back(NgCandidates *candidates)
{
    candidates->sets_used--;
}

/* ---- one window ---- */

/* Adds to out the documents of a node in the window; of those alone that are of interest, where
 * that is given. */
static bool find(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                 NgWindowSet *out, GError **error);

static double score_of(const NgCandidates *candidates, double weight, double times, guint32 length)
{
    double norm = ng_match_norm(candidates->statistics.k1, candidates->statistics.b, length,
                                candidates->statistics.mean_length);
    return times > 0 ? weight * times / (times + norm) : 0;
}

static bool add_postings(NgCandidates *candidates, const NgMatchNode *node, const guint32 *docids,
                         const guint32 *wdfs, guint n, NgWindowSet *out, GError **error)
{
    guint32 lengths[BATCH];
    if (node->scoring == NG_SCORE_WEIGHT &&
        !ng_db_lengths(candidates->db, docids, n, lengths, error))
        return false;
    for (guint i = 0; i < n; i++) {
        double score = node->scoring == NG_SCORE_COUNT ? wdfs[i] : 0;
        if (node->scoring == NG_SCORE_WEIGHT)
            score = score_of(candidates, node->weight, wdfs[i], lengths[i]);
        ng_window_add(out, docids[i] - candidates->low, score);
    }
    return true;
}

static void note_parts(NgCandidates *candidates, const NgMatchNode *node, const guint32 *docids,
                       const guint64 *parts, guint n)
{
    if (node->tracked < 0)
        return;
    Tracking *tracking = &candidates->tracking[node->tracked];
    for (guint i = 0; i < n; i++) {
        guint at = docids[i] - candidates->low;
        guint64 bit = G_GUINT64_CONSTANT(1) << at % NG_WINDOW_WORD_BITS,
                *word = &tracking->bits[at / NG_WINDOW_WORD_BITS];
        if (*word & bit)
            continue; /* looked up before, elsewhere in the tree */
        *word |= bit;
        tracking->places[at] = (guint16)tracking->used;
        tracking->parts[tracking->used++] = parts[i];
    }
}

static guint keep_among(const NgCandidates *candidates, const NgWindowSet *among, guint32 *docids,
                        guint32 *wdfs, guint n)
{
    guint kept = 0;
    for (guint i = 0; i < n; i++) {
        if (!ng_window_has(among, docids[i] - candidates->low))
            continue;
        docids[kept] = docids[i];
        wdfs[kept++] = wdfs[i];
    }
    return kept;
}

static bool look_up(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                    NgWindowSet *out, GError **error)
{
    guint32 wanted[BATCH], docids[BATCH], wdfs[BATCH];
    guint64 some[BATCH], *parts = node->tracked >= 0 ? some : NULL;
    for (guint at = ng_window_next(among, 0); at < NG_WINDOW_DOCUMENTS;) {
        guint n_wanted = 0, n;
        for (; at < NG_WINDOW_DOCUMENTS && n_wanted < BATCH; at = ng_window_next(among, at + 1))
            wanted[n_wanted++] = candidates->low + at;
        if (!ng_db_postings_pick(node->postings, wanted, n_wanted, docids, wdfs, parts, &n,
                                 error) ||
            !add_postings(candidates, node, docids, wdfs, n, out, error))
            return false;
        note_parts(candidates, node, docids, parts, n);
    }
    return true;
}

static bool find_term(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                      NgWindowSet *out, GError **error)
{
    guint32 docids[BATCH], wdfs[BATCH], from = candidates->low;
    guint64 some[BATCH], *parts = node->tracked >= 0 ? some : NULL;
    double share = (double)NG_WINDOW_DOCUMENTS / MAX(1, candidates->statistics.last);
    if (!node->postings)
        return true;
    if (among && among->n * LOOKED_UP_SHARE < node->most * MIN(1, share))
        return look_up(candidates, node, among, out, error);
    for (guint n = BATCH; n == BATCH;) {
        if (!ng_db_postings_read(node->postings, from, candidates->high, BATCH, docids, wdfs, parts,
                                 &n, error))
            return false;
        if (n)
            from = docids[n - 1] + 1;
        note_parts(candidates, node, docids, parts, n);
        guint kept = among ? keep_among(candidates, among, docids, wdfs, n) : n;
        if (!add_postings(candidates, node, docids, wdfs, kept, out, error))
            return false;
    }
    return true;
}

static bool find_values(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                        NgWindowSet *out, GError **error)
{
    const NgMatch *match = node->match;
    for (guint at = among ? ng_window_next(among, 0) : 0; at < candidates->high - candidates->low;
         at = among ? ng_window_next(among, at + 1) : at + 1) {
        const char *value;
        gsize len;
        if (!ng_db_value_cursor_at(node->values, candidates->low + at, &value, &len, error))
            return false;
        int order = memcmp(value, match->term, MIN(len, match->term_len));
        if (len && (order > 0 || (order == 0 && len >= match->term_len)))
            ng_window_add(out, at, 0);
    }
    return true;
}

static bool find_any(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                     NgWindowSet *out, GError **error)
{
    bool ok = true;
    candidates->anys++;
    for (guint i = 0; ok && i < node->kids->len; i++)
        ok = find(candidates, node->kids->pdata[i], among, out, error);
    candidates->anys--;
    return ok;
}

static bool find_synonym(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                         NgWindowSet *out, GError **error)
{
    if (node->scoring != NG_SCORE_WEIGHT)
        return find_any(candidates, node, among, out, error);
    NgWindowSet *found = take_set(candidates);
    bool ok = find_any(candidates, node, among, found, error);
    guint32 docids[BATCH], times[BATCH];
    guint n = 0;
    for (guint at = ng_window_next(found, 0); ok && at < NG_WINDOW_DOCUMENTS;) {
        docids[n] = candidates->low + at;
        times[n++] = (guint32)*ng_window_score(found, at);
        at = ng_window_next(found, at + 1);
        if (n < BATCH && at < NG_WINDOW_DOCUMENTS)
            continue;
        ok = add_postings(candidates, node, docids, times, n, out, error);
        n = 0;
    }
    give_back(candidates);
    return ok;
}

/* The first, then the others among what is left of it. */
static bool find_joined(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                        NgWindowSet *out, GError **error)
{
    NgMatchOp op = node->match->op;
    /* in place, where nothing stands yet and nothing will be added */
    bool alone = candidates->anys == 0 && out->used == 0;
    NgWindowSet *found = alone ? out : take_set(candidates), *other = NULL;
    bool ok = find(candidates, node->kids->pdata[0], among, found, error);
    for (guint i = 1; ok && i < node->kids->len && found->n; i++) {
        other = take_set(candidates);
        ok = find(candidates, node->kids->pdata[i], found, other, error);
        if (op == NG_MATCH_MAYBE) /* all of them are among what was found */
            ng_window_unite(found, other);
        else
            ng_window_cut(found, other, op != NG_MATCH_AND_NOT);
        give_back(candidates);
    }
    if (alone)
        return ok;
    if (ok)
        ng_window_unite(out, found);
    give_back(candidates);
    return ok;
}

static bool find(NgCandidates *candidates, NgMatchNode *node, const NgWindowSet *among,
                 NgWindowSet *out, GError **error)
{
    switch (node->match->op) {
    case NG_MATCH_TERM:
    case NG_MATCH_ALL:
        return find_term(candidates, node, among, out, error);
    case NG_MATCH_NONE:
        return true;
    case NG_MATCH_VALUE_GE:
        return find_values(candidates, node, among, out, error);
    case NG_MATCH_SYNONYM:
        return find_synonym(candidates, node, among, out, error);
    case NG_MATCH_OR:
        return find_any(candidates, node, among, out, error);
    default:
        return node->kids->len == 0 || find_joined(candidates, node, among, out, error);
    }
}

/* ---- window by window ---- */

/* No document of the node lies between `from` and this one; 0: none follows. */
static bool next_of(NgCandidates *candidates, NgMatchNode *node, guint32 from, guint32 *next,
                    GError **error)
{
    *next = 0;
    switch (node->match->op) {
    case NG_MATCH_TERM:
    case NG_MATCH_ALL:
        return !node->postings || ng_db_postings_next(node->postings, from, next, error);
    case NG_MATCH_NONE:
        return true;
    case NG_MATCH_VALUE_GE:
        *next = from;
        return true;
    case NG_MATCH_OR:
    case NG_MATCH_SYNONYM:
        for (guint i = 0; i < node->kids->len; i++) {
            guint32 its;
            if (!next_of(candidates, node->kids->pdata[i], from, &its, error))
                return false;
            *next = *next == 0 || (its && its < *next) ? its : *next;
        }
        return true;
    default: /* the first of a conjunction is the rarest */
        return node->kids->len == 0 || next_of(candidates, node->kids->pdata[0], from, next, error);
    }
}

NgCandidates *ng_candidates_new(NgDb *db, const NgMatch *match, double k1, double b, double k3,
                                GError **error)
{
    NgCandidates *candidates = g_new0(NgCandidates, 1);
    double mean_length = ng_db_average_length(db);
    *candidates = (NgCandidates) {.db = db,
                                  .statistics = {.k1 = k1,
                                                 .b = b,
                                                 .k3 = k3,
                                                 .documents = ng_db_count(db),
                                                 .mean_length = mean_length > 0 ? mean_length : 1,
                                                 .last = ng_db_last(db)},
                                  .from = 1,
                                  .sets = g_ptr_array_new_with_free_func(g_free)};
    candidates->root = ng_match_node_new(db, &candidates->statistics, match, error);
    if (candidates->root)
        return candidates;
    ng_candidates_free(candidates);
    return NULL;
}

void ng_candidates_free(NgCandidates *candidates)
{
    if (!candidates)
        return;
    ng_match_node_free(candidates->root);
    g_ptr_array_unref(candidates->sets);
    g_free(candidates->tracking);
    g_free(candidates);
}

bool ng_candidates_next(NgCandidates *candidates, guint32 *docids, double *weights, guint *n,
                        GError **error)
{
    for (*n = 0; *n == 0 && candidates->from <= candidates->statistics.last;) {
        guint32 next;
        if (!next_of(candidates, candidates->root, candidates->from, &next, error))
            return false;
        if (next == 0 || next > candidates->statistics.last) {
            candidates->from = G_MAXUINT32;
            return true;
        }
        candidates->low = next;
        candidates->high = (guint32)MIN((guint64)next + NG_WINDOW_DOCUMENTS,
                                        (guint64)candidates->statistics.last + 1);
        for (guint i = 0; i < candidates->n_tracked; i++) {
            memset(candidates->tracking[i].bits, 0, sizeof candidates->tracking[i].bits);
            candidates->tracking[i].used = 0;
        }
        NgWindowSet *found = take_set(candidates);
        bool ok = find(candidates, candidates->root, NULL, found, error);
        give_back(candidates);
        if (!ok)
            return false;
        NG_WINDOW_EACH (found, at) {
            docids[*n] = candidates->low + at;
            if (weights)
                weights[*n] = *ng_window_score(found, at);
            (*n)++;
        }
        candidates->from = candidates->high;
    }
    return true;
}

static void mark_tracked(NgMatchNode *node, const NgTracked *tracked, int n)
{
    const NgMatch *match = node->match;
    for (int i = 0; match->op == NG_MATCH_TERM && i < n; i++)
        if (match->term_len == tracked[i].len &&
            memcmp(match->term, tracked[i].term, tracked[i].len) == 0)
            node->tracked = i;
    for (guint i = 0; node->kids && i < node->kids->len; i++)
        mark_tracked(node->kids->pdata[i], tracked, n);
}

void ng_candidates_track(NgCandidates *candidates, const NgTracked *tracked, guint n)
{
    candidates->n_tracked = MIN(n, NG_TRACKED_MAX);
    candidates->tracking = g_new(Tracking, candidates->n_tracked);
    mark_tracked(candidates->root, tracked, (int)candidates->n_tracked);
}

guint64 ng_candidates_parts(const NgCandidates *candidates, guint tracked, guint32 docid)
{
    const Tracking *tracking = &candidates->tracking[tracked];
    guint at = docid - candidates->low;
    bool has = tracking->bits[at / NG_WINDOW_WORD_BITS] >> at % NG_WINDOW_WORD_BITS & 1;
    return has ? tracking->parts[tracking->places[at]] : 0;
}

guint32 ng_candidates_most(const NgCandidates *candidates)
{
    return MIN(candidates->root->most, candidates->statistics.last);
}
