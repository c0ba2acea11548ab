/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who the subject of a reporting verb is: a name, an apposition's head, a pronoun, "the
 * company", "the statement". Where the text gives no ground the answer is nobody. */
#include "engine/news/subject.h"

enum {
    APPOSITION_WORDS = 40, /* "Jane Doe, who ..., said" */
    TITLE_WORDS = 10,      /* "to Secretary of State Jane Doe" */
    EXPLAINING_WORDS = 14, /* "chairman of the board" */
    NOUN_WORDS = 9,        /* "the spokesman for the Ministry of Defence said" */
};

const NgSubject ng_nobody = {.cast = NG_NOBODY};

NgSubject ng_subject_named(const NgSpeech *speech, uint32_t word)
{
    return speech->r->words[word].found ? ng_subject_found(speech->r, word) : ng_nobody;
}

static bool is_somebody(const NgReading *r, const NgSubject *subject)
{
    return subject->cast != NG_NOBODY && ng_subject_kind(r, subject) != NG_ACTOR_PLACE;
}

/* "Jane Doe and John Roe, Chairman of the House, announced": behind the one who is explained by the
 * name at `first`, the first of several; nobody when it explains no person. */
static NgSubject before_noun(const NgReading *r, const NgPart *part, uint32_t start, uint32_t first)
{
    const NgFound *person = ng_apposed_person(r, part, start, first);
    if (!person)
        return ng_nobody;
    NgSubject several =
        ng_several_before(r, part, start, person->first, person->cast, NG_ACTOR_PERSON);
    return ng_subject_known(&several) ? several : (NgSubject) {.cast = person->cast, .named = true};
}

/* Who is meant by the words that end before `end`, none before `start`. */
NgSubject ng_subject_ends(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t end)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (end <= start)
        return ng_nobody;
    uint32_t w = end - 1;
    const NgWord *word = &r->words[w];
    if (word->flags & NG_WORD_QUOTED)
        return ng_nobody;
    NgSubject holder = ng_office_ends(speech, number, start, end);
    if (ng_subject_known(&holder))
        return holder;
    /* What the recogniser takes for a team, "the Senators", is a group before that. */
    if (ng_noun_is_group(r, part, w)) {
        NgSubject group = ng_subject_of_group(speech, number, start, w);
        if (ng_subject_known(&group))
            return group;
    }
    if (ng_subject_is_title(r, part, start, w))
        return ng_antecedent_titled(speech, number, w);
    if (word->found) {
        NgSubject subject = ng_subject_found(r, w);
        const NgFound *found = ng_reading_found(r, word->found - 1);
        if (!ng_subject_known(&subject))
            return ng_nobody;
        NgSubject several = ng_several_before(r, part, start, found->first, subject.cast,
                                              ng_subject_kind(r, &subject));
        if (ng_subject_known(&several))
            return several;
        NgSubject apposed = before_noun(r, part, start, found->first);
        if (ng_subject_known(&apposed))
            return apposed;
        /* A place after a preposition belongs to what stands before: "officials in Moscow said";
         * so does whoever somebody speaks for. */
        if (found->first > start && ng_reading_joined(r, found->first)) {
            uint32_t i = found->first;
            while (i > start && r->words[i - 1].classes & NG_LEX_DET && ng_reading_joined(r, i))
                i--;
            bool governed = i > start && r->words[i - 1].classes & NG_LEX_PREP && i - 1 > start &&
                            ng_reading_joined(r, i - 1);
            /* Nor does one behind a word that is no name: "Officials in Moscow". */
            if (governed && ng_subject_kind(r, &subject) == NG_ACTOR_PLACE)
                return ng_subject_ends(speech, number, start, i - 1);
            if (governed && r->words[i - 2].flags & NG_WORD_LOWER) {
                if (ng_noun_is_group(r, part, i - 2) &&
                    ng_group_is_definite(r, part, start, i - 2)) /* "the members of Congress" */
                    return ng_antecedent_several(speech, number, i - 2);
                return ng_noun_speaks_for(r, part, i - 2) ? subject : ng_nobody;
            }
            /* "Jane Doe of Acme said": it is she who speaks. */
            if (governed && ng_subject_is_person(r, i - 2))
                return ng_subject_found(r, i - 2);
        }
        if (word->flags & NG_WORD_POSSESSIVE)
            return ng_nobody;
        return subject;
    }
    if (word->classes & (NG_LEX_HE | NG_LEX_SHE | NG_LEX_IT) && !(word->flags & NG_WORD_POSSESSIVE))
        return ng_antecedent_of_pronoun(speech, number, w);
    if (word->classes & NG_LEX_THEY && !(word->classes & NG_LEX_ORG_THING))
        return ng_word_is(r, part, w, "they") ? ng_antecedent_several(speech, number, w)
                                              : ng_nobody;
    uint32_t first = w;
    if (word->flags & NG_WORD_CAPITAL && !part->titled) {
        while (first > start && r->words[first - 1].flags & NG_WORD_CAPITAL &&
               !r->words[first - 1].found && ng_reading_joined(r, first))
            first--;
        NgSubject apposed = before_noun(r, part, start, first);
        if (ng_subject_known(&apposed))
            return apposed;
        NgSubject several = ng_several_before(r, part, start, first, NG_NOBODY, NG_ACTOR_PERSON);
        if (ng_subject_known(&several))
            return several;
        return ng_subject_of_name(speech, part, first, end);
    }
    /* A noun phrase: back to its beginning, with what follows its head behind a preposition. */
    uint32_t head = w;
    while (first > start && end - first < NOUN_WORDS &&
           !(r->words[first].flags & NG_WORD_SENTENCE) &&
           !(r->words[first].flags & NG_WORD_APART) &&
           !(r->words[first - 1].classes & (NG_LEX_CONJ | NG_LEX_HELPER)) &&
           !(r->words[first - 1].flags & NG_WORD_QUOTED) &&
           !ng_reports(r, part, first - 1, NG_LEX_VERB)) {
        first--;
        if (r->words[first].classes & NG_LEX_PREP && first > start)
            head = first - 1;
    }
    return ng_subject_of_noun(speech, number, first, head, end);
}

/* "to FBI Director Jane Doe", "to Secretary of State Jane Doe", "with journalist Jane Doe": a
 * preposition governs the title. */
static bool behind_title(const NgReading *r, uint32_t start, uint32_t i)
{
    const uint32_t titles = NG_LEX_TITLE | NG_LEX_ROLE;
    bool title = false;
    for (uint32_t w = i; w > start && i - w < TITLE_WORDS && ng_reading_joined(r, w); w--) {
        const NgWord *before = &r->words[w - 1];
        if (before->classes & NG_LEX_PREP) {
            /* "of State" is of the title. */
            if (w < start + 2 || !(r->words[w - 2].classes & titles) || w == i)
                return title;
        } else if (before->classes & titles || before->found) {
            title |= (before->classes & titles) != 0;
            if (before->found && !title)
                return false;
        } else if (!(before->flags & NG_WORD_CAPITAL) || before->classes & NG_LEX_CALENDAR) {
            return false;
        }
    }
    return false;
}

NgSubject ng_subject_clause(const NgSpeech *speech, uint32_t number, uint32_t start, uint32_t stop)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = start; i < stop; i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            continue;
        uint32_t the = i; /* "with the Health Agency" */
        if (i > start + 1 && r->words[i - 1].classes & NG_LEX_DET && ng_reading_joined(r, i))
            the--;
        bool governed = the > start && r->words[the - 1].classes & NG_LEX_PREP &&
                        !(r->words[the].flags & NG_WORD_APART);
        if (word->found) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            NgSubject subject = ng_subject_found(r, i);
            /* "with the Health Agency warning that" */
            if (governed && found->last == stop && ng_word_is(r, part, the - 1, "with"))
                governed = false;
            if (is_somebody(r, &subject) && !governed && !behind_title(r, start, i) &&
                !(r->words[found->last - 1].flags & NG_WORD_POSSESSIVE))
                return ng_subject_kind(r, &subject) == NG_ACTOR_PERSON
                           ? ng_several_behind(r, part, found, stop)
                           : subject;
            i = MAX(i, found->last - 1);
        } else if (word->classes & (NG_LEX_HE | NG_LEX_SHE) && !governed &&
                   (ng_word_is(r, part, i, "he") || ng_word_is(r, part, i, "she"))) {
            return ng_antecedent_of_pronoun(speech, number, i);
        } else if (word->flags & NG_WORD_CAPITAL && !governed && !part->titled && i + 1 < stop &&
                   i < start + 4 &&
                   (r->words[i + 1].classes & (NG_LEX_HELPER | NG_LEX_VERB | NG_LEX_WEAK_VERB) ||
                    r->words[i + 1].flags & NG_WORD_AFTER_COMMA) &&
                   !(word->classes & ~(uint32_t)(NG_LEX_GIVEN | NG_LEX_COMMON | NG_LEX_PARTICLE)) &&
                   !(word->flags & NG_WORD_SENTENCE && word->classes &&
                     r->words[i + 1].flags & NG_WORD_AFTER_COMMA)) {
            uint32_t first = i;
            while (first > start && r->words[first - 1].flags & NG_WORD_CAPITAL &&
                   !r->words[first - 1].found && ng_reading_joined(r, first))
                first--;
            return ng_subject_of_capitals(r, part, first, i + 1);
        } else if (i < start + 5 && i > start && ng_noun_is_group(r, part, i) &&
                   r->words[i - 1].classes & (NG_LEX_DET | NG_LEX_TITLE) &&
                   word->flags & NG_WORD_LOWER && !(word->flags & NG_WORD_POSSESSIVE)) {
            return ng_antecedent_several(speech, number, i); /* "The senators met and said" */
        } else if (word->classes & NG_LEX_ORG_NOUN && i > start &&
                   ng_word_is(r, part, i - 1, "the") && !(word->flags & NG_WORD_POSSESSIVE) &&
                   i < start + 4) {
            return ng_antecedent_company(speech, number, i);
        }
    }
    return ng_nobody;
}

/* "Weir, 60, from Tynemouth, said": whether a preposition governs the capitals that end before
 * word `end`. */
static bool behind_preposition(const NgReading *r, uint32_t start, uint32_t end)
{
    uint32_t first = end - 1;
    while (first > start && r->words[first - 1].flags & NG_WORD_CAPITAL &&
           ng_reading_joined(r, first))
        first--;
    return first > start && r->words[first - 1].classes & NG_LEX_PREP &&
           !(r->words[first].flags & NG_WORD_APART);
}

/* "The Chairman of the Joint Chiefs, Admiral Doe, warned": a person, and nothing but titles before
 * him, between the comma at word i and `end`. */
static NgSubject apposed_name(const NgReading *r, uint32_t i, uint32_t end)
{
    if (!ng_subject_is_person(r, end - 1))
        return ng_nobody;
    const NgFound *found = ng_reading_found(r, r->words[end - 1].found - 1);
    for (uint32_t w = i; w < found->first; w++)
        if (!(r->words[w].classes & (NG_LEX_TITLE | NG_LEX_ROLE)) ||
            (w > i && !ng_reading_joined(r, w)))
            return ng_nobody;
    return found->first >= i && found->last == end
               ? (NgSubject) {.cast = found->cast, .named = true}
               : ng_nobody;
}

/* "Graham, a former candidate, told": what stands before the commas. */
static NgSubject behind_commas(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t end)
{
    const NgReading *r = speech->r;
    NgSubject spare = ng_nobody;
    uint32_t commas = 0;
    for (uint32_t i = end - 1; i > start && end - i < APPOSITION_WORDS && commas < 5; i--) {
        const NgWord *word = &r->words[i];
        if (word->flags & (NG_WORD_SENTENCE | NG_WORD_QUOTED))
            break;
        if (!(word->flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH | NG_WORD_AFTER_OPEN)))
            continue;
        commas++;
        const NgWord *before = &r->words[i - 1];
        if (!(before->flags & NG_WORD_CAPITAL) || before->flags & NG_WORD_QUOTED)
            continue;
        NgSubject subject = ng_subject_ends(speech, number, start, i);
        if (!ng_subject_known(&subject) || (subject.cast != NG_NOBODY && !is_somebody(r, &subject)))
            continue;
        if (subject.cast == NG_NOBODY && behind_preposition(r, start, i))
            continue;
        bool person = subject.cast == NG_NOBODY || ng_subject_kind(r, &subject) == NG_ACTOR_PERSON;
        bool explains =
            word->classes & (NG_LEX_DET | NG_LEX_ROLE | NG_LEX_TITLE | NG_LEX_PRONOUN) ||
            word->flags & (NG_WORD_DIGIT | NG_WORD_AFTER_OPEN);
        NgSubject apposed = person || commas > 1 ? ng_nobody : apposed_name(r, i, end);
        if (ng_subject_known(&apposed))
            return apposed;
        if (explains || person)
            return subject;
        if (!ng_subject_known(&spare))
            spare = subject;
    }
    return spare;
}

/* "Jane Doe, chairman of the board said", whose second comma is missing: the person at the clause's
 * beginning whom the words before `end` explain. */
static NgSubject explained_to(const NgReading *r, const NgPart *part, uint32_t start, uint32_t end)
{
    bool role = false;
    for (uint32_t i = end; i-- > start + 1 && end - i < EXPLAINING_WORDS;) {
        const NgWord *word = &r->words[i];
        if (word->flags & (NG_WORD_QUOTED | NG_WORD_SENTENCE) || ng_subject_is_person(r, i))
            break;
        role |= word->classes & NG_LEX_ROLE && !ng_word_is(r, part, i, "police");
        if (!(word->flags & NG_WORD_AFTER_COMMA))
            continue;
        if (!role || !ng_subject_is_person(r, i - 1) ||
            word->classes & (NG_LEX_DET | NG_LEX_PRONOUN | NG_LEX_CONJ | NG_LEX_PREP))
            break;
        const NgFound *found = ng_reading_found(r, r->words[i - 1].found - 1);
        const uint16_t begins = NG_WORD_SENTENCE | NG_WORD_AFTER_COMMA;
        return found->first == start || r->words[found->first].flags & begins
                   ? (NgSubject) {.cast = found->cast, .named = true}
                   : ng_nobody;
    }
    return ng_nobody;
}

static NgSubject left_of(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t verb)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t end = verb;
    while (end > start && verb - end < 5 && !(r->words[end].flags & NG_WORD_SENTENCE) &&
           r->words[end - 1].classes & NG_LEX_HELPER &&
           !(r->words[end - 1].flags & NG_WORD_QUOTED) &&
           !(r->words[end].flags & NG_WORD_APART && end != verb))
        end--;
    /* "Doe today 11 27 said" */
    uint32_t day = end;
    while (day > start && end - day < 2 && r->words[day - 1].flags & NG_WORD_DIGIT)
        day--;
    if (day < end && day > start && ng_word_is(r, part, day - 1, "today"))
        end = day - 1;
    /* "went on to say", "continued to argue" */
    if (end > start && r->words[end - 1].classes & NG_LEX_PREP &&
        ng_word_is(r, part, end - 1, "on"))
        end--;
    if (end > start && ng_word_is(r, part, end - 1, "went"))
        end--;
    /* "Doe tonight said", "Doe has long pledged" */
    if (end > start + 1 && end == verb && ng_word_is(r, part, end - 1, "tonight"))
        end--;
    if (end > start + 2 && end == verb && ng_word_is(r, part, end - 1, "long") &&
        r->words[end - 2].classes & NG_LEX_HELPER)
        end -= 2;
    if (end == start)
        return ng_nobody;
    if (end < part->last && r->words[end].flags & NG_WORD_SENTENCE)
        return ng_nobody;
    uint32_t label = ng_label_first(r, part, start, end);
    if (label < end) {
        if (label > start && ng_word_is(r, part, label - 1, "both"))
            label--; /* "Doe and Roe, both D-Ohio, said" */
        NgSubject subject = ng_subject_ends(speech, number, start, label);
        if (subject.cast != NG_NOBODY && !is_somebody(r, &subject))
            return ng_nobody; /* "United States D-Ohio said": the name is lost */
        if (ng_subject_known(&subject))
            return subject;
    }
    if (r->words[end].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH | NG_WORD_AFTER_CLOSE)) {
        NgSubject subject = behind_commas(speech, number, start, end);
        if (ng_subject_known(&subject))
            return subject;
    } else {
        NgSubject subject = ng_subject_ends(speech, number, start, end);
        if (ng_subject_known(&subject))
            return subject;
        if (r->words[end - 1].classes & NG_LEX_THEY && ng_word_is(r, part, end - 1, "who")) {
            subject = ng_subject_ends(speech, number, start, end - 1);
            if (ng_subject_known(&subject))
                return subject;
        }
        subject = explained_to(r, part, start, end);
        if (ng_subject_known(&subject))
            return subject;
        if (!(r->words[end - 1].classes & (NG_LEX_CONJ | NG_LEX_HELPER | NG_LEX_PREP)))
            return ng_nobody;
    }
    return ng_subject_clause(speech, number, start, verb);
}

NgSubject ng_subject_left(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t verb)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    NgSubject subject = left_of(speech, number, start, verb);
    bool known = ng_subject_known(&subject);
    bool person = subject.cast != NG_NOBODY && ng_subject_kind(r, &subject) == NG_ACTOR_PERSON;
    NgSubject along = person || !known ? ng_subject_along(r, part, start, verb) : ng_nobody;
    if (along.several)
        return along;
    if (known && (subject.several || subject.cast == NG_NOBODY ||
                  ng_subject_kind(r, &subject) != NG_ACTOR_PERSON))
        return subject;
    NgSubject listed = ng_subject_listed(r, part, start, verb);
    if (ng_subject_known(&listed))
        return listed;
    return known || !part->bare ? subject : ng_subject_explained(r, part, start, verb);
}
