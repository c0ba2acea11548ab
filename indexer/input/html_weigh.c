/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The weighing of evidence: a word in a class name says little when most of the page's running text
 * stands under it (<body class="has-sidebar">). */
#include "indexer/input/html_blocks.h"

#include <string.h>

/* An element under which more than this share of all running text stands is not clutter. */
#define CLUTTER_SHARE 0.45
/* Nor is one that is hidden and has no h1: a script may yet show an article. */
#define HIDDEN_SHARE 0.6
/* Nor a menu or a notice that has no h1: one on cookies is longer than many an article. */
#define NEVER_SHARE 0.85
/* Running text in a <footer> that may well be all that the page has. */
#define FOOT 400
/* Running text that is much for a picture's. */
#define LONG_CAPTION 350
/* How many neighbours of a paragraph, or lines of an element, are looked at. */
#define NEIGHBOURS 60

static bool blank(const NgPage *page, uint32_t i)
{
    const NgNode *node = ng_page_node(page, i);
    for (uint32_t c = 0; c < node->text_len; c++)
        if (!g_ascii_isspace(page->text->str[node->text + c]))
            return false;
    return true;
}

/* The kind of line that an ancestor makes of a block. */
static void add_ancestors(const NgPage *page, const NgBlocks *blocks, NgBlock *block)
{
    uint32_t i = block->node;
    for (guint depth = 0; depth < 8; depth++) {
        const NgNode *node = ng_page_node(page, i);
        switch (node->tag) {
        case NG_TAG_H1:
        case NG_TAG_H2:
        case NG_TAG_H3:
        case NG_TAG_H4:
        case NG_TAG_H5:
        case NG_TAG_H6:
            if (!block->heading)
                block->heading = (guint8)(node->tag - NG_TAG_H1 + 1);
            break;
        case NG_TAG_LI:
        case NG_TAG_DD:
        case NG_TAG_DT:
            if (block->tag != NG_TAG_BLOCKQUOTE)
                block->tag = NG_TAG_LI;
            break;
        case NG_TAG_TD:
        case NG_TAG_TH:
        case NG_TAG_PRE:
        case NG_TAG_BLOCKQUOTE:
            if (block->tag == NG_TAG_P || block->tag == NG_TAG_DIV)
                block->tag = node->tag;
            break;
        default:
            break;
        }
        if (i == 0 || (blocks->own[i] & NG_EV_BODY))
            break;
        i = node->parent;
    }
}

/* What all of a block's text has around it: one inline element with a date is no date line. */
static guint16 common_evidence(const NgPage *page, const guint16 *around, const NgBlock *block)
{
    guint16 common = around[block->first];
    for (uint32_t i = block->first + 1; i <= block->last; i++)
        if (ng_page_node(page, i)->tag == NG_TAG_TEXT && !blank(page, i))
            common &= around[i];
    return common;
}

static double between(const NgPage *page, const NgBlocks *blocks, const double *before, uint32_t i)
{
    return before[blocks->first_of[ng_page_node(page, i)->end]] - before[blocks->first_of[i]];
}

/* Running text under each class attribute: what repeats on every paragraph is no mark of clutter.
 */
static GHashTable *prose_of_classes(const NgPage *page, const NgBlocks *blocks,
                                    const double *before)
{
    GHashTable *sums = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (uint32_t i = 0; i < page->nodes->len; i++) {
        if (!(blocks->own[i] & NG_EV_CLUTTER))
            continue;
        const char *class = ng_page_attr(page, i, NG_ATTR_CLASS);
        double mine = class ? between(page, blocks, before, i) : 0;
        if (mine == 0)
            continue;
        double *sum = g_hash_table_lookup(sums, class);
        if (!sum)
            g_hash_table_insert(sums, (gpointer) class, sum = g_new0(double, 1));
        *sum += mine;
    }
    return sums;
}

static bool is_shown_paragraph(const NgPage *page, const NgBlocks *blocks, uint32_t i)
{
    guint first = blocks->first_of[i];
    return ng_page_node(page, i)->tag == NG_TAG_P && !(blocks->own[i] & NG_EV_HIDDEN) &&
           first < blocks->first_of[ng_page_node(page, i)->end] &&
           ng_block_prose(ng_block(blocks, first)) > 0;
}

/* Whether a paragraph that is not shown stands between others that are: readers who pay, or ask for
 * more, get to see it. */
static bool parted_paragraph(const NgPage *page, const NgBlocks *blocks, uint32_t i)
{
    uint32_t parent = ng_page_node(page, i)->parent, end = ng_page_node(page, parent)->end;
    guint above = 0, below = 0;
    if (ng_page_node(page, i)->tag != NG_TAG_P)
        return false;
    for (uint32_t n = parent + 1, looked = 0; n < i && looked < NEIGHBOURS && above < 2; looked++) {
        above += is_shown_paragraph(page, blocks, n);
        n = ng_page_node(page, n)->end;
    }
    for (uint32_t n = ng_page_node(page, i)->end, looked = 0;
         n < end && looked < NEIGHBOURS && below < 2; looked++) {
        below += is_shown_paragraph(page, blocks, n);
        n = ng_page_node(page, n)->end;
    }
    return above >= 2 && below >= 2;
}

/* Whether there is more than one paragraph of running text under an element. */
static bool has_paragraphs(const NgPage *page, const NgBlocks *blocks, uint32_t i)
{
    guint first = blocks->first_of[i], paragraphs = 0;
    guint end = MIN(blocks->first_of[ng_page_node(page, i)->end], first + NEIGHBOURS);
    for (guint b = first; b < end && paragraphs < 2; b++)
        paragraphs += ng_block_prose(ng_block(blocks, b)) > 0;
    return paragraphs >= 2;
}

/* How many h1 open before each node. */
static uint32_t *h1s_before(const NgPage *page)
{
    uint32_t *h1s = g_new(uint32_t, page->nodes->len + 1);
    h1s[0] = 0;
    for (uint32_t i = 0; i < page->nodes->len; i++)
        h1s[i + 1] = h1s[i] + (ng_page_node(page, i)->tag == NG_TAG_H1);
    return h1s;
}

static bool is_dialog(const NgPage *page, uint32_t i)
{
    const char *role = ng_page_attr(page, i, NG_ATTR_ROLE);
    return ng_page_node(page, i)->tag == NG_TAG_DIALOG ||
           (role && (g_ascii_strcasecmp(role, "dialog") == 0 ||
                     g_ascii_strcasecmp(role, "alertdialog") == 0));
}

/* Above which share of the page's running text an element is neither clutter nor hidden. */
static double clutter_share(guint16 own, bool titled)
{
    if (titled || !(own & (NG_EV_NEVER | NG_EV_HIDDEN)))
        return CLUTTER_SHARE;
    return own & NG_EV_NEVER ? NEVER_SHARE : HIDDEN_SHARE;
}

/* Evidence of one element that stands against the text under it, given the page's running text
 * before each block. */
static guint16 weigh_one(const NgPage *page, const NgBlocks *blocks, uint32_t i,
                         const double *before, double all, GHashTable *of_class,
                         const uint32_t *h1s)
{
    const guint16 clutter = NG_EV_CLUTTER | NG_EV_NEVER | NG_EV_TEASER;
    const guint16 labels = NG_EV_HIDDEN | NG_EV_CAPTION | NG_EV_LEDE | NG_EV_BYLINE | NG_EV_DATE |
                           NG_EV_TITLE | NG_EV_QUOTE;
    guint16 own = blocks->own[i];
    NgTag tag = ng_page_node(page, i)->tag;
    double mine = between(page, blocks, before, i);
    /* the foot of a page that holds a headline and no text is its foot still */
    if (tag == NG_TAG_FOOTER && mine < FOOT)
        return own;
    bool titled = h1s[ng_page_node(page, i)->end] > h1s[i];
    /* a page without any text may well ask for consent */
    if (!titled && is_dialog(page, i))
        return own;
    if (i == 0 || tag == NG_TAG_BODY || tag == NG_TAG_HTML || mine > all * 0.9)
        return own & (guint16) ~(clutter | labels | NG_EV_COMMENT);
    /* an article that comments on the day: over comments of readers stands no h1 */
    if ((own & NG_EV_COMMENT) && titled)
        return own & (guint16) ~(clutter | NG_EV_COMMENT);
    /* comments may well be longer than what they comment on */
    if (own & NG_EV_COMMENT)
        return own;
    if (mine > all * clutter_share(own, titled))
        return own & (guint16) ~(clutter | labels);
    if ((own & NG_EV_HIDDEN) && parted_paragraph(page, blocks, i))
        own &= (guint16)~NG_EV_HIDDEN;
    /* text set beside a picture is text */
    if ((own & NG_EV_CAPTION) && mine > LONG_CAPTION && tag != NG_TAG_FIGURE &&
        tag != NG_TAG_FIGCAPTION && has_paragraphs(page, blocks, i))
        own &= (guint16)~NG_EV_CAPTION;
    /* the class of a <span> around whole sentences is no mark of anything */
    if (!ng_tag_is_block(tag) && mine > 60)
        return own & (guint16) ~(clutter | labels);
    /* what says that it is the article's text is not clutter by another word of its name */
    if ((own & NG_EV_BODY) && mine > all * CLUTTER_SHARE / 2)
        return own & (guint16)~clutter;
    const char *class = own & NG_EV_CLUTTER ? ng_page_attr(page, i, NG_ATTR_CLASS) : NULL;
    double *alike = class ? g_hash_table_lookup(of_class, class) : NULL;
    if (alike && *alike > all * CLUTTER_SHARE)
        return own & (guint16)~clutter;
    return own;
}

/* Twice: what the first round finds to be hidden, navigation or comments is no text of the page,
 * and the shares that the second round goes by leave it out. */
void ng_blocks_weigh(const NgPage *page, NgBlocks *blocks)
{
    guint n_nodes = page->nodes->len, n_blocks = blocks->blocks->len;
    g_autofree double *before = g_new(double, n_blocks + 1);
    g_autofree guint16 *weighed = g_new0(guint16, n_nodes);
    for (guint b = 0; b < n_blocks; b++)
        ng_block(blocks, b)->evidence = 0;
    g_autofree uint32_t *h1s = h1s_before(page);
    for (guint round = 0; round < 2; round++) {
        before[0] = 0;
        for (guint b = 0; b < n_blocks; b++) {
            const NgBlock *block = ng_block(blocks, b);
            bool seen = !(block->evidence & (NG_EV_HIDDEN | NG_EV_NEVER | NG_EV_COMMENT));
            before[b + 1] = before[b] + (seen ? ng_block_prose(block) : 0);
        }
        if (round > 0 && before[n_blocks] == 0)
            break;
        g_autoptr(GHashTable) of_class = prose_of_classes(page, blocks, before);
        for (uint32_t i = 0; i < n_nodes; i++) {
            uint32_t parent = ng_page_node(page, i)->parent;
            weighed[i] = weigh_one(page, blocks, i, before, before[n_blocks], of_class, h1s);
            blocks->around[i] = weighed[i] | (i ? blocks->around[parent] : 0);
        }
        for (guint b = 0; b < n_blocks; b++) {
            NgBlock *block = ng_block(blocks, b);
            block->evidence = common_evidence(page, blocks->around, block);
        }
    }
    memcpy(blocks->own, weighed, n_nodes * sizeof *weighed);
    for (guint b = 0; b < n_blocks; b++)
        add_ancestors(page, blocks, ng_block(blocks, b));
}
