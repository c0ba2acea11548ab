/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Line by line: whether it is one of the article's, given that it stands in the article's element.
 */
#include "indexer/input/html_choice.h"

#include <string.h>

/* Characters outside links that make a paragraph of a line of links. */
#define LINKED_TEXT 60
/* Characters of a link that may be a title. */
#define LINKED_TITLE 15
/* A shorter one with a long link may well be a label. */
#define LINKED_SENTENCE 50
/* What stands below a picture is no longer. */
#define CAPTION_WIDTH 400

bool ng_choice_same_as_title(const NgChoice *choice, const NgBlock *block)
{
    if (block->width > 400)
        return false;
    g_autofree char *bare = ng_bare_text(ng_block_text(choice->blocks, block), block->len, 400);
    for (guint t = 0; t < G_N_ELEMENTS(choice->titles); t++)
        if (g_strcmp0(choice->titles[t], bare) == 0)
            return true;
    if (!block->heading || choice->title_block >= choice->n)
        return false;
    /* the page may show another headline than its metadata has */
    const NgBlock *title = ng_block(choice->blocks, choice->title_block);
    g_autofree char *shown = ng_bare_text(ng_block_text(choice->blocks, title), title->len, 400);
    return strcmp(shown, bare) == 0;
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

/* "VIDEO SHOWS BRIDGE CLOSING": a link and nothing else, in capitals, between the paragraphs. */
static bool shouts_a_link(const NgChoice *choice, const NgBlock *block)
{
    const char *text = ng_block_text(choice->blocks, block);
    guint capitals = 0;
    if (block->link_width < block->width || block->width > 200)
        return false;
    for (const char *at = text; at < text + block->len; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_islower(c))
            return false;
        capitals += g_unichar_isupper(c) != 0;
    }
    return capitals >= 10;
}

/* "<a>Ferries until midnight</a> The council has decided that…": a title and how its text begins.
 */
static bool is_excerpt(const NgChoice *choice, const NgBlock *block)
{
    static const char *const cuts[] = {"…", "...", "[…]", "[...]"};
    const char *text = ng_block_text(choice->blocks, block);
    bool cut = false;
    for (guint i = 0; i < G_N_ELEMENTS(cuts); i++) {
        const gsize len = strlen(cuts[i]);
        cut = cut || (block->len > len && memcmp(text + block->len - len, cuts[i], len) == 0);
    }
    if (!cut || block->link_width < LINKED_TITLE)
        return false;
    uint32_t i = block->first;
    while (i < block->last && ng_page_node(choice->page, i)->tag != NG_TAG_TEXT)
        i++;
    for (guint depth = 0; i > block->node && depth < 4; depth++) {
        i = ng_page_node(choice->page, i)->parent;
        if (ng_page_node(choice->page, i)->tag == NG_TAG_A)
            return true;
    }
    return false;
}

static bool leads_away(const NgChoice *choice, const NgBlock *block)
{
    return block->tag == NG_TAG_LI &&
           ((block->link_width * 2 > block->width && !block->ends_sentence) ||
            is_excerpt(choice, block));
}

/* "Ferries: When they run", or how another article begins: one of several such in a list. */
static bool is_listed_pointer(const NgChoice *choice, guint b)
{
    const NgBlock *block = ng_block(choice->blocks, b);
    if (!leads_away(choice, block))
        return false;
    uint32_t list = ng_page_node(choice->page, block->node)->parent;
    for (guint other = b > 0 ? b - 1 : b; other <= b + 1 && other < choice->n; other++) {
        const NgBlock *next = ng_block(choice->blocks, other);
        if (other != b && leads_away(choice, next) &&
            ng_page_node(choice->page, next->node)->parent == list)
            return true;
    }
    return false;
}

/* A whole sentence that goes on into its link ("The council <a>has closed the bridge</a>."), as no
 * label before a headline does. */
static bool goes_on_in_link(const NgChoice *choice, const NgBlock *block)
{
    if (!block->ends_sentence || block->width < LINKED_SENTENCE)
        return false;
    for (uint32_t i = block->first; i <= block->last; i++) {
        const NgNode *node = ng_page_node(choice->page, i);
        if (node->tag != NG_TAG_TEXT || ng_page_node(choice->page, node->parent)->tag != NG_TAG_A)
            continue;
        g_autofree char *text = ng_page_text(choice->page, i, 80);
        return i > block->first && g_unichar_islower(g_utf8_get_char(g_strchug(text)));
    }
    return false;
}

bool ng_choice_belongs(const NgChoice *choice, guint b)
{
    const NgBlock *block = ng_block(choice->blocks, b);
    double links = (double)block->link_width / MAX(1u, block->width);
    bool phrase = ng_phrase_is_clutter(ng_block_text(choice->blocks, block), block->len,
                                       block->width, block->link_width);
    if (choice->agrees[b] && !(block->evidence & (NG_EV_CAPTION | NG_EV_NEVER)) && !phrase &&
        !shouts_a_link(choice, block) && !is_listed_pointer(choice, b))
        return true;
    if (ng_choice_is_clutter(choice, block) || b == choice->title_block ||
        ng_choice_same_as_title(choice, block) || part_of_title(choice, b))
        return false;
    if (phrase || without_letters(choice, block))
        return false;
    if (block->width < CAPTION_WIDTH && block->tag != NG_TAG_LI && !block->ends_sentence &&
        ng_phrase_is_credited(ng_block_text(choice->blocks, block), block->len))
        return false;
    bool label = block->evidence & (NG_EV_BYLINE | NG_EV_DATE);
    if (label && block->width < (ng_block_is_heading(block) ? 25u : 200u))
        return false;
    if (ng_block_is_heading(block))
        return links < 0.8 && block->width < 300;
    if (is_listed_pointer(choice, b))
        return false;
    if (ng_block_prose(block) > 0)
        return true;
    switch (block->tag) {
    case NG_TAG_P:
    case NG_TAG_BLOCKQUOTE:
    case NG_TAG_PRE:
        /* sentences around long links are text, too */
        return links < 0.6 ||
               (block->ends_sentence && links < 0.8 &&
                block->width - block->link_width >= LINKED_TEXT) ||
               goes_on_in_link(choice, block);
    case NG_TAG_LI:
        return links < 0.4;
    case NG_TAG_TD:
    case NG_TAG_TH:
        return links < 0.4;
    default:
        return links < 0.4 && (block->ends_sentence || block->width > 60);
    }
}
