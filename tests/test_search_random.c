/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Thousands of random queries over a small index on disk, against the plain evaluation of the same
 * tree over the articles' own words: the same hits, whichever way they are asked for. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/support/index_fixture.h"
#include "tests/support/passage_brute.h"

#define ARTICLES 90
#define QUERIES 1500

/* Words that are their own stems, each another's. */
static const char *const words[] = {"audit", "code", "agent", "bank", "vote",
                                    "dog",   "ship", "rain",  "farm", "king"};
#define WORDS G_N_ELEMENTS(words)
static const char *const months[] = {"2017-08", "2017-09", "2018-01", NULL};

typedef struct {
    char *id;
    guint month;     /* index into months; the last: undated */
    GArray *text[6]; /* of guint: words; [0] the headline */
    guint n_paragraphs;
} Source;

static GPtrArray *sources;
static Fixture *whole, *halves[2];
static GRand *dice;

static guint roll(guint n)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)n);
}

static char *sentence(GArray *into, guint n)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        guint word = MIN(roll(WORDS), roll(WORDS)); /* some are rarer */
        g_array_append_val(into, word);
        g_string_append_printf(text, "%s%s", i ? " " : "", words[word]);
    }
    return g_string_free(text, FALSE);
}

static void source_free(gpointer data)
{
    Source *source = data;
    for (guint i = 0; i < source->n_paragraphs; i++)
        g_array_unref(source->text[i]);
    g_free(source->id);
    g_free(source);
}

static void make_article(guint number)
{
    Source *source = g_new0(Source, 1);
    char *texts[6] = {NULL};
    source->id = g_strdup_printf("a%02u", number);
    source->month = roll(G_N_ELEMENTS(months));
    source->n_paragraphs = 2 + roll(4);
    for (guint i = 0; i < source->n_paragraphs; i++) {
        source->text[i] = g_array_new(FALSE, FALSE, sizeof(guint));
        texts[i] = sentence(source->text[i], i == 0 ? 1 + roll(2) : 1 + roll(6));
    }
    g_autofree char *day = months[source->month]
                               ? g_strdup_printf("%s-%02u", months[source->month], 1 + roll(28))
                               : NULL;
    FixtureText text = {.id = source->id,
                        .title = texts[0],
                        .published = day,
                        .outlet = number % 3 ? "Wire" : "Planet",
                        .paragraphs = {texts[1], texts[2], texts[3], texts[4], texts[5]}};
    fixture_add(whole, fixture_article(&text));
    fixture_add(halves[number % 5 == 0], fixture_article(&text));
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_ptr_array_add(sources, source);
}

static int set_up(void **state)
{
    (void)state;
    dice = g_rand_new_with_seed(20171023);
    sources = g_ptr_array_new_with_free_func(source_free);
    whole = fixture_new();
    halves[0] = fixture_new();
    halves[1] = fixture_new();
    for (guint i = 0; i < ARTICLES; i++)
        make_article(i);
    fixture_publish(whole);
    fixture_publish(halves[0]);
    fixture_publish(halves[1]);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    g_rand_free(dice);
    g_ptr_array_unref(sources);
    fixture_free(whole);
    fixture_free(halves[0]);
    fixture_free(halves[1]);
    return 0;
}

/* ---- a random query: its spelling and its tree; leaf numbers are those of words, then months ----
 */

static NgPassage *leaf(guint number, NgPassageOp op)
{
    NgPassage *passage = ng_passage_new(op);
    passage->leaf = number;
    return passage;
}

static NgPassage *random_word(GString *query)
{
    guint word = roll(WORDS);
    g_string_append(query, words[word]);
    return leaf(word, NG_PASSAGE_LEAF);
}

static NgPassage *random_phrase(GString *query)
{
    guint n = 2 + (roll(4) == 0);
    NgPassage *phrase = ng_passage_new(NG_PASSAGE_PHRASE);
    phrase->gap = g_new(guint, n);
    g_string_append_c(query, '"');
    for (guint i = 0; i < n; i++) {
        phrase->gap[i] = i;
        if (i)
            g_string_append_c(query, ' ');
        ng_passage_add(phrase, random_word(query));
    }
    g_string_append_c(query, '"');
    return phrase;
}

static NgPassage *random_near(GString *query)
{
    bool ordered = roll(2);
    NgPassage *near = ng_passage_new(ordered ? NG_PASSAGE_ADJ : NG_PASSAGE_NEAR);
    near->distance = 1 + roll(3);
    g_string_append_c(query, '(');
    ng_passage_add(near, random_word(query));
    g_string_append_printf(query, " %s/%u ", ordered ? "ADJ" : "NEAR", near->distance);
    ng_passage_add(near, random_word(query));
    g_string_append_c(query, ')');
    return near;
}

static NgPassage *random_title(GString *query)
{
    NgPassage *within = ng_passage_new(NG_PASSAGE_WITHIN);
    within->by_article = true;
    g_string_append(query, "title:");
    ng_passage_add(within, random_word(query));
    return within;
}

static NgPassage *random_date(GString *query)
{
    guint month = roll(G_N_ELEMENTS(months));
    if (months[month])
        g_string_append_printf(query, "date:%s", months[month]);
    else
        g_string_append(query, "undated:");
    return leaf(WORDS + month, NG_PASSAGE_FILTER);
}

static NgPassage *random_tree(GString *query, guint depth);

static NgPassage *random_group(GString *query, guint depth)
{
    bool any = roll(2);
    guint n = 2 + roll(2);
    NgPassage *group = ng_passage_new(any ? NG_PASSAGE_OR : NG_PASSAGE_AND);
    g_string_append_c(query, '(');
    for (guint i = 0; i < n; i++) {
        g_string_append(query, i == 0 ? "" : any ? " OR " : " AND ");
        if (!any && i && roll(3) == 0) {
            NgPassage *not = ng_passage_new(NG_PASSAGE_NOT);
            g_string_append(query, "NOT ");
            ng_passage_add(not, random_tree(query, depth - 1));
            ng_passage_add(group, not );
        } else {
            ng_passage_add(group, random_tree(query, depth - 1));
        }
    }
    g_string_append_c(query, ')');
    return group;
}

static NgPassage *random_tree(GString *query, guint depth)
{
    if (depth && roll(3))
        return random_group(query, depth);
    switch (roll(8)) {
    case 0:
        return random_phrase(query);
    case 1:
        return random_near(query);
    case 2:
        return random_title(query);
    case 3:
        return random_date(query);
    default:
        return random_word(query);
    }
}

/* ---- what the articles say ---- */

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

static char *expected_hits(const NgPassage *tree, NgScope scope, guint *articles)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) passages = g_array_new(FALSE, FALSE, sizeof(guint));
    *articles = 0;
    for (guint i = 0; i < sources->len; i++) {
        const Source *source = sources->pdata[i];
        BruteParagraph paragraphs[6] = {{0}};
        uint32_t bits[6][8] = {{0}};
        for (guint p = 0; p < source->n_paragraphs; p++) {
            for (guint w = 0; w < source->text[p]->len; w++)
                bits[p][w] = 1u << g_array_index(source->text[p], guint, w);
            paragraphs[p] = (BruteParagraph) {source->text[p]->len, bits[p]};
        }
        BruteArticle article = {.n_paragraphs = source->n_paragraphs,
                                .paragraphs = paragraphs,
                                .filters = 1u << (WORDS + source->month)};
        g_array_set_size(passages, 0);
        *articles += brute_eval(tree, scope, &article, passages);
        for (guint p = 0; p < passages->len; p++)
            g_ptr_array_add(
                ids, g_strdup_printf("%s#%u", source->id, g_array_index(passages, guint, p)));
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
        g_autoptr(NgPassage) tree = random_tree(query, roll(3));
        NgScope scope = roll(3) ? NG_SCOPE_PARAGRAPH : NG_SCOPE_ARTICLE;
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
    assert_true(found_some > QUERIES / 2);
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
        cmocka_unit_test(test_search__two_indexes_answer_as_one),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
