/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ninjs of its three generations, and AP's JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/cpu_time.h"
#include "tests/support/agency_read.h"

static const struct {
    const char *input, *expected;
} cases[] = {
    /* 1.x: keys in lower case, markup before plain text */
    {"{\"uri\":\"urn:x:1\",\"type\":\"text\",\"version\":\"4\",\"pubstatus\":\"usable\","
     "\"firstcreated\":\"2017-07-03T01:38:13+0000\",\"versioncreated\":\"2017-08-24T01:58:40+"
     "0000\","
     "\"language\":\"en-AU\",\"headline\":\"Ferry <b>line</b> reopens\",\"slugline\":\"NX-FERRY\","
     "\"byline\":\"By Ada Moor and Ben Hale, ferries editor\",\"copyrightholder\":\"North Wire\","
     "\"source\":\"Reuters\",\"body_text\":\"plain\",\"body_html\":\"<p>The ferry is "
     "back.</p><h2>Fares</h2><ul><li>One crown</li></ul>\"}",
     "Ferry line reopens | North Wire | Ada Moor, Ben Hale | Reuters | 2017-07-03T01:38:13Z | en | "
     "live\nbody: The ferry is back.\nheading: Fares\nlist: One crown\n"},
    /* 2.x: lists with roles; 3.x: other letters */
    {"{\"uri\":\"urn:x:2\",\"version\":\"1\",\"versionCreated\":\"2019-05-10T16:02:28+02:00\","
     "\"pubStatus\":\"usable\",\"copyrightHolder\":\"dpa\",\"language\":\"de\","
     "\"headlines\":[{\"role\":\"short\",\"value\":\"Kurz\"},{\"role\":\"main\",\"value\":"
     "\"F\xC3\xA4"
     "hre f\xC3\xA4hrt wieder\"}],\"bodies\":[{\"role\":\"text\",\"contentType\":\"text/plain\","
     "\"value\":\"plain\"},{\"role\":\"html\",\"contentType\":\"text/html\",\"value\":\"<p>Die "
     "F\xC3\xA4hre f\xC3\xA4hrt.</p>\"}],\"by\":\"Von Ada Moor, dpa\"}",
     "F\xC3\xA4hre f\xC3\xA4hrt wieder | dpa | Ada Moor | - | 2019-05-10T16:02:28+02:00 | de | "
     "live\n"
     "body: Die F\xC3\xA4hre f\xC3\xA4hrt.\n"},
    /* lines of plain text, no headline: the slug; no body: the summary */
    {"{\"guid\":\"g\",\"versioncreated\":\"2020-01-02\",\"slugline\":\"NX-FERRY\",\"body_text\":"
     "\"One.\\n\\nTwo.\"}",
     "NX-FERRY | - | - | - | 2020-01-02 | - | live\nbody: One.\nbody: Two.\n"},
    {"{\"uri\":\"u\",\"pubstatus\":\"usable\",\"headline\":\"H\",\"description_text\":\"Sum.\"}",
     "H | - | - | - | - | - | live\nbody: Sum.\n"},
    /* AP: items in an answer of the API, text as NITF */
    {"{\"api_version\":\"1.1\",\"data\":{\"items\":[{\"meta\":{},\"item\":{\"uri\":\"https://a/"
     "?q=1\","
     "\"altids\":{\"itemid\":\"abc\"},\"type\":\"text\",\"pubstatus\":\"usable\",\"provider\":"
     "\"AP\","
     "\"firstcreated\":\"2019-07-03T04:05:12Z\",\"headline\":\"Ferry reopens\",\"body_nitf\":"
     "\"<body.content><block><p>It is back.</p><p>All aboard.</p></block></body.content>\"}},"
     "{\"item\":{\"uri\":\"https://a/2\",\"type\":\"picture\",\"headline\":\"Pic\"}}]}}",
     "Ferry reopens | AP | - | - | 2019-07-03T04:05:12Z | - | live\nbody: It is back.\n"
     "body: All aboard.\nskip: item 2: a picture, not an article\n"},
    /* a package gives the stories in it */
    {"{\"uri\":\"p\",\"type\":\"composite\",\"headline\":\"Day\",\"pubstatus\":\"usable\","
     "\"associations\":{\"a\":{\"uri\":\"s\",\"type\":\"text\",\"headline\":\"Side\","
     "\"body_text\":\"Text.\"},\"b\":{\"uri\":\"pic\",\"type\":\"picture\",\"headline\":\"P\"}}}",
     "skip: item 1: a package: it refers to items that stand elsewhere\n"
     "Side | - | - | - | - | - | live\nbody: Text.\n"},
    /* one a line; a bad line costs itself */
    {"{\"uri\":\"1\",\"headline\":\"One\",\"pubstatus\":\"usable\"}\n{\"uri\":\"2\", broken\n"
     "{\"uri\":\"3\",\"headline\":\"Three\",\"pubstatus\":\"usable\"}\n",
     "One | - | - | - | - | - | live\nskip: byte 50: no JSON: string or '}' expected near "
     "'broken'\n"
     "Three | - | - | - | - | - | live\n"},
    /* a list that was cut short gives what is whole */
    {"[{\"uri\":\"1\",\"headline\":\"One\",\"pubstatus\":\"usable\"},\n{\"uri\":\"2\",\"headline\":"
     "\"Two\",\"pubstatus\":\"usable\"},\n{\"uri\":\"3\",\"headl",
     "skip: byte 0: no JSON: premature end of input near '\"headl'\n"
     "One | - | - | - | - | - | live\nTwo | - | - | - | - | - | live\n"
     "skip: byte 103: no JSON: premature end of input near '\"headl'\n"},
    {"{\"requests\":{}}", "unreadable: no news item in it\n"},
    {"nonsense", "unreadable: no JSON: '[' or '{' expected near 'nonsense'\n"},
};

static void test_ninjs__reads_every_generation(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        agency_check(&ng_reader_ninjs, cases[i].input, cases[i].expected);
    }
}

static const struct {
    const char *keys;
    NgStatus status;
    const char *embargo;
} states[] = {
    {"\"pubstatus\":\"usable\"", NG_STATUS_LIVE, NULL},
    {"\"pubstatus\":\"canceled\"", NG_STATUS_WITHDRAWN, NULL},
    {"\"pubStatus\":\"http://cv.iptc.org/newscodes/pubstatusg2/canceled\"", NG_STATUS_WITHDRAWN,
     NULL},
    {"\"pubstatus\":\"withheld\"", NG_STATUS_LIVE, "9999-12-31T23:59:59Z"},
    {"\"embargoed\":\"2030-01-02T03:04:05+01:00\"", NG_STATUS_LIVE, "2030-01-02T03:04:05+01:00"},
    {"\"embargoed\":\"2030-01-02\",\"pubstatus\":\"withheld\"", NG_STATUS_LIVE,
     "9999-12-31T23:59:59Z"},
    {"\"embargoed\":\"next week\"", NG_STATUS_LIVE, "9999-12-31T23:59:59Z"},
    {"\"embargoed\":null", NG_STATUS_LIVE, NULL},
    {"\"ednote\":\"Corrects name of the port.\"", NG_STATUS_CORRECTED, NULL},
    {"\"ednote\":\"This story has been withdrawn.\"", NG_STATUS_WITHDRAWN, NULL},
    {"\"ednote\":\"Police officers killed.\"", NG_STATUS_LIVE, NULL},
    {"\"signals\":[\"correction\"]", NG_STATUS_CORRECTED, NULL},
};

static void test_ninjs__keeps_status_and_embargo(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autofree char *input = g_strdup_printf(
            "{\"uri\":\"u\",\"version\":\"7\",\"headline\":\"H\",%s}", states[i].keys);
        g_auto(AgencyGot) got = agency_read(&ng_reader_ninjs, input, strlen(input));
        const NgArticle *article = agency_only(&got);
        if (article->status != states[i].status ||
            g_strcmp0(article->embargo, states[i].embargo) != 0 || article->version != 7) {
            fail_msg("%s: %s, embargo %s, version %u", input, ng_status_name(article->status),
                     article->embargo, article->version);
        }
    }
}

static void test_ninjs__knows_press_releases(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        NgKind kind;
    } kinds[] = {
        {"\"genre\":[{\"name\":\"Press Release\"}]", NG_KIND_STATEMENT},
        {"\"genre\":[{\"name\":\"press_release\"}]", NG_KIND_STATEMENT},
        {"\"genre\":[{\"name\":\"Medienmitteilung\"}]", NG_KIND_STATEMENT},
        {"\"genre\":[{\"name\":\"Express release\"}]", NG_KIND_ARTICLE},
        {"\"genres\":[{\"name\":\"Background\"}]", NG_KIND_ARTICLE},
        {"\"copyrightholder\":\"Business Wire\"", NG_KIND_STATEMENT},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *input =
            g_strdup_printf("{\"uri\":\"u\",\"headline\":\"H\",%s}", kinds[i].keys);
        g_auto(AgencyGot) got = agency_read(&ng_reader_ninjs, input, strlen(input));
        if (agency_only(&got)->kind != kinds[i].kind) {
            fail_msg("%s", input);
        }
    }
}

static void test_ninjs__is_told_from_articles_of_our_own(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        const NgReader *reader;
    } files[] = {
        {"{\"uri\":\"u\",\"headline\":\"H\",\"pubstatus\":\"usable\"}", &ng_reader_ninjs},
        {"[ {\"guid\": \"u\", \"body_html\" : \"<p>x</p>\", \"slugline\":\"S\"}]",
         &ng_reader_ninjs},
        {"{\"title\":\"T\",\"text\":\"A \\\"headline\\\": \\\"pubstatus\\\": x\"}",
         &ng_reader_ndjson},
        {"{\"id\":\"1\",\"title\":\"T\",\"headline\":\"H\",\"paragraphs\":[{\"text\":\"x\"}]}",
         &ng_reader_ndjson},
        {"{\"title\":\"headline\",\"url\":\"slugline\"}\n{\"title\":\"x\"}", &ng_reader_ndjson},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        const char *reason;
        const NgReader *reader =
            ng_reader_guess(files[i].input, strlen(files[i].input), "/x/file.json", &reason);
        if (reader != files[i].reader) {
            fail_msg("%s: %s", files[i].input, reader ? reader->name : reason);
        }
    }
}

static void test_ninjs__bears_damage_and_depth(void **state)
{
    (void)state;
    agency_torture(&ng_reader_ninjs, cases[0].input);
    agency_torture(&ng_reader_ninjs, cases[4].input);
    g_autoptr(GString) deep = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++) {
        g_string_append(deep, "{\"item\":\n");
    }
    gint64 begin = cpu_time_us();
    g_auto(AgencyGot) got = agency_read(&ng_reader_ninjs, deep->str, deep->len);
    assert_int_equal(got.articles->len, 0);
    assert_true(cpu_time_us() - begin < 20 * G_USEC_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ninjs__reads_every_generation),
        cmocka_unit_test(test_ninjs__keeps_status_and_embargo),
        cmocka_unit_test(test_ninjs__knows_press_releases),
        cmocka_unit_test(test_ninjs__is_told_from_articles_of_our_own),
        cmocka_unit_test(test_ninjs__bears_damage_and_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
