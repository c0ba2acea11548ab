/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libxml2's events into the flat tree. Events, not libxml2's tree: that loses text below 256 levels
 * and needs many times the memory. Nodes lie in document order and know where their subtree ends,
 * so that nothing that walks them needs recursion. */
#include "indexer/input/xml.h"
#include "indexer/input/html_charset.h"
#include "indexer/input/xml_mend.h"
#include "indexer/input/xml_tree.h"
#include "nutgraf/error.h"

#include <libxml/parser.h>
#include <string.h>

#define MAX_BYTES (40u << 20)
#define MAX_NODES 3000000
#define MAX_NAMES 65000

/* Prefixes in common use whose declaration is often forgotten. */
static const struct {
    const char *prefix, *ns;
} known_prefixes[] = {
    {"atom", "http://www.w3.org/2005/Atom"},
    {"atom10", "http://www.w3.org/2005/Atom"},
    {"content", "http://purl.org/rss/1.0/modules/content/"},
    {"creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"feedburner", "http://rssnamespace.org/feedburner/ext/1.0"},
    {"georss", "http://www.georss.org/georss"},
    {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {"media", "http://search.yahoo.com/mrss/"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"slash", "http://purl.org/rss/1.0/modules/slash/"},
    {"sy", "http://purl.org/rss/1.0/modules/syndication/"},
    {"thr", "http://purl.org/syndication/thread/1.0"},
    {"wfw", "http://wellformedweb.org/CommentAPI/"},
    {"xhtml", "http://www.w3.org/1999/xhtml"},
    {"xlink", "http://www.w3.org/1999/xlink"},
    {"xml", NG_XML_NS},
};

typedef struct {
    NgXml *xml;
    uint32_t open;    /* the innermost open element */
    uint32_t ignored; /* elements open beyond MAX_NODES */
    bool begun;       /* the element around all was seen */
} Builder;

static uint16_t intern(NgXml *xml, const char *name)
{
    if (!name || !*name)
        return 0;
    gpointer found = g_hash_table_lookup(xml->name_numbers, name);
    if (found)
        return (uint16_t)GPOINTER_TO_UINT(found);
    if (xml->names->len >= MAX_NAMES)
        return 0;
    char *copy = g_strdup(name);
    g_hash_table_insert(xml->name_numbers, copy, GUINT_TO_POINTER(xml->names->len));
    g_ptr_array_add(xml->names, copy);
    return (uint16_t)(xml->names->len - 1);
}

static uint16_t intern_ns(NgXml *xml, const char *prefix, const char *uri)
{
    if (uri || !prefix)
        return intern(xml, uri);
    for (guint i = 0; i < G_N_ELEMENTS(known_prefixes); i++)
        if (strcmp(known_prefixes[i].prefix, prefix) == 0)
            return intern(xml, known_prefixes[i].ns);
    return intern(xml, prefix);
}

static void add_attribute(NgXml *xml, const xmlChar **att)
{
    NgXmlAttr attr = {.name = intern(xml, (const char *)att[0]),
                      .ns = intern_ns(xml, (const char *)att[1], (const char *)att[2]),
                      .value = (uint32_t)xml->values->len};
    /* without NOENT libxml2 hands "&" over as "&#38;", and no other reference is left */
    for (const char *at = (const char *)att[3], *end = (const char *)att[4]; at < end; at++) {
        g_string_append_c(xml->values, *at);
        if (*at == '&' && end - at >= 5 && memcmp(at, "&#38;", 5) == 0)
            at += 4;
    }
    g_string_append_c(xml->values, '\0');
    g_array_append_val(xml->attrs, attr);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
    (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    Builder *builder = data;
    NgXml *xml = builder->xml;
    if (!builder->begun) {
        builder->begun = true; /* the top is node 0 */
        return;
    }
    if (xml->nodes->len >= MAX_NODES || builder->ignored) {
        builder->ignored++;
        xml->well_formed = false;
        return;
    }
    NgXmlNode node = {.parent = builder->open,
                      .attr = xml->attrs->len,
                      .n_attrs = (uint16_t)n_attributes,
                      .name = intern(xml, (const char *)name),
                      .ns = intern_ns(xml, (const char *)prefix, (const char *)uri)};
    for (int i = 0; i < n_attributes; i++)
        add_attribute(xml, attributes + (gsize)i * 5);
    builder->open = xml->nodes->len;
    g_array_append_val(xml->nodes, node);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    Builder *builder = data;
    if (builder->ignored) {
        builder->ignored--;
        return;
    }
    if (builder->open == 0)
        return;
    NgXmlNode *node = &g_array_index(builder->xml->nodes, NgXmlNode, builder->open);
    node->end = builder->xml->nodes->len;
    builder->open = node->parent;
}

static void on_text(void *data, const xmlChar *text, int len)
{
    Builder *builder = data;
    NgXml *xml = builder->xml;
    NgXmlNode *last = &g_array_index(xml->nodes, NgXmlNode, xml->nodes->len - 1);
    /* the parser hands one run of text over in pieces; beyond the last node the text joins it */
    if (last->is_text && (last->parent == builder->open || xml->nodes->len >= MAX_NODES)) {
        last->text_len += (uint32_t)len;
    } else {
        NgXmlNode node = {.parent = builder->open,
                          .end = xml->nodes->len + 1,
                          .text = (uint32_t)xml->text->len,
                          .text_len = (uint32_t)len,
                          .is_text = true};
        g_array_append_val(xml->nodes, node);
    }
    g_string_append_len(xml->text, (const char *)text, len);
}

/* Prefixes nobody declared are no matter here, and whatever else it finds was mended as well as it
 * could be. */
static void on_error(void *data, xmlErrorPtr error)
{
    (void)data, (void)error;
}

static xmlParserInputPtr refuse(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    (void)url, (void)id, (void)ctxt;
    return NULL;
}

static void parse(NgXml *xml, const GString *mended)
{
    static gsize once;
    if (g_once_init_enter(&once)) {
        xmlInitParser();
        xmlSetExternalEntityLoader(refuse);
        g_once_init_leave(&once, 1);
    }
    Builder builder = {.xml = xml};
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .serror = on_error};
    xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(&sax, &builder, NULL, 0, NULL);
    if (!ctxt)
        return;
    xmlCtxtUseOptions(ctxt, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
    ctxt->sax->serror = on_error;
    for (gsize at = 0; at < mended->len;) {
        gsize n = MIN(mended->len - at, (gsize)1 << 20);
        xmlParseChunk(ctxt, mended->str + at, (int)n, at + n == mended->len);
        at += n;
    }
    xml->well_formed = xml->well_formed && ctxt->wellFormed;
    if (ctxt->myDoc)
        xmlFreeDoc(ctxt->myDoc);
    xmlFreeParserCtxt(ctxt);
    while (builder.open != 0)
        on_end(&builder, NULL, NULL, NULL);
    g_array_index(xml->nodes, NgXmlNode, 0).end = xml->nodes->len;
}

NgXml *ng_xml_parse_apart(const char *data, gsize len, const char *const *apart, GError **error)
{
    if (len > MAX_BYTES) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT,
                    "the XML is larger than %u MB: split it first", MAX_BYTES >> 20);
        return NULL;
    }
    gsize utf8_len;
    g_autofree char *utf8 = ng_html_to_utf8(data, len, &utf8_len, NULL);
    NgXml *xml = g_new0(NgXml, 1);
    GString *mended = ng_xml_mend(utf8, utf8_len, apart, &xml->well_formed);
    g_clear_pointer(&utf8, g_free);
    xml->nodes = g_array_sized_new(FALSE, FALSE, sizeof(NgXmlNode), 64 + (guint)(len / 64));
    xml->attrs = g_array_new(FALSE, FALSE, sizeof(NgXmlAttr));
    xml->text = g_string_sized_new(len / 2 + 64);
    xml->values = g_string_sized_new(len / 8 + 64);
    xml->names = g_ptr_array_new_with_free_func(g_free);
    xml->name_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_ptr_array_add(xml->names, g_strdup(""));
    NgXmlNode top = {0};
    g_array_append_val(xml->nodes, top);
    parse(xml, mended);
    g_string_free(mended, TRUE);
    if (ng_xml_child(xml, 0, NULL, NULL) == 0) {
        ng_xml_free(xml);
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "no XML element in it");
        return NULL;
    }
    return xml;
}

NgXml *ng_xml_parse(const char *data, gsize len, GError **error)
{
    return ng_xml_parse_apart(data, len, NULL, error);
}

void ng_xml_free(NgXml *xml)
{
    if (!xml)
        return;
    g_array_free(xml->nodes, TRUE);
    g_array_free(xml->attrs, TRUE);
    g_string_free(xml->text, TRUE);
    g_string_free(xml->values, TRUE);
    g_hash_table_unref(xml->name_numbers);
    g_ptr_array_unref(xml->names);
    g_free(xml);
}
