/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the small closed sets of words that actors and quotations are read by.
 * Between tokens and the rules. Internal to engine/news.
 * Must not know: texts, rules. */
#pragma once

#include "engine/news/names.h"

G_BEGIN_DECLS

/* What a folded word form can be; several at once. */
typedef enum {
    NG_LEX_VERB = 1u << 0,       /* said, told, argues: reports speech */
    NG_LEX_WEAK_VERB = 1u << 1,  /* called, released, read: reports it only beside a quotation */
    NG_LEX_HE = 1u << 2,         /* he, him, his, himself */
    NG_LEX_SHE = 1u << 3,        /* she, her, herself */
    NG_LEX_IT = 1u << 4,         /* it, its, itself */
    NG_LEX_THEY = 1u << 5,       /* they, we, I, you, who: nobody in particular */
    NG_LEX_TITLE = 1u << 6,      /* Mr, Sen, President: stands before a person's name */
    NG_LEX_LADY = 1u << 7,       /* Mrs, Ms: of a woman; with TITLE */
    NG_LEX_SIR = 1u << 8,        /* Mr, Sir: of a man; with TITLE */
    NG_LEX_ROLE = 1u << 9,       /* spokesman, executive, minister: a person */
    NG_LEX_ORG_NOUN = 1u << 10,  /* company, agency, ministry: an organisation */
    NG_LEX_ORG_THING = 1u << 11, /* products, software, shares: an organisation has them */
    NG_LEX_PAPER = 1u << 12,     /* statement, email, report: what is issued */
    NG_LEX_ORG_TAIL = 1u << 13,  /* Inc, Lab, Holdings: ends an organisation's name */
    NG_LEX_GENERIC = 1u << 14,   /* National, United, Office: names nobody by itself */
    NG_LEX_DET = 1u << 15,       /* the, a, this, our */
    NG_LEX_HELPER = 1u << 16,    /* has, will, also, later: between a subject and its verb */
    NG_LEX_PREP = 1u << 17,      /* of, in, for, at */
    NG_LEX_PARTICLE = 1u << 18,  /* van, de, bin: inside a person's name */
    NG_LEX_MAN = 1u << 19,       /* given name of a man */
    NG_LEX_WOMAN = 1u << 20,     /* given name of a woman */
    NG_LEX_COMMON = 1u << 21,    /* a plain word that is also somebody's name: it, who, target */
    NG_LEX_CALENDAR = 1u << 22,  /* months, days */
    NG_LEX_WORK = 1u << 23,      /* book, film, titled: what stands after is a title */
    NG_LEX_FOREIGN = 1u << 24,   /* a reporting verb of German, French or Spanish; with VERB */
    NG_LEX_CONJ = 1u << 25,      /* and, but, that, which: begins another clause */
    NG_LEX_ACCORDING = 1u << 26, /* according, laut, selon, según: the speaker follows */
    NG_LEX_PERSONAL = 1u << 27,  /* born, smiled, resigned, testify: what a person does */
    NG_LEX_CORPORATE = 1u << 28, /* acquired, sells, employs: what an organisation does */
    NG_LEX_JUNIOR = 1u << 29,    /* Jr, Sr, III: after a surname */
    NG_LEX_NOT_NAME = 1u << 30,  /* House, Street, News: in names of no person */
} NgLexClass;

/* argued, warned: a clause may follow without "that". Not in the enum, whose values are ints, nor
 * among what the recogniser looks at, which has learned without it. */
#define NG_LEX_CLAUSE (1u << 31)

#define NG_LEX_PRONOUN (NG_LEX_HE | NG_LEX_SHE | NG_LEX_IT | NG_LEX_THEY)
#define NG_LEX_GIVEN (NG_LEX_MAN | NG_LEX_WOMAN)

/* Builds the table; once a process, before the first word is asked for. */
void ng_lexicon_build(void);
/* The classes of a word by its key, 0 for none. */
uint32_t ng_lexicon_look_up(uint64_t key);
extern uint64_t ng_lexicon_filter[1024];
void ng_lexicon_expect_slot(uint64_t key);
/* That its classes are soon asked for. */
static inline void ng_lexicon_expect(uint64_t key)
{
    uint32_t bit = (uint32_t)(key >> 44) & 65535;
    if (ng_lexicon_filter[bit / 64] >> (bit % 64) & 1)
        ng_lexicon_expect_slot(key);
}
static inline uint32_t ng_lexicon_classes(uint64_t key)
{
    uint32_t bit = (uint32_t)(key >> 44) & 65535;
    if (!(ng_lexicon_filter[bit / 64] >> (bit % 64) & 1))
        return 0;
    return ng_lexicon_look_up(key);
}

/* The word lists themselves: words separated by spaces; see lexicon_words.c. A list marked
 * `regular` holds English verbs in their base form, of which all four forms are meant. */
typedef struct {
    uint32_t classes;
    bool regular;
    const char *words;
} NgLexList;
extern const NgLexList ng_lex_lists[];
extern const NgLexList ng_lex_names[];

G_END_DECLS
