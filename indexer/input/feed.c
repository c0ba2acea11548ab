/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The feed reader: RSS, Atom and JSON Feed, each item an article. */
#include "indexer/input/feed.h"
#include "nutgraf/stem.h"

#include <string.h>

/* The beginning of the first element behind declarations and comments; len when there is none. */
static gsize first_element(const char *head, gsize len)
{
    gsize at = 0;
    while (at < len) {
        const char *tag = memchr(head + at, '<', len - at);
        if (!tag)
            return len;
        at = (gsize)(tag - head) + 1;
        if (at < len && (g_ascii_isalpha(head[at]) || head[at] == '_'))
            return at;
        if (len - at >= 3 && memcmp(head + at, "!--", 3) == 0) {
            const char *stop = memmem(head + at, len - at, "-->", 3);
            at = stop ? (gsize)(stop - head) + 3 : len;
        } else {
            const char *stop = memchr(head + at, '>', len - at);
            at = stop ? (gsize)(stop - head) + 1 : len;
        }
    }
    return len;
}

static bool holds(const char *head, const char *what)
{
    return strstr(head, what) != NULL;
}

static bool is_named(const char *head, gsize len, const char *name)
{
    gsize n = MIN(strcspn(head, " \t\r\n>/"), len);
    const char *colon = memchr(head, ':', MIN(n, len));
    if (colon) {
        n -= (gsize)(colon + 1 - head);
        head = colon + 1;
    }
    return n == strlen(name) && g_ascii_strncasecmp(head, name, n) == 0;
}

static int sniff(const char *data, gsize len, const char *path)
{
    g_autofree char *head = g_malloc(len + 1);
    gsize n = 0;
    /* without NULs, UTF-16 reads as ASCII here */
    for (gsize i = 0; i < len; i++)
        if (data[i])
            head[n++] = data[i];
    head[n] = '\0';
    gsize begin = strspn(head, " \t\r\n\xef\xbb\xbf");
    if (head[begin] == '{')
        return holds(head, "jsonfeed.org/version/") ? 97 : 0;
    bool named = path && (g_str_has_suffix(path, ".rss") || g_str_has_suffix(path, ".atom"));
    gsize at = first_element(head, n);
    if (at == n)
        return named ? 40 : 0;
    const char *first = head + at;
    if (is_named(first, n - at, "rss"))
        return 98;
    if (is_named(first, n - at, "RDF"))
        return holds(head, "purl.org/rss/") || holds(head, "netscape.com/rdf") ||
                       holds(head, "<channel")
                   ? 98
                   : 0;
    if (is_named(first, n - at, "feed"))
        return holds(head, "w3.org/2005/Atom") || holds(head, "purl.org/atom/") ||
                       holds(head, "<entry")
                   ? 98
                   : 60;
    if (is_named(first, n - at, "deleted-entry"))
        return holds(head, "purl.org/atompub/tombstones") ? 98 : 0;
    if (is_named(first, n - at, "entry"))
        return holds(head, "w3.org/2005/Atom") ? 98 : 0;
    if (is_named(first, n - at, "channel") || is_named(first, n - at, "item"))
        return holds(head, "<item") && holds(head, "<title") ? 85 : 0;
    return named ? 50 : 0;
}

typedef struct {
    NgFeed feed;
    const NgSinks *sinks;
    guint n;
    bool stopped;
} Run;

static const char *item_link(const NgFeedRecord *item)
{
    const NgFeedFact *link = ng_feed_best(item, NG_FEED_LINK);
    return link ? link->value : NULL;
}

static void count_link(NgFeed *feed, const char *link, guint times)
{
    if (!link)
        return;
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(feed->links, link));
    g_hash_table_insert(feed->links, g_strdup(link), GUINT_TO_POINTER(known + times));
}

static void begin(Run *run, const NgInput *input, const NgSinks *sinks, const NgFeedRecord *channel)
{
    *run = (Run) {.feed = {.input = input, .channel = channel}, .sinks = sinks};
    NgFeed *feed = &run->feed;
    feed->links = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    feed->outlet = ng_feed_outlet(channel, &feed->outlet_rule);
    const NgFeedFact *lang = ng_feed_best(channel, NG_FEED_LANG);
    feed->lang = lang ? ng_language_normalise(lang->value) : NULL;
    feed->lang_rule = feed->lang ? lang->rule : NULL;
    /* the channel's own link names no item */
    count_link(feed, item_link(channel), 2);
}

static void end(Run *run)
{
    g_free(run->feed.outlet);
    g_hash_table_unref(run->feed.links);
}

static void take_item(Run *run, const NgFeedRecord *item)
{
    char where[32];
    g_snprintf(where, sizeof where, "record %u", ++run->n);
    NgRecordVerdict verdict = ng_sinks_record(run->sinks, where, run->n);
    run->stopped = verdict == NG_RECORD_STOP;
    if (verdict != NG_RECORD_READ)
        return;
    NgArticle *article = ng_feed_article(&run->feed, item);
    if (!article) {
        run->sinks->skip(
            where, item->deleted ? "a deleted entry that is not named" : "neither title nor text",
            run->sinks->data);
        return;
    }
    article->source = g_strdup_printf("%s#%u", run->feed.input->source, run->n);
    run->stopped = !run->sinks->article(article, run->sinks->data);
}

/* The items of XML; returns the channel around them. */
static NgFeedRecord *collect_xml(const NgInput *input, GPtrArray *items, GError **error)
{
    static const char *const apart[] = {"item", "entry", NULL};
    g_autoptr(NgXml) xml = ng_xml_parse_apart(input->data, input->len, apart, error);
    if (!xml)
        return NULL;
    g_autoptr(GArray) nodes = ng_feed_xml_items(xml);
    uint32_t deleted = ng_xml_descend(xml, 0, 0, NULL, "deleted-entry");
    if (nodes->len == 0 && !deleted) {
        const char *name = ng_xml_name(xml, ng_xml_child(xml, 0, NULL, NULL));
        g_set_error(error, NG_ERROR, NG_ERROR_BAD_INPUT, "no item of a feed inside <%.40s>", name);
        return NULL;
    }
    uint32_t first = nodes->len > 0 ? g_array_index(nodes, uint32_t, 0) : deleted;
    NgFeedRecord *channel = ng_feed_xml_channel(xml, first);
    const char *base = item_link(channel);
    for (guint i = 0; i < nodes->len; i++)
        g_ptr_array_add(items, ng_feed_xml_item(xml, g_array_index(nodes, uint32_t, i), base));
    if (deleted)
        ng_feed_xml_deleted(xml, items, base);
    return channel;
}

static void free_record(gpointer record)
{
    ng_feed_record_free(record);
}

static bool read_feed(const NgInput *input, const NgSinks *sinks, GError **error)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(free_record);
    gsize at = 0;
    while (at < input->len && input->data[at] && strchr(" \t\r\n\xef\xbb\xbf", input->data[at]))
        at++;
    bool json = at < input->len && input->data[at] == '{';
    g_autoptr(NgFeedRecord) channel = json ? ng_feed_json(input->data, input->len, items, error)
                                           : collect_xml(input, items, error);
    if (!channel)
        return false;
    Run run;
    begin(&run, input, sinks, channel);
    for (guint i = 0; i < items->len; i++)
        if (!((const NgFeedRecord *)g_ptr_array_index(items, i))->deleted)
            count_link(&run.feed, item_link(g_ptr_array_index(items, i)), 1);
    for (guint i = 0; i < items->len && !run.stopped; i++)
        take_item(&run, g_ptr_array_index(items, i));
    end(&run);
    return true;
}

const NgReader ng_reader_feed = {.name = "feed", .sniff = sniff, .read = read_feed};
