/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: a link that opens an article's page at the paragraph found.
 * For renderers.
 * Must not know: where the link is printed. */
#pragma once

#include <glib.h>

/* URL with a text fragment (WICG, "URL Fragment Text Directives") of the first words of text. New
 * string; NULL when the URL is no http or https one. text: valid UTF-8, may be "". */
char *ng_permalink(const char *url, const char *text);
