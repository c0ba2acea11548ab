/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a piece of markup inside another format to paragraphs of an article.
 * Readers of feeds and agency formats hand over what they found to be the text.
 * Must not know: the format around it. */
#pragma once

#include "indexer/input/xml.h"
#include "nutgraf/article.h"

G_BEGIN_DECLS

/* Captions of pictures are left out unless asked for; all else that is text is taken, but for share
 * bars, "read more" and "The post ... appeared first on ...", lines of nothing but links, and a
 * first line that only says the headline again (set it first). Paragraphs get their roles. Each
 * returns how many were added. Of markup beyond 2 MB nothing is taken. */
typedef enum { NG_FRAGMENT_PLAIN = 0, NG_FRAGMENT_CAPTIONS = 1 } NgFragmentFlags;

/* html: UTF-8, with markup and references, or plain text in which blank lines part paragraphs. len
 * -1: up to the NUL. */
guint ng_html_fragment_add(NgArticle *article, const char *html, gssize len, NgFragmentFlags flags);
/* What stands inside `node`: XHTML, or the elements that NITF and NewsML have for text (p, block,
 * hl1, hl2, bq, ul, ol, li, dl, table, pre, media, br), in any namespace. */
guint ng_xml_fragment_add(NgArticle *article, const NgXml *xml, uint32_t node,
                          NgFragmentFlags flags);

/* That subtree as a string of HTML; appended to `out`. */
void ng_xml_to_html(const NgXml *xml, uint32_t node, GString *out);
/* Markup to one line of text, references resolved; new string or NULL when nothing is left. */
char *ng_html_line(const char *html, gssize len);

G_END_DECLS
