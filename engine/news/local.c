/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names learned from the article: kept by their words, and found in the text again. */
#include "engine/news/recognised_nobody.h"

#include <string.h>

void ng_local_learn(NgReading *r, uint32_t first, uint32_t last, uint32_t cast, bool full,
                    bool shouted)
{
    uint32_t n = last - first;
    if (n == 0 || n > NG_LOCAL_WORDS || ng_local_full(r))
        return;
    NgLocal local = {.cast = cast, .n = (uint8_t)n, .full = full, .shouted = shouted};
    for (uint32_t i = 0; i < n; i++)
        local.key[i] = r->words[first + i].key;
    uint16_t *head = &r->local_head[(local.key[0] >> 20) & 1023];
    guint steps = 0;
    for (uint16_t i = *head; i; i = g_array_index(r->local, NgLocal, i - 1).next) {
        const NgLocal *known = &g_array_index(r->local, NgLocal, i - 1);
        if (known->cast == cast && known->n == local.n &&
            memcmp(known->key, local.key, n * sizeof local.key[0]) == 0)
            return;
        if (++steps > 64) /* text made to collide */
            return;
    }
    local.next = *head;
    g_array_append_val(r->local, local);
    *head = (uint16_t)r->local->len;
}

void ng_local_learn_given(NgReading *r, uint32_t word, uint32_t cast)
{
    guint before = r->local->len;
    ng_local_learn(r, word, word + 1, cast, false, false);
    if (r->local->len > before)
        g_array_index(r->local, NgLocal, before).given = true;
}

bool ng_local_same(const NgReading *r, const NgLocal *local, uint32_t at, uint32_t end)
{
    if (local->n > end - at)
        return false;
    for (uint32_t i = 0; i < local->n; i++)
        if (r->words[at + i].key != local->key[i] || (i > 0 && !ng_reading_joined(r, at + i)))
            return false;
    return !local->shouted || r->words[at].flags & NG_WORD_SHOUTED;
}

/* The longest learned name at word `at`; a full one counts before a short one of its length. */
static const NgLocal *longest_local(const NgReading *r, uint32_t at, uint32_t end)
{
    const NgLocal *best = NULL;
    for (const NgLocal *l = ng_local_first(r, r->words[at].key); l; l = ng_local_next(r, l))
        if (!l->given && (!best || l->n > best->n || (l->n == best->n && l->full && !best->full)) &&
            ng_local_same(r, l, at, end))
            best = l;
    return best;
}

/* A short form must look like a name: capitals that mean something, no other given name before. */
static bool short_form_fits(const NgReading *r, const NgPart *part, const NgLocal *local,
                            uint32_t at)
{
    const NgWord *word = &r->words[at];
    uint32_t end = at + local->n;
    bool plain = word->classes & (NG_LEX_COMMON | NG_LEX_HELPER | NG_LEX_GENERIC | NG_LEX_VERB |
                                  NG_LEX_WEAK_VERB | NG_LEX_ORG_NOUN | NG_LEX_GIVEN);
    bool titled = at > part->first && r->words[at - 1].classes & NG_LEX_TITLE;
    if (plain && !titled && (part->shouted || part->titled))
        return false;
    if (plain && !titled && word->flags & NG_WORD_SENTENCE &&
        !(end < part->last && r->words[end].classes & (NG_LEX_VERB | NG_LEX_HELPER)) &&
        !(word->flags & NG_WORD_POSSESSIVE))
        return false;
    if (part->shouted || part->titled)
        return true;
    if (at > part->first && ng_reading_joined(r, at)) {
        const NgWord *before = &r->words[at - 1];
        bool ranked = at >= part->first + 2 && ng_behind_rank(r, at - 2, end) == at;
        if (!ranked && before->flags & NG_WORD_CAPITAL && !(before->classes & NG_LEX_TITLE) &&
            !before->found &&
            (before->classes & NG_LEX_GIVEN || before->end - before->begin == 1 ||
             (before->classes == 0 && !(r->recognised && before->flags & NG_WORD_SENTENCE))))
            return false;
    }
    /* Kaspersky Internet Security, Johnson Controls: another, longer name. */
    if (end < part->last && ng_reading_joined(r, end) && !(word->flags & NG_WORD_POSSESSIVE) &&
        r->words[end].flags & NG_WORD_CAPITAL &&
        r->words[end].classes & (NG_LEX_ORG_TAIL | NG_LEX_NOT_NAME) &&
        !(r->words[end].classes & (NG_LEX_TITLE | NG_LEX_CALENDAR)) &&
        ng_reading_cast(r, local->cast)->kind == NG_ACTOR_PERSON)
        return false;
    return true;
}

/* Mark Cuban, of whom "Cuban said" speaks. */
static bool adjective_speaks(const NgReading *r, const NgFound *found)
{
    uint32_t next = found->last;
    return found->adjective && found->last - found->first == 1 && next < r->n_words &&
           ng_reading_joined(r, next) && r->words[next].flags & NG_WORD_LOWER &&
           r->words[next].classes & (NG_LEX_VERB | NG_LEX_HELPER);
}

static bool whole_names_only(const NgReading *r, const NgLocal *local, uint32_t at)
{
    uint32_t end = at + local->n;
    bool person = ng_reading_cast(r, local->cast)->kind == NG_ACTOR_PERSON;
    for (uint32_t i = at; i < end; i++)
        if (r->words[i].found) {
            const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
            /* Seen as a name of another kind: surnames are, before a noun (the Doe campaign). */
            bool other = found->adjective && !found->names && found->last - found->first == 1;
            if (end - at == 1 && ((other && person) || adjective_speaks(r, found)))
                continue;
            if (found->first < at || found->last > end || found->given ||
                found->last - found->first == end - at)
                return false;
        }
    return true;
}

void ng_local_match(NgReading *r)
{
    g_array_set_size(r->merged, 0);
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i < part->last;) {
            const NgFound *known =
                r->words[i].found ? ng_reading_found(r, r->words[i].found - 1) : NULL;
            const NgLocal *local = NULL;
            if (!part->paragraph->actors_given && r->words[i].flags & NG_WORD_CAPITAL)
                local = longest_local(r, i, part->last);
            else if (!part->paragraph->actors_given && r->words[i].classes & NG_LEX_PARTICLE)
                local = longest_local(r, i, part->last);
            if (local && (!whole_names_only(r, local, i) ||
                          (!local->full && !short_form_fits(r, part, local, i))))
                local = NULL;
            NgFound found = {.part = p, .first = i};
            if (local) {
                found.last = i + local->n;
                found.cast = local->full ? local->cast : NG_NOBODY;
                found.full = local->full;
                found.local = true;
                if (known && known->first == i && known->last == found.last)
                    found.seen = known->seen;
            } else if (known && known->first == i) {
                found = *known;
            } else {
                i++;
                continue;
            }
            g_array_append_val(r->merged, found);
            i = found.last;
        }
    }
    ng_reading_take_merged(r);
}
