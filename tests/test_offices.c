/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Offices in the text: "the FBI director said" is whoever held the office on the article's day, and
 * nobody where there is doubt. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/analysis_fixture.h"

#define OFFICES                                                                                    \
    "ada-thorn\tperson\tAda Thorn\t\tTeal Board director@2010-05-01..2013-09-03|director of the "  \
    "Teal Board@2010-05-01..2013-09-03\n"                                                          \
    "bo-reed\tperson\tBo Reed\t\tTeal Board director@2013-09-04..2017-05-09|director of the "      \
    "Teal Board@2013-09-04..2017-05-09\n"                                                          \
    "cy-moss\tperson\tCy Moss\t\tU.S. wren@2010..2020|~Osland minister@2010..2020\n"               \
    "teal-board\torg\tTeal Board\n"

static char *speakers_of(const char *text, const char *published)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(NgAuthority) authority = fixture_authority_of(OFFICES, &error);
    if (!authority)
        fail_msg("%s", error->message);
    g_autoptr(NgArticle) article = fixture_article(text);
    article->published = g_strdup(published);
    article->lang = g_strdup("en");
    NgAnalyser *analyser = ng_analyser_new(authority);
    ng_analyse(analyser, article);
    GString *out = g_string_new(NULL);
    for (guint n = 1; n <= article->paragraphs->len; n++) {
        const NgParagraph *paragraph = fixture_paragraph(article, n);
        for (guint i = 0; i < paragraph->quotes->len; i++) {
            const NgQuote *quote = paragraph->quotes->pdata[i];
            if (quote->direct)
                g_string_append_printf(out, "%s%s", out->len ? " " : "",
                                       quote->speaker ? quote->speaker : "-");
        }
    }
    ng_analyser_free(analyser);
    return g_string_free(out, FALSE);
}

static void test_offices__are_who_held_them_on_the_articles_day(void **state)
{
    (void)state;
    static const struct {
        const char *text, *published, *speakers;
    } cases[] = {
        {"T\n“We will look at it,” the Teal Board director said.", "2016-06-03", "bo-reed"},
        {"T\n“We will look at it,” the Teal Board director said.", "2012-06-03", "ada-thorn"},
        {"T\n“We will look at it,” the Teal Board director said.", "2016-06", "bo-reed"},
        {"T\n“We will look at it,” the director of the Teal Board said.", "2016", "bo-reed"},
        {"T\n“We will look at it,” said the director of the Teal Board on Monday.", "2016",
         "bo-reed"},
        {"T\nThe Teal Board director said: “We will look at it.”", "2016-06-03", "bo-reed"},
        {"T\n“We will look at it,” the U.S. wren said.", "2016-06-03", "cy-moss"},
        {"T\n“We will look at it,” the US wren said.", "2016-06-03", "cy-moss"},
        {"T\n“We will look at it,” the Teal Board director said. He added: “It will take time.”",
         "2016-06-03", "bo-reed bo-reed"},
        /* Without a date, between two, before the first, nobody. */
        {"T\n“We will look at it,” the Teal Board director said.", NULL, "-"},
        {"T\n“We will look at it,” the Teal Board director said.", "2013", "-"},
        {"T\n“We will look at it,” the Teal Board director said.", "2009-01-01", "-"},
        {"T\n“We will look at it,” the Osland minister said.", "2016-06-03", "-"},
        /* Not the one who holds it. */
        {"T\n“We will look at it,” a former Teal Board director said.", "2016-06-03", "-"},
        {"T\n“We will look at it,” the acting Teal Board director said.", "2016-06-03", "-"},
        {"T\n“We looked at it,” the Teal Board director said in 2005.", "2016-06-03", "-"},
        {"T\nTeal Board director Jane Fern said so on Monday.\n“We will look at it,” the Teal "
         "Board director "
         "said.",
         "2016-06-03", "-"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *speakers = speakers_of(cases[i].text, cases[i].published);
        /* Where nobody is known by the office, the Board may speak by another rule; not a person.
         */
        bool right = strcmp(cases[i].speakers, "-") == 0
                         ? !strstr(speakers, "thorn") && !strstr(speakers, "reed") &&
                               !strstr(speakers, "moss")
                         : strcmp(speakers, cases[i].speakers) == 0;
        if (!right)
            fail_msg("%s\n(%s): %s instead of %s", cases[i].text, cases[i].published, speakers,
                     cases[i].speakers);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offices__are_who_held_them_on_the_articles_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
