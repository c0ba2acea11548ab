/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: letters that an article tells of, and then has in full: "Doe and Roe sent a letter to
 * ...", "the letter states", "Dear Mr. Secretary". Who writes is who speaks in it. */
#include "engine/news/subject.h"

enum {
    ADDRESS_PARTS = 8,     /* lines between "the text of the letter follows" and "Dear" */
    SALUTATION_WORDS = 14, /* "Dear Mr. Chairman and Ranking Member Doe:" */
    SENT_WORDS = 4,        /* "sent late Friday to" */
    LETTER_WORDS = 8,      /* between "sent" and "letter" */
    LETTER_PARTS = 60,     /* paragraphs from "Dear" to "Sincerely" */
    SIGNERS = 64,          /* lines of names behind it */
    SIGNED_WORDS = 14,     /* "Jane Doe, United States Senator" */
    POINTER_WORDS = 24,    /* "Text of the letter to Secretary Roe follows:" */
};

static bool is_letter(const NgReading *r, const NgPart *part, uint32_t i)
{
    return !(r->words[i].flags & NG_WORD_QUOTED) &&
           (ng_word_is(r, part, i, "letter") || ng_word_is(r, part, i, "letters"));
}

static NgSubject person_only(const NgReading *r, NgSubject subject)
{
    return subject.cast != NG_NOBODY && ng_reading_cast(r, subject.cast)->kind == NG_ACTOR_PERSON
               ? subject
               : ng_nobody;
}

/* "letter to", "sent this afternoon to": where the "to" stands, or `last`. */
static uint32_t addressee_after(const NgReading *r, const NgPart *part, uint32_t from,
                                uint32_t last)
{
    for (uint32_t i = from, words = 0; i < last && words < SENT_WORDS; i++) {
        if (ng_word_is(r, part, i, "to"))
            return i;
        words += !(r->words[i].classes & NG_LEX_CALENDAR || r->words[i].flags & NG_WORD_DIGIT);
        if (r->words[i].found || r->words[i].flags & NG_WORD_APART)
            break;
    }
    return last;
}

/* Behind the addressee who begins at word `to`: "In a letter to Regional Forester Roe, Doe asked".
 */
static uint32_t behind_addressee(const NgReading *r, uint32_t to, uint32_t last)
{
    while (to < last && !(r->words[to].flags & NG_WORD_AFTER_COMMA))
        to++;
    return to;
}

/* The first person in the sentence whom no preposition governs and whom no letter is sent to. */
static NgSubject first_person_named(const NgSpeech *speech, uint32_t number, uint32_t first,
                                    uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = first; i < last; i++)
        if (ng_word_is(r, part, i, "dear"))
            last = i; /* whom it is sent to */
    uint32_t from = first, to = last;
    for (uint32_t i = first; i + 1 < last && to == last; i++)
        if (is_letter(r, part, i) || ng_word_is(r, part, i, "sent"))
            to = addressee_after(r, part, i + 1, last);
    for (uint32_t end = to; from < last; from = behind_addressee(r, to + 1, last), end = last) {
        for (uint32_t i = from; i < end; i++) {
            if (!r->words[i].found)
                continue;
            const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
            NgSubject subject =
                person_only(r, ng_subject_clause(speech, number, from, MIN(end, found->last)));
            if (ng_subject_known(&subject)) /* with those whom the sentence names beside them */
                return ng_subject_clause(speech, number, from, end);
            i = MAX(i, found->last - 1);
            from = MAX(from, found->last);
        }
        if (end == last)
            break;
    }
    return ng_nobody;
}

/* "signed by Doe and Roe", "also signed by Doe and Roe", where `signed` stands. */
static NgSubject with_signers(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t is_signed,
                              uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    NgSubject others = person_only(r, ng_subject_right(speech, number, is_signed + 2, last));
    if (is_signed > first && ng_word_is(r, part, is_signed - 1, "also"))
        return speech->writer.cast == NG_NOBODY ? ng_nobody /* with whom is not known */
               : ng_subject_known(&others)      ? ng_subject_with(r, &speech->writer, &others)
                                                : speech->writer;
    /* "Doe led a letter signed by Roe and Moe" */
    bool letter = is_signed > first && is_letter(r, part, is_signed - 1);
    NgSubject leader =
        letter ? person_only(r, ng_subject_clause(speech, number, first, is_signed)) : ng_nobody;
    return ng_subject_known(&leader) && ng_subject_known(&others)
               ? ng_subject_with(r, &leader, &others)
               : others;
}

/* "signed by Doe and Roe", "the senators sent", "Doe sent". */
static NgSubject who_writes(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    for (uint32_t i = first; i + 2 < last; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED)
            continue;
        if (ng_word_is(r, part, i, "signed") && ng_word_is(r, part, i + 1, "by"))
            return with_signers(speech, number, first, i, last);
    }
    for (uint32_t i = first + 1; i < last; i++) /* "Doe's letter was sent to Roe" */
        if (is_letter(r, part, i) && r->words[i - 1].flags & NG_WORD_POSSESSIVE) {
            NgSubject owner = person_only(r, ng_subject_named(speech, i - 1));
            if (ng_subject_known(&owner))
                return owner;
        }
    NgSubject subject = first_person_named(speech, number, first, last);
    for (uint32_t i = first + 1; i < last; i++) {
        if (r->words[i].found && ng_reading_found(r, r->words[i].found - 1)->cast == subject.cast)
            break;
        bool definite = ng_word_is(r, part, i - 1, "the") ||
                        (i > first + 1 && ng_word_is(r, part, i - 2, "the"));
        if (definite && ng_noun_is_group(r, part, i))
            return ng_antecedent_several(speech, number, first);
    }
    return subject;
}

void ng_letter_note(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    static const char *const sending[] = {"sent", "wrote", "sends", "writes"};
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    bool known = ng_subject_known(&speech->writer), letter = false, sends = !known;
    bool received = false, told_how = false;
    if (speech->utters && first >= speech->announced_last)
        return; /* who speaks of letters there is no reporter */
    for (uint32_t i = first; i < last; i++) {
        bool wrote_to = i + 1 < last && ng_word_is(r, part, i, "wrote") &&
                        ng_word_is(r, part, i + 1, "to") && !(r->words[i].flags & NG_WORD_QUOTED);
        letter |= is_letter(r, part, i) || wrote_to;
        received |= ng_word_is(r, part, i, "received") || ng_word_is(r, part, i, "receiving");
        for (guint w = 0; w < G_N_ELEMENTS(sending) && !sends; w++)
            sends = ng_word_is(r, part, i, sending[w]);
        told_how |= ng_word_is(r, part, i, "signed") || ng_word_is(r, part, i, "written") ||
                    ng_word_is(r, part, i, "sent");
        bool also = i + 2 < last && ng_word_is(r, part, i, "also") &&
                    ng_word_is(r, part, i + 1, "signed") && ng_word_is(r, part, i + 2, "by");
        letter |= also && known;
        bool by = i + 2 < last && is_letter(r, part, i) && ng_word_is(r, part, i + 1, "signed") &&
                  ng_word_is(r, part, i + 2, "by");
        sends |= also || by;
    }
    if (!letter || !sends || (received && !known))
        return;
    if (first + 1 < last && ng_word_is(r, part, first, "the") && is_letter(r, part, first + 1) &&
        !told_how)
        return; /* "The letter urges Doe to go": what it says, not whose it is */
    NgSubject subject = who_writes(speech, number, first, last);
    if (!ng_subject_known(&subject))
        return;
    speech->writer = subject;
    speech->writer.named = false;
}

uint32_t ng_letter_sent(const NgReading *r, const NgPart *part, uint32_t start, uint32_t participle)
{
    static NgWordList verbs = NG_WORD_LIST("sent", "wrote", "signed", "writes", "sends");
    uint32_t verb = 0;
    for (uint32_t i = start + 1; i < participle; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED)
            return 0;
        if (ng_word_in(r, part, i, &verbs))
            verb = i;
        else if (verb && i - verb < LETTER_WORDS &&
                 (ng_word_is(r, part, i, "letter") || ng_word_is(r, part, i, "letters") ||
                  (ng_word_is(r, part, verb, "wrote") && ng_word_is(r, part, i, "to"))))
            return verb;
    }
    return 0;
}

/* Whether the one is named in the words [first, last). */
static bool is_named(const NgReading *r, const NgSubject *who, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last && who->cast != NG_NOBODY; i++)
        if (r->words[i].found && ng_reading_found(r, r->words[i].found - 1)->cast == who->cast)
            return true;
    return false;
}

/* Who signs the letter that begins in that paragraph: the people named each in a short line of
 * their own, or in the closing's, behind "Sincerely". */
static NgSubject signers(const NgSpeech *speech, uint32_t number)
{
    const NgReading *r = speech->r;
    NgSubject all = ng_nobody;
    uint32_t closing = number + 1;
    while (closing < r->parts->len && closing - number < LETTER_PARTS &&
           !ng_letter_ends(r, closing))
        closing++;
    if (closing >= r->parts->len || closing - number >= LETTER_PARTS)
        return ng_nobody;
    for (uint32_t p = closing; p < MIN(r->parts->len, closing + SIGNERS); p++) {
        const NgPart *part = ng_reading_part(r, p);
        bool found = false;
        for (uint32_t i = part->first; i < part->last && part->last - part->first < SIGNED_WORDS;
             i++) {
            if (!ng_subject_is_person(r, i))
                continue;
            const NgFound *name = ng_reading_found(r, r->words[i].found - 1);
            NgSubject one = {.cast = name->cast, .named = true};
            all = ng_subject_known(&all) ? ng_subject_with(r, &all, &one) : one;
            i = MAX(i, name->last - 1);
            found = true;
        }
        if (!found && p > closing && ng_subject_known(&all) && part->last > part->first + 4)
            break; /* the text goes on */
    }
    return all;
}

/* Of a letter that nobody signs or is said to write: who the article says had something to say. */
static NgSubject first_to_speak(const NgSpeech *speech)
{
    if (!speech->spoke->len)
        return ng_nobody;
    NgSubject first = person_only(speech->r, g_array_index(speech->spoke, NgSpoke, 0).subject);
    first.named = false;
    return first;
}

/* "The letter was signed by Doe and Roe": they. */
static NgSubject signed_by(NgSpeech *speech, uint32_t number)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    bool letter = false;
    for (uint32_t i = part->first; i + 2 < part->last; i++) {
        letter |= is_letter(r, part, i);
        if (letter && ng_word_is(r, part, i, "signed") && ng_word_is(r, part, i + 1, "by") &&
            !(r->words[i].flags & NG_WORD_QUOTED))
            return person_only(r, ng_subject_right(speech, number, i + 2, part->last));
    }
    return ng_nobody;
}

/* The next paragraph behind that one which says or shows who signs, noted in `below`. */
static void look_below(NgSpeech *speech, uint32_t number)
{
    const NgReading *r = speech->r;
    NgLetterBelow *below = &speech->below;
    *below = (NgLetterBelow) {.looked = true, .from = number, .who = ng_nobody};
    for (below->part = number + 1; below->part < r->parts->len; below->part++) {
        const NgPart *part = ng_reading_part(r, below->part);
        below->who = signed_by(speech, below->part);
        if (below->who.several)
            break;
        below->who = ng_nobody;
        if (part->first < part->last && ng_word_is(r, part, part->first, "dear")) {
            below->who = signers(speech, below->part);
            break;
        }
    }
    below->who.named = false;
}

NgSubject ng_letter_signed_below(NgSpeech *speech, uint32_t number)
{
    const NgLetterBelow *below = &speech->below;
    if (!below->looked || number < below->from || number >= below->part)
        look_below(speech, number);
    return below->part - number < LETTER_PARTS ? below->who : ng_nobody;
}

NgSubject ng_letter_writer(NgSpeech *speech, uint32_t number)
{
    const NgReading *r = speech->r;
    if (ng_subject_known(&speech->writer))
        return speech->writer;
    NgSubject last_one = ng_antecedent_speaker(speech);
    last_one.named = false;
    NgSubject person = person_only(r, last_one);
    if (ng_subject_known(&person))
        return last_one;
    NgSubject all = ng_letter_signed_below(speech, number);
    return ng_subject_known(&all) ? all : last_one;
}

NgSubject ng_letter_begins(const NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (first == part->first && part->last - first <= SALUTATION_WORDS &&
        ng_word_is(r, part, first, "dear")) {
        bool announced = speech->utters == NG_UTTERS_ALL && speech->announced_part > 0 &&
                         number - speech->announced_part <= ADDRESS_PARTS;
        const NgSubject *who = ng_subject_known(&speech->writer) &&
                                       !(announced && ng_subject_known(&speech->announcer))
                                   ? &speech->writer
                                   : &speech->announcer;
        NgSubject all = signers(speech, number);
        if (!ng_subject_known(who) && !ng_subject_known(&all))
            return first_to_speak(speech);
        if (!ng_subject_known(who) || ng_subject_takes_in(r, &all, who))
            return all;
        return is_named(r, who, first, part->last) ? ng_nobody : *who;
    }
    if (!ng_subject_known(&speech->writer) || last - first > POINTER_WORDS ||
        !ng_announcement_points(r, part, first, last))
        return ng_nobody;
    for (uint32_t i = first; i < last; i++)
        if (is_letter(r, part, i))
            return speech->writer;
    return ng_nobody;
}

bool ng_letter_ends(const NgReading *r, uint32_t number)
{
    static const char *const closings[] = {"sincerely", "respectfully", "cordially", "truly"};
    const NgPart *part = ng_reading_part(r, number);
    if (part->first == part->last || part->last - part->first > SALUTATION_WORDS)
        return false;
    for (uint32_t i = part->first; i < MIN(part->last, part->first + 2); i++)
        for (guint c = 0; c < G_N_ELEMENTS(closings); c++)
            if (ng_word_is(r, part, i, closings[c]))
                return true;
    return false;
}
