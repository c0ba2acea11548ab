/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: subjects whose names stand far before their verb, with what explains them between:
 * "Senators Jane Doe, Chairman of the House, and John Roe, the Junior Senator from Ohio, said". */
#include "engine/news/subject.h"

enum {
    FAR_WORDS = 60,  /* from the verb to the title of the first */
    NEAR_TITLES = 4, /* titles between "and" and the name, or between the name and the list's */
};

/* Senators, Reps: what opens a list of several. */
static bool is_plural_title(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList titles =
        NG_WORD_LIST("senators", "sens", "representatives", "reps", "congressmen", "congresswomen",
                     "lawmakers", "governors", "govs", "ministers", "secretaries", "colleagues");
    return r->words[i].flags & NG_WORD_CAPITAL && !(r->words[i].flags & NG_WORD_QUOTED) &&
           ng_word_in(r, part, i, &titles);
}

/* "Sen. Jane Doe, Chairman of the House, and Sen. John Roe, ...": a sentence that begins so. */
static bool is_title_of_first(const NgReading *r, const NgPart *part, uint32_t start, uint32_t i)
{
    static NgWordList titles = NG_WORD_LIST("sen", "senator", "rep", "representative", "gov",
                                            "governor", "congressman", "congresswoman");
    return (i == start || r->words[i].flags & NG_WORD_SENTENCE) &&
           !(r->words[i].flags & NG_WORD_QUOTED) && ng_word_in(r, part, i, &titles);
}

/* Back over the titles and capitals before the name at `first`. */
static uint32_t before_titles(const NgReading *r, const NgPart *part, uint32_t start,
                              uint32_t first)
{
    uint32_t i = first;
    while (i > start && first - i < NEAR_TITLES && !r->words[i - 1].found &&
           ng_reading_joined(r, i) &&
           (r->words[i - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_DET) ||
            is_plural_title(r, part, i - 1)))
        i--;
    return i;
}

static bool is_governed(const NgReading *r, const NgPart *part, uint32_t start, uint32_t first)
{
    uint32_t i = before_titles(r, part, start, first);
    return i > start && r->words[i - 1].classes & NG_LEX_PREP &&
           !(r->words[i].flags & NG_WORD_APART);
}

/* The title that opens the list before the verb, right before a person whom nothing governs; or
 * `verb`. */
static uint32_t list_opens(const NgReading *r, const NgPart *part, uint32_t start, uint32_t verb)
{
    uint32_t opens = verb;
    for (uint32_t i = verb; i-- > start && verb - i < FAR_WORDS;) {
        if (r->words[i].flags & NG_WORD_QUOTED || ng_reports(r, part, i, NG_LEX_VERB))
            break;
        if ((is_plural_title(r, part, i) || is_title_of_first(r, part, start, i)) && i + 1 < verb &&
            ng_subject_is_person(r, i + 1)) {
            if (i > start && r->words[i - 1].flags & NG_WORD_LOWER &&
                r->words[i - 1].classes & (NG_LEX_PREP | NG_LEX_VERB))
                return verb; /* "to Senators Doe and Roe" */
            opens = i;
            /* "Senators Doe and Roe and Congressmen Poe and Moe" */
            if (i < start + 2 || !ng_word_is(r, part, i - 1, "and"))
                break;
        }
        if (i > start && r->words[i].flags & NG_WORD_SENTENCE)
            break;
    }
    return opens;
}

/* "Jane Doe, D-Ohio, along with members John Roe and Max Moe, sent": she, and who stand between the
 * word at `with` and the verb. */
static NgSubject with_companions(const NgReading *r, const NgPart *part, uint32_t start,
                                 uint32_t with, uint32_t verb)
{
    uint32_t end = ng_label_first(r, part, start, with - 1);
    if (end == start || !ng_subject_is_person(r, end - 1))
        return ng_nobody;
    const NgFound *leader = ng_reading_found(r, r->words[end - 1].found - 1);
    NgSubject all = ng_several_before(r, part, start, leader->first, leader->cast, NG_ACTOR_PERSON);
    if (!ng_subject_known(&all))
        all = (NgSubject) {.cast = leader->cast, .named = true};
    uint32_t i = with + 1;
    while (i < verb && !ng_subject_is_person(r, i) &&
           (r->words[i].flags & NG_WORD_CAPITAL ||
            r->words[i].classes & (NG_LEX_TITLE | NG_LEX_ROLE | NG_LEX_DET) ||
            ng_noun_is_group(r, part, i)))
        i++;
    if (i >= verb || !ng_subject_is_person(r, i))
        return ng_nobody;
    NgSubject others = ng_several_behind(r, part, ng_reading_found(r, r->words[i].found - 1), verb);
    return ng_subject_with(r, &all, &others);
}

NgSubject ng_subject_along(const NgReading *r, const NgPart *part, uint32_t start, uint32_t verb)
{
    static NgWordList ways = NG_WORD_LIST("along", "together");
    for (uint32_t i = verb; i-- > start + 1 && verb - i < FAR_WORDS;) {
        if (r->words[i].flags & (NG_WORD_QUOTED | NG_WORD_SENTENCE) ||
            ng_reports(r, part, i, NG_LEX_VERB))
            break;
        if (ng_word_is(r, part, i, "with") && ng_word_in(r, part, i - 1, &ways) && i - 1 > start)
            return with_companions(r, part, start, i, verb);
    }
    return ng_nobody;
}

NgSubject ng_subject_listed(const NgReading *r, const NgPart *part, uint32_t start, uint32_t verb)
{
    uint32_t opens = list_opens(r, part, start, verb), last = opens;
    NgSubject all = ng_nobody;
    bool closed = false, each_titled = opens < verb && !is_plural_title(r, part, opens);
    for (uint32_t i = opens; i < verb; i++) {
        if (!ng_subject_is_person(r, i))
            continue;
        const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
        i = MAX(i, found->last - 1);
        if (found->first > opens + 1 && is_governed(r, part, opens, found->first))
            continue;
        uint32_t titles = before_titles(r, part, opens, found->first);
        if (each_titled && titles == found->first)
            return ng_nobody; /* whom the first met */
        bool joined = titles > last && ng_word_is(r, part, titles - 1, "and");
        bool next = titles == ng_label_behind(r, part, last, verb); /* "Doe D OH John Roe" */
        if (closed && !joined && !next) /* behind "and John Roe" nobody else is of them */
            return ng_nobody;
        closed = joined;
        NgSubject one = {.cast = found->cast, .named = true};
        all = ng_subject_known(&all) ? ng_subject_with(r, &all, &one) : one;
        last = found->last;
    }
    return closed && all.several ? all : ng_nobody;
}

NgSubject ng_subject_explained(const NgReading *r, const NgPart *part, uint32_t start,
                               uint32_t verb)
{
    for (uint32_t i = verb; i-- > start && verb - i < FAR_WORDS;) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED || ng_reports(r, part, i, NG_LEX_VERB))
            break;
        if (ng_subject_is_person(r, i)) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            uint32_t behind = ng_label_behind(r, part, found->last, verb);
            bool explains = behind < verb && ng_word_explains(r, part, behind);
            if (found->last == i + 1 && explains && !is_governed(r, part, start, found->first)) {
                NgSubject several =
                    ng_several_before(r, part, start, found->first, found->cast, NG_ACTOR_PERSON);
                return ng_subject_known(&several)
                           ? several
                           : (NgSubject) {.cast = found->cast, .named = true};
            }
        }
        if (word->flags & NG_WORD_SENTENCE)
            break;
    }
    return ng_nobody;
}
