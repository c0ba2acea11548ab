/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Articles that were seen before are passed over where matches are decided. */
#pragma once

#include "index.h"

/* Forgets what the last search has found. */
void ng_seen_begin(NgSeen *seen);
/* *fresh: whether the article was not seen before; it counts as found then, if `note`. */
bool ng_seen_look(NgSeen *seen, NgDb *db, guint32 docid, bool note, bool *fresh, GError **error);
