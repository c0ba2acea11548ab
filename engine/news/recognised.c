/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the recogniser saw and what the authority knows, brought together. The recogniser
 * says where a name stands and what kind it is, the authority whose it is. Those whom only the
 * article names become members of its cast under their fullest form. */
#include "engine/news/recogniser.h"

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

/* The authority's names of just these words, or NULL. */
static const NgName *names_of(const NgReading *r, uint32_t first, uint32_t last)
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

/* A name of the authority that the recogniser did not see: several words are no accident. */
static bool stands_alone(const NgFound *found)
{
    return found->adjective || found->given || found->last - found->first > 1;
}

static void append(NgReading *r, const NgFound *found)
{
    g_array_append_val(r->merged, *found);
}

/* Ms. Doe is Doe. */
static uint32_t behind_titles(const NgReading *r, const NgRecognised *seen)
{
    uint32_t first = seen->first;
    while (first + 1 < seen->last && r->words[first].classes & NG_LEX_TITLE &&
           !(r->words[first].classes & NG_LEX_GIVEN))
        first++;
    return first;
}

/* One name that was seen, with the authority's [*at ..) that it overlaps. */
static void take_one(NgReading *r, const NgRecognised *seen, guint *at)
{
    NgFound taken = {.part = seen->part, .first = seen->first, .last = seen->last};
    taken.cast = NG_NOBODY;
    if (seen->kind == NG_NAME_PERSON)
        taken.first = behind_titles(r, seen);
    bool other = seen->kind == NG_NAME_OTHER, given = false;
    const NgFound *same = NULL;
    for (; *at < r->found->len && ng_reading_found(r, *at)->first < seen->last; (*at)++) {
        const NgFound *found = ng_reading_found(r, *at);
        if (found->given) {
            append(r, found);
            given = true;
        } else if (found->first == taken.first && found->last == taken.last) {
            same = found;
        }
    }
    if (given)
        return;
    if (other) {
        if (same && same->adjective)
            taken = *same;
        taken.adjective = true;
    } else {
        if (same && !same->adjective)
            taken = *same;
        else
            taken.names = names_of(r, taken.first, taken.last);
        taken.seen = (uint8_t)(1 + kind_of[seen->kind]);
    }
    append(r, &taken);
}

void ng_recognised_take(NgReading *r, const GArray *names)
{
    g_array_set_size(r->merged, 0);
    guint at = 0;
    for (guint i = 0; i < names->len; i++) {
        const NgRecognised *seen = &g_array_index(names, NgRecognised, i);
        for (; at < r->found->len && ng_reading_found(r, at)->last <= seen->first; at++)
            if (stands_alone(ng_reading_found(r, at)))
                append(r, ng_reading_found(r, at));
        if (!ng_reading_part(r, seen->part)->paragraph->actors_given)
            take_one(r, seen, &at);
    }
    for (; at < r->found->len; at++)
        if (stands_alone(ng_reading_found(r, at)))
            append(r, ng_reading_found(r, at));
    GArray *old = r->found;
    r->found = r->merged;
    r->merged = old;
    for (uint32_t i = 0; i < r->n_words; i++)
        r->words[i].found = 0;
    for (guint i = 0; i < r->found->len; i++)
        for (uint32_t w = ng_reading_found(r, i)->first; w < ng_reading_found(r, i)->last; w++)
            r->words[w].found = i + 1;
    r->recognised = true;
}

/* ---- the cast ---- */

/* The name as it is shown; capitals of a headline become those of a name. */
static char *text_of(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    uint32_t begin = r->words[found->first].begin, end = r->words[found->last - 1].end;
    char *name = g_strndup(part->paragraph->text + begin, end - begin);
    if (!part->shouted)
        return name;
    for (uint32_t i = found->first; i < found->last; i++) {
        const NgWord *word = &r->words[i];
        bool initials = word->flags & NG_WORD_DOTTED || word->end - word->begin <= 3;
        for (uint32_t k = word->begin + 1; k < word->end && !initials; k++)
            name[k - begin] = g_ascii_tolower(name[k - begin]);
    }
    return name;
}

static NgGender gender_of(const NgReading *r, const NgFound *found)
{
    const NgPart *part = ng_reading_part(r, found->part);
    uint32_t before = found->first > part->first ? r->words[found->first - 1].classes : 0;
    uint32_t given = r->words[found->first].classes & NG_LEX_GIVEN;
    if (before & NG_LEX_TITLE && before & (NG_LEX_LADY | NG_LEX_SIR))
        return before & NG_LEX_LADY ? NG_GENDER_WOMAN : NG_GENDER_MAN;
    return given == NG_LEX_MAN     ? NG_GENDER_MAN
           : given == NG_LEX_WOMAN ? NG_GENDER_WOMAN
                                   : NG_GENDER_UNKNOWN;
}

/* Who was named in full so already, perhaps with another initial between. */
static uint32_t known_person(const NgReading *r, uint32_t first, uint32_t last)
{
    for (const NgLocal *l = ng_local_first(r, r->words[first].key); l; l = ng_local_next(r, l))
        if (l->full && l->n > 1 && l->key[0] == r->words[first].key &&
            l->key[l->n - 1] == r->words[last - 1].key &&
            ng_reading_cast(r, l->cast)->kind == NG_ACTOR_PERSON)
            return l->cast;
    return NG_NOBODY;
}

static void learn_person(NgReading *r, NgFound *found)
{
    uint32_t last = found->last;
    while (last - found->first > 2 && r->words[last - 1].classes & NG_LEX_JUNIOR)
        last--;
    uint32_t cast = known_person(r, found->first, last);
    if (cast == NG_NOBODY) {
        if (ng_local_full(r))
            return;
        NgFound core = *found;
        core.last = last;
        g_autofree char *name = text_of(r, &core);
        cast = ng_reading_cast_person(r, name, gender_of(r, found));
    }
    ng_local_learn(r, found->first, last, cast, true, false);
    ng_short_form_of_person(r, found->first, last, cast);
    found->cast = cast;
    found->full = found->local = true;
}

static void learn_other(NgReading *r, NgFound *found, NgActorKind kind)
{
    if (ng_local_full(r))
        return;
    g_autofree char *name = text_of(r, found);
    found->cast = ng_reading_cast_name(r, name, kind);
    found->full = found->local = true;
    ng_local_learn(r, found->first, found->last, found->cast, true, false);
}

/* Names of several words that the authority has not, running text first: a headline's capitals
 * hide how a name is written. */
void ng_recognised_learn(NgReading *r)
{
    for (int shouted = 0; shouted <= 1; shouted++)
        for (guint i = 0; i < r->found->len; i++) {
            NgFound *found = ng_reading_found(r, i);
            if (!found->seen || found->names || found->cast != NG_NOBODY ||
                found->last - found->first < 2 ||
                ng_reading_part(r, found->part)->shouted != (shouted == 1))
                continue;
            NgActorKind kind = (NgActorKind)(found->seen - 1);
            if (kind == NG_ACTOR_PERSON)
                learn_person(r, found);
            else
                learn_other(r, found, kind);
        }
}

void ng_recognised_name_rest(NgReading *r)
{
    for (int shouted = 0; r->recognised && shouted <= 1; shouted++)
        for (guint i = 0; i < r->found->len; i++) {
            NgFound *found = ng_reading_found(r, i);
            if (!found->seen || found->cast != NG_NOBODY || found->adjective ||
                ng_reading_part(r, found->part)->shouted != (shouted == 1) ||
                ng_actors_may_be(r, found))
                continue;
            learn_other(r, found, (NgActorKind)(found->seen - 1));
        }
}
