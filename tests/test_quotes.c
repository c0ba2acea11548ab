/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is quoted, and who speaks. Each case: headline and paragraphs, one a line; then the
 * quotations as text=speaker/cue, - for none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/analysis_cases.h"

ANALYSIS_AUTHORITY(FIXTURE_ACTORS)

#define RUN(cases) analysis_expect(authority, cases, G_N_ELEMENTS(cases), NULL, fixture_quotes)

static void test_quotes__knows_all_marks(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe FBI said: “We know all this.”", "1 “We know all this.”=fbi/said"},
        {"\nThe FBI said: \"We know all this.\"", "1 \"We know all this.\"=fbi/said"},
        {"\nThe FBI said: ‘We know all this.’", "1 ‘We know all this.’=fbi/said"},
        {"\nThe FBI said: 'We know all this.'", "1 'We know all this.'=fbi/said"},
        {"\nThe FBI said: ``We know all this.''", "1 ``We know all this.''=fbi/said"},
        {"\nThe FBI said: ''We know all this.''", "1 ''We know all this.''=fbi/said"},
        {"\nThe FBI said: «We know all this.»", "1 «We know all this.»=fbi/said"},
        {"\nThe FBI said: « We know all this. »", "1 « We know all this. »=fbi/said"},
        {"\nThe FBI said: »We know all this.«", "1 »We know all this.«=fbi/said"},
        {"\nThe FBI said: „We know all this.“", "1 „We know all this.“=fbi/said"},
        {"\nThe FBI said: „We know all this.”", "1 „We know all this.”=fbi/said"},
        {"\nThe FBI said: ‹We know all this.›", "1 ‹We know all this.›=fbi/said"},
        {"\n“Do we know all this?“ the FBI asked.", "1 “Do we know all this?“=fbi/asked"},
        {"\nThe FBI said: “We know all this.\" So it did.", "1 “We know all this.\"=fbi/said"},
    };
    RUN(cases);
}

static void test_quotes__takes_no_command_for_a_speaker(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nWhat do I say until then? Don\u2019t say \u201Ccleared by all.\u201D",
         "1 \u201Ccleared by all.\u201D=-/say"},
        {"\nThe rest is easy. Don't call it \u201Ca clean bill of health\u201D in print.",
         "1 \u201Ca clean bill of health\u201D=-/call"},
        {"\nThe FBI doesn't say \u201Cwe know all this\u201D often.",
         "1 \u201Cwe know all this\u201D=fbi/say"},
    };
    RUN(cases);
}

static void test_quotes__takes_no_home_town_for_a_speaker(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nFellow protester, engineer Richard Weir, 60, from Tynemouth, North Tyneside, said: \"I "
         "worked in the mines.\"",
         "1 \"I worked in the mines.\"=richard-weir/said"},
        {"\nEngineer Richard Weir, who is from Tynemouth, said: \"I worked in the mines.\"",
         "1 \"I worked in the mines.\"=richard-weir/said"},
    };
    RUN(cases);
}

static void test_quotes__nests(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\n“They call it ‘a very big war’ there,” the FBI said.",
         "1 “They call it ‘a very big war’ there,”=fbi/said"},
        {"\n'They call it \"a very big war\" there,' the FBI said.",
         "1 'They call it \"a very big war\" there,'=fbi/said"},
        {"\n“They call it “a very big war” there,” the FBI said.",
         "1 “They call it “a very big war” there,”=fbi/said"},
        {"\n“This one never ends. The FBI said “we know all this” today.",
         "1 “we know all this”=fbi/said"},
        {"\n\"They call it \"a very big war\" there,\" the FBI said. \"It is so.\"",
         "1 \"They call it \"a very big war\" there,\"=fbi/said \"It is so.\"=fbi/said"},
        /* Within a run over paragraphs, what is quoted inside has no speaker of its own. */
        {"\nThe FBI said: \"It is late here.\n\"They call it \"a very big war\" there, and so do "
         "I.\n"
         "\"It is so.\"",
         "1 \"It is late here.=fbi/said 2 \"They call it \"a very big war\" there, and so do "
         "I.=fbi/said 3 \"It is so.\"=fbi/said"},
        {"\n\"This one never ends. The FBI said. \"We know all this.\"",
         "1 \"We know all this.\"=fbi/-"},
    };
    RUN(cases);
}

static void test_quotes__apostrophes_feet_and_inches_open_nothing(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nIn the '90s rock 'n' roll was the kids' thing, wasn't it, for the FBI's men.", ""},
        {"\nHe's 6'2\" tall and the board was 12\" wide, or 14\" in all.", ""},
        {"\nThe workers’ union and the bosses’ club met at O’Brien’s.", ""},
        {"\n'Tis the season, 'twas said, and that's all.", ""},
        {"\nThe FBI said 'the workers' union is not here' today.",
         "1 'the workers' union is not here'=fbi/said"},
        {"\nThe FBI said 'we don't know who it is', and left.",
         "1 'we don't know who it is'=fbi/said"},
    };
    RUN(cases);
}

static void test_quotes__runs_over_paragraphs(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe FBI said: “This is the first part.\n“This is the second part.\n“This is the last "
         "one.”\nNothing here.",
         "1 “This is the first part.=fbi/said 2 “This is the second part.=fbi/said "
         "3 “This is the last one.”=fbi/said"},
        {"\nThe FBI hit back, stating:\n“This is the first part.\nThis is the second part.”\nEnd.",
         "2 “This is the first part.=fbi/stating 3 This is the second part.”=fbi/stating"},
        {"\nThe FBI said: “This is the first part.\nThis has no mark.\nThis is the last one.”",
         "1 “This is the first part.=fbi/said 2 This has no mark.=fbi/said "
         "3 This is the last one.”=fbi/said"},
        {"\n“This is the first part.\n“This is the second part,” the FBI said.",
         "1 “This is the first part.=fbi/said 2 “This is the second part,”=fbi/said"},
        {"\nThe FBI said: “This never ends.\nThis is another matter.",
         "1 “This never ends.=fbi/said"},
    };
    RUN(cases);
}

static void test_quotes__leaves_titles_and_scare_quotes_alone(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe so-called “deal” was off.", ""},
        {"\nHe read “The Old Man and the Sea” there.", ""},
        {"\nThe film “nobody knows me” opened.", ""},
        {"\nJane Doe said so on the FBI's “Sunday Morning News.”", ""},
        {"\nJane Doe told the hosts of “This Old House,” which was new.", ""},
        {"\nThe page has a date=\"March 9, 2016\" and on=\"all the other days\" in it.", ""},
        {"\nIn the '80s the FBI had ''a big plan'' there.", ""},
        {"\nThe FBI called the claims “unfounded” and left.", ""},
        {"\nThe FBI said the claims were “unfounded”.",
         "1 ~the claims were=fbi/said “unfounded”=fbi/said"},
        {"\nThe claims were “wholly unfounded,” the FBI said.",
         "1 ~The claims were=fbi/said “wholly unfounded,”=fbi/said"},
        {"Lab says it “never helped any spies”\nText.", "0 “never helped any spies”=-/says"},
    };
    RUN(cases);
}

static void test_quotes__finds_the_speaker(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        /* Before, after, inverted, in the middle. */
        {"\nThe FBI said, “We know all this.”", "1 “We know all this.”=fbi/said"},
        {"\nThe FBI told reporters in Moscow that “we know all this.”",
         "1 “we know all this.”=fbi/told"},
        {"\n“We know all this,” the FBI said in Moscow.", "1 “We know all this,”=fbi/said"},
        {"\n“We know all this,” said Jane Doe, who met Bill Clinton.",
         "1 “We know all this,”=jane-doe/said"},
        {"\n“We know,” the FBI said in Moscow, “all of this.” It left.",
         "1 “We know,”=fbi/said “all of this.”=fbi/said"},
        {"\n“We know all this,” the FBI said. “We like it so.”",
         "1 “We know all this,”=fbi/said “We like it so.”=fbi/said"},
        {"\nAccording to the FBI, “we know all this.”", "1 “we know all this.”=fbi/According to"},
        {"\n“We know all this,” according to Jane Doe.",
         "1 “We know all this,”=jane-doe/according to"},
        {"\n“We know all this,” Jeanne Shaheen, a senator, told the FBI.",
         "1 “We know all this,”=jeanne-shaheen/told"},
        {"\n“We know all this,” said FBI spokesman John Doe.",
         "1 “We know all this,”=john-doe/said"},
        {"\n“We know all this,” said a spokesman for the FBI.", "1 “We know all this,”=fbi/said"},
        {"\n“We know all this,” an FBI spokesman said.", "1 “We know all this,”=fbi/said"},
        {"\n“Is it true?” asked Jane Doe. “Are we there?”",
         "1 “Is it true?”=jane-doe/asked “Are we there?”=jane-doe/asked"},
        {"\nBill Clinton: “We know all this.”", "1 “We know all this.”=bill-clinton/-"},
        {"\nWait, there is more:\n“We know all this. We do.”", "2 “We know all this. We do.”=-/-"},
        /* Two speakers in one paragraph. */
        {"\n“We know all this,” the FBI said. “Nobody knows a thing,” Jeanne Shaheen replied.",
         "1 “We know all this,”=fbi/said “Nobody knows a thing,”=jeanne-shaheen/replied"},
        {"\nThe FBI said, “We know all this,” and Jeanne Shaheen said, “You do not.”",
         "1 “We know all this,”=fbi/said “You do not.”=jeanne-shaheen/said"},
        /* Papers that somebody issued. */
        {"\nKaspersky Lab sells. Kaspersky Lab buys.\n“We know all this,” the email from Kaspersky "
         "reads.\n“It is so,” the email went on. “It is well.”",
         "2 “We know all this,”=kaspersky-lab/reads 3 “It is so,”=kaspersky-lab/went on "
         "“It is well.”=kaspersky-lab/went on"},
        {"\nKaspersky Lab sells. Kaspersky Lab buys from the FBI.\n“We know all this,” the company "
         "said in a statement.\n“It is so,” its officials said.",
         "2 “We know all this,”=kaspersky-lab/said 3 “It is so,”=kaspersky-lab/said"},
        /* What somebody is is not who it is. */
        {"\n“We know all this,” said Montana Tech Chancellor Jane Doe.",
         "1 “We know all this,”=jane-doe/said"},
        {"\n“We know all this,” the Majority Leader said.", "1 “We know all this,”=-/said"},
        /* One of a kind, a label of party and state, whoever a letter goes to. */
        {"\n“We know all this,” wrote an MSP in Moscow.", "1 “We know all this,”=-/wrote"},
        {"\n“We know all this,” said Sen. Roe, D-Del.", "1 “We know all this,”=roe/said"},
        {"\nThe plan passed. Jane Doe liked it.\nJane Doe's remarks follow:\n“We know all this.”",
         "3 “We know all this.”=jane-doe/-"},
        {"\nIn a letter to FBI Director Jane Doe demanding “answers on all of this,” nobody "
         "signed.",
         "1 “answers on all of this,”=-/signed"},
        /* The sentence before, the one that goes on, the paragraphs beside. */
        {"\nJane Doe met the FBI. Jane Doe agreed with Bill Clinton. “We know all this.”",
         "1 “We know all this.”=jane-doe/-"},
        {"\n“A very big loss” for the party, said Jane Doe, who left.",
         "1 “A very big loss”=jane-doe/said ~for the party=jane-doe/said"},
        {"\nJane Doe said it in Moscow with Bill Clinton and added, “We know all this.”",
         "1 ~it in Moscow with Bill Clinton=jane-doe/said “We know all this.”=jane-doe/added"},
        {"\n“It is so for us,” Jane Doe said.\n“We know all this.”\n“We like it well,” Jane Doe "
         "said.",
         "1 “It is so for us,”=jane-doe/said 2 “We know all this.”=jane-doe/- 3 “We like it "
         "well,”=jane-doe/said"},
        {"\n“We know all this.”\n-Jane Doe, Springfield", "1 “We know all this.”=jane-doe/-"},
        {"\n“We know all this. We do.\nSen. Jane Doe, economist.”\nNothing here.",
         "1 “We know all this. We do.=jane-doe/-"},
        {"\n“This is so fine!” beamed Jane Doe, who won.", "1 “This is so fine!”=jane-doe/beamed"},
        /* A name that nobody introduced in full. */
        {"\n“We know all this,” Mr. Rosenfeld said.", "1 “We know all this,”=rosenfeld/said"},
        {"\n“We know all this,” Commerzbank said.", "1 “We know all this,”=commerzbank/said"},
    };
    RUN(cases);
}

static void test_quotes__finds_what_is_told_without_marks(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe FBI said that it knew all this.", "1 ~that it knew all this=fbi/said"},
        {"\nOSLO, May 3 (FBI) - It has known all this for years, Jane Doe said.",
         "1 ~It has known all this for years=jane-doe/said"},
        /* A participle leans on its own clause. */
        {"\nFirms like the FBI, Kaspersky Lab and Acme pay well; they spend their time telling "
         "clients what they wish to hear.",
         "1 ~what they wish to hear=-/telling"},
        {"\nThe FBI told reporters on Monday that it knew all this, adding that it liked it.",
         "1 ~that it knew all this=fbi/told ~that it liked it=fbi/adding"},
        {"\nIt has known all this for years, the FBI said on Monday.",
         "1 ~It has known all this for years=fbi/said"},
        {"\nIt has known all this for years, said Jane Doe, a senator.",
         "1 ~It has known all this for years=jane-doe/said"},
        {"\nJane Doe, a senator, said the plan was wrong.", "1 ~the plan was wrong=jane-doe/said"},
        {"\nAfter years of silence, the FBI said, the plan was a secret.",
         "1 ~After years of silence=fbi/said ~the plan was a secret=fbi/said"},
        {"\nAccording to the FBI, the plan was a secret.",
         "1 ~the plan was a secret=fbi/According to"},
        {"\nThe plan was a secret, according to Jane Doe.",
         "1 ~The plan was a secret=jane-doe/according to"},
        {"\nJane Doe, whose firm left in May, said it was wrong.", "1 ~it was wrong=jane-doe/said"},
        {"\nThe founder of the firm, Jane Doe, wrote to Bill Clinton in May.", ""},
        {"\nThe firm's founder, Jane Doe, said it was wrong.", "1 ~it was wrong=jane-doe/said"},
        {"\nTraders said the plan was wrong.", "1 ~the plan was wrong=-/said"},
        {"\nExperts said the plan was wrong.", "1 ~the plan was wrong=-/said"},
        /* Around what stands in marks, each piece by itself. */
        {"\nThe FBI said the new plan “is not for us” and has no future.",
         "1 ~the new plan=fbi/said “is not for us”=fbi/said ~and has no future=fbi/said"},
        /* Nobody tells anything. */
        {"\nThe FBI spoke to Jane Doe and responded to a self-described plan.", ""},
        {"\nIt was reported that the FBI allowed states to extend it.", ""},
        {"\nThe state reports of the FBI came in the message to Jane Doe.", ""},
    };
    RUN(cases);
}

static void test_quotes__follows_pronouns(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nJeanne Shaheen met Bill Clinton. “We know all this,” she said.",
         "1 “We know all this,”=jeanne-shaheen/said"},
        {"\nJeanne Shaheen met Bill Clinton. “We know all this,” he said.",
         "1 “We know all this,”=bill-clinton/said"},
        {"\n“We know all this,” Jane Doe said.\n“It is so for us,” she added.",
         "1 “We know all this,”=jane-doe/said 2 “It is so for us,”=jane-doe/added"},
        {"\nMr. Rosenfeld said: “We know all this.” “It is so,” he said.",
         "1 “We know all this.”=rosenfeld/said “It is so,”=rosenfeld/said"},
    };
    RUN(cases);
}

static void test_quotes__no_place_speaks_behind_a_preposition(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nOfficials in Moscow said it was late.", "1 ~it was late=-/said"},
        {"\nThe Embassy in Washington said it was late.", "1 ~it was late=-/said"},
        {"\nEmbassy said in a statement that it was late.", "1 ~that it was late=-/said"},
        {"\nMoscow said it was late.", "1 ~it was late=moscow/said"},
        {"\nThe FBI in Washington said it was late.", "1 ~it was late=fbi/said"},
        /* Of whom the sentence is, not whom a clause in it names. */
        {"\nThe carrier has closed a line after the FBI complained, it said.",
         "1 ~The carrier has closed a line after the FBI complained=-/said"},
    };
    RUN(cases);
}

static void test_quotes__names_nobody_without_ground(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\nThe FBI was blunt. A sign hung there. “We know all this.” Nobody spoke.",
         "1 “We know all this.”=-/-"},
        {"\nThe FBI left. “We know all this,” experts said.", "1 “We know all this,”=-/said"},
        {"\nThe FBI left. “We know all this,” one official said.", "1 “We know all this,”=-/said"},
        {"\n“We know all this,” she said.", "1 “We know all this,”=-/said"},
        {"\nBill Clinton came. “We know all this,” she said.", "1 “We know all this,”=-/said"},
    };
    RUN(cases);
}

static void test_quotes__reads_german_french_and_spanish(void **state)
{
    (void)state;
    static const AnalysisCase cases[] = {
        {"\n„Wir wissen das alles“, sagte Heinz Müller am Montag.",
         "1 „Wir wissen das alles“=heinz-muller/sagte"},
        {"\nHeinz Müller erklärte: „Wir wissen das alles.“",
         "1 „Wir wissen das alles.“=heinz-muller/erklärte"},
        {"\n„Wir wissen das alles“, sagte der Sprecher der Behörde am Montag.",
         "1 „Wir wissen das alles“=-/sagte"},
        {"\nDiese Frage stellte sich nicht. Auf die Frage antwortete er: „Wir wissen das alles.“",
         "1 „Wir wissen das alles.“=-/antwortete"},
        {"\n« Nous savons tout cela », a déclaré Jeanne Shaheen lundi.",
         "1 « Nous savons tout cela »=jeanne-shaheen/déclaré"},
        {"\n„Wir wissen das alles“, sagte Vorstandschef Klaus Brandner. Es sei gut, betonte "
         "Brandner. „Das ist ein guter Tag.“\n„Es ist ein schlechter Tag“, so Gewerkschafterin "
         "Petra Lohmann.\nBrandner: „Wir bleiben dabei.“",
         "1 „Wir wissen das alles“=klaus-brandner/sagte „Das ist ein guter "
         "Tag.“=klaus-brandner/sagte "
         "2 „Es ist ein schlechter Tag“=petra-lohmann/so 3 „Wir bleiben dabei.“=klaus-brandner/-"},
        {"\nSelon le FBI, « nous savons tout cela ».", "1 « nous savons tout cela »=fbi/Selon"},
        {"\n«Lo sabemos todo ya», dijo Jeanne Shaheen el lunes.",
         "1 «Lo sabemos todo ya»=jeanne-shaheen/dijo"},
        {"\nSegún el FBI, «lo sabemos todo ya».", "1 «lo sabemos todo ya»=fbi/Según"},
    };
    RUN(cases);
}

static void test_quotes__in_a_statement_the_issuer_speaks(void **state)
{
    (void)state;
    NgAnalyser *analyser = ng_analyser_new(authority);
    g_autoptr(NgArticle) article = fixture_article(
        "\nAll is well here.\n“We know all this. We like it.”\n“Not so,” said Jane Doe.\n“It is so "
        "for us,” experts said.\nIt was time for this, we said in May.\nToday we are proud of it.");
    article->outlet = g_strdup("Kaspersky Labs");
    article->kind = NG_KIND_STATEMENT;
    article->kind_given = true;
    ng_analyse(analyser, article);
    g_autofree char *quotes = fixture_quotes(article);
    assert_string_equal(quotes, "2 “We know all this. We like it.”=kaspersky-lab/- "
                                "3 “Not so,”=jane-doe/said 4 “It is so for us,”=-/said "
                                "5 ~It was time for this=kaspersky-lab/said "
                                "6 Today we are proud of it=kaspersky-lab/-");
    ng_analyser_free(analyser);
}

static void test_quotes__survives_marks_without_end(void **state)
{
    (void)state;
    static const char *const units[] = {"“",  "\"a ", "'a ", "‘a ", "« ",
                                        "` ", "''",   "„a“", "” ",  "'"};
    NgAnalyser *analyser = ng_analyser_new(authority);
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new("\n");
        while (text->len < 200000)
            g_string_append(text, units[i]);
        g_autoptr(NgArticle) article = fixture_article(text->str);
        gint64 begin = g_get_monotonic_time();
        ng_analyse(analyser, article);
        gint64 took = g_get_monotonic_time() - begin;
        if (took > 5 * G_USEC_PER_SEC)
            fail_msg("200 KB of %s took %.1f s", units[i], (double)took / G_USEC_PER_SEC);
        for (guint n = 0; n < article->paragraphs->len; n++) {
            const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, n);
            gsize len = strlen(paragraph->text);
            for (guint q = 0; q < paragraph->quotes->len; q++) {
                const NgQuote *quote = g_ptr_array_index(paragraph->quotes, q);
                assert_true(quote->span.begin < quote->span.end && quote->span.end <= len);
            }
        }
    }
    ng_analyser_free(analyser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes__knows_all_marks),
        cmocka_unit_test(test_quotes__takes_no_command_for_a_speaker),
        cmocka_unit_test(test_quotes__takes_no_home_town_for_a_speaker),
        cmocka_unit_test(test_quotes__nests),
        cmocka_unit_test(test_quotes__apostrophes_feet_and_inches_open_nothing),
        cmocka_unit_test(test_quotes__runs_over_paragraphs),
        cmocka_unit_test(test_quotes__leaves_titles_and_scare_quotes_alone),
        cmocka_unit_test(test_quotes__finds_the_speaker),
        cmocka_unit_test(test_quotes__finds_what_is_told_without_marks),
        cmocka_unit_test(test_quotes__follows_pronouns),
        cmocka_unit_test(test_quotes__no_place_speaks_behind_a_preposition),
        cmocka_unit_test(test_quotes__names_nobody_without_ground),
        cmocka_unit_test(test_quotes__reads_german_french_and_spanish),
        cmocka_unit_test(test_quotes__in_a_statement_the_issuer_speaks),
        cmocka_unit_test(test_quotes__survives_marks_without_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
