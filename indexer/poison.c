/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What workers died of. */
#include "indexer/poison.h"

/* A file is read again from its beginning after each death; one of this many is given up there. */
#define DEATHS_IN_A_SLICE_MAX 20

typedef struct {
    bool whole;
    guint64 stop; /* no record from this number on is read */
    GArray *records;
} Slice;

struct NgPoison {
    GHashTable *slices; /* slice key -> Slice */
};

static void slice_free(Slice *slice)
{
    g_array_unref(slice->records);
    g_free(slice);
}

NgPoison *ng_poison_new(void)
{
    NgPoison *poison = g_new(NgPoison, 1);
    poison->slices =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)slice_free);
    return poison;
}

void ng_poison_free(NgPoison *poison)
{
    if (!poison)
        return;
    g_hash_table_unref(poison->slices);
    g_free(poison);
}

static Slice *slice_of(NgPoison *poison, guint64 slice_key)
{
    Slice *slice = g_hash_table_lookup(poison->slices, &slice_key);
    if (slice)
        return slice;
    slice = g_new0(Slice, 1);
    slice->stop = G_MAXUINT64;
    slice->records = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_hash_table_insert(poison->slices, g_memdup2(&slice_key, sizeof slice_key), slice);
    return slice;
}

NgLost ng_poison_add_slice(NgPoison *poison, guint64 slice_key)
{
    slice_of(poison, slice_key)->whole = true;
    return NG_LOST_SLICE;
}

NgLost ng_poison_add_record(NgPoison *poison, guint64 slice_key, guint64 number, bool passed)
{
    Slice *slice = slice_of(poison, slice_key);
    /* It was told to stop here, and died nevertheless. */
    if (number >= slice->stop)
        return ng_poison_add_slice(poison, slice_key);
    g_array_append_val(slice->records, number);
    if (!passed && slice->records->len < DEATHS_IN_A_SLICE_MAX)
        return NG_LOST_RECORD;
    slice->stop = number;
    return NG_LOST_REST;
}

bool ng_poison_has_slice(const NgPoison *poison, guint64 slice_key)
{
    const Slice *slice = g_hash_table_lookup(poison->slices, &slice_key);
    return slice && slice->whole;
}

NgRecordVerdict ng_poison_verdict(const NgPoison *poison, guint64 slice_key, guint64 number)
{
    const Slice *slice = g_hash_table_lookup(poison->slices, &slice_key);
    if (!slice)
        return NG_RECORD_READ;
    if (number >= slice->stop)
        return NG_RECORD_STOP;
    for (guint i = 0; i < slice->records->len; i++)
        if (g_array_index(slice->records, guint64, i) == number)
            return NG_RECORD_PASS;
    return NG_RECORD_READ;
}
