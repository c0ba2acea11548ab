/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The outlet as its readers call it: the page's own name for itself, rather than its domain. */
#include "indexer/input/html_fields.h"

#include <string.h>

static const char *const rules[] = {"og:site_name",     "json-ld", "json-ld site",
                                    "application-name", "meta",    "title and brand"};

/* In how many of its first lines a page shows its brand. */
#define BRAND_BLOCKS 3
/* Letters of a host's part that tell a name. */
#define HOST_NAME 4
/* No outlet's name is that long and a heading, too. */
#define LONG_NAME 40

/* What follows the heading in <title>: "Bridges to close | Aar Courier". */
static char *from_title(const NgFacts *facts, const char *heading)
{
    const char *title = ng_facts_get(facts, NG_FACT_TITLE, "title");
    if (!title || !heading || strlen(heading) < 8 || !g_str_has_prefix(title, heading))
        return NULL;
    const char *tail = title + strlen(heading);
    gunichar c = g_utf8_get_char(tail);
    /* white space, one mark, white space, and one name without further marks */
    if (*tail != ' ' || g_unichar_isalnum(c = g_utf8_get_char(++tail)) || c == '(')
        return NULL;
    tail = g_utf8_next_char(tail);
    if (*tail != ' ' || strstr(tail, " - ") || strpbrk(tail, "|:/>") || strstr(tail, " – ") ||
        strstr(tail, " » ") || strstr(tail, " › "))
        return NULL;
    glong width = g_utf8_strlen(++tail, -1);
    return width >= 2 && width <= 40 ? g_strdup(tail) : NULL;
}

/* "Aar Verlag GmbH": the company that owns the outlet. */
static bool is_company(const char *name)
{
    static const char *const forms[] = {
        " gmbh",    " mbh",    " ag",     " kg",         " ohg",         " ltd",  " ltd.",
        " limited", " inc",    " inc.",   " llc",        " plc",         " corp", " corp.",
        " s.a.",    " sarl",   " sas",    " s.l.",       " s.r.l.",      " srl",  " s.p.a.",
        " spa",     " b.v.",   " bv",     " n.v.",       " a/s",         " oy",   " oyj",
        " a.s.",    " s.r.o.", " z o.o.", " sp. z o.o.", "gesellschaft", " & co"};
    g_autofree char *lower = g_utf8_strdown(name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_str_has_suffix(lower, forms[i]))
            return true;
    return false;
}

/* Whether the page shows `brand` among its first lines, as a line or an element of its own. */
static bool shows_brand(const NgPage *page, const NgBlocks *blocks, const char *brand)
{
    for (guint b = 0; b < MIN(BRAND_BLOCKS, blocks->blocks->len); b++) {
        const NgBlock *block = ng_block(blocks, b);
        g_autofree char *first = ng_page_text(page, block->first, 200);
        if (strcmp(ng_block_text(blocks, block), brand) == 0 ||
            strcmp(g_strstrip(first), brand) == 0)
            return true;
    }
    return false;
}

static bool shows_line(const NgBlocks *blocks, const char *line)
{
    for (guint b = BRAND_BLOCKS; b < blocks->blocks->len; b++) {
        const NgBlock *block = ng_block(blocks, b);
        if (block->link_width == 0 && strcmp(ng_block_text(blocks, block), line) == 0)
            return true;
    }
    return false;
}

void ng_facts_from_brand(NgFacts *facts, const NgPage *page, const NgBlocks *blocks)
{
    static const char *const marks[] = {": ", " | ", " - ", " – ", " — ", " » ", " :: "};
    const char *title = ng_facts_get(facts, NG_FACT_TITLE, "title");
    for (guint m = 0; title && m < G_N_ELEMENTS(marks); m++) {
        const char *cut = strstr(title, marks[m]);
        if (!cut || cut == title || cut - title > 60)
            continue;
        g_autofree char *brand = g_strndup(title, cut - title);
        if (shows_line(blocks, cut + strlen(marks[m])) && shows_brand(page, blocks, brand)) {
            ng_facts_add(facts, NG_FACT_OUTLET, "title and brand", brand);
            return;
        }
    }
}

/* A name for the same outlet that is no domain, from a later rule. */
static const char *better_name(const NgFacts *facts, const char *domain, guint from)
{
    g_autofree char *bare = ng_bare_text(domain, strcspn(domain, "."), 100);
    for (guint r = from; r < G_N_ELEMENTS(rules); r++) {
        const char *other = ng_facts_get(facts, NG_FACT_OUTLET, rules[r]);
        g_autofree char *plain = other ? ng_bare_text(other, strlen(other), 100) : NULL;
        if (plain && !strchr(other, '.') && strcmp(plain, bare) == 0)
            return other;
    }
    return NULL;
}

/* Without the mark that was to stand before more: "Aar Courier -", "courier.example/". */
static char *tidy_name(const char *name)
{
    gsize len = strlen(name);
    while (len > 0) {
        const char *last = g_utf8_find_prev_char(name, name + len);
        gunichar c = last ? g_utf8_get_char(last) : 0;
        if (!last || last == name ||
            !(g_unichar_isspace(c) || strchr("-|/:,", (int)MIN(c, 0x7f)) || c == 0x2013 ||
              c == 0x2014))
            break;
        len = (gsize)(last - name);
    }
    return g_strndup(name, len);
}

/* Whether a name is what a part of the page's host says: "Aar Courier" and www.aarcourier.example.
 */
static bool named_as_host(const char *name, const char *url)
{
    const char *host = url ? strstr(url, "://") : NULL;
    g_autofree char *bare = ng_bare_text(name, strlen(name), 100);
    if (!host || strlen(bare) < HOST_NAME)
        return false;
    g_autofree char *whole = g_strndup(host + 3, strcspn(host + 3, "/:?#"));
    g_auto(GStrv) labels = g_strsplit(whole, ".", 8);
    /* the last one is no name */
    for (char **label = labels; label[0] && label[1]; label++) {
        g_autofree char *one = ng_bare_text(*label, strlen(*label), 100);
        if (strlen(one) >= HOST_NAME &&
            (g_str_has_prefix(bare, one) || g_str_has_prefix(one, bare)))
            return true;
    }
    return false;
}

/* "Aar Courier - News, Sport, Weather": of several parts the one that the host confirms. */
static char *without_slogan(const NgFacts *facts, char *name)
{
    static const char *const marks[] = {" - ", " | ", " – ", " — ", " · ", " » ", " :: ", " // "};
    const char *url = ng_facts_get(facts, NG_FACT_URL, NULL);
    g_autoptr(GString) lines = g_string_new(name);
    for (guint m = 0; m < G_N_ELEMENTS(marks); m++)
        g_string_replace(lines, marks[m], "\n", 0);
    g_auto(GStrv) parts = g_strsplit(lines->str, "\n", 8);
    for (char **part = parts; parts[0] && parts[1] && *part; part++)
        if (named_as_host(*part, url)) {
            g_free(name);
            return tidy_name(*part);
        }
    return name;
}

char *ng_settle_outlet(const NgFacts *facts, const char *heading, const char **rule)
{
    for (guint r = 0; r < G_N_ELEMENTS(rules); r++) {
        const char *value = ng_facts_get(facts, NG_FACT_OUTLET, rules[r]);
        if (!value || g_utf8_strlen(value, -1) > 80 || strstr(value, "://"))
            continue;
        /* a headline where the site's name should be */
        if (heading && strlen(value) > LONG_NAME && strcmp(value, heading) == 0)
            continue;
        /* the site's name is what readers know; the publisher's is in its imprint */
        const char *site = strcmp(rules[r], "json-ld") == 0 && is_company(value)
                               ? ng_facts_get(facts, NG_FACT_OUTLET, "json-ld site")
                               : NULL;
        if (site && g_utf8_strlen(site, -1) <= 40 && !strchr(site, '.')) {
            *rule = "json-ld site";
            return g_strdup(site);
        }
        *rule = rules[r];
        const char *name = g_str_has_prefix(value, "www.") ? value + 4 : value;
        if (*name == '@')
            name++;
        const char *better =
            !strchr(name, ' ') && strchr(name, '.') ? better_name(facts, name, r + 1) : NULL;
        return without_slogan(facts, tidy_name(better ? better : name));
    }
    *rule = "title";
    return from_title(facts, heading);
}
