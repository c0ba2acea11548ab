/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The HTML reader alone, for bench/quality-html: paths in, one JSON line a page out, and how long
 * the reading took on standard error. */
#include "indexer/input/reader.h"
#include "nutgraf/article_json.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static bool print_article(NgArticle *article, gpointer data)
{
    (void)data;
    g_autofree char *line = ng_article_to_json(article, 0);
    fputs(line, stdout);
    ng_article_free(article);
    return true;
}

static void print_skip(const char *where, const char *reason, gpointer data)
{
    (void)data;
    fprintf(stderr, "%s: %s\n", where ? where : "skipped", reason);
}

int main(int argc, char **argv)
{
    const NgSinks sinks = {.article = print_article, .skip = print_skip};
    clock_t spent = 0;
    bool considered = argc > 1 && strcmp(argv[1], "--provenance") == 0;
    int first = considered ? 2 : 1;
    for (int i = first; i < argc; i++) {
        g_autofree char *bytes = NULL;
        gsize len;
        g_autoptr(GError) error = NULL;
        if (!g_file_get_contents(argv[i], &bytes, &len, &error)) {
            fprintf(stderr, "%s\n", error->message);
            continue;
        }
        NgInput input = {.data = bytes, .len = len, .source = argv[i], .considered = considered};
        clock_t begin = clock();
        if (!ng_reader_html.read(&input, &sinks, &error))
            fprintf(stderr, "%s: %s\n", argv[i], error->message);
        spent += clock() - begin;
    }
    double seconds = (double)spent / CLOCKS_PER_SEC;
    fprintf(stderr, "%d pages in %.3f s of one core: %.0f a second\n", argc - first, seconds,
            (argc - first) / MAX(seconds, 1e-6));
    return 0;
}
