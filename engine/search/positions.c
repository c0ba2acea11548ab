/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads where the leaves of a plan stand. One value of an article tells all of it (forward.h); that
 * the article has a term at all is told by the term's postings. */
#include "positions.h"

#include <string.h>

/* A term in more documents than this is looked up in each: its list would take longer to read. */
#define RARE_DOCUMENTS_MAX 20000
/* A leaf of so many terms reads the lists of all but the commonest beforehand. */
#define CURSORS_MAX 3

/* ---- before the first article ---- */

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

/* Whatever the match finds has the term. */
static bool requires(const NgMatch *match, const NgForwardTerm *term)
{
    switch (match->op) {
    case NG_MATCH_TERM:
        return match->term_len == term->len && memcmp(match->term, term->term, term->len) == 0;
    case NG_MATCH_AND:
    case NG_MATCH_FILTER:
        for (guint i = 0; i < match->kids->len; i++)
            if (requires(match->kids->pdata[i], term))
                return true;
        return false;
    case NG_MATCH_AND_NOT:
    case NG_MATCH_MAYBE:
    case NG_MATCH_SCALE:
        return match->kids->len && requires(match->kids->pdata[0], term)
        ;
    default:
        return false;
    }
}

static double weight_of(const NgLeaf *leaf, guint64 with, guint32 documents)
{
    double all = MAX(1, documents);
    return leaf->emphasis * ng_match_idf(all, MIN((double)with, all));
}

static bool prepare(NgLeafReader *reader, NgDb *db, const NgPlan *plan, const NgLeaf *leaf,
                    double *weight, GError **error)
{
    guint n = leaf->terms->len, commonest = 0;
    guint64 sum = 0;
    g_autofree guint32 *documents = g_new(guint32, n + 1);
    *reader =
        (NgLeafReader) {.terms = g_new(NgForwardTerm, n + 1),
                        .n_terms = n,
                        .forms = {leaf->exact, leaf->prefix, leaf->exact ? strlen(leaf->exact) : 0,
                                  leaf->prefix ? strlen(leaf->prefix) : 0},
                        .boolean = leaf->boolean,
                        .cursors = g_ptr_array_new(),
                        .rare = g_array_new(FALSE, FALSE, sizeof(NgRareTerm))};
    for (guint i = 0; i < n; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        reader->terms[i] = ng_forward_term(term, len);
        if (!ng_db_frequency(db, term, len, &documents[i], error))
            return false;
        sum += documents[i];
        if (documents[i] > documents[commonest])
            commonest = i;
    }
    *weight = weight_of(leaf, sum, ng_db_count(db));
    reader->sure = !leaf->boolean && n == 1 && requires(plan->match, &reader->terms[0]);
    for (guint i = 0; i < n; i++) {
        const NgForwardTerm *term = &reader->terms[i];
        bool common = n <= CURSORS_MAX || i == commonest || documents[i] > RARE_DOCUMENTS_MAX;
        Collect collect = {reader->rare, i};
        g_ptr_array_add(reader->cursors, common && documents[i] && !reader->sure
                                             ? ng_db_term_cursor(db, term->term, term->len)
                                             : NULL);
        if (!common && documents[i] &&
            !ng_db_each_posting(db, term->term, term->len, collect_rare, &collect, error))
            return false;
    }
    g_array_sort(reader->rare, by_docid);
    return true;
}

bool ng_position_reader_init(NgPositionReader *reader, NgIndex *index, const NgPlan *plan,
                             double *weights, GError **error)
{
    NgDb *db = index->db;
    *reader = (NgPositionReader) {.leaves = g_new0(NgLeafReader, plan->leaves->len + 1),
                                  .values = ng_db_value_cursor(db, NG_SLOT_FORWARD),
                                  .flat = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                  .from = g_new0(guint, plan->leaves->len + 3)};
    if (plan->scope == NG_SCOPE_QUOTE || plan->needs_quotes)
        reader->quoted = ng_db_term_cursor(db, NG_TERM_QUOTE_BEGIN, strlen(NG_TERM_QUOTE_BEGIN));
    for (guint i = 0, terms = 0; i < plan->leaves->len; i++) {
        reader->n_leaves = i + 1;
        bool ok = prepare(&reader->leaves[i], db, plan, plan->leaves->pdata[i], &weights[i], error);
        reader->leaves[i].first = terms;
        terms += reader->leaves[i].n_terms;
        if (ok)
            continue;
        ng_position_reader_clear(reader);
        return false;
    }
    return true;
}

void ng_position_reader_clear(NgPositionReader *reader)
{
    for (guint i = 0; i < reader->n_leaves; i++) {
        NgLeafReader *leaf = &reader->leaves[i];
        for (guint j = 0; j < leaf->cursors->len; j++)
            ng_db_term_cursor_free(leaf->cursors->pdata[j]);
        g_ptr_array_unref(leaf->cursors);
        g_array_unref(leaf->rare);
        g_free(leaf->terms);
    }
    g_free(reader->leaves);
    ng_db_value_cursor_free(reader->values);
    ng_db_term_cursor_free(reader->quoted);
    g_array_unref(reader->flat);
    g_free(reader->from);
    *reader = (NgPositionReader) {0};
}

/* ---- one article ---- */

static guint first_rare(const NgLeafReader *leaf, guint32 docid)
{
    guint low = 0, high = leaf->rare->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(leaf->rare, NgRareTerm, middle).docid < docid)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The places of one of the leaf's terms, which the article has. */
static void take_term(NgPositionReader *reader, const NgLeafReader *leaf, guint term)
{
    if (!leaf->boolean)
        ng_forward_find(&reader->forward, &leaf->terms[term], &leaf->forms, reader->flat);
}

static bool look_up_terms(NgPositionReader *reader, NgLeafReader *leaf, guint32 docid, bool *any,
                          GError **error)
{
    for (guint i = 0; i < leaf->n_terms && !(*any && leaf->boolean); i++) {
        bool has = leaf->sure;
        if (leaf->cursors->pdata[i] &&
            !ng_db_term_cursor_has(leaf->cursors->pdata[i], docid, &has, error))
            return false;
        *any |= has;
        if (has)
            take_term(reader, leaf, i);
    }
    for (guint i = first_rare(leaf, docid);
         i < leaf->rare->len && g_array_index(leaf->rare, NgRareTerm, i).docid == docid; i++) {
        *any = true;
        take_term(reader, leaf, g_array_index(leaf->rare, NgRareTerm, i).term);
    }
    return true;
}

/* The leaf's places in the article, or a first place when it is boolean. */
static bool read_leaf(NgPositionReader *reader, NgLeafReader *leaf, guint32 docid, NgHasTerms has,
                      GError **error)
{
    guint from = reader->flat->len;
    bool any = false;
    if (has & NG_TERMS_NOT_TOLD) {
        if (!look_up_terms(reader, leaf, docid, &any, error))
            return false;
    } else {
        for (guint i = 0; i < leaf->n_terms; i++) {
            if (!(has >> (leaf->first + i) & 1))
                continue;
            any = true;
            take_term(reader, leaf, i);
        }
    }
    if (!leaf->boolean) {
        ng_forward_settle(&reader->forward, reader->flat, from);
    } else if (any) {
        uint32_t first = 0;
        g_array_append_val(reader->flat, first);
    }
    return true;
}

static bool read_quotes(NgPositionReader *reader, guint32 docid, GError **error)
{
    static const char *const terms[] = {NG_TERM_QUOTE_BEGIN, NG_TERM_QUOTE_END};
    bool has = false;
    if (reader->quoted && !ng_db_term_cursor_has(reader->quoted, docid, &has, error))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
        guint from = reader->from[reader->n_leaves + i] = reader->flat->len;
        if (!has)
            continue;
        NgForwardTerm term = ng_forward_term(terms[i], strlen(terms[i]));
        ng_forward_find(&reader->forward, &term, NULL, reader->flat);
        ng_forward_settle(&reader->forward, reader->flat, from);
    }
    return true;
}

bool ng_positions_read(NgPositionReader *reader, guint32 docid, NgHasTerms has, GError **error)
{
    const char *value;
    gsize len;
    reader->flat->len = 0;
    if (!ng_db_value_cursor_at(reader->values, docid, &value, &len, error))
        return false;
    if (!ng_forward_open(&reader->forward, value, len))
        reader->forward = (NgForward) {.width = 2};
    for (guint i = 0; i < reader->n_leaves; i++) {
        reader->from[i] = reader->flat->len;
        if (!read_leaf(reader, &reader->leaves[i], docid, has, error))
            return false;
    }
    if (!read_quotes(reader, docid, error))
        return false;
    reader->from[reader->n_leaves + 2] = reader->flat->len;
    return true;
}

NgPositions ng_positions_at(const NgPositionReader *reader, guint list)
{
    const guint *from = &reader->from[list];
    return (NgPositions) {(const uint32_t *)(void *)reader->flat->data + from[0],
                          from[1] - from[0]};
}
