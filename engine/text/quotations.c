/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: pairs of quotation marks, so that stops between them end no sentence. News mixes
 * straight and curly marks, British singles, French and German ones, and leaves some open; a mark
 * without its end holds nothing together. */
#include "engine/text/quotations.h"

enum {
    LONGEST_QUOTATION = 2000, /* bytes; longer ones are two marks that do not belong together */
    RETRIES = 8,              /* opening marks without an end that are passed over */
};

gsize ng_text_skip(const NgText *text, gsize at)
{
    static const bool dull[256] = {
        [1 ... 9] = true,     [11 ... 32] = true,    ['#' ... '-'] = true,
        ['/' ... '>'] = true, ['@' ... 0x7F] = true,
    };
    while (at < text->len && dull[text->s[at]])
        at++;
    return at;
}

/* Does `cp` close what `open` opened? Some open with the mark that closes elsewhere. */
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
static bool may_open(const NgText *t, gsize p, uint32_t cp, unsigned n)
{
    unsigned m;
    uint32_t before = p > 0 ? ng_utf8_before(t->s, p) : ' ';
    uint32_t behind = ng_text_char(t, p + n, &m);
    if (cp >= 0x3000)
        return true;
    if (m == 0 || (ng_is_space(behind) && cp != 0x00AB)) /* French leaves a space inside */
        return false;
    return cp == 0x201C || cp == 0x201E || cp == 0x00AB || !ng_is_wordish(before);
}

/* A ’ is also an apostrophe: it closes ‘ only behind a stop or comma, or before no letter. */
static bool may_close(const NgText *t, gsize p, uint32_t cp, unsigned n)
{
    unsigned m;
    if (cp != 0x2019)
        return true;
    uint32_t before = ng_utf8_before(t->s, p), behind = ng_text_char(t, p + n, &m);
    return !ng_is_wordish(behind) &&
           (before == '.' || before == ',' || before == '!' || before == '?');
}

static bool opens(uint32_t cp)
{
    return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0x00AB ||
           cp == 0x00BB || cp == 0x2018 || cp == 0x300C || cp == 0x300E;
}

/* A mark that cannot be the end of what is open, but opens again: the first one was left open, as
 * the agencies do in each paragraph of a long quotation. */
static bool opens_anew(const NgText *t, gsize p, uint32_t open, uint32_t cp, unsigned n)
{
    if (cp != open)
        return false;
    if (cp == 0x201C || cp == 0x201E)
        return true;
    return cp == '"' && p > 0 && ng_is_space(ng_utf8_before(t->s, p)) && may_open(t, p, cp, n);
}

void ng_quotations_find(const NgText *t, GArray *out)
{
    uint32_t open = 0;
    gsize open_at = 0;
    int retries = 0;
    for (gsize p = 0;;) {
        unsigned n;
        p = ng_text_skip(t, p);
        uint32_t cp = ng_text_char(t, p, &n);
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
            NgQuotation q = {open_at, p};
            g_array_append_val(out, q);
            open = 0;
        } else if (!open && opens(cp) && may_open(t, p, cp, n)) {
            open = cp;
            open_at = p;
        }
        p += n;
    }
}
