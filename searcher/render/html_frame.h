/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: what stands around every page: head, masthead with the search box, foot.
 * Between html.c and html_article.c, which fill it, and the parts.
 * Must not know: results. */
#pragma once

#include "html_parts.h"

typedef enum {
    NG_FRAME_SEARCH,    /* the page of a search: links to others are relative to it */
    NG_FRAME_ELSEWHERE, /* another path: links begin with the base */
    NG_FRAME_FRAGMENT,  /* in a page of another site: links begin with the origin */
} NgFramePlace;

void ng_frame_init(NgPage *page, const NgSite *site, const NgParams *params, const NgView *view,
                   NgFramePlace place);
void ng_frame_clear(NgPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NgPage, ng_frame_clear)
/* title: text. canonical: path and query below the base, HTML, or NULL: no page to be found by.
 * extra: more for the head, HTML, or NULL. */
void ng_frame_open(GString *out, const NgPage *page, const char *title, const char *canonical,
                   const char *extra);
void ng_frame_close(GString *out, const NgPage *page);
