/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: copy as wires and TREC's collections print it: lines broken hard, a paragraph
 * begun by indentation or a blank line, a sign-off at the end. */
#include "indexer/input/sgml_copy.h"

#include <string.h>

enum { TITLE_LINES = 3, TITLE_BYTES = 200 };

GArray *sgml_lines(const GString *field)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(SgmlLine));
    const char *end = field->str + field->len;
    for (const char *p = field->str; p < end;) {
        const char *newline = memchr(p, '\n', (gsize)(end - p));
        const char *stop = newline != NULL ? newline : end;
        SgmlLine line = {p, 0, 0};
        while (line.s < stop && sgml_blank(*line.s)) {
            line.indent += *line.s == '\t' ? 8 : *line.s == ' ' ? 1 : 0;
            line.s++;
        }
        while (stop > line.s && sgml_blank(stop[-1])) {
            stop--;
        }
        if (stop - line.s >= 2 &&
            memcmp(stop - 2, "^M", 2) == 0) { /* a carriage return, spelt out */
            for (stop -= 2; stop > line.s && sgml_blank(stop[-1]); stop--) {}
        }
        line.len = (gsize)(stop - line.s);
        g_array_append_val(lines, line);
        p = newline != NULL ? newline + 1 : end;
    }
    return lines;
}

/* ---- paragraphs ---- */

/* Appends a line to the paragraph in hand. A word that a hyphen breaks at the line's end goes on
 * without a space; the hyphen stays, for wires break only where there is one. */
void sgml_join(GString *paragraph, const SgmlLine *line)
{
    gsize n = paragraph->len;
    bool hyphen = n >= 2 && paragraph->str[n - 1] == '-' &&
                  g_ascii_isalnum(paragraph->str[n - 2]) && g_ascii_isalnum(line->s[0]);
    if (n > 0 && !hyphen) {
        g_string_append_c(paragraph, ' ');
    }
    g_string_append_len(paragraph, line->s, (gssize)line->len);
}

static void flush(NgArticle *article, GString *paragraph, NgRole role)
{
    ng_article_add_paragraph(article, paragraph->str, (gssize)paragraph->len, role);
    g_string_truncate(paragraph, 0);
}

/* The indentation that means nothing, because every line has it. The first line may stand behind a
 * dateline and says nothing. */
guint sgml_margin(const GArray *lines, guint from)
{
    guint least = G_MAXUINT;
    for (guint i = from + 1; i < lines->len; i++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
        if (line->len > 0) {
            least = MIN(least, line->indent);
        }
    }
    return least == G_MAXUINT ? 0 : least;
}

/* Unprocessed copy has tables without indentation: a line that ends early, though the next word
 * would have fitted, was ended on purpose. */
static bool ends_early(const SgmlLine *line, const SgmlLine *next, gsize width)
{
    gsize word = 0;
    while (word < next->len && next->s[word] != ' ') {
        word++;
    }
    return line->len + 1 + word <= width * 4 / 5;
}

gsize sgml_width(const GArray *lines)
{
    gsize width = 0;
    for (guint i = 0; i < lines->len; i++) {
        width = MAX(width, g_array_index(lines, SgmlLine, i).len);
    }
    return width;
}

/* width: of the copy's lines, or 0 where only indentation and blank lines count. */
void sgml_add_paragraphs(NgArticle *article, const GArray *lines, guint from, NgRole role,
                         guint margin, gsize width)
{
    g_autoptr(GString) paragraph = g_string_new(NULL);
    for (guint i = from; i < lines->len; i++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
        if (line->len == 0 || line->indent > margin ||
            (width > 0 && i > from && ends_early(line - 1, line, width))) {
            flush(article, paragraph, role);
        }
        if (line->len > 0) {
            sgml_join(paragraph, line);
        }
    }
    flush(article, paragraph, role);
}

static bool line_is(const SgmlLine *line, const char *word)
{
    gsize len = line->len;
    while (len > 0 && (line->s[len - 1] == '.' || line->s[len - 1] == '-')) {
        len--;
    }
    return len == strlen(word) && g_ascii_strncasecmp(line->s, word, len) == 0;
}

void sgml_add_credit(NgArticle *article, const char *agency)
{
    for (guint i = 0; i < article->credit->len; i++) {
        if (strcmp(g_ptr_array_index(article->credit, i), agency) == 0) {
            return;
        }
    }
    g_ptr_array_add(article->credit, g_strdup(agency));
}

/* Takes the sign-off from the end: the agency's name, or "MORE" for a take that goes on. */
void sgml_drop_sign_off(NgArticle *article, GArray *lines)
{
    while (lines->len > 0) {
        const SgmlLine *last = &g_array_index(lines, SgmlLine, lines->len - 1);
        if (line_is(last, "Reuter") || line_is(last, "Reuters")) {
            sgml_add_credit(article, "Reuters");
        } else if (last->len > 0 && !(last->len == 4 && line_is(last, "more"))) {
            return;
        }
        g_array_set_size(lines, lines->len - 1);
    }
}

/* ---- title ---- */

static bool in_capitals(const SgmlLine *line)
{
    bool letter = false;
    for (gsize i = 0; i < line->len; i++) {
        if (g_ascii_islower(line->s[i])) {
            return false;
        }
        letter = letter || g_ascii_isupper(line->s[i]);
    }
    return letter;
}

/* A line of its own above indented ones or a blank one. */
static bool stands_alone(const GArray *lines, guint i)
{
    const SgmlLine *line = &g_array_index(lines, SgmlLine, i);
    return i + 1 < lines->len && line->len <= 100 && line->s[line->len - 1] != '.' &&
           (line[1].len == 0 || line[1].indent > line->indent);
}

/* Unprocessed copy: its first lines in capitals are the headline, as far as they run on without
 * indentation, or a first line that stands alone. Returns how many lines were taken. */
guint sgml_title_of_copy(NgArticle *article, const GArray *lines)
{
    guint first = 0;
    while (first < lines->len && g_array_index(lines, SgmlLine, first).len == 0) {
        first++;
    }
    g_autoptr(GString) title = g_string_new(NULL);
    guint n = first;
    if (n < lines->len && stands_alone(lines, n)) {
        sgml_join(title, &g_array_index(lines, SgmlLine, n++));
    }
    for (; n < lines->len && in_capitals(&g_array_index(lines, SgmlLine, n)); n++) {
        const SgmlLine *line = &g_array_index(lines, SgmlLine, n);
        if (n > first && (line->indent > 0 || line[-1].len == 0)) {
            break;
        }
        if (n - first == TITLE_LINES || title->len + line->len > TITLE_BYTES) {
            /* A whole message in capitals: only its first line can be a headline. */
            const SgmlLine *only = &g_array_index(lines, SgmlLine, first);
            g_string_truncate(title, 0);
            g_string_append_len(title, only->s, only->len <= TITLE_BYTES ? (gssize)only->len : 0);
            n = first + 1;
            break;
        }
        sgml_join(title, line);
    }
    if (title->len == 0) {
        return 0;
    }
    ng_article_set_title(article, title->str);
    ng_article_set_provenance(article, "title", "first lines");
    return n;
}
