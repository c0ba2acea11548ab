/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what somebody says without quotation marks: "X said that …", "…, X said", "according to
 * X, …". One sentence at a time; what stands in marks inside it is cut out, it is a quotation of
 * its own. English. */
#include "engine/news/indirect.h"
#include "engine/news/subject.h"

enum {
    SENTENCE_WORDS = 150, /* longer ones are lists */
    BARE_WORDS = 400,     /* where marks are lost not every sentence's beginning is seen */
    SUBJECT_WORDS = 16,   /* between a comma and the verb behind the subject */
    CLAUSE_LEAST = 4,     /* words that can be a clause */
    PIECE_LEAST = 2,
};

static bool is_said(const NgSentence *s, uint32_t i)
{
    return ng_sentence_is(s, i, "said") || ng_sentence_is(s, i, "says") ||
           ng_sentence_is(s, i, "say");
}

static bool takes_clause(const NgSentence *s, uint32_t verb)
{
    return ng_unmarked_takes_clause(s->speech, s->part, verb);
}

/* "As I said" in a transcript. */
static bool is_by_voice(const NgSentence *s, const NgAttribution *a)
{
    uint32_t i = a->verb;
    while (i > s->first && s->r->words[i - 1].classes & NG_LEX_HELPER)
        i--;
    return s->speech->voiced && a->verb_last && !ng_subject_known(&a->subject) && i > s->first &&
           (ng_sentence_is(s, i - 1, "I") || ng_sentence_is(s, i - 1, "we"));
}

void ng_told_put(const NgSentence *s, uint32_t first, uint32_t last, const NgAttribution *a,
                 bool own)
{
    NgTold told = {.part = s->number, .first = first, .last = last, .own = own, .attribution = *a};
    if (is_by_voice(s, a))
        told.attribution.subject = s->speech->voice;
    if (first + PIECE_LEAST > last ||
        (is_by_voice(s, a) && !ng_subject_known(&told.attribution.subject)))
        return;
    g_array_append_val(s->out, told);
}

static void put(const NgSentence *s, uint32_t first, uint32_t last, const NgAttribution *a)
{
    ng_told_put(s, first, last, a, false);
}

static void spoke(const NgSentence *s, const NgAttribution *a)
{
    if (ng_subject_known(&a->subject))
        ng_speech_note(s->speech, a->verb, &a->subject);
}

/* "According to X, …" and "…, according to X": returns where to read on. */
static uint32_t according(const NgSentence *s, uint32_t at, uint32_t from)
{
    const NgReading *r = s->r;
    NgAttribution a = ng_attribution_none;
    uint32_t name = at + 1;
    if (name < s->last && r->words[name].classes & NG_LEX_PREP)
        name++;
    if (name >= s->last)
        return s->last;
    ng_attribution_cue(r, s->part, &a, at);
    a.subject = ng_subject_right(s->speech, s->number, name, s->last);
    uint32_t comma = name + 1;
    while (comma < s->last && !(r->words[comma].flags & NG_WORD_AFTER_COMMA))
        comma++;
    if (at > from) {
        if (at - from >= CLAUSE_LEAST)
            put(s, from, at, &a);
    } else if (comma < s->last) {
        bool apposed = r->words[comma].classes & NG_LEX_ROLE || ng_sentence_is(s, comma, "a") ||
                       ng_sentence_is(s, comma, "an") || ng_sentence_is(s, comma, "who");
        for (uint32_t next = comma + 1; apposed && next < s->last; next++)
            if (r->words[next].flags & NG_WORD_AFTER_COMMA) {
                comma = next;
                break;
            }
        put(s, comma, s->last, &a);
    }
    spoke(s, &a);
    return s->last;
}

/* "…, Dr. Jane Doe, senior forecaster for the town, said": where her title begins, whom what begins
 * at word `i` explains, behind a comma; or 0. */
static uint32_t explained_at(const NgSentence *s, uint32_t from, uint32_t i)
{
    const NgReading *r = s->r;
    if (i <= from || !(r->words[i].flags & NG_WORD_LOWER) || !ng_subject_is_person(r, i - 1))
        return 0;
    uint32_t first = ng_reading_found(r, r->words[i - 1].found - 1)->first;
    while (first > from && !(r->words[first].flags & NG_WORD_AFTER_COMMA) &&
           r->words[first - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE) &&
           ng_reading_joined(r, first))
        first--;
    if (first == from || !(r->words[first].flags & NG_WORD_AFTER_COMMA))
        return 0;
    /* "whose chairman, Jane Doe, said" */
    return r->words[first - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE) ? 0 : first;
}

/* The comma before the subject of the verb: "…, X said"; the word behind it, or 0. */
static uint32_t comma_before(const NgSentence *s, uint32_t from, uint32_t verb)
{
    const NgReading *r = s->r;
    uint32_t oldest = verb > from + SUBJECT_WORDS ? verb - SUBJECT_WORDS : from;
    uint32_t best = 0;
    for (uint32_t i = verb; i > oldest; i--) {
        if (!(r->words[i].flags & NG_WORD_AFTER_COMMA))
            continue;
        best = i;
        uint32_t explained = i < verb ? explained_at(s, from, i) : 0;
        if (explained)
            return explained;
        /* An apposition's commas are inside of the subject. */
        if (!(r->words[i].classes & (NG_LEX_ROLE | NG_LEX_CONJ)) && i != verb &&
            !ng_sentence_is(s, i, "a") && !ng_sentence_is(s, i, "an") &&
            !ng_sentence_is(s, i, "who"))
            break;
    }
    return best;
}

/* One verb of speech at `verb`, what is told anywhere from `start` on, which is set on where what
 * stands behind is another's; where to read on. */
static uint32_t verb_at(const NgSentence *s, uint32_t verb, uint32_t *start)
{
    uint32_t from = *start;
    NgReading *r = s->speech->r;
    NgAttribution a = ng_attribution_none;
    ng_attribution_cue(r, s->part, &a, verb);
    uint32_t next = a.verb_last;
    if (r->words[verb].flags & NG_WORD_TIGHT) /* self-described */
        return next;
    if (verb > s->first && ng_sentence_is(s, verb - 1, "to") &&
        !(verb > s->first + 1 && ng_sentence_is(s, verb - 2, "on")))
        return next;
    bool inverted = verb > from && r->words[verb].flags & NG_WORD_AFTER_COMMA &&
                    !ng_is_participle(s->r, s->part, verb) && !ng_told_has_addressee(s, verb) &&
                    !ng_told_closes_apposition(s, from, verb) &&
                    !(next < s->last && (r->words[next].classes & (NG_LEX_PRONOUN | NG_LEX_PREP) ||
                                         ng_sentence_is(s, next, "that")));
    if (inverted && ng_told_of_first(s, from, verb, next))
        inverted = false;
    if (ng_sentence_is(s, verb, "said") && verb == s->first + 1 &&
        ng_sentence_is(s, s->first, "that"))
        return next; /* "That said, ..." */
    if (ng_told_passive(s, verb) || ng_told_plain_noun(s, verb) || ng_told_absolute(s, verb))
        return next;
    if (next < s->last && ng_unmarked_opens(s->speech, s->number, verb, next)) {
        a.subject = ng_subject_left(s->speech, s->number, s->first, verb);
        if (ng_subject_known(&a.subject)) {
            if (!ng_unmarked_put_before(s, from, verb, &a))
                s->speech->opened = verb;
            put(s, next, s->last, &a);
            spoke(s, &a);
            return s->last;
        }
    }
    bool stops = s->speech->lost_marks && next < s->last && ng_unmarked_ends_at(s, next);
    if (s->speech->lost_marks && (next >= s->last || stops)) {
        a.subject = ng_subject_left(s->speech, s->number, s->first, verb);
        bool said = ng_unmarked_put_before(s, from, verb, &a);
        if (said)
            spoke(s, &a);
        if (said || stops) {
            *start = next;
            return next;
        }
    }
    uint32_t clause = ng_told_begins(s, verb, next);
    if (clause && !ng_sentence_is(s, clause, "that") && ng_told_of_quotation(s, verb))
        clause = 0;
    bool may_end = clause && !inverted && !ng_told_has_addressee(s, verb);
    uint32_t behind_name = may_end ? ng_told_name_ends(s, next) : 0;
    if (may_end && !behind_name)
        behind_name = ng_unmarked_names(s, verb, next);
    if (behind_name) {
        inverted = true;
        clause = 0;
    }
    bool leans =
        ng_is_participle(s->r, s->part, verb) && verb > s->first &&
        (!(r->words[verb - 1].classes & NG_LEX_HELPER) || ng_sentence_is(s, verb - 1, "today"));
    if (clause && !inverted) {
        a.subject = ng_attribution_subject(s->speech, s->number, s->first, verb, leans);
        uint32_t end = ng_told_ends(s, clause);
        if (leans)
            end = ng_told_absolute_end(s, clause, end);
        if (!ng_subject_known(&a.subject) &&
            (ng_told_may_be_noun(s, verb) || (verb == s->first && !leans) ||
             (ng_sentence_is(s, verb, "warning") && !ng_sentence_is(s, clause, "that"))))
            return next; /* "Deny it to whoever", "an early warning system" */
        if (ng_told_only_noun(s, verb, clause, end))
            return next;
        uint32_t said_by = ng_unmarked_said_by(s, clause, end);
        if (said_by && (!ng_subject_known(&a.subject) || said_by < clause + CLAUSE_LEAST))
            return next; /* "I have asked them to go said Doe": all of it is what Doe said */
        if (!(r->words[clause].flags & NG_WORD_QUOTED)) {
            bool bare = r->words[clause].flags & NG_WORD_CAPITAL && clause == next && !leans &&
                        s->part->bare;
            if (bare && !ng_unmarked_put_before(s, from, verb, &a))
                s->speech->opened = verb;
            put(s, clause, end, &a);
            spoke(s, &a);
            if (!bare && ng_subject_known(&a.subject))
                s->speech->retold = verb;
        }
        return end;
    }
    if (leans || !takes_clause(s, verb) ||
        (next < s->last && r->words[next].flags & (NG_WORD_QUOTED | NG_WORD_AFTER_COLON)))
        return next;
    if (!inverted && r->words[verb].flags & NG_WORD_AFTER_COMMA && ng_told_apposed_before(s, verb))
        return next;
    uint32_t comma = inverted ? verb : comma_before(s, from, verb);
    bool ends = next >= s->last ||
                r->words[next].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH) ||
                r->words[next].classes & (NG_LEX_PREP | NG_LEX_CALENDAR);
    if (behind_name && s->speech->unmarked && comma < from + CLAUSE_LEAST &&
        r->words[MIN(behind_name, s->last - 1)].flags & NG_WORD_CAPITAL) {
        a.subject = ng_subject_right(s->speech, s->number, next, s->last);
        put(s, behind_name, s->last, &a); /* "However said Doe It is late" */
        spoke(s, &a);
        return s->last;
    }
    if (!comma || comma < from + CLAUSE_LEAST || (!ends && !inverted))
        return next;
    a.subject = inverted ? ng_subject_right(s->speech, s->number, next, s->last)
                         : ng_subject_left(s->speech, s->number, comma, verb);
    if (!ng_subject_known(&a.subject) && !is_said(s, verb))
        return next;
    put(s, ng_unmarked_reaches(s, &a.subject, from), comma, &a);
    if (inverted && behind_name && ng_unmarked_resumes(s, behind_name)) {
        NgAttribution rest = {.subject = a.subject};
        put(s, behind_name, s->last, &rest);
    }
    if (!inverted && next + CLAUSE_LEAST <= s->last && r->words[next].flags & NG_WORD_AFTER_COMMA &&
        !ng_is_participle(s->r, s->part, next) &&
        !(r->words[next].classes & (NG_LEX_CONJ | NG_LEX_ACCORDING)))
        put(s, next, ng_told_ends(s, next), &a);
    spoke(s, &a);
    return s->last;
}

static bool is_person(const NgSentence *s, const NgSubject *subject)
{
    return subject->cast != NG_NOBODY &&
           ng_reading_cast(s->r, subject->cast)->kind == NG_ACTOR_PERSON;
}

/* "Doe noted that …", "Doe called on Roe to …": of verbs that often report nothing, where what
 * follows leaves no doubt, and a person is there who speaks: a plan calls for things, too. */
static uint32_t weak_verb_at(const NgSentence *s, uint32_t verb)
{
    static NgWordList silent =
        NG_WORD_LIST("found", "finds", "find", "felt", "feel", "feels", "thought", "think", "read");
    uint32_t clause = verb + 1;
    bool calls = ng_sentence_is(s, verb, "called") || ng_sentence_is(s, verb, "calls") ||
                 ng_sentence_is(s, verb, "calling");
    if (clause + CLAUSE_LEAST > s->last || s->r->words[clause].flags & NG_WORD_APART ||
        ng_word_in(s->r, s->part, verb, &silent) || ng_told_passive(s, verb) ||
        (verb > s->first && ng_sentence_is(s, verb - 1, "to")))
        return verb + 1;
    if (calls && (ng_sentence_is(s, clause, "on") || ng_sentence_is(s, clause, "for")))
        clause++;
    else if (!ng_sentence_is(s, clause, "that"))
        return verb + 1;
    bool leans = ng_is_participle(s->r, s->part, verb) && verb > s->first &&
                 !(s->r->words[verb - 1].classes & NG_LEX_HELPER);
    NgAttribution a = ng_attribution_none;
    ng_attribution_cue(s->r, s->part, &a, verb);
    a.subject = ng_attribution_subject(s->speech, s->number, s->first, verb, leans);
    if (!is_person(s, &a.subject) || s->r->words[clause].flags & NG_WORD_QUOTED)
        return verb + 1;
    uint32_t end = ng_told_ends(s, clause);
    put(s, clause, end, &a);
    spoke(s, &a);
    s->speech->retold = verb;
    return end;
}

enum { DATELINE_BYTES = 90 };

/* "PARIS, May 3 (MPA) - The operator will ...": the first word behind the dateline's dash. */
static uint32_t behind_dateline(const NgReading *r, const NgPart *part, uint32_t first,
                                uint32_t last)
{
    static const char *const dashes[] = {" - ", " -- ", " – ", " — "};
    const char *text = part->paragraph->text;
    if (first != part->first || !(r->words[first].flags & NG_WORD_SHOUTED))
        return first;
    for (guint i = 0; i < G_N_ELEMENTS(dashes); i++) {
        const char *dash = g_strstr_len(text, DATELINE_BYTES, dashes[i]);
        uint32_t word = first;
        while (dash && word < last && text + r->words[word].begin < dash)
            word++;
        if (dash && word < last)
            return word;
    }
    return first;
}

/* Whose words begin with the paragraph and go on until the next such; the word behind, or 0. */
static uint32_t label_of(NgSpeech *speech, uint32_t number, NgSubject *who)
{
    uint32_t behind = ng_transcript_label(speech, number, who);
    if (!behind)
        behind = ng_unmarked_label(speech, number, who);
    if (behind) {
        speech->voiced = true;
        speech->voice = *who;
        speech->voice_part = number;
    }
    return behind;
}

/* Is nobody known by whom the sentence's words are told, from the one at `from` on? */
static bool told_by_nobody(const GArray *told, guint from)
{
    for (guint i = from; i < told->len; i++)
        if (ng_subject_known(&g_array_index(told, NgTold, i).attribution.subject))
            return false;
    return true;
}

void ng_indirect_sentence(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last,
                          GArray *told)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (!r->english || number == 0 || part->shouted || part->titled)
        return;
    first = behind_dateline(r, part, first, last);
    NgSentence s = {speech, r, part, number, first, last, told};
    if (last - first > (speech->lost_marks && part->bare ? BARE_WORDS : SENTENCE_WORDS)) {
        if (ng_whole_statement_has(speech, first))
            ng_told_in_first_person(&s);
        return;
    }
    guint before = told->len;
    NgAttribution label = ng_attribution_none;
    uint32_t behind = first == part->first ? label_of(speech, number, &label.subject) : 0;
    if (behind && behind < last && ng_subject_known(&label.subject)) {
        ng_speech_note(speech, first, &label.subject);
        ng_told_put(&s, behind, last, &label, true);
        first = last;
    }
    for (uint32_t i = first, from = first; i < last;) {
        const NgWord *word = &r->words[i];
        uint32_t next = i + 1;
        if (word->flags & NG_WORD_QUOTED)
            ;
        else if (word->classes & NG_LEX_ACCORDING && next < last &&
                 r->words[next].classes & NG_LEX_PREP)
            next = from = according(&s, i, from);
        else if (!(word->classes & NG_LEX_FOREIGN) && ng_reports(r, part, i, NG_LEX_VERB)) {
            next = verb_at(&s, i, &from);
            if (next > i + 3)
                from = next;
        } else if (word->classes & NG_LEX_WEAK_VERB && ng_reports(r, part, i, NG_LEX_WEAK_VERB)) {
            next = takes_clause(&s, i) ? verb_at(&s, i, &from) : weak_verb_at(&s, i);
            if (next > i + 3)
                from = next;
        }
        i = MAX(next, i + 1);
    }
    if (ng_whole_statement_has(speech, first) && told_by_nobody(told, before))
        g_array_set_size(told, before); /* "it is said that", by whoever speaks here */
    if (told->len == before && first < last)
        ng_told_in_first_person(&s);
}
