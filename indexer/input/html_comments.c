/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What readers wrote below an article, told by the heading above it where no class says so:
 * "12 comments", "Kommentare (3)". */
#include "indexer/input/html_blocks.h"

#include <string.h>

/* No such heading is longer. */
#define HEADING_BYTES 60
/* Running text that must stand above: over a text stands how many comments it has, too. */
#define ENOUGH 300
/* A page has no more such headings. */
#define MAX_HEADINGS 20
/* How far out of its own boxes the heading stands over what follows. */
#define DEPTH 3

/* The heading without numbers, marks and space, in lower case. */
static bool is_over_comments(const char *heading)
{
    static const char *const words[] = {"comments",
                                        "readercomments",
                                        "readerscomments",
                                        "allcomments",
                                        "usercomments",
                                        "latestcomments",
                                        "leaveacomment",
                                        "leaveareply",
                                        "postacomment",
                                        "jointheconversation",
                                        "kommentare",
                                        "leserkommentare",
                                        "allekommentare",
                                        "kommentarschreiben",
                                        "commentaires",
                                        "voscommentaires",
                                        "laisseruncommentaire",
                                        "comentarios",
                                        "comentários",
                                        "commenti",
                                        "reacties",
                                        "komentarze",
                                        "komentáře",
                                        "kommentarer",
                                        "hozzászólások",
                                        "комментарии",
                                        "коментарі",
                                        "yorumlar",
                                        "σχόλια",
                                        "コメント",
                                        "评论",
                                        "댓글"};
    GString *bare = g_string_new(NULL);
    for (const char *at = heading; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalpha(c))
            g_string_append_unichar(bare, g_unichar_tolower(c));
    }
    bool found = false;
    for (guint i = 0; i < G_N_ELEMENTS(words) && !found; i++)
        found = strcmp(bare->str, words[i]) == 0;
    g_string_free(bare, TRUE);
    return found;
}

/* What follows the heading in its element, or in the one around it when it stands alone there. */
static void mark_below(const NgPage *page, NgBlocks *blocks, uint32_t heading)
{
    uint32_t i = heading;
    for (guint depth = 0; depth < DEPTH; depth++) {
        uint32_t parent = ng_page_node(page, i)->parent;
        if (i == 0 || ng_page_node(page, i)->end != ng_page_node(page, parent)->end)
            break;
        i = parent;
    }
    uint32_t parent = ng_page_node(page, i)->parent, end = ng_page_node(page, parent)->end;
    for (uint32_t next = ng_page_node(page, i)->end; next < end;
         next = ng_page_node(page, next)->end)
        blocks->own[next] |= NG_EV_COMMENT | NG_EV_CLUTTER;
}

void ng_comments_mark(const NgPage *page, NgBlocks *blocks)
{
    double above = 0;
    guint marked = 0, b = 0;
    for (uint32_t i = 0; i < page->nodes->len && marked < MAX_HEADINGS; i++) {
        NgTag tag = ng_page_node(page, i)->tag;
        if (tag < NG_TAG_H2 || tag > NG_TAG_H6)
            continue;
        for (; b < blocks->first_of[i]; b++)
            above += ng_block_prose(ng_block(blocks, b));
        g_autofree char *text = ng_page_text(page, i, HEADING_BYTES + 1);
        if (!*text || strlen(text) > HEADING_BYTES || !is_over_comments(text))
            continue;
        marked++;
        blocks->own[i] |= NG_EV_CLUTTER;
        if (above >= ENOUGH)
            mark_below(page, blocks, i);
    }
}
