/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How long each query of a mix takes inside the process, through the public interface.
 *
 *     mix-bench INDEX QUERIES ROUNDS
 *
 * QUERIES has a kind, a tab and a query on each line. Each is asked once to warm up, then ROUNDS
 * times for its ten best articles, and ROUNDS times with exact totals and three facets. Prints a
 * line for each query: kind, articles found, median in ms of both. */
#include "nutgraf/nutgraf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double ask(NgIndex *index, const char *query, bool counted, guint64 *found)
{
    static const NgFacetRequest facets[] = {
        {NG_FACET_ACTOR, 0}, {NG_FACET_OUTLET, 0}, {NG_FACET_MONTH, 0}};
    NgRequest request = {.query = query,
                         .best_only = !counted,
                         .facets = facets,
                         .n_facets = counted ? G_N_ELEMENTS(facets) : 0};
    g_autoptr(GError) error = NULL;
    gint64 began = g_get_monotonic_time();
    g_autoptr(NgResults) results = ng_search(index, &request, NULL, &error);
    double took = (double)(g_get_monotonic_time() - began) / 1000;
    if (!results) {
        fprintf(stderr, "mix-bench: %s: %s\n", query, error->message);
        return -1;
    }
    *found = results->total_articles;
    return took;
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

/* Negative when it was refused. */
static double median(NgIndex *index, const char *query, bool counted, guint rounds, guint64 *found)
{
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
    double took = ask(index, query, counted, found);
    for (guint i = 0; i < rounds && took >= 0; i++) {
        took = ask(index, query, counted, found);
        g_array_append_val(times, took);
    }
    if (took < 0)
        return took;
    g_array_sort(times, by_value);
    return g_array_index(times, double, times->len / 2);
}

int main(int argc, char **argv)
{
    guint64 rounds = 0;
    if (argc != 4 || !g_ascii_string_to_unsigned(argv[3], 10, 1, 10000, &rounds, NULL)) {
        fputs("Usage: mix-bench INDEX QUERIES ROUNDS\n", stderr);
        return 3;
    }
    const char *const folders[] = {argv[1], NULL};
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_autoptr(NgIndex) index = ng_index_open(folders, &error);
    if (!index || !g_file_get_contents(argv[2], &text, NULL, &error)) {
        fprintf(stderr, "mix-bench: %s\n", error->message);
        return 1;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        char *tab = strchr(lines[i], '\t');
        guint64 found = 0;
        if (!tab)
            continue;
        *tab = '\0';
        double best = median(index, tab + 1, false, (guint)rounds, &found);
        double counted = median(index, tab + 1, true, (guint)rounds, &found);
        if (best >= 0 && counted >= 0)
            printf("%s\t%" G_GUINT64_FORMAT "\t%.3f\t%.3f\t%s\n", lines[i], found, best, counted,
                   tab + 1);
    }
    return 0;
}
