/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who wrote an item: "jane@aar.example (Jane Doe)", "Jane Doe <jane@aar.example>", a name alone. */
#include "indexer/input/feed.h"
#include "indexer/input/html_fields.h"
#include "indexer/input/html_fragment.h"

#include <string.h>

/* The name beside an address; new string or NULL when there is nothing but the address. */
static char *without_address(const char *value)
{
    const char *at = strchr(value, '@');
    if (!at)
        return g_strdup(value);
    const char *open = strchr(value, '('), *close = open ? strrchr(open, ')') : NULL;
    /* RFC 822's comment holds the name, unless the address stands in it */
    if (open && close && open > at)
        return g_strndup(open + 1, (gsize)(close - open - 1));
    /* the address with the marks around it is one word */
    const char *begin = at, *end = at;
    while (begin > value && !strchr(" ,;", begin[-1]))
        begin--;
    while (*end && !strchr(" ,;", *end))
        end++;
    g_autofree char *rest = g_strdup_printf("%.*s %s", (int)(begin - value), value, end);
    g_strstrip(rest);
    return *rest ? g_steal_pointer(&rest) : NULL;
}

/* "Doe, J. R." is one person: initials stand behind the comma, and nothing else. */
static char *initials_first(const char *name)
{
    const char *comma = strchr(name, ',');
    if (!comma || strchr(comma + 1, ','))
        return NULL;
    bool point = false;
    for (const char *at = comma + 1; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at), next = g_utf8_get_char(g_utf8_next_char(at));
        if (g_unichar_isalpha(c) ? !g_unichar_isupper(c) || g_unichar_isalpha(next)
                                 : !strchr(" .-", (int)MIN(c, 0x7f)))
            return NULL;
        point = point || c == '.';
    }
    return point ? g_strdup_printf("%s %.*s", comma + 1 + strspn(comma + 1, " "),
                                   (int)(comma - name), name)
                 : NULL;
}

void ng_feed_settle_authors(NgArticle *article, const NgFeedRecord *item,
                            const NgFeedRecord *channel)
{
    const NgFeedFact *best = ng_feed_best(item, NG_FEED_AUTHOR);
    const NgFeedRecord *from = item;
    if (!best) {
        /* in Atom and JSON Feed the feed's author is that of every item without one */
        best = ng_feed_best(channel, NG_FEED_AUTHOR);
        from = channel;
        if (!best ||
            !(g_str_has_prefix(best->rule, "atom:") || g_str_has_prefix(best->rule, "json:")))
            return;
    }
    for (guint i = 0; i < from->facts->len; i++) {
        const NgFeedFact *fact = &g_array_index(from->facts, NgFeedFact, i);
        if (fact->field != NG_FEED_AUTHOR)
            continue;
        g_autofree char *name = without_address(fact->value);
        g_autofree char *plain = name ? ng_html_line(name, -1) : NULL;
        g_autofree char *turned = plain ? initials_first(plain) : NULL;
        const char *line = turned ? turned : plain;
        ng_article_consider(article, "authors", fact->rule, line, fact->rank ? 0.8 : 1);
        if (line && fact->rank == best->rank)
            ng_byline_add(article->authors, article->credit, line, article->outlet);
    }
    if (article->authors->len > 0 || article->credit->len > 0)
        ng_article_set_provenance(article, article->authors->len > 0 ? "authors" : "credit",
                                  best->rule);
}
