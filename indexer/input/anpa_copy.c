/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: ANPA's copy: lines set by "^", "<" and "=", paragraphs by indentation, tables by
 * their own control codes, and the characters that wires use for those that six bits lack. */
#include "indexer/input/anpa_copy.h"

#include <string.h>

enum {
    TABLE_LINE = 0x08,   /* begins a line of a table */
    TABLE_SPACE = 0x10,  /* a space inside a cell, and the end of the line */
    HEAD_FIELDS_MAX = 40 /* lines before the text */
};

void anpa_copy_clear(AnpaCopy *copy)
{
    g_free(copy->keyword_line);
    if (copy->bylines) {
        g_ptr_array_unref(copy->bylines);
    }
}

/* ---- characters ---- */

/* ``quoted'' to curly marks, " _ " to a dash, "3{" to a half, cells apart. New string or NULL. */
static char *readable(const char *line, gsize len)
{
    bool table = len > 0 && memchr(line, TABLE_LINE, MIN(len, 3)) != NULL;
    guint cells = 0;
    for (gsize i = 0; i < len; i++) {
        cells += line[i] == ';' ? 1 : 0;
    }
    table = table || cells >= 4;
    GString *out = g_string_sized_new(len + 16);
    for (gsize i = 0; i < len; i++) {
        char c = line[i], next = i + 1 < len ? line[i + 1] : '\0';
        char before = out->len > 0 ? out->str[out->len - 1] : ' ';
        if (c == '`' && next == '`') {
            g_string_append(out, "\xE2\x80\x9C");
            i++;
        } else if (c == '\'' && next == '\'') {
            g_string_append(out, "\xE2\x80\x9D");
            i++;
        } else if (c == '`') {
            g_string_append(out, "\xE2\x80\x98");
        } else if (c == '_' && (before == ' ' || before == ';') &&
                   (next == ' ' || next == ';' || next == '\0' || next == '\r')) {
            g_string_append(out, "\xE2\x80\x94");
        } else if (c == '{' && (g_ascii_isdigit(before) || before == ' ' || before == ';')) {
            g_string_append(out, "\xC2\xBD");
        } else if (table && (c == ';' || c == '^')) {
            g_string_append_c(out, ' ');
        } else if ((unsigned char)c < ' ' || c == 0x7F) {
            g_string_append_c(out, ' ');
        } else {
            g_string_append_c(out, c);
        }
    }
    char *clean = ng_clean_text(out->str, (gssize)out->len);
    g_string_free(out, TRUE);
    return clean;
}

/* ---- lines ---- */

typedef struct {
    const char *s;
    gsize len;
    bool flush;    /* began with "^" */
    bool indented; /* begins a paragraph */
    bool closed;   /* ended with "<" */
    bool heading;  /* ended with "=" */
} Line;

static void add_line(GArray *lines, const char *s, gsize len, bool flush, bool indented)
{
    Line line = {.flush = flush, .indented = indented};
    while (len > 0 && (unsigned char)*s <= ' ' && *s != TABLE_LINE) {
        s++;
        len--;
    }
    while (len > 0 && (unsigned char)s[len - 1] <= ' ') {
        len--;
    }
    if (len > 0 && (s[len - 1] == '<' || s[len - 1] == '=')) {
        line.closed = s[len - 1] == '<';
        line.heading = !line.closed;
        len--;
    }
    line.s = s;
    line.len = len;
    g_array_append_val(lines, line);
}

/* A line may hold several fields: "^*9006< ^AP-Top-Headlines,0176<". */
static GArray *split(const char *text, gsize len)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    const char *end = text + len;
    for (const char *p = text; p < end;) {
        const char *newline = memchr(p, '\n', (gsize)(end - p));
        const char *stop = newline ? newline : end;
        const char *s = p;
        guint indent = 0;
        for (; s < stop && (*s == ' ' || *s == '\t'); s++) {
            indent += *s == '\t' ? 8 : 1;
        }
        for (; s < stop && (unsigned char)*s < ' ' && *s != TABLE_LINE; s++) {}
        bool flush = s < stop && *s == '^';
        s += flush ? 1 : 0;
        if (flush && s < stop && *s == TABLE_LINE) {
            flush = true;
        }
        const char *next = flush ? g_strstr_len(s, stop - s, "< ^") : NULL;
        for (; next; next = g_strstr_len(s, stop - s, "< ^")) {
            add_line(lines, s, (gsize)(next + 1 - s), true, false);
            s = next + 3;
        }
        add_line(lines, s, (gsize)(stop - s), flush, indent >= 2);
        p = newline ? newline + 1 : end;
    }
    return lines;
}

typedef enum {
    HEAD_NOTHING, /* routing codes, pointers to pictures */
    HEAD_NOTE,    /* to editors */
    HEAD_BYLINE,
    HEAD_OTHER
} HeadUse;

static HeadUse head_use(const char *text)
{
    static GRegex *nothing, *note, *byline, *readers_note;
    if (agency_says(&nothing,
                    "^(?:\\*\\d+$|(?:With )?AP (?:Photo|Graphic|Video|Audio|Interactive)s?\\b|"
                    "(?:With|Also)\\b.*\\b(?:Photo|Graphic|Video)s?\\b)",
                    text)) {
        return HEAD_NOTHING;
    }
    if (agency_says(
            &note,
            "^\\(?(?i:eds|editors|note to editors|attention|stands|precede|for use)\\b ?[:.,_-]?",
            text) &&
        !agency_says(&readers_note, "^(?i:editor's note)", text)) {
        return HEAD_NOTE;
    }
    return agency_says(&byline, "^By [^a-z]", text) ? HEAD_BYLINE : HEAD_OTHER;
}

/* ---- the message ---- */

typedef struct {
    AnpaCopy *copy;
    NgArticle *article;
    GPtrArray *pending; /* of char *: lines over the text whose use shows later */
    GString *paragraph;
    bool in_head, after_byline;
} Reading;

static void end_paragraph(Reading *reading)
{
    g_autofree char *text = readable(reading->paragraph->str, reading->paragraph->len);
    if (text && strspn(text, "_ -") != strlen(text)) {
        ng_article_add_paragraph(reading->article, text, -1, NG_ROLE_BODY);
    }
    g_string_truncate(reading->paragraph, 0);
}

/* A long line alone between headline and text repeats what the text says, for use on phones. */
static void end_head(Reading *reading, bool text_follows)
{
    if (reading->pending->len == 1 && text_follows && strlen(reading->pending->pdata[0]) > 60 &&
        !g_str_has_prefix(reading->pending->pdata[0], "EDITOR'S NOTE")) {
        g_ptr_array_set_size(reading->pending, 0);
    }
    for (guint i = 0; i < reading->pending->len; i++) {
        ng_article_add_paragraph(reading->article, reading->pending->pdata[i], -1, NG_ROLE_BODY);
    }
    g_ptr_array_set_size(reading->pending, 0);
    reading->in_head = false;
}

static void read_head_line(Reading *reading, const char *text)
{
    AnpaCopy *copy = reading->copy;
    HeadUse use = head_use(text);
    if (use == HEAD_NOTHING) {
        return;
    }
    if (!copy->keyword_line) {
        copy->keyword_line = g_strdup(text);
    } else if (use == HEAD_NOTE) {
        agency_words(reading->article, text, AGENCY_NOTE, "note to editors");
    } else if (use == HEAD_BYLINE) {
        g_ptr_array_add(copy->bylines, g_strdup(text));
        reading->after_byline = !agency_known(text + strlen("By "));
        end_head(reading, true);
    } else if (reading->article->headline->text[0] == '\0') {
        agency_words(reading->article, text, AGENCY_HEADLINE, "headline");
        agency_title(reading->article, text, "headline");
    } else {
        g_ptr_array_add(reading->pending, g_strdup(text));
    }
}

static void read_line(Reading *reading, const Line *line)
{
    static GRegex *end;
    if (line->len == 0) {
        end_paragraph(reading);
        return;
    }
    if (line->flush) {
        g_autofree char *text = readable(line->s, line->len);
        end_paragraph(reading);
        if (!text || agency_says(&end, "^(?:END|MORE|-30-|###)$", text)) {
            return;
        }
        bool employer = reading->after_byline && line->heading; /* whom the writer works for */
        reading->after_byline = false;
        if (reading->in_head) {
            read_head_line(reading, text);
        } else if (!employer && head_use(text) >= HEAD_BYLINE) {
            ng_article_add_paragraph(reading->article, text, -1,
                                     line->heading ? NG_ROLE_HEADING : NG_ROLE_BODY);
        }
        return;
    }
    if (reading->in_head) {
        end_head(reading, true);
    }
    if (line->indented || *line->s == TABLE_LINE) {
        end_paragraph(reading);
    } else if (reading->paragraph->len > 0) {
        g_string_append_c(reading->paragraph, ' ');
    }
    g_string_append_len(reading->paragraph, line->s, (gssize)line->len);
    if (line->closed || line->heading) {
        end_paragraph(reading);
    }
}

void anpa_copy_read(AnpaCopy *copy, NgArticle *article, const char *text, gsize len)
{
    copy->bylines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) lines = split(text, len);
    g_autoptr(GPtrArray) pending = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    Reading reading = {copy, article, pending, paragraph, true, false};
    for (guint i = 0; i < lines->len; i++) {
        if (pending->len > HEAD_FIELDS_MAX) {
            end_head(&reading, false);
        }
        read_line(&reading, &g_array_index(lines, Line, i));
    }
    end_paragraph(&reading);
    end_head(&reading, false);
}

void anpa_copy_bylines(const AnpaCopy *copy, NgArticle *article)
{
    for (guint i = 0; i < copy->bylines->len; i++) {
        agency_byline(article, copy->bylines->pdata[i], "byline");
    }
}
