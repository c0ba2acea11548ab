/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a page made safe and small for the parser.
 * After the charset, before libxml2: one linear pass over the markup.
 * Must not know: what the markup means for the news. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    GString *html;      /* the page without scripts, styles, comments and unread attributes */
    GPtrArray *json_ld; /* of char *: the contents of <script type="application/ld+json"> */
} NgHtmlClean;

/* html: valid UTF-8 without NULs. Never fails. Free with ng_html_clean_free. */
NgHtmlClean *ng_html_clean(const char *html, gsize len);
void ng_html_clean_free(NgHtmlClean *clean);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgHtmlClean, ng_html_clean_free)

/* For a page that shows no text: the string of HTML with the most paragraphs that stands in its
 * scripts; new string or NULL. html: as for ng_html_clean. */
char *ng_html_embedded(const char *html, gsize len);

G_END_DECLS
