/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words with their places on pages to paragraphs. pdftotext has put lines into blocks; what
 * is left: running heads, page numbers, the headline,
 * where a paragraph ends, words cut in two. */
#include "indexer/input/pdf_lines.h"
#include "nutgraf/date.h"

#include <math.h>
#include <string.h>

#define WORD_BYTES_MAX 200

static void line_free(gpointer data)
{
    NgPdfLine *line = data;
    g_string_free(line->text, TRUE);
    g_free(line);
}

/* ---- running heads and page numbers ---- */

static bool in_margin(const NgPdfLine *line)
{
    return line->bottom < line->page_height * 0.12 || line->top > line->page_height * 0.88;
}

/* The text with each number as one sign, and where on the page. */
static char *running_key(const NgPdfLine *line)
{
    GString *key = g_string_new(NULL);
    for (const char *p = line->text->str; *p; p++) {
        if (!g_ascii_isdigit(*p))
            g_string_append_c(key, *p);
        else if (key->len == 0 || key->str[key->len - 1] != '#')
            g_string_append_c(key, '#');
    }
    g_string_append_printf(key, "@%d", (int)(line->top / 12));
    return g_string_free(key, FALSE);
}

/* "3", "- 3 -", "Page 3 of 4", "3/4" */
static bool is_page_number(const char *text)
{
    static const char *const words[] = {"page", "seite", "página", "pagina", "of",
                                        "von",  "sur",   "de",     "di",     "van"};
    g_auto(GStrv) parts = g_strsplit_set(text, " -–/|()", -1);
    guint numbers = 0;
    for (guint i = 0; parts[i]; i++) {
        bool digits = *parts[i] != '\0', known = *parts[i] == '\0';
        for (const char *p = parts[i]; *p; p++)
            digits &= g_ascii_isdigit(*p) != 0;
        for (guint w = 0; w < G_N_ELEMENTS(words); w++)
            known |= g_ascii_strcasecmp(parts[i], words[w]) == 0;
        if (digits && strlen(parts[i]) > 4)
            return false;
        numbers += digits;
        if (!digits && !known)
            return false;
    }
    return numbers == 1 || numbers == 2;
}

static void drop_running(NgPdfLayout *layout)
{
    g_autoptr(GHashTable) pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint round = 0; round < 2; round++)
        for (guint i = 0; i < layout->lines->len; i++) {
            NgPdfLine *line = ng_pdf_line(layout, i);
            if (!in_margin(line))
                continue;
            char *key = running_key(line);
            guint seen = GPOINTER_TO_UINT(g_hash_table_lookup(pages, key));
            if (round == 0) {
                g_hash_table_replace(pages, key, GUINT_TO_POINTER(seen + 1));
                continue;
            }
            /* The first page's letterhead says who speaks. */
            bool letterhead = line->page == 1 && line->top < line->page_height / 2;
            line->dropped = (seen >= 2 && !letterhead) || is_page_number(line->text->str);
            g_free(key);
        }
}

/* ---- the headline ---- */

static double most_common_size(const NgPdfLayout *layout)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < layout->lines->len; i++)
        for (gsize n = 0; n < ng_pdf_line(layout, i)->text->len; n += 16)
            g_array_append_val(sizes, ng_pdf_line(layout, i)->size);
    return ng_pdf_middle(sizes);
}

static guint words_in(const char *text)
{
    guint words = 0;
    for (; *text; text++)
        words += *text != ' ' && (text[1] == ' ' || text[1] == '\0');
    return words;
}

/* What stands above the headline in the page's margin names the sender; how old it is and whether
 * it may be used is said to readers. */
static char *take_letterhead(NgPdfLayout *layout, guint headline)
{
    char *letterhead = NULL;
    for (guint i = 0; i < headline; i++) {
        NgPdfLine *line = ng_pdf_line(layout, i);
        g_autofree char *upper = g_ascii_strup(line->text->str, -1);
        NgDate date;
        if (line->dropped || !in_margin(line) || strstr(upper, "RELEASE") ||
            strstr(upper, "EMBARGO") || ng_date_parse_loose(line->text->str, NULL, &date))
            continue;
        line->dropped = true;
        if (!letterhead)
            letterhead = g_strdup(line->text->str);
    }
    return letterhead;
}

/* The largest lines of the first page that say something: a letterhead has a name only. */
static char *take_headline(NgPdfLayout *layout, char **letterhead)
{
    g_autoptr(GString) best = g_string_new(NULL);
    double best_size = layout->size * 1.15;
    guint first = 0, last = 0;
    for (guint i = 0; i < layout->lines->len && ng_pdf_line(layout, i)->page == 1;) {
        g_autoptr(GString) text = g_string_new(NULL);
        double size = ng_pdf_line(layout, i)->size;
        guint end = i;
        for (; end < layout->lines->len && end < i + 6; end++) {
            const NgPdfLine *line = ng_pdf_line(layout, end);
            bool near =
                end == i || (line->top - ng_pdf_line(layout, end - 1)->bottom < size * 1.2 &&
                             line->top > ng_pdf_line(layout, end - 1)->top);
            if (line->page != 1 || line->dropped || fabs(line->size - size) > size * 0.06 || !near)
                break;
            if (text->len)
                g_string_append_c(text, ' ');
            g_string_append(text, line->text->str);
        }
        end = MAX(end, i + 1);
        if (size > best_size * 1.02 && words_in(text->str) >= 4 && words_in(text->str) <= 40) {
            g_string_assign(best, text->str);
            best_size = size;
            first = i;
            last = end;
        }
        i = end;
    }
    for (guint i = first; i < last; i++)
        ng_pdf_line(layout, i)->dropped = true;
    *letterhead = take_letterhead(layout, first);
    return best->len ? g_strdup(best->str) : NULL;
}

/* Programs write the file's name there, or their own. */
static char *own_title(const NgPdfLayout *layout)
{
    const char *title = layout->title;
    if (!title || words_in(title) < 4 || g_str_has_prefix(title, "Microsoft ") ||
        g_str_has_prefix(title, "PowerPoint ") || strchr(title, '_') || strstr(title, ".doc") ||
        strstr(title, ".pdf") || strstr(title, ".indd") || strstr(title, "://"))
        return NULL;
    return g_strdup(title);
}

/* ---- paragraphs ---- */

/* Bytes of the hyphen at its end, 0 without one. */
static gsize hyphen_bytes(const GString *text)
{
    static const char *const hyphens[] = {"-", "\u2010", "\u00AD"};
    for (guint i = 0; i < G_N_ELEMENTS(hyphens); i++) {
        gsize len = strlen(hyphens[i]);
        if (text->len > len + 1 && memcmp(text->str + text->len - len, hyphens[i], len) == 0)
            return len;
    }
    return 0;
}

/* How other lines write them: "third-party" keeps its hyphen at a line's end. */
static void collect_words(NgPdfLayout *layout)
{
    for (guint i = 0; i < layout->lines->len; i++) {
        g_auto(GStrv) words = g_strsplit_set(ng_pdf_line(layout, i)->text->str, " ,.;:()\"", -1);
        guint n = g_strv_length(words);
        for (guint w = 0; w + 1 < n; w++)
            if (*words[w])
                g_hash_table_add(layout->words, g_utf8_strdown(words[w], -1));
    }
}

static void append_line(const NgPdfLayout *layout, GString *out, const char *text)
{
    gunichar next = g_utf8_get_char(text);
    gsize mark = hyphen_bytes(out), begin = out->len;
    if (mark == 0 || !g_unichar_islower(next)) {
        /* "2010-" and "2020", "cost-" and "Benefit": nothing was cut there */
        if (out->len > 0 && mark != 1)
            g_string_append_c(out, ' ');
        g_string_append(out, text);
        return;
    }
    while (begin > 0 && out->str[begin - 1] != ' ' && out->len - begin < WORD_BYTES_MAX)
        begin--;
    while ((out->str[begin] & 0xC0) == 0x80)
        begin++;
    g_autofree char *head = g_strndup(out->str + begin, out->len - begin - mark);
    g_autofree char *tail = g_strndup(text, strcspn(text, " ,.;:()\""));
    g_autofree char *with = g_strconcat(head, "-", tail, NULL);
    g_autofree char *folded = g_utf8_strdown(with, -1);
    if (mark == 2 || !g_hash_table_contains(layout->words, folded))
        g_string_truncate(out, out->len - mark);
    g_string_append(out, text);
}

static bool ends_sentence(const char *text)
{
    g_autofree char *copy = g_strdup(text);
    const char *const closing[] = {"\"", "”", "’", "»", "“", ")", "'"};
    for (guint i = 0; i < G_N_ELEMENTS(closing); i++)
        if (g_str_has_suffix(copy, closing[i]))
            copy[strlen(copy) - strlen(closing[i])] = '\0';
    return *copy && strchr(".!?:", copy[strlen(copy) - 1]) != NULL;
}

static bool is_bullet(const char *text)
{
    static const char *const marks[] = {"•", "▪", "‣", "◦", "–  ", "* ", "o ", "\uF0B7", "■", "- "};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(text, marks[i]))
            return true;
    return false;
}

typedef struct {
    double left, right;
    guint lines;
} Extent;

/* Whether a paragraph ends between two lines. */
static bool breaks(const NgPdfLine *before, const NgPdfLine *line, const Extent *extent)
{
    double size = MAX(before->size, 1), width = extent->right - extent->left;
    bool sentence = ends_sentence(before->text->str);
    bool lower = g_unichar_islower(g_utf8_get_char(line->text->str));
    bool larger = fabs(before->size - line->size) > size * 0.12;
    bool indented =
        line->left > extent->left + size * 0.8 && before->left < line->left - size * 0.5;
    bool ended_early = before->right < extent->right - width * 0.12;
    bool short_line = before->right < extent->right - width * 0.4;
    if (is_bullet(line->text->str))
        return true;
    if (before->page != line->page || line->top < before->top - size)
        /* a new page or column: what goes on, goes on */
        return sentence || larger ||
               (!lower &&
                (extent->lines < 2 ? before->right < before->page_width * 0.7 : ended_early));
    if (larger)
        return true;
    if (line->top - before->bottom > size * 0.75)
        return true;
    if (line->block != before->block)
        return !lower || sentence || ended_early;
    return (indented && (sentence || ended_early)) || (ended_early && sentence) ||
           (short_line && !lower);
}

/* How far the lines reach that stand in one block with this one. */
static Extent extent_of(const NgPdfLayout *layout, guint i)
{
    Extent extent = {ng_pdf_line(layout, i)->left, ng_pdf_line(layout, i)->right, 0};
    guint block = ng_pdf_line(layout, i)->block, first = i;
    while (first > 0 && ng_pdf_line(layout, first - 1)->block == block)
        first--;
    for (guint k = first; k < layout->lines->len && ng_pdf_line(layout, k)->block == block; k++) {
        extent.left = MIN(extent.left, ng_pdf_line(layout, k)->left);
        extent.right = MAX(extent.right, ng_pdf_line(layout, k)->right);
        extent.lines++;
    }
    return extent;
}

static char *join_lines(const NgPdfLayout *layout)
{
    GString *all = g_string_new(NULL);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    const NgPdfLine *before = NULL;
    Extent extent = {0, 0, 0};
    for (guint i = 0; i < layout->lines->len; i++) {
        const NgPdfLine *line = ng_pdf_line(layout, i);
        if (line->dropped || line->text->len == 0)
            continue;
        if (before && breaks(before, line, &extent)) {
            g_string_append_printf(all, "%s\n\n", paragraph->str);
            g_string_truncate(paragraph, 0);
        }
        append_line(layout, paragraph, line->text->str);
        if (!before || before->block != line->block)
            extent = extent_of(layout, i);
        before = line;
    }
    g_string_append_printf(all, "%s\n", paragraph->str);
    return g_string_free(all, FALSE);
}

void ng_pdf_text(const char *words, gsize len, NgPdfText *text)
{
    NgPdfLayout layout = {
        .lines = g_ptr_array_new_with_free_func(line_free),
        .words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    g_autofree char *valid = g_utf8_make_valid(words, (gssize)len);
    ng_pdf_read_words(&layout, valid);
    ng_pdf_order_columns(&layout);
    layout.size = most_common_size(&layout);
    drop_running(&layout);
    text->title = take_headline(&layout, &text->letterhead);
    if (!text->title)
        text->title = own_title(&layout);
    collect_words(&layout);
    text->text = join_lines(&layout);
    g_ptr_array_unref(layout.lines);
    g_hash_table_unref(layout.words);
    g_free(layout.title);
}

void ng_pdf_text_clear(NgPdfText *text)
{
    g_free(text->title);
    g_free(text->letterhead);
    g_free(text->text);
    memset(text, 0, sizeof *text);
}
