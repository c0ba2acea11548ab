/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: some agencies deliver XML of their own. What a field is, its element's name says;
 * a record without both a place for a headline and a text is none. */
#include "indexer/input/xml_records.h"
#include "indexer/input/newsml.h"

#include <string.h>

static const char *const titles[] = {"headline", "title", "heading", "hl1", NULL};
static const char *const texts[] = {"content",  "body",  "bodytext", "text",
                                    "fulltext", "story", "newstext", NULL};
static const char *const ids[] = {"newsid", "itemid", "articleid", "storyid",
                                  "guid",   "uid",    "id",        NULL};
static const char *const dates[] = {
    "firstpublished", "publishdate", "pubdate",  "published", "publicationdate",
    "firstcreated",   "created",     "datetime", "date",      NULL};
static const char *const updates[] = {"updated", "modified", "lastmodified", "versioncreated",
                                      NULL};
static const char *const bylines[] = {"byline", "by", "author", "authors", "writer", NULL};
static const char *const houses[] = {"provider", "agency", "source", "origin", "publisher", NULL};
static const char *const languages[] = {"language", "lang", NULL};
static const char *const decks[] = {"subtitle", "subheadline", "subheading", "deck", NULL};
static const char *const slugs[] = {"slugline", "slug", "strapline", NULL};
static const char *const kills[] = {"cancelled", "canceled",   "withdrawn", "killed",
                                    "annuleret", "annulleret", NULL};
static const char *const corrections[] = {"correction", "corrected", "korrektion", "rettelse",
                                          NULL};

static uint32_t child_of(const NgXml *xml, uint32_t record, const char *const *names)
{
    for (guint i = 0; names[i]; i++) {
        uint32_t child = ng_xml_child(xml, record, NULL, names[i]);
        if (child) {
            return child;
        }
    }
    return 0;
}

/* The first of those that says something; new string or NULL. */
static char *text_of(const NgXml *xml, uint32_t record, const char *const *names)
{
    for (guint i = 0; names[i]; i++) {
        uint32_t child = ng_xml_child(xml, record, NULL, names[i]);
        char *text = child ? ng_xml_text(xml, child) : NULL;
        if (text) {
            return text;
        }
    }
    return NULL;
}

static bool is_true(const NgXml *xml, uint32_t record, const char *const *names)
{
    g_autofree char *text = text_of(xml, record, names);
    return text && (g_ascii_strcasecmp(text, "true") == 0 || strcmp(text, "1") == 0);
}

uint32_t ng_xml_record_next(const NgXml *xml, uint32_t after)
{
    uint32_t node = after;
    while ((node = ng_xml_descend(xml, 0, node, NULL, NULL)) != 0) {
        if (child_of(xml, node, titles) && child_of(xml, node, texts)) {
            return node;
        }
    }
    return 0;
}

void ng_xml_record_read(Agency *agency, const NgXml *xml, uint32_t record)
{
    NgArticle *article = ng_input_article(agency->input);
    g_autofree char *title = text_of(xml, record, titles), *id = text_of(xml, record, ids);
    g_autofree char *published = text_of(xml, record, dates);
    g_autofree char *updated = text_of(xml, record, updates);
    g_autofree char *byline = text_of(xml, record, bylines);
    g_autofree char *house = text_of(xml, record, houses);
    g_autofree char *language = text_of(xml, record, languages);
    g_autofree char *deck = text_of(xml, record, decks), *slug = text_of(xml, record, slugs);
    static const char *const versions[] = {"version", NULL};
    g_autofree char *version = text_of(xml, record, versions);
    agency_words(article, title, AGENCY_HEADLINE, "headline");
    agency_title(article, title, "headline");
    agency_id(article, id);
    agency_version(article, version);
    agency_lang(article, language ? language : ng_xml_lang(xml, record), "language");
    agency_date(article, "published", published, "date");
    agency_date(article, "updated", updated, "updated");
    agency_outlet(article, house, "source");
    agency_byline(article, byline, "byline");
    agency_deck(article, deck);
    guint over = article->paragraphs->len;
    uint32_t body = child_of(xml, record, texts);
    if (ng_newsml_markup(article, xml, body) == 0) {
        gsize len;
        g_autofree char *raw = ng_xml_raw(xml, body, &len);
        ng_newsml_characters(article, raw, len, NULL);
    }
    if (article->paragraphs->len > over) {
        agency_words(article, slug, AGENCY_HEADLINE, "slug");
    }
    if (is_true(xml, record, kills)) {
        agency_status(article, "withdrawn", "cancelled");
    } else if (is_true(xml, record, corrections)) {
        agency_status(article, "corrected", "correction");
    }
    agency_deliver(agency, article);
}
