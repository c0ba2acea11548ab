/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what facets count of one article, item by item, each with the paragraphs it stands in.
 * Made of the packed values (values.h), kept beside them by the store, counted by search.
 * Must not know: the store. */
#pragma once

#include "nutgraf/fields.h"

G_BEGIN_DECLS

/* Paragraphs that a row can tell apart, with the headline. */
#define NG_FACET_ROW_BLOCKS 63

/* facet: of an actor that of its kind (NG_FACET_PERSON, ORG, PLACE); of a date NG_FACET_DAY.
 * key: as facets count it; of a date date_ymd, as in NgMeta. */
typedef struct {
    NgFacet facet;
    guint64 key;
    guint64 blocks; /* bit 0 the headline, bit i paragraph i; of the article itself: none */
} NgFacetItem;

typedef struct {
    GArray *items;  /* of NgFacetItem: first what is said of the article itself */
    guint n_whole;  /* so many are */
    guint n_blocks; /* paragraphs and the headline */
    gint64 time;    /* G_MININT64: it has none */
} NgFacetRow;

NgFacetRow *ng_facet_row_new(void);
void ng_facet_row_free(NgFacetRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgFacetRow, ng_facet_row_free)
/* Of what NG_SLOT_META holds. false: it cannot be read, or has too many paragraphs; the row is then
 * of nothing. */
bool ng_facet_row_read(NgFacetRow *row, const char *value, gsize len_bytes);

/* Up to three letters as a number that is never 0. */
guint64 ng_facet_key_of_lang(const char *lang);

G_END_DECLS
