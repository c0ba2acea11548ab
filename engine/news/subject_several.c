/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: several who are one subject together, "Jane Doe and John Roe", and the nouns that they
 * are called by later: "the senators", "the delegation". The first of them speaks for all. */
#include "engine/news/subject.h"

enum {
    SEVERAL = 8,       /* names that are one subject together */
    TITLE_WORDS = 20,  /* "Senate Homeland Security Committee Ranking Member" */
    APPOSED_WORDS = 8, /* of an apposition before the preposition */
    APPOSED_NAME = 16, /* of the name behind it */
    GROUP_WORDS = 4,   /* "the two New York senators" */
};

bool ng_subject_is_person(const NgReading *r, uint32_t w)
{
    const NgWord *word = &r->words[w];
    if (!word->found || word->flags & NG_WORD_POSSESSIVE)
        return false;
    NgSubject subject = ng_subject_found(r, w);
    return subject.cast != NG_NOBODY && ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON;
}

/* The preposition behind "Chairman", from the name that ends at word i on: back over what else is
 * of that name, "of the Senate Clean Air, Climate Change and Nuclear Safety Subcommittee"; or 0. */
static uint32_t governing(const NgReading *r, const NgPart *part, uint32_t start, uint32_t first)
{
    bool with_and = false;
    for (uint32_t i = first; i > start && first - i < APPOSED_NAME; i--) {
        const NgWord *word = &r->words[i], *before = &r->words[i - 1];
        if (word->flags & NG_WORD_AFTER_COMMA && with_and && before->flags & NG_WORD_CAPITAL)
            with_and = false;
        else if (!ng_reading_joined(r, i))
            return 0;
        if (before->flags & NG_WORD_CAPITAL || before->classes & NG_LEX_DET)
            continue;
        if (before->classes & NG_LEX_PREP) {
            if (i < start + 3)
                return 0;
            if (r->words[i - 2].classes & (NG_LEX_ROLE | NG_LEX_TITLE) ||
                ng_word_is(r, part, i - 2, "member"))
                return ng_reading_joined(r, i - 1) ? i - 1 : 0;
            if (!(r->words[i - 2].flags & NG_WORD_CAPITAL))
                return 0;
        } else if (ng_word_is(r, part, i - 1, "and"))
            with_and = true;
        else
            return 0;
    }
    return 0;
}

const NgFound *ng_apposed_person(const NgReading *r, const NgPart *part, uint32_t start,
                                 uint32_t first)
{
    uint32_t of = governing(r, part, start, first);
    for (uint32_t i = of ? of - 1 : 0; i > start && of - i < APPOSED_WORDS; i--) {
        uint32_t end = ng_label_first(r, part, start, i);
        bool stands_apart = r->words[i].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_CLOSE);
        if (end > start && ng_subject_is_person(r, end - 1) &&
            (ng_reading_joined(r, i) || stands_apart))
            return ng_reading_found(r, r->words[end - 1].found - 1);
        if (!ng_reading_joined(r, i) || r->words[i].classes & (NG_LEX_DET | NG_LEX_VERB))
            break;
    }
    return NULL;
}

/* Whether what begins at word i can be the first of several subjects: nothing there makes it an
 * object of what stands before. */
static bool may_begin_subject(const NgReading *r, const NgPart *part, uint32_t start, uint32_t i)
{
    uint32_t oldest = i > start + TITLE_WORDS ? i - TITLE_WORDS : start;
    while (i > oldest && !(r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART)) &&
           (r->words[i - 1].flags & NG_WORD_CAPITAL ||
            r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_DET)))
        i--;
    return i == start || r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART) ||
           r->words[i - 1].classes & (NG_LEX_CONJ | NG_LEX_CALENDAR) ||
           ng_word_is(r, part, i - 1, "by"); /* a letter signed by Doe and Roe: they write */
}

/* "Jane Doe (D-Ohio) and John Roe said", "Doe, Roe and Moe said": the first of several of whom the
 * last is named from word `at` on; NULL when that one stands alone. */
const NgFound *ng_several_first(const NgReading *r, const NgPart *part, uint32_t start, uint32_t at,
                                NgActorKind kind)
{
    const NgFound *first = NULL, *behind_comma = NULL;
    for (guint names = 0; names < SEVERAL; names++) {
        uint32_t i = first ? first->first : at;
        uint32_t oldest = i > start + TITLE_WORDS ? i - TITLE_WORDS : start;
        while (i > oldest &&
               (r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_DET) ||
                (r->words[i - 1].flags & NG_WORD_CAPITAL && ng_reading_joined(r, i))) &&
               !(r->words[i].flags & NG_WORD_SENTENCE))
            i--;
        bool with_and = i > start && ng_word_is(r, part, i - 1, "and");
        if (!with_and && !(first && i > start && r->words[i].flags & NG_WORD_AFTER_COMMA))
            break;
        /* "to Doe and Roe, Moe and Poe said": an "and" before a comma ends other people's list. */
        if (with_and && behind_comma)
            return behind_comma;
        uint32_t end = ng_label_first(r, part, start, with_and ? i - 1 : i);
        if (end == start || !r->words[end - 1].found ||
            r->words[end - 1].flags & (NG_WORD_QUOTED | NG_WORD_POSSESSIVE))
            break;
        const NgFound *before = ng_reading_found(r, r->words[end - 1].found - 1);
        if (before->adjective || before->cast == NG_NOBODY || before->first < start ||
            before->last != end)
            break;
        if (ng_reading_cast(r, before->cast)->kind != kind && kind == NG_ACTOR_PERSON)
            before = ng_apposed_person(r, part, start, before->first);
        if (!before || ng_reading_cast(r, before->cast)->kind != kind)
            break;
        if (!with_and)
            behind_comma = first;
        first = before;
    }
    return first && may_begin_subject(r, part, start, first->first) ? first : NULL;
}

NgSubject ng_subject_several(const NgReading *r, uint32_t number, uint32_t start, uint32_t at)
{
    const NgFound *found = ng_reading_found(r, r->words[at].found - 1);
    if (found->adjective || found->cast == NG_NOBODY)
        return ng_nobody;
    const NgFound *first = ng_several_first(r, ng_reading_part(r, number), start, found->first,
                                            ng_reading_cast(r, found->cast)->kind);
    return first ? (NgSubject) {.cast = first->cast, .several = true} : ng_nobody;
}

NgSubject ng_subject_of_group(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t noun)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t first = noun;
    while (first > start && noun - first < GROUP_WORDS && ng_reading_joined(r, first) &&
           !(r->words[first - 1].classes & (NG_LEX_CONJ | NG_LEX_PREP | NG_LEX_VERB)))
        first--;
    if (first > start + 1 && ng_word_is(r, part, first - 1, "and") &&
        ng_subject_is_person(r, first - 2))
        return ng_subject_ends(speech, number, start, first - 1);
    return first < noun ? ng_antecedent_several(speech, number, noun) : ng_nobody;
}
