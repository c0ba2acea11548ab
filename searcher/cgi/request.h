/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: a request from a web server, checked (RFC 3875, 4): the environment becomes what
 * is to be answered, or a refusal. Lengths are looked at before anything is taken apart.
 * Must not know: the index, how an answer is made. */
#pragma once

#include "searcher/options.h"
#include "searcher/render/html.h"
#include "site.h"

/* Errors of this domain have the status of HTTP as their code, and a message for the user. */
#define NG_WEB_ERROR (ng_web_error_quark())
GQuark ng_web_error_quark(void);

typedef enum {
    NG_ROUTE_SEARCH,     /* / */
    NG_ROUTE_ARTICLE,    /* /p/ARTICLE/N */
    NG_ROUTE_OPENSEARCH, /* /opensearch.xml */
    NG_ROUTE_SUGGEST     /* /suggest */
} NgRoute;

/* "A query over 512 bytes" is refused; so is any other value. */
#define NG_WEB_VALUE_MAX 512
#define NG_WEB_QUERY_STRING_MAX 8192
#define NG_WEB_BODY_MAX 8192
#define NG_WEB_PATH_MAX 4096

typedef struct {
    NgRoute route;
    bool head;               /* HEAD: headers only */
    bool fragment;           /* the results alone */
    bool json;               /* refusals are JSON, no page */
    char *article;           /* of the route ARTICLE: its id */
    guint n;                 /* and the paragraph */
    GArray *pairs;           /* the query string's; GArray of NgPair */
    NgSearchOptions options; /* what is searched for, and the format */
    NgParams params;         /* the same as it was written; borrows */
    NgSite site;             /* for the page; borrows */
    char *base, *origin;     /* in site, when the configuration has none */
    const char *etag;        /* If-None-Match, or NULL */
    const char *from;        /* Origin, or NULL */
} NgWebRequest;

/* environment: NULL-terminated "NAME=value", that of the process or a FastCGI request's; site: the
 * configuration. Both have to outlive the request. On failure what is known already is there, so
 * that the refusal can be made in the reader's language and form. To be cleared in either case. */
bool ng_web_request_read(char *const *environment, const NgWebSite *site, NgWebRequest *request,
                         GError **error);
void ng_web_request_clear(NgWebRequest *request);

/* ---- parameters.c ---- */

/* Checks the pairs by the table of parameters there are; unknown names are ignored. Fills options,
 * params and fragment. json: whether that is liked better than a page when no format is named. */
bool ng_web_parameters_read(NgWebRequest *request, bool json, GError **error);
/* "a=1&b=2", percent-encoded, without offset, format and fragment: what is asked, whatever the form
 * of the answer. New string. */
char *ng_web_parameters_show(const NgParams *params);
/* Value of a parameter as it was written, also when it was refused; NULL. */
const char *ng_web_parameter(const NgWebRequest *request, const char *name);
