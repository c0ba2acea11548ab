/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets: counts by hash while the match runs, names only for what is shown. */
#include "facets.h"
#include "facet_names.h"
#include "row_counts.h"
#include "nutgraf/values.h"

#include <stdio.h>
#include <string.h>

#define DEFAULT_LIMIT 20
#define FEW 256 /* of the best can be kept while others are told */

struct NgTally {
    const NgIndex *index;
    guint64 articles;
    guint wanted;
    bool days;
    NgCountsBeside beside; /* what values tell */
    GArray *joined; /* guint64: actors joined of several that this article has been counted for */
    guint best[NG_FACET_COUNT]; /* so many of each will be shown; 0: any number */
    NgRowCounts *rows;          /* what was counted by rows; NULL: nothing yet, or there are none */
    bool no_rows;
};

NgTally *ng_tally_new(const NgIndex *index, guint wanted, bool days)
{
    NgTally *tally = g_new0(NgTally, 1);
    tally->index = index;
    tally->joined = g_array_new(FALSE, FALSE, sizeof(guint64));
    tally->wanted = wanted;
    tally->days = days;
    return tally;
}

void ng_tally_free(NgTally *tally)
{
    if (!tally)
        return;
    for (guint i = 0; i < NG_FACET_COUNT; i++)
        ng_counts_clear(&tally->beside.facets[i]);
    ng_counts_clear(&tally->beside.days);
    ng_row_counts_free(tally->rows);
    g_array_unref(tally->joined);
    g_free(tally);
}

static bool wants(const NgTally *tally, NgFacet facet)
{
    return tally->wanted & (1u << facet);
}

void ng_tally_expect(NgTally *tally, NgFacet facet, guint limit)
{
    limit = limit ? limit : DEFAULT_LIMIT;
    tally->best[facet] = limit <= FEW ? limit : 0;
}

/* The actor as which this one counts; false when the article has been counted for it already. */
static bool count_once(NgTally *tally, guint64 *hash, NgActorKind *kind)
{
    const NgCountedAs *as = ng_index_counted_as(tally->index, *hash);
    if (!as)
        return true;
    *hash = as->hash;
    *kind = as->kind;
    for (guint i = 0; i < tally->joined->len; i++)
        if (g_array_index(tally->joined, guint64, i) == as->hash)
            return false;
    g_array_append_val(tally->joined, as->hash);
    return true;
}

/* among: the paragraphs that match, NULL: all. */
static void tally_names(NgTally *tally, const char *value, gsize len, bool speakers,
                        const NgAmong *among)
{
    NgNamesIter iter;
    guint64 hash;
    NgActorKind kind;
    static const NgFacet of_kind[] = {[NG_ACTOR_ORG] = NG_FACET_ORG,
                                      [NG_ACTOR_PERSON] = NG_FACET_PERSON,
                                      [NG_ACTOR_PLACE] = NG_FACET_PLACE};
    ng_names_iter_init(&iter, value, len);
    if (tally->joined->len)
        g_array_set_size(tally->joined, 0);
    while (ng_names_iter_among(&iter, &hash, &kind, among)) {
        if (!count_once(tally, &hash, &kind))
            continue;
        if (speakers) {
            ng_counts_add(&tally->beside.facets[NG_FACET_SPEAKER], hash, 1);
            continue;
        }
        if (wants(tally, NG_FACET_ACTOR))
            ng_counts_add(&tally->beside.facets[NG_FACET_ACTOR], hash, 1);
        if (wants(tally, of_kind[kind]))
            ng_counts_add(&tally->beside.facets[of_kind[kind]], hash, 1);
    }
}

/* Months, and years that are spoken of as such. */
static void tally_times(NgTally *tally, const NgMeta *meta, const NgAmong *among)
{
    NgNamesIter iter;
    guint64 number;
    NgActorKind kind;
    ng_names_iter_init(&iter, meta->times, meta->times_len);
    while (ng_names_iter_among(&iter, &number, &kind, among))
        ng_counts_add(&tally->beside.facets[NG_FACET_ABOUT], number, 1);
}

#define NAMED_FACETS                                                                               \
    (1u << NG_FACET_ACTOR | 1u << NG_FACET_PERSON | 1u << NG_FACET_ORG | 1u << NG_FACET_PLACE)

void ng_tally_article(NgTally *tally, const NgMeta *meta, const GArray *paragraphs, bool whole)
{
    /* As a whole an article is asked about no paragraphs, and there may be none. */
    NgAmong those = ng_among(whole ? NULL : (const guint *)(void *)paragraphs->data,
                             whole ? 0 : paragraphs->len);
    const NgAmong *among = whole ? NULL : &those;
    tally->articles++;
    if (tally->rows)
        ng_row_counts_changed(tally->rows);
    if (tally->wanted & NAMED_FACETS)
        tally_names(tally, meta->actors, meta->actors_len, false, among);
    if (wants(tally, NG_FACET_SPEAKER))
        tally_names(tally, meta->speakers, meta->speakers_len, true, among);
    if (wants(tally, NG_FACET_ABOUT))
        tally_times(tally, meta, among);
    if (wants(tally, NG_FACET_OUTLET) && meta->outlet)
        ng_counts_add(&tally->beside.facets[NG_FACET_OUTLET], meta->outlet, 1);
    for (guint i = 0; wants(tally, NG_FACET_BYLINE) && i < meta->n_bylines; i++)
        ng_counts_add(&tally->beside.facets[NG_FACET_BYLINE], meta->bylines[i], 1);
    if (wants(tally, NG_FACET_KIND))
        ng_counts_add(&tally->beside.facets[NG_FACET_KIND], 1 + (guint64)meta->kind, 1);
    if (wants(tally, NG_FACET_LANG))
        ng_counts_add(&tally->beside.facets[NG_FACET_LANG], ng_facet_key_of_lang(meta->lang), 1);
    /* A date of a coarser precision stands under "unknown" (1) in a finer facet. */
    uint32_t day = meta->date_ymd, month = day / 100, year = month / 100;
    if (wants(tally, NG_FACET_YEAR))
        ng_counts_add(&tally->beside.facets[NG_FACET_YEAR], year ? year : 1, 1);
    if (wants(tally, NG_FACET_MONTH))
        ng_counts_add(&tally->beside.facets[NG_FACET_MONTH], month % 100 ? month : 1, 1);
    if (wants(tally, NG_FACET_DAY))
        ng_counts_add(&tally->beside.facets[NG_FACET_DAY], day % 100 ? day : 1, 1);
    if (tally->days && day)
        ng_counts_add(&tally->beside.days, day, 1);
}

bool ng_tally_row(NgTally *tally, guint32 docid, guint64 paragraphs, gint64 *time)
{
    if (!tally->rows && !tally->no_rows) {
        /* who is joined of several counts once an article, which rows cannot tell */
        const NgFacetRows *rows =
            tally->index->counted_as ? NULL : ng_db_facet_rows(tally->index->db);
        tally->rows =
            rows ? ng_row_counts_new(rows, tally->wanted, tally->days, &tally->beside) : NULL;
        tally->no_rows = !rows;
    }
    if (!tally->rows || !ng_row_counts_add(tally->rows, docid, paragraphs, time))
        return false;
    tally->articles++;
    return true;
}

void ng_tally_ahead(const NgTally *tally, guint32 docid)
{
    if (tally->rows)
        ng_row_counts_ahead(tally->rows, docid);
}

/* ---- results ---- */

/* others: than the best are wanted, too. */
static GArray *facet_of(const NgTally *tally, NgFacet facet, guint best, bool others)
{
    if (!tally->rows)
        return ng_counts_best(&tally->beside.facets[facet], best);
    bool few = !others && best <= tally->best[facet];
    GArray *cells =
        g_array_copy((GArray *)ng_row_counts_of(tally->rows, facet, few ? tally->best : NULL));
    ng_counts_order(cells, best);
    return cells;
}

static void facet_value_free(NgFacetValue *value)
{
    g_free(value->value);
    g_free(value->name);
    g_free(value);
}

void ng_facet_result_free(NgFacetResult *result)
{
    if (!result)
        return;
    g_ptr_array_unref(result->values);
    g_free(result);
}

NgFacetResult *ng_facet_result_new(NgFacet facet)
{
    NgFacetResult *result = g_new0(NgFacetResult, 1);
    result->facet = facet;
    result->exact = true;
    result->values = g_ptr_array_new_with_free_func((GDestroyNotify)facet_value_free);
    return result;
}

static int by_count_and_name(gconstpointer a, gconstpointer b)
{
    const NgFacetValue *left = *(NgFacetValue *const *)a, *right = *(NgFacetValue *const *)b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    int order = strcmp(left->name, right->name);
    return order ? order : strcmp(left->value, right->value);
}

/* What is chosen is always shown, last when it is not among the most frequent, so that it can be
 * taken back. */
static guint move_chosen(GArray *cells, guint shown, NgFacet facet, const char *const *chosen)
{
    for (guint i = 0; chosen && chosen[i]; i++) {
        guint64 key = ng_facet_key_of(facet, chosen[i]);
        for (guint j = shown; key && j < cells->len; j++) {
            NgTallied cell = g_array_index(cells, NgTallied, j);
            if (cell.key != key)
                continue;
            g_array_index(cells, NgTallied, j) = g_array_index(cells, NgTallied, shown);
            g_array_index(cells, NgTallied, shown++) = cell;
            break;
        }
    }
    return shown;
}

NgFacetResult *ng_tally_facet(NgTally *tally, NgIndex *index, NgFacet facet, guint limit,
                              const char *const *chosen, GError **error)
{
    limit = limit ? limit : DEFAULT_LIMIT;
    /* what is chosen may be none of the best */
    g_autoptr(GArray) cells = facet_of(tally, facet, limit, chosen && *chosen);
    /* Which of several with the last count are shown is decided by their hashes, always the same
     * way: to decide by name, hundreds would have to be looked up that nobody sees. */
    guint shown = move_chosen(cells, MIN(limit, cells->len), facet, chosen);
    NgFacetResult *result = ng_facet_result_new(facet);
    for (guint i = 0; i < shown; i++) {
        const NgTallied *cell = &g_array_index(cells, NgTallied, i);
        NgFacetValue *value = g_new0(NgFacetValue, 1);
        g_ptr_array_add(result->values, value);
        value->count = cell->count;
        if (!ng_facet_name_key(index, facet, cell->key, value, error)) {
            ng_facet_result_free(result);
            return NULL;
        }
        value->selected = chosen && g_strv_contains(chosen, value->value);
    }
    g_ptr_array_sort(result->values, by_count_and_name);
    return result;
}

guint64 ng_tally_articles(const NgTally *tally)
{
    return tally->articles;
}

GArray *ng_tally_actors(const NgTally *tally)
{
    return facet_of(tally, NG_FACET_ACTOR, G_MAXUINT, true);
}

guint64 ng_tally_actor(const NgTally *tally, guint64 hash)
{
    if (!tally->rows)
        return ng_counts_of(&tally->beside.facets[NG_FACET_ACTOR], hash);
    const GArray *rows = ng_row_counts_of(tally->rows, NG_FACET_ACTOR, NULL);
    for (guint i = 0; i < rows->len; i++)
        if (g_array_index(rows, NgTallied, i).key == hash)
            return g_array_index(rows, NgTallied, i).count;
    return 0;
}

void ng_tally_each_day(const NgTally *tally, NgDayFunc func, gpointer data)
{
    g_autoptr(GArray) own = tally->rows ? NULL : ng_counts_best(&tally->beside.days, 0);
    const GArray *days = own ? own : ng_row_counts_days(tally->rows);
    for (guint i = 0; i < days->len; i++) {
        const NgTallied *day = &g_array_index(days, NgTallied, i);
        func((uint32_t)day->key, (gint64)day->count, data);
    }
}
