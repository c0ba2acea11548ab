/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Articles with their paragraphs. */
#include "text.h"
#include "excerpt.h"
#include "permalink.h"
#include "speakers.h"

#include <string.h>

/* A paragraph shows at most so many columns of text: six or seven lines on a usual terminal. */
#define EXCERPT_COLUMNS 460u
#define MAX_NAMES 12u
#define MAX_SPEAKERS 3u
#define MAX_AUTHORS 4u

/* Where the parts of an article's block begin. */
typedef struct {
    guint rank;   /* columns of the article's number, with its space */
    guint gutter; /* the same of a paragraph's number */
    guint width;
} Columns;

/* The local day, as precise as the source was. */
static void put_date(GString *line, const char *published)
{
    if (!published)
        g_string_append(line, "undated");
    else
        g_string_append_len(line, published, (gssize)strcspn(published, "T "));
}

/* Outlet, date, byline, and what is unusual about the article. */
static void put_about(GString *out, const NgView *view, const Columns *columns,
                      const NgArticle *article)
{
    g_autoptr(GString) line = g_string_new(NULL);
    if (article->outlet)
        g_string_append_printf(line, "%s · ", article->outlet);
    put_date(line, article->published);
    if (article->authors->len > 0)
        g_string_append(line, " · by ");
    for (guint i = 0; i < article->authors->len && i < MAX_AUTHORS; i++)
        g_string_append_printf(line, "%s%s", i > 0 ? ", " : "", (char *)article->authors->pdata[i]);
    if (article->authors->len > MAX_AUTHORS)
        g_string_append(line, " and others");
    if (article->kind == NG_KIND_STATEMENT)
        g_string_append(line, " · statement");
    if (article->status == NG_STATUS_CORRECTED)
        g_string_append(line, " · corrected");
    ng_put_spaces(out, columns->rank);
    NgFlow flow = {.column = columns->rank,
                   .indent = columns->rank,
                   .width = columns->width,
                   .style = NG_STYLE_FAINT};
    ng_put_flow(out, view, line->str, &flow);
    /* whole, whatever the width: it is there to be copied */
    const char *where = article->url ? article->url : article->source;
    if (!where || strcmp(where, "-") == 0 || g_str_has_prefix(where, "-#"))
        return; /* standard input is no place to look at */
    ng_put_spaces(out, columns->rank);
    bool linked = ng_link_open(out, view, where);
    ng_put(out, view, NG_STYLE_FAINT, where, -1);
    if (linked)
        ng_link_close(out);
    g_string_append_c(out, '\n');
}

static void put_headline(GString *out, const NgView *view, const Columns *columns, const NgHit *hit,
                         guint64 rank)
{
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT ".", rank);
    guint pad = columns->rank - 1 - (guint)strlen(number);
    const char *title = hit->article->headline->text;
    NgFlow flow = {.column = columns->rank,
                   .indent = columns->rank,
                   .width = columns->width,
                   .style = NG_STYLE_STRONG,
                   .spans = hit->title_spans,
                   .link = hit->article->url};
    ng_put_spaces(out, pad);
    ng_put(out, view, NG_STYLE_FAINT, number, -1);
    g_string_append_c(out, ' ');
    ng_put_flow(out, view, title[0] ? title : "(without headline)", &flow);
}

static void put_aside(GString *out, const NgView *view, const Columns *columns, const char *text)
{
    guint indent = columns->rank + columns->gutter;
    ng_put_spaces(out, indent);
    NgFlow flow = {
        .column = indent, .indent = indent + 2, .width = columns->width, .style = NG_STYLE_FAINT};
    ng_put_flow(out, view, text, &flow);
}

/* "— Eugene Kaspersky said", "— Jane Doe, John Roe wrote": whose words stand in the paragraph, each
 * speaker once. */
static void put_speakers(GString *out, const NgView *view, const Columns *columns, const NgHit *hit,
                         const NgParagraph *paragraph)
{
    const NgQuote *said[MAX_SPEAKERS];
    guint n = ng_hit_speakers(hit, paragraph, said, MAX_SPEAKERS);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        const NgQuote *quote = said[i];
        g_string_append(line, line->len ? ", " : "— ");
        g_string_append(line, quote->speaker_name ? quote->speaker_name : quote->speaker);
        if (i + 1 < n && ng_quote_is_same(quote, said[i + 1]))
            continue;
        if (quote->cue)
            g_string_append_printf(line, " %s", quote->cue);
        put_aside(out, view, columns, line->str);
        g_string_truncate(line, 0);
    }
}

static void put_names(GString *out, const NgView *view, const Columns *columns,
                      const NgParagraph *paragraph)
{
    if (paragraph->actors->len == 0)
        return;
    g_autoptr(GString) line = g_string_new("names: ");
    for (guint i = 0; i < paragraph->actors->len && i < MAX_NAMES; i++) {
        const NgMention *mention = paragraph->actors->pdata[i];
        g_string_append_printf(line, "%s%s", i > 0 ? ", " : "", mention->name);
    }
    if (paragraph->actors->len > MAX_NAMES)
        g_string_append_printf(line, " and %u more", paragraph->actors->len - MAX_NAMES);
    put_aside(out, view, columns, line->str);
}

static void put_paragraph(GString *out, const NgView *view, const Columns *columns,
                          const NgHit *hit)
{
    const NgParagraph *paragraph = hit->paragraph;
    const GArray *spans = hit->spans;
    guint indent = columns->rank + columns->gutter;
    ng_put_spaces(out, columns->rank);
    if (hit->n == 0) {
        /* the headline stands above: the lede goes with it */
        if (hit->article->paragraphs->len == 0) {
            g_string_truncate(out, out->len - columns->rank);
            return;
        }
        paragraph = hit->article->paragraphs->pdata[0];
        spans = NULL;
        ng_put_spaces(out, columns->gutter);
    } else {
        g_autofree char *number = g_strdup_printf("¶%u", hit->n);
        g_autofree char *link = ng_permalink(hit->article->url, paragraph->text);
        bool linked = ng_link_open(out, view, link);
        ng_put(out, view, NG_STYLE_FAINT, number, -1);
        if (linked)
            ng_link_close(out);
        ng_put_spaces(out, columns->gutter - ng_text_columns(number, -1));
    }
    const NgSpan *must = NULL;
    if (hit->n > 0 && hit->quote >= 0 && (guint)hit->quote < paragraph->quotes->len)
        must = &((const NgQuote *)paragraph->quotes->pdata[hit->quote])->span;
    NgFlow flow = {.column = indent, .indent = indent, .width = columns->width, .spans = spans};
    ng_excerpt(paragraph->text, spans, must, EXCERPT_COLUMNS, &flow.begin, &flow.end);
    ng_put_flow(out, view, paragraph->text, &flow);
    put_speakers(out, view, columns, hit, paragraph);
    put_names(out, view, columns, paragraph);
}

/* Of the article's paragraphs from `first` to `last` those that are not shown yet, in faint print.
 * shown: a byte for each paragraph, the headline first. */
static void put_context(GString *out, const NgView *view, const Columns *columns,
                        const NgArticle *article, guint first, guint last, GByteArray *shown)
{
    for (guint n = MAX(first, 1); n <= last && n <= article->paragraphs->len; n++) {
        const NgParagraph *paragraph = article->paragraphs->pdata[n - 1];
        guint indent = columns->rank + columns->gutter;
        if (shown->data[n])
            continue;
        shown->data[n] = 1;
        /* without the sign that a hit has, for print need not be faint */
        g_autofree char *number = g_strdup_printf("%u", n);
        ng_put_spaces(out, columns->rank + 1);
        ng_put(out, view, NG_STYLE_FAINT, number, -1);
        ng_put_spaces(out, columns->gutter - 1 - (guint)strlen(number));
        NgFlow flow = {
            .column = indent, .indent = indent, .width = columns->width, .style = NG_STYLE_FAINT};
        ng_excerpt(paragraph->text, NULL, NULL, EXCERPT_COLUMNS, &flow.begin, &flow.end);
        ng_put_flow(out, view, paragraph->text, &flow);
    }
}

/* The hit with what stands around it. */
static void put_hit(GString *out, const NgView *view, const Columns *columns, const NgHit *hit,
                    GByteArray *shown)
{
    guint before = hit->n > view->context ? hit->n - view->context : 1;
    if (hit->n > 0 && view->context > 0)
        put_context(out, view, columns, hit->article, before, hit->n - 1, shown);
    put_paragraph(out, view, columns, hit);
    if (view->context > 0)
        put_context(out, view, columns, hit->article, hit->n + 1, hit->n + view->context, shown);
}

static int by_begin(gconstpointer a, gconstpointer b)
{
    const NgSpan *x = a, *y = b;
    return x->begin != y->begin ? (x->begin < y->begin ? -1 : 1)
                                : (x->end > y->end) - (x->end < y->end);
}

/* Quote scope: several quotations of one paragraph are one paragraph to people. Puts the words of
 * all of them into *merged and gives true, or gives true alone when there is but this one; false
 * when an earlier hit has shown the paragraph. */
static bool merge_paragraph(const NgResults *results, guint first, guint n, guint at, NgHit *merged)
{
    const NgHit *hit = results->hits->pdata[at];
    *merged = *hit;
    merged->spans = NULL;
    for (guint i = first; i < first + n; i++) {
        const NgHit *other = results->hits->pdata[i];
        if (other->n != hit->n)
            continue;
        if (i < at) {
            g_clear_pointer(&merged->spans, g_array_unref);
            return false;
        }
        if (!merged->spans)
            merged->spans = g_array_new(FALSE, FALSE, sizeof(NgSpan));
        else
            merged->quote = -1; /* who said the others counts, too */
        if (other->spans)
            g_array_append_vals(merged->spans, other->spans->data, other->spans->len);
    }
    g_array_sort(merged->spans, by_begin);
    for (guint i = 1; i < merged->spans->len;)
        if (by_begin(&g_array_index(merged->spans, NgSpan, i - 1),
                     &g_array_index(merged->spans, NgSpan, i)) == 0)
            g_array_remove_index(merged->spans, i);
        else
            i++;
    return true;
}

static guint digits(guint64 number)
{
    guint n = 1;
    while (number >= 10) {
        number /= 10;
        n++;
    }
    return n;
}

/* The article's hits stand in results from `first` on. */
static guint hits_of_article(const NgResults *results, const NgView *view, guint first)
{
    const NgHit *hit = results->hits->pdata[first];
    guint n = 1;
    while (!view->request->ungrouped && first + n < results->hits->len &&
           ((const NgHit *)results->hits->pdata[first + n])->article == hit->article)
        n++;
    return n;
}

/* A byte for each paragraph of the article, 1 for those that are shown as hits. */
static GByteArray *paragraphs_of_hits(const NgResults *results, guint first, guint n)
{
    const NgHit *hit = results->hits->pdata[first];
    GByteArray *shown = g_byte_array_new();
    g_byte_array_set_size(shown, hit->article->paragraphs->len + 1);
    memset(shown->data, 0, shown->len);
    for (guint i = first; i < first + n; i++) {
        guint at = ((const NgHit *)results->hits->pdata[i])->n;
        /* with the headline stands the lede */
        if (MAX(at, 1) < shown->len)
            shown->data[MAX(at, 1)] = 1;
    }
    return shown;
}

void ng_text_hits(GString *out, const NgResults *results, const NgView *view)
{
    Columns columns = {.width = MIN(view->width, NG_TEXT_COLUMNS)};
    guint64 rank = view->request->offset;
    columns.rank = MAX(digits(rank + results->hits->len), 2u) + 2;
    for (guint first = 0, n; first < results->hits->len; first += n) {
        const NgHit *hit = results->hits->pdata[first];
        guint highest = 0, paragraphs = 0;
        bool lede_found = false; /* then it is not shown once more, below the headline */
        n = hits_of_article(results, view, first);
        for (guint i = 0; i < n; i++) {
            const NgHit *other = results->hits->pdata[first + i];
            highest = MAX(highest, other->n);
            paragraphs += other->n > 0;
            lede_found = lede_found || other->n == 1;
        }
        highest = MIN(highest + view->context, MAX(hit->article->paragraphs->len, highest));
        columns.gutter = digits(highest) + 3;
        g_autoptr(GByteArray) shown = paragraphs_of_hits(results, first, n);
        g_string_append_c(out, '\n');
        put_headline(out, view, &columns, hit, ++rank);
        put_about(out, view, &columns, hit->article);
        ng_text_story(out, hit, view, columns.rank, columns.width);
        for (guint i = 0; i < n && !lede_found; i++) {
            const NgHit *other = results->hits->pdata[first + i];
            if (other->n == 0)
                put_hit(out, view, &columns, other, shown);
        }
        for (guint i = 0; i < n; i++) {
            const NgHit *other = results->hits->pdata[first + i];
            NgHit merged;
            if (other->n == 0 || !merge_paragraph(results, first, n, first + i, &merged))
                continue;
            put_hit(out, view, &columns, &merged, shown);
            g_array_unref(merged.spans);
        }
        if (!view->request->ungrouped && paragraphs > 0 && hit->matching > n) {
            bool one = hit->matching - n == 1;
            g_autofree char *line =
                g_strdup_printf("%u more %s%s %s", hit->matching - n,
                                results->scope == NG_SCOPE_QUOTE ? "quotation" : "paragraph",
                                one ? "" : "s", one ? "matches" : "match");
            put_aside(out, view, &columns, line);
        }
    }
}
