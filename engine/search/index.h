/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open index, as the files of this folder share it. */
#pragma once

#include "nutgraf/nutgraf.h"
#include "nutgraf/query.h"
#include "nutgraf/store.h"

struct NgIndex {
    char **dirs;
    NgDb *db;
    char *pointers; /* the live generations, joined: shows when one has moved */
    char *revision;
    char **languages, **inner; /* as in NgVocabulary */
    bool has_long, has_withdrawn, has_embargo;
    guint64 paragraphs; /* of all articles stored */
    bool fresh;         /* nothing was asked since it was opened */
};

/* Opens, or opens again what has moved on. */
bool ng_index_refresh(NgIndex *index, GError **error);
/* Opens again in any case. */
bool ng_index_reopen(NgIndex *index, GError **error);
/* The planner's view of it; valid while the index is open. */
NgVocabulary ng_index_vocabulary(NgIndex *index);
/* match without what nobody may find at `now`: withdrawn, under embargo. Takes match over. */
NgMatch *ng_index_visible(NgIndex *index, NgMatch *match, gint64 now);
/* How many articles, and of how many paragraphs, nobody may find at `now`. Fills `hidden` with
 * their docids (guint32) when not NULL. */
bool ng_index_hidden(NgIndex *index, gint64 now, guint32 *articles, guint64 *paragraphs,
                     GArray *hidden, GError **error);
