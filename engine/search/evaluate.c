/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The predicate on one article of the index. */
#include "evaluate.h"

bool ng_evaluator_init(NgEvaluator *evaluator, NgIndex *index, const NgPlan *plan, GError **error)
{
    guint n = plan->leaves->len;
    *evaluator = (NgEvaluator) {.index = index,
                                .plan = plan,
                                .scratch = ng_passage_scratch_new(),
                                .weights = g_new0(double, n + 1),
                                .leaves = g_new0(NgPositions, n + 1),
                                .passages = g_array_new(FALSE, FALSE, sizeof(guint)),
                                .lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .first_block = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .places = g_array_new(FALSE, FALSE, 2 * sizeof(guint32)),
                                .beginnings = g_array_new(FALSE, FALSE, sizeof(guint32))};
    /* Each article has a headline beside its paragraphs. */
    double articles = ng_db_count(index->db);
    evaluator->mean_length = MAX(1, ng_db_average_length(index->db) * articles /
                                        MAX(1, articles + (double)index->paragraphs));
    if (ng_position_reader_init(&evaluator->reader, index, plan, evaluator->weights, error))
        return true;
    ng_evaluator_clear(evaluator);
    return false;
}

void ng_evaluator_clear(NgEvaluator *evaluator)
{
    GArray *arrays[] = {evaluator->passages, evaluator->lengths, evaluator->first_block,
                        evaluator->places, evaluator->beginnings};
    if (evaluator->reader.leaves)
        ng_position_reader_clear(&evaluator->reader);
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    ng_passage_scratch_free(evaluator->scratch);
    g_free(evaluator->leaves);
    g_free(evaluator->weights);
}

static void take_blocks(NgEvaluator *evaluator)
{
    evaluator->input.first_block = NULL;
    evaluator->input.n_paragraphs = 0;
    if (!evaluator->reader.forward.has_long)
        return;
    ng_forward_lengths(&evaluator->reader.forward, evaluator->lengths, evaluator->first_block);
    evaluator->input.first_block = (const uint32_t *)(void *)evaluator->first_block->data;
    evaluator->input.n_paragraphs = evaluator->first_block->len;
}

static void take_positions(NgEvaluator *evaluator)
{
    const NgPositionReader *reader = &evaluator->reader;
    NgPassageInput *input = &evaluator->input;
    guint n = reader->n_leaves;
    for (guint leaf = 0; leaf < n; leaf++)
        evaluator->leaves[leaf] = ng_positions_at(reader, leaf);
    input->leaves = evaluator->leaves;
    input->n_leaves = n;
    NgPositions begins = ng_positions_at(reader, n), ends = ng_positions_at(reader, n + 1);
    input->quote_begin = reader->quoted ? begins.v : NULL;
    input->quote_end = reader->quoted ? ends.v : NULL;
    input->n_quotes = MIN(begins.n, ends.n);
}

bool ng_evaluator_run(NgEvaluator *evaluator, guint32 docid, NgHasTerms has, bool *matches,
                      GError **error)
{
    const NgPlan *plan = evaluator->plan;
    evaluator->passages->len = 0;
    evaluator->lengths->len = 0;
    if (!plan->passage) {
        guint headline = 0;
        g_array_append_val(evaluator->passages, headline);
        *matches = true;
        return true;
    }
    if (!ng_positions_read(&evaluator->reader, docid, has, error))
        return false;
    take_blocks(evaluator);
    take_positions(evaluator);
    *matches = ng_passage_eval(plan->passage, plan->scope, &evaluator->input, evaluator->scratch,
                               evaluator->passages);
    return true;
}

void ng_evaluator_measure(NgEvaluator *evaluator)
{
    if (evaluator->plan->passage && evaluator->lengths->len == 0)
        ng_forward_lengths(&evaluator->reader.forward, evaluator->lengths, evaluator->first_block);
}

double ng_evaluator_score(NgEvaluator *evaluator, guint paragraph)
{
    double length = 1;
    if (paragraph < evaluator->lengths->len)
        length = g_array_index(evaluator->lengths, uint32_t, paragraph) / evaluator->mean_length;
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
