/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: people, organisations and places that the words themselves show, by a trained model.
 * Between the article's words (reading.h) and the actors. Internal to engine/news; the trainer
 * shares its features.
 * Must not know: quotations, ids, how its weights were learned. */
#pragma once

#include "engine/news/reading.h"

G_BEGIN_DECLS

/* Tags: nothing, then for each kind of name its first, middle, last word, and a word alone. */
typedef enum {
    NG_NAME_PERSON,
    NG_NAME_ORG,
    NG_NAME_PLACE,
    NG_NAME_OTHER,
    NG_NAME_KINDS
} NgNameKind;
enum { NG_TAG_BEGIN, NG_TAG_INSIDE, NG_TAG_LAST, NG_TAG_UNIT };
#define NG_TAG_NONE 0u
#define NG_TAGS 17u
#define NG_TAG(kind, place) (1u + (unsigned)(kind)*4u + (unsigned)(place))
#define NG_TAG_KIND(tag) (((tag)-1u) / 4u)
#define NG_TAG_PLACE(tag) (((tag)-1u) % 4u)

/* May tag b follow tag a? */
static inline bool ng_tag_follows(unsigned a, unsigned b)
{
    bool open = a != NG_TAG_NONE && NG_TAG_PLACE(a) <= NG_TAG_INSIDE;
    bool within =
        b != NG_TAG_NONE && (NG_TAG_PLACE(b) == NG_TAG_INSIDE || NG_TAG_PLACE(b) == NG_TAG_LAST);
    return open ? within && NG_TAG_KIND(a) == NG_TAG_KIND(b) : !within;
}

/* What much news says of a word form: how often it is capitalised inside a sentence, and next to
 * what. Bits, or 0 for a word that is not in the book. */
typedef enum {
    NG_BOOK_CAPITAL = 0, /* 3 bits: hardly ever .. always */
    NG_BOOK_GIVEN = 3,   /* of its capitals, 2 bits each: behind a given name, */
    NG_BOOK_TITLE = 5,   /* behind a title, */
    NG_BOOK_IN = 7,      /* behind in, at, near, */
    NG_BOOK_THE = 9,     /* behind the, */
    NG_BOOK_TAIL = 11,   /* before Inc, Group .., */
    NG_BOOK_SAYS = 13,   /* before a verb of speech */
    NG_BOOK_KNOWN = 15,  /* 1 bit: it is in the book */
} NgBookField;

struct NgWordBook {
    const uint32_t *key; /* open addressing by the key's upper half; 0 is free */
    const uint16_t *bits;
    uint32_t slots;
};

static inline uint32_t ng_book_key(uint64_t key)
{
    uint32_t short_key = (uint32_t)(key >> 16);
    return short_key ? short_key : 1;
}
unsigned ng_book_look_up(const NgWordBook *book, uint64_t key);
/* What is soon looked up is asked of memory. */
void ng_book_expect(const NgWordBook *book, uint64_t key);
static inline unsigned ng_book_field(unsigned bits, NgBookField field)
{
    return bits >> field & (field == NG_BOOK_CAPITAL ? 7 : 3);
}

/* What the article says about one word form. */
typedef struct {
    uint64_t key;
    uint16_t lower, capital; /* times in lower case; capitalised inside a sentence */
} NgWordCount;

/* A run of words that is decoded together; the words before and after it are no names. */
typedef struct {
    uint32_t part, first, last;
} NgWindow;

/* The scratch of features: what the whole article says. */
typedef struct {
    const NgReading *r;
    const NgWordBook *book;
    NgWordCount *counts; /* open addressing by key */
    uint32_t counts_mask, counts_room;
    GArray *windows; /* of NgWindow, ascending */
    uint64_t topic;  /* the headline's first word */
    uint32_t *run;   /* by word: first word of the run of capitals that it stands in */
    uint32_t *run_last;
    uint32_t run_room;
} NgScene;

/* recogniser_scene.c */
void ng_scene_init(NgScene *scene);
void ng_scene_clear(NgScene *scene);
/* Looks at a whole article, the names of the authority already found in it. */
void ng_scene_begin(NgScene *scene, const NgWordBook *book, const NgReading *r);
/* NULL when the word was not counted. */
NgWordCount *ng_scene_count(const NgScene *scene, uint64_t key);

#define NG_FEATURES_WORD 64u   /* at most, of one word alone */
#define NG_FEATURES_PLACE 96u  /* at most, of a place */
#define NG_FEATURES_BESIDE 16u /* at most, of those that hang on the words beside it */
#define NG_FEATURE_OFFSETS 5u  /* words from two before to two after */

/* recogniser_features.c: what identifies a word with its looks; equal words give equal features. */
uint64_t ng_feature_word_id(const NgReading *r, const NgPart *part, uint32_t i);
/* Features of the word i as seen from `offset` words away (-2 .. 2), hashed; returns how many. */
uint32_t ng_features_of_word(const NgReading *r, const NgWordBook *book, const NgPart *part,
                             uint32_t i, int offset, uint64_t *out);

/* What most features of a place hang on, each a small number. The groups of features that hang on
 * few of these come again and again: an id tells two places apart that differ in a group. */
#define NG_FEATURE_GROUPS 4u
typedef struct {
    uint64_t id[NG_FEATURE_GROUPS];
    unsigned mode, before, after, looks, looks_before, looks_after;
    unsigned known, known_before, known_after;
    unsigned length, at;     /* of the run of capitals, and where in it the word stands */
    unsigned here, head;     /* capitals of the word, and of the run's first, in the book */
    unsigned seen;           /* 1 + bands of the word's counts in the article, or 0 */
    unsigned start, surname; /* 0 or 1 */
    unsigned part, words, from;
} NgPlace;
void ng_feature_place(const NgScene *scene, const NgWindow *window, uint32_t i, NgPlace *place);
uint32_t ng_features_of_group(const NgPlace *place, unsigned group, uint64_t *out);
/* Those that hang on the words beside it and on the article's topic. */
uint32_t ng_features_of_neighbours(const NgScene *scene, const NgWindow *window, uint32_t i,
                                   const NgPlace *place, uint64_t *out);
/* All of a place. */
uint32_t ng_features_of_place(const NgScene *scene, const NgWindow *window, uint32_t i,
                              uint64_t *out);

/* ---- the model ---- */

/* Weights: a row of small numbers a feature, one for each tag but none, which has 0. The file (all
 * numbers little-endian): the header below, NG_TAGS x NG_TAGS steps from tag to tag, for each slot
 * 16 bits that check the hash (0: free), for each slot its row; then the book, keys and bits. */
typedef struct {
    char magic[8];
    uint32_t version;
    uint32_t slots;
    uint64_t bytes; /* of the file */
    uint32_t book_slots;
    uint32_t reserved;
} NgModelHeader;
#define NG_MODEL_MAGIC "ngnames\n"
#define NG_MODEL_VERSION 3u
#define NG_MODEL_ROW 16u
#define NG_MODEL_STEPS                                                                             \
    ((NG_TAGS * NG_TAGS + 1u) & ~1u) /* filled up: what follows lies on 4 bytes */
#define NG_MODEL_PROBES 64u          /* a feature lies at most so far behind its slot */
#define NG_MODEL_MOST (64u << 20)

struct NgNameModel {
    void *bytes;
    gsize n_bytes;
    const int16_t (*step)[NG_TAGS];
    const uint16_t *check;
    const int8_t (*row)[NG_MODEL_ROW];
    uint32_t slots;
    NgWordBook book;
};

static inline uint32_t ng_model_slot(uint64_t feature, uint32_t slots)
{
    return (uint32_t)(((feature >> 32) * slots) >> 32);
}
static inline uint16_t ng_model_check(uint64_t feature)
{
    uint16_t check = (uint16_t)feature;
    return check ? check : 1;
}
#define NG_MODEL_BATCH 128u
/* The weights of n features, at most NG_MODEL_BATCH. The table is larger than a processor's caches:
 * what each step reads the step before has asked memory for, so between the two something else is
 * best done. slot: room for n; found: how many of them the model has, which come first. */
void ng_model_expect(const NgNameModel *model, const uint64_t *features, uint32_t n);
uint32_t ng_model_find(const NgNameModel *model, const uint64_t *features, uint32_t n,
                       uint32_t *slot);
/* Adds them to sum (NG_MODEL_ROW numbers). */
void ng_model_sum(const NgNameModel *model, const uint32_t *slot, uint32_t found, int16_t *sum);
/* All three. */
void ng_model_add(const NgNameModel *model, const uint64_t *features, uint32_t n, int16_t *sum);

/* ---- recognition ---- */

/* A name in the text. */
typedef struct {
    uint32_t part, first, last; /* words */
    NgNameKind kind;
} NgRecognised;

typedef struct NgRecogniser NgRecogniser;
NgRecogniser *ng_recogniser_new(const NgNameModel *model /* borrowed */);
void ng_recogniser_free(NgRecogniser *recogniser);
/* All names of the article (of NgRecognised, ascending, apart); the authority's have been found
 * already. Borrowed until the next call. */
const GArray *ng_recognise(NgRecogniser *recogniser, const NgReading *r);
const NgWordBook *ng_recogniser_book(const NgRecogniser *recogniser);

/* surnames.c. Is it a person's name, by the authority or as it was seen? */
bool ng_found_is_person(const NgReading *r, const NgFound *found);
/* By what the names that end in a surname begin, of two of its bearers. */
typedef struct {
    uint64_t given[2];
} NgBearers;
/* NgBearers of all who are named in full, by their surnames' keys; the caller's. */
GHashTable *ng_surnames_find(const NgReading *r);

G_END_DECLS
