/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whose a verb of speech is: subjects that are explained, listed or called by an office, and verbs
 * that are none. Each case: headline and paragraphs, one a line; then the quotations as
 * text=speaker/cue, - for none, ~ before what is told without marks. People are invented. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/member_cases.h"

#define RUN(cases) RUN_AS(cases, NG_KIND_ARTICLE)

static void test_subjects__a_name_between_commas_is_the_speakers(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe Chairman of the Water Board, Admiral Ann Arbor, warned that the river is high.",
         "1 ~that the river is high=ann-arbor/warned"},
        /* But not of one who is named beside somebody else. */
        {"\nThe founder of the Water Board, a friend of Ann Arbor, warned that the river is high.",
         "1 ~that the river is high=-/warned"},
        {"\nState Sen. Ann Arbor, while welcoming the start of work on the wells, said the measure "
         "met a need.",
         "1 ~the measure met a need=ann-arbor/said"},
        {"\nIn the hall, Bob Brook, the town's engineer, said that the river is high.",
         "1 ~that the river is high=bob-brook/said"},
        {"\nThe river is high and rising, Ann Arbor, senior forecaster for the town, said.",
         "1 ~The river is high and rising=ann-arbor/said"},
        {"\nThe river is high and rising, Dr. Ann Arbor, who works for the town, said.",
         "1 ~The river is high and rising=ann-arbor/said"},
        /* The comma before the verb may be missing; but "the chairman" is another one. */
        {"\nIn a statement, Ann Arbor, chairman of the town's board said that the river is high.",
         "1 ~that the river is high=ann-arbor/said"},
        {"\nThe river is high and rising, Ann Arbor, chairman of the town's board said.",
         "1 ~The river is high and rising=ann-arbor/said"},
        {"\nWith Ann Arbor, the chairman of the town's board said that the river is high.",
         "1 ~that the river is high=-/said"},
        {"\nBeside Ann Arbor, police said that the river is high.",
         "1 ~that the river is high=-/said"},
        {"\nThe town's engineers, among them its chairman, Ann Arbor, said the river is high.",
         "1 ~the river is high=ann-arbor/said"},
        {"\nThe river is high and rising, said the mayor.",
         "1 ~The river is high and rising=-/said"},
    };
    RUN(cases);
}

static void test_subjects__several_are_named_with_their_offices_and_states(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenators Ann Arbor (R-South Carolina), Bob Brook (D-SD) and Cleo Clay (R-OH) today "
         "announced that the river is high.",
         "1 ~that the river is high=ann-arbor/announced ~that the river is "
         "high=bob-brook/announced "
         "~that the river is high=cleo-clay/announced"},
        {"\nSen. Ann Arbor (R-FL), Chairman of the Water Board, and Sen. Bob Brook (D-OH), Ranking "
         "Member, have announced that the river is high.",
         "1 ~that the river is high=ann-arbor/announced ~that the river is "
         "high=bob-brook/announced"},
        {"\nSen. Ann Arbor, who met Bob Brook and Cleo Clay, announced that the river is high.",
         "1 ~that the river is high=ann-arbor/announced"},
        {"\nSenators Ann Arbor (D-DE) and Bob Brook (D-DE), Congressman Eve Elm (R-DE) and "
         "Governor "
         "Cleo Clay announced that the river is high.",
         "1 ~that the river is high=ann-arbor/announced ~that the river is "
         "high=bob-brook/announced ~that the river is high=eve-elm/announced ~that the river is "
         "high=cleo-clay/announced"},
        {"\nIn a letter to Ann Arbor and Bob Brook, Cleo Clay and Dan Dale warned that the river "
         "is "
         "high.",
         "1 ~that the river is high=cleo-clay/warned ~that the river is high=dan-dale/warned"},
        {"\nToday Chairman Ann Arbor, (D-OH) along with Committee members Bob Brook (D-SD), Eve "
         "Elm "
         "(D-WA), and Cleo Clay (D-MT) sent a letter to Mayor Mike Moe urging him to mend the "
         "wells.",
         "1 ~him to mend the wells=ann-arbor/urging ~him to mend the wells=bob-brook/urging ~him "
         "to mend the wells=eve-elm/urging ~him to mend the wells=cleo-clay/urging"},
        /* "The delegation's leader" is one. */
        {"\nThe delegation's leader, Ann Arbor, told reporters that the river is high.",
         "1 ~that the river is high=ann-arbor/told"},
        {"\nOn May 6, then Commissioner Ann Arbor and Secretary Bob Brook told reporters that the "
         "river is high.",
         "1 ~that the river is high=ann-arbor/told ~that the river is high=bob-brook/told"},
        {"\nSenators Ann Arbor and Bob Brook met in May. The senators looked at the river and said "
         "it is high and rising.",
         "1 ~it is high and rising=ann-arbor/said ~it is high and rising=bob-brook/said"},
    };
    RUN(cases);
}

static void test_subjects__an_office_means_who_was_named_with_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAttorney General Ann Arbor met General Bob Brook. In May, the Attorney General said "
         "that the river is high.",
         "1 ~that the river is high=ann-arbor/said"},
        {"\nSenator Ann Arbor was there.\n“We know all this,” said the Senator.",
         "2 “We know all this,”=ann-arbor/said"},
        /* Of two of one surname, whoever was named with that office. */
        {"\nSen. Lisa Hallam spoke in the hall. Frank Hallam walked outside.\n“We know all this,” "
         "said Senator Hallam.",
         "2 “We know all this,”=lisa-hallam/said"},
    };
    RUN(cases);
}

static void test_subjects__what_a_preposition_governs_does_not_speak(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nWith the Water Board warning that the river is high, Ann Arbor joined the others in "
         "urging the town to act at once.",
         "1 ~that the river is high=water-board/warning ~the town to act at once=ann-arbor/urging"},
        {"\nAnn Arbor urged the Water Board (WBD) to mend the old wells.",
         "1 ~to mend the old wells=ann-arbor/urged"},
    };
    RUN(cases);
}

static void test_subjects__what_looks_like_a_verb_of_speech_may_be_none(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor knows that Bob Brook, if confirmed, will work with the town on the wells.",
         ""},
        {"\nPeople of Ohio and Arbor states could see more water than in any year.", ""},
        {"\nThe sums of money that are spent on it show that many towns are poor.", ""},
        {"\nAnn Arbor heard that the towns have been contacted and told to get ready for rain.",
         ""},
        {"\nThe flood in the north has claimed nine lives so far.", ""},
        {"\nThat said, we believe that every effort should be made.", ""},
        {"\nThe people whom Ann Arbor met told her how the lack of water affects the care that "
         "they get.",
         "1 ~how the lack of water affects the care that they get=-/told"},
    };
    RUN(cases);
}

static void test_subjects__lost_marks_are_thought_back(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\n\"This is good,\" Ann Arbor said. \" Those who live across the river pay the tax.\"",
         "1 \"This is good,\"=ann-arbor/said \" Those who live across the river pay the "
         "tax.\"=ann-arbor/said"},
        {"\n\"This is good,\" Ann Arbor said. Those who live across the river pay the tax. They "
         "should not.\"",
         "1 \"This is good,\"=ann-arbor/said Those who live across the river pay the tax. They "
         "should not.\"=ann-arbor/said"},
        {"\n\"It is good that nobody pays the tax,\" Sen. Ann Arbor of the north.",
         "1 \"It is good that nobody pays the tax,\"=ann-arbor/-"},
        {"\n“This is good,” Ann Arbor said.\n“Those who live there pay the tax.” The tax is high "
         "and was raised in May.",
         "1 “This is good,”=ann-arbor/said 2 “Those who live there pay the tax.”=ann-arbor/said"},
    };
    RUN(cases);
}

static void test_subjects__without_marks_an_office_stands_before_the_name_or_for_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenator Ann Arbor R FL today told us that we have our wells in the bill The wells will "
         "help us grow said NHWB Commissioner Bob Brook They will help our towns",
         "1 ~that we have our wells in the bill=ann-arbor/told ~The wells will help us "
         "grow=bob-brook/said ~They will help our towns=bob-brook/-"},
        {"\nSenator Ann Arbor R FL today told us that we have our wells in the bill The wells will "
         "help us grow said Bob Brook coordinator of the Wells",
         "1 ~that we have our wells in the bill=ann-arbor/told ~The wells will help us "
         "grow=bob-brook/said"},
        {"\nSenator Ann Arbor R FL today told us that we have our wells in the bill The wells will "
         "help us grow said the Senator In a new report we see that",
         "1 ~that we have our wells in the bill=ann-arbor/told ~The wells will help us "
         "grow=ann-arbor/said ~In a new report we see that=ann-arbor/-"},
        /* A party's letter and a district name nobody. */
        {"\nSenator Ann Arbor R FL and Representative Bob Brook R Jacksonville today announced the "
         "wells in our towns are in the bill",
         "1 ~the wells in our towns are in the bill=ann-arbor/announced ~the wells in our towns "
         "are "
         "in the bill=bob-brook/announced"},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subjects__a_name_between_commas_is_the_speakers),
        cmocka_unit_test(test_subjects__several_are_named_with_their_offices_and_states),
        cmocka_unit_test(test_subjects__an_office_means_who_was_named_with_it),
        cmocka_unit_test(test_subjects__what_a_preposition_governs_does_not_speak),
        cmocka_unit_test(test_subjects__what_looks_like_a_verb_of_speech_may_be_none),
        cmocka_unit_test(test_subjects__lost_marks_are_thought_back),
        cmocka_unit_test(test_subjects__without_marks_an_office_stands_before_the_name_or_for_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
