/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what a page says about itself, each statement with the rule that found it.
 * Metadata, JSON-LD and the visible page add facts; html_fields.c settles each field from them.
 * Must not know: which fact wins. */
#pragma once

#include "indexer/input/html_page.h"

G_BEGIN_DECLS

typedef enum {
    NG_FACT_TITLE,
    NG_FACT_OUTLET,
    NG_FACT_AUTHOR,
    NG_FACT_PUBLISHED,
    NG_FACT_UPDATED,
    NG_FACT_LANG,
    NG_FACT_URL,
    NG_FACT_DESCRIPTION,
    NG_FACT_BODY,
    NG_FACT_CREDIT, /* a wire service, as it signs */
    NG_FACT_KIND    /* "statement" when the page says it is a press release */
} NgFactField;

typedef struct {
    NgFactField field;
    const char *rule; /* static: "json-ld", "og:title", "h1" ... */
    char *value;      /* cleaned, never empty; NG_FACT_BODY keeps its line breaks */
} NgFact;

typedef struct {
    GArray *facts;    /* of NgFact, in the order found */
    guint headlines;  /* how many objects of the JSON-LD have one */
    bool alternative; /* whether the article's has an alternative headline as well */
} NgFacts;

NgFacts *ng_facts_new(void);
void ng_facts_free(NgFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgFacts, ng_facts_free)
/* Adds a fact unless the value is NULL or nothing is left of it after cleaning. Entities that a
 * page escaped twice (&amp;amp;) are resolved. */
void ng_facts_add(NgFacts *facts, NgFactField field, const char *rule, const char *value);
/* The first fact of that field and rule (rule NULL: any rule), borrowed, or NULL. */
const char *ng_facts_get(const NgFacts *facts, NgFactField field, const char *rule);

/* The JSON-LD blocks of a page (of char *), malformed ones mended where that is safe. `title_hint`
 * (may be NULL) tells the article from others that the page links to. */
void ng_facts_from_json_ld(NgFacts *facts, const GPtrArray *blocks, const char *title_hint);
/* <meta>, <title>, <link rel=canonical>, <html lang>. */
void ng_facts_from_head(NgFacts *facts, const NgPage *page);

G_END_DECLS
