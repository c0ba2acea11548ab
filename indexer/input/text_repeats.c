/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page says twice: teasers over the story, paragraphs that a program saved twice. */
#include "text.h"

#include <string.h>

/* Share of the words of `a` that `b` has, in hundredths, by runs of letters. */
static guint words_in(const char *a, GHashTable *b)
{
    g_auto(GStrv) words = g_strsplit_set(a, " ,.;:()\"", -1);
    guint n = 0, same = 0;
    for (char **word = words; *word; word++) {
        if (!**word)
            continue;
        n++;
        same += g_hash_table_contains(b, *word);
    }
    return n > 0 ? same * 100 / n : 0;
}

static GHashTable *word_set(const char *text)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) words = g_strsplit_set(text, " ,.;:()\"", -1);
    for (char **word = words; *word; word++)
        if (**word)
            g_hash_table_add(set, g_strdup(*word));
    return set;
}

/* A teaser over the story that a paragraph of the story repeats: the reader meets it where the
 * story needs it, and the first paragraph is the story's own lede. A paragraph that stands twice
 * stays at its first place; short ones may be a speech's refrain and stay. */
void text_drop_repeats(TextPage *page)
{
    guint n = page->blocks->len, prose = text_first_prose(page);
    if (prose < n && text_block(page, prose)->len < 3 * TEXT_SHORT_BYTES) {
        TextBlock *teaser = text_block(page, prose);
        g_autofree char *essence = text_essence(teaser->text);
        gsize essence_len = strlen(essence);
        for (guint i = prose + 1; i < n && i < prose + 60; i++) {
            const TextBlock *block = text_block(page, i);
            if (block->use != TEXT_OPEN || block->len > 6 * TEXT_SHORT_BYTES ||
                block->len * 100 < teaser->len * 60)
                continue;
            g_autofree char *other = text_essence(block->text);
            /* most of it word for word, as its end or its begin, and few words of its own */
            gsize other_len = strlen(other);
            bool inside = strstr(other, essence) != NULL ||
                          (other_len * 100 >= essence_len * 75 && strstr(essence, other) != NULL);
            if (!inside) {
                g_autoptr(GHashTable) set = word_set(block->text);
                inside = teaser->words >= 12 && words_in(teaser->text, set) >= 90;
            }
            if (inside) {
                teaser->use = TEXT_CLUTTER;
                break;
            }
        }
    }
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < n; i++) {
        TextBlock *block = text_block(page, i);
        if (block->use != TEXT_OPEN || block->words < 20)
            continue;
        if (!g_hash_table_add(seen, text_essence(block->text)))
            block->use = TEXT_CLUTTER;
    }
}
