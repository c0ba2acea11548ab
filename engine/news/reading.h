/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: one article being analysed: its words, the names found in it, its cast.
 * Scratch memory of the analyser, reused from article to article; what the rules share. Internal.
 * Must not know: readers, terms. */
#pragma once

#include "engine/news/authority.h"
#include "engine/news/lexicon.h"

#include <string.h>

G_BEGIN_DECLS

#define NG_NOBODY G_MAXUINT32
/* Words of an article that are analysed; what stands after them is indexed, but names and
 * quotations in it are not looked for. */
#define NG_READING_WORDS (1u << 20)
#define NG_READING_BYTES (8u << 20) /* of one paragraph, likewise */

typedef enum {
    NG_WORD_CAPITAL = 1 << 0,
    NG_WORD_SHOUTED = 1 << 1,    /* two letters or more, all capitals */
    NG_WORD_POSSESSIVE = 1 << 2, /* 's follows */
    NG_WORD_SENTENCE = 1 << 3,   /* first of a sentence */
    NG_WORD_QUOTED = 1 << 4,     /* inside a quotation */
    NG_WORD_AFTER_COMMA = 1 << 5,
    NG_WORD_AFTER_COLON = 1 << 6,
    NG_WORD_AFTER_STOP = 1 << 7, /* any other mark, or a quotation mark, stands before it */
    NG_WORD_AFTER_OPEN = 1 << 8, /* a bracket opens before it */
    NG_WORD_AFTER_DOT = 1 << 9,
    NG_WORD_AFTER_DASH = 1 << 10, /* a dash with spaces, not a hyphen */
    NG_WORD_TIGHT = 1 << 11,      /* nothing but a mark between it and the word before */
    NG_WORD_DOTTED = 1 << 12,     /* U.S.: dots inside */
    NG_WORD_LOWER = 1 << 13,      /* begins with a lower-case letter of a script that has case */
    NG_WORD_DIGIT = 1 << 14,
    NG_WORD_AFTER_CLOSE = 1 << 15, /* a bracket closes before it */
} NgWordFlags;

/* Any mark that keeps two words from being parts of one name. */
#define NG_WORD_APART                                                                              \
    (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_COLON | NG_WORD_AFTER_STOP | NG_WORD_AFTER_OPEN |         \
     NG_WORD_AFTER_CLOSE | NG_WORD_AFTER_DASH)

typedef struct {
    uint64_t key, alt; /* alt: another form of it (us for u.s.), or 0 */
    uint32_t begin, end;
    uint32_t classes; /* NgLexClass */
    uint32_t found;   /* 1 + index of the name that covers it, or 0 */
    uint16_t flags;
} NgWord;

typedef struct {
    NgParagraph *paragraph;
    uint32_t first, last; /* its words */
    bool shouted;         /* nearly all in capitals: they mean nothing */
    bool titled;          /* most words capitalised, as in a headline */
    bool bare;            /* many words and no marks: they were lost */
} NgPart;

/* One place where somebody may be named. */
typedef struct {
    uint32_t part;
    uint32_t first, last;   /* words */
    const NgName *names;    /* of the authority, or NULL */
    uint32_t cast;          /* who it is, or NG_NOBODY */
    bool full;              /* not a short form that leans on another mention */
    bool adjective;         /* Russian: nobody, but no part of another name */
    bool given;             /* the input said so */
    bool local;             /* from a name learned in this article */
    bool possessive_inside; /* McDonald's: the span takes the 's in */
    uint8_t seen;           /* 1 + NgActorKind when the recogniser saw such a name here, or 0 */
} NgFound;

typedef enum { NG_GENDER_UNKNOWN, NG_GENDER_MAN, NG_GENDER_WOMAN } NgGender;

/* One actor of this article. */
typedef struct {
    const char *id, *name;
    NgActorKind kind;
    int authority; /* index, or -1 */
    uint32_t order;
    uint32_t full;                  /* times named in full */
    uint32_t first_full, last_full; /* word where; last_full follows the resolver */
    uint32_t last_seen;             /* word of the last mention, follows the resolver */
    NgGender gender;
    uint64_t office; /* resolve.c: what they are where they are first named in full with a title */
    uint32_t emitted_part, emitted_at; /* 1 + part and index of its last mention put out */
} NgCast;

#define NG_LOCAL_WORDS 6
/* A name learned from this article: an unknown speaker's, or a short form of a longer one. */
typedef struct {
    uint64_t key[NG_LOCAL_WORDS];
    uint32_t cast;
    uint16_t next; /* 1 + index */
    uint8_t n;
    bool full;
    bool shouted; /* an acronym defined in brackets */
    bool given;   /* a given name, the Commission: only where the recogniser saw that kind */
} NgLocal;

typedef struct {
    const NgAuthority *authority;
    NgTokens tokens;
    NgKeptTokens *kept; /* a part's as a text's; of a whole text only */
    GArray *keys;       /* of uint64_t: the tokens' */
    NgWord *words;
    uint32_t n_words, room;
    GArray *parts;    /* of NgPart; [0] is the headline */
    GArray *found;    /* of NgFound, ascending */
    GArray *merged;   /* of NgFound: scratch */
    GArray *cast;     /* of NgCast */
    GArray *starts;   /* of uint32_t: sentences */
    GArray *local;    /* of NgLocal */
    GArray *together; /* of uint32_t: casts who spoke together, each group ended by NG_NOBODY */
    uint16_t local_head[1024];
    GArray *leaders;   /* leaders.c: made when first asked for */
    uint32_t *cast_of; /* by index in the authority; NG_NOBODY */
    GStringChunk *strings;
    const NgArticle *article;
    bool nouns_capital; /* German: a capital does not make a name */
    bool english;       /* or not known: the lexicon knows most of a sentence's first words */
    bool recognised;    /* the recogniser has looked at it */
    bool clubs;         /* and saw places as organisations, as in sport */
} NgReading;

static inline NgFound *ng_reading_found(const NgReading *r, uint32_t i)
{
    return &g_array_index(r->found, NgFound, i);
}
static inline NgCast *ng_reading_cast(const NgReading *r, uint32_t i)
{
    return &g_array_index(r->cast, NgCast, i);
}
static inline NgPart *ng_reading_part(const NgReading *r, uint32_t i)
{
    return &g_array_index(r->parts, NgPart, i);
}

/* Is word i of the part just this one, in any case? text: ASCII. */
static inline bool ng_word_is(const NgReading *r, const NgPart *part, uint32_t i, const char *text)
{
    const NgWord *word = &r->words[i];
    const char *written = part->paragraph->text + word->begin;
    if (((unsigned char)*written | 0x20) != ((unsigned char)*text | 0x20))
        return false; /* nearly always */
    gsize len = strlen(text);
    return word->end - word->begin == len && g_ascii_strncasecmp(written, text, len) == 0;
}

enum { NG_WORD_LIST_BYTES = 16, NG_WORD_LIST_WORDS = 32 };
/* A closed list of words that words of the text are held against: most of these are none of them by
 * their length and their first letter. */
typedef struct {
    const char *words[NG_WORD_LIST_WORDS]; /* ASCII, in lower case, shorter than
                                              NG_WORD_LIST_BYTES; then NULL */
    gsize ready;
    /* Bit i: word i is of that length; begins with that letter, in any case. */
    uint32_t of_length[NG_WORD_LIST_BYTES], of_first[32];
} NgWordList;
#define NG_WORD_LIST(...)                                                                          \
    {                                                                                              \
        .words = { __VA_ARGS__ }                                                                   \
    }

/* reading.c */
void ng_word_list_prepare(NgWordList *list);
/* Is word i of the part one of these, in any case? */
static inline bool ng_word_in(const NgReading *r, const NgPart *part, uint32_t i, NgWordList *list)
{
    if (g_once_init_enter(&list->ready))
        ng_word_list_prepare(list);
    uint32_t begin = r->words[i].begin, len = r->words[i].end - begin;
    unsigned char first = (unsigned char)part->paragraph->text[begin];
    if (len >= NG_WORD_LIST_BYTES)
        return false;
    for (uint32_t may_be = list->of_length[len] & list->of_first[first & 31]; may_be;
         may_be &= may_be - 1)
        if (ng_word_is(r, part, i, list->words[__builtin_ctz(may_be)]))
            return true;
    return false;
}

/* reading.c: the article's words, with what stands between them. */
void ng_reading_init(NgReading *r, const NgAuthority *authority);
void ng_reading_clear(NgReading *r);
void ng_reading_begin(NgReading *r, const NgArticle *article);
void ng_reading_add(NgReading *r, NgParagraph *paragraph);
/* Do words i-1 and i stand side by side, so that a name may run over both? */
bool ng_reading_joined(const NgReading *r, uint32_t i);
/* What was gathered in merged becomes what is found; the words know by which name they are covered.
 */
void ng_reading_take_merged(NgReading *r);
uint32_t ng_reading_cast_authority(NgReading *r, guint actor);
uint32_t ng_reading_cast_person(NgReading *r, const char *name, NgGender gender);
/* The actor of this kind that the article calls so and the authority perhaps not: its id is the
 * name's slug, with the kind behind it where the authority has another kind of actor under it. */
uint32_t ng_reading_cast_name(NgReading *r, const char *name, NgActorKind kind);

/* lost_stops.c: marks where sentences begin in a paragraph that has lost all its marks; and, once
 * it is known who is named, where else. */
void ng_lost_stops_guess(NgReading *r, NgPart *part);
void ng_lost_stops_guess_rest(NgReading *r);

/* times.c: fills the times of the paragraphs. */
void ng_times_find(NgReading *r);

/* actors.c: names of the authority in the text; then every found name to a member of the cast. */
void ng_actors_match(NgReading *r);
void ng_actors_emit(NgReading *r);
/* recognised.c: what the recogniser saw (of NgRecognised) and what the authority knows become one
 * list of found names; then those whom only the article names join the cast. */
typedef struct NgWordBook NgWordBook;
void ng_recognised_take(NgReading *r, const GArray *names, const NgWordBook *book);
/* The authority's names of just the words [first, last), or NULL. */
const NgName *ng_recognised_names(const NgReading *r, uint32_t first, uint32_t last);
/* recognised_cast.c */
void ng_recognised_learn(NgReading *r);
/* names_without_marks.c: what was seen as one name and is several people's surnames becomes
 * several; an apostrophe that was lost is thought back. */
void ng_names_mend(NgReading *r);
/* names_listed.c: "the Committee on Health, Labor and Pensions" becomes one name. */
void ng_names_listed(NgReading *r);
/* Names that were seen and that nobody bears so far: their bearers are called just so. */
void ng_recognised_name_rest(NgReading *r);
/* people.c: speakers whom the authority does not know; then short forms; then all that was learned
 * found in the text. */
void ng_people_learn(NgReading *r);
/* short_forms.c */
void ng_short_forms_learn(NgReading *r);
void ng_short_form_of_person(NgReading *r, uint32_t first, uint32_t last, uint32_t cast);
/* local.c: words [first, last) are a name of cast; full: enough by itself; shouted: an acronym. */
void ng_local_learn(NgReading *r, uint32_t first, uint32_t last, uint32_t cast, bool full,
                    bool shouted);
/* The same of one word that is its name only where the recogniser saw one of its kind. */
void ng_local_learn_given(NgReading *r, uint32_t word, uint32_t cast);
void ng_local_match(NgReading *r);
#define NG_LOCAL_MAX 4096u
static inline bool ng_local_full(const NgReading *r)
{
    return r->local->len >= NG_LOCAL_MAX;
}
bool ng_local_same(const NgReading *r, const NgLocal *local, uint32_t at, uint32_t end);
static inline const NgLocal *ng_local_first(const NgReading *r, uint64_t key)
{
    uint16_t i = r->local_head[(key >> 20) & 1023];
    return i ? &g_array_index(r->local, NgLocal, i - 1) : NULL;
}
static inline const NgLocal *ng_local_next(const NgReading *r, const NgLocal *local)
{
    return local->next ? &g_array_index(r->local, NgLocal, local->next - 1) : NULL;
}
/* leaders.c: the head of state or government of that surname on the article's day or shortly
 * before; an index of the authority, or -1 for nobody or several. */
int ng_leader_of_surname(NgReading *r, uint64_t key);
/* resolve.c */
/* By what was read of them, else by the given name. */
NgGender ng_cast_gender(const NgCast *cast);
void ng_actors_resolve(NgReading *r);
/* Which office the title at word i is, in however short a form: alike for Senator, Sen. and Sens.
 */
uint64_t ng_title_office(const NgReading *r, const NgPart *part, uint32_t i);
/* Does the authority or the article know anybody who could be meant? */
bool ng_actors_may_be(NgReading *r, const NgFound *found);

G_END_DECLS
