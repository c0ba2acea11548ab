/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the one place where text becomes HTML.
 * Under every part of the page; nothing else writes what it was given into a page.
 * Must not know: what the text means. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Text for an element or a quoted attribute: markup is escaped; what is not UTF-8 becomes U+FFFD;
 * control characters and those that override the direction of text are left out. */
void ng_html_text(GString *out, const char *text, gssize len);
/* Percent-encodes all but letters, digits and "-._~": a name, a value, one segment of a path. What
 * comes out is safe in an attribute. Space becomes "+" when `query`. */
void ng_html_component(GString *out, const char *text, bool query);
/* ` href="URL"`, with the space; false and nothing when the URL is no http or https one. */
bool ng_html_web_href(GString *out, const char *url);
