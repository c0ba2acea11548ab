/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of actors: what a journal comes to, what undoing takes back, how an article is shown by
 * it, and which journals are refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>

#include "nutgraf/actors.h"
#include "nutgraf/analysis.h"
#include "nutgraf/error.h"

/* A folder with a journal of these lines; its path is to be freed and removed by drop_folder. */
static char *folder_with(const char *lines)
{
    char *dir = g_dir_make_tmp("nutgraf-actors-XXXXXX", NULL);
    assert_non_null(dir);
    g_autofree char *path = g_build_filename(dir, "actors", NULL);
    g_autofree char *text = g_strconcat(NG_ACTORS_HEAD, lines, NULL);
    if (lines)
        assert_true(g_file_set_contents(path, text, -1, NULL));
    return dir;
}

static void drop_folder(char *dir)
{
    g_autofree char *path = g_build_filename(dir, "actors", NULL);
    g_unlink(path);
    g_rmdir(dir);
    g_free(dir);
}

static NgActorTable *read_one(const char *lines, GError **error)
{
    char *dir = folder_with(lines);
    const char *const dirs[] = {dir, NULL};
    NgActorTable *table = ng_actor_table_read(dirs, error);
    drop_folder(dir);
    return table;
}

static NgActorTable *table_of(const char *lines)
{
    g_autoptr(GError) error = NULL;
    NgActorTable *table = read_one(lines, &error);
    if (!table)
        fail_msg("%s: %s", lines, error->message);
    return table;
}

static void test_actor_table__says_who_counts_as_whom(void **state)
{
    (void)state;
    static const struct {
        const char *journal, *id, *canonical;
    } cases[] = {
        {"", "ada", "ada"},
        {"1\tmerge\tada\tbo\tperson\tBo\n", "ada", "bo"},
        {"1\tmerge\tada\tbo\tperson\tBo\n", "bo", "bo"},
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tmerge\tbo\tcy\tperson\tCy\n", "ada", "cy"},
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tmerge\tbo\tcy\tperson\tCy\n3\tsplit\tbo\n", "ada",
         "bo"},
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tsplit\tada\n", "ada", "ada"},
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tundo\t1\n", "ada", "ada"},
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tsplit\tada\n3\tundo\t2\n", "ada", "bo"},
        /* What undoing brings back closes no circle: the earlier decision holds. */
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tsplit\tada\n3\tmerge\tbo\tada\tperson\tAda\n4\tundo\t2"
         "\n",
         "bo", "bo"},
        {"1\tmerge\tada\tbo\tperson\tBo\n2\tsplit\tada\n3\tmerge\tbo\tada\tperson\tAda\n4\tundo\t2"
         "\n",
         "ada", "bo"},
        {"1\tmerge\tada\tada\tperson\tAda\n", "ada", "ada"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgActorTable) table = table_of(cases[i].journal);
        const char *canonical = ng_actor_table_canonical(table, cases[i].id);
        if (strcmp(canonical, cases[i].canonical) != 0)
            fail_msg("%s of\n%sis %s, not %s", cases[i].id, cases[i].journal, canonical,
                     cases[i].canonical);
    }
}

static void test_actor_table__knows_names_until_they_are_dropped_or_undone(void **state)
{
    (void)state;
    static const struct {
        const char *journal, *slug, *id;
    } cases[] = {
        {"1\tadd\tteal-board\torg\tTeal Board\tTB|Board of Teal\t\n", "board-of-teal",
         "teal-board"},
        {"1\tadd\tteal-board\torg\tTeal Board\tTB|~Tealish\t\n", "tealish", NULL},
        {"1\talias\tfbi\torg\tFBI\tThe Bureau\n", "the-bureau", "fbi"},
        {"1\talias\tfbi\torg\tFBI\tThe Bureau\n2\tundo\t1\n", "the-bureau", NULL},
        {"1\talias\tfbi\torg\tFBI\tThe Bureau\n2\tdrop\tfbi\torg\tFBI\tThe Bureau\n", "the-bureau",
         NULL},
        {"1\talias\tfbi\torg\tFBI\tThe Bureau\n2\tdrop\tfbi\torg\tFBI\tThe Bureau\n3\tundo\t2\n",
         "the-bureau", "fbi"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgActorTable) table = table_of(cases[i].journal);
        const char *id = ng_actor_table_by_slug(table, cases[i].slug);
        if (g_strcmp0(id, cases[i].id) != 0)
            fail_msg("%s by\n%sis %s", cases[i].slug, cases[i].journal, id ? id : "nobody");
    }
    g_autoptr(NgActorTable) dropped = table_of("1\tdrop\tfbi\torg\tFBI\tThe Bureau\n");
    assert_true(ng_actor_table_dropped(dropped, "fbi", "the-bureau"));
    assert_false(ng_actor_table_dropped(dropped, "cia", "the-bureau"));
}

static void test_actor_table__shows_an_article_by_it(void **state)
{
    (void)state;
    static const NgSpan first[] = {{10, 13}}, second[] = {{0, 5}, {20, 25}};
    g_autoptr(NgArticle) article = ng_article_new();
    NgParagraph *paragraph =
        ng_paragraph_new("Thorn met Ada about the Thorn affair.", -1, NG_ROLE_BODY);
    g_ptr_array_add(article->paragraphs, paragraph);
    NgMention *ada = ng_mention_new("ada", "Ada", NG_ACTOR_PERSON);
    NgMention *thorn = ng_mention_new("ada-thorn", "Ada Thorn", NG_ACTOR_PERSON);
    g_array_append_vals(ada->spans, first, 1);
    g_array_append_vals(thorn->spans, second, 2);
    g_ptr_array_add(paragraph->actors, ada);
    g_ptr_array_add(paragraph->actors, thorn);
    g_autoptr(NgActorTable) table = table_of("1\tmerge\tada\tada-thorn\tperson\tAda Thorn\n");
    ng_actor_table_apply(table, article);
    assert_int_equal(paragraph->actors->len, 1);
    const NgMention *shown = paragraph->actors->pdata[0];
    assert_string_equal(shown->id, "ada-thorn");
    assert_string_equal(shown->name, "Ada Thorn");
    assert_int_equal(shown->spans->len, 3);
    for (guint i = 0; i < 3; i++)
        assert_int_equal(g_array_index(shown->spans, NgSpan, i).begin, i * 10);
}

static void test_actor_table__takes_several_together(void **state)
{
    (void)state;
    char *one =
        folder_with("1\tmerge\tada\tbo\tperson\tBo\n2\tmerge\tcy\tdi\tperson\tDi\n3\tundo\t2\n");
    char *none = folder_with(NULL);
    char *two = folder_with("1\tmerge\tbo\tada\tperson\tAda\n2\tmerge\tcy\tbo\tperson\tBo\n");
    const char *const dirs[] = {one, none, two, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgActorTable) table = ng_actor_table_read(dirs, &error);
    if (!table)
        fail_msg("%s", error->message);
    assert_string_equal(ng_actor_table_version(table), "3.0.2");
    assert_string_equal(ng_actor_table_canonical(table, "bo"), "bo");
    assert_string_equal(ng_actor_table_canonical(table, "ada"), "bo");
    /* Change 2 is undone in the first folder alone. */
    assert_string_equal(ng_actor_table_canonical(table, "cy"), "bo");
    g_auto(GStrv) members = ng_actor_table_members(table, "bo");
    assert_int_equal(g_strv_length(members), 3);
    drop_folder(one);
    drop_folder(none);
    drop_folder(two);
}

static void test_actor_table__refuses_a_damaged_journal_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *place;
    } cases[] = {
        {"1\tmerge\tada\n", ":2:"},
        {"1\tmerge\tada\tbo\tperson\tBo\nx\n", ":3:"},
        {"1\tmerge\tada\tbo\tpeople\tBo\n", ":2:"},
        {"1\tmarry\tada\tbo\tperson\tBo\n", ":2:"},
        {"1\tmerge\tada\tbo\tperson\tBo", ":2:"}, /* cut off */
        {"1\tmerge\t\tbo\tperson\tBo\n", ":2:"},
        {"0\tsplit\tada\n", ":2:"},
        {"2\tsplit\tada\n1\tsplit\tbo\n", ":3:"},
        {"1\tundo\t1\n", ":2:"},
        {"1\tundo\t-1\n", ":2:"},
        {"1\tsplit\ta\tb\tc\td\te\tf\tg\th\ti\tj\n", ":2:"},
        {"1\tsplit\t\xff\n", ":1:"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(NgActorTable) table = read_one(cases[i].lines, &error);
        if (table)
            fail_msg("taken: %s", cases[i].lines);
        if (!g_error_matches(error, NG_ERROR, NG_ERROR_CORRUPT) ||
            !strstr(error->message, cases[i].place))
            fail_msg("%s: %s", cases[i].lines, error->message);
    }
}

static void test_actor_table__writes_lines_that_it_reads(void **state)
{
    (void)state;
    static const NgChange changes[] = {
        {1, NG_CHANGE_ADD, "a", NULL, "A B", "X|Y", "boss@2012..", NG_ACTOR_PERSON, 0},
        {2, NG_CHANGE_ALIAS, "a", NULL, "A B", "Z", NULL, NG_ACTOR_PERSON, 0},
        {3, NG_CHANGE_DROP, "a", NULL, "A B", "X", NULL, NG_ACTOR_PERSON, 0},
        {4, NG_CHANGE_MERGE, "a", "c", "C", NULL, NULL, NG_ACTOR_ORG, 0},
        {5, NG_CHANGE_SPLIT, "a", NULL, NULL, NULL, NULL, 0, 0},
        {6, NG_CHANGE_UNDO, NULL, NULL, NULL, NULL, NULL, 0, 5},
    };
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autofree char *line = ng_change_line(&changes[i]);
        g_string_append(lines, line);
    }
    g_autoptr(NgActorTable) table = table_of(lines->str);
    assert_int_equal(ng_actor_table_count(table), G_N_ELEMENTS(changes));
    for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
        const NgChange *read = ng_actor_table_change(table, i);
        assert_int_equal(read->verb, changes[i].verb);
        assert_int_equal(read->number, changes[i].number);
        assert_int_equal(read->undone, changes[i].undone);
        if (g_strcmp0(read->id, changes[i].id) || g_strcmp0(read->into, changes[i].into) ||
            g_strcmp0(read->name, changes[i].name) || g_strcmp0(read->aliases, changes[i].aliases))
            fail_msg("line %u came back otherwise:\n%s", i + 1, lines->str);
    }
    assert_true(ng_actor_table_undone(table, 5));
    assert_false(ng_actor_table_undone(table, 4));
    NgChange bad = changes[4];
    bad.id = "a\nb";
    g_autofree char *refused = ng_change_line(&bad);
    assert_string_equal(refused, "");
}

static void test_actor_table__gives_the_authority_its_names(void **state)
{
    (void)state;
    char *dir = folder_with("1\tadd\tteal-board\torg\tTeal Board\tTB\t\n"
                            "2\talias\tada-thorn\tperson\tAda Thorn\tA. Thorn\n"
                            "3\tdrop\tada-thorn\tperson\tAda Thorn\tAdele Thorn\n"
                            "4\talias\tcy-moss\tperson\tCy Moss\tC. Moss\n"
                            "5\talias\tada-thorn\tperson\tAda Thorn\tThorny\n6\tundo\t5\n");
    const char *const dirs[] = {dir, NULL};
    g_autofree char *path = g_build_filename(dir, "list.tsv", NULL);
    assert_true(g_file_set_contents(
        path, "ada-thorn\tperson\tAda Thorn\tAdele Thorn|Ada B. Thorn\n", -1, NULL));
    const char *const paths[] = {path, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgAuthority) authority =
        ng_authority_load_changed(paths, ng_actor_table_read(dirs, NULL), &error);
    if (!authority)
        fail_msg("%s", error->message);
    static const struct {
        const char *name, *id;
    } cases[] = {{"TB", "teal-board"},  {"A. Thorn", "ada-thorn"}, {"Ada B. Thorn", "ada-thorn"},
                 {"Adele Thorn", NULL}, {"C. Moss", "cy-moss"},    {"Cy Moss", "cy-moss"},
                 {"Thorny", NULL},      {"Ada Thorn", "ada-thorn"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int at = ng_authority_find(authority, cases[i].name);
        const char *id = at < 0 ? NULL : ng_authority_id(authority, (guint)at);
        if (g_strcmp0(id, cases[i].id) != 0)
            fail_msg("%s is %s", cases[i].name, id ? id : "nobody");
    }
    g_unlink(path);
    drop_folder(dir);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actor_table__says_who_counts_as_whom),
        cmocka_unit_test(test_actor_table__knows_names_until_they_are_dropped_or_undone),
        cmocka_unit_test(test_actor_table__shows_an_article_by_it),
        cmocka_unit_test(test_actor_table__takes_several_together),
        cmocka_unit_test(test_actor_table__refuses_a_damaged_journal_with_its_line),
        cmocka_unit_test(test_actor_table__writes_lines_that_it_reads),
        cmocka_unit_test(test_actor_table__gives_the_authority_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
