/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which of two titles of one page its readers see.
 * Titles as they stand in the metadata and on the page in, yes or no out.
 * Must not know: where the outlet's name is cut off. */
#pragma once

#include "indexer/input/html_fields.h"

G_BEGIN_DECLS

/* More headings than any page has in its own right. */
#define NG_MAX_HEADINGS 60

/* Whether two titles have the same letters and digits, and any at all. */
bool ng_title_same(const char *a, gsize a_len, const char *b);
/* Whether the heading is this title with a kicker before it ("Port  Bridges to close"). */
bool ng_title_ends(const char *title, const char *heading);
/* Whether og:title is a headline that was written as such: it says other things than the heading,
 * and is not what <title> (element, may be NULL) says to search engines. */
bool ng_title_is_own(const char *og, const char *element, const char *heading);
/* Whether a heading (may be NULL) says letter for letter what one of the titles says. */
bool ng_title_is_stated(const NgFacts *facts, const char *heading);
/* Whether JSON-LD's headline has to give way to og:title, which is without the outlet's name.
 * heading: from ng_find_heading, or NULL. */
bool ng_title_prefers_og(const NgFacts *facts, const NgPage *page, const char *og, const char *json,
                         const char *heading);

G_END_DECLS
