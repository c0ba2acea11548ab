/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a word while it is read, and the tokens that are made of it.
 * Between the scanner of words.c and the token list.
 * Must not know: which joiners hold a word together. */
#pragma once

#include "engine/text/letters.h"
#include "engine/text/words.h"

typedef struct {
    NgLetter letter;
    uint32_t cp;
    unsigned n; /* bytes; 0 at the end of the text */
} NgChar;

static inline NgChar ng_scan_peek(const NgScan *scan, uint32_t at)
{
    NgChar c = {.letter.kind = NG_CH_OTHER};
    if (at >= scan->len)
        return c;
    c.cp = ng_utf8_next(scan->text + at, scan->len - at, &c.n);
    c.letter = ng_letter(c.cp);
    return c;
}

static inline bool ng_is_word(NgChar c)
{
    return c.letter.kind == NG_CH_LETTER || c.letter.kind == NG_CH_DIGIT;
}

static inline bool ng_goes_on(NgChar c)
{
    return ng_is_word(c) || c.letter.kind == NG_CH_MARK;
}

/* A word as it is being read. */
typedef struct {
    uint32_t begin, end; /* as written */
    uint32_t lower;      /* where its lower-case form begins */
    uint32_t last_at;    /* where the last character of that form begins, ... */
    uint32_t last;       /* ... and which it is; 0: none yet */
    uint32_t letters, uppers, digits;
    uint32_t digit_run; /* digits since the last comma */
    bool first_upper;   /* of its letters */
    bool beyond;        /* its lower-case form is not ASCII */
    bool joined;        /* an apostrophe or dots inside: there is a bare form too */
    bool grouped;       /* 1,000 */
    bool sliced;        /* 24/7 */
    bool only_digits;
    bool possessive;
    bool elided;
} NgUnit;

/* Add a letter or digit, a mark, or a joiner to the lower-case form. */
void ng_unit_put_letter(NgScan *scan, NgUnit *unit, NgChar c);
void ng_unit_put_mark(NgScan *scan, NgUnit *unit, NgChar c);
void ng_unit_put(NgScan *scan, NgUnit *unit, uint32_t cp);

/* Adds the word's token and those of its other forms. */
void ng_unit_finish(NgScan *scan, const NgUnit *unit);

/* Copies letters and digits alone behind the list's bytes: gov't to govt, u.s to us. Gives the
 * number of bytes. from: offset in the list's bytes. */
uint32_t ng_tokens_put_bare(NgTokens *tokens, uint32_t from, uint32_t len);
