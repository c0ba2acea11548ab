/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index update: articles whose source is gone. */
#pragma once

#include "indexer/report.h"
#include "nutgraf/generation.h"

/* A path that is gone is what `update` is for, when the index has articles from under it: takes it
 * off the list of skipped inputs. */
bool ng_vanished_forgive(NgWriting *writing, char **paths, NgReport *report, GError **error);
/* Removes every article whose source lies under one of the paths and that was not seen in this
 * run, unless its source was skipped: what cannot be read has not vanished. */
bool ng_vanished_remove(NgWriting *writing, char **paths, GHashTable *seen, NgReport *report,
                        GError **error);
