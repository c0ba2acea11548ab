/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of a hit, as it is told: who else has it, and what differs. */
#pragma once

#include "evaluate.h"
#include "seen_stories.h"

/* Of the article, which is document docid. *story: NULL when it has no copies; new. */
bool ng_hit_story(NgIndex *index, const NgSeenStories *stories, guint32 docid,
                  const NgArticle *article, bool show, NgStory **story, GError **error);
void ng_story_free(NgStory *story);
