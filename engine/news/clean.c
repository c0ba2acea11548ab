/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: bytes from outside to text that everything after may trust: valid UTF-8, NFC, one space
 * between words, nothing invisible. Nearly all news is ASCII with a few curly quotes, so both of
 * these cost no more than a copy. */
#include "engine/news/double_encoded.h"

#include "nutgraf/article.h"

#include <string.h>

/* Length of the valid sequence at s, 0 when there is none. s[0] is not ASCII. */
static gsize sequence_length(const char *s, gsize room)
{
    unsigned char lead = (unsigned char)s[0];
    gsize len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (len == 0 || len > room || lead > 0xF4) {
        return 0;
    }
    gunichar c = g_utf8_get_char_validated(s, (gssize)len);
    return c == (gunichar)-1 || c == (gunichar)-2 ? 0 : len;
}

static gsize ascii_length(const char *s, gsize len)
{
    gsize i = 0;
    for (; i + 8 <= len; i += 8) {
        guint64 word;
        memcpy(&word, s + i, 8);
        if ((word & G_GUINT64_CONSTANT(0x8080808080808080)) != 0) {
            break;
        }
    }
    while (i < len && (signed char)s[i] >= 0) {
        i++;
    }
    return i;
}

/* Text without a single multi-byte character in UTF-8 was written in an encoding of one byte a
 * character, and on the web and the wires that is windows-1252 (a superset of Latin-1). */
static bool looks_like_windows_1252(const char *bytes, gsize len)
{
    for (gsize i = ascii_length(bytes, len); i < len;
         i += 1 + ascii_length(bytes + i + 1, len - i - 1)) {
        if (sequence_length(bytes + i, len - i) > 0) {
            return false;
        }
    }
    return true;
}

char *ng_text_to_utf8(const char *bytes, gsize len, gsize *out_len)
{
    GString *out = g_string_sized_new(len + len / 8 + 16);
    bool single = looks_like_windows_1252(bytes, len);
    for (gsize i = 0; i < len;) {
        gsize ascii = ascii_length(bytes + i, len - i);
        g_string_append_len(out, bytes + i, (gssize)ascii);
        i += ascii;
        if (i == len) {
            break;
        }
        gsize sequence = single ? 0 : sequence_length(bytes + i, len - i);
        unsigned char byte = (unsigned char)bytes[i];
        if (sequence > 0) {
            g_string_append_len(out, bytes + i, (gssize)sequence);
            i += sequence;
        } else if (single) {
            g_string_append_unichar(out, byte < 0xA0 ? ng_windows_1252[byte - 0x80] : byte);
            i++;
        } else {
            /* One replacement for a broken sequence, not one for each of its bytes. */
            g_string_append(out, "\xEF\xBF\xBD");
            for (i++; i < len && ((unsigned char)bytes[i] & 0xC0) == 0x80; i++) {}
        }
    }
    if (out_len != NULL) {
        *out_len = out->len;
    }
    return g_string_free(out, FALSE);
}

typedef enum { CHAR_KEEP, CHAR_SPACE, CHAR_DROP } CharFate;

static CharFate char_fate(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
        return (c >= 0x09 && c <= 0x0D) || c == 0x85 ? CHAR_SPACE : CHAR_DROP;
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
        return CHAR_SPACE;
    case G_UNICODE_FORMAT:
        /* Zero-width and bidi controls, soft hyphens, tags. The signs that Arabic, Syriac and
         * Kaithi put before a number are of the same class but can be seen. */
        return (c >= 0x0600 && c <= 0x0605) || c == 0x06DD || c == 0x070F || c == 0x0890 ||
                       c == 0x0891 || c == 0x08E2 || c == 0x110BD || c == 0x110CD
                   ? CHAR_KEEP
                   : CHAR_DROP;
    default:
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ? CHAR_DROP : CHAR_KEEP;
    }
}

/* False for the blocks in which no character composes, decomposes or reorders: the letters and
 * punctuation of nearly all news. A combining mark beside them lies outside and says true. */
static bool may_not_be_nfc(gunichar c)
{
    return c >= 0x300 && !(c >= 0x2010 && c <= 0x205F) && !(c >= 0x0400 && c <= 0x0482) &&
           !(c >= 0x20A0 && c <= 0x20CF) && !(c >= 0x4E00 && c <= 0x9FFF) &&
           !(c >= 0x3041 && c <= 0x3096) && !(c >= 0x30A1 && c <= 0x30FA) &&
           !(c >= 0xAC00 && c <= 0xD7A3) && !(c >= 0x3000 && c <= 0x3011) && c != 0x2122;
}

/* Bytes of text that are clean as they stand: printable ASCII with single spaces between. */
static gsize clean_prefix(const char *text, gsize len)
{
    gsize i = 0;
    char previous = ' ';
    for (; i < len; i++) {
        char c = text[i];
        if (c < 0x20 || c == 0x7F || (c == ' ' && previous == ' ')) {
            break;
        }
        previous = c;
    }
    return i;
}

/* Putting marks in order, and moving up what stands behind a letter and a mark that became one,
 * both take GLib quadratic time. So marks on one letter beyond what any script puts there (30 in
 * UAX #15, the stream-safe format) are left out, and text is composed in pieces. */
enum { MARKS_MAX = 30, COMPOSED_BYTES = 512 };

static bool one_mark_too_many(gunichar c, guint *marks)
{
    *marks = c >= 0x300 && g_unichar_ismark(c) ? *marks + 1 : 0;
    return *marks > MARKS_MAX;
}

/* Nothing before it changes by it: what composes with the character before is a mark, or a vowel or
 * final of Hangul. */
static bool begins_anew(gunichar c)
{
    return c < 0x300 || (!g_unichar_ismark(c) && !(c >= 0x1160 && c <= 0x11FF));
}

static char *compose(const char *text, gsize len)
{
    GString *out = g_string_sized_new(len + 1);
    gsize begin = 0;
    for (gsize i = 0; i <= len; i += i < len ? (gsize)g_utf8_skip[(unsigned char)text[i]] : 1) {
        if (i < len && (i - begin < COMPOSED_BYTES || !begins_anew(g_utf8_get_char(text + i)))) {
            continue;
        }
        g_autofree char *nfc = g_utf8_normalize(text + begin, (gssize)(i - begin), G_NORMALIZE_NFC);
        g_string_append(out, nfc);
        begin = i;
    }
    return g_string_free(out, FALSE);
}

/* text is valid UTF-8. */
static char *clean_valid(const char *text, gsize len)
{
    GString *out = g_string_sized_new(len + 1);
    gsize i = clean_prefix(text, len);
    g_string_append_len(out, text, (gssize)i);
    bool normalise = false;
    guint marks = 0;
    /* A space is written when the next character comes, so that none stands at the end. */
    bool space = out->len > 0 && out->str[out->len - 1] == ' ';
    if (space) {
        g_string_truncate(out, out->len - 1);
    }
    while (i < len) {
        unsigned char byte = (unsigned char)text[i];
        if (byte > 0x20 && byte < 0x7F) {
            gsize end = i + 1;
            while (end < len && (unsigned char)text[end] > 0x20 &&
                   (unsigned char)text[end] < 0x7F) {
                end++;
            }
            if (space && out->len > 0) {
                g_string_append_c(out, ' ');
            }
            space = false;
            marks = 0;
            g_string_append_len(out, text + i, (gssize)(end - i));
            i = end;
            continue;
        }
        gunichar c = byte < 0x80 ? byte : g_utf8_get_char(text + i);
        gsize width = byte < 0x80 ? 1 : (gsize)g_utf8_skip[byte];
        /* Once the controls are gone nobody could tell what it was. */
        gunichar twice = byte == 0xC3 ? ng_double_encoded(text + i, len - i, true, &width) : 0;
        c = twice ? twice : c;
        CharFate fate = byte == ' ' ? CHAR_SPACE : char_fate(c);
        if (fate == CHAR_SPACE) {
            space = true;
        } else if (fate == CHAR_KEEP && !one_mark_too_many(c, &marks)) {
            if (space && out->len > 0) {
                g_string_append_c(out, ' ');
            }
            space = false;
            if (twice) {
                g_string_append_unichar(out, c);
            } else {
                g_string_append_len(out, text + i, (gssize)width);
            }
            normalise = normalise || may_not_be_nfc(c);
        }
        i += width;
    }
    if (!normalise) {
        return g_string_free(out, FALSE);
    }
    char *composed = compose(out->str, out->len);
    g_string_free(out, TRUE);
    return composed;
}

char *ng_clean_text(const char *text, gssize len_bytes)
{
    if (text == NULL) {
        return NULL;
    }
    gsize len = len_bytes < 0 ? strlen(text) : (gsize)len_bytes;
    gsize clean_len = clean_prefix(text, len);
    if (clean_len == len) {
        while (len > 0 && text[len - 1] == ' ') {
            len--;
        }
        return len > 0 ? g_strndup(text, len) : NULL;
    }
    g_autofree char *repaired = NULL;
    /* g_utf8_validate stops at a NUL, which is no reason to repair: it is dropped later. */
    if (!g_utf8_validate_len(text, len, NULL)) {
        gsize repaired_len;
        repaired = ng_text_to_utf8(text, len, &repaired_len);
        text = repaired;
        len = repaired_len;
    }
    char *clean = clean_valid(text, len);
    if (clean[0] == '\0') {
        g_free(clean);
        return NULL;
    }
    return clean;
}
