/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: text to tokens. First step of analysis, and of every query word.
 * Words by UAX #29 in spirit, bent to what readers of news expect; an ASCII fast path.
 * Must not know: stems, terms, paragraphs' numbers, the index. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef enum {
    NG_TOKEN_CAPITAL = 1 << 0,  /* its first letter is upper case */
    NG_TOKEN_ALL_CAPS = 1 << 1, /* two letters or more, all upper case */
    NG_TOKEN_DIGIT = 1 << 2,    /* holds a digit */
    NG_TOKEN_EXTRA = 1 << 3,    /* another form of the token before it, at the same word number */
    NG_TOKEN_SPACE = 1 << 4,    /* white space (or the text's beginning) stands right before it */
    NG_TOKEN_CJK = 1 << 5, /* a pair (or a lone one) of characters of a script without spaces */
    NG_TOKEN_POSSESSIVE = 1 << 6, /* 's or s' was cut off; end lies before the apostrophe */
} NgTokenFlags;

typedef struct {
    uint32_t begin, end; /* bytes of the text: the word as written, without a possessive's 's */
    uint32_t word;       /* word number in the text from 0; several tokens share one (EXTRA) */
    uint32_t lower;      /* offset of the lower-case form in the list's bytes */
    uint32_t form;       /* offset of the folded form: no case, no diacritics; == lower for ASCII */
    uint16_t lower_len, form_len; /* bytes; a longer word is cut at 60,000 */
    uint8_t flags;
} NgToken;

/* A reusable list; grows to the largest text seen and allocates nothing after that. */
typedef struct {
    NgToken *v;
    uint32_t n, room;
    uint32_t words; /* word numbers used: the last one + 1 */
    char *bytes;    /* lower-case and folded forms, not terminated */
    uint32_t bytes_len, bytes_room;
} NgTokens;

void ng_tokens_init(NgTokens *tokens);
void ng_tokens_clear(NgTokens *tokens);

/* Replaces what the list holds. text: valid UTF-8, len_bytes < 2^31.
 *
 * Rules, the same for text and query:
 * - letters and digits with their marks make words; case and diacritics fold (see ng_fold).
 * - possessive 's and s' go: "Kaspersky's" is kaspersky. Any apostrophe form (' U+2019 U+02BC) is
 *   the same. An apostrophe inside stays in the word (gov't, o'brien) and adds an EXTRA without it
 *   (govt, obrien; but she'll is not shell: none for 'll 're 've 'd 'm). French and Italian
 *   elision (l' d' j' c' m' n' s' t' qu' dell' ...) splits; of two capitals it also joins
 *   (D'Amato: d, amato + damato). 1990's is 1990 + 1990s.
 * - hyphen: the parts are words of their own; the joined form is an EXTRA at the last part
 *   (non, governmental + nongovernmental), unless it is all digits (10-15) or over 128 bytes. Its
 *   begin and end are those of the whole, so begin may lie before the token before it. Any hyphen
 *   form (- U+2010 U+2011); soft hyphens and other invisible characters vanish.
 * - dotted letters are one word: U.S. is "u.s" and EXTRA "us"; F.B.I. is "f.b.i" and "fbi"; the
 *   last dot is part of what was written (end lies behind it). A word of exactly two capitals (US,
 *   UK, EU) adds EXTRA "u.s" unless the whole text is in capitals.
 * - AT&T, R&D: letters & letters without spaces are one word "at&t".
 * - C++, Notepad++: a trailing ++ stays, # behind one letter (C#, F#). 24/7: digits / digits are
 *   one word "24/7".
 * - numbers: 4.5 stays one word; 1,000 is "1000" (other commas split); $4.5m is "4.5m"; 1.000.000
 *   as written. Digits of any script are ASCII digits.
 * - a dot between letters otherwise splits (cyberscoop.com: cyberscoop, com); so do _ and @.
 * - Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar runs give overlapping pairs of characters,
 *   each at the word number of its first character (so the last one's number has no token); a lone
 *   character is itself.
 * Bytes that are not UTF-8 and NULs separate words; a text of 2^31 bytes or more gives no tokens.
 */
void ng_tokenise(NgTokens *tokens, const char *text, gsize len_bytes);

static inline const char *ng_token_form(const NgTokens *tokens, uint32_t i)
{
    return tokens->bytes + tokens->v[i].form;
}
static inline const char *ng_token_lower(const NgTokens *tokens, uint32_t i)
{
    return tokens->bytes + tokens->v[i].lower;
}

/* Tokens of several texts, kept for who needs them again. */
typedef struct NgKeptTokens NgKeptTokens;
NgKeptTokens *ng_kept_tokens_new(void);
void ng_kept_tokens_free(NgKeptTokens *kept);
void ng_kept_tokens_begin(NgKeptTokens *kept); /* forgets all */
/* Those of the next text, whose address tells it; NULL: they are not to be had. */
void ng_kept_tokens_add(NgKeptTokens *kept, const char *text, const NgTokens *tokens);
/* Those of text `number`, to be looked at until more are added; false: not kept. */
bool ng_kept_tokens_of(const NgKeptTokens *kept, guint number, const char *text, NgTokens *tokens);

/* Folds a whole string as ng_tokenise folds a word: lower case, diacritics off for Latin and Greek
 * (Cyrillic keeps its letters, but yo is ye), ss for sharp s, o for o with stroke. New string. */
char *ng_fold(const char *text, gssize len_bytes);
/* "Eugene Kaspersky" -> "eugene-kaspersky": folded tokens joined by hyphens; for ids. New string,
 * at most 120 bytes; text of which nothing is left gives a hash in hex. Apostrophes and dots go
 * (U.S. is us), & and / are hyphens, C++ is cplusplus. Letters beyond ASCII stay. Of a longer text
 * the last 16 bytes are its hash. */
char *ng_slug(const char *text);

/* Sentence starts: fills `starts` (of uint32_t, byte offsets; the first is 0; none in an empty
 * text). Abbreviations (Mr., Sen., U.S., Inc.), initials, decimal points and dots inside quotation
 * marks do not end one; a blank line does. A sentence goes from its start to the next, spaces
 * behind it included. */
void ng_sentences(const char *text, gsize len_bytes, GArray *starts);

G_END_DECLS
