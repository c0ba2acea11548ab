/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who the subject of a reporting verb is: a name, an apposition's head, a pronoun, "the
 * company", "the statement". Where the text gives no ground the answer is nobody. */
#include "engine/news/quotes.h"

#include <string.h>

enum {
    APPOSITION_WORDS = 40, /* "Jane Doe, who ..., said" */
    BEARERS = 40,          /* of those who spoke that are asked whether a surname is theirs */
    NOUN_WORDS = 9,        /* "the spokesman for the Ministry of Defence said" */
};

const NgSubject ng_nobody = {.cast = NG_NOBODY};

static bool word_is(const NgReading *r, const NgPart *part, uint32_t i, const char *text)
{
    gsize len = strlen(text);
    const NgWord *word = &r->words[i];
    return word->end - word->begin == len &&
           g_ascii_strncasecmp(part->paragraph->text + word->begin, text, len) == 0;
}

bool ng_reports(const NgReading *r, const NgPart *part, uint32_t i, uint32_t classes)
{
    const NgWord *word = &r->words[i];
    if (!(word->classes & classes) || word->flags & NG_WORD_QUOTED || word->found)
        return false;
    if (word->flags & NG_WORD_CAPITAL && !part->shouted && !part->titled &&
        !(word->flags & NG_WORD_SENTENCE))
        return false;
    if (i == part->first || word->flags & (NG_WORD_SENTENCE | NG_WORD_APART))
        return true;
    const NgWord *before = &r->words[i - 1];
    /* "recovered emails", "more reports": a noun where no subject can stand before it. */
    if (word->classes & NG_LEX_PAPER && before->flags & NG_WORD_LOWER && !before->found &&
        !(before->classes & (NG_LEX_PRONOUN | NG_LEX_HELPER | NG_LEX_CONJ | NG_LEX_PREP |
                             NG_LEX_ROLE | NG_LEX_ORG_NOUN)))
        return false;
    /* "the claim", "his report", "in reply", "Kaspersky's statement": a noun. */
    if (before->flags & NG_WORD_POSSESSIVE)
        return false;
    if (word->classes & NG_LEX_FOREIGN && before->classes & NG_LEX_HELPER)
        return true; /* a déclaré, hat erklärt */
    if (before->classes & NG_LEX_DET &&
        !(before->classes & NG_LEX_PRONOUN && word_is(r, part, i - 1, "it")))
        return before->classes & NG_LEX_CONJ && word_is(r, part, i - 1, "that");
    if (before->classes & NG_LEX_PREP && !(before->classes & NG_LEX_CONJ) &&
        !word_is(r, part, i - 1, "as"))
        return word_is(r, part, i - 1, "to") && i >= part->first + 2 &&
               word_is(r, part, i - 2, "on");
    return true;
}

static NgSubject of_found(const NgReading *r, uint32_t word)
{
    const NgFound *found = ng_reading_found(r, r->words[word].found - 1);
    if (found->adjective || found->cast == NG_NOBODY)
        return ng_nobody;
    return (NgSubject) {.cast = found->cast, .named = true};
}

NgSubject ng_subject_named(const NgSpeech *speech, uint32_t word)
{
    return speech->r->words[word].found ? of_found(speech->r, word) : ng_nobody;
}

static NgActorKind kind_of(const NgReading *r, const NgSubject *subject)
{
    return ng_reading_cast(r, subject->cast)->kind;
}

static bool is_somebody(const NgReading *r, const NgSubject *subject)
{
    return subject->cast != NG_NOBODY && kind_of(r, subject) != NG_ACTOR_PLACE;
}

static bool speaks_for(const NgReading *r, const NgPart *part, uint32_t i)
{
    if (r->words[i].classes & NG_LEX_PAPER)
        return true;
    const char *text = part->paragraph->text + r->words[i].begin;
    return g_ascii_strncasecmp(text, "spokes", 6) == 0 ||
           g_ascii_strncasecmp(text, "official", 8) == 0 ||
           g_ascii_strncasecmp(text, "executives", 10) == 0 ||
           g_ascii_strncasecmp(text, "representative", 14) == 0;
}

/* A noun phrase [first, last) whose head is the noun at `head`: "the company", "its officials", "a
 * spokesman for the FBI", "the Kaspersky statement". */
static NgSubject of_noun(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t head,
                         uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    bool speaker = speaks_for(r, part, head);
    const NgWord *noun = &r->words[head];
    bool paper = noun->classes & NG_LEX_PAPER;
    for (uint32_t i = last; i-- > head + 1;) /* of the FBI, from Kaspersky */
        if (speaker && r->words[i].found) {
            NgSubject subject = of_found(r, i);
            if (subject.cast != NG_NOBODY)
                return subject;
        }
    for (uint32_t i = head; i-- > first;) {
        if (!r->words[i].found)
            continue;
        NgSubject subject = of_found(r, i);
        if (subject.cast == NG_NOBODY)
            continue;
        bool person = kind_of(r, &subject) == NG_ACTOR_PERSON;
        if (paper || (!person && (speaker || noun->classes & NG_LEX_ORG_NOUN)))
            return subject;
        return ng_nobody;
    }
    bool its = false, definite = false;
    for (uint32_t i = first; i < head; i++) {
        its |= (r->words[i].classes & NG_LEX_IT) != 0 ||
               (r->words[i].classes & NG_LEX_ORG_NOUN && r->words[i].flags & NG_WORD_POSSESSIVE) ||
               (speaker && r->words[i].classes & NG_LEX_ORG_NOUN);
        definite |= word_is(r, part, i, "the");
        if (paper && r->words[i].classes & (NG_LEX_HE | NG_LEX_SHE))
            return ng_antecedent_of_pronoun(speech, number, i);
    }
    if (noun->classes & NG_LEX_ORG_NOUN && definite)
        return ng_antecedent_company(speech, number, first);
    if (speaker && its)
        return ng_antecedent_company(speech, number, first);
    if (paper && definite) {
        NgSubject last_one = ng_antecedent_speaker(speech);
        if (ng_subject_known(&last_one))
            last_one.named = false;
        return last_one;
    }
    return ng_nobody;
}

/* D-Del., R-Va: beside a member's name. */
static bool is_party_label(const NgReading *r, const NgPart *part, uint32_t i)
{
    const char *text = part->paragraph->text + r->words[i].begin;
    return g_ascii_isupper(text[0]) && text[1] == '-' && g_ascii_isupper(text[2]);
}

/* Words of a name that nobody bears yet: capitalised, side by side, titles stripped. */
static NgSubject of_capitals(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    while (first + 1 < last && r->words[first].classes & (NG_LEX_TITLE | NG_LEX_DET) &&
           !(r->words[first].classes & NG_LEX_GIVEN))
        first++;
    if (r->nouns_capital) /* Vorstandschef Klaus Brandner */
        while (first + 1 < last && !(r->words[first].classes & NG_LEX_GIVEN))
            first++;
    if (first >= last || part->shouted || is_party_label(r, part, first))
        return ng_nobody;
    const NgWord *head = &r->words[first];
    if (last - first == 1 && head->flags & NG_WORD_SHOUTED && first > part->first &&
        (word_is(r, part, first - 1, "a") || word_is(r, part, first - 1, "an")))
        return ng_nobody; /* an MSP in Ohio */
    bool titled = first > part->first && r->words[first - 1].classes & NG_LEX_TITLE;
    bool given = last - first > 1 && head->classes & NG_LEX_GIVEN;
    if (!titled && !given && (r->nouns_capital || (!r->english && head->flags & NG_WORD_SENTENCE)))
        return ng_nobody;
    if (last - first == 1 && !titled &&
        (head->classes & (NG_LEX_PRONOUN | NG_LEX_CONJ | NG_LEX_HELPER | NG_LEX_PREP |
                          NG_LEX_CALENDAR | NG_LEX_ROLE | NG_LEX_GENERIC) ||
         head->end - head->begin < 2))
        return ng_nobody;
    if (r->words[last - 1].classes & NG_LEX_THEY ||
        (last - first == 1 && !titled && head->classes & NG_LEX_TITLE &&
         !(head->classes & NG_LEX_GIVEN)))
        return ng_nobody;
    if (last - first == 1 && !titled && head->flags & NG_WORD_SENTENCE &&
        head->classes &
            (NG_LEX_PAPER | NG_LEX_ORG_NOUN | NG_LEX_ORG_THING | NG_LEX_ORG_TAIL | NG_LEX_PERSONAL))
        return ng_nobody;
    return (NgSubject) {.cast = NG_NOBODY, .first = first, .last = last, .named = true};
}

/* The same, but a surname alone is that of whoever spoke under a longer name before. */
static NgSubject of_name(const NgSpeech *speech, const NgPart *part, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    uint64_t key = r->words[last - 1].key;
    for (guint i = speech->spoke->len; i-- > 0 && speech->spoke->len - i <= BEARERS;) {
        const NgSubject *spoke = &g_array_index(speech->spoke, NgSpoke, i).subject;
        if ((last - first == 1 || r->nouns_capital) && spoke->cast == NG_NOBODY &&
            spoke->last - spoke->first > 1 && r->words[spoke->last - 1].key == key)
            return *spoke;
    }
    return of_capitals(r, part, first, last);
}

static bool is_person(const NgReading *r, uint32_t w)
{
    const NgWord *word = &r->words[w];
    if (!word->found || word->flags & NG_WORD_POSSESSIVE)
        return false;
    NgSubject subject = of_found(r, w);
    return ng_subject_known(&subject) && subject.cast != NG_NOBODY &&
           ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON;
}

/* Who is meant by the words that end before `end`, none before `start`. */
NgSubject ng_subject_ends(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t end)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (end <= start)
        return ng_nobody;
    uint32_t w = end - 1;
    const NgWord *word = &r->words[w];
    if (word->flags & NG_WORD_QUOTED)
        return ng_nobody;
    NgSubject holder = ng_office_ends(speech, number, start, end);
    if (ng_subject_known(&holder))
        return holder;
    if (word->found) {
        NgSubject subject = of_found(r, w);
        const NgFound *found = ng_reading_found(r, word->found - 1);
        if (!ng_subject_known(&subject))
            return ng_nobody;
        /* A place after a preposition belongs to what stands before: "officials in Moscow said";
         * so does whoever somebody speaks for. */
        if (found->first > start && ng_reading_joined(r, found->first)) {
            uint32_t i = found->first;
            while (i > start && r->words[i - 1].classes & NG_LEX_DET && ng_reading_joined(r, i))
                i--;
            bool governed = i > start && r->words[i - 1].classes & NG_LEX_PREP && i - 1 > start &&
                            ng_reading_joined(r, i - 1);
            if (governed && r->words[i - 2].flags & NG_WORD_LOWER)
                return speaks_for(r, part, i - 2) ? subject : ng_nobody;
            /* "Jane Doe of Acme said": it is she who speaks. */
            if (governed && is_person(r, i - 2))
                return of_found(r, i - 2);
        }
        if (word->flags & NG_WORD_POSSESSIVE)
            return ng_nobody;
        return subject;
    }
    if (word->classes & (NG_LEX_HE | NG_LEX_SHE | NG_LEX_IT) && !(word->flags & NG_WORD_POSSESSIVE))
        return ng_antecedent_of_pronoun(speech, number, w);
    if (word->classes & NG_LEX_THEY && !(word->classes & NG_LEX_ORG_THING))
        return ng_nobody;
    uint32_t first = w;
    if (word->flags & NG_WORD_CAPITAL && !part->titled) {
        while (first > start && r->words[first - 1].flags & NG_WORD_CAPITAL &&
               !r->words[first - 1].found && ng_reading_joined(r, first))
            first--;
        return of_name(speech, part, first, end);
    }
    /* A noun phrase: back to its beginning, with what follows its head behind a preposition. */
    uint32_t head = w;
    while (first > start && end - first < NOUN_WORDS &&
           !(r->words[first].flags & NG_WORD_SENTENCE) &&
           !(r->words[first].flags & NG_WORD_APART) &&
           !(r->words[first - 1].classes & (NG_LEX_CONJ | NG_LEX_HELPER)) &&
           !(r->words[first - 1].flags & NG_WORD_QUOTED) &&
           !ng_reports(r, part, first - 1, NG_LEX_VERB)) {
        first--;
        if (r->words[first].classes & NG_LEX_PREP && first > start)
            head = first - 1;
    }
    return of_noun(speech, number, first, head, end);
}

/* "to FBI Director Jane Doe", "with journalist Jane Doe": a preposition governs the title. */
static bool behind_title(const NgReading *r, uint32_t start, uint32_t i)
{
    uint32_t w = i;
    while (w > start && r->words[w - 1].classes & (NG_LEX_TITLE | NG_LEX_ROLE) &&
           ng_reading_joined(r, w))
        w--;
    if (w == i || w == start)
        return false;
    if (r->words[w - 1].found && ng_reading_joined(r, w)) {
        uint32_t first = ng_reading_found(r, r->words[w - 1].found - 1)->first;
        w = MAX(first, start);
    }
    return w > start && r->words[w - 1].classes & NG_LEX_PREP && ng_reading_joined(r, w);
}

NgSubject ng_subject_clause(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t stop)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = start; i < stop; i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            continue;
        bool governed =
            i > start && r->words[i - 1].classes & NG_LEX_PREP && !(word->flags & NG_WORD_APART);
        if (word->found) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            NgSubject subject = of_found(r, i);
            if (is_somebody(r, &subject) && !governed && !behind_title(r, start, i) &&
                !(r->words[found->last - 1].flags & NG_WORD_POSSESSIVE))
                return subject;
            i = MAX(i, found->last - 1);
        } else if (word->classes & (NG_LEX_HE | NG_LEX_SHE) && !governed &&
                   (word_is(r, part, i, "he") || word_is(r, part, i, "she"))) {
            return ng_antecedent_of_pronoun(speech, number, i);
        } else if (word->flags & NG_WORD_CAPITAL && !governed && !part->titled && i + 1 < stop &&
                   i < start + 4 &&
                   (r->words[i + 1].classes & (NG_LEX_HELPER | NG_LEX_VERB | NG_LEX_WEAK_VERB) ||
                    r->words[i + 1].flags & NG_WORD_AFTER_COMMA) &&
                   !(word->classes & ~(uint32_t)(NG_LEX_GIVEN | NG_LEX_COMMON | NG_LEX_PARTICLE)) &&
                   !(word->flags & NG_WORD_SENTENCE && word->classes &&
                     r->words[i + 1].flags & NG_WORD_AFTER_COMMA)) {
            uint32_t first = i;
            while (first > start && r->words[first - 1].flags & NG_WORD_CAPITAL &&
                   !r->words[first - 1].found && ng_reading_joined(r, first))
                first--;
            return of_capitals(r, part, first, i + 1);
        } else if (word->classes & NG_LEX_ORG_NOUN && i > start && word_is(r, part, i - 1, "the") &&
                   !(word->flags & NG_WORD_POSSESSIVE) && i < start + 4) {
            return ng_antecedent_company(speech, number, i);
        }
    }
    return ng_nobody;
}

/* "Weir, 60, from Tynemouth, said": whether a preposition governs the capitals that end before
 * word `end`. */
static bool behind_preposition(const NgReading *r, uint32_t start, uint32_t end)
{
    uint32_t first = end - 1;
    while (first > start && r->words[first - 1].flags & NG_WORD_CAPITAL &&
           ng_reading_joined(r, first))
        first--;
    return first > start && r->words[first - 1].classes & NG_LEX_PREP &&
           !(r->words[first].flags & NG_WORD_APART);
}

/* "Graham, a former candidate, told": what stands before the commas. */
static NgSubject behind_commas(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t end)
{
    const NgReading *r = speech->r;
    NgSubject spare = ng_nobody;
    uint32_t commas = 0;
    for (uint32_t i = end - 1; i > start && end - i < APPOSITION_WORDS && commas < 5; i--) {
        const NgWord *word = &r->words[i];
        if (word->flags & (NG_WORD_SENTENCE | NG_WORD_QUOTED))
            break;
        if (!(word->flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH | NG_WORD_AFTER_OPEN)))
            continue;
        commas++;
        const NgWord *before = &r->words[i - 1];
        if (!(before->flags & NG_WORD_CAPITAL) || before->flags & NG_WORD_QUOTED)
            continue;
        NgSubject subject = ng_subject_ends(speech, number, start, i);
        if (!ng_subject_known(&subject) || (subject.cast != NG_NOBODY && !is_somebody(r, &subject)))
            continue;
        if (subject.cast == NG_NOBODY && behind_preposition(r, start, i))
            continue;
        bool person = subject.cast == NG_NOBODY || kind_of(r, &subject) == NG_ACTOR_PERSON;
        bool explains =
            word->classes & (NG_LEX_DET | NG_LEX_ROLE | NG_LEX_TITLE | NG_LEX_PRONOUN) ||
            word->flags & (NG_WORD_DIGIT | NG_WORD_AFTER_OPEN);
        if (explains || person)
            return subject;
        if (!ng_subject_known(&spare))
            spare = subject;
    }
    return spare;
}

NgSubject ng_subject_left(NgSpeech *speech, uint32_t number, uint32_t start, uint32_t verb)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t end = verb;
    while (end > start && verb - end < 5 && !(r->words[end].flags & NG_WORD_SENTENCE) &&
           r->words[end - 1].classes & NG_LEX_HELPER &&
           !(r->words[end - 1].flags & NG_WORD_QUOTED) &&
           !(r->words[end].flags & NG_WORD_APART && end != verb))
        end--;
    /* "went on to say", "continued to argue" */
    if (end > start && r->words[end - 1].classes & NG_LEX_PREP && word_is(r, part, end - 1, "on"))
        end--;
    if (end > start && word_is(r, part, end - 1, "went"))
        end--;
    if (end == start)
        return ng_nobody;
    if (end < part->last && r->words[end].flags & NG_WORD_SENTENCE)
        return ng_nobody;
    if (r->words[end].flags & (NG_WORD_AFTER_COMMA | NG_WORD_AFTER_DASH | NG_WORD_AFTER_CLOSE)) {
        NgSubject subject = behind_commas(speech, number, start, end);
        if (ng_subject_known(&subject))
            return subject;
    } else {
        NgSubject subject = ng_subject_ends(speech, number, start, end);
        if (ng_subject_known(&subject))
            return subject;
        if (r->words[end - 1].classes & NG_LEX_THEY && word_is(r, part, end - 1, "who")) {
            subject = ng_subject_ends(speech, number, start, end - 1);
            if (ng_subject_known(&subject))
                return subject;
        }
        if (!(r->words[end - 1].classes & (NG_LEX_CONJ | NG_LEX_HELPER | NG_LEX_PREP)))
            return ng_nobody;
    }
    return ng_subject_clause(speech, number, start, verb);
}

/* "an MSP in Ohio": one of a kind, unless somebody of it speaks: "an FBI spokesman". */
static bool is_one_of_many(const NgReading *r, const NgPart *part, const NgFound *found)
{
    if (found->first == part->first ||
        !(word_is(r, part, found->first - 1, "a") || word_is(r, part, found->first - 1, "an")))
        return false;
    return found->last >= part->last || !ng_reading_joined(r, found->last) ||
           !(speaks_for(r, part, found->last) ||
             r->words[found->last].classes & (NG_LEX_ROLE | NG_LEX_ORG_NOUN | NG_LEX_PAPER));
}

NgSubject ng_subject_right(NgSpeech *speech, uint32_t number, uint32_t at, uint32_t stop)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    stop = MIN(stop, at + 14);
    uint32_t i = at;
    NgSubject org = ng_office_begins(speech, number, at, stop);
    bool role = false, lower = false;
    if (ng_subject_known(&org))
        return org;
    for (; i < stop && !(i > at && r->words[i].flags & NG_WORD_SENTENCE); i++) {
        const NgWord *word = &r->words[i];
        if (word->flags & NG_WORD_QUOTED)
            break;
        if (i > at && word->flags & NG_WORD_APART && !(role && word->flags & NG_WORD_AFTER_COMMA))
            break;
        if (word->found) {
            const NgFound *found = ng_reading_found(r, word->found - 1);
            NgSubject subject = of_found(r, i);
            i = found->last - 1;
            if (subject.cast == NG_NOBODY)
                continue;
            if (kind_of(r, &subject) == NG_ACTOR_PERSON &&
                !(r->words[i].flags & NG_WORD_POSSESSIVE && i + 1 < stop))
                return subject;
            if (!lower && !ng_subject_known(&org) && !is_one_of_many(r, part, found) &&
                kind_of(r, &subject) != NG_ACTOR_PLACE)
                org = subject;
            continue;
        }
        if (word->classes & (NG_LEX_HE | NG_LEX_SHE) && i == at &&
            (word_is(r, part, i, "he") || word_is(r, part, i, "she")))
            return ng_antecedent_of_pronoun(speech, number, i);
        if (word->classes & (NG_LEX_TITLE | NG_LEX_ROLE)) {
            role = true;
            lower |= (word->flags & NG_WORD_LOWER) != 0 && !speaks_for(r, part, i);
            continue;
        }
        if (word->flags & NG_WORD_CAPITAL) {
            uint32_t first = i;
            while (i + 1 < stop && r->words[i + 1].flags & NG_WORD_CAPITAL &&
                   !r->words[i + 1].found && ng_reading_joined(r, i + 1))
                i++;
            NgSubject subject = of_name(speech, part, first, i + 1);
            if (ng_subject_known(&subject) && !(ng_subject_known(&org) && !role))
                return subject;
            continue;
        }
        if (i == at && word->classes & NG_LEX_DET)
            continue;
        if (word->classes & (NG_LEX_ORG_NOUN | NG_LEX_PAPER) && i == at + 1 && !role) {
            uint32_t last = i + 1;
            while (last < stop && !(r->words[last].flags & (NG_WORD_APART | NG_WORD_SENTENCE)))
                last++;
            return of_noun(speech, number, at, i, last);
        }
        if (word->classes & (NG_LEX_CONJ | NG_LEX_VERB | NG_LEX_THEY) || i > at + 8)
            break;
        if (word->flags & NG_WORD_LOWER && !(word->classes & (NG_LEX_PREP | NG_LEX_DET)))
            lower = lower || !role;
    }
    return org;
}
