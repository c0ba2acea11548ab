/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: a page as one flat array of nodes in document order.
 * Built from libxml2's events; metadata and main text read it.
 * Must not know: what any of it means. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef enum {
    NG_TAG_OTHER, /* an inline element that means nothing here, or one nobody knows */
    NG_TAG_TEXT,  /* a run of text, not an element */
    NG_TAG_A,
    NG_TAG_ADDRESS,
    NG_TAG_ARTICLE,
    NG_TAG_ASIDE,
    NG_TAG_BLOCKQUOTE,
    NG_TAG_BODY,
    NG_TAG_BR,
    NG_TAG_BUTTON,
    NG_TAG_CITE,
    NG_TAG_DD,
    NG_TAG_DETAILS,
    NG_TAG_DIALOG,
    NG_TAG_DIV, /* also center and other blocks without meaning */
    NG_TAG_DL,
    NG_TAG_DT,
    NG_TAG_FIGCAPTION,
    NG_TAG_FIGURE,
    NG_TAG_FOOTER,
    NG_TAG_FORM,
    NG_TAG_H1,
    NG_TAG_H2,
    NG_TAG_H3,
    NG_TAG_H4,
    NG_TAG_H5,
    NG_TAG_H6,
    NG_TAG_HEAD,
    NG_TAG_HEADER,
    NG_TAG_HR,
    NG_TAG_HTML,
    NG_TAG_IMG,
    NG_TAG_LABEL,
    NG_TAG_LI,
    NG_TAG_LINK,
    NG_TAG_MAIN,
    NG_TAG_META,
    NG_TAG_NAV,
    NG_TAG_OL,
    NG_TAG_OPTION,
    NG_TAG_P,
    NG_TAG_PRE,
    NG_TAG_SECTION,
    NG_TAG_STRONG, /* b and strong */
    NG_TAG_SUMMARY,
    NG_TAG_TABLE,
    NG_TAG_TBODY,
    NG_TAG_TD,
    NG_TAG_TH,
    NG_TAG_TIME,
    NG_TAG_TITLE,
    NG_TAG_TR,
    NG_TAG_UL,
    NG_TAG_COUNT
} NgTag;

typedef enum {
    NG_ATTR_CLASS,
    NG_ATTR_CONTENT,
    NG_ATTR_DATETIME,
    NG_ATTR_HIDDEN,
    NG_ATTR_HREF,
    NG_ATTR_HTTP_EQUIV,
    NG_ATTR_ID,
    NG_ATTR_ITEMPROP,
    NG_ATTR_ITEMTYPE,
    NG_ATTR_LANG,
    NG_ATTR_NAME,
    NG_ATTR_PROPERTY,
    NG_ATTR_REL,
    NG_ATTR_ROLE,
    NG_ATTR_STYLE,
    NG_ATTR_ARIA_HIDDEN,
    NG_ATTR_TESTID,
    NG_ATTR_COUNT
} NgAttr;

typedef struct {
    uint32_t parent;         /* index; the root's is itself */
    uint32_t end;            /* one past the last node of its subtree */
    uint32_t text, text_len; /* NG_TAG_TEXT: bytes in page->text */
    uint32_t attr;           /* first attribute in page->attrs */
    uint8_t n_attrs;
    uint8_t tag; /* NgTag */
} NgNode;

typedef struct {
    uint32_t value; /* NUL-terminated, in page->values */
    uint8_t name;   /* NgAttr */
} NgNodeAttr;

typedef struct {
    GArray *nodes; /* of NgNode; node 0 stands for the whole document */
    GArray *attrs; /* of NgNodeAttr */
    GString *text, *values;
} NgPage;

/* html: UTF-8, cleaned by ng_html_clean. Never NULL. */
NgPage *ng_page_parse(const char *html, gsize len);
void ng_page_free(NgPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgPage, ng_page_free)

static inline const NgNode *ng_page_node(const NgPage *page, uint32_t i)
{
    return &g_array_index(page->nodes, NgNode, i);
}
/* The attribute's value, borrowed, or NULL. */
const char *ng_page_attr(const NgPage *page, uint32_t node, NgAttr name);
/* The text of a subtree, white space collapsed and trimmed; at most max_bytes; new string. */
char *ng_page_text(const NgPage *page, uint32_t node, gsize max_bytes);
/* Whether a tag begins a new line of text. */
bool ng_tag_is_block(NgTag tag);

G_END_DECLS
