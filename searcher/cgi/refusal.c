/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said when a request cannot be answered, and the headers of every answer. */
#include "answer.h"
#include "searcher/render/json_line.h"

#include <string.h>

/* The Origin that may read the answer, as CORS names it; NULL: none but the site's own pages. */
static const char *reader_of(const NgWebRequest *request, const NgWebSite *site)
{
    for (guint i = 0; site->cors[i]; i++) {
        if (strcmp(site->cors[i], "*") == 0)
            return "*";
        if (request->from && g_ascii_strcasecmp(site->cors[i], request->from) == 0)
            return site->cors[i];
    }
    return NULL;
}

void ng_web_headers(const NgWebRequest *request, const NgWebSite *site, const char *type,
                    NgResponse *response)
{
    const char *reader = reader_of(request, site);
    bool page = type && g_str_has_prefix(type, "text/html");
    g_autofree char *csp = page ? ng_html_csp(&request->site) : g_strdup("default-src 'none'");
    /* 304 is no content, but its policy takes the place of that of the browser's own copy (RFC
     * 9111, 3.2): it has to be the same */
    bool content = type && response->status != 304;
    if (content)
        ng_response_header(response, "Content-Type", type);
    if (page && content)
        ng_response_header(response, "Content-Language", request->site.lang);
    /* Caches ask each time, which costs little: what is withdrawn is gone at once. */
    ng_response_header(response, "Cache-Control", "no-cache");
    ng_response_header(response, "Vary",
                       site->cors[0] ? "Accept, Accept-Language, Origin"
                                     : "Accept, Accept-Language");
    ng_response_header(response, "Content-Security-Policy", csp);
    ng_response_header(response, "X-Content-Type-Options", "nosniff");
    ng_response_header(response, "Referrer-Policy", "strict-origin-when-cross-origin");
    if (reader) {
        ng_response_header(response, "Access-Control-Allow-Origin", reader);
        ng_response_header(response, "Access-Control-Expose-Headers", "ETag, Link");
    }
}

static void put_json(const NgWebRequest *request, int status, const char *message,
                     const NgQueryPlace *place, GString *out)
{
    json_t *object = json_object(), *error = json_object();
    const char *query = ng_web_parameter(request, "q");
    json_object_set_new(object, "v", json_integer(1));
    json_object_set_new(error, "status", json_integer(status));
    json_object_set_new(error, "message", ng_json_text(message));
    if (place && query && place->end > 0 && place->begin <= strlen(query)) {
        json_t *span = json_array();
        json_array_append_new(span, json_integer((json_int_t)place->begin));
        json_array_append_new(span, json_integer((json_int_t)place->end));
        json_object_set_new(error, "span", span);
        json_object_set_new(error, "nearest",
                            ng_json_text(place->nearest[0] ? place->nearest : NULL));
    }
    json_object_set_new(object, "error", error);
    ng_json_put_line(out, object);
}

void ng_web_refuse(const NgWebRequest *request, const NgWebSite *site, int status,
                   const char *message, const NgQueryPlace *place, NgResponse *response)
{
    ng_response_reset(response);
    response->status = status;
    ng_web_headers(request, site,
                   request->json ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
                   response);
    ng_response_header(response, "X-Robots-Tag", "noindex, nofollow");
    if (status == 405)
        ng_response_header(response, "Allow", "GET, HEAD");
    if (status == 503)
        ng_response_header(response, "Retry-After", "5");
    if (request->json)
        put_json(request, status, message, place, response->body);
    else
        ng_html_error(response->body, status, message, place, &request->params, &request->site);
}

void ng_web_refuse_late(const NgWebRequest *request, const NgWebSite *site, NgResponse *response)
{
    ng_web_refuse(request, site, 503,
                  "This search took more than it may. Fewer or rarer words are quicker.", NULL,
                  response);
}
