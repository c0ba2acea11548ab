/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: how an answer is to be shown, decided once before anything is rendered.
 * main fills it from the options and the terminal; every renderer is a pure function of it and of
 * NgResults, and appends to a GString.
 * Must not know: files, the terminal, the index. */
#pragma once

#include "nutgraf/nutgraf.h"

typedef struct {
    const NgRequest *request; /* what was asked */
    const char *command;      /* the arguments as typed, quoted for a shell; "" when not known */
    const char *self;         /* where this answer can be fetched again: a URL, or NULL */
    const char *page;         /* and where it is a page for people */
    const char *site,
        *root;         /* whose answer it is, and the URL under which /p/ARTICLE/N is; or NULL */
    bool command_ends; /* they hold "--": more options only go before them */
    guint width;       /* columns, at least 20 */
    guint context;     /* how many paragraphs to show before and behind a hit */
    bool colour, links;
} NgView;

typedef void (*NgRenderer)(GString *out, const NgResults *results, const NgView *view);

/* For people: hits, then facets and timeline; with nothing found, what could be tried. */
void ng_render_text(GString *out, const NgResults *results, const NgView *view);
/* The contract's JSON, version 1, in one line. */
void ng_render_json(GString *out, const NgResults *results, const NgView *view);
/* The same hits, one a line, and nothing else. */
void ng_render_ndjson(GString *out, const NgResults *results, const NgView *view);
/* The hits as a table, RFC 4180: columns as in the contract, a row a hit. */
void ng_render_csv(GString *out, const NgResults *results, const NgView *view);
/* The hits as a feed, RSS 2.0, in the order of the hits. */
void ng_render_rss(GString *out, const NgResults *results, const NgView *view);
/* The number of articles, or of hits when not grouped. */
void ng_render_count(GString *out, const NgResults *results, const NgView *view);
