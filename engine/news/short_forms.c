/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: how those who were named in full are called for short: surnames, the head of a firm's
 * name, an acronym defined in brackets, an office and a surname. */
#include "engine/news/reading.h"

#include <string.h>

static bool may_stand_alone(const NgReading *r, uint32_t i)
{
    const NgWord *word = &r->words[i];
    return word->flags & NG_WORD_CAPITAL && word->end - word->begin >= 3 &&
           !(word->classes & (NG_LEX_CALENDAR | NG_LEX_DET | NG_LEX_PREP | NG_LEX_JUNIOR));
}

void ng_short_form_of_person(NgReading *r, uint32_t first, uint32_t last, uint32_t cast)
{
    while (last - first > 2 && r->words[last - 1].classes & NG_LEX_JUNIOR)
        last--;
    if (last - first < 2)
        return;
    /* Doe-Roe: perhaps two people, certainly no given name and surname. */
    if (r->recognised && last - first == 2 && r->words[last - 1].flags & NG_WORD_TIGHT)
        return;
    if (r->recognised && may_stand_alone(r, first))
        ng_local_learn_given(r, first, cast);
    if (may_stand_alone(r, last - 1) || r->words[last - 1].end - r->words[last - 1].begin == 2)
        ng_local_learn(r, last - 1, last, cast, false, false);
    uint32_t particle = last - 1;
    while (particle > first + 1 && r->words[particle - 1].classes & NG_LEX_PARTICLE)
        particle--;
    /* Ocasio-Cortez, Le Pen, de Blasio */
    if (particle == last - 1 && particle > first + 1 && r->words[last - 1].flags & NG_WORD_TIGHT)
        particle--;
    /* Herseth Sandlin */
    const NgWord *middle = &r->words[last - 2];
    if (particle == last - 1 && last - first == 3 && middle->end - middle->begin > 2 &&
        middle->flags & NG_WORD_CAPITAL && !(middle->classes & (NG_LEX_GIVEN | NG_LEX_PARTICLE)))
        particle--;
    if (particle < last - 1)
        ng_local_learn(r, particle, last, cast, false, false);
}

/* Kaspersky for Kaspersky Lab, Piedmont Aviation for Piedmont Aviation Inc: the words before what
 * only says that it is an organisation, when they are nobody's and nothing general. */
static void learn_org_head(NgReading *r, uint32_t first, uint32_t last, uint32_t cast)
{
    uint32_t end = last;
    while (end > first + 1 && r->words[end - 1].classes & NG_LEX_ORG_TAIL) {
        end--;
        const NgWord *head = &r->words[first];
        if (end - first == 1 &&
            (head->classes & (NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_COMMON | NG_LEX_PREP) ||
             !may_stand_alone(r, first) || head->flags & NG_WORD_DOTTED))
            return;
        if (end - first == 1 && r->authority) {
            const NgNames *names = ng_authority_names(r->authority);
            uint32_t node = ng_names_step(names, 0, head->key);
            const NgName *name = node ? ng_names_at(names, node) : NULL;
            for (; name; name = ng_names_next(names, name))
                if (ng_authority_kind(r->authority, name->actor) == NG_ACTOR_PLACE)
                    return;
        }
        ng_local_learn(r, first, end, cast, false, false);
    }
}

/* Barrick for Barrick Gold Corp: a first word that the recogniser saw alone elsewhere and that says
 * nothing by itself. */
static void learn_first_word(NgReading *r, uint32_t first, uint32_t last, uint32_t cast)
{
    const NgWord *word = &r->words[first];
    if (last - first < 2 || !may_stand_alone(r, first) || word->end - word->begin < 4 ||
        word->flags & (NG_WORD_DOTTED | NG_WORD_DIGIT) ||
        word->classes & (NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_COMMON | NG_LEX_TITLE |
                         NG_LEX_NOT_NAME | NG_LEX_GIVEN | NG_LEX_ROLE))
        return;
    if (r->authority) {
        const NgNames *names = ng_authority_names(r->authority);
        uint32_t node = ng_names_step(names, 0, word->key);
        if (node && ng_names_at(names, node))
            return;
        if (ng_authority_surname(r->authority, word->key) >= 0)
            return;
    }
    ng_local_learn(r, first, first + 1, cast, false, false);
}

/* "Office of Fair Trading (OFT)": the letters are the initials of the words, small ones aside. */
static void learn_acronym(NgReading *r, const NgPart *part, const NgFound *found, uint32_t cast)
{
    uint32_t at = found->last;
    if (at >= part->last || !(r->words[at].flags & NG_WORD_AFTER_OPEN) ||
        !(r->words[at].flags & NG_WORD_SHOUTED))
        return;
    if (r->words[at].found) {
        const NgFound *known = ng_reading_found(r, r->words[at].found - 1);
        if (known->names || !known->seen || known->last - known->first > 1)
            return;
    }
    const char *text = part->paragraph->text;
    const NgWord *acronym = &r->words[at];
    uint32_t letter = acronym->begin;
    for (uint32_t i = found->first; i < found->last; i++) {
        while (letter < acronym->end && text[letter] == '.')
            letter++;
        if (letter < acronym->end && text[letter] == g_ascii_toupper(text[r->words[i].begin]))
            letter++;
        else if (r->words[i].flags & NG_WORD_CAPITAL && !(r->words[i].classes & NG_LEX_PREP))
            return;
    }
    if (letter == acronym->end)
        ng_local_learn(r, at, at + 1, cast, true, true);
}

/* The actor of a found name when only one comes into question. */
static uint32_t only_actor(NgReading *r, const NgFound *found)
{
    if (found->cast != NG_NOBODY)
        return found->cast;
    if (found->adjective || !found->names)
        return NG_NOBODY;
    const NgNames *names = ng_authority_names(r->authority);
    uint32_t actor = NG_NOBODY;
    for (const NgName *n = found->names; n; n = ng_names_next(names, n)) {
        if (n->flags & NG_NAME_ADJECTIVE)
            continue;
        if (actor != NG_NOBODY && actor != n->actor)
            return NG_NOBODY;
        actor = n->actor;
    }
    return actor == NG_NOBODY ? NG_NOBODY : ng_reading_cast_authority(r, actor);
}

static void learn_of_found(NgReading *r)
{
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->last - found->first < 2 && !found->names)
            continue;
        uint32_t cast = only_actor(r, found);
        if (cast == NG_NOBODY)
            continue;
        const NgPart *part = ng_reading_part(r, found->part);
        NgActorKind kind = ng_reading_cast(r, cast)->kind;
        /* Nice, of which the article has said once that it is Nice, France. */
        if (found->last - found->first == 1 && found->seen && kind == NG_ACTOR_PLACE &&
            found->names->n_words > 1)
            ng_local_learn_given(r, found->first, cast);
        else if (kind == NG_ACTOR_PERSON)
            ng_short_form_of_person(r, found->first, found->last, cast);
        else if (kind == NG_ACTOR_ORG && !part->shouted) {
            learn_org_head(r, found->first, found->last, cast);
            if (found->last - found->first > 1 && r->recognised &&
                r->words[found->last - 1].classes & (NG_LEX_GENERIC | NG_LEX_ORG_NOUN))
                ng_local_learn_given(r, found->last - 1, cast);
            if (found->seen && !found->names)
                learn_first_word(r, found->first, found->last, cast);
            learn_acronym(r, part, found, cast);
        }
    }
}

/* Titles that make a surname enough when the authority knows just one person of it. */
static bool is_office(const NgReading *r, const NgPart *part, uint32_t i)
{
    static const char *const offices[] = {"sen",       "senator",   "sens",        "senators",
                                          "rep",       "reps",      "congressman", "congresswoman",
                                          "president", "chancellor"};
    const NgWord *word = &r->words[i];
    const char *text = part->paragraph->text + word->begin;
    gsize len = word->end - word->begin;
    for (guint k = 0; k < G_N_ELEMENTS(offices); k++)
        if (strlen(offices[k]) == len && g_ascii_strncasecmp(text, offices[k], len) == 0)
            return true;
    return len == 8 && g_ascii_strncasecmp(text, "minister", 8) == 0 && i > part->first &&
           r->words[i - 1].end - r->words[i - 1].begin == 5 &&
           g_ascii_strncasecmp(part->paragraph->text + r->words[i - 1].begin, "prime", 5) == 0;
}

static bool is_somebodys(const NgReading *r, uint32_t word)
{
    if (!r->words[word].found)
        return false;
    const NgFound *found = ng_reading_found(r, r->words[word].found - 1);
    return !found->seen || found->names || found->last - found->first > 1;
}

static void learn_office_holders(NgReading *r)
{
    for (guint p = 0; r->authority && p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i + 1 < part->last; i++) {
            const NgWord *name = &r->words[i + 1];
            if (!(r->words[i].classes & NG_LEX_TITLE && r->words[i].flags & NG_WORD_CAPITAL) ||
                is_somebodys(r, i + 1) || !(name->flags & NG_WORD_CAPITAL) ||
                !ng_reading_joined(r, i + 1) || !may_stand_alone(r, i + 1) ||
                !is_office(r, part, i))
                continue;
            bool goes_on = i + 2 < part->last && ng_reading_joined(r, i + 2) &&
                           r->words[i + 2].flags & NG_WORD_CAPITAL &&
                           !(name->flags & NG_WORD_POSSESSIVE) && !part->shouted && !part->titled;
            bool known = false;
            for (const NgLocal *l = ng_local_first(r, name->key); l; l = ng_local_next(r, l))
                known |= l->n == 1 && l->key[0] == name->key;
            int actor = goes_on || known ? -1 : ng_authority_surname(r->authority, name->key);
            if (actor >= 0)
                ng_local_learn(r, i + 1, i + 2, ng_reading_cast_authority(r, (guint)actor), false,
                               false);
        }
    }
}

void ng_short_forms_learn(NgReading *r)
{
    learn_of_found(r);
    learn_office_holders(r);
}
