/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: an XML document as one flat array of nodes in document order.
 * Built from libxml2's events after mending; the readers of feeds and agency formats walk it.
 * Must not know: any format. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

/* A node is a number. 0 is the document itself, whose children are the outermost elements; no
 * function finds it, so that 0 also says "none": every function takes it, and finds nothing in
 * "none" but what stands at the top. Names are compared without regard to ASCII case; `ns` is a
 * namespace's URI, "" for none, NULL for any; `name` NULL is any. What is returned as const char *
 * is borrowed, valid UTF-8, and lives as long as the document. */
typedef struct NgXml NgXml;

/* Bytes of any charset (byte-order mark, valid UTF-8, UTF-16 without a mark, the declared one, else
 * windows-1252) to a tree. What is malformed is mended: bare "&" and "<", HTML's entity names, tags
 * left open or closed crosswise, attributes without quotes, control characters, prefixes that
 * nobody declared (those in common use stand for their namespace, others for themselves), a file
 * cut short. A document type is not read but for entities that stand for a short plain text.
 * Elements nested deeper than 200 levels, attributes beyond 64 in a tag and nodes beyond 3 million
 * are dropped, their text, where there is room, is not. NULL with NG_ERROR_BAD_INPUT when there is
 * no element at all, or more than 40 MB. */
NgXml *ng_xml_parse(const char *data, gsize len, GError **error);
/* The same for a format in which elements of some names (NULL-terminated list, as written with
 * their prefix) never stand inside another of their name: a new one closes the one left open. */
NgXml *ng_xml_parse_apart(const char *data, gsize len, const char *const *apart, GError **error);
void ng_xml_free(NgXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgXml, ng_xml_free)

/* Whether nothing had to be mended that changes what the file says. */
bool ng_xml_well_formed(const NgXml *xml);

/* The local name and the namespace; "" for text. */
const char *ng_xml_name(const NgXml *xml, uint32_t node);
const char *ng_xml_ns(const NgXml *xml, uint32_t node);
bool ng_xml_is(const NgXml *xml, uint32_t node, const char *ns, const char *name);

uint32_t ng_xml_parent(const NgXml *xml, uint32_t node);
/* The first child element, and the next sibling element, so named; 0 when there is none:
 * for (n = ng_xml_child(xml, up, ns, name); n; n = ng_xml_next(xml, n, ns, name)) */
uint32_t ng_xml_child(const NgXml *xml, uint32_t parent, const char *ns, const char *name);
uint32_t ng_xml_next(const NgXml *xml, uint32_t node, const char *ns, const char *name);
/* The next element so named inside `top`, at any depth, that begins after `after` (give `top`
 * itself to begin); 0 when there is none. */
uint32_t ng_xml_descend(const NgXml *xml, uint32_t top, uint32_t after, const char *ns,
                        const char *name);
/* "head/docdata/date.issue": the first element at that path of children, in any namespace; a name
 * alone also finds what stands at any depth when it begins with "//". 0 when there is none. */
uint32_t ng_xml_path(const NgXml *xml, uint32_t from, const char *path);
/* For what is neither: every node in document order is numbered, and a subtree is node .. end-1. */
uint32_t ng_xml_end(const NgXml *xml, uint32_t node);
bool ng_xml_is_text(const NgXml *xml, uint32_t node);
/* A text node's bytes, not NUL-terminated. */
const char *ng_xml_text_bytes(const NgXml *xml, uint32_t node, gsize *len);

/* An attribute's value or NULL; without ns: in no namespace. */
const char *ng_xml_attr(const NgXml *xml, uint32_t node, const char *name);
const char *ng_xml_attr_ns(const NgXml *xml, uint32_t node, const char *ns, const char *name);
/* xml:lang of the element or the nearest one around it that has it, or NULL. */
const char *ng_xml_lang(const NgXml *xml, uint32_t node);

/* All text of a subtree, cleaned as ng_clean_text does, with a space where a block element or a
 * line break stands; new string, NULL when there is none. */
char *ng_xml_text(const NgXml *xml, uint32_t node);
/* The same of the first element at `path` (ng_xml_path). */
char *ng_xml_path_text(const NgXml *xml, uint32_t from, const char *path);
/* All text of a subtree as it stands, for what holds markup of its own; new string, never NULL. */
char *ng_xml_raw(const NgXml *xml, uint32_t node, gsize *len);

#define NG_XML_NS "http://www.w3.org/XML/1998/namespace"

G_END_DECLS
