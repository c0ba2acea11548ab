/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "nutgraf/facet_row.h"
#include "nutgraf/values.h"

guint64 ng_facet_key_of_lang(const char *lang)
{
    guint64 packed = 1;
    for (const char *c = lang; *c; c++)
        packed = packed << 8 | (guint8)*c;
    return packed;
}

NgFacetRow *ng_facet_row_new(void)
{
    NgFacetRow *row = g_new0(NgFacetRow, 1);
    row->items = g_array_new(FALSE, FALSE, sizeof(NgFacetItem));
    return row;
}

void ng_facet_row_free(NgFacetRow *row)
{
    if (!row)
        return;
    g_array_unref(row->items);
    g_free(row);
}

static void add(NgFacetRow *row, NgFacet facet, guint64 key, guint64 blocks)
{
    NgFacetItem item = {facet, key, blocks};
    g_array_append_val(row->items, item);
}

/* facets: by kind. An article may name somebody and not say where: as a whole it counts. */
static bool add_names(NgFacetRow *row, const char *value, gsize len, const NgFacet *facets,
                      GArray *paragraphs)
{
    NgNamesIter iter;
    guint64 key;
    NgActorKind kind;
    ng_names_iter_init(&iter, value, len);
    while (ng_names_iter_next(&iter, &key, &kind, paragraphs)) {
        guint64 blocks = 0;
        for (guint i = 0; i < paragraphs->len; i++) {
            guint32 block = g_array_index(paragraphs, guint32, i);
            if (block >= NG_FACET_ROW_BLOCKS)
                return false;
            blocks |= G_GUINT64_CONSTANT(1) << block;
            row->n_blocks = MAX(row->n_blocks, block + 1);
        }
        add(row, facets[kind], key, blocks);
    }
    return iter.at == iter.end;
}

static bool read_meta(NgFacetRow *row, const NgMeta *meta)
{
    static const NgFacet actors[] = {[NG_ACTOR_ORG] = NG_FACET_ORG,
                                     [NG_ACTOR_PERSON] = NG_FACET_PERSON,
                                     [NG_ACTOR_PLACE] = NG_FACET_PLACE},
                         speakers[] = {NG_FACET_SPEAKER, NG_FACET_SPEAKER, NG_FACET_SPEAKER},
                         times[] = {NG_FACET_ABOUT, NG_FACET_ABOUT, NG_FACET_ABOUT};
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (meta->n_paragraphs >= NG_FACET_ROW_BLOCKS)
        return false;
    row->n_blocks = meta->n_paragraphs + 1;
    row->time = meta->has_time ? meta->time : G_MININT64;
    if (meta->outlet)
        add(row, NG_FACET_OUTLET, meta->outlet, 0);
    for (guint i = 0; i < meta->n_bylines; i++)
        add(row, NG_FACET_BYLINE, meta->bylines[i], 0);
    add(row, NG_FACET_KIND, 1 + (guint64)meta->kind, 0);
    add(row, NG_FACET_LANG, ng_facet_key_of_lang(meta->lang), 0);
    add(row, NG_FACET_DAY, meta->date_ymd, 0);
    row->n_whole = row->items->len;
    return add_names(row, meta->actors, meta->actors_len, actors, paragraphs) &&
           add_names(row, meta->speakers, meta->speakers_len, speakers, paragraphs) &&
           add_names(row, meta->times, meta->times_len, times, paragraphs);
}

bool ng_facet_row_read(NgFacetRow *row, const char *value, gsize len_bytes)
{
    NgMeta meta;
    g_array_set_size(row->items, 0);
    row->n_whole = row->n_blocks = 0;
    row->time = G_MININT64;
    if (ng_meta_unpack(value, len_bytes, &meta) && read_meta(row, &meta))
        return true;
    g_array_set_size(row->items, 0);
    row->n_whole = 0;
    return false;
}
