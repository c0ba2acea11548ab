/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shapes of page that say little by markup: pages of tables, newsrooms, headlines without a text.
 * Invented outlets. */
#include "tests/support/html_reading.h"

#define ONE                                                                                        \
    "The engineers found rust in the bearings of all three, and the oldest, built in 1911, has "   \
    "lost a third of its strength, according to a report that the council saw on Tuesday."
#define TWO                                                                                        \
    "\"We would rather close them for a season than for good,\" said the city engineer, Ruth "     \
    "Aebi, who wrote the report with two colleagues from the technical university."
#define THREE                                                                                      \
    "Cyclists will be led over the railway bridge, which is narrow but sound, and two ferries "    \
    "that the canton lends will run from six in the morning until midnight."
#define BODY3 "body: " ONE "\nbody: " TWO "\nbody: " THREE "\n"
#define P(text) "<p>" text "</p>\n"

/* Fields that are NULL are not looked at; "-" expects none. */
typedef struct {
    const char *name, *html, *paragraphs, *title, *outlet, *authors, *published, *kind;
} Shape;

static const Shape bylines[] = {
    {.name = "a note below the text on who wrote it",
     .html = "<article><h1>Bridges to close</h1><p class=byline>By Jo Frei</p><div class=body>" P(
         "Jo Frei is rowed across the river every morning.") P(ONE) P(TWO) P(THREE)
         P("The writer Jo Frei, 34, lives on a boat.") "</div></article>",
     .paragraphs = "body: Jo Frei is rowed across the river every morning.\n" BODY3,
     .authors = "Jo Frei"},
    {.name = "a headline alone",
     .html =
         "<title>Tunnel closed after lorry strikes roof - Aar Courier</title><header><div "
         "class=brand><a href=/>Aar Courier</a><small>The river and its bridges, every "
         "morning since 1871</small></div></header><article><h1>Tunnel closed after lorry "
         "strikes roof</h1><p class=meta>By <span>Newsdesk</span> <time datetime=2024-12-02>2 "
         "December 2024</time></p><div class=body></div></article><footer><p>The Aar Courier is "
         "published by Aar Newspapers Ltd, 4 Quay Street, Bern. It is registered as a "
         "newspaper.</p></footer>",
     .paragraphs = "",
     .title = "Tunnel closed after lorry strikes roof",
     .outlet = "Aar Courier",
     .authors = "-",
     .published = "2024-12-02"},
    {.name = "a role behind the name's own element",
     .html = "<article><h1>Bridges to close</h1><p class=meta>By <span class=x1>Jo Frei</span> "
             "Bridge correspondent <time datetime=2021-03-03T10:00>3 March 2021</time></p><div "
             "class=body>" P(ONE) P(TWO) P(THREE) "</div></article>",
     .paragraphs = BODY3,
     .authors = "Jo Frei",
     .published = "2021-03-03T10:00:00"},
    {.name = "two names in links",
     .html = "<article><h1>Bridges to close</h1><p class=x1>By <a href=/jo>Jo Frei</a> and <a "
             "href=/ann>Ann Ott</a> in Bern</p>" P(ONE) P(TWO) P(THREE) "</article>",
     .paragraphs = BODY3,
     .authors = "Jo Frei, Ann Ott"},
    {.name = "a name behind the date",
     .html = "<div><b>Bridges to close</b></div><div><font>Posted: Wednesday, March 3, 2021 by "
             "Johanna</font></div><div>" P(ONE) P(TWO) P(THREE) "</div>",
     .paragraphs = BODY3,
     .authors = "Johanna",
     .published = "2021-03-03"},
    /* more bylines */
};

#define GRAPH(site, owner)                                                                         \
    "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"@id\":\"#s\","       \
    "\"name\":\"" site "\"},{\"@type\":\"NewsArticle\",\"headline\":\"Bridges to close\","         \
    "\"publisher\":{\"name\":\"" owner "\"},\"isPartOf\":{\"@id\":\"#s\"}}]}</script>"

static const Shape outlets[] = {
    {.name = "the name before the colon, as the page's brand",
     .html = "<title>The Aar Desk: Bridges to close</title><table><tr><td><font>The Aar "
             "Desk</font><br><font>All that crosses the river</font></td></tr><tr><td><a "
             "href=/>Home</a><br><br><a href=/all>All of it</a></td><td><div><b>Bridges to "
             "close</b></div><div>" P(ONE) P(TWO) P(THREE) "</div></td></tr></table>",
     .paragraphs = BODY3,
     .title = "Bridges to close",
     .outlet = "The Aar Desk"},
    {.name = "a topic before the colon that no brand confirms",
     .html = "<title>River traffic: Bridges to close</title><div>Aar Desk</div><div><a "
             "href=/>Home</a></div><div><a href=/all>All of it</a></div><div><b>Bridges to "
             "close</b></div><div>" P(ONE) P(TWO) P(THREE) "</div>",
     .title = "River traffic: Bridges to close",
     .outlet = "-"},
    {.name = "the site rather than the company that owns it",
     .html = GRAPH("Aarblatt", "Aarblatt Verlag GmbH") "<h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE),
     .outlet = "Aarblatt"},
    {.name = "a publisher that is no company",
     .html = GRAPH("News from the river", "Aar Courier") "<h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE),
     .outlet = "Aar Courier"},
};

static const Shape statements[] = {
    {.name = "a newsroom's page",
     .html = "<title>We close our bridges - Aar Works Newsroom</title><header><a href=/>Aar "
             "Works</a></header><main><p class=label>Press release</p><h1>We close our "
             "bridges</h1>" P(ONE) P(TWO) P(THREE)
                 P("###") "<div><h2>About Aar Works</h2><p>Aar Works builds and mends "
                          "bridges, and employs 400 people in three "
                          "towns.</p></div><div><h2>Media contacts</h2><p>Jo Frei, 0555 "
                          "014 0100</p></div></main>",
     .paragraphs = BODY3,
     .title = "We close our bridges",
     .outlet = "Aar Works",
     .kind = "statement"},
    {.name = "told by its end, its contact and its note on itself",
     .html = "<h1>We close our bridges</h1>" P(ONE) P(TWO) P(THREE) P("<b>About Aar Works</b>")
         P("Aar Works builds and mends bridges, and employs 400 people "
           "in three towns.") P("<b>Media contact</b>") P("Jo Frei, 0555 014 0100"),
     .paragraphs = BODY3,
     .outlet = "Aar Works",
     .kind = "statement"},
    {.name = "one sign is none: an article with a part about somebody",
     .html = "<article><h1>Bridges to close</h1>" P(ONE)
         P(TWO) "<h2>About Ruth Aebi</h2>" P(THREE) "</article>",
     .paragraphs = "body: " ONE "\nbody: " TWO "\nheading: About Ruth Aebi\nbody: " THREE "\n",
     .kind = "article"},
    {.name = "an article with a link to press releases above it",
     .html =
         "<title>Bridges to close | Aar Courier</title><p><a href=/p>Press "
         "release</a></p><article><h1>Bridges to close</h1>" P(ONE) P(TWO) P(THREE) "</article>",
     .paragraphs = BODY3,
     .outlet = "Aar Courier",
     .kind = "article"},
};

static void expect_field(const char *name, const char *field, const char *found,
                         const char *expected)
{
    g_autofree char *what = g_strdup_printf("%s: %s", name, field);
    if (expected)
        reading_expect(what, found, strcmp(expected, "-") == 0 ? NULL : expected);
}

static void expect_shape(const Shape *shape)
{
    g_autoptr(NgArticle) article = reading(shape->html);
    g_autofree char *lines = reading_lines(article);
    g_autoptr(GString) authors = g_string_new(NULL);
    for (guint i = 0; i < article->authors->len; i++)
        g_string_append_printf(authors, "%s%s", i ? ", " : "",
                               (char *)g_ptr_array_index(article->authors, i));
    if (shape->paragraphs)
        reading_expect(shape->name, lines, shape->paragraphs);
    expect_field(shape->name, "title", article->headline->text, shape->title);
    expect_field(shape->name, "outlet", article->outlet, shape->outlet);
    expect_field(shape->name, "authors", authors->len ? authors->str : NULL, shape->authors);
    expect_field(shape->name, "published", article->published, shape->published);
    expect_field(shape->name, "kind", ng_kind_name(article->kind), shape->kind);
    if (shape->kind && strcmp(shape->kind, "statement") == 0)
        assert_true(article->kind_given);
}

static void test_html_shapes__reads_bylines_that_no_class_names(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(bylines); i++)
        expect_shape(&bylines[i]);
}

static void test_html_shapes__names_the_outlet_as_the_page_does(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(outlets); i++)
        expect_shape(&outlets[i]);
}

static void test_html_shapes__tells_a_statement_and_leaves_its_boilerplate_out(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(statements); i++)
        expect_shape(&statements[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_shapes__reads_bylines_that_no_class_names),
        cmocka_unit_test(test_html_shapes__names_the_outlet_as_the_page_does),
        cmocka_unit_test(test_html_shapes__tells_a_statement_and_leaves_its_boilerplate_out),
    };
    return cmocka_run_group_tests_name("html_shapes", tests, NULL, NULL);
}
