/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a subject that is a name which nobody bears so far: capitals side by side. */
#include "engine/news/recognised_nobody.h"
#include "engine/news/subject.h"

#include <string.h>

enum {
    BEARERS = 40,    /* of those who spoke that are asked whether a surname is theirs */
    LABEL_WORDS = 3, /* R, N.C.; D, W., Va. */
    STATE_BYTES = 6, /* Calif., R-Minn */
};

/* "R-Ga.", "(D-Ore.)", or what is left of it without its marks: the first word of the party's
 * letter and the state that end before word `end`, and else `end`. */
uint32_t ng_label_first(const NgReading *r, const NgPart *part, uint32_t start, uint32_t end)
{
    bool bracketed = end < part->last && r->words[end].flags & NG_WORD_AFTER_CLOSE;
    for (uint32_t i = end; i-- > start && end - i <= LABEL_WORDS;) {
        const NgWord *word = &r->words[i];
        if (!(word->flags & NG_WORD_CAPITAL) ||
            (word->end - word->begin > STATE_BYTES && !bracketed) || /* (R-South Carolina) */
            (i + 1 < end &&
             r->words[i + 1].flags & ((NG_WORD_APART & ~NG_WORD_AFTER_DASH) | NG_WORD_SENTENCE)))
            return end;
        const char *text = part->paragraph->text + word->begin;
        if (strchr("RDI", text[0]) && (word->end - word->begin == 1 ? i + 1 < end : text[1] == '-'))
            return i;
        if (bracketed && word->flags & NG_WORD_AFTER_OPEN)
            return end;
    }
    return end;
}

uint32_t ng_label_behind(const NgReading *r, const NgPart *part, uint32_t end, uint32_t stop)
{
    for (uint32_t label = end + 1; label <= MIN(stop, end + LABEL_WORDS); label++)
        if (ng_label_first(r, part, end, label) == end)
            return label;
    return end;
}

/* D-Del., R-Va: beside a member's name. */
static bool is_party_label(const NgReading *r, const NgPart *part, uint32_t i)
{
    const char *text = part->paragraph->text + r->words[i].begin;
    return g_ascii_isupper(text[0]) && text[1] == '-' && g_ascii_isupper(text[2]);
}

/* Words of a name that nobody bears yet: capitalised, side by side, titles stripped. */
NgSubject ng_subject_of_capitals(const NgReading *r, const NgPart *part, uint32_t first,
                                 uint32_t last)
{
    static NgWordList offices =
        NG_WORD_LIST("embassy", "consulate", "mission", "delegation", "delegations");
    while (first + 1 < last && r->words[first].classes & (NG_LEX_TITLE | NG_LEX_DET) &&
           !(r->words[first].classes & NG_LEX_GIVEN))
        first++;
    first = ng_behind_rank(r, first, last);
    if (r->nouns_capital) /* Vorstandschef Klaus Brandner */
        while (first + 1 < last && !(r->words[first].classes & NG_LEX_GIVEN))
            first++;
    if (first >= last || part->shouted || is_party_label(r, part, first) ||
        (last - first > 1 && ng_label_first(r, part, first, last) == first)) /* D MD */
        return ng_nobody;
    const NgWord *head = &r->words[first], *tail = &r->words[last - 1];
    if (head->classes & NG_LEX_PREP && !(head->classes & (NG_LEX_PARTICLE | NG_LEX_GIVEN)))
        return ng_nobody; /* "Statement Of From Today": a name is missing */
    if (tail->classes & (NG_LEX_ROLE | NG_LEX_TITLE) && first > part->first &&
        ng_word_is(r, part, first - 1, "the") && ng_reading_joined(r, first))
        return ng_nobody; /* the Majority Leader */
    if (last - first == 1 && head->flags & NG_WORD_SHOUTED && head->flags & NG_WORD_AFTER_COMMA &&
        head->end - head->begin == 2)
        return ng_nobody; /* Washington, DC */
    if (last - first == 1 && head->flags & NG_WORD_SHOUTED && first > part->first &&
        (ng_word_is(r, part, first - 1, "a") || ng_word_is(r, part, first - 1, "an")))
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
    if (last - first == 1 && !titled &&
        (head->classes & NG_LEX_ORG_NOUN || ng_word_in(r, part, first, &offices)))
        return ng_nobody;
    /* What begins a sentence has a capital in any case, and the recogniser saw no name in it. */
    if (last - first == 1 && !titled && head->flags & NG_WORD_SENTENCE && r->recognised &&
        !(head->flags & NG_WORD_SHOUTED) && !(head->classes & NG_LEX_GIVEN))
        return ng_nobody;
    if (last - first == 1 && !titled && head->flags & NG_WORD_SENTENCE &&
        head->classes &
            (NG_LEX_PAPER | NG_LEX_ORG_NOUN | NG_LEX_ORG_THING | NG_LEX_ORG_TAIL | NG_LEX_PERSONAL))
        return ng_nobody;
    return (NgSubject) {.cast = NG_NOBODY, .first = first, .last = last, .named = true};
}

/* The same, but a surname alone is that of whoever spoke under a longer name before. */
NgSubject ng_subject_of_name(const NgSpeech *speech, const NgPart *part, uint32_t first,
                             uint32_t last)
{
    const NgReading *r = speech->r;
    uint64_t key = r->words[last - 1].key;
    for (guint i = speech->spoke->len; i-- > 0 && speech->spoke->len - i <= BEARERS;) {
        const NgSubject *spoke = &g_array_index(speech->spoke, NgSpoke, i).subject;
        if ((last - first == 1 || r->nouns_capital) && spoke->cast == NG_NOBODY &&
            spoke->last - spoke->first > 1 && r->words[spoke->last - 1].key == key)
            return *spoke;
    }
    return ng_subject_of_capitals(r, part, first, last);
}
