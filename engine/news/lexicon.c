/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the lexicon's table, built once from the word lists; verbs are inflected here. */
#include "engine/news/lexicon.h"

#include <string.h>

#define SLOTS 16384u

typedef struct {
    uint64_t key; /* 0 is free */
    uint32_t classes;
} Slot;

static Slot table[SLOTS];
uint64_t ng_lexicon_filter[1024]; /* bits of the keys that are in the table */
static uint32_t used;

static void put(const char *word, gsize len, uint32_t class)
{
    uint64_t key = ng_word_key(word, len);
    uint32_t at = (uint32_t)(key >> 11) & (SLOTS - 1);
    while (table[at].key && table[at].key != key)
        at = (at + 1) & (SLOTS - 1);
    if (!table[at].key) {
        g_assert(++used < SLOTS * 3 / 4);
        table[at].key = key;
    }
    table[at].classes |= class;
    uint32_t bit = (uint32_t)(key >> 44) & 65535;
    ng_lexicon_filter[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static void put_form(const char *stem, gsize len, const char *ending, uint32_t class)
{
    char form[64];
    gsize ending_len = strlen(ending);
    g_assert(len + ending_len <= sizeof form);
    memcpy(form, stem, len);
    memcpy(form + len, ending, ending_len);
    put(form, len + ending_len, class);
}

/* argue -> argues argued arguing; reply -> replies replied replying; press -> presses. */
static void put_verb(const char *word, gsize len, uint32_t class)
{
    char last = word[len - 1], before = len > 1 ? word[len - 2] : ' ';
    put(word, len, class);
    if (last == 'e') {
        put_form(word, len, "s", class);
        put_form(word, len, "d", class);
        put_form(word, len - 1, "ing", class);
    } else if (last == 'y' && !strchr("aeiou", before)) {
        put_form(word, len - 1, "ies", class);
        put_form(word, len - 1, "ied", class);
        put_form(word, len, "ing", class);
    } else {
        bool hissing = strchr("sxz", last) || (last == 'h' && strchr("sc", before));
        put_form(word, len, hissing ? "es" : "s", class);
        put_form(word, len, "ed", class);
        put_form(word, len, "ing", class);
    }
}

static void put_lists(const NgLexList *lists)
{
    for (; lists->words; lists++)
        for (const char *at = lists->words; *at;) {
            gsize len = strcspn(at, " ");
            if (len && lists->regular)
                put_verb(at, len, lists->classes);
            else if (len)
                put(at, len, lists->classes);
            at += len + (at[len] ? 1 : 0);
        }
}

void ng_lexicon_build(void)
{
    static gsize built;
    if (g_once_init_enter(&built)) {
        put_lists(ng_lex_lists);
        put_lists(ng_lex_names);
        g_once_init_leave(&built, 1);
    }
}

void ng_lexicon_expect_slot(uint64_t key)
{
    __builtin_prefetch(&table[(uint32_t)(key >> 11) & (SLOTS - 1)]);
}

uint32_t ng_lexicon_look_up(uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 11) & (SLOTS - 1);
    while (table[at].key) {
        if (table[at].key == key)
            return table[at].classes;
        at = (at + 1) & (SLOTS - 1);
    }
    return 0;
}
