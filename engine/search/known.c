/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "known.h"

#include <string.h>

/* Its number; NG_TRACKED_MAX: there are too many. */
static guint track(NgKnown *known, const char *term, gsize len)
{
    guint i = 0;
    for (; i < known->n_tracked; i++)
        if (known->tracked[i].len == len && memcmp(known->tracked[i].term, term, len) == 0)
            return i;
    if (i < NG_TRACKED_MAX)
        known->tracked[known->n_tracked++] = (NgTracked) {term, len};
    return i;
}

static bool add_leaf(NgKnown *known, const NgLeaf *leaf, guint number, const NgMatch *match)
{
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        if (known->n == G_N_ELEMENTS(known->terms) || !ng_match_looks_up(match, term, len))
            return false;
        guint tracked = track(known, term, len);
        if (tracked == NG_TRACKED_MAX)
            return false;
        known->terms[known->n].leaf = number;
        known->terms[known->n++].tracked = tracked;
    }
    return true;
}

void ng_known_init(NgKnown *known, const NgPlan *plan, const NgMatch *match)
{
    *known = (NgKnown) {.n = 0};
    if (!plan->passage || plan->leaves->len > G_N_ELEMENTS(known->terms))
        return;
    known->decides =
        plan->scope != NG_SCOPE_QUOTE && !plan->needs_quotes && ng_passage_is_plain(plan->passage);
    for (guint i = 0; i < plan->leaves->len; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        known->decides &= !leaf->boolean && !leaf->exact && !leaf->prefix;
        if (add_leaf(known, leaf, i, match))
            continue;
        *known = (NgKnown) {.n = 0};
        return;
    }
}

NgHasTerms ng_known_terms(const NgKnown *known, const NgCandidate *candidate)
{
    NgHasTerms terms = known->n ? 0 : NG_TERMS_NOT_TOLD;
    for (guint i = 0; i < known->n; i++)
        if (ng_candidate_parts(candidate, known->terms[i].tracked))
            terms |= (NgHasTerms)(1u << i);
    return terms;
}

bool ng_known_eval(const NgKnown *known, NgEvaluator *evaluator, const NgCandidate *candidate,
                   bool *matches)
{
    const NgPlan *plan = evaluator->plan;
    uint64_t parts[G_N_ELEMENTS(known->terms)] = {0}; /* of each leaf */
    if (!known->decides)
        return false;
    for (guint i = 0; i < known->n; i++) {
        guint64 its = ng_candidate_parts(candidate, known->terms[i].tracked);
        if (its & NG_DB_PARTS_NOT_TOLD)
            return false;
        parts[known->terms[i].leaf] |= its;
    }
    evaluator->passages->len = 0;
    *matches = ng_passage_eval_told(plan->passage, plan->scope, parts, evaluator->scratch,
                                    evaluator->passages);
    return true;
}
