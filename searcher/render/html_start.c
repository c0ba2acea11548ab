/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The start page: what can be asked, by examples that can be tried. */
#include "html_parts.h"

void ng_page_start(GString *out, const NgPage *page)
{
    const NgWords *words = page->words;
    g_string_append(out, "<main id=\"main\" class=\"start\">\n<h1>");
    ng_html_text(out, words->start_title, -1);
    g_string_append(out, "</h1>\n<p class=\"lead\">");
    ng_html_text(out, words->start_lead, -1);
    g_string_append(out, "</p>\n");
    if (page->served) {
        g_string_append(out, "<p class=\"hint\"><a");
        ng_page_href_new(out, page, "sort", "newest");
        g_string_append_c(out, '>');
        ng_html_text(out, words->newest, -1);
        g_string_append(out, "</a></p>\n");
    }
    g_string_append(out, "<h2>");
    ng_html_text(out, words->ways, -1);
    g_string_append(out, "</h2>\n<dl class=\"ways\">\n");
    for (guint i = 0; i < G_N_ELEMENTS(words->ways_list) && words->ways_list[i].query; i++) {
        g_string_append(out, "<dt>");
        g_string_append(out, page->served ? "<a" : "<b");
        if (page->served)
            ng_page_href_new(out, page, "q", words->ways_list[i].query);
        g_string_append_c(out, '>');
        ng_html_text(out, words->ways_list[i].query, -1);
        g_string_append(out, page->served ? "</a></dt><dd>" : "</b></dt><dd>");
        ng_html_text(out, words->ways_list[i].means, -1);
        g_string_append(out, "</dd>\n");
    }
    g_string_append(out, "</dl>\n</main>\n");
}
