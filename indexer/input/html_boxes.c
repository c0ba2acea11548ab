/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boxes between the paragraphs that no class name gives away: an offer to subscribe, a heading over
 * a link. Told by what stands together in one small element. */
#include "indexer/input/html_content.h"

#include <string.h>

/* A box is no larger. */
#define BOX_BLOCKS 6
#define BOX_WIDTH 500

typedef struct {
    guint first, end; /* blocks of the box; first == end: there is none */
} Box;

static bool all_link(const NgBlock *block)
{
    return block->width > 0 && block->link_width == block->width;
}

/* The link that a block's text stands in, or 0. */
static uint32_t link_of(const NgPage *page, const NgBlock *block)
{
    uint32_t i = block->first;
    for (guint depth = 0; i && i != block->node && depth < 16; depth++) {
        i = ng_page_node(page, i)->parent;
        if (ng_page_node(page, i)->tag == NG_TAG_A)
            return i;
    }
    return 0;
}

/* Whether a link leads to where readers pay, sign up or give. */
static bool asks_for_readers(const char *href)
{
    static const char *const words[] = {"subscri", "abonn",   "/abo",      "register",
                                        "signup",  "sign-up", "suscri",    "assine",
                                        "abbona",  "donate",  "membership"};
    g_autofree char *lower = href ? g_ascii_strdown(href, (gssize)strnlen(href, 300)) : NULL;
    for (guint i = 0; lower && i < G_N_ELEMENTS(words); i++)
        if (strstr(lower, words[i]))
            return true;
    return false;
}

/* The element around a block with something else in it, when it is small enough for a box. */
static Box box_around(const NgPage *page, const NgBlocks *blocks, guint b, uint32_t root)
{
    Box box = {b, b};
    uint32_t i = ng_block(blocks, b)->node;
    for (guint depth = 0; depth < 4 && i > root; depth++, i = ng_page_node(page, i)->parent) {
        guint first = blocks->first_of[i], end = blocks->first_of[ng_page_node(page, i)->end];
        guint width = 0;
        if (end - first > BOX_BLOCKS)
            break;
        if (end - first < 2 || ng_page_node(page, i)->tag == NG_TAG_UL)
            continue;
        for (guint c = first; c < end; c++)
            width += ng_block(blocks, c)->width;
        if (width <= BOX_WIDTH)
            box = (Box) {first, end};
        break;
    }
    return box;
}

/* A heading that has nothing under it in its own box but links. */
static bool heads_links(const NgBlocks *blocks, guint b, Box box)
{
    for (guint c = box.first; c < box.end; c++)
        if (c != b && !all_link(ng_block(blocks, c)))
            return false;
    return box.first < box.end;
}

void ng_boxes_drop(const NgPage *page, NgBlocks *blocks, uint32_t root)
{
    guint from = blocks->first_of[root], to = blocks->first_of[ng_page_node(page, root)->end];
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(blocks, b);
        if (block->heading && block->kept &&
            heads_links(blocks, b, box_around(page, blocks, b, root)))
            block->kept = false;
        if (!all_link(block))
            continue;
        uint32_t link = link_of(page, block);
        if (!link || !asks_for_readers(ng_page_attr(page, link, NG_ATTR_HREF)))
            continue;
        Box box = box_around(page, blocks, b, root);
        for (guint c = box.first; c < box.end; c++)
            ng_block(blocks, c)->kept = false;
    }
}
