/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: one sentence in which something is told, and what its verbs of speech are like.
 * Between indirect.c, which finds what is told, indirect_verb.c and first_person.c. Internal.
 * Must not know: quotations. */
#pragma once

#include "engine/news/quotes.h"

G_BEGIN_DECLS

typedef struct {
    NgSpeech *speech;
    const NgReading *r;
    const NgPart *part;
    uint32_t number, first, last; /* the sentence */
    GArray *out;
} NgSentence;

static inline bool ng_sentence_is(const NgSentence *s, uint32_t i, const char *text)
{
    return ng_word_is(s->r, s->part, i, text);
}

/* indirect.c: what is told, or stands in the speaker's own words. */
void ng_told_put(const NgSentence *s, uint32_t first, uint32_t last, const NgAttribution *a,
                 bool own);
/* first_person.c: looks whether the sentence, in which no verb of speech stands, is somebody's
 * words.
 */
void ng_told_in_first_person(const NgSentence *s);
/* indirect_clause.c. Where what is told begins behind the verb that ends before word verb_last, or
 * 0; and where the clause ends that begins at word `from`, before the next verb that reports. */
uint32_t ng_told_begins(const NgSentence *s, uint32_t verb, uint32_t verb_last);
uint32_t ng_told_ends(const NgSentence *s, uint32_t from);
/* "With Doe warning that it is late, Roe left": where what Doe says ends, of the clause that begins
 * at `from`; or `end`. */
uint32_t ng_told_absolute_end(const NgSentence *s, uint32_t from, uint32_t end);
/* indirect_verb.c. Whoever it is told to stands between the verb and what is said. */
bool ng_told_has_addressee(const NgSentence *s, uint32_t verb);
/* "that" follows any verb; "to" and "what" only some (plain), and not behind "spoke to". */
bool ng_told_opens_clause(const NgSentence *s, uint32_t i, bool plain);
/* states, claims, adding: as often no speech at all, so only with somebody who speaks. */
bool ng_told_may_be_noun(const NgSentence *s, uint32_t verb);
/* "declared an emergency", "declared a dividend": a thing stands in [clause, last) behind the verb,
 * no clause: nothing is told. */
bool ng_told_only_noun(const NgSentence *s, uint32_t verb, uint32_t clause, uint32_t last);
/* "was reported", "to be reassured": whoever says it is not the subject. */
bool ng_told_passive(const NgSentence *s, uint32_t verb);
/* "Asked what it was, …"; "when asked if"; "adding to her lead": nothing is told. */
bool ng_told_absolute(const NgSentence *s, uint32_t verb);
/* "allowed states to extend it" */
bool ng_told_plain_noun(const NgSentence *s, uint32_t verb);
/* "The founder, Jane Doe, wrote": the last two commas hold the name. */
bool ng_told_apposed_before(const NgSentence *s, uint32_t verb);
/* "Jane Doe, a senator, said": the comma before the verb ends an apposition. */
bool ng_told_closes_apposition(const NgSentence *s, uint32_t from, uint32_t verb);
/* "Jane Doe, welcoming it, said the plan is good": the verb's subject is whoever is named first, no
 * more than a comma parts it from what explains it. */
bool ng_told_of_first(const NgSentence *s, uint32_t from, uint32_t verb, uint32_t next);
/* “…,” Doe said earlier this week: the verb is the quotation's. */
bool ng_told_of_quotation(const NgSentence *s, uint32_t verb);

/* unmarked_sentence.c, for texts that have lost their marks. "We are glad Doe said": puts what
 * stands from word `from` on before the subject of the verb; whether it was that one's. */
bool ng_unmarked_put_before(const NgSentence *s, uint32_t from, uint32_t verb,
                            const NgAttribution *a);
/* Where what ends with "said Doe" begins, whose sentence begins at word `first`: with the
 * paragraph, unless somebody else speaks there; what was taken for another's is taken back. */
uint32_t ng_unmarked_reaches(const NgSentence *s, const NgSubject *subject, uint32_t first);
/* "Doe announced that it is open Roe said We know": where "Roe" begins within what Doe said from
 * word `from` on, by the verb at `verb`; or 0. */
uint32_t ng_unmarked_begins(const NgSentence *s, uint32_t from, uint32_t verb);
/* Does the sentence go on with what the one said who was last said to speak in its paragraph? */
bool ng_unmarked_goes_on(const NgSentence *s);
/* "We are glad said Jane Doe director of …": the word behind the person's name at word `at`, when
 * nobody else stands before the verb; or 0. */
uint32_t ng_unmarked_names(const NgSentence *s, uint32_t verb, uint32_t at);
/* "We know Doe said Sen. Roe stated": does another one speak from word `at` on? */
bool ng_unmarked_ends_at(const NgSentence *s, uint32_t at);
/* Is that one named in the words [first, last)? */
bool ng_unmarked_is_named(const NgSentence *s, const NgSubject *subject, uint32_t first,
                          uint32_t last);
/* "… said Doe": the first verb in [from, last) that its subject follows, a person; or 0. */
uint32_t ng_unmarked_said_by(const NgSentence *s, uint32_t from, uint32_t last);
/* "We are glad said Doe With this law we …": does he go on at word `behind`? */
bool ng_unmarked_resumes(const NgSentence *s, uint32_t behind);

/* "said Dr. Jane Doe", in a text without marks "said Health Commissioner Jane Doe": the person's
 * first word behind the title and office that begin at word `at`; where no person follows, the
 * first that is no title. */
uint32_t ng_told_behind_office(const NgSentence *s, uint32_t at);
/* "said Doe and Roe We left": who speaks stands at word `at`, behind the verb, and nothing of the
 * clause behind them: the word there, or 0. */
uint32_t ng_told_name_ends(const NgSentence *s, uint32_t at);

G_END_DECLS
