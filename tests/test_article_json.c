/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Articles as JSON: what is written reads back to the same bytes; what is wrong is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "nutgraf/json_pull.h"
#include "nutgraf/article_json.h"
#include "nutgraf/stem.h"
#include "nutgraf/error.h"

#include <jansson.h>
#include <string.h>

static NgArticle *article_of(const char *json)
{
    g_autoptr(GError) error = NULL;
    NgArticle *article = ng_article_from_json(json, strlen(json), &error);
    if (article == NULL) {
        fail_msg("%s: %s", json, error->message);
    }
    return article;
}

static const NgParagraph *paragraph(const NgArticle *article, guint i)
{
    assert_true(i < article->paragraphs->len);
    return g_ptr_array_index(article->paragraphs, i);
}

/* ---- writing ---- */

static void test_article_to_json__has_the_contract_s_keys_in_its_order(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article =
        article_of("{\"text\":\"Two \\\"words\\\".\",\"title\":\"T\",\"id\":\"a/b\"}");
    g_autofree char *json = ng_article_to_json(article, 0);
    assert_string_equal(
        json, "{\"id\":\"a%2Fb\",\"version\":1,\"url\":null,\"title\":\"T\",\"outlet\":null,"
              "\"authors\":[],\"credit\":[],\"published\":null,\"updated\":null,\"added\":null,"
              "\"lang\":null,\"kind\":\"article\",\"source\":null,\"status\":\"live\","
              "\"embargo\":null,\"provenance\":{},\"paragraphs\":[{\"n\":1,"
              "\"text\":\"Two \\\"words\\\".\",\"role\":\"body\",\"actors\":[],\"quotes\":[]}]}\n");
}

static void test_article_to_json__source_only_leaves_out_what_analysis_added(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = article_of(
        "{\"paragraphs\":[{\"text\":\"FBI one.\",\"actors\":[{\"id\":\"fbi\",\"name\":\"FBI\","
        "\"kind\":\"org\",\"spans\":[[0,3]]}]},{\"text\":\"FBI two.\"}]}");
    NgParagraph *second = g_ptr_array_index(article->paragraphs, 1);
    g_ptr_array_add(second->actors, ng_mention_new("fbi", "FBI", NG_ACTOR_ORG));
    g_autofree char *json = ng_article_to_json(article, NG_JSON_SOURCE_ONLY);
    assert_non_null(strstr(json, "\"spans\":[[0,3]]"));
    assert_non_null(strstr(json, "\"text\":\"FBI two.\",\"role\":\"body\"}"));
    assert_null(strstr(json, "\"kind\":\"article\""));
    assert_null(strstr(json, "quotes"));
}

static void test_article_to_json__bytes_that_are_no_utf8_become_utf8(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = ng_article_new();
    ng_article_set_title(article, "T");
    article->source = g_strdup("/news/caf\xE9\x01.txt");
    g_autofree char *json = ng_article_to_json(article, 0);
    assert_non_null(strstr(json, "\"/news/caf\xC3\xA9\\u0001.txt\""));
}

/* ---- there and back ---- */

static char *random_text(GRand *random)
{
    static const char *const words[] = {"audit",
                                        "source",
                                        "\"code\"",
                                        "\xE2\x80\x9Cnews\xE2\x80\x9D",
                                        "caf\xC3\xA9",
                                        "\\",
                                        "/",
                                        "\xF0\x9F\x98\x80",
                                        "U.S.",
                                        "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0",
                                        "<b>&amp;",
                                        "\xE6\x96\xB0\xE8\x81\x9E",
                                        "\xEF\xBF\xBD",
                                        "a"};
    GString *text = g_string_new(NULL);
    guint n = (guint)g_rand_int_range(random, 1, 20);
    for (guint i = 0; i < n; i++) {
        g_string_append(text, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
        g_string_append_c(text, ' ');
    }
    char *clean = ng_clean_text(text->str, -1);
    g_string_free(text, TRUE);
    return clean;
}

static char *maybe_text(GRand *random)
{
    return g_rand_boolean(random) ? random_text(random) : NULL;
}

/* Spans on character bounds, ascending, apart. */
static void add_spans(GRand *random, const char *text, GArray *spans)
{
    const char *p = text;
    while (*p != '\0' && spans->len < 4) {
        const char *begin = p;
        guint n = (guint)g_rand_int_range(random, 1, 9);
        for (; n > 0 && *p != '\0'; n--) {
            p = g_utf8_next_char(p);
        }
        NgSpan span = {(uint32_t)(begin - text), (uint32_t)(p - text)};
        if (g_rand_boolean(random)) {
            g_array_append_val(spans, span);
        }
    }
}

static void fill_paragraph(GRand *random, NgParagraph *p)
{
    guint n = (guint)g_rand_int_range(random, 0, 3);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    add_spans(random, p->text, places);
    /* Mentions stand by their first span. */
    for (guint i = 0; i < MIN(n, places->len); i++) {
        NgMention *mention = ng_mention_new("some-id", "Some \"Name\"", (NgActorKind)(i % 3));
        g_array_append_val(mention->spans, g_array_index(places, NgSpan, i));
        g_ptr_array_add(p->actors, mention);
    }
    for (guint i = 0; i < places->len; i++) {
        NgQuote *quote = ng_quote_new();
        quote->span = g_array_index(places, NgSpan, i);
        quote->direct = g_rand_boolean(random);
        if (g_rand_boolean(random)) {
            quote->speaker = g_strdup("some-id");
            quote->speaker_name = g_strdup("Some Name");
            quote->cue = maybe_text(random);
        }
        g_ptr_array_add(p->quotes, quote);
    }
}

static NgArticle *random_article(GRand *random)
{
    static const char *const dates[] = {"2017",
                                        "2017-08",
                                        "2017-08-25",
                                        "2017-08-25T10:00:00",
                                        "2017-08-25T10:00:00Z",
                                        "2017-08-25T10:00:00-03:30"};
    NgArticle *article = ng_article_new();
    g_autofree char *id = random_text(random);
    article->id = ng_article_id_encode(id);
    article->version = (unsigned)g_rand_int_range(random, 0, G_MAXINT32);
    article->url = maybe_text(random);
    article->outlet = maybe_text(random);
    article->source = maybe_text(random);
    article->published = g_strdup(dates[g_rand_int_range(random, 0, G_N_ELEMENTS(dates))]);
    article->embargo = g_rand_boolean(random) ? g_strdup("2030-01-01T00:00:00Z") : NULL;
    article->lang = g_rand_boolean(random) ? g_strdup("en") : NULL;
    article->status = (NgStatus)g_rand_int_range(random, 0, 3);
    article->kind = (NgKind)g_rand_int_range(random, 0, 2);
    g_autofree char *title = random_text(random);
    ng_article_set_title(article, title);
    fill_paragraph(random, article->headline);
    for (guint i = (guint)g_rand_int_range(random, 0, 3); i > 0; i--) {
        g_ptr_array_add(article->authors, random_text(random));
        g_ptr_array_add(article->credit, random_text(random));
        g_autofree char *field = random_text(random);
        g_autofree char *rule = random_text(random);
        ng_article_set_provenance(article, field, rule);
    }
    for (guint i = (guint)g_rand_int_range(random, 0, 5); i > 0; i--) {
        g_autofree char *text = random_text(random);
        NgParagraph *added =
            ng_article_add_paragraph(article, text, -1, (NgRole)g_rand_int_range(random, 0, 6));
        fill_paragraph(random, added);
        if (added != NULL && g_rand_boolean(random)) {
            added->lang = ng_language_normalise("de");
        }
    }
    return article;
}

static void test_article_json__there_and_back_gives_the_same_bytes(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(2017);
    for (guint round = 0; round < 3000; round++) {
        g_autoptr(NgArticle) article = random_article(random);
        g_autofree char *once = ng_article_to_json(article, 0);
        g_autoptr(NgArticle) again = article_of(once);
        g_autofree char *twice = ng_article_to_json(again, 0);
        assert_string_equal(twice, once);
        /* and it is JSON for others, too */
        json_error_t error;
        json_t *tree = json_loads(once, 0, &error);
        if (tree == NULL) {
            fail_msg("jansson: %s in %s", error.text, once);
        }
        json_decref(tree);
    }
}

/* ---- reading ---- */

static void test_article_from_json__splits_text_at_blank_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        guint n;
        const char *first;
    } cases[] = {
        {"one\\ntwo\\n\\nthree", 2, "one two"},
        {"one\\r\\n\\r\\ntwo\\r\\n \\t\\r\\n\\n\\nthree\\n", 3, "one"},
        {"one\\rtwo\\r\\rthree", 2, "one two"},
        {"\\n\\n one \\n\\n", 1, "one"},
        {"one", 1, "one"},
        {"one\\n  \\n  two", 2, "one"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json = g_strdup_printf("{\"text\":\"%s\"}", cases[i].text);
        g_autoptr(NgArticle) article = article_of(json);
        if (article->paragraphs->len != cases[i].n ||
            strcmp(paragraph(article, 0)->text, cases[i].first) != 0) {
            fail_msg("%s: %u paragraphs, the first is \"%s\"", json, article->paragraphs->len,
                     paragraph(article, 0)->text);
        }
    }
}

static void test_article_from_json__takes_what_people_send(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = article_of(
        "{ \"unknown\" : {\"deep\":[1,2.5e3,true,null,{\"x\":\"\\u00e9\"}]}, \"id\":4711,"
        "\"authors\":\"Ann Author\", \"outlet\":null, \"lang\":\"en-US\", \"version\":3,"
        "\"published\":\"Fri, 25 Aug 2017 10:00:00 +0200\", \"updated\":\"whenever\","
        "\"kind\":\"statement\","
        "\"title\":\"A \\u0000tab\\there \\ud83d\\ude00 \\ud800 lone\","
        "\"paragraphs\":[\"plain\", {\"text\":\"  \"}, {\"text\":null}, {\"role\":\"quote\","
        "\"lang\":\"de-CH\",\"text\":\"a\\nb\"},{\"lang\":\"no language\",\"text\":\"c\"}]}");
    assert_string_equal(article->id, "4711");
    assert_string_equal(g_ptr_array_index(article->authors, 0), "Ann Author");
    assert_null(article->outlet);
    assert_string_equal(article->lang, "en");
    assert_int_equal(article->version, 3);
    assert_string_equal(article->published, "2017-08-25T10:00:00+02:00");
    assert_null(article->updated);
    assert_true(article->kind_given && article->kind == NG_KIND_STATEMENT);
    assert_string_equal(article->headline->text, "A tab here \xF0\x9F\x98\x80 \xEF\xBF\xBD lone");
    assert_int_equal(article->paragraphs->len, 3);
    assert_string_equal(paragraph(article, 1)->text, "a b");
    assert_string_equal(paragraph(article, 1)->lang, "de");
    assert_true(paragraph(article, 1)->lang_given);
    assert_null(paragraph(article, 2)->lang);
    assert_false(paragraph(article, 2)->lang_given);
    assert_int_equal(paragraph(article, 1)->role, NG_ROLE_QUOTE);
    assert_false(paragraph(article, 1)->actors_given);
}

static void test_article_from_json__an_undated_article_stays_undated(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = article_of("{\"title\":\"T\",\"published\":\"last week\"}");
    assert_null(article->published);
    assert_string_equal(ng_article_provenance(article, "published"), "not a date: last week");
    assert_null(article->id);
}

static void test_article_from_json__a_url_settles_the_id(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article =
        article_of("{\"title\":\"T\",\"url\":\"https://Example.org/x?utm_source=y\"}");
    assert_string_equal(article->id, "https%3A%2F%2Fexample.org%2Fx");
    assert_string_equal(article->url, "https://Example.org/x?utm_source=y");
    g_autoptr(NgArticle) gone = article_of("{\"id\":\"x\",\"status\":\"withdrawn\"}");
    assert_int_equal(gone->status, NG_STATUS_WITHDRAWN);
}

static void test_article_from_json__spans_fit_the_cleaned_text_or_go(void **state)
{
    (void)state;
    g_autoptr(NgArticle) article = article_of(
        "{\"paragraphs\":[{\"actors\":["
        "{\"name\":\"Kaspersky Lab\",\"kind\":\"org\",\"spans\":[[20,26],[2,9],[4,6],[90,95],[5,5],"
        "[-1,4],[1],[1,2,3]]},"
        "{\"id\":\"x\",\"spans\":[[15,17]]},{\"id\":\"early\",\"spans\":[[0,1]]}],"
        "\"quotes\":[{\"text\":\"caf\xC3\xA9\"},{\"text\":\"not there\"},{\"span\":[0,900]},"
        "{\"span\":[10,13],\"direct\":false,\"speaker_name\":\"Ann B\"}],"
        /* two spaces in a row and an accent: bytes 15 and 16 are one character */
        "\"text\":\"A  double, the caf\xC3\xA9 closed.\"}]}");
    const NgParagraph *p = paragraph(article, 0);
    assert_string_equal(p->text, "A double, the caf\xC3\xA9 closed.");
    assert_true(p->actors_given && p->quotes_given);
    assert_int_equal(p->actors->len, 3);
    const NgMention *early = g_ptr_array_index(p->actors, 0);
    assert_string_equal(early->id, "early");
    assert_string_equal(early->name, "early");
    for (guint i = 0; i < 3; i++) {
        const NgMention *m = g_ptr_array_index(p->actors, i);
        for (guint k = 0; k < m->spans->len; k++) {
            NgSpan span = g_array_index(m->spans, NgSpan, k);
            assert_true(span.begin < span.end && span.end <= strlen(p->text));
            assert_true(k == 0 || g_array_index(m->spans, NgSpan, k - 1).end <= span.begin);
            assert_true(
                g_utf8_validate(p->text + span.begin, (gssize)(span.end - span.begin), NULL));
        }
        if (strcmp(m->id, "kaspersky-lab") == 0) {
            assert_int_equal(m->spans->len, 2);
            NgSpan span = g_array_index(m->spans, NgSpan, 0);
            assert_memory_equal(p->text + span.begin, "double", 6);
            assert_int_equal(span.end - span.begin, 6);
        }
    }
    assert_int_equal(p->quotes->len, 2);
    const NgQuote *first = g_ptr_array_index(p->quotes, 0);
    assert_memory_equal(p->text + first->span.begin, "the", 3);
    assert_false(first->direct);
    assert_string_equal(first->speaker, "ann-b");
    const NgQuote *second = g_ptr_array_index(p->quotes, 1);
    assert_memory_equal(p->text + second->span.begin, "caf\xC3\xA9", 5);
    assert_null(second->speaker);
}

static void test_article_from_json__names_the_key_that_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *json, *message;
    } cases[] = {
        {"{\"title\":5}", "title: expected a string, found a number"},
        {"{\"title\":\"T\",\"url\":[]}", "url: expected a string, found an array"},
        {"{\"title\":\"T\",\"authors\":{}}", "authors: expected an array, found an object"},
        {"{\"title\":\"T\",\"authors\":[\"a\",1]}", "authors: expected a string, found a number"},
        {"{\"title\":\"T\",\"version\":\"1\"}", "version: expected a number, found a string"},
        {"{\"title\":\"T\",\"version\":-1}",
         "version: expected a number from 0 to 2147483647, found another"},
        {"{\"title\":\"T\",\"kind\":\"essay\"}",
         "kind: expected article or statement, found essay"},
        {"{\"title\":\"T\",\"status\":\"gone\"}",
         "status: expected live, corrected or withdrawn, found gone"},
        {"{\"title\":\"T\",\"embargo\":\"soon\"}", "embargo: expected a date, found soon"},
        {"{\"title\":\"T\",\"provenance\":[]}", "provenance: expected an object, found an array"},
        {"{\"paragraphs\":\"p\"}", "paragraphs: expected an array, found a string"},
        {"{\"paragraphs\":[\"p\",7]}",
         "paragraphs[1].paragraph: expected an object or a string, found a number"},
        {"{\"paragraphs\":[{\"text\":7}]}",
         "paragraphs[0].text: expected a string, found a number"},
        {"{\"paragraphs\":[{\"text\":\"t\",\"role\":\"x\"}]}",
         "paragraphs[0].role: expected body, lede, heading, quote, list or caption, found x"},
        {"{\"paragraphs\":[{\"text\":\"t\",\"actors\":[{\"id\":\"a\"},{\"kind\":\"org\"}]}]}",
         "paragraphs[0].actors[1].id: expected a string, or a name, found neither"},
        {"{\"paragraphs\":[{\"text\":\"t\",\"actors\":[{\"id\":\"a\",\"spans\":[3]}]}]}",
         "paragraphs[0].actors[0].spans: expected [begin, end], found a number"},
        {"{\"paragraphs\":[{\"text\":\"t\",\"quotes\":[{\"span\":[0,1],\"direct\":1}]}]}",
         "paragraphs[0].quotes[0].direct: expected true or false, found a number"},
        {"{\"text\":[]}", "text: expected a string, found an array"},
        {"{}", "an article needs a title, paragraphs or text"},
        {"{\"title\":\" \",\"text\":\"\",\"paragraphs\":[]}",
         "an article needs a title, paragraphs or text"},
        {"[]", "article: expected an object, found an array"},
        {"\"x\"", "article: expected an object, found a string"},
        {"", "not JSON: the JSON ends too early, at column 1"},
        {"{\"title\":\"T\"", "not JSON: the JSON ends too early, at column 13"},
        {"{\"title\" \"T\"}", "not JSON: expected ':' behind a key, at column 10"},
        {"{\"title\":\"T\"} x", "not JSON: something stands behind the JSON value, at column 15"},
        {"{\"title\":\"T", "not JSON: a string is not closed, at column 10"},
        {"{\"a\":tru}", "not JSON: no JSON value begins here, at column 6"},
        {"{\"a\":\"\\x\"}", "not JSON: no such escape in a string, at column 8"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(NgArticle) article =
            ng_article_from_json(cases[i].json, strlen(cases[i].json), &error);
        if (article != NULL) {
            fail_msg("%s was taken", cases[i].json);
        }
        assert_true(g_error_matches(error, NG_ERROR, NG_ERROR_BAD_INPUT));
        if (strcmp(error->message, cases[i].message) != 0) {
            fail_msg("%s: got \"%s\", expected \"%s\"", cases[i].json, error->message,
                     cases[i].message);
        }
    }
}

/* ---- the pull reader against jansson ---- */

static bool pull_accepts(const char *json, gsize len)
{
    NgJsonPull pull;
    /* A copy of exactly this size, so that a read behind it is seen by the sanitizer. */
    char *copy = g_memdup2(json, len);
    ng_json_pull_init(&pull, copy, len);
    bool ok = ng_json_peek(&pull) != NG_JSON_BAD && ng_json_skip(&pull) && ng_json_finish(&pull);
    ng_json_pull_clear(&pull);
    g_free(copy);
    return ok;
}

static void test_json_pull__accepts_what_jansson_accepts(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "{",   "}",       "[",  "]",      ",",       ":",    "\"a\"", "\"\\n\"", "\"\\u00e9\"",
        "1",   "-0.5e-3", "01", "true",   "false",   "null", " ",     "\n",      "\"",
        "tru", "-",       "1.", "\"b\":", "\"c\":1", "{}",   "[]",    "\\"};
    g_autoptr(GRand) random = g_rand_new_with_seed(8259);
    guint accepted = 0;
    for (guint round = 0; round < 300000; round++) {
        g_autoptr(GString) json = g_string_new(NULL);
        guint n = (guint)g_rand_int_range(random, 1, 9);
        for (guint i = 0; i < n; i++) {
            g_string_append(json, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        json_t *tree = json_loadb(json->str, json->len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        bool ours = pull_accepts(json->str, json->len);
        /* Raw line breaks in strings are the one thing that only ours takes here. */
        if ((tree != NULL) != ours && strchr(json->str, '\n') == NULL) {
            fail_msg("jansson %s, we %s: %s", tree != NULL ? "takes" : "refuses",
                     ours ? "take" : "refuse", json->str);
        }
        accepted += tree != NULL ? 1 : 0;
        json_decref(tree);
    }
    assert_true(accepted > 3000);
}

static void test_json_pull__bounds_its_depth(void **state)
{
    (void)state;
    g_autofree char *open = g_strnfill(1000000, '[');
    assert_false(pull_accepts(open, 1000000));
    g_autofree char *deep = g_strdup_printf("%.*s%s", 512, open, "");
    GString *closed = g_string_new(deep);
    for (guint i = 0; i < 512; i++) {
        g_string_append_c(closed, ']');
    }
    assert_true(pull_accepts(closed->str, closed->len));
    g_string_prepend_c(closed, '[');
    g_string_append_c(closed, ']');
    assert_false(pull_accepts(closed->str, closed->len));
    g_string_free(closed, TRUE);
}

static void test_article_from_json__any_cut_or_changed_byte_is_survived(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(99);
    for (guint round = 0; round < 200; round++) {
        g_autoptr(NgArticle) article = random_article(random);
        g_autofree char *json = ng_article_to_json(article, 0);
        gsize len = strlen(json);
        for (guint k = 0; k < 40; k++) {
            gsize cut = (gsize)g_rand_int_range(random, 0, (gint32)len);
            char *part = g_memdup2(json, MAX(cut, 1)); /* no NUL behind it */
            if (cut > 0 && g_rand_boolean(random)) {
                part[g_rand_int_range(random, 0, (gint32)cut)] =
                    (char)g_rand_int_range(random, 0, 256);
            }
            ng_article_free(ng_article_from_json(part, cut, NULL));
            g_free(part);
            char *changed = g_memdup2(json, len);
            changed[cut] = (char)g_rand_int_range(random, 0, 256);
            ng_article_free(ng_article_from_json(changed, len, NULL));
            g_free(changed);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_article_to_json__has_the_contract_s_keys_in_its_order),
        cmocka_unit_test(test_article_to_json__source_only_leaves_out_what_analysis_added),
        cmocka_unit_test(test_article_to_json__bytes_that_are_no_utf8_become_utf8),
        cmocka_unit_test(test_article_json__there_and_back_gives_the_same_bytes),
        cmocka_unit_test(test_article_from_json__splits_text_at_blank_lines),
        cmocka_unit_test(test_article_from_json__takes_what_people_send),
        cmocka_unit_test(test_article_from_json__an_undated_article_stays_undated),
        cmocka_unit_test(test_article_from_json__a_url_settles_the_id),
        cmocka_unit_test(test_article_from_json__spans_fit_the_cleaned_text_or_go),
        cmocka_unit_test(test_article_from_json__names_the_key_that_is_wrong),
        cmocka_unit_test(test_json_pull__accepts_what_jansson_accepts),
        cmocka_unit_test(test_json_pull__bounds_its_depth),
        cmocka_unit_test(test_article_from_json__any_cut_or_changed_byte_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
