/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: people whom the authority does not know but whom the article introduces: as speakers
 * beside a reporting verb, with a title or a role. */
#include "engine/news/reading.h"

#include <string.h>

#define NAME_WORDS 5u

static bool may_be_in_name(const NgReading *r, uint32_t i)
{
    const NgWord *word = &r->words[i];
    if (word->flags & NG_WORD_CAPITAL)
        return !(word->flags & NG_WORD_DIGIT);
    return word->classes & NG_LEX_PARTICLE && !(word->flags & NG_WORD_DIGIT);
}

/* Is [first, last) a person's name that stands by itself? gender is set from the given name. */
static bool is_person(const NgReading *r, uint32_t first, uint32_t last, bool titled,
                      NgGender *gender)
{
    uint32_t parts = 0;
    bool initial = false, capital = false;
    for (uint32_t i = first; i < last; i++) {
        const NgWord *word = &r->words[i];
        bool given = word->classes & NG_LEX_GIVEN;
        if (word->classes & (NG_LEX_CALENDAR | NG_LEX_NOT_NAME | NG_LEX_ORG_TAIL) &&
            !(given && i == first) && !(word->classes & NG_LEX_PARTICLE) &&
            word->end - word->begin > 1)
            return false;
        if (word->flags & (NG_WORD_DIGIT | NG_WORD_DOTTED) && word->end - word->begin > 4)
            return false;
        if (word->found) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            if (found->adjective && i == first && !given)
                return false;
            /* Inside a longer name, or the whole of it: the authority knows better. */
            if (found->first < first || found->last > last || found->last - found->first > 1)
                return false;
        }
        if (word->end - word->begin == 1)
            initial = i > first;
        else if (word->flags & NG_WORD_CAPITAL && !(word->classes & NG_LEX_JUNIOR))
            parts++;
        capital |= word->flags & NG_WORD_CAPITAL;
    }
    const NgWord *head = &r->words[first], *tail = &r->words[last - 1];
    if (parts < (head->end - head->begin == 1 ? 1u : 2u) || !capital || tail->classes & NG_LEX_DET)
        return false;
    if (head->flags & NG_WORD_SHOUTED && tail->flags & NG_WORD_SHOUTED)
        return false;
    if (head->classes & NG_LEX_MAN)
        *gender = NG_GENDER_MAN;
    else if (head->classes & NG_LEX_WOMAN)
        *gender = NG_GENDER_WOMAN;
    /* Diamant Boart SA, Jane Doe Foundation */
    if (last < r->n_words && r->words[last].flags & NG_WORD_CAPITAL &&
        r->words[last].classes & NG_LEX_ORG_TAIL && ng_reading_joined(r, last))
        return false;
    if (titled || initial || head->classes & NG_LEX_GIVEN)
        return true;
    if (r->nouns_capital)
        return false;
    /* Two or three unknown words: a foreign name, unless one is a plain or an organisation's. */
    for (uint32_t i = first; i < last; i++)
        if (r->words[i].classes &
                (NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_COMMON | NG_LEX_ORG_THING |
                 NG_LEX_HELPER | NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_DET) ||
            r->words[i].found)
            return false;
    /* Temple-Inland; "Fluor Daniel said it expects": companies. */
    if (last - first == 2 && tail->flags & NG_WORD_TIGHT)
        return false;
    for (uint32_t i = last; i < last + 5 && i < r->n_words; i++)
        if (r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART))
            break;
        else if (r->words[i].classes & NG_LEX_IT)
            return false;
    /* Three unknown words are as often a product as a person. */
    return last - first == 2 ||
           (last - first == 3 && r->words[first + 1].classes & NG_LEX_PARTICLE);
}

/* Takes [first, last), cut from running text: titles, roles and a sentence's first word go. */
static bool introduce(NgReading *r, const NgPart *part, uint32_t first, uint32_t last, bool titled)
{
    for (uint32_t i = last; i-- > first;) {
        const NgWord *word = &r->words[i];
        bool role = word->classes & (NG_LEX_TITLE | NG_LEX_ROLE) &&
                    !(word->classes & NG_LEX_GIVEN && i + 2 <= last && i == first);
        if (role || word->classes & (NG_LEX_CONJ | NG_LEX_THEY)) {
            titled |= role;
            first = i + 1;
            break;
        }
    }
    while (first < last && r->words[first].classes & (NG_LEX_DET | NG_LEX_PREP | NG_LEX_HELPER) &&
           !(r->words[first].classes & (NG_LEX_GIVEN | NG_LEX_PARTICLE)))
        first++;
    while (first < last && !(r->words[first].flags & NG_WORD_CAPITAL))
        first++;
    while (last > first && !(r->words[last - 1].flags & NG_WORD_CAPITAL))
        last--;
    /* NPPC President Ray Hankes, NPPC's Ray Hankes: letters are no given name. */
    while (last - first > 2 && r->words[first].flags & NG_WORD_SHOUTED &&
           !(r->words[first].classes & NG_LEX_GIVEN))
        first++;
    /* Witness Tony Molina: a sentence's first word is capital anyway. */
    while (last - first > 2 && r->words[first].flags & NG_WORD_SENTENCE &&
           !(r->words[first].classes & NG_LEX_GIVEN) && r->words[first + 1].classes & NG_LEX_GIVEN)
        first++;
    NgGender gender = NG_GENDER_UNKNOWN;
    if (last - first < 2 || last - first > NAME_WORDS ||
        !is_person(r, first, last, titled, &gender))
        return false;
    if (first > part->first && r->words[first - 1].classes & NG_LEX_TITLE)
        gender = r->words[first - 1].classes & NG_LEX_LADY  ? NG_GENDER_WOMAN
                 : r->words[first - 1].classes & NG_LEX_SIR ? NG_GENDER_MAN
                                                            : gender;
    uint32_t end = last;
    while (end - first > 2 && r->words[end - 1].classes & NG_LEX_JUNIOR)
        end--;
    /* Known already, perhaps with another initial between. */
    for (const NgLocal *known = ng_local_first(r, r->words[first].key); known;
         known = ng_local_next(r, known))
        if (known->full && known->key[0] == r->words[first].key &&
            known->key[known->n - 1] == r->words[end - 1].key) {
            ng_local_learn(r, first, end, known->cast, true, false);
            return true;
        }
    if (ng_local_full(r))
        return false;
    uint32_t from = r->words[first].begin, to = r->words[end - 1].end;
    g_autofree char *name = g_strndup(part->paragraph->text + from, to - from);
    uint32_t cast = ng_reading_cast_person(r, name, gender);
    ng_local_learn(r, first, end, cast, true, false);
    ng_short_form_of_person(r, first, end, cast);
    return true;
}

/* A name that ends before word `end`, going left. */
static bool introduce_left(NgReading *r, const NgPart *part, uint32_t end)
{
    uint32_t first = end;
    while (first > part->first && end - first < NAME_WORDS + 3 && may_be_in_name(r, first - 1) &&
           (first == end || ng_reading_joined(r, first))) {
        first--;
        if (r->words[first].flags & NG_WORD_SENTENCE)
            break;
    }
    bool titled = first > part->first &&
                  r->words[first - 1].classes & (NG_LEX_ROLE | NG_LEX_TITLE) && first < end &&
                  ng_reading_joined(r, first);
    return first < end && introduce(r, part, first, end, titled);
}

/* Is word `at` in a name of several words, or one of an organisation? */
static bool in_other_name(const NgReading *r, uint32_t at)
{
    if (!r->words[at].found)
        return false;
    const NgFound *found = ng_reading_found(r, r->words[at].found - 1);
    if (found->adjective || !found->names)
        return true;
    return ng_authority_kind(r->authority, found->names->actor) == NG_ACTOR_ORG;
}

static bool introduce_right(NgReading *r, const NgPart *part, uint32_t at)
{
    uint32_t stop = MIN(part->last, at + 9);
    bool titled = false;
    /* "said the company's chief executive, Jane Doe", "said FBI spokesman John Doe" */
    for (; at < stop && !(r->words[at].flags & NG_WORD_SENTENCE); at++) {
        const NgWord *word = &r->words[at];
        if (word->flags & NG_WORD_CAPITAL && !in_other_name(r, at))
            break;
        titled |= (word->classes & (NG_LEX_ROLE | NG_LEX_TITLE)) != 0;
    }
    uint32_t last = at;
    while (last < part->last && last < at + NAME_WORDS + 3 && may_be_in_name(r, last) &&
           (last == at || ng_reading_joined(r, last)))
        last++;
    return last > at && introduce(r, part, at, last, titled);
}

/* The subject of the verb at `verb` that stands before it, perhaps behind an apposition: "Jane
 * Doe, a spokeswoman for the firm, said". */
static void look_left(NgReading *r, const NgPart *part, uint32_t verb)
{
    uint32_t end = verb;
    while (end > part->first && verb - end < 4 && !(r->words[end].flags & NG_WORD_SENTENCE) &&
           r->words[end - 1].classes & NG_LEX_HELPER && !(r->words[end].flags & NG_WORD_APART))
        end--;
    if (end == part->first || r->words[end].flags & NG_WORD_SENTENCE)
        return;
    if (introduce_left(r, part, end) || !(r->words[end].flags & NG_WORD_AFTER_COMMA))
        return;
    uint32_t commas = 0;
    for (uint32_t i = end - 1; i > part->first && end - i < 30 && commas < 4; i--) {
        if (r->words[i].flags & NG_WORD_SENTENCE)
            return;
        if (r->words[i].flags & NG_WORD_AFTER_COMMA) {
            commas++;
            if (introduce_left(r, part, i))
                return;
        }
    }
}

/* "Marty West, an education professor": a person's name stands before the comma at word i. */
static bool says_what_one_is(const NgReading *r, const NgPart *part, uint32_t i)
{
    if (!(r->words[i].classes & (NG_LEX_DET | NG_LEX_ROLE)))
        return r->words[i].flags & NG_WORD_DIGIT && r->words[i].end - r->words[i].begin == 2 &&
               i + 1 < part->last && r->words[i + 1].flags & NG_WORD_AFTER_COMMA;
    for (uint32_t k = i; k < i + 6 && k < part->last; k++) {
        if (k > i && r->words[k].flags & (NG_WORD_APART | NG_WORD_SENTENCE))
            return false;
        if (r->words[k].classes & NG_LEX_PREP)
            return false;
        if (r->words[k].classes & NG_LEX_ROLE && !(r->words[k].flags & NG_WORD_POSSESSIVE))
            return true;
    }
    return false;
}

static void learn_people(NgReading *r)
{
    for (guint p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->shouted || part->titled || part->paragraph->actors_given)
            continue;
        for (uint32_t i = part->first; i < part->last; i++) {
            const NgWord *word = &r->words[i];
            if (word->classes & NG_LEX_VERB && word->flags & NG_WORD_LOWER) {
                look_left(r, part, i);
                if (i + 1 < part->last)
                    introduce_right(r, part, i + 1);
            } else if (word->classes & NG_LEX_ACCORDING && i + 2 < part->last) {
                introduce_right(r, part, i + 1 + (r->words[i + 1].classes & NG_LEX_PREP ? 1 : 0));
            } else if (word->flags & NG_WORD_AFTER_COMMA && i > part->first + 1 &&
                       r->words[i - 1].flags & NG_WORD_CAPITAL && !r->words[i - 1].found &&
                       says_what_one_is(r, part, i)) {
                introduce_left(r, part, i);
            } else if (word->classes & (NG_LEX_TITLE | NG_LEX_ROLE) && i + 2 < part->last &&
                       ng_reading_joined(r, i + 1) && r->words[i + 1].flags & NG_WORD_CAPITAL &&
                       !(r->words[i + 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE)) &&
                       (word->flags & NG_WORD_CAPITAL || r->words[i + 1].classes & NG_LEX_GIVEN)) {
                introduce_right(r, part, i + 1);
            }
        }
    }
}

void ng_people_learn(NgReading *r)
{
    if (r->recognised) {
        ng_names_mend(r);
        ng_recognised_learn(r);
    } else {
        learn_people(r);
    }
    ng_short_forms_learn(r);
    if (r->local->len)
        ng_local_match(r);
}
