/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which reader takes what, and what is said of a file that none takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/input/reader.h"

#include <string.h>

static void check(const char *data, gsize len, const char *path, const char *name,
                  const char *expected_reason)
{
    const char *reason = "untouched";
    const NgReader *reader = ng_reader_guess(data, len, path, &reason);
    const char *got = reader != NULL ? reader->name : NULL;
    if (g_strcmp0(got, name) != 0 || g_strcmp0(reason, expected_reason) != 0) {
        fail_msg("%.40s (%s): got %s, %s", data, path ? path : "no path", got ? got : "none",
                 reason ? reason : "no reason");
    }
}

static void test_reader_guess__knows_formats_by_their_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *data, *path, *name;
    } cases[] = {
        {"{\"title\":\"a\"}\n", NULL, "ndjson"},
        {"\xEF\xBB\xBF \n{\"title\":\"a\"}\n", "/n/a.txt", "ndjson"},
        {"[ {\"title\":\"a\"} ]", NULL, "ndjson"},
        {"{\n  \"title\": \"a\"\n}\n", "/n/a.json", "ndjson"},
        {"broken first line\n{\"title\":\"a\"}\n", "/n/a.jsonl", "ndjson"},
        {"[Update] The mayor said on Monday that nothing had changed.", NULL, "text"},
        {"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\">\n<DATE>", "/n/x.sgm",
         "sgml"},
        {"<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n", "/n/ap880212", "sgml"},
        {"<doc id=\"x\">\n<text>", NULL, "sgml"},
        {"<!DOCTYPE html><html><head><title>t</title></head><body><p>x</p></body></html>", NULL,
         "html"},
        {"<html><body><p>See <DOC> for more</p></body></html>", "/n/a.html", "html"},
        {"The mayor said on Monday that nothing had changed.\n\nNothing at all.\n", NULL, "text"},
        {"The mayor said on Monday that nothing had changed.\n", "/n/a.txt", "text"},
        {"caf\xE9 owners said on Monday that nothing had changed.\n", NULL, "text"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        check(cases[i].data, strlen(cases[i].data), cases[i].path, cases[i].name, NULL);
    }
}

static void test_reader_guess__says_plainly_what_is_not_read(void **state)
{
    (void)state;
    check("", 0, NULL, NULL, "empty file");
    check(" \r\n\t\n", 5, "/n/a.txt", NULL, "nothing but white space");
    check("\xEF\xBB\xBF", 3, NULL, NULL, "nothing but white space");
    check("\x89PNG\r\n\x1A\n", 8, "/n/a.txt", NULL, "an image");
    check("\177ELF\2\1\1", 7, NULL, NULL, "a program");
}

static void test_reader_guess__random_bytes_are_binary(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    char data[4096];
    for (guint round = 0; round < 200; round++) {
        for (guint i = 0; i < sizeof data; i++) {
            data[i] = (char)g_rand_int_range(random, 0, 256);
        }
        data[0] = '\1'; /* no known beginning */
        const char *reason;
        assert_null(ng_reader_guess(data, sizeof data, NULL, &reason));
        assert_string_equal(reason, "binary data, no text");
        for (gsize len = 1; len < 40; len++) { /* must not fail, whatever it says */
            ng_reader_guess(data + round, len, "/n/x.sgm", &reason);
        }
    }
}

static void test_reader_by_name__knows_all_and_no_other(void **state)
{
    (void)state;
    for (guint i = 0; ng_readers[i] != NULL; i++) {
        assert_ptr_equal(ng_reader_by_name(ng_readers[i]->name), ng_readers[i]);
        assert_non_null(ng_readers[i]->read);
        assert_non_null(ng_readers[i]->sniff);
    }
    assert_non_null(ng_reader_by_name("sgml"));
    assert_null(ng_reader_by_name("SGML"));
    assert_null(ng_reader_by_name("auto"));
    assert_null(ng_reader_by_name(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_guess__knows_formats_by_their_bytes),
        cmocka_unit_test(test_reader_guess__says_plainly_what_is_not_read),
        cmocka_unit_test(test_reader_guess__random_bytes_are_binary),
        cmocka_unit_test(test_reader_by_name__knows_all_and_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
