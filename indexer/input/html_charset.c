/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which charset a page is in, and its conversion to clean UTF-8. What the bytes are counts for more
 * than what the page says they are: many pages declare one charset and are in another. */
#include "indexer/input/html_charset.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define DECLARATION_BYTES 16384

/* The converter for what browsers read under each label (the labels of the WHATWG Encoding
 * Standard, and a few more that feeds of old have): the web's iso-8859-1 is windows-1252, its
 * gb2312 gb18030. A page whose ASCII declaration could be read is not in UTF-16. */
static const struct {
    const char *converter, *labels;
} charsets[] = {
    {"UTF-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-16 "
              "utf-16le utf-16be ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff unicodefffe"},
    {"WINDOWS-1252", "iso-8859-1 us-ascii ascii iso8859-1 iso_8859-1 latin1 windows-1252 cp1252 "
                     "x-cp1252 l1 iso88591 iso_8859-1:1987 iso-ir-100 ibm819 cp819 csisolatin1 "
                     "ansi_x3.4-1968"},
    {"ISO-8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 "
                   "csisolatin2"},
    {"ISO-8859-3", "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 "
                   "csisolatin3"},
    {"ISO-8859-4", "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 "
                   "csisolatin4"},
    {"ISO-8859-5", "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic "
                   "csisolatincyrillic"},
    {"ISO-8859-6", "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 arabic "
                   "asmo-708 ecma-114 csisolatinarabic iso-8859-6-e iso-8859-6-i csiso88596e "
                   "csiso88596i"},
    {"ISO-8859-7", "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek "
                   "greek8 ecma-118 elot_928 sun_eu_greek csisolatingreek"},
    {"ISO-8859-8", "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 hebrew "
                   "visual csisolatinhebrew iso-8859-8-e csiso88598e iso-8859-8-i csiso88598i "
                   "logical"},
    {"WINDOWS-1254",
     "iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 "
     "csisolatin5 windows-1254 cp1254 x-cp1254"},
    {"ISO-8859-10", "iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6"},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin9 csisolatin9"},
    {"ISO-8859-16", "iso-8859-16"},
    {"WINDOWS-1250", "windows-1250 cp1250 x-cp1250"},
    {"WINDOWS-1251", "windows-1251 cp1251 x-cp1251"},
    {"WINDOWS-1253", "windows-1253 cp1253 x-cp1253"},
    {"WINDOWS-1255", "windows-1255 cp1255 x-cp1255"},
    {"WINDOWS-1256", "windows-1256 cp1256 x-cp1256"},
    {"WINDOWS-1257", "windows-1257 cp1257 x-cp1257"},
    {"WINDOWS-1258", "windows-1258 cp1258 x-cp1258"},
    {"CP874", "windows-874 tis-620 tis620 dos-874 iso-8859-11 iso8859-11 iso885911"},
    {"IBM855", "ibm855 cp855 855"},
    {"IBM866", "ibm866 cp866 866 csibm866"},
    {"KOI8-R", "koi8-r koi koi8 koi8_r cskoi8r"},
    {"KOI8-U", "koi8-u koi8-ru"},
    {"MACINTOSH", "macintosh mac x-mac-roman csmacintosh macroman"},
    {"MAC-UK", "x-mac-cyrillic x-mac-ukrainian mac-cyrillic maccyrillic"},
    {"GB18030", "gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312 csiso58gb231280 "
                "iso-ir-58 cp936 ms936 windows-936 euc-cn"},
    {"BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950"},
    {"EUC-TW", "euc-tw x-euc-tw"},
    {"EUC-JP", "euc-jp x-euc-jp cseucpkdfmtjapanese"},
    {"CP932", "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j ms932 cp932"},
    {"ISO-2022-JP", "iso-2022-jp csiso2022jp"},
    {"CP949", "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr csksc56011987 "
              "iso-ir-149 windows-949 uhc cp949 ms949 x-windows-949"},
    {"JOHAB", "johab cp1361"},
};

/* Whether a label is one of those in a list. */
static bool is_in(const char *labels, const char *label, gsize len)
{
    for (const char *at = labels; *at;) {
        gsize n = strcspn(at, " ");
        if (n == len && g_ascii_strncasecmp(at, label, len) == 0)
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

const char *ng_charset_converter(const char *label, gsize len)
{
    for (guint c = 0; c < G_N_ELEMENTS(charsets) && len > 0; c++)
        if (is_in(charsets[c].labels, label, len))
            return charsets[c].converter;
    return NULL;
}

/* The first known value behind "charset=" or "encoding=", other than UTF-8 when the bytes are not
 * that: archives and templates put a declaration of their own before the page's. */
static const char *declared_charset(const char *data, gsize len, bool not_utf8)
{
    static const char *const keys[] = {"charset", "encoding"};
    gsize end = MIN(len, DECLARATION_BYTES);
    for (gsize i = 0; i < end; i++) {
        for (guint k = 0; k < G_N_ELEMENTS(keys); k++) {
            gsize key_len = strlen(keys[k]);
            if ((data[i] | 0x20) != keys[k][0] || i + key_len >= end ||
                g_ascii_strncasecmp(data + i, keys[k], key_len) != 0)
                continue;
            gsize at = i + key_len;
            while (at < end && g_ascii_isspace(data[at]))
                at++;
            if (at >= end || data[at] != '=')
                continue;
            at++;
            while (at < end && (g_ascii_isspace(data[at]) || data[at] == '"' || data[at] == '\''))
                at++;
            gsize from = at;
            while (at < end && (g_ascii_isalnum(data[at]) || strchr("-_", data[at])) && data[at])
                at++;
            const char *converter = ng_charset_converter(data + from, at - from);
            if (converter && !(not_utf8 && strcmp(converter, "UTF-8") == 0))
                return converter;
        }
    }
    return NULL;
}

/* UTF-16 without a mark: in text of any language half of the ASCII markup's bytes are NUL, all on
 * one side. */
static const char *bare_utf16(const char *data, gsize len)
{
    gsize n = MIN(len, 1024) & ~(gsize)1, even = 0, odd = 0;
    for (gsize i = 0; i < n; i += 2) {
        even += data[i] == 0;
        odd += data[i + 1] == 0;
    }
    if (n < 16)
        return NULL;
    if (odd * 2 > n / 2 && even * 20 < n)
        return "UTF-16LE";
    if (even * 2 > n / 2 && odd * 20 < n)
        return "UTF-16BE";
    return NULL;
}

/* Counts well-formed multi-byte sequences and bytes that belong to none. */
static void count_utf8(const char *data, gsize len, gsize *good, gsize *bad)
{
    const char *at = data, *end = data + len;
    *good = *bad = 0;
    while (at < end) {
        if ((guchar)*at < 0x80) {
            at++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            (*bad)++;
            at++;
        } else {
            (*good)++;
            at = g_utf8_next_char(at);
        }
    }
}

static GString *copy_utf8(const char *data, gsize len)
{
    GString *out = g_string_sized_new(len + 1);
    const char *at = data, *end = data + len;
    while (at < end) {
        const char *stop;
        if (g_utf8_validate_len(at, end - at, &stop)) {
            g_string_append_len(out, at, end - at);
            break;
        }
        g_string_append_len(out, at, stop - at);
        g_string_append(out, *stop ? "\xef\xbf\xbd" : " ");
        at = stop + 1;
    }
    return out;
}

static GString *convert(const char *data, gsize len, const char *converter)
{
    GIConv cd = g_iconv_open("UTF-8", converter);
    if (cd == (GIConv)-1)
        return NULL;
    GString *out = g_string_sized_new(len + len / 4 + 16);
    char *in = (char *)data; /* iconv's prototype; it does not write there */
    gsize left = len, wide = g_str_has_prefix(converter, "UTF-16") ? 2 : 1;
    char chunk[8192];
    while (left > 0) {
        char *to = chunk;
        gsize room = sizeof chunk;
        gsize got = g_iconv(cd, &in, &left, &to, &room);
        int why = errno;
        g_string_append_len(out, chunk, to - chunk);
        if (got != (gsize)-1 || why == E2BIG)
            continue;
        g_string_append(out, "\xef\xbf\xbd");
        gsize step = MIN(wide, left);
        in += step;
        left -= step;
    }
    g_iconv_close(cd);
    for (gsize i = 0; i < out->len; i++)
        if (out->str[i] == '\0')
            out->str[i] = ' ';
    return out;
}

/* As g_utf8_validate_len (no NUL, too), but a page is for the most part ASCII: eight bytes a look.
 */
static bool is_utf8(const char *data, gsize len)
{
    const guint64 high = 0x8080808080808080u, ones = 0x0101010101010101u;
    for (gsize i = 0; i < len;) {
        for (guint64 eight; i + 8 <= len; i += 8) {
            memcpy(&eight, data + i, 8);
            if ((eight | (eight - ones)) & high)
                break;
        }
        gsize from = i;
        while (i < len && (guchar)(data[i] - 1) < 0x7f && i - from < 8)
            i++;
        from = i;
        while (i < len && (guchar)data[i] >= 0x80)
            i++;
        if (i > from && !g_utf8_validate_len(data + from, i - from, NULL))
            return false;
        if (i < len && data[i] == '\0')
            return false;
    }
    return true;
}

static const char *decide(const char *data, gsize len, bool *valid)
{
    /* most pages */
    if (is_utf8(data, len) && !memmem(data, MIN(len, DECLARATION_BYTES), "-2022-", 6))
        return *valid = true, "UTF-8";
    const char *wide = bare_utf16(data, len);
    if (wide)
        return wide;
    gsize good, bad;
    count_utf8(data, len, &good, &bad);
    const char *declared = declared_charset(data, len, bad > 0);
    if (bad == 0)
        /* the escape sequences of ISO-2022-JP are plain ASCII */
        return declared && strcmp(declared, "ISO-2022-JP") == 0 ? declared : "UTF-8";
    /* a stray broken byte, as left by cutting a text, does not make a page another charset */
    if (good > bad * 10 && good > 10)
        return "UTF-8";
    if (declared)
        return declared;
    const char *guess = good > bad ? "UTF-8" : ng_charset_guess(data, len);
    return guess ? guess : "WINDOWS-1252";
}

char *ng_html_to_utf8(const char *data, gsize len, gsize *out_len, const char **charset)
{
    const char *converter;
    bool valid = false;
    if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        converter = "UTF-8";
        data += 3;
        len -= 3;
    } else if (len >= 2 && memcmp(data, "\xff\xfe", 2) == 0) {
        converter = "UTF-16LE";
        data += 2;
        len -= 2;
    } else if (len >= 2 && memcmp(data, "\xfe\xff", 2) == 0) {
        converter = "UTF-16BE";
        data += 2;
        len -= 2;
    } else
        converter = decide(data, len, &valid);
    GString *out = NULL;
    if (strcmp(converter, "UTF-8") != 0)
        out = convert(data, len, converter);
    if (!out) {
        converter = "UTF-8";
        out = valid ? g_string_new_len(data, (gssize)len) : copy_utf8(data, len);
    }
    if (charset)
        *charset = converter;
    *out_len = out->len;
    return g_string_free(out, FALSE);
}
