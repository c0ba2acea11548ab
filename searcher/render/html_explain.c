/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A query in words. The answer has the query as the parser understood it, in a spelling that reads
 * back as the same tree; the tree is told branch by branch, the filters behind it. */
#include "html_parts.h"
#include "nutgraf/date.h"
#include "nutgraf/query.h"

#include <string.h>

/* The parser allows no more; what is deeper is left to its own spelling. */
#define DEPTH_MAX 20u
#define LISTED_MAX 12u

typedef struct {
    const NgPage *page;
    const NgResults *results;
} Teller;

static void tell(GString *out, const Teller *teller, const NgNode *node, guint depth, bool nested);

/* In the language's quotation marks. */
static void put_quoted(GString *out, const NgWords *words, const char *text, const char *ending)
{
    g_string_append(out, words->open);
    g_string_append(out, "<b><bdi>");
    ng_html_text(out, text, -1);
    g_string_append(out, ending);
    g_string_append(out, "</bdi></b>");
    g_string_append(out, words->close);
}

static void tell_word(GString *out, const Teller *teller, const NgNode *node)
{
    const NgWords *words = teller->page->words;
    g_autoptr(GString) word = g_string_new(NULL);
    put_quoted(word, words, node->text, node->prefix ? "…" : "");
    if (node->prefix)
        ng_say(out, words->beginning, word->str, NULL, NULL);
    else if (node->exact)
        ng_say(out, words->exactly, word->str, NULL, NULL);
    else
        g_string_append(out, word->str);
}

static void tell_phrase(GString *out, const Teller *teller, const NgNode *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < node->kids->len; i++) {
        const NgNode *kid = node->kids->pdata[i];
        g_string_append_printf(text, "%s%s", i ? " " : "", kid->text);
    }
    put_quoted(out, teller->page->words, text->str, "");
}

/* "a, b and c"; parts: of char *, HTML. */
static void put_list(GString *out, const NgWords *words, const GPtrArray *parts, const char *last)
{
    guint shown = MIN(parts->len, LISTED_MAX);
    for (guint i = 0; i < shown; i++) {
        if (i > 0)
            g_string_append(out, i + 1 < parts->len ? ", " : last);
        g_string_append(out, parts->pdata[i]);
    }
    if (shown < parts->len) {
        g_autofree char *more = g_strdup_printf("%u", parts->len - shown);
        g_string_append(out, last);
        ng_say(out, words->more, more, NULL, NULL);
    }
}

static char *told(const Teller *teller, const NgNode *node, guint depth, bool nested)
{
    GString *out = g_string_new(NULL);
    tell(out, teller, node, depth, nested);
    return g_string_free(out, FALSE);
}

/* Those that must be there, then those that must not. */
static void tell_all(GString *out, const Teller *teller, const NgNode *node, guint depth)
{
    const NgWords *words = teller->page->words;
    g_autoptr(GPtrArray) with = g_ptr_array_new_with_free_func(g_free),
                         without = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < node->kids->len; i++) {
        const NgNode *kid = node->kids->pdata[i];
        bool excluded = kid->kind == NG_NODE_NOT;
        const NgNode *what = excluded ? kid->kids->pdata[0] : kid;
        g_ptr_array_add(excluded ? without : with, told(teller, what, depth, true));
    }
    bool any = teller->page->view->request->match_any;
    put_list(out, words, with, any ? words->join_or : words->join_and);
    if (without->len > 0) {
        g_autoptr(GString) list = g_string_new(NULL);
        put_list(list, words, without, words->join_or);
        if (with->len > 0)
            g_string_append(out, ", ");
        ng_say(out, words->without, list->str, NULL, NULL);
    }
}

static void tell_any(GString *out, const Teller *teller, const NgNode *node, guint depth)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < node->kids->len; i++)
        g_ptr_array_add(parts, told(teller, node->kids->pdata[i], depth, true));
    put_list(out, teller->page->words, parts, teller->page->words->join_or);
}

static void tell_pair(GString *out, const Teller *teller, const NgNode *node, guint depth,
                      const char *template)
{
    g_autofree char *first = told(teller, node->kids->pdata[0], depth, true);
    g_autofree char *second = told(teller, node->kids->pdata[1], depth, true);
    g_autofree char *distance = g_strdup_printf("%u", node->distance);
    ng_say(out, template, first, second, distance);
}

/* "2017-04..2017-07", "7d..", "yesterday" */
static void tell_range(GString *out, const Teller *teller, const char *text)
{
    const char *dots = strstr(text, "..");
    if (!dots) {
        ng_page_when(out, teller->page, text, text);
        return;
    }
    g_autofree char *since = g_strndup(text, (gsize)(dots - text));
    ng_page_when(out, teller->page, *since ? since : NULL, dots[2] ? dots + 2 : NULL);
}

static void tell_value(GString *out, const Teller *teller, const NgNode *node)
{
    const NgWords *words = teller->page->words;
    g_autoptr(GString) value = g_string_new("<b><bdi>");
    ng_html_text(value, node->text, -1);
    g_string_append(value, "</bdi></b>");
    switch (node->field) {
    case NG_FIELD_DATE:
        tell_range(out, teller, node->text);
        return;
    case NG_FIELD_ABOUT:
        ng_say(out, words->about_time, value->str, NULL, NULL);
        return;
    case NG_FIELD_AFTER:
    case NG_FIELD_BEFORE:
        g_string_truncate(value, 0);
        ng_say_date(value, words, node->text);
        ng_say(out, node->field == NG_FIELD_AFTER ? words->after : words->before, value->str, NULL,
               NULL);
        return;
    case NG_FIELD_UNDATED:
        ng_html_text(out, words->undated_only, -1);
        return;
    case NG_FIELD_LANG:
        ng_page_filter(out, teller->page, teller->results, "lang", node->text);
        return;
    case NG_FIELD_KIND:
        ng_page_filter(out, teller->page, teller->results, "kind", node->text);
        return;
    case NG_FIELD_OUTLET:
        ng_say(out, words->from_outlet, value->str, NULL, NULL);
        return;
    case NG_FIELD_SAIDBY:
        ng_say(out, words->said_by, value->str, NULL, NULL);
        return;
    case NG_FIELD_BYLINE:
        ng_say(out, words->written_by, value->str, NULL, NULL);
        return;
    case NG_FIELD_SITE:
    case NG_FIELD_URL:
    case NG_FIELD_ID:
        ng_say(out, words->at_place, value->str, NULL, NULL);
        return;
    default:
        ng_say(out, words->naming, value->str, NULL, NULL);
    }
}

static void tell_field(GString *out, const Teller *teller, const NgNode *node, guint depth)
{
    const NgWords *words = teller->page->words;
    if (!node->kids) {
        tell_value(out, teller, node);
        return;
    }
    g_autofree char *inside = told(teller, node->kids->pdata[0], depth, true);
    const char *template = node->field == NG_FIELD_TITLE   ? words->in_title
                           : node->field == NG_FIELD_LEAD  ? words->in_lead
                           : node->field == NG_FIELD_QUOTE ? words->in_quotation
                                                           : words->naming;
    ng_say(out, template, inside, NULL, NULL);
}

static void tell_plain(GString *out, const Teller *teller, const NgNode *node, guint depth)
{
    const NgWords *words = teller->page->words;
    switch (node->kind) {
    case NG_NODE_WORD:
        tell_word(out, teller, node);
        break;
    case NG_NODE_PHRASE:
        tell_phrase(out, teller, node);
        break;
    case NG_NODE_AND:
        tell_all(out, teller, node, depth);
        break;
    case NG_NODE_OR:
    case NG_NODE_ANY:
        tell_any(out, teller, node, depth);
        break;
    case NG_NODE_NOT: {
        g_autofree char *inside = told(teller, node->kids->pdata[0], depth, true);
        ng_say(out, words->without, inside, NULL, NULL);
        break;
    }
    case NG_NODE_NEAR:
        tell_pair(out, teller, node, depth, words->near);
        break;
    case NG_NODE_ADJ:
        tell_pair(out, teller, node, depth, words->adjacent);
        break;
    case NG_NODE_SAME: {
        g_autoptr(GString) list = g_string_new(NULL);
        tell_all(list, teller, node, depth);
        ng_say(out, words->same, list->str, NULL, NULL);
        break;
    }
    case NG_NODE_ATLEAST: {
        g_autofree char *inside = told(teller, node->kids->pdata[0], depth, true);
        g_autofree char *times = g_strdup_printf("%u", node->distance);
        ng_say(out, words->at_least, inside, times, NULL);
        break;
    }
    case NG_NODE_FIELD:
        tell_field(out, teller, node, depth);
        break;
    }
}

static bool is_list(const NgNode *node)
{
    return node->kind == NG_NODE_AND || node->kind == NG_NODE_OR || node->kind == NG_NODE_ANY ||
           node->kind == NG_NODE_SAME;
}

static void tell(GString *out, const Teller *teller, const NgNode *node, guint depth, bool nested)
{
    bool brackets = nested && is_list(node);
    if (depth >= DEPTH_MAX) {
        g_autofree char *spelt = ng_node_show(node);
        ng_html_text(out, spelt, -1);
        return;
    }
    if (brackets)
        g_string_append_c(out, '(');
    tell_plain(out, teller, node, depth + 1);
    if (brackets)
        g_string_append_c(out, ')');
}

/* ---- the sentence ---- */

static bool is_filter(const NgNode *node)
{
    return node->kind == NG_NODE_FIELD && !node->kids;
}

static NgNode *parsed(const char *query)
{
    bool prose;
    GArray *lexemes = ng_query_lex(query, &prose, NULL, NULL, NULL);
    if (!lexemes)
        return NULL;
    NgNode *node = ng_query_parse(lexemes, prose, NULL, NULL, NULL);
    ng_lexemes_free(lexemes);
    return node;
}

/* The words to `content`, the filters among them to `filters`. */
static void split(const Teller *teller, const NgNode *node, GString *content, GPtrArray *filters)
{
    if (is_filter(node)) {
        g_ptr_array_add(filters, told(teller, node, 0, true));
        return;
    }
    if (node->kind != NG_NODE_AND) {
        tell(content, teller, node, 0, false);
        return;
    }
    NgNode rest = *node;
    rest.kids = g_ptr_array_new();
    for (guint i = 0; i < node->kids->len; i++) {
        if (is_filter(node->kids->pdata[i]))
            g_ptr_array_add(filters, told(teller, node->kids->pdata[i], 0, true));
        else
            g_ptr_array_add(rest.kids, node->kids->pdata[i]);
    }
    if (rest.kids->len > 0)
        tell(content, teller, &rest, 0, false);
    g_ptr_array_unref(rest.kids);
}

static void put_options(const Teller *teller, GPtrArray *filters)
{
    const NgRequest *request = teller->page->view->request;
    const struct {
        const char *name;
        const char *const *values;
    } lists[] = {{"actor", request->actor},
                 {"saidby", request->saidby},
                 {"outlet", request->outlet},
                 {"kind", request->kind},
                 {"lang", request->lang}};
    if (request->like) {
        g_autoptr(GString) one = g_string_new("<b><bdi>"), told = g_string_new(NULL);
        ng_html_text(one, request->like, -1);
        g_string_append(one, "</bdi></b>");
        ng_say(told, teller->page->words->similar, one->str, NULL, NULL);
        g_ptr_array_add(filters, g_string_free(g_steal_pointer(&told), FALSE));
    }
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (!lists[i].values || !lists[i].values[0])
            continue;
        g_autoptr(GString) one = g_string_new(NULL);
        ng_page_filters(one, teller->page, teller->results, lists[i].name, lists[i].values);
        g_ptr_array_add(filters, g_string_free(g_steal_pointer(&one), FALSE));
    }
    if (request->since || request->until) {
        g_autoptr(GString) when = g_string_new(NULL);
        ng_page_when(when, teller->page, request->since, request->until);
        g_ptr_array_add(filters, g_string_free(g_steal_pointer(&when), FALSE));
    }
}

void ng_page_explain(GString *out, const NgPage *page, const NgResults *results)
{
    const NgWords *words = page->words;
    Teller teller = {page, results};
    g_autoptr(NgNode) node = parsed(results->parsed ? results->parsed : "");
    g_autoptr(GPtrArray) filters = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) content = g_string_new(NULL);
    if (node)
        split(&teller, node, content, filters);
    put_options(&teller, filters);
    if (content->len > 0)
        ng_say(out, words->with[results->scope], content->str, NULL, NULL);
    else
        ng_html_text(out, filters->len > 0 ? words->everything : words->all, -1);
    for (guint i = 0; i < filters->len; i++) {
        g_string_append(out, i > 0 || content->len > 0 ? ", " : " ");
        g_string_append(out, filters->pdata[i]);
    }
    g_string_append_c(out, '.');
}
