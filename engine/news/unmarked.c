/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what is said in texts that have lost all their quotation marks, as some archives have
 * them: told by colons, by a capital behind "said,", and by "I" and "we" behind it. */
#include "engine/news/subject.h"

enum { LABEL_TITLES = 4 }; /* "Senate Majority Leader Jane Doe:" */

bool ng_marks_are_lost(const NgReading *r)
{
    static NgWordList persons = NG_WORD_LIST("I", "we", "our", "my", "us");
    for (guint p = 1; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first; i < part->last; i++)
            if (r->words[i].classes & (NG_LEX_THEY | NG_LEX_DET) &&
                ng_word_in(r, part, i, &persons) &&
                !(r->words[i].flags & (NG_WORD_SHOUTED | NG_WORD_DOTTED)) && /* US, U.S. */
                !(i + 1 < part->last && r->words[i + 1].flags & (NG_WORD_TIGHT | NG_WORD_DIGIT)))
                return true;
    }
    return false;
}

bool ng_unmarked_takes_clause(const NgSpeech *speech, const NgPart *part, uint32_t verb)
{
    static NgWordList going_on = NG_WORD_LIST("continued", "concluded");
    const NgReading *r = speech->r;
    if (r->words[verb].classes & NG_LEX_CLAUSE)
        return true;
    return speech->lost_marks && part->bare && ng_word_in(r, part, verb, &going_on) &&
           (verb + 1 >= part->last || r->words[verb + 1].flags & NG_WORD_CAPITAL);
}

uint32_t ng_unmarked_label(const NgSpeech *speech, uint32_t number, NgSubject *who)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t i = part->first;
    if (!speech->unmarked)
        return 0;
    while (i < part->last && i - part->first < LABEL_TITLES && !r->words[i].found &&
           r->words[i].classes & (NG_LEX_TITLE | NG_LEX_ROLE))
        i++;
    if (i >= part->last || !ng_subject_is_person(r, i))
        return 0;
    uint32_t end = ng_reading_found(r, r->words[i].found - 1)->last;
    for (uint32_t label = end + 1; label <= MIN(part->last, end + 3); label++)
        if (ng_label_first(r, part, end, label) == end)
            end = label;
    if (end >= part->last || !(r->words[end].flags & NG_WORD_AFTER_COLON))
        return 0;
    *who = ng_subject_found(r, i);
    return end;
}

bool ng_unmarked_opens(const NgSpeech *speech, uint32_t number, uint32_t verb, uint32_t at)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    const NgWord *word = &r->words[at];
    if (!speech->unmarked || !ng_unmarked_takes_clause(speech, part, verb) ||
        !(word->flags & NG_WORD_CAPITAL))
        return false;
    /* "Doe said Mr. President I rise": whom he speaks to is not who speaks. */
    if (ng_addresses_chair(r, part, at, part->last) && at + 2 < part->last &&
        (ng_word_is(r, part, at + 2, "I") || ng_word_is(r, part, at + 2, "we")))
        return true;
    /* "Doe said The": of all that stood between only the capital is left. */
    bool bare = !(word->flags & (NG_WORD_APART | NG_WORD_SHOUTED | NG_WORD_SENTENCE)) &&
                word->end - word->begin > 1;
    /* "Doe said, Farmers have": no clause of the sentence's own begins with a capital. */
    bool another = ng_subject_is_person(r, at) || word->classes & (NG_LEX_TITLE | NG_LEX_CALENDAR);
    if (speech->lost_marks && word->flags & NG_WORD_AFTER_COMMA && !another &&
        word->flags & NG_WORD_CAPITAL && !ng_is_participle(r, part, verb))
        return true;
    return word->flags & NG_WORD_AFTER_COLON ||
           ((word->flags & NG_WORD_AFTER_COMMA || bare) && !word->found &&
            word->classes & (NG_LEX_DET | NG_LEX_PRONOUN | NG_LEX_PREP | NG_LEX_CONJ));
}

bool ng_unmarked_spoke(const NgSpeech *speech, uint32_t number, uint32_t at)
{
    const NgReading *r = speech->r;
    uint32_t first = ng_reading_part(r, number)->first;
    if (!speech->unmarked || !speech->spoke->len)
        return false;
    const NgSpoke *last = &g_array_index(speech->spoke, NgSpoke, speech->spoke->len - 1);
    return last->word >= first && last->word < at &&
           (last->subject.cast == NG_NOBODY ||
            ng_reading_cast(r, last->subject.cast)->kind == NG_ACTOR_PERSON);
}
