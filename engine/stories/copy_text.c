/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When two texts are copies of one.
 *
 * Measured is how much of the shorter stands in the other (containment, Broder 1997), so that a
 * copy that was cut is still one. What news has besides copies needs two more looks: reports that
 * come every day or week in the same words differ in their figures, and they are days apart. */
#include "copy_text.h"
#include "nutgraf/record.h"

#include <stdlib.h>
#include <string.h>

/* A text with less in common than so many shingles (17 words) is no copy, be it as short as it may:
 * dividends and dates of two companies can be the same. */
#define SHARED_LEAST 14
/* So much of the shorter, in percent, is in the other. */
#define CONTAINED 50
/* The same for what is published more than DAYS_APART days apart. */
#define CONTAINED_LATER 75
#define DAYS_APART 4
/* And so much of the longer: a digest that holds five reports does not make them one. */
#define RESEMBLING 12
/* Of the figures of the one that has fewer so many percent stand in the other, unless they are
 * fewer than FIGURES_LEAST. */
#define SAME_FIGURES 50
#define FIGURES_LEAST 4

struct NgCopyReader {
    NgTokens tokens;
    GArray *texts;   /* NgRecordText */
    GArray *hashes;  /* uint32_t: shingles that end in the paragraph in hand */
    GArray *figures; /* uint32_t: of the word that each ends with, 0 none */
    GArray *nearest; /* gint8: see mark */
};

NgCopyReader *ng_copy_reader_new(void)
{
    NgCopyReader *reader = g_new0(NgCopyReader, 1);
    ng_tokens_init(&reader->tokens);
    reader->texts = g_array_new(FALSE, FALSE, sizeof(NgRecordText));
    reader->hashes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    reader->figures = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    reader->nearest = g_array_new(FALSE, TRUE, sizeof(gint8));
    return reader;
}

void ng_copy_reader_free(NgCopyReader *reader)
{
    if (!reader)
        return;
    ng_tokens_clear(&reader->tokens);
    g_array_unref(reader->texts);
    g_array_unref(reader->hashes);
    g_array_unref(reader->figures);
    g_array_unref(reader->nearest);
    g_free(reader);
}

static void take_words(NgCopyReader *reader, NgShingler *shingler, const NgRecordText *text)
{
    NgTokens *tokens = &reader->tokens;
    ng_tokenise(tokens, text->text, text->len);
    g_array_set_size(reader->hashes, 0);
    g_array_set_size(reader->figures, 0);
    for (uint32_t i = 0; i < tokens->n; i++) {
        const NgToken *token = &tokens->v[i];
        uint32_t hash, figure = 0;
        if (token->flags & NG_TOKEN_EXTRA)
            continue;
        guint64 word = ng_shingle_word(ng_token_form(tokens, i), token->form_len);
        if (!ng_shingler_add(shingler, word, &hash))
            continue;
        if (token->flags & NG_TOKEN_DIGIT)
            figure = (uint32_t)word | 1;
        g_array_append_val(reader->hashes, hash);
        g_array_append_val(reader->figures, figure);
    }
}

/* Of a paragraph's shingles those of the sketch are known to be boilerplate or not. What lies
 * between two that are, or between one and the paragraph's end, is as well. One alone may be a
 * phrase that everybody uses: it says nothing about its paragraph. */
enum { UNKNOWN, BOILERPLATE, OWN };

static guint mark(NgCopyReader *reader, const NgSketch *sketch, const bool *boilerplate)
{
    guint found = 0, n = reader->hashes->len;
    g_array_set_size(reader->nearest, 0);
    g_array_set_size(reader->nearest, n);
    gint8 *marks = (gint8 *)reader->nearest->data;
    for (guint i = 0; i < n; i++) {
        uint32_t hash = g_array_index(reader->hashes, uint32_t, i);
        if (sketch->n == 0 || hash > sketch->hashes[sketch->n - 1])
            continue;
        for (uint32_t j = 0; j < sketch->n; j++)
            if (sketch->hashes[j] == hash) {
                marks[i] = boilerplate[j] ? BOILERPLATE : OWN;
                found += boilerplate[j];
            }
    }
    return found;
}

static void spread(NgCopyReader *reader)
{
    gint8 *marks = (gint8 *)reader->nearest->data;
    guint n = reader->nearest->len;
    gint8 before = BOILERPLATE;
    for (guint i = 0; i < n;) {
        guint end = i;
        while (end < n && marks[end] == UNKNOWN)
            end++;
        gint8 after = end < n ? marks[end] : BOILERPLATE;
        memset(marks + i, before == BOILERPLATE && after == BOILERPLATE ? BOILERPLATE : OWN,
               end - i);
        before = after;
        i = end + 1;
    }
}

static void keep_own(NgCopyReader *reader, bool all, NgCopyText *text)
{
    const gint8 *marks = (const gint8 *)reader->nearest->data;
    for (guint i = 0; i < reader->hashes->len; i++) {
        if (!all && marks[i] == BOILERPLATE)
            continue;
        uint32_t figure = g_array_index(reader->figures, uint32_t, i);
        g_array_append_val(text->shingles, g_array_index(reader->hashes, uint32_t, i));
        if (figure)
            g_array_append_val(text->numbers, figure);
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

static void sort_once(GArray *numbers)
{
    guint kept = 0;
    g_array_sort(numbers, by_number);
    uint32_t *v = (uint32_t *)numbers->data;
    for (guint i = 0; i < numbers->len; i++)
        if (kept == 0 || v[kept - 1] != v[i])
            v[kept++] = v[i];
    g_array_set_size(numbers, kept);
}

NgCopyText *ng_copy_text_new(NgCopyReader *reader, const char *data, gsize len_bytes, gint64 time,
                             const NgSketch *sketch, const bool *boilerplate)
{
    NgShingler shingler = {0};
    if (!ng_record_texts(data, len_bytes, reader->texts, NULL))
        return NULL;
    NgCopyText *text = g_new(NgCopyText, 1);
    *text = (NgCopyText) {g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                          g_array_new(FALSE, FALSE, sizeof(uint32_t)), time};
    for (guint i = 1; i < reader->texts->len; i++) {
        take_words(reader, &shingler, &g_array_index(reader->texts, NgRecordText, i));
        bool all = mark(reader, sketch, boilerplate) < 2;
        if (!all)
            spread(reader);
        keep_own(reader, all, text);
    }
    sort_once(text->shingles);
    sort_once(text->numbers);
    return text;
}

void ng_copy_text_free(NgCopyText *text)
{
    if (!text)
        return;
    g_array_unref(text->shingles);
    g_array_unref(text->numbers);
    g_free(text);
}

gsize ng_copy_text_bytes(const NgCopyText *text)
{
    return sizeof *text + (text->shingles->len + text->numbers->len) * sizeof(uint32_t);
}

/* ---- comparing ---- */

static guint64 in_common(const GArray *a, const GArray *b)
{
    const uint32_t *left = (const uint32_t *)a->data, *right = (const uint32_t *)b->data;
    guint64 common = 0;
    for (guint i = 0, j = 0; i < a->len && j < b->len;) {
        common += left[i] == right[j];
        guint step = left[i] <= right[j];
        j += left[i] >= right[j];
        i += step;
    }
    return common;
}

static bool days_apart(gint64 a, gint64 b)
{
    if (a == G_MININT64 || b == G_MININT64)
        return false;
    return (a > b ? a - b : b - a) > (gint64)DAYS_APART * 24 * 3600;
}

bool ng_copy_text_same(const NgCopyText *a, const NgCopyText *b)
{
    guint64 least = MIN(a->shingles->len, b->shingles->len);
    guint64 most = MAX(a->shingles->len, b->shingles->len);
    if (least < SHARED_LEAST)
        return false;
    guint64 common = in_common(a->shingles, b->shingles);
    guint64 contained = days_apart(a->time, b->time) ? CONTAINED_LATER : CONTAINED;
    if (common < SHARED_LEAST || common * 100 < least * contained ||
        common * 100 < most * RESEMBLING)
        return false;
    guint64 figures = MIN(a->numbers->len, b->numbers->len);
    return figures < FIGURES_LEAST ||
           in_common(a->numbers, b->numbers) * 100 >= figures * SAME_FIGURES;
}
