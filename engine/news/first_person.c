/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what is said in the first person by somebody who is not said to say it: in a speech, a
 * letter or a statement that stands in full, behind a label, or where a text has lost its marks. */
#include "engine/news/indirect.h"

#include <string.h>

enum {
    WE_WORDS = 8,      /* of a sentence among which its subject stands */
    HEADING_WORDS = 8, /* a line of less is one, without a mark that ends a sentence */
};

static bool is_same(const NgSubject *one, const NgSubject *other)
{
    return one->cast == other->cast && one->several == other->several &&
           one->first == other->first && one->last == other->last;
}

/* What nobody is said to say goes on right behind what the same one said: one quotation, as words
 * in marks are one from the mark that opens them to the mark that closes them. */
static bool goes_on(const NgSentence *s, uint32_t first, uint32_t last, const NgAttribution *a,
                    bool own)
{
    NgTold *before = s->out->len ? &g_array_index(s->out, NgTold, s->out->len - 1) : NULL;
    if (!before || a->verb_last || before->part != s->number || before->last != first ||
        before->own != own || !is_same(&before->attribution.subject, &a->subject))
        return false;
    before->last = last;
    return true;
}

/* "we've", "I’m": the pronoun, and whatever an apostrophe ties to it. */
static bool begins_with(const NgSentence *s, uint32_t i, const char *pronoun)
{
    const NgWord *word = &s->r->words[i];
    const char *text = s->part->paragraph->text + word->begin;
    gsize len = strlen(pronoun);
    return word->end - word->begin > len && g_ascii_strncasecmp(text, pronoun, len) == 0 &&
           (text[len] == '\'' || g_str_has_prefix(text + len, "’"));
}

static bool is_i(const NgSentence *s, uint32_t i)
{
    return ng_sentence_is(s, i, "I") || begins_with(s, i, "I");
}

/* "We are proud to …", "I am": in a statement somebody speaks, without a verb that says so. */
static bool we_speak(const NgSentence *s)
{
    /* "My bill will": no reporter's, where marks may have been lost. */
    if (s->speech->lost_marks && s->first < s->last &&
        (ng_sentence_is(s, s->first, "my") || ng_sentence_is(s, s->first, "our")))
        return true;
    for (uint32_t i = s->first; i < MIN(s->last, s->first + WE_WORDS); i++) {
        if (s->r->words[i].flags & NG_WORD_QUOTED)
            return false;
        bool tight = i + 1 < s->last && s->r->words[i + 1].flags & NG_WORD_TIGHT; /* I-95 */
        if (!tight && (ng_sentence_is(s, i, "we") || is_i(s, i) || begins_with(s, i, "we")))
            return true;
    }
    return false;
}

/* "Doe has said that he wants to look at it. I hope …": his words were told, they do not go on. */
static bool retold_last(const NgSentence *s)
{
    const GArray *spoke = s->speech->spoke;
    return spoke->len && s->speech->retold &&
           g_array_index(spoke, NgSpoke, spoke->len - 1).word == s->speech->retold;
}

/* Whoever spoke last in this paragraph, else who announced it; the issuer when nobody did. */
static NgSubject spoke_here(const NgSentence *s)
{
    const GArray *spoke = s->speech->spoke;
    const NgSpoke *last = spoke->len ? &g_array_index(spoke, NgSpoke, spoke->len - 1) : NULL;
    if (last && last->word >= s->part->first && last->word < s->first && !retold_last(s) &&
        !(last->subject.cast != NG_NOBODY &&
          ng_reading_cast(s->r, last->subject.cast)->kind != NG_ACTOR_PERSON))
        return last->subject;
    return s->speech->announcer;
}

/* "I am": no organisation speaks so. */
static bool says_i(const NgSentence *s)
{
    for (uint32_t i = s->first; i < MIN(s->last, s->first + WE_WORDS); i++)
        if (is_i(s, i))
            return true;
    return false;
}

/* In a paragraph that has lost its marks: what stands between two things that the same one says,
 * with nobody else who speaks, and not a word of him as of somebody else, is his as well. */
static bool bridges(const NgSentence *s, const NgAttribution *a, bool own)
{
    NgTold *before = s->out->len ? &g_array_index(s->out, NgTold, s->out->len - 1) : NULL;
    if (!before || a->verb_last || !s->speech->lost_marks || !s->part->bare ||
        before->part != s->number || before->own != own ||
        !is_same(&before->attribution.subject, &a->subject))
        return false;
    if (before->attribution.verb_last && before->attribution.verb >= before->last)
        return false; /* "We know said Doe": his name stands between */
    if (ng_unmarked_is_named(s, &a->subject, before->last, s->first))
        return false;
    before->last = s->last;
    return true;
}

/* The sentence, as what stands before it went on or of its own. */
static void go_on(const NgSentence *s, const NgAttribution *a, bool own)
{
    if (goes_on(s, s->first, s->last, a, own) || bridges(s, a, own))
        return;
    ng_told_put(s, s->first, s->last, a, own);
}

/* "Thanksgiving in Iraq", "May 8": a line of its own that is no sentence. */
static bool is_heading(const NgSentence *s)
{
    if (s->first != s->part->first || s->last != s->part->last ||
        s->last - s->first >= HEADING_WORDS)
        return false;
    const char *rest = s->part->paragraph->text + s->r->words[s->last - 1].end;
    return !strpbrk(rest, ".?!");
}

/* A sentence in which somebody speaks without being said to: what is there in full. */
void ng_told_in_first_person(const NgSentence *s)
{
    const NgSpeech *speech = s->speech;
    bool labelled = speech->voiced && speech->voice_part == s->number;
    bool whole = ng_whole_statement_has(speech, s->first) && !is_heading(s);
    bool behind = !labelled && !whole && !speech->voiced && ng_unmarked_goes_on(s);
    if (!labelled && !whole && !behind && !we_speak(s))
        return;
    if (speech->voiced) {
        if (ng_subject_known(&speech->voice))
            go_on(s, &(NgAttribution) {.subject = speech->voice}, true);
        return;
    }
    if (behind) {
        NgSubject who = g_array_index(s->out, NgTold, s->out->len - 1).attribution.subject;
        go_on(s, &(NgAttribution) {.subject = who}, false);
        return;
    }
    NgAttribution a = {.subject = whole ? speech->announcer : spoke_here(s)};
    if (ng_subject_known(&a.subject) && a.subject.cast != NG_NOBODY &&
        ng_reading_cast(s->r, a.subject.cast)->kind != NG_ACTOR_PERSON && says_i(s))
        a.subject = ng_nobody;
    /* What goes on behind "Doe said", without marks, is as much reported as that is. */
    if (!retold_last(s) && ng_unmarked_spoke(speech, s->number, s->first))
        go_on(s, &a, false);
    else if (s->r->article->kind == NG_KIND_STATEMENT ||
             (ng_subject_known(&speech->announcer) && speech->utters &&
              s->first >= speech->announced_last))
        go_on(s, &a, true);
}
