/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns. pdftotext's own order goes from block to block across them where their paragraphs begin
 * at one height. */
#include "indexer/input/pdf_lines.h"

/* What reaches over so much of the page's text belongs to no column. */
#define WIDE_SHARE 0.6
#define COLUMNS_MAX 8

typedef struct {
    guint first, n; /* lines */
    double left, right, top, bottom;
    guint segment, column;
} Block;

static int by_top(gconstpointer a, gconstpointer b)
{
    const Block *left = a, *right = b;
    return left->top < right->top   ? -1
           : left->top > right->top ? 1
                                    : (int)left->first - (int)right->first;
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const Block *left = a, *right = b;
    if (left->segment != right->segment)
        return left->segment < right->segment ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return by_top(a, b);
}

static Block *block_at(GArray *blocks, guint i)
{
    return &g_array_index(blocks, Block, i);
}

static GArray *blocks_of(const NgPdfLayout *layout, guint first, guint end)
{
    GArray *blocks = g_array_new(FALSE, TRUE, sizeof(Block));
    for (guint i = first; i < end; i++) {
        const NgPdfLine *line = ng_pdf_line(layout, i);
        if (i == first || line->block != ng_pdf_line(layout, i - 1)->block) {
            Block fresh = {i, 0, line->left, line->right, line->top, line->bottom, 0, 0};
            g_array_append_val(blocks, fresh);
        }
        Block *block = block_at(blocks, blocks->len - 1);
        block->n++;
        block->left = MIN(block->left, line->left);
        block->right = MAX(block->right, line->right);
        block->top = MIN(block->top, line->top);
        block->bottom = MAX(block->bottom, line->bottom);
    }
    return blocks;
}

/* Each wide block is a segment; so is a run of others between two of them. */
static void find_segments(GArray *blocks)
{
    double left = G_MAXDOUBLE, right = 0;
    guint segment = 0;
    for (guint i = 0; i < blocks->len; i++) {
        left = MIN(left, block_at(blocks, i)->left);
        right = MAX(right, block_at(blocks, i)->right);
    }
    bool was_wide = true;
    for (guint i = 0; i < blocks->len; i++) {
        Block *block = block_at(blocks, i);
        bool wide = block->right - block->left > (right - left) * WIDE_SHARE;
        if (wide || was_wide)
            segment++;
        was_wide = wide;
        block->segment = segment;
    }
}

typedef struct {
    double left, right;
} Column;

static int by_left(gconstpointer a, gconstpointer b)
{
    const Column *left = a, *right = b;
    return left->left < right->left ? -1 : left->left > right->left;
}

/* Whether a block stands in a column: half of the narrower of the two is in the other. */
static bool stands_in(const Block *block, const Column *column)
{
    double shared = MIN(block->right, column->right) - MAX(block->left, column->left);
    return shared > 0.5 * MIN(block->right - block->left, column->right - column->left);
}

static void find_columns(GArray *blocks, guint first, guint end)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(Column));
    for (guint i = first; i < end && columns->len <= COLUMNS_MAX; i++) {
        const Block *block = block_at(blocks, i);
        guint c = 0;
        while (c < columns->len && !stands_in(block, &g_array_index(columns, Column, c)))
            c++;
        if (c == columns->len) {
            Column fresh = {block->left, block->right};
            g_array_append_val(columns, fresh);
        } else {
            Column *column = &g_array_index(columns, Column, c);
            column->left = MIN(column->left, block->left);
            column->right = MAX(column->right, block->right);
        }
    }
    if (columns->len > COLUMNS_MAX)
        return; /* a table, or a map */
    g_array_sort(columns, by_left);
    for (guint i = first; i < end; i++)
        for (guint c = 0; c < columns->len; c++)
            if (stands_in(block_at(blocks, i), &g_array_index(columns, Column, c))) {
                block_at(blocks, i)->column = c;
                break;
            }
}

static void order_page(NgPdfLayout *layout, guint first, guint end)
{
    g_autoptr(GArray) blocks = blocks_of(layout, first, end);
    g_array_sort(blocks, by_top);
    find_segments(blocks);
    for (guint i = 0, next; i < blocks->len; i = next) {
        for (next = i + 1; next < blocks->len; next++)
            if (block_at(blocks, next)->segment != block_at(blocks, i)->segment)
                break;
        find_columns(blocks, i, next);
    }
    g_array_sort(blocks, by_place);
    g_autofree gpointer *lines = g_new(gpointer, end - first);
    guint n = 0;
    for (guint i = 0; i < blocks->len; i++)
        for (guint k = 0; k < block_at(blocks, i)->n; k++)
            lines[n++] = layout->lines->pdata[block_at(blocks, i)->first + k];
    for (guint i = 0; i < n; i++)
        layout->lines->pdata[first + i] = lines[i];
}

void ng_pdf_order_columns(NgPdfLayout *layout)
{
    guint first = 0;
    for (guint i = 1; i <= layout->lines->len; i++)
        if (i == layout->lines->len ||
            ng_pdf_line(layout, i)->page != ng_pdf_line(layout, first)->page) {
            order_page(layout, first, i);
            first = i;
        }
}
