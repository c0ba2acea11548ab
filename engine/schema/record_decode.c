/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A stored record to its article, or to its texts alone. */
#include "nutgraf/record.h"
#include "nutgraf/date.h"
#include "nutgraf/error.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"
#include "packing.h"
#include "record_tags.h"

typedef struct {
    guint tag;
    const char *bytes;
    gsize len;
} Field;

/* false at the end; *damaged is set when the rest makes no sense. */
static bool next_field(NgUnpacker *in, Field *field, bool *damaged)
{
    if (in->at >= in->end)
        return false;
    guint32 tag;
    if (!unpack_uint32(in, &tag) || !unpack_bytes(in, &field->bytes, &field->len)) {
        *damaged = true;
        return false;
    }
    field->tag = tag;
    return true;
}

static char *text_of(const Field *field)
{
    return g_strndup(field->bytes, field->len);
}

static void set_text(char **to, const Field *field)
{
    g_free(*to);
    *to = text_of(field);
}

static guint32 number_of(const Field *field)
{
    NgUnpacker in = {field->bytes, field->bytes + field->len};
    guint32 number;
    return unpack_uint32(&in, &number) ? number : 0;
}

static bool unpack_optional(NgUnpacker *in, char **text)
{
    guint64 len;
    if (!unpack_number(in, &len))
        return false;
    if (len == 0)
        return true;
    if (len - 1 > (guint64)(in->end - in->at))
        return false;
    *text = g_strndup(in->at, (gsize)len - 1);
    in->at += len - 1;
    return true;
}

static bool unpack_span(NgUnpacker *in, gsize text_len, NgSpan *span)
{
    guint32 begin, length;
    if (!unpack_uint32(in, &begin) || !unpack_uint32(in, &length) || begin > text_len ||
        length > text_len - begin)
        return false;
    *span = (NgSpan) {begin, begin + length};
    return true;
}

static bool decode_mention(const Field *field, NgParagraph *paragraph, gsize text_len)
{
    NgUnpacker in = {field->bytes, field->bytes + field->len};
    const char *id, *name;
    gsize id_len, name_len;
    guint32 kind;
    if (!unpack_bytes(&in, &id, &id_len) || !unpack_bytes(&in, &name, &name_len) ||
        !unpack_uint32(&in, &kind) || kind > NG_ACTOR_PLACE)
        return false;
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
    while (in.at < in.end) {
        NgSpan span;
        if (!unpack_span(&in, text_len, &span))
            return false;
        g_array_append_val(spans, span);
    }
    if (name_len == 0 && spans->len > 0) {
        NgSpan first = g_array_index(spans, NgSpan, 0);
        name = paragraph->text + first.begin;
        name_len = first.end - first.begin;
    }
    g_autofree char *name_text = g_strndup(name, name_len);
    g_autofree char *id_text = id_len ? g_strndup(id, id_len) : ng_slug(name_text);
    NgMention *mention = ng_mention_new(id_text, name_text, (NgActorKind)kind);
    g_array_append_vals(mention->spans, spans->data, spans->len);
    g_ptr_array_add(paragraph->actors, mention);
    return true;
}

static bool decode_quote(const Field *field, NgParagraph *paragraph, gsize text_len)
{
    NgUnpacker in = {field->bytes, field->bytes + field->len};
    NgQuote *quote = ng_quote_new();
    guint64 direct;
    g_ptr_array_add(paragraph->quotes, quote);
    if (!unpack_span(&in, text_len, &quote->span) || !unpack_number(&in, &direct) ||
        !unpack_optional(&in, &quote->speaker_name))
        return false;
    if (quote->speaker_name) {
        const char *id;
        gsize id_len;
        if (!unpack_bytes(&in, &id, &id_len))
            return false;
        quote->speaker = id_len ? g_strndup(id, id_len) : ng_slug(quote->speaker_name);
    }
    if (!unpack_optional(&in, &quote->cue))
        return false;
    quote->direct = direct != 0;
    return true;
}

static const char *lang_of(const Field *field)
{
    g_autofree char *lang = text_of(field);
    return ng_language_normalise(lang);
}

/* names: also who is named and quoted in it. */
static NgParagraph *decode_paragraph(const Field *whole, bool names)
{
    NgUnpacker in = {whole->bytes, whole->bytes + whole->len};
    NgParagraph *paragraph = ng_paragraph_new("", 0, NG_ROLE_BODY);
    gsize text_len = 0;
    Field field;
    bool damaged = false;
    while (!damaged && next_field(&in, &field, &damaged)) {
        guint32 given;
        switch ((ParagraphTag)field.tag) {
        case TAG_TEXT:
            /* Spans were checked against the text before. */
            damaged = paragraph->actors->len || paragraph->quotes->len;
            set_text(&paragraph->text, &field);
            text_len = strlen(paragraph->text);
            break;
        case TAG_ROLE:
            paragraph->role = (NgRole)MIN(number_of(&field), (guint32)NG_ROLE_CAPTION);
            break;
        case TAG_GIVEN:
            given = number_of(&field);
            paragraph->actors_given = given & 1;
            paragraph->quotes_given = (given >> 1) & 1;
            paragraph->lang_given = (given >> 2) & 1;
            break;
        case TAG_TEXT_LANG:
            paragraph->lang = lang_of(&field);
            break;
        case TAG_MENTION:
            damaged = names && !decode_mention(&field, paragraph, text_len);
            break;
        case TAG_QUOTE:
            damaged = names && !decode_quote(&field, paragraph, text_len);
            break;
        }
    }
    if (damaged) {
        ng_paragraph_free(paragraph);
        return NULL;
    }
    return paragraph;
}

typedef struct {
    const guint *paragraphs; /* NULL: all */
    guint n;
} Wanted;

static bool is_wanted(const Wanted *wanted, guint number)
{
    bool found = !wanted->paragraphs;
    for (guint i = 0; i < wanted->n && !found; i++)
        found = wanted->paragraphs[i] == number;
    return found;
}

static bool decode_field(const Field *field, NgArticle *article, const Wanted *wanted)
{
    NgParagraph *paragraph;
    switch ((ArticleTag)field->tag) {
    case TAG_ID:
        set_text(&article->id, field);
        break;
    case TAG_VERSION:
        article->version = number_of(field);
        break;
    case TAG_URL:
        set_text(&article->url, field);
        break;
    case TAG_OUTLET:
        set_text(&article->outlet, field);
        break;
    case TAG_AUTHOR:
        g_ptr_array_add(article->authors, text_of(field));
        break;
    case TAG_CREDIT:
        g_ptr_array_add(article->credit, text_of(field));
        break;
    case TAG_PUBLISHED:
        set_text(&article->published, field);
        break;
    case TAG_UPDATED:
        set_text(&article->updated, field);
        break;
    case TAG_ADDED:
        set_text(&article->added, field);
        break;
    case TAG_LANG:
        set_text(&article->lang, field);
        break;
    case TAG_KIND:
        article->kind = number_of(field) ? NG_KIND_STATEMENT : NG_KIND_ARTICLE;
        break;
    case TAG_KIND_GIVEN:
        article->kind_given = number_of(field) != 0;
        break;
    case TAG_SOURCE:
        set_text(&article->source, field);
        break;
    case TAG_STATUS:
        article->status = (NgStatus)MIN(number_of(field), (guint32)NG_STATUS_WITHDRAWN);
        break;
    case TAG_EMBARGO:
        set_text(&article->embargo, field);
        break;
    case TAG_PROVENANCE:
        g_ptr_array_add(article->provenance, text_of(field));
        break;
    case TAG_ADDED_SECONDS:
        g_free(article->added);
        article->added = ng_format_utc(number_of(field));
        break;
    case TAG_PROVENANCE_WORD:
        if (number_of(field) >= G_N_ELEMENTS(provenance_words))
            return false;
        g_ptr_array_add(article->provenance, g_strdup(provenance_words[number_of(field)]));
        break;
    case TAG_HEADLINE:
    case TAG_PARAGRAPH:
        paragraph = decode_paragraph(
            field,
            is_wanted(wanted, field->tag == TAG_HEADLINE ? 0 : article->paragraphs->len + 1));
        if (!paragraph)
            return false;
        if (field->tag == TAG_HEADLINE) {
            ng_paragraph_free(article->headline);
            article->headline = paragraph;
        } else {
            g_ptr_array_add(article->paragraphs, paragraph);
        }
        break;
    }
    return true;
}

static NgArticle *decode(const char *data, gsize len_bytes, const Wanted *wanted, GError **error)
{
    NgUnpacker in = {data, data + len_bytes};
    g_autoptr(NgArticle) article = ng_article_new();
    guint32 format;
    Field field;
    bool damaged = !unpack_uint32(&in, &format) || format != RECORD_FORMAT;
    while (!damaged && next_field(&in, &field, &damaged))
        damaged = !decode_field(&field, article, wanted);
    if (damaged || !article->id || article->provenance->len % 2) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_CORRUPT, "a stored article is damaged");
        return NULL;
    }
    return g_steal_pointer(&article);
}

NgArticle *ng_record_decode(const char *data, gsize len_bytes, GError **error)
{
    return decode(data, len_bytes, &(const Wanted) {NULL, 0}, error);
}

NgArticle *ng_record_decode_shown(const char *data, gsize len_bytes, const guint *paragraphs,
                                  guint n, GError **error)
{
    return decode(data, len_bytes, &(const Wanted) {paragraphs, n}, error);
}

/* ---- the texts alone ---- */

static bool text_of_paragraph(const Field *whole, NgRecordText *text)
{
    NgUnpacker in = {whole->bytes, whole->bytes + whole->len};
    Field field;
    bool damaged = false;
    *text = (NgRecordText) {"", 0};
    while (next_field(&in, &field, &damaged))
        if (field.tag == TAG_TEXT) {
            *text = (NgRecordText) {field.bytes, field.len};
            return true;
        }
    return !damaged;
}

bool ng_record_texts(const char *data, gsize len_bytes, GArray *texts, GError **error)
{
    NgUnpacker in = {data, data + len_bytes};
    guint32 format;
    Field field;
    bool damaged = !unpack_uint32(&in, &format) || format != RECORD_FORMAT;
    g_array_set_size(texts, 0);
    while (!damaged && next_field(&in, &field, &damaged)) {
        NgRecordText text;
        if (field.tag != TAG_HEADLINE && field.tag != TAG_PARAGRAPH)
            continue;
        damaged = !text_of_paragraph(&field, &text);
        g_array_append_val(texts, text);
    }
    if (damaged)
        g_set_error_literal(error, NG_ERROR, NG_ERROR_CORRUPT, "a stored article is damaged");
    return !damaged;
}
