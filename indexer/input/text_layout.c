/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where paragraphs begin: by blank lines, else by indentation, else by how full the lines are. */
#include "text.h"

#include <string.h>

/* A file whose lines stay under this many columns was broken by hand or by a mail program. */
#define WRAP_COLUMNS 110
/* Pages turned into text by taking the tags out keep the spaces of their layout. In a line that is
 * longer than any screen, a gap this wide is a block's end for certain ... */
#define LAYOUT_LINE_BYTES 200
#define WIDE_GAP 24
/* ... and in an endless one a smaller gap is, when what follows can begin a paragraph. */
#define ENDLESS_LINE_BYTES 600
#define SMALL_GAP 6

typedef struct {
    const char *s;
    gsize len;    /* without white space at either end */
    guint indent; /* columns before it */
    guint width;  /* indent and characters */
    bool gap;     /* begins after a gap inside a line */
} Line;

typedef struct {
    GArray *lines; /* of Line; len 0 is a blank one */
    bool wrapped;
    bool packed;      /* few lines, one of them endless */
    guint gaps;       /* block ends found inside lines */
    bool blanks_lie;  /* a blank line after every line: they say nothing */
    guint full_width; /* columns of a full line */
    guint base;       /* usual indent */
} Layout;

static bool is_space(gunichar c)
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

static bool is_opening(gunichar c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201c || c == 0x2018 ||
           c == 0xab || c == 0x201e || c == '$' || c == 0x2022;
}

/* Scripts that put no spaces between words. */
static bool is_dense(gunichar c)
{
    return (c >= 0x3040 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) || c >= 0x20000 ||
           (c >= 0xe00 && c < 0xf00);
}

static bool ends_sentence(const char *s, gsize len)
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

static void add_line(Layout *layout, const char *s, gsize len, bool gap)
{
    Line line = {.gap = gap};
    const char *end = s + len;
    while (s < end && is_space(g_utf8_get_char(s))) {
        line.indent += *s == '\t' ? 8 - line.indent % 8 : 1;
        s = g_utf8_next_char(s);
    }
    while (end > s && is_space(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    line.s = s;
    line.len = (gsize)(end - s);
    line.width = line.indent;
    for (const char *p = s; p < end; p++)
        line.width += ((guchar)*p & 0xc0) != 0x80;
    g_array_append_val(layout->lines, line);
}

/* Spaces from p on, and where they end. */
static guint gap_at(const char *p, const char *end, const char **after)
{
    guint width = 0;
    while (p < end && is_space(g_utf8_get_char(p))) {
        width += *p == '\t' ? 4 : 1;
        p = g_utf8_next_char(p);
    }
    *after = p;
    return width;
}

static bool can_begin(const char *p)
{
    gunichar c = g_utf8_get_char(p);
    return g_unichar_isupper(c) || g_unichar_isdigit(c) || is_opening(c);
}

/* Where "... the plan.The vote was ..." lost its line end: the offset of "The", or NULL. */
static const char *glued_sentence(const char *p, const char *end)
{
    for (; p + 4 < end; p++) {
        if ((*p != '.' && *p != '?' && *p != '!') || !(g_ascii_islower(p[1]) == 0))
            continue;
        if (!g_ascii_isalnum(p[-1]) && p[-1] != ')')
            continue;
        if (g_ascii_isupper(p[-1]) || g_ascii_isupper(p[-2]) || p[-2] == '.')
            continue;
        const char *next = p + 1;
        if (*next == '"')
            next++;
        if (g_ascii_isupper(next[0]) && (g_ascii_islower(next[1]) || next[1] == ' '))
            return next;
    }
    return NULL;
}

static void add_endless(Layout *layout, const char *s, gsize len, bool gap, bool glued)
{
    const char *end = s + len;
    while (glued && len > ENDLESS_LINE_BYTES / 2) {
        const char *next = glued_sentence(s + 2, end);
        if (!next)
            break;
        add_line(layout, s, (gsize)(next - s), gap);
        s = next;
        len = (gsize)(end - s);
        gap = true;
    }
    add_line(layout, s, (gsize)(end - s), gap);
}

/* The tag-free page may have been hard-broken once: then the same small gap stands where each line
 * ended, and means nothing. */
static bool gaps_are_line_ends(const char *s, const char *end)
{
    guint histogram[WIDE_GAP] = {0}, most = SMALL_GAP;
    for (const char *p = s, *after; p < end; p = after) {
        guint width = gap_at(p, end, &after);
        if (width >= SMALL_GAP && width < WIDE_GAP)
            histogram[width]++;
        if (width == 0)
            after = g_utf8_next_char(p);
    }
    for (guint i = SMALL_GAP; i < WIDE_GAP; i++)
        if (histogram[i] > histogram[most])
            most = i;
    return histogram[most] >= 4 && (gsize)(end - s) / histogram[most] < WRAP_COLUMNS;
}

static void add_long_line(Layout *layout, const char *s, gsize len)
{
    const char *end = s + len, *begin = s;
    bool endless = len > ENDLESS_LINE_BYTES && layout->packed;
    bool small = endless && !gaps_are_line_ends(s, end);
    bool glued = false;
    if (endless) { /* one such place is a slip of the pen, two are lost line ends */
        const char *first = glued_sentence(s + 2, end);
        glued = first && glued_sentence(first, end);
    }
    for (const char *p = s, *after; p < end; p = after) {
        guint width = gap_at(p, end, &after);
        if (width == 0) {
            after = g_utf8_next_char(p);
            continue;
        }
        if (p == begin || after == end ||
            !(width >= WIDE_GAP || (small && width >= SMALL_GAP && can_begin(after))))
            continue;
        add_endless(layout, begin, (gsize)(p - begin), begin != s, glued);
        begin = after;
        layout->gaps++;
    }
    add_endless(layout, begin, (gsize)(end - begin), begin != s, glued);
}

/* The end of the line at p; `next` is where the next one begins. */
static const char *line_end(const char *p, const char *end, const char **next)
{
    for (; p < end; p++) {
        if (*p == '\n' || *p == '\f' || *p == '\v') {
            *next = p + 1;
            return p;
        }
        if (*p == '\r') { /* "\r\r\n" comes from a text converted twice */
            const char *q = p;
            while (q < end && *q == '\r' && q < p + 2)
                q++;
            *next = q < end && *q == '\n' ? q + 1 : p + 1;
            return p;
        }
        if ((guchar)*p == 0xe2 && end - p > 2 && (guchar)p[1] == 0x80 &&
            ((guchar)p[2] == 0xa8 || (guchar)p[2] == 0xa9)) {
            *next = p + 3;
            return p;
        }
        if ((guchar)*p == 0xc2 && end - p > 1 && (guchar)p[1] == 0x85) {
            *next = p + 2;
            return p;
        }
    }
    *next = end;
    return end;
}

static void read_lines(Layout *layout, const char *text, gsize len)
{
    const char *end = text + len, *next;
    guint lines = 0;
    for (const char *p = text; p < end; p = next) {
        const char *stop = line_end(p, end, &next), *after;
        gap_at(p, stop, &after);
        lines += after < stop;
    }
    layout->packed = lines <= 2;
    for (const char *p = text; p < end; p = next) {
        const char *stop = line_end(p, end, &next);
        if ((gsize)(stop - p) > LAYOUT_LINE_BYTES)
            add_long_line(layout, p, (gsize)(stop - p));
        else
            add_line(layout, p, (gsize)(stop - p), false);
    }
}

static bool goes_on(const Line *before, const Line *line)
{
    gunichar c = g_utf8_get_char(line->s);
    if (g_unichar_islower(c))
        return true;
    return is_dense(c) && !ends_sentence(before->s, before->len);
}

static int by_value(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

static void measure(Layout *layout)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(guint));
    guint pairs = 0, spaced_pairs = 0, going_on = 0, spaced_going_on = 0, blanks = 0;
    guint indents[64] = {0};
    const Line *before = NULL;
    for (guint i = 0; i < layout->lines->len; i++) {
        const Line *line = &g_array_index(layout->lines, Line, i);
        if (line->len == 0) {
            blanks++;
            continue;
        }
        guint width = line->width;
        g_array_append_val(widths, width);
        indents[MIN(line->indent, 63)]++;
        if (before && !line->gap && blanks == 0) {
            pairs++;
            going_on += goes_on(before, line);
        } else if (before && !line->gap && blanks == 1) {
            spaced_pairs++;
            spaced_going_on += goes_on(before, line);
        }
        before = line;
        blanks = 0;
    }
    if (widths->len == 0)
        return;
    layout->blanks_lie =
        spaced_pairs >= 6 && pairs == 0 && spaced_going_on * 10 >= spaced_pairs * 4;
    if (layout->blanks_lie) {
        pairs = spaced_pairs;
        going_on = spaced_going_on;
    }
    g_array_sort(widths, by_value);
    layout->full_width = g_array_index(widths, guint, (widths->len - 1) * 9 / 10);
    /* Broken lines go on in the middle of a sentence as often as not. */
    layout->wrapped = layout->full_width >= 30 && layout->full_width <= WRAP_COLUMNS && pairs > 0 &&
                      going_on * 4 >= pairs;
    for (guint i = 0; i < G_N_ELEMENTS(indents); i++)
        if (indents[i] > indents[layout->base])
            layout->base = i;
}

static bool all_capital(const char *s, gsize len)
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
        if (gap_at(s + n, s + len, &after) > 0)
            return (gsize)(after - s);
        if ((guchar)s[0] >= 0x80 && i < 8)
            return n;
    }
    return 0;
}

static guint first_word(const Line *line)
{
    guint n = 0;
    for (const char *p = line->s; p < line->s + line->len && !is_space(g_utf8_get_char(p));
         p = g_utf8_next_char(p))
        n++;
    return n;
}

/* Does `line`, right under `before`, begin a new block? `first` is the block's first line. */
static bool begins_block(const Layout *layout, const Line *first, const Line *before,
                         const Line *line)
{
    if (line->gap || bullet_len(line->s, line->len))
        return true;
    if (!layout->wrapped)
        return !goes_on(before, line) || ends_sentence(before->s, before->len) ||
               before->width < 30 || before->s[before->len - 1] == ':';
    if (bullet_len(first->s, first->len) && line->indent > first->indent)
        return false;
    /* Two centred lines are one headline. */
    if (line->indent >= layout->base + 4 && before->indent >= layout->base + 4 &&
        !ends_sentence(before->s, before->len))
        return false;
    if (line->indent >= layout->base + 2 && before->indent + 1 < line->indent)
        return true;
    if (goes_on(before, line) && !ends_sentence(before->s, before->len))
        return false;
    if (all_capital(before->s, before->len) != all_capital(line->s, line->len) &&
        all_capital(before->s, before->len))
        return true;
    /* The break was not needed: the next word had its place on the line. */
    return (before->width + 1 + first_word(line)) * 100 <= layout->full_width * 80;
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
        dense += is_dense(c);
        bool letter = g_unichar_isalnum(c) && !is_dense(c);
        block->words += letter && !inside;
        /* an apostrophe or a dot inside does not begin another word */
        inside = letter || (inside && c != ' ');
    }
    block->words += dense / 2;
    block->ends = ends_sentence(clean, block->len);
    block->capital = all_capital(clean, block->len);
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

static void append_line(GString *text, const Line *line)
{
    if (text->len > 0) {
        /* "non-" + "governmental" keeps its hyphen and gets no space; scripts without spaces
         * get none either. */
        gunichar last = g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
        gunichar next = g_utf8_get_char(line->s);
        bool hyphen = last == '-' && text->len > 1 && g_ascii_isalpha(text->str[text->len - 2]) &&
                      g_unichar_islower(next);
        if (!hyphen && !(is_dense(last) && is_dense(next)))
            g_string_append_c(text, ' ');
    }
    g_string_append_len(text, line->s, (gssize)line->len);
}

void text_split(TextPage *page, const char *text, gsize len)
{
    Layout layout = {.lines = g_array_new(FALSE, FALSE, sizeof(Line))};
    read_lines(&layout, text, len);
    measure(&layout);
    /* An endless line of a page whose tags were taken out shows by its gaps, or by having lost its
     * punctuation with them. An ordinary note of one line is not taken apart. */
    page->packed =
        layout.packed &&
        (layout.gaps > 0 || (len > ENDLESS_LINE_BYTES && !g_strstr_len(text, (gssize)len, ". ")));
    g_autoptr(GString) block = g_string_new(NULL);
    const Line *first = NULL, *before = NULL;
    bool alone = true, cut = false;
    guint blanks = 0;
    for (guint i = 0; i < layout.lines->len; i++) {
        const Line *line = &g_array_index(layout.lines, Line, i);
        if (line->len == 0) {
            blanks++;
            continue;
        }
        bool apart = blanks > 1 || (blanks == 1 && !layout.blanks_lie);
        if (first && (apart || begins_block(&layout, first, before, line))) {
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
