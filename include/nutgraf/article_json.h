/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an article as one line of JSON and back (the contract's NDJSON).
 * Between article.h and the world; used by `extract`, `export`, `add -`.
 * Must not know: files, the index. */
#pragma once

#include "nutgraf/article.h"

G_BEGIN_DECLS

typedef enum {
    NG_JSON_SOURCE_ONLY = 1 << 0, /* without what analysis added: actors, quotes */
} NgJsonFlags;

/* One line of JSON with its newline; keys in the contract's order; new string. */
char *ng_article_to_json(const NgArticle *article, NgJsonFlags flags);

/* Reads one JSON object of len_bytes. Only `title`, or `paragraphs` or `text`, is required; unknown
 * keys are ignored; what is given is kept. `text` is split at blank lines. NG_ERROR_BAD_INPUT with
 * the reason (and column) otherwise. NUL (\u0000) and other controls inside strings are cleaned.
 * The id is settled only when given or a URL is; the caller sets source and then settles it. */
NgArticle *ng_article_from_json(const char *json, gsize len_bytes, GError **error);

G_END_DECLS
