/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: takes documents out of the live generation, in one commit. */
#pragma once

#include "nutgraf/generation.h"

/* docids: of guint32, each once. Keeps the totals right. */
bool ng_removal_run(NgWriting *writing, const GArray *docids, GError **error);
