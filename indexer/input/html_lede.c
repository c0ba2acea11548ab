/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands above the text and belongs to it: the lede, and the article in a few points. */
#include "indexer/input/html_choice.h"

#include <string.h>

/* No lede has more paragraphs. */
#define LEDE_PARAGRAPHS 4
/* How far up from a line its names are looked at. */
#define DEPTH 32
/* How far below the first line the points may stand, in lines. */
#define POINTS_BELOW 12

/* Whether a line is called a lede, and no clutter inside that holds it: a slide of the pictures. */
static bool is_lede(const NgChoice *choice, const NgBlock *block)
{
    if (!(block->evidence & NG_EV_LEDE))
        return false;
    uint32_t i = block->node;
    for (guint depth = 0; i > 0 && depth < DEPTH; depth++) {
        if (choice->blocks->own[i] & NG_EV_LEDE)
            return true;
        if (choice->blocks->own[i] & (NG_EV_CLUTTER | NG_EV_TEASER))
            return false;
        i = ng_page_node(choice->page, i)->parent;
    }
    return true;
}

/* The lede often stands outside, between the title and the text. */
void ng_lede_add(const NgChoice *choice, guint text_begins)
{
    g_autofree char *description =
        choice->hints->description
            ? ng_bare_text(choice->hints->description, strlen(choice->hints->description), 120)
            : NULL;
    guint taken = 0;
    if (choice->title_block == G_MAXUINT)
        return;
    for (guint b = choice->title_block + 1; b < text_begins && taken < LEDE_PARAGRAPHS; b++) {
        NgBlock *block = ng_block(choice->blocks, b);
        if ((block->evidence & (NG_EV_CAPTION | NG_EV_HIDDEN | NG_EV_NEVER | NG_EV_COMMENT)) ||
            block->width < 30 || block->link_width * 2 > block->width ||
            ng_choice_same_as_title(choice, block) ||
            ng_phrase_is_clutter(ng_block_text(choice->blocks, block), block->len, block->width,
                                 block->link_width))
            continue;
        bool said = false;
        if (description && strlen(description) >= 20) {
            g_autofree char *bare =
                ng_bare_text(ng_block_text(choice->blocks, block), block->len, 120);
            gsize n = MIN(strlen(bare), strlen(description));
            said = n >= 20 && strncmp(bare, description, MIN(n, 60)) == 0;
        }
        bool lede =
            is_lede(choice, block) ||
            (ng_block_is_heading(block) && !(block->evidence & NG_EV_TITLE) && block->width >= 60 &&
             b <= choice->title_block + 3 && !ng_choice_is_clutter(choice, block));
        /* a teaser that leads nowhere else is this article's own */
        bool own = (block->evidence & NG_EV_TEASER) && block->link_width == 0 &&
                   b <= choice->title_block + 2 && block->words >= 4;
        if (said || own || choice->agrees[b] || (lede && !(block->evidence & NG_EV_BYLINE)) ||
            (!ng_choice_is_clutter(choice, block) && !block->boxed && ng_block_prose(block) > 60)) {
            block->kept = true;
            block->evidence |= NG_EV_LEDE;
            block->heading = 0;
            taken++;
        }
    }
}

/* A whole sentence in a list, in a box that only its name makes clutter. */
static bool is_sentence_in_box(const NgChoice *choice, guint b)
{
    const NgBlock *block = ng_block(choice->blocks, b);
    const guint others = NG_EV_NEVER | NG_EV_TEASER | NG_EV_COMMENT | NG_EV_HIDDEN | NG_EV_CAPTION |
                         NG_EV_BYLINE | NG_EV_DATE;
    return block->tag == NG_TAG_LI && !(block->evidence & others) && block->link_width == 0 &&
           block->ends_sentence && block->width >= 40 &&
           !ng_phrase_is_clutter(ng_block_text(choice->blocks, block), block->len, block->width, 0);
}

void ng_lede_points(const NgChoice *choice, guint from, guint to)
{
    guint end = MIN(to, from + POINTS_BELOW);
    for (guint b = from; b < end; b++) {
        guint last = b;
        if (ng_block_prose(ng_block(choice->blocks, b)) > 0 && ng_block(choice->blocks, b)->kept)
            return;
        while (last < to && is_sentence_in_box(choice, last))
            last++;
        if (last - b < 2)
            continue;
        for (; b < last; b++)
            ng_block(choice->blocks, b)->kept = true;
        return;
    }
}
