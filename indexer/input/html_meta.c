/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page's head says: <meta> in its many dialects, <title>, <link>, <html lang>. */
#include "indexer/input/html_facts.h"

#include "nutgraf/article.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* More than any page states; every rule looks through all of them. */
#define MAX_FACTS 1000

/* Names of <meta name=...>, property=... or itemprop=..., and what their content states. */
static const struct {
    const char *name;
    NgFactField field;
    const char *rule;
} meta_names[] = {
    {"og:title", NG_FACT_TITLE, "og:title"},
    {"twitter:title", NG_FACT_TITLE, "twitter:title"},
    {"dc.title", NG_FACT_TITLE, "meta"},
    {"dcterms.title", NG_FACT_TITLE, "meta"},
    {"citation_title", NG_FACT_TITLE, "meta"},
    {"headline", NG_FACT_TITLE, "meta"},
    {"parsely-title", NG_FACT_TITLE, "meta"},
    {"sailthru.title", NG_FACT_TITLE, "meta"},
    {"cxenseparse:title", NG_FACT_TITLE, "meta"},
    {"og:site_name", NG_FACT_OUTLET, "og:site_name"},
    {"application-name", NG_FACT_OUTLET, "application-name"},
    {"apple-mobile-web-app-title", NG_FACT_OUTLET, "application-name"},
    {"dc.publisher", NG_FACT_OUTLET, "meta"},
    {"dcterms.publisher", NG_FACT_OUTLET, "meta"},
    {"publisher", NG_FACT_OUTLET, "meta"},
    {"citation_journal_title", NG_FACT_OUTLET, "meta"},
    {"author", NG_FACT_AUTHOR, "meta"},
    {"article:author", NG_FACT_AUTHOR, "article:author"},
    {"og:article:author", NG_FACT_AUTHOR, "article:author"},
    {"article:author_name", NG_FACT_AUTHOR, "article:author"},
    {"dc.creator", NG_FACT_AUTHOR, "dc.creator"},
    {"dcterms.creator", NG_FACT_AUTHOR, "dc.creator"},
    {"dc.contributor", NG_FACT_AUTHOR, "dc.creator"},
    {"dcsext.author", NG_FACT_AUTHOR, "meta"},
    {"citation_author", NG_FACT_AUTHOR, "meta"},
    {"parsely-author", NG_FACT_AUTHOR, "meta"},
    {"sailthru.author", NG_FACT_AUTHOR, "meta"},
    {"cxenseparse:author", NG_FACT_AUTHOR, "meta"},
    {"byl", NG_FACT_AUTHOR, "meta"},
    {"article:published_time", NG_FACT_PUBLISHED, "article:published_time"},
    {"article:published", NG_FACT_PUBLISHED, "article:published_time"},
    {"og:article:published_time", NG_FACT_PUBLISHED, "article:published_time"},
    {"og:published_time", NG_FACT_PUBLISHED, "article:published_time"},
    {"datepublished", NG_FACT_PUBLISHED, "meta"},
    {"date", NG_FACT_PUBLISHED, "meta"},
    {"pubdate", NG_FACT_PUBLISHED, "meta"},
    {"publishdate", NG_FACT_PUBLISHED, "meta"},
    {"publish-date", NG_FACT_PUBLISHED, "meta"},
    {"publish_date", NG_FACT_PUBLISHED, "meta"},
    {"published-date", NG_FACT_PUBLISHED, "meta"},
    {"publication_date", NG_FACT_PUBLISHED, "meta"},
    {"parsely-pub-date", NG_FACT_PUBLISHED, "meta"},
    {"sailthru.date", NG_FACT_PUBLISHED, "meta"},
    {"cxenseparse:recs:publishtime", NG_FACT_PUBLISHED, "meta"},
    {"citation_publication_date", NG_FACT_PUBLISHED, "meta"},
    {"citation_date", NG_FACT_PUBLISHED, "meta"},
    {"dc.date.issued", NG_FACT_PUBLISHED, "dc.date"},
    {"dc.date.created", NG_FACT_PUBLISHED, "dc.date"},
    {"dcterms.issued", NG_FACT_PUBLISHED, "dc.date"},
    {"dcterms.created", NG_FACT_PUBLISHED, "dc.date"},
    {"dcterms.date", NG_FACT_PUBLISHED, "dc.date"},
    {"dc.date", NG_FACT_PUBLISHED, "dc.date"},
    {"article_date_original", NG_FACT_PUBLISHED, "meta"},
    {"article.published", NG_FACT_PUBLISHED, "meta"},
    {"article:modified_time", NG_FACT_UPDATED, "article:modified_time"},
    {"og:updated_time", NG_FACT_UPDATED, "og:updated_time"},
    {"article:modified", NG_FACT_UPDATED, "article:modified_time"},
    {"datemodified", NG_FACT_UPDATED, "meta"},
    {"last-modified", NG_FACT_UPDATED, "meta"},
    {"lastmod", NG_FACT_UPDATED, "meta"},
    {"dcterms.modified", NG_FACT_UPDATED, "dc.date"},
    {"dc.date.modified", NG_FACT_UPDATED, "dc.date"},
    {"og:locale", NG_FACT_LANG, "og:locale"},
    {"content-language", NG_FACT_LANG, "content-language"},
    {"language", NG_FACT_LANG, "content-language"},
    {"dc.language", NG_FACT_LANG, "dc.language"},
    {"dcterms.language", NG_FACT_LANG, "dc.language"},
    {"og:url", NG_FACT_URL, "og:url"},
    {"description", NG_FACT_DESCRIPTION, "meta"},
    {"og:description", NG_FACT_DESCRIPTION, "og:description"},
    {"twitter:description", NG_FACT_DESCRIPTION, "og:description"},
    {"dc.description", NG_FACT_DESCRIPTION, "meta"},
};

NgFacts *ng_facts_new(void)
{
    NgFacts *facts = g_new0(NgFacts, 1);
    facts->facts = g_array_new(FALSE, FALSE, sizeof(NgFact));
    return facts;
}

void ng_facts_free(NgFacts *facts)
{
    if (!facts)
        return;
    for (guint i = 0; i < facts->facts->len; i++)
        g_free(g_array_index(facts->facts, NgFact, i).value);
    g_array_free(facts->facts, TRUE);
    g_free(facts);
}

/* Values are often escaped once more than they should be, or hold tags: "AT&amp;T", "<em>x</em>".
 */
static char *unescape(const char *value)
{
    GString *out = g_string_sized_new(strlen(value));
    for (const char *at = value; *at; at++) {
        const char *stop = *at == '&' ? memchr(at, ';', strnlen(at, 12)) : NULL;
        if (*at == '<') {
            const char *close = g_ascii_isalpha(at[1]) || at[1] == '/' ? strchr(at, '>') : NULL;
            if (close && close - at < 200) {
                bool line = at[1] == 'p' || at[1] == 'b' || (at[1] == '/' && at[2] == 'p');
                g_string_append(out, line ? "\n" : "");
                at = close;
                continue;
            }
        }
        if (!stop) {
            g_string_append_c(out, *at);
            continue;
        }
        gunichar c = 0;
        if (at[1] == '#') {
            bool hex = (at[2] | 0x20) == 'x';
            c = (gunichar)g_ascii_strtoull(at + (hex ? 3 : 2), NULL, hex ? 16 : 10);
        } else {
            g_autofree char *name = g_strndup(at + 1, stop - at - 1);
            const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
            c = entity ? entity->value : 0;
        }
        if (c == 0 || !g_unichar_validate(c)) {
            g_string_append_c(out, *at);
            continue;
        }
        g_string_append_unichar(out, c);
        at = stop;
    }
    return g_string_free(out, FALSE);
}

/* A variable that the page's template left unfilled: {{title}}, {$site.name}, ${author}. */
static bool is_unfilled(const char *value)
{
    static const char *const opening[] = {"{{", "{$", "${", "{%", "<%", "[%"};
    for (guint i = 0; i < G_N_ELEMENTS(opening); i++) {
        const char *begin = strstr(value, opening[i]);
        if (begin && strpbrk(begin, "}>]"))
            return true;
    }
    return false;
}

void ng_facts_add(NgFacts *facts, NgFactField field, const char *rule, const char *value)
{
    if (!value || facts->facts->len >= MAX_FACTS || (field != NG_FACT_BODY && is_unfilled(value)))
        return;
    g_autofree char *plain = strpbrk(value, "&<") ? unescape(value) : g_strdup(value);
    NgFact fact = {.field = field, .rule = rule};
    if (field == NG_FACT_BODY)
        fact.value = g_utf8_make_valid(plain, -1);
    else
        fact.value = ng_clean_text(plain, -1);
    if (fact.value && *fact.value)
        g_array_append_val(facts->facts, fact);
    else
        g_free(fact.value);
}

const char *ng_facts_get(const NgFacts *facts, NgFactField field, const char *rule)
{
    for (guint i = 0; i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field == field && (!rule || strcmp(fact->rule, rule) == 0))
            return fact->value;
    }
    return NULL;
}

static void add_meta(NgFacts *facts, const NgPage *page, uint32_t node)
{
    static const NgAttr keys[] = {NG_ATTR_PROPERTY, NG_ATTR_NAME, NG_ATTR_ITEMPROP,
                                  NG_ATTR_HTTP_EQUIV};
    const char *content = ng_page_attr(page, node, NG_ATTR_CONTENT);
    if (!content)
        return;
    for (guint k = 0; k < G_N_ELEMENTS(keys); k++) {
        const char *key = ng_page_attr(page, node, keys[k]);
        if (!key)
            continue;
        for (guint i = 0; i < G_N_ELEMENTS(meta_names); i++)
            if (g_ascii_strcasecmp(key, meta_names[i].name) == 0) {
                ng_facts_add(facts, meta_names[i].field, meta_names[i].rule, content);
                return;
            }
    }
}

/* twitter:label1 "Written by" tells what stands in twitter:data1. */
static void add_labelled(NgFacts *facts, const NgPage *page, uint32_t node, bool *by_next)
{
    static const char *const labels[] = {"written by", "verfasst von", "geschrieben von",
                                         "écrit par",  "escrito por",  "scritto da",
                                         "author",     "autor"};
    const char *name = ng_page_attr(page, node, NG_ATTR_NAME);
    const char *value = ng_page_attr(page, node, NG_ATTR_CONTENT);
    if (!name)
        name = ng_page_attr(page, node, NG_ATTR_PROPERTY);
    if (!name || !value || strlen(value) > 200)
        return;
    if (g_str_has_prefix(name, "twitter:label")) {
        g_autofree char *lower = g_utf8_strdown(value, -1);
        *by_next = false;
        for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
            *by_next = *by_next || strcmp(lower, labels[i]) == 0;
    } else if (g_str_has_prefix(name, "twitter:data") && *by_next) {
        ng_facts_add(facts, NG_FACT_AUTHOR, "twitter:data", value);
        *by_next = false;
    }
}

void ng_facts_from_head(NgFacts *facts, const NgPage *page)
{
    bool titled = false, by_next = false;
    for (uint32_t i = 0; i < page->nodes->len; i++) {
        const NgNode *node = ng_page_node(page, i);
        switch (node->tag) {
        case NG_TAG_META:
            add_meta(facts, page, i);
            add_labelled(facts, page, i, &by_next);
            break;
        case NG_TAG_TITLE:
            if (!titled) {
                g_autofree char *title = ng_page_text(page, i, 2000);
                ng_facts_add(facts, NG_FACT_TITLE, "title", title);
                titled = true;
            }
            break;
        case NG_TAG_HTML:
            ng_facts_add(facts, NG_FACT_LANG, "html lang", ng_page_attr(page, i, NG_ATTR_LANG));
            break;
        case NG_TAG_BODY:
            ng_facts_add(facts, NG_FACT_LANG, "body lang", ng_page_attr(page, i, NG_ATTR_LANG));
            break;
        case NG_TAG_LINK: {
            const char *rel = ng_page_attr(page, i, NG_ATTR_REL);
            if (rel && g_ascii_strcasecmp(rel, "canonical") == 0)
                ng_facts_add(facts, NG_FACT_URL, "link canonical",
                             ng_page_attr(page, i, NG_ATTR_HREF));
            break;
        }
        default:
            break;
        }
    }
}
