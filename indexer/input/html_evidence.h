/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what an element's name, classes, id and role say about the text inside it.
 * Evidence, weighed later against the text itself; words that web authors use anywhere, no site's.
 * Must not know: the text. */
#pragma once

#include "indexer/input/html_page.h"

G_BEGIN_DECLS

typedef enum {
    NG_EV_CLUTTER = 1 << 0, /* likely no part of the article */
    NG_EV_NEVER = 1 << 1,   /* never text: buttons, navigation */
    NG_EV_CONTENT = 1 << 2, /* likely the article */
    NG_EV_BODY = 1 << 3,    /* says that it is the article's text */
    NG_EV_LEDE = 1 << 4,
    NG_EV_BYLINE = 1 << 5,
    NG_EV_DATE = 1 << 6,
    NG_EV_CAPTION = 1 << 7,
    NG_EV_HIDDEN = 1 << 8,
    NG_EV_TITLE = 1 << 9,
    NG_EV_COMMENT = 1 << 10,
    NG_EV_QUOTE = 1 << 11,
    NG_EV_TEASER = 1 << 12, /* an abridged other article, or this one's lede */
} NgEvidence;

/* Evidence of one element itself, without its ancestors'. memo: a table of the page's own, by
 * g_str_hash, that holds what its class names say; it borrows from the page. */
guint ng_evidence(const NgPage *page, uint32_t node, GHashTable *memo);

G_END_DECLS
