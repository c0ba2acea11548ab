/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of what was found, the copies of one story. */
#pragma once

#include "collect.h"

/* Stories among what was found; an article without copies is one. */
guint64 ng_collapse_count(const GArray *found, const NgSeenStories *stories);
/* How many of the first n are needed to have `top` stories; n when they are not enough. */
guint ng_collapse_reach(const GArray *found, guint n, guint top, const NgSeenStories *stories);
/* Keeps of each story the first; of no more than `top` of them. */
void ng_collapse(GArray *found, guint top, const NgSeenStories *stories);
