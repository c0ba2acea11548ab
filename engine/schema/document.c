/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An article to its document. What stands where, and why, is told in docs/architecture.md; the
 * prefixes and slots are those of the field table. */
#include "document_builder.h"
#include "nutgraf/record.h"

static void named_free(NgNamed *named)
{
    g_array_unref(named->paragraphs);
    g_free(named);
}

NgDocumentBuilder *ng_document_builder_new(void)
{
    NgDocumentBuilder *builder = g_new0(NgDocumentBuilder, 1);
    ng_tokens_init(&builder->made);
    ng_forms_init(&builder->forms);
    builder->stemmers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)ng_stemmer_free);
    builder->term = g_string_sized_new(256);
    builder->packed = g_string_sized_new(1024);
    builder->record = g_string_sized_new(16384);
    builder->placed = g_array_new(FALSE, FALSE, sizeof(guint));
    builder->forward = ng_forward_builder_new();
    for (guint i = 0; i < G_N_ELEMENTS(builder->named); i++) {
        builder->named[i] = g_hash_table_new(g_int64_hash, g_int64_equal);
        builder->order[i] = g_ptr_array_new_with_free_func((GDestroyNotify)named_free);
    }
    return builder;
}

void ng_document_builder_free(NgDocumentBuilder *builder)
{
    if (!builder)
        return;
    ng_tokens_clear(&builder->made);
    ng_forms_clear(&builder->forms);
    g_hash_table_unref(builder->stemmers);
    g_string_free(builder->term, TRUE);
    g_string_free(builder->packed, TRUE);
    g_string_free(builder->record, TRUE);
    g_array_unref(builder->placed);
    ng_forward_builder_free(builder->forward);
    for (guint i = 0; i < G_N_ELEMENTS(builder->named); i++) {
        g_hash_table_unref(builder->named[i]);
        g_ptr_array_unref(builder->order[i]);
    }
    g_free(builder);
}

void ng_document_builder_take_tokens(NgDocumentBuilder *builder, const NgKeptTokens *kept)
{
    builder->kept = kept;
}

NgStemmer *ng_document_stemmer(NgDocumentBuilder *builder, const char *lang)
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

static void reset(NgDocumentBuilder *builder)
{
    ng_forms_reset(&builder->forms);
    ng_forward_begin(builder->forward);
    for (guint i = 0; i < G_N_ELEMENTS(builder->named); i++) {
        g_hash_table_remove_all(builder->named[i]);
        g_ptr_array_set_size(builder->order[i], 0);
    }
    builder->shingler.n = 0;
    builder->sketch.n = 0;
    builder->next_block = 0;
    builder->n_quotes = 0;
}

static void send_placed(const char *term, gsize len, uint32_t wdf, gpointer data)
{
    const NgDocumentSink *sink = data;
    sink->term(sink->data, term, len, wdf);
}

static void send_forward(NgDocumentBuilder *builder)
{
    ng_forward_each(builder->forward, send_placed, (gpointer)builder->sink);
    ng_forward_pack(builder->forward, builder->packed);
    send_value(builder, NG_SLOT_FORWARD, builder->packed);
}

void ng_document_build(NgDocumentBuilder *builder, const NgArticle *article,
                       const NgVersion *version, const NgDocumentSink *sink)
{
    reset(builder);
    builder->sink = sink;
    builder->article = article;
    send_filter(builder, NG_TERM_ID, article->id);
    /* What is withdrawn keeps its id and its version, so that an older one that comes later does
     * not bring it back, and nothing by which it could be found. */
    if (article->status != NG_STATUS_WITHDRAWN) {
        ng_document_send_paragraph(builder, article->headline, 0);
        for (guint i = 0; i < article->paragraphs->len; i++)
            ng_document_send_paragraph(builder, article->paragraphs->pdata[i], i + 1);
        const NgForms *forms = &builder->forms;
        for (guint i = 0; i < forms->all->len; i++) {
            const NgForm *form = &g_array_index(forms->all, NgForm, i);
            send_term(builder, NG_TERM_RAW, forms->bytes->str + form->offset, form->len,
                      form->count);
        }
        send_forward(builder);
        ng_document_send_meta(builder, article);
    } else {
        send_filter(builder, NG_TERM_WITHDRAWN, "");
        ng_document_send_address(builder, article);
    }
    ng_version_pack(version, builder->packed);
    send_value(builder, NG_SLOT_VERSION, builder->packed);
    ng_record_encode(article, builder->record);
    sink->record(sink->data, builder->record->str, builder->record->len);
}
