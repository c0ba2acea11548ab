/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf fuzzing: any query through lexer, parser and planner, and its plan run over a small index
 * in memory. The first byte chooses scope and limits. */
#include "nutgraf/error.h"
#include "nutgraf/query.h"
#include "tests/fuzz/article_check.h"
#include "tests/support/query_model.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const gint64 NOW = 1503900000;

static Model *the_model(void)
{
    static const char *const languages[] = {"en", "de", NULL};
    static Model *model;
    if (model)
        return model;
    model = model_new(languages);
    NgArticle *article = ng_article_new();
    article->outlet = g_strdup("The Lantern");
    article->published = g_strdup("2017-07-03");
    article->lang = g_strdup("en");
    ng_article_set_title(article, "Pier needs planks");
    ng_article_add_paragraph(article, "The source code of the pier was audited.", -1, NG_ROLE_LEDE);
    ng_article_add_paragraph(article, "\u201CAnything I can do,\u201D she said.", -1, NG_ROLE_BODY);
    ng_article_settle_id(article);
    model_add(model, article, "ada-tern");
    return model;
}

static NgNode *parse(const char *query, NgQueryError *place, GError **error)
{
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    bool prose = false;
    GArray *lexemes = ng_query_lex(query, &prose, notices, place, error);
    if (!lexemes)
        return NULL;
    for (guint i = 0; i < lexemes->len; i++) {
        const NgLexeme *lexeme = &g_array_index(lexemes, NgLexeme, i);
        FUZZ_REQUIRE(lexeme->begin <= lexeme->end && lexeme->end <= strlen(query),
                     "lexeme %u: %zu-%zu", i, lexeme->begin, lexeme->end);
    }
    g_autofree char *shown = ng_query_lexemes_show(lexemes);
    NgNode *node = ng_query_parse(lexemes, prose, notices, place, error);
    ng_lexemes_free(lexemes);
    return node;
}

static void check_error(const char *query, const NgQueryError *place, const GError *error)
{
    FUZZ_REQUIRE(error->domain == NG_ERROR && error->message[0], "an error of no kind");
    FUZZ_REQUIRE(g_utf8_validate(error->message, -1, NULL), "a message that is not UTF-8");
    FUZZ_REQUIRE(place->begin <= place->end && place->end <= strlen(query), "a place outside");
}

static void plan(const char *query, const NgNode *node, uint8_t choice)
{
    static const NgScope scopes[] = {NG_SCOPE_PARAGRAPH, NG_SCOPE_ARTICLE, NG_SCOPE_QUOTE};
    NgQueryError place = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgPlan) planned = ng_query_plan(node, NULL, scopes[choice % 3], choice & 8,
                                              choice & 16 ? &ng_limits_web : &ng_limits_terminal,
                                              model_vocabulary(the_model()), NOW, &place, &error);
    if (planned) {
        g_autofree char *match = ng_match_show(planned->match);
        g_autofree char *passage = planned->passage ? ng_passage_show(planned->passage) : NULL;
        g_autofree char *found = model_find(the_model(), planned);
    } else {
        check_error(query, &place, error);
    }
    g_free(place.nearest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    g_autofree char *query = g_strndup((const char *)data + 1, size - 1);
    NgQueryError place = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgNode) node = parse(query, &place, &error);
    if (error)
        check_error(query, &place, error);
    if (node) {
        g_autofree char *shown = ng_node_show(node);
        FUZZ_REQUIRE(g_utf8_validate(query, -1, NULL) <= g_utf8_validate(shown, -1, NULL),
                     "shown as what is not UTF-8: %s", shown);
    }
    if (!error)
        plan(query, node, data[0]);
    g_free(place.nearest);
    return 0;
}
