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
#include "engine/news/quotes.h"

#include <string.h>

enum { TERM_WORDS = 5 }; /* up to so many inside a sentence need a verb or a speaker */

typedef struct {
    NgSpeech speech;
    GArray *stretches;
    GArray *attributions; /* one a stretch */
} Judge;

static const NgStretch *stretch(const Judge *j, guint i)
{
    return &g_array_index(j->stretches, NgStretch, i);
}

static NgAttribution *attribution(const Judge *j, guint i)
{
    return &g_array_index(j->attributions, NgAttribution, i);
}

/* Does the attribution of stretch k-1 carry over to k, in the same paragraph? */
static bool carries_over(const Judge *j, guint last, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *p = stretch(j, last), *q = stretch(j, k);
    const NgAttribution *a = attribution(j, last);
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

static void judge(Judge *j, guint k, guint last)
{
    NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
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
    bool own = a.verb_last > 0 || ng_subject_known(&a.subject);
    if (!own && ng_stretch_has_words(q) && last != G_MAXUINT && carries_over(j, last, k)) {
        a = *attribution(j, last);
        a.adjacent = false;
    } else if (!own && q->continued && k > 0) {
        a = *attribution(j, k - 1);
        a.adjacent = false;
    } else if (!own && ng_stretch_has_words(q)) {
        a = ng_attribution_paragraph_before(&j->speech, q);
    }
    if (!ng_subject_known(&a.subject) && !a.verb_last && last != G_MAXUINT &&
        fills_paragraph(r, q) && ng_stretch_has_words(q) && stretch(j, last)->part + 1 == q->part &&
        fills_paragraph(r, stretch(j, last)))
        a = *attribution(j, last);
    *attribution(j, k) = a;
    if (ng_subject_known(&a.subject)) {
        NgSpoke spoke = {.word = MAX(a.verb, q->first), .subject = a.subject};
        g_array_append_val(j->speech.spoke, spoke);
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

static bool is_quotation(const Judge *j, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const NgAttribution *a = attribution(j, k);
    uint32_t n = q->last - q->first;
    if (q->part == 0 && !a->verb_last)
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

static char *text_of(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    uint32_t begin = r->words[first].begin, end = r->words[last - 1].end;
    return g_strndup(part->paragraph->text + begin, end - begin);
}

/* The paragraph in which a word stands; `near` is one close by. */
static const NgPart *part_of(const NgReading *r, uint32_t near, uint32_t word)
{
    while (near > 0 && ng_reading_part(r, near)->first > word)
        near--;
    while (near + 1 < r->parts->len && ng_reading_part(r, near)->last <= word)
        near++;
    return ng_reading_part(r, near);
}

/* "Sen. Carper issues statement": who issued it when no outlet is known. */
static uint32_t only_person_in_headline(const NgReading *r)
{
    const NgPart *headline = ng_reading_part(r, 0);
    uint32_t person = NG_NOBODY;
    for (uint32_t i = headline->first; i < headline->last; i++) {
        if (!r->words[i].found)
            continue;
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        if (found->adjective || found->cast == NG_NOBODY || found->cast == person ||
            ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON)
            continue;
        if (person != NG_NOBODY)
            return NG_NOBODY;
        person = found->cast;
    }
    return person;
}

static void set_speaker(const Judge *j, const NgStretch *q, const NgSubject *subject,
                        NgQuote *quote)
{
    const NgReading *r = j->speech.r;
    if (subject->cast != NG_NOBODY) {
        const NgCast *cast = ng_reading_cast(r, subject->cast);
        quote->speaker = g_strdup(cast->id);
        quote->speaker_name = g_strdup(cast->name);
        return;
    }
    if (ng_subject_known(subject)) {
        char *name = text_of(r, part_of(r, q->part, subject->first), subject->first, subject->last);
        quote->speaker = ng_slug(name);
        quote->speaker_name = name;
        return;
    }
    const NgArticle *article = r->article;
    if (article->kind != NG_KIND_STATEMENT)
        return;
    if (!article->outlet || !*article->outlet) {
        uint32_t issuer = only_person_in_headline(r);
        if (issuer != NG_NOBODY)
            set_speaker(j, q, &(NgSubject) {.cast = issuer}, quote);
        return;
    }
    int known = r->authority ? ng_authority_find(r->authority, article->outlet) : -1;
    quote->speaker = known >= 0 ? g_strdup(ng_authority_id(r->authority, (guint)known))
                                : ng_slug(article->outlet);
    quote->speaker_name =
        g_strdup(known >= 0 ? ng_authority_name(r->authority, (guint)known) : article->outlet);
}

static void emit(const Judge *j, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const NgAttribution *a = attribution(j, k);
    NgParagraph *paragraph = ng_reading_part(r, q->part)->paragraph;
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {q->begin, q->end};
    quote->direct = true;
    if (a->verb_last)
        quote->cue = text_of(r, part_of(r, q->part, a->verb), a->verb, a->verb_last);
    /* "Experts said": somebody spoke, but nobody whom the text names; not the issuer either. */
    if (ng_subject_known(&a->subject) || !a->verb_last)
        set_speaker(j, q, &a->subject, quote);
    g_ptr_array_add(paragraph->quotes, quote);
}

/* A run whose speaker is only named in a later paragraph of it. */
static void spread_backwards(const Judge *j)
{
    for (guint k = j->stretches->len; k-- > 1;) {
        NgAttribution *a = attribution(j, k), *b = attribution(j, k - 1);
        if (stretch(j, k)->continued && ng_subject_known(&a->subject) &&
            !ng_subject_known(&b->subject)) {
            *b = *a;
            b->adjacent = false;
        }
    }
}

void ng_quotes_attribute(NgReading *r, GArray *stretches)
{
    if (!stretches->len)
        return;
    Judge j = {.stretches = stretches,
               .attributions =
                   g_array_sized_new(FALSE, FALSE, sizeof(NgAttribution), stretches->len),
               .speech.spoke = g_array_new(FALSE, FALSE, sizeof(NgSpoke))};
    for (guint k = 0; k < stretches->len; k++)
        g_array_append_val(j.attributions, ng_attribution_none);
    ng_speech_begin(&j.speech, r);
    guint last = G_MAXUINT;
    for (guint k = 0; k < stretches->len; k++) {
        judge(&j, k, last);
        if (ng_stretch_has_words(stretch(&j, k)))
            last = k;
    }
    spread_backwards(&j);
    for (guint k = 0; k < stretches->len; k++)
        if (!ng_reading_part(r, stretch(&j, k)->part)->paragraph->quotes_given &&
            is_quotation(&j, k))
            emit(&j, k);
    g_array_unref(j.attributions);
    g_array_unref(j.speech.spoke);
}
