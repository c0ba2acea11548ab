/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the commonest little words of each language, to tell languages apart by.
 * Read by language.c alone. */
#pragma once

#include <glib.h>

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

typedef struct {
    const char *code; /* ISO 639-1 */
    NgScript script;
    const char *words;   /* lower case, separated by single spaces */
    const char *letters; /* those that it has and most others of its script lack */
} NgLanguageWords;

extern const NgLanguageWords ng_language_words[];
extern const gsize ng_language_words_n; /* at most 64 */
