/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words to stems, by Snowball, with a memory.
 * Between tokens and terms, for text and query alike.
 * Must not know: terms' prefixes, positions, the index. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

G_BEGIN_DECLS

typedef struct NgStemmer NgStemmer;

/* The folded stem of the word as written, and, where it differs, that of the word without its
 * diacritics: a reader who types `investigacion` finds `investigación` as well. */
typedef struct {
    const char *stem[2]; /* not terminated; borrowed until the stemmer is freed or 2^18 words later,
                            or from `form` itself where the word is its own stem */
    uint16_t len[2];
    int n; /* 1 or 2 */
} NgStems;

/* lang: ISO 639-1; NULL, "" or a language that Snowball lacks: words are their own stems.
 * Not for two threads at once. */
NgStemmer *ng_stemmer_new(const char *lang);
void ng_stemmer_free(NgStemmer *stemmer);
bool ng_stemmer_knows(const char *lang); /* Snowball has it */
/* To be asked before stemmers of these languages are made (NULL: any that there are), and before
 * the process gives up its right to open files: false when Snowball's library, from which all but
 * English come, is not there. Without it their words would be their own stems. */
bool ng_stemmers_load(const char *const *langs, GError **error);
/* lower: lower-case form with diacritics; form: the folded one (see NgToken). A word with a digit,
 * a dot or another joiner but the apostrophe, of CJK or over 64 bytes is its own stem. */
void ng_stem(NgStemmer *stemmer, const char *lower, gsize lower_len, const char *form,
             gsize form_len, NgStems *out);

/* Whether a folded form is its stem and at most NG_STEM_ENDING bytes behind it (prices of price,
 * audited of audit): such a form has no term of its own, for its stem finds it. */
#define NG_STEM_ENDING 3
#define NG_STEM_TELLS_MIN 3 /* bytes of a stem that more than itself is found by */
static inline bool ng_stem_tells(const char *stem, gsize stem_len, const char *form, gsize form_len)
{
    return form_len >= stem_len && form_len - stem_len <= NG_STEM_ENDING &&
           (form_len == stem_len || stem_len >= NG_STEM_TELLS_MIN) &&
           memcmp(stem, form, stem_len) == 0;
}

/* ISO 639-1 code of the language the text is written in, from its script and, among the languages
 * of one script, from pieces of its words (at most 6,000 bytes; an article takes some 20 us); NULL
 * when that is not clear. Tells the Snowball languages, CJK, Thai and some forty others apart; the
 * languages of a press that has two (Bokmal and Nynorsk) are one. Borrowed constant. */
const char *ng_language_guess(const char *text, gsize len_bytes);
/* The same where a source claims a language: that it is unless the text is beyond doubt in another.
 * NULL claim: a guess. */
const char *ng_language_weigh(const char *text, gsize len_bytes, const char *claim);
/* Of a paragraph in a text that is usually in `usual`: the language that it is in beyond doubt, if
 * that is another; else NULL. Fast where it is not: a few words do. */
const char *ng_language_beside(const char *text, gsize len_bytes, const char *usual);
/* "en-US", "english", "eng", "EN" -> "en"; all of ISO 639-1 and their ISO 639-2 codes; Bokmal and
 * Nynorsk are "no". NULL when it is no language tag. Borrowed constant. */
const char *ng_language_normalise(const char *tag);

G_END_DECLS
