/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: NewsML, both generations, as the reader hands it on.
 * Must not know: the bytes. */
#pragma once

#include "indexer/input/agency.h"
#include "indexer/input/xml.h"

G_BEGIN_DECLS

/* One item of NewsML-G2: an article, or skipped with the reason. */
void ng_newsml_g2_item(Agency *agency, const NgXml *xml, uint32_t item);
bool ng_newsml_g2_is_item(const NgXml *xml, uint32_t node);
/* One NewsItem of NewsML 1.x: an article for each story in it. */
void ng_newsml_1_item(Agency *agency, const NgXml *xml, uint32_t item);

/* Text that stands as characters in an element: plain, or HTML in disguise. type: a media type or
 * the name of a format, or NULL. How many paragraphs. */
guint ng_newsml_characters(NgArticle *article, const char *text, gsize len, const char *type);
/* XML in an element, when it is a story's: NITF, XHTML or paragraphs. How many paragraphs. */
guint ng_newsml_markup(NgArticle *article, const NgXml *xml, uint32_t node);
/* "a picture, not an article" and the like for a code or name of a medium; NULL for text. */
const char *ng_newsml_other_medium(const char *medium);

G_END_DECLS
