/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page's JSON-LD (schema.org) says about the article. Written by plug-ins and by hand, it is
 * often slightly broken: what can be mended without guessing is mended before jansson sees it. */
#include "indexer/input/html_facts.h"

#include <jansson.h>
#include <string.h>

#define MAX_DEPTH 12
#define MAX_OBJECTS 4000
#define MAX_AUTHORS 30
#define MAX_UPDATES 1000

/* schema.org types that are a piece of news; the higher, the surer. */
static const struct {
    const char *type;
    int rank;
} article_types[] = {
    {"NewsArticle", 10},
    {"ReportageNewsArticle", 10},
    {"AnalysisNewsArticle", 10},
    {"BackgroundNewsArticle", 10},
    {"OpinionNewsArticle", 10},
    {"ReviewNewsArticle", 10},
    {"AskPublicNewsArticle", 10},
    {"AdvertiserContentArticle", 9},
    {"SatiricalArticle", 9},
    {"LiveBlogPosting", 10},
    {"PressRelease", 10},
    {"BlogPosting", 9},
    {"Article", 9},
    {"TechArticle", 9},
    {"ScholarlyArticle", 9},
    {"Report", 8},
    {"Review", 5},
    {"SocialMediaPosting", 7},
    {"DiscussionForumPosting", 6},
    {"Recipe", 6},
    {"CreativeWork", 4},
    {"AboutPage", 3},
    {"ItemPage", 3},
    {"WebPage", 3},
    {"VideoObject", 2},
};

typedef struct {
    GPtrArray *objects; /* of json_t, borrowed: all objects of all blocks */
    GHashTable *by_id;  /* "@id" to json_t, both borrowed */
} Graph;

/* The number that four hexadecimal digits at p are; 0x10000 when they are none. */
static unsigned four_digits(const char *p)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(p[i]);
        if (digit < 0)
            return 0x10000;
        value = value << 4 | (unsigned)digit;
    }
    return value;
}

/* Control characters inside strings, trailing commas, comments around the block, half surrogates:
 * each is fatal to a strict parser and harmless to mend. */
static char *mend(const char *text, gsize *len)
{
    const char *from = text + strcspn(text, "[{");
    GString *out = g_string_sized_new(strlen(from) + 1);
    bool quoted = false;
    for (const char *at = from; *at; at++) {
        if ((guchar)*at < 0x20) {
            g_string_append_c(out, ' ');
        } else if (quoted && *at == '\\' && at[1]) {
            unsigned first = at[1] == 'u' ? four_digits(at + 2) : 0x10000;
            if (first == 0 || (first >= 0xd800 && first < 0xe000)) {
                unsigned second = first < 0xdc00 && first != 0 && at[6] == '\\' && at[7] == 'u'
                                      ? four_digits(at + 8)
                                      : 0;
                bool pair = second >= 0xdc00 && second < 0xe000;
                g_string_append_len(out, pair ? at : "\\ufffd", pair ? 12 : 6);
                at += pair ? 11 : 5;
            } else if (strchr("\"\\/bfnrtu", at[1]))
                g_string_append_len(out, at++, 2);
        } else if (*at == '"') {
            quoted = !quoted;
            g_string_append_c(out, '"');
        } else if (!quoted && *at == ',') {
            const char *next = at + 1;
            while (g_ascii_isspace(*next))
                next++;
            if (*next != '}' && *next != ']')
                g_string_append_c(out, ',');
        } else
            g_string_append_c(out, *at);
    }
    *len = out->len;
    return g_string_free(out, FALSE);
}

static void collect(Graph *graph, json_t *value, int depth)
{
    if (depth > MAX_DEPTH || graph->objects->len >= MAX_OBJECTS)
        return;
    if (json_is_array(value)) {
        size_t i;
        json_t *item;
        json_array_foreach(value, i, item) collect(graph, item, depth + 1);
    } else if (json_is_object(value)) {
        g_ptr_array_add(graph->objects, value);
        const char *id = json_string_value(json_object_get(value, "@id"));
        /* a mere reference has nothing but the id */
        if (id && json_object_size(value) > 1)
            g_hash_table_insert(graph->by_id, (gpointer)id, value);
        const char *key;
        json_t *item;
        json_object_foreach(value, key, item) if (json_is_array(item) || json_is_object(item))
            collect(graph, item, depth + 1);
    }
}

static int type_rank(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    const char *name = json_string_value(type);
    int best = 0;
    for (size_t i = 0; i < (json_is_array(type) ? json_array_size(type) : 1); i++) {
        if (json_is_array(type))
            name = json_string_value(json_array_get(type, i));
        if (!name)
            continue;
        const char *slash = strrchr(name, '/'), *colon = strrchr(name, ':');
        name = slash ? slash + 1 : colon ? colon + 1 : name;
        for (guint t = 0; t < G_N_ELEMENTS(article_types); t++)
            if (strcmp(article_types[t].type, name) == 0)
                best = MAX(best, article_types[t].rank);
    }
    return best;
}

/* A string, the first string of an array, or an object's @value. */
static const char *string_of(const json_t *value)
{
    for (int depth = 0; value && depth < 4; depth++) {
        if (json_is_string(value))
            return json_string_value(value);
        value = json_is_array(value)    ? json_array_get(value, 0)
                : json_is_object(value) ? json_object_get(value, "@value")
                                        : NULL;
    }
    return NULL;
}

static const json_t *resolve(const Graph *graph, const json_t *value)
{
    const char *id = json_string_value(json_object_get(value, "@id"));
    if (!id || json_object_get(value, "name"))
        return value;
    const json_t *found = g_hash_table_lookup(graph->by_id, id);
    return found ? found : value;
}

static void add_names(NgFacts *facts, const Graph *graph, NgFactField field, const char *rule,
                      const json_t *value, int depth)
{
    if (json_is_array(value)) {
        size_t i;
        json_t *item;
        if (depth < 3)
            json_array_foreach(value, i, item) if (i < MAX_AUTHORS)
                add_names(facts, graph, field, rule, item, depth + 1);
    } else if (json_is_object(value)) {
        value = resolve(graph, value);
        const json_t *name = json_object_get(value, "name");
        const char *given = string_of(json_object_get(value, "givenName"));
        const char *family = string_of(json_object_get(value, "familyName"));
        const char *type = string_of(json_object_get(value, "@type"));
        if (field == NG_FACT_AUTHOR && type && strstr(type, "Organization"))
            rule = "json-ld organization";
        if (json_is_array(name) && depth < 3)
            add_names(facts, graph, field, rule, name, depth + 1);
        else if (string_of(name))
            ng_facts_add(facts, field, rule, string_of(name));
        else if (given && family) {
            g_autofree char *whole = g_strdup_printf("%s %s", given, family);
            ng_facts_add(facts, field, rule, whole);
        }
    } else if (json_is_string(value)) {
        const char *text = json_string_value(value);
        if (!g_str_has_prefix(text, "http://") && !g_str_has_prefix(text, "https://"))
            ng_facts_add(facts, field, rule, text);
    }
}

/* Letters and digits that two titles share at the beginning; enough to tell one article of a page
 * from the others. */
static bool same_title(const char *a, const char *b)
{
    g_autofree char *x = a ? g_utf8_casefold(a, -1) : NULL;
    g_autofree char *y = b ? g_utf8_casefold(b, -1) : NULL;
    if (!x || !y)
        return false;
    gsize n = MIN(strlen(x), strlen(y));
    return n >= 8 && strncmp(x, y, MIN(n, 60)) == 0;
}

static const json_t *find_article(const Graph *graph, const char *title_hint)
{
    const json_t *best = NULL;
    int best_score = 0;
    for (guint i = 0; i < graph->objects->len; i++) {
        const json_t *object = g_ptr_array_index(graph->objects, i);
        int rank = type_rank(object);
        if (rank == 0)
            continue;
        const char *headline = string_of(json_object_get(object, "headline"));
        if (!headline)
            headline = string_of(json_object_get(object, "name"));
        int score = rank * 10 + (headline != NULL) * 15 +
                    (json_object_get(object, "datePublished") != NULL) * 15 +
                    (json_object_get(object, "author") != NULL) * 5 +
                    (json_object_get(object, "articleBody") != NULL) * 5 +
                    same_title(headline, title_hint) * 60;
        if (score > best_score) {
            best_score = score;
            best = object;
        }
    }
    return best;
}

/* The updates of a live blog, each with its headline, as they stand: the newest first. */
static char *text_of_updates(const json_t *article)
{
    const json_t *updates = json_object_get(article, "liveBlogUpdate");
    GString *out = g_string_new(NULL);
    size_t i;
    json_t *one;
    json_array_foreach(updates, i, one)
    {
        const char *headline = string_of(json_object_get(one, "headline"));
        const char *body = string_of(json_object_get(one, "articleBody"));
        if (i >= MAX_UPDATES)
            break;
        if (headline && !(body && g_str_has_prefix(body, headline)))
            g_string_append_printf(out, "%s\n", headline);
        if (body)
            g_string_append_printf(out, "%s\n", body);
    }
    return g_string_free(out, FALSE);
}

static void add_article(NgFacts *facts, const Graph *graph, const json_t *article)
{
    int rank = type_rank(article);
    const char *headline = string_of(json_object_get(article, "headline"));
    if (!headline)
        headline = string_of(json_object_get(article, "name"));
    ng_facts_add(facts, NG_FACT_TITLE, rank >= 5 ? "json-ld" : "json-ld page", headline);
    facts->alternative = string_of(json_object_get(article, "alternativeHeadline")) != NULL;
    if (rank >= 4) {
        add_names(facts, graph, NG_FACT_AUTHOR, "json-ld", json_object_get(article, "author"), 0);
        if (!ng_facts_get(facts, NG_FACT_AUTHOR, NULL))
            add_names(facts, graph, NG_FACT_AUTHOR, "json-ld", json_object_get(article, "creator"),
                      0);
    }
    ng_facts_add(facts, NG_FACT_PUBLISHED, rank >= 5 ? "json-ld" : "json-ld page",
                 string_of(json_object_get(article, "datePublished")));
    ng_facts_add(facts, NG_FACT_UPDATED, "json-ld",
                 string_of(json_object_get(article, "dateModified")));
    ng_facts_add(facts, NG_FACT_LANG, "json-ld", string_of(json_object_get(article, "inLanguage")));
    ng_facts_add(facts, NG_FACT_DESCRIPTION, "json-ld",
                 string_of(json_object_get(article, "description")));
    add_names(facts, graph, NG_FACT_OUTLET, "json-ld", json_object_get(article, "publisher"), 0);
    const char *body = string_of(json_object_get(article, "articleBody"));
    if (!body)
        body = string_of(json_object_get(article, "text"));
    ng_facts_add(facts, NG_FACT_BODY, "json-ld", body);
    g_autofree char *updates = text_of_updates(article);
    ng_facts_add(facts, NG_FACT_BODY, "json-ld liveBlogUpdate", updates);
    const char *type = string_of(json_object_get(article, "@type"));
    if (type && strstr(type, "PressRelease"))
        ng_facts_add(facts, NG_FACT_KIND, "json-ld", "statement");
}

void ng_facts_from_json_ld(NgFacts *facts, const GPtrArray *blocks, const char *title_hint)
{
    Graph graph = {.objects = g_ptr_array_new(),
                   .by_id = g_hash_table_new(g_str_hash, g_str_equal)};
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    for (guint i = 0; i < blocks->len && i < 200; i++) {
        gsize len;
        g_autofree char *text = mend(g_ptr_array_index(blocks, i), &len);
        json_t *root = json_loadb(text, len, JSON_DISABLE_EOF_CHECK, NULL);
        if (!root)
            continue;
        g_ptr_array_add(roots, root);
        collect(&graph, root, 0);
    }
    const json_t *article = find_article(&graph, title_hint);
    if (article)
        add_article(facts, &graph, article);
    for (guint i = 0; i < graph.objects->len; i++) {
        const json_t *object = g_ptr_array_index(graph.objects, i);
        const char *type = string_of(json_object_get(object, "@type"));
        facts->headlines += string_of(json_object_get(object, "headline")) != NULL;
        if (type && strcmp(type, "WebSite") == 0)
            ng_facts_add(facts, NG_FACT_OUTLET, "json-ld site",
                         string_of(json_object_get(object, "name")));
    }
    g_ptr_array_unref(graph.objects);
    g_hash_table_unref(graph.by_id);
}
