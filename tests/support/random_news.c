/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/support/random_news.h"

#define PARAGRAPHS 6 /* with the headline */
#define WORDS_MAX 8
#define QUOTES_MAX 8

const char *const ng_random_words[RANDOM_WORDS] = {"audit", "code", "agent", "bank", "vote",
                                                   "dog",   "ship", "rain",  "farm", "king"};
const char *const ng_random_months[RANDOM_MONTHS] = {"2017-08", "2017-09", "2018-01", NULL};
const char *const ng_random_outlets[RANDOM_OUTLETS] = {"Planet", "Wire"};
const char *const ng_random_speakers[RANDOM_SPEAKERS] = {"fbi", "eugene-kaspersky"};

struct RandomArticle {
    char *id;
    char *text[PARAGRAPHS]; /* [0] the headline */
    char *published;        /* or NULL */
    guint outlet, speaker;
    uint32_t bits[PARAGRAPHS][WORDS_MAX];
    BruteParagraph paragraphs[PARAGRAPHS];
    BruteQuote quotes[QUOTES_MAX];
    BruteArticle brute;
};

static guint roll(GRand *dice, guint n)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)n);
}

/* A run of words, from the first to the last at most. */
static void quote(RandomArticle *article, GRand *dice, guint paragraph, guint n)
{
    guint first = roll(dice, n), last = first + roll(dice, n - first);
    article->quotes[article->brute.n_quotes++] = (BruteQuote) {paragraph, first, last};
    article->brute.filters |= 1u << (RANDOM_LEAF_SPEAKER + article->speaker);
    article->bits[paragraph][first] |= 1u << (RANDOM_LEAF_SPEAKER + article->speaker);
}

static void write_paragraph(RandomArticle *article, GRand *dice, guint paragraph, guint n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const BruteQuote *quoted = NULL;
    guint quotes = article->brute.n_quotes;
    for (guint w = 0; w < n; w++) /* some words are rarer */
        article->bits[paragraph][w] = 1u << MIN(roll(dice, RANDOM_WORDS), roll(dice, RANDOM_WORDS));
    if (paragraph > 0 && quotes < QUOTES_MAX && roll(dice, 2))
        quote(article, dice, paragraph, n);
    if (article->brute.n_quotes > quotes)
        quoted = &article->quotes[quotes];
    for (guint w = 0; w < n; w++) {
        guint word = (guint)g_bit_nth_lsf(article->bits[paragraph][w], -1);
        g_string_append_printf(text, "%s%s%s%s", w ? " " : "",
                               quoted && quoted->first == w ? "“" : "", ng_random_words[word],
                               quoted && quoted->last == w ? "”" : "");
    }
    article->text[paragraph] = g_strdup(text->str);
    article->paragraphs[paragraph] = (BruteParagraph) {n, article->bits[paragraph]};
}

RandomArticle *random_article_new(GRand *dice, guint number)
{
    RandomArticle *article = g_new0(RandomArticle, 1);
    guint month = roll(dice, RANDOM_MONTHS), n = 2 + roll(dice, PARAGRAPHS - 2);
    article->id = g_strdup_printf("a%02u", number);
    article->outlet = roll(dice, RANDOM_OUTLETS);
    article->speaker = roll(dice, RANDOM_SPEAKERS);
    if (ng_random_months[month])
        article->published =
            g_strdup_printf("%s-%02u", ng_random_months[month], 1 + roll(dice, 28));
    article->brute = (BruteArticle) {.n_paragraphs = n,
                                     .paragraphs = article->paragraphs,
                                     .quotes = article->quotes,
                                     .filters = 1u << (RANDOM_LEAF_MONTH + month) |
                                                1u << (RANDOM_LEAF_OUTLET + article->outlet)};
    for (guint i = 0; i < n; i++)
        write_paragraph(article, dice, i, i == 0 ? 1 + roll(dice, 2) : 1 + roll(dice, WORDS_MAX));
    return article;
}

void random_article_free(RandomArticle *article)
{
    if (!article)
        return;
    for (guint i = 0; i < PARAGRAPHS; i++)
        g_free(article->text[i]);
    g_free(article->published);
    g_free(article->id);
    g_free(article);
}

const char *random_article_id(const RandomArticle *article)
{
    return article->id;
}

NgArticle *random_article_made(const RandomArticle *article)
{
    FixtureText text = {.id = article->id,
                        .title = article->text[0],
                        .published = article->published,
                        .outlet = ng_random_outlets[article->outlet],
                        .speaker = ng_random_speakers[article->speaker]};
    for (guint i = 1; i < article->brute.n_paragraphs; i++)
        text.paragraphs[i - 1] = article->text[i];
    return fixture_article(&text);
}

const BruteArticle *random_article_brute(const RandomArticle *article)
{
    return &article->brute;
}
