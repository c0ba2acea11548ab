/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stored record: a format number, then fields of tag, length and bytes. Inside schema only.
 *
 * A tag keeps its meaning for ever; a reader passes over tags it does not know, so a record of any
 * version can be read. What is empty or has its usual value is not written. */
#pragma once

#define RECORD_FORMAT 1

typedef enum {
    TAG_ID = 1,
    TAG_VERSION,
    TAG_URL,
    TAG_HEADLINE,
    TAG_OUTLET,
    TAG_AUTHOR,
    TAG_CREDIT,
    TAG_PUBLISHED,
    TAG_UPDATED,
    TAG_ADDED,
    TAG_LANG,
    TAG_KIND,
    TAG_SOURCE,
    TAG_STATUS,
    TAG_EMBARGO,
    TAG_PROVENANCE,
    TAG_PARAGRAPH,
    TAG_KIND_GIVEN,
    TAG_ADDED_SECONDS,
    TAG_PROVENANCE_WORD, /* a number: of provenance_words, which only grows at its end */
} ArticleTag;

typedef enum {
    TAG_TEXT = 1,
    TAG_ROLE,
    TAG_GIVEN, /* bit 0: actors, bit 1: quotes, bit 2: language */
    TAG_MENTION,
    TAG_QUOTE,
    TAG_TEXT_LANG,
} ParagraphTag;

/* Provenance repeats a few words; those of the table go as their number. */
static const char *const provenance_words[] = {
    "title",   "published", "updated",      "outlet", "authors", "lang",   "kind",
    "url",     "credit",    "sgml",         "given",  "text",    "option", "dateline",
    "json-ld", "og:title",  "og:site_name", "meta",   "h1",      "time",
};
