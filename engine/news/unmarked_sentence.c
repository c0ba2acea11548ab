/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: how far what somebody says reaches in texts that have lost all their marks: before and
 * behind "Doe said", over the sentences of a paragraph, until somebody else speaks. */
#include "engine/news/indirect.h"
#include "engine/news/subject.h"

enum {
    CLAUSE_LEAST = 5, /* words before "Doe said" that can be what he said */
    CLAUSE_MANY = 9,  /* that are, whether or not their verb is known */
    NAME_REACH = 6,   /* words of "said Senator Jane Doe" */
    WHO_REACH = 40,   /* of "said Jane Doe who has long worked for it" */
    PARTS_LEAST = 4,  /* of a text whose paragraphs are left: in others reports and speech mix */
};

static bool is_person(const NgReading *r, const NgSubject *subject)
{
    return subject->cast == NG_NOBODY ? subject->first < subject->last
                                      : ng_reading_cast(r, subject->cast)->kind == NG_ACTOR_PERSON;
}

/* Where the subject right before the verb begins, with its titles; `verb` when none stands there.
 */
static uint32_t subject_first(const NgSentence *s, uint32_t verb)
{
    const NgReading *r = s->r;
    uint32_t i = verb;
    while (i > s->first && r->words[i - 1].classes & NG_LEX_HELPER)
        i--;
    if (i == s->first)
        return verb;
    if (r->words[i - 1].classes & (NG_LEX_HE | NG_LEX_SHE))
        return i - 1;
    if (!r->words[i - 1].found)
        return verb;
    i = ng_reading_found(r, r->words[i - 1].found - 1)->first;
    while (i > s->first && r->words[i - 1].flags & NG_WORD_CAPITAL &&
           r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE))
        i--;
    return i;
}

/* Do the words make a clause: is there a verb among them? */
static bool is_clause(const NgSentence *s, uint32_t first, uint32_t last)
{
    static NgWordList verbs =
        NG_WORD_LIST("is", "are", "was", "were", "be", "am", "has", "have", "had", "will", "would",
                     "can", "must", "should", "do", "does", "did", "need", "needs", "deserve");
    const NgWord *head = &s->r->words[first];
    if (last < first + CLAUSE_LEAST ||
        head->classes & (NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_CALENDAR) ||
        ng_is_participle(s->r, s->part, first))
        return false;
    for (uint32_t i = first + 1; i < last; i++)
        if (ng_word_in(s->r, s->part, i, &verbs))
            return true;
    /* Of many words, one is a verb that the list has not, unless they say what the speaker is. */
    for (uint32_t i = first; i < first + CLAUSE_LEAST; i++)
        if (s->r->words[i].classes & (NG_LEX_ROLE | NG_LEX_TITLE))
            return false;
    return last >= first + CLAUSE_MANY;
}

bool ng_unmarked_is_named(const NgSentence *s, const NgSubject *subject, uint32_t first,
                          uint32_t last)
{
    const NgReading *r = s->r;
    for (uint32_t i = first; i < last; i++)
        if (r->words[i].found && subject->cast != NG_NOBODY &&
            ng_reading_found(r, r->words[i].found - 1)->cast == subject->cast)
            return true;
    return false;
}

/* Do the words sound like somebody's who speaks, and not like a report: in the first person, or of
 * what must be, or do they begin with "this" or "it"? */
static bool sounds_said(const NgSentence *s, uint32_t first, uint32_t last)
{
    static NgWordList own = NG_WORD_LIST("I", "we", "our", "my", "us", "me", "must", "should",
                                         "need", "needs", "deserve", "deserves", "cannot");
    if (s->r->words[first].classes & (NG_LEX_DET | NG_LEX_PRONOUN))
        return true;
    for (uint32_t i = first; i < last; i++)
        if (ng_word_in(s->r, s->part, i, &own) &&
            !(s->r->words[i].flags & (NG_WORD_SHOUTED | NG_WORD_DOTTED))) /* US */
            return true;
    return false;
}

static uint32_t words_before(const NgSentence *s, uint32_t from, uint32_t verb,
                             const NgSubject *subject)
{
    if (!s->speech->lost_marks || !ng_unmarked_takes_clause(s->speech, s->part, verb) ||
        ng_is_participle(s->r, s->part, verb) || !is_person(s->r, subject))
        return 0;
    uint32_t last = subject_first(s, verb);
    return last < verb && is_clause(s, from, last) &&
                   !ng_unmarked_is_named(s, subject, from, last) &&
                   (!s->part->bare || sounds_said(s, from, last))
               ? last
               : 0;
}

uint32_t ng_unmarked_begins(const NgSentence *s, uint32_t from, uint32_t verb)
{
    uint32_t first = verb + 1 < s->last &&
                             ng_reports(s->r, s->part, verb, NG_LEX_VERB | NG_LEX_WEAK_VERB) &&
                             ng_unmarked_opens(s->speech, s->number, verb, verb + 1)
                         ? subject_first(s, verb)
                         : verb;
    return first < verb && first >= from + CLAUSE_LEAST ? first : 0;
}

/* A paragraph of a text that has them still, and not its first, which tells what happened. */
static bool may_be_speech(const NgSentence *s)
{
    return s->speech->lost_marks && s->number > 1 && s->r->parts->len > PARTS_LEAST;
}

uint32_t ng_unmarked_reaches(const NgSentence *s, const NgSubject *subject, uint32_t first)
{
    if (first != s->first || first == s->part->first || !may_be_speech(s) ||
        !is_person(s->r, subject))
        return first;
    guint kept = s->out->len;
    for (; kept > 0; kept--) {
        const NgTold *told = &g_array_index(s->out, NgTold, kept - 1);
        if (told->part != s->number)
            break;
        if (told->attribution.verb_last)
            return first;
    }
    if (ng_unmarked_is_named(s, subject, s->part->first, first)) /* once a paragraph */
        return first;
    for (; kept < s->out->len; kept++) { /* of somebody who spoke before, or announced it */
        NgTold *told = &g_array_index(s->out, NgTold, kept);
        told->last = told->first;
    }
    return s->part->first;
}

static const NgTold *told_last(const NgSentence *s)
{
    return s->out->len ? &g_array_index(s->out, NgTold, s->out->len - 1) : NULL;
}

static bool is_open(const NgSentence *s)
{
    const NgTold *last = told_last(s);
    return last && s->speech->lost_marks && last->part == s->number &&
           s->speech->opened != NG_NOBODY && s->speech->opened >= s->part->first &&
           (!last->attribution.verb_last || last->attribution.verb == s->speech->opened);
}

/* "We are glad said Doe We won": right behind "Doe", where nothing else parts the paragraphs of a
 * text. */
static bool stands_behind(const NgSentence *s, const NgTold *last)
{
    const NgReading *r = s->r;
    uint32_t verb = last->attribution.verb;
    if (!s->speech->lost_marks || !s->part->bare || !last->attribution.verb_last ||
        verb < last->last)
        return false;
    if (s->first - verb <= NAME_REACH)
        return true;
    uint32_t at = verb + 1;
    while (at < s->first && r->words[at].classes & NG_LEX_TITLE && !r->words[at].found)
        at++;
    if (at >= s->first || s->first - verb > WHO_REACH || !ng_subject_is_person(r, at))
        return false;
    at = ng_reading_found(r, r->words[at].found - 1)->last;
    return at < s->first &&
           (ng_sentence_is(s, at, "who") || ng_sentence_is(s, at, "a") ||
            ng_sentence_is(s, at, "the") || r->words[at].classes & (NG_LEX_ROLE | NG_LEX_TITLE));
}

/* "Doe said that it is late. Doe chairs the House.": the reporter goes on. */
static bool reporter_goes_on(const NgSentence *s, const NgTold *last)
{
    return last->attribution.verb_last && last->attribution.verb < last->first &&
           ng_unmarked_is_named(s, &last->attribution.subject, last->last, s->first);
}

bool ng_unmarked_goes_on(const NgSentence *s)
{
    const NgTold *last = told_last(s);
    return last && last->part == s->number &&
           (!last->attribution.verb_last || last->attribution.verb != s->speech->retold) &&
           is_person(s->r, &last->attribution.subject) &&
           (may_be_speech(s) || is_open(s) || stands_behind(s, last)) &&
           !reporter_goes_on(s, last) &&
           !ng_unmarked_is_named(s, &last->attribution.subject, s->first, s->last);
}

bool ng_unmarked_resumes(const NgSentence *s, uint32_t behind)
{
    const NgWord *word = &s->r->words[behind];
    return s->speech->lost_marks && behind + CLAUSE_LEAST <= s->last &&
           word->flags & NG_WORD_CAPITAL &&
           !(word->flags & NG_WORD_APART || word->classes & (NG_LEX_TITLE | NG_LEX_ROLE));
}

/* "director of", "state director", "of Acme": not what he did. */
static bool is_told_what_he_is(const NgSentence *s, uint32_t behind)
{
    const NgReading *r = s->r;
    const uint32_t roles = NG_LEX_ROLE | NG_LEX_TITLE;
    return behind >= s->last || s->r->words[behind].classes & roles ||
           ng_sentence_is(s, behind, "of") ||
           (behind + 1 < s->last && ng_sentence_is(s, behind + 1, "of") && /* coordinator of */
            r->words[behind].flags & NG_WORD_LOWER &&
            !(r->words[behind].classes & (NG_LEX_HELPER | NG_LEX_VERB | NG_LEX_WEAK_VERB))) ||
           (behind + 1 < s->last && s->r->words[behind + 1].classes & roles &&
            !(s->r->words[behind].classes & NG_LEX_HELPER));
}

uint32_t ng_unmarked_names(const NgSentence *s, uint32_t verb, uint32_t at)
{
    const NgReading *r = s->r;
    at = ng_told_behind_office(s, at);
    if (!s->speech->lost_marks || at >= s->last || !ng_subject_is_person(r, at) ||
        r->words[verb].flags & NG_WORD_AFTER_COMMA)
        return 0;
    NgSubject left = ng_subject_left(s->speech, s->number, s->first, verb);
    uint32_t behind = ng_reading_found(r, r->words[at].found - 1)->last;
    return !ng_subject_known(&left) && is_told_what_he_is(s, behind) ? behind : 0;
}

bool ng_unmarked_ends_at(const NgSentence *s, uint32_t at)
{
    const NgReading *r = s->r;
    if (!s->part->bare || !(r->words[at].flags & NG_WORD_CAPITAL))
        return false;
    while (at < s->last && r->words[at].classes & NG_LEX_TITLE && !r->words[at].found)
        at++;
    if (at >= s->last || !ng_subject_is_person(r, at))
        return false;
    uint32_t verb = ng_reading_found(r, r->words[at].found - 1)->last;
    return verb < s->last && ng_unmarked_takes_clause(s->speech, s->part, verb) &&
           ng_reports(r, s->part, verb, NG_LEX_VERB | NG_LEX_WEAK_VERB);
}

uint32_t ng_unmarked_said_by(const NgSentence *s, uint32_t from, uint32_t last)
{
    if (!s->speech->lost_marks)
        return 0;
    for (uint32_t i = from; i + 1 < last; i++)
        if (ng_unmarked_takes_clause(s->speech, s->part, i) &&
            ng_reports(s->r, s->part, i, NG_LEX_VERB | NG_LEX_WEAK_VERB) &&
            !ng_told_has_addressee(s, i) &&
            (ng_told_name_ends(s, i + 1) || ng_unmarked_names(s, i, i + 1)))
            return i;
    return 0;
}

bool ng_unmarked_put_before(const NgSentence *s, uint32_t from, uint32_t verb,
                            const NgAttribution *a)
{
    uint32_t last = words_before(s, from, verb, &a->subject);
    if (!last)
        return false;
    bool closed = s->r->words[last].flags & NG_WORD_AFTER_COMMA && verb + 1 >= s->last;
    if (!closed && is_open(s)) { /* "Doe said We left It was late Roe said Yes": it was Doe's */
        NgTold *open = &g_array_index(s->out, NgTold, s->out->len - 1);
        NgAttribution before = {.subject = open->attribution.subject};
        if (open->last == from)
            open->last = last;
        else
            ng_told_put(s, from, last, &before, false);
        return false;
    }
    ng_told_put(s, ng_unmarked_reaches(s, &a->subject, from), last, a, false);
    return true;
}
