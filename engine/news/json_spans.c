/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: actors and quotations read from JSON. A span counts bytes of the text as it came; the
 * text is cleaned, so spans move with it. One that does not fit is dropped, and what it marked is
 * kept. */
#include "engine/news/json_fields.h"
#include "nutgraf/token.h"

#include <string.h>

static bool read_actor_kind(NgJsonReader *reader, NgActorKind *kind)
{
    bool given;
    NG_JSON_READ_WORD(reader, "kind", ng_actor_kind_parse, "org, person or place", kind, &given);
    return true;
}

/* ---- spans ---- */

/* A paragraph's text as it came, and as it was kept: spans count bytes of the former. */
typedef struct {
    const char *raw;
    gsize raw_len;
    const char *text;
    gsize len;
    bool same;
    gsize budget; /* bytes that may still be cleaned to move spans: spans times text is quadratic */
} Ground;

static bool on_bounds(const char *text, gsize len, NgSpan span)
{
    return span.begin < span.end && span.end <= len &&
           ((unsigned char)text[span.begin] & 0xC0) != 0x80 &&
           (span.end == len || ((unsigned char)text[span.end] & 0xC0) != 0x80);
}

/* Moves a span of the text as it came to the cleaned text. false: it has no place there. */
static bool settle_span(Ground *ground, NgSpan *span)
{
    if (!on_bounds(ground->raw, ground->raw_len, *span)) {
        return false;
    }
    if (ground->same) {
        return true;
    }
    if (ground->budget < span->end) {
        return false;
    }
    ground->budget -= span->end;
    g_autofree char *before = ng_clean_text(ground->raw, span->begin);
    g_autofree char *inside = ng_clean_text(ground->raw + span->begin, span->end - span->begin);
    gsize begin = before != NULL ? strlen(before) : 0;
    if (inside == NULL || begin > ground->len) {
        return false;
    }
    begin += ground->text[begin] == ' ' ? 1 : 0;
    gsize inside_len = strlen(inside);
    if (ground->len - MIN(begin, ground->len) < inside_len ||
        memcmp(ground->text + begin, inside, inside_len) != 0) {
        return false;
    }
    span->begin = (uint32_t)begin;
    span->end = (uint32_t)(begin + inside_len);
    return on_bounds(ground->text, ground->len, *span);
}

/* [begin, end]; *fits says whether it can be one. */
static bool read_span(NgJsonReader *reader, const char *key, NgSpan *span, bool *fits)
{
    guint n = 0;
    *fits = true;
    if (ng_json_peek(&reader->json) != NG_JSON_ARRAY) {
        return ng_json_mistaken(reader, key, "[begin, end]",
                                ng_json_type_name(ng_json_peek(&reader->json)));
    }
    ng_json_open(&reader->json);
    for (; ng_json_element(&reader->json); n++) {
        NgJsonType type = ng_json_peek(&reader->json);
        gint64 number;
        if (type != NG_JSON_NUMBER) {
            return ng_json_mistaken(reader, key, "[begin, end] in bytes", ng_json_type_name(type));
        }
        if (!ng_json_integer(&reader->json, &number)) {
            return false;
        }
        *fits = *fits && number >= 0 && number < G_MAXUINT32;
        *(n == 0 ? &span->begin : &span->end) = (uint32_t)number;
    }
    *fits = *fits && n == 2;
    return reader->json.problem == NULL;
}

static int span_compare(gconstpointer a, gconstpointer b)
{
    const NgSpan *x = a;
    const NgSpan *y = b;
    return x->begin != y->begin ? (x->begin < y->begin ? -1 : 1)
                                : (x->end > y->end) - (x->end < y->end);
}

static bool read_spans(NgJsonReader *reader, Ground *ground, GArray *spans)
{
    bool absent;
    g_array_set_size(spans, 0);
    if (!ng_json_expect(reader, "spans", NG_JSON_ARRAY, &absent) || absent) {
        return absent && reader->json.problem == NULL;
    }
    ng_json_open(&reader->json);
    while (ng_json_element(&reader->json)) {
        NgSpan span = {0, 0};
        bool fits;
        if (!read_span(reader, "spans", &span, &fits)) {
            return false;
        }
        if (fits && settle_span(ground, &span)) {
            g_array_append_val(spans, span);
        }
    }
    g_array_sort(spans, span_compare);
    guint kept = 0;
    for (guint i = 0; i < spans->len; i++) {
        NgSpan span = g_array_index(spans, NgSpan, i);
        if (kept == 0 || span.begin >= g_array_index(spans, NgSpan, kept - 1).end) {
            g_array_index(spans, NgSpan, kept++) = span;
        }
    }
    g_array_set_size(spans, kept);
    return reader->json.problem == NULL;
}

/* ---- actors and quotations ---- */

/* An actor is known by its id or by its name; each is made from the other when it is missing. */
static bool settle_actor(char **id, char **name)
{
    if (*id == NULL && *name != NULL) {
        *id = ng_slug(*name);
    } else if (*name == NULL && *id != NULL) {
        *name = g_strdup(*id);
    }
    return *id != NULL;
}

static bool read_actor_key(NgJsonReader *reader, const char *key, gsize len, Ground *ground,
                           NgMention *mention)
{
    if (ng_json_key_is(key, len, "id")) {
        return ng_json_read_text(reader, "id", &mention->id);
    }
    if (ng_json_key_is(key, len, "name")) {
        return ng_json_read_text(reader, "name", &mention->name);
    }
    if (ng_json_key_is(key, len, "kind")) {
        return read_actor_kind(reader, &mention->kind);
    }
    if (ng_json_key_is(key, len, "spans")) {
        return read_spans(reader, ground, mention->spans);
    }
    return ng_json_skip(&reader->json);
}

static bool read_actor(NgJsonReader *reader, Ground *ground, GPtrArray *actors)
{
    const char *key;
    gsize len;
    if (!ng_json_enter(reader, "actor", NG_JSON_OBJECT)) {
        return ng_json_well(reader);
    }
    NgMention *mention = ng_mention_new(NULL, NULL, NG_ACTOR_ORG);
    g_ptr_array_add(actors, mention);
    while (ng_json_member(&reader->json, &key, &len)) {
        if (!read_actor_key(reader, key, len, ground, mention)) {
            return false;
        }
    }
    if (ng_json_well(reader) && !settle_actor(&mention->id, &mention->name)) {
        return ng_json_mistaken(reader, "id", "a string, or a name", "neither");
    }
    return ng_json_well(reader);
}

typedef struct {
    NgQuote *quote;
    bool has_span;
    char *text;
} QuoteInput;

static bool read_quote_key(NgJsonReader *reader, const char *key, gsize len, Ground *ground,
                           QuoteInput *input)
{
    NgQuote *quote = input->quote;
    if (ng_json_key_is(key, len, "text")) {
        return ng_json_read_text(reader, "text", &input->text);
    }
    if (ng_json_key_is(key, len, "span")) {
        bool fits = false;
        if (ng_json_peek(&reader->json) == NG_JSON_NULL) {
            return ng_json_null(&reader->json);
        }
        if (!read_span(reader, "span", &quote->span, &fits)) {
            return false;
        }
        input->has_span = fits && settle_span(ground, &quote->span);
        return true;
    }
    if (ng_json_key_is(key, len, "direct")) {
        bool absent;
        return ng_json_expect(reader, "direct", NG_JSON_BOOL, &absent) &&
               (absent || ng_json_bool(&reader->json, &quote->direct));
    }
    if (ng_json_key_is(key, len, "speaker")) {
        return ng_json_read_text(reader, "speaker", &quote->speaker);
    }
    if (ng_json_key_is(key, len, "speaker_name")) {
        return ng_json_read_text(reader, "speaker_name", &quote->speaker_name);
    }
    if (ng_json_key_is(key, len, "cue")) {
        return ng_json_read_text(reader, "cue", &quote->cue);
    }
    return ng_json_skip(&reader->json);
}

/* A quotation without a span that fits is looked for by its text; one that is not there goes. */
static bool find_quote(Ground *ground, QuoteInput *input)
{
    if (input->has_span) {
        return true;
    }
    if (input->text == NULL || ground->budget < ground->len) {
        return false;
    }
    ground->budget -= ground->len;
    const char *at = strstr(ground->text, input->text);
    if (at == NULL) {
        return false;
    }
    input->quote->span.begin = (uint32_t)(at - ground->text);
    input->quote->span.end = input->quote->span.begin + (uint32_t)strlen(input->text);
    return true;
}

static bool read_quote(NgJsonReader *reader, Ground *ground, GPtrArray *quotes)
{
    const char *key;
    gsize len;
    if (!ng_json_enter(reader, "quote", NG_JSON_OBJECT)) {
        return ng_json_well(reader);
    }
    QuoteInput input = {.quote = ng_quote_new()};
    input.quote->direct = true;
    bool ok = true;
    while (ok && ng_json_member(&reader->json, &key, &len)) {
        ok = read_quote_key(reader, key, len, ground, &input);
    }
    settle_actor(&input.quote->speaker, &input.quote->speaker_name);
    if (ok && find_quote(ground, &input)) {
        g_ptr_array_add(quotes, input.quote);
    } else {
        ng_quote_free(input.quote);
    }
    g_free(input.text);
    return ng_json_well(reader);
}

static int mention_compare(gconstpointer a, gconstpointer b)
{
    const NgMention *x = *(const NgMention *const *)a;
    const NgMention *y = *(const NgMention *const *)b;
    guint32 xb = x->spans->len > 0 ? g_array_index(x->spans, NgSpan, 0).begin : G_MAXUINT32;
    guint32 yb = y->spans->len > 0 ? g_array_index(y->spans, NgSpan, 0).begin : G_MAXUINT32;
    return (xb > yb) - (xb < yb);
}

static int quote_compare(gconstpointer a, gconstpointer b)
{
    const NgQuote *x = *(const NgQuote *const *)a;
    const NgQuote *y = *(const NgQuote *const *)b;
    return span_compare(&x->span, &y->span);
}

static Ground ground_of(const NgParagraph *paragraph, const char *raw, gsize raw_len)
{
    gsize len = strlen(paragraph->text);
    bool same = len == raw_len && memcmp(paragraph->text, raw, len) == 0;
    return (Ground) {raw, raw_len, paragraph->text, len, same, 4 * raw_len + (1 << 20)};
}

/* Reads a list of objects with `one`; a null list is no list. *given: there was one. */
static bool read_list(NgJsonReader *reader, const char *key, Ground *ground, GPtrArray *list,
                      bool (*one)(NgJsonReader *, Ground *, GPtrArray *), bool *given)
{
    g_ptr_array_set_size(list, 0);
    *given = false;
    if (!ng_json_enter(reader, key, NG_JSON_ARRAY)) {
        return ng_json_well(reader);
    }
    *given = true;
    reader->sublist = key;
    for (reader->sublist_n = 0; ng_json_element(&reader->json); reader->sublist_n++) {
        if (!one(reader, ground, list)) {
            return false;
        }
    }
    reader->sublist = NULL;
    return ng_json_well(reader);
}

bool ng_json_read_actors(NgJsonReader *reader, const char *key, NgParagraph *paragraph,
                         const char *raw, gsize raw_len)
{
    Ground ground = ground_of(paragraph, raw, raw_len);
    if (!read_list(reader, key, &ground, paragraph->actors, read_actor, &paragraph->actors_given)) {
        return false;
    }
    g_ptr_array_sort(paragraph->actors, mention_compare);
    return true;
}

bool ng_json_read_quotes(NgJsonReader *reader, const char *key, NgParagraph *paragraph,
                         const char *raw, gsize raw_len)
{
    Ground ground = ground_of(paragraph, raw, raw_len);
    if (!read_list(reader, key, &ground, paragraph->quotes, read_quote, &paragraph->quotes_given)) {
        return false;
    }
    g_ptr_array_sort(paragraph->quotes, quote_compare);
    return true;
}
