/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: one item of ninjs (IPTC, News in JSON 1.x to 3.x) or of AP's Media API. Versions
 * differ in the letters' case ("versioncreated", "versionCreated") and in that texts stand under
 * keys of their own ("body_xhtml") or in lists with a role ("bodies"). */
#include "indexer/input/html_fragment.h"
#include "indexer/input/newsml.h"
#include "indexer/input/ninjs.h"

#include <string.h>

/* Authors and the like in one item, and keys of it whose letters' case is looked at; more is a
 * fault. */
enum { LIST_MAX = 50, KEYS_MAX = 300 };

/* ---- values ---- */

/* The member of that name, in any case. */
static json_t *member(const json_t *object, const char *name)
{
    json_t *exact = json_object_get(object, name);
    if (exact) {
        return exact;
    }
    if (json_object_size(object) > KEYS_MAX) {
        return NULL;
    }
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        if (g_ascii_strcasecmp(key, name) == 0) {
            return value;
        }
    }
    return NULL;
}

/* A string, or NULL; borrowed. */
static const char *text(const json_t *object, const char *name)
{
    const char *value = json_string_value(member(object, name));
    return value && *value ? value : NULL;
}

/* A string or a number as a string. */
static char *word(const json_t *object, const char *name)
{
    const json_t *value = member(object, name);
    return json_is_integer(value)
               ? g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value))
           : json_is_string(value) ? g_strdup(json_string_value(value))
                                   : NULL;
}

bool ng_ninjs_is_item(const json_t *object)
{
    static const char *const names[] = {"uri", "guid", "altids", "id", "_id"};
    static const char *const marks[] = {
        "headline",  "headlines",      "body_text",        "body_html",          "body_xhtml",
        "body_nitf", "bodies",         "pubstatus",        "versioncreated",     "firstcreated",
        "slugline",  "contentcreated", "description_text", "description_caption"};
    guint named = 0, marked = 0;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        named += member(object, names[i]) ? 1 : 0;
    }
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        marked += member(object, marks[i]) ? 1 : 0;
    }
    return marked >= 2 || (named > 0 && marked > 0);
}

/* ---- texts ---- */

typedef struct {
    const char *value;
    const char *type; /* media type or role, or NULL */
} Text;

/* "body_xhtml" and its like, or the best of a list: markup before plain text, by role or type. */
static Text best_text(const json_t *item, const char *single, const char *list)
{
    static const char *const forms[] = {"xhtml", "html", "html5", "nitf", "text"};
    Text best = {NULL, NULL};
    guint best_rank = G_MAXUINT;
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autofree char *key = g_strdup_printf("%s_%s", single, forms[i]);
        const char *value = text(item, key);
        if (value && value[strspn(value, " \t\r\n")]) {
            return (Text) {value, forms[i]};
        }
    }
    size_t n;
    json_t *one;
    json_array_foreach(member(item, list), n, one)
    {
        const char *role = text(one, "role"), *type = text(one, "contenttype");
        const char *value = text(one, "value");
        if (!value || n >= LIST_MAX) {
            continue;
        }
        g_autofree char *said = g_strdup_printf("%s %s", type ? type : "", role ? role : "");
        guint rank = strstr(said, "xhtml")                                    ? 0
                     : strstr(said, "html")                                   ? 1
                     : strstr(said, "nitf") && strstr(said, "ttnitf") == NULL ? 2
                     : strstr(said, "xml")                                    ? 4
                                                                              : 3;
        if (rank < best_rank) {
            best_rank = rank;
            best = (Text) {value, rank < 3 ? "html" : rank == 3 ? "text" : "xml"};
        }
    }
    return best;
}

/* NITF inside a string: a whole document, or only its paragraphs. */
static bool add_nitf(NgArticle *article, const char *value)
{
    g_autoptr(NgXml) xml = ng_xml_parse(value, strlen(value), NULL);
    return xml && ng_newsml_markup(article, xml, 0) > 0;
}

static void add_text(NgArticle *article, Text body)
{
    if (!body.value) {
        return;
    }
    if (strcmp(body.type, "nitf") == 0 || strcmp(body.type, "xml") == 0 ||
        strstr(body.value, "<nitf") || strstr(body.value, "<body.content")) {
        if (add_nitf(article, body.value)) {
            return;
        }
    }
    bool markup = strcmp(body.type, "text") != 0;
    ng_newsml_characters(article, body.value, strlen(body.value), markup ? "text/html" : NULL);
}

/* The value of the list's main member, of those with a role not in `except`. */
static const char *main_value(const json_t *list)
{
    size_t n;
    json_t *one;
    const char *first = NULL;
    json_array_foreach(list, n, one)
    {
        const char *role = text(one, "role"), *value = text(one, "value");
        if (!value || n >= LIST_MAX) {
            continue;
        }
        if (!role || g_ascii_strcasecmp(role, "main") == 0) {
            return value;
        }
        first = first ? first : value;
    }
    return first;
}

static void read_title(NgArticle *article, const json_t *item)
{
    const char *listed = main_value(member(item, "headlines"));
    const char *headline = text(item, "headline");
    const char *extended = text(item, "headline_extended");
    headline = headline ? headline : listed ? listed : extended;
    g_autofree char *line = headline ? ng_html_line(headline, -1) : NULL;
    agency_words(article, line, AGENCY_HEADLINE, "headline");
    agency_title(article, line, "headline");
    agency_title(article, text(item, "title"), "title");
}

/* ---- people and houses ---- */

static void read_people(NgArticle *article, const json_t *item)
{
    const char *byline = text(item, "byline");
    byline = byline ? byline : text(item, "by");
    g_autofree char *line = byline ? ng_html_line(byline, -1) : NULL;
    agency_byline(article, line, "byline");
    size_t n;
    json_t *one;
    json_array_foreach(member(item, "bylines"), n, one)
    {
        const char *by = text(one, "by");
        if (n < LIST_MAX) {
            agency_byline(article, by ? by : text(one, "name"), "bylines");
        }
    }
    if (article->authors->len > 0) {
        return;
    }
    json_array_foreach(member(item, "authors"), n, one)
    {
        const char *role = text(one, "role");
        bool writer = !role || g_ascii_strncasecmp(role, "writer", 6) == 0 ||
                      g_ascii_strncasecmp(role, "author", 6) == 0;
        const char *name = json_is_string(one) ? json_string_value(one) : text(one, "name");
        if (n < LIST_MAX && writer) {
            agency_byline(article, name, "authors");
        }
    }
}

static const char *info_source(const json_t *item)
{
    json_t *list = member(item, "infosource");
    list = list ? list : member(item, "infosources");
    const json_t *first = json_is_array(list) ? json_array_get(list, 0) : list;
    return text(first, "name");
}

static void read_outlet(NgArticle *article, const json_t *item)
{
    const char *source = text(item, "source");
    const char *provider = text(item, "provider");
    provider = provider ? provider : text(member(item, "provider"), "name");
    agency_outlet(article, provider, "provider");
    agency_outlet(article, text(item, "copyrightholder"), "copyrightholder");
    agency_outlet(article, source, "source");
    agency_outlet(article, info_source(item), "infosource");
    /* Copy of another house that this one passes on. */
    if (source && agency_known(source)) {
        agency_credit(article, source);
    }
}

/* ---- the item ---- */

static void read_id(NgArticle *article, const json_t *item)
{
    /* AP's URI carries the query that it was found by. */
    const json_t *others = member(item, "altids");
    g_autofree char *id = json_is_object(others) ? word(others, "itemid") : NULL;
    static const char *const names[] = {"itemid", "guid", "uri", "id", "_id"};
    agency_id(article, id);
    for (guint i = 0; i < G_N_ELEMENTS(names) && !article->id; i++) {
        g_autofree char *name = word(item, names[i]);
        agency_id(article, name);
    }
    g_autofree char *version = word(item, "version");
    agency_version(article, version);
}

static void read_status(NgArticle *article, const json_t *item)
{
    const json_t *embargoed = member(item, "embargoed");
    if (json_is_string(embargoed) && *json_string_value(embargoed)) {
        agency_embargo(article, json_string_value(embargoed), "embargoed");
    } else if (json_is_true(embargoed)) {
        agency_embargo(article, NULL, "embargoed");
    }
    agency_status(article, text(item, "pubstatus"), "pubstatus");
    agency_words(article, text(item, "ednote"), AGENCY_NOTE, "ednote");
    size_t n;
    json_t *one;
    json_array_foreach(member(item, "signals"), n, one)
    {
        const char *signal = json_string_value(one);
        if (signal && (g_ascii_strcasecmp(signal, "correction") == 0 ||
                       g_ascii_strcasecmp(signal, "corrected") == 0)) {
            agency_status(article, "corrected", "signals");
        }
    }
}

static void read_genres(NgArticle *article, const json_t *item)
{
    const json_t *genres = member(item, "genre");
    genres = genres ? genres : member(item, "genres");
    size_t n;
    json_t *one;
    json_array_foreach(genres, n, one)
    {
        if (n < LIST_MAX) {
            agency_genre(article, text(one, "name"));
        }
    }
}

static void read_dates(NgArticle *article, const json_t *item)
{
    agency_date(article, "published", text(item, "firstpublished"), "firstpublished");
    agency_date(article, "published", text(item, "firstcreated"), "firstcreated");
    agency_date(article, "updated", text(item, "versioncreated"), "versioncreated");
    agency_date(article, "published", text(item, "versioncreated"), "versioncreated");
    agency_date(article, "published", text(item, "contentcreated"), "contentcreated");
}

static const char *no_article(const json_t *item)
{
    static const struct {
        const char *type, *reason;
    } types[] = {
        {"event", "an event, not an article"},
        {"planning", "a plan of coverage, not an article"},
        {"coverage", "a plan of coverage, not an article"},
    };
    const char *type = text(item, "type");
    for (guint i = 0; type && i < G_N_ELEMENTS(types); i++) {
        if (g_ascii_strcasecmp(types[i].type, type) == 0) {
            return types[i].reason;
        }
    }
    return ng_newsml_other_medium(type);
}

/* Files of the item that the feed only refers to. */
static bool text_elsewhere(const json_t *item)
{
    const json_t *renditions = member(item, "renditions");
    return member(renditions, "nitf") || member(renditions, "anpa") || member(renditions, "text");
}

bool ng_ninjs_is_story(const json_t *object)
{
    return json_is_object(object) && ng_ninjs_is_item(object) && !no_article(object) &&
           best_text(object, "body", "bodies").value != NULL;
}

void ng_ninjs_item(Agency *agency, const json_t *item)
{
    const char *reason = no_article(item);
    if (reason) {
        agency_skip(agency, reason);
        return;
    }
    NgArticle *article = ng_input_article(agency->input);
    read_id(article, item);
    agency_lang(article, text(item, "language"), "language");
    read_dates(article, item);
    read_outlet(article, item);
    read_status(article, item);
    read_title(article, item);
    read_people(article, item);
    read_genres(article, item);
    Text body = best_text(item, "body", "bodies");
    /* AP's own, when it was asked to put the story into the feed. */
    const char *story = text(member(item, "story"), "nitf");
    add_text(article, body.value ? body : (Text) {story, "nitf"});
    if (article->paragraphs->len == 0) {
        add_text(article, best_text(item, "description", "descriptions"));
    }
    const char *type = text(item, "type");
    bool bare = article->paragraphs->len == 0 && article->status != NG_STATUS_WITHDRAWN;
    if (bare && type && g_ascii_strcasecmp(type, "composite") == 0) {
        reason = "a package: it refers to items that stand elsewhere";
    } else if (bare && text_elsewhere(item) && article->headline->text[0] == '\0') {
        reason = "its text stands elsewhere";
    }
    agency_title(article, text(item, "slugline"), "slugline");
    if (reason) {
        agency_skip(agency, reason);
        ng_article_free(article);
        return;
    }
    agency_deliver(agency, article);
}
