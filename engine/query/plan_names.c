/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf: names typed in a field to the terms that the index has for them.
 * Part of stage 3, below plan_filters.c.
 * Must not know: what is done with the terms. */
#include "engine/query/plan.h"

#include "nutgraf/token.h"

#include <stdarg.h>
#include <string.h>

enum { NAMES_LISTED = 8 };

void ng_plan_notice(NgPlanner *planner, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *notice = g_strdup_vprintf(format, args);
    va_end(args);
    GPtrArray *notices = planner->plan->notices;
    if (!g_ptr_array_find_with_equal_func(notices, notice, g_str_equal, NULL))
        g_ptr_array_add(notices, g_steal_pointer(&notice));
}

static bool collect(const char *term, gsize len, guint32 documents, gpointer data)
{
    (void)documents;
    g_ptr_array_add(data, g_bytes_new(term, len));
    return true;
}

bool ng_plan_terms(NgPlanner *planner, const char *prefix, GPtrArray *terms)
{
    const NgVocabulary *vocabulary = planner->vocabulary;
    return vocabulary->each_term(vocabulary->data, prefix, strlen(prefix), collect, terms,
                                 planner->error);
}

/* What stands behind the prefix of a term; new string. */
static char *value_of(GBytes *term, const char *prefix)
{
    gsize len, skip = strlen(prefix);
    const char *data = g_bytes_get_data(term, &len);
    return g_strndup(data + MIN(skip, len), len - MIN(skip, len));
}

/* Every word of the one slug is a whole word of the other. */
static bool has_words(const char *slug, const char *const *words)
{
    g_auto(GStrv) parts = g_strsplit(slug, "-", -1);
    for (guint i = 0; words[i]; i++) {
        if (!g_strv_contains((const char *const *)parts, words[i]))
            return false;
    }
    return words[0] != NULL;
}

/* Optimal string alignment is for short field names; for names a shared beginning says enough. */
static void notice_unknown(NgPlanner *planner, const NgNode *node, const char *prefix,
                           GPtrArray *all, const char *slug)
{
    const char *field = ng_field_info(node->field)->name;
    g_autoptr(GString) near = g_string_new(NULL);
    guint listed = 0;
    for (guint i = 0; i < all->len && listed < NAMES_LISTED; i++) {
        g_autofree char *value = value_of(all->pdata[i], prefix);
        if (all->len > NAMES_LISTED && strncmp(value, slug, MIN(3, strlen(slug))))
            continue;
        g_string_append_printf(near, "%s%s", listed++ ? ", " : "", value);
    }
    if (near->len)
        ng_plan_notice(planner, "%s: nothing in the index is called \"%s\"; there is %s", field,
                       node->text, near->str);
    else
        ng_plan_notice(planner, "%s: nothing in the index is called \"%s\"", field, node->text);
}

bool ng_plan_names(NgPlanner *planner, const NgNode *node, const char *prefix, GPtrArray *terms)
{
    g_autofree char *slug = ng_slug(node->text);
    g_auto(GStrv) words = g_strsplit(slug, "-", -1);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GString) equal = g_string_new(NULL);
    guint32 documents = 0;
    const NgVocabulary *vocabulary = planner->vocabulary;
    ng_term_make(equal, prefix, slug, strlen(slug));
    if (!vocabulary->frequency(vocabulary->data, equal->str, equal->len, &documents,
                               planner->error))
        return false;
    if (documents) {
        ng_terms_add(terms, prefix, slug, strlen(slug));
        return true;
    }
    if (!ng_plan_terms(planner, prefix, all))
        return false;
    for (guint i = 0; i < all->len; i++) {
        g_autofree char *value = value_of(all->pdata[i], prefix);
        if (has_words(value, (const char *const *)words))
            g_ptr_array_add(terms, g_bytes_ref(all->pdata[i]));
    }
    if (!terms->len)
        notice_unknown(planner, node, prefix, all, slug);
    return true;
}

bool ng_plan_hosts(NgPlanner *planner, const NgNode *node, GPtrArray *terms)
{
    g_autofree char *typed = g_ascii_strdown(node->text, -1);
    const char *host = strstr(typed, "://") ? strstr(typed, "://") + 3 : typed;
    if (g_str_has_prefix(host, "www."))
        host += 4;
    *(char *)(host + strcspn(host, "/:?#")) = '\0';
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    if (!ng_plan_terms(planner, NG_TERM_HOST, all))
        return false;
    g_autofree char *below = g_strconcat(".", host, NULL);
    for (guint i = 0; i < all->len; i++) {
        g_autofree char *value = value_of(all->pdata[i], NG_TERM_HOST);
        bool label =
            !strchr(host, '.') && g_str_has_prefix(value, host) && value[strlen(host)] == '.';
        if (strcmp(value, host) == 0 || g_str_has_suffix(value, below) || (*host && label))
            g_ptr_array_add(terms, g_bytes_ref(all->pdata[i]));
    }
    if (!terms->len)
        notice_unknown(planner, node, NG_TERM_HOST, all, host);
    return true;
}

static bool wrong_kind(const NgPlanner *planner, NgField field, const char *id)
{
    NgActorKind kind;
    const NgVocabulary *vocabulary = planner->vocabulary;
    NgActorKind want = field == NG_FIELD_PERSON ? NG_ACTOR_PERSON
                       : field == NG_FIELD_ORG  ? NG_ACTOR_ORG
                                                : NG_ACTOR_PLACE;
    if (field != NG_FIELD_PERSON && field != NG_FIELD_ORG && field != NG_FIELD_PLACE)
        return false;
    return vocabulary->actor_kind && vocabulary->actor_kind(vocabulary->data, id, &kind) &&
           kind != want;
}

/* Who asks for a surname may not mean those alone of whom no more is known. */
static void notice_namesake(NgPlanner *planner, const NgNode *node, const char *prefix)
{
    const NgVocabulary *vocabulary = planner->vocabulary;
    g_autofree char *id =
        vocabulary->namesake ? vocabulary->namesake(vocabulary->data, node->text, prefix) : NULL;
    if (id)
        ng_plan_notice(planner, "%s: \"%s\" is whoever has no fuller name; %s has more articles",
                       ng_field_info(node->field)->name, node->text, id);
}

bool ng_plan_actors(NgPlanner *planner, const NgNode *node, GPtrArray *terms)
{
    const NgVocabulary *vocabulary = planner->vocabulary;
    const char *prefix = ng_field_info(node->field)->prefix;
    GError *problem = NULL;
    g_auto(GStrv) ids = vocabulary->actors(vocabulary->data, node->text, &problem);
    if (problem) {
        g_propagate_error(planner->error, problem);
        return false;
    }
    for (guint i = 0; ids && ids[i]; i++) {
        if (!wrong_kind(planner, node->field, ids[i]))
            ng_terms_add(terms, prefix, ids[i], strlen(ids[i]));
    }
    if (terms->len) {
        notice_namesake(planner, node, prefix);
        return true;
    }
    g_autofree char *nearest =
        vocabulary->nearest_actor ? vocabulary->nearest_actor(vocabulary->data, node->text) : NULL;
    const char *field = ng_field_info(node->field)->name;
    if (nearest)
        ng_plan_notice(planner, "%s: nobody is known as \"%s\"; did you mean %s?", field,
                       node->text, nearest);
    else
        ng_plan_notice(planner, "%s: nobody is known as \"%s\"", field, node->text);
    return true;
}
