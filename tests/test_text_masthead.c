/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Over and under the story: letterheads and mastheads name the outlet and are no headline, teasers
 * and comments below are no paragraphs; and what only looks so. Names are invented. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/text_read.h"

#define STORY                                                                                      \
    "The harbour board of Stenmouth met on Monday and voted for the new pier, its chairman "       \
    "said.\n\n"                                                                                    \
    "Work on the pier begins in the spring and will take two years, the board wrote.\n\n"          \
    "Nobody spoke against it at the meeting, which lasted an hour and was open to all.\n\n"

static NgArticle *read_string(const char *text)
{
    return text_read(text, strlen(text), "/news/page.txt", NULL);
}

typedef struct {
    const char *above, *below;
    const char *title, *outlet, *authors;
    NgKind kind;
    guint paragraphs; /* with the story's three */
} Head;

static const Head heads[] = {
    /* letterheads */
    {"STENMOUTH HARBOUR BOARD\nFish Hall 7, Stenmouth\n\nPRESS RELEASE\n\nBoard votes for the "
     "pier\n\nMay 3, 2016\n\n",
     "The Stenmouth Harbour Board was founded in 1871 and owns nine piers.\n",
     "Board votes for the pier", "Stenmouth Harbour Board", "", NG_KIND_STATEMENT, 4},
    {"F E R R A N T\nCranes and Lifts  -  Stenmouth\n\nPress notice\n3 May 2016\n\nA crane for "
     "the new pier\n\n",
     "The crane is built by Ferrant, which has 400 workers.\n", "A crane for the new pier",
     "Ferrant", "", NG_KIND_STATEMENT, 4},
    {"Harrowgate Works, Inc.\n\"Pumps for all\"\n\nFOR IMMEDIATE RELEASE        May 3, "
     "2016\n\nHARROWGATE PUMPS FOR THE NEW PIER\n\n",
     "", "HARROWGATE PUMPS FOR THE NEW PIER", "Harrowgate Works, Inc.", "", NG_KIND_STATEMENT, 3},
    {"HAFENWERKE STENMÜNDE AG\nAm Kai 1 - Stenmünde\n\nPRESSEMITTEILUNG\n3. Mai 2016\n\nNeue "
     "Mole wird gebaut\n\n",
     "Die Hafenwerke Stenmünde AG baut seit 1911.\n\n+++ Ende der Mitteilung +++\n",
     "Neue Mole wird gebaut", "Hafenwerke Stenmünde AG", "", NG_KIND_STATEMENT, 4},
    {"PORT DE STENMOUTH\nDirection de la communication\n\nCOMMUNIQUÉ DE PRESSE\n\nUne nouvelle "
     "jetée\n\n",
     "Le Port de Stenmouth compte neuf jetées et deux mille dockers.\n", "Une nouvelle jetée",
     "Port de Stenmouth", "", NG_KIND_STATEMENT, 4},
    {"FERRANT MARINE\n\nSTATEMENT - CORRECTED\n3 May 2016\n\nCorrection to our statement of 1 "
     "May\n\n",
     "", "Correction to our statement of 1 May", "Ferrant Marine", "", NG_KIND_STATEMENT, 3},
    {"PIER WATCH STENMOUTH\na society of anglers\n\nOPEN LETTER\n3 May 2016\n\nTo those who "
     "build piers\n\n",
     "Ada Quill\nDirector, Pier Watch Stenmouth\nada@pierwatch.example\n",
     "To those who build piers", "Pier Watch Stenmouth", "Ada Quill", NG_KIND_STATEMENT, 3},
    {"SOUND AND ISLAND FERRIES\nSafe over the sound\n\nNotice to our passengers\n\n", "",
     "Notice to our passengers", "Sound and Island Ferries", "", NG_KIND_STATEMENT, 3},
    {"EMBARGOED UNTIL 00:01, 3 May 2016\n\nUniversity of Norland\n\nFish at the pier know faces, "
     "study finds\n\n",
     "The University of Norland has taught since 1604.\n",
     "Fish at the pier know faces, study finds", "University of Norland", "", NG_KIND_STATEMENT, 4},
    {"Stadt Stenmünde - Pressestelle\n\nPresseinformation Nr. 12/2016\n3. Mai 2016\n\nNeue Mole "
     "wird gebaut\n\n",
     "Die Stadt Stenmünde baut die Mole mit eigenem Geld.\n", "Neue Mole wird gebaut",
     "Stadt Stenmünde", "", NG_KIND_STATEMENT, 4},
    {"ACME PIERS\n12 Main Street\nStenmouth, NL 62701\nPhone: 555-0117\nwww.acme.example\n\nNEWS "
     "RELEASE\n\nA crane for the new pier\n\n",
     "", "A crane for the new pier", "Acme Piers", "", NG_KIND_STATEMENT, 3},

    /* headlines that stand where letterheads do */
    {"Board Votes for the New Pier\n\nFOR IMMEDIATE RELEASE\n\n", "",
     "Board Votes for the New Pier", NULL, "", NG_KIND_STATEMENT, 3},
    {"Ferrant Builds Crane for the New Pier\n\nPRESS RELEASE\nMay 3, 2016\n\nIt will lift 40 "
     "tons\n\n",
     "", "Ferrant Builds Crane for the New Pier", NULL, "", NG_KIND_STATEMENT, 4},

    /* mastheads */
    {"Pier & Mole | the letter of people who tie up ships\nHome > News > Piers\n\nThe pier "
     "nobody spoke against\n\nBy Ada Quill\nMay 3, 2016\n\nPrint this page   Email to a colleague "
     "  Text size: A A A\n\n",
     "--\nPier & Mole is sent to 900 readers. To stop receiving it, reply with STOP.\n(c) 2016 "
     "Quill Press.\n",
     "The pier nobody spoke against", "Pier & Mole", "Ada Quill", NG_KIND_ARTICLE, 3},
    {"https://pierandmole.example/pier\nSaved from the web on 11 Feb 2021 at 17:03\n\nPIER & "
     "MOLE\n\nMenu  Search  Log in\n\nThe pier nobody spoke against\n\n3 May 2016\nBy Ada "
     "Quill\n\nShare:  Twitter  LinkedIn  Facebook\n\n",
     "Related\n  Moles: who insures the stones?\n  The last stone pier is sold\n\nComments "
     "(2)\n  angler: Only took ten years\n  T. Ferris: Would love to know the price\n\nNewsletter "
     "sign-up | Advertise | Cookies | (c) Quill Press\n",
     "The pier nobody spoke against", "Pier & Mole", "Ada Quill", NG_KIND_ARTICLE, 3},
    {"Голос мола\nГлавная / Новости / Порты\n\nВ порту построят новый мол\n\n15 октября 2021 "
     "года, 11:20\n\n",
     "Поделиться: ВКонтакте  Телеграм  Копировать ссылку\n© Голос мола\n",
     "В порту построят новый мол", "Голос мола", "", NG_KIND_ARTICLE, 3},
    {"The Stenmouth Sound\n\nThe pier nobody spoke against\n\nBy Ada Quill\n\n",
     "More from The Stenmouth Sound\n  Ferries\n  Fish hall sold\n",
     "The pier nobody spoke against", "The Stenmouth Sound", "Ada Quill", NG_KIND_ARTICLE, 3},
    {"The Stenmouth Sound\nTuesday, May 3, 2016\n\nThe pier nobody spoke against\n\nBy Ada "
     "Quill\n\n",
     "\u00a9 2016 The Stenmouth Sound\n", "The pier nobody spoke against", "The Stenmouth Sound",
     "Ada Quill", NG_KIND_ARTICLE, 3},

    /* headlines that stand where mastheads do */
    {"BOARD VOTES FOR PIER\nWork begins in the spring\n\nBy Ada Quill\n\n", "",
     "BOARD VOTES FOR PIER", NULL, "Ada Quill", NG_KIND_ARTICLE, 4},
    {"Board Votes for Pier\n\nShare Tweet Email\n\nWork begins in the spring\n\n", "",
     "Board Votes for Pier", NULL, "", NG_KIND_ARTICLE, 4},
    {"400 Jobs Come to Main Street\n\nA pier will be built\n\n", "", "400 Jobs Come to Main Street",
     NULL, "", NG_KIND_ARTICLE, 4},
    {"By Numbers: The Pier\n\nBy Ada Quill\nMay 3, 2016\n\n", "", "By Numbers: The Pier", NULL,
     "Ada Quill", NG_KIND_ARTICLE, 3},
};

static void test_text_masthead__names_the_outlet_and_is_no_headline(void **state)
{
    (void)state;
    bool good = true;
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
        const Head *head = &heads[i];
        g_autofree char *text = g_strconcat(head->above, STORY, head->below, NULL);
        g_autoptr(NgArticle) article = read_string(text);
        g_ptr_array_add(article->authors, NULL);
        g_autofree char *authors = g_strjoinv(", ", (char **)article->authors->pdata);
        g_ptr_array_remove_index(article->authors, article->authors->len - 1);
        if (strcmp(article->headline->text, head->title) == 0 &&
            g_strcmp0(article->outlet, head->outlet) == 0 && strcmp(authors, head->authors) == 0 &&
            article->kind == head->kind && article->paragraphs->len == head->paragraphs)
            continue;
        g_autofree char *paragraphs = text_read_paragraphs(article);
        print_error("case %zu: %s: outlet %s, authors %s, %s, %u paragraphs\n%s\n", i,
                    article->headline->text, article->outlet ? article->outlet : "(null)", authors,
                    ng_kind_name(article->kind), article->paragraphs->len, paragraphs);
        good = false;
    }
    assert_true(good);
}

/* What follows the story, and how many paragraphs of it stay. */
static const struct {
    const char *below;
    guint kept;
} tails[] = {
    {"Related stories\n\nFish hall sold\n\nBridge painted\n", 0},
    {"Читайте также\n\nРыбный рынок продан\n", 0},
    {"Comments (1)\n\nangler: I never liked the old pier, and I will not like the new one.\n", 0},
    {"Sincerely,\n\nAda Quill\nDirector, Pier Watch\n", 3}, /* an article's letter: they stay */
    {"Advertise | Privacy | Contact us\n", 0},
    {"You are receiving this newsletter because you once asked for it, and may unsubscribe.\n", 0},
    {"A tent was put up. To unsubscribe, write to the clerk of the board.\n", 0},
    {"Members of the board's club were allowed to unsubscribe from its letter in 2011.\n", 1},
    /* a story goes on behind what looks like its end */
    {"Related\n\nThe fish hall was sold on the same day, and will be pulled down in June.\n", 2},
    {"--\n\nThe fish hall was sold on the same day, for 4,000 crowns, and will be pulled down in "
     "June by the yard that built it. Its tenant, who had the lease since the storm, was told by "
     "letter. He said that he would go to court, and that the board had known of the lease.\n",
     1},
    {"More from the board is expected in May, its chairman said.\n", 1},
    {"Comments by readers fill the board's letter box, its clerk said.\n", 1},
    {"Piers | Moles\n", 1},
};

static void test_text_tail__ends_with_the_story(void **state)
{
    (void)state;
    bool good = true;
    for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *text =
            g_strconcat("Board Votes for the New Pier\n\n", STORY, tails[i].below, NULL);
        g_autoptr(NgArticle) article = read_string(text);
        if (article->paragraphs->len == 3 + tails[i].kept)
            continue;
        g_autofree char *paragraphs = text_read_paragraphs(article);
        print_error("after %s: %u of it kept, not %u\n%s\n", tails[i].below,
                    article->paragraphs->len - 3, tails[i].kept, paragraphs);
        good = false;
    }
    assert_true(good);
}

/* The project's own samples (corpus/README.md). */
static const struct {
    const char *file, *title, *outlet, *first, *last;
} samples[] = {
    {"grid-and-meter/2017-10-aldermoor-drops-varga.txt",
     "Aldermoor drops Varga after 'a conversation we could not have'", "Grid & Meter",
     "Aldermoor Energy will remove", "Varga said that it regretted"},
    {"grid-and-meter/2018-10-audit-lessons.txt",
     "What a 212-page audit says about your own control room", "Grid & Meter", "Few of our readers",
     "Priya Raman, who moves"},
    {"grid-and-meter/2021-02-aldermoor-returns.txt",
     "Aldermoor goes back to the vendor it threw out", "Grid & Meter", "It took three minutes",
     "The Office of Grid Safety"},
    {"grid-and-meter/2022-05-two-keys.txt", "Two keys, two women, one update", "Grid & Meter",
     "LEEDS -- To change", "An earlier version"},
    {"grid-and-meter/undated-glossary-note.txt",
     "A NOTE ON WORDS, FROM THE EDITORS OF GRID & METER", NULL, "Readers ask us", "Complaints go"},
    {"statements/bresac-energie-2018-01-15-communique.txt",
     "Reprise des relevés après un acte de malveillance informatique", "Brésac Énergie",
     "Dans la nuit", "L'entreprise a porté plainte"},
    {"statements/carrow-notice-to-patients.txt", "Notice to our patients", "Carrow Hospitals",
     "We want you to know", "Questions?"},
    {"statements/codeglass-2018-10-02-report.txt",
     "Report on the audit of Varga Security products is public", "Codeglass", "Codeglass has today",
     "The audit was paid for"},
    {"statements/hnw-2021-10-15-pressemitteilung.txt",
     "Umschlag in Nordwarden läuft ohne Einschränkung", "Hafen Nordwarden AG", "Der Ausfall",
     "Drei Schiffe"},
    {"statements/hoistline-2021-10-18-correction.txt", "Correction to our statement of 14 October",
     "Hoistline Software", "On 14 October we said", "Hoistline has now asked"},
    {"statements/mpt-2021-10-14-cranes.txt", "Stoppage of ship-to-shore cranes",
     "Marrowport Terminals", "At 04:06 today", "2. Marrowport Borough Council"},
    {"statements/open-ledger-watch-2016-12-06-letter.txt",
     "To the makers and buyers of smart meters", "Open Ledger Watch", "Eleven million homes",
     "It has arisen."},
    {"statements/tellerwright-2020-01-29-escrow.txt",
     "TELLERWRIGHT CONFIRMS UPDATED ESCROW DEPOSIT", "Tellerwright Voting Systems",
     "Tellerwright Voting Systems (TVS) today", "TVS software is tested"},
    {"statements/varga-2017-05-10-code-offer.txt",
     "Varga Security to Open Its Source Code to Governments", "Varga Security",
     "Any public authority", "Varga Security was founded"},
    {"statements/varga-2017-08-17-response.txt",
     "Varga Security responds to reports of briefings in the energy sector", "Varga Security",
     "Varga Security has learned", "We thank the partners"},
    {"vestnik-porta/2021-10-15-krany.txt", "В британском порту Марроупорт остановились краны",
     "Вестник порта", "Двадцать два портовых крана", "Первый кран"},
};

static void test_text_masthead__samples_have_their_headlines_and_outlets(void **state)
{
    (void)state;
    const char *root = g_getenv("NG_SOURCE_ROOT");
    bool good = true;
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autofree char *path =
            g_build_filename(root ? root : ".", "corpus", samples[i].file, NULL);
        g_autofree char *data = NULL;
        gsize len = 0;
        assert_true(g_file_get_contents(path, &data, &len, NULL));
        g_autoptr(NgArticle) article = text_read(data, len, path, NULL);
        guint n = article->paragraphs->len;
        assert_true(n > 0);
        const NgParagraph *first = g_ptr_array_index(article->paragraphs, 0);
        const NgParagraph *last = g_ptr_array_index(article->paragraphs, n - 1);
        bool statement = g_str_has_prefix(samples[i].file, "statements/");
        if (strcmp(article->headline->text, samples[i].title) == 0 &&
            g_strcmp0(article->outlet, samples[i].outlet) == 0 &&
            g_str_has_prefix(first->text, samples[i].first) &&
            g_str_has_prefix(last->text, samples[i].last) &&
            (article->kind == NG_KIND_STATEMENT) == statement)
            continue;
        print_error("%s: %s: %s, %s, %s ... %s\n", samples[i].file, ng_kind_name(article->kind),
                    article->headline->text, article->outlet ? article->outlet : "(null)",
                    first->text, last->text);
        good = false;
    }
    assert_true(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_masthead__names_the_outlet_and_is_no_headline),
        cmocka_unit_test(test_text_tail__ends_with_the_story),
        cmocka_unit_test(test_text_masthead__samples_have_their_headlines_and_outlets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
