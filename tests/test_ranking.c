/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What comes first: evidence beside BM25. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/support/index_fixture.h"

/* 2026-11-22, noon, UTC */
#define NOW 1795348800

#define TEN "one other word and one more other word for this "
#define FIFTY TEN TEN TEN TEN TEN
#define BALLAST FIFTY FIFTY

/* Each pair has the same words as often, in texts as long. */
static const FixtureText texts[] = {
    {.id = "together",
     .published = "2026-01-10",
     .paragraphs = {BALLAST BALLAST BALLAST, "The harbour tunnel was closed.", FIFTY}},
    {.id = "apart",
     .published = "2026-01-11",
     .paragraphs = {BALLAST BALLAST "The harbour was open.", FIFTY FIFTY "The tunnel was closed.",
                    FIFTY}},
    {.id = "first", .published = "2026-01-10", .paragraphs = {"A glacier moved.", BALLAST BALLAST}},
    {.id = "last", .published = "2026-01-11", .paragraphs = {BALLAST BALLAST, "A glacier moved."}},
    {.id = "ferry", .published = "2026-01-10", .paragraphs = {"The ferry sailed again."}},
    {.id = "storm", .published = "2026-01-11", .paragraphs = {"The storm raged again."}},
    {.id = "dutch", .published = "2026-01-10", .paragraphs = {"The Dutch harvest failed."}},
    {.id = "british", .published = "2026-01-11", .paragraphs = {"The British harvest failed."}},
    {.id = "late", .published = "2026-01-12", .paragraphs = {"The late harvest failed."}},
    {.id = "mill", .published = "2026-11-21", .paragraphs = {"The mill burned down."}},
    {.id = "oldmill", .published = "2016-11-21", .paragraphs = {"The mill. The mill burned."}},
    {.id = "nomill", .paragraphs = {"The mill burned down."}},
};

static Fixture *fixture;
static NgIndex *index_;

static int set_up(void **state)
{
    (void)state;
    fixture = fixture_new();
    fixture_add_texts(fixture, texts, G_N_ELEMENTS(texts));
    fixture_publish(fixture);
    index_ = fixture_open(fixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ng_index_free(index_);
    fixture_free(fixture);
    return 0;
}

static void ranks(NgRequest request, const char *expected)
{
    request.now = NOW;
    g_autofree char *hits = fixture_hits(index_, &request);
    if (strcmp(hits, expected) != 0)
        fail_msg("%s\n  has      %s\n  expected %s", request.query, hits, expected);
}

static void test_ranking__puts_what_stands_together_before_what_is_scattered(void **state)
{
    (void)state;
    ranks((NgRequest) {.query = "harbour tunnel", .scope = NG_SCOPE_ARTICLE},
          "together#2 apart#2 apart#1");
}

static void test_ranking__puts_what_is_said_first_before_what_is_said_last(void **state)
{
    (void)state;
    ranks((NgRequest) {.query = "glacier"}, "first#1 last#2");
}

/* The storm is newer, and so before the ferry unless the query says more. */
static void test_ranking__a_word_said_twice_counts_for_more(void **state)
{
    (void)state;
    ranks((NgRequest) {.query = "ferry storm", .match_any = true}, "storm#1 ferry#1");
    ranks((NgRequest) {.query = "ferry Ferry storm", .match_any = true}, "ferry#1 storm#1");
}

static void test_ranking__a_country_is_meant_by_its_adjective_too(void **state)
{
    (void)state;
    NgRequest request = {.match_any = true};
    request.query = "late harvest";
    ranks(request, "late#1 british#1 dutch#1");
    request.query = "Netherlands harvest";
    ranks(request, "dutch#1 late#1 british#1");
    request.query = "United Kingdom harvest";
    ranks(request, "british#1 late#1 dutch#1");
}

static void test_ranking__words_for_one_place_find_nothing_more(void **state)
{
    (void)state;
    ranks((NgRequest) {.query = "Netherlands glacier", .match_any = true}, "first#1 last#2");
    ranks((NgRequest) {.query = "Netherlands", .match_any = true}, "-");
}

static void test_recency__raises_what_is_new_and_keeps_what_is_undated_between(void **state)
{
    (void)state;
    ranks((NgRequest) {.query = "mill"}, "oldmill#1 mill#1 nomill#1");
    ranks((NgRequest) {.query = "mill", .recency_days = 30}, "mill#1 nomill#1 oldmill#1");
    ranks((NgRequest) {.query = "mill", .recency_days = 36500}, "oldmill#1 mill#1 nomill#1");
    ranks((NgRequest) {.query = "mill", .recency_days = 30, .limit = 1, .offset = 2}, "oldmill#1");
}

static void test_recency__does_not_touch_an_order_by_date(void **state)
{
    (void)state;
    ranks((NgRequest) {.query = "mill", .sort = NG_SORT_OLDEST, .recency_days = 1},
          "oldmill#1 mill#1 nomill#1");
}

/* ---- feedback ---- */

static char *notices_of(const NgResults *results)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < results->notices->len; i++)
        g_string_append_printf(all, "%s\n", (const char *)results->notices->pdata[i]);
    return g_string_free(all, FALSE);
}

static void add(Fixture *to, const char *id, const char *published, const char *text)
{
    FixtureText article = {.id = id, .published = published, .paragraphs = {text}};
    fixture_add(to, fixture_article(&article));
}

/* Eight articles on quotas of a board of growers, among 2,100 others; `board` has its words, the
 * newer `other` has others. */
static Fixture *large_index(void)
{
    Fixture *large = fixture_new();
    for (guint i = 0; i < 2100; i++) {
        g_autofree char *id = g_strdup_printf("n%04u", i);
        g_autofree char *text = g_strdup_printf("Notice %u of the town of place%u.", i, i % 50);
        add(large, id, "2026-01-01", text);
    }
    for (guint i = 0; i < 8; i++) {
        g_autofree char *id = g_strdup_printf("q%u", i);
        g_autofree char *text =
            g_strdup_printf("Coffee quotas, quotas. The delegates of growers met in hall%u, "
                            "street%u, with guest%u and pastor%u.",
                            i, i, i, i);
        add(large, id, "2026-02-01", text);
    }
    add(large, "board", "2026-03-01", "Quotas for tea: growers and delegates left the place.");
    add(large, "other", "2026-03-02", "Quotas for fish: skippers and fishmongers left the place.");
    fixture_publish(large);
    return large;
}

static guint place_of(const NgResults *results, const char *id)
{
    for (guint i = 0; i < results->hits->len; i++)
        if (strcmp(((const NgHit *)results->hits->pdata[i])->article->id, id) == 0)
            return i;
    fail_msg("%s is not found", id);
    return 0;
}

static void test_expand__raises_what_shares_words_with_the_best_and_finds_nothing_more(void **state)
{
    (void)state;
    g_autoptr(Fixture) large = large_index();
    NgIndex *index = fixture_open(large);
    NgRequest request = {.query = "coffee quotas", .match_any = true, .limit = 50, .now = NOW};
    g_autoptr(NgResults) plain = fixture_ask(index, &request);
    request.expand = request.explain = true;
    g_autoptr(NgResults) expanded = fixture_ask(index, &request);
    g_autoptr(NgResults) again = fixture_ask(index, &request);
    assert_true(place_of(plain, "other") < place_of(plain, "board"));
    assert_true(place_of(expanded, "board") < place_of(expanded, "other"));
    assert_int_equal(plain->total_articles, 10);
    assert_int_equal(expanded->total_articles, plain->total_articles);
    assert_int_equal(expanded->total_paragraphs, plain->total_paragraphs);
    g_autofree char *told = notices_of(expanded);
    if (!strstr(told, "delegates") || !strstr(told, "growers") || strstr(told, "hall"))
        fail_msg("%s", told);
    assert_non_null(strstr(expanded->explained, "\nadded "));
    assert_string_equal(expanded->explained, again->explained);
    ng_index_free(index);
}

static void test_expand__copies_of_one_story_do_not_count_twice(void **state)
{
    (void)state;
    g_autoptr(Fixture) large = large_index();
    for (guint i = 0; i < 12; i++) {
        g_autofree char *id = g_strdup_printf("copy%u", i);
        add(large, id, "2026-02-02", "Coffee quotas, coffee quotas: xylophone and zither music.");
    }
    fixture_publish(large);
    NgIndex *index = fixture_open(large);
    NgRequest request = {.query = "coffee quotas", .expand = true, .explain = true, .now = NOW};
    g_autoptr(NgResults) results = fixture_ask(index, &request);
    const char *added = strstr(results->explained, "\nadded ");
    assert_non_null(added);
    assert_null(strstr(added, "xylophon"));
    assert_non_null(strstr(added, "deleg"));
    ng_index_free(index);
}

static void test_expand__holds_back_in_a_small_index_and_says_so(void **state)
{
    (void)state;
    NgRequest request = {.query = "mill", .expand = true, .now = NOW};
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    g_autofree char *told = notices_of(results);
    assert_non_null(strstr(told, "not expanded"));
    ranks(request, "oldmill#1 mill#1 nomill#1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranking__puts_what_stands_together_before_what_is_scattered),
        cmocka_unit_test(test_ranking__puts_what_is_said_first_before_what_is_said_last),
        cmocka_unit_test(test_ranking__a_word_said_twice_counts_for_more),
        cmocka_unit_test(test_ranking__a_country_is_meant_by_its_adjective_too),
        cmocka_unit_test(test_ranking__words_for_one_place_find_nothing_more),
        cmocka_unit_test(test_recency__raises_what_is_new_and_keeps_what_is_undated_between),
        cmocka_unit_test(test_recency__does_not_touch_an_order_by_date),
        cmocka_unit_test(
            test_expand__raises_what_shares_words_with_the_best_and_finds_nothing_more),
        cmocka_unit_test(test_expand__copies_of_one_story_do_not_count_twice),
        cmocka_unit_test(test_expand__holds_back_in_a_small_index_and_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
