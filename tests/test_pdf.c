/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PDF: words with their places to paragraphs; and pdftotext itself, where it is installed. */
#include "tests/support/container_reading.h"
#include "indexer/input/pdf.h"

typedef struct {
    guint page, block;
    double left, top, right, size;
    const char *text;
} Row;

/* As pdftotext prints them. */
static char *printed(const Row *rows, guint n)
{
    GString *out = g_string_new("<html><head><title>Microsoft Word - x.doc</title></head>\n");
    for (guint i = 0; i < n; i++) {
        const Row *row = &rows[i];
        if (i == 0 || rows[i - 1].page != row->page)
            g_string_append(out, "  <page width=\"600.0\" height=\"800.0\">\n");
        if (i == 0 || rows[i - 1].block != row->block)
            g_string_append(out, "   <block xMin=\"0\" yMin=\"0\" xMax=\"0\" yMax=\"0\">\n");
        g_string_append_printf(
            out, "    <line xMin=\"%.1f\" yMin=\"%.1f\" xMax=\"%.1f\" yMax=\"%.1f\">\n", row->left,
            row->top, row->right, row->top + row->size);
        g_auto(GStrv) words = g_strsplit(row->text, " ", -1);
        for (guint w = 0; words[w]; w++)
            g_string_append_printf(out,
                                   "     <word xMin=\"0\" yMin=\"%.1f\" xMax=\"0\" "
                                   "yMax=\"%.1f\">%s</word>\n",
                                   row->top, row->top + row->size, words[w]);
        g_string_append(out, "    </line>\n");
    }
    return g_string_free(out, FALSE);
}

static void check(const char *what, const Row *rows, guint n, const char *title, const char *text)
{
    NgPdfText pdf;
    g_autofree char *words = printed(rows, n);
    ng_pdf_text(words, strlen(words), &pdf);
    if (g_strcmp0(pdf.title, title) != 0)
        fail_msg("%s: title %s", what, pdf.title);
    reading_expect(what, pdf.text, text);
    ng_pdf_text_clear(&pdf);
}

static void test_pdf_text__joins_lines_and_words_that_were_cut(void **state)
{
    (void)state;
    static const Row rows[] = {
        {1, 1, 60, 200, 500, 10, "The company said that its third-party labora-"},
        {1, 1, 60, 214, 498, 10, "tories would read the code, and that third-"},
        {1, 1, 60, 228, 497, 10, "party suppliers agree &amp; sign in 2010-"},
        {1, 1, 60, 242, 300, 10, "2020 at the latest."},
        {1, 1, 60, 256, 499, 10, "A new paragraph begins behind a line that ended"},
        {1, 1, 60, 270, 200, 10, "early."},
    };
    check("lines", rows, G_N_ELEMENTS(rows), NULL,
          "The company said that its third-party laboratories would read the code, and that "
          "third-party suppliers agree & sign in 2010-2020 at the latest.\n\n"
          "A new paragraph begins behind a line that ended early.\n");
}

static void test_pdf_text__knows_paragraphs_by_indent_gap_and_size(void **state)
{
    (void)state;
    static const Row rows[] = {
        {1, 1, 60, 200, 500, 10, "The first paragraph fills its line to the end and stops."},
        {1, 1, 80, 214, 500, 10, "The second one is indented, and goes on in the line"},
        {1, 1, 60, 228, 495, 10, "below, up to here where it fills the whole of it, too."},
        {1, 1, 60, 260, 497, 10, "The third stands apart from it by a gap of some points"},
        {1, 1, 60, 280, 200, 14, "A subheading"},
        {1, 1, 60, 300, 497, 10, "The fourth is below the subheading, in the usual size of"},
        {1, 1, 60, 314, 150, 10, "all."},
        {1, 1, 60, 328, 150, 10, "• a point"},
        {1, 1, 60, 342, 150, 10, "• another"},
    };
    check("paragraphs", rows, G_N_ELEMENTS(rows), NULL,
          "The first paragraph fills its line to the end and stops.\n\n"
          "The second one is indented, and goes on in the line below, up to here where it fills "
          "the whole of it, too.\n\n"
          "The third stands apart from it by a gap of some points\n\n"
          "A subheading\n\n"
          "The fourth is below the subheading, in the usual size of all.\n\n"
          "• a point\n\n"
          "• another\n");
}

static void test_pdf_text__drops_running_heads_and_joins_across_pages(void **state)
{
    (void)state;
    static const Row rows[] = {
        {1, 1, 60, 120, 400, 20, "Brightwater opens its metering"},
        {1, 1, 60, 144, 300, 20, "code to laboratories"},
        {1, 2, 60, 600, 500, 10, "The paragraph begins on the first page and goes on with"},
        {1, 3, 60, 770, 200, 8, "Brightwater, press release 7"},
        {1, 4, 500, 770, 540, 8, "Page 1 of 2"},
        {2, 5, 60, 60, 500, 10, "the second one, where it ends."},
        {2, 5, 60, 74, 500, 10, "Another paragraph stands there as well, and it is long"},
        {2, 6, 60, 770, 200, 8, "Brightwater, press release 7"},
        {2, 7, 500, 770, 540, 8, "Page 2 of 2"},
    };
    check("pages", rows, G_N_ELEMENTS(rows), "Brightwater opens its metering code to laboratories",
          "The paragraph begins on the first page and goes on with the second one, where it ends. "
          "Another paragraph stands there as well, and it is long\n");
}

static void test_pdf_text__keeps_the_letterhead_apart(void **state)
{
    (void)state;
    static const Row rows[] = {
        {1, 1, 60, 40, 300, 16, "Brightwater Utilities"},
        {1, 2, 60, 60, 300, 8, "4 Weir Lane, Aldermoor"},
        {1, 3, 60, 80, 300, 10, "22 November 2022"},
        {1, 4, 60, 120, 500, 20, "Brightwater opens its metering code"},
        {1, 5, 60, 200, 500, 10, "The paragraph fills the line, as most of the text does"},
        {1, 5, 60, 214, 500, 10, "in a document of this kind, to which nothing is added."},
    };
    NgPdfText pdf;
    g_autofree char *words = printed(rows, G_N_ELEMENTS(rows));
    ng_pdf_text(words, strlen(words), &pdf);
    reading_expect("letterhead", pdf.letterhead, "Brightwater Utilities");
    reading_expect("title", pdf.title, "Brightwater opens its metering code");
    assert_true(g_str_has_prefix(pdf.text, "22 November 2022\n\nThe paragraph fills"));
    ng_pdf_text_clear(&pdf);
}

static void test_pdf_text__reads_column_after_column(void **state)
{
    (void)state;
    static const Row rows[] = {
        {1, 1, 60, 100, 540, 18, "One headline over both of the columns"},
        {1, 2, 60, 200, 280, 10, "The left column begins with a paragraph here."},
        {1, 3, 320, 200, 540, 10, "The right column begins with the third one."},
        {1, 4, 60, 230, 280, 10, "The left column goes on with the second one."},
        {1, 5, 320, 230, 540, 10, "The right column ends with the fourth of them."},
    };
    check("columns", rows, G_N_ELEMENTS(rows), "One headline over both of the columns",
          "The left column begins with a paragraph here.\n\n"
          "The left column goes on with the second one.\n\n"
          "The right column begins with the third one.\n\n"
          "The right column ends with the fourth of them.\n");
}

static void test_pdf_text__bears_what_makes_no_sense(void **state)
{
    (void)state;
    static const char *const cases[] = {"", "<word>", "<line >\n<word >x</word>\n</line>",
                                        "<page \n<block \n<line \n<word xMin=\"nan\">\xFF</word>\n",
                                        "</line>\n</line>\n<title>\n"};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgPdfText pdf;
        ng_pdf_text(cases[i], strlen(cases[i]), &pdf);
        assert_non_null(pdf.text);
        ng_pdf_text_clear(&pdf);
    }
}

/* A document of one page, its lines 14 points apart. */
static char *document(const char *const *lines, guint n)
{
    g_autoptr(GString) drawn = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(drawn, "BT /F1 %d Tf 60 %u Td (%s) Tj ET\n", i == 0 ? 20 : 11,
                               700 - i * 14 - (i ? 20 : 0), lines[i]);
    return g_strdup_printf(
        "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font"
        "<</F1 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        "trailer<</Size 6/Root 1 0 R>>\n%%%%EOF\n",
        drawn->len, drawn->str);
}

static void test_pdf__reads_a_release_or_says_what_is_missing(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Brightwater opens its metering code",
        "22 November 2022",
        "ALDERMOOR, Wednesday. Brightwater Utilities said on Tuesday that it would let",
        "three laboratories read the source code of its meters, and publish what they find.",
    };
    g_autofree char *program = g_find_program_in_path("pdftotext");
    g_autofree char *pdf = document(lines, G_N_ELEMENTS(lines));
    g_autoptr(Reading) reading = reading_new();
    reading_run(reading, &ng_reader_pdf, "/in/a.pdf", pdf, strlen(pdf));
    if (!program) {
        assert_non_null(strstr(reading->skips->str, "poppler-utils"));
        print_message("pdftotext is not installed: only its absence was tested\n");
        return;
    }
    reading_expect("skips", reading->skips->str, "");
    reading_expect("articles", reading->articles->str,
                   "/in/a.pdf | - | Brightwater opens its metering code | ALDERMOOR\n");
    assert_string_equal(((NgArticle *)reading->kept->pdata[0])->published, "2022-11-22");
    reading_run(reading, &ng_reader_pdf, "/in/b.pdf", pdf, 60);
    assert_non_null(strstr(reading->skips->str, "damaged or encrypted"));
}

static void test_pdf__without_pdftotext_is_a_skip_with_that_reason(void **state)
{
    (void)state;
    g_autofree char *path = g_strdup(g_getenv("PATH"));
    g_autoptr(Reading) reading = reading_new();
    g_setenv("PATH", "/nowhere", TRUE);
    reading_run(reading, &ng_reader_pdf, "/in/a.pdf", "%PDF-1.4\n", 9);
    g_setenv("PATH", path, TRUE);
    assert_non_null(strstr(reading->skips->str, "poppler-utils"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pdf_text__joins_lines_and_words_that_were_cut),
        cmocka_unit_test(test_pdf_text__knows_paragraphs_by_indent_gap_and_size),
        cmocka_unit_test(test_pdf_text__drops_running_heads_and_joins_across_pages),
        cmocka_unit_test(test_pdf_text__keeps_the_letterhead_apart),
        cmocka_unit_test(test_pdf_text__reads_column_after_column),
        cmocka_unit_test(test_pdf_text__bears_what_makes_no_sense),
        cmocka_unit_test(test_pdf__reads_a_release_or_says_what_is_missing),
        cmocka_unit_test(test_pdf__without_pdftotext_is_a_skip_with_that_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
