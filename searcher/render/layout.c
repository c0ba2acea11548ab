/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns, safe text, styles, links. */
#include "layout.h"
#include "glyphs.h"

#include <string.h>

guint ng_text_columns(const char *text, gssize len_bytes)
{
    const char *end = text + (len_bytes < 0 ? strlen(text) : (gsize)len_bytes);
    guint columns = 0;
    while (text < end) {
        NgGlyph glyph;
        text = ng_glyph_next(text, end, &glyph);
        columns += glyph.columns;
    }
    return columns;
}

void ng_style_open(GString *out, const NgView *view, NgStyle style)
{
    static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[1;31m"};
    if (view->colour)
        g_string_append(out, codes[style]);
}

void ng_style_close(GString *out, const NgView *view, NgStyle style)
{
    if (view->colour && style != NG_STYLE_PLAIN)
        g_string_append(out, "\033[0m");
}

void ng_put(GString *out, const NgView *view, NgStyle style, const char *text, gssize len_bytes)
{
    const char *end = text + (len_bytes < 0 ? strlen(text) : (gsize)len_bytes);
    ng_style_open(out, view, style);
    while (text < end) {
        NgGlyph glyph;
        text = ng_glyph_next(text, end, &glyph);
        g_string_append_len(out, glyph.bytes, glyph.len);
    }
    ng_style_close(out, view, style);
}

void ng_put_cut(GString *out, const NgView *view, NgStyle style, const char *text, guint columns,
                bool pad)
{
    guint used = ng_text_columns(text, -1);
    bool cut = used > columns;
    guint room = cut && columns > 0 ? columns - 1 : columns;
    const char *end = text + strlen(text);
    used = 0;
    ng_style_open(out, view, style);
    while (text < end) {
        NgGlyph glyph;
        text = ng_glyph_next(text, end, &glyph);
        if (used + glyph.columns > room)
            break;
        used += glyph.columns;
        g_string_append_len(out, glyph.bytes, glyph.len);
    }
    if (cut && columns > 0) {
        g_string_append(out, "…");
        used++;
    }
    ng_style_close(out, view, style);
    if (pad && used < columns)
        ng_put_spaces(out, columns - used);
}

void ng_put_spaces(GString *out, guint columns)
{
    for (guint i = 0; i < columns; i++)
        g_string_append_c(out, ' ');
}

void ng_put_number(GString *out, guint64 number)
{
    char digits[24];
    int n = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, number);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            g_string_append_c(out, ',');
        g_string_append_c(out, digits[i]);
    }
}

bool ng_url_is_web(const char *url)
{
    if (!url || (g_ascii_strncasecmp(url, "http://", 7) != 0 &&
                 g_ascii_strncasecmp(url, "https://", 8) != 0))
        return false;
    for (const guchar *p = (const guchar *)url; *p; p++)
        if (*p <= 0x20 || *p == 0x7f || (*p == 0xc2 && p[1] < 0xa0))
            return false;
    return true;
}

bool ng_link_open(GString *out, const NgView *view, const char *url)
{
    if (!view->links || !ng_url_is_web(url))
        return false;
    g_string_append(out, "\033]8;;");
    for (const guchar *p = (const guchar *)url; *p; p++) {
        if (*p < 0x7f)
            g_string_append_c(out, (char)*p);
        else
            g_string_append_printf(out, "%%%02X", *p);
    }
    g_string_append(out, "\033\\");
    return true;
}

void ng_link_close(GString *out)
{
    g_string_append(out, "\033]8;;\033\\");
}
