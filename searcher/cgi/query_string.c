/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Query strings. */
#include "query_string.h"
#include "nutgraf/article.h"

#include <string.h>

static void clear_pair(gpointer data)
{
    NgPair *pair = data;
    g_free(pair->name);
    g_free(pair->value);
}

/* NULL when a NUL is in it. */
static char *decode(const char *text, gsize len)
{
    g_autoptr(GString) out = g_string_sized_new(len);
    for (gsize i = 0; i < len; i++) {
        char c = text[i];
        if (c == '+') {
            c = ' ';
        } else if (c == '%' && i + 2 < len && g_ascii_isxdigit(text[i + 1]) &&
                   g_ascii_isxdigit(text[i + 2])) {
            c = (char)(g_ascii_xdigit_value(text[i + 1]) << 4 | g_ascii_xdigit_value(text[i + 2]));
            i += 2;
        }
        if (c == '\0')
            return NULL;
        g_string_append_c(out, c);
    }
    if (g_utf8_validate(out->str, (gssize)out->len, NULL))
        return g_string_free(g_steal_pointer(&out), FALSE);
    return ng_text_to_utf8(out->str, out->len, NULL);
}

GArray *ng_query_string_split(const char *query_string, guint max_pairs)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(NgPair));
    g_array_set_clear_func(pairs, clear_pair);
    for (const char *p = query_string; *p;) {
        gsize len = strcspn(p, "&");
        const char *equals = memchr(p, '=', len);
        gsize name_len = equals ? (gsize)(equals - p) : len;
        if (len > 0) {
            NgPair pair = {.name = decode(p, name_len)};
            pair.value = equals ? decode(equals + 1, len - name_len - 1) : g_strdup("");
            g_array_append_val(pairs, pair);
            if (!pair.name || !pair.value || pairs->len > max_pairs)
                return NULL;
        }
        p += len + (p[len] == '&');
    }
    return g_steal_pointer(&pairs);
}

static void encode(GString *out, const char *text, bool plus)
{
    for (const char *p = text; *p; p++) {
        if (g_ascii_isalnum(*p) || strchr("._~-", *p))
            g_string_append_c(out, *p);
        else if (plus && *p == ' ')
            g_string_append_c(out, '+');
        else
            g_string_append_printf(out, "%%%02X", (guchar)*p);
    }
}

void ng_query_string_encode(GString *out, const char *text)
{
    encode(out, text, true);
}

void ng_percent_encode(GString *out, const char *text)
{
    encode(out, text, false);
}
