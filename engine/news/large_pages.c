/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "engine/news/large_pages.h"

#include <sys/mman.h>

#define LARGE_PAGE ((gsize)2 << 20)

static gsize rounded(gsize bytes)
{
    return (bytes + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
}

gpointer ng_large_pages_alloc(gsize bytes)
{
    gsize wanted = rounded(bytes), taken = wanted + LARGE_PAGE;
    char *begin = mmap(NULL, taken, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (begin == MAP_FAILED)
        g_error("%s: failed to allocate %" G_GSIZE_FORMAT " bytes", G_STRLOC, bytes);
    char *table = (char *)rounded((gsize)begin); /* large pages lie at their multiples */
    gsize before = (gsize)(table - begin), behind = taken - before - wanted;
    if (before)
        munmap(begin, before);
    if (behind)
        munmap(table + wanted, behind);
#ifdef MADV_HUGEPAGE
    madvise(table, wanted, MADV_HUGEPAGE); /* refused: it works with small ones */
#endif
    return table;
}

void ng_large_pages_free(gpointer table, gsize bytes)
{
    if (table)
        munmap(table, rounded(bytes));
}
