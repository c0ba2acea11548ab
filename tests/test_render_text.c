/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the rendering for people promises. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/search_answer.h"
#include "searcher/render/excerpt.h"
#include "searcher/render/layout.h"

#include <string.h>

static const guint widths[] = {40, 80, 200};

static void test_text__equals_its_golden_files(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
        for (int colour = 0; colour < 2; colour++) {
            g_autoptr(NgAnswer) answer = ng_answer_full();
            g_autoptr(GString) out = g_string_new(NULL);
            g_autofree char *why = NULL;
            g_autofree char *name =
                g_strdup_printf("search-full-%u-%s.txt", widths[i], colour ? "colour" : "plain");
            answer->view.width = widths[i];
            answer->view.colour = answer->view.links = colour;
            ng_render_text(out, &answer->results, &answer->view);
            if (!ng_golden_matches(name, out, &why))
                fail_msg("%s", why);
        }
}

static void test_text__says_what_could_be_tried_when_nothing_was_found(void **state)
{
    (void)state;
    for (guint i = 0; i < 2; i++) {
        g_autoptr(NgAnswer) answer = ng_answer_nothing();
        g_autoptr(GString) out = g_string_new(NULL);
        g_autofree char *why = NULL;
        g_autofree char *name = g_strdup_printf("search-nothing-%u.txt", widths[i]);
        answer->view.width = widths[i];
        ng_render_text(out, &answer->results, &answer->view);
        if (!ng_golden_matches(name, out, &why))
            fail_msg("%s", why);
    }
}

static void test_text__keeps_to_the_width(void **state)
{
    (void)state;
    for (guint width = 24; width < 220; width += 7) {
        g_autoptr(NgAnswer) answer = ng_answer_full();
        g_autoptr(GString) out = g_string_new(NULL);
        answer->view.width = width;
        ng_render_text(out, &answer->results, &answer->view);
        g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
        for (guint i = 0; lines[i]; i++) {
            /* an address is there to be copied and stays whole */
            if (strstr(lines[i], "https://") || strstr(lines[i], "corpus/"))
                continue;
            if (ng_text_columns(lines[i], -1) > width)
                fail_msg("%u columns in a width of %u: %s", ng_text_columns(lines[i], -1), width,
                         lines[i]);
        }
    }
}

/* NULL, or where something that steers a terminal begins. */
static const char *steering(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
            (c >= 0x2066 && c <= 0x2069))
            return p;
    }
    return NULL;
}

static void test_text__sends_no_control_character_of_the_text(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) full = ng_answer_full(), nothing = ng_answer_nothing();
    NgAnswer *answers[] = {full, nothing};
    for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        answers[i]->results.explained = g_strdup("tree\033[2J\n");
        ng_render_text(out, &answers[i]->results, &answers[i]->view);
        const char *at = steering(out->str);
        if (at)
            fail_msg("U+%04X at byte %d of:\n%s", g_utf8_get_char(at), (int)(at - out->str),
                     out->str);
    }
}

static void test_text__closes_every_style_and_link_in_its_line(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    answer->view.colour = answer->view.links = true;
    ng_render_text(out, &answer->results, &answer->view);
    g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        bool styled = false, linked = false;
        for (const char *p = strchr(lines[i], '\033'); p; p = strchr(p + 1, '\033')) {
            if (g_str_has_prefix(p, "\033[0m"))
                styled = false;
            else if (p[1] == '[')
                styled = true;
            else if (g_str_has_prefix(p, "\033]8;;\033"))
                linked = false;
            else if (p[1] == ']')
                linked = true;
        }
        if (styled || linked)
            fail_msg("left open: %s", lines[i]);
    }
}

static void test_text__links_only_to_the_web(void **state)
{
    static const struct {
        const char *url;
        bool web;
    } cases[] = {{"https://a.example/x?y=1#z", true},
                 {"HTTP://a.example", true},
                 {"https://a.example/\xC3\xA9", true},
                 {"javascript:alert(1)", false},
                 {"file:///etc/passwd", false},
                 {"https://a.example/\033\\", false},
                 {"https://a.example/a b", false},
                 {"https://a.example/\xC2\x9B", false},
                 {"", false},
                 {NULL, false}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        NgView view = {.width = 80, .links = true};
        bool opened = ng_link_open(out, &view, cases[i].url);
        if (opened != cases[i].web || opened != (out->len > 0) ||
            (opened && !g_str_is_ascii(out->str)))
            fail_msg("%s: %s", cases[i].url, out->str);
    }
}

static void test_layout__counts_columns(void **state)
{
    static const struct {
        const char *text;
        guint columns;
    } cases[] = {{"", 0},
                 {"abc", 3},
                 {"caf\xC3\xA9", 4},
                 {"cafe\xCC\x81", 4},
                 {"監査", 4},
                 {"ｶﾅ", 2},
                 {"👍", 2},
                 {"a\tb", 3},
                 {"\033[1m", 7},
                 {"\xE2\x80\xAEx\xE2\x80\xAC", 1},
                 {"a\xC2\xAD"
                  "b",
                  2},
                 {"\xFF\xFE", 2},
                 {"\xE2\x82", 2}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (ng_text_columns(cases[i].text, -1) != cases[i].columns)
            fail_msg("\"%s\": %u columns, expected %u", cases[i].text,
                     ng_text_columns(cases[i].text, -1), cases[i].columns);
}

static void test_layout__wraps_at_spaces_and_between_wide_characters(void **state)
{
    static const struct {
        const char *text;
        guint column, width;
        const char *expected;
    } cases[] = {
        {"", 0, 20, "\n"},
        {"one two three four five", 0, 13, "one two three\nfour five\n"},
        {"one two  three", 0, 9, "one two\nthree\n"},
        {"abcdefghijklmnopqrstuvwxyz", 0, 10, "abcdefghij\nklmnopqrst\nuvwxyz\n"},
        {"監査監査監査", 0, 9, "監査監査\n監査\n"},
        /* no line begins with a full stop, none ends in an opening bracket */
        {"監査監査。監査", 0, 9, "監査監\n査。監査\n"},
        {"監査監「監査」", 0, 9, "監査監\n「監査」\n"},
        {"cafe\xCC\x81 cafe\xCC\x81 x", 0, 9, "cafe\xCC\x81 cafe\xCC\x81\nx\n"},
        /* the first line goes on where something stands already */
        {"abcdef ghi", 4, 12, "abcdef\nghi\n"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        NgView view = {.width = 80};
        NgFlow flow = {.column = cases[i].column, .width = cases[i].width};
        ng_put_flow(out, &view, cases[i].text, &flow);
        if (strcmp(out->str, cases[i].expected) != 0)
            fail_msg("\"%s\" in %u gives:\n%sexpected:\n%s", cases[i].text, cases[i].width,
                     out->str, cases[i].expected);
    }
}

static void test_layout__marks_exactly_the_words_found(void **state)
{
    static const char *const words[] = {"audit", NULL};
    (void)state;
    const char *text = "An audit, auditors";
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) spans = ng_answer_spans(text, words);
    NgView view = {.width = 80, .colour = true};
    NgFlow flow = {.width = 80, .spans = spans};
    ng_put_flow(out, &view, text, &flow);
    assert_string_equal(out->str, "An \033[1;31maudit\033[0m, \033[1;31maudit\033[0mors\n");
}

static void test_layout__numbers_have_commas(void **state)
{
    static const struct {
        guint64 number;
        const char *expected;
    } cases[] = {{0, "0"}, {999, "999"}, {1000, "1,000"}, {1234567, "1,234,567"}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        ng_put_number(out, cases[i].number);
        assert_string_equal(out->str, cases[i].expected);
    }
}

static void check_excerpt(const char *text, const char *const *words, const NgSpan *must,
                          guint columns, const char *expected)
{
    g_autoptr(GArray) spans = ng_answer_spans(text, words);
    gsize begin, end;
    ng_excerpt(text, spans, must, columns, &begin, &end);
    g_autofree char *got = g_strndup(text + begin, end - begin);
    if (strcmp(got, expected) != 0)
        fail_msg("in %u columns:\n%s\nexpected:\n%s", columns, got, expected);
}

static void test_excerpt__takes_the_sentences_with_most_different_words(void **state)
{
    static const char *const words[] = {"audit", "code", NULL}, *const none[] = {NULL};
    static const char text[] = "The audit came. The audit went. Then nothing was heard of it. "
                               "The code had its audit in May. Nobody knew why that was so.";
    static const char one[] = "A sentence that never ends and goes on about this and that until at "
                              "last the audit of the code is named in it before it goes on again";
    (void)state;
    check_excerpt(text, words, NULL, 1000, text);
    check_excerpt(text, words, NULL, 40, "The code had its audit in May.");
    check_excerpt(text, words, NULL, 70,
                  "The code had its audit in May. Nobody knew why that was so.");
    check_excerpt(text, none, NULL, 40, "The audit came. The audit went.");
    check_excerpt(one, words, NULL, 44, "last the audit of the code is named in it");
    check_excerpt(one, none, NULL, 30, "A sentence that never ends and");
    NgSpan must = {(uint32_t)(strstr(text, "Nobody") - text), sizeof text - 1};
    check_excerpt(text, words, &must, 35, "Nobody knew why that was so.");
    check_excerpt("監査監査監査監査監査監査監査監査", none, NULL, 20, "監査監査監査監査監査");
}

/* Every part that could be chosen is valid text within its bounds. */
static void test_excerpt__stays_inside_any_text(void **state)
{
    static const char *const words[] = {"a", "監", "ż", NULL};
    static const char *const bits[] = {"a", "監", ". ", " ", "ż", "e\xCC\x81", "“", "”", "B", "? "};
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    (void)state;
    for (guint round = 0; round < 2000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        guint n = (guint)g_rand_int_range(rand, 0, 200);
        guint columns = (guint)g_rand_int_range(rand, 1, 120);
        for (guint i = 0; i < n; i++)
            g_string_append(text, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
        g_autoptr(GArray) spans = ng_answer_spans(text->str, words);
        gsize begin, end;
        ng_excerpt(text->str, spans, NULL, columns, &begin, &end);
        if (begin > end || end > text->len || (text->len > 0 && begin == end) ||
            !g_utf8_validate(text->str + begin, (gssize)(end - begin), NULL) ||
            ng_text_columns(text->str + begin, (gssize)(end - begin)) > MAX(columns, 20u))
            fail_msg("%" G_GSIZE_FORMAT "..%" G_GSIZE_FORMAT " in %u columns of \"%s\"", begin, end,
                     columns, text->str);
    }
}

static guint times(const char *text, const char *part)
{
    guint n = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        n++;
    return n;
}

static void test_text__shows_a_paragraph_with_several_quotations_once(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    NgHit *first = answer->results.hits->pdata[0], *second = answer->results.hits->pdata[1];
    const char *word = strstr(first->paragraph->text, "ashamed");
    NgSpan span = {(uint32_t)(word - first->paragraph->text), 0};
    span.end = span.begin + 7;
    answer->results.scope = NG_SCOPE_QUOTE;
    second->n = first->n;
    second->paragraph = first->paragraph;
    first->quote = second->quote = 0;
    g_array_set_size(second->spans, 0);
    g_array_append_val(second->spans, span);
    answer->view.width = 80;
    answer->view.colour = true;
    ng_render_text(out, &answer->results, &answer->view);
    assert_int_equal(times(out->str, "Ilona Varga said"), 1);
    assert_int_equal(times(out->str, "flown in from Budapest"), 1);
    assert_non_null(strstr(out->str, "31mashamed\033[0m"));  /* a word of the second */
    assert_non_null(strstr(out->str, "31maudit\033[0m it")); /* and of the first */
}

static void test_text__says_that_a_facet_has_more_values(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    NgFacetRequest asked[] = {{NG_FACET_ACTOR, 7}, {NG_FACET_MONTH, 5}};
    const NgFacetRequest *kept = answer->request.facets;
    answer->request.facets = asked;
    answer->view.width = 80;
    ng_render_text(out, &answer->results, &answer->view);
    answer->request.facets = kept;
    assert_non_null(strstr(out->str, "\nactor (estimated) (the 7 most frequent)\n"));
    assert_non_null(strstr(out->str, "\nmonth\n"));
}

static void test_text__shows_a_long_gap_of_a_timeline_as_one_line(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    static const guint64 indexed[] = {0, 0, 3, 0, 0, 0, 0, 1};
    for (guint i = 0; i < G_N_ELEMENTS(indexed); i++) {
        NgTimelineSpan *span = g_new0(NgTimelineSpan, 1);
        *span = (NgTimelineSpan) {g_strdup_printf("2018-%02u", i + 1), 0, indexed[i]};
        g_ptr_array_add(answer->results.timeline, span);
    }
    answer->view.width = 80;
    ng_render_text(out, &answer->results, &answer->view);
    assert_non_null(strstr(out->str, "\n  2018-02  0 of     0\n  2018-03  0 of     3\n"
                                     "  …\n  2018-08  0 of     1\n"));
}

static void test_count__is_in_the_unit_of_the_page(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    ng_render_count(out, &answer->results, &answer->view);
    answer->request.ungrouped = true;
    ng_render_count(out, &answer->results, &answer->view);
    assert_string_equal(out->str, "20001\n20312\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text__equals_its_golden_files),
        cmocka_unit_test(test_text__says_what_could_be_tried_when_nothing_was_found),
        cmocka_unit_test(test_text__keeps_to_the_width),
        cmocka_unit_test(test_text__sends_no_control_character_of_the_text),
        cmocka_unit_test(test_text__closes_every_style_and_link_in_its_line),
        cmocka_unit_test(test_text__links_only_to_the_web),
        cmocka_unit_test(test_text__shows_a_paragraph_with_several_quotations_once),
        cmocka_unit_test(test_text__says_that_a_facet_has_more_values),
        cmocka_unit_test(test_text__shows_a_long_gap_of_a_timeline_as_one_line),
        cmocka_unit_test(test_layout__counts_columns),
        cmocka_unit_test(test_layout__wraps_at_spaces_and_between_wide_characters),
        cmocka_unit_test(test_layout__marks_exactly_the_words_found),
        cmocka_unit_test(test_layout__numbers_have_commas),
        cmocka_unit_test(test_excerpt__takes_the_sentences_with_most_different_words),
        cmocka_unit_test(test_excerpt__stays_inside_any_text),
        cmocka_unit_test(test_count__is_in_the_unit_of_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
