/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the subject behind its verb, "said Jane Doe", and one that is nothing but a title. */
#include "engine/news/subject.h"

bool ng_subject_is_title(const NgReading *r, const NgPart *part, uint32_t start, uint32_t w)
{
    const NgWord *word = &r->words[w];
    uint32_t first = w;
    while (first > start && r->words[first].flags & NG_WORD_CAPITAL &&
           r->words[first].classes & NG_LEX_TITLE && ng_reading_joined(r, first) &&
           r->words[first - 1].classes & NG_LEX_TITLE)
        first--;
    if (first == start || !(word->flags & NG_WORD_CAPITAL) || !(word->classes & NG_LEX_TITLE) ||
        !ng_word_is(r, part, first - 1, "the"))
        return false;
    const NgFound *found = word->found ? ng_reading_found(r, word->found - 1) : NULL;
    return !found || (found->first == w && !found->names);
}

/* "an MSP in Ohio": one of a kind, unless somebody of it speaks: "an FBI spokesman". */
static bool is_one_of_many(const NgReading *r, const NgPart *part, const NgFound *found)
{
    if (found->first == part->first || !(ng_word_is(r, part, found->first - 1, "a") ||
                                         ng_word_is(r, part, found->first - 1, "an")))
        return false;
    return found->last >= part->last || !ng_reading_joined(r, found->last) ||
           !(ng_noun_speaks_for(r, part, found->last) ||
             r->words[found->last].classes & (NG_LEX_ROLE | NG_LEX_ORG_NOUN | NG_LEX_PAPER));
}

NgSubject ng_subject_right(NgSpeech *speech, uint32_t number, uint32_t at, uint32_t stop)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    stop = MIN(stop, at + 14);
    uint32_t i = at;
    NgSubject org = ng_office_begins(speech, number, at, stop);
    bool role = false, lower = false;
    if (ng_subject_known(&org))
        return org;
    if (at + 1 < stop && ng_subject_is_title(r, part, at, at + 1) &&
        (at + 2 >= part->last || !ng_reading_joined(r, at + 2) ||
         !(r->words[at + 2].flags & NG_WORD_CAPITAL) || (part->bare && !r->words[at + 2].found)))
        return ng_antecedent_titled(speech, number, at + 1); /* said the Senator */
    for (; i < stop && !(i > at && r->words[i].flags & NG_WORD_SENTENCE); i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            break;
        if (i > at && word->flags & NG_WORD_APART && !(role && word->flags & NG_WORD_AFTER_COMMA))
            break;
        if (word->found) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            NgSubject subject = ng_subject_found(r, i);
            i = found->last - 1;
            if (subject.cast == NG_NOBODY)
                continue;
            if (ng_subject_kind(r, &subject) == NG_ACTOR_PERSON &&
                !(r->words[i].flags & NG_WORD_POSSESSIVE && i + 1 < stop))
                return ng_several_behind(r, part, found, part->last);
            if (!lower && !ng_subject_known(&org) && !is_one_of_many(r, part, found) &&
                ng_subject_kind(r, &subject) != NG_ACTOR_PLACE)
                org = subject;
            continue;
        }
        if (word->classes & (NG_LEX_HE | NG_LEX_SHE) && i == at &&
            (ng_word_is(r, part, i, "he") || ng_word_is(r, part, i, "she")))
            return ng_antecedent_of_pronoun(speech, number, i);
        bool name_follows =
            i + 1 < stop && r->words[i + 1].flags & NG_WORD_CAPITAL && ng_reading_joined(r, i + 1);
        if (ng_noun_is_group(r, part, i) && !name_follows && !ng_subject_known(&org) &&
            ng_group_is_definite(r, part, at, i))
            return ng_antecedent_several(speech, number, i);
        if (word->classes & (NG_LEX_TITLE | NG_LEX_ROLE)) {
            role = true;
            lower |= (word->flags & NG_WORD_LOWER) != 0 && !ng_noun_speaks_for(r, part, i);
            continue;
        }
        if (word->flags & NG_WORD_CAPITAL) {
            uint32_t first = i;
            while (i + 1 < stop && r->words[i + 1].flags & NG_WORD_CAPITAL &&
                   !r->words[i + 1].found && ng_reading_joined(r, i + 1))
                i++;
            /* "said Majority Leader Jane Doe": what she is, not who. */
            if ((r->words[i].classes & (NG_LEX_TITLE | NG_LEX_ROLE) ||
                 ng_word_is(r, part, i, "member")) &&
                i + 1 < stop && ng_subject_is_person(r, i + 1) && ng_reading_joined(r, i + 1))
                continue;
            NgSubject subject = ng_subject_of_name(speech, part, first, i + 1);
            if (ng_subject_known(&subject) && !(ng_subject_known(&org) && !role))
                return subject;
            continue;
        }
        if (i == at && word->classes & NG_LEX_DET)
            continue;
        if (word->classes & (NG_LEX_ORG_NOUN | NG_LEX_PAPER) && i == at + 1 && !role) {
            uint32_t last = i + 1;
            while (last < stop && !(r->words[last].flags & (NG_WORD_APART | NG_WORD_SENTENCE)))
                last++;
            return ng_subject_of_noun(speech, number, at, i, last);
        }
        if (word->classes & (NG_LEX_CONJ | NG_LEX_VERB | NG_LEX_THEY) || i > at + 8)
            break;
        if (word->flags & NG_WORD_LOWER && !(word->classes & (NG_LEX_PREP | NG_LEX_DET)))
            lower = lower || !role;
    }
    return org;
}
