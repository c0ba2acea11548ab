/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index update: articles whose source is gone. */
#pragma once

#include "indexer/report.h"
#include "nutgraf/generation.h"

/* live: the folder of the live generation, NULL when there is none yet. */

/* A path that is gone is what `update` is for, when the index has articles from under it: takes it
 * off the list of skipped inputs. */
bool ng_vanished_forgive(const char *live, char **paths, NgReport *report, GError **error);
/* Appends to `gone` (guint32) and counts as removed every document whose source lies under one of
 * the paths and whose id was not seen in this run, unless its source was skipped: what cannot be
 * read has not vanished. */
bool ng_vanished_find(const char *live, char **paths, GHashTable *seen, NgReport *report,
                      GArray *gone, GError **error);
/* Finds and removes them. */
bool ng_vanished_remove(NgWriting *writing, char **paths, GHashTable *seen, NgReport *report,
                        GError **error);
