/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: text about a date, cut into atoms: numbers, months, clock times, dates in figures.
 * Below date_loose.c, which puts them together; private to it.
 * Must not know: which atoms make a date. */
#pragma once

#include "nutgraf/date.h"

G_BEGIN_DECLS

enum { NG_DATE_ATOMS = 128 };

typedef enum {
    ATOM_NUMBER,
    ATOM_MONTH,
    ATOM_TIME,
    ATOM_DATE,
    ATOM_AMBIGUOUS,
    ATOM_OTHER
} NgDateAtomType;

typedef struct {
    NgDateAtomType type;
    int value;   /* number, month, or seconds of the day */
    int digits;  /* of a number */
    char unit;   /* 'y', 'm', 'd' when a character says so (2017年), or 0 */
    NgDate date; /* ATOM_DATE; of ATOM_TIME the zone */
} NgDateAtom;

typedef struct {
    const char *p; /* folded text; ends in NUL */
    const char *lang;
    NgDateAtom atoms[NG_DATE_ATOMS];
    guint n;
    bool after_time_word; /* "um", "kl": 10.00 is a time here */
    bool afternoon;       /* a CJK word for it stands somewhere */
} NgDateLexer;

/* Fills atoms from p, which is folded: lower case, no diacritics. Times take their zone along. */
void ng_date_lex(NgDateLexer *lexer);

G_END_DECLS
