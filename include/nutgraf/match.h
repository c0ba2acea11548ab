/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the store is asked to find: a tree of terms.
 * The plan makes it, the store runs it.
 * Must not know: fields, news, the store's library. */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef enum {
    NG_MATCH_TERM,     /* term; wqf */
    NG_MATCH_ALL,      /* every document */
    NG_MATCH_NONE,     /* no document */
    NG_MATCH_AND,      /* weights add up */
    NG_MATCH_OR,       /* weights add up */
    NG_MATCH_SYNONYM,  /* weighs as if all its terms were one */
    NG_MATCH_AND_NOT,  /* the first without the others */
    NG_MATCH_FILTER,   /* the first, narrowed by the others, which weigh nothing */
    NG_MATCH_MAYBE,    /* the first; weighs more where the others are */
    NG_MATCH_SCALE,    /* weight of the only child times `factor` (0: boolean) */
    NG_MATCH_VALUE_GE, /* value in `slot` at least `term` (bytes) */
} NgMatchOp;

typedef struct NgMatch NgMatch;
struct NgMatch {
    NgMatchOp op;
    char *term; /* bytes; owned */
    gsize term_len;
    uint32_t wqf;    /* TERM */
    uint32_t slot;   /* VALUE_GE */
    double factor;   /* SCALE */
    GPtrArray *kids; /* of NgMatch, owned; NULL for leaves */
};

NgMatch *ng_match_term(const char *term, gsize len_bytes, uint32_t wqf);
NgMatch *ng_match_all(void);
NgMatch *ng_match_none(void);
NgMatch *ng_match_value_ge(uint32_t slot, const char *value, gsize len_bytes);
/* Takes the kids over; NULL kids are left out. An OR or AND of one is that one. */
NgMatch *ng_match_op(NgMatchOp op, NgMatch *first, NgMatch *second);
NgMatch *ng_match_op_many(NgMatchOp op, GPtrArray *kids /* taken over */);
NgMatch *ng_match_scale(NgMatch *kid, double factor);
NgMatch *ng_match_copy(const NgMatch *match);
/* Inverse document frequency of what `with` of so many documents have, as Xapian's BM25Weight has
 * it (Robertson and Sparck Jones's, without relevance): of what half of them have little is left,
 * and never less than nothing. */
double ng_match_idf(double documents, double with);
/* What the length of a document, in words, adds to how often a word stands there: BM25 gives it
 * t / (t + norm) of its weight. */
double ng_match_norm(double k1, double b, double length, double mean_length);
void ng_match_free(NgMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgMatch, ng_match_free)

G_END_DECLS
