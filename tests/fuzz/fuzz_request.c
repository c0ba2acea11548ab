/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: any request from a web server: lines of the input are variables of CGI. What is
 * read of it is written again, as a refusal in its form, with its ETag. */
#include "searcher/cgi/answer.h"
#include "tests/fuzz/article_check.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {
    "QUERY_STRING",       "PATH_INFO",   "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE",
    "HTTP_IF_NONE_MATCH", "SERVER_NAME", "SCRIPT_NAME", "REQUEST_METHOD",
    "CONTENT_LENGTH",     "SERVER_PORT", "HTTPS",       "HTTP_ORIGIN"};

/* Every line of the headers is a name, a colon and a value, and nothing that ends a line early. */
static void check_headers(const GString *bytes)
{
    const char *end = strstr(bytes->str, "\r\n\r\n");
    FUZZ_REQUIRE(end != NULL, "no end of headers: %.80s", bytes->str);
    for (const char *p = bytes->str; p < end;) {
        gsize len = strcspn(p, "\r\n");
        FUZZ_REQUIRE(p[len] == '\r' && p[len + 1] == '\n', "a header is split: %.80s", p);
        FUZZ_REQUIRE(strspn(p, "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") ==
                         strcspn(p, ":"),
                     "no header: %.80s", p);
        p += len + 2;
    }
}

static void check_params(const NgWebRequest *request)
{
    for (guint i = 0; request->params.list && i < request->params.list->len; i++) {
        const NgParam *param = &g_array_index(request->params.list, NgParam, i);
        FUZZ_REQUIRE(g_utf8_validate(param->value, -1, NULL), "%s is no UTF-8", param->name);
        FUZZ_REQUIRE(strlen(param->value) <= NG_WEB_VALUE_MAX, "%s is too long", param->name);
    }
    FUZZ_REQUIRE(!g_str_has_prefix(request->base, "//"), "links lead elsewhere: %s", request->base);
}

static const NgWebSite *the_site(void)
{
    static NgWebSite *site;
    if (!site)
        site = ng_web_site_read();
    return site;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", G_N_ELEMENTS(names));
    char *environment[G_N_ELEMENTS(names) + 1] = {NULL};
    for (guint i = 0; lines[i]; i++)
        environment[i] = g_strconcat(names[i], "=", lines[i], NULL);
    NgWebRequest request;
    NgResponse response;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) bytes = g_string_new(NULL);
    ng_response_init(&response);
    bool ok = ng_web_request_read(environment, the_site(), &request, &error);
    FUZZ_REQUIRE(ok == !error, "%s", "an error without a failure");
    check_params(&request);
    if (ok) {
        NgIndexState state = {.revision = "r"};
        g_autofree char *etag = ng_web_etag(&request, the_site(), &state, 0);
        g_autofree char *params = ng_web_parameters_show(&request.params);
        FUZZ_REQUIRE(!strpbrk(params, "\r\n <>\"#"), "not encoded: %s", params);
        FUZZ_REQUIRE(ng_web_etag_matches(etag, etag), "not itself: %s", etag);
        ng_web_etag_matches(request.etag, etag);
        ng_web_refuse_late(&request, the_site(), &response);
    } else {
        FUZZ_REQUIRE(error->domain == NG_WEB_ERROR, "an error of another kind: %s", error->message);
        ng_web_refuse(&request, the_site(), error->code, error->message, NULL, &response);
    }
    ng_response_put(&response, request.head, bytes);
    check_headers(bytes);
    FUZZ_REQUIRE(g_utf8_validate(bytes->str, (gssize)bytes->len, NULL), "%s", "no UTF-8");
    ng_response_clear(&response);
    ng_web_request_clear(&request);
    for (guint i = 0; environment[i]; i++)
        g_free(environment[i]);
    return 0;
}
