/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the story is on a page that was saved whole: menus above it, other stories' teasers below.
 * Acts only on pages that plainly have a menu; everything else is left to single rules. */
#include "text.h"

#include <string.h>

/* So many short lines above the story are a menu; no headline, deck and byline have that many. */
#define MENU_LINES 14
/* How far above the story's first paragraph its headline is looked for. */
#define TITLE_REACH 24

/* Paragraphs draw the story's borders apart, short lines draw them together: a subheading between
 * two paragraphs costs little, a menu or a column of teasers costs more than its prose gives. */
static int weight(const TextBlock *block)
{
    if (text_block_is_prose(block))
        return 10 + (int)MIN(block->words, 60);
    if (block->bullet && block->words >= 6)
        return 4;
    return block->words >= 12 ? -4 : -18;
}

/* The run of blocks with the greatest sum of weights. False when no block has a positive one. */
static bool find_story(const TextPage *page, guint *begin, guint *end)
{
    gint64 best = 0, sum = 0;
    guint start = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        if (sum <= 0) {
            sum = 0;
            start = i;
        }
        sum += weight(text_block(page, i));
        if (sum > best) {
            best = sum;
            *begin = start;
            *end = i + 1;
        }
    }
    return best > 0;
}

static bool could_be_headline(const TextBlock *block)
{
    /* bylines, times, dates, credits, and what buttons say */
    static TextPattern other = {
        "^(?:by|von|par|por|di|foto|bild|photo|image|credit|share|teilen|published|updated|posted|"
        "ver\u00f6ffentlicht|aktualisiert|stand|publi\u00e9|publicado)\\b|\u00a9|\\d{1,2}[:.h]"
        "\\d\\d|"
        "\\b\\d{1,2}[./ -](?:\\d{1,2}|\\p{L}{3,10})[./ ,-]+(?:20)?\\d\\d\\b|\\p{L}{3,10} \\d{1,2}, "
        "20\\d\\d|"
        "\\bmin(?:s|utes?)?\\.? (?:read|ago)|comments?$|kommentare?$",
        NULL};
    return block->words >= 4 && block->words <= 30 && block->len <= 250 && !block->bullet &&
           block->text[block->len - 1] != '.' && block->text[block->len - 1] != ':' &&
           !text_matches(&other, block->text);
}

/* The long words of the story, lower case. */
static GHashTable *story_words(const TextPage *page, guint begin, guint end)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = begin; i < end && i < begin + 40; i++) {
        g_autofree char *lower = g_utf8_strdown(text_block(page, i)->text, -1);
        g_auto(GStrv) parts = g_strsplit_set(lower, " ,.;:!?()\"'", -1);
        for (char **part = parts; *part; part++)
            if (strlen(*part) >= 4)
                g_hash_table_add(words, g_strdup(*part));
    }
    return words;
}

/* How well a line over the story would do as its headline, in hundredths of nothing special: its
 * words are the story's, it is not too long, it stands above the pictures and not among them. */
static int headline_score(const TextBlock *block, GHashTable *words, guint distance)
{
    static TextPattern picture = {
        "\\b(?:quelle|getty|reuters|dpa|imago|afp|picture alliance|shutterstock|istock|epa|ap "
        "photo|"
        "archiv\\w*|symbol(?:bild|foto)|kolumne|exklusiv "
        "für|enviad[oa])\\b|\\((?:l|r|left|right|links|rechts|m/w/d)\\b|/",
        NULL};
    g_autofree char *lower = g_utf8_strdown(block->text, -1);
    g_auto(GStrv) parts = g_strsplit_set(lower, " ,.;:!?()\"'", -1);
    int n = 0, same = 0;
    for (char **part = parts; *part; part++)
        if (strlen(*part) >= 4) {
            n++;
            same += g_hash_table_contains(words, *part);
        }
    return (n > 0 ? same * 100 / n : 0) + (block->words <= 14 ? 20 : 0) + (int)distance * 2 -
           (text_matches(&picture, block->text) ? 100 : 0);
}

/* A menu stands at the page's very top. A story that begins there and goes on to a list of short
 * lines has none, however long the list. */
static bool begins_with_menu(const TextPage *page)
{
    guint brief = 0, n = MIN(page->blocks->len, MENU_LINES);
    for (guint i = 0; i < n; i++) {
        const TextBlock *block = text_block(page, i);
        if (i < 8 && block->words >= 15 && text_block_is_prose(block))
            return false;
        brief += block->words <= 4;
    }
    return brief * 10 >= MENU_LINES * 6;
}

void text_keep_story(TextPage *page)
{
    guint begin = 0, end = 0, menu = 0;
    if (page->packed || !begins_with_menu(page) || !find_story(page, &begin, &end))
        return;
    for (guint i = 0; i < begin; i++)
        menu += !text_block_is_prose(text_block(page, i)) && text_block(page, i)->words <= 6;
    if (menu < MENU_LINES)
        return;
    g_autoptr(GHashTable) words = story_words(page, begin, end);
    guint title = begin;
    int best = 40; /* a line that shares nothing with the story is none */
    for (guint i = begin; i > 0 && i + TITLE_REACH > begin; i--) {
        const TextBlock *block = text_block(page, i - 1);
        int score = could_be_headline(block) ? headline_score(block, words, begin - i) : 0;
        if (score > best) {
            best = score;
            title = i - 1;
        }
    }
    if (end < page->blocks->len)
        g_ptr_array_remove_range(page->blocks, end, page->blocks->len - end);
    g_ptr_array_remove_range(page->blocks, 0, title);
}
