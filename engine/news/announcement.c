/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: who announces what follows: "X released the following statement", "Statement by X", and
 * a headline's "X comments on": the quotations behind that nobody else claims are X's. */
#include "engine/news/quotes.h"

enum {
    PAPER_REACH = 14, /* words from the verb to "statement" */
    OPENING = 3,      /* of a sentence, among which "Statement of" stands */
    REACH = 3,        /* paragraphs between it and what it announces */
};

static bool is_any(const NgReading *r, const NgPart *part, uint32_t i, const char *const *words)
{
    for (; *words; words++)
        if (ng_word_is(r, part, i, *words))
            return true;
    return false;
}

static bool is_paper(const NgReading *r, const NgPart *part, uint32_t i)
{
    static const char *const papers[] = {"statement", "statements", "response", "remarks",
                                         "comments",  "comment",    "letter",   "speech",
                                         "testimony", "message",    "reaction", NULL};
    return is_any(r, part, i, papers);
}

/* "released the following statement": where the verb stands at word `verb`. */
static bool announces(const NgReading *r, const NgPart *part, uint32_t verb, uint32_t last)
{
    static const char *const verbs[] = {"issued",    "issues",   "released", "releases", "made",
                                        "makes",     "gave",     "gives",    "offered",  "offers",
                                        "delivered", "delivers", "sent",     "sends",    "read",
                                        "submitted", "had",      "posted",   NULL};
    if (!is_any(r, part, verb, verbs))
        return false;
    bool following = false;
    for (uint32_t i = verb + 1; i < MIN(last, verb + PAPER_REACH); i++) {
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

/* "SEN. DOE COMMENTS ON ...": the first name of a headline right before its verb. */
static NgSubject of_headline(const NgReading *r, uint32_t first, uint32_t last)
{
    uint32_t i = first;
    while (i < last && r->words[i].classes & NG_LEX_TITLE && !r->words[i].found)
        i++;
    if (i >= last || !r->words[i].found)
        return ng_nobody;
    const NgFound *found = ng_reading_found(r, r->words[i].found - 1);
    if (found->adjective || found->cast == NG_NOBODY || found->last >= last ||
        ng_reading_cast(r, found->cast)->kind != NG_ACTOR_PERSON ||
        r->words[found->last].flags & NG_WORD_APART ||
        !(r->words[found->last].classes & (NG_LEX_VERB | NG_LEX_WEAK_VERB)))
        return ng_nobody;
    return (NgSubject) {.cast = found->cast, .named = true};
}

static NgSubject announcer(NgSpeech *speech, uint32_t number, uint32_t first, uint32_t last)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    if (is_headline(r, number) && first == part->first) {
        NgSubject subject = of_headline(r, first, last);
        if (ng_subject_known(&subject))
            return subject;
    }
    for (uint32_t i = first; i < last; i++) {
        if (r->words[i].flags & NG_WORD_QUOTED)
            continue;
        if (i < first + OPENING && i + 2 < last && is_paper(r, part, i) &&
            (ng_word_is(r, part, i + 1, "of") || ng_word_is(r, part, i + 1, "by") ||
             ng_word_is(r, part, i + 1, "from")))
            return ng_subject_right(speech, number, i + 2, last);
        if (announces(r, part, i, last)) {
            NgSubject subject = ng_subject_left(speech, number, first, i);
            return ng_subject_known(&subject) ? subject
                                              : ng_subject_clause(speech, number, first, i);
        }
    }
    return ng_nobody;
}

void ng_announcement_note(NgSpeech *speech, uint32_t part, uint32_t first, uint32_t last)
{
    NgSubject subject = announcer(speech, part, first, last);
    if (!ng_subject_known(&subject))
        return;
    speech->announcer = subject;
    speech->announcer.named = false;
    speech->announced_part = part;
}

NgSubject ng_announcement_before(const NgSpeech *speech, uint32_t part)
{
    return part - speech->announced_part <= REACH ? speech->announcer : ng_nobody;
}
