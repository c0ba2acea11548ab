/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: stories in XML that follows no standard: records with a headline and a text.
 * Must not know: any house's names; those that its elements have are what such elements are called.
 */
#pragma once

#include "indexer/input/agency.h"
#include "indexer/input/xml.h"

G_BEGIN_DECLS

/* The first record that begins behind `after`; 0 when there is none. */
uint32_t ng_xml_record_next(const NgXml *xml, uint32_t after);
void ng_xml_record_read(Agency *agency, const NgXml *xml, uint32_t record);

G_END_DECLS
