/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which fact wins. Rules in the order of their worth; a value that cannot be what it claims (a date
 * that is none, a title that is the outlet's name) leaves the field to the next rule. */
#include "indexer/input/html_fields.h"

#include "nutgraf/stem.h"

#include <stdio.h>
#include <string.h>

static const char *const author_rules[] = {
    "json-ld",   "meta",         "twitter:data",         "rel=author",
    "microdata", "byline",       "dc.creator",           "article:author",
    "text",      "byline below", "json-ld organization", "first line"};
/* Where nobody is named, the desk or house that the page names as its author: "Courier Staff". */
static const char *const house_rules[] = {
    "json-ld", "meta", "rel=author", "json-ld organization", "byline", "twitter:data"};
static const char *const published_rules[] = {"json-ld",      "article:published_time",
                                              "microdata",    "meta",
                                              "dc.date",      "time",
                                              "json-ld page", "date line",
                                              "text",         "dateline",
                                              "time below",   "date below",
                                              "text below"};
static const char *const updated_rules[] = {
    "json-ld", "article:modified_time", "microdata", "og:updated_time", "meta", "dc.date"};
static const char *const lang_rules[] = {"html lang",        "json-ld",     "og:locale",
                                         "content-language", "dc.language", "body lang"};

/* "capital" before "Jane Doe" is the name of a brand. */
static void drop_small_words(GPtrArray *authors)
{
    bool whole = false;
    for (guint i = 0; i < authors->len; i++)
        whole = whole || strchr(g_ptr_array_index(authors, i), ' ');
    for (guint i = authors->len; whole && i-- > 0;) {
        const char *name = g_ptr_array_index(authors, i);
        if (!strchr(name, ' ') && strlen(name) > 4 && g_unichar_islower(g_utf8_get_char(name)) &&
            authors->len > 1)
            g_ptr_array_remove_index(authors, i);
    }
}

/* Of a line that has a date in it, too, what is no whole name may be anything. */
static void drop_single_words(GPtrArray *authors, guint from)
{
    for (guint i = authors->len; i-- > from;)
        if (!strchr(g_ptr_array_index(authors, i), ' '))
            g_ptr_array_remove_index(authors, i);
}

/* "NZZ" alone: a house, where no other place names people. */
static bool are_acronyms(const GPtrArray *authors)
{
    for (guint i = 0; i < authors->len; i++) {
        const char *name = g_ptr_array_index(authors, i);
        gsize len = strlen(name);
        if (len < 3 || len > 6 || strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != len)
            return false;
    }
    return authors->len > 0;
}

/* The outlet signs itself, however it writes its name ("aarcourier.example"). */
static bool is_outlet(const NgArticle *article, const char *name)
{
    return article->outlet && strlen(name) < 60 && strcmp(article->outlet, name) == 0;
}

static bool has_date(const char *byline)
{
    guint digits = 0;
    for (const char *at = byline; *at; at++)
        digits += g_ascii_isdigit(*at) != 0;
    return digits >= 6;
}

static void settle_authors(NgArticle *article, const NgFacts *facts)
{
    for (guint r = 0; r < G_N_ELEMENTS(author_rules) && article->authors->len == 0; r++) {
        for (guint i = 0; i < facts->facts->len; i++) {
            const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
            if (fact->field != NG_FACT_AUTHOR || strcmp(fact->rule, author_rules[r]) != 0 ||
                strstr(fact->value, "://"))
                continue;
            guint before = article->authors->len;
            ng_byline_add(article->authors, article->credit, fact->value, article->outlet);
            if (g_str_has_prefix(fact->rule, "byline") && has_date(fact->value))
                drop_single_words(article->authors, before);
        }
        drop_small_words(article->authors);
        if (are_acronyms(article->authors))
            g_ptr_array_set_size(article->authors, 0);
        if (article->authors->len > 0)
            ng_article_set_provenance(article, "authors", author_rules[r]);
    }
    for (guint r = 0; r < G_N_ELEMENTS(house_rules) && article->authors->len == 0; r++)
        for (guint i = 0; i < facts->facts->len && article->credit->len == 0; i++) {
            const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
            if (fact->field != NG_FACT_AUTHOR || strcmp(fact->rule, house_rules[r]) != 0 ||
                !(ng_byline_is_house(fact->value) || is_outlet(article, fact->value)))
                continue;
            g_ptr_array_add(article->authors, g_strdup(fact->value));
            ng_article_set_provenance(article, "authors", house_rules[r]);
            break;
        }
}

/* How agencies sign the text, when no byline names one. */
static void settle_credit(NgArticle *article, const NgFacts *facts)
{
    if (article->credit->len > 0)
        return;
    g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < facts->facts->len; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field != NG_FACT_CREDIT)
            continue;
        ng_byline_add(people, article->credit, fact->value, NULL);
        ng_article_set_provenance(article, "credit", fact->rule);
    }
}

/* A date of the web's time, not in the future; a page may be a day ahead of this clock's zone. */
static bool plausible(const NgDate *date)
{
    return ng_date_valid(date) && date->year >= 1900 &&
           ng_date_unix(date) <= ng_now_unix() + 2 * 86400;
}

/* "10:00-11:30": when something takes place, not when anything was published. */
static bool from_to(const char *text)
{
    for (const char *at = text; (at = strchr(at, ':')); at++) {
        int minute, hour, end, used = 0;
        if (sscanf(at, ":%2d%n", &minute, &used) != 1 || used != 3)
            continue;
        const char *rest = at + used;
        /* behind a T it is a zone */
        const char *clock = at;
        while (clock > text && g_ascii_isdigit(clock[-1]))
            clock--;
        bool iso = clock > text && (clock[-1] == 'T' || clock[-1] == ':');
        rest += strspn(rest, " ");
        bool dash = g_str_has_prefix(rest, "–") || g_str_has_prefix(rest, "—");
        if (!dash && (iso || *rest != '-'))
            continue;
        rest += dash ? strlen("–") : 1;
        rest += strspn(rest, " ");
        if (sscanf(rest, "%2d:%2d", &hour, &end) == 2)
            return true;
    }
    return false;
}

bool ng_fact_date(const char *text, const char *lang, NgDate *date)
{
    if (strlen(text) > 200 || from_to(text))
        return false;
    return (ng_date_parse_iso(text, date) || ng_date_parse_loose(text, lang, date)) &&
           plausible(date);
}

static char *settle_date(const NgFacts *facts, NgFactField field, const char *const *rules,
                         guint n_rules, const char *lang, const char **rule)
{
    for (guint r = 0; r < n_rules; r++)
        for (guint i = 0; i < facts->facts->len; i++) {
            const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
            NgDate date;
            if (fact->field != field || strcmp(fact->rule, rules[r]) != 0 ||
                !ng_fact_date(fact->value, lang, &date))
                continue;
            *rule = rules[r];
            return ng_date_format(&date);
        }
    return NULL;
}

char *ng_date_from_url(const char *url)
{
    const char *path = url ? strstr(url, "://") : NULL;
    path = path && strlen(path) < 2048 ? strchr(path + 3, '/') : NULL;
    for (const char *at = path; at && *at; at++) {
        int year, month, day, used = 0;
        if (!g_ascii_isdigit(at[1]) || g_ascii_isdigit(*at))
            continue;
        NgDate date = {.seconds_of_day = -1, .zone_minutes = NG_DATE_NO_ZONE};
        bool whole = sscanf(at + 1, "%4d/%2d/%2d%n", &year, &month, &day, &used) == 3 ||
                     sscanf(at + 1, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3;
        if (!whole && strspn(at + 1, "0123456789") == 8)
            whole = sscanf(at + 1, "%4d%2d%2d%n", &year, &month, &day, &used) == 3;
        if (!whole) {
            day = 0;
            whole = *at == '/' && sscanf(at + 1, "%4d/%2d%n", &year, &month, &used) == 2 &&
                    at[1 + used] == '/';
        }
        date.year = year;
        date.month = month;
        date.day = day;
        if (whole && year >= 1990 && !g_ascii_isdigit(at[1 + used]) && plausible(&date))
            return ng_date_format(&date);
    }
    return NULL;
}

void ng_settle_fields(NgArticle *article, const NgFacts *facts, const char *source)
{
    const char *rule = NULL;
    for (guint r = 0; r < G_N_ELEMENTS(lang_rules) && !article->lang; r++) {
        const char *value = ng_facts_get(facts, NG_FACT_LANG, lang_rules[r]);
        const char *lang = value ? ng_language_normalise(value) : NULL;
        if (lang) {
            article->lang = g_strdup(lang);
            ng_article_set_provenance(article, "lang", lang_rules[r]);
        }
    }
    for (guint i = 0; i < facts->facts->len && !article->url; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field == NG_FACT_URL && (g_str_has_prefix(fact->value, "http://") ||
                                           g_str_has_prefix(fact->value, "https://"))) {
            article->url = g_strdup(fact->value);
            ng_article_set_provenance(article, "url", fact->rule);
        }
    }
    if (!article->url && source &&
        (g_str_has_prefix(source, "http://") || g_str_has_prefix(source, "https://")))
        article->url = g_strdup(source);
    settle_authors(article, facts);
    settle_credit(article, facts);

    article->published = settle_date(facts, NG_FACT_PUBLISHED, published_rules,
                                     G_N_ELEMENTS(published_rules), article->lang, &rule);
    g_autofree char *of_url = ng_date_from_url(article->url);
    ng_article_consider(article, "published", "url", of_url, 0.77);
    if (!article->published && of_url) {
        article->published = g_steal_pointer(&of_url);
        rule = "url";
    }
    if (article->published)
        ng_article_set_provenance(article, "published", rule);
    article->updated = settle_date(facts, NG_FACT_UPDATED, updated_rules,
                                   G_N_ELEMENTS(updated_rules), article->lang, &rule);
    if (article->updated)
        ng_article_set_provenance(article, "updated", rule);
    for (guint i = 0; i < facts->facts->len && !article->kind_given; i++) {
        const NgFact *fact = &g_array_index(facts->facts, NgFact, i);
        if (fact->field == NG_FACT_KIND && ng_kind_parse(fact->value, &article->kind)) {
            article->kind_given = true;
            ng_article_set_provenance(article, "kind", fact->rule);
        }
    }
}
