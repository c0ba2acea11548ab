/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page says twice: the same paragraph again, a sentence of the text set large between its
 * paragraphs, the same few words before every pointer to another article. */
#include "indexer/input/html_content.h"

#include <string.h>

/* Shorter lines may well stand twice in one text. */
#define SAME_WIDTH 40
/* A sentence set large. */
#define QUOTE_MIN 25
#define QUOTE_MAX 320
/* What stands below a picture, and how many lines from there it may be shown again. */
#define CAPTION_WIDTH 400
#define NEAR 3
/* Words before a link that point to it. */
#define LABEL_MIN 4
#define LABEL_MAX 60
/* Letters of the article that are looked through. */
#define MAX_LETTERS 200000

static void drop_same(NgBlocks *blocks, guint from, guint to)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(blocks, b);
        if (block->kept && block->width >= SAME_WIDTH &&
            !g_hash_table_add(seen, (gpointer)ng_block_text(blocks, block)))
            block->kept = false;
    }
}

/* What stands below a picture, shown beside it once more. */
static void drop_captions(NgBlocks *blocks, guint from, guint to)
{
    for (guint b = from; b < to; b++) {
        const NgBlock *caption = ng_block(blocks, b);
        if (caption->kept || !(caption->evidence & NG_EV_CAPTION) ||
            caption->width > CAPTION_WIDTH || caption->width < SAME_WIDTH)
            continue;
        g_autofree char *said = ng_bare_text(ng_block_text(blocks, caption), caption->len, 800);
        for (guint near = b > from + NEAR ? b - NEAR : from; near < MIN(to, b + NEAR + 1); near++) {
            NgBlock *block = ng_block(blocks, near);
            if (!block->kept || block->tag == NG_TAG_P || block->width < QUOTE_MIN ||
                block->width > CAPTION_WIDTH)
                continue;
            g_autofree char *bare = ng_bare_text(ng_block_text(blocks, block), block->len, 800);
            if (g_str_has_prefix(said, bare))
                block->kept = false;
        }
    }
}

static bool may_be_set_large(const NgBlock *block)
{
    return block->kept && block->width >= QUOTE_MIN && block->width <= QUOTE_MAX &&
           ((block->evidence & NG_EV_QUOTE) || block->tag == NG_TAG_BLOCKQUOTE || block->heading);
}

/* Whether headings of the same make stand over other parts of the text: then it is one, too, though
 * the text below takes its words up. */
static bool is_one_of_headings(const NgPage *page, const NgBlocks *blocks, guint b, guint from,
                               guint to)
{
    const NgBlock *block = ng_block(blocks, b);
    uint32_t parent = ng_page_node(page, block->node)->parent;
    const char *class = ng_page_attr(page, block->node, NG_ATTR_CLASS);
    if (!block->heading || (block->evidence & NG_EV_QUOTE))
        return false;
    for (guint other = from; other < to; other++) {
        const NgBlock *heading = ng_block(blocks, other);
        if (other != b && heading->kept && heading->heading == block->heading &&
            ng_page_node(page, heading->node)->parent == parent &&
            g_strcmp0(class, ng_page_attr(page, heading->node, NG_ATTR_CLASS)) == 0)
            return true;
    }
    return false;
}

static void drop_set_large(const NgPage *page, NgBlocks *blocks, guint from, guint to)
{
    guint candidates = 0;
    for (guint b = from; b < to; b++)
        candidates += may_be_set_large(ng_block(blocks, b));
    if (candidates == 0 || candidates > 200)
        return;
    g_autoptr(GString) letters = g_string_new(NULL);
    for (guint b = from; b < to && letters->len < MAX_LETTERS; b++) {
        const NgBlock *block = ng_block(blocks, b);
        if (!block->kept || may_be_set_large(block))
            continue;
        g_autofree char *bare = ng_bare_text(ng_block_text(blocks, block), block->len, MAX_LETTERS);
        g_string_append(letters, bare);
        g_string_append_c(letters, ' ');
    }
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(blocks, b);
        if (!may_be_set_large(block))
            continue;
        g_autofree char *bare = ng_bare_text(ng_block_text(blocks, block), block->len, 2000);
        gsize len = strlen(bare);
        if (len >= QUOTE_MIN && memmem(letters->str, letters->len, bare, len) &&
            !is_one_of_headings(page, blocks, b, from, to))
            block->kept = false;
    }
}

/* The words of a block before its link, when the link goes on to its end; new string or NULL. */
static char *label_of(const NgPage *page, const NgBlock *block)
{
    if (!block->kept || block->ends_sentence || block->link_width == 0 ||
        block->link_width >= block->width || block->width > 260)
        return NULL;
    GString *label = g_string_new(NULL);
    bool link = false;
    for (uint32_t i = block->first; i <= block->last; i++) {
        const NgNode *node = ng_page_node(page, i);
        if (node->tag == NG_TAG_A && ng_page_attr(page, i, NG_ATTR_HREF)) {
            /* the link is all that follows */
            link = node->end > block->last;
            break;
        }
        if (node->tag == NG_TAG_TEXT)
            g_string_append_len(label, page->text->str + node->text, node->text_len);
        if (label->len > LABEL_MAX * 4)
            break;
    }
    g_autofree char *raw = g_string_free(label, FALSE);
    char *clean = link ? ng_bare_text(raw, strlen(raw), LABEL_MAX) : NULL;
    if (clean && strlen(clean) >= LABEL_MIN)
        return clean;
    g_free(clean);
    return NULL;
}

static void drop_labelled(const NgPage *page, NgBlocks *blocks, guint from, guint to)
{
    g_autoptr(GHashTable) first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(blocks, b);
        char *label = label_of(page, block);
        if (!label)
            continue;
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(first, label));
        if (before) {
            ng_block(blocks, before - 1)->kept = false;
            block->kept = false;
            g_free(label);
        } else
            g_hash_table_insert(first, label, GUINT_TO_POINTER(b + 1));
    }
}

void ng_repeats_drop(const NgPage *page, NgBlocks *blocks, guint from, guint to)
{
    drop_same(blocks, from, to);
    drop_captions(blocks, from, to);
    drop_set_large(page, blocks, from, to);
    drop_labelled(page, blocks, from, to);
}
