/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the article ends. Some pages load the next one below it: told by an <article> of its own,
 * or a headline made as this one's is. Others go on behind a box: told by paragraphs made alike. */
#include "indexer/input/html_choice.h"

#include <string.h>

/* Running text of the article before another may begin. */
#define ENOUGH 300
/* Running text of a paragraph that tells by its class where the article goes on, and how many lines
 * of other things may stand before it. */
#define GOING_ON 80
#define GAP_BLOCKS 60

/* The innermost <article> around a node, or 0. */
static uint32_t article_of(const NgPage *page, uint32_t i)
{
    while (i && ng_page_node(page, i)->tag != NG_TAG_ARTICLE)
        i = ng_page_node(page, i)->parent;
    return i;
}

static bool stands_in(const NgPage *page, uint32_t node, uint32_t outer)
{
    return node >= outer && node < ng_page_node(page, outer)->end;
}

bool ng_others_has(const NgChoice *choice, uint32_t node, uint32_t root)
{
    uint32_t other = article_of(choice->page, node);
    return other && !stands_in(choice->page, root, other) && !stands_in(choice->page, other, root);
}

static const char *class_of(const NgPage *page, uint32_t i)
{
    const char *class = ng_page_attr(page, i, NG_ATTR_CLASS);
    return class ? class : "";
}

/* Whether an <article> is but a part of ours, as some houses set each few paragraphs in one: made
 * as ours is, and without a headline. */
static bool is_part(const NgChoice *choice, uint32_t ours, uint32_t other)
{
    const NgBlocks *blocks = choice->blocks;
    const char *class = class_of(choice->page, ours);
    if (!*class || strcmp(class, class_of(choice->page, other)) != 0)
        return false;
    for (guint b = blocks->first_of[other];
         b < blocks->first_of[ng_page_node(choice->page, other)->end]; b++)
        if (ng_block(blocks, b)->heading)
            return false;
    return true;
}

static void drop_other_articles(const NgChoice *choice, guint from, guint to)
{
    const NgPage *page = choice->page;
    uint32_t ours = article_of(page, ng_block(choice->blocks, choice->title_block)->node);
    uint32_t looked_at = 0;
    bool part = false;
    double inside = 0;
    if (!ours)
        return;
    for (guint b = from; b < to; b++) {
        const NgBlock *block = ng_block(choice->blocks, b);
        if (block->kept && stands_in(page, block->node, ours))
            inside += ng_block_prose(block);
    }
    if (inside < ENOUGH)
        return;
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(choice->blocks, b);
        uint32_t other = article_of(page, block->node);
        if (!block->kept || !other || stands_in(page, block->node, ours) ||
            stands_in(page, ours, other))
            continue;
        if (other != looked_at)
            part = is_part(choice, ours, other);
        looked_at = other;
        block->kept = part;
    }
}

/* Whether a heading is made as the title is: the same tag, its class, and that of what it is in. */
static bool made_alike(const NgPage *page, const NgBlock *a, const NgBlock *b)
{
    uint32_t outer_a = ng_page_node(page, a->node)->parent;
    uint32_t outer_b = ng_page_node(page, b->node)->parent;
    const char *class = class_of(page, a->node), *outer = class_of(page, outer_a);
    return a->heading == b->heading && (*class || *outer) &&
           strcmp(class, class_of(page, b->node)) == 0 &&
           strcmp(outer, class_of(page, outer_b)) == 0;
}

guint ng_others_cut(const NgChoice *choice, guint from, guint to)
{
    if (choice->title_block >= choice->n || choice->agreed > 0)
        return to;
    drop_other_articles(choice, from, to);
    const NgBlock *title = ng_block(choice->blocks, choice->title_block);
    double above = 0;
    for (guint b = from; b < to && title->heading == 1; b++) {
        const NgBlock *block = ng_block(choice->blocks, b);
        if (block->kept)
            above += ng_block_prose(block);
        if (block->heading != 1 || b <= choice->title_block || above < ENOUGH ||
            !made_alike(choice->page, title, block))
            continue;
        for (guint below = b; below < to; below++)
            ng_block(choice->blocks, below)->kept = false;
        return b;
    }
    return to;
}

guint ng_others_go_on(const NgChoice *choice, uint32_t root, guint from, guint to)
{
    const char *class = NULL;
    guint alike = 0;
    for (guint b = from; b < to; b++) {
        const NgBlock *block = ng_block(choice->blocks, b);
        const char *mine = ng_page_attr(choice->page, block->node, NG_ATTR_CLASS);
        if (!block->kept || !mine || !*mine || ng_block_prose(block) < GOING_ON)
            continue;
        alike = class && strcmp(class, mine) == 0 ? alike + 1 : 1;
        class = mine;
    }
    guint end = to;
    for (guint b = to; alike >= 3 && b < choice->n && b < end + GAP_BLOCKS; b++) {
        NgBlock *block = ng_block(choice->blocks, b);
        if (block->heading == 1)
            break;
        const char *mine = ng_page_attr(choice->page, block->node, NG_ATTR_CLASS);
        if (!mine || strcmp(mine, class) != 0 || ng_block_prose(block) < GOING_ON ||
            !ng_choice_belongs(choice, b) || ng_others_has(choice, block->node, root))
            continue;
        block->kept = true;
        end = b + 1;
    }
    return end;
}
