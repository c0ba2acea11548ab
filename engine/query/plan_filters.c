/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: fields with a value: outlets, actors, dates and the like, to terms of the index.
 * Part of stage 3; plan.c puts the pieces together.
 * Must not know: words, stems. */
#include "engine/query/lex.h"
#include "engine/query/plan.h"

#include "nutgraf/article.h"
#include "nutgraf/stem.h"

#include <string.h>

static bool lang_terms(NgPlanner *planner, const NgNode *node, GPtrArray *terms)
{
    const char *code = ng_language_normalise(node->text);
    if (code)
        ng_terms_add(terms, NG_TERM_LANG, code, strlen(code));
    else
        ng_plan_notice(planner, "lang: \"%s\" is no language; write en, de, fr ...", node->text);
    return true;
}

static bool kind_terms(NgPlanner *planner, const NgNode *node, GPtrArray *terms)
{
    g_autofree char *typed = g_ascii_strdown(node->text, -1);
    NgKind kind;
    if (!ng_kind_parse(typed, &kind)) {
        const char *nearest = *typed == 'a' ? "article" : *typed == 's' ? "statement" : NULL;
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, nearest,
                             "kind: is article or statement");
    }
    const char *name = ng_kind_name(kind);
    ng_terms_add(terms, NG_TERM_KIND, name, strlen(name));
    return true;
}

/* ARTICLE or ARTICLE#n, as given or with its odd characters encoded. */
static bool id_terms(const NgNode *node, GPtrArray *terms)
{
    const char *hash = strrchr(node->text, '#');
    bool numbered = hash && hash[1] && strspn(hash + 1, "0123456789") == strlen(hash + 1);
    g_autofree char *id =
        numbered ? g_strndup(node->text, (gsize)(hash - node->text)) : g_strdup(node->text);
    g_autofree char *encoded = ng_article_id_encode(id);
    ng_terms_add(terms, NG_TERM_ID, id, strlen(id));
    if (encoded)
        ng_terms_add(terms, NG_TERM_ID, encoded, strlen(encoded));
    return true;
}

/* With or without its scheme and its last slash. */
static bool url_terms(const NgNode *node, GPtrArray *terms)
{
    static const char *const schemes[] = {"https://", "http://", "https://www.", "http://www."};
    bool complete = strstr(node->text, "://") != NULL;
    gsize len = strlen(node->text);
    g_autofree char *bare =
        g_strndup(node->text, len && node->text[len - 1] == '/' ? len - 1 : len);
    for (guint i = 0; i < (complete ? 1 : G_N_ELEMENTS(schemes)); i++) {
        for (guint slash = 0; slash < 2; slash++) {
            g_autofree char *url =
                g_strconcat(complete ? "" : schemes[i], bare, slash ? "/" : "", NULL);
            ng_terms_add(terms, NG_TERM_URL, url, strlen(url));
        }
    }
    return true;
}

static bool date_terms(NgPlanner *planner, const NgNode *node, GPtrArray *terms)
{
    NgDays days;
    g_autofree char *message = NULL;
    if (!ng_query_days(node->field, node->text, planner->now, &days, &message))
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL, "%s",
                             message);
    return ng_plan_dates(planner, days, node->field == NG_FIELD_ABOUT, terms);
}

static bool filter_terms(NgPlanner *planner, const NgNode *node, GPtrArray *terms)
{
    switch (node->field) {
    case NG_FIELD_OUTLET:
    case NG_FIELD_BYLINE:
        return ng_plan_names(planner, node, ng_field_info(node->field)->prefix, terms);
    case NG_FIELD_ACTOR:
    case NG_FIELD_PERSON:
    case NG_FIELD_ORG:
    case NG_FIELD_PLACE:
    case NG_FIELD_SAIDBY:
        return ng_plan_actors(planner, node, terms);
    case NG_FIELD_LANG:
        return lang_terms(planner, node, terms);
    case NG_FIELD_KIND:
        return kind_terms(planner, node, terms);
    case NG_FIELD_ID:
        return id_terms(node, terms);
    case NG_FIELD_URL:
        return url_terms(node, terms);
    case NG_FIELD_SITE:
        return ng_plan_hosts(planner, node, terms);
    case NG_FIELD_DATE:
    case NG_FIELD_AFTER:
    case NG_FIELD_BEFORE:
    case NG_FIELD_ABOUT:
        return date_terms(planner, node, terms);
    case NG_FIELD_UNDATED:
        ng_terms_add(terms, NG_TERM_UNDATED, "", 0);
        return true;
    default:
        return ng_query_fail(planner->place, planner->error, node->begin, node->end, NULL,
                             "%s: is known, but this version cannot search by it yet",
                             ng_field_info(node->field)->name);
    }
}

/* Who is named, or speaks, or what time is spoken of, in the passage itself. */
static bool is_by_passage(NgField field)
{
    return field == NG_FIELD_ACTOR || field == NG_FIELD_PERSON || field == NG_FIELD_ORG ||
           field == NG_FIELD_PLACE || field == NG_FIELD_SAIDBY || field == NG_FIELD_ABOUT;
}

bool ng_plan_filter(NgPlanner *planner, const NgNode *node, const NgWhere *where, NgPiece *piece)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    if (!filter_terms(planner, node, terms))
        return false;
    bool by_passage = is_by_passage(node->field) &&
                      (planner->plan->scope != NG_SCOPE_ARTICLE || where->field == NG_FIELD_QUOTE);
    NgMatch *match = ng_terms_match(terms, NG_MATCH_OR);
    *piece = (NgPiece) {.match = match ? match : ng_match_none(),
                        .exact = !by_passage || planner->plan->scope != NG_SCOPE_QUOTE ||
                                 node->field == NG_FIELD_SAIDBY, /* named outside quotations */
                        .boolean = true,
                        .by_passage = by_passage};
    if (!by_passage && where->conjunct)
        return true;
    piece->passage =
        ng_plan_leaf(planner, g_steal_pointer(&terms), by_passage ? NG_LEAF_ACTOR : NG_LEAF_BOOLEAN,
                     NULL, false, node->text);
    piece->passage->strict = by_passage;
    return true;
}
