/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters to what a terminal may be sent. */
#include "glyphs.h"

/* Marks that turn or isolate the direction of text could show a sentence in another order than it
 * is written in; the others have no width and no meaning here. */
static bool is_left_out(gunichar c)
{
    return c == 0x00AD || c == 0x061C || c == 0x200B || (c >= 0x200E && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static bool is_closing(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
        return true;
    default:
        return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF0E || c == 0xFF01 ||
               c == 0xFF1F || c == 0xFF1A || c == 0xFF1B || c == 0x30FC || c == 0x30FB ||
               c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
    }
}

static bool is_opening(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION;
}

const char *ng_glyph_next(const char *text, const char *end, NgGlyph *glyph)
{
    *glyph = (NgGlyph) {0};
    guchar first = (guchar)*text;
    if (first >= 0x20 && first < 0x7f) {
        glyph->bytes[0] = *text;
        glyph->len = 1;
        glyph->columns = 1;
        glyph->space = first == ' ';
        return text + 1;
    }
    gunichar c = g_utf8_get_char_validated(text, end - text);
    const char *next = text + 1;
    if (c >= 0x110000)
        c = 0xFFFD;
    else if (c != 0)
        next = g_utf8_next_char(text);
    if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
        glyph->bytes[0] = ' ';
        glyph->len = 1;
        glyph->columns = 1;
        glyph->space = true;
    } else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
        glyph->len = (guint8)g_snprintf(glyph->bytes, sizeof glyph->bytes, "\\x%02x", c);
        glyph->columns = glyph->len;
    } else if (!is_left_out(c)) {
        glyph->len = (guint8)g_unichar_to_utf8(c, glyph->bytes);
        glyph->wide = g_unichar_iswide(c);
        glyph->columns = glyph->wide ? 2 : g_unichar_iszerowidth(c) ? 0 : 1;
        glyph->holds_left = is_closing(c);
        glyph->holds_right = is_opening(c);
        glyph->space = c == 0x3000;
    }
    return next;
}
