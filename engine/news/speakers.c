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

enum {
    TERM_WORDS = 5, /* up to so many inside a sentence need a verb or a speaker */
    ISSUER_PARTS = 3,
    TOLD_WORDS = 3, /* least of indirect speech */
};

typedef struct {
    NgSpeech speech;
    GArray *stretches;
    GArray *attributions; /* one a stretch */
    GArray *told;         /* of NgTold, ascending */
    uint32_t issuer;      /* the person who issues a statement without an outlet, or NG_NOBODY */
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

/* "Doe agreed. “…”"; "Doe said that it was late. “…”": the sentence before tells who speaks. */
static NgAttribution told_before(Judge *j, const NgStretch *q)
{
    const NgReading *r = j->speech.r;
    const NgPart *part = ng_reading_part(r, q->part);
    if (q->first == part->first || !(r->words[q->first].flags & NG_WORD_SENTENCE) ||
        !ng_mark_ends_sentence(ng_mark_before(part, q)))
        return ng_attribution_none;
    NgAttribution a = ng_attribution_sentence_before(&j->speech, q);
    a.verb_last = a.verb = 0;
    a.adjacent = false;
    return ng_subject_known(&a.subject) ? a : ng_attribution_none;
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
        if (!a.verb_last && !ng_subject_known(&a.subject))
            a = told_before(j, q);
    }
    if (!ng_subject_known(&a.subject) && !a.verb_last && last != G_MAXUINT &&
        fills_paragraph(r, q) && ng_stretch_has_words(q) && stretch(j, last)->part + 1 == q->part &&
        fills_paragraph(r, stretch(j, last)))
        a = *attribution(j, last);
    *attribution(j, k) = a;
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

static bool is_quotation(const Judge *j, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const NgAttribution *a = attribution(j, k);
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

/* The one person that the paragraph names; several: nobody, and set. */
static uint32_t only_person(const NgReading *r, uint32_t number, bool *several)
{
    const NgPart *part = ng_reading_part(r, number);
    uint32_t person = NG_NOBODY;
    for (uint32_t i = part->first; i < part->last; i++) {
        if (!r->words[i].found)
            continue;
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        if (found->adjective || found->cast == NG_NOBODY || found->cast == person ||
            ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON)
            continue;
        *several = person != NG_NOBODY;
        if (*several)
            return NG_NOBODY;
        person = found->cast;
    }
    return person;
}

/* "Sen. Carper issues statement": who issued it when no outlet is known; else whom alone its first
 * paragraphs name. */
static uint32_t person_who_issues(const NgReading *r)
{
    bool several = false;
    uint32_t person = NG_NOBODY;
    for (uint32_t p = 0; p < MIN(r->parts->len, ISSUER_PARTS) && person == NG_NOBODY && !several;
         p++)
        person = only_person(r, p, &several);
    return person;
}

static void set_speaker(const Judge *j, uint32_t part, const NgSubject *subject, NgQuote *quote)
{
    const NgReading *r = j->speech.r;
    if (subject->cast != NG_NOBODY) {
        const NgCast *cast = ng_reading_cast(r, subject->cast);
        quote->speaker = g_strdup(cast->id);
        quote->speaker_name = g_strdup(cast->name);
        return;
    }
    if (ng_subject_known(subject)) {
        char *name = text_of(r, part_of(r, part, subject->first), subject->first, subject->last);
        quote->speaker = ng_slug(name);
        quote->speaker_name = name;
        return;
    }
    const NgArticle *article = r->article;
    if (article->kind != NG_KIND_STATEMENT)
        return;
    if (!article->outlet || !*article->outlet) {
        if (j->issuer != NG_NOBODY)
            set_speaker(j, part, &(NgSubject) {.cast = j->issuer}, quote);
        return;
    }
    int known = r->authority ? ng_authority_find(r->authority, article->outlet) : -1;
    quote->speaker = known >= 0 ? g_strdup(ng_authority_id(r->authority, (guint)known))
                                : ng_slug(article->outlet);
    quote->speaker_name =
        g_strdup(known >= 0 ? ng_authority_name(r->authority, (guint)known) : article->outlet);
}

/* "we said", "as we have said": in a statement that is the issuer. */
static bool is_first_person(const NgReading *r, const NgAttribution *a)
{
    static const char *const persons[] = {"we", "wir", "nous"};
    if (r->article->kind != NG_KIND_STATEMENT || !a->verb_last || ng_subject_known(&a->subject))
        return false;
    uint32_t i = a->verb;
    while (i > 0 && r->words[i - 1].classes & NG_LEX_HELPER)
        i--;
    for (guint p = 0; i > 0 && p < G_N_ELEMENTS(persons); p++)
        if (r->words[i - 1].key == ng_word_key(persons[p], strlen(persons[p])))
            return true;
    return false;
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
    if (is_first_person(r, a)) {
        set_speaker(j, q->part, &ng_nobody, quote);
        g_ptr_array_add(paragraph->quotes, quote);
        return;
    }
    /* "Experts said": somebody spoke, but nobody whom the text names; not the issuer either. */
    if (ng_subject_known(&a->subject) || !a->verb_last)
        set_speaker(j, q->part, &a->subject, quote);
    g_ptr_array_add(paragraph->quotes, quote);
}

static int by_begin(gconstpointer a, gconstpointer b)
{
    const NgQuote *x = *(NgQuote *const *)a, *y = *(NgQuote *const *)b;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

/* The words [first, last) of what is told, where no quotation stands. */
static void emit_words(const Judge *j, const NgTold *told, uint32_t first, uint32_t last)
{
    const NgReading *r = j->speech.r;
    const NgAttribution *a = &told->attribution;
    NgParagraph *paragraph = ng_reading_part(r, told->part)->paragraph;
    if (last - first < TOLD_WORDS)
        return;
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {r->words[first].begin, r->words[last - 1].end};
    if (a->verb_last)
        quote->cue = text_of(r, ng_reading_part(r, told->part), a->verb, a->verb_last);
    if (ng_subject_known(&a->subject) || !a->verb_last || is_first_person(r, a))
        set_speaker(j, told->part, &a->subject, quote);
    g_ptr_array_add(paragraph->quotes, quote);
}

static void emit_told(const Judge *j, guint from, guint to)
{
    const NgReading *r = j->speech.r;
    GPtrArray *quotes =
        ng_reading_part(r, g_array_index(j->told, NgTold, from).part)->paragraph->quotes;
    guint direct = quotes->len, next = 0;
    uint32_t done = 0; /* what is told twice is told by the first */
    for (guint i = from; i < to; i++) {
        const NgTold *told = &g_array_index(j->told, NgTold, i);
        uint32_t first = MAX(told->first, done);
        for (uint32_t w = first; w < told->last; w++) {
            while (next < direct && ((NgQuote *)quotes->pdata[next])->span.end <= r->words[w].begin)
                next++;
            const NgQuote *quote = next < direct ? quotes->pdata[next] : NULL;
            if (!quote || quote->span.begin >= r->words[w].end)
                continue;
            if (w > first)
                emit_words(j, told, first, w);
            first = w + 1;
        }
        if (first < told->last)
            emit_words(j, told, first, told->last);
        done = MAX(done, told->last);
    }
    if (quotes->len > direct)
        g_ptr_array_sort(quotes, by_begin);
}

static void emit_all_told(const Judge *j)
{
    for (guint i = 0, to; i < j->told->len; i = to) {
        uint32_t part = g_array_index(j->told, NgTold, i).part;
        for (to = i + 1; to < j->told->len && g_array_index(j->told, NgTold, to).part == part;)
            to++;
        if (!ng_reading_part(j->speech.r, part)->paragraph->quotes_given)
            emit_told(j, i, to);
    }
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

/* A few words in marks within what is told without them. */
static void share_told(Judge *j, guint from, guint to, guint told)
{
    for (guint k = from; k < to; k++) {
        NgAttribution *a = attribution(j, k);
        for (guint i = told; i < j->told->len && !ng_subject_known(&a->subject); i++) {
            const NgTold *t = &g_array_index(j->told, NgTold, i);
            if (!a->verb_last && stretch(j, k)->first >= t->first && stretch(j, k)->last <= t->last)
                *a = t->attribution;
        }
    }
}

/* A paragraph that is one quotation, with nobody beside it: signed below; or between two of the
 * same speaker, or after or before one; in a statement that is the issuer. */
static void bridge(Judge *j)
{
    const NgReading *r = j->speech.r;
    for (guint k = 0; k < j->stretches->len; k++) {
        const NgStretch *q = stretch(j, k);
        NgAttribution *a = attribution(j, k);
        if (a->verb_last || ng_subject_known(&a->subject) || !fills_paragraph(r, q) ||
            !ng_stretch_has_words(q))
            continue;
        NgAttribution below = ng_attribution_signature_below(&j->speech, q->part + 1);
        const NgAttribution *before = NULL, *after = NULL;
        if (k > 0 && stretch(j, k - 1)->part + 1 == q->part)
            before = attribution(j, k - 1);
        if (k + 1 < j->stretches->len && stretch(j, k + 1)->part == q->part + 1 &&
            stretch(j, k + 1)->begin == 0)
            after = attribution(j, k + 1);
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
static void judge_all(Judge *j)
{
    const NgReading *r = j->speech.r;
    guint k = 0, last = G_MAXUINT;
    for (uint32_t p = 0; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        for (uint32_t first = part->first, end; first < part->last; first = end) {
            for (end = first + 1; end < part->last && !(r->words[end].flags & NG_WORD_SENTENCE);)
                end++;
            guint before = k, told = j->told->len;
            for (; k < j->stretches->len && stretch(j, k)->part == p && stretch(j, k)->first < end;
                 k++) {
                judge(j, k, last);
                if (ng_stretch_has_words(stretch(j, k)))
                    last = k;
            }
            ng_indirect_sentence(&j->speech, p, first, end, j->told);
            share_told(j, before, k, told);
        }
    }
}

void ng_quotes_attribute(NgReading *r, GArray *stretches)
{
    Judge j = {.stretches = stretches,
               .attributions =
                   g_array_sized_new(FALSE, FALSE, sizeof(NgAttribution), stretches->len),
               .told = g_array_new(FALSE, FALSE, sizeof(NgTold)),
               .issuer = r->article->kind == NG_KIND_STATEMENT ? person_who_issues(r) : NG_NOBODY,
               .speech.spoke = g_array_new(FALSE, FALSE, sizeof(NgSpoke))};
    for (guint k = 0; k < stretches->len; k++)
        g_array_append_val(j.attributions, ng_attribution_none);
    ng_speech_begin(&j.speech, r);
    judge_all(&j);
    spread_backwards(&j);
    bridge(&j);
    for (guint k = 0; k < stretches->len; k++)
        if (!ng_reading_part(r, stretch(&j, k)->part)->paragraph->quotes_given &&
            is_quotation(&j, k))
            emit(&j, k);
    emit_all_told(&j);
    g_array_unref(j.attributions);
    g_array_unref(j.told);
    g_array_unref(j.speech.spoke);
}
