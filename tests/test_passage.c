/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: the passage predicate against plain examples and a brute-force evaluator. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/query.h"
#include "tests/support/passage_brute.h"

#include <stdio.h>
#include <string.h>

enum { LEAVES = 8, FILTERS = 2, RANDOM_CASES = 100000 };

/* ---- articles ---- */

static BruteArticle article_new(guint n_paragraphs)
{
    BruteArticle article = {.n_paragraphs = n_paragraphs};
    article.paragraphs = g_new0(BruteParagraph, n_paragraphs);
    return article;
}

static void paragraph_set(BruteArticle *article, guint n, guint n_words)
{
    article->paragraphs[n].n_words = n_words;
    article->paragraphs[n].words = g_new0(uint32_t, n_words + 1);
}

static void article_clear(BruteArticle *article)
{
    for (guint i = 0; i < article->n_paragraphs; i++)
        g_free(article->paragraphs[i].words);
    g_free(article->paragraphs);
    g_free(article->quotes);
}

/* "a b|x a": paragraphs between bars, words by their first letter, a is leaf 0; [ ] quotations. */
static BruteArticle article_parse(const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "|", -1);
    BruteArticle article = article_new(g_strv_length(paragraphs));
    article.quotes = g_new0(BruteQuote, strlen(text) + 1);
    for (guint p = 0; paragraphs[p]; p++) {
        guint n = 0;
        paragraph_set(&article, p, (guint)strlen(paragraphs[p]));
        for (const char *c = paragraphs[p]; *c; c++) {
            BruteQuote *quote = &article.quotes[article.n_quotes];
            if (*c == '[')
                *quote = (BruteQuote) {p, n, n};
            else if (*c == ']')
                quote->last = n - 1, article.n_quotes++;
            else if (*c >= 'a' && *c <= 'h')
                article.paragraphs[p].words[n++] = 1u << (*c - 'a');
            else if (*c != ' ')
                n++;
        }
        article.paragraphs[p].n_words = n;
    }
    return article;
}

/* ---- the same article as positions ---- */

typedef struct {
    NgPassageInput input;
    GArray *positions[LEAVES + FILTERS];
    NgPositions leaves[LEAVES + FILTERS];
    GArray *first_block, *begin, *end;
} Indexed;

static uint32_t position_of(const GArray *first_block, guint paragraph, guint word)
{
    uint32_t block = g_array_index(first_block, uint32_t, paragraph) + word / NG_BLOCK_WORDS;
    return block * NG_BLOCK_STRIDE + word % NG_BLOCK_WORDS;
}

static void indexed_init(Indexed *indexed, const BruteArticle *article)
{
    memset(indexed, 0, sizeof *indexed);
    bool long_one = false;
    uint32_t block = 0;
    indexed->first_block = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    indexed->begin = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    indexed->end = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint l = 0; l < LEAVES + FILTERS; l++)
        indexed->positions[l] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint p = 0; p < article->n_paragraphs; p++) {
        const BruteParagraph *paragraph = &article->paragraphs[p];
        g_array_append_val(indexed->first_block, block);
        for (guint w = 0; w < paragraph->n_words; w++) {
            uint32_t position = position_of(indexed->first_block, p, w);
            for (guint l = 0; l < LEAVES; l++) {
                if (paragraph->words[w] >> l & 1)
                    g_array_append_val(indexed->positions[l], position);
            }
        }
        guint blocks = MAX(1, (paragraph->n_words + NG_BLOCK_WORDS - 1) / NG_BLOCK_WORDS);
        long_one |= blocks > 1;
        block += blocks;
    }
    uint32_t zero = 0;
    for (guint f = LEAVES; f < LEAVES + FILTERS; f++) {
        if (article->filters >> f & 1)
            g_array_append_val(indexed->positions[f], zero);
    }
    for (guint q = 0; q < article->n_quotes; q++) {
        const BruteQuote *quote = &article->quotes[q];
        uint32_t begin = position_of(indexed->first_block, quote->paragraph, quote->first);
        uint32_t end = position_of(indexed->first_block, quote->paragraph, quote->last);
        g_array_append_val(indexed->begin, begin);
        g_array_append_val(indexed->end, end);
    }
    for (guint l = 0; l < LEAVES + FILTERS; l++)
        indexed->leaves[l] = (NgPositions) {(const uint32_t *)(void *)indexed->positions[l]->data,
                                            indexed->positions[l]->len};
    indexed->input = (NgPassageInput) {
        .leaves = indexed->leaves,
        .n_leaves = LEAVES + FILTERS,
        .first_block = long_one ? (const uint32_t *)(void *)indexed->first_block->data : NULL,
        .n_paragraphs = article->n_paragraphs,
        .quote_begin = (const uint32_t *)(void *)indexed->begin->data,
        .quote_end = (const uint32_t *)(void *)indexed->end->data,
        .n_quotes = article->n_quotes,
    };
}

static void indexed_clear(Indexed *indexed)
{
    for (guint l = 0; l < LEAVES + FILTERS; l++)
        g_array_unref(indexed->positions[l]);
    g_array_unref(indexed->first_block);
    g_array_unref(indexed->begin);
    g_array_unref(indexed->end);
}

/* ---- trees ---- */

static NgPassage *leaf(guint n)
{
    NgPassage *node = ng_passage_new(NG_PASSAGE_LEAF);
    node->leaf = n;
    return node;
}

/* "&(a b)" and so on: & | ! phrase " near ~n adj >n same = atleast #n title T lead L quote Q
 * filter F, all *; a letter in capitals is strict. */
static NgPassage *tree_parse(const char **at)
{
    while (**at == ' ')
        (*at)++;
    char c = *(*at)++;
    if (c >= 'a' && c <= 'h')
        return leaf((guint)(c - 'a'));
    if (c >= 'A' && c <= 'D') {
        NgPassage *strict = leaf((guint)(c - 'A'));
        strict->strict = true;
        return strict;
    }
    static const struct {
        char sign;
        NgPassageOp op;
    } signs[] = {
        {'&', NG_PASSAGE_AND},     {'|', NG_PASSAGE_OR},     {'!', NG_PASSAGE_NOT},
        {'"', NG_PASSAGE_PHRASE},  {'~', NG_PASSAGE_NEAR},   {'>', NG_PASSAGE_ADJ},
        {'=', NG_PASSAGE_SAME},    {'T', NG_PASSAGE_WITHIN}, {'L', NG_PASSAGE_WITHIN},
        {'#', NG_PASSAGE_ATLEAST}, {'Q', NG_PASSAGE_QUOTE},  {'F', NG_PASSAGE_FILTER},
        {'*', NG_PASSAGE_ALL},
    };
    guint i = 0;
    while (signs[i].sign != c)
        assert_true(++i < G_N_ELEMENTS(signs));
    NgPassage *node = ng_passage_new(signs[i].op);
    if (c == '*')
        return node;
    if (c == 'F') {
        node->leaf = LEAVES;
        return node;
    }
    node->by_article = c == 'T' || c == 'L';
    node->last = c == 'L';
    if (g_ascii_isdigit(**at))
        node->distance = (guint)(*(*at)++ - '0');
    assert_int_equal(*(*at)++, '(');
    while (**at != ')')
        ng_passage_add(node, tree_parse(at));
    (*at)++;
    if (node->op == NG_PASSAGE_PHRASE) {
        node->gap = g_new0(guint, node->kids->len);
        for (guint k = 0; k < node->kids->len; k++)
            node->gap[k] = k;
    }
    return node;
}

static char *passages_show(const GArray *passages)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < passages->len; i++)
        g_string_append_printf(out, "%s%u", i ? " " : "", g_array_index(passages, guint, i));
    return g_string_free(out, FALSE);
}

/* headline | paragraph 1 | ...; what each tree finds by paragraph, by article, by quotation */
static const struct {
    const char *article, *tree, *paragraph, *whole, *quote;
} examples[] = {
    {"x|a b|a x b", "&(a b)", "1 2", "1 2", ""},
    {"a|b|x", "&(a b)", "1", "0 1", ""},
    {"a b|x|x", "&(a b)", "0", "0", ""},
    {"x|a|b", "&(a b)", "", "1 2", ""},
    {"a|x|b", "a", "0", "0", ""},
    {"x|a b|b a", "\"(a b)", "1", "1", ""},
    {"x|a|b", "\"(a b)", "", "", ""},
    {"x|a b|a", "&(a !(b))", "2", "", ""},
    {"b|a|a", "&(a !(b))", "1 2", "", ""},
    {"x|a x x b", "~3(a b)", "1", "1", ""},
    {"x|a x x b", "~2(a b)", "", "", ""},
    {"x|b x a", ">2(a b)", "", "", ""},
    {"x|b x a", "~2(a b)", "1", "1", ""},
    {"x|a", "~5(a a)", "", "", ""},
    {"x|c a b x d", "~2(\"(a b) |(d e))", "1", "1", ""},
    {"x|a|a a", "#3(a)", "1 2", "1 2", ""},
    {"x|a|a", "#3(a)", "", "", ""},
    {"a|b|b", "&(T(a) b)", "1 2", "0 1 2", ""},
    {"x|a|b", "&(T(a) b)", "", "", ""},
    {"x|a|b", "&(L(a) b)", "2", "1 2", ""},
    {"a|b|b", "&(b !(T(a)))", "", "", ""},
    {"x|a b|a", "&(a B)", "1", "1 2", ""},
    {"b|a|a", "&(a B)", "", "0 1 2", ""},
    {"x|a b|a", "=(a b)", "1", "1", ""},
    {"x|a|b", "&(=(a b))", "", "", ""},
    {"x|a b|[a] b", "a", "1 2", "1 2", "0"},
    {"x|[a] [b]", "&(a b)", "1", "1", ""},
    {"x|[a] [b]", "\"(a b)", "1", "1", ""},
    {"x|[a b] a", "&(a b)", "1", "1", "0"},
    {"x|[a b] c|a b", "Q(&(a b))", "1", "1", "0"},
    {"x|[a] [b]", "Q(&(a b))", "", "", ""},
    {"x|[a c] [a]", "&(a !(c))", "", "", "1"},
    {"x|a", "F", "", "", ""},
    {"x|a", "*", "0", "0", ""},
    {"x|[a]", "*", "0", "0", "0"},
    {"x|a", "|(F a)", "1", "1", ""},
    {"x|a", "&(a !(F))", "1", "1", ""},
    {"b|a", "!(a)", "0", "", ""},
};

static void test_passage_eval__answers_the_examples_in_every_scope(void **state)
{
    NgPassageScratch *scratch = ng_passage_scratch_new();
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        const char *at = examples[i].tree;
        g_autoptr(NgPassage) tree = tree_parse(&at);
        BruteArticle article = article_parse(examples[i].article);
        Indexed indexed;
        indexed_init(&indexed, &article);
        const char *expected[] = {examples[i].paragraph, examples[i].whole, examples[i].quote};
        for (NgScope scope = NG_SCOPE_PARAGRAPH; scope <= NG_SCOPE_QUOTE; scope++) {
            g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
            g_autoptr(GArray) brute = g_array_new(FALSE, FALSE, sizeof(guint));
            bool any = ng_passage_eval(tree, scope, &indexed.input, scratch, found);
            brute_eval(tree, scope, &article, brute);
            g_autofree char *shown = passages_show(found);
            g_autofree char *shown_brute = passages_show(brute);
            if (strcmp(shown, expected[scope]) || strcmp(shown_brute, expected[scope]))
                print_error("%s in \"%s\", scope %d\n", examples[i].tree, examples[i].article,
                            scope);
            assert_string_equal(shown, expected[scope]);
            assert_string_equal(shown_brute, expected[scope]);
            assert_int_equal(any, *expected[scope] != '\0');
        }
        indexed_clear(&indexed);
        article_clear(&article);
    }
    ng_passage_scratch_free(scratch);
}

/* ---- random ---- */

static guint pick(GRand *rand, guint n)
{
    return (guint)g_rand_int_range(rand, 0, (gint32)n);
}

static NgPassage *random_word(GRand *rand)
{
    return leaf(pick(rand, LEAVES));
}

/* what has places */
static NgPassage *random_unit(GRand *rand, guint depth, bool proximity)
{
    guint kind = depth ? pick(rand, 10) : 0;
    NgPassage *node;
    if (kind < 4)
        return random_word(rand);
    if (kind < 6) {
        node = ng_passage_new(NG_PASSAGE_OR);
        for (guint n = 1 + pick(rand, 3); n; n--)
            ng_passage_add(node, random_unit(rand, depth - 1, proximity));
        return node;
    }
    if (kind < 8 || !proximity) {
        guint n = 2 + pick(rand, 2), gap = 0;
        node = ng_passage_new(NG_PASSAGE_PHRASE);
        node->gap = g_new0(guint, n);
        for (guint k = 0; k < n; k++) {
            node->gap[k] = gap;
            gap += 1 + (pick(rand, 6) == 0);
            NgPassage *word = random_word(rand);
            if (pick(rand, 3) == 0) {
                NgPassage *either = ng_passage_new(NG_PASSAGE_OR);
                ng_passage_add(either, word);
                ng_passage_add(either, random_word(rand));
                word = either;
            }
            ng_passage_add(node, word);
        }
        return node;
    }
    node = ng_passage_new(kind == 8 ? NG_PASSAGE_NEAR : NG_PASSAGE_ADJ);
    node->distance = 1 + pick(rand, 6);
    ng_passage_add(node, random_unit(rand, depth - 1, true));
    ng_passage_add(node, random_unit(rand, depth - 1, true));
    return node;
}

static NgPassage *random_tree(GRand *rand, guint depth)
{
    guint kind = depth ? pick(rand, 20) : pick(rand, 4);
    NgPassage *node;
    if (kind < 4) {
        node = random_word(rand);
        node->strict = pick(rand, 6) == 0;
        return node;
    }
    if (kind < 8)
        return random_unit(rand, 3, true);
    static const NgPassageOp ops[] = {
        NG_PASSAGE_AND,     NG_PASSAGE_AND,    NG_PASSAGE_AND,   NG_PASSAGE_OR,
        NG_PASSAGE_OR,      NG_PASSAGE_NOT,    NG_PASSAGE_NOT,   NG_PASSAGE_SAME,
        NG_PASSAGE_ATLEAST, NG_PASSAGE_WITHIN, NG_PASSAGE_QUOTE, NG_PASSAGE_FILTER,
    };
    node = ng_passage_new(ops[kind - 8]);
    guint n = 1;
    switch (node->op) {
    case NG_PASSAGE_FILTER:
        node->leaf = LEAVES + pick(rand, FILTERS);
        node->op = pick(rand, 4) ? NG_PASSAGE_FILTER : NG_PASSAGE_ALL;
        return node;
    case NG_PASSAGE_ATLEAST:
        node->distance = 1 + pick(rand, 4);
        ng_passage_add(node, random_unit(rand, 2, false));
        return node;
    case NG_PASSAGE_WITHIN:
        node->last = pick(rand, 3);
        node->by_article = pick(rand, 3) > 0;
        break;
    case NG_PASSAGE_AND:
    case NG_PASSAGE_OR:
    case NG_PASSAGE_SAME:
        n = 2 + pick(rand, 2);
        break;
    default:
        break;
    }
    while (n--)
        ng_passage_add(node, random_tree(rand, depth - 1));
    return node;
}

static void random_quotes(GRand *rand, BruteArticle *article)
{
    article->quotes = g_new0(BruteQuote, article->n_paragraphs * 2);
    for (guint p = 0; p < article->n_paragraphs; p++) {
        guint n_words = article->paragraphs[p].n_words, from = 0;
        for (guint i = 0; i < 2 && from + 2 < n_words && pick(rand, 2); i++) {
            guint first = from + pick(rand, MIN(4, n_words - from));
            guint last = MIN(n_words - 1, first + pick(rand, 8));
            if (n_words > NG_BLOCK_WORDS && pick(rand, 2)) {
                first = MAX(from, NG_BLOCK_WORDS - 2);
                last = MIN(n_words - 1, first + 5);
            }
            article->quotes[article->n_quotes++] = (BruteQuote) {p, first, last};
            from = last + 1;
        }
    }
}

static BruteArticle random_article(GRand *rand)
{
    BruteArticle article = article_new(1 + pick(rand, pick(rand, 30) ? 5 : 140));
    guint density = 1 + pick(rand, 5);
    for (guint p = 0; p < article.n_paragraphs; p++) {
        bool long_one = pick(rand, 40) == 0;
        paragraph_set(&article, p, long_one ? 2040 + pick(rand, 2100) : pick(rand, 14));
        BruteParagraph *paragraph = &article.paragraphs[p];
        for (guint w = 0; w < paragraph->n_words; w++) {
            guint in_block = w % NG_BLOCK_WORDS;
            bool border = in_block < 4 || in_block > NG_BLOCK_WORDS - 5;
            if (long_one && !border && pick(rand, 300))
                continue;
            if (pick(rand, 6) < density)
                paragraph->words[w] |= 1u << pick(rand, LEAVES);
            if (pick(rand, 12) == 0)
                paragraph->words[w] |= 1u << pick(rand, LEAVES);
        }
    }
    article.filters = (uint32_t)pick(rand, 1 << FILTERS) << LEAVES;
    random_quotes(rand, &article);
    return article;
}

/* What lists of words tell of the article; false: it has too many paragraphs. */
static bool tell_words(const Indexed *indexed, const BruteArticle *article, uint64_t told[LEAVES])
{
    for (guint leaf = 0; leaf < LEAVES; leaf++) {
        const NgPositions *positions = &indexed->input.leaves[leaf];
        told[leaf] = 0;
        for (guint i = 0; i < positions->n; i++)
            told[leaf] |= UINT64_C(1)
                          << (ng_passage_paragraph(&indexed->input, positions->v[i]) & 63);
    }
    return article->n_paragraphs <= 64;
}

static void test_passage_eval__agrees_with_brute_force_on_random_trees(void **state)
{
    (void)state;
    NgPassageScratch *scratch = ng_passage_scratch_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(20170825);
    guint found_any[3] = {0}, found_none[3] = {0}, long_ones = 0, plain_ones = 0;
    for (guint i = 0; i < RANDOM_CASES; i++) {
        g_autoptr(NgPassage) tree = random_tree(rand, 1 + pick(rand, 3));
        BruteArticle article = random_article(rand);
        Indexed indexed;
        indexed_init(&indexed, &article);
        long_ones += indexed.input.first_block != NULL;
        for (NgScope scope = NG_SCOPE_PARAGRAPH; scope <= NG_SCOPE_QUOTE; scope++) {
            g_autoptr(GArray) fast = g_array_new(FALSE, FALSE, sizeof(guint));
            g_autoptr(GArray) brute = g_array_new(FALSE, FALSE, sizeof(guint));
            bool any = ng_passage_eval(tree, scope, &indexed.input, scratch, fast);
            bool any_brute = brute_eval(tree, scope, &article, brute);
            g_autofree char *shown = passages_show(fast);
            g_autofree char *expected = passages_show(brute);
            if (any != any_brute || strcmp(shown, expected)) {
                g_autofree char *spelt = ng_passage_show(tree);
                print_error("case %u, scope %d: %s\n", i, scope, spelt);
            }
            assert_string_equal(shown, expected);
            assert_int_equal(any, any_brute);
            (any ? found_any : found_none)[scope]++;
            uint64_t told[LEAVES];
            if (scope == NG_SCOPE_QUOTE || !ng_passage_is_plain(tree) ||
                !tell_words(&indexed, &article, told))
                continue;
            plain_ones++;
            g_array_set_size(fast, 0);
            assert_int_equal(ng_passage_eval_told(tree, scope, told, scratch, fast), any);
            g_autofree char *known = passages_show(fast);
            assert_string_equal(known, expected);
        }
        indexed_clear(&indexed);
        article_clear(&article);
    }
    ng_passage_scratch_free(scratch);
    print_message("paragraph %u of %u, article %u, quotation %u; %u with a long paragraph\n",
                  found_any[0], RANDOM_CASES, found_any[1], found_any[2], long_ones);
    /* the dice must have thrown both answers, or the test says little */
    for (guint scope = 0; scope < 3; scope++)
        assert_true(found_any[scope] > RANDOM_CASES / 20 && found_none[scope] > RANDOM_CASES / 20);
    assert_true(long_ones > RANDOM_CASES / 50 && plain_ones > RANDOM_CASES / 5);
}

/* ---- places and scores ---- */

static const struct {
    const char *article, *tree;
    guint paragraph;
    const char *places; /* word:leaf */
} marked[] = {
    {"x|a b a", "&(a b)", 1, "0:0 1:1 2:0"},
    {"x|a b a|b", "\"(a b)", 1, "0:0 1:1"},
    {"x|a a b", "\"(a b)", 1, "1:0 2:1"},
    {"x|a x b x x x a", "~2(a b)", 1, "0:0 2:1"},
    {"x|b x a x b", ">2(a b)", 1, "2:0 4:1"},
    {"x|a b", "&(a !(b))", 1, "0:0"},
    {"a|a b", "&(T(a) b)", 1, "1:1"},
    {"a|a b", "&(T(a) b)", 0, "0:0"},
    {"x|c a b x d a", "~2(\"(a b) |(d e))", 1, "1:0 2:1 4:3"},
    {"x|a c a x c", "#1(a)", 1, "0:0 2:0"},
};

static void test_passage_places__marks_words_but_only_whole_phrases(void **state)
{
    (void)state;
    NgPassageScratch *scratch = ng_passage_scratch_new();
    for (guint i = 0; i < G_N_ELEMENTS(marked); i++) {
        const char *at = marked[i].tree;
        g_autoptr(NgPassage) tree = tree_parse(&at);
        BruteArticle article = article_parse(marked[i].article);
        Indexed indexed;
        indexed_init(&indexed, &article);
        g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(NgPlace));
        ng_passage_places(tree, &indexed.input, marked[i].paragraph, scratch, places);
        g_autoptr(GString) shown = g_string_new(NULL);
        for (guint j = 0; j < places->len; j++) {
            const NgPlace *place = &g_array_index(places, NgPlace, j);
            assert_int_equal(place->position / NG_BLOCK_STRIDE, marked[i].paragraph);
            g_string_append_printf(shown, "%s%u:%u", j ? " " : "",
                                   place->position % NG_BLOCK_STRIDE, place->leaf);
        }
        if (strcmp(shown->str, marked[i].places))
            print_error("%s in \"%s\"\n", marked[i].tree, marked[i].article);
        assert_string_equal(shown->str, marked[i].places);
        indexed_clear(&indexed);
        article_clear(&article);
    }
    ng_passage_scratch_free(scratch);
}

static void test_passage_places__gives_positions_of_a_paragraph_of_two_blocks(void **state)
{
    (void)state;
    NgPassageScratch *scratch = ng_passage_scratch_new();
    BruteArticle article = article_new(3);
    paragraph_set(&article, 0, 1);
    paragraph_set(&article, 1, NG_BLOCK_WORDS + 10);
    paragraph_set(&article, 2, 3);
    article.paragraphs[1].words[NG_BLOCK_WORDS - 1] = 1;
    article.paragraphs[1].words[NG_BLOCK_WORDS] = 2;
    article.paragraphs[2].words[0] = 1;
    Indexed indexed;
    indexed_init(&indexed, &article);
    const char *at = "\"(a b)";
    g_autoptr(NgPassage) tree = tree_parse(&at);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(NgPlace));
    ng_passage_places(tree, &indexed.input, 1, scratch, places);
    assert_int_equal(places->len, 2);
    assert_int_equal(g_array_index(places, NgPlace, 0).position,
                     NG_BLOCK_STRIDE + NG_BLOCK_WORDS - 1);
    assert_int_equal(g_array_index(places, NgPlace, 1).position, 2 * NG_BLOCK_STRIDE);
    assert_int_equal(ng_passage_paragraph(&indexed.input, 2 * NG_BLOCK_STRIDE), 1);
    assert_int_equal(ng_passage_paragraph(&indexed.input, 3 * NG_BLOCK_STRIDE), 2);
    indexed_clear(&indexed);
    article_clear(&article);
    ng_passage_scratch_free(scratch);
}

static double score_of(const char *text, const char *tree_text)
{
    NgPassageScratch *scratch = ng_passage_scratch_new();
    double weights[LEAVES + FILTERS];
    for (guint i = 0; i < LEAVES + FILTERS; i++)
        weights[i] = 1 + i;
    BruteArticle article = article_parse(text);
    Indexed indexed;
    indexed_init(&indexed, &article);
    g_autoptr(NgPassage) tree = tree_parse(&tree_text);
    double score = ng_passage_score(tree, &indexed.input, weights, 1, 1, scratch);
    indexed_clear(&indexed);
    article_clear(&article);
    ng_passage_scratch_free(scratch);
    return score;
}

static void test_passage_score__rises_with_words_rareness_and_nearness(void **state)
{
    (void)state;
    static const struct {
        const char *better, *worse;
    } pairs[] = {
        {"x|a b", "x|a x"},         {"x|a a", "x|a x"},   {"x|b", "x|a"},
        {"x|a b x x", "x|a x x b"}, {"x|a b", "x|a a a"}, {"x|a", "a|x"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        double better = score_of(pairs[i].better, "&(a b)");
        double worse = score_of(pairs[i].worse, "&(a b)");
        if (better <= worse)
            print_error("%s (%g) against %s (%g)\n", pairs[i].better, better, pairs[i].worse,
                        worse);
        assert_true(better > worse);
    }
    assert_true(score_of("x|a b", "&(a !(b))") == score_of("x|a x", "&(a !(b))"));
}

/* A hostile index: positions past every block, quotations the wrong way round, odd trees. */
static void test_passage_eval__survives_positions_and_trees_that_make_no_sense(void **state)
{
    (void)state;
    NgPassageScratch *scratch = ng_passage_scratch_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (guint i = 0; i < 3000; i++) {
        uint32_t v[LEAVES][6], begin[4], end[4], first_block[3] = {0, 1, 5};
        NgPositions leaves[LEAVES];
        for (guint l = 0; l < LEAVES; l++) {
            uint32_t at = pick(rand, 5000);
            for (guint j = 0; j < 6; j++)
                v[l][j] = at += 1 + (pick(rand, 3) ? pick(rand, 3) : pick(rand, 90000));
            leaves[l] = (NgPositions) {v[l], pick(rand, 7)};
        }
        for (guint q = 0; q < 4; q++) {
            begin[q] = pick(rand, 20000);
            end[q] = pick(rand, 20000);
        }
        NgPassageInput input = {
            leaves, pick(rand, LEAVES + 1), i % 2 ? first_block : NULL, i % 2 ? 3 : 0, begin, end,
            4};
        g_autoptr(NgPassage) tree = random_tree(rand, 3);
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
        g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(NgPlace));
        bool any = ng_passage_eval(tree, (NgScope)(i % 3), &input, scratch, found);
        assert_int_equal(any, found->len > 0);
        ng_passage_places(tree, &input, pick(rand, 9), scratch, places);
        for (guint j = 1; j < places->len; j++)
            assert_true(g_array_index(places, NgPlace, j - 1).position <=
                        g_array_index(places, NgPlace, j).position);
    }
    ng_passage_scratch_free(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passage_eval__answers_the_examples_in_every_scope),
        cmocka_unit_test(test_passage_eval__agrees_with_brute_force_on_random_trees),
        cmocka_unit_test(test_passage_places__marks_words_but_only_whole_phrases),
        cmocka_unit_test(test_passage_places__gives_positions_of_a_paragraph_of_two_blocks),
        cmocka_unit_test(test_passage_score__rises_with_words_rareness_and_nearness),
        cmocka_unit_test(test_passage_eval__survives_positions_and_trees_that_make_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
