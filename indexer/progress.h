/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the progress line: rate, share, time left; on a terminal only. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct NgProgress NgProgress;
/* NULL when standard error is no terminal, or `quiet`. total: bytes, or documents when `unit` names
 * something else. */
NgProgress *ng_progress_new(guint64 total, const char *unit, bool quiet);
void ng_progress_show(NgProgress *progress, guint64 done);         /* at most five times a second */
void ng_progress_articles(NgProgress *progress, guint64 articles); /* takes NULL */
void ng_progress_phase(NgProgress *progress, const char *phase);   /* "merging"; takes NULL */
/* Clears the line. Takes NULL. */
void ng_progress_end(NgProgress *progress);
