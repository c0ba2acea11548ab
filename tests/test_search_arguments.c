/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the searcher's command line promises: options, exclusions, refusals, the caret. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "searcher/arguments.h"
#include "searcher/complaint.h"
#include "searcher/options.h"
#include "searcher/render/layout.h"

#include <string.h>

#define MAX_WORDS 12

static char *joined(const GPtrArray *words, guint from)
{
    GString *out = g_string_new(NULL);
    for (guint i = from; i < words->len; i++)
        g_string_append_printf(out, "%s%s", i > from ? "|" : "", (char *)words->pdata[i]);
    return g_string_free(out, FALSE);
}

static void test_arguments__tells_exclusions_from_options(void **state)
{
    static const struct {
        const char *argv[MAX_WORDS];
        const char *options, *words;
    } cases[] = {
        {{"s", "audit", "-kaspersky"}, "", "audit|-kaspersky"},
        {{"s", "audit", "-n", "5", "code"}, "-n|5", "audit|code"},
        {{"s", "-n5", "audit"}, "-n|5", "audit"},
        {{"s", "audit", "-n20"}, "-n|20", "audit"},
        {{"s", "audit", "-nato"}, "", "audit|-nato"},
        {{"s", "audit", "-democrats"}, "", "audit|-democrats"},
        {{"s", "-d/tmp/x", "audit"}, "-d|/tmp/x", "audit"},
        {{"s", "audit", "-d", "/tmp/x"}, "-d|/tmp/x", "audit"},
        {{"s", "audit", "-h"}, "-h", "audit"},
        {{"s", "audit", "-house"}, "", "audit|-house"},
        {{"s", "--actor", "-x", "audit"}, "--actor|-x", "audit"},
        {{"s", "--actor=fbi", "audit"}, "--actor=fbi", "audit"},
        {{"s", "audit", "--", "-n", "--actor"}, "", "audit|-n|--actor"},
        {{"s", "--", "-audit"}, "", "-audit"},
        {{"s", "a", "-", "b"}, "", "a|-|b"},
        {{"s", "audit", "-\"source code\"", "-title:x"}, "", "audit|-\"source code\"|-title:x"},
        {{"s", "--count", "audit"}, "--count", "audit"},
        {{"s", "audit", "--limit"}, "--limit", "audit"},
        {{"s"}, "", ""},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgArguments arguments;
        g_autoptr(GError) error = NULL;
        bool ok = ng_arguments_split(ng_search_option_entries(), (char *const *)cases[i].argv,
                                     &arguments, &error);
        g_autofree char *options = joined(arguments.options, 1);
        g_autofree char *words = joined(arguments.words, 0);
        if (!ok || strcmp(options, cases[i].options) != 0 || strcmp(words, cases[i].words) != 0)
            fail_msg("case %u: options \"%s\", words \"%s\": %s", i, options, words,
                     error ? error->message : "");
        ng_arguments_clear(&arguments);
    }
}

static void test_options__refuses_what_makes_no_sense(void **state)
{
    static const struct {
        const char *argv[MAX_WORDS];
        const char *says;
    } cases[] = {
        {{"s", "-kaspersky"}, "to leave a word out"},
        {{"s", "--bogus=1", "a"}, "no option \"--bogus\""},
        {{"s", "--facet", "actor", "a"}, "no option \"--facet\"; did you mean --facets?"},
        {{"s", "--outlets=x", "a"}, "no option \"--outlets\"; did you mean --outlet?"},
        {{"s", "a", "--scope", "page"}, "paragraph, article, quote"},
        {{"s", "a", "--sort", "best"}, "relevance, newest, oldest"},
        {{"s", "a", "--match", "some"}, "all, any"},
        {{"s", "a", "--group", "outlet"}, "article, none"},
        {{"s", "a", "--timeline", "hour"}, "day, week, month, year"},
        {{"s", "a", "--color", "yes"}, "auto, always, never"},
        {{"s", "a", "-n", "0"}, "1 to 1000"},
        {{"s", "a", "-n", "1001"}, "1 to 1000"},
        {{"s", "a", "-n", "x"}, "-n"},
        {{"s", "a", "--offset", "-1"}, "--offset"},
        {{"s", "a", "--facets", "actr"}, "no facet \"actr\""},
        {{"s", "a", "--facets", "actor:0"}, "a number"},
        {{"s", "a", "--facets", "actor:x"}, "a number"},
        {{"s", "a", "--kind", "rumour"}, "article or statement"},
        {{"s", "a", "--actor", " "}, "--actor"},
        {{"s", "a", "--db", ""}, "--db"},
        {{"s", "a", "--db"}, "--db"},
        {{"s", "a", "--db", "news.example:7700"}, "folders only"},
        {{"s", "a", "--format", "xml"}, "text, json"},
        {{"s", "a", "--dups", "some"}, "collapse, show"},
        {{"s", "a", "--recency", "7"}, "30d"},
        {{"s", "a", "--recency", "0d"}, "30d"},
        {{"s", "a", "--recency", "-3d"}, "30d"},
        {{"s", "a", "--recency", "3x"}, "30d"},
        {{"s", "a", "--recency", "3dd"}, "30d"},
        {{"s", "a", "--recency", "999999d"}, "30d"},
        {{"s", "a", "--recency", ""}, "30d"},
        {{"s", "a", "--context", "101"}, "0 to 100"},
        {{"s", "a", "--context", "-1"}, "--context"},
        {{"s", "--like", ""}, "--like"},
        {{"s", "--like"}, "--like"},
        {{"s", "--save", "n"}, "no query to be saved"},
        {{"s", "a", "--save"}, "--save"},
        {{"s", "a", "--saved"}, "as it was saved"},
        {{"s", "a", "--new-since-last", "n"}, "as it was saved"},
        {{"s", "--new-since-last", "n", "--kind", "article"}, "as it was saved"},
        {{"s", "--saved", "--forget", "n"}, "do not go together"},
        {{"s", "--serve=many"}, "a port from 1 to 65535"},
        {{"s", "--serve", "0"}, "a port from 1 to 65535"},
        {{"s", "--serve", "65536"}, "a port from 1 to 65535"},
        {{"s", "--serve", "audit"}, "no query"},
        {{"s", "--serve=8000", "audit"}, "no query"},
        {{"s", "-d", "a", "-d", "b", "--serve"}, "one index"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgSearchOptions options;
        g_autoptr(GError) error = NULL;
        bool ok = ng_search_options_parse((char *const *)cases[i].argv, &options, &error);
        if (ok || !error || !strstr(error->message, cases[i].says) ||
            ng_exit_code_for(error) != NG_EXIT_USAGE)
            fail_msg("case %u: expected \"%s\", got \"%s\"", i, cases[i].says,
                     error ? error->message : "no error");
        ng_search_options_clear(&options);
    }
}

static void test_options__become_a_request(void **state)
{
    static const char *const argv[] = {"s",
                                       "source",
                                       "code",
                                       "--scope=quote",
                                       "--match",
                                       "any",
                                       "-n",
                                       "25",
                                       "--offset=5",
                                       "--sort",
                                       "oldest",
                                       "--actor",
                                       "fbi",
                                       "--actor",
                                       "Eugène",
                                       "--facets",
                                       "actor,outlet:50",
                                       "--timeline",
                                       "week",
                                       "--group",
                                       "none",
                                       "--count",
                                       "--explain",
                                       "--since",
                                       "2017",
                                       "--format",
                                       "json",
                                       "-x",
                                       "-d",
                                       "a",
                                       "-d",
                                       "b",
                                       "--no-pager",
                                       "--context",
                                       "2",
                                       NULL};
    NgSearchOptions options;
    g_autoptr(GError) error = NULL;
    (void)state;
    if (!ng_search_options_parse((char *const *)argv, &options, &error))
        fail_msg("%s", error->message);
    const NgRequest *request = &options.request;
    assert_string_equal(request->query, "source code -x");
    assert_int_equal(request->scope, NG_SCOPE_QUOTE);
    assert_true(request->match_any && request->ungrouped && request->count_only &&
                request->explain && options.no_pager);
    assert_int_equal(request->limit, 25);
    assert_int_equal(request->offset, 5);
    assert_int_equal(options.context, 2);
    assert_int_equal(request->sort, NG_SORT_OLDEST);
    assert_int_equal(request->timeline, NG_TIMELINE_WEEK);
    assert_string_equal(request->actor[1], "Eugène");
    assert_null(request->actor[2]);
    assert_null(request->outlet);
    assert_string_equal(request->since, "2017");
    assert_int_equal(request->n_facets, 2);
    assert_int_equal(request->facets[1].facet, NG_FACET_OUTLET);
    assert_int_equal(request->facets[1].limit, 50);
    assert_int_equal(options.format, NG_FORMAT_JSON);
    assert_int_equal(g_strv_length(options.db), 2);
    ng_search_options_clear(&options);
}

static void test_options__recency_is_an_age_in_any_unit(void **state)
{
    static const struct {
        const char *age;
        double days;
    } cases[] = {{"12h", 0.5}, {"30d", 30}, {"2W", 14}, {"6m", 182.625}, {"1y", 365.25}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *argv[] = {"s", "a", "--recency", cases[i].age, "--expand", NULL};
        NgSearchOptions options;
        g_autoptr(GError) error = NULL;
        if (!ng_search_options_parse((char *const *)argv, &options, &error))
            fail_msg("%s", error->message);
        assert_true(options.request.expand);
        assert_float_equal(options.request.recency_days, cases[i].days, 1e-9);
        ng_search_options_clear(&options);
    }
}

static void test_options__text_has_the_usual_facets_and_json_none(void **state)
{
    static const struct {
        const char *argv[MAX_WORDS];
        guint facets;
    } cases[] = {{{"s", "a"}, 4},
                 {{"s", "a", "--format", "json"}, 0},
                 {{"s", "a", "--facets", "none"}, 0},
                 {{"s", "a", "--facets", "day"}, 1},
                 {{"s", "a", "--facets", "day,day:5"}, 1},
                 {{"s", "a", "--count"}, 0}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgSearchOptions options;
        assert_true(ng_search_options_parse((char *const *)cases[i].argv, &options, NULL));
        if (options.request.n_facets != cases[i].facets)
            fail_msg("case %u: %u facets", i, options.request.n_facets);
        ng_search_options_clear(&options);
    }
}

static void test_options__know_when_there_is_nothing_to_search_for(void **state)
{
    static const struct {
        const char *argv[MAX_WORDS];
        bool empty;
    } cases[] = {
        {{"s"}, true},       {{"s", "--count"}, true},        {{"s", " "}, true},
        {{"s", "a"}, false}, {{"s", "--outlet", "x"}, false}, {{"s", "--until", "2017"}, false}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgSearchOptions options;
        assert_true(ng_search_options_parse((char *const *)cases[i].argv, &options, NULL));
        if (ng_search_options_empty(&options) != cases[i].empty)
            fail_msg("case %u", i);
        ng_search_options_clear(&options);
    }
}

static void test_options__words_that_are_no_utf8_are_read_all_the_same(void **state)
{
    static const char *const argv[] = {"s", "caf\xE9", NULL};
    NgSearchOptions options;
    (void)state;
    assert_true(ng_search_options_parse((char *const *)argv, &options, NULL));
    assert_string_equal(options.query, "caf\xC3\xA9");
    ng_search_options_clear(&options);
}

static void test_options__take_the_port_of_serve_in_both_spellings(void **state)
{
    static const struct {
        const char *line[4];
        guint port;
    } cases[] = {{{"s", "--serve"}, 0},
                 {{"s", "--serve=8017"}, 8017},
                 {{"s", "--serve", "8017"}, 8017},
                 {{"s", "8017", "--serve"}, 8017}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NgSearchOptions options;
        g_autoptr(GError) error = NULL;
        if (!ng_search_options_parse((char *const *)cases[i].line, &options, &error))
            fail_msg("case %u: %s", i, error->message);
        assert_true(options.serve);
        assert_int_equal(options.port, cases[i].port);
        ng_search_options_clear(&options);
    }
}

static void test_help__fits_a_screen_and_names_every_option(void **state)
{
    g_auto(GStrv) lines = g_strsplit(ng_search_help, "\n", -1);
    guint n = g_strv_length(lines);
    (void)state;
    assert_true(n <= 24);
    for (guint i = 0; i < n; i++)
        if (ng_text_columns(lines[i], -1) > 80)
            fail_msg("too long: %s", lines[i]);
    for (const GOptionEntry *entry = ng_search_option_entries(); entry->long_name; entry++) {
        g_autofree char *name = g_strdup_printf("--%s", entry->long_name);
        bool named = strstr(ng_search_help, name) != NULL;
        bool hidden = entry->flags & G_OPTION_FLAG_HIDDEN;
        if (named == hidden)
            fail_msg("%s is %s", name, hidden ? "named, but refused" : "not named");
    }
}

static void test_complaint__puts_the_caret_under_the_place(void **state)
{
    static const struct {
        const char *query;
        gsize begin, end;
        guint width;
        const char *expected;
    } cases[] = {
        {"source tilte:code", 7, 12, 80, "  source tilte:code\n         ^^^^^\n"},
        {"audit)", 5, 6, 80, "  audit)\n       ^\n"},
        /* at its end */
        {"audit AND", 9, 9, 80, "  audit AND\n           ^\n"},
        {"audit", 99, 99, 80, "  audit\n       ^\n"},
        {"", 0, 0, 80, "  \n  ^\n"},
        /* an empty place inside */
        {"a b", 2, 2, 80, "  a b\n    ^\n"},
        /* wide and combining characters */
        {"監査 tilte:x", 7, 12, 80, "  監査 tilte:x\n       ^^^^^\n"},
        {"cafe\xCC\x81 (", 7, 8, 80, "  cafe\xCC\x81 (\n       ^\n"},
        {"監査", 3, 6, 80, "  監査\n    ^^\n"},
        /* several lines, and what steers */
        {"one\ntwo (", 8, 9, 80, "  one two (\n          ^\n"},
        {"\033[1m (", 5, 6, 80, "  \\x1b[1m (\n          ^\n"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        ng_complain_place(out, cases[i].query, cases[i].begin, cases[i].end, cases[i].width);
        if (strcmp(out->str, cases[i].expected) != 0)
            fail_msg("case %u:\n%sexpected:\n%s", i, out->str, cases[i].expected);
    }
}

/* In a window, the caret stands under the character that is meant, and lines keep to the width. */
static void test_complaint__shows_a_long_query_around_the_place(void **state)
{
    g_autoptr(GString) query = g_string_new(NULL);
    (void)state;
    for (guint i = 0; i < 200; i++)
        g_string_append(query, i % 3 ? "word " : "監査 ");
    for (gsize at = 0; at < query->len; at += 13) {
        while (at > 0 && ((guchar)query->str[at] & 0xC0) == 0x80)
            at--;
        g_autofree char *marked = g_strdup(query->str);
        g_autoptr(GString) out = g_string_new(NULL);
        gsize len = (gsize)(g_utf8_next_char(marked + at) - (marked + at));
        /* a character that stands nowhere else, as wide as the one it replaces */
        memcpy(marked + at, len == 3 ? "字" : "#", len);
        ng_complain_place(out, marked, at, at + len, 60);
        g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
        const char *character = strstr(lines[0], len == 3 ? "字" : "#");
        const char *caret = strchr(lines[1], '^');
        if (!character || !caret || ng_text_columns(lines[0], -1) > 60 ||
            ng_text_columns(lines[0], character - lines[0]) != (guint)(caret - lines[1]))
            fail_msg("at %" G_GSIZE_FORMAT ":\n%s", at, out->str);
    }
}

static void test_complaint__names_the_command_that_helps(void **state)
{
    static const struct {
        NgErrorCode code;
        int exit_code;
        const char *says;
    } cases[] = {
        {NG_ERROR_NO_INDEX, 7, "`nutgraf-index -d 'my news' add PATH`"},
        {NG_ERROR_SCHEMA_MISMATCH, 7, "`nutgraf-index -d 'my news' reindex`"},
        {NG_ERROR_CORRUPT, 7, "`nutgraf-index -d 'my news' check --repair`"},
        {NG_ERROR_BAD_QUERY, 3, "Did you mean title?"},
        {NG_ERROR_IO, 5, "nutgraf-search: it went \\x1b wrong"},
        {NG_ERROR_MEMORY, 6, "nutgraf-search: it went"},
    };
    char db[] = "my news";
    char *const folders[] = {db, NULL};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        g_autoptr(GError) error = g_error_new(NG_ERROR, (int)cases[i].code, "it went \033 wrong");
        NgQueryPlace place = {0, 5, "title"};
        ng_complain(out, error, "tilte:x", &place, folders, 80);
        if (!strstr(out->str, cases[i].says) || ng_exit_code_for(error) != cases[i].exit_code)
            fail_msg("case %u, exit %d: %s", i, ng_exit_code_for(error), out->str);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments__tells_exclusions_from_options),
        cmocka_unit_test(test_options__refuses_what_makes_no_sense),
        cmocka_unit_test(test_options__become_a_request),
        cmocka_unit_test(test_options__recency_is_an_age_in_any_unit),
        cmocka_unit_test(test_options__text_has_the_usual_facets_and_json_none),
        cmocka_unit_test(test_options__know_when_there_is_nothing_to_search_for),
        cmocka_unit_test(test_options__words_that_are_no_utf8_are_read_all_the_same),
        cmocka_unit_test(test_options__take_the_port_of_serve_in_both_spellings),
        cmocka_unit_test(test_help__fits_a_screen_and_names_every_option),
        cmocka_unit_test(test_complaint__puts_the_caret_under_the_place),
        cmocka_unit_test(test_complaint__shows_a_long_query_around_the_place),
        cmocka_unit_test(test_complaint__names_the_command_that_helps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
