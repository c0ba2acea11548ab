/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An article to its document. What stands where, and why, is told in docs/architecture.md; the
 * prefixes and slots are those of the field table. */
#include "nutgraf/document.h"
#include "nutgraf/date.h"
#include "nutgraf/record.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"
#include "forms.h"

#include <string.h>

struct NgDocumentBuilder {
    NgTokens tokens;
    NgForms forms;
    GHashTable *stemmers; /* language -> NgStemmer */
    GString *term, *packed, *record;
    GArray *placed;       /* guint: quotations that have a place */
    GArray *blocks;       /* uint32_t: blocks of each paragraph, the headline first */
    GHashTable *named[2]; /* hash of an actor, of a speaker -> Named */
    GPtrArray *order[2];  /* Named, as they came */
    /* the document in hand */
    const NgDocumentSink *sink;
    const NgArticle *article;
    NgStemmer *stemmer;
    uint32_t next_block;
    uint32_t n_quotes;
    bool has_long;
};

enum { ACTORS, SPEAKERS };

typedef struct {
    guint64 hash;
    NgActorKind kind;
    GArray *paragraphs; /* uint32_t */
} Named;

static void named_free(Named *named)
{
    g_array_unref(named->paragraphs);
    g_free(named);
}

NgDocumentBuilder *ng_document_builder_new(void)
{
    NgDocumentBuilder *builder = g_new0(NgDocumentBuilder, 1);
    ng_tokens_init(&builder->tokens);
    ng_forms_init(&builder->forms);
    builder->stemmers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)ng_stemmer_free);
    builder->term = g_string_sized_new(256);
    builder->packed = g_string_sized_new(1024);
    builder->record = g_string_sized_new(16384);
    builder->placed = g_array_new(FALSE, FALSE, sizeof(guint));
    builder->blocks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (int i = 0; i < 2; i++) {
        builder->named[i] = g_hash_table_new(g_int64_hash, g_int64_equal);
        builder->order[i] = g_ptr_array_new_with_free_func((GDestroyNotify)named_free);
    }
    return builder;
}

void ng_document_builder_free(NgDocumentBuilder *builder)
{
    if (!builder)
        return;
    ng_tokens_clear(&builder->tokens);
    ng_forms_clear(&builder->forms);
    g_hash_table_unref(builder->stemmers);
    g_string_free(builder->term, TRUE);
    g_string_free(builder->packed, TRUE);
    g_string_free(builder->record, TRUE);
    g_array_unref(builder->placed);
    g_array_unref(builder->blocks);
    for (int i = 0; i < 2; i++) {
        g_hash_table_unref(builder->named[i]);
        g_ptr_array_unref(builder->order[i]);
    }
    g_free(builder);
}

static NgStemmer *stemmer_for(NgDocumentBuilder *builder, const char *lang)
{
    /* Too short to tell its language, most often a headline alone: English finds it in an English
     * archive, and elsewhere does little harm. */
    const char *key = lang ? lang : "en";
    NgStemmer *stemmer = g_hash_table_lookup(builder->stemmers, key);
    if (!stemmer) {
        stemmer = ng_stemmer_new(key);
        g_hash_table_insert(builder->stemmers, g_strdup(key), stemmer);
    }
    return stemmer;
}

/* ---- sending terms ---- */

static void send_posting(NgDocumentBuilder *builder, const char *prefix, const char *value,
                         gsize len, uint32_t position, uint32_t wdf)
{
    const NgDocumentSink *sink = builder->sink;
    ng_term_make(builder->term, prefix, value, len);
    sink->posting(sink->data, builder->term->str, builder->term->len, position, wdf);
}

static void send_term(NgDocumentBuilder *builder, const char *prefix, const char *value, gsize len,
                      uint32_t wdf)
{
    const NgDocumentSink *sink = builder->sink;
    ng_term_make(builder->term, prefix, value, len);
    sink->term(sink->data, builder->term->str, builder->term->len, wdf);
}

static void send_filter(NgDocumentBuilder *builder, const char *prefix, const char *value)
{
    send_term(builder, prefix, value, strlen(value), 0);
}

static guint64 send_name(NgDocumentBuilder *builder, char kind, const char *slug, const char *name,
                         NgActorKind actor_kind)
{
    char key[NG_NAME_KEY_BYTES];
    guint64 hash = ng_name_hash(kind, slug, strlen(slug));
    ng_name_key(hash, key);
    g_autofree char *value = ng_name_pack(slug, name, actor_kind);
    builder->sink->name(builder->sink->data, key, sizeof key, value, strlen(value));
    return hash;
}

/* ---- words ---- */

/* The place of a word of a paragraph that begins at first_block. */
static uint32_t position_of(uint32_t first_block, uint32_t word)
{
    return (first_block + word / NG_BLOCK_WORDS) * NG_BLOCK_STRIDE + word % NG_BLOCK_WORDS;
}

static void send_stems(NgDocumentBuilder *builder, const NgStems *stems, uint32_t position,
                       uint32_t wdf)
{
    for (int i = 0; i < stems->n; i++)
        send_posting(builder, "", stems->stem[i], stems->len[i], position, i == 0 ? wdf : 0);
}

/* Sends the words of one paragraph; its quotations must be known, for the words inside them go
 * under a prefix of their own as well. */
static void send_words(NgDocumentBuilder *builder, const NgParagraph *paragraph, uint32_t number,
                       uint32_t first_block)
{
    NgTokens *tokens = &builder->tokens;
    NgStems stems;
    guint quote = 0;
    for (uint32_t i = 0; i < tokens->n; i++) {
        const NgToken *token = &tokens->v[i];
        uint32_t position = position_of(first_block, token->word);
        const char *form = ng_token_form(tokens, i);
        /* Another form of the same word is found by, but does not weigh a second time. */
        uint32_t wdf = token->flags & NG_TOKEN_EXTRA ? 0 : 1;
        ng_stem(builder->stemmer, ng_token_lower(tokens, i), token->lower_len, form,
                token->form_len, &stems);
        send_stems(builder, &stems, position, wdf);
        /* Where a headline's words stand is told by block 0. */
        for (int j = 0; number == 0 && j < stems.n; j++)
            send_term(builder, NG_TERM_TITLE, stems.stem[j], stems.len[j], j == 0 ? wdf : 0);
        /* A word that is its own stem is in the index as that: most are. */
        if (stems.len[0] != token->form_len || memcmp(stems.stem[0], form, token->form_len) != 0)
            ng_forms_count(&builder->forms, form, token->form_len);
        while (quote < paragraph->quotes->len &&
               ((const NgQuote *)paragraph->quotes->pdata[quote])->span.end <= token->begin)
            quote++;
        if (quote < paragraph->quotes->len &&
            ((const NgQuote *)paragraph->quotes->pdata[quote])->span.begin <= token->begin)
            for (int j = 0; j < stems.n; j++)
                send_term(builder, NG_TERM_QUOTE, stems.stem[j], stems.len[j], j == 0 ? wdf : 0);
    }
}

/* First token that begins at `from` or later, by bisection. */
static uint32_t token_from(const NgTokens *tokens, uint32_t from)
{
    uint32_t low = 0, high = tokens->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tokens->v[middle].begin < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void note_named(NgDocumentBuilder *builder, int which, const char *id, const char *name,
                       NgActorKind kind, uint32_t number)
{
    guint64 hash = ng_name_hash('a', id, strlen(id));
    Named *named = g_hash_table_lookup(builder->named[which], &hash);
    if (!named) {
        send_name(builder, 'a', id, name, kind);
        named = g_new(Named, 1);
        *named = (Named) {hash, kind, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
        g_ptr_array_add(builder->order[which], named);
        g_hash_table_insert(builder->named[which], &named->hash, named);
    }
    GArray *paragraphs = named->paragraphs;
    if (paragraphs->len == 0 || g_array_index(paragraphs, uint32_t, paragraphs->len - 1) != number)
        g_array_append_val(paragraphs, number);
}

static void send_actors(NgDocumentBuilder *builder, const NgParagraph *paragraph, uint32_t number,
                        uint32_t first_block)
{
    const NgTokens *tokens = &builder->tokens;
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        note_named(builder, ACTORS, mention->id, mention->name, mention->kind, number);
        if (mention->spans->len == 0)
            send_posting(builder, NG_TERM_ACTOR, mention->id, strlen(mention->id),
                         position_of(first_block, 0), 0);
        for (guint j = 0; j < mention->spans->len; j++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, j);
            uint32_t token = token_from(tokens, span.begin);
            uint32_t word = token < tokens->n ? tokens->v[token].word : 0;
            send_posting(builder, NG_TERM_ACTOR, mention->id, strlen(mention->id),
                         position_of(first_block, word), 0);
        }
    }
}

/* A speaker is of the kind that the article names it as; else somebody. */
static NgActorKind speaker_kind(const NgArticle *article, const char *id)
{
    for (guint i = 0; i <= article->paragraphs->len; i++) {
        const NgParagraph *paragraph =
            i == 0 ? article->headline : article->paragraphs->pdata[i - 1];
        for (guint j = 0; j < paragraph->actors->len; j++) {
            const NgMention *mention = paragraph->actors->pdata[j];
            if (strcmp(mention->id, id) == 0)
                return mention->kind;
        }
    }
    return NG_ACTOR_PERSON;
}

void ng_document_placed_quotes(const NgParagraph *paragraph, const NgTokens *tokens,
                               GArray *indexes)
{
    uint32_t before_end = 0;
    for (guint i = 0; i < paragraph->quotes->len; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[i];
        if (token_from(tokens, quote->span.begin) >= token_from(tokens, quote->span.end) ||
            (i > 0 && quote->span.begin < before_end))
            continue;
        before_end = quote->span.end;
        g_array_append_val(indexes, i);
    }
}

static void send_quotes(NgDocumentBuilder *builder, const NgParagraph *paragraph, uint32_t number,
                        uint32_t first_block)
{
    const NgTokens *tokens = &builder->tokens;
    g_array_set_size(builder->placed, 0);
    ng_document_placed_quotes(paragraph, tokens, builder->placed);
    for (guint i = 0; i < builder->placed->len; i++) {
        const NgQuote *quote = paragraph->quotes->pdata[g_array_index(builder->placed, guint, i)];
        uint32_t first = token_from(tokens, quote->span.begin);
        uint32_t after = token_from(tokens, quote->span.end);
        uint32_t begin = position_of(first_block, tokens->v[first].word);
        uint32_t end = position_of(first_block, tokens->v[after - 1].word);
        send_posting(builder, NG_TERM_QUOTE_BEGIN, "", 0, begin, 0);
        send_posting(builder, NG_TERM_QUOTE_END, "", 0, end, 0);
        builder->n_quotes++;
        if (!quote->speaker)
            continue;
        send_posting(builder, NG_TERM_SPEAKER, quote->speaker, strlen(quote->speaker), begin, 0);
        NgActorKind kind = speaker_kind(builder->article, quote->speaker);
        note_named(builder, SPEAKERS, quote->speaker, quote->speaker_name, kind, number);
    }
}

static void send_paragraph(NgDocumentBuilder *builder, const NgParagraph *paragraph,
                           uint32_t number)
{
    uint32_t first_block = builder->next_block;
    ng_tokenise(&builder->tokens, paragraph->text, strlen(paragraph->text));
    uint32_t words = builder->tokens.words;
    uint32_t blocks = MAX(1, (words + NG_BLOCK_WORDS - 1) / NG_BLOCK_WORDS);
    g_array_append_val(builder->blocks, blocks);
    builder->next_block += blocks;
    builder->has_long |= blocks > 1;
    if (builder->next_block > NG_BLOCK_MAX)
        return; /* two thousand million words: no article */
    send_words(builder, paragraph, number, first_block);
    send_actors(builder, paragraph, number, first_block);
    send_quotes(builder, paragraph, number, first_block);
}

/* ---- values and filters ---- */

static void send_value(NgDocumentBuilder *builder, NgSlot slot, const GString *value)
{
    if (value->len)
        builder->sink->value(builder->sink->data, slot, value->str, value->len);
}

static void send_names(NgDocumentBuilder *builder, int which, NgSlot slot)
{
    g_string_truncate(builder->packed, 0);
    for (guint i = 0; i < builder->order[which]->len; i++) {
        const Named *named = builder->order[which]->pdata[i];
        ng_names_pack_one(builder->packed, named->hash, named->kind,
                          (const uint32_t *)named->paragraphs->data, named->paragraphs->len);
    }
    send_value(builder, slot, builder->packed);
}

static void send_time(NgDocumentBuilder *builder, NgSlot slot, const NgDate *date)
{
    char packed[NG_TIME_BYTES];
    ng_time_pack(ng_date_unix(date), packed);
    builder->sink->value(builder->sink->data, slot, packed, sizeof packed);
}

static void send_dates(NgDocumentBuilder *builder, const NgArticle *article, NgMeta *meta)
{
    NgDate date;
    if (!article->published || !ng_date_parse_iso(article->published, &date)) {
        send_filter(builder, NG_TERM_UNDATED, "");
        return;
    }
    meta->date_ymd = ng_date_ymd(&date);
    send_time(builder, NG_SLOT_TIME, &date);
    char text[16];
    g_snprintf(text, sizeof text, "%08u", meta->date_ymd);
    if (date.day)
        send_filter(builder, NG_TERM_DAY, text);
    text[6] = '\0';
    if (date.month)
        send_filter(builder, NG_TERM_MONTH, text);
    text[4] = '\0';
    send_filter(builder, NG_TERM_YEAR, text);
}

static void send_address(NgDocumentBuilder *builder, const NgArticle *article)
{
    if (article->source) {
        const char *record = strrchr(article->source, '#');
        gsize len = record ? (gsize)(record - article->source) : strlen(article->source);
        send_term(builder, NG_TERM_SOURCE, article->source, len, 0);
    }
    if (!article->url)
        return;
    send_filter(builder, NG_TERM_URL, article->url);
    g_autoptr(GUri) uri = g_uri_parse(article->url, G_URI_FLAGS_PARSE_RELAXED, NULL);
    if (uri && g_uri_get_host(uri)) {
        g_autofree char *host = g_ascii_strdown(g_uri_get_host(uri), -1);
        send_filter(builder, NG_TERM_HOST, g_str_has_prefix(host, "www.") ? host + 4 : host);
    }
}

static void send_people(NgDocumentBuilder *builder, const NgArticle *article, NgMeta *meta)
{
    for (guint i = 0; i < article->authors->len; i++) {
        const char *author = article->authors->pdata[i];
        g_autofree char *slug = ng_slug(author);
        send_filter(builder, NG_TERM_AUTHOR, slug);
        if (meta->n_bylines < NG_META_BYLINES)
            meta->bylines[meta->n_bylines++] =
                send_name(builder, 'b', slug, author, NG_ACTOR_PERSON);
    }
    if (article->outlet) {
        g_autofree char *slug = ng_slug(article->outlet);
        send_filter(builder, NG_TERM_OUTLET, slug);
        meta->outlet = send_name(builder, 'o', slug, article->outlet, NG_ACTOR_ORG);
    }
}

static void send_meta(NgDocumentBuilder *builder, const NgArticle *article)
{
    NgMeta meta = {.kind = article->kind,
                   .n_paragraphs = article->paragraphs->len,
                   .n_quotes = builder->n_quotes};
    send_dates(builder, article, &meta);
    send_address(builder, article);
    send_people(builder, article, &meta);
    send_filter(builder, NG_TERM_KIND, ng_kind_name(article->kind));
    if (article->lang) {
        send_filter(builder, NG_TERM_LANG, article->lang);
        g_strlcpy(meta.lang, article->lang, sizeof meta.lang);
    }
    if (article->status == NG_STATUS_WITHDRAWN)
        send_filter(builder, NG_TERM_WITHDRAWN, "");
    NgDate embargo;
    if (article->embargo && ng_date_parse_iso(article->embargo, &embargo)) {
        send_filter(builder, NG_TERM_EMBARGO, "");
        send_time(builder, NG_SLOT_EMBARGO, &embargo);
    }
    ng_meta_pack(&meta, builder->packed);
    send_value(builder, NG_SLOT_META, builder->packed);
    send_names(builder, ACTORS, NG_SLOT_ACTORS);
    send_names(builder, SPEAKERS, NG_SLOT_SPEAKERS);
    if (builder->has_long) {
        send_filter(builder, NG_TERM_LONG, "");
        ng_blocks_pack((const uint32_t *)builder->blocks->data, builder->blocks->len,
                       builder->packed);
        send_value(builder, NG_SLOT_BLOCKS, builder->packed);
    }
}

static void reset(NgDocumentBuilder *builder)
{
    ng_forms_reset(&builder->forms);
    g_array_set_size(builder->blocks, 0);
    for (int i = 0; i < 2; i++) {
        g_hash_table_remove_all(builder->named[i]);
        g_ptr_array_set_size(builder->order[i], 0);
    }
    builder->next_block = 0;
    builder->n_quotes = 0;
    builder->has_long = false;
}

void ng_document_build(NgDocumentBuilder *builder, const NgArticle *article,
                       const NgVersion *version, const NgDocumentSink *sink)
{
    reset(builder);
    builder->sink = sink;
    builder->article = article;
    builder->stemmer = stemmer_for(builder, article->lang);
    send_filter(builder, NG_TERM_ID, article->id);
    /* What is withdrawn keeps its id and its version, so that an older one that comes later does
     * not bring it back, and nothing by which it could be found. */
    if (article->status != NG_STATUS_WITHDRAWN) {
        send_paragraph(builder, article->headline, 0);
        for (guint i = 0; i < article->paragraphs->len; i++)
            send_paragraph(builder, article->paragraphs->pdata[i], i + 1);
        const NgForms *forms = &builder->forms;
        for (guint32 i = 0; i < forms->room; i++)
            if (forms->slots[i].epoch == forms->epoch)
                send_term(builder, NG_TERM_RAW, forms->bytes->str + forms->slots[i].offset,
                          forms->slots[i].len, forms->slots[i].count);
        send_meta(builder, article);
    } else {
        send_filter(builder, NG_TERM_WITHDRAWN, "");
        send_address(builder, article);
    }
    ng_version_pack(version, builder->packed);
    send_value(builder, NG_SLOT_VERSION, builder->packed);
    ng_record_encode(article, builder->record);
    sink->record(sink->data, builder->record->str, builder->record->len);
}
