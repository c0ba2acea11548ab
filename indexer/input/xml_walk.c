/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding one's way in the XML tree, and the text of its parts. */
#include "indexer/input/xml_tree.h"
#include "nutgraf/article.h"

#include <string.h>

#define PATH_STEPS 16

static const char *name_of(const NgXml *xml, uint16_t number)
{
    return g_ptr_array_index(xml->names, number);
}

bool ng_xml_well_formed(const NgXml *xml)
{
    return xml->well_formed;
}

const char *ng_xml_name(const NgXml *xml, uint32_t node)
{
    return name_of(xml, ng_xml_node(xml, node)->name);
}

const char *ng_xml_ns(const NgXml *xml, uint32_t node)
{
    return name_of(xml, ng_xml_node(xml, node)->ns);
}

bool ng_xml_is(const NgXml *xml, uint32_t i, const char *ns, const char *name)
{
    const NgXmlNode *node = ng_xml_node(xml, i);
    return i != 0 && !node->is_text && (!ns || strcmp(name_of(xml, node->ns), ns) == 0) &&
           (!name || g_ascii_strcasecmp(name_of(xml, node->name), name) == 0);
}

uint32_t ng_xml_parent(const NgXml *xml, uint32_t node)
{
    return ng_xml_node(xml, node)->parent;
}

uint32_t ng_xml_end(const NgXml *xml, uint32_t node)
{
    return ng_xml_node(xml, node)->end;
}

static uint32_t first_of(const NgXml *xml, uint32_t i, uint32_t end, const char *ns,
                         const char *name)
{
    for (; i < end; i = ng_xml_end(xml, i))
        if (ng_xml_is(xml, i, ns, name))
            return i;
    return 0;
}

uint32_t ng_xml_child(const NgXml *xml, uint32_t parent, const char *ns, const char *name)
{
    return first_of(xml, parent + 1, ng_xml_end(xml, parent), ns, name);
}

uint32_t ng_xml_next(const NgXml *xml, uint32_t node, const char *ns, const char *name)
{
    uint32_t parent = ng_xml_parent(xml, node);
    return node ? first_of(xml, ng_xml_end(xml, node), ng_xml_end(xml, parent), ns, name) : 0;
}

uint32_t ng_xml_descend(const NgXml *xml, uint32_t top, uint32_t after, const char *ns,
                        const char *name)
{
    for (uint32_t i = after + 1; i < ng_xml_end(xml, top); i++)
        if (ng_xml_is(xml, i, ns, name))
            return i;
    return 0;
}

/* The steps of a path are followed with a return to earlier choices, so that a/b is found although
 * the first a has no b. */
uint32_t ng_xml_path(const NgXml *xml, uint32_t from, const char *path)
{
    if (g_str_has_prefix(path, "//"))
        return ng_xml_descend(xml, from, from, NULL, path + 2);
    g_auto(GStrv) steps = g_strsplit(path, "/", PATH_STEPS);
    guint n = g_strv_length(steps), depth = 0;
    uint32_t at[PATH_STEPS];
    if (n == 0)
        return 0;
    at[0] = ng_xml_child(xml, from, NULL, steps[0]);
    for (;;) {
        if (at[depth] == 0) {
            if (depth == 0)
                return 0;
            depth--;
        } else if (depth + 1 == n) {
            return at[depth];
        } else {
            depth++;
            at[depth] = ng_xml_child(xml, at[depth - 1], NULL, steps[depth]);
            continue;
        }
        at[depth] = ng_xml_next(xml, at[depth], NULL, steps[depth]);
    }
}

bool ng_xml_is_text(const NgXml *xml, uint32_t node)
{
    return ng_xml_node(xml, node)->is_text;
}

const char *ng_xml_text_bytes(const NgXml *xml, uint32_t i, gsize *len)
{
    const NgXmlNode *node = ng_xml_node(xml, i);
    *len = node->text_len;
    return xml->text->str + node->text;
}

static const char *find_attr(const NgXml *xml, uint32_t i, const char *ns, const char *name)
{
    const NgXmlNode *node = ng_xml_node(xml, i);
    for (uint32_t a = node->attr; a < node->attr + node->n_attrs; a++) {
        const NgXmlAttr *attr = &g_array_index(xml->attrs, NgXmlAttr, a);
        if ((!ns || strcmp(name_of(xml, attr->ns), ns) == 0) &&
            g_ascii_strcasecmp(name_of(xml, attr->name), name) == 0)
            return xml->values->str + attr->value;
    }
    return NULL;
}

const char *ng_xml_attr(const NgXml *xml, uint32_t node, const char *name)
{
    return find_attr(xml, node, "", name);
}

const char *ng_xml_attr_ns(const NgXml *xml, uint32_t node, const char *ns, const char *name)
{
    return find_attr(xml, node, ns, name);
}

const char *ng_xml_lang(const NgXml *xml, uint32_t node)
{
    for (; node != 0; node = ng_xml_parent(xml, node)) {
        const char *lang = find_attr(xml, node, NG_XML_NS, "lang");
        if (lang && *lang)
            return lang;
    }
    return NULL;
}

/* Elements of XHTML, NITF and the like that begin a line. */
static bool breaks_line(const char *name)
{
    static const char *const names[] = {
        "bq",         "block", "blockquote", "br",  "br2",   "body.end", "dd", "div", "dl",  "dt",
        "figcaption", "h1",    "h2",         "h3",  "h4",    "h5",       "h6", "hl1", "hl2", "hr",
        "li",         "ol",    "p",          "pre", "table", "td",       "th", "tr",  "ul"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

/* Whether a block ends between a node inside `last` and node i. */
static bool block_ends(const NgXml *xml, uint32_t last, uint32_t i)
{
    for (; i >= ng_xml_end(xml, last); last = ng_xml_parent(xml, last))
        if (breaks_line(name_of(xml, ng_xml_node(xml, last)->name)))
            return true;
    return false;
}

static GString *gather(const NgXml *xml, uint32_t top, bool lines)
{
    GString *out = g_string_new(NULL);
    uint32_t last = top; /* the innermost element so far */
    for (uint32_t i = top; i < ng_xml_end(xml, top); i++) {
        const NgXmlNode *node = ng_xml_node(xml, i);
        if (lines &&
            (block_ends(xml, last, i) || (!node->is_text && breaks_line(name_of(xml, node->name)))))
            g_string_append_c(out, ' ');
        if (node->is_text)
            g_string_append_len(out, xml->text->str + node->text, node->text_len);
        last = node->is_text ? node->parent : i;
    }
    return out;
}

char *ng_xml_text(const NgXml *xml, uint32_t node)
{
    if (node == 0)
        return NULL;
    GString *out = gather(xml, node, true);
    char *text = ng_clean_text(out->str, (gssize)out->len);
    g_string_free(out, TRUE);
    return text;
}

char *ng_xml_path_text(const NgXml *xml, uint32_t from, const char *path)
{
    return ng_xml_text(xml, ng_xml_path(xml, from, path));
}

char *ng_xml_raw(const NgXml *xml, uint32_t node, gsize *len)
{
    GString *out = node ? gather(xml, node, false) : g_string_new(NULL);
    *len = out->len;
    return g_string_free(out, FALSE);
}
