/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who speaks in press statements and in what they announce: several together, members with their
 * party, texts that have lost their marks. Each case: headline and paragraphs, one a line; then the
 * quotations as text=speaker/cue, - for none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/member_cases.h"

static void test_statements__of_several_each_speaks(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSens. Ann Arbor (D-Ohio) and Bob Brook (R-N.C.) said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said “We know all this.”=bob-brook/said"},
        {"\nU.S. Senators Ann Arbor, R-Ga., Bob Brook, R-Ga., and Cleo Clay, R-Ga., today said: "
         "“We know all this.”",
         "1 “We know all this.”=ann-arbor/said “We know all this.”=bob-brook/said "
         "“We know all this.”=cleo-clay/said"},
        {"\n“We know all this,” said Sens. Ann Arbor (D-Ohio), Bob Brook and Cleo Clay.",
         "1 “We know all this,”=ann-arbor/said “We know all this,”=bob-brook/said "
         "“We know all this,”=cleo-clay/said"},
        {"\nAnn Arbor and Bob Brook met the board. “We know all this,” the senators wrote.",
         "1 “We know all this,”=ann-arbor/wrote “We know all this,”=bob-brook/wrote"},
        {"\nAnn Arbor and Bob Brook met the board.\n“We know all this,” they said.",
         "2 “We know all this,”=ann-arbor/said “We know all this,”=bob-brook/said"},
        {"\nAnn Arbor and Bob Brook announced that the Water Board is to meet again.",
         "1 ~that the Water Board is to meet again=ann-arbor/announced "
         "~that the Water Board is to meet again=bob-brook/announced"},
        {"SENS. ARBOR, BROOK ISSUE STATEMENT ON WATER\n“We know all this. It is so.”\nAnn Arbor "
         "and Bob Brook are senators.",
         "1 “We know all this. It is so.”=ann-arbor/- “We know all this. It is so.”=bob-brook/-"},
        /* One of them alone speaks for nobody else, nor do others behind a comma. */
        {"\nAnn Arbor and Bob Brook met the board. “We know all this,” he said.",
         "1 “We know all this,”=bob-brook/said"},
        {"\n“We know all this,” said Ann Arbor, and Bob Brook was silent.",
         "1 “We know all this,”=ann-arbor/said"},
        {"\n“We know all this,” said Ann Arbor, Bob Brook was told.",
         "1 “We know all this,”=ann-arbor/said"},
        /* Whom somebody met is no subject. */
        {"\nThe chair has met Ann Arbor and Bob Brook said: “We know all this.”",
         "1 “We know all this.”=bob-brook/said"},
        {"\nNobody was named. “We know all this,” the senators wrote.",
         "1 “We know all this,”=-/wrote"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

/* The statement is Brook's, whom its head names first. */
static void test_statements__of_several_the_issuer_speaks_first(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"BOB BROOK ON THE WATER\nSen. Bob Brook met the board. Brook was glad of it.\nAnn Arbor "
         "and Bob Brook said: “We know all this.”",
         "2 “We know all this.”=bob-brook/said “We know all this.”=ann-arbor/said"},
    };
    RUN_AS(cases, NG_KIND_STATEMENT);
}

static void test_statements__a_party_label_speaks_for_nobody(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Ann Arbor (D-Ohio) said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said"},
        {"\nSen. Ann Arbor, D-Ohio, said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said"},
        {"\nSen. Ann Arbor (D - Ohio) said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said"},
        {"\nSen Ann Arbor D NH said: “We know all this.”", "1 “We know all this.”=ann-arbor/said"},
        {"\nSens Ann Arbor and Bob Brook both D NH said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said “We know all this.”=bob-brook/said"},
        {"\nToday, Sen. Ann Arbor, R-Va., announced that the Water Board is to meet again.",
         "1 ~that the Water Board is to meet again=ann-arbor/announced"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__what_is_announced_is_the_announcers(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Ann Arbor today released the following statement on the new Water Board state "
         "report:\n“We know all this. It is so.\n“It will be so.”",
         "2 “We know all this. It is so.=ann-arbor/- 3 “It will be so.”=ann-arbor/-"},
        {"\nBob Brook was here when Ann Arbor issued this statement. It is on paper.\n“We know "
         "all "
         "this. It is so.”",
         "2 “We know all this. It is so.”=ann-arbor/-"},
        {"\nStatement of Senator Ann Arbor on Bob Brook's plan\n“We know all this. It is so.”",
         "2 “We know all this. It is so.”=ann-arbor/-"},
        {"SEN. ANN ARBOR COMMENTS ON BOB BROOK\n“We know all this. It is so.”",
         "1 “We know all this. It is so.”=ann-arbor/-"},
        {"\nAnn Arbor released the following statement:\nOn the Water Board:\n“We know all this. "
         "It "
         "is so.”",
         "3 “We know all this. It is so.”=ann-arbor/-"},
        /* A sentence broken off behind a title is still the announcement's. */
        {"\nAnn Arbor released the following statement on the plan of Rep.\nBob Brook as chair of "
         "the board:\n“We know all this. It is so.”",
         "3 “We know all this. It is so.”=ann-arbor/-"},
        {"\nRemarks of the Honorable Ann Arbor before the board\nI am proud of it.",
         "2 I am proud of it=ann-arbor/-"},
        /* Whoever is named beside it speaks, and what is far from it is nobody's. */
        {"\nAnn Arbor released the following statement:\n“We know all this,” said Bob Brook.",
         "2 “We know all this,”=bob-brook/said"},
        {"\nAnn Arbor released the following statement:\nOne.\nTwo.\nThree.\nFour.\n“We know all "
         "this. It is so.”",
         "6 “We know all this. It is so.”=-/-"},
        {"\nAnn Arbor delivered the following remarks.\nI am proud of it.\nIt is said.",
         "2 I am proud of it=ann-arbor/-"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__in_a_transcript_each_speaks_until_the_next(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Ann Arbor heard Bob Brook.\nARBOR: We are glad of it.\nMr. BROOK: It was late. I "
         "said that it was wet.\nAs it is, I left early.\nCLAYTON: I did not.\nI did.\nSEN. ARBOR: "
         "The “best” is late.",
         "2 We are glad of it=ann-arbor/- 3 It was late=bob-brook/- ~that it was "
         "wet=bob-brook/said "
         "4 As it is, I left early=bob-brook/- 7 The “best” is late=ann-arbor/-"},
        /* Two labels make none, nor do those of nobody who is known. */
        {"\nSen. Ann Arbor heard Bob Brook. “We know all this,” he said.\nARBOR: We are glad of "
         "it.\nBROOK: We left early.",
         "1 “We know all this,”=bob-brook/said"},
        {"\nSen. Ann Arbor was here. “We know all this,” she said.\nNOTE: We are glad.\nWHEN: We "
         "left early.\nWHERE: We know it.",
         "1 “We know all this,”=ann-arbor/said"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__a_letter_is_of_all_who_sign_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor and Bob Brook sent a letter to the Water Board.\nDear Mr. Chairman:\nWe are "
         "glad of it.\nSincerely,\nWe left early.",
         "3 We are glad of it=ann-arbor/- We are glad of it=bob-brook/-"},
        {"\nAnn Arbor sent a letter to the Water Board. It was also signed by Bob Brook and Cleo "
         "Clay.\nThe letter follows:\nWe are glad of it.",
         "3 We are glad of it=ann-arbor/- We are glad of it=bob-brook/- We are glad of "
         "it=cleo-clay/-"},
        {"\nThe text of Ann Arbor and Bob Brook's letter to Cleo Clay follows:\nWe are glad of it.",
         "2 We are glad of it=ann-arbor/- We are glad of it=bob-brook/-"},
        {"\nAnn Arbor was joined in the letter by Senators Bob Brook and Cleo Clay. “We know all "
         "this,” the senators wrote.",
         "1 “We know all this,”=ann-arbor/wrote “We know all this,”=bob-brook/wrote “We know all "
         "this,”=cleo-clay/wrote"},
        {"\nIn a letter sent late Friday to Cleo Clay, Ann Arbor asked for rain.\nThe letter "
         "follows:\nWe are glad of it.",
         "3 We are glad of it=ann-arbor/-"},
        {"\nArbor's letter was sent this afternoon to Bob Brook.\nSen. Ann Arbor was glad.\nDear "
         "Bob Brook:\nWe are glad of it.",
         "4 We are glad of it=ann-arbor/-"},
        /* A motorway is no first person. */
        {"\nAnn Arbor delivered the following remarks.\nThe way along the I-95 is long.", ""},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__of_several_at_the_head_the_issuer_speaks(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        /* The subject at the head, not whom it is about. */
        {"ANN ARBOR ON THE CHOICE OF BOB BROOK\nSen. Ann Arbor met with Bob Brook and Cleo "
         "Clay.\n“We know all this. It is so.”",
         "2 “We know all this. It is so.”=ann-arbor/-"},
        {"\nReleased by the office of Senator Ann Arbor\nBob Brook and Cleo Clay were here. Arbor "
         "was, too.\n“We know all this. It is so.”",
         "3 “We know all this. It is so.”=ann-arbor/-"},
        /* Nor whom a letter addresses, nor whom the head only mentions. */
        {"\nThe delegation wrote to the chair of it, Bob Brook.\nDear Chairman Brook:\n“We know "
         "all "
         "this. It is so.”",
         "3 “We know all this. It is so.”=-/-"},
        {"\nThe bill was opposed by our own Attorney General Bob Brook.\n“We know all this. It is "
         "so.”",
         "2 “We know all this. It is so.”=-/-"},
        /* Nor whom the issuer tells of. */
        {"\nWe met Bob Brook.\nIt was late.\n“We know all this. It is so.”",
         "3 “We know all this. It is so.”=-/-"},
        {"\nAnn Arbor met Bob Brook.\nI said that it was late.\nI am glad of it.",
         "2 ~that it was late=ann-arbor/said 3 I am glad of it=ann-arbor/-"},
    };
    RUN_AS(cases, NG_KIND_STATEMENT);
}

static void test_statements__texts_without_marks_are_told_by_their_capitals(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nIt was late for all of us said Sen Ann Arbor We left early",
         "1 ~It was late for all of us=ann-arbor/said"},
        {"\nSen Ann Arbor a senior member of the Water Board announced that it was late",
         "1 ~that it was late=ann-arbor/announced"},
        {"\nIt was late for all of us said Sen Ann Arbor during the night",
         "1 ~It was late for all of us=ann-arbor/said"},
        {"\nHowever said Sen Ann Arbor Much of the water is low",
         "1 ~Much of the water is low=ann-arbor/said"},
        {"\nSen Ann Arbor Chairman of the Water Board announced that it was late",
         "1 ~that it was late=ann-arbor/announced"},
        {"\nIt was late Senator Ann Arbor said These are the days",
         "1 ~These are the days=ann-arbor/said"},
        {"\nExperts said Ann Arbor was late again.", "1 ~Ann Arbor was late again=-/said"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__texts_without_marks_go_on_in_the_first_person(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Ann Arbor said: It was late. It was wet. We left early.",
         "1 ~It was late. It was wet. We left early=ann-arbor/said"},
        {"\nSen. Ann Arbor said, It has been two years since.",
         "1 ~It has been two years since=ann-arbor/said"},
        {"\nSen. Ann Arbor: It was late. We left early.\nBob Brook (D-Ohio): We stayed on there.",
         "1 It was late. We left early=ann-arbor/- 2 We stayed on there=bob-brook/-"},
        /* A label's paragraph is one quotation, also where it says neither "we" nor "I". */
        {"\nSen. Ann Arbor: It was late. Rain fell all day. I left early.",
         "1 It was late. Rain fell all day. I left early=ann-arbor/-"},
        {"\nThe money will help said Senators Ann Arbor and Bob Brook It is good.",
         "1 ~The money will help=ann-arbor/said ~The money will help=bob-brook/said"},
        {"\nSen. Ann Arbor: Exactly. We left early.", "1 We left early=ann-arbor/-"},
        {"\nSen. Ann Arbor said: It was late. We left early. I've been there before.",
         "1 ~It was late. We left early. I've been there before=ann-arbor/said"},
        /* What is told of somebody is no speech of his that could go on. */
        {"\nSen. Ann Arbor has said that the water is clean. I doubt it.",
         "1 ~that the water is clean=ann-arbor/said"},
        /* Where quotations have their marks, a colon or a "we" tells nothing. */
        {"\nSen. Ann Arbor: It was late. We left early.\n“We know all this,” said Bob Brook.",
         "2 “We know all this,”=bob-brook/said"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__a_run_without_a_speaker_is_whom_the_text_spoke_of(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nIt was late.\nSen. Ann Arbor today spoke on the floor.\n“We know all this. It is "
         "so.\n“It will be so.”",
         "3 “We know all this. It is so.=ann-arbor/- 4 “It will be so.”=ann-arbor/-"},
        {"\nIt was late.\nSen. Ann Arbor today spoke on the floor.\n“We know all this. It is "
         "so.\n“It will be so,” said Bob Brook.",
         "3 “We know all this. It is so.=bob-brook/said 4 “It will be so,”=bob-brook/said"},
        {"\nIt was late.\nSen. Ann Arbor today spoke on the floor.\n“DOE: We know all this. It is "
         "so.\n“ROE: It will be so.”",
         "3 “DOE: We know all this. It is so.=-/- 4 “ROE: It will be so.”=-/-"},
        {"\n“We know all this” said Ann Arbor “and it is so.”",
         "1 “We know all this”=ann-arbor/said “and it is so.”=ann-arbor/said"},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__nouns_that_look_like_verbs_need_a_speaker(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nIt is law where states have taken it up.", ""},
        {"\nShe welcomed recently announced plans to pay for it.", ""},
        {"\nAnn Arbor claims the water was clean.", "1 ~the water was clean=ann-arbor/claims"},
        {"\nThe FBI told Senator Ann Arbor, who was there.", ""},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

static void test_statements__in_a_statement_i_is_not_whom_it_tells_of(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"SEN. ARBOR COMMENTS ON WATER\nSen. Ann Arbor issued the following statement:\nBob Brook "
         "has announced that the Water Board will meet. I hope it does.",
         "2 ~that the Water Board will meet=bob-brook/announced I hope it does=ann-arbor/-"},
        {"WHY I VOTED FOR BOB BROOK\nBob Brook was chosen last week. I am glad of it.", ""},
    };
    RUN_AS(cases, NG_KIND_STATEMENT);
}

static void test_statements__weak_verbs_tell_where_what_follows_leaves_no_doubt(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor called on the Water Board to clean the river.",
         "1 ~the Water Board to clean the river=ann-arbor/called"},
        {"\nAnn Arbor called for a new law on clean water.",
         "1 ~a new law on clean water=ann-arbor/called"},
        {"\nAnn Arbor urged Bob Brook to clean the river.",
         "1 ~to clean the river=ann-arbor/urged"},
        {"\nAnn Arbor and Bob Brook joined others in urging the board to meet.",
         "1 ~the board to meet=ann-arbor/urging ~the board to meet=bob-brook/urging"},
        {"\nAnn Arbor noted that the river is clean.",
         "1 ~that the river is clean=ann-arbor/noted"},
        /* A plan calls for things, too, and a river is called something. */
        {"\nThe Water Board calls for a new law on clean water.", ""},
        {"\nAnn Arbor asked not to be named in it.", ""},
        {"\nAnn Arbor read it and found that the river is clean.", ""},
        {"\nAnn Arbor called the river a very fine one.", ""},
        {"\nThe river was called for years by its old name.", ""},
    };
    RUN_AS(cases, NG_KIND_ARTICLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements__of_several_each_speaks),
        cmocka_unit_test(test_statements__of_several_the_issuer_speaks_first),
        cmocka_unit_test(test_statements__a_party_label_speaks_for_nobody),
        cmocka_unit_test(test_statements__what_is_announced_is_the_announcers),
        cmocka_unit_test(test_statements__in_a_transcript_each_speaks_until_the_next),
        cmocka_unit_test(test_statements__a_letter_is_of_all_who_sign_it),
        cmocka_unit_test(test_statements__of_several_at_the_head_the_issuer_speaks),
        cmocka_unit_test(test_statements__texts_without_marks_are_told_by_their_capitals),
        cmocka_unit_test(test_statements__texts_without_marks_go_on_in_the_first_person),
        cmocka_unit_test(test_statements__a_run_without_a_speaker_is_whom_the_text_spoke_of),
        cmocka_unit_test(test_statements__nouns_that_look_like_verbs_need_a_speaker),
        cmocka_unit_test(test_statements__in_a_statement_i_is_not_whom_it_tells_of),
        cmocka_unit_test(test_statements__weak_verbs_tell_where_what_follows_leaves_no_doubt),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
