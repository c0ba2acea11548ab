/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what else could have stood in a field, kept only for `extract --provenance`. */
#include "nutgraf/article.h"

#include <string.h>

/* A page may repeat a field thousands of times; who looks into it has seen enough by then. */
#define MAX_CONSIDERED 400
#define MAX_VALUE_BYTES 300

static void considered_free(gpointer data)
{
    NgConsidered *one = data;
    g_free(one->field);
    g_free(one->rule);
    g_free(one->value);
    g_free(one);
}

void ng_article_keep_considered(NgArticle *article)
{
    if (article->considered == NULL) {
        article->considered = g_ptr_array_new_with_free_func(considered_free);
    }
}

/* Cleaned, cut at a character's border with an ellipsis; NULL when nothing is left. */
static char *shortened(const char *value)
{
    gsize len = strnlen(value, MAX_VALUE_BYTES * 4);
    char *clean = ng_clean_text(value, (gssize)len);
    if (clean == NULL || strlen(clean) <= MAX_VALUE_BYTES) {
        return clean;
    }
    const char *end = g_utf8_find_prev_char(clean, clean + MAX_VALUE_BYTES + 1);
    char *cut = g_strdup_printf("%.*s…", (int)(end - clean), clean);
    g_free(clean);
    return cut;
}

void ng_article_consider(NgArticle *article, const char *field, const char *rule, const char *value,
                         double confidence)
{
    if (article->considered == NULL || value == NULL ||
        article->considered->len >= MAX_CONSIDERED) {
        return;
    }
    g_autofree char *text = shortened(value);
    if (text == NULL) {
        return;
    }
    for (guint i = 0; i < article->considered->len; i++) {
        const NgConsidered *one = g_ptr_array_index(article->considered, i);
        if (strcmp(one->field, field) == 0 && strcmp(one->rule, rule) == 0 &&
            strcmp(one->value, text) == 0) {
            return;
        }
    }
    NgConsidered *one = g_new0(NgConsidered, 1);
    one->field = g_strdup(field);
    one->rule = g_strdup(rule);
    one->value = g_steal_pointer(&text);
    one->confidence = CLAMP(confidence, 0, 1);
    g_ptr_array_add(article->considered, one);
}

const char *ng_article_field(const NgArticle *article, const char *field)
{
    if (strcmp(field, "title") == 0) {
        return article->headline->text[0] != '\0' ? article->headline->text : NULL;
    }
    if (strcmp(field, "authors") == 0) {
        return article->authors->len > 0 ? g_ptr_array_index(article->authors, 0) : NULL;
    }
    if (strcmp(field, "text") == 0) {
        return article->paragraphs->len > 0
                   ? ((NgParagraph *)g_ptr_array_index(article->paragraphs, 0))->text
                   : NULL;
    }
    const struct {
        const char *name, *value;
    } plain[] = {{"outlet", article->outlet},
                 {"published", article->published},
                 {"updated", article->updated},
                 {"lang", article->lang},
                 {"url", article->url}};
    for (guint i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (strcmp(plain[i].name, field) == 0) {
            return plain[i].value;
        }
    }
    return NULL;
}

bool ng_article_considered_chosen(const NgArticle *article, const NgConsidered *one)
{
    const char *rule = ng_article_provenance(article, one->field);
    const char *value = ng_article_field(article, one->field);
    if (rule == NULL || value == NULL || strcmp(rule, one->rule) != 0) {
        return false;
    }
    /* several lines and places give one article its writers */
    if (strcmp(one->field, "authors") == 0) {
        return true;
    }
    /* Of several by one rule the equal one; the first where none is equal, for a field may hold
     * less than what stood there ("Bridges to close | Aar Courier"). */
    const NgConsidered *first = NULL;
    for (guint i = 0; i < article->considered->len; i++) {
        const NgConsidered *other = g_ptr_array_index(article->considered, i);
        if (strcmp(other->field, one->field) != 0 || strcmp(other->rule, rule) != 0) {
            continue;
        }
        if (strcmp(other->value, value) == 0) {
            return other == one;
        }
        first = first != NULL ? first : other;
    }
    return first == one;
}
