/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A common word finds tens of thousands: scores are sorted by their bits. */
#include "order.h"
#include "collapse.h"
#include "digits.h"

#include <string.h>

#define FEW 64 /* are compared */

/* Ascending keys are descending scores: the bits of a double rise with it, once those of negative
 * ones are turned round (Terdiman 2000). */
static guint64 key_of(double score)
{
    guint64 bits;
    double whole = score + 0.0; /* -0 is 0 */
    memcpy(&bits, &whole, sizeof bits);
    bits ^= bits >> 63 ? G_MAXUINT64 : (guint64)1 << 63;
    return ~bits;
}

static int by_time(const NgFound *a, const NgFound *b, bool oldest_first)
{
    if (a->time == b->time)
        return 0;
    if (oldest_first && (a->time == G_MININT64 || b->time == G_MININT64))
        return a->time == G_MININT64 ? 1 : -1; /* without a date is last in either order */
    return (a->time > b->time) != oldest_first ? -1 : 1;
}

static int by_rank(gconstpointer a, gconstpointer b, gpointer data)
{
    const NgFound *left = a, *right = b;
    NgSort sort = *(const NgSort *)data;
    int order;
    if (sort == NG_SORT_RELEVANCE && left->score != right->score)
        return left->score > right->score ? -1 : 1;
    order = by_time(left, right, sort == NG_SORT_OLDEST);
    if (order)
        return order;
    if (sort != NG_SORT_RELEVANCE && left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->docid < right->docid ? -1 : left->docid > right->docid;
}

void ng_order_first(GArray *found, guint n, NgSort sort)
{
    g_qsort_with_data(found->data, (int)n, sizeof(NgFound), by_rank, &sort);
}

static void insert_in_order(NgFound *v, guint n, NgSort sort)
{
    for (guint i = 1; i < n; i++) {
        NgFound one = v[i];
        guint at = i;
        for (; at > 0 && by_rank(&one, &v[at - 1], &sort) < 0; at--)
            v[at] = v[at - 1];
        v[at] = one;
    }
}

void ng_order_rest(GArray *found, guint from, NgSort sort)
{
    guint n = found->len - from;
    NgFound *v = (NgFound *)(void *)found->data + from;
    if (n < FEW || sort != NG_SORT_RELEVANCE) {
        if (n)
            g_qsort_with_data(v, (int)n, sizeof *v, by_rank, &sort);
        return;
    }
    g_autofree NgKey *keys = g_new(NgKey, n);
    g_autofree NgFound *before = g_memdup2(v, n * sizeof(NgFound));
    for (guint i = 0; i < n; i++)
        keys[i] = (NgKey) {key_of(v[i].score), i};
    ng_keys_sort(keys, n, 64);
    for (guint i = 0; i < n; i++)
        v[i] = before[keys[i].from];
    for (guint i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && keys[end].key == keys[i].key;)
            end++;
        if (end - i > FEW)
            g_qsort_with_data(&v[i], (int)(end - i), sizeof *v, by_rank, &sort);
        else
            insert_in_order(&v[i], end - i, sort);
    }
}

/* ---- the best of many ---- */

/* Two by two they are compared with the last of the best so far, which most are behind. */
typedef struct {
    const NgFound *v;
    NgSort sort;
} Comparing;

static int by_rank_of(gconstpointer a, gconstpointer b, gpointer data)
{
    const Comparing *comparing = data;
    NgSort sort = comparing->sort;
    return by_rank(&comparing->v[*(const guint32 *)a], &comparing->v[*(const guint32 *)b], &sort);
}

static bool is_behind(const NgFound *one, const NgFound *last, NgSort sort)
{
    if (sort == NG_SORT_RELEVANCE && one->score != last->score)
        return one->score < last->score;
    return by_rank(one, last, &sort) > 0;
}

/* Brings the k best of n to the front, the last of them behind the others (Hoare: Algorithm 65,
 * Find, CACM 1961). k: not 0, not more than n. */
static void bring_best(const Comparing *comparing, guint32 *v, guint n, guint k)
{
    NgSort sort = comparing->sort;
    for (gint64 low = 0, high = (gint64)n - 1, last = (gint64)k - 1; low < high;) {
        const NgFound *middle = &comparing->v[v[last]];
        gint64 i = low, j = high;
        while (i <= j) {
            while (by_rank(&comparing->v[v[i]], middle, &sort) < 0)
                i++;
            while (by_rank(middle, &comparing->v[v[j]], &sort) < 0)
                j--;
            if (i > j)
                break;
            guint32 one = v[i];
            v[i++] = v[j];
            v[j--] = one;
        }
        if (j < last)
            low = i;
        if (last < i)
            high = j;
    }
}

/* Where the best stand, in their order; room for twice as many. */
static void choose(const GArray *found, guint best, NgSort sort, guint32 *chosen)
{
    Comparing comparing = {(const NgFound *)(void *)found->data, sort};
    const NgFound *last = NULL;
    guint n = 0;
    for (guint32 i = 0; i < found->len; i++) {
        if (last && is_behind(&comparing.v[i], last, sort))
            continue;
        chosen[n++] = i;
        if (n < 2 * best)
            continue;
        bring_best(&comparing, chosen, n, best);
        n = best;
        last = &comparing.v[chosen[n - 1]];
    }
    if (n > best)
        bring_best(&comparing, chosen, n, best);
    g_qsort_with_data(chosen, (int)best, sizeof *chosen, by_rank_of, &comparing);
}

guint ng_order_best(GArray *found, guint best, NgSort sort)
{
    if (best == 0 || found->len / 4 < best) {
        ng_order_rest(found, 0, sort);
        return found->len;
    }
    NgFound *v = (NgFound *)(void *)found->data;
    g_autofree guint32 *chosen = g_new(guint32, 2 * (gsize)best);
    g_autofree NgFound *ahead = g_new(NgFound, best);
    g_autofree bool *stays = g_new0(bool, best);
    choose(found, best, sort, chosen);
    for (guint i = 0; i < best; i++) {
        ahead[i] = v[chosen[i]];
        if (chosen[i] < best)
            stays[chosen[i]] = true;
    }
    /* others who stand in front go where the best come from */
    for (guint i = 0, at = 0; i < best; i++) {
        if (chosen[i] < best)
            continue;
        while (stays[at])
            at++;
        v[chosen[i]] = v[at++];
    }
    memcpy(v, ahead, best * sizeof *v);
    return best;
}

/* ---- ties ---- */

typedef struct {
    NgFound found;
    char *id; /* read where it decides */
} Shown;

static void shown_clear(gpointer shown)
{
    g_free(((Shown *)shown)->id);
}

static bool take_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)documents;
    *(char **)data = g_strndup(term + 1, len - 1);
    return false;
}

static int by_rank_and_id(gconstpointer a, gconstpointer b, gpointer data)
{
    const Shown *left = a, *right = b;
    bool tie = left->id && right->id && left->found.score == right->found.score &&
               left->found.time == right->found.time;
    return tie ? strcmp(left->id, right->id) : by_rank(&left->found, &right->found, data);
}

static bool same_rank(const NgFound *a, const NgFound *b)
{
    return a->score == b->score && a->time == b->time;
}

guint ng_order_shown(const GArray *all, guint in_order, const NgCollect *want)
{
    guint n = want->collapse ? ng_collapse_reach(all, in_order, want->top, want->stories)
                             : MIN(want->top, in_order);
    while (n > 0 && n < in_order &&
           same_rank(&g_array_index(all, NgFound, n - 1), &g_array_index(all, NgFound, n)))
        n++;
    return n;
}

bool ng_order_ties(GArray *all, guint n, const NgCollect *want, NgDb *db, GError **error)
{
    g_autoptr(GArray) shown = g_array_new(FALSE, TRUE, sizeof(Shown));
    NgSort sort = want->sort;
    NgFound *v = (NgFound *)(void *)all->data;
    g_array_set_clear_func(shown, shown_clear);
    g_array_set_size(shown, n);
    for (guint i = 0; i < n; i++) {
        Shown *one = &g_array_index(shown, Shown, i);
        bool tie =
            (i > 0 && same_rank(&v[i], &v[i - 1])) || (i + 1 < n && same_rank(&v[i], &v[i + 1]));
        one->found = v[i];
        if (tie &&
            !ng_db_each_document_term(db, v[i].docid, NG_TERM_ID, 1, take_id, &one->id, error))
            return false;
    }
    if (n)
        g_qsort_with_data(shown->data, (int)n, sizeof(Shown), by_rank_and_id, &sort);
    for (guint i = 0; i < n; i++)
        v[i] = g_array_index(shown, Shown, i).found;
    return true;
}
