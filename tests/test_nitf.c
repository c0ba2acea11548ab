/* SPDX-License-Identifier: GPL-2.0-or-later */
/* NITF: story, people, dates, and what docdata says about showing it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/agency_read.h"

#define STORY(docdata, head, content)                                                              \
    "<?xml version=\"1.0\"?>\n<nitf baselang=\"en-GB\"><head><title>Head title</title>" docdata    \
    "</head><body><body.head>" head "</body.head><body.content>" content                           \
    "</body.content></body></nitf>"
#define HEADLINE "<hedline><hl1>Ferry line reopens</hl1></hedline>"

static const struct {
    const char *input, *expected;
} cases[] = {
    {STORY(
         "<docdata><doc-id id-string=\"n1\" regsrc=\"AP\"/><date.issue "
         "norm=\"20151210T191044Z\"/></docdata>",
         "<hedline><hl1>Ferry line reopens</hl1><hl2>After ten years</hl2></hedline><byline>By ADA "
         "MOOR<byttl>AP Ferry Writer</byttl></byline><distributor>The Associated "
         "Press</distributor>",
         "<block><p>NORTHPORT (AP) \xE2\x80\x94 The ferry is back.</p><hl2>Fares</hl2><p>One "
         "<em>crown</em>.</p><ul><li>Adults</li><li>Dogs</li></ul><bq><block><p>We are "
         "happy.</p></block></bq><media media-type=\"image\"><media-caption>A "
         "ferry</media-caption></media><p>___</p></block>"),
     "Ferry line reopens | AP | Ada Moor | - | 2015-12-10T19:10:44Z | en | live\n"
     "heading: After ten years\n"
     "body: NORTHPORT (AP) \xE2\x80\x94 The ferry is back.\nheading: Fares\nbody: One crown.\n"
     "list: Adults\nlist: Dogs\nquote: We are happy.\n"},
    /* people as elements; the paper that printed it, and when */
    {STORY("<pubdata name=\"The Northport Herald\" date.publication=\"20020226T000000-0500\"/>",
           HEADLINE "<byline><person>Ada Moor</person> and <person>Ben Hale</person></byline>",
           "<p>The ferry is back.</p>"),
     "Ferry line reopens | The Northport Herald | Ada Moor, Ben Hale | - | "
     "2002-02-26T00:00:00-05:00 | en | live\nbody: The ferry is back.\n"},
    /* no headline in the body; copy of a wire in one element, its lines broken by hand */
    {STORY("<docdata><del-list><from-src src-name=\"PA\"/></del-list></docdata>", "",
           "<pre>   The ferry line between Northport and Aarburg\nreopened on Monday after ten "
           "years.\n   The first boat was full, said the owner, and\nleft at noon.\n</pre>"),
     "Head title | PA | - | - | - | en | live\n"
     "body: The ferry line between Northport and Aarburg reopened on Monday after ten years.\n"
     "body: The first boat was full, said the owner, and left at noon.\n"},
    /* a table's rows */
    {STORY("", HEADLINE,
           "<p>Results:</p><table><tbody><tr><th>Boat</th><th>Days</th></tr><tr><td>Ada</td>"
           "<td>72</td></tr></tbody></table><p>All aboard.</p>"),
     "Ferry line reopens | - | - | - | - | en | live\nbody: Results:\nbody: Boat Days\n"
     "body: Ada 72\nbody: All aboard.\n"},
    /* only a summary; a sign-off is none of the story */
    {STORY("", HEADLINE "<abstract><p>The ferry is back.</p></abstract>", ""),
     "Ferry line reopens | - | - | - | - | en | live\nbody: The ferry is back.\n"},
    {STORY("", HEADLINE, "<p>The ferry is back.</p><p>/ritzau/</p>"),
     "Ferry line reopens | - | - | - | - | en | live\nbody: The ferry is back.\n"},
    /* cut short, and with what XML forbids */
    {"<nitf><body><body.head><hedline><hl1>Fish & chips</hl1></hedline></body.head><body.content>"
     "<p>Caf&eacute; opens.<p>And clo",
     "Fish & chips | - | - | - | - | - | live\nbody: Caf\xC3\xA9 opens.\nbody: And clo\n"},
    {"<html><body>no such thing</body></html>", "unreadable: no <nitf> in it\n"},
};

static void test_nitf__reads_the_story(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        agency_check(&ng_reader_nitf, cases[i].input, cases[i].expected);
    }
}

static const struct {
    const char *docdata;
    NgStatus status;
    const char *embargo;
} states[] = {
    {"<docdata management-status=\"usable\"/>", NG_STATUS_LIVE, NULL},
    {"<docdata management-status=\"canceled\"/>", NG_STATUS_WITHDRAWN, NULL},
    {"<docdata management-status=\"withheld\"/>", NG_STATUS_LIVE, "9999-12-31T23:59:59Z"},
    {"<docdata management-status=\"embargoed\"/>", NG_STATUS_LIVE, "9999-12-31T23:59:59Z"},
    {"<docdata management-status=\"embargoed\"><date.release norm=\"20160909T000100+0100\"/>"
     "</docdata>",
     NG_STATUS_LIVE, "2016-09-09T00:01:00+01:00"},
    {"<docdata><date.issue norm=\"20160908T132446+0100\"/><date.release "
     "norm=\"20160909T000100+0100\"/></docdata>",
     NG_STATUS_LIVE, "2016-09-09T00:01:00+01:00"},
    {"<docdata><date.issue norm=\"20160908T132446+0100\"/><date.release "
     "norm=\"20160908T132446+0100\"/></docdata>",
     NG_STATUS_LIVE, NULL},
    {"<docdata><correction info=\"name\"/></docdata>", NG_STATUS_CORRECTED, NULL},
    {"<docdata><ed-msg info=\"Editors: please kill this story\"/></docdata>", NG_STATUS_WITHDRAWN,
     NULL},
};

static void test_nitf__keeps_status_and_embargo(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autofree char *input =
            g_strdup_printf("<nitf><head>%s</head><body><body.head>" HEADLINE
                            "</body.head><body.content><p>x y</p></body.content></body></nitf>",
                            states[i].docdata);
        g_auto(AgencyGot) got = agency_read(&ng_reader_nitf, input, strlen(input));
        /* a cancelled one without an id of its own is named for its file */
        const NgArticle *article = got.articles->len ? got.articles->pdata[0] : NULL;
        if (!article || article->status != states[i].status ||
            g_strcmp0(article->embargo, states[i].embargo) != 0) {
            fail_msg("%s: %s, embargo %s", input,
                     article ? ng_status_name(article->status) : "none",
                     article ? article->embargo : "");
        }
    }
}

/* One document may cancel another. */
static void test_nitf__withdraws_the_document_that_it_names(void **state)
{
    (void)state;
    static const char input[] = STORY(
        "<docdata management-doc-idref=\"old.1\" management-idref-status=\"canceled\"><doc-id "
        "id-string=\"new.1\"/><du-key key=\"k\" version=\"3\"/></docdata>",
        HEADLINE, "<p>The ferry is back.</p>");
    g_auto(AgencyGot) got = agency_read(&ng_reader_nitf, input, strlen(input));
    assert_int_equal(got.articles->len, 2);
    const NgArticle *old = got.articles->pdata[0], *new = got.articles->pdata[1];
    assert_string_equal(old->id, "old.1");
    assert_int_equal(old->status, NG_STATUS_WITHDRAWN);
    assert_string_equal(new->id, "new.1");
    assert_int_equal(new->status, NG_STATUS_LIVE);
    assert_int_equal(new->version, 3);
}

static void test_nitf__is_found_by_its_root(void **state)
{
    (void)state;
    static const char *const inputs[] = {
        "<nitf>", "\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- <a> --><nitf version=\"3\">",
        "<!DOCTYPE nitf SYSTEM \"x.dtd\" [<!ENTITY a \"<b>\">]>\n<n:nitf xmlns:n=\"x\">",
        "\xFF\xFE<\0n\0i\0t\0f\0>\0"};
    static const gsize lengths[] = {6, 0, 0, 14};
    for (gsize i = 0; i < G_N_ELEMENTS(inputs); i++) {
        gsize len = lengths[i] ? lengths[i] : strlen(inputs[i]);
        const char *reason;
        const NgReader *reader = ng_reader_guess(inputs[i], len, "/x/file", &reason);
        if (reader != &ng_reader_nitf) {
            fail_msg("case %zu: %s", i, reader ? reader->name : reason);
        }
    }
}

static void test_nitf__bears_damage(void **state)
{
    (void)state;
    agency_torture(&ng_reader_nitf, cases[0].input);
    agency_torture(&ng_reader_nitf, cases[2].input);
    agency_torture(&ng_reader_nitf, cases[3].input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nitf__reads_the_story),
        cmocka_unit_test(test_nitf__keeps_status_and_embargo),
        cmocka_unit_test(test_nitf__withdraws_the_document_that_it_names),
        cmocka_unit_test(test_nitf__is_found_by_its_root),
        cmocka_unit_test(test_nitf__bears_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
