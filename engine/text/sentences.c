/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: where sentences begin.
 * Two passes, each over the text once: quotations first, since a stop inside one ends nothing, then
 * stops, each judged by the word before it and the word behind it. */
#include "engine/text/abbreviations.h"
#include "engine/text/quotations.h"
#include "nutgraf/token.h"

#include <string.h>

enum {
    WORD_BYTES = 40, /* of a neighbouring word that are looked at */
    SPEAKER_WORDS = 4,
};

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
    bool number;  /* digits and dots */
    bool joined;  /* & stands before it: AT&T */
    bool first;   /* nothing of the sentence stands before it */
    unsigned chars;
} Neighbour;

static void lower_word(const NgText *t, gsize begin, gsize end, Neighbour *w)
{
    w->digits = w->number = end > begin;
    for (gsize p = begin; p < end && w->len < WORD_BYTES;) {
        unsigned n;
        uint32_t cp = ng_text_char(t, p, &n);
        NgLetter l = ng_letter(cp);
        if (w->chars++ == 0)
            w->capital = l.upper;
        w->digits &= l.kind == NG_CH_DIGIT;
        w->number &= l.kind == NG_CH_DIGIT || cp == '.';
        w->dotted |= cp == '.';
        w->len += ng_utf8_put(w->lower + w->len, l.lower);
        p += n;
    }
}

/* The word that ends at `stop`, with its dots and hyphens' last part. */
static Neighbour word_before(const NgText *t, gsize sentence, gsize stop)
{
    Neighbour w = {0};
    gsize begin = stop;
    while (begin > sentence && stop - begin < WORD_BYTES) {
        uint32_t cp = ng_utf8_before(t->s, begin);
        if (!ng_is_wordish(cp) && cp != '.' && ng_letter(cp).kind != NG_CH_MARK)
            break;
        begin -= cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    }
    if (begin < sentence || begin > stop)
        begin = sentence;
    w.joined = begin > sentence && t->s[begin - 1] == '&';
    gsize before = begin;
    while (before > sentence && ng_is_space(ng_utf8_before(t->s, before)))
        before--;
    w.first = before == sentence;
    lower_word(t, begin, stop, &w);
    return w;
}

/* The word behind `p`, past spaces, opening marks and dashes; *at: its first letter. */
static Neighbour word_behind(const NgText *t, gsize p, gsize *at)
{
    Neighbour w = {0};
    unsigned n;
    gsize skipped = 0;
    for (;;) {
        uint32_t cp = ng_text_char(t, p, &n);
        if (n == 0 || ng_is_wordish(cp) || ++skipped > WORD_BYTES)
            break;
        p += n;
    }
    *at = p;
    gsize end = p;
    while (end - p < WORD_BYTES) {
        uint32_t cp = ng_text_char(t, end, &n);
        if (n == 0 || (!ng_is_wordish(cp) && ng_letter(cp).kind != NG_CH_MARK))
            break;
        end += n;
    }
    lower_word(t, p, end, &w);
    return w;
}

/* "Is it so?" Mr. Smith asked. */
static bool speaker_follows(const NgText *t, gsize p)
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

static bool is_dash(uint32_t cp)
{
    return cp == '-' || cp == 0x2012 || cp == 0x2013 || cp == 0x2014;
}

/* Does a sentence that began at `sentence` end with the stop at `stop` (the last of its run), when
 * the next thing stands at `next`? */
static bool ends_sentence(const NgText *t, gsize sentence, gsize stop, gsize run, gsize next,
                          bool quoted)
{
    unsigned n;
    gsize at;
    uint32_t cp = ng_text_char(t, stop, &n);
    Neighbour behind = word_behind(t, next, &at);
    if (behind.len == 0)
        return true;
    NgLetter first = ng_letter(ng_text_char(t, at, &n));
    if (first.kind == NG_CH_LETTER && !first.upper && first.lower != g_unichar_toupper(first.lower))
        return false;
    if (cp != '.')
        return !(quoted && speaker_follows(t, next));
    if (run > 1) /* three dots */
        return true;

    Neighbour before = word_before(t, sentence, stop);
    bool begins = ng_begins_sentences(behind.lower, behind.len);
    NgStop stop_kind = ng_stop_of(before.lower, before.len, before.capital);
    if (before.len == 0)
        return true;
    if (before.digits) { /* 1. as a list's number, 3. Oktober */
        if (before.first && before.chars <= 3)
            return false;
        return before.chars > 2 || !ng_follows_ordinal(behind.lower, behind.len);
    }
    if (before.number) /* $27.16. */
        return true;
    if (is_dash(ng_text_char(t, next, &n))) /* PORTSMOUTH, N.H. - He */
        return stop_kind == NG_STOP_PLAIN && !before.dotted;
    if (before.dotted) {
        if (!strcmp(before.lower, "e.g") || !strcmp(before.lower, "i.e") ||
            !strcmp(before.lower, "z.b"))
            return false;
        return begins || strlen(before.lower) > 7;
    }
    if (before.chars == 1 && !before.joined && before.capital &&
        before.lower[0] != 'i') /* George W. Bush */
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
static gsize skip_space(const NgText *t, gsize p, bool *blank)
{
    unsigned lines = 0, n;
    for (;;) {
        uint32_t cp = ng_text_char(t, p, &n);
        if (n == 0 || !ng_is_space(cp))
            break;
        lines += cp == '\n' || cp == 0x2029;
        p += n;
    }
    *blank = lines >= 2;
    return p;
}

void ng_sentences(const char *text, gsize len_bytes, GArray *starts)
{
    NgText t = {(const uint8_t *)text, len_bytes};
    g_array_set_size(starts, 0);
    if (len_bytes == 0 || len_bytes > G_MAXUINT32)
        return;
    uint32_t start = 0;
    g_array_append_val(starts, start);

    g_autoptr(GArray) quotations = g_array_new(FALSE, FALSE, sizeof(NgQuotation));
    ng_quotations_find(&t, quotations);
    guint q = 0;
    gsize p = 0;
    while (p < len_bytes) {
        unsigned n;
        gsize stop = 0, run = 0, behind;
        bool quoted = false, wide = false, found = false;
        p = ng_text_skip(&t, p);
        if (p == len_bytes)
            break;
        uint32_t cp = ng_text_char(&t, p, &n);

        while (q < quotations->len && g_array_index(quotations, NgQuotation, q).open < p)
            q++;
        if (q < quotations->len && g_array_index(quotations, NgQuotation, q).open == p) {
            /* a quotation is passed as a whole; a stop right before its end may end more */
            NgQuotation quotation = g_array_index(quotations, NgQuotation, q++);
            ng_text_char(&t, quotation.close, &n);
            behind = quotation.close + n;
            gsize last = quotation.close;
            uint32_t before = ng_utf8_before(t.s, last);
            while (last > quotation.open + 1 && ng_is_space(before)) {
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
                cp = ng_text_char(&t, behind, &n);
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
            cp = ng_text_char(&t, behind, &n);
            if (!is_closer(cp) ||
                (q < quotations->len && g_array_index(quotations, NgQuotation, q).open == behind))
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
