/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: quotations and what is told, with speaker and cue, written into their paragraphs. */
#include "engine/news/authority.h"
#include "engine/news/speakers.h"

#include <string.h>

enum { TOLD_WORDS = 3 }; /* least of indirect speech */

static char *text_of(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    uint32_t begin = r->words[first].begin, end = r->words[last - 1].end;
    return g_strndup(part->paragraph->text + begin, end - begin);
}

/* The paragraph in which a word stands. */
static const NgPart *part_of(const NgReading *r, uint32_t word)
{
    uint32_t low = 0, high = r->parts->len - 1;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (ng_reading_part(r, middle)->first <= word)
            low = middle;
        else
            high = middle - 1;
    }
    return ng_reading_part(r, low);
}

static void set_speaker(const NgJudge *j, const NgSubject *subject, NgQuote *quote)
{
    const NgReading *r = j->speech.r;
    if (subject->cast != NG_NOBODY) {
        const NgCast *cast = ng_reading_cast(r, subject->cast);
        quote->speaker = g_strdup(cast->id);
        quote->speaker_name = g_strdup(cast->name);
        return;
    }
    if (ng_subject_known(subject)) {
        char *name = text_of(r, part_of(r, subject->first), subject->first, subject->last);
        quote->speaker = ng_slug(name);
        quote->speaker_name = name;
        return;
    }
    const NgArticle *article = r->article;
    if (article->kind != NG_KIND_STATEMENT)
        return;
    if (!article->outlet || !*article->outlet || j->issuer_is_outlet) {
        if (j->issuer != NG_NOBODY)
            set_speaker(j, &(NgSubject) {.cast = j->issuer}, quote);
        return;
    }
    int known = r->authority ? ng_authority_find(r->authority, article->outlet) : -1;
    quote->speaker = known >= 0 ? g_strdup(ng_authority_id(r->authority, (guint)known))
                                : ng_slug(article->outlet);
    quote->speaker_name =
        g_strdup(known >= 0 ? ng_authority_name(r->authority, (guint)known) : article->outlet);
}

/* Of several who speak together each has a quotation of the same span: the issuer of a statement
 * first, else whoever is named first. */
static void add_voices(const NgJudge *j, const NgSubject *subject, NgQuote *quote,
                       GPtrArray *quotes)
{
    const uint32_t *voices = &g_array_index(j->speech.r->together, uint32_t, subject->several - 1);
    uint32_t first = subject->cast;
    for (const uint32_t *voice = voices; *voice != NG_NOBODY; voice++)
        if (*voice == j->issuer)
            first = j->issuer;
    set_speaker(j, &(NgSubject) {.cast = first}, quote);
    g_ptr_array_add(quotes, quote);
    for (const uint32_t *voice = voices; *voice != NG_NOBODY; voice++) {
        if (*voice == first)
            continue;
        NgQuote *another = ng_quote_new();
        another->span = quote->span;
        another->direct = quote->direct;
        another->cue = g_strdup(quote->cue);
        set_speaker(j, &(NgSubject) {.cast = *voice}, another);
        g_ptr_array_add(quotes, another);
    }
}

static void add_quote(const NgJudge *j, const NgSubject *subject, NgQuote *quote, bool marked,
                      GPtrArray *quotes)
{
    if (subject && subject->several) {
        add_voices(j, subject, quote, quotes);
        return;
    }
    if (subject)
        set_speaker(j, subject, quote);
    /* Words without marks, without a verb and of nobody are no quotation. */
    if (!quote->speaker && !quote->cue && !marked)
        ng_quote_free(quote);
    else
        g_ptr_array_add(quotes, quote);
}

/* "we said", "as I have said": in a statement that is the issuer, behind an announcement whoever
 * made it. */
static bool is_first_person(const NgJudge *j, const NgAttribution *a)
{
    const NgReading *r = j->speech.r;
    static const char *const persons[] = {"we", "wir", "nous", "i", "ich", "je"};
    bool announced = j->speech.utters && a->verb >= j->speech.announced_last;
    if ((r->article->kind != NG_KIND_STATEMENT && !announced) || !a->verb_last ||
        ng_subject_known(&a->subject))
        return false;
    uint32_t i = a->verb;
    while (i > 0 && r->words[i - 1].classes & NG_LEX_HELPER)
        i--;
    for (guint p = 0; i > 0 && p < G_N_ELEMENTS(persons); p++)
        if (r->words[i - 1].key == ng_word_key(persons[p], strlen(persons[p])))
            return true;
    return false;
}

/* "Experts said": somebody spoke, but nobody whom the text names, and not the issuer either: NULL.
 */
static const NgSubject *voice_of(const NgJudge *j, const NgAttribution *a)
{
    if (is_first_person(j, a))
        return &j->speech.announcer;
    return ng_subject_known(&a->subject) || !a->verb_last ? &a->subject : NULL;
}

void ng_quote_emit(const NgJudge *j, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *q = ng_judged_stretch(j, k);
    const NgAttribution *a = ng_judged_attribution(j, k);
    NgParagraph *paragraph = ng_reading_part(r, q->part)->paragraph;
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {q->begin, q->end};
    quote->direct = true;
    if (a->verb_last)
        quote->cue = text_of(r, part_of(r, a->verb), a->verb, a->verb_last);
    add_quote(j, voice_of(j, a), quote, true, paragraph->quotes);
}

static int by_begin(gconstpointer a, gconstpointer b)
{
    const NgQuote *x = *(NgQuote *const *)a, *y = *(NgQuote *const *)b;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

/* The words [first, last) of what is told, where no quotation stands. */
static void emit_words(const NgJudge *j, const NgTold *told, uint32_t first, uint32_t last)
{
    const NgReading *r = j->speech.r;
    const NgAttribution *a = &told->attribution;
    NgParagraph *paragraph = ng_reading_part(r, told->part)->paragraph;
    if (last - first < TOLD_WORDS)
        return;
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {r->words[first].begin, r->words[last - 1].end};
    quote->direct = told->own;
    if (a->verb_last)
        quote->cue = text_of(r, ng_reading_part(r, told->part), a->verb, a->verb_last);
    add_quote(j, voice_of(j, a), quote, false, paragraph->quotes);
}

static void emit_told(const NgJudge *j, guint from, guint to)
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

void ng_told_emit(const NgJudge *j)
{
    for (guint i = 0, to; i < j->told->len; i = to) {
        uint32_t part = g_array_index(j->told, NgTold, i).part;
        for (to = i + 1; to < j->told->len && g_array_index(j->told, NgTold, to).part == part;)
            to++;
        if (!ng_reading_part(j->speech.r, part)->paragraph->quotes_given)
            emit_told(j, i, to);
    }
}
