/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the token list, and the fast path: runs of ASCII letters and digits that nothing joins.
 * About nineteen words in twenty of English news end here; the rest goes to words.c, which follows
 * the same rules. */
#include "engine/text/words.h"

#include <string.h>

enum {
    WORD = 1 << 0,  /* a letter or digit */
    UPPER = 1 << 1, /* the bits of UPPER and DIGIT say so of a WORD */
    DIGIT = 1 << 2,
    JOINER = 1 << 3, /* may hold together what stands around it */
    BEYOND = 1 << 4, /* not ASCII */
};

static const uint8_t class_of[256] = {
    ['a' ... 'z'] = WORD,
    ['A' ... 'Z'] = WORD | UPPER,
    ['0' ... '9'] = WORD | DIGIT,
    ['\''] = JOINER,
    ['-'] = JOINER,
    ['.'] = JOINER,
    [','] = JOINER,
    ['/'] = JOINER,
    ['&'] = JOINER,
    ['+'] = JOINER,
    ['#'] = JOINER,
    [0x80 ... 0xFF] = BEYOND,
};

void ng_tokens_init(NgTokens *tokens)
{
    *tokens = (NgTokens) {0};
}

void ng_tokens_clear(NgTokens *tokens)
{
    if (!tokens)
        return;
    g_free(tokens->v);
    g_free(tokens->bytes);
    *tokens = (NgTokens) {0};
}

bool ng_tokens_reserve(NgTokens *tokens, gsize more)
{
    gsize want = tokens->bytes_len + more;
    if (want <= tokens->bytes_room)
        return true;
    if (want > G_MAXUINT32)
        return false;
    tokens->bytes_room = (uint32_t)MIN(want + want / 2 + 256, (gsize)G_MAXUINT32);
    tokens->bytes = g_realloc(tokens->bytes, tokens->bytes_room);
    return true;
}

NgToken *ng_tokens_push(NgTokens *tokens)
{
    if (G_UNLIKELY(tokens->n == tokens->room)) {
        tokens->room = tokens->room ? tokens->room * 2 : 64;
        tokens->v = g_renew(NgToken, tokens->v, tokens->room);
    }
    return &tokens->v[tokens->n++];
}

/* May the run that ended before `p` go on behind the character at `p`? Only a "no" is certain. */
static inline bool may_join(const uint8_t *text, uint32_t len, uint32_t p, uint32_t run, uint8_t c)
{
    uint8_t next = p + 1 < len ? text[p + 1] : ' ';
    uint8_t next_class = class_of[next];
    bool digit_before = class_of[text[p - 1]] & DIGIT;

    switch (c) {
    case '\'':
        return true;
    case '-':
    case '&':
        return next_class & (WORD | BEYOND);
    case '.':
        return (digit_before && next_class & (DIGIT | BEYOND)) ||
               (run == 1 && next_class & (WORD | BEYOND));
    case ',':
    case '/':
        return digit_before && next_class & (DIGIT | BEYOND);
    case '+':
        return next == '+';
    case '#':
        return run == 1;
    }
    /* U+2012..U+2017 and U+201C..U+2027 are dashes, quotation marks, bullets, dots: plain ends */
    if (c == 0xE2 && p + 2 < len && next == 0x80) {
        uint8_t last = text[p + 2];
        return !((last >= 0x92 && last <= 0x97) || (last >= 0x9C && last <= 0xA7));
    }
    return true;
}

static inline bool space_before(const NgScan *scan, uint32_t at)
{
    if (at == 0)
        return true;
    uint8_t c = scan->text[at - 1];
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return ng_scan_space_before(scan, at);
}

/* US is found by u.s as well, so that both spellings meet. */
static void add_dotted(NgScan *scan, NgToken of)
{
    NgTokens *t = scan->tokens;
    if (ng_scan_in_capitals(scan) || !ng_tokens_reserve(t, 3 + (scan->len - of.end) + 8))
        return;
    const char *pair = t->bytes + of.lower;
    char *out = t->bytes + t->bytes_len;
    out[0] = pair[0];
    out[1] = '.';
    out[2] = pair[1];
    of.lower = of.form = t->bytes_len;
    of.lower_len = of.form_len = 3;
    of.flags |= NG_TOKEN_EXTRA;
    t->bytes_len += 3;
    *ng_tokens_push(t) = of;
}

void ng_tokenise(NgTokens *tokens, const char *text, gsize len_bytes)
{
    tokens->n = tokens->words = tokens->bytes_len = 0;
    if (len_bytes == 0 || len_bytes >= (gsize)1 << 31)
        return;

    NgScan scan = {.tokens = tokens,
                   .text = (const uint8_t *)text,
                   .len = (uint32_t)len_bytes,
                   .capitals = -1};
    const uint8_t *s = scan.text;
    uint32_t len = scan.len, p = 0;
    /* Room for the rest of the text is there at each turn of the loop: the fast path writes a byte
     * for a byte and looks no further; whoever writes more reserves more. */
    ng_tokens_reserve(tokens, len + 8);

    while (p < len) {
        uint8_t class = class_of[s[p]];
        if (!(class & (WORD | BEYOND))) {
            p++;
            continue;
        }
        if (class & BEYOND) {
            p = ng_scan_word(&scan, p);
            if (!ng_tokens_reserve(tokens, len - p + 8))
                return;
            continue;
        }

        uint32_t begin = p;
        uint8_t any = 0, all = 0xFF;
        char *out = tokens->bytes + tokens->bytes_len;
        uint8_t c = s[p];
        do {
            /* letters to lower case; digits have that bit already */
            *out++ = (char)(c | 0x20);
            any |= class;
            all &= class;
            if (++p == len)
                break;
            c = s[p];
            class = class_of[c];
        } while (class & WORD);

        uint32_t run = p - begin;
        if (p < len && class & (JOINER | BEYOND) && may_join(s, len, p, run, c)) {
            p = ng_scan_word(&scan, begin);
            if (!ng_tokens_reserve(tokens, len - p + 8))
                return;
            continue;
        }

        uint8_t first = class_of[s[begin]];
        if (G_UNLIKELY(first & DIGIT && any & UPPER)) { /* 4G, 3M: the first letter counts */
            uint32_t letter = begin;
            while (class_of[s[letter]] & DIGIT)
                letter++;
            first = class_of[s[letter]];
        }
        uint8_t flags = 0;
        if (first & UPPER)
            flags |= NG_TOKEN_CAPITAL;
        if (any & DIGIT)
            flags |= NG_TOKEN_DIGIT;
        if (G_UNLIKELY(first & UPPER) && run >= 2) {
            if (all & UPPER) {
                flags |= NG_TOKEN_ALL_CAPS;
            } else if (any & DIGIT) { /* MI6: only letters count */
                uint32_t letters = 0, upper = 0;
                for (uint32_t i = begin; i < p; i++) {
                    letters += !(class_of[s[i]] & DIGIT);
                    upper += !!(class_of[s[i]] & UPPER);
                }
                if (letters >= 2 && letters == upper)
                    flags |= NG_TOKEN_ALL_CAPS;
            }
        }
        if (space_before(&scan, begin))
            flags |= NG_TOKEN_SPACE;

        uint16_t kept = (uint16_t)MIN(run, (uint32_t)NG_WORD_MAX);
        NgToken token = {.begin = begin,
                         .end = p,
                         .word = tokens->words++,
                         .lower = tokens->bytes_len,
                         .form = tokens->bytes_len,
                         .lower_len = kept,
                         .form_len = kept,
                         .flags = flags};
        tokens->bytes_len += kept;
        *ng_tokens_push(tokens) = token;
        if (G_UNLIKELY(run == 2 && all & UPPER))
            add_dotted(&scan, token);
    }
}
