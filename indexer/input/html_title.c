/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The headline. Several places claim to hold it, each with faults of its own: JSON-LD of a plug-in
 * names the site, og:title is written for networks, <title> carries the outlet's name, an h1 may be
 * the logo. What two of them agree on is trusted; the heading on the page is the spelling to show.
 */
#include "indexer/input/html_fields.h"

#include <string.h>

/* What stands between a title and the outlet's name in <title>. */
static const char *const title_separators[] = {
    " | ", " - ", " – ", " — ", " :: ", " » ",  " « ", " · ",
    " • ", " / ", " ‹ ", " > ", " ~ ",  " // ", ": "};

static bool same_bare(const char *a, gsize a_len, const char *b)
{
    g_autofree char *x = ng_bare_text(a, a_len, 400);
    g_autofree char *y = ng_bare_text(b, strlen(b), 400);
    return *x && strcmp(x, y) == 0;
}

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
        if (first && same_bare(title, first - title, outlet))
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

char *ng_find_heading(const NgFacts *facts, const NgPage *page, const NgBlocks *blocks,
                      const char *outlet)
{
    g_autoptr(GPtrArray) known = known_titles(facts, outlet);
    char *found = NULL;
    double best = 0.5;
    guint seen = 0;
    for (uint32_t i = 0; i < page->nodes->len && seen < 60; i++) {
        NgTag tag = ng_page_node(page, i)->tag;
        if (tag < NG_TAG_H1 || tag > NG_TAG_H3 ||
            (blocks->around[i] & (NG_EV_NEVER | NG_EV_COMMENT)))
            continue;
        seen++;
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

/* Whether the heading is this title with a kicker before it ("Port  Bridges to close"). */
static bool is_end_of(const char *title, const char *heading)
{
    g_autofree char *x = ng_bare_text(title, strlen(title), 400);
    g_autofree char *y = ng_bare_text(heading, strlen(heading), 400);
    return strlen(x) >= 15 && strlen(y) > strlen(x) && g_str_has_suffix(y, x);
}

/* A title without spaces and quotation marks, which are set by hand in one place and by program in
 * another. */
static char *unspaced(const char *title)
{
    static const char *const quotes = "\"'`´‘’‚‛“”„‟«»‹› ";
    GString *out = g_string_new(NULL);
    for (const char *at = title; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_utf8_strchr(quotes, -1, c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* Whether the heading shows this title below or behind a kicker: metadata has a mark between the
 * two ("Port: Bridges to close"), or the title without the kicker. */
static bool has_kicker(const char *title, const char *heading)
{
    if (is_end_of(title, heading))
        return true;
    g_autofree char *x = unspaced(title);
    g_autofree char *y = unspaced(heading);
    return same_bare(title, strlen(title), heading) && strcmp(x, y) != 0;
}

/* Whether og:title is what readers see, and JSON-LD's headline one for search engines: the heading
 * shows it with its kicker, and not the other. */
static bool og_is_shown(const char *og, const char *json, const char *heading)
{
    return og && heading && has_kicker(og, heading) && !has_kicker(json, heading) &&
           !same_bare(json, strlen(json), heading);
}

/* Whether og:title is a headline that was written as such: it says other things than the heading,
 * and is not what <title> says to search engines. */
static bool own_headline(const char *og, const char *element, const char *heading)
{
    g_autofree char *mine = ng_bare_text(og, strlen(og), 400);
    g_autofree char *shown = ng_bare_text(heading, strlen(heading), 400);
    g_autofree char *engine =
        ng_bare_text(element ? element : "", element ? strlen(element) : 0, 400);
    return !strstr(mine, shown) && !g_str_has_prefix(engine, mine);
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

static bool usable(const char *value, const char *outlet)
{
    return value && g_utf8_strlen(value, -1) <= 400 &&
           !(outlet && same_bare(value, strlen(value), outlet));
}

char *ng_settle_title(const NgFacts *facts, const char *outlet, const char *heading,
                      const char **rule)
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
        if (json && og_is_shown(own_og, value, heading))
            continue;
        *rule = rules[r];
        const char *shorter = shorter_form(facts, value, heading);
        g_autofree char *plain = without_outlet(shorter ? shorter : value, outlet);
        g_autofree char *short_form =
            strcmp(rules[r], "title") == 0 ? without_site(plain) : tidy(plain);
        if (!heading || is_end_of(short_form, heading))
            return g_steal_pointer(&short_form);
        bool all = shared(heading, plain) == 1;
        /* the same words: metadata has the marks between them that the page shows as lines */
        if (all && shared(plain, heading) == 1 && (json || strcmp(plain, heading) != 0))
            return tidy(plain);
        if (!json &&
            !(strcmp(rules[r], "og:title") == 0 && own_headline(plain, element, heading))) {
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
