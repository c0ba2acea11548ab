/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the recogniser saw as one name, cut to the name itself: titles, parties, a capital
 * that is the sentence's and what a lost mark has let in go; a surname and "Company" join it. */
#include "engine/news/recognised_nobody.h"

#include <string.h>

enum { FIRM_WORDS = 3 }; /* "Tobacco Company" */

bool ng_recognised_breaks(const NgReading *r, const NgPart *part, uint32_t i)
{
    const NgWord *word = &r->words[i];
    if (word->flags & (NG_WORD_AFTER_COLON | NG_WORD_AFTER_OPEN | NG_WORD_AFTER_CLOSE))
        return true;
    if (word->flags & NG_WORD_AFTER_STOP && word->flags & NG_WORD_AFTER_DOT)
        return true; /* said Doe. "We know …" */
    /* "the National Mall. The Foundation", "Akaka. Ms. Myers" */
    const NgWord *before = &r->words[i - 1];
    if (word->flags & NG_WORD_AFTER_DOT && word->classes & (NG_LEX_DET | NG_LEX_TITLE) &&
        before->end - before->begin > 3 && !(before->classes & (NG_LEX_TITLE | NG_LEX_JUNIOR)))
        return true;
    if (word->flags & NG_WORD_AFTER_COMMA)
        return !(word->classes & (NG_LEX_ORG_TAIL | NG_LEX_JUNIOR));
    for (uint32_t k = r->words[i - 1].end; k < word->begin; k++)
        if (strchr("/!?;@#", part->paragraph->text[k]))
            return true;
    return false;
}

/* R-Texas, and right behind a name that a text without marks has, R Texas: a party's letter before
 * a place. */
static uint32_t behind_party(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last,
                             bool behind_name)
{
    const char *text = part->paragraph->text + r->words[first].begin;
    bool letter = r->words[first].end - r->words[first].begin == 1;
    bool party = letter && strchr("RD", text[0]) && text[1] == ' ' && behind_name;
    return last - first > 1 && letter && (r->words[first + 1].flags & NG_WORD_TIGHT || party)
               ? first + 1
               : first;
}

static const char *const held[] = {"senator",  "congressman", "congresswoman",  "president",
                                   "governor", "mayor",       "representative", NULL};

/* Ms. Doe is Doe, and a person whatever she was seen as; Prince Edward Island is a place. */
static uint32_t behind_titles(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last,
                              NgNameKind *kind)
{
    uint32_t ranks = ng_behind_rank(r, first, last);
    if (ranks > first) {
        *kind = NG_NAME_PERSON;
        first = ranks;
    }
    while (first + 1 < last && r->words[first].classes & NG_LEX_TITLE &&
           !(r->words[first].classes & NG_LEX_GIVEN)) {
        const NgWord *title = &r->words[first];
        bool short_form =
            part->paragraph->text[title->end] == '.' || title->classes & (NG_LEX_SIR | NG_LEX_LADY);
        bool office = last - first == 2 && ng_word_is_any(r, first, held) &&
                      !(r->words[first + 1].classes & (NG_LEX_NOT_NAME | NG_LEX_ORG_TAIL));
        if (*kind != NG_NAME_PERSON && !short_form && !office)
            break;
        *kind = NG_NAME_PERSON;
        first++;
    }
    return first;
}

/* Hardly ever capitalised, and not of the words that firms and agencies are named for. */
static bool is_plain(const NgWordBook *book, const NgWord *word)
{
    const uint32_t in_names = NG_LEX_GENERIC | NG_LEX_ORG_NOUN | NG_LEX_ORG_TAIL | NG_LEX_TITLE |
                              NG_LEX_ROLE | NG_LEX_NOT_NAME | NG_LEX_COMMON;
    const uint32_t openings =
        NG_LEX_PREP | NG_LEX_CONJ | NG_LEX_DET | NG_LEX_HELPER | NG_LEX_PRONOUN | NG_LEX_ACCORDING;
    unsigned bits = ng_book_look_up(book, word->key);
    return word->end - word->begin > 1 && bits && ng_book_field(bits, NG_BOOK_CAPITAL) <= 2 &&
           (word->classes & openings || !(word->classes & in_names));
}

/* "Despite Cruz", "The Associated Press": a first word that has its capital from where it stands.
 */
static uint32_t behind_opening(const NgReading *r, const NgPart *part, const NgWordBook *book,
                               uint32_t first, uint32_t last)
{
    while (first + 1 < last) {
        const NgWord *word = &r->words[first];
        bool placed = part->titled || word->flags & NG_WORD_SENTENCE ||
                      word->flags & (NG_WORD_AFTER_STOP | NG_WORD_AFTER_COLON);
        bool plain = is_plain(book, word);
        bool article = word->classes & NG_LEX_DET && ng_recognised_names(r, first + 1, last);
        if (!(placed && plain) && !article)
            break;
        if (word->classes & (NG_LEX_GIVEN | NG_LEX_PARTICLE) || ng_recognised_names(r, first, last))
            break;
        first++;
    }
    return first;
}

/* "G. Gordon" is no whole name: the surname follows. */
static uint32_t with_surname(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    if (last - first != 2 || r->words[first].end - r->words[first].begin != 1 ||
        r->words[last - 1].end - r->words[last - 1].begin < 2 || last >= part->last ||
        !ng_reading_joined(r, last) || !(r->words[last].flags & NG_WORD_CAPITAL) ||
        r->words[last].classes & ~(uint32_t)(NG_LEX_GIVEN | NG_LEX_COMMON | NG_LEX_PARTICLE))
        return last;
    return last + 1;
}

/* "N J Sen Says", in a text that has lost its marks; not "Amartya Sen". */
static bool ends_in_office(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    static const char *const offices[] = {"sen", "rep", "gov", "sens", "reps", NULL};
    if (!ng_word_is_any(r, last - 1, offices) ||
        part->paragraph->text[r->words[last - 1].end] == '.')
        return false;
    for (uint32_t i = first; i + 1 < last; i++)
        if (r->words[i].end - r->words[i].begin > 1 && !(r->words[i].flags & NG_WORD_DOTTED))
            return false;
    return last - first > 1;
}

/* "R J" of "R J Reynolds" */
static bool is_initial(const NgReading *r, uint32_t i)
{
    return r->words[i].end - r->words[i].begin == 1 && r->words[i].flags & NG_WORD_CAPITAL;
}

/* "J. Doe Tobacco Company" is no person: behind a word or two that says that it is a firm; `last`
 * when none is near. */
static uint32_t behind_firm(const NgReading *r, const NgPart *part, uint32_t first, uint32_t last)
{
    if (last - first < 2 || part->titled || part->shouted || !is_initial(r, first))
        return last;
    for (uint32_t i = last; i < MIN(part->last, last + FIRM_WORDS); i++) {
        if (!ng_reading_joined(r, i) || !(r->words[i].flags & NG_WORD_CAPITAL))
            break;
        if (r->words[i].classes & NG_LEX_ORG_TAIL)
            return i + 1;
    }
    return last;
}

bool ng_recognised_trim(const NgReading *r, const NgPart *part, const NgWordBook *book,
                        uint32_t taken, NgPiece *piece)
{
    static const char *const tied[] = {"im", "ive", "its", "weve", "thats", NULL};
    uint32_t first = piece->first, last = ng_words_before_party(r, part, first, piece->last);
    bool person = piece->kind == NG_NAME_PERSON;
    while (last > first + 1 && r->words[last - 1].flags & NG_WORD_AFTER_DOT &&
           r->words[last - 1].classes & (NG_LEX_SIR | NG_LEX_LADY))
        last--; /* "Mr. DOE. Mr. President" */
    if (ends_in_office(r, part, first, last) ||
        (last - first == 1 && person && ng_word_is_any(r, first, held)))
        return false;
    while (last > first + 1 && ng_word_is_any(r, last - 1, tied))
        last--; /* "said Doe Im glad": what has lost its apostrophe is of the next sentence */
    if (first == last)
        return false;
    if (person && first > part->first && is_initial(r, first) && is_initial(r, first - 1) &&
        ng_reading_joined(r, first) && first - 1 >= taken)
        first--;
    uint32_t firm = person ? behind_firm(r, part, first, last) : last;
    if (firm > last) {
        piece->kind = NG_NAME_ORG;
        last = firm;
    }
    first = behind_opening(r, part, book, first, last);
    first = behind_titles(r, part, first, last, &piece->kind);
    if (piece->kind == NG_NAME_PERSON && !part->shouted)
        last = with_surname(r, part, first, last);
    piece->first = behind_party(r, part, first, last, first > part->first && first == taken);
    piece->last = last;
    piece->party = piece->first > first;
    return true;
}
