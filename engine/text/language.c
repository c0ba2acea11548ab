/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which language a text is written in.
 * First by script: that decides for most. Within Latin, Cyrillic, Arabic, Hebrew and Devanagari by
 * pieces of words, each of which speaks for some languages more than for others, as was learned
 * from texts (naive Bayes over letters). The answer must stand clear of the second best: no
 * language is better than a wrong one, which would stem every word wrongly. */
#include "engine/text/language_table.h"
#include "engine/text/letters.h"
#include "engine/text/tags.h"
#include "nutgraf/stem.h"

#include <string.h>

/* Scores are in half bits: a piece of a word with a capital counts half, since names are at home in
 * any language. Of 14,000 paragraphs of news and free manuals in 40 languages, cut at 50 letters,
 * nine of ten are clear and one in two hundred of those is wrong. */
enum {
    LOOK_AT = 6000,    /* bytes of the text; more changes nothing */
    CLEAR = 20,        /* of the second best, to be an answer at all ... */
    CLEAR_SHARE = 3,   /* ... and that in hundredths of the best */
    KNOWN_TENTHS = 12, /* least mean of the pieces: less is no language that is known here */
    BEYOND_DOUBT = 80, /* over what is claimed ... */
    BEYOND_DOUBT_SHARE = 15,
    FAR = 300,      /* clear enough to read no further ... */
    FAR_WORDS = 32, /* ... after so many words */
    AGREED = 60,    /* lead of the claimed to read no further ... */
    AGREED_WORDS = 4,
    BESIDE_LEAST = 5,   /* different words in lower case for a paragraph to stand apart */
    WORDS_LEAST = 3,    /* in lower case ... */
    CAPITALS_LEAST = 6, /* ... or so many of any */
    TIMES_ROOM = 1024,
    REPEATS_COUNTED = 3,
    REPEATS_BESIDE = 2, /* of a paragraph that stands apart */
    WORD_MAX = 40,      /* letters; longer is no word */
    SCRIPT_GLANCE = 600,
};

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
enum { LEAST_LETTERS = 6 };

static NgScript commonest_script(const uint8_t *s, gsize len)
{
    unsigned count[NG_SCRIPTS] = {0}, latin = 0;
    gsize p = 0;
    /* No script has more than one, or three in three bytes: what is left cannot outdo that. */
    for (; p < len && s[p] < 0x80; p++) {
        latin += (unsigned)((s[p] | 0x20) - 'a') < 26;
        if (latin >= LEAST_LETTERS && latin >= len - p)
            return NG_SCRIPT_LATIN;
    }
    count[NG_SCRIPT_LATIN] = latin;
    while (p < len) {
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
    return count[best] >= LEAST_LETTERS ? best : NG_SCRIPT_NONE;
}

typedef struct {
    unsigned score[NG_LANGUAGES_MAX];
    unsigned weight;                    /* of all pieces, known or not */
    unsigned words, kinds, lower_kinds; /* kinds: different words */
    unsigned look_at, repeats;          /* how often a word counts */
    /* A table of prices that says "Mar" in each of its lines is not written in the language of that
     * word. */
    unsigned char times[TIMES_ROOM];
} Tally;

static uint32_t hash_begin(void)
{
    return 0x811C9DC5u;
}

static uint32_t hash_add(uint32_t h, uint32_t cp)
{
    return (h ^ cp) * 0x01000193u;
}

static uint32_t hash_end(uint32_t h)
{
    h = (h ^ h >> 15) * 0x85EBCA6Bu;
    return h ^ h >> 13;
}

/* The list of a piece, or NULL. */
static const uint16_t *find_list(uint32_t hash)
{
    uint32_t mask = (1u << ng_language_slot_bits) - 1;
    for (uint32_t at = hash & mask; ng_language_slots[at]; at = (at + 1) & mask)
        if (ng_language_slots[at] >> NG_LANGUAGE_PLACE_BITS == hash >> NG_LANGUAGE_PLACE_BITS)
            return ng_language_lists +
                   (ng_language_slots[at] & ((1u << NG_LANGUAGE_PLACE_BITS) - 1));
    return NULL;
}

static void score_list(Tally *tally, const uint16_t *entry, unsigned weight)
{
    for (;; entry++) {
        tally->score[(*entry & ~NG_LANGUAGE_LAST) >> 4] += weight * (*entry & 15u);
        if (*entry & NG_LANGUAGE_LAST)
            return;
    }
}

/* word: its letters between two spaces; n with these. */
static void score_word(Tally *tally, const uint32_t *word, unsigned n, bool capital)
{
    uint32_t whole = hash_add(hash_begin(), '=');
    for (unsigned i = 1; i + 1 < n; i++)
        whole = hash_add(whole, word[i]);
    whole = hash_end(whole);
    unsigned char *times = &tally->times[whole % TIMES_ROOM];
    if (*times >= tally->repeats)
        return;
    tally->words++;
    if (n > 3 && *times == 0) { /* a letter is no word */
        tally->kinds++;
        tally->lower_kinds += !capital;
    }
    ++*times;
    unsigned weight = capital || n == 3 ? 1 : 2;
    /* all are asked for before the first is looked at: the table does not stay in the cache */
    uint32_t hashes[WORD_MAX + 3], mask = (1u << ng_language_slot_bits) - 1;
    unsigned pieces = 0;
    for (unsigned i = 0; i == 0 || i + NG_LANGUAGE_PIECE <= n; i++) {
        uint32_t h = hash_begin();
        for (unsigned k = i; k < n && k < i + NG_LANGUAGE_PIECE; k++)
            h = hash_add(h, word[k]);
        hashes[pieces++] = hash_end(h);
        __builtin_prefetch(&ng_language_slots[hashes[pieces - 1] & mask]);
    }
    tally->weight += pieces * weight;
    if (n > NG_LANGUAGE_PIECE)
        hashes[pieces++] = whole;
    const uint16_t *lists[WORD_MAX + 3];
    for (unsigned i = 0; i < pieces; i++) {
        lists[i] = find_list(hashes[i]);
        __builtin_prefetch(lists[i]);
    }
    for (unsigned i = 0; i < pieces; i++)
        if (lists[i])
            score_list(tally, lists[i], weight);
}

/* The cedillas of old Romanian and of Turkish. */
static uint32_t usual_letter(uint32_t lower)
{
    return lower == 0x15F ? 0x219 : lower == 0x163 ? 0x21B : lower;
}

typedef struct {
    const char *code; /* the best; NULL: there is none */
    unsigned score, second, claimed, weight;
    bool doubtful; /* rests on too few words */
} Verdict;

/* The languages of one script. */
typedef struct {
    unsigned n;
    uint8_t row[NG_LANGUAGES_MAX];
} Rows;

static const Rows *rows_of(NgScript script)
{
    static Rows rows[NG_SCRIPTS];
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        for (unsigned i = 0; i < ng_language_count; i++) {
            Rows *of = &rows[ng_language_rows[i].script];
            of->row[of->n++] = (uint8_t)i;
        }
        g_once_init_leave(&ready, 1);
    }
    return &rows[script];
}

typedef struct {
    const char *claim;
    bool eager;       /* the claim is believed after a few words */
    const Rows *rows; /* of the script */
} Question;

static bool is_code(const char *row, const char *code)
{
    return row[0] == code[0] && row[1] == code[1];
}

static Verdict judge(const Tally *tally, const Question *question)
{
    Verdict verdict = {.weight = tally->weight};
    unsigned best = NG_LANGUAGES_MAX;
    for (unsigned k = 0; k < question->rows->n; k++) {
        unsigned i = question->rows->row[k], score = tally->score[i];
        if (question->claim && is_code(ng_language_rows[i].code, question->claim))
            verdict.claimed = score;
        verdict.second = MAX(verdict.second, MIN(score, verdict.score));
        best = score > verdict.score ? i : best;
        verdict.score = MAX(verdict.score, score);
    }
    if (best < NG_LANGUAGES_MAX)
        verdict.code = ng_language_rows[best].code;
    bool enough = question->eager
                      ? tally->lower_kinds >= BESIDE_LEAST
                      : tally->lower_kinds >= WORDS_LEAST || tally->kinds >= CAPITALS_LEAST;
    if (!enough && question->rows == rows_of(NG_SCRIPT_LATIN))
        verdict.doubtful = true;
    return verdict;
}

static bool stands_clear(const Verdict *verdict, unsigned of, unsigned by, unsigned hundredths)
{
    return verdict->code && verdict->score >= of + by &&
           (guint64)(verdict->score - of) * 100 >= (guint64)verdict->score * hundredths &&
           (guint64)verdict->score * 10 >= (guint64)verdict->weight * KNOWN_TENTHS;
}

/* Nothing that may come will change the answer, in all likelihood. */
static bool is_settled(const Tally *tally, const Question *question)
{
    if (question->eager ? tally->words < AGREED_WORDS : tally->words < FAR_WORDS)
        return false;
    Verdict verdict = judge(tally, question);
    if (question->eager && !g_strcmp0(verdict.code, question->claim))
        return stands_clear(&verdict, verdict.second, AGREED, CLEAR_SHARE);
    return tally->words >= FAR_WORDS &&
           stands_clear(&verdict, verdict.second, FAR, BEYOND_DOUBT_SHARE);
}

static Verdict score_text(const uint8_t *s, gsize len, const Question *question)
{
    Tally tally = {.look_at = AGREED_WORDS,
                   .repeats = question->eager ? REPEATS_BESIDE : REPEATS_COUNTED};
    uint32_t word[WORD_MAX + 2] = {' '};
    unsigned n = 1;
    bool capital = false;
    for (gsize p = 0; p <= len;) {
        unsigned bytes = 1;
        NgLetter letter = {.kind = NG_CH_SPACE};
        if (p < len)
            letter = ng_letter(ng_utf8_next(s + p, len - p, &bytes));
        p += bytes;
        if (letter.kind == NG_CH_LETTER || (letter.kind == NG_CH_MARK && n > 1)) {
            capital = n == 1 ? letter.upper : capital;
            if (n <= WORD_MAX)
                word[n] = usual_letter(letter.lower);
            n++;
        } else if (letter.kind != NG_CH_VANISH) {
            if (n > 1 && n <= WORD_MAX + 1) {
                word[n] = ' ';
                score_word(&tally, word, n + 1, capital);
                if (tally.words >= tally.look_at) {
                    if (is_settled(&tally, question))
                        break;
                    tally.look_at *= 2;
                }
            }
            n = 1;
        }
    }
    return judge(&tally, question);
}

/* Not more than len bytes, and no character in part; text[len] is there. */
static gsize whole_characters(const char *text, gsize len)
{
    while (len > 0 && ((uint8_t)text[len] & 0xC0) == 0x80)
        len--;
    return len;
}

static bool is_written_in(const char *code, NgScript script)
{
    const Rows *rows = rows_of(script);
    for (unsigned k = 0; k < rows->n; k++)
        if (is_code(ng_language_rows[rows->row[k]].code, code))
            return true;
    for (unsigned i = 0; i < ng_language_count; i++)
        if (is_code(ng_language_rows[i].code, code))
            return false;
    return true;
}

static const char *answer(const char *text, gsize len_bytes, const char *claim, bool eager)
{
    gsize len = len_bytes > LOOK_AT ? whole_characters(text, LOOK_AT) : len_bytes;
    gsize glance = len > SCRIPT_GLANCE ? whole_characters(text, SCRIPT_GLANCE) : len;
    NgScript script = commonest_script((const uint8_t *)text, glance);
    if (script == NG_SCRIPT_NONE)
        return claim;
    /* a list of Japanese names has no kana */
    bool possible = claim && (is_written_in(claim, script) ||
                              (script == NG_SCRIPT_HAN && is_written_in(claim, NG_SCRIPT_KANA)));
    const Rows *rows = rows_of(script);
    if (rows->n == 1)
        return possible ? claim : ng_language_constant(ng_language_rows[rows->row[0]].code);

    Question question = {possible ? claim : NULL, eager, rows};
    Verdict verdict = score_text((const uint8_t *)text, len, &question);
    bool clear = !verdict.doubtful && stands_clear(&verdict, verdict.second, CLEAR, CLEAR_SHARE);
    if (clear && possible)
        clear = stands_clear(&verdict, verdict.claimed, BEYOND_DOUBT, BEYOND_DOUBT_SHARE);
    return clear ? ng_language_constant(verdict.code) : claim;
}

const char *ng_language_guess(const char *text, gsize len_bytes)
{
    return answer(text, len_bytes, NULL, false);
}

const char *ng_language_weigh(const char *text, gsize len_bytes, const char *claim)
{
    return answer(text, len_bytes, claim, false);
}

const char *ng_language_beside(const char *text, gsize len_bytes, const char *usual)
{
    const char *lang = answer(text, len_bytes, usual, true);
    return lang && strcmp(lang, usual) != 0 ? lang : NULL;
}
