/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Routes. */
#include "answer.h"
#include "nutgraf/article_json.h"
#include "nutgraf/date.h"
#include "query_string.h"
#include "searcher/render/json_line.h"
#include "searcher/render/layout.h"

#include <stdio.h>
#include <string.h>

#define MISSING "There is no such page."
#define NOT_TO_BE_INDEXED "noindex, nofollow"
#define AWAY "The archive cannot be read just now."
#define BUSY "More is being asked just now than can be answered. Please try again in a moment."

typedef struct {
    NgWeb *web;
    const NgWebRequest *request;
    NgResponse *response;
    gint64 now;
    NgQueryPlace place;
} Answer;

bool ng_web_prepare(NgWeb *web, GError **error)
{
    if (web->index)
        return true;
    web->index = ng_index_open((const char *const *)web->site->db, error);
    if (web->index && web->confine)
        web->confine(web->site);
    return web->index != NULL;
}

void ng_web_clear(NgWeb *web)
{
    g_clear_pointer(&web->index, ng_index_free);
    g_clear_pointer(&web->kept, ng_kept_free);
}

/* ---- what went wrong ---- */

static void refuse(Answer *answer, int status, const char *message)
{
    ng_web_refuse(answer->request, answer->web->site, status, message,
                  status == 400 ? &answer->place : NULL, answer->response);
}

/* Readers hear what they can do about; the reasons of the rest, with names of folders, are for the
 * server's log. */
static void refuse_for(Answer *answer, const GError *error)
{
    if (error->domain == NG_WEB_ERROR) {
        refuse(answer, error->code, error->message);
    } else if (g_error_matches(error, NG_ERROR, NG_ERROR_BAD_QUERY)) {
        refuse(answer, 400, error->message);
    } else if (g_error_matches(error, NG_ERROR, NG_ERROR_NOT_FOUND)) {
        /* of the article that others are to be like */
        refuse(answer, 404, answer->request->route == NG_ROUTE_SEARCH ? error->message : MISSING);
    } else {
        fprintf(stderr, "nutgraf-search: %s\n", error->message);
        answer->web->index_lost = true;
        refuse(answer, 503, AWAY);
    }
}

/* ---- headers ---- */

static const char *type_of(NgFormat format)
{
    switch (format) {
    case NG_FORMAT_JSON:
        return "application/json; charset=utf-8";
    case NG_FORMAT_NDJSON:
        return "application/x-ndjson; charset=utf-8";
    case NG_FORMAT_CSV:
        return "text/csv; charset=utf-8; header=present";
    case NG_FORMAT_RSS:
        return "application/rss+xml; charset=utf-8";
    case NG_FORMAT_TEXT:
    case NG_FORMAT_HTML:
        break;
    }
    return "text/html; charset=utf-8";
}

/* Where this is found again, as a page: with the origin, or as a path alone. New string. */
static char *address_of(const Answer *answer, const char *format)
{
    const NgWebRequest *request = answer->request;
    g_autofree char *query = ng_web_parameters_show(&request->params);
    GString *address = g_string_new(request->origin);
    g_string_append(address, request->base);
    if (request->route == NG_ROUTE_ARTICLE) {
        g_string_append(address, "/p/");
        ng_percent_encode(address, request->article);
        g_string_append_printf(address, "/%u", request->n);
        return g_string_free(address, FALSE);
    }
    g_string_append_printf(address, "/%s%s", *query || format ? "?" : "", query);
    if (format)
        g_string_append_printf(address, "%sformat=%s", *query ? "&" : "", format);
    return g_string_free(address, FALSE);
}

static void put_headers(Answer *answer, const char *type, const char *etag, bool indexed)
{
    g_autofree char *address = address_of(answer, NULL);
    g_autofree char *link = g_strdup_printf("<%s>; rel=\"canonical\"", address);
    ng_web_headers(answer->request, answer->web->site, type, answer->response);
    ng_response_header(answer->response, "ETag", etag);
    ng_response_header(answer->response, "Link", link);
    if (!indexed)
        ng_response_header(answer->response, "X-Robots-Tag", NOT_TO_BE_INDEXED);
}

/* Those of a whole answer. */
static void put_headers_whole(Answer *answer, const char *type, const char *etag, bool indexed)
{
    put_headers(answer, type, etag, indexed);
    if (answer->request->options.format == NG_FORMAT_CSV)
        ng_response_header(answer->response, "Content-Disposition",
                           "attachment; filename=\"nutgraf.csv\"");
}

static bool put_unchanged(Answer *answer, const char *type, const char *etag, bool indexed)
{
    answer->response->status = 304;
    put_headers(answer, type, etag, indexed);
    return true;
}

/* 304, when that is all that is to be said. */
static bool is_unchanged(Answer *answer, const char *type, const char *etag, bool indexed)
{
    return ng_web_etag_matches(answer->request->etag, etag) &&
           put_unchanged(answer, type, etag, indexed);
}

/* The same to who has any answer at all ("*"): to be asked once it is known that there is one. */
static bool is_there(Answer *answer, const char *type, const char *etag, bool indexed)
{
    return ng_web_etag_any(answer->request->etag) && put_unchanged(answer, type, etag, indexed);
}

/* What has been answered before, as it was. */
static bool is_kept(Answer *answer, const char *type, const char *etag, bool indexed)
{
    const GString *body = ng_kept_find(answer->web->kept, etag);
    if (!body)
        return false;
    if (is_there(answer, type, etag, indexed))
        return true;
    put_headers_whole(answer, type, etag, indexed);
    g_string_append_len(answer->response->body, body->str, (gssize)body->len);
    return true;
}

/* The index as it is now; false when it cannot be told. */
static bool read_state(Answer *answer, NgIndexState *state)
{
    g_autoptr(GError) error = NULL;
    if (ng_web_prepare(answer->web, &error) &&
        ng_index_state(answer->web->index, answer->now, state, &error))
        return true;
    refuse_for(answer, error);
    return false;
}

/* Whoever has an answer that holds is told so all the same, and one that is kept is given: both
 * cost next to nothing. */
static bool is_refused_as_busy(Answer *answer)
{
    if (answer->web->busy)
        refuse(answer, 503, BUSY);
    return answer->web->busy;
}

/* ---- search ---- */

static NgRenderer renderer_for(NgFormat format)
{
    return format == NG_FORMAT_JSON     ? ng_render_json
           : format == NG_FORMAT_NDJSON ? ng_render_ndjson
           : format == NG_FORMAT_CSV    ? ng_render_csv
                                        : ng_render_rss;
}

static void put_results(Answer *answer, const NgResults *results)
{
    const NgWebRequest *request = answer->request;
    const NgSearchOptions *options = &request->options;
    GString *out = answer->response->body;
    g_autofree char *self = request->origin ? address_of(answer, "rss") : NULL;
    g_autofree char *page = request->origin ? address_of(answer, NULL) : NULL;
    g_autofree char *root =
        request->origin ? g_strconcat(request->origin, request->base, NULL) : NULL;
    g_autofree char *filters = ng_web_parameters_show(&request->params);
    NgView view = {.request = &options->request,
                   .command = filters, /* names a feed without words */
                   .self = self,
                   .page = page,
                   .site = request->site.name,
                   .root = root,
                   .width = 80,
                   .context = options->context};
    if (options->format != NG_FORMAT_HTML)
        renderer_for(options->format)(out, results, &view);
    else if (request->fragment)
        ng_html_fragment(out, results, &view, &request->params, &request->site);
    else
        ng_html_search(out, results, &view, &request->params, &request->site);
}

/* The page with the empty search box. */
static void start(Answer *answer)
{
    const NgWebRequest *request = answer->request;
    g_autofree char *etag = ng_web_etag(request, answer->web->site, NULL, answer->now);
    if (request->options.format != NG_FORMAT_HTML) {
        refuse(answer, 400,
               "Nothing to search for: q, or a filter as outlet or since, is missing.");
        return;
    }
    if (is_unchanged(answer, type_of(NG_FORMAT_HTML), etag, true) ||
        is_there(answer, type_of(NG_FORMAT_HTML), etag, true))
        return;
    put_headers(answer, type_of(NG_FORMAT_HTML), etag, true);
    if (request->fragment)
        ng_html_fragment(answer->response->body, NULL, NULL, &request->params, &request->site);
    else
        ng_html_search(answer->response->body, NULL, NULL, &request->params, &request->site);
}

static void search(Answer *answer)
{
    const NgWebRequest *request = answer->request;
    NgRequest wanted = request->options.request;
    NgIndexState state;
    g_autoptr(GError) error = NULL;
    /* asked for in an order of its own, everything there is is a list */
    if (ng_search_options_empty(&request->options) && !ng_web_parameter(request, "sort")) {
        start(answer);
        return;
    }
    if (!read_state(answer, &state))
        return;
    const char *type = type_of(request->options.format);
    g_autofree char *etag = ng_web_etag(request, answer->web->site, &state, answer->now);
    if (is_unchanged(answer, type, etag, false) || is_kept(answer, type, etag, false) ||
        is_refused_as_busy(answer))
        return;
    wanted.now = answer->now;
    if (request->options.format == NG_FORMAT_HTML && !request->options.facets_given)
        ng_html_ask(&wanted);
    g_autoptr(NgResults) results = ng_search(answer->web->index, &wanted, &answer->place, &error);
    if (!results) {
        refuse_for(answer, error);
        return;
    }
    /* the index may have moved on between the two */
    state.revision = results->revision;
    g_autofree char *etag_now = ng_web_etag(request, answer->web->site, &state, answer->now);
    if (is_there(answer, type, etag_now, false))
        return;
    put_headers_whole(answer, type, etag_now, false);
    put_results(answer, results);
    ng_kept_add(answer->web->kept, etag_now, answer->response->body);
}

/* ---- the other routes ---- */

/* The article as the indexer exports it, without the place that it was read from: that is the
 * server's own, unless it is on the web. */
static void put_article(GString *out, const NgArticle *found, guint n)
{
    g_autofree char *line = ng_article_to_json(found, 0);
    json_t *object = json_object(), *article = json_loads(line, 0, NULL);
    const char *source = json_string_value(json_object_get(article, "source"));
    if (!ng_url_is_web(source))
        json_object_set_new(article, "source", json_null());
    json_object_set_new(object, "v", json_integer(1));
    json_object_set_new(object, "n", json_integer(n));
    json_object_set_new(object, "article", article ? article : json_null());
    ng_json_put_line(out, object);
}

static void article(Answer *answer)
{
    const NgWebRequest *request = answer->request;
    NgIndexState state;
    g_autoptr(GError) error = NULL;
    bool json = request->options.format != NG_FORMAT_HTML;
    const char *type = type_of(json ? NG_FORMAT_JSON : NG_FORMAT_HTML);
    if (!read_state(answer, &state))
        return;
    g_autofree char *etag = ng_web_etag(request, answer->web->site, &state, answer->now);
    if (is_unchanged(answer, type, etag, true) || is_refused_as_busy(answer))
        return;
    g_autoptr(NgArticle) found =
        ng_index_article(answer->web->index, request->article, answer->now, &error);
    if (!found) {
        refuse_for(answer, error);
        return;
    }
    if (request->n > found->paragraphs->len) {
        refuse(answer, 404, MISSING);
        return;
    }
    if (is_there(answer, type, etag, true))
        return;
    put_headers(answer, type, etag, true);
    if (json) {
        put_article(answer->response->body, found, request->n);
    } else {
        ng_html_article(answer->response->body, found, request->n, &request->params,
                        &request->site);
    }
}

static void opensearch(Answer *answer)
{
    const NgWebRequest *request = answer->request;
    const char *type = "application/opensearchdescription+xml; charset=utf-8";
    g_autofree char *etag = ng_web_etag(request, answer->web->site, NULL, answer->now);
    if (!request->origin) {
        refuse(answer, 404, MISSING);
        return;
    }
    if (is_unchanged(answer, type, etag, true) || is_there(answer, type, etag, true))
        return;
    ng_web_headers(request, answer->web->site, type, answer->response);
    ng_response_header(answer->response, "ETag", etag);
    ng_html_opensearch(answer->response->body, &request->site);
}

/* OpenSearch's suggestions: what was typed, what it could become, what that is, where it leads. */
static void put_suggestions(const Answer *answer, const char *typed, const GPtrArray *suggestions)
{
    json_t *list = json_array(), *texts = json_array(), *notes = json_array(),
           *links = json_array();
    for (guint i = 0; i < suggestions->len; i++) {
        const NgSuggestion *suggestion = suggestions->pdata[i];
        bool word = strcmp(suggestion->kind, "word") == 0;
        g_autofree char *told = g_strdup_printf("%s%s%u", word ? "" : suggestion->name,
                                                word ? "" : " · ", suggestion->articles);
        g_autoptr(GString) link = g_string_new(answer->request->origin);
        g_string_append_printf(link, "%s/?q=", answer->request->base);
        ng_percent_encode(link, suggestion->text);
        json_array_append_new(texts, ng_json_text(suggestion->text));
        json_array_append_new(notes, ng_json_text(told));
        json_array_append_new(links, ng_json_text(link->str));
    }
    json_array_append_new(list, ng_json_text(typed));
    json_array_append_new(list, texts);
    json_array_append_new(list, notes);
    json_array_append_new(list, links);
    ng_json_put_line(answer->response->body, list);
}

static void suggest(Answer *answer)
{
    const NgWebRequest *request = answer->request;
    const char *type = "application/x-suggestions+json; charset=utf-8";
    NgIndexState state;
    g_autoptr(GError) error = NULL;
    if (!read_state(answer, &state))
        return;
    g_autofree char *etag = ng_web_etag(request, answer->web->site, &state, answer->now);
    if (is_unchanged(answer, type, etag, false) || is_refused_as_busy(answer))
        return;
    g_autoptr(GPtrArray) suggestions =
        ng_suggest(answer->web->index, request->options.query, request->options.request.limit,
                   answer->now, &error);
    if (!suggestions) {
        refuse_for(answer, error);
        return;
    }
    if (is_there(answer, type, etag, false))
        return;
    ng_web_headers(request, answer->web->site, type, answer->response);
    ng_response_header(answer->response, "ETag", etag);
    ng_response_header(answer->response, "X-Robots-Tag", NOT_TO_BE_INDEXED);
    put_suggestions(answer, request->options.query, suggestions);
}

void ng_web_answer(NgWeb *web, const NgWebRequest *request, const GError *failed,
                   NgResponse *response)
{
    Answer answer = {web, request, response, ng_now_unix(), {0}};
    if (failed) {
        refuse_for(&answer, failed);
        return;
    }
    switch (request->route) {
    case NG_ROUTE_SEARCH:
        search(&answer);
        break;
    case NG_ROUTE_ARTICLE:
        article(&answer);
        break;
    case NG_ROUTE_OPENSEARCH:
        opensearch(&answer);
        break;
    case NG_ROUTE_SUGGEST:
        suggest(&answer);
        break;
    }
}
