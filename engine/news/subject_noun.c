/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a subject that is a noun: "the company", "an FBI spokesman", "the statement". */
#include "engine/news/subject.h"

#include <string.h>

enum { GROUP_WORDS = 4 }; /* "the two New York senators" */

bool ng_noun_speaks_for(const NgReading *r, const NgPart *part, uint32_t i)
{
    if (r->words[i].classes & NG_LEX_PAPER)
        return true;
    const char *text = part->paragraph->text + r->words[i].begin;
    return g_ascii_strncasecmp(text, "spokes", 6) == 0 ||
           g_ascii_strncasecmp(text, "official", 8) == 0 ||
           g_ascii_strncasecmp(text, "executives", 10) == 0 ||
           g_ascii_strncasecmp(text, "representative", 14) == 0;
}

/* A noun phrase [first, last) whose head is the noun at `head`: "the company", "its officials", "a
 * spokesman for the FBI", "the Kaspersky statement". */
bool ng_noun_is_group(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList groups =
        NG_WORD_LIST("senators", "lawmakers", "congressmen", "legislators", "governors",
                     "ministers", "pair", "duo", "colleagues", "leaders", "trio", "members",
                     "delegation", "signers", "signatories", "cosponsors", "representatives");
    static NgWordList elected = NG_WORD_LIST("elected", "two", "three", "four", "five");
    return ng_word_in(r, part, i, &groups) ||
           (ng_word_is(r, part, i, "officials") && i > part->first &&
            ng_word_in(r, part, i - 1, &elected));
}

bool ng_word_explains(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList words = NG_WORD_LIST(
        "a", "an", "the", "who", "whose", "which", "one", "former", "acting", "co", "vice",
        "ranking", "senior", "lead", "member", "members", "author", "co-author", "sponsor");
    return ng_word_in(r, part, i, &words) || r->words[i].classes & (NG_LEX_ROLE | NG_LEX_TITLE);
}

bool ng_group_is_definite(const NgReading *r, const NgPart *part, uint32_t start, uint32_t noun)
{
    static NgWordList definite =
        NG_WORD_LIST("the", "these", "those", "both", "our", "his", "her", "their", "its");
    for (uint32_t i = noun; i > start && noun - i < GROUP_WORDS && ng_reading_joined(r, i); i--)
        if (ng_word_in(r, part, i - 1, &definite))
            return true;
    return false;
}

NgSubject ng_subject_of_noun(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t head,
                             uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    bool speaker = ng_noun_speaks_for(r, part, head);
    const NgWord *noun = &r->words[head];
    bool paper = noun->classes & NG_LEX_PAPER;
    for (uint32_t i = last; i-- > head + 1;) /* of the FBI, from Kaspersky */
        if (speaker && r->words[i].found) {
            NgSubject subject = ng_subject_found(r, i);
            if (subject.cast != NG_NOBODY)
                return subject;
        }
    for (uint32_t i = head; i-- > first;) {
        if (!r->words[i].found)
            continue;
        NgSubject subject = ng_subject_found(r, i);
        if (subject.cast == NG_NOBODY)
            continue;
        bool person = ng_subject_kind(r, &subject) == NG_ACTOR_PERSON;
        if (paper || (!person && (speaker || noun->classes & NG_LEX_ORG_NOUN)))
            return subject;
        return ng_nobody;
    }
    if (noun->classes & NG_LEX_TITLE && head + 1 == last && head == first + 1 &&
        ng_word_is(r, part, first, "the"))
        return ng_antecedent_titled(speech, number, head);
    if (ng_noun_is_group(r, part, head) && first < head)
        return ng_subject_of_group(speech, number, first, head);
    bool its = false, definite = false;
    for (uint32_t i = first; i < head; i++) {
        its |= (r->words[i].classes & NG_LEX_IT) != 0 ||
               (r->words[i].classes & NG_LEX_ORG_NOUN && r->words[i].flags & NG_WORD_POSSESSIVE) ||
               (speaker && r->words[i].classes & NG_LEX_ORG_NOUN);
        definite |= ng_word_is(r, part, i, "the");
        if (paper && r->words[i].classes & (NG_LEX_HE | NG_LEX_SHE))
            return ng_antecedent_of_pronoun(speech, number, i);
    }
    if (noun->classes & NG_LEX_ORG_NOUN && definite)
        return ng_antecedent_company(speech, number, first);
    if (speaker && its)
        return ng_antecedent_company(speech, number, first);
    if (paper && definite && ng_word_is(r, part, head, "letter"))
        return ng_letter_writer(speech, number);
    if (paper && definite) {
        NgSubject last_one = ng_antecedent_speaker(speech);
        if (ng_subject_known(&last_one))
            last_one.named = false;
        return last_one;
    }
    return ng_nobody;
}
