/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: completes an article: language, kind, lede, actors, quotations. What the input gave
 * stays; what an earlier run added is worked out anew, so that running twice changes nothing. */
#include "engine/news/quotes.h"

#include "nutgraf/stem.h"

#include <string.h>

struct NgAnalyser {
    NgReading reading;
    GArray *stretches; /* of NgStretch */
};

NgAnalyser *ng_analyser_new(const NgAuthority *authority)
{
    NgAnalyser *analyser = g_new0(NgAnalyser, 1);
    ng_reading_init(&analyser->reading, authority);
    analyser->stretches = g_array_new(FALSE, FALSE, sizeof(NgStretch));
    return analyser;
}

void ng_analyser_free(NgAnalyser *analyser)
{
    if (!analyser)
        return;
    ng_reading_clear(&analyser->reading);
    g_array_unref(analyser->stretches);
    g_free(analyser);
}

enum { GUESS_BYTES = 4000 }; /* of text from the beginning settle the language */

static void guess_language(NgArticle *article)
{
    if (article->lang)
        return;
    g_autoptr(GString) sample = g_string_sized_new(GUESS_BYTES + 256);
    for (guint i = 0; i < article->paragraphs->len && sample->len < GUESS_BYTES; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_string_append(sample, paragraph->text);
        g_string_append_c(sample, '\n');
    }
    if (sample->len < 200) {
        g_string_prepend_c(sample, '\n');
        g_string_prepend(sample, article->headline->text);
    }
    gsize len = MIN(sample->len, GUESS_BYTES);
    while (len > 0 && len < sample->len && ((unsigned char)sample->str[len] & 0xc0) == 0x80)
        len--;
    article->lang = g_strdup(ng_language_guess(sample->str, len));
}

static bool has_phrase(const char *text, const char *const *phrases)
{
    g_autofree char *folded = g_ascii_strdown(text, MIN(strlen(text), (gsize)600));
    for (; *phrases; phrases++)
        if (strstr(folded, *phrases))
            return true;
    return false;
}

/* A statement says so at its head or at its foot; news that reports of one says who issued it. */
static NgKind guess_kind(const NgArticle *article)
{
    static const char *const head[] = {"for immediate release",
                                       "today released the following statement",
                                       "today issued the following statement",
                                       "today made the following statement",
                                       "released the following statement today",
                                       "issued the following statement today",
                                       "zur sofortigen veröffentlichung",
                                       "sperrfrist:",
                                       "communiqué de presse",
                                       "para publicación inmediata",
                                       NULL};
    static const char *const title[] = {"press release:", "news release:",     "press statement:",
                                        "media release:", "pressemitteilung:", NULL};
    static const char *const foot[] = {"media contact:",
                                       "press contact:",
                                       "media contacts:",
                                       "press contacts:",
                                       "pressekontakt:",
                                       "contact presse",
                                       NULL};
    if (has_phrase(article->headline->text, title))
        return NG_KIND_STATEMENT;
    guint n = article->paragraphs->len;
    for (guint i = 0; i < MIN(n, 4); i++)
        if (has_phrase(((NgParagraph *)g_ptr_array_index(article->paragraphs, i))->text, head))
            return NG_KIND_STATEMENT;
    for (guint i = n > 4 ? n - 4 : 0; i < n; i++)
        if (has_phrase(((NgParagraph *)g_ptr_array_index(article->paragraphs, i))->text, foot))
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

void ng_analyse(NgAnalyser *analyser, NgArticle *article)
{
    NgReading *reading = &analyser->reading;
    guess_language(article);
    if (!article->kind_given)
        article->kind = guess_kind(article);
    mark_lede(article);
    ng_reading_begin(reading, article);
    g_array_set_size(analyser->stretches, 0);
    take_paragraph(reading, article->headline);
    for (guint i = 0; i < article->paragraphs->len; i++)
        take_paragraph(reading, g_ptr_array_index(article->paragraphs, i));
    ng_quotes_find(reading, analyser->stretches);
    ng_actors_match(reading);
    ng_people_learn(reading);
    ng_actors_resolve(reading);
    ng_actors_emit(reading);
    ng_quotes_attribute(reading, analyser->stretches);
}
