/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whole pages through the plain text reader: every paragraph of the story, nothing else. The
 * outlets and companies are invented; the clutter is of the kinds that saved pages have. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/text_read.h"

typedef struct {
    const char *name, *input;
    const char *title, *published, *outlet, *authors;
    NgKind kind;
    bool kind_given;
    const char *paragraphs;
} Page;

static const Page pages[] = {
    {"a saved page with its clutter",
     "Content\n\n"
     "Ferrant Marine Counters Claims of Hidden Radio Links\n\n"
     "The Tidewater Ledger reported that Ferrant Marine built radio links into harbour cranes. The "
     "company has answered in nine points.\n\n"
     "Read more: Ferrant and the cranes, a history\n\n"
     "Some port officials worry that the links could be used to stop a crane. Ferrant has denied "
     "it "
     "repeatedly.\n\n"
     "Ferrant Marine Responds to the Tidewater Ledger\n\n"
     "And now the company also takes aim at the article itself, stating:\n\n"
     "\xe2\x80\x9cNo crane of ours can be stopped from afar, and none ever was, whatever the "
     "drawings "
     "are held to show.\xe2\x80\x9d\n\n"
     "Advertisement\n\n"
     "Ferrant's Dealers: Under Pressure?\n\n"
     "It is unclear whether the report has touched the company's dealers in Norland.\n\n"
     "Ada Quill\n\n"
     "Ada Quill is co-founder & editorial director of Harbour Watch, a site for people who run "
     "ports.\n\n"
     "You can skip this ad in 5 seconds\n",
     "Ferrant Marine Counters Claims of Hidden Radio Links", NULL, NULL, "Ada Quill",
     NG_KIND_ARTICLE, false,
     "lede|The Tidewater Ledger reported that Ferrant Marine built radio links into harbour "
     "cranes. "
     "The company has answered in nine points.\n"
     "body|Some port officials worry that the links could be used to stop a crane. Ferrant has "
     "denied "
     "it repeatedly.\n"
     "heading|Ferrant Marine Responds to the Tidewater Ledger\n"
     "body|And now the company also takes aim at the article itself, stating:\n"
     "body|\xe2\x80\x9cNo crane of ours can be stopped from afar, and none ever was, whatever the "
     "drawings are held to show.\xe2\x80\x9d\n"
     "heading|Ferrant's Dealers: Under Pressure?\n"
     "body|It is unclear whether the report has touched the company's dealers in Norland.\n"},

    {"a teaser that the story repeats, a credit above, a comment form below",
     "Coast Guard Thinkstock\n\n"
     "Ferrant Marine Responds to Reports of a Boycott\n\n"
     "The losses come as Ferrant in March opened a school for crane drivers in Norland, and last "
     "week "
     "named a new head of sales.\n\n"
     "Ferrant Marine today defended its cranes after reports that the coast guard is telling ports "
     "to "
     "buy elsewhere.\n\n"
     "Ferrant in March opened a school for crane drivers in Norland, and last week named a new "
     "head "
     "of sales.\n\n"
     "\xe2\x80\x9cWe have offered the coast guard every drawing,\xe2\x80\x9d the company "
     "said.\n\n\n"
     "Send tips and news to [email\xc2\xa0protected].\n\n"
     "TAGS: Cranes Ports\nHide comments\n\n\n"
     "  \xe2\x80\xa2 Allowed HTML tags: <em> <strong> <blockquote> <br> <p>\n\n"
     "Plain text\n\n"
     "  \xe2\x80\xa2 No HTML tags allowed.\n"
     "  \xe2\x80\xa2 Web page addresses and e-mail addresses turn into links automatically.\n"
     "  \xe2\x80\xa2 Lines and paragraphs break automatically.\n",
     "Ferrant Marine Responds to Reports of a Boycott", NULL, NULL, "", NG_KIND_ARTICLE, false,
     "lede|Ferrant Marine today defended its cranes after reports that the coast guard is telling "
     "ports to buy elsewhere.\n"
     "body|Ferrant in March opened a school for crane drivers in Norland, and last week named a "
     "new "
     "head of sales.\n"
     "body|\xe2\x80\x9cWe have offered the coast guard every drawing,\xe2\x80\x9d the company "
     "said.\n"},

    {"a company's release",
     "FOR IMMEDIATE RELEASE: March 3, 2016\n\n"
     "Media Contact:\nJane Roe\n(202) 555-0117\njroe@harrowgate.example\n\n"
     "HARROWGATE WORKS OPENS PLANT IN STENMOUTH\n"
     "Two hundred jobs by the end of the year\n\n"
     "STENMOUTH, Norland - Harrowgate Works today opened its second plant, which will build pumps "
     "for "
     "lifeboats.\n\n"
     "\"We came for the harbour and stay for the people,\" said Lena Marsh, chief executive.\n\n"
     "The plant will:\n"
     "* build 400 pumps a year;\n"
     "* train 30 apprentices.\n\n"
     "About Harrowgate Works\n"
     "Harrowgate Works has built pumps since 1911 and employs 1,400 people in four countries.\n\n"
     "###\n\n"
     "Press Office\nHarrowgate House, Stenmouth\n",
     "HARROWGATE WORKS OPENS PLANT IN STENMOUTH", "2016-03-03", "Harrowgate Works", "",
     NG_KIND_STATEMENT, true,
     "heading|Two hundred jobs by the end of the year\n"
     "lede|STENMOUTH, Norland - Harrowgate Works today opened its second plant, which will build "
     "pumps "
     "for lifeboats.\n"
     "body|\"We came for the harbour and stay for the people,\" said Lena Marsh, chief executive.\n"
     "heading|The plant will:\n"
     "list|build 400 pumps a year;\n"
     "list|train 30 apprentices.\n"
     "heading|About Harrowgate Works\n"
     "body|Harrowgate Works has built pumps since 1911 and employs 1,400 people in four "
     "countries.\n"},

    {"a mailed statement with header lines",
     "From: Press Office <press@norland-water.example>\n"
     "To: undisclosed recipients\n"
     "Subject: Statement on the Dockside main\n"
     "Date: Tue, 14 May 2019 09:30:00 +0200\n\n"
     "Norland Water has issued the following statement on the burst main at Dockside.\n\n"
     "\"We are sorry. The main is repaired, and nobody will be billed for May.\"\n\n"
     "Contact: Tom Ferris, 555-0143\n\n"
     "-30-\n",
     "Statement on the Dockside main", "2019-05-14T09:30:00+02:00", NULL, "", NG_KIND_STATEMENT,
     true,
     "lede|Norland Water has issued the following statement on the burst main at Dockside.\n"
     "body|\"We are sorry. The main is repaired, and nobody will be billed for May.\"\n"},

    {"hard-broken wire copy, indented paragraphs, no blank lines",
     "Harbour Union Calls Off Strike\n"
     "By MAUD ELLERY\n"
     "    STENMOUTH, Norland, May 3, 1994 (Reuters) - The harbour union has\n"
     "called off the strike that closed the port of Stenmouth for nine\n"
     "days, its chairman said on Tuesday after a night of talks with the\n"
     "non-\n"
     "governmental board.\n"
     "    Work begins again on Thursday with the morning shift. Ships that\n"
     "waited off the coast are to be unloaded in the order in which they\n"
     "came.\n"
     "    The board had offered four percent in February.\n",
     "Harbour Union Calls Off Strike", "1994-05-03", NULL, "MAUD ELLERY", NG_KIND_ARTICLE, false,
     "lede|STENMOUTH, Norland, May 3, 1994 (Reuters) - The harbour union has called off the strike "
     "that "
     "closed the port of Stenmouth for nine days, its chairman said on Tuesday after a night of "
     "talks "
     "with the non-governmental board.\n"
     "body|Work begins again on Thursday with the morning shift. Ships that waited off the coast "
     "are to "
     "be unloaded in the order in which they came.\n"
     "body|The board had offered four percent in February.\n"},

    {"a printout with the page's title, addresses and page numbers",
     "11/22/16, 9:30 AM Ferry Line Ends After 90 Years | The Stenmouth Gazette\n"
     "Ferry Line Ends After 90 Years | The Stenmouth Gazette\n\n"
     "Home > News > Ferries\n\n"
     "Ferry Line Ends After 90 Years\n\n"
     "By Ada Quill and Tom Ferris, Staff Writers\n"
     "Published: Monday, 21 November 2016\n\n"
     "Share Tweet Email Print\n\n"
     "The last ferry from Stenmouth to Low Island sails on Sunday, the line said. It carried 400 "
     "people "
     "a day in its best years.\n\n"
     "https://gazette.example/ferry 1/2\n\n"
     "Related: Low Island's bridge\n\n"
     "The island's bridge opened in June.\n\n"
     "Sign up for our newsletter and get the harbour's news in your inbox every morning\n\n"
     "\xc2\xa9 2016 The Stenmouth Gazette. All rights reserved.\n",
     "Ferry Line Ends After 90 Years", "2016-11-21", "The Stenmouth Gazette",
     "Ada Quill, Tom Ferris", NG_KIND_ARTICLE, false,
     "lede|The last ferry from Stenmouth to Low Island sails on Sunday, the line said. It carried "
     "400 "
     "people a day in its best years.\n"
     "body|The island's bridge opened in June.\n"},

    {"a note: first line, then a line a paragraph",
     "Call with the harbour master\n"
     "Said that the crane had been checked twice in the spring, and that he would send the "
     "reports.\n"
     "Wants to be named only if the board is named as well.\n",
     "Call with the harbour master", NULL, NULL, "", NG_KIND_ARTICLE, false,
     "lede|Said that the crane had been checked twice in the spring, and that he would send the "
     "reports.\n"
     "body|Wants to be named only if the board is named as well.\n"},

    {"a page saved whole: menus above, other stories below",
     "Skip to "
     "content\nHome\nNews\nPorts\nFerries\nWeather\nSport\nCulture\nOpinion\nPictures\nJobs\n"
     "Homes\nCars\nTravel\nPuzzles\nArchive\nMy account\n\n"
     "Mayor of Stenmouth to Stand Again\n\n"
     "Low Island's Lighthouse Goes Dark for the First Time\n\n"
     "Ada Quill\n\n21 November 2016\n\n"
     "The lighthouse of Low Island went dark on Sunday, when the ferry line cut its power, the "
     "coast "
     "guard said.\n\n"
     "Ships were warned by radio. The light had burned every night since 1871, through both wars "
     "and "
     "the great storm.\n\n"
     "A Keeper's Son Remembers\n\n"
     "\"My father would have carried oil up there himself,\" said Tom Ferris, whose family kept "
     "the light "
     "for three generations.\n\n"
     "The line is to answer the coast guard's letter by the end of the month.\n\n"
     "More stories\n\nFish hall sold\n\nBridge painted\n\nSchool wins prize\n\nHarbour dog "
     "found\n\n"
     "About us\nContact\nTerms\nPrivacy\nWork with us\nPrint edition\nDelivery\n",
     "Low Island's Lighthouse Goes Dark for the First Time", "2016-11-21", NULL, "Ada Quill",
     NG_KIND_ARTICLE, false,
     "lede|The lighthouse of Low Island went dark on Sunday, when the ferry line cut its power, "
     "the coast "
     "guard said.\n"
     "body|Ships were warned by radio. The light had burned every night since 1871, through both "
     "wars and "
     "the great storm.\n"
     "heading|A Keeper's Son Remembers\n"
     "body|\"My father would have carried oil up there himself,\" said Tom Ferris, whose family "
     "kept the "
     "light for three generations.\n"
     "body|The line is to answer the coast guard's letter by the end of the month.\n"},

    {"an office's release in one line, its tags and stops taken out",
     "     Senator Maud Ellery                                        Press Release                "
     "        "
     "                 Ellery Opens Harbour School In Stenmouth                                    "
     "       "
     "            Contact  Jane Roe  202 555 0117 Tuesday  March 3  2015      STENMOUTH     United "
     "States "
     "Senator Maud Ellery  D NL  today opened the harbour school of Stenmouth  It will teach 200 "
     "drivers a "
     "year  The school was paid for by the port and the county  and it stands where the old ferry "
     "hall was "
     "until the storm of 2011        Ellery secured 400 000 for the school in last year s spending "
     "bill  "
     "The port had asked for it since 2009  and the county for longer  Both sent their thanks      "
     "         "
     "      Questions or Comments          ",
     "Ellery Opens Harbour School In Stenmouth", "2015-03-03", "Senator Maud Ellery", "",
     NG_KIND_STATEMENT, true,
     "lede|STENMOUTH United States Senator Maud Ellery D NL today opened the harbour school of "
     "Stenmouth It "
     "will teach 200 drivers a year The school was paid for by the port and the county and it "
     "stands where "
     "the old ferry hall was until the storm of 2011\n"
     "body|Ellery secured 400 000 for the school in last year s spending bill The port had asked "
     "for it "
     "since 2009 and the county for longer Both sent their thanks\n"},
};

static char *joined_authors(const NgArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->authors->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                               (char *)g_ptr_array_index(article->authors, i));
    return g_string_free(out, FALSE);
}

static bool same(const char *name, const char *field, const char *got, const char *expected)
{
    if (g_strcmp0(got, expected) == 0)
        return true;
    print_error("%s: %s is\n%s\nand should be\n%s\n", name, field, got ? got : "(null)",
                expected ? expected : "(null)");
    return false;
}

static void test_text_reader__keeps_the_story_and_drops_the_page(void **state)
{
    (void)state;
    bool good = true;
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        const Page *page = &pages[i];
        GError *error = NULL;
        g_autoptr(NgArticle) article =
            text_read(page->input, strlen(page->input), "/news/page.txt", &error);
        if (!article) {
            print_error("%s: %s\n", page->name, error->message);
            fail();
        }
        g_autofree char *paragraphs = text_read_paragraphs(article);
        g_autofree char *authors = joined_authors(article);
        good &= same(page->name, "title", article->headline->text, page->title);
        good &= same(page->name, "published", article->published, page->published);
        good &= same(page->name, "outlet", article->outlet, page->outlet);
        good &= same(page->name, "authors", authors, page->authors);
        good &= same(page->name, "kind", ng_kind_name(article->kind), ng_kind_name(page->kind));
        good &= same(page->name, "kind_given", article->kind_given ? "yes" : "no",
                     page->kind_given ? "yes" : "no");
        good &= same(page->name, "paragraphs", paragraphs, page->paragraphs);
        /* every field that was found says where */
        good &= same(page->name, "provenance of title",
                     ng_article_provenance(article, "title") ? "given" : "none", "given");
        if (article->published)
            good &= g_str_has_prefix(ng_article_provenance(article, "published"), "text:");
    }
    assert_true(good);
}

/* ---- the two pages of the measuring set; their texts are not ours, a few words point at them ----
 */

typedef struct {
    const char *file, *title;
    guint paragraphs;
    const char *begins[20]; /* in the page's order */
    const char *headings[3];
} Seed;

static const Seed seeds[] = {
    {"kaspersky-counters-businessweek.txt",
     "Kaspersky Lab Counters Bloomberg BusinessWeek Claims of Russian Intelligence Ties",
     10,
     {"Bloomberg BusinessWeek claims", "The BusinessWeek report emerges",
      "Kaspersky Lab Responds to", "And now, Kaspersky", "\xe2\x80\x9cRegardless of how",
      "In the internal communications", "Building on that statement",
      "Kaspersky Lab Partner Program", "It's unclear if", "MSSP Alert has reached"},
     {"Kaspersky Lab Responds to Bloomberg BusinessWeek",
      "Kaspersky Lab Partner Program: Under Pressure?"}},
    {"kaspersky-responds-to-fbi.txt",
     "Kaspersky Lab Responds to Claims FBI is Sabotaging its Non-Gov't Deals",
     16,
     {"Kaspersky Lab today defended", "The approach marks", "Since the beginning",
      "News of the briefings", "\xe2\x80\x9cIf these briefings", "Kaspersky in April launched",
      "But the headwinds", "Suspicion of the company", "\xe2\x80\x9cThe only conclusion",
      "Founder Eugene Kaspersky", "But in the 20 years", "\xe2\x80\x9cKaspersky Lab has always",
      "The company points", "Most unfair, Kaspersky",
      "\xe2\x80\x9c"
      "CEO Eugene Kaspersky",
      "\xe2\x80\x9cKaspersky Lab has only"},
     {NULL}},
};

static const char *const never[] = {"Thinkstock", "Content",      "protected]", "TAGS",
                                    "comments",   "HTML",         "Plain text", "automatically",
                                    "skip this",  "co-founder &", "Send tips",  "Panettieri"};

static void test_text_reader__seeds_give_their_stories(void **state)
{
    (void)state;
    const char *root = g_getenv("NG_SOURCE_ROOT");
    g_autofree char *folder = g_build_filename(root ? root : ".", "..", "shared", "seeds", NULL);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        print_message("skipped: no %s\n", folder);
        g_clear_pointer(&folder, g_free); /* skip() jumps over the cleanup */
        skip();
    }
    for (gsize s = 0; s < G_N_ELEMENTS(seeds); s++) {
        const Seed *seed = &seeds[s];
        g_autofree char *path = g_build_filename(folder, seed->file, NULL);
        g_autofree char *data = NULL;
        gsize len = 0;
        assert_true(g_file_get_contents(path, &data, &len, NULL));
        g_autoptr(NgArticle) article = text_read(data, len, path, NULL);
        assert_non_null(article);
        assert_string_equal(article->headline->text, seed->title);
        assert_int_equal(article->kind, NG_KIND_ARTICLE);
        assert_null(article->published);
        assert_null(article->outlet);
        assert_int_equal(article->paragraphs->len, seed->paragraphs);
        for (guint i = 0; i < seed->paragraphs; i++) {
            const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, i);
            if (!g_str_has_prefix(paragraph->text, seed->begins[i])) {
                print_error("%s: paragraph %u does not begin with %s\n", seed->file, i + 1,
                            seed->begins[i]);
                fail();
            }
            bool heading = false;
            for (guint h = 0; h < G_N_ELEMENTS(seed->headings) && seed->headings[h]; h++)
                heading |= strcmp(paragraph->text, seed->headings[h]) == 0;
            assert_int_equal(paragraph->role == NG_ROLE_HEADING, heading);
            for (gsize n = 0; n < G_N_ELEMENTS(never); n++)
                if (strstr(paragraph->text, never[n])) {
                    print_error("%s: clutter in paragraph %u: %s\n", seed->file, i + 1, never[n]);
                    fail();
                }
        }
        assert_int_equal(((NgParagraph *)g_ptr_array_index(article->paragraphs, 0))->role,
                         NG_ROLE_LEDE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_reader__keeps_the_story_and_drops_the_page),
        cmocka_unit_test(test_text_reader__seeds_give_their_stories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
