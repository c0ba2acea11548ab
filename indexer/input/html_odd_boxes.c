/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small boxes with a picture or a film and a line or two, or with a title that is a link and what
 * stands below it: what is to be seen there, another article, an offer. No class name tells them,
 * but their make does: the article's paragraphs stand elsewhere, in no element like theirs. */
#include "indexer/input/html_choice.h"

#include <string.h>

/* A box is no larger. */
#define BOX_DEPTH 6
#define BOX_LINES 3
#define BOX_WIDTH 300
/* A link that is a title is no shorter. */
#define TITLE_WIDTH 20
/* More boxes than are looked at. */
#define MAX_BOXES 400
/* Paragraphs that must stand outside, and above which share of their text elements of one make are
 * what the text stands in. */
#define OUTSIDE 3
#define MAKE_SHARE 0.1
/* Boxes that hold more, beside the text outside, are the parts of an article made of such. */
#define PARTS_SHARE 0.33
/* So are more boxes with a heading. */
#define HEADED 2

typedef struct {
    uint32_t node;
    guint first, end; /* blocks; first == end: there is none */
    bool home;        /* its title leads to another page of the site */
    bool headed;      /* a heading stands in it that is no link */
} Box;

typedef struct {
    const NgChoice *choice;
    GArray *boxes;      /* of Box */
    GHashTable *inside; /* their blocks, by number + 1 */
    GHashTable *makes;  /* make to double: the text outside that stands in such elements */
    guint headed;       /* boxes with a heading */
    guint begins;       /* the first paragraph outside of the boxes */
    double outside;     /* running text outside of the boxes */
} Odd;

static bool all_link(const NgBlock *block)
{
    return block->width > 0 && block->link_width == block->width;
}

static bool may_be_box(NgTag tag)
{
    switch (tag) {
    case NG_TAG_ASIDE:
    case NG_TAG_DIV:
    case NG_TAG_FIGURE:
    case NG_TAG_SECTION:
        return true;
    default:
        return false;
    }
}

/* Whether a line may stand in such a box at all. */
static bool may_stand_in_box(const NgChoice *choice, guint b)
{
    const NgBlock *block = ng_block(choice->blocks, b);
    bool paragraph = block->heading && ng_block_prose(block) > 0;
    return b != choice->title_block && (!paragraph || all_link(block)) && !choice->agrees[b] &&
           !(block->evidence & (NG_EV_LEDE | NG_EV_QUOTE)) && block->tag != NG_TAG_LI &&
           block->tag != NG_TAG_BLOCKQUOTE;
}

/* The largest small element around a node that has lines of text. */
static Box box_around(const NgChoice *choice, uint32_t i)
{
    const NgBlocks *blocks = choice->blocks;
    const uint32_t inner = i;
    Box box = {0};
    for (guint depth = 0; i && depth < BOX_DEPTH; depth++) {
        const NgNode *node = ng_page_node(choice->page, i);
        guint first = blocks->first_of[i], end = blocks->first_of[node->end], width = 0;
        bool may_be = may_be_box(node->tag);
        /* links and films lie around what they show, and say nothing of it */
        if ((!may_be && i != inner && ng_tag_is_block(node->tag)) || end > first + BOX_LINES)
            break;
        for (guint b = first; b < end; b++) {
            if (!may_stand_in_box(choice, b))
                return box;
            width += ng_block(blocks, b)->width;
        }
        if (width > BOX_WIDTH)
            break;
        if (may_be && end > first)
            box = (Box) {.node = i, .first = first, .end = end};
        i = node->parent;
    }
    return box;
}

static double prose_of(const NgChoice *choice, Box box)
{
    double prose = 0;
    for (guint b = box.first; b < box.end; b++)
        prose += ng_block_prose(ng_block(choice->blocks, b));
    return prose;
}

static void add_box(Odd *odd, Box box)
{
    /* a box may have several pictures */
    if (box.first == box.end || odd->boxes->len >= MAX_BOXES ||
        g_hash_table_contains(odd->inside, GUINT_TO_POINTER(box.first + 1)))
        return;
    for (guint b = box.first; b < box.end; b++) {
        const NgBlock *block = ng_block(odd->choice->blocks, b);
        box.headed = box.headed || (block->heading && !all_link(block));
        g_hash_table_add(odd->inside, GUINT_TO_POINTER(b + 1));
    }
    odd->headed += box.headed;
    g_array_append_val(odd->boxes, box);
}

/* A title that is a link, with text in the same small element. */
static void find_linked(Odd *odd, guint from, guint to)
{
    const NgChoice *choice = odd->choice;
    g_autofree char *host = ng_page_host(choice->page);
    for (guint b = from; b < to; b++) {
        const NgBlock *block = ng_block(choice->blocks, b);
        if (!all_link(block) || block->width < TITLE_WIDTH || b == choice->title_block)
            continue;
        Box box = box_around(choice, block->node);
        box.home = ng_leads_home(ng_block_link(choice->page, block), host);
        if (prose_of(choice, box) > 0)
            add_box(odd, box);
    }
}

static void find_pictures(Odd *odd, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (ng_page_node(odd->choice->page, i)->tag == NG_TAG_IMG)
            add_box(odd, box_around(odd->choice, i));
}

/* An element's tag with its class; without a class, with what it stands in. New string. */
static char *make_of(const NgPage *page, uint32_t i)
{
    const char *class = ng_page_attr(page, i, NG_ATTR_CLASS);
    guint tag = ng_page_node(page, i)->tag;
    if (class && *class)
        return g_strdup_printf("%u %s", tag, class);
    return g_strdup_printf("%u in %u", tag, ng_page_node(page, i)->parent);
}

/* Sums what stands outside of all boxes; returns how many paragraphs. */
static guint sum_outside(Odd *odd, guint from, guint to)
{
    const NgPage *page = odd->choice->page;
    guint paragraphs = 0;
    for (guint b = from; b < to; b++) {
        const NgBlock *block = ng_block(odd->choice->blocks, b);
        double prose = block->kept ? ng_block_prose(block) : 0;
        if (prose == 0 || g_hash_table_contains(odd->inside, GUINT_TO_POINTER(b + 1)))
            continue;
        odd->outside += prose;
        if (paragraphs++ == 0)
            odd->begins = b;
        uint32_t i = block->node;
        for (guint depth = 0; i && depth < BOX_DEPTH; depth++, i = ng_page_node(page, i)->parent) {
            char *make = make_of(page, i);
            double *sum = g_hash_table_lookup(odd->makes, make);
            if (sum)
                g_free(make);
            else
                g_hash_table_insert(odd->makes, make, sum = g_new0(double, 1));
            *sum += prose;
        }
    }
    return paragraphs;
}

static bool holds_text(const Odd *odd, uint32_t i)
{
    g_autofree char *make = make_of(odd->choice->page, i);
    const double *sum = g_hash_table_lookup(odd->makes, make);
    return sum && *sum > MAKE_SHARE * odd->outside;
}

/* Whether a box, or a line in it by its class, is made as what the text stands in. */
static bool made_as_text(const Odd *odd, Box box)
{
    bool same = holds_text(odd, box.node);
    for (guint b = box.first; b < box.end && !same; b++) {
        uint32_t i = ng_block(odd->choice->blocks, b)->node;
        const char *class = ng_page_attr(odd->choice->page, i, NG_ATTR_CLASS);
        same = class && *class && holds_text(odd, i);
    }
    return same;
}

/* The head of the article: who wrote it, with a picture, when, and perhaps the lede. */
static bool is_head(const Odd *odd, Box box)
{
    bool names = false;
    for (guint b = box.first; b < box.end; b++)
        names = names || (ng_block(odd->choice->blocks, b)->evidence & (NG_EV_BYLINE | NG_EV_DATE));
    return names && box.first < odd->begins;
}

static void drop_boxes(const Odd *odd)
{
    const NgBlocks *blocks = odd->choice->blocks;
    double parts = 0;
    for (guint x = 0; x < odd->boxes->len; x++) {
        Box box = g_array_index(odd->boxes, Box, x);
        parts += box.home ? 0 : prose_of(odd->choice, box);
    }
    for (guint x = 0; x < odd->boxes->len; x++) {
        Box box = g_array_index(odd->boxes, Box, x);
        if ((!box.home && parts > PARTS_SHARE * odd->outside) ||
            (box.headed && odd->headed > HEADED) || is_head(odd, box) || made_as_text(odd, box))
            continue;
        for (guint b = box.first; b < box.end; b++) {
            ng_block(blocks, b)->kept = false;
            ng_block(blocks, b)->boxed = true;
        }
    }
}

void ng_odd_boxes_drop(const NgChoice *choice, uint32_t root, guint from, guint to)
{
    uint32_t begin = root;
    guint first = from;
    if (choice->title_block < choice->n) {
        begin = MIN(begin, ng_block(choice->blocks, choice->title_block)->node);
        first = MIN(first, choice->title_block + 1);
    }
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(Box));
    g_autoptr(GHashTable) inside = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) makes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Odd odd = {.choice = choice, .boxes = boxes, .inside = inside, .makes = makes};
    find_linked(&odd, first, to);
    find_pictures(&odd, begin, ng_page_node(choice->page, root)->end);
    if (boxes->len > 0 && sum_outside(&odd, from, to) >= OUTSIDE)
        drop_boxes(&odd);
}
