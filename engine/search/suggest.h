/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What somebody who types may mean: words of the index, names of actors and outlets, each with the
 * articles that have it and may be found now. */
#pragma once

#include "index.h"

typedef struct {
    NgIndex *index;
    gint64 now;
    guint32 articles;   /* that may be found */
    GHashTable *hidden; /* docids under embargo, or NULL when nothing is */
} NgSuggester;

bool ng_suggester_init(NgSuggester *suggester, NgIndex *index, gint64 now, GError **error);
void ng_suggester_clear(NgSuggester *suggester);
/* How many articles that may be found have the term. */
bool ng_suggester_count(const NgSuggester *suggester, const char *term, gsize len,
                        guint32 *articles, GError **error);

/* Where completions of one kind go: NgSuggestion without a text, most articles first. */
NgSuggestion *ng_suggestion_new(const char *kind, const char *id, const char *name,
                                guint32 articles);
void ng_suggestion_free(gpointer data);

/* suggest_words.c: words that begin with `form`, folded, at least two letters. */
bool ng_suggest_words(const NgSuggester *suggester, const char *form, guint limit, GPtrArray *out,
                      GError **error);
typedef struct {
    char *form, *surface; /* folded, and as it is usually written */
} NgSuggestedForm;
void ng_suggested_form_free(gpointer data);
/* What people write for a stem, of a few texts with the term (the stem, or a word as written) that
 * may be found; adds NgSuggestedForm. */
bool ng_suggest_forms(const NgSuggester *suggester, const char *stem, const char *term,
                      GPtrArray *out, GError **error);
/* suggest_names.c: actors of whose names or aliases a word begins like `typed`, which may be
 * several words. field: of NG_FIELD_ACTOR, _PERSON, _ORG, _PLACE and _SAIDBY. */
bool ng_suggest_actors(const NgSuggester *suggester, const char *typed, NgField field, guint limit,
                       GPtrArray *out, GError **error);
bool ng_suggest_outlets(const NgSuggester *suggester, const char *typed, guint limit,
                        GPtrArray *out, GError **error);
