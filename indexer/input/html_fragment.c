/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a fragment are found as those of a page are. But whoever put the fragment there has
 * chosen already: what is left to do is to drop what publishing software adds. */
#include "indexer/input/html_fragment.h"
#include "indexer/input/html_clean.h"
#include "indexer/input/html_content.h"

#include <string.h>

/* No text of one article is longer. */
#define MAX_BYTES (2u << 20)
/* Lines at the end among which software puts where the text comes from. */
#define TAIL_BLOCKS 4
/* Lines that are longer than this on average were not wrapped by hand: each is a paragraph. */
#define UNWRAPPED 120

/* How software says in which place a text appeared first, behind its title, in lower case. */
static const char *const origins[] = {"appeared first on ",
                                      "first appeared on ",
                                      "erschien zuerst auf ",
                                      "erschien zuerst bei ",
                                      "est apparu en premier",
                                      "apareció primero en ",
                                      "se publicó primero",
                                      "apareceu primeiro ",
                                      "proviene da ",
                                      "sembra essere il primo",
                                      "verscheen eerst op ",
                                      "pochodzi z serwisu ",
                                      "dök först upp på ",
                                      "dukket først opp på ",
                                      "blev først udgivet",
                                      "ilmestyi ensin",
                                      "появились сначала на ",
                                      "впервые появилась ",
                                      "pochází z ",
                                      "ilk önce ",
                                      "appeared first in ",
                                      "was first published on ",
                                      "was originally published on "};

static bool has_any_tag(const char *html, gsize len, const char *const *names)
{
    for (const char *at = html, *end = html + len; (at = memchr(at, '<', (gsize)(end - at)));) {
        at++;
        if (!names && at < end && (g_ascii_isalpha(*at) || *at == '/' || *at == '!'))
            return true;
        for (guint i = 0; names && names[i]; i++) {
            gsize n = strlen(names[i]);
            if ((gsize)(end - at) > n && g_ascii_strncasecmp(at, names[i], n) == 0 &&
                !g_ascii_isalpha(at[n]))
                return true;
        }
    }
    return false;
}

/* Whether lines break where paragraphs end, and not where a column ends. */
static bool unwrapped(const char *text, gsize len)
{
    gsize lines = 1;
    for (const char *at = text, *end = text + len; (at = memchr(at, '\n', (gsize)(end - at))); at++)
        lines++;
    return len / lines > UNWRAPPED;
}

/* Text whose paragraphs only its line breaks tell gets tags for them. */
static GString *mark_paragraphs(const char *text, gsize len)
{
    static const char *const blocks[] = {
        "p",  "br", "div", "li",         "ul",    "ol", "h1",      "h2",      "h3", "h4",
        "td", "tr", "pre", "blockquote", "table", "hr", "section", "article", NULL};
    if (!memchr(text, '\n', len) || has_any_tag(text, len, blocks))
        return g_string_new_len(text, (gssize)len);
    GString *out = g_string_sized_new(len + len / 8);
    bool each = unwrapped(text, len);
    for (const char *at = text, *end = text + len; at < end; at++) {
        const char *next = at + 1;
        if (*at != '\n') {
            g_string_append_c(out, *at);
            continue;
        }
        while (next < end && (*next == ' ' || *next == '\t' || *next == '\r'))
            next++;
        g_string_append(out, each || (next < end && *next == '\n') ? "<br><br>" : "\n");
    }
    return out;
}

/* A line that the software put there: the article's title and a link to where it was. */
static bool says_origin(const char *text, const NgBlock *block, const char *bare_title)
{
    if (block->width > 400)
        return false;
    g_autofree char *lower = g_utf8_strdown(text, (gssize)block->len);
    for (guint i = 0; i < G_N_ELEMENTS(origins); i++)
        if (strstr(lower, origins[i]))
            return true;
    /* or the whole title with little besides, and a link */
    gsize title = strlen(bare_title);
    if (title < 12 || block->link_width == 0)
        return false;
    g_autofree char *bare = ng_bare_text(text, block->len, 1000);
    return strstr(bare, bare_title) != NULL && strlen(bare) < title + 160;
}

static bool wanted(const NgBlocks *blocks, guint b, NgFragmentFlags flags, guint against)
{
    const NgBlock *block = ng_block(blocks, b);
    const char *text = ng_block_text(blocks, block);
    if ((block->evidence & NG_EV_CAPTION) && !(flags & NG_FRAGMENT_CAPTIONS))
        return false;
    if (block->evidence & against)
        return false;
    if (ng_phrase_is_clutter(text, block->len, block->width, block->link_width))
        return false;
    /* a line of links is a bar or a pointer; one that is a sentence is a sentence */
    bool links = block->link_width * 10 >= block->width * 8;
    if (links && !block->ends_sentence && !block->heading && block->tag != NG_TAG_BLOCKQUOTE)
        return false;
    g_autofree char *bare = ng_bare_text(text, block->len, 8);
    return *bare != '\0';
}

/* The bytes of a line without a link at its end that leads to the rest ("... Read more"), and
 * without the mark of a cut ("[...]") before it. */
static gsize without_pointer(const NgPage *page, const NgBlocks *blocks, const NgBlock *block)
{
    const char *text = ng_block_text(blocks, block);
    gsize len = block->len;
    uint32_t link = ng_page_node(page, block->last)->parent;
    for (guint depth = 0; depth < 3 && ng_page_node(page, link)->tag != NG_TAG_A && link; depth++)
        link = ng_page_node(page, link)->parent;
    if (link && link > block->node && ng_page_node(page, link)->tag == NG_TAG_A) {
        g_autofree char *label = ng_page_text(page, link, 200);
        gsize n = strlen(label);
        if (n < len && strcmp(text + len - n, label) == 0 &&
            ng_phrase_is_clutter(label, n, (guint)n, (guint)n))
            len -= n;
    }
    for (bool again = true; again;) {
        static const char *const cuts[] = {"[…]", "[...]", "[…", "[&hellip;]", "(...)",
                                           "(…)", " ",     "→",  "»"};
        again = false;
        for (guint i = 0; i < G_N_ELEMENTS(cuts); i++) {
            gsize n = strlen(cuts[i]);
            if (len > n && memcmp(text + len - n, cuts[i], n) == 0) {
                /* a closing angle quote may close a quotation */
                if (strcmp(cuts[i], "»") == 0 && memmem(text, len, "«", 2))
                    continue;
                len -= n;
                again = true;
            }
        }
    }
    return len;
}

static guint keep(const NgArticle *article, NgBlocks *blocks, NgFragmentFlags flags, guint against)
{
    const char *title = article->headline->text;
    g_autofree char *bare_title = ng_bare_text(title, strlen(title), 400);
    guint n = blocks->blocks->len, kept = 0;
    bool first = true;
    for (guint b = 0; b < n; b++) {
        NgBlock *block = ng_block(blocks, b);
        const char *text = ng_block_text(blocks, block);
        block->kept = wanted(blocks, b, flags, against);
        if (block->kept && b + TAIL_BLOCKS >= n && says_origin(text, block, bare_title))
            block->kept = false;
        if (block->kept && first && *bare_title && block->width <= 400) {
            g_autofree char *bare = ng_bare_text(text, block->len, 400);
            block->kept = strcmp(bare, bare_title) != 0;
        }
        first = first && !block->kept;
        kept += block->kept;
    }
    /* a heading that leads to nothing; a whole sentence is text in large letters */
    for (guint b = n; b-- > 0 && kept > 1;) {
        NgBlock *block = ng_block(blocks, b);
        if (!block->kept)
            continue;
        if (ng_content_role(block) != NG_ROLE_HEADING || block->ends_sentence)
            break;
        block->kept = false;
        kept--;
    }
    return kept;
}

static guint add_page(NgArticle *article, const char *html, gsize len, NgFragmentFlags flags)
{
    g_autoptr(NgHtmlClean) clean = ng_html_clean(html, len);
    g_autoptr(NgPage) page = ng_page_parse(clean->html->str, clean->html->len);
    g_autoptr(NgBlocks) blocks = ng_blocks_new(page);
    const guint never = NG_EV_NEVER | NG_EV_HIDDEN;
    guint added = 0;
    /* what looks like clutter is all there is: then it is the text */
    if (keep(article, blocks, flags, never | NG_EV_CLUTTER | NG_EV_COMMENT) == 0)
        keep(article, blocks, flags, never);
    for (guint b = 0; b < blocks->blocks->len; b++) {
        const NgBlock *block = ng_block(blocks, b);
        if (block->kept && ng_article_add_paragraph(article, ng_block_text(blocks, block),
                                                    (gssize)without_pointer(page, blocks, block),
                                                    ng_content_role(block)))
            added++;
    }
    return added;
}

guint ng_html_fragment_add(NgArticle *article, const char *html, gssize len, NgFragmentFlags flags)
{
    gsize bytes = len < 0 ? strlen(html) : (gsize)len;
    if (bytes > MAX_BYTES) {
        bytes = MAX_BYTES;
        while (bytes > 0 && ((guchar)html[bytes] & 0xc0) == 0x80)
            bytes--;
    }
    GString *marked = mark_paragraphs(html, bytes);
    /* a section's end that was escaped together with what stood in it */
    if (g_str_has_suffix(marked->str, "]]>"))
        g_string_truncate(marked, marked->len - 3);
    guint added = add_page(article, marked->str, marked->len, flags);
    g_string_free(marked, TRUE);
    return added;
}

guint ng_xml_fragment_add(NgArticle *article, const NgXml *xml, uint32_t node,
                          NgFragmentFlags flags)
{
    GString *html = g_string_new(NULL);
    ng_xml_to_html(xml, node, html);
    guint added = ng_html_fragment_add(article, html->str, (gssize)html->len, flags);
    g_string_free(html, TRUE);
    return added;
}

char *ng_html_line(const char *html, gssize len)
{
    gsize bytes = len < 0 ? strlen(html) : (gsize)len;
    if (!memchr(html, '&', bytes) && !memchr(html, '<', bytes))
        return ng_clean_text(html, (gssize)bytes);
    g_autoptr(NgHtmlClean) clean = ng_html_clean(html, bytes);
    g_autoptr(NgPage) page = ng_page_parse(clean->html->str, clean->html->len);
    g_autofree char *text = ng_page_text(page, 0, bytes + 1);
    return ng_clean_text(text, -1);
}
