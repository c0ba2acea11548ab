/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words before a full stop that ends no sentence, and words that begin one.
 * Read by sentences.c alone. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    NG_STOP_PLAIN,  /* no abbreviation: the stop ends the sentence */
    NG_STOP_NEVER,  /* Mr. Sen. Gen.: a name follows */
    NG_STOP_MAYBE,  /* Inc. Calif. Sept.: ends one only before a word that begins sentences */
    NG_STOP_NUMBER, /* No. p.: ends none before a number */
} NgStop;

/* word: without its stop, in lower case; capital: it was written with one. */
NgStop ng_stop_of(const char *word, gsize len, bool capital);
/* The, It, But, According ...; word in lower case. */
bool ng_begins_sentences(const char *word, gsize len);
/* said, asked, wrote ...: a question in quotation marks goes on to its speaker. */
bool ng_tells_speaker(const char *word, gsize len);
/* Oktober, Jahrhundert ...: a number with a stop before it is an ordinal. */
bool ng_follows_ordinal(const char *word, gsize len);
