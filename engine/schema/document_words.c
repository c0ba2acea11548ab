/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What has a place in the text: words, names, quotations. */
#include "document_builder.h"

/* A word of the headline weighs as three of the text: fields are weighed where terms are counted,
 * before the weight saturates (Robertson, Zaragoza and Taylor: Simple BM25 extension to multiple
 * weighted fields, CIKM 2004). */
enum { HEADLINE_WDF = 3, TEXT_WDF = 1 };

static void send_word(NgDocumentBuilder *builder, NgForwardKind kind, const char *stem, gsize len,
                      const char *form, gsize form_len, uint32_t word, uint32_t wdf)
{
    if (len > NG_TERM_VALUE_MAX) { /* no word has a NUL, so all others are terms as they stand */
        ng_term_make(builder->term, "", stem, len);
        stem = builder->term->str;
        len = builder->term->len;
    }
    ng_forward_add(builder->forward, kind, stem, len, form, form_len, word, wdf);
}

/* Of a script without spaces each character is found alone, too. */
static void send_characters(NgDocumentBuilder *builder, uint32_t i)
{
    const NgTokens *tokens = &builder->tokens;
    const NgToken *pair = &tokens->v[i], *next = i + 1 < tokens->n ? pair + 1 : NULL;
    const char *form = ng_token_form(tokens, i), *second = g_utf8_next_char(form);
    uint32_t len = (uint32_t)(second - form);
    while (len < pair->form_len && g_unichar_ismark(g_utf8_get_char(form + len)))
        len = (uint32_t)(g_utf8_next_char(form + len) - form);
    if (len >= pair->form_len)
        return; /* it stands alone in the text */
    send_word(builder, NG_FORWARD_OTHER, form, len, form, len, pair->word, 0);
    if (!next || next->word != pair->word + 1 || !(next->flags & NG_TOKEN_CJK))
        send_word(builder, NG_FORWARD_OTHER, form + len, pair->form_len - len, form + len,
                  pair->form_len - len, pair->word + 1, 0);
}

/* Places that a paragraph takes: the second character of a last pair has one of its own. */
static uint32_t count_places(const NgTokens *tokens)
{
    return tokens->words + (tokens->n && tokens->v[tokens->n - 1].flags & NG_TOKEN_CJK ? 1 : 0);
}

static void send_words(NgDocumentBuilder *builder, uint32_t number)
{
    const NgTokens *tokens = &builder->tokens;
    NgStems stems;
    uint32_t full = number == 0 ? HEADLINE_WDF : TEXT_WDF;
    for (uint32_t i = 0; i < tokens->n; i++) {
        const NgToken *token = &tokens->v[i];
        const char *form = ng_token_form(tokens, i);
        /* Another form of the same word is found by, but does not weigh a second time. */
        bool extra = token->flags & NG_TOKEN_EXTRA;
        ng_stem(builder->stemmer, ng_token_lower(tokens, i), token->lower_len, form,
                token->form_len, &stems);
        for (int j = 0; j < stems.n; j++)
            send_word(builder, extra || j > 0 ? NG_FORWARD_OTHER : NG_FORWARD_WORD, stems.stem[j],
                      stems.len[j], form, token->form_len, token->word, extra || j > 0 ? 0 : full);
        if (token->flags & NG_TOKEN_CJK)
            send_characters(builder, i);
        if (!ng_stem_tells(stems.stem[0], stems.len[0], form, token->form_len))
            ng_forms_count(&builder->forms, form, token->form_len);
    }
}

/* Headlines are written anew for each outlet, so they say nothing about copies. */
static void sketch_words(NgDocumentBuilder *builder)
{
    const NgTokens *tokens = &builder->tokens;
    uint32_t hash;
    for (uint32_t i = 0; i < tokens->n; i++) {
        const NgToken *token = &tokens->v[i];
        if (token->flags & NG_TOKEN_EXTRA)
            continue;
        guint64 word = ng_shingle_word(ng_token_form(tokens, i), token->form_len);
        if (ng_shingler_add(&builder->shingler, word, &hash))
            ng_sketch_add(&builder->sketch, hash);
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

static void send_inner_key(const char *key, gsize len, gpointer data)
{
    const NgDocumentSink *sink = data;
    sink->name(sink->data, key, len, "1", 1);
}

/* That what is counted under the hash stands in that paragraph; true when it is the first time. */
static bool note_hash(NgDocumentBuilder *builder, int which, guint64 hash, NgActorKind kind,
                      uint32_t number)
{
    NgNamed *named = g_hash_table_lookup(builder->named[which], &hash);
    bool new = !named;
    if (new) {
        named = g_new(NgNamed, 1);
        *named = (NgNamed) {hash, kind, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
        g_ptr_array_add(builder->order[which], named);
        g_hash_table_insert(builder->named[which], &named->hash, named);
    }
    GArray *paragraphs = named->paragraphs;
    if (paragraphs->len == 0 || g_array_index(paragraphs, uint32_t, paragraphs->len - 1) != number)
        g_array_append_val(paragraphs, number);
    return new;
}

static void note_named(NgDocumentBuilder *builder, int which, const char *id, const char *name,
                       NgActorKind kind, uint32_t number)
{
    guint64 hash = ng_name_hash('a', id, strlen(id));
    if (note_hash(builder, which, hash, kind, number)) {
        send_name(builder, 'a', id, name, kind);
        ng_inner_keys(id, id, send_inner_key, (gpointer)builder->sink);
    }
}

/* A time is found by its day, its month and its year, as far as they are told. */
static void send_times(NgDocumentBuilder *builder, const NgParagraph *paragraph, uint32_t number)
{
    const NgTokens *tokens = &builder->tokens;
    for (guint i = 0; paragraph->times && i < paragraph->times->len; i++) {
        const NgSpokenTime *time = &g_array_index(paragraph->times, NgSpokenTime, i);
        uint32_t token = token_from(tokens, time->begin), month = time->ymd / 100;
        uint32_t word = token < tokens->n ? tokens->v[token].word : 0;
        char text[16];
        g_snprintf(text, sizeof text, "%08u", time->ymd);
        if (time->ymd % 100)
            send_mark(builder, NG_TERM_ABOUT_DAY, text, 8, word);
        if (month % 100)
            send_mark(builder, NG_TERM_ABOUT_MONTH, text, 6, word);
        send_mark(builder, NG_TERM_ABOUT_YEAR, text, 4, word);
        note_hash(builder, NG_NAMED_TIMES, month % 100 ? month : month / 100, NG_ACTOR_ORG, number);
    }
}

static void send_actors(NgDocumentBuilder *builder, const NgParagraph *paragraph, uint32_t number)
{
    const NgTokens *tokens = &builder->tokens;
    for (guint i = 0; i < paragraph->actors->len; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        note_named(builder, NG_NAMED_ACTORS, mention->id, mention->name, mention->kind, number);
        if (mention->spans->len == 0)
            send_mark(builder, NG_TERM_ACTOR, mention->id, strlen(mention->id), 0);
        for (guint j = 0; j < mention->spans->len; j++) {
            NgSpan span = g_array_index(mention->spans, NgSpan, j);
            uint32_t token = token_from(tokens, span.begin);
            uint32_t word = token < tokens->n ? tokens->v[token].word : 0;
            send_mark(builder, NG_TERM_ACTOR, mention->id, strlen(mention->id), word);
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

static void send_speaker(NgDocumentBuilder *builder, const NgQuote *quote, uint32_t number,
                         uint32_t begin)
{
    if (!quote->speaker)
        return;
    send_mark(builder, NG_TERM_SPEAKER, quote->speaker, strlen(quote->speaker), begin);
    NgActorKind kind = speaker_kind(builder->article, quote->speaker);
    note_named(builder, NG_NAMED_SPEAKERS, quote->speaker, quote->speaker_name, kind, number);
}

static void send_quotes(NgDocumentBuilder *builder, const NgParagraph *paragraph, uint32_t number)
{
    const NgTokens *tokens = &builder->tokens;
    g_array_set_size(builder->placed, 0);
    ng_document_placed_quotes(paragraph, tokens, builder->placed);
    for (guint i = 0; i < builder->placed->len; i++) {
        guint at = g_array_index(builder->placed, guint, i);
        const NgQuote *quote = paragraph->quotes->pdata[at];
        uint32_t first = token_from(tokens, quote->span.begin);
        uint32_t after = token_from(tokens, quote->span.end);
        uint32_t begin = tokens->v[first].word;
        send_mark(builder, NG_TERM_QUOTE_BEGIN, "", 0, begin);
        send_mark(builder, NG_TERM_QUOTE_END, "", 0, tokens->v[after - 1].word);
        builder->n_quotes++;
        guint voices = ng_quote_voices(paragraph->quotes, at);
        for (guint voice = 0; voice < voices; voice++)
            send_speaker(builder, paragraph->quotes->pdata[at + voice], number, begin);
    }
}

static void take_tokens(NgDocumentBuilder *builder, const char *text, uint32_t number)
{
    if (builder->kept && ng_kept_tokens_of(builder->kept, number, text, &builder->tokens))
        return;
    ng_tokenise(&builder->made, text, strlen(text));
    builder->tokens = builder->made;
}

void ng_document_send_paragraph(NgDocumentBuilder *builder, const NgParagraph *paragraph,
                                uint32_t number)
{
    take_tokens(builder, paragraph->text, number);
    uint32_t places = count_places(&builder->tokens);
    builder->next_block += MAX(1, (places + NG_BLOCK_WORDS - 1) / NG_BLOCK_WORDS);
    if (builder->next_block > NG_BLOCK_MAX)
        return; /* two thousand million words: no article */
    ng_forward_paragraph(builder->forward, places);
    const char *lang = paragraph->lang ? paragraph->lang : builder->article->lang;
    builder->stemmer = ng_document_stemmer(builder, lang);
    if (g_strcmp0(lang, builder->article->lang) != 0)
        send_filter(builder, NG_TERM_INNER_LANG, lang);
    send_words(builder, number);
    if (number > 0)
        sketch_words(builder);
    send_actors(builder, paragraph, number);
    send_quotes(builder, paragraph, number);
    send_times(builder, paragraph, number);
}
