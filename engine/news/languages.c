/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the language of an article by its text and what its source claims, then those of its
 * paragraphs beside it. Templates often lie: a German page under lang="en". */
#include "engine/news/languages.h"

#include "nutgraf/stem.h"

#include <string.h>

enum {
    SAMPLE_BYTES = 4000,  /* of text from the beginning settle the article's language */
    SHORT_SAMPLE = 200,   /* less text than that needs its headline as well */
    PARAGRAPH_LEAST = 60, /* bytes of a paragraph that may be in a language of its own */
};

static GString *sample_of(const NgArticle *article)
{
    GString *sample = g_string_sized_new(SAMPLE_BYTES + 256);
    for (guint i = 0; i < article->paragraphs->len && sample->len < SAMPLE_BYTES; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_string_append(sample, paragraph->text);
        g_string_append_c(sample, '\n');
    }
    if (sample->len < SHORT_SAMPLE) {
        g_string_prepend_c(sample, '\n');
        g_string_prepend(sample, article->headline->text);
    }
    gsize len = MIN(sample->len, SAMPLE_BYTES);
    while (len > 0 && len < sample->len && ((unsigned char)sample->str[len] & 0xc0) == 0x80)
        len--;
    return g_string_truncate(sample, len);
}

/* The language in which most of the text is; guess: where the article's is not known. */
static const char *most_of(const NgArticle *article, bool guess)
{
    g_autoptr(GHashTable) bytes = g_hash_table_new(g_str_hash, g_str_equal);
    const char *best = NULL;
    gsize most = 0;
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        gsize len = strlen(paragraph->text);
        const char *lang = paragraph->lang;
        if (guess)
            lang = len < PARAGRAPH_LEAST ? NULL : ng_language_guess(paragraph->text, len);
        else if (!lang)
            lang = article->lang;
        if (!lang)
            continue;
        gsize sum = GPOINTER_TO_SIZE(g_hash_table_lookup(bytes, lang)) + len;
        g_hash_table_insert(bytes, (gpointer)lang, GSIZE_TO_POINTER(sum));
        if (sum > most) {
            most = sum;
            best = lang;
        }
    }
    return best;
}

/* A claim is what the source's markup says; it has a rule. What was given has none or says so. */
static bool is_claim(const NgArticle *article)
{
    static const char *const certain[] = {"--lang", "option", "given", NULL};
    const char *rule = ng_article_provenance(article, "lang");
    return rule && !g_strv_contains(certain, rule);
}

static void take_language(NgArticle *article, const char *lang)
{
    ng_article_consider(article, "lang", "text", lang, 0.95);
    if (!lang || g_strcmp0(lang, article->lang) == 0)
        return;
    g_free(article->lang);
    article->lang = g_strdup(lang);
    ng_article_set_provenance(article, "lang", "text");
}

/* Whether any is in another language. */
static bool mark_paragraphs(NgArticle *article)
{
    bool any = false;
    for (guint i = 0; article->lang && i < article->paragraphs->len; i++) {
        NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        if (paragraph->lang_given)
            continue;
        gsize len = strlen(paragraph->text);
        paragraph->lang =
            len >= PARAGRAPH_LEAST ? ng_language_beside(paragraph->text, len, article->lang) : NULL;
        any = any || paragraph->lang;
    }
    return any;
}

void ng_languages_settle(NgArticle *article)
{
    bool given = article->lang && !is_claim(article);
    if (!given) {
        g_autoptr(GString) sample = sample_of(article);
        take_language(article, ng_language_weigh(sample->str, sample->len, article->lang));
        if (!article->lang)
            take_language(article, most_of(article, true));
    }
    if (!mark_paragraphs(article) || given)
        return;
    /* where two languages balance, the whole does not tell, nor that what is claimed is neither */
    const char *most = most_of(article, false);
    if (g_strcmp0(most, article->lang) != 0) {
        take_language(article, most);
        mark_paragraphs(article);
    }
}
