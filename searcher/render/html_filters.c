/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What narrows an answer: the words for it, and what is chosen. */
#include "html_parts.h"
#include "nutgraf/date.h"

#include <string.h>

const char *ng_page_facet_param(NgFacet facet)
{
    switch (facet) {
    case NG_FACET_ACTOR:
    case NG_FACET_PERSON:
    case NG_FACET_ORG:
    case NG_FACET_PLACE:
    case NG_FACET_DISTINCTIVE:
        return "actor";
    case NG_FACET_OUTLET:
        return "outlet";
    case NG_FACET_SPEAKER:
        return "saidby";
    case NG_FACET_KIND:
        return "kind";
    case NG_FACET_LANG:
        return "lang";
    default:
        return NULL;
    }
}

bool ng_page_facet_is_calendar(NgFacet facet)
{
    return facet == NG_FACET_YEAR || facet == NG_FACET_MONTH || facet == NG_FACET_DAY;
}

void ng_page_facet_name(GString *out, const NgPage *page, NgFacet facet, const char *value,
                        const char *name)
{
    const NgWords *words = page->words;
    NgKind kind;
    const char *language = facet == NG_FACET_LANG ? ng_words_language(words, value) : NULL;
    if (strcmp(value, "unknown") == 0)
        ng_html_text(out, words->unknown, -1);
    else if (language)
        ng_html_text(out, language, -1);
    else if (facet == NG_FACET_KIND && ng_kind_parse(value, &kind))
        ng_html_text(out, words->kinds[kind], -1);
    else if (ng_page_facet_is_calendar(facet))
        ng_say_date(out, words, value);
    else
        ng_html_text(out, name && *name ? name : value, -1);
}

/* A filter's value as typed may be an id or a name: the name, where the answer has it. */
static const char *name_in_facets(const NgResults *results, const char *param, const char *value)
{
    for (guint i = 0; results && results->facets && i < results->facets->len; i++) {
        const NgFacetResult *facet = results->facets->pdata[i];
        if (g_strcmp0(ng_page_facet_param(facet->facet), param) != 0)
            continue;
        for (guint k = 0; k < facet->values->len; k++) {
            const NgFacetValue *one = facet->values->pdata[k];
            if (strcmp(one->value, value) == 0 && one->name && *one->name)
                return one->name;
        }
    }
    return NULL;
}

static const char *name_in_hits(const NgResults *results, const char *value)
{
    for (guint i = 0; results && results->hits && i < results->hits->len; i++) {
        const NgHit *hit = results->hits->pdata[i];
        for (guint k = 0; k < hit->paragraph->actors->len; k++) {
            const NgMention *mention = hit->paragraph->actors->pdata[k];
            if (strcmp(mention->id, value) == 0)
                return mention->name;
        }
    }
    return NULL;
}

static NgFacet facet_of(const char *param)
{
    return strcmp(param, "outlet") == 0   ? NG_FACET_OUTLET
           : strcmp(param, "saidby") == 0 ? NG_FACET_SPEAKER
           : strcmp(param, "kind") == 0   ? NG_FACET_KIND
           : strcmp(param, "lang") == 0   ? NG_FACET_LANG
                                          : NG_FACET_ACTOR;
}

static void put_value(GString *out, const NgPage *page, const NgResults *results, const char *param,
                      const char *value)
{
    const char *name = name_in_facets(results, param, value);
    if (!name && (strcmp(param, "actor") == 0 || strcmp(param, "saidby") == 0))
        name = name_in_hits(results, value);
    ng_page_facet_name(out, page, facet_of(param), value, name);
}

/* ---- in words ---- */

void ng_page_filters(GString *out, const NgPage *page, const NgResults *results, const char *name,
                     const char *const *values)
{
    const NgWords *words = page->words;
    g_autoptr(GString) list = g_string_new(NULL);
    guint n = g_strv_length((char **)(gpointer)values);
    for (guint i = 0; i < n; i++) {
        NgKind kind;
        if (i > 0)
            g_string_append(list, i + 1 < n ? ", " : words->join_or);
        g_string_append(list, "<b><bdi>");
        if (strcmp(name, "kind") == 0 && ng_kind_parse(values[i], &kind))
            ng_html_text(list, words->kinds_many[kind], -1);
        else
            put_value(list, page, results, name, values[i]);
        g_string_append(list, "</bdi></b>");
    }
    const char *template = strcmp(name, "outlet") == 0   ? words->from_outlet
                           : strcmp(name, "saidby") == 0 ? words->said_by
                           : strcmp(name, "kind") == 0   ? words->of_kind
                           : strcmp(name, "lang") == 0   ? words->in_language
                                                         : words->naming;
    ng_say(out, template, list->str, NULL, NULL);
}

void ng_page_filter(GString *out, const NgPage *page, const NgResults *results, const char *name,
                    const char *value)
{
    const char *values[] = {value, NULL};
    ng_page_filters(out, page, results, name, values);
}

static char *date_html(const NgPage *page, const char *text)
{
    GString *out = g_string_new("<b>");
    ng_say_date(out, page->words, text);
    g_string_append(out, "</b>");
    return g_string_free(out, FALSE);
}

void ng_page_when(GString *out, const NgPage *page, const char *since, const char *until)
{
    const NgWords *words = page->words;
    g_autofree char *from = since ? date_html(page, since) : NULL;
    g_autofree char *to = until ? date_html(page, until) : NULL;
    NgDate date;
    if (since && until && strcmp(since, until) == 0) {
        bool known = ng_date_parse_iso(since, &date);
        guint precision = !known || date.day ? 2 : date.month ? 1 : 0;
        ng_say(out, words->in_date[precision], from, NULL, NULL);
    } else if (since && until) {
        ng_say(out, words->since_until, from, to, NULL);
    } else {
        ng_say(out, since ? words->since : words->until, since ? from : to, NULL, NULL);
    }
}

/* ---- what is chosen ---- */

static void put_removable(GString *out, const NgPage *page, const char *label, const char *value,
                          const NgChange *changes, guint n)
{
    g_string_append(out, "<li><a");
    ng_page_href(out, page, changes, n);
    g_string_append(out, "><span class=\"vh\">");
    ng_html_text(out, page->words->remove, -1);
    g_string_append(out, " </span>");
    if (label) {
        g_string_append(out, "<i>");
        ng_html_text(out, label, -1);
        g_string_append(out, "</i> ");
    }
    g_string_append(out, value); /* HTML */
    g_string_append(out, "<span aria-hidden=\"true\" class=\"x\">×</span></a></li>\n");
}

static void put_chosen_value(GString *out, const NgPage *page, const NgResults *results,
                             const NgParam *param)
{
    const NgWords *words = page->words;
    NgFacet facet = facet_of(param->name);
    g_autoptr(GString) value = g_string_new("<bdi>");
    put_value(value, page, results, param->name, param->value);
    g_string_append(value, "</bdi>");
    NgChange change = {NG_CHANGE_REMOVE, param->name, param->value};
    put_removable(out, page, words->facets[facet], value->str, &change, 1);
}

static void put_chosen_dates(GString *out, const NgPage *page)
{
    const char *since = ng_page_param(page, "since"), *until = ng_page_param(page, "until");
    NgChange both[] = {{NG_CHANGE_SET, "since", NULL}, {NG_CHANGE_SET, "until", NULL}};
    if (!since && !until)
        return;
    g_autoptr(GString) value = g_string_new(NULL);
    ng_page_when(value, page, since, until);
    put_removable(out, page, page->words->dates, value->str, both, 2);
}

static void put_chosen_like(GString *out, const NgPage *page)
{
    const char *like = ng_page_param(page, "like");
    NgChange change = {NG_CHANGE_SET, "like", NULL};
    g_autoptr(GString) name = g_string_new("<bdi>"), value = g_string_new(NULL);
    ng_html_text(name, like, -1);
    g_string_append(name, "</bdi>");
    ng_say(value, page->words->similar, name->str, NULL, NULL);
    put_removable(out, page, NULL, value->str, &change, 1);
}

void ng_page_chosen(GString *out, const NgPage *page, const NgResults *results)
{
    static const char *const names[] = {"actor", "outlet", "saidby", "lang", "kind"};
    const NgWords *words = page->words;
    g_autoptr(GString) list = g_string_new(NULL);
    guint n = 0;
    if (!page->served || !page->params || !page->params->list)
        return;
    for (guint i = 0; i < page->params->list->len; i++) {
        const NgParam *param = &g_array_index(page->params->list, NgParam, i);
        for (guint k = 0; k < G_N_ELEMENTS(names); k++)
            if (strcmp(param->name, names[k]) == 0) {
                put_chosen_value(list, page, results, param);
                n++;
            }
    }
    if (ng_page_param(page, "since") || ng_page_param(page, "until")) {
        put_chosen_dates(list, page);
        n++;
    }
    if (ng_page_param(page, "like")) {
        put_chosen_like(list, page);
        n++;
    }
    if (n == 0)
        return;
    g_string_append(out, "<ul class=\"chosen\" aria-label=\"");
    ng_html_text(out, words->chosen, -1);
    g_string_append(out, "\">\n");
    g_string_append(out, list->str);
    if (n > 1) {
        NgChange all[G_N_ELEMENTS(names) + 3];
        for (guint i = 0; i < G_N_ELEMENTS(names); i++)
            all[i] = (NgChange) {NG_CHANGE_SET, names[i], NULL};
        all[G_N_ELEMENTS(names)] = (NgChange) {NG_CHANGE_SET, "since", NULL};
        all[G_N_ELEMENTS(names) + 1] = (NgChange) {NG_CHANGE_SET, "until", NULL};
        all[G_N_ELEMENTS(names) + 2] = (NgChange) {NG_CHANGE_SET, "like", NULL};
        g_string_append(out, "<li class=\"all\"><a");
        ng_page_href(out, page, all, G_N_ELEMENTS(all));
        g_string_append_c(out, '>');
        ng_html_text(out, words->remove_all, -1);
        g_string_append(out, "</a></li>\n");
    }
    g_string_append(out, "</ul>\n");
}
