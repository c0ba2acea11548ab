/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is named where. Each case: headline and paragraphs, one a line; then the mentions. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/analysis_cases.h"

ANALYSIS_AUTHORITY(FIXTURE_ACTORS)

#define RUN(cases) analysis_expect(authority, cases, G_N_ELEMENTS(cases), NULL, fixture_actors)

static void test_actors__takes_the_longest_name(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nHe spoke before the U.S. Congress in Moscow.",
         "1 us-congress[U.S. Congress] moscow[Moscow]"},
        {"\nThe US and Russia met.", "1 united-states[US] russia[Russia]"},
        {"\nThe U.S. senator left the US.", "1 united-states[U.S.|US]"},
        {"\nIt is the Federal Bureau of Investigation.", "1 fbi[Federal Bureau of Investigation]"},
        {"\nThe Federal Bureau is another.", ""},
        {"\nThe F.B.I. and the FBI's agents.", "1 fbi[F.B.I.|FBI]"},
        {"FBI raids Kaspersky Lab\nNothing here.", "0 fbi[FBI] kaspersky-lab[Kaspersky Lab]"},
        {"\nJeanne K. Shaheen voted.", "1 jeanne-shaheen[Jeanne K. Shaheen]"},
        {"\nHe flew to Washington, D.C. today.", "1 washington[Washington, D.C.]"},
        {"\nDie Reise nach München begann.", "1 muenchen[München]"},
        {"\n他在北京市工作。", "1 beijing[北京市]"},
    };
    RUN(cases);
}

static void test_actors__wants_the_capitals_of_a_name(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThose who told us knew it.", ""},
        {"\nAs it told them, the WHO told the US.", "1 who[WHO] united-states[US]"},
        {"\nWho told Us?", ""},
        {"\nNato and NATO met, nato did not.", "1 nato[Nato|NATO]"},
        {"\nTHOSE WHO TOLD US KNEW THE FBI.", "1 fbi[FBI]"},
        {"\nTHE U.S. AND THE US KNEW.", "1 united-states[U.S.]"},
        {"\nShe buys at eBay and at McDonald's.", "1 ebay[eBay] mcdonalds[McDonald's]"},
        {"\nHe met Mr. McDonald there.", ""},
        {"\nTarget of the raid was a store.", ""},
        {"\nShares of Target fell, the target rose.", "1 target[Target]"},
        {"\nThe moscow mule is no russia.", ""},
    };
    RUN(cases);
}

static void test_actors__leaves_adjectives_and_inhabitants_out(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nRussian agents and Americans met in Russia.", "1 russia[Russia]"},
        {"\nThe Russian Federation signed.", "1 russia[Russian Federation]"},
    };
    RUN(cases);
}

static void test_actors__span_leaves_the_possessive_out(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nKaspersky Lab's products, Moscow’s roots.",
         "1 kaspersky-lab[Kaspersky Lab] moscow[Moscow]"},
        {"\nThe United States' roots.", "1 united-states[United States]"},
        {"\nMcDonald’s own shop.", "1 mcdonalds[McDonald’s]"},
    };
    RUN(cases);
}

static void test_actors__reads_a_founders_name_by_its_ground(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nKaspersky Lab and Kaspersky Lab. Eugene Kaspersky came. Mr. Kaspersky left.",
         "1 kaspersky-lab[Kaspersky Lab|Kaspersky Lab] "
         "eugene-kaspersky[Eugene Kaspersky|Kaspersky]"},
        {"\nKaspersky Lab was founded by Eugene Kaspersky. Kaspersky said he was born in Moscow.",
         "1 kaspersky-lab[Kaspersky Lab] eugene-kaspersky[Eugene Kaspersky|Kaspersky] "
         "moscow[Moscow]"},
        {"\nEugene Kaspersky founded Kaspersky Lab. Kaspersky products are sold. Kaspersky's "
         "software sells.",
         "1 eugene-kaspersky[Eugene Kaspersky] kaspersky-lab[Kaspersky Lab|Kaspersky|Kaspersky]"},
        {"\nEugene Kaspersky went to Moscow. Kaspersky, 51, came back.",
         "1 eugene-kaspersky[Eugene Kaspersky|Kaspersky] moscow[Moscow]"},
        {"\nKaspersky Lab grew. Kaspersky Lab sells. Eugene Kaspersky runs it. Kaspersky said it "
         "was fine.",
         "1 kaspersky-lab[Kaspersky Lab|Kaspersky Lab|Kaspersky] "
         "eugene-kaspersky[Eugene Kaspersky]"},
        /* The headline comes first and is read by what follows. */
        {"Kaspersky denies claims\nKaspersky Lab denied them.",
         "0 kaspersky-lab[Kaspersky] 1 kaspersky-lab[Kaspersky Lab]"},
        {"Kaspersky denies claims\nEugene Kaspersky denied them.",
         "0 eugene-kaspersky[Kaspersky] 1 eugene-kaspersky[Eugene Kaspersky]"},
        {"\nKaspersky denies claims.", ""},
    };
    RUN(cases);
}

static void test_actors__takes_surnames_back_to_the_full_name(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenator Jeanne Shaheen rose.\nSen. Shaheen sat, and Shaheen's aide stood.",
         "1 jeanne-shaheen[Jeanne Shaheen] 2 jeanne-shaheen[Shaheen|Shaheen]"},
        {"\nNatalya Shaheen rose, Jeanne Shaheen sat. A day later Shaheen left.",
         "1 jeanne-shaheen[Jeanne Shaheen|Shaheen]"},
        {"\nBill Clinton spoke. Clinton left. Hillary Clinton came. Clinton stayed.",
         "1 bill-clinton[Bill Clinton|Clinton] hillary-clinton[Hillary Clinton|Clinton]"},
        {"\nHillary Rodham Clinton spoke. Clinton left.",
         "1 hillary-clinton[Hillary Rodham Clinton|Clinton]"},
        {"\nClinton left.", "1 bill-clinton[Clinton]"},
        /* Somebody else is called by no more than the title. */
        {"\nBill de Blasio spoke. Mrs. de Blasio left. De Blasio stayed. Mrs. de Blasio came.",
         "1 de-blasio[Bill de Blasio|De Blasio] mrs-de-blasio[de Blasio|de Blasio]"},
        {"\nJeanne Shaheen spoke. Mr. Shaheen left.",
         "1 jeanne-shaheen[Jeanne Shaheen] mr-shaheen[Shaheen]"},
        {"\nMrs. Clinton left. Mr. Clinton stayed.",
         "1 hillary-clinton[Clinton] bill-clinton[Clinton]"},
        /* A team has members, a founder has none; a company is spoken of as such. */
        {"\nKaspersky Lab sells it. Eugene Kaspersky left.\nKaspersky members stayed.",
         "1 kaspersky-lab[Kaspersky Lab] eugene-kaspersky[Eugene Kaspersky] 2 "
         "kaspersky-lab[Kaspersky]"},
        {"\nDenzel Washington came. Mr. Washington left. He lives in Washington.",
         "1 denzel-washington[Denzel Washington|Washington] washington[Washington]"},
        {"\nThe mayor, Bill de Blasio, won. Mr. de Blasio left, de Blasio stayed.",
         "1 de-blasio[Bill de Blasio|de Blasio|de Blasio]"},
        {"\nGeorgia and Georgia.", "1 georgia-country[Georgia|Georgia]"},
        {"\nThe State of Georgia. Georgia.", "1 georgia-us[State of Georgia|Georgia]"},
    };
    RUN(cases);
}

static void test_actors__learns_acronyms_from_brackets(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe OFT said so.\nThe Office of Fair Trading (OFT) said so.",
         "1 office-of-fair-trading[OFT] 2 office-of-fair-trading[Office of Fair Trading|OFT]"},
        {"\nThe Office of Fair Trading (XYZ) said so. XYZ did.",
         "1 office-of-fair-trading[Office of Fair Trading]"},
        {"\nThe OFT said so.", ""},
    };
    RUN(cases);
}

static void test_actors__takes_an_office_and_a_surname_for_the_only_one(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Shaheen rose. Shaheen sat.", "1 jeanne-shaheen[Shaheen|Shaheen]"},
        {"SEN. SHAHEEN VOTES\nShe did.", "0 jeanne-shaheen[SHAHEEN]"},
        {"\nSen. Shaheen Miller rose.", "1 shaheen-miller[Shaheen Miller]"},
        {"\nMr. Shaheen rose. Shaheen sat.", ""},
        {"\nSen. Kaspersky and Eugene Kaspersky.",
         "1 eugene-kaspersky[Kaspersky|Eugene Kaspersky]"},
    };
    RUN(cases);
}

static void test_actors__learns_people_who_speak(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\n\"It is over,\" said Jane Doe, an analyst. Later Doe left.",
         "1 jane-doe[Jane Doe|Doe]"},
        {"\nChief executive Jane Doe said it was over. Ms. Doe left.", "1 jane-doe[Jane Doe|Doe]"},
        {"\nJane Doe, a spokeswoman for the FBI, said so.", "1 jane-doe[Jane Doe] fbi[FBI]"},
        {"\nFBI spokesman John Q. Public said so. Mr. Public left.",
         "1 fbi[FBI] john-q-public[John Q. Public|Public]"},
        {"\nAccording to Zeynep Tufekci, it is over. Tufekci left.",
         "1 zeynep-tufekci[Zeynep Tufekci|Tufekci]"},
        {"\n\"Aus\", sagte Heinz Müller. Müller ging.", "1 heinz-muller[Heinz Müller|Müller]"},
        {"\nWitness Tony Molina said so. Molina left.", "1 tony-molina[Tony Molina|Molina]"},
        {"\nTemple-Inland said so. Fluor Daniel said it expects that. Diamant Boart SA said so.",
         ""},
        {"\nMarty Elden, an education professor, left. Elden came.",
         "1 marty-elden[Marty Elden|Elden]"},
        {"\nWall Street said so. The White House said so. Monday Night said so.", ""},
        {"\nJane Doe came by.", ""},
    };
    RUN(cases);
}

static void test_actors__keeps_what_the_input_gave(void **state)
{
    (void)state;
    NgAnalyser *analyser = ng_analyser_new(authority);
    g_autoptr(NgArticle) article = fixture_article("\nThe FBI met Acme.\nThe FBI met Acme.");
    NgParagraph *first = g_ptr_array_index(article->paragraphs, 0);
    NgMention *mention = ng_mention_new("acme", "Acme Inc", NG_ACTOR_ORG);
    NgSpan span = {12, 16};
    g_array_append_val(mention->spans, span);
    g_ptr_array_add(first->actors, mention);
    first->actors_given = true;
    for (guint i = 0; i < 2; i++) {
        ng_analyse(analyser, article);
        g_autofree char *actors = fixture_actors(article);
        assert_string_equal(actors, "1 acme[Acme] 2 fbi[FBI]");
    }
    ng_analyser_free(analyser);
}

static void test_actors__works_without_an_authority(void **state)
{
    (void)state;
    NgAnalyser *analyser = ng_analyser_new(NULL);
    g_autoptr(NgArticle) article = fixture_article("FBI\n\"It is over now,\" said Jane Doe.");
    ng_analyse(analyser, article);
    g_autofree char *actors = fixture_actors(article);
    assert_string_equal(actors, "1 jane-doe[Jane Doe]");
    ng_analyser_free(analyser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actors__takes_the_longest_name),
        cmocka_unit_test(test_actors__wants_the_capitals_of_a_name),
        cmocka_unit_test(test_actors__leaves_adjectives_and_inhabitants_out),
        cmocka_unit_test(test_actors__span_leaves_the_possessive_out),
        cmocka_unit_test(test_actors__reads_a_founders_name_by_its_ground),
        cmocka_unit_test(test_actors__takes_surnames_back_to_the_full_name),
        cmocka_unit_test(test_actors__learns_acronyms_from_brackets),
        cmocka_unit_test(test_actors__takes_an_office_and_a_surname_for_the_only_one),
        cmocka_unit_test(test_actors__learns_people_who_speak),
        cmocka_unit_test(test_actors__keeps_what_the_input_gave),
        cmocka_unit_test(test_actors__works_without_an_authority),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
