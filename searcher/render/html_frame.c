/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Head, masthead, foot; and the policy that all of it keeps to. */
#include "html_frame.h"

#include <string.h>

static const char *site_name(const NgSite *site)
{
    return site->name && *site->name ? site->name : "nutgraf";
}

void ng_frame_init(NgPage *page, const NgSite *site, const NgParams *params, const NgView *view,
                   NgFramePlace place)
{
    *page = (NgPage) {.site = site,
                      .words = ng_words(site->lang),
                      .params = params,
                      .view = view,
                      .served = site->base != NULL};
    const char *origin = place == NG_FRAME_FRAGMENT ? site->origin : NULL;
    /* a request may say where the site is: nothing of it outlives its answer */
    page->home = g_strconcat(origin ? origin : "", site->base, NULL);
    page->search = place == NG_FRAME_SEARCH ? g_strdup("") : g_strconcat(page->home, "/", NULL);
    g_autoptr(GString) link = g_string_new(NULL);
    if (page->served)
        ng_page_link(link, page, NULL, 0);
    page->carried = link->len;
}

void ng_frame_clear(NgPage *page)
{
    g_free(page->home);
    g_free(page->search);
}

static void put_canonical(GString *out, const NgPage *page, const char *canonical)
{
    if (!canonical || !page->site->origin || !page->served)
        return;
    g_string_append(out, "<link rel=\"canonical\" href=\"");
    ng_html_text(out, page->site->origin, -1);
    ng_html_text(out, page->site->base, -1);
    g_string_append(out, canonical);
    g_string_append(out, "\">\n");
}

static void put_style(GString *out, const NgPage *page)
{
    if (page->site->stylesheet) {
        g_string_append(out, "<link rel=\"stylesheet\" href=\"");
        ng_html_text(out, page->site->stylesheet, -1);
        g_string_append(out, "\">\n");
        return;
    }
    g_string_append(out, "<style>");
    g_string_append(out, ng_page_style);
    g_string_append(out, "</style>\n");
}

static void put_masthead(GString *out, const NgPage *page)
{
    g_string_append(out, "<header class=\"top\">\n");
    if (page->site->head) {
        g_string_append(out, page->site->head);
    } else {
        g_string_append(out, page->served ? "<p class=\"name\"><a href=\"" : "<p class=\"name\">");
        if (page->served) {
            ng_html_text(out, page->site->base, -1);
            g_string_append(out, "/\">");
        }
        ng_html_text(out, site_name(page->site), -1);
        g_string_append(out, page->served ? "</a></p>\n" : "</p>\n");
    }
    if (page->served)
        ng_page_form(out, page, ng_page_param(page, "q"));
    g_string_append(out, "</header>\n");
}

void ng_frame_open(GString *out, const NgPage *page, const char *title, const char *canonical,
                   const char *extra)
{
    const NgWords *words = page->words;
    g_string_append_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", words->lang);
    g_string_append(out, "<meta charset=\"utf-8\">\n<title>");
    if (title) {
        ng_html_text(out, title, -1);
        g_string_append(out, " – ");
    }
    ng_html_text(out, site_name(page->site), -1);
    g_string_append(out,
                    "</title>\n<meta name=\"viewport\" content=\"width=device-width,"
                    "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    if (title) /* only the start page is for other search engines */
        g_string_append(out, "<meta name=\"robots\" content=\"noindex,nofollow\">\n");
    put_canonical(out, page, canonical);
    if (extra)
        g_string_append(out, extra);
    if (page->served) {
        g_string_append(out, "<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
                             "title=\"");
        ng_html_text(out, site_name(page->site), -1);
        g_string_append(out, "\" href=\"");
        ng_html_text(out, page->site->base, -1);
        g_string_append(out, "/opensearch.xml\">\n");
    }
    put_style(out, page);
    g_string_append(out, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
    ng_html_text(out, words->skip, -1);
    g_string_append(out, "</a>\n");
    put_masthead(out, page);
}

void ng_frame_close(GString *out, const NgPage *page)
{
    g_string_append(out, "<footer>");
    if (page->site->foot) {
        g_string_append(out, page->site->foot);
    } else {
        g_string_append(out, "<p>");
        ng_html_text(out, page->words->made_with, -1);
        g_string_append(out, "</p>");
    }
    g_string_append(out, "</footer>\n");
    if (page->served) {
        g_string_append(out, "<script>");
        g_string_append(out, ng_page_script);
        g_string_append(out, "</script>\n");
    }
    g_string_append(out, "</body>\n</html>\n");
}

/* "https://host" of a URL, or NULL for one on this site. New string. */
static char *origin_of(const char *url)
{
    const char *host = strstr(url, "://");
    if (!host)
        return NULL;
    gsize len = (gsize)(host + 3 - url) + strcspn(host + 3, "/?#");
    return g_strndup(url, len);
}

/* A source in a policy ends at spaces, semicolons and commas. */
static bool is_source(const char *text)
{
    return text && !strpbrk(text, " \t\r\n;,'\"");
}

char *ng_html_csp(const NgSite *site)
{
    GString *out = g_string_new("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    if (site->base)
        g_string_append_printf(out,
                               "; form-action 'self'; connect-src 'self'; script-src 'sha256-%s'",
                               ng_page_script_hash);
    if (site->stylesheet) {
        g_autofree char *origin = origin_of(site->stylesheet);
        g_string_append_printf(out, "; style-src %s", is_source(origin) ? origin : "'self'");
    } else {
        g_string_append_printf(out, "; style-src 'sha256-%s'", ng_page_style_hash);
    }
    /* a site's templates and styles may show its emblem, in its type */
    if (site->head || site->foot || site->stylesheet)
        g_string_append(out, "; img-src 'self'; font-src 'self'");
    return g_string_free(out, FALSE);
}
