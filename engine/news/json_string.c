/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: strings of JSON and their escapes. Those without escapes are borrowed from the input. */
#include "engine/news/json_string.h"

#include <string.h>

/* Four hex digits behind at; -1 when they are not. */
static int hex4(const NgJsonPull *json, const char *at)
{
    if (json->end - at < 4) {
        return -1;
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(at[i]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* at stands behind "\u". */
static bool unicode_escape(NgJsonPull *json)
{
    int unit = hex4(json, json->at);
    if (unit < 0) {
        return ng_json_fail(json, "\\u needs four hexadecimal digits");
    }
    json->at += 4;
    gunichar c = (gunichar)unit;
    if (unit >= 0xD800 && unit < 0xE000) {
        c = 0xFFFD;
        if (unit < 0xDC00 && json->end - json->at >= 6 && json->at[0] == '\\' &&
            json->at[1] == 'u') {
            int low = hex4(json, json->at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + (((gunichar)unit - 0xD800) << 10) + ((gunichar)low - 0xDC00);
                json->at += 6;
            }
        }
    }
    g_string_append_unichar(json->scratch, c);
    return true;
}

/* at stands behind the backslash. */
static bool append_escape(NgJsonPull *json)
{
    if (json->at == json->end) {
        return ng_json_fail(json, "a string is not closed");
    }
    switch (*json->at++) {
    case '"':
    case '\\':
    case '/':
        g_string_append_c(json->scratch, json->at[-1]);
        return true;
    case 'b':
        g_string_append_c(json->scratch, '\b');
        return true;
    case 'f':
        g_string_append_c(json->scratch, '\f');
        return true;
    case 'n':
        g_string_append_c(json->scratch, '\n');
        return true;
    case 'r':
        g_string_append_c(json->scratch, '\r');
        return true;
    case 't':
        g_string_append_c(json->scratch, '\t');
        return true;
    case 'u':
        return unicode_escape(json);
    default:
        json->at--;
        return ng_json_fail(json, "no such escape in a string");
    }
}

/* The next quote or backslash, or end. Eight bytes at a time: strings are most of the input. */
static const char *string_stop(const char *p, const char *end)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
    const guint64 highs = G_GUINT64_CONSTANT(0x8080808080808080);
    while (end - p >= 8) {
        guint64 word;
        memcpy(&word, p, 8);
        /* A byte of x is zero where word has the character; the classic zero-byte test. */
        guint64 quote = word ^ (ones * '"');
        guint64 slash = word ^ (ones * '\\');
        if ((((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & highs) {
            break;
        }
        p += 8;
    }
    while (p < end && *p != '"' && *p != '\\') {
        p++;
    }
    return p;
}

bool ng_json_string(NgJsonPull *json, const char **s, gsize *len)
{
    const char *open = json->at;
    const char *from = open + 1;
    const char *stop = string_stop(from, json->end);
    if (stop < json->end && *stop == '"') {
        *s = from;
        *len = (gsize)(stop - from);
        json->at = stop + 1;
        return true;
    }
    if (json->scratch == NULL) {
        json->scratch = g_string_sized_new(1024);
    }
    g_string_truncate(json->scratch, 0);
    for (;;) {
        g_string_append_len(json->scratch, from, stop - from);
        if (stop == json->end) {
            json->at = open;
            return ng_json_fail(json, "a string is not closed");
        }
        json->at = stop + 1;
        if (*stop == '"') {
            break;
        }
        if (!append_escape(json)) {
            return false;
        }
        from = json->at;
        stop = string_stop(from, json->end);
    }
    *s = json->scratch->str;
    *len = json->scratch->len;
    return true;
}

bool ng_json_skip_string(NgJsonPull *json)
{
    const char *p = json->at + 1;
    for (;;) {
        p = string_stop(p, json->end);
        if (json->end - p < 2 && (p == json->end || *p == '\\')) {
            return ng_json_fail(json, "a string is not closed");
        }
        if (*p == '"') {
            json->at = p + 1;
            return true;
        }
        if (strchr("\"\\/bfnrtu", p[1]) == NULL || p[1] == '\0' ||
            (p[1] == 'u' && hex4(json, p + 2) < 0)) {
            json->at = p + 1;
            return ng_json_fail(json, "no such escape in a string");
        }
        p += 2;
    }
}
