/* SPDX-License-Identifier: GPL-2.0-or-later */
/* NewsML 1 and NewsML-G2: items alone, in messages and in packages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/cpu_time.h"
#include "tests/support/agency_read.h"

#define G2_NS "xmlns=\"http://iptc.org/std/nar/2006-10-01/\""
#define G2(guid, class, meta, content, set)                                                        \
    "<newsItem " G2_NS " guid=\"" guid "\" version=\"9\" xml:lang=\"en-GB\"><itemMeta><itemClass " \
    "qcode=\"ninat:" class "\"/><provider literal=\"reuters.com\"/><versionCreated>2016-10-21T"    \
                           "16:25:32-05:00</"                                                      \
                           "versionCreated><firstCreated>2016-10-18T13:12:21-05:00</"              \
                           "firstCreated>" meta "</itemMeta><contentMeta>" content                 \
                           "</contentMeta><contentSet>" set "</contentSet></newsItem>"
#define HEADLINE "<headline>Ferry line reopens</headline>"
#define XHTML(body)                                                                                \
    "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/"       \
    "xhtml\"><head><title>t</title></head><body>" body "</body></html></inlineXML>"
#define FIRST "2016-10-18T13:12:21-05:00"

static const struct {
    const char *input, *expected;
} g2[] = {
    {G2("u:1", "text", "",
        HEADLINE "<headline role=\"hld:subHeadline\">After ten years</headline><slugline>NX-FERRY"
                 "</slugline><by>By Ada Moor</by><creator literal=\"Reuters\"/><language "
                 "tag=\"en\"/>",
        XHTML(
            "<p>By Ada Moor</p><p>NORTHPORT (Reuters) - The ferry is back.</p><h2>Fares</h2><p>One "
            "crown.</p>")),
     "Ferry line reopens | Reuters | Ada Moor | - | " FIRST " | en | live\n"
     "heading: After ten years\nbody: NORTHPORT (Reuters) - The ferry is back.\nheading: Fares\n"
     "body: One crown.\n"},
    {G2("u:2", "text", "", HEADLINE,
        "<inlineXML contenttype=\"application/nitf+xml\"><nitf xmlns=\"http://iptc.org/std/NITF/"
        "2006-10-18/\"><body><body.head><hedline><hl1>In NITF</hl1></hedline><byline>By Ada "
        "Moor</byline></body.head><body.content><p>The ferry is back.</p></body.content></body>"
        "</nitf></inlineXML>"),
     "Ferry line reopens | Reuters | Ada Moor | - | " FIRST " | en | live\nbody: The ferry is "
     "back.\n"},
    {G2("u:3", "text", "", HEADLINE,
        "<remoteContent contenttype=\"image/jpeg\" href=\"a.jpg\"/><inlineData "
        "contenttype=\"text/plain\"><![CDATA[   The ferry line between Northport and\nAarburg "
        "reopened on Monday.\n   The first boat was full, said its\nowner.]]></inlineData>"),
     "Ferry line reopens | Reuters | - | - | " FIRST " | en | live\nbody: The ferry line between "
     "Northport and Aarburg reopened on Monday.\nbody: The first boat was full, said its owner.\n"},
    /* no text: the headline is worth keeping, but not of a picture */
    {G2("u:4", "text", "", HEADLINE, ""),
     "Ferry line reopens | Reuters | - | - | " FIRST " | en | live\n"},
    {G2("u:5", "picture", "", HEADLINE, ""), "skip: a picture, not an article\n"},
    {G2("u:6", "video", "", HEADLINE, ""), "skip: a video, not an article\n"},
    {G2("u:7", "text", "", "", "<inlineXML><events><event/></events></inlineXML>"),
     "skip: data in a format of its own, not an article\n"},
    {"<packageItem " G2_NS "/>", "skip: a package: it refers to items that stand elsewhere\n"},
    {"<planningItem " G2_NS "/>", "skip: a plan of coverage, not an article\n"},
    {"<knowledgeItem " G2_NS "/>", "skip: facts about people, places or events, not an article\n"},
    /* a message: each item by itself */
    {"<newsMessage " G2_NS "><header/><itemSet><packageItem guid=\"p\"/>" G2(
         "u:8", "text", "", HEADLINE, XHTML("<p>The ferry is back.</p>"))
         G2("u:9", "audio", "", HEADLINE, "") "</itemSet></newsMessage>",
     "skip: item 1: a package: it refers to items that stand elsewhere\n"
     "Ferry line reopens | Reuters | - | - | " FIRST " | en | live\nbody: The ferry is back.\n"
     "skip: item 3: a sound recording, not an article\n"},
    {"<newsMessage " G2_NS "/>", "unreadable: XML without a news item in it (<newsMessage>)\n"},
};

static void test_newsml_g2__reads_items(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(g2); i++) {
        agency_check(&ng_reader_newsml, g2[i].input, g2[i].expected);
    }
}

static const struct {
    const char *meta;
    NgStatus status;
    const char *embargo;
} states[] = {
    {"<pubStatus qcode=\"stat:usable\"/>", NG_STATUS_LIVE, NULL},
    {"<pubStatus qcode=\"stat:canceled\"/>", NG_STATUS_WITHDRAWN, NULL},
    {"<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/withheld\"/>", NG_STATUS_LIVE,
     "9999-12-31T23:59:59Z"},
    {"<embargoed>2030-10-23T12:00:00Z</embargoed><pubStatus qcode=\"stat:usable\"/>",
     NG_STATUS_LIVE, "2030-10-23T12:00:00Z"},
    {"<embargoed/>", NG_STATUS_LIVE, "9999-12-31T23:59:59Z"},
    {"<signal qcode=\"sig:correction\"/>", NG_STATUS_CORRECTED, NULL},
    {"<signal qcode=\"edStat:C\"/>", NG_STATUS_CORRECTED, NULL},
    {"<signal qcode=\"sig:update\"/>", NG_STATUS_LIVE, NULL},
    {"<edNote>Mandatory kill</edNote>", NG_STATUS_WITHDRAWN, NULL},
};

static void test_newsml_g2__keeps_status_embargo_and_version(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autofree char *input = g_strdup_printf(
            "<newsItem " G2_NS " guid=\"urn:x\" version=\"12\"><itemMeta>%s</itemMeta><contentMeta>"
            "<headline>H</headline></contentMeta></newsItem>",
            states[i].meta);
        g_auto(AgencyGot) got = agency_read(&ng_reader_newsml, input, strlen(input));
        const NgArticle *article = agency_only(&got);
        assert_string_equal(article->id, "urn%3Ax");
        if (article->status != states[i].status ||
            g_strcmp0(article->embargo, states[i].embargo) != 0 || article->version != 12) {
            fail_msg("%s: %s, embargo %s, version %u", input, ng_status_name(article->status),
                     article->embargo, article->version);
        }
    }
}

static const struct {
    const char *input, *expected;
} own[] = {
    {"<?xml version=\"1.0\"?><Answer "
     "xmlns:i=\"x\"><Stories><Story><StoryID>7</StoryID><PublishDate>"
     "2018-02-01T18:44:52.973</PublishDate><headline>Ferry line reopens</headline><subtitle>After "
     "ten "
     "years</subtitle><origin>/ritzau/</origin><content>&lt;P&gt;The ferry is "
     "back.&lt;/P&gt;&lt;P&gt;&amp;amp;quot;All aboard&amp;amp;quot;, it&amp;amp;#39;s "
     "said.&lt;/P&gt;</content><byLine>Ada "
     "Moor</byLine></Story><Story><StoryID>8</StoryID><headline "
     "i:nil=\"true\"/><content>&lt;p&gt;Fares "
     "rise.&lt;/p&gt;</content><Korrektion>true</Korrektion>"
     "</Story><Story><StoryID>9</StoryID><headline>Gone</headline><content/><Annuleret>true</"
     "Annuleret></Story></Stories></Answer>",
     "Ferry line reopens | Ritzau | Ada Moor | - | 2018-02-01T18:44:52 | - | live\n"
     "heading: After ten years\nbody: The ferry is back.\nbody: \"All aboard\", it's said.\n"
     "- | - | - | - | - | - | corrected\nbody: Fares rise.\n"
     "Gone | - | - | - | - | - | withdrawn\n"},
    {"<?xml version=\"1.0\"?><results><result><id>7</id></result></results>",
     "unreadable: XML without a news item in it (<results>)\n"},
};

static void test_newsml__reads_records_of_no_standard(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
        agency_check(&ng_reader_newsml, own[i].input, own[i].expected);
        const char *reason;
        assert_ptr_equal(ng_reader_guess(own[i].input, strlen(own[i].input), "/x/a.xml", &reason),
                         &ng_reader_newsml);
    }
}

/* The item says who it is, not the document inside. */
static void test_newsml_g2__keeps_its_id_and_version_over_those_of_nitf_inside(void **state)
{
    (void)state;
    static const char input[] =
        G2("u:1", "text", "", HEADLINE,
           "<inlineXML><nitf><head><docdata><doc-id id-string=\"other\"/><du-key key=\"k\" "
           "version=\"2\"/></docdata></head><body><body.content><p>x y</p></body.content></body>"
           "</nitf></inlineXML>");
    g_auto(AgencyGot) got = agency_read(&ng_reader_newsml, input, strlen(input));
    const NgArticle *article = agency_only(&got);
    assert_string_equal(article->id, "u%3A1");
    assert_int_equal(article->version, 9);
}

#define ONE(status, components)                                                                    \
    "<NewsML Version=\"1.2\"><NewsItem "                                                           \
    "xml:lang=\"en\"><Identification><NewsIdentifier><ProviderId>"                                 \
    "afp.com</ProviderId><DateId>20140829</DateId><NewsItemId>TX1</NewsItemId><RevisionId "        \
    "Update=\"N\" PreviousRevision=\"1\">2</RevisionId></NewsIdentifier></Identification>"         \
    "<NewsManagement><FirstCreated>20140829T134951+0000</FirstCreated><ThisRevisionCreated>"       \
    "20140829T140000+0000</ThisRevisionCreated>" status "</NewsManagement>" components             \
    "</NewsItem></NewsML>"
#define LINES                                                                                      \
    "<NewsLines><HeadLine>Ferry line reopens</HeadLine><ByLine>By Ada Moor</ByLine></NewsLines>"
#define CONTENT(medium, data)                                                                      \
    "<ContentItem><MediaType FormalName=\"" medium "\"/><DataContent>" data                        \
    "</DataContent></ContentItem>"

static const struct {
    const char *input, *expected;
} one[] = {
    {ONE("<Status FormalName=\"Usable\"/>",
         "<NewsComponent>" LINES CONTENT(
             "Text", "<nitf><body><body.content><p>The ferry is "
                     "back.</p></body.content></body></nitf>") "</NewsComponent>"),
     "Ferry line reopens | AFP | Ada Moor | - | 2014-08-29T13:49:51Z | en | live\nbody: "
     "The ferry "
     "is back.\n"},
    /* a component within a component, HTML as characters, a caption beside it */
    {ONE("",
         "<NewsComponent>" LINES "<NewsComponent><Role "
         "FormalName=\"Main\"/>" CONTENT(
             "Text",
             "<![CDATA[<P>The ferry is back.</P>\n<P>All "
             "aboard.</P>]]>") "</"
                               "NewsComponent><"
                               "NewsComponent><Role "
                               "FormalName=\"Caption\"/"
                               ">" CONTENT("Text",
                                           "A ferry") "</"
                                                      "NewsC"
                                                      "ompon"
                                                      "ent><"
                                                      "NewsC"
                                                      "ompon"
                                                      "ent"
                                                      ">" CONTENT(
                                                          "Photo",
                                                          "") "</NewsComponent></NewsComponent>"),
     "Ferry line reopens | AFP | Ada Moor | - | 2014-08-29T13:49:51Z | en | live\nbody: "
     "The ferry "
     "is back.\nbody: All aboard.\n"},
    /* the same story in two forms */
    {ONE("", "<NewsComponent EquivalentsList=\"yes\">" LINES CONTENT(
                 "Text", "<html><body><p>The ferry is back.</p></body></html>")
                 CONTENT("Text", "The ferry is back.") "</NewsComponent>"),
     "Ferry line reopens | AFP | Ada Moor | - | 2014-08-29T13:49:51Z | en | live\nbody: "
     "The ferry "
     "is back.\n"},
    /* two stories in one item */
    {ONE("", "<NewsComponent><NewsComponent>" LINES CONTENT(
                 "Text", "<p>The ferry is back.</p>") "</"
                                                      "NewsComponent><NewsComponent><"
                                                      "NewsLines><HeadLine>Fares "
                                                      "rise</HeadLine></"
                                                      "NewsLines>" CONTENT(
                                                          "Text", "<p>One crown.</p>") "</"
                                                                                       "NewsCom"
                                                                                       "ponent>"
                                                                                       "</"
                                                                                       "NewsCom"
                                                                                       "ponent"
                                                                                       ">"),
     "Ferry line reopens | AFP | Ada Moor | - | 2014-08-29T13:49:51Z | en | live\nbody: "
     "The ferry "
     "is back.\nFares rise | AFP | - | - | 2014-08-29T13:49:51Z | en | live\nbody: One "
     "crown.\n"},
    {ONE("", "<NewsComponent>" LINES CONTENT("Photo", "") "</NewsComponent>"),
     "skip: a picture, not an article\n"},
    /* a cancellation needs no text */
    {ONE("<Status FormalName=\"Canceled\"/>", ""),
     "- | - | - | - | 2014-08-29T13:49:51Z | - | withdrawn\n"},
    {ONE("", ""), "skip: an item that holds no content\n"},
};

static void test_newsml_1__reads_components(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(one); i++) {
        agency_check(&ng_reader_newsml, one[i].input, one[i].expected);
    }
}

static void test_newsml_1__has_an_id_without_the_revision(void **state)
{
    (void)state;
    static const char input[] =
        ONE("<Status FormalName=\"Embargoed\"/><StatusWillChange><FutureStatus "
            "FormalName=\"Usable\"/><DateAndTime>20300101T120000Z</DateAndTime></StatusWillChange>",
            "<NewsComponent>" LINES CONTENT("Text", "<p>x y</p>") "</NewsComponent>");
    g_auto(AgencyGot) got = agency_read(&ng_reader_newsml, input, strlen(input));
    const NgArticle *article = agency_only(&got);
    assert_string_equal(article->id, "urn%3Anewsml%3Aafp.com%3A20140829%3ATX1");
    assert_int_equal(article->version, 2);
    assert_string_equal(article->updated, "2014-08-29T14:00:00Z");
    assert_string_equal(article->embargo, "2030-01-01T12:00:00Z");
}

static void test_newsml__bears_damage(void **state)
{
    (void)state;
    agency_torture(&ng_reader_newsml, g2[0].input);
    agency_torture(&ng_reader_newsml, g2[10].input);
    agency_torture(&ng_reader_newsml, one[1].input);
}

/* Many stories in one item cost no more than many items do. */
static void test_newsml_1__bounds_the_stories_of_an_item(void **state)
{
    (void)state;
    g_autoptr(GString) many = g_string_new("<NewsML><NewsItem><NewsManagement/><NewsComponent>");
    for (guint i = 0; i < 20000; i++) {
        g_string_append(many,
                        "<NewsComponent>" LINES CONTENT("Text", "<p>x y</p>") "</NewsComponent>");
    }
    g_string_append(many, "</NewsComponent></NewsItem></NewsML>");
    gint64 begin = cpu_time_us();
    g_auto(AgencyGot) got = agency_read(&ng_reader_newsml, many->str, many->len);
    assert_true(got.articles->len <= 500);
    assert_true(cpu_time_us() - begin < 20 * G_USEC_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_newsml_g2__reads_items),
        cmocka_unit_test(test_newsml_g2__keeps_status_embargo_and_version),
        cmocka_unit_test(test_newsml_g2__keeps_its_id_and_version_over_those_of_nitf_inside),
        cmocka_unit_test(test_newsml__reads_records_of_no_standard),
        cmocka_unit_test(test_newsml_1__reads_components),
        cmocka_unit_test(test_newsml_1__has_an_id_without_the_revision),
        cmocka_unit_test(test_newsml__bears_damage),
        cmocka_unit_test(test_newsml_1__bounds_the_stories_of_an_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
