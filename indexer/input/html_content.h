/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: which lines of a page are the article.
 * Blocks in, the same blocks marked out; decided by text, structure and what metadata says.
 * Must not know: sites. */
#pragma once

#include "indexer/input/html_blocks.h"
#include "nutgraf/article.h"

G_BEGIN_DECLS

typedef struct {
    const char *title;       /* as settled, or NULL */
    const char *heading;     /* another that the page shows as a heading, or NULL */
    const char *description; /* of the metadata, or NULL */
    const char *body;        /* JSON-LD's articleBody, or NULL */
} NgContentHints;

typedef struct {
    uint32_t root;     /* the element that holds the article's text; 0 when there is none */
    guint title_block; /* the block that shows the title, G_MAXUINT when none does */
    guint first, last; /* blocks of the article: first kept one, one past the last kept one; both
                          below the title when none is kept */
    const char *rule;  /* static: what decided */
} NgContent;

/* Sets `kept` of every block. */
NgContent ng_content_choose(const NgPage *page, NgBlocks *blocks, const NgContentHints *hints);
/* A kept block's role. */
NgRole ng_content_role(const NgBlock *block);

/* Whether a line of that width, so much of it in links, begins as editors' pointers, credits and
 * requests do. text: UTF-8.
 */
bool ng_phrase_is_clutter(const char *text, gsize len_bytes, guint width, guint link_width);

/* Whether a line says that the article was corrected. text: UTF-8. */
bool ng_phrase_is_correction(const char *text, gsize len_bytes);
/* Whether a line ends with whose a picture is. */
bool ng_phrase_is_credited(const char *text, gsize len_bytes);

/* Unmarks the kept blocks under `root` that stand in a box which is none of the article's. */
void ng_boxes_drop(const NgPage *page, NgBlocks *blocks, uint32_t root);

/* Unmarks kept blocks from `from` to `to` (not included) that say once more what others say. */
void ng_repeats_drop(const NgPage *page, NgBlocks *blocks, guint from, guint to);

/* Letters and digits only, lower case: for comparing texts that differ in marks and space. New
 * string. */
char *ng_bare_text(const char *text, gsize len_bytes, gsize max_bytes);

G_END_DECLS
