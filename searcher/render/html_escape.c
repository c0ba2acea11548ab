/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Escaping. */
#include "html_escape.h"
#include "layout.h"

#include <string.h>

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* C1 controls are two bytes, C2 80 to C2 9F; embeddings, overrides and isolates E2 80 AA to AE and
 * E2 81 A6 to A9. Marks of direction (200E, 200F) stay: they are part of how Arabic and Hebrew are
 * written, and reach no further than their neighbours. */
static gsize unruly(const guchar *p)
{
    if (p[0] == 0xc2 && p[1] >= 0x80 && p[1] <= 0x9f)
        return 2;
    if (p[0] != 0xe2)
        return 0;
    bool turns = (p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) ||
                 (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9);
    return turns ? 3 : 0;
}

static void put_valid(GString *out, const char *text, const char *end)
{
    const char *plain = text;
    for (const char *p = text; p < end;) {
        guchar c = (guchar)*p;
        const char *escaped = NULL;
        gsize len = 0;
        if (c < 0x80) {
            escaped = escape_of(*p);
            bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
            len = escaped || control ? 1 : 0;
        } else {
            len = unruly((const guchar *)p);
        }
        if (len == 0) {
            p++;
            continue;
        }
        g_string_append_len(out, plain, p - plain);
        if (escaped)
            g_string_append(out, escaped);
        p += len;
        plain = p;
    }
    g_string_append_len(out, plain, end - plain);
}

void ng_html_text(GString *out, const char *text, gssize len)
{
    if (!text)
        return;
    gsize bytes = len < 0 ? strlen(text) : (gsize)len;
    if (g_utf8_validate_len(text, bytes, NULL)) {
        put_valid(out, text, text + bytes);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)bytes);
    put_valid(out, valid, valid + strlen(valid));
}

void ng_html_component(GString *out, const char *text, bool query)
{
    static const char hex[] = "0123456789ABCDEF";
    for (const guchar *p = (const guchar *)text; *p; p++) {
        if (g_ascii_isalnum(*p) || strchr("-._~", *p)) {
            g_string_append_c(out, (char)*p);
        } else if (*p == ' ' && query) {
            g_string_append_c(out, '+');
        } else {
            g_string_append_c(out, '%');
            g_string_append_c(out, hex[*p >> 4]);
            g_string_append_c(out, hex[*p & 15]);
        }
    }
}

bool ng_html_web_href(GString *out, const char *url)
{
    if (!ng_url_is_web(url))
        return false;
    g_string_append(out, " href=\"");
    ng_html_text(out, url, -1);
    g_string_append_c(out, '"');
    return true;
}
