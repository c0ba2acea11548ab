/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Single rules of the plain text reader: encodings, paragraphs, dates, what is clutter and what
 * only looks so, and input that is no text. Names are invented. */
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

/* ---- lines that are clutter, and lines that only look so ---- */

static const char *const clutter[] = {
    "Advertisement",
    "Share Tweet Email",
    "SHARE THIS ARTICLE",
    "Photo: Jane Roe/Norland Press",
    "TAGS: harbours, piers",
    "Filed under: Ports",
    "Send tips to [email protected]",
    "Got a tip? Email us at news@gazette.example",
    "3 comments",
    "Leave a comment",
    "Your email address will not be published. Required fields are marked *",
    "We use cookies to make this site work. By using it you agree.",
    "Sign up for our daily newsletter",
    "Subscribe to the Gazette for 3 crowns a month",
    "Follow us on Twitter",
    "Read more: The pier that never was",
    "Related stories",
    "\xc2\xa9 2016 Stenmouth Gazette",
    "All rights reserved.",
    "Page 2 of 3",
    "https://gazette.example/pier?print=1",
    "5 min read",
    "Most popular",
    "* * *",
    "Article continues below advertisement",
    "Print this page",
    "Log in to comment",
    "###",
    "-30-",
    "Contact: Jane Roe, 555-0117",
    "Media contact: press@harrowgate.example",
    "(Reporting by Maud Ellery; Editing by Tom Ferris)",
};

static void test_text_clutter__is_no_paragraph(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(clutter); i++) {
        g_autofree char *text =
            g_strconcat("Board Votes for the New Pier\n\n", STORY, clutter[i], "\n", NULL);
        g_autoptr(NgArticle) article = read_string(text);
        if (article->paragraphs->len != 3)
            print_error("kept as a paragraph: %s\n", clutter[i]);
        assert_int_equal(article->paragraphs->len, 3);
    }
}

static const char *const real[] = {
    "\"No.\"",
    "Share prices of the two yards fell by a tenth after the vote, and rose again by noon.",
    "Advertisement spending in Norland fell for the third year, the ministry said.",
    "Related news surfaced on Thursday in a report by the county's auditor.",
    "Follow-up talks are to be held in June, the chairman said.",
    "Read more than one paper, he told the pupils.",
    "Photographs of the pier from 1911 hang in the board's hall.",
    "Cookies were sold at the meeting for the benefit of the lifeboat.",
    "We use cookies in our kitchen every day, she said, and laughed at the question.",
    "Tags on the cranes say when they were last checked.",
    "Topics for the next meeting are the ferry and the fish hall.",
    "Contact between the two boards broke off in 2011.",
    "Send in the divers, the chairman said.",
    "Subscribers of the lifeboat fund gave 4,000 crowns.",
    "Home owners near the pier had asked for a wall.",
    "Copyright law does not protect the pier's name, the court found in 2009.",
    "Comments by the mayor were not to be had on Tuesday.",
    "Click, and the lamp went out.",
    "Maud Ellery is the board's first chairwoman since the war, and was a reporter before.",
    "\"Sign up for the lifeboat,\" the poster said.",
};

static void test_text_clutter__spares_sentences_that_look_like_it(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(real); i++) {
        g_autofree char *text =
            g_strconcat("Board Votes for the New Pier\n\n", STORY, real[i], "\n\n",
                        "The next meeting is in May, the board wrote.\n", NULL);
        g_autoptr(NgArticle) article = read_string(text);
        g_autofree char *got = text_read_paragraphs(article);
        g_autofree char *line = g_strconcat("|", real[i], "\n", NULL);
        if (!strstr(got, line))
            print_error("lost: %s\n", real[i]);
        assert_non_null(strstr(got, line));
        assert_int_equal(article->paragraphs->len, 5);
    }
}

static void test_text_region__a_long_list_in_a_story_is_no_menu(void **state)
{
    (void)state;
    GString *text = g_string_new("Board Names the Boats\n\n" STORY);
    for (guint i = 0; i < 30; i++)
        g_string_append_printf(text, "Boat %u\n\n", i);
    g_string_append(
        text, "The boats sail in May, the board wrote, whatever the weather may be.\n\n"
              "Each of them was built at Low Island, by the same yard and the same two families, "
              "in the years between the storm and the bridge.\n");
    g_autoptr(NgArticle) article = read_string(text->str);
    g_string_free(text, TRUE);
    assert_string_equal(article->headline->text, "Board Names the Boats");
    assert_int_equal(article->paragraphs->len, 3 + 30 + 2);
}

/* ---- dates ---- */

static const struct {
    const char *source, *above, *published;
} dates[] = {
    {"/n/a.txt", "", NULL},
    {"/n/a.txt", "May 3, 2016\n\n", "2016-05-03"},
    {"/n/a.txt", "Tuesday, May 3, 2016\n\n", "2016-05-03"},
    {"/n/a.txt", "Published: 3 May 2016\n\n", "2016-05-03"},
    {"/n/a.txt", "For Immediate Release: May 3, 2016\n\n", "2016-05-03"},
    {"/n/a.txt", "Washington, D.C. - Tuesday, May 3, 2016\n\n", "2016-05-03"},
    {"/n/3May2016pier.txt", "", "2016-05-03"},
    {"/n/pier-2016-05-03.txt", "", "2016-05-03"},
    {"/n/20160503_pier.txt", "", "2016-05-03"},
    {"/n/pier-2016-05-03.txt", "June 1, 2016\n\n", "2016-06-01"},
    {"/n/pier-2016-13-43.txt", "", NULL},
    {"/n/ISBN9783161484100.txt", "", NULL},
    {"/n/2016-05-03/pier.txt", "", NULL},
};

static void test_text_dates__are_those_that_the_text_or_its_name_states(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autofree char *text =
            g_strconcat("Board Votes for the New Pier\n\n", dates[i].above, STORY, NULL);
        g_autoptr(NgArticle) article = text_read(text, strlen(text), dates[i].source, NULL);
        if (g_strcmp0(article->published, dates[i].published) != 0)
            print_error("%s, %s: %s\n", dates[i].source, dates[i].above,
                        article->published ? article->published : "(null)");
        assert_true(g_strcmp0(article->published, dates[i].published) == 0);
        assert_string_equal(article->headline->text, "Board Votes for the New Pier");
        assert_int_equal(article->paragraphs->len, 3);
    }
}

static void test_text_dates__of_events_are_not_the_articles(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = read_string(
        "Pier Opens\n\n"
        "The pier of Stenmouth opens on May 3, 2016, the board said. It was begun on June 1, "
        "2014.\n\n"
        "A party is planned for the evening, with the lifeboat's band and the children of both "
        "schools.\n\n"
        "August 9, 2017\n\nOn that day the lease of the fish hall ends, and the board must choose "
        "a new "
        "tenant.\n");
    assert_null(article->published);
}

/* ---- encodings ---- */

/* A page in one line, whose lines once ended where there is a gap now. */
static void test_text_layout__a_gap_within_sentences_is_no_paragraphs_end(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "The board of the harbour voted on Tuesday for a new pier with",
        "room for ten boats, and asked the two Norland members Maud",
        "Ellery and Ole Brandt to look for the money that it will take",
        "until the summer. The old pier was built in the year when the",
        "lifeboat came, and has been closed since the storm of last",
        "winter, when two of its piles broke.",
        "The next meeting is in May, and the county's auditor will be",
        "there to say what he thinks of the plan and of what it costs",
        "the town, its fishermen and whoever else has a boat there in",
        "the summer months of the year.",
    };
    g_autoptr(GString) text = g_string_new("Board Votes for the New Pier");
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_string_append(text, "              ");
        g_string_append(text, lines[i]);
    }
    g_autoptr(NgArticle) article = read_string(text->str);
    g_autofree char *got = text_read_paragraphs(article);
    assert_non_null(strstr(got, "Maud Ellery and Ole Brandt"));
    assert_non_null(strstr(got, "two of its piles broke."));
    assert_non_null(strstr(got, "|The next meeting"));
}

static void test_text_charset__is_told_by_mark_validity_or_windows_1252(void **state)
{
    (void)state;
    static const struct {
        const char *charset;
        const char *mark;
        gsize mark_len;
    } forms[] = {{"UTF-8", "\xef\xbb\xbf", 3}, {"UTF-8", "", 0},     {"UTF-16LE", "\xff\xfe", 2},
                 {"UTF-16BE", "\xfe\xff", 2},  {"UTF-16LE", "", 0},  {"UTF-16BE", "", 0},
                 {"WINDOWS-1252", "", 0},      {"ISO-8859-1", "", 0}};
    static const char text[] =
        "Caf\u00e9 am Hafen schlie\u00dft\n\nDas Caf\u00e9 am Hafen schlie\u00dft im Mai, "
        "sagte der P\u00e4chter am Montag vor G\u00e4sten.\n";
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        gsize len = 0;
        g_autofree char *raw = g_convert(text, -1, forms[i].charset, "UTF-8", NULL, &len, NULL);
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)forms[i].mark, (guint)forms[i].mark_len);
        g_byte_array_append(bytes, (const guint8 *)raw, (guint)len);
        gsize total = bytes->len;
        g_byte_array_append(bytes, (const guint8 *)"", 1);
        g_autoptr(NgArticle) article = text_read((char *)bytes->data, total, "/n/a.txt", NULL);
        if (!article)
            print_error("nothing from %s\n", forms[i].charset);
        assert_non_null(article);
        assert_string_equal(article->headline->text, "Caf\u00e9 am Hafen schlie\u00dft");
        assert_int_equal(article->paragraphs->len, 1);
        assert_true(ng_reader_text.sniff((char *)bytes->data, total, "/n/a.txt") >= 50);
    }
}

static void test_text_charset__curly_quotes_of_windows_come_out_right(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = read_string("Pier Opens\n\n\x93It is a good pier,\x94 the "
                                               "chairman\x92s deputy said on Monday at noon.\n");
    g_autofree char *got = text_read_paragraphs(article);
    assert_string_equal(
        got, "lede|\u201cIt is a good pier,\u201d the chairman\u2019s deputy said on Monday at "
             "noon.\n");
}

static void test_text_charset__one_bad_byte_spoils_no_page(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = read_string("Pier Opens\n\nThe caf\u00e9 on the pier opens, the "
                                               "caf\u00e9's owner said.\xff It was long awaited "
                                               "by everyone.\n");
    g_autofree char *got = text_read_paragraphs(article);
    assert_non_null(strstr(got, "caf\u00e9's owner said."));
}

/* ---- what is no text ---- */

static void assert_refused(const char *data, gsize len, const char *reason)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(NgArticle) article = text_read(data, len, "/n/a.txt", &error);
    assert_null(article);
    assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_BAD_INPUT));
    if (!strstr(error->message, reason))
        print_error("%s instead of %s\n", error->message, reason);
    assert_non_null(strstr(error->message, reason));
}

static void test_text_input__empty_or_white_is_refused(void **state)
{
    (void)state;
    static const char *const blank[] = {"", " ", "\n\n\t\r\n  \n", "\xef\xbb\xbf\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(blank); i++)
        assert_refused(blank[i], strlen(blank[i]), "empty file");
    assert_refused("\xff\xfe\n\0", 4, "empty file");
}

static void test_text_input__binary_is_refused(void **state)
{
    (void)state;
    guint8 noise[5000];
    guint32 seed = 7;
    for (gsize i = 0; i < sizeof noise; i++) {
        seed = seed * 1664525u + 1013904223u;
        noise[i] = (guint8)(seed >> 24);
    }
    assert_refused((char *)noise, sizeof noise, "binary data, not text");
    assert_int_equal(ng_reader_text.sniff((char *)noise, sizeof noise, "/n/a.txt"), 0);
    static const char pdf[] = "%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n";
    assert_refused(pdf, sizeof pdf - 1, "binary data, not text");
    static const char zeros[4096] = {0};
    assert_refused(zeros, sizeof zeros, "binary data, not text");
}

static void test_text_input__a_few_nuls_are_dropped(void **state)
{
    (void)state;
    static const char text[] =
        "Pier Opens\n\nThe pier\0of Stenmouth opened on Monday, its board said, after two "
        "years of work and one storm.\n";
    g_autoptr(NgArticle) article = text_read(text, sizeof text - 1, "/n/a.txt", NULL);
    g_autofree char *got = text_read_paragraphs(article);
    assert_string_equal(
        got, "lede|The pier of Stenmouth opened on Monday, its board said, after two years of "
             "work and one storm.\n");
}

static void test_text_input__what_is_too_long_for_an_article_is_refused(void **state)
{
    (void)state;
    gsize len = 100 * 1024 * 1024;
    g_autofree char *data = g_malloc(len + 1);
    memset(data, 'a', len);
    data[len] = '\0';
    gint64 begin = g_get_monotonic_time();
    assert_refused(data, len, "too long for one article");
    assert_true(g_get_monotonic_time() - begin < 5 * G_USEC_PER_SEC);
}

/* Shapes that a quadratic step or an unbounded pattern would stumble over. */
static void test_text_input__odd_shapes_take_bounded_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",         ".A",          "a.Ab",         "        ", "\n",       "x\n",
        "\r",        "Share ",      "x\n\n",        "\u4e2d",   "- a\n",    "By By ",
        "Jan 1 ",    "     Q",      "Subject: a\n", "# ",       "A B C D ", "Home > ",
        "A | b | ",  "A / B\n",     "\u00a9 A ",    "12 A St ", "\u8a00\n", "ACME\n",
        "Contact: ", "Contact: \n", "Jane Roe\n\n", "\xe2\x80"};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < 128 * 1024)
            g_string_append(text, pieces[i]);
        gint64 begin = g_get_monotonic_time();
        g_autoptr(NgArticle) article = text_read(text->str, text->len, "/n/a.txt", NULL);
        gint64 took = g_get_monotonic_time() - begin;
        if (took > 10 * G_USEC_PER_SEC)
            print_error("%s repeated: %.1f s\n", pieces[i], (double)took / G_USEC_PER_SEC);
        assert_true(took < 10 * G_USEC_PER_SEC);
        g_string_free(text, TRUE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_clutter__is_no_paragraph),
        cmocka_unit_test(test_text_clutter__spares_sentences_that_look_like_it),
        cmocka_unit_test(test_text_region__a_long_list_in_a_story_is_no_menu),
        cmocka_unit_test(test_text_dates__are_those_that_the_text_or_its_name_states),
        cmocka_unit_test(test_text_dates__of_events_are_not_the_articles),
        cmocka_unit_test(test_text_layout__a_gap_within_sentences_is_no_paragraphs_end),
        cmocka_unit_test(test_text_charset__is_told_by_mark_validity_or_windows_1252),
        cmocka_unit_test(test_text_charset__curly_quotes_of_windows_come_out_right),
        cmocka_unit_test(test_text_charset__one_bad_byte_spoils_no_page),
        cmocka_unit_test(test_text_input__empty_or_white_is_refused),
        cmocka_unit_test(test_text_input__binary_is_refused),
        cmocka_unit_test(test_text_input__a_few_nuls_are_dropped),
        cmocka_unit_test(test_text_input__what_is_too_long_for_an_article_is_refused),
        cmocka_unit_test(test_text_input__odd_shapes_take_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
