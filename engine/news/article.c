/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an article's life: made, filled, copied, freed; the names of its enumerations.
 * Cleaning of text is in clean.c, ids and URLs in article_id.c, JSON in article_json.c. */
#include "nutgraf/article.h"

#include <string.h>

static void mention_free(gpointer mention)
{
    ng_mention_free(mention);
}

static void quote_free(gpointer quote)
{
    ng_quote_free(quote);
}

static void paragraph_free(gpointer paragraph)
{
    ng_paragraph_free(paragraph);
}

/* The text must be clean already. Takes it over. */
static NgParagraph *paragraph_take(char *text, NgRole role)
{
    NgParagraph *paragraph = g_new0(NgParagraph, 1);
    paragraph->text = text;
    paragraph->role = role;
    paragraph->actors = g_ptr_array_new_with_free_func(mention_free);
    paragraph->quotes = g_ptr_array_new_with_free_func(quote_free);
    return paragraph;
}

NgParagraph *ng_paragraph_new(const char *text, gssize len_bytes, NgRole role)
{
    char *clean = ng_clean_text(text, len_bytes);
    return paragraph_take(clean != NULL ? clean : g_strdup(""), role);
}

void ng_paragraph_free(NgParagraph *paragraph)
{
    if (paragraph == NULL) {
        return;
    }
    g_free(paragraph->text);
    g_ptr_array_unref(paragraph->actors);
    g_ptr_array_unref(paragraph->quotes);
    if (paragraph->times)
        g_array_unref(paragraph->times);
    g_free(paragraph);
}

NgMention *ng_mention_new(const char *id, const char *name, NgActorKind kind)
{
    NgMention *mention = g_new0(NgMention, 1);
    mention->id = g_strdup(id);
    mention->name = g_strdup(name);
    mention->kind = kind;
    mention->spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    return mention;
}

void ng_mention_free(NgMention *mention)
{
    if (mention == NULL) {
        return;
    }
    g_free(mention->id);
    g_free(mention->name);
    g_array_unref(mention->spans);
    g_free(mention);
}

guint ng_quote_voices(const GPtrArray *quotes, guint first)
{
    guint n = 1;
    while (first + n < quotes->len &&
           ng_quote_is_same(quotes->pdata[first], quotes->pdata[first + n]))
        n++;
    return n;
}

NgQuote *ng_quote_new(void)
{
    return g_new0(NgQuote, 1);
}

void ng_quote_free(NgQuote *quote)
{
    if (quote == NULL) {
        return;
    }
    g_free(quote->speaker);
    g_free(quote->speaker_name);
    g_free(quote->cue);
    g_free(quote);
}

NgArticle *ng_article_new(void)
{
    NgArticle *article = g_new0(NgArticle, 1);
    article->version = 1;
    article->headline = paragraph_take(g_strdup(""), NG_ROLE_HEADING);
    article->authors = g_ptr_array_new_with_free_func(g_free);
    article->credit = g_ptr_array_new_with_free_func(g_free);
    article->provenance = g_ptr_array_new_with_free_func(g_free);
    article->paragraphs = g_ptr_array_new_with_free_func(paragraph_free);
    return article;
}

void ng_article_free(NgArticle *article)
{
    if (article == NULL) {
        return;
    }
    g_free(article->id);
    g_free(article->url);
    ng_paragraph_free(article->headline);
    g_free(article->outlet);
    g_ptr_array_unref(article->authors);
    g_ptr_array_unref(article->credit);
    g_free(article->published);
    g_free(article->updated);
    g_free(article->added);
    g_free(article->lang);
    g_free(article->source);
    g_free(article->embargo);
    g_ptr_array_unref(article->provenance);
    g_ptr_array_unref(article->paragraphs);
    g_clear_pointer(&article->considered, g_ptr_array_unref);
    g_free(article);
}

static gpointer mention_copy(gconstpointer src, gpointer data)
{
    (void)data;
    const NgMention *from = src;
    NgMention *to = ng_mention_new(from->id, from->name, from->kind);
    if (from->spans->len > 0) {
        g_array_append_vals(to->spans, from->spans->data, from->spans->len);
    }
    return to;
}

static gpointer quote_copy(gconstpointer src, gpointer data)
{
    (void)data;
    const NgQuote *from = src;
    NgQuote *to = ng_quote_new();
    to->span = from->span;
    to->direct = from->direct;
    to->speaker = g_strdup(from->speaker);
    to->speaker_name = g_strdup(from->speaker_name);
    to->cue = g_strdup(from->cue);
    return to;
}

static gpointer string_copy(gconstpointer src, gpointer data)
{
    (void)data;
    return g_strdup(src);
}

static gpointer paragraph_copy(gconstpointer src, gpointer data)
{
    (void)data;
    const NgParagraph *from = src;
    NgParagraph *to = g_new0(NgParagraph, 1);
    to->text = g_strdup(from->text);
    to->role = from->role;
    /* g_ptr_array_copy keeps the free function. */
    to->actors = g_ptr_array_copy(from->actors, (GCopyFunc)mention_copy, NULL);
    to->quotes = g_ptr_array_copy(from->quotes, (GCopyFunc)quote_copy, NULL);
    to->times = from->times ? g_array_copy(from->times) : NULL;
    to->lang = from->lang;
    to->lang_given = from->lang_given;
    to->actors_given = from->actors_given;
    to->quotes_given = from->quotes_given;
    return to;
}

NgArticle *ng_article_copy(const NgArticle *article)
{
    NgArticle *copy = g_new0(NgArticle, 1);
    *copy = *article; /* the plain values; every pointer is replaced below */
    copy->id = g_strdup(article->id);
    copy->url = g_strdup(article->url);
    copy->headline = paragraph_copy(article->headline, NULL);
    copy->outlet = g_strdup(article->outlet);
    copy->authors = g_ptr_array_copy(article->authors, (GCopyFunc)string_copy, NULL);
    copy->credit = g_ptr_array_copy(article->credit, (GCopyFunc)string_copy, NULL);
    copy->published = g_strdup(article->published);
    copy->updated = g_strdup(article->updated);
    copy->added = g_strdup(article->added);
    copy->lang = g_strdup(article->lang);
    copy->source = g_strdup(article->source);
    copy->embargo = g_strdup(article->embargo);
    copy->provenance = g_ptr_array_copy(article->provenance, (GCopyFunc)string_copy, NULL);
    copy->paragraphs = g_ptr_array_copy(article->paragraphs, (GCopyFunc)paragraph_copy, NULL);
    copy->considered = NULL;
    if (article->considered != NULL) {
        ng_article_keep_considered(copy);
        for (guint i = 0; i < article->considered->len; i++) {
            const NgConsidered *from = g_ptr_array_index(article->considered, i);
            ng_article_consider(copy, from->field, from->rule, from->value, from->confidence);
        }
    }
    return copy;
}

NgParagraph *ng_article_add_paragraph(NgArticle *article, const char *text, gssize len_bytes,
                                      NgRole role)
{
    char *clean = ng_clean_text(text, len_bytes);
    if (clean == NULL) {
        return NULL;
    }
    NgParagraph *paragraph = paragraph_take(clean, role);
    g_ptr_array_add(article->paragraphs, paragraph);
    return paragraph;
}

void ng_article_set_title(NgArticle *article, const char *title)
{
    ng_paragraph_free(article->headline);
    article->headline = ng_paragraph_new(title, -1, NG_ROLE_HEADING);
}

/* Index of the pair's field in the flat list of pairs, or its length. */
static guint provenance_find(const NgArticle *article, const char *field)
{
    guint i = 0;
    while (i + 1 < article->provenance->len &&
           !g_str_equal(g_ptr_array_index(article->provenance, i), field)) {
        i += 2;
    }
    return i;
}

void ng_article_set_provenance(NgArticle *article, const char *field, const char *rule)
{
    guint i = provenance_find(article, field);
    if (i < article->provenance->len) {
        char **slot = (char **)&g_ptr_array_index(article->provenance, i + 1);
        char *old = *slot;
        *slot = g_strdup(rule);
        g_free(old);
        return;
    }
    g_ptr_array_add(article->provenance, g_strdup(field));
    g_ptr_array_add(article->provenance, g_strdup(rule));
}

const char *ng_article_provenance(const NgArticle *article, const char *field)
{
    guint i = provenance_find(article, field);
    return i < article->provenance->len ? g_ptr_array_index(article->provenance, i + 1) : NULL;
}

bool ng_article_is_teaser(const NgArticle *article)
{
    const char *rule = ng_article_provenance(article, "text");
    return rule && g_str_has_prefix(rule, NG_TEASER_RULE);
}

static const char *const kind_names[] = {
    [NG_KIND_ARTICLE] = "article", [NG_KIND_STATEMENT] = "statement"};
static const char *const status_names[] = {[NG_STATUS_LIVE] = "live",
                                           [NG_STATUS_CORRECTED] = "corrected",
                                           [NG_STATUS_WITHDRAWN] = "withdrawn"};
static const char *const role_names[] = {
    [NG_ROLE_BODY] = "body",   [NG_ROLE_LEDE] = "lede", [NG_ROLE_HEADING] = "heading",
    [NG_ROLE_QUOTE] = "quote", [NG_ROLE_LIST] = "list", [NG_ROLE_CAPTION] = "caption"};
static const char *const actor_kind_names[] = {
    [NG_ACTOR_ORG] = "org", [NG_ACTOR_PERSON] = "person", [NG_ACTOR_PLACE] = "place"};

/* -1 when it is none of them. */
static int name_index(const char *const *names, guint n, const char *name)
{
    for (guint i = 0; i < n; i++) {
        if (strcmp(names[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

const char *ng_kind_name(NgKind kind)
{
    return kind_names[kind];
}

bool ng_kind_parse(const char *name, NgKind *kind)
{
    int i = name_index(kind_names, G_N_ELEMENTS(kind_names), name);
    if (i >= 0) {
        *kind = (NgKind)i;
    }
    return i >= 0;
}

const char *ng_status_name(NgStatus status)
{
    return status_names[status];
}

bool ng_status_parse(const char *name, NgStatus *status)
{
    int i = name_index(status_names, G_N_ELEMENTS(status_names), name);
    if (i >= 0) {
        *status = (NgStatus)i;
    }
    return i >= 0;
}

const char *ng_role_name(NgRole role)
{
    return role_names[role];
}

bool ng_role_parse(const char *name, NgRole *role)
{
    int i = name_index(role_names, G_N_ELEMENTS(role_names), name);
    if (i >= 0) {
        *role = (NgRole)i;
    }
    return i >= 0;
}

const char *ng_actor_kind_name(NgActorKind kind)
{
    return actor_kind_names[kind];
}

bool ng_actor_kind_parse(const char *name, NgActorKind *kind)
{
    int i = name_index(actor_kind_names, G_N_ELEMENTS(actor_kind_names), name);
    if (i >= 0) {
        *kind = (NgActorKind)i;
    }
    return i >= 0;
}
