/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the public interface: open an index, ask, walk the answer.
 * The searcher and every program that embeds nutgraf use this and nothing below it.
 * Installed. Strings are UTF-8; what a struct holds belongs to it unless said otherwise. */
#pragma once

#include "nutgraf/article.h"
#include "nutgraf/error.h"
#include "nutgraf/fields.h"
#include "nutgraf/passage.h"

G_BEGIN_DECLS

/* ---- an index, open for reading ---- */

typedef struct NgIndex NgIndex;
/* Opens one or several index folders as one. dirs: NULL-terminated. NG_ERROR_NO_INDEX,
 * _SCHEMA_MISMATCH, _CORRUPT, _IO. One thread at a time. */
NgIndex *ng_index_open(const char *const *dirs, GError **error);
void ng_index_free(NgIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgIndex, ng_index_free)
const char *ng_index_revision(NgIndex *index); /* another one whenever the content is another */
guint32 ng_index_articles(NgIndex *index);
guint64 ng_index_paragraphs(NgIndex *index);
/* What an answer depends on besides its request: two answers that were given under the same state
 * are the same. */
typedef struct {
    const char *revision;  /* as above; valid until the index is asked again */
    gint64 embargo_ended;  /* when the last embargo ended that has; 0: none has */
    gint64 embargo_ending; /* when the next one will; 0: none is left */
} NgIndexState;
/* Opens again what has moved on. Cheap: embargoes are read once a revision. now: 0 is the clock. */
bool ng_index_state(NgIndex *index, gint64 now, NgIndexState *state, GError **error);
/* The folder used when none is named: $NUTGRAF_DB, else $XDG_DATA_HOME/nutgraf. New string. */
char *ng_index_default_dir(void);

/* ---- a question ---- */

typedef enum { NG_SORT_RELEVANCE, NG_SORT_NEWEST, NG_SORT_OLDEST } NgSort;
typedef enum {
    NG_TIMELINE_NONE,
    NG_TIMELINE_DAY,
    NG_TIMELINE_WEEK,
    NG_TIMELINE_MONTH,
    NG_TIMELINE_YEAR,
    /* The finest that needs 31 spans at most and leaves out few for want of a day. It goes without
     * the few articles that lie so far from all others that the step would be another one for
     * them, or the spans too many to be seen. */
    NG_TIMELINE_FIT
} NgTimeline;

/* Articles that somebody has seen, by their ids: see the end of this file. */
typedef struct NgSeen NgSeen;

typedef struct {
    NgFacet facet;
    guint limit; /* how many values; 0 means 20 */
} NgFacetRequest;

/* Zero-initialise, then set what is wanted. Vectors are NULL-terminated and borrowed for the call;
 * NULL means no such filter. */
typedef struct {
    const char *query;
    NgScope scope;
    bool match_any;
    NgSort sort;
    guint limit; /* 0 means 10 */
    guint offset;
    bool ungrouped;  /* limit and offset count hits, not articles */
    bool dups_show;  /* every copy of a story is found, not its best alone */
    bool count_only; /* exact totals, no hits */
    /* The page is all that is wanted: totals are lower bounds (exact says so) where counting would
     * take looking at more than the best. Facets, a timeline, a sort by date and the like are exact
     * all the same. */
    bool best_only;
    bool web_limits; /* the tighter limits of a public server */
    bool explain;
    /* words that the best articles share raise those that have them; finds nothing more */
    bool expand;
    double recency_days; /* > 0: what is so old counts half as much as what is new */
    const char *const *actor, *const *outlet, *const *saidby, *const *lang, *const *kind;
    const char *since, *until;
    const char *like; /* an article's id or ARTICLE#n: only what is similar to it, but for itself;
                         NG_ERROR_NOT_FOUND when there is none */
    const NgFacetRequest *facets;
    guint n_facets;
    NgTimeline timeline;
    gint64 now; /* 0: the clock, or NUTGRAF_NOW */
    NgSeen
        *seen; /* or NULL: what was seen is as if it were not there, in hits, counts and facets */
} NgRequest;

/* ---- the answer ---- */

/* In what a copy differs from the article that stands for the story. */
typedef enum {
    NG_COPY_TITLE = 1 << 0,     /* another headline */
    NG_COPY_BEGINNING = 1 << 1, /* begins with text that the other has not */
    NG_COPY_END = 1 << 2,       /* ends with text that the other has not */
    NG_COPY_CUT = 1 << 3,       /* lacks the other's end */
} NgCopyDiffers;

typedef struct {
    char *id, *title, *outlet, *published, *url; /* NULL: not known; id never */
    guint differs_percent; /* of the words of both, 0 the same text; only with dups_show */
    guint differs;         /* NgCopyDiffers; only with dups_show */
} NgStoryMember;

/* The copies of one text that may be seen, whether they match the query or not. */
typedef struct {
    char *id;           /* of the first of them to be published */
    guint copies;       /* with the hit's own */
    guint outlets;      /* of all of them */
    GPtrArray *members; /* of NgStoryMember, without the hit's own: each outlet's latest, latest
                         * first, then the others; at most 20, without dups_show at most 6 */
} NgStory;

typedef struct {
    char *id; /* ARTICLE#n */
    guint n;  /* paragraph; 0 the headline */
    guint of; /* paragraphs of the article */
    double score;
    const NgArticle *article;     /* shared by the hits of one article; owned by the results */
    const NgParagraph *paragraph; /* of that article; the headline for n 0 */
    guint matching;               /* paragraphs of the article that match */
    GArray *spans;                /* of NgSpan: words found, in paragraph->text */
    GArray *title_spans;          /* the same in the headline */
    int quote;                    /* quote scope: index into paragraph->quotes, else -1 */
    const NgStory *story;         /* NULL: the article has no copies; owned by the results */
} NgHit;

typedef struct {
    char *value; /* what a filter takes: id, slug, "2017-08" or "unknown" */
    char *name;  /* what people read */
    guint64 count;
    bool selected;
    guint64 indexed; /* of a distinctive actor: articles of the whole index that name it */
    double score;    /* and how distinctive it is: G2, the log-likelihood ratio */
} NgFacetValue;

typedef struct {
    NgFacet facet;
    bool exact;
    /* of NgFacetValue, most frequent first, then by name; the most distinctive first */
    GPtrArray *values;
} NgFacetResult;

typedef struct {
    char *from; /* "2017", "2017-08", "2017-08-25"; a week's Monday */
    guint64 count, indexed;
} NgTimelineSpan;

/* When nothing was found: what each word alone would give. */
typedef struct {
    char *word;
    guint32 articles;
    char *suggestion;  /* a spelling that the index knows, or NULL */
    guint32 suggested; /* articles that it alone would find */
} NgWordHelp;

typedef struct {
    char *input, *parsed;
    NgScope scope;
    GPtrArray *notices; /* of char * */
    char *revision;
    guint32 index_articles;
    guint64 index_paragraphs;
    guint64 total_paragraphs, total_articles, total_stories;
    bool exact;
    GPtrArray *articles;    /* of NgArticle: those of the hits; owned */
    GPtrArray *stories;     /* of NgStory: those of the hits; owned */
    GPtrArray *hits;        /* of NgHit, ordered; an article's hits stand together when grouped */
    GPtrArray *facets;      /* of NgFacetResult, in the order asked */
    GPtrArray *timeline;    /* of NgTimelineSpan, gaps included */
    guint64 earlier, later; /* NG_TIMELINE_FIT: articles before and behind it, see there */
    gint64 next;            /* offset of the next page, -1 at the end */
    double took_ms;
    GPtrArray *help;                 /* of NgWordHelp, only when nothing was found */
    guint32 in_different_paragraphs; /* nothing found: articles that have all words, apart */
    char *explained;                 /* every stage, for people; NULL unless asked */
} NgResults;

/* Where a query is wrong, in bytes of the input; see ng_search. */
typedef struct {
    gsize begin, end;
    char nearest[64]; /* what was probably meant, or "" */
} NgQueryPlace;

/* NULL with NG_ERROR_BAD_QUERY (place is filled when not NULL), _STALE never (it reopens),
 * _CORRUPT, _IO, _MEMORY. Same index, request and clock: same answer, took_ms aside. */
NgResults *ng_search(NgIndex *index, const NgRequest *request, NgQueryPlace *place, GError **error);
void ng_results_free(NgResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgResults, ng_results_free)

/* ---- one article ---- */

/* New article for the caller; NG_ERROR_NOT_FOUND also for what is withdrawn, or under embargo at
 * `now` (0: the clock, or NUTGRAF_NOW). */
NgArticle *ng_index_article(NgIndex *index, const char *id, gint64 now, GError **error);

/* ---- while somebody types ---- */

typedef struct {
    char *text;       /* the whole query, completed */
    char *name;       /* what was completed, as people write it: audit, Eugene Kaspersky */
    const char *kind; /* "word", "actor", "outlet" */
    char *id;         /* of an actor or outlet: what a filter takes; else NULL */
    guint32 articles; /* that have it */
} NgSuggestion;

/* Completions of the last word of `typed`: words of the index, and actors and outlets of whose
 * names or aliases a word begins so; behind a field (actor:kas) those that fit there. Words first,
 * then actors, then outlets; in each kind what most articles have. Nothing of what nobody may find
 * at `now`. limit: 0 means 10. Array of NgSuggestion, owned by it; empty where nothing fits. */
GPtrArray *ng_suggest(NgIndex *index, const char *typed, guint limit, gint64 now, GError **error);

/* ---- what has come since ---- */

/* A question that is asked again and again keeps one, and gives it with each request. */
NgSeen *ng_seen_new(void);
void ng_seen_free(NgSeen *seen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgSeen, ng_seen_free)
/* As text, a line an article, to be kept somewhere; new string. */
char *ng_seen_to_text(const NgSeen *seen);
/* Adds what such a text has; false, with nothing added, when it is none. */
bool ng_seen_add_text(NgSeen *seen, const char *text);
guint ng_seen_count(const NgSeen *seen);
/* After ng_search, when its answer has been shown: all articles found count as seen, or, where
 * there is a page more (results->next), those that were shown whole. */
void ng_seen_add_shown(NgSeen *seen, const NgRequest *request, const NgResults *results);
/* All articles found by the last ng_search with it, shown or not. */
void ng_seen_add_found(NgSeen *seen);

G_END_DECLS
