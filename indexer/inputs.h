/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the paths of the command line to the files that will be read.
 * First step of a load; knows file systems, not formats' insides. */
#pragma once

#include "indexer/report.h"

typedef struct {
    char *path;  /* absolute; "-" for standard input, then `data` is a file that holds it */
    char *spool; /* where to read it from when that is not path, or NULL */
    guint64 size;
    bool named; /* stood on the command line itself: tried whatever its name is */
} NgFile;

void ng_file_free(NgFile *file);

/* Appends to files (of NgFile) what the paths lead to, folders in the order of their names; what
 * cannot be read goes into the report. Links are followed; a folder that leads back to one above it
 * is reported once. Files in folders whose name says that they are no news (pictures, style
 * sheets, .md ...) are counted in report->passed_over. spool_dir: where standard input is kept. */
bool ng_inputs_find(const char *const *paths, const char *spool_dir, GPtrArray *files,
                    NgReport *report, GError **error);
