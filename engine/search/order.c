/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A common word finds tens of thousands, and comparing them two by two would take longer than
 * counting them: scores are sorted by their bits, least significant digit first (Knuth: The Art of
 * Computer Programming, volume 3, 5.2.5). */
#include "order.h"

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

void ng_order_by_score(GArray *found, GCompareDataFunc ties, gpointer data)
{
    guint n = found->len;
    if (n < FEW) {
        g_array_sort_with_data(found, ties, data);
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
        if (end - i > 1)
            g_qsort_with_data(&v[i], (int)(end - i), sizeof *v, ties, data);
    }
}
