/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the passage predicate: which paragraphs (or quotations) of one article match.
 * The plan makes the tree, search feeds it position lists; arrays in, bits out.
 * Must not know: the store, terms' spelling, fields, files. Allocates nothing per article once its
 * scratch memory has grown.
 *
 * A passage is a paragraph (number 0 is the headline), or a quotation in quote scope. Every node of
 * the tree evaluates to three sets of passages:
 *   own   - the passage itself has it: it may be a hit for its sake;
 *   truth - it may count as true for the passage: own, or the headline has it (paragraph scope), or
 *           it is said of the article as a whole (a filter, title:, atleast);
 *   has   - what NOT keeps out: own, or for what is said of the article as a whole, truth.
 * The passages that match are truth & own of the root.
 *
 * A word, phrase, NEAR, ADJ, SAME, QUOTE: own is where it stands, has is own; truth is own too when
 * the node is `strict`. FILTER, ALL: truth and has are every passage or none.
 * AND: truth is the intersection; own is truth and the union of the own of those kids that give
 * evidence; beside words, a `strict` kid (who is named, who speaks) gives none: it narrows what the
 * words find. OR: unions. NOT x: truth is the complement of x's has.
 * FILTER, ALL, NOT, and AND or OR of only these give no evidence; their own is truth at passage 0
 * alone (the headline stands for the article), in quote scope truth. has of AND is truth and the
 * union of the has of those kids that give evidence passage by passage; truth where there is none.
 * Article scope: every unit is first projected, found in any paragraph is true of the article; AND,
 * OR, NOT are those of logic.
 *
 * Positions are those of blocks; a paragraph of several blocks is one run of words to phrases and
 * proximity, when first_block is given. Two places are at most n apart when they do not overlap and
 * the later begins at most n words after the earlier ends (neighbours are 1 apart). */
#pragma once

#include "nutgraf/fields.h"

G_BEGIN_DECLS

typedef enum {
    NG_SCOPE_PARAGRAPH,
    NG_SCOPE_ARTICLE,
    NG_SCOPE_QUOTE,
} NgScope;

typedef enum {
    NG_PASSAGE_LEAF, /* a word: positions of leaves[leaf] */
    NG_PASSAGE_AND,
    NG_PASSAGE_OR,
    NG_PASSAGE_NOT,     /* one kid */
    NG_PASSAGE_PHRASE,  /* kids are leaves or ORs of leaves, each next to the one before; gap[i] is
                           the distance from kid 0 (so that a hole can stand for any word) */
    NG_PASSAGE_NEAR,    /* two kids (leaf, phrase, NEAR, ADJ, OR of these), at most `distance`
                           apart */
    NG_PASSAGE_ADJ,     /* the same, in this order */
    NG_PASSAGE_SAME,    /* kids in one paragraph, whatever the scope */
    NG_PASSAGE_ATLEAST, /* one kid (leaf, phrase, OR of these) found at least `distance` times in
                           the article */
    NG_PASSAGE_WITHIN,  /* one kid, only paragraphs first..last count (title:, lead:); in quote
                           scope true of every quotation of an article that has it there */
    NG_PASSAGE_QUOTE,   /* one kid, evaluated as in quote scope: paragraphs that hold a quotation
                           which matches it; in quote scope the kid itself (quote:) */
    NG_PASSAGE_FILTER,  /* true of the article when leaves[leaf] is not empty: a boolean term */
    NG_PASSAGE_ALL,     /* true of the article as a whole (a filter the match has decided) */
} NgPassageOp;

typedef struct NgPassage NgPassage;
struct NgPassage {
    NgPassageOp op;
    guint leaf;
    guint distance;
    guint first, last; /* WITHIN: paragraph numbers */
    bool strict;       /* must stand in the paragraph itself: actor, saidby */
    bool by_article;   /* true of every passage of an article that has it (title:, lead:) */
    guint *gap;        /* PHRASE */
    GPtrArray *kids;   /* of NgPassage, owned; NULL for leaves */
};

NgPassage *ng_passage_new(NgPassageOp op);
void ng_passage_add(NgPassage *parent, NgPassage *kid /* taken over */);
NgPassage *ng_passage_copy(const NgPassage *passage);
void ng_passage_free(NgPassage *passage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgPassage, ng_passage_free)

/* One article's positions, as search reads them. */
typedef struct {
    const uint32_t *v; /* ascending, distinct: block * NG_BLOCK_STRIDE + word */
    guint n;
} NgPositions;

typedef struct {
    const NgPositions *leaves; /* one for each leaf number of the tree */
    guint n_leaves;
    /* first block of each paragraph, ascending, [0] is 0 (the headline); NULL: block n is
     * paragraph n. n_paragraphs counts the headline. */
    const uint32_t *first_block;
    guint n_paragraphs; /* may be 0 with first_block NULL: as many as the positions need */
    /* quote scope, or a tree with QUOTE (NgPlan.needs_quotes): first and last position of each
     * quotation, ascending; NULL otherwise */
    const uint32_t *quote_begin, *quote_end;
    guint n_quotes;
} NgPassageInput;

typedef struct NgPassageScratch NgPassageScratch;
NgPassageScratch *ng_passage_scratch_new(void);
void ng_passage_scratch_free(NgPassageScratch *scratch);

/* Appends the numbers (guint) of the passages that match, ascending: paragraph numbers (0 the
 * headline), quotation numbers from 0 in quote scope; in article scope the paragraphs that have any
 * of the positive words (0 alone when it matched by filters only). Returns whether the article
 * matches. */
bool ng_passage_eval(const NgPassage *root, NgScope scope, const NgPassageInput *input,
                     NgPassageScratch *scratch, GArray *passages);

/* Whether a word's place in a paragraph makes no difference to the tree: plain words, and AND, OR
 * and NOT of these. */
bool ng_passage_is_plain(const NgPassage *root);
/* ng_passage_eval of such a tree (not in quote scope), of an article of at most 64 paragraphs with
 * its headline: told[leaf] are the bits of those where the leaf stands. */
bool ng_passage_eval_told(const NgPassage *root, NgScope scope, const uint64_t *told,
                          NgPassageScratch *scratch, GArray *passages);

/* Scores one paragraph for ranking and for the choice of what is shown: a BM25-like sum over the
 * positive leaves with weights[leaf] (inverse document frequencies), saturating in the number of
 * places and against the paragraph's length, with a bonus when different leaves stand near each
 * other. length: the paragraph's words as a share of the mean paragraph's, 1 when not known. */
double ng_passage_score(const NgPassage *root, const NgPassageInput *input, const double *weights,
                        guint paragraph, double length, NgPassageScratch *scratch);

typedef struct {
    uint32_t position; /* as in the input: block * NG_BLOCK_STRIDE + word */
    guint leaf;
} NgPlace;

/* What to highlight in one paragraph: appends to places (of NgPlace, by position, then leaf) every
 * place of the positive leaves; of a phrase, NEAR or ADJ only the places that belong to a match;
 * not the words that title: or lead: seek elsewhere. */
void ng_passage_places(const NgPassage *root, const NgPassageInput *input, guint paragraph,
                       NgPassageScratch *scratch, GArray *places);
/* The paragraph that a position stands in. */
guint ng_passage_paragraph(const NgPassageInput *input, uint32_t position);

G_END_DECLS
