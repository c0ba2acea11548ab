/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who speaks in letters, speeches and columns: what an article tells of, and then has in full. Each
 * case: headline and paragraphs, one a line; then the quotations as text=speaker/cue, - for none.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/member_cases.h"

#define RUN(cases) RUN_AS(cases, NG_KIND_ARTICLE)

static void test_letters__the_letter_says_what_its_writers_say(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor sent a letter to Bob Brook. The Water Board warned of a flood.\n“We know all "
         "this,” the letter states.",
         "2 “We know all this,”=ann-arbor/states"},
        {"\nIn a letter to Minister Bob Brook, Ann Arbor asked for help.\n“We know all this,” the "
         "letter said.",
         "2 “We know all this,”=ann-arbor/said"},
        /* Who leads a letter signs it, too. */
        {"\nAnn Arbor spearheaded a letter signed by Bob Brook and Cleo Clay.\n“We know all this,” "
         "the letter concluded.",
         "2 “We know all this,”=ann-arbor/concluded “We know all this,”=bob-brook/concluded “We "
         "know all this,”=cleo-clay/concluded"},
        /* What it says of somebody does not make him its writer. */
        {"\nSenators Ann Arbor and Bob Brook urged the town to act at once.\nThe letter asks for a "
         "look at what Cleo Clay did.\nDear Mayor:\nWe are writing about the wells of the town.",
         "1 ~to act at once=ann-arbor/urged ~to act at once=bob-brook/urged 4 We "
         "are writing about the wells of the town=ann-arbor/- We are writing about the wells of "
         "the "
         "town=bob-brook/-"},
        {"\nAnn Arbor and others asked for help.\n“We know all this,” the letter says.\nDear "
         "Mayor:\nWe know all this, and are ready for it.\nSincerely,\nAnn Arbor\nBob Brook",
         "2 “We know all this,”=ann-arbor/says “We know all this,”=bob-brook/says 4 We know all "
         "this, and are ready for it=ann-arbor/- We know all this, and are ready for "
         "it=bob-brook/-"},
        {"\nThe letter was signed by Ann Arbor and Bob Brook.\n“We know all this,” the letter "
         "said.",
         "2 “We know all this,”=ann-arbor/said “We know all this,”=bob-brook/said"},
    };
    RUN(cases);
}

static void test_letters__a_letter_in_full_is_its_writers_until_it_ends(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor sent a letter to Bob Brook.\nDear Mr. Brook:\nI write about the flood. It "
         "was "
         "wet. We need help.\nSincerely,\nWe are open daily.",
         "3 I write about the flood. It was wet. We need help=ann-arbor/-"},
        {"\nAnn Arbor sent a letter to Bob Brook.\nDear Mr. Brook:\nThe river, “the mother of all "
         "lakes,” is low.",
         "3 “the mother of all lakes,”=ann-arbor/-"},
        {"\nAnn Arbor sent a letter to Bob Brook.\nThe text of the letter follows:\nMr. Brook, I "
         "ask "
         "for help in this flood.",
         "3 Mr. Brook, I ask for help in this flood=ann-arbor/-"},
        /* Nobody writes to himself. */
        {"\nThe letter came to Ann Arbor, and Ann Arbor sent the letter on.\nDear Ann Arbor:\nI "
         "write about the flood.",
         ""},
    };
    RUN(cases);
}

static void test_letters__what_a_sentence_points_to_is_its_owners(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor's prepared remarks from the meeting are included below.\nI am glad to be "
         "here "
         "today.",
         "2 I am glad to be here today=ann-arbor/-"},
        {"\nMrs. Ann Arbor spoke of Mr. Bob Brook. She praised him. The text of her statement "
         "follows:\nI am glad to be here today.",
         "2 I am glad to be here today=ann-arbor/-"},
        /* Remarks that follow from something are not pointed to. */
        {"\nBob Brook was there.\nAnn Arbor's house is white.\nI am glad to be here today.", ""},
        {"\nBob Brook was there.\nAnn Arbor's opening statement is copied below:\nI am glad to be "
         "here today.",
         "3 I am glad to be here today=ann-arbor/-"},
        {"\nThe following is a statement from Sen. Ann Arbor on the flood:\n“We know all this.”",
         "2 “We know all this.”=ann-arbor/-"},
        {"\nBelow is a transcript of Ann Arbor's remarks:\nI am glad to be here today.",
         "2 I am glad to be here today=ann-arbor/-"},
    };
    RUN(cases);
}

static void test_letters__a_headline_says_whose_words_follow(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"Sen. Ann Arbor on the new water bill\n“We know all this.”",
         "1 “We know all this.”=ann-arbor/-"},
        {"WEEKLY REPORT FROM WASHINGTON BY SEN. ANN ARBOR\nThis week I met Bob Brook. It was late.",
         "1 This week I met Bob Brook. It was late=ann-arbor/-"},
        {"Sens. Ann Arbor and Bob Brook issue statement on water\n“We know all this.”",
         "1 “We know all this.”=ann-arbor/- “We know all this.”=bob-brook/-"},
        {"SEN. ANN ARBOR'S WEEKLY UPDATE\nThis week I met Bob Brook. It was late.",
         "1 This week I met Bob Brook. It was late=ann-arbor/-"},
        {"Rain and floods all week\nAnn Arbor spoke on the floor today.\nMr. President, I rise in "
         "honor of Bob Brook. We are late.",
         "2 We are late=ann-arbor/-"},
        /* A story about somebody is not told by them. */
        {"Ann Arbor comments on the flood\nThis week I met Bob Brook. It was late.", ""},
    };
    RUN(cases);
}

#define TEN_WORDS "The water is cold and the road is long here. "
#define HUNDRED_WORDS                                                                              \
    TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS TEN_WORDS      \
        TEN_WORDS
#define FAR HUNDRED_WORDS HUNDRED_WORDS HUNDRED_WORDS HUNDRED_WORDS HUNDRED_WORDS

/* Far back only those who are called senators there. */
static void test_letters__a_group_may_have_been_named_long_before(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSens. Ann Arbor and Bob Brook met the board.\n" FAR
         "\n“We know all this,” the senators "
         "wrote.",
         "3 “We know all this,”=ann-arbor/wrote “We know all this,”=bob-brook/wrote"},
        {"\nAnn Arbor and Bob Brook met the board.\n" FAR "\n“We know all this,” the senators "
         "wrote.",
         "3 “We know all this,”=-/wrote"},
    };
    RUN(cases);
}

static void test_letters__a_group_is_whoever_was_named_or_acts_with_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor joined several colleagues in asking for help.\n“We know all this,” the "
         "senators wrote.",
         "2 “We know all this,”=ann-arbor/wrote"},
        {"\nBob Brook was there. Ann Arbor and the senators asked.\n“We know all this,” Arbor and "
         "the two senators wrote.",
         "2 “We know all this,”=ann-arbor/wrote"},
        {"\nAnn Arbor and Bob Brook met the board.\n“We know all this,” said the delegation.",
         "2 “We know all this,”=ann-arbor/said “We know all this,”=bob-brook/said"},
        {"\nAnn Arbor and Bob Brook met the board.\n“We know all this,” the members of the Water "
         "Board wrote.",
         "2 “We know all this,”=ann-arbor/wrote “We know all this,”=bob-brook/wrote"},
        {"\nAnn Arbor and 25 other senators opposed the tax.\n“We know all this,” the senators "
         "wrote.",
         "2 “We know all this,”=ann-arbor/wrote"},
        {"\nSenators Ann Arbor and Bob Brook, Governor Cleo Clay and County Executive Dan Dale met "
         "the board.\nThe elected officials said in a joint statement, “We know all this.”",
         "2 “We know all this.”=ann-arbor/said “We know all this.”=bob-brook/said “We know all "
         "this.”=cleo-clay/said “We know all this.”=dan-dale/said"},
        /* Two senators are any two, whoever was named before. */
        {"\nAnn Arbor and Bob Brook met the board.\nTwo senators said the river is high.",
         "2 ~the river is high=-/said"},
        {"\nAnn Arbor and Bob Brook met the board.\nDemocratic lawmakers said the river is high.",
         "2 ~the river is high=-/said"},
        {"\nOfficials said the river is high and rising.",
         "1 ~the river is high and rising=-/said"},
        /* Who "the senators" are may be told below, by whom the letter was signed or who sign it.
         */
        {"\nSix senators asked for help.\n“We know all this,” the senators wrote.\nThe letter was "
         "signed by Ann Arbor and Bob Brook.",
         "2 “We know all this,”=ann-arbor/wrote “We know all this,”=bob-brook/wrote"},
        {"\nSix senators asked for help.\n“We know all this,” the senators wrote.\nDear Dan,\nHelp "
         "is "
         "late.\nSincerely,\nAnn Arbor\nBob Brook",
         "2 “We know all this,”=ann-arbor/wrote “We know all this,”=bob-brook/wrote"},
        {"\nIn letters to Bob Brook and Cleo Clay, Ann Arbor and Dan Dale said: “We know all "
         "this.”",
         "1 “We know all this.”=ann-arbor/said “We know all this.”=dan-dale/said"},
    };
    RUN(cases);
}

static void test_letters__a_title_alone_is_whoever_was_named_with_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSen. Ann Arbor met Mayor Bob Brook and Cleo Clay.\n“We know all this,” the senator "
         "said. It was late by then, the mayor said.",
         "2 “We know all this,”=ann-arbor/said ~It was late by then=bob-brook/said"},
        {"\nAnn Arbor met Cleo Clay.\n“We know all this,” the senator said.",
         "2 “We know all this,”=-/said"},
        {"\nWater Board President Ann Arbor met Cleo Clay.\n“We know all this,” the president "
         "said.",
         "2 “We know all this,”=-/said"},
        /* What was released is not what was issued, nor by whom. */
        {"\nAfter Bob Brook was released from jail, Sen. Ann Arbor issued the following "
         "statement:\n“We know all this.”",
         "2 “We know all this.”=ann-arbor/-"},
    };
    RUN(cases);
}

static void test_letters__who_is_explained_by_an_office_speaks(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor, Chairman of the Water Board, and Bob Brook, a member of the Water Board, "
         "said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said “We know all this.”=bob-brook/said"},
        {"\nSen. Ann Arbor, D-Ohio, ranking member of the Clean Air, Water and Nuclear Safety "
         "Board, said: “We know all this.”",
         "1 “We know all this.”=ann-arbor/said"},
    };
    RUN(cases);
}

static void test_letters__who_sends_a_letter_urges_in_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nAnn Arbor sent a letter to Bob Brook today urging the Water Board to meet.",
         "1 ~the Water Board to meet=ann-arbor/urging"},
        {"\nAnn Arbor and Cleo Clay sent a letter to Bob Brook urging the Water Board to meet.",
         "1 ~the Water Board to meet=ann-arbor/urging "
         "~the Water Board to meet=cleo-clay/urging"},
        {"\nAnn Arbor wrote to the Water Board about it. Just after it received this letter, Bob "
         "Brook left.\nThe text of the letter follows:\nI am glad of it.",
         "3 I am glad of it=ann-arbor/-"},
        {"\nBob Brook sent a letter to the Water Board last week.\nThe text of Arbor and Clay's "
         "letter follows:\nWater Board\nDear Members:\nWe are glad of it.\nAnn Arbor and Cleo "
         "Clay met.",
         "5 We are glad of it=ann-arbor/- We are glad of it=cleo-clay/-"},
        /* Behind a letter whoever read it out goes on. */
        {"SEN. ARBOR: THE WATER IS CLEAN\nCleo Clay wrote me the following letter:\nDear Ann,\nI "
         "am glad "
         "of it.\nSincerely,\nCleo\nI am glad, too.\nAnn Arbor is a senator.",
         "1 ~me the following letter=cleo-clay/wrote 3 I am glad of it=cleo-clay/-"},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters__the_letter_says_what_its_writers_say),
        cmocka_unit_test(test_letters__a_letter_in_full_is_its_writers_until_it_ends),
        cmocka_unit_test(test_letters__what_a_sentence_points_to_is_its_owners),
        cmocka_unit_test(test_letters__a_headline_says_whose_words_follow),
        cmocka_unit_test(test_letters__a_group_may_have_been_named_long_before),
        cmocka_unit_test(test_letters__a_group_is_whoever_was_named_or_acts_with_it),
        cmocka_unit_test(test_letters__a_title_alone_is_whoever_was_named_with_it),
        cmocka_unit_test(test_letters__who_is_explained_by_an_office_speaks),
        cmocka_unit_test(test_letters__who_sends_a_letter_urges_in_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
