/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --like: what is similar to an article or a paragraph. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above */
#include <cmocka.h>

#include "tests/support/index_fixture.h"

#include <string.h>

static const FixtureText texts[] = {
    {.id = "audit",
     .title = "Source code audit begins",
     .outlet = "Wire",
     .published = "2017-08-25",
     .paragraphs = {"Independent laboratories audit the source code for hidden backdoors.",
                    "The harbour pilots want a second tugboat for the icy basin.",
                    "Eugene Kaspersky promised transparency in Zurich."}},
    {.id = "audit-again",
     .title = "Laboratories find no backdoors",
     .outlet = "Ledger",
     .published = "2017-09-25",
     .paragraphs = {"The audit of the source code found no hidden backdoors, laboratories said.",
                    "Transparency was promised in Zurich."}},
    {.id = "tug",
     .title = "Pilots get their tugboat",
     .outlet = "Ledger",
     .published = "2017-10-01",
     .paragraphs = {"The harbour has a second tugboat for its icy basin, and the pilots rejoice."}},
    {.id = "named",
     .title = "A dinner speech",
     .outlet = "Wire",
     .published = "2017-10-02",
     .paragraphs = {"Eugene Kaspersky spoke of transparency over dinner."}},
    {.id = "held",
     .title = "Source code audit of laboratories",
     .outlet = "Wire",
     .published = "2017-10-03",
     .embargo = "2027-01-01T00:00:00Z",
     .paragraphs = {"Independent laboratories audit the source code for hidden backdoors."}},
    {.id = "gone",
     .title = "Source code audit of backdoors",
     .status = NG_STATUS_WITHDRAWN,
     .paragraphs = {"Independent laboratories audit the source code for hidden backdoors."}},
    {.id = "alone", .title = "Zyzzyva", .paragraphs = {"Xylophonists quaff."}},
};

static const char *const filler[] = {"weather", "market",  "museum",
                                     "railway", "orchard", "theatre"};

#define NOW 1795348800 /* 2026-11-22 */

static Fixture *fixture;
static NgIndex *index_;

static int make_index(void **state)
{
    (void)state;
    fixture = fixture_new();
    fixture_add_texts(fixture, texts, G_N_ELEMENTS(texts));
    for (guint i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("other-%u", i);
        g_autofree char *text = g_strdup_printf("The %s was quiet, and so was the %s in the town.",
                                                filler[i % 6], filler[(i / 6 + i) % 6]);
        FixtureText other = {.id = id, .title = "Notes", .outlet = "Gazette", .paragraphs = {text}};
        fixture_add(fixture, fixture_article(&other));
    }
    fixture_publish(fixture);
    index_ = fixture_open(fixture);
    return 0;
}

static int remove_index(void **state)
{
    (void)state;
    ng_index_free(index_);
    fixture_free(fixture);
    return 0;
}

/* The articles found, in order. */
static char *like(NgRequest request)
{
    request.now = request.now ? request.now : NOW;
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < results->articles->len; i++)
        g_string_append_printf(line, "%s%s", i ? " " : "",
                               ((NgArticle *)results->articles->pdata[i])->id);
    assert_int_equal(results->total_articles, results->articles->len);
    return g_string_free(line, FALSE);
}

#define assert_like(expected, ...)                                                                 \
    do {                                                                                           \
        g_autofree char *line = like((NgRequest) {__VA_ARGS__});                                   \
        assert_string_equal(line, expected);                                                       \
    } while (0)

static void test_like__finds_what_speaks_of_the_same_and_not_itself(void **state)
{
    (void)state;
    assert_like("audit-again tug named", .like = "audit");
    assert_like("audit", .like = "audit-again");
}

static void test_like__of_a_paragraph_looks_at_that_alone(void **state)
{
    (void)state;
    assert_like("tug", .like = "audit#2");
    assert_like("audit-again", .like = "audit#1");
    assert_like("audit-again", .like = "audit#0");
}

static void test_like__counts_who_is_named(void **state)
{
    (void)state;
    assert_like("named audit-again", .like = "audit#3");
}

static void test_like__goes_together_with_words_and_filters(void **state)
{
    (void)state;
    assert_like("tug", .like = "audit", .query = "tugboat");
    assert_like("audit-again named", .like = "audit", .query = "-tugboat");
    assert_like("audit-again named", .like = "audit", .query = "zurich OR dinner");
    assert_like("", .like = "audit", .query = "railway");
    assert_like("audit-again tug", .like = "audit",
                .outlet = (const char *const[]) {"ledger", NULL});
    assert_like("", .like = "audit", .outlet = (const char *const[]) {"gazette", NULL});
    assert_like("named tug audit-again", .like = "audit", .sort = NG_SORT_NEWEST);
    assert_like("audit-again tug named", .like = "audit", .scope = NG_SCOPE_ARTICLE);
}

static void test_like__totals_and_facets_are_of_what_is_similar(void **state)
{
    (void)state;
    NgFacetRequest facet = {NG_FACET_OUTLET, 0};
    NgRequest request = {.like = "audit", .now = NOW, .facets = &facet, .n_facets = 1};
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    const NgFacetResult *outlets = results->facets->pdata[0];
    assert_int_equal(outlets->values->len, 2);
    const NgFacetValue *ledger = outlets->values->pdata[0];
    assert_string_equal(ledger->value, "ledger");
    assert_int_equal(ledger->count, 2);
    /* a facet leaves its own filter out */
    request.outlet = (const char *const[]) {"gazette", NULL};
    g_autoptr(NgResults) none = fixture_ask(index_, &request);
    assert_int_equal(none->total_articles, 0);
    assert_int_equal(((NgFacetResult *)none->facets->pdata[0])->values->len, 2);
}

static void test_like__pages_are_of_one_list(void **state)
{
    (void)state;
    NgRequest request = {.like = "audit", .now = NOW, .limit = 2};
    g_autoptr(NgResults) first = fixture_ask(index_, &request);
    assert_int_equal(first->next, 2);
    request.offset = 2;
    g_autoptr(NgResults) second = fixture_ask(index_, &request);
    assert_int_equal(second->next, -1);
    assert_string_equal(((NgArticle *)second->articles->pdata[0])->id, "named");
}

static void assert_not_found(const char *id, gint64 now)
{
    g_autoptr(GError) error = NULL;
    NgRequest request = {.like = id, .now = now};
    assert_null(ng_search(index_, &request, NULL, &error));
    g_assert_error(error, NG_ERROR, NG_ERROR_NOT_FOUND);
}

static void test_like__what_nobody_may_find_is_not_there(void **state)
{
    (void)state;
    static const char *const ids[] = {"none",     "held",    "held#1", "gone", "audit#4",
                                      "audit#-1", "audit#x", "#1",     "",     "\xff"};
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
        assert_not_found(ids[i], NOW);
    assert_like("held audit-again tug named", .like = "audit", .now = 1900000000);
    assert_like("audit audit-again", .like = "held", .now = 1900000000);
}

static void test_like__of_what_shares_no_word_finds_nothing(void **state)
{
    (void)state;
    assert_like("", .like = "alone");
    assert_like("", .like = "alone", .query = "audit");
}

static void test_like__explain_tells_the_words(void **state)
{
    (void)state;
    NgRequest request = {.like = "audit#3", .now = NOW, .explain = true};
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    assert_non_null(strstr(results->explained, "transparency ("));
    assert_non_null(strstr(results->explained, "eugene-kaspersky ("));
}

static void test_like__several_indexes_are_one(void **state)
{
    (void)state;
    g_autoptr(Fixture) other = fixture_new();
    static const FixtureText more = {
        .id = "second",
        .title = "Backdoors again",
        .paragraphs = {"Laboratories audit the hidden source code for backdoors, independent."}};
    fixture_add(other, fixture_article(&more));
    fixture_publish(other);
    g_autoptr(NgIndex) both = fixture_open_both(fixture, other);
    NgRequest request = {.like = "second", .now = NOW};
    g_autoptr(NgResults) results = fixture_ask(both, &request);
    assert_int_equal(results->total_articles, 2);
    for (guint i = 0; i < results->articles->len; i++)
        assert_true(g_str_has_prefix(((NgArticle *)results->articles->pdata[i])->id, "audit"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_like__finds_what_speaks_of_the_same_and_not_itself),
        cmocka_unit_test(test_like__of_a_paragraph_looks_at_that_alone),
        cmocka_unit_test(test_like__counts_who_is_named),
        cmocka_unit_test(test_like__goes_together_with_words_and_filters),
        cmocka_unit_test(test_like__totals_and_facets_are_of_what_is_similar),
        cmocka_unit_test(test_like__pages_are_of_one_list),
        cmocka_unit_test(test_like__what_nobody_may_find_is_not_there),
        cmocka_unit_test(test_like__of_what_shares_no_word_finds_nothing),
        cmocka_unit_test(test_like__explain_tells_the_words),
        cmocka_unit_test(test_like__several_indexes_are_one),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
