/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: XML as it comes made into XML that any parser takes.
 * After the charset, before libxml2: one linear pass over the markup.
 * Must not know: what elements mean. */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* One element called NG_XML_TOP around all of the document, tags in pairs, attributes quoted and
 * each once, no declaration, comment, instruction or document type, no entity but the five of XML.
 * xml: valid UTF-8 without NULs. apart: as for ng_xml_parse_apart. *well_formed is set to false
 * when something had to be repaired that a strict parser refuses. Never fails; new string. */
GString *ng_xml_mend(const char *xml, gsize len, const char *const *apart, bool *well_formed);

#define NG_XML_TOP "document"
/* Elements nested deeper lose their tags. libxml2 stops at 256. */
#define NG_XML_MAX_DEPTH 200
#define NG_XML_MAX_ATTRIBUTES 64

/* A reference to one character, as XML and HTML 4 write it. at: behind the "&". Returns the place
 * behind its semicolon (a number may lack it) and sets *c, or NULL when there is none that is
 * known. Numbers mean what browsers take them for: 128..159 are windows-1252's, two surrogates are
 * one character, what is no character becomes a space. */
const char *ng_xml_reference(const char *at, const char *end, gunichar *c);

G_END_DECLS
