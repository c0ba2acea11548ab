/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: where the clause begins and ends that a verb of speech governs. */
#include "engine/news/indirect.h"

enum {
    THAT_WORDS = 14,  /* between a verb and the "that" that it governs */
    CLAUSE_LEAST = 4, /* words that can be a clause */
};

static bool takes_clause(const NgSentence *s, uint32_t verb)
{
    return ng_unmarked_takes_clause(s->speech, s->part, verb);
}

/* Where what is told begins behind the verb, or 0. */
uint32_t ng_told_begins(const NgSentence *s, uint32_t verb, uint32_t verb_last)
{
    const NgReading *r = s->r;
    uint32_t at = verb_last;
    if (at >= s->last || r->words[at].flags & (NG_WORD_QUOTED | NG_WORD_AFTER_COLON))
        return 0;
    if (ng_told_opens_clause(s, at, takes_clause(s, verb)))
        return at;
    for (uint32_t i = at; i < MIN(s->last, at + THAT_WORDS); i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & (NG_WORD_QUOTED | NG_WORD_AFTER_STOP))
            break;
        if (i > at && ng_told_has_addressee(s, verb) && ng_told_opens_clause(s, i, false))
            return i; /* "told me how the lack of it affects the care that they get" */
        if (ng_sentence_is(s, i, "that") && !(i > at && r->words[i - 1].classes & NG_LEX_CONJ) &&
            (ng_told_has_addressee(s, verb) ||
             r->words[at].classes & (NG_LEX_PREP | NG_LEX_CALENDAR)))
            return i;
    }
    if (!takes_clause(s, verb) || r->words[at].flags & NG_WORD_APART)
        return 0;
    if (ng_told_has_addressee(s, verb)) {
        while (at + 1 < s->last && r->words[at].classes & NG_LEX_TITLE && !r->words[at].found &&
               r->words[at + 1].flags & NG_WORD_CAPITAL)
            at++;
        bool the = r->words[at].classes & NG_LEX_DET && at + 1 < s->last && r->words[at + 1].found;
        if (r->words[at + the].found)
            at = ng_reading_found(r, r->words[at + the].found - 1)->last;
        else
            at += r->words[at].classes & NG_LEX_DET && at + 1 < s->last &&
                          !(r->words[at].classes & NG_LEX_PRONOUN)
                      ? 2
                      : 1;
        if (at + 1 < s->last && r->words[at].flags & NG_WORD_AFTER_OPEN &&
            r->words[at + 1].flags & NG_WORD_AFTER_CLOSE)
            at++; /* "the Trade Commission (FTC)" */
        else if (s->part->bare && at + 1 < s->last && r->words[at].flags & NG_WORD_SHOUTED &&
                 ng_sentence_is(s, at + 1, "to"))
            at++; /* the same, of which the brackets are lost */
        if (at < s->last && ng_sentence_is(s, at, "to") && ng_told_opens_clause(s, at, true) &&
            !(r->words[at].flags & NG_WORD_APART & ~NG_WORD_AFTER_CLOSE) &&
            !ng_sentence_is(s, at - 1, "not"))
            return at; /* "urged Congress to pass it" */
    }
    while (at < s->last && r->words[at].classes & NG_LEX_CALENDAR)
        at++;
    if (at >= s->last || r->words[at].flags & (NG_WORD_QUOTED | NG_WORD_APART))
        return 0;
    return r->words[at].classes & (NG_LEX_PREP | NG_LEX_CONJ) ? 0 : at;
}

/* "With Doe warning that it is late, Roe left": where what Doe says ends, of the clause that begins
 * at `from`; or `end`. */
uint32_t ng_told_absolute_end(const NgSentence *s, uint32_t from, uint32_t end)
{
    if (!ng_sentence_is(s, s->first, "with"))
        return end;
    for (uint32_t i = from + CLAUSE_LEAST; i < end; i++)
        if (s->r->words[i].flags & NG_WORD_AFTER_COMMA && s->r->words[i].flags & NG_WORD_CAPITAL)
            return i;
    return end;
}

/* Where the clause that begins at `from` ends: before the next verb that reports. */
uint32_t ng_told_ends(const NgSentence *s, uint32_t from)
{
    const NgReading *r = s->r;
    for (uint32_t i = from + 1; i < s->last; i++) {
        const NgWord *word = &r->words[i];
        if (word->classes & NG_LEX_ACCORDING)
            return i;
        if (word->flags & NG_WORD_AFTER_COMMA && ng_is_participle(s->r, s->part, i) &&
            ng_reports(r, s->part, i, NG_LEX_VERB))
            return i;
        if ((ng_sentence_is(s, i, "and") || ng_sentence_is(s, i, "but")) && i + 1 < s->last &&
            ng_reports(r, s->part, i + 1, NG_LEX_VERB) && takes_clause(s, i + 1))
            return i;
        if (s->speech->lost_marks && takes_clause(s, i)) {
            uint32_t another = ng_unmarked_begins(s, from, i);
            if (another)
                return another;
        }
    }
    return s->last;
}
