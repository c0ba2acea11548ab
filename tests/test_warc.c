/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Web archives: which records are pages, what HTTP did to them, and damage. */
#include "tests/support/container_reading.h"
#include "indexer/input/http_message.h"

#include <zlib.h>

static GString *deflated(const char *data, gsize len, int window)
{
    z_stream stream = {0};
    GString *out = g_string_new(NULL);
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    g_string_set_size(out, deflateBound(&stream, len));
    stream.next_in = (Bytef *)data;
    stream.avail_in = (uInt)len;
    stream.next_out = (Bytef *)out->str;
    stream.avail_out = (uInt)out->len;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    g_string_set_size(out, stream.total_out);
    deflateEnd(&stream);
    return out;
}

static void add_record(GString *warc, const char *type, const char *url, const char *content_type,
                       const char *body, gsize len)
{
    g_string_append_printf(warc,
                           "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
                           "WARC-Date: 2020-02-01T10:00:00Z\r\nContent-Type: %s\r\n"
                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                           type, url, content_type, len);
    g_string_append_len(warc, body, (gssize)len);
    g_string_append(warc, "\r\n\r\n");
}

static void add_response(GString *warc, const char *url, const char *head, const char *body,
                         gsize len)
{
    g_autoptr(GString) http = g_string_new("HTTP/1.1 ");
    g_string_append(http, head);
    g_string_append(http, "\r\n\r\n");
    g_string_append_len(http, body, (gssize)len);
    add_record(warc, "response", url, "application/http; msgtype=response", http->str, http->len);
}

static void add_page(GString *warc, const char *url, const char *title)
{
    g_autofree char *page = reading_page(title, "The ferry came back");
    add_response(warc, url, "200 OK\r\nContent-Type: text/html; charset=utf-8", page, strlen(page));
}

static void test_warc__takes_pages_and_leaves_the_rest_without_a_word(void **state)
{
    (void)state;
    g_autoptr(Reading) reading = reading_new();
    g_autoptr(GString) warc = g_string_new(NULL);
    g_autofree char *page = reading_page("Tram stops", "The tram came late");
    add_record(warc, "warcinfo", "urn:x", "application/warc-fields", "software: s\r\n", 13);
    add_record(warc, "request", "https://n.example/a", "application/http; msgtype=request",
               "GET /a HTTP/1.1\r\n\r\n", 19);
    add_page(warc, "https://n.example/a", "Ferry returns");
    add_response(warc, "https://n.example/moved", "301 Moved\r\nContent-Type: text/html", page,
                 strlen(page));
    add_response(warc, "https://n.example/gone", "404 Not Found\r\nContent-Type: text/html", page,
                 strlen(page));
    add_response(warc, "https://n.example/logo.png", "200 OK\r\nContent-Type: image/png",
                 "\x89PNG\r\n\x1a\n", 8);
    add_response(warc, "https://n.example/robots.txt", "200 OK\r\nContent-Type: text/plain",
                 "User-agent: *\nDisallow: /search\n", 32);
    add_response(warc, "https://n.example/api", "200 OK\r\nContent-Type: application/json",
                 "{\"title\":\"x\",\"text\":\"y\"}", 24);
    add_record(warc, "revisit", "https://n.example/a", "application/http; msgtype=response",
               "HTTP/1.1 200 OK\r\n\r\n", 19);
    add_record(warc, "metadata", "https://n.example/a", "application/warc-fields", "via: x\r\n", 8);
    add_record(warc, "resource", "https://n.example/b", "text/html", page, strlen(page));
    reading_run(reading, &ng_reader_warc, "/in/a.warc", warc->str, warc->len);
    reading_expect(
        "articles", reading->articles->str,
        "/in/a.warc#https://n.example/a | https://n.example/a | Ferry returns | The ferry came "
        "back\n"
        "/in/a.warc#https://n.example/b | https://n.example/b | Tram stops | The tram came late\n");
    reading_expect("skips", reading->skips->str, "");
}

static void test_warc__undoes_what_http_did_to_the_body(void **state)
{
    (void)state;
    g_autofree char *page = reading_page("Ferry returns", "The ferry came back");
    gsize len = strlen(page);
    g_autoptr(GString) gz = deflated(page, len, 31), zl = deflated(page, len, 15),
                       raw = deflated(page, len, -15), chunked = g_string_new(NULL),
                       both = g_string_new(NULL);
    for (gsize at = 0; at < len; at += 100) {
        g_string_append_printf(chunked, "%zx\r\n", MIN((gsize)100, len - at));
        g_string_append_len(chunked, page + at, (gssize)MIN((gsize)100, len - at));
        g_string_append(chunked, "\r\n");
    }
    g_string_append(chunked, "0\r\n\r\n");
    g_string_append_printf(both, "%zx\r\n", gz->len);
    g_string_append_len(both, gz->str, (gssize)gz->len);
    g_string_append(both, "\r\n0\r\n\r\n");
    const struct {
        const char *headers, *body;
        gsize len;
    } cases[] = {
        {"", page, len},
        {"\r\nContent-Encoding: gzip", gz->str, gz->len},
        {"\r\nContent-Encoding: GZIP", page, len}, /* undone by the archive's writer */
        {"\r\nContent-Encoding: deflate", zl->str, zl->len},
        {"\r\nContent-Encoding: deflate", raw->str, raw->len},
        {"\r\nTransfer-Encoding: chunked", chunked->str, chunked->len},
        {"\r\nTransfer-Encoding: chunked", page, len},
        {"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", both->str, both->len},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = reading_new();
        g_autoptr(GString) warc = g_string_new(NULL);
        g_autofree char *head =
            g_strconcat("200 OK\r\nContent-Type: text/html", cases[i].headers, NULL);
        add_response(warc, "https://n.example/a", head, cases[i].body, cases[i].len);
        reading_run(reading, &ng_reader_warc, "/in/a.warc", warc->str, warc->len);
        if (reading->n_articles != 1)
            fail_msg("%s: %s", cases[i].headers, reading->skips->str);
    }
}

static void test_warc__believes_the_charset_that_http_names(void **state)
{
    (void)state;
    g_autoptr(Reading) reading = reading_new();
    g_autoptr(GString) warc = g_string_new(NULL);
    g_autofree char *page = reading_page("\xCF\xE0\xF0\xEE\xEC", "\xCF\xE0\xF0\xEE\xEC \xE2\xE5");
    add_response(warc, "https://n.example/a",
                 "200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"", page, strlen(page));
    reading_run(reading, &ng_reader_warc, "/in/a.warc", warc->str, warc->len);
    reading_expect("articles", reading->articles->str,
                   "/in/a.warc#https://n.example/a | https://n.example/a | Паром | Паром ве\n");
}

static void test_warc__compressed_by_record_or_as_a_whole_is_the_same(void **state)
{
    (void)state;
    g_autoptr(GString) whole = g_string_new(NULL), members = g_string_new(NULL);
    for (guint i = 0; i < 5; i++) {
        g_autoptr(GString) one = g_string_new(NULL);
        g_autofree char *url = g_strdup_printf("https://n.example/%u", i);
        add_page(one, url, "Ferry returns");
        g_string_append_len(whole, one->str, (gssize)one->len);
        g_autoptr(GString) member = deflated(one->str, one->len, 31);
        g_string_append_len(members, member->str, (gssize)member->len);
    }
    g_autoptr(GString) stream = deflated(whole->str, whole->len, 31);
    g_autoptr(Reading) plain = reading_new();
    reading_run(plain, &ng_reader_warc, "/in/a", whole->str, whole->len);
    assert_int_equal(plain->n_articles, 5);
    const GString *const packed[] = {stream, members};
    for (guint i = 0; i < 2; i++) {
        const char *reason;
        g_autoptr(Reading) reading = reading_new();
        assert_ptr_equal(ng_reader_guess(packed[i]->str, packed[i]->len, "/in/a", &reason),
                         &ng_reader_warc);
        reading_run(reading, &ng_reader_warc, "/in/a", packed[i]->str, packed[i]->len);
        reading_expect("articles", reading->articles->str, plain->articles->str);
        reading_expect("skips", reading->skips->str, "");
    }
}

static void test_warc__goes_on_behind_damage(void **state)
{
    (void)state;
    g_autoptr(GString) plain = g_string_new(NULL), members = g_string_new(NULL);
    gsize third = 0, third_packed = 0;
    for (guint i = 0; i < 5; i++) {
        g_autoptr(GString) one = g_string_new(NULL);
        g_autofree char *url = g_strdup_printf("https://n.example/%u", i);
        add_page(one, url, "Ferry returns");
        g_autoptr(GString) member = deflated(one->str, one->len, 31);
        if (i == 2) {
            third = plain->len;
            third_packed = members->len;
        }
        g_string_append_len(plain, one->str, (gssize)one->len);
        g_string_append_len(members, member->str, (gssize)member->len);
    }
    memset(members->str + third_packed + 60, 0x55, 60);
    memcpy(strstr(plain->str + third, "Content-Length"), "Content-Lentgh", 14);
    const GString *const damaged[] = {plain, members};
    for (guint i = 0; i < 2; i++) {
        g_autoptr(Reading) reading = reading_new();
        reading_run(reading, &ng_reader_warc, "/in/a", damaged[i]->str, damaged[i]->len);
        if (reading->n_articles != 4 || strstr(reading->articles->str, "example/2") ||
            !strstr(reading->skips->str, "damaged"))
            fail_msg("%s%s", reading->articles->str, reading->skips->str);
        g_autoptr(Reading) cut = reading_new();
        reading_run(cut, &ng_reader_warc, "/in/a", damaged[i]->str, damaged[i]->len - 200);
        if (cut->n_articles != 3 || !strstr(cut->skips->str, "breaks off"))
            fail_msg("cut: %s%s", cut->articles->str, cut->skips->str);
    }
}

/* Articles and skips of all shares, one after the other, are those of the whole. */
static void expect_shares(const char *name, const GString *archive)
{
    g_autoptr(Reading) whole = reading_new();
    reading_run(whole, &ng_reader_warc, "/in/a", archive->str, archive->len);
    if (whole->n_articles < 79 || whole->skips->len == 0)
        fail_msg("%s: %u articles, skips: %s", name, whole->n_articles, whole->skips->str);
    for (guint n = 1; n <= 9; n++) {
        g_autoptr(GString) articles = g_string_new(NULL), skips = g_string_new(NULL);
        for (guint i = 0; i < n; i++) {
            g_autoptr(Reading) share = reading_new();
            reading_run_share(share, &ng_reader_warc, "/in/a", archive->str, archive->len,
                              archive->len * i / n,
                              i + 1 == n ? G_MAXUINT64 : archive->len * (i + 1) / n);
            g_string_append(articles, share->articles->str);
            g_string_append(skips, share->skips->str);
            if (share->n_articles == 0)
                fail_msg("%s: share %u of %u has no articles", name, i, n);
        }
        reading_expect(name, articles->str, whole->articles->str);
        reading_expect(name, skips->str, whole->skips->str);
    }
}

static void test_warc__shares_are_the_whole(void **state)
{
    (void)state;
    g_autoptr(GString) whole = g_string_new(NULL), members = g_string_new(NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    gsize fortieth = 0, fortieth_packed = 0;
    for (guint i = 0; i < 80; i++) {
        g_autoptr(GString) one = g_string_new(NULL), noise = g_string_new(NULL);
        g_autofree char *url = g_strdup_printf("https://n.example/%u", i);
        g_autofree char *title = g_strdup_printf("Ferry %u returns", i);
        gsize kilobytes = (gsize)g_rand_int_range(rand, 1, i % 10 == 9 ? 300 : 30);
        while (noise->len < kilobytes << 10)
            g_string_append_c(noise, (char)g_rand_int_range(rand, 1, 256));
        add_record(one, "resource", "https://n.example/p.png", "image/png", noise->str, noise->len);
        if (i % 7 == 0) /* a page that tells what is wrong with it */
            add_response(one, url, "200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html",
                         "\037\213\010broken", 9);
        add_page(one, url, title);
        fortieth = i == 40 ? whole->len : fortieth;
        fortieth_packed = i == 40 ? members->len : fortieth_packed;
        g_string_append_len(whole, one->str, (gssize)one->len);
        g_autoptr(GString) member = deflated(one->str, one->len, 31);
        g_string_append_len(members, member->str, (gssize)member->len);
    }
    g_autoptr(GString) stream = deflated(whole->str, whole->len, 31);
    expect_shares("plain", whole);
    expect_shares("compressed by record", members);
    expect_shares("compressed as a whole", stream);
    memset(members->str + fortieth_packed + 60, 0x55, 60);
    memcpy(strstr(whole->str + fortieth, "Content-Length"), "Content-Lentgh", 14);
    expect_shares("plain, damaged", whole);
    expect_shares("compressed by record, damaged", members);
}

static void test_warc__a_record_inside_a_page_is_no_record(void **state)
{
    (void)state;
    g_autoptr(Reading) reading = reading_new();
    g_autoptr(GString) inner = g_string_new("<html><body><p>Hostile.</p>\r\n"),
                       warc = g_string_new(NULL);
    add_page(inner, "https://bank.example/", "Bank denies everything");
    add_response(warc, "https://hostile.example/", "200 OK\r\nContent-Type: text/html", inner->str,
                 inner->len);
    add_page(warc, "https://n.example/a", "Ferry returns");
    reading_run(reading, &ng_reader_warc, "/in/a", warc->str, warc->len);
    assert_null(strstr(reading->articles->str, "#https://bank.example/"));
    assert_non_null(strstr(reading->articles->str, "#https://n.example/a"));
}

static void test_warc__odd_lengths_and_headers_end_in_reasons(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "WARC/1.0\r\n",
        "WARC/1.0\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        "Content-Length: 9000000000\r\n\r\nx",
        "WARC/1.0\r\nContent-Length: 3\r\n\r\nabc",
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = reading_new();
        reading_run(reading, &ng_reader_warc, "/in/a", cases[i], strlen(cases[i]));
        assert_int_equal(reading->n_articles, 0);
        if (reading->skips->len == 0)
            fail_msg("not a word about: %s", cases[i]);
    }
}

static void test_http_message__reads_status_type_and_charset(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        bool ok;
        int status;
        const char *type, *charset, *body;
    } cases[] = {
        {"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset = 'Latin1'\r\n\r\nbody", true, 200,
         "text/html", "Latin1", "body"},
        {"HTTP/1.0 204\n\nx", true, 204, NULL, NULL, "x"},
        {"HTTP/2 200\r\ncontent-type:text/plain\r\n\r\n", true, 200, "text/plain", NULL, ""},
        {"HTTP/1.1 200 OK\r\nX: ", true, 200, NULL, NULL, ""},
        {"HTTP/1.1 \r\n\r\nx", true, 0, NULL, NULL, "x"},
        {"<html>", false, 0, NULL, NULL, NULL},
        {"", false, 0, NULL, NULL, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgHttpMessage message;
        const char *reason = NULL;
        gsize len = strlen(cases[i].message);
        bool ok = ng_http_message_parse(cases[i].message, len, 1 << 20, &message, &reason);
        if (ok != cases[i].ok || (ok && (message.status != cases[i].status ||
                                         g_strcmp0(message.type, cases[i].type) != 0 ||
                                         g_strcmp0(message.charset, cases[i].charset) != 0 ||
                                         message.len != strlen(cases[i].body))))
            fail_msg("%s: %d %s %s", cases[i].message, message.status, message.type,
                     message.charset);
        ng_http_message_clear(&message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_warc__takes_pages_and_leaves_the_rest_without_a_word),
        cmocka_unit_test(test_warc__undoes_what_http_did_to_the_body),
        cmocka_unit_test(test_warc__believes_the_charset_that_http_names),
        cmocka_unit_test(test_warc__compressed_by_record_or_as_a_whole_is_the_same),
        cmocka_unit_test(test_warc__goes_on_behind_damage),
        cmocka_unit_test(test_warc__shares_are_the_whole),
        cmocka_unit_test(test_warc__a_record_inside_a_page_is_no_record),
        cmocka_unit_test(test_warc__odd_lengths_and_headers_end_in_reasons),
        cmocka_unit_test(test_http_message__reads_status_type_and_charset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
