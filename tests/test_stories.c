/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Copies of one text are one story: through the whole of index and search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "nutgraf/generation.h"
#include "nutgraf/stories.h"
#include "tests/support/index_fixture.h"

#include <string.h>

#define WIRE_1                                                                                     \
    "The harbour board of Alder Bay voted on Tuesday to close the old ferry pier before the "      \
    "winter storms arrive, ending a quarrel that has divided the town for eleven years."
#define WIRE_2                                                                                     \
    "Engineers had told the board that the wooden piles beneath the eastern end of the pier were " \
    "rotten through, and that no repair could be trusted to carry lorries for longer than a year."
#define WIRE_3                                                                                     \
    "The chair of the board, Marit Solvang, called the vote a sad but honest end and promised "    \
    "that the new landing stage near the fish market would open before the summer timetable."
#define FOOT                                                                                       \
    "Follow the Mill Valley Post for more stories like this one, and become a member today so "    \
    "that the lights stay on in our newsroom for another year. Copyright by the Post, whose "      \
    "permission is needed for any other use of what stands on this page."

static const FixtureText wire = {.id = "wire",
                                 .title = "Alder Bay closes its ferry pier",
                                 .outlet = "Nordwire",
                                 .published = "2019-10-01T09:00:00Z",
                                 .paragraphs = {WIRE_1, WIRE_2, WIRE_3}};
static const FixtureText cut = {.id = "cut",
                                .title = "Pier shut before the storms",
                                .outlet = "Harbour Ledger",
                                .published = "2019-10-01T11:00:00Z",
                                .paragraphs = {WIRE_1, WIRE_2}};
static const FixtureText lead = {.id = "lead",
                                 .title = "What the pier means for our valley",
                                 .outlet = "Tidewater Weekly",
                                 .published = "2019-10-02T07:00:00Z",
                                 .paragraphs = {"Commuters from our valley will have to find "
                                                "another way to their work from next week on.",
                                                WIRE_1, WIRE_2, WIRE_3}};
/* the end alone: nothing in common with what is cut after the first paragraph */
static const FixtureText first = {.id = "first",
                                  .outlet = "Foundry Mail",
                                  .published = "2019-10-01T12:00:00Z",
                                  .paragraphs = {WIRE_1}};
static const FixtureText last = {.id = "last",
                                 .outlet = "Orchard Tribune",
                                 .published = "2019-10-01T13:00:00Z",
                                 .paragraphs = {WIRE_3}};
static const FixtureText other = {
    .id = "other",
    .title = "Another pier",
    .outlet = "Harbour Ledger",
    .published = "2019-10-01T10:00:00Z",
    .paragraphs = {"The ferry pier of Port Kestrel stays open, its harbour board said after a long "
                   "meeting in which engineers praised the state of the steel beneath it."}};

/* "wire+2": each hit's article and how many copies it has besides itself. */
static char *stories_at(NgIndex *index, const NgRequest *asked)
{
    g_autoptr(NgResults) results = fixture_ask(index, asked);
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        if (i > 0 && ((const NgHit *)results->hits->pdata[i - 1])->article == hit->article)
            continue;
        g_string_append_printf(shown, "%s%s", shown->len ? " " : "", hit->article->id);
        if (hit->story)
            g_string_append_printf(shown, "+%u", hit->story->copies - 1);
    }
    g_string_append_printf(shown, " of %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                           results->total_stories, results->total_articles);
    return g_string_free(shown, FALSE);
}

static const NgRequest oldest = {.query = "", .sort = NG_SORT_OLDEST, .since = "2019"};

static void assert_stories(const Fixture *fixture, const char *expected)
{
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autofree char *shown = stories_at(index, &oldest);
    assert_string_equal(shown, expected);
}

static void test_stories__copies_are_one_result(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const FixtureText texts[] = {other, wire, cut, lead};
    (void)state;
    fixture_add_texts(fixture, texts, 4);
    fixture_publish(fixture);
    assert_stories(fixture, "wire+2 other of 2/4");
    g_autoptr(NgIndex) index = fixture_open(fixture);
    NgRequest newest = oldest;
    newest.sort = NG_SORT_NEWEST;
    g_autofree char *shown = stories_at(index, &newest);
    assert_string_equal(shown, "lead+2 other of 2/4");
}

static void test_stories__show_gives_each_copy_and_what_differs(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const FixtureText texts[] = {wire, cut, lead};
    (void)state;
    fixture_add_texts(fixture, texts, 3);
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    NgRequest show = oldest;
    show.dups_show = true;
    g_autofree char *shown = stories_at(index, &show);
    assert_string_equal(shown, "wire+2 cut+2 lead+2 of 1/3");
    g_autoptr(NgResults) results = fixture_ask(index, &show);
    const NgStory *story = ((const NgHit *)results->hits->pdata[0])->story;
    assert_string_equal(story->id, "wire");
    assert_int_equal(story->outlets, 3);
    assert_int_equal(story->members->len, 2);
    const NgStoryMember *with_lead = story->members->pdata[0], *shorter = story->members->pdata[1];
    assert_string_equal(with_lead->id, "lead");
    assert_int_equal(with_lead->differs, NG_COPY_TITLE | NG_COPY_BEGINNING);
    assert_in_range(with_lead->differs_percent, 5, 40);
    assert_string_equal(shorter->outlet, "Harbour Ledger");
    assert_string_equal(shorter->title, "Pier shut before the storms");
    assert_int_equal(shorter->differs, NG_COPY_TITLE | NG_COPY_CUT);
    assert_in_range(shorter->differs_percent, 20, 50);
}

static void test_stories__a_later_article_joins_two(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const FixtureText texts[] = {first, last};
    (void)state;
    fixture_add_texts(fixture, texts, 2);
    fixture_publish(fixture);
    assert_stories(fixture, "first last of 2/2");
    fixture_commit(fixture, &wire);
    assert_stories(fixture, "wire+2 of 1/3");
}

/* ---- the file beside the database ---- */

static NgDb *live_of(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    NgLive live;
    ng_live_read(fixture->dir, &live, &error);
    g_assert_no_error(error);
    const char *const paths[] = {live.path, NULL};
    NgDb *db = ng_db_open(paths, &error);
    g_assert_no_error(error);
    ng_live_clear(&live);
    return db;
}

/* Both ways of reading tell the same, the quick one from the file or not. */
static void assert_read_alike(const Fixture *fixture, guint stories, bool from_file)
{
    g_autoptr(GError) error = NULL;
    NgDb *db = live_of(fixture);
    g_autoptr(NgStoryTable) table = ng_stories_read(db, &error);
    g_assert_no_error(error);
    g_autoptr(NgStoryTable) quick = ng_stories_read_quickly(db, &error);
    g_assert_no_error(error);
    assert_int_equal(quick->map.of != NULL, from_file);
    assert_int_equal(ng_story_table_stories(table), stories);
    assert_int_equal(ng_story_table_stories(quick), stories);
    for (guint32 docid = 0; docid <= ng_db_last(db) + 2; docid++)
        assert_int_equal(ng_story_table_of(quick, docid), ng_story_table_of(table, docid));
    for (guint story = 0; story <= stories; story++) {
        guint n, n_quick;
        const uint32_t *docids = ng_story_table_members(table, story, &n);
        const uint32_t *others = ng_story_table_members(quick, story, &n_quick);
        assert_int_equal(n, n_quick);
        assert_true(n == 0 || memcmp(docids, others, n * sizeof *docids) == 0);
        assert_int_equal(story<stories, n> 1);
    }
    ng_db_free(db);
}

/* The numbers of the paragraphs that are shown of one article, in their order. */
static char *order_of(const Fixture *fixture, const char *id)
{
    g_autoptr(NgIndex) index = fixture_open(fixture);
    const NgRequest request = {.query = "board", .dups_show = true, .ungrouped = true, .limit = 40};
    g_autoptr(NgResults) results = fixture_ask(index, &request);
    GString *order = g_string_new(NULL);
    for (guint i = 0; i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        if (strcmp(hit->article->id, id) == 0)
            g_string_append_printf(order, "%u ", hit->n);
    }
    return g_string_free(order, FALSE);
}

static void test_stories__copies_do_not_change_the_order_of_paragraphs(void **state)
{
    static const char *const parts[] = {
        WIRE_1,
        "The board met for nine hours.",
        WIRE_2,
        "Nobody on the board would say afterwards who had asked for the second vote of the day.",
        WIRE_3,
        "A board walk of oak will follow, the engineers said, if the town can pay for it.",
    };
    FixtureText text = {.id = "one", .outlet = "Nordwire", .published = "2019-10-01"};
    FixtureText copy = {.id = "two", .outlet = "Foundry Mail", .published = "2019-10-03"};
    guint n = G_N_ELEMENTS(parts);
    (void)state;
    text.title = "Pier";
    copy.title = "A very much longer headline about the end of the old wooden pier";
    for (guint i = 0; i < n; i++) {
        text.paragraphs[i] = parts[i];
        copy.paragraphs[i] = parts[n - 1 - i];
    }
    const FixtureText both[] = {text, copy};
    g_autoptr(Fixture) alone = fixture_new(), two = fixture_new();
    fixture_add_texts(alone, both, 1);
    fixture_publish(alone);
    fixture_add_texts(two, &both[0], 1);
    /* so far apart that they are not read together */
    for (guint i = 0; i < 60; i++) {
        g_autofree char *id = g_strdup_printf("between-%u", i);
        g_autofree char *words = g_strdup_printf(
            "Ferry %u left at %u with %u lorries, %u tractors and %u bags of seed for island "
            "number %u, where %u people wait for the spring and for their letters.",
            i, i * 7, i * 11, i * 13, i * 17, i * 19, i * 23);
        const FixtureText filler = {.id = id, .outlet = "Tidewater Weekly", .paragraphs = {words}};
        fixture_add_texts(two, &filler, 1);
    }
    fixture_add_texts(two, &both[1], 1);
    fixture_publish(two);
    assert_read_alike(two, 1, true);
    g_autofree char *expected = order_of(alone, "one"), *got = order_of(two, "one");
    assert_string_equal(expected, "2 4 6 1 5 3 ");
    assert_string_equal(got, expected);
}

static void test_stories__are_read_from_the_file_until_the_table_changes(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const FixtureText texts[] = {wire, other, cut};
    (void)state;
    fixture_add_texts(fixture, texts, 3);
    fixture_publish(fixture);
    assert_read_alike(fixture, 1, true);
    fixture_commit(fixture, &lead);
    assert_read_alike(fixture, 1, false);
    assert_stories(fixture, "wire+2 other of 2/4");
}

/* `change` is done to the file's bytes. */
static void assert_bears(void (*change)(GString *bytes), bool refused)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const FixtureText texts[] = {wire, other, cut};
    g_autoptr(GError) error = NULL;
    fixture_add_texts(fixture, texts, 3);
    fixture_publish(fixture);
    NgDb *there = live_of(fixture);
    g_autofree char *path = g_build_filename(ng_db_path(there), "stories", NULL);
    ng_db_free(there);
    char *data;
    gsize len;
    assert_true(g_file_get_contents(path, &data, &len, NULL));
    g_autoptr(GString) bytes = g_string_new_len(data, (gssize)len);
    g_free(data);
    change(bytes);
    assert_true(g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL));
    if (refused) {
        assert_read_alike(fixture, 1, false);
        return;
    }
    NgDb *db = live_of(fixture);
    g_autoptr(NgStoryTable) quick = ng_stories_read_quickly(db, &error);
    guint n;
    assert_non_null(quick->map.of);
    for (guint32 docid = 0; docid < 6; docid++)
        assert_int_equal(ng_story_table_of(quick, docid), NG_NO_STORY);
    assert_null(ng_story_table_members(quick, 0, &n));
    assert_int_equal(n, 0);
    ng_db_free(db);
}

static void cut_end(GString *bytes)
{
    g_string_truncate(bytes, bytes->len - 1);
}

static void cut_all(GString *bytes)
{
    g_string_truncate(bytes, 0);
}

static void of_another_table(GString *bytes)
{
    bytes->str[8] ^= 1;
}

static void numbers_out_of_range(GString *bytes)
{
    memset(bytes->str + 32, 0xee, bytes->len - 32);
}

static void test_stories__a_damaged_file_misleads_nobody(void **state)
{
    (void)state;
    assert_bears(cut_end, true);
    assert_bears(cut_all, true);
    assert_bears(of_another_table, true);
    assert_bears(numbers_out_of_range, false);
}

static void test_stories__do_not_depend_on_the_order_of_arrival(void **state)
{
    const FixtureText *texts[] = {&wire, &cut, &lead, &first, &last, &other};
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    (void)state;
    for (guint round = 0; round < 12; round++) {
        g_autoptr(Fixture) fixture = fixture_new();
        for (guint i = G_N_ELEMENTS(texts) - 1; i > 0; i--) {
            guint j = (guint)g_rand_int_range(rand, 0, (gint32)i + 1);
            const FixtureText *swap = texts[i];
            texts[i] = texts[j];
            texts[j] = swap;
        }
        guint at_once = (guint)g_rand_int_range(rand, 0, G_N_ELEMENTS(texts) + 1);
        for (guint i = 0; i < at_once; i++)
            fixture_add(fixture, fixture_article(texts[i]));
        fixture_publish(fixture);
        for (guint i = at_once; i < G_N_ELEMENTS(texts); i++)
            fixture_commit(fixture, texts[i]);
        assert_stories(fixture, "wire+4 other of 2/6");
    }
}

static void test_stories__an_embargo_does_not_show(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    FixtureText held = wire;
    (void)state;
    held.embargo = "2030-01-01T00:00:00Z";
    const FixtureText texts[] = {first, last, held};
    fixture_add_texts(fixture, texts, 3);
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    NgRequest before = oldest, after = oldest;
    before.now = 1700000000;
    after.now = 1900000000;
    g_autofree char *hidden = stories_at(index, &before), *seen = stories_at(index, &after);
    assert_string_equal(hidden, "first last of 2/2");
    assert_string_equal(seen, "wire+2 of 1/3");
}

static void test_stories__what_is_left_of_one_under_embargo_holds_together(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    FixtureText held = lead;
    (void)state;
    held.embargo = "2030-01-01T00:00:00Z";
    const FixtureText texts[] = {wire, cut, held};
    fixture_add_texts(fixture, texts, 3);
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    NgRequest before = oldest;
    before.now = 1700000000;
    g_autofree char *hidden = stories_at(index, &before);
    assert_string_equal(hidden, "wire+1 of 1/2");
    g_autoptr(NgResults) results = fixture_ask(index, &before);
    const NgStory *story = ((const NgHit *)results->hits->pdata[0])->story;
    assert_int_equal(story->outlets, 2);
    assert_int_equal(story->members->len, 1);
    assert_string_equal(((const NgStoryMember *)story->members->pdata[0])->id, "cut");
}

static void test_stories__what_is_withdrawn_is_no_copy(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    FixtureText gone = wire;
    (void)state;
    gone.status = NG_STATUS_WITHDRAWN;
    const FixtureText texts[] = {first, last, gone};
    fixture_add_texts(fixture, texts, 3);
    fixture_publish(fixture);
    assert_stories(fixture, "first last of 2/2");
}

/* Articles with nothing in common but the foot of the page, which is longer than they are. */
static void test_stories__boilerplate_alone_makes_none(void **state)
{
    static const char *const texts[] = {
        "Snow fell on the upper valley for the first time this year and closed two roads, where "
        "lorries had to be pulled out of the ditch by farmers with their tractors.",
        "A baker from Norham has won the regional prize for rye bread with a recipe that her "
        "grandmother wrote on the back of a calendar and that nobody could read any more.",
        "The library will open on Sundays from May, the council decided without debate, and hopes "
        "that families will come who have no time for books during the week.",
        "Two goats were found on the roof of the swimming hall and brought back to their farm by "
        "the fire brigade, which needed its longest ladder and several apples.",
        "The town band looks for a tuba player before the spring parade, and offers to teach "
        "whoever has the lungs for it and can stand the cold of the old gymnasium."};
    g_autoptr(Fixture) fixture = fixture_new();
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *id = g_strdup_printf("p%u", i);
        g_autofree char *day = g_strdup_printf("2019-10-0%u", i + 1);
        FixtureText page = {.id = id,
                            .outlet = "Mill Valley Post",
                            .published = day,
                            .paragraphs = {texts[i], FOOT}};
        fixture_add(fixture, fixture_article(&page));
    }
    fixture_publish(fixture);
    assert_stories(fixture, "p0 p1 p2 p3 p4 of 5/5");
    /* and a copy with that foot is one all the same */
    FixtureText copy = cut;
    copy.outlet = "Mill Valley Post";
    copy.paragraphs[2] = FOOT;
    fixture_commit(fixture, &copy);
    fixture_commit(fixture, &first);
    assert_stories(fixture, "p0 cut+1 p1 p2 p3 p4 of 6/7");
}

static void test_stories__reports_that_come_each_week_are_not_one(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    (void)state;
    for (guint i = 0; i < 2; i++) {
        g_autofree char *id = g_strdup_printf("week%u", i);
        g_autofree char *text = g_strdup_printf(
            "The fish market of Alder Bay reported landings of %u tonnes of cod, %u tonnes of "
            "haddock, %u tonnes of herring and %u tonnes of plaice for the week, with prices of "
            "%u.%u crowns for cod and %u.%u crowns for haddock at the close of trading.",
            101 + i * 17, 62 + i * 5, 340 + i * 33, 18 + i * 7, 31 + i, 2 + i, 27 + i, 5 + i);
        FixtureText report = {.id = id,
                              .outlet = "Nordwire",
                              .published = i ? "2019-10-08" : "2019-10-01",
                              .paragraphs = {text}};
        fixture_add(fixture, fixture_article(&report));
    }
    fixture_publish(fixture);
    assert_stories(fixture, "week0 week1 of 2/2");
}

static void test_stories__pages_count_stories(void **state)
{
    g_autoptr(Fixture) fixture = fixture_new();
    const FixtureText texts[] = {other, wire, cut, lead};
    (void)state;
    fixture_add_texts(fixture, texts, 4);
    fixture_publish(fixture);
    g_autoptr(NgIndex) index = fixture_open(fixture);
    NgRequest page = oldest;
    page.limit = 1;
    g_autoptr(NgResults) one = fixture_ask(index, &page);
    assert_int_equal(one->next, 1);
    page.offset = 1;
    g_autoptr(NgResults) two = fixture_ask(index, &page);
    assert_int_equal(two->next, -1);
    assert_int_equal(two->hits->len, 1);
    assert_string_equal(((const NgHit *)two->hits->pdata[0])->article->id, "other");
    page.count_only = true;
    g_autoptr(NgResults) counted = fixture_ask(index, &page);
    assert_int_equal(counted->total_stories, 2);
    assert_int_equal(counted->total_articles, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stories__copies_are_one_result),
        cmocka_unit_test(test_stories__show_gives_each_copy_and_what_differs),
        cmocka_unit_test(test_stories__copies_do_not_change_the_order_of_paragraphs),
        cmocka_unit_test(test_stories__a_later_article_joins_two),
        cmocka_unit_test(test_stories__are_read_from_the_file_until_the_table_changes),
        cmocka_unit_test(test_stories__a_damaged_file_misleads_nobody),
        cmocka_unit_test(test_stories__do_not_depend_on_the_order_of_arrival),
        cmocka_unit_test(test_stories__an_embargo_does_not_show),
        cmocka_unit_test(test_stories__what_is_left_of_one_under_embargo_holds_together),
        cmocka_unit_test(test_stories__what_is_withdrawn_is_no_copy),
        cmocka_unit_test(test_stories__boilerplate_alone_makes_none),
        cmocka_unit_test(test_stories__reports_that_come_each_week_are_not_one),
        cmocka_unit_test(test_stories__pages_count_stories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
