/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hits as a feed: RSS 2.0 with the names of Dublin Core where RSS has none, as the RSS
 * Advisory Board's profile advises. An item is a hit; its guid is the hit's id, so that a reader
 * that fetches the feed again sees what is new. */
#include "layout.h"
#include "nutgraf/date.h"
#include "permalink.h"

#include <string.h>

/* A channel must have a link; a feed in a file has no page of its own. */
#define NO_PAGE "about:blank"

/* Signs that turn text around, C1 and DEL are text to XML, and a terminal would obey them; CR would
 * be read as a line feed. */
static bool is_unruly(gunichar c)
{
    return c == '\r' || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_xml(gunichar c)
{
    return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

/* Text of an element or an attribute. & and < are written as the profile asks, so that no reader
 * takes a title for HTML. */
static void put_xml(GString *out, const char *text, gssize len)
{
    g_autofree char *valid = g_utf8_make_valid(text, len);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '&' || c == '<' || c == '>' || c == '"' || is_unruly(c))
            g_string_append_printf(out, "&#x%X;", c);
        else
            g_string_append_unichar(out, is_xml(c) ? c : 0xFFFD);
    }
}

static void put_element(GString *out, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    g_string_append_printf(out, "<%s>", name);
    put_xml(out, text, -1);
    g_string_append_printf(out, "</%s>\n", name);
}

/* Text as HTML, which put_xml then escapes once more. */
static void put_html(GString *html, const char *text, gsize len)
{
    g_autofree char *part = g_utf8_make_valid(text, (gssize)len);
    g_autofree char *escaped = g_markup_escape_text(part, -1);
    g_string_append(html, escaped);
}

/* The paragraph with the words found in bold. Spans are ascending; what is not inside is skipped.
 */
static void put_marked(GString *html, const char *text, const GArray *spans)
{
    gsize len = strlen(text), at = 0;
    for (guint i = 0; spans && i < spans->len; i++) {
        NgSpan span = g_array_index(spans, NgSpan, i);
        if (span.begin < at || span.end > len || span.begin >= span.end)
            continue;
        put_html(html, text + at, span.begin - at);
        g_string_append(html, "<b>");
        put_html(html, text + span.begin, span.end - span.begin);
        g_string_append(html, "</b>");
        at = span.end;
    }
    put_html(html, text + at, len - at);
}

static const NgQuote *quote_of(const NgHit *hit)
{
    return hit->quote >= 0 && (guint)hit->quote < hit->paragraph->quotes->len
               ? hit->paragraph->quotes->pdata[hit->quote]
               : NULL;
}

/* The quotation that was found, and who said it. */
static void put_quotation(GString *html, const NgHit *hit, const NgQuote *quote)
{
    gsize len = strlen(hit->paragraph->text);
    gsize end = MIN(quote->span.end, len), begin = MIN(quote->span.begin, end);
    g_string_append(html, "<blockquote>");
    put_html(html, hit->paragraph->text + begin, end - begin);
    g_string_append(html, "</blockquote>");
    if (!quote->speaker_name)
        return;
    const GPtrArray *quotes = hit->paragraph->quotes;
    guint first = (guint)hit->quote, voices = ng_quote_voices(quotes, first);
    for (guint i = first; i < first + voices; i++) {
        const char *name = ((const NgQuote *)quotes->pdata[i])->speaker_name;
        g_string_append(html, i == first ? "<p>— " : ", ");
        put_html(html, name ? name : "", name ? strlen(name) : 0);
    }
    if (quote->cue) {
        g_string_append_c(html, ' ');
        put_html(html, quote->cue, strlen(quote->cue));
    }
    g_string_append(html, "</p>");
}

static void put_description(GString *out, const NgHit *hit)
{
    const NgQuote *quote = quote_of(hit);
    g_autoptr(GString) html = g_string_new(NULL);
    if (quote)
        put_quotation(html, hit, quote);
    g_string_append(html, "<p>");
    /* the headline is the title: the lede goes with it */
    bool lede = hit->n == 0 && hit->article->paragraphs->len > 0;
    const NgParagraph *shown = lede ? hit->article->paragraphs->pdata[0] : hit->paragraph;
    put_marked(html, shown->text, lede ? NULL : hit->spans);
    g_string_append(html, "</p>");
    put_element(out, "description", html->str);
}

/* A day and its time in the form of RFC 822, never in the locale's words. A date without a day
 * cannot be said so: it is given as it is. */
static void put_date(GString *out, const char *published)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    NgDate date;
    if (!published || !ng_date_parse_iso(published, &date))
        return;
    if (date.day == 0) {
        put_element(out, "dc:date", published);
        return;
    }
    GDate day;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)date.day, (GDateMonth)date.month, (GDateYear)date.year);
    int seconds = MAX(date.seconds_of_day, 0);
    int zone = date.zone_minutes == NG_DATE_NO_ZONE ? 0 : date.zone_minutes;
    g_string_append_printf(out, "<pubDate>%s, %02d %s %04d %02d:%02d:%02d %c%02d%02d</pubDate>\n",
                           days[g_date_get_weekday(&day) - 1], date.day, months[date.month - 1],
                           date.year, seconds / 3600, seconds / 60 % 60, seconds % 60,
                           zone < 0 ? '-' : '+', ABS(zone) / 60, ABS(zone) % 60);
}

/* To the paragraph in its page, else to the site's own page of it. New string, or NULL. */
static char *link_of(const NgHit *hit, const NgView *view)
{
    char *link = ng_permalink(hit->article->url, hit->paragraph->text);
    if (link || !view->root)
        return link;
    g_autofree char *id = g_uri_escape_string(hit->article->id, NULL, FALSE);
    return g_strdup_printf("%s/p/%s/%u", view->root, id, hit->n);
}

/* Of its paragraph's quotations, each counted once however many said it. */
static guint nth_quotation(const NgHit *hit)
{
    const GPtrArray *quotes = hit->paragraph->quotes;
    guint nth = 1;
    for (guint i = 0; hit->quote > 0 && i < (guint)hit->quote; i += ng_quote_voices(quotes, i))
        nth++;
    return nth;
}

static void put_item(GString *out, const NgHit *hit, const NgView *view)
{
    const NgArticle *article = hit->article;
    const char *title = article->headline->text;
    g_autofree char *link = link_of(hit, view);
    g_string_append(out, "<item>\n");
    put_element(out, "title", title[0] ? title : "(without headline)");
    put_element(out, "link", link);
    put_description(out, hit);
    for (guint i = 0; i < article->authors->len; i++)
        put_element(out, "dc:creator", article->authors->pdata[i]);
    put_element(out, "dc:publisher", article->outlet);
    put_date(out, article->published);
    g_string_append(out, "<guid isPermaLink=\"false\">");
    put_xml(out, hit->id, -1);
    /* several quotations of a paragraph are several items */
    guint nth = nth_quotation(hit);
    if (nth > 1)
        g_string_append_printf(out, ".%u", nth);
    g_string_append(out, "</guid>\n</item>\n");
}

void ng_render_rss(GString *out, const NgResults *results, const NgView *view)
{
    const char *self = ng_url_is_web(view->self) ? view->self : NULL;
    const char *page = ng_url_is_web(view->page) ? view->page : self;
    const char *site = view->site ? view->site : "nutgraf";
    bool words = results->input && *results->input;
    g_autofree char *title = g_strconcat(site, ": ", words ? results->input : view->command, NULL);
    g_autofree char *found =
        view->page ? g_strdup(title) : g_strconcat("Found by nutgraf-search ", view->command, NULL);
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
                         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
    put_element(out, "title", title);
    put_element(out, "link", page ? page : NO_PAGE);
    g_autofree char *as_html = g_markup_escape_text(found, -1); /* as readers of feeds take it */
    put_element(out, "description", as_html);
    if (self) {
        g_string_append(out, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"");
        put_xml(out, self, -1);
        g_string_append(out, "\"/>\n");
    }
    g_string_append(out, "<generator>nutgraf</generator>\n");
    for (guint i = 0; results->hits && i < results->hits->len; i++)
        put_item(out, results->hits->pdata[i], view);
    g_string_append(out, "</channel>\n</rss>\n");
}
