/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: the command line, checked, as a request and a way to show its answer.
 * First step of the program.
 * Must not know: the index, rendering. */
#pragma once

#include "nutgraf/nutgraf.h"

typedef enum {
    NG_FORMAT_TEXT,
    NG_FORMAT_JSON,
    NG_FORMAT_NDJSON,
    NG_FORMAT_CSV,
    NG_FORMAT_RSS,
    NG_FORMAT_HTML
} NgFormat;
typedef enum { NG_WHEN_AUTO, NG_WHEN_ALWAYS, NG_WHEN_NEVER } NgWhen;

typedef struct {
    char **db;         /* folders, at least one; NULL-terminated */
    bool db_given;     /* named on the command line */
    char *query;       /* the words joined; valid UTF-8, "" without any */
    char *command;     /* the arguments again, quoted for a shell */
    bool command_ends; /* with "--" among them */
    bool help, version, no_pager;
    bool serve; /* a web server is wanted, no answer */
    guint port; /* its port; 0: any */
    /* standing queries: at most one of them */
    char *save, *new_since_last, *run_saved, *forget;
    bool list_saved;
    char **standing; /* this command as it is saved: options, "--", words; folders made absolute */
    NgFormat format;
    NgWhen color, hyperlink;
    guint context;     /* paragraphs around each hit */
    NgRequest request; /* borrows from the rest */

    char **actor, **outlet, **saidby, **lang, **kind;
    char *since, *until, *like;
    GArray *facets; /* of NgFacetRequest */
    bool facets_given;
    bool everything; /* an order was asked for: of all there is, when there are no words */
} NgSearchOptions;

/* argv: NULL-terminated. false with a line for the user when the command makes no sense. Options
 * are to be cleared in either case. */
bool ng_search_options_parse(char *const *argv, NgSearchOptions *options, GError **error);
void ng_search_options_clear(NgSearchOptions *options);

/* Neither words nor filters: there is nothing to search for. */
bool ng_search_options_empty(const NgSearchOptions *options);

/* One screen, 24 lines of 80 columns. */
extern const char ng_search_help[];
/* Every option there is, and those of the contract that this version refuses. */
const GOptionEntry *ng_search_option_entries(void);
