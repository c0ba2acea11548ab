/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the reader of NewsML 1.x and NewsML-G2, and what the two share. */
#include "indexer/input/newsml.h"
#include "indexer/input/html_fragment.h"
#include "indexer/input/nitf.h"
#include "indexer/input/xml_records.h"

#include <string.h>

/* ---- content ---- */

guint ng_newsml_characters(NgArticle *article, const char *text, gsize len, const char *type)
{
    guint before = article->paragraphs->len;
    bool plain = type && g_ascii_strncasecmp(type, "text/plain", 10) == 0;
    guint paragraphs = 0;
    for (const char *p = text; (p = strchr(p, '<')) != NULL; p++) {
        paragraphs += (p[1] == 'p' || p[1] == 'P') && (p[2] == '>' || p[2] == ' ');
    }
    /* Plain text that somebody wrapped in one pair of tags keeps its own lines. */
    if (plain && paragraphs == 1 &&
        g_ascii_strncasecmp(text + strspn(text, " \t\r\n"), "<p>", 3) == 0) {
        g_autoptr(GString) bare = g_string_new_len(text, (gssize)len);
        g_string_replace(bare, "<p>", "", 1);
        g_string_replace(bare, "</p>", "", 1);
        agency_text(article, bare->str, bare->len);
    } else if (paragraphs > 0 || strstr(text, "<br") || strstr(text, "<div") ||
               (type && strstr(type, "html"))) {
        ng_html_fragment_add(article, text, (gssize)len, NG_FRAGMENT_PLAIN);
    } else {
        agency_text(article, text, len);
    }
    return article->paragraphs->len - before;
}

guint ng_newsml_markup(NgArticle *article, const NgXml *xml, uint32_t node)
{
    static const char *const stories[] = {
        "html", "body",  "body.content", "div", "section", "article", "p",        "block",   "span",
        "main", "table", "ul",           "pre", "h1",      "h2",      "newstext", "bodytext"};
    guint before = article->paragraphs->len;
    uint32_t nitf =
        ng_xml_is(xml, node, NULL, "nitf") ? node : ng_xml_child(xml, node, NULL, "nitf");
    if (nitf) {
        ng_nitf_metadata(article, xml, nitf);
        ng_nitf_body(article, xml, nitf);
        return article->paragraphs->len - before;
    }
    uint32_t html = ng_xml_child(xml, node, NULL, "html");
    uint32_t body = html ? ng_xml_child(xml, html, NULL, "body") : 0;
    if (body) {
        g_autofree char *title = ng_xml_path_text(xml, html, "head/title");
        agency_title(article, title, "html title");
        return ng_agency_markup_add(article, xml, body);
    }
    for (uint32_t child = ng_xml_child(xml, node, NULL, NULL); child;
         child = ng_xml_next(xml, child, NULL, NULL)) {
        for (guint i = 0; i < G_N_ELEMENTS(stories); i++) {
            if (ng_xml_is(xml, child, NULL, stories[i])) {
                return ng_agency_markup_add(article, xml, node);
            }
        }
    }
    return 0;
}

const char *ng_newsml_other_medium(const char *medium)
{
    static const struct {
        const char *word, *reason;
    } media[] = {
        {"picture", "a picture, not an article"},       {"photo", "a picture, not an article"},
        {"image", "a picture, not an article"},         {"graphic", "a graphic, not an article"},
        {"animation", "a graphic, not an article"},     {"video", "a video, not an article"},
        {"audio", "a sound recording, not an article"}, {"complexdata", "data, not an article"},
    };
    g_autofree char *lower = medium ? g_ascii_strdown(medium, -1) : g_strdup("");
    for (guint i = 0; i < G_N_ELEMENTS(media); i++) {
        if (strstr(lower, media[i].word)) {
            return media[i].reason;
        }
    }
    return NULL;
}

/* ---- the reader ---- */

static int sniff(const char *data, gsize len, const char *path)
{
    static const char *const roots[] = {
        "NewsML",       "newsItem",    "newsMessage", "packageItem", "conceptItem", "knowledgeItem",
        "planningItem", "catalogItem", "contentSet",  "groupSet",    "catalog"};
    (void)path;
    g_autofree char *root = ng_xml_sniff_root(data, len);
    for (guint i = 0; root && i < G_N_ELEMENTS(roots); i++) {
        if (g_ascii_strcasecmp(roots[i], root) == 0) {
            return 96;
        }
    }
    /* XML that nobody else takes: records of an agency's own, or a reason that says what it is. */
    static const char *const others[] = {"html", "rss", "feed", "rdf", "nitf", "opml", "svg"};
    for (guint i = 0; root && i < G_N_ELEMENTS(others); i++) {
        if (g_ascii_strcasecmp(others[i], root) == 0) {
            return 0;
        }
    }
    gsize at = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (root && len > at + 5 && memcmp(data + at, "<?xml", 5) == 0) {
        return 70;
    }
    /* A small document without the prolog, seen whole. */
    while (len > 0 && g_ascii_isspace(data[len - 1])) {
        len--;
    }
    g_autofree char *end = g_strdup_printf("</%s>", root ? root : "");
    gsize end_len = strlen(end);
    return root && len > end_len && memcmp(data + len - end_len, end, end_len) == 0 ? 8 : 0;
}

static bool first_generation(const NgXml *xml, uint32_t item)
{
    return ng_xml_is(xml, item, NULL, "newsItem") &&
           (ng_xml_child(xml, item, NULL, "Identification") ||
            ng_xml_child(xml, item, NULL, "NewsManagement") ||
            ng_xml_child(xml, item, NULL, "NewsComponent"));
}

/* The item behind `after` that is inside no other item but a message's. */
static uint32_t next_item(const NgXml *xml, uint32_t after)
{
    uint32_t node = after;
    while ((node = ng_xml_descend(xml, 0, node, NULL, NULL)) != 0) {
        if (ng_newsml_g2_is_item(xml, node)) {
            return node;
        }
    }
    return 0;
}

static bool read_records(Agency *agency, const NgXml *xml, GError **error)
{
    uint32_t record = ng_xml_record_next(xml, 0);
    if (!record) {
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "XML without a news item in it (<%s>)",
                    ng_xml_name(xml, ng_xml_child(xml, 0, NULL, NULL)));
        return false;
    }
    agency->several = ng_xml_record_next(xml, ng_xml_end(xml, record) - 1) != 0;
    while (record && !agency->stopped) {
        agency->place++;
        ng_xml_record_read(agency, xml, record);
        record = ng_xml_record_next(xml, ng_xml_end(xml, record) - 1);
    }
    return true;
}

static bool read_newsml(const NgInput *input, const NgSinks *sinks, GError **error)
{
    Agency agency = {.input = input, .sinks = sinks};
    g_autoptr(NgXml) xml = ng_xml_parse(input->data, input->len, error);
    if (!xml) {
        return false;
    }
    uint32_t item = next_item(xml, 0);
    if (!item) {
        return read_records(&agency, xml, error);
    }
    agency.several = next_item(xml, ng_xml_end(xml, item) - 1) != 0;
    while (item && !agency.stopped) {
        agency.place++;
        if (first_generation(xml, item)) {
            ng_newsml_1_item(&agency, xml, item);
        } else {
            ng_newsml_g2_item(&agency, xml, item);
        }
        item = next_item(xml, ng_xml_end(xml, item) - 1);
    }
    return true;
}

const NgReader ng_reader_newsml = {.name = "newsml", .sniff = sniff, .read = read_newsml};
