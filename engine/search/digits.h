/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tens of thousands of numbers in order: comparing them two by two would take longer than counting
 * them. Least significant digit first (Knuth: The Art of Computer Programming, volume 3, 5.2.5). */
#pragma once

#include <glib.h>

typedef struct {
    guint64 key;
    guint32 from; /* where it stands so far */
} NgKey;

/* Ascending; equal ones stay in their order. No key has more than so many bits. */
void ng_keys_sort(NgKey *keys, guint n, guint bits);
