/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names of languages: tags, ISO 639 codes, English names, Snowball's names.
 * Under stems and language guessing. Must not know: words. */
#pragma once

#include <glib.h>

/* Snowball's name of the language (any tag that ng_language_normalise takes); NULL: it has none. */
const char *ng_language_snowball(const char *tag);
/* The same code as a constant that lives as long as the program; NULL when there is none such. */
const char *ng_language_constant(const char *code);
