/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the positions of leaves and quotations, for many articles at once or for one. */
#include "positions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A term in more documents than this is looked up in each: its list would take longer to read. */
#define RARE_DOCUMENTS_MAX 20000

typedef struct {
    GArray *rare;
    guint term;
} Collect;

static bool collect_rare(guint32 docid, gpointer data)
{
    Collect *collect = data;
    NgRareTerm rare = {docid, collect->term};
    g_array_append_val(collect->rare, rare);
    return true;
}

static int by_docid(gconstpointer a, gconstpointer b)
{
    const NgRareTerm *left = a, *right = b;
    if (left->docid != right->docid)
        return left->docid < right->docid ? -1 : 1;
    return left->term < right->term ? -1 : left->term > right->term;
}

bool ng_positions_prepare(NgEvaluator *evaluator, const NgLeaf *leaf, NgLeafTerms *terms,
                          double *weight, GError **error)
{
    NgDb *db = evaluator->index->db;
    g_autofree guint32 *documents = g_new(guint32, leaf->terms->len + 1);
    guint64 sum = 0;
    guint commonest = 0;
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        if (!ng_db_frequency(db, term, len, &documents[i], error))
            return false;
        sum += documents[i];
        if (documents[i] > documents[commonest])
            commonest = i;
    }
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        if (i == commonest || leaf->boolean || documents[i] > RARE_DOCUMENTS_MAX) {
            g_array_append_val(terms->common, i);
            continue;
        }
        Collect collect = {terms->rare, i};
        if (documents[i] && !ng_db_each_posting(db, term, len, collect_rare, &collect, error))
            return false;
    }
    g_array_sort(terms->rare, by_docid);
    double all = MAX(1, ng_db_count(db));
    double with = MIN((double)sum, all);
    /* As the engine underneath weighs: of what half of the articles have, little is left. */
    double odds = (all - with + 0.5) / (with + 0.5);
    *weight = leaf->emphasis * log(odds < 2 ? odds / 2 + 1 : odds);
    return true;
}

static int by_position(gconstpointer a, gconstpointer b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

/* Sorts what stands in flat from `from` on, each position once. */
static void settle_positions(GArray *flat, guint from)
{
    uint32_t *v = (uint32_t *)flat->data;
    guint n = flat->len - from, kept = 0;
    if (n < 2)
        return;
    qsort(v + from, n, sizeof *v, by_position);
    for (guint i = 0; i < n; i++)
        if (i == 0 || v[from + i] != v[from + kept - 1])
            v[from + kept++] = v[from + i];
    g_array_set_size(flat, from + kept);
}

typedef struct {
    const char *term;
    gsize len;
    bool found;
} Presence;

static bool note_presence(const char *term, gsize len, guint32 documents, gpointer data)
{
    Presence *presence = data;
    (void)documents;
    presence->found = len == presence->len && memcmp(term, presence->term, len) == 0;
    return false;
}

static bool read_term(NgEvaluator *evaluator, const NgLeaf *leaf, guint number, guint32 docid,
                      GError **error)
{
    gsize len;
    const char *term = g_bytes_get_data(leaf->terms->pdata[number], &len);
    return ng_db_positions(evaluator->index->db, docid, term, len, evaluator->flat, error);
}

/* A boolean leaf is at one place, 0, when the document has any of its terms. */
static bool read_boolean(NgEvaluator *evaluator, const NgLeaf *leaf, guint32 docid, GError **error)
{
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        Presence presence = {term, len, false};
        if (!ng_db_each_document_term(evaluator->index->db, docid, term, len, note_presence,
                                      &presence, error))
            return false;
        if (presence.found) {
            uint32_t first = 0;
            g_array_append_val(evaluator->flat, first);
            break;
        }
    }
    return true;
}

/* The rarer terms of a leaf in one document. */
static bool read_rare(NgEvaluator *evaluator, guint number, guint32 docid, GError **error)
{
    const NgLeaf *leaf = evaluator->plan->leaves->pdata[number];
    const NgLeafTerms *terms = &evaluator->terms[number];
    guint low = 0, high = terms->rare->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(terms->rare, NgRareTerm, middle).docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < terms->rare->len && g_array_index(terms->rare, NgRareTerm, low).docid == docid;
         low++)
        if (!read_term(evaluator, leaf, g_array_index(terms->rare, NgRareTerm, low).term, docid,
                       error))
            return false;
    return true;
}

static bool read_leaf(NgEvaluator *evaluator, guint number, guint32 docid, GError **error)
{
    const NgLeaf *leaf = evaluator->plan->leaves->pdata[number];
    const NgLeafTerms *terms = &evaluator->terms[number];
    guint from = evaluator->flat->len;
    if (leaf->boolean)
        return read_boolean(evaluator, leaf, docid, error);
    for (guint i = 0; i < terms->common->len; i++)
        if (!read_term(evaluator, leaf, g_array_index(terms->common, guint, i), docid, error))
            return false;
    if (!read_rare(evaluator, number, docid, error))
        return false;
    if (leaf->terms->len > 1)
        settle_positions(evaluator->flat, from);
    return true;
}

/* A leaf of several terms in all documents: each common term as a whole, then document by document
 * put together with the rarer ones. */
static bool load_mixed_leaf(NgEvaluator *evaluator, guint number, GError **error)
{
    const NgLeaf *leaf = evaluator->plan->leaves->pdata[number];
    const NgLeafTerms *terms = &evaluator->terms[number];
    const guint32 *docids = (const guint32 *)evaluator->docids->data;
    guint n = evaluator->docids->len;
    g_autoptr(GArray) common = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) from = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < terms->common->len; i++) {
        gsize len;
        const char *term =
            g_bytes_get_data(leaf->terms->pdata[g_array_index(terms->common, guint, i)], &len);
        if (!ng_db_positions_many(evaluator->index->db, docids, n, term, len, common, from, error))
            return false;
    }
    g_array_append_val(from, common->len);
    for (guint i = 0; i < n; i++) {
        guint begin = evaluator->flat->len;
        g_array_append_val(evaluator->from, begin);
        for (guint j = 0; j < terms->common->len; j++) {
            const guint *at = &g_array_index(from, guint, j * n + i);
            g_array_append_vals(evaluator->flat, (const uint32_t *)common->data + at[0],
                                at[1] - at[0]);
        }
        if (!read_rare(evaluator, number, docids[i], error))
            return false;
        settle_positions(evaluator->flat, begin);
    }
    return true;
}

static bool read_quotes(NgEvaluator *evaluator, GError **error)
{
    static const char *const terms[] = {NG_TERM_QUOTE_BEGIN, NG_TERM_QUOTE_END};
    /* All begins, then all ends, for the same reason as the leaves. */
    for (guint which = 0; which < 2; which++)
        if (!ng_db_positions_many(evaluator->index->db, (const guint32 *)evaluator->docids->data,
                                  evaluator->docids->len, terms[which], strlen(terms[which]),
                                  evaluator->quotes, evaluator->quotes_from, error))
            return false;
    g_array_append_val(evaluator->quotes_from, evaluator->quotes->len);
    return true;
}

static bool load_leaf(NgEvaluator *evaluator, guint number, GError **error)
{
    const NgLeaf *leaf = evaluator->plan->leaves->pdata[number];
    const NgLeafTerms *terms = &evaluator->terms[number];
    const guint32 *docids = (const guint32 *)evaluator->docids->data;
    guint n = evaluator->docids->len;
    if (!leaf->boolean && terms->common->len == 1 && terms->rare->len == 0) {
        gsize len;
        const char *term =
            g_bytes_get_data(leaf->terms->pdata[g_array_index(terms->common, guint, 0)], &len);
        return ng_db_positions_many(evaluator->index->db, docids, n, term, len, evaluator->flat,
                                    evaluator->from, error);
    }
    if (!leaf->boolean && terms->common->len)
        return load_mixed_leaf(evaluator, number, error);
    for (guint i = 0; i < n; i++) {
        g_array_append_val(evaluator->from, evaluator->flat->len);
        if (!read_leaf(evaluator, number, docids[i], error))
            return false;
    }
    return true;
}

bool ng_evaluator_load(NgEvaluator *evaluator, const guint32 *docids, guint n, GError **error)
{
    const NgPlan *plan = evaluator->plan;
    g_array_set_size(evaluator->docids, 0);
    g_array_append_vals(evaluator->docids, docids, n);
    g_array_set_size(evaluator->flat, 0);
    g_array_set_size(evaluator->from, 0);
    g_array_set_size(evaluator->quotes, 0);
    g_array_set_size(evaluator->quotes_from, 0);
    if (!plan->passage)
        return true;
    for (guint leaf = 0; leaf < plan->leaves->len; leaf++)
        if (!load_leaf(evaluator, leaf, error))
            return false;
    g_array_append_val(evaluator->from, evaluator->flat->len);
    return (plan->scope != NG_SCOPE_QUOTE && !plan->needs_quotes) || read_quotes(evaluator, error);
}
