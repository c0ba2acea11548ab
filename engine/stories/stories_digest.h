/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which table of stories a database has, told by a number. Inside stories only. */
#pragma once

#include "nutgraf/store.h"

/* As ng_stories_write left it; 0: it was written before there were digests. */
bool ng_stories_digest(NgDb *db, guint64 *digest, GError **error);
