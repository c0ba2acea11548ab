/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: transcripts, in which each paragraph begins with whoever speaks from there on: "DOE:
 * Yes.", "SEN. ROE: I did." Who is not known speaks all the same, for nobody else. */
#include "engine/news/subject.h"

#include <string.h>

enum {
    LABEL_WORDS = 4, /* "SENATE MAJORITY LEADER DOE:" */
    LABELS = 3,      /* that make a transcript */
    CAST = 500,      /* of whom one may be meant by a label */
};

/* The person whose name ends in that word, or NG_NOBODY; the last one who is called so. */
static uint32_t bearer(const NgReading *r, const NgPart *part, uint32_t word)
{
    const char *text = part->paragraph->text + r->words[word].begin;
    gsize len = r->words[word].end - r->words[word].begin;
    for (guint i = MIN(r->cast->len, CAST); i-- > 0;) {
        const NgCast *cast = ng_reading_cast(r, i);
        gsize name = strlen(cast->name);
        if (cast->kind == NG_ACTOR_PERSON && name >= len &&
            (name == len || cast->name[name - len - 1] == ' ') &&
            g_ascii_strncasecmp(cast->name + name - len, text, len) == 0)
            return i;
    }
    return NG_NOBODY;
}

/* The word behind the colon, or 0. */
static uint32_t label_end(const NgReading *r, const NgPart *part)
{
    for (uint32_t i = part->first; i < MIN(part->last, part->first + LABEL_WORDS); i++) {
        const NgWord *word = &r->words[i];
        bool last = i + 1 < part->last && r->words[i + 1].flags & NG_WORD_AFTER_COLON;
        if (word->flags & (NG_WORD_QUOTED | NG_WORD_DIGIT) ||
            !(word->flags & NG_WORD_SHOUTED || (!last && word->classes & NG_LEX_TITLE)))
            return 0;
        if (last)
            return i + 1;
    }
    return 0;
}

bool ng_transcript_is(const NgReading *r)
{
    guint labels = 0, known = 0;
    for (uint32_t p = 1; p < r->parts->len; p++) {
        const NgPart *part = ng_reading_part(r, p);
        uint32_t end = label_end(r, part);
        labels += end > 0;
        if (end && known < 2)
            known += bearer(r, part, end - 1) != NG_NOBODY;
    }
    return labels >= LABELS && known >= 2;
}

uint32_t ng_transcript_label(const NgSpeech *speech, uint32_t number, NgSubject *who)
{
    const NgReading *r = speech->r;
    const NgPart *part = ng_reading_part(r, number);
    uint32_t end = speech->transcript ? label_end(r, part) : 0;
    if (end)
        *who = (NgSubject) {.cast = bearer(r, part, end - 1)};
    return end;
}
