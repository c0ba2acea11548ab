/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libxml2's events into the flat page. Events, not libxml2's tree: the tree loses text below 256
 * levels and needs forty times the memory. Nodes lie in document order and know where their subtree
 * ends, so that nothing that walks them later needs recursion. */
#include "indexer/input/html_page.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_NODES 4000000

static const struct {
    const char *name;
    NgTag tag;
} tags[] = {
    {"a", NG_TAG_A},
    {"address", NG_TAG_ADDRESS},
    {"article", NG_TAG_ARTICLE},
    {"aside", NG_TAG_ASIDE},
    {"b", NG_TAG_STRONG},
    {"blockquote", NG_TAG_BLOCKQUOTE},
    {"body", NG_TAG_BODY},
    {"br", NG_TAG_BR},
    {"button", NG_TAG_BUTTON},
    {"center", NG_TAG_DIV},
    {"cite", NG_TAG_CITE},
    {"dd", NG_TAG_DD},
    {"details", NG_TAG_DETAILS},
    {"dialog", NG_TAG_DIALOG},
    {"div", NG_TAG_DIV},
    {"dl", NG_TAG_DL},
    {"dt", NG_TAG_DT},
    {"fieldset", NG_TAG_DIV},
    {"figcaption", NG_TAG_FIGCAPTION},
    {"figure", NG_TAG_FIGURE},
    {"footer", NG_TAG_FOOTER},
    {"form", NG_TAG_FORM},
    {"h1", NG_TAG_H1},
    {"h2", NG_TAG_H2},
    {"h3", NG_TAG_H3},
    {"h4", NG_TAG_H4},
    {"h5", NG_TAG_H5},
    {"h6", NG_TAG_H6},
    {"head", NG_TAG_HEAD},
    {"header", NG_TAG_HEADER},
    {"hgroup", NG_TAG_DIV},
    {"hr", NG_TAG_HR},
    {"html", NG_TAG_HTML},
    {"img", NG_TAG_IMG},
    {"label", NG_TAG_LABEL},
    {"li", NG_TAG_LI},
    {"link", NG_TAG_LINK},
    {"main", NG_TAG_MAIN},
    {"menu", NG_TAG_NAV},
    {"meta", NG_TAG_META},
    {"nav", NG_TAG_NAV},
    {"ol", NG_TAG_OL},
    {"option", NG_TAG_OPTION},
    {"p", NG_TAG_P},
    {"plaintext", NG_TAG_PRE},
    {"pre", NG_TAG_PRE},
    {"search", NG_TAG_NAV},
    {"section", NG_TAG_SECTION},
    {"strong", NG_TAG_STRONG},
    {"summary", NG_TAG_SUMMARY},
    {"table", NG_TAG_TABLE},
    {"tbody", NG_TAG_TBODY},
    {"td", NG_TAG_TD},
    {"tfoot", NG_TAG_TBODY},
    {"th", NG_TAG_TH},
    {"thead", NG_TAG_TBODY},
    {"time", NG_TAG_TIME},
    {"title", NG_TAG_TITLE},
    {"tr", NG_TAG_TR},
    {"ul", NG_TAG_UL},
    {"xmp", NG_TAG_PRE},
};

static const struct {
    const char *name;
    NgAttr attr;
} attributes[] = {
    {"aria-hidden", NG_ATTR_ARIA_HIDDEN},
    {"class", NG_ATTR_CLASS},
    {"content", NG_ATTR_CONTENT},
    {"data-component", NG_ATTR_TESTID},
    {"data-testid", NG_ATTR_TESTID},
    {"datetime", NG_ATTR_DATETIME},
    {"hidden", NG_ATTR_HIDDEN},
    {"href", NG_ATTR_HREF},
    {"http-equiv", NG_ATTR_HTTP_EQUIV},
    {"id", NG_ATTR_ID},
    {"itemprop", NG_ATTR_ITEMPROP},
    {"itemtype", NG_ATTR_ITEMTYPE},
    {"lang", NG_ATTR_LANG},
    {"name", NG_ATTR_NAME},
    {"property", NG_ATTR_PROPERTY},
    {"rel", NG_ATTR_REL},
    {"role", NG_ATTR_ROLE},
    {"style", NG_ATTR_STYLE},
    {"xml:lang", NG_ATTR_LANG},
};

bool ng_tag_is_block(NgTag tag)
{
    switch (tag) {
    case NG_TAG_OTHER:
    case NG_TAG_TEXT:
    case NG_TAG_A:
    case NG_TAG_BR:
    case NG_TAG_BUTTON:
    case NG_TAG_CITE:
    case NG_TAG_IMG:
    case NG_TAG_LABEL:
    case NG_TAG_LINK:
    case NG_TAG_META:
    case NG_TAG_OPTION:
    case NG_TAG_STRONG:
    case NG_TAG_TIME:
        return false;
    default:
        return true;
    }
}

typedef struct {
    NgPage *page;
    uint32_t open;    /* the innermost open element */
    uint32_t ignored; /* elements open beyond MAX_NODES */
} Builder;

#define NODE(page, i) (&g_array_index((page)->nodes, NgNode, i))

static NgTag tag_of(const char *name)
{
    guint low = 0, high = G_N_ELEMENTS(tags);
    while (low < high) {
        guint mid = (low + high) / 2;
        int order = strcmp(name, tags[mid].name);
        if (order == 0)
            return tags[mid].tag;
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    /* what a site defines itself (<fact-box>) stands for a box more often than not */
    return strchr(name, '-') ? NG_TAG_DIV : NG_TAG_OTHER;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **atts)
{
    Builder *builder = data;
    NgPage *page = builder->page;
    if (page->nodes->len >= MAX_NODES || builder->ignored) {
        builder->ignored++;
        return;
    }
    NgNode node = {.parent = builder->open, .attr = page->attrs->len, .tag = tag_of((char *)name)};
    for (; atts && atts[0]; atts += 2) {
        for (guint i = 0; i < G_N_ELEMENTS(attributes); i++) {
            if ((char)atts[0][0] != attributes[i].name[0] ||
                strcmp((char *)atts[0], attributes[i].name) != 0)
                continue;
            NgNodeAttr attr = {.value = page->values->len, .name = attributes[i].attr};
            if (atts[1])
                g_string_append(page->values, (char *)atts[1]);
            g_string_append_c(page->values, '\0');
            g_array_append_val(page->attrs, attr);
            node.n_attrs++;
            break;
        }
    }
    builder->open = page->nodes->len;
    g_array_append_val(page->nodes, node);
}

static void on_end(void *data, const xmlChar *name)
{
    (void)name;
    Builder *builder = data;
    if (builder->ignored) {
        builder->ignored--;
        return;
    }
    if (builder->open == 0)
        return;
    NgNode *node = NODE(builder->page, builder->open);
    node->end = builder->page->nodes->len;
    builder->open = node->parent;
}

static void on_text(void *data, const xmlChar *text, int len)
{
    Builder *builder = data;
    NgPage *page = builder->page;
    NgNode *last = NODE(page, page->nodes->len - 1);
    /* the parser hands one run of text over in pieces */
    if (last->tag == NG_TAG_TEXT && last->parent == builder->open)
        last->text_len += (uint32_t)len;
    else {
        NgNode node = {.parent = builder->open,
                       .end = page->nodes->len + 1,
                       .text = (uint32_t)page->text->len,
                       .text_len = (uint32_t)len,
                       .tag = NG_TAG_TEXT};
        g_array_append_val(page->nodes, node);
    }
    g_string_append_len(page->text, (const char *)text, len);
}

NgPage *ng_page_parse(const char *html, gsize len)
{
    NgPage *page = g_new0(NgPage, 1);
    page->nodes = g_array_sized_new(FALSE, FALSE, sizeof(NgNode), 1024 + (guint)(len / 40));
    page->attrs = g_array_sized_new(FALSE, FALSE, sizeof(NgNodeAttr), 1024 + (guint)(len / 60));
    page->text = g_string_sized_new(len / 2 + 64);
    page->values = g_string_sized_new(len / 4 + 64);
    NgNode root = {.tag = NG_TAG_DIV};
    g_array_append_val(page->nodes, root);

    Builder builder = {.page = page};
    htmlSAXHandler sax = {.startElement = on_start,
                          .endElement = on_end,
                          .characters = on_text,
                          .ignorableWhitespace = on_text,
                          .cdataBlock = on_text};
    htmlParserCtxtPtr ctxt =
        htmlCreatePushParserCtxt(&sax, &builder, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (ctxt) {
        htmlCtxtUseOptions(ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                     HTML_PARSE_NOWARNING | HTML_PARSE_NODEFDTD |
                                     HTML_PARSE_IGNORE_ENC);
        /* in pieces: libxml2 takes a length as int, and moves what it has not yet read */
        for (gsize at = 0; at < len;) {
            gsize n = MIN(len - at, (gsize)1 << 20);
            htmlParseChunk(ctxt, html + at, (int)n, at + n == len);
            at += n;
        }
        if (ctxt->myDoc)
            xmlFreeDoc(ctxt->myDoc);
        htmlFreeParserCtxt(ctxt);
    }
    while (builder.open != 0)
        on_end(&builder, NULL);
    NODE(page, 0)->end = page->nodes->len;
    return page;
}

void ng_page_free(NgPage *page)
{
    if (!page)
        return;
    g_array_free(page->nodes, TRUE);
    g_array_free(page->attrs, TRUE);
    g_string_free(page->text, TRUE);
    g_string_free(page->values, TRUE);
    g_free(page);
}

const char *ng_page_attr(const NgPage *page, uint32_t i, NgAttr name)
{
    const NgNode *node = NODE(page, i);
    for (uint32_t a = node->attr; a < node->attr + node->n_attrs; a++) {
        const NgNodeAttr *attr = &g_array_index(page->attrs, NgNodeAttr, a);
        if (attr->name == name)
            return page->values->str + attr->value;
    }
    return NULL;
}

char *ng_page_text(const NgPage *page, uint32_t i, gsize max_bytes)
{
    GString *out = g_string_new(NULL);
    bool space = false;
    for (uint32_t n = i; n < NODE(page, i)->end && out->len < max_bytes; n++) {
        const NgNode *node = NODE(page, n);
        if (node->tag != NG_TAG_TEXT) {
            space = space || ng_tag_is_block(node->tag) || node->tag == NG_TAG_BR;
            continue;
        }
        const char *text = page->text->str + node->text;
        for (uint32_t c = 0; c < node->text_len; c++) {
            if (g_ascii_isspace(text[c])) {
                space = true;
                continue;
            }
            if (space && out->len > 0)
                g_string_append_c(out, ' ');
            space = false;
            g_string_append_c(out, text[c]);
        }
    }
    /* a cut never leaves half a character */
    const char *stop;
    if (!g_utf8_validate_len(out->str, out->len, &stop))
        g_string_truncate(out, stop - out->str);
    return g_string_free(out, FALSE);
}
