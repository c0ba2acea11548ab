/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: memory for a table that is looked at all over, of large pages where the system has them:
 * of small ones each look costs a walk through the page tables besides.
 * Internal to engine/news. Must not know: what the table holds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zeroed; ends the program when there is no memory, as g_malloc0 does. */
gpointer ng_large_pages_alloc(gsize bytes);
void ng_large_pages_free(gpointer table, gsize bytes);

G_END_DECLS
