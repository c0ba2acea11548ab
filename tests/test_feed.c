/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Feeds of every kind, sound and malformed, item by item. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/input/feed.h"
#include "tests/support/cpu_time.h"
#include "tests/support/records_read.h"

#include <string.h>

static Got read_bytes(const char *data, gsize len)
{
    Got got = got_new();
    got_read(&got, &ng_reader_feed, "/c/feed.xml", data, len, 0);
    return got;
}

static Got read_text(const char *feed)
{
    return read_bytes(feed, strlen(feed));
}

/* "title|published|updated|url|outlet|lang|authors|r:paragraph/r:paragraph", "-" for what is not
 * there. */
static char *shape(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    const char *fields[] = {article->headline->text, article->published,
                            article->updated,        article->url,
                            article->outlet,         article->lang};
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        g_string_append_printf(out, "%s|", fields[i] && *fields[i] ? fields[i] : "-");
    for (guint i = 0; i < article->authors->len; i++)
        g_string_append_printf(out, "%s%s", i ? ";" : "",
                               (char *)g_ptr_array_index(article->authors, i));
    g_string_append_c(out, '|');
    for (guint i = 0; i < article->paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
        g_string_append_printf(out, "%s%c:%s", i ? "/" : "", *ng_role_name(paragraph->role),
                               paragraph->text);
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *feed;
    const char *shapes[4]; /* of the articles, in order */
} Case;

static void check(const Case *cases, guint n)
{
    for (guint i = 0; i < n; i++) {
        Got got = read_text(cases[i].feed);
        guint wanted = 0;
        while (wanted < G_N_ELEMENTS(cases[i].shapes) && cases[i].shapes[wanted])
            wanted++;
        if (got.articles->len != wanted)
            fail_msg("%s\n  gives %u articles, not %u (%s)", cases[i].feed, got.articles->len,
                     wanted, got.error ? got.error : "no error");
        for (guint a = 0; a < wanted; a++) {
            g_autofree char *is = shape(g_ptr_array_index(got.articles, a));
            if (strcmp(is, cases[i].shapes[a]) != 0)
                fail_msg("%s\n  gives  %s\n  wanted %s", cases[i].feed, is, cases[i].shapes[a]);
        }
        got_clear(&got);
    }
}
#define CHECK(cases) check(cases, G_N_ELEMENTS(cases))

#define RSS(items)                                                                                 \
    "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "                                    \
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "                                    \
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'>"     \
    "<channel><title>Aar Courier - Top Stories</title><link>https://www.aarcourier.example/"       \
    "</link><language>en-gb</language>" items "</channel></rss>"
#define ATOM(entries)                                                                              \
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>Aar Kurier</title><link "      \
    "rel='alternate' href='https://aarkurier.example/'/><link rel='self' "                         \
    "href='https://aarkurier.example/feed'/>" entries "</feed>"

static void test_feed__reads_rss_2(void **state)
{
    (void)state;
    static const Case cases[] = {
        {RSS("<item><title>Bridges to close</title><link>https://www.aarcourier.example/a1</link>"
             "<guid isPermaLink='false'>a1</guid><pubDate>Tue, 03 May 2022 10:00:00 +0200</pubDate>"
             "<dc:creator>Jane Doe</dc:creator><category>Traffic</category><description>The "
             "council "
             "met.</description></item><item><title>Ferries again</title><guid>"
             "https://www.aarcourier.example/a2</guid><description>Two sail.</description></item>"),
         {"Bridges to close|2022-05-03T10:00:00+02:00|-|https://www.aarcourier.example/a1|Aar "
          "Courier|en|Jane Doe|b:The council met.",
          "Ferries again|-|-|https://www.aarcourier.example/a2|Aar Courier|en||b:Two sail."}},
        /* the text in full, and a lede that it does not repeat */
        {RSS("<item><title>Bridges to close</title><description>Two of three will shut in May, the "
             "council decided.</description><content:encoded><![CDATA[<p>The vote was "
             "close.</p><ul>"
             "<li>The Aar bridge closes on May 2.</li><li>The Orb bridge closes on May 3.</li></ul>"
             "<p>No date was set for the third, which carries most of the traffic between the two "
             "banks.</p><img src='https://t.example/p.gif' width='1' height='1'>]]>"
             "</content:encoded></item>"),
         {"Bridges to close|-|-|-|Aar Courier|en||l:Two of three will shut in May, the council "
          "decided./b:The vote was close./l:The Aar bridge closes on May 2./l:The Orb bridge "
          "closes "
          "on May 3./b:No date was set for the third, which carries most of the traffic between "
          "the "
          "two banks."}},
        /* two ways to say the same */
        {RSS("<item><title>Bridges</title><description>This week: two bridges, a ferry, and more "
             "of "
             "it all.</description><content:encoded>Show 6 - bridges (2), one ferry, and so much "
             "more!</content:encoded></item>"),
         {"Bridges|-|-|-|Aar Courier|en||b:Show 6 - bridges (2), one ferry, and so much more!"}},
        /* the beginning of the text as a teaser says nothing of its own */
        {RSS("<item><title>Bridges to close</title><description>The vote was close, and no date "
             "was "
             "set for the [&#8230;]</description><content:encoded>&lt;p&gt;The vote was close, and "
             "no "
             "date was set for the third bridge.&lt;/p&gt;</content:encoded></item>"),
         {"Bridges to close|-|-|-|Aar Courier|en||b:The vote was close, and no date was set for "
          "the "
          "third bridge."}},
        /* the fuller one, wherever it stands */
        {RSS("<item><title>Bridges to close</title><content:encoded>See inside.</content:encoded>"
             "<description>The council met on Monday and voted to close two bridges.</description>"
             "</item>"),
         {"Bridges to close|-|-|-|Aar Courier|en||b:The council met on Monday and voted to close "
          "two "
          "bridges."}},
        /* what was escaped once too often */
        {RSS("<item><title>Fish &amp;amp; chips: the &amp;quot;war&amp;quot;</title><description>"
             "&amp;lt;p&amp;gt;The council met.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;It "
             "voted.&amp;lt;/p&amp;gt;</description></item>"),
         {"Fish & chips: the \"war\"|-|-|-|Aar Courier|en||b:The council met./b:It voted."}},
        {RSS("<item><title><![CDATA[<b>Bridges</b> &#8216;to close&#8217;]]></title><description>"
             "The council met.</description></item>"),
         {"Bridges ‘to close’|-|-|-|Aar Courier|en||b:The council met."}},
        /* who and where from */
        {RSS("<item><title>Bridges to close - Orb Herald</title><author>jane@aar.example (Jane Doe)"
             "</author><source url='https://orb.example/rss'>Orb Herald</source></item>"),
         {"Bridges to close|-|-|-|Orb Herald|en|Jane Doe|"}},
        {RSS("<item><title>Bridges</title><author>Jane Doe &lt;jane@aar.example&gt;</author></item>"
             "<item><title>Ferries</title><author>jane@aar.example</author></item><item><title>Rail"
             "</title><dc:creator>Doe, J. R.</dc:creator><dc:creator>John Roe</dc:creator></item>"),
         {"Bridges|-|-|-|Aar Courier|en|Jane Doe|", "Ferries|-|-|-|Aar Courier|en||",
          "Rail|-|-|-|Aar Courier|en|J. R. Doe;John Roe|"}},
        /* a title of the text's first sentence */
        {RSS("<item><description>The council met on Monday. It voted.</description></item>"),
         {"The council met on Monday|-|-|-|Aar Courier|en||b:The council met on Monday. It "
          "voted."}},
        /* addresses */
        {RSS("<item><title>Bridges</title><link>/a/1?x=1&amp;y=2</link></item><item "
             "xml:base='https://aar.example/b/'><title>Ferries</title><link>2</link></item>"
             "<item><title>Rail</title><link>https://feeds.example/~3/x</link><feedburner:origLink>"
             "https://www.aarcourier.example/rail</feedburner:origLink></item>"),
         {"Bridges|-|-|https://www.aarcourier.example/a/1?x=1&y=2|Aar Courier|en||",
          "Ferries|-|-|https://aar.example/b/2|Aar Courier|en||",
          "Rail|-|-|https://www.aarcourier.example/rail|Aar Courier|en||"}},
        {RSS("<item><media:group><media:title>Bridges</media:title><media:description>One line.\n\n"
             "Another.</media:description></media:group></item>"),
         {"Bridges|-|-|-|Aar Courier|en||b:One line./b:Another."}},
        /* a publisher's own elements */
        {"<rss xmlns:v='urn:v'><channel><title>Aar Courier</title><item><title>Bridges</title>"
         "<description>Closed.</description><v:meta><v:lead>Two of three will shut in May, it "
         "decided."
         "</v:lead><v:body>The council met on Monday.\n\nIt voted, nine to six, and set no date "
         "for the third bridge, which carries most of the cars by day and by night."
         "</v:body><v:title>Other</v:title></v:meta></item></channel></rss>",
         {"Bridges|-|-|-|Aar Courier|-||l:Two of three will shut in May, it decided./b:The council "
          "met on Monday./b:It voted, nine to six, and set no date for the third bridge, which "
          "carries most of the cars by day and by night."}},
        /* a date that only the address has */
        {RSS("<item><title>Bridges</title><link>https://www.aarcourier.example/2022/05/03/bridges"
             "</link></item>"),
         {"Bridges|2022-05-03|-|https://www.aarcourier.example/2022/05/03/bridges|Aar "
          "Courier|en||"}},
        /* only sound */
        {"<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
         "<title>Aar Hour</title><item><title>Bridges</title><itunes:summary>We talk to the "
         "council."
         "</itunes:summary><itunes:author>Jane Doe</itunes:author><enclosure "
         "url='https://a.example/1.mp3' type='audio/mpeg'/></item></channel></rss>",
         {"Bridges|-|-|-|Aar Hour|-|Jane Doe|b:We talk to the council."}},
    };
    CHECK(cases);
}

static void test_feed__reads_dates_in_every_spelling(void **state)
{
    (void)state;
    static const struct {
        const char *element, *published;
    } cases[] = {
        {"<pubDate>Tue, 03 May 2022 10:00:00 GMT</pubDate>", "2022-05-03T10:00:00Z"},
        {"<pubDate>Tue, 3 May 2022 10:00 EST</pubDate>", "2022-05-03T10:00:00-05:00"},
        {"<pubDate>\n 03 May 2022 10:00:00 -0700 </pubDate>", "2022-05-03T10:00:00-07:00"},
        {"<pubDate>03 May 22 1000 GMT</pubDate>", "2022-05-03T10:00:00Z"},
        {"<pubDate>Tue, 03 May 22 10:00:00 Z</pubDate>", "2022-05-03T10:00:00Z"},
        {"<pubDate>Tuesday, May 3, 2022 10:00 AM</pubDate>", "2022-05-03T10:00:00"},
        {"<pubDate>Ter, 03 Mai 2022 10:00:00 -0300</pubDate>", "2022-05-03T10:00:00-03:00"},
        {"<pubDate>Seg, 24 Set 2018 19:42:40 -0300</pubDate>", "2018-09-24T19:42:40-03:00"},
        {"<pubDate>2022-05-03 10:00:00</pubDate>", "2022-05-03T10:00:00"},
        {"<pubDate>2022-05-03T10:00:00.123Z</pubDate>", "2022-05-03T10:00:00Z"},
        {"<pubDate>2022-05-03T10:00+02:00</pubDate>", "2022-05-03T10:00:00+02:00"},
        {"<pubDate>Tue May 03 10:00:00 UTC 2022</pubDate>", "2022-05-03T10:00:00Z"},
        {"<pubDate>Tue, 03 May 2022</pubDate>", "2022-05-03"},
        {"<dc:date>2022-05-03</dc:date>", "2022-05-03"},
        {"<dc:date>2022-05</dc:date>", "2022-05"},
        {"<dcterms:issued>2022-05-03T10:00:00Z</dcterms:issued>", "2022-05-03T10:00:00Z"},
        {"<pubDate>soon</pubDate><dc:date>2022-05-03</dc:date>", "2022-05-03"},
        {"<pubDate></pubDate>", NULL},
        {"<pubDate>Thu, 01 Jan 0001 00:00:00 GMT</pubDate>", NULL},
        {"", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *feed = g_strdup_printf(
            RSS("<item><title>Bridges</title>%s</item><pubDate>Wed, 04 May 2022 10:00:00 GMT"
                "</pubDate>"),
            cases[i].element);
        Got got = read_text(feed);
        assert_int_equal(got.articles->len, 1);
        const NgArticle *article = g_ptr_array_index(got.articles, 0);
        if (g_strcmp0(article->published, cases[i].published) != 0)
            fail_msg("%s gives %s, not %s", cases[i].element, article->published,
                     cases[i].published);
        got_clear(&got);
    }
}

static void test_feed__reads_atom(void **state)
{
    (void)state;
    static const Case cases[] = {
        {ATOM("<author><name>Redaktionsteam</name></author><entry><title "
              "type='html'>Br&amp;uuml;cken "
              "&amp;lt;gesperrt&amp;gt;</title><id>tag:aar,1</id><link rel='replies' "
              "href='/c'/><link "
              "rel='alternate' type='text/html' href='/a1'/><published>2022-05-03T10:00:00+02:00"
              "</published><updated>2022-05-04T10:00:00+02:00</updated><author><name>Jana "
              "Dorn</name><email>j@aar.example</email></author><author><name>Jan "
              "Roth</name></author>"
              "<summary>Der Rat tagte.</summary><content type='html'>&lt;p&gt;Der Rat tagte am "
              "Montag.&lt;/p&gt;&lt;p&gt;Er stimmte ab.&lt;/p&gt;</content></entry>"),
         {"Brücken <gesperrt>|2022-05-03T10:00:00+02:00|2022-05-04T10:00:00+02:00|"
          "https://aarkurier.example/a1|Aar Kurier|de|Jana Dorn;Jan Roth|b:Der Rat tagte am "
          "Montag./b:Er stimmte ab."}},
        {ATOM("<entry xml:lang='fr'><title>Les &lt;ponts&gt;</title><link "
              "href='https://aar.example/1'/>"
              "<updated>2022-05-03T10:00:00Z</updated><content type='xhtml'><div "
              "xmlns='http://www.w3.org/1999/xhtml'><p>Le conseil s'est <em>réuni</em>.</p>"
              "<blockquote><p>Nous fermons.</p></blockquote></div></content></entry>"),
         {"Les <ponts>|2022-05-03T10:00:00Z|2022-05-03T10:00:00Z|https://aar.example/1|Aar "
          "Kurier|fr||b:Le conseil s'est réuni./q:Nous fermons."}},
        {ATOM("<entry><title>A</title><source><title>Orb Herald</title></source><content "
              "type='text'>Eins &lt; "
              "zwei.\n\nDrei.</content></entry><entry><title>B</title><content "
              "type='image/png' src='b.png'/><summary>Ein Bild.</summary></entry>"),
         {"A|-|-|-|Orb Herald|de||b:Eins < zwei./b:Drei.", "B|-|-|-|Aar Kurier|de||b:Ein Bild."}},
        /* Atom 0.3 */
        {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Aar Kurier</title><entry>"
         "<title>A</title><issued>2004-05-03T10:00:00Z</issued><modified>2004-05-04T10:00:00Z"
         "</modified><content type='text/html' mode='escaped'>&lt;p&gt;Eins.&lt;/p&gt;</content>"
         "</entry><entry><title>B</title><content type='text/html' "
         "mode='base64'>PHA+WndlaS48L3A+</content></entry></feed>",
         {"A|2004-05-03T10:00:00Z|2004-05-04T10:00:00Z|-|Aar Kurier|-||b:Eins.",
          "B|-|-|-|Aar Kurier|-||b:Zwei."}},
        /* one entry alone, and prefixed elements */
        {"<a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:title>A</a:title><a:content>Eins."
         "</a:content></a:entry>",
         {"A|-|-|-|-|-||b:Eins."}},
    };
    CHECK(cases);
}

static void test_feed__reads_rss_1_and_older(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel "
         "rdf:about='https://aar.example/'><title>Aar Courier: World News</title>"
         "<dc:language>en</dc:language><items><rdf:Seq><rdf:li rdf:resource='x'/></rdf:Seq></items>"
         "</channel><item rdf:about='https://aar.example/1'><title>Bridges</title><dc:date>"
         "2003-05-03T10:00+02:00</dc:date><dc:creator>Jane Doe</dc:creator><description>Closed."
         "</description></item></rdf:RDF>",
         {"Bridges|2003-05-03T10:00:00+02:00|-|https://aar.example/1|Aar Courier|en|Jane "
          "Doe|b:Closed."}},
        {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
         "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>Aar "
         "Courier</title></channel>"
         "<item><title>Bridges</title><link>https://aar.example/1</link></item></rdf:RDF>",
         {"Bridges|-|-|https://aar.example/1|Aar Courier|-||"}},
        {"<rss version='0.91'><channel><title>Aar Courier</title><item><title>Bridges</title><link>"
         "https://aar.example/1</link><description>Closed.</description></item></channel></rss>",
         {"Bridges|-|-|https://aar.example/1|Aar Courier|-||b:Closed."}},
    };
    CHECK(cases);
}

static void test_feed__reads_json_feed(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Aar Courier\",\"language\":"
         "\"en\",\"authors\":[{\"name\":\"Jane Doe\"}],\"items\":[{\"id\":1,\"url\":"
         "\"https://aar.example/1\",\"title\":\"Bridges\",\"content_html\":\"<p>One.</p><p>Two.</"
         "p>\","
         "\"date_published\":\"2022-05-03T10:00:00Z\"},{\"id\":\"2\",\"content_text\":\"Ferries "
         "sail "
         "a < b.\",\"authors\":[{\"name\":\"John Roe\"}]}]}",
         {"Bridges|2022-05-03T10:00:00Z|-|https://aar.example/1|Aar Courier|en|Jane "
          "Doe|b:One./b:Two.",
          "Ferries sail a < b.|-|-|-|Aar Courier|en|John Roe|b:Ferries sail a < b."}},
    };
    CHECK(cases);
    Got got = read_text("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":");
    assert_non_null(strstr(got.error, "bad JSON"));
    got_clear(&got);
    got = read_text("{\"version\":\"https://jsonfeed.org/version/1\"}");
    assert_non_null(strstr(got.error, "without items"));
    got_clear(&got);
}

static void test_feed__gives_what_a_malformed_file_still_holds(void **state)
{
    (void)state;
#define ONE "Bridges & ferries|-|-|-|Aar Courier|en||b:Closed."
    static const Case cases[] = {
        {RSS("<item><title>Bridges & ferries</title><description>Closed.</description></item>"),
         {ONE}},
        {"\n \n" RSS("<item><title>Bridges &amp; ferries</title><description>Closed.</description>"
                     "</item>"),
         {ONE}},
        {"\xef\xbb\xbf" RSS("<item><title>Bridges &amp; ferries</title><description>Clo\001sed."
                            "</description></item>"),
         {"Bridges & ferries|-|-|-|Aar Courier|en||b:Clo sed."}},
        /* HTML unescaped, tags left open */
        {RSS("<item><title>Bridges &amp; ferries</title><description><p>Closed.<p>For "
             "good.<br></description></item>"),
         {"Bridges & ferries|-|-|-|Aar Courier|en||b:Closed./b:For good."}},
        /* an item left open, and one in which the file ends */
        {"<rss><channel><title>Aar Courier</title><language>en</language><item><title>Bridges "
         "&amp; "
         "ferries</title><description>Closed.</description><item><title>Rail</"
         "title><description>The "
         "line is op",
         {ONE, "Rail|-|-|-|Aar Courier|en||b:The line is op"}},
        /* no prefix declared, no channel around */
        {"<rss><item><title>Bridges</title><dc:date>2022-05-03</dc:date><content:encoded>Closed."
         "</content:encoded></item></rss>",
         {"Bridges|2022-05-03|-|-|-|-||b:Closed."}},
        {"<rss><channel><title>Aar "
         "Courier</title></channel><item><title>Bridges</title></item></rss>",
         {"Bridges|-|-|-|Aar Courier|-||"}},
        /* names in another case, vocabularies with a slash too few */
        {"<RSS xmlns:dc='http://purl.org/dc/elements/1.1'><Channel><Title>Aar Courier</Title><Item>"
         "<Title>Bridges</Title><PubDate>Tue, 03 May 2022 10:00:00 GMT</PubDate><dc:creator>Jane "
         "Doe</dc:creator></Item></Channel></RSS>",
         {"Bridges|2022-05-03T10:00:00Z|-|-|Aar Courier|-|Jane Doe|"}},
        {"Notice: undefined index\n<rss><channel><title>Aar Courier</title><item><title>Bridges"
         "</title></item></channel></rss>",
         {"Bridges|-|-|-|Aar Courier|-||"}},
    };
    CHECK(cases);
    const char latin[] = "<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>Aar "
                         "Caf\xe9</title><item><title>Br\xfc"
                         "cke</title></item></channel></rss>";
    Got got = read_bytes(latin, sizeof latin - 1);
    g_autofree char *is = shape(g_ptr_array_index(got.articles, 0));
    assert_string_equal(is, "Brücke|-|-|-|Aar Café|-||");
    got_clear(&got);
}

static void test_feed__gives_the_reason_where_nothing_can_be_had(void **state)
{
    (void)state;
    static const struct {
        const char *feed, *error, *skip;
    } cases[] = {
        {"", "no XML element", NULL},
        {"<html><body><p>Not found</p></body></html>", "no item of a feed inside <html>", NULL},
        {"<rss><channel><title>Aar Courier</title></channel></rss>", "no item", NULL},
        {ATOM("<entry><id>tag:aar,1</id></entry>"), NULL, "record 1: neither title nor text"},
        {ATOM("<at:deleted-entry when='2023-03-14T10:00:00Z'/>"), NULL,
         "record 1: a deleted entry that is not named"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Got got = read_text(cases[i].feed);
        if (got.articles->len > 0 || (cases[i].error && !strstr(got.error, cases[i].error)) ||
            (cases[i].skip && strcmp(g_ptr_array_index(got.skips, 0), cases[i].skip) != 0))
            fail_msg("%s: %s", cases[i].feed, got.error ? got.error : "no error");
        got_clear(&got);
    }
}

static void test_feed__names_each_item_apart(void **state)
{
    (void)state;
    Got got = read_text(RSS(
        "<item><title>A</title><link>https://www.aarcourier.example/</link><guid "
        "isPermaLink='false'>ep 1</guid></item>"
        "<item><title>B</title><link>https://x.example/show</link></item>"
        "<item><title>C</title><link>https://x.example/show</link></item>"
        "<item><title>D</title><link>https://x.example/d?utm_source=rss</link><guid>7</guid></item>"
        "<item><title>E</title><guid isPermaLink='false'>https://x.example/?p=5</guid></item>"));
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    assert_int_equal(got.articles->len, 5);
    for (guint i = 0; i < got.articles->len; i++) {
        NgArticle *article = g_ptr_array_index(got.articles, i);
        g_autofree char *source = g_strdup_printf("/c/feed.xml#%u", i + 1);
        assert_string_equal(article->source, source);
        ng_article_settle_id(article);
        if (!g_hash_table_add(ids, article->id))
            fail_msg("two items have the id %s", article->id);
    }
    NgArticle *a = g_ptr_array_index(got.articles, 0), *d = g_ptr_array_index(got.articles, 3),
              *e = g_ptr_array_index(got.articles, 4);
    assert_string_equal(a->id, "ep%201");
    assert_string_equal(d->id, "https%3A%2F%2Fx.example%2Fd");
    assert_null(e->url);
    g_hash_table_unref(ids);
    got_clear(&got);
}

static void test_feed__holds_against_hostile_feeds(void **state)
{
    (void)state;
    static const struct {
        const char *opening, *again;
    } cases[] = {
        {"<rss><channel>", "<item><title>a"},
        {"<rss><item><title>a</title>", "<description>&lt;p>b&lt;/p></description>"},
        {"<rss><item><title>a", "<item><description>&lt;b>"},
        {"<rss><item><title>a</title><description>", "a\n"},
        {"<rss><item><title>a</title><description>word", " [...]"},
        {"<rss><item><title>a</title><description>", "&amp;lt;p&amp;gt;"},
        {"<rss><item><title>", "a - b | "},
        {"<feed><title>", "a - b | "},
        {"<feed><entry><title>t</title>", "<link href='/x'/>"},
        {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":", "["},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *feed = g_string_new(cases[i].opening);
        while (feed->len < 500000)
            g_string_append(feed, cases[i].again);
        gint64 begun = cpu_time_us();
        Got got = read_bytes(feed->str, feed->len);
        gint64 took = cpu_time_us() - begun;
        if (took > 5 * G_USEC_PER_SEC)
            fail_msg("%s%s... takes %.1f s", cases[i].opening, cases[i].again, (double)took / 1e6);
        got_clear(&got);
        g_string_free(feed, TRUE);
    }
}

static void test_feed_outlet__is_what_readers_call_it(void **state)
{
    (void)state;
    static const struct {
        const char *title, *link, *rights, *outlet;
    } cases[] = {
        {"Aar Courier", NULL, NULL, "Aar Courier"},
        {"Aar Courier RSS Feed", NULL, NULL, "Aar Courier"},
        {"Aar Courier - RSS", NULL, NULL, "Aar Courier"},
        {"RSS: Aar Courier", NULL, NULL, "Aar Courier"},
        {"World news | Aar Courier", NULL, NULL, "Aar Courier"},
        {"Aar Courier > Top Stories", NULL, NULL, "Aar Courier"},
        {"Aar Courier: World News", NULL, NULL, "Aar Courier"},
        {"AAR NEWS - Home", NULL, NULL, "AAR NEWS"},
        {"aarblick.example - Die Nachrichten vom Fluss", "https://www.aarblick.example/rss", NULL,
         "aarblick.example"},
        {"Bridges and Banks - The Aar Courier", "https://theaarcourier.example/", NULL,
         "The Aar Courier"},
        {"Diário do Aar - Últimas Notícias", "http://www.da.example", NULL, "Diário do Aar"},
        {"Bridges and Banks – Orb Herald", NULL, "© 2022 Orb Herald Ltd. All rights reserved.",
         "Orb Herald"},
        {"Orb: the front page of the valley", "https://www.orb.example/", NULL, "Orb"},
        {"Orb Trek: Voyages", NULL, NULL, "Orb Trek: Voyages"},
        {"News", NULL, NULL, "News"},
        {"Fish &amp;amp; Chips Weekly", NULL, NULL, "Fish & Chips Weekly"},
        {NULL, "https://www.aarcourier.example/", NULL, "aarcourier.example"},
        {NULL, NULL, NULL, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgFeedRecord) channel = ng_feed_record_new();
        ng_feed_add(channel, NG_FEED_TITLE, 0, NG_FEED_LOOSE, "rss:title",
                    g_strdup(cases[i].title));
        ng_feed_add(channel, NG_FEED_LINK, 0, NG_FEED_PLAIN, "rss:link", g_strdup(cases[i].link));
        ng_feed_add(channel, NG_FEED_NAME, 0, NG_FEED_LOOSE, "rss:copyright",
                    g_strdup(cases[i].rights));
        const char *rule = NULL;
        g_autofree char *outlet = ng_feed_outlet(channel, &rule);
        if (g_strcmp0(outlet, cases[i].outlet) != 0)
            fail_msg("%s gives %s, not %s", cases[i].title, outlet, cases[i].outlet);
    }
}

static void test_sniff__takes_feeds_and_nothing_else(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *path;
        int least, most;
    } cases[] = {
        {RSS(""), NULL, 96, 100},
        {ATOM(""), NULL, 96, 100},
        {"<?xml version='1.0'?>\n<!-- made by x --><?xml-stylesheet href='x'?><rss version='2.0'>",
         NULL, 96, 100},
        {"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", NULL, 96, 100},
        {"<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'>", NULL, 0, 0},
        {"{ \"version\": \"https://jsonfeed.org/version/1\"", NULL, 96, 100},
        {"{\"title\":\"x\"}", NULL, 0, 0},
        {"<!doctype html><html><body><p>&lt;rss&gt;</p><rss></body></html>", NULL, 0, 0},
        {"<nitf><head/></nitf>", NULL, 0, 0},
        {"<newsMessage><itemSet/></newsMessage>", NULL, 0, 0},
        {"<at:deleted-entry xmlns:at='http://purl.org/atompub/tombstones/1.0' ref='a'/>", NULL, 96,
         100},
        {"plain text about RSS", NULL, 0, 0},
        {"", NULL, 0, 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int score = ng_reader_feed.sniff(cases[i].bytes, strlen(cases[i].bytes), cases[i].path);
        if (score < cases[i].least || score > cases[i].most)
            fail_msg("%s: %d", cases[i].bytes, score);
    }
}

static void test_feed__records_where_each_field_stood(void **state)
{
    (void)state;
    Got got = read_text(RSS(
        "<item><title>Bridges</title><link>https://aar.example/1</link><pubDate>Tue, 03 May 2022 "
        "10:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator><description>Closed.</description>"
        "</item>"));
    static const struct {
        const char *field, *rule;
    } cases[] = {{"title", "rss:title"},
                 {"url", "rss:link"},
                 {"authors", "dc:creator"},
                 {"published", "rss:pubDate"},
                 {"outlet", "rss:title"},
                 {"lang", "rss:language"},
                 {"text", "teaser:rss:description"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *rule =
            ng_article_provenance(g_ptr_array_index(got.articles, 0), cases[i].field);
        if (g_strcmp0(rule, cases[i].rule) != 0)
            fail_msg("%s: %s", cases[i].field, rule);
    }
    got_clear(&got);
}

/* "id updated" of each withdrawal. */
static void test_feed__takes_tombstones_for_withdrawals(void **state)
{
    (void)state;
    static const struct {
        const char *entries, *told;
    } cases[] = {
        /* by the address that the id is, by a link of its own, by the entry that has this id */
        {"<at:deleted-entry ref='https://aar.example/1' when='2023-03-14T10:00:00+01:00'/>",
         "https%3A%2F%2Faar.example%2F1 2023-03-14T10:00:00+01:00\n"},
        {"<at:deleted-entry ref='tag:aar,1' when='2023-03-14T10:00:00Z'><link href='/2'/>"
         "<at:comment>wrong</at:comment></at:deleted-entry>",
         "https%3A%2F%2Faar.example%2F2 2023-03-14T10:00:00Z\n"},
        {"<entry><id>tag:aar,3</id><title>C</title><link href='https://aar.example/3'/></entry>"
         "<at:deleted-entry ref='tag:aar,3' when='2023-03-14T10:00:00Z'/>",
         "https%3A%2F%2Faar.example%2F3 2023-03-14T10:00:00Z\n"},
        {"<at:deleted-entry ref='tag:aar,4' when='some day'/>", "tag%3Aaar%2C4 -\n"},
        {"<entry><id>tag:aar,5</id><title>E</title></entry>", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *feed = g_strdup_printf(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://aar.example/' "
            "xmlns:at='http://purl.org/atompub/tombstones/1.0'><title>Aar</title>%s</feed>",
            cases[i].entries);
        Got got = read_text(feed);
        g_autoptr(GString) told = g_string_new(NULL);
        for (guint a = 0; a < got.articles->len; a++) {
            NgArticle *article = got.articles->pdata[a];
            ng_article_settle_id(article);
            if (article->status == NG_STATUS_WITHDRAWN)
                g_string_append_printf(told, "%s %s\n", article->id,
                                       article->updated ? article->updated : "-");
        }
        if (strcmp(told->str, cases[i].told) != 0)
            fail_msg("%s\n  gives  %s\n  wanted %s", cases[i].entries, told->str, cases[i].told);
        got_clear(&got);
    }
}

#define PROSE "<p>The bridges over the Aar close on Friday.</p>"

static void test_feed__takes_a_byline_off_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *creator, *line, *authors, *first;
    } cases[] = {
        {"", "By Jane Doe", "Jane Doe", "The bridges"},
        {"", "Von Jana Döring und Uwe van der Berg, Bern", "Jana Döring;Uwe van der Berg", "The"},
        {"", "By Jane Doe | Foreign Editor", "Jane Doe", "The bridges"},
        {"", "By Jane Doe, Tech Lead for Bridges", "Jane Doe", "The bridges"},
        {"", "by Jane Doe, John Roe, and Ann Poe (Aar Courier)", "Jane Doe;John Roe;Ann Poe",
         "The bridges"},
        {"", "By Jane Doe on behalf of the Guild", "Jane Doe", "The bridges"},
        {"Jane Doe", "by Jane Doe", "Jane Doe", "The bridges"},
        {"Aar Courier", "By John Roe", "John Roe", "The bridges"},
        {"", "By Friday the bridges were closed", "", "By Friday"},
        {"", "By The Numbers", "", "By The Numbers"},
        {"", "By Jane Doe. She was there.", "", "By Jane Doe."},
        {"", "By and large", "", "By and large"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *feed = g_strdup_printf(
            RSS("<item><title>Bridges</title><link>https://aar.example/1</link><dc:creator>%s"
                "</dc:creator><content:encoded><![CDATA[<p>%s</p>" PROSE "]]></content:encoded>"
                "</item>"),
            cases[i].creator, cases[i].line);
        Got got = read_text(feed);
        const NgArticle *article = got.articles->pdata[0];
        g_autoptr(GString) authors = g_string_new(NULL);
        for (guint a = 0; a < article->authors->len; a++)
            g_string_append_printf(authors, "%s%s", a ? ";" : "",
                                   (char *)article->authors->pdata[a]);
        const NgParagraph *first = article->paragraphs->pdata[0];
        if (strcmp(authors->str, cases[i].authors) != 0 ||
            !g_str_has_prefix(first->text, cases[i].first))
            fail_msg("%s: authors %s, then %s", cases[i].line, authors->str, first->text);
        got_clear(&got);
    }
}

/* The same item in full and as less: which of both is a teaser of the article. */
static void test_feed__knows_a_teaser_from_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool teaser;
    } cases[] = {
        {"<content:encoded><![CDATA[" PROSE PROSE "]]></content:encoded>", false},
        {"<description>The bridges close.</description>", true},
        {"<content:encoded><![CDATA[<p>The bridges over the Aar […]</p>]]></content:encoded>",
         true},
        {"<content:encoded><![CDATA[<p>The bridges over...</p>]]></content:encoded>", true},
        {"<description>The bridges.</description><content:encoded><![CDATA[" PROSE
         "]]></content:encoded>",
         false},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *feed =
            g_strdup_printf(RSS("<item><title>Bridges</title>%s</item>"), cases[i].text);
        Got got = read_text(feed);
        if (ng_article_is_teaser(got.articles->pdata[0]) != cases[i].teaser)
            fail_msg("%s", cases[i].text);
        got_clear(&got);
    }
}

static void test_feed__a_teaser_that_was_never_changed_is_no_update(void **state)
{
    (void)state;
    static const struct {
        const char *entry, *updated;
    } cases[] = {
        {"<published>2022-05-03T10:00:00Z</published><updated>2022-05-03T12:00:00+02:00</updated>"
         "<summary>Closed.</summary>",
         NULL},
        {"<published>2022-05-03T10:00:00Z</published><updated>2022-05-03T12:00:00Z</updated>"
         "<summary>Closed.</summary>",
         "2022-05-03T12:00:00Z"},
        {"<published>2022-05-03T10:00:00Z</published><updated>2022-05-03T10:00:00Z</updated>"
         "<content>The bridges over the Aar are closed.</content>",
         "2022-05-03T10:00:00Z"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *feed =
            g_strdup_printf(ATOM("<entry><title>A</title>%s</entry>"), cases[i].entry);
        Got got = read_text(feed);
        const NgArticle *article = got.articles->pdata[0];
        if (g_strcmp0(article->updated, cases[i].updated) != 0)
            fail_msg("%s: %s", cases[i].entry, article->updated);
        got_clear(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feed__takes_tombstones_for_withdrawals),
        cmocka_unit_test(test_feed__takes_a_byline_off_the_text),
        cmocka_unit_test(test_feed__knows_a_teaser_from_the_text),
        cmocka_unit_test(test_feed__a_teaser_that_was_never_changed_is_no_update),
        cmocka_unit_test(test_feed__reads_rss_2),
        cmocka_unit_test(test_feed__reads_dates_in_every_spelling),
        cmocka_unit_test(test_feed__reads_atom),
        cmocka_unit_test(test_feed__reads_rss_1_and_older),
        cmocka_unit_test(test_feed__reads_json_feed),
        cmocka_unit_test(test_feed__gives_what_a_malformed_file_still_holds),
        cmocka_unit_test(test_feed__gives_the_reason_where_nothing_can_be_had),
        cmocka_unit_test(test_feed__names_each_item_apart),
        cmocka_unit_test(test_feed__holds_against_hostile_feeds),
        cmocka_unit_test(test_feed_outlet__is_what_readers_call_it),
        cmocka_unit_test(test_sniff__takes_feeds_and_nothing_else),
        cmocka_unit_test(test_feed__records_where_each_field_stood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
