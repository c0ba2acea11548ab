/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/support/index_fixture.h"

#include "nutgraf/document.h"
#include "nutgraf/forward.h"
#include "nutgraf/generation.h"
#include "nutgraf/store.h"
#include "nutgraf/stories.h"

#include <string.h>

static const struct {
    const char *id, *name, *alias;
    NgActorKind kind;
} actors[] = {
    {"kaspersky-lab", "Kaspersky Lab", "kaspersky", NG_ACTOR_ORG},
    {"eugene-kaspersky", "Eugene Kaspersky", "kaspersky", NG_ACTOR_PERSON},
    {"fbi", "FBI", "bureau", NG_ACTOR_ORG},
    {"moscow", "Moscow", "moskva", NG_ACTOR_PLACE},
};

/* ---- articles ---- */

static void add_mentions(NgParagraph *paragraph)
{
    for (guint i = 0; i < G_N_ELEMENTS(actors); i++) {
        NgMention *mention = NULL;
        const char *at = paragraph->text;
        while ((at = strstr(at, actors[i].name))) {
            NgSpan span = {(uint32_t)(at - paragraph->text), 0};
            at += strlen(actors[i].name);
            span.end = (uint32_t)(at - paragraph->text);
            if (!mention) {
                mention = ng_mention_new(actors[i].id, actors[i].name, actors[i].kind);
                g_ptr_array_add(paragraph->actors, mention);
            }
            g_array_append_val(mention->spans, span);
        }
    }
}

static void add_quotes(NgParagraph *paragraph, const char *speaker)
{
    const char *at = paragraph->text;
    while ((at = strstr(at, "“"))) {
        const char *end = strstr(at, "”");
        if (!end)
            return;
        end += strlen("”");
        NgQuote *quote = ng_quote_new();
        quote->span =
            (NgSpan) {(uint32_t)(at - paragraph->text), (uint32_t)(end - paragraph->text)};
        quote->direct = true;
        for (guint i = 0; speaker && i < G_N_ELEMENTS(actors); i++)
            if (strcmp(actors[i].id, speaker) == 0) {
                quote->speaker = g_strdup(speaker);
                quote->speaker_name = g_strdup(actors[i].name);
            }
        g_ptr_array_add(paragraph->quotes, quote);
        at = end;
    }
}

NgArticle *fixture_article(const FixtureText *text)
{
    NgArticle *article = ng_article_new();
    article->id = g_strdup(text->id);
    article->version = text->version;
    ng_article_set_title(article, text->title ? text->title : "");
    article->outlet = g_strdup(text->outlet);
    article->published = g_strdup(text->published);
    article->lang = g_strdup(text->lang ? text->lang : "en");
    article->embargo = g_strdup(text->embargo);
    article->url = g_strdup(text->url);
    article->source = g_strdup_printf("/news/%s.html", text->id);
    article->kind = text->kind;
    article->status = text->status;
    if (text->author)
        g_ptr_array_add(article->authors, g_strdup(text->author));
    add_mentions(article->headline);
    for (guint i = 0; i < G_N_ELEMENTS(text->paragraphs) && text->paragraphs[i]; i++) {
        NgParagraph *paragraph =
            ng_article_add_paragraph(article, text->paragraphs[i], -1, NG_ROLE_BODY);
        g_assert_nonnull(paragraph);
        add_mentions(paragraph);
        add_quotes(paragraph, text->speaker);
    }
    return article;
}

/* ---- the index ---- */

char *fixture_folder(void)
{
    g_autoptr(GError) error = NULL;
    char *dir = g_dir_make_tmp("nutgraf-test-XXXXXX", &error);
    g_assert_no_error(error);
    return dir;
}

Fixture *fixture_new(void)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->dir = fixture_folder();
    fixture->articles = g_ptr_array_new_with_free_func((GDestroyNotify)ng_article_free);
    return fixture;
}

void fixture_free(Fixture *fixture)
{
    if (!fixture)
        return;
    ng_remove_tree(fixture->dir);
    g_free(fixture->dir);
    g_ptr_array_unref(fixture->articles);
    g_free(fixture);
}

void fixture_add(Fixture *fixture, NgArticle *article)
{
    g_ptr_array_add(fixture->articles, article);
}

void fixture_add_texts(Fixture *fixture, const FixtureText *texts, guint n)
{
    for (guint i = 0; i < n; i++)
        fixture_add(fixture, fixture_article(&texts[i]));
}

typedef struct {
    NgDbWriter *writer;
    NgDbDoc *doc;
} Sink;

static void sink_term(gpointer data, const char *term, gsize len, guint32 wdf)
{
    ng_db_doc_term(((Sink *)data)->doc, term, len, wdf);
}

static void sink_value(gpointer data, guint32 slot, const char *value, gsize len)
{
    ng_db_doc_value(((Sink *)data)->doc, slot, value, len);
}

static void sink_record(gpointer data, const char *bytes, gsize len)
{
    ng_db_doc_data(((Sink *)data)->doc, bytes, len);
}

static void set_metadata(NgDbWriter *writer, const char *key, gsize key_len, const char *value,
                         gsize len)
{
    g_autoptr(GError) error = NULL;
    ng_db_writer_metadata(writer, key, key_len, value, len, &error);
    g_assert_no_error(error);
}

static void sink_name(gpointer data, const char *key, gsize key_len, const char *value,
                      gsize value_len)
{
    set_metadata(((Sink *)data)->writer, key, key_len, value, value_len);
}

static void set_aliases(NgDbWriter *writer)
{
    for (guint i = 0; i < G_N_ELEMENTS(actors); i++) {
        g_autofree char *key = ng_alias_key(actors[i].alias);
        g_autoptr(GString) ids = g_string_new(NULL);
        for (guint j = 0; j < G_N_ELEMENTS(actors); j++)
            if (strcmp(actors[i].alias, actors[j].alias) == 0)
                g_string_append_printf(ids, "%s%s", ids->len ? "\n" : "", actors[j].id);
        set_metadata(writer, key, strlen(key), ids->str, ids->len);
    }
}

/* Writes articles from `first` on, and what they all come to. */
static void write_articles(const Fixture *fixture, NgDbWriter *writer, guint first)
{
    NgDocumentBuilder *builder = ng_document_builder_new();
    Sink data = {writer, ng_db_doc_new()};
    NgDocumentSink sink = {sink_term, sink_value, sink_record, sink_name, &data};
    g_autoptr(GError) error = NULL;
    guint paragraphs = 0;
    guint32 last_before = ng_db_last(ng_db_writer_reader(writer));
    for (guint i = 0; i < fixture->articles->len; i++) {
        const NgArticle *article = fixture->articles->pdata[i];
        NgVersion version;
        if (article->status != NG_STATUS_WITHDRAWN)
            paragraphs += article->paragraphs->len;
        if (i < first)
            continue;
        ng_version_of(article, &version);
        ng_db_doc_clear(data.doc);
        ng_document_build(builder, article, &version, &sink);
        ng_db_writer_add(writer, data.doc, NULL, &error);
        g_assert_no_error(error);
    }
    ng_stories_update(writer, NULL, last_before + 1, &error);
    g_assert_no_error(error);
    g_autofree char *totals = g_strdup_printf("%u 0", paragraphs);
    set_metadata(writer, "totals", 6, totals, strlen(totals));
    set_aliases(writer);
    ng_db_doc_free(data.doc);
    ng_document_builder_free(builder);
}

/* With lists of what two articles have: small as these indexes are, they are read in both ways. */
static void write_common(const char *path)
{
    static const char *const all[] = {NG_TERM_LANG,    NG_TERM_INNER_LANG, NG_TERM_WITHDRAWN,
                                      NG_TERM_EMBARGO, NG_TERM_MONTH,      NULL},
                             *const some[] = {NG_TERM_ACTOR, NULL}, *const parted[] = {"a", "b",
                                                                                       "c", "m",
                                                                                       "s", "t",
                                                                                       NULL};
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GError) error = NULL;
    g_ptr_array_add(keys, g_bytes_new("totals", strlen("totals")));
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const NgDbCommon what = {.all = all,
                             .some = some,
                             .parted = parted,
                             .least = 2,
                             .parts_slot = NG_SLOT_FORWARD,
                             .parts = ng_forward_paragraphs,
                             .parts_data = places,
                             .keys = keys};
    ng_db_write_common(path, &what, &error);
    g_assert_no_error(error);
}

void fixture_publish(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(NgWriting) writing = ng_writing_begin(fixture->dir, true, &error);
    g_assert_no_error(error);
    g_autofree char *next = ng_writing_next(writing);
    NgDbWriter *writer = ng_db_writer_open(next, NG_DB_CREATE | NG_DB_SCRATCH, &error);
    g_assert_no_error(error);
    write_articles(fixture, writer, 0);
    ng_db_writer_close(writer, &error);
    g_assert_no_error(error);
    static const guint32 slots[] = {NG_SLOT_META, NG_SLOT_FORWARD};
    ng_db_write_columns(next, slots, G_N_ELEMENTS(slots), &error);
    g_assert_no_error(error);
    ng_db_write_facet_rows(next, NG_SLOT_META, &error);
    g_assert_no_error(error);
    ng_stories_write_file(next, &error);
    g_assert_no_error(error);
    write_common(next);
    ng_writing_publish(writing, &error);
    g_assert_no_error(error);
}

void fixture_commit(Fixture *fixture, const FixtureText *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(NgWriting) writing = ng_writing_begin(fixture->dir, false, &error);
    g_assert_no_error(error);
    ng_writing_in_place_begin(writing, &error);
    g_assert_no_error(error);
    NgDbWriter *writer = ng_db_writer_open(ng_writing_live(writing), 0, &error);
    g_assert_no_error(error);
    guint before = fixture->articles->len;
    fixture_add(fixture, fixture_article(text));
    write_articles(fixture, writer, before);
    ng_db_writer_close(writer, &error);
    g_assert_no_error(error);
    ng_writing_in_place_end(writing, false);
}

NgIndex *fixture_open_both(const Fixture *first, const Fixture *second)
{
    g_autoptr(GError) error = NULL;
    const char *const dirs[] = {first->dir, second ? second->dir : NULL, NULL};
    NgIndex *index = ng_index_open(dirs, &error);
    g_assert_no_error(error);
    return index;
}

NgIndex *fixture_open(const Fixture *fixture)
{
    return fixture_open_both(fixture, NULL);
}

/* ---- answers ---- */

NgResults *fixture_ask(NgIndex *index, const NgRequest *request)
{
    g_autoptr(GError) error = NULL;
    NgResults *results = ng_search(index, request, NULL, &error);
    if (error)
        g_printerr("query \"%s\"\n", request->query);
    g_assert_no_error(error);
    return results;
}

char *fixture_hits(NgIndex *index, const NgRequest *request)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(NgResults) results = ng_search(index, request, NULL, &error);
    GString *shown = g_string_new(NULL);
    if (!results)
        g_string_printf(shown, "error: %s", error->message);
    for (guint i = 0; results && i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        g_string_append_printf(shown, "%s%s", i ? " " : "", hit->id);
    }
    if (!shown->len)
        g_string_append_c(shown, '-');
    return g_string_free(shown, FALSE);
}

char *fixture_facet(NgIndex *index, const NgRequest *request, NgFacet facet)
{
    NgFacetRequest one = {facet, 0};
    NgRequest asked = *request;
    asked.facets = &one;
    asked.n_facets = 1;
    g_autoptr(NgResults) results = fixture_ask(index, &asked);
    const NgFacetResult *result = results->facets->pdata[0];
    GString *shown = g_string_new(NULL);
    g_assert_cmpint(result->facet, ==, facet);
    for (guint i = 0; i < result->values->len; i++) {
        const NgFacetValue *value = result->values->pdata[i];
        g_string_append_printf(shown, "%s%s%s %" G_GUINT64_FORMAT, i ? ", " : "",
                               value->selected ? "*" : "", value->value, value->count);
    }
    return g_string_free(shown, FALSE);
}
