/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ng_search over an index on disk: scopes, totals, order, pages, what nobody may find, help. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/support/index_fixture.h"

/* 2026-11-22, noon, UTC */
#define NOW 1795348800

static const FixtureText texts[] = {
    {.id = "audit",
     .title = "Kaspersky Lab offers its source code",
     .outlet = "Wire",
     .published = "2017-10-23",
     .author = "Jane Roe",
     .speaker = "eugene-kaspersky",
     .url = "https://www.example.org/audit",
     .paragraphs = {"An audit of the source code begins next year.",
                    "“We have nothing to hide,” Eugene Kaspersky said. “Trust is earned.”",
                    "The FBI opened an inquiry in Moscow."}},
    {.id = "sue",
     .title = "Ban goes to court",
     .outlet = "Wire",
     .published = "2017-12-18",
     .speaker = "fbi",
     .paragraphs = {"Kaspersky Lab sues over the ban.", "A source close to the FBI spoke.",
                    "The code of conduct says “nothing to add” to that."}},
    {.id = "month",
     .title = "Auditing the auditors",
     .outlet = "Daily Planet",
     .published = "2017-12",
     .paragraphs = {"Auditors audited the audit.", "Codes were broken."}},
    {.id = "undated",
     .title = "Recipes",
     .outlet = "Daily Planet",
     .paragraphs = {"Source your flour with care.", "No code is needed for bread."}},
    {.id = "press",
     .title = "Statement on transparency",
     .published = "2018-01-05T10:00:00Z",
     .kind = NG_KIND_STATEMENT,
     .outlet = "Kaspersky",
     .paragraphs = {"Our source code stays in Moscow.", "Audits will show it."}},
    {.id = "pruefung",
     .title = "Der Quelltext",
     .lang = "de",
     .published = "2018-02-01",
     .paragraphs = {"Die Prüfungen der Quelltexte haben begonnen."}},
    {.id = "held",
     .title = "Embargoed audit",
     .published = "2026-11-20",
     .outlet = "Secret Times",
     .embargo = "2026-12-01T00:00:00Z",
     .paragraphs = {"A secret audit of the zebrafish source code by the FBI."}},
    {.id = "gone",
     .title = "Withdrawn audit",
     .published = "2017-10-24",
     .status = NG_STATUS_WITHDRAWN,
     .outlet = "Wire",
     .paragraphs = {"A withdrawn audit of source code."}},
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
    const char *query;
    NgScope scope;
    const char *expected; /* hits, in order */
    guint articles, paragraphs;
} Case;

static void run(const Case *cases, guint n, NgRequest request)
{
    for (guint i = 0; i < n; i++) {
        request.query = cases[i].query;
        request.scope = cases[i].scope;
        request.now = request.now ? request.now : NOW;
        g_autofree char *hits = fixture_hits(index_, &request);
        g_autofree char *again = fixture_hits(index_, &request);
        if (strcmp(hits, cases[i].expected) != 0)
            fail_msg("%s (scope %d)\n  has      %s\n  expected %s", cases[i].query, cases[i].scope,
                     hits, cases[i].expected);
        assert_string_equal(hits, again);
        g_autoptr(NgResults) results = fixture_ask(index_, &request);
        request.count_only = true;
        g_autoptr(NgResults) counted = fixture_ask(index_, &request);
        request.count_only = false;
        if (results->total_articles != cases[i].articles ||
            results->total_paragraphs != cases[i].paragraphs ||
            counted->total_articles != cases[i].articles ||
            counted->total_paragraphs != cases[i].paragraphs || counted->hits->len)
            fail_msg("%s: %u articles, %u paragraphs", cases[i].query,
                     (guint)results->total_articles, (guint)results->total_paragraphs);
    }
}
#define RUN(cases, ...) run(cases, G_N_ELEMENTS(cases), (NgRequest) {__VA_ARGS__})

static void test_search__finds_paragraphs_with_their_headline(void **state)
{
    (void)state;
    static const Case cases[] = {
        /* all in one paragraph; in sue and undated the words stand apart; a word in the headline
         * counts for each paragraph */
        {"source code", NG_SCOPE_PARAGRAPH, "audit#0 audit#1 press#1", 2, 3},
        {"\"source code\" audit", NG_SCOPE_PARAGRAPH, "audit#1", 1, 1},
        {"kaspersky inquiry", NG_SCOPE_PARAGRAPH, "audit#3", 1, 1},
        {"court ban", NG_SCOPE_PARAGRAPH, "sue#0 sue#1", 1, 2},
        {"offers source", NG_SCOPE_PARAGRAPH, "audit#0 audit#1", 1, 2},
        {"audit zebra", NG_SCOPE_PARAGRAPH, "-", 0, 0},
        {"quelltext prüfung", NG_SCOPE_PARAGRAPH, "pruefung#1", 1, 1},
        {"Pruefungen", NG_SCOPE_PARAGRAPH, "-", 0, 0},
    };
    RUN(cases);
}

static void test_search__scopes_differ(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"source ban", NG_SCOPE_ARTICLE, "sue#0 sue#1 sue#2", 1, 3},
        {"nothing hide", NG_SCOPE_QUOTE, "audit#2", 1, 1},
        {"nothing", NG_SCOPE_QUOTE, "sue#3 audit#2", 2, 2},
        {"nothing kaspersky", NG_SCOPE_QUOTE, "-", 0, 0},
        {"nothing trust", NG_SCOPE_QUOTE, "-", 0, 0},
        {"saidby:fbi nothing", NG_SCOPE_QUOTE, "sue#3", 1, 1},
        {"saidby:eugene-kaspersky", NG_SCOPE_QUOTE, "audit#2 audit#2", 1, 2},
    };
    RUN(cases);
}

static void test_search__exact_and_prefix_are_seen_in_the_text(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"=audit", NG_SCOPE_PARAGRAPH, "month#1 audit#1", 2, 2},
        {"=audits", NG_SCOPE_PARAGRAPH, "press#2", 1, 1},
        {"=auditing", NG_SCOPE_PARAGRAPH, "month#0", 1, 1},
        {"\"=source =code\"", NG_SCOPE_PARAGRAPH, "audit#0 audit#1 press#1", 2, 3},
        {"=codes", NG_SCOPE_PARAGRAPH, "month#2", 1, 1},
        {"auditor*", NG_SCOPE_PARAGRAPH, "month#0 month#1", 1, 2},
        {"inquir*", NG_SCOPE_PARAGRAPH, "audit#3", 1, 1},
        {"=Prüfungen", NG_SCOPE_PARAGRAPH, "pruefung#1", 1, 1},
        {"=Prüfung", NG_SCOPE_PARAGRAPH, "-", 0, 0},
    };
    RUN(cases);
}

static void test_search__filters_and_dates(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", NG_SCOPE_PARAGRAPH, "pruefung#0 press#0 sue#0 month#0 audit#0 undated#0", 6, 6},
        {"date:2017", NG_SCOPE_PARAGRAPH, "sue#0 month#0 audit#0", 3, 3},
        {"date:2017-12", NG_SCOPE_PARAGRAPH, "sue#0 month#0", 2, 2},
        {"date:2017-12-01..2017-12-30", NG_SCOPE_PARAGRAPH, "sue#0", 1, 1},
        {"after:2017-12-18", NG_SCOPE_PARAGRAPH, "pruefung#0 press#0", 2, 2},
        {"undated:", NG_SCOPE_PARAGRAPH, "undated#0", 1, 1},
        {"kind:statement", NG_SCOPE_PARAGRAPH, "press#0", 1, 1},
        {"byline:roe", NG_SCOPE_PARAGRAPH, "audit#0", 1, 1},
        {"actor:kaspersky", NG_SCOPE_PARAGRAPH, "sue#1 audit#0 audit#2", 2, 3},
        {"org:kaspersky", NG_SCOPE_PARAGRAPH, "sue#1 audit#0", 2, 2},
        {"site:example.org", NG_SCOPE_PARAGRAPH, "audit#0", 1, 1},
        {"id:gone", NG_SCOPE_PARAGRAPH, "-", 0, 0},
        {"id:held", NG_SCOPE_PARAGRAPH, "-", 0, 0},
    };
    RUN(cases, .sort = NG_SORT_NEWEST);
}

static void test_search__sorts_by_date_with_undated_last(void **state)
{
    (void)state;
    static const Case newest[] = {{"source OR quelltext", NG_SCOPE_ARTICLE,
                                   "pruefung#0 pruefung#1 press#1 sue#2 audit#0 audit#1 undated#1",
                                   5, 7}};
    static const Case oldest[] = {{"source OR quelltext", NG_SCOPE_ARTICLE,
                                   "audit#0 audit#1 sue#2 press#1 pruefung#0 pruefung#1 undated#1",
                                   5, 7}};
    RUN(newest, .sort = NG_SORT_NEWEST);
    RUN(oldest, .sort = NG_SORT_OLDEST);
}

static void test_search__embargo_ends_with_its_time(void **state)
{
    (void)state;
    static const Case before[] = {{"zebrafish", NG_SCOPE_PARAGRAPH, "-", 0, 0},
                                  {"zebrafish", NG_SCOPE_ARTICLE, "-", 0, 0}};
    static const Case after[] = {{"zebrafish", NG_SCOPE_PARAGRAPH, "held#1", 1, 1},
                                 {"withdrawn", NG_SCOPE_PARAGRAPH, "-", 0, 0}};
    RUN(before, .now = 1796083199); /* 2026-11-30T23:59:59Z */
    RUN(after, .now = 1796083200);
}

static void test_search__hidden_articles_count_nowhere(void **state)
{
    (void)state;
    NgRequest request = {.now = NOW, .timeline = NG_TIMELINE_MONTH, .query = "audit"};
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    assert_int_equal(results->index_articles, 6);
    assert_int_equal(results->index_paragraphs, 3 + 3 + 2 + 2 + 2 + 1);
    assert_int_equal(results->total_articles, 3);
    g_autofree char *outlets = fixture_facet(index_, &request, NG_FACET_OUTLET);
    assert_string_equal(outlets, "daily-planet 1, kaspersky 1, wire 1");
    assert_true(results->timeline->len > 0);
    const NgTimelineSpan *last = results->timeline->pdata[results->timeline->len - 1];
    assert_string_equal(last->from, "2018-01");
    request.query = "zebrafsh";
    g_autoptr(NgResults) nothing = fixture_ask(index_, &request);
    assert_int_equal(nothing->help->len, 1);
    assert_null(((NgWordHelp *)nothing->help->pdata[0])->suggestion);
    request.now = 1796083200;
    g_autoptr(NgResults) later = fixture_ask(index_, &request);
    assert_int_equal(later->help->len, 1);
    assert_string_equal(((NgWordHelp *)later->help->pdata[0])->suggestion, "zebrafish");
}

static void test_search__helps_when_nothing_is_found(void **state)
{
    (void)state;
    NgRequest request = {.now = NOW, .query = "inquiry bread"};
    g_autoptr(NgResults) results = fixture_ask(index_, &request);
    assert_int_equal(results->help->len, 2);
    const NgWordHelp *first = results->help->pdata[0];
    assert_string_equal(first->word, "inquiry");
    assert_int_equal(first->articles, 1);
    assert_null(first->suggestion);
    assert_int_equal(results->in_different_paragraphs, 0);
    static const char *const spelt[][2] = {
        {"transparensy", "transparency"}, /* its stem is another */
        {"bred", "bread"},
        {"inquery", "inquiry"},
        {"flower", NULL},
        {"conducd", "conduct"}, /* is its own stem */
        {"qquelltext", "Quelltext"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(spelt); i++) {
        request.query = spelt[i][0];
        g_autoptr(NgResults) none = fixture_ask(index_, &request);
        assert_int_equal(none->help->len, 1);
        const NgWordHelp *help = none->help->pdata[0];
        if (g_strcmp0(help->suggestion, spelt[i][1]) != 0)
            fail_msg("%s: suggests %s, expected %s", spelt[i][0], help->suggestion, spelt[i][1]);
    }
    static const struct {
        const char *query, *words[2];
        guint32 articles[2];
    } each[] = {
        {"\"inquiry bread\"", {"inquiry", "bread"}, {1, 1}}, /* of a phrase, too */
        {"inqui* zzz", {"inqui*", "zzz"}, {1, 0}},
        {"inquiz* inquiry", {"inquiz*", "inquiry"}, {0, 1}}, /* the stem is shorter */
        {"=inquiries inquiry", {"=inquiries", "inquiry"}, {0, 1}},
    };
    for (guint i = 0; i < G_N_ELEMENTS(each); i++) {
        request.query = each[i].query;
        g_autoptr(NgResults) none = fixture_ask(index_, &request);
        assert_int_equal(none->total_articles, 0);
        assert_int_equal(none->help->len, 2);
        for (guint j = 0; j < 2; j++) {
            const NgWordHelp *help = none->help->pdata[j];
            assert_string_equal(help->word, each[i].words[j]);
            assert_int_equal(help->articles, each[i].articles[j]);
        }
    }
    request.query = "flour needed";
    g_autoptr(NgResults) apart = fixture_ask(index_, &request);
    assert_int_equal(apart->in_different_paragraphs, 1);
}

/* An index of English articles, of which one has a German paragraph. */
static void test_search__finds_paragraphs_in_a_language_of_their_own(void **state)
{
    (void)state;
    static const FixtureText mixed[] = {
        {.id = "mixed",
         .title = "Harbour in doubt",
         .published = "2017-09-01",
         .paragraphs = {"The harbour denied all allegations.",
                        "Die Vorwürfe seien haltlos, sagten die Prüfer der Häfen."}},
        {.id = "plain",
         .title = "Bread",
         .published = "2017-09-02",
         .paragraphs = {"Allegations about bread, and one haven."}}};
    static const struct {
        const char *query, *expected;
    } cases[] = {
        {"vorwurf", "mixed#2"},
        {"vorwürfen", "mixed#2"},
        {"hafen prüfern", "mixed#2"},
        {"allegation", "plain#1 mixed#1"},
        {"=vorwürfe", "mixed#2"},
        {"=vorwurf", "-"},
        {"vorwürf*", "mixed#2"},
        {"prüfe* häfen", "mixed#2"},
        {"\"prüfern der hafen\"", "mixed#2"},
        {"vorwurf lang:en", "mixed#2"},
        {"vorwurf lang:de", "-"},
        {"allegation lang:en", "plain#1 mixed#1"},
    };
    g_autoptr(Fixture) few = fixture_new();
    NgArticle *article = fixture_article(&mixed[0]);
    ((NgParagraph *)article->paragraphs->pdata[1])->lang = "de";
    fixture_add(few, article);
    fixture_add_texts(few, &mixed[1], 1);
    fixture_publish(few);
    NgIndex *index = fixture_open(few);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgRequest request = {.now = NOW, .query = cases[i].query};
        g_autofree char *hits = fixture_hits(index, &request);
        if (strcmp(hits, cases[i].expected) != 0)
            fail_msg("%s has %s, expected %s", cases[i].query, hits, cases[i].expected);
    }
    NgRequest all = {.now = NOW, .query = "vorwurf"};
    g_autofree char *languages = fixture_facet(index, &all, NG_FACET_LANG);
    assert_string_equal(languages, "en 1");
    ng_index_free(index);
}

static void test_search__bad_query_tells_its_place(void **state)
{
    (void)state;
    NgQueryPlace place;
    g_autoptr(GError) error = NULL;
    NgRequest request = {.query = "audit titel:code"};
    assert_null(ng_search(index_, &request, &place, &error));
    assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_BAD_QUERY));
    assert_int_equal(place.begin, 6);
    assert_string_equal(place.nearest, "title");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search__finds_paragraphs_with_their_headline),
        cmocka_unit_test(test_search__scopes_differ),
        cmocka_unit_test(test_search__exact_and_prefix_are_seen_in_the_text),
        cmocka_unit_test(test_search__filters_and_dates),
        cmocka_unit_test(test_search__sorts_by_date_with_undated_last),
        cmocka_unit_test(test_search__embargo_ends_with_its_time),
        cmocka_unit_test(test_search__hidden_articles_count_nowhere),
        cmocka_unit_test(test_search__helps_when_nothing_is_found),
        cmocka_unit_test(test_search__finds_paragraphs_in_a_language_of_their_own),
        cmocka_unit_test(test_search__bad_query_tells_its_place),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
