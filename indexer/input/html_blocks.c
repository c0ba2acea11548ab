/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From nodes to lines of text, as a browser breaks them. */
#include "indexer/input/html_blocks.h"

#include <string.h>

/* A line that ends with its sentence and is that wide is no line of an address or a poem. */
#define WHOLE_LINE 60

enum { IN_LINK = 1, IN_PRE = 2 };

typedef struct {
    const NgPage *page;
    NgBlocks *out;
    NgBlock block; /* the one being filled */
    bool open;
    bool item;      /* the next block is a point of a list that only a bullet marks */
    bool space;     /* white space is due before the next character */
    guint breaks;   /* <br> since the last character */
    gunichar last;  /* the last character that is no closing mark */
    uint32_t *line; /* per node: the innermost block element around it */
    guint8 *inside; /* per node: IN_LINK, IN_PRE */
} Builder;

static bool wide_script(gunichar c)
{
    return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) ||
           (c >= 0x0e00 && c <= 0x0eff);
}

static bool ends_sentence(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 ||
           c == 0xff1f || c == 0x061f || c == 0x06d4 || c == 0x0964;
}

static bool closing_mark(gunichar c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201c || c == 0x201d ||
           c == 0x2019 || c == 0xbb || c == 0xab || c == 0x300d || c == 0x300f || c == 0x203a;
}

static void close_block(Builder *builder)
{
    if (!builder->open)
        return;
    builder->open = false;
    builder->block.len = (uint32_t)builder->out->text->len - builder->block.begin;
    builder->block.ends_sentence = ends_sentence(builder->last);
    g_string_append_c(builder->out->text, '\0');
    g_array_append_val(builder->out->blocks, builder->block);
}

static void open_block(Builder *builder, uint32_t text_node)
{
    uint32_t node = builder->line[text_node];
    builder->block = (NgBlock) {.node = node,
                                .first = text_node,
                                .begin = (uint32_t)builder->out->text->len,
                                .tag = ng_page_node(builder->page, node)->tag};
    if (builder->item)
        builder->block.tag = NG_TAG_LI;
    builder->item = false;
    builder->open = true;
    builder->space = false;
    builder->last = 0;
}

/* White space is due, or not, before what comes next; opens a block where none is. */
static void before_text(Builder *builder, uint32_t i, bool link)
{
    GString *out = builder->out->text;
    /* two breaks part paragraphs; one does where whole sentences stand before it */
    if (builder->open &&
        (builder->breaks >= 2 || (builder->breaks == 1 && builder->block.width >= WHOLE_LINE &&
                                  ends_sentence(builder->last))))
        close_block(builder);
    if (!builder->open)
        open_block(builder, i);
    if ((builder->space || builder->breaks) && out->len > builder->block.begin) {
        g_string_append_c(out, ' ');
        builder->block.width++;
        builder->block.words++;
        builder->block.link_width += link && builder->block.link_width > 0;
    }
    builder->space = false;
    builder->breaks = 0;
    builder->block.last = i;
}

static void count_character(NgBlock *block, gunichar c)
{
    if ((c == ',' || c == 0x3001 || c == 0xff0c || ends_sentence(c)) &&
        block->sentences < G_MAXUINT16)
        block->sentences++;
}

static bool plain(char c)
{
    return c > ' ' && (guchar)c < 0x80;
}

/* What screen readers say of a link, when it is an element of its own. */
static bool speaks_of_link(const char *text, gsize len)
{
    static const char *const phrases[] = {
        "(öffnet im neuen Fenster)",
        "(öffnet in neuem Fenster)",
        "(öffnet in einem neuen Fenster)",
        "(öffnet in neuem Tab)",
        "(externer Link)",
        "(opens in new window)",
        "(opens in a new window)",
        "(opens in new tab)",
        "(opens in a new tab)",
        "(external link)",
        "(nouvelle fenêtre)",
        "(s'ouvre dans une nouvelle fenêtre)",
        "(se abre en una ventana nueva)",
        "(se abre en nueva ventana)",
        "(abre em nova janela)",
        "(si apre in una nuova finestra)",
        "(opent in nieuw venster)",
        "(opent in een nieuw venster)",
        "(öppnas i nytt fönster)",
        "(åpnes i nytt vindu)",
        "(otwiera się w nowym oknie)",
    };
    while (len > 0 && g_ascii_isspace(*text))
        text++, len--;
    while (len > 0 && g_ascii_isspace(text[len - 1]))
        len--;
    if (len < 8 || *text != '(' || text[len - 1] != ')')
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
        if (strlen(phrases[i]) == len && g_ascii_strncasecmp(text, phrases[i], len) == 0)
            return true;
    return false;
}

static bool is_bullet(gunichar c)
{
    return c == 0x2022 || c == 0x2023 || c == 0x25aa || c == 0x25a0 || c == 0x25cf || c == 0x25e6;
}

static bool line_is_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at < end && *at == '\n';
}

static void add_text(Builder *builder, uint32_t i)
{
    const NgNode *node = ng_page_node(builder->page, i);
    const char *at = builder->page->text->str + node->text, *end = at + node->text_len;
    bool in = builder->inside[i] & IN_LINK, pre = builder->inside[i] & IN_PRE;
    while (at < end) {
        guint width = 0;
        const char *next = at;
        if (plain(*at)) {
            before_text(builder, i, in);
            for (; next < end && plain(*next); next++) {
                count_character(&builder->block, (gunichar)*next);
                if (!closing_mark((gunichar)*next))
                    builder->last = (gunichar)*next;
            }
            width = (guint)(next - at);
        } else {
            gunichar c = g_utf8_get_char(at);
            next = g_utf8_next_char(at);
            bool no_width = c == 0x200b || c == 0xad || c == 0xfeff;
            if (c <= ' ' || c == 0x7f || c == 0xa0 || c == 0x3000 || no_width) {
                builder->space = builder->space || !no_width;
                if (pre && c == '\n' && builder->open)
                    builder->breaks += line_is_blank(next, end) ? 2 : 0;
                at = next;
                continue;
            }
            /* a point of a list behind a line break or at a block's beginning */
            if (is_bullet(c) && (builder->breaks || !builder->open)) {
                close_block(builder);
                builder->item = true;
                at = next;
                continue;
            }
            before_text(builder, i, in);
            count_character(&builder->block, c);
            if (!closing_mark(c))
                builder->last = c;
            width = wide_script(c) ? 3 : 1;
            builder->block.words += wide_script(c);
        }
        g_string_append_len(builder->out->text, at, next - at);
        builder->block.width += width;
        builder->block.link_width += in ? width : 0;
        at = next;
    }
}

double ng_block_prose(const NgBlock *block)
{
    /* some pages write whole paragraphs as headings */
    if ((block->heading && (block->width < 120 || block->sentences == 0)) || block->width < 25)
        return 0;
    double text = (double)block->width - block->link_width;
    if (block->link_width * 2 > block->width || block->words * 40 < block->width)
        return 0;
    if (block->width >= 80 && block->sentences > 0)
        return text;
    if (block->ends_sentence && block->width >= 35)
        return text;
    return block->width >= 80 ? text * 0.5 : 0;
}

/* <a name=...> marks a place, and is often left open. */
static bool is_link(const NgPage *page, uint32_t i)
{
    return ng_page_node(page, i)->tag == NG_TAG_A && ng_page_attr(page, i, NG_ATTR_HREF);
}

/* <span class="br"></span>, as some write <br>. */
static bool is_break(const NgPage *page, uint32_t i)
{
    const NgNode *node = ng_page_node(page, i);
    const char *class = node->end == i + 1 ? ng_page_attr(page, i, NG_ATTR_CLASS) : NULL;
    for (const char *at = class; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL)
        if (g_str_has_prefix(at, "br") && (at[2] == ' ' || at[2] == '\0'))
            return true;
    return false;
}

NgBlocks *ng_blocks_new(const NgPage *page)
{
    guint n = page->nodes->len;
    NgBlocks *blocks = g_new0(NgBlocks, 1);
    blocks->blocks = g_array_new(FALSE, FALSE, sizeof(NgBlock));
    blocks->text = g_string_sized_new(page->text->len + 64);
    blocks->first_of = g_new0(uint32_t, n + 1);
    blocks->own = g_new0(guint16, n);
    blocks->around = g_new0(guint16, n);
    g_autofree uint32_t *line = g_new0(uint32_t, n);
    g_autofree guint8 *inside = g_new0(guint8, n);
    g_autofree guint8 *silent = g_new0(guint8, n);
    g_autoptr(GHashTable) memo = g_hash_table_new(g_str_hash, g_str_equal);
    Builder builder = {.page = page, .out = blocks, .line = line, .inside = inside};
    for (uint32_t i = 0; i < n; i++) {
        const NgNode *node = ng_page_node(page, i);
        bool is_block = ng_tag_is_block(node->tag);
        line[i] = is_block ? i : line[node->parent];
        inside[i] = (guint8)(inside[node->parent] | (is_link(page, i) ? IN_LINK : 0) |
                             (node->tag == NG_TAG_PRE ? IN_PRE : 0));
        /* libxml2 knows no HTML 5: without a <body>, <article> lands inside the head */
        silent[i] = (silent[node->parent] &&
                     !(is_block && ng_page_node(page, node->parent)->tag == NG_TAG_HEAD)) ||
                    node->tag == NG_TAG_HEAD || node->tag == NG_TAG_TITLE ||
                    node->tag == NG_TAG_BUTTON || node->tag == NG_TAG_OPTION;
        if (is_block || (builder.open && line[i] != builder.block.node))
            close_block(&builder);
        /* a bullet alone in its element is a separator */
        if (is_block)
            builder.item = false;
        blocks->first_of[i] = blocks->blocks->len + (builder.open ? 1 : 0);
        if (node->tag == NG_TAG_TEXT) {
            if (!silent[i] && !speaks_of_link(page->text->str + node->text, node->text_len))
                add_text(&builder, i);
            continue;
        }
        blocks->own[i] = (guint16)ng_evidence(page, i, memo);
        /* a few words for screen readers inside a line are not part of it */
        if (!is_block && (blocks->own[i] & (NG_EV_NEVER | NG_EV_HIDDEN)) && node->end - i < 6)
            silent[i] = 1;
        if (node->tag == NG_TAG_BR || is_break(page, i))
            builder.breaks++;
        else if (node->tag == NG_TAG_HR)
            builder.breaks = 2;
    }
    close_block(&builder);
    blocks->first_of[n] = blocks->blocks->len;
    ng_comments_mark(page, blocks);
    ng_blocks_weigh(page, blocks);
    return blocks;
}

void ng_blocks_free(NgBlocks *blocks)
{
    if (!blocks)
        return;
    g_array_free(blocks->blocks, TRUE);
    g_string_free(blocks->text, TRUE);
    g_free(blocks->first_of);
    g_free(blocks->own);
    g_free(blocks->around);
    g_free(blocks);
}
