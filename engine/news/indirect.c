/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what somebody says without quotation marks: "X said that …", "…, X said", "according to
 * X, …". One sentence at a time; what stands in marks inside it is cut out, it is a quotation of
 * its own. English. */
#include "engine/news/quotes.h"

#include <string.h>

enum {
    SENTENCE_WORDS = 150, /* longer ones are lists */
    THAT_WORDS = 14,      /* between a verb and the "that" that it governs */
    SUBJECT_WORDS = 16,   /* between a comma and the verb behind the subject */
    QUOTATION_WORDS = 6,  /* between a quotation and the verb behind it */
    CLAUSE_LEAST = 4,     /* words that can be a clause */
    PIECE_LEAST = 2,
    WE_WORDS = 8, /* of a sentence among which its subject stands */
};

typedef struct {
    NgSpeech *speech;
    const NgReading *r;
    const NgPart *part;
    uint32_t number, first, last; /* the sentence */
    GArray *out;
} Sentence;

static bool is(const Sentence *s, uint32_t i, const char *text)
{
    gsize len = strlen(text);
    const NgWord *word = &s->r->words[i];
    return word->end - word->begin == len &&
           g_ascii_strncasecmp(s->part->paragraph->text + word->begin, text, len) == 0;
}

static bool is_any(const Sentence *s, uint32_t i, const char *const *words)
{
    for (; *words; words++)
        if (is(s, i, *words))
            return true;
    return false;
}

/* Whoever it is told to stands between the verb and what is said. */
static bool has_addressee(const Sentence *s, uint32_t verb)
{
    static const char *const telling[] = {"told",     "tell",   "tells",    "telling", "informed",
                                          "assured",  "warned", "reminded", "advised", "asked",
                                          "promised", "urged",  NULL};
    return is_any(s, verb, telling);
}

/* Verbs that take a clause without "that". */
static bool takes_clause(const Sentence *s, uint32_t verb)
{
    static const char *const plain[] = {"said",
                                        "says",
                                        "say",
                                        "saying",
                                        "told",
                                        "tell",
                                        "tells",
                                        "telling",
                                        "argued",
                                        "argues",
                                        "argue",
                                        "arguing",
                                        "claimed",
                                        "claims",
                                        "claim",
                                        "claiming",
                                        "insisted",
                                        "insists",
                                        "insist",
                                        "insisting",
                                        "suggested",
                                        "suggests",
                                        "suggest",
                                        "suggesting",
                                        "announced",
                                        "announces",
                                        "announcing",
                                        "warned",
                                        "warns",
                                        "warning",
                                        "acknowledged",
                                        "acknowledges",
                                        "acknowledging",
                                        "explained",
                                        "explains",
                                        "explaining",
                                        "denied",
                                        "denies",
                                        "deny",
                                        "denying",
                                        "admitted",
                                        "admits",
                                        "predicted",
                                        "predicts",
                                        "predicting",
                                        "asserted",
                                        "asserts",
                                        "alleged",
                                        "alleges",
                                        "alleging",
                                        "contended",
                                        "contends",
                                        "conceded",
                                        "concedes",
                                        "vowed",
                                        "vows",
                                        "vowing",
                                        "promised",
                                        "promises",
                                        "promising",
                                        "pledged",
                                        "pledges",
                                        "pledging",
                                        "urged",
                                        "urges",
                                        "urging",
                                        "demanded",
                                        "demanding",
                                        "stated",
                                        "states",
                                        "stating",
                                        "declared",
                                        "declares",
                                        "declaring",
                                        "added",
                                        "adding",
                                        "reported",
                                        "estimated",
                                        "estimates",
                                        "recalled",
                                        "recalls",
                                        "tweeted",
                                        "wrote",
                                        "writes",
                                        "complained",
                                        "reiterated",
                                        "emphasized",
                                        "stressed",
                                        "confirmed",
                                        "confirms",
                                        "described",
                                        "describes",
                                        "describing",
                                        "asked",
                                        "asks",
                                        "asking",
                                        "advised",
                                        "concluded",
                                        "disclosed",
                                        "revealed",
                                        "implied",
                                        "proclaimed",
                                        NULL};
    return is_any(s, verb, plain);
}

static bool is_said(const Sentence *s, uint32_t i)
{
    return is(s, i, "said") || is(s, i, "says") || is(s, i, "say");
}

static bool is_participle(const Sentence *s, uint32_t i)
{
    const NgWord *word = &s->r->words[i];
    return word->end - word->begin > 4 &&
           strncmp(s->part->paragraph->text + word->end - 3, "ing", 3) == 0;
}

/* "that" follows any verb; "to" and "what" are no clause behind "spoke to". */
static bool opens_clause(const Sentence *s, uint32_t i, bool plain)
{
    static const char *const openers[] = {"that", "whether", "how", "why", NULL};
    static const char *const others[] = {"if", "what", "where", "who", "to", NULL};
    if (is(s, i, "to") && i + 1 < s->last &&
        (!(s->r->words[i + 1].flags & NG_WORD_LOWER) ||
         s->r->words[i + 1].classes & (NG_LEX_DET | NG_LEX_PRONOUN)))
        return false; /* wrote to her, wrote to Doe */
    return is_any(s, i, openers) || (plain && is_any(s, i, others));
}

/* Where what is told begins behind the verb, or 0. */
static uint32_t clause_after(const Sentence *s, uint32_t verb, uint32_t verb_last)
{
    const NgReading *r = s->r;
    uint32_t at = verb_last;
    if (at >= s->last || r->words[at].flags & (NG_WORD_QUOTED | NG_WORD_AFTER_COLON))
        return 0;
    if (opens_clause(s, at, takes_clause(s, verb)))
        return at;
    for (uint32_t i = at; i < MIN(s->last, at + THAT_WORDS); i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & (NG_WORD_QUOTED | NG_WORD_AFTER_STOP))
            break;
        if (is(s, i, "that") && !(i > at && r->words[i - 1].classes & NG_LEX_CONJ) &&
            (has_addressee(s, verb) || r->words[at].classes & (NG_LEX_PREP | NG_LEX_CALENDAR)))
            return i;
    }
    if (!takes_clause(s, verb) || r->words[at].flags & NG_WORD_APART)
        return 0;
    if (has_addressee(s, verb)) {
        if (r->words[at].found)
            at = ng_reading_found(r, r->words[at].found - 1)->last;
        else
            at += r->words[at].classes & NG_LEX_DET && at + 1 < s->last &&
                          !(r->words[at].classes & NG_LEX_PRONOUN)
                      ? 2
                      : 1;
    }
    while (at < s->last && r->words[at].classes & NG_LEX_CALENDAR)
        at++;
    if (at >= s->last || r->words[at].flags & (NG_WORD_QUOTED | NG_WORD_APART))
        return 0;
    return r->words[at].classes & (NG_LEX_PREP | NG_LEX_CONJ) ? 0 : at;
}

/* Where the clause that begins at `from` ends: before the next verb that reports. */
static uint32_t clause_end(const Sentence *s, uint32_t from)
{
    const NgReading *r = s->r;
    for (uint32_t i = from + 1; i < s->last; i++) {
        const NgWord *word = &r->words[i];
        if (word->classes & NG_LEX_ACCORDING)
            return i;
        if (word->flags & NG_WORD_AFTER_COMMA && is_participle(s, i) &&
            ng_reports(r, s->part, i, NG_LEX_VERB))
            return i;
        if ((is(s, i, "and") || is(s, i, "but")) && i + 1 < s->last &&
            ng_reports(r, s->part, i + 1, NG_LEX_VERB) && takes_clause(s, i + 1))
            return i;
    }
    return s->last;
}

static void put(const Sentence *s, uint32_t first, uint32_t last, const NgAttribution *a)
{
    if (first + PIECE_LEAST > last)
        return;
    NgTold told = {.part = s->number, .first = first, .last = last, .attribution = *a};
    g_array_append_val(s->out, told);
}

static void spoke(const Sentence *s, const NgAttribution *a)
{
    if (ng_subject_known(&a->subject))
        ng_speech_note(s->speech, a->verb, &a->subject);
}

/* "According to X, …" and "…, according to X": returns where to read on. */
static uint32_t according(const Sentence *s, uint32_t at, uint32_t from)
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
        bool apposed = r->words[comma].classes & NG_LEX_ROLE || is(s, comma, "a") ||
                       is(s, comma, "an") || is(s, comma, "who");
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

/* The comma before the subject of the verb: "…, X said"; the word behind it, or 0. */
static uint32_t comma_before(const Sentence *s, uint32_t from, uint32_t verb)
{
    const NgReading *r = s->r;
    uint32_t oldest = verb > from + SUBJECT_WORDS ? verb - SUBJECT_WORDS : from;
    uint32_t best = 0;
    for (uint32_t i = verb; i > oldest; i--) {
        if (!(r->words[i].flags & NG_WORD_AFTER_COMMA))
            continue;
        best = i;
        /* An apposition's commas are inside of the subject. */
        if (!(r->words[i].classes & (NG_LEX_ROLE | NG_LEX_CONJ)) && i != verb && !is(s, i, "a") &&
            !is(s, i, "an") && !is(s, i, "who"))
            break;
    }
    return best;
}

/* Does an apposition begin at word i, behind a comma: "Doe, a senator"; "the founder, Doe"? */
static bool apposed_here(const Sentence *s, uint32_t i)
{
    const NgWord *word = &s->r->words[i], *before = word - 1;
    if (before->classes & NG_LEX_ROLE && word->flags & NG_WORD_CAPITAL)
        return true;
    return before->flags & NG_WORD_CAPITAL &&
           (word->classes & (NG_LEX_DET | NG_LEX_ROLE | NG_LEX_TITLE) ||
            word->flags & NG_WORD_DIGIT || is(s, i, "who") || is(s, i, "whose") ||
            is(s, i, "which"));
}

/* "The founder, Jane Doe, wrote": the last two commas hold the name. */
static bool apposed_before(const Sentence *s, uint32_t verb)
{
    uint32_t i = verb - 1;
    while (i > s->first && verb - i < SUBJECT_WORDS &&
           !(s->r->words[i].flags & NG_WORD_AFTER_COMMA))
        i--;
    return i > s->first && s->r->words[i].flags & NG_WORD_CAPITAL &&
           s->r->words[i].flags & NG_WORD_AFTER_COMMA;
}

/* "Jane Doe, a senator, said": the comma before the verb ends an apposition. */
static bool closes_apposition(const Sentence *s, uint32_t from, uint32_t verb)
{
    const NgReading *r = s->r;
    for (uint32_t i = verb - 1; i > from && verb - i < SUBJECT_WORDS; i--) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            return false;
        if (word->flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH))
            return apposed_here(s, i);
    }
    return false;
}

/* "was reported", "to be reassured": whoever says it is not the subject. */
static bool is_passive(const Sentence *s, uint32_t verb)
{
    static const char *const forms[] = {"is",   "are",   "was",  "were", "be",
                                        "been", "being", "gets", NULL};
    return verb > s->first && !is_participle(s, verb) && is_any(s, verb - 1, forms);
}

/* "Asked what it was, …"; "when asked if"; "adding to her lead": nothing is told. */
static bool is_absolute(const Sentence *s, uint32_t verb)
{
    static const char *const forms[] = {"asked", "asking", NULL};
    if (verb + 1 < s->last &&
        g_ascii_strncasecmp(s->part->paragraph->text + s->r->words[verb].begin, "add", 3) == 0)
        return is(s, verb + 1, "to") || is(s, verb + 1, "a");
    return is_any(s, verb, forms) &&
           (verb == s->first || is(s, verb - 1, "when") || is(s, verb - 1, "if") ||
            (verb + 1 < s->last && (is(s, verb + 1, "for") || is(s, verb + 1, "of"))));
}

/* “…,” Doe said earlier this week: the verb is the quotation's. */
static bool is_of_quotation(const Sentence *s, uint32_t verb)
{
    for (uint32_t i = verb; i > s->first && verb - i < QUOTATION_WORDS; i--) {
        if (s->r->words[i - 1].flags & NG_WORD_QUOTED)
            return true;
        if (s->r->words[i].flags & NG_WORD_AFTER_COMMA)
            return false;
    }
    return false;
}

/* "allowed states to extend it" */
static bool is_plain_noun(const Sentence *s, uint32_t verb)
{
    if (verb == s->first || !(is(s, verb, "states") || is(s, verb, "state")))
        return false;
    const NgWord *before = &s->r->words[verb - 1];
    return before->flags & NG_WORD_LOWER && !before->found &&
           !(before->classes & (NG_LEX_PRONOUN | NG_LEX_HELPER | NG_LEX_PAPER | NG_LEX_ROLE |
                                NG_LEX_ORG_NOUN | NG_LEX_CONJ));
}

/* One verb of speech at `verb`, what is told anywhere from `from` on; where to read on. */
static uint32_t verb_at(const Sentence *s, uint32_t verb, uint32_t from)
{
    NgReading *r = s->speech->r;
    NgAttribution a = ng_attribution_none;
    ng_attribution_cue(r, s->part, &a, verb);
    uint32_t next = a.verb_last;
    if (r->words[verb].flags & NG_WORD_TIGHT) /* self-described */
        return next;
    if (verb > s->first && is(s, verb - 1, "to") && !(verb > s->first + 1 && is(s, verb - 2, "on")))
        return next;
    bool inverted = verb > from && r->words[verb].flags & NG_WORD_AFTER_COMMA &&
                    !is_participle(s, verb) && !has_addressee(s, verb) &&
                    !closes_apposition(s, from, verb) &&
                    !(next < s->last && r->words[next].classes & (NG_LEX_PRONOUN | NG_LEX_PREP));
    if (is_passive(s, verb) || is_plain_noun(s, verb) || is_absolute(s, verb))
        return next;
    uint32_t clause = clause_after(s, verb, next);
    if (clause && !is(s, clause, "that") && is_of_quotation(s, verb))
        clause = 0;
    bool leans =
        is_participle(s, verb) && verb > s->first && !(r->words[verb - 1].classes & NG_LEX_HELPER);
    if (clause && !inverted) {
        a.subject = ng_attribution_subject(s->speech, s->number, s->first, verb, leans);
        uint32_t end = clause_end(s, clause);
        if (!(r->words[clause].flags & NG_WORD_QUOTED)) {
            put(s, clause, end, &a);
            spoke(s, &a);
        }
        return end;
    }
    if (leans || !takes_clause(s, verb) ||
        (next < s->last && r->words[next].flags & (NG_WORD_QUOTED | NG_WORD_AFTER_COLON)))
        return next;
    if (!inverted && r->words[verb].flags & NG_WORD_AFTER_COMMA && apposed_before(s, verb))
        return next;
    uint32_t comma = inverted ? verb : comma_before(s, from, verb);
    bool ends = next >= s->last ||
                r->words[next].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH) ||
                r->words[next].classes & (NG_LEX_PREP | NG_LEX_CALENDAR);
    if (!comma || comma < from + CLAUSE_LEAST || (!ends && !inverted))
        return next;
    a.subject = inverted ? ng_subject_right(s->speech, s->number, next, s->last)
                         : ng_subject_left(s->speech, s->number, comma, verb);
    if (!ng_subject_known(&a.subject) && !is_said(s, verb))
        return next;
    put(s, from, comma, &a);
    if (!inverted && next + CLAUSE_LEAST <= s->last && r->words[next].flags & NG_WORD_AFTER_COMMA &&
        !is_participle(s, next) && !(r->words[next].classes & (NG_LEX_CONJ | NG_LEX_ACCORDING)))
        put(s, next, clause_end(s, next), &a);
    spoke(s, &a);
    return s->last;
}

/* "We are proud to …", in a statement: the issuer speaks, without a verb that says so. */
static bool we_speak(const Sentence *s)
{
    for (uint32_t i = s->first; i < MIN(s->last, s->first + WE_WORDS); i++) {
        if (s->r->words[i].flags & NG_WORD_QUOTED)
            return false;
        if (is(s, i, "we"))
            return true;
    }
    return false;
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

void ng_indirect_sentence(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last,
                          GArray *told)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (!r->english || number == 0 || part->shouted || part->titled ||
        last - first > SENTENCE_WORDS)
        return;
    first = behind_dateline(r, part, first, last);
    Sentence s = {speech, r, part, number, first, last, told};
    guint before = told->len;
    for (uint32_t i = first, from = first; i < last;) {
        const NgWord *word = &r->words[i];
        uint32_t next = i + 1;
        if (word->flags & NG_WORD_QUOTED)
            ;
        else if (word->classes & NG_LEX_ACCORDING && next < last &&
                 r->words[next].classes & NG_LEX_PREP)
            next = from = according(&s, i, from);
        else if (!(word->classes & NG_LEX_FOREIGN) && ng_reports(r, part, i, NG_LEX_VERB)) {
            next = verb_at(&s, i, from);
            if (next > i + 3)
                from = next;
        }
        i = MAX(next, i + 1);
    }
    if (told->len == before && r->article->kind == NG_KIND_STATEMENT && we_speak(&s))
        put(&s, first, last, &ng_attribution_none);
}
