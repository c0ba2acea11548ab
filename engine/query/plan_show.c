/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a match as one line of text, for --explain and the tests.
 * Beside plan.c.
 * Must not know: what the terms mean. */
#include "nutgraf/query.h"

static void show_term(GString *out, const NgMatch *match)
{
    for (gsize i = 0; i < match->term_len; i++) {
        unsigned char c = (unsigned char)match->term[i];
        if (c < ' ' || c == 0x7f)
            g_string_append_printf(out, "\\x%02x", c);
        else
            g_string_append_c(out, (char)c);
    }
}

static void show(GString *out, const NgMatch *match)
{
    static const char *const names[] = {
        [NG_MATCH_AND] = " AND ",       [NG_MATCH_OR] = " OR ",
        [NG_MATCH_SYNONYM] = " SYN ",   [NG_MATCH_AND_NOT] = " AND_NOT ",
        [NG_MATCH_FILTER] = " FILTER ", [NG_MATCH_MAYBE] = " MAYBE ",
    };
    switch (match->op) {
    case NG_MATCH_TERM:
        show_term(out, match);
        return;
    case NG_MATCH_ALL:
        g_string_append(out, "<all>");
        return;
    case NG_MATCH_NONE:
        g_string_append(out, "<none>");
        return;
    case NG_MATCH_VALUE_GE:
        g_string_append_printf(out, "value %u >= ", match->slot);
        show_term(out, match);
        return;
    case NG_MATCH_SCALE:
        g_string_append_printf(out, "%g * ", match->factor);
        show(out, match->kids->pdata[0]);
        return;
    default:
        break;
    }
    g_string_append_c(out, '(');
    for (guint i = 0; i < match->kids->len; i++) {
        if (i)
            g_string_append(out, names[match->op]);
        show(out, match->kids->pdata[i]);
    }
    g_string_append_c(out, ')');
}

char *ng_match_show(const NgMatch *match)
{
    if (!match)
        return g_strdup("");
    GString *out = g_string_new(NULL);
    show(out, match);
    return g_string_free(out, FALSE);
}
