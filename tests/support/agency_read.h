/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a reader of an agency format makes of bytes, as lines that a test compares:
 *
 *   title | outlet | authors | credit | published | lang | status
 *   role: text
 *   ...
 *
 * and "skip: reason". Fields that say nothing are "-". */
#pragma once

#include "indexer/input/reader.h"

#include <string.h>

typedef struct {
    GString *lines;
    GPtrArray *articles; /* of NgArticle */
} AgencyGot;

static inline void agency_list(GString *out, const GPtrArray *names)
{
    g_string_append(out, names->len > 0 ? " | " : " | -");
    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", (const char *)names->pdata[i]);
    }
}

static inline const char *agency_or_dash(const char *text)
{
    return text && *text ? text : "-";
}

static inline bool agency_take(NgArticle *article, gpointer data)
{
    AgencyGot *got = data;
    g_string_append_printf(got->lines, "%s | %s", agency_or_dash(article->headline->text),
                           agency_or_dash(article->outlet));
    agency_list(got->lines, article->authors);
    agency_list(got->lines, article->credit);
    g_string_append_printf(got->lines, " | %s | %s | %s\n", agency_or_dash(article->published),
                           agency_or_dash(article->lang), ng_status_name(article->status));
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = article->paragraphs->pdata[i];
        g_string_append_printf(got->lines, "%s: %s\n", ng_role_name(paragraph->role),
                               paragraph->text);
    }
    g_ptr_array_add(got->articles, article);
    return true;
}

static inline void agency_take_skip(const char *where, const char *reason, gpointer data)
{
    AgencyGot *got = data;
    g_string_append_printf(got->lines, "skip: %s%s%s\n", where ? where : "", where ? ": " : "",
                           reason);
}

static inline void agency_got_clear(AgencyGot *got)
{
    g_string_free(got->lines, TRUE);
    g_ptr_array_unref(got->articles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AgencyGot, agency_got_clear)

/* Reads a copy of exactly this size with a NUL behind it, as a worker hands it over. */
static inline AgencyGot agency_read(const NgReader *reader, const char *bytes, gsize len)
{
    AgencyGot got = {g_string_new(NULL),
                     g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free)};
    char *copy = g_malloc(len + 1);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    NgInput input = {.data = copy, .len = len, .source = "/wire/file"};
    NgSinks sinks = {.article = agency_take, .skip = agency_take_skip, .data = &got};
    g_autoptr(GError) error = NULL;
    if (!reader->read(&input, &sinks, &error)) {
        assert_non_null(error);
        g_string_append_printf(got.lines, "unreadable: %s\n", error->message);
    }
    g_free(copy);
    return got;
}

static inline void agency_check(const NgReader *reader, const char *input, const char *expected)
{
    g_auto(AgencyGot) got = agency_read(reader, input, strlen(input));
    if (strcmp(got.lines->str, expected) != 0) {
        fail_msg("\n%s\ngot:\n%s\nexpected:\n%s", input, got.lines->str, expected);
    }
}

static inline NgArticle *agency_only(const AgencyGot *got)
{
    if (got->articles->len != 1) {
        fail_msg("%u articles instead of one:\n%s", got->articles->len, got->lines->str);
    }
    return got->articles->pdata[0];
}

/* Every beginning of the input, and every byte of it changed: nothing may crash, hang or leak. */
static inline void agency_torture(const NgReader *reader, const char *input)
{
    gsize len = strlen(input);
    for (gsize cut = 0; cut <= len; cut += 1 + len / 150) {
        g_auto(AgencyGot) got = agency_read(reader, input, cut);
        assert_non_null(got.lines);
    }
    static const char bytes[] = {'\0', '<', '"', '\x01', '\x02', '\xFF', '{', '&', '>', '\n'};
    for (gsize at = 0; at < len; at += 1 + len / 150) {
        g_autofree char *changed = g_strndup(input, len);
        changed[at] = bytes[at % sizeof bytes];
        g_auto(AgencyGot) got = agency_read(reader, changed, len);
        assert_non_null(got.lines);
    }
}
