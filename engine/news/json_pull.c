/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the pull reader of JSON: values, one behind the other. */
#include "engine/news/json_string.h"

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
        ng_json_fail(json, "the JSON ends too early");
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
        ng_json_fail(json, "no JSON value begins here");
        return NG_JSON_BAD;
    }
}

const char *ng_json_type_name(NgJsonType type)
{
    static const char *const names[] = {"no value", "an object",     "an array", "a string",
                                        "a number", "true or false", "null"};
    return names[type];
}

/* ---- scalars ---- */

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
        ng_json_fail(json, "a malformed number");
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
        return ng_json_fail(json, "not a whole number of a usual size");
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
        return ng_json_fail(json, "the JSON ends too early");
    }
    if (*json->at == closer) {
        json->at++;
        return false;
    }
    if (fresh) {
        return true;
    }
    if (*json->at != ',') {
        return ng_json_fail(json, closer == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
    }
    json->at++;
    skip_space(json);
    return true;
}

static bool at_key(NgJsonPull *json)
{
    return (json->at < json->end && *json->at == '"') ||
           ng_json_fail(json, "expected a key in quotes");
}

static bool colon(NgJsonPull *json)
{
    skip_space(json);
    if (json->at == json->end || *json->at != ':') {
        return ng_json_fail(json, "expected ':' behind a key");
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
                return ng_json_fail(json, "values are nested too deep");
            }
            closers[depth++] = *json->at == '{' ? '}' : ']';
            ng_json_open(json);
            break;
        case NG_JSON_STRING:
            ng_json_skip_string(json);
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
        if (closers[depth - 1] == '}' &&
            !(at_key(json) && ng_json_skip_string(json) && colon(json))) {
            return false;
        }
    }
}

bool ng_json_finish(NgJsonPull *json)
{
    skip_space(json);
    return json->problem == NULL &&
           (json->at == json->end || ng_json_fail(json, "something stands behind the JSON value"));
}
