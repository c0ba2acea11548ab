/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the rules for subjects share: found names, capitals that are nobody's yet, nouns.
 * Between the words of a reading and subject.c. Internal.
 * Must not know: quotations. */
#pragma once

#include "engine/news/quotes.h"

G_BEGIN_DECLS

/* Whoever is named by the found name that covers the word; it must have one. */
static inline NgSubject ng_subject_found(const NgReading *r, uint32_t word)
{
    const NgFound *found = ng_reading_found(r, r->words[word].found - 1);
    if (found->adjective || found->cast == NG_NOBODY)
        return ng_nobody;
    return (NgSubject) {.cast = found->cast, .named = true};
}

/* Of a member of the cast. */
static inline NgActorKind ng_subject_kind(const NgReading *r, const NgSubject *subject)
{
    return ng_reading_cast(r, subject->cast)->kind;
}

/* subject_name.c: words of a name that nobody bears yet, titles stripped; nobody when it is none.
 */
NgSubject ng_subject_of_capitals(const NgReading *r, const NgPart *part, uint32_t first,
                                 uint32_t last);
/* The same, but a surname alone is that of whoever spoke under a longer name before. */
NgSubject ng_subject_of_name(const NgSpeech *speech, const NgPart *part, uint32_t first,
                             uint32_t last);
/* subject_noun.c: the noun phrase [first, last) whose head is the noun at `head`: "the company",
 * "its officials", "a spokesman for the FBI", "the Kaspersky statement". */
NgSubject ng_subject_of_noun(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t head,
                             uint32_t last);
/* subject_right.c: "the Senator", "the Attorney General", whoever was named with that title though
 * it looks like a name: does such a title end at word w? */
bool ng_subject_is_title(const NgReading *r, const NgPart *part, uint32_t start, uint32_t w);
/* Is a person named at that word, and by nothing of theirs? */
bool ng_subject_is_person(const NgReading *r, uint32_t w);
/* subject_several.c: the several of whom the last is named from word `at` on, as `last` of the cast
 * or, when he is in none, NG_NOBODY; nobody when that one stands alone. */
NgSubject ng_several_before(const NgReading *r, const NgPart *part, uint32_t start, uint32_t at,
                            uint32_t last, NgActorKind kind);
/* The same of several of whom the person found is the first: he alone when nobody is named behind
 * him. */
NgSubject ng_several_behind(const NgReading *r, const NgPart *part, const NgFound *found,
                            uint32_t stop);
/* "Jane Doe, a member of the House": the person whom the name at `first` explains, or NULL. */
const NgFound *ng_apposed_person(const NgReading *r, const NgPart *part, uint32_t start,
                                 uint32_t first);
/* subject_far.c. "Senators Jane Doe, Chairman of the House, and John Roe, D-Ohio, said": the first
 * of all whom a list names that a title in the plural opens; nobody where none does. */
NgSubject ng_subject_listed(const NgReading *r, const NgPart *part, uint32_t start, uint32_t verb);
/* "Jane Doe, along with John Roe, said": both. */
NgSubject ng_subject_along(const NgReading *r, const NgPart *part, uint32_t start, uint32_t verb);
/* "Jane Doe a member of the House who has led it said", without commas: whom what stands before the
 * verb explains. */
NgSubject ng_subject_explained(const NgReading *r, const NgPart *part, uint32_t start,
                               uint32_t verb);
/* "the two senators", "Doe and the senators": who is meant by the group's noun at word `noun`. */
NgSubject ng_subject_of_group(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t noun);
/* senators, the pair: people who were named together before. */
bool ng_noun_is_group(const NgReading *r, const NgPart *part, uint32_t i);
/* "The two senators", and not "two senators": somebody is meant who was named. */
bool ng_group_is_definite(const NgReading *r, const NgPart *part, uint32_t start, uint32_t noun);
/* a, who, former, senior: behind a name, what begins there says who that is. */
bool ng_word_explains(const NgReading *r, const NgPart *part, uint32_t i);
/* spokesman, officials, statement: what somebody else says comes from it. */
bool ng_noun_speaks_for(const NgReading *r, const NgPart *part, uint32_t i);

G_END_DECLS
