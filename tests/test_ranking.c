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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranking__puts_what_stands_together_before_what_is_scattered),
        cmocka_unit_test(test_ranking__puts_what_is_said_first_before_what_is_said_last),
        cmocka_unit_test(test_ranking__a_word_said_twice_counts_for_more),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
