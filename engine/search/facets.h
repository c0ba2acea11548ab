/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets and the timeline: counts of articles, from the packed values beside each document. */
#pragma once

#include "evaluate.h"
#include "nutgraf/values.h"

typedef struct NgTally NgTally;
typedef struct {
    guint64 key, count; /* key: of an actor ng_name_hash */
} NgTallied;
/* wanted: bit of each NgFacet that is to be counted; days: whether a timeline is. */
NgTally *ng_tally_new(const NgIndex *index, guint wanted, bool days);
void ng_tally_free(NgTally *tally);
/* No more than `limit` (0: 20) values of the facet will be asked for at a time, as long as none is
 * chosen: then the others need not be put together. */
void ng_tally_expect(NgTally *tally, NgFacet facet, guint limit);
/* One article that matches; paragraphs (guint, ascending): where; whole: it matches as a whole, all
 * of its paragraphs count. */
void ng_tally_article(NgTally *tally, const NgMeta *meta, const GArray *paragraphs, bool whole);
/* Counts what the facet rows tell of a document whose paragraphs `paragraphs` match (bit 0 the
 * headline; bit 63: the article as a whole). false: they do not tell of it, ng_tally_article has
 * to. time: G_MININT64 when it has none. */
bool ng_tally_row(NgTally *tally, guint32 docid, guint64 paragraphs, gint64 *time);
/* The row of this document will be counted soon. */
void ng_tally_ahead(const NgTally *tally, guint32 docid);
/* The counts of one facet, most frequent first, then by name, at most `limit` (0: 20). chosen: the
 * values that a filter has, or NULL. */
NgFacetResult *ng_tally_facet(NgTally *tally, NgIndex *index, NgFacet facet, guint limit,
                              const char *const *chosen, GError **error);
/* The days of what matches, in no order; needs a tally of days. date_ymd is never 0, month and day
 * may be. */
typedef void (*NgDayFunc)(uint32_t date_ymd, gint64 articles, gpointer data);
void ng_tally_each_day(const NgTally *tally, NgDayFunc func, gpointer data);
/* Fills the results' timeline: spans from the first to the last with a match, gaps included. */
bool ng_tally_timeline(NgTally *tally, NgIndex *index, NgTimeline step, gint64 now,
                       NgResults *results, GError **error);
/* How many articles were tallied. */
guint64 ng_tally_articles(const NgTally *tally);
/* The counts of all actors (NgTallied), most frequent first; needs a tally of actors. New array. */
GArray *ng_tally_actors(const NgTally *tally);
guint64 ng_tally_actor(const NgTally *tally, guint64 hash);
/* Fills value->value and value->name of an actor, an outlet or a person in the byline. */
bool ng_facet_name_hash(NgIndex *index, guint64 hash, NgFacetValue *value, GError **error);
NgFacetResult *ng_facet_result_new(NgFacet facet);
void ng_facet_result_free(NgFacetResult *result);
