/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: how the XML tree lies in memory.
 * Between the parser's events that build it and the functions that walk it.
 * Must not know: any format; readers of formats see xml.h only. */
#pragma once

#include "indexer/input/xml.h"

G_BEGIN_DECLS

typedef struct {
    uint32_t parent;         /* index; the top's is itself */
    uint32_t end;            /* one past the last node of its subtree */
    uint32_t text, text_len; /* text: bytes in xml->text */
    uint32_t attr;           /* first attribute in xml->attrs */
    uint16_t n_attrs;
    uint16_t name, ns; /* in xml->names */
    bool is_text;
} NgXmlNode;

typedef struct {
    uint32_t value; /* NUL-terminated, in xml->values */
    uint16_t name, ns;
} NgXmlAttr;

struct NgXml {
    GArray *nodes; /* of NgXmlNode; node 0 stands for the whole document */
    GArray *attrs; /* of NgXmlAttr */
    GString *text, *values;
    GPtrArray *names; /* of char *, each once; the first is "" */
    GHashTable *name_numbers;
    bool well_formed;
};

static inline const NgXmlNode *ng_xml_node(const NgXml *xml, uint32_t i)
{
    return &g_array_index(xml->nodes, NgXmlNode, i);
}

G_END_DECLS
