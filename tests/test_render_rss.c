/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the feed of hits promises to feed readers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/search_answer.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static xmlDoc *parse(const GString *out)
{
    xmlDoc *doc = xmlReadMemory(out->str, (int)out->len, "feed", NULL, XML_PARSE_NONET);
    if (!doc)
        fail_msg("no XML: %s", out->str);
    return doc;
}

/* The nth element of that name below node, or NULL. */
static xmlNode *child(xmlNode *node, const char *name, guint n)
{
    for (xmlNode *one = node->children; one; one = one->next)
        if (one->type == XML_ELEMENT_NODE && strcmp((const char *)one->name, name) == 0 && n-- == 0)
            return one;
    return NULL;
}

static char *content(xmlNode *node, const char *name)
{
    xmlNode *one = child(node, name, 0);
    xmlChar *text = one ? xmlNodeGetContent(one) : NULL;
    char *copy = g_strdup((const char *)text);
    xmlFree(text);
    return copy;
}

static void assert_content(xmlNode *node, const char *name, const char *expected)
{
    g_autofree char *text = content(node, name);
    if (g_strcmp0(text, expected) != 0)
        fail_msg("<%s> is %s, expected %s", name, text ? text : "not there", expected);
}

static xmlDoc *render(const NgAnswer *answer, GString *out, xmlNode **channel)
{
    g_string_truncate(out, 0);
    ng_render_rss(out, &answer->results, &answer->view);
    xmlDoc *doc = parse(out);
    *channel = child(xmlDocGetRootElement(doc), "channel", 0);
    return doc;
}

static void test_rss__equals_its_golden_file(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *why = NULL;
    ng_render_rss(out, &answer->results, &answer->view);
    if (!ng_golden_matches("search-full.rss", out, &why))
        fail_msg("%s", why);
}

static void test_rss__has_an_item_a_hit_with_its_id(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    xmlNode *channel;
    xmlDoc *doc = render(answer, out, &channel);
    assert_content(channel, "title", "nutgraf: source code audit");
    assert_content(channel, "link", "about:blank");
    for (guint i = 0; i < answer->results.hits->len; i++)
        assert_content(child(channel, "item", i), "guid",
                       ((NgHit *)answer->results.hits->pdata[i])->id);
    assert_null(child(channel, "item", answer->results.hits->len));
    xmlNode *item = child(channel, "item", 1);
    assert_content(
        item, "link",
        "https://ledger.example/2017/08/varga-audit?a=1#:~:text=An%20audit%20of%20that%20"
        "kind%20takes%20a%20year.");
    assert_content(item, "description", "<p>An <b>audit</b> of that kind takes a year.</p>");
    assert_content(item, "pubDate", "Fri, 25 Aug 2017 10:00:00 +0200");
    assert_content(item, "publisher", "The Harbour Ledger");
    /* no link to what is no page, no date where none is known */
    assert_content(child(channel, "item", 2), "link", NULL);
    g_autofree char *lede = content(child(channel, "item", 2), "description");
    assert_true(g_str_has_prefix(lede, "<p>英通信機器大手バロー"));
    assert_content(child(channel, "item", 2), "pubDate", NULL);
    assert_content(child(channel, "item", 2), "date", "2017-09");
    assert_content(child(channel, "item", 3), "link", NULL);
    assert_content(child(channel, "item", 3), "date", NULL);
    xmlFreeDoc(doc);
}

static void test_rss__dates_are_those_of_rfc_822(void **state)
{
    static const char *const cases[][2] = {
        {"2017-08-25", "Fri, 25 Aug 2017 00:00:00 +0000"},
        {"2017-08-25T10:00:01", "Fri, 25 Aug 2017 10:00:01 +0000"},
        {"2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 +0000"},
        {"2026-11-22T09:00:00-03:30", "Sun, 22 Nov 2026 09:00:00 -0330"},
        {"1987-02-26T15:01:01+05:45", "Thu, 26 Feb 1987 15:01:01 +0545"},
        {"2017-08", NULL},
        {"2017", NULL},
        {"2017-02-30", NULL},
        {"some day", NULL},
        {NULL, NULL},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgAnswer) answer = ng_answer_full();
        g_autoptr(GString) out = g_string_new(NULL);
        xmlNode *channel;
        NgArticle *article = answer->articles->pdata[0];
        g_free(article->published);
        article->published = g_strdup(cases[i][0]);
        xmlDoc *doc = render(answer, out, &channel);
        assert_content(child(channel, "item", 0), "pubDate", cases[i][1]);
        xmlFreeDoc(doc);
    }
}

static void test_rss__stays_a_feed_whatever_the_text_holds(void **state)
{
    static const char hostile[] =
        "</item>]]>&amp;<script>alert(1)</script> \xFF \x01 \x1b \xC2\x9B "
        "\xEF\xBF\xBF \xE2\x80\xAE \"'";
    static const char read[] = "</item>]]>&amp;<script>alert(1)</script> \xEF\xBF\xBD \xEF\xBF\xBD "
                               "\xEF\xBF\xBD \xC2\x9B \xEF\xBF\xBD \xE2\x80\xAE \"'";
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    NgArticle *article = answer->articles->pdata[0];
    NgHit *hit = answer->results.hits->pdata[0];
    NgParagraph *paragraph = article->paragraphs->pdata[1];
    NgQuote *quote = paragraph->quotes->pdata[0];
    char **places[] = {&article->id,     &article->outlet,     &article->headline->text,
                       &paragraph->text, &quote->speaker_name, &quote->cue,
                       &hit->id};
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_free(*places[i]);
        *places[i] = g_strdup(hostile);
    }
    g_array_set_size(hit->spans, 0);
    NgSpan spans[] = {{0, 7}, {3, 9}, {90, 9000}}; /* overlapping; past the end */
    g_array_append_vals(hit->spans, spans, G_N_ELEMENTS(spans));
    hit->quote = 0;
    xmlNode *channel;
    xmlDoc *doc = render(answer, out, &channel);
    xmlNode *item = child(channel, "item", 0);
    assert_content(item, "title", read);
    assert_content(item, "publisher", read);
    assert_content(item, "guid", read);
    g_autofree char *html = content(item, "description");
    if (strstr(html, "<script") || !strstr(html, "&lt;/item&gt;]]&gt;&amp;amp;&lt;script&gt;"))
        fail_msg("the description is %s", html);
    assert_null(child(channel, "item", answer->results.hits->len));
    for (const char *p = out->str; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x202e)
            fail_msg("U+%04X stands as it is in %s", c, out->str);
    }
    xmlFreeDoc(doc);
}

static void test_rss__quotations_of_one_paragraph_are_items_of_their_own(void **state)
{
    (void)state;
    g_autoptr(NgAnswer) answer = ng_answer_full();
    g_autoptr(GString) out = g_string_new(NULL);
    NgHit *first = answer->results.hits->pdata[0], *second = answer->results.hits->pdata[1];
    NgQuote *quote = ng_quote_new();
    quote->span = (NgSpan) {0, 12};
    g_ptr_array_add(first->paragraph->quotes, quote);
    g_free(second->id);
    second->id = g_strdup(first->id);
    second->paragraph = first->paragraph;
    first->quote = 0;
    second->quote = 1;
    answer->results.scope = NG_SCOPE_QUOTE;
    xmlNode *channel;
    xmlDoc *doc = render(answer, out, &channel);
    assert_content(child(channel, "item", 0), "guid", "varga-audit#2");
    assert_content(child(channel, "item", 1), "guid", "varga-audit#2.2");
    g_autofree char *html = content(child(channel, "item", 0), "description");
    if (!g_str_has_prefix(html, "<blockquote>“We will show our source code to anyone who wants to "
                                "audit it,”</blockquote><p>— Ilona Varga said</p><p>The chamber"))
        fail_msg("the description is %s", html);
    xmlFreeDoc(doc);
}

static void test_rss__names_where_it_is_fetched_when_that_is_known(void **state)
{
    static const struct {
        const char *self, *link;
    } cases[] = {{"https://a.example/?q=a&format=rss", "https://a.example/?q=a&format=rss"},
                 {"javascript:alert(1)", "about:blank"},
                 {NULL, "about:blank"}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NgAnswer) answer = ng_answer_nothing();
        g_autoptr(GString) out = g_string_new(NULL);
        xmlNode *channel;
        answer->view.self = cases[i].self;
        xmlDoc *doc = render(answer, out, &channel);
        bool known = strcmp(cases[i].link, "about:blank") != 0;
        xmlNode *self = child(channel, "link", 1);
        assert_content(channel, "link", cases[i].link);
        assert_true((self != NULL) == known);
        xmlChar *href = self ? xmlGetProp(self, (const xmlChar *)"href") : NULL;
        assert_true(!known || strcmp((const char *)href, cases[i].self) == 0);
        xmlFree(href);
        assert_null(child(channel, "item", 0));
        xmlFreeDoc(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rss__equals_its_golden_file),
        cmocka_unit_test(test_rss__has_an_item_a_hit_with_its_id),
        cmocka_unit_test(test_rss__dates_are_those_of_rfc_822),
        cmocka_unit_test(test_rss__stays_a_feed_whatever_the_text_holds),
        cmocka_unit_test(test_rss__quotations_of_one_paragraph_are_items_of_their_own),
        cmocka_unit_test(test_rss__names_where_it_is_fetched_when_that_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
