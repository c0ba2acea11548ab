/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What else was considered for a field: kept only when asked for, told with what was chosen. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "nutgraf/article_json.h"

#include <jansson.h>
#include <string.h>

static NgArticle *considering(void)
{
    NgArticle *article = ng_article_new();
    ng_article_keep_considered(article);
    return article;
}

static void test_considered__costs_nothing_when_nobody_asked(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    ng_article_consider(article, "title", "h1", "Bridges to close", 0.9);
    assert_null(article->considered);
    g_autofree char *json = ng_article_to_json(article, 0);
    assert_null(strstr(json, "considered"));
}

static void test_considered__keeps_each_value_once_clean_and_short(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = considering();
    char long_value[2000];
    memset(long_value, 0, sizeof long_value);
    for (gsize i = 0; i + 2 < sizeof long_value; i += 2)
        memcpy(long_value + i, "ü", 2);
    ng_article_consider(article, "title", "h1", "  Bridges\tto close\x01 ", 1.7);
    ng_article_consider(article, "title", "h1", "Bridges to close", 0.9);
    ng_article_consider(article, "title", "h1", " \n", 0.9);
    ng_article_consider(article, "title", "h1", NULL, 0.9);
    ng_article_consider(article, "title", "title", long_value, -1);
    assert_int_equal(article->considered->len, 2);
    const NgConsidered *first = article->considered->pdata[0],
                       *second = article->considered->pdata[1];
    assert_string_equal(first->value, "Bridges to close");
    assert_true(first->confidence == 1);
    assert_true(second->confidence == 0);
    assert_true(strlen(second->value) <= 303);
    assert_true(g_utf8_validate(second->value, -1, NULL));
    assert_true(g_str_has_suffix(second->value, "ü…"));
    for (guint i = 0; i < 5000; i++) {
        g_autofree char *value = g_strdup_printf("value %u", i);
        ng_article_consider(article, "title", "h1", value, 0.5);
    }
    assert_true(article->considered->len <= 400);
}

/* Which of the offered values is told as chosen. */
static const struct {
    const char *name, *field, *settled_rule, *settled;
    struct {
        const char *rule, *value;
    } offered[3];
    const char *chosen; /* "value/rule" of the chosen ones, by commas */
} choices[] = {
    {"the one of the rule that gave the field",
     "title",
     "h1",
     "Bridges to close",
     {{"og:title", "Bridges to close"}, {"h1", "Bridges to close"}},
     "Bridges to close/h1"},
    {"of several of one rule the equal one",
     "published",
     "time",
     "2021-03-03",
     {{"time", "2021-03-01"}, {"time", "2021-03-03"}},
     "2021-03-03/time"},
    {"the first when the field holds less than what stood there",
     "title",
     "title",
     "Bridges to close",
     {{"title", "Bridges to close | Aar Courier"}, {"title", "Another"}},
     "Bridges to close | Aar Courier/title"},
    {"several names of one rule",
     "authors",
     "byline",
     "Jo Frei",
     {{"byline", "Jo Frei"}, {"byline", "Ann Ott"}, {"meta", "admin"}},
     "Jo Frei/byline,Ann Ott/byline"},
    {"what is settled, when the reader named only its rule",
     "outlet",
     "dc.publisher",
     "Aar Courier",
     {{"og:site_name", "aar.example"}},
     "Aar Courier/dc.publisher"},
    {"nothing where the field is empty", "updated", NULL, NULL, {{"meta", "soon"}}, ""},
};

static void settle(NgArticle *article, const char *field, const char *value)
{
    if (!value)
        return;
    if (strcmp(field, "title") == 0)
        ng_article_set_title(article, value);
    else if (strcmp(field, "published") == 0)
        article->published = g_strdup(value);
    else if (strcmp(field, "outlet") == 0)
        article->outlet = g_strdup(value);
    else if (strcmp(field, "authors") == 0)
        g_ptr_array_add(article->authors, g_strdup(value));
    else
        fail_msg("no such field here: %s", field);
}

static void test_considered__json_tells_what_was_chosen(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(choices); i++) {
        g_autoptr(NgArticle) original = considering();
        settle(original, choices[i].field, choices[i].settled);
        if (choices[i].settled_rule)
            ng_article_set_provenance(original, choices[i].field, choices[i].settled_rule);
        for (guint o = 0; o < 3 && choices[i].offered[o].rule; o++)
            ng_article_consider(original, choices[i].field, choices[i].offered[o].rule,
                                choices[i].offered[o].value, 0.75);
        g_autoptr(NgArticle) article = ng_article_copy(original);
        g_autofree char *line = ng_article_to_json(article, 0);
        json_t *json = json_loads(line, 0, NULL);
        assert_non_null(json);
        const json_t *considered = json_object_get(json, "considered");
        assert_int_equal(json_object_size(considered), 8);
        const json_t *list = json_object_get(considered, choices[i].field);
        g_autoptr(GString) chosen = g_string_new(NULL);
        for (size_t k = 0; k < json_array_size(list); k++) {
            const json_t *one = json_array_get(list, k);
            const json_t *confidence = json_object_get(one, "confidence");
            assert_true(json_is_null(confidence) || json_number_value(confidence) == 0.75);
            if (json_is_true(json_object_get(one, "chosen")))
                g_string_append_printf(chosen, "%s%s/%s", chosen->len ? "," : "",
                                       json_string_value(json_object_get(one, "value")),
                                       json_string_value(json_object_get(one, "rule")));
        }
        json_decref(json);
        if (strcmp(chosen->str, choices[i].chosen) != 0)
            fail_msg("%s: chosen is \"%s\" in %s", choices[i].name, chosen->str, line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_considered__costs_nothing_when_nobody_asked),
        cmocka_unit_test(test_considered__keeps_each_value_once_clean_and_short),
        cmocka_unit_test(test_considered__json_tells_what_was_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
