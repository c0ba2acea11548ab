/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: each field of the article settled from what the page says.
 * Facts in, article out; the visible page adds facts of its own once the main text is known.
 * Must not know: how the main text was found. */
#pragma once

#include "indexer/input/html_content.h"
#include "indexer/input/html_facts.h"
#include "nutgraf/article.h"
#include "nutgraf/date.h"

G_BEGIN_DECLS

/* Facts that only the visible page holds: h1, byline, dates in the article's head. A line that is
 * found to be a byline is kept no longer. */
void ng_facts_from_page(NgFacts *facts, const NgPage *page, const NgBlocks *blocks,
                        const NgContent *content);

/* Facts that stand before the first sentence and behind the last one: the agencies, and a date in
 * the page's language (lang or NULL). A line that only signs is kept no longer. */
void ng_facts_from_dateline(NgFacts *facts, NgBlocks *blocks, const NgContent *content,
                            const char *lang);

/* "Aar Courier: Bridges to close" in <title>, when the page shows the one part among its first
 * lines and the other as a line below: a fact about the outlet. */
void ng_facts_from_brand(NgFacts *facts, const NgPage *page, const NgBlocks *blocks);

/* The outlet, then the title without the outlet's name: other steps need the title early. heading:
 * from ng_find_heading, or NULL. New strings or NULL; *rule is static. */
char *ng_settle_outlet(const NgFacts *facts, const char *heading, const char **rule);
char *ng_settle_title(const NgFacts *facts, const NgPage *page, const char *outlet,
                      const char *heading, const char **rule);
/* The heading on the page that the metadata's titles confirm; the outlet's name (or NULL) in them
 * confirms nothing. New string or NULL. */
char *ng_find_heading(const NgFacts *facts, const NgPage *page, const NgBlocks *blocks,
                      const char *outlet);

/* Outlet, authors, credit, dates, language, url, each with its provenance. */
void ng_settle_fields(NgArticle *article, const NgFacts *facts, const char *source);

/* A date as pages write it, in the page's language (NULL: unknown); false for what is none, or none
 * of the web's time. */
bool ng_fact_date(const char *text, const char *lang, NgDate *date);

/* Every fact as a candidate for its field, when the article keeps candidates. */
void ng_facts_consider(NgArticle *article, const NgFacts *facts);

/* /2017/08/25/, /2017-08-25-, /20170825: the day, or with /2017/08/ the month. url may be NULL. New
 * string or NULL. */
char *ng_date_from_url(const char *url);

/* People of one byline ("By Jane Doe and John Roe, Foreign Editor"): appended to `authors` (of
 * char *) unless already there; wire services to `credit`. `outlet` may be NULL. */
void ng_byline_add(GPtrArray *authors, GPtrArray *credit, const char *byline, const char *outlet);
/* Whether a name is a wire service's, as it signs. */
bool ng_byline_is_wire(const char *name);
/* Whether a byline that names nobody may name a desk or a house: "Courier Staff". */
bool ng_byline_is_house(const char *byline);

G_END_DECLS
