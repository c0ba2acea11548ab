/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is proposed while somebody types, and one article by its id. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above */
#include <cmocka.h>

#include "nutgraf/date.h"
#include "tests/support/index_fixture.h"

#include <string.h>

static const FixtureText texts[] = {
    {.id = "a",
     .title = "Audit of source code announced",
     .outlet = "Cyber Scoop",
     .published = "2017-08-25",
     .paragraphs = {"Eugene Kaspersky will open the source code for an audit, Kaspersky Lab said.",
                    "The auditors begin in autumn. NATO was told, and the naïve audience too."}},
    {.id = "b",
     .title = "FBI warns of espionage",
     .outlet = "The Morning Ledger",
     .published = "2017-08-26",
     .paragraphs = {"The FBI warned companies of Kaspersky Lab. Policies change; a policy stays.",
                    "An audit of the audited would be a non-governmental matter."}},
    {.id = "held",
     .title = "Audacious merger prepared",
     .outlet = "Secret Gazette",
     .published = "2017-08-27",
     .embargo = "2027-01-01T00:00:00Z",
     .paragraphs = {"Audacious bidders from Moscow bring the audit forward."}},
    {.id = "gone",
     .title = "Auditorium collapse that never was",
     .outlet = "Hasty Herald",
     .published = "2017-08-28",
     .status = NG_STATUS_WITHDRAWN,
     .paragraphs = {"The auditorium in Moscow stands, after all."}},
};

#define BEFORE 1500000000 /* 2017-07-14: every embargo holds */
#define AFTER 1900000000  /* 2030-03-17: none does */

static Fixture *fixture;

static int make_index(void **state)
{
    (void)state;
    fixture = fixture_new();
    fixture_add_texts(fixture, texts, G_N_ELEMENTS(texts));
    fixture_publish(fixture);
    return 0;
}

static int remove_index(void **state)
{
    (void)state;
    fixture_free(fixture);
    return 0;
}

static char *shown(GPtrArray *suggestions)
{
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < suggestions->len; i++) {
        const NgSuggestion *one = suggestions->pdata[i];
        g_string_append_printf(line, "%s%s %s %u", i ? ", " : "", one->kind, one->name,
                               one->articles);
    }
    return g_string_free(line, FALSE);
}

static GPtrArray *suggest_at(NgIndex *index, const char *typed, gint64 now)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *suggestions = ng_suggest(index, typed, 10, now, &error);
    g_assert_no_error(error);
    return suggestions;
}

static void assert_suggests_at(const char *typed, gint64 now, const char *expected)
{
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autoptr(GPtrArray) suggestions = suggest_at(index, typed, now);
    g_autofree char *line = shown(suggestions);
    assert_string_equal(line, expected);
}

static void assert_suggests(const char *typed, const char *expected)
{
    assert_suggests_at(typed, BEFORE, expected);
}

static void test_suggest__words_are_as_people_write_them_most_frequent_first(void **state)
{
    (void)state;
    assert_suggests("aud", "word audit 2, word audience 1, word auditors 1");
    assert_suggests("nat", "word NATO 1");
    assert_suggests("NAI", "word naïve 1");
    assert_suggests("naï", "word naïve 1");
    assert_suggests("espi", "word espionage 1");
}

static void test_suggest__finds_a_form_longer_than_its_stem(void **state)
{
    (void)state;
    assert_suggests("audite", "word audited 2");
    assert_suggests("polici", "word Policies 1");
    assert_suggests("policy", "word policy 1");
}

static void test_suggest__names_begin_with_any_of_their_words(void **state)
{
    (void)state;
    assert_suggests("euge", "word Eugene 1, actor Eugene Kaspersky 1");
    assert_suggests("kasp", "word Kaspersky 2, actor Kaspersky Lab 2, actor Eugene Kaspersky 1");
    assert_suggests("lab", "word Lab 2, actor Kaspersky Lab 2");
    assert_suggests("kaspersky la", "word Lab 2, actor Kaspersky Lab 2");
    assert_suggests("ledg", "outlet The Morning Ledger 1");
}

static void test_suggest__names_are_found_by_their_aliases(void **state)
{
    (void)state;
    assert_suggests("burea", "actor FBI 1");
    assert_suggests("actor:burea", "actor FBI 1");
}

static void test_suggest__a_field_narrows_what_is_meant(void **state)
{
    (void)state;
    assert_suggests("actor:kasp", "actor Kaspersky Lab 2, actor Eugene Kaspersky 1");
    assert_suggests("person:kasp", "actor Eugene Kaspersky 1");
    assert_suggests("org:kasp", "actor Kaspersky Lab 2");
    assert_suggests("place:kasp", "");
    assert_suggests("outlet:cy", "outlet Cyber Scoop 1");
    assert_suggests("title:aud", "word audit 2, word audience 1, word auditors 1");
    assert_suggests("date:20", "");
    assert_suggests("actor:\"eugene ka", "actor Eugene Kaspersky 1");
}

static void test_suggest__nothing_of_what_nobody_may_find(void **state)
{
    (void)state;
    assert_suggests("audac", "");
    assert_suggests("auditoriu", "");
    assert_suggests("mosc", "");
    assert_suggests("secret", "");
    assert_suggests("hasty", "");
    assert_suggests("place:mosc", "");
    assert_suggests_at("audac", AFTER, "word Audacious 1");
    assert_suggests_at("mosc", AFTER, "word Moscow 1, actor Moscow 1");
    assert_suggests_at("secret", AFTER, "outlet Secret Gazette 1");
    assert_suggests_at("auditoriu", AFTER, "");
    /* nor does it count */
    assert_suggests("audi", "word audit 2, word audience 1, word auditors 1");
    assert_suggests_at("audi", AFTER, "word audit 3, word audience 1, word auditors 1");
}

static void assert_text(const char *typed, const char *expected)
{
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autoptr(GPtrArray) suggestions = suggest_at(index, typed, BEFORE);
    assert_true(suggestions->len > 0);
    assert_string_equal(((NgSuggestion *)suggestions->pdata[0])->text, expected);
}

static void test_suggest__keeps_what_stands_before_the_last_word(void **state)
{
    (void)state;
    assert_text("source co", "source code");
    assert_text("source -espi", "source -espionage");
    assert_text("(fbi OR espi", "(fbi OR espionage");
    assert_text("\"source co", "\"source code\"");
    assert_text("title:\"source co", "title:\"source code\"");
    assert_text("audit actor:euge", "audit actor:eugene-kaspersky");
    assert_text("audit actor:\"kaspersky l", "audit actor:kaspersky-lab");
    assert_text("audit -outlet:cyb", "audit -outlet:cyber-scoop");
    assert_text("non-gov", "non-governmental");
}

static void test_suggest__a_name_may_have_been_begun_words_ago(void **state)
{
    (void)state;
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autoptr(GPtrArray) suggestions = suggest_at(index, "audit eugene kasp", BEFORE);
    g_autofree char *line = shown(suggestions);
    assert_string_equal(line, "word Kaspersky 2, actor Eugene Kaspersky 1");
    assert_string_equal(((NgSuggestion *)suggestions->pdata[1])->text,
                        "audit actor:eugene-kaspersky");
}

/* Each beginning of each word that may be found. */
static void test_suggest__every_proposal_finds_as_many_articles_as_it_says(void **state)
{
    (void)state;
    static const gint64 times[] = {BEFORE, AFTER};
    g_autoptr(NgIndex) index = fixture_open(fixture);
    guint seen = 0;
    for (guint t = 0; t < G_N_ELEMENTS(texts); t++)
        for (guint p = 0; texts[t].paragraphs[p]; p++) {
            g_auto(GStrv) words = g_strsplit_set(texts[t].paragraphs[p], " .,;", -1);
            for (guint i = 0; words[i]; i++)
                for (gsize cut = 2; cut <= strlen(words[i]); cut++) {
                    g_autofree char *typed = g_strndup(words[i], cut);
                    for (guint k = 0; k < G_N_ELEMENTS(times); k++) {
                        g_autoptr(GPtrArray) all = suggest_at(index, typed, times[k]);
                        for (guint s = 0; s < all->len; s++) {
                            const NgSuggestion *one = all->pdata[s];
                            NgRequest request = {.query = one->text, .now = times[k]};
                            g_autoptr(NgResults) results = fixture_ask(index, &request);
                            if (results->total_articles != one->articles)
                                print_error("%s: %s\n", typed, one->text);
                            assert_int_equal(results->total_articles, one->articles);
                            seen++;
                        }
                    }
                }
        }
    assert_true(seen > 300);
}

static void test_suggest__several_indexes_are_one(void **state)
{
    (void)state;
    g_autoptr(Fixture) other = fixture_new();
    static const FixtureText more[] = {
        {.id = "c",
         .title = "Audit again",
         .outlet = "Cyber Scoop",
         .published = "2018-01-02",
         .paragraphs = {"Auditors of the FBI audit the Kaspersky Lab."}},
        {.id = "d",
         .title = "Held",
         .published = "2018-01-03",
         .embargo = "2027-01-01T00:00:00Z",
         .paragraphs = {"Audacious auditors of the FBI."}}};
    fixture_add_texts(other, more, G_N_ELEMENTS(more));
    fixture_publish(other);
    g_autoptr(NgIndex) index = fixture_open_both(fixture, other);
    g_autoptr(GPtrArray) words = suggest_at(index, "aud", BEFORE);
    g_autofree char *word_line = shown(words);
    assert_string_equal(word_line, "word audit 3, word auditors 2, word audience 1");
    g_autoptr(GPtrArray) names = suggest_at(index, "actor:bure", BEFORE);
    g_autofree char *name_line = shown(names);
    assert_string_equal(name_line, "actor FBI 2");
}

static void test_suggest__a_limit_is_shared_among_the_kinds(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autoptr(GPtrArray) two = ng_suggest(index, "kasp", 2, BEFORE, &error);
    g_assert_no_error(error);
    g_autofree char *line = shown(two);
    assert_string_equal(line, "word Kaspersky 2, actor Kaspersky Lab 2");
}

static void test_suggest__what_is_no_beginning_gives_nothing(void **state)
{
    (void)state;
    g_autofree char *quotes = g_strnfill(4000, '"');
    g_autofree char *brackets = g_strnfill(4000, '(');
    g_autofree char *colons = g_strnfill(4000, ':');
    g_autofree char *long_word = g_strnfill(4000, 'a');
    g_autofree char *too_long = g_strnfill(100000, 'a');
    const char *const typed[] = {"",         " ",      "a",         "audit ",   "-",
                                 "\"",       "actor:", "actor:\"",  "actor:--", "\xff\xfe",
                                 "aud\xc3",  quotes,   brackets,    colons,     long_word,
                                 too_long,   "=",      "title:\"(", "*",        "audit\t",
                                 "ab:cd:ef:"};
    for (guint i = 0; i < G_N_ELEMENTS(typed); i++) {
        g_autoptr(NgIndex) index = fixture_open(fixture);
        g_autoptr(GPtrArray) none = suggest_at(index, typed[i], BEFORE);
        if (none->len)
            print_error("%.20s\n", typed[i]);
        assert_int_equal(none->len, 0);
    }
}

/* ---- one article ---- */

static void test_index_article__is_whole(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(NgIndex) index = fixture_open(fixture);
    g_autoptr(NgArticle) article = ng_index_article(index, "a", BEFORE, &error);
    g_assert_no_error(error);
    assert_string_equal(article->headline->text, "Audit of source code announced");
    assert_int_equal(article->paragraphs->len, 2);
    assert_string_equal(article->outlet, "Cyber Scoop");
}

static void test_index_article__what_nobody_may_find_is_not_there(void **state)
{
    (void)state;
    static const char *const ids[] = {"gone", "held", "a#1", "", "none", "\xff"};
    g_autoptr(NgIndex) index = fixture_open(fixture);
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(ng_index_article(index, ids[i], BEFORE, &error));
        g_assert_error(error, NG_ERROR, NG_ERROR_NOT_FOUND);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(NgArticle) article = ng_index_article(index, "held", AFTER, &error);
    g_assert_no_error(error);
    assert_string_equal(article->id, "held");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suggest__words_are_as_people_write_them_most_frequent_first),
        cmocka_unit_test(test_suggest__finds_a_form_longer_than_its_stem),
        cmocka_unit_test(test_suggest__names_begin_with_any_of_their_words),
        cmocka_unit_test(test_suggest__names_are_found_by_their_aliases),
        cmocka_unit_test(test_suggest__a_field_narrows_what_is_meant),
        cmocka_unit_test(test_suggest__nothing_of_what_nobody_may_find),
        cmocka_unit_test(test_suggest__keeps_what_stands_before_the_last_word),
        cmocka_unit_test(test_suggest__a_name_may_have_been_begun_words_ago),
        cmocka_unit_test(test_suggest__every_proposal_finds_as_many_articles_as_it_says),
        cmocka_unit_test(test_suggest__several_indexes_are_one),
        cmocka_unit_test(test_suggest__a_limit_is_shared_among_the_kinds),
        cmocka_unit_test(test_suggest__what_is_no_beginning_gives_nothing),
        cmocka_unit_test(test_index_article__is_whole),
        cmocka_unit_test(test_index_article__what_nobody_may_find_is_not_there),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
