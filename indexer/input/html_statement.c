/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is the page a press statement, and what of it is no news: a newsroom says the first by labels,
 * end marks and contacts, and repeats the same lines about itself under each of its statements. */
#include "indexer/input/html_statement.h"

#include <string.h>

/* How far from the heading, and from the text's end, the signs are looked for, in blocks. */
#define ABOVE_TITLE 6
#define BELOW_START 3
#define BELOW_END 10
/* A label, or a heading. */
#define LABEL_WIDTH 60

/* What a statement is called, in lower case. */
static const char *const labels[] = {"press release",
                                     "news release",
                                     "media release",
                                     "for immediate release",
                                     "press statement",
                                     "media statement",
                                     "official statement",
                                     "for immediate distribution",
                                     "media advisory",
                                     "pressemitteilung",
                                     "presseinformation",
                                     "presseerklärung",
                                     "medienmitteilung",
                                     "medieninformation",
                                     "communiqué",
                                     "communique",
                                     "communiqué de presse",
                                     "comunicado de prensa",
                                     "nota de prensa",
                                     "comunicato stampa",
                                     "persbericht",
                                     "pressmeddelande",
                                     "pressemeddelelse",
                                     "pressemelding",
                                     "presskommuniké",
                                     "lehdistötiedote",
                                     "tiedote",
                                     "informacja prasowa",
                                     "nota de imprensa",
                                     "пресс релиз",
                                     "プレスリリース"};
/* Letters only, as ng_bare_text leaves them. */
static const char *const contacts[] = {
    "mediacontact",    "mediacontacts",  "presscontact",  "presscontacts",    "mediaenquiries",
    "mediainquiries",  "pressoffice",    "pressekontakt", "medienkontakt",    "pressestelle",
    "contactpresse",   "contactspresse", "contactsmedia", "contactodeprensa", "contattistampa",
    "contactformedia", "notestoeditors", "notetoeditors", "notesforeditors",  "perscontact"};
static const char *const abouts[] = {"About ",       "ABOUT ", "Über ",      "À propos de ",
                                     "A propos de ", "Sobre ", "Acerca de ", "Informazioni su ",
                                     "Over ",        "Om ",    "О компании "};
/* What a newsroom is called behind its owner's name. */
static const char *const newsrooms[] = {
    " newsroom",      " news room",      " press room",     " pressroom",    " press office",
    " press",         " media room",     " press releases", " media centre", " media center",
    " press centre",  " press center",   " presse",         " presseportal", " pressestelle",
    " news releases", " salle de presse"};

/* Behind the words of a label that stand at `text`, with a space, a hyphen or nothing between them;
 * NULL when they do not. */
static const char *behind_label(const char *text, const char *label)
{
    for (; *label; label++) {
        if (*label == ' ')
            text += *text && strchr(" -_", *text);
        else if (*text++ != *label)
            return NULL;
    }
    return text;
}

bool ng_statement_is_named(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (const char *at = lower; *at; at = g_utf8_next_char(at))
        for (guint i = 0; i < G_N_ELEMENTS(labels) && (at == lower || !g_ascii_isalnum(at[-1]));
             i++)
            if (behind_label(at, labels[i]))
                return true;
    return false;
}

static bool is_one_of(const char *text, gsize len, const char *const *list, guint n)
{
    g_autofree char *bare = ng_bare_text(text, len, 100);
    for (guint i = 0; i < n; i++) {
        const char *end = behind_label(bare, list[i]);
        if (end && *end == '\0')
            return true;
    }
    return false;
}

static bool is_label(const NgBlocks *blocks, const NgBlock *block)
{
    return block->width <= LABEL_WIDTH && block->link_width == 0 &&
           !(block->evidence & (NG_EV_NEVER | NG_EV_COMMENT | NG_EV_TEASER | NG_EV_HIDDEN)) &&
           is_one_of(ng_block_text(blocks, block), block->len, labels, G_N_ELEMENTS(labels));
}

static bool is_contact(const NgBlocks *blocks, const NgBlock *block)
{
    return block->width <= LABEL_WIDTH &&
           is_one_of(ng_block_text(blocks, block), block->len, contacts, G_N_ELEMENTS(contacts));
}

/* "###", "# # #", "-ENDS-". */
static bool is_end_mark(const NgBlocks *blocks, const NgBlock *block)
{
    static const char *const words[] = {"-ends-", "- ends -", "–ends–", "– ends –",
                                        "ends",   "-30-",     "- 30 -"};
    const char *text = ng_block_text(blocks, block);
    guint hashes = 0;
    if (block->width > 12)
        return false;
    for (const char *at = text; *at; at++)
        if (*at == '#')
            hashes++;
        else if (*at != ' ')
            hashes = G_MAXUINT / 2;
    if (hashes >= 3 && hashes <= 12)
        return true;
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(lower, words[i]) == 0)
            return true;
    return false;
}

/* "About Acme": what follows, borrowed, or NULL. A heading, or a line that looks like one. */
static const char *about_whom(const NgBlocks *blocks, const NgBlock *block)
{
    const char *text = ng_block_text(blocks, block);
    if (block->width > LABEL_WIDTH || block->ends_sentence || block->link_width)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(abouts); i++)
        if (g_str_has_prefix(text, abouts[i])) {
            const char *name = text + strlen(abouts[i]);
            return g_unichar_islower(g_utf8_get_char(name)) ? NULL : name;
        }
    return NULL;
}

/* The element that holds the text, or one around it, is called a press release. */
static bool called_so(const NgPage *page, const NgContent *content)
{
    static const char *const names[] = {"pressrelease", "newsrelease", "pressemitteilung",
                                        "communiquedepresse", "mediarelease"};
    uint32_t i = content->root;
    for (guint depth = 0; i && depth < 8; depth++, i = ng_page_node(page, i)->parent) {
        const char *class = ng_page_attr(page, i, NG_ATTR_CLASS);
        NgTag tag = ng_page_node(page, i)->tag;
        g_autofree char *bare = class ? ng_bare_text(class, strlen(class), 300) : NULL;
        for (guint n = 0; bare && n < G_N_ELEMENTS(names); n++)
            if (strstr(bare, names[n]) && (tag == NG_TAG_MAIN || tag == NG_TAG_ARTICLE ||
                                           tag == NG_TAG_DIV || tag == NG_TAG_SECTION))
                return true;
    }
    return false;
}

static double kept_prose(const NgBlocks *blocks, guint from, guint to)
{
    double prose = 0;
    for (guint b = from; b < to; b++)
        if (ng_block(blocks, b)->kept)
            prose += ng_block_prose(ng_block(blocks, b));
    return prose;
}

bool ng_statement_read(NgFacts *facts, const NgPage *page, NgBlocks *blocks,
                       const NgContent *content, const char *outlet)
{
    guint n = blocks->blocks->len, end = MIN(content->last + BELOW_END, n);
    guint top = MIN(MIN(content->title_block, content->first), n), cut = n;
    bool sure = ng_facts_get(facts, NG_FACT_KIND, NULL) != NULL;
    bool contact = false, mark = false, about = false;
    const char *issuer = NULL;
    double all = kept_prose(blocks, 0, n), above = 0;
    for (guint b = top > ABOVE_TITLE ? top - ABOVE_TITLE : 0;
         b < MIN(content->first + BELOW_START, n) && !sure; b++)
        sure = is_label(blocks, ng_block(blocks, b));
    for (guint b = content->first; b < end; b++) {
        const NgBlock *block = ng_block(blocks, b);
        /* what ends a statement stands behind most of it */
        bool late = above >= all * 0.5;
        const char *whom = late ? about_whom(blocks, block) : NULL;
        if (whom && !issuer)
            issuer = whom;
        mark = mark || (late && is_end_mark(blocks, block));
        contact = contact || is_contact(blocks, block);
        about = about || whom;
        if (cut == n && (mark || whom))
            cut = b;
        above += kept_prose(blocks, b, b + 1);
    }
    g_autofree char *owner = outlet ? ng_statement_issuer(outlet) : NULL;
    guint signs =
        contact + mark + about + called_so(page, content) + (owner && strcmp(owner, outlet) != 0);
    if (!sure && signs < 2)
        return false;
    if (!ng_facts_get(facts, NG_FACT_KIND, NULL))
        ng_facts_add(facts, NG_FACT_KIND, "text", "statement");
    for (guint b = cut; b < n; b++)
        ng_block(blocks, b)->kept = false;
    if (issuer)
        ng_facts_add(facts, NG_FACT_OUTLET, "about section", issuer);
    return true;
}

char *ng_statement_issuer(const char *outlet)
{
    for (guint i = 0; i < G_N_ELEMENTS(newsrooms); i++) {
        gsize len = strlen(outlet), tail = strlen(newsrooms[i]);
        if (len > tail + 1 && g_ascii_strcasecmp(outlet + len - tail, newsrooms[i]) == 0)
            return g_strndup(outlet, len - tail);
    }
    return g_strdup(outlet);
}
