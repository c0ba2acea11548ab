/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paragraphs that nobody wrote as one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/long_paragraphs.h"

#include <string.h>

/* `unit` again and again, at least so many bytes; as the one paragraph of an article. */
static NgArticle *article_of(const char *unit, gsize bytes)
{
    NgArticle *article = ng_article_new();
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < bytes)
        g_string_append(text, unit);
    ng_article_add_paragraph(article, text->str, -1, NG_ROLE_LIST);
    return article;
}

static void test_long_paragraphs__are_cut_and_lose_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *joint; /* what stood where it was cut */
        const char *ends;         /* the last byte of every piece but the last is one of these */
    } cases[] = {
        {"The log says nothing. ", " ", "."},
        {"words without an end ", " ", "sttnd"},
        {"\u00e4", "", "\xa4"},
        {"\u20ac", "", "\xac"},
        {"x", "", "x"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = article_of(cases[i].unit, 1 << 20);
        g_autofree char *before = g_strdup(((NgParagraph *)article->paragraphs->pdata[0])->text);
        g_autoptr(GString) after = g_string_new(NULL);
        ng_cut_long_paragraphs(article);
        assert_in_range(article->paragraphs->len, 8, 10);
        for (guint p = 0; p < article->paragraphs->len; p++) {
            const NgParagraph *piece = article->paragraphs->pdata[p];
            gsize len = strlen(piece->text);
            assert_in_range(len, 1, NG_PARAGRAPH_BYTES_MAX);
            assert_true(g_utf8_validate(piece->text, -1, NULL));
            assert_int_equal(piece->role, NG_ROLE_LIST);
            if (p + 1 < article->paragraphs->len && !strchr(cases[i].ends, piece->text[len - 1]))
                fail_msg("case %u: piece %u ends in %s", i, p, piece->text + len - 10);
            g_string_append_printf(after, "%s%s", p ? cases[i].joint : "", piece->text);
        }
        assert_string_equal(after->str, before);
    }
}

static void test_long_paragraphs__leave_others_as_they_are(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = article_of("A word. ", NG_PARAGRAPH_BYTES_MAX - 100);
    ng_article_add_paragraph(article, "Short.", -1, NG_ROLE_BODY);
    const void *first = article->paragraphs->pdata[0];
    ng_cut_long_paragraphs(article);
    assert_int_equal(article->paragraphs->len, 2);
    assert_ptr_equal(article->paragraphs->pdata[0], first);
    /* the places of what was given are told for the whole */
    g_autoptr(NgArticle) given = article_of("A word. ", 1 << 20);
    ((NgParagraph *)given->paragraphs->pdata[0])->quotes_given = true;
    ng_cut_long_paragraphs(given);
    assert_int_equal(given->paragraphs->len, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_paragraphs__are_cut_and_lose_nothing),
        cmocka_unit_test(test_long_paragraphs__leave_others_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
