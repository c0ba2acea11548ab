/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boxes between the paragraphs that no class name gives away: an offer to subscribe, a heading over
 * a link. Told by what stands together in one small element. */
#include "indexer/input/html_choice.h"

#include <string.h>

/* A box is no larger. */
#define BOX_BLOCKS 6
#define BOX_WIDTH 500
/* A teaser says no more about the other article. */
#define TEASER_WIDTH 260
/* How many of the last lines may ask to be followed, and how wide one is at most. */
#define REQUESTS 4
#define REQUEST_WIDTH 260
/* Or name an address to write to. */
#define ADDRESS_WIDTH 160

/* How far around a form its box may be. */
#define FORM_DEPTH 4
/* No line beside a form is wider: it is one of the text. */
#define FORM_LINE 200
/* More forms than stand in any text. */
#define MAX_FORMS 30

typedef struct {
    guint first, end; /* blocks of the box; first == end: there is none */
} Box;

static bool all_link(const NgBlock *block)
{
    return block->width > 0 && block->link_width == block->width;
}

/* The link that a block's text stands in, or 0. */
static uint32_t link_of(const NgPage *page, const NgBlock *block)
{
    uint32_t i = block->first;
    for (guint depth = 0; i && i != block->node && depth < 16; depth++) {
        i = ng_page_node(page, i)->parent;
        if (ng_page_node(page, i)->tag == NG_TAG_A)
            return i;
    }
    return 0;
}

/* Whether a link leads to where readers pay, sign up or give. */
static bool asks_for_readers(const char *href)
{
    static const char *const words[] = {"subscri", "abonn",   "/abo",      "register",
                                        "signup",  "sign-up", "suscri",    "assine",
                                        "abbona",  "donate",  "membership"};
    g_autofree char *lower = href ? g_ascii_strdown(href, (gssize)strnlen(href, 300)) : NULL;
    for (guint i = 0; lower && i < G_N_ELEMENTS(words); i++)
        if (strstr(lower, words[i]))
            return true;
    return false;
}

/* The element around a block with something else in it, when it is small enough for a box. */
static Box box_around(const NgPage *page, const NgBlocks *blocks, guint b, uint32_t root)
{
    Box box = {b, b};
    uint32_t i = ng_block(blocks, b)->node;
    for (guint depth = 0; depth < 4 && i > root; depth++, i = ng_page_node(page, i)->parent) {
        guint first = blocks->first_of[i], end = blocks->first_of[ng_page_node(page, i)->end];
        guint width = 0;
        if (end - first > BOX_BLOCKS)
            break;
        if (end - first < 2 || ng_page_node(page, i)->tag == NG_TAG_UL)
            continue;
        for (guint c = first; c < end; c++)
            width += ng_block(blocks, c)->width;
        if (width <= BOX_WIDTH)
            box = (Box) {first, end};
        break;
    }
    return box;
}

/* A heading that has nothing under it in its own box but links. */
static bool heads_links(const NgBlocks *blocks, guint b, Box box)
{
    for (guint c = box.first; c < box.end; c++)
        if (c != b && !all_link(ng_block(blocks, c)))
            return false;
    return box.first < box.end;
}

char *ng_page_host(const NgPage *page)
{
    for (uint32_t i = 0; i < page->nodes->len; i++) {
        const NgNode *node = ng_page_node(page, i);
        const char *url = NULL;
        if (node->tag == NG_TAG_BODY)
            break;
        if (node->tag == NG_TAG_LINK &&
            g_strcmp0(ng_page_attr(page, i, NG_ATTR_REL), "canonical") == 0)
            url = ng_page_attr(page, i, NG_ATTR_HREF);
        else if (node->tag == NG_TAG_META &&
                 g_strcmp0(ng_page_attr(page, i, NG_ATTR_PROPERTY), "og:url") == 0)
            url = ng_page_attr(page, i, NG_ATTR_CONTENT);
        const char *host = url ? strstr(url, "://") : NULL;
        if (host)
            return g_ascii_strdown(host, 3 + (gssize)strcspn(host + 3, "/?#"));
    }
    return NULL;
}

bool ng_leads_home(const char *href, const char *host)
{
    if (!href || *href == '#')
        return false;
    const char *other = strstr(href, "://");
    if (!other)
        return *href == '/' || g_ascii_isalnum(*href);
    gsize len = host ? strlen(host) : 0;
    return host && g_ascii_strncasecmp(other, host, len) == 0 &&
           (other[len] == '/' || other[len] == '\0');
}

const char *ng_block_link(const NgPage *page, const NgBlock *block)
{
    uint32_t link = link_of(page, block);
    if (!link) /* <a><h3>...</h3></a> */
        for (uint32_t i = block->node, depth = 0; i && depth < 4 && !link; depth++) {
            i = ng_page_node(page, i)->parent;
            link = ng_page_node(page, i)->tag == NG_TAG_A ? i : 0;
        }
    return link ? ng_page_attr(page, link, NG_ATTR_HREF) : NULL;
}

/* The headline of another article of the site, with what it says below: a teaser. */
static bool is_teaser(const NgPage *page, const NgBlocks *blocks, guint b, Box box,
                      const char *host)
{
    const NgBlock *block = ng_block(blocks, b);
    if (box.first == box.end || !(block->heading || (block->evidence & NG_EV_TITLE)))
        return false;
    double prose = 0;
    for (guint c = box.first; c < box.end; c++)
        prose += ng_block_prose(ng_block(blocks, c));
    return prose <= TEASER_WIDTH && ng_leads_home(ng_block_link(page, block), host);
}

/* Whether a link leads to a network, a list of letters or an application, where a house has its
 * readers follow it. */
static bool leads_to_followers(const char *href)
{
    static const char *const places[] = {
        "newsletter",       "subscri",        "abonn",         "signup",         "sign-up",
        "twitter.com/",     "//x.com/",       "facebook.com/", "instagram.com/", "//t.me/",
        "whatsapp.",        "//wa.me/",       "tiktok.com/",   "youtube.com/",   "linkedin.com/",
        "threads.net/",     "news.google.",   "flipboard.com", "telegram.me/",   "apps.apple.com",
        "itunes.apple.com", "play.google.com"};
    /* of one post there, an article may well speak */
    static const char *const posts[] = {"/status/", "/watch", "/posts/",  "/post/",  "/p/",
                                        "/reel/",   "/video", "/photos/", "/events/"};
    g_autofree char *lower = href ? g_ascii_strdown(href, (gssize)strnlen(href, 300)) : NULL;
    bool followers = false;
    for (guint i = 0; lower && i < G_N_ELEMENTS(places); i++)
        followers = followers || strstr(lower, places[i]);
    for (guint i = 0; followers && i < G_N_ELEMENTS(posts); i++)
        followers = !strstr(lower, posts[i]);
    return followers;
}

/* "Contact Ann Roe at ann@courier.example.", or an address that is no part of a sentence. */
static bool gives_address(const NgBlocks *blocks, const NgBlock *block)
{
    const char *text = ng_block_text(blocks, block), *at = memchr(text, '@', block->len);
    if (block->width > ADDRESS_WIDTH || (block->evidence & NG_EV_QUOTE) || !at || at == text ||
        !g_ascii_isalnum(at[-1]))
        return false;
    gsize host = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789.-");
    const char *dot = memchr(at + 1, '.', host);
    return dot && g_ascii_isalpha(dot[1]) &&
           (!block->ends_sentence || g_ascii_strncasecmp(text, "contact ", 8) == 0);
}

/* A line in which the house asks to be followed. */
static bool is_request(const NgPage *page, const NgBlock *block)
{
    if (block->width > REQUEST_WIDTH || block->link_width * 14 < block->width ||
        (block->evidence & NG_EV_QUOTE))
        return false;
    for (uint32_t i = block->first; i <= block->last; i++) {
        uint32_t link = i;
        for (guint depth = 0; depth < 4 && link != block->node; depth++) {
            if (ng_page_node(page, link)->tag == NG_TAG_A)
                break;
            link = ng_page_node(page, link)->parent;
        }
        if (leads_to_followers(ng_page_attr(page, link, NG_ATTR_HREF)))
            return true;
    }
    return false;
}

/* The requests among the last lines; behind them may stand labels, and no text. */
static void drop_requests(const NgPage *page, NgBlocks *blocks, guint from, guint to)
{
    guint looked = 0;
    for (guint b = to; b-- > from && looked < REQUESTS;) {
        NgBlock *block = ng_block(blocks, b);
        if (!block->kept)
            continue;
        looked++;
        if (is_request(page, block) || gives_address(blocks, block))
            block->kept = false;
        else if (ng_block_prose(block) > REQUEST_WIDTH / 2)
            break;
    }
}

static guint kept_width(const NgBlocks *blocks, guint from, guint to)
{
    guint width = 0;
    for (guint b = from; b < to; b++)
        width += ng_block(blocks, b)->kept ? ng_block(blocks, b)->width : 0;
    return width;
}

/* The largest small element around a form. */
static Box box_of_form(const NgPage *page, const NgBlocks *blocks, uint32_t form, uint32_t root)
{
    Box box = {0, 0};
    uint32_t i = form;
    for (guint depth = 0; depth < FORM_DEPTH && i > root; depth++) {
        NgTag tag = ng_page_node(page, i)->tag;
        guint first = blocks->first_of[i], end = blocks->first_of[ng_page_node(page, i)->end];
        guint width = 0;
        if (end - first > BOX_BLOCKS || tag == NG_TAG_ARTICLE || tag == NG_TAG_HEADER)
            break;
        for (guint b = first; b < end; b++) {
            const NgBlock *block = ng_block(blocks, b);
            if (block->kept && block->width > FORM_LINE)
                return box;
            width += block->width;
        }
        if (width > BOX_WIDTH)
            break;
        box = (Box) {first, end};
        i = ng_page_node(page, i)->parent;
    }
    return box;
}

/* What stands in one small box with a form: readers are asked for an address there. */
static void drop_beside_forms(const NgPage *page, NgBlocks *blocks, uint32_t root)
{
    guint from = blocks->first_of[root], to = blocks->first_of[ng_page_node(page, root)->end];
    guint all = kept_width(blocks, from, to), forms = 0;
    for (uint32_t i = root + 1; i < ng_page_node(page, root)->end && forms < MAX_FORMS; i++) {
        if (ng_page_node(page, i)->tag != NG_TAG_FORM)
            continue;
        forms++;
        Box box = box_of_form(page, blocks, i, root);
        if (kept_width(blocks, box.first, box.end) * 3 > all)
            continue;
        for (guint b = box.first; b < box.end; b++)
            ng_block(blocks, b)->kept = false;
    }
}

void ng_boxes_drop(const NgPage *page, NgBlocks *blocks, uint32_t root)
{
    guint from = blocks->first_of[root], to = blocks->first_of[ng_page_node(page, root)->end];
    g_autofree char *host = ng_page_host(page);
    for (guint b = from; b < to; b++) {
        NgBlock *block = ng_block(blocks, b);
        if (block->heading && block->kept &&
            heads_links(blocks, b, box_around(page, blocks, b, root)))
            block->kept = false;
        if (!all_link(block))
            continue;
        Box around = box_around(page, blocks, b, root);
        if (is_teaser(page, blocks, b, around, host))
            for (guint c = around.first; c < around.end; c++)
                ng_block(blocks, c)->kept = false;
        uint32_t link = link_of(page, block);
        if (!link || !asks_for_readers(ng_page_attr(page, link, NG_ATTR_HREF)))
            continue;
        for (guint c = around.first; c < around.end; c++)
            ng_block(blocks, c)->kept = false;
    }
    drop_beside_forms(page, blocks, root);
    drop_requests(page, blocks, from, to);
}
