/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: a request from the web, answered: looks it up and fills the response, whatever
 * happens. Between request.c and response.c.
 * Must not know: CGI, FastCGI, processes. */
#pragma once

#include "kept.h"
#include "request.h"
#include "response.h"

/* What answers have in common; zero-initialise, then set site. */
typedef struct {
    const NgWebSite *site;
    NgIndex *index;  /* opened when it is first needed */
    NgKept *kept;    /* NULL: none are; taken over */
    bool index_lost; /* it could not be read: another process may do better */
    bool busy; /* more is asked than can be answered: what would have to be looked up is refused */
    /* called once the index is open: nothing but reading it is left to do; or NULL */
    void (*confine)(const NgWebSite *site);
} NgWeb;

/* Opens the index now, where it can be. */
bool ng_web_prepare(NgWeb *web, GError **error);
void ng_web_clear(NgWeb *web);
/* request: as ng_web_request_read left it; failed: what it said, or NULL. */
void ng_web_answer(NgWeb *web, const NgWebRequest *request, const GError *failed,
                   NgResponse *response);

/* ---- refusal.c ---- */

/* Headers that every answer has. type: of the content, or with status 304 of the content that the
 * reader has already. */
void ng_web_headers(const NgWebRequest *request, const NgWebSite *site, const char *type,
                    NgResponse *response);
/* The answer to what cannot be answered: a page, or JSON. place: NULL, or where the query is wrong.
 */
void ng_web_refuse(const NgWebRequest *request, const NgWebSite *site, int status,
                   const char *message, const NgQueryPlace *place, NgResponse *response);
/* 503, for when there is no time or memory left to make an answer. */
void ng_web_refuse_late(const NgWebRequest *request, const NgWebSite *site, NgResponse *response);

/* ---- etag.c ---- */

/* W/"...": another one whenever the answer may be another. state NULL: no index was asked. */
char *ng_web_etag(const NgWebRequest *request, const NgWebSite *site, const NgIndexState *state,
                  gint64 now);
/* Whether If-None-Match names it. */
bool ng_web_etag_matches(const char *if_none_match, const char *etag);
/* If-None-Match: * */
bool ng_web_etag_any(const char *if_none_match);
