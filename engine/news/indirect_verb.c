/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what a verb of speech is like in its sentence: whether a clause follows it, somebody is
 * told, it is passive or no verb at all, or belongs to a quotation or behind an apposition. */
#include "engine/news/indirect.h"
#include "engine/news/subject.h"

enum {
    SUBJECT_WORDS = 16,  /* between a comma and the verb behind the subject */
    ADVERBS = 3,         /* between "are" and its participle */
    NAME_WORDS = 4,      /* of titles before a name */
    LIVES_WORDS = 4,     /* "the lives", "more than 3,000 innocent lives" */
    OFFICE_WORDS = 6,    /* of an office before a name */
    QUOTATION_WORDS = 6, /* between a quotation and the verb behind it */
};

static bool is_any(const NgSentence *s, uint32_t i, NgWordList *words)
{
    return ng_word_in(s->r, s->part, i, words);
}

bool ng_told_has_addressee(const NgSentence *s, uint32_t verb)
{
    static NgWordList telling =
        NG_WORD_LIST("told", "tell", "tells", "telling", "informed", "assured", "warned",
                     "reminded", "advised", "asked", "promised", "urged");
    return is_any(s, verb, &telling);
}

bool ng_told_opens_clause(const NgSentence *s, uint32_t i, bool plain)
{
    static NgWordList openers = NG_WORD_LIST("that", "whether", "how", "why");
    static NgWordList others = NG_WORD_LIST("if", "what", "where", "who", "to");
    if (ng_sentence_is(s, i, "to") && i + 1 < s->last &&
        (!(s->r->words[i + 1].flags & NG_WORD_LOWER) ||
         s->r->words[i + 1].classes & (NG_LEX_DET | NG_LEX_PRONOUN)))
        return false; /* wrote to her, wrote to Doe */
    return is_any(s, i, &openers) || (plain && is_any(s, i, &others));
}

bool ng_told_may_be_noun(const NgSentence *s, uint32_t verb)
{
    static NgWordList words = NG_WORD_LIST(
        "states", "state", "pledged", "pledge", "claim", "claims", "declared", "demand", "demands",
        "demanding", "announcing", "comments", "comment", "estimated", "estimates", "estimate",
        "adding", "added", "report", "reports", "related", "relate", "advocates", "advocate",
        "urges", "protest", "promising", "posts", "notes", "objects", "challenges");
    return is_any(s, verb, &words) || ng_sentence_is(s, verb, "sums");
}

bool ng_told_only_noun(const NgSentence *s, uint32_t verb, uint32_t clause, uint32_t last)
{
    static NgWordList verbs = NG_WORD_LIST("declared", "declares", "declaring");
    static NgWordList claiming = NG_WORD_LIST("claimed", "claims", "claim", "claiming");
    static NgWordList finite = NG_WORD_LIST(
        "is", "are", "was", "were", "be", "am", "has", "have", "had", "will", "would", "can",
        "could", "must", "should", "do", "does", "did", "may", "might", "it", "he", "she", "they");
    if (is_any(s, verb, &claiming)) /* "claimed nine lives" */
        for (uint32_t i = clause; i < MIN(last, clause + LIVES_WORDS); i++)
            if (ng_sentence_is(s, i, "lives") || ng_sentence_is(s, i, "life"))
                return true;
    if (!is_any(s, verb, &verbs) || ng_told_opens_clause(s, clause, true))
        return false;
    for (uint32_t i = clause; i < last; i++)
        if (is_any(s, i, &finite))
            return false;
    return true;
}

static bool ends_in_ed(const NgSentence *s, uint32_t i)
{
    uint32_t end = s->r->words[i].end;
    return end - s->r->words[i].begin > 3 &&
           g_ascii_strncasecmp(s->part->paragraph->text + end - 2, "ed", 2) == 0;
}

bool ng_told_passive(const NgSentence *s, uint32_t verb)
{
    static NgWordList recent = NG_WORD_LIST("recently", "newly", "previously", "already");
    if (verb > s->first + 1 && verb + 1 < s->last && is_any(s, verb - 1, &recent) &&
        s->r->words[verb - 2].flags & NG_WORD_LOWER && !ng_sentence_is(s, verb + 1, "that") &&
        !(s->r->words[verb - 2].classes &
          (NG_LEX_HELPER | NG_LEX_PRONOUN | NG_LEX_ROLE | NG_LEX_ORG_NOUN)))
        return true; /* recently announced plans */
    static NgWordList forms =
        NG_WORD_LIST("is", "are", "was", "were", "be", "been", "being", "gets", "arent", "isnt",
                     "wasnt", "werent", "aren't", "isn't", "wasn't", "weren't");
    if (verb == s->first || ng_is_participle(s->r, s->part, verb))
        return false;
    uint32_t i = verb - 1; /* "are often denied a chance" */
    while (i > s->first && verb - i < ADVERBS && !is_any(s, i, &forms) &&
           s->r->words[i].classes & NG_LEX_HELPER)
        i--;
    if (is_any(s, i, &forms))
        return true;
    /* "have been contacted and told" */
    return verb > s->first + 2 && ng_sentence_is(s, verb - 1, "and") && ends_in_ed(s, verb - 2) &&
           is_any(s, verb - 3, &forms);
}

bool ng_told_absolute(const NgSentence *s, uint32_t verb)
{
    static NgWordList forms = NG_WORD_LIST("asked", "asking");
    if (verb + 1 < s->last &&
        g_ascii_strncasecmp(s->part->paragraph->text + s->r->words[verb].begin, "add", 3) == 0)
        return ng_sentence_is(s, verb + 1, "to") || ng_sentence_is(s, verb + 1, "a");
    return is_any(s, verb, &forms) && (verb == s->first || ng_sentence_is(s, verb - 1, "when") ||
                                       ng_sentence_is(s, verb - 1, "if") ||
                                       (verb + 1 < s->last && (ng_sentence_is(s, verb + 1, "for") ||
                                                               ng_sentence_is(s, verb + 1, "of"))));
}

bool ng_told_plain_noun(const NgSentence *s, uint32_t verb)
{
    if (verb == s->first ||
        !(ng_sentence_is(s, verb, "states") || ng_sentence_is(s, verb, "state")))
        return false;
    const NgWord *before = &s->r->words[verb - 1];
    return before->flags & NG_WORD_LOWER && !before->found &&
           !(before->classes & (NG_LEX_PRONOUN | NG_LEX_HELPER | NG_LEX_PAPER | NG_LEX_ROLE |
                                NG_LEX_ORG_NOUN | NG_LEX_CONJ));
}

/* Does an apposition begin at word i, behind a comma: "Doe, a senator"; "the founder, Doe"? */
static bool apposed_here(const NgSentence *s, uint32_t i)
{
    const NgWord *word = &s->r->words[i], *before = word - 1;
    for (uint32_t end = i + 1; end < MIN(i + 3, s->last); end++) /* Doe, D-Ohio, said */
        if (ng_label_first(s->r, s->part, i, end) == i)
            return true;
    if (before->classes & NG_LEX_ROLE && word->flags & NG_WORD_CAPITAL)
        return true;
    return before->flags & NG_WORD_CAPITAL &&
           (word->classes & NG_LEX_DET || word->flags & NG_WORD_DIGIT ||
            ng_word_explains(s->r, s->part, i));
}

bool ng_told_apposed_before(const NgSentence *s, uint32_t verb)
{
    uint32_t i = verb - 1;
    while (i > s->first && verb - i < SUBJECT_WORDS &&
           !(s->r->words[i].flags & NG_WORD_AFTER_COMMA))
        i--;
    return i > s->first && s->r->words[i].flags & NG_WORD_CAPITAL &&
           s->r->words[i].flags & NG_WORD_AFTER_COMMA;
}

bool ng_told_closes_apposition(const NgSentence *s, uint32_t from, uint32_t verb)
{
    const NgReading *r = s->r;
    for (uint32_t i = verb - 1; i > from && verb - i < SUBJECT_WORDS; i--) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            return false;
        if (word->found && ng_reading_found(r, word->found - 1)->first < i)
            continue; /* "of the Committee on Health, Labor and Pensions" */
        if (word->flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH))
            return apposed_here(s, i);
    }
    return false;
}

bool ng_told_of_first(const NgSentence *s, uint32_t from, uint32_t verb, uint32_t next)
{
    const NgReading *r = s->r;
    uint32_t at = from;
    if (next >= s->last || r->words[next].flags & (NG_WORD_CAPITAL | NG_WORD_APART))
        return false;
    while (at < verb && at - from < NAME_WORDS && !ng_subject_is_person(r, at) &&
           (r->words[at].flags & NG_WORD_CAPITAL || r->words[at].classes & NG_LEX_TITLE))
        at++; /* "Ohio Sen." */
    if (at >= verb || !ng_subject_is_person(r, at))
        return false;
    uint32_t behind =
        ng_label_behind(r, s->part, ng_reading_found(r, r->words[at].found - 1)->last, verb);
    return behind < verb && r->words[behind].flags & NG_WORD_AFTER_COMMA;
}

bool ng_told_of_quotation(const NgSentence *s, uint32_t verb)
{
    for (uint32_t i = verb; i > s->first && verb - i < QUOTATION_WORDS; i--) {
        if (s->r->words[i - 1].flags & NG_WORD_QUOTED)
            return true;
        if (s->r->words[i].flags & NG_WORD_AFTER_COMMA)
            return false;
    }
    return false;
}

/* Behind the last of several whom commas and an "and" join: "said Doe and Roe". */
static uint32_t behind_several(const NgSentence *s, uint32_t behind)
{
    const NgReading *r = s->r;
    for (uint32_t at = behind; at < s->last;) {
        if (ng_sentence_is(s, at, "and"))
            at++;
        else if (!(r->words[at].flags & NG_WORD_AFTER_COMMA))
            break;
        while (at < s->last && r->words[at].classes & NG_LEX_TITLE && !r->words[at].found)
            at++;
        if (at >= s->last || !ng_subject_is_person(r, at))
            break;
        at = behind = ng_reading_found(r, r->words[at].found - 1)->last;
    }
    return behind;
}

/* "It was late said Sen. Doe We left early": a text that has lost its marks. Behind "said Doe" no
 * verb follows, but another sentence's capital, a preposition, or nothing: the word there, or 0. */
uint32_t ng_told_behind_office(const NgSentence *s, uint32_t at)
{
    const NgReading *r = s->r;
    const uint32_t offices = NG_LEX_TITLE | NG_LEX_ROLE;
    while (at < s->last && r->words[at].classes & NG_LEX_TITLE && !r->words[at].found)
        at++;
    if (!s->speech->lost_marks || !s->part->bare)
        return at;
    for (uint32_t i = at; i < s->last && i - at < OFFICE_WORDS; i++) {
        if (i > at && !ng_reading_joined(r, i))
            break;
        if (ng_subject_is_person(r, i))
            return i > at && r->words[i - 1].classes & offices &&
                           ng_reading_found(r, r->words[i].found - 1)->first == i
                       ? i
                       : at;
        if (!(r->words[i].flags & NG_WORD_CAPITAL))
            break;
    }
    return at;
}

/* "said the Senator In May we": whoever is named by nothing but a title, and what follows him. */
static uint32_t behind_noun(const NgSentence *s, uint32_t at)
{
    const NgReading *r = s->r;
    uint32_t noun = at + 1;
    if (!s->speech->lost_marks || !s->part->bare || !ng_sentence_is(s, at, "the") ||
        noun >= s->last)
        return 0;
    bool titled = r->words[noun].classes & NG_LEX_TITLE && r->words[noun].flags & NG_WORD_CAPITAL;
    if (!titled && r->words[noun].flags & NG_WORD_CAPITAL && noun + 1 < s->last)
        noun++; /* "said the AMC spokesman" */
    const NgWord *word = &r->words[noun];
    bool speaker = word->flags & NG_WORD_LOWER && word->classes & NG_LEX_ROLE;
    bool ends = noun + 1 == s->last || (noun + 1 < s->last && !r->words[noun + 1].found &&
                                        r->words[noun + 1].flags & NG_WORD_CAPITAL);
    return (titled || speaker) && ends ? noun + 1 : 0;
}

uint32_t ng_told_name_ends(const NgSentence *s, uint32_t at)
{
    const NgReading *r = s->r;
    uint32_t noun = behind_noun(s, at);
    if (noun)
        return noun;
    at = ng_told_behind_office(s, at);
    if (at >= s->last || !r->words[at].found)
        return 0;
    NgSubject subject = ng_subject_named(s->speech, at);
    uint32_t behind = ng_reading_found(r, r->words[at].found - 1)->last;
    if (subject.cast == NG_NOBODY || ng_reading_cast(r, subject.cast)->kind != NG_ACTOR_PERSON ||
        r->words[behind - 1].flags & NG_WORD_POSSESSIVE)
        return 0;
    behind = behind_several(s, behind);
    if (behind >= s->last || ng_sentence_is(s, behind, "a") || ng_sentence_is(s, behind, "an"))
        return behind;
    if (s->speech->lost_marks && !(r->words[behind].flags & NG_WORD_APART) &&
        (ng_word_explains(r, s->part, behind) || ng_is_participle(r, s->part, behind)))
        return behind; /* "said Doe president of the bank", "said Doe one of its authors" */
    const NgWord *word = &r->words[behind];
    if (word->flags & NG_WORD_APART)
        return 0;
    bool capital = word->flags & NG_WORD_CAPITAL && !(word->classes & NG_LEX_CALENDAR);
    bool place = s->speech->unmarked && word->classes & NG_LEX_PREP &&
                 !(word->classes & NG_LEX_CONJ) && !ng_sentence_is(s, behind, "of");
    return capital || place ? behind : 0;
}
