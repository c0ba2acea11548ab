/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a trie of names by words, shared by the authority and the matcher.
 * Between tokens and actors. Internal to engine/news.
 * Must not know: articles, paragraphs, what an actor is beyond its number. */
#pragma once

#include "nutgraf/token.h"

G_BEGIN_DECLS

#define NG_NAME_FILTER 131072u
#define NG_NAME_WORDS 24 /* words of the longest name */

/* A word is known by 64 bits of its folded form; two forms that share them are taken as one. */
static inline uint64_t ng_word_key(const char *form, gsize len)
{
    uint64_t h = 0x9e3779b97f4a7c15u ^ len;
    while (len >= 8) {
        uint64_t part;
        memcpy(&part, form, 8);
        h = (h ^ part) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
        form += 8;
        len -= 8;
    }
    uint64_t last = 0;
    memcpy(&last, form, len);
    h = (h ^ last) * 0xc4ceb9fe1a85ec53u;
    h ^= h >> 29;
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 32;
    return h ? h : 1;
}

typedef enum {
    NG_NAME_PROPER = 1 << 0,     /* the actor's name, not an alias */
    NG_NAME_ADJECTIVE = 1 << 1,  /* Russian, Russians: no mention */
    NG_NAME_POSSESSIVE = 1 << 2, /* McDonald's: the 's belongs to the name */
    NG_NAME_CASELESS = 1 << 3,   /* no word of it begins with a capital */
} NgNameFlags;

typedef struct {
    uint32_t actor;
    uint32_t capitals; /* bit i: word i begins with a capital */
    uint32_t shouted;  /* bit i: word i is all capitals */
    uint32_t next;     /* another name of the same words, or 0 */
    uint8_t n_words;
    uint8_t flags;
} NgName;

typedef struct {
    uint64_t edge; /* from a node by a word, mixed; 0 is free */
    uint32_t node; /* where it leads */
} NgNameEdge;

typedef struct {
    NgNameEdge *edges;
    uint32_t mask, used;
    uint64_t last_key; /* the last word of the name added last */
    GArray *first;     /* of uint32_t: the first name that ends at each node, or 0 */
    GArray *names;     /* of NgName; [0] is nobody's */
    /* Bits of the keys that begin a name; [1]: of those that may begin in lower case. */
    uint64_t begins[2][NG_NAME_FILTER / 64];
} NgNames;

void ng_names_init(NgNames *names, uint32_t expected_words);
void ng_names_clear(NgNames *names);
/* Adds the name `text` of `actor`; false when it holds no word or more than NG_NAME_WORDS.
 * tokens is scratch. */
bool ng_names_add(NgNames *names, NgTokens *tokens, const char *text, uint32_t actor,
                  NgNameFlags flags);
uint32_t ng_names_step_from(const NgNames *names, uint32_t node, uint64_t key);

/* May a name begin with this word? Nearly always says no to those that no name begins with. */
static inline bool ng_names_may_begin(const NgNames *names, uint64_t key, bool lower)
{
    uint32_t bit = (uint32_t)(key >> 40) & (NG_NAME_FILTER - 1);
    return names->begins[lower][bit / 64] >> (bit % 64) & 1;
}

/* That this word is soon followed from the root. */
void ng_names_expect(const NgNames *names, uint64_t key);

/* The node after `key` from `node` (0 is the root), or 0 when no name goes that way. */
static inline uint32_t ng_names_step(const NgNames *names, uint32_t node, uint64_t key)
{
    return ng_names_step_from(names, node, key);
}

/* The first name that ends at a node, NULL when none does; then ->next. */
static inline const NgName *ng_names_at(const NgNames *names, uint32_t node)
{
    uint32_t i = g_array_index(names->first, uint32_t, node);
    return i ? &g_array_index(names->names, NgName, i) : NULL;
}
static inline const NgName *ng_names_next(const NgNames *names, const NgName *name)
{
    return name->next ? &g_array_index(names->names, NgName, name->next) : NULL;
}

G_END_DECLS
