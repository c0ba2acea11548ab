/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Wrapping: text to lines of so many columns. */
#include "layout.h"
#include "glyphs.h"

#include <string.h>

static void add_ellipsis(GArray *glyphs)
{
    NgGlyph glyph = {.bytes = "…", .len = 3, .columns = 1};
    g_array_append_val(glyphs, glyph);
}

static void add_space(GArray *glyphs)
{
    NgGlyph glyph = {.bytes = " ", .len = 1, .columns = 1, .space = true};
    g_array_append_val(glyphs, glyph);
}

static GArray *collect(const char *text, const NgFlow *flow)
{
    GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(NgGlyph));
    gsize len = strlen(text);
    gsize end = flow->end == 0 || flow->end > len ? len : flow->end;
    gsize begin = MIN(flow->begin, end);
    guint span = 0;
    if (begin > 0) {
        add_ellipsis(glyphs);
        add_space(glyphs);
    }
    for (const char *p = text + begin; p < text + end;) {
        gsize at = (gsize)(p - text);
        NgGlyph glyph;
        p = ng_glyph_next(p, text + end, &glyph);
        if (flow->spans) {
            while (span < flow->spans->len && g_array_index(flow->spans, NgSpan, span).end <= at)
                span++;
            glyph.marked =
                span < flow->spans->len && g_array_index(flow->spans, NgSpan, span).begin <= at;
        }
        if (glyph.len > 0)
            g_array_append_val(glyphs, glyph);
    }
    if (end < len) {
        add_space(glyphs);
        add_ellipsis(glyphs);
    }
    return glyphs;
}

/* How many glyphs from `from` go on a line of `room` columns; at least one. */
static guint line_length(const GArray *glyphs, guint from, guint room, bool may_be_empty)
{
    guint columns = 0, break_at = from;
    for (guint i = from; i < glyphs->len; i++) {
        const NgGlyph *glyph = &g_array_index(glyphs, NgGlyph, i);
        const NgGlyph *before = i > from ? glyph - 1 : NULL;
        if (glyph->space)
            break_at = i;
        else if (before && (before->wide || glyph->wide) && !glyph->holds_left &&
                 !before->holds_right && glyph->columns > 0)
            break_at = i;
        columns += glyph->columns;
        /* a space at the end of a line is dropped: it needs no room */
        if (columns > room && !glyph->space) {
            if (break_at > from || may_be_empty)
                return break_at - from;
            return MAX(i - from, 1u);
        }
        if (columns > room)
            return i - from;
    }
    return glyphs->len - from;
}

static void put_line(GString *out, const NgView *view, const NgFlow *flow, const NgGlyph *glyphs,
                     guint n)
{
    while (n > 0 && glyphs[n - 1].space)
        n--;
    if (n == 0)
        return;
    bool linked = ng_link_open(out, view, flow->link);
    NgStyle now = glyphs[0].marked ? NG_STYLE_MARK : flow->style;
    ng_style_open(out, view, now);
    for (guint i = 0; i < n; i++) {
        NgStyle style = glyphs[i].marked ? NG_STYLE_MARK : flow->style;
        if (style != now) {
            ng_style_close(out, view, now);
            ng_style_open(out, view, style);
            now = style;
        }
        g_string_append_len(out, glyphs[i].bytes, glyphs[i].len);
    }
    ng_style_close(out, view, now);
    if (linked)
        ng_link_close(out);
}

void ng_put_flow(GString *out, const NgView *view, const char *text, const NgFlow *flow)
{
    g_autoptr(GArray) glyphs = collect(text, flow);
    /* however narrow the terminal, a line holds a few characters */
    guint room = flow->width > flow->indent + 8 ? flow->width - flow->indent : 8;
    guint first = flow->width > flow->column + 8 ? flow->width - flow->column : 8;
    guint at = 0;
    bool first_line = true;
    do {
        while (!first_line && at < glyphs->len && g_array_index(glyphs, NgGlyph, at).space)
            at++;
        if (!first_line && at >= glyphs->len)
            break;
        if (!first_line)
            ng_put_spaces(out, flow->indent);
        guint n = line_length(glyphs, at, first_line ? first : room,
                              first_line && flow->column > flow->indent);
        put_line(out, view, flow, &g_array_index(glyphs, NgGlyph, at), n);
        g_string_append_c(out, '\n');
        at += n;
        first_line = false;
    } while (at < glyphs->len);
}
