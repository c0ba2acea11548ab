/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: files to units of work: a part of a large file, or a run of small ones.
 * Units are numbered in the order of the input, whoever works on them: what the index holds does
 * not depend on the number of workers. */
#pragma once

#include "indexer/input/reader.h"
#include "indexer/inputs.h"

typedef struct {
    guint file;             /* index into the files */
    const NgReader *reader; /* NULL: to be guessed from the bytes */
    guint64 begin, end;     /* of the file; records that begin in it */
    bool whole;             /* the whole file: nothing is looked for beyond its end */
    bool shared, last; /* the whole file, of which begin to end is this one's share; the last */
} NgSlice;

typedef struct {
    GArray *slices; /* of NgSlice */
    guint64 bytes;
    guint32 first_docid, last_docid; /* reindex: articles of the live database instead */
} NgUnit;

void ng_unit_free(NgUnit *unit);
/* forced: from --format, or NULL. Array of NgUnit. */
GPtrArray *ng_units_of_files(const GPtrArray *files, const NgReader *forced, guint jobs);
GPtrArray *ng_units_of_documents(guint32 last_docid);
