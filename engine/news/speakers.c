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
    NEAR_WORDS = 3, /* a verb so near before the marks governs them */
    WEAK_WORDS = 6, /* a weak verb reports only so near */
    TAIL_WORDS = 5,
    CLAUSE_WORDS = 120, /* before the marks that are looked at */
    AFTER_WORDS = 40,   /* how far behind the marks a verb may stand */
    TERM_WORDS = 5,     /* up to so many in the middle of a sentence need a verb or a speaker */
    LEAN_WORDS = 16,    /* between a verb and the participle that leans on it */
    SCARE_WORDS = 2,    /* so short a stretch needs a speaker */
};

typedef struct {
    NgSubject subject;
    uint32_t verb, verb_last; /* words of the cue: [verb, verb_last), empty without one */
    bool adjacent;            /* right beside the quotation */
} Attribution;

static const Attribution nothing = {.subject = {.cast = NG_NOBODY}};

typedef struct {
    NgSpeech speech;
    GArray *stretches;
    GArray *attributions; /* one a stretch */
} Judge;

static const NgStretch *stretch(const Judge *j, guint i)
{
    return &g_array_index(j->stretches, NgStretch, i);
}

static Attribution *attribution(const Judge *j, guint i)
{
    return &g_array_index(j->attributions, Attribution, i);
}

static bool has_words(const NgStretch *q)
{
    return q->last - q->first > SCARE_WORDS;
}

static bool is_text(const NgReading *r, const NgPart *part, uint32_t i, const char *text)
{
    gsize len = strlen(text);
    return r->words[i].end - r->words[i].begin == len &&
           g_ascii_strncasecmp(part->paragraph->text + r->words[i].begin, text, len) == 0;
}

/* went on, pointed out, put it, according to: the cue as it is written. */
static void set_cue(const NgReading *r, const NgPart *part, Attribution *a, uint32_t verb)
{
    static const char *const tails[] = {"on", "out", "it", "to", "back", "up"};
    static const char *const heads[] = {
        "went", "goes",  "go",  "pointed", "points",    "point",    "put",     "puts",
        "shot", "fired", "hit", "summed",  "according", "pointing", "putting", "going"};
    a->verb = verb;
    a->verb_last = verb + 1;
    if (verb + 1 >= part->last || r->words[verb + 1].flags & (NG_WORD_APART | NG_WORD_QUOTED))
        return;
    for (guint h = 0; h < G_N_ELEMENTS(heads); h++)
        if (is_text(r, part, verb, heads[h]))
            for (guint t = 0; t < G_N_ELEMENTS(tails); t++)
                if (is_text(r, part, verb + 1, tails[t]))
                    a->verb_last = verb + 2;
}

/* ---- before the marks ---- */

/* The last byte before the marks that is no space: ',' ':' '.' or a letter's; 0 at the beginning.
 */
static char mark_before(const NgPart *part, const NgStretch *q)
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
    return i + 1 == end && i > part->first && is_text(r, part, i - 1, "to") &&
           r->words[i].classes & NG_LEX_VERB;
}

static bool ends_sentence(char mark)
{
    return mark == '.' || mark == '?' || mark == '!' || mark == '\0';
}

/* Does the participle at i lean on another verb's subject: ", saying", ", adding"? */
static bool is_participle(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    return word->end - word->begin > 4 &&
           strncmp(part->paragraph->text + word->end - 3, "ing", 3) == 0;
}

/* The subject of the verb that a participle leans on ("Nefzi said, adding"), else its clause's. */
static NgSubject leaned_on(Judge *j, uint32_t number, uint32_t start, uint32_t participle)
{
    NgReading *r = j->speech.r;
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = participle; i-- > start && participle - i <= LEAN_WORDS;)
        if (ng_reports(r, part, i, NG_LEX_VERB) && !is_participle(r, part, i)) {
            NgSubject subject = ng_subject_left(&j->speech, number, start, i);
            if (ng_subject_known(&subject))
                return subject;
        }
    return ng_subject_clause(&j->speech, number, start, participle);
}

/* The verb in [start, end) that reports the quotation that begins at word `end`. */
static Attribution before_in(Judge *j, uint32_t number, uint32_t start, uint32_t end, bool colon)
{
    NgReading *r = j->speech.r;
    const NgPart *part = ng_reading_part(r, number);
    Attribution a = nothing;
    for (uint32_t i = end; i-- > start;) {
        const NgWord *word = &r->words[i];
        if (word->classes & NG_LEX_ACCORDING && end - i < 12 && i + 1 < end) {
            uint32_t at = i + 1 + (r->words[i + 1].classes & NG_LEX_PREP ? 1 : 0);
            set_cue(r, part, &a, i);
            a.subject = ng_subject_right(&j->speech, number, at, end);
            return a;
        }
        bool near = end - i <= WEAK_WORDS || colon;
        bool infinitive = announces(r, part, i, end);
        if (!infinitive &&
            !ng_reports(r, part, i, near ? NG_LEX_VERB | NG_LEX_WEAK_VERB : NG_LEX_VERB))
            continue;
        bool leans = infinitive || (is_participle(r, part, i) && i > start &&
                                    !(r->words[i - 1].classes & NG_LEX_HELPER));
        NgSubject subject =
            leans ? leaned_on(j, number, start, i) : ng_subject_left(&j->speech, number, start, i);
        bool first = !a.verb_last;
        if (first || (!ng_subject_known(&a.subject) && ng_subject_known(&subject) &&
                      word->classes & NG_LEX_VERB)) {
            set_cue(r, part, &a, i);
            a.subject = subject;
            a.adjacent = end - i <= NEAR_WORDS + 1;
            if (word->flags & NG_WORD_SENTENCE || (i == start && !ng_subject_known(&subject)))
                a.subject = ng_subject_right(&j->speech, number, i + 1, end);
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

static Attribution before(Judge *j, guint k)
{
    NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const NgPart *part = ng_reading_part(r, q->part);
    char mark = mark_before(part, q);
    if (ends_sentence(mark) || q->first == part->first)
        return nothing;
    uint32_t start = sentence_start(r, part, q->first - 1);
    Attribution a = before_in(j, q->part, start, q->first, mark == ':');
    if (mark == ':' && !a.verb_last && has_words(q)) {
        a.subject = ng_subject_ends(&j->speech, q->part, start, q->first);
        if (!ng_subject_known(&a.subject))
            a.subject = ng_subject_clause(&j->speech, q->part, start, q->first);
    }
    return a;
}

/* The paragraph before ends in a colon, and this one begins with the quotation. */
static Attribution paragraph_before(Judge *j, guint k)
{
    NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    if (q->part < 2 || q->first != ng_reading_part(r, q->part)->first)
        return nothing;
    const NgPart *part = ng_reading_part(r, q->part - 1);
    gsize len = strlen(part->paragraph->text);
    if (!len || part->paragraph->text[len - 1] != ':' || part->first == part->last)
        return nothing;
    uint32_t start = sentence_start(r, part, part->last - 1);
    Attribution a = before_in(j, q->part - 1, start, part->last, true);
    if (!ng_subject_known(&a.subject) && !a.verb_last)
        a.subject = ng_subject_clause(&j->speech, q->part - 1, start, part->last);
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

static Attribution after(Judge *j, guint k)
{
    NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const NgPart *part = ng_reading_part(r, q->part);
    Attribution a = nothing;
    uint32_t i = q->last, stop = MIN(part->last, q->last + AFTER_WORDS);
    if (i >= stop || r->words[i].flags & NG_WORD_QUOTED)
        return nothing;
    const NgWord *first = &r->words[i];
    if (q->ends_sentence && !(first->flags & NG_WORD_LOWER) && !short_tail(r, part, q->last))
        return nothing;
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
        return nothing;
    if (!q->ends_comma && !q->ends_cry && !q->ends_sentence && !comma_follows &&
        !(first->classes & (NG_LEX_VERB | NG_LEX_ACCORDING)) && !(first->found) &&
        !(first->classes & (NG_LEX_HE | NG_LEX_SHE | NG_LEX_IT)))
        return nothing;
    if (first->classes & NG_LEX_CONJ && !(first->classes & NG_LEX_DET) &&
        !is_text(r, part, i, "as"))
        return nothing;
    if (is_text(r, part, i, "as"))
        i++;
    for (uint32_t w = i; w < stop; w++) {
        const NgWord *word = &r->words[w];
        if (word->classes & NG_LEX_ACCORDING && w < i + 3) {
            set_cue(r, part, &a, w);
            a.subject = ng_subject_right(
                &j->speech, q->part,
                w + 1 + (w + 1 < stop && r->words[w + 1].classes & NG_LEX_PREP), stop);
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
        set_cue(r, part, &a, w);
        if (start == i && !(is_participle(r, part, w)))
            a.subject = ng_subject_right(&j->speech, q->part, w + 1, stop);
        else if (start == i)
            a.subject =
                ng_subject_clause(&j->speech, q->part, sentence_start(r, part, q->first), q->first);
        else
            a.subject = ng_subject_left(&j->speech, q->part, i, w);
        return a;
    }
    return nothing;
}

/* "…" — Jane Doe; ¶ -Michelle Marks: a signature behind the marks, and nothing after it. */
static Attribution signature(Judge *j, guint k)
{
    NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const NgPart *part = ng_reading_part(r, q->part);
    Attribution a = nothing;
    if (q->last >= part->last || !(r->words[q->last].flags & NG_WORD_AFTER_DASH) ||
        !(r->words[q->last].flags & NG_WORD_CAPITAL) || !has_words(q) ||
        part->last - q->last > 12 || q->first != part->first)
        return nothing;
    a.subject = ng_subject_right(&j->speech, q->part, q->last, part->last);
    a.adjacent = ng_subject_known(&a.subject);
    return a;
}

/* ---- the stretch before ---- */

/* Does the attribution of stretch k-1 carry over to k, in the same paragraph? */
static bool carries_over(const Judge *j, guint last, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *p = stretch(j, last), *q = stretch(j, k);
    const Attribution *a = attribution(j, last);
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
    Attribution lead = before(j, k), a = lead;
    if (!(lead.adjacent && ng_subject_known(&lead.subject))) {
        a = after(j, k);
        if (!a.verb_last && has_words(q))
            a = signature(j, k);
        if (!a.verb_last && !ng_subject_known(&a.subject))
            a = lead;
        else if (!ng_subject_known(&a.subject) && ng_subject_known(&lead.subject))
            a = lead;
    }
    bool own = a.verb_last > 0 || ng_subject_known(&a.subject);
    if (!own && has_words(q) && last != G_MAXUINT && carries_over(j, last, k)) {
        a = *attribution(j, last);
        a.adjacent = false;
    } else if (!own && q->continued && k > 0) {
        a = *attribution(j, k - 1);
        a.adjacent = false;
    } else if (!own && has_words(q)) {
        a = paragraph_before(j, k);
    }
    if (!ng_subject_known(&a.subject) && !a.verb_last && last != G_MAXUINT &&
        fills_paragraph(r, q) && has_words(q) && stretch(j, last)->part + 1 == q->part &&
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
    return !ends_sentence(mark) && mark != ':';
}

static bool is_quotation(const Judge *j, guint k)
{
    const NgReading *r = j->speech.r;
    const NgStretch *q = stretch(j, k);
    const Attribution *a = attribution(j, k);
    uint32_t n = q->last - q->first;
    if (q->part == 0 && !a->verb_last)
        return false;
    if (q->continued)
        return true;
    if (n <= SCARE_WORDS) {
        if (!a->verb_last || !ng_subject_known(&a->subject))
            return false;
        bool strong = r->words[a->verb].classes & NG_LEX_VERB;
        return strong && (a->adjacent || q->first - MIN(q->first, a->verb) <= 12);
    }
    /* A few words that nobody says, inside a sentence: a term, a slogan. */
    if (n <= TERM_WORDS && !a->verb_last && !ng_subject_known(&a->subject) && !q->ends_comma &&
        !q->ends_cry && may_be_term(mark_before(ng_reading_part(r, q->part), q)))
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
            set_speaker(j, q, &(NgSubject){.cast = issuer}, quote);
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
    const Attribution *a = attribution(j, k);
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
        Attribution *a = attribution(j, k), *b = attribution(j, k - 1);
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
               .attributions = g_array_sized_new(FALSE, FALSE, sizeof(Attribution), stretches->len),
               .speech.spoke = g_array_new(FALSE, FALSE, sizeof(NgSpoke))};
    for (guint k = 0; k < stretches->len; k++)
        g_array_append_val(j.attributions, nothing);
    ng_speech_begin(&j.speech, r);
    guint last = G_MAXUINT;
    for (guint k = 0; k < stretches->len; k++) {
        judge(&j, k, last);
        if (has_words(stretch(&j, k)))
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
