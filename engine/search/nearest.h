/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For names that nobody has: whose is spelt nearly so. */
#pragma once

#include "index.h"

/* Id of an actor whose name or later words of it are nearly `slug`, and that may be found at `now`;
 * new string or NULL. articles: how many have it; may be NULL. */
char *ng_nearest_actor(NgIndex *index, const char *slug, gint64 now, guint32 *articles);
