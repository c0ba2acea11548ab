/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is named far more often in a result than in the rest of the index. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "engine/search/distinctive.h"
#include "tests/support/index_fixture.h"

#define NOW 1795348800 /* 2026-11-22, noon, UTC */

/* n articles of these paragraphs. */
static void add(Fixture *fixture, const char *name, guint n, FixtureText text)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *id = g_strdup_printf("%s-%u", name, i);
        text.id = id;
        text.title = "Notes";
        fixture_add_texts(fixture, &text, 1);
    }
}

/* 10 articles on an audit: Kaspersky Lab in all, Moscow in half, the FBI in two, Eugene Kaspersky
 * in one; 50 on fishing: Moscow in half, the FBI in one. Twelve more are found by nobody. */
static Fixture *world(void)
{
    Fixture *fixture = fixture_new();
    add(fixture, "a", 4, (FixtureText) {.paragraphs = {"The audit of Kaspersky Lab in Moscow."}});
    add(fixture, "b", 1,
        (FixtureText) {.paragraphs = {"An audit: Kaspersky Lab, Eugene Kaspersky, the FBI.",
                                      "He was in Moscow."}});
    add(fixture, "c", 1,
        (FixtureText) {.paragraphs = {"An audit of Kaspersky Lab by the FBI in Moscow."}});
    add(fixture, "d", 4, (FixtureText) {.paragraphs = {"The audit of Kaspersky Lab goes on."}});
    add(fixture, "e", 25, (FixtureText) {.paragraphs = {"Fishing quotas in Moscow."}});
    add(fixture, "f", 24, (FixtureText) {.paragraphs = {"Fishing quotas."}});
    add(fixture, "g", 1, (FixtureText) {.paragraphs = {"Fishing quotas of the FBI."}});
    add(fixture, "h", 6,
        (FixtureText) {.embargo = "2027", .paragraphs = {"Kaspersky Lab fishes."}});
    add(fixture, "i", 6,
        (FixtureText) {.status = NG_STATUS_WITHDRAWN, .paragraphs = {"Kaspersky Lab fishes."}});
    return fixture;
}

/* "kaspersky-lab 10/10 54.07": found, indexed, score. */
static char *distinctive(NgIndex *index, NgRequest request, guint limit)
{
    NgFacetRequest one = {NG_FACET_DISTINCTIVE, limit};
    request.facets = &one;
    request.n_facets = 1;
    request.now = request.now ? request.now : NOW;
    g_autoptr(NgResults) results = fixture_ask(index, &request);
    const NgFacetResult *facet = results->facets->pdata[0];
    GString *shown = g_string_new(NULL);
    assert_int_equal(facet->facet, NG_FACET_DISTINCTIVE);
    assert_true(facet->exact);
    for (guint i = 0; i < facet->values->len; i++) {
        const NgFacetValue *value = facet->values->pdata[i];
        g_string_append_printf(shown, "%s%s%s %u/%u %.2f", i ? ", " : "",
                               value->selected ? "*" : "", value->value, (guint)value->count,
                               (guint)value->indexed, value->score);
    }
    return g_string_free(shown, FALSE);
}

/* The first three are rows of the table in Dunning's article ("the swiss", "can be", "previous
 * year"). */
static void test_log_likelihood__is_that_of_the_table(void **state)
{
    static const struct {
        guint64 with, of, others_with, others;
        double g2;
    } cases[] = {
        {110, 2552, 111, 29225, 270.72}, {29, 42, 123, 31735, 263.90}, {31, 54, 139, 31723, 256.84},
        {10, 10, 0, 50, 54.07},          {5, 10, 25, 50, 0},           {2, 10, 1, 50, 4.01},
        {0, 10, 10, 50, 4.03},           {1, 1, 0, 1000000, 29.63},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        double got =
            ng_log_likelihood(cases[i].with, cases[i].of, cases[i].others_with, cases[i].others);
        if (fabs(got - cases[i].g2) > 0.006)
            fail_msg("case %u: %.6f, expected %.6f", i, got, cases[i].g2);
    }
}

static void test_distinctive__are_those_named_far_more_often_than_elsewhere(void **state)
{
    (void)state;
    g_autoptr(Fixture) fixture = world();
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    static const char *const alias[] = {"KASPERSKY LAB", NULL};
    const struct {
        NgRequest request;
        const char *expected;
    } cases[] = {
        /* Moscow is as common elsewhere, the FBI too rare to tell, Eugene Kaspersky named once */
        {{.query = "audit"}, "kaspersky-lab 10/10 54.07"},
        {{.query = "audit", .scope = NG_SCOPE_ARTICLE}, "kaspersky-lab 10/10 54.07"},
        /* the result as it is: a filter is not left out, what it names is marked */
        {{.query = "", .actor = alias}, "*kaspersky-lab 10/10 54.07"},
        {{.query = "quotas"}, ""},
        {{.query = "audit OR quotas"}, ""}, /* the whole index */
        {{.query = "nowhere"}, ""},
        /* when the embargo has ended */
        {{.query = "audit", .now = NOW + 86400 * 365}, "kaspersky-lab 10/16 34.97"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown = distinctive(index, cases[i].request, 0);
        if (strcmp(shown, cases[i].expected) != 0)
            fail_msg("case %u, \"%s\": %s, expected %s", i, cases[i].request.query, shown,
                     cases[i].expected);
    }
}

static void test_distinctive__come_most_distinctive_first_and_as_many_as_asked(void **state)
{
    (void)state;
    g_autoptr(Fixture) fixture = world();
    add(fixture, "j", 9, (FixtureText) {.paragraphs = {"The audit is for the FBI."}});
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    NgRequest request = {.query = "audit"};
    g_autofree char *all = distinctive(index, request, 0), *one = distinctive(index, request, 1);
    assert_string_equal(all, "kaspersky-lab 10/10 30.82, fbi 11/12 28.09");
    assert_string_equal(one, "kaspersky-lab 10/10 30.82");
}

static void test_distinctive__of_two_indexes_are_those_of_one(void **state)
{
    (void)state;
    g_autoptr(Fixture) whole = world(), first = world(), second = fixture_new();
    add(whole, "j", 9, (FixtureText) {.paragraphs = {"The audit is for the FBI."}});
    add(second, "j", 9, (FixtureText) {.paragraphs = {"The audit is for the FBI."}});
    fixture_publish(whole);
    fixture_publish(first);
    fixture_publish(second);
    g_autoptr(NgIndex) one = fixture_open(whole), two = fixture_open_both(first, second);
    g_autofree char *left = distinctive(one, (NgRequest) {.query = "audit"}, 0);
    g_autofree char *right = distinctive(two, (NgRequest) {.query = "audit"}, 0);
    assert_true(*left);
    assert_string_equal(left, right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log_likelihood__is_that_of_the_table),
        cmocka_unit_test(test_distinctive__are_those_named_far_more_often_than_elsewhere),
        cmocka_unit_test(test_distinctive__come_most_distinctive_first_and_as_many_as_asked),
        cmocka_unit_test(test_distinctive__of_two_indexes_are_those_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
