/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A block of text and what its letters tell: words, sentences, capitals, scripts; is it prose. */
#include "text.h"

#include <string.h>

bool text_is_space(gunichar c)
{
    return c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200b) ||
           c == 0x202f || c == 0xfeff || c < 0x20;
}

static bool is_sentence_end(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 ||
           c == 0xff1f || c == 0x61f || c == 0x6d4 || c == 0x964;
}

static bool is_closing(gunichar c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 ||
           c == 0xbb || c == 0x201c || c == 0x300d;
}

/* Scripts that put no spaces between words. */
bool text_is_dense(gunichar c)
{
    return (c >= 0x3040 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) || c >= 0x20000 ||
           (c >= 0xe00 && c < 0xf00);
}

bool text_ends_sentence(const char *s, gsize len)
{
    const char *p = s + len;
    while (p > s) {
        p = g_utf8_prev_char(p);
        gunichar c = g_utf8_get_char(p);
        if (!is_closing(c))
            return is_sentence_end(c);
    }
    return false;
}

bool text_all_capital(const char *s, gsize len)
{
    guint letters = 0;
    for (const char *p = s; p < s + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_islower(c))
            return false;
        letters += g_unichar_isupper(c);
    }
    return letters >= 3;
}

TextBlock *text_block_new(const char *text, gssize len)
{
    g_autofree char *clean = ng_clean_text(text, len);
    if (!clean)
        return NULL;
    TextBlock *block = g_new0(TextBlock, 1);
    block->len = strlen(clean);
    guint dense = 0;
    bool inside = false;
    for (const char *p = clean; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        dense += text_is_dense(c);
        bool letter = g_unichar_isalnum(c) && !text_is_dense(c);
        block->words += letter && !inside;
        /* an apostrophe or a dot inside does not begin another word */
        inside = letter || (inside && c != ' ');
    }
    block->words += dense / 2;
    block->ends = text_ends_sentence(clean, block->len);
    block->capital = text_all_capital(clean, block->len);
    block->text = g_steal_pointer(&clean);
    return block;
}

void text_block_free(gpointer data)
{
    TextBlock *block = data;
    if (!block)
        return;
    g_free(block->text);
    g_free(block);
}

/* Words that begin with a small letter: most of a sentence's, few of a headline's. */
static guint small_words(const char *text)
{
    guint n = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        n += (p == text || p[-1] == ' ') && g_unichar_islower(g_utf8_get_char(p));
    return n;
}

bool text_block_is_prose(const TextBlock *block)
{
    if (block->words < 9 || block->capital)
        return block->ends && block->words >= 9;
    bool introduces = block->text[block->len - 1] == ':' && block->words >= 12;
    return block->ends || introduces || block->words >= 28 ||
           (block->words >= 20 && small_words(block->text) * 2 >= block->words);
}

guint text_first_prose(const TextPage *page)
{
    for (guint i = 0; i < page->blocks->len; i++)
        if (text_block(page, i)->use == TEXT_OPEN && text_block_is_prose(text_block(page, i)))
            return i;
    return page->blocks->len;
}
