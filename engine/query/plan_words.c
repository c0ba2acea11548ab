/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words and phrases of a query to matches and passages.
 * Part of stage 3; plan_forms.c takes the words apart, plan_near.c asks for them.
 * Must not know: fields with values, dates, the store. */
#include "engine/query/lex.h"
#include "engine/query/plan_forms.h"

#include <string.h>

static NgLeafKind kind_of_part(const NgWord *word, guint i)
{
    bool last = i + 1 == word->parts->len;
    return word->kind == NG_LEAF_PREFIX && !last ? NG_LEAF_WORD : word->kind;
}

/* Finds the articles that have the part. */
static NgMatch *part_match(const NgWordPart *part, NgLeafKind kind)
{
    NgMatch *match =
        ng_terms_match(kind == NG_LEAF_WORD ? part->terms : part->raw, NG_MATCH_SYNONYM);
    return match ? match : ng_match_none();
}

/* Where a word stands is told by its stems. */
static NgPassage *part_leaf(NgPlanner *planner, const NgWordPart *part, NgLeafKind kind,
                            const NgWhere *where, const char *shown)
{
    return ng_plan_leaf(planner, g_ptr_array_ref(part->terms), kind, part->form, !where->negative,
                        shown);
}

/* title: and lead: look at some paragraphs only, and speak of the article. */
NgPassage *ng_plan_wrap(NgPassage *unit, const NgWhere *where)
{
    if (where->field != NG_FIELD_TITLE && where->field != NG_FIELD_LEAD)
        return unit;
    NgPassage *within = ng_passage_new(NG_PASSAGE_WITHIN);
    within->last = where->field == NG_FIELD_LEAD;
    within->by_article = true;
    ng_passage_add(within, unit);
    return within;
}

static NgMatch *both(NgMatchOp op, NgMatch *left, NgMatch *right)
{
    return left ? ng_match_op(op, left, right) : right;
}

/* A run of parts, one behind the other. */
static NgPassage *run_passage(NgPlanner *planner, const NgWord *word, const NgWhere *where)
{
    guint n = word->parts->len;
    NgPassage *run = n > 1 ? ng_passage_new(NG_PASSAGE_PHRASE) : NULL;
    if (run)
        run->gap = g_new0(guint, n);
    for (guint i = 0; i < n; i++) {
        const NgWordPart *part = &g_array_index(word->parts, NgWordPart, i);
        NgPassage *leaf = part_leaf(planner, part, kind_of_part(word, i), where, word->shown);
        if (!run)
            return leaf;
        run->gap[i] = part->offset - g_array_index(word->parts, NgWordPart, 0).offset;
        ng_passage_add(run, leaf);
    }
    return run;
}

static NgPassage *word_passage(NgPlanner *planner, const NgWord *word, const NgWhere *where)
{
    NgPassage *run = run_passage(planner, word, where);
    if (!word->joined)
        return run;
    NgPassage *either = ng_passage_new(NG_PASSAGE_OR);
    ng_passage_add(either, run);
    ng_passage_add(either, part_leaf(planner, word->joined, NG_LEAF_WORD, where, word->shown));
    return either;
}

/* Of any of many words left-wing finds what says both, but each part tells how much an article that
 * another word finds is about it. */
static NgMatch *word_match(const NgWord *word, NgMatchOp op)
{
    NgMatch *match = NULL;
    for (guint i = 0; i < word->parts->len; i++)
        match = both(op, match,
                     part_match(&g_array_index(word->parts, NgWordPart, i), kind_of_part(word, i)));
    return word->joined ? ng_match_op(NG_MATCH_OR, match, part_match(word->joined, NG_LEAF_WORD))
                        : match;
}

static bool count_words(NgPlanner *planner, const NgNode *node)
{
    if (++planner->words <= planner->limits->max_terms)
        return true;
    return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                         "more than %u words", planner->limits->max_terms);
}

bool ng_plan_word(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    NgWord word = {0};
    bool taken = count_words(planner, node) && ng_word_take(planner, node, &word);
    if (taken && !word.parts->len)
        taken = ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                              "there is no word here");
    if (!taken) {
        ng_word_clear(&word);
        return false;
    }
    *piece =
        (NgPiece) {.by_passage = where->field != NG_FIELD_TITLE && where->field != NG_FIELD_LEAD};
    piece->match = word_match(&word, where->any ? NG_MATCH_OR : NG_MATCH_AND);
    if (word.parts->len > planner->limits->max_phrase_words) {
        /* an address, a very long compound: all of its parts, wherever */
        piece->passage = ng_passage_new(NG_PASSAGE_AND);
        for (guint i = 0; i < word.parts->len; i++)
            ng_passage_add(
                piece->passage,
                ng_plan_wrap(part_leaf(planner, &g_array_index(word.parts, NgWordPart, i),
                                       kind_of_part(&word, i), where, word.shown),
                             where));
    } else {
        piece->passage = ng_plan_wrap(word_passage(planner, &word, where), where);
        piece->exact = word.parts->len == 1 && where->field == NG_FIELD_TEXT && !where->quoted &&
                       kind_of_part(&word, 0) == NG_LEAF_WORD;
    }
    ng_word_clear(&word);
    return true;
}

/* ---- phrases ---- */

static void words_clear(gpointer data)
{
    ng_word_clear(data);
}

/* No compound with a joined form: one run of leaves. shown: of each part the word that it is of. */
static NgPassage *flat_phrase(NgPlanner *planner, const GArray *parts, const GArray *kinds,
                              const GArray *offsets, const NgWhere *where, const GArray *shown)
{
    NgPassage *phrase = ng_passage_new(NG_PASSAGE_PHRASE);
    phrase->gap = g_new0(guint, parts->len);
    for (guint i = 0; i < parts->len; i++) {
        phrase->gap[i] = g_array_index(offsets, guint, i) - g_array_index(offsets, guint, 0);
        ng_passage_add(phrase, part_leaf(planner, g_array_index(parts, const NgWordPart *, i),
                                         g_array_index(kinds, NgLeafKind, i), where,
                                         g_array_index(shown, const char *, i)));
    }
    return phrase;
}

static void plan_words(NgPlanner *planner, const GArray *words, const NgWhere *where,
                       NgPiece *piece)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(const NgWordPart *));
    g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(NgLeafKind));
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(const char *));
    bool joined = false;
    guint offset = 0;
    NgMatch *all = NULL;
    NgPassage *chain = NULL;
    for (guint i = 0; i < words->len; i++) {
        const NgWord *word = &g_array_index(words, NgWord, i);
        joined |= word->joined != NULL;
        for (guint j = 0; j < word->parts->len; j++) {
            const NgWordPart *part = &g_array_index(word->parts, NgWordPart, j);
            NgLeafKind kind = kind_of_part(word, j);
            guint at = offset + part->offset;
            g_array_append_val(parts, part);
            g_array_append_val(kinds, kind);
            g_array_append_val(offsets, at);
            g_array_append_val(shown, word->shown);
        }
        offset += word->width;
        all = both(NG_MATCH_AND, all, word_match(word, NG_MATCH_AND));
    }
    if (!joined) {
        piece->passage =
            ng_plan_wrap(flat_phrase(planner, parts, kinds, offsets, where, shown), where);
        piece->match = all;
        return;
    }
    for (guint i = 0; i < words->len; i++) {
        NgPassage *next = word_passage(planner, &g_array_index(words, NgWord, i), where);
        if (chain) {
            NgPassage *both = ng_passage_new(NG_PASSAGE_ADJ);
            both->distance = 1;
            ng_passage_add(both, chain);
            ng_passage_add(both, next);
            next = both;
        }
        chain = next;
    }
    piece->passage = ng_plan_wrap(chain, where);
    piece->match = all;
}

bool ng_plan_phrase(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    if (++planner->phrases > planner->limits->max_phrases)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "more than %u phrases and proximity operators",
                             planner->limits->max_phrases);
    g_autoptr(GArray) words = g_array_new(FALSE, TRUE, sizeof(NgWord));
    g_array_set_clear_func(words, words_clear);
    guint parts = 0;
    for (guint i = 0; i < node->kids->len; i++) {
        g_array_set_size(words, i + 1);
        NgWord *word = &g_array_index(words, NgWord, i);
        if (!count_words(planner, node) || !ng_word_take(planner, node->kids->pdata[i], word))
            return false;
        parts += word->parts->len;
    }
    if (parts > planner->limits->max_phrase_words)
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "a phrase of more than %u words", planner->limits->max_phrase_words);
    *piece =
        (NgPiece) {.by_passage = where->field != NG_FIELD_TITLE && where->field != NG_FIELD_LEAD};
    plan_words(planner, words, where, piece);
    return true;
}

bool ng_plan_rarity(NgPlanner *planner, const NgNode *node, guint32 *documents)
{
    NgWord word = {0};
    const NgVocabulary *vocabulary = planner->vocabulary;
    bool done = ng_word_take(planner, node, &word);
    *documents = word.parts->len ? G_MAXUINT32 : 0;
    for (guint i = 0; done && i < word.parts->len; i++) {
        const NgWordPart *part = &g_array_index(word.parts, NgWordPart, i);
        guint32 sum = 0;
        for (guint j = 0; done && j < part->terms->len; j++) {
            gsize len;
            const char *term = g_bytes_get_data(part->terms->pdata[j], &len);
            guint32 found = 0;
            done = vocabulary->frequency(vocabulary->data, term, len, &found, planner->error);
            sum += MIN(found, G_MAXUINT32 - sum);
        }
        *documents = MIN(*documents, sum);
    }
    ng_word_clear(&word);
    return done;
}
