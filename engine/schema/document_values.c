/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an article has as a whole: filters, and the values beside the document. */
#include "document_builder.h"
#include "nutgraf/date.h"

/* Appended to packed. */
static void pack_names(const NgDocumentBuilder *builder, int which, GString *packed)
{
    for (guint i = 0; i < builder->order[which]->len; i++) {
        const NgNamed *named = builder->order[which]->pdata[i];
        ng_names_pack_one(packed, named->hash, named->kind,
                          (const uint32_t *)named->paragraphs->data, named->paragraphs->len);
    }
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
    meta->has_time = true;
    meta->time = ng_date_unix(&date);
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

void ng_document_send_address(NgDocumentBuilder *builder, const NgArticle *article)
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

static void send_sketch(NgDocumentBuilder *builder, const NgMeta *meta)
{
    builder->sketch.outlet = (uint16_t)meta->outlet;
    ng_sketch_pack(&builder->sketch, builder->packed);
    send_value(builder, NG_SLOT_SKETCH, builder->packed);
}

void ng_document_send_meta(NgDocumentBuilder *builder, const NgArticle *article)
{
    NgMeta meta = {.kind = article->kind,
                   .n_paragraphs = article->paragraphs->len,
                   .n_quotes = builder->n_quotes};
    send_dates(builder, article, &meta);
    ng_document_send_address(builder, article);
    send_people(builder, article, &meta);
    send_sketch(builder, &meta);
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
    GString *names = builder->record; /* free until the record is made */
    g_string_truncate(names, 0);
    pack_names(builder, NG_NAMED_ACTORS, names);
    meta.actors_len = names->len;
    pack_names(builder, NG_NAMED_SPEAKERS, names);
    meta.speakers_len = names->len - meta.actors_len;
    pack_names(builder, NG_NAMED_TIMES, names);
    meta.times_len = names->len - meta.actors_len - meta.speakers_len;
    meta.actors = names->str;
    meta.speakers = meta.actors + meta.actors_len;
    meta.times = meta.speakers + meta.speakers_len;
    ng_meta_pack(&meta, builder->packed);
    send_value(builder, NG_SLOT_META, builder->packed);
}
