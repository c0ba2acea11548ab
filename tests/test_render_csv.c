/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the table of hits promises to spreadsheets and programs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/search_answer.h"
#include "searcher/render/csv.h"

#include <string.h>

#define COLUMNS 9u

/* A reader of RFC 4180, strict: rows of cells. */
static GPtrArray *parse(const char *text)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    const char *p = text;
    while (*p) {
        GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(rows, row);
        for (;;) {
            g_autoptr(GString) cell = g_string_new(NULL);
            if (*p == '"') {
                for (p++; *p != '"' || p[1] == '"'; p++) {
                    if (!*p)
                        fail_msg("a quoted cell has no end: %s", text);
                    g_string_append_c(cell, *p);
                    p += *p == '"';
                }
                p++;
            } else {
                gsize len = strcspn(p, ",\r\n\"");
                g_string_append_len(cell, p, (gssize)len);
                p += len;
            }
            g_ptr_array_add(row, g_strdup(cell->str));
            if (*p != ',')
                break;
            p++;
        }
        if (strncmp(p, "\r\n", 2) != 0)
            fail_msg("a line ends in \"%.4s\"", p);
        p += 2;
        if (row->len != COLUMNS)
            fail_msg("row %u has %u cells", rows->len, row->len);
    }
    return rows;
}

static const char *cell(const GPtrArray *rows, guint row, guint column)
{
    return ((const GPtrArray *)rows->pdata[row])->pdata[column];
}

static void test_csv__equals_its_golden_file(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *why = NULL;
    ng_render_csv(out, &answer->results, &answer->view);
    if (!ng_golden_matches("search-full.csv", out, &why))
        fail_msg("%s", why);
}

static void test_csv__has_a_row_a_hit_under_the_names_of_its_columns(void **state)
{
    static const char *const names[COLUMNS] = {
        "article_id", "n", "published", "outlet", "title", "speaker", "quotation", "text", "url"};
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    ng_render_csv(out, &answer->results, &answer->view);
    g_autoptr(GPtrArray) rows = parse(out->str);
    assert_int_equal(rows->len, answer->results.hits->len + 1);
    for (guint i = 0; i < COLUMNS; i++)
        assert_string_equal(cell(rows, 0, i), names[i]);
    assert_string_equal(cell(rows, 1, 0), "varga-audit");
    assert_string_equal(cell(rows, 1, 1), "2");
    assert_string_equal(cell(rows, 1, 2), "2017-08-25T10:00:00+02:00");
    assert_string_equal(cell(rows, 1, 3), "The Harbour Ledger");
    assert_string_equal(cell(rows, 1, 5), "Ilona Varga");
    assert_string_equal(cell(rows, 1, 6),
                        "“We will show our source code to anyone who wants to audit it,”");
    assert_string_equal(cell(rows, 1, 8), "https://ledger.example/2017/08/varga-audit?a=1");
    /* nothing is known of these */
    assert_string_equal(cell(rows, 2, 5), "");
    assert_string_equal(cell(rows, 3, 8), "");
}

static void test_csv__of_nothing_is_its_first_line(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_nothing();
    g_autoptr(GString) out = g_string_new(NULL);
    ng_render_csv(out, &answer->results, &answer->view);
    assert_string_equal(out->str,
                        "article_id,n,published,outlet,title,speaker,quotation,text,url\r\n");
}

static void test_csv__cells_are_safe_and_whole(void **state)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"plain", "plain"},
        {"", ""},
        {"a, b", "\"a, b\""},
        {"a; b", "\"a; b\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"two\r\nlines", "\"two\r\nlines\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "\"'=1+1\""},
        {"=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""},
        {"+49 30 123", "\"'+49 30 123\""},
        {"-5 degrees", "\"'-5 degrees\""},
        {"@SUM(1)", "\"'@SUM(1)\""},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"＝1+1", "\"'＝1+1\""},
        {"＋1", "\"'＋1\""},
        {"－1", "\"'－1\""},
        {"＠A1", "\"'＠A1\""},
        {"＂no formula", "＂no formula"},
        {"a=1", "a=1"},
        {"– a dash", "– a dash"},
        {"\xFF\x1b[31m", "\xEF\xBF\xBD\xEF\xBF\xBD[31m"},
        {"\xC2\x9B", "\xEF\xBF\xBD"},
        {"שלום", "שלום"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgAnswer) answer = ng_answer_full();
        g_autoptr(GString) out = g_string_new(NULL);
        NgArticle *article = answer->articles->pdata[0];
        g_ptr_array_set_size(answer->results.hits, 1);
        /* every column that text from outside can fill */
        char **places[] = {&article->id, &article->published, &article->outlet,
                           &article->headline->text, &article->url};
        for (guint k = 0; k < G_N_ELEMENTS(places); k++) {
            g_free(*places[k]);
            *places[k] = g_strdup(cases[i].text);
        }
        NgParagraph *paragraph = article->paragraphs->pdata[1];
        NgQuote *quote = paragraph->quotes->pdata[0];
        g_free(paragraph->text);
        g_free(quote->speaker_name);
        paragraph->text = g_strdup(cases[i].text);
        quote->speaker_name = g_strdup(cases[i].text);
        quote->span = (NgSpan) {0, 9999}; /* past the end: never read */
        ng_render_csv(out, &answer->results, &answer->view);
        const char *w = cases[i].written;
        g_autofree char *expected =
            g_strdup_printf("article_id,n,published,outlet,title,speaker,quotation,text,url\r\n"
                            "%s,2,%s,%s,%s,%s,%s,%s,%s\r\n",
                            w, w, w, w, w, w, w, w);
        if (strcmp(out->str, expected) != 0)
            fail_msg("\"%s\":\n%s\nexpected\n%s", cases[i].text, out->str, expected);
        g_autoptr(GPtrArray) rows = parse(out->str);
        assert_int_equal(rows->len, 2);
    }
}

static void test_csv__quote_scope_gives_the_quotation_found(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    NgHit *hit = answer->results.hits->pdata[0];
    const char *text = hit->paragraph->text, *there = strstr(text, "“There");
    NgQuote *second = ng_quote_new();
    second->span = (NgSpan) {(uint32_t)(there - text), (uint32_t)(strstr(there, "”") + 3 - text)};
    second->speaker = g_strdup("tomasz-wren");
    second->speaker_name = g_strdup("Tomasz Wren");
    g_ptr_array_add(hit->paragraph->quotes, second);
    g_ptr_array_set_size(answer->results.hits, 1);
    static const struct {
        int quote;
        const char *speaker, *said;
    } cases[] = {
        {0, "Ilona Varga", "“We will show our source code to anyone who wants to audit it,”"},
        {1, "Tomasz Wren", "“There is nothing in it that we would be ashamed of.”"},
        {-1, "Ilona Varga; Tomasz Wren",
         "“We will show our source code to anyone who wants to audit it,” … “There is nothing in "
         "it that we would be ashamed of.”"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        hit->quote = cases[i].quote;
        ng_render_csv(out, &answer->results, &answer->view);
        g_autoptr(GPtrArray) rows = parse(out->str);
        assert_string_equal(cell(rows, 1, 5), cases[i].speaker);
        assert_string_equal(cell(rows, 1, 6), cases[i].said);
    }
}

static void test_csv__says_what_the_table_leaves_out(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    NgResults *results = &answer->results;
    g_autofree char *cut = ng_csv_left_out(results, &answer->request);
    assert_non_null(strstr(cut, "--group none"));
    for (guint i = 0; i < results->hits->len; i++)
        ((NgHit *)results->hits->pdata[i])->matching = i < 2 ? 2 : 1;
    g_autofree char *next = ng_csv_left_out(results, &answer->request);
    assert_non_null(strstr(next, "--offset 3,"));
    results->next = -1;
    assert_null(ng_csv_left_out(results, &answer->request));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv__equals_its_golden_file),
        cmocka_unit_test(test_csv__has_a_row_a_hit_under_the_names_of_its_columns),
        cmocka_unit_test(test_csv__of_nothing_is_its_first_line),
        cmocka_unit_test(test_csv__cells_are_safe_and_whole),
        cmocka_unit_test(test_csv__quote_scope_gives_the_quotation_found),
        cmocka_unit_test(test_csv__says_what_the_table_leaves_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
