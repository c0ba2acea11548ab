/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what the parts of a page know of it, and the parts.
 * Between html.c, which puts a page together, and the files html_*.c, each one part.
 * Must not know: HTTP, the index. */
#pragma once

#include "html.h"
#include "html_escape.h"
#include "words.h"

typedef struct {
    const NgSite *site;
    const NgWords *words;
    const NgParams *params;
    const NgView *view; /* NULL on pages without results */
    char *search;       /* what links to a search begin with, before the "?" */
    char *home;         /* the same for /p/...: base, with the origin in a fragment */
    bool served;        /* there is a server that answers links */
    bool narrows;       /* beside the results stands what narrows them */
    gsize carried;      /* bytes that each link to a search has before what it changes */
} NgPage;

/* ---- html_link.c: links to other answers ---- */

typedef enum {
    NG_CHANGE_SET,    /* name has this value and no other; NULL: none */
    NG_CHANGE_ADD,    /* one value more */
    NG_CHANGE_REMOVE, /* without this value */
} NgChangeKind;
typedef struct {
    NgChangeKind kind;
    const char *name, *value;
} NgChange;

/* The request is so long that only a few links may carry it, for the page's weight. */
bool ng_page_is_heavy(const NgPage *page);
/* ` href="..."`, with the space: the request with these changes, from its first page on. */
void ng_page_href(GString *out, const NgPage *page, const NgChange *changes, guint n);
/* The same as an attribute's value alone. */
void ng_page_link(GString *out, const NgPage *page, const NgChange *changes, guint n);
/* ` href="..."` of a new search with one parameter. */
void ng_page_href_new(GString *out, const NgPage *page, const char *name, const char *value);
/* ` href=".../p/ARTICLE/N"`, with the words searched, for the way back. */
void ng_page_href_paragraph(GString *out, const NgPage *page, const NgArticle *article, guint n);
/* The first value of a parameter, or NULL. */
const char *ng_page_param(const NgPage *page, const char *name);
bool ng_page_has_param(const NgPage *page, const char *name, const char *value);

/* ---- html_marked.c: text with what is marked in it ---- */

/* Spans that may cross those of other layers; the outer layer stays whole. */
typedef struct {
    const GArray *spans;    /* of NgSpan, ascending, not overlapping; or NULL */
    const char *open;       /* HTML before each; or NULL, then: */
    const GPtrArray *opens; /* of char *, HTML, one a span */
    const char *close;
} NgLayer;
/* The bytes from begin to end of text; layers: the outermost first, at most 4. */
void ng_page_marked(GString *out, const char *text, gsize begin, gsize end, const NgLayer *layers,
                    guint n);

/* ---- html_explain.c: a query in words ---- */

/* One sentence of HTML: what was searched for. */
void ng_page_explain(GString *out, const NgPage *page, const NgResults *results);
/* "from Reuters or AP": what a filter with these values means; results: where names are looked up,
 * or NULL. name: the parameter's. */
void ng_page_filters(GString *out, const NgPage *page, const NgResults *results, const char *name,
                     const char *const *values);
void ng_page_filter(GString *out, const NgPage *page, const NgResults *results, const char *name,
                    const char *value);
/* The parameter that narrows by a facet; NULL when none does. */
const char *ng_page_facet_param(NgFacet facet);
bool ng_page_facet_is_calendar(NgFacet facet); /* by since and until */
/* What people read for a value: its own name, or the language's word for it. */
void ng_page_facet_name(GString *out, const NgPage *page, NgFacet facet, const char *value,
                        const char *name);
/* "since April 2017"; one of the two may be NULL. */
void ng_page_when(GString *out, const NgPage *page, const char *since, const char *until);

/* ---- the parts ---- */

void ng_page_form(GString *out, const NgPage *page, const char *query); /* html_form.c */
/* The parameters that a form takes along, but for those named. besides: NULL-terminated. */
void ng_page_hidden(GString *out, const NgPage *page, const char *const *besides);
void ng_page_orders(GString *out, const NgPage *page, const NgResults *results);
void ng_page_hits(GString *out, const NgPage *page, const NgResults *results); /* html_hits.c */
/* html_facets.c */
void ng_page_facets(GString *out, const NgPage *page, const NgResults *results);
void ng_page_chosen(GString *out, const NgPage *page, const NgResults *results);
void ng_page_timeline(GString *out, const NgPage *page, const NgResults *results);
/* The query as it was meant, when a word of it has a near spelling that is likelier. */
void ng_page_spelling(GString *out, const NgPage *page, const NgResults *results);
void ng_page_nothing(GString *out, const NgPage *page, const NgResults *results);
void ng_page_start(GString *out, const NgPage *page);

/* Outlet, date, byline and what else is to be known about an article: one line. */
void ng_page_about(GString *out, const NgPage *page, const NgArticle *article);
/* ` lang="..."`, when it is known and another than the page's. */
void ng_page_lang(GString *out, const NgPage *page, const char *lang);

/* ---- made of page.css and page.js by tools/embed-page ---- */
extern const char ng_page_style[], ng_page_style_hash[], ng_page_script[], ng_page_script_hash[];
