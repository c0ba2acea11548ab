/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Articles: cleaning of text, ids and URLs, copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/article.h"

#include <string.h>

typedef struct {
    const char *input, *expected;
} Pair;

static void check(const char *input, const char *got, const char *expected)
{
    if (g_strcmp0(got, expected) != 0) {
        g_autofree char *shown = g_strescape(input, NULL);
        fail_msg("input \"%s\": got \"%s\", expected \"%s\"", shown, got ? got : "(null)",
                 expected ? expected : "(null)");
    }
}

static void test_clean_text__collapses_white_space_and_drops_what_cannot_be_seen(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"plain", "plain"},
        {"", NULL},
        {"   \t\r\n ", NULL},
        {"\xC2\xA0\xE2\x80\x8B", NULL},
        {"  a  b\n\tc  ", "a b c"},
        {"trailing ", "trailing"},
        {"two  spaces", "two spaces"},
        {"no\xC2\xA0"
         "break\xE2\x80\xA8line\xE3\x80\x80wide",
         "no break line wide"},
        {"zero\xE2\x80\x8Bwidth\xE2\x80\x8D and\xEF\xBB\xBF mark", "zerowidth and mark"},
        {"soft\xC2\xADhyphen", "softhyphen"},
        {"right\xE2\x80\x8F to \xE2\x80\xAEleft\xE2\x81\xA9", "right to left"},
        {"bell\x07 and escape\x1B and delete\x7F", "bell and escape and delete"},
        {"C1\xC2\x85line \xC2\x9C"
         "end",
         "C1 line end"},
        {"e\xCC\x81"
         "cole",
         "\xC3\xA9"
         "cole"},
        {"\xE2\x80\x9C"
         "curly\xE2\x80\x9D \xE2\x80\x94 dash",
         "\xE2\x80\x9C"
         "curly\xE2\x80\x9D \xE2\x80\x94 dash"},
        {"\xE2\x84\xAB", "\xC3\x85"}, /* the angstrom sign is a letter in NFC */
        {"a \xE2\x80\x8B b", "a b"},
        {"caf\xE9 \x93quoted\x94 \x80"
         "5",
         "caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x82\xAC"
         "5"},
        {"\xC3\xA9 and \xE9", "\xC3\xA9 and \xEF\xBF\xBD"},
        {"\xC3\xA9 cut \xE2\x80", "\xC3\xA9 cut \xEF\xBF\xBD"},
        {"\xC3\xA9 \xED\xA0\x80 surrogate", "\xC3\xA9 \xEF\xBF\xBD surrogate"},
        {"\xC3\xA9 \xF4\x90\x80\x80 beyond", "\xC3\xA9 \xEF\xBF\xBD beyond"},
        {"\xEF\xBF\xBE"
         "noncharacter",
         "noncharacter"},
        {"\xD8\x80 arabic sign", "\xD8\x80 arabic sign"},
        {"\xF0\x9F\x98\x80 face", "\xF0\x9F\x98\x80 face"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *got = ng_clean_text(pairs[i].input, -1);
        check(pairs[i].input, got, pairs[i].expected);
    }
    assert_null(ng_clean_text(NULL, -1));
    g_autofree char *nul = ng_clean_text("a\0b\0 c", 6);
    assert_string_equal(nul, "ab c");
}

/* Whatever bytes come in: valid, NFC, no controls, no double spaces, and clean already. */
static void test_clean_text__any_bytes_give_clean_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",
                                         " ",
                                         "\xCC\x81",
                                         "\xE2\x80",
                                         "\xFF",
                                         "\xC3\xA9",
                                         "\xE2\x80\x8B",
                                         "\n",
                                         "\xC2\xA0",
                                         "\x01",
                                         "\xE1\x84\x80",
                                         "\xE1\x85\xA1",
                                         "\xCD\xBE",
                                         "\xF0\x9F",
                                         "\x98\x80",
                                         "\xE2\x80\x9D",
                                         "\xE0\xA4\xBC",
                                         "\xCC\xA7",
                                         "\xEA\xB0\x80",
                                         "\xE1\x86\xA8",
                                         "word",
                                         "\xE3\x81\x8B",
                                         "\xE3\x82\x99"};
    g_autoptr(GRand) random = g_rand_new_with_seed(21578);
    for (guint round = 0; round < 20000; round++) {
        g_autoptr(GString) input = g_string_new(NULL);
        /* now and then a long one, which is composed in pieces */
        guint n = (guint)g_rand_int_range(random, 1, round % 500 == 0 ? 4000 : 12);
        for (guint i = 0; i < n; i++) {
            g_string_append(input, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        g_autofree char *once = ng_clean_text(input->str, (gssize)input->len);
        if (once == NULL) {
            continue;
        }
        g_autofree char *twice = ng_clean_text(once, -1);
        g_autofree char *nfc = g_utf8_normalize(once, -1, G_NORMALIZE_NFC);
        g_autofree char *shown = g_strescape(input->str, NULL);
        if (nfc == NULL || strcmp(once, nfc) != 0 || g_strcmp0(once, twice) != 0 ||
            strstr(once, "  ") != NULL || once[0] == ' ' || once[strlen(once) - 1] == ' ') {
            fail_msg("not clean: \"%s\" gave \"%s\"", shown, once);
        }
    }
}

static void test_clean_text__reads_what_was_encoded_twice_with_its_controls(void **state)
{
    (void)state;
    static const struct {
        const char *text, *clean;
    } cases[] = {
        {"\u00e2\xc2\x80"
         "\xc2\x9c"
         "Yes,\u00e2\xc2\x80"
         "\xc2\x9d"
         " she said",
         "“Yes,” she said"},
        {"\u00c3\xc2\x89"
         "t\u00c3\u00a9",
         "Ét\u00c3\u00a9"}, /* the second has no control */
        {"\u00e2\u20ac\xc2\x9d"
         "",
         "”"},
        {"caf\u00e9\xc2\x85"
         "\xc2\x85"
         "bar",
         "caf\u00e9 bar"}, /* ends of lines */
        {"na\u00efve \xc2\x80"
         "\xc2\x81"
         "x",
         "na\u00efve x"}, /* no such character */
        {"\u00c2\xc2\x81"
         "x",
         "x"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *clean = ng_clean_text(cases[i].text, -1);
        g_autofree char *again = ng_clean_text(clean, -1);
        assert_string_equal(clean, cases[i].clean);
        assert_string_equal(again, clean);
    }
}

static void test_mend_encoding__reads_articles_that_were_encoded_twice(void **state)
{
    (void)state;
    static const struct {
        const char *paragraphs[3], *mended[3];
    } cases[] = {
        {{"â€œIt isnâ€™t,â€ said JosÃ© GarcÃa.", "Plain."},
         {"“It isn’t,” said José García.", "Plain."}},
        {{"voilÃ  DÃ¼sseldorf, Â£5Â more"}, {"voilà Düsseldorf, £5 more"}},
        /* What was invisible was lost by somebody before. */
        {{"âThis is all,â? she said. âItâs late.â", "Water â and wine",
          "â¢ The âregionalâ plan and the statesâ plan"},
         {"“This is all,” she said. “It’s late.”", "Water – and wine",
          "• The “regional” plan and the states’ plan"}},
        /* One character alone proves nothing, nor does one beside characters that are none. */
        {{"An Ã© is how it looks."}, {"An Ã© is how it looks."}},
        {{"An Ã© or â€™ stands for é."}, {"An Ã© or â€™ stands for é."}},
        {{"â€œIt isnâ€™t”"}, {"â€œIt isnâ€™t”"}},
        /* Letters stay letters. */
        {{"Une âme, un âne, le château"}, {"Une âme, un âne, le château"}},
        {{"Âge tendre à Besançon"}, {"Âge tendre à Besançon"}},
        {{"São Paulo, Ícaro", "ÂNIMO"}, {"São Paulo, Ícaro", "ÂNIMO"}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgArticle) article = ng_article_new();
        ng_article_set_title(article, "A headline");
        for (guint k = 0; k < 3 && cases[i].paragraphs[k]; k++)
            ng_article_add_paragraph(article, cases[i].paragraphs[k], -1, NG_ROLE_BODY);
        for (int twice = 0; twice < 2; twice++) {
            ng_article_mend_encoding(article);
            for (guint k = 0; k < article->paragraphs->len; k++)
                assert_string_equal(((NgParagraph *)article->paragraphs->pdata[k])->text,
                                    cases[i].mended[k]);
        }
    }
}

static void test_clean_text__keeps_thirty_marks_on_a_letter(void **state)
{
    (void)state;
    for (guint marks = 29; marks < 100; marks++) {
        g_autoptr(GString) input = g_string_new("b");
        for (guint i = 0; i < marks; i++) {
            g_string_append(input, "\xCC\xA3");
        }
        g_string_append(input, "c\xCC\xA3");
        g_autofree char *got = ng_clean_text(input->str, -1);
        /* the first composes with its letter */
        assert_int_equal(g_utf8_strlen(got, -1), MIN(marks, 30) + 2);
    }
}

static void test_text_to_utf8__keeps_white_space_and_nul(void **state)
{
    (void)state;
    gsize len;
    g_autofree char *got = ng_text_to_utf8("a\tb\0 \x92s", 7, &len);
    assert_int_equal(len, 9);
    assert_memory_equal(got, "a\tb\0 \xE2\x80\x99s", 9);
}

static void test_article_id_encode__is_safe_and_idempotent(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"plain-id_1.2~x", "plain-id_1.2~x"},
        {"a b/c", "a%20b%2Fc"},
        {"already%2Fdone", "already%2Fdone"},
        {"lower%2fcase", "lower%2Fcase"},
        {"100%", "100%25"},
        {"%zz", "%25zz"},
        {"\xC3\xA9", "%C3%A9"},
        {"AP#1", "AP%231"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *once = ng_article_id_encode(pairs[i].input);
        g_autofree char *twice = ng_article_id_encode(once);
        check(pairs[i].input, once, pairs[i].expected);
        check(once, twice, once);
    }
}

static void test_url_normalise__one_page_is_one_url(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"https://Example.ORG/Story", "https://example.org/Story"},
        {"HTTP://example.org:80/a", "http://example.org/a"},
        {"https://example.org:443", "https://example.org/"},
        {"https://example.org:8443/a", "https://example.org:8443/a"},
        {"http://example.org:443/a", "http://example.org:443/a"},
        {"https://example.org?q=1", "https://example.org/?q=1"},
        {"https://example.org/a#top", "https://example.org/a"},
        {"https://example.org/a?utm_source=x&id=7&UTM_Medium=y&fbclid=z#c",
         "https://example.org/a?id=7"},
        {"https://example.org/a?gclid=1", "https://example.org/a"},
        {"https://example.org/a?source=rss----d12--food&id=7", "https://example.org/a?id=7"},
        {"https://example.org/a?rss=1", "https://example.org/a"},
        {"https://example.org/a?partner=rss&emc=rss", "https://example.org/a"},
        {"https://example.org/a?source=rssa", "https://example.org/a?source=rssa"},
        {"https://example.org/a?type=rss", "https://example.org/a?type=rss"},
        {"https://example.org/a?", "https://example.org/a"},
        {"https://example.org/a?id=1&&b=2", "https://example.org/a?id=1&b=2"},
        {"https://example.org/a?utmost=1", "https://example.org/a?utmost=1"},
        {"https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"},
        {"https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"},
        {"https://User@Example.org/", "https://User@example.org/"},
        {"urn:newsml:reuters.com:20170825:N1", "urn:newsml:reuters.com:20170825:N1"},
        {"  https://example.org/a  ", "https://example.org/a"},
        {"", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *once = ng_url_normalise(pairs[i].input);
        g_autofree char *twice = ng_url_normalise(once);
        check(pairs[i].input, once, pairs[i].expected);
        check(once, twice, once);
    }
}

/* What is given may say nothing: a fragment alone is no address. */
static void test_settle_id__of_an_address_that_is_empty_is_made_of_the_source(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    article->url = g_strdup("#top");
    article->source = g_strdup("news.warc.gz#3");
    ng_article_settle_id(article);
    assert_string_equal(article->id, "news.warc.gz%233");
    g_autoptr(NgArticle) without = ng_article_new();
    without->url = g_strdup("#");
    ng_article_set_title(without, "Harbour closed");
    ng_article_settle_id(without);
    assert_true(*without->id);
}

static void test_settle_id__given_then_url_then_source_then_text(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    ng_article_set_title(article, "A title");
    ng_article_settle_id(article);
    assert_true(g_str_has_prefix(article->id, "sha256-"));
    g_autofree char *by_text = g_steal_pointer(&article->id);
    ng_article_add_paragraph(article, "More.", -1, NG_ROLE_BODY);
    ng_article_settle_id(article);
    assert_string_not_equal(article->id, by_text);

    g_clear_pointer(&article->id, g_free);
    article->source = g_strdup("/news/a b.txt");
    ng_article_settle_id(article);
    assert_string_equal(article->id, "%2Fnews%2Fa%20b.txt");

    g_clear_pointer(&article->id, g_free);
    article->url = g_strdup("https://example.org/x?utm_source=y");
    ng_article_settle_id(article);
    assert_string_equal(article->id, "https%3A%2F%2Fexample.org%2Fx");

    g_free(article->id);
    article->id = g_strdup("given id");
    ng_article_settle_id(article);
    ng_article_settle_id(article);
    assert_string_equal(article->id, "given%20id");
}

static void test_article_copy__shares_nothing(void **state)
{
    (void)state;
    NgArticle *article = ng_article_new();
    ng_article_set_title(article, "Title");
    article->url = g_strdup("https://example.org/");
    g_ptr_array_add(article->authors, g_strdup("Ann Author"));
    ng_article_set_provenance(article, "title", "test");
    NgParagraph *paragraph =
        ng_article_add_paragraph(article, "\"Yes,\" said the FBI.", -1, NG_ROLE_LEDE);
    NgMention *mention = ng_mention_new("fbi", "FBI", NG_ACTOR_ORG);
    NgSpan span = {16, 19};
    g_array_append_val(mention->spans, span);
    g_ptr_array_add(paragraph->actors, mention);
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {0, 6};
    quote->speaker = g_strdup("fbi");
    quote->speaker_name = g_strdup("FBI");
    g_ptr_array_add(paragraph->quotes, quote);

    g_autoptr(NgArticle) copy = ng_article_copy(article);
    ng_article_free(article);
    assert_string_equal(copy->headline->text, "Title");
    assert_string_equal(copy->url, "https://example.org/");
    assert_string_equal(g_ptr_array_index(copy->authors, 0), "Ann Author");
    assert_string_equal(ng_article_provenance(copy, "title"), "test");
    const NgParagraph *copied = g_ptr_array_index(copy->paragraphs, 0);
    assert_int_equal(copied->role, NG_ROLE_LEDE);
    const NgMention *m = g_ptr_array_index(copied->actors, 0);
    assert_string_equal(m->name, "FBI");
    assert_int_equal(g_array_index(m->spans, NgSpan, 0).end, 19);
    assert_string_equal(((NgQuote *)g_ptr_array_index(copied->quotes, 0))->speaker, "fbi");
}

static void test_article__empty_paragraphs_are_dropped_and_provenance_is_replaced(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    assert_null(ng_article_add_paragraph(article, " \n\xC2\xA0", -1, NG_ROLE_BODY));
    assert_int_equal(article->paragraphs->len, 0);
    ng_article_set_title(article, NULL);
    assert_string_equal(article->headline->text, "");
    assert_null(ng_article_provenance(article, "title"));
    ng_article_set_provenance(article, "title", "h1");
    ng_article_set_provenance(article, "outlet", "meta");
    ng_article_set_provenance(article, "title", ng_article_provenance(article, "title"));
    ng_article_set_provenance(article, "title", "json-ld");
    assert_string_equal(ng_article_provenance(article, "title"), "json-ld");
    assert_int_equal(article->provenance->len, 4);
    ng_article_free(NULL);
    ng_paragraph_free(NULL);
    ng_mention_free(NULL);
    ng_quote_free(NULL);
}

static void test_names__parse_what_they_print(void **state)
{
    (void)state;
    NgRole role = NG_ROLE_BODY;
    NgKind kind = NG_KIND_ARTICLE;
    NgStatus status = NG_STATUS_LIVE;
    NgActorKind actor = NG_ACTOR_ORG;
    for (int i = NG_ROLE_BODY; i <= NG_ROLE_CAPTION; i++) {
        assert_true(ng_role_parse(ng_role_name((NgRole)i), &role) && (int)role == i);
    }
    for (int i = NG_ACTOR_ORG; i <= NG_ACTOR_PLACE; i++) {
        assert_true(ng_actor_kind_parse(ng_actor_kind_name((NgActorKind)i), &actor) &&
                    (int)actor == i);
    }
    for (int i = NG_STATUS_LIVE; i <= NG_STATUS_WITHDRAWN; i++) {
        assert_true(ng_status_parse(ng_status_name((NgStatus)i), &status) && (int)status == i);
    }
    assert_true(ng_kind_parse("statement", &kind) && kind == NG_KIND_STATEMENT);
    assert_false(ng_kind_parse("Statement", &kind));
    assert_false(ng_role_parse("", &role));
    assert_false(ng_status_parse("gone", &status));
    assert_int_equal(status, NG_STATUS_WITHDRAWN); /* untouched */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_text__collapses_white_space_and_drops_what_cannot_be_seen),
        cmocka_unit_test(test_clean_text__any_bytes_give_clean_text),
        cmocka_unit_test(test_clean_text__reads_what_was_encoded_twice_with_its_controls),
        cmocka_unit_test(test_mend_encoding__reads_articles_that_were_encoded_twice),
        cmocka_unit_test(test_clean_text__keeps_thirty_marks_on_a_letter),
        cmocka_unit_test(test_text_to_utf8__keeps_white_space_and_nul),
        cmocka_unit_test(test_article_id_encode__is_safe_and_idempotent),
        cmocka_unit_test(test_url_normalise__one_page_is_one_url),
        cmocka_unit_test(test_settle_id__given_then_url_then_source_then_text),
        cmocka_unit_test(test_settle_id__of_an_address_that_is_empty_is_made_of_the_source),
        cmocka_unit_test(test_article_copy__shares_nothing),
        cmocka_unit_test(test_article__empty_paragraphs_are_dropped_and_provenance_is_replaced),
        cmocka_unit_test(test_names__parse_what_they_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
