/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what is asked of the authority: an actor by its index, its id, a name, a surname, an
 * office and its day. */
#include "engine/news/authority_arrays.h"

#include "nutgraf/token.h"

#include <string.h>

void ng_authority_free(NgAuthority *authority)
{
    if (!authority)
        return;
    ng_names_clear(&authority->names);
    ng_offices_clear(&authority->offices);
    ng_actor_table_free(authority->table);
    g_free(authority->actors);
    g_free(authority->surnames);
    g_free(authority->pool);
    g_ptr_array_unref(authority->texts);
    g_free(authority);
}

guint ng_authority_count(const NgAuthority *authority)
{
    return authority->count;
}

const char *ng_authority_id(const NgAuthority *authority, guint i)
{
    return authority->actors[i].id;
}

const char *ng_authority_name(const NgAuthority *authority, guint i)
{
    return authority->actors[i].name;
}

NgActorKind ng_authority_kind(const NgAuthority *authority, guint i)
{
    return authority->actors[i].kind;
}

const char *const *ng_authority_aliases(const NgAuthority *authority, guint i)
{
    return (const char *const *)authority->actors[i].aliases;
}

const char *const *ng_authority_offices(const NgAuthority *authority, guint i)
{
    return (const char *const *)authority->actors[i].offices;
}

const NgOffices *ng_authority_office_names(const NgAuthority *authority)
{
    return &authority->offices;
}

const NgNames *ng_authority_names(const NgAuthority *authority)
{
    return &authority->names;
}

uint32_t ng_authority_order(const NgAuthority *authority, guint i)
{
    return authority->actors[i].order;
}

int ng_authority_surname(const NgAuthority *authority, uint64_t key)
{
    const NgSurname *slot = ng_surname_slot(authority, key);
    return slot->key ? slot->actor : -1;
}

void ng_authority_expect_surname(const NgAuthority *authority, uint64_t key)
{
    __builtin_prefetch(&authority->surnames[(uint32_t)(key >> 9) & authority->surname_mask]);
}

int ng_authority_by_id(const NgAuthority *authority, const char *id)
{
    guint low = 0, high = authority ? authority->count : 0;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int c = strcmp(authority->actors[middle].id, id);
        if (c == 0)
            return (int)middle;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* Of several actors of one name: whose name it is before whose alias, before whose adjective; then
 * the earlier one in the files. */
static int better_name(const NgAuthority *authority, const NgName *a, const NgName *b)
{
    int rank_a = a->flags & NG_NAME_PROPER ? 0 : a->flags & NG_NAME_ADJECTIVE ? 2 : 1;
    int rank_b = b->flags & NG_NAME_PROPER ? 0 : b->flags & NG_NAME_ADJECTIVE ? 2 : 1;
    if (rank_a != rank_b)
        return rank_a < rank_b;
    return authority->actors[a->actor].order < authority->actors[b->actor].order;
}

/* The names that are the words of text and nothing else, or NULL. */
static const NgName *find_words(const NgNames *names, const char *text)
{
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, text, MIN(strlen(text), 4096));
    uint32_t node = 0, words = 0;
    for (uint32_t i = 0; i < tokens.n; i++) {
        if (tokens.v[i].flags & NG_TOKEN_EXTRA)
            continue;
        uint32_t next = ng_names_step(names, node,
                                      ng_word_key(ng_token_form(&tokens, i), tokens.v[i].form_len));
        /* US for U.S., AlQaeda for Al-Qaeda: the other form of the same word. */
        for (uint32_t k = i + 1; !next && k < tokens.n && tokens.v[k].flags & NG_TOKEN_EXTRA &&
                                 tokens.v[k].begin == tokens.v[i].begin;
             k++)
            next = ng_names_step(names, node,
                                 ng_word_key(ng_token_form(&tokens, k), tokens.v[k].form_len));
        words++;
        node = next;
        if (!node)
            break;
    }
    ng_tokens_clear(&tokens);
    return node && words ? ng_names_at(names, node) : NULL;
}

int ng_authority_find(const NgAuthority *authority, const char *name)
{
    if (!authority || !name)
        return -1;
    g_autofree char *id = g_ascii_strdown(name, -1);
    int found = ng_authority_by_id(authority, id);
    if (found >= 0)
        return found;
    const NgName *best = find_words(&authority->names, name);
    for (const NgName *n = best; n; n = ng_names_next(&authority->names, n))
        if (n != best && better_name(authority, n, best))
            best = n;
    return best ? (int)best->actor : -1;
}

int ng_authority_holder(const NgAuthority *authority, const char *office, uint32_t date_ymd)
{
    if (!authority || !office)
        return -1;
    return ng_offices_holder(&authority->offices, find_words(&authority->offices.names, office),
                             date_ymd);
}
