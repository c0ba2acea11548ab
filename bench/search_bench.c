/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How long a query takes: 16 of different kinds, each with the facets that the terminal shows.
 *
 *     search-bench warm INDEX ROUNDS              in this process, through the public interface
 *     search-bench cold INDEX ROUNDS PROGRAM EMPTY
 *
 * Cold starts PROGRAM (nutgraf-search) anew for every query, its output going to /dev/null, and
 * beside it EMPTY, a program that does nothing, which is the floor of the machine. Queries take
 * turns, so that a busy moment of the machine hits all alike. Prints one line a query: median and
 * 95th percentile in ms, articles found. */
#include "nutgraf/nutgraf.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define FACETS "actor,outlet,speaker,month"
#define ROUNDS_MAX 100000

typedef struct {
    const char *kind, *query;
    NgScope scope;
    NgSort sort;
    bool match_any;
} BenchQuery;

static const BenchQuery queries[] = {
    {"a rare word", "platinum", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"a common word", "dollar", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"two words", "trade deficit", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"three words", "crude oil prices", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"four words, article", "japan semiconductor tariffs retaliation", NG_SCOPE_ARTICLE,
     NG_SORT_RELEVANCE, false},
    {"phrase", "\"interest rates\"", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"or and brackets", "(wheat OR corn OR soybean) export", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE,
     false},
    {"exclusion", "coffee quota -brazil", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"near", "bank NEAR/5 rate", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"beginning of a word", "petrochem* plant", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"headline", "title:merger", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
    {"dates, newest first", "strike date:1987-03..1987-04", NG_SCOPE_PARAGRAPH, NG_SORT_NEWEST,
     false},
    {"any of many words", "gold silver copper zinc mine output", NG_SCOPE_PARAGRAPH,
     NG_SORT_RELEVANCE, true},
    {"actor named there", "actor:opec production ceiling", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE,
     false},
    {"inside quotations", "economic growth", NG_SCOPE_QUOTE, NG_SORT_RELEVANCE, false},
    {"nothing found", "zyxwvut debt", NG_SCOPE_PARAGRAPH, NG_SORT_RELEVANCE, false},
};

#define N_QUERIES G_N_ELEMENTS(queries)
static const char *const scope_names[] = {"paragraph", "article", "quote"};

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* ---- figures ---- */

static int by_value(gconstpointer a, gconstpointer b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static double at_share(GArray *sorted, double share)
{
    return sorted->len ? g_array_index(sorted, double, (guint)(share * (sorted->len - 1) + 0.5))
                       : 0;
}

static void print_times(const char *name, GArray *times, const char *what, const char *rest)
{
    g_array_sort(times, by_value);
    printf("%s\t%.3f\t%.3f\t%s\t%s\n", name, at_share(times, 0.5), at_share(times, 0.95), what,
           rest);
}

/* Over all: every single time counts, whatever its query. */
static void print_all(GArray *const *times, const char *name)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < N_QUERIES; i++)
        g_array_append_vals(all, times[i]->data, times[i]->len);
    print_times(name, all, "", "");
}

/* ---- in this process ---- */

static guint64 ask(NgIndex *index, const BenchQuery *query)
{
    NgFacetRequest facets[] = {
        {NG_FACET_ACTOR, 0}, {NG_FACET_OUTLET, 0}, {NG_FACET_SPEAKER, 0}, {NG_FACET_MONTH, 0}};
    NgRequest request = {.query = query->query,
                         .scope = query->scope,
                         .sort = query->sort,
                         .match_any = query->match_any,
                         .facets = facets,
                         .n_facets = G_N_ELEMENTS(facets)};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgResults) results = ng_search(index, &request, NULL, &error);
    if (!results) {
        fprintf(stderr, "search-bench: %s: %s\n", query->query, error->message);
        exit(1);
    }
    return results->total_articles;
}

static void warm(const char *folder, guint rounds)
{
    const char *const folders[] = {folder, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(NgIndex) index = ng_index_open(folders, &error);
    GArray *times[N_QUERIES];
    guint64 found[N_QUERIES];
    if (!index) {
        fprintf(stderr, "search-bench: %s\n", error->message);
        exit(1);
    }
    for (guint i = 0; i < N_QUERIES; i++) {
        times[i] = g_array_new(FALSE, FALSE, sizeof(double));
        found[i] = ask(index, &queries[i]);
    }
    for (guint round = 0; round < rounds; round++)
        for (guint i = 0; i < N_QUERIES; i++) {
            double began = now_ms();
            ask(index, &queries[i]);
            double took = now_ms() - began;
            g_array_append_val(times[i], took);
        }
    print_all(times, "all");
    for (guint i = 0; i < N_QUERIES; i++) {
        char count[32];
        g_snprintf(count, sizeof count, "%" G_GUINT64_FORMAT, found[i]);
        print_times(queries[i].kind, times[i], count, queries[i].query);
        g_array_unref(times[i]);
    }
}

/* ---- a process a query ---- */

/* From before the start to after the end, in ms. Exit 0 and 1 (nothing found) are answers. */
static double start(const char *program, const char *const *arguments,
                    posix_spawn_file_actions_t *actions)
{
    pid_t pid;
    int status;
    double began = now_ms();
    if (posix_spawn(&pid, program, actions, NULL, (char *const *)arguments, environ) != 0 ||
        waitpid(pid, &status, 0) != pid) {
        perror(program);
        exit(1);
    }
    double took = now_ms() - began;
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        fprintf(stderr, "search-bench: %s failed on %s\n", program,
                arguments[1] ? arguments[g_strv_length((char **)arguments) - 1] : "nothing");
        exit(1);
    }
    return took;
}

static void cold(const char *folder, guint rounds, const char *program, const char *empty)
{
    posix_spawn_file_actions_t actions;
    GArray *times[N_QUERIES], *floor = g_array_new(FALSE, FALSE, sizeof(double));
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    for (guint i = 0; i < N_QUERIES; i++)
        times[i] = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint round = 0; round < rounds; round++)
        for (guint i = 0; i < N_QUERIES; i++) {
            const BenchQuery *query = &queries[i];
            const char *const asking[] = {program,
                                          "--db",
                                          folder,
                                          "--format",
                                          "text",
                                          "--facets",
                                          FACETS,
                                          "--scope",
                                          scope_names[query->scope],
                                          "--sort",
                                          query->sort == NG_SORT_NEWEST ? "newest" : "relevance",
                                          "--match",
                                          query->match_any ? "any" : "all",
                                          query->query,
                                          NULL};
            const char *const nothing[] = {empty, NULL};
            double took = start(program, asking, &actions);
            g_array_append_val(times[i], took);
            took = start(empty, nothing, &actions);
            g_array_append_val(floor, took);
        }
    posix_spawn_file_actions_destroy(&actions);
    print_times("floor", floor, "", "");
    print_all(times, "all");
    for (guint i = 0; i < N_QUERIES; i++) {
        print_times(queries[i].kind, times[i], "", queries[i].query);
        g_array_unref(times[i]);
    }
    g_array_unref(floor);
}

int main(int argc, char **argv)
{
    guint64 rounds = 0;
    bool is_warm = argc == 4 && strcmp(argv[1], "warm") == 0;
    bool is_cold = argc == 6 && strcmp(argv[1], "cold") == 0;
    if ((!is_warm && !is_cold) ||
        !g_ascii_string_to_unsigned(argv[3], 10, 1, ROUNDS_MAX, &rounds, NULL)) {
        fputs("Usage: search-bench warm INDEX ROUNDS\n"
              "       search-bench cold INDEX ROUNDS PROGRAM EMPTY\n",
              stderr);
        return 3;
    }
    if (is_warm)
        warm(argv[2], (guint)rounds);
    else
        cold(argv[2], (guint)rounds, argv[4], argv[5]);
    return 0;
}
