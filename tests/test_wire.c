/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text formats of wires, IPTC 7901 and ANPA 1312: what a reader of the paper would have read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/agency_read.h"
#include "indexer/input/agency.h"

#define DPA                                                                                        \
    "\x01"                                                                                         \
    "eca062 4 i 211  nwa 061\r\n\nHarbour/strike/\r\n\x02"
#define DPA_END                                                                                    \
    "\r\n\x03"                                                                                     \
    "131137 GMT Nov 13\r\n\x7f\n\x04"

static const struct {
    const char *input, *expected;
} iptc[] = {
    /* the headline ends with "=", paragraphs by blank lines */
    {DPA "Harbour pilots call off strike in Northport =\r\n\n   Northport (nwa) - Pilots went back "
         "to\r\nwork on Wednesday.\r\n\n   The port said all berths were open.\r\n\n* * * *\r\nThe "
         "following information is not for publication\r\n\n- Reporting by: Ada Moor\r\n\nnwa am "
         "hk\r\n" DPA_END,
     "Harbour pilots call off strike in Northport | nwa | - | - | 2013-11-13T11:37:00Z | - | live\n"
     "body: Northport (nwa) - Pilots went back to work on Wednesday.\n"
     "body: The port said all berths were open.\n"},
    /* status lines over it, a byline under it, a headline of two lines */
    {DPA "REFILE\n1ST LEAD\nHarbour pilots call off strike in\nNorthport after talks\nBy Ada Moor, "
         "The Northport Herald =\r\n\nPilots went back.\r\n" DPA_END,
     "Harbour pilots call off strike in Northport after talks | nwa | Ada Moor | - | "
     "2013-11-13T11:37:00Z | - | live\nbody: Pilots went back.\n"},
    /* without "=": short lines before a blank one */
    {DPA "Harbour pilots call off strike\r\n\r\nPilots went back to work.\r\n" DPA_END,
     "Harbour pilots call off strike | nwa | - | - | 2013-11-13T11:37:00Z | - | live\n"
     "body: Pilots went back to work.\n"},
    /* no headline: the keywords */
    {DPA "   Pilots went back to work on Wednesday, the port said, and all was well.\r\n" DPA_END,
     "Harbour strike | nwa | - | - | 2013-11-13T11:37:00Z | - | live\n"
     "body: Pilots went back to work on Wednesday, the port said, and all was well.\n"},
    {DPA "CORRECTION\nHarbour pilots call off strike =\r\n\nPilots went back.\r\n" DPA_END,
     "Harbour pilots call off strike | nwa | - | - | 2013-11-13T11:37:00Z | - | corrected\n"
     "body: Pilots went back.\n"},
    /* no zone, a year of four digits */
    {DPA "Harbour pilots call off strike =\r\n\nPilots went back.\r\n\x03"
         "131137 Nov 2013\r\n\x04",
     "Harbour pilots call off strike | nwa | - | - | 2013-11-13T11:37:00 | - | live\n"
     "body: Pilots went back.\n"},
    /* words about killing are no kill */
    {DPA "Storm could kill hundreds, kill switch failed =\r\n\nA kill.\r\n" DPA_END,
     "Storm could kill hundreds, kill switch failed | nwa | - | - | 2013-11-13T11:37:00Z | - | "
     "live\nbody: A kill.\n"},
    {"no control characters at all",
     "unreadable: no message in it: a wire's message begins with the control character SOH\n"},
};

static void test_iptc7901__reads_headline_text_and_time(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(iptc); i++) {
        agency_check(&ng_reader_iptc7901, iptc[i].input, iptc[i].expected);
    }
}

/* The kill of a story carries the story's headline, so both have one id; the kill is later. */
static void test_iptc7901__kills_have_the_id_of_the_story(void **state)
{
    (void)state;
    static const char story[] =
        DPA "Mayor of Northport resigns =\r\n\nThe mayor resigned.\r\n" DPA_END;
    static const char *const kills[] = {
        DPA "KILL\nMayor of Northport resigns =\r\n\nDo not use.\r\n" DPA_END,
        DPA "ADVISORY KILL\nMayor of Northport resigns =\r\n\nDo not use.\r\n" DPA_END,
        DPA "Withdrawal:\nMayor of Northport resigns =\r\n\nDo not use.\r\n" DPA_END,
    };
    g_auto(AgencyGot) first = agency_read(&ng_reader_iptc7901, story, strlen(story));
    const char *id = agency_only(&first)->id;
    assert_string_equal(id, "nwa-2013-11-13-mayor-of-northport-resigns");
    for (gsize i = 0; i < G_N_ELEMENTS(kills); i++) {
        g_auto(AgencyGot) got = agency_read(&ng_reader_iptc7901, kills[i], strlen(kills[i]));
        /* sent before noon: the day before is meant too */
        assert_int_equal(got.articles->len, 2);
        const NgArticle *before = got.articles->pdata[0], *kill = got.articles->pdata[1];
        assert_int_equal(kill->status, NG_STATUS_WITHDRAWN);
        assert_int_equal(before->status, NG_STATUS_WITHDRAWN);
        assert_string_equal(kill->id, id);
        assert_string_equal(before->id, "nwa-2013-11-12-mayor-of-northport-resigns");
    }
}

#define ANPA(keyword)                                                                              \
    "\x16\x16\x01W2607\x1f_regio\nr a\x13\x11 BC-NX--Harbor-Strik"                                 \
    "    11-13 1693\n\x02^" keyword "<\n"
#define ANPA_END                                                                                   \
    "\n\t   \x03"                                                                                  \
    "AP-WF-11-13-13 0745GMT<\n\n\x0c\n\x04"

static const struct {
    const char *input, *expected;
} anpa[] = {
    {ANPA(
         "BC-NX--Harbor-Strike, 1st Ld-Writethru,240") "^Pilots call off strike in Northport<\n^AP "
                                                       "Photo NXP101<\n^Eds: Adds quotes. With AP "
                                                       "Photos.<\n^By ADA MOOR and JOHN "
                                                       "O'NEIL=\n^Associated Press=\n\t   "
                                                       "NORTHPORT (AP) _ Pilots "
                                                       "went back to work.\n \n\t   ``We won,'' "
                                                       "said the captain _ and left. It took 3{ "
                                                       "hours.\n\t   ___\n\t   Moor reported from "
                                                       "Northport." ANPA_END,
     "Pilots call off strike in Northport | AP | Ada Moor, John O'Neil | - | 2013-11-13T07:45:00Z "
     "| "
     "- | live\n"
     "body: NORTHPORT (AP) \xE2\x80\x94 Pilots went back to work.\n"
     "body: \xE2\x80\x9CWe won,\xE2\x80\x9D said the captain \xE2\x80\x94 and left. It took "
     "3\xC2\xBD hours.\n"
     "body: Moor reported from Northport.\n"},
    /* an alert has no headline: the keyword, without cycle and desk */
    {ANPA("BC-NX--Alert,17") "\t   NORTHPORT (AP) _ Pilots end strike." ANPA_END,
     "Alert | AP | - | - | 2013-11-13T07:45:00Z | - | live\n"
     "body: NORTHPORT (AP) \xE2\x80\x94 Pilots end strike.\n"},
    /* nothing is left of a paragraph */
    {ANPA("BC-NX--Alert,17") "\t   NORTHPORT (AP) _ Pilots end strike.\n\t   &nbsp;" ANPA_END,
     "Alert | AP | - | - | 2013-11-13T07:45:00Z | - | live\n"
     "body: NORTHPORT (AP) \xE2\x80\x94 Pilots end strike.\n"},
    /* headings and tables; routing codes before the keyword line */
    {ANPA("*9006< ^BC-NX--Rowing Glance") "^Rowing Standings=\n^By The Associated Press=\n^NORTH "
                                          "LEAGUE=\n^\x08"
                                          "Aarburg;23;13;.639;_\x10 "
                                          "\n^\x08Port\x10 Bay;17;19;.472;6\x10 \n^Monday's "
                                          "Races=\n\t   Aarburg 5, Port Bay 1<" ANPA_END,
     "Rowing Standings | AP | - | - | 2013-11-13T07:45:00Z | - | live\n"
     "heading: NORTH LEAGUE\n"
     "body: Aarburg 23 13 .639 \xE2\x80\x94\n"
     "body: Port Bay 17 19 .472 6\n"
     "heading: Monday's Races\n"
     "body: Aarburg 5, Port Bay 1\n"},
    {ANPA("BC-NX--Harbor-Strike, 2nd Ld-Writethru,240") "^Pilots call off strike<\n^Eds: CORRECTS "
                                                        "spelling of captain's name.<\n\t   Pilots "
                                                        "went "
                                                        "back." ANPA_END,
     "Pilots call off strike | AP | - | - | 2013-11-13T07:45:00Z | - | corrected\n"
     "body: Pilots went back.\n"},
};

static void test_anpa__reads_headline_byline_text_and_time(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(anpa); i++) {
        agency_check(&ng_reader_anpa, anpa[i].input, anpa[i].expected);
    }
}

static void test_anpa__versions_and_kills_share_the_keyword_as_id(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        NgStatus status;
        const char *id;
    } cases[] = {
        {ANPA("BC-NX--Harbor-Strike,240") "^Pilots strike<\n\t   Text." ANPA_END, NG_STATUS_LIVE,
         "ap-2013-11-13-bc-nx-harbor-strike"},
        {ANPA("BC-NX--Harbor-Strike, 3rd Ld-Writethru,240") "^Pilots win<\n\t   Text." ANPA_END,
         NG_STATUS_LIVE, "ap-2013-11-13-bc-nx-harbor-strike"},
        {ANPA("BC-NX--Harbor-Strike, KILL,40") "^Eds: Do not use.<\n\t   A kill is "
                                               "mandatory." ANPA_END,
         NG_STATUS_WITHDRAWN, "ap-2013-11-13-bc-nx-harbor-strike"},
        {ANPA("BC-NX--Harbor-Strike, BULLETIN KILL") "\t   Do not use." ANPA_END,
         NG_STATUS_WITHDRAWN, "ap-2013-11-13-bc-nx-harbor-strike"},
        {ANPA("BC-NX--Harbor-Strike,240") "^Pilots strike<\n^Eds: Please kill the story.<\n\t   "
                                          "Text." ANPA_END,
         NG_STATUS_WITHDRAWN, "ap-2013-11-13-bc-nx-harbor-strike"},
        /* another take of the story adds to it */
        {ANPA("BC-NX--Harbor-Strike, 1st Add,240") "^Pilots strike<\n\t   Text." ANPA_END,
         NG_STATUS_LIVE, "ap-2013-11-13-bc-nx-harbor-strike-1st-add"},
        /* alerts of one keyword are many: told apart by number */
        {ANPA("BC-NX--Alert,17") "\t   Pilots end strike." ANPA_END, NG_STATUS_LIVE,
         "ap-2013-11-13-bc-nx-alert-w2607"},
        /* a headline about killing */
        {ANPA("BC-NX--Police Kill-Suspect,240") "^Police kill suspect<\n\t   Text." ANPA_END,
         NG_STATUS_LIVE, "ap-2013-11-13-bc-nx-police-kill-suspect"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(AgencyGot) got =
            agency_read(&ng_reader_anpa, cases[i].input, strlen(cases[i].input));
        assert_true(got.articles->len > 0);
        const NgArticle *last = got.articles->pdata[got.articles->len - 1];
        if (strcmp(last->id, cases[i].id) != 0 || last->status != cases[i].status) {
            fail_msg("case %zu: %s, %s", i, last->id, ng_status_name(last->status));
        }
    }
}

static void test_anpa__kills_take_the_numbers_that_they_name(void **state)
{
    (void)state;
    static const char kill[] =
        ANPA("BC-NX--Alert, KILL,17") "\t   Please kill BC-NX--Alert, W1645." ANPA_END;
    g_auto(AgencyGot) got = agency_read(&ng_reader_anpa, kill, strlen(kill));
    bool found = false;
    for (guint i = 0; i < got.articles->len; i++) {
        const NgArticle *article = got.articles->pdata[i];
        assert_int_equal(article->status, NG_STATUS_WITHDRAWN);
        found = found || strcmp(article->id, "ap-2013-11-13-bc-nx-alert-w1645") == 0;
    }
    assert_true(found);
}

static void test_agency__words_of_editors_are_told_from_news(void **state)
{
    (void)state;
    static const struct {
        AgencyWords kind;
        const char *words;
        NgStatus status;
    } said[] = {
        {AGENCY_HEADLINE, "CORRECTED-Bank raises rates", NG_STATUS_CORRECTED},
        {AGENCY_HEADLINE, "UPDATE 1-CORRECTED-Bank raises rates", NG_STATUS_CORRECTED},
        {AGENCY_HEADLINE, "Bank raises rates (CORRECTED)", NG_STATUS_CORRECTED},
        {AGENCY_HEADLINE, "Corrected vision for all", NG_STATUS_LIVE},
        {AGENCY_HEADLINE, "CORRECTIONS OFFICER HURT", NG_STATUS_LIVE},
        {AGENCY_HEADLINE, "KILL: Mayor resigns", NG_STATUS_WITHDRAWN},
        {AGENCY_HEADLINE, "BULLETIN KILL", NG_STATUS_WITHDRAWN},
        {AGENCY_HEADLINE, "ADVISORY-STORY WITHDRAWN", NG_STATUS_WITHDRAWN},
        {AGENCY_HEADLINE, "WITHDRAWN-Mayor resigns", NG_STATUS_WITHDRAWN},
        {AGENCY_HEADLINE, "KILL-SWITCH MAKER FAILS", NG_STATUS_LIVE},
        {AGENCY_HEADLINE, "KILL THE BILL, SAY THOUSANDS", NG_STATUS_LIVE},
        {AGENCY_HEADLINE, "Kill: a film review", NG_STATUS_LIVE},
        {AGENCY_HEADLINE, "KILLED IN ACTION", NG_STATUS_LIVE},
        {AGENCY_STATUS_LINE, "Kill", NG_STATUS_WITHDRAWN},
        {AGENCY_STATUS_LINE, "2nd Ld-Writethru, Correction", NG_STATUS_CORRECTED},
        {AGENCY_STATUS_LINE, "1ST LEAD", NG_STATUS_LIVE},
        {AGENCY_NOTE, "Please kill BC-NX--Harbor.", NG_STATUS_WITHDRAWN},
        {AGENCY_NOTE, "This story has been withdrawn.", NG_STATUS_WITHDRAWN},
        {AGENCY_NOTE, "Kill fee applies.", NG_STATUS_LIVE},
        {AGENCY_NOTE, "The bank's report was withdrawn in May.", NG_STATUS_LIVE},
        {AGENCY_NOTE, "Eds: CORRECTS spelling of name. With photos.", NG_STATUS_CORRECTED},
        {AGENCY_NOTE, "Updates throughout. Corrects day in graf 2.", NG_STATUS_CORRECTED},
        {AGENCY_NOTE, "Adds quotes from corrections officer.", NG_STATUS_LIVE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
        g_autoptr(NgArticle) article = ng_article_new();
        agency_words(article, said[i].words, said[i].kind, "words");
        if (article->status != said[i].status) {
            fail_msg("%s: %s", said[i].words, ng_status_name(article->status));
        }
    }
}

static void test_wire__reads_every_message_of_a_file(void **state)
{
    (void)state;
    static const char input[] = ANPA("BC-NX--One,40") "^One<\n\t   First." ANPA_END ANPA(
        "BC-NX--Two,40") "^Two<\n\t   "
                         "Second." ANPA_END;
    g_auto(AgencyGot) got = agency_read(&ng_reader_anpa, input, strlen(input));
    assert_int_equal(got.articles->len, 2);
    const NgArticle *second = got.articles->pdata[1];
    assert_string_equal(second->headline->text, "Two");
    assert_true(g_str_has_prefix(second->source, "/wire/file#"));
    gsize next = ng_reader_anpa.next_record(input, strlen(input), 3);
    assert_true(next > 3 && input[next] == '\x01');
}

static void test_wire__formats_are_told_apart(void **state)
{
    (void)state;
    static const char *const seven = DPA "Headline =\r\n\nText.\r\n" DPA_END;
    static const char *const american = ANPA("BC-NX--One,40") "\t   First." ANPA_END;
    const char *reason;
    assert_ptr_equal(ng_reader_guess(seven, strlen(seven), NULL, &reason), &ng_reader_iptc7901);
    assert_ptr_equal(ng_reader_guess(american, strlen(american), NULL, &reason), &ng_reader_anpa);
}

static void test_wire__refuses_a_message_that_has_no_end(void **state)
{
    (void)state;
    g_autoptr(GString) endless = g_string_new(ANPA("BC-NX--One,40"));
    while (endless->len < 3 * 1024 * 1024) {
        g_string_append(endless, "^x<\n");
    }
    agency_check(&ng_reader_anpa, endless->str,
                 "skip: more than 1 MB between two messages' beginnings: no message\n");
}

static void test_wire__bears_damage(void **state)
{
    (void)state;
    agency_torture(&ng_reader_iptc7901, iptc[1].input);
    agency_torture(&ng_reader_anpa, anpa[0].input);
    agency_torture(&ng_reader_anpa, anpa[2].input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iptc7901__reads_headline_text_and_time),
        cmocka_unit_test(test_iptc7901__kills_have_the_id_of_the_story),
        cmocka_unit_test(test_anpa__reads_headline_byline_text_and_time),
        cmocka_unit_test(test_anpa__versions_and_kills_share_the_keyword_as_id),
        cmocka_unit_test(test_anpa__kills_take_the_numbers_that_they_name),
        cmocka_unit_test(test_agency__words_of_editors_are_told_from_news),
        cmocka_unit_test(test_wire__reads_every_message_of_a_file),
        cmocka_unit_test(test_wire__formats_are_told_apart),
        cmocka_unit_test(test_wire__refuses_a_message_that_has_no_end),
        cmocka_unit_test(test_wire__bears_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
