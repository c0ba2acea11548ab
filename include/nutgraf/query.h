/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: from what was typed to what is asked: lexemes, tree, plan.
 * Three stages, each a pure function that can be shown (--explain) and tested alone.
 * Must not know: the store (it asks an NgVocabulary), output, the clock (it is given `now`). */
#pragma once

#include "nutgraf/article.h"
#include "nutgraf/passage.h"
#include "nutgraf/match.h"

G_BEGIN_DECLS

/* Where a query is wrong; the message of NG_ERROR_BAD_QUERY is a line for the user, this is the
 * place. Filled by the stages when not NULL. */
typedef struct {
    gsize begin, end; /* bytes of the input */
    char *nearest;    /* what was probably meant, or NULL; owned, free with g_free */
} NgQueryError;

/* ---- stage 1: lexemes ---- */
typedef enum {
    NG_LEX_WORD,   /* text: the word as typed; flags exact (=), prefix (*) */
    NG_LEX_PHRASE, /* text: what stood between the quotes */
    NG_LEX_FIELD,  /* field, the colon is eaten; the next lexeme is its value */
    NG_LEX_OPEN,
    NG_LEX_CLOSE,
    NG_LEX_AND,
    NG_LEX_OR,
    NG_LEX_NOT,  /* NOT or a leading - */
    NG_LEX_NEAR, /* distance */
    NG_LEX_ADJ,  /* distance */
    NG_LEX_SAME,
    NG_LEX_ATLEAST, /* distance; OPEN follows */
    NG_LEX_END,
} NgLexKind;

typedef struct {
    NgLexKind kind;
    gsize begin, end; /* bytes of the input */
    char *text;       /* WORD, PHRASE: owned */
    bool exact, prefix;
    NgField field;  /* FIELD */
    guint distance; /* NEAR, ADJ, ATLEAST */
} NgLexeme;

/* Array of NgLexeme, ends with END. `prose` is set when the input reads as pasted prose (more than
 * 8 words, no operators): then fields, quotes, brackets and operators became words. */
GArray *ng_query_lex(const char *input, bool *prose, GPtrArray *notices, NgQueryError *place,
                     GError **error);
void ng_lexemes_free(GArray *lexemes);              /* with their texts */
char *ng_query_lexemes_show(const GArray *lexemes); /* one line; new string */

/* ---- stage 2: tree ---- */
typedef enum {
    NG_NODE_WORD,   /* text, exact, prefix */
    NG_NODE_PHRASE, /* kids are WORDs */
    NG_NODE_AND,
    NG_NODE_OR,
    NG_NODE_NOT, /* one kid */
    NG_NODE_NEAR,
    NG_NODE_ADJ,
    NG_NODE_SAME,
    NG_NODE_ATLEAST,
    NG_NODE_FIELD, /* field; value in text (outlet:, actor:, date: ...) or kids (title:(a OR b)) */
    NG_NODE_ANY,   /* prose: kids are WORDs, any of them */
} NgNodeKind;

typedef struct NgNode NgNode;
struct NgNode {
    NgNodeKind kind;
    gsize begin, end;
    char *text;
    bool exact, prefix;
    NgField field;
    guint distance;
    GPtrArray *kids; /* of NgNode, owned */
};

/* NULL with NG_ERROR_BAD_QUERY; an empty query gives NULL without error (list everything). */
NgNode *ng_query_parse(const GArray *lexemes, bool prose, GPtrArray *notices, NgQueryError *place,
                       GError **error);
void ng_node_free(NgNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgNode, ng_node_free)
/* Canonical spelling: brackets where needed, operators in capitals; parsing it again gives the same
 * tree. This is `query.parsed` in the answer. New string. */
char *ng_node_show(const NgNode *node);

/* ---- stage 3: plan ---- */

/* What the planner asks of an index. All strings it gives are new and NULL-terminated vectors. */
typedef struct {
    gpointer data;
    const char *const *languages; /* whose stems the index holds: "en", "de" ... */
    const char *const *inner; /* those among them in which paragraphs of other articles are; NULL:
                                 none. lang: looks at articles, and does not rule these out */
    /* documents with the term */
    bool (*frequency)(gpointer data, const char *term, gsize len, guint32 *documents,
                      GError **error);
    /* Calls func for each term that begins with prefix until it returns false. */
    bool (*each_term)(gpointer data, const char *prefix, gsize len,
                      bool (*func)(const char *term, gsize len, guint32 documents, gpointer data),
                      gpointer func_data, GError **error);
    /* Actor ids for an id, a name or an alias, in any case; empty when unknown. */
    char **(*actors)(gpointer data, const char *name, GError **error);
    /* Optional (NULL: person:, org: and place: are read as actor:): what kind an actor is of;
     * false when unknown. */
    bool (*actor_kind)(gpointer data, const char *id, NgActorKind *kind);
    /* Optional: the name of an actor that is spelt nearly so, for a notice; new string or NULL. */
    char *(*nearest_actor)(gpointer data, const char *name);
    /* Optional: the id of an actor whose name ends in this one and that more documents have under
     * the prefix, for a notice; new string or NULL. */
    char *(*namesake)(gpointer data, const char *name, const char *prefix);
} NgVocabulary;

/* Filters that came as options, ANDed with the words; each list: any of. NULL: none. */
typedef struct {
    const char *const *actor, *const *outlet, *const *saidby, *const *lang, *const *kind;
    const char *since, *until; /* date forms of the query language */
} NgFilters;

/* Limits that keep the worst query under two seconds (docs/architecture.md). */
typedef struct {
    guint max_bytes;                                 /* 4096 on a terminal, 512 on the web */
    guint max_terms;                                 /* 32 */
    guint max_depth;                                 /* 16 */
    guint max_wildcards, max_expansion;              /* 2, 200 */
    guint max_phrases, max_phrase_words, max_window; /* 4, 8, 20 */
} NgLimits;
extern const NgLimits ng_limits_terminal, ng_limits_web;

/* A leaf of the predicate: an array of terms whose positions are read and merged. When `exact` or
 * `prefix` is set, only the places where the text has that folded form (or one that begins so)
 * count, as the forward index tells (`exact`: forms that are not EXTRA; `prefix`: any form). A
 * `boolean` leaf has no positions: search gives one place, 0, when the document has any of its
 * terms, and none otherwise. */
typedef struct {
    GPtrArray *terms; /* of GBytes */
    char *exact;      /* folded form or NULL */
    char *prefix;     /* folded beginning or NULL */
    bool boolean;     /* a filter inside an OR or NOT: is the term there? */
    bool positive;    /* a word outside any NOT: its places are highlighted and scored */
    double emphasis;  /* 1; more for a word that the query says more than once */
    char *shown;      /* the word as typed, for help when nothing is found */
} NgLeaf;

typedef struct {
    NgMatch *match;     /* finds every article that could match, ranked */
    NgPassage *passage; /* NULL: every article found matches, by headline (filters only) */
    GPtrArray *leaves;  /* of NgLeaf, by leaf number */
    bool decided;       /* match alone decides which articles match */
    NgScope scope;
    bool any;           /* --match any, or prose */
    bool filters_only;  /* no words: newest first */
    bool needs_quotes;  /* the predicate looks at quotations: give it quote_begin and quote_end */
    GPtrArray *notices; /* of char *: what the user should know */
} NgPlan;

/* node: NULL for an empty query. now: seconds since 1970 UTC, for 7d.. and yesterday. A facet that
 * ignores its own filter plans again without that member of filters. Weights are for ranking by
 * BM25: filters weigh nothing. When nothing can match, match is NG_MATCH_NONE and a notice says
 * why. place->end 0 means that no place in the query is to blame (an option is). */
NgPlan *ng_query_plan(const NgNode *node, const NgFilters *filters, NgScope scope, bool any,
                      const NgLimits *limits, const NgVocabulary *vocabulary, gint64 now,
                      NgQueryError *place, GError **error);
void ng_plan_free(NgPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgPlan, ng_plan_free)
char *ng_match_show(const NgMatch *match);       /* one line; new string */
char *ng_passage_show(const NgPassage *passage); /* one line; new string */

G_END_DECLS
