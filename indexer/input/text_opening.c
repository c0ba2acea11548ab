/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Openings that were run into one line: where headline, date, contact and story part. */
#include "text.h"

#include <string.h>

/* Splits block i at byte `at`; the new block is i + 1. False when a side would be empty. */
static bool split_block(TextPage *page, guint i, gsize at)
{
    TextBlock *whole = text_block(page, i);
    TextBlock *head = text_block_new(whole->text, (gssize)at);
    TextBlock *tail = text_block_new(whole->text + at, (gssize)(whole->len - at));
    if (!head || !tail) {
        text_block_free(head);
        text_block_free(tail);
        return false;
    }
    head->alone = whole->alone;
    head->cut = tail->cut = true;
    g_ptr_array_remove_index(page->blocks, i);
    g_ptr_array_insert(page->blocks, (int)i, head);
    g_ptr_array_insert(page->blocks, (int)i + 1, tail);
    return true;
}

/* How far `text` begins with what `title` says, case and marks aside; 0 when it does not. */
static gsize begins_with(const char *text, const char *title)
{
    const char *p = text, *q = title;
    while (*q) {
        gunichar c = g_utf8_get_char(q);
        if (g_unichar_isalnum(c)) {
            while (*p && !g_unichar_isalnum(g_utf8_get_char(p)))
                p = g_utf8_next_char(p);
            if (!*p || g_unichar_tolower(g_utf8_get_char(p)) != g_unichar_tolower(c))
                return 0;
            p = g_utf8_next_char(p);
        }
        q = g_utf8_next_char(q);
    }
    return (gsize)(p - text);
}

static guint words_before(const char *text, gsize len)
{
    guint n = 0;
    for (gsize i = 0; i < len; i++)
        n += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return n;
}

/* Is the date at `at` one that the sentence speaks of: "the hearing on May 3, 2016"? */
static bool is_inside(const char *text, int at)
{
    static TextPattern before = {"(?:\\b(?:on|of|by|in|since|until|from|to|for|before|after|the|"
                                 "this|dated|and|through|between|"
                                 "last|next|ending|beginning|effective|starting)|,)$",
                                 NULL};
    g_autofree char *head = g_strndup(text, (gsize)at);
    g_strchomp(head);
    return text_matches(&before, head);
}

/* Where the opening of this long block ends or has its next seam, 0 when there is none. */
static gsize seam(const TextPage *page, guint i)
{
    static TextPattern label = {"^(?:press releases?|news releases?|news room)(?= )", NULL};
    static TextPattern date = {TEXT_DATE_PATTERN, NULL};
    static TextPattern contact = {"(?-i:\\bContacts?)[: ]+(?=(?-i:[A-Z]))", NULL};
    /* A dateline: a city in capitals, its state, and a dash or the subject of a release. */
    static TextPattern dateline = {
        "(?-i:\\b[A-Z]{5,}(?: [A-Z]{3,})?(?:,? (?:D\\.? ?C\\.?|[A-Z][a-z.]{1,5}"
        "|[A-Z]\\.? ?[A-Z]\\.?))?"
        "(?= ?(?:[-\u2013\u2014]|U\\.? ?S\\.? |Sen|Today|The )))",
        NULL};
    /* "Contact", names, and the story's first words. */
    static TextPattern called = {
        "^contacts?[: ].{3,120}?\\b((?-i:[A-Z]{5,}\\b|Senators? [A-Z]|United States|U S Sen))",
        NULL};
    /* A headline of capitals, and a deck that is not. */
    static TextPattern capitals = {"^(?-i:(?:[A-Z][A-Z0-9]*|[0-9]+)(?: [A-Z0-9]+){3,} "
                                   ")(?=(?-i:[A-Z][a-z]+ [A-Za-z0-9]+ [a-z]+))",
                                   NULL};
    /* A press officer's number, and the dateline's city. */
    static TextPattern numbered = {"\\b\\d{3} \\d{3} \\d{4} (?=(?-i:[A-Z]{5,}))", NULL};
    /* The same behind a headline of capitals: there the sentence's small letters tell. */
    static TextPattern after_capitals = {
        "(?-i:\\b[A-Z]{5,}(?:,? [A-Z] [A-Z])?(?= (?:[-–—] ?)?(?:U S )?(?:Sen|Today|The)[a-z ]))",
        NULL};
    const TextBlock *block = text_block(page, i);
    g_autofree char *head = g_strndup(block->text, MIN(block->len, 320));
    /* a cut through a letter would make the pattern fail */
    for (gsize len = strlen(head); !g_utf8_validate(head, -1, NULL) && len > 0;)
        head[--len] = '\0';
    int begin, end;
    if (text_find(&label, head, 0, &begin, &end))
        return (gsize)end;
    for (guint before = 0; before < i; before++) {
        const TextBlock *title = text_block(page, before);
        gsize same = title->words >= 4 ? begins_with(block->text, title->text) : 0;
        if (same > 0 && same < block->len)
            return same;
    }
    if (text_find(&date, head, 0, &begin, &end) && head[end] != ',' && !is_inside(head, begin)) {
        if (begin == 0)
            return (gsize)end;
        if (words_before(head, (gsize)begin) <= 32 && !memchr(head, '.', (gsize)begin))
            return (gsize)begin;
    }
    if (text_find(&contact, head, 0, &begin, &end) && begin > 0 &&
        words_before(head, (gsize)begin) <= 32)
        return (gsize)begin;
    if (text_find(&numbered, head, 0, &begin, &end) && (gsize)end < block->len)
        return (gsize)end;
    if (text_find(&dateline, head, 0, &begin, &end) && begin > 15)
        for (int b = 0; b < begin; b++) /* in a headline of capitals every word looks so */
            if (g_ascii_islower(head[b]))
                return (gsize)begin;
    if (text_find(&after_capitals, head, 0, &begin, &end) && begin > 15)
        return (gsize)begin;
    if (text_find(&called, head, 1, &begin, &end))
        return (gsize)begin;
    if (text_find(&capitals, head, 0, &begin, &end) && (gsize)end < block->len)
        return (gsize)end;
    return 0;
}

void text_cut_opening(TextPage *page)
{
    if (!page->packed)
        return;
    for (guint i = 0, cuts = 0; i < page->blocks->len && i < 8 && cuts < 16;) {
        gsize at = text_block(page, i)->words >= 7 ? seam(page, i) : 0;
        if (at > 0 && split_block(page, i, at))
            cuts++; /* what stands before the seam may have another */
        else
            i++;
    }
}
