/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts of a JSON Feed (versions 1 and 1.1, jsonfeed.org). */
#include "indexer/input/feed.h"

#include <jansson.h>
#include <string.h>

#define MAX_BYTES (12u << 20)

static const struct {
    const char *key;
    NgFeedField field;
    guint rank;
    NgFeedForm form;
    const char *rule;
} keys[] = {
    {"title", NG_FEED_TITLE, 0, NG_FEED_PLAIN, "json:title"},
    {"content_html", NG_FEED_TEXT, 0, NG_FEED_MARKUP, "json:content_html"},
    {"content_text", NG_FEED_TEXT, 1, NG_FEED_PLAIN, "json:content_text"},
    {"summary", NG_FEED_SUMMARY, 0, NG_FEED_PLAIN, "json:summary"},
    {"url", NG_FEED_LINK, 0, NG_FEED_PLAIN, "json:url"},
    {"home_page_url", NG_FEED_LINK, 0, NG_FEED_PLAIN, "json:home_page_url"},
    {"external_url", NG_FEED_LINK, 1, NG_FEED_PLAIN, "json:external_url"},
    {"id", NG_FEED_ID, 0, NG_FEED_PLAIN, "json:id"},
    {"date_published", NG_FEED_PUBLISHED, 0, NG_FEED_PLAIN, "json:date_published"},
    {"date_modified", NG_FEED_UPDATED, 0, NG_FEED_PLAIN, "json:date_modified"},
    {"language", NG_FEED_LANG, 0, NG_FEED_PLAIN, "json:language"},
};

static void add_author(NgFeedRecord *record, const json_t *author)
{
    const char *name = json_string_value(json_object_get(author, "name"));
    ng_feed_add(record, NG_FEED_AUTHOR, 0, NG_FEED_PLAIN, "json:authors", g_strdup(name));
}

static NgFeedRecord *collect(const json_t *object)
{
    NgFeedRecord *record = ng_feed_record_new();
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        const json_t *value = json_object_get(object, keys[i].key);
        char *text = json_is_integer(value)
                         ? g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value))
                         : g_strdup(json_string_value(value));
        ng_feed_add(record, keys[i].field, keys[i].rank, keys[i].form, keys[i].rule, text);
    }
    const json_t *authors = json_object_get(object, "authors");
    for (size_t i = 0; i < json_array_size(authors); i++)
        add_author(record, json_array_get(authors, i));
    if (!json_array_size(authors))
        add_author(record, json_object_get(object, "author"));
    return record;
}

NgFeedRecord *ng_feed_json(const char *json, gsize len, GPtrArray *records, GError **error)
{
    json_error_t why;
    if (len > MAX_BYTES) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "the feed is larger than %u MB: split it first", MAX_BYTES >> 20);
        return NULL;
    }
    gsize utf8_len;
    g_autofree char *utf8 = ng_text_to_utf8(json, len, &utf8_len);
    gsize bom = g_str_has_prefix(utf8, "\xef\xbb\xbf") ? 3 : 0;
    json_t *root = json_loadb(utf8 + bom, utf8_len - bom, JSON_ALLOW_NUL, &why);
    const json_t *items = json_object_get(root, "items");
    if (!root) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "bad JSON in line %d: %s", why.line,
                    why.text);
        return NULL;
    }
    if (!json_is_array(items)) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_BAD_INPUT, "a JSON feed without items");
        json_decref(root);
        return NULL;
    }
    for (size_t i = 0; i < json_array_size(items); i++)
        g_ptr_array_add(records, collect(json_array_get(items, i)));
    NgFeedRecord *channel = collect(root);
    json_decref(root);
    return channel;
}
