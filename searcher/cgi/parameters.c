/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parameters of a request: a table of those there are; each is checked as the option of the
 * same name on a command line, so that both say the same of it. */
#include "query_string.h"
#include "request.h"

#include <string.h>

/* Of one name. */
#define VALUES_MAX 32
/* Of one facet; the command line takes more. */
#define FACET_VALUES_MAX 1000

typedef enum { TEXT, WORD, NUMBER, FLAG } Kind;

static const struct Key {
    const char *name;
    const char *option;    /* of the command line; NULL: none */
    const char *otherwise; /* the same as not given */
    Kind kind;
    bool repeats;
    guint min, max; /* of a number */
} keys[] = {
    /* in the order in which links have them */
    {.name = "q"},
    {.name = "n", .option = "limit", .otherwise = "10", .kind = NUMBER, .min = 1, .max = 100},
    {.name = "offset", .option = "offset", .otherwise = "0", .kind = NUMBER, .max = 20000},
    {.name = "scope", .option = "scope", .otherwise = "paragraph", .kind = WORD},
    {.name = "match", .option = "match", .otherwise = "all", .kind = WORD},
    {.name = "expand", .option = "expand", .kind = FLAG},
    {.name = "recency", .option = "recency"},
    {.name = "sort", .option = "sort", .kind = WORD},
    {.name = "actor", .option = "actor", .repeats = true},
    {.name = "outlet", .option = "outlet", .repeats = true},
    {.name = "saidby", .option = "saidby", .repeats = true},
    {.name = "since", .option = "since"},
    {.name = "until", .option = "until"},
    {.name = "lang", .option = "lang", .repeats = true},
    {.name = "kind", .option = "kind", .repeats = true},
    {.name = "facets", .option = "facets"},
    {.name = "timeline", .option = "timeline", .kind = WORD},
    {.name = "group", .option = "group", .otherwise = "article", .kind = WORD},
    {.name = "dups", .option = "dups", .otherwise = "collapse", .kind = WORD},
    {.name = "context", .option = "context", .otherwise = "0", .kind = NUMBER, .max = 100},
    {.name = "like", .option = "like"},
    {.name = "format", .kind = WORD},
    {.name = "fragment", .kind = FLAG},
};

static bool refuse(GError **error, int status, const char *format, ...) G_GNUC_PRINTF(3, 4);
static bool refuse(GError **error, int status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, NG_WEB_ERROR, status, message);
    return false;
}

/* Forms send what was left empty. */
static bool is_given(const char *value)
{
    return value[strspn(value, " \t\r\n")] != '\0';
}

static bool is_on(const char *value)
{
    return strcmp(value, "0") != 0 && g_ascii_strcasecmp(value, "false") != 0 &&
           g_ascii_strcasecmp(value, "no") != 0;
}

/* What the parameter is written as in links; new string, NULL: as if it were not there. */
static char *canonical(const struct Key *key, const char *value, GError **error)
{
    guint64 number;
    if (!is_given(value))
        return NULL;
    if (strlen(value) > NG_WEB_VALUE_MAX) {
        refuse(error, 414, "%s takes at most %d bytes.",
               strcmp(key->name, "q") ? key->name : "A query", NG_WEB_VALUE_MAX);
        return NULL;
    }
    if (key->kind == FLAG)
        return is_on(value) ? g_strdup("1") : NULL;
    if (key->kind == WORD)
        return g_ascii_strdown(value, -1);
    if (key->kind == TEXT)
        return g_strdup(value);
    if (!g_ascii_string_to_unsigned(value, 10, key->min, key->max, &number, NULL)) {
        refuse(error, 400, "%s takes a number from %u to %u.", key->name, key->min, key->max);
        return NULL;
    }
    return g_strdup_printf("%" G_GUINT64_FORMAT, number);
}

/* The last one counts, where one is wanted. */
static bool read_key(NgWebRequest *request, const struct Key *key, GPtrArray *values,
                     GError **error)
{
    for (guint i = 0; i < request->pairs->len; i++) {
        const NgPair *pair = &g_array_index(request->pairs, NgPair, i);
        g_autoptr(GError) failed = NULL;
        if (strcmp(pair->name, key->name) != 0)
            continue;
        char *value = canonical(key, pair->value, &failed);
        if (failed) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return false;
        }
        if (!key->repeats)
            g_ptr_array_set_size(values, 0);
        if (!value)
            continue;
        if (g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL))
            g_free(value);
        else
            g_ptr_array_add(values, value);
        if (values->len > VALUES_MAX)
            return refuse(error, 400, "%s may be there %d times at most.", key->name, VALUES_MAX);
    }
    return true;
}

static void clear_param(gpointer data)
{
    g_free((char *)((NgParam *)data)->value);
}

static void add_param(NgParams *params, const struct Key *key, const char *value)
{
    NgParam param = {key->name, g_strdup(value)};
    g_array_append_val(params->list, param);
}

/* Everything but q and format becomes an option; GOption's values are bytes as they are. */
static bool read_all(NgWebRequest *request, GPtrArray *arguments, GError **error)
{
    request->params.list = g_array_new(FALSE, FALSE, sizeof(NgParam));
    g_array_set_clear_func(request->params.list, clear_param);
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct Key *key = &keys[i];
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
        if (!read_key(request, key, values, error))
            return false;
        for (guint k = 0; k < values->len; k++) {
            const char *value = values->pdata[k];
            if (g_strcmp0(value, key->otherwise) == 0)
                continue;
            add_param(&request->params, key, value);
            if (key->option)
                g_ptr_array_add(arguments, key->kind == FLAG
                                               ? g_strdup_printf("--%s", key->option)
                                               : g_strdup_printf("--%s=%s", key->option, value));
        }
    }
    return true;
}

/* The last value of those that were checked, or NULL. */
static const char *checked(const NgWebRequest *request, const char *name)
{
    for (guint i = request->params.list->len; i-- > 0;) {
        const NgParam *param = &g_array_index(request->params.list, NgParam, i);
        if (strcmp(param->name, name) == 0)
            return param->value;
    }
    return NULL;
}

static bool read_format(NgWebRequest *request, bool json, GPtrArray *arguments, GError **error)
{
    static const char *const formats[] = {"html", "json", "ndjson", "csv", "rss"};
    const char *format = checked(request, "format");
    bool known = !format;
    for (guint i = 0; format && i < G_N_ELEMENTS(formats); i++)
        known = known || strcmp(format, formats[i]) == 0;
    if (!known)
        return refuse(error, 400, "format takes one of html, json, ndjson, csv, rss; not \"%s\".",
                      format);
    if (!format)
        format = json ? "json" : "html";
    g_ptr_array_add(arguments, g_strconcat("--format=", format, NULL));
    request->json = strcmp(format, "html") != 0;
    request->fragment = checked(request, "fragment") != NULL && !request->json;
    return true;
}

static bool check_facets(const NgSearchOptions *options, GError **error)
{
    for (guint i = 0; i < options->request.n_facets; i++)
        if (options->request.facets[i].limit > FACET_VALUES_MAX)
            return refuse(error, 400, "facets: of one facet there are at most %d values.",
                          FACET_VALUES_MAX);
    return true;
}

/* A message about options, about parameters. */
static void reword(GError *failed, GError **error)
{
    const char *message = failed->message;
    message += g_str_has_prefix(message, "--") ? 2 : 0;
    g_set_error(error, NG_WEB_ERROR, 400, "%s", message);
    g_error_free(failed);
}

bool ng_web_parameters_read(NgWebRequest *request, bool json, GError **error)
{
    g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);
    GError *failed = NULL;
    g_ptr_array_add(arguments, g_strdup("nutgraf-search"));
    if (!read_all(request, arguments, error) || !read_format(request, json, arguments, error))
        return false;
    const char *query = checked(request, "q");
    g_ptr_array_add(arguments, g_strdup("--"));
    g_ptr_array_add(arguments, g_strdup(query ? query : ""));
    g_ptr_array_add(arguments, NULL);
    if (!ng_search_options_parse((char *const *)arguments->pdata, &request->options, &failed)) {
        reword(failed, error);
        return false;
    }
    request->options.request.web_limits = true;
    return check_facets(&request->options, error);
}

char *ng_web_parameters_show(const NgParams *params)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < params->list->len; i++) {
        const NgParam *param = &g_array_index(params->list, NgParam, i);
        if (strcmp(param->name, "offset") == 0 || strcmp(param->name, "format") == 0 ||
            strcmp(param->name, "fragment") == 0)
            continue;
        g_string_append_printf(out, "%s%s=", out->len ? "&" : "", param->name);
        ng_query_string_encode(out, param->value);
    }
    return g_string_free(out, FALSE);
}

const char *ng_web_parameter(const NgWebRequest *request, const char *name)
{
    const char *value = NULL;
    for (guint i = 0; request->pairs && i < request->pairs->len; i++) {
        const NgPair *pair = &g_array_index(request->pairs, NgPair, i);
        if (strcmp(pair->name, name) == 0)
            value = pair->value;
    }
    return value;
}
