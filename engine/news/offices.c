/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: "the FBI director said": who held the office on the day of the article, where the
 * authority knows that of one person alone and the article does not say otherwise. */
#include "engine/news/authority.h"
#include "engine/news/quotes.h"

#include "nutgraf/date.h"

#include <string.h>

enum {
    OFFICE_WORDS = 10,  /* of the longest */
    ASKED_AT_MOST = 64, /* offices of an article that are looked into */
    YEAR_WORDS = 40,    /* how far in its sentence a year may stand */
};

/* What leads from a node by a word, or by its other form (us for u.s.). */
static uint32_t step(const NgNames *names, uint32_t node, const NgWord *word)
{
    uint32_t next = ng_names_step(names, node, word->key);
    return !next && word->alt ? ng_names_step(names, node, word->alt) : next;
}

/* The office that is the words [first, last), side by side; NULL when they are none. */
static const NgName *office_of(const NgReading *r, uint32_t first, uint32_t last)
{
    const NgNames *names = &ng_authority_office_names(r->authority)->names;
    uint32_t node = 0;
    for (uint32_t i = first; i < last; i++) {
        if (i > first && !ng_reading_joined(r, i))
            return NULL;
        node = step(names, node, &r->words[i]);
        if (!node)
            return NULL;
    }
    return node ? ng_names_at(names, node) : NULL;
}

static bool may_begin(const NgReading *r, uint32_t i)
{
    const NgNames *names = &ng_authority_office_names(r->authority)->names;
    return ng_names_may_begin(names, r->words[i].key, false) ||
           (r->words[i].alt && ng_names_may_begin(names, r->words[i].alt, false));
}

static bool is_the(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    return word->end - word->begin == 3 &&
           g_ascii_strncasecmp(part->paragraph->text + word->begin, "the", 3) == 0;
}

static bool begins_phrase(const NgReading *r, const NgPart *part, uint32_t i)
{
    return i == part->first || !ng_reading_joined(r, i) || r->words[i].flags & NG_WORD_SENTENCE;
}

/* "The FBI director said"; not a former one, the acting one, nor "his years as FBI director" and "a
 * letter from the FBI director". */
static bool is_subject(const NgReading *r, const NgPart *part, uint32_t first)
{
    if (begins_phrase(r, part, first))
        return true;
    uint32_t before = first - 1;
    if (is_the(r, part, before)) {
        if (begins_phrase(r, part, before))
            return true;
        return !(r->words[before - 1].classes & NG_LEX_PREP);
    }
    return r->words[before].classes & NG_LEX_CONJ && !(r->words[before].classes & NG_LEX_PREP);
}

/* In a sentence about another year it is somebody else's word. */
static bool of_another_year(const NgReading *r, const NgPart *part, uint32_t at, uint32_t year)
{
    uint32_t from = at, to = at;
    while (from > part->first && at - from < YEAR_WORDS &&
           !(r->words[from].flags & NG_WORD_SENTENCE))
        from--;
    while (to < part->last && to - at < YEAR_WORDS &&
           (to == at || !(r->words[to].flags & NG_WORD_SENTENCE)))
        to++;
    for (uint32_t i = from; i < to; i++) {
        const NgWord *word = &r->words[i];
        const char *text = part->paragraph->text + word->begin;
        if (word->end - word->begin != 4 || (strncmp(text, "19", 2) && strncmp(text, "20", 2)) ||
            !g_ascii_isdigit(text[2]) || !g_ascii_isdigit(text[3]))
            continue;
        if ((uint32_t)g_ascii_strtoull(text, NULL, 10) != year)
            return true;
    }
    return false;
}

/* Does the article give the office to somebody else: "FBI Director Jane Roe", "Jane Roe, the FBI
 * director"? */
static bool given_to_another(const NgReading *r, const NgName *office, int holder)
{
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->adjective || found->cast == NG_NOBODY)
            continue;
        const NgCast *cast = ng_reading_cast(r, found->cast);
        if (cast->kind != NG_ACTOR_PERSON || cast->authority == holder)
            continue;
        const NgPart *part = ng_reading_part(r, found->part);
        for (uint32_t n = 1; n <= OFFICE_WORDS && found->first >= part->first + n; n++)
            if (ng_reading_joined(r, found->first) &&
                office_of(r, found->first - n, found->first) == office)
                return true;
        uint32_t at = found->last;
        if (at < part->last && is_the(r, part, at))
            at++;
        for (uint32_t n = 1; n <= OFFICE_WORDS && at + n <= part->last; n++)
            if (office_of(r, at, at + n) == office)
                return true;
    }
    return false;
}

static NgSubject holder_of(NgSpeech *speech, const NgPart *part, uint32_t first,
                           const NgName *office)
{
    NgReading *r = speech->r;
    NgDate date;
    if (!r->article->published || !ng_date_parse_iso(r->article->published, &date) ||
        speech->offices_asked++ >= ASKED_AT_MOST)
        return ng_nobody;
    uint32_t day = ng_date_ymd(&date);
    int holder = ng_offices_holder(ng_authority_office_names(r->authority), office, day);
    if (holder < 0 || of_another_year(r, part, first, day / 10000) ||
        given_to_another(r, office, holder))
        return ng_nobody;
    uint32_t cast = ng_reading_cast_authority(r, (guint)holder);
    return (NgSubject) {.cast = cast, .named = true};
}

NgSubject ng_office_ends(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t end)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (!r->authority || end >= part->last + 1 || end <= start)
        return ng_nobody;
    if (r->words[end - 1].flags & NG_WORD_POSSESSIVE)
        return ng_nobody;
    uint32_t from = end > start + OFFICE_WORDS ? end - OFFICE_WORDS : start;
    for (uint32_t first = from; first < end; first++) {
        const NgName *office = may_begin(r, first) ? office_of(r, first, end) : NULL;
        if (office)
            return is_subject(r, part, first) ? holder_of(speech, part, first, office) : ng_nobody;
    }
    return ng_nobody;
}

NgSubject ng_office_begins(NgSpeech *speech, uint32_t number, uint32_t at, uint32_t stop)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (at < stop && is_the(r, part, at))
        at++;
    if (!r->authority || at >= stop || !may_begin(r, at))
        return ng_nobody;
    for (uint32_t end = MIN(stop, at + OFFICE_WORDS); end > at; end--) {
        const NgName *office = office_of(r, at, end);
        if (!office)
            continue;
        /* "said FBI Director James Comey", "said the FBI director's spokesman": not the office. */
        const NgWord *next = end < part->last ? &r->words[end] : NULL;
        bool ends = !next || next->flags & (NG_WORD_SENTENCE | NG_WORD_APART | NG_WORD_QUOTED) ||
                    next->classes & (NG_LEX_PREP | NG_LEX_CONJ);
        if (!ends || r->words[end - 1].flags & NG_WORD_POSSESSIVE)
            return ng_nobody;
        return holder_of(speech, part, at, office);
    }
    return ng_nobody;
}
