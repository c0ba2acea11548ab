/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what the steps that choose the main text share.
 * Between html_content.c, which runs them, and html_belongs.c, which judges single lines.
 * Must not know: how the root is found. */
#pragma once

#include "indexer/input/html_content.h"

G_BEGIN_DECLS

typedef struct {
    const NgPage *page;
    NgBlocks *blocks;
    const NgContentHints *hints;
    double *sum;  /* values of the blocks before each */
    bool *agrees; /* per block: stands in JSON-LD's articleBody */
    guint n;
    guint title_block;
    double agreed;   /* share of articleBody that the blocks show */
    guint against;   /* evidence that counts against a block */
    char *titles[2]; /* letters and digits of the hints' title and heading, or NULL */
} NgChoice;

static inline bool ng_choice_is_clutter(const NgChoice *choice, const NgBlock *block)
{
    return block->evidence & choice->against;
}

/* A heading that is no paragraph set as one. */
static inline bool ng_block_is_heading(const NgBlock *block)
{
    return block->heading && ng_block_prose(block) == 0;
}

bool ng_choice_same_as_title(const NgChoice *choice, const NgBlock *block);
/* "15.04.2026 - 15:48, 2 min": mostly numbers, in a short line. */
bool ng_choice_date_label(const NgChoice *choice, const NgBlock *block);
/* Whether a line inside the article's element is part of it. */
bool ng_choice_belongs(const NgChoice *choice, guint b);
/* Keeps the lede where it stands outside, between the title and the text. html_lede.c */
void ng_lede_add(const NgChoice *choice, guint text_begins);
/* Keeps the points that say above the text what is in it, though they stand in a box. html_lede.c
 */
void ng_lede_points(const NgChoice *choice, guint from, guint to);
/* Small boxes, between the title and the end of `root`, that are made as nothing of the text is:
 * with a picture or a film, or a title that is a link. Their lines are kept no longer, nor taken
 * for the lede. html_odd_boxes.c */
void ng_odd_boxes_drop(const NgChoice *choice, uint32_t root, guint from, guint to);
/* The page's host by what it says of itself, in lower case; new string or NULL. html_boxes.c */
char *ng_page_host(const NgPage *page);
/* Whether a link leads to another page of the same site; href and host may be NULL. */
bool ng_leads_home(const char *href, const char *host);
/* Where the link leads that a block's text stands in, or that stands around it; or NULL. */
const char *ng_block_link(const NgPage *page, const NgBlock *block);
/* Whether a node stands in an <article> that does not hold `root`. */
bool ng_others_has(const NgChoice *choice, uint32_t node, uint32_t root);
/* Where the article ends because another begins, at most `to`; what is another's is kept no longer.
 * html_others.c */
guint ng_others_cut(const NgChoice *choice, guint from, guint to);
/* Paragraphs with the very same class stand behind a box that ends the article's element: the text
 * goes on there, never past another headline. They are kept; returns where it ends. html_others.c
 */
guint ng_others_go_on(const NgChoice *choice, uint32_t root, guint from, guint to);

G_END_DECLS
