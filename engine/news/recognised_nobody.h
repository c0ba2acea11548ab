/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which of the words that the recogniser saw as a name are none.
 * Between the recogniser's names (recogniser.h) and what is taken of them. Internal to engine/news.
 * Must not know: the found names, the cast. */
#pragma once

#include "engine/news/recogniser.h"

G_BEGIN_DECLS

enum { NG_PLAIN_LETTERS = 32 };
/* Letters that this article uses for plain words. */
typedef struct {
    uint64_t key[NG_PLAIN_LETTERS];
    uint32_t n;
} NgPlainLetters;
/* names: of NgRecognised. */
void ng_plain_letters_find(NgPlainLetters *plain, const NgReading *r, const GArray *names);

bool ng_word_names_nobody(const NgReading *r, const NgPart *part, uint32_t i,
                          const NgPlainLetters *plain);
/* A law, a grant, a prize: what it is called after acts, it does not; nor does a rate of interest.
 */
bool ng_words_name_paper(const NgReading *r, uint32_t first, uint32_t last);

/* "Jane Doe D NJ", in a text that has lost its marks: the word behind the name alone; `first` when
 * the words are nothing but a party's letter and a state. */
uint32_t ng_words_before_party(const NgReading *r, const NgPart *part, uint32_t first,
                               uint32_t last);

/* "Ranking Member Doe": where the name begins behind that rank of a committee; else `first`. */
uint32_t ng_behind_rank(const NgReading *r, uint32_t first, uint32_t last);

/* recognised_trim.c. May no name run over the marks between words i-1 and i? */
bool ng_recognised_breaks(const NgReading *r, const NgPart *part, uint32_t i);
/* A name as it was seen, words [first, last); party: a place behind a party's letter. */
typedef struct {
    uint32_t first, last;
    NgNameKind kind;
    bool party;
} NgPiece;
/* Cuts it to the name itself; taken: the word behind the name before it. False: it is none. */
bool ng_recognised_trim(const NgReading *r, const NgPart *part, const NgWordBook *book,
                        uint32_t taken, NgPiece *piece);

/* Is word i one of these (NULL-terminated)? */
static inline bool ng_word_is_any(const NgReading *r, uint32_t i, const char *const *words)
{
    for (; *words; words++)
        if (r->words[i].key == ng_word_key(*words, strlen(*words)))
            return true;
    return false;
}

G_END_DECLS
