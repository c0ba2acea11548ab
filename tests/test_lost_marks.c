/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who speaks in texts of which an archive has kept the words alone, and in statements that stand in
 * full. Each case: headline and paragraphs, one a line; then the quotations as text=speaker/cue, -
 * for none, ~ before what is told without marks. People and firms are invented. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/member_cases.h"

#define RUN(cases) RUN_AS(cases, NG_KIND_ARTICLE)

static void test_lost_marks__sentences_are_told_by_their_capitals(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenators Ann Arbor and Bob Brook announced today that the town will have a new well "
         "We are glad of the news said Senator Arbor The old well was dry for years",
         "1 ~today that the town will have a new well=ann-arbor/announced "
         "~today that the town will have a new well=bob-brook/announced "
         "~We are glad of the news=ann-arbor/said ~The old well was dry for years=ann-arbor/-"},
        /* "A" and "I" may stand within a name; who is told about is no sentence's beginning. */
        {"\nSenator Ann Arbor said that schools under Title I and part A of it will get more money "
         "than in any year of the past",
         "1 ~that schools under Title I and part A of it will get more money than in any year of "
         "the past=ann-arbor/said"},
        /* A capital that belongs to no name begins one, too. */
        {"\nSenator Ann Arbor announced that towns with old wells will soon have more money "
         "Education and water are dear to us said Senator Bob Brook in the town hall",
         "1 ~that towns with old wells will soon have more money=ann-arbor/announced "
         "~Education and water are dear to us=bob-brook/said"},
    };
    RUN(cases);
}

static void test_lost_marks__what_stands_on_both_sides_of_a_name_is_said(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nIt rained.\nOne.\nTwo.\nThese our wells are old and will be mended soon Senator Arbor "
         "said "
         "This money will help",
         "4 ~These our wells are old and will be mended soon=ann-arbor/said "
         "~This money will help=ann-arbor/said"},
        /* Whose words began behind his name goes on until another speaks. */
        {"\nSenator Ann Arbor stated These wells are old and dry and many more are there It is "
         "time "
         "to mend them and we will Senator Bob Brook stated This is good news",
         "1 ~These wells are old and dry and many more are there It is time to mend them and we "
         "will=ann-arbor/stated ~This is good news=bob-brook/stated"},
        /* Of whom the words tell by name, he does not say them. */
        {"\nSenator Ann Arbor of the Water Board today voted for the new wells and for more money "
         "Arbor said",
         ""},
    };
    RUN(cases);
}

static void test_lost_marks__what_was_said_reaches_back_to_its_paragraphs_beginning(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nIt rained.\nAnn Arbor came.\nOne.\nTwo.\nThe wells are dry. We need much more help, "
         "said "
         "Senator Arbor. It is late.",
         "5 ~The wells are dry. We need much more help=ann-arbor/said ~It is late=ann-arbor/-"},
        {"\nIt rained.\nAnn Arbor came.\nOne.\nTwo.\nSenator Arbor came late. We need much more "
         "help, said "
         "Senator Arbor.",
         "5 ~We need much more help=ann-arbor/said"},
    };
    RUN(cases);
}

static void test_lost_marks__labels_part_names_where_commas_are_lost(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenators Ann Arbor D OH Bob Brook R ME and Cleo Clay D NJ said that it is late.",
         "1 ~that it is late=ann-arbor/said ~that it is late=bob-brook/said "
         "~that it is late=cleo-clay/said"},
        {"\nDuring a meeting today Senators Ann Arbor D OH and Bob Brook R ME said that it is "
         "late.",
         "1 ~that it is late=ann-arbor/said ~that it is late=bob-brook/said"},
        {"\nSen. Ann Arbor and Bob Brook met.\nThe senators' letter follows:\nDear Board:\nWe are "
         "glad "
         "of it.",
         "4 We are glad of it=ann-arbor/- We are glad of it=bob-brook/-"},
        {"\nSen. Ann Arbor met Bob Brook.\nThe Senator released the following statement:\nI am "
         "glad "
         "of it.",
         "3 I am glad of it=ann-arbor/-"},
        {"Statement of on the water\nI am glad of it.", ""},
        /* The name itself is lost, of which party and state are left. */
        {"\nUnited States D OH released the following statement:\nI am glad of it.", ""},
    };
    RUN(cases);
}

static void test_lost_marks__a_statement_in_full_is_all_its_makers(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"STATEMENT BY SEN. ANN ARBOR\nThe town is dry. It has been so for years.\nWells\nI will "
         "mend this. Some say that it is too late for any of that.\nAnn Arbor is a senator.",
         "1 The town is dry. It has been so for years=ann-arbor/- "
         "3 I will mend this. Some say that it is too late for any of that=ann-arbor/-"},
        /* What others say in it is theirs. */
        {"STATEMENT BY SEN. ANN ARBOR\nI will mend this. Bob Brook said that it is late. It is so, "
         "friends.",
         "1 I will mend this=ann-arbor/- ~that it is late=bob-brook/said It is so, "
         "friends=ann-arbor/-"},
        /* Without an I or a we there is no ground for it. */
        {"STATEMENT BY SEN. ANN ARBOR\nThe town is dry. It has been so for years.", ""},
        {"\nSpeaking in the town hall Ann Arbor said\nThe wells are dry\nI will mend them",
         "3 I will mend them=ann-arbor/-"},
    };
    RUN(cases);
}

static void test_lost_marks__an_outlet_that_is_somebodys_name_is_that_person(void **state)
{
    (void)state;
    NgAnalyser *analyser = ng_analyser_new(authority);
    static const char *const outlets[][2] = {
        {"United States Senator Ann Arbor", "2 I am glad of it=ann-arbor/-"},
        {"Arbor Daily", "2 I am glad of it=arbor-daily/-"},
        {"Friends of Ann Arbor", "2 I am glad of it=friends-of-ann-arbor/-"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(outlets); i++) {
        g_autoptr(NgArticle) article = fixture_article("\nAnn Arbor came.\nI am glad of it.");
        article->outlet = g_strdup(outlets[i][0]);
        article->kind = NG_KIND_STATEMENT;
        article->kind_given = true;
        ng_analyse(analyser, article);
        g_autofree char *quotes = fixture_quotes(article);
        assert_string_equal(quotes, outlets[i][1]);
    }
    ng_analyser_free(analyser);
}

static void test_lost_marks__a_list_behind_a_title_is_one_subject(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nWashington D C U S Senators Ann Arbor Ranking Member of the Committee on Wells and "
         "Water and Bob Brook the Junior Senator from Ohio announced that the town will have wells",
         "1 ~that the town will have wells=ann-arbor/announced "
         "~that the town will have wells=bob-brook/announced"},
        {"\nIn a letter to the board Senators Ann Arbor and Bob Brook R NH and Congressman Cleo "
         "Clay R NH urged the board to mend the wells",
         "1 ~to mend the wells=ann-arbor/urged ~to mend the wells=bob-brook/urged "
         "~to mend the wells=cleo-clay/urged"},
        /* To whom it is said is not who says it. */
        {"\nIn a letter to Senators Ann Arbor and Bob Brook the chairman Cleo Clay said that the "
         "wells are dry",
         "1 ~that the wells are dry=cleo-clay/said"},
        /* Without a comma, what somebody is parts his name from the verb. */
        {"\nSenator Ann Arbor a member of the Committee on Wells who has worked for it for years "
         "stated We will have more wells soon and the town will not be dry",
         "1 ~We will have more wells soon and the town will not be dry=ann-arbor/stated"},
    };
    RUN(cases);
}

static void test_lost_marks__words_before_and_behind_a_verb_are_told_apart(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        /* A capital behind the verb that is no article's nor a pronoun's. */
        {"\nI am glad that the town has more wells Senator Ann Arbor said Health and water are "
         "dear to us all",
         "1 ~I am glad that the town has more wells=ann-arbor/said "
         "~Health and water are dear to us all=ann-arbor/said"},
        /* What sounds like a report is not what she said. */
        {"\nDescriptions of wells are attached to the plan Senator Ann Arbor said Water and "
         "health are dear to us all",
         "1 ~Water and health are dear to us all=ann-arbor/said"},
        {"\nI have asked the board to look at all the wells of the town said Senator Ann Arbor",
         "1 ~I have asked the board to look at all the wells of the town=ann-arbor/said"},
        {"\nThis will reverse the bad rule that the board announced today said Senator Ann Arbor "
         "We are glad",
         "1 ~This will reverse the bad rule that the board announced today=ann-arbor/said "
         "~We are glad=ann-arbor/-"},
        {"\nSenator Ann Arbor came\nI will look at the wells of the town and mend them Arbor "
         "continued Senator Bob Brook stated The wells are old and dry",
         "2 ~I will look at the wells of the town and mend them=ann-arbor/continued "
         "~The wells are old and dry=bob-brook/stated"},
        /* Between two things that she says nobody else speaks. */
        {"\nSenator Ann Arbor came to the town today for the new wells Arbor stated The wells "
         "are old and dry Children drink of them every day in the summer I will not rest",
         "1 ~The wells are old and dry Children drink of them every day in the summer I will not "
         "rest=ann-arbor/stated"},
    };
    RUN(cases);
}

/* Where few capitals tell a sentence's beginning, sentences are long. */
static void test_lost_marks__a_long_sentence_is_read(void **state)
{
    (void)state;
    NgAnalyser *analyser = ng_analyser_new(authority);
    g_autoptr(GString) text = g_string_new("\nSenator Ann Arbor stated We are glad of the wells");
    for (guint i = 0; i < 30; i++)
        g_string_append(text, " and of their clean water in town");
    g_autoptr(NgArticle) article = fixture_article(text->str);
    ng_analyse(analyser, article);
    g_autofree char *quotes = fixture_quotes(article);
    assert_true(g_str_has_prefix(quotes, "1 ~We are glad of the wells and of their clean water"));
    assert_true(g_str_has_suffix(quotes, "in town=ann-arbor/stated"));
    ng_analyser_free(analyser);
}

static void test_lost_marks__a_capital_behind_said_and_a_comma_begins_what_is_said(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenator Ann Arbor came. We know the wells. Senator Arbor said, Farmers have no water. "
         "My bill will help them.",
         "1 ~Farmers have no water. My bill will help them=ann-arbor/said"},
    };
    RUN(cases);
}

static void test_lost_marks__a_statement_may_fill_the_next_paragraph(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nSenator Ann Arbor today issued the following statement:\nThe new rule is an example "
         "of what goes wrong where nobody asks the town.\nThe rule was made in May.",
         "2 The new rule is an example of what goes wrong where nobody asks the "
         "town=ann-arbor/-"},
    };
    RUN_AS(cases, NG_KIND_STATEMENT);
}

static void test_lost_marks__who_signs_a_letter_writes_it(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe text of a letter follows.\nDear Mr. Chairman:\nWe ask you to mend the wells of "
         "the town.\nSincerely,\nAnn Arbor, Governor\nBob Brook, United States Senator",
         "3 We ask you to mend the wells of the town=ann-arbor/- "
         "We ask you to mend the wells of the town=bob-brook/-"},
    };
    RUN_AS(cases, NG_KIND_STATEMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lost_marks__sentences_are_told_by_their_capitals),
        cmocka_unit_test(test_lost_marks__what_stands_on_both_sides_of_a_name_is_said),
        cmocka_unit_test(test_lost_marks__what_was_said_reaches_back_to_its_paragraphs_beginning),
        cmocka_unit_test(test_lost_marks__labels_part_names_where_commas_are_lost),
        cmocka_unit_test(test_lost_marks__a_statement_in_full_is_all_its_makers),
        cmocka_unit_test(test_lost_marks__an_outlet_that_is_somebodys_name_is_that_person),
        cmocka_unit_test(test_lost_marks__a_list_behind_a_title_is_one_subject),
        cmocka_unit_test(test_lost_marks__words_before_and_behind_a_verb_are_told_apart),
        cmocka_unit_test(test_lost_marks__a_long_sentence_is_read),
        cmocka_unit_test(test_lost_marks__a_capital_behind_said_and_a_comma_begins_what_is_said),
        cmocka_unit_test(test_lost_marks__a_statement_may_fill_the_next_paragraph),
        cmocka_unit_test(test_lost_marks__who_signs_a_letter_writes_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
