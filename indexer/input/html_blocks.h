/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a page's lines of text as a reader sees them, each with what is known of it.
 * Between the page and the choice of the main text.
 * Must not know: which of them are the article. */
#pragma once

#include "indexer/input/html_evidence.h"
#include "indexer/input/html_page.h"

G_BEGIN_DECLS

typedef struct {
    uint32_t node;       /* the innermost block element */
    uint32_t first;      /* its first text node */
    uint32_t last;       /* its last text node */
    uint32_t begin, len; /* bytes in blocks->text, white space collapsed */
    uint32_t width;      /* characters, those of scripts without spaces counting more */
    uint32_t link_width; /* of these, inside links */
    uint32_t words;      /* spaces and characters of scripts without spaces */
    uint16_t sentences;  /* ends of sentences and commas */
    uint16_t evidence;   /* of all elements around it, NgEvidence, after weighing */
    uint8_t heading;     /* 1..6 inside h1..h6, else 0 */
    uint8_t tag;         /* NgTag of the node, or LI, BLOCKQUOTE, PRE, TABLE around it */
    bool ends_sentence;
    bool kept;  /* for whoever chooses */
    bool boxed; /* stands in a box that is none of the article's */
} NgBlock;

typedef struct {
    GArray *blocks; /* of NgBlock, in document order */
    GString *text;
    uint32_t *first_of; /* per node and one more: the first block that begins at or after it */
    guint16 *own;       /* per node: its own evidence */
    guint16 *around;    /* per node: evidence of it and its ancestors, after weighing */
} NgBlocks;

NgBlocks *ng_blocks_new(const NgPage *page);
void ng_blocks_free(NgBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgBlocks, ng_blocks_free)

static inline NgBlock *ng_block(const NgBlocks *blocks, guint i)
{
    return &g_array_index(blocks->blocks, NgBlock, i);
}
static inline const char *ng_block_text(const NgBlocks *blocks, const NgBlock *block)
{
    return blocks->text->str + block->begin;
}
/* Fills each block's evidence, heading and kind of line, and the nodes' evidence after weighing;
 * ng_blocks_new calls it last. */
void ng_blocks_weigh(const NgPage *page, NgBlocks *blocks);
/* How much of a block is running text: its width without links, 0 for a mere label. */
double ng_block_prose(const NgBlock *block);

/* Evidence of comments for what stands below a heading that says so. html_comments.c */
void ng_comments_mark(const NgPage *page, NgBlocks *blocks);

G_END_DECLS
