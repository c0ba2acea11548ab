/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages made to hurt: each is read in bounded time, and its text is not lost. */
#include "tests/support/cpu_time.h"
#include "tests/support/html_reading.h"

/* Generous for a sanitizer on a slow machine; what is quadratic takes minutes. */
#define LIMIT_US (20 * G_USEC_PER_SEC)
#define SENTENCE "The mayor said on Monday that the bridge would stay closed until spring. "

static NgArticle *read_in_time(const char *name, const GString *page)
{
    gint64 begin_us = cpu_time_us();
    NgArticle *article = reading_bytes(page->str, page->len, NULL);
    gint64 spent_us = cpu_time_us() - begin_us;
    if (spent_us > LIMIT_US)
        fail_msg("%s took %.1f s", name, spent_us / 1e6);
    return article;
}

static void expect_sentence(const char *name, const GString *page)
{
    g_autoptr(NgArticle) article = read_in_time(name, page);
    assert_non_null(article);
    g_autofree char *lines = reading_lines(article);
    if (!strstr(lines, "bridge would stay closed"))
        fail_msg("%s: the text is lost; found %.300s", name, lines);
}

static void repeat(GString *page, const char *text, guint times)
{
    for (guint i = 0; i < times; i++)
        g_string_append(page, text);
}

static void test_html_hostile__keeps_text_below_any_depth(void **state)
{
    (void)state;
    static const char *const tags[] = {"<div>",           "<b>",        "<ul><li>",
                                       "<table><tr><td>", "<p>",        "<blockquote>",
                                       "<x-y>",           "<a name=x>", "<section>"};
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
        g_autoptr(GString) page = g_string_new("<html><body>");
        repeat(page, tags[i], 100000);
        repeat(page, "<p>" SENTENCE SENTENCE "</p>", 5);
        repeat(page, "</span></i>", 50000);
        expect_sentence(tags[i], page);
    }
}

static void test_html_hostile__reads_a_tag_of_40000_attributes(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<html><body><div ");
    for (guint i = 0; i < 40000; i++)
        g_string_append_printf(page, "a%u=\"x\" class=c%u ", i, i);
    g_string_append(page, "><p>" SENTENCE SENTENCE "</p></div>");
    expect_sentence("attributes", page);
}

static void test_html_hostile__reads_a_paragraph_of_10_megabytes(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<html><body><p>");
    while (page->len < 10u << 20)
        g_string_append(page, SENTENCE);
    g_string_append(page, "The end of it.");
    g_autoptr(NgArticle) article = read_in_time("10 MB", page);
    const NgParagraph *paragraph = g_ptr_array_index(article->paragraphs, 0);
    assert_true(g_str_has_suffix(paragraph->text, "The end of it."));
}

static void test_html_hostile__is_linear_in_what_never_ends(void **state)
{
    (void)state;
    static const char *const openings[] = {
        "<!--", "<script>\"\\\"", "<svg>", "<a href=\"", "<![CDATA[",
        "<",    "<p class='",     "&#x",   "</",         "<!",
        "<?",   "&nbsp"};
    for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
        g_autoptr(GString) page = g_string_new("<html><body><p>" SENTENCE SENTENCE "</p>");
        repeat(page, openings[i], 200000);
        expect_sentence(openings[i], page);
    }
}

static void test_html_hostile__is_linear_in_escapes_of_scripts(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<title>Quiet</title><script>x=\"");
    repeat(page, "\\\"", 500000);
    g_string_append(page, "</script>");
    g_autoptr(NgArticle) article = read_in_time("escapes", page);
    reading_expect("title", article->headline->text, "Quiet");
}

static void test_html_hostile__reads_on_after_nuls(void **state)
{
    (void)state;
    static const char page[] = "<html><body>\0<p>The mayor said\0on Monday that the bridge would "
                               "stay closed until spring.\0</p>\0";
    g_autoptr(NgArticle) article = reading_bytes(page, sizeof page - 1, NULL);
    g_autofree char *lines = reading_lines(article);
    reading_expect("NULs", lines,
                   "body: The mayor said on Monday that the bridge would stay closed until "
                   "spring.\n");
}

static void test_html_hostile__reads_broken_json_ld(void **state)
{
    (void)state;
    static const char *const blocks[] = {
        "{",
        "[[[[[[",
        "{\"@type\":\"NewsArticle\",\"headline\":\"\\ud800\"}",
        "\"",
        "{\"a\":\"\\",
        "{\"@type\":[1,{}],\"headline\":[[[[\"x\"]]]]}",
        "<!-- {} -->",
        "{\"@graph\":{\"@id\":1}}",
        "{\"@type\":\"NewsArticle\",\"author\":[[[[[[{\"name\":[\"A\"]}]]]]]],\"headline\":7}"};
    for (guint i = 0; i < G_N_ELEMENTS(blocks); i++) {
        g_autoptr(GString) page = g_string_new("<script type=application/ld+json>");
        g_string_append_printf(page, "%s</script><p>" SENTENCE SENTENCE, blocks[i]);
        expect_sentence(blocks[i], page);
    }
    g_autoptr(GString) deep = g_string_new("<script type=application/ld+json>");
    repeat(deep, "{\"a\":[", 100000);
    g_string_append(deep, "</script><p>" SENTENCE SENTENCE);
    expect_sentence("deep JSON-LD", deep);
}

static void test_html_hostile__refuses_a_page_over_32_megabytes(void **state)
{
    (void)state;
    g_autofree char *page = g_malloc((32u << 20) + 2);
    memset(page, 'a', (32u << 20) + 1);
    page[(32u << 20) + 1] = '\0';
    g_autoptr(GError) error = NULL;
    assert_null(reading_bytes(page, (32u << 20) + 1, &error));
    assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_BAD_INPUT));
    assert_non_null(strstr(error->message, "32 MB"));
}

static void test_html_hostile__refuses_a_page_without_text(void **state)
{
    (void)state;
    static const char *const pages[] = {"",
                                        " ",
                                        "<html></html>",
                                        "<script>var a=1</script>",
                                        "<!-- nothing -->",
                                        "<style>p{}</style><br>"};
    for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autoptr(GError) error = NULL;
        if (reading_bytes(pages[i], strlen(pages[i]), &error))
            fail_msg("\"%s\" gave an article", pages[i]);
        assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_BAD_INPUT));
    }
}

/* A real page cut anywhere and with bytes changed anywhere: no crash, and valid text. */
static void test_html_hostile__survives_cuts_and_changes(void **state)
{
    (void)state;
    static const char page[] =
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A &amp; B | Post</title>"
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"A & B\","
        "\"author\":{\"name\":\"Jo R\xc3\xb8\"}}</script></head><body><nav><a href=/>x</a></nav>"
        "<article class='post big'><h1>A &amp; B</h1><!-- c --><p>" SENTENCE "<ul><li>" SENTENCE
        "</ul><table><tr><td>" SENTENCE "</table></article></body></html>";
    gsize len = sizeof page - 1;
    guint32 seed = 3;
    for (guint round = 0; round < 3000; round++) {
        g_autofree char *copy = g_memdup2(page, len + 1);
        for (guint i = 0; i < 1 + round % 4; i++) {
            seed = seed * 1664525u + 1013904223u;
            copy[(seed >> 8) % len] = (char)(seed >> 24);
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(NgArticle) article = reading_bytes(copy, round % 2 ? len : round % len, &error);
        if (!article)
            continue;
        g_autofree char *lines = reading_lines(article);
        if (!g_utf8_validate(lines, -1, NULL) ||
            !g_utf8_validate(article->headline->text, -1, NULL))
            fail_msg("round %u gives text that is no UTF-8", round);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_hostile__keeps_text_below_any_depth),
        cmocka_unit_test(test_html_hostile__reads_a_tag_of_40000_attributes),
        cmocka_unit_test(test_html_hostile__reads_a_paragraph_of_10_megabytes),
        cmocka_unit_test(test_html_hostile__is_linear_in_what_never_ends),
        cmocka_unit_test(test_html_hostile__is_linear_in_escapes_of_scripts),
        cmocka_unit_test(test_html_hostile__reads_on_after_nuls),
        cmocka_unit_test(test_html_hostile__reads_broken_json_ld),
        cmocka_unit_test(test_html_hostile__refuses_a_page_over_32_megabytes),
        cmocka_unit_test(test_html_hostile__refuses_a_page_without_text),
        cmocka_unit_test(test_html_hostile__survives_cuts_and_changes),
    };
    return cmocka_run_group_tests_name("html_hostile", tests, NULL, NULL);
}
