/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The predicate on one article of the index.
 *
 * The positions of the words as written are not stored (they would double the position table), only
 * those of the stems; a leaf that asks for a form or a beginning keeps the places of its stems at
 * which the stored text has it. */
#include "evaluate.h"
#include "nutgraf/record.h"
#include "nutgraf/token.h"
#include "nutgraf/values.h"

#include <math.h>
#include <string.h>

static bool leaf_weight(NgEvaluator *evaluator, const NgLeaf *leaf, double *weight, GError **error)
{
    guint64 sum = 0;
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        guint32 documents;
        if (!ng_db_frequency(evaluator->index->db, term, len, &documents, error))
            return false;
        sum += documents;
    }
    double all = MAX(1, ng_db_count(evaluator->index->db));
    double with = MIN((double)sum, all);
    *weight = log(1.0 + (all - with + 0.5) / (with + 0.5));
    return true;
}

bool ng_evaluator_init(NgEvaluator *evaluator, NgIndex *index, const NgPlan *plan, GError **error)
{
    guint n = plan->leaves->len;
    *evaluator = (NgEvaluator) {.index = index,
                                .plan = plan,
                                .scratch = ng_passage_scratch_new(),
                                .flat = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .leaves = g_new0(NgPositions, n + 1),
                                .leaf_from = g_new0(guint, n + 1),
                                .first_block = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .quote_begin = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .quote_end = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                                .passages = g_array_new(FALSE, FALSE, sizeof(guint)),
                                .value = g_string_new(NULL),
                                .record = g_string_new(NULL),
                                .texts = g_array_new(FALSE, FALSE, sizeof(NgRecordText)),
                                .weights = g_new0(double, n + 1)};
    bool ok = true;
    ng_tokens_init(&evaluator->tokens);
    for (guint i = 0; ok && i < n; i++)
        ok = leaf_weight(evaluator, plan->leaves->pdata[i], &evaluator->weights[i], error);
    if (!ok)
        ng_evaluator_clear(evaluator);
    return ok;
}

void ng_evaluator_clear(NgEvaluator *evaluator)
{
    ng_passage_scratch_free(evaluator->scratch);
    g_array_unref(evaluator->flat);
    g_free(evaluator->leaves);
    g_free(evaluator->leaf_from);
    g_array_unref(evaluator->first_block);
    g_array_unref(evaluator->quote_begin);
    g_array_unref(evaluator->quote_end);
    g_array_unref(evaluator->passages);
    g_string_free(evaluator->value, TRUE);
    g_string_free(evaluator->record, TRUE);
    g_array_unref(evaluator->texts);
    ng_tokens_clear(&evaluator->tokens);
    g_free(evaluator->weights);
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
    GArray *flat = evaluator->flat;
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
    if (evaluator->flat->len == from)
        return true;
    if (!*have_texts &&
        (!ng_db_data(evaluator->index->db, docid, evaluator->record, error) ||
         !ng_record_texts(evaluator->record->str, evaluator->record->len, evaluator->texts, error)))
        return false;
    *have_texts = true;
    keep_fitting(evaluator, leaf, from);
    return true;
}

/* ---- reading ---- */

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

static bool read_leaf(NgEvaluator *evaluator, const NgLeaf *leaf, guint32 docid, GError **error)
{
    NgDb *db = evaluator->index->db;
    guint from = evaluator->flat->len;
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        if (leaf->boolean) {
            Presence presence = {term, len, false};
            if (!ng_db_each_document_term(db, docid, term, len, note_presence, &presence, error))
                return false;
            if (presence.found) {
                uint32_t first = 0;
                g_array_append_val(evaluator->flat, first);
                break;
            }
        } else if (!ng_db_positions(db, docid, term, len, evaluator->flat, error)) {
            return false;
        }
    }
    if (leaf->terms->len > 1 && !leaf->boolean)
        settle_positions(evaluator->flat, from);
    return true;
}

static bool read_quotes(NgEvaluator *evaluator, guint32 docid, GError **error)
{
    NgDb *db = evaluator->index->db;
    g_array_set_size(evaluator->quote_begin, 0);
    g_array_set_size(evaluator->quote_end, 0);
    if (!ng_db_positions(db, docid, NG_TERM_QUOTE_BEGIN, strlen(NG_TERM_QUOTE_BEGIN),
                         evaluator->quote_begin, error) ||
        !ng_db_positions(db, docid, NG_TERM_QUOTE_END, strlen(NG_TERM_QUOTE_END),
                         evaluator->quote_end, error))
        return false;
    evaluator->input.quote_begin = (const uint32_t *)evaluator->quote_begin->data;
    evaluator->input.quote_end = (const uint32_t *)evaluator->quote_end->data;
    evaluator->input.n_quotes = MIN(evaluator->quote_begin->len, evaluator->quote_end->len);
    return true;
}

static bool read_blocks(NgEvaluator *evaluator, guint32 docid, GError **error)
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

bool ng_evaluator_run(NgEvaluator *evaluator, guint32 docid, bool *matches, GError **error)
{
    const NgPlan *plan = evaluator->plan;
    g_array_set_size(evaluator->passages, 0);
    if (!plan->passage) {
        guint headline = 0;
        g_array_append_val(evaluator->passages, headline);
        *matches = true;
        return true;
    }
    g_array_set_size(evaluator->flat, 0);
    if (!read_blocks(evaluator, docid, error) ||
        ((plan->scope == NG_SCOPE_QUOTE || plan->needs_quotes) &&
         !read_quotes(evaluator, docid, error)))
        return false;
    guint n = plan->leaves->len;
    bool have_texts = false;
    for (guint i = 0; i < n; i++) {
        const NgLeaf *leaf = plan->leaves->pdata[i];
        evaluator->leaf_from[i] = evaluator->flat->len;
        if (!read_leaf(evaluator, leaf, docid, error) ||
            ((leaf->exact || leaf->prefix) &&
             !verify_leaf(evaluator, leaf, docid, evaluator->leaf_from[i], &have_texts, error)))
            return false;
    }
    evaluator->leaf_from[n] = evaluator->flat->len;
    for (guint i = 0; i < n; i++)
        evaluator->leaves[i] =
            (NgPositions) {(const uint32_t *)evaluator->flat->data + evaluator->leaf_from[i],
                           evaluator->leaf_from[i + 1] - evaluator->leaf_from[i]};
    evaluator->input.leaves = evaluator->leaves;
    evaluator->input.n_leaves = n;
    *matches = ng_passage_eval(plan->passage, plan->scope, &evaluator->input, evaluator->scratch,
                               evaluator->passages);
    return true;
}

guint ng_evaluator_paragraph(const NgEvaluator *evaluator, guint passage)
{
    if (evaluator->plan->scope != NG_SCOPE_QUOTE || !evaluator->plan->passage)
        return passage;
    if (passage >= evaluator->input.n_quotes)
        return 0;
    return ng_passage_paragraph(&evaluator->input, evaluator->input.quote_begin[passage]);
}
