/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The document in hand and how its parts are sent to the sink. Inside schema only: document.c
 * leads, document_words.c sends what has a place, document_values.c what the article has as a
 * whole. */
#pragma once

#include "nutgraf/document.h"
#include "nutgraf/forward.h"
#include "nutgraf/sketch.h"
#include "nutgraf/stem.h"
#include "nutgraf/token.h"
#include "forms.h"

#include <string.h>

struct NgDocumentBuilder {
    NgTokens made;            /* when they are not to be had */
    const NgKeptTokens *kept; /* or NULL */
    NgForms forms;
    NgForwardBuilder *forward;
    GHashTable *stemmers; /* language -> NgStemmer */
    GString *term, *packed, *record;
    GArray *placed;       /* guint: quotations that have a place */
    GHashTable *named[3]; /* hash of an actor, of a speaker, number of a time -> NgNamed */
    GPtrArray *order[3];  /* NgNamed, as they came */
    /* the document in hand */
    NgTokens tokens; /* of the paragraph in hand: borrowed */
    NgShingler shingler;
    NgSketch sketch;
    const NgDocumentSink *sink;
    const NgArticle *article;
    NgStemmer *stemmer;
    uint32_t next_block;
    uint32_t n_quotes;
};

/* The one for a language; NULL: not known. Kept. */
NgStemmer *ng_document_stemmer(NgDocumentBuilder *builder, const char *lang);

enum { NG_NAMED_ACTORS, NG_NAMED_SPEAKERS, NG_NAMED_TIMES };

typedef struct {
    guint64 hash;
    NgActorKind kind;
    GArray *paragraphs; /* uint32_t */
} NgNamed;

/* What marks a place in the paragraph in hand and is no word. */
static inline void send_mark(NgDocumentBuilder *builder, const char *prefix, const char *value,
                             gsize len, uint32_t word)
{
    ng_term_make(builder->term, prefix, value, len);
    ng_forward_add(builder->forward, NG_FORWARD_MARK, builder->term->str, builder->term->len, NULL,
                   0, word, 0);
}

static inline void send_term(NgDocumentBuilder *builder, const char *prefix, const char *value,
                             gsize len, uint32_t wdf)
{
    const NgDocumentSink *sink = builder->sink;
    ng_term_make(builder->term, prefix, value, len);
    sink->term(sink->data, builder->term->str, builder->term->len, wdf);
}

static inline void send_filter(NgDocumentBuilder *builder, const char *prefix, const char *value)
{
    send_term(builder, prefix, value, strlen(value), 0);
}

static inline guint64 send_name(NgDocumentBuilder *builder, char kind, const char *slug,
                                const char *name, NgActorKind actor_kind)
{
    char key[NG_NAME_KEY_BYTES];
    guint64 hash = ng_name_hash(kind, slug, strlen(slug));
    ng_name_key(hash, key);
    g_autofree char *value = ng_name_pack(slug, name, actor_kind);
    builder->sink->name(builder->sink->data, key, sizeof key, value, strlen(value));
    return hash;
}

static inline void send_value(NgDocumentBuilder *builder, NgSlot slot, const GString *value)
{
    if (value->len)
        builder->sink->value(builder->sink->data, slot, value->str, value->len);
}

/* One paragraph, 0 the headline; called in the order of the text. */
void ng_document_send_paragraph(NgDocumentBuilder *builder, const NgParagraph *paragraph,
                                uint32_t number);
/* Where it comes from: source, URL, host. */
void ng_document_send_address(NgDocumentBuilder *builder, const NgArticle *article);
/* Filters and values; after all paragraphs. */
void ng_document_send_meta(NgDocumentBuilder *builder, const NgArticle *article);
