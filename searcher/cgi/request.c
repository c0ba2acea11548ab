/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the environment of CGI to a request. Neither arguments nor HTTP_PROXY are looked at: a
 * client can set both. */
#include "request.h"
#include "negotiate.h"
#include "nutgraf/article.h"
#include "query_string.h"

#include <string.h>

#define PAIRS_MAX 200

GQuark ng_web_error_quark(void)
{
    return g_quark_from_static_string("nutgraf-web-error");
}

static const char *variable(char *const *environment, const char *name)
{
    gsize len = strlen(name);
    for (; *environment; environment++)
        if (strncmp(*environment, name, len) == 0 && (*environment)[len] == '=')
            return *environment + len + 1;
    return NULL;
}

static const char *variable_or(char *const *environment, const char *name, const char *otherwise)
{
    const char *value = variable(environment, name);
    return value && *value ? value : otherwise;
}

static bool refuse(GError **error, int status, const char *message)
{
    g_set_error_literal(error, NG_WEB_ERROR, status, message);
    return false;
}

/* ---- where the site is ---- */

/* The server's name may be what the client called it by: only a plain one is taken. */
static char *origin_of(char *const *environment)
{
    const char *name = variable(environment, "SERVER_NAME");
    const char *port = variable_or(environment, "SERVER_PORT", "");
    const char *https = variable_or(environment, "HTTPS", "off");
    bool secure = g_ascii_strcasecmp(https, "off") != 0 && strcmp(https, "0") != 0;
    bool usual = strcmp(port, secure ? "443" : "80") == 0 || !*port;
    if (!name || !*name)
        return NULL;
    /* some servers give an address of IPv6 without its brackets, or the name with its port */
    bool bare = strchr(name, ':') != strrchr(name, ':') && name[0] != '[';
    const char *colon = bare ? NULL : strrchr(name, ':');
    bool has_port = colon && strspn(colon + 1, "0123456789") == strlen(colon + 1);
    g_autofree char *host =
        g_strdup_printf("%s%s%s%s%s", bare ? "[" : "", name, bare ? "]" : "",
                        usual || has_port ? "" : ":", usual || has_port ? "" : port);
    if (!ng_web_host_is_plain(host))
        return NULL;
    return g_strconcat(secure ? "https://" : "http://", host, NULL);
}

static void settle_site(char *const *environment, const NgWebSite *site, NgWebRequest *request)
{
    request->origin = site->origin ? g_strdup(site->origin) : origin_of(environment);
    request->base =
        site->base ? g_strdup(site->base) : ng_web_path_clean(variable(environment, "SCRIPT_NAME"));
    request->site = (NgSite) {
        .name = site->name,
        .lang = site->lang ? site->lang
                           : ng_accepts_language(variable(environment, "HTTP_ACCEPT_LANGUAGE")),
        .base = request->base,
        .origin = request->origin,
        .stylesheet = site->stylesheet,
        .head = site->head,
        .foot = site->foot,
    };
}

/* ---- what is wanted ---- */

/* An id made from a URL, of which a server has merged the slashes on its way. */
static char *mend_slashes(const char *article)
{
    gsize scheme = g_str_has_prefix(article, "https:/")  ? strlen("https:/")
                   : g_str_has_prefix(article, "http:/") ? strlen("http:/")
                                                         : 0;
    if (scheme == 0 || article[scheme] == '/')
        return g_strdup(article);
    return g_strdup_printf("%.*s/%s", (int)scheme, article, article + scheme);
}

/* "/p/ARTICLE/N", once decoded by the server. ARTICLE is an id, in which all but A-Z a-z 0-9 . _ ~
 * - is percent-encoded, or what it encodes: a link that was written with the id as it is has lost
 * one layer of encoding on its way. */
static bool read_place(const char *path, NgWebRequest *request, GError **error)
{
    const char *slash = strrchr(path, '/');
    const char *number = slash ? slash + 1 : "";
    guint64 n;
    if (!slash || slash == path || strspn(number, "0123456789") != strlen(number) ||
        !g_ascii_string_to_unsigned(number, 10, 0, G_MAXINT, &n, NULL) ||
        (number[0] == '0' && number[1]))
        return refuse(error, 404, "There is no such page.");
    g_autofree char *article = g_strndup(path, (gsize)(slash - path));
    if (!g_utf8_validate(article, -1, NULL))
        return refuse(error, 404, "There is no such page.");
    g_autofree char *mended = mend_slashes(article);
    request->article = ng_article_id_encode(mended);
    request->n = (guint)n;
    request->route = NG_ROUTE_ARTICLE;
    return true;
}

static bool read_route(const char *path, NgWebRequest *request, GError **error)
{
    if (strlen(path) > NG_WEB_PATH_MAX)
        return refuse(error, 414, "The address is too long.");
    if (strcmp(path, "") == 0 || strcmp(path, "/") == 0)
        request->route = NG_ROUTE_SEARCH;
    else if (strcmp(path, "/opensearch.xml") == 0)
        request->route = NG_ROUTE_OPENSEARCH;
    else if (strcmp(path, "/suggest") == 0)
        request->route = NG_ROUTE_SUGGEST;
    else if (g_str_has_prefix(path, "/p/"))
        return read_place(path + strlen("/p/"), request, error);
    else
        return refuse(error, 404, "There is no such page.");
    return true;
}

static bool check_method(char *const *environment, NgWebRequest *request, GError **error)
{
    const char *method = variable_or(environment, "REQUEST_METHOD", "GET");
    const char *length = variable_or(environment, "CONTENT_LENGTH", "0");
    guint64 len;
    request->head = strcmp(method, "HEAD") == 0;
    if (!request->head && strcmp(method, "GET") != 0)
        return refuse(error, 405, "This address is read with GET or HEAD only.");
    if (strspn(length, "0123456789") != strlen(length))
        return refuse(error, 400, "The length of the request's body is no number.");
    if (!g_ascii_string_to_unsigned(length, 10, 0, NG_WEB_BODY_MAX, &len, NULL))
        return refuse(error, 413, "A request for a search has no body.");
    return true;
}

/* Before anything is decoded: whether a refusal is better understood as JSON. */
static bool wants_json(const char *query_string, bool accepts)
{
    if (strlen(query_string) > NG_WEB_QUERY_STRING_MAX)
        return accepts;
    for (const char *p = query_string; p; p = strchr(p, '&')) {
        p += *p == '&';
        if (g_str_has_prefix(p, "format=") && p[7] && p[7] != '&')
            accepts = strncmp(p + 7, "html", 4) != 0;
    }
    return accepts;
}

bool ng_web_request_read(char *const *environment, const NgWebSite *site, NgWebRequest *request,
                         GError **error)
{
    const char *query_string = variable_or(environment, "QUERY_STRING", "");
    const char *path = variable_or(environment, "PATH_INFO", "");
    bool accepts = ng_accepts_json(variable(environment, "HTTP_ACCEPT"));
    *request = (NgWebRequest) {0};
    request->json = wants_json(query_string, accepts) || strcmp(path, "/suggest") == 0;
    request->etag = variable(environment, "HTTP_IF_NONE_MATCH");
    request->from = variable(environment, "HTTP_ORIGIN");
    settle_site(environment, site, request);
    if (!check_method(environment, request, error) || !read_route(path, request, error))
        return false;
    if (strlen(query_string) > NG_WEB_QUERY_STRING_MAX)
        return refuse(error, 414, "The address is too long.");
    request->pairs = ng_query_string_split(query_string, PAIRS_MAX);
    if (!request->pairs)
        return refuse(error, 400, "The address has too many parts, or a character that is none.");
    return ng_web_parameters_read(request, accepts, error);
}

void ng_web_request_clear(NgWebRequest *request)
{
    g_free(request->article);
    g_free(request->base);
    g_free(request->origin);
    ng_search_options_clear(&request->options);
    g_clear_pointer(&request->params.list, g_array_unref);
    g_clear_pointer(&request->pairs, g_array_unref);
    *request = (NgWebRequest) {0};
}
