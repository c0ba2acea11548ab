/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: from the environment of CGI to a request: what is understood, what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "searcher/cgi/answer.h"
#include "searcher/cgi/negotiate.h"
#include "searcher/cgi/query_string.h"
#include "searcher/cgi/serve.h"

#include <stdlib.h>
#include <string.h>

static NgWebSite *site;

/* "path?query" as a request, with more variables where not NULL. */
static bool read_request(const char *target, const char *more, NgWebRequest *request,
                         GError **error)
{
    const char *mark = strchr(target, '?');
    g_autofree char *path = g_strdup_printf(
        "PATH_INFO=%.*s", (int)(mark ? (gsize)(mark - target) : strlen(target)), target);
    g_autofree char *query = g_strconcat("QUERY_STRING=", mark ? mark + 1 : "", NULL);
    char *environment[] = {path, query, (char *)(more ? more : "X=Y"), NULL};
    return ng_web_request_read(environment, site, request, error);
}

static void test_query_string__is_taken_apart_as_forms_write_it(void **state)
{
    static const struct {
        const char *given, *expected; /* "name=value;..." ; NULL: refused */
    } cases[] = {
        {"", ""},
        {"a=1&b=2", "a=1;b=2;"},
        {"a", "a=;"},
        {"a=", "a=;"},
        {"=a", "=a;"},
        {"&&a=1&&", "a=1;"},
        {"a=b=c", "a=b=c;"},
        {"a=x+y%2B%20z", "a=x y+ z;"},
        {"%61%3D=%26", "a==&;"},
        {"a=%", "a=%;"},
        {"a=%4", "a=%4;"},
        {"a=%zz%4g", "a=%zz%4g;"},
        {"a=%C3%A9", "a=é;"},
        {"a=%E9t%E9", "a=été;"},             /* as windows-1252 wrote it */
        {"a=%C3%A9%FF", "a=é\xEF\xBF\xBD;"}, /* neither of them */
        {"a=\xC3\xA9", "a=é;"},
        {"a=%ED%A0%80", "a=í\xC2\xA0€;"}, /* half of a pair is none of UTF-8 */
        {"a=%00", NULL},
        {"a%00=1", NULL},
        {"a=1&b=%2500", "a=1;b=%00;"}, /* decoded once */
        {"a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9", NULL},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) got = g_string_new(NULL);
        g_autoptr(GArray) pairs = ng_query_string_split(cases[i].given, 8);
        for (guint k = 0; pairs && k < pairs->len; k++) {
            const NgPair *pair = &g_array_index(pairs, NgPair, k);
            assert_true(g_utf8_validate(pair->name, -1, NULL));
            assert_true(g_utf8_validate(pair->value, -1, NULL));
            g_string_append_printf(got, "%s=%s;", pair->name, pair->value);
        }
        if (g_strcmp0(pairs ? got->str : NULL, cases[i].expected) != 0)
            fail_msg("%s: %s", cases[i].given, pairs ? got->str : "refused");
    }
}

static void test_request__is_refused_with_the_status_that_fits(void **state)
{
    g_autofree char *as = g_strnfill(513, 'a'), *many = g_strnfill(9000, 'a');
    g_autofree char *long_query = g_strconcat("/?q=", as, NULL);
    g_autofree char *long_filter = g_strconcat("/?q=a&outlet=", as, NULL);
    g_autofree char *long_string = g_strconcat("/?x=", many, NULL);
    g_autofree char *long_path = g_strconcat("/p/", many, "/1", NULL);
    const struct {
        const char *target, *more;
        int status;
    } cases[] = {
        {"/?q=a", "REQUEST_METHOD=POST", 405},
        {"/?q=a", "REQUEST_METHOD=get", 405},
        {"/?q=a", "REQUEST_METHOD=GET ", 405},
        {"/?q=a", "REQUEST_METHOD=OPTIONS", 405},
        {"/?q=a", "CONTENT_LENGTH=8193", 413},
        {"/?q=a", "CONTENT_LENGTH=99999999999999999999999", 413},
        {"/?q=a", "CONTENT_LENGTH=-1", 400},
        {long_query, NULL, 414},
        {long_filter, NULL, 414},
        {long_string, NULL, 414},
        {long_path, NULL, 414},
        {"//", NULL, 404},
        {"/suggest/", NULL, 404},
        {"/P/a/1", NULL, 404},
        {"/p/a/1/", NULL, 404},
        {"/p/a/+1", NULL, 404},
        {"/p/a/1 ", NULL, 404},
        {"/p/a/4294967297", NULL, 404},
        {"/p/\xff/1", NULL, 404},
        {"/?q=%00", NULL, 400},
        {"/?n=0", NULL, 400},
        {"/?n=101", NULL, 400},
        {"/?n=%2B5", NULL, 400},
        {"/?n=5%0A", NULL, 400},
        {"/?offset=99999999999999999999", NULL, 400},
        {"/?format=text", NULL, 400},
        {"/?format=json%0D%0AX:%20y", NULL, 400},
        {"/?sort=newest%00", NULL, 400},
        {"/?facets=actor:1000000000", NULL, 400},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgWebRequest request;
        g_autoptr(GError) error = NULL;
        bool ok = read_request(cases[i].target, cases[i].more, &request, &error);
        if (ok || error->domain != NG_WEB_ERROR || error->code != cases[i].status)
            fail_msg("%.60s %s: %s", cases[i].target, cases[i].more ? cases[i].more : "",
                     ok ? "taken" : error->message);
        assert_true(g_utf8_validate(error->message, -1, NULL));
        ng_web_request_clear(&request);
    }
}

static void test_request__has_what_was_asked(void **state)
{
    static const struct {
        const char *target, *command, *params;
    } cases[] = {
        {"/?q=audit", "--format=html -- audit", "q=audit"},
        {"?n=20&q=a+b&x=1", "--limit=20 --format=html -- 'a b'", "q=a+b&n=20"},
        {"/?q=-a%20--db%20/etc", "--format=html -- '-a --db /etc'", "q=-a+--db+%2Fetc"},
        {"/?n=10&offset=0&scope=paragraph&match=all&q=x", "--format=html -- x", "q=x"},
        {"/?scope=QUOTE&q=x", "--scope=quote --format=html -- x", "q=x&scope=quote"},
        {"/?actor=b&q=x&actor=a&actor=b&actor=", "--actor=b --actor=a --format=html -- x",
         "q=x&actor=b&actor=a"},
        {"/?n=5&n=7&q=x&q=y", "--limit=7 --format=html -- y", "q=y&n=7"},
        {"/?q=x&offset=30&format=csv", "--offset=30 --format=csv -- x", "q=x"},
        {"/?outlet=--db", "--outlet=--db --format=html -- ''", "outlet=--db"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgWebRequest request;
        g_autoptr(GError) error = NULL;
        if (!read_request(cases[i].target, NULL, &request, &error))
            fail_msg("%s: %s", cases[i].target, error->message);
        assert_string_equal(request.options.command, cases[i].command);
        g_autofree char *params = ng_web_parameters_show(&request.params);
        assert_string_equal(params, cases[i].params);
        assert_true(request.options.request.web_limits);
        ng_web_request_clear(&request);
    }
}

static void test_permalink__has_the_id_that_is_indexed(void **state)
{
    static const struct {
        const char *path, *id; /* as the server has decoded it once */
        guint n;
    } cases[] = {
        {"/p/boat/1", "boat", 1},
        {"/p/boat/0", "boat", 0},
        {"/p/https%3A%2F%2Fa.example%2Fb%20c/12", "https%3A%2F%2Fa.example%2Fb%20c", 12},
        {"/p/https://a.example/b/1", "https%3A%2F%2Fa.example%2Fb", 1},
        {"/p/https:/a.example/b/1", "https%3A%2F%2Fa.example%2Fb", 1},
        {"/p/httpsx:/a/1", "httpsx%3A%2Fa", 1},
        {"/p/a b\"<>/1", "a%20b%22%3C%3E", 1},
        {"/p/50%25/1", "50%25", 1},
        {"/p/50%/1", "50%25", 1},
        {"/p/../etc/1", "..%2Fetc", 1},
        {"/p/tag%3aa%2cb/1", "tag%3Aa%2Cb", 1},
        {"/p/1/2", "1", 2},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgWebRequest request;
        g_autoptr(GError) error = NULL;
        if (!read_request(cases[i].path, NULL, &request, &error))
            fail_msg("%s: %s", cases[i].path, error->message);
        assert_int_equal(request.route, NG_ROUTE_ARTICLE);
        assert_string_equal(request.article, cases[i].id);
        assert_int_equal(request.n, cases[i].n);
        ng_web_request_clear(&request);
    }
}

static void test_accept__weighs_json_against_a_page(void **state)
{
    static const struct {
        const char *accept;
        bool json;
    } cases[] = {
        {NULL, false},
        {"", false},
        {"application/json", true},
        {"APPLICATION/JSON", true},
        {"application/json;q=0", false},
        {"application/json;q=0.0", false},
        {"application/json; q=0.001", true},
        {"application/json ; charset=utf-8 ;q=0.5, text/html;q=0.4", true},
        {"application/json;q=0.5,text/html;q=0.6", false},
        {"text/html, application/json", false},
        {"application/json, */*", true},
        {"application/json;q=0.5, */*", false},
        {"application/json2, application/jso", false},
        {"application/*", false},
        {"application/json;q=1.0", true},
        {"application/json;q=x", false},
        {"application/json;q=", false},
        {",,,;;;,application/json", true},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (ng_accepts_json(cases[i].accept) != cases[i].json)
            fail_msg("Accept: %s", cases[i].accept);
    g_autofree char *endless = g_strnfill(100000, ',');
    assert_false(ng_accepts_json(endless));
}

static void test_etag__is_found_among_others_and_only_whole(void **state)
{
    static const struct {
        const char *sent;
        bool matches;
    } cases[] = {
        {NULL, false},
        {"", false},
        {"W/\"abc\"", true},
        {"\"abc\"", true},
        {"\"x\", W/\"abc\"", true},
        {"\"x\",\"abc\",\"y\"", true},
        {"\"ab\"", false},
        {"\"abcd\"", false},
        {"abc", false},
        {"*", false}, /* asked for apart from these */
        {"W/", false},
        {"\"abc", false},
        {"\"abc\"x", false},
        {"  \"abc\"  ", true},
        {"w/\"abc\"", false},
        {"\"x\" \"abc\"", false},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (ng_web_etag_matches(cases[i].sent, "W/\"abc\"") != cases[i].matches)
            fail_msg("If-None-Match: %s", cases[i].sent);
}

static void test_response__has_no_header_that_begins_another(void **state)
{
    static const char *const split[] = {"a\r\nX: y", "a\nX: y", "a\rX: y", "\x01", "a\x7f"};
    NgResponse response;
    g_autoptr(GString) out = g_string_new(NULL);
    (void)state;
    ng_response_init(&response);
    for (guint i = 0; i < G_N_ELEMENTS(split); i++)
        ng_response_header(&response, "A", split[i]);
    ng_response_header(&response, "B", "fine");
    g_string_append(response.body, "body");
    ng_response_put(&response, false, out);
    assert_string_equal(out->str, "Status: 200 OK\r\nB: fine\r\nContent-Length: 4\r\n\r\nbody");
    g_string_truncate(out, 0);
    ng_response_put(&response, true, out);
    assert_string_equal(out->str, "Status: 200 OK\r\nB: fine\r\nContent-Length: 4\r\n\r\n");
    response.status = 304;
    g_string_truncate(out, 0);
    ng_response_put(&response, false, out);
    assert_string_equal(out->str, "Status: 304 Not Modified\r\nB: fine\r\n\r\n");
    ng_response_clear(&response);
}

static void test_site__takes_from_its_configuration_what_makes_sense(void **state)
{
    static const struct {
        const char *url, *origin, *base;
    } cases[] = {
        {"https://a.example", "https://a.example", ""},
        {"https://a.example/", "https://a.example", ""},
        {"http://a.example:8080/b/c/", "http://a.example:8080", "/b/c"},
        {"http://[::1]:8017//b", "http://[::1]:8017", "/b"},
        {"a.example", NULL, NULL},
        {"ftp://a.example", NULL, NULL},
        {"https://", NULL, NULL},
        {"https://user@a.example/", NULL, NULL},
        {"https://a.example/?x", NULL, NULL},
        {"https://a b/", NULL, NULL},
        {"https://a.example:port/", NULL, NULL},
        {"", NULL, NULL},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        setenv("NUTGRAF_URL", cases[i].url, 1);
        g_autoptr(NgWebSite) read = ng_web_site_read();
        if (g_strcmp0(read->origin, cases[i].origin) != 0 ||
            g_strcmp0(read->base, cases[i].base) != 0)
            fail_msg("%s: %s and %s", cases[i].url, read->origin, read->base);
    }
    unsetenv("NUTGRAF_URL");
}

static void test_path__never_names_another_host(void **state)
{
    static const struct {
        const char *path, *clean;
    } cases[] = {
        {NULL, ""},
        {"", ""},
        {"/", ""},
        {"//", ""},
        {"/a", "/a"},
        {"a", "/a"},
        {"//evil.example", "/evil.example"},
        {"/a//b/", "/a/b"},
        {"/a b", "/a%20b"},
        {"/a\"<\r\n", "/a%22%3C%0D%0A"},
        {"/\\evil", "/%5Cevil"},
        {"/%2F", "/%252F"},
        {"/é", "/%C3%A9"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *clean = ng_web_path_clean(cases[i].path);
        assert_string_equal(clean, cases[i].clean);
    }
}

static void test_serve__writes_no_path_that_would_be_a_setting(void **state)
{
    (void)state;
    g_autofree char *odd = ng_serve_config("/tmp/a\"b\\", "/tmp/p", "/db \"x\"", 8017);
    assert_non_null(odd);
    assert_non_null(strstr(odd, "server.errorlog = \"/tmp/a\\\"b\\\\/log\"\n"));
    assert_non_null(strstr(odd, "\"NUTGRAF_DB\" => \"/db \\\"x\\\"\""));
    assert_null(ng_serve_config("/tmp/a\nb", "/tmp/p", "/db", 8017));
    assert_null(ng_serve_config("/tmp/a", "/tmp/p", "/d\rb", 8017));
    assert_null(ng_serve_config("/tmp/a", "/tmp/p q", "/db", 8017));
}

static int set_up(void **state)
{
    (void)state;
    site = ng_web_site_read();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ng_web_site_free(site);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query_string__is_taken_apart_as_forms_write_it),
        cmocka_unit_test(test_request__is_refused_with_the_status_that_fits),
        cmocka_unit_test(test_request__has_what_was_asked),
        cmocka_unit_test(test_permalink__has_the_id_that_is_indexed),
        cmocka_unit_test(test_accept__weighs_json_against_a_page),
        cmocka_unit_test(test_etag__is_found_among_others_and_only_whole),
        cmocka_unit_test(test_response__has_no_header_that_begins_another),
        cmocka_unit_test(test_site__takes_from_its_configuration_what_makes_sense),
        cmocka_unit_test(test_path__never_names_another_host),
        cmocka_unit_test(test_serve__writes_no_path_that_would_be_a_setting),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
