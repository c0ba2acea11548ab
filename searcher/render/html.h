/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: answers as web pages: HTML 5, whole in one request, without need of scripts.
 * Last step of a request; pure functions that append to a GString, which the caller made.
 * Must not know: HTTP, the index, the environment. */
#pragma once

#include "view.h"

/* One parameter of a request, decoded: valid UTF-8, nothing percent-encoded. */
typedef struct {
    const char *name, *value;
} NgParam;

/* The parameters of the request as they were checked, from which every link is made. In a fixed
 * order (the contract's), the values of one name together, none that is unknown or stands for its
 * default. Links leave out `offset`, `format` and `fragment`, unless they are about them. */
typedef struct {
    GArray *list; /* of NgParam; NULL: none */
} NgParams;

typedef struct {
    const char *name;        /* of the site; NULL: "nutgraf" */
    const char *lang;        /* of the interface: "en", "de", "fr"; NULL or another: "en" */
    const char *base;        /* path of the script, before /p/..., "" at the root. NULL: there is no
                                server, and the page is a file: no form, no links into the site */
    const char *origin;      /* "https://host" or NULL; canonical links and OpenSearch need it */
    const char *stylesheet;  /* URL that replaces our own styles, or NULL: ours, inline */
    const char *head, *foot; /* the site's templates, HTML as it is; or NULL */
} NgSite;

/* Sets the facets and the timeline that the page shows, when the request asks for none. */
void ng_html_ask(NgRequest *request);

/* results NULL: the start page; view may then be NULL, too. params may be NULL. */
void ng_html_search(GString *out, const NgResults *results, const NgView *view,
                    const NgParams *params, const NgSite *site);
/* The results alone, for another page: one <section>, links with origin and base. */
void ng_html_fragment(GString *out, const NgResults *results, const NgView *view,
                      const NgParams *params, const NgSite *site);
/* Paragraph n of the article (0: the headline) with its neighbours: /p/ARTICLE/N. */
void ng_html_article(GString *out, const NgArticle *article, guint n, const NgParams *params,
                     const NgSite *site);
/* status: HTTP's. message: for the user, valid UTF-8, or NULL. place: where the query is wrong, in
 * bytes of the parameter q, or NULL. */
void ng_html_error(GString *out, int status, const char *message, const NgQueryPlace *place,
                   const NgParams *params, const NgSite *site);
/* Value of Content-Security-Policy for all of these. New string. */
char *ng_html_csp(const NgSite *site);
/* /opensearch.xml, so that browsers offer the site as a search engine. Needs origin and base. */
void ng_html_opensearch(GString *out, const NgSite *site);
/* --format html: the answer as a page that is a file. */
void ng_render_html(GString *out, const NgResults *results, const NgView *view);
