/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: the forward index of an article: where each of its terms stands, and in which form.
 * One packed value beside the document (NG_SLOT_FORWARD), written by schema/document_words.c, read
 * by search. Xapian's position table is not used: it keeps each list of positions under a key of
 * its own, which for news is more than the text itself, and a search pays for each list anew. Must
 * not know: fields, the store.
 *
 * Terms are known by a hash of theirs; a document that has two terms of one hash says which is
 * which. So the answer is right for every term that the document has, and may be anything for one
 * that it has not: whether it has it, the inverted index says. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

/* ---- writing ---- */

typedef struct NgForwardBuilder NgForwardBuilder;
NgForwardBuilder *ng_forward_builder_new(void);
void ng_forward_builder_free(NgForwardBuilder *builder);
/* Another article; memory is kept. */
void ng_forward_begin(NgForwardBuilder *builder);
/* The next paragraph, the headline first: what is added from here on stands in it. words: how many
 * places it has; 0 counts as 1. */
void ng_forward_paragraph(NgForwardBuilder *builder, uint32_t words);

typedef enum {
    NG_FORWARD_WORD,  /* the word that stands there */
    NG_FORWARD_OTHER, /* another reading of it: a second stem, a part, a joined form */
    NG_FORWARD_MARK,  /* no word: an actor, a quotation's end ... */
} NgForwardKind;
/* A term at a place (0-based, of the paragraph) in a form (as NgToken has it; NULL for a MARK).
 * wdf: what it weighs there. */
void ng_forward_add(NgForwardBuilder *builder, NgForwardKind kind, const char *term, gsize len,
                    const char *form, gsize form_len, uint32_t word, uint32_t wdf);
/* What was added, each term once or several times (with its weights added up by whom it may
 * concern). */
typedef void (*NgForwardTermFunc)(const char *term, gsize len, uint32_t wdf, gpointer data);
void ng_forward_each(const NgForwardBuilder *builder, NgForwardTermFunc func, gpointer data);
/* Sets value. */
void ng_forward_pack(NgForwardBuilder *builder, GString *value);

/* ---- reading ---- */

/* Views into a packed value. */
typedef struct {
    const guint8 *hashes, *endings, *notes, *extras, *lengths, *rest, *stream;
    gsize notes_len, extras_len, lengths_len;
    uint32_t terms, first_run, n_rest, words, paragraphs;
    guint8 width;            /* bytes of a hash and of an item of rest */
    bool collides, has_long; /* has_long: a paragraph is longer than a block */
} NgForward;
/* false when it is damaged. Every function below bears damaged bytes. */
bool ng_forward_open(NgForward *forward, const char *value, gsize len_bytes);

/* A term to look for, borrowed; and which of its forms count: exact, as it stands (not as another
 * reading), or any that begins with prefix; both NULL: all. */
typedef struct {
    const char *term;
    gsize len;
    uint32_t hash;
} NgForwardTerm;
NgForwardTerm ng_forward_term(const char *term, gsize len);
typedef struct {
    const char *exact, *prefix;
    gsize exact_len, prefix_len;
} NgForwardForms;

/* Appends its places (uint32_t: words from the article's beginning), in no order. */
void ng_forward_find(const NgForward *forward, const NgForwardTerm *term,
                     const NgForwardForms *forms, GArray *places);
/* In which paragraphs of an article (its packed value) the term stands: bit 0 the headline, bit i
 * paragraph i. 0: it stands in none, or the article has more than 62. places: a GArray of uint32_t,
 * for use meanwhile. */
guint64 ng_forward_paragraphs(const char *value, gsize len_bytes, const char *term, gsize len,
                              gpointer places);
/* Makes of the places from `from` on ascending, distinct positions as in passage.h. */
void ng_forward_settle(const NgForward *forward, GArray *places, guint from);
/* Fills lengths (of uint32_t): words of each paragraph, the headline first; and, where one is
 * longer than a block, first_block (of uint32_t), else empty. */
void ng_forward_lengths(const NgForward *forward, GArray *lengths, GArray *first_block);

G_END_DECLS
