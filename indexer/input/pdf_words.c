/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What pdftotext printed to lines with their places. */
#include "indexer/input/pdf_lines.h"

#include <math.h>
#include <string.h>

#define LINES_MAX 50000

/* Points: no page is larger. */
#define PLACE_MAX 1e6

static double number_of(const char *tag, const char *name)
{
    const char *at = strstr(tag, name);
    double number = at ? g_ascii_strtod(at + strlen(name), NULL) : 0;
    return isfinite(number) ? CLAMP(number, -PLACE_MAX, PLACE_MAX) : 0;
}

static void unescape(GString *out, const char *text, gsize len)
{
    static const struct {
        const char *name, *is;
    } entities[] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    for (gsize i = 0; i < len; i++) {
        bool known = false;
        for (guint e = 0; text[i] == '&' && e < G_N_ELEMENTS(entities) && !known; e++) {
            gsize n = strlen(entities[e].name);
            known = len - i >= n && memcmp(text + i, entities[e].name, n) == 0;
            if (known) {
                g_string_append(out, entities[e].is);
                i += n - 1;
            }
        }
        if (!known)
            g_string_append_c(out, text[i]);
    }
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

double ng_pdf_middle(GArray *values)
{
    g_array_sort(values, by_value);
    return values->len ? g_array_index(values, double, values->len / 2) : 0;
}

void ng_pdf_read_words(NgPdfLayout *layout, const char *words)
{
    g_auto(GStrv) rows = g_strsplit(words, "\n", -1);
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));
    guint page = 0, block = 0;
    double width = 0, height = 0;
    NgPdfLine *line = NULL;
    for (char **row = rows; *row && layout->lines->len < LINES_MAX; row++) {
        const char *at = *row + strspn(*row, " \t");
        if (g_str_has_prefix(at, "<page ")) {
            page++;
            width = number_of(at, "width=\"");
            height = number_of(at, "height=\"");
        } else if (g_str_has_prefix(at, "<block ")) {
            block++;
        } else if (g_str_has_prefix(at, "<line ")) {
            line = g_new0(NgPdfLine, 1);
            *line = (NgPdfLine) {.page = page,
                                 .block = block,
                                 .left = number_of(at, "xMin=\""),
                                 .right = number_of(at, "xMax=\""),
                                 .top = number_of(at, "yMin=\""),
                                 .bottom = number_of(at, "yMax=\""),
                                 .page_width = width,
                                 .page_height = height,
                                 .text = g_string_new(NULL)};
            g_ptr_array_add(layout->lines, line);
            g_array_set_size(sizes, 0);
        } else if (g_str_has_prefix(at, "<word ") && line) {
            const char *open = strchr(at, '>'), *close = open ? strstr(open, "</word>") : NULL;
            double size = number_of(at, "yMax=\"") - number_of(at, "yMin=\"");
            if (!close)
                continue;
            if (line->text->len > 0)
                g_string_append_c(line->text, ' ');
            unescape(line->text, open + 1, (gsize)(close - open - 1));
            g_array_append_val(sizes, size);
        } else if (g_str_has_prefix(at, "</line>") && line) {
            line->size = ng_pdf_middle(sizes);
            line = NULL;
        } else if (g_str_has_prefix(at, "<title>") && !layout->title) {
            const char *close = strstr(at, "</title>");
            GString *title = g_string_new(NULL);
            if (close)
                unescape(title, at + 7, (gsize)(close - at - 7));
            layout->title = g_string_free(title, FALSE);
        }
    }
}
