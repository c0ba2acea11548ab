/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boxes without a name that only their make tells from the text: beside a picture or a film, below
 * a title that is a link; and text that is made so and stays. */
#include "tests/support/html_reading.h"

#define ONE                                                                                        \
    "The weavers of Lind have sold their last mill to a maker of tents, who wants to keep all of " \
    "the hundred and twelve people that work there, as both sides said on Monday."
#define TWO                                                                                        \
    "\"We have looked for somebody for six years,\" said Ada Brenn, whose family had the mill, "   \
    "\"and this is the first one who came to see the looms before he asked for the price.\""
#define THREE                                                                                      \
    "The town will lend the buyer a third of the money, which it has from the sale of its "        \
    "waterworks, and gets two seats in the board until all of it has been paid back."
#define FOUR                                                                                       \
    "A court has yet to agree, since the mill stands on land that was given to the parish in "     \
    "1840, and the parish may ask to have it back when no cloth is made on it any more."
#define SEEN "Dancers from nine countries cross the market at the festival of the lanterns."
#define OTHER "Why the night train to the coast leaves an hour earlier now"
#define BELOW                                                                                      \
    "The railway says that the track needs rest; those who travel on it have their own ideas of "  \
    "what it needs, and of who does."
#define P(text) "<p>" text "</p>\n"
#define TEXT4 "body: " ONE "\nbody: " TWO "\nbody: " THREE "\nbody: " FOUR "\n"
#define AROUND(box)                                                                                \
    "<article><h1>The last mill of Lind is sold</h1><div class=t1>" P(ONE) P(TWO) box P(THREE)     \
        P(FOUR) "</div></article>"
#define PAGE(html) "<body>" html "</body>"

static const struct {
    const char *name, *html, *paragraphs;
} odd[] = {
    {.name = "a film and what it shows",
     .html = AROUND("<div class=q7><video src=/v.mp4></video>" P(SEEN) "</div>"),
     .paragraphs = TEXT4},
    {.name = "a frame from elsewhere, a heading and what it shows",
     .html = PAGE(AROUND("<div class=q7><div><iframe src=https://player.example/1></iframe></div>"
                         "<div><h4>The festival</h4>" P(SEEN) "</div></div>")),
     .paragraphs = TEXT4},
    {.name = "a picture and a line below it that no tag tells",
     .html = PAGE(AROUND("<div class=q7><span><picture><img src=/a.jpg></picture></span><span>" SEEN
                         "</span></div>")),
     .paragraphs = TEXT4},
    {.name = "another article, by a title that is no heading",
     .html = PAGE(AROUND("<div class=q8><div><a href=/night-train>" OTHER "</a></div><div>" BELOW
                         "</div></div>")),
     .paragraphs = TEXT4},
    {.name = "several of them below the text",
     .html = PAGE("<article><h1>The last mill of Lind is sold</h1><div class=t1>" P(ONE) P(TWO) P(
         THREE) P(FOUR) "<div><div class=q8><div><a href=/1>" OTHER "</a></div><div>" BELOW
                        "</div></div><div class=q8><div><a href=/2>" OTHER
                        " again</a></div><div>" SEEN "</div></div></div></div></article>"),
     .paragraphs = TEXT4},
    {.name = "between the headline and the text they are no lede",
     .html =
         PAGE("<div><h1>The last mill of Lind is sold</h1><div class=q8><a href=/night-train>"
              "<h3>" OTHER "</h3></a>" P(BELOW) "</div><div class=q7><iframe src=/f></iframe>" P(
                  SEEN) "</div></div><div class=t1>" P(ONE) P(TWO) P(THREE) P(FOUR) "</div>"),
     .paragraphs = TEXT4},
    {.name = "a lede beside its picture that is called so",
     .html = PAGE("<div><h1>The last mill of Lind is sold</h1><div class=q7><img src=/a.jpg>"
                  "<p class=lede>A maker of tents buys it, and will weave.</p></div></div>"
                  "<div class=t1>" P(ONE) P(TWO) P(THREE) P(FOUR) "</div>"),
     .paragraphs = "lede: A maker of tents buys it, and will weave.\n" TEXT4},
    {.name = "the head of an article: a picture of who wrote it, and how it begins",
     .html =
         PAGE("<div><h1>The last mill of Lind is sold</h1><div class=q7><div class=author>"
              "<a href=/ada><img src=/ada.jpg>Ada Frey</a></div><div class=q9>" P(
                  SEEN) "</div></div></div><div class=t1>" P(ONE) P(TWO) P(THREE) P(FOUR) "</div>"),
     .paragraphs = "body: " SEEN "\n" TEXT4},
    {.name = "paragraphs with pictures in elements such as the others stand in",
     .html = PAGE("<article><h1>The last mill of Lind is sold</h1><div class=p3>" P(
         ONE) "</div><div class=p3><img src=/a.jpg>" P(TWO) "</div><div class=p3>" P(THREE) "</"
                                                                                            "div><"
                                                                                            "div "
                                                                                            "class="
                                                                                            "p3>" P(
                                                                                                FOUR) "</div></article>"),
     .paragraphs = TEXT4},
    {.name = "a paragraph beside a picture with the class of the text's paragraphs",
     .html = PAGE("<article><h1>The last mill of Lind is sold</h1><div class=t1><p class=c1>" ONE
                  "</p><div class=q7><img src=/a.jpg><p class=c1>" TWO
                  "</p></div><p class=c1>" THREE "</p><p class=c1>" FOUR "</p></div></article>"),
     .paragraphs = TEXT4},
    {.name = "a paragraph with a picture inside",
     .html = AROUND("<p><img src=/a.jpg> " SEEN "</p>"),
     .paragraphs =
         "body: " ONE "\nbody: " TWO "\nbody: " SEEN "\nbody: " THREE "\nbody: " FOUR "\n"},
    {.name = "an article made of parts, each with a heading and a picture",
     .html = PAGE(AROUND("<section class=s2><h3>The looms</h3><img src=/1.jpg>" P(
         SEEN) "</section><section "
               "class=s2><h3>The "
               "river</h3><img "
               "src=/2.jpg>" P(BELOW) "</"
                                      "section><"
                                      "section "
                                      "class=s2><h3>"
                                      "The "
                                      "price</h3><img "
                                      "src=/3.jpg>"
                                      "<p>Nobody has "
                                      "said what was "
                                      "paid, nor when "
                                      "it will "
                                      "be.</p></"
                                      "section>")),
     .paragraphs = "body: " ONE "\nbody: " TWO "\nheading: The looms\nbody: " SEEN
                   "\nheading: The river\nbody: " BELOW
                   "\nheading: The price\nbody: Nobody has said what was paid, nor when it will "
                   "be.\nbody: " THREE "\nbody: " FOUR "\n"},
    {.name = "what stands beside pictures where nearly all of the text does",
     .html = PAGE("<article><h1>The last mill of Lind is sold</h1>" P("The mill closes, they say.")
                      P("It does not, says the town, and shows.")
                          P("These are its rooms today.") "<div class=q1><img src=/1.jpg>" P(
                              ONE) "</div><div class=q2><img "
                                   "src=/2.jpg>" P(TWO) "</div><div class=q3><img src=/3.jpg>" P(
                                       THREE) "</div></article>"),
     .paragraphs = "body: The mill closes, they say.\nbody: It does not, says the town, and "
                   "shows.\nbody: These are its rooms today.\nbody: " ONE "\nbody: " TWO
                   "\nbody: " THREE "\n"},
    {.name = "a frame in the head ends it for nobody",
     .html = "<head><iframe src=/t></iframe><meta property=og:title content='The last mill of Lind "
             "is sold'></head>" PAGE(AROUND("")),
     .paragraphs = TEXT4},
};

static void test_html_odd_boxes__leaves_out_what_is_made_as_nothing_of_the_text_is(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(odd); i++) {
        g_autoptr(NgArticle) article = reading(odd[i].html);
        g_autofree char *lines = reading_lines(article);
        reading_expect(odd[i].name, lines, odd[i].paragraphs);
        reading_expect(odd[i].name, article->headline->text, "The last mill of Lind is sold");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_odd_boxes__leaves_out_what_is_made_as_nothing_of_the_text_is),
    };
    return cmocka_run_group_tests_name("html_odd_boxes", tests, NULL, NULL);
}
