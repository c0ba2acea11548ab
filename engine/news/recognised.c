/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the recogniser saw and what the authority knows, brought together. The recogniser
 * says where a name stands and what kind it is, the authority whose it is. */
#include "engine/news/recognised_nobody.h"

#include <string.h>

static const NgActorKind kind_of[NG_NAME_KINDS] = {
    [NG_NAME_PERSON] = NG_ACTOR_PERSON,
    [NG_NAME_ORG] = NG_ACTOR_ORG,
    [NG_NAME_PLACE] = NG_ACTOR_PLACE,
};

static bool has_actor(const NgReading *r, const NgName *name)
{
    const NgNames *names = ng_authority_names(r->authority);
    for (; name; name = ng_names_next(names, name))
        if (!(name->flags & NG_NAME_ADJECTIVE))
            return true;
    return false;
}

const NgName *ng_recognised_names(const NgReading *r, uint32_t first, uint32_t last)
{
    if (!r->authority)
        return NULL;
    const NgNames *names = ng_authority_names(r->authority);
    uint32_t node = 0;
    for (uint32_t i = first; i < last; i++) {
        uint32_t next = ng_names_step(names, node, r->words[i].key);
        if (!next && r->words[i].alt)
            next = ng_names_step(names, node, r->words[i].alt);
        if (!next)
            return NULL;
        node = next;
    }
    const NgName *name = node ? ng_names_at(names, node) : NULL;
    return name && has_actor(r, name) ? name : NULL;
}

typedef struct {
    NgReading *r;
    NgPlainLetters plain;
    uint32_t end; /* word behind the last name taken */
    const NgWordBook *book;
} Taking;

static void append(Taking *t, NgFound found, uint8_t seen)
{
    found.seen = seen;
    g_array_append_val(t->r->merged, found);
    t->end = found.last;
}

static const NgFound *known_at(const NgReading *r, uint32_t i)
{
    return r->words[i].found ? ng_reading_found(r, r->words[i].found - 1) : NULL;
}

/* Do names of the authority fill [first, last), a hyphen or a slash between them: U.S.-Mexico? */
static bool tiled(const NgReading *r, uint32_t first, uint32_t last)
{
    uint32_t i = first, pieces = 0;
    while (i < last) {
        const NgFound *known = known_at(r, i);
        if (!known || known->adjective || known->first != i || known->last > last ||
            (i > first && !(r->words[i].flags & NG_WORD_TIGHT)))
            return false;
        i = known->last;
        pieces++;
    }
    return pieces > 1;
}

static bool known_as_place(const NgReading *r, const NgFound *known)
{
    return known->names && !known->adjective &&
           ng_authority_kind(r->authority, known->names->actor) == NG_ACTOR_PLACE;
}

/* Words that the authority knows as one name wins over a part of it; but "Nice, France" is two. */
static bool wins(const NgReading *r, const NgFound *known, uint32_t first, uint32_t last)
{
    if (known->adjective || known->last - known->first < 2 || known->first > first ||
        known->last < last)
        return false;
    for (uint32_t i = known->first + 1; i < known->last; i++)
        if (r->words[i].flags & NG_WORD_AFTER_COMMA && known_as_place(r, known))
            return false;
    return true;
}

/* One word of the authority's that nothing else is written like: US, but not Target. */
static bool is_telling(const NgReading *r, const NgPart *part, const NgFound *known)
{
    const NgWord *word = &r->words[known->first];
    return !known->adjective && !part->shouted &&
           (word->flags & NG_WORD_SHOUTED || !(word->classes & NG_LEX_COMMON));
}

static void take_piece(Taking *t, uint32_t number, uint32_t first, uint32_t last, NgNameKind kind)
{
    NgReading *r = t->r;
    const NgPart *part = ng_reading_part(r, number);
    NgPiece piece = {.first = first, .last = last, .kind = kind};
    if (!ng_recognised_trim(r, part, t->book, t->end, &piece))
        return;
    first = piece.first;
    last = piece.last;
    kind = piece.kind;
    bool party = piece.party;
    const NgFound *known = known_at(r, first);
    if (first < t->end || (known && known->given))
        return;
    if (tiled(r, first, last)) {
        for (uint32_t i = first; i < last; i = t->end)
            append(t, *known_at(r, i), 0);
        return;
    }
    uint8_t seen = kind == NG_NAME_OTHER ? 0 : (uint8_t)(1 + kind_of[kind]);
    if (party && known && known_as_place(r, known))
        seen = 1 + NG_ACTOR_PLACE;
    else if (party)
        return;
    if (known && known->first >= t->end && wins(r, known, first, last)) {
        append(t, *known, known->first == first && known->last == last ? seen : 0);
        return;
    }
    bool same = known && known->first == first && known->last == last;
    NgFound taken = {.part = number, .first = first, .last = last, .cast = NG_NOBODY};
    bool place = same && known_as_place(r, known) && !(r->words[first].flags & NG_WORD_SHOUTED);
    if (!seen && same && !place && is_telling(r, part, known)) {
        taken = *known; /* GOP, Twitter: the authority knows better */
    } else if (!seen) {
        if (last - first == 1 && r->words[first].classes & NG_LEX_TITLE && !same)
            return; /* "Rep Doe" */
        if (same)
            taken = *known;
        taken.adjective = true;
    } else if (same && !known->adjective) {
        taken = *known;
    } else {
        taken.names = ng_recognised_names(r, first, last);
        /* Manchester in "Manchester, N.H." */
        if (known && known->first == first && known->last > last && known_as_place(r, known))
            taken.names = known->names;
        if (!taken.names && last - first == 1 && ng_word_names_nobody(r, part, first, &t->plain))
            return;
        if (!taken.names && ng_words_name_paper(r, first, last)) {
            taken.adjective = true;
            seen = 0;
        }
    }
    append(t, taken, seen);
}

/* A name of the authority that the recogniser did not see: several words are no accident, nor is
 * one with a capital where only names have one. */
static bool stands_alone(const NgReading *r, const NgFound *found)
{
    if (found->adjective || found->given || found->last - found->first > 1)
        return true;
    return is_telling(r, ng_reading_part(r, found->part), found);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const NgFound *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* "Rep. Young today": behind a title's short form a plain word is a surname. */
static bool is_titled_surname(const NgReading *r, const NgPart *part, uint32_t i)
{
    const uint32_t others =
        NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_CALENDAR | NG_LEX_PRONOUN | NG_LEX_DET;
    const NgWord *title = &r->words[i - 1], *word = &r->words[i];
    bool short_form = title->classes & NG_LEX_TITLE && title->flags & NG_WORD_CAPITAL &&
                      part->paragraph->text[title->end] == '.' && title->end - title->begin < 5;
    return short_form && !title->found && word->flags & NG_WORD_CAPITAL &&
           !(word->flags & (NG_WORD_SHOUTED | NG_WORD_APART)) && word->end - word->begin > 2 &&
           !(word->classes & others) && ng_reading_joined(r, i) &&
           (i + 1 == part->last || !(r->words[i + 1].flags & NG_WORD_CAPITAL) ||
            !ng_reading_joined(r, i + 1));
}

static void add_titled(NgReading *r)
{
    for (guint p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->paragraph->actors_given || part->shouted)
            continue;
        for (uint32_t i = part->first + 1; i < part->last; i++) {
            const NgFound *known =
                r->words[i].found && r->words[i].found != NG_NOBODY ? known_at(r, i) : NULL;
            if (r->words[i].found == NG_NOBODY || (known && stands_alone(r, known)) ||
                !is_titled_surname(r, part, i))
                continue;
            NgFound found = {.part = p,
                             .first = i,
                             .last = i + 1,
                             .cast = NG_NOBODY,
                             .seen = 1 + NG_ACTOR_PERSON};
            r->words[i].found = NG_NOBODY;
            g_array_append_val(r->merged, found);
        }
    }
}

static void add_known(NgReading *r)
{
    for (guint i = 0; i < r->merged->len; i++) {
        const NgFound *found = &g_array_index(r->merged, NgFound, i);
        for (uint32_t w = found->first; w < found->last; w++)
            r->words[w].found = NG_NOBODY;
    }
    add_titled(r);
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        bool apart = true;
        for (uint32_t w = found->first; w < found->last; w++)
            apart &= r->words[w].found != NG_NOBODY;
        if (apart && stands_alone(r, found))
            g_array_append_val(r->merged, *found);
    }
    g_array_sort(r->merged, by_place);
}

/* Two places that were seen as organisations: the article is about clubs. */
static bool has_clubs(const NgReading *r)
{
    const NgName *club = NULL;
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->seen != 1 + NG_ACTOR_ORG || !known_as_place(r, found) || found->names == club)
            continue;
        if (club)
            return true;
        club = found->names;
    }
    return false;
}

void ng_recognised_take(NgReading *r, const GArray *names, const NgWordBook *book)
{
    Taking t = {.r = r, .book = book};
    g_array_set_size(r->merged, 0);
    ng_plain_letters_find(&t.plain, r, names);
    for (guint i = 0; i < names->len; i++) {
        const NgRecognised *seen = &g_array_index(names, NgRecognised, i);
        const NgPart *part = ng_reading_part(r, seen->part);
        if (part->paragraph->actors_given)
            continue;
        for (uint32_t first = seen->first, last; first < seen->last; first = last) {
            last = first + 1;
            while (last < seen->last && !ng_recognised_breaks(r, part, last))
                last++;
            take_piece(&t, seen->part, first, last, seen->kind);
        }
    }
    add_known(r);
    ng_reading_take_merged(r);
    ng_names_listed(r);
    r->recognised = true;
    r->clubs = has_clubs(r);
}
