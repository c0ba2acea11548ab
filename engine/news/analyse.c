/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: completes an article: language, kind, lede, actors, quotations. What the input gave
 * stays; what an earlier run added is worked out anew, so that running twice changes nothing. */
#include "engine/news/languages.h"
#include "engine/news/quotes.h"
#include "engine/news/recogniser.h"

#include <string.h>

struct NgAnalyser {
    NgReading reading;
    GArray *stretches;        /* of NgStretch */
    NgNames phrases;          /* that only statements have; NgName.actor says where */
    NgRecogniser *recogniser; /* or NULL */
};

/* A statement says so at its head or at its foot; news that reports of one says who issued it. */
enum { IN_TITLE = 1 << 0, IN_HEAD = 1 << 1, IN_FOOT = 1 << 2, NEEDS_COLON = 1 << 3 };

static const struct {
    const char *phrase;
    uint32_t where;
} statement_phrases[] = {
    {"for immediate release", IN_HEAD},
    {"today released the following statement", IN_HEAD},
    {"today issued the following statement", IN_HEAD},
    {"today made the following statement", IN_HEAD},
    {"released the following statement today", IN_HEAD},
    {"issued the following statement today", IN_HEAD},
    {"zur sofortigen veröffentlichung", IN_HEAD},
    {"sperrfrist", IN_HEAD | NEEDS_COLON},
    {"communiqué de presse", IN_HEAD},
    {"para publicación inmediata", IN_HEAD},
    {"press release", IN_TITLE | NEEDS_COLON},
    {"news release", IN_TITLE | NEEDS_COLON},
    {"media release", IN_TITLE | NEEDS_COLON},
    {"press statement", IN_TITLE | NEEDS_COLON},
    {"pressemitteilung", IN_TITLE | NEEDS_COLON},
    {"media contact", IN_FOOT | NEEDS_COLON},
    {"media contacts", IN_FOOT | NEEDS_COLON},
    {"press contact", IN_FOOT | NEEDS_COLON},
    {"press contacts", IN_FOOT | NEEDS_COLON},
    {"pressekontakt", IN_FOOT | NEEDS_COLON},
    {"contact presse", IN_FOOT},
};

NgAnalyser *ng_analyser_new(const NgAuthority *authority)
{
    NgAnalyser *analyser = g_new0(NgAnalyser, 1);
    ng_reading_init(&analyser->reading, authority);
    analyser->stretches = g_array_new(FALSE, FALSE, sizeof(NgStretch));
    ng_names_init(&analyser->phrases, 128);
    for (guint i = 0; i < G_N_ELEMENTS(statement_phrases); i++)
        ng_names_add(&analyser->phrases, &analyser->reading.tokens, statement_phrases[i].phrase,
                     statement_phrases[i].where, 0);
    return analyser;
}

void ng_analyser_set_model(NgAnalyser *analyser, const NgNameModel *model)
{
    ng_recogniser_free(analyser->recogniser);
    analyser->recogniser = model ? ng_recogniser_new(model) : NULL;
}

void ng_analyser_free(NgAnalyser *analyser)
{
    if (!analyser)
        return;
    ng_recogniser_free(analyser->recogniser);
    ng_reading_clear(&analyser->reading);
    ng_names_clear(&analyser->phrases);
    g_array_unref(analyser->stretches);
    g_free(analyser);
}

enum { EDGE_PARAGRAPHS = 4, EDGE_WORDS = 100 }; /* of head and foot that are looked at */

static bool says_statement(const NgAnalyser *analyser, guint n, uint32_t where)
{
    const NgReading *r = &analyser->reading;
    const NgPart *part = ng_reading_part(r, n);
    uint32_t last = MIN(part->last, part->first + EDGE_WORDS);
    for (uint32_t at = part->first; at < last; at++) {
        if (!ng_names_may_begin(&analyser->phrases, r->words[at].key, true))
            continue;
        uint32_t node = 0;
        for (uint32_t i = at; i < part->last; i++) {
            node = ng_names_step(&analyser->phrases, node, r->words[i].key);
            const NgName *name = node ? ng_names_at(&analyser->phrases, node) : NULL;
            if (!node)
                break;
            if (!name || !(name->actor & where))
                continue;
            if (!(name->actor & NEEDS_COLON) || part->paragraph->text[r->words[i].end] == ':')
                return true;
        }
    }
    return false;
}

static NgKind guess_kind(const NgAnalyser *analyser)
{
    guint n = analyser->reading.parts->len;
    if (says_statement(analyser, 0, IN_TITLE))
        return NG_KIND_STATEMENT;
    for (guint i = 1; i < n; i++)
        if ((i <= EDGE_PARAGRAPHS && says_statement(analyser, i, IN_HEAD)) ||
            (i + EDGE_PARAGRAPHS >= n && says_statement(analyser, i, IN_FOOT)))
            return NG_KIND_STATEMENT;
    return NG_KIND_ARTICLE;
}

static void mark_lede(NgArticle *article)
{
    NgParagraph *first = NULL;
    for (guint i = 0; i < article->paragraphs->len; i++) {
        NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        if (paragraph->role == NG_ROLE_LEDE)
            return;
        if (!first && paragraph->role == NG_ROLE_BODY)
            first = paragraph;
    }
    if (first)
        first->role = NG_ROLE_LEDE;
}

static void take_paragraph(NgReading *reading, NgParagraph *paragraph)
{
    if (!paragraph->actors_given)
        g_ptr_array_set_size(paragraph->actors, 0);
    if (!paragraph->quotes_given)
        g_ptr_array_set_size(paragraph->quotes, 0);
    ng_reading_add(reading, paragraph);
}

const NgKeptTokens *ng_analyser_tokens(const NgAnalyser *analyser)
{
    return analyser->reading.kept;
}

void ng_analyse_words(NgArticle *article)
{
    ng_languages_settle(article);
    mark_lede(article);
}

void ng_analyse(NgAnalyser *analyser, NgArticle *article)
{
    NgReading *reading = &analyser->reading;
    ng_analyse_words(article);
    ng_reading_begin(reading, article);
    g_array_set_size(analyser->stretches, 0);
    take_paragraph(reading, article->headline);
    for (guint i = 0; i < article->paragraphs->len; i++)
        take_paragraph(reading, g_ptr_array_index(article->paragraphs, i));
    if (!article->kind_given)
        article->kind = guess_kind(analyser);
    ng_quotes_find(reading, analyser->stretches);
    ng_actors_match(reading);
    if (analyser->recogniser && reading->english)
        ng_recognised_take(reading, ng_recognise(analyser->recogniser, reading),
                           ng_recogniser_book(analyser->recogniser));
    ng_people_learn(reading);
    ng_actors_resolve(reading);
    ng_actors_emit(reading);
    ng_quotes_attribute(reading, analyser->stretches);
    ng_times_find(reading);
}
