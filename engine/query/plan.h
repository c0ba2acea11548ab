/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the planner's files share: pieces of a plan, and where in the query one stands.
 * Inside engine/query only.
 * Must not know: the store. */
#pragma once

#include "nutgraf/query.h"

/* What a node of the tree becomes. */
typedef struct {
    NgMatch *match;     /* finds every article of which it may be true; NULL: every article */
    NgPassage *passage; /* NULL: true of the article once the match has found it */
    bool exact;         /* the match finds no other articles */
    bool boolean;       /* weighs nothing */
    bool by_passage;    /* true of some passages of an article and not of others */
} NgPiece;

/* Where a node stands. */
typedef struct {
    NgField field; /* TEXT, TITLE, LEAD, QUOTE: whose words they are */
    bool quoted;   /* inside a quotation, which only the predicate can tell */
    bool negative; /* inside a NOT */
    bool conjunct; /* nothing but ANDs above it: what the match decides is decided */
    bool same;     /* inside SAME: AND means in one passage */
    bool any;      /* one of many words: what stands for part of it weighs too */
} NgWhere;

typedef struct {
    NgPlan *plan;
    const NgLimits *limits;
    const NgVocabulary *vocabulary;
    gint64 now;
    GPtrArray *stemmers; /* of NgStemmer, borrowed from the cache */
    guint words, wildcards, phrases;
    NgQueryError *place;
    GError **error;
} NgPlanner;

void ng_piece_clear(NgPiece *piece);

/* plan_near.c: any node. On failure the piece is empty. */
bool ng_plan_node(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece);

/* plan_logic.c: conditions that hold together, taken up one by one. */
typedef struct {
    NgMatch *words, *filters, *excluded;
    NgPassage *passage; /* AND, NULL while nothing is for the predicate */
    bool exact;
    guint n_by_passage;
} NgConjunction;
void ng_conjunction_add(NgConjunction *all, NgPiece *piece /* taken over */, NgPassageOp op);
/* Plans the nodes and adds them. */
bool ng_conjunction_plan(NgPlanner *planner, NgConjunction *all, const GPtrArray *kids,
                         const NgWhere *where);
void ng_conjunction_end(NgPlanner *planner, const NgWhere *where, NgConjunction *all,
                        NgPiece *piece);
void ng_conjunction_clear(NgConjunction *all);
bool ng_plan_and(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece);
bool ng_plan_or(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece);
/* OR of the rarest words that the limits allow. */
bool ng_plan_any(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where, NgPiece *piece);
/* The nodes as conditions on one and the same quotation. */
bool ng_plan_in_quote(NgPlanner *planner, const GPtrArray *kids, const NgWhere *where,
                      NgPiece *piece);
/* A FIELD of that kind, or an OR of nothing else. */
bool ng_node_is_field(const NgNode *node, NgField field);
/* A node that only narrows: it stays a condition under --match any. */
bool ng_node_is_narrowing(const NgNode *node);
NgMatch *ng_match_weightless(NgMatch *match /* taken over */);
NgMatch *ng_match_with_quotes(NgMatch *match /* taken over */);

/* plan_words.c: a WORD, a PHRASE (of several words), with the notice of limits. */
bool ng_plan_word(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece);
bool ng_plan_phrase(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece);
/* title: and lead: look at some paragraphs only, and speak of the article; unit is taken over. */
NgPassage *ng_plan_wrap(NgPassage *unit, const NgWhere *where);
/* Documents that have the rarest part of the word, in any form; counts against no limit. */
bool ng_plan_rarity(NgPlanner *planner, const NgNode *node, guint32 *documents);
void ng_plan_languages(NgPlanner *planner, const char *const *languages);

/* plan_leaves.c */
typedef enum {
    NG_LEAF_WORD,
    NG_LEAF_EXACT,
    NG_LEAF_PREFIX,
    NG_LEAF_BOOLEAN,
    NG_LEAF_ACTOR
} NgLeafKind;
/* A leaf node over these terms (of GBytes, taken over), its number shared with an equal leaf. */
NgPassage *ng_plan_leaf(NgPlanner *planner, GPtrArray *terms, NgLeafKind kind, const char *form,
                        bool positive, const char *shown);
GPtrArray *ng_leaves_new(void);
void ng_terms_add(GPtrArray *terms, const char *prefix, const char *value, gsize len);
NgMatch *ng_terms_match(const GPtrArray *terms, NgMatchOp op); /* NULL when there are none */

/* plan_filters.c: a FIELD with a value. */
bool ng_plan_filter(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece);
/* plan_names.c: the values of a field that the index has and the typed one means, as terms. */
bool ng_plan_names(NgPlanner *planner, const NgNode *node, const char *prefix, GPtrArray *terms);
bool ng_plan_hosts(NgPlanner *planner, const NgNode *node, GPtrArray *terms);
bool ng_plan_actors(NgPlanner *planner, const NgNode *node, GPtrArray *terms);

/* Adds to *terms every term with the prefix; false on error. */
bool ng_plan_terms(NgPlanner *planner, const char *prefix, GPtrArray *terms);
void ng_plan_notice(NgPlanner *planner, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* plan_dates.c: days from and to, as yyyymmdd, both included; 0 and G_MAXINT are open ends. */
typedef struct {
    gint from, to;
} NgDays;
bool ng_query_days(NgField field, const char *text, gint64 now, NgDays *days, char **message);
bool ng_plan_dates(NgPlanner *planner, NgDays days, bool about, GPtrArray *terms);
