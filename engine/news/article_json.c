/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an article written as one line of JSON. Every key is always there, so that two lines of
 * one article are equal byte for byte; reading it back is in article_from_json.c. */
#include "nutgraf/article_json.h"

#include <string.h>

/* s is valid UTF-8. Copies runs of what needs no escape. */
static void put_valid(GString *out, const char *s, gsize len)
{
    g_string_append_c(out, '"');
    gsize from = 0;
    for (gsize i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        g_string_append_len(out, s + from, (gssize)(i - from));
        from = i + 1;
        if (c == '"' || c == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, (char)c);
        } else {
            g_string_append_printf(out, "\\u%04x", c);
        }
    }
    g_string_append_len(out, s + from, (gssize)(len - from));
    g_string_append_c(out, '"');
}

static void put_string(GString *out, const char *s)
{
    gsize len = strlen(s);
    if (g_utf8_validate_len(s, len, NULL)) {
        put_valid(out, s, len);
        return;
    }
    /* A path on disk may hold any bytes. */
    g_autofree char *repaired = ng_text_to_utf8(s, len, &len);
    put_valid(out, repaired, len);
}

/* key comes with its comma, quotes and colon: ",\"url\":". */
static void put_field(GString *out, const char *key, const char *value)
{
    g_string_append(out, key);
    if (value == NULL) {
        g_string_append(out, "null");
    } else {
        put_string(out, value);
    }
}

static void put_strings(GString *out, const char *key, const GPtrArray *strings)
{
    g_string_append(out, key);
    g_string_append_c(out, '[');
    for (guint i = 0; i < strings->len; i++) {
        if (i > 0) {
            g_string_append_c(out, ',');
        }
        put_string(out, g_ptr_array_index(strings, i));
    }
    g_string_append_c(out, ']');
}

static void put_number(GString *out, guint number)
{
    char digits[16];
    char *p = digits + sizeof digits;
    do {
        *--p = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    g_string_append_len(out, p, digits + sizeof digits - p);
}

static void put_span(GString *out, NgSpan span)
{
    g_string_append_c(out, '[');
    put_number(out, span.begin);
    g_string_append_c(out, ',');
    put_number(out, span.end);
    g_string_append_c(out, ']');
}

static void put_actors(GString *out, const char *key, const GPtrArray *actors)
{
    g_string_append(out, key);
    g_string_append_c(out, '[');
    for (guint i = 0; i < actors->len; i++) {
        const NgMention *mention = g_ptr_array_index(actors, i);
        put_field(out, i > 0 ? ",{\"id\":" : "{\"id\":", mention->id);
        put_field(out, ",\"name\":", mention->name);
        put_field(out, ",\"kind\":", ng_actor_kind_name(mention->kind));
        g_string_append(out, ",\"spans\":[");
        for (guint k = 0; k < mention->spans->len; k++) {
            if (k > 0) {
                g_string_append_c(out, ',');
            }
            put_span(out, g_array_index(mention->spans, NgSpan, k));
        }
        g_string_append(out, "]}");
    }
    g_string_append_c(out, ']');
}

static void put_quotes(GString *out, const char *key, const NgParagraph *paragraph)
{
    gsize len = strlen(paragraph->text);
    g_string_append(out, key);
    g_string_append_c(out, '[');
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        const NgQuote *quote = g_ptr_array_index(paragraph->quotes, i);
        gsize end = MIN(quote->span.end, len);
        gsize begin = MIN(quote->span.begin, end);
        g_string_append(out, i > 0 ? ",{\"text\":" : "{\"text\":");
        put_valid(out, paragraph->text + begin, end - begin);
        g_string_append(out, ",\"span\":");
        put_span(out, quote->span);
        g_string_append(out, quote->direct ? ",\"direct\":true" : ",\"direct\":false");
        put_field(out, ",\"speaker\":", quote->speaker);
        put_field(out, ",\"speaker_name\":", quote->speaker_name);
        put_field(out, ",\"cue\":", quote->cue);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

/* The headline's mentions and quotations have keys of their own beside the title's, only when there
 * are any. */
static void put_title(GString *out, const NgParagraph *title, NgJsonFlags flags)
{
    bool all = (flags & NG_JSON_SOURCE_ONLY) == 0;
    put_field(out, ",\"title\":", title->text[0] != '\0' ? title->text : NULL);
    if (title->actors_given || (all && title->actors->len > 0)) {
        put_actors(out, ",\"title_actors\":", title->actors);
    }
    if (title->quotes_given || (all && title->quotes->len > 0)) {
        put_quotes(out, ",\"title_quotes\":", title);
    }
}

static void put_paragraphs(GString *out, const GPtrArray *paragraphs, NgJsonFlags flags)
{
    bool all = (flags & NG_JSON_SOURCE_ONLY) == 0;
    g_string_append(out, ",\"paragraphs\":[");
    for (guint i = 0; i < paragraphs->len; i++) {
        const NgParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        g_string_append(out, i > 0 ? ",{\"n\":" : "{\"n\":");
        put_number(out, i + 1);
        put_field(out, ",\"text\":", paragraph->text);
        put_field(out, ",\"role\":", ng_role_name(paragraph->role));
        if (paragraph->lang != NULL && (all || paragraph->lang_given)) {
            put_field(out, ",\"lang\":", paragraph->lang);
        }
        if (all || paragraph->actors_given) {
            put_actors(out, ",\"actors\":", paragraph->actors);
        }
        if (all || paragraph->quotes_given) {
            put_quotes(out, ",\"quotes\":", paragraph);
        }
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void put_provenance(GString *out, const GPtrArray *pairs)
{
    g_string_append(out, ",\"provenance\":{");
    for (guint i = 0; i + 1 < pairs->len; i += 2) {
        if (i > 0) {
            g_string_append_c(out, ',');
        }
        put_string(out, g_ptr_array_index(pairs, i));
        g_string_append_c(out, ':');
        put_string(out, g_ptr_array_index(pairs, i + 1));
    }
    g_string_append_c(out, '}');
}

static void put_candidate(GString *out, const char *value, const char *rule, double confidence,
                          bool chosen)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    put_field(out, "{\"value\":", value);
    put_field(out, ",\"rule\":", rule);
    g_string_append(out, ",\"confidence\":");
    g_string_append(
        out, confidence < 0 ? "null" : g_ascii_formatd(number, sizeof number, "%.2f", confidence));
    g_string_append(out, chosen ? ",\"chosen\":true}" : ",\"chosen\":false}");
}

/* All that was considered for one field; what was chosen is among it also when the reader told
 * only the rule. */
static void put_considered_for(GString *out, const NgArticle *article, const char *field)
{
    bool any = false, chosen_any = false;
    for (guint i = 0; i < article->considered->len; i++) {
        const NgConsidered *one = g_ptr_array_index(article->considered, i);
        if (strcmp(one->field, field) != 0) {
            continue;
        }
        bool chosen = ng_article_considered_chosen(article, one);
        g_string_append(out, any ? "," : "");
        put_candidate(out, one->value, one->rule, one->confidence, chosen);
        any = true;
        chosen_any = chosen_any || chosen;
    }
    const char *value = ng_article_field(article, field);
    if (!chosen_any && value != NULL) {
        g_string_append(out, any ? "," : "");
        put_candidate(out, value, ng_article_provenance(article, field), -1, true);
    }
}

static void put_considered(GString *out, const NgArticle *article)
{
    static const char *const fields[] = {"title",   "outlet", "authors", "published",
                                         "updated", "lang",   "url",     "text"};
    g_string_append(out, ",\"considered\":{");
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_string_append(out, i > 0 ? "," : "");
        put_string(out, fields[i]);
        g_string_append(out, ":[");
        put_considered_for(out, article, fields[i]);
        g_string_append_c(out, ']');
    }
    g_string_append_c(out, '}');
}

char *ng_article_to_json(const NgArticle *article, NgJsonFlags flags)
{
    GString *out = g_string_sized_new(4096);
    put_field(out, "{\"id\":", article->id);
    g_string_append(out, ",\"version\":");
    put_number(out, article->version);
    put_field(out, ",\"url\":", article->url);
    put_title(out, article->headline, flags);
    put_field(out, ",\"outlet\":", article->outlet);
    put_strings(out, ",\"authors\":", article->authors);
    put_strings(out, ",\"credit\":", article->credit);
    put_field(out, ",\"published\":", article->published);
    put_field(out, ",\"updated\":", article->updated);
    put_field(out, ",\"added\":", article->added);
    put_field(out, ",\"lang\":", article->lang);
    if (article->kind_given || (flags & NG_JSON_SOURCE_ONLY) == 0) {
        put_field(out, ",\"kind\":", ng_kind_name(article->kind));
    }
    put_field(out, ",\"source\":", article->source);
    put_field(out, ",\"status\":", ng_status_name(article->status));
    put_field(out, ",\"embargo\":", article->embargo);
    put_provenance(out, article->provenance);
    if (article->considered != NULL) {
        put_considered(out, article);
    }
    put_paragraphs(out, article->paragraphs, flags);
    g_string_append(out, "}\n");
    return g_string_free(out, FALSE);
}
