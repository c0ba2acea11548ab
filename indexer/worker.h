/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: one unit of work: read, analyse, and build a small database of its articles.
 * Runs in a child process that may die; knows the live index only to see what is unchanged. */
#pragma once

#include "indexer/poison.h"
#include "indexer/units.h"
#include "nutgraf/analysis.h"
#include "nutgraf/generation.h"

#define NG_WHERE_BYTES 256

/* Written by a worker, read by the parent: where it is. In memory that both share. */
typedef struct {
    volatile guint slice;       /* of the unit in hand */
    volatile gint64 since;      /* monotonic microseconds when it began, or its record in hand */
    volatile guint turn;        /* one more for each of them: who looks sees that it is another */
    volatile guint64 bytes;     /* read so far, by this worker */
    volatile bool in_record;    /* a record of the slice has been announced: */
    volatile bool passed;       /* and was passed over */
    volatile guint64 record;    /* its number */
    char where[NG_WHERE_BYTES]; /* its name, cut; "" for none */
    volatile bool out_of_memory;
    volatile bool stop; /* asked of the worker: no further record is begun */
} NgWorkerPlace;

/* What all workers are given; constant after the fork. */
typedef struct {
    const GPtrArray *files, *units;
    const char *outlet, *lang; /* --outlet, --lang or NULL */
    const char *live;          /* database to compare with, or NULL */
    const char *build_dir;
    const NgAuthority *authority;
    const NgNameModel *names; /* or NULL */
    NgWriting *writing;       /* its lock is let go of in a child; or NULL */
    NgPoison *poisoned;       /* what a worker died of */
    const char *added;        /* time stamp */
    bool collect_ids;         /* for `update`: which ids were seen */
    bool dry_run;             /* count, but build nothing */
    bool extract;             /* give articles as JSON lines, build nothing */
    bool source_only;         /* of those: without what analysis adds */
    bool considered;          /* of those: with what else was considered for each field */
    bool reindex;             /* units are documents of `live` */
    bool words_only;          /* without names, quotations and times */
} NgJob;

/* What a unit came to. */
typedef struct {
    guint32 unit;
    guint32 built;     /* articles in its databases */
    guint32 databases; /* how many those are */
    guint32 replacing; /* of which another version is in the live index */
    guint32 unchanged, older;
    guint64 paragraphs, quotes; /* of those built */
    GPtrArray *skips;           /* of char *: source, where ("" for none), reason, ... */
    GPtrArray *ids;             /* of char *, when collected */
    GPtrArray *lines;           /* of char *, JSON, when extracted */
    char *fatal;                /* why the worker cannot go on, or NULL */
    gint32 fatal_code;          /* an NgErrorCode */
} NgUnitResult;

void ng_unit_result_free(NgUnitResult *result);
void ng_unit_result_pack(const NgUnitResult *result, GString *bytes);
NgUnitResult *ng_unit_result_unpack(const char *bytes, gsize len);
/* What it skipped into the report. */
void ng_unit_result_tell_skips(const NgUnitResult *result, NgReport *report);

typedef struct NgWorker NgWorker;
NgWorker *ng_worker_new(const NgJob *job, NgWorkerPlace *place);
void ng_worker_free(NgWorker *worker);
/* When it returns, the worker's place is the record that weighs most in the result, and the clock
 * runs on for the caller: whoever passes the result on stops it (place->since = 0). */
NgUnitResult *ng_worker_do(NgWorker *worker, guint unit);
