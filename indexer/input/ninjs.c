/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of ninjs and AP JSON: items alone, one a line, in a list, or wrapped in
 * what an API answers with. */
#include "indexer/input/ninjs.h"

#include <string.h>

enum {
    WRAPPED_DEEP = 6, /* objects around an item */
    SNIFFED_KEYS = 400,
    FAILURES_MAX = 1000 /* each costs at most a parse as deep as the parser goes */
};

/* ---- sniffing ---- */

/* Keys of ninjs and of AP that our own JSON does not have, in lower case. */
static bool is_mark(const char *key)
{
    static const char *const marks[] = {
        "versioncreated",   "firstcreated",     "contentcreated",
        "pubstatus",        "body_text",        "body_html",
        "body_xhtml",       "body_nitf",        "bodies",
        "headlines",        "headline",         "slugline",
        "usageterms",       "copyrightholder",  "copyrightnotice",
        "description_text", "description_html", "representationtype",
        "renditions",       "altids",           "editorialpriority",
        "infosource",       "infosources",      "ednote"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strcmp(marks[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The string that begins behind the quote at `at`; returns what follows its end, NULL when cut. */
static const char *string_end(const char *at, const char *end)
{
    for (; at < end && *at != '"'; at++) {
        at += *at == '\\' ? 1 : 0;
    }
    return at < end ? at + 1 : NULL;
}

static int sniff(const char *data, gsize len, const char *path)
{
    (void)path;
    const char *at = data, *end = data + len;
    at += len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < end && g_ascii_isspace(*at)) {
        at++;
    }
    if (at == end || (*at != '{' && *at != '[')) {
        return 0;
    }
    guint marks = 0, own = 0;

    for (guint keys = 0; at && at < end && keys < SNIFFED_KEYS;) {
        if (*at++ != '"') {
            continue;
        }
        const char *begin = at;
        if (!(at = string_end(at, end))) {
            break;
        }
        const char *colon = at;
        while (colon < end && g_ascii_isspace(*colon)) {
            colon++;
        }
        if (colon == end || *colon != ':' || at - begin > 24) {
            continue;
        }
        keys++;
        g_autofree char *key = g_ascii_strdown(begin, at - begin - 1);
        marks += is_mark(key) ? 1 : 0;
        own += strcmp(key, "paragraphs") == 0 || strcmp(key, "text") == 0 ? 1 : 0;
    }

    return marks >= 2 && own == 0 ? 95 : 0;
}

/* ---- reading ---- */

static const char *const wrappers[] = {"item",    "items",     "_items",    "data",
                                       "results", "newsitems", "documents", "response"};

static guint walk(Agency *agency, const json_t *value, guint deep, bool count);

/* Stories that stand inside another item or a package; its pictures are the item's own. */
static guint walk_associations(Agency *agency, const json_t *item, guint deep, bool count)
{
    const json_t *associations = json_object_get(item, "associations");
    guint items = 0;
    size_t n;
    const char *key;
    json_t *one;
    if (json_is_array(associations)) {
        json_array_foreach(associations, n, one)
        {
            items += ng_ninjs_is_story(one) ? walk(agency, one, deep + 1, count) : 0;
        }
    } else if (json_is_object(associations)) {
        json_object_foreach((json_t *)associations, key, one)
        {
            items += ng_ninjs_is_story(one) ? walk(agency, one, deep + 1, count) : 0;
        }
    }
    return items;
}

/* What is an item, or holds items under a name that APIs use. count: only counts them. */
static guint walk(Agency *agency, const json_t *value, guint deep, bool count)
{
    guint items = 0;
    size_t n;
    json_t *one;
    if (deep > WRAPPED_DEEP || agency->stopped) {
        return 0;
    }
    if (json_is_array(value)) {
        json_array_foreach(value, n, one)
        {
            items += walk(agency, one, deep + 1, count);
        }
    } else if (json_is_object(value) && ng_ninjs_is_item(value)) {
        items = 1;
        if (!count) {
            agency->place++;
            ng_ninjs_item(agency, value);
        }
        items += walk_associations(agency, value, deep, count);
    } else if (json_is_object(value)) {
        for (guint i = 0; i < G_N_ELEMENTS(wrappers); i++) {
            const json_t *inner = json_object_get(value, wrappers[i]);
            items += inner ? walk(agency, inner, deep + 1, count) : 0;
        }
    }
    return items;
}

static void skip_bad(const NgInput *input, const NgSinks *sinks, gsize at, const char *problem)
{
    g_autofree char *where =
        g_strdup_printf("byte %" G_GUINT64_FORMAT, input->offset + (guint64)at);
    g_autofree char *reason = g_strdup_printf("no JSON: %s", problem);
    sinks->skip(where, reason, sinks->data);
}

/* Where the value that begins at `at` goes wrong, the next object may be whole: the next line's, or
 * the next item of a list that was cut short. */
static gsize next_object(const char *text, gsize len, gsize at)
{
    const char *found = at + 1 < len ? memchr(text + at + 1, '{', len - at - 1) : NULL;
    return found ? (gsize)(found - text) : len;
}

/* Values one after another: one document, or one a line. What cannot be parsed costs itself. */
static bool read_ninjs(const NgInput *input, const NgSinks *sinks, GError **error)
{
    static const char between[] = " \t\r\n,]}";
    Agency agency = {.input = input, .sinks = sinks};
    gsize len;
    g_autofree char *valid = ng_text_to_utf8(input->data, (gssize)input->len, &len);
    gsize at = len >= 3 && memcmp(valid, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    guint items = 0, failures = 0;
    bool reported = false;
    gsize first_at = 0;
    g_autofree char *first_problem = NULL;
    at += strspn(valid + at, " \t\r\n");
    agency.several = input->offset > 0;
    while (at < len && !agency.stopped && failures < FAILURES_MAX) {
        json_error_t problem;
        json_t *value =
            json_loadb(valid + at, len - at, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &problem);
        if (!value) {
            failures++;
            if (!reported && (items > 0 || input->offset > 0)) {
                skip_bad(input, sinks, at, problem.text);
            } else if (!first_problem) {
                first_problem = g_strdup(problem.text); /* of the whole, unless items follow */
                first_at = at;
            }
            reported = true;
            agency.several = true;
            at = next_object(valid, len, at);
            continue;
        }
        at += (gsize)problem.position; /* how much was read */
        at += strspn(valid + at, between);
        guint found = walk(&agency, value, 0, true);
        agency.several = agency.several || at < len || found > 1;
        if (found > 0 && items == 0 && first_problem) {
            skip_bad(input, sinks, first_at, first_problem);
        }
        walk(&agency, value, 0, false);
        reported = reported && found == 0;
        items += found;
        json_decref(value);
    }
    if (items == 0 && input->offset == 0) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "%s%s",
                    first_problem ? "no JSON: " : "no news item in it",
                    first_problem ? first_problem : "");
        return false;
    }
    return true;
}

const NgReader ng_reader_ninjs = {.name = "ninjs", .sniff = sniff, .read = read_ninjs};
