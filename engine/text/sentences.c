/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: where sentences begin.
 * Two passes, each over the text once: quotations first, since a stop inside one ends nothing, then
 * stops, each judged by the word before it and the word behind it. */
#include "engine/text/abbreviations.h"
#include "engine/text/letters.h"
#include "nutgraf/token.h"

#include <string.h>

enum {
    LONGEST_QUOTATION = 4000, /* bytes; longer ones are two marks that do not belong together */
    RETRIES = 8,              /* opening marks without an end that are passed over */
    WORD_BYTES = 40,          /* of a neighbouring word that are looked at */
    SPEAKER_WORDS = 4,
};

typedef struct {
    const uint8_t *s;
    gsize len;
} Text;

typedef struct {
    gsize open, close; /* of the marks' first bytes */
} Quotation;

static uint32_t char_at(const Text *t, gsize p, unsigned *n)
{
    if (p >= t->len) {
        *n = 0;
        return 0;
    }
    return ng_utf8_next(t->s + p, t->len - p, n);
}

static NgLetter letter_of(uint32_t cp)
{
    if (cp >= 0x80)
        return ng_letter(cp);
    NgLetter l = {.lower = cp, .kind = NG_CH_OTHER};
    if (g_ascii_isalpha((char)cp)) {
        l.kind = NG_CH_LETTER;
        l.upper = g_ascii_isupper((char)cp);
        l.lower = (uint32_t)g_ascii_tolower((char)cp);
    } else if (g_ascii_isdigit((char)cp)) {
        l.kind = NG_CH_DIGIT;
    } else if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
        l.kind = NG_CH_SPACE;
    }
    return l;
}

static bool is_space(uint32_t cp)
{
    return letter_of(cp).kind == NG_CH_SPACE;
}

static bool is_wordish(uint32_t cp)
{
    uint8_t kind = letter_of(cp).kind;
    return kind == NG_CH_LETTER || kind == NG_CH_DIGIT || kind == NG_CH_PAIRED;
}

/* The mark that closes what `cp` opens, 0 if it opens nothing. German and Danish open with the mark
 * that closes elsewhere; two answers are packed where two are in use. */
static bool closes(uint32_t open, uint32_t cp)
{
    switch (open) {
    case '"':
        return cp == '"';
    case 0x201C: /* English */
        return cp == 0x201D || cp == '"';
    case 0x201D: /* Swedish, Finnish */
        return cp == 0x201D;
    case 0x201E: /* German, Polish */
        return cp == 0x201C || cp == 0x201D;
    case 0x00AB: /* French */
        return cp == 0x00BB;
    case 0x00BB: /* Danish, German */
        return cp == 0x00AB || cp == 0x00BB;
    case 0x2018: /* British */
        return cp == 0x2019;
    case 0x300C:
        return cp == 0x300D;
    case 0x300E:
        return cp == 0x300F;
    }
    return false;
}

/* May a mark at `p` open a quotation? It stands behind a space or bracket and before a word. */
static bool may_open(const Text *t, gsize p, uint32_t cp, unsigned n)
{
    unsigned m;
    uint32_t before = p > 0 ? ng_utf8_before(t->s, p) : ' ';
    uint32_t behind = char_at(t, p + n, &m);
    if (cp >= 0x3000)
        return true;
    if (m == 0 || (is_space(behind) && cp != 0x00AB)) /* French leaves a space inside */
        return false;
    return cp == 0x201C || cp == 0x201E || cp == 0x00AB || !is_wordish(before);
}

/* A ’ is also an apostrophe: it closes ‘ only behind a stop or comma, or before no letter. */
static bool may_close(const Text *t, gsize p, uint32_t cp, unsigned n)
{
    unsigned m;
    if (cp != 0x2019)
        return true;
    uint32_t before = ng_utf8_before(t->s, p), behind = char_at(t, p + n, &m);
    return !is_wordish(behind) &&
           (before == '.' || before == ',' || before == '!' || before == '?');
}

static bool opens(uint32_t cp)
{
    return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0x00AB ||
           cp == 0x00BB || cp == 0x2018 || cp == 0x300C || cp == 0x300E;
}

/* A mark that cannot be the end of what is open, but opens again: the first one was left open, as
 * the agencies do in each paragraph of a long quotation. */
static bool opens_anew(const Text *t, gsize p, uint32_t open, uint32_t cp, unsigned n)
{
    if (cp != open)
        return false;
    if (cp == 0x201C || cp == 0x201E)
        return true;
    return cp == '"' && p > 0 && is_space(ng_utf8_before(t->s, p)) && may_open(t, p, cp, n);
}

static void find_quotations(const Text *t, GArray *out)
{
    uint32_t open = 0;
    gsize open_at = 0;
    int retries = 0;
    for (gsize p = 0;;) {
        unsigned n;
        uint32_t cp = char_at(t, p, &n);
        if (n == 0 || (open && p - open_at > LONGEST_QUOTATION)) {
            if (!open)
                return;
            /* no end was found: go on behind the mark, a few times; then behind what was read */
            open = 0;
            if (retries++ < RETRIES)
                p = open_at + 1;
            while (p < t->len && (t->s[p] & 0xC0) == 0x80)
                p++;
            continue;
        }
        if (open && opens_anew(t, p, open, cp, n)) {
            open_at = p;
        } else if (open && closes(open, cp) && may_close(t, p, cp, n)) {
            Quotation q = {open_at, p};
            g_array_append_val(out, q);
            open = 0;
        } else if (!open && opens(cp) && may_open(t, p, cp, n)) {
            open = cp;
            open_at = p;
        }
        p += n;
    }
}

static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 /* ... */ ||
           cp == 0x0964 /* danda */ || cp == 0x061F /* Arabic question mark */ ||
           cp == 0x06D4 /* Urdu full stop */ || cp == 0x0589 /* Armenian full stop */;
}

/* Stops of scripts that put no space behind them. */
static bool is_wide_stop(uint32_t cp)
{
    return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF61;
}

static bool is_closer(uint32_t cp)
{
    return cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == 0x2019 || cp == 0x201D ||
           cp == 0x201C || cp == 0x00BB || cp == 0x300D || cp == 0x300F || cp == 0xFF09;
}

typedef struct {
    char lower[WORD_BYTES + 8];
    gsize len;    /* of lower */
    bool capital; /* its first letter */
    bool digits;  /* nothing but digits */
    bool dotted;  /* holds a dot: U.S, p.m */
    bool first;   /* nothing of the sentence stands before it */
    unsigned chars;
} Neighbour;

static void lower_word(const Text *t, gsize begin, gsize end, Neighbour *w)
{
    w->digits = end > begin;
    for (gsize p = begin; p < end && w->len < WORD_BYTES;) {
        unsigned n;
        uint32_t cp = char_at(t, p, &n);
        NgLetter l = letter_of(cp);
        if (w->chars++ == 0)
            w->capital = l.upper;
        w->digits &= l.kind == NG_CH_DIGIT;
        w->dotted |= cp == '.';
        w->len += ng_utf8_put(w->lower + w->len, l.lower);
        p += n;
    }
}

/* The word that ends at `stop`, with its dots and hyphens' last part. */
static Neighbour word_before(const Text *t, gsize sentence, gsize stop)
{
    Neighbour w = {0};
    gsize begin = stop;
    while (begin > sentence && stop - begin < WORD_BYTES) {
        uint32_t cp = ng_utf8_before(t->s, begin);
        if (!is_wordish(cp) && cp != '.' && letter_of(cp).kind != NG_CH_MARK)
            break;
        begin -= cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    }
    if (begin < sentence || begin > stop)
        begin = sentence;
    gsize before = begin;
    while (before > sentence && is_space(ng_utf8_before(t->s, before)))
        before--;
    w.first = before == sentence;
    lower_word(t, begin, stop, &w);
    return w;
}

/* The word behind `p`, past spaces, opening marks and dashes; *at: its first letter. */
static Neighbour word_behind(const Text *t, gsize p, gsize *at)
{
    Neighbour w = {0};
    unsigned n;
    gsize skipped = 0;
    for (;;) {
        uint32_t cp = char_at(t, p, &n);
        if (n == 0 || is_wordish(cp) || ++skipped > WORD_BYTES)
            break;
        p += n;
    }
    *at = p;
    gsize end = p;
    while (end - p < WORD_BYTES) {
        uint32_t cp = char_at(t, end, &n);
        if (n == 0 || (!is_wordish(cp) && letter_of(cp).kind != NG_CH_MARK))
            break;
        end += n;
    }
    lower_word(t, p, end, &w);
    return w;
}

/* "Is it so?" Mr. Smith asked. */
static bool speaker_follows(const Text *t, gsize p)
{
    for (int i = 0; i < SPEAKER_WORDS; i++) {
        gsize at;
        Neighbour w = word_behind(t, p, &at);
        if (w.len == 0)
            return false;
        if (ng_tells_speaker(w.lower, w.len))
            return true;
        p = at + w.len;
        if (p > t->len)
            return false;
    }
    return false;
}

/* Does a sentence that began at `sentence` end with the stop at `stop` (the last of its run), when
 * the next thing stands at `next`? */
static bool ends_sentence(const Text *t, gsize sentence, gsize stop, gsize run, gsize next,
                          bool quoted)
{
    unsigned n;
    gsize at;
    uint32_t cp = char_at(t, stop, &n);
    Neighbour behind = word_behind(t, next, &at);
    if (behind.len == 0)
        return true;
    NgLetter first = letter_of(char_at(t, at, &n));
    if (first.kind == NG_CH_LETTER && !first.upper && first.lower != g_unichar_toupper(first.lower))
        return false;
    if (cp != '.')
        return !(quoted && speaker_follows(t, next));
    if (run > 1) /* three dots */
        return true;

    Neighbour before = word_before(t, sentence, stop);
    bool begins = ng_begins_sentences(behind.lower, behind.len);
    if (before.len == 0)
        return true;
    if (before.digits) { /* 1. as a list's number, 3. Oktober */
        if (before.first && before.chars <= 3)
            return false;
        return before.chars > 2 || begins || quoted;
    }
    if (before.dotted) {
        if (!strcmp(before.lower, "e.g") || !strcmp(before.lower, "i.e") ||
            !strcmp(before.lower, "z.b"))
            return false;
        return begins || strlen(before.lower) > 7;
    }
    NgStop stop_kind = ng_stop_of(before.lower, before.len, before.capital);
    if (before.chars == 1 && before.capital && before.lower[0] != 'i') /* George W. Bush */
        return begins;
    if (stop_kind == NG_STOP_NEVER)
        return false;
    if (stop_kind == NG_STOP_MAYBE)
        return begins;
    if (stop_kind == NG_STOP_NUMBER)
        return first.kind != NG_CH_DIGIT;
    return true;
}

/* Passes the spaces at `p`; *blank: a blank line was among them. */
static gsize skip_space(const Text *t, gsize p, bool *blank)
{
    unsigned lines = 0, n;
    for (;;) {
        uint32_t cp = char_at(t, p, &n);
        if (n == 0 || !is_space(cp))
            break;
        lines += cp == '\n' || cp == 0x2029;
        p += n;
    }
    *blank = lines >= 2;
    return p;
}

void ng_sentences(const char *text, gsize len_bytes, GArray *starts)
{
    Text t = {(const uint8_t *)text, len_bytes};
    g_array_set_size(starts, 0);
    if (len_bytes == 0 || len_bytes > G_MAXUINT32)
        return;
    uint32_t start = 0;
    g_array_append_val(starts, start);

    g_autoptr(GArray) quotations = g_array_new(FALSE, FALSE, sizeof(Quotation));
    find_quotations(&t, quotations);
    guint q = 0;
    gsize p = 0;
    while (p < len_bytes) {
        unsigned n;
        gsize stop = 0, run = 0, behind;
        bool quoted = false, wide = false, found = false;
        uint32_t cp = char_at(&t, p, &n);

        while (q < quotations->len && g_array_index(quotations, Quotation, q).open < p)
            q++;
        if (q < quotations->len && g_array_index(quotations, Quotation, q).open == p) {
            /* a quotation is passed as a whole; a stop right before its end may end more */
            Quotation quotation = g_array_index(quotations, Quotation, q++);
            char_at(&t, quotation.close, &n);
            behind = quotation.close + n;
            gsize last = quotation.close;
            uint32_t before = ng_utf8_before(t.s, last);
            while (last > quotation.open + 1 && is_space(before)) {
                last -= before < 0x80 ? 1 : before < 0x800 ? 2 : 3;
                before = ng_utf8_before(t.s, last);
            }
            wide = is_wide_stop(before);
            if (wide || is_stop(before)) {
                found = quoted = true;
                stop = last - (before < 0x80 ? 1 : before < 0x800 ? 2 : 3);
                run = 1;
            }
        } else if (is_stop(cp) || is_wide_stop(cp)) {
            behind = p;
            while (n > 0 && (is_stop(cp) || is_wide_stop(cp))) {
                stop = behind;
                wide |= is_wide_stop(cp);
                behind += n;
                run++;
                cp = char_at(&t, behind, &n);
            }
            found = true;
        } else if (cp == '\n' || cp == 0x2029) {
            bool blank;
            behind = skip_space(&t, p, &blank);
            if (blank && behind < len_bytes) {
                start = (uint32_t)behind;
                g_array_append_val(starts, start);
            }
            p = behind;
            continue;
        } else {
            p += n;
            continue;
        }

        /* brackets and marks that close with it belong to it */
        while (found && behind < len_bytes) {
            cp = char_at(&t, behind, &n);
            if (!is_closer(cp) ||
                (q < quotations->len && g_array_index(quotations, Quotation, q).open == behind))
                break;
            behind += n;
        }
        bool blank;
        gsize next = skip_space(&t, behind, &blank);
        if (next < len_bytes && (blank || (found && (wide || next > behind) &&
                                           ends_sentence(&t, start, stop, run, next, quoted)))) {
            start = (uint32_t)next;
            g_array_append_val(starts, start);
        }
        p = MAX(next, p + 1);
    }
}
