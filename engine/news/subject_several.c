/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: several who are one subject together, "Jane Doe and John Roe", and the nouns that they
 * are called by later: "the senators", "the delegation". The first of them speaks for all. */
#include "engine/news/subject.h"

enum {
    SEVERAL = 64,      /* names that are one subject together */
    TITLE_WORDS = 20,  /* "Senate Homeland Security Committee Ranking Member" */
    APPOSED_WORDS = 8, /* of an apposition before the preposition */
    APPOSED_NAME = 16, /* of the name behind it */
    GROUP_WORDS = 4,   /* "the two New York senators" */
};

bool ng_subject_is_person(const NgReading *r, uint32_t w)
{
    const NgWord *word = &r->words[w];
    if (!word->found || word->flags & NG_WORD_POSSESSIVE)
        return false;
    NgSubject subject = ng_subject_found(r, w);
    return subject.cast != NG_NOBODY && ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON;
}

/* The preposition behind "Chairman", from the name that ends at word i on: back over what else is
 * of that name, "of the Senate Clean Air, Climate Change and Nuclear Safety Subcommittee"; or 0. */
static uint32_t governing(const NgReading *r, const NgPart *part, uint32_t start, uint32_t first)
{
    bool with_and = false;
    for (uint32_t i = first; i > start && first - i < APPOSED_NAME; i--) {
        const NgWord *word = &r->words[i], *before = &r->words[i - 1];
        if (word->flags & NG_WORD_AFTER_COMMA && with_and && before->flags & NG_WORD_CAPITAL)
            with_and = false;
        else if (!ng_reading_joined(r, i))
            return 0;
        if (before->flags & NG_WORD_CAPITAL || before->classes & NG_LEX_DET)
            continue;
        if (before->classes & NG_LEX_PREP) {
            if (i < start + 3)
                return 0;
            if (r->words[i - 2].classes & (NG_LEX_ROLE | NG_LEX_TITLE) ||
                ng_word_is(r, part, i - 2, "member") || ng_word_is(r, part, i - 2, "members"))
                return ng_reading_joined(r, i - 1) ? i - 1 : 0;
            if (!(r->words[i - 2].flags & NG_WORD_CAPITAL))
                return 0;
        } else if (ng_word_is(r, part, i - 1, "and"))
            with_and = true;
        else
            return 0;
    }
    return 0;
}

const NgFound *ng_apposed_person(const NgReading *r, const NgPart *part, uint32_t start,
                                 uint32_t first)
{
    uint32_t of = governing(r, part, start, first);
    for (uint32_t i = of ? of - 1 : 0; i > start && of - i < APPOSED_WORDS; i--) {
        uint32_t end = ng_label_first(r, part, start, i);
        bool stands_apart = r->words[i].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_CLOSE);
        if (end > start && ng_subject_is_person(r, end - 1) &&
            (ng_reading_joined(r, i) || stands_apart))
            return ng_reading_found(r, r->words[end - 1].found - 1);
        if (!ng_reading_joined(r, i) || r->words[i].classes & (NG_LEX_DET | NG_LEX_VERB))
            break;
    }
    return NULL;
}

/* Whether what begins at word i can be the first of several subjects: nothing there makes it an
 * object of what stands before. */
static bool may_begin_subject(const NgReading *r, const NgPart *part, uint32_t start, uint32_t i)
{
    static NgWordList once = NG_WORD_LIST("then", "former", "late", "new", "current", "both");
    uint32_t oldest = i > start + TITLE_WORDS ? i - TITLE_WORDS : start;
    /* "In a letter to the EPA Doe and Roe called": the comma is lost */
    if (part->bare && i > start && r->words[i - 1].found && ng_reading_joined(r, i) &&
        !(r->words[i - 1].flags & NG_WORD_POSSESSIVE))
        return true;
    while (i > oldest && !(r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART)) &&
           (r->words[i - 1].flags & NG_WORD_CAPITAL ||
            r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_DET) ||
            ng_word_in(r, part, i - 1, &once)))
        i--;
    return i == start || r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_APART) ||
           r->words[i - 1].classes & (NG_LEX_CONJ | NG_LEX_CALENDAR) ||
           (part->bare && r->words[i - 1].flags & NG_WORD_LOWER && /* "in May Doe and Roe said" */
            !(r->words[i - 1].classes & (NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_VERB | NG_LEX_HELPER |
                                         NG_LEX_WEAK_VERB | NG_LEX_TITLE | NG_LEX_ROLE))) ||
           ng_word_is(r, part, i - 1, "today") || ng_word_is(r, part, i - 1, "yesterday") ||
           ng_word_is(r, part, i - 1, "by"); /* a letter signed by Doe and Roe: they write */
}

/* Who speak together, from the first to the last. */
typedef struct {
    uint32_t cast[SEVERAL];
    guint n;
} Together;

static void add_to(Together *together, uint32_t cast)
{
    for (guint i = 0; i < together->n; i++)
        if (together->cast[i] == cast)
            return;
    if (cast != NG_NOBODY && together->n < SEVERAL)
        together->cast[together->n++] = cast;
}

/* The first of them as the subject of all; backwards: the last was added first. */
static NgSubject speak_together(const NgReading *r, const Together *together, bool backwards)
{
    const uint32_t nobody = NG_NOBODY;
    NgSubject subject = {.cast = together->cast[backwards ? together->n - 1 : 0], .named = true};
    if (together->n < 2)
        return subject;
    subject.several = r->together->len + 1;
    for (guint i = 0; i < together->n; i++)
        g_array_append_val(r->together, together->cast[backwards ? together->n - 1 - i : i]);
    g_array_append_val(r->together, nobody);
    return subject;
}

/* Back over titles and what else stands in capitals before the name at word `at`. */
static uint32_t before_titles(const NgReading *r, const NgPart *part, uint32_t start, uint32_t at)
{
    uint32_t i = at, oldest = i > start + TITLE_WORDS ? i - TITLE_WORDS : start;
    while (i > oldest && !ng_subject_is_person(r, i - 1) &&
           ng_label_first(r, part, start, i) == i &&
           (r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_DET) ||
            (r->words[i - 1].flags & NG_WORD_CAPITAL && ng_reading_joined(r, i))) &&
           !(r->words[i].flags & NG_WORD_SENTENCE))
        i--;
    return i;
}

/* Who is named by what ends before word `end`, as one of several of that kind; or NULL. */
static const NgFound *one_before(const NgReading *r, const NgPart *part, uint32_t start,
                                 uint32_t end, NgActorKind kind)
{
    end = ng_label_first(r, part, start, end);
    if (end == start || !r->words[end - 1].found ||
        r->words[end - 1].flags & (NG_WORD_QUOTED | NG_WORD_POSSESSIVE))
        return NULL;
    const NgFound *before = ng_reading_found(r, r->words[end - 1].found - 1);
    if (before->adjective || before->cast == NG_NOBODY || before->first < start ||
        before->last != end)
        return NULL;
    if (ng_reading_cast(r, before->cast)->kind != kind && kind == NG_ACTOR_PERSON)
        before = ng_apposed_person(r, part, start, before->first);
    return before && ng_reading_cast(r, before->cast)->kind == kind ? before : NULL;
}

/* A headline's, or those of a paragraph that has lost all its marks. */
static bool may_lack_commas(const NgReading *r, const NgPart *part)
{
    return part->bare || part == ng_reading_part(r, 0);
}

/* Does another one's name or label end right before word i, where a comma was lost: "Jane Doe D OH
 * John Roe R ME and Max Moe said"? */
static bool comma_lost(const NgReading *r, const NgPart *part, uint32_t start, uint32_t i,
                       uint32_t name)
{
    while (name > i && r->words[name - 1].classes & NG_LEX_TITLE)
        name--; /* nothing but titles between the names */
    return i > start && !(r->words[i].flags & NG_WORD_APART) &&
           (ng_label_first(r, part, start, i) < i ||
            (name == i && may_lack_commas(r, part) && ng_subject_is_person(r, i - 1)));
}

/* "Jane Doe (D-Ohio) and John Roe said", "Doe, Roe and Moe said". */
NgSubject ng_several_before(const NgReading *r, const NgPart *part, uint32_t start, uint32_t at,
                            uint32_t last, NgActorKind kind)
{
    const NgFound *first = NULL, *behind_comma = NULL;
    Together together = {.n = 0}, behind = together;
    bool ends_other = false;
    add_to(&together, last);
    for (guint names = 0; names < SEVERAL; names++) {
        uint32_t i = before_titles(r, part, start, first ? first->first : at);
        bool with_and = i > start && ng_word_is(r, part, i - 1, "and");
        if (!with_and && !(first && i > start && r->words[i].flags & NG_WORD_AFTER_COMMA) &&
            !comma_lost(r, part, start, i, first ? first->first : at))
            break;
        /* "to Doe and Roe, Moe and Poe said": an "and" before a comma ends other people's list,
         * "Senators Doe and Roe, Governor Moe and Mayor Poe said" is one. */
        ends_other |= with_and && behind_comma;
        const NgFound *before = one_before(r, part, start, with_and ? i - 1 : i, kind);
        if (!before)
            break;
        if (!with_and && !ends_other) {
            behind_comma = first;
            behind = together;
        }
        first = before;
        add_to(&together, first->cast);
    }
    if (first && may_begin_subject(r, part, start, first->first))
        return speak_together(r, &together, true);
    return ends_other ? speak_together(r, &behind, true) : ng_nobody;
}

NgSubject ng_subject_several(const NgReading *r, uint32_t number, uint32_t start, uint32_t at)
{
    const NgFound *found = ng_reading_found(r, r->words[at].found - 1);
    if (found->adjective || found->cast == NG_NOBODY)
        return ng_nobody;
    NgSubject several = ng_several_before(r, ng_reading_part(r, number), start, found->first,
                                          found->cast, ng_reading_cast(r, found->cast)->kind);
    several.named = false;
    return several;
}

static void add_all(const NgReading *r, Together *together, const NgSubject *subject)
{
    add_to(together, subject->cast);
    for (uint32_t i = subject->several; i > 0; i++) {
        uint32_t cast = g_array_index(r->together, uint32_t, i - 1);
        if (cast == NG_NOBODY)
            break;
        add_to(together, cast);
    }
}

bool ng_subject_takes_in(const NgReading *r, const NgSubject *several, const NgSubject *one)
{
    for (uint32_t i = several->several; i > 0; i++) {
        uint32_t cast = g_array_index(r->together, uint32_t, i - 1);
        if (cast == NG_NOBODY)
            break;
        if (cast == one->cast)
            return true;
    }
    return false;
}

NgSubject ng_subject_with(const NgReading *r, const NgSubject *one, const NgSubject *other)
{
    Together together = {.n = 0};
    add_all(r, &together, one);
    add_all(r, &together, other);
    return together.n ? speak_together(r, &together, false) : ng_nobody;
}

/* The person whom the words from i on name behind no more than titles, as the next of a list. */
static const NgFound *next_person(const NgReading *r, uint32_t i, uint32_t stop)
{
    for (uint32_t first = i; i < stop && i - first < TITLE_WORDS; i++) {
        if (i > first && !ng_reading_joined(r, i) && !(r->words[i].flags & NG_WORD_AFTER_DOT))
            return NULL;
        if (ng_subject_is_person(r, i)) {
            const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
            return found->first == i && !found->adjective ? found : NULL;
        }
        if (!(r->words[i].classes & (NG_LEX_TITLE | NG_LEX_ROLE)) &&
            !(r->words[i].flags & NG_WORD_CAPITAL))
            return NULL;
    }
    return NULL;
}

NgSubject ng_several_behind(const NgReading *r, const NgPart *part, const NgFound *found,
                            uint32_t stop)
{
    Together together = {.n = 0}, closed;
    bool headline = part->shouted || part->titled || part == ng_reading_part(r, 0);
    add_to(&together, found->cast);
    closed = together;
    for (guint names = 1; names < SEVERAL; names++) {
        uint32_t name_end = found->last, i = ng_label_behind(r, part, name_end, stop);
        if (i >= stop || r->words[i].flags & (NG_WORD_SENTENCE | NG_WORD_QUOTED))
            break;
        bool with_and = ng_word_is(r, part, i, "and");
        bool comma = r->words[i].flags & NG_WORD_AFTER_COMMA;
        if (!with_and && !comma && i == name_end &&
            !(may_lack_commas(r, part) && ng_subject_is_person(r, i)))
            break;
        /* "said Doe, and Roe agreed": another sentence's subject. */
        if (with_and && names == 1 && i == name_end && r->words[i].flags & NG_WORD_AFTER_COMMA)
            break;
        found = next_person(r, i + with_and, stop);
        if (!found)
            break;
        add_to(&together, found->cast);
        if (with_and || headline)
            closed = together;
        if (with_and && !headline)
            break;
    }
    return speak_together(r, &closed, false);
}

NgSubject ng_subject_of_group(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t noun)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t first = noun;
    while (first > start && noun - first < GROUP_WORDS && ng_reading_joined(r, first) &&
           !(r->words[first - 1].classes & (NG_LEX_CONJ | NG_LEX_PREP | NG_LEX_VERB)))
        first--;
    if (first > start + 1 && ng_word_is(r, part, first - 1, "and") &&
        ng_subject_is_person(r, first - 2))
        return ng_subject_ends(speech, number, start, first - 1);
    if (first == noun || !ng_group_is_definite(r, part, start, noun))
        return ng_nobody;
    NgSubject several = ng_antecedent_several(speech, number, noun);
    if (ng_subject_known(&several))
        return several;
    several = ng_letter_signed_below(speech, number); /* "the senators wrote": it comes below */
    return several.several ? several : ng_nobody;
}
