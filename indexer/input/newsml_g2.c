/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: an item of NewsML-G2 (IPTC, NewsML-G2 Guidelines): its status and dates in
 * itemMeta, who and what in contentMeta, the story in contentSet. */
#include "indexer/input/newsml.h"

#include <string.h>

/* Names that one item gives; more is a fault in the file. */
enum { PEOPLE_MAX = 100 };

bool ng_newsml_g2_is_item(const NgXml *xml, uint32_t node)
{
    static const char *const items[] = {"newsItem",      "packageItem",  "conceptItem",
                                        "knowledgeItem", "planningItem", "catalogItem"};
    /* Parts of an item that somebody sent alone. */
    static const char *const parts[] = {"contentSet", "groupSet", "catalog"};
    for (guint i = 0; ng_xml_parent(xml, node) == 0 && i < G_N_ELEMENTS(parts); i++) {
        if (ng_xml_is(xml, node, NULL, parts[i])) {
            return true;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(items); i++) {
        if (ng_xml_is(xml, node, NULL, items[i])) {
            return true;
        }
    }
    return false;
}

/* A controlled value as it says itself: its code (qcode), its URI, or a literal. */
static const char *coded(const NgXml *xml, uint32_t node)
{
    const char *value = node ? ng_xml_attr(xml, node, "qcode") : NULL;
    value = node && !value ? ng_xml_attr(xml, node, "uri") : value;
    return node && !value ? ng_xml_attr(xml, node, "literal") : value;
}

/* "nprov:REUTERS", ".../nprov/REUTERS" -> "REUTERS". */
static const char *code_of(const char *coded_value)
{
    const char *colon = coded_value ? strrchr(coded_value, ':') : NULL;
    const char *slash = coded_value ? strrchr(coded_value, '/') : NULL;
    const char *last = MAX(colon, slash);
    return last ? last + 1 : coded_value;
}

static bool ends_in(const char *value, const char *code)
{
    const char *own = code_of(value);
    return own && g_ascii_strcasecmp(own, code) == 0;
}

static void read_outlet(NgArticle *article, const NgXml *xml, uint32_t item, uint32_t meta)
{
    uint32_t provider = ng_xml_child(xml, meta, NULL, "provider");
    uint32_t holder = ng_xml_path(xml, item, "rightsInfo/copyrightHolder");
    const char *code = code_of(coded(xml, provider));
    g_autofree char *name = provider ? ng_xml_path_text(xml, provider, "name") : NULL;
    g_autofree char *owner = holder ? ng_xml_path_text(xml, holder, "name") : NULL;
    agency_outlet(article, name, "provider/name");
    if (code && agency_known(code)) {
        agency_outlet(article, code, "provider");
    }
    agency_outlet(article, owner, "copyrightHolder/name");
    agency_outlet(article, holder ? ng_xml_attr(xml, holder, "literal") : NULL, "copyrightHolder");
    agency_outlet(article, code, "provider");
}

static void read_status(NgArticle *article, const NgXml *xml, uint32_t meta)
{
    uint32_t embargoed = ng_xml_child(xml, meta, NULL, "embargoed");
    if (embargoed) {
        /* Empty: until further notice. */
        g_autofree char *until = ng_xml_text(xml, embargoed);
        agency_embargo(article, until, "embargoed");
    }
    agency_status(article, coded(xml, ng_xml_child(xml, meta, NULL, "pubStatus")), "pubStatus");
    for (uint32_t signal = ng_xml_child(xml, meta, NULL, "signal"); signal;
         signal = ng_xml_next(xml, signal, NULL, "signal")) {
        const char *code = coded(xml, signal);
        /* Reuters' editorial status C, IPTC's signal of a correction. */
        if (ends_in(code, "correction") || ends_in(code, "corrected") ||
            (code && g_ascii_strcasecmp(code, "edStat:C") == 0)) {
            agency_status(article, "corrected", "signal");
        } else if (ends_in(code, "kill") || ends_in(code, "withdrawn")) {
            agency_status(article, "withdrawn", "signal");
        }
    }
    for (uint32_t note = ng_xml_child(xml, meta, NULL, "edNote"); note;
         note = ng_xml_next(xml, note, NULL, "edNote")) {
        g_autofree char *text = ng_xml_text(xml, note);
        agency_words(article, text, AGENCY_NOTE, "edNote");
    }
}

static void read_dates(NgArticle *article, const NgXml *xml, uint32_t meta, uint32_t content)
{
    g_autofree char *first = ng_xml_path_text(xml, meta, "firstCreated");
    g_autofree char *version = ng_xml_path_text(xml, meta, "versionCreated");
    g_autofree char *created = content ? ng_xml_path_text(xml, content, "contentCreated") : NULL;
    g_autofree char *modified = content ? ng_xml_path_text(xml, content, "contentModified") : NULL;
    agency_date(article, "published", first, "firstCreated");
    agency_date(article, "updated", version, "versionCreated");
    agency_date(article, "updated", modified, "contentModified");
    agency_date(article, "published", version, "versionCreated");
    agency_date(article, "published", created, "contentCreated");
}

/* The headline; what stands under it is told by its role. */
static void read_headlines(NgArticle *article, const NgXml *xml, uint32_t content, GPtrArray *deck)
{
    for (uint32_t node = ng_xml_child(xml, content, NULL, "headline"); node;
         node = ng_xml_next(xml, node, NULL, "headline")) {
        const char *role = ng_xml_attr(xml, node, "role");
        role = role ? role : ng_xml_attr(xml, node, "roleuri");
        g_autofree char *text = ng_xml_text(xml, node);
        g_autofree char *lower = role ? g_ascii_strdown(role, -1) : g_strdup("");
        if (!text) {
            continue;
        }
        if (strstr(lower, "sub")) {
            g_ptr_array_add(deck, g_steal_pointer(&text));
        } else {
            agency_words(article, text, AGENCY_HEADLINE, "headline");
            agency_title(article, text, "headline");
        }
    }
}

static void read_people(NgArticle *article, const NgXml *xml, uint32_t content)
{
    guint people = 0;
    for (uint32_t by = ng_xml_child(xml, content, NULL, "by"); by && people++ < PEOPLE_MAX;
         by = ng_xml_next(xml, by, NULL, "by")) {
        g_autofree char *text = ng_xml_text(xml, by);
        agency_byline(article, text, "by");
    }
    for (uint32_t genre = ng_xml_child(xml, content, NULL, "genre"); genre && people++ < PEOPLE_MAX;
         genre = ng_xml_next(xml, genre, NULL, "genre")) {
        g_autofree char *name = ng_xml_path_text(xml, genre, "name");
        agency_genre(article, name ? name : coded(xml, genre));
    }
    bool signed_by = article->authors->len > 0;
    for (uint32_t creator = ng_xml_child(xml, content, NULL, "creator");
         creator && people++ < PEOPLE_MAX; creator = ng_xml_next(xml, creator, NULL, "creator")) {
        g_autofree char *name = ng_xml_path_text(xml, creator, "name");
        const char *literal = ng_xml_attr(xml, creator, "literal");
        const char *who = name ? name : literal;
        if (who && agency_known(who)) {
            agency_credit(article, who);
        } else if (who && !signed_by && strchr(who, ' ')) {
            /* One word alone is an account or initials. */
            agency_byline(article, who, "creator");
        }
    }
    g_autofree char *credit = ng_xml_path_text(xml, content, "creditline");
    if (credit && agency_known(credit)) {
        agency_credit(article, credit);
    }
    for (uint32_t source = ng_xml_child(xml, content, NULL, "infoSource");
         source && people++ < PEOPLE_MAX; source = ng_xml_next(xml, source, NULL, "infoSource")) {
        g_autofree char *name = ng_xml_path_text(xml, source, "name");
        const char *who = name ? name : ng_xml_attr(xml, source, "literal");
        if (who && agency_known(who)) {
            agency_credit(article, who);
        }
    }
}

/* The renditions in a contentSet are alternatives: the first that can be read is the story. */
static void read_story(NgArticle *article, const NgXml *xml, uint32_t set)
{
    for (uint32_t node = ng_xml_child(xml, set, NULL, NULL); node;
         node = ng_xml_next(xml, node, NULL, NULL)) {
        guint added = 0;
        if (ng_xml_is(xml, node, NULL, "inlineXML")) {
            added = ng_newsml_markup(article, xml, node);
        } else if (ng_xml_is(xml, node, NULL, "inlineData") &&
                   !ng_xml_attr(xml, node, "encoding")) {
            const char *type = ng_xml_attr(xml, node, "contenttype");
            if (!type || g_str_has_prefix(type, "text/") || strstr(type, "xml")) {
                gsize len;
                g_autofree char *text = ng_xml_raw(xml, node, &len);
                added = ng_newsml_characters(article, text, len, type);
            }
        }
        if (added > 0) {
            return;
        }
    }
}

static const char *no_article(const NgXml *xml, uint32_t item, const char *class)
{
    if (ng_xml_is(xml, item, NULL, "packageItem") || ng_xml_is(xml, item, NULL, "groupSet")) {
        return "a package: it refers to items that stand elsewhere";
    }
    if (ng_xml_is(xml, item, NULL, "planningItem")) {
        return "a plan of coverage, not an article";
    }
    if (ng_xml_is(xml, item, NULL, "conceptItem") || ng_xml_is(xml, item, NULL, "knowledgeItem")) {
        return "facts about people, places or events, not an article";
    }
    if (ng_xml_is(xml, item, NULL, "catalogItem") || ng_xml_is(xml, item, NULL, "catalog")) {
        return "a catalogue of codes, not an article";
    }
    return ng_newsml_other_medium(code_of(class));
}

/* Why a news item without text gives no article; NULL when its headline is worth keeping. */
static const char *without_text(const NgXml *xml, uint32_t item, const NgArticle *article)
{
    uint32_t set = ng_xml_child(xml, item, NULL, "contentSet");
    uint32_t remote = set ? ng_xml_child(xml, set, NULL, "remoteContent") : 0;
    const char *type = remote ? ng_xml_attr(xml, remote, "contenttype") : NULL;
    if (article->paragraphs->len > 0 || article->status == NG_STATUS_WITHDRAWN) {
        return NULL;
    }
    if (type && ng_newsml_other_medium(type)) {
        return ng_newsml_other_medium(type);
    }
    if (set && ng_xml_child(xml, set, NULL, "inlineXML") && !*article->headline->text) {
        return "data in a format of its own, not an article";
    }
    return remote && !*article->headline->text ? "its text stands elsewhere" : NULL;
}

void ng_newsml_g2_item(Agency *agency, const NgXml *xml, uint32_t item)
{
    uint32_t meta = ng_xml_child(xml, item, NULL, "itemMeta");
    uint32_t content = ng_xml_child(xml, item, NULL, "contentMeta");
    uint32_t set = ng_xml_is(xml, item, NULL, "contentSet")
                       ? item
                       : ng_xml_child(xml, item, NULL, "contentSet");
    const char *class = meta ? coded(xml, ng_xml_child(xml, meta, NULL, "itemClass")) : NULL;
    const char *reason = no_article(xml, item, class);
    if (reason) {
        agency_skip(agency, reason);
        return;
    }
    NgArticle *article = ng_input_article(agency->input);
    g_autoptr(GPtrArray) deck = g_ptr_array_new_with_free_func(g_free);
    agency_id(article, ng_xml_attr(xml, item, "guid"));
    agency_version(article, ng_xml_attr(xml, item, "version"));
    if (content) {
        uint32_t language = ng_xml_child(xml, content, NULL, "language");
        agency_lang(article, language ? ng_xml_attr(xml, language, "tag") : NULL, "language");
        read_headlines(article, xml, content, deck);
    }
    agency_lang(article, ng_xml_lang(xml, item), "xml:lang");
    if (meta) {
        read_dates(article, xml, meta, content);
        read_outlet(article, xml, item, meta);
        read_status(article, xml, meta);
        g_autofree char *title = ng_xml_path_text(xml, meta, "title");
        agency_title(article, title, "itemMeta/title");
    }
    if (content) {
        read_people(article, xml, content);
    }
    for (guint i = 0; i < deck->len; i++) {
        agency_deck(article, deck->pdata[i]);
    }
    if (set) {
        read_story(article, xml, set);
    }
    g_autofree char *slug = content ? ng_xml_path_text(xml, content, "slugline") : NULL;
    agency_title(article, slug, "slugline");
    reason = without_text(xml, item, article);
    if (reason) {
        agency_skip(agency, reason);
        ng_article_free(article);
        return;
    }
    agency_deliver(agency, article);
}
