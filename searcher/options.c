/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the command line to a request. */
#include "options.h"
#include "arguments.h"
#include "standing.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#define LIMIT_MAX 1000
#define OFFSET_MAX 1000000000
#define CONTEXT_MAX 100
#define FACET_VALUES_MAX 100000u

/* What GOption fills; checked and moved to NgSearchOptions afterwards. */
static struct {
    char **db, **actor, **outlet, **saidby, **lang, **kind;
    char *scope, *match, *sort, *since, *until, *facets, *timeline, *group, *dups, *format;
    char *color, *hyperlink, *port, *like, *save, *new_since_last, *run_saved, *forget, *recency;
    int limit, offset, context;
    gboolean count, expand, explain, no_pager, version, help, serve, saved;
} raw;

/* --serve or --serve=PORT */
static gboolean read_serve(const char *name, const char *value, gpointer data, GError **error)
{
    (void)name;
    (void)data;
    (void)error;
    raw.serve = TRUE;
    g_free(raw.port);
    raw.port = g_strdup(value);
    return TRUE;
}

/* --saved lists, --saved=NAME runs. */
static gboolean take_saved(const char *name, const char *value, gpointer data, GError **error)
{
    (void)name;
    (void)data;
    (void)error;
    raw.saved = !value;
    g_free(raw.run_saved);
    raw.run_saved = g_strdup(value);
    return TRUE;
}

#define VALUES(name, letter, to)                                                                   \
    {                                                                                              \
        name, letter, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.to, NULL, NULL                          \
    }
#define VALUE(name, to)                                                                            \
    {                                                                                              \
        name, 0, 0, G_OPTION_ARG_FILENAME, &raw.to, NULL, NULL                                     \
    }
#define CHOICE(name, to, choices)                                                                  \
    {                                                                                              \
        name, 0, 0, G_OPTION_ARG_FILENAME, &raw.to, NULL, choices                                  \
    }
#define NUMBER(name, letter, to)                                                                   \
    {                                                                                              \
        name, letter, 0, G_OPTION_ARG_INT, &raw.to, NULL, NULL                                     \
    }
#define SWITCH(name, letter, to)                                                                   \
    {                                                                                              \
        name, letter, 0, G_OPTION_ARG_NONE, &raw.to, NULL, NULL                                    \
    }

/* Bytes as they are (FILENAME), for GOption refuses what is not in the locale's charset. What an
 * option can be is told where GOption has the name of its value: "paragraph|article|quote". */
static const GOptionEntry entries[] = {
    VALUES("db", 'd', db),
    NUMBER("limit", 'n', limit),
    NUMBER("offset", 0, offset),
    NUMBER("context", 0, context),
    CHOICE("scope", scope, "paragraph|article|quote"),
    CHOICE("match", match, "all|any"),
    CHOICE("sort", sort, "relevance|newest|oldest"),
    VALUES("actor", 0, actor),
    VALUES("outlet", 0, outlet),
    VALUES("saidby", 0, saidby),
    VALUES("lang", 0, lang),
    VALUES("kind", 0, kind),
    VALUE("since", since),
    VALUE("until", until),
    VALUE("like", like),
    VALUE("facets", facets),
    CHOICE("timeline", timeline, "day|week|month|year"),
    CHOICE("group", group, "article|none"),
    CHOICE("dups", dups, "collapse|show"),
    SWITCH("count", 0, count),
    SWITCH("explain", 0, explain),
    CHOICE("format", format, "text|json|ndjson|csv|rss|html"),
    CHOICE("color", color, "auto|always|never"),
    CHOICE("hyperlink", hyperlink, "auto|always|never"),
    SWITCH("no-pager", 0, no_pager),
    VALUE("save", save),
    {"saved", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, (gpointer)take_saved, NULL,
     NULL},
    VALUE("new-since-last", new_since_last),
    VALUE("forget", forget),
    SWITCH("version", 0, version),
    SWITCH("help", 'h', help),
    SWITCH("expand", 0, expand),
    VALUE("recency", recency),
    {"serve", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, (gpointer)read_serve, NULL,
     NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

const GOptionEntry *ng_search_option_entries(void)
{
    return entries;
}

static bool fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static bool fail(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
    return false;
}

/* Sets *choice to the place of value in what the option can be; NULL leaves it. */
static bool choose(const char *option, const char *value, int *choice, GError **error)
{
    const GOptionEntry *entry = entries;
    while (strcmp(entry->long_name, option) != 0)
        entry++;
    const char *choices = entry->arg_description;
    g_auto(GStrv) names = g_strsplit(choices, "|", -1);
    if (!value)
        return true;
    for (int i = 0; names[i]; i++)
        if (g_ascii_strcasecmp(names[i], value) == 0) {
            *choice = i;
            return true;
        }
    g_autofree char *listed = g_strjoinv(", ", names);
    return fail(error, "--%s takes one of %s; not \"%s\"", option, listed, value);
}

static bool parse_choices(NgSearchOptions *options, GError **error)
{
    int scope = 0, match = 0, sort = 0, timeline = -1, group = 0, dups = 0, format = 0;
    int color = 0, hyperlink = 0;
    if (!choose("scope", raw.scope, &scope, error) || !choose("match", raw.match, &match, error) ||
        !choose("sort", raw.sort, &sort, error) ||
        !choose("timeline", raw.timeline, &timeline, error) ||
        !choose("group", raw.group, &group, error) || !choose("dups", raw.dups, &dups, error) ||
        !choose("format", raw.format, &format, error) ||
        !choose("color", raw.color, &color, error) ||
        !choose("hyperlink", raw.hyperlink, &hyperlink, error))
        return false;
    options->request.dups_show = dups == 1;
    options->format = (NgFormat)format;
    options->color = (NgWhen)color;
    options->hyperlink = (NgWhen)hyperlink;
    options->request.scope = (NgScope)scope;
    options->request.match_any = match == 1;
    /* a feed is read from its newest item */
    options->request.sort = !raw.sort && format == NG_FORMAT_RSS ? NG_SORT_NEWEST : (NgSort)sort;
    options->request.timeline = (NgTimeline)(timeline + 1);
    options->request.ungrouped = group == 1;
    return true;
}

static bool parse_facet(GArray *facets, const char *item, GError **error)
{
    gsize len = strcspn(item, ":");
    NgFacetRequest request = {0};
    if (!ng_facet_parse(item, len, &request.facet)) {
        g_autoptr(GString) names = g_string_new(NULL);
        for (guint i = 0; i < NG_FACET_COUNT; i++)
            g_string_append_printf(names, "%s%s", i ? ", " : "", ng_facet_name((NgFacet)i));
        return fail(error, "no facet \"%.*s\"; there are %s", (int)len, item, names->str);
    }
    if (item[len] == ':') {
        guint64 limit;
        if (!g_ascii_string_to_unsigned(item + len + 1, 10, 1, FACET_VALUES_MAX, &limit, NULL))
            return fail(error, "--facets: a number from 1 to %u is wanted behind \"%.*s:\"",
                        FACET_VALUES_MAX, (int)len, item);
        request.limit = (guint)limit;
    }
    for (guint i = 0; i < facets->len; i++)
        if (g_array_index(facets, NgFacetRequest, i).facet == request.facet) {
            g_array_index(facets, NgFacetRequest, i).limit = request.limit;
            return true;
        }
    g_array_append_val(facets, request);
    return true;
}

static bool parse_facets(NgSearchOptions *options, GError **error)
{
    static const NgFacet usual[] = {NG_FACET_ACTOR, NG_FACET_OUTLET, NG_FACET_SPEAKER,
                                    NG_FACET_MONTH};
    options->facets = g_array_new(FALSE, FALSE, sizeof(NgFacetRequest));
    options->facets_given = raw.facets != NULL;
    if (!raw.facets) {
        for (guint i = 0; options->format == NG_FORMAT_TEXT && i < G_N_ELEMENTS(usual); i++) {
            NgFacetRequest request = {.facet = usual[i]};
            g_array_append_val(options->facets, request);
        }
        return true;
    }
    if (strcmp(raw.facets, "none") == 0)
        return true;
    g_auto(GStrv) items = g_strsplit_set(raw.facets, ", ", -1);
    for (guint i = 0; items[i]; i++)
        if (items[i][0] && !parse_facet(options->facets, items[i], error))
            return false;
    return true;
}

/* A terminal in another charset, or bytes in none: searched for as what they most likely are. */
static char *to_utf8(const char *text)
{
    if (g_utf8_validate(text, -1, NULL))
        return g_strdup(text);
    setlocale(LC_CTYPE, "");
    char *converted = g_get_charset(NULL) ? NULL : g_locale_to_utf8(text, -1, NULL, NULL, NULL);
    return converted ? converted : ng_text_to_utf8(text, strlen(text), NULL);
}

/* "30d", "2w", "1y", "12h" to days. */
static bool parse_recency(NgSearchOptions *options, GError **error)
{
    static const struct {
        char unit;
        double days;
    } units[] = {{'h', 1 / 24.0}, {'d', 1}, {'w', 7}, {'m', 365.25 / 12}, {'y', 365.25}};
    if (!raw.recency)
        return true;
    gsize digits = strspn(raw.recency, "0123456789");
    if (digits > 0 && digits <= 5 && raw.recency[digits] && !raw.recency[digits + 1])
        for (guint i = 0; i < G_N_ELEMENTS(units); i++)
            if (g_ascii_tolower(raw.recency[digits]) == units[i].unit)
                options->request.recency_days =
                    (double)g_ascii_strtoull(raw.recency, NULL, 10) * units[i].days;
    if (options->request.recency_days > 0)
        return true;
    g_autofree char *shown = to_utf8(raw.recency);
    return fail(error, "--recency takes an age such as 12h, 30d, 2w, 6m or 1y; not \"%s\"", shown);
}

static bool parse_numbers(NgSearchOptions *options, GError **error)
{
    NgRequest *request = &options->request;
    if (raw.limit < 1 || raw.limit > LIMIT_MAX)
        return fail(error, "--limit takes a number from 1 to %d", LIMIT_MAX);
    if (raw.offset < 0 || raw.offset > OFFSET_MAX)
        return fail(error, "--offset takes a number from 0 to %d", OFFSET_MAX);
    if (raw.context < 0 || raw.context > CONTEXT_MAX)
        return fail(error, "--context takes a number from 0 to %d", CONTEXT_MAX);
    options->context = (guint)raw.context;
    request->limit = (guint)raw.limit;
    request->offset = (guint)raw.offset;
    return true;
}

static char **all_to_utf8(char **values)
{
    if (!values)
        return NULL;
    guint n = g_strv_length(values);
    char **out = g_new0(char *, n + 1);
    for (guint i = 0; i < n; i++)
        out[i] = to_utf8(values[i]);
    return out;
}

/* host:port, as a remote index will be written; a folder of that name is a folder. */
static bool is_remote(const char *db)
{
    const char *colon = strrchr(db, ':');
    return colon && colon > db && colon[1] && colon[1 + strspn(colon + 1, "0123456789")] == '\0' &&
           !strchr(db, '/') && !g_file_test(db, G_FILE_TEST_EXISTS);
}

static bool parse_db(NgSearchOptions *options, GError **error)
{
    options->db_given = raw.db != NULL;
    if (!raw.db) {
        options->db = g_new0(char *, 2);
        options->db[0] = ng_index_default_dir();
        return true;
    }
    options->db = g_strdupv(raw.db);
    for (guint i = 0; options->db[i]; i++) {
        g_autofree char *shown = g_utf8_make_valid(options->db[i], -1);
        if (!options->db[i][0])
            return fail(error, "--db takes the folder of an index, not an empty name");
        if (is_remote(options->db[i]))
            return fail(error,
                        "--db %s: this version searches folders only, no indexes of other hosts; "
                        "for a folder of that name write ./%s",
                        shown, shown);
    }
    return true;
}

static bool parse_filters(NgSearchOptions *options, GError **error)
{
    options->actor = all_to_utf8(raw.actor);
    options->outlet = all_to_utf8(raw.outlet);
    options->saidby = all_to_utf8(raw.saidby);
    options->lang = all_to_utf8(raw.lang);
    options->kind = all_to_utf8(raw.kind);
    options->since = raw.since ? to_utf8(raw.since) : NULL;
    options->until = raw.until ? to_utf8(raw.until) : NULL;
    options->like = raw.like ? to_utf8(raw.like) : NULL;
    const struct {
        const char *name;
        char **values;
    } lists[] = {{"actor", options->actor},
                 {"outlet", options->outlet},
                 {"saidby", options->saidby},
                 {"lang", options->lang},
                 {"kind", options->kind}};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint k = 0; lists[i].values && lists[i].values[k]; k++)
            if (!lists[i].values[k][strspn(lists[i].values[k], " ")])
                return fail(error, "--%s takes a name, not an empty one", lists[i].name);
    if (options->like && !options->like[0])
        return fail(error, "--like takes the id of an article, or ARTICLE#n for a paragraph");
    for (guint i = 0; options->lang && options->lang[i]; i++)
        if (strchr(options->lang[i], ','))
            return fail(error, "--lang takes one language; for any of several repeat it: --lang en "
                               "--lang de");
    for (guint i = 0; options->kind && options->kind[i]; i++) {
        NgKind kind;
        if (!ng_kind_parse(options->kind[i], &kind))
            return fail(error, "--kind takes article or statement; not \"%s\"", options->kind[i]);
    }
    return true;
}

static void join_words(NgSearchOptions *options, const NgArguments *arguments)
{
    g_autoptr(GString) query = g_string_new(NULL);
    for (guint i = 0; i < arguments->words->len; i++) {
        g_autofree char *word = to_utf8(arguments->words->pdata[i]);
        g_string_append_printf(query, "%s%s", i > 0 ? " " : "", word);
    }
    options->query = g_strdup(query->str);
    options->command_ends = arguments->ends;
}

static char *quoted_command(char *const *argv)
{
    static const char safe[] = "_-+=./:,@%^";
    GString *command = g_string_new(NULL);
    for (guint i = 1; argv[0] && argv[i]; i++) {
        bool plain = argv[i][0] != '\0';
        for (const char *p = argv[i]; *p && plain; p++)
            plain = g_ascii_isalnum(*p) || strchr(safe, *p) || (guchar)*p >= 0x80;
        g_autofree char *word = to_utf8(argv[i]);
        g_autofree char *quoted = plain ? g_strdup(word) : g_shell_quote(word);
        g_string_append_printf(command, "%s%s", i > 1 ? " " : "", quoted);
    }
    return g_string_free(command, FALSE);
}

/* --serve PORT, too: the option's value looks like a word of the query. */
static bool parse_serve(NgSearchOptions *options, GError **error)
{
    const char *port = raw.port ? raw.port : options->query;
    guint64 number = 0;
    if (!raw.serve)
        return true;
    options->serve = true;
    if (options->db[1])
        return fail(error, "--serve takes one index");
    if ((*port && !g_ascii_string_to_unsigned(port, 10, 1, 65535, &number, NULL)) ||
        (raw.port && *options->query))
        return fail(error, "--serve takes a port from 1 to 65535, and no query");
    options->port = (guint)number;
    return true;
}

static void clear_raw(void)
{
    char ***lists[] = {&raw.db, &raw.actor, &raw.outlet, &raw.saidby, &raw.lang, &raw.kind};
    char **texts[] = {&raw.scope,  &raw.match,     &raw.sort,  &raw.since,          &raw.until,
                      &raw.facets, &raw.timeline,  &raw.group, &raw.dups,           &raw.format,
                      &raw.color,  &raw.hyperlink, &raw.save,  &raw.new_since_last, &raw.run_saved,
                      &raw.forget, &raw.like,      &raw.port,  &raw.recency};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        g_strfreev(*lists[i]);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(*texts[i]);
    memset(&raw, 0, sizeof raw);
    raw.limit = 10;
}

/* ---- standing queries ---- */

/* Which of them was asked for, and that it stands alone. */
static bool take_standing(NgSearchOptions *options, const NgArguments *arguments, GError **error)
{
    options->save = g_steal_pointer(&raw.save);
    options->new_since_last = g_steal_pointer(&raw.new_since_last);
    options->run_saved = g_steal_pointer(&raw.run_saved);
    options->forget = g_steal_pointer(&raw.forget);
    options->list_saved = raw.saved;
    guint asked = (options->save != NULL) + (options->new_since_last != NULL) +
                  (options->run_saved != NULL) + (options->forget != NULL) + options->list_saved;
    if (asked == 0)
        return true;
    if (asked > 1)
        return fail(error, "--save, --saved, --new-since-last and --forget do not go together");
    if (options->save) {
        if (ng_search_options_empty(options))
            return fail(error, "--save %s: there is no query to be saved; --forget %s removes one",
                        options->save, options->save);
        options->standing = ng_standing_line(options->db, arguments);
        return true;
    }
    const char *option = options->new_since_last ? "new-since-last"
                         : options->forget       ? "forget"
                                                 : "saved";
    if (!ng_search_options_empty(options) || raw.scope || raw.match)
        return fail(error,
                    "--%s takes a query as it was saved: words, filters, --scope and --match were "
                    "settled then",
                    option);
    return options->new_since_last == NULL || options->request.offset == 0 ||
           fail(error, "--new-since-last always begins with the first");
}

static bool check(NgSearchOptions *options, GError **error)
{
    NgRequest *request = &options->request;
    if (!parse_choices(options, error) || !parse_numbers(options, error) ||
        !parse_recency(options, error) || !parse_facets(options, error) ||
        !parse_filters(options, error) || !parse_db(options, error) || !parse_serve(options, error))
        return false;
    request->query = options->query;
    request->actor = (const char *const *)options->actor;
    request->outlet = (const char *const *)options->outlet;
    request->saidby = (const char *const *)options->saidby;
    request->lang = (const char *const *)options->lang;
    request->kind = (const char *const *)options->kind;
    request->since = options->since;
    request->until = options->until;
    request->like = options->like;
    options->everything = raw.sort && request->sort != NG_SORT_RELEVANCE;
    request->count_only = raw.count;
    request->explain = raw.explain;
    request->expand = raw.expand;
    /* a number alone shows no facets */
    if (raw.count && options->format != NG_FORMAT_JSON)
        g_array_set_size(options->facets, 0);
    request->facets = (const NgFacetRequest *)(gpointer)options->facets->data;
    request->n_facets = options->facets->len;
    options->no_pager = raw.no_pager;
    return true;
}

bool ng_search_options_parse(char *const *argv, NgSearchOptions *options, GError **error)
{
    NgArguments arguments;
    *options = (NgSearchOptions) {0};
    clear_raw();
    bool ok = ng_arguments_split(entries, argv, &arguments, error);
    if (ok) {
        g_autoptr(GOptionContext) context = g_option_context_new(NULL);
        g_option_context_set_help_enabled(context, FALSE);
        g_option_context_add_main_entries(context, entries, NULL);
        g_autofree char **line = g_new0(char *, arguments.options->len + 1);
        memcpy(line, arguments.options->pdata, arguments.options->len * sizeof *line);
        int argc = (int)arguments.options->len;
        char **given = line;
        ok = g_option_context_parse(context, &argc, &given, error);
    }
    if (ok) {
        options->help = raw.help;
        options->version = raw.version;
        options->command = quoted_command(argv);
        join_words(options, &arguments);
        ok = options->help || options->version ||
             (check(options, error) && take_standing(options, &arguments, error));
    }
    ng_arguments_clear(&arguments);
    clear_raw();
    return ok;
}

bool ng_search_options_empty(const NgSearchOptions *options)
{
    return !options->query[strspn(options->query, " \t\r\n")] && !options->actor &&
           !options->outlet && !options->saidby && !options->lang && !options->kind &&
           !options->since && !options->until && !options->like;
}

void ng_search_options_clear(NgSearchOptions *options)
{
    g_strfreev(options->db);
    g_strfreev(options->actor);
    g_strfreev(options->outlet);
    g_strfreev(options->saidby);
    g_strfreev(options->lang);
    g_strfreev(options->kind);
    g_free(options->since);
    g_free(options->until);
    g_free(options->like);
    g_free(options->query);
    g_free(options->save);
    g_free(options->new_since_last);
    g_free(options->run_saved);
    g_free(options->forget);
    g_strfreev(options->standing);
    g_free(options->command);
    if (options->facets)
        g_array_unref(options->facets);
    *options = (NgSearchOptions) {0};
}
