/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: a <nitf> element's story into an article, wherever the element stands.
 * Called by the reader of NITF files, and by those of formats that carry NITF inside.
 * Must not know: the format around it. */
#pragma once

#include "indexer/input/agency.h"
#include "indexer/input/xml.h"

G_BEGIN_DECLS

/* Fields that are already set are left; paragraphs are added. nitf: the element. */
void ng_nitf_metadata(NgArticle *article, const NgXml *xml, uint32_t nitf);
/* Headline, people and text. */
void ng_nitf_body(NgArticle *article, const NgXml *xml, uint32_t nitf);

/* The paragraphs inside `node`: as their elements tell, or, where all of the copy stands in one,
 * as its lines do. How many. */
guint ng_agency_markup_add(NgArticle *article, const NgXml *xml, uint32_t node);

/* The local name of an XML file's outermost element, from its first bytes (any charset whose ASCII
 * is readable, UTF-16 too); new string, NULL when it is no XML. */
char *ng_xml_sniff_root(const char *data, gsize len);

G_END_DECLS
