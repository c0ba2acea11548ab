/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: what a feed says of itself and of each item, whatever kind of feed it is.
 * RSS, Atom and JSON Feed fill records of facts; an article is made of an item's and its channel's.
 * Must not know: which fact wins (that is feed_article.c's) nor the index. */
#pragma once

#include "indexer/input/reader.h"
#include "indexer/input/xml.h"

G_BEGIN_DECLS

typedef enum {
    NG_FEED_TITLE,
    NG_FEED_TEXT,    /* the text in full, or what stands for it */
    NG_FEED_SUMMARY, /* a teaser, or all there is */
    NG_FEED_LINK,    /* absolute, or as found when nothing makes it so */
    NG_FEED_ID,
    NG_FEED_AUTHOR,
    NG_FEED_PUBLISHED,
    NG_FEED_UPDATED,
    NG_FEED_LANG,
    NG_FEED_OUTLET, /* another than the channel's title: where an item was taken from */
    NG_FEED_NAME,   /* of a channel: who or what else it is called after (owner, copyright) */
} NgFeedField;

typedef enum {
    NG_FEED_PLAIN,  /* text in which "<" is a "<" */
    NG_FEED_LOOSE,  /* text or HTML, for the format leaves it open */
    NG_FEED_MARKUP, /* HTML */
} NgFeedForm;

typedef struct {
    NgFeedField field;
    NgFeedForm form;
    guint rank;       /* 0 is the best of its field */
    const char *rule; /* static: "rss:pubDate" */
    char *value;      /* UTF-8, trimmed, never empty */
} NgFeedFact;

/* The facts of one item, or of the channel. */
typedef struct {
    GArray *facts; /* of NgFeedFact, in the order found */
    bool deleted;  /* a tombstone: the entry that it names is withdrawn */
} NgFeedRecord;

NgFeedRecord *ng_feed_record_new(void);
void ng_feed_record_free(NgFeedRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgFeedRecord, ng_feed_record_free)
/* Takes the value over; drops it when it is NULL or blank. */
void ng_feed_add(NgFeedRecord *record, NgFeedField field, guint rank, NgFeedForm form,
                 const char *rule, char *value);
/* The best fact of a field, the first among equals; NULL when there is none. */
const NgFeedFact *ng_feed_best(const NgFeedRecord *record, NgFeedField field);

/* XML: the elements that are items (of uint32_t, new), empty when it is no feed; facts of the
 * channel around them and of one item. */
GArray *ng_feed_xml_items(const NgXml *xml);
NgFeedRecord *ng_feed_xml_channel(const NgXml *xml, uint32_t first_item);
NgFeedRecord *ng_feed_xml_item(const NgXml *xml, uint32_t item, const char *base);
/* A link as an address: relative to xml:base of the elements around it, then to `base`. */
char *ng_feed_xml_resolve(const NgXml *xml, uint32_t node, const char *link, const char *base);
/* Appends a record for each of Atom's tombstones (RFC 6721) to those of the items, which say where
 * an entry that is named by its id can be read. */
void ng_feed_xml_deleted(const NgXml *xml, GPtrArray *records, const char *base);
/* JSON Feed: `records` gets the items; returns the channel's facts, or NULL with an error. */
NgFeedRecord *ng_feed_json(const char *json, gsize len, GPtrArray *records, GError **error);

/* What all articles of one feed share. */
typedef struct {
    const NgInput *input;
    const NgFeedRecord *channel;
    char *outlet; /* or NULL */
    const char *outlet_rule;
    const char *lang; /* what the channel claims, or NULL */
    const char *lang_rule;
    GHashTable *links; /* link to how many items have it */
} NgFeed;

/* The article that an item is; NULL when it has neither title nor text. */
NgArticle *ng_feed_article(const NgFeed *feed, const NgFeedRecord *item);

/* The channel's name as readers call it, from its title and what else the channel says; new string
 * or NULL. */
char *ng_feed_outlet(const NgFeedRecord *channel, const char **rule);
/* A name without "RSS", "- Top Stories" and the like, judged by `channel` (may be NULL). */
char *ng_feed_outlet_tidy(const char *title, const NgFeedRecord *channel);

/* A fact as one line of text: markup dropped, what was escaped twice or three times resolved; new
 * string, NULL when nothing is left or it is no line (over 4,000 bytes). */
char *ng_feed_line(const NgFeedFact *fact);
/* Title and paragraphs. */
void ng_feed_settle_title(NgArticle *article, const NgFeedRecord *item);
void ng_feed_settle_text(NgArticle *article, const NgFeedRecord *item);
/* "By Jane Doe" as the first line of the text: an author, and no part of it. */
void ng_feed_take_byline(NgArticle *article);
/* Authors of an item, or of the channel where it may speak for all. */
void ng_feed_settle_authors(NgArticle *article, const NgFeedRecord *item,
                            const NgFeedRecord *channel);

G_END_DECLS
