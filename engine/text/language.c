/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which language a text is written in.
 * First by script: that decides for most. Within Latin, Cyrillic, Arabic, Hebrew and Devanagari by
 * counting little words, each worth less the more languages share it, and telling letters. The
 * answer must rest on several words and stand clear of the second best: no language is better than
 * a wrong one, which would stem every word wrongly. */
#include "engine/text/language_words.h"
#include "engine/text/letters.h"
#include "engine/text/tags.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"

#include <string.h>

enum {
    GLANCE = 600,   /* bytes of the text that mostly do */
    LOOK_AT = 6000, /* bytes of the text; more changes nothing */
    WORD_WORTH = 60,
    LETTER_WORTH = 25,
    GROUND = 150, /* the least worth that is an answer: two and a half words of one language */
    CLEAR_PERCENT = 112, /* of the second best */
    FAR_PERCENT = 160,
    SHARE_PERCENT =
        4, /* least worth by word, of a little word's; agglutinating languages have few */
    LANGUAGES_MAX = 64,
};

/* word, or apostrophe and letter -> bit mask of languages; built at first use, kept */
static GHashTable *mask_of;

static void add_mask(GHashTable *masks, const char *key, gsize len, guint64 bit)
{
    g_autofree char *owned = g_strndup(key, len);
    guint64 *mask = g_hash_table_lookup(masks, owned);
    if (!mask) {
        mask = g_new0(guint64, 1);
        g_hash_table_insert(masks, g_steal_pointer(&owned), mask);
    }
    *mask |= bit;
}

static GHashTable *masks(void)
{
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        mask_of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        for (gsize i = 0; i < ng_language_words_n; i++) {
            guint64 bit = (guint64)1 << i;
            for (const char *p = ng_language_words[i].words; *p;) {
                gsize len = strcspn(p, " ");
                add_mask(mask_of, p, len, bit);
                p += len + (p[len] == ' ');
            }
            for (const char *p = ng_language_words[i].letters; *p; p = g_utf8_next_char(p)) {
                char letter[8] = "'";
                memcpy(letter + 1, p, (gsize)(g_utf8_next_char(p) - p));
                add_mask(mask_of, letter, strlen(letter), bit);
            }
        }
        g_once_init_leave(&ready, 1);
    }
    return mask_of;
}

static NgScript script_of(uint32_t cp)
{
    if (cp < 0x0250 || (cp >= 0x1E00 && cp <= 0x1EFF))
        return NG_SCRIPT_LATIN;
    if ((cp >= 0x0370 && cp <= 0x03FF) || (cp >= 0x1F00 && cp <= 0x1FFF))
        return NG_SCRIPT_GREEK;
    if (cp >= 0x0400 && cp <= 0x052F)
        return NG_SCRIPT_CYRILLIC;
    if (cp >= 0x0530 && cp <= 0x058F)
        return NG_SCRIPT_ARMENIAN;
    if (cp >= 0x0590 && cp <= 0x05FF)
        return NG_SCRIPT_HEBREW;
    if ((cp >= 0x0600 && cp <= 0x077F) || (cp >= 0xFB50 && cp <= 0xFEFC))
        return NG_SCRIPT_ARABIC;
    if (cp >= 0x0900 && cp <= 0x097F)
        return NG_SCRIPT_DEVANAGARI;
    if (cp >= 0x0B80 && cp <= 0x0BFF)
        return NG_SCRIPT_TAMIL;
    if (cp >= 0x0E01 && cp <= 0x0E7F)
        return NG_SCRIPT_THAI;
    if ((cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x1100 && cp <= 0x11FF))
        return NG_SCRIPT_HANGUL;
    if ((cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0xFF66 && cp <= 0xFF9F))
        return NG_SCRIPT_KANA;
    if ((cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0x20000 && cp <= 0x3FFFD))
        return NG_SCRIPT_HAN;
    return NG_SCRIPT_NONE;
}

/* Letters of each script; a Han character says as much as three letters. */
static NgScript commonest_script(const uint8_t *s, gsize len)
{
    unsigned count[NG_SCRIPTS] = {0};
    for (gsize p = 0; p < len;) {
        unsigned n;
        uint32_t cp = ng_utf8_next(s + p, len - p, &n);
        p += n;
        uint8_t kind = ng_letter(cp).kind;
        if (kind == NG_CH_LETTER || kind == NG_CH_PAIRED)
            count[script_of(cp)]++;
    }
    count[NG_SCRIPT_HAN] *= 3;
    count[NG_SCRIPT_KANA] *= 3;
    /* Japanese mixes kana with Han; one kana in ten is enough to tell */
    if (count[NG_SCRIPT_KANA] * 10 > count[NG_SCRIPT_HAN]) {
        count[NG_SCRIPT_KANA] += count[NG_SCRIPT_HAN];
        count[NG_SCRIPT_HAN] = 0;
    } else {
        count[NG_SCRIPT_HAN] += count[NG_SCRIPT_KANA];
        count[NG_SCRIPT_KANA] = 0;
    }
    NgScript best = NG_SCRIPT_NONE;
    for (int i = 1; i < NG_SCRIPTS; i++)
        if (count[i] > count[best]) /* also more than of scripts that are not known here */
            best = (NgScript)i;
    enum { LEAST_LETTERS = 6 };
    return count[best] >= LEAST_LETTERS ? best : NG_SCRIPT_NONE;
}

enum { TIMES_ROOM = 1024, REPEATS_COUNTED = 3, KINDS_LEAST = 3 };

/* Adds what a word or a letter is worth to each language that has it, less where more share it. */
static void share_out(guint64 mask, unsigned whole, unsigned worth[LANGUAGES_MAX],
                      unsigned char kinds[LANGUAGES_MAX])
{
    if (!mask)
        return;
    unsigned part = whole / (unsigned)__builtin_popcountll(mask);
    for (; mask; mask &= mask - 1) {
        int language = __builtin_ctzll(mask);
        worth[language] += part;
        if (kinds[language] < G_MAXUINT8)
            kinds[language]++;
    }
}

/* kinds: how many different pieces of evidence a language has. A table of prices that says "Mar" in
 * each of its lines is not written in the language of that word. */
static void count_word(const char *word, gsize len, guint64 possible, unsigned worth[LANGUAGES_MAX],
                       unsigned char kinds[LANGUAGES_MAX], unsigned char times[TIMES_ROOM])
{
    unsigned hash = 0;
    for (gsize i = 0; i < len; i++)
        hash = hash * 31 + (unsigned char)word[i];
    if (times[hash % TIMES_ROOM] >= REPEATS_COUNTED)
        return;
    times[hash % TIMES_ROOM]++;
    enum { LONGEST = 63 };
    char key[LONGEST + 1], letter[6] = "'";
    if (len > LONGEST)
        return;
    memcpy(key, word, len);
    key[len] = '\0';
    const guint64 *found = g_hash_table_lookup(masks(), key);
    if (found)
        share_out(*found & possible, WORD_WORTH, worth, kinds);

    guint64 seen = 0; /* a word's telling letters count once */
    for (gsize p = 0; p < len;) {
        unsigned n;
        ng_utf8_next((const uint8_t *)word + p, len - p, &n);
        if (n > 1) {
            memcpy(letter + 1, word + p, n);
            letter[1 + n] = '\0';
            found = g_hash_table_lookup(masks(), letter);
            if (found && !(seen & *found)) {
                share_out(*found & possible, LETTER_WORTH, worth, kinds);
                seen |= *found;
            }
        }
        p += n;
    }
}

static const char *by_words(const char *text, gsize len, NgScript script, unsigned ground,
                            unsigned clear)
{
    unsigned worth[LANGUAGES_MAX] = {0}, words = 0;
    unsigned char kinds[LANGUAGES_MAX] = {0}, times[TIMES_ROOM] = {0};
    guint64 possible = 0;
    for (gsize i = 0; i < ng_language_words_n; i++)
        if (ng_language_words[i].script == script)
            possible |= (guint64)1 << i;
    NgTokens tokens;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, text, len);
    for (uint32_t i = 0; i < tokens.n; i++) {
        const NgToken *t = &tokens.v[i];
        /* initials are no little words */
        if (t->flags & (NG_TOKEN_EXTRA | NG_TOKEN_DIGIT) ||
            (t->lower_len == 1 && t->flags & NG_TOKEN_CAPITAL))
            continue;
        words++;
        count_word(ng_token_lower(&tokens, i), t->lower_len, possible, worth, kinds, times);
    }
    ng_tokens_clear(&tokens);

    gsize best = 0, second = 0;
    for (gsize i = 1; i < ng_language_words_n; i++) {
        if (worth[i] > worth[best]) {
            second = best;
            best = i;
        } else if (second == best || worth[i] > worth[second]) {
            second = i;
        }
    }
    if (worth[best] < MAX(ground, words * WORD_WORTH * SHARE_PERCENT / 100) ||
        worth[best] * 100 < worth[second] * clear ||
        (script == NG_SCRIPT_LATIN && kinds[best] < KINDS_LEAST))
        return NULL;
    return ng_language_words[best].code;
}

/* Not more than len bytes, and no character in part; text[len] is there. */
static gsize whole_characters(const char *text, gsize len)
{
    while (len > 0 && ((uint8_t)text[len] & 0xC0) == 0x80)
        len--;
    return len;
}

const char *ng_language_guess(const char *text, gsize len_bytes)
{
    gsize len = len_bytes > LOOK_AT ? whole_characters(text, LOOK_AT) : len_bytes;
    NgScript script = commonest_script((const uint8_t *)text, len);
    if (script == NG_SCRIPT_NONE)
        return NULL;

    const char *only = NULL;
    gsize languages = 0;
    for (gsize i = 0; i < ng_language_words_n; i++) {
        if (ng_language_words[i].script == script) {
            languages++;
            only = ng_language_words[i].code;
        }
    }
    if (languages == 1)
        return ng_language_constant(only);

    /* the first lines mostly tell beyond doubt; then all that is looked at; a headline has less
     * ground than that, and must stand out the more; another script has few languages to choose
     * from */
    unsigned ground = script == NG_SCRIPT_LATIN ? GROUND : GROUND / 3;
    const char *code = NULL;
    if (len > GLANCE)
        code = by_words(text, whole_characters(text, GLANCE), script, ground * 4, FAR_PERCENT);
    if (!code)
        code = by_words(text, len, script, ground, CLEAR_PERCENT);
    if (!code)
        code = by_words(text, len, script, ground * 6 / 10, FAR_PERCENT);
    return code ? ng_language_constant(code) : NULL;
}

const char *ng_language_weigh(const char *text, gsize len_bytes, const char *claim)
{
    const char *guess = ng_language_guess(text, len_bytes);
    return guess ? guess : claim;
}
