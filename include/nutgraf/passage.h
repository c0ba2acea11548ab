/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the passage predicate: which paragraphs (or quotations) of one article match.
 * The plan makes the tree, search feeds it position lists; arrays in, bits out.
 * Must not know: the store, terms' spelling, fields, files. Allocates nothing per article once its
 * scratch memory has grown.
 *
 * A passage is a paragraph (number 0 is the headline), or a quotation in quote scope. Every node of
 * the tree evaluates to two sets of passages:
 *   own   - the passage itself has it;
 *   truth - it may count as true for the passage: own, or the headline has it, or it is said of the
 *           article as a whole (a filter).
 * AND: truth is the intersection; own is truth and the union of the kids' own (a kid marked
 * `strict` contributes its own in place of its truth). OR: unions. NOT x: truth is the complement
 * of x's own; own is empty. The passages that match are truth & own of the root; when the root's
 * own is empty for the whole tree by construction (only article-level filters and NOTs), passage 0
 * matches if its truth holds. Article scope: every word, phrase or SAME is first projected: found
 * in any paragraph is true of the article. */
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
    NG_PASSAGE_NEAR,    /* two kids (leaf, phrase, OR, NEAR, ADJ), at most `distance` apart */
    NG_PASSAGE_ADJ,     /* the same, in this order */
    NG_PASSAGE_SAME,    /* kids in one paragraph, whatever the scope */
    NG_PASSAGE_ATLEAST, /* one kid found at least `distance` times in the article */
    NG_PASSAGE_WITHIN,  /* one kid, only its places in passages first..last count (title:, lead:) */
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
    /* quote scope: first and last position of each quotation, ascending; NULL otherwise */
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

/* Scores one paragraph for ranking and for the choice of what is shown: a BM25-like sum over the
 * positive leaves with weights[leaf] (inverse document frequencies), saturating in the number of
 * places, with a bonus when different leaves stand near each other. */
double ng_passage_score(const NgPassage *root, const NgPassageInput *input, const double *weights,
                        guint paragraph, NgPassageScratch *scratch);

G_END_DECLS
