/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the recogniser looks at, hashed to 64 bits. Features that hang on one word alone
 * are kept apart from those of its place, so that their weights can be kept summed. */
#include "engine/news/recogniser.h"

#include <string.h>

typedef struct {
    uint64_t *v;
    uint32_t n;
    uint64_t salt;
} Sink;

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;
    h ^= h >> 32;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 29);
}

static void put(Sink *sink, uint32_t template, uint64_t value)
{
    sink->v[sink->n++] = mix(sink->salt + template, value);
}

/* ---- looks of a word ---- */

enum { PLAIN, TITLED, SHOUTED };

static unsigned mode_of(const NgPart *part)
{
    return part->shouted ? SHOUTED : part->titled ? TITLED : PLAIN;
}

/* How a word is written; among capitals they say nothing. */
static unsigned looks_of(const char *text, const NgWord *word, unsigned mode)
{
    uint32_t n = word->end - word->begin;
    if (word->flags & NG_WORD_DIGIT) {
        bool letters = false, marks = false;
        for (uint32_t i = word->begin; i < word->end; i++) {
            letters |= g_ascii_isalpha(text[i]);
            marks |= g_ascii_ispunct(text[i]);
        }
        return letters ? 1 : marks ? 2 : n == 4 ? 3 : n <= 2 ? 4 : 5;
    }
    if (mode == SHOUTED)
        return word->flags & NG_WORD_DOTTED ? 6 : n == 1 ? 7 : 8;
    if (word->flags & NG_WORD_SHOUTED)
        return word->flags & NG_WORD_DOTTED ? 9 : n == 2 ? 10 : n == 3 ? 11 : n == 4 ? 12 : 13;
    if (!(word->flags & NG_WORD_CAPITAL))
        return word->flags & NG_WORD_LOWER ? 14 : 15;
    if (word->flags & NG_WORD_DOTTED)
        return 16;
    if (n == 1)
        return 17;
    for (uint32_t i = word->begin + 1; i < word->end; i++)
        if (g_ascii_isupper(text[i]))
            return 18;
    return mode == TITLED ? 19 : 20;
}

uint64_t ng_feature_word_id(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    const char *text = part->paragraph->text + word->begin;
    uint64_t bytes = ng_word_key(text, MIN(word->end - word->begin, 64));
    return mix(mix(bytes, word->key), mode_of(part));
}

/* Those that the model has learned with. */
static uint32_t learned_classes(const NgWord *word)
{
    return word->classes & ~NG_LEX_CLAUSE;
}

static void put_classes(Sink *sink, uint32_t template, uint32_t classes)
{
    for (; classes; classes &= classes - 1)
        put(sink, template, classes & -classes);
}

static uint64_t ending(const char *lower, uint32_t n, uint32_t k)
{
    uint64_t v = 0;
    memcpy(&v, lower + n - k, k);
    return v;
}

enum { AFFIX_BYTES = 48 };

/* What the book says of the word, each thing by itself and together. */
static void put_book(Sink *sink, unsigned bits, unsigned looks)
{
    for (NgBookField field = NG_BOOK_CAPITAL; field < NG_BOOK_KNOWN;
         field += field == NG_BOOK_CAPITAL ? 3 : 2)
        put(sink, 30 + field, mix(ng_book_field(bits, field), bits >> NG_BOOK_KNOWN));
    put(sink, 50, mix(ng_book_field(bits, NG_BOOK_CAPITAL), looks));
    put(sink, 51, bits >> NG_BOOK_GIVEN);
    put(sink, 52, bits);
}

uint32_t ng_features_of_word(const NgReading *r, const NgWordBook *book, const NgPart *part,
                             uint32_t i, int offset, uint64_t *out)
{
    const NgWord *word = &r->words[i];
    const char *text = part->paragraph->text;
    Sink sink = {.v = out, .salt = (uint64_t)(offset + 3) << 32};
    unsigned looks = looks_of(text, word, mode_of(part));
    uint64_t key = word->flags & NG_WORD_DIGIT ? looks : word->key;
    put(&sink, 1, key);
    if (offset < -1 || offset > 1) {
        put(&sink, 2, looks);
        put_classes(&sink, 3, learned_classes(word));
        return sink.n;
    }
    put_book(&sink, ng_book_look_up(book, word->key), looks);
    put(&sink, 4, mix(key, looks));
    put(&sink, 5, looks);
    put_classes(&sink, 6, learned_classes(word));
    put(&sink, 7, mix(learned_classes(word), looks));
    char lower[AFFIX_BYTES];
    uint32_t n = MIN(word->end - word->begin, AFFIX_BYTES);
    for (uint32_t k = 0; k < n; k++)
        lower[k] = g_ascii_tolower(text[word->end - n + k]);
    for (uint32_t k = 2; k <= 4 && k < n; k++)
        if (offset == 0 || k == 3)
            put(&sink, 8 + k, ending(lower, n, k));
    if (offset != 0)
        return sink.n;
    for (uint32_t k = 2; k <= 5 && k < n; k++)
        put(&sink, 14 + k, ending(lower, k, k));
    put(&sink, 20, mix(ending(lower, n, MIN(n, 3)), looks));
    put(&sink, 21, mix(MIN(n, 12), looks));
    return sink.n;
}

/* ---- features of a place ---- */

enum { OUTSIDE = 0xffff };

static unsigned gap_of(const NgReading *r, const NgPart *part, uint32_t i)
{
    if (i <= part->first || i >= part->last)
        return OUTSIDE;
    unsigned marks =
        r->words[i].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_COLON | NG_WORD_AFTER_STOP |
                             NG_WORD_AFTER_OPEN | NG_WORD_AFTER_DOT | NG_WORD_AFTER_DASH |
                             NG_WORD_AFTER_CLOSE | NG_WORD_TIGHT | NG_WORD_SENTENCE);
    return marks | (r->words[i - 1].flags & NG_WORD_POSSESSIVE ? 1u << 17 : 0);
}

/* What the authority says of a word: the kinds that the name it stands in can be of, and where in
 * the name it stands. */
static unsigned known_as(const NgReading *r, uint32_t i)
{
    if (!r->words[i].found)
        return 0;
    const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
    unsigned kinds = 0;
    if (found->names) {
        const NgNames *names = ng_authority_names(r->authority);
        for (const NgName *n = found->names; n; n = ng_names_next(names, n))
            kinds |=
                n->flags & NG_NAME_ADJECTIVE ? 8 : 1u << ng_authority_kind(r->authority, n->actor);
    }
    unsigned place = found->last - found->first == 1 ? 3
                     : i == found->first             ? 0
                     : i + 1 == found->last          ? 2
                                                     : 1;
    return 16 + kinds * 4 + place;
}

static unsigned band(unsigned n)
{
    return n == 0 ? 0 : n == 1 ? 1 : n <= 3 ? 2 : 3;
}

static uint64_t key_at(const NgReading *r, const NgPart *part, int64_t i)
{
    if (i < part->first)
        return 1;
    return i >= part->last ? 2 : r->words[i].key;
}

static unsigned looks_at(const NgReading *r, const NgPart *part, int64_t i)
{
    if (i < part->first || i >= part->last)
        return 30;
    return looks_of(part->paragraph->text, &r->words[i], mode_of(part));
}

uint32_t ng_features_of_place(const NgScene *scene, const NgWindow *window, uint32_t i,
                              uint64_t *out)
{
    const NgWordBook *book = scene->book;
    const NgReading *r = scene->r;
    const NgPart *part = ng_reading_part(r, window->part);
    const NgWord *word = &r->words[i];
    Sink sink = {.v = out, .salt = 0xabcdu};
    unsigned mode = mode_of(part);
    put(&sink, 0, mode);
    /* Marks and neighbours. */
    unsigned before = gap_of(r, part, i), after = gap_of(r, part, i + 1);
    unsigned looks = looks_at(r, part, i), looks_before = looks_at(r, part, (int64_t)i - 1),
             looks_after = looks_at(r, part, i + 1);
    put(&sink, 3, mix(before, looks));
    put(&sink, 4, mix(after, looks));
    put(&sink, 5, looks_before | looks << 5 | looks_after << 10);
    put(&sink, 6, mix(mix(before, after), looks_before | looks << 5 | looks_after << 10));
    uint64_t k0 = key_at(r, part, i), k1 = key_at(r, part, (int64_t)i - 1),
             k2 = key_at(r, part, i + 1);
    put(&sink, 7, mix(k1, k0));
    put(&sink, 8, mix(k0, k2 + 1));
    /* The run of capitals. */
    uint32_t first = scene->run[i], last = scene->run_last[i];
    uint32_t length = MIN(last - first + 1, 6), at = MIN(i - first, 5);
    put(&sink, 17, mix(length, at + 8 * mode));
    put(&sink, 19, mix(r->words[last].key, MIN(last - i, 3)));
    put(&sink, 20, mix(r->words[first].key, at));
    put(&sink, 21, mix(learned_classes(&r->words[last]), MIN(last - i, 3)));
    put(&sink, 22, mix(learned_classes(&r->words[first]), at));
    uint64_t outer_before = key_at(r, part, (int64_t)first - 1),
             outer_after = key_at(r, part, (int64_t)last + 1);
    put(&sink, 23, mix(outer_before, MIN(at, 2) * 4 + MIN(length, 3)));
    put(&sink, 24, mix(outer_after, MIN(last - i, 2) * 4 + MIN(length, 3)));
    put(&sink, 25, mix(outer_before, outer_after));
    /* The authority. */
    unsigned known = known_as(r, i), known_before = i > part->first ? known_as(r, i - 1) : 1,
             known_after = i + 1 < part->last ? known_as(r, i + 1) : 1;
    if (known) {
        put(&sink, 27, known);
        put(&sink, 28, mix(known, mode));
        put(&sink, 31, mix(known, scene->topic));
        put(&sink, 32, mix(mix(known, before), after));
    }
    put(&sink, 36, mix(known, known_before + 1000));
    put(&sink, 37, mix(known, known_after + 2000));
    put(&sink, 38, mix(mix(known_before, known_after), looks));
    if (r->authority && ng_authority_surname(r->authority, word->key) >= 0) {
        put(&sink, 39, length * 8 + at);
        put(&sink, 40, mix(k1, mode));
    }
    /* The article. */
    const NgWordCount *count = ng_scene_count(scene, word->key);
    if (count) {
        unsigned seen = band(count->lower) * 4 + band(count->capital);
        bool opening = word->flags & NG_WORD_SENTENCE || before & NG_WORD_AFTER_STOP;
        put(&sink, 41, mix(seen, mode * 2 + (opening ? 1 : 0)));
        put(&sink, 42, mix(mix(seen, looks), mix(length, at)));
    }
    unsigned here = ng_book_look_up(book, word->key),
             head = ng_book_look_up(book, r->words[first].key);
    bool start = word->flags & NG_WORD_SENTENCE || before & NG_WORD_AFTER_STOP;
    put(&sink, 48, mix(ng_book_field(here, NG_BOOK_CAPITAL), mode * 2 + (start ? 1 : 0)));
    put(&sink, 49, mix(ng_book_field(head, NG_BOOK_CAPITAL), length * 8 + at));
    put(&sink, 52, mix(mix(ng_book_field(here, NG_BOOK_CAPITAL), known), mode));
    put(&sink, 43, mix(scene->topic, looks));
    /* The paragraph: a dateline, a table, a byline. */
    uint32_t words = part->last - part->first, from = i - part->first;
    put(&sink, 45, mix(MIN(window->part, 3), mix(MIN(from, 4), mode)));
    put(&sink, 46, mix(mix(MIN(words, 8), MIN(from, 4)), looks));
    put(&sink, 47, mix(mix(MIN(window->part, 3), MIN(words, 8)), looks));
    return sink.n;
}
