/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the limits of a query, measured to keep the worst one under two seconds on 300,000
 * documents (docs/architecture.md).
 * Must not know: who asks. */
#include "nutgraf/query.h"

#define SHARED_LIMITS                                                                              \
    .max_terms = 32, .max_depth = 16, .max_wildcards = 2, .max_expansion = 200, .max_phrases = 4,  \
    .max_phrase_words = 8, .max_window = 20

const NgLimits ng_limits_terminal = {.max_bytes = 4096, SHARED_LIMITS};
const NgLimits ng_limits_web = {.max_bytes = 512, SHARED_LIMITS};
