/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which stretches between quotation marks are quotations, and who speaks.
 *
 * The rules, in order: words before it that end in a reporting verb ("X said:"); words after it
 * ("…," said X; "…," X told them); words before it in the same sentence; the speaker of the
 * stretch before it in the same paragraph ("…," X said. "…"); of the paragraph before, when the
 * quotation runs on; a sentence that ends in a colon right before it; in a statement, the issuer.
 *
 * Three words or more between marks are a quotation, unless they look like a title and nobody says
 * them; one or two words only when a verb and its speaker stand in the same sentence. */
#include "engine/news/speakers.h"

enum {
    ABBREVIATION = 4,   /* bytes of Rep, Sen, Gov */
    NAME_REACH = 6,     /* words of "said Senator Jane Doe" */
    CLOSING_WORDS = 12, /* behind the last quotation of a paragraph */
    TERM_WORDS = 5,     /* up to so many inside a sentence need a verb or a speaker */
};

/* Does the attribution of stretch k-1 carry over to k, in the same paragraph? */
static bool carries_over(const NgJudge *j, guint last, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *p = ng_judged_stretch(j, last), *q = ng_judged_stretch(j, k);
    const NgAttribution *a = ng_judged_attribution(j, last);
    if (p->part != q->part || (!ng_subject_known(&a->subject) && !a->verb_last))
        return false;
    /* Another sentence between that has a subject of its own breaks it off. */
    uint32_t sentences = 0;
    for (uint32_t i = p->last; i < q->first; i++)
        if (i > p->last && r->words[i].flags & NG_WORD_SENTENCE)
            sentences++;
    return sentences <= 1;
}

static bool fills_paragraph(const NgReading *r, const NgStretch *q)
{
    const NgPart *part = ng_reading_part(r, q->part);
    return q->first == part->first && q->last == part->last;
}

/* "Doe agreed. “…”"; "Doe said that it was late. “…”": the sentence before tells who speaks. */
static NgAttribution told_before(NgJudge *j, const NgStretch *q)
{
    const NgReading *r = j->speech.r;
    const NgPart *part = ng_reading_part(r, q->part);
    if (q->first == part->first || !(r->words[q->first].flags & NG_WORD_SENTENCE) ||
        !ng_mark_ends_sentence(ng_mark_before(part, q)))
        return ng_attribution_none;
    const NgTold *told = j->told->len ? &g_array_index(j->told, NgTold, j->told->len - 1) : NULL;
    if (told && told->part == q->part && ng_subject_known(&told->attribution.subject) &&
        told->attribution.verb_last && told->attribution.verb >= told->last &&
        q->first - told->attribution.verb <= NAME_REACH) /* "We know this, said Doe. “…”" */
        return (NgAttribution) {.subject = told->attribution.subject};
    NgAttribution a = ng_attribution_sentence_before(&j->speech, q);
    a.verb_last = a.verb = 0;
    a.adjacent = false;
    return ng_subject_known(&a.subject) ? a : ng_attribution_none;
}

/* "Doe issued a statement on Rep.", "Jane Roe's plan:", "“…”": what is announced stands behind a
 * sentence that was broken off, after a title as if that ended it. */
static bool is_broken_off(const NgJudge *j, const NgStretch *q)
{
    const NgReading *r = j->speech.r;
    const NgPart *part = ng_reading_part(r, j->speech.announced_part);
    if (j->speech.announced_part + 2 != q->part || part->first == part->last)
        return false;
    const NgWord *last = &r->words[part->last - 1];
    return last->classes & NG_LEX_TITLE && part->paragraph->text[last->end] == '.' &&
           last->end - last->begin <= ABBREVIATION;
}

/* “…,” said Doe. ¶ “A sentence.” The reporter goes on: what he said ended the paragraph before. */
static bool goes_on_below(const NgJudge *j, guint last, const NgStretch *q)
{
    const NgReading *r = j->speech.r;
    const NgStretch *before = ng_judged_stretch(j, last);
    const NgPart *part = ng_reading_part(r, before->part);
    return before->part + 1 == q->part && q->ends_sentence && ng_stretch_has_words(q) &&
           q->last < ng_reading_part(r, q->part)->last &&
           q->first == ng_reading_part(r, q->part)->first &&
           part->last - before->last <= CLOSING_WORDS &&
           ng_subject_known(&ng_judged_attribution(j, last)->subject);
}

/* Nothing beside it says who speaks: what stands before it does. */
static NgAttribution from_before(NgJudge *j, const NgStretch *q)
{
    NgAttribution a = ng_attribution_paragraph_before(&j->speech, q);
    bool begins = q->first == ng_reading_part(j->speech.r, q->part)->first;
    NgSubject announcer = ng_announcement_before(&j->speech, q->part);
    if (begins && ng_subject_known(&announcer) &&
        (j->speech.announced_part + 1 == q->part || is_broken_off(j, q) ||
         (!a.verb_last && (!ng_subject_known(&a.subject) || a.subject.cast == NG_NOBODY))))
        return (NgAttribution) {.subject = announcer};
    if (!a.verb_last && !ng_subject_known(&a.subject))
        a = told_before(j, q);
    return a;
}

static void judge(NgJudge *j, guint k, guint last)
{
    NgReading *r = j->speech.r;
    const NgStretch *q = ng_judged_stretch(j, k);
    NgAttribution lead = ng_attribution_before(&j->speech, q), a = lead;
    if (!(lead.adjacent && ng_subject_known(&lead.subject))) {
        a = ng_attribution_after(&j->speech, q);
        if (!a.verb_last && ng_stretch_has_words(q))
            a = ng_attribution_signature(&j->speech, q);
        if (!a.verb_last && !ng_subject_known(&a.subject))
            a = lead;
        else if (!ng_subject_known(&a.subject) && ng_subject_known(&lead.subject))
            a = lead;
    }
    /* “…” said Doe “…”: the verb is the one's before it. */
    if (a.verb_last && !ng_subject_known(&a.subject) && last != G_MAXUINT &&
        ng_judged_stretch(j, last)->part == q->part &&
        ng_judged_attribution(j, last)->verb == a.verb && ng_judged_attribution(j, last)->verb_last)
        a.subject = ng_judged_attribution(j, last)->subject;
    bool own = a.verb_last > 0 || ng_subject_known(&a.subject);
    if (!own && ng_stretch_has_words(q) && last != G_MAXUINT && carries_over(j, last, k)) {
        a = *ng_judged_attribution(j, last);
        a.adjacent = false;
    } else if (!own && q->continued && k > 0) {
        a = *ng_judged_attribution(j, k - 1);
        a.adjacent = false;
    } else if (!own && ng_stretch_has_words(q)) {
        a = from_before(j, q);
    }
    if (!ng_subject_known(&a.subject) && !a.verb_last && last != G_MAXUINT &&
        fills_paragraph(r, q) && ng_stretch_has_words(q) &&
        ng_judged_stretch(j, last)->part + 1 == q->part &&
        fills_paragraph(r, ng_judged_stretch(j, last)))
        a = *ng_judged_attribution(j, last);
    else if (!ng_subject_known(&a.subject) && !a.verb_last && last != G_MAXUINT &&
             goes_on_below(j, last, q))
        a = *ng_judged_attribution(j, last);
    /* In a speech, a letter or a column whatever nobody else says is its author's. */
    if (!ng_subject_known(&a.subject) && !a.verb_last && j->speech.utters == NG_UTTERS_ALL &&
        q->first >= j->speech.announced_last)
        a.subject = j->speech.announcer;
    *ng_judged_attribution(j, k) = a;
    if (ng_subject_known(&a.subject)) {
        ng_speech_note(&j->speech, MAX(a.verb, q->first), &a.subject);
    }
}

/* ---- which are quotations ---- */

static bool after_work_word(const NgReading *r, const NgStretch *q)
{
    const NgPart *part = ng_reading_part(r, q->part);
    for (uint32_t i = q->first; i > part->first && q->first - i < 2; i--)
        if (r->words[i - 1].classes & NG_LEX_WORK &&
            !(r->words[q->first].flags & (NG_WORD_AFTER_COLON)))
            return true;
    return false;
}

/* Neither a sentence of its own nor led to by a colon. */
static bool may_be_term(char mark)
{
    return !ng_mark_ends_sentence(mark) && mark != ':';
}

static bool is_quotation(const NgJudge *j, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *q = ng_judged_stretch(j, k);
    const NgAttribution *a = ng_judged_attribution(j, k);
    uint32_t n = q->last - q->first;
    if ((q->part == 0 && !a->verb_last) || q->is_title)
        return false;
    if (q->continued)
        return true;
    if (n <= NG_SCARE_WORDS) {
        if (!a->verb_last || !ng_subject_known(&a->subject))
            return false;
        bool strong = r->words[a->verb].classes & NG_LEX_VERB;
        return strong && (a->adjacent || q->first - MIN(q->first, a->verb) <= 12);
    }
    /* A few words that nobody says, inside a sentence: a term, a slogan. */
    if (n <= TERM_WORDS && !a->verb_last && !ng_subject_known(&a->subject) && !q->ends_comma &&
        !q->ends_cry && may_be_term(ng_mark_before(ng_reading_part(r, q->part), q)))
        return false;
    bool said = a->verb_last && a->adjacent && (q->ends_comma || ng_subject_known(&a->subject));
    if (after_work_word(r, q) && !said)
        return false;
    return !q->titled || said;
}

/* A run whose speaker is only named in a later paragraph of it. */
static void spread_backwards(const NgJudge *j)
{
    for (guint k = j->stretches->len; k-- > 1;) {
        NgAttribution *a = ng_judged_attribution(j, k), *b = ng_judged_attribution(j, k - 1);
        if (ng_judged_stretch(j, k)->continued && ng_subject_known(&a->subject) &&
            !ng_subject_known(&b->subject)) {
            *b = *a;
            b->adjacent = false;
        }
    }
}

/* A quotation that begins with a paragraph and runs over its end, behind a paragraph without any.
 */
static bool starts_run(const NgReading *r, const NgStretch *q)
{
    if (!fills_paragraph(r, q) || !q->unclosed || q->part < 2 ||
        r->article->kind == NG_KIND_STATEMENT ||
        (q->first + 1 < q->last && r->words[q->first + 1].flags & NG_WORD_AFTER_COLON))
        return false; /* "DOE: I did.": a transcript of several */
    const NgPart *before = ng_reading_part(r, q->part - 1);
    for (uint32_t i = before->first; i < before->last; i++)
        if (r->words[i].flags & NG_WORD_QUOTED)
            return false;
    return before->first < before->last;
}

/* A run that names its speaker nowhere: whom the paragraph before it speaks of. */
static void settle_runs(const NgJudge *j)
{
    for (guint k = 0; k < j->stretches->len; k++) {
        const NgStretch *q = ng_judged_stretch(j, k);
        NgAttribution *a = ng_judged_attribution(j, k);
        if (a->verb_last || ng_subject_known(&a->subject))
            continue;
        if (q->continued && k > 0)
            a->subject = ng_judged_attribution(j, k - 1)->subject;
        else if (starts_run(j->speech.r, q))
            a->subject = ng_antecedent_person(&j->speech, q->part, q->first);
    }
}

/* A few words in marks within what is told without them. */
static void share_told(NgJudge *j, guint from, guint to, guint told)
{
    for (guint k = from; k < to; k++) {
        NgAttribution *a = ng_judged_attribution(j, k);
        for (guint i = told; i < j->told->len && !ng_subject_known(&a->subject); i++) {
            const NgTold *t = &g_array_index(j->told, NgTold, i);
            if (!a->verb_last && ng_judged_stretch(j, k)->first >= t->first &&
                ng_judged_stretch(j, k)->last <= t->last)
                *a = t->attribution;
        }
    }
}

/* A paragraph that is one quotation, with nobody beside it: signed below; or between two of the
 * same speaker, or after or before one; in a statement that is the issuer. */
static void bridge(NgJudge *j)
{
    const NgReading *r = j->speech.r;
    for (guint k = 0; k < j->stretches->len; k++) {
        const NgStretch *q = ng_judged_stretch(j, k);
        NgAttribution *a = ng_judged_attribution(j, k);
        if (a->verb_last || ng_subject_known(&a->subject) || !fills_paragraph(r, q) ||
            !ng_stretch_has_words(q))
            continue;
        NgAttribution below = ng_attribution_signature_below(&j->speech, q->part + 1);
        const NgAttribution *before = NULL, *after = NULL;
        if (k > 0 && ng_judged_stretch(j, k - 1)->part + 1 == q->part)
            before = ng_judged_attribution(j, k - 1);
        if (k + 1 < j->stretches->len && ng_judged_stretch(j, k + 1)->part == q->part + 1 &&
            ng_judged_stretch(j, k + 1)->begin == 0)
            after = ng_judged_attribution(j, k + 1);
        if (before && !ng_subject_known(&before->subject))
            before = NULL;
        if (after && !ng_subject_known(&after->subject))
            after = NULL;
        if (ng_subject_known(&below.subject))
            *a = below;
        else if (before && after && before->subject.cast != after->subject.cast)
            continue;
        else if ((before || after) && r->article->kind != NG_KIND_STATEMENT)
            a->subject = (before ? before : after)->subject;
        a->verb = a->verb_last = 0;
        a->adjacent = false;
    }
}

/* Sentence by sentence, so that who is told to have spoken in one can be leaned on in the next. */
static void judge_all(NgJudge *j)
{
    const NgReading *r = j->speech.r;
    guint k = 0, last = G_MAXUINT;
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t first = part->first, end; first < part->last; first = end) {
            for (end = first + 1; end < part->last && !(r->words[end].flags & NG_WORD_SENTENCE);)
                end++;
            guint before = k, told = j->told->len;
            for (; k < j->stretches->len && ng_judged_stretch(j, k)->part == p &&
                   ng_judged_stretch(j, k)->first < end;
                 k++) {
                judge(j, k, last);
                if (ng_stretch_has_words(ng_judged_stretch(j, k)))
                    last = k;
            }
            ng_indirect_sentence(&j->speech, p, first, end, j->told);
            share_told(j, before, k, told);
            ng_letter_note(&j->speech, p, first, end);
            ng_announcement_note(&j->speech, p, first, end);
        }
    }
}

void ng_quotes_attribute(NgReading *r, GArray *stretches)
{
    NgJudge j = {.stretches = stretches,
                 .attributions =
                     g_array_sized_new(FALSE, FALSE, sizeof(NgAttribution), stretches->len),
                 .told = g_array_new(FALSE, FALSE, sizeof(NgTold)),
                 .issuer = r->article->kind == NG_KIND_STATEMENT ? ng_issuer(r) : NG_NOBODY,
                 .speech.spoke = g_array_new(FALSE, FALSE, sizeof(NgSpoke))};
    for (guint k = 0; k < stretches->len; k++)
        g_array_append_val(j.attributions, ng_attribution_none);
    uint32_t named_by_outlet =
        r->article->kind == NG_KIND_STATEMENT ? ng_issuer_of_outlet(r) : NG_NOBODY;
    if (named_by_outlet != NG_NOBODY) {
        j.issuer = named_by_outlet;
        j.issuer_is_outlet = true;
    }
    ng_lost_stops_guess_rest(r);
    ng_speech_begin(&j.speech, r);
    j.speech.unmarked = stretches->len == 0;
    j.speech.lost_marks = j.speech.unmarked && ng_marks_are_lost(r);
    j.speech.told = j.told;
    judge_all(&j);
    if (j.issuer != NG_NOBODY && !j.issuer_is_outlet && j.speech.announcer.cast != NG_NOBODY &&
        ng_reading_cast(r, j.speech.announcer.cast)->kind == NG_ACTOR_PERSON)
        j.issuer = j.speech.announcer.cast;
    spread_backwards(&j);
    bridge(&j);
    settle_runs(&j);
    for (guint k = 0; k < stretches->len; k++)
        if (!ng_reading_part(r, ng_judged_stretch(&j, k)->part)->paragraph->quotes_given &&
            is_quotation(&j, k))
            ng_quote_emit(&j, k);
    ng_told_emit(&j);
    g_array_unref(j.attributions);
    g_array_unref(j.told);
    g_array_unref(j.speech.spoke);
}
