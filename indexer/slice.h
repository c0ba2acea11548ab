/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nutgraf-index: the bytes of a slice to articles. First step of a unit of work; knows files and
 * readers, not where articles go. */
#pragma once

#include "indexer/units.h"

/* Its own number, for a set of slices. */
guint64 ng_slice_key(const NgSlice *slice);
/* What the command line says of all inputs. */
typedef struct {
    const char *outlet, *lang; /* or NULL */
    bool considered;           /* see NgInput */
} NgSliceOptions;
/* Gives each article of the slice, and each part that gives none, to the sinks. */
void ng_slice_read(const NgSlice *slice, const NgFile *file, const NgSliceOptions *options,
                   const NgSinks *sinks);
