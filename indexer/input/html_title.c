/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The headline. Several places claim to hold it, each with faults of its own: JSON-LD of a plug-in
 * names the site, og:title is written for networks, <title> carries the outlet's name, an h1 may be
 * the logo. What two of them agree on is trusted; the heading on the page is the spelling to show.
 */
#include "indexer/input/html_title_rivals.h"

#include <string.h>

/* What stands between a title and the outlet's name in <title>. */
static const char *const title_separators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ",  " « ", " · ",
    " • ", " / ", " ‹ ", " > ", " ~ ",  " // ", ": "};

/* The words of a text as letters only; free with g_strfreev. */
static char **bare_words(const char *text)
{
    char **words = g_strsplit_set(text, " \t,.:;-|/()\"", -1);
    for (char **word = words; *word; word++) {
        char *bare = ng_bare_text(*word, strlen(*word), 100);
        g_free(*word);
        *word = bare;
    }
    return words;
}

/* The share of the letters of these words that stand in `bare`; 0 for less than 8 letters. */
static double share_of(char **words, const char *bare)
{
    gsize all = 0, found = 0;
    for (char **word = words; *word; word++) {
        gsize len = strlen(*word);
        all += len;
        if (len > 0 && strstr(bare, *word))
            found += len;
    }
    return all >= 8 ? (double)found / (double)all : 0;
}

/* The share of the words of `a` that stand in `b`. */
static double shared(const char *a, const char *b)
{
    g_autofree char *bare = ng_bare_text(b, strlen(b), 800);
    g_auto(GStrv) words = bare_words(a);
    return share_of(words, bare);
}

/* Cuts " | Outlet" at the end and "Outlet: " at the beginning. */
static char *without_outlet(const char *title, const char *outlet)
{
    if (!outlet)
        return g_strdup(title);
    g_autofree char *bare = ng_bare_text(outlet, strlen(outlet), 200);
    gsize bare_len = strlen(bare);
    for (guint s = 0; s < G_N_ELEMENTS(title_separators) && bare_len > 1; s++) {
        gsize sep_len = strlen(title_separators[s]);
        const char *last = g_strrstr(title, title_separators[s]);
        const char *first = strstr(title, title_separators[s]);
        if (last && last > title) {
            g_autofree char *tail = ng_bare_text(last + sep_len, strlen(last + sep_len), 200);
            if (*tail && (strcmp(tail, bare) == 0 || (strlen(tail) >= 4 && strstr(bare, tail)) ||
                          (bare_len >= 4 && strstr(tail, bare) && strlen(tail) < bare_len + 12)))
                return g_strndup(title, last - title);
        }
        if (first && ng_title_same(title, first - title, outlet))
            return g_strdup(first + sep_len);
    }
    return g_strdup(title);
}

/* The metadata's titles without the outlet's name, as letters only. */
static GPtrArray *known_titles(const NgFacts *facts, const char *outlet)
{
    GPtrArray *known = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field != NG_FACT_TITLE)
            continue;
        g_autofree char *own = without_outlet(fact->value, outlet);
        char *bare = ng_bare_text(own, strlen(own), 800);
        bool seen = false;
        for (guint k = 0; k < known->len && !seen; k++)
            seen = strcmp(g_ptr_array_index(known, k), bare) == 0;
        if (seen)
            g_free(bare);
        else
            g_ptr_array_add(known, bare);
    }
    return known;
}

/* How well a heading is confirmed by the metadata's titles: 0..1 for its words, and more when one
 * of them begins with it; the site's name stands at the end. */
static double confirmed(const GPtrArray *known, const char *heading)
{
    g_autofree char *bare = ng_bare_text(heading, strlen(heading), 400);
    g_auto(GStrv) words = bare_words(heading);
    double best = 0, begins = 0;
    for (guint i = 0; i < known->len; i++) {
        const char *title = g_ptr_array_index(known, i);
        best = MAX(best, share_of(words, title));
        if (strlen(bare) >= 8 && g_str_has_prefix(title, bare))
            begins = 0.5;
    }
    return best + begins;
}

/* Whether a heading is a link to the site's first page: its name, not the article's. */
static bool leads_home(const NgPage *page, uint32_t node)
{
    for (uint32_t i = node + 1; i < ng_page_node(page, node)->end; i++) {
        const char *href =
            ng_page_node(page, i)->tag == NG_TAG_A ? ng_page_attr(page, i, NG_ATTR_HREF) : NULL;
        if (!href)
            continue;
        const char *host = strstr(href, "//");
        const char *path = host ? host + 2 + strcspn(host + 2, "/?#") : href;
        return (host && *path == '\0') || strcmp(path, "/") == 0;
    }
    return false;
}

char *ng_find_heading(const NgFacts *facts, const NgPage *page, const NgBlocks *blocks,
                      const char *outlet)
{
    g_autoptr(GPtrArray) known = known_titles(facts, outlet);
    char *found = NULL;
    double best = 0.5;
    guint seen = 0;
    for (uint32_t i = 0; i < page->nodes->len && seen < NG_MAX_HEADINGS; i++) {
        NgTag tag = ng_page_node(page, i)->tag;
        if (tag < NG_TAG_H1 || tag > NG_TAG_H3 ||
            (blocks->around[i] & (NG_EV_NEVER | NG_EV_COMMENT)))
            continue;
        seen++;
        if (leads_home(page, i))
            continue;
        g_autofree char *raw = ng_page_text(page, i, 600);
        char *text = ng_clean_text(raw, -1);
        if (!text)
            continue;
        double score = (tag == NG_TAG_H1 ? 1.5 : 1.0) * confirmed(known, text);
        /* of two that are confirmed, the longer says more; the first stands */
        if (score >= 0.6)
            score += MIN(0.3, 0.005 * (double)strlen(text));
        if (score > best) {
            best = score;
            g_free(found);
            found = text;
        } else
            g_free(text);
    }
    return found;
}

/* Cuts the last part of <title> when it is short against the rest: it names the site. */
static char *without_site(const char *title)
{
    const char *cut = NULL;
    for (guint s = 0; s + 1 < G_N_ELEMENTS(title_separators); s++) {
        const char *found = g_strrstr(title, title_separators[s]);
        if (found && (!cut || found > cut))
            cut = found;
    }
    if (cut && (gsize)(cut - title) > strlen(cut))
        return g_strndup(title, cut - title);
    return g_strdup(title);
}

/* Cleaned, without a separator that is left over at either end. */
static char *tidy(const char *title)
{
    char *clean = ng_clean_text(title, -1);
    gsize len = clean ? strlen(clean) : 0;
    while (len > 2 && clean[len - 2] == ' ' && strchr("-|:/~", clean[len - 1])) {
        len -= 2;
        clean[len] = '\0';
    }
    return clean;
}

static bool agree(const char *a, const char *b)
{
    return a && b && (shared(a, b) >= 0.3 || shared(b, a) >= 0.3);
}

/* What begins with another title of the page and goes on behind a separator, has the site's parts
 * at its end ("Bridges to close - Port | Aar Courier"): the other one is the title. Borrowed. */
static const char *shorter_form(const NgFacts *facts, const char *title, const char *heading)
{
    static const char *const marks[] = {"-", "|", "–", "—", "·", "»", "›", "ㅣ", "│", "｜", "::"};
    static const char *const rules[] = {"json-ld", "meta", "og:title"};
    for (guint r = 0; r <= G_N_ELEMENTS(rules); r++) {
        const char *other =
            r < G_N_ELEMENTS(rules) ? ng_facts_get(facts, NG_FACT_TITLE, rules[r]) : heading;
        gsize len = other ? strlen(other) : 0;
        if (len < 15 || !g_str_has_prefix(title, other))
            continue;
        const char *rest = title + len;
        rest += strspn(rest, " ");
        for (guint m = 0; m < G_N_ELEMENTS(marks); m++)
            if (g_str_has_prefix(rest, marks[m]))
                return other;
    }
    return NULL;
}

/* Whether `text` begins with the title and goes on behind it with a mark: "Bridges to close | Aar".
 */
static bool goes_on(const char *text, const char *title)
{
    gsize len = strlen(title);
    if (!g_str_has_prefix(text, title) || text[len] != ' ')
        return false;
    const gunichar c = g_utf8_get_char(text + len + 1);
    return c != 0 && !g_unichar_isalnum(c) && c != '(';
}

/* Whether the heading shows this title and behind it what is none of it, a date or the site:
 * <title> goes on in another way, with a mark of its own. */
static bool has_tail(const char *title, const char *heading, const char *element)
{
    const gsize len = strlen(title);
    return len >= 15 && element && g_str_has_prefix(heading, title) &&
           (goes_on(heading, title) ||
            (heading[len] == ' ' && g_ascii_isdigit(heading[len + 1]))) &&
           goes_on(element, title) && !g_str_has_prefix(element, heading);
}

static bool usable(const char *value, const char *outlet)
{
    return value && g_utf8_strlen(value, -1) <= 400 &&
           !(outlet && ng_title_same(value, strlen(value), outlet));
}

char *ng_settle_title(const NgFacts *facts, const NgPage *page, const char *outlet,
                      const char *heading, const char **rule)
{
    static const char *const rules[] = {"json-ld", "og:title", "twitter:title", "meta",
                                        "title",   "h1",       "heading",       "json-ld page"};
    const char *og = ng_facts_get(facts, NG_FACT_TITLE, "og:title");
    const char *element = ng_facts_get(facts, NG_FACT_TITLE, "title");
    if (!usable(heading, outlet))
        heading = NULL;
    const char *shorter_og = og ? shorter_form(facts, og, heading) : NULL;
    g_autofree char *own_og = og ? without_outlet(shorter_og ? shorter_og : og, outlet) : NULL;
    /* where several objects have a headline, none of them speaks for the page */
    if (facts->headlines > 1 && usable(own_og, outlet)) {
        *rule = "og:title";
        return tidy(own_og);
    }
    for (guint r = 0; r < G_N_ELEMENTS(rules); r++) {
        const char *value = ng_facts_get(facts, NG_FACT_TITLE, rules[r]);
        if (!usable(value, outlet))
            continue;
        bool json = strcmp(rules[r], "json-ld") == 0;
        /* JSON-LD that nothing else on the page confirms speaks of the site or another article */
        if (json && (og || element) && !agree(value, og) && !agree(value, element) &&
            !agree(value, heading))
            continue;
        if (json && usable(own_og, outlet) &&
            ng_title_prefers_og(facts, page, own_og, value, heading)) {
            *rule = "og:title";
            return tidy(own_og);
        }
        *rule = rules[r];
        const char *shorter = shorter_form(facts, value, heading);
        g_autofree char *plain = without_outlet(shorter ? shorter : value, outlet);
        g_autofree char *short_form =
            strcmp(rules[r], "title") == 0 ? without_site(plain) : tidy(plain);
        if (!heading || ng_title_ends(short_form, heading) ||
            has_tail(short_form, heading, element))
            return g_steal_pointer(&short_form);
        /* og:title that is <title> names the site, too */
        g_autofree char *bare_form = g_strcmp0(value, element) == 0 ? without_site(plain) : NULL;
        if (bare_form && ng_title_ends(bare_form, heading))
            return g_steal_pointer(&bare_form);
        bool all = shared(heading, plain) == 1;
        /* the same words: metadata has the marks between them that the page shows as lines */
        if (all && shared(plain, heading) == 1 && (json || strcmp(plain, heading) != 0))
            return tidy(plain);
        if (!json &&
            !(strcmp(rules[r], "og:title") == 0 && ng_title_is_own(plain, element, heading))) {
            *rule = "heading";
            return g_strdup(heading);
        }
        return tidy(plain);
    }
    if (heading) {
        *rule = "heading";
        return g_strdup(heading);
    }
    return NULL;
}
