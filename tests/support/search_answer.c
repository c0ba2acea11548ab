/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers made by hand. */
#include "tests/support/search_answer.h"

#include <string.h>

static const char *const searched[] = {"source", "code", "audit", "監査", NULL};

GArray *ng_answer_spans(const char *text, const char *const *words)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    for (gsize at = 0; text[at]; at++)
        for (guint i = 0; words[i]; i++) {
            gsize len = strlen(words[i]);
            if (g_ascii_strncasecmp(text + at, words[i], len) == 0) {
                NgSpan span = {(uint32_t)at, (uint32_t)(at + len)};
                g_array_append_val(spans, span);
            }
        }
    return spans;
}

static void hit_free(gpointer data)
{
    NgHit *hit = data;
    g_free(hit->id);
    g_array_unref(hit->spans);
    g_array_unref(hit->title_spans);
    g_free(hit);
}

static void facet_value_free(gpointer data)
{
    NgFacetValue *value = data;
    g_free(value->value);
    g_free(value->name);
    g_free(value);
}

static void facet_free(gpointer data)
{
    g_ptr_array_unref(((NgFacetResult *)data)->values);
    g_free(data);
}

static void span_free(gpointer data)
{
    g_free(((NgTimelineSpan *)data)->from);
    g_free(data);
}

static void help_free(gpointer data)
{
    g_free(((NgWordHelp *)data)->word);
    g_free(((NgWordHelp *)data)->suggestion);
    g_free(data);
}

static NgAnswer *answer_new(const char *query)
{
    NgAnswer *answer = g_new0(NgAnswer, 1);
    NgResults *results = &answer->results;
    answer->articles = g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free);
    answer->request = (NgRequest) {.query = query, .limit = 10};
    answer->view = (NgView) {.request = &answer->request, .command = query, .width = 80};
    results->input = g_strdup(query);
    results->parsed = g_strdup("source AND code AND audit");
    results->notices = g_ptr_array_new_with_free_func(g_free);
    results->revision = g_strdup("5e1c-3");
    results->index_articles = 85;
    results->index_paragraphs = 633;
    results->exact = true;
    results->hits = g_ptr_array_new_with_free_func(hit_free);
    results->facets = g_ptr_array_new_with_free_func(facet_free);
    results->timeline = g_ptr_array_new_with_free_func(span_free);
    results->help = g_ptr_array_new_with_free_func(help_free);
    results->next = -1;
    return answer;
}

void ng_answer_free(NgAnswer *answer)
{
    if (!answer)
        return;
    NgResults *results = &answer->results;
    g_free(results->input);
    g_free(results->parsed);
    g_free(results->revision);
    g_ptr_array_unref(results->notices);
    g_ptr_array_unref(results->hits);
    g_ptr_array_unref(results->facets);
    g_ptr_array_unref(results->timeline);
    g_ptr_array_unref(results->help);
    g_free(results->explained);
    g_ptr_array_unref(answer->articles);
    g_free((gpointer)answer->request.facets);
    g_free(answer);
}

static NgArticle *add_article(NgAnswer *answer, const char *id, const char *url, const char *title,
                              const char *outlet, const char *published)
{
    NgArticle *article = ng_article_new();
    article->id = g_strdup(id);
    article->url = g_strdup(url);
    g_free(article->headline->text);
    article->headline->text = g_strdup(title); /* as it is: what cleaning would remove as well */
    article->outlet = g_strdup(outlet);
    article->published = g_strdup(published);
    article->lang = g_strdup("en");
    g_ptr_array_add(answer->articles, article);
    return article;
}

static NgParagraph *add_paragraph(NgArticle *article, const char *text)
{
    NgParagraph *paragraph = ng_paragraph_new(text, -1, NG_ROLE_BODY);
    g_ptr_array_add(article->paragraphs, paragraph);
    return paragraph;
}

static void add_actor(NgParagraph *paragraph, const char *id, const char *name, NgActorKind kind)
{
    g_ptr_array_add(paragraph->actors, ng_mention_new(id, name, kind));
}

static void add_hit(NgAnswer *answer, NgArticle *article, guint n, double score, guint matching)
{
    NgHit *hit = g_new0(NgHit, 1);
    hit->id = g_strdup_printf("%s#%u", article->id, n);
    hit->n = n;
    hit->of = article->paragraphs->len;
    hit->score = score;
    hit->article = article;
    hit->paragraph = n == 0 ? article->headline : article->paragraphs->pdata[n - 1];
    hit->matching = matching;
    hit->spans = ng_answer_spans(hit->paragraph->text, searched);
    hit->title_spans = ng_answer_spans(article->headline->text, searched);
    hit->quote = -1;
    g_ptr_array_add(answer->results.hits, hit);
}

static NgFacetResult *add_facet(NgAnswer *answer, NgFacet which, bool exact)
{
    NgFacetResult *facet = g_new0(NgFacetResult, 1);
    facet->facet = which;
    facet->exact = exact;
    facet->values = g_ptr_array_new_with_free_func(facet_value_free);
    g_ptr_array_add(answer->results.facets, facet);
    return facet;
}

static void add_value(NgFacetResult *facet, const char *value, const char *name, guint64 count,
                      bool selected)
{
    NgFacetValue *added = g_new0(NgFacetValue, 1);
    added->value = g_strdup(value);
    added->name = g_strdup(name);
    added->count = count;
    added->selected = selected;
    g_ptr_array_add(facet->values, added);
}

static void add_span(NgAnswer *answer, const char *from, guint64 count, guint64 indexed)
{
    NgTimelineSpan *span = g_new0(NgTimelineSpan, 1);
    *span = (NgTimelineSpan) {g_strdup(from), count, indexed};
    g_ptr_array_add(answer->results.timeline, span);
}

static void add_long(NgAnswer *answer)
{
    NgArticle *article =
        add_article(answer, "varga-audit", "https://ledger.example/2017/08/varga-audit?a=1",
                    "Varga offers its source code for an audit, and asks who would come to read it",
                    "The Harbour Ledger", "2017-08-25T10:00:00+02:00");
    g_ptr_array_add(article->authors, g_strdup("Rosalind Achterberg"));
    g_ptr_array_add(article->authors, g_strdup("Gareth Nwosu"));
    add_paragraph(article, "The company made the offer on Friday.");
    NgParagraph *paragraph = add_paragraph(
        article,
        "The chamber was almost empty when the session began, for most of its members had gone to "
        "the harbour to see the ship that had been in the papers all week. The minister spoke for "
        "an hour about fishing quotas, and nobody who was there remembered afterwards what she had "
        "said about them. Then the door opened and the founder of the company walked in with two "
        "lawyers. “We will show our source code to anyone who wants to audit it,” said Ilona "
        "Varga, who had flown in from Budapest that morning. “There is nothing in it that we would "
        "be ashamed of.” The members asked for a recess. It lasted until the evening, and when "
        "they came back the fishing quotas were passed without another word, as they had been the "
        "year before and the year before that.");
    add_actor(paragraph, "ilona-varga", "Ilona Varga", NG_ACTOR_PERSON);
    add_actor(paragraph, "budapest", "Budapest", NG_ACTOR_PLACE);
    NgQuote *quote = ng_quote_new();
    const char *begin = strstr(paragraph->text, "“We will");
    quote->span = (NgSpan) {(uint32_t)(begin - paragraph->text),
                            (uint32_t)(strstr(begin, "”") + strlen("”") - paragraph->text)};
    quote->direct = true;
    quote->speaker = g_strdup("ilona-varga");
    quote->speaker_name = g_strdup("Ilona Varga");
    quote->cue = g_strdup("said");
    g_ptr_array_add(paragraph->quotes, quote);
    add_paragraph(article, "An audit of that kind takes a year.");
    add_hit(answer, article, 2, 7.123456, 4);
    add_hit(answer, article, 3, 2.5, 4);
}

static void add_wide(NgAnswer *answer)
{
    NgArticle *article = add_article(answer, "kowan-1", NULL,
                                     "バルガ買収、ソースコード監査は継続へ", "港湾日報", "2017-09");
    article->source = g_strdup("corpus/kowan.txt");
    g_free(article->lang);
    article->lang = g_strdup("ja");
    NgParagraph *paragraph = add_paragraph(
        article,
        "英通信機器大手バロー・アンド・キーン（Ｂ＆Ｋ）は16日、ハンガリーの情報セキュリティー会社を"
        "19億ドルで買収すると発表した。「監査は続ける」と会社は述べた。");
    add_actor(paragraph, "barrow-keane", "Barrow & Keane", NG_ACTOR_ORG);
    add_hit(answer, article, 0, 2, 1);
}

static void add_hostile(NgAnswer *answer)
{
    NgArticle *article = add_article(answer, "evil", "https://evil.example/\033]8;;x",
                                     "Red \033[31malert\a \xC2\x9B"
                                     "5m audit",
                                     "Out\xE2\x80\xAEtelt\xE2\x80\xAC\nSecond\tline", NULL);
    article->kind = NG_KIND_STATEMENT;
    article->status = NG_STATUS_CORRECTED;
    NgParagraph *paragraph =
        add_paragraph(article, "Replaced by what cleaning would not let through.");
    g_free(paragraph->text);
    paragraph->text = g_strdup("Cafe\xCC\x81 \x1b]0;owned\a audit\r\n of source\x7f code "
                               "\xE2\x80\xAE"
                               "desrever\xE2\x80\xAC Averyveryverylongwordwithout"
                               "anyspaceinitthatgoesonandonandonandonandonuntilnolineholdsit.");
    add_actor(paragraph, "x", "Na\033[2Jme", NG_ACTOR_ORG);
    add_hit(answer, article, 1, 1, 1);
}

NgAnswer *ng_answer_full(void)
{
    static const struct {
        const char *value, *name;
        guint64 count;
        bool selected;
    } actors[] = {{"ilona-varga", "Ilona Varga", 1204, true},
                  {"codeglass", "Codeglass", 17, false},
                  {"federal-systems-inspectorate", "Federal Systems Inspectorate", 9, false},
                  {"barrow-keane", "バロー・アンド・キーン", 3, false},
                  {"x", "Na\033[2Jme", 2, false},
                  {"tomasz-wren", "Tomasz Wren", 1, false},
                  {"long", "The Very Long Name of an Association of Harbour Towns and Inland Ports",
                   1, false}},
      months[] = {{"2017-08", "2017-08", 12, false},
                  {"unknown", "unknown", 4, false},
                  {"2016-12", "2016-12", 3, false},
                  {"2017-01", "2017-01", 1, false}};
    NgAnswer *answer = answer_new("source code audit");
    NgResults *results = &answer->results;
    g_ptr_array_add(results->notices, g_strdup("\"or\" is a word here; the operator is OR"));
    results->total_paragraphs = 20312;
    results->total_articles = 20001;
    results->total_stories = 20001;
    results->exact = false;
    results->next = 3;
    results->took_ms = 1.2345;
    add_long(answer);
    add_wide(answer);
    add_hostile(answer);
    NgFacetResult *facet = add_facet(answer, NG_FACET_ACTOR, false);
    for (guint i = 0; i < G_N_ELEMENTS(actors); i++)
        add_value(facet, actors[i].value, actors[i].name, actors[i].count, actors[i].selected);
    facet = add_facet(answer, NG_FACET_MONTH, true);
    for (guint i = 0; i < G_N_ELEMENTS(months); i++)
        add_value(facet, months[i].value, months[i].name, months[i].count, months[i].selected);
    add_span(answer, "2017-08", 12, 1400);
    add_span(answer, "2017-09", 0, 20);
    add_span(answer, "2017-10", 1, 900);
    NgFacetRequest *asked = g_new0(NgFacetRequest, 2);
    asked[0].facet = NG_FACET_ACTOR;
    asked[1].facet = NG_FACET_MONTH;
    answer->request.facets = asked;
    answer->request.n_facets = 2;
    answer->request.timeline = NG_TIMELINE_MONTH;
    return answer;
}

NgAnswer *ng_answer_nothing(void)
{
    static const char *const actors[] = {"eugene kaspersky", "fbi", NULL};
    static const struct {
        const char *word;
        guint32 articles;
        const char *suggestion;
    } words[] = {
        {"sorce", 0, "source"}, {"code", 58, NULL}, {"監査", 1, NULL}, {"a\033[1m", 0, NULL}};
    NgAnswer *answer = answer_new("sorce code 監査");
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        NgWordHelp *help = g_new0(NgWordHelp, 1);
        *help = (NgWordHelp) {g_strdup(words[i].word), words[i].articles,
                              g_strdup(words[i].suggestion)};
        g_ptr_array_add(answer->results.help, help);
    }
    answer->results.in_different_paragraphs = 12;
    answer->request.actor = actors;
    answer->request.since = "2017-08";
    answer->view.command = "--actor fbi sorce code 監査";
    return answer;
}

bool ng_golden_matches(const char *name, const GString *text, char **why)
{
    const char *root = g_getenv("NG_SOURCE_ROOT"), *mode = g_getenv("NG_GOLDEN");
    g_autofree char *path = g_build_filename(root ? root : ".", "tests", "golden", name, NULL);
    g_autofree char *expected = NULL;
    gsize len = 0;
    if (mode && strcmp(mode, "write") == 0)
        g_file_set_contents(path, text->str, (gssize)text->len, NULL);
    if (!g_file_get_contents(path, &expected, &len, NULL)) {
        *why = g_strdup_printf("%s cannot be read", path);
        return false;
    }
    if (len == text->len && memcmp(expected, text->str, len) == 0)
        return true;
    gsize at = 0;
    while (at < len && at < text->len && expected[at] == text->str[at])
        at++;
    *why = g_strdup_printf("%s differs from byte %" G_GSIZE_FORMAT " on; got:\n%s", path, at,
                           text->str);
    return false;
}
