/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who announces what follows: "X released the following statement", "Statement by X", and
 * a headline's "X comments on": the quotations behind that nobody else claims are X's. */
#include "engine/news/quotes.h"
#include "engine/news/subject.h"

#include <string.h>

enum {
    PAPER_REACH = 14,    /* words from the verb to "statement" */
    ADDRESS_WORDS = 12,  /* "Mr. President, last week I" */
    COLUMN_WORDS = 6,    /* of a headline that is a column's name */
    OPENING = 3,         /* of a sentence, among which "Statement of" stands */
    POINTING_WORDS = 40, /* of a sentence that points to what follows */
    OWNER_WORDS = 5,     /* "Doe's opening statement" */
    HEADING_WORDS = 20,  /* a line of less may be one */
    LABEL_WORDS = 4,     /* "Mr. DOE. Mr. President, I rise" */
    REACH = 3,           /* paragraphs between it and what it announces */
};

static bool is_paper(const NgReading *r, const NgPart *part, uint32_t i)
{
    static NgWordList papers =
        NG_WORD_LIST("statement", "statements", "response", "remarks", "comments", "comment",
                     "letter", "speech", "testimony", "message", "reaction");
    return ng_word_in(r, part, i, &papers);
}

/* "released the following statement": where the verb stands at word `verb`. */
static bool announces(const NgReading *r, const NgPart *part, uint32_t verb, uint32_t last)
{
    static NgWordList verbs = NG_WORD_LIST(
        "issued", "issues", "released", "releases", "made", "makes", "gave", "gives", "offered",
        "offers", "delivered", "delivers", "sent", "sends", "read", "submitted", "had", "posted");
    if (!ng_word_in(r, part, verb, &verbs))
        return false;
    bool following = false;
    for (uint32_t i = verb + 1; i < MIN(last, verb + PAPER_REACH); i++) {
        if (!following && ng_word_in(r, part, i, &verbs))
            return false; /* "after he was released, Doe issued the following" */
        following |= ng_word_is(r, part, i, "following") || ng_word_is(r, part, i, "this");
        if (following && is_paper(r, part, i))
            return true;
    }
    return false;
}

static bool is_headline(const NgReading *r, uint32_t number)
{
    const NgPart *part = ng_reading_part(r, number);
    return number == 0 || (number <= 2 && (part->shouted || part->titled));
}

bool ng_announcement_points(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    static NgWordList pointers = NG_WORD_LIST("following", "follows", "follow", "followed", "below",
                                              "transcript", "transcribed", "text");
    for (uint32_t i = first; i < last; i++)
        if (!(r->words[i].flags & NG_WORD_QUOTED) && ng_word_in(r, part, i, &pointers))
            return true;
    return false;
}

/* "SEN. DOE COMMENTS ON ...", "SEN. DOE ON ...": the first name of a headline right before its
 * verb; sets `utters` when what follows is all said by them. */
static NgSubject of_headline(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last,
                             NgUtters *utters)
{
    static NgWordList speaking =
        NG_WORD_LIST("on", "comments", "comment", "speaks", "remarks", "statement", "responds",
                     "reacts", "writes", "testifies", "eulogizes");
    uint32_t i = first;
    while (i < last && r->words[i].classes & NG_LEX_TITLE && !r->words[i].found)
        i++;
    if (i >= last || !r->words[i].found)
        return ng_nobody;
    const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
    if (found->adjective || found->cast == NG_NOBODY || found->last >= last ||
        ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON ||
        r->words[found->last].flags & (NG_WORD_APART & ~NG_WORD_AFTER_COLON))
        return ng_nobody;
    bool colon = r->words[found->last].flags & NG_WORD_AFTER_COLON;
    bool speaks = ng_word_in(r, part, found->last, &speaking);
    if (!colon && !speaks && !(r->words[found->last].classes & (NG_LEX_VERB | NG_LEX_WEAK_VERB)))
        return ng_nobody;
    *utters = speaks && i > first ? NG_UTTERS_ALL
                                  : NG_UTTERS_QUOTED; /* with a title: not a story about them */
    return (NgSubject) {.cast = found->cast, .named = true};
}

static bool is_somebody(const NgReading *r, const NgSubject *subject)
{
    if (subject->cast == NG_NOBODY)
        return subject->last - subject->first > 1;
    return ng_reading_cast(r, subject->cast)->kind != NG_ACTOR_PLACE;
}

/* "the text of Doe and Roe's letter", from the last of them on. */
static NgSubject owners(const NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    uint32_t start = last;
    while (start > first && !(r->words[start - 1].classes & NG_LEX_PREP))
        start--;
    NgSubject several = ng_subject_several(r, number, start, last);
    return ng_subject_known(&several) ? several : ng_subject_named(speech, last);
}

/* Whose the paper at word i is: "Doe's opening statement". */
static NgSubject owner_of(const NgSpeech *speech, uint32_t number, uint32_t first, uint32_t i)
{
    const NgReading *r = speech->r;
    for (uint32_t w = i; w > first && i - w < OWNER_WORDS; w--)
        if (r->words[w - 1].found && r->words[w - 1].flags & NG_WORD_POSSESSIVE &&
            !(r->words[w - 1].classes & NG_LEX_TITLE))
            return owners(speech, number, first, w - 1);
    /* "The text of her statement follows" */
    for (uint32_t w = i; w > first && i - w < OWNER_WORDS; w--)
        if (ng_word_is(r, ng_reading_part(r, number), w - 1, "her") ||
            ng_word_is(r, ng_reading_part(r, number), w - 1, "his"))
            return ng_antecedent_of_pronoun(speech, number, w - 1);
    /* "The senators' letter follows" */
    for (uint32_t w = i; w > first && i - w < OWNER_WORDS; w--)
        if (r->words[w - 1].flags & NG_WORD_POSSESSIVE &&
            ng_noun_is_group(r, ng_reading_part(r, number), w - 1))
            return ng_antecedent_several(speech, number, w - 1);
    return ng_nobody;
}

/* "SENS. DOE, ROE ISSUE STATEMENT ON ...", "WEEKLY REPORT FROM SEN. DOE": whose words the headline
 * says that there are. */
static NgSubject of_title(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    static NgWordList giving = NG_WORD_LIST("issue", "issues", "release", "releases", "deliver",
                                            "delivers", "make", "makes", "give", "gives");
    static NgWordList columns =
        NG_WORD_LIST("report", "column", "op-ed", "message", "update", "newsletter", "memo");
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    bool gives = false, paper = false;
    for (uint32_t i = first; i < last; i++) {
        gives |= ng_word_in(r, part, i, &giving);
        if (gives && is_paper(r, part, i))
            return ng_subject_clause(speech, number, first, i);
        bool is_one = is_paper(r, part, i) || ng_word_in(r, part, i, &columns);
        if (is_one && i <= first + COLUMN_WORDS) { /* "SEN. DOE'S WEEKLY UPDATE" */
            NgSubject owner = owner_of(speech, number, first, i);
            if (is_somebody(r, &owner))
                return owner;
        }
        paper |= is_one;
        if (paper && i + 1 < last && i > first &&
            (ng_word_is(r, part, i, "by") || ng_word_is(r, part, i, "from"))) {
            NgSubject subject = ng_subject_right(speech, number, i + 1, last);
            if (subject.cast != NG_NOBODY &&
                ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON)
                return subject;
        }
    }
    return ng_nobody;
}

/* "I would like to follow up on the testimony of Doe": said in what follows, not before it. */
static bool says_i(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (ng_word_is(r, part, i, "I") && !(r->words[i].flags & NG_WORD_QUOTED))
            return true;
    return false;
}

/* "Doe's remarks as prepared follow", "the following is a statement from Sen. Doe". */
static NgSubject of_pointer(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (last - first > POINTING_WORDS || !ng_announcement_points(r, part, first, last) ||
        (speech->utters && says_i(r, part, first, last)))
        return ng_nobody;
    for (uint32_t i = first; i < last; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED || !is_paper(r, part, i))
            continue;
        NgSubject subject = owner_of(speech, number, first, i);
        if (is_somebody(r, &subject))
            return subject;
        if (i + 2 < last && (ng_word_is(r, part, i + 1, "of") || ng_word_is(r, part, i + 1, "by") ||
                             ng_word_is(r, part, i + 1, "from"))) {
            subject = ng_subject_right(speech, number, i + 2, last);
            if (is_somebody(r, &subject))
                return subject;
        }
    }
    return ng_nobody;
}

bool ng_addresses_chair(const NgReading *r, const NgPart *part, uint32_t i, uint32_t last)
{
    static NgWordList sirs = NG_WORD_LIST("mr", "madam", "madame", "mister");
    static NgWordList chairs =
        NG_WORD_LIST("president", "speaker", "chairman", "chairwoman", "chair");
    return i + 1 < last && ng_word_in(r, part, i, &sirs) && ng_word_in(r, part, i + 1, &chairs);
}

/* "Mr. President, I rise to ...": a speech in a parliament begins. */
static bool begins_speech(const NgReading *r, uint32_t number, uint32_t first, uint32_t last)
{
    const NgPart *part = ng_reading_part(r, number);
    if (number == 0 || first > part->first + LABEL_WORDS || first + 3 >= last ||
        r->words[first].flags & NG_WORD_QUOTED || !ng_addresses_chair(r, part, first, last))
        return false;
    for (uint32_t i = first + 2; i < MIN(last, first + ADDRESS_WORDS); i++)
        if (ng_word_is(r, part, i, "I") || ng_word_is(r, part, i, "we"))
            return true;
    return false;
}

/* "Reacting to statements by the director, Doe said": no heading. */
static bool follows_preposition(const NgReading *r, uint32_t first, uint32_t paper)
{
    for (uint32_t i = first; i < paper; i++)
        if (r->words[i].classes & NG_LEX_PREP)
            return true;
    return false;
}

/* "United States D-Ohio released": whose party and state these are stood there once. */
static bool name_is_lost(const NgReading *r, const NgPart *part, uint32_t first, uint32_t verb)
{
    uint32_t i = verb;
    while (i > first && r->words[i - 1].classes & NG_LEX_HELPER)
        i--;
    uint32_t label = ng_label_first(r, part, first, i);
    if (label == i || label == first || !r->words[label - 1].found)
        return false;
    NgSubject place = ng_subject_found(r, label - 1);
    return place.cast != NG_NOBODY && ng_reading_cast(r, place.cast)->kind == NG_ACTOR_PLACE;
}

/* "Speaking on the floor Doe said", where a paragraph ends that has lost its colon: what he says
 * follows. */
static NgSubject of_lost_colon(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    const NgTold *told = speech->told && speech->told->len
                             ? &g_array_index(speech->told, NgTold, speech->told->len - 1)
                             : NULL;
    if (told && told->part == number && told->last > first)
        return ng_nobody; /* he said what stands before it */
    char mark = last > first ? part->paragraph->text[r->words[last - 1].end] : '\0';
    if (!speech->lost_marks || number == 0 || last != part->last || last < first + 2 ||
        !(r->words[last - 1].classes & NG_LEX_CLAUSE) ||
        !ng_reports(r, part, last - 1, NG_LEX_VERB) || mark == '.' || mark == '?' || mark == '!')
        return ng_nobody;
    NgSubject subject = ng_subject_left(speech, number, first, last - 1);
    return subject.cast != NG_NOBODY && ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON
               ? subject
               : ng_nobody;
}

static NgSubject announcer(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last,
                           NgUtters *utters)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    *utters = NG_UTTERS_QUOTED;
    if (is_headline(r, number) && first == part->first) {
        NgSubject subject = of_headline(r, part, first, last, utters);
        if (ng_subject_known(&subject) && *utters)
            return subject;
        NgSubject titled = of_title(speech, number, first, last);
        *utters = ng_subject_known(&titled) ? NG_UTTERS_ALL : NG_UTTERS_QUOTED;
        if (*utters || ng_subject_known(&subject))
            return *utters ? titled : subject;
    }
    *utters = number > 0 ? NG_UTTERS_ALL : NG_UTTERS_QUOTED;
    /* Who speaks of somebody's testimony goes on himself. */
    bool within = ng_whole_statement_has(speech, first) && part->last - part->first > HEADING_WORDS;
    for (uint32_t i = first; i < last; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED)
            continue;
        if (i < first + OPENING && i + 2 < last && is_paper(r, part, i) && !within &&
            !follows_preposition(r, first, i) && !(r->words[first].flags & NG_WORD_POSSESSIVE) &&
            (ng_word_is(r, part, i + 1, "of") || ng_word_is(r, part, i + 1, "by") ||
             ng_word_is(r, part, i + 1, "from"))) {
            NgSubject subject = r->words[i + 2].classes & NG_LEX_PREP &&
                                        !(r->words[i + 2].classes & NG_LEX_PARTICLE)
                                    ? ng_nobody /* "Statement of on water": a name is missing */
                                    : ng_subject_right(speech, number, i + 2, last);
            return subject.cast == NG_NOBODY && is_headline(r, number) ? ng_nobody : subject;
        }
        if (announces(r, part, i, last)) {
            *utters = MIN(*utters, NG_UTTERS_SOME);
            if (name_is_lost(r, part, first, i))
                return ng_nobody;
            NgSubject subject = ng_subject_left(speech, number, first, i);
            return ng_subject_known(&subject) ? subject
                                              : ng_subject_clause(speech, number, first, i);
        }
    }
    if (!speech->utters && begins_speech(r, number, first, last))
        return ng_subject_known(&speech->announcer) ? speech->announcer
                                                    : ng_antecedent_person(speech, number, first);
    NgSubject subject = of_pointer(speech, number, first, last);
    if (ng_subject_known(&subject))
        return subject;
    subject = of_lost_colon(speech, number, first, last);
    if (ng_subject_known(&subject))
        *utters = NG_UTTERS_SOME;
    return ng_subject_known(&subject) ? subject : ng_letter_begins(speech, number, first, last);
}

void ng_announcement_note(NgSpeech *speech, uint32_t part, uint32_t first, uint32_t last)
{
    NgUtters utters;
    if (first == ng_reading_part(speech->r, part)->first && ng_letter_ends(speech->r, part)) {
        /* What stands behind the letter is told by whoever told of it. */
        speech->announcer = speech->before_letter;
        speech->utters = speech->uttered_before;
        speech->whole_first = speech->whole_last = 0;
        return;
    }
    NgSubject subject = announcer(speech, part, first, last, &utters);
    if (!ng_subject_known(&subject))
        return;
    /* "the following letter from Roe", "Dear Doe": both begin one letter. */
    if (subject.cast == NG_NOBODY || subject.cast != speech->announcer.cast) {
        speech->before_letter = speech->announcer;
        speech->uttered_before = speech->utters;
    }
    speech->announcer = subject;
    speech->announcer.named = false;
    speech->announced_part = part;
    speech->announced_last = last;
    speech->utters = utters;
    ng_whole_statement_note(speech, last);
}

NgSubject ng_announcement_before(const NgSpeech *speech, uint32_t part)
{
    return part - speech->announced_part <= REACH ? speech->announcer : ng_nobody;
}
