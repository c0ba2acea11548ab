/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-search: options, search, rendering, in this order; nothing is printed before the answer
 * is whole. */
#include "cgi/cgi.h"
#include "complaint.h"
#include "complete.h"
#include "options.h"
#include "render/csv.h"
#include "render/html.h"
#include "nutgraf/date.h"
#include "render/layout.h"
#include "saved.h"
#include "standing.h"
#include "terminal.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define DEADLINE_MAX_S 86400

static void stop_clock(void);

static void put_error(const char *text)
{
    fputs(text, stderr);
}

static int report(const GError *error, const NgSearchOptions *options, const NgQueryPlace *place)
{
    const char *columns = getenv("COLUMNS");
    guint64 width = 80;
    g_autoptr(GString) text = g_string_new(NULL);
    if (!columns || !g_ascii_string_to_unsigned(columns, 10, 20, 1000, &width, NULL))
        width = 80;
    ng_complain(text, error, options->query, place, options->db_given ? options->db : NULL,
                (guint)width);
    put_error(text->str);
    return ng_exit_code_for(error);
}

/* A terminal of another charset gets what is nearest in it. No charset at all (the C locale, as in
 * many containers) says nothing about the terminal: nearly all show UTF-8. */
static void suit_charset(GString *text, const NgTerminal *terminal)
{
    const char *charset;
    if (!terminal->terminal)
        return;
    /* Only here, for it opens files; the other categories would open sixty. */
    setlocale(LC_CTYPE, "");
    if (g_get_charset(&charset))
        return;
    if (strcmp(charset, "ANSI_X3.4-1968") == 0) {
        setenv("LESSCHARSET", "utf-8", 0);
        return;
    }
    g_autofree char *wanted = g_strconcat(charset, "//TRANSLIT", NULL);
    gsize len;
    g_autofree char *converted = g_convert_with_fallback(text->str, (gssize)text->len, wanted,
                                                         "UTF-8", "?", NULL, &len, NULL);
    if (converted) {
        g_string_truncate(text, 0);
        g_string_append_len(text, converted, (gssize)len);
    }
}

static NgRenderer renderer_for(const NgSearchOptions *options)
{
    if (options->format == NG_FORMAT_JSON)
        return ng_render_json;
    if (options->request.count_only)
        return ng_render_count;
    if (options->format == NG_FORMAT_CSV)
        return ng_render_csv;
    if (options->format == NG_FORMAT_RSS)
        return ng_render_rss;
    if (options->format == NG_FORMAT_HTML)
        return ng_render_html;
    return options->format == NG_FORMAT_NDJSON ? ng_render_ndjson : ng_render_text;
}

static bool is_found(const NgResults *results, const NgRequest *request)
{
    return (request->ungrouped ? results->total_paragraphs : results->total_articles) > 0;
}

static void put_note(GString *text, const NgView *view, const char *note)
{
    g_string_append(text, "nutgraf-search: note: ");
    ng_put(text, view, NG_STYLE_PLAIN, note, -1);
    g_string_append_c(text, '\n');
}

static void put_notices(const NgSearchOptions *asked, const NgResults *results, const NgView *view,
                        NgRenderer render)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const NgRequest *request = view->request;
    bool lines = render == ng_render_ndjson || render == ng_render_csv;
    if (lines &&
        ((asked->facets_given && request->n_facets > 0) || request->timeline != NG_TIMELINE_NONE))
        put_note(text, view, "this format has no place for facets and timeline: --format json has");
    if (lines && request->explain)
        put_note(text, view,
                 "this format has no place for what --explain tells: --format json has");
    g_autofree char *left_out =
        render == ng_render_csv ? ng_csv_left_out(results, view->request) : NULL;
    for (guint i = 0; results->notices && i < results->notices->len; i++)
        put_note(text, view, results->notices->pdata[i]);
    if (left_out)
        put_note(text, view, left_out);
    put_error(text->str);
}

/* Saving shows the first page and takes all there is for known. Later runs take what they show, and
 * leave the rest to the next one. */
static void tell_seen(const NgSearchOptions *options, NgSeen *seen, NgResults *results)
{
    if (options->request.count_only && !options->save)
        return;
    if (options->save) {
        ng_seen_add_found(seen);
        return;
    }
    ng_seen_add_shown(seen, &options->request, results);
    if (results->next >= 0)
        g_ptr_array_add(results->notices,
                        g_strdup_printf("there is more that is new than --limit %u: the next run "
                                        "goes on",
                                        options->request.limit));
    results->next = -1;
}

/* For cron and mail: of nothing new there is nothing to say, but a whole document is one. */
static bool is_silent(const NgSearchOptions *options, const NgResults *results, NgRenderer render)
{
    return options->request.seen && !options->save && !is_found(results, &options->request) &&
           render == ng_render_text;
}

/* seen: NULL, or what a standing query has shown; with what is shown now when it returns. */
static int search(NgSearchOptions *options, NgSeen *seen, NgQueryPlace *place, GError **error)
{
    options->request.seen = seen;
    if (options->format == NG_FORMAT_HTML && !options->facets_given)
        ng_html_ask(&options->request);
    g_autoptr(NgIndex) index = ng_index_open((const char *const *)options->db, error);
    if (!index)
        return NG_EXIT_IO;
    g_autoptr(NgResults) results = ng_search(index, &options->request, place, error);
    if (!results)
        return NG_EXIT_IO;
    NgTerminal terminal;
    ng_terminal_look(&terminal, options->color, options->hyperlink);
    terminal.strict = seen != NULL;
    NgView view = {.request = &options->request,
                   .command = options->command,
                   .command_ends = options->command_ends,
                   .width = terminal.width,
                   .context = options->context,
                   .colour = terminal.colour,
                   .links = terminal.links};
    NgRenderer render = renderer_for(options);
    g_autoptr(GString) text = g_string_sized_new(16384);
    if (seen)
        tell_seen(options, seen, results);
    if (!is_silent(options, results, render))
        render(text, results, &view);
    /* what has no place in the output goes beside it */
    if (render != ng_render_text && render != ng_render_json && render != ng_render_html)
        put_notices(options, results, &view, render);
    if (render == ng_render_text)
        suit_charset(text, &terminal);
    stop_clock();
    if (!ng_terminal_write(&terminal, text, render == ng_render_text && !options->no_pager, error))
        return NG_EXIT_IO;
    return is_found(results, &options->request) ? NG_EXIT_FOUND : NG_EXIT_NOTHING;
}

/* An index that cannot be read is told before anybody asks for a page. */
static int serve(const NgSearchOptions *options, GError **error)
{
    g_autoptr(NgIndex) index = ng_index_open((const char *const *)options->db, error);
    return index ? ng_serve_run(options->port, options->db) : NG_EXIT_IO;
}

static int print_line(const char *text)
{
    fputs(text, stdout);
    if (fflush(stdout) == 0)
        return NG_EXIT_FOUND;
    perror("nutgraf-search: cannot write");
    return NG_EXIT_IO;
}

/* Tables of a damaged index make the engine below read where nothing is. */
static void end_on_fault(int number)
{
    static const char text[] = "nutgraf-search: the index seems to be damaged; "
                               "`nutgraf-index check` looks at it\n";
    (void)number;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(NG_EXIT_IO);
    _exit(NG_EXIT_NO_INDEX);
}

/* ---- the deadline ---- */

static void end_in_time(int number)
{
    static const char text[] = "nutgraf-search: no answer within NUTGRAF_DEADLINE\n";
    (void)number;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(NG_EXIT_DEADLINE);
    _exit(NG_EXIT_DEADLINE);
}

/* Of the search: whoever reads the answer may take any time. */
static void stop_clock(void)
{
    const struct itimerval none = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &none, NULL);
}

static bool start_clock(GError **error)
{
    const char *given = getenv("NUTGRAF_DEADLINE");
    if (!given || !*given)
        return true;
    char *end;
    double seconds = g_ascii_strtod(given, &end);
    if (*end || !(seconds > 0) || seconds > DEADLINE_MAX_S) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "NUTGRAF_DEADLINE takes seconds, more than 0 and at most %d", DEADLINE_MAX_S);
        return false;
    }
    time_t whole = (time_t)seconds;
    suseconds_t rest = (suseconds_t)((seconds - (double)whole) * 1e6);
    const struct itimerval timer = {.it_value = {whole, whole > 0 ? rest : MAX(rest, 1)}};
    signal(SIGALRM, end_in_time);
    setitimer(ITIMER_REAL, &timer, NULL);
    return true;
}

/* For the shells' scripts: --complete SHELL LINE. */
static int complete_line(char *const *arguments)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (arguments[0] && arguments[1])
        ng_complete(text, arguments[0], arguments[1]);
    return print_line(text->str);
}

/* ---- standing queries ---- */

static int save_query(NgSearchOptions *options, NgQueryPlace *place, GError **error)
{
    g_autoptr(NgSeen) seen = ng_seen_new();
    if (!ng_saved_may_add(options->save, error))
        return NG_EXIT_USAGE;
    gint64 now = ng_now_unix();
    int code = search(options, seen, place, error);
    if (*error || !ng_saved_add(options->save, options->standing, seen, now, error))
        return NG_EXIT_IO;
    return code;
}

/* A saved query as it is, or what has come since it was run. */
static int run_saved(char *const *argv, const NgSearchOptions *given, NgQueryPlace *place,
                     GError **error)
{
    NgSearchOptions options;
    bool fresh = given->new_since_last != NULL;
    g_autoptr(NgSaved) saved =
        ng_saved_open(fresh ? given->new_since_last : given->run_saved, fresh, error);
    if (!saved)
        return NG_EXIT_IO;
    g_auto(GStrv) line = ng_standing_rerun(saved->arguments, argv);
    int code = NG_EXIT_USAGE;
    gint64 now = ng_now_unix();
    if (ng_search_options_parse(line, &options, error)) {
        g_free(options.command);
        options.command = g_strdup(given->command);
        code = search(&options, fresh ? saved->seen : NULL, place, error);
        if (fresh && !*error && !options.request.count_only)
            ng_saved_keep(saved, now, error);
    }
    if (*error)
        g_prefix_error(error, "%s: ", saved->name);
    ng_search_options_clear(&options);
    return code;
}

static int list_saved(const NgSearchOptions *options, GError **error)
{
    bool whole = options->format == NG_FORMAT_JSON;
    bool json = whole || options->format == NG_FORMAT_NDJSON;
    g_auto(GStrv) names = ng_saved_names();
    g_autoptr(GString) text = g_string_new(whole ? "{\"v\":1,\"saved\":[" : NULL);
    for (guint i = 0; names[i]; i++) {
        g_autoptr(NgSaved) saved = ng_saved_open(names[i], false, error);
        if (!saved)
            return NG_EXIT_IO;
        if (i > 0 && whole)
            g_string_append_c(text, ',');
        ng_saved_put(text, saved, json);
        if (whole)
            g_string_truncate(text, text->len - 1);
    }
    if (whole)
        g_string_append(text, "]}\n");
    int code = print_line(text->str);
    return code == NG_EXIT_FOUND && !names[0] ? NG_EXIT_NOTHING : code;
}

static int answer(char *const *argv, NgSearchOptions *options, NgQueryPlace *place, GError **error)
{
    if (options->forget)
        return ng_saved_forget(options->forget, error) ? NG_EXIT_FOUND : NG_EXIT_USAGE;
    if (options->list_saved)
        return list_saved(options, error);
    if (options->save)
        return save_query(options, place, error);
    if (options->new_since_last || options->run_saved)
        return run_saved(argv, options, place, error);
    if (!ng_search_options_empty(options) || options->everything)
        return search(options, NULL, place, error);
    put_error("Usage: nutgraf-search [OPTIONS] QUERY...\n"
              "For example: nutgraf-search source code audit\n"
              "             nutgraf-search --outlet cyberscoop --since 2017-07\n"
              "`nutgraf-search --help` says more.\n");
    return NG_EXIT_USAGE;
}

static bool is_clock_right(GError **error)
{
    g_autofree char *wrong = NULL;
    if (!ng_now_check(&wrong))
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
    return !wrong;
}

int main(int argc, char **argv)
{
    signal(SIGSEGV, end_on_fault);
    signal(SIGBUS, end_on_fault);
    signal(SIGPIPE, SIG_IGN);
    (void)argc;
    /* A web server may hand a query string over as arguments (RFC 3875, 4.4): none is read. */
    if (ng_fastcgi_is_meant())
        return ng_fastcgi_run();
    if (getenv("GATEWAY_INTERFACE"))
        ng_cgi_run();
    if (argv[0] && argv[1] && strcmp(argv[1], "--complete") == 0)
        return complete_line(argv + 2);
    NgSearchOptions options;
    NgQueryPlace place = {0};
    g_autoptr(GError) error = NULL;
    int code = NG_EXIT_USAGE;
    bool parsed = ng_search_options_parse(argv, &options, &error) && is_clock_right(&error) &&
                  (options.serve || start_clock(&error));
    if (parsed && options.help)
        code = print_line(ng_search_help);
    else if (parsed && options.version)
        code = print_line("nutgraf-search " NG_VERSION "\n");
    else if (parsed && options.serve)
        code = serve(&options, &error);
    else if (parsed)
        code = answer(argv, &options, &place, &error);
    if (error)
        code = report(error, &options, &place);
    ng_search_options_clear(&options);
    return code;
}
