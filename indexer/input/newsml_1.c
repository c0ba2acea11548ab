/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: a NewsItem of NewsML 1.x (IPTC, NewsML 1.2 functional specification): components
 * within components, of which some hold text and others pictures, captions, or the same text in
 * another form. */
#include "indexer/input/nitf.h"
#include "indexer/input/newsml.h"

#include <string.h>

/* Stories of one item; more is a fault in the file. */
#define STORIES_MAX 500

static const char *formal_name(const NgXml *xml, uint32_t from, const char *path)
{
    uint32_t node = from ? ng_xml_path(xml, from, path) : 0;
    return node ? ng_xml_attr(xml, node, "FormalName") : NULL;
}

static void field_of_path(NgArticle *article, const NgXml *xml, uint32_t from, const char *path,
                          void (*set)(NgArticle *, const char *, const char *), const char *rule)
{
    g_autofree char *text = from ? ng_xml_path_text(xml, from, path) : NULL;
    set(article, text, rule);
}

/* ---- the whole item ---- */

static void read_identity(NgArticle *article, const NgXml *xml, uint32_t item)
{
    uint32_t identifier = ng_xml_path(xml, item, "Identification/NewsIdentifier");
    if (!identifier) {
        return;
    }
    g_autofree char *provider = ng_xml_path_text(xml, identifier, "ProviderId");
    g_autofree char *day = ng_xml_path_text(xml, identifier, "DateId");
    g_autofree char *own = ng_xml_path_text(xml, identifier, "NewsItemId");
    g_autofree char *revision = ng_xml_path_text(xml, identifier, "RevisionId");
    g_autofree char *public = ng_xml_path_text(xml, identifier, "PublicIdentifier");
    if (own) {
        /* As the public identifier, without the revision at its end. */
        g_autofree char *id =
            g_strjoin(":", "urn:newsml", provider ? provider : "", day ? day : "", own, NULL);
        agency_id(article, id);
    }
    agency_id(article, public);
    agency_version(article, revision);
}

static void read_management(NgArticle *article, const NgXml *xml, uint32_t item)
{
    uint32_t management = ng_xml_child(xml, item, NULL, "NewsManagement");
    if (!management) {
        return;
    }
    g_autofree char *first = ng_xml_path_text(xml, management, "FirstCreated");
    g_autofree char *revised = ng_xml_path_text(xml, management, "ThisRevisionCreated");
    agency_date(article, "published", first, "FirstCreated");
    agency_date(article, "published", revised, "ThisRevisionCreated");
    agency_date(article, "updated", revised, "ThisRevisionCreated");
    const char *status = formal_name(xml, management, "Status");
    const char *future = formal_name(xml, management, "StatusWillChange/FutureStatus");
    if (status && (g_ascii_strcasecmp(status, "Embargoed") == 0 ||
                   g_ascii_strcasecmp(status, "Withheld") == 0)) {
        g_autofree char *when = ng_xml_path_text(xml, management, "StatusWillChange/DateAndTime");
        bool released = !future || g_ascii_strcasecmp(future, "Usable") == 0;
        agency_embargo(article, released ? when : NULL, "Status");
    } else {
        agency_status(article, status, "Status");
    }
    for (uint32_t note = ng_xml_child(xml, management, NULL, "Instruction"); note;
         note = ng_xml_next(xml, note, NULL, "Instruction")) {
        agency_status(article, ng_xml_attr(xml, note, "FormalName"), "Instruction");
    }
}

/* ---- one story ---- */

static uint32_t component_around(const NgXml *xml, uint32_t node)
{
    do {
        node = ng_xml_parent(xml, node);
    } while (node && !ng_xml_is(xml, node, NULL, "NewsComponent"));
    return node;
}

/* What a component says of all that is in it; looked up once, for a file may hold many contents in
 * one component. */
typedef struct {
    uint32_t story;     /* the nearest component with a headline of its own, from here outwards */
    const char *reason; /* why nothing in it is a story, or NULL; static */
} Component;

static const char *role_reason(const NgXml *xml, uint32_t component)
{
    const char *role = formal_name(xml, component, "Role");
    if (role && (g_ascii_strcasecmp(role, "Caption") == 0 ||
                 g_ascii_strcasecmp(role, "Photo caption") == 0)) {
        return "a picture's caption, not an article";
    }
    return ng_newsml_other_medium(role);
}

static const Component *component_of(GHashTable *components, const NgXml *xml, uint32_t node)
{
    const Component *known = g_hash_table_lookup(components, GUINT_TO_POINTER(node));
    if (known || node == 0) {
        return known;
    }
    uint32_t outer_node = component_around(xml, node);
    const Component *outer = component_of(components, xml, outer_node); /* 200 levels at most */
    Component *component = g_new0(Component, 1);
    g_autofree char *headline = ng_xml_path_text(xml, node, "NewsLines/HeadLine");
    component->story = headline || !outer ? node : outer->story;
    component->reason = role_reason(xml, node);
    component->reason = component->reason || !outer ? component->reason : outer->reason;
    g_hash_table_insert(components, GUINT_TO_POINTER(node), component);
    return component;
}

/* The reason why this content is no story; NULL when it is one. */
static const char *no_story(const NgXml *xml, uint32_t content, const Component *around)
{
    const char *medium = formal_name(xml, content, "MediaType");
    const char *type = formal_name(xml, content, "MimeType");
    const char *reason = ng_newsml_other_medium(medium ? medium : type);
    return reason || !around ? reason : around->reason;
}

static guint read_content(NgArticle *article, const NgXml *xml, uint32_t content)
{
    uint32_t data = ng_xml_child(xml, content, NULL, "DataContent");
    uint32_t encoding = ng_xml_child(xml, content, NULL, "Encoding");
    data = !data && encoding ? ng_xml_child(xml, encoding, NULL, "DataContent") : data;
    if (!data) {
        return 0;
    }
    gsize len;
    g_autofree char *text = ng_xml_raw(xml, data, &len);
    const char *notation = encoding ? ng_xml_attr(xml, encoding, "Notation") : NULL;
    if (notation && strstr(notation, "ase64")) {
        g_autofree guchar *bytes = g_base64_decode(text, &len);
        g_autofree char *decoded = ng_text_to_utf8((const char *)bytes, (gssize)len, &len);
        return ng_newsml_characters(article, decoded, len, NULL);
    }
    if (ng_xml_child(xml, data, NULL, NULL)) {
        guint added = ng_newsml_markup(article, xml, data);
        return added > 0 ? added : ng_agency_markup_add(article, xml, data);
    }
    const char *type = formal_name(xml, content, "MimeType");
    return ng_newsml_characters(article, text, len,
                                type ? type : formal_name(xml, content, "Format"));
}

static void read_lines(NgArticle *article, const NgXml *xml, uint32_t component, bool deck)
{
    uint32_t lines = ng_xml_child(xml, component, NULL, "NewsLines");
    if (!lines) {
        return;
    }
    g_autofree char *headline = ng_xml_path_text(xml, lines, "HeadLine");
    g_autofree char *byline = ng_xml_path_text(xml, lines, "ByLine");
    g_autofree char *credit = ng_xml_path_text(xml, lines, "CreditLine");
    agency_words(article, headline, AGENCY_HEADLINE, "HeadLine");
    agency_title(article, headline, "HeadLine");
    if (article->authors->len == 0) {
        agency_byline(article, byline, "ByLine");
    }
    if (credit && agency_known(credit)) {
        agency_credit(article, credit);
    }
    for (uint32_t line = ng_xml_child(xml, lines, NULL, "SubHeadLine"); line && deck;
         line = ng_xml_next(xml, line, NULL, "SubHeadLine")) {
        g_autofree char *text = ng_xml_text(xml, line);
        agency_deck(article, text);
    }
}

static void read_component(NgArticle *article, const NgXml *xml, uint32_t component)
{
    const char *name = formal_name(xml, component, "AdministrativeMetadata/Provider/Party");
    agency_outlet(article, name, "Provider");
    name = formal_name(xml, component, "AdministrativeMetadata/Source/Party");
    agency_outlet(article, name, "Source");
    if (name && agency_known(name)) {
        agency_credit(article, name);
    }
    agency_lang(article, formal_name(xml, component, "DescriptiveMetadata/Language"), "Language");
    agency_genre(article, formal_name(xml, component, "DescriptiveMetadata/Genre"));
    name = formal_name(xml, component, "AdministrativeMetadata/Creator/Party");
    if (name && strchr(name, ' ') && article->authors->len == 0) {
        agency_byline(article, name, "Creator");
    }
}

/* A first paragraph that the deck says too is not said twice. */
static void drop_repeated_deck(NgArticle *article, guint deck)
{
    for (guint i = deck; i > 0; i--) {
        const NgParagraph *line = article->paragraphs->pdata[i - 1];
        for (guint n = deck; n < article->paragraphs->len && n < deck + 2; n++) {
            const NgParagraph *other = article->paragraphs->pdata[n];
            if (strcmp(line->text, other->text) == 0) {
                g_ptr_array_remove_index(article->paragraphs, i - 1);
                deck--;
                break;
            }
        }
    }
}

/* All content under one headline. Items of an EquivalentsList are the same story in several forms:
 * the first that can be read. */
static NgArticle *read_story(Agency *agency, const NgXml *xml, uint32_t item, uint32_t story,
                             const GArray *contents, const GArray *stories)
{
    NgArticle *article = ng_input_article(agency->input);
    read_identity(article, xml, item);
    agency_lang(article, ng_xml_lang(xml, story), "xml:lang");
    for (uint32_t at = story; at; at = component_around(xml, at)) {
        read_component(article, xml, at);
        read_lines(article, xml, at, at == story);
    }
    read_management(article, xml, item);
    guint deck = article->paragraphs->len;
    uint32_t list_read = 0;
    for (guint i = 0; i < contents->len; i++) {
        uint32_t content = g_array_index(contents, uint32_t, i);
        if (g_array_index(stories, uint32_t, i) != story) {
            continue;
        }
        uint32_t around = component_around(xml, content);
        uint32_t above = around ? component_around(xml, around) : 0;
        uint32_t list = 0;
        for (uint32_t at = around; at && (at == around || at == above);
             at = component_around(xml, at)) {
            const char *equivalents = ng_xml_attr(xml, at, "EquivalentsList");
            list = equivalents && g_ascii_strcasecmp(equivalents, "yes") == 0 ? at : list;
        }
        if (list && list == list_read) {
            continue;
        }
        list_read = read_content(article, xml, content) > 0 && list ? list : list_read;
    }
    drop_repeated_deck(article, deck);
    field_of_path(article, xml, item, "Identification/NewsIdentifier/ProviderId", agency_outlet,
                  "ProviderId");
    field_of_path(article, xml, story, "NewsLines/SlugLine", agency_title, "SlugLine");
    field_of_path(article, xml, item, "Identification/NameLabel", agency_title, "NameLabel");
    return article;
}

static void deliver(Agency *agency, NgArticle *article, guint number)
{
    if (number > 1 && article->id) {
        char *id = g_strdup_printf("%s-%u", article->id, number);
        g_free(article->id);
        article->id = id;
    }
    agency_deliver(agency, article);
}

void ng_newsml_1_item(Agency *agency, const NgXml *xml, uint32_t item)
{
    g_autoptr(GArray) contents = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) stories = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GHashTable) components = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    const char *reason = NULL;
    for (uint32_t content = ng_xml_descend(xml, item, item, NULL, "ContentItem");
         content && contents->len < STORIES_MAX;
         content = ng_xml_descend(xml, item, content, NULL, "ContentItem")) {
        const Component *around = component_of(components, xml, component_around(xml, content));
        const char *other = no_story(xml, content, around);
        if (!other && ng_xml_descend(xml, content, content, NULL, "DataContent")) {
            uint32_t story = around ? around->story : item;
            g_array_append_val(contents, content);
            g_array_append_val(stories, story);
        }
        reason = reason ? reason : other;
    }
    uint32_t outermost = ng_xml_child(xml, item, NULL, "NewsComponent");
    if (contents->len == 0 && (reason || !outermost)) {
        NgArticle *article = ng_input_article(agency->input);
        read_identity(article, xml, item);
        read_management(article, xml, item);
        if (article->status == NG_STATUS_WITHDRAWN && article->id) {
            agency_deliver(agency, article); /* a cancellation needs no text */
            return;
        }
        ng_article_free(article);
        agency_skip(agency, reason ? reason : "an item that holds no content");
        return;
    }
    if (contents->len == 0) {
        deliver(agency, read_story(agency, xml, item, outermost, contents, stories), 1);
        return;
    }
    guint number = 0;
    for (guint i = 0; i < stories->len && !agency->stopped; i++) {
        uint32_t story = g_array_index(stories, uint32_t, i);
        bool seen = false;
        for (guint n = 0; n < i && !seen; n++) {
            seen = g_array_index(stories, uint32_t, n) == story;
        }
        if (!seen) {
            deliver(agency, read_story(agency, xml, item, story, contents, stories), ++number);
        }
    }
}
