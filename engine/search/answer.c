/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page of hits. */
#include "answer.h"
#include "hit_story.h"
#include "nutgraf/document.h"
#include "nutgraf/record.h"
#include "nutgraf/token.h"

#include <string.h>

typedef struct {
    guint passage, paragraph;
    double score;
} Shown;

typedef struct {
    NgEvaluator *evaluator;
    const NgRequest *request;
    NgResults *results;
    const NgSeenStories *stories;
    NgTokens tokens;
    GArray *places;  /* NgPlace */
    GArray *shown;   /* Shown */
    GArray *numbers; /* guint: the paragraphs that are shown */
    GArray *placed;  /* guint */
    GString *record;
} Page;

/* ---- results ---- */

static void hit_free(NgHit *hit)
{
    g_free(hit->id);
    g_array_unref(hit->spans);
    g_array_unref(hit->title_spans);
    g_free(hit);
}

static void help_free(NgWordHelp *help)
{
    g_free(help->word);
    g_free(help->suggestion);
    g_free(help);
}

NgResults *ng_results_new(void)
{
    NgResults *results = g_new0(NgResults, 1);
    results->notices = g_ptr_array_new_with_free_func(g_free);
    results->hits = g_ptr_array_new_with_free_func((GDestroyNotify)hit_free);
    results->articles = g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free);
    results->stories = g_ptr_array_new_with_free_func((GDestroyNotify)ng_story_free);
    results->facets = g_ptr_array_new_with_free_func((GDestroyNotify)ng_facet_result_free);
    results->timeline = g_ptr_array_new();
    results->help = g_ptr_array_new_with_free_func((GDestroyNotify)help_free);
    results->next = -1;
    return results;
}

void ng_results_free(NgResults *results)
{
    if (!results)
        return;
    g_free(results->input);
    g_free(results->parsed);
    g_free(results->revision);
    g_free(results->explained);
    g_ptr_array_unref(results->notices);
    g_ptr_array_unref(results->hits);
    g_ptr_array_unref(results->articles);
    g_ptr_array_unref(results->stories);
    g_ptr_array_unref(results->facets);
    g_ptr_array_unref(results->timeline);
    g_ptr_array_unref(results->help);
    g_free(results);
}

/* ---- marking words ---- */

static const NgParagraph *paragraph_of(const NgArticle *article, guint n)
{
    if (n == 0 || n > article->paragraphs->len)
        return article->headline;
    return article->paragraphs->pdata[n - 1];
}

/* Where the second of two characters begins; marks belong to the first. */
static uint32_t second_of(const char *text, const NgToken *pair)
{
    const char *at = g_utf8_next_char(text + pair->begin);
    while (at < text + pair->end && g_unichar_ismark(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return (uint32_t)(at - text);
}

/* The word's bytes. token: the first one at the word's number or behind it. Of a script without
 * spaces tokens are pairs: a character alone may be sought, which is the first of the pair at its
 * number, or the last of a run, which has no token. */
static bool span_of(const NgTokens *tokens, uint32_t token, uint32_t word, const char *text,
                    bool alone, NgSpan *span)
{
    const NgToken *at =
        token < tokens->n && tokens->v[token].word == word ? &tokens->v[token] : NULL;
    const NgToken *before = token > 0 ? &tokens->v[token - 1] : NULL;
    if (at) {
        bool cut = alone && at->flags & NG_TOKEN_CJK;
        *span = (NgSpan) {at->begin, cut ? second_of(text, at) : at->end};
        return true;
    }
    if (!before || before->word + 1 != word || !(before->flags & NG_TOKEN_CJK))
        return false;
    *span = (NgSpan) {second_of(text, before), before->end};
    return true;
}

/* The bytes of each place in the paragraph. */
static GArray *spans_of(Page *page, const NgArticle *article, guint n)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    NgEvaluator *evaluator = page->evaluator;
    if (!evaluator->plan->passage)
        return spans;
    g_array_set_size(page->places, 0);
    ng_passage_places(evaluator->plan->passage, &evaluator->input, n, evaluator->scratch,
                      page->places);
    if (page->places->len == 0)
        return spans;
    const NgParagraph *paragraph = paragraph_of(article, n);
    ng_tokenise(&page->tokens, paragraph->text, strlen(paragraph->text));
    uint32_t first_block = evaluator->input.first_block && n < evaluator->first_block->len
                               ? evaluator->input.first_block[n]
                               : n;
    uint32_t token = 0;
    for (guint i = 0; i < page->places->len; i++) {
        uint32_t position = g_array_index(page->places, NgPlace, i).position;
        uint32_t word = (position / NG_BLOCK_STRIDE - first_block) * NG_BLOCK_WORDS +
                        position % NG_BLOCK_STRIDE;
        while (token < page->tokens.n && page->tokens.v[token].word < word)
            token++;
        const NgLeaf *leaf =
            evaluator->plan->leaves->pdata[g_array_index(page->places, NgPlace, i).leaf];
        NgSpan span, *last = spans->len ? &g_array_index(spans, NgSpan, spans->len - 1) : NULL;
        bool alone = leaf->shown && g_utf8_strlen(leaf->shown, -1) == 1;
        if (!span_of(&page->tokens, token, word, paragraph->text, alone, &span))
            continue;
        if (!last || span.begin >= last->end)
            g_array_append_val(spans, span);
        else if (token < page->tokens.n && page->tokens.v[token].flags & NG_TOKEN_CJK)
            last->end = MAX(last->end, span.end); /* pairs overlap */
    }
    return spans;
}

/* Quotations are counted through the article; which of its paragraph's is this one? */
static int quote_of(Page *page, const NgArticle *article, const Shown *shown)
{
    NgEvaluator *evaluator = page->evaluator;
    if (evaluator->plan->scope != NG_SCOPE_QUOTE || !evaluator->plan->passage)
        return -1;
    guint nth = 0;
    for (guint i = shown->passage; i > 0; i--) {
        if (ng_evaluator_paragraph(evaluator, i - 1) != shown->paragraph)
            break;
        nth++;
    }
    const NgParagraph *paragraph = paragraph_of(article, shown->paragraph);
    ng_tokenise(&page->tokens, paragraph->text, strlen(paragraph->text));
    g_array_set_size(page->placed, 0);
    ng_document_placed_quotes(paragraph, &page->tokens, page->placed);
    return nth < page->placed->len ? (int)g_array_index(page->placed, guint, nth) : -1;
}

/* ---- choosing ---- */

static int by_score(gconstpointer a, gconstpointer b)
{
    const Shown *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->passage < right->passage ? -1 : left->passage > right->passage;
}

static void choose(Page *page)
{
    NgEvaluator *evaluator = page->evaluator;
    g_array_set_size(page->shown, 0);
    for (guint i = 0; i < evaluator->passages->len; i++) {
        Shown shown = {.passage = g_array_index(evaluator->passages, guint, i)};
        shown.paragraph = ng_evaluator_paragraph(evaluator, shown.passage);
        if (evaluator->plan->passage)
            shown.score = ng_evaluator_score(evaluator, shown.paragraph);
        g_array_append_val(page->shown, shown);
    }
    g_array_sort(page->shown, by_score);
}

static bool add_hits(Page *page, const NgFound *found, guint from, guint count, GError **error)
{
    NgEvaluator *evaluator = page->evaluator;
    bool matches;
    if (!ng_evaluator_run(evaluator, found->docid, found->has, &matches, error))
        return false;
    ng_evaluator_measure(evaluator); /* what it reads is gone once another article is looked at */
    if (!ng_db_data(evaluator->index->db, found->docid, page->record, error))
        return false;
    choose(page);
    guint last = MIN(from + count, page->shown->len);
    g_array_set_size(page->numbers, 0);
    for (guint i = from; i < last; i++)
        g_array_append_val(page->numbers, g_array_index(page->shown, Shown, i).paragraph);
    NgArticle *article = ng_record_decode_shown(page->record->str, page->record->len,
                                                (const guint *)(void *)page->numbers->data,
                                                page->numbers->len, error);
    if (!article)
        return false;
    g_ptr_array_add(page->results->articles, article);
    ng_actor_table_apply(evaluator->index->actors, article);
    NgStory *story;
    if (!ng_hit_story(evaluator->index, page->stories, found->docid, article,
                      page->request->dups_show, &story, error))
        return false;
    if (story)
        g_ptr_array_add(page->results->stories, story);
    for (guint i = from; i < last; i++) {
        const Shown shown = g_array_index(page->shown, Shown, i);
        NgHit *hit = g_new0(NgHit, 1);
        hit->n = shown.paragraph;
        hit->of = article->paragraphs->len;
        hit->id = g_strdup_printf("%s#%u", article->id, shown.paragraph);
        hit->score = found->score;
        hit->article = article;
        hit->story = story;
        hit->paragraph = paragraph_of(article, shown.paragraph);
        hit->matching = page->shown->len;
        hit->spans = spans_of(page, article, shown.paragraph);
        hit->title_spans = spans_of(page, article, 0);
        hit->quote = quote_of(page, article, &shown);
        g_ptr_array_add(page->results->hits, hit);
    }
    return true;
}

/* limit and offset count articles. */
static bool page_of_articles(Page *page, const NgCollected *collected, guint limit, GError **error)
{
    guint offset = page->request->offset;
    for (guint i = offset; i < collected->found->len && i - offset < limit; i++)
        if (!add_hits(page, &g_array_index(collected->found, NgFound, i), 0, NG_SHOWN_TOGETHER,
                      error))
            return false;
    if ((guint64)offset + limit < collected->shown)
        page->results->next = (gint64)offset + limit;
    return true;
}

/* limit and offset count hits. */
static bool page_of_hits(Page *page, const NgCollected *collected, guint limit, GError **error)
{
    guint64 before = 0;
    guint offset = page->request->offset;
    for (guint i = 0; i < collected->found->len && page->results->hits->len < limit; i++) {
        const NgFound *found = &g_array_index(collected->found, NgFound, i);
        if (before + found->passages > offset) {
            guint from = before < offset ? (guint)(offset - before) : 0;
            if (!add_hits(page, found, from, limit - page->results->hits->len, error))
                return false;
        }
        before += found->passages;
    }
    if ((guint64)offset + limit < collected->shown_passages)
        page->results->next = (gint64)offset + limit;
    return true;
}

bool ng_answer_page(NgEvaluator *evaluator, const NgRequest *request, const NgCollected *collected,
                    const NgSeenStories *stories, NgResults *results, GError **error)
{
    Page page = {.evaluator = evaluator,
                 .request = request,
                 .results = results,
                 .stories = stories,
                 .places = g_array_new(FALSE, FALSE, sizeof(NgPlace)),
                 .shown = g_array_new(FALSE, FALSE, sizeof(Shown)),
                 .numbers = g_array_new(FALSE, FALSE, sizeof(guint)),
                 .placed = g_array_new(FALSE, FALSE, sizeof(guint)),
                 .record = g_string_sized_new(16384)};
    guint limit = request->limit ? request->limit : 10;
    ng_tokens_init(&page.tokens);
    bool ok = request->ungrouped ? page_of_hits(&page, collected, limit, error)
                                 : page_of_articles(&page, collected, limit, error);
    ng_tokens_clear(&page.tokens);
    g_array_unref(page.places);
    g_array_unref(page.shown);
    g_array_unref(page.numbers);
    g_array_unref(page.placed);
    g_string_free(page.record, TRUE);
    return ok;
}
