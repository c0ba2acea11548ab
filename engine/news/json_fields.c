/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: fields of JSON input by type, with the place of a mistake. */
#include "engine/news/json_fields.h"

#include <string.h>

bool ng_json_mistaken(NgJsonReader *reader, const char *key, const char *expected,
                      const char *found)
{
    if (reader->mistake != NULL || reader->json.problem != NULL) {
        return false;
    }
    GString *text = g_string_new(NULL);
    if (reader->list != NULL) {
        g_string_append_printf(text, "%s[%u].", reader->list, reader->list_n);
    }
    if (reader->sublist != NULL) {
        g_string_append_printf(text, "%s[%u].", reader->sublist, reader->sublist_n);
    }
    g_string_append_printf(text, "%s: expected %s, found %s", key, expected, found);
    reader->mistake = g_string_free(text, FALSE);
    return false;
}

bool ng_json_key_is(const char *key, gsize len, const char *name)
{
    return len == strlen(name) && memcmp(key, name, len) == 0;
}

bool ng_json_well(const NgJsonReader *reader)
{
    return reader->mistake == NULL && reader->json.problem == NULL;
}

bool ng_json_expect(NgJsonReader *reader, const char *key, NgJsonType type, bool *absent)
{
    NgJsonType found = ng_json_peek(&reader->json);
    *absent = found == NG_JSON_NULL;
    if (*absent) {
        return ng_json_null(&reader->json);
    }
    return found == type ||
           ng_json_mistaken(reader, key, ng_json_type_name(type), ng_json_type_name(found));
}

bool ng_json_enter(NgJsonReader *reader, const char *key, NgJsonType type)
{
    bool absent;
    if (!ng_json_expect(reader, key, type, &absent) || absent) {
        return false;
    }
    ng_json_open(&reader->json);
    return true;
}

bool ng_json_read_text(NgJsonReader *reader, const char *key, char **field)
{
    bool absent;
    const char *s;
    gsize len;
    if (!ng_json_expect(reader, key, NG_JSON_STRING, &absent) ||
        (!absent && !ng_json_string(&reader->json, &s, &len))) {
        return false;
    }
    g_free(*field);
    *field = absent ? NULL : ng_clean_text(s, (gssize)len);
    return true;
}

bool ng_json_read_raw(NgJsonReader *reader, const char *key, char **field)
{
    bool absent;
    const char *s;
    gsize len;
    if (!ng_json_expect(reader, key, NG_JSON_STRING, &absent) ||
        (!absent && !ng_json_string(&reader->json, &s, &len))) {
        return false;
    }
    g_free(*field);
    *field = NULL;
    if (!absent && len > 0 && *s != '\0') {
        *field =
            g_utf8_validate_len(s, len, NULL) ? g_strndup(s, len) : ng_text_to_utf8(s, len, NULL);
    }
    return true;
}

bool ng_json_read_strings(NgJsonReader *reader, const char *key, GPtrArray *strings)
{
    g_ptr_array_set_size(strings, 0);
    if (ng_json_peek(&reader->json) == NG_JSON_STRING) {
        char *only = NULL;
        if (!ng_json_read_text(reader, key, &only)) {
            return false;
        }
        if (only != NULL) {
            g_ptr_array_add(strings, only);
        }
        return true;
    }
    if (!ng_json_enter(reader, key, NG_JSON_ARRAY)) {
        return ng_json_well(reader);
    }
    while (ng_json_element(&reader->json)) {
        char *one = NULL;
        if (!ng_json_read_text(reader, key, &one)) {
            return false;
        }
        if (one != NULL) {
            g_ptr_array_add(strings, one);
        }
    }
    return reader->json.problem == NULL;
}
