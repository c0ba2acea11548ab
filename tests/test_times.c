/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Times that are spoken of. Each case: language, day of publication, text, and what is found as the
 * words it begins with and the time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/analysis_fixture.h"

typedef struct {
    const char *lang, *published, *text, *times;
} Case;

static void run(const Case *cases, guint n)
{
    g_autoptr(NgAuthority) authority = fixture_authority_of(FIXTURE_ACTORS, NULL);
    NgAnalyser *analyser = ng_analyser_new(authority);
    for (guint i = 0; i < n; i++) {
        g_autoptr(NgArticle) article = fixture_article("");
        g_autofree char *text = g_strconcat("\n", cases[i].text, NULL);
        ng_article_free(article);
        article = fixture_article(text);
        article->lang = g_strdup(cases[i].lang);
        article->published = g_strdup(cases[i].published);
        /* Twice, since a second analysis must not add to the first. */
        ng_analyse(analyser, article);
        ng_analyse(analyser, article);
        const NgParagraph *paragraph = article->paragraphs->pdata[0];
        g_autoptr(GString) found = g_string_new(NULL);
        for (guint k = 0; paragraph->times && k < paragraph->times->len; k++) {
            const NgSpokenTime *time = &g_array_index(paragraph->times, NgSpokenTime, k);
            const char *at = paragraph->text + time->begin;
            g_string_append_printf(found, "%s%.*s=%u", k ? " " : "", (int)strcspn(at, " ,."), at,
                                   time->ymd);
        }
        if (strcmp(found->str, cases[i].times) != 0)
            fail_msg("\"%s\" on %s\n  has      %s\n  expected %s", cases[i].text,
                     cases[i].published, found->str, cases[i].times);
    }
    ng_analyser_free(analyser);
}
#define RUN(cases) run(cases, G_N_ELEMENTS(cases))

static void test_times__reads_dates_in_full(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"en", NULL, "It began on April 27, 2017, in the port.", "April=20170427"},
        {"en", NULL, "It began on the 27th of April 2017 in the port.", "27th=20170427"},
        {"en", NULL, "It began on 27 April 2017 in the port.", "27=20170427"},
        {"en", NULL, "It began in July 2017 in the port.", "July=20170700"},
        {"en", NULL, "It began on 2017-04-27 in the port.", "2017-04-27=20170427"},
        {"en", NULL, "It began in 2016, and in 1998 again.", "2016=20160000 1998=19980000"},
        {"en", NULL, "It began on Thursday, April 27, 2017, in the port.", "April=20170427"},
        {"de", NULL, "Es begann am 27. April 2017 im Hafen, im März 2016.",
         "27=20170427 März=20160300"},
        {"fr", NULL, "Tout a commencé le 27 avril 2017, en août 2016.",
         "27=20170427 août=20160800"},
        {"es", NULL, "Comenzó el 27 de abril de 2017 en el puerto.", "27=20170427"},
    };
    RUN(cases);
}

static void test_times__resolves_against_the_publication(void **state)
{
    (void)state;
    static const Case cases[] = {
        /* a Friday */
        {"en", "2017-08-25", "It began in April.", "April=20170400"},
        {"en", "2017-02-25", "It began in November.", "November=20161100"},
        {"en", "2017-11-25", "It goes on in January.", "January=20180100"},
        {"en", "2017-08-25", "It began last October.", "October=20161000"},
        {"en", "2017-08-25", "It begins next May.", "May=20180500"},
        {"en", "2017-08-25", "It began on April 27 in the port.", "April=20170427"},
        {"en", "2017-08-25", "It began on Thursday.", "Thursday=20170824"},
        {"en", "2017-08-25", "It began on Friday.", "Friday=20170825"},
        {"en", "2017-08-25", "It began last Friday.", "Friday=20170818"},
        {"en", "2017-08-25", "It will begin on Monday.", "Monday=20170828"},
        {"en", "2017-08-25", "It begins next Friday.", "Friday=20170901"},
        {"en", "2017-08-31", "It began yesterday and ends tomorrow.",
         "yesterday=20170830 tomorrow=20170901"},
        {"en", "2017-01-02", "It began last month, last year.", "last=20161200 last=20160000"},
        {"en", "2017-12-02", "It begins next month.", "next=20180100"},
        /* Of a month alone no day can be told. */
        {"en", "2017-08", "It began on Thursday, in April.", "April=20170400"},
        {"en", NULL, "It began last Thursday, in April, yesterday.", ""},
        {"en", "2017", "It began last month.", ""},
    };
    RUN(cases);
}

static void test_times__are_no_numbers_names_and_verbs(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"en", "2017-08-25", "In 2016 cases nobody paid.", ""},
        {"en", "2017-08-25", "The 2016 film cost 1998 dollars.", ""},
        {"en", "2017-08-25", "They may march in august company.", ""},
        {"en", "2017-08-25", "Ms. May said that April Doe met June Roe.", ""},
        {"en", "2017-08-25", "The 30-31 April 2017-99 list.", ""},
        {"en", "2017-08-25", "On February 31, 2017, nothing happens.", ""},
        {"en", "2017-08-25", "Room 20170427 has 2017-13-45 seats.", ""},
    };
    RUN(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times__reads_dates_in_full),
        cmocka_unit_test(test_times__resolves_against_the_publication),
        cmocka_unit_test(test_times__are_no_numbers_names_and_verbs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
