/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A common word finds tens of thousands, and comparing them two by two would take longer than
 * counting them: scores are sorted by their bits, least significant digit first (Knuth: The Art of
 * Computer Programming, volume 3, 5.2.5). */
#include "order.h"
#include "collapse.h"

#include <string.h>

#define DIGIT_BITS 11
#define DIGITS 6 /* times DIGIT_BITS is 64 and some */
#define FEW 64   /* are compared */

typedef struct {
    guint64 key;
    guint32 from;
} Key;

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

static void sort_keys(Key *keys, Key *room, guint n)
{
    for (guint digit = 0; digit < DIGITS; digit++) {
        guint counts[1 << DIGIT_BITS] = {0}, shift = digit * DIGIT_BITS, at = 0;
        for (guint i = 0; i < n; i++)
            counts[keys[i].key >> shift & ((1 << DIGIT_BITS) - 1)]++;
        for (guint i = 0; i < 1 << DIGIT_BITS; i++) {
            guint here = counts[i];
            counts[i] = at;
            at += here;
        }
        for (guint i = 0; i < n; i++)
            room[counts[keys[i].key >> shift & ((1 << DIGIT_BITS) - 1)]++] = keys[i];
        memcpy(keys, room, n * sizeof *keys);
    }
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
    if (left->id && right->id)
        return strcmp(left->id, right->id);
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

void ng_order(GArray *found, NgSort sort)
{
    guint n = found->len;
    if (n < FEW || sort != NG_SORT_RELEVANCE) {
        ng_order_first(found, n, sort);
        return;
    }
    g_autofree Key *keys = g_new(Key, n);
    g_autofree Key *room = g_new(Key, n);
    g_autofree NgFound *before = g_memdup2(found->data, n * sizeof(NgFound));
    NgFound *v = (NgFound *)(void *)found->data;
    for (guint i = 0; i < n; i++)
        keys[i] = (Key) {key_of(v[i].score), i};
    sort_keys(keys, room, n);
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

/* ---- ties ---- */

static bool take_id(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)documents;
    *(char **)data = g_strndup(term + 1, len - 1);
    return false;
}

static bool same_rank(const NgFound *a, const NgFound *b)
{
    return a->score == b->score && a->time == b->time;
}

/* Ties are broken by id; ids are read only for those that reach into what is shown. */
bool ng_order_ties(GArray *all, const NgCollect *want, NgDb *db, GError **error)
{
    guint n = MIN(want->top, all->len);
    if (want->collapse)
        n = ng_collapse_reach(all, want->top, want->stories);
    while (n > 0 && n < all->len &&
           same_rank(&g_array_index(all, NgFound, n - 1), &g_array_index(all, NgFound, n)))
        n++;
    for (guint i = 0; i < n; i++) {
        NgFound *found = &g_array_index(all, NgFound, i);
        bool tie = (i > 0 && same_rank(found, found - 1)) ||
                   (i + 1 < all->len && same_rank(found, found + 1));
        if (tie && !found->id &&
            !ng_db_each_document_term(db, found->docid, NG_TERM_ID, 1, take_id, &found->id, error))
            return false;
    }
    ng_order_first(all, n, want->sort);
    return true;
}
