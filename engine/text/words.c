/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: words with apostrophes, hyphens, dots and other joiners, letters beyond ASCII, and
 * scripts without spaces. A compound is units joined by hyphens; a unit is what becomes one word.
 */
#include "engine/text/words.h"
#include "engine/text/forms.h"

#include <string.h>

enum {
    LONGEST_JOINED = 128, /* bytes of hyphenated parts together that anyone would search for */
    MARKS_MAX = 8,        /* marks on one character that are kept */
};

bool ng_scan_space_before(const NgScan *scan, uint32_t at)
{
    if (at == 0)
        return true;
    return ng_letter(ng_utf8_before(scan->text, at)).kind == NG_CH_SPACE;
}

bool ng_scan_in_capitals(NgScan *scan)
{
    if (scan->capitals < 0) {
        scan->capitals = 1;
        for (uint32_t p = 0; p < scan->len;) {
            NgChar c = ng_scan_peek(scan, p);
            if (c.letter.kind == NG_CH_LETTER && !c.letter.upper) {
                scan->capitals = 0;
                break;
            }
            p += c.n;
        }
    }
    return scan->capitals == 1;
}

/* What French, Italian and Catalan shorten before a vowel. */
static bool is_elision(const char *word, gsize len)
{
    static const char *const shortened[] = {
        "l",    "d",     "j",     "c",    "m",     "n",      "s",      "t",     "qu",
        "un",   "gl",    "v",     "all",  "dall",  "dell",   "nell",   "sull",  "coll",
        "bell", "quell", "quest", "sant", "jusqu", "lorsqu", "puisqu", "quoiqu"};
    for (gsize i = 0; i < G_N_ELEMENTS(shortened); i++)
        if (strlen(shortened[i]) == len && !memcmp(shortened[i], word, len))
            return true;
    return false;
}

/* 's and nothing more of the word behind the apostrophe that ends at `at`; its length or 0. */
static unsigned possessive_at(const NgScan *scan, uint32_t at)
{
    NgChar s = ng_scan_peek(scan, at), behind;
    if (s.cp != 's' && s.cp != 'S')
        return 0;
    at += s.n;
    do {
        behind = ng_scan_peek(scan, at);
        at += behind.n;
    } while (behind.letter.kind == NG_CH_VANISH);
    return ng_goes_on(behind) ? 0 : s.n;
}

/* Reads U.S., F.B.I., e.g. from its first letter on; 0 when it is none. */
static uint32_t scan_dotted(NgScan *scan, uint32_t at, NgUnit *u)
{
    uint32_t letters = 0, p = at;
    for (;;) {
        NgChar c = ng_scan_peek(scan, p);
        if (c.letter.kind != NG_CH_LETTER)
            break;
        NgChar behind = ng_scan_peek(scan, p + c.n);
        if (ng_goes_on(behind) || behind.letter.kind == NG_CH_VANISH)
            break;
        letters++;
        p += c.n;
        if (behind.cp != '.')
            break;
        p++;
    }
    if (letters < 2)
        return 0;
    for (uint32_t i = at; i < p;) {
        NgChar c = ng_scan_peek(scan, i);
        if (c.letter.kind == NG_CH_LETTER) {
            if (u->last)
                ng_unit_put(scan, u, '.');
            ng_unit_put_letter(scan, u, c);
        }
        i += c.n;
    }
    u->joined = true;
    u->end = p;
    return p;
}

/* Is the comma at `at` one of 1,000 and 12,345,678? */
static bool groups_thousands(const NgScan *scan, const NgUnit *u, uint32_t at)
{
    if (!u->only_digits || u->joined || u->sliced || u->digit_run > 3 ||
        (u->grouped && u->digit_run != 3))
        return false;
    for (uint32_t i = 1; i <= 3; i++)
        if (at + i >= scan->len || !g_ascii_isdigit(scan->text[at + i]))
            return false;
    return ng_scan_peek(scan, at + 4).letter.kind != NG_CH_DIGIT;
}

/* Takes the joiner `c` at `p` into the word if it holds; gives where to go on, 0 if it ends here.
 * `before`: kind of the character before it. */
static uint32_t scan_joiner(NgScan *scan, NgUnit *u, NgChar c, uint32_t p, NgCharKind before)
{
    NgChar next = ng_scan_peek(scan, p + 1);
    bool digits = before == NG_CH_DIGIT && next.letter.kind == NG_CH_DIGIT;
    switch (c.cp) {
    case '.':
        if (!digits || u->sliced)
            return 0;
        /* only words with letters between joiners have a bare form, and 4.5m is none of them */
        u->only_digits = false;
        ng_unit_put(scan, u, '.');
        return p + 1;
    case ',':
        if (!digits || !groups_thousands(scan, u, p))
            return 0;
        u->grouped = true;
        u->digit_run = 0;
        return p + 1;
    case '/':
        if (!digits || !u->only_digits)
            return 0;
        u->sliced = true;
        ng_unit_put(scan, u, '/');
        return p + 1;
    case '&':
        if (before != NG_CH_LETTER || next.letter.kind != NG_CH_LETTER)
            return 0;
        ng_unit_put(scan, u, '&');
        return p + 1;
    case '+':
        if (before != NG_CH_LETTER || next.cp != '+' || ng_scan_peek(scan, p + 2).cp == '+')
            return 0;
        ng_unit_put(scan, u, '+');
        ng_unit_put(scan, u, '+');
        u->end = p + 2;
        return p + 2;
    case '#':
        if (u->letters != 1 || u->digits || ng_is_word(next))
            return 0;
        ng_unit_put(scan, u, '#');
        u->end = p + 1;
        return p + 1;
    }
    return 0;
}

/* Deals with an apostrophe at `p`; gives where to go on, 0 if the word ends before it. */
static uint32_t scan_apostrophe(NgScan *scan, NgUnit *u, NgChar c, uint32_t p, NgCharKind before)
{
    uint32_t behind = p + c.n;
    unsigned s = possessive_at(scan, behind);
    if (s > 0) {
        u->possessive = true;
        return behind + s;
    }
    NgChar next = ng_scan_peek(scan, behind);
    if (next.letter.kind != NG_CH_LETTER) {
        u->possessive = (u->last == 's' && u->letters >= 2 && !ng_is_word(next));
        return 0;
    }
    if (before == NG_CH_DIGIT)
        return 0;
    const NgTokens *t = scan->tokens;
    if (!u->joined && is_elision(t->bytes + u->lower, t->bytes_len - u->lower)) {
        u->elided = true;
        return behind;
    }
    ng_unit_put(scan, u, '\'');
    u->joined = true;
    return behind;
}

/* Reads one word and adds its tokens; gives where to go on. */
static uint32_t scan_unit(NgScan *scan, uint32_t p, NgUnit *u)
{
    NgCharKind before = NG_CH_OTHER;
    uint32_t next = scan_dotted(scan, p, u);
    if (next) {
        NgChar c = ng_scan_peek(scan, next);
        p = next;
        unsigned s = c.letter.kind == NG_CH_APOSTROPHE ? possessive_at(scan, p + c.n) : 0;
        if (s > 0) {
            u->possessive = true;
            p += c.n + s;
        }
        ng_unit_finish(scan, u);
        return p;
    }
    for (;;) {
        NgChar c = ng_scan_peek(scan, p);
        NgCharKind kind = (NgCharKind)c.letter.kind;
        if (kind == NG_CH_LETTER || kind == NG_CH_DIGIT || kind == NG_CH_MARK) {
            if (kind == NG_CH_MARK) {
                ng_unit_put_mark(scan, u, c);
            } else {
                ng_unit_put_letter(scan, u, c);
                before = kind;
            }
            p += c.n;
            u->end = p;
            continue;
        }
        if (kind == NG_CH_VANISH) {
            p += c.n;
            continue;
        }
        if (c.n == 0)
            break;
        if (kind == NG_CH_APOSTROPHE)
            next = scan_apostrophe(scan, u, c, p, before);
        else if (kind == NG_CH_OTHER)
            next = scan_joiner(scan, u, c, p, before);
        else
            next = 0;
        if (next == 0)
            break;
        p = next;
        /* these end the word; a ++ and # have moved its end behind themselves */
        if (u->possessive || u->elided || u->end == p)
            break;
    }
    ng_unit_finish(scan, u);
    return p;
}

static bool all_capitals(const NgScan *scan, uint32_t p, uint32_t end)
{
    uint32_t letters = 0;
    while (p < end) {
        NgChar c = ng_scan_peek(scan, p);
        if (c.letter.kind == NG_CH_LETTER && !c.letter.upper)
            return false;
        letters += c.letter.kind == NG_CH_LETTER;
        p += c.n;
    }
    return letters >= 2;
}

/* non, governmental: also nongovernmental, at the place of the last part. */
static void add_joined(const NgScan *scan, uint32_t first)
{
    NgTokens *t = scan->tokens;
    uint32_t last = t->n, lower = 0, form = 0;
    bool letters = false, differ = false;
    for (uint32_t i = first; i < last; i++) {
        const NgToken *part = &t->v[i];
        if (part->flags & NG_TOKEN_EXTRA)
            continue;
        lower += part->lower_len;
        form += part->form_len;
        differ |= part->form != part->lower;
        for (uint32_t k = 0; !letters && k < part->lower_len; k++)
            letters = !strchr("0123456789./,", t->bytes[part->lower + k]);
        if (MAX(lower, form) > LONGEST_JOINED)
            return;
    }
    if (!letters) /* 10-15 and 2017-08-25 are not 1015 */
        return;

    NgToken extra = t->v[first];
    extra.lower = t->bytes_len;
    for (uint32_t i = first; i < last; i++) {
        const NgToken *part = &t->v[i];
        if (part->flags & NG_TOKEN_EXTRA)
            continue;
        ng_tokens_put_bare(t, part->lower, part->lower_len);
        extra.flags |= part->flags & (NG_TOKEN_DIGIT | NG_TOKEN_POSSESSIVE);
        extra.word = part->word;
        extra.end = part->end;
    }
    extra.lower_len = (uint16_t)(t->bytes_len - extra.lower);
    extra.form = extra.lower;
    extra.form_len = extra.lower_len;
    if (differ) {
        extra.form = t->bytes_len;
        for (uint32_t i = first; i < last; i++)
            if (!(t->v[i].flags & NG_TOKEN_EXTRA))
                ng_tokens_put_bare(t, t->v[i].form, t->v[i].form_len);
        extra.form_len = (uint16_t)(t->bytes_len - extra.form);
    }
    extra.flags |= NG_TOKEN_EXTRA;
    extra.flags &= (uint8_t)~NG_TOKEN_ALL_CAPS;
    if (all_capitals(scan, extra.begin, extra.end))
        extra.flags |= NG_TOKEN_ALL_CAPS;
    if (extra.lower_len > 0)
        *ng_tokens_push(t) = extra;
}

static uint32_t scan_compound(NgScan *scan, uint32_t p)
{
    uint32_t first = scan->tokens->n, words = scan->tokens->words;
    for (;;) {
        NgUnit u = {.begin = p,
                    .end = p,
                    .lower = scan->tokens->bytes_len,
                    .last_at = scan->tokens->bytes_len,
                    .only_digits = true};
        p = scan_unit(scan, p, &u);
        NgChar c = ng_scan_peek(scan, p);
        if (u.elided) {
            /* D'Amato is a name, and also Damato; l'homme is two words and no more */
            if (u.first_upper && c.letter.upper)
                continue;
            break;
        }
        if (c.letter.kind != NG_CH_HYPHEN || !ng_is_word(ng_scan_peek(scan, p + c.n)))
            break;
        p += c.n;
    }
    if (scan->tokens->words - words > 1)
        add_joined(scan, first);
    return p;
}

/* A run of a script without spaces: pairs of characters, whose bytes overlap in the list too. */
static uint32_t scan_pairs(NgScan *scan, uint32_t p)
{
    NgTokens *t = scan->tokens;
    NgToken before = {0}, now = {0};
    uint32_t seen = 0;
    bool space = ng_scan_space_before(scan, p);
    for (;;) {
        NgChar c = ng_scan_peek(scan, p);
        if (c.letter.kind != NG_CH_PAIRED || !ng_tokens_reserve(t, 4 * (MARKS_MAX + 2)))
            break;
        now = (NgToken) {.begin = p, .lower = t->bytes_len, .flags = NG_TOKEN_CJK};
        uint32_t base = c.letter.lower;
        t->bytes_len += ng_utf8_put(t->bytes + t->bytes_len, base);
        p += c.n;
        now.end = p;
        for (unsigned marks = 0;; marks++) {
            c = ng_scan_peek(scan, p);
            if (c.letter.kind != NG_CH_MARK && c.letter.kind != NG_CH_VANISH)
                break;
            uint32_t composed;
            if (marks == 0 && c.letter.kind == NG_CH_MARK &&
                g_unichar_compose(base, c.cp, &composed)) {
                t->bytes_len = now.lower; /* voiced kana in two characters */
                t->bytes_len += ng_utf8_put(t->bytes + t->bytes_len, composed);
            } else if (c.letter.kind == NG_CH_MARK && marks < MARKS_MAX)
                t->bytes_len += ng_utf8_put(t->bytes + t->bytes_len, c.cp);
            p += c.n;
            now.end = p;
        }
        now.word = t->words++;
        now.form = now.lower;
        now.form_len = now.lower_len = (uint16_t)(t->bytes_len - now.lower);
        if (seen == 0 && space)
            now.flags |= NG_TOKEN_SPACE;
        if (seen++ > 0) {
            before.end = now.end;
            before.form_len = before.lower_len = (uint16_t)(before.lower_len + now.lower_len);
            *ng_tokens_push(t) = before;
        }
        before = now;
    }
    if (seen == 1)
        *ng_tokens_push(t) = now;
    return p;
}

uint32_t ng_scan_word(NgScan *scan, uint32_t at)
{
    NgChar c = ng_scan_peek(scan, at);
    if (ng_is_word(c))
        return scan_compound(scan, at);
    if (c.letter.kind == NG_CH_PAIRED) {
        uint32_t behind = scan_pairs(scan, at);
        return behind > at ? behind : scan->len;
    }
    return at + c.n;
}
