/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of a text: their ends, the gaps of a layout that lost its ends, how they were broken. */
#include "text_lines.h"

#include <string.h>

/* A file whose lines stay under this many columns was broken by hand or by a mail program. */
#define WRAP_COLUMNS 110
/* Pages turned into text by taking the tags out keep the spaces of their layout. In a line that is
 * longer than any screen, a gap this wide is a block's end for certain ... */
#define LAYOUT_LINE_BYTES 200
#define WIDE_GAP 24
/* ... and in an endless one a smaller gap is, when what follows can begin a paragraph. */
#define SMALL_GAP 6
/* Of a page that was broken into lines before that, each of these stands so often. */
#define WIDEST_GAP 64
#define LINES_LEAST 4

static bool is_opening(gunichar c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201c || c == 0x2018 ||
           c == 0xab || c == 0x201e || c == '$' || c == 0x2022;
}

static void add_line(TextLines *layout, const char *s, gsize len, bool gap)
{
    TextLine line = {.gap = gap};
    const char *end = s + len;
    while (s < end && text_is_space(g_utf8_get_char(s))) {
        line.indent += *s == '\t' ? 8 - line.indent % 8 : 1;
        s = g_utf8_next_char(s);
    }
    while (end > s && text_is_space(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    line.s = s;
    line.len = (gsize)(end - s);
    line.width = line.indent;
    for (const char *p = s; p < end; p++)
        line.width += ((guchar)*p & 0xc0) != 0x80;
    g_array_append_val(layout->lines, line);
}

/* Spaces from p on, and where they end. */
guint text_gap_at(const char *p, const char *end, const char **after)
{
    guint width = 0;
    while (p < end && text_is_space(g_utf8_get_char(p))) {
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

static void add_endless(TextLines *layout, const char *s, gsize len, bool gap, bool glued)
{
    const char *end = s + len;
    while (glued && len > TEXT_ENDLESS_BYTES / 2) {
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
        guint width = text_gap_at(p, end, &after);
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

/* Gaps of which width stand where the lines of a tag-free page ended, in the middle of sentences,
 * and how wide their lines are in the mean. */
typedef struct {
    bool of_width[WIDEST_GAP];
    guint mean;
} LineEnds;

/* What was a block's end is never followed by a small letter, what was a line's end often is. */
static LineEnds find_line_ends(const char *s, const char *end)
{
    guint seen[WIDEST_GAP] = {0}, going_on[WIDEST_GAP] = {0};
    LineEnds ends = {.mean = 0};
    for (const char *p = s, *after; p < end; p = after) {
        guint width = text_gap_at(p, end, &after);
        if (width == 0) {
            after = g_utf8_next_char(p);
        } else if (width >= SMALL_GAP && width < WIDEST_GAP && after < end) {
            seen[width]++;
            going_on[width] += g_unichar_islower(g_utf8_get_char(after));
        }
    }
    for (guint i = SMALL_GAP; i < WIDEST_GAP; i++)
        ends.of_width[i] = seen[i] >= LINES_LEAST && going_on[i] * 4 >= seen[i];
    guint lines = 0, bytes = 0;
    for (const char *p = s, *after, *begin = s; p < end; p = after) {
        guint width = text_gap_at(p, end, &after);
        if (width == 0) {
            after = g_utf8_next_char(p);
        } else if (width >= SMALL_GAP) {
            bool one = width < WIDEST_GAP && ends.of_width[width] && p - begin < WRAP_COLUMNS;
            lines += one;
            bytes += one ? (guint)(p - begin) : 0;
            begin = after;
        }
    }
    ends.mean = lines ? bytes / lines : 0;
    return ends;
}

/* Does the line that ends in that gap break off where its next word had no place? */
static bool is_line_end(const LineEnds *ends, guint width, gsize line, const char *after,
                        const char *end)
{
    const char *word = after;
    while (word < end && *word != ' ')
        word++;
    return width < WIDEST_GAP && ends->of_width[width] &&
           (!can_begin(after) || (line + 1 + (gsize)(word - after)) * 100 > (gsize)ends->mean * 80);
}

static void add_long_line(TextLines *layout, const char *s, gsize len)
{
    const char *end = s + len, *begin = s, *line = s;
    LineEnds ends = find_line_ends(s, end);
    bool endless = len > TEXT_ENDLESS_BYTES && layout->packed;
    bool small = endless && !gaps_are_line_ends(s, end);
    bool glued = false;
    if (endless) { /* one such place is a slip of the pen, two are lost line ends */
        const char *first = glued_sentence(s + 2, end);
        glued = first && glued_sentence(first, end);
    }
    for (const char *p = s, *after; p < end; p = after) {
        guint width = text_gap_at(p, end, &after);
        if (width == 0) {
            after = g_utf8_next_char(p);
            continue;
        }
        bool wrapped = is_line_end(&ends, width, (gsize)(p - line), after, end);
        bool last = !wrapped && width < WIDEST_GAP && ends.of_width[width];
        if (width >= SMALL_GAP)
            line = after;
        if (p == begin || after == end || wrapped ||
            !(width >= WIDE_GAP || last || (small && width >= SMALL_GAP && can_begin(after))))
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

void text_read_lines(TextLines *layout, const char *text, gsize len)
{
    const char *end = text + len, *next;
    guint lines = 0;
    for (const char *p = text; p < end; p = next) {
        const char *stop = line_end(p, end, &next), *after;
        text_gap_at(p, stop, &after);
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

bool text_line_goes_on(const TextLine *before, const TextLine *line)
{
    gunichar c = g_utf8_get_char(line->s);
    if (g_unichar_islower(c))
        return true;
    return text_is_dense(c) && !text_ends_sentence(before->s, before->len);
}

static int by_value(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

void text_measure_lines(TextLines *layout)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(guint));
    guint pairs = 0, spaced_pairs = 0, going_on = 0, spaced_going_on = 0, blanks = 0;
    guint indents[64] = {0};
    const TextLine *before = NULL;
    for (guint i = 0; i < layout->lines->len; i++) {
        const TextLine *line = &g_array_index(layout->lines, TextLine, i);
        if (line->len == 0) {
            blanks++;
            continue;
        }
        guint width = line->width;
        g_array_append_val(widths, width);
        indents[MIN(line->indent, 63)]++;
        if (before && !line->gap && blanks == 0) {
            pairs++;
            going_on += text_line_goes_on(before, line);
        } else if (before && !line->gap && blanks == 1) {
            spaced_pairs++;
            spaced_going_on += text_line_goes_on(before, line);
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
