/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The outlet as its readers call it: the page's own name for itself, rather than its domain. */
#include "indexer/input/html_fields.h"

#include <string.h>

static const char *const rules[] = {"og:site_name", "json-ld", "json-ld site", "application-name",
                                    "meta"};

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
    if (*tail != ' ' || strstr(tail, " - ") || strpbrk(tail, "|:/>") || strstr(tail, " – "))
        return NULL;
    glong width = g_utf8_strlen(++tail, -1);
    return width >= 2 && width <= 40 ? g_strdup(tail) : NULL;
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

char *ng_settle_outlet(const NgFacts *facts, const char *heading, const char **rule)
{
    for (guint r = 0; r < G_N_ELEMENTS(rules); r++) {
        const char *value = ng_facts_get(facts, NG_FACT_OUTLET, rules[r]);
        if (!value || g_utf8_strlen(value, -1) > 80 || strstr(value, "://"))
            continue;
        *rule = rules[r];
        const char *name = g_str_has_prefix(value, "www.") ? value + 4 : value;
        if (*name == '@')
            name++;
        const char *better =
            !strchr(name, ' ') && strchr(name, '.') ? better_name(facts, name, r + 1) : NULL;
        return g_strdup(better ? better : name);
    }
    *rule = "title";
    return from_title(facts, heading);
}
