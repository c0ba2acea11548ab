/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Thousands of random queries over a small index on disk, against the plain evaluation of the same
 * tree over the articles' own words: the same hits, whichever way they are asked for. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/support/random_news.h"
#include "tests/support/random_query.h"

#define ARTICLES 90
#ifdef __SANITIZE_ADDRESS__ /* ten times as slow */
#define QUERIES 2000
#else
#define QUERIES 10000
#endif

static GPtrArray *news; /* of RandomArticle */
static Fixture *whole, *halves[2];
static GRand *dice;

static guint roll(guint n)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)n);
}

static int set_up(void **state)
{
    (void)state;
    dice = g_rand_new_with_seed(20171023);
    news = g_ptr_array_new_with_free_func((GDestroyNotify)random_article_free);
    whole = fixture_new();
    halves[0] = fixture_new();
    halves[1] = fixture_new();
    for (guint i = 0; i < ARTICLES; i++) {
        RandomArticle *article = random_article_new(dice, i);
        g_ptr_array_add(news, article);
        fixture_add(whole, random_article_made(article));
        fixture_add(halves[i % 5 == 0], random_article_made(article));
    }
    fixture_publish(whole);
    fixture_publish(halves[0]);
    fixture_publish(halves[1]);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_rand_free(dice);
    g_ptr_array_unref(news);
    fixture_free(whole);
    fixture_free(halves[0]);
    fixture_free(halves[1]);
    return 0;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *joined(GPtrArray *ids)
{
    g_ptr_array_sort(ids, by_text);
    g_ptr_array_add(ids, NULL);
    return g_strjoinv(" ", (char **)ids->pdata);
}

/* "a07#3", and in quote scope, where a paragraph has one quotation at most, the paragraph of it. */
static char *expected_hits(const NgPassage *tree, NgScope scope, guint *articles)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) passages = g_array_new(FALSE, FALSE, sizeof(guint));
    *articles = 0;
    for (guint i = 0; i < news->len; i++) {
        const BruteArticle *article = random_article_brute(news->pdata[i]);
        g_array_set_size(passages, 0);
        *articles += brute_eval(tree, scope, article, passages);
        for (guint p = 0; p < passages->len; p++) {
            guint passage = g_array_index(passages, guint, p);
            if (scope == NG_SCOPE_QUOTE)
                passage = article->quotes[passage].paragraph;
            g_ptr_array_add(ids,
                            g_strdup_printf("%s#%u", random_article_id(news->pdata[i]), passage));
        }
    }
    return joined(ids);
}

/* All hits, page by page; every page says how many articles there are. */
static char *found_hits(NgIndex *index, NgRequest request, guint articles)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    gint64 next = 0;
    while (next >= 0) {
        request.offset = (guint)next;
        g_autoptr(NgResults) results = fixture_ask(index, &request);
        if (results->total_articles != articles || !results->exact)
            g_ptr_array_add(ids, g_strdup_printf("(%u articles, not %u)",
                                                 (guint)results->total_articles, articles));
        for (guint i = 0; i < results->hits->len; i++)
            g_ptr_array_add(ids, g_strdup(((NgHit *)results->hits->pdata[i])->id));
        next = results->next;
        if (next >= 0)
            assert_true(results->hits->len > 0);
    }
    return joined(ids);
}

static void test_search__finds_what_the_text_says(void **state)
{
    (void)state;
    g_autoptr(NgIndex) one = fixture_open(whole), two = fixture_open_both(halves[0], halves[1]);
    guint found_some = 0;
    for (guint i = 0; i < QUERIES; i++) {
        g_autoptr(GString) query = g_string_new(NULL);
        NgScope scope = (NgScope)roll(3);
        g_autoptr(NgPassage) tree = random_query(dice, scope, query);
        guint articles;
        g_autofree char *expected = expected_hits(tree, scope, &articles);
        NgRequest request = {.query = query->str,
                             .scope = scope,
                             .ungrouped = true,
                             .limit = roll(2) ? 1000 : 7 + roll(40),
                             .sort = (NgSort)roll(3)};
        g_autofree char *found = found_hits(i % 4 ? one : two, request, articles);
        if (strcmp(found, expected) != 0)
            fail_msg("%s (scope %d, query %u)\n  has      %s\n  expected %s", query->str, scope, i,
                     found, expected);
        found_some += articles > 0;
    }
    assert_true(found_some > QUERIES / 3);
}

/* The hits of the first so many articles, with their scores. */
static char *first_hits(NgIndex *index, NgRequest request, guint limit, guint articles)
{
    g_autoptr(GString) told = g_string_new(NULL);
    request.limit = limit;
    g_autoptr(NgResults) results = fixture_ask(index, &request);
    const NgArticle *before = NULL;
    for (guint i = 0, n = 0; i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        n += hit->article != before;
        before = hit->article;
        if (n <= articles)
            g_string_append_printf(told, "%s %.10f\n", hit->id, hit->score);
    }
    return g_string_free(g_steal_pointer(&told), FALSE);
}

/* Who wants a few has no more weighed than it takes; who wants hundreds has all. */
static void test_search__puts_first_what_is_first_of_all(void **state)
{
    (void)state;
    g_autoptr(NgIndex) index = fixture_open(whole);
    guint many = 0;
    for (guint i = 0; i < QUERIES / 2; i++) {
        g_autoptr(GString) query = g_string_new(NULL);
        NgScope scope = (NgScope)roll(2);
        g_autoptr(NgPassage) tree = random_query(dice, scope, query);
        guint wanted = 1 + roll(12);
        NgRequest request = {.query = query->str, .scope = scope, .match_any = roll(2)};
        g_autofree char *of_all = first_hits(index, request, 500, wanted);
        g_autofree char *first = first_hits(index, request, wanted, wanted);
        if (strcmp(first, of_all) != 0)
            fail_msg("%s (scope %d)\nfirst %u:\n%sof all:\n%s", query->str, scope, wanted, first,
                     of_all);
        many += strlen(of_all) > 100;
    }
    assert_true(many > QUERIES / 20);
}

/* Where nothing but date and id decides, two indexes answer in the order of one. */
static void test_search__two_indexes_answer_as_one(void **state)
{
    (void)state;
    g_autoptr(NgIndex) one = fixture_open(whole), two = fixture_open_both(halves[0], halves[1]);
    static const char *const queries[] = {"", "date:2017-08", "title:audit",
                                          "undated:", "outlet:wire"};
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        for (guint sort = NG_SORT_NEWEST; sort <= NG_SORT_OLDEST; sort++) {
            NgRequest request = {.query = queries[i], .limit = 25, .sort = (NgSort)sort};
            g_autofree char *first = fixture_hits(one, &request);
            g_autofree char *second = fixture_hits(two, &request);
            if (i != 2 && strcmp(first, second) != 0) /* the words' weight differs with the parts */
                fail_msg("\"%s\"\n  one %s\n  two %s", queries[i], first, second);
            for (guint facet = 0; facet < NG_FACET_COUNT; facet++) {
                g_autofree char *left = fixture_facet(one, &request, (NgFacet)facet);
                g_autofree char *right = fixture_facet(two, &request, (NgFacet)facet);
                assert_string_equal(left, right);
            }
        }
    }
    assert_int_equal(ng_index_articles(one), ng_index_articles(two));
    assert_int_equal(ng_index_paragraphs(one), ng_index_paragraphs(two));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search__finds_what_the_text_says),
        cmocka_unit_test(test_search__puts_first_what_is_first_of_all),
        cmocka_unit_test(test_search__two_indexes_answer_as_one),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
