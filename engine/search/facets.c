/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets: counts by hash while the match runs, names only for what is shown. */
#include "facets.h"
#include "nutgraf/values.h"

#include <stdio.h>
#include <string.h>

typedef NgTallied Cell;

/* An open-addressing table of counts; key 0 marks an empty slot. */
typedef struct {
    Cell *cells;
    guint room, used;
} Counts;

struct NgTally {
    const NgIndex *index;
    guint64 articles;
    guint wanted;
    bool days;
    Counts counts[NG_FACET_COUNT];
    Counts by_day;  /* date_ymd */
    GArray *joined; /* guint64: actors joined of several that this article has been counted for */
};

/* Where key stands, or the empty slot where it would. */
static guint slot_of(const Counts *counts, guint64 key)
{
    guint64 hash = key * 0x9e3779b97f4a7c15u; /* Fibonacci hashing: dates are close to each other */
    guint at = (guint)(hash >> 32) & (counts->room - 1);
    while (counts->cells[at].key && counts->cells[at].key != key)
        at = (at + 1) & (counts->room - 1);
    return at;
}

static void counts_add(Counts *counts, guint64 key, guint64 n)
{
    if (counts->used * 2 >= counts->room) {
        Counts old = *counts;
        counts->room = MAX(256, old.room * 2);
        counts->cells = g_new0(Cell, counts->room);
        counts->used = 0;
        for (guint i = 0; i < old.room; i++)
            if (old.cells[i].key)
                counts_add(counts, old.cells[i].key, old.cells[i].count);
        g_free(old.cells);
    }
    guint at = slot_of(counts, key);
    if (!counts->cells[at].key) {
        counts->cells[at].key = key;
        counts->used++;
    }
    counts->cells[at].count += n;
}

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
        g_free(tally->counts[i].cells);
    g_free(tally->by_day.cells);
    g_array_unref(tally->joined);
    g_free(tally);
}

static bool wants(const NgTally *tally, NgFacet facet)
{
    return tally->wanted & (1u << facet);
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

static void tally_names(NgTally *tally, const char *value, gsize len, bool speakers,
                        const GArray *paragraphs, bool whole)
{
    NgNamesIter iter;
    guint64 hash;
    NgActorKind kind;
    static const NgFacet of_kind[] = {[NG_ACTOR_ORG] = NG_FACET_ORG,
                                      [NG_ACTOR_PERSON] = NG_FACET_PERSON,
                                      [NG_ACTOR_PLACE] = NG_FACET_PLACE};
    bool stands;
    const guint *among = whole ? NULL : (const guint *)(void *)paragraphs->data;
    guint n = whole ? 0 : paragraphs->len;
    ng_names_iter_init(&iter, value, len);
    if (tally->joined->len)
        g_array_set_size(tally->joined, 0);
    while (ng_names_iter_among(&iter, &hash, &kind, among, n, &stands)) {
        if (!whole && !stands)
            continue;
        if (!count_once(tally, &hash, &kind))
            continue;
        if (speakers) {
            counts_add(&tally->counts[NG_FACET_SPEAKER], hash, 1);
            continue;
        }
        if (wants(tally, NG_FACET_ACTOR))
            counts_add(&tally->counts[NG_FACET_ACTOR], hash, 1);
        if (wants(tally, of_kind[kind]))
            counts_add(&tally->counts[of_kind[kind]], hash, 1);
    }
}

/* Months, and years that are spoken of as such. */
static void tally_times(NgTally *tally, const NgMeta *meta, const GArray *paragraphs, bool whole)
{
    NgNamesIter iter;
    guint64 number;
    NgActorKind kind;
    bool stands;
    const guint *among = whole ? NULL : (const guint *)(void *)paragraphs->data;
    guint n = whole ? 0 : paragraphs->len;
    ng_names_iter_init(&iter, meta->times, meta->times_len);
    while (ng_names_iter_among(&iter, &number, &kind, among, n, &stands))
        if (whole || stands)
            counts_add(&tally->counts[NG_FACET_ABOUT], number, 1);
}

/* Up to three letters as a number that is never 0. */
static guint64 pack_lang(const char *lang)
{
    guint64 packed = 1;
    for (const char *c = lang; *c; c++)
        packed = packed << 8 | (guint8)*c;
    return packed;
}

#define NAMED_FACETS                                                                               \
    (1u << NG_FACET_ACTOR | 1u << NG_FACET_PERSON | 1u << NG_FACET_ORG | 1u << NG_FACET_PLACE)

void ng_tally_article(NgTally *tally, const NgMeta *meta, const GArray *paragraphs, bool whole)
{
    tally->articles++;
    if (tally->wanted & NAMED_FACETS)
        tally_names(tally, meta->actors, meta->actors_len, false, paragraphs, whole);
    if (wants(tally, NG_FACET_SPEAKER))
        tally_names(tally, meta->speakers, meta->speakers_len, true, paragraphs, whole);
    if (wants(tally, NG_FACET_ABOUT))
        tally_times(tally, meta, paragraphs, whole);
    if (wants(tally, NG_FACET_OUTLET) && meta->outlet)
        counts_add(&tally->counts[NG_FACET_OUTLET], meta->outlet, 1);
    for (guint i = 0; wants(tally, NG_FACET_BYLINE) && i < meta->n_bylines; i++)
        counts_add(&tally->counts[NG_FACET_BYLINE], meta->bylines[i], 1);
    if (wants(tally, NG_FACET_KIND))
        counts_add(&tally->counts[NG_FACET_KIND], 1 + (guint64)meta->kind, 1);
    if (wants(tally, NG_FACET_LANG))
        counts_add(&tally->counts[NG_FACET_LANG], pack_lang(meta->lang), 1);
    /* A date of a coarser precision stands under "unknown" (1) in a finer facet. */
    uint32_t day = meta->date_ymd, month = day / 100, year = month / 100;
    if (wants(tally, NG_FACET_YEAR))
        counts_add(&tally->counts[NG_FACET_YEAR], year ? year : 1, 1);
    if (wants(tally, NG_FACET_MONTH))
        counts_add(&tally->counts[NG_FACET_MONTH], month % 100 ? month : 1, 1);
    if (wants(tally, NG_FACET_DAY))
        counts_add(&tally->counts[NG_FACET_DAY], day % 100 ? day : 1, 1);
    if (tally->days && day)
        counts_add(&tally->by_day, day, 1);
}

/* ---- names ---- */

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

bool ng_facet_name_hash(NgIndex *index, guint64 hash, NgFacetValue *value, GError **error)
{
    char key[NG_NAME_KEY_BYTES];
    gsize len;
    NgActorKind kind;
    const NgCountedAs *as = ng_index_counted_as(index, hash);
    if (as) {
        value->value = g_strdup(as->id);
        value->name = g_strdup(as->name);
        return true;
    }
    ng_name_key(hash, key);
    g_autofree char *packed = ng_db_metadata(index->db, key, sizeof key, &len, error);
    if (!packed)
        return false;
    if (!ng_name_unpack(packed, len, &value->value, &value->name, &kind)) {
        /* A name is written with the first document that has it; without it, its hash. */
        value->value = g_strdup_printf("%016" G_GINT64_MODIFIER "x", hash);
        value->name = g_strdup(value->value);
    }
    const char *decided; /* of actors, not of an outlet or a byline of that name */
    if (hash == ng_name_hash('a', value->value, strlen(value->value)) &&
        ng_actor_table_name(index->actors, value->value, &decided, &kind)) {
        g_free(value->name);
        value->name = g_strdup(decided);
    }
    return true;
}

static void name_date(guint64 key, NgFacet facet, NgFacetValue *value)
{
    if (key == 1)
        value->value = g_strdup("unknown");
    else if (facet == NG_FACET_YEAR || (facet == NG_FACET_ABOUT && key < 10000))
        value->value = g_strdup_printf("%04u", (guint)key);
    else if (facet == NG_FACET_MONTH || facet == NG_FACET_ABOUT)
        value->value = g_strdup_printf("%04u-%02u", (guint)key / 100, (guint)key % 100);
    else
        value->value = g_strdup_printf("%04u-%02u-%02u", (guint)key / 10000, (guint)key / 100 % 100,
                                       (guint)key % 100);
    value->name = g_strdup(value->value);
}

static void name_lang(guint64 key, NgFacetValue *value)
{
    char lang[8] = "";
    int n = 0;
    for (int shift = 48; shift >= 0; shift -= 8)
        if (key >> shift > 1)
            lang[n++] = (char)(key >> shift & 0xff);
    value->value = g_strdup(n ? lang : "unknown");
    value->name = g_strdup(value->value);
}

static bool name_value(NgIndex *index, NgFacet facet, guint64 key, NgFacetValue *value,
                       GError **error)
{
    switch (facet) {
    case NG_FACET_KIND:
        value->value = g_strdup(ng_kind_name((NgKind)(key - 1)));
        value->name = g_strdup(value->value);
        return true;
    case NG_FACET_LANG:
        name_lang(key, value);
        return true;
    case NG_FACET_YEAR:
    case NG_FACET_MONTH:
    case NG_FACET_DAY:
    case NG_FACET_ABOUT:
        name_date(key, facet, value);
        return true;
    default:
        return ng_facet_name_hash(index, key, value, error);
    }
}

static int by_count(gconstpointer a, gconstpointer b)
{
    const Cell *left = a, *right = b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

static int by_count_and_name(gconstpointer a, gconstpointer b)
{
    const NgFacetValue *left = *(NgFacetValue *const *)a, *right = *(NgFacetValue *const *)b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    int order = strcmp(left->name, right->name);
    return order ? order : strcmp(left->value, right->value);
}

/* The key under which a value was counted; 0 when it is no value of the facet. */
static guint64 key_of(NgFacet facet, const char *value)
{
    NgKind kind;
    guint year = 0, month = 0, day = 0;
    switch (facet) {
    case NG_FACET_KIND:
        return ng_kind_parse(value, &kind) ? 1 + (guint64)kind : 0;
    case NG_FACET_LANG:
        return strlen(value) <= 3 ? pack_lang(value) : 0;
    case NG_FACET_ABOUT:
        return sscanf(value, "%4u-%2u", &year, &month) == 2 ? year * 100 + month : year;
    case NG_FACET_YEAR:
        return sscanf(value, "%4u", &year) == 1 ? year : 0;
    case NG_FACET_MONTH:
        return sscanf(value, "%4u-%2u", &year, &month) == 2 ? year * 100 + month : 0;
    case NG_FACET_DAY:
        return sscanf(value, "%4u-%2u-%2u", &year, &month, &day) == 3
                   ? year * 10000 + month * 100 + day
                   : 0;
    case NG_FACET_OUTLET:
        return ng_name_hash('o', value, strlen(value));
    case NG_FACET_BYLINE:
        return ng_name_hash('b', value, strlen(value));
    default:
        return ng_name_hash('a', value, strlen(value));
    }
}

/* What is chosen is always shown, last when it is not among the most frequent, so that it can be
 * taken back. */
static guint move_chosen(GArray *cells, guint shown, NgFacet facet, const char *const *chosen)
{
    for (guint i = 0; chosen && chosen[i]; i++) {
        guint64 key = key_of(facet, chosen[i]);
        for (guint j = shown; key && j < cells->len; j++) {
            Cell cell = g_array_index(cells, Cell, j);
            if (cell.key != key)
                continue;
            g_array_index(cells, Cell, j) = g_array_index(cells, Cell, shown);
            g_array_index(cells, Cell, shown++) = cell;
            break;
        }
    }
    return shown;
}

/* All counts of a facet, in any order. */
static GArray *all_counts(const NgTally *tally, NgFacet facet)
{
    const Counts *counts = &tally->counts[facet];
    GArray *cells = g_array_sized_new(FALSE, FALSE, sizeof(Cell), counts->used);
    for (guint i = 0; i < counts->room; i++)
        if (counts->cells[i].key)
            g_array_append_val(cells, counts->cells[i]);
    return cells;
}

/* Brings the most frequent to the front in their order; the others follow in any. Of tens of
 * thousands of names twenty are shown. */
static void bring_best(GArray *cells, guint limit)
{
    Cell *v = (Cell *)(void *)cells->data;
    guint n = cells->len, kept = 0;
    limit = MIN(limit, n);
    for (guint i = 0; i < n && limit; i++) {
        if (kept == limit && by_count(&v[i], &v[kept - 1]) >= 0)
            continue;
        Cell cell = v[i];
        if (kept < limit)
            kept++;
        v[i] = v[kept - 1];
        guint at = kept - 1;
        for (; at > 0 && by_count(&cell, &v[at - 1]) < 0; at--)
            v[at] = v[at - 1];
        v[at] = cell;
    }
}

NgFacetResult *ng_tally_facet(NgTally *tally, NgIndex *index, NgFacet facet, guint limit,
                              const char *const *chosen, GError **error)
{
    g_autoptr(GArray) cells = all_counts(tally, facet);
    bring_best(cells, limit ? limit : 20);
    /* Which of several with the last count are shown is decided by their hashes, always the same
     * way: to decide by name, hundreds would have to be looked up that nobody sees. */
    guint shown = move_chosen(cells, MIN(limit ? limit : 20, cells->len), facet, chosen);
    NgFacetResult *result = ng_facet_result_new(facet);
    for (guint i = 0; i < shown; i++) {
        const Cell *cell = &g_array_index(cells, Cell, i);
        NgFacetValue *value = g_new0(NgFacetValue, 1);
        g_ptr_array_add(result->values, value);
        value->count = cell->count;
        if (!name_value(index, facet, cell->key, value, error)) {
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
    GArray *cells = all_counts(tally, NG_FACET_ACTOR);
    g_array_sort(cells, by_count);
    return cells;
}

guint64 ng_tally_actor(const NgTally *tally, guint64 hash)
{
    const Counts *counts = &tally->counts[NG_FACET_ACTOR];
    return counts->room ? counts->cells[slot_of(counts, hash)].count : 0;
}

void ng_tally_each_day(const NgTally *tally, NgDayFunc func, gpointer data)
{
    for (guint i = 0; i < tally->by_day.room; i++)
        if (tally->by_day.cells[i].key)
            func((uint32_t)tally->by_day.cells[i].key, (gint64)tally->by_day.cells[i].count, data);
}
