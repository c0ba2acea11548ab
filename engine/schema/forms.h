/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The distinct words of one article with their counts: an open-addressing table that is cleared in
 * constant time. Inside schema only. */
#pragma once

#include <glib.h>

typedef struct {
    guint32 hash, epoch;
    guint32 offset, len; /* in bytes */
    guint32 count;
} NgForm;

typedef struct {
    NgForm *slots;
    guint32 room; /* a power of two */
    guint32 used;
    guint32 epoch;
    GString *bytes;
} NgForms;

void ng_forms_init(NgForms *forms);
void ng_forms_clear(NgForms *forms);
void ng_forms_reset(NgForms *forms); /* empty, memory kept */
void ng_forms_count(NgForms *forms, const char *form, guint32 len);
