/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the workers: forks them, hands out units, replaces one that dies.
 * Knows processes and pipes, not what a unit is about. */
#pragma once

#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/worker.h"

/* Called in the parent for each unit that is done, in any order. Takes the result over. false with
 * an error ends the run. */
typedef bool (*NgUnitDone)(NgUnitResult *result, gpointer data, GError **error);

/* Runs all units of the job on `jobs` processes. A unit whose worker dies is done again without the
 * file it died of, which goes into the report. Returns when all are done, when *stop became true
 * (the records in hand are finished first), or on the first error. */
bool ng_pool_run(NgJob *job, guint jobs, NgReport *report, NgProgress *progress,
                 const volatile int *stop, NgUnitDone done, gpointer data, GError **error);
