/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the web page promises to readers, to their browsers and to the site that serves it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/search_answer.h"
#include "searcher/render/html.h"
#include "searcher/render/html_parts.h"
#include "nutgraf/query.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* ---- requests and pages ---- */

typedef struct {
    GPtrArray *strings;
    NgParams params;
} Asked;

static void add_param(Asked *asked, const char *name, const char *value)
{
    NgParam param = {g_strdup(name), g_strdup(value)};
    g_ptr_array_add(asked->strings, (gpointer)param.name);
    g_ptr_array_add(asked->strings, (gpointer)param.value);
    g_array_append_val(asked->params.list, param);
}

/* "q=a b&outlet=x": nothing in it is encoded. */
static Asked *ask(const char *text)
{
    Asked *asked = g_new0(Asked, 1);
    asked->strings = g_ptr_array_new_with_free_func(g_free);
    asked->params.list = g_array_new(FALSE, FALSE, sizeof(NgParam));
    g_auto(GStrv) pairs = g_strsplit(text, "&", -1);
    for (guint i = 0; pairs[i]; i++) {
        char *value = strchr(pairs[i], '=');
        *value = '\0';
        add_param(asked, pairs[i], value + 1);
    }
    return asked;
}

static void asked_free(Asked *asked)
{
    g_ptr_array_unref(asked->strings);
    g_array_unref(asked->params.list);
    g_free(asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Asked, asked_free)

static const NgSite served = {.lang = "en", .base = "", .stylesheet = "/style.css"};

/* Styles and scripts have tests of their own. */
static void drop_script(GString *out)
{
    char *begin = strstr(out->str, "<script>"), *end = strstr(out->str, "</script>");
    if (begin && end)
        g_string_erase(out, begin + strlen("<script>") - out->str,
                       end - begin - (gssize)strlen("<script>"));
}

static void assert_golden(const char *name, GString *out)
{
    g_autofree char *why = NULL;
    drop_script(out);
    if (!ng_golden_matches(name, out, &why))
        fail_msg("%s", why);
}

static void assert_has(const GString *out, const char *part)
{
    if (!strstr(out->str, part))
        fail_msg("no %s in:\n%s", part, out->str);
}

static void assert_lacks(const GString *out, const char *part)
{
    const char *at = strstr(out->str, part);
    if (at)
        fail_msg("%s in: %.200s", part, at);
}

static GString *page_of(const NgAnswer *answer, const char *asked_for, const NgSite *site)
{
    g_autoptr(Asked) asked = ask(asked_for);
    GString *out = g_string_new(NULL);
    ng_html_search(out, &answer->results, &answer->view, &asked->params, site);
    return out;
}

/* ---- whole pages ---- */

static void test_page__equals_its_golden_file(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out =
        page_of(answer, "q=source code audit&actor=ilona-varga&since=2017", &served);
    assert_golden("search-full.html", out);
}

static void test_empty_answer__helps_in_german(void **state)
{
    (void)state;
    NgSite site = served;
    site.lang = "de";
    g_autoptr(NgAnswer) answer = ng_answer_nothing();
    g_autoptr(GString) out =
        page_of(answer, "q=sorce code 監査&actor=eugene kaspersky&actor=fbi&since=2017-08", &site);
    assert_golden("search-nothing.html", out);
}

static void test_file__has_no_form_and_no_link_to_a_server(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    ng_render_html(out, &answer->results, &answer->view);
    assert_has(out, ng_page_style);
    assert_lacks(out, "<form");
    assert_lacks(out, "<script");
    assert_lacks(out, "href=\"?");
    assert_lacks(out, "href=\"/");
    assert_has(out, "href=\"https://ledger.example/2017/08/varga-audit?a=1\"");
}

static void test_start__offers_examples_as_links(void **state)
{
    (void)state;
    for (guint i = 0; i < 3; i++) {
        static const char *const langs[] = {"en", "de", "fr"};
        NgSite site = {.lang = langs[i], .base = "/cgi-bin/n", .origin = "https://news.example"};
        g_autoptr(GString) out = g_string_new(NULL);
        ng_html_search(out, NULL, NULL, NULL, &site);
        const NgWords *words = ng_words(langs[i]);
        assert_string_equal(words->lang, langs[i]);
        g_autofree char *lang = g_strdup_printf("<html lang=\"%s\">", langs[i]);
        assert_has(out, lang);
        assert_has(out, words->start_title);
        assert_has(out, "action=\"/cgi-bin/n/\"");
        assert_has(out, "<link rel=\"canonical\" href=\"https://news.example/cgi-bin/n/\">");
        assert_lacks(out, "noindex");
    }
}

static void test_fragment__links_to_the_site_it_came_from(void **state)
{
    (void)state;
    NgSite site = {.lang = "fr", .base = "/n", .origin = "https://news.example"};
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(Asked) asked = ask("q=source code audit&format=html&fragment=1");
    g_autoptr(GString) out = g_string_new(NULL);
    ng_html_fragment(out, &answer->results, &answer->view, &asked->params, &site);
    assert_true(g_str_has_prefix(out->str, "<section"));
    assert_lacks(out, "<html");
    assert_lacks(out, "<form");
    assert_lacks(out, "href=\"?");
    assert_lacks(out, "href=\"/");
    assert_lacks(out, "fragment=1");
    assert_has(out, "href=\"https://news.example/n/?q=source+code+audit&amp;scope=article\"");
    assert_has(out, "href=\"https://news.example/n/p/varga-audit/2");
}

/* ---- links ---- */

static void test_links__narrow_widen_and_turn_pages(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    answer->request.offset = 20;
    g_autoptr(GString) out =
        page_of(answer, "q=a&offset=20&actor=ilona-varga&since=2017&format=html", &served);
    /* a facet adds, what is chosen is removed, an order is set; each from the first page on */
    assert_has(out, "href=\"?q=a&amp;actor=ilona-varga&amp;actor=codeglass&amp;since=2017\"");
    assert_has(out, "href=\"?q=a&amp;since=2017\"");
    assert_has(out, "href=\"?q=a&amp;actor=ilona-varga\"");
    assert_has(out, "href=\"?q=a&amp;sort=newest&amp;actor=ilona-varga&amp;since=2017\"");
    /* a bar of the timeline takes the place of the dates there are */
    assert_has(out, "href=\"?q=a&amp;actor=ilona-varga&amp;since=2017-08&amp;until=2017-08\"");
    /* pages */
    assert_has(out,
               "rel=\"prev\" href=\"?q=a&amp;offset=10&amp;actor=ilona-varga&amp;since=2017\"");
    assert_has(out, "rel=\"next\" href=\"?q=a&amp;offset=3&amp;actor=ilona-varga&amp;since=2017\"");
    /* what has no date cannot be chosen by one */
    assert_lacks(out, "since=unknown");
}

static void test_timeline__tells_of_what_lies_far_from_it(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) none = page_of(answer, "q=a", &served);
    assert_lacks(none, "earlier (");
    answer->results.earlier = 1200;
    answer->results.later = 1;
    g_autoptr(GString) out = page_of(answer, "q=a&offset=20&since=1999", &served);
    /* the dates that there are hold at the other end */
    assert_has(out, "<a href=\"?q=a&amp;since=1999&amp;until=2017-07\">earlier (1,200)</a> · ");
    assert_has(out, " · <a href=\"?q=a&amp;since=2017-11\">later (1)</a></span>");
    g_autoptr(GString) file = g_string_new(NULL);
    ng_render_html(file, &answer->results, &answer->view);
    assert_has(file, "<span>earlier (1,200) · ");
}

static void test_copies__are_told_and_linked(void **state)
{
    (void)state;
    NgStoryMember members[] = {
        {.id = (char *)"m1", .outlet = (char *)"Evil <Post>", .url = (char *)"https://a.example/1"},
        {.id = (char *)"m2", .title = (char *)"A title", .url = (char *)"javascript:x"}};
    NgStory story = {.id = (char *)"s", .copies = 3, .outlets = 3, .members = g_ptr_array_new()};
    for (guint i = 0; i < G_N_ELEMENTS(members); i++)
        g_ptr_array_add(story.members, &members[i]);
    g_autoptr(NgAnswer) answer = ng_answer_full();
    ((NgHit *)answer->results.hits->pdata[0])->story = &story;
    g_autoptr(GString) out = page_of(answer, "q=a", &served);
    assert_has(out, "Also in 2 other outlets: <a href=\"https://a.example/1\"><bdi>Evil "
                    "&lt;Post&gt;</bdi></a>, <a href=\"/p/m2/1?q=a\"><bdi>A title</bdi></a></p>");
    /* another version in the same outlet is not in another one */
    members[0].outlet = ((NgHit *)answer->results.hits->pdata[0])->article->outlet;
    story.outlets = 2;
    g_autoptr(GString) other = page_of(answer, "q=a", &served);
    assert_has(other,
               "Also in 1 other outlet: <a href=\"/p/m2/1?q=a\"><bdi>A title</bdi></a> · <a");
    story.outlets = 1;
    g_autoptr(GString) same = page_of(answer, "q=a", &served);
    assert_has(same, "2 other versions: ");
    g_ptr_array_unref(story.members);
}

static void test_form__keeps_the_query_and_the_filters(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out =
        page_of(answer, "q=\"a b\" <c>&offset=10&outlet=Red+Blue&scope=quote", &served);
    assert_has(out, "value=\"&quot;a b&quot; &lt;c&gt;\"");
    assert_has(out, "<input type=\"hidden\" name=\"scope\" value=\"quote\">");
    assert_has(out, "<input type=\"hidden\" name=\"outlet\" value=\"Red+Blue\">");
    assert_lacks(out, "name=\"offset\"");
}

static void test_about_blank_and_script_urls__are_no_links(void **state)
{
    (void)state;
    static const char *const urls[] = {"javascript:alert(1)", "data:text/html,x", "about:blank",
                                       "JaVaScRiPt:alert(1)", "//evil.example/",  "https://a b/",
                                       "http://a/\nb",        "ftp://a/"};
    for (guint i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        if (ng_html_web_href(out, urls[i]) || out->len > 0)
            fail_msg("%s became %s", urls[i], out->str);
    }
}

/* ---- text ---- */

static void test_marks__cross_quotations_and_stay_elements(void **state)
{
    (void)state;
    NgSpan quotes[] = {{4, 12}}, marks[] = {{0, 2}, {2, 6}, {10, 14}};
    g_autoptr(GArray) outer = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    g_autoptr(GArray) inner = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    g_array_append_vals(outer, quotes, G_N_ELEMENTS(quotes));
    g_array_append_vals(inner, marks, G_N_ELEMENTS(marks));
    NgLayer layers[] = {{outer, "<q>", NULL, "</q>"}, {inner, "<m>", NULL, "</m>"}};
    static const struct {
        gsize begin, end;
        const char *expected;
    } cases[] = {
        {0, 16, "<m>ab</m><m>cd</m><q><m>ef</m>ghij<m>kl</m></q><m>mn</m>op"},
        {5, 11, "<q><m>f</m>ghij<m>k</m></q>"},
        {14, 16, "op"},
        {6, 6, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        ng_page_marked(out, "abcdefghijklmnop", cases[i].begin, cases[i].end, layers, 2);
        assert_string_equal(out->str, cases[i].expected);
    }
}

static void test_text__is_escaped_and_cannot_steer(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"},
        {"a\001b\033c\x7f\xC2\x85"
         "d\te\nf",
         "abcd\te\nf"},
        {"x\xE2\x80\xAEy\xE2\x81\xA6z\xE2\x80\x8F", "xyz\xE2\x80\x8F"},
        {"caf\xE9", "caf\xEF\xBF\xBD"},
        {"\xC2", "\xEF\xBF\xBD"},
        {"日本", "日本"},
        {"", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        ng_html_text(out, cases[i].text, -1);
        assert_string_equal(out->str, cases[i].expected);
    }
}

static void test_numbers_and_dates__are_written_as_the_language_does(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *number, *day, *first, *month, *odd, *none, *one;
    } cases[] = {
        {"en", "1,234,567", "25 August 2017", "1 August 2017", "August 2017", "7d &lt;",
         "0 articles", "1 article"},
        {"de", "1.234.567", "25. August 2017", "1. August 2017", "August 2017", "7d &lt;",
         "0 Artikel", "1 Artikel"},
        {"fr", "1\u202F234\u202F567", "25 août 2017", "1er août 2017", "août 2017", "7d &lt;",
         "0 article", "1 article"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const NgWords *words = ng_words(cases[i].lang);
        g_autoptr(GString) out = g_string_new(NULL);
        ng_say_number(out, words, 1234567);
        g_string_append_c(out, '|');
        ng_say_date(out, words, "2017-08-25T10:00:00+02:00");
        g_string_append_c(out, '|');
        ng_say_date(out, words, "2017-08-01");
        g_string_append_c(out, '|');
        ng_say_date(out, words, "2017-08");
        g_string_append_c(out, '|');
        ng_say_date(out, words, "7d <");
        g_string_append_c(out, '|');
        ng_say_count(out, words, &words->articles, 0, NULL);
        g_string_append_c(out, '|');
        ng_say_count(out, words, &words->articles, 1, NULL);
        g_autofree char *expected =
            g_strjoin("|", cases[i].number, cases[i].day, cases[i].first, cases[i].month,
                      cases[i].odd, cases[i].none, cases[i].one, NULL);
        assert_string_equal(out->str, expected);
    }
}

/* Every language has every string: a table is an array of pointers but for a flag. */
static void test_languages__leave_nothing_untranslated(void **state)
{
    (void)state;
    const NgWords *const all[] = {&ng_words_en, &ng_words_de, &ng_words_fr};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        const char *const *from = &all[i]->skip, *const *to = &all[i]->start_again;
        for (const char *const *one = from; one <= to; one++)
            if (!*one || !g_utf8_validate(*one, -1, NULL))
                fail_msg("%s: string %d is missing", all[i]->lang, (int)(one - from));
        for (guint m = 0; m < 12; m++)
            assert_non_null(all[i]->months[m]);
        assert_non_null(all[i]->languages[G_N_ELEMENTS(all[i]->languages) - 1].name);
    }
}

static void test_messages__of_the_engine_are_translated(void **state)
{
    (void)state;
    static const char *const wrong[] = {"\"a b",
                                        "(a",
                                        "a)",
                                        "()",
                                        "a*b",
                                        "=a*",
                                        "ab*",
                                        "undated:x",
                                        "titel:x",
                                        "zzzzzzzz:x",
                                        "title:",
                                        "outlet:(a b)",
                                        "title:(lead:a)",
                                        "a NEAR/0 b",
                                        "atleast3 a",
                                        "atleast3(a NEAR/2 b)",
                                        "NOT",
                                        "a OR",
                                        "(a -b) NEAR/2 c",
                                        "title:a SAME b",
                                        "date:..",
                                        "((((((((((((((((((a))))))))))))))))))"};
    static const char *const foreign[] = {"de", "fr"};
    guint found = 0;
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        bool prose;
        g_autoptr(GError) error = NULL;
        GArray *lexemes = ng_query_lex(wrong[i], &prose, NULL, NULL, &error);
        g_autoptr(NgNode) node =
            lexemes ? ng_query_parse(lexemes, prose, NULL, NULL, &error) : NULL;
        ng_lexemes_free(lexemes);
        if (!error)
            continue;
        found++;
        assert_null(ng_words_message(&ng_words_en, error->message));
        for (guint k = 0; k < G_N_ELEMENTS(foreign); k++) {
            g_autofree char *text = ng_words_message(ng_words(foreign[k]), error->message);
            if (!text)
                fail_msg("%s: \"%s\" has no translation", foreign[k], error->message);
        }
    }
    assert_true(found >= 16);
    static const struct {
        const char *english, *german;
    } cases[] = {
        {"no field \"titel\"; did you mean \"title\"?", "kein Feld „titel“; meinten Sie „title“?"},
        {"no field \"a\"; did you mean \"b\"", "kein Feld „a\"; did you mean \"b“"},
        {"actor: nobody is known as \"x {0}\"", "actor: niemand ist als „x {0}“ bekannt"},
        {"NEAR/40 reaches too far; NEAR/20 is the most",
         "NEAR/40 reicht zu weit; höchstens NEAR/20"},
        {"more than 32 words", "mehr als 32 Wörter"},
        {"more than 8 words without operators: any of them counts, the more the better",
         "mehr als 8 Wörter ohne Operatoren: jedes zählt, je mehr desto besser"},
        {"there is a word", NULL},
        {"", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = ng_words_message(&ng_words_de, cases[i].english);
        if (g_strcmp0(text, cases[i].german) != 0)
            fail_msg("\"%s\" became \"%s\"", cases[i].english, text ? text : "(none)");
    }
}

/* ---- a query in words ---- */

static char *told(const char *parsed, NgScope scope, const char *lang, const NgRequest *options)
{
    g_autoptr(NgAnswer) answer = ng_answer_full();
    NgSite site = {.lang = lang, .base = ""};
    NgRequest request = *options;
    NgView view = {.request = &request};
    NgPage page = {.site = &site, .words = ng_words(lang), .view = &view};
    GString *out = g_string_new(NULL);
    g_free(answer->results.parsed);
    answer->results.parsed = g_strdup(parsed);
    answer->results.scope = scope;
    ng_page_explain(out, &page, &answer->results);
    /* without the elements */
    for (char *open; (open = strchr(out->str, '<'));)
        g_string_erase(out, open - out->str, strchr(open, '>') + 1 - open);
    return g_string_free(out, FALSE);
}

static void test_query__is_told_in_words(void **state)
{
    (void)state;
    static const char *const outlets[] = {"Reuters", "AP", NULL},
                             *const kinds[] = {"statement", NULL},
                             *const actors[] = {"ilona-varga", NULL};
    static const NgRequest none = {0}, any = {.match_any = true},
                           filters = {.outlet = outlets, .since = "2017-04"},
                           month = {.since = "2017-04", .until = "2017-04"},
                           range = {.since = "2017", .until = "2018-02-01", .kind = kinds},
                           named = {.actor = actors}, like = {.like = "a#2", .since = "2017"};
    static const struct {
        const char *lang, *parsed;
        NgScope scope;
        const NgRequest *options;
        const char *expected;
    } cases[] = {
        {"en", "audit NEAR/5 independent", NG_SCOPE_ARTICLE, &filters,
         "Articles with “audit” within 5 words of “independent”, from Reuters or AP, since April "
         "2017."},
        {"de", "audit NEAR/5 independent", NG_SCOPE_ARTICLE, &filters,
         "Artikel mit „audit“ höchstens 5 Wörter von „independent“ entfernt, aus Reuters oder AP, "
         "seit April 2017."},
        {"fr", "audit NEAR/5 independent", NG_SCOPE_ARTICLE, &filters,
         "Articles avec «\u00A0audit\u00A0» à 5 mots au plus de «\u00A0independent\u00A0», parus "
         "dans Reuters ou AP, depuis avril 2017."},
        {"en", "source AND \"code audit\" AND NOT bank", NG_SCOPE_PARAGRAPH, &none,
         "Paragraphs with “source” and “code audit”, without “bank”."},
        {"en", "(a OR b) AND =c AND regul*", NG_SCOPE_QUOTE, &none,
         "Quotations with (“a” or “b”), exactly “c” and words that begin “regul…”."},
        {"en", "a AND b AND c", NG_SCOPE_PARAGRAPH, &any, "Paragraphs with “a”, “b” or “c”."},
        {"en", "a ADJ/3 b", NG_SCOPE_PARAGRAPH, &none,
         "Paragraphs with “a” at most 3 words before “b”."},
        {"en", "atleast3(audit)", NG_SCOPE_ARTICLE, &none,
         "Articles with “audit” at least 3 times."},
        {"en", "a SAME b", NG_SCOPE_ARTICLE, &none,
         "Articles with “a” and “b” in the same paragraph."},
        {"en", "title:audit AND lang:de", NG_SCOPE_PARAGRAPH, &month,
         "Paragraphs with “audit” in the headline, in German, in April 2017."},
        {"en", "quote:security AND saidby:varga AND date:2017-04..2017-07", NG_SCOPE_PARAGRAPH,
         &none,
         "Paragraphs with “security” inside a quotation, quoting varga, from April 2017 to July "
         "2017."},
        {"en", "", NG_SCOPE_PARAGRAPH, &range,
         "Articles press statements only, from 2017 to 1 February 2018."},
        {"en", "", NG_SCOPE_PARAGRAPH, &like, "Articles similar to a#2, since 2017."},
        {"en", "audit AND about:2017-08", NG_SCOPE_PARAGRAPH, &none,
         "Paragraphs with “audit”, speaking of the time 2017-08."},
        {"en", "", NG_SCOPE_PARAGRAPH, &none, "All articles."},
        {"en", "undated:", NG_SCOPE_PARAGRAPH, &none, "Articles without a date."},
        {"en", "audit", NG_SCOPE_PARAGRAPH, &named, "Paragraphs with “audit”, naming Ilona Varga."},
        {"en", "\"<b>\"", NG_SCOPE_PARAGRAPH, &none, "Paragraphs with “&lt;b&gt;”."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            told(cases[i].parsed, cases[i].scope, cases[i].lang, cases[i].options);
        if (strcmp(text, cases[i].expected) != 0)
            fail_msg("%s:\n%s\nexpected\n%s", cases[i].parsed, text, cases[i].expected);
    }
}

static void test_query__of_any_depth_is_told(void **state)
{
    (void)state;
    static const NgRequest none = {0};
    g_autoptr(GString) deep = g_string_new(NULL);
    for (guint i = 0; i < 15; i++)
        g_string_append(deep, "(a OR b AND ");
    g_string_append_c(deep, 'c');
    for (guint i = 0; i < 15; i++)
        g_string_append_c(deep, ')');
    g_autofree char *text = told(deep->str, NG_SCOPE_PARAGRAPH, "en", &none);
    assert_true(g_str_has_suffix(text, "."));
}

/* ---- an article, an error ---- */

static void test_article__shows_the_paragraph_among_its_neighbours(void **state)
{
    (void)state;
    NgSite site = {.lang = "fr", .base = "/n", .stylesheet = "https://cdn.example/a.css"};
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(Asked) asked = ask("q=audit");
    NgArticle *article = answer->articles->pdata[0];
    ng_article_set_provenance(article, "title", "json-ld");
    ng_article_set_provenance(article, "published", "meta");
    article->source = g_strdup("/srv/private/varga.html");
    g_autoptr(GString) out = g_string_new(NULL);
    ng_html_article(out, article, 2, &asked->params, &site);
    assert_lacks(out, "/srv/private");
    assert_has(out, "href=\"/n/?like=varga-audit%232\"");
    assert_golden("article.html", out);
}

static void test_article__of_any_number_is_a_page(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(NgArticle) empty = ng_article_new();
    static const guint numbers[] = {0, 1, 3, 4, G_MAXUINT};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        ng_html_article(out, answer->articles->pdata[0], numbers[i], NULL, &served);
        assert_true(g_str_has_suffix(out->str, "</html>\n"));
    }
    g_autoptr(GString) out = g_string_new(NULL);
    empty->id = g_strdup("x");
    ng_html_article(out, empty, 1, NULL, &served);
    assert_true(g_str_has_suffix(out->str, "</html>\n"));
}

static void test_error__marks_the_place_and_offers_what_was_meant(void **state)
{
    (void)state;
    g_autoptr(Asked) asked = ask("q=audit titel:<code>&outlet=x");
    NgQueryPlace place = {6, 11, "title"};
    g_autoptr(GString) out = g_string_new(NULL);
    ng_html_error(out, 400, "no field \"titel\"", &place, &asked->params, &served);
    assert_has(out, "audit <mark>titel</mark>:&lt;code&gt;");
    assert_has(out, "href=\"/?q=audit+title%3A%3Ccode%3E&amp;outlet=x\"");
    assert_golden("error.html", out);
}

static void test_error__survives_places_outside_of_the_query(void **state)
{
    (void)state;
    static const gsize places[][2] = {{0, 0}, {0, 1}, {3, 99}, {99, 100}, {2, 1}, {G_MAXSIZE, 1}};
    static const int statuses[] = {400, 404, 405, 413, 414, 500, 503};
    g_autoptr(Asked) asked = ask("q=abc");
    for (guint i = 0; i < G_N_ELEMENTS(places); i++)
        for (guint k = 0; k < G_N_ELEMENTS(statuses); k++) {
            NgQueryPlace place = {places[i][0], places[i][1], "x"};
            g_autoptr(GString) out = g_string_new(NULL);
            ng_html_error(out, statuses[k], k % 2 ? NULL : "m", &place,
                          i % 2 ? &asked->params : NULL, &served);
            assert_true(g_str_has_suffix(out->str, "</html>\n"));
        }
}

/* ---- safety ---- */

#define EVIL "\"><evil-x evil-y=1>'--></style></script></title>\xE2\x80\xAE</p>&#60;evil-x&#62;"

static void soil(char **text)
{
    g_free(*text);
    *text = g_strdup(EVIL);
}

static void soil_paragraph(NgParagraph *paragraph)
{
    soil(&paragraph->text);
    for (guint i = 0; i < paragraph->actors->len; i++) {
        NgMention *mention = paragraph->actors->pdata[i];
        NgSpan span = {1, 4};
        soil(&mention->id);
        soil(&mention->name);
        g_array_append_val(mention->spans, span);
    }
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        NgQuote *quote = paragraph->quotes->pdata[i];
        quote->span = (NgSpan) {2, 9};
        soil(&quote->speaker);
        soil(&quote->speaker_name);
        soil(&quote->cue);
    }
}

static void soil_article(NgArticle *article)
{
    char **texts[] = {&article->id,   &article->outlet, &article->published, &article->updated,
                      &article->lang, &article->source, &article->added};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        soil(texts[i]);
    soil(&article->headline->text);
    g_free(article->url);
    article->url = g_strdup("https://evil.example/?\"><evil-x>'");
    g_ptr_array_add(article->authors, g_strdup(EVIL));
    g_ptr_array_add(article->provenance, g_strdup(EVIL));
    g_ptr_array_add(article->provenance, g_strdup(EVIL));
    for (guint i = 0; i < article->paragraphs->len; i++)
        soil_paragraph(article->paragraphs->pdata[i]);
}

static void soil_results(NgResults *results)
{
    soil(&results->input);
    soil(&results->parsed);
    soil(&results->revision);
    g_ptr_array_add(results->notices, g_strdup(EVIL));
    for (guint i = 0; i < results->facets->len; i++) {
        const NgFacetResult *facet = results->facets->pdata[i];
        for (guint k = 0; k < facet->values->len; k++) {
            soil(&((NgFacetValue *)facet->values->pdata[k])->value);
            soil(&((NgFacetValue *)facet->values->pdata[k])->name);
        }
    }
    for (guint i = 0; i < results->timeline->len; i++)
        soil(&((NgTimelineSpan *)results->timeline->pdata[i])->from);
    for (guint i = 0; i < results->help->len; i++) {
        soil(&((NgWordHelp *)results->help->pdata[i])->word);
        soil(&((NgWordHelp *)results->help->pdata[i])->suggestion);
    }
}

static bool is_safe_address(const char *address)
{
    return g_str_has_prefix(address, "https://") || address[0] == '?' || address[0] == '#' ||
           (address[0] == '/' && address[1] != '/');
}

static void look_at(const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (g_str_has_prefix((const char *)node->name, "evil"))
            fail_msg("text became <%s>", node->name);
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
            const char *name = (const char *)attribute->name;
            xmlChar *value = xmlNodeListGetString(node->doc, attribute->children, 1);
            bool address = strcmp(name, "href") == 0 || strcmp(name, "action") == 0;
            if (g_str_has_prefix(name, "evil") || g_str_has_prefix(name, "on") ||
                strcmp(name, "style") == 0 || (address && value && !is_safe_address((char *)value)))
                fail_msg("<%s %s=\"%s\">", node->name, name, value);
            xmlFree(value);
        }
        look_at(node->children);
    }
}

static void assert_clean(const GString *out)
{
    assert_lacks(out, "<evil");
    assert_lacks(out, "\xE2\x80\xAE");
    htmlDocPtr doc = htmlReadMemory(out->str, (int)out->len, NULL, "utf-8",
                                    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    assert_non_null(doc);
    look_at(xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
}

static void test_hostile_text__stays_text_in_every_field(void **state)
{
    (void)state;
    static const char *const sites[] = {"", NULL};
    for (guint round = 0; round < 4; round++) {
        g_autoptr(NgAnswer) answer = round % 2 ? ng_answer_nothing() : ng_answer_full();
        NgSite site = {
            .name = EVIL, .lang = EVIL, .base = sites[round / 2], .origin = "https://news.example"};
        g_autoptr(Asked) asked = ask("n=10");
        static const char *const names[] = {"q", "actor", "since", "until", EVIL};
        for (guint i = 0; i < G_N_ELEMENTS(names); i++)
            add_param(asked, names[i], EVIL);
        soil_results(&answer->results);
        for (guint i = 0; i < answer->articles->len; i++)
            soil_article(answer->articles->pdata[i]);
        for (guint i = 0; i < answer->results.hits->len; i++)
            soil(&((NgHit *)answer->results.hits->pdata[i])->id);
        g_autoptr(GString) out = g_string_new(NULL);
        ng_html_search(out, &answer->results, &answer->view, &asked->params, &site);
        assert_clean(out);
        g_string_truncate(out, 0);
        ng_html_search(out, NULL, NULL, &asked->params, &site);
        assert_clean(out);
        g_string_truncate(out, 0);
        NgQueryPlace place = {1, 3, "\"><evil-x>"};
        ng_html_error(out, 400, EVIL, &place, &asked->params, &site);
        assert_clean(out);
        for (guint i = 0; i < answer->articles->len; i++) {
            g_string_truncate(out, 0);
            ng_html_article(out, answer->articles->pdata[i], 1, &asked->params, &site);
            assert_clean(out);
        }
    }
}

static char *digest_of(const char *text)
{
    guint8 digest[32];
    gsize len = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_get_digest(checksum, digest, &len);
    return g_base64_encode(digest, len);
}

static void test_policy__names_style_and_script_as_they_are(void **state)
{
    (void)state;
    static const NgSite ours = {.base = ""}, theirs = {.base = "", .stylesheet = "/s.css"},
                        far = {.base = "", .stylesheet = "https://cdn.example/a/b.css?c;d"},
                        file = {0};
    g_autofree char *style = digest_of(ng_page_style), *script = digest_of(ng_page_script);
    assert_string_equal(style, ng_page_style_hash);
    assert_string_equal(script, ng_page_script_hash);
    g_autofree char *policy = ng_html_csp(&ours), *other = ng_html_csp(&theirs),
                    *remote = ng_html_csp(&far), *alone = ng_html_csp(&file);
    g_autofree char *named = g_strdup_printf("; style-src 'sha256-%s'", style);
    assert_true(g_str_has_prefix(policy, "default-src 'none';"));
    assert_non_null(strstr(policy, named));
    assert_null(strstr(policy, "unsafe"));
    assert_non_null(strstr(other, "style-src 'self'"));
    assert_non_null(strstr(remote, "style-src https://cdn.example;"));
    assert_null(strstr(alone, "script-src"));
}

static void test_opensearch__is_xml(void **state)
{
    (void)state;
    NgSite site = {.name = "The Very Long Name & Co",
                   .lang = "de",
                   .base = "/n",
                   .origin = "https://news.example"};
    g_autoptr(GString) out = g_string_new(NULL);
    ng_html_opensearch(out, &site);
    xmlDoc *doc = xmlReadMemory(out->str, (int)out->len, "os", NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    xmlFreeDoc(doc);
    assert_has(out, "<ShortName>The Very Long Na</ShortName>");
    assert_has(out, "template=\"https://news.example/n/?q={searchTerms}\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page__equals_its_golden_file),
        cmocka_unit_test(test_empty_answer__helps_in_german),
        cmocka_unit_test(test_file__has_no_form_and_no_link_to_a_server),
        cmocka_unit_test(test_start__offers_examples_as_links),
        cmocka_unit_test(test_fragment__links_to_the_site_it_came_from),
        cmocka_unit_test(test_links__narrow_widen_and_turn_pages),
        cmocka_unit_test(test_timeline__tells_of_what_lies_far_from_it),
        cmocka_unit_test(test_copies__are_told_and_linked),
        cmocka_unit_test(test_form__keeps_the_query_and_the_filters),
        cmocka_unit_test(test_about_blank_and_script_urls__are_no_links),
        cmocka_unit_test(test_marks__cross_quotations_and_stay_elements),
        cmocka_unit_test(test_text__is_escaped_and_cannot_steer),
        cmocka_unit_test(test_numbers_and_dates__are_written_as_the_language_does),
        cmocka_unit_test(test_languages__leave_nothing_untranslated),
        cmocka_unit_test(test_messages__of_the_engine_are_translated),
        cmocka_unit_test(test_query__is_told_in_words),
        cmocka_unit_test(test_query__of_any_depth_is_told),
        cmocka_unit_test(test_article__shows_the_paragraph_among_its_neighbours),
        cmocka_unit_test(test_article__of_any_number_is_a_page),
        cmocka_unit_test(test_error__marks_the_place_and_offers_what_was_meant),
        cmocka_unit_test(test_error__survives_places_outside_of_the_query),
        cmocka_unit_test(test_hostile_text__stays_text_in_every_field),
        cmocka_unit_test(test_policy__names_style_and_script_as_they_are),
        cmocka_unit_test(test_opensearch__is_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
