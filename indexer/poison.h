/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: what workers died of, so that nobody reads it twice: slices, records of slices.
 * Kept by the parent, handed to each new worker by the fork; knows no processes and no formats. */
#pragma once

#include "indexer/input/reader.h"

typedef struct NgPoison NgPoison;
NgPoison *ng_poison_new(void);
void ng_poison_free(NgPoison *poison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NgPoison, ng_poison_free)

/* How much is lost by a death. */
typedef enum {
    NG_LOST_SLICE,  /* all of it */
    NG_LOST_RECORD, /* that record */
    NG_LOST_REST,   /* that record and all behind it in the slice */
} NgLost;

/* A worker died in the slice: before a record was announced, or over the record `number`, or,
 * with `passed`, behind it: it had been passed over and the next one was not announced. */
NgLost ng_poison_add_slice(NgPoison *poison, guint64 slice_key);
NgLost ng_poison_add_record(NgPoison *poison, guint64 slice_key, guint64 number, bool passed);

bool ng_poison_has_slice(const NgPoison *poison, guint64 slice_key);
NgRecordVerdict ng_poison_verdict(const NgPoison *poison, guint64 slice_key, guint64 number);
