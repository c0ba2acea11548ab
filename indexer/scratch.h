/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the small databases that a worker builds of one unit, one after the other.
 * Knows documents, not articles nor where they come from. */
#pragma once

#include "nutgraf/store.h"

/* Where the databases of a unit are built, 0 and up. New string. */
char *ng_unit_database(const char *build_dir, guint unit, guint number);

typedef struct NgScratch NgScratch;
NgScratch *ng_scratch_new(const char *build_dir);
void ng_scratch_free(NgScratch *scratch);

/* From here on what is added belongs to the unit. */
void ng_scratch_begin(NgScratch *scratch, guint unit);
/* Metadata of the next document, which each database has once for each key. */
void ng_scratch_name(NgScratch *scratch, const char *key, gsize key_len, const char *value,
                     gsize value_len);
/* A document of so many bytes of text. */
bool ng_scratch_add(NgScratch *scratch, const NgDbDoc *doc, gsize text_bytes, GError **error);
/* Ends the unit. *databases: how many it came to. */
bool ng_scratch_end(NgScratch *scratch, guint32 *databases, GError **error);
/* After an error: writes nothing more. */
void ng_scratch_abandon(NgScratch *scratch);
