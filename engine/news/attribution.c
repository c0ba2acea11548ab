/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the reporting verb of a quotation and its subject, before the marks or behind them. */
#include "engine/news/quotes.h"

#include <string.h>

enum {
    NEAR_WORDS = 3, /* a verb so near before the marks governs them */
    WEAK_WORDS = 6, /* a weak verb reports only so near */
    HEAD_WORDS = 3, /* of a sentence without a verb of speech, among which its subject stands */
    TAIL_WORDS = 5,
    CLAUSE_WORDS = 120, /* before the marks that are looked at */
    AFTER_WORDS = 40,   /* how far behind the marks a verb may stand */
    SUBJECT_WORDS = 8,  /* between a comma and the verb behind the subject */
    LEAN_WORDS = 16,    /* between a verb and the participle that leans on it */
};

const NgAttribution ng_attribution_none = {.subject = {.cast = NG_NOBODY}};

/* The last byte before the marks that is no space: ',' ':' '.' or a letter's; 0 at the beginning.
 */
char ng_mark_before(const NgPart *part, const NgStretch *q)
{
    const char *text = part->paragraph->text;
    uint32_t i = q->begin;
    while (i > 0 && (text[i - 1] == ' ' || text[i - 1] == '(' || text[i - 1] == '['))
        i--;
    return i ? text[i - 1] : '\0';
}

/* "to announce, “…": an infinitive that nothing but a mark parts from the quotation. */
static bool announces(const NgReading *r, const NgPart *part, uint32_t i, uint32_t end)
{
    return i + 1 == end && i > part->first && ng_word_is(r, part, i - 1, "to") &&
           r->words[i].classes & NG_LEX_VERB;
}

bool ng_mark_ends_sentence(char mark)
{
    return mark == '.' || mark == '?' || mark == '!' || mark == '\0';
}

/* "Doe said … and added": the verb behind "and" has the subject of the one before it. */
static bool joins_on(const NgReading *r, uint32_t start, uint32_t verb)
{
    uint32_t i = verb;
    while (i > start && r->words[i - 1].classes & NG_LEX_HELPER &&
           !(r->words[i - 1].classes & NG_LEX_CONJ))
        i--;
    return i > start + 1 && r->words[i - 1].flags & NG_WORD_LOWER &&
           r->words[i - 1].end - r->words[i - 1].begin == 3 &&
           r->words[i - 1].classes & NG_LEX_CONJ && !(r->words[i - 1].classes & NG_LEX_PREP);
}

/* "Firms like Acme pay well; they spend their time telling …": where the last clause before it
 * begins that has a pronoun for its subject, else `start`. */
static uint32_t pronoun_clause(const NgReading *r, const NgPart *part, uint32_t start,
                               uint32_t participle)
{
    static NgWordList subjects = NG_WORD_LIST("he", "she", "it", "they", "we", "I", "you");
    for (uint32_t i = participle; i-- > start + 1;) {
        const NgWord *word = &r->words[i];
        bool begins = word->flags & (NG_WORD_AFTER_STOP | NG_WORD_AFTER_COMMA) ||
                      r->words[i - 1].classes & NG_LEX_CONJ;
        if (begins && !(word->flags & NG_WORD_QUOTED) && ng_word_in(r, part, i, &subjects))
            return i;
    }
    return start;
}

/* The subject of the verb that a participle leans on ("Nefzi said, adding"), else its clause's. */
static NgSubject leaned_on(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t participle)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = participle; i-- > start && participle - i <= LEAN_WORDS;)
        if (ng_reports(r, part, i, NG_LEX_VERB) && !ng_is_participle(r, part, i)) {
            NgSubject subject = ng_subject_left(speech, number, start, i);
            if (ng_subject_known(&subject))
                return subject;
        }
    uint32_t sends = ng_letter_sent(r, part, start, participle);
    NgSubject sender = sends ? ng_subject_left(speech, number, start, sends) : ng_nobody;
    if (ng_subject_known(&sender))
        return sender;
    uint32_t clause = pronoun_clause(r, part, start, participle);
    if (clause == start)
        return ng_subject_clause(speech, number, start, participle);
    return ng_word_is(r, part, clause, "they") ? ng_antecedent_several(speech, number, clause)
                                               : ng_antecedent_of_pronoun(speech, number, clause);
}

NgSubject ng_attribution_subject(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t verb,
                                 bool leans)
{
    return leans ? leaned_on(speech, number, start, verb)
                 : ng_subject_left(speech, number, start, verb);
}

/* The verb in [start, end) that reports the quotation that begins at word `end`. */
static NgAttribution before_in(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t end,
                               bool colon)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    NgAttribution a = ng_attribution_none;
    for (uint32_t i = end; i-- > start;) {
        const NgWord *word = &r->words[i];
        if (word->classes & NG_LEX_ACCORDING && end - i < 12 && i + 1 < end) {
            uint32_t at = i + 1 + (r->words[i + 1].classes & NG_LEX_PREP ? 1 : 0);
            ng_attribution_cue(r, part, &a, i);
            a.subject = ng_subject_right(speech, number, at, end);
            return a;
        }
        bool near = end - i <= WEAK_WORDS || colon;
        bool infinitive = announces(r, part, i, end);
        if (!infinitive &&
            !ng_reports(r, part, i, near ? NG_LEX_VERB | NG_LEX_WEAK_VERB : NG_LEX_VERB))
            continue;
        bool leans =
            infinitive || joins_on(r, start, i) ||
            (ng_is_participle(r, part, i) && i > start &&
             (word->flags & NG_WORD_AFTER_COMMA || !(r->words[i - 1].classes & NG_LEX_HELPER)));
        NgSubject subject = ng_attribution_subject(speech, number, start, i, leans);
        bool first = !a.verb_last;
        if (first || (!ng_subject_known(&a.subject) && ng_subject_known(&subject) &&
                      word->classes & NG_LEX_VERB)) {
            ng_attribution_cue(r, part, &a, i);
            a.subject = subject;
            a.adjacent = end - i <= NEAR_WORDS + 1;
            if (word->flags & NG_WORD_SENTENCE || (i == start && !ng_subject_known(&subject)))
                a.subject = ng_subject_right(speech, number, i + 1, end);
        }
        if (ng_subject_known(&a.subject) || (a.adjacent && word->classes & NG_LEX_VERB))
            break;
    }
    return a;
}

static uint32_t sentence_start(const NgReading *r, const NgPart *part, uint32_t at)
{
    uint32_t oldest = at > part->first + CLAUSE_WORDS ? at - CLAUSE_WORDS : part->first;
    while (at > oldest && !(r->words[at].flags & NG_WORD_SENTENCE))
        at--;
    return at;
}

/* "Jane Doe: “…”", "Cruz had another idea: “…”": a name before the colon, or at the beginning. */
static NgSubject without_verb(NgSpeech *speech, uint32_t part, uint32_t start, uint32_t end)
{
    const NgReading *r = speech->r;
    if (start < end && ng_word_is(r, ng_reading_part(r, part), start, "on"))
        return ng_nobody; /* "On the economy:", a heading */
    NgSubject subject = ng_subject_ends(speech, part, start, end);
    /* "Doe Addresses Attack: “…”": in a headline any word may look like a name. */
    uint32_t first = end;
    if (ng_reading_part(r, part)->titled && end > start && r->words[end - 1].found)
        first = ng_reading_found(r, r->words[end - 1].found - 1)->first;
    bool whole = first == start || !ng_reading_part(r, part)->titled;
    bool place =
        subject.cast != NG_NOBODY && ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PLACE;
    if (ng_subject_known(&subject) && subject.named && whole && !place)
        return subject;
    for (uint32_t i = start; i + 1 < end; i++) /* "Doe's full remarks follow:" */
        if (r->words[i].flags & NG_WORD_POSSESSIVE && r->words[i].found &&
            (r->words[i + 1].classes & NG_LEX_PAPER ||
             (i + 2 < end && r->words[i + 2].classes & NG_LEX_PAPER))) {
            subject = ng_subject_named(speech, i);
            if (ng_subject_known(&subject))
                return subject;
        }
    subject = ng_subject_clause(speech, part, start, MIN(end, start + HEAD_WORDS));
    return subject.cast == NG_NOBODY ? ng_nobody : subject;
}

NgAttribution ng_attribution_before(NgSpeech *speech, const NgStretch *q)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, q->part);
    char mark = ng_mark_before(part, q);
    if (ng_mark_ends_sentence(mark) || q->first == part->first)
        return ng_attribution_none;
    uint32_t start = sentence_start(r, part, q->first - 1);
    NgAttribution a = before_in(speech, q->part, start, q->first, mark == ':');
    if (mark == ':' && !a.verb_last && ng_stretch_has_words(q))
        a.subject = without_verb(speech, q->part, start, q->first);
    return a;
}

/* The verb in the sentence right before the quotation's. */
NgAttribution ng_attribution_sentence_before(NgSpeech *speech, const NgStretch *q)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, q->part);
    uint32_t start = sentence_start(r, part, q->first - 1);
    for (uint32_t i = start; i < q->first; i++)
        if (r->words[i].flags & NG_WORD_QUOTED)
            return ng_attribution_none;
    NgAttribution a = before_in(speech, q->part, start, q->first, true);
    /* "It was late, said Doe. “…”" */
    if (a.verb_last && !ng_subject_known(&a.subject) &&
        r->words[a.verb].flags & NG_WORD_AFTER_COMMA)
        a.subject = ng_subject_right(speech, q->part, a.verb_last, q->first);
    return a;
}

/* The paragraph before ends in a colon, and this one begins with the quotation. */
NgAttribution ng_attribution_paragraph_before(NgSpeech *speech, const NgStretch *q)
{
    NgReading *r = speech->r;
    if (q->part < 2 || q->first != ng_reading_part(r, q->part)->first)
        return ng_attribution_none;
    const NgPart *part = ng_reading_part(r, q->part - 1);
    gsize len = strlen(part->paragraph->text);
    if (!len || part->paragraph->text[len - 1] != ':' || part->first == part->last ||
        ng_word_is(r, part, part->first, "dear"))
        return ng_attribution_none;
    uint32_t start = sentence_start(r, part, part->last - 1);
    NgAttribution a = before_in(speech, q->part - 1, start, part->last, true);
    if (!ng_subject_known(&a.subject) && !a.verb_last)
        a.subject = without_verb(speech, q->part - 1, start, part->last);
    return a;
}

/* ---- behind the marks ---- */

/* "… missing.” Trump said.": a few words with a verb, and no other quotation that they lead to. */
static bool short_tail(const NgReading *r, const NgPart *part, uint32_t from)
{
    if (r->words[from].classes & NG_LEX_THEY)
        return false;
    for (uint32_t i = from; i <= from + TAIL_WORDS; i++) {
        if (i >= part->last || (i > from && r->words[i].flags & NG_WORD_SENTENCE)) {
            /* With nothing but the verb behind the subject it is no sentence by itself. */
            return i > from + 1 && r->words[i - 1].classes & NG_LEX_VERB;
        }
        if (r->words[i].flags & NG_WORD_QUOTED)
            return false;
    }
    return false;
}

/* “A big loss” for the party, Jane Doe said; “…” in May, said Jane Doe: what stands in marks is
 * the beginning of what is told. */
static NgAttribution sentence_goes_on(NgSpeech *speech, const NgStretch *q, uint32_t stop)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, q->part);
    NgAttribution a = ng_attribution_none;
    uint32_t comma = 0;
    if (!ng_stretch_has_words(q) || !ng_mark_ends_sentence(ng_mark_before(part, q)))
        return a;
    for (uint32_t w = q->last + 1; w < stop; w++) {
        const NgWord *word = &r->words[w];
        bool inverted = word->flags & NG_WORD_AFTER_COMMA;
        if (inverted)
            comma = w;
        if (!comma || !ng_reports(r, part, w, NG_LEX_VERB))
            continue;
        if (ng_is_participle(r, part, w) || w > comma + SUBJECT_WORDS)
            break;
        ng_attribution_cue(r, part, &a, w);
        a.subject = inverted ? ng_subject_right(speech, q->part, w + 1, stop)
                             : ng_subject_left(speech, q->part, comma, w);
        return ng_subject_known(&a.subject) ? a : ng_attribution_none;
    }
    return a;
}

NgAttribution ng_attribution_after(NgSpeech *speech, const NgStretch *q)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, q->part);
    NgAttribution a = ng_attribution_none;
    uint32_t i = q->last, stop = MIN(part->last, q->last + AFTER_WORDS);
    if (i >= stop || r->words[i].flags & NG_WORD_QUOTED)
        return ng_attribution_none;
    const NgWord *first = &r->words[i];
    if (q->ends_sentence && !(first->flags & NG_WORD_LOWER) && !short_tail(r, part, q->last))
        return ng_attribution_none;
    /* Behind ? and ! a capital may begin a sentence of its own: then the verb must come at once. */
    bool strict = q->ends_cry || q->ends_sentence || !q->ends_comma;
    for (uint32_t w = i + 1; w < stop; w++)
        if (r->words[w].flags & (NG_WORD_SENTENCE | NG_WORD_QUOTED)) {
            stop = w;
            break;
        }
    const char *text = part->paragraph->text;
    uint32_t gap = q->end;
    while (gap < first->begin && text[gap] == ' ')
        gap++;
    bool comma_follows = text[gap] == ',' || text[gap] == '-' || (unsigned char)text[gap] >= 0xe2;
    if (text[gap] == '.' || text[gap] == ';' || text[gap] == ':' || text[gap] == '(')
        return ng_attribution_none;
    if (r->nouns_capital && ng_word_is(r, part, i, "so") && i + 1 < stop) { /* „…“, so Frau Doe */
        ng_attribution_cue(r, part, &a, i);
        a.subject = ng_subject_right(speech, q->part, i + 1, stop);
        a.adjacent = true;
        return ng_subject_known(&a.subject) ? a : ng_attribution_none;
    }
    if (first->classes & NG_LEX_WEAK_VERB && (q->ends_comma || q->ends_cry) && i + 1 < stop &&
        r->words[i + 1].flags & NG_WORD_CAPITAL && !ng_is_participle(r, part, i)) {
        ng_attribution_cue(r, part, &a, i); /* “…!” beamed Jane Doe */
        a.subject = ng_subject_right(speech, q->part, i + 1, stop);
        a.adjacent = true;
        if (ng_subject_known(&a.subject))
            return a;
        a = ng_attribution_none;
    }
    if (!q->ends_comma && !q->ends_cry && !q->ends_sentence && !comma_follows &&
        !(first->classes & (NG_LEX_VERB | NG_LEX_ACCORDING)) && !(first->found) &&
        !(first->classes & (NG_LEX_HE | NG_LEX_SHE | NG_LEX_IT)) &&
        !(first->flags & NG_WORD_CAPITAL && i + 1 < stop &&
          ng_reports(r, part, i + 1, NG_LEX_VERB)))
        return sentence_goes_on(speech, q, stop);
    if (first->classes & NG_LEX_CONJ && !(first->classes & NG_LEX_DET) &&
        !ng_word_is(r, part, i, "as"))
        return ng_attribution_none;
    if (ng_word_is(r, part, i, "as"))
        i++;
    for (uint32_t w = i; w < stop; w++) {
        const NgWord *word = &r->words[w];
        if (word->classes & NG_LEX_ACCORDING && w < i + 3) {
            ng_attribution_cue(r, part, &a, w);
            a.subject = ng_subject_right(
                speech, q->part, w + 1 + (w + 1 < stop && r->words[w + 1].classes & NG_LEX_PREP),
                stop);
            a.adjacent = true;
            return a;
        }
        bool apposed = w > i && word->flags & NG_WORD_AFTER_COMMA &&
                       r->words[i].flags & NG_WORD_CAPITAL && w <= i + 4;
        strict = strict && !apposed;
        if (strict && w > i + 6)
            break;
        uint32_t classes =
            w <= i + 5 && q->ends_comma ? NG_LEX_VERB | NG_LEX_WEAK_VERB : NG_LEX_VERB;
        if (!ng_reports(r, part, w, classes))
            continue;
        uint32_t start = w;
        while (start > i && r->words[start - 1].classes & NG_LEX_HELPER)
            start--;
        a.adjacent = true;
        ng_attribution_cue(r, part, &a, w);
        if (start == i && !(ng_is_participle(r, part, w)))
            a.subject = ng_subject_right(speech, q->part, w + 1, stop);
        else if (start == i)
            a.subject =
                ng_subject_clause(speech, q->part, sentence_start(r, part, q->first), q->first);
        else
            a.subject = ng_subject_left(speech, q->part, i, w);
        return a;
    }
    return ng_attribution_none;
}
