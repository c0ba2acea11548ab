/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which shingles stand on an outlet's pages whatever these are about: "Follow us", "All rights
 * reserved", who the agency is; and whole reports that come each week in the same words.
 *
 * Copies share shingles too, and a story that an outlet sent five times is not boilerplate. What
 * tells them apart is the rest of the articles that have the shingle: of copies the rest is shared
 * as well, of pages with one footer it is not. */
#include "story_docs.h"

#include <stdlib.h>
#include <string.h>

#define ANY_OUTLET ((guint64)1 << 16)
/* So many articles have it at least, and so much of their sketches is each one's own, in percent:
 * within an outlet; and anywhere, when what is known to be their outlets' is not counted. */
#define OUTLET_ARTICLES 3
#define OUTLET_OWN 30
#define ANY_ARTICLES 6
#define ANY_OWN 50
/* So many of them are looked at. */
#define LOOKED_AT 12

static guint64 number_of(guint64 outlet, uint32_t hash)
{
    return outlet << NG_SHINGLE_BITS | hash;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
    return left < right ? -1 : left > right;
}

static bool has_number(const GArray *numbers, guint64 number)
{
    return bsearch(&number, numbers->data, numbers->len, sizeof number, by_number) != NULL;
}

bool ng_boilerplate_has(const GArray *numbers, const NgStoryDoc *doc, uint32_t hash)
{
    return has_number(numbers, number_of(doc->sketch.outlet, hash)) ||
           has_number(numbers, number_of(ANY_OUTLET, hash));
}

guint8 *ng_boilerplate_set(const GArray *numbers)
{
    guint8 *set = g_malloc0(NG_SHINGLE_SET_BYTES);
    for (guint i = 0; i < numbers->len; i++)
        shingle_set_add(set, boilerplate_hash(g_array_index(numbers, guint64, i)));
    return set;
}

/* Those with the smallest mix: a sample that does not depend on their order. Ties are the same
 * sketch. */
static guint sample(const NgStoryDoc *const *docs, guint n, const NgStoryDoc **picked)
{
    guint have = 0;
    for (guint i = 0; i < n; i++) {
        guint at = have;
        if (have == LOOKED_AT && docs[i]->mix >= picked[have - 1]->mix)
            continue;
        have = MIN(have + 1, LOOKED_AT);
        at = MIN(at, LOOKED_AT - 1);
        for (; at > 0 && picked[at - 1]->mix > docs[i]->mix; at--)
            picked[at] = picked[at - 1];
        picked[at] = docs[i];
    }
    return have;
}

static int by_hash(gconstpointer a, gconstpointer b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

/* A sketch of a long text has no room for a hash that one of a short text has: whether the long one
 * has that shingle is not known. */
static guint could_have(const NgStoryDoc **docs, guint n, uint32_t hash)
{
    guint could = 0;
    for (guint i = 0; i < n; i++) {
        const NgSketch *sketch = &docs[i]->sketch;
        could += sketch->n < NG_SKETCH_HASHES || sketch->hashes[sketch->n - 1] >= hash;
    }
    return could;
}

typedef struct {
    GArray *numbers;     /* guint64, as found */
    const GArray *known; /* of outlets, sorted; NULL while these are sought */
    const guint8 *somewhere;
} Judging;

/* Is at least `percent` of what these articles have each one's own? */
static bool differ(const Judging *judging, const NgStoryDoc *const *docs, guint n, guint percent)
{
    const NgStoryDoc *picked[LOOKED_AT];
    uint32_t hashes[LOOKED_AT * NG_SKETCH_HASHES];
    guint have = sample(docs, n, picked), all = 0, own = 0, known = 0;
    for (guint i = 0; i < have; i++)
        for (uint32_t j = 0; j < picked[i]->sketch.n; j++) {
            uint32_t hash = picked[i]->sketch.hashes[j];
            if (!judging->known || !shingle_set_has(judging->somewhere, hash) ||
                !ng_boilerplate_has(judging->known, picked[i], hash))
                hashes[all++] = hash;
        }
    qsort(hashes, all, sizeof *hashes, by_hash);
    for (guint i = 0; i < all;) {
        guint end = i;
        while (end < all && hashes[end] == hashes[i])
            end++;
        guint could = could_have(picked, have, hashes[i]), has = end - i;
        if (could > 1) {
            known += has;
            own += has == 1 || has * 4 <= could ? has : 0;
        }
        i = end;
    }
    return (guint64)own * 100 >= (guint64)known * percent && known > 0;
}

static int by_outlet(gconstpointer a, gconstpointer b)
{
    const NgStoryDoc *left = *(const NgStoryDoc *const *)a, *right = *(const NgStoryDoc *const *)b;
    return (int)left->sketch.outlet - (int)right->sketch.outlet;
}

static void judge_outlets(Judging *judging, GPtrArray *having, uint32_t hash)
{
    const NgStoryDoc *const *docs;
    if (having->len < OUTLET_ARTICLES)
        return;
    g_ptr_array_sort(having, by_outlet);
    docs = (const NgStoryDoc *const *)having->pdata;
    for (guint i = 0; i < having->len;) {
        guint end = i;
        while (end < having->len && docs[end]->sketch.outlet == docs[i]->sketch.outlet)
            end++;
        guint64 number = number_of(docs[i]->sketch.outlet, hash);
        if (end - i >= OUTLET_ARTICLES && differ(judging, docs + i, end - i, OUTLET_OWN))
            g_array_append_val(judging->numbers, number);
        i = end;
    }
}

static void judge_all(Judging *judging, GPtrArray *having, uint32_t hash)
{
    guint64 number = number_of(ANY_OUTLET, hash);
    const NgStoryDoc *const *docs = (const NgStoryDoc *const *)having->pdata;
    if (having->len >= ANY_ARTICLES && differ(judging, docs, having->len, ANY_OWN))
        g_array_append_val(judging->numbers, number);
}

/* Looks at each shingle with those who have it. */
static void judge_each(Judging *judging, const GArray *docs, const GArray *postings,
                       void (*judge)(Judging *, GPtrArray *, uint32_t))
{
    g_autoptr(GPtrArray) having = g_ptr_array_new();
    for (guint i = 0; i < postings->len;) {
        uint32_t hash = (uint32_t)(g_array_index(postings, guint64, i) >> 32);
        g_ptr_array_set_size(having, 0);
        for (; i < postings->len && g_array_index(postings, guint64, i) >> 32 == hash; i++)
            g_ptr_array_add(having, &g_array_index(docs, NgStoryDoc,
                                                   (guint32)g_array_index(postings, guint64, i)));
        judge(judging, having, hash);
    }
}

GArray *ng_story_boilerplate(const GArray *docs, const GArray *before, const guint8 *among)
{
    g_autoptr(GArray) postings = ng_story_postings(docs, 0, among);
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(guint64));
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint64));
    Judging judging = {numbers, NULL, NULL};
    judge_each(&judging, docs, postings, judge_outlets);
    for (guint i = 0; i < before->len; i++) {
        guint64 number = g_array_index(before, guint64, i);
        if (among && !shingle_set_has(among, boilerplate_hash(number)))
            g_array_append_val(numbers, number);
    }
    for (guint i = 0; i < numbers->len; i++) {
        guint64 number = g_array_index(numbers, guint64, i);
        if (number < number_of(ANY_OUTLET, 0))
            g_array_append_val(known, number);
    }
    g_array_sort(known, by_number);
    g_autofree guint8 *somewhere = ng_boilerplate_set(known);
    judging = (Judging) {numbers, known, somewhere};
    judge_each(&judging, docs, postings, judge_all);
    g_array_sort(numbers, by_number);
    return numbers;
}
