/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The predicate on one article of the index.
 *
 * The positions of the words as written are not stored (they would double the position table), only
 * those of the stems; a leaf that asks for a form or a beginning keeps the places of its stems at
 * which the stored text has it. */
#include "positions.h"
#include "nutgraf/record.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <string.h>

bool ng_evaluator_init(NgEvaluator *evaluator, NgIndex *index, const NgPlan *plan, GError **error)
{
    guint n = plan->leaves->len;
    *evaluator = (NgEvaluator) {.index = index,
                                .plan = plan,
                                .scratch = ng_passage_scratch_new(),
                                .terms = g_new0(NgLeafTerms, n + 1),
                                .weights = g_new0(double, n + 1),
                                .docids = g_array_new(FALSE, FALSE, sizeof(guint32)),
                                .flat = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .from = g_array_new(FALSE, FALSE, sizeof(guint)),
                                .quotes = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .quotes_from = g_array_new(FALSE, FALSE, sizeof(guint)),
                                .leaves = g_new0(NgPositions, n + 1),
                                .fitting = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .first_block = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .passages = g_array_new(FALSE, FALSE, sizeof(guint)),
                                .places = g_array_new(FALSE, FALSE, 2 * sizeof(guint32)),
                                .beginnings = g_array_new(FALSE, FALSE, sizeof(guint32)),
                                .value = g_string_new(NULL),
                                .record = g_string_new(NULL),
                                .lengths = g_byte_array_new(),
                                .texts = g_array_new(FALSE, FALSE, sizeof(NgRecordText))};
    /* Each article has a headline beside its paragraphs. */
    double articles = ng_db_count(index->db);
    evaluator->mean_length = MAX(1, ng_db_average_length(index->db) * articles /
                                        MAX(1, articles + (double)index->paragraphs));
    bool ok = true;
    ng_tokens_init(&evaluator->tokens);
    for (guint i = 0; i < n; i++)
        evaluator->terms[i] = (NgLeafTerms) {g_array_new(FALSE, FALSE, sizeof(guint)),
                                             g_array_new(FALSE, FALSE, sizeof(NgRareTerm))};
    for (guint i = 0; ok && i < n; i++)
        ok = ng_positions_prepare(evaluator, plan->leaves->pdata[i], &evaluator->terms[i],
                                  &evaluator->weights[i], error);
    if (!ok)
        ng_evaluator_clear(evaluator);
    return ok;
}

void ng_evaluator_clear(NgEvaluator *evaluator)
{
    for (guint i = 0; i < evaluator->plan->leaves->len; i++) {
        g_array_unref(evaluator->terms[i].common);
        g_array_unref(evaluator->terms[i].rare);
    }
    g_free(evaluator->terms);
    ng_passage_scratch_free(evaluator->scratch);
    GArray *arrays[] = {evaluator->docids,      evaluator->flat,        evaluator->from,
                        evaluator->quotes,      evaluator->quotes_from, evaluator->fitting,
                        evaluator->first_block, evaluator->passages,    evaluator->texts,
                        evaluator->places,      evaluator->beginnings};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    g_free(evaluator->leaves);
    g_free(evaluator->weights);
    g_string_free(evaluator->value, TRUE);
    g_byte_array_unref(evaluator->lengths);
    g_string_free(evaluator->record, TRUE);
    ng_tokens_clear(&evaluator->tokens);
}

/* ---- forms and beginnings: what the text itself says ---- */

static bool fits(const NgLeaf *leaf, const char *form, gsize len, bool extra)
{
    if (leaf->exact && !extra && strlen(leaf->exact) == len && memcmp(leaf->exact, form, len) == 0)
        return true;
    return leaf->prefix && len >= strlen(leaf->prefix) &&
           memcmp(leaf->prefix, form, strlen(leaf->prefix)) == 0;
}

/* Keeps, of the positions from `from` on, those at which the paragraph has a fitting form. */
static void keep_fitting(NgEvaluator *evaluator, const NgLeaf *leaf, guint from)
{
    GArray *flat = evaluator->fitting;
    uint32_t *v = (uint32_t *)flat->data;
    guint kept = from, at = from, end = flat->len;
    NgTokens *tokens = &evaluator->tokens;
    while (at < end) {
        guint number = ng_passage_paragraph(&evaluator->input, v[at]);
        uint32_t first_block = evaluator->input.first_block
                                   ? g_array_index(evaluator->first_block, uint32_t, number)
                                   : number;
        guint after = at;
        while (after < end && ng_passage_paragraph(&evaluator->input, v[after]) == number)
            after++;
        NgRecordText text = {"", 0};
        if (number < evaluator->texts->len)
            text = g_array_index(evaluator->texts, NgRecordText, number);
        ng_tokenise(tokens, text.text, text.len);
        for (uint32_t i = 0; i < tokens->n; i++) {
            const NgToken *token = &tokens->v[i];
            if (!fits(leaf, ng_token_form(tokens, i), token->form_len,
                      token->flags & NG_TOKEN_EXTRA))
                continue;
            uint32_t position = (first_block + token->word / NG_BLOCK_WORDS) * NG_BLOCK_STRIDE +
                                token->word % NG_BLOCK_WORDS;
            while (at < after && v[at] < position)
                at++;
            if (at < after && v[at] == position)
                v[kept++] = v[at++];
        }
        at = after;
    }
    g_array_set_size(flat, kept);
}

static bool verify_leaf(NgEvaluator *evaluator, const NgLeaf *leaf, guint32 docid, guint from,
                        bool *have_texts, GError **error)
{
    if (evaluator->fitting->len == from)
        return true;
    if (!*have_texts &&
        (!ng_db_data(evaluator->index->db, docid, evaluator->record, error) ||
         !ng_record_texts(evaluator->record->str, evaluator->record->len, evaluator->texts, error)))
        return false;
    *have_texts = true;
    keep_fitting(evaluator, leaf, from);
    return true;
}

/* ---- one article ---- */

static bool take_blocks(NgEvaluator *evaluator, guint32 docid, GError **error)
{
    evaluator->input.first_block = NULL;
    evaluator->input.n_paragraphs = 0;
    if (!evaluator->index->has_long)
        return true;
    if (!ng_db_value(evaluator->index->db, docid, NG_SLOT_BLOCKS, evaluator->value, error))
        return false;
    if (evaluator->value->len &&
        ng_blocks_unpack(evaluator->value->str, evaluator->value->len, evaluator->first_block)) {
        evaluator->input.first_block = (const uint32_t *)evaluator->first_block->data;
        evaluator->input.n_paragraphs = evaluator->first_block->len;
    }
    return true;
}

static void take_quotes(NgEvaluator *evaluator, guint i)
{
    guint n = evaluator->docids->len;
    if (evaluator->quotes_from->len == 0)
        return;
    const guint *from = (const guint *)evaluator->quotes_from->data;
    const uint32_t *v = (const uint32_t *)evaluator->quotes->data;
    evaluator->input.quote_begin = v + from[i];
    evaluator->input.quote_end = v + from[n + i];
    evaluator->input.n_quotes = MIN(from[i + 1] - from[i], from[n + i + 1] - from[n + i]);
}

/* The positions of every leaf in the i-th article; those of forms and beginnings confirmed. */
static bool take_leaves(NgEvaluator *evaluator, guint i, GError **error)
{
    const NgPlan *plan = evaluator->plan;
    guint n = evaluator->docids->len;
    guint32 docid = g_array_index(evaluator->docids, guint32, i);
    bool have_texts = false, confirmed = false;
    g_array_set_size(evaluator->fitting, 0);
    for (guint leaf = 0; leaf < plan->leaves->len; leaf++) {
        const guint *from = &g_array_index(evaluator->from, guint, leaf * n + i);
        evaluator->leaves[leaf] =
            (NgPositions) {(const uint32_t *)evaluator->flat->data + from[0], from[1] - from[0]};
    }
    for (guint leaf = 0; leaf < plan->leaves->len; leaf++) {
        const NgLeaf *wanted = plan->leaves->pdata[leaf];
        NgPositions *positions = &evaluator->leaves[leaf];
        guint before = evaluator->fitting->len;
        if (!wanted->exact && !wanted->prefix)
            continue;
        confirmed = true;
        g_array_append_vals(evaluator->fitting, positions->v, positions->n);
        if (!verify_leaf(evaluator, wanted, docid, before, &have_texts, error))
            return false;
        /* The array may move while it grows: the places are set when all are in. */
        *positions = (NgPositions) {NULL, evaluator->fitting->len - before};
    }
    guint at = 0;
    for (guint leaf = 0; confirmed && leaf < plan->leaves->len; leaf++) {
        const NgLeaf *wanted = plan->leaves->pdata[leaf];
        if (!wanted->exact && !wanted->prefix)
            continue;
        evaluator->leaves[leaf].v = (const uint32_t *)evaluator->fitting->data + at;
        at += evaluator->leaves[leaf].n;
    }
    return true;
}

bool ng_evaluator_at(NgEvaluator *evaluator, guint i, bool *matches, GError **error)
{
    const NgPlan *plan = evaluator->plan;
    guint32 docid = g_array_index(evaluator->docids, guint32, i);
    g_array_set_size(evaluator->passages, 0);
    if (!plan->passage) {
        guint headline = 0;
        g_array_append_val(evaluator->passages, headline);
        *matches = true;
        return true;
    }
    take_quotes(evaluator, i);
    if (!take_blocks(evaluator, docid, error) || !take_leaves(evaluator, i, error))
        return false;
    evaluator->input.leaves = evaluator->leaves;
    evaluator->input.n_leaves = plan->leaves->len;
    *matches = ng_passage_eval(plan->passage, plan->scope, &evaluator->input, evaluator->scratch,
                               evaluator->passages);
    return true;
}

bool ng_evaluator_run(NgEvaluator *evaluator, guint32 docid, bool *matches, GError **error)
{
    return ng_evaluator_load(evaluator, &docid, 1, error) &&
           ng_evaluator_at(evaluator, 0, matches, error);
}

void ng_evaluator_lengths(NgEvaluator *evaluator, const guint8 *lengths, guint n)
{
    g_byte_array_set_size(evaluator->lengths, 0);
    g_byte_array_append(evaluator->lengths, lengths, n);
}

bool ng_evaluator_measure(NgEvaluator *evaluator, guint32 docid, GError **error)
{
    NgMeta meta;
    if (!ng_db_value(evaluator->index->db, docid, NG_SLOT_META, evaluator->value, error))
        return false;
    if (ng_meta_unpack(evaluator->value->str, evaluator->value->len, &meta))
        ng_evaluator_lengths(evaluator, meta.lengths, (guint)meta.n_lengths);
    else
        ng_evaluator_lengths(evaluator, NULL, 0);
    return true;
}

double ng_evaluator_score(NgEvaluator *evaluator, guint paragraph)
{
    double length = 1;
    if (paragraph < evaluator->lengths->len)
        length = ng_length_unpack(evaluator->lengths->data[paragraph]) / evaluator->mean_length;
    return ng_passage_score(evaluator->plan->passage, &evaluator->input, evaluator->weights,
                            paragraph, length, evaluator->scratch);
}

guint ng_evaluator_paragraph(const NgEvaluator *evaluator, guint passage)
{
    if (evaluator->plan->scope != NG_SCOPE_QUOTE || !evaluator->plan->passage)
        return passage;
    if (passage >= evaluator->input.n_quotes)
        return 0;
    return ng_passage_paragraph(&evaluator->input, evaluator->input.quote_begin[passage]);
}
