/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/support/query_model.h"

#include "nutgraf/document.h"
#include "nutgraf/forward.h"
#include "nutgraf/token.h"

#include <string.h>

typedef struct {
    NgArticle *article;
    GHashTable *terms; /* GBytes -> GArray of uint32_t */
} Document;

struct Model {
    GPtrArray *documents; /* of Document */
    const char *const *languages;
    NgVocabulary vocabulary;
    NgDocumentBuilder *builder;
};

static const struct {
    const char *id, *name, *alias;
    NgActorKind kind;
} actors[] = {
    {"kaspersky-lab", "Kaspersky Lab", "kaspersky", NG_ACTOR_ORG},
    {"eugene-kaspersky", "Eugene Kaspersky", "kaspersky", NG_ACTOR_PERSON},
    {"fbi", "FBI", "bureau", NG_ACTOR_ORG},
    {"moscow", "Moscow", "moskva", NG_ACTOR_PLACE},
};

static void document_free(gpointer data)
{
    Document *document = data;
    ng_article_free(document->article);
    g_hash_table_unref(document->terms);
    g_free(document);
}

/* ---- what the planner asks ---- */

static guint32 frequency_of(const Model *model, GBytes *term)
{
    guint32 n = 0;
    for (guint i = 0; i < model->documents->len; i++)
        n += g_hash_table_contains(((Document *)model->documents->pdata[i])->terms, term);
    return n;
}

static bool frequency(gpointer data, const char *term, gsize len, guint32 *documents,
                      GError **error)
{
    (void)error;
    g_autoptr(GBytes) bytes = g_bytes_new(term, len);
    *documents = frequency_of(data, bytes);
    return true;
}

static int compare_bytes(gconstpointer a, gconstpointer b)
{
    return g_bytes_compare(*(GBytes *const *)a, *(GBytes *const *)b);
}

static bool each_term(gpointer data, const char *prefix, gsize len,
                      bool (*func)(const char *, gsize, guint32, gpointer), gpointer func_data,
                      GError **error)
{
    const Model *model = data;
    g_autoptr(GHashTable) all = g_hash_table_new(g_bytes_hash, g_bytes_equal);
    (void)error;
    for (guint i = 0; i < model->documents->len; i++) {
        GHashTableIter iter;
        gpointer term;
        g_hash_table_iter_init(&iter, ((Document *)model->documents->pdata[i])->terms);
        while (g_hash_table_iter_next(&iter, &term, NULL)) {
            gsize size;
            const char *bytes = g_bytes_get_data(term, &size);
            if (size >= len && memcmp(bytes, prefix, len) == 0)
                g_hash_table_add(all, term);
        }
    }
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    GHashTableIter each;
    gpointer key;
    g_hash_table_iter_init(&each, all);
    while (g_hash_table_iter_next(&each, &key, NULL))
        g_ptr_array_add(sorted, key);
    g_ptr_array_sort(sorted, compare_bytes);
    for (guint i = 0; i < sorted->len; i++) {
        gsize size;
        const char *bytes = g_bytes_get_data(sorted->pdata[i], &size);
        if (!func(bytes, size, frequency_of(model, sorted->pdata[i]), func_data))
            break;
    }
    return true;
}

static char **find_actors(gpointer data, const char *name, GError **error)
{
    g_autoptr(GStrvBuilder) found = g_strv_builder_new();
    (void)data;
    (void)error;
    for (guint i = 0; i < G_N_ELEMENTS(actors); i++) {
        if (!g_ascii_strcasecmp(name, actors[i].id) || !g_ascii_strcasecmp(name, actors[i].name) ||
            !g_ascii_strcasecmp(name, actors[i].alias))
            g_strv_builder_add(found, actors[i].id);
    }
    return g_strv_builder_end(found);
}

static bool actor_kind(gpointer data, const char *id, NgActorKind *kind)
{
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(actors); i++) {
        if (strcmp(id, actors[i].id) == 0) {
            *kind = actors[i].kind;
            return true;
        }
    }
    return false;
}

static char *nearest_actor(gpointer data, const char *name)
{
    (void)data;
    return g_str_has_prefix(name, "kasp") ? g_strdup("Kaspersky Lab") : NULL;
}

/* ---- building ---- */

static void take_term(gpointer data, const char *term, gsize len, guint32 wdf)
{
    Document *document = data;
    (void)wdf;
    g_hash_table_insert(document->terms, g_bytes_new(term, len),
                        g_array_new(FALSE, FALSE, sizeof(uint32_t)));
}

/* Comes after the terms that have a place. */
static void take_value(gpointer data, guint32 slot, const char *value, gsize len)
{
    Document *document = data;
    NgForward forward;
    GHashTableIter iter;
    gpointer term, positions;
    if (slot != NG_SLOT_FORWARD)
        return;
    g_assert_true(ng_forward_open(&forward, value, len));
    g_hash_table_iter_init(&iter, document->terms);
    while (g_hash_table_iter_next(&iter, &term, &positions)) {
        gsize size;
        const char *bytes = g_bytes_get_data(term, &size);
        NgForwardTerm wanted = ng_forward_term(bytes, size);
        if (*bytes == *NG_TERM_RAW)
            continue;
        ng_forward_find(&forward, &wanted, NULL, positions);
        ng_forward_settle(&forward, positions, 0);
    }
}

static void no_record(gpointer data, const char *bytes, gsize len)
{
    (void)data, (void)bytes, (void)len;
}

static void no_name(gpointer data, const char *key, gsize key_len, const char *value,
                    gsize value_len)
{
    (void)data, (void)key, (void)key_len, (void)value, (void)value_len;
}

static void find_quotes(NgParagraph *paragraph, const char *speaker)
{
    for (const char *at = paragraph->text; (at = strstr(at, "\u201C"));) {
        const char *end = strstr(at, "\u201D");
        if (!end)
            return;
        NgQuote *quote = ng_quote_new();
        end += strlen("\u201D");
        quote->span =
            (NgSpan) {(uint32_t)(at - paragraph->text), (uint32_t)(end - paragraph->text)};
        quote->direct = true;
        quote->speaker = g_strdup(speaker);
        quote->speaker_name = g_strdup(speaker);
        g_ptr_array_add(paragraph->quotes, quote);
        at = end;
    }
}

static void find_mentions(NgParagraph *paragraph)
{
    for (guint i = 0; i < G_N_ELEMENTS(actors); i++) {
        const char *at = strstr(paragraph->text, actors[i].name);
        if (!at)
            continue;
        NgMention *mention = ng_mention_new(actors[i].id, actors[i].name, actors[i].kind);
        NgSpan span = {(uint32_t)(at - paragraph->text), 0};
        span.end = span.begin + (uint32_t)strlen(actors[i].name);
        g_array_append_val(mention->spans, span);
        g_ptr_array_add(paragraph->actors, mention);
    }
}

Model *model_new(const char *const *languages)
{
    Model *model = g_new0(Model, 1);
    model->documents = g_ptr_array_new_with_free_func(document_free);
    model->builder = ng_document_builder_new();
    model->vocabulary = (NgVocabulary) {.data = model,
                                        .languages = languages,
                                        .frequency = frequency,
                                        .each_term = each_term,
                                        .actors = find_actors,
                                        .actor_kind = actor_kind,
                                        .nearest_actor = nearest_actor};
    return model;
}

void model_free(Model *model)
{
    g_ptr_array_unref(model->documents);
    ng_document_builder_free(model->builder);
    g_free(model);
}

guint model_add(Model *model, NgArticle *article, const char *speaker)
{
    Document *document = g_new0(Document, 1);
    NgVersion version;
    document->article = article;
    document->terms = g_hash_table_new_full(
        g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, (GDestroyNotify)g_array_unref);
    find_mentions(article->headline);
    for (guint i = 0; i < article->paragraphs->len; i++) {
        find_quotes(article->paragraphs->pdata[i], speaker);
        find_mentions(article->paragraphs->pdata[i]);
    }
    NgDocumentSink sink = {take_term, take_value, no_record, no_name, document};
    ng_version_of(article, &version);
    ng_document_build(model->builder, article, &version, &sink);
    g_ptr_array_add(model->documents, document);
    return model->documents->len - 1;
}

guint model_count(const Model *model)
{
    return model->documents->len;
}

const NgVocabulary *model_vocabulary(Model *model)
{
    return &model->vocabulary;
}

/* ---- running ---- */

static GArray *positions_of(const Document *document, const char *term, gsize len)
{
    g_autoptr(GBytes) key = g_bytes_new(term, len);
    return g_hash_table_lookup(document->terms, key);
}

static bool has_position(const GArray *positions, uint64_t want)
{
    for (guint i = 0; i < positions->len; i++) {
        if (g_array_index(positions, uint32_t, i) == want)
            return true;
    }
    return false;
}

static bool matches(const Document *document, const NgMatch *match)
{
    bool all = true, any = false, first = false, others = false;
    if (match->op == NG_MATCH_TERM)
        return positions_of(document, match->term, match->term_len) != NULL;
    for (guint i = 0; match->kids && i < match->kids->len; i++) {
        bool kid = matches(document, match->kids->pdata[i]);
        all = all && kid;
        any = any || kid;
        if (i)
            others = others || kid;
        else
            first = kid;
    }
    switch (match->op) {
    case NG_MATCH_ALL:
        return true;
    case NG_MATCH_AND:
    case NG_MATCH_FILTER:
        return all;
    case NG_MATCH_OR:
    case NG_MATCH_SYNONYM:
        return any;
    case NG_MATCH_AND_NOT:
        return first && !others;
    case NG_MATCH_MAYBE:
    case NG_MATCH_SCALE:
        return first;
    case NG_MATCH_NONE:
        return false;
    default:
        g_assert_not_reached();
    }
}

bool model_matches(const Model *model, guint n, const NgMatch *match)
{
    return matches(model->documents->pdata[n], match);
}

/* Does the word that stands there have the form (exact), or any form of it begin so? */
static bool form_fits(const Document *document, const NgLeaf *leaf, uint32_t position)
{
    const NgArticle *article = document->article;
    uint32_t n = position / NG_BLOCK_STRIDE, word = position % NG_BLOCK_STRIDE;
    const NgParagraph *paragraph = n ? article->paragraphs->pdata[n - 1] : article->headline;
    NgTokens tokens;
    bool fits = false;
    ng_tokens_init(&tokens);
    ng_tokenise(&tokens, paragraph->text, strlen(paragraph->text));
    for (uint32_t i = 0; i < tokens.n; i++) {
        const NgToken *token = &tokens.v[i];
        if (token->word != word || (leaf->exact && token->flags & NG_TOKEN_EXTRA))
            continue;
        const char *want = leaf->exact ? leaf->exact : leaf->prefix;
        gsize len = strlen(want);
        fits = fits || (token->form_len >= len && (leaf->prefix || token->form_len == len) &&
                        memcmp(ng_token_form(&tokens, i), want, len) == 0);
    }
    ng_tokens_clear(&tokens);
    return fits;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static GArray *leaf_positions(const Document *document, const NgLeaf *leaf)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < leaf->terms->len; i++) {
        gsize len;
        const char *term = g_bytes_get_data(leaf->terms->pdata[i], &len);
        GArray *positions = positions_of(document, term, len);
        uint32_t zero = 0;
        if (leaf->boolean && positions)
            g_array_append_val(out, zero);
        for (guint j = 0; positions && !leaf->boolean && j < positions->len; j++) {
            uint32_t at = g_array_index(positions, uint32_t, j);
            if (has_position(out, at))
                continue;
            if ((!leaf->exact && !leaf->prefix) || form_fits(document, leaf, at))
                g_array_append_val(out, at);
        }
    }
    g_array_sort(out, by_number);
    return out;
}

bool model_passages(const Model *model, guint n, const NgPlan *plan, GArray *passages)
{
    const Document *document = model->documents->pdata[n];
    guint none = 0;
    if (!plan->passage) {
        g_array_append_val(passages, none);
        return true;
    }
    guint n_leaves = plan->leaves->len;
    g_autoptr(GPtrArray) arrays = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autofree NgPositions *leaves = g_new0(NgPositions, n_leaves + 1);
    for (guint i = 0; i < n_leaves; i++) {
        GArray *positions = leaf_positions(document, plan->leaves->pdata[i]);
        g_ptr_array_add(arrays, positions);
        leaves[i] = (NgPositions) {(const uint32_t *)(void *)positions->data, positions->len};
    }
    GArray *begin = positions_of(document, NG_TERM_QUOTE_BEGIN, 2);
    GArray *end = positions_of(document, NG_TERM_QUOTE_END, 2);
    NgPassageInput input = {.leaves = leaves,
                            .n_leaves = n_leaves,
                            .n_paragraphs = document->article->paragraphs->len + 1};
    if (plan->needs_quotes && begin && end) {
        g_assert(begin->len == end->len);
        input.quote_begin = (const uint32_t *)(void *)begin->data;
        input.quote_end = (const uint32_t *)(void *)end->data;
        input.n_quotes = begin->len;
    }
    NgPassageScratch *scratch = ng_passage_scratch_new();
    bool any = ng_passage_eval(plan->passage, plan->scope, &input, scratch, passages);
    ng_passage_scratch_free(scratch);
    return any;
}

char *model_find(const Model *model, const NgPlan *plan)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < model->documents->len; i++) {
        g_autoptr(GArray) passages = g_array_new(FALSE, FALSE, sizeof(guint));
        if (!model_matches(model, i, plan->match) || !model_passages(model, i, plan, passages))
            continue;
        for (guint j = 0; j < passages->len; j++)
            g_string_append_printf(out, "%s%u#%u", out->len ? " " : "", i + 1,
                                   g_array_index(passages, guint, j));
    }
    return g_string_free(out, FALSE);
}
