/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the learned numbers by which languages are told apart (data/make-languages says how they
 * were learned and lie here), and scripts. Generated at build from data/languages.bin.
 * Read by language.c alone. */
#pragma once

#include <stdint.h>

/* The numbers are those of data/make-languages. */
typedef enum {
    NG_SCRIPT_NONE,
    NG_SCRIPT_LATIN,
    NG_SCRIPT_CYRILLIC,
    NG_SCRIPT_GREEK,
    NG_SCRIPT_ARABIC,
    NG_SCRIPT_HEBREW,
    NG_SCRIPT_DEVANAGARI,
    NG_SCRIPT_TAMIL,
    NG_SCRIPT_ARMENIAN,
    NG_SCRIPT_THAI,
    NG_SCRIPT_HANGUL,
    NG_SCRIPT_HAN,
    NG_SCRIPT_KANA,
    NG_SCRIPTS,
} NgScript;

enum {
    NG_LANGUAGES_MAX = 64,
    NG_LANGUAGE_PIECE = 4, /* letters of a piece of a word */
    NG_LANGUAGE_PLACE_BITS =
        18,                    /* of a slot: where its list begins; above it 14 bits of the hash */
    NG_LANGUAGE_LAST = 0x8000, /* marks the last entry of a list */
};

typedef struct {
    char code[3]; /* ISO 639-1; one that is written in two scripts has two rows */
    uint8_t script;
} NgLanguageRow;

extern const NgLanguageRow ng_language_rows[];
extern const unsigned ng_language_count, ng_language_slot_bits;
extern const uint32_t ng_language_slots[]; /* 1 << slot_bits, 0: empty; open addressing */
extern const uint16_t ng_language_lists[]; /* row << 4 | score */
