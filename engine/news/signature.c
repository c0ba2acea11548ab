/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: whoever signs a quotation, with no verb that says so. */
#include "engine/news/quotes.h"

enum { SIGNATURE_WORDS = 12 };

/* A paragraph that is nothing but a signature: -Jane Doe, Springfield. */
NgAttribution ng_attribution_signature_below(NgSpeech *speech, uint32_t number)
{
    const NgReading *r = speech->r;
    NgAttribution a = ng_attribution_none;
    if (number >= r->parts->len)
        return a;
    const NgPart *part = ng_reading_part(r, number);
    const char *text = part->paragraph->text;
    gunichar dash = g_utf8_get_char(text);
    bool dashed = dash == '-' || dash == 0x2013 || dash == 0x2014 || dash == '~';
    if ((!dashed && !ng_quotes_signed(r, number)) || part->first == part->last ||
        part->last - part->first > SIGNATURE_WORDS ||
        !(r->words[part->first].flags & NG_WORD_CAPITAL))
        return a;
    a.subject = ng_subject_right(speech, number, part->first, part->last);
    return a;
}

/* “…,” Sen. Jane Doe of Ohio: behind a comma nothing but who said so, without a verb. */
static bool signs_without_verb(const NgReading *r, const NgPart *part, const NgStretch *q)
{
    if (!q->ends_comma || !(r->words[q->last].classes & NG_LEX_TITLE))
        return false;
    for (uint32_t i = q->last; i < part->last; i++)
        if (ng_reports(r, part, i, NG_LEX_VERB | NG_LEX_WEAK_VERB) ||
            r->words[i].classes & (NG_LEX_PRONOUN | NG_LEX_HELPER) ||
            r->words[i].flags & NG_WORD_QUOTED)
            return false;
    return true;
}

/* "…" — Jane Doe; ¶ -Michelle Marks: a signature behind the marks, and nothing after it. */
NgAttribution ng_attribution_signature(NgSpeech *speech, const NgStretch *q)
{
    NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, q->part);
    NgAttribution a = ng_attribution_none;
    if (q->last >= part->last ||
        !(r->words[q->last].flags & NG_WORD_AFTER_DASH || signs_without_verb(r, part, q)) ||
        !(r->words[q->last].flags & NG_WORD_CAPITAL) || !ng_stretch_has_words(q) ||
        part->last - q->last > SIGNATURE_WORDS || q->first != part->first)
        return ng_attribution_none;
    a.subject = ng_subject_right(speech, q->part, q->last, part->last);
    a.adjacent = ng_subject_known(&a.subject);
    return a;
}
