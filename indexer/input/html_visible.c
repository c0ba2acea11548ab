/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts that stand on the page for readers: heading, byline, date. Only in the article's head, or
 * right after its text: below stand the dates and authors of comments and of other articles. */
#include "indexer/input/html_fields.h"

#include <string.h>

/* Blocks around the article in which its byline and date are looked for. */
#define HEAD_BLOCKS 25
#define TAIL_BLOCKS 6

static bool in_other_piece(guint evidence)
{
    return evidence & (NG_EV_COMMENT | NG_EV_NEVER | NG_EV_TEASER | NG_EV_HIDDEN);
}

static void look_at(NgFacts *facts, const NgPage *page, const NgBlocks *blocks, uint32_t i,
                    bool head)
{
    const NgNode *node = ng_page_node(page, i);
    guint own = blocks->own[i], around = blocks->around[i];
    if (in_other_piece(around))
        return;
    if (own & NG_EV_BYLINE) {
        const char *rel = ng_page_attr(page, i, NG_ATTR_REL);
        const char *prop = ng_page_attr(page, i, NG_ATTR_ITEMPROP);
        g_autofree char *text = ng_page_text(page, i, 300);
        if (strlen(text) < 250 && *text)
            ng_facts_add(facts, NG_FACT_AUTHOR,
                         rel && strstr(rel, "author") ? "rel=author"
                         : prop                       ? "microdata"
                         : head                       ? "byline"
                                                      : "byline below",
                         text);
    }
    if (node->tag == NG_TAG_TIME || (own & NG_EV_DATE)) {
        const char *prop = ng_page_attr(page, i, NG_ATTR_ITEMPROP);
        const char *when = ng_page_attr(page, i, NG_ATTR_DATETIME);
        if (!when && prop)
            when = ng_page_attr(page, i, NG_ATTR_CONTENT);
        bool modified = prop && strstr(prop, "dateModified");
        g_autofree char *text = when ? NULL : ng_page_text(page, i, 120);
        if (when || strlen(text) < 100)
            ng_facts_add(facts, modified ? NG_FACT_UPDATED : NG_FACT_PUBLISHED,
                         prop                       ? "microdata"
                         : node->tag == NG_TAG_TIME ? (head ? "time" : "time below")
                                                    : (head ? "date line" : "date below"),
                         when ? when : text);
    }
}

void ng_facts_from_page(NgFacts *facts, const NgPage *page, const NgBlocks *blocks,
                        const NgContent *content)
{
    guint n = blocks->blocks->len;
    if (n == 0)
        return;
    guint top = content->title_block < content->first ? content->title_block : content->first;
    guint from = top > 4 ? top - 4 : 0;
    guint to = MIN(n, content->first + HEAD_BLOCKS);
    guint below = MIN(n, content->last + TAIL_BLOCKS);
    if (content->title_block < n) {
        const NgBlock *block = ng_block(blocks, content->title_block);
        ng_facts_add(facts, NG_FACT_TITLE, block->heading == 1 ? "h1" : "heading",
                     ng_block_text(blocks, block));
    }
    if (content->first >= n)
        return;
    uint32_t first_node = ng_block(blocks, from)->first;
    uint32_t head_end = to < n ? ng_block(blocks, to)->first : page->nodes->len;
    uint32_t tail = content->last < n ? ng_block(blocks, content->last)->first : page->nodes->len;
    uint32_t tail_end = below < n ? ng_block(blocks, below)->first : page->nodes->len;
    /* the elements around the first line open before it */
    while (first_node > 0 && ng_page_node(page, first_node - 1)->tag != NG_TAG_TEXT)
        first_node--;
    for (uint32_t i = first_node; i < head_end; i++)
        if (ng_page_node(page, i)->tag != NG_TAG_TEXT)
            look_at(facts, page, blocks, i, true);
    for (uint32_t i = MAX(tail, head_end); i < tail_end; i++)
        if (ng_page_node(page, i)->tag != NG_TAG_TEXT)
            look_at(facts, page, blocks, i, false);
}
