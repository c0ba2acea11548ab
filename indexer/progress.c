/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The progress line. */
#include "indexer/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SHOW_EVERY_US (G_USEC_PER_SEC / 5)

struct NgProgress {
    guint64 total, articles;
    const char *unit;
    gint64 began, shown;
};

NgProgress *ng_progress_new(guint64 total, const char *unit, bool quiet)
{
    if (quiet || !isatty(STDERR_FILENO) || g_strcmp0(g_getenv("TERM"), "dumb") == 0)
        return NULL;
    NgProgress *progress = g_new0(NgProgress, 1);
    progress->total = total;
    progress->unit = unit;
    progress->began = g_get_monotonic_time();
    return progress;
}

static void show_line(const char *line)
{
    struct winsize size = {.ws_col = 80};
    ioctl(STDERR_FILENO, TIOCGWINSZ, &size);
    int columns = size.ws_col > 1 ? size.ws_col - 1 : 79;
    fprintf(stderr, "\r\033[K%.*s", columns, line);
    fflush(stderr);
}

static void time_left(char *text, gsize room, double seconds)
{
    if (seconds < 90)
        g_snprintf(text, room, "%.0f s", seconds);
    else if (seconds < 5400)
        g_snprintf(text, room, "%.0f min", seconds / 60);
    else
        g_snprintf(text, room, "%.1f h", seconds / 3600);
}

void ng_progress_show(NgProgress *progress, guint64 done)
{
    gint64 now = g_get_monotonic_time();
    if (now - progress->shown < SHOW_EVERY_US || now - progress->began < SHOW_EVERY_US)
        return;
    progress->shown = now;
    double seconds = (double)(now - progress->began) / G_USEC_PER_SEC;
    double share = progress->total ? (double)done / (double)progress->total : 0;
    char left[32] = "", rate[64];
    if (share > 0.01)
        time_left(left, sizeof left, seconds / share - seconds);
    if (progress->unit)
        g_snprintf(rate, sizeof rate, "%.0f %s/s", (double)done / seconds, progress->unit);
    else
        g_snprintf(rate, sizeof rate, "%.0f articles/s, %.1f MB/s",
                   (double)progress->articles / seconds, (double)done / 1e6 / seconds);
    g_autofree char *line = g_strdup_printf("%3.0f%%  %s%s%s", 100 * MIN(share, 1.0), rate,
                                            *left ? "  left: " : "", left);
    show_line(line);
}

void ng_progress_articles(NgProgress *progress, guint64 articles)
{
    if (progress)
        progress->articles += articles;
}

void ng_progress_phase(NgProgress *progress, const char *phase)
{
    if (progress)
        show_line(phase);
}

void ng_progress_end(NgProgress *progress)
{
    if (!progress)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    g_free(progress);
}
