/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Atom's tombstones (RFC 6721): <at:deleted-entry ref="id of the entry" when="2023-03-14T10:00Z">
 * takes an entry back. Articles are mostly known by their page's address, so that is looked for. */
#include "indexer/input/feed.h"

#include <string.h>

#define DELETED_MAX 100000

static bool is_absolute(const char *url)
{
    return g_ascii_strncasecmp(url, "http://", 7) == 0 ||
           g_ascii_strncasecmp(url, "https://", 8) == 0;
}

/* Ids of entries to the best link of each. */
static GHashTable *links_of(const GPtrArray *records)
{
    GHashTable *links = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < records->len; i++) {
        const NgFeedFact *id = ng_feed_best(records->pdata[i], NG_FEED_ID);
        const NgFeedFact *link = ng_feed_best(records->pdata[i], NG_FEED_LINK);
        if (id && link)
            g_hash_table_insert(links, id->value, link->value);
    }
    return links;
}

static void add_link(NgFeedRecord *record, guint rank, char *link)
{
    ng_feed_add(record, NG_FEED_LINK, rank, NG_FEED_PLAIN, "atom:deleted-entry", link);
}

static NgFeedRecord *tombstone(const NgXml *xml, uint32_t node, GHashTable *links, const char *base)
{
    NgFeedRecord *record = ng_feed_record_new();
    const char *ref = ng_xml_attr(xml, node, "ref"), *when = ng_xml_attr(xml, node, "when");
    record->deleted = true;
    for (uint32_t link = ng_xml_child(xml, node, NULL, "link"); link;
         link = ng_xml_next(xml, link, NULL, "link")) {
        const char *href = ng_xml_attr(xml, link, "href"), *rel = ng_xml_attr(xml, link, "rel");
        if (href && (!rel || strcmp(rel, "alternate") == 0))
            add_link(record, 0, ng_feed_xml_resolve(xml, link, href, base));
    }
    g_autofree char *id = g_strstrip(g_strdup(ref ? ref : ""));
    const char *known = g_hash_table_lookup(links, id);
    if (known)
        add_link(record, 1, g_strdup(known));
    if (is_absolute(id))
        add_link(record, 2, g_strdup(id));
    ng_feed_add(record, NG_FEED_ID, 0, NG_FEED_PLAIN, "atom:deleted-entry", g_steal_pointer(&id));
    ng_feed_add(record, NG_FEED_UPDATED, 0, NG_FEED_PLAIN, "atom:deleted-entry", g_strdup(when));
    return record;
}

void ng_feed_xml_deleted(const NgXml *xml, GPtrArray *records, const char *base)
{
    g_autoptr(GHashTable) links = NULL;
    guint found = 0;
    for (uint32_t n = 1; n < ng_xml_end(xml, 0) && found < DELETED_MAX; n++) {
        if (!ng_xml_is(xml, n, NULL, "deleted-entry"))
            continue;
        if (!links)
            links = links_of(records);
        g_ptr_array_add(records, tombstone(xml, n, links, base));
        found++;
    }
}
