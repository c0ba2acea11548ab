/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: paragraphs that have lost all their marks, as some archives have them: where a sentence
 * begins is told by the capital of a word that has one nowhere else. */
#include "engine/news/reading.h"

#include <string.h>

enum {
    SENTENCES_WORDS = 16, /* a paragraph of less may well be one sentence */
};

/* Has the paragraph, of many words, no mark at all that ends or parts a sentence? */
static bool is_bare(const NgReading *r, const NgPart *part)
{
    const uint16_t marks = NG_WORD_AFTER_COMMA | NG_WORD_AFTER_COLON | NG_WORD_AFTER_STOP |
                           NG_WORD_AFTER_DOT | NG_WORD_SENTENCE;
    if (part->last - part->first < SENTENCES_WORDS || part->shouted || part->titled)
        return false;
    if (strpbrk(part->paragraph->text + r->words[part->last - 1].end, ".?!\"”"))
        return false; /* one sentence without a comma */
    for (uint32_t i = part->first + 1; i < part->last; i++)
        if (r->words[i].flags & marks)
            return false;
    return true;
}

/* "I am", "I will": not "Title I" or "World War I". */
static bool is_i(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList verbs =
        NG_WORD_LIST("am", "m", "will", "have", "ve", "want", "look", "applaud", "commend", "hope",
                     "urge", "believe", "think", "thank", "would", "know", "strongly", "do", "dont",
                     "intend", "congratulate", "cannot", "understand", "support", "remain");
    return ng_word_is(r, part, i, "I") && i + 1 < part->last && ng_word_in(r, part, i + 1, &verbs);
}

static bool is_adverb(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList early =
        NG_WORD_LIST("however", "additionally", "currently", "unfortunately", "there", "here",
                     "now", "finally", "recently", "moreover", "furthermore", "instead", "clearly",
                     "earlier", "yesterday", "let", "what", "how", "why", "not", "also");
    static NgWordList late =
        NG_WORD_LIST("every", "each", "many", "most", "much", "some", "all", "both", "more", "such",
                     "another", "specifically", "together", "rather", "perhaps", "indeed", "thus",
                     "therefore", "so", "then", "without", "today");
    return ng_word_in(r, part, i, &early) || ng_word_in(r, part, i, &late);
}

static bool begins_sentence(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i], *before = word - 1;
    if (!(word->flags & NG_WORD_CAPITAL) || word->flags & NG_WORD_SHOUTED ||
        before->classes & (NG_LEX_PREP | NG_LEX_DET | NG_LEX_CONJ | NG_LEX_HELPER) ||
        (before->classes & NG_LEX_VERB && before->flags & NG_WORD_LOWER))
        return false; /* "said The": what is said begins, in the sentence that tells of it */
    if (ng_word_is(r, part, i, "I"))
        return is_i(r, part, i);
    bool lower = i + 1 < part->last && r->words[i + 1].flags & NG_WORD_LOWER;
    if (word->end - word->begin == 1) /* "Hepatitis A and B", "the U S market" */
        return ng_word_is(r, part, i, "A") && lower &&
               !(r->words[i + 1].classes & (NG_LEX_PREP | NG_LEX_CONJ));
    bool opener = word->classes & (NG_LEX_DET | NG_LEX_PRONOUN) || is_adverb(r, part, i);
    if (before->flags & NG_WORD_CAPITAL) /* "Americans For Tax Reform" */
        return opener && lower;
    return opener || word->classes & (NG_LEX_PREP | NG_LEX_CONJ);
}

/* "at risk youth Education and training provide": a capital that belongs to no name. */
static bool is_plain_capital(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i], *before = word - 1;
    if (!(word->flags & NG_WORD_CAPITAL) || word->flags & (NG_WORD_SHOUTED | NG_WORD_SENTENCE) ||
        word->found || word->end - word->begin < 3 || i + 1 >= part->last ||
        !(r->words[i + 1].flags & NG_WORD_LOWER) || word->flags & NG_WORD_POSSESSIVE ||
        word->classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_CALENDAR | NG_LEX_ORG_NOUN |
                         NG_LEX_ORG_TAIL | NG_LEX_PAPER | NG_LEX_GENERIC))
        return false;
    if (before->found)
        return ng_reading_found(r, before->found - 1)->cast != NG_NOBODY &&
               ng_reading_cast(r, ng_reading_found(r, before->found - 1)->cast)->kind ==
                   NG_ACTOR_PERSON;
    return before->flags & NG_WORD_LOWER &&
           !(before->classes &
             (NG_LEX_PREP | NG_LEX_DET | NG_LEX_CONJ | NG_LEX_HELPER | NG_LEX_VERB));
}

void ng_lost_stops_guess_rest(NgReading *r)
{
    for (guint p = 1; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t i = part->first + 1; part->bare && i < part->last; i++)
            if (is_plain_capital(r, part, i))
                r->words[i].flags |= NG_WORD_SENTENCE;
    }
}

void ng_lost_stops_guess(NgReading *r, NgPart *part)
{
    part->bare = r->english && is_bare(r, part);
    if (!part->bare)
        return;
    for (uint32_t i = part->first + 1; i < part->last; i++)
        if (begins_sentence(r, part, i))
            r->words[i].flags |= NG_WORD_SENTENCE;
}
