/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "digits.h"

#include <string.h>

#define DIGIT_BITS 11
#define DIGIT(key, shift) ((guint)((key) >> (shift)) & ((1 << DIGIT_BITS) - 1))

void ng_keys_sort(NgKey *keys, guint n, guint bits)
{
    g_autofree NgKey *room = g_new(NgKey, (gsize)n + 1);
    for (guint shift = 0; shift < bits; shift += DIGIT_BITS) {
        guint counts[1 << DIGIT_BITS] = {0}, at = 0;
        for (guint i = 0; i < n; i++)
            counts[DIGIT(keys[i].key, shift)]++;
        for (guint i = 0; i < 1 << DIGIT_BITS; i++) {
            guint here = counts[i];
            counts[i] = at;
            at += here;
        }
        for (guint i = 0; i < n; i++)
            room[counts[DIGIT(keys[i].key, shift)]++] = keys[i];
        memcpy(keys, room, n * sizeof *keys);
    }
}
