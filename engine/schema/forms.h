/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The distinct words of one article with their counts, in a row, and an open-addressing table over
 * them that is cleared in constant time. Inside schema only. */
#pragma once

#include <glib.h>

typedef struct {
    guint32 hash;
    guint32 offset, len; /* in bytes */
    guint32 count;
} NgForm;

typedef struct {
    guint32 epoch, form;
} NgFormSlot;

typedef struct {
    GArray *all; /* of NgForm, as they came */
    NgFormSlot *slots;
    guint32 room; /* a power of two */
    guint32 epoch;
    GString *bytes;
} NgForms;

void ng_forms_init(NgForms *forms);
void ng_forms_clear(NgForms *forms);
void ng_forms_reset(NgForms *forms); /* empty, memory kept */
void ng_forms_count(NgForms *forms, const char *form, guint32 len);
