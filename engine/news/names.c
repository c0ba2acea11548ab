/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the trie of names: one open-addressed table of edges, so that loading 15,000 actors
 * costs a few milliseconds and a step one probe. */
#include "engine/news/names.h"

#include "engine/news/large_pages.h"

#include <string.h>

static uint64_t mix_edge(uint32_t node, uint64_t key)
{
    uint64_t h = key ^ ((uint64_t)node * 0x9e3779b97f4a7c15u);
    h ^= h >> 31;
    h *= 0xbf58476d1ce4e5b9u;
    h ^= h >> 27;
    return h ? h : 1;
}

enum { LARGE = 1 << 20 }; /* bytes of a table that lies on large pages */

static void free_table(NgNameEdge *edges, uint32_t slots)
{
    gsize bytes = (gsize)slots * sizeof(NgNameEdge);
    if (bytes < LARGE)
        g_free(edges);
    else
        ng_large_pages_free(edges, bytes);
}

static void make_table(NgNames *names, uint32_t slots)
{
    names->mask = slots - 1;
    gsize bytes = (gsize)slots * sizeof(NgNameEdge);
    names->edges = bytes < LARGE ? g_malloc0(bytes) : ng_large_pages_alloc(bytes);
}

void ng_names_init(NgNames *names, uint32_t expected_words)
{
    memset(names, 0, sizeof *names);
    uint32_t slots = 1024;
    while (slots < expected_words && slots < (1u << 24))
        slots *= 2;
    make_table(names, slots * 2);
    names->first = g_array_sized_new(FALSE, TRUE, sizeof(uint32_t), slots);
    g_array_set_size(names->first, 1);
    names->names = g_array_sized_new(FALSE, TRUE, sizeof(NgName), slots / 2);
    g_array_set_size(names->names, 1);
}

void ng_names_clear(NgNames *names)
{
    free_table(names->edges, names->mask + 1);
    if (names->first)
        g_array_unref(names->first);
    if (names->names)
        g_array_unref(names->names);
    memset(names, 0, sizeof *names);
}

static void grow(NgNames *names)
{
    NgNameEdge *edges = names->edges;
    uint32_t slots = names->mask + 1;
    make_table(names, slots * 2);
    for (uint32_t i = 0; i < slots; i++) {
        if (!edges[i].edge)
            continue;
        uint32_t at = (uint32_t)(edges[i].edge >> 7) & names->mask;
        while (names->edges[at].edge)
            at = (at + 1) & names->mask;
        names->edges[at] = edges[i];
    }
    free_table(edges, slots);
}

void ng_names_expect(const NgNames *names, uint64_t key)
{
    __builtin_prefetch(&names->edges[(uint32_t)(mix_edge(0, key) >> 7) & names->mask]);
}

uint32_t ng_names_step_from(const NgNames *names, uint32_t node, uint64_t key)
{
    uint64_t edge = mix_edge(node, key);
    uint32_t at = (uint32_t)(edge >> 7) & names->mask;
    while (names->edges[at].edge) {
        if (names->edges[at].edge == edge)
            return names->edges[at].node;
        at = (at + 1) & names->mask;
    }
    return 0;
}

static uint32_t step_or_add(NgNames *names, uint32_t node, uint64_t key)
{
    uint64_t edge = mix_edge(node, key);
    uint32_t at = (uint32_t)(edge >> 7) & names->mask;
    while (names->edges[at].edge) {
        if (names->edges[at].edge == edge)
            return names->edges[at].node;
        at = (at + 1) & names->mask;
    }
    uint32_t made = names->first->len;
    g_array_set_size(names->first, made + 1);
    names->edges[at] = (NgNameEdge) {edge, made};
    if (++names->used > names->mask / 2)
        grow(names);
    return made;
}

static void note_beginning(NgNames *names, uint64_t key, bool capital)
{
    uint32_t bit = (uint32_t)(key >> 40) & (NG_NAME_FILTER - 1);
    names->begins[0][bit / 64] |= (uint64_t)1 << (bit % 64);
    if (!capital)
        names->begins[1][bit / 64] |= (uint64_t)1 << (bit % 64);
}

/* The commonest names are plain words and spaces; what the tokeniser makes of them is known. */
static bool add_plain(NgNames *names, const char *text, NgName *name, uint32_t *node)
{
    char form[256];
    gsize len = strlen(text);
    if (len >= sizeof form)
        return false;
    for (gsize i = 0; i < len; i++) {
        if (!g_ascii_isalpha(text[i]) && (text[i] != ' ' || i == 0 || text[i - 1] == ' '))
            return false;
        form[i] = (char)(text[i] | ' '); /* letters and spaces only */
    }
    for (gsize i = 0; i < len;) {
        gsize end = i, upper = 0;
        for (; end < len && text[end] != ' '; end++)
            upper += g_ascii_isupper(text[end]) ? 1 : 0;
        if (name->n_words == NG_NAME_WORDS)
            return false;
        if (g_ascii_isupper(text[i]))
            name->capitals |= 1u << name->n_words;
        if (upper == end - i && upper > 1)
            name->shouted |= 1u << name->n_words;
        name->n_words++;
        uint64_t key = ng_word_key(form + i, end - i);
        *node = step_or_add(names, *node, key);
        names->last_key = key;
        if (i == 0)
            note_beginning(names, key, name->capitals & 1);
        i = end + 1;
    }
    return name->n_words > 0;
}

bool ng_names_add(NgNames *names, NgTokens *tokens, const char *text, uint32_t actor,
                  NgNameFlags flags)
{
    NgName name = {.actor = actor, .flags = (uint8_t)flags};
    uint32_t node = 0;
    if (!add_plain(names, text, &name, &node)) {
        name = (NgName) {.actor = actor, .flags = (uint8_t)flags};
        node = 0;
        ng_tokenise(tokens, text, strlen(text));
        if (tokens->words > NG_NAME_WORDS)
            return false;
        for (uint32_t i = 0; i < tokens->n; i++) {
            const NgToken *token = &tokens->v[i];
            if (token->flags & NG_TOKEN_EXTRA)
                continue;
            if (name.n_words == NG_NAME_WORDS)
                return false;
            if (token->flags & NG_TOKEN_CAPITAL)
                name.capitals |= 1u << name.n_words;
            if (token->flags & NG_TOKEN_ALL_CAPS)
                name.shouted |= 1u << name.n_words;
            name.flags &= (uint8_t)~NG_NAME_POSSESSIVE;
            if (token->flags & NG_TOKEN_POSSESSIVE)
                name.flags |= NG_NAME_POSSESSIVE;
            name.n_words++;
            uint64_t key = ng_word_key(ng_token_form(tokens, i), token->form_len);
            node = step_or_add(names, node, key);
            names->last_key = key;
            if (name.n_words == 1)
                note_beginning(names, key, name.capitals & 1);
        }
    }
    if (name.n_words == 0)
        return false;
    if (name.capitals == 0)
        name.flags |= NG_NAME_CASELESS;
    uint32_t *first = &g_array_index(names->first, uint32_t, node);
    for (uint32_t i = *first; i; i = g_array_index(names->names, NgName, i).next)
        if (g_array_index(names->names, NgName, i).actor == actor) {
            NgName *same = &g_array_index(names->names, NgName, i);
            /* US and us, Nato and NATO: what either allows is allowed; a name beats an adjective.
             */
            same->capitals &= name.capitals;
            same->shouted &= name.shouted;
            same->flags = (uint8_t)((same->flags & name.flags & NG_NAME_ADJECTIVE) |
                                    ((same->flags | name.flags) & (uint8_t)~NG_NAME_ADJECTIVE));
            return true;
        }
    name.next = *first;
    *first = names->names->len;
    g_array_append_val(names->names, name);
    return true;
}
