/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the pull reader of JSON. Strings without escapes are borrowed from the input. */
#include "nutgraf/json_pull.h"

#include <string.h>

enum { MAX_DEPTH = 512 };

void ng_json_pull_init(NgJsonPull *json, const char *bytes, gsize len)
{
    *json = (NgJsonPull) {.begin = bytes, .at = bytes, .end = bytes + len};
}

void ng_json_pull_clear(NgJsonPull *json)
{
    if (json->scratch != NULL) {
        g_string_free(json->scratch, TRUE);
        json->scratch = NULL;
    }
}

static bool fail(NgJsonPull *json, const char *problem)
{
    if (json->problem == NULL) {
        json->problem = problem;
    }
    return false;
}

static void skip_space(NgJsonPull *json)
{
    while (json->at < json->end &&
           (*json->at == ' ' || *json->at == '\n' || *json->at == '\r' || *json->at == '\t')) {
        json->at++;
    }
}

static bool word_at(const NgJsonPull *json, const char *want)
{
    gsize len = strlen(want);
    return (gsize)(json->end - json->at) >= len && memcmp(json->at, want, len) == 0;
}

NgJsonType ng_json_peek(NgJsonPull *json)
{
    skip_space(json);
    if (json->problem != NULL || json->at == json->end) {
        fail(json, "the JSON ends too early");
        return NG_JSON_BAD;
    }
    switch (*json->at) {
    case '{':
        return NG_JSON_OBJECT;
    case '[':
        return NG_JSON_ARRAY;
    case '"':
        return NG_JSON_STRING;
    default:
        if (*json->at == '-' || g_ascii_isdigit(*json->at)) {
            return NG_JSON_NUMBER;
        }
        if (word_at(json, "true") || word_at(json, "false")) {
            return NG_JSON_BOOL;
        }
        if (word_at(json, "null")) {
            return NG_JSON_NULL;
        }
        fail(json, "no JSON value begins here");
        return NG_JSON_BAD;
    }
}

const char *ng_json_type_name(NgJsonType type)
{
    static const char *const names[] = {"no value", "an object",     "an array", "a string",
                                        "a number", "true or false", "null"};
    return names[type];
}

/* ---- strings ---- */

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
        return fail(json, "\\u needs four hexadecimal digits");
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
        return fail(json, "a string is not closed");
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
        return fail(json, "no such escape in a string");
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
            return fail(json, "a string is not closed");
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

/* As ng_json_string, without keeping it. */
static bool skip_string(NgJsonPull *json)
{
    const char *p = json->at + 1;
    for (;;) {
        p = string_stop(p, json->end);
        if (json->end - p < 2 && (p == json->end || *p == '\\')) {
            return fail(json, "a string is not closed");
        }
        if (*p == '"') {
            json->at = p + 1;
            return true;
        }
        if (strchr("\"\\/bfnrtu", p[1]) == NULL || p[1] == '\0' ||
            (p[1] == 'u' && hex4(json, p + 2) < 0)) {
            json->at = p + 1;
            return fail(json, "no such escape in a string");
        }
        p += 2;
    }
}

/* ---- the other scalars ---- */

bool ng_json_bool(NgJsonPull *json, bool *value)
{
    *value = *json->at == 't';
    json->at += *value ? 4 : 5;
    return true;
}

bool ng_json_null(NgJsonPull *json)
{
    json->at += 4;
    return true;
}

static const char *digits_end(const NgJsonPull *json, const char *p)
{
    while (p < json->end && g_ascii_isdigit(*p)) {
        p++;
    }
    return p;
}

/* Where the number at `at` ends; NULL with problem. *whole: neither fraction nor exponent. */
static const char *number_end(NgJsonPull *json, bool *whole)
{
    const char *p = json->at + (*json->at == '-' ? 1 : 0);
    const char *digits = digits_end(json, p);
    *whole = true;
    bool ok = digits > p && (*p != '0' || digits == p + 1);
    p = digits;
    if (ok && p < json->end && *p == '.') {
        *whole = false;
        digits = digits_end(json, p + 1);
        ok = digits > p + 1;
        p = digits;
    }
    if (ok && p < json->end && (*p == 'e' || *p == 'E')) {
        *whole = false;
        p++;
        p += p < json->end && (*p == '+' || *p == '-') ? 1 : 0;
        digits = digits_end(json, p);
        ok = digits > p;
        p = digits;
    }
    if (!ok) {
        fail(json, "a malformed number");
        return NULL;
    }
    return p;
}

bool ng_json_integer(NgJsonPull *json, gint64 *value)
{
    bool whole;
    const char *stop = number_end(json, &whole);
    if (stop == NULL) {
        return false;
    }
    if (!whole || stop - json->at > 18) {
        return fail(json, "not a whole number of a usual size");
    }
    gint64 sum = 0;
    for (const char *p = json->at + (*json->at == '-' ? 1 : 0); p < stop; p++) {
        sum = sum * 10 + (*p - '0');
    }
    *value = *json->at == '-' ? -sum : sum;
    json->at = stop;
    return true;
}

/* ---- objects and arrays ---- */

void ng_json_open(NgJsonPull *json)
{
    json->at++;
    json->fresh = true;
}

/* Consumes the closer (false) or the comma before the next item (true). */
static bool next_item(NgJsonPull *json, char closer)
{
    skip_space(json);
    bool fresh = json->fresh;
    json->fresh = false;
    if (json->problem != NULL || json->at == json->end) {
        return fail(json, "the JSON ends too early");
    }
    if (*json->at == closer) {
        json->at++;
        return false;
    }
    if (fresh) {
        return true;
    }
    if (*json->at != ',') {
        return fail(json, closer == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
    }
    json->at++;
    skip_space(json);
    return true;
}

static bool at_key(NgJsonPull *json)
{
    return (json->at < json->end && *json->at == '"') || fail(json, "expected a key in quotes");
}

static bool colon(NgJsonPull *json)
{
    skip_space(json);
    if (json->at == json->end || *json->at != ':') {
        return fail(json, "expected ':' behind a key");
    }
    json->at++;
    return true;
}

bool ng_json_member(NgJsonPull *json, const char **key, gsize *len)
{
    return next_item(json, '}') && at_key(json) && ng_json_string(json, key, len) && colon(json);
}

bool ng_json_element(NgJsonPull *json)
{
    return next_item(json, ']');
}

bool ng_json_skip(NgJsonPull *json)
{
    char closers[MAX_DEPTH];
    guint depth = 0;
    bool whole;
    for (;;) {
        switch (ng_json_peek(json)) {
        case NG_JSON_OBJECT:
        case NG_JSON_ARRAY:
            if (depth == MAX_DEPTH) {
                return fail(json, "values are nested too deep");
            }
            closers[depth++] = *json->at == '{' ? '}' : ']';
            ng_json_open(json);
            break;
        case NG_JSON_STRING:
            skip_string(json);
            break;
        case NG_JSON_NUMBER: {
            const char *stop = number_end(json, &whole);
            json->at = stop != NULL ? stop : json->at;
            break;
        }
        case NG_JSON_BOOL:
            ng_json_bool(json, &whole);
            break;
        case NG_JSON_NULL:
            ng_json_null(json);
            break;
        case NG_JSON_BAD:
            break;
        }
        /* Climb out of what ends here; then a value comes next, or the first one is complete. */
        while (json->problem == NULL && depth > 0 && !next_item(json, closers[depth - 1])) {
            depth--;
        }
        if (json->problem != NULL) {
            return false;
        }
        if (depth == 0) {
            return true;
        }
        if (closers[depth - 1] == '}' && !(at_key(json) && skip_string(json) && colon(json))) {
            return false;
        }
    }
}

bool ng_json_finish(NgJsonPull *json)
{
    skip_space(json);
    return json->problem == NULL &&
           (json->at == json->end || fail(json, "something stands behind the JSON value"));
}
