/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets and timelines through ng_search. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tests/support/index_fixture.h"

#define NOW 1795348800 /* 2026-11-22, noon, UTC */

static const FixtureText texts[] = {
    {.id = "a",
     .title = "Audit one",
     .outlet = "Wire",
     .published = "2017-08-25",
     .speaker = "fbi",
     .author = "Jane Roe",
     .paragraphs = {"The audit names the FBI and Moscow.", "“No audit,” says Kaspersky Lab.",
                    "Eugene Kaspersky is elsewhere."}},
    {.id = "b",
     .title = "Two",
     .outlet = "Wire",
     .published = "2017-10-02",
     .paragraphs = {"An audit in Moscow.", "The FBI knows another thing."}},
    {.id = "c",
     .title = "Three",
     .outlet = "Planet",
     .published = "2017-10",
     .lang = "de",
     .kind = NG_KIND_STATEMENT,
     .paragraphs = {"Ein Audit der FBI.", "Moscow."}},
    {.id = "d", .title = "Four", .outlet = "Planet", .published = "2017", .paragraphs = {"audit"}},
    {.id = "e", .title = "Five", .outlet = "Planet", .paragraphs = {"audit, Moscow and Moscow"}},
    {.id = "f",
     .title = "Six",
     .outlet = "Wire",
     .published = "2017-09-11",
     .paragraphs = {"Nothing about that."}},
    {.id = "g",
     .title = "Held",
     .outlet = "Secret",
     .published = "2017-09-12",
     .embargo = "2027",
     .paragraphs = {"An audit by the FBI."}},
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

typedef struct {
    NgFacet facet;
    const char *expected;
} Case;

static void run(const Case *cases, guint n, NgRequest request)
{
    request.now = NOW;
    request.query = request.query ? request.query : "audit";
    for (guint i = 0; i < n; i++) {
        g_autofree char *found = fixture_facet(index_, &request, cases[i].facet);
        if (strcmp(found, cases[i].expected) != 0)
            fail_msg("%s of \"%s\"\n  has      %s\n  expected %s", ng_facet_name(cases[i].facet),
                     request.query, found, cases[i].expected);
    }
}
#define RUN(cases, ...) run(cases, G_N_ELEMENTS(cases), (NgRequest) {__VA_ARGS__})

static void test_facets__count_articles(void **state)
{
    (void)state;
    static const Case cases[] = {
        {NG_FACET_OUTLET, "planet 3, wire 2"},
        {NG_FACET_KIND, "article 4, statement 1"},
        {NG_FACET_LANG, "en 4, de 1"},
        {NG_FACET_BYLINE, "jane-roe 1"},
        {NG_FACET_YEAR, "2017 4, unknown 1"},
        {NG_FACET_MONTH, "2017-10 2, unknown 2, 2017-08 1"},
        {NG_FACET_DAY, "unknown 3, 2017-08-25 1, 2017-10-02 1"},
    };
    RUN(cases);
}

static void test_facets__name_who_stands_in_a_matching_paragraph(void **state)
{
    (void)state;
    static const Case cases[] = {
        /* In b the FBI, in c Moscow, in a Eugene Kaspersky stand in other paragraphs. */
        {NG_FACET_ACTOR, "moscow 3, fbi 2, kaspersky-lab 1"},
        {NG_FACET_ORG, "fbi 2, kaspersky-lab 1"},
        {NG_FACET_PLACE, "moscow 3"},
        {NG_FACET_PERSON, ""},
        {NG_FACET_SPEAKER, "fbi 1"},
    };
    static const Case quoted[] = {{NG_FACET_ACTOR, "kaspersky-lab 1"}, {NG_FACET_SPEAKER, "fbi 1"}};
    RUN(cases);
    RUN(quoted, .scope = NG_SCOPE_QUOTE);
}

static void test_facets__ignore_their_own_filter_and_mark_it(void **state)
{
    (void)state;
    static const char *const wire[] = {"Wire", NULL}, *const alias[] = {"MOSKVA", NULL},
                             *const de[] = {"de", NULL};
    static const Case by_outlet[] = {{NG_FACET_OUTLET, "planet 3, *wire 2"},
                                     {NG_FACET_LANG, "en 2"}};
    static const Case by_actor[] = {{NG_FACET_ACTOR, "*moscow 3, fbi 2, kaspersky-lab 1"},
                                    {NG_FACET_OUTLET, "wire 2, planet 1"}};
    static const Case by_lang[] = {{NG_FACET_LANG, "en 4, *de 1"}, {NG_FACET_OUTLET, "planet 1"}};
    static const Case by_month[] = {{NG_FACET_MONTH, "*2017-10 2, unknown 2, 2017-08 1"},
                                    {NG_FACET_OUTLET, "planet 1, wire 1"}};
    RUN(by_outlet, .outlet = wire);
    RUN(by_actor, .actor = alias);
    RUN(by_lang, .lang = de);
    RUN(by_month, .since = "2017-10", .until = "2017-10");
}

static void test_facets__give_as_many_as_asked(void **state)
{
    (void)state;
    NgFacetRequest two[] = {{NG_FACET_DAY, 2}, {NG_FACET_OUTLET, 1}};
    NgRequest request = {.query = "audit", .facets = two, .n_facets = 2, .now = NOW, .limit = 1};
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    const NgFacetResult *days = results->facets->pdata[0];
    assert_int_equal(days->values->len, 2);
    /* of equal counts the first by name */
    assert_string_equal(((NgFacetValue *)days->values->pdata[1])->value, "2017-08-25");
    assert_int_equal(((NgFacetResult *)results->facets->pdata[1])->values->len, 1);
    assert_int_equal(results->total_articles, 5);
}

static void test_timeline__fills_gaps_and_counts_what_is_indexed(void **state)
{
    (void)state;
    static const struct {
        NgTimeline step;
        const char *first, *expected; /* of the first spans */
        guint n;
        const char *since, *until;
    } cases[] = {
        {NG_TIMELINE_YEAR, "2017", "2017 4/5", 1},
        /* of four articles one has but a year, so that months would leave out a quarter */
        {NG_TIMELINE_FIT, "2017", "2017 4/5", 1},
        {NG_TIMELINE_FIT, "2017-08-21", NULL, 7, "2017-08-25", "2017-10-02"},
        {NG_TIMELINE_FIT, "2017-08-25", NULL, 1, "2017-08-20", "2017-08-31"},
        {NG_TIMELINE_MONTH, "2017-08", "2017-08 1/1, 2017-09 0/1, 2017-10 2/2", 3},
        {NG_TIMELINE_WEEK, "2017-08-21",
         "2017-08-21 1/1, 2017-08-28 0/0, 2017-09-04 0/0, "
         "2017-09-11 0/1, 2017-09-18 0/0, 2017-09-25 0/0, "
         "2017-10-02 1/1",
         7},
        {NG_TIMELINE_DAY, "2017-08-25", NULL, 39},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgRequest request = {.query = "audit",
                             .timeline = cases[i].step,
                             .since = cases[i].since,
                             .until = cases[i].until,
                             .now = NOW};
        g_autoptr(NgResults) results = fixture_ask(index_, &request);
        g_autoptr(GString) shown = g_string_new(NULL);
        for (guint j = 0; j < results->timeline->len; j++) {
            const NgTimelineSpan *span = results->timeline->pdata[j];
            g_string_append_printf(shown, "%s%s %u/%u", j ? ", " : "", span->from,
                                   (guint)span->count, (guint)span->indexed);
        }
        if (results->timeline->len != cases[i].n || !g_str_has_prefix(shown->str, cases[i].first) ||
            (cases[i].expected && strcmp(shown->str, cases[i].expected) != 0))
            fail_msg("step %d: %s", cases[i].step, shown->str);
    }
}

/* The timeline that fits articles of these days, each "DAY*HOW-MANY": its ends, and what lies
 * outside of it. */
static char *fitting_timeline(const char *days)
{
    Fixture *own = fixture_new();
    g_auto(GStrv) parts = g_strsplit(days, " ", -1);
    for (guint i = 0; parts[i]; i++) {
        char *times = strchr(parts[i], '*');
        guint n = times ? (guint)atoi(times + 1) : 1;
        if (times)
            *times = '\0';
        for (guint k = 0; k < n; k++) {
            g_autofree char *id = g_strdup_printf("%u-%u", i, k);
            FixtureText text = {.id = id, .published = parts[i], .paragraphs = {"The tide."}};
            fixture_add_texts(own, &text, 1);
        }
    }
    fixture_publish(own);
    NgIndex *index = fixture_open(own);
    NgRequest request = {.query = "tide", .timeline = NG_TIMELINE_FIT, .now = NOW};
    g_autoptr(NgResults) results = fixture_ask(index, &request);
    GPtrArray *spans = results->timeline;
    char *shown = g_strdup_printf(
        "%u < %s to %s < %u", (guint)results->earlier, ((NgTimelineSpan *)spans->pdata[0])->from,
        ((NgTimelineSpan *)spans->pdata[spans->len - 1])->from, (guint)results->later);
    ng_index_free(index);
    fixture_free(own);
    return shown;
}

static void test_timeline__that_fits_goes_without_what_lies_far_apart(void **state)
{
    (void)state;
    static const struct {
        const char *days, *expected;
    } cases[] = {
        {"1901-05-06 1998-03-01*10 1998-03-07*2 2093-01-01", "1 < 1998-03-01 to 1998-03-07 < 1"},
        {"1998-03-01*4 2017-06-01", "0 < 1998-03-01 to 1998-03-01 < 1"},
        /* of two nobody can say which is the odd one */
        {"1901-05-06 1998-03-01", "0 < 1901 to 1998 < 0"},
        /* half are no exception */
        {"1901-05-06*5 1998-03-01*5", "0 < 1901 to 1998 < 0"},
        /* what comes next to the others belongs to them */
        {"1901-05-06 1990*5 1991*5 1992*5 1993*5 1994", "1 < 1990 to 1994 < 0"},
        /* where nothing is gained by it nothing is left out */
        {"1990-01-05 2001*4 2002*4 2003*4", "0 < 1990 to 2003 < 0"},
        /* a year alone says where it lies, too */
        {"1901 1998-03-01*10 1998-03-07*10", "1 < 1998-03-01 to 1998-03-07 < 0"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown = fitting_timeline(cases[i].days);
        if (strcmp(shown, cases[i].expected) != 0)
            fail_msg("%s\n  has      %s\n  expected %s", cases[i].days, shown, cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facets__count_articles),
        cmocka_unit_test(test_facets__name_who_stands_in_a_matching_paragraph),
        cmocka_unit_test(test_facets__ignore_their_own_filter_and_mark_it),
        cmocka_unit_test(test_facets__give_as_many_as_asked),
        cmocka_unit_test(test_timeline__fills_gaps_and_counts_what_is_indexed),
        cmocka_unit_test(test_timeline__that_fits_goes_without_what_lies_far_apart),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
