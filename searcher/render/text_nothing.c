/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nothing found: what each word would give, a spelling, another scope, fewer filters. */
#include "text.h"

#include <string.h>

/* Words to their suggestions in the query as typed: whole words only. */
static char *respelt(const NgResults *results, const char *query)
{
    bool any = false;
    GString *out = g_string_new(NULL);
    for (const char *p = query; *p;) {
        const char *end = p;
        while (*end &&
               (g_unichar_isalnum(g_utf8_get_char(end)) || g_unichar_ismark(g_utf8_get_char(end))))
            end = g_utf8_next_char(end);
        if (end == p) {
            const char *next = g_utf8_next_char(p);
            g_string_append_len(out, p, next - p);
            p = next;
            continue;
        }
        const NgWordHelp *better = NULL;
        for (guint i = 0; i < results->help->len; i++) {
            const NgWordHelp *help = results->help->pdata[i];
            if (help->suggestion && strlen(help->word) == (gsize)(end - p) &&
                strncmp(help->word, p, (gsize)(end - p)) == 0)
                better = help;
        }
        any = any || better;
        if (better)
            g_string_append(out, better->suggestion);
        else
            g_string_append_len(out, p, end - p);
        p = end;
    }
    return g_string_free(out, !any);
}

void ng_text_spelling(GString *out, const NgResults *results, const NgView *view)
{
    if (!results->help || results->help->len == 0)
        return;
    g_autofree char *query = respelt(results, results->input ? results->input : "");
    if (query)
        ng_put_note(out, view, "Did you mean: ", query);
}

static void put_words(GString *out, const NgResults *results, const NgView *view)
{
    if (!results->help || results->help->len == 0)
        return;
    guint name = 0;
    for (guint i = 0; i < results->help->len; i++)
        name = MAX(name, ng_text_columns(((const NgWordHelp *)results->help->pdata[i])->word, -1));
    name = MIN(name, view->width / 2);
    g_string_append_c(out, '\n');
    ng_put(out, view, NG_STYLE_PLAIN,
           results->help->len == 1 ? "This word alone:" : "Each word alone:", -1);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < results->help->len; i++) {
        const NgWordHelp *help = results->help->pdata[i];
        g_autoptr(GString) number = g_string_new(NULL);
        ng_put_count(number, help->articles, "article", "articles");
        g_string_append(out, "  ");
        ng_put_cut(out, view, NG_STYLE_STRONG, help->word, name, true);
        ng_put_spaces(out, 2);
        if (help->articles == 0)
            g_string_assign(number, "no article");
        if (help->suggestion)
            g_string_append_printf(number, "; did you mean \"%s\"?", help->suggestion);
        NgFlow flow = {.column = name + 4, .indent = name + 4, .width = view->width};
        ng_put_flow(out, view, number->str, &flow);
    }
    if (results->help->len > 1)
        ng_text_spelling(out, results, view);
}

static void put_filter(GString *line, const char *option, const char *const *values)
{
    for (guint i = 0; values && values[i]; i++) {
        g_autofree char *quoted = strpbrk(values[i], " \t'\"\\$`*?()<>|&;#~") || !values[i][0]
                                      ? g_shell_quote(values[i])
                                      : g_strdup(values[i]);
        g_string_append_printf(line, "%s%s %s", line->len ? ", " : "", option, quoted);
    }
}

static void put_filters(GString *out, const NgView *view)
{
    const NgRequest *request = view->request;
    const char *since[] = {request->since, NULL}, *until[] = {request->until, NULL};
    g_autoptr(GString) line = g_string_new(NULL);
    put_filter(line, "--actor", request->actor);
    put_filter(line, "--saidby", request->saidby);
    put_filter(line, "--outlet", request->outlet);
    put_filter(line, "--kind", request->kind);
    put_filter(line, "--lang", request->lang);
    put_filter(line, "--since", since);
    put_filter(line, "--until", until);
    if (line->len == 0)
        return;
    g_string_append(line, ". Leave one out to find more.");
    g_string_append_c(out, '\n');
    ng_put_note(out, view, "Filters: ", line->str);
}

static void put_command(GString *out, const NgView *view, const char *option)
{
    g_string_append(out, "  ");
    g_autofree char *command = view->command_ends
                                   ? g_strdup_printf("nutgraf-search %s %s", option, view->command)
                                   : g_strdup_printf("nutgraf-search %s %s", view->command, option);
    /* in one line, to be copied */
    ng_put(out, view, NG_STYLE_STRONG, command, -1);
    g_string_append_c(out, '\n');
}

static void put_apart(GString *out, const NgResults *results, const NgView *view)
{
    if (results->in_different_paragraphs == 0)
        return;
    g_autoptr(GString) line = g_string_new(NULL);
    ng_put_count(line, results->in_different_paragraphs, "article has", "articles have");
    g_string_append(line, results->scope == NG_SCOPE_QUOTE
                              ? " all of it, but not in one quotation:"
                              : " all of it, but not in one paragraph:");
    g_string_append_c(out, '\n');
    ng_put_note(out, view, "", line->str);
    put_command(out, view, "--scope article");
}

void ng_text_nothing(GString *out, const NgResults *results, const NgView *view)
{
    const char *input = results->input ? results->input : "";
    g_autofree char *line = input[strspn(input, " ")]
                                ? g_strdup_printf("Nothing found for: %s", input)
                                : g_strdup("Nothing found.");
    NgFlow flow = {
        .indent = 2, .width = MIN(view->width, NG_TEXT_COLUMNS), .style = NG_STYLE_STRONG};
    ng_put_flow(out, view, line, &flow);
    put_words(out, results, view);
    put_apart(out, results, view);
    put_filters(out, view);
    if (results->index_articles == 0)
        ng_put_note(out, view, "", "The index is empty: `nutgraf-index add PATH` fills it.");
}
