/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: items of ninjs and of AP's JSON, which share most keys.
 * Must not know: the bytes, and what is wrapped around the items. */
#pragma once

#include "indexer/input/agency.h"

#include <jansson.h>

G_BEGIN_DECLS

/* Whether the object is an item, by its keys. */
bool ng_ninjs_is_item(const json_t *object);
/* Whether it is an item with text of its own. */
bool ng_ninjs_is_story(const json_t *object);
/* An article, or skipped with the reason. */
void ng_ninjs_item(Agency *agency, const json_t *item);

G_END_DECLS
