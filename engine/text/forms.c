/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the forms of one word: lower case with accents composed, folded, and the extra forms
 * that other spellings of it have. */
#include "engine/text/forms.h"

#include <string.h>

/* Adds a character to the lower-case form; what is over the longest word is left out. */
void ng_unit_put(NgScan *scan, NgUnit *u, uint32_t cp)
{
    NgTokens *t = scan->tokens;
    if (t->bytes_len - u->lower > NG_WORD_MAX - 4 || !ng_tokens_reserve(t, 4))
        return;
    u->last_at = t->bytes_len;
    u->last = cp;
    u->beyond |= cp >= 0x80;
    t->bytes_len += ng_utf8_put(t->bytes + t->bytes_len, cp);
}

void ng_unit_put_letter(NgScan *scan, NgUnit *u, NgChar c)
{
    uint32_t composed;
    /* Korean letter by letter: the parts make one syllable */
    if (c.cp >= 0x1161 && c.cp <= 0x11FF && u->last && u->last_at >= u->lower &&
        g_unichar_compose(u->last, c.cp, &composed)) {
        scan->tokens->bytes_len = u->last_at;
        ng_unit_put(scan, u, composed);
        return;
    }
    if (c.letter.kind == NG_CH_DIGIT) {
        u->digits++;
        u->digit_run++;
    } else {
        if (u->letters++ == 0)
            u->first_upper = c.letter.upper;
        u->uppers += c.letter.upper;
        u->only_digits = false;
    }
    ng_unit_put(scan, u, c.letter.lower);
}

/* A letter and its mark become one character where there is one; accents that make none (stress
 * marks in Russian) would only stand between the stemmer and the word. */
void ng_unit_put_mark(NgScan *scan, NgUnit *u, NgChar c)
{
    uint32_t composed;
    if (!u->last)
        return;
    if (g_unichar_compose(u->last, c.cp, &composed)) {
        scan->tokens->bytes_len = u->last_at;
        ng_unit_put(scan, u, composed);
    } else if (c.cp < 0x0300 || c.cp > 0x036F) {
        ng_unit_put(scan, u, c.cp);
    }
}

/* Writes the fold of the lower-case form behind it; leaves nothing when they are the same. */
static void fold_unit(NgScan *scan, NgToken *token)
{
    NgTokens *t = scan->tokens;
    uint32_t begin = t->bytes_len, at = token->lower, stop = token->lower + token->lower_len;
    while (at < stop) {
        unsigned n;
        uint32_t cp = ng_utf8_next((const uint8_t *)t->bytes + at, stop - at, &n);
        at += n;
        if (!ng_tokens_reserve(t, 4 * NG_FOLD_MAX) ||
            t->bytes_len - begin > NG_WORD_MAX - 4 * NG_FOLD_MAX)
            break;
        if (cp < 0x80) {
            t->bytes[t->bytes_len++] = (char)cp;
            continue;
        }
        NgLetter l = ng_letter(cp);
        for (int i = 0; i < NG_FOLD_MAX && l.form[i]; i++)
            t->bytes_len += ng_utf8_put(t->bytes + t->bytes_len, l.form[i]);
    }
    uint32_t len = t->bytes_len - begin;
    if (len == 0 ||
        (len == token->lower_len && !memcmp(t->bytes + begin, t->bytes + token->lower, len)))
        t->bytes_len = begin;
    else {
        token->form = begin;
        token->form_len = (uint16_t)len;
    }
}

/* Copies letters and digits only: gov't to govt, u.s to us. */
uint32_t ng_tokens_put_bare(NgTokens *t, uint32_t from, uint32_t len)
{
    uint32_t begin = t->bytes_len;
    if (!ng_tokens_reserve(t, len))
        return 0;
    for (uint32_t i = from; i < from + len; i++)
        if (g_ascii_isalnum(t->bytes[i]) || (t->bytes[i] & 0x80))
            t->bytes[t->bytes_len++] = t->bytes[i];
    return t->bytes_len - begin;
}

static void add_bare(NgTokens *t, NgToken of)
{
    NgToken extra = of;
    extra.flags |= NG_TOKEN_EXTRA;
    extra.lower = t->bytes_len;
    extra.lower_len = (uint16_t)ng_tokens_put_bare(t, of.lower, of.lower_len);
    extra.form = extra.lower;
    extra.form_len = extra.lower_len;
    if (of.form != of.lower) {
        extra.form = t->bytes_len;
        extra.form_len = (uint16_t)ng_tokens_put_bare(t, of.form, of.form_len);
    }
    if (extra.lower_len > 0)
        *ng_tokens_push(t) = extra;
}

/* 1990's is also 1990s, US also u.s. */
static void add_variant(NgTokens *t, NgToken of, const char *between, const char *after)
{
    NgToken extra = of;
    gsize split = *between ? 1 : of.lower_len;
    if (!ng_tokens_reserve(t, of.lower_len + 2u))
        return;
    const char *written = t->bytes + of.lower;
    char *out = t->bytes + t->bytes_len, *p = out;
    p = mempcpy(p, written, split);
    p = stpcpy(p, between);
    p = mempcpy(p, written + split, of.lower_len - split);
    p = stpcpy(p, after);
    extra.flags |= NG_TOKEN_EXTRA;
    extra.lower = extra.form = t->bytes_len;
    extra.lower_len = extra.form_len = (uint16_t)(p - out);
    t->bytes_len += extra.lower_len;
    *ng_tokens_push(t) = extra;
}

/* she'll and we're are not shell and were. */
static bool is_contraction(const char *word, gsize len)
{
    static const char *const endings[] = {"'ll", "'re", "'ve", "'d", "'m"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize ending = strlen(endings[i]);
        if (len > ending && !memcmp(word + len - ending, endings[i], ending))
            return true;
    }
    return false;
}

void ng_unit_finish(NgScan *scan, const NgUnit *u)
{
    NgTokens *t = scan->tokens;
    NgToken token = {.begin = u->begin,
                     .end = u->end,
                     .lower = u->lower,
                     .form = u->lower,
                     .lower_len = (uint16_t)(t->bytes_len - u->lower)};
    if (token.lower_len == 0)
        return;
    token.form_len = token.lower_len;
    token.word = t->words++;
    if (u->first_upper)
        token.flags |= NG_TOKEN_CAPITAL;
    if (u->letters >= 2 && u->letters == u->uppers)
        token.flags |= NG_TOKEN_ALL_CAPS;
    if (u->digits)
        token.flags |= NG_TOKEN_DIGIT;
    if (u->possessive)
        token.flags |= NG_TOKEN_POSSESSIVE;
    if (ng_scan_space_before(scan, u->begin))
        token.flags |= NG_TOKEN_SPACE;
    if (u->beyond)
        fold_unit(scan, &token);
    *ng_tokens_push(t) = token;

    if (u->joined && u->letters) {
        if (!is_contraction(t->bytes + token.lower, token.lower_len))
            add_bare(t, token);
    } else if (u->possessive && u->only_digits && token.lower_len < 16)
        add_variant(t, token, "", "s");
    else if (token.lower_len == 2 && u->uppers == 2 && !u->beyond && !ng_scan_in_capitals(scan))
        add_variant(t, token, ".", "");
}
