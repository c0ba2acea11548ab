/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When nothing was found: what each word alone would give, what it may have been meant to be, and
 * whether articles have all words in different paragraphs. */
#pragma once

#include "index.h"

bool ng_help_words(NgIndex *index, const NgPlan *plan, gint64 now, NgResults *results,
                   GError **error);
/* When something was found: only the words that hardly any article has, each with a spelling that
 * very many have. */
bool ng_help_seldom(NgIndex *index, const NgPlan *plan, gint64 now, NgResults *results,
                    GError **error);
/* How many articles match, exactly. */
bool ng_help_count(NgIndex *index, const NgMatch *match, gint64 now, guint32 *articles,
                   GError **error);
