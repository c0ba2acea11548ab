/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A word of the index that is spelt nearly as what somebody typed.
 * Beside help.h. Must not know: queries, results. */
#pragma once

#include "index.h"

/* form: folded. *suggestion: the word that is meant most likely, as people write it; new string, or
 * NULL when none is near. *articles: that have it or a form of it and may be found. most: letters
 * that may be wrong, of a short word one at most; neighbours that changed places count as one. */
bool ng_spelling_near(NgIndex *index, const char *form, guint most, gint64 now, char **suggestion,
                      guint32 *articles, GError **error);
