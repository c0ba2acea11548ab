/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who issues a statement. */
#include "engine/news/speakers.h"

#include <string.h>

enum {
    ISSUER_PARTS = 3,
    TOLD_WORDS = 60,    /* of a sentence, between "I" and whom it is about */
    ADDRESS_WORDS = 14, /* "Dear Mr. Chairman and Ranking Member Doe:" */
};

/* How much each mention at the head says that it is the issuer's. */
enum {
    HEAD_WORDS = 220,
    WORTH_SUBJECT = 5, /* first in its paragraph that no preposition governs */
    WORTH_BY = 4,      /* "by Sen. Doe", "from the office of Jane Doe" */
    WORTH_NAMED = 1,
    REPEATS = 6, /* mentions in the rest of the text that still count */
};

static bool is_governed(const NgReading *r, const NgPart *part, const NgFound *found)
{
    uint32_t i = found->first;
    while (i > part->first && ng_reading_joined(r, i) &&
           r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_DET))
        i--;
    return i > part->first && ng_reading_joined(r, i) && r->words[i - 1].classes & NG_LEX_PREP;
}

/* Not "opposed by". */
static bool is_by(const NgReading *r, const NgPart *part, const NgFound *found)
{
    static NgWordList given =
        NG_WORD_LIST("issued", "released", "delivered", "given", "made", "written", "submitted",
                     "statement", "remarks", "comments", "speech", "release", "column", "letter");
    uint32_t i = found->first;
    while (i > part->first && r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE))
        i--;
    if (i == part->first)
        return false;
    bool done_by = i > part->first + 1 && r->words[i - 2].flags & NG_WORD_LOWER &&
                   !ng_word_in(r, part, i - 2, &given);
    return (ng_word_is(r, part, i - 1, "by") && !done_by) ||
           (i > part->first + 1 && ng_word_is(r, part, i - 1, "of") &&
            ng_word_is(r, part, i - 2, "office"));
}

/* "I met Jane Doe": the issuer is "I". */
static bool is_told_of(const NgReading *r, const NgPart *part, const NgFound *found)
{
    static NgWordList first_person = NG_WORD_LIST("I", "my", "me", "we", "our", "us");
    for (uint32_t i = found->first; i > part->first && found->first - i < TOLD_WORDS; i--) {
        if (r->words[i].flags & NG_WORD_SENTENCE)
            return false;
        if (!(r->words[i - 1].flags & (NG_WORD_QUOTED | NG_WORD_DOTTED)) &&
            ng_word_in(r, part, i - 1, &first_person))
            return true;
    }
    return false;
}

/* The one person that the paragraph names, unless somebody else tells of them; several: nobody, and
 * set. */
static uint32_t only_person(const NgReading *r, uint32_t number, bool *several)
{
    const NgPart *part = ng_reading_part(r, number);
    uint32_t person = NG_NOBODY;
    bool told_of = true;
    for (uint32_t i = part->first; i < part->last; i++) {
        if (!r->words[i].found)
            continue;
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        if (found->adjective || found->cast == NG_NOBODY ||
            ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON)
            continue;
        told_of = told_of && is_told_of(r, part, found);
        if (found->cast == person)
            continue;
        *several = person != NG_NOBODY;
        if (*several)
            return NG_NOBODY;
        person = found->cast;
    }
    return told_of ? NG_NOBODY : person;
}

/* Whom the head speaks of first, and the text most: of several who are named there. */
static uint32_t most_likely(const NgReading *r)
{
    g_autofree uint32_t *worth = g_new0(uint32_t, r->cast->len + 1);
    g_autofree uint32_t *times = g_new0(uint32_t, r->cast->len + 1);
    uint32_t part_seen = NG_NOBODY, best = NG_NOBODY;
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        if (found->adjective || found->cast == NG_NOBODY ||
            ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON)
            continue;
        const NgPart *part = ng_reading_part(r, found->part);
        if (times[found->cast]++ < REPEATS)
            worth[found->cast] += WORTH_NAMED;
        if (found->first > HEAD_WORDS || r->words[found->first].flags & NG_WORD_QUOTED)
            continue;
        bool by = is_by(r, part, found);
        if (by)
            worth[found->cast] += WORTH_BY;
        else if (part_seen != found->part && !is_governed(r, part, found) &&
                 !is_told_of(r, part, found)) {
            worth[found->cast] += WORTH_SUBJECT;
            part_seen = found->part;
        }
    }
    for (guint i = 0; i < r->cast->len; i++)
        if (worth[i] && (best == NG_NOBODY || worth[i] > worth[best] ||
                         (worth[i] == worth[best] && ng_reading_cast(r, i)->first_full <
                                                         ng_reading_cast(r, best)->first_full)))
            best = i;
    return best != NG_NOBODY && worth[best] >= WORTH_BY ? best : NG_NOBODY;
}

/* "Sen. Doe" at a sentence's or a clause's beginning, with titles. */
static bool begins_clause(const NgReading *r, const NgPart *part, const NgFound *found)
{
    uint32_t i = found->first;
    while (i > part->first && ng_reading_joined(r, i) &&
           (r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_DET) ||
            r->words[i - 1].flags & NG_WORD_CAPITAL))
        i--;
    return i == part->first || r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART) ||
           r->words[i - 1].classes & (NG_LEX_CONJ | NG_LEX_CALENDAR);
}

/* "Doe was chosen last week. I am glad of it.": an "I" of nobody who is said to speak. */
static bool has_i(const NgReading *r, const NgPart *part)
{
    bool found = false;
    for (uint32_t i = part->first; i < part->last; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED)
            continue;
        if (ng_reports(r, part, i, NG_LEX_VERB))
            return false;
        found |= ng_word_is(r, part, i, "I") &&
                 !(i + 1 < part->last && r->words[i + 1].flags & NG_WORD_TIGHT);
    }
    return found;
}

/* Does the head name them as somebody who acts, or as whose text it is? */
static bool has_ground(const NgReading *r, uint32_t person)
{
    bool first = true;
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        const NgPart *part = ng_reading_part(r, found->part);
        if (found->first > HEAD_WORDS)
            return false;
        if (found->cast != person || r->words[found->first].flags & NG_WORD_QUOTED)
            continue;
        if (first && is_told_of(r, part, found)) /* "Why I voted for Doe" */
            return false;
        first = false;
        bool heading = found->part == 0 || part->titled || part->shouted;
        if (is_by(r, part, found) ||
            (found->first > part->first && ng_word_is(r, part, found->first - 1, "of")))
            return true;
        if (!is_told_of(r, part, found) &&
            (heading || (begins_clause(r, part, found) && !has_i(r, part))))
            return true;
    }
    return false;
}

/* "Dear Secretary Doe:" is not written by him. */
static bool is_addressed(const NgReading *r, uint32_t person)
{
    for (guint i = 0; i < r->found->len; i++) {
        const NgFound *found = ng_reading_found(r, i);
        const NgPart *part = ng_reading_part(r, found->part);
        if (found->cast != person)
            continue;
        uint32_t first = found->first; /* of the sentence */
        while (first > part->first && !(r->words[first].flags & NG_WORD_SENTENCE) &&
               found->first - first < ADDRESS_WORDS && !ng_word_is(r, part, first, "dear"))
            first--;
        if (ng_word_is(r, part, first, "dear"))
            return true;
    }
    return false;
}

/* "Sen. Carper issues statement": whom alone its first paragraphs name, else whom they speak of. */
uint32_t ng_issuer(const NgReading *r)
{
    bool several = false;
    uint32_t person = NG_NOBODY;
    for (uint32_t p = 0; p < MIN(r->parts->len, ISSUER_PARTS) && person == NG_NOBODY && !several;
         p++)
        person = only_person(r, p, &several);
    if (person == NG_NOBODY)
        person = most_likely(r);
    return person != NG_NOBODY && has_ground(r, person) && !is_addressed(r, person) ? person
                                                                                    : NG_NOBODY;
}

/* "Senator Jane Doe", "Office of Rep. Doe": the person of the article by whose name the outlet that
 * is given goes, behind a title; unless two may be meant. */
uint32_t ng_issuer_of_outlet(const NgReading *r)
{
    const char *outlet = r->article->outlet;
    const char *surname = outlet ? strrchr(outlet, ' ') : NULL;
    if (!surname)
        return NG_NOBODY;
    bool titled = false;
    g_autofree char *lower = g_utf8_strdown(outlet, -1);
    g_auto(GStrv) words = g_strsplit_set(lower, " .", -1);
    for (guint i = 0; words[i] && !titled; i++)
        titled = ng_lexicon_classes(ng_word_key(words[i], strlen(words[i]))) & NG_LEX_TITLE;
    uint32_t person = NG_NOBODY;
    for (guint i = 0; i < r->cast->len && titled; i++) {
        const NgCast *cast = ng_reading_cast(r, i);
        if (cast->kind != NG_ACTOR_PERSON || !g_str_has_suffix(cast->name, surname))
            continue;
        if (person != NG_NOBODY)
            return NG_NOBODY;
        person = i;
    }
    return person;
}
