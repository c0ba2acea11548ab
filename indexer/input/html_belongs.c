/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Line by line: whether it is one of the article's, given that it stands in the article's element.
 */
#include "indexer/input/html_choice.h"

#include <string.h>

/* Characters outside links that make a paragraph of a line of links. */
#define LINKED_TEXT 60

bool ng_choice_same_as_title(const NgChoice *choice, const NgBlock *block)
{
    if (!choice->title || block->width > 400)
        return false;
    g_autofree char *bare = ng_bare_text(ng_block_text(choice->blocks, block), block->len, 400);
    return strcmp(choice->title, bare) == 0;
}

/* The heading element around a block, or 0. */
static uint32_t heading_of(const NgChoice *choice, guint b)
{
    uint32_t i = ng_block(choice->blocks, b)->node;
    for (guint depth = 0; i && depth < 8; depth++, i = ng_page_node(choice->page, i)->parent) {
        NgTag tag = ng_page_node(choice->page, i)->tag;
        if (tag >= NG_TAG_H1 && tag <= NG_TAG_H6)
            return i;
    }
    return 0;
}

/* Another line of the title: a kicker, or what a line break parts. */
static bool part_of_title(const NgChoice *choice, guint b)
{
    if (choice->title_block >= choice->n || !ng_block(choice->blocks, b)->heading ||
        b > choice->title_block + 4 || b + 4 < choice->title_block)
        return false;
    uint32_t heading = heading_of(choice, b);
    return heading && heading == heading_of(choice, choice->title_block);
}

bool ng_choice_date_label(const NgChoice *choice, const NgBlock *block)
{
    const char *text = ng_block_text(choice->blocks, block);
    guint digits = 0;
    if (block->width > 80)
        return false;
    for (guint i = 0; i < block->len; i++)
        digits += g_ascii_isdigit(text[i]) != 0;
    return digits >= 6 && digits * 5 >= block->width;
}

/* "###", "* * *": a mark between parts, or of the end. */
static bool without_letters(const NgChoice *choice, const NgBlock *block)
{
    if (block->width > 12)
        return false;
    g_autofree char *bare = ng_bare_text(ng_block_text(choice->blocks, block), block->len, 8);
    return !*bare;
}

bool ng_choice_belongs(const NgChoice *choice, guint b)
{
    const NgBlock *block = ng_block(choice->blocks, b);
    double links = (double)block->link_width / MAX(1u, block->width);
    bool phrase = ng_phrase_is_clutter(ng_block_text(choice->blocks, block), block->len,
                                       block->width, block->link_width);
    if (choice->agrees[b] && !(block->evidence & (NG_EV_CAPTION | NG_EV_NEVER)) && !phrase)
        return true;
    if (ng_choice_is_clutter(choice, block) || b == choice->title_block ||
        ng_choice_same_as_title(choice, block) || part_of_title(choice, b))
        return false;
    if (phrase || without_letters(choice, block))
        return false;
    bool label = block->evidence & (NG_EV_BYLINE | NG_EV_DATE);
    if (label && block->width < (ng_block_is_heading(block) ? 25u : 200u))
        return false;
    if (ng_block_is_heading(block))
        return links < 0.8 && block->width < 300;
    if (ng_block_prose(block) > 0)
        return true;
    switch (block->tag) {
    case NG_TAG_P:
    case NG_TAG_BLOCKQUOTE:
    case NG_TAG_PRE:
        /* sentences around long links are text, too */
        return links < 0.6 || (block->ends_sentence && links < 0.8 &&
                               block->width - block->link_width >= LINKED_TEXT);
    case NG_TAG_LI:
        return links < 0.4;
    case NG_TAG_TD:
    case NG_TAG_TH:
        return links < 0.4;
    default:
        return links < 0.4 && (block->ends_sentence || block->width > 60);
    }
}
