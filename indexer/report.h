/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what a load did: counts, and every input that was skipped, with its reason.
 * Filled by every step, printed at the end. */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct {
    char *path;   /* what was not read as a whole: path, "path#member" */
    char *source; /* path, "path: line 17", "path#member" */
    char *reason;
} NgSkip;

typedef struct {
    guint64 added, replaced, unchanged, removed, paragraphs, superseded, passed_over;
    GPtrArray *skips; /* of NgSkip */
} NgReport;

NgReport *ng_report_new(void);
void ng_report_free(NgReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgReport, ng_report_free)
void ng_report_skip(NgReport *report, const char *source, const char *where, const char *reason);
/* The summary for people. Text from outside is printed without control characters. */
void ng_report_print(const NgReport *report, FILE *out, bool dry_run, bool verbose);
json_t *ng_report_json(const NgReport *report);
/* Prints text with control characters and invalid UTF-8 made visible, nothing else changed. */
void ng_print_safely(FILE *out, const char *text);
