/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of one article, as it is compared with another to say whether they are copies.
 * Inside stories only, and pure: two texts in, one answer out. */
#pragma once

#include "nutgraf/sketch.h"
#include "nutgraf/token.h"

/* Shingles and numbers are hashes, ascending, each once; what is boilerplate is left out. */
typedef struct {
    GArray *shingles, *numbers; /* of uint32_t */
    gint64 time;                /* publication; G_MININT64 undated */
} NgCopyText;

typedef struct NgCopyReader NgCopyReader; /* scratch memory */
NgCopyReader *ng_copy_reader_new(void);
void ng_copy_reader_free(NgCopyReader *reader);

/* data: a stored record. boilerplate: a flag for each hash of the sketch. NULL when the record is
 * damaged. */
NgCopyText *ng_copy_text_new(NgCopyReader *reader, const char *data, gsize len_bytes, gint64 time,
                             const NgSketch *sketch, const bool *boilerplate);
void ng_copy_text_free(NgCopyText *text);
gsize ng_copy_text_bytes(const NgCopyText *text);

/* Is one a copy of the other? Symmetric. */
bool ng_copy_text_same(const NgCopyText *a, const NgCopyText *b);
