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

enum { PLACE_SALT = 0xabcd };

static uint64_t packed(unsigned high, unsigned middle, unsigned low)
{
    return (uint64_t)high << 40 | (uint64_t)middle << 20 | low;
}

/* All that a group looks at; groups differ in their salt. */
static void put_ids(const NgPlace *p, uint64_t *id)
{
    unsigned looks = p->looks_before | p->looks << 5 | p->looks_after << 10;
    bool known = p->known != 0;
    id[0] = mix(packed(p->mode, p->before, p->after), packed(1, 0, looks));
    id[1] = mix(mix(packed(p->known, p->known_before, p->known_after),
                    known ? packed(1, p->before, p->after) : 0),
                packed(2, p->looks, p->here * 4 + p->mode));
    id[2] = mix(packed(p->seen * 2 + p->surname, p->length * 8 + p->at,
                       (p->mode * 2 + p->start) * 64 + p->here * 8 + p->head),
                packed(3, 0, p->looks));
    id[3] = mix(packed(p->part, p->words, p->from), packed(4, p->mode, p->looks));
}

void ng_feature_place(const NgScene *scene, const NgWindow *window, uint32_t i, NgPlace *place)
{
    const NgReading *r = scene->r;
    const NgPart *part = ng_reading_part(r, window->part);
    const NgWord *word = &r->words[i];
    uint32_t first = scene->run[i], last = scene->run_last[i];
    NgPlace p = {.mode = mode_of(part),
                 .before = gap_of(r, part, i),
                 .after = gap_of(r, part, i + 1),
                 .looks = looks_at(r, part, i),
                 .looks_before = looks_at(r, part, (int64_t)i - 1),
                 .looks_after = looks_at(r, part, i + 1),
                 .known = known_as(r, i),
                 .known_before = i > part->first ? known_as(r, i - 1) : 1,
                 .known_after = i + 1 < part->last ? known_as(r, i + 1) : 1,
                 .length = MIN(last - first + 1, 6),
                 .at = MIN(i - first, 5),
                 .part = MIN(window->part, 3),
                 .words = MIN(part->last - part->first, 8),
                 .from = MIN(i - part->first, 4)};
    p.here = ng_book_field(ng_book_look_up(scene->book, word->key), NG_BOOK_CAPITAL);
    p.head = first == i ? p.here
                        : ng_book_field(ng_book_look_up(scene->book, r->words[first].key),
                                        NG_BOOK_CAPITAL);
    p.start = word->flags & NG_WORD_SENTENCE || p.before & NG_WORD_AFTER_STOP;
    p.surname = r->authority && ng_authority_surname(r->authority, word->key) >= 0;
    const NgWordCount *count = ng_scene_count(scene, word->key);
    if (count)
        p.seen = 1 + band(count->lower) * 4 + band(count->capital);
    put_ids(&p, p.id);
    *place = p;
}

/* Marks and looks. */
static void put_marks(Sink *sink, const NgPlace *p)
{
    unsigned looks = p->looks_before | p->looks << 5 | p->looks_after << 10;
    put(sink, 0, p->mode);
    put(sink, 3, mix(p->before, p->looks));
    put(sink, 4, mix(p->after, p->looks));
    put(sink, 5, looks);
    put(sink, 6, mix(mix(p->before, p->after), looks));
}

static void put_known(Sink *sink, const NgPlace *p)
{
    if (p->known) {
        put(sink, 27, p->known);
        put(sink, 28, mix(p->known, p->mode));
        put(sink, 32, mix(mix(p->known, p->before), p->after));
    }
    put(sink, 36, mix(p->known, p->known_before + 1000));
    put(sink, 37, mix(p->known, p->known_after + 2000));
    put(sink, 38, mix(mix(p->known_before, p->known_after), p->looks));
    put(sink, 52, mix(mix(p->here, p->known), p->mode));
}

/* The run of capitals, and how often the article and the book write the word with one. */
static void put_capitals(Sink *sink, const NgPlace *p)
{
    put(sink, 17, mix(p->length, p->at + 8 * p->mode));
    if (p->surname)
        put(sink, 39, p->length * 8 + p->at);
    if (p->seen) {
        put(sink, 41, mix(p->seen - 1, p->mode * 2 + p->start));
        put(sink, 42, mix(mix(p->seen - 1, p->looks), mix(p->length, p->at)));
    }
    put(sink, 48, mix(p->here, p->mode * 2 + p->start));
    put(sink, 49, mix(p->head, p->length * 8 + p->at));
}

/* The paragraph: a dateline, a table, a byline. */
static void put_paragraph(Sink *sink, const NgPlace *p)
{
    put(sink, 45, mix(p->part, mix(p->from, p->mode)));
    put(sink, 46, mix(mix(p->words, p->from), p->looks));
    put(sink, 47, mix(mix(p->part, p->words), p->looks));
}

/* Words beside each other: too many to be kept. */
static void put_neighbours(Sink *sink, const NgScene *scene, const NgPart *part, uint32_t i,
                           const NgPlace *p)
{
    const NgReading *r = scene->r;
    uint64_t k0 = key_at(r, part, i), k1 = key_at(r, part, (int64_t)i - 1),
             k2 = key_at(r, part, i + 1);
    put(sink, 7, mix(k1, k0));
    put(sink, 8, mix(k0, k2 + 1));
    uint32_t first = scene->run[i], last = scene->run_last[i], left = MIN(last - i, 3);
    put(sink, 19, mix(r->words[last].key, left));
    put(sink, 20, mix(r->words[first].key, p->at));
    put(sink, 21, mix(learned_classes(&r->words[last]), left));
    put(sink, 22, mix(learned_classes(&r->words[first]), p->at));
    uint64_t outer_before = key_at(r, part, (int64_t)first - 1),
             outer_after = key_at(r, part, (int64_t)last + 1);
    put(sink, 23, mix(outer_before, MIN(p->at, 2) * 4 + MIN(p->length, 3)));
    put(sink, 24, mix(outer_after, MIN(left, 2) * 4 + MIN(p->length, 3)));
    put(sink, 25, mix(outer_before, outer_after));
    if (p->known)
        put(sink, 31, mix(p->known, scene->topic));
    if (p->surname)
        put(sink, 40, mix(k1, p->mode));
    put(sink, 43, mix(scene->topic, p->looks));
}

uint32_t ng_features_of_group(const NgPlace *place, unsigned group, uint64_t *out)
{
    static void (*const put_group[NG_FEATURE_GROUPS])(Sink *, const NgPlace *) = {
        put_marks, put_known, put_capitals, put_paragraph};
    Sink sink = {.v = out, .salt = PLACE_SALT};
    put_group[group](&sink, place);
    return sink.n;
}

uint32_t ng_features_of_neighbours(const NgScene *scene, const NgWindow *window, uint32_t i,
                                   const NgPlace *place, uint64_t *out)
{
    Sink sink = {.v = out, .salt = PLACE_SALT};
    put_neighbours(&sink, scene, ng_reading_part(scene->r, window->part), i, place);
    return sink.n;
}

uint32_t ng_features_of_place(const NgScene *scene, const NgWindow *window, uint32_t i,
                              uint64_t *out)
{
    NgPlace place;
    ng_feature_place(scene, window, i, &place);
    uint32_t n = ng_features_of_neighbours(scene, window, i, &place, out);
    for (unsigned group = 0; group < NG_FEATURE_GROUPS; group++)
        n += ng_features_of_group(&place, group, out + n);
    return n;
}
