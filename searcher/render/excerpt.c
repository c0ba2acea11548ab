/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The best window over a paragraph. */
#include "excerpt.h"
#include "layout.h"
#include "nutgraf/token.h"

#include <string.h>

/* Places beyond these are not looked at: they only matter for paragraphs that no press writes. */
#define MAX_PLACES 512u
/* Another word found is worth more than any number of repetitions in one window. */
#define NEW_WORD 16u

typedef struct {
    gsize begin, end;
    guint word; /* the same number for the same word in the same form */
} Place;

typedef struct {
    const char *text;
    gsize len;
    guint columns;
    Place places[MAX_PLACES];
    guint n_places;
    guint n_words;
    guint *seen; /* by word: the last window that counted it */
    guint windows;
} Choice;

static void collect_places(Choice *choice, const GArray *spans)
{
    g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; spans && i < spans->len && choice->n_places < MAX_PLACES; i++) {
        NgSpan span = g_array_index(spans, NgSpan, i);
        if (span.begin >= span.end || span.end > choice->len)
            continue;
        char *word = g_utf8_casefold(choice->text + span.begin, (gssize)(span.end - span.begin));
        gpointer number;
        if (!g_hash_table_lookup_extended(words, word, NULL, &number)) {
            number = GUINT_TO_POINTER(choice->n_words++);
            g_hash_table_insert(words, word, number);
        } else {
            g_free(word);
        }
        choice->places[choice->n_places++] =
            (Place) {span.begin, span.end, GPOINTER_TO_UINT(number)};
    }
}

/* What a window over these bytes shows. */
static guint worth(Choice *choice, gsize begin, gsize end)
{
    guint value = 0, window = ++choice->windows;
    for (guint i = 0; i < choice->n_places && choice->places[i].begin < end; i++) {
        const Place *place = &choice->places[i];
        if (place->begin < begin || place->end > end)
            continue;
        value += choice->seen[place->word] == window ? 1 : NEW_WORD;
        choice->seen[place->word] = window;
    }
    return value;
}

/* As many whole words from `from` as fit; at least one character. */
static gsize forward(const Choice *choice, gsize from, gsize limit, guint columns)
{
    const char *p = choice->text + from, *stop = choice->text + limit, *space = NULL;
    guint used = 0;
    while (p < stop) {
        const char *next = g_utf8_next_char(p);
        if (*p == ' ')
            space = p;
        used += ng_text_columns(p, next - p);
        if (used > columns)
            break;
        p = next;
    }
    if (p >= stop)
        return limit;
    /* text without spaces is cut where it must be */
    if (space && (gsize)(space - choice->text) > from)
        return (gsize)(space - choice->text);
    return MAX((gsize)(p - choice->text), from + 1);
}

static gsize backward(const Choice *choice, gsize from, gsize limit, guint columns)
{
    const char *p = choice->text + from, *stop = choice->text + limit, *space = NULL;
    guint used = 0;
    while (p > stop) {
        const char *before = g_utf8_prev_char(p);
        used += ng_text_columns(before, p - before);
        if (used > columns)
            break;
        p = before;
        if (*p == ' ')
            space = p + 1;
    }
    if (p <= stop)
        return limit;
    return (gsize)((space ? space : p) - choice->text);
}

/* The window begins a little before a place, so that the words have their context. */
static void within_sentence(Choice *choice, gsize first, gsize last, gsize *begin, gsize *end)
{
    guint best = 0;
    bool found = false;
    for (guint i = 0; i < choice->n_places; i++) {
        gsize at = choice->places[i].begin;
        if (at < first || at >= last)
            continue;
        gsize from = backward(choice, at, first, choice->columns / 4);
        gsize to = forward(choice, from, last, choice->columns);
        guint value = worth(choice, from, to);
        if (!found || value > best) {
            best = value;
            *begin = from;
            *end = to;
        }
        found = true;
    }
    if (!found) {
        *begin = first;
        *end = forward(choice, first, last, choice->columns);
    }
}

static guint sentence_of(const GArray *starts, gsize at)
{
    guint low = 0, high = starts->len;
    while (high - low > 1) {
        guint middle = (low + high) / 2;
        if (g_array_index(starts, uint32_t, middle) <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static gsize start_of(const Choice *choice, const GArray *starts, guint i)
{
    return i < starts->len ? g_array_index(starts, uint32_t, i) : choice->len;
}

/* Sentences from `from` on that fit; *to == from when not even one does. */
static guint fill(const Choice *choice, const GArray *starts, guint from, guint *to)
{
    guint used = 0;
    for (*to = from; *to < starts->len; (*to)++) {
        gsize begin = start_of(choice, starts, *to), end = start_of(choice, starts, *to + 1);
        guint more = ng_text_columns(choice->text + begin, (gssize)(end - begin));
        if (used + more > choice->columns)
            break;
        used += more;
    }
    return used;
}

static void choose(Choice *choice, const GArray *starts, const NgSpan *must, gsize *begin,
                   gsize *end)
{
    guint best = 0, from = 0, to = 0, used = fill(choice, starts, 0, &to);
    if (must) {
        from = sentence_of(starts, must->begin);
        used = fill(choice, starts, from, &to);
    } else {
        /* a window that begins before its first place is no better than one that begins there */
        guint last = G_MAXUINT;
        best = worth(choice, 0, start_of(choice, starts, to));
        for (guint i = 0; i < choice->n_places; i++) {
            guint sentence = sentence_of(starts, choice->places[i].begin), stop;
            if (sentence == last)
                continue;
            last = sentence;
            guint columns = fill(choice, starts, sentence, &stop);
            gsize stop_at = start_of(choice, starts, MAX(stop, sentence + 1));
            guint value = worth(choice, start_of(choice, starts, sentence), stop_at);
            if (value > best) {
                best = value;
                from = sentence;
                to = stop;
                used = columns;
            }
        }
    }
    if (to == from) {
        within_sentence(choice, start_of(choice, starts, from), start_of(choice, starts, from + 1),
                        begin, end);
        return;
    }
    while (from > 0) {
        gsize before = start_of(choice, starts, from - 1), now = start_of(choice, starts, from);
        used += ng_text_columns(choice->text + before, (gssize)(now - before));
        if (used > choice->columns)
            break;
        from--;
    }
    *begin = start_of(choice, starts, from);
    *end = start_of(choice, starts, to);
}

void ng_excerpt(const char *text, const GArray *spans, const NgSpan *must, guint columns,
                gsize *begin, gsize *end)
{
    Choice choice = {.text = text, .len = strlen(text), .columns = MAX(columns, 20)};
    *begin = 0;
    *end = choice.len;
    /* no character has fewer columns a byte than a quarter, but for marks without width */
    if (choice.len <= choice.columns || ng_text_columns(text, -1) <= choice.columns ||
        !g_utf8_validate(text, -1, NULL))
        return;
    collect_places(&choice, spans);
    choice.seen = g_new0(guint, choice.n_words + 1);
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    ng_sentences(text, choice.len, starts);
    if (starts->len == 0) {
        uint32_t zero = 0;
        g_array_append_val(starts, zero);
    }
    choose(&choice, starts, must && must->begin < choice.len ? must : NULL, begin, end);
    while (*end > *begin && text[*end - 1] == ' ')
        (*end)--;
    g_free(choice.seen);
}
