/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the reader of JSON's values needs of its strings (json_string.c).
 * Between json_pull.c and json_string.c; for no other.
 * Must not know: objects, arrays, articles. */
#pragma once

#include "nutgraf/json_pull.h"

G_BEGIN_DECLS

/* The first problem stays. */
static inline bool ng_json_fail(NgJsonPull *json, const char *problem)
{
    if (json->problem == NULL) {
        json->problem = problem;
    }
    return false;
}

/* As ng_json_string, without keeping it. */
bool ng_json_skip_string(NgJsonPull *json);

G_END_DECLS
