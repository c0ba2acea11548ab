/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what the formats of news agencies have in common: who wrote and sent an item,
 * which version of which item it is, and whether it may be shown at all. Between the readers of
 * agency formats and the article. Must not know: how any one format spells these. */
#pragma once

#include "indexer/input/reader.h"

G_BEGIN_DECLS

/* The embargo of what is withheld until further notice: nobody finds it. */
#define AGENCY_FURTHER_NOTICE "9999-12-31T23:59:59Z"
/* A headline, a note or a status line is shorter: patterns never run over more. */
#define AGENCY_NOTE_BYTES 600

/* One input on its way to the sinks. */
typedef struct {
    const NgInput *input;
    const NgSinks *sinks;
    bool several;   /* the file holds more than one item: each is named by its place */
    bool stopped;   /* the sink wants no more */
    guint64 place;  /* of the item in hand: its number, or the byte it begins at */
    guint articles; /* given */
    guint skips;
} Agency;

/* Gives the article to the sink, with what the options say, or skips it with a reason when nothing
 * can be read in it. Takes the article. */
void agency_deliver(Agency *agency, NgArticle *article);
/* The item in hand gives no article, for this reason. */
void agency_skip(Agency *agency, const char *reason);
/* An article that says nothing but that the one of this id is gone, up to this version of it. rule:
 * of the status. */
void agency_withdraw_other(Agency *agency, const NgArticle *by, const char *id, unsigned version,
                           const char *rule);

/* Each sets a field that is still empty, from text as the source has it, with the rule as its
 * provenance; NULL and what says nothing change nothing. */
void agency_title(NgArticle *article, const char *title, const char *rule);
void agency_id(NgArticle *article, const char *id);
/* A line under the headline, as a heading over the text; not when it only says the headline again.
 */
void agency_deck(NgArticle *article, const char *line);
void agency_lang(NgArticle *article, const char *tag, const char *rule);
/* An agency's code, address or full name becomes the name that readers know it by. */
void agency_outlet(NgArticle *article, const char *name, const char *rule);
/* A genre of press releases makes it a statement; any other says nothing. */
void agency_genre(NgArticle *article, const char *genre);
/* field: "published" or "updated"; true when it was a date. */
bool agency_date(NgArticle *article, const char *field, const char *date, const char *rule);
/* The leading number of "4", "12.1"; 0 without one. */
void agency_version(NgArticle *article, const char *version);

/* People to `authors`, agencies to `credit`; may be called again. */
void agency_byline(NgArticle *article, const char *byline, const char *rule);
void agency_credit(NgArticle *article, const char *name);

/* "usable", "stat:withheld", "Canceled", "Embargoed": what the format's own status field says. */
void agency_status(NgArticle *article, const char *status, const char *rule);
/* Found by nobody before `until`; until further notice when that is no date. */
void agency_embargo(NgArticle *article, const char *until, const char *rule);

/* Words of editors about an item: a kill, a correction? */
typedef enum {
    AGENCY_HEADLINE,    /* text for readers: only what opens it counts ("CORRECTED-Bank ...") */
    AGENCY_STATUS_LINE, /* nothing but a status, in capitals or not ("KILL", "1ST LEAD") */
    AGENCY_NOTE,        /* to editors ("Eds: CORRECTS name in paragraph 3") */
} AgencyWords;
void agency_words(NgArticle *article, const char *words, AgencyWords kind, const char *rule);
/* A headline without "CORRECTED-" and the like, which versions of one story share; new string. */
char *agency_bare_headline(const char *headline);

/* Whether a pattern is found; compiled into *once when first asked for. */
bool agency_says(GRegex **once, const char *pattern, const char *text);

/* Plain text: paragraphs by blank lines, indentation, and lines that end before their time. */
void agency_text(NgArticle *article, const char *text, gsize len);
/* Takes a byline over the text and a sign-off under it out of the paragraphs; agency_deliver does.
 */
void agency_settle_text(NgArticle *article);
/* The agency's name as readers know it, borrowed from a table, or NULL for one that is not in it.
 */
const char *agency_known(const char *name);
/* "(AP) _", "Berlin (dpa) -": the agency that a story's first paragraph names; new string or NULL.
 */
char *agency_of_dateline(const NgArticle *article);

G_END_DECLS
