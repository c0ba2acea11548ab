/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: fields of JSON input by type, with the place of a mistake.
 * Between json_pull.h and the keys that article_from_json.c, json_passages.c and
 * json_spans.c know; private.
 * Must not know: which keys there are. */
#pragma once

#include "nutgraf/json_pull.h"
#include "nutgraf/article.h"

G_BEGIN_DECLS

/* Where we are, for messages: "paragraphs[2].actors[0].spans". Numbers count from 0, as in JSON. */
typedef struct {
    NgJsonPull json;
    char *mistake;    /* what the caller is told; NULL while all is well; owned */
    const char *list; /* "paragraphs" or NULL */
    guint list_n;
    const char *sublist; /* "actors", "quotes" or NULL */
    guint sublist_n;
} NgJsonReader;

/* Notes what is wrong with `key` at this place, unless something was wrong before. false. */
bool ng_json_mistaken(NgJsonReader *reader, const char *key, const char *expected,
                      const char *found);
/* Is the next value of this type? A null is taken as "not given" and consumed: *absent. */
bool ng_json_expect(NgJsonReader *reader, const char *key, NgJsonType type, bool *absent);
/* Opens an object or array; false when it is absent (see ng_json_well) or something else. */
bool ng_json_enter(NgJsonReader *reader, const char *key, NgJsonType type);
/* A key as it stands in the input, with its length. */
bool ng_json_key_is(const char *key, gsize len, const char *name);
/* Nothing was wrong so far. */
bool ng_json_well(const NgJsonReader *reader);
/* Replaces *field by the cleaned text; NULL for null and for text of which nothing is left. */
bool ng_json_read_text(NgJsonReader *reader, const char *key, char **field);
/* The same for what is no prose, where a path keeps its double spaces. Cut at a NUL. */
bool ng_json_read_raw(NgJsonReader *reader, const char *key, char **field);
/* An array of strings, or one string; replaces what the array holds. */
bool ng_json_read_strings(NgJsonReader *reader, const char *key, GPtrArray *strings);
/* The names of `key` in an enumeration: `parse` sets what it points to. *given (may be NULL): it
 * was there. */
#define NG_JSON_READ_WORD(reader, key, parse, words, value, given)                                 \
    do {                                                                                           \
        g_autofree char *word_ = NULL;                                                             \
        if (!ng_json_read_text(reader, key, &word_)) {                                             \
            return false;                                                                          \
        }                                                                                          \
        if (word_ != NULL && !parse(word_, value)) {                                               \
            return ng_json_mistaken(reader, key, words, word_);                                    \
        }                                                                                          \
        *(given) = word_ != NULL;                                                                  \
    } while (0)

/* The value of the key "paragraphs" (objects, or plain strings), appended to the article. */
bool ng_json_read_paragraphs(NgJsonReader *reader, NgArticle *article);
/* Actors or quotations of a paragraph that is complete (the headline), whose text came as `raw`. */
bool ng_json_read_actors(NgJsonReader *reader, const char *key, NgParagraph *paragraph,
                         const char *raw, gsize raw_len);
bool ng_json_read_quotes(NgJsonReader *reader, const char *key, NgParagraph *paragraph,
                         const char *raw, gsize raw_len);

G_END_DECLS
