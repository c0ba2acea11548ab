/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where paragraphs begin: by blank lines, else by indentation, else by how full the lines are. */
#include "text_lines.h"

#include <string.h>

/* The bytes of a list's mark at the line's begin, 0 when there is none. */
static gsize bullet_len(const char *s, gsize len)
{
    static const char *const marks[] = {"\u2022", "\u00b7", "\u25aa", "\u25cf", "\u25e6", "\u2023",
                                        "\u25a0", "\uf0b7", "*",      "-",      "\u2013", "o"};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        gsize n = strlen(marks[i]);
        if (len <= n || memcmp(s, marks[i], n) != 0)
            continue;
        const char *after;
        if (text_gap_at(s + n, s + len, &after) > 0)
            return (gsize)(after - s);
        if ((guchar)s[0] >= 0x80 && i < 8)
            return n;
    }
    return 0;
}

static guint first_word(const TextLine *line)
{
    guint n = 0;
    for (const char *p = line->s; p < line->s + line->len && !text_is_space(g_utf8_get_char(p));
         p = g_utf8_next_char(p))
        n++;
    return n;
}

/* "announced today that Sen.": a name follows, whatever lies between. */
static bool ends_in_title(const TextLine *line)
{
    static const char *const titles[] = {"Sen", "Sens", "Rep", "Reps", "Gov", "Lt",
                                         "Mr",  "Mrs",  "Ms",  "Dr",   "Gen", "Col"};
    if (line->len < 4 || line->s[line->len - 1] != '.')
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
        gsize n = strlen(titles[i]);
        if (line->len > n + 1 && line->s[line->len - n - 2] == ' ' &&
            memcmp(line->s + line->len - n - 1, titles[i], n) == 0)
            return true;
    }
    return false;
}

/* Does `line`, right under `before`, begin a new block? `first` is the block's first line. */
static bool begins_block(const TextLines *layout, const TextLine *first, const TextLine *before,
                         const TextLine *line)
{
    if (line->gap || bullet_len(line->s, line->len))
        return true;
    if (!layout->wrapped)
        return !text_line_goes_on(before, line) || text_ends_sentence(before->s, before->len) ||
               before->width < 30 || before->s[before->len - 1] == ':';
    if (bullet_len(first->s, first->len) && line->indent > first->indent)
        return false;
    /* Two centred lines are one headline. */
    if (line->indent >= layout->base + 4 && before->indent >= layout->base + 4 &&
        !text_ends_sentence(before->s, before->len))
        return false;
    if (line->indent >= layout->base + 2 && before->indent + 1 < line->indent)
        return true;
    bool capital =
        text_all_capital(before->s, before->len) && !text_all_capital(line->s, line->len);
    if (capital && before->width * 100 <= layout->full_width * 60)
        return true; /* a name over its slogan */
    if (text_line_goes_on(before, line) && !text_ends_sentence(before->s, before->len))
        return false;
    if (capital)
        return true;
    /* The break was not needed: the next word had its place on the line. */
    return (before->width + 1 + first_word(line)) * 100 <= layout->full_width * 80;
}

static void close_block(TextPage *page, GString *text, bool *alone, bool cut)
{
    gsize mark = bullet_len(text->str, text->len);
    TextBlock *block = text_block_new(text->str + mark, (gssize)(text->len - mark));
    g_string_truncate(text, 0);
    if (!block)
        return;
    block->bullet = mark > 0;
    block->alone = *alone;
    block->cut = cut;
    *alone = false;
    g_ptr_array_add(page->blocks, block);
}

static void append_line(GString *text, const TextLine *line)
{
    if (text->len > 0) {
        /* "non-" + "governmental" keeps its hyphen and gets no space; scripts without spaces
         * get none either. */
        gunichar last = g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
        gunichar next = g_utf8_get_char(line->s);
        bool hyphen = last == '-' && text->len > 1 && g_ascii_isalpha(text->str[text->len - 2]) &&
                      g_unichar_islower(next);
        if (!hyphen && !(text_is_dense(last) && text_is_dense(next)))
            g_string_append_c(text, ' ');
    }
    g_string_append_len(text, line->s, (gssize)line->len);
}

void text_split(TextPage *page, const char *text, gsize len)
{
    TextLines layout = {.lines = g_array_new(FALSE, FALSE, sizeof(TextLine))};
    text_read_lines(&layout, text, len);
    text_measure_lines(&layout);
    /* An endless line of a page whose tags were taken out shows by its gaps, or by having lost its
     * punctuation with them. An ordinary note of one line is not taken apart. */
    page->packed =
        layout.packed &&
        (layout.gaps > 0 || (len > TEXT_ENDLESS_BYTES && !g_strstr_len(text, (gssize)len, ". ")));
    g_autoptr(GString) block = g_string_new(NULL);
    const TextLine *first = NULL, *before = NULL;
    bool alone = true, cut = false;
    guint blanks = 0;
    for (guint i = 0; i < layout.lines->len; i++) {
        const TextLine *line = &g_array_index(layout.lines, TextLine, i);
        if (line->len == 0) {
            blanks++;
            continue;
        }
        bool apart = blanks > 1 || (blanks == 1 && !layout.blanks_lie);
        if (first && !ends_in_title(before) &&
            (apart || begins_block(&layout, first, before, line))) {
            close_block(page, block, &alone, cut);
            alone = apart;
            first = NULL;
        }
        if (!first) {
            first = line;
            cut = line->gap;
        }
        append_line(block, line);
        before = line;
        blanks = 0;
    }
    if (first)
        close_block(page, block, &alone, cut);
    g_array_unref(layout.lines);
}
