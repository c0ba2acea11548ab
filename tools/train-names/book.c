/* SPDX-License-Identifier: GPL-2.0-or-later */
/* train-names: counts, for each word form of plain news, how often it has a capital where only a
 * name has one, and how often it then stands beside what names of one kind stand beside. */
#include "tools/train-names/book.h"

#include "nutgraf/article_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST = 4 }; /* times a word must be seen */

typedef struct {
    uint32_t lower, capital, given, title, in, the, tail, says;
} Tally;

typedef struct {
    GHashTable *words; /* uint64_t * to Tally * */
    uint64_t in[3], the;
} Counter;

static void count_capital(Counter *c, const NgReading *r, const NgPart *part, uint32_t i,
                          Tally *tally)
{
    const NgWord *word = &r->words[i], *before = i > part->first ? word - 1 : NULL;
    tally->capital++;
    if (before && ng_reading_joined(r, i)) {
        bool capital = before->flags & NG_WORD_CAPITAL;
        tally->given += capital && before->classes & NG_LEX_GIVEN;
        tally->title += capital && before->classes & NG_LEX_TITLE;
        tally->the += before->key == c->the;
        for (guint k = 0; k < G_N_ELEMENTS(c->in); k++)
            tally->in += before->key == c->in[k];
    }
    if (i + 1 == part->last || !ng_reading_joined(r, i + 1))
        return;
    const NgWord *after = word + 1;
    tally->tail += after->flags & NG_WORD_CAPITAL && after->classes & NG_LEX_ORG_TAIL;
    tally->says += after->flags & NG_WORD_LOWER && after->classes & NG_LEX_VERB;
}

static void count_article(Counter *c, const NgReading *r)
{
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->shouted || part->titled)
            continue;
        for (uint32_t i = part->first; i < part->last; i++) {
            const NgWord *word = &r->words[i];
            bool opening = word->flags & (NG_WORD_SENTENCE | NG_WORD_AFTER_STOP |
                                          NG_WORD_AFTER_COLON | NG_WORD_AFTER_DASH);
            bool capital = word->flags & NG_WORD_CAPITAL;
            if (opening || !(capital || word->flags & NG_WORD_LOWER))
                continue;
            Tally *tally = g_hash_table_lookup(c->words, &word->key);
            if (!tally) {
                tally = g_new0(Tally, 1);
                g_hash_table_insert(c->words, g_memdup2(&word->key, sizeof word->key), tally);
            }
            if (capital)
                count_capital(c, r, part, i, tally);
            else
                tally->lower++;
        }
    }
}

static bool count_file(Counter *c, NgReading *r, const char *path, GError **error)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be read", path);
        return false;
    }
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    while ((n = getline(&line, &room, file)) > 0) {
        g_autoptr(NgArticle) article = ng_article_from_json(line, n, NULL);
        if (!article || g_strcmp0(article->lang ? article->lang : "en", "en") != 0)
            continue;
        ng_reading_begin(r, article);
        for (guint i = 0; i < article->paragraphs->len; i++)
            ng_reading_add(r, g_ptr_array_index(article->paragraphs, i));
        count_article(c, r);
    }
    free(line);
    fclose(file);
    return true;
}

static unsigned share(uint32_t part, uint32_t all)
{
    double s = all ? (double)part / all : 0;
    return s < 0.02 ? 0 : s < 0.1 ? 1 : s < 0.35 ? 2 : 3;
}

static uint16_t bits_of(const Tally *t)
{
    static const double steps[] = {0.005, 0.03, 0.15, 0.5, 0.9, 0.99};
    double capital = (double)t->capital / (t->capital + t->lower);
    unsigned bits = 0;
    while (bits < G_N_ELEMENTS(steps) && capital >= steps[bits])
        bits++;
    if (t->capital >= LEAST)
        bits |= share(t->given, t->capital) << NG_BOOK_GIVEN |
                share(t->title, t->capital) << NG_BOOK_TITLE |
                share(t->in, t->capital) << NG_BOOK_IN | share(t->the, t->capital) << NG_BOOK_THE |
                share(t->tail, t->capital) << NG_BOOK_TAIL |
                share(t->says, t->capital) << NG_BOOK_SAYS;
    return (uint16_t)(bits | 1u << NG_BOOK_KNOWN);
}

static int by_key(gconstpointer a, gconstpointer b)
{
    uint64_t x = **(uint64_t *const *)a, y = **(uint64_t *const *)b;
    return x < y ? -1 : x > y;
}

static void lay_out(const Counter *c, NgWordBook *book)
{
    guint n = 0, kept = 0;
    gpointer *keys = g_hash_table_get_keys_as_array(c->words, &n);
    qsort(keys, n, sizeof *keys, by_key); /* the same book from the same text */
    for (guint i = 0; i < n; i++) {
        const Tally *t = g_hash_table_lookup(c->words, keys[i]);
        kept += t->capital + t->lower >= LEAST;
    }
    book->slots = kept + kept / 2 + 2;
    uint32_t *key = g_new0(uint32_t, book->slots);
    uint16_t *bits = g_new0(uint16_t, book->slots);
    for (guint i = 0; i < n; i++) {
        const Tally *t = g_hash_table_lookup(c->words, keys[i]);
        if (t->capital + t->lower < LEAST)
            continue;
        uint64_t full = *(const uint64_t *)keys[i];
        uint32_t at = ng_model_slot(full, book->slots);
        while (key[at])
            at = at + 1 == book->slots ? 0 : at + 1;
        key[at] = ng_book_key(full);
        bits[at] = bits_of(t);
    }
    g_free(keys);
    book->key = key;
    book->bits = bits;
    g_printerr("book: %u words of %u\n", kept, n);
}

bool book_count(const char *const *paths, NgWordBook *book, GError **error)
{
    Counter c = {.words = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free)};
    c.in[0] = ng_word_key("in", 2);
    c.in[1] = ng_word_key("at", 2);
    c.in[2] = ng_word_key("near", 4);
    c.the = ng_word_key("the", 3);
    NgReading reading;
    ng_reading_init(&reading, NULL);
    bool ok = true;
    for (guint i = 0; ok && paths && paths[i]; i++)
        ok = count_file(&c, &reading, paths[i], error);
    if (ok)
        lay_out(&c, book);
    ng_reading_clear(&reading);
    g_hash_table_unref(c.words);
    return ok;
}
