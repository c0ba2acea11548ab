/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer as JSON, version 1: one object in one line, or a hit a line. docs/output.md and the
 * contract fix keys and their order; jansson keeps the order in which they are set. */
#include "view.h"
#include "json_line.h"
#include "permalink.h"
#include "speakers.h"

#include <math.h>
#include <string.h>

static json_t *rounded(double number, double steps)
{
    return json_real(isfinite(number) ? round(number * steps) / steps : 0.0);
}

static json_t *texts(const GPtrArray *list)
{
    json_t *array = json_array();
    for (guint i = 0; list && i < list->len; i++)
        json_array_append_new(array, ng_json_text(list->pdata[i]));
    return array;
}

static json_t *span_of(NgSpan span)
{
    json_t *pair = json_array();
    json_array_append_new(pair, json_integer(span.begin));
    json_array_append_new(pair, json_integer(span.end));
    return pair;
}

static json_t *spans_of(const GArray *spans)
{
    json_t *array = json_array();
    for (guint i = 0; spans && i < spans->len; i++)
        json_array_append_new(array, span_of(g_array_index(spans, NgSpan, i)));
    return array;
}

static const char *scope_name(NgScope scope)
{
    return scope == NG_SCOPE_ARTICLE ? "article" : scope == NG_SCOPE_QUOTE ? "quote" : "paragraph";
}

static json_t *article_of(const NgHit *hit)
{
    const NgArticle *article = hit->article;
    json_t *object = json_object();
    json_object_set_new(object, "id", ng_json_text(article->id));
    json_object_set_new(object, "title", ng_json_text(article->headline->text));
    json_object_set_new(object, "title_spans", spans_of(hit->title_spans));
    json_object_set_new(object, "url", ng_json_text(article->url));
    json_object_set_new(object, "outlet", ng_json_text(article->outlet));
    json_object_set_new(object, "authors", texts(article->authors));
    json_object_set_new(object, "published", ng_json_text(article->published));
    json_object_set_new(object, "lang", ng_json_text(article->lang));
    json_object_set_new(object, "kind", json_string(ng_kind_name(article->kind)));
    json_object_set_new(object, "status", json_string(ng_status_name(article->status)));
    json_object_set_new(object, "matching", json_integer(hit->matching));
    return object;
}

static json_t *paragraph_of(const NgHit *hit)
{
    g_autofree char *permalink = ng_permalink(hit->article->url, hit->paragraph->text);
    json_t *object = json_object();
    json_object_set_new(object, "n", json_integer(hit->n));
    json_object_set_new(object, "of", json_integer(hit->of));
    json_object_set_new(object, "text", ng_json_text(hit->paragraph->text));
    json_object_set_new(object, "spans", spans_of(hit->spans));
    json_object_set_new(object, "permalink", ng_json_text(permalink));
    return object;
}

/* The paragraphs before and behind it; of a headline the first ones. */
static json_t *context_of(const NgHit *hit, guint context)
{
    json_t *array = json_array();
    const GPtrArray *paragraphs = hit->article->paragraphs;
    guint first = hit->n > context ? hit->n - context : 1;
    for (guint n = first; n <= paragraphs->len && n <= hit->n + context; n++) {
        if (n == hit->n)
            continue;
        json_t *object = json_object();
        json_object_set_new(object, "n", json_integer(n));
        json_object_set_new(object, "text",
                            ng_json_text(((NgParagraph *)paragraphs->pdata[n - 1])->text));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *actors_of(const NgParagraph *paragraph)
{
    json_t *array = json_array();
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        json_t *object = json_object();
        json_object_set_new(object, "id", ng_json_text(mention->id));
        json_object_set_new(object, "name", ng_json_text(mention->name));
        json_object_set_new(object, "kind", json_string(ng_actor_kind_name(mention->kind)));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *quote_of(const NgParagraph *paragraph, const NgQuote *quote)
{
    gsize len = strlen(paragraph->text);
    gsize end = MIN(quote->span.end, len), begin = MIN(quote->span.begin, end);
    g_autofree char *text = g_strndup(paragraph->text + begin, end - begin);
    json_t *object = json_object();
    json_object_set_new(object, "text", ng_json_text(text));
    json_object_set_new(object, "span", span_of(quote->span));
    json_object_set_new(object, "direct", json_boolean(quote->direct));
    json_object_set_new(object, "speaker", ng_json_text(quote->speaker));
    json_object_set_new(object, "speaker_name", ng_json_text(quote->speaker_name));
    json_object_set_new(object, "cue", ng_json_text(quote->cue));
    return object;
}

static json_t *quotes_of(const NgHit *hit)
{
    json_t *array = json_array();
    const GPtrArray *quotes = hit->paragraph->quotes;
    for (guint i = 0; i < quotes->len; i++)
        /* in quote scope the hit is this quotation, not its neighbours */
        if (ng_hit_has_quote(hit, hit->paragraph, i))
            json_array_append_new(array, quote_of(hit->paragraph, quotes->pdata[i]));
    return array;
}

static json_t *differences_of(const NgStoryMember *member)
{
    static const struct {
        NgCopyDiffers flag;
        const char *name;
    } names[] = {{NG_COPY_TITLE, "title"},
                 {NG_COPY_BEGINNING, "beginning"},
                 {NG_COPY_END, "end"},
                 {NG_COPY_CUT, "cut"}};
    json_t *array = json_array();
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (member->differs & names[i].flag)
            json_array_append_new(array, json_string(names[i].name));
    return array;
}

static json_t *member_of(const NgStoryMember *member)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", ng_json_text(member->id));
    json_object_set_new(object, "title", ng_json_text(member->title));
    json_object_set_new(object, "outlet", ng_json_text(member->outlet));
    json_object_set_new(object, "published", ng_json_text(member->published));
    json_object_set_new(object, "url", ng_json_text(member->url));
    json_object_set_new(object, "differs", differences_of(member));
    json_object_set_new(object, "differs_percent", json_integer(member->differs_percent));
    return object;
}

/* An article without copies is a story of one. */
static json_t *story_of(const NgHit *hit, bool show)
{
    json_t *object = json_object();
    const NgStory *story = hit->story;
    json_object_set_new(object, "id", ng_json_text(story ? story->id : hit->article->id));
    json_object_set_new(object, "copies", json_integer(story ? story->copies : 1));
    json_object_set_new(object, "outlets",
                        json_integer(story ? story->outlets : hit->article->outlet != NULL));
    if (show && story) {
        json_t *members = json_array();
        for (guint i = 0; i < story->members->len; i++)
            json_array_append_new(members, member_of(story->members->pdata[i]));
        json_object_set_new(object, "members", members);
    }
    return object;
}

static json_t *hit_of(const NgHit *hit, const NgView *view)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", ng_json_text(hit->id));
    json_object_set_new(object, "score", rounded(hit->score, 1e4));
    json_object_set_new(object, "article", article_of(hit));
    json_object_set_new(object, "paragraph", paragraph_of(hit));
    if (view->context > 0)
        json_object_set_new(object, "context", context_of(hit, view->context));
    json_object_set_new(object, "actors", actors_of(hit->paragraph));
    json_object_set_new(object, "quotes", quotes_of(hit));
    json_object_set_new(object, "story", story_of(hit, view->request->dups_show));
    return object;
}

static json_t *query_of(const NgResults *results)
{
    json_t *object = json_object();
    json_object_set_new(object, "input", ng_json_text(results->input ? results->input : ""));
    json_object_set_new(object, "parsed", ng_json_text(results->parsed ? results->parsed : ""));
    json_object_set_new(object, "scope", json_string(scope_name(results->scope)));
    json_object_set_new(object, "notices", texts(results->notices));
    return object;
}

static json_t *index_of(const NgResults *results)
{
    json_t *object = json_object();
    json_object_set_new(object, "revision", ng_json_text(results->revision));
    json_object_set_new(object, "articles", json_integer(results->index_articles));
    json_object_set_new(object, "paragraphs", json_integer((json_int_t)results->index_paragraphs));
    return object;
}

static json_t *total_of(const NgResults *results)
{
    json_t *object = json_object();
    json_object_set_new(object, "paragraphs", json_integer((json_int_t)results->total_paragraphs));
    json_object_set_new(object, "articles", json_integer((json_int_t)results->total_articles));
    json_object_set_new(object, "stories", json_integer((json_int_t)results->total_stories));
    json_object_set_new(object, "exact", json_boolean(results->exact));
    return object;
}

static json_t *facet_of(const NgFacetResult *facet)
{
    json_t *array = json_array();
    for (guint i = 0; i < facet->values->len; i++) {
        const NgFacetValue *value = facet->values->pdata[i];
        json_t *object = json_object();
        json_object_set_new(object, "value", ng_json_text(value->value));
        json_object_set_new(object, "name", ng_json_text(value->name ? value->name : value->value));
        json_object_set_new(object, "count", json_integer((json_int_t)value->count));
        json_object_set_new(object, "unit", json_string("article"));
        json_object_set_new(object, "exact", json_boolean(facet->exact));
        json_object_set_new(object, "selected", json_boolean(value->selected));
        if (facet->facet == NG_FACET_DISTINCTIVE) {
            json_object_set_new(object, "indexed", json_integer((json_int_t)value->indexed));
            json_object_set_new(object, "score", rounded(value->score, 10));
        }
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *timeline_of(const GPtrArray *timeline)
{
    json_t *array = json_array();
    for (guint i = 0; i < timeline->len; i++) {
        const NgTimelineSpan *span = timeline->pdata[i];
        json_t *object = json_object();
        json_object_set_new(object, "from", ng_json_text(span->from));
        json_object_set_new(object, "count", json_integer((json_int_t)span->count));
        json_object_set_new(object, "indexed", json_integer((json_int_t)span->indexed));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *help_of(const NgResults *results)
{
    json_t *object = json_object(), *words = json_array();
    for (guint i = 0; results->help && i < results->help->len; i++) {
        const NgWordHelp *help = results->help->pdata[i];
        json_t *word = json_object();
        json_object_set_new(word, "word", ng_json_text(help->word));
        json_object_set_new(word, "articles", json_integer(help->articles));
        json_object_set_new(word, "suggestion", ng_json_text(help->suggestion));
        json_array_append_new(words, word);
    }
    json_object_set_new(object, "words", words);
    json_object_set_new(object, "in_different_paragraphs",
                        json_integer(results->in_different_paragraphs));
    return object;
}

void ng_render_json(GString *out, const NgResults *results, const NgView *view)
{
    json_t *object = json_object(), *hits = json_array();
    json_object_set_new(object, "v", json_integer(1));
    json_object_set_new(object, "query", query_of(results));
    json_object_set_new(object, "index", index_of(results));
    json_object_set_new(object, "total", total_of(results));
    for (guint i = 0; results->hits && i < results->hits->len; i++)
        json_array_append_new(hits, hit_of(results->hits->pdata[i], view));
    json_object_set_new(object, "hits", hits);
    if (view->request->n_facets > 0) {
        json_t *facets = json_object();
        for (guint i = 0; results->facets && i < results->facets->len; i++) {
            const NgFacetResult *facet = results->facets->pdata[i];
            json_object_set_new(facets, ng_facet_name(facet->facet), facet_of(facet));
        }
        json_object_set_new(object, "facets", facets);
    }
    if (view->request->timeline != NG_TIMELINE_NONE && results->timeline)
        json_object_set_new(object, "timeline", timeline_of(results->timeline));
    json_object_set_new(object, "next",
                        results->next < 0 ? json_null() : json_integer(results->next));
    if (results->total_articles == 0 || (results->help && results->help->len > 0))
        json_object_set_new(object, "help", help_of(results));
    if (results->explained)
        json_object_set_new(object, "explained", ng_json_text(results->explained));
    json_object_set_new(object, "took_ms", rounded(results->took_ms, 10));
    ng_json_put_line(out, object);
}

void ng_render_ndjson(GString *out, const NgResults *results, const NgView *view)
{
    for (guint i = 0; results->hits && i < results->hits->len; i++)
        ng_json_put_line(out, hit_of(results->hits->pdata[i], view));
}
