/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Completion of the command line. */
#include "complete.h"
#include "options.h"
#include "saved.h"

#include <string.h>

#define LINE_MAX_BYTES 8192
#define PROPOSED 40

/* A word of the line, without quotes and backslashes. */
typedef struct {
    GPtrArray *words; /* of char *: those before the last one */
    GString *last;    /* the one being typed */
    char quote;       /* that is open at its end, or 0 */
} Line;

typedef struct {
    GString *out;
    const char *shell;
    Line line;
    gsize kept;       /* bytes of the last word before what is completed: "--outlet=" */
    bool folders;     /* the shell knows them better */
    GPtrArray *found; /* of char *: "candidate\tname" */
} Completion;

/* ---- the line ---- */

static void split(const char *text, Line *line)
{
    *line = (Line) {.words = g_ptr_array_new_with_free_func(g_free), .last = g_string_new(NULL)};
    bool begun = false;
    for (const char *p = text; *p; p++) {
        if (!line->quote && g_ascii_isspace(*p)) {
            if (begun) {
                g_ptr_array_add(line->words, g_strdup(line->last->str));
                g_string_truncate(line->last, 0);
            }
            begun = false;
            continue;
        }
        begun = true;
        if (line->quote == *p)
            line->quote = 0;
        else if (!line->quote && (*p == '"' || *p == '\''))
            line->quote = *p;
        else if (*p == '\\' && line->quote != '\'' && p[1])
            g_string_append_c(line->last, *++p);
        else
            g_string_append_c(line->last, *p);
    }
}

/* ---- candidates ---- */

/* What is typed may begin the candidate or, of a name, its id: Eugene K, eugene-kaspersky. */
static bool begins(const char *candidate, const char *typed)
{
    gsize len = strlen(typed);
    if (g_ascii_strncasecmp(candidate, typed, len) == 0)
        return true;
    g_autofree char *lower = g_utf8_strdown(typed, -1);
    g_strdelimit(lower, " ", '-');
    return g_str_has_prefix(candidate, lower);
}

static void propose(Completion *completion, const char *candidate, const char *name)
{
    g_autofree char *kept = g_strndup(completion->line.last->str, completion->kept);
    g_ptr_array_add(completion->found,
                    g_strconcat(kept, candidate, name ? "\t" : NULL, name, NULL));
}

static const char *typed(const Completion *completion)
{
    return completion->line.last->str + completion->kept;
}

static void propose_if(Completion *completion, const char *candidate)
{
    if (begins(candidate, typed(completion)))
        propose(completion, candidate, NULL);
}

static void propose_all(Completion *completion, const char *choices)
{
    g_auto(GStrv) list = g_strsplit(choices, "|", -1);
    for (guint i = 0; list[i]; i++)
        propose_if(completion, list[i]);
}

/* ---- from the index ---- */

/* The folders that the line names, else the usual one. */
static NgIndex *open_index(const Line *line)
{
    g_autoptr(GPtrArray) dirs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 1; i < line->words->len; i++) {
        const char *word = line->words->pdata[i];
        const char *next = i + 1 < line->words->len ? line->words->pdata[i + 1] : NULL;
        const char *dir = NULL;
        if (strcmp(word, "-d") == 0 || strcmp(word, "--db") == 0)
            dir = next;
        else if (g_str_has_prefix(word, "--db="))
            dir = word + strlen("--db=");
        else if (g_str_has_prefix(word, "-d"))
            dir = word + 2;
        if (dir && g_str_has_prefix(dir, "~/"))
            g_ptr_array_add(dirs, g_build_filename(g_get_home_dir(), dir + 2, NULL));
        else if (dir && *dir)
            g_ptr_array_add(dirs, g_strdup(dir));
    }
    if (!dirs->len)
        g_ptr_array_add(dirs, ng_index_default_dir());
    g_ptr_array_add(dirs, NULL);
    return ng_index_open((const char *const *)dirs->pdata, NULL);
}

static bool has_letters(const char *text)
{
    for (const char *p = text; *p; p++)
        if (g_ascii_isalnum(*p) || (guchar)*p >= 0x80)
            return true;
    return false;
}

/* What most articles have, before anything is typed. */
static void propose_facet(Completion *completion, NgFacet facet)
{
    g_autoptr(NgIndex) index = open_index(&completion->line);
    NgFacetRequest wanted = {facet, PROPOSED};
    NgRequest request = {.query = "", .facets = &wanted, .n_facets = 1, .count_only = true};
    g_autoptr(NgResults) results = index ? ng_search(index, &request, NULL, NULL) : NULL;
    if (!results || !results->facets->len)
        return;
    const NgFacetResult *values = results->facets->pdata[0];
    for (guint i = 0; i < values->values->len; i++) {
        const NgFacetValue *value = values->values->pdata[i];
        if (begins(value->value, typed(completion)) && strcmp(value->value, "unknown") != 0)
            propose(completion, value->value,
                    g_strcmp0(value->name, value->value) ? value->name : NULL);
    }
}

/* Names behind a field; before the first letter those that most articles have. */
static void propose_names(Completion *completion, const char *field, NgFacet facet)
{
    if (!has_letters(typed(completion))) {
        propose_facet(completion, facet);
        return;
    }
    g_autoptr(NgIndex) index = open_index(&completion->line);
    g_autofree char *asked = g_strdup_printf("%s:\"%s", field, typed(completion));
    g_autoptr(GPtrArray) all = index ? ng_suggest(index, asked, PROPOSED, 0, NULL) : NULL;
    guint before = completion->found->len;
    for (guint i = 0; all && i < all->len; i++) {
        const NgSuggestion *one = all->pdata[i];
        /* fish looks inside of words by itself; the others would cut off what was typed */
        if (strcmp(completion->shell, "fish") == 0 || begins(one->id, typed(completion)))
            propose(completion, one->id, one->name);
    }
    if (all && completion->found->len == before && all->len == 1)
        propose(completion, ((NgSuggestion *)all->pdata[0])->id,
                ((NgSuggestion *)all->pdata[0])->name);
}

static bool propose_by_field(Completion *completion, const char *field)
{
    static const struct {
        const char *field;
        NgFacet facet;
    } names[] = {{"actor", NG_FACET_ACTOR},    {"person", NG_FACET_PERSON},
                 {"org", NG_FACET_ORG},        {"place", NG_FACET_PLACE},
                 {"saidby", NG_FACET_SPEAKER}, {"outlet", NG_FACET_OUTLET}};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(field, names[i].field) == 0) {
            propose_names(completion, field, names[i].facet);
            return true;
        }
    if (strcmp(field, "lang") == 0)
        propose_facet(completion, NG_FACET_LANG);
    else if (strcmp(field, "kind") == 0)
        propose_all(completion, "article|statement");
    else
        return false;
    return true;
}

/* ---- options ---- */

static void propose_facets(Completion *completion)
{
    const char *comma = strrchr(typed(completion), ',');
    if (comma)
        completion->kept = (gsize)(comma + 1 - completion->line.last->str);
    else
        propose_if(completion, "none");
    for (guint i = 0; i < NG_FACET_COUNT; i++)
        propose_if(completion, ng_facet_name((NgFacet)i));
}

static void propose_saved(Completion *completion)
{
    g_auto(GStrv) names = ng_saved_names();
    for (guint i = 0; names[i]; i++)
        propose_if(completion, names[i]);
}

static void propose_value(Completion *completion, const GOptionEntry *entry)
{
    const char *name = entry->long_name;
    if (entry->arg_description)
        propose_all(completion, entry->arg_description);
    else if (strcmp(name, "db") == 0)
        completion->folders = true;
    else if (strcmp(name, "facets") == 0)
        propose_facets(completion);
    else if (strcmp(name, "new-since-last") == 0 || strcmp(name, "forget") == 0 ||
             strcmp(name, "saved") == 0)
        propose_saved(completion);
    else if (strcmp(name, "since") == 0 || strcmp(name, "until") == 0)
        propose_all(completion, "today|yesterday|7d|30d|365d");
    else
        propose_by_field(completion, name);
}

static bool takes_value(const GOptionEntry *entry)
{
    return entry->arg != G_OPTION_ARG_NONE && entry->arg != G_OPTION_ARG_CALLBACK;
}

static void propose_options(Completion *completion)
{
    for (const GOptionEntry *entry = ng_search_option_entries(); entry->long_name; entry++) {
        g_autofree char *option = g_strconcat("--", entry->long_name, NULL);
        if (!(entry->flags & G_OPTION_FLAG_HIDDEN))
            propose_if(completion, option);
    }
}

/* The option that a word is, "--db", "--db=x" or "-d"; NULL when it is none. */
static const GOptionEntry *option_of(const char *word)
{
    const GOptionEntry *entry = ng_search_option_entries();
    for (; entry->long_name; entry++) {
        if (entry->flags & G_OPTION_FLAG_HIDDEN)
            continue;
        gsize len = strlen(entry->long_name);
        bool is_long = g_str_has_prefix(word, "--") &&
                       strncmp(word + 2, entry->long_name, len) == 0 &&
                       (!word[2 + len] || word[2 + len] == '=');
        if (is_long || (word[0] == '-' && word[1] && word[1] == entry->short_name && !word[2]))
            return entry;
    }
    return NULL;
}

/* ---- words of the query ---- */

static void propose_words(Completion *completion)
{
    const char *word = typed(completion);
    const char *bare = word + strspn(word, "-(");
    const char *colon = strchr(bare, ':');
    if (colon) {
        const NgFieldInfo *info = ng_field_find(bare, (gsize)(colon - bare));
        completion->kept += (gsize)(colon + 1 - word);
        if (info)
            propose_by_field(completion, info->name);
        return;
    }
    completion->kept += (gsize)(bare - word);
    for (guint i = NG_FIELD_TITLE; *bare && i < NG_FIELD_COUNT; i++) {
        g_autofree char *field = g_strconcat(ng_field_info((NgField)i)->name, ":", NULL);
        if (ng_field_info((NgField)i)->supported)
            propose_if(completion, field);
    }
    g_autoptr(NgIndex) index = has_letters(bare) ? open_index(&completion->line) : NULL;
    g_autoptr(GPtrArray) all = index ? ng_suggest(index, bare, PROPOSED, 0, NULL) : NULL;
    for (guint i = 0; all && i < all->len; i++) {
        const NgSuggestion *one = all->pdata[i];
        if (strcmp(one->kind, "word") == 0)
            propose_if(completion, one->name);
    }
}

/* ---- printing ---- */

/* What readline puts in the place of the word: it counts from the last colon or equals sign on, and
 * wants special characters quoted. */
static void put_for_bash(GString *out, const Completion *completion, const char *candidate)
{
    const char *begin = candidate;
    for (const char *p = completion->line.last->str; !completion->line.quote && *p; p++)
        if ((*p == ':' || *p == '=') && (gsize)(p - completion->line.last->str) < strlen(candidate))
            begin = candidate + (p + 1 - completion->line.last->str);
    for (const char *p = begin; *p; p++) {
        if (!completion->line.quote && !g_ascii_isalnum(*p) && !strchr("-_.:=,%+@/~", *p) &&
            (guchar)*p < 0x80)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
}

static void put(GString *out, const Completion *completion)
{
    for (guint i = 0; i < completion->found->len; i++) {
        g_auto(GStrv) parts = g_strsplit(completion->found->pdata[i], "\t", 2);
        /* a line each, whatever a name holds */
        for (guint k = 0; parts[k]; k++)
            for (char *p = parts[k]; *p; p++)
                if ((guchar)*p < 0x20 || *p == 0x7f)
                    *p = ' ';
        if (strcmp(completion->shell, "bash") == 0)
            put_for_bash(out, completion, parts[0]);
        else
            g_string_append(out, parts[0]);
        if (parts[1])
            g_string_append_printf(out, "\t%s", parts[1]);
        g_string_append_c(out, '\n');
    }
    if (completion->folders)
        g_string_append(out, ":folders\n");
}

void ng_complete(GString *out, const char *shell, const char *line)
{
    if (strlen(line) > LINE_MAX_BYTES || !g_utf8_validate(line, -1, NULL))
        return;
    Completion completion = {
        .out = out, .shell = shell, .found = g_ptr_array_new_with_free_func(g_free)};
    split(line, &completion.line);
    const GPtrArray *words = completion.line.words;
    const char *last = completion.line.last->str;
    bool ends = false;
    for (guint i = 1; i < words->len; i++)
        ends = ends || strcmp(words->pdata[i], "--") == 0;
    const GOptionEntry *before =
        words->len > 1 && !ends ? option_of(words->pdata[words->len - 1]) : NULL;
    const GOptionEntry *own = ends ? NULL : option_of(last);
    if (words->len && before && takes_value(before) && !strchr(words->pdata[words->len - 1], '=')) {
        propose_value(&completion, before);
    } else if (own && strchr(last, '=')) {
        completion.kept = (gsize)(strchr(last, '=') + 1 - last);
        propose_value(&completion, own);
    } else if (words->len && !ends && (g_str_has_prefix(last, "--") || strcmp(last, "-") == 0)) {
        propose_options(&completion);
    } else if (own) {
        propose(&completion, last, NULL); /* a letter, whole as it is */
    } else if (words->len) {
        propose_words(&completion);
    }
    put(out, &completion);
    g_ptr_array_unref(completion.found);
    g_ptr_array_unref(completion.line.words);
    g_string_free(completion.line.last, TRUE);
}
