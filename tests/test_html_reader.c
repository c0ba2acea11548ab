/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the HTML reader makes of pages: invented outlets, real habits of markup. */
#include "tests/support/html_reading.h"

#define LEAD                                                                                       \
    "Three bridges over the Aar will be closed for repairs from the first of March, the city "     \
    "said."
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

static const struct {
    const char *name, *html, *paragraphs;
} texts[] = {
    {"article element between navigation, aside and footer",
     "<html><body><header><nav><a href=/>Home</a> <a href=/a>All the news of the region</a></nav>"
     "</header><article><h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE) "</article><aside><h3>Most read</h3><p>The mayor has a new dog, and the dog has "
                  "a new collar, "
                  "and everyone is happy.</p></aside><footer><p>Copyright by the Aar Courier, all "
                  "rights are "
                  "reserved by the publisher.</p></footer></body></html>",
     BODY3},
    {"div soup told by density alone",
     "<div class=x1><a href=1>One</a> <a href=2>Two</a> <a href=3>Three more things to "
     "see</a></div>"
     "<div class=x2><div class=x3>" P(ONE) P(TWO)
         P(THREE) "</div><div class=x4><a href=4>Four lines "
                  "of a link to some other article</a><a href=5>Five</a></div></div>",
     BODY3},
    {"paragraphs made by two line breaks",
     "<td class=main>" ONE "<br><br>" TWO "<br/>\n<br/>" THREE "</td>", BODY3},
    {"paragraphs made by div",
     "<div id=story><div>" ONE "</div><div>" TWO "</div><div>" THREE "</div></div>", BODY3},
    {"one line break parts whole sentences", "<div><p>" ONE "<br>" TWO "</p>" P(THREE) "</div>",
     BODY3},
    {"one line break inside a sentence is a space",
     "<div>" P(ONE)
         P(TWO) "<p>Letters go to the city engineer, bridge office,<br>Dock Street 4,<br>"
                "Aarwil.</p></div>",
     "body: " ONE "\nbody: " TWO "\nbody: Letters go to the city engineer, bridge office, Dock "
     "Street 4, Aarwil.\n"},
    {"an empty element of class br is a line break",
     "<div class=x>" ONE "<span class='c br'></span><span class=br></span>" TWO
     "<span class='br d'></span>" THREE "</div>",
     BODY3},
    {"a fragment of text without any markup", ONE, "body: " ONE "\n"},
    {"a blank line parts paragraphs in pre, an end of line does not",
     "<pre>" ONE "\n \n" TWO "\n" THREE "</pre>", "body: " ONE "\nbody: " TWO " " THREE "\n"},
    {"what a site's own element calls a box is no text",
     "<article>" P(ONE)
         P(TWO) "<aar-box class=fact-box><p>The oldest bridge was built in 1911 and "
                "has been mended five times since.</p></aar-box>" P(THREE) "</article>",
     BODY3},
    {"what screen readers say of a link",
     "<article>" P(
         ONE) "<p>The <a href=x>report of the two engineers<span class=v> (opens in a new "
              "tab)</span></a> was written in two months.</p>" P(TWO) P(THREE) "</article>",
     "body: " ONE "\nbody: The report of the two engineers was written in two months.\nbody: " TWO
     "\nbody: " THREE "\n"},
    {"sentences around long links",
     "<article>" P(ONE) "<p>In March, by seven votes to four, the council had <a href=a>agreed to "
                        "close one of the bridges "
                        "for a month of works</a>, which led to <a href=b>protests by the boatmen "
                        "of all the towns below</a>.</p>" P(TWO) P(THREE) "</article>",
     "body: " ONE "\nbody: In March, by seven votes to four, the council had agreed to close one "
     "of the bridges for a month "
     "of works, which led to protests by the boatmen of all the towns below.\nbody: " TWO
     "\nbody: " THREE "\n"},
    {"a title in two lines and a date line above the text",
     "<article><h2><div>All three at once</div><div>Bridges over the river to close</div></h2>"
     "<div>15.04.2026 - 15:48, to read: 2 min.</div>" P(ONE) P(TWO)
         P(THREE) "</article>"
                  "<title>All three at once: Bridges over the river to close</title>",
     BODY3},
    {"a sentence of the text set large, and a paragraph once more",
     "<article>" P(ONE) P(TWO) "<blockquote>We would rather close them for a season than for good"
                               "</blockquote>" P(ONE) P(THREE) "</article>",
     BODY3},
    {"a pull quote",
     "<article>" P(ONE) P(TWO) "<div class=pull-quote>We close them for a season, "
                               "and that will be all there is to it.</div>" P(THREE) "</article>",
     BODY3},
    {"the same words before every pointer, in whatever language",
     "<article>" P(ONE) P("FUNDA LAPHA | <a href=/1>Ibhuloho livaliwe ngoLwesine olwedlule</a>") P(
         TWO) P("FUNDA LAPHA | <a href=/2>Inja kameya inebhande elisha</a>") P(THREE) "</article>",
     BODY3},
    {"teasers of the same site between and below the paragraphs",
     "<link rel=canonical href=https://aar.example/bridges><article>" P(
         ONE) "<div><h3><a href=https://aar.example/dog>The mayor has a dog</a></h3><p>It is "
              "small, it "
              "barks at the council, and the town loves it dearly.</p></div>" P(TWO)
                  P(THREE) "<div class=x><h2><a href=/mill>The mill has a miller</a></h2><p>He is "
                           "young, and has "
                           "never seen so many ferries before in his life.</p><p><a href=/jo>Jo "
                           "Frei</a></p>"
                           "</div></article>",
     BODY3},
    {"what stands below a link to another site is text",
     "<link rel=canonical href=https://aar.example/boats><article>" P(
         ONE) "<div><h3><a href=https://maker.example/a>Boat A</a></h3><p>It is small, it is dry, "
              "and it "
              "carries two people and a dog.</p></div>" P(TWO) P(THREE) "</article>",
     "body: " ONE "\nbody: It is small, it is dry, and it carries two people and a "
     "dog.\nbody: " TWO "\nbody: " THREE "\n"},
    {"unclosed everything", "<html><body><div><p>" ONE "<p>" TWO "<p>" THREE, BODY3},
    {"a script that writes paragraphs is no text",
     "<div>" P(
         ONE) "<script>document.write('<p>Buy this now, it is cheap and good.</p>')</script>" P(TWO)
         P(THREE) "</div>",
     BODY3},
    {"another article below, in an element of its own",
     "<main><article><h1>Bridges to close</h1>" P(ONE) P(TWO)
         P(THREE) "</article><article><h1>Mayor buys dog</h1><p>The mayor has a new dog, and the "
                  "dog has a "
                  "new collar, and everyone in the town is happy.</p><p>It was seen at the market, "
                  "where it "
                  "barked at the boatmen, and nobody was harmed in any way.</p></article></main>",
     BODY3},
    {"another article below, told by its headline",
     "<div class=feed><div class=top><h1 class=hl>Bridges to close</h1></div>" P(ONE) P(TWO)
         P(THREE) "<div class=top><h1 class=hl>Mayor buys dog</h1></div><p>The mayor has a new "
                  "dog, and the "
                  "dog has a new collar, and everyone in the town is happy.</p></div>",
     BODY3},
    {"headings of the first level between the paragraphs are headings",
     "<div class=story><h1 class=title>Bridges to close</h1>" P(ONE)
         P(TWO) "<h1>What the boatmen say</h1>" P(THREE) "</div>",
     "body: " ONE "\nbody: " TWO "\nheading: What the boatmen say\nbody: " THREE "\n"},
    {"text in several pieces of one name",
     "<main><div class=article-body>" P(ONE)
         P(TWO) "</div><div class=ad>Buy!</div><div class=article-body>" P(THREE) "</div></main>",
     BODY3},
    {"text that goes on behind a box that ends its element",
     "<div><div><div><p class=par>" ONE "</p><p class=par>" TWO "</p><p class=par>" LEAD
     "</p></div>"
     "</div><ul><li><a href=/1>Mayor buys a dog</a></li><li><a href=/2>Dog has a collar</a></li>"
     "<li><a href=/3>All the news of the region today</a></li></ul><p class=par>" THREE
     "</p></div>",
     "body: " ONE "\nbody: " TWO "\nbody: " LEAD "\nbody: " THREE "\n"},
    {"a body class that names a sidebar hides nothing",
     "<body class='has-sidebar single-comment-status-open ad-free'><main class='related-off'>" P(
         ONE) P(TWO) P(THREE) "</main></body>",
     BODY3},
    {"lede, headings, list and quotation keep their roles",
     "<article><h1>Bridges to close</h1><p class=standfirst>" LEAD "</p>" P(
         ONE) "<h2>What is closed</h2><ul><li>the old bridge, from March to July of this year</li>"
              "<li>the mill bridge, from April until the autumn</li></ul><blockquote><p>" TWO
              "</p></blockquote>" P(THREE) "</article>",
     "lede: " LEAD "\nbody: " ONE "\nheading: What is closed\n"
     "list: the old bridge, from March to July of this year\n"
     "list: the mill bridge, from April until the autumn\nquote: " TWO "\nbody: " THREE "\n"},
    {"the lede above the article's element",
     "<main><h1>Bridges to close</h1><h2 class=subline>" LEAD
     "</h2><div class=entry-content>" P(ONE) P(TWO) P(THREE) "</div></main>",
     "lede: " LEAD "\n" BODY3},
    {"the lede below the title that the page calls a teaser",
     "<article><h1>Bridges to close</h1><div class=teaser><p>" LEAD "</p></div>" P(ONE) P(TWO)
         P(THREE) "</article>",
     "lede: " LEAD "\n" BODY3},
    {"a heading that leads to nothing but links goes",
     "<article>" P(ONE) P(TWO) P(THREE) "<h3>Elsewhere</h3><ul><li><a href=1>Mayor buys a dog in "
                                        "the rain</a></li><li><a href=2>Dog buys a mayor in the "
                                        "sun</a></li></ul></article>",
     BODY3},
    {"comments, share bar, newsletter box, tags and author's note",
     "<article>" P(
         ONE) "<div class='share-buttons'><p>Share this on every network that you can "
              "think of, today.</p></div>" P(
                  TWO) "<div class=newsletter-signup><p>Get our weekly letter "
                       "with all that moves the region into your box.</p></div>" P(
                           THREE) "<div class=author-bio><p>"
                                  "Jo Frei writes about bridges, ferries and the weather for this "
                                  "newspaper.</p></div>"
                                  "<div class=tags>Bridges, ferries, river</div></article><div "
                                  "id=comments><ol class=commentlist>"
                                  "<li><p>I have said for years that these bridges are rotten, and "
                                  "nobody has listened to me."
                                  "</p></li></ol></div>",
     BODY3},
    {"more comments than article",
     "<div class=story>" P(ONE) P(TWO) P(THREE) "</div><section class=comments>" P(ONE " I say.")
         P(TWO " I say too.") P(ONE " So do I.") P(TWO " And I.") P(THREE " And I do, too.")
             P(ONE " Me as well.") P(TWO " Not I.") "</section>",
     BODY3},
    {"captions and photo credits",
     "<article>" P(ONE) "<figure><img src=a.jpg><figcaption>The old bridge in the fog of a morning "
                        "in November, seen from the mill.</figcaption></figure>" P(
                            TWO) "<p class=photo-credit>Photo: A. Imhof</p>" P(THREE) "</article>",
     BODY3},
    {"pointers to other articles between paragraphs",
     "<article>" P(ONE) P("Read more: <a href=x>The mayor's dog has a collar</a>") P(TWO)
         P("<a href=y>Lesen Sie auch: Der Hund des Bürgermeisters</a>") P(THREE) "</article>",
     BODY3},
    {"lines at the end that point elsewhere, lead to nothing or thank agencies",
     "<article>" P(ONE) P(TWO) P(THREE) P("Alles über die Brücken am Fluss lesen Sie <a "
                                          "href=/b>hier</a>.") P("Mit Agenturmaterial.")
         P("This story in our programme:") "</article>",
     BODY3},
    {"a sentence that ends so without a link is text",
     "<article>" P(ONE) P(TWO) P(THREE) P("What the boatmen of the town think of it you can read "
                                          "here.") "</article>",
     BODY3 "body: What the boatmen of the town think of it you can read here.\n"},
    {"marks without a letter are no paragraphs",
     "<article>" P(ONE) P("* * *") P(TWO) P(THREE) P("###") "</article>", BODY3},
    {"links inside sentences stay",
     "<article>" P(ONE) P("The <a href=x>report</a> was written in <a href=y>two months</a>.")
         P(TWO) P(THREE) "</article>",
     "body: " ONE "\nbody: The report was written in two months.\nbody: " TWO "\nbody: " THREE
     "\n"},
    {"hidden text and text for screen readers",
     "<article><p style='display: none'>This browser is too old for this page, please get another "
     "one soon.</p>" P(ONE) "<p>The ferries<span class=sr-only> (opens in a new window)</span> run "
                            "until midnight.</p>" P(TWO) P(THREE) "</article>",
     "body: " ONE "\nbody: The ferries run until midnight.\nbody: " TWO "\nbody: " THREE "\n"},
    {"JSON-LD's articleBody points at the right one of two texts",
     "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" ONE
     "\\n\\n" THREE "\"}</script><div><div class=a>" P(ONE) P(THREE) "</div><div class=b><p>" TWO
                                                                     " " TWO "</p></div></div>",
     "body: " ONE "\nbody: " THREE "\n"},
    {"a page that scripts draw, with its text in JSON-LD",
     "<title>Bridges</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
     "\"articleBody\":\"" ONE "\\n\\n" THREE "\"}</script><div id=root></div>",
     "body: " ONE "\nbody: " THREE "\n"},
    {"a live blog that scripts draw, with its updates in JSON-LD",
     "<title>Bridges, live</title><script "
     "type='application/ld+json'>{\"@type\":\"LiveBlogPosting\","
     "\"headline\":\"Bridges, "
     "live\",\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"headline\":\"The "
     "old bridge is closed\",\"articleBody\":\"" ONE
     "\"},{\"@type\":\"BlogPosting\",\"articleBody\":\"" THREE
     "\"}]}</script><h1>Bridges, live</h1><p>" LEAD "</p><div id=feed></div>",
     "body: " LEAD "\nbody: The old bridge is closed\nbody: " ONE "\nbody: " THREE "\n"},
    {"a page that scripts draw, with its text in a script",
     "<title>Bridges</title><div id=root></div><script>s={\"html\":\"\\u003cp\\u003e" ONE
     "\\u003c/p\\u003e\\u003cp class=\\\"x\\\"\\u003e" THREE "\\u003c/p\\u003e\"}</script>",
     "body: " ONE "\nbody: " THREE "\n"},
    {"Chinese, without spaces between words",
     "<div><a href=1>首页</a><a "
     "href=2>新闻</a></div><div><p>市政府星期一表示，三座桥梁将从三月一日起关"
     "闭进行维修，预计工期为四个月。</"
     "p><p>工程师在所有桥梁的支座中都发现了锈蚀，其中最古老的一座建于一九一一"
     "年。</p></div>",
     "body: 市政府星期一表示，三座桥梁将从三月一日起关闭进行维修，预计工期为四个月。\n"
     "body: 工程师在所有桥梁的支座中都发现了锈蚀，其中最古老的一座建于一九一一年。\n"},
};

static void test_html_reader__finds_the_text(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(NgArticle) article = reading(texts[i].html);
        g_autofree char *lines = reading_lines(article);
        reading_expect(texts[i].name, lines, texts[i].paragraphs);
    }
}

/* The fields, each from one source; `field` says which is looked at. */
static const struct {
    const char *name, *head, *field, *value, *rule;
} fields[] = {
    {"og:site_name with a mark behind it", "<meta property=og:site_name content='Aar Courier -'>",
     "outlet", "Aar Courier", "og:site_name"},
    {"a slogan goes when the host confirms the name before it",
     "<link rel=canonical href=https://www.aar-courier.example/bridges><meta property=og:site_name "
     "content='Aar Courier - News | Sport | Weather'>",
     "outlet", "Aar Courier", "og:site_name"},
    {"a name behind a slogan",
     "<link rel=canonical href=https://courier.example/bridges><meta property=og:site_name "
     "content='News of the river | Courier.example'>",
     "outlet", "Courier.example", "og:site_name"},
    {"parts of a name that no host confirms stay together",
     "<link rel=canonical href=https://x.example/bridges><meta property=og:site_name "
     "content='Aar Courier - River Edition'>",
     "outlet", "Aar Courier - River Edition", "og:site_name"},
    {"a variable that the template left unfilled",
     "<meta property=og:site_name content='{$plugin.site.name}'><meta name=application-name "
     "content='Aar Courier'>",
     "outlet", "Aar Courier", "application-name"},
    {"og:site_name", "<meta property=og:site_name content='Aar Courier'>", "outlet", "Aar Courier",
     "og:site_name"},
    {"publisher of JSON-LD",
     "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
     "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Aar Courier\"}}</script>",
     "outlet", "Aar Courier", "json-ld"},
    {"a name is better than a domain",
     "<meta property=og:site_name content=aarcourier.example>"
     "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Aar "
     "Courier\"}}</script>",
     "outlet", "Aar Courier", "og:site_name"},

    {"authors of JSON-LD, by reference",
     "<script type='application/ld+json'>{\"@graph\":[{\"@type\":"
     "\"Article\",\"headline\":\"x\",\"author\":[{\"@id\":\"#jo\"},{\"name\":\"Ann Ott\"}]},"
     "{\"@id\":\"#jo\",\"@type\":\"Person\",\"name\":\"Jo Frei\"}]}</script>",
     "authors", "Jo Frei, Ann Ott", "json-ld"},
    {"byline with By, and, role and address",
     "<meta name=author content='By Jo Frei and Ann Ott, "
     "Staff Writer (jo@aar.example)'>",
     "authors", "Jo Frei, Ann Ott", "meta"},
    {"rel=author", "<h1>Bridges</h1><a rel=author href=/jo>Jo Frei</a>", "authors", "Jo Frei",
     "rel=author"},
    {"a byline in German capitals with its date",
     "<h1>Brücken</h1><p class=byline>VON JO FREI am "
     "3. März 2021</p>",
     "authors", "JO FREI", "byline"},
    {"a house that the page names as its author, when no person is named",
     "<meta property=og:site_name content='Aar Courier'><meta name=author "
     "content='Aar Courier'>",
     "authors", "Aar Courier", "meta"},
    {"a person is named: the house is no author",
     "<meta property=og:site_name content='Aar Courier'><meta name=author content='Aar Courier'>"
     "<h1>Bridges</h1><p class=byline>By Jo Frei, Aar Courier</p>",
     "authors", "Jo Frei", "byline"},
    {"a person elsewhere rather than the house's letters",
     "<meta name=author content=AARC><h1>Bridges</h1><p>by Jo Frei</p><p>Rust was found.</p>",
     "authors", "Jo Frei", "text"},
    {"the house's letters where nobody is named", "<meta name=author content=AARC>", "authors",
     "AARC", "meta"},
    {"a line with a date and no whole name names nobody",
     "<h1>Bridges</h1><p class=byline>Region | aar | 11.2.2025 | 23:55 | Changed 12.2.2025</p>",
     "authors", "", NULL},
    {"a brand in small letters before the name",
     "<h1>Bridges</h1><p><span class=author>courier</span> <span class=author>by Jo "
     "Frei</span></p>",
     "authors", "Jo Frei", "byline"},
    {"whose the picture is is no author",
     "<meta name=author content='Jo Frei'><meta name=author content='(Image: Aar "
     "Archive/Aarphoto)'>",
     "authors", "Jo Frei", "meta"},
    {"the outlet signs itself in small letters",
     "<meta property=og:site_name content=aar.example><meta name=author content=aar.example>",
     "authors", "aar.example", "meta"},
    {"a desk", "<meta name=author content='Courier Staff'>", "authors", "Courier Staff", "meta"},
    {"nobody is no desk", "<meta name=author content=admin>", "authors", "", NULL},
    {"several names parted by a slash", "<meta name=author content='Jo Frei/Ann Ott'>", "authors",
     "Jo Frei, Ann Ott", "meta"},
    {"what a label for networks says",
     "<meta name=twitter:label1 content='Est. reading time'><meta name=twitter:data1 content='3 "
     "min'>"
     "<meta name=twitter:label2 content='Written by'><meta name=twitter:data2 content='Jo Frei'>",
     "authors", "Jo Frei", "twitter:data"},
    {"an address is no author", "<meta property=article:author content='https://x.example/jo'>",
     "authors", "", NULL},
    {"an agency in brackets behind a name", "<meta name=author content='Jo Frei (Reuters)'>",
     "credit", "Reuters", NULL},
    {"when something takes place is no date of publication",
     "<h1>Bridges</h1><span class=date>March 3, 2021, 10:00-11:30</span>", "published", NULL, NULL},
    {"a wire service is credit, not author", "<meta name=author content='Reuters'>", "credit",
     "Reuters", NULL},

    {"date of JSON-LD with its zone",
     "<meta name=date content=2019-01-01><script "
     "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":"
     "\"2021-03-03T10:00:00+01:00\"}</script>",
     "published", "2021-03-03T10:00:00+01:00", "json-ld"},
    {"article:published_time",
     "<meta property=article:published_time content=2021-03-03T10:00:00Z>", "published",
     "2021-03-03T10:00:00Z", "article:published_time"},
    {"meta date keeps its precision", "<meta name=date content=2021-03>", "published", "2021-03",
     "meta"},
    {"Dublin Core", "<meta name=DC.date.issued content=2021-03-03>", "published", "2021-03-03",
     "dc.date"},
    {"time element in the head of the article",
     "<h1>Bridges</h1><time datetime=2021-03-03>3 March"
     "</time>",
     "published", "2021-03-03", "time"},
    {"a date line in words", "<h1>Bridges</h1><span class=date>March 3, 2021</span>", "published",
     "2021-03-03", "date line"},
    {"the address, when nothing else has a date",
     "<link rel=canonical "
     "href=https://aar.example/2021/03/03/bridges>",
     "published", "2021-03-03", "url"},
    {"a date that is none is passed over",
     "<meta name=date content=soon><meta name=pubdate "
     "content=2021-03-03>",
     "published", "2021-03-03", "meta"},
    {"a date far in the future is passed over",
     "<meta property=article:published_time "
     "content=9999-01-01>",
     "published", NULL, NULL},
    {"article:modified_time", "<meta property=article:modified_time content=2021-03-04>", "updated",
     "2021-03-04", "article:modified_time"},

    {"html lang", "<html lang=de-CH><meta property=og:locale content=en_US>", "lang", "de",
     "html lang"},
    {"og:locale", "<meta property=og:locale content=fr_FR>", "lang", "fr", "og:locale"},
    {"content-language", "<meta http-equiv=Content-Language content=it>", "lang", "it",
     "content-language"},
    {"canonical address", "<link rel=canonical href=https://aar.example/b>", "url",
     "https://aar.example/b", "link canonical"},
    {"only http and https are addresses", "<link rel=canonical href=javascript:alert(1)>", "url",
     NULL, NULL},
    {"the outlet behind the heading in the title",
     "<title>Bridges to close | Aar Courier</title>"
     "<h1>Bridges to close</h1>",
     "outlet", "Aar Courier", "title"},
    {"a correction", "<article><p>Correction: the mill bridge was built in 1911, not in 1912.</p>",
     "status", "corrected", "text"},
    {"no correction",
     "<article><p>The correction of the river began in 1868 and took twenty years.</p>", "status",
     "live", NULL},
    {"a press release is a statement",
     "<script type='application/ld+json'>{\"@type\":"
     "\"PressRelease\",\"headline\":\"x\"}</script>",
     "kind", "statement", NULL},
};

static char *field_of(const NgArticle *article, const char *field)
{
    GPtrArray *list = strcmp(field, "authors") == 0  ? article->authors
                      : strcmp(field, "credit") == 0 ? article->credit
                                                     : NULL;
    if (list) {
        GString *joined = g_string_new(NULL);
        for (guint i = 0; i < list->len; i++)
            g_string_append_printf(joined, "%s%s", i ? ", " : "",
                                   (char *)g_ptr_array_index(list, i));
        return g_string_free(joined, FALSE);
    }
    if (strcmp(field, "status") == 0)
        return g_strdup(ng_status_name(article->status));
    if (strcmp(field, "kind") == 0)
        return g_strdup(ng_kind_name(article->kind));
    return g_strdup(strcmp(field, "title") == 0       ? article->headline->text
                    : strcmp(field, "outlet") == 0    ? article->outlet
                    : strcmp(field, "published") == 0 ? article->published
                    : strcmp(field, "updated") == 0   ? article->updated
                    : strcmp(field, "lang") == 0      ? article->lang
                                                      : article->url);
}

/* What stands before the first sentence and behind the last one, in whole pages. */
static const struct {
    const char *name, *html, *field, *value, *rule, *paragraphs;
} ends[] = {
    {"an agency in the dateline", P("AARWIL, Aargau (AP) — " ONE) P(TWO) P(THREE), "credit", "AP",
     "dateline", "body: AARWIL, Aargau (AP) — " ONE "\nbody: " TWO "\nbody: " THREE "\n"},
    {"agencies that sign behind the last sentence", P(ONE) P(TWO) P(THREE) P("jof/dpa/AFP"),
     "credit", "dpa, AFP", "signature", BODY3},
    {"initials alone are nobody's", P(ONE) P(TWO) P(THREE) P("jof/ann"), "credit", "", NULL, NULL},
    {"the date of the dateline, when nothing better has one",
     "<html lang=de>" P("Aarwil, 3. März 2021 – " ONE) P(TWO) P(THREE), "published", "2021-03-03",
     "dateline", NULL},
    {"a date inside the first sentence is none of the dateline",
     P("The council said on 3 March 2021 that it would close all three bridges over the river.")
         P(TWO) P(THREE),
     "published", "", NULL, NULL},
};

static void test_html_reader__reads_datelines_and_signatures(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autoptr(NgArticle) article = reading(ends[i].html);
        g_autofree char *value = field_of(article, ends[i].field);
        g_autofree char *lines = reading_lines(article);
        reading_expect(ends[i].name, value ? value : "", ends[i].value);
        if (ends[i].rule)
            reading_expect(ends[i].name, ng_article_provenance(article, ends[i].field),
                           ends[i].rule);
        if (ends[i].paragraphs)
            reading_expect(ends[i].name, lines, ends[i].paragraphs);
    }
}

static void test_html_reader__settles_each_field_and_records_why(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *html =
            g_strconcat(fields[i].head, "<article>" P(ONE) P(TWO) P(THREE) "</article>", NULL);
        g_autoptr(NgArticle) article = reading(html);
        g_autofree char *value = field_of(article, fields[i].field);
        reading_expect(fields[i].name, value, fields[i].value);
        if (fields[i].rule)
            reading_expect(fields[i].name, ng_article_provenance(article, fields[i].field),
                           fields[i].rule);
    }
}

static void test_html_reader__takes_no_date_from_comments_or_teasers(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<article><h1>Bridges</h1>" P(ONE) P(TWO)
            P(THREE) "</article><div class=comments><div "
                     "class=comment><time datetime=2022-05-05>5 May 2022</time><p>I said "
                     "so.</p></div></div>",
        "<article><h1>Bridges</h1>" P(ONE) P(TWO) P(
            THREE) "</article><div class=related><article>"
                   "<time datetime=2022-05-05>5 May 2022</time><a href=1>Dogs</a></article></div>",
        "<article><h1>Bridges</h1>" P(ONE) P("It was on May 5, 2022 that the ferry sank.") P(TWO)
            P(THREE) "</article>",
    };
    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autoptr(NgArticle) article = reading(pages[i]);
        if (i != 1) /* a teaser right below may not be told from the article's own foot */
            reading_expect(pages[i], article->published, NULL);
    }
}

static void test_html_reader__takes_a_name_alone_on_the_first_line_as_author(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = reading(
        "<h1>Bridges to close</h1><div class=article-body><p>Jo Frei</p>" P(ONE) P(TWO) P(THREE));
    g_autofree char *lines = reading_lines(article), *authors = field_of(article, "authors");
    reading_expect("paragraphs", lines, BODY3);
    reading_expect("authors", authors, "Jo Frei");
    reading_expect("rule", ng_article_provenance(article, "authors"), "first line");
}

static void test_html_reader__drops_a_byline_from_the_text_and_keeps_a_sentence(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = reading(
        "<h1>Bridges to close</h1><div class=article-body><p>By Jo Frei and Ann Ott, Bern</p>" P(
            ONE) P("By Tuesday Jo Frei had left.") P(TWO) P(THREE));
    g_autofree char *lines = reading_lines(article), *authors = field_of(article, "authors");
    reading_expect("paragraphs", lines,
                   "body: " ONE "\nbody: By Tuesday Jo Frei had left.\nbody: " TWO "\nbody: " THREE
                   "\n");
    assert_non_null(strstr(authors, "Jo Frei, Ann Ott"));
}

static void test_html_reader__command_line_wins(void **state)
{
    (void)state;
    static const char html[] = "<html lang=de><meta property=og:site_name content='Aar Courier'>"
                               "<title>Bridges | Aar Courier</title>" P(ONE) P(TWO);
    NgArticle *article = NULL;
    const NgSinks sinks = {.article = reading_keep, .skip = reading_skip, .data = &article};
    const NgInput input = {.data = html,
                           .len = sizeof html - 1,
                           .source = "/news/page.html",
                           .outlet = "Aar Gazette",
                           .lang = "en"};
    assert_true(ng_reader_html.read(&input, &sinks, NULL));
    reading_expect("outlet", article->outlet, "Aar Gazette");
    reading_expect("lang", article->lang, "en");
    reading_expect("title", article->headline->text, "Bridges");
    reading_expect("source", article->source, "/news/page.html");
    ng_article_free(article);
}

static void test_html_reader__knows_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *data, *path;
        int least, most;
    } cases[] = {
        {"<!DOCTYPE html><html><p>x", NULL, 90, 100},
        {"\xef\xbb\xbf<!-- x --><HTML>", "a.htm", 90, 100},
        {"<div><p>x</p></div>", NULL, 50, 80},
        {"<?xml version=\"1.0\"?><rss><channel><title>x</title></channel></rss>", NULL, 0, 20},
        {"<REUTERS TOPICS=\"YES\"><TITLE>x</TITLE><BODY>y", NULL, 0, 20},
        {"{\"title\":\"x\"}", NULL, 0, 0},
        {"Plain text about a < b.", NULL, 0, 0},
        {"Plain text in a page's file", "page.html", 30, 60},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int sure = ng_reader_html.sniff(cases[i].data, strlen(cases[i].data), cases[i].path);
        if (sure < cases[i].least || sure > cases[i].most)
            fail_msg("\"%s\": %d, expected %d to %d", cases[i].data, sure, cases[i].least,
                     cases[i].most);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_reader__finds_the_text),
        cmocka_unit_test(test_html_reader__settles_each_field_and_records_why),
        cmocka_unit_test(test_html_reader__reads_datelines_and_signatures),
        cmocka_unit_test(test_html_reader__takes_no_date_from_comments_or_teasers),
        cmocka_unit_test(test_html_reader__takes_a_name_alone_on_the_first_line_as_author),
        cmocka_unit_test(test_html_reader__drops_a_byline_from_the_text_and_keeps_a_sentence),
        cmocka_unit_test(test_html_reader__command_line_wins),
        cmocka_unit_test(test_html_reader__knows_its_own),
    };
    return cmocka_run_group_tests_name("html_reader", tests, NULL, NULL);
}
