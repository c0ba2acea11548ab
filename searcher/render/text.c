/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer for people: a line that counts, the hits, facets, timeline, and how to go on. */
#include "text.h"

#include <string.h>

void ng_put_count(GString *out, guint64 count, const char *one, const char *many)
{
    ng_put_number(out, count);
    g_string_append_printf(out, " %s", count == 1 ? one : many);
}

void ng_put_note(GString *out, const NgView *view, const char *label, const char *text)
{
    ng_put(out, view, NG_STYLE_FAINT, label, -1);
    NgFlow flow = {.column = ng_text_columns(label, -1),
                   .indent = 2,
                   .width = MIN(view->width, NG_TEXT_COLUMNS)};
    ng_put_flow(out, view, text, &flow);
}

static bool has_words(const NgView *view)
{
    const char *query = view->request->query;
    return (query && query[strspn(query, " ")]) || view->request->like;
}

static void put_head(GString *out, const NgResults *results, const NgView *view)
{
    g_autoptr(GString) line = g_string_new(results->exact ? NULL : "More than ");
    const char *one = results->scope == NG_SCOPE_QUOTE ? "quotation" : "paragraph";
    const char *many = results->scope == NG_SCOPE_QUOTE ? "quotations" : "paragraphs";
    ng_put_count(line, results->total_articles, "article", "articles");
    if (results->total_stories < results->total_articles) {
        g_string_append(line, " in ");
        ng_put_count(line, results->total_stories, "story", "stories");
    }
    if (has_words(view)) {
        g_string_append(line, ", ");
        ng_put_count(line, results->total_paragraphs, one, many);
    }
    if (view->request->sort == NG_SORT_NEWEST ||
        (!has_words(view) && view->request->sort == NG_SORT_RELEVANCE))
        g_string_append(line, ", newest first");
    else if (view->request->sort == NG_SORT_OLDEST)
        g_string_append(line, ", oldest first");
    NgFlow flow = {.indent = 2, .width = view->width, .style = NG_STYLE_STRONG};
    ng_put_flow(out, view, line->str, &flow);
}

static void put_more(GString *out, const NgResults *results, const NgView *view)
{
    if (results->next < 0)
        return;
    g_autoptr(GString) line = g_string_new(NULL);
    /* Of a page of single hits nobody counts how many are left without copies. */
    bool collapsed = !view->request->dups_show && results->total_stories < results->total_articles;
    guint64 total = view->request->ungrouped ? results->total_paragraphs
                    : collapsed              ? results->total_stories
                                             : results->total_articles;
    guint64 first = (guint64)view->request->offset + 1, next = (guint64)results->next;
    if (next > first)
        g_string_append_printf(line, "%" G_GUINT64_FORMAT "-", first);
    g_string_append_printf(line, "%" G_GUINT64_FORMAT, next);
    if (!view->request->ungrouped || !collapsed) {
        g_string_append(line, results->exact ? " of " : " of more than ");
        ng_put_number(line, total);
    }
    if (!view->request->ungrouped && collapsed)
        g_string_append(line, " stories");
    g_string_append_printf(line, "; go on with --offset %" G_GINT64_FORMAT, results->next);
    NgFlow flow = {.indent = 2, .width = view->width, .style = NG_STYLE_FAINT};
    g_string_append_c(out, '\n');
    ng_put_flow(out, view, line->str, &flow);
}

void ng_render_count(GString *out, const NgResults *results, const NgView *view)
{
    guint64 count = view->request->ungrouped ? results->total_paragraphs : results->total_articles;
    g_string_append_printf(out, "%" G_GUINT64_FORMAT "\n", count);
}

/* --explain: lines are kept as they are, for they are laid out already. */
static void put_explained(GString *out, const NgResults *results, const NgView *view)
{
    if (!results->explained)
        return;
    g_auto(GStrv) lines = g_strsplit(results->explained, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        if (!lines[i][0] && !lines[i + 1])
            break;
        ng_put(out, view, NG_STYLE_FAINT, lines[i], -1);
        g_string_append_c(out, '\n');
    }
    g_string_append_c(out, '\n');
}

void ng_render_text(GString *out, const NgResults *results, const NgView *view)
{
    put_explained(out, results, view);
    for (guint i = 0; results->notices && i < results->notices->len; i++)
        ng_put_note(out, view, "Note: ", results->notices->pdata[i]);
    if (results->total_articles == 0) {
        ng_text_nothing(out, results, view);
        return;
    }
    ng_text_spelling(out, results, view);
    put_head(out, results, view);
    if (results->hits && results->hits->len > 0)
        ng_text_hits(out, results, view);
    else
        ng_put_note(out, view, "", "No more after these: a smaller --offset shows some.");
    ng_text_facets(out, results, view);
    ng_text_timeline(out, results, view);
    put_more(out, results, view);
}
