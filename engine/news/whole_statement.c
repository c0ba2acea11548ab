/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: statements, letters and columns that stand in full behind what announces them: all of
 * them is the announcer's, whether he says "I" in a sentence or not, to the last paragraph in which
 * he does, or until the text speaks of him as somebody else. */
#include "engine/news/quotes.h"

enum {
    ANNOUNCEMENTS = 100,  /* of an article */
    STATEMENT_LEAST = 12, /* words of a paragraph that is one */
    WORDS_A_PERSON = 150, /* among so many words somebody who speaks says "I" or "we" once */
};

/* The first word of the sentence in which the announcer is named without marks, or of the letter's
 * closing: there the reporter speaks again. */
static uint32_t end_of(const NgSpeech *speech, uint32_t first)
{
    const NgReading *r = speech->r;
    uint32_t sentence = first;
    for (uint32_t p = speech->announced_part; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        if (part->first > first && ng_letter_ends(r, p))
            return part->first;
        for (uint32_t i = MAX(first, part->first); i < part->last; i++) {
            if (i == part->first || r->words[i].flags & NG_WORD_SENTENCE)
                sentence = i;
            if (r->words[i].found && !(r->words[i].flags & NG_WORD_QUOTED) &&
                ng_reading_found(r, r->words[i].found - 1)->cast == speech->announcer.cast)
                return sentence;
        }
    }
    return r->n_words;
}

/* "Doe issued the following statement:" ends its paragraph, in an article without any marks: then
 * the next paragraph is the statement, though it says neither "I" nor "we". Where that ends. */
static uint32_t next_paragraph(const NgSpeech *speech, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    uint32_t number = speech->announced_part;
    if (!speech->unmarked || number == 0 || speech->utters != NG_UTTERS_SOME ||
        ng_reading_part(r, number)->last != first || number + 1 >= r->parts->len)
        return first;
    const NgPart *next = ng_reading_part(r, number + 1);
    return next->last - next->first >= STATEMENT_LEAST ? MIN(next->last, last) : first;
}

void ng_whole_statement_note(NgSpeech *speech, uint32_t first)
{
    static NgWordList singular = NG_WORD_LIST("I", "my", "me", "mine", "I'm", "I've", "I'll");
    static NgWordList plural = NG_WORD_LIST("we", "our", "us", "ours");
    const NgReading *r = speech->r;
    speech->whole_first = speech->whole_last = 0;
    /* Each is read to its end: of many announcements only the first are. */
    if (!speech->utters || speech->announcer.cast == NG_NOBODY ||
        speech->announcements++ >= ANNOUNCEMENTS)
        return;
    bool person = ng_reading_cast(r, speech->announcer.cast)->kind == NG_ACTOR_PERSON;
    uint32_t last = end_of(speech, first), spoken = first, times = 0;
    for (uint32_t p = speech->announced_part; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        uint32_t end = MIN(part->last, last), before = times;
        for (uint32_t i = MAX(first, part->first); i < end; i++) {
            if (r->words[i].flags & (NG_WORD_QUOTED | NG_WORD_DOTTED) ||
                (i + 1 < end && r->words[i + 1].flags & NG_WORD_DIGIT)) /* I 95 */
                continue;
            bool alone = ng_word_in(r, part, i, &singular);
            if (alone && !person) { /* no organisation says "I": it is another's */
                speech->announcer = ng_nobody;
                return;
            }
            times += alone || ng_word_in(r, part, i, &plural);
        }
        if (times > before)
            spoken = end; /* a table of facts behind is nobody's words */
    }
    if (times == 0)
        spoken = next_paragraph(speech, first, last);
    else if (times < (spoken - first) / WORDS_A_PERSON)
        return;
    if (spoken <= first)
        return;
    speech->whole_first = first;
    speech->whole_last = spoken;
}
