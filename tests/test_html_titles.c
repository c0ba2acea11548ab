/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of a page's titles is the headline, and what is cut off it. */
#include "tests/support/html_reading.h"

#define TEXT                                                                                       \
    "<article><p>The engineers found rust in the bearings of all three, and the oldest, built in " \
    "1911, has lost a third of its strength, according to a report that the council saw.</p>"      \
    "<p>Cyclists will be led over the railway bridge, which is narrow but sound, and two ferries " \
    "that the canton lends will run from six in the morning until midnight.</p></article>"

static const struct {
    const char *name, *head, *title, *rule;
} titles[] = {
    {"headline of JSON-LD",
     "<script type='application/ld+json'>{\"@context\":\"x\",\"@type\":"
     "\"NewsArticle\",\"headline\":\"Bridges to close\"}</script>",
     "Bridges to close", "json-ld"},
    {"og:title without the outlet's name",
     "<meta property=og:site_name content='Aar Courier'><meta "
     "property=og:title content='Bridges to close | Aar Courier'>",
     "Bridges to close", "og:title"},
    {"title element without what names the site",
     "<title>All three bridges over the river to "
     "close - Aar Courier</title>",
     "All three bridges over the river to close", "title"},
    {"the heading's spelling when the title has a tail",
     "<title>Bridges to close in March - News "
     "from the region - Aar Courier</title><h1>Bridges to close in March</h1>",
     "Bridges to close in March", "heading"},
    {"JSON-LD of the site is no headline",
     "<title>Bridges to close in March</title><meta "
     "property=og:title content='Bridges to close in March'><script type='application/ld+json'>"
     "{\"@type\":\"Article\",\"headline\":\"Welcome, dear visitor\"}</script>",
     "Bridges to close in March", "og:title"},
    {"JSON-LD's headline rather than a heading for the page",
     "<title>Three bridges over the Aar to close</title><script type='application/ld+json'>"
     "{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the Aar to close\"}</script>"
     "<h1>Aar bridges to close, all three of them</h1>",
     "Three bridges over the Aar to close", "json-ld"},
    {"og:title when it is a headline of its own",
     "<title>Bridge works: dates, detours, ferries</title>"
     "<meta property=og:title content='Without bridges: a town takes to its boats'>"
     "<h1>Bridge works in town: dates, detours, ferries</h1>",
     "Without bridges: a town takes to its boats", "og:title"},
    {"the headline that the page shows with its kicker rather than JSON-LD's",
     "<title>When the bridges over the Aar close</title><meta property=og:title content='Rust in "
     "town: Three bridges to close'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
     "\"headline\":\"When the bridges over the Aar close\"}</script><h1><span>Rust in town</span> "
     "Three bridges to close</h1>",
     "Rust in town: Three bridges to close", "og:title"},
    {"JSON-LD's when the heading is og:title word for word but for its quotation marks",
     "<title>When the bridges over the Aar close</title><meta property=og:title content=\"Aar's "
     "three bridges to close\"><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
     "\"headline\":\"When the bridges over the Aar close\"}</script><h1>Aar\u2019s three bridges "
     "to "
     "close</h1>",
     "When the bridges over the Aar close", "json-ld"},
    {"og:title where several objects of JSON-LD have headlines",
     "<title>Bridges over the Aar: all that happens</title><meta property=og:title content='Last "
     "bridges over the Aar closed'><script type='application/ld+json'>{\"@type\":"
     "\"LiveBlogPosting\",\"headline\":\"Bridges over the Aar: all that happens\","
     "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"Ferries begin\"}]}</script>"
     "<h1>Bridges over the Aar: all that happens</h1>",
     "Last bridges over the Aar closed", "og:title"},
    {"og:title's kicker when the heading shows it",
     "<meta property=og:title content='Rust in town / Three bridges over the Aar to close'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the "
     "Aar to close\"}</script><h1><span>Rust in town</span>Three bridges over the Aar to "
     "close</h1>",
     "Rust in town / Three bridges over the Aar to close", "og:title"},
    {"no kicker of JSON-LD's that the heading does not show",
     "<meta property=og:title content='Three bridges over the Aar to close'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Aar valley - Three "
     "bridges over the Aar to close\"}</script><title>The Aar valley's bridges "
     "close</title><h1>Three bridges over the Aar to close</h1>",
     "Three bridges over the Aar to close", "og:title"},
    {"JSON-LD's kicker when the heading shows it",
     "<meta property=og:title content='Three bridges over the Aar to close'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Rust in town: Three "
     "bridges over the Aar to close\"}</script><title>Rust in town: Three bridges over the Aar to "
     "close</title><h1>Rust in town: Three bridges over the Aar to close</h1>",
     "Rust in town: Three bridges over the Aar to close", "json-ld"},
    {"og:title when all else on the page is one text from one field",
     "<meta property=og:title content='Ferries and patience: how a town crosses its river'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the "
     "Aar to close\"}</script><title>Three bridges over the Aar to close | Aar "
     "Courier</title><h1>Three bridges over the Aar to close</h1>",
     "Ferries and patience: how a town crosses its river", "og:title"},
    {"JSON-LD's when another title of the head says it too",
     "<meta property=og:title content='Ferries and patience: how a town crosses its river'><meta "
     "name=twitter:title content='Three bridges over the Aar to close'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the "
     "Aar to close\"}</script><title>Three bridges over the Aar to close</title><h1>Three bridges "
     "over the Aar to close</h1>",
     "Three bridges over the Aar to close", "json-ld"},
    {"JSON-LD's that is told from an alternative one",
     "<meta property=og:title content='Ferries and patience: how a town crosses its river'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the "
     "Aar to close\",\"alternativeHeadline\":\"Rust in town\"}</script><title>Three bridges over "
     "the Aar to close</title><h1>Three bridges over the Aar to close</h1>",
     "Three bridges over the Aar to close", "json-ld"},
    {"JSON-LD's when og:title is cut out of it",
     "<meta property=og:title content='Aar bridges to close in March'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Troubled Aar bridges to "
     "close in March\"}</script><title>Troubled Aar bridges to close in March</title><h1>Troubled "
     "Aar bridges to close in March</h1>",
     "Troubled Aar bridges to close in March", "json-ld"},
    {"og:title cut out of it when twitter:title has it so",
     "<meta property=og:title content='Aar bridges to close in March'><meta name=twitter:title "
     "content='Aar bridges to close in March'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Troubled Aar bridges to "
     "close in March\"}</script><title>Troubled Aar bridges to close in March</title><h1>Troubled "
     "Aar bridges to close in March</h1>",
     "Aar bridges to close in March", "og:title"},
    {"og:title when title, twitter:title and the h1 of the breadcrumbs say it",
     "<meta property=og:title content='Ferries and patience: how a town crosses its river'><meta "
     "name=twitter:title content='Ferries and patience: how a town crosses its river'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the "
     "Aar to close\"}</script><title>Ferries and patience: how a town crosses its "
     "river</title><nav><ul><li><a href=/>Aar</a><li><h1>Ferries and patience: how a town crosses "
     "its river</h1></ul></nav><h2>Three bridges over the Aar to close</h2>",
     "Ferries and patience: how a town crosses its river", "og:title"},
    {"JSON-LD's that is told from an alternative one against all of the head",
     "<meta property=og:title content='Ferries and patience: how a town crosses its river'><meta "
     "name=twitter:title content='Ferries and patience: how a town crosses its river'><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over the "
     "Aar to close\",\"alternativeHeadline\":\"Rust in town\"}</script><title>Ferries and "
     "patience: how a town crosses its river</title><nav><ul><li><a href=/>Aar</a><li><h1>Ferries "
     "and patience: how a town crosses its river</h1></ul></nav><h2>Three bridges over the Aar to "
     "close</h2>",
     "Three bridges over the Aar to close", "json-ld"},
    {"no heading that leads to the first page",
     "<title>Aar Diary » Archive » Three bridges to close</title><h1><a "
     "href='https://aar.example'>Aar Diary</a></h1><h2><a href='https://aar.example/bridges'>Three "
     "bridges to close</a></h2>",
     "Three bridges to close", "heading"},
    {"the heading without the date behind it",
     "<title>Three bridges to close | Aar Council</title><meta property=og:title content='Three "
     "bridges to close'><h1>Three bridges to close <span>02.02.2022</span> • Council, Traffic</h1>",
     "Three bridges to close", "og:title"},
    {"a mark of its own in the heading is no date",
     "<title>Three bridges to close – a witness is sought</title><meta property=og:title "
     "content='Three bridges to close'><h1>Three bridges to close – a witness is sought</h1>",
     "Three bridges to close – a witness is sought", "heading"},
    {"neither the site behind nor the date before",
     "<title>Three bridges over the Aar to close - Council of Aarstadt</title><meta "
     "property=og:title content='Three bridges over the Aar to close - Council of "
     "Aarstadt'><h1><span>1 February 2022</span> Three bridges over the Aar to close</h1>",
     "Three bridges over the Aar to close", "og:title"},
    {"the site's parts behind a headline that stands elsewhere, too",
     "<meta name=headline content='Three bridges to close'><meta property=og:title "
     "content='Three bridges to close-Regionㅣ아레신문'>",
     "Three bridges to close", "og:title"},
    {"the outlet's name confirms no heading",
     "<meta property=og:site_name content='Aar Courier'>"
     "<title>Three bridges to close | Aar Courier</title><h1>Support the Aar Courier</h1>",
     "Three bridges to close", "title"},
    {"entities escaped twice", "<meta property=og:title content='Ferries &amp;amp; bridges'>",
     "Ferries & bridges", "og:title"},

};

static void test_html_titles__takes_the_headline_and_records_why(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_autofree char *html = g_strconcat(titles[i].head, TEXT, NULL);
        g_autoptr(NgArticle) article = reading(html);
        reading_expect(titles[i].name, article->headline->text, titles[i].title);
        reading_expect(titles[i].name, ng_article_provenance(article, "title"), titles[i].rule);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_titles__takes_the_headline_and_records_why),
    };
    return cmocka_run_group_tests_name("html_titles", tests, NULL, NULL);
}
