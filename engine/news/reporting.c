/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which words report speech where they stand, and how they are written as a cue. */
#include "engine/news/quotes.h"

#include <string.h>

/* "joined others in urging": what follows is told. */
static bool urges(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList verbs = NG_WORD_LIST("urging", "asking", "saying", "demanding");
    return ng_word_in(r, part, i, &verbs);
}

/* "if confirmed", "once announced": it is done to somebody. */
static bool is_conditional(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList openers = NG_WORD_LIST("if", "once", "unless", "until", "whether");
    const char *text = part->paragraph->text;
    uint32_t end = r->words[i].end;
    return end - r->words[i].begin > 4 && g_ascii_strncasecmp(text + end - 2, "ed", 2) == 0 &&
           ng_word_in(r, part, i - 1, &openers);
}

/* "Oregon and Washington states could", "the Northeastern states": the places. */
static bool are_states(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList verbs =
        NG_WORD_LIST("could", "can", "will", "would", "may", "might", "must", "should", "have",
                     "are", "were", "had", "do", "did", "and", "including", "like");
    static NgWordList kinds = NG_WORD_LIST("gulf", "baltic", "arab", "member", "island", "coastal",
                                           "border", "swing", "blue", "red", "battleground");
    if (!ng_word_is(r, part, i, "states") || i == part->first)
        return false;
    uint32_t end = r->words[i - 1].end;
    bool of_region = end - r->words[i - 1].begin > 4 &&
                     g_ascii_strncasecmp(part->paragraph->text + end - 3, "ern", 3) == 0;
    return of_region || ng_word_in(r, part, i - 1, &kinds) ||
           (i + 1 < part->last && !(r->words[i + 1].flags & NG_WORD_APART) &&
            ng_word_in(r, part, i + 1, &verbs));
}

bool ng_reports(const NgReading *r, const NgPart *part, uint32_t i, uint32_t classes)
{
    const NgWord *word = &r->words[i];
    if (!(word->classes & classes) || word->flags & NG_WORD_QUOTED || word->found)
        return false;
    if (word->flags & NG_WORD_CAPITAL && !part->shouted && !part->titled &&
        !(word->flags & NG_WORD_SENTENCE))
        return false;
    if (i == part->first || word->flags & (NG_WORD_SENTENCE | NG_WORD_APART))
        return true;
    const NgWord *before = &r->words[i - 1];
    if (is_conditional(r, part, i) || are_states(r, part, i))
        return false;
    /* "recovered emails", "more reports": a noun where no subject can stand before it. */
    if (word->classes & NG_LEX_PAPER && before->flags & NG_WORD_LOWER && !before->found &&
        !(before->classes & (NG_LEX_PRONOUN | NG_LEX_HELPER | NG_LEX_CONJ | NG_LEX_PREP |
                             NG_LEX_ROLE | NG_LEX_ORG_NOUN)))
        return false;
    /* "the claim", "his report", "in reply", "Kaspersky's statement": a noun. */
    if (before->flags & NG_WORD_POSSESSIVE)
        return false;
    if (word->classes & NG_LEX_FOREIGN && before->classes & NG_LEX_HELPER)
        return true; /* a déclaré, hat erklärt */
    if (before->classes & NG_LEX_DET &&
        !(before->classes & NG_LEX_PRONOUN && ng_word_is(r, part, i - 1, "it")))
        return before->classes & NG_LEX_CONJ && ng_word_is(r, part, i - 1, "that");
    if (before->classes & NG_LEX_PREP && !(before->classes & NG_LEX_CONJ) &&
        !ng_word_is(r, part, i - 1, "as"))
        return (ng_word_is(r, part, i - 1, "to") && i >= part->first + 2 &&
                ng_word_is(r, part, i - 2, "on")) ||
               (ng_word_is(r, part, i - 1, "in") && urges(r, part, i));
    return true;
}

/* went on, pointed out, put it, according to: the cue as it is written. */
void ng_attribution_cue(const NgReading *r, const NgPart *part, NgAttribution *a, uint32_t verb)
{
    static NgWordList tails = NG_WORD_LIST("on", "out", "it", "to", "back", "up");
    static NgWordList heads =
        NG_WORD_LIST("went", "goes", "go", "pointed", "points", "point", "put", "puts", "shot",
                     "fired", "hit", "summed", "according", "pointing", "putting", "going");
    a->verb = verb;
    a->verb_last = verb + 1;
    if (verb + 1 >= part->last || r->words[verb + 1].flags & (NG_WORD_APART | NG_WORD_QUOTED))
        return;
    if (ng_word_in(r, part, verb, &heads) && ng_word_in(r, part, verb + 1, &tails))
        a->verb_last = verb + 2;
}

/* Does the participle at i lean on another verb's subject: ", saying", ", adding"? */
bool ng_is_participle(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    return word->end - word->begin > 4 &&
           strncmp(part->paragraph->text + word->end - 3, "ing", 3) == 0;
}
