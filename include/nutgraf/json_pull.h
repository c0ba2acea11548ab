/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: JSON as a stream of values that the caller pulls, without building a tree.
 * Below article_from_json.c and the indexer's reader of JSON, which know the keys.
 * Must not know: articles.
 *
 * Reading articles is one of the indexer's hot paths: jansson 2.14 alone parses lines of newswire
 * at 50 MB/s on one core, where whole articles, cleaned, are read with this at 110 to 150. Accepts
 * what RFC 8259 accepts and, because its strings are cleaned afterwards anyway, raw control
 * characters in strings, lone surrogates (U+FFFD) and bytes that are no UTF-8. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

typedef enum {
    NG_JSON_BAD, /* no value begins here */
    NG_JSON_OBJECT,
    NG_JSON_ARRAY,
    NG_JSON_STRING,
    NG_JSON_NUMBER,
    NG_JSON_BOOL,
    NG_JSON_NULL
} NgJsonType;

typedef struct {
    const char *begin, *at, *end;
    const char *problem; /* NULL, or what is wrong at `at`; borrowed constant. Stays once set. */
    GString *scratch;    /* the last string that had escapes */
    bool fresh;          /* an array or object was opened and nothing of it read yet */
} NgJsonPull;

/* Borrows the bytes until ng_json_pull_clear. */
void ng_json_pull_init(NgJsonPull *json, const char *bytes, gsize len);
void ng_json_pull_clear(NgJsonPull *json);

/* What stands next; consumes only white space. */
NgJsonType ng_json_peek(NgJsonPull *json);
/* "a string" ... for messages. */
const char *ng_json_type_name(NgJsonType type);

/* Each consumes one value of its type, which the caller has peeked. false sets problem. */
bool ng_json_string(NgJsonPull *json, const char **s, gsize *len); /* borrowed until the next */
bool ng_json_bool(NgJsonPull *json, bool *value);
bool ng_json_null(NgJsonPull *json);
/* false with problem for what does not fit; a fraction or exponent is a problem too. */
bool ng_json_integer(NgJsonPull *json, gint64 *value);
/* Any value, whatever its size; at most 512 deep. */
bool ng_json_skip(NgJsonPull *json);

/* The `{` or `[` that was peeked. */
void ng_json_open(NgJsonPull *json);
/* true: a key was read and its value comes next. false: the object ended, or problem is set. */
bool ng_json_member(NgJsonPull *json, const char **key, gsize *len);
/* true: a value comes next. false: the array ended, or problem is set. */
bool ng_json_element(NgJsonPull *json);
/* Nothing but white space is left. */
bool ng_json_finish(NgJsonPull *json);

G_END_DECLS
