/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Header lines over a text, as in mail and in notes ("Subject: ..."), and names of authors. */
#include "text.h"

#include "nutgraf/date.h"

#include <string.h>

typedef enum {
    HEADER_OTHER,
    HEADER_TITLE,
    HEADER_DATE,
    HEADER_AUTHOR,
    HEADER_OUTLET,
    HEADER_URL
} Header;

/* `lone`: means a header by itself; the others only beside a second one. */
static const struct {
    const char *name;
    Header header;
    bool lone;
} headers[] = {
    {"Subject", HEADER_TITLE, true},
    {"Headline", HEADER_TITLE, true},
    {"Title", HEADER_TITLE, true},
    {"Date", HEADER_DATE, true},
    {"Published", HEADER_DATE, true},
    {"Byline", HEADER_AUTHOR, true},
    {"Author", HEADER_AUTHOR, true},
    {"Authors", HEADER_AUTHOR, true},
    {"Outlet", HEADER_OUTLET, true},
    {"Publication", HEADER_OUTLET, true},
    {"Publisher", HEADER_OUTLET, true},
    {"URL", HEADER_URL, true},
    {"Link", HEADER_URL, false},
    {"From", HEADER_OTHER, false},
    {"To", HEADER_OTHER, false},
    {"Cc", HEADER_OTHER, false},
    {"Bcc", HEADER_OTHER, false},
    {"Sent", HEADER_DATE, false},
    {"Reply-To", HEADER_OTHER, false},
    {"Message-ID", HEADER_OTHER, false},
    {"MIME-Version", HEADER_OTHER, false},
    {"Content-Type", HEADER_OTHER, false},
    {"Organization", HEADER_OUTLET, false},
    {"Section", HEADER_OTHER, false},
    {"Slug", HEADER_OTHER, false},
    {"Importance", HEADER_OTHER, false},
    {"Content-Transfer-Encoding", HEADER_OTHER, false},
    {"Attachments", HEADER_OTHER, false},
};

static int header_of(const char *line, gsize len, const char **value)
{
    const char *colon = memchr(line, ':', MIN(len, 40));
    if (!colon)
        return -1;
    for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
        if (strlen(headers[i].name) == (gsize)(colon - line) &&
            g_ascii_strncasecmp(line, headers[i].name, (gsize)(colon - line)) == 0) {
            *value = colon + 1;
            return (int)i;
        }
    return -1;
}

void text_add_author(NgArticle *article, const char *name, gsize len, const char *rule)
{
    char *author = ng_clean_text(name, (gssize)len);
    if (!author)
        return;
    g_ptr_array_add(article->authors, author);
    text_consider(article, "authors", rule, author);
    ng_article_set_provenance(article, "authors", rule);
}

/* Names in "Jane Roe, John Doe and Max Mustermann"; what is no name ("Staff Writer") is left.
 * Returns how many. */
guint text_read_names(NgArticle *article, const char *text, const char *rule)
{
    static TextPattern separator = {"\\s*(?:,|;|&|\\||/|\\band\\b|\\bund\\b|\\bet\\b|\\by\\b)\\s*",
                                    NULL};
    static TextPattern office = {
        "^(?:(?:U\\.?S\\.? )?(?:Senator|Sen\\.|Representative|Rep\\.|Congress(?:wo)?man|Governor|"
        "Gov\\.|President|Dr\\.|Mr\\.|Mrs\\.|Ms\\.|Prof\\.|Professor) )+",
        NULL};
    static const char *const jobs[] = {"Writer", "Editor",         "Reporter", "Correspondent",
                                       "Staff",  "Correspondents", "Press",    "News",
                                       "Bureau", "Columnist",      "Agency"};
    text_matches(&separator, "");
    g_auto(GStrv) parts = g_regex_split(separator.regex, text, 0);
    guint found = 0;
    for (char **part = parts; *part; part++) {
        int begin = 0, end = 0;
        const char *name = *part;
        if (text_find(&office, name, 0, &begin, &end))
            name += end;
        bool job = false;
        for (gsize i = 0; i < G_N_ELEMENTS(jobs); i++)
            job |= strstr(name, jobs[i]) != NULL;
        if (job || !text_is_name(name, strlen(name)))
            continue;
        text_add_author(article, name, strlen(name), rule);
        found++;
    }
    return found;
}

static void take_header(TextPage *page, Header header, const char *value, gsize len)
{
    NgArticle *article = page->article;
    g_autofree char *text = ng_clean_text(value, (gssize)len);
    NgDate date;
    if (!text)
        return;
    switch (header) {
    case HEADER_TITLE:
        ng_article_set_title(article, text);
        text_consider(article, "title", "text:header", text);
        ng_article_set_provenance(article, "title", "text:header");
        break;
    case HEADER_DATE:
        if (article->published || !ng_date_parse_loose(text, article->lang, &date))
            break;
        article->published = ng_date_format(&date);
        text_consider(article, "published", "text:header", article->published);
        ng_article_set_provenance(article, "published", "text:header");
        break;
    case HEADER_AUTHOR:
        if (text_read_names(article, text, "text:header") == 0)
            text_add_author(article, text, strlen(text), "text:header");
        break;
    case HEADER_OUTLET:
        text_consider(article, "outlet", "text:header", text);
        if (article->outlet)
            break;
        article->outlet = g_steal_pointer(&text);
        ng_article_set_provenance(article, "outlet", "text:header");
        break;
    case HEADER_URL:
        text_consider(article, "url", "text:header", text);
        if (!article->url &&
            (g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://")))
            article->url = g_steal_pointer(&text);
        break;
    case HEADER_OTHER:
        break;
    }
}

gsize text_read_headers(TextPage *page, const char *text, gsize len)
{
    struct {
        Header header;
        const char *value;
        gsize len;
    } found[32];
    guint n = 0, folds = 0;
    bool certain = false;
    const char *end = text + len, *p = text;
    while (p < end && g_ascii_isspace(*p))
        p++;
    while (p < end && n < G_N_ELEMENTS(found)) {
        const char *stop = memchr(p, '\n', (gsize)(end - p));
        stop = stop ? stop : end;
        const char *value;
        int i = header_of(p, (gsize)(stop - p), &value);
        if (i >= 0 && stop - p < 1000) {
            found[n].header = headers[i].header;
            found[n].value = value;
            found[n++].len = (gsize)(stop - value);
            certain |= headers[i].lone;
            folds = 0;
        } else if (n > 0 && (*p == ' ' || *p == '\t') && stop - p < 100 && stop > p + 1 &&
                   found[n - 1].header != HEADER_DATE && folds++ < 2) {
            found[n - 1].len = (gsize)(stop - found[n - 1].value); /* folded, as mail does */
        } else {
            break;
        }
        p = stop < end ? stop + 1 : end;
    }
    if (n == 0 || (n == 1 && (!certain || found[0].header == HEADER_DATE)))
        return 0; /* a lone date line is found among the lines */
    for (guint i = 0; i < n; i++)
        take_header(page, found[i].header, found[i].value, found[i].len);
    return (gsize)(p - text);
}
