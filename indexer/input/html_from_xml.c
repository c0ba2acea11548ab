/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A subtree of XML as HTML, so that one way leads from markup to paragraphs. */
#include "indexer/input/html_fragment.h"

#include <string.h>

/* What elements of text formats are called in HTML; "" leaves the element out with all in it. Names
 * that are not here stay what they are: HTML's own, or inline ones that mean nothing there. */
static const struct {
    const char *name, *html;
} elements[] = {
    {"block", "div"},
    {"body.content", "div"},
    {"bq", "blockquote"},
    {"hl1", "h1"},
    {"hl2", "h3"},
    {"media", "figure"},
    {"media-caption", "figcaption"},
    {"media-metadata", ""},
    {"media-object", ""},
    {"media-producer", ""},
    {"media-reference", ""},
    {"para", "p"},
    {"paragraph", "p"},
    {"script", ""},
    {"style", ""},
};

static const char *const voids[] = {"area",  "base", "br",   "col",   "embed",  "hr", "img",
                                    "input", "link", "meta", "param", "source", "wbr"};

static const char *const attributes[] = {"href", "class", "id", "style", "hidden", "role", "lang"};

static const char *html_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(elements); i++)
        if (g_ascii_strcasecmp(elements[i].name, name) == 0)
            return elements[i].html;
    return name;
}

static bool is_void(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(voids); i++)
        if (g_ascii_strcasecmp(voids[i], name) == 0)
            return true;
    return false;
}

/* In preformatted text an empty line parts paragraphs. */
static void put_text(GString *out, const char *text, gsize len, bool pre)
{
    for (gsize i = 0; i < len; i++) {
        char c = text[i];
        if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '"')
            g_string_append(out, "&quot;");
        else if (pre && c == '\n' && i + 1 < len && text[i + 1] == '\n')
            g_string_append(out, "<br><br>");
        else
            g_string_append_c(out, c);
    }
}

static void put_start(const NgXml *xml, uint32_t node, const char *name, GString *out)
{
    g_string_append_printf(out, "<%s", name);
    for (guint i = 0; i < G_N_ELEMENTS(attributes); i++) {
        const char *value = ng_xml_attr(xml, node, attributes[i]);
        if (!value)
            continue;
        g_string_append_printf(out, " %s=\"", attributes[i]);
        put_text(out, value, strlen(value), false);
        g_string_append_c(out, '"');
    }
    g_string_append_c(out, '>');
}

static void put_end(const NgXml *xml, uint32_t node, GString *out)
{
    const char *name = html_name(ng_xml_name(xml, node));
    if (*name && !is_void(name))
        g_string_append_printf(out, "</%s>", name);
}

void ng_xml_to_html(const NgXml *xml, uint32_t top, GString *out)
{
    uint32_t open = top, end = ng_xml_end(xml, top);
    guint pre = 0;
    for (uint32_t i = top + 1; i < end; i++) {
        for (; i >= ng_xml_end(xml, open); open = ng_xml_parent(xml, open)) {
            put_end(xml, open, out);
            pre -= ng_xml_is(xml, open, NULL, "pre");
        }
        if (ng_xml_is_text(xml, i)) {
            gsize len;
            const char *text = ng_xml_text_bytes(xml, i, &len);
            put_text(out, text, len, pre > 0);
            continue;
        }
        const char *name = html_name(ng_xml_name(xml, i));
        if (!*name) {
            i = ng_xml_end(xml, i) - 1;
            continue;
        }
        put_start(xml, i, name, out);
        pre += ng_xml_is(xml, i, NULL, "pre");
        open = i;
    }
    for (; open != top; open = ng_xml_parent(xml, open))
        put_end(xml, open, out);
}
