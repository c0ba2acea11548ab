/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes of a text file to UTF-8, or the reason why they are no text. */
#include "text.h"

#include <string.h>

/* What 0x80..0x9f mean in windows-1252; the five that mean nothing become U+FFFD. */
static const guint16 windows_1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* Formats that begin with something readable, or with few control characters. */
static const struct {
    const char *bytes;
    gsize len;
} signatures[] = {
    {"%PDF-", 5},
    {"PK\3\4", 4},
    {"\x89PNG", 4},
    {"GIF8", 4},
    {"\xff\xd8\xff", 3},
    {"\x7f"
     "ELF",
     4},
    {"\x1f\x8b", 2},
    {"{\\rtf", 5},
    {"\xd0\xcf\x11\xe0", 4},
    {"SQLite format 3", 15},
    {"RIFF", 4},
    {"BZh9", 4},
    {"\xfd"
     "7zXZ",
     5},
    {"7z\xbc\xaf", 4},
    {"\x28\xb5\x2f\xfd", 4},
    {"!<arch>", 7},
};

static bool is_binary(const guchar *data, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(signatures); i++)
        if (len >= signatures[i].len && memcmp(data, signatures[i].bytes, signatures[i].len) == 0)
            return true;
    /* Text has next to no control characters; random bytes have one in ten. NULs count like others:
     * a few are dropped, many are no text. */
    gsize sample = MIN(len, 65536), controls = 0;
    for (gsize i = 0; i < sample; i++) {
        guchar c = data[i];
        if ((c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1a && c != 0x1b) || c == 0x7f)
            controls++;
    }
    return controls > 2 && controls * 50 > sample;
}

static void append_char(GString *out, gunichar c)
{
    if (c == 0)
        g_string_append_c(out, ' ');
    else if (c < 0x80)
        g_string_append_c(out, (char)c);
    else
        g_string_append_unichar(out, c);
}

static GString *decode_utf16(const guchar *data, gsize len, bool big_endian)
{
    GString *out = g_string_sized_new(len);
    for (gsize i = 0; i + 1 < len; i += 2) {
        gunichar c = big_endian ? data[i] << 8 | data[i + 1] : data[i + 1] << 8 | data[i];
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < len) {
            gunichar low =
                big_endian ? data[i + 2] << 8 | data[i + 3] : data[i + 3] << 8 | data[i + 2];
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        append_char(out, (c >= 0xd800 && c < 0xe000) || c == 0xfeff ? 0xfffd : c);
    }
    return out;
}

static GString *decode_bytes(const char *data, gsize len)
{
    /* A stray byte must not turn a page of UTF-8 into mojibake, nor a "Ã©" in a windows-1252 page
     * make the rest unreadable: what there is more of decides. */
    gsize good = 0, bad = 0;
    for (gsize i = 0; i < len;) {
        if ((guchar)data[i] < 0x80) {
            i++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(data + i, (gssize)(len - i));
        bool valid = c != (gunichar)-1 && c != (gunichar)-2;
        valid ? good++ : bad++;
        i += valid ? (gsize)g_unichar_to_utf8(c, NULL) : 1;
    }
    bool utf8 = good >= bad;
    GString *out = g_string_sized_new(len + 2 * bad + 1);
    for (gsize i = 0; i < len;) {
        guchar byte = (guchar)data[i];
        gunichar c = byte;
        gsize step = 1;
        if (byte >= 0x80) {
            gunichar wide =
                utf8 ? g_utf8_get_char_validated(data + i, (gssize)(len - i)) : (gunichar)-1;
            if (wide != (gunichar)-1 && wide != (gunichar)-2) {
                c = wide;
                step = (gsize)g_unichar_to_utf8(c, NULL);
            } else if (byte < 0xa0) {
                c = windows_1252[byte - 0x80];
            }
        }
        append_char(out, c);
        i += step;
    }
    return out;
}

/* UTF-16 without a mark: of western text every second byte is zero. */
static bool looks_like_utf16(const guchar *data, gsize len, bool *big_endian)
{
    gsize pairs = MIN(len, 4096) / 2, even = 0, odd = 0;
    for (gsize i = 0; i < pairs; i++) {
        even += data[2 * i] == 0;
        odd += data[2 * i + 1] == 0;
    }
    if (pairs < 4)
        return false;
    *big_endian = even > odd;
    return MAX(even, odd) * 10 > pairs * 6 && MIN(even, odd) * 20 < pairs;
}

char *text_decode(const char *data, gsize len, gsize *out_len, const char **reason)
{
    const guchar *bytes = (const guchar *)data;
    bool big_endian = false;
    GString *out;
    if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        out = decode_bytes(data + 3, len - 3);
    } else if (len >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0)) {
        out = decode_utf16(bytes + 2, len - 2, bytes[0] == 0xfe);
    } else if (looks_like_utf16(bytes, len, &big_endian)) {
        out = decode_utf16(bytes, len, big_endian);
    } else if (is_binary(bytes, len)) {
        *reason = "binary data, not text";
        return NULL;
    } else {
        out = decode_bytes(data, len);
    }
    if (is_binary((const guchar *)out->str, out->len)) {
        g_string_free(out, TRUE);
        *reason = "binary data, not text";
        return NULL;
    }
    *out_len = out->len;
    return g_string_free(out, FALSE);
}
