/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf tests: trees to plans, run over a small index in memory. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/query.h"
#include "tests/support/query_model.h"

#include <string.h>

typedef GArray Lexemes;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexemes, ng_lexemes_free)

enum { RANDOM_CASES = 20000 };
static const gint64 NOW = 1503900000; /* 2017-08-28, a Monday */
static const char *const languages[] = {"en", "de", NULL};

/* ---- the articles ---- */

static const struct {
    const char *title, *outlet, *author, *published, *lang, *url, *speaker;
    NgKind kind;
    const char *paragraphs[5];
} articles[] = {
    {"Kaspersky offers source code",
     "CyberScoop",
     "Greg Otto",
     "2017-07-03",
     "en",
     "https://www.cyberscoop.com/kaspersky-code/",
     "eugene-kaspersky",
     NG_KIND_ARTICLE,
     {"Eugene Kaspersky will let the government audit the source code of his products.",
      "\u201CAnything I can do to prove that we don\u2019t behave maliciously,\u201D he said. "
      "\u201CI will do it.\u201D",
      "The FBI interviewed employees. Audits of non-governmental code take time.",
      "Kaspersky Lab has its seat in Moscow."}},
    {"Audit finds nothing",
     "Reuters",
     NULL,
     "2017-08-25T10:00:00Z",
     "en",
     "https://reuters.com/a/1",
     NULL,
     NG_KIND_ARTICLE,
     {"The audit of the code found no back door.", "U.S. officials gave us no comment.",
      "A nongovernmental group wants more auditing."}},
    {"Pr\u00FCfung des Quelltexts",
     "Neue Zeitung",
     NULL,
     "2017-08",
     "de",
     "https://zeitung.example/p",
     NULL,
     NG_KIND_ARTICLE,
     {"Die Pr\u00FCfungen sind offen.", "Das FBI sagt nichts."}},
    {"Statement on the audit",
     "New York Times",
     "Ann Lee",
     NULL,
     "en",
     "https://blog.nytimes.com/x",
     "fbi",
     NG_KIND_STATEMENT,
     {"\u201CThe audit is open,\u201D the bureau said, and \u201Cthe code is closed.\u201D",
      "Nobody at Kaspersky Lab saw the code."}},
    {"",
     "New Post",
     "Greg Otto",
     "2016",
     "en",
     NULL,
     NULL,
     NG_KIND_ARTICLE,
     {"Code. Code again. The code of conduct.", "An open letter to the FBI."}},
};

static Model *model_make(void)
{
    Model *model = model_new(languages);
    for (guint i = 0; i < G_N_ELEMENTS(articles); i++) {
        NgArticle *article = ng_article_new();
        article->id = g_strdup_printf("article-%u", i + 1);
        ng_article_set_title(article, articles[i].title);
        article->outlet = g_strdup(articles[i].outlet);
        if (articles[i].author)
            g_ptr_array_add(article->authors, g_strdup(articles[i].author));
        article->published = g_strdup(articles[i].published);
        article->lang = g_strdup(articles[i].lang);
        article->url = g_strdup(articles[i].url);
        article->kind = articles[i].kind;
        for (guint p = 0; articles[i].paragraphs[p]; p++)
            ng_article_add_paragraph(article, articles[i].paragraphs[p], -1, NG_ROLE_BODY);
        model_add(model, article, articles[i].speaker);
    }
    return model;
}

static NgPlan *plan_of(Model *model, const char *input, const NgFilters *filters, NgScope scope,
                       bool any, NgQueryError *place, GError **error)
{
    bool prose;
    GError *problem = NULL;
    g_autoptr(Lexemes) lexemes = ng_query_lex(input, &prose, NULL, place, error);
    if (!lexemes)
        return NULL;
    g_autoptr(NgNode) node = ng_query_parse(lexemes, prose, NULL, place, &problem);
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return ng_query_plan(node, filters, scope, any, &ng_limits_terminal, model_vocabulary(model),
                         NOW, place, error);
}

/* ---- what queries find ---- */

static const struct {
    const char *query, *paragraph, *article, *quote;
} finds[] = {
    {"audit", "1#1 1#3 2#0 2#1 2#3 4#0 4#1", "1#1 1#3 2#0 2#1 2#3 4#0 4#1", "4#0"},
    {"source audit", "1#1 1#3", "1#0 1#1 1#3", ""},
    {"audit code", "1#1 1#3 2#1 4#1 4#2", "1#0 1#1 1#3 2#0 2#1 2#3 4#0 4#1 4#2", ""},
    {"kaspersky audit", "1#1 1#3 4#2", "1#0 1#1 1#3 1#4 4#0 4#1 4#2", ""},
    {"\"source code\"", "1#0 1#1", "1#0 1#1", ""},
    {"\"audit code\"", "", "", ""},
    {"source OR letter", "1#0 1#1 5#2", "1#0 1#1 5#2", ""},
    {"audit -code", "2#0 2#3 4#0", "", "4#0"},
    {"audit -conduct", "1#1 1#3 2#0 2#1 2#3 4#0 4#1", "1#1 1#3 2#0 2#1 2#3 4#0 4#1", "4#0"},
    {"(source OR open) code", "1#0 1#1 1#3 4#1", "1#0 1#1 1#3 4#1 4#2 5#1 5#2", ""},
    {"=audit", "1#1 2#0 2#1 4#0 4#1", "1#1 2#0 2#1 4#0 4#1", "4#0"},
    {"=audits", "1#3", "1#3", ""},
    {"audit*", "1#1 1#3 2#0 2#1 2#3 4#0 4#1", "1#1 1#3 2#0 2#1 2#3 4#0 4#1", "4#0"},
    {"employ*", "1#3", "1#3", ""},
    {"xyz*", "", "", ""},
    {"\"open lett*\"", "5#2", "5#2", ""},
    {"non-governmental", "1#3 2#3", "1#3 2#3", ""},
    {"nongovernmental", "1#3 2#3", "1#3 2#3", ""},
    {"\"non-governmental code\"", "1#3", "1#3", ""},
    {"\"nongovernmental group\"", "2#3", "2#3", ""},
    {"\"non-governmental group\"", "2#3", "2#3", ""},
    {"U.S.", "2#2", "2#2", ""},
    {"gave us", "2#2", "2#2", ""},
    {"cyberscoop.com", "", "", ""},
    {"pr\u00FCfung", "3#0 3#1", "3#0 3#1", ""},
    {"prufung", "3#0 3#1", "3#0 3#1", ""},
    {"audit NEAR/2 government", "1#1", "1#1", ""},
    {"audit ADJ/2 government", "", "", ""},
    {"government ADJ/1 audit", "1#1", "1#1", ""},
    {"(audit OR seat) NEAR/5 \"source code\"", "1#1", "1#1", ""},
    {"code SAME audit", "1#1 1#3 2#1 4#1", "1#1 1#3 2#1 4#1", ""},
    {"audit w/p moscow", "", "", ""},
    {"atleast3(code)", "1#0 1#1 1#3 5#1", "1#0 1#1 1#3 5#1", ""},
    {"title:audit", "2#0 4#0", "2#0 4#0", "4#0 4#1"},
    {"title:audit code", "2#1 4#1 4#2", "2#0 2#1 4#0 4#1 4#2", "4#1"},
    {"code -title:audit", "1#0 1#1 1#3 5#1", "1#0 1#1 1#3 5#1", ""},
    {"title:\"source code\"", "1#0", "1#0", "1#0 1#1"},
    {"lead:audit", "1#1 2#0 2#1 4#0 4#1", "1#1 2#0 2#1 4#0 4#1", "1#0 1#1 4#0 4#1"},
    {"lead:moscow", "", "", ""},
    {"quote:audit", "4#1", "4#1", "4#0"},
    {"quote:(audit code)", "", "", ""},
    {"quote:code", "4#1", "4#1", "4#1"},
    {"actor:fbi", "1#3 3#2 5#2", "1#0 3#0 5#0", ""},
    {"audit actor:fbi", "1#3", "1#1 1#3", ""},
    {"audit actor:\"kaspersky lab\"", "", "1#1 1#3 4#0 4#1", ""},
    {"audit -actor:fbi", "1#1 2#0 2#1 2#3 4#0 4#1", "2#0 2#1 2#3 4#0 4#1", "4#0"},
    {"code person:kaspersky", "1#1", "1#0 1#1 1#3", ""},
    {"org:kaspersky", "1#4 4#2", "1#0 4#0", ""},
    {"place:moscow", "1#4", "1#0", ""},
    {"saidby:fbi", "4#1", "4#0", "4#0 4#1"},
    {"saidby:fbi quote:open", "4#1", "4#1", "4#0"},
    {"saidby:fbi open", "4#1", "4#1", "4#0"},
    {"saidby:\"eugene kaspersky\" prove", "1#2", "1#2", "1#0"},
    {"outlet:reuters", "2#0", "2#0", ""},
    {"outlet:york", "4#0", "4#0", "4#0 4#1"},
    {"outlet:new", "4#0 5#0", "4#0 5#0", "4#0 4#1"},
    {"outlet:(reuters OR cyberscoop) audit", "1#1 1#3 2#0 2#1 2#3", "1#1 1#3 2#0 2#1 2#3", ""},
    {"audit -outlet:reuters", "1#1 1#3 4#0 4#1", "1#1 1#3 4#0 4#1", "4#0"},
    {"outlet:reuters OR moscow", "1#4 2#0", "1#4 2#0", ""},
    {"NOT (outlet:reuters OR outlet:cyberscoop) code", "4#1 4#2 5#1", "4#1 4#2 5#1", "4#1"},
    {"byline:\"Greg Otto\"", "1#0 5#0", "1#0 5#0", "1#0 1#1"},
    {"byline:lee", "4#0", "4#0", "4#0 4#1"},
    {"lang:de", "3#0", "3#0", ""},
    {"lang:german fbi", "3#2", "3#2", ""},
    {"kind:statement", "4#0", "4#0", "4#0 4#1"},
    {"id:article-3", "3#0", "3#0", ""},
    {"id:article-3#2", "3#0", "3#0", ""},
    {"url:https://reuters.com/a/1/", "2#0", "2#0", ""},
    {"url:www.cyberscoop.com/kaspersky-code", "1#0", "1#0", "1#0 1#1"},
    {"site:nytimes.com", "4#0", "4#0", "4#0 4#1"},
    {"site:cyberscoop", "1#0", "1#0", "1#0 1#1"},
    {"date:2017", "1#0 2#0 3#0", "1#0 2#0 3#0", "1#0 1#1"},
    {"date:2017-08", "2#0 3#0", "2#0 3#0", ""},
    {"date:2017-08-25", "2#0", "2#0", ""},
    {"date:2017-08-01..2017-08-31", "2#0 3#0", "2#0 3#0", ""},
    {"date:2017-08-02..", "2#0", "2#0", ""},
    {"date:..2016", "5#0", "5#0", ""},
    {"date:2016-01..2016-12", "5#0", "5#0", ""},
    {"date:2016-02..2016-12", "", "", ""},
    {"after:2017-07", "2#0 3#0", "2#0 3#0", ""},
    {"after:2017-08-25", "", "", ""},
    {"before:2017-07-03", "5#0", "5#0", ""},
    {"date:7d..", "2#0", "2#0", ""},
    {"date:7d", "2#0", "2#0", ""},
    {"date:1m..today", "2#0", "2#0", ""},
    {"after:3d", "", "", ""},
    {"undated:", "4#0", "4#0", "4#0 4#1"},
    {"audit undated:", "4#0 4#1", "4#0 4#1", "4#0"},
    {"date:2017 OR undated:", "1#0 2#0 3#0 4#0", "1#0 2#0 3#0 4#0", "1#0 1#1 4#0 4#1"},
    {"", "1#0 2#0 3#0 4#0 5#0", "1#0 2#0 3#0 4#0 5#0", "1#0 1#1 4#0 4#1"},
    {"somebody wrote whether audits or letters were ever been expected",
     "1#1 1#3 2#0 2#1 2#3 4#0 4#1 5#2", NULL, NULL},
};

static void check_find(Model *model, const char *query, NgScope scope, const char *expected)
{
    if (!expected)
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(NgPlan) plan = plan_of(model, query, NULL, scope, false, NULL, &error);
    if (!plan)
        print_error("%s, scope %d: %s\n", query, scope, error->message);
    assert_non_null(plan);
    g_autofree char *found = model_find(model, plan);
    bool same = strcmp(found, expected) == 0;
    if (!same) {
        g_autofree char *match = ng_match_show(plan->match);
        g_autofree char *passage = ng_passage_show(plan->passage);
        print_error("%s, scope %d\n%s\n%s\n", query, scope, match, passage);
    }
    assert_string_equal(found, expected);
}

static void test_query_plan__finds_the_passages_that_were_meant(void **state)
{
    (void)state;
    Model *model = model_make();
    for (guint i = 0; i < G_N_ELEMENTS(finds); i++) {
        check_find(model, finds[i].query, NG_SCOPE_PARAGRAPH, finds[i].paragraph);
        check_find(model, finds[i].query, NG_SCOPE_ARTICLE, finds[i].article);
        check_find(model, finds[i].query, NG_SCOPE_QUOTE, finds[i].quote);
    }
    model_free(model);
}

static void test_query_plan__ands_the_options_and_ors_their_values(void **state)
{
    (void)state;
    static const char *const two_actors[] = {"fbi", "eugene kaspersky", NULL};
    static const char *const one_actor[] = {"fbi", NULL}, *const two_outlets[] = {"reuters", "new",
                                                                                  NULL};
    static const char *const english[] = {"en", NULL}, *const article[] = {"article", NULL};
    static const char *const speaker[] = {"fbi", NULL}, *const unknown[] = {"nobody", NULL};
    static const struct {
        const char *query;
        NgFilters filters;
        NgScope scope;
        bool any;
        const char *found;
    } cases[] = {
        {"audit", {.actor = two_actors}, NG_SCOPE_PARAGRAPH, false, "1#1 1#3"},
        {"audit", {.actor = one_actor}, NG_SCOPE_PARAGRAPH, false, "1#3"},
        {"audit", {.actor = unknown}, NG_SCOPE_PARAGRAPH, false, ""},
        {"audit", {.outlet = two_outlets}, NG_SCOPE_PARAGRAPH, false, "2#0 2#1 2#3 4#0 4#1"},
        {"audit",
         {.lang = english, .kind = article},
         NG_SCOPE_PARAGRAPH,
         false,
         "1#1 1#3 2#0 2#1 2#3"},
        {"audit", {.since = "2017-08", .until = "2017"}, NG_SCOPE_PARAGRAPH, false, "2#0 2#1 2#3"},
        {"quote:open", {.saidby = speaker}, NG_SCOPE_PARAGRAPH, false, "4#1"},
        {"open", {.saidby = speaker}, NG_SCOPE_QUOTE, false, "4#0"},
        {"", {.actor = one_actor, .lang = english}, NG_SCOPE_PARAGRAPH, false, "1#3 5#2"},
        {"source letter xyz", {NULL}, NG_SCOPE_PARAGRAPH, true, "1#0 1#1 5#2"},
        {"source letter outlet:post", {NULL}, NG_SCOPE_PARAGRAPH, true, "5#2"},
        {"source letter -offers", {NULL}, NG_SCOPE_PARAGRAPH, true, "1#1 5#2"},
        {"source letter", {.outlet = two_outlets}, NG_SCOPE_ARTICLE, true, "5#2"},
    };
    Model *model = model_make();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(NgPlan) plan = plan_of(model, cases[i].query, &cases[i].filters, cases[i].scope,
                                         cases[i].any, NULL, &error);
        if (!plan)
            print_error("%u: %s\n", i, error->message);
        assert_non_null(plan);
        g_autofree char *found = model_find(model, plan);
        if (strcmp(found, cases[i].found))
            print_error("%u: %s\n", i, cases[i].query);
        assert_string_equal(found, cases[i].found);
        assert_int_equal(plan->any, cases[i].any);
    }
    model_free(model);
}

static const struct {
    const char *query;
    gsize begin, end;
    const char *message;
} bad[] = {
    {"audit date:03/04/2024", 6, 21,
     "\"03/04/2024\" can be read in two ways; write 2024-04-03 or 2024-03-04"},
    {"date:2017-13", 0, 12,
     "\"2017-13\" is no date; write 2017, 2017-08, 2017-08-25, 7d.., 2017-04..2017-07 or "
     "yesterday"},
    {"date:2017-02-30", 0, 15, NULL},
    {"date:soon", 0, 9, NULL},
    {"date:..", 0, 7, "a range needs at least one end, as in 2017..2018 or 7d.."},
    {"date:2018..2017", 0, 15, "this range ends before it begins; did you mean 2017..2018?"},
    {"kind:essay", 0, 10, "kind: is article or statement"},
    {"a NEAR/21 b", 0, 11, "NEAR/21 reaches too far; NEAR/20 is the most"},
    {"\"a b\" \"a c\" \"a d\" \"a e\" OR \"a f\"", 27, 32,
     "more than 4 phrases and proximity operators"},
    {"\"a b c d e f g h i\" -z", 0, 19, "a phrase of more than 8 words"},
    {"aud* cod* mos*", 10, 14, "more than 2 words with *"},
    {"a1 OR a2 OR a3 OR a4 OR a5 OR a6 OR a7 OR a8 OR a9 OR b1 OR b2 OR b3 OR b4 OR b5 OR b6 OR "
     "b7 OR b8 OR b9 OR c1 OR c2 OR c3 OR c4 OR c5 OR c6 OR c7 OR c8 OR c9 OR d1 OR d2 OR d3 OR "
     "d4 OR d5 OR d6",
     192, 194, "more than 32 words"},
};

static void test_query_plan__refuses_with_the_place_and_a_hint(void **state)
{
    (void)state;
    Model *model = model_make();
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        NgQueryError place = {0};
        g_autoptr(NgPlan) plan =
            plan_of(model, bad[i].query, NULL, NG_SCOPE_PARAGRAPH, false, &place, &error);
        if (plan || !error || place.begin != bad[i].begin || place.end != bad[i].end ||
            (bad[i].message && strcmp(error->message, bad[i].message)))
            print_error("%s: %s at %zu..%zu\n", bad[i].query, error ? error->message : "taken",
                        place.begin, place.end);
        assert_null(plan);
        assert_int_equal(place.begin, bad[i].begin);
        assert_int_equal(place.end, bad[i].end);
        if (bad[i].message)
            assert_string_equal(error->message, bad[i].message);
        g_free(place.nearest);
    }
    model_free(model);
}

static void test_query_plan__refuses_a_prefix_of_more_than_200_words(void **state)
{
    (void)state;
    Model *model = model_new(languages);
    for (guint n = 200; n <= 201; n++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint i = 0; i < n; i++)
            g_string_append_printf(text, "word%u ", i);
        NgArticle *article = ng_article_new();
        article->id = g_strdup_printf("a%u", n);
        article->lang = g_strdup("en");
        ng_article_add_paragraph(article, text->str, -1, NG_ROLE_BODY);
        model_add(model, article, NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(NgPlan) plan =
            plan_of(model, "word*", NULL, NG_SCOPE_PARAGRAPH, false, NULL, &error);
        assert_int_equal(plan != NULL, n == 200);
        if (n == 201)
            assert_string_equal(
                error->message,
                "word* stands for more than 200 different words; write more letters");
    }
    model_free(model);
}

static void test_query_plan__does_not_take_a_stem_for_a_beginning(void **state)
{
    (void)state;
    static const char *const english[] = {"en", NULL};
    static const char *const texts[] = {"They were hoping.", "A hopeful sign.", "Happy days.",
                                        "Their happiness.", "I hope."};
    static const struct {
        const char *query, *found;
    } cases[] = {{"hope*", "2#1 5#1"}, {"hop*", "1#1 2#1 5#1"}, {"happi*", "4#1"},
                 {"happ*", "3#1 4#1"}, {"hopeful*", "2#1"},     {"hoping*", "1#1"}};
    Model *model = model_new(english);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        NgArticle *article = ng_article_new();
        article->id = g_strdup_printf("a%u", i);
        article->lang = g_strdup("en");
        ng_article_add_paragraph(article, texts[i], -1, NG_ROLE_BODY);
        model_add(model, article, NULL);
    }
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgPlan) plan =
            plan_of(model, cases[i].query, NULL, NG_SCOPE_PARAGRAPH, false, NULL, NULL);
        g_autofree char *found = model_find(model, plan);
        if (strcmp(found, cases[i].found))
            print_error("%s\n", cases[i].query);
        assert_string_equal(found, cases[i].found);
    }
    model_free(model);
}

static void test_query_plan__says_what_the_index_does_not_know(void **state)
{
    (void)state;
    static const struct {
        const char *query, *notice;
    } cases[] = {
        {"actor:kaspersy", "actor: nobody is known as \"kaspersy\"; did you mean Kaspersky Lab?"},
        {"saidby:zz", "saidby: nobody is known as \"zz\""},
        {"outlet:bild", "outlet: nothing in the index is called \"bild\"; there is cyberscoop, "
                        "neue-zeitung, new-post, new-york-times, reuters"},
        {"lang:klingonese", "lang: \"klingonese\" is no language; write en, de, fr ..."},
    };
    Model *model = model_make();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgPlan) plan =
            plan_of(model, cases[i].query, NULL, NG_SCOPE_PARAGRAPH, false, NULL, NULL);
        assert_non_null(plan);
        assert_int_equal(plan->notices->len, 1);
        assert_string_equal(plan->notices->pdata[0], cases[i].notice);
        g_autofree char *found = model_find(model, plan);
        assert_string_equal(found, "");
    }
    model_free(model);
}

static void test_query_plan__keeps_the_32_rarest_words_of_prose(void **state)
{
    (void)state;
    Model *model = model_make();
    g_autoptr(GString) query = g_string_new("moscow");
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(query, " code the unknown%u", i);
    g_autoptr(NgPlan) plan =
        plan_of(model, query->str, NULL, NG_SCOPE_PARAGRAPH, false, NULL, NULL);
    assert_non_null(plan);
    assert_true(plan->any);
    assert_int_equal(plan->leaves->len, 32);
    assert_string_equal(plan->notices->pdata[0], "of 63 different words the 32 rarest count");
    /* unknown words come last: what the index has is kept */
    assert_string_equal(((NgLeaf *)plan->leaves->pdata[0])->shown, "moscow");
    assert_string_equal(((NgLeaf *)plan->leaves->pdata[1])->shown, "code");
    assert_string_equal(((NgLeaf *)plan->leaves->pdata[2])->shown, "the");
    model_free(model);
}

static const struct {
    const char *query;
    NgScope scope;
    const char *match, *passage;
    bool decided;
} plans[] = {
    {"audit", NG_SCOPE_PARAGRAPH, "audit", "0", true},
    {"audits code", NG_SCOPE_PARAGRAPH, "(audit AND (code SYN cod))", "and(0, 1)", false},
    {"audit outlet:reuters", NG_SCOPE_PARAGRAPH, "(audit FILTER XOreuters)", "0", true},
    {"outlet:reuters", NG_SCOPE_PARAGRAPH, "0 * XOreuters", "", true},
    {"audit actor:fbi", NG_SCOPE_PARAGRAPH, "(audit FILTER XAfbi)", "and(0, !1)", false},
    {"audit actor:fbi", NG_SCOPE_ARTICLE, "(audit FILTER XAfbi)", "0", true},
    {"audit -moscow", NG_SCOPE_PARAGRAPH, "audit", "and(0, not(1))", false},
    {"audit -outlet:reuters", NG_SCOPE_PARAGRAPH, "(audit AND_NOT 0 * XOreuters)", "0", true},
    {"audit", NG_SCOPE_QUOTE, "(audit FILTER XB)", "0", false},
    {"title:audit", NG_SCOPE_PARAGRAPH, "audit", "within/0..0(0)", false},
    {"=audit", NG_SCOPE_PARAGRAPH, "(Raudit SYN audit)", "0", false},
    {"audit*", NG_SCOPE_PARAGRAPH, "audit", "0", false},
    {"date:2017-07..2017-08-25", NG_SCOPE_PARAGRAPH, "0 * (M201707 OR D20170825)", "", true},
    {"xyz*", NG_SCOPE_PARAGRAPH, "<none>", "0", false},
};

static void test_query_plan__asks_the_engine_what_it_can_decide(void **state)
{
    (void)state;
    Model *model = model_make();
    for (guint i = 0; i < G_N_ELEMENTS(plans); i++) {
        g_autoptr(NgPlan) plan =
            plan_of(model, plans[i].query, NULL, plans[i].scope, false, NULL, NULL);
        assert_non_null(plan);
        g_autofree char *match = ng_match_show(plan->match);
        g_autofree char *passage = ng_passage_show(plan->passage);
        if (strcmp(match, plans[i].match) || strcmp(passage, plans[i].passage) ||
            plan->decided != plans[i].decided)
            print_error("%s, scope %d\n", plans[i].query, plans[i].scope);
        assert_string_equal(match, plans[i].match);
        assert_string_equal(passage, plans[i].passage);
        assert_int_equal(plan->decided, plans[i].decided);
    }
    model_free(model);
}

/* ---- random ---- */

static const char *const words[] = {
    "audit",        "code", "source",           "open",   "kaspersky",
    "us",           "U.S.", "non-governmental", "=audit", "\"source code\"",
    "\"the code\"", "aud*", "moscow",           "fbi",    "nongovernmental",
    "pr\u00FCfung",
};
static const char *const filters[] = {
    "outlet:reuters",   "outlet:new",  "actor:fbi",      "saidby:fbi",
    "lang:en",          "date:2017",   "undated:",       "kind:article",
    "person:kaspersky", "byline:otto", "before:2017-08", "xyz",
};

static void random_query(GRand *rand, GString *out, guint depth, bool placed)
{
    switch (depth ? g_rand_int_range(rand, 0, placed ? 6 : 16) : 0) {
    case 0:
    case 1:
    case 2:
        g_string_append(out, words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
        return;
    case 3:
        g_string_append_c(out, '(');
        random_query(rand, out, depth - 1, placed);
        g_string_append(out, " OR ");
        random_query(rand, out, depth - 1, placed);
        g_string_append_c(out, ')');
        return;
    case 4:
    case 5:
        g_string_append_c(out, '(');
        random_query(rand, out, depth - 1, true);
        g_string_append_printf(out, " %s/%d ", g_rand_boolean(rand) ? "NEAR" : "ADJ",
                               g_rand_int_range(rand, 1, 8));
        random_query(rand, out, depth - 1, true);
        g_string_append_c(out, ')');
        return;
    case 6:
    case 7:
        g_string_append(out, filters[g_rand_int_range(rand, 0, G_N_ELEMENTS(filters))]);
        return;
    case 8:
        g_string_append(out, "NOT (");
        random_query(rand, out, depth - 1, false);
        g_string_append_c(out, ')');
        return;
    case 9:
        g_string_append_printf(out, "%s:",
                               g_rand_boolean(rand)   ? "title"
                               : g_rand_boolean(rand) ? "lead"
                                                      : "quote");
        random_query(rand, out, 0, true);
        return;
    case 10:
        g_string_append_printf(out, "atleast%d(", g_rand_int_range(rand, 1, 4));
        random_query(rand, out, 0, true);
        g_string_append_c(out, ')');
        return;
    case 11:
        g_string_append_c(out, '(');
        random_query(rand, out, 0, true);
        g_string_append(out, " SAME ");
        random_query(rand, out, 0, true);
        g_string_append_c(out, ')');
        return;
    default:
        g_string_append_c(out, '(');
        random_query(rand, out, depth - 1, false);
        g_string_append(out, " AND ");
        random_query(rand, out, depth - 1, false);
        g_string_append_c(out, ')');
    }
}

/* Inside an OR the match decides nothing, so the predicate alone is the truth: with it the plan
 * must agree, whatever it leaves to the match. */
static bool agrees(const Model *model, const NgPlan *plan, const NgPlan *truth, guint n)
{
    g_autoptr(GArray) passages = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) expected = g_array_new(FALSE, FALSE, sizeof(guint));
    bool match = model_matches(model, n, plan->match);
    bool passes = model_passages(model, n, plan, passages);
    bool want = model_passages(model, n, truth, expected);
    if ((match && passes) != want || (plan->decided && match != want))
        return false;
    if (want && !model_matches(model, n, truth->match))
        return false;
    return !want || (passages->len == expected->len &&
                     memcmp(passages->data, expected->data, expected->len * sizeof(guint)) == 0);
}

static void test_query_plan__never_loses_an_article_to_the_match(void **state)
{
    (void)state;
    Model *model = model_make();
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    guint planned = 0, decided = 0, found = 0;
    for (guint i = 0; i < RANDOM_CASES; i++) {
        g_autoptr(GString) query = g_string_new(NULL);
        random_query(rand, query, (guint)g_rand_int_range(rand, 1, 4), false);
        g_autofree char *within_or = g_strdup_printf("(%s) OR qqqq", query->str);
        NgScope scope = (NgScope)g_rand_int_range(rand, 0, 3);
        g_autoptr(GError) error = NULL;
        g_autoptr(NgPlan) plan = plan_of(model, query->str, NULL, scope, false, NULL, &error);
        g_autoptr(NgPlan) truth = plan_of(model, within_or, NULL, scope, false, NULL, NULL);
        assert_int_equal(plan != NULL, error == NULL);
        if (!plan || !truth)
            continue;
        planned++;
        decided += plan->decided;
        for (guint n = 0; n < model_count(model); n++) {
            bool agree = agrees(model, plan, truth, n);
            if (!agree) {
                g_autofree char *match = ng_match_show(plan->match);
                g_autofree char *passage = ng_passage_show(plan->passage);
                g_autofree char *whole = ng_passage_show(truth->passage);
                print_error("case %u, article %u, scope %d: %s\n%s\n%s\n%s\n", i, n + 1, scope,
                            query->str, match, passage, whole);
            }
            assert_true(agree);
            found += model_matches(model, n, plan->match);
        }
    }
    print_message("%u planned, %u decided by the match, %u candidates\n", planned, decided, found);
    assert_true(planned > RANDOM_CASES / 2 && decided > planned / 10 && found > planned / 4);
    model_free(model);
}

static const char *const scraps[] = {
    "audit",
    "code",
    "\"",
    "\u201C",
    "(",
    ")",
    "OR",
    "AND",
    "NOT",
    "-",
    "|",
    "NEAR/5",
    "ADJ/2",
    "SAME",
    "cod*",
    "=audit",
    "title:",
    "lead:",
    "quote:",
    "actor:fbi",
    "outlet:new",
    "saidby:fbi",
    "date:7d..",
    "date:2017-02..2018",
    "after:2016",
    "before:9999",
    "date:99999y",
    "undated:",
    "lang:de",
    "site:x.org",
    "id:a#1",
    "url:x",
    "byline:otto",
    "kind:article",
    "atleast2(",
    "\xff",
    "\u4E2D\u56FD\u65E5\u5831\u793E",
    "U.S.",
    "non-gov-ern-mental-a-b-c-d-e-f",
    "https://a.b/c-d?e=f",
    "O\u2019Brien",
    "C++",
    "24/7",
    "$4.5m",
    "\u0E44\u0E17\u0E22\u0E19",
};

static void test_query_plan__plans_or_refuses_anything(void **state)
{
    (void)state;
    Model *model = model_make();
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    guint planned = 0, refused = 0;
    for (guint i = 0; i < RANDOM_CASES; i++) {
        g_autoptr(GString) query = g_string_new(NULL);
        for (gint n = g_rand_int_range(rand, 1, 9); n; n--)
            g_string_append_printf(query, "%s%s",
                                   scraps[g_rand_int_range(rand, 0, G_N_ELEMENTS(scraps))],
                                   g_rand_int_range(rand, 0, 5) ? " " : "");
        g_autoptr(GError) error = NULL;
        NgQueryError place = {0};
        g_autoptr(NgPlan) plan =
            plan_of(model, query->str, NULL, (NgScope)g_rand_int_range(rand, 0, 3),
                    g_rand_int_range(rand, 0, 4) == 0, &place, &error);
        assert_int_equal(plan != NULL, error == NULL);
        if (error) {
            if (place.end > query->len || place.begin > place.end)
                print_error("%s: %s at %zu..%zu\n", query->str, error->message, place.begin,
                            place.end);
            assert_true(place.begin <= place.end && place.end <= query->len);
        } else {
            g_autofree char *found = model_find(model, plan);
            assert_non_null(found);
        }
        *(plan ? &planned : &refused) += 1;
        g_free(place.nearest);
    }
    print_message("%u planned, %u refused\n", planned, refused);
    assert_true(planned > RANDOM_CASES / 10 && refused > RANDOM_CASES / 10);
    model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query_plan__finds_the_passages_that_were_meant),
        cmocka_unit_test(test_query_plan__ands_the_options_and_ors_their_values),
        cmocka_unit_test(test_query_plan__refuses_with_the_place_and_a_hint),
        cmocka_unit_test(test_query_plan__refuses_a_prefix_of_more_than_200_words),
        cmocka_unit_test(test_query_plan__does_not_take_a_stem_for_a_beginning),
        cmocka_unit_test(test_query_plan__says_what_the_index_does_not_know),
        cmocka_unit_test(test_query_plan__keeps_the_32_rarest_words_of_prose),
        cmocka_unit_test(test_query_plan__asks_the_engine_what_it_can_decide),
        cmocka_unit_test(test_query_plan__plans_or_refuses_anything),
        cmocka_unit_test(test_query_plan__never_loses_an_article_to_the_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
