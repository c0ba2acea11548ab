/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The authority file: what it may hold, what is refused and where, how actors are found. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/analysis_fixture.h"

#include "nutgraf/error.h"

static void test_authority__finds_by_id_name_and_alias_in_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *name, *id;
    } cases[] = {{"fbi", "fbi"},
                 {"FBI", "fbi"},
                 {"F.B.I.", "fbi"},
                 {"federal bureau of investigation", "fbi"},
                 {"FEDERAL BUREAU OF INVESTIGATION", "fbi"},
                 {"Kaspersky Lab", "kaspersky-lab"},
                 {"kaspersky  labs", "kaspersky-lab"},
                 {"EUGENE-KASPERSKY", "eugene-kaspersky"},
                 {"us", "united-states"},
                 {"U.S.", "united-states"},
                 {"russian", "russia"},
                 {"München", "muenchen"},
                 {"munchen", "muenchen"},
                 {"McDonald's", "mcdonalds"},
                 {"mcdonald’s", "mcdonalds"},
                 {"ebay", "ebay"},
                 {"北京市", "beijing"},
                 /* A name beats an alias; of two aliases the earlier line. */
                 {"georgia", "georgia-country"},
                 {"clinton", "bill-clinton"},
                 {"Kaspersky", NULL},
                 {"Federal Bureau", NULL},
                 {"Federal Bureau of Investigation agents", NULL},
                 {"", NULL},
                 {"...", NULL}};
    g_autoptr(NgAuthority) authority = fixture_authority_of(FIXTURE_ACTORS, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int at = ng_authority_find(authority, cases[i].name);
        const char *id = at < 0 ? NULL : ng_authority_id(authority, (guint)at);
        if (g_strcmp0(id, cases[i].id) != 0)
            fail_msg("\"%s\" is %s, expected %s", cases[i].name, id, cases[i].id);
    }
}

static void test_authority__orders_actors_by_id(void **state)
{
    (void)state;
    g_autoptr(NgAuthority) authority = fixture_authority_of(FIXTURE_ACTORS, NULL);
    assert_int_equal(ng_authority_count(authority), 25);
    for (guint i = 1; i < ng_authority_count(authority); i++)
        assert_true(strcmp(ng_authority_id(authority, i - 1), ng_authority_id(authority, i)) < 0);
    guint fbi = (guint)ng_authority_find(authority, "fbi");
    assert_string_equal(ng_authority_name(authority, fbi), "FBI");
    assert_int_equal(ng_authority_kind(authority, fbi), NG_ACTOR_ORG);
    assert_string_equal(ng_authority_aliases(authority, fbi)[0], "Federal Bureau of Investigation");
    assert_string_equal(ng_authority_aliases(authority, fbi)[1], "F.B.I.");
    assert_null(ng_authority_aliases(authority, fbi)[2]);
}

static void test_authority__refuses_bad_lines_with_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *reason;
    } cases[] = {
        {"a\torg\tA\n\nb\torg\n", ":3: ", "id, kind and name"},
        {"Fbi\torg\tFBI\n", ":1: ", "lower-case ASCII"},
        {"\torg\tFBI\n", ":1: ", "lower-case ASCII"},
        {"a b\torg\tFBI\n", ":1: ", "lower-case ASCII"},
        {"fbi\tagency\tFBI\n", ":1: ", "not org, person or place"},
        {"fbi\torg\t \n", ":1: ", "name is empty"},
        {"fbi\torg\t---\n", ":1: ", "holds no word"},
        {"fbi\torg\tFBI\tBureau||Feds\n", ":1: ", "alias is empty"},
        {"fbi\torg\tFBI\tBureau|~\n", ":1: ", "alias is empty"},
        {"fbi\torg\tFBI\tBureau\tboss@2012..\tmore\n", ":1: ", "more than five columns"},
        {"# one\nfbi\torg\tFBI\nfbi\torg\tFBI\n", ":3: ", "stands in line 2 already"},
        {"a\tperson\tA B\t\tboss@2012..2011\n", ":1: ", "ends before it begins"},
        {"a\tperson\tA B\t\tboss@2012..2013-13\n", ":1: ", "YYYY-MM-DD"},
        {"a\tperson\tA B\t\tboss@2012..2013-02-30\n", ":1: ", "YYYY-MM-DD"},
        {"a\tperson\tA B\t\tboss@soon..\n", ":1: ", "YYYY-MM-DD"},
        {"a\tperson\tA B\t\tboss@2012\n", ":1: ", "from..to"},
        {"a\tperson\tA B\t\t@2012..\n", ":1: ", "no name"},
        {"fbi\torg\tF\xff\xfe\n", ":1: ", "not valid UTF-8"},
        {"x\torg\ta b c d e f g h i j k l m n o p q r s t u v w x y z\n", ":1: ", "more than 24"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(NgAuthority) authority = fixture_authority_of(cases[i].text, &error);
        if (authority || !error || error->code != NG_ERROR_BAD_INPUT ||
            !strstr(error->message, cases[i].place) || !strstr(error->message, cases[i].reason))
            fail_msg("\"%s\": %s", cases[i].text, error ? error->message : "was taken");
    }
}

static void test_authority__takes_crlf_bom_comments_and_no_last_newline(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(NgAuthority) authority = fixture_authority_of(
        "\xef\xbb\xbf# c\r\nb\tplace\tBonn\t\r\n\r\na\tperson\tAda Byron\tLady Lovelace", &error);
    assert_null(error);
    assert_int_equal(ng_authority_count(authority), 2);
    assert_int_equal(ng_authority_find(authority, "lady lovelace"), 0);
    assert_int_equal(ng_authority_find(authority, "bonn"), 1);
}

static void test_authority__joins_later_files(void **state)
{
    (void)state;
    g_autofree char *dir = g_dir_make_tmp("nutgraf-XXXXXX", NULL);
    g_autofree char *one = g_build_filename(dir, "one.tsv", NULL);
    g_autofree char *two = g_build_filename(dir, "two.tsv", NULL);
    assert_true(
        g_file_set_contents(one, "x\torg\tExample Inc\tExample\ny\tplace\tYork\n", -1, NULL));
    assert_true(g_file_set_contents(two, "x\tperson\tXavier Example\tX. Example\n", -1, NULL));
    const char *paths[] = {one, two, NULL};
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, NULL);
    assert_int_equal(ng_authority_count(authority), 2);
    assert_string_equal(ng_authority_name(authority, 0), "Xavier Example");
    assert_int_equal(ng_authority_kind(authority, 0), NG_ACTOR_PERSON);
    static const char *const names[] = {"Example Inc", "Example", "X. Example"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        assert_string_equal(ng_authority_aliases(authority, 0)[i], names[i]);
        assert_int_equal(ng_authority_find(authority, names[i]), 0);
    }
    assert_null(ng_authority_aliases(authority, 0)[3]);
    g_unlink(one);
    g_unlink(two);
    g_rmdir(dir);
}

static void test_authority__says_which_file_cannot_be_read(void **state)
{
    (void)state;
    const char *paths[] = {"/nonexistent/actors.tsv", NULL};
    g_autoptr(GError) error = NULL;
    assert_null(ng_authority_load(paths, &error));
    assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_IO));
    assert_non_null(strstr(error->message, "/nonexistent/actors.tsv"));
}

static void test_authority__loads_nothing_from_no_files(void **state)
{
    (void)state;
    const char *paths[] = {NULL};
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, NULL);
    assert_int_equal(ng_authority_count(authority), 0);
    assert_int_equal(ng_authority_find(authority, "fbi"), -1);
    ng_authority_free(NULL);
}

static void test_authority__finds_who_held_an_office_on_the_day(void **state)
{
    (void)state;
    static const char text[] =
        "ada-thorn\tperson\tAda Thorn\t\tTeal Board director@2010-05-01..2013-09-04|head of the "
        "Teal Board@2010-05-01..2013-09-04\n"
        "bo-reed\tperson\tBo Reed\t\tTeal Board director@2013-09-04..2017-05-09\n"
        "cy-moss\tperson\tCy Moss\t\tTeal Board director@2017-06|~Osland minister@2001..2030\n"
        "di-fern\tperson\tDi Fern\t\tharbour master|Osland premier@..2015\n";
    static const struct {
        const char *office;
        uint32_t day;
        const char *holder;
    } cases[] = {{"Teal Board director", 20160601, "bo-reed"},
                 {"TEAL BOARD DIRECTOR", 20160601, "bo-reed"},
                 {"teal board director", 20100501, "ada-thorn"},
                 {"head of the Teal Board", 20120000, "ada-thorn"},
                 {"Teal Board director", 20160600, "bo-reed"},
                 {"Teal Board director", 20130904, NULL}, /* the day of the handover */
                 {"Teal Board director", 20130000, NULL}, /* two in that year */
                 {"Teal Board director", 20170500, NULL}, /* for a part of it */
                 {"Teal Board director", 20100430, NULL},
                 {"Teal Board director", 0, NULL},
                 {"Osland minister", 20100101, NULL}, /* one of several */
                 {"harbour master", 20100101, NULL},  /* nobody knows when */
                 {"Osland premier", 19990101, "di-fern"},
                 {"Osland premier", 20160101, NULL},
                 {"director", 20160601, NULL},
                 {"", 20160601, NULL}};
    g_autoptr(GError) error = NULL;
    g_autofree char *dated = g_strdup(text);
    g_autofree char *from = g_strdup("@2017-06|");
    /* A date without ".." is a mistake, not a day. */
    NgAuthority *refused = fixture_authority_of(dated, &error);
    assert_null(refused);
    assert_non_null(strstr(error->message, ":3: "));
    g_clear_error(&error);
    char *slip = strstr(dated, from);
    g_autofree char *good =
        g_strdup_printf("%.*s@2017-06..|%s", (int)(slip - dated), dated, slip + strlen(from));
    g_autoptr(NgAuthority) authority = fixture_authority_of(good, &error);
    if (!authority)
        fail_msg("%s", error->message);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int at = ng_authority_holder(authority, cases[i].office, cases[i].day);
        const char *holder = at < 0 ? NULL : ng_authority_id(authority, (guint)at);
        if (g_strcmp0(holder, cases[i].holder) != 0)
            fail_msg("%s on %u is %s", cases[i].office, cases[i].day, holder ? holder : "nobody");
    }
    int moss = ng_authority_find(authority, "Cy Moss");
    assert_string_equal(ng_authority_offices(authority, (guint)moss)[1],
                        "~Osland minister@2001..2030");
    assert_null(ng_authority_offices(authority, (guint)moss)[2]);
}

static void test_authority__reads_what_ships(void **state)
{
    (void)state;
    const char *root = g_getenv("NG_SOURCE_ROOT");
    g_autofree char *path = g_build_filename(root ? root : ".", "data", "actors.tsv", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        print_message("data/actors.tsv is not there: skipped\n");
        skip();
    }
    static const struct {
        const char *name, *id;
    } cases[] = {{"FBI", "fbi"},
                 {"Federal Bureau of Investigation", "fbi"},
                 {"Kaspersky Lab", "kaspersky-lab"},
                 {"Eugene Kaspersky", "eugene-kaspersky"},
                 {"Bloomberg BusinessWeek", "bloomberg-businessweek"},
                 {"U.S. Congress", "us-congress"},
                 {"United States", "united-states"},
                 {"Russian Federation", "russia"}};
    const char *paths[] = {path, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgAuthority) authority = ng_authority_load(paths, &error);
    if (!authority)
        fail_msg("%s", error->message);
    assert_true(ng_authority_count(authority) >= 15000);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int at = ng_authority_find(authority, cases[i].name);
        if (at < 0 || strcmp(ng_authority_id(authority, (guint)at), cases[i].id) != 0)
            fail_msg("%s is %s", cases[i].name,
                     at < 0 ? "nobody" : ng_authority_id(authority, (guint)at));
    }
    static const struct {
        const char *office, *id;
        uint32_t day;
    } held[] = {{"FBI director", "james-comey", 20160600},
                {"director of the FBI", "robert-mueller", 20050101},
                {"U.N. secretary-general", "kofi-annan", 20010911},
                {"german chancellor", "helmut-kohl", 19901003}};
    for (guint i = 0; i < G_N_ELEMENTS(held); i++) {
        int at = ng_authority_holder(authority, held[i].office, held[i].day);
        if (at < 0 || strcmp(ng_authority_id(authority, (guint)at), held[i].id) != 0)
            fail_msg("%s on %u is %s", held[i].office, held[i].day,
                     at < 0 ? "nobody" : ng_authority_id(authority, (guint)at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_authority__finds_by_id_name_and_alias_in_any_case),
        cmocka_unit_test(test_authority__orders_actors_by_id),
        cmocka_unit_test(test_authority__refuses_bad_lines_with_file_and_line),
        cmocka_unit_test(test_authority__takes_crlf_bom_comments_and_no_last_newline),
        cmocka_unit_test(test_authority__joins_later_files),
        cmocka_unit_test(test_authority__says_which_file_cannot_be_read),
        cmocka_unit_test(test_authority__loads_nothing_from_no_files),
        cmocka_unit_test(test_authority__finds_who_held_an_office_on_the_day),
        cmocka_unit_test(test_authority__reads_what_ships),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
