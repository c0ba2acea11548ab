/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the lines over the story is its headline. */
#include "text.h"

#include <string.h>

#define TITLE_MAX_BYTES 320
#define TITLE_MAX_WORDS 40

/* Words that a paper's name has, and few headlines of six words or less. */
static TextPattern masthead = {
    "\\b(?:gazette|herald|tribune|courier|chronicle|examiner|inquirer|observer|zeitung|nachrichten|"
    "tagblatt|journal|newspaper|newswire|wire service)\\b",
    NULL};
/* "Press Release: ACME OPENS PLANT". */
static TextPattern label = {
    "^(?:press release|news release|media release|press "
    "statement|headline|title|subject|re|fw|fwd)\\s*[:\u2013\u2014]\\s*(?=\\S)",
    NULL};

static bool could_be_title(const TextBlock *block)
{
    if (block->len > TITLE_MAX_BYTES || block->words == 0 || block->words > TITLE_MAX_WORDS ||
        block->bullet)
        return false;
    gsize last = block->len - 1;
    if (block->text[last] == ':' || block->text[last] == ',' || block->text[last] == ';')
        return false;
    /* A sentence with a full stop can be a note's headline, when it is a short one. */
    return !block->ends || block->text[last] != '.' || block->words <= 14;
}

/* An opening of names and kickers, not yet the headline: "Business", "The Harbour Gazette". */
static bool is_weak(const TextBlock *block)
{
    return block->words < 2 || (block->words <= 6 && text_matches(&masthead, block->text)) ||
           (block->words <= 3 && !block->capital && text_is_name(block->text, block->len));
}

/* The page's own title line is often "HEADLINE | OUTLET" over the headline alone: the two together
 * say plainly what the outlet is called. */
static bool is_page_title(TextPage *page, const TextBlock *block, const char *title_essence)
{
    static TextPattern separator = {"^(.+)\\s(?:\\||-|\u2013|\u2014|\u00b7|\u00bb)\\s(.{2,60})$",
                                    NULL};
    int begin, end;
    if (!text_find(&separator, block->text, 1, &begin, &end))
        return false;
    g_autofree char *head = g_strndup(block->text, (gsize)end);
    g_autofree char *essence = text_essence(head);
    if (strcmp(essence, title_essence) != 0)
        return false;
    text_find(&separator, block->text, 2, &begin, &end);
    g_autofree char *name = ng_clean_text(block->text + begin, end - begin);
    text_consider(page->article, "outlet", "text:page title", name);
    if (!page->article->outlet) {
        page->article->outlet = g_steal_pointer(&name);
        ng_article_set_provenance(page->article, "outlet", "text:page title");
    }
    return true;
}

/* What repeats the headline near it: the page's title, the same line in capitals. */
static void drop_echoes(TextPage *page, TextBlock *title)
{
    g_autofree char *essence = text_essence(page->article->headline->text);
    if (!*essence)
        return;
    for (guint i = 0; i < page->blocks->len && i < 24; i++) {
        TextBlock *block = text_block(page, i);
        if (block == title || block->len > 2 * TITLE_MAX_BYTES ||
            (block->use != TEXT_OPEN && block->use != TEXT_CREDIT))
            continue;
        g_autofree char *other = text_essence(block->text);
        if (strcmp(other, essence) == 0) {
            /* the form with small letters reads better and tells names from words */
            if (title && title->capital && !block->capital)
                ng_article_set_title(page->article, block->text);
            block->use = TEXT_CLUTTER;
        } else if (is_page_title(page, block, essence)) {
            block->use = TEXT_CLUTTER;
        }
    }
}

/* The page's title line may come first and be taken for the headline: prefer the line under it
 * that it repeats. */
static TextBlock *plainer_title(TextPage *page, TextBlock *title, guint below)
{
    for (guint i = below + 1; i < page->blocks->len && i < below + 12; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN || !could_be_title(block) || block->words < 3)
            continue;
        g_autofree char *essence = text_essence(block->text);
        if (*essence && is_page_title(page, title, essence)) {
            title->use = TEXT_CLUTTER;
            return block;
        }
    }
    return title;
}

static void consider_others(const TextPage *page, guint prose)
{
    for (guint i = 0; page->article->considered && i < page->blocks->len && i <= prose; i++) {
        const TextBlock *block = text_block(page, i);
        if (block->use == TEXT_OPEN && i < prose && could_be_title(block))
            text_consider(page->article, "title", "text:other line", block->text);
    }
}

void text_choose_title(TextPage *page)
{
    guint prose = text_first_prose(page), chosen = G_MAXUINT, weak = G_MAXUINT, credit = G_MAXUINT;
    TextBlock *title = NULL;
    if (*page->article->headline->text) {
        drop_echoes(page, NULL);
        return;
    }
    for (guint i = 0; i < page->blocks->len && i <= prose; i++) {
        TextBlock *block = text_block(page, i);
        /* Prose is no headline, but the first line of a note may be a long one. */
        if (i == prose &&
            (weak != G_MAXUINT || block->words > 14 || prose + 1 == page->blocks->len))
            break;
        if (block->use == TEXT_CREDIT && credit == G_MAXUINT && i == 0)
            credit = i;
        if (block->use != TEXT_OPEN || !could_be_title(block))
            continue;
        if (is_weak(block)) {
            if (weak == G_MAXUINT)
                weak = i;
            continue;
        }
        chosen = i;
        break;
    }
    /* "Editor resigns" is a headline too, when nothing better stands before the story. */
    if (chosen == G_MAXUINT)
        chosen = weak != G_MAXUINT ? weak : credit;
    if (chosen == G_MAXUINT)
        return;
    title = plainer_title(page, text_block(page, chosen), chosen);
    int begin, end;
    const char *text = title->text;
    if (text_find(&label, text, 0, &begin, &end))
        text += end;
    g_autoptr(GString) whole = g_string_new(text);
    title->use = TEXT_TITLE;
    /* A headline of capitals that was broken into lines, in a page that lost its layout. */
    for (guint i = chosen + 1; title->capital && page->packed && i < prose; i++) {
        TextBlock *next = text_block(page, i);
        if (next->use != TEXT_OPEN || !next->capital || !next->cut || next->words < 2 ||
            next->words > 12 || whole->len > TITLE_MAX_BYTES)
            break;
        g_string_append_printf(whole, " %s", next->text);
        next->use = TEXT_TITLE;
    }
    ng_article_set_title(page->article, whole->str);
    text_consider(page->article, "title", "text:first line", whole->str);
    consider_others(page, prose);
    ng_article_set_provenance(page->article, "title", "text:first line");
    /* A section's name over the headline is no paragraph; an outlet's is the outlet. */
    for (guint i = 0; i < chosen; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN || !is_weak(block))
            continue;
        if (text_matches(&masthead, block->text) && block->words >= 2)
            text_consider(page->article, "outlet", "text:masthead", block->text);
        if (text_matches(&masthead, block->text) && !page->article->outlet && block->words >= 2) {
            page->article->outlet = g_strdup(block->text);
            ng_article_set_provenance(page->article, "outlet", "text:masthead");
        }
        block->use = TEXT_LETTERHEAD;
    }
    drop_echoes(page, title);
}
