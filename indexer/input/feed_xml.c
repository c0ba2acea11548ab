/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts of RSS (0.9x, 1.0, 2.0) and Atom (0.3, 1.0) with the vocabularies that are used in both.
 * One table says what an element means; a feed may mix them all. */
#include "indexer/input/feed.h"
#include "indexer/input/html_fragment.h"

#include <string.h>

#define MAX_ITEMS 100000

/* Vocabularies. Their addresses are written in many ways, so a part that all have in common tells
 * one from the others. */
typedef enum { RSS, ATOM, DC, DCTERMS, CONTENT, MEDIA, ITUNES, BURNER, XHTML, PRISM, OTHER } Vocab;
static const struct {
    const char *part;
    Vocab vocab;
} vocabularies[] = {
    {"purl.org/rss/1.0/modules/content", CONTENT},
    {"purl.org/rss/1.0/modules/prism", PRISM},
    {"purl.org/rss/1.0/modules", OTHER},
    {"purl.org/rss/1.0", RSS},
    {"my.netscape.com/rdf", RSS},
    {"channel.netscape.com/rdf", RSS},
    {"backend.userland.com/rss", RSS},
    {"law.harvard.edu/tech/rss", RSS},
    {"w3.org/2005/atom", ATOM},
    {"purl.org/atom/ns", ATOM},
    {"purl.org/dc/elements", DC},
    {"purl.org/dc/terms", DCTERMS},
    {"yahoo.com/mrss", MEDIA},
    {"itunes.com/dtds/podcast", ITUNES},
    {"feedburner", BURNER},
    {"pheedo.com", BURNER},
    {"w3.org/1999/xhtml", XHTML},
    {"prismstandard.org", PRISM},
};

static const struct {
    Vocab vocab;
    const char *name;
    NgFeedField field;
    guint rank;
    const char *rule;
} elements[] = {
    {RSS, "title", NG_FEED_TITLE, 0, "rss:title"},
    {ATOM, "title", NG_FEED_TITLE, 0, "atom:title"},
    {DC, "title", NG_FEED_TITLE, 1, "dc:title"},
    {ITUNES, "title", NG_FEED_TITLE, 2, "itunes:title"},
    {MEDIA, "title", NG_FEED_TITLE, 3, "media:title"},

    {CONTENT, "encoded", NG_FEED_TEXT, 0, "content:encoded"},
    {ATOM, "content", NG_FEED_TEXT, 0, "atom:content"},
    {XHTML, "body", NG_FEED_TEXT, 1, "xhtml:body"},
    {XHTML, "div", NG_FEED_TEXT, 1, "xhtml:div"},
    {OTHER, "full-text", NG_FEED_TEXT, 2, "full-text"},
    {RSS, "fulltext", NG_FEED_TEXT, 2, "rss:fulltext"},
    {RSS, "content", NG_FEED_TEXT, 2, "rss:content"},
    {RSS, "body", NG_FEED_TEXT, 2, "rss:body"},
    {OTHER, "body", NG_FEED_TEXT, 3, "body"},

    {RSS, "description", NG_FEED_SUMMARY, 0, "rss:description"},
    {ATOM, "summary", NG_FEED_SUMMARY, 0, "atom:summary"},
    {RSS, "summary", NG_FEED_SUMMARY, 1, "rss:summary"},
    {DC, "description", NG_FEED_SUMMARY, 2, "dc:description"},
    {DCTERMS, "abstract", NG_FEED_SUMMARY, 3, "dcterms:abstract"},
    {ITUNES, "summary", NG_FEED_SUMMARY, 4, "itunes:summary"},
    {MEDIA, "description", NG_FEED_SUMMARY, 5, "media:description"},
    {OTHER, "standfirst", NG_FEED_SUMMARY, 0, "standfirst"},
    {OTHER, "first_line", NG_FEED_SUMMARY, 0, "first_line"},
    {OTHER, "lead", NG_FEED_SUMMARY, 0, "lead"},
    {OTHER, "teaser", NG_FEED_SUMMARY, 0, "teaser"},
    {ITUNES, "subtitle", NG_FEED_SUMMARY, 6, "itunes:subtitle"},

    {BURNER, "origlink", NG_FEED_LINK, 0, "feedburner:origLink"},
    {RSS, "link", NG_FEED_LINK, 1, "rss:link"},

    {RSS, "guid", NG_FEED_ID, 0, "rss:guid"},
    {ATOM, "id", NG_FEED_ID, 0, "atom:id"},
    {DC, "identifier", NG_FEED_ID, 2, "dc:identifier"},

    {DC, "creator", NG_FEED_AUTHOR, 0, "dc:creator"},
    {RSS, "author", NG_FEED_AUTHOR, 1, "rss:author"},
    {ATOM, "author", NG_FEED_AUTHOR, 1, "atom:author"},
    {ITUNES, "author", NG_FEED_AUTHOR, 3, "itunes:author"},

    {RSS, "pubdate", NG_FEED_PUBLISHED, 0, "rss:pubDate"},
    {ATOM, "published", NG_FEED_PUBLISHED, 0, "atom:published"},
    {ATOM, "issued", NG_FEED_PUBLISHED, 1, "atom:issued"},
    {DCTERMS, "issued", NG_FEED_PUBLISHED, 1, "dcterms:issued"},
    {DC, "date", NG_FEED_PUBLISHED, 2, "dc:date"},
    {PRISM, "publicationdate", NG_FEED_PUBLISHED, 3, "prism:publicationDate"},
    {DCTERMS, "created", NG_FEED_PUBLISHED, 4, "dcterms:created"},
    {ATOM, "created", NG_FEED_PUBLISHED, 4, "atom:created"},
    {RSS, "date", NG_FEED_PUBLISHED, 5, "rss:date"},

    {ATOM, "updated", NG_FEED_UPDATED, 0, "atom:updated"},
    {ATOM, "modified", NG_FEED_UPDATED, 0, "atom:modified"},
    {DCTERMS, "modified", NG_FEED_UPDATED, 1, "dcterms:modified"},
    {PRISM, "modificationdate", NG_FEED_UPDATED, 2, "prism:modificationDate"},
    {RSS, "updated", NG_FEED_UPDATED, 3, "rss:updated"},

    {DC, "language", NG_FEED_LANG, 1, "dc:language"},
    {RSS, "language", NG_FEED_LANG, 1, "rss:language"},

    {RSS, "source", NG_FEED_OUTLET, 0, "rss:source"},
    {PRISM, "publicationname", NG_FEED_OUTLET, 1, "prism:publicationName"},

    {RSS, "copyright", NG_FEED_NAME, 0, "rss:copyright"},
    {ATOM, "rights", NG_FEED_NAME, 0, "atom:rights"},
    {DC, "rights", NG_FEED_NAME, 0, "dc:rights"},
    {DC, "publisher", NG_FEED_NAME, 0, "dc:publisher"},
    {RSS, "description", NG_FEED_NAME, 1, "rss:description"},
    {ATOM, "subtitle", NG_FEED_NAME, 1, "atom:subtitle"},
    {ITUNES, "author", NG_FEED_NAME, 0, "itunes:author"},
};

/* Where an item or a channel stands: what belongs to no known vocabulary and has its namespace is
 * of its own format. */
typedef struct {
    const NgXml *xml;
    const char *ns, *base;
    Vocab vocab; /* RSS or ATOM */
    bool channel;
    /* the vocabulary found last: neighbours mostly share theirs, and names of namespaces are one
     * string each */
    const char *last_ns;
    Vocab last;
} Place;

static Vocab find_vocab(const Place *place, const char *ns)
{
    g_autofree char *lower = g_ascii_strdown(ns, -1);
    for (guint i = 0; *ns && i < G_N_ELEMENTS(vocabularies); i++)
        if (strstr(lower, vocabularies[i].part))
            return vocabularies[i].vocab;
    return !*ns || strcmp(ns, place->ns) == 0 ? place->vocab : OTHER;
}

static Vocab vocab_of(Place *place, uint32_t node)
{
    const char *ns = ng_xml_ns(place->xml, node);
    if (ns != place->last_ns) {
        place->last = find_vocab(place, ns);
        place->last_ns = ns;
    }
    return place->last;
}

static char *inner(const NgXml *xml, uint32_t node, NgFeedForm *form)
{
    if (ng_xml_child(xml, node, NULL, NULL)) {
        GString *html = g_string_new(NULL);
        ng_xml_to_html(xml, node, html);
        *form = NG_FEED_MARKUP;
        return g_string_free(html, FALSE);
    }
    gsize len;
    return ng_xml_raw(xml, node, &len);
}

/* A text construct of Atom: its type says what it is, and is often wrong. */
static char *atom_text(const NgXml *xml, uint32_t node, NgFeedForm *form)
{
    const char *type = ng_xml_attr(xml, node, "type"), *mode = ng_xml_attr(xml, node, "mode");
    if (ng_xml_attr(xml, node, "src"))
        return NULL;
    bool plain = !type || strcmp(type, "text") == 0 || strcmp(type, "text/plain") == 0;
    *form = plain && type && !mode ? NG_FEED_PLAIN : plain ? NG_FEED_LOOSE : NG_FEED_MARKUP;
    char *value = inner(xml, node, form);
    if (mode && strcmp(mode, "base64") == 0) {
        gsize len;
        guchar *bytes = g_base64_decode(value, &len);
        g_free(value);
        value = ng_text_to_utf8((const char *)bytes, len, NULL);
        g_free(bytes);
    }
    /* pictures and sound */
    if (type && (strncmp(type, "image/", 6) == 0 || strncmp(type, "audio/", 6) == 0 ||
                 strncmp(type, "video/", 6) == 0 || strncmp(type, "application/octet", 17) == 0))
        g_clear_pointer(&value, g_free);
    return value;
}

static bool is_absolute(const char *url)
{
    return g_ascii_strncasecmp(url, "http://", 7) == 0 ||
           g_ascii_strncasecmp(url, "https://", 8) == 0;
}

char *ng_feed_xml_resolve(const NgXml *xml, uint32_t node, const char *link, const char *base)
{
    g_autofree char *at = g_strdup(link);
    g_strstrip(at);
    if (*at == '\0' || is_absolute(at) || g_uri_peek_scheme(at))
        return g_steal_pointer(&at);
    for (uint32_t up = node; up != 0 && !is_absolute(at); up = ng_xml_parent(xml, up)) {
        const char *own = ng_xml_attr_ns(xml, up, NG_XML_NS, "base");
        char *joined =
            own ? g_uri_resolve_relative(own, at, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
        if (joined) {
            g_free(at);
            at = joined;
        }
    }
    char *joined = base && !is_absolute(at)
                       ? g_uri_resolve_relative(base, at, G_URI_FLAGS_PARSE_RELAXED, NULL)
                       : NULL;
    return joined ? joined : g_steal_pointer(&at);
}

/* <link rel="alternate" type="text/html" href="...">: the page rather than another form of it. */
static void add_atom_link(NgFeedRecord *record, const NgXml *xml, uint32_t node, const char *base,
                          bool atom)
{
    const char *rel = ng_xml_attr(xml, node, "rel"), *type = ng_xml_attr(xml, node, "type");
    const char *href = ng_xml_attr(xml, node, "href");
    if (!href || (rel && strcmp(rel, "alternate") != 0 && !g_str_has_suffix(rel, "/alternate")))
        return;
    bool page = !type || strstr(type, "html");
    ng_feed_add(record, NG_FEED_LINK, (atom ? 1 : 2) + (page ? 0 : 3), NG_FEED_PLAIN, "atom:link",
                ng_feed_xml_resolve(xml, node, href, base));
}

/* Name and address of a person of Atom. */
static char *person(const NgXml *xml, uint32_t node)
{
    uint32_t name = ng_xml_child(xml, node, NULL, "name");
    return name                                  ? ng_xml_text(xml, name)
           : ng_xml_child(xml, node, NULL, NULL) ? NULL
                                                 : ng_xml_text(xml, node);
}

static void add_id(NgFeedRecord *record, const NgXml *xml, uint32_t node, guint rank,
                   const char *rule, const char *base)
{
    g_autofree char *id = ng_xml_text(xml, node);
    const char *permalink = ng_xml_attr(xml, node, "isPermaLink");
    bool link =
        id && is_absolute(id) && g_ascii_strcasecmp(permalink ? permalink : "", "false") != 0;
    if (link)
        ng_feed_add(record, NG_FEED_LINK, rank == 0 && strcmp(rule, "rss:guid") == 0 ? 3 : 7,
                    NG_FEED_PLAIN, rule, ng_feed_xml_resolve(xml, node, id, base));
    ng_feed_add(record, NG_FEED_ID, rank, NG_FEED_PLAIN, rule, g_steal_pointer(&id));
}

static void add_element(NgFeedRecord *record, Place *place, uint32_t node)
{
    const NgXml *xml = place->xml;
    Vocab vocab = vocab_of(place, node);
    const char *name = ng_xml_name(xml, node), *base = place->base;
    if (g_ascii_strcasecmp(name, "link") == 0 && ng_xml_attr(xml, node, "href"))
        add_atom_link(record, xml, node, base, place->vocab == ATOM);
    if (g_ascii_strcasecmp(name, "origlink") == 0)
        vocab = BURNER;
    if (vocab == ATOM && strcmp(name, "source") == 0 && !place->channel) {
        ng_feed_add(record, NG_FEED_OUTLET, 0, NG_FEED_LOOSE, "atom:source",
                    ng_xml_path_text(xml, node, "title"));
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (elements[i].vocab != vocab || g_ascii_strcasecmp(elements[i].name, name) != 0 ||
            (elements[i].field == NG_FEED_NAME && !place->channel))
            continue;
        NgFeedForm form = NG_FEED_LOOSE;
        guint rank = elements[i].rank;
        const char *rule = elements[i].rule;
        switch (elements[i].field) {
        case NG_FEED_TITLE:
        case NG_FEED_TEXT:
        case NG_FEED_SUMMARY: {
            char *value = vocab == ATOM ? atom_text(xml, node, &form) : inner(xml, node, &form);
            ng_feed_add(record, elements[i].field, rank, form, rule, value);
            break;
        }
        case NG_FEED_LINK: {
            g_autofree char *link = ng_xml_text(xml, node);
            ng_feed_add(record, NG_FEED_LINK, rank, NG_FEED_PLAIN, rule,
                        link ? ng_feed_xml_resolve(xml, node, link, base) : NULL);
            break;
        }
        case NG_FEED_ID:
            add_id(record, xml, node, rank, rule, base);
            break;
        case NG_FEED_AUTHOR:
            ng_feed_add(record, NG_FEED_AUTHOR, rank, form, rule, person(xml, node));
            break;
        default:
            ng_feed_add(record, elements[i].field, rank, form, rule, ng_xml_text(xml, node));
        }
    }
}

static bool is_item(const NgXml *xml, uint32_t node)
{
    return ng_xml_is(xml, node, NULL, "item") || ng_xml_is(xml, node, NULL, "entry");
}

/* All that stands right inside an element, and in groups of media or of a publisher's own. */
static NgFeedRecord *collect(const NgXml *xml, uint32_t top, const char *base, bool channel)
{
    bool atom = ng_xml_is(xml, top, NULL, "entry") || ng_xml_is(xml, top, NULL, "feed");
    Place place = {.xml = xml,
                   .ns = ng_xml_ns(xml, top),
                   .base = base,
                   .vocab = atom ? ATOM : RSS,
                   .channel = channel};
    NgFeedRecord *record = ng_feed_record_new();
    for (uint32_t n = ng_xml_child(xml, top, NULL, NULL); n; n = ng_xml_next(xml, n, NULL, NULL)) {
        if (is_item(xml, n))
            continue;
        add_element(record, &place, n);
        Vocab group = vocab_of(&place, n);
        if (channel || (group != MEDIA && group != OTHER))
            continue;
        for (uint32_t m = ng_xml_child(xml, n, NULL, NULL); m; m = ng_xml_next(xml, m, NULL, NULL))
            if (vocab_of(&place, m) == group)
                add_element(record, &place, m);
    }
    const char *lang =
        channel ? ng_xml_lang(xml, top) : ng_xml_attr_ns(xml, top, NG_XML_NS, "lang");
    ng_feed_add(record, NG_FEED_LANG, 0, NG_FEED_PLAIN, "xml:lang", g_strdup(lang));
    return record;
}

/* Items are told by their name and by what stands in them, since the elements around them may be
 * missing or closed too early. */
GArray *ng_feed_xml_items(const NgXml *xml)
{
    static const char *const tops[] = {"rss", "rdf", "feed", "channel", "entry", "item"};
    GArray *items = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool feed = false;
    for (guint i = 0; i < G_N_ELEMENTS(tops); i++)
        feed = feed || ng_xml_child(xml, 0, NULL, tops[i]) != 0;
    const char *ns = NULL, *name = NULL;
    for (uint32_t n = 1; n < ng_xml_end(xml, 0) && items->len < MAX_ITEMS; n++) {
        if (!is_item(xml, n))
            continue;
        bool holds = ng_xml_child(xml, n, NULL, "title") || ng_xml_child(xml, n, NULL, "link") ||
                     ng_xml_child(xml, n, NULL, "description");
        if (!feed && !holds)
            continue;
        /* those of another vocabulary inside an item are no items */
        if (ns && (strcmp(ns, ng_xml_ns(xml, n)) != 0 || strcmp(name, ng_xml_name(xml, n)) != 0))
            continue;
        ns = ng_xml_ns(xml, n);
        name = ng_xml_name(xml, n);
        g_array_append_val(items, n);
    }
    return items;
}

NgFeedRecord *ng_feed_xml_channel(const NgXml *xml, uint32_t first_item)
{
    uint32_t channel = ng_xml_descend(xml, 0, 0, NULL, "channel");
    if (!channel)
        channel = ng_xml_descend(xml, 0, 0, NULL, "feed");
    if (!channel)
        channel = ng_xml_parent(xml, first_item);
    const char *base = ng_xml_attr_ns(xml, channel, NG_XML_NS, "base");
    NgFeedRecord *record = collect(xml, channel, base, true);
    g_autofree char *image = ng_xml_path_text(xml, channel, "image/title");
    ng_feed_add(record, NG_FEED_NAME, 0, NG_FEED_LOOSE, "rss:image", g_steal_pointer(&image));
    return record;
}

NgFeedRecord *ng_feed_xml_item(const NgXml *xml, uint32_t item, const char *base)
{
    NgFeedRecord *record = collect(xml, item, base, false);
    const char *about = ng_xml_attr_ns(xml, item, NULL, "about");
    if (about && is_absolute(about))
        ng_feed_add(record, NG_FEED_LINK, 6, NG_FEED_PLAIN, "rdf:about", g_strdup(about));
    return record;
}
