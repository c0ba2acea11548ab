/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands between and around the paragraphs and is none of the text: boxes, lists of pointers,
 * dialogs; and what looks like that and is. */
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

#define CLOSED "Lorries have to go round by the valley, which takes them an hour at the least."
#define COOKIES(use)                                                                               \
    "These files make it possible to " use                                                         \
    ", and are kept on your machine until you delete them, "                                       \
    "which you may do at any time in the settings of the program that shows you this page."

static const struct {
    const char *name, *html, *paragraphs, *title;
} boxes[] = {
    {.name = "the lede below the headline that the page shows, where the title is another",
     .html =
         "<title>Ferries and patience: a town on its river</title><meta property=og:title "
         "content='Ferries and patience: a town on its river'><meta name=twitter:title "
         "content='Ferries and patience: a town on its river'><script "
         "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Three bridges over "
         "the Aar to close\"}</script><nav><ul><li><a href=/>Aar</a><li><h1>Ferries "
         "and patience: a town on its "
         "river</h1></ul></nav><h2>The region</h2><p>Aar</p><p>Council</p><header><h2>Three "
         "bridges over the Aar to "
         "close</h2><p class=teaser>The town will cross by boat until "
         "winter.</p></header><article><div class=body>" P(ONE) P(TWO) P(THREE) "</div></article>",
     .title = "Ferries and patience: a town on its river",
     .paragraphs = "lede: The town will cross by boat until winter.\n" BODY3},
    {.name = "a dialog about cookies that is longer than the text",
     .html = "<title>Bridges to close</title><article><h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE) "</article><div class=box-4 role=dialog aria-hidden=true><div>" P(
             COOKIES("keep "
                     "you signed in")) P(COOKIES("count who reads what"))
             P(COOKIES("show what you may like"))
                 P(COOKIES("know you on other sites")) "</div></div>",
     .paragraphs = BODY3},
    {.name = "a dialog that is shown",
     .html = "<title>Bridges to close</title><article><h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE) "</article><div class=box-4 role=dialog><div>" P(COOKIES("keep you signed in"))
             P(COOKIES("count who reads what")) P(COOKIES("show what you may like")) "</div></div>",
     .paragraphs = BODY3},
    {.name = "an article under an h1 in what is called a dialog",
     .html = "<title>Bridges to close</title><div role=dialog><h1>Bridges to close</h1>" P(ONE)
         P(TWO) P(THREE) "</div><aside>" P(COOKIES("count who reads what")) "</aside>",
     .paragraphs = BODY3},
    {.name = "an article that a script is to show",
     .html = "<title>Bridges to close</title><article style='display:none'><h1>Bridges to "
             "close</h1>" P(ONE) P(TWO) P(THREE) "</article><aside>" P(COOKIES("count who reads "
                                                                               "what")) "</aside>",
     .paragraphs = BODY3},
    {.name = "a line about cookies and one about what is not loaded",
     .html = "<article><h1>Bridges to close</h1><p>Privacy & Cookies: This site uses "
             "cookies. By going on you agree.</p>" P(
                 ONE) "<p>Um Ihre persönlichen Daten zu "
                      "schützen, haben wir den Inhalt von Aarnet nicht geladen.</p>" P(TWO)
                          P(THREE) "</article>",
     .paragraphs = BODY3},
    {.name = "a lede that is a heading in the letters of captions",
     .html =
         "<header><h1>Bridges to close</h1><h2 class='hero-lede caption-s5'>The town will cross "
         "by boat until winter, and the shops on the other side fear for their customers, as "
         "they said on Tuesday.</h2></header><article><div class=body>" P(ONE) P(TWO)
             P(THREE) "</div></article>",
     .paragraphs = "lede: The town will cross by boat until winter, and the shops on the other "
                   "side fear for their customers, as they said on Tuesday.\n" BODY3},
    {.name = "a list of pointers, though articleBody has them",
     .html = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" ONE
             " " THREE " Ferries: When the boats go Rust: What the engineers found\"}</script>"
             "<article><h1>Bridges to close</h1>" P(ONE)
                 P(THREE) "<ul><li><b>Ferries:</b> <a "
                          "href=/f>When the boats go</a></li><li><b>Rust:</b> <a href=/r>What the "
                          "engineers "
                          "found</a></li></ul></article>",
     .paragraphs = "body: " ONE "\nbody: " THREE "\n"},
    {.name = "a caption that is shown beside its picture once more",
     .html = "<article><h1>Bridges to close</h1>" P(ONE) P(
         TWO) "<figure><img src=a.jpg><figcaption><span>The oldest of the three bridges, built in "
              "1911.</span> <span>Jo Frei for the Aar "
              "Desk</span></figcaption></figure><div><div>The "
              "oldest of the three bridges, built in 1911.</div></div>" P(THREE) "</article>",
     .paragraphs = BODY3},
    {.name = "a post whose topics are called as clutter is",
     .html = "<div class='post-7 post status-publish hentry category-comment "
             "tag-newsletter'><h2>Bridges to close</h2><div class=entry>" P(ONE) P(TWO)
                 P(THREE) "</div></div><aside>" P(COOKIES("count who reads what")) "</aside>",
     .paragraphs = BODY3},
    {.name = "an article that comments on the day, and comments on it",
     .html = "<article class='content tone-comment'><h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE) "</article><div class=reader-comments><div class=comment>" P(COOKIES(
             "say "
             "this"
             " her"
             "e")) "</div><div class=comment>" P(COOKIES("agree with it")) "</div><div "
                                                                           "class=comment>" P(
                                                                               COOKIES("say no "
                                                                                       "more")) "</"
                                                                                                "di"
                                                                                                "v>"
                                                                                                "</"
                                                                                                "di"
                                                                                                "v"
                                                                                                ">",
     .paragraphs = BODY3},
    {.name = "comments that only their heading tells",
     .html = "<div class=a1><h1>Bridges to close</h1>" P(ONE)
         P(TWO) "</div><div class=a2><div><h3>3 "
                "Comments</h3></div><div class=a3>Jo" P(COOKIES(
                    "say this here")) "</div><div class=a3>"
                                      "Ann" P(COOKIES("agree with it")) "</div><div class=a3>Kim" P(
                                          COOKIES("say no more")) "</div></div>",
     .paragraphs = "body: " ONE "\nbody: " TWO "\n"},
    {.name = "a text below how many comments it has",
     .html = "<div class=a1><h1>Bridges to close</h1><h4>Comments (3)</h4>" P(ONE) P(TWO)
         P(THREE) "</div>",
     .paragraphs = BODY3},
    {.name = "a page that shows a dialog and no text",
     .html = "<title>Bridges to close</title><div class=box-4 role=dialog>" P(
         COOKIES("keep you signed in"))
         P(COOKIES("count who reads what")) "</div><script>s={"
                                            "\"html\":\"\\u003cp\\u003e" ONE
                                            "\\u003c/p\\u003e\\u003cp\\u003e" THREE
                                            "\\u003c/p\\u003e\"}</script>",
     .paragraphs = "body: " ONE "\nbody: " THREE "\n"},
    {.name = "a box with a form between the paragraphs",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<div class=x9><h4>The morning "
              "on the river</h4><p>All that you need to know, every day at seven in your mail.</p>"
              "<form><input type=email></form></div>" P(TWO) P(THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "the lede and a paragraph beside a form",
     .html =
         "<article><div class=x7><h1>Bridges to close</h1><p class=lede>The town will cross by "
         "boat until winter.</p><form><input name=q></form></div><div class=body>" P(ONE) P(TWO)
             P(COOKIES("go on")) "<div>" P(THREE " " CLOSED) "<form><input "
                                                             "name=vote></form></div>" P(
                                                                 COOKIES("end")) "</div></article>",
     .paragraphs =
         "lede: The town will cross by boat until winter.\nbody: " ONE "\nbody: " TWO
         "\nbody: " COOKIES("go on") "\nbody: " THREE " " CLOSED "\nbody: " COOKIES("end") "\n"},
    {.name = "a list of how other articles begin",
     .html = "<article><h1>Bridges to close</h1>" P(ONE) P(TWO) P(
         THREE) "<ol><li><a href=/f>Ferries "
                "until midnight</a> The council has decided that two boats, which the canton "
                "lends, "
                "are to cross the river from six in the morning, and that nobody who...</li><li><a "
                "href=/r>Rust in the bearings</a> What the engineers found under the oldest bridge "
                "may well be found under others, too, said the city engineer, who has looked at "
                "[…]</li></ol></article>",
     .paragraphs = BODY3},
    {.name = "an offer to subscribe inside the text",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<div class=x7><h4>Two articles left this month</h4><p>Our journalism is made by "
              "people who live here. Support it from two francs a week.</p><a "
              "href=/subscribe>See the offers</a></div>" P(TWO) P(THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "a heading over a link in a box",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<div class=x8><h4>Partner</h4><a href=/ad>Five ways to grow a business by the "
              "river</a></div>" P(TWO) P(THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "a heading and its text in a section stay",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<section><h2>What it says</h2><p>It may be <a href=/subscribe>had by letter</a> "
              "from "
              "the city, and costs nothing.</p></section>" P(TWO) P(THREE) "</div></article>",
     .paragraphs = "body: " ONE "\nheading: What it says\nbody: It may be had by letter from the "
                   "city, and costs nothing.\nbody: " TWO "\nbody: " THREE "\n"},
    {.name = "a summary in points above the text stays, labels do not",
     .html = "<article><h1>Bridges to close</h1><div class=body><p>LIVE</p><ul><li>Three bridges "
             "close for repairs</li><li>Two ferries will run until "
             "midnight</li></ul><ul><li>Bern</li><li>Aar</li></ul>" P(ONE) P(TWO)
                 P(THREE) "</div></article>",
     .paragraphs = "list: Three bridges close for repairs\nlist: Two ferries will run until "
                   "midnight\n" BODY3},
    {.name = "a paragraph that only readers who pay are shown, between those that all are",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE)
         P(TWO) "<p class=paywall style='display:none'>The oldest will be measured every "
                "week.</p>" P(THREE) P("Until then, lorries take the motorway.") "</div></article>",
     .paragraphs = "body: " ONE "\nbody: " TWO "\nbody: The oldest will be measured every "
                   "week.\nbody: " THREE "\nbody: Until then, lorries take the motorway.\n"},
    {.name = "a heading stays that the text takes up, where others are made alike",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<h3>Rather close them for a season than for "
              "good</h3>" P(TWO) "<h3>Two ferries</h3>" P(THREE) "</div></article>",
     .paragraphs =
         "body: " ONE "\nheading: Rather close them for a season than for good\nbody: " TWO
         "\nheading: Two ferries\nbody: " THREE "\n"},
    {.name = "a sentence set large between the paragraphs goes",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE)
         P(TWO) "<h3>close them "
                "for a season than for good</h3>" P(THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "the points of the article in a box above its text stay, another box below goes",
     .html = "<article><h1>Bridges to close</h1><div class=body><div class=infobox><h3>In "
             "short</h3><ul><li>Three bridges will be closed for repairs.</li><li>Two ferries will "
             "run from six until midnight.</li></ul></div>" P(ONE) P(TWO)
                 P(THREE) "<div class=infobox><ul><li>Bridges are built to last a "
                          "century.</li><li>Ferries "
                          "need a new hull every thirty years.</li></ul></div></div></article>",
     .paragraphs = "list: Three bridges will be closed for repairs.\nlist: Two ferries will run "
                   "from six until midnight.\n" BODY3},
    {.name = "where the house asks to be followed the article has ended",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE) P(TWO) P(THREE)
         P("All that moves on the river: <a href=https://news.google.com/publications/aar>the "
           "Courier on your telephone</a>, every morning.") "</div></article>",
     .paragraphs = BODY3},
    {.name = "names of classes that hold for the printer say nothing",
     .html = "<article><h1>Bridges to close</h1><div class=body><div class='x print:hidden'>" P(
         ONE) "</div>" P(TWO) P(THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "a second form of the headline is no lede",
     .html = "<article><h1>Bridges to close</h1><div class=article-title><h2>Rust: The council "
             "will close three bridges, and two ferries will run instead</h2></div><div "
             "class=body>" P(ONE) P(TWO) P(THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "sentences that go on into a long link stay, a label before a headline goes",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE)
         P("The canton, however, <a href=/9>will pay no more than a third of the costs</a>.") P(TWO)
             P("Tunnels, too: <a href=/8>The canton will look at all of its tunnels now.</a>")
                 P(THREE) "</div></article>",
     .paragraphs = "body: " ONE "\nbody: The canton, however, will pay no more than a third of the "
                   "costs.\nbody: " TWO "\nbody: " THREE "\n"},
    {.name = "the anchor of a heading, made of its words, says nothing of it",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<h2 id=nav-and-comment-by-letter>Navigation and comments by letter</h2>" P(TWO)
         P(THREE) "</div></article>",
     .paragraphs = "body: " ONE "\nheading: Navigation and comments by letter\nbody: " TWO
                   "\nbody: " THREE "\n"},
    {.name = "what stands below a picture and names who took it",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<div>The oldest of the three, seen from the ferry \u00a9 Jo Frei</div>" P(TWO)
         P("The mill bridge in 1911 (Photo: Aar Archive)") P(THREE)
             P("The report says: \u00a9 Jo Frei took the pictures. They hang in the "
               "library.") "</div></article>",
     .paragraphs = BODY3 "body: The report says: \u00a9 Jo Frei took the pictures. They hang in "
                         "the library.\n"},
    {.name = "slides above the text are no lede, and neither is the headline once more",
     .html = "<title>Bridges over the Aar to close</title><article class=lead><h1>Three bridges "
             "over the Aar will close, and two ferries will run</h1><div class=carousel><h2>Three "
             "bridges over the Aar will close, and two ferries will run</h2><p>The mill bridge "
             "has been there since 1911, and was painted twice.</p></div></article><div "
             "class=article-body>" P(ONE) P(TWO) P(THREE) "</div>",
     .paragraphs = BODY3},
    {.name = "a link in capitals between the paragraphs goes, though articleBody has it",
     .html = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridges "
             "to close\",\"articleBody\":\"The engineers found rust in the bearings of all three, "
             "and the oldest, built in 1911, has lost a third of its strength, according to a "
             "report that the council saw on Tuesday. VIDEO SHOWS FERRY AT NIGHT Cyclists will be "
             "led over the railway bridge, which is narrow but sound, and two ferries that the "
             "canton lends will run from six in the morning until midnight.\"}</script><article>"
             "<h1>Bridges to close</h1><div class=body>" P(ONE)
                 P("<a href=/v>VIDEO SHOWS FERRY AT NIGHT</a>") P(THREE) "</div></article>",
     .paragraphs = "body: " ONE "\nbody: " THREE "\n"},
    {.name = "the last line may speak of one post on a network",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE) P(TWO) P(THREE)
         P("The mayor <a href=https://twitter.com/aar/status/1>says it will not "
           "last</a>, and asks who will pay.") "</div></article>",
     .paragraphs = BODY3 "body: The mayor says it will not last, and asks who will pay.\n"},
    {.name = "paragraphs beside a picture are text, what stands below it is not",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE)
         P(TWO) "<div class=image-text>"
                "<p>The mill bridge, built in 1911 by masons from the valley, was painted "
                "twice since then, and the last time its railing fell into the river, where "
                "it was found by boys who were swimming there.</p><p>A fourth bridge had been "
                "planned for the fair of 1925, and its pillars still stand on both banks; the "
                "council never gave the money, and the fair took place on boats, to which "
                "people came.</p></div>" P(THREE) "<div class=image-caption>" P(
                    "The mill bridge, as it was seen on "
                    "Tuesday by those who came to look at it.") "</div></div></article>",
     .paragraphs =
         "body: " ONE "\nbody: " TWO
         "\nbody: The mill bridge, built in 1911 by masons from the valley, was painted twice "
         "since then, and the last time its railing fell into the river, where it was found by "
         "boys who were swimming there.\nbody: A fourth bridge had been planned for the fair of "
         "1925, and its pillars still stand on both banks; the council never gave the money, and "
         "the fair took place on boats, to which people came.\nbody: " THREE "\n"},
    {.name = "a page that stands in its footer",
     .html = "<body><footer><h1>Bridges to close</h1>" P(ONE) P(TWO) P(THREE) "</footer></body>",
     .paragraphs = BODY3},
    {.name = "points told by bullets behind line breaks",
     .html = "<div class=text>" ONE "<br><br>&bull; The old bridge<br>&bull; The mill bridge, "
             "and <a href=1>the ford</a><br><br>" TWO "<br><br>" THREE "</div>",
     .paragraphs = "body: " ONE "\nlist: The old bridge\nlist: The mill bridge, and the ford\n"
                   "body: " TWO "\nbody: " THREE "\n"},
    {.name = "a bullet that separates, and one inside a line",
     .html = "<article><h1>Bridges to close</h1><div>&bull;</div>" P(ONE) P(TWO)
         P("The mill \u2022 bridge stays open.") P(THREE) "</article>",
     .paragraphs = "body: " ONE "\nbody: " TWO "\nbody: The mill \u2022 bridge stays "
                   "open.\nbody: " THREE "\n"},
    {.name = "a teaser below the heading, and a credit below the text",
     .html = "<article><h1>Bridges to close</h1><p class=teaser>Three bridges need new bearings, "
             "and nobody knows who pays</p><div class=text>" P(ONE) P(TWO) P(THREE)
                 P("Additional reporting by Aar Press Agency") "</div></article>",
     .paragraphs = "lede: Three bridges need new bearings, and nobody knows who pays\n" BODY3},
    {.name = "what houses put between the paragraphs and below them",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE) P("Story continues below.")
         P("Article continues after advertisement") P("Scroll down for video")
             P("FILE PHOTO: The mill bridge is seen from a ferry on Monday. REUTERS/Jo Frei")
                 P("The mill bridge in spring. (AP Photo/Jo Frei)") P(TWO)
                     P("Get the best of the Aar Desk in your inbox every morning.") P(THREE)
                         P("Follow Jo Frei on Twitter @jofrei.") P("Comments are closed.")
                             P("Join the conversation on the bridges below.")
                                 P("Contact Jo Frei at jo@aar.example or 555-0199.")
                                     P("Jo Frei, Aar Desk: jo@aar.example") "</div></article>",
     .paragraphs = BODY3},
    {.name = "sentences that begin so and are text",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(ONE)
         P("Follow these steps, which were shown on Twitter, when you miss the ferry.") P(TWO)
             P("Loading takes a quarter of an hour, and the ferry waits for nobody.") P(THREE)
                 P("Those who want to be told by letter may write to ferry@aar.example by "
                   "Friday.") "</div></article>",
     .paragraphs =
         "body: " ONE "\nbody: Follow these steps, which were shown on Twitter, when you miss the "
         "ferry.\nbody: " TWO "\nbody: Loading takes a quarter of an hour, and the ferry waits for "
         "nobody.\nbody: " THREE
         "\nbody: Those who want to be told by letter may write to ferry@aar.example by "
         "Friday.\n"},
    {.name = "a text whose parts are articles made alike, and another article below",
     .html = "<main><article class=part7><h1>Bridges to close</h1>" P(ONE)
         P(TWO) "</article><div class=ad7></div><article class=part7>" P(
             THREE) "</article><article class=part7><h2>Ferries until "
                    "midnight</h2>" P(COOKIES("read of ferries")) "</article><article "
                                                                  "class=x7>" P(
                                                                      COOKIES("say this")) "</"
                                                                                           "article"
                                                                                           "></"
                                                                                           "main>",
     .paragraphs = BODY3},
    {.name = "a figure ends though a div inside was left open",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<figure><div class=w><div><img src=a.jpg><figcaption>The mill bridge in "
              "spring.</figcaption></figure>" P(TWO) "<section><div class=sidebar><p>Ferries: "
                                                     "when they go.</p></section>" P(
                                                         THREE) "</div></article>",
     .paragraphs = BODY3},
    {.name = "what is open around a table is not ended inside it",
     .html = "<article><h1>Bridges to close</h1><div class=body>" P(
         ONE) "<aside><table><tr><td><div>Ferries</div></aside></td><td>when they go, and what "
              "they "
              "cost those who have no card.</td></tr></table></aside>" P(TWO)
                  P(THREE) "</div></article>",
     .paragraphs = BODY3},
    /* more boxes */
};

static void test_html_boxes__leaves_out_what_is_no_text_and_keeps_what_is(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
        g_autoptr(NgArticle) article = reading(boxes[i].html);
        g_autofree char *lines = reading_lines(article);
        reading_expect(boxes[i].name, lines, boxes[i].paragraphs);
        if (boxes[i].title)
            reading_expect(boxes[i].name, article->headline->text, boxes[i].title);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_boxes__leaves_out_what_is_no_text_and_keeps_what_is),
    };
    return cmocka_run_group_tests_name("html_boxes", tests, NULL, NULL);
}
