/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: whole strings folded as words are, and slugs made of them. */
#include "engine/text/letters.h"
#include "nutgraf/token.h"

#include <string.h>

enum { SLUG_MAX = 120, SLUG_HASH = 16 };

/* Lower case, and letter and mark made one character, so that both ways of writing fold alike. */
static GString *lower_composed(const uint8_t *s, gsize len)
{
    GString *out = g_string_sized_new(len);
    gsize last_at = 0;
    uint32_t last = 0;
    char bytes[4];
    for (gsize p = 0; p < len;) {
        unsigned n;
        uint32_t cp = ng_utf8_next(s + p, len - p, &n), composed;
        p += n;
        if (cp < 0x80) {
            last = (uint32_t)g_ascii_tolower((char)cp);
            last_at = out->len;
            g_string_append_c(out, (char)last);
            continue;
        }
        NgLetter l = ng_letter(cp);
        if ((l.kind == NG_CH_MARK || (cp >= 0x1161 && cp <= 0x11FF)) && last &&
            g_unichar_compose(last, cp, &composed))
            g_string_truncate(out, last_at);
        else
            composed = l.lower;
        last = composed;
        last_at = out->len;
        g_string_append_len(out, bytes, ng_utf8_put(bytes, composed));
    }
    return out;
}

char *ng_fold(const char *text, gssize len_bytes)
{
    gsize len = len_bytes < 0 ? strlen(text) : (gsize)len_bytes;
    GString *lower = lower_composed((const uint8_t *)text, len);
    GString *out = g_string_sized_new(lower->len);
    char bytes[4];
    for (gsize p = 0; p < lower->len;) {
        unsigned n;
        uint32_t cp = ng_utf8_next((const uint8_t *)lower->str + p, lower->len - p, &n);
        p += n;
        if (cp < 0x80) {
            g_string_append_c(out, (char)cp);
            continue;
        }
        NgLetter l = ng_letter(cp);
        if (l.kind == NG_CH_VANISH)
            continue;
        if (l.kind == NG_CH_APOSTROPHE)
            l.form[0] = '\'';
        else if (l.kind == NG_CH_HYPHEN)
            l.form[0] = '-';
        for (int i = 0; i < NG_FOLD_MAX && l.form[i]; i++)
            g_string_append_len(out, bytes, ng_utf8_put(bytes, l.form[i]));
    }
    g_string_free(lower, TRUE);
    return g_string_free(out, FALSE);
}

/* One folded token: AT&T to at-t, C++ to cplusplus, U.S. to us. */
static void append_word(GString *slug, const char *form, gsize len)
{
    for (gsize i = 0; i < len; i++) {
        char c = form[i];
        if (g_ascii_isalnum(c) || c & (char)0x80)
            g_string_append_c(slug, c);
        else if (c == '&' || c == '/' || (c == '.' && i > 0 && g_ascii_isdigit(form[i - 1])))
            g_string_append_c(slug, '-');
        else if (c == '+')
            g_string_append(slug, "plus");
        else if (c == '#')
            g_string_append(slug, "sharp");
    }
}

static char *hash_of(const char *text)
{
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strndup(sum, SLUG_HASH);
}

/* Most names: letters and digits of ASCII and spaces, which need no tokens. NULL: not one of those.
 */
static char *plain_slug(const char *text)
{
    char slug[SLUG_MAX + 1];
    gsize len = 0;
    for (const char *c = text; *c; c++) {
        if (*c != ' ' && !g_ascii_isalnum(*c))
            return NULL;
        if (*c == ' ' && (len == 0 || slug[len - 1] == '-'))
            continue;
        if (len == SLUG_MAX)
            return NULL;
        slug[len++] = *c == ' ' ? '-' : g_ascii_tolower(*c);
    }
    if (len > 0 && slug[len - 1] == '-')
        len--;
    return len > 0 ? g_strndup(slug, len) : NULL;
}

char *ng_slug(const char *text)
{
    char *plain = plain_slug(text);
    if (plain)
        return plain;
    NgTokens tokens;
    GString *slug = g_string_new(NULL);
    bool glued = false; /* the next token goes on with a run of a script without spaces */

    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, text, strlen(text));
    for (uint32_t i = 0; i < tokens.n; i++) {
        const NgToken *t = &tokens.v[i], *next = i + 1 < tokens.n ? t + 1 : NULL;
        if (t->flags & NG_TOKEN_EXTRA)
            continue;
        if (slug->len > 0 && !glued)
            g_string_append_c(slug, '-');
        /* pairs of one run overlap in the list's bytes: of all but the last, the first character */
        glued =
            t->flags & NG_TOKEN_CJK && next && next->flags & NG_TOKEN_CJK && next->begin < t->end;
        append_word(slug, ng_token_form(&tokens, i), glued ? next->form - t->form : t->form_len);
    }
    ng_tokens_clear(&tokens);

    if (slug->len == 0 || slug->len > SLUG_MAX) {
        g_autofree char *hash = hash_of(text);
        if (slug->len > SLUG_MAX) { /* two long names that begin alike stay apart */
            gsize keep = SLUG_MAX - SLUG_HASH - 1;
            while (keep > 0 && (slug->str[keep] & 0xC0) == 0x80)
                keep--;
            g_string_truncate(slug, keep);
            if (!g_str_has_suffix(slug->str, "-"))
                g_string_append_c(slug, '-');
        }
        g_string_append(slug, hash);
    }
    return g_string_free(slug, FALSE);
}
