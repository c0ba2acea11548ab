/* SPDX-License-Identifier: GPL-2.0-or-later */
/* og:title and JSON-LD's headline where they differ: one is for readers, the other for networks or
 * search engines, and which is which tells what else the page says: heading, <title>, the titles
 * for other networks. */
#include "indexer/input/html_title_rivals.h"

#include <string.h>

bool ng_title_same(const char *a, gsize a_len, const char *b)
{
    g_autofree char *x = ng_bare_text(a, a_len, 400);
    g_autofree char *y = ng_bare_text(b, strlen(b), 400);
    return *x && strcmp(x, y) == 0;
}

bool ng_title_is_stated(const NgFacts *facts, const char *heading)
{
    for (guint i = 0; heading && i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field == NG_FACT_TITLE &&
            ng_title_same(fact->value, strlen(fact->value), heading))
            return true;
    }
    return false;
}

/* Whether the heading is this title with a kicker before it ("Port  Bridges to close"). */
bool ng_title_ends(const char *title, const char *heading)
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
    if (ng_title_ends(title, heading))
        return true;
    g_autofree char *x = unspaced(title);
    g_autofree char *y = unspaced(heading);
    return ng_title_same(title, strlen(title), heading) && strcmp(x, y) != 0;
}

/* Whether `longer` is `shorter` behind a kicker and its mark: "Port: Bridges to close". */
static bool adds_kicker(const char *longer, const char *shorter)
{
    if (strlen(shorter) < 15 || strlen(longer) < strlen(shorter) + 3 ||
        !g_str_has_suffix(longer, shorter))
        return false;
    const char *at = longer + strlen(longer) - strlen(shorter);
    if (at[-1] != ' ')
        return false;
    const char *mark = g_utf8_find_prev_char(longer, at - 1);
    return mark && (g_unichar_ispunct(g_utf8_get_char(mark)) || *mark == '|');
}

/* Whether og:title is what readers see, and JSON-LD's headline one for search engines: the heading
 * shows it with its kicker, and not the other. */
static bool og_is_shown(const char *og, const char *json, const char *heading)
{
    return has_kicker(og, heading) && !has_kicker(json, heading) &&
           !ng_title_same(json, strlen(json), heading);
}

static bool begins_bare(const char *text, const char *beginning)
{
    g_autofree char *whole = ng_bare_text(text, strlen(text), 800);
    g_autofree char *first = ng_bare_text(beginning, strlen(beginning), 400);
    return g_str_has_prefix(whole, first);
}

/* Whether a title of the head other than og:title and <title> begins as this one does. */
static bool said_elsewhere(const NgFacts *facts, const char *title)
{
    for (guint i = 0; i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field == NG_FACT_TITLE &&
            (strcmp(fact->rule, "twitter:title") == 0 || strcmp(fact->rule, "meta") == 0) &&
            begins_bare(fact->value, title))
            return true;
    }
    return false;
}

/* Whether og:title is a headline that was written as such: it says other things than the heading,
 * and is not what <title> says to search engines. */
bool ng_title_is_own(const char *og, const char *element, const char *heading)
{
    g_autofree char *mine = ng_bare_text(og, strlen(og), 400);
    g_autofree char *shown = ng_bare_text(heading, strlen(heading), 400);
    g_autofree char *engine =
        ng_bare_text(element ? element : "", element ? strlen(element) : 0, 400);
    return !strstr(mine, shown) && !g_str_has_prefix(engine, mine);
}

/* Whether an h1 says this, be it in the trail of breadcrumbs or where only machines read. */
static bool h1_says(const NgPage *page, const char *title)
{
    for (uint32_t i = 0, seen = 0; i < page->nodes->len && seen < NG_MAX_HEADINGS; i++) {
        if (ng_page_node(page, i)->tag != NG_TAG_H1)
            continue;
        seen++;
        g_autofree char *text = ng_page_text(page, i, 600);
        if (ng_title_same(title, strlen(title), text))
            return true;
    }
    return false;
}

/* Whether og:title alone was written for readers: JSON-LD's headline, <title> and the heading are
 * one text out of one field, which no other title of the head says. What was cut out of that text
 * is a headline when twitter:title has it too, else only a shorter form. */
static bool og_stands_alone(const NgFacts *facts, const char *og, const char *json,
                            const char *element, const char *heading)
{
    if (!ng_title_same(json, strlen(json), heading) || said_elsewhere(facts, json))
        return false;
    g_autofree char *one = ng_bare_text(json, strlen(json), 400);
    g_autofree char *mine = ng_bare_text(og, strlen(og), 400);
    return begins_bare(element, json) && ng_title_is_own(og, element, json) &&
           (!strstr(one, mine) || said_elsewhere(facts, og));
}

/* Whether JSON-LD's headline has to give way to og:title. Where a kicker is all that they differ
 * in, to the one that the heading shows. An object that tells its headline from an
 * alternative one is taken at its word. */
bool ng_title_prefers_og(const NgFacts *facts, const NgPage *page, const char *og, const char *json,
                         const char *heading)
{
    const char *element = ng_facts_get(facts, NG_FACT_TITLE, "title");
    if (!og || !heading)
        return false;
    if (adds_kicker(og, json) || adds_kicker(json, og))
        return ng_title_same(og, strlen(og), heading);
    if (og_is_shown(og, json, heading))
        return true;
    if (facts->alternative || !element)
        return false;
    /* <title>, another title of the head and an h1 say it as well: JSON-LD stands alone */
    if (begins_bare(element, og) && !begins_bare(element, json) && said_elsewhere(facts, og) &&
        h1_says(page, og))
        return true;
    return og_stands_alone(facts, og, json, element, heading);
}
