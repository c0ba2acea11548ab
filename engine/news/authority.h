/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the matcher reads of the authority beyond its public face. Internal. */
#pragma once

#include "engine/news/names.h"
#include "nutgraf/analysis.h"

G_BEGIN_DECLS

/* The names of all actors; NgName.actor is the actor's index. */
const NgNames *ng_authority_names(const NgAuthority *authority);
/* Where the actor stands in the files, from 0: the earlier one wins a tie. */
uint32_t ng_authority_order(const NgAuthority *authority, guint i);
/* The only person whose name ends in this word, of several words; -1 when there are none or more.
 */
int ng_authority_surname(const NgAuthority *authority, uint64_t key);

G_END_DECLS
